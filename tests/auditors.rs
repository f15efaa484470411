//! What people who walked the program as auditors found: evidence that ran out, claims about what nobody wrote down,
//! exclusions that argue nothing, and words that said something else than the figures.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that panics has failed, as it should")]

use clausewise::bank;
use clausewise::doc::lines;
use clausewise::model::format::Firm;
use clausewise::model::questionnaire::RequirementKind::{Clause, Control};
use clausewise::model::record::{EVIDENCE, KINDS, Rid, read, value::Context, write};
use clausewise::model::roadmap::PlanInput;
use clausewise::model::said::{Matter, Verb};
use clausewise::model::xray::{self, Finding, Kind, Weakness};
use clausewise::model::{
    Assessment, Class, GapList, Level, Questionnaire, RequirementKind, Roadmap, Scores, Status, Verdict,
    snapshot,
};
use clausewise::report::{self, Format, Head, Input};
use clausewise::words::{self, Names, Words as _, advice, called, figures};
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
            audit: None,
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
fn proven_without_a_scope_or_a_system_written_down_contradicts_the_verdict() {
    let mut case = Case::at_the_top();
    let found = case.of(Kind::Contradiction);
    let [scope, systems] = found.as_slice() else { panic!("{found:?}") };
    let said = words::xray::problem(scope);
    assert_eq!(said, "4.3 says that the scope is proven, but About states none.");
    assert!(matches!(&systems.weakness, Weakness::NoSystems { proven } if !proven.is_empty()));
    assert!(words::xray::problem(systems).ends_with("but the register of AI systems is empty."));
    // The class is the method's; the number stands beside it everywhere, the finding in every report.
    assert_eq!(case.verdict().class, Class::Stage2);
    let beside = figures::beside(&case.q, &case.a, &Scores::compute(&case.q, &case.a));
    assert!(beside.ends_with("; 2 answers contradict others."), "{beside}");
    assert_eq!(case.made(report::data::status)["verdict"]["contradictions"], 2);
    for name in ["gap-report.md", "open-items.md"] {
        let text = case.document(name);
        assert!(text.contains("Answers that contradict each other (2)") && text.contains(&said), "{name}");
    }
    let verdict = "Ready for Stage 2 by its counts, but 2 answers contradict others: settle that first";
    assert_eq!(case.said(), verdict);
    let page = case.document("one-pager.md");
    assert!(
        page.contains(verdict)
            && page.contains(&beside)
            && page.contains(&format!("## What blocks - {said}")),
        "{page}"
    );
    assert!(page.contains("settle 2 answers that contradict others"), "{page}");
    assert!(!page.contains("every gate is proven") && !page.contains("Book the audit"), "{page}");
    case.set("about.scope", "The chatbot");
    case.set("system.1-abcdef.made", "yes");
    case.set("system.1-abcdef.no", "1");
    assert_eq!(case.of(Kind::Contradiction), []);
    assert!(case.said().starts_with("Ready for Stage 2 - every included control met"), "{}", case.said());
    let page = case.document("one-pager.md");
    assert!(page.contains("every gate is proven") && page.contains("Book the audit"), "{page}");
    // A reason that says little moves no verdict, and nobody is sent to book an audit with it.
    let mut thin = Case::at_the_top();
    thin.set("about.scope", "The chatbot");
    thin.set("system.1-abcdef.made", "yes");
    thin.set("system.1-abcdef.no", "1");
    thin.set("A.10.3", "n");
    thin.set("reason.A.10.3", "not relevant");
    assert_eq!(thin.verdict().class, Class::Stage2);
    let page = thin.document("one-pager.md");
    assert!(page.contains("1 exclusion with a reason that says little: A.10.3."), "{page}");
    assert!(page.contains("Write why no risk needs A.10.3") && !page.contains("Book the audit"), "{page}");
    // Nothing claimed, nothing to say.
    let mut bare = Case::at_the_top();
    bare.all(Clause, "4");
    assert!(bare.of(Kind::Contradiction).iter().all(|f| !matches!(f.weakness, Weakness::NoScope)));
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
    let why = case.made(|i| report::explain::verdict(i.q, i.a, i.scores, i.verdict));
    let why = lines::write(&why).join("\n");
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
    let first =
        begin::founding(&q, [("about.organisation", "Case".to_owned())], jiff::civil::date(2026, 11, 23))
            .unwrap();
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
    assert!(!case.document("gap-report.md").contains("says little"));
    case.set("reason.A.10.3", weak);
    // What leaves the house states facts; what the organisation should know of them stands in its own papers.
    let told = "The reason for leaving out A.10.3 says little";
    assert!(
        case.document("gap-report.md").contains(told) && !case.document("soa.md").contains("says little")
    );
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

/// What a person types of a piece of evidence, and what comes of it.
fn write(case: &mut Case, fields: &[(&str, &str)]) -> Result<(), String> {
    let draft = fields.iter().map(|(f, v)| ((*f).to_owned(), (*v).to_owned())).collect();
    let c = Context { q: &case.q, a: &case.a, today: DAY, kinds: KINDS };
    let id = Rid::parse("1-abcdef").unwrap();
    let e = write::set(c, &read::at(&case.a, &EVIDENCE, &id), &draft).map_err(|no| no.words())?;
    case.a.apply(&case.q, &e);
    Ok(())
}

#[test]
fn days_of_evidence_that_cannot_be_are_refused_and_found_in_older_files() {
    let mut case = Case::at_the_top();
    case.set("person.1-abcdef.no", "1");
    let ahead = write(&mut case, &[("date", "2028-01-01")]).unwrap_err();
    assert!(ahead.contains("2028-01-01 is after today") && ahead.contains("leave it empty"), "{ahead}");
    // Seen on 2026-11-20: the document cannot be younger, nor the look older than the document.
    let younger = write(&mut case, &[("date", "2026-11-21")]).unwrap_err();
    assert!(younger.contains("Seen on 2026-11-20, but the document is of 2026-11-21"), "{younger}");
    write(&mut case, &[("date", "2026-11-20")]).unwrap();
    let before = write(&mut case, &[("seen-by", "P-1: 2020-01-01")]).unwrap_err();
    assert!(before.contains("Seen on 2020-01-01, but the document is of 2026-11-20"), "{before}");
    let none = write(&mut case, &[("valid-until", "2026-11-01")]).unwrap_err();
    assert!(none.contains("Valid until 2026-11-01, but the document is of 2026-11-20"), "{none}");
    write(&mut case, &[("valid-until", "2027-11-01")]).unwrap();
    assert_eq!(case.of(Kind::WrongDay), []);
    // What an older file holds is said, and each can be mended by itself.
    for (key, value, said) in [
        ("date", "2028-01-01", "bears the date 2028-01-01, which has not come yet"),
        ("date", "2026-11-22", "on 2026-11-20, before its own date, 2026-11-22"),
        ("seen-by.1-abcdef", "2027-01-01", "on 2027-01-01, which has not come yet"),
    ] {
        let mut old = Case::at_the_top();
        old.set(&format!("evidence.1-abcdef.{key}"), value);
        let found: Vec<String> = old.of(Kind::WrongDay).iter().map(words::xray::problem).collect();
        assert!(found.iter().any(|f| f.contains(said)), "{found:?}");
        write(&mut old, &[("place", "Binder 3")]).unwrap();
    }
}

#[test]
fn what_the_register_of_systems_holds_stands_where_a_list_of_them_is_asked_for() {
    let mut case = Case::at_the_top();
    let there = |case: &Case, id: &str| {
        let r = case.q.requirement_index(id).unwrap();
        advice::at_hand(&case.q, &case.a, &[r])
    };
    let list = case.q.places.systems.clone().unwrap();
    assert!(there(&case, &list).iter().all(|l| !l.contains("in the register")));
    for (n, name) in [(1, "Chatbot"), (2, "Forecast"), (3, "Translator")] {
        case.set(&format!("system.{n}-abcdef.made"), "yes");
        case.set(&format!("system.{n}-abcdef.no"), &n.to_string());
        case.set(&format!("system.{n}-abcdef.name"), name);
    }
    let line = "3 AI systems in the register: Chatbot, Forecast, Translator".to_owned();
    for id in [list.as_str(), "4.1"] {
        assert!(there(&case, id).contains(&line), "{id}: {:?}", there(&case, id));
    }
    for id in ["9.2.1", "A.9.2"] {
        assert!(!there(&case, id).contains(&line), "{id}");
    }
    // The row of the gap list, as the command line prints it and documents hold it.
    case.set(&list, "1");
    assert!(case.document("roadmap.md").contains(&line));
}

#[test]
fn what_is_to_find_out_is_one_number_or_says_of_what() {
    let mut case = Case::at_the_top();
    case.all(Clause, "?");
    let scores = Scores::compute(&case.q, &case.a);
    let find_out = case.made(|i| i.gaps.open.to_find_out.clone());
    let good = find_out.len() - scores.all.dont_know as usize;
    assert!(good > 0, "no check of good practice among them");
    let said = called::how_many(&case.q, &find_out);
    assert_eq!(said, format!("{} and {good} of good practice", scores.all.dont_know));
    let title = format!("To find out, {good} of them good practice ({})", find_out.len());
    assert!(case.document("open-items.md").contains(&title), "{title}");
    assert_eq!(called::not_assessed(45, 47), "Not assessed yet, of 47 open");
    assert_eq!(called::not_assessed(45, 45), "Not assessed yet");
}

#[test]
fn few_people_are_not_asked_for_titles_of_a_large_firm() {
    let mut case = Case::at_the_top();
    case.all(Clause, "?");
    let r = case
        .q
        .requirements
        .iter()
        .find(|r| r.kind == Clause && r.owner_small.as_ref().is_some_and(|small| *small != r.owner_role));
    let (small, large) = r.map(|r| (r.owner_small.clone().unwrap(), r.owner_role.clone())).unwrap();
    for (size, there) in [("micro", &small), ("medium", &large)] {
        case.set("about.size", size);
        for name in ["open-items.md", "questions.md", "evidence-requests.md"] {
            assert!(case.document(name).contains(there.as_str()), "{name} {size} {there}");
        }
    }
    case.set("about.size", "micro");
    let titles = case.q.requirements.iter().filter(|r| r.owner_small.is_some());
    let titles: Vec<&str> = titles.map(|r| r.owner_role.as_str()).filter(|t| t.contains('/')).collect();
    let text = case.document("questions.md");
    for title in titles {
        assert!(!text.contains(&format!("Usually known by: {title}.")), "{title}");
    }
}

#[test]
fn a_worked_firm_is_not_quoted_in_its_own_file() {
    let mut case = Case::at_the_top();
    let own = case.q.firms.of(Firm::Bakery).unwrap().organisation.clone();
    assert_eq!(case.q.firms_like(&case.a).len(), 3);
    case.set("about.organisation", &own);
    let others = case.q.firms_like(&case.a);
    assert!(others.len() == 2 && !others.contains(&Firm::Bakery), "{others:?}");
}

#[test]
fn running_work_beyond_the_hours_of_the_plan_is_said() {
    let mut case = Case::at_the_top();
    case.set("about.hours-per-week", "1");
    let said = case.made(|i| words::running(i.roadmap)).unwrap();
    assert!(said.contains("more than the 52 h a year you plan with"), "{said}");
    case.set("about.hours-per-week", "40");
    let said = case.made(|i| words::running(i.roadmap)).unwrap();
    assert!(!said.contains("more than"), "{said}");
}

#[test]
fn gates_whose_evidence_ran_out_are_not_said_to_have_none_named() {
    let mut case = Case::at_the_top();
    case.set("evidence.1-abcdef.valid-until", "2026-11-22");
    let page = case.document("one-pager.md");
    assert!(page.contains("gates without evidence, or it has run out:"), "{page}");
    case.unset("evidence.1-abcdef.made");
    assert!(case.document("one-pager.md").contains("gates without evidence named:"));
}

#[test]
fn titles_that_say_nothing_alone_stand_with_their_heading_in_explanations() {
    let case = Case::at_the_top();
    let scores = Scores::compute(&case.q, &case.a);
    let lines = lines::write(&report::explain::readiness(&case.q, &scores));
    assert!(lines.iter().any(|l| l.contains("General")), "nothing to look at");
    assert!(lines.iter().all(|l| !l.contains(" General") || l.contains(": General")), "{lines:#?}");
}
