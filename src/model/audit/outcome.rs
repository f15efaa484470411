//! What an audit says of a place. A leaf.

/// What an audit says of a place, the worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// A major nonconformity stands.
    Major,
    /// A minor one.
    Minor,
    /// It conforms.
    Conforms,
}
