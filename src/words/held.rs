//! What the registers of a file hold for a check, in one sentence that the card, plain mode, actions and the message after it was
//! taken over share.

use super::{KindWords as _, Word as _, few, text};
use crate::model::format::Measure;
use crate::model::held::{self, By, From, Held, Support, Value};
use crate::model::quick_check::Answer;
use crate::model::record::{Field, Kind};
use crate::model::{Assessment, Level, Questionnaire};
use crate::say;

/// The most lines on one requirement.
const LINES: usize = 3;
/// The most checks a line names.
const NAMED: usize = 4;

/// What was found: "Your register holds 3 AI systems, all with Used for, Your role".
pub fn found(held: &Held) -> String {
    let holds = held.by.iter().map(by).collect::<Vec<_>>().join("; ");
    match held.by.as_slice() {
        [By { from: From::Measure(_), .. }] => say!("This file holds {what}", what = holds),
        [_] => say!("Your register holds {what}", what = holds),
        _ => say!("Your registers hold {what}", what = holds),
    }
}

/// What it looks like and the key that takes it, which are not lost where there is little room, then what was found. Where somebody
/// answered less, both are said: the answer is theirs, and stands.
pub fn looks_like(held: &Held, given: Option<Level>, key: Option<&str>) -> String {
    let (found, like) = (found(held), like(held.level.word(), key));
    match given.filter(|given| *given != Level::DontKnow) {
        None => say!("{like}. {found}", like, found),
        Some(given) => say!(
            "{like}. {found}. Answered {given}: that stands until you look at it again",
            like,
            found,
            given = given.word()
        ),
    }
}

/// As [`looks_like`], of a question of the quick check.
pub fn looks_like_answer(answer: Answer, held: &Held, key: Option<&str>) -> String {
    say!("{like}. {found}.", like = like(answer.word(), key), found = found(held))
}

fn like(level: &str, key: Option<&str>) -> String {
    match key {
        Some(key) => say!("Looks like {level}; {key} takes it", level, key),
        None => say!("Looks like {level}", level),
    }
}

/// What several checks of a requirement are offered, all of them by level: "4.1/4, /5 look like In use; 4.1/6 looks like Written".
pub fn several(q: &Questionnaire, offers: &[(usize, Held)], key: Option<&str>) -> String {
    let mut levels: Vec<(Level, Vec<&str>)> = Vec::new();
    for (c, held) in offers {
        let id = q.check(*c).id.as_str();
        match levels.iter_mut().find(|(level, _)| *level == held.level) {
            Some((_, ids)) => ids.push(id),
            None => levels.push((held.level, vec![id])),
        }
    }
    let one = |(level, ids): &(Level, Vec<&str>)| {
        let (n, ids, level) = (ids.len(), short(ids), level.word());
        say!("{ids} {n?looks|look} like {level}", ids, n, level)
    };
    let checks = levels.iter().map(one).collect::<Vec<_>>().join("; ");
    match key {
        Some(key) => say!("By your registers, {key} takes all: {checks}", key, checks),
        None => say!("By your registers: {checks}", checks),
    }
}

/// How many checks a register supports so far, and as many of them by their ids as `fits` has room for, what looks best first;
/// empty of a register that supports none by itself. "Supports 3 of 5 checks so far: 4.1/4, /5 In use; A.4.2/1 Written; ..."
pub fn supports(q: &Questionnaire, all: &[Support], fits: impl Fn(&str) -> bool) -> String {
    let (n, of) = (all.iter().filter(|s| s.level.is_some()).count(), all.len());
    let head = match (n, of) {
        (_, 0) => return String::new(),
        (0, of) => say!("Can support {of|check|checks}, none so far", of),
        (n, of) => say!("Supports {n} of {of|check|checks} so far", n, of),
    };
    let mut sorted: Vec<&Support> = all.iter().collect();
    sorted.sort_by_key(|s| std::cmp::Reverse(s.level));
    let line = |most: usize| {
        let shown = sorted.get(..most).unwrap_or_default();
        let groups = shown.chunk_by(|x, y| x.level == y.level).map(|group| {
            let ids: Vec<&str> = group.iter().map(|s| q.check(s.check).id.as_str()).collect();
            let level = group.first().and_then(|s| s.level);
            let level = if n == 0 { "" } else { supported(level) };
            format!("{} {level}", short(&ids)).trim_end().to_owned()
        });
        let groups = groups.collect::<Vec<_>>().join("; ");
        let more = if most < of { " \u{2026}" } else { "" };
        format!("{head}: {groups}{more}")
    };
    (1..=of).rev().map(line).find(|words| fits(words)).unwrap_or(head)
}

