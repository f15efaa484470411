//! The registers figures and reports read: people, AI systems, evidence, parked items, as typed rows made from
//! records. Forms, lists and commands need none of this; they go by the tables of [`super::record`].

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::assessment::Assessment;
use super::index::{OUT, SCOPE, VALID_UNTIL};
use super::questionnaire::{Questionnaire, compare_ids};
use super::record::{EVIDENCE, MADE, NUMBER, PARKED, PERSON, Rec, Rid, SYSTEM, read};

pub use super::holding::System;

/// Evidence older than this many months is old, where nobody said until when it holds.
pub const OLD_MONTHS: i64 = 12;

/// An item put aside during a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parked {
    /// Its permanent id.
    pub id: Rid,
    /// The number people see.
    pub no: u32,
    /// Where it came up; may be empty.
    pub at: String,
    /// What it is about.
    pub what: String,
    /// Who takes it.
    pub owner: String,
    /// Whose words they are, where that is known.
    pub from: String,
    /// The day it is wanted by.
    pub due: Option<Date>,
    /// Closed items stay in the list.
    pub closed: bool,
}

/// Evidence by reference; the product never opens it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// Its permanent id.
    pub id: Rid,
    /// The number people see.
    pub no: u32,
    /// What it is.
    pub what: String,
    /// Requirements and checks it proves.
    pub shows: Vec<String>,
    /// Where it is.
    pub place: String,
    /// Its version, as it stands on it.
    pub version: String,
    /// Its date, ISO; of an old file as typed.
    pub date: String,
    /// Until when it holds.
    pub valid_until: String,
    /// Its last day, if that is before the day figures are made on: then it proves nothing any more.
    pub ran_out: Option<Date>,
    /// That nobody said until when it holds, and that its date is long ago on the day figures are made on.
    pub old: bool,
    /// Names of the people of the register who have seen it, with the day.
    pub seen_by: Vec<(String, String)>,
    /// Words on who has seen it, which verify nothing.
    pub seen_note: String,
}

impl Evidence {
    /// The piece with this id, if it is there. Its facts are read in one go: a question may have hundreds.
    fn of(a: &Assessment, id: &Rid) -> Option<Self> {
        let mut e = Self {
            id: id.clone(),
            no: 0,
            what: String::new(),
            shows: Vec::new(),
            place: String::new(),
            version: String::new(),
            date: String::new(),
            valid_until: String::new(),
            ran_out: None,
            old: false,
            seen_by: Vec::new(),
            seen_note: String::new(),
        };
        let (mut is_there, mut seen) = (false, Vec::new());
        let prefix = EVIDENCE.key_of(id, "");
        for (field, value) in a.under(&prefix) {
            let text = match field {
                MADE => {
                    is_there = true;
                    continue;
                }
                NUMBER => {
                    e.no = value.parse().unwrap_or(0);
                    continue;
                }
                "what" => &mut e.what,
                "place" => &mut e.place,
                "version" => &mut e.version,
                "date" => &mut e.date,
                VALID_UNTIL => &mut e.valid_until,
                "seen-note" => &mut e.seen_note,
                other => {
                    match other.split_once('.') {
                        Some(("shows", at)) => e.shows.push(at.to_owned()),
                        Some(("seen-by", who)) => seen.extend(Rid::parse(who).map(|who| (who, value))),
                        _ => {}
                    }
                    continue;
                }
            };
            value.clone_into(text);
        }
        e.ran_out = a.index().ran_out(&e.valid_until);
        e.old = a.index().day().is_some_and(|day| e.long_ago(day).is_some());
        e.shows.sort_by(|x, y| compare_ids(x, y));
        e.seen_by = seen
            .into_iter()
            .map(|(who, day)| (read::at(a, &PERSON, &who), day))
            .filter(|(who, _)| who.exists())
            .map(|(who, day)| (who.name().to_owned(), day.to_owned()))
            .collect();
        // By day and name: ids differ from file to file.
        e.seen_by.sort_by(|(one, day), (two, other)| (day, one).cmp(&(other, two)));
        is_there.then_some(e)
    }

    /// Its date where that is long ago and nobody said until when it holds: what a document says of itself stands.
    pub fn long_ago(&self, today: Date) -> Option<Date> {
        let limit = today.checked_sub(jiff::Span::new().months(OLD_MONTHS)).unwrap_or(Date::MIN);
        self.date.parse::<Date>().ok().filter(|date| self.valid_until.trim().is_empty() && *date < limit)
    }

    /// Whether somebody of the register has seen it.
    pub fn is_seen(&self) -> bool {
        !self.seen_by.is_empty()
    }
}

