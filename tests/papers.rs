//! Papers to start from: their templates are sound, what they say is only what the file holds, and written again they never cost
//! anybody a word.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that panics has failed, as it should")]

#[path = "common/program.rs"]
mod program;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use clausewise::bank;
use clausewise::model::format::{Firm, FitsInto};
use clausewise::model::paper::{Block, FACTS, Line, Rows, Template, What, When};
use clausewise::model::record::{KINDS, Kind};
use clausewise::model::{OrgSize, Questionnaire};
use program::{output, run};

/// What in braces stands in a text, in order.
fn named(text: &str) -> impl Iterator<Item = &str> {
    text.split('{').skip(1).filter_map(|rest| rest.split_once('}').map(|(name, _)| name))
}

/// What is wrong with templates, each fault with the name of its template.
fn faults(all: &[Template], q: &Questionnaire) -> Vec<String> {
    let mut out = Vec::new();
    let documents: BTreeMap<&str, Option<FitsInto>> =
        q.requirements.iter().flat_map(|r| &r.documents).map(|d| (d.name.as_str(), d.fits_into)).collect();
    let mut ids = BTreeSet::new();
    for t in all {
        let mut say = |what: String| out.push(format!("{}: {what}", t.id));
        let fit = |c: char| c.is_ascii_lowercase() || c == '-';
        if t.id.is_empty() || !t.id.chars().all(fit) || !ids.insert(&t.id) {
            say("its id is not of small letters and hyphens, or there twice".to_owned());
        }
        if t.version == 0 || t.title.is_empty() || t.about.is_empty() {
            say("no version, title or about".to_owned());
        }
        for name in &t.starts {
            if !documents.contains_key(name.as_str()) {
                say(format!("no document of the questionnaire is called {name}"));
            }
        }
        let keys: BTreeSet<&str> = t.questions.iter().map(|x| x.key.as_str()).collect();
        if keys.len() != t.questions.len() {
            say("a question is there twice".to_owned());
        }
        let mut seen = Seen::default();
        of_when(&t.when, &mut seen);
        for x in &t.questions {
            if !x.key.chars().all(fit)
                || FACTS.contains(&x.key.as_str())
                || !x.ask.ends_with('?')
                || x.hint.is_empty()
            {
                say(format!("question {}: key, words or hint", x.key));
            }
            of_when(&x.when, &mut seen);
            if let Some(records) = &x.records
                && let Some(kind) = of_rows(&records.of, &mut seen)
            {
                for field in records.fields.iter().filter(|f| kind.field(f).is_none()) {
                    seen.faults.push(format!("{} has no field {field}", kind.key));
                }
            }
        }
        blocks(&t.blocks, None, &mut seen);
        for fault in seen.faults {
            say(fault);
        }
        for name in seen.named.iter().filter(|n| !keys.contains(n.as_str()) && !FACTS.contains(&n.as_str())) {
            say(format!("{{{name}}} is no fact and no question"));
        }
        for key in keys.iter().filter(|k| !seen.named.contains(**k)) {
            say(format!("the answer to {key} is used nowhere"));
        }
    }
    out
}

#[derive(Default)]
struct Seen {
    named: BTreeSet<String>,
    faults: Vec<String>,
}

fn kind(name: &str, seen: &mut Seen) -> Option<&'static Kind> {
    let kind = KINDS.iter().find(|k| k.key == name).copied();
    if kind.is_none() {
        seen.faults.push(format!("there is no register {name}"));
    }
    kind
}

fn of_rows(rows: &Rows, seen: &mut Seen) -> Option<&'static Kind> {
    let kind = kind(&rows.kind, seen)?;
    for field in rows.only.keys() {
        let by = field
            .strip_prefix(clausewise::model::paper::NAMED_BY)
            .and_then(|by| KINDS.iter().find(|k| k.key == by));
        let links = by.is_some_and(|by| by.fields.iter().any(|f| f.typ.links_to() == Some(kind.key)));
        if kind.field(field).is_none() && !links {
            seen.faults.push(format!("{} has no field {field}", kind.key));
        }
    }
    Some(kind)
}

fn of_when(when: &When, seen: &mut Seen) {
    for size in &when.sizes {
        if OrgSize::ALL.iter().all(|s| s.key() != size) {
            seen.faults.push(format!("there is no size {size}"));
        }
    }
    for rows in [&when.has, &when.none].into_iter().flatten() {
        of_rows(rows, seen);
    }
}

fn of_text(text: &str, record: Option<&'static Kind>, seen: &mut Seen) {
    if text.matches('{').count() != text.matches('}').count() {
        seen.faults.push(format!("a brace is open: {text}"));
    }
    for name in named(text) {
        match (name.strip_prefix('.'), record) {
            (None, _) => drop(seen.named.insert(name.to_owned())),
            (Some(field), Some(kind)) if kind.field(field.trim_end_matches(['?', '~'])).is_some() => {}
            (Some("#"), Some(_)) => {}
            (Some("=level" | "=left"), Some(kind)) if kind.key == "risk" => {}
            (Some(field), _) => seen.faults.push(format!("no record here has a field {field}")),
        }
    }
}

