//! Changes as people read them in a history: which record and field, what was, what is. One place for every
//! front end: what is hidden must be hidden in all of them.

use std::collections::{BTreeMap, BTreeSet};

use super::{KindWords as _, Word as _};
use crate::import::IMPORT;
use crate::model::assessment::{Assessment, keys};
use crate::model::change::Change;
use crate::model::record::{
    Field, Kind, Layer, MADE, NUMBER, RecordKey, Rid, SYSTEM, Type, read, record_key, value,
};
use crate::model::spread::Trace;
use crate::model::{Level, Questionnaire, fields, paper, text, votes};
use crate::say;
use crate::store::Event;

/// What stands for no value.
fn nothing() -> String {
    say!("nothing yet").to_owned()
}

/// The longest value, in characters.
const MOST: usize = 60;

/// How many changes of several records of an audit are told one by one.
const FEW: usize = 8;

/// One change in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeWords {
    /// What the record is called whose field it is; empty for any other fact.
    pub record: String,
    /// Which field, or which fact; empty for a rating, which its id names.
    pub field: String,
    /// What was.
    pub was: String,
    /// What is.
    pub now: String,
}

impl ChangeWords {
    /// Which record and which field of it, or which fact; empty for a rating, which its id names.
    pub fn label(&self) -> String {
        let Self { record, field, .. } = self;
        if record.is_empty() { field.clone() } else { format!("{record}, {field}") }
    }

    /// All of it in a line.
    pub fn line(&self) -> String {
        let (label, Self { was, now, .. }) = (self.label(), self);
        if label.is_empty() { format!("{was} -> {now}") } else { format!("{label}: {was} -> {now}") }
    }

    /// As [`Self::line`], where the record was named just before.
    fn line_without_record(&self) -> String {
        let Self { field, was, now, .. } = self;
        format!("{field}: {was} -> {now}")
    }
}

fn short(words: &str, most: usize) -> String {
    text::shown(&words.replace('\n', " / "), most)
}

/// The record a key belongs to, found among these kinds.
pub(super) fn record_of<'k>(
    kinds: &[&'static Kind],
    key: &'k str,
) -> Option<(&'static Kind, RecordKey<'k>, Rid)> {
    let k = record_key(key)?;
    Some((kinds.iter().find(|x| x.key == k.kind)?, k, k.rid()?))
}

