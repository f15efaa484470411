//! Everybody's answers side by side, in words: for the list of the window, plain mode and the command alike.

use super::{Word as _, Words as _};
use crate::model::apart::Note;
use crate::model::questionnaire::Target;
use crate::model::record::{PERSON, Rid, read, value};
use crate::model::spread::{self, Given, Row, Trace, Voice, Wrote};
use crate::model::votes;
use crate::model::{Assessment, Level, Questionnaire};
use crate::say;

/// What somebody is called: their name, else their number.
pub fn name(a: &Assessment, who: &Rid) -> String {
    value::called(&read::at(a, &PERSON, who))
}

/// Name and role of somebody.
pub fn person(a: &Assessment, who: &Rid) -> String {
    let (name, role) = (name(a, who), a.person(who).role);
    if role.trim().is_empty() { name } else { format!("{name}, {role}") }
}

/// What an id asks, in a line: of a check its question.
pub fn asks(q: &Questionnaire, a: &Assessment, at: &str) -> String {
    match q.exactly(at) {
        Some(Target::Check(c)) => a.check(q, c).question.clone(),
        Some(Target::Requirement(r)) => q.list_title(r),
        Some(Target::Heading(h)) => q.headings.get(h).map(|h| h.title.clone()).unwrap_or_default(),
        None => String::new(),
    }
}

/// How far the answers to an id are apart: "from Nothing to Proven, 4 steps apart".
pub fn apart(row: &Row) -> String {
    let n = row.voices.len();
    if n == 0 && row.wrote.is_empty() {
        return say!("nobody answered for themselves").to_owned();
    }
    if n == 0 {
        return say!("words without a level").to_owned();
    }
    let said = || row.voices.iter().map(|v| v.level).filter(|l| l.says());
    let not_known = row.voices.iter().filter(|v| v.level == Level::DontKnow).count();
    let first = row.voices.first().map_or("", |v| v.level.word());
    if !row.differs() {
        return match n {
            1 => say!("one answer, {level}", level = first),
            n => say!("all {n} say {level}", n, level = first),
        };
    }
    let out = row.voices.iter().any(|v| v.level == Level::NotApplicable);
    let levels = match (said().min(), said().max()) {
        (Some(low), Some(high)) if low == high => low.word().to_owned(),
        (Some(low), Some(high)) if out => {
            say!("levels from {low} to {high}", low = low.word(), high = high.word())
        }
        (Some(low), Some(high)) => say!(
            "from {low} to {high}, {n|step|steps} apart",
            low = low.word(),
            high = high.word(),
            n = row.steps()
        ),
        _ => String::new(),
    };
    let more = [
        if out { say!("some say that it does not apply").to_owned() } else { String::new() },
        if not_known > 0 {
            say!("{n|person does not know|people do not know}", n = not_known)
        } else {
            String::new()
        },
    ];
    let parts = std::iter::once(levels).chain(more).filter(|p| !p.is_empty());
    parts.collect::<Vec<_>>().join("; ")
}

/// How far an id came: agreed, agreed with dissent, or what stands and was not made of these answers.
pub fn came_to(row: &Row) -> String {
    let level = row.agreed.map_or("", |l| l.word());
    match (row.agreed.is_some(), row.is_settled(), row.is_agreed) {
        (false, ..) if row.voices.is_empty() => say!("not answered yet").to_owned(),
        (false, ..) => say!("not agreed on yet").to_owned(),
        (true, true, _) if !row.dissent.is_empty() => say!("agreed as {level}, with dissent", level),
        (true, true, _) => say!("agreed as {level}", level),
        (true, false, true) => say!("agreed as {level}, before answers came in since", level),
        (true, false, false) => say!("{level} stands so far", level),
    }
}

/// How an answer was given, where that has to be said; empty where it was given apart to this very id.
fn given(v: &Voice) -> &'static str {
    match v.given {
        Given::Room => say!("in the room"),
        Given::Whole => say!("of the requirement as a whole"),
        Given::Apart => "",
    }
}

