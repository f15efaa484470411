//! What the verdict rests on, in words: the faults that were seen on real cases and must not be seen again. Every document,
//! the commands and plain mode are walked, and a verdict without what it rests on is a fault wherever it stands.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that panics has failed, as it should")]

use std::path::Path;
use std::process::{Command, Stdio};

use clausewise::bank;
use clausewise::doc::lines;
use clausewise::model::find;
use clausewise::model::questionnaire::{CheckKind, RequirementKind, Target};
use clausewise::model::roadmap::PlanInput;
use clausewise::model::score::percent;
use clausewise::model::verdict::GateState;
use clausewise::model::{
    Assessment, Class, GapList, Questionnaire, Roadmap, Scores, Status, Verdict, contradiction, xray,
};
use clausewise::report::{self, Format, Head, Input};
use clausewise::words::{self, Word as _, advice, figures};
use serde_json::Value;

fn today() -> jiff::civil::Date {
    jiff::civil::date(2026, 11, 23)
}

/// An assessment with everything that is made of it.
struct Case {
    q: Questionnaire,
    a: Assessment,
}

impl Case {
    fn new() -> Self {
        let q = bank::embedded().unwrap();
        let a = Assessment::new(&q);
        Self { q, a }
    }

    /// Every requirement of a kind at this level.
    fn all(mut self, kind: RequirementKind, level: &str) -> Self {
        for r in 0..self.q.requirements.len() {
            if self.q.requirements[r].kind == kind {
                let id = self.q.requirements[r].id.clone();
                self = self.set(&id, level);
            }
        }
        self
    }

    fn set(mut self, key: &str, value: &str) -> Self {
        self.a.set(&self.q, key, Some(value.to_owned()));
        self
    }

    /// A piece of evidence that names these ids, seen by somebody of the register where it says so.
    fn evidence(self, no: usize, shows: &[&str], seen: bool) -> Self {
        let mut case = self.set(&format!("evidence.{no}-abcdef.made"), "yes");
        for id in shows {
            case = case.set(&format!("evidence.{no}-abcdef.shows.{id}"), "yes");
        }
        if seen {
            case = case.set("person.1-abcdef.made", "yes");
            case = case.set(&format!("evidence.{no}-abcdef.seen-by.1-abcdef"), "2026-11-20");
        }
        case
    }

    fn scores(&self) -> Scores {
        Scores::compute(&self.q, &self.a)
    }

    fn verdict(&self) -> Verdict {
        Verdict::compute(&self.q, &self.a, &self.scores())
    }

    fn said(&self) -> String {
        figures::verdict(&self.q, &self.verdict())
    }

    fn beside(&self) -> String {
        figures::beside(&self.q, &self.a, &self.scores())
    }

    fn made<T>(&self, make: impl FnOnce(&Input) -> T) -> T {
        let (q, a, scores, verdict) = (&self.q, &self.a, self.scores(), self.verdict());
        let gaps = GapList::compute(q, a, &scores);
        let roadmap = Roadmap::compute(q, a, &scores, &gaps, PlanInput::of(a, today()));
        let head = Head::default();
        make(&Input {
            q,
            a,
            scores: &scores,
            verdict: &verdict,
            gaps: &gaps,
            roadmap: &roadmap,
            made: today(),
            head: &head,
            audit: None,
        })
    }

    /// Every document for people, its line breaks and escapes taken out.
    fn documents(&self) -> Vec<(String, String)> {
        let made = self.made(|input| report::documents(input, &[Format::Markdown]).unwrap());
        let flat = |bytes: Vec<u8>| {
            let text = String::from_utf8(bytes).unwrap().replace('\\', "");
            text.split_whitespace().collect::<Vec<_>>().join(" ")
        };
        made.into_iter().map(|d| (d.name.into_owned(), flat(d.bytes))).collect()
    }

