//! Audits as an internal auditor works on them, on invented data: who says it, plan, working papers, findings, and that no
//! figure of the organisation's own moves. Numbers in names are those of the acceptance tests of the audit pack.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that panics has failed, as it should")]

mod common {
    pub(crate) mod audit;
    pub(crate) mod program;
}

use clausewise::bank;
use clausewise::model::audit::{
    Against, Counts, Due, FindingState, Grade, Missing, Outcome, Reach, RowState, Told, Warning, beside,
    by_due,
};
use clausewise::model::questionnaire::Target;
use clausewise::model::record::{
    AUDIT_ROW, EVIDENCE, FINDING, FINDING_REPLY, KINDS, PERSON, Rec, is_in_audit, read,
};
use clausewise::model::said::{Matter, Said};
use clausewise::model::statement::{Applicable, Flag};
use clausewise::model::xray::Kind;
use clausewise::model::{Level, Status};
use clausewise::plain::Typed;
use clausewise::session::Session;
use clausewise::words::Words as _;
use clausewise::work::{Done, Refused, Work};
use common::audit::{audit, draft, nobody, paper, words};
use common::program::{output, run};

fn told(done: &Done) -> Told {
    match &done.said {
        Said::Audited(told) => told.clone(),
        other => panic!("{other:?}"),
    }
}

fn counts(w: &Work) -> Counts {
    Counts::of(w.q(), &w.audit().unwrap())
}

fn at(w: &Work, id: &str) -> Target {
    w.q().find(id).unwrap()
}

fn state(w: &Work, id: &str) -> RowState {
    w.audit().unwrap().row_at(at(w, id)).unwrap().state.clone()
}

fn result(w: &Work, id: &str) -> Option<Outcome> {
    let r = w.q().requirement_index(id).unwrap();
    w.audit().unwrap().result(w.q(), r)
}

fn finding(w: &Work, no: &str) -> FindingState {
    let audit = w.audit().unwrap();
    audit.findings.iter().find(|f| f.rec.shown_no() == no).unwrap().state
}

#[test]
fn an_audit_is_written_by_somebody_of_the_register_and_every_change_names_them() {
    let (_folder, mut w) = nobody();
    let refused = w.audit_line("new Spring").unwrap_err();
    assert_eq!(refused, Refused::WhoAreYou);
    assert!(
        words(&refused).contains("Say who you are: i-am") && words(&refused).contains("Nothing was changed")
    );
    let Err(Refused::NoPerson { there, .. }) = w.i_am("Zoe") else { panic!() };
    assert!(there.contains(&"Ana Sousa (P-1)".to_owned()), "{there:?}");
    w.i_am("P-1").unwrap();
    w.audit_line("new Spring").unwrap();
    w.i_am("bo lind").unwrap();
    w.row_line("5.2 plan").unwrap();
    let by: Vec<String> = w.session().events().iter().rev().take(2).map(|e| e.by.clone()).collect();
    assert_eq!(by, ["Bo Lind (P-2)", "Ana Sousa (P-1)"]);
    // Nobody again: answers go on under the login, what the audit says does not, and neither does its undo.
    w.i_am("").unwrap();
    assert_eq!(w.undo(false).unwrap_err(), Refused::WhoAreYou);
    assert_eq!(w.row_line("5.2 unplan").unwrap_err(), Refused::WhoAreYou);
    w.rate("5.2", Some(Level::InUse), None, false).unwrap();
    assert_eq!(w.session().events().last().unwrap().by, "laptop");
    w.undo(false).unwrap();
    w.i_am("3").unwrap();
    w.undo(false).unwrap();
    assert_eq!(w.session().events().last().unwrap().by, "Cem Ak (P-3)");
    // Who is taken out of the register sits here no more.
    let cem = w.find_record(&PERSON, "P-3").unwrap();
    w.remove(&PERSON, &cem).unwrap();
    assert_eq!(w.row_line("5.2 plan").unwrap_err(), Refused::WhoAreYou);
}