fn blocks(all: &[Block], record: Option<&'static Kind>, seen: &mut Seen) {
    for block in all {
        of_when(&block.when, seen);
        match &block.what {
            What::Heading(text) | What::Prose(text) => of_text(text, record, seen),
            What::Points(lines) | What::Steps(lines) | What::Boxes(lines) => {
                for line in lines {
                    of_text(line.text(), record, seen);
                    if let Line::Some { when, .. } = line {
                        of_when(when, seen);
                    }
                }
            }
            What::Table(rows, columns) => {
                if let Some(kind) = of_rows(rows, seen) {
                    let worked_out =
                        |c: &str| c == "#" || kind.key == "risk" && matches!(c, "=level" | "=left");
                    for c in columns
                        .iter()
                        .map(|c| c.trim_end_matches(['?', '~']))
                        .filter(|c| kind.field(c).is_none() && !worked_out(c))
                    {
                        seen.faults.push(format!("{} has no field {c}", kind.key));
                    }
                }
            }
            What::Grid(grid) => {
                if grid.rows.iter().any(|r| r.len() != grid.heads.len()) {
                    seen.faults.push(format!("a row has not as many cells as {:?}", grid.heads));
                }
                for cell in grid.rows.iter().flatten() {
                    of_text(cell, record, seen);
                }
            }
            What::Each(rows, inner) => {
                if let Some(kind) = of_rows(rows, seen) {
                    blocks(inner, Some(kind), seen);
                }
            }
            What::Sign(_) | What::Matrix(_) | What::Statement | What::Documents => {}
        }
    }
}

#[test]
fn every_template_is_sound() {
    let q = bank::embedded().unwrap();
    let all = bank::papers().unwrap();
    assert!(!all.is_empty());
    assert_eq!(faults(all, &q), Vec::<String>::new());
}

#[test]
fn every_template_is_what_its_schema_says_and_is_called_as_its_file() {
    let schema: serde_json::Value =
        serde_json::from_str(include_str!("../questionnaires/schema/paper.schema.json")).unwrap();
    let schema = jsonschema::validator_for(&schema).unwrap();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("questionnaires/papers");
    let mut names = Vec::new();
    for file in std::fs::read_dir(folder).unwrap().map(|f| f.unwrap().path()) {
        if file.extension().is_none_or(|e| e != "json") {
            continue;
        }
        let value: serde_json::Value =
            serde_json::from_str(&std::fs::read_to_string(&file).unwrap()).unwrap();
        let faults: Vec<String> = schema.iter_errors(&value).map(|e| e.to_string()).collect();
        assert!(faults.is_empty(), "{}: {faults:?}", file.display());
        names.push(file.file_stem().unwrap().to_str().unwrap().to_owned());
    }
    names.sort();
    let mut known: Vec<String> = bank::papers().unwrap().iter().map(|t| t.id.clone()).collect();
    known.sort();
    assert_eq!(names, known, "each file is embedded");
}

fn read(folder: &Path, name: &str) -> String {
    std::fs::read_to_string(folder.join(name)).unwrap_or_else(|e| panic!("{name}: {e}"))
}

