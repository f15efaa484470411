//! What leaves the program, in the pseudo-language: documents, explanations and plain mode say everything through the
//! catalogue and are whole; what programs read keeps its names and code words.

use std::collections::BTreeSet;

use super::harness::today;
use super::pseudo::at;
use super::speech::{Data, foreign};
use clausewise::doc::lines;
use clausewise::model::record::KINDS;
use clausewise::plain::{self, Start};
use clausewise::report::{self, Document, Format, Head, Input, explain};
use clausewise::words::language::{self, Language};
use clausewise::work::Work;
use serde_json::Value;

/// Registers, a parked item, a note, an exclusion, a snapshot and a plan somebody changed.
const FILLED: &str = "f3 k L o o k ctrl-s a home tab + A n a enter Q A enter a home tab tab + C h a t enter ctrl-s \
                      f3 r 5 esc / A . 2 . 2 enter n f4 s O n e enter f6 g f5 o A n a enter";

fn with_work<T>(see: impl FnOnce(&Work) -> T) -> T {
    language::set(Language::English);
    let d = at((80, 24), FILLED);
    see(&d.app.desk.as_ref().unwrap().work)
}

/// What something is in a language.
fn in_language<T>(language: Language, make: impl FnOnce() -> T) -> T {
    language::set(language);
    let made = make();
    language::set(Language::English);
    made
}

fn input<'w>(work: &'w Work, head: &'w Head) -> Input<'w> {
    Input {
        q: work.q(),
        a: work.a(),
        scores: work.scores(),
        verdict: work.verdict(),
        gaps: &work.plan().0,
        roadmap: &work.plan().1,
        made: today(),
        head,
        audit: None,
    }
}

fn documents(work: &Work, language: Language, format: Format) -> Vec<(String, String)> {
    let head = Head::of(3, Some(("ab12", "2026-11-23T10:00")));
    let made = in_language(language, || report::documents(&input(work, &head), &[format]).unwrap());
    made.into_iter()
        .map(|Document { name, bytes, .. }| (name.into_owned(), String::from_utf8(bytes).unwrap()))
        .collect()
}

/// Facts, what scripts find a page by (the name of the rule, the sign of a plain block), and commands.
fn data(work: &Work) -> Data {
    let facts = work.a().facts().values().cloned();
    let events = work.session().events().iter().flat_map(|e| [e.by.clone(), e.what.clone()]);
    let fixed = ["rule", "ab", "Ana, QA", "text", "ISO/IEC", "ISO", "IEC", "GAP"].map(str::to_owned);
    let typed = KINDS.iter().flat_map(|k| [k.key.to_owned(), k.key.replace('-', " ")]);
    let typed = typed.map(|key| format!("record {key}"));
    // What the rehearsal asks and says is content, as the questions are.
    let rehearsed = (work.q().rehearsal)().into_iter().flat_map(|all| &all.stages);
    let guide = rehearsed.flat_map(|stage| {
        // The sheet has a title with what is asked, and what to say behind who says it.
        let items = stage
            .items
            .iter()
            .flat_map(|i| [format!("{}: {}", i.title, i.asks), format!("Ana, QA: {}", i.say)]);
        std::iter::once(stage.about.clone()).chain(items)
    });
    Data::of(facts.chain(events).chain(fixed).chain(typed).chain(guide))
}

