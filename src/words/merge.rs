//! What merging two files comes to, in lines: what is common, what is taken over, what people have to decide, what a rule
//! settled. Command, window and plain mode say it by these; why two files are not merged is in [`super::not_merged`].

use std::path::Path;

use super::trail::{self, Line, when, who};
use super::{few, history};
use crate::files::shown_name;
use crate::model::merge::{Choice, Conflict, Decided, Plan, Settled, Side, Why};
use crate::model::record::{KINDS, Layer, PERSON, VOTE, read, record_key};
use crate::model::{Assessment, Change, Questionnaire, text};
use crate::say;
use crate::session::{Knows, Merging};

/// Columns of the name of a file.
const NAME: usize = 40;

/// How many facts of a record that was removed and worked on are named.
const FEW: usize = 4;

/// What taking another copy over in place came to.
pub fn merged(file: &str, news: Option<usize>) -> String {
    let file = shown_name(Path::new(file), NAME);
    match news {
        None => say!("Merged already: this file holds everything that is in {file}.", file),
        Some(n) => say!(
            "Merged: {n|fact|facts} changed here by what {file} holds. The way back is the backup made just before; undo ends here.",
            n,
            file
        ),
    }
}

/// The names of two files, told apart where they are the same.
fn names(m: &Merging) -> [String; 2] {
    let [one, other] = [0, 1].map(|n| shown_name(m.path(n), NAME));
    if one == other { [0, 1].map(|n| crate::files::human_path(m.path(n))) } else { [one, other] }
}

/// What both files begin with, and what each has behind that.
pub fn beginning(m: &Merging) -> Option<String> {
    let [first, second] = &names(m);
    let common = m.common()?;
    Some(say!(
        "{first} and {second} begin with the same {n|event|events}, the last of {when} UTC; since then {first} has {one} more and {second} {other}.",
        n = common.seq,
        when = when(&common.time),
        first,
        second,
        one = m.behind(0),
        other = m.behind(1)
    ))
}

/// The same in short, for above a list.
pub fn since(m: &Merging) -> Option<String> {
    let common = m.common()?;
    Some(say!(
        "Since both were the same, {when} UTC: {here|event|events} here, {there} there.",
        when = when(&common.time),
        here = m.behind(0),
        there = m.behind(1)
    ))
}

/// What one can choose of a conflict in place: each with a word for it, its value, who wrote it and when.
pub fn choices(m: &Merging, a: &Assessment, c: &Conflict) -> Vec<(Choice, &'static str, String)> {
    let of = |s: &Side| {
        let (choice, word) = match s.stands {
            [true, _] => (Choice::First, mine()),
            [false, true] => (Choice::Second, theirs()),
            [false, false] => (Choice::Value(s.value.clone()), say!("before")),
        };
        let value = whole(&m.q, a, (&c.key, s.value.as_deref()), &s.beside);
        let (by, when) = (who(&s.said.by), when(&s.said.time));
        (choice, word, say!("{value} ({by}, {when})", value, by, when))
    };
    let mut all: Vec<_> = c.sides.iter().map(of).collect();
    let again = c.hidden && c.sides.iter().all(|s| s.value.is_some());
    if again && let Some(who) = record_key(&c.key).and_then(|k| k.rid()) {
        let who = history::called(a, KINDS, PERSON.key, &who);
        let words = say!("neither is taken, and {who} answers again", who);
        all.push((Choice::Value(None), say!("neither"), words));
    }
    all
}