/// The text of all papers of one folder, as words in one line.
fn all(folder: &Path) -> String {
    let mut text = String::new();
    for file in std::fs::read_dir(folder).unwrap().map(|f| f.unwrap().path()) {
        if file.extension().is_some_and(|e| e == "md") {
            text += &std::fs::read_to_string(file).unwrap();
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn what_somebody_changed_is_never_written_over() {
    let dir = tempfile::tempdir().unwrap();
    let here = dir.path();
    output(here, &["demo", "a.aims", "--firm", "bakery"]);
    let one = |more: &[&str]| {
        let mut args = vec!["papers", "a.aims", "--to", "out", "--only", "ai-policy", "--format", "md"];
        args.extend(more);
        output(here, &args)
    };
    assert!(one(&["--dry-run"]).ends_with("\tnew\n") && !here.join("out").exists());
    assert!(one(&[]).ends_with("ai-policy.md\tnew\n"));
    assert!(one(&[]).ends_with("\tas it was\n"));
    let answer = |text: &str| {
        let (code, out, err) =
            run(here, &["answer", "a.aims", "--script", "-"], &format!("paper ai-policy.approver {text}\n"));
        assert_eq!(code, 0, "{out}{err}");
    };
    answer("Rosa Quill");
    assert!(one(&[]).ends_with("\tmade again\n"));
    let ours = read(here, "out/ai-policy.md");
    assert!(ours.contains("approved by: Rosa Quill") && ours.contains("(draft)") && ours.contains("DRAFT"));
    std::fs::write(here.join("out/ai-policy.md"), "Our own policy.").unwrap();
    answer("Tom Bell");
    assert!(one(&[]).contains("out/ai-policy.new.md\tchanged by you, kept"));
    assert_eq!(read(here, "out/ai-policy.md"), "Our own policy.");
    assert!(read(here, "out/ai-policy.new.md").contains("approved by: Tom Bell"));
    // Theirs beside ours stays too, and ours goes further.
    std::fs::write(here.join("out/ai-policy.new.md"), "Half of ours.").unwrap();
    assert!(one(&[]).contains("out/ai-policy.new-2.md"));
    assert_eq!(read(here, "out/ai-policy.new.md"), "Half of ours.");
    // A paper nobody remembers is somebody's own.
    std::fs::create_dir(here.join("other")).unwrap();
    std::fs::write(here.join("other/ai-policy.md"), ours + "\nAnd a line of mine.").unwrap();
    let (_, out, _) =
        run(here, &["papers", "a.aims", "--to", "other", "--only", "ai-policy", "--format", "md"], "");
    assert!(out.contains("ai-policy.new.md"), "{out}");
    // Who takes ours in the place of theirs has ours again.
    std::fs::rename(here.join("other/ai-policy.new.md"), here.join("other/ai-policy.md")).unwrap();
    answer("Ines Roy");
    let (_, out, _) =
        run(here, &["papers", "a.aims", "--to", "other", "--only", "ai-policy", "--format", "md"], "");
    assert!(out.ends_with("ai-policy.md\tmade again\n"), "{out}");
}

/// A file that was made anew from data knows as much of its papers as the data says, and claims no more.
#[test]
fn nobody_is_said_to_have_changed_what_a_file_does_not_know() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    let new = |name: &str| assert_eq!(run(here, &["new", name, "--org", "Firm"], "").0, 0);
    let papers = |name: &str| {
        output(here, &["papers", name, "--to", "out", "--only", "ai-policy", "--format", "md", "--dry-run"])
    };
    let data = |from: &str, to: &str| {
        output(here, &["export", "a.aims", "--to", from, "--format", "json", "--force"]);
        new(to);
        let path = format!("{from}/everything.json");
        let (code, out, err) = run(here, &["import", to, &path, "--theirs", "--other-organisation"], "");
        assert_eq!(code, 0, "{out}{err}");
    };
    let answer = |name: &str| {
        let script = "paper ai-policy.approver Rosa Quill\n";
        assert_eq!(run(here, &["answer", name, "--script", "-"], script).0, 0);
    };
    new("a.aims");
    data("before", "b.aims");
    output(here, &["papers", "a.aims", "--to", "out", "--only", "ai-policy", "--format", "md"]);
    data("after", "c.aims");
    // The same bytes are nobody's change, whoever wrote them.
    for name in ["a.aims", "b.aims", "c.aims"] {
        assert!(papers(name).ends_with("ai-policy.md\tas it was\n"), "{name}: {}", papers(name));
        answer(name);
    }
    assert!(
        papers("b.aims").contains("\tnot known to be ours, kept; ours: ai-policy.new.md"),
        "{}",
        papers("b.aims")
    );
    // What was written goes with the data.
    for name in ["a.aims", "c.aims"] {
        assert!(papers(name).ends_with("\tmade again\n"), "{name}: {}", papers(name));
    }
}

#[test]
fn papers_are_all_written_or_none_and_a_wrong_name_is_told() {
    let dir = tempfile::tempdir().unwrap();
    let here = dir.path();
    output(here, &["demo", "a.aims", "--firm", "bakery"]);
    let (code, out, err) = run(here, &["papers", "a.aims", "--to", "out", "--only", "polcy"], "");
    assert!(
        code == 2 && out.is_empty() && err.contains("There is no paper polcy") && err.contains("handbook"),
        "{err}"
    );
    std::fs::create_dir_all(here.join("out/log.md")).unwrap();
    let (code, _, err) = run(here, &["papers", "a.aims", "--to", "out"], "");
    assert!(code == 73 && err.contains("log.md"), "{code} {err}");
    assert!(!here.join("out/ai-policy.md").exists());
    assert!(
        !output(here, &["dump", "a.aims"]).contains("\nwritten."),
        "what was not written is not remembered"
    );
    let (code, _, err) = run(here, &["answer", "a.aims", "--script", "-"], "paper ai-policy.aprover Maya\n");
    assert!(code == 65 && err.contains("No paper asks ai-policy.aprover"), "{code} {err}");
}

#[test]
fn papers_of_every_size_have_no_brace_left_and_say_what_is_open() {
    let dir = tempfile::tempdir().unwrap();
    let here = dir.path();
    for (size, files) in [("solo", 8..=16), ("micro", 8..=16), ("small", 18..=24), ("large", 18..=24)] {
        let file = format!("{size}.aims");
        output(here, &["new", &file, "--org", "Brook & Co", "--size", size, "--role", "user,provider"]);
        let told = output(here, &["papers", &file, "--to", size]);
        assert!(files.contains(&(told.lines().count() / 2)), "{size}: {told}");
        let text = all(&here.join(size));
        assert!(!text.contains('{') && !text.contains("}."), "{size}");
        assert!(
            text.contains("To be decided: What is AI to bring you?") && text.contains("Brook & Co"),
            "{size}"
        );
        for name in std::fs::read_dir(here.join(size)).unwrap().map(|f| f.unwrap().path()) {
            if name.extension().is_some_and(|e| e == "md") {
                let text = std::fs::read_to_string(&name).unwrap();
                assert!(text.contains("(draft)") && text.contains("**DRAFT."), "{}", name.display());
            }
        }
    }
    let alone = all(&here.join("solo")).to_lowercase();
    let alone: String = alone.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    let words: BTreeSet<&str> = alone.split_whitespace().collect();
    for word in ["staff", "colleague", "colleagues", "team", "teams", "employees", "everyone", "department"] {
        assert!(!words.contains(word), "{word}: {:?}", around(&alone, word));
    }
}

fn around(text: &str, word: &str) -> Option<String> {
    let at = text.find(&format!(" {word} "))?;
    Some(text.chars().skip(at.saturating_sub(60)).take(140).collect())
}

#[test]
fn answers_are_undone_seen_in_the_history_and_left_out_for_strangers() {
    let dir = tempfile::tempdir().unwrap();
    let here = dir.path();
    output(here, &["demo", "a.aims", "--firm", "bakery"]);
    let typed = "papers\npaper ai-policy.never Faces of guests\nhistory 2\nundo\npaper ai-policy.never Faces of guests\nquit\n";
    let (code, said, _) = run(here, &["--plain", "a.aims"], typed);
    assert!(code == 0 && said.contains("Answer kept: What will you never use AI for? The paper"), "{said}");
    assert!(
        said.contains("What will you never use AI for?")
            && said.contains("AI policy: What will you never use AI for?"),
        "{said}"
    );
    assert!(output(here, &["dump", "a.aims"]).contains("paper.ai-policy.never=Faces of guests"));
    output(here, &["export", "a.aims", "--to", "open", "--format", "json"]);
    output(here, &["export", "a.aims", "--to", "shut", "--format", "json", "--redact"]);
    assert!(read(here, "open/everything.json").contains("Faces of guests"));
    assert!(!read(here, "shut/everything.json").contains("Faces of guests"));
    let (code, said, _) = run(here, &["--plain", "a.aims"], "papers drafts\nquit\n");
    assert!(code == 0 && said.contains("written to") && here.join("drafts/handbook.docx").exists(), "{said}");
    // That papers lie in a folder is no change to take back: the last answer is.
    let (_, said, _) = run(here, &["--plain", "a.aims"], "undo\nquit\n");
    assert!(!output(here, &["dump", "a.aims"]).contains("Faces of guests"), "{said}");
    assert!(output(here, &["dump", "a.aims"]).contains("written."), "what was written is still known");
}

#[test]
fn what_touches_nobody_has_no_notice_and_what_is_out_of_scope_stands_apart() {
    let dir = tempfile::tempdir().unwrap();
    let here = dir.path();
    output(here, &["new", "a.aims", "--org", "Bakery", "--size", "micro"]);
    for fields in [
        ["name=Shop chat", "affects=no", "people=Guests"],
        ["name=Stock tally", "affects=no", "purpose=Counts flour"],
        ["name=Old bot", "in-scope=out", "why-out=The contract ended in May"],
    ] {
        output(here, &[&["record", "a.aims", "system", "add"][..], &fields].concat());
    }
    output(here, &["papers", "a.aims", "--to", "out", "--format", "md"]);
    let notices = read(here, "out/notices.md");
    assert!(!notices.contains("without a name"), "another paper says whether one can");
    let (told, left) = notices.split_once("No notice for these").unwrap();
    assert!(told.contains("Shop chat") && !told.contains("Stock tally") && left.contains("Stock tally"));
    assert!(!notices.contains("Old bot") && !notices.contains("nothing stands in the register"), "{notices}");
    let registers = read(here, "out/registers.md");
    let (inside, outside) = registers.split_once("Outside the scope").unwrap();
    assert!(inside.contains("Stock tally") && !inside.contains("Old bot") && outside.contains("Old bot"));
    // Whoever has a duty is named whole, however little of the name was typed.
    output(here, &["record", "a.aims", "person", "add", "name=Ines Roy"]);
    run(here, &["--plain", "a.aims"], "paper ai-policy.approver ines\nquit\n");
    assert!(output(here, &["dump", "a.aims"]).contains("paper.ai-policy.approver=Ines Roy"));
}

/// Every system that was assessed stands there, whatever its field says, and every one that touches people and was not.
#[test]
fn the_impact_paper_lists_what_was_assessed_and_what_waits_for_it() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    output(here, &["new", "a.aims", "--org", "Bakery", "--size", "micro"]);
    for system in [
        &["name=Assessed", "affects=no"][..],
        &["name=Waiting", "affects=yes"],
        &["name=Gone", "affects=yes", "in-scope=out", "why-out=Sold last year to the mill"],
        &["name=Unsaid"],
        &["name=Harmless", "affects=no"],
    ] {
        output(here, &[&["record", "a.aims", "system", "add"], system].concat());
    }
    assert_eq!(run(here, &["record", "a.aims", "impact", "add", "name=Spring", "system=S-1"], "").0, 0);
    output(here, &["papers", "a.aims", "--to", "out", "--only", "impact-results", "--format", "md"]);
    let said = all(&here.join("out"));
    let part = |from: &str, to: &str| {
        said.split(from).nth(1).unwrap_or_else(|| panic!("{from}: {said}")).split(to).next().unwrap()
    };
    let assessed = part("These systems were assessed", "These systems touch");
    assert!(assessed.contains("Assessed") && !assessed.contains("Waiting"), "{assessed}");
    let waiting = part("have no assessment yet", "nobody has said yet");
    assert!(
        waiting.contains("Waiting") && !waiting.contains("Gone") && !waiting.contains("Assessed"),
        "{waiting}"
    );
    let unsaid = part("nobody has said yet", "Spring");
    assert!(
        unsaid.contains("Unsaid") && !unsaid.contains("Harmless") && !unsaid.contains("Waiting"),
        "{unsaid}"
    );
}

/// Whom the register knows is taken for the beginning that was typed; where nobody is meant, or several are, that is said.
#[test]
fn people_in_answers_are_those_of_the_register() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    output(here, &["new", "a.aims", "--org", "Bakery"]);
    for name in ["name=Ana Sousa", "name=Jo Silva", "name=Joana Reis"] {
        output(here, &["record", "a.aims", "person", "add", name]);
    }
    let tell = |answer: &str| {
        let line = format!("paper ai-policy.approver -\npaper ai-policy.approver {answer}\nquit\n");
        let (code, said, err) = run(here, &["--plain", "a.aims"], &line);
        assert_eq!(code, 0, "{err}");
        let kept = output(here, &["dump", "a.aims"]);
        let kept = kept.lines().find_map(|l| l.strip_prefix("paper.ai-policy.approver=").map(str::to_owned));
        (said, kept.unwrap_or_default())
    };
    for (typed, kept) in [
        ("An", "Ana Sousa"),
        ("sousa", "Ana Sousa"),
        ("jo  silva", "Jo Silva"),
        ("an, rei", "Ana Sousa, Joana Reis"),
        // Her first name only begins like it.
        ("Jo", "Jo Silva"),
    ] {
        let (said, is) = tell(typed);
        assert_eq!(is, kept);
        assert!(said.contains(&format!("Answer kept: Who approves this policy? The paper says it when it is made again. Meant is {kept}, as")), "{said}");
    }
    output(here, &["record", "a.aims", "person", "set", "P-3", "role=Owner"]);
    let (said, is) = tell("the owner");
    assert!(is == "the owner" && !said.contains("No one person"), "{said}");
    for typed in ["the board", "J"] {
        let (said, is) = tell(typed);
        assert_eq!(is, typed);
        assert!(said.contains("No one person of your register is meant by that"), "{said}");
    }
}

