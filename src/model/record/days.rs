//! Days and numbers that fit each other, and what changes only with a reason, by the rules of a kind: a document of tomorrow shows nothing today, and nobody has looked at it
//! before it was there.

use jiff::civil::Date;

use crate::model::change::Edit;
use crate::model::{after, text, wording};

use super::fault::Fault;
use super::value::Context;
use super::{Field, Kind, Rec, Rid, Rule};
use super::{alone, read};

/// An edit of a record, and what stood before.
struct Edited<'a> {
    c: Context<'a>,
    kind: &'static Kind,
    old: Rec<'a>,
    e: &'a Edit,
}

impl<'a> Edited<'a> {
    /// What the edit makes of a field; none where it leaves it.
    fn written(&self, field: &str) -> Option<&'a str> {
        let key = self.kind.key_of(&self.old.id, field);
        let change = self.e.changes.iter().find(|x| x.key == key)?;
        Some(change.now.as_deref().unwrap_or_default())
    }

    /// What a field holds afterwards.
    fn now(&self, field: &str) -> &'a str {
        self.written(field).unwrap_or_else(|| self.old.get(field))
    }

    /// The day a field holds afterwards, and whether the edit writes it; none for what is no day, as old files may say.
    fn day(&self, field: &str) -> Option<(Date, bool)> {
        let written = self.written(field);
        let day = written.unwrap_or_else(|| self.old.get(field)).parse().ok()?;
        Some((day, written.is_some()))
    }

    fn ahead(&self, field: &str) -> Option<String> {
        let (day, written) = self.day(field)?;
        (written && day > self.c.today).then(|| day.to_string())
    }

    /// The field that is wrong and the two days, where one comes before the other that should not.
    fn before(&self, field: &'static str, other: &'static str) -> Option<(&'static str, Date, Date)> {
        let ((day, written), (from, other_written)) = (self.day(field)?, self.day(other)?);
        let is_wrong = day < from && (written || other_written);
        is_wrong.then_some((if written { field } else { other }, day, from))
    }

    /// What is wrong with the place the edit puts the record at.
    fn place(&self, field: &str, bare: &[&str], plan: &str) -> Option<Fault> {
        let (old, at) = (&self.old, self.old.get(field));
        let to = self.written(field).filter(|to| !to.is_empty() && *to != at)?;
        let audit = old.id.audit()?;
        let there = read::first_in(self.c.a, self.kind, &audit, (field, to));
        if let Some(other) = there.filter(|other| other.id.as_str() != old.id.as_str()) {
            return Some(Fault::PlaceTaken { at: to.to_owned(), no: other.shown_no() });
        }
        let holds = |f: &&Field| f.key != field && !bare.contains(&f.key) && (old.is_filled(f));
        let held: Vec<&str> = self.kind.fields.iter().filter(holds).map(|f| f.key).collect();
        let (no, at, to) = (old.shown_no(), at.to_owned(), to.to_owned());
        match held.as_slice() {
            [] => None,
            _ if !old.exists() => None,
            // Nothing was seen there yet: it is the plan that would lose the place.
            [one] if *one == plan => Some(Fault::KeepsInPlan { no: no.into(), at: at.into(), to: to.into() }),
            _ => Some(Fault::StaysAt { no, at, to }),
        }
    }

    /// As [`Self::before`], of the days in a set.
    fn seen(&self, set: &'static str, other: &'static str) -> Option<(&'static str, String, String)> {
        let (from, written) = self.day(other)?;
        let dated = from.to_string();
        let prefix = format!("{}.", self.kind.key_of(&self.old.id, set));
        let changed = self.e.changes.iter().filter(|x| x.key.starts_with(&prefix));
        // Days are stored year-month-day, so that their order is that of their texts.
        if let Some(day) = changed.filter_map(|x| x.now.clone()).find(|day| *day < dated) {
            return Some((set, day, dated));
        }
        let is_kept = |who: &str| self.written(&format!("{set}.{who}")).is_none();
        let kept = self.old.members(set).into_iter().filter(|(who, _)| is_kept(who));
        let day = kept.map(|(_, day)| day.to_owned()).find(|day| written && *day < dated)?;
        Some((other, day, dated))
    }
}