#[test]
fn a_record_of_an_audit_stands_in_its_layer_and_nowhere_else() {
    let (_folder, mut w) = audit();
    w.row_line("5.2 plan").unwrap();
    w.row_line("7.3 minor 2 contractors late").unwrap();
    w.finding_line("F-1-1 cause nobody told them").unwrap();
    let audit = w.audit_id().unwrap();
    let prefix = format!("@audit.{audit}/");
    let of_audit =
        |key: &str| KINDS.iter().any(|k| is_in_audit(k.key) && key.contains(&format!("{}.", k.key)));
    let keys: Vec<&String> = w.a().facts().keys().filter(|k| of_audit(k)).collect();
    assert!(keys.len() > 10 && keys.iter().all(|k| k.starts_with(&prefix)), "{keys:?}");
    let found = &read::all(w.a(), &FINDING)[0];
    assert_eq!((found.shown_no().as_str(), found.get("audit")), ("F-1-1", audit.as_str()));
    assert_eq!(found.audit().unwrap().name(), "Internal audit, spring");
    for named in ["F-1-1", "1-1", "f-1-1", found.id.as_str(), "1"] {
        assert_eq!(read::named(w.a(), &FINDING, named).unwrap().id, found.id, "{named}");
    }
    assert!(read::named(w.a(), &FINDING, "F-2-1").is_none());
    // Each audit counts for itself, and a bare number then names none.
    w.audit_line("new Second").unwrap();
    w.row_line("7.3 major nothing there").unwrap();
    let numbers: Vec<String> = read::all(w.a(), &FINDING).iter().map(Rec::shown_no).collect();
    assert_eq!(numbers, ["F-1-1", "F-2-1"]);
    assert!(read::named(w.a(), &FINDING, "1").is_none());
    assert_eq!(w.finding_named("1").unwrap().shown_no(), "F-2-1", "of the audit one works in");
    // A finding stays in its audit and is never removed.
    let id = w.finding_named("F-1-1").unwrap().id;
    let moved = w.put(&FINDING, Some(&id), &draft(&[("audit", "A-2")])).unwrap_err();
    assert!(words(&moved).contains("cannot move"), "{}", words(&moved));
    assert!(matches!(w.remove(&FINDING, &id), Err(Refused::Withdraw { .. })));
    // The file says the same when it is read again.
    w.settle().unwrap();
    let (path, before) = (w.path().to_owned(), w.a().clone());
    drop(w);
    let q = bank::embedded().unwrap();
    let s = Session::open(q, &path, "", false, std::time::Duration::ZERO).unwrap();
    let mut again = Work::new(s, jiff::civil::date(2026, 11, 22));
    again.open_audit("A-1").unwrap();
    assert_eq!(*again.a(), before);
}

#[test]
fn t01_plan_of_rows_and_headings_covers_requirements_and_the_rest_is_named() {
    let (_folder, mut w) = audit();
    let before = w.scores().clone();
    // Two headings with what is below them, and single requirements.
    let q = w.shared_q();
    let headings = ["6.1", "7.5"];
    let below: usize = headings.iter().map(|id| q.below(heading(&q, id)).len()).sum();
    let single = ["4.1", "4.2", "4.3", "5.1", "5.2", "5.3", "8.1", "A.2.2", "A.7.5", "A.10.3"];
    for id in headings.iter().chain(&single) {
        w.row_line(&format!("{id} plan")).unwrap();
    }
    let n = counts(&w);
    assert_eq!((n.rows, n.covered, n.of), (12, below + 10, 70));
    let rest: Vec<String> = (0..70)
        .filter(|r| w.audit().unwrap().reach(&q, *r) == Reach::None)
        .map(|r| q.requirements[r].id.clone())
        .collect();
    let done = w.row_line(&format!("{} skip next cycle", rest.join(","))).unwrap();
    let Told::Plan { rows, covered, left_out, of, .. } = told(&done) else { panic!() };
    assert_eq!((rows, covered + left_out, of), (12, 70, 70));
    let said = clausewise::words::outcome(&done.said, &Typed::refusing());
    assert!(
        said.contains(&format!("12 rows, {covered} requirements of 70; {left_out} not audited")),
        "{said}"
    );
    assert_eq!(state(&w, "9.2.1"), RowState::NotAudited);
    let lines = clausewise::words::audit_page::of_work(&w).unwrap().join("\n");
    assert!(
        rest.iter().all(|id| lines.contains(&format!("\n{id} ")))
            && lines.contains("not audited: next cycle")
    );
    assert_eq!(*w.scores(), before);
    // One step took all of them, and one takes them back.
    w.undo(false).unwrap();
    assert_eq!(counts(&w).not_audited, 0);
}

fn heading(q: &clausewise::model::Questionnaire, id: &str) -> usize {
    match q.find(id) {
        Some(Target::Heading(h)) => h,
        other => panic!("{id}: {other:?}"),
    }
}