/// What the register of documents says of a document that is needed stands beside what was answered: in the list of the command,
/// its table, its page and the paper made of it. It answers nothing.
#[test]
fn the_register_of_documents_stands_beside_the_answer_in_every_list_of_documents() {
    let dir = tempfile::tempdir().unwrap();
    for (file, size) in [("few.aims", "micro"), ("all.aims", "medium")] {
        output(dir.path(), &["new", file, "--org", "Nine Ltd", "--size", size]);
        let fields = [
            "name=ai POLICY",
            "state=approved",
            "version=3",
            "owner=Anna Korn",
            "place=Intranet",
            "approved-by=Ben Kruste",
            "approved-on=2026-01-10",
        ];
        output(dir.path(), &[["record", file, "document", "add"].as_slice(), &fields].concat());
        output(
            dir.path(),
            &[
                "record",
                file,
                "document",
                "add",
                "name=Master document list",
                "state=in-use",
                "owner=Ben Kruste",
            ],
        );
        let text = output(dir.path(), &["documents", file]);
        let line = text.lines().find(|l| l.starts_with("  AI policy (")).unwrap();
        assert!(
            line.ends_with(
                "in the register: approved, version 3, Intranet; answered: not yet; owner: Anna Korn"
            ),
            "{line}"
        );
        let line = text.lines().find(|l| l.starts_with("  Statement of Applicability (")).unwrap();
        assert!(line.ends_with("): answered: not yet"), "{line}");
        assert!(text.contains("in use"), "{text}");
        assert_eq!(
            text.contains("Master document list: in use, Ben Kruste; answered: not yet\n"),
            size == "micro",
            "{text}"
        );
        let csv = output(dir.path(), &["documents", file, "--format", "csv"]);
        let mut rows = csv.lines().map(|l| l.split(',').collect::<Vec<_>>());
        let head = rows.next().unwrap();
        let row = rows.find(|r| r[0] == "AI policy").unwrap();
        let of = |column: &str| row[head.iter().position(|h| *h == column).unwrap()];
        assert_eq!(
            ["state", "register_state", "register_version", "register_owner", "register_place"].map(of),
            ["Not answered", "approved", "3", "Anna Korn", "Intranet"]
        );
        let page = output(dir.path(), &["documents", file, "--format", "md"]);
        let row = |page: &str| page.lines().find(|l| l.starts_with("| AI policy ")).unwrap().to_owned();
        let says = |row: &str| {
            row.contains("approved, version 3, Intranet")
                && row.contains("Not yet")
                && row.contains("Anna Korn")
        };
        assert!(says(&row(&page)), "{page}");
        output(dir.path(), &["papers", file, "--to", "drafts", "--format", "md"]);
        let folder = dir.path().join("drafts");
        let lists =
            std::fs::read_dir(&folder).unwrap().map(|e| std::fs::read_to_string(e.unwrap().path()).unwrap());
        let list: Vec<String> = lists.filter(|t| t.contains("What is needed, and how far it is")).collect();
        let needed = list[0].split_once("What is needed, and how far it is").unwrap().1;
        assert!(says(&row(needed)), "{needed}");
        std::fs::remove_dir_all(folder).unwrap();
    }
}