/// What somebody chose of these by its number, its word, the name of the file or the words it is said in; none where that names
/// none of them, or several.
pub fn chosen(m: &Merging, choices: &[(Choice, &'static str, String)], typed: &str) -> Option<Choice> {
    let plain = |words: &str| words.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let typed = plain(typed);
    if let Some(n) = typed.parse::<usize>().ok().and_then(|n| n.checked_sub(1)) {
        return choices.get(n).map(|(choice, ..)| choice.clone());
    }
    let files = names(m);
    let is_file = |choice: &Choice| {
        let n = match choice {
            Choice::First => 0,
            Choice::Second => 1,
            Choice::Both | Choice::One | Choice::Value(_) => return false,
        };
        let name = plain(&files[n]);
        // Without its ending it is the same name.
        typed == name || name.rsplit_once('.').is_some_and(|(stem, _)| stem == typed)
    };
    let by = |fits: &dyn Fn(&(Choice, &'static str, String)) -> bool| {
        let mut all = choices.iter().filter(|one| fits(one));
        all.next().filter(|_| all.next().is_none()).map(|(choice, ..)| choice.clone())
    };
    // Without who and when in brackets, too.
    let value = |words: &str| plain(words.rsplit_once(" (").map_or(words, |(value, _)| value));
    by(&|(choice, word, _)| plain(word) == typed || is_file(choice))
        .or_else(|| by(&|(.., words)| plain(words) == typed || value(words) == typed))
}

/// A conflict with all that either side says, for reading: each line end of a text is one here.
pub fn in_full(m: &Merging, a: &Assessment, c: &Conflict) -> Vec<String> {
    let [_, about, _] = row(m, a, c);
    let mut out = vec![about];
    if !c.hidden && c.why == Why::Both {
        let before = said(&m.q, a, &c.key, c.base.as_deref());
        out.extend([String::new(), say!("Before both changed it:").to_owned()]);
        out.extend(before.now_said().lines().map(str::to_owned));
    }
    for (s, (_, word, _)) in c.sides.iter().zip(choices(m, a, c)) {
        let (by, when) = (who(&s.said.by), when(&s.said.time));
        out.extend([String::new(), say!("{word}, by {by}, {when} UTC:", word, by, when)]);
        let value = whole(&m.q, a, (&c.key, s.value.as_deref()), &s.beside);
        out.extend(value.lines().map(str::to_owned));
    }
    out
}

/// A conflict of a list: how it is decided in a word, what it is about, and all of it.
pub fn row(m: &Merging, a: &Assessment, c: &Conflict) -> [String; 3] {
    let about = said(&m.q, a, &c.key, c.base.as_deref()).about();
    let all = conflict(&m.q, a, c, &names(m));
    let all: Vec<&str> = all.iter().map(|line| line.trim()).collect();
    [standing(c).to_owned(), about, all.join("\n")]
}

/// How a conflict is decided, in a word.
fn standing(c: &Conflict) -> &'static str {
    let side = |n: usize, d: &Decided| {
        c.sides.iter().any(|s| s.stands[n] && (&s.value, &s.beside) == (&d.value, &d.beside))
    };
    match &c.decided {
        None => say!("open"),
        Some(d) if d.by_rule => say!("the worst"),
        Some(d) if side(0, d) => mine(),
        Some(d) if side(1, d) => theirs(),
        Some(_) => say!("decided"),
    }
}

/// What stands in the file that takes the other over.
fn mine() -> &'static str {
    say!("mine")
}

/// What stands in the other file.
fn theirs() -> &'static str {
    say!("theirs")
}

/// What comes in and what was settled by rule, in lines, without what is to decide.
pub fn coming(m: &Merging, plan: &Plan, a: &Assessment) -> Vec<String> {
    let names = names(m);
    let mut out: Vec<String> = beginning(m).into_iter().collect();
    match m.knows() {
        Knows::First => out.push(merged_already(&names[0], &names[1])),
        Knows::Second => out.push(say!(
            "{second} holds everything that is in {first}: {first} goes on as {second} did, and nobody is asked anything.",
            first = names[0].as_str(),
            second = names[1].as_str()
        )),
        Knows::Neither => {
            out.push(news(m, plan, &names));
            of_rules(&mut out, m, plan, a, &names);
        }
    }
    out
}

/// All of it in lines, what is to decide first.
pub fn lines(m: &Merging, plan: &Plan) -> Vec<String> {
    let names = names(m);
    let [first, second] = &names;
    let mut out: Vec<String> = beginning(m).into_iter().collect();
    match m.knows() {
        Knows::First => out.push(merged_already(first, second)),
        Knows::Second => out.push(merged_already(second, first)),
        Knows::Neither => {
            let a = m.outcome(plan);
            of_plan(&mut out, m, plan, &a, &names);
        }
    }
    out
}

/// That one file holds all of the other.
fn merged_already(all: &str, part: &str) -> String {
    say!("Merged already: {all} holds everything that is in {part}. Nobody is asked anything.", all, part)
}

/// How many facts come to what either holds.
fn news(m: &Merging, plan: &Plan, [first, second]: &[String; 2]) -> String {
    let news = [0, 1].map(|n| plan.news(m.facts(n)));
    say!(
        "{n|fact|facts} of {second} {n?comes|come} to what {first} holds; {k|fact|facts} of {first} {k?comes|come} to what {second} holds.",
        n = news[0],
        k = news[1],
        first,
        second
    )
}