/// The field and the fault of days that an edit of a record would leave contradicting each other. Only days it
/// writes are judged, so that an old one with several wrong ones can be mended one by one.
pub(super) fn fault(
    c: Context<'_>,
    kind: &'static Kind,
    id: &Rid,
    e: &Edit,
) -> Option<(&'static str, Fault)> {
    let edited = Edited { c, kind, old: read::at(c.a, kind, id), e };
    // Several records may change places in one step: what no two of them share is judged of the whole step, by `alone`.
    let rules = kind.rules.iter().filter(|rule| !matches!(rule, Rule::Alone(_)));
    rules.into_iter().find_map(|rule| of_rule(&edited, *rule))
}

/// The same while fields are asked one after the other: what stands in one of them against those that were asked before it.
/// A rule waits for all it is about; `still` are those to come.
pub(super) fn fault_at(
    c: Context<'_>,
    kind: &'static Kind,
    id: &Rid,
    e: &Edit,
    (field, still): (&str, &[&str]),
) -> Option<Fault> {
    let edited = Edited { c, kind, old: read::at(c.a, kind, id), e };
    let is_due =
        |rule: &&Rule| rule.fields().any(|f| f == field) && !rule.fields().any(|f| still.contains(&f));
    kind.rules.iter().filter(is_due).find_map(|rule| of_rule(&edited, *rule)).map(|(_, fault)| fault)
}

fn of_rule(edited: &Edited<'_>, rule: Rule) -> Option<(&'static str, Fault)> {
    let today = edited.c.today;
    match rule {
        Rule::Dated(f) => edited.ahead(f).map(|day| (f, Fault::DatedAhead { day, today })),
        Rule::NotAhead(f) => edited.ahead(f).map(|day| (f, Fault::DayAhead { day, today })),
        Rule::Holds(f, other) => {
            let (at, until, dated) = edited.before(f, other)?;
            Some((at, Fault::ValidBefore { until: until.to_string(), dated: dated.to_string() }))
        }
        Rule::Seen(f, other) => {
            edited.seen(f, other).map(|(at, seen, dated)| (at, Fault::SeenBefore { seen, dated }))
        }
        Rule::NotBefore(f, other) => {
            let (at, day, from) = edited.before(f, other)?;
            let word = |key: &str| edited.kind.field(key).map_or("", |f| f.word);
            Some((at, Fault::DayBefore { word: word(f), day, other: word(other), from }))
        }
        Rule::NotBeforeOf(f, link, other) => {
            let to = edited.kind.field(link)?.typ.links_to().and_then(|to| Kind::find(edited.c.kinds, to))?;
            let (day, written) = edited.day(f)?;
            let from: Date =
                read::at(edited.c.a, to, &Rid::parse(edited.now(link))?).get(other).parse().ok()?;
            let word = |kind: &Kind, key: &str| kind.field(key).map_or("", |f| f.word);
            let fault = Fault::DayBefore { word: word(edited.kind, f), day, other: word(to, other), from };
            (written && day < from).then_some((f, fault))
        }
        Rule::LetsGo(f, reason) => {
            let prefix = format!("{}.", edited.kind.key_of(&edited.old.id, f));
            let mut gone = edited.e.changes.iter().filter(|x| x.key.starts_with(&prefix) && x.now.is_none());
            let said = edited.written(reason).is_some_and(|why| !wording::says_nothing(why));
            let word = edited.kind.field(f).map_or("", |f| f.word);
            (gone.next().is_some() && edited.old.exists() && !said)
                .then_some((reason, Fault::NoReason { word }))
        }
        Rule::AtMost(f, other) => {
            let number = |field: &str| edited.now(field).parse::<f64>().ok();
            let (n, most) = (number(f)?, number(other)?);
            let changed = edited.written(f).is_some() || edited.written(other).is_some();
            let word = edited.kind.field(other).map_or("", |f| f.word);
            (changed && n > most)
                .then(|| (f, Fault::MoreThan { other: word, most: edited.now(other).to_owned() }))
        }
        Rule::Because(f, reason) => {
            let was = edited.old.get(f);
            let changed = !was.is_empty() && edited.written(f).is_some_and(|now| now != was);
            let said = edited.written(reason).is_some_and(|why| !wording::says_nothing(why));
            let word = edited.kind.field(f).map_or("", |f| f.word);
            (changed && !said).then_some((reason, Fault::NoReason { word }))
        }
        Rule::Alone(f) => {
            let (all, id) = (read::all(edited.c.a, edited.kind), &edited.old.id);
            alone::taken(&all, id, f, edited.written(f)?).map(|fault| (f, fault))
        }
        other => of_words(edited, other),
    }
}