#[test]
fn every_document_for_people_is_whole() {
    let faults = with_work(|work| {
        let data = data(work);
        let english = documents(work, Language::English, Format::Markdown);
        let pseudo = documents(work, Language::Pseudo, Format::Markdown);
        let mut faults = Vec::new();
        for ((name, was), (_, is)) in english.iter().zip(&pseudo) {
            // A sign of Markdown is marked as text.
            let is = is.replace("\\~", "~");
            // Longer words take more lines of the same paragraphs.
            let parts = |t: &str| {
                let rows = t.lines().filter(|l| l.starts_with(['#', '|', '-'])).count();
                (rows, t.split("\n\n").count())
            };
            if parts(was) != parts(&is) || !is.contains('~') {
                faults.push(format!(
                    "{name}: {:?} rows and paragraphs, {:?} in English",
                    parts(&is),
                    parts(was)
                ));
            }
            faults.extend(foreign(&is, &data).into_iter().map(|f| format!("{name}: {f}")));
        }
        assert_eq!(english.len(), 20);
        faults
    });
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_explanation_is_whole() {
    let faults = with_work(|work| {
        let (q, a, scores) = (work.q(), work.a(), work.scores());
        let (gaps, map) = work.plan();
        let all = || {
            let mut all = vec![
                explain::verdict(q, a, scores, work.verdict()),
                explain::readiness(q, scores),
                explain::counts(q, scores),
                explain::coverage(q, a, scores),
                explain::claimed(q, scores),
                explain::finish(q, a, work.verdict(), map),
            ];
            all.extend(map.milestones.iter().filter_map(|m| explain::milestone(q, scores, map, &m.id)));
            all.extend(q.top_headings().into_iter().map(|h| explain::heading(q, scores, h)));
            all.extend((0..q.gates.len()).map(|g| explain::gate(q, a, work.verdict(), g)));
            all.extend(map.items.iter().take(8).map(|i| explain::action(q, a, map, i)));
            for id in ["5.2", "9.2.1", "A.7.5", "9.2.1/1", "A.2.2"] {
                all.push(explain::target(q, a, scores, gaps, map, q.find(id).unwrap()));
            }
            all.into_iter().map(|e| (e.title.clone(), lines::write(&e))).collect::<Vec<_>>()
        };
        let (english, pseudo) = (in_language(Language::English, all), in_language(Language::Pseudo, all));
        let data = data(work);
        let mut faults = Vec::new();
        for ((title, was), (_, is)) in english.iter().zip(&pseudo) {
            if was.len() != is.len() {
                faults.push(format!("{title}: {} lines, {} in English", is.len(), was.len()));
            }
            faults.extend(foreign(&is.join("\n"), &data).into_iter().map(|f| format!("{title}: {f}")));
        }
        faults
    });
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Columns of tables and keys of data that hold sentences or words for people; every other value is the same in every
/// language.
const SENTENCES: [&str; 15] = [
    // Of gaps and their order.
    "reason",
    "answers",
    // Of the plan.
    "title",
    "done_when",
    "warnings",
    // Of the verdict.
    "because",
    "open",
    // Of answers that contradict each other.
    "problem",
    "advice",
    // Of the documents: what is known of each.
    "state",
    // Of frozen states and votes.
    "words",
    "frozen",
    "level",
    "facts",
    "disclaimer",
];

#[test]
fn tables_keep_their_heads_and_code_words() {
    let faults = with_work(|work| {
        let english = documents(work, Language::English, Format::Csv);
        let pseudo = documents(work, Language::Pseudo, Format::Csv);
        let rows = |text: &str| -> Vec<Vec<String>> {
            let text = text.trim_start_matches('\u{feff}').to_owned();
            let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
            reader.records().map(|r| r.unwrap().iter().map(str::to_owned).collect()).collect()
        };
        let mut faults = Vec::new();
        for ((name, was), (_, is)) in english.iter().zip(&pseudo) {
            let (was, is) = (rows(was), rows(is));
            assert_eq!((was.len(), &was[0]), (is.len(), &is[0]), "{name}");
            let mut unlike = BTreeSet::new();
            for (before, after) in was.iter().zip(&is) {
                let cells = was[0].iter().zip(before.iter().zip(after));
                unlike.extend(cells.filter(|(_, (x, y))| x != y).map(|(head, _)| head.clone()));
            }
            let wrong = unlike.iter().filter(|head| !SENTENCES.contains(&head.as_str()));
            faults.extend(wrong.map(|head| format!("{name}: {head}")));
        }
        assert!(english.len() > 8);
        faults
    });
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn unlike(key: &str, was: &Value, is: &Value, faults: &mut BTreeSet<String>) {
    match (was, is) {
        (Value::Object(x), Value::Object(y)) => {
            if x.keys().ne(y.keys()) {
                faults.insert(format!("other keys in {key}"));
            }
            for (k, v) in x {
                unlike(k, v, &y[k], faults);
            }
        }
        (Value::Array(x), Value::Array(y)) => {
            if x.len() != y.len() {
                faults.insert(format!("other length of {key}"));
            }
            x.iter().zip(y).for_each(|(v, w)| unlike(key, v, w, faults));
        }
        _ if was != is && !SENTENCES.contains(&key) => {
            faults.insert(format!("{key}: {was} and {is}"));
        }
        _ => {}
    }
}

#[test]
fn data_keeps_its_keys_and_code_words() {
    let faults = with_work(|work| {
        let data = |language| -> Vec<Value> {
            let head = Head::default();
            let everything = documents(work, language, Format::Json).remove(0).1;
            let more = in_language(language, || {
                let input = input(work, &head);
                vec![report::data::status(&input), report::data::gaps(&input), report::data::roadmap(&input)]
            });
            more.into_iter().chain([serde_json::from_str(&everything).unwrap()]).collect()
        };
        let mut faults = BTreeSet::new();
        for (was, is) in data(Language::English).iter().zip(&data(Language::Pseudo)) {
            unlike("the whole", was, is, &mut faults);
        }
        faults
    });
    assert!(faults.is_empty(), "{}", faults.into_iter().collect::<Vec<_>>().join("\n"));
}

#[test]
fn plain_mode_says_everything_through_the_catalogue() {
    language::set(Language::English);
    let d = at((80, 24), FILLED);
    let path = d.app.desk.as_ref().unwrap().work.session().path().to_owned();
    let data = with_work(data);
    let (folder, q) = (d.folder, super::speech::greek());
    d.app.desk.unwrap().work.into_session().close().unwrap();
    let typed = "results\ngaps\nroadmap\nlists\nhistory\nabout\nwhy\n5\nquit\n";
    let mut out = Vec::new();
    let start = Start { bank: q, kinds: KINDS, file: Some(&path), today: today(), by: "tester", echo: false };
    in_language(Language::Pseudo, || plain::run(start, &mut typed.as_bytes(), &mut out).unwrap());
    let said = String::from_utf8(out).unwrap().replace(&folder.path().display().to_string(), "");
    let faults = foreign(&said, &data);
    assert!(said.lines().count() > 60 && said.contains('~'), "{said}");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