/// Whom the registers name is not asked for: by the levels of risk and by a duty. What somebody answered goes first; in a firm of one
/// the form proposes who it is, and no paper says so by itself.
#[test]
fn nobody_is_asked_who_stands_in_the_registers() {
    let dir = tempfile::tempdir().unwrap();
    let here = dir.path();
    output(here, &["new", "a.aims", "--org", "Bakery", "--size", "micro"]);
    let accept = || {
        let list = output(here, &["papers", "a.aims", "handbook"]);
        list.lines().find(|l| l.contains("risk-method.accept")).unwrap().trim().to_owned()
    };
    assert!(accept().contains('('), "nobody said it");
    output(here, &["record", "a.aims", "person", "add", "name=Maria Korn", "duties=approves"]);
    assert!(accept().ends_with("stays as it is? Maria Korn"), "{}", accept());
    for (name, from, who) in [("Low", "1", "decides=Jo Silva"), ("High", "6", "decides=Maria Korn")] {
        let (name, from) = (format!("name={name}"), format!("from={from}"));
        // Somebody who is in no register decides all the same, and that is told.
        let (code, _, told) = run(here, &["record", "a.aims", "risk-level", "add", &name, &from, who], "");
        assert_eq!((code, told.contains("not in the register")), (0, who.contains("Jo")), "{told}");
    }
    assert!(accept().ends_with("? Jo Silva (Low), Maria Korn (High)"), "{}", accept());
    let (code, ..) = run(here, &["--plain", "a.aims"], "paper risk-method.accept The council\nquit\n");
    assert_eq!((code, accept().ends_with("? The council")), (0, true), "{}", accept());

    output(here, &["new", "one.aims", "--org", "Fix", "--size", "solo"]);
    // Whoever makes the file of a firm of one is in its register already.
    output(here, &["record", "one.aims", "person", "set", "P-1", "name=Ida Fix"]);
    output(here, &["papers", "one.aims", "--to", "one", "--format", "md"]);
    let text = all(&here.join("one")).split_whitespace().collect::<Vec<_>>().join(" ");
    // Nobody gave them the duty: each paper asks, and the form proposes who it is.
    for asked in ["Who has the last word", "Who approves this policy", "Who approves this plan"] {
        assert!(text.contains(&format!("To be decided: {asked}")), "{asked}");
    }
    assert!(!text.contains("To be approved by: Ida Fix") && text.contains("Who checks the work"), "{text}");
    assert!(text.contains("One person does all of this"), "{text}");
    assert!(output(here, &["papers", "one.aims", "ai-policy"]).contains("if that is Ida Fix, say so"));
    output(here, &["record", "one.aims", "person", "set", "P-1", "duties=approves"]);
    // An auditor from outside changes nothing of it.
    let auditor = ["name=Eva Noack", "role=External auditor", "duties=audits"];
    for folder in ["two", "three"] {
        output(here, &["papers", "one.aims", "--to", folder, "--format", "md"]);
        let text = all(&here.join(folder)).split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(
            text.contains("To be approved by: Ida Fix") && text.contains("One person does all"),
            "{text}"
        );
        // The second of that name is told.
        let added = run(here, &[&["record", "one.aims", "person", "add"], &auditor[..]].concat(), "");
        assert_eq!(added.0, 0, "{added:?}");
    }
    output(here, &["record", "one.aims", "person", "add", "name=Somebody Else", "role=Baker"]);
    output(here, &["papers", "one.aims", "--to", "four", "--format", "md"]);
    let text = all(&here.join("four"));
    assert!(
        !text.contains("One person does all") && text.contains("Each of these jobs has a name"),
        "{text}"
    );
}

