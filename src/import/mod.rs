//! What comes in: the bytes of somebody else's file, read as proposals and as faults, each with the row and column it stands in.
//! Pure: touches no file, changes no assessment and says nothing; `work` applies, `words` says.

/// Where something stands in a file of rows: counted from 1, as a spreadsheet counts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Place {
    /// Name of the sheet; empty in a file that has none.
    pub sheet: String,
    /// Row, the head being 1; 0 where it is about the whole file.
    pub row: usize,
    /// Head of the column; empty where it is about the whole row.
    pub column: String,
}