/// A check a register supports, whole: what it asks, how far it is and by what, or what it looks for.
pub fn support(q: &Questionnaire, a: &Assessment, kind: &'static Kind, support: &Support) -> String {
    let question = &a.check(q, support.check).question;
    if let Some(held) = support.level.and_then(|_| held::held(q, a, support.check)) {
        return format!("{question} {looks}.", looks = beside(q, a, support.check, &held));
    }
    let one = |from: &From| match from {
        From::Register { fields, only, being, .. } => {
            let said = fields.iter().map(|f| label(f)).chain(only.iter().chain(being).map(value));
            said.collect::<Vec<_>>().join(", ")
        }
        From::Document { name, .. } => say!("\"{name}\", in use", name),
        From::Measure(_) => String::new(),
    };
    let looked: Vec<String> = held::looks_for(q, support.check, kind).iter().map(one).collect();
    let looked = looked.into_iter().filter(|w| !w.is_empty()).collect::<Vec<_>>().join("; ");
    match looked.as_str() {
        "" => question.clone(),
        looked => say!("{question} Not yet. It looks for: {looked}.", question, looked),
    }
}

/// What registers hold for a check beside its answer, where that says more or as much.
fn beside(q: &Questionnaire, a: &Assessment, check: usize, held: &Held) -> String {
    let given = a.level(q, check).map(|(level, _)| level);
    match given.filter(|given| *given >= held.level) {
        Some(given) => say!("{found}. Answered {given}", found = found(held), given = given.word()),
        None => looks_like(held, given, None),
    }
}

/// What registers hold for a check, whole, or that they hold nothing for it yet; empty where no register could.
pub fn of_check(q: &Questionnaire, a: &Assessment, check: usize) -> String {
    let none = q.check(check).held.as_ref().is_some_and(Vec::is_empty);
    match held::held(q, a, check) {
        Some(held) => format!("{}.", beside(q, a, check, &held)),
        None if none || !a.asks(q, check) || a.excluded(q.check_owner[check]) => String::new(),
        None => say!("Your registers hold nothing for it yet.").to_owned(),
    }
}

/// How far a check is that a register supports.
pub fn supported(level: Option<Level>) -> &'static str {
    level.map_or_else(|| say!("not yet"), |l| l.word())
}

/// Ids with commas, each beside the one before it as short as it can be: "4.1/4, /5".
fn short(ids: &[&str]) -> String {
    let before = std::iter::once("").chain(ids.iter().copied());
    let one = |(before, id): (&str, &&str)| match (before.split_once('/'), id.split_once('/')) {
        (Some((one, _)), Some((other, check))) if one == other => format!("/{check}"),
        _ => (*id).to_owned(),
    };
    before.zip(ids).map(one).collect::<Vec<_>>().join(", ")
}

/// What registers hold for the checks of a requirement that is not met, one line for what is the same: "Your register holds 3 AI
/// systems. Nobody has to write that again: 4.1/4, 4.1/5."
pub fn at_hand(q: &Questionnaire, a: &Assessment, r: usize) -> Vec<String> {
    let mut lines: Vec<(String, bool, Vec<String>)> = Vec::new();
    for c in q.checks_of(r) {
        let Some(held) = held::held(q, a, c) else { continue };
        let (found, id) = (found(&held), q.check(c).id.clone());
        let denied = matches!(a.level(q, c), Some((Level::Nothing, _)));
        match lines.iter_mut().find(|(words, other, _)| (words, *other) == (&found, denied)) {
            Some((.., ids)) => ids.push(id),
            None => lines.push((found, denied, vec![id])),
        }
    }
    let more: usize = lines.iter().skip(LINES).map(|(.., ids)| ids.len()).sum();
    let said = lines.into_iter().take(LINES).map(|(found, denied, ids)| {
        let ids = ids.join(", ");
        if denied {
            say!("{found}, of use for {ids}: answered Nothing there, so look at that again", found, ids)
        } else {
            say!("{found}, of use for {ids}", found, ids)
        }
    });
    said.chain(
        (more > 0).then(|| say!("Your registers hold more, for {more|other check|other checks}", more)),
    )
    .collect()
}