fn of_plan(out: &mut Vec<String>, m: &Merging, plan: &Plan, a: &Assessment, names: &[String; 2]) {
    out.push(news(m, plan, names));
    let undecided: Vec<&Conflict> = plan.undecided().collect();
    let decided: Vec<&Conflict> = plan.conflicts.iter().filter(|c| c.decided.is_some()).collect();
    if !undecided.is_empty() {
        out.push(say!("Both changed, people have to decide ({n}):", n = undecided.len()));
        out.extend(undecided.iter().flat_map(|c| conflict(&m.q, a, c, names)));
    }
    if !decided.is_empty() {
        out.push(say!("Both changed, decided ({n}):", n = decided.len()));
        out.extend(decided.iter().flat_map(|c| conflict(&m.q, a, c, names)));
    }
    of_rules(out, m, plan, a, names);
    if !plan.refused.is_empty() {
        let keys = few(&plan.refused, 12);
        out.push(say!("What was decided cannot stand there: {keys}.", keys));
    }
    if !plan.unused.is_empty() {
        let keys = few(&plan.unused, 12);
        out.push(say!("Decided, but there is nothing to decide: {keys}.", keys));
    }
}

/// What a rule settled, where one did.
fn of_rules(out: &mut Vec<String>, m: &Merging, plan: &Plan, a: &Assessment, names: &[String; 2]) {
    if !plan.settled.is_empty() {
        out.push(say!("Settled by rule ({n}):", n = plan.settled.len()));
        out.extend(plan.settled.iter().map(|s| format!("  {}", settled(&m.q, a, s, names))));
    }
}

/// What both added under one name: the key by which it is decided, which two, and whether they are one.
pub fn twins(plan: &Plan, a: &Assessment) -> Vec<(String, String, bool)> {
    let of = |s: &Settled| match s {
        Settled::Twice { one, other } => {
            let words = super::told::listed(&[&record(a, one), &record(a, other)]);
            Some((other.clone(), words, false))
        }
        Settled::One { one, other, .. } => Some((other.clone(), record(a, one), true)),
        _ => None,
    };
    plan.settled.iter().filter_map(of).collect()
}

/// How twins are decided, in a word.
pub fn twin_standing(one: bool) -> &'static str {
    if one { say!("one") } else { say!("two") }
}

/// What is to be done where both added something under one name.
pub fn twins_step(plan: &Plan) -> Option<&'static str> {
    plan.settled.iter().any(|s| matches!(s, Settled::Twice { .. })).then(|| {
        say!("Where two of one name are one and the same, merge with --decide FILE and in it a line: the key in brackets and one.")
    })
}

/// What is to be done where something is undecided.
pub fn next_step() -> &'static str {
    say!(
        "Nothing was written. Write what is to stand into a file, a line each: the key and first, second, both (of texts) or =VALUE; then add --decide FILE. For answers --rule worst takes the worst."
    )
}

/// A conflict: what it is about, its key, what was, and each side with who and when.
fn conflict(q: &Questionnaire, a: &Assessment, c: &Conflict, names: &[String; 2]) -> Vec<String> {
    let line = |value: Option<&str>| said(q, a, &c.key, value);
    let about = line(c.base.as_deref()).about();
    let mut out = vec![format!("  {}", say!("{about} [{key}]", about, key = c.key))];
    match &c.why {
        Why::Both if c.hidden => {
            let hint = say!("given twice, and hidden until it is shown: choose by who gave it and when");
            out.push(format!("    {hint}"));
        }
        Why::Both => {
            out.push(format!("    {}", say!("before: {value}", value = line(c.base.as_deref()).now_said())));
        }
        Why::Removed { worked_on } => {
            let on: Vec<String> = worked_on.iter().map(|key| said(q, a, key, None).about()).collect();
            out.push(format!("    {}", say!("removed in one, used in the other: {on}", on = few(&on, FEW))));
        }
    }
    let all = |value: &Option<String>, beside| whole(q, a, (&c.key, value.as_deref()), beside);
    out.extend(c.sides.iter().map(|s| format!("    {}", side(&all(&s.value, &s.beside), s, names))));
    if let Some(decided) = &c.decided {
        let value = all(&decided.value, &decided.beside);
        out.push(format!(
            "    {}",
            if decided.by_rule {
                say!("stands, as the worst: {value}", value)
            } else {
                say!("stands: {value}", value)
            }
        ));
    }
    out
}

/// A value with what goes with it as one decision: "Written; note: as Ana says".
fn whole(
    q: &Questionnaire,
    a: &Assessment,
    (key, value): (&str, Option<&str>),
    beside: &[(String, String)],
) -> String {
    let mut parts = vec![said(q, a, key, value).now_said().to_owned()];
    parts.extend(beside.iter().map(|(key, value)| {
        // Whose layer it is in is said before.
        let fact = Layer::of(key).map_or(key.as_str(), |(_, fact)| fact);
        let line = said(q, a, fact, Some(value));
        format!("{}: {}", line.fact, line.now_said())
    }));
    parts.join("; ")
}