    /// No document promises what the verdict does not, and none shows a verdict without what it rests on.
    fn hold(&self) {
        let (v, said, beside) = (self.verdict(), self.said(), self.beside());
        for (name, text) in self.documents() {
            let tells = text.contains(&said) || text.contains(v.class.word());
            assert!(!tells || text.contains(&beside), "{name}: {said}, but not {beside}");
            assert_eq!(!WORKSHEETS.contains(&name.as_str()), text.contains(&said), "{name}: {said}");
            let may_book = v.class >= Class::Stage1;
            for promise in ["can be booked", "Book the audit", "every gate is proven", "No work is left"] {
                assert!(may_book || !text.contains(promise), "{name}: {promise}, but {said}");
            }
            let nothing = text.contains("No gap is left to plan");
            assert!(may_book || !nothing || text.contains("that is not enough"), "{name}");
            let n = contradiction::all(&self.q, &self.a, &self.scores()).len();
            let report = !WORKSHEETS.contains(&name.as_str()) && !SHORT.contains(&name.as_str());
            assert_eq!(n > 0 && report, text.contains("Answers that contradict each other ("), "{name}");
        }
        let status = self.made(report::data::status);
        let ev = self.scores().evidence;
        assert_eq!(status["evidence"]["claimed"], ev.claimed);
        assert_eq!(status["evidence"]["named"], ev.named);
        assert_eq!(status["evidence"]["seen"], ev.seen);
        let all = self.made(report::data::everything);
        let listed = all["contradictions"].as_array().unwrap().len();
        assert_eq!(status["verdict"]["contradictions"], listed);
    }
}

/// What asks, or tells only what was done: no verdict stands there.
const WORKSHEETS: [&str; 11] = [
    "soa.md",
    "parked.md",
    "reminders.md",
    "minutes.md",
    "questions.md",
    "evidence-requests.md",
    "questions-by-person.md",
    "evidence-by-person.md",
    "this-month.md",
    // It tells the class and what that rests on, and leaves to others what stands in the way.
    "customer-statement.md",
    "history.md",
];

/// What has no more room than for how many answers contradict others.
const SHORT: [&str; 2] = ["one-pager.md", "readiness-sheet.md"];

use RequirementKind::{Clause, Control};

#[test]
fn clauses_proven_and_all_controls_at_nothing() {
    let case = Case::new().all(Clause, "5").all(Control, "1");
    assert_eq!(case.verdict().class, Class::NotReady);
    // The plan of 38 controls is carried out and not one of them is there.
    assert!(case.beside().contains("contradict"), "{}", case.beside());
    case.hold();
}

#[test]
fn every_heading_proven_and_not_a_sheet_of_evidence() {
    let case = Case::new().all(Clause, "5").all(Control, "5");
    assert_eq!(case.verdict().class, Class::NearlyReady);
    assert!(case.verdict().gates.iter().all(|g| *g == GateState::Claimed));
    let claimed = case.scores().evidence.claimed;
    // Neither a scope nor an AI system is written down: what says there are stands against that.
    let against = "; 2 answers contradict others.";
    assert_eq!(case.beside(), format!("{claimed} checks claimed, 0 with evidence named, 0 seen{against}"));
    case.hold();
    let documents = case.documents();
    let page = &documents.iter().find(|(name, _)| name == "one-pager.md").unwrap().1;
    assert!(
        page.contains(
            "No gap is left to plan, but that is not enough: Nearly ready - evidence is missing for"
        ),
        "{page}"
    );
    assert!(page.contains("Have evidence named for 8 gates of the verdict"), "{page}");
}

#[test]
fn no_clause_answered_and_five_controls_are_gaps() {
    let mut case = Case::new();
    for id in ["A.6.2.4", "A.7.3", "A.7.4", "A.7.5", "A.8.3"] {
        case = case.set(id, "1");
    }
    assert_eq!(
        case.said(),
        "Incomplete - at best Nearly ready, because of A.6.2.4 Testing AI, A.7.3 Data sources and rights, A.7.4 Data quality \
         and 2 more"
    );
    case.hold();
    let (documents, said) = (case.documents(), "nothing against it so far");
    assert!(documents.iter().all(|(_, text)| !text.contains(said)));
    assert_eq!(Case::new().said(), format!("Incomplete - {said} in 0 of 70"));
    Case::new().hold();
}

/// Gates by their names and before the ids, whatever the order of the standard says.
#[test]
fn the_best_still_possible_names_gates_first() {
    let case = Case::new().set("4.1", "1").set("9.2.1", "1").set("5.2", "2");
    let said = case.said();
    assert!(
        said.starts_with("Incomplete - already Not ready because of AI policy, Internal audit, 4.1"),
        "{said}"
    );
    assert!(said.ends_with("4.1 Your AI and its setting"), "{said}");
    let v = case.verdict();
    assert_eq!(figures::class(v.class, v.would_be), "Incomplete (already Not ready)");
    case.hold();
}

