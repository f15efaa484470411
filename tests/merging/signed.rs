//! What was signed stays what it was: the file goes on by the chain of events the signature is over, and two signatures, or one
//! and a change of what it is over, are refused.

use std::path::Path;
use std::time::Duration;

use clausewise::bank;
use clausewise::model::audit::seal::Origin;
use clausewise::model::merge::Decisions;
use clausewise::model::{Level, edit};
use clausewise::session::{Merging, NotMerged, Session};
use clausewise::work::seal::kept;
use clausewise::work::{Refused, Work};

use crate::audit::{audit, draft, paper};

fn open(path: &Path) -> Work {
    let s = Session::open(bank::embedded().unwrap(), path, "laptop", true, Duration::ZERO).unwrap();
    let mut w = Work::new(s, jiff::civil::date(2026, 11, 22));
    w.i_am("Ana Sousa").unwrap();
    w
}

fn close(w: Work) {
    w.settle().unwrap();
    w.into_session().close().unwrap();
}

fn sign(path: &Path) {
    let mut w = open(path);
    let signature = [
        ("conclusion", "Works"),
        ("prepared", "Ana Sousa"),
        ("prepared-on", "2026-11-20"),
        ("reviewed", "Bo Lind"),
        ("reviewed-on", "2026-11-22"),
        ("distribution", "top management"),
    ];
    w.sign_off(&draft(&signature)).unwrap();
    close(w);
}

fn rate(path: &Path, id: &str) {
    let mut s = Session::open(bank::embedded().unwrap(), path, "Bo", true, Duration::ZERO).unwrap();
    let e = edit::rate(&s.q, s.assessment(), id, Some(Level::InUse), None).unwrap();
    s.apply(&e).unwrap();
    s.close().unwrap();
}

#[test]
fn a_signature_goes_on_with_its_own_chain() {
    let (folder, mut w) = audit();
    paper(&mut w, "7.2");
    close(w);
    let at = |name: &str| folder.path().join(name);
    for copy in ["b.aims", "c.aims", "d.aims"] {
        std::fs::copy(at("a.aims"), at(copy)).unwrap();
    }
    // The signature is over an event that the other file does not have.
    rate(&at("a.aims"), "6.1.2");
    sign(&at("a.aims"));
    sign(&at("c.aims"));
    rate(&at("b.aims"), "5.2");
    let mut w = open(&at("d.aims"));
    w.row_line("7.2 seen another paper").unwrap();
    close(w);

    let read =
        |one: &str, other: &str| Merging::read(bank::embedded().unwrap(), [&at(one), &at(other)]).unwrap();
    let mut facts = Vec::new();
    for (one, other, into, to) in [("a.aims", "b.aims", 0, "e.aims"), ("b.aims", "a.aims", 1, "f.aims")] {
        let m = read(one, other);
        let plan = m.plan(&Decisions::default()).unwrap();
        assert!(plan.is_whole(), "{plan:?}");
        assert_eq!(m.continues(&plan), Ok(into), "{one}");
        m.write(&plan, "Ana", &at(to)).unwrap();
        let w = open(&at(to));
        let versions = kept(w.session());
        assert!(versions.len() == 1 && versions[0].origin == Origin::Here, "{one}");
        assert!(w.signed(Some(1)).unwrap().is_some());
        facts.push(w.a().facts().clone());
    }
    assert_eq!(facts[0], facts[1]);
    for (other, both) in [("c.aims", true), ("d.aims", false)] {
        for (one, other) in [("a.aims", other), (other, "a.aims")] {
            let m = read(one, other);
            let refused = m.plan(&Decisions::default()).and_then(|plan| m.continues(&plan)).unwrap_err();
            let is = match &refused {
                NotMerged::BothSigned => both,
                NotMerged::Signed { version, .. } => !both && *version == 1,
                _ => false,
            };
            assert!(is, "{one} {other}: {refused:?}");
        }
    }

    // In place: the one with the signature takes the other over; the other cannot take that one over.
    let before = std::fs::read(at("b.aims")).unwrap();
    let m = read("b.aims", "a.aims");
    let plan = m.plan(&Decisions::default()).unwrap();
    assert_eq!(m.can_go_in_place(&plan), Err(NotMerged::GoesOnFromOther));
    let mut w = open(&at("b.aims"));
    assert!(matches!(w.merge(&m, &plan), Err(Refused::NotMerged { .. })));
    close(w);
    assert!(std::fs::read(at("b.aims")).unwrap() == before);
    let m = read("a.aims", "b.aims");
    let plan = m.plan(&Decisions::default()).unwrap();
    let mut w = open(&at("a.aims"));
    w.merge(&m, &plan).unwrap();
    close(w);
    let w = open(&at("a.aims"));
    assert!(kept(w.session()).len() == 1 && w.signed(Some(1)).unwrap().is_some());
    assert_eq!(w.a().facts(), &facts[0]);
}