#[test]
fn t02_no_fact_of_an_audit_moves_a_figure() {
    let (folder, mut w) = audit();
    for (id, level) in
        [("5", Level::Proven), ("6", Level::InUse), ("9", Level::Nothing), ("A.2", Level::Written)]
    {
        w.rate(id, Some(level), None, false).unwrap();
    }
    w.put(&EVIDENCE, None, &draft(&[("what", "Policy"), ("shows", "5.2")])).unwrap();
    w.settle().unwrap();
    let file = w.path().file_name().unwrap().to_str().unwrap().to_owned();
    let printed = |w: Work| {
        let path = w.path().to_owned();
        w.settle().unwrap();
        drop(w);
        let all: Vec<String> =
            ["status", "gaps", "roadmap"].map(|what| output(folder.path(), &[what, &file])).into();
        let s = Session::open(bank::embedded().unwrap(), &path, "laptop", true, std::time::Duration::ZERO);
        (all, Work::new(s.unwrap(), jiff::civil::date(2026, 11, 22)))
    };
    let (before, mut w) = printed(w);
    w.i_am("P-1").unwrap();
    for id in ["5.2", "6.1.2", "9.2.1", "A.2.2"] {
        paper(&mut w, id);
    }
    for (n, grade) in Grade::ALL.into_iter().enumerate() {
        let id = ["5.2", "6.1.3", "7.2", "A.7.5", "A.3.3"][n];
        w.row_line(&format!("{id} {} something seen", grade.key())).unwrap();
    }
    w.row_line("4.1,4.2 skip next cycle").unwrap();
    for line in [
        "F-1-1 owner Bo Lind",
        "F-1-1 cause x",
        "F-1-1 action y",
        "F-1-1 due 2026-01-05",
        "F-1-1 effective all in the list of November",
    ] {
        w.finding_line(line).unwrap();
    }
    let (after, _w) = printed(w);
    for (before, after) in before.iter().zip(&after) {
        let same =
            |text: &str| text.lines().filter(|l| !l.contains("vents")).map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(same(before), same(after));
    }
}

#[test]
fn t03_a_whole_working_paper_is_complete_and_one_that_lacks_something_names_just_that() {
    let (_folder, mut w) = audit();
    w.row_line("5.2 plan").unwrap();
    assert_eq!(state(&w, "5.2"), RowState::Planned);
    paper(&mut w, "5.2");
    assert_eq!((state(&w, "5.2"), result(&w, "5.2")), (RowState::Complete, Some(Outcome::Conforms)));
    for field in ["seen", "sample", "population", "methods", "role", "on", "auditor"] {
        let id = w.audit().unwrap().row_at(at(&w, "5.2")).unwrap().rec.id.clone();
        w.put(&AUDIT_ROW, Some(&id), &draft(&[(field, "")])).unwrap();
        let wanted = AUDIT_ROW.field(field).unwrap();
        // Without a method nobody knows that it was an interview.
        assert_eq!(state(&w, "5.2"), RowState::Incomplete(vec![Missing::Field(wanted)]), "{field}");
        w.undo(false).unwrap();
    }
    let no = w.row_line("5.2 conforms no because the copy was not signed").unwrap();
    assert!(matches!(told(&no), Told::Row { state: RowState::Incomplete(m), .. } if m == [Missing::Result]));
    // A sample cannot be larger than what it is taken from.
    let refused = w.row_line("5.2 sample 5 of 4").unwrap_err();
    assert!(words(&refused).contains("more than Of how many, which is 4"), "{}", words(&refused));
    assert!(matches!(w.row_line("5.2 sample many"), Err(Refused::NoSample { .. })));
    assert!(w.row_line("5.2 on 2027-01-01").is_err() && w.row_line("5.2 on 31.2.").is_err());
    assert!(w.row_line("5.2 auditor Zoe").is_err() && w.row_line("5.2 smell nice").is_err());
}

#[test]
fn t04_one_minor_on_two_ids_counts_once_and_withdrawing_it_frees_both() {
    let (_folder, mut w) = audit();
    paper(&mut w, "7.3");
    paper(&mut w, "7.2");
    w.row_line("7.3 minor 6 of 9 joiners sampled, 2 contractors late").unwrap();
    w.finding_line("1 on 7.2").unwrap();
    assert_eq!((result(&w, "7.2"), result(&w, "7.3")), (Some(Outcome::Minor), Some(Outcome::Minor)));
    assert_eq!(counts(&w).of_grade(Grade::Minor), 1);
    assert!(matches!(w.finding_line("F-1-1 withdraw -"), Err(Refused::SayWhat(_))));
    w.finding_line("F-1-1 withdraw the two had left").unwrap();
    assert_eq!((result(&w, "7.2"), result(&w, "7.3")), (Some(Outcome::Conforms), Some(Outcome::Conforms)));
    let n = counts(&w);
    assert_eq!((n.of_grade(Grade::Minor), n.withdrawn), (0, 1));
    // The number is never given again, by undo neither.
    w.row_line("7.3 ofi a list would help").unwrap();
    w.undo(false).unwrap();
    w.row_line("7.3 observation they know it by heart").unwrap();
    assert!(w.audit().unwrap().findings.iter().any(|f| f.rec.shown_no() == "F-1-3"));
}

