//! Audits for programs: what follows from their records, beside the records themselves.