/// What somebody says, in a line: level, who, and what they wrote in their words.
pub fn voice(a: &Assessment, v: &Voice) -> String {
    let (level, who) = (v.level.word(), person(a, &v.who));
    let who = match given(v) {
        "" => who,
        given => format!("{who} ({given})"),
    };
    let notes = in_words(&v.notes);
    if v.has_more() && !v.wrote_beside() {
        return say!("{level}: {who}; {apart}", level, who, apart = said_apart(v, &notes));
    }
    match notes {
        notes if notes.is_empty() => say!("{level}: {who}", level, who),
        notes => say!("{level}: {who}: {notes}", level, who, notes),
    }
}

/// What somebody had said apart who then answered in the room: their words stay with the level they were written beside.
fn said_apart(v: &Voice, notes: &str) -> String {
    match v.apart.map(|level| level.word()) {
        Some(apart) if notes.is_empty() => say!("apart {apart}", apart),
        Some(apart) => say!("apart {apart}: {notes}", apart, notes),
        None => say!("apart, without a level: {notes}", notes),
    }
}

/// What somebody wrote, in a line: what they noted between quotation marks, and whom they would ask.
pub fn in_words(notes: &[Note]) -> String {
    let one = |n: &Note| {
        let words = n.words.split_whitespace().collect::<Vec<_>>().join(" ");
        if n.asks { say!("to find out from {words}", words) } else { say!("\"{words}\"", words) }
    };
    notes.iter().map(one).collect::<Vec<_>>().join("; ")
}

/// What somebody wrote who gave no level, in a line.
pub fn wrote(a: &Assessment, w: &Wrote) -> String {
    say!("No level: {who}: {notes}", who = person(a, &w.who), notes = in_words(&w.notes))
}

/// Everybody's own words on a row, with whose they are: level or none, who, what they wrote, and who had said otherwise apart.
pub fn own_words(a: &Assessment, row: &Row) -> Vec<String> {
    let voices = row.voices.iter().filter(|v| v.has_more()).map(|v| voice(a, v));
    voices.chain(row.wrote.iter().map(|w| wrote(a, w))).collect()
}

/// As [`own_words`], of an id.
pub fn own_words_on(a: &Assessment, at: &str) -> Vec<String> {
    spread::row(a, at).map(|row| own_words(a, &row)).unwrap_or_default()
}

/// What people wrote beside their answers to an id, and who answered its requirement as a whole: for the card, beside the
/// votes.
pub fn beside(a: &Assessment, at: &str) -> Vec<String> {
    let told = |v: &Voice| v.has_more() || v.given == Given::Whole;
    let Some(row) = spread::row(a, at) else { return Vec::new() };
    let voices = row.voices.iter().filter(|v| told(v)).map(|v| voice(a, v));
    voices.chain(row.wrote.iter().map(|w| wrote(a, w))).collect()
}

/// An id with everything said on it: what it asks, how far apart, each answer, what was agreed and from what.
pub fn lines(q: &Questionnaire, a: &Assessment, row: &Row) -> Vec<String> {
    let mut lines = vec![
        format!("{} {}", row.at, asks(q, a, &row.at)),
        say!("  {apart}; {came}", apart = apart(row), came = came_to(row)),
    ];
    lines.extend(row.voices.iter().map(|v| format!("  {}", voice(a, v))));
    lines.extend(row.wrote.iter().map(|w| format!("  {}", wrote(a, w))));
    if let Some(trace) = row.trace.as_ref().filter(|_| row.agreed.is_some()) {
        lines.push(say!("  Agreed: {from}", from = made_from(a, trace)));
    }
    if !row.dissent.is_empty() {
        lines.push(say!("  Dissent: {words}", words = row.dissent));
    }
    lines
}

/// What stands in a list beside what is not agreed on: how far apart, or how many where a room was not shown it.
pub fn in_list(a: &Assessment, row: &Row) -> String {
    match votes::before_room(a, &row.at) {
        Some(v) if v.shown && row.since => as_before(row, v.words()),
        Some(v) => v.words(),
        None => apart(row),
    }
}