#[test]
fn t06_an_opportunity_and_good_practice_leave_rows_conforming() {
    let (_folder, mut w) = audit();
    paper(&mut w, "A.6.2.6");
    paper(&mut w, "A.3.3");
    w.row_line("A.6.2.6 ofi alarms by shift").unwrap();
    w.row_line("A.3.3 good-practice every concern answered within a day").unwrap();
    for id in ["A.6.2.6", "A.3.3"] {
        assert_eq!((result(&w, id), state(&w, id)), (Some(Outcome::Conforms), RowState::Complete), "{id}");
    }
    // Nobody has said yet what is made of the opportunity.
    assert_eq!(finding(&w, "F-1-1"), FindingState::Open);
    assert_eq!(finding(&w, "F-1-2"), FindingState::Noted);
    let n = counts(&w);
    assert_eq!((n.of_grade(Grade::Ofi), n.of_grade(Grade::GoodPractice), n.open), (1, 1, 1));
}

#[test]
fn t07_a_major_by_mistake_becomes_conforming_only_with_a_reason_and_history_keeps_both() {
    let (_folder, mut w) = audit();
    w.row_line("8.1 major no plan at all").unwrap();
    w.row_line("8.1 seen plan of work, v3").unwrap();
    assert_eq!(result(&w, "8.1"), Some(Outcome::Major));
    let refused = w.row_line("8.1 conforms").unwrap_err();
    assert!(matches!(&refused, Refused::StandsAgainst { findings, .. } if findings == &["F-1-1"]));
    assert!(words(&refused).contains("F-1-1 stands against 8.1"), "{}", words(&refused));
    let refused = w.finding_line("F-1-1 grade minor").unwrap_err();
    assert!(words(&refused).contains("changes only with a reason"), "{}", words(&refused));
    w.finding_line("F-1-1 grade minor because the plan was found").unwrap();
    assert_eq!(counts(&w).findings, [0, 1, 0, 0, 0]);
    w.row_line("8.1 conforms because the plan lay in the other folder").unwrap();
    assert_eq!((result(&w, "8.1"), counts(&w).findings), (Some(Outcome::Conforms), [0; 5]));
    let history: Vec<String> = w
        .session()
        .events()
        .iter()
        .map(|e| clausewise::words::history::event(w.q(), w.a(), KINDS, &w.session().changes_of(e.seq)))
        .collect();
    let all = history.join("\n");
    for part in ["Grade: major -> minor", "the plan was found", "the plan lay in the other folder"] {
        assert!(all.contains(part), "{part} is not in {all}");
    }
}

#[test]
fn t08_evidence_with_a_share_stays_as_it_was_written() {
    let (_folder, mut w) = audit();
    w.finding_line("minor A.10.3 A supplier's model went live unassessed").unwrap();
    w.finding_line("F-1-1 evidence 7 of 40 orders unapproved").unwrap();
    assert_eq!(w.finding_named("F-1-1").unwrap().get("evidence"), "7 of 40 orders unapproved");
    let csv = clausewise::report::records::csv(w.a(), KINDS, &FINDING, &read::all(w.a(), &FINDING)).unwrap();
    assert!(String::from_utf8(csv).unwrap().contains("7 of 40 orders unapproved"));
}

#[test]
fn t09_what_is_due_at_an_event_comes_after_what_has_a_day_and_is_never_overdue() {
    let (_folder, mut w) = audit();
    for (no, due) in
        [("1", "before the next release"), ("2", "30 days"), ("3", "2026-01-05"), ("4", "2026-12-24")]
    {
        w.row_line(&format!("7.{} minor x", no.parse::<u32>().unwrap().min(4))).unwrap();
        w.finding_line(&format!("{no} due {due}")).unwrap();
    }
    let audit = w.audit().unwrap();
    let mut all: Vec<_> = audit.findings.iter().collect();
    by_due(&mut all);
    let order: Vec<(u32, bool)> = all.iter().map(|f| (f.rec.no(), f.overdue)).collect();
    assert_eq!(order, [(3, true), (4, false), (2, false), (1, false)]);
    assert_eq!(all[3].due, Due::At("before the next release".into()));
}