/// What was taken over: "4.1/4 is In use now: your register holds 3 AI systems."
pub fn taken(taken: &[(String, Held)]) -> String {
    let one = |(at, held): &(String, Held)| format!("{at} {}", held.level.word());
    match taken {
        [(at, held)] => {
            say!("{at} is {level} now. {found}.", at, level = held.level.word(), found = found(held))
        }
        all => say!(
            "By your registers now: {checks}.",
            checks = few(&all.iter().map(one).collect::<Vec<_>>(), NAMED)
        ),
    }
}

/// What a piece of evidence is called that is a register of this file.
pub fn as_evidence(kind: &Kind) -> String {
    say!("Register in this file: {register}", register = text(kind.words))
}

/// That it has to be said which register is meant, or that there is none.
pub(super) fn which(at: &str, of: &[&'static Kind]) -> String {
    if of.is_empty() {
        return say!(
            "No register of this file holds what {at} asks for, beside those named there already; a register is named at a \
             check, not at a whole requirement. Nothing was changed.",
            at
        );
    }
    let names: Vec<String> = of.iter().map(|k| format!("{} ({})", k.key, text(k.words))).collect();
    say!("For {at} there is {names}: say one of them. Nothing was changed.", at, names = few(&names, NAMED))
}

/// Where that piece lies.
pub fn place() -> String {
    say!("in this assessment file").to_owned()
}

/// What one register or measure holds.
fn by(by: &By) -> String {
    let (n, of) = (by.n, by.of);
    match &by.from {
        From::Register { kind, fields, only, or, being, each } => {
            let things = kind.count(of);
            let or: Vec<String> = or.iter().map(|f| label(f)).collect();
            let things = match (only.as_slice(), or.as_slice()) {
                ([], _) => things,
                (some, []) => format!("{things} ({})", values(some)),
                (some, or) => {
                    let (said, or) = (values(some), or.join(say!(" or ")));
                    say!("{things} ({said}, or with {or})", things, said, or)
                }
            };
            let said: Vec<String> = fields.iter().map(|f| label(f)).chain(being.iter().map(value)).collect();
            let words = with(&things, (n, of), &said.join(", "));
            match each {
                None => words,
                Some((kind, hit, all)) => {
                    say!("{words}, for {hit} of {all}", words, hit, all = kind.count(*all))
                }
            }
        }
        From::Document { name, called } => document(name, called, (n, of)),
        From::Measure(Measure::DocumentsAsked) => {
            say!(
                "{n} of {of|document or record|documents and records} that {of?is|are} asked for explicitly",
                n,
                of
            )
        }
        From::Measure(Measure::RowsDecided) => {
            say!("a reasoned decision on {n} of {of|control|controls}", n, of)
        }
        From::Measure(Measure::ReasonsIn) => {
            say!("a reason for {n} of {of|control|controls} you include", n, of)
        }
        From::Measure(Measure::ReasonsOut) => {
            say!("a reason for {n} of {of|control|controls} you leave out", n, of)
        }
        From::Measure(Measure::HowWritten | Measure::Document) => {
            say!("how it is done for {n} of {of|control|controls} you include", n, of)
        }
    }
}

/// A document and how far it is, with what the register calls it where that is another name.
fn document(name: &str, called: &[String], (n, of): (usize, usize)) -> String {
    let name = match called {
        [] => format!("\"{name}\""),
        called => {
            let called: Vec<String> = called.iter().map(|c| format!("\"{c}\"")).collect();
            format!("{} ({name})", few(&called, NAMED))
        }
    };
    match n {
        _ if n == of => say!("{name}, in use", name),
        0 => say!("{name}, a draft", name),
        n => say!("{name}, {n} of {of} in use", name, n, of),
    }
}

/// Counted records and what they have: all of them, or some.
fn with(things: &str, (n, of): (usize, usize), fields: &str) -> String {
    if fields.is_empty() {
        return things.to_owned();
    }
    match (n, of) {
        (1, 1) => say!("{things} with {fields}", things, fields),
        _ if n == of => say!("{things}, all with {fields}", things, fields),
        _ => say!("{things}, {n} of them with {fields}", things, n, fields),
    }
}

fn label(field: &Field) -> String {
    format!("\"{}\"", text(field.word))
}

fn values(list: &[Value]) -> String {
    list.iter().map(value).collect::<Vec<_>>().join(", ")
}

/// A field and what it says: "Kind: concern".
fn value(v: &Value) -> String {
    if v.is.is_empty() {
        return label(v.field);
    }
    format!("{}: {}", text(v.field.word), v.is.join(say!(" or ")))
}
