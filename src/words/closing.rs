//! What a session came to, row by row, and what is open after it by who has it: the closing screen, the minutes and the
//! reminders are made of the same rows. It changes nothing.

use jiff::civil::Date;

use super::audit_page::place;
use super::{Word as _, Words as _, asked, day, room, to_do, unstopped};
use crate::model::assessment::keys;
use crate::model::record::{DECISION, Kind, PARKED, PERSON, REQUEST, Rec, Rid, read, value};
use crate::model::register::same_who;
use crate::model::spread::{self, Given, Voice};
use crate::model::votes::{self, Outcome};
use crate::model::{Assessment, GapList, Level, Questionnaire, Roadmap};
use crate::say;

/// What rows are made of.
#[derive(Clone, Copy)]
pub struct Session<'a> {
    /// The questions.
    pub q: &'a Questionnaire,
    /// The answers.
    pub a: &'a Assessment,
    /// Gaps and open lists.
    pub gaps: &'a GapList,
    /// The plan.
    pub roadmap: &'a Roadmap,
    /// The day.
    pub today: Date,
}

/// Next steps that are named: more is the roadmap.
const NEXT: usize = 5;

/// Where a row leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lead {
    /// A question.
    Question,
    /// A record, which may have a question too.
    Record(&'static Kind, Rid),
    /// An action of the roadmap, by its id.
    Action(String),
}

/// A row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Where it leads.
    pub lead: Lead,
    /// The question it belongs to; may be empty.
    pub at: String,
    /// What it is.
    pub what: String,
    /// Who has it; empty for nobody.
    pub who: String,
    /// Since when it is open.
    pub since: Option<Date>,
    /// By when it is wanted.
    pub due: Option<Date>,
    /// What spoke for it, or what else is to be said; may be empty.
    pub more: String,
}

impl Row {
    fn of(lead: Lead, at: &str, what: impl Into<String>, who: impl Into<String>) -> Self {
        let (at, what, who) = (at.to_owned(), what.into(), who.into());
        Self { lead, at, what, who, since: None, due: None, more: String::new() }
    }
}

/// Rows of one sort, or of one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// What they are, or whose.
    pub title: String,
    /// The rows.
    pub rows: Vec<Row>,
}

/// All a session came to, in the order it is read out at its end; parts without rows too.
pub fn closing(s: &Session<'_>) -> Vec<Part> {
    let part = |title: &str, rows: Vec<Row>| Part { title: title.to_owned(), rows };
    vec![
        part(say!("Decisions"), decisions(s)),
        part(say!("Agreed"), agreed(s)),
        part(say!("Dissent"), dissent(s)),
        part(say!("Not agreed on"), apart(s)),
        part(say!("Parked"), parked(s)),
        part(say!("To find out"), find_out(s)),
        part(say!("Still asked for"), requests(s)),
        part(say!("Next steps"), next(s)),
    ]
}

/// Everything people were asked for by name, by who was asked, with what came of it.
pub fn asked(s: &Session<'_>) -> Vec<Part> {
    let row = |rec: &Rec<'_>| {
        let state = match rec.get("state") {
            "got" => say!("got"),
            "not-there" => say!("does not exist"),
            _ => "",
        };
        let row = request(rec);
        // What came is wanted by no day any more.
        let due = row.due.filter(|_| state.is_empty());
        let what = if state.is_empty() { row.what } else { format!("{} ({state})", row.what) };
        Row { what, due, ..row }
    };
    by_who(s.a, read::all(s.a, &REQUEST).iter().map(row))
}

/// What is open after a session by who has it, nobody last.
pub fn reminders(s: &Session<'_>) -> Vec<Part> {
    let all = [
        (say!("asked for"), requests(s)),
        (say!("parked"), parked(s)),
        (say!("to find out"), find_out(s)),
        (say!("next step"), next(s)),
    ];
    by_who(
        s.a,
        all.into_iter()
            .flat_map(|(sort, rows)| rows.into_iter().map(move |row| Row { more: sort.to_owned(), ..row })),
    )
}

