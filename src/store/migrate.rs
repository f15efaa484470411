//! Which schemas this program reads and writes, and the way from an older one to the present one.
//!
//! `user_version` is the number of the schema. A newer file says in its `meta` table from which schema
//! on a program may read it (`min_reader`). There is one schema so far, so there is nothing to migrate
//! yet: a step from 1 to 2 gets its own `schema_2.sql`, runs in one transaction, and is preceded by a
//! backup that is never deleted by itself.

/// The schema this program writes.
pub(super) const SCHEMA: i64 = 1;

/// "AIMS", in the header of every assessment.
pub(super) const APPLICATION_ID: i64 = 0x4149_4D53;

/// What to do with a file of some schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Age {
    /// Ours.
    Present,
    /// Newer; `min_reader` decides whether it is shown, and it is never written.
    Newer,
    /// No schema that ever was or will be.
    Absurd,
}

/// Judges the schema number in a header.
pub(super) fn age(schema: i64) -> Age {
    match schema {
        SCHEMA => Age::Present,
        s if may_come(s) => Age::Newer,
        _ => Age::Absurd,
    }
}

/// Whether a later version may write this schema.
pub(super) const fn may_come(schema: i64) -> bool {
    schema > SCHEMA && schema <= 1000
}
