//! What a key of the audit says was found. A leaf.

/// What was found at a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Found {
    /// It conforms.
    Conforms,
    /// A major nonconformity.
    Major,
    /// A minor one.
    Minor,
    /// An opportunity for improvement.
    Ofi,
    /// An observation.
    Observation,
    /// Good practice.
    GoodPractice,
}