/// Rows by who has them, nobody last. Where a role is written, or a name alone, it is told who that is.
fn by_who(a: &Assessment, rows: impl Iterator<Item = Row>) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for row in rows {
        let row = Row { who: asked::in_person(a, &row.who), ..row };
        let mine =
            |p: &&mut Part| p.title == row.who || (!row.who.is_empty() && same_who(&p.title, &row.who));
        match parts.iter_mut().find(mine) {
            Some(part) => part.rows.push(row),
            None => parts.push(Part { title: row.who.clone(), rows: vec![row] }),
        }
    }
    parts.sort_by_key(|p| p.title.is_empty());
    for part in parts.iter_mut().filter(|p| p.title.is_empty()) {
        say!("Nobody yet").clone_into(&mut part.title);
    }
    parts
}

/// What was decided beside levels.
pub fn decisions(s: &Session<'_>) -> Vec<Row> {
    let row = |rec: &Rec<'_>| {
        let with = rec.members("with").into_iter().filter_map(|(id, _)| Rid::parse(id));
        let with: Vec<String> = with.map(|id| value::called(&read::at(s.a, &PERSON, &id))).collect();
        let by = rec.get("by");
        let who = match (by.is_empty(), with.is_empty()) {
            (_, true) => by.to_owned(),
            (true, false) => with.join(", "),
            (false, false) => say!("{by}, with {others}", by, others = with.join(", ")),
        };
        let lead = Lead::Record(&DECISION, rec.id.clone());
        let since = rec.get("date").parse().ok();
        Row { since, more: rec.get("why").to_owned(), ..Row::of(lead, rec.get("at"), rec.name(), who) }
    };
    read::all(s.a, &DECISION).iter().map(row).collect()
}

/// What single people answered and then agreed on.
fn agreed(s: &Session<'_>) -> Vec<Row> {
    let row = |(id, _, came): (String, votes::Votes, Outcome)| {
        let level = votes::agreed(s.a, &id).map_or("", |l| l.word());
        let level = match came {
            Outcome::AgreedWithDissent => say!("{level}, with dissent", level),
            _ => level.to_owned(),
        };
        Row::of(Lead::Question, &id, format!("{}: {level}", titled(s, &id)), "")
    };
    votes::agreed_on(s.a).into_iter().map(row).collect()
}

fn dissent(s: &Session<'_>) -> Vec<Row> {
    let all = votes::all(s.a).into_iter().filter(|(_, v)| !v.dissent.is_empty());
    all.map(|(id, v)| Row::of(Lead::Question, &id, v.dissent, "")).collect()
}

/// What was shown and is not agreed on, or not any more, with what people wrote beside it.
fn apart(s: &Session<'_>) -> Vec<Row> {
    let row = |(id, v, came): (String, votes::Votes, Outcome)| {
        let words = if v.given.is_empty() { room::outcome(came).to_owned() } else { v.words() };
        let since = spread::row(s.a, &id).filter(|row| row.since && !v.given.is_empty());
        let words = since.map_or(words.clone(), |row| super::spread::as_before(&row, words));
        let more = super::spread::own_words_on(s.a, &id).join("; ");
        Row { more, ..Row::of(Lead::Question, &id, format!("{}: {words}", titled(s, &id)), "") }
    };
    votes::not_agreed_on(s.a).into_iter().map(row).collect()
}

/// What was put aside.
pub fn parked(s: &Session<'_>) -> Vec<Row> {
    let row = |p: crate::model::Parked| Row {
        due: p.due,
        ..Row::of(Lead::Record(&PARKED, p.id.clone()), &p.at, raised(&p.what, &p.from), p.owner)
    };
    s.a.parked().into_iter().map(row).collect()
}

/// What was put aside, with whose words they are where that is known.
pub fn raised(what: &str, from: &str) -> String {
    if from.trim().is_empty() { what.to_owned() } else { say!("{what} (raised by {from})", what, from) }
}

