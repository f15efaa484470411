//! `salvage` and `backups`: what can be brought back when a file is damaged, gone, or was changed by
//! mistake. Neither touches the file itself; both write to a new one.

use std::io::Write;
use std::path::{Path, PathBuf};

use super::Failure;
use crate::files::human_path;
use crate::store::{self, backup};

/// Builds a new file from everything in a damaged one that is as it was written.
pub(super) fn salvage(old: &Path, new: &Path, out: &mut impl Write) -> Result<u8, Failure> {
    let report = store::salvage(old, new)?;
    writeln!(out, "saved={}\nkept={}\nlost={}", report.path.display(), report.kept, report.gone)?;
    for what in &report.lost {
        writeln!(out, "fault={what}")?;
    }
    Ok(u8::from(!report.lost.is_empty()))
}

/// Lists the backups of an assessment, or writes one of them to a new file.
pub(super) fn backups(
    file: &Path,
    restore: Option<usize>,
    to: Option<&PathBuf>,
    out: &mut impl Write,
) -> Result<u8, Failure> {
    let list = backup::list(file);
    let (Some(number), Some(to)) = (restore, to) else {
        for (n, b) in list.iter().enumerate() {
            writeln!(out, "{}\t{}\t{} bytes\t{}", n + 1, b.time, b.size, b.path.display())?;
        }
        if list.is_empty() {
            return Err(Failure(1, format!("There is no backup of {}.", human_path(file))));
        }
        return Ok(0);
    };
    let wanted = number.checked_sub(1).and_then(|n| list.get(n));
    let b = wanted.ok_or_else(|| {
        let name = human_path(file);
        Failure(
            2,
            format!("{name} has {} backups; {number} is none of them. Nothing was written.", list.len()),
        )
    })?;
    let events = backup::restore(&b.path, to)?;
    writeln!(out, "saved={}\nevents={events}", to.display())?;
    Ok(0)
}
