//! An audit on invented data, for the tests that work on one.

use clausewise::bank;
use clausewise::model::assessment::keys;
use clausewise::model::record::{Draft, PERSON};
use clausewise::plain::Typed;
use clausewise::work::{Refused, Work, begin};
use tempfile::TempDir;

pub(crate) fn draft(fields: &[(&str, &str)]) -> Draft {
    fields.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect()
}

#[allow(dead_code, reason = "not every test of audits is refused something")]
pub(crate) fn words(refused: &Refused) -> String {
    clausewise::words::refused(refused, &Typed::refusing())
}

/// A file with three people; nobody has said yet who sits here.
pub(crate) fn nobody() -> (TempDir, Work) {
    let folder = tempfile::tempdir().unwrap();
    let q = bank::embedded().unwrap();
    let today = jiff::civil::date(2026, 11, 22);
    let sets = [(keys::ORGANISATION, "Seeblick".to_owned()), (keys::SIZE, "small".to_owned())];
    let first = begin::founding(&q, sets, today).unwrap();
    let s = begin::create(q, &folder.path().join("a.aims"), "laptop", &first, false).unwrap();
    let mut w = Work::new(s, today);
    for (name, role) in [("Ana Sousa", "auditor"), ("Bo Lind", "QA lead"), ("Cem Ak", "IT")] {
        w.put(&PERSON, None, &draft(&[("name", name), ("role", role)])).unwrap();
    }
    (folder, w)
}

/// The same with an audit that Ana does.
#[allow(dead_code, reason = "not every test of audits begins with one")]
pub(crate) fn audit() -> (TempDir, Work) {
    let (folder, mut w) = nobody();
    w.i_am("Ana Sousa").unwrap();
    w.audit_line("new Internal audit, spring").unwrap();
    (folder, w)
}

/// A whole working paper.
#[allow(dead_code, reason = "not every test of audits has a whole one")]
pub(crate) fn paper(w: &mut Work, id: &str) {
    for line in [
        "seen signed policy, version 2, 2026-10-01",
        "sample 4 of 4 staff by list",
        "methods interview, record",
        "role QA lead",
        "conforms",
    ] {
        w.row_line(&format!("{id} {line}")).unwrap();
    }
}