/// What is wrong with a day that was typed as so many days after the report of an audit, where the kind keeps such days elsewhere:
/// where that is. Other faults are as they were.
pub(super) fn from_report(kind: &Kind, field: &Field, typed: &str, why: Fault) -> Fault {
    let label = |key: &str| kind.field(key).map_or("", |f| f.word);
    let event = kind.rules.iter().find_map(|rule| match rule {
        Rule::NoDay(event, due) if *due == field.key => Some(*event),
        _ => None,
    });
    let is_after = || after::report(typed).is_some_and(|after| after.said);
    match event {
        Some(event) if why == Fault::NotADate && is_after() => {
            Fault::FromReport { days: label("days"), event: label(event) }
        }
        _ => why,
    }
}

/// Rules on what is said, and on what stands no more.
fn of_words(edited: &Edited<'_>, rule: Rule) -> Option<(&'static str, Fault)> {
    let hint = |f: &str| edited.kind.field(f).map_or("", |f| f.hint);
    match rule {
        Rule::WhileItStands(f, gone) => {
            let changed = edited.written(f).is_some_and(|now| now != edited.old.get(f));
            let stays_gone = !edited.old.get(gone).is_empty() && !edited.now(gone).is_empty();
            (changed && stays_gone).then_some((f, Fault::StandsNoMore))
        }
        Rule::Shown(f, other, value) => {
            let changed = edited.written(f).is_some() || edited.written(other).is_some();
            let asked = changed && edited.now(other) == value;
            let now = edited.now(f);
            let fault = || {
                if wording::is_wordless(now) {
                    Fault::Empty { hint: hint(f) }
                } else if wording::leaves_a_rest(now) {
                    Fault::LeavesARest { typed: text::shown(now, 40) }
                } else {
                    Fault::ShowsNothing { typed: text::shown(now, 40), hint: hint(f) }
                }
            };
            // What showed that it helped in part is no evidence that it helped.
            let was = edited.old.get(other);
            if asked && edited.old.exists() && was != value && edited.written(f).is_none() && !now.is_empty()
            {
                let (typed, was) = (text::shown(now, 40), was.to_owned());
                return Some((f, Fault::ShownBefore { typed, was }));
            }
            (asked && !wording::shows(now)).then(|| (f, fault()))
        }
        Rule::OneAt(f, bare, plan) => edited.place(f, bare, plan).map(|fault| (f, fault)),
        Rule::Whole(f) => {
            let part = |now: &&str| !now.is_empty() && !now.bytes().all(|b| b.is_ascii_digit());
            edited.written(f).filter(part).map(|now| (f, Fault::NotWhole { typed: text::shown(now, 20) }))
        }
        Rule::Words(f) => {
            let wordless = |now: &&str| !now.is_empty() && wording::is_wordless(now);
            edited.written(f).filter(wordless).map(|_| (f, Fault::Empty { hint: hint(f) }))
        }
        Rule::Reason(f) => {
            let weak = |now: &&str| !now.is_empty() && wording::says_nothing(now);
            let typed = |now: &str| text::shown(now, 40);
            edited
                .written(f)
                .filter(weak)
                .map(|now| (f, Fault::NamesNothing { typed: typed(now), hint: hint(f) }))
        }
        Rule::NoDay(f, day) => {
            let due = edited.kind.field(day).map_or("", |f| f.word);
            let is_day = |now: &&str| !now.is_empty() && after::names_no_event(now);
            edited.written(f).filter(is_day).map(|_| (f, Fault::IsADay { due }))
        }
        Rule::Either(f, other) => {
            let says = |field: &str| edited.written(field).is_some_and(|now| !now.is_empty());
            let word = |key: &str| edited.kind.field(key).map_or("", |f| f.word);
            (says(f) && says(other)).then(|| (f, Fault::Either { word: word(f), other: word(other) }))
        }
        _ => None,
    }
}
