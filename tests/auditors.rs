//! What people who walked the program as auditors found: evidence that ran out, claims about what nobody wrote down,
//! exclusions that argue nothing, and words that said something else than the figures.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that panics has failed, as it should")]

use clausewise::bank;
use clausewise::model::questionnaire::RequirementKind::{Clause, Control};
use clausewise::model::roadmap::PlanInput;
use clausewise::model::said::{Matter, Verb};
use clausewise::model::xray::{self, Finding, Kind, Weakness};
use clausewise::model::{
    Assessment, Class, GapList, Level, Questionnaire, RequirementKind, Roadmap, Scores, Status, Verdict,
    snapshot,
};
use clausewise::report::{self, Format, Head, Input};
use clausewise::words::{self, Names, Words as _, advice, figures};
use clausewise::work::{Work, begin};
use jiff::civil::{Date, date};

const DAY: Date = date(2026, 11, 23);

struct Nobody;

impl Names for Nobody {
    fn verb(&self, _: Verb) -> Option<String> {
        None
    }
}

struct Case {
    q: Questionnaire,
    a: Assessment,
}

impl Case {
    /// Everything Proven, with one piece of evidence that names all of it and that somebody has seen.
    fn at_the_top() -> Self {
        let q = bank::embedded().unwrap();
        let mut a = Assessment::new(&q);
        a.on(DAY);
        let mut case = Self { q, a };
        for r in 0..case.q.requirements.len() {
            let id = case.q.requirements[r].id.clone();
            case.set(&id, "5");
            case.set(&format!("evidence.1-abcdef.shows.{id}"), "yes");
        }
        case.set("evidence.1-abcdef.made", "yes");
        case.set("evidence.1-abcdef.no", "1");
        case.set("evidence.1-abcdef.what", "AIMS binder");
        case.set("person.1-abcdef.made", "yes");
        case.set("evidence.1-abcdef.seen-by.1-abcdef", "2026-11-20");
        case
    }

    fn set(&mut self, key: &str, value: &str) {
        self.a.set(&self.q, key, Some(value.to_owned()));
    }

    fn unset(&mut self, key: &str) {
        self.a.set(&self.q, key, None);
    }

    fn all(&mut self, kind: RequirementKind, level: &str) {
        let ids: Vec<String> =
            self.q.requirements.iter().filter(|r| r.kind == kind).map(|r| r.id.clone()).collect();
        for id in &ids {
            self.set(id, level);
        }
    }

    fn verdict(&self) -> Verdict {
        Verdict::compute(&self.q, &self.a, &Scores::compute(&self.q, &self.a))
    }

    fn said(&self) -> String {
        figures::verdict(&self.q, &self.verdict())
    }

    fn made<T>(&self, make: impl FnOnce(&Input) -> T) -> T {
        let (q, a) = (&self.q, &self.a);
        let scores = Scores::compute(q, a);
        let verdict = Verdict::compute(q, a, &scores);
        let gaps = GapList::compute(q, a, &scores);
        let roadmap = Roadmap::compute(q, a, &scores, &gaps, PlanInput::of(a, DAY));
        let (head, made) = (Head::default(), DAY);
        make(&Input {
            q,
            a,
            scores: &scores,
            verdict: &verdict,
            gaps: &gaps,
            roadmap: &roadmap,
            made,
            head: &head,
        })
    }

    fn findings(&self) -> Vec<Finding> {
        self.made(|i| xray::findings(i.q, i.a, i.scores, i.roadmap, DAY))
    }

    fn of(&self, kind: Kind) -> Vec<Finding> {
        self.findings().into_iter().filter(|f| f.kind() == kind).collect()
    }