#[test]
fn what_is_seen_only_in_words_and_what_one_policy_proves() {
    let whole = Case::new().all(Clause, "5").all(Control, "5");
    let policy = whole.q.checks_of(whole.q.requirement_index("5.2").unwrap());
    let checks = policy.filter(|c| whole.q.check(*c).mandatory).count() as u32;
    assert!(checks > 1);
    let claimed = whole.scores().evidence.claimed;
    // Put on the requirement it names each of its checks until somebody says which; named is not seen.
    let case = whole.evidence(1, &["5.2"], false).set("evidence.1-abcdef.seen-note", "nobody yet");
    let of = |case: &Case| (case.scores().evidence.named, case.scores().evidence.seen);
    assert_eq!(of(&case), (checks, 0));
    let said = format!("{claimed} checks claimed, {checks} with evidence named, 0 seen");
    assert_eq!(case.beside(), format!("{said}; 2 answers contradict others."));
    case.hold();
    // Once it names one check, it proves that one.
    let mut one = case.set("evidence.1-abcdef.shows.5.2/1", "yes");
    one.a.set(&one.q, "evidence.1-abcdef.shows.5.2", None);
    assert_eq!(of(&one), (1, 0));
    let one = one.evidence(1, &["5.2/1"], true);
    assert_eq!(of(&one), (1, 1));
    one.hold();
    let documents = one.documents();
    let report = &documents.iter().find(|(name, _)| name == "gap-report.md").unwrap().1;
    assert!(!report.contains("AI policy: evidence seen"), "one check of several is not the requirement");
}

/// The whole way up: named for the gates, named for all, seen for the gates.
#[test]
fn evidence_lifts_a_verdict_step_by_step_and_every_step_says_what_it_rests_on() {
    let case = Case::new().all(Clause, "5").all(Control, "5");
    let gates: Vec<String> = case.q.gates.iter().flat_map(|g| g.checks.clone()).collect();
    let gates: Vec<&str> = gates.iter().map(String::as_str).collect();
    let everything: Vec<String> = case.q.requirements.iter().map(|r| r.id.clone()).collect();
    let everything: Vec<&str> = everything.iter().map(String::as_str).collect();
    let case = case.evidence(1, &gates, false);
    assert_eq!(case.verdict().class, Class::Stage1);
    case.hold();
    let case = case.evidence(2, &everything, false);
    assert_eq!(case.verdict().class, Class::Stage1);
    case.hold();
    let case = case.evidence(1, &[], true);
    assert_eq!(case.verdict().class, Class::Stage2);
    case.hold();
    assert!(!case.said().contains("missing"), "{}", case.said());
}

#[test]
fn an_audit_and_a_review_on_paper_earn_nothing() {
    let case = Case::new().set("9.2", "3").set("9.3", "3");
    let scores = case.scores();
    let mut held = 0;
    for (r, req) in case.q.requirements.iter().enumerate() {
        if !(req.id.starts_with("9.2.") || req.id.starts_with("9.3.")) {
            continue;
        }
        let s = &scores.requirements[r];
        let kept = |c: &usize| {
            let check = case.q.check(*c);
            check.mandatory && !matches!(check.kind, CheckKind::Event | CheckKind::Record)
        };
        assert_eq!(s.thirds as usize, case.q.checks_of(r).filter(kept).count(), "{}", req.id);
        let events = case.q.checks_of(r).filter(|c| case.q.check(*c).kind == CheckKind::Event).count();
        if events > 0 {
            held += 1;
            assert_eq!(s.status, Status::Gap, "{} was never held", req.id);
        }
        if kept_none(&case.q, r, kept) {
            assert_eq!(percent(100.0 * s.score().unwrap()), "0 %", "{}", req.id);
        }
    }
    assert!(held >= 4, "{held}");
    case.hold();
}

fn kept_none(q: &Questionnaire, r: usize, kept: impl Fn(&usize) -> bool) -> bool {
    !q.checks_of(r).any(|c| kept(&c))
}

#[test]
fn practised_without_the_record_the_standard_asks_for_is_a_gap() {
    for (requirement, record) in
        [("7.2", "7.2/5"), ("8.1", "8.1/7"), ("8.3", "8.3/6"), ("9.2.2", "9.2.2/7"), ("A.5.4", "A.5.4/2")]
    {
        for level in ["1", "2", "3"] {
            let case = Case::new().all(Clause, "5").all(Control, "5").set(record, level);
            let r = case.q.requirement_index(requirement).unwrap();
            assert_eq!(case.scores().status(r), Status::Gap, "{record} at {level}");
            case.hold();
        }
    }
}

