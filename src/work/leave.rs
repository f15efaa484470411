//! What leaves: finished documents into a folder.

use std::path::{Path, PathBuf};

use super::Work;
use crate::export::{self, ExportError};
use crate::report::{self, Format, ReportError};

/// Why no document was written.
#[derive(Debug)]
pub enum NotWritten {
    /// A document could not be made.
    Made(ReportError),
    /// The folder does not take them.
    Written(ExportError),
}

impl Work {
    /// Writes all documents of these formats into a folder, or none. Without `force` nothing there is replaced.
    pub fn export(&self, folder: &Path, formats: &[Format], force: bool) -> Result<Vec<PathBuf>, NotWritten> {
        let head = self.head();
        let documents = report::documents(&self.input(&head), formats).map_err(NotWritten::Made)?;
        export::write(folder, &documents, force).map_err(NotWritten::Written)
    }
}