/// Somebody in the room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Their permanent id.
    pub id: Rid,
    /// The number people see.
    pub no: u32,
    /// Name.
    pub name: String,
    /// Role in the organisation.
    pub role: String,
}

impl Assessment {
    /// Parked items, closed ones too, by number.
    pub fn all_parked(&self) -> Vec<Parked> {
        let one = |r: Rec<'_>| Parked {
            no: r.no(),
            at: r.get("at").to_owned(),
            what: r.get("what").to_owned(),
            owner: r.get("owner").to_owned(),
            from: r.get("from").to_owned(),
            due: r.get("due").parse().ok(),
            closed: r.is("closed"),
            id: r.id,
        };
        read::all(self, &PARKED).into_iter().map(one).collect()
    }

    /// Parked items still open, by number.
    pub fn parked(&self) -> Vec<Parked> {
        self.all_parked().into_iter().filter(|p| !p.closed).collect()
    }

    /// All evidence, by number.
    pub fn evidence(&self) -> Vec<Evidence> {
        self.index().records(EVIDENCE.key).filter_map(|id| Evidence::of(self, id)).collect()
    }

    /// Evidence that names a requirement or one of its checks, by number.
    pub fn evidence_for(&self, q: &Questionnaire, requirement: usize) -> Vec<Evidence> {
        let checks = q.checks_of(requirement).map(|c| q.check(c).id.as_str());
        let ids = checks.chain([q.requirements[requirement].id.as_str()]);
        self.pieces_naming(ids).iter().filter_map(|id| self.piece(id)).collect()
    }

    /// Evidence that ran out and names this check or its requirement, by number: only where none that holds does,
    /// so that it is what the check would rest on.
    pub fn ran_out_for(&self, q: &Questionnaire, check: usize) -> Vec<Evidence> {
        if self.is_shown(q, check) {
            return Vec::new();
        }
        let ids = [&q.check(check).id, &q.requirements[q.check_owner[check]].id];
        let pieces = self.pieces_naming(ids.into_iter().map(String::as_str));
        pieces.iter().filter_map(|id| self.piece(id)).filter(|e| e.ran_out.is_some()).collect()
    }

    /// Ids of the evidence that names one of these ids, by number.
    pub fn pieces_naming<'i>(&self, ids: impl IntoIterator<Item = &'i str>) -> Vec<Rid> {
        let found: BTreeSet<&Rid> = ids.into_iter().flat_map(|id| self.index().naming(id)).collect();
        let found = found.into_iter().map(|id| read::at(self, &EVIDENCE, id)).filter(Rec::exists);
        let mut list: Vec<(u32, Rid)> = found.map(|r| (r.no(), r.id)).collect();
        list.sort();
        list.into_iter().map(|(_, id)| id).collect()
    }

    /// Whether evidence that has not run out names this very id.
    pub fn is_named(&self, id: &str) -> bool {
        self.index().shown(id)
    }

    /// One piece of evidence, if it is there.
    pub fn piece(&self, id: &Rid) -> Option<Evidence> {
        Evidence::of(self, id)
    }

    /// AI systems in scope, by number.
    pub fn systems(&self) -> &[System] {
        let role = |r: &Rec<'_>| r.members("role").into_iter().map(|(w, _)| w).collect::<Vec<_>>().join(", ");
        let one = |r: Rec<'_>| System {
            no: r.no(),
            name: r.name().to_owned(),
            purpose: r.get("purpose").to_owned(),
            vendor: r.get("vendor").to_owned(),
            data: r.get("data").to_owned(),
            role: role(&r),
            affects_people: r.is("affects"),
            legal_duty: r.is("legal"),
            id: r.id,
        };
        self.index().systems(|| self.systems_in_scope().map(one).collect())
    }

    /// Whether there is an AI system in scope: asked of every picture, which needs no list of all of them for it.
    pub fn has_systems(&self) -> bool {
        let mut all = self.index().records(SYSTEM.key).map(|id| read::at(self, &SYSTEM, id));
        all.any(|r| r.exists() && r.get(SCOPE) != OUT)
    }

    /// The records of AI systems in scope, by number.
    pub fn systems_in_scope(&self) -> impl Iterator<Item = Rec<'_>> {
        read::all(self, &SYSTEM).into_iter().filter(|r| r.get(SCOPE) != OUT)
    }

    /// People of the register, by number.
    pub fn people(&self) -> Vec<Person> {
        read::all(self, &PERSON).iter().map(|r| self.person(&r.id)).collect()
    }

    /// The person of the register that is meant by a number (`P-3`), by an id, or by a name with the number behind it, as two of
    /// one name are told apart.
    fn numbered(&self, typed: &str) -> Option<Rec<'_>> {
        let typed = typed.trim();
        let typed = typed.rsplit_once('(').and_then(|(_, no)| no.strip_suffix(')')).unwrap_or(typed);
        let is_number = typed.split_once('-').is_some_and(|(letter, _)| PERSON.is_letter(letter));
        (is_number || Rid::parse(typed).is_some()).then(|| read::named(self, &PERSON, typed)).flatten()
    }

    /// A name as it is kept where any name can stand: whoever types the number of somebody of the register, or the first name
    /// only one has, means that person, and everybody reads the name.
    pub fn by_name(&self, typed: &str) -> String {
        let Some(person) = self.numbered(typed) else {
            return self.first_name(typed).unwrap_or_else(|| typed.to_owned());
        };
        match (person.name().trim(), read::by_name(self, &PERSON, person.name()).count()) {
            ("", _) => person.shown_no(),
            (name, 1) => name.to_owned(),
            (name, _) => format!("{name} ({})", person.shown_no()),
        }
    }

    /// The whole name of the one person who has a name for a first or a last one; none where that is nobody, several, or somebody's
    /// role.
    fn first_name(&self, typed: &str) -> Option<String> {
        let word = bare(typed);
        if word.is_empty() || word.contains([' ', ',', ';', '/']) {
            return None;
        }
        let (mut had, mut people) = (self.people_called(typed), self.people());
        had.extend(people.iter().filter(|p| same_who(&word, &p.role)).cloned());
        people.retain(|p| bare(&p.name).split(' ').any(|part| part == word));
        match people.as_slice() {
            [one] if had.is_empty() => Some(one.name.clone()),
            _ => None,
        }
    }

    /// Whether what is kept as a name means this person of the register, as it is called today.
    pub fn is_called(&self, id: &Rid, written: &str) -> bool {
        match self.numbered(written) {
            Some(person) => person.id == *id,
            None => !bare(written).is_empty() && bare(read::at(self, &PERSON, id).name()) == bare(written),
        }
    }

    /// Who is meant by a name or a role: the person of that name, else everybody of the register whose role it is, by number.
    /// A role of several parts is held by who has one of them (`Owner, runs the AIMS`), one of two by who has either
    /// (`Engineering or IT lead`). Capitals and a leading article do not matter.
    pub fn meant(&self, who: &str) -> Vec<Person> {
        let mut people = self.people();
        if let Some(person) = self.numbered(who) {
            return vec![self.person(&person.id)];
        }
        let who = bare(who);
        if who.is_empty() {
            return Vec::new();
        }
        if let Some(at) = people.iter().position(|p| bare(&p.name) == who) {
            return vec![people.swap_remove(at)];
        }
        // What is told of several at once is no name of one role.
        let either = if who.contains([',', ';', '/']) { None } else { who.split_once(" or ") };
        let names: Vec<&str> =
            std::iter::once(who.as_str()).chain(either.into_iter().flat_map(|(a, b)| [a, b])).collect();
        let holds = |role: &str| {
            let mut parts = std::iter::once(role).chain(role.split([',', ';', '/']));
            parts.any(|part| names.iter().any(|name| same_who(name, part)))
        };
        people.retain(|p| holds(&p.role));
        people
    }

    /// Whose firm it is where one works alone: the only person of the register who has the last word (the duty to approve), else
    /// the only one who leads by role or of whom neither duty nor role is written. Others beside them, as an auditor from outside,
    /// change nothing; with other duties alone, or another role, somebody may be an adviser, and one asks. It is whom a form
    /// proposes, and nobody's decision.
    pub fn the_one(&self) -> Option<Person> {
        if !self.owns_all() {
            return None;
        }
        let people = read::all(self, &PERSON);
        let approves = |r: &&Rec<'_>| r.members("duties").iter().any(|(duty, _)| *duty == APPROVES);
        let leads = |r: &&Rec<'_>| {
            let role = r.get("role");
            r.members("duties").is_empty()
                && (role.trim().is_empty() || is_leading(role) && !is_of_outside(role))
        };
        let mut first: Vec<&Rec<'_>> = people.iter().filter(approves).collect();
        if first.is_empty() {
            first = people.iter().filter(leads).collect();
        }
        let [one] = first.as_slice() else { return None };
        (!one.name().trim().is_empty()).then(|| self.person(&one.id))
    }

    /// Whether one person does everything here: who works alone, unless the register of people names several who are of the firm.
    /// Who only audits, or comes from outside by role, is not.
    pub fn is_one_person(&self) -> bool {
        let of_firm = |r: &&Rec<'_>| {
            let duties = r.members("duties");
            let only_audits = !duties.is_empty() && duties.iter().all(|(duty, _)| *duty == AUDITS);
            duties.iter().any(|(duty, _)| *duty == APPROVES) || !only_audits && !is_of_outside(r.get("role"))
        };
        self.owns_all() && read::all(self, &PERSON).iter().filter(of_firm).count() <= 1
    }

    /// Everybody of exactly this name; capitals do not matter.
    pub fn people_called(&self, typed: &str) -> Vec<Person> {
        let typed = bare(typed);
        let mut people = self.people();
        people.retain(|p| !typed.is_empty() && bare(&p.name) == typed);
        people
    }

    /// Whoever a name may mean: who is called so, else those with a word of it in theirs, else those whose name alone, or a word of
    /// it, begins so.
    pub fn people_begun(&self, typed: &str) -> Vec<Person> {
        let called = self.people_called(typed);
        let typed = bare(typed);
        if !called.is_empty() || typed.is_empty() {
            return called;
        }
        // Martin is no Martina where both are here.
        let by_word = self.people_by_word(&typed);
        if !by_word.is_empty() {
            return by_word;
        }
        let mut begun = self.people();
        begun.retain(|p| {
            let name = bare(&p.name);
            name.starts_with(&typed) || name.split(' ').any(|word| word.starts_with(&typed))
        });
        begun
    }

    /// The name of the one person a name may mean; none where nobody is, or several are.
    pub fn person_begun(&self, typed: &str) -> Option<String> {
        match self.people_begun(typed).as_slice() {
            [one] => Some(one.name.clone()),
            _ => None,
        }
    }

    /// The people of whose name this is a whole word, by number: their first name, mostly. Where it says who answers for something, a
    /// beginning alone would be a guess.
    pub fn people_by_word(&self, typed: &str) -> Vec<Person> {
        let typed = bare(typed);
        let mut people = self.people();
        people.retain(|p| !typed.is_empty() && bare(&p.name).split(' ').any(|word| word == typed));
        people
    }

    /// A person by their id, also one who was removed: what they said stays theirs.
    pub fn person(&self, id: &Rid) -> Person {
        let r = read::at(self, &PERSON, id);
        Person { no: r.no(), name: r.name().to_owned(), role: r.get("role").to_owned(), id: r.id }
    }
}

