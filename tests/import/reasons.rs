//! Reasons that say nothing, and what sounds like a reason for the other side and what does not.

use std::time::Duration;

use clausewise::bank;
use clausewise::import::{As, Choice, Side, Why};
use clausewise::model::format::Firm;
use clausewise::model::statement::{Applicable, Row};
use clausewise::session::Session;
use clausewise::work::Work;

use super::{Open, csv, said};

const SOA: Option<As> = Some(As::Soa);

fn row(o: &Open, at: &str) -> Row {
    o.w.statement().into_iter().find(|r| r.id == at).unwrap()
}

#[test]
fn a_text_that_says_nothing_is_no_reason_where_none_stands() {
    for (head, text) in [
        ("Control,Applicable,Justification", "-"),
        ("Control,Applicable,Justification", "tbd"),
        ("Control,Applicable,Justification", "n/a"),
        ("Control,Applicable,Justification", "TODO"),
        ("Ma\u{df}nahme,Anwendbar,Begr\u{fc}ndung", "-"),
    ] {
        for (side, stands) in [("yes", Applicable::Yes), ("no", Applicable::No)] {
            for choice in [Choice::Ours, Choice::Theirs] {
                let mut o = Open::new("Case");
                let table = csv(&[head, &format!("A.7.3,{side},{text}"), "A.2.2,yes,Forty customers ask"]);
                let told = said(&o.look(&table, SOA, choice));
                assert!(
                    told.contains(&format!("\"{text}\" says no reason, and was not taken as one")),
                    "{told}"
                );
                let report = o.take(&table, SOA, choice);
                let now = row(&o, "A.7.3");
                assert_eq!(now.applicable, stands, "{text} {side}");
                assert_eq!((now.why.as_str(), now.against.as_str()), ("", ""), "{text} {side}");
                assert!(
                    matches!(&report.unknown[..], [left] if matches!(&left.why, Why::Hollow { text: t, .. } if t == text)),
                    "{text} {side}: {:#?}",
                    report.unknown
                );
                assert_eq!(row(&o, "A.2.2").why, "Forty customers ask");
            }
        }
    }
    // Under a head that asks why it is in, it takes nothing in.
    let mut o = Open::new("Case");
    let table = csv(&["Control,Justification for inclusion", "A.7.3,tbd", "A.2.2,Forty customers ask"]);
    let told = said(&o.look(&table, SOA, Choice::Theirs));
    assert!(told.contains("\"tbd\""), "{told}");
    o.take(&table, SOA, Choice::Theirs);
    assert_eq!(row(&o, "A.7.3").applicable, Applicable::Undecided);
    assert_eq!(row(&o, "A.2.2").applicable, Applicable::Yes);
}

#[test]
fn no_reason_of_the_samples_is_taken_for_one_of_the_other_side() {
    let q = bank::embedded().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let mut seen = 0;
    for (n, firm) in
        [None, Some(Firm::Bakery), Some(Firm::Software), Some(Firm::Bank)].into_iter().enumerate()
    {
        let path = folder.path().join(format!("{n}.aims"));
        let today = jiff::civil::date(2026, 11, 23);
        clausewise::sample::create(q.clone(), firm, &path, today, false).unwrap();
        let s = Session::open(q.clone(), &path, "test", false, Duration::ZERO).unwrap();
        let w = Work::new(s, today);
        let mut lines = vec!["Control,Applicable,Justification".to_owned()];
        for row in w.statement().into_iter().filter(|r| r.requirement().is_some()) {
            let (side, reason) = match row.applicable {
                Applicable::Yes => ("yes", &row.why),
                Applicable::No => ("no", &row.against),
                Applicable::Undecided => continue,
            };
            if !reason.is_empty() {
                lines.push(format!("{},{side},\"{}\"", row.id, reason.replace('"', "\"\"")));
                seen += 1;
            }
        }
        let mut o = Open::new("Case");
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let report = o.take(&csv(&lines), SOA, Choice::Theirs);
        let doubted: Vec<&Side> = report.sides.iter().filter(|s| s.doubt).collect();
        assert!(
            doubted.is_empty() && report.unknown.is_empty(),
            "{firm:?} {doubted:#?} {:#?}",
            report.unknown
        );
    }
    assert!(seen > 100, "{seen}");
}

#[test]
fn a_reason_that_denies_need_is_marked_and_one_that_tells_of_a_lack_is_not() {
    for (side, text, doubt) in [
        ("yes", "Without it nobody would know what the tools do", false),
        ("yes", "Without a share of right answers a feature is done when somebody is tired", false),
        ("yes", "Nobody knows who answers when it is wrong", false),
        ("yes", "No guest may be asked twice", false),
        ("yes", "Nobody here uses it", true),
        ("yes", "We do not need this", true),
        ("yes", "We build no AI", true),
        ("no", "Needed because every tool is linked", true),
        ("no", "The law demands it", true),
        ("no", "The law demands nothing of us", false),
        ("no", "We buy all our tools", false),
    ] {
        let o = Open::new("Case");
        let table = csv(&["Control,Applicable,Justification", &format!("A.7.3,{side},{text}")]);
        let told = said(&o.look(&table, SOA, Choice::Ours));
        assert_eq!(told.contains("reads like a reason for"), doubt, "{text}: {told}");
        assert!(told.contains(text), "{told}");
    }
}