#[test]
fn t11_what_did_not_help_is_open_again_and_may_raise_a_finding_of_its_own() {
    let (_folder, mut w) = audit();
    w.row_line("7.3 minor 2 contractors late").unwrap();
    let steps = [
        ("cause nobody told them", FindingState::Open),
        ("action a list at the gate", FindingState::Open),
        ("owner Bo Lind", FindingState::Open),
        ("due 2026-12-24", FindingState::Answered),
        ("done 2026-11-22", FindingState::Done),
        ("partly one was late again", FindingState::Reopened),
    ];
    for (line, state) in steps {
        w.finding_line(&format!("F-1-1 {line}")).unwrap();
        assert_eq!(finding(&w, "F-1-1"), state, "{line}");
    }
    w.finding_line("minor 7.3 Late again after the list").unwrap();
    w.finding_line("F-1-2 parent F-1-1").unwrap();
    let parent = w.finding_named("F-1-2").unwrap().get("parent").to_owned();
    assert_eq!(parent, w.finding_named("F-1-1").unwrap().id.as_str());
    // Looked at by its owner: told.
    w.i_am("Bo Lind").unwrap();
    w.finding_line("F-1-1 effective nobody late for a month").unwrap();
    assert_eq!(finding(&w, "F-1-1"), FindingState::Closed);
    let warned = Warning::CheckedByOwner { finding: "F-1-1".into(), who: "Bo Lind".into() };
    assert!(w.audit().unwrap().warnings(w.q(), w.a()).contains(&warned));
    assert!(warned.words().contains("somebody else should look"));
    // The reply is one record, whatever was written into it.
    assert_eq!(read::all(w.a(), &FINDING_REPLY).len(), 1);
}

#[test]
fn t12_differences_both_ways_change_neither_answer() {
    let (_folder, mut w) = audit();
    w.rate("7.2", Some(Level::InUse), None, false).unwrap();
    w.rate("7.3", Some(Level::Proven), None, false).unwrap();
    let before = w.scores().clone();
    paper(&mut w, "7.2");
    w.row_line("7.3 minor 2 contractors late").unwrap();
    let audit = w.audit().unwrap();
    let of = |id: &str| {
        let r = w.q().requirement_index(id).unwrap();
        beside(w.q(), w.scores(), &audit)[r].against
    };
    assert_eq!((of("7.2"), of("7.3"), of("7.4")), (Against::Milder, Against::Stricter, Against::NotAudited));
    assert_eq!(*w.scores(), before);
    let lines = clausewise::words::audit_page::of_work(&w).unwrap().join("\n");
    assert!(lines.contains("7.2: own Partial, audit conforms (audit milder)"), "{lines}");
    assert!(lines.contains("7.3: own Met, audit minor (audit stricter)"), "{lines}");
    // Who works in the file is told where the audit says otherwise, until it is put right.
    let says = |w: &Work| {
        let all = w.findings().iter().filter(|f| f.kind() == Kind::AuditSays);
        all.map(|f| (f.at.clone(), clausewise::words::xray::problem(f))).collect::<Vec<_>>()
    };
    let told = "7.3 is Met by your own answer, but an audit found a minor that is not put right yet: F-1-1.";
    assert_eq!(says(&w), [("7.3".to_owned(), told.to_owned())]);
    w.finding_line("1 effective all in the list of November").unwrap();
    assert_eq!(says(&w), []);
}