/// That somebody decided or accepted something stands in a paper only where the record says it, also where one person does it all.
#[test]
fn no_paper_says_that_somebody_decided_what_no_record_says() {
    let dir = tempfile::tempdir().unwrap();
    let here = dir.path();
    output(here, &["new", "one.aims", "--org", "Fix", "--size", "solo"]);
    output(here, &["record", "one.aims", "person", "set", "P-1", "name=Ida Fix", "duties=approves"]);
    output(here, &["record", "one.aims", "system", "add", "name=Chat", "affects=yes"]);
    // Who did is asked with the decision, and nobody is put into it.
    for (fields, lacks) in [
        (&["impact", "add", "name=Spring", "system=S-1", "decision=go"][..], "Decided by"),
        (&["risk", "add", "what=Wrong advice", "treatment=accept"], "Accepted by"),
    ] {
        let (code, _, said) = run(here, &[&["record", "one.aims"], fields].concat(), "");
        assert_eq!((code, said.contains(lacks)), (0, true), "{said}");
    }
    output(here, &["record", "one.aims", "risk-level", "add", "name=Low", "from=1"]);
    output(here, &["record", "one.aims", "change", "add", "what=New model", "about=system"]);
    let paper = |name: &str| {
        output(here, &["papers", "one.aims", "--to", "out", "--format", "md"]);
        read(here, &format!("out/{name}.md"))
    };
    let row = |text: &str, of: &str| text.lines().find(|l| l.contains(of)).unwrap().to_owned();
    let decided = row(&paper("assessments"), "| Decided by");
    assert!(decided.contains("To be decided") && !decided.contains("Ida Fix"), "{decided}");
    let plan = paper("plan");
    let left = row(plan.split_once("### What is left").unwrap().1, "Wrong advice");
    assert!(left.contains("To be decided") && !left.contains("Ida Fix"), "{left}");
    assert!(!row(&paper("handbook"), "| Low").contains("Ida Fix"));
    assert!(!row(&paper("log"), "New model").contains("Ida Fix"));
    // What somebody has to do is theirs.
    assert!(row(&paper("registers"), "| Chat").contains("Ida Fix"));
    output(here, &["record", "one.aims", "impact", "set", "I-1", "decided-by=Ida Fix"]);
    assert!(row(&paper("assessments"), "| Decided by").contains("Ida Fix"));
}

/// Whoever is alone in the register is proposed for the top only where nothing else is written of them, and named by the duty alone.
#[test]
fn an_adviser_is_no_approver_because_nobody_else_is_there() {
    let dir = tempfile::tempdir().unwrap();
    let here = dir.path();
    output(here, &["new", "one.aims", "--org", "Fix", "--size", "solo"]);
    let asks = || output(here, &["papers", "one.aims", "ai-policy"]);
    let line = || asks().lines().find(|l| l.contains("ai-policy.approver")).unwrap().to_owned();
    for (fields, named) in [
        (&["name=Ida Fix", "role=", "duties="][..], true),
        (&["role=Tax adviser"], false),
        (&["role=Owner"], true),
        (&["role=", "duties=speaks"], false),
        (&["duties=speaks, approves"], true),
    ] {
        output(here, &[&["record", "one.aims", "person", "set", "P-1"], fields].concat());
        let proposed = line().contains("if that is Ida Fix") || line().ends_with("? Ida Fix");
        assert_eq!(proposed, named, "{fields:?}: {}", line());
        let has_duty = fields.iter().any(|f| f.contains("approves"));
        assert_eq!(line().ends_with("? Ida Fix"), has_duty, "{fields:?}: {}", line());
    }
}