/// 8.1 is Proven while the controls it runs are gaps: the number stands beside the verdict, the sentence in every report.
#[test]
fn contradictions_stand_beside_the_verdict_and_in_every_report() {
    let running = Case::new().all(Clause, "5").all(Control, "5").set("A.8.3", "2").set("A.8.4", "3");
    let found = contradiction::all(&running.q, &running.a, &running.scores());
    let said: Vec<String> = found.iter().map(words::xray::problem).collect();
    let runs = "8.1/4 is Proven, which says that the chosen controls run, but A.8.3 is a gap.";
    assert!(said.iter().any(|s| s == runs), "{said:?}");
    running.hold();
    let case = Case::new().all(Clause, "5").all(Control, "5").set("A.8.3", "1").set("8.1/7", "1");
    let found = contradiction::all(&case.q, &case.a, &case.scores());
    assert!(found.len() >= 2, "{found:?}");
    let kinds: Vec<xray::Kind> = found.iter().map(xray::Finding::kind).collect();
    assert!(kinds.iter().all(|k| *k == xray::Kind::Contradiction));
    assert!(case.beside().ends_with(&format!("; {} answers contradict others.", found.len())));
    case.hold();
    for (name, text) in case.documents() {
        if WORKSHEETS.contains(&name.as_str()) || SHORT.contains(&name.as_str()) {
            continue;
        }
        for f in &found {
            let problem = words::xray::problem(f).split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(text.contains(&problem), "{name}: {problem}");
        }
    }
}

/// The controls the bank forbids to leave out, with their reason.
fn forbidden(q: &Questionnaire) -> Vec<usize> {
    (0..q.requirements.len()).filter(|r| q.never_left_out(*r).is_some()).collect()
}

#[test]
fn an_exclusion_the_bank_forbids_holds_the_verdict_down_whatever_is_written() {
    let case = Case::new();
    let ids: Vec<String> =
        forbidden(&case.q).into_iter().map(|r| case.q.requirements[r].id.clone()).collect();
    assert_eq!(ids, ["A.2.2", "A.2.4", "A.3.2", "A.3.3", "A.4.2", "A.5.2", "A.5.3"]);
    let everything: Vec<String> = case.q.requirements.iter().map(|r| r.id.clone()).collect();
    let everything: Vec<&str> = everything.iter().map(String::as_str).collect();
    let mut top = case.all(Clause, "5").all(Control, "5").evidence(1, &everything, true);
    assert_eq!(top.verdict().class, Class::Stage2);
    // One for which a reason can stand does not hold it down.
    top = top.set("A.10.4", "n").set("reason.A.10.4", "No customer receives what it produces.");
    assert_eq!(top.verdict().class, Class::Stage2);
    for (id, at) in ids.iter().zip(forbidden(&top.q)) {
        let never = top.q.never_left_out(at).unwrap().to_owned();
        top =
            top.set(id, "n").set(&format!("reason.{id}"), "No risk of ours needs it, as the register shows.");
        let v = top.verdict();
        assert_eq!((v.class, v.because.as_slice()), (Class::NearlyReady, std::slice::from_ref(id)));
        assert_eq!((v.cannot_stand.as_slice(), v.unreasoned.len()), (std::slice::from_ref(id), 0));
        top.hold();
        let documents = top.documents();
        for (name, told) in [
            // The statement leaves the house: it says what stands, and no verdict on it.
            ("soa.md", "Not applicable"),
            ("gap-report.md", &advice::cannot_stand(&never)),
            ("open-items.md", &advice::cannot_stand(&never)),
        ] {
            let text = &documents.iter().find(|(n, _)| n == name).unwrap().1;
            assert!(text.contains(told), "{name}: {id}");
            assert!(name != "soa.md" || !text.contains("the standard asks"), "{id}");
        }
        let all = top.made(report::data::everything);
        assert_eq!(all["open"]["cannot_stand"], serde_json::json!([id]));
        assert_eq!(all["open"]["without_reason"], serde_json::json!([]));
        let found = top.made(|i| xray::findings(i.q, i.a, i.scores, i.roadmap, today()));
        assert!(found.iter().any(|f| f.kind() == xray::Kind::CannotStand && f.at == *id), "{found:?}");
        let why = top.made(|i| report::explain::verdict(i.q, i.a, i.scores, i.verdict));
        let why = lines::write(&why).join("\n");
        assert!(why.contains(&never) && why.contains(&format!("taken back in and Proven: {id}")), "{why}");
        top = top.set(id, "5");
    }
    // A part of it left out is no better, and an x-ray of it says the same.
    let part = top.set("A.2.2/1", "n").set("reason.A.2.2/1", "No risk of ours needs it.");
    assert_eq!(part.verdict().class, Class::NearlyReady);
    part.hold();
}