#[test]
fn t13_controls_nobody_answered_are_undecided_and_a_weak_exclusion_is_told_in_the_statement() {
    let (_folder, mut w) = audit();
    for id in ["A.2.2", "A.3.2", "A.4.2"] {
        w.rate(id, Some(Level::InUse), None, false).unwrap();
    }
    w.rate("A.7.3", Some(Level::NotApplicable), None, false).unwrap();
    w.rate("A.7.4", Some(Level::NotApplicable), None, false).unwrap();
    w.write(Matter::Reason, "A.7.4", "not needed").unwrap();
    paper(&mut w, "A.2.2");
    let rows = w.statement();
    assert_eq!(rows.iter().filter(|row| row.requirement().is_some()).count(), 38);
    let of = |id: &str| rows.iter().find(|row| row.id == id).unwrap();
    assert_eq!(of("A.2.2").applicable, Applicable::Yes);
    // Left out only where somebody said so; everything else nobody decided, and no audit says it conforms.
    let out: Vec<&str> =
        rows.iter().filter(|r| r.applicable == Applicable::No).map(|r| r.id.as_str()).collect();
    assert_eq!(out, ["A.7.3", "A.7.4"]);
    assert_eq!(rows.iter().filter(|r| r.applicable == Applicable::Undecided).count(), 33);
    assert!(of("A.7.3").flags.contains(&Flag::NoReasonAgainst), "{:?}", of("A.7.3").flags);
    assert!(of("A.7.4").flags.contains(&Flag::WeakAgainst), "{:?}", of("A.7.4").flags);
    let now = w.audit().unwrap();
    let all = beside(w.q(), w.scores(), &now);
    let unsaid = |id: &str| {
        let r = w.q().requirement_index(id).unwrap();
        (all[r].own, all[r].result, all[r].against)
    };
    assert_eq!(unsaid("A.10.3"), (Status::Open, None, Against::NotAudited));
    assert_eq!(unsaid("A.2.2").1, Some(Outcome::Conforms));
    assert_eq!(all.iter().filter(|b| b.own == Status::NotApplicable).count(), 2);
}

#[test]
fn t14_two_statements_on_one_id_both_stay_and_the_worst_is_shown() {
    let (_folder, mut w) = audit();
    w.finding_line("good-practice A.3.3 Concerns are answered").unwrap();
    w.finding_line("minor A.3.3 One was not").unwrap();
    assert_eq!(result(&w, "A.3.3"), Some(Outcome::Minor));
    let audit = w.audit().unwrap();
    assert_eq!(audit.findings_at(w.q(), at(&w, "A.3.3")).count(), 2);
    assert_eq!(audit.findings_at(w.q(), at(&w, "A.3")).count(), 2, "also from the heading");
}

#[test]
fn t16_who_owns_what_they_audit_is_told_when_it_is_planned() {
    let (_folder, mut w) = audit();
    w.write(Matter::Owner, "5.2", "Ana Sousa").unwrap();
    let id = w.audit_id().unwrap();
    w.put(&clausewise::model::record::AUDIT, Some(&id), &draft(&[("lead", "P-1")])).unwrap();
    assert!(w.audit().unwrap().warnings(w.q(), w.a()).is_empty());
    w.rate("5.3", Some(Level::InUse), None, false).unwrap();
    let done = w.row_line("5 plan").unwrap();
    let owns = Warning::Owns { who: "Ana Sousa".into(), at: vec!["5.2".into()] };
    let answered = Warning::Answered { who: "Ana Sousa".into(), at: vec!["5.3".into()] };
    assert_eq!(w.audit().unwrap().warnings(w.q(), w.a()), [owns, answered]);
    let said = clausewise::words::outcome(&done.said, &Typed::refusing());
    assert!(said.contains("Ana Sousa owns 5.2") && said.contains("Ana Sousa answered 5.3"), "{said}");
    // What others answer in place of it, and what is elsewhere, is not told there.
    w.i_am("Bo Lind").unwrap();
    w.rate("5.3", Some(Level::Proven), None, false).unwrap();
    w.i_am("Ana Sousa").unwrap();
    let all = w.audit().unwrap().warnings(w.q(), w.a());
    assert!(!all.iter().any(|x| matches!(x, Warning::Answered { .. })), "{all:?}");
    let done = w.row_line("6.3 plan").unwrap();
    assert!(matches!(told(&done), Told::Plan { warnings, .. } if warnings.is_empty()));
    let done = w.row_line("5.3 auditor Bo Lind").unwrap();
    let words = clausewise::words::outcome(&done.said, &Typed::refusing());
    assert!(words.contains("Bo Lind answered 5.3 and would audit own words"), "{words}");
    w.row_line("5.3 unplan").unwrap();
    w.row_line("5.3 auditor -").unwrap();
    // A row another one does is not hers.
    w.row_line("5 auditor Bo Lind").unwrap();
    assert!(!w.audit().unwrap().warnings(w.q(), w.a()).iter().any(|x| matches!(x, Warning::Owns { .. })));
}

/// Who answered what they audit, and who owns it, as the warnings say it.
fn own_work(w: &Work) -> (Vec<String>, Vec<String>) {
    let (mut owns, mut answered) = (Vec::new(), Vec::new());
    for x in w.audit().unwrap().warnings(w.q(), w.a()) {
        match x {
            Warning::Owns { at, .. } => owns.extend(at),
            Warning::Answered { at, .. } => answered.extend(at),
            _ => {}
        }
    }
    (owns, answered)
}