/// Who has to be told is not asked two lines above the rows that say it.
#[test]
fn whom_an_incident_is_told_is_taken_from_its_register() {
    let dir = tempfile::tempdir().unwrap();
    let here = dir.path();
    output(here, &["new", "a.aims", "--org", "Bakery", "--size", "micro"]);
    let paper = || {
        output(here, &["papers", "a.aims", "--to", "out", "--only", "incident-procedure", "--format", "md"]);
        all(&here.join("out"))
    };
    assert!(paper().contains("To be decided: Which authorities or customers"));
    // What a law asks one to tell at all times is told of no incident.
    let always = ["about=duty", "what=Line on the menu", "whom=Guests", "when=always"];
    output(here, &[&["record", "a.aims", "message", "add"], &always[..]].concat());
    assert!(paper().contains("To be decided: Which authorities or customers") && !paper().contains("Guests"));
    let row = ["about=incidents", "what=Incident", "whom=Food authority, customers", "when=within a day"];
    output(here, &[&["record", "a.aims", "message", "add"], &row[..]].concat());
    let text = paper();
    assert!(!text.contains("Which authorities or customers"), "{text}");
    assert!(text.contains("Food authority, customers (within a day)"), "{text}");
}

/// What the register of documents says of the policy is not asked in the policy.
#[test]
fn what_the_register_says_of_the_policy_stands_in_it() {
    let dir = tempfile::tempdir().unwrap();
    let here = dir.path();
    output(here, &["new", "a.aims", "--org", "Bakery", "--size", "micro"]);
    let paper = || {
        output(here, &["papers", "a.aims", "--to", "out", "--only", "ai-policy", "--format", "md"]);
        all(&here.join("out"))
    };
    assert!(paper().contains("To be decided: When is this policy looked at again?"));
    let row = ["name=AI policy", "is=AI policy", "review=2027-08-14"];
    output(here, &[&["record", "a.aims", "document", "add"], &row[..]].concat());
    output(here, &["record", "a.aims", "document", "set", "D-1", "may-see=whoever asks"]);
    let text = paper();
    assert!(text.contains("looked at again: 14 Aug 2027"), "{text}");
    assert!(text.contains("Who else may read it: whoever asks"), "{text}");
}

/// A risk nobody judged with its treatment in place has no level that is left, in the matrix as in the table beneath; what
/// happened stands by its day; and the list of drafts counts what the paper itself says is open.
#[test]
fn what_is_left_of_a_risk_is_told_once() {
    let dir = tempfile::tempdir().unwrap();
    let here = dir.path();
    let file = here.join("b.aims");
    let day = jiff::civil::date(2026, 11, 20);
    clausewise::sample::create(bank::embedded().unwrap(), Some(Firm::Bakery), &file, day, false).unwrap();
    for (day, what) in [("2026-03-02", "Second of them"), ("2026-02-01", "First of them")] {
        let (on, what) = (format!("on={day}"), format!("what={what}"));
        output(here, &["record", "b.aims", "incident", "add", &what, &on, "kind=incident"]);
    }
    output(here, &["papers", "b.aims", "--to", "out", "--format", "md"]);
    let text = all(&here.join("out"));
    let plan = read(here, "out/plan.md");
    let (_, left) = plan.split_once("### What is left").unwrap();
    let (matrix, table) = left.split_once("| No ").unwrap();
    let table = table.split("Approval").next().unwrap();
    let (mut open, mut said) = (0, 0);
    for line in table.lines().filter(|l| l.starts_with("| R-")) {
        let no = line.split('|').nth(1).unwrap().trim();
        let cell = line.split('|').nth(3).unwrap();
        let judged = cell.contains('(');
        let grid = matrix.lines().filter(|l| l.starts_with('|'));
        let placed = grid.flat_map(|l| l.split(['|', ',', ':'])).any(|c| c.trim() == no);
        assert_eq!(judged, placed, "{no}: {cell} in {matrix}");
        let named = matrix.contains("nobody has said what is left of");
        assert!(judged || named && matrix.contains(no), "{matrix}");
        (open, said) = (open + usize::from(!judged), said + usize::from(judged));
    }
    assert!(open > 0 && said > 0, "{open} {said}");
    // What is accepted as it is asks nothing of what is left, and says so.
    let accepted = table.lines().find(|l| l.starts_with("| R-6")).unwrap();
    assert!(accepted.contains("as it is"), "{accepted}");
    assert!(
        plan.split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
            .contains("as nothing is done about them: R-6, R-7."),
        "{matrix}"
    );
    assert!(text.find("First of them").unwrap() < text.find("Second of them").unwrap());
}

/// What a draft of a worked firm says of a matter it does not ask of the same matter, and what the registers hold of a duty no
/// draft asks.
#[test]
fn no_draft_of_a_worked_firm_asks_what_it_says() {
    // Words of one matter each: whom it names once is not asked for by another line of the same draft.
    const MATTERS: [&[&str]; 6] = [
        &["may stay", "stays as it is", "accepts what is left"],
        &["last word", "approves this policy", "to be approved by"],
        &["keeps it going", "keeps all this going"],
        &["reports |", "tells the person at the top"],
        &["stands in |", "stands in when"],
        &["checks |", "checks the work"],
    ];
    let dir = tempfile::tempdir().unwrap();
    let here = dir.path();
    for firm in [Firm::Bakery, Firm::Software, Firm::Bank] {
        let name = format!("{firm:?}").to_lowercase();
        let file = format!("{name}.aims");
        clausewise::sample::create(
            bank::embedded().unwrap(),
            Some(firm),
            &here.join(&file),
            jiff::civil::date(2026, 11, 20),
            false,
        )
        .unwrap();
        output(here, &["papers", &file, "--to", &name, "--format", "md"]);
        let facts = output(here, &["dump", &file]);
        let is_name = |l: &&str| l.starts_with("person.") && l.contains(".name=");
        let people: Vec<String> =
            facts.lines().filter(is_name).filter_map(|l| Some(l.split_once('=')?.1.to_lowercase())).collect();
        assert!(!people.is_empty());
        for path in std::fs::read_dir(here.join(&name)).unwrap().map(|f| f.unwrap().path()) {
            // Lines of one sentence come together again, and cells lose what makes them even.
            let text = std::fs::read_to_string(&path).unwrap();
            let text: String = text.replace('|', " | ").split_whitespace().collect::<Vec<_>>().join(" ");
            let asked: Vec<&str> = text
                .split("[To be decided: ")
                .skip(1)
                .filter_map(|t| t.split_once('?').map(|(q, _)| q))
                .collect();
            for matter in MATTERS {
                let is_asked = asked.iter().find(|q| matter.iter().any(|m| q.to_lowercase().contains(m)));
                let lower = text.to_lowercase();
                let near = |m: &&str| {
                    lower
                        .split(*m)
                        .skip(1)
                        .map(|t| t.chars().take(60).collect::<String>())
                        .collect::<Vec<_>>()
                };
                let named = |said: &String| people.iter().any(|p| said.contains(p.as_str()));
                let says = matter.iter().flat_map(near).find(named);
                assert!(
                    is_asked.is_none() || says.is_none(),
                    "{}: asks {is_asked:?} and says {says:?}",
                    path.display()
                );
            }
        }
    }
}