fn run(folder: &Path, args: &[&str], input: &str) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_clausewise"));
    command.args(args).current_dir(folder).env("HOME", folder).env("USER", "tester").env_remove("TERM");
    for name in ["XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"] {
        command.env(name, folder);
    }
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    std::io::Write::write_all(&mut child.stdin.take().unwrap(), input.as_bytes()).unwrap();
    let o = child.wait_with_output().unwrap();
    let text = |b: Vec<u8>| String::from_utf8(b).unwrap();
    (o.status.code().unwrap(), text(o.stdout), text(o.stderr))
}

#[test]
fn a_forbidden_exclusion_is_said_at_once_and_kept() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    assert_eq!(run(at, &["new", "case.aims", "--org", "Case", "--size", "micro"], "").0, 0);
    let q = bank::embedded().unwrap();
    let Some(Target::Requirement(r)) = q.find("A.2.2") else { panic!() };
    let never = q.never_left_out(r).unwrap();
    let said = format!("A.2.2: This exclusion cannot stand: {never} It is kept;");
    for ack in [&["--ack"][..], &[]] {
        let args = [&["answer", "case.aims", "--script", "-"], ack].concat();
        let (code, out, err) =
            run(at, &args, "A.2.2 n We are too small.\nA.10.4 n Nobody but us receives what it produces.\n");
        assert_eq!((code, out.contains("ACK A.2.2=n")), (0, !ack.is_empty()), "{err}");
        assert!(err.contains(&said), "{err}");
        assert!(!err.contains("A.10.4"), "{err}");
        assert!(run(at, &["dump", "case.aims"], "").1.contains("\nA.2.2=n\n"), "the answer is kept");
    }
    let (_, out, _) = run(at, &["--plain", "case.aims"], "go A.3.2\nn\nlists\nquit\n");
    let Some(Target::Requirement(r)) = q.find("A.3.2") else { panic!() };
    let said = advice::cannot_stand(q.never_left_out(r).unwrap());
    let flat = out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(flat.matches(&said).count() >= 2, "at once, and in the lists: {out}");
    assert!(run(at, &["dump", "case.aims"], "").1.contains("\nA.3.2=n\n"), "the answer is kept");
}

/// The commands and plain mode: a class of the verdict never stands without what it rests on.
#[test]
fn commands_and_plain_mode_say_what_the_verdict_rests_on() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    assert_eq!(run(at, &["new", "case.aims", "--org", "Case", "--size", "micro"], "").0, 0);
    let controls = (2..=10).map(|n| format!("A.{n} 5"));
    let tops: Vec<String> = (4..=10).map(|n| format!("{n} 5")).chain(controls).collect();
    let script = format!("{}\nsnapshot First\nA.8.3 1\ngo 5.2/1\nevidence AI policy v2\n", tops.join("\n"));
    let (code, _, err) = run(at, &["answer", "case.aims", "--script", "-"], &script);
    assert_eq!(code, 0, "{err}");
    let status: Value =
        serde_json::from_str(&run(at, &["status", "case.aims", "--format", "json"], "").1).unwrap();
    let n = |key: &str| status["evidence"][key].as_u64().unwrap();
    let rests_on =
        format!("{} checks claimed, {} with evidence named, {} seen", n("claimed"), n("named"), n("seen"));
    assert_eq!((n("named"), n("seen")), (1, 0));
    for args in [
        &["status", "case.aims"][..],
        &["explain", "case.aims", "verdict"],
        &["compare", "case.aims"],
        &["compare", "case.aims", "--format", "md"],
    ] {
        let (code, out, err) = run(at, args, "");
        assert!(code == 0 && out.contains("Nearly ready"), "{args:?} {out}{err}");
        let out = out.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(out.contains(&rests_on), "{args:?} {out}");
    }
    let compared: Value =
        serde_json::from_str(&run(at, &["compare", "case.aims", "--format", "json"], "").1).unwrap();
    for side in [&compared["after"], compared["trend"]["points"].as_array().unwrap().last().unwrap()] {
        for key in ["claimed", "named", "seen"] {
            assert_eq!(side[key], status["evidence"][key], "{side}");
        }
        assert_eq!(side["contradictions"], status["verdict"]["contradictions"], "{side}");
    }
    let (_, out, _) = run(at, &["--plain", "case.aims"], "results\nexplain verdict\nquit\n");
    assert_eq!(out.matches(&rests_on).count(), 2, "{out}");
    // Nothing that was planned promises Stage 1.
    for args in [&["roadmap", "case.aims"][..], &["explain", "case.aims", "finish"]] {
        let (_, out, _) = run(at, args, "");
        assert!(!out.contains("can be booked"), "{args:?} {out}");
    }
}