/// What people say now where answers came in since they agreed, with what they had agreed on.
pub fn as_before(row: &Row, now: String) -> String {
    [now, came_to(row)].join("; ")
}

/// How many there are, in a line above the list.
pub fn headline(rows: &[Row]) -> String {
    let answered = || rows.iter().filter(|row| !row.voices.is_empty());
    let n = answered().count();
    let apart = answered().filter(|row| row.differs()).count();
    let open = rows.iter().filter(|row| row.is_open()).count();
    let written = rows.iter().filter(|row| row.voices.is_empty() && !row.wrote.is_empty()).count();
    let first = match n {
        0 => say!("Nobody has answered for themselves yet, in the room or apart.").to_owned(),
        _ => say!(
            "{n|question|questions} answered by people for themselves: {apart} not alike, {open} not agreed on yet. Widest spread first.",
            n,
            apart,
            open
        ),
    };
    let more = say!("On {written|question|questions} people wrote something and gave no level.", written);
    super::joined([first, if written > 0 { more } else { String::new() }])
}

/// What people said before an answer was agreed on, by name, and by which rule it was made of that; answers that came in since
/// stand behind it. Empty where nobody's is told.
pub fn behind(a: &Assessment, row: &Row) -> String {
    let now = || said(a, row.voices.iter().map(|v| (&v.who, v.level)));
    let then = |trace: &Trace| {
        let all = said(a, trace.from.iter().map(|(who, level)| (who, *level)));
        if trace.worst { say!("{all}; the lowest by the rule \"worst\"", all) } else { all }
    };
    match &row.trace {
        Some(trace) if row.is_settled() || row.voices.is_empty() => then(trace),
        Some(trace) => say!("{then}; since then {now}", then = then(trace), now = now()),
        None => now(),
    }
}

/// Who gave which level, the lowest first and each by name: "Nothing: Ana Sousa; In use: Bo Lee, Cleo Marr". Of one person alone, and where all
/// say the same, that is said.
pub fn said<'r>(a: &Assessment, given: impl Iterator<Item = (&'r Rid, Level)>) -> String {
    let mut given: Vec<(Level, String)> = given.map(|(who, level)| (level, name(a, who))).collect();
    given.sort();
    let names =
        |part: &[(Level, String)]| part.iter().map(|(_, who)| who.as_str()).collect::<Vec<_>>().join(", ");
    let level = given.first().map_or("", |(level, _)| level.word());
    match given.as_slice() {
        [] => String::new(),
        [(_, who)] => say!("only {who} answered: {level}", who, level),
        all if all.iter().all(|(l, _)| l.word() == level) => {
            if let [(_, one), (_, other)] = all {
                return say!("both said {level}: {one}, {other}", level, one, other);
            }
            say!("all {n} said {level}: {who}", n = all.len(), level, who = names(all))
        }
        all => {
            let one = |part: &[(Level, String)]| {
                let level = part.first().map_or("", |(level, _)| level.word());
                say!("{level}: {who}", level, who = names(part))
            };
            all.chunk_by(|x, y| x.0 == y.0).map(one).collect::<Vec<_>>().join("; ")
        }
    }
}

/// Who gave which level, in a line.
fn named<'r>(a: &Assessment, given: impl Iterator<Item = (&'r Rid, Level)>) -> String {
    let one = |(who, level): (&Rid, Level)| {
        let (name, level) = (name(a, who), level.word());
        say!("{name}: {level}", name, level)
    };
    given.map(one).collect::<Vec<_>>().join(", ")
}

/// From what an agreed answer was made: "by hand, from: Ana Sousa: In use, Bo Lee: Nothing".
pub(super) fn made_from(a: &Assessment, trace: &Trace) -> String {
    let all = named(a, trace.from.iter().map(|(who, level)| (who, *level)));
    if trace.worst {
        say!("by the rule \"worst\", from: {all}", all)
    } else {
        say!("by hand, from: {all}", all)
    }
}