/// A document counts for what it is, whatever it is called: by its field, by a name with no more than its year or whose it is, and
/// the files of a small firm for the papers that go into them. What the card says plain mode's `register` takes.
#[test]
fn a_document_of_the_register_counts_for_what_it_is() {
    let dir = tempfile::tempdir().unwrap();
    let here = dir.path();
    let shown = |file: &str, check: &str| {
        let (code, said, err) = run(here, &["--plain", file], &format!("go {check}\nregister\nquit\n"));
        assert_eq!(code, 0, "{err}");
        said
    };
    for (file, name, is) in [
        ("field.aims", "name=Baker's rules", "is=ai policy"),
        ("year.aims", "name=AI Policy 2026", "is="),
        ("whose.aims", "name=Korn Bakery: AI policy", "is="),
    ] {
        output(here, &["new", file, "--org", "Korn Bakery", "--size", "micro"]);
        output(here, &["record", file, "document", "add", name, is, "state=in-use"]);
        let said = shown(file, "5.2/5");
        assert!(said.contains("(AI policy), in use"), "{said}");
        assert!(!said.contains("No register of this file holds"), "{said}");
        let line = |text: &str| text.lines().find(|l| l.starts_with("  AI policy (")).unwrap().to_owned();
        let list = output(here, &["documents", file]);
        assert!(line(&list).contains("in the register: "), "{list}");
        assert!(output(here, &["dump", file]).contains("Register in this file"), "{said}");
    }
    // Slides on a policy are none.
    output(here, &["new", "no.aims", "--org", "Korn Bakery", "--size", "micro"]);
    output(here, &["record", "no.aims", "document", "add", "name=Slides on the AI policy", "state=in-use"]);
    assert!(shown("no.aims", "5.2/5").contains("No register of this file holds"));
    let (code, _, err) = run(here, &["record", "no.aims", "document", "set", "D-1", "is=policy page"], "");
    assert!(
        code != 0 && err.contains("There is no document policy page") && err.contains("AI policy"),
        "{err}"
    );

    for (size, counts) in [("micro", true), ("medium", false)] {
        let file = format!("{size}.aims");
        output(here, &["new", &file, "--org", "Korn Bakery", "--size", size]);
        output(here, &["record", &file, "document", "add", "name=AI handbook", "state=in-use"]);
        let said = shown(&file, "4.3/4");
        assert_eq!(said.contains("\"AI handbook\" (AIMS scope statement), in use"), counts, "{said}");
        // So has the list of documents it, also of what no draft begins there.
        assert_eq!(shown(&file, "A.6.1.3/1").contains("(AI life-cycle procedure)"), counts, "{size}");
    }
}

/// What nobody decided is open in a statement wherever that is said: on its draft, in the lists, on its screen, beside its document
/// and where that is approved.
#[test]
fn a_statement_nobody_decided_is_not_ready_to_approve() {
    let dir = tempfile::tempdir().unwrap();
    let here = dir.path();
    output(here, &["new", "a.aims", "--org", "Korn Bakery", "--size", "micro"]);
    let paper = || {
        output(
            here,
            &["papers", "a.aims", "--to", "out", "--only", "statement-of-applicability", "--format", "md"],
        );
        all(&here.join("out"))
    };
    let text = paper();
    assert!(text.contains("38 controls to be decided: in or out, and why"), "{text}");
    assert!(text.contains("Nobody has decided about A.2.2") && !text.contains("read it through"), "{text}");
    let list = output(here, &["papers", "a.aims", "statement-of-applicability"]);
    assert!(list.contains("statement-of-applicability: 38 to be decided"), "{list}");
    assert!(output(here, &["soa", "a.aims"]).contains("To do: 38 to decide."));
    let document =
        ["record", "a.aims", "document", "add", "name=Statement of Applicability", "state=approved"];
    let by = ["approved-by=Ana Sousa", "approved-on=2026-01-10"];
    let (code, _, told) = run(here, &[&document[..], &by].concat(), "");
    assert!(code == 0 && told.contains("is approved with 38 controls undecided"), "{told}");
    assert!(output(here, &["documents", "a.aims"]).contains("38 controls undecided"));
    for control in bank::embedded().unwrap().requirements.iter().filter(|r| r.id.starts_with('A')) {
        let why = "reason=The contract with the hotel chain asks for it";
        assert_eq!(run(here, &["soa", "a.aims", "set", &control.id, "applicable=yes", why], "").0, 0);
    }
    let text = paper();
    assert!(text.contains("Nothing is open: read it through and approve it"), "{text}");
    assert!(!output(here, &["documents", "a.aims"]).contains("undecided"));
}