    /// A document for people in one line.
    fn document(&self, name: &str) -> String {
        let all = self.made(|i| report::documents(i, &[Format::Markdown]).unwrap());
        let one = all.into_iter().find(|d| d.name == name).unwrap();
        let text = String::from_utf8(one.bytes).unwrap().replace('\\', "");
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

#[test]
fn evidence_that_ran_out_carries_nothing_and_is_named_wherever_it_stood() {
    let mut case = Case::at_the_top();
    case.set("evidence.1-abcdef.valid-until", "2026-11-23");
    assert_eq!(case.verdict().class, Class::Stage2, "its last day still counts");
    let full = Scores::compute(&case.q, &case.a);
    case.set("evidence.1-abcdef.valid-until", "2026-11-22");
    let scores = Scores::compute(&case.q, &case.a);
    assert_eq!((scores.evidence.named, scores.evidence.seen), (0, 0));
    assert_eq!((scores.evidence.claimed, &scores.all), (full.evidence.claimed, &full.all), "levels stay");
    assert_eq!(case.verdict().class, Class::NearlyReady);
    assert!(case.said().contains("evidence is missing or has run out for Scope"), "{}", case.said());
    // The x-ray says which and since when, and not that none is named.
    let gone = case.of(Kind::RanOut);
    assert_eq!((gone.len(), case.of(Kind::NoEvidence).len()), (case.q.requirements.len(), 0));
    let problem = words::xray::problem(&gone[0]);
    assert!(problem.contains("\"AIMS binder\"") && problem.contains("ran out on 2026-11-22"), "{problem}");
    assert!(words::xray::advice(&gone[0]).contains("Name the one that holds now"));
    // The line of the card and the lists, the gap report, the statement, the data.
    let piece = &case.a.evidence()[0];
    assert!(piece.words().contains("ran out on 2026-11-22: counts no more"), "{}", piece.words());
    assert_eq!(report::data::evidence(piece)["ran_out"], true);
    for name in ["gap-report.md", "soa.md"] {
        assert!(case.document(name).contains("ran out on 2026-11-22"), "{name}");
    }
    // Another that holds: nothing rests on the old one any more, and it is still listed, once.
    case.set("evidence.2-abcdef.made", "yes");
    case.set("evidence.2-abcdef.no", "2");
    for r in 0..case.q.requirements.len() {
        let id = case.q.requirements[r].id.clone();
        case.set(&format!("evidence.2-abcdef.shows.{id}"), "yes");
    }
    case.set("evidence.2-abcdef.seen-by.1-abcdef", "2026-11-23");
    assert_eq!(case.verdict().class, Class::Stage2);
    assert_eq!(case.of(Kind::RanOut).len(), 1);
}

#[test]
fn what_holds_follows_the_day_and_each_change_as_if_all_were_read_anew() {
    let mut case = Case::at_the_top();
    case.set("evidence.1-abcdef.valid-until", "2026-11-30");
    for (day, named) in [(date(2026, 11, 30), true), (date(2026, 12, 1), false), (date(2026, 11, 1), true)] {
        case.a.on(day);
        assert_eq!(Scores::compute(&case.q, &case.a).evidence.named > 0, named, "{day}");
    }
    case.a.on(DAY);
    let steps = [Some("2026-01-01"), None, Some("2026-11-22"), Some("no day"), Some("2026-12-01")];
    for until in steps {
        case.a.set(&case.q, "evidence.1-abcdef.valid-until", until.map(str::to_owned));
        let mut again = Assessment::of(&case.q, case.a.facts().clone().into_iter().collect());
        again.on(DAY);
        assert_eq!(again, case.a, "{until:?}");
    }
    // A frozen state shows the evidence that held on its own day.
    case.unset("evidence.1-abcdef.valid-until");
    case.set("evidence.1-abcdef.valid-until", "2026-11-25");
    let id = clausewise::model::Rid::parse("9-abcdef").unwrap();
    let e = snapshot::freeze(&case.a, &id, "first", DAY).unwrap();
    case.a.apply(&case.q, &e);
    case.a.on(date(2027, 1, 1));
    let then = snapshot::named(&case.a, "first").unwrap().assessment(&case.q);
    assert!(Scores::compute(&case.q, &then).evidence.named > 0);
    assert_eq!(Scores::compute(&case.q, &case.a).evidence.named, 0);
}

#[test]
fn proven_without_a_scope_or_a_system_written_down_is_found() {
    let mut case = Case::at_the_top();
    let found = case.of(Kind::NoSubject);
    let [scope, systems] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!(words::xray::problem(scope), "4.3 says that the scope is proven, but About states none.");
    assert!(matches!(&systems.weakness, Weakness::NoSystems { proven } if !proven.is_empty()));
    assert!(words::xray::problem(systems).ends_with("but the register of AI systems is empty."));
    case.set("about.scope", "The chatbot");
    case.set("system.1-abcdef.made", "yes");
    case.set("system.1-abcdef.no", "1");
    assert_eq!(case.of(Kind::NoSubject), []);
    // Nothing claimed, nothing to say.
    let mut bare = Case::at_the_top();
    bare.all(Clause, "4");
    assert_eq!(bare.of(Kind::NoSubject), []);
}

#[test]
fn where_only_evidence_is_missing_the_verdict_says_so() {
    let mut case = Case::at_the_top();
    case.unset("evidence.1-abcdef.made");
    let said = case.said();
    assert!(said.starts_with("Nearly ready - evidence is missing for Scope"), "{said}");
    // Anything else is a reason again.
    case.set("10.1", "4");
    assert!(case.said().starts_with("Nearly ready because of Scope"), "{}", case.said());
}

#[test]
fn an_exclusion_of_one_system_without_a_reason_is_open_and_listed() {
    let mut case = Case::at_the_top();
    case.set("system.1-abcdef.made", "yes");
    case.set("system.1-abcdef.no", "1");
    case.set("@system.1-abcdef/A.7.3", "n");
    let v = case.verdict();
    assert_eq!(
        (v.class, v.unreasoned, v.open),
        (Class::Incomplete, vec!["A.7.3".into()], vec!["A.7.3".into()])
    );
    assert_eq!(case.of(Kind::NoReason).len(), 1, "said, with what to do");
    // What would change the verdict is found for it too.
    let mut case = Case::at_the_top();
    case.set("system.1-abcdef.made", "yes");
    case.set("@system.1-abcdef/A.7.3", "n");
    let why = case.made(|i| report::explain::verdict(i.q, i.a, i.scores, i.verdict)).lines.join("\n");
    assert!(why.contains("Ready for Stage 2"), "{why}");
}

#[test]
fn at_proven_nothing_is_left_to_do() {
    let q = bank::embedded().unwrap();
    let c = q.check(0);
    let said = advice::next_step(c, Some(Level::Proven));
    assert!(said.starts_with("Nothing is left to do here"), "{said}");
    let told = advice::next_step(c, Some(Level::InUse));
    assert_eq!(told, format!("{} -> {}", c.action_for(Some(Level::InUse)), c.output));
    // What was prepared and no more is not said as a number out of the same number.
    let mut case = Case::at_the_top();
    case.all(Clause, "3");
    let reasons = case.made(|i| i.gaps.gaps.iter().map(|g| g.reason(i.q, i.a).words()).collect::<Vec<_>>());
    assert!(reasons.iter().any(|r| r.contains("prepared at most")), "{reasons:?}");
    for said in &reasons {
        let words: Vec<&str> = said.split_whitespace().collect();
        let same = words.windows(5).any(|w| w[0] == "nothing" && w[1] == "for" && w[2] == w[4]);
        assert!(!same, "{said}");
    }
}

#[test]
fn a_reason_that_argues_nothing_is_told_at_once_and_in_documents() {
    let folder = tempfile::tempdir().unwrap();
    let q = bank::embedded().unwrap();
    let first = begin::founding(&q, [("about.organisation", "Case".to_owned())]).unwrap();
    let s = begin::create(q, &folder.path().join("case.aims"), "t", &first, false).unwrap();
    let mut w = Work::new(s, DAY);
    let told = "This reason says little";
    let out = |done: clausewise::work::Done| words::outcome(&done.said, &Nobody);
    let weak = "Suppliers are trusted";
    let argued = "No supplier of ours takes part in anything AI does: we built and run it alone";
    assert!(out(w.rate("A.10.3", Some(Level::NotApplicable), Some(weak), false).unwrap()).contains(told));
    assert!(!out(w.rate("A.10.3", Some(Level::NotApplicable), Some(argued), false).unwrap()).contains(told));
    assert!(out(w.write(Matter::Reason, "A.10.3", weak).unwrap()).contains(told));
    assert!(!out(w.write(Matter::Reason, "A.10.3", argued).unwrap()).contains(told));
    assert!(!out(w.write(Matter::Reason, "A.10.3", "").unwrap()).contains(told));
    let mut case = Case::at_the_top();
    case.set("A.10.3", "n");
    case.set("reason.A.10.3", argued);
    assert!(!case.document("soa.md").contains("says little"));
    case.set("reason.A.10.3", weak);
    assert!(case.document("soa.md").contains("The reason for leaving out A.10.3 says little"));
    for name in ["open-items.md", "gap-report.md"] {
        assert!(case.document(name).contains("Excluded with a reason that says little (1)"), "{name}");
    }
    assert_eq!(case.made(report::data::everything)["open"]["weak_reason"], serde_json::json!(["A.10.3"]));
}

#[test]
fn with_every_control_left_out_nothing_reads_as_unanswered() {
    let mut case = Case::at_the_top();
    case.all(Clause, "4");
    case.all(Control, "n");
    let ids: Vec<String> =
        case.q.requirements.iter().filter(|r| r.kind == Control).map(|r| r.id.clone()).collect();
    for id in &ids {
        case.set(&format!("reason.{id}"), "No risk of ours needs it, as the register shows.");
    }
    let text = case.document("gap-report.md");
    assert!(!text.contains("no answer") && text.contains("left out"), "{text}");
    let page = case.document("one-pager.md");
    assert!(page.contains("7 exclusions for which no reason can stand: A.2.2, A.2.4"), "{page}");
    assert!(case.made(|i| i.scores.annex.counts.of(Status::NotApplicable)) == ids.len() as u32);
}