#[test]
fn a_new_name_hides_nobody_who_would_audit_own_work() {
    let (_folder, mut w) = audit();
    let person = |w: &Work, no: &str| read::named(w.a(), &PERSON, no).unwrap().id.clone();
    w.row_line("5 plan").unwrap();
    w.row_line("5 auditor P-1").unwrap();
    w.write(Matter::Owner, "5.2", "P-1").unwrap();
    let owner = |w: &Work| w.a().get("owner.5.2").unwrap().to_owned();
    assert_eq!(owner(&w), "Ana Sousa", "what is kept is a name that everybody reads");
    w.rate("5.3", Some(Level::InUse), None, false).unwrap();
    assert_eq!(own_work(&w), (vec!["5.2".to_owned()], vec!["5.3".to_owned()]));
    let ana = person(&w, "P-1");
    w.put(&PERSON, Some(&ana), &draft(&[("name", "Ana Neri")])).unwrap();
    assert_eq!(own_work(&w), (vec!["5.2".to_owned()], vec!["5.3".to_owned()]), "whatever she is called");
    // Somebody who is given the name she had later is not taken for her, nor she for them.
    w.put(&PERSON, None, &draft(&[("name", "Ana Sousa")])).unwrap();
    w.write(Matter::Owner, "5.1", "Ana Sousa").unwrap();
    assert_eq!(own_work(&w).0, ["5.2"]);
    w.row_line("5 auditor P-4").unwrap();
    assert_eq!(own_work(&w), (vec!["5.1".to_owned()], Vec::new()));
    // Two of one name are told apart by their numbers.
    w.put(&PERSON, Some(&ana), &draft(&[("name", "Ana Sousa")])).unwrap();
    w.write(Matter::Owner, "5.2", "p-1").unwrap();
    assert_eq!(owner(&w), "Ana Sousa (P-1)");
    w.row_line("5 auditor P-1").unwrap();
    assert_eq!(own_work(&w).0, ["5.2"]);
    // A file in which the number was kept as it was typed.
    let typed = [("owner.5.1".to_owned(), Some("P-1".to_owned()))];
    let (edit, today) = (clausewise::model::edit::facts(w.a(), "owner", "5.1", typed), w.today);
    let mut s = w.into_session();
    s.apply(&edit).unwrap();
    let w = Work::new(s, today);
    assert_eq!(own_work(&w).0, ["5.1", "5.2"]);
}

#[test]
fn who_says_the_same_level_again_answers_it_and_who_changes_nothing_does_not() {
    let (_folder, mut w) = audit();
    w.row_line("5 plan").unwrap();
    w.row_line("5 auditor P-1").unwrap();
    let answered = |w: &Work| own_work(w).1;
    w.i_am("Bo Lind").unwrap();
    w.rate("5.2", Some(Level::InUse), None, false).unwrap();
    assert!(answered(&w).is_empty());
    w.i_am("Ana Sousa").unwrap();
    w.rate("5.2", Some(Level::InUse), Some("seen with my own eyes"), false).unwrap();
    assert_eq!(answered(&w), ["5.2"], "the same level with words of hers");
    w.undo(false).unwrap();
    assert!(answered(&w).is_empty(), "what was taken back is nobody's");
    w.undo(true).unwrap();
    assert_eq!(answered(&w), ["5.2"]);
    w.undo(false).unwrap();
    // Another level, taken back by herself: what stands is his again.
    w.rate("5.2", Some(Level::Proven), None, false).unwrap();
    assert_eq!(answered(&w), ["5.2"]);
    w.undo(false).unwrap();
    assert!(answered(&w).is_empty());
    // A heading reaches what nobody answered below it, and nothing else.
    w.i_am("Bo Lind").unwrap();
    for id in ["5.1", "5.3"] {
        w.rate(id, Some(Level::InUse), None, false).unwrap();
    }
    w.i_am("Ana Sousa").unwrap();
    w.rate("5", Some(Level::Nothing), None, false).unwrap();
    assert!(answered(&w).is_empty(), "{:?}", answered(&w));
    // What she withdraws she has not answered.
    w.rate("5.3", None, None, false).unwrap();
    assert!(answered(&w).is_empty(), "{:?}", answered(&w));
}

