//! What stands beside an audit: how many to look at and that this is a habit, a finding the audit has no row for, and what changed
//! since it was signed.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that panics has failed, as it should")]

mod common {
    pub(crate) mod audit;
    pub(crate) mod program;
}

use clausewise::model::Level;
use clausewise::model::assessment::keys;
use clausewise::model::audit::since::Since;
use clausewise::model::audit::{Told, Warning};
use clausewise::model::record::{DOCUMENT, EVIDENCE, SYSTEM};
use clausewise::model::said::Said;
use clausewise::words::{Words as _, audit_paper, audit_since};
use clausewise::work::{Refused, Work};
use common::audit::{audit, draft, paper, words};
use common::program::{output, run};

fn told(w: &Work, id: &str) -> String {
    let at = w.q().find(id).unwrap();
    audit_paper::of_work(w, at).unwrap().join("\n")
}

fn answer(w: &mut Work, id: &str, level: Level) {
    w.rate(id, Some(level), None, false).unwrap();
}

fn signed(w: &mut Work) -> Vec<Warning> {
    let form = draft(&[
        ("conclusion", "Works"),
        ("prepared", "Ana Sousa"),
        ("prepared-on", "2026-11-22"),
        ("reviewed", "Bo Lind"),
        ("reviewed-on", "2026-11-22"),
    ]);
    match w.sign_off(&form).unwrap().said {
        // The header is not what these tests are about.
        Said::Audited(Told::Signed { warnings, .. }) => {
            warnings.into_iter().filter(|w| !matches!(w, Warning::HeaderLacks { .. })).collect()
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn how_many_to_look_at_comes_from_the_row_or_from_registers_and_is_called_a_habit() {
    let (_folder, mut w) = audit();
    assert!(!told(&w, "A.10.3").contains("How many"), "nothing is there to count");
    for n in 1..=12 {
        w.put(&SYSTEM, None, &draft(&[("name", &format!("Tool {n}"))])).unwrap();
    }
    let said = told(&w, "A.4.2");
    assert!(said.contains("How many: 12 AI systems: 4 by the square root"), "{said}");
    assert!(said.contains("A habit of auditors, not asked for by the standard."), "{said}");
    // What the row says counts before what registers hold; of few all are looked at.
    for (typed, words) in [
        ("4 of 40 orders by date", "How many: 40 orders: 7 by the square root"),
        ("1 of 3 orders by date", "How many: 3 orders: look at all of them"),
    ] {
        w.row_line(&format!("A.4.2 sample {typed}")).unwrap();
        let said = told(&w, "A.4.2");
        assert!(said.contains(words), "{said}");
    }
    // A finding there speaks for more, and is named.
    w.row_line("A.4.2 sample 4 of 40 orders by date").unwrap();
    let before = told(&w, "A.4.2");
    w.finding_line("minor A.4.2 Two were not in the list").unwrap();
    let after = told(&w, "A.4.2");
    assert!(after.contains("found there: F-1-1") && !before.contains("found there"), "{after}");
}

#[test]
fn a_finding_without_a_row_is_named_before_and_at_the_signature_and_refuses_nothing() {
    let (_folder, mut w) = audit();
    paper(&mut w, "5.2");
    w.finding_line("minor 5.2,7.4 Nobody was told").unwrap();
    w.finding_line("observation 8.1 Much by hand").unwrap();
    let outside = w.audit().unwrap().outside_plan(w.q());
    let no_row = |finding: &str, at: &str| Warning::NoRow { finding: finding.into(), at: vec![at.into()] };
    assert_eq!(outside, [no_row("F-1-1", "7.4"), no_row("F-1-2", "8.1")]);
    assert!(outside[0].words().contains("F-1-1 stands on 7.4, of which this audit has no row"));
    let audit = w.audit().unwrap();
    assert!(audit.warnings(w.q(), w.a()).contains(&outside[0]), "told wherever warnings are");
    // A row of the heading above covers it, one that is left out does not; what is withdrawn stands nowhere.
    w.row_line("8 plan").unwrap();
    w.row_line("7.4 skip next cycle").unwrap();
    let out = Warning::NotAudited { finding: "F-1-1".into(), at: vec!["7.4".into()] };
    assert_eq!(w.audit().unwrap().outside_plan(w.q()), std::slice::from_ref(&out));
    w.row_line("8 limitation nobody was there").unwrap();
    let bare = Warning::NoEvidence { finding: "F-1-2".into() };
    let open = Warning::NotWhole { at: vec!["8".into()] };
    assert_eq!(signed(&mut w), [out, bare, open]);
    let (_folder, mut w) = common::audit::audit();
    paper(&mut w, "5.2");
    w.finding_line("observation 8.1 Much by hand").unwrap();
    w.finding_line("1 withdraw seen twice").unwrap();
    assert_eq!(signed(&mut w), []);
}

#[test]
fn what_changed_since_the_signature_is_told_for_the_next_audit() {
    let (_folder, mut w) = audit();
    answer(&mut w, "5.2", Level::Written);
    w.put(&SYSTEM, None, &draft(&[("name", "Chat assistant"), ("vendor", "One Ltd")])).unwrap();
    w.put(&SYSTEM, None, &draft(&[("name", "Translator")])).unwrap();
    w.put(&EVIDENCE, None, &draft(&[("what", "Policy"), ("shows", "5.2"), ("valid-until", "2026-12-31")]))
        .unwrap();
    paper(&mut w, "5.2");
    let Err(never) = w.since_signed("") else { panic!("nothing is signed yet") };
    assert!(words(&never).starts_with("A-1 is not signed yet"), "{}", words(&never));
    signed(&mut w);
    let since = w.since_signed("").unwrap();
    assert!(since.all.is_empty() && since.version == 1, "{:?}", since.all);
    assert!(audit_since::lines(w.q(), &since)[0].starts_with("Nothing an audit rests on changed"));
    answer(&mut w, "5.2/5", Level::Proven);
    let one = w.find_record(&SYSTEM, "1").unwrap();
    w.put(&SYSTEM, Some(&one), &draft(&[("vendor", "Two Ltd")])).unwrap();
    let gone = w.find_record(&SYSTEM, "2").unwrap();
    w.remove(&SYSTEM, &gone).unwrap();
    w.put(&SYSTEM, None, &draft(&[("name", "Forecast")])).unwrap();
    w.put(&DOCUMENT, None, &draft(&[("name", "AI policy")])).unwrap();
    w.about([(keys::SCOPE, "Both sites".to_owned())]).unwrap();
    // The next audit is not signed: it is told since the one before it.
    w.audit_line("next Surveillance").unwrap();
    w.today = jiff::civil::date(2027, 1, 15);
    let since = w.since_signed("").unwrap();
    assert_eq!((since.no.as_str(), since.version), ("A-1", 1));
    let lines = audit_since::lines(w.q(), &since).join("\n");
    for part in [
        "changes since A-1 was signed as version 1 on",
        "Scope: Both sites, before nothing",
        "5.2/5 Proven, before Written",
        "S-1 Chat assistant: changed, ",
        "S-2 Translator: taken out",
        "S-3 Forecast: new",
        "AI policy: new",
    ] {
        assert!(lines.contains(part), "{part}: {lines}");
    }
    assert!(
        since.all.iter().any(|s| matches!(s, Since::Changed(k, _, f) if k.key == "system" && f.len() == 1))
    );
    // What only the audit says is no change of what it rests on.
    let n = since.all.len();
    w.row_line("7.4 plan").unwrap();
    assert_eq!(w.since_signed("A-1").unwrap().all.len(), n);
    assert!(matches!(w.since_signed("A-2"), Err(Refused::NeverSigned { .. })));
    assert!(w.since_signed("A-9").is_err());
}

#[test]
fn the_command_and_plain_mode_tell_the_same_changes() {
    let (folder, mut w) = audit();
    paper(&mut w, "5.2");
    signed(&mut w);
    answer(&mut w, "5.2", Level::InUse);
    let lines = audit_since::lines(w.q(), &w.since_signed("").unwrap());
    w.settle().unwrap();
    w.into_session().close().unwrap();
    let here = folder.path();
    let said = output(here, &["audit", "a.aims", "changes", "A-1"]);
    assert_eq!(said.lines().collect::<Vec<_>>(), lines);
    let json = output(here, &["audit", "a.aims", "changes", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(
        (json["audit"].as_str(), json["changes"].as_array().unwrap().len()),
        (Some("A-1"), lines.len() - 1)
    );
    let (code, plain, _) = run(here, &["--plain", "a.aims"], "audit changes\naudit changes A-7\nquit\n");
    assert!(code == 0 && lines.iter().all(|l| plain.contains(l.as_str())), "{plain}");
    assert!(plain.contains("A-7"), "{plain}");
}