/// One change of a fact. `a` is the assessment as it is now, for names.
pub fn change(q: &Questionnaire, a: &Assessment, kinds: &[&'static Kind], c: &Change) -> ChangeWords {
    cut(q, a, kinds, c, MOST)
}

/// As [`change`], with values as long as they are and the id it is about.
pub fn in_full(q: &Questionnaire, a: &Assessment, kinds: &[&'static Kind], c: &Change) -> ChangeWords {
    let mut words = cut(q, a, kinds, c, usize::MAX);
    let (_, key) = Layer::of(&c.key).unwrap_or((Layer::Own, &c.key));
    let label = if q.find(key).is_some() {
        key.to_owned()
    } else if let Some((_, at)) =
        key.split_once('.').filter(|(_, at)| q.find(at).is_some() && !key.starts_with(keys::IN))
    {
        say!("{fact} on {at}", fact = words.label(), at)
    } else {
        return words;
    };
    (words.record, words.field) = (String::new(), label);
    words
}

pub(super) fn cut(
    q: &Questionnaire,
    a: &Assessment,
    kinds: &[&'static Kind],
    c: &Change,
    most: usize,
) -> ChangeWords {
    if record_of(kinds, &c.key).is_some() {
        return in_own(q, a, kinds, (&c.key, most), c);
    }
    let (layer, key) = Layer::of(&c.key).unwrap_or((Layer::Own, &c.key));
    let mut words = in_own(q, a, kinds, (key, most), c);
    let label = Some(words.label()).filter(|l| !l.is_empty()).unwrap_or_else(|| key.to_owned());
    let label = match layer {
        Layer::Own => return words,
        Layer::Audit(_) => say!("audit, {fact}", fact = label),
        Layer::System(id) => {
            let name = a.system_name(&id).unwrap_or_else(|| called(a, kinds, SYSTEM.key, &id));
            say!("for {name}, {fact}", name, fact = label)
        }
        Layer::AnswersOf(who) => say!("{who} apart, {fact}", who = a.person(&who).name, fact = label),
    };
    (words.record, words.field) = (String::new(), label);
    words
}

fn in_own(
    q: &Questionnaire,
    a: &Assessment,
    kinds: &[&'static Kind],
    (key, most): (&str, usize),
    c: &Change,
) -> ChangeWords {
    let short = |words: &str| short(words, most);
    let plain = |stored: &Option<String>| stored.as_deref().map_or_else(nothing, short);
    let of_fact =
        |field: String, was: String, now: String| ChangeWords { record: String::new(), field, was, now };
    if q.find(key).is_some() {
        let level = |stored: &Option<String>| match stored.as_deref() {
            None => nothing(),
            Some(keys::CLEAR) => say!("withdrawn").to_owned(),
            Some(v) => Level::parse(v).map_or_else(|| short(v), |l| l.word().to_owned()),
        };
        return of_fact(String::new(), level(&c.was), level(&c.now));
    }
    if key.starts_with(keys::AGREED_FROM) {
        let made = |stored: &Option<String>| match stored.as_deref().map(|v| (v, Trace::parse(v))) {
            None => nothing(),
            Some((_, Some(trace))) => short(&super::spread::made_from(a, &trace)),
            Some((v, None)) => short(v),
        };
        return of_fact(fact(q, key), made(&c.was), made(&c.now));
    }
    let Some((kind, k, id)) = record_of(kinds, key) else {
        if let Some(label) = super::stated::linked(q, key, |id| called(a, kinds, SYSTEM.key, id)) {
            return of_fact(label, plain(&c.was), plain(&c.now));
        }
        let about =
            fields::ABOUT.iter().find(|(k, ..)| *k == key).map(|(_, label, _)| super::text(label).to_owned());
        let label = about.unwrap_or_else(|| fact(q, key));
        return of_fact(label, plain(&c.was), plain(&c.now));
    };
    if kind.is_one_fact() {
        let level = |stored: &Option<String>| match stored.as_deref() {
            None => nothing(),
            Some(_) if !votes::are_shown(a, k.field) => say!("an answer, hidden until shown").to_owned(),
            Some(v) => Level::parse(v).map_or_else(|| short(v), |l| l.word().to_owned()),
        };
        let label = say!("answer of {who}", who = called(a, kinds, "person", &id));
        return of_fact(label, level(&c.was), level(&c.now));
    }
    let field = kind.field(k.field);
    let word = match (k.field, field) {
        (MADE, _) => say!("record"),
        (NUMBER, _) => say!("number"),
        (_, Some(f)) => super::text(f.word),
        (other, None) => other,
    };
    let words = |stored: &Option<String>| match (stored.as_deref(), field, k.member) {
        (None, ..) => nothing(),
        (Some(v), Some(f), Some(m)) => short(&match (f.typ, value::named_then(a, kinds, f.typ, m)) {
            (Type::Seen, Some(name)) => format!("{name}: {v}"),
            (_, Some(name)) => name,
            (_, None) => value::shown_member(a, kinds, f.typ, m, v),
        }),
        (Some(_), Some(Field { typ: Type::Frozen, .. }), None) => say!("all facts of that day").to_owned(),
        (Some(v), Some(f), None) => {
            let then = value::named_then(a, kinds, f.typ, v);
            short(&then.unwrap_or_else(|| value::shown_one(a, kinds, f.typ, v)))
        }
        (Some(_), None, _) if k.field == MADE => say!("there").to_owned(),
        (Some(v), None, _) => short(v),
    };
    ChangeWords {
        record: called(a, kinds, kind.key, &id),
        field: word.to_owned(),
        was: words(&c.was),
        now: words(&c.now),
    }
}

/// What a fact is called that is neither a record's nor asked about the organisation.
fn fact(q: &Questionnaire, key: &str) -> String {
    let begin = key.split_once('.').map_or_else(|| key.to_owned(), |(begin, _)| format!("{begin}."));
    let word = match begin.as_str() {
        _ if key == keys::SIZE_MEANT => say!("what small meant"),
        keys::QUICK => say!("quick check"),
        keys::NOTE => say!("note"),
        keys::REASON => say!("reason"),
        keys::REVIEW => say!("review"),
        keys::VOTES_SHOWN => say!("votes shown"),
        keys::DISSENT => say!("dissent"),
        keys::AGREED_FROM => say!("agreed from"),
        keys::CAME_WITH => say!("came with hand-out"),
        keys::COLLECTED => say!("hand-out collected"),
        keys::PUT_ASIDE => say!("parked"),
        keys::ASK => say!("ask"),
        keys::OWNER => say!("owner"),
        keys::EFFORT => say!("effort"),
        keys::RANK => say!("rank"),
        keys::PIN => say!("pin"),
        keys::DUE => say!("due"),
        keys::DONE_WHEN => say!("done when"),
        keys::WHY_IN => say!("why it is needed"),
        keys::DRIVER => say!("needed for"),
        keys::HOW => say!("how it is done"),
        keys::FOR => say!("for an AI system"),
        keys::AGAIN => say!("day to look again"),
        keys::IN => say!("decided in"),
        keys::ACTION_STATUS => say!("action status"),
        keys::PAPER => {
            let name = key.split_at(keys::PAPER.len()).1;
            return match paper::find((q.papers)(), name) {
                Some(asked) => {
                    let (paper, question) = (&asked.paper.title, &asked.question.ask);
                    say!("{paper}: {question}", paper, question)
                }
                None => say!("paper, {question}", question = name),
            };
        }
        keys::WRITTEN => {
            return say!("file {name} as it was written", name = key.split_at(keys::WRITTEN.len()).1);
        }
        _ if key == keys::RULE => say!("rule of the method"),
        _ if key == keys::QUESTIONNAIRE => say!("questionnaire"),
        _ if key == keys::FORMAT => say!("format of the file"),
        "about." => say!("about"),
        "plan." => say!("plan"),
        // Of a version that is newer than this one.
        _ => return key.split('.').next().unwrap_or_default().replace('-', " "),
    };
    word.to_owned()
}

/// What a record is called: number and name, also when it was removed.
pub(super) fn called(a: &Assessment, kinds: &[&'static Kind], kind: &str, id: &Rid) -> String {
    let Some(kind) = Kind::find(kinds, kind) else { return id.to_string() };
    let rec = read::at(a, kind, id);
    let no = if rec.no() == 0 { super::text(kind.word).to_owned() } else { rec.shown_no() };
    let name = text::shown(rec.name(), 40);
    if name.is_empty() { no } else { format!("{no} {name}") }
}

/// As [`called`], by the name the changes themselves hold where the record has none any more.
fn named_in(
    a: &Assessment,
    kinds: &[&'static Kind],
    kind: &'static Kind,
    id: &Rid,
    changes: &[Change],
) -> String {
    let words = called(a, kinds, kind.key, id);
    let naming = kind.naming().filter(|_| read::at(a, kind, id).name().is_empty());
    let key = naming.map(|f| kind.key_of(id, f.key));
    let change = key.and_then(|key| changes.iter().find(|c| c.key == key));
    match change.and_then(|c| c.now.as_deref().or(c.was.as_deref())) {
        Some(name) => format!("{words} {}", text::shown(name, 40)),
        None => words,
    }
}

/// All changes of one event in a line: a record that came or went by its name, fields with what was and is,
/// and of many different facts how many.
pub fn event(q: &Questionnaire, a: &Assessment, kinds: &[&'static Kind], changes: &[Change]) -> String {
    let parts: Vec<Option<_>> = changes.iter().map(|c| record_of(kinds, &c.key)).collect();
    let mades = changes.iter().zip(&parts).filter_map(|(c, p)| {
        let (kind, k, id) = p.as_ref()?;
        (k.field == MADE && !kind.is_one_fact()).then_some((c.now.is_some(), *kind, id))
    });
    let mades: Vec<(bool, &'static Kind, &Rid)> = mades.collect();
    if let [(came, kind, id), more @ ..] = mades.as_slice() {
        let (name, more) = (named_in(a, kinds, kind, id, changes), more.len());
        // A file that is made for one person says its first facts and that person at once.
        let facts = parts.iter().filter(|p| p.is_none()).count();
        return match (*came, more) {
            (true, 0) if facts > 1 => say!("{n} facts, added {name}", n = facts, name),
            (true, 0) => say!("added {name}", name),
            (true, _) => say!("added {name} and {more} more", name, more),
            (false, 0) => say!("removed {name}", name),
            (false, _) => say!("removed {name} and {more} more", name, more),
        };
    }
    let in_audit = parts.iter().all(|p| p.as_ref().is_some_and(|(kind, ..)| kind.is_in_audit()));
    let records: BTreeSet<Option<&str>> = parts.iter().map(|p| p.as_ref().map(|(_, k, _)| k.id)).collect();
    match changes {
        [] => say!("nothing").to_owned(),
        [one] if one.key == keys::FORMAT => {
            let format = one.now.as_deref().unwrap_or_default();
            say!("the file was brought to format {format}; undo ends here", format)
        }
        [one] => change(q, a, kinds, one).line(),
        // What an audit changes in one step belongs together: a result, and the findings it frees.
        several if (records.len() == 1 || in_audit && several.len() <= FEW) && !records.contains(&None) => {
            let (mut last, mut words) = (String::new(), Vec::new());
            for c in several.iter().map(|c| change(q, a, kinds, c)) {
                words.push(if c.record == last { c.line_without_record() } else { c.line() });
                last = c.record;
            }
            words.join("; ")
        }
        several => match several.iter().find(|c| q.find(&c.key).is_some()) {
            Some(rated) => {
                let line = change(q, a, kinds, rated).line();
                say!("{shown} and {more} more", shown = line, more = several.len() - 1)
            }
            None => say!("{n} facts", n = several.len()),
        },
    }
}

/// The id an event is about; empty where it is about none, as an import, whose place is the file it came from.
pub fn place(e: &Event) -> &str {
    if e.what == IMPORT || super::merged::is_one(&e.what) { "" } else { &e.at }
}

/// As [`event`] of an event of this kind at this place: an import by what it brought and the file it came from.
pub fn of_event(
    q: &Questionnaire,
    a: &Assessment,
    kinds: &[&'static Kind],
    (what, at): (&str, &str),
    changes: &[Change],
) -> String {
    if !(what == IMPORT || super::merged::is_one(what)) || changes.is_empty() {
        return event(q, a, kinds, changes);
    }
    let own = |key: &str| Layer::of(key).map_or_else(|| key.to_owned(), |(_, fact)| fact.to_owned());
    let (mut answers, mut notes, mut others) = (0, 0, 0);
    let (mut made, mut new, mut touched) = (BTreeMap::new(), BTreeSet::new(), BTreeSet::new());
    for c in changes {
        let key = own(&c.key);
        if let Some((kind, k, id)) = record_of(kinds, &key) {
            if k.field == MADE && k.member.is_none() {
                *made.entry(kind.key).or_insert(0) += 1;
                new.insert(id);
            } else {
                touched.insert(id);
            }
        } else if q.exactly(&key).is_some() {
            answers += 1;
        } else if key.starts_with(keys::NOTE) {
            notes += 1;
        } else {
            others += 1;
        }
    }
    let mut parts = Vec::new();
    for (n, words) in
        [(answers, say!("{n|answer|answers}", n = answers)), (notes, say!("{n|note|notes}", n = notes))]
    {
        parts.extend((n > 0).then_some(words));
    }
    parts.extend(kinds.iter().filter_map(|kind| Some(kind.count(*made.get(kind.key)?))));
    others += touched.difference(&new).count();
    if others > 0 {
        parts.push(if parts.is_empty() {
            say!("{n|fact|facts}", n = others)
        } else {
            say!("{n|other fact|other facts}", n = others)
        });
    }
    let brought = parts.join(", ");
    if at.is_empty() { brought } else { say!("{brought} from {file}", brought, file = at) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::record::{EVIDENCE, KINDS, PERSON, VOTE};

    fn set(q: &Questionnaire, a: &mut Assessment, key: &str, now: Option<&str>) -> Change {
        let was = a.set(q, key, now.map(str::to_owned));
        Change { key: key.to_owned(), was, now: now.map(str::to_owned) }
    }

    #[test]
    fn a_history_names_record_and_field_and_hides_what_is_hidden() {
        let q = crate::bank::embedded().unwrap();
        let mut a = Assessment::new(&q);
        let (kim, paper) = (Rid::new(0, 1), Rid::new(0, 2));
        let person = |f: &str| PERSON.key_of(&kim, f);
        let added: Vec<Change> = [("made", "yes"), ("no", "1"), ("name", "Kim")]
            .map(|(f, v)| set(&q, &mut a, &person(f), Some(v)))
            .into();
        assert_eq!(event(&q, &a, KINDS, &added), "added P-1 Kim");
        for (f, v) in [("made", "yes"), ("no", "1"), ("what", "Policy")] {
            set(&q, &mut a, &EVIDENCE.key_of(&paper, f), Some(v));
        }
        let dated = set(&q, &mut a, &EVIDENCE.key_of(&paper, "date"), Some("2026-03-01"));
        assert_eq!(
            event(&q, &a, KINDS, std::slice::from_ref(&dated)),
            "E-1 Policy, Date: nothing yet -> 2026-03-01"
        );
        let seen =
            set(&q, &mut a, &format!("{}.{kim}", EVIDENCE.key_of(&paper, "seen-by")), Some("2026-03-02"));
        assert_eq!(
            event(&q, &a, KINDS, &[dated, seen]),
            "E-1 Policy, Date: nothing yet -> 2026-03-01; Seen by: nothing yet -> Kim: 2026-03-02"
        );
        let vote = set(&q, &mut a, &format!("{}.{kim}.5.2", VOTE.key), Some("5"));
        let words = event(&q, &a, KINDS, std::slice::from_ref(&vote));
        assert_eq!(words, "answer of P-1 Kim: nothing yet -> an answer, hidden until shown");
        set(&q, &mut a, "votes-shown.5.2", Some("yes"));
        assert!(event(&q, &a, KINDS, &[vote]).ends_with("Proven"));
        let gone = set(&q, &mut a, &person("made"), None);
        assert_eq!(event(&q, &a, KINDS, &[gone]), "removed P-1 Kim");
        let rated = set(&q, &mut a, "5.2", Some("3"));
        assert_eq!(change(&q, &a, KINDS, &rated).line(), "nothing yet -> Written");
        let note = set(&q, &mut a, "note.5.2", Some("one\ntwo"));
        assert_eq!(event(&q, &a, KINDS, &[note]), "note: nothing yet -> one / two");
        let scope = set(&q, &mut a, "about.scope", Some("all"));
        assert_eq!(change(&q, &a, KINDS, &scope).line(), "Scope: nothing yet -> all");
        let long = set(&q, &mut a, "note.5.2", Some(&"word ".repeat(40)));
        let full = in_full(&q, &a, KINDS, &long);
        assert_eq!((full.label().as_str(), full.now.len()), ("note on 5.2", 200));
        let audit = set(&q, &mut a, &format!("@audit.{kim}/5.2"), Some("1"));
        assert_eq!(change(&q, &a, KINDS, &audit).line(), "audit, 5.2: nothing yet -> Nothing");
    }

    #[test]
    fn a_record_is_named_once_also_when_its_name_has_a_comma() {
        let q = crate::bank::embedded().unwrap();
        let (mut a, paper) = (Assessment::new(&q), Rid::new(0, 1));
        for (f, v) in [("made", "yes"), ("no", "1"), ("what", "Policy, second draft")] {
            set(&q, &mut a, &EVIDENCE.key_of(&paper, f), Some(v));
        }
        let both = [("date", "2026-03-01"), ("version", "2")]
            .map(|(f, v)| set(&q, &mut a, &EVIDENCE.key_of(&paper, f), Some(v)));
        assert_eq!(
            event(&q, &a, KINDS, &both),
            "E-1 Policy, second draft, Date: nothing yet -> 2026-03-01; Version: nothing yet -> 2"
        );
    }
}