/// The duty of who has the last word.
const APPROVES: &str = "approves";

/// The duty of who looks at the work of others.
const AUDITS: &str = "audits";

/// Beginnings of words of a role that say it is nobody of the firm.
const OF_OUTSIDE: [&str; 9] =
    ["audit", "external", "outside", "advis", "consult", "supplier", "accountant", "lawyer", "certif"];

/// Words of a role that say it is the firm's own head.
const LEADING: [&str; 16] = [
    "owner",
    "founder",
    "cofounder",
    "proprietor",
    "director",
    "ceo",
    "head",
    "boss",
    "principal",
    "partner",
    "freelancer",
    "freelance",
    "self-employed",
    "trader",
    "entrepreneur",
    "top",
];

/// Whether a role is that of whoever leads.
fn is_leading(role: &str) -> bool {
    let role = role.to_lowercase();
    role.split(|c: char| !c.is_alphanumeric() && c != '-').any(|word| LEADING.contains(&word))
}

/// Whether a role is that of somebody from outside: an auditor, an adviser, a supplier.
fn is_of_outside(role: &str) -> bool {
    let role = role.to_lowercase();
    let words = role.split(|c: char| !c.is_alphanumeric());
    words.into_iter().any(|word| OF_OUTSIDE.iter().any(|begin| word.starts_with(begin)))
}

/// A name or a role as it is compared: small letters, single blanks, no article before it.
fn bare(who: &str) -> String {
    let who = who.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
    who.strip_prefix("the ").map(str::to_owned).unwrap_or(who)
}

/// As [`bare`], of a role also in the singular: a name is none, and ends in a word with a capital.
fn singular(who: &str) -> String {
    let bare = bare(who);
    let last = who.split_whitespace().next_back().and_then(|word| word.chars().next());
    match bare.strip_suffix('s') {
        Some(one) if last.is_some_and(char::is_lowercase) && !one.ends_with('s') => one.to_owned(),
        _ => bare,
    }
}

/// Whether two texts name the same person or role, however they are spelt: capitals, blanks, an article, one or several.
pub fn same_who(one: &str, other: &str) -> bool {
    bare(one) == bare(other) || singular(one) == singular(other)
}

#[cfg(test)]
mod tests;