#[test]
fn three_minors_on_one_requirement_and_rows_that_say_too_little_are_told() {
    let (_folder, mut w) = audit();
    for what in ["one", "two", "three"] {
        w.row_line(&format!("7.3/1 minor {what}")).unwrap();
    }
    w.row_line("5.2 conforms").unwrap();
    w.row_line("5.2 methods interview").unwrap();
    w.row_line("6.3 sample 4 of 4").unwrap();
    w.row_line("6.3 deviating 1").unwrap();
    w.row_line("6.3 conforms").unwrap();
    let all = w.audit().unwrap().warnings(w.q(), w.a());
    let many = Warning::ManyMinors {
        at: "7.3".into(),
        findings: ["F-1-1", "F-1-2", "F-1-3"].map(str::to_owned).into(),
    };
    for wanted in [
        many,
        Warning::NoSample { at: "5.2".into() },
        Warning::NoRole { at: "5.2".into() },
        Warning::Deviates { at: "6.3".into(), n: 1, of: 4 },
    ] {
        assert!(all.contains(&wanted), "{wanted:?} in {all:?}");
    }
}

#[test]
fn the_command_and_a_script_say_the_same_and_refuse_without_a_name() {
    let folder = tempfile::tempdir().unwrap();
    let run = |args: &[&str], input: &str| run(folder.path(), args, input);
    assert_eq!(run(&["new", "a.aims", "--org", "Seeblick"], "").0, 0);
    for name in ["Ana", "Bo"] {
        assert_eq!(run(&["record", "a.aims", "person", "add", &format!("name={name}")], "").0, 0);
    }
    let (code, _, err) = run(&["audit", "a.aims", "new", "Spring"], "");
    assert!(code == 2 && err.contains("--by"), "{err}");
    let (code, out, err) = run(&["audit", "a.aims", "new", "Spring", "lead=Ana", "--by", "Ana"], "");
    assert!(code == 0 && out.starts_with("A-1 Spring begun"), "{out}{err}");
    let lines = "i-am Ana\naudit A-1\nrow 7.3 seen list of joiners, 2026-10-01\nrow 7.3 sample 6 of 9 joiners by date\nrow 7.3 minor 2 contractors late\nfinding 1 on 7.2\n";
    let (code, _, err) = run(&["answer", "a.aims", "--script", "-"], lines);
    assert_eq!(code, 0, "{err}");
    let (code, _, err) = run(&["answer", "a.aims", "--script", "-"], "row 7.3 role QA lead\n");
    assert!(code == 65 && err.contains("name who says it"), "{err}");
    let (code, _, err) = run(&["answer", "a.aims", "--script", "-", "--by", "Bo"], "row 7.3 role QA lead\n");
    assert_eq!(code, 0, "{err}");
    let rows = output(folder.path(), &["audit", "a.aims", "row"]);
    assert!(
        rows.contains("7.3 ") && rows.contains("6 of 9 joiners, by date") && rows.contains("F-1-1"),
        "{rows}"
    );
    let found = output(folder.path(), &["audit", "a.aims", "finding"]);
    assert!(found.starts_with("F-1-1 minor on 7.2, 7.3: 2 contractors late; open"), "{found}");
    let csv = output(folder.path(), &["audit", "a.aims", "finding", "--format", "csv"]);
    assert!(
        csv.contains("list of joiners, 2026-10-01") && csv.contains("A-1") | csv.contains("Spring"),
        "{csv}"
    );
    let shown = output(folder.path(), &["audit", "a.aims", "show"]);
    assert!(shown.contains("0 major, 1 minor"), "{shown}");
    // Records by hand take the same road.
    let (code, _, err) =
        run(&["record", "a.aims", "finding", "set", "F-1-1", "grade=major", "because=it came back"], "");
    assert!(code == 2 && err.contains("name who says it"), "{err}");
    let set = ["record", "a.aims", "finding", "set", "F-1-1", "grade=major", "--by", "Ana"];
    assert!(run(&set, "").2.contains("changes only with a reason"));
}

#[test]
fn plain_mode_marks_the_rows_of_the_statement_by_what_the_audit_says() {
    let (folder, mut w) = audit();
    w.row_line("A.2.2 minor Nobody approved it").unwrap();
    w.settle().unwrap();
    w.into_session().close().unwrap();
    let (code, said, err) = run(folder.path(), &["--plain", "a.aims"], "statement\nq\n");
    assert_eq!(code, 0, "{err}");
    let marked: Vec<&str> = said.lines().filter(|l| l.contains("[audit: minor F-1-1]")).collect();
    assert!(marked.len() == 1 && marked[0].starts_with("A.2.2 "), "{said}");
}