/// Naming the checks of a piece of evidence takes a few keys: a range, bare numbers behind an id.
#[test]
fn checks_are_named_in_short() {
    let q = bank::embedded().unwrap();
    for (typed, of, ids) in [
        ("5.2/1-3, 5", None, "5.2/1 5.2/2 5.2/3 5.2/5"),
        ("5.2/2, /4, 6.2/1, 3", None, "5.2/2 5.2/4 6.2/1 6.2/3"),
        ("1, 3-4", Some("5.2"), "5.2/1 5.2/3 5.2/4"),
        ("5.2", Some("4.1"), "5.2"),
        ("5.2, 3", None, "5.2 5.2/3"),
        // No short form: what it is said to be is somebody else's matter.
        ("3", None, "3"),
        ("signed copy", Some("5.2"), "signed copy"),
        ("5.2/3-1, 5.2/1-999", None, "5.2/3-1 5.2/1-999"),
    ] {
        assert_eq!(find::spelt_out(&q, typed, of).join(" "), ids, "{typed}");
    }
}

/// On the command line, in a script and in plain mode; each says at once when a whole requirement is meant.
#[test]
fn evidence_names_its_checks_wherever_it_is_put_in() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    assert_eq!(run(at, &["new", "case.aims", "--org", "Case", "--size", "micro"], "").0, 0);
    let shown = |what: &str| -> Vec<String> {
        let all = run(at, &["record", "case.aims", "evidence", "list", "--format", "json"], "").1;
        let all: Value = serde_json::from_str(&all).unwrap();
        let all = all.as_array().unwrap();
        let one = all.iter().find(|e| e["what"] == what).unwrap_or_else(|| panic!("{what} in {all:?}"));
        one["shows"].as_array().unwrap().iter().map(|v| v.as_str().unwrap().to_owned()).collect()
    };
    let (code, _, err) =
        run(at, &["record", "case.aims", "evidence", "add", "what=By command", "shows=5.2/1-2, 4"], "");
    assert_eq!(code, 0, "{err}");
    assert_eq!(shown("By command"), ["5.2/1", "5.2/2", "5.2/4"]);
    let script = "go 5.2\nevidence By script; 1, 3\nevidence Minutes; signed copy\nevidence Whole\n";
    let (code, _, err) = run(at, &["answer", "case.aims", "--script", "-"], script);
    assert_eq!(code, 0, "{err}");
    assert_eq!(shown("By script"), ["5.2/1", "5.2/3"]);
    assert_eq!(shown("Minutes; signed copy"), ["5.2"], "what is no check belongs to the name");
    // Where, what sort of place, version, date, until when, held by, seen by: left out.
    let skip = "\n".repeat(7);
    let (_, out, _) = run(
        at,
        &["--plain", "case.aims"],
        &format!("go 5.2\nevidence In plain; 2\n{skip}evidence All of it\n{skip}evidence\nquit\n"),
    );
    assert_eq!((shown("In plain"), shown("All of it")), (vec!["5.2/2".to_owned()], vec!["5.2".to_owned()]));
    let flat = out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        flat.contains(
            "It names each of the 8 checks of 5.2; where it proves only some, name them: 5.2/1-2, 4."
        )
    );
    assert!(flat.contains("In plain, not seen yet; proves 5.2/2"), "{out}");
    assert!(flat.contains("All of it, not seen yet; proves 5.2 (each check)"), "{out}");
}