fn side(value: &str, s: &Side, [first, second]: &[String; 2]) -> String {
    let (by, when) = (who(&s.said.by), when(&s.said.time));
    match s.stands {
        [true, true] => say!("in both: {value} ({by}, {when})", value, by, when),
        [true, false] => say!("first, {first}: {value} ({by}, {when})", first, value, by, when),
        [false, true] => say!("second, {second}: {value} ({by}, {when})", second, value, by, when),
        [false, false] => say!("merged before: {value} ({by}, {when})", value, by, when),
    }
}

/// A fact with a value as people read it.
fn said(q: &Questionnaire, a: &Assessment, key: &str, value: Option<&str>) -> Line {
    let change = Change { key: key.to_owned(), was: None, now: value.map(str::to_owned) };
    let mut lines = trail::lines(q, a, KINDS, std::slice::from_ref(&change));
    // Of an answer in the room on which question it is; whose it is says the fact.
    let vote = record_key(key).filter(|k| k.kind == VOTE.key);
    for (line, k) in lines.iter_mut().zip(vote) {
        k.field.clone_into(&mut line.id);
        line.name = q.exactly(k.field).map(|at| trail::title(q, at)).unwrap_or_default();
    }
    lines.pop().unwrap_or_else(|| Line {
        id: String::new(),
        name: String::new(),
        key: key.to_owned(),
        fact: key.to_owned(),
        was: String::new(),
        now: String::new(),
        stored_was: None,
        stored_now: None,
    })
}

/// A record as it is called, by one of its keys.
fn record(a: &Assessment, key: &str) -> String {
    let rec = record_key(key).and_then(|k| {
        let kind = KINDS.iter().find(|kind| kind.key == k.kind)?;
        Some(read::at(a, kind, &k.rid()?))
    });
    rec.map_or_else(|| key.to_owned(), |r| format!("{} {}", r.shown_no(), text::shown(r.name(), 40)))
}

/// That a record of one file has another number.
fn renumbered(rec: &str, now: u32, was: u32, file: &str) -> String {
    say!("{rec} has number {now}: it was {was} in {file}", rec, now, was, file)
}

fn settled(q: &Questionnaire, a: &Assessment, s: &Settled, [first, second]: &[String; 2]) -> String {
    let about = |key: &str| said(q, a, key, None).about();
    match s {
        Settled::Joined { key, .. } => {
            say!("{about}: both texts stay, one below the other", about = about(key))
        }
        Settled::GaveWay { key, value } => say!(
            "{about}: {value} stands; the other side had tried something else and taken it back",
            about = about(key),
            value = said(q, a, key, value.as_deref()).now_said()
        ),
        Settled::Stays { key } => {
            say!(
                "{about}: {value} stays",
                about = about(key),
                value = said(q, a, key, Some("yes")).now_said()
            )
        }
        Settled::Later { who, at } => {
            let who = history::called(a, KINDS, PERSON.key, who);
            match at.as_slice() {
                [] => say!("{who} apart: of what came back twice the later state stands", who),
                at => say!(
                    "{who} apart: of what came back twice the later state stands, at {ids}",
                    who,
                    ids = few(at, 12)
                ),
            }
        }
        Settled::Newest { key, value } => {
            say!(
                "{about}: the newer, {value}",
                about = about(key),
                value = value.as_deref().unwrap_or_default()
            )
        }
        Settled::Forgotten { key } => {
            say!("{about}: written by both, so the next one goes beside it", about = about(key))
        }
        Settled::Number { key, was, now } => {
            let rec = record(a, key);
            match was {
                [Some(one), Some(other)] => say!(
                    "{rec} has number {now}: it was {one} in {first} and {other} in {second}",
                    rec,
                    now,
                    one,
                    first,
                    other,
                    second
                ),
                [Some(was), None] => renumbered(&rec, *now, *was, first),
                [None, Some(was)] => renumbered(&rec, *now, *was, second),
                [None, None] => say!("{rec} has number {now}", rec, now),
            }
        }
        Settled::Hidden { at } => say!(
            "{at}: the answers are hidden again, because one was given by somebody who had not seen the others",
            at
        ),
        Settled::Named { was, now, .. } => {
            say!("two frozen states are called {was}: the younger is {now} now", was, now)
        }
        Settled::Twice { one, other } => {
            say!(
                "added in both, and both stay: {one} and {other} [{key}]",
                one = record(a, one),
                other = record(a, other),
                key = other
            )
        }
        Settled::One { one, .. } => say!("added in both, and one now: {one}", one = record(a, one)),
    }
}