/// What nobody in the room knew, and whom to ask: a row for what one goes and asks, the checks of a requirement that the same
/// people know. Where nobody is named `more` says who usually knows.
pub fn find_out(s: &Session<'_>) -> Vec<Row> {
    let whom = |c: usize| {
        let (id, r) = (&s.q.check(c).id, s.q.check_owner[c]);
        let at = |id: &str| s.a.at(keys::ASK, id);
        at(id).or_else(|| at(&s.q.requirements[r].id)).map(str::to_owned)
    };
    let same = |x: &usize, y: &usize| s.q.check_owner[*x] == s.q.check_owner[*y] && whom(*x) == whom(*y);
    let row = |part: &[usize]| {
        let first = *part.first()?;
        let r = s.q.check_owner[first];
        let id = &s.q.check(first).id;
        let (at, what) = match part {
            [one] => (id.as_str(), format!("{id} {}", s.a.check(s.q, *one).question)),
            more => (
                s.q.requirements[r].id.as_str(),
                say!(
                    "{name}: {n|question|questions}",
                    name = titled(s, &s.q.requirements[r].id),
                    n = more.len()
                ),
            ),
        };
        let named = whom(first);
        let usual = || asked::in_person(s.a, asked::usual_role(s.a, &s.q.requirements[r]));
        let more = if named.is_some() { String::new() } else { usual() };
        Some(Row { more, ..Row::of(Lead::Question, at, what, named.unwrap_or_default()) })
    };
    let mut rows: Vec<Row> = s.gaps.open.to_find_out.chunk_by(same).filter_map(row).collect();
    rows.extend(not_known_apart(s));
    rows
}

/// What single people do not know, or would ask somebody about, as long as nothing was agreed from what they say: a row a person.
/// What the organisation itself does not know is told already.
fn not_known_apart(s: &Session<'_>) -> Vec<Row> {
    let mut rows = Vec::new();
    let open = |row: &&spread::Row| !row.is_settled() && row.agreed != Some(Level::DontKnow);
    for row in spread::rows(s.q, s.a).iter().filter(open) {
        let unsure = |v: &&Voice| {
            v.given != Given::Whole && (v.level == Level::DontKnow || v.notes.iter().any(|n| n.asks))
        };
        let voices = row.voices.iter().filter(unsure);
        let voices = voices.map(|v| (&v.who, &v.notes, v.level == Level::DontKnow));
        let wrote = row.wrote.iter().map(|w| (&w.who, &w.notes, false));
        for (who, notes, unknown) in voices.chain(wrote.filter(|(_, notes, _)| notes.iter().any(|n| n.asks)))
        {
            let whom: Vec<&str> = notes.iter().filter(|n| n.asks).map(|n| n.words.as_str()).collect();
            let r = s.q.exactly(&row.at).and_then(|t| s.q.requirement_of(t)).unwrap_or_default();
            let usual = || asked::in_person(s.a, asked::usual_role(s.a, &s.q.requirements[r]));
            let more = if whom.is_empty() { usual() } else { String::new() };
            let what = format!("{} {}", row.at, super::spread::asks(s.q, s.a, &row.at));
            let name = super::spread::name(s.a, who);
            let what = if unknown {
                say!("{what}: {name} does not know", what, name)
            } else {
                say!("{what}: {name} would ask", what, name)
            };
            rows.push(Row { more, ..Row::of(Lead::Question, &row.at, what, whom.join(", ")) });
        }
    }
    rows
}

/// What was asked for and has not come.
pub fn requests(s: &Session<'_>) -> Vec<Row> {
    let open = |rec: &&Rec<'_>| !matches!(rec.get("state"), "got" | "not-there");
    read::all(s.a, &REQUEST).iter().filter(open).map(request).collect()
}

fn request(rec: &Rec<'_>) -> Row {
    let at = rec.members("shows").first().map_or("", |(id, _)| *id);
    let lead = Lead::Record(&REQUEST, rec.id.clone());
    Row {
        since: rec.get("date").parse().ok(),
        due: rec.get("due").parse().ok(),
        ..Row::of(lead, at, rec.name(), rec.get("of"))
    }
}

/// What is worked on first.
pub fn next(s: &Session<'_>) -> Vec<Row> {
    let row = |i: &crate::model::RoadmapItem| {
        let what = to_do(i);
        let row = Row::of(
            Lead::Action(i.id.clone()),
            &i.id,
            unstopped(&what),
            asked::owner(s.q, s.a, &i.closes, &i.owner),
        );
        Row { due: Some(i.end), ..row }
    };
    s.roadmap.next(s.today).take(NEXT).map(row).collect()
}

/// Id and title of a question.
pub fn titled(s: &Session<'_>, id: &str) -> String {
    s.q.find(id).map_or_else(|| id.to_owned(), |at| place(s.q, at))
}

/// By when it is wanted, and that the day is past.
pub fn by(row: &Row, today: Date) -> String {
    match row.due {
        Some(due) if due < today => say!("{day}, past", day = day::whole(due)),
        Some(due) => day::whole(due),
        None => String::new(),
    }
}
