//! What lies beside the record - unfinished texts, half-filled forms, marks of a window - when files are merged.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use clausewise::bank;
use clausewise::model::Questionnaire;
use clausewise::model::merge::Decisions;
use clausewise::session::{Merging, Session};
use clausewise::work::{CLOCK, HIDDEN};

use crate::{answer, two};

fn open(q: &Arc<Questionnaire>, path: &Path, write: bool) -> Session {
    Session::open(Arc::clone(q), path, "tester", write, Duration::ZERO).unwrap()
}

#[test]
fn texts_of_both_stay_forms_are_not_mixed_and_a_clock_is_not_taken_over() {
    let q: Arc<Questionnaire> = Arc::new(bank::embedded().unwrap());
    let folder = two();
    let paths = ["a.aims", "b.aims"].map(|name| folder.path().join(name));
    let form = |what: &str| format!("{{\"what\":\"{what}\"}}");
    for (n, path) in paths.iter().enumerate() {
        answer(folder.path(), &path.to_string_lossy(), &format!("6.1.{} 3\n", n + 2));
        let mut s = open(&q, path, true);
        let name = ["Ana", "Bo"][n];
        s.keep_draft("note.5.2", Some(&format!("what {name} began")));
        s.keep_draft("form.risk.", Some(&form(name)));
        s.keep_draft(&format!("form.{name}."), Some(&form(name)));
        s.keep_draft(CLOCK, Some(&format!("5 {n}0 170000000{n}")));
        s.close().unwrap();
    }
    let mut s = open(&q, &paths[1], true);
    s.keep_draft(HIDDEN, Some("yes"));
    s.close().unwrap();
    let m = Merging::read(Arc::clone(&q), [&paths[0], &paths[1]]).unwrap();
    let to = folder.path().join("c.aims");
    m.write(&m.plan(&Decisions::default()).unwrap(), "tester", &to).unwrap();
    let s = open(&q, &to, false);
    assert_eq!(s.draft("note.5.2"), Some("what Ana began\nwhat Bo began"));
    assert_eq!(s.draft("form.risk."), Some(form("Ana").as_str()), "two forms make no third");
    assert_eq!(s.draft("form.Ana."), Some(form("Ana").as_str()));
    assert_eq!(s.draft("form.Bo."), Some(form("Bo").as_str()));
    assert_eq!(s.draft(CLOCK), Some("5 00 1700000000"));
    assert_eq!(s.draft(HIDDEN), None);
}
