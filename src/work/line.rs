//! A line as it is typed into plain mode or a script: which deed it names and the call it asks for. The one place
//! in `work` where words are typed; what is wrong with a line is data, `words` says it.

use super::audit_line::is_row_word;
pub use super::audit_text::fields;
pub use super::deed::{BETWEEN, Deed, NOTHING, split};
pub use super::line_fault::Fault;
use super::proposed::{common, of_impact};
use super::{Call, NewAction, Work};
use crate::model::assessment::keys;
use crate::model::level::Level;
use crate::model::questionnaire::{Questionnaire, Target};
use crate::model::record::{
    AUDIT, DECISION, Draft, EVIDENCE, Fault as Wrong, Field, Kind, PARKED, PERSON, Type, read, value, write,
};
use crate::model::spread::How;
use crate::model::{Person, Refusal, edit, find, text};

/// What sets the place in a script.
pub const GO: &str = "go";

/// The rule that takes the lowest level anybody gave.
pub const WORST: &str = "worst";

/// What stands for all AI systems.
pub const ALL_SYSTEMS: &str = "all";

/// A line that was understood.
#[derive(Debug, Clone)]
pub struct Line {
    /// The deed.
    pub deed: Deed,
    /// What it asks for.
    pub call: Call,
    /// What it is about: id, number or name; empty when it needs none.
    pub about: String,
}

impl Line {
    /// What a script acknowledges: an answer by its level, everything else by its word.
    pub fn ack(&self) -> String {
        match self.deed {
            Deed::Rate => self.about.clone(),
            Deed::Withdraw => format!("{}={}", self.about, keys::CLEAR),
            deed if self.about.is_empty() => deed.typed().to_owned(),
            deed => format!("{} {}", deed.typed(), text::clean_line(&self.about)),
        }
    }
}

/// A line of a script that was understood.
#[derive(Debug, Clone)]
pub enum Step {
    /// What follows is said of this id.
    Go(String),
    /// An answer by its id alone; what follows is said of that id too.
    Answer(Line, String),
    /// Something is done.
    Do(Line),
}

/// Where an id leads that people quote: a heading to its first requirement.
pub fn landing(q: &Questionnaire, typed: &str) -> Result<Target, Refusal> {
    match find::by_id(q, typed) {
        Some(Target::Heading(h)) => Ok(Target::Requirement(q.below(h).first().copied().unwrap_or_default())),
        Some(t) => Ok(t),
        None => Err(find::unknown(q, typed)),
    }
}

/// Whether a text is the number of a record and nothing else: `3`, `E-3`.
pub fn is_number_of(kind: &Kind, text: &str) -> bool {
    let digits = match text.split_once('-') {
        Some((letter, digits)) if kind.is_letter(letter) => digits,
        _ => text,
    };
    !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())
}

impl Work {
    /// What a new record starts with: the texts a form shows first, as far as they hold here.
    pub fn begun(&self, kind: &'static Kind, at: &str) -> Draft {
        let c = self.records();
        let mut draft = write::begin(kind, self.today, at);
        if kind.field(AUDIT.key).is_some()
            && let Some(audit) = self.audit_id()
        {
            draft.insert(AUDIT.key.to_owned(), read::at(c.a, &AUDIT, &audit).shown_no());
        }
        draft.retain(|key, v| kind.field(key).is_some_and(|f| value::typed(c, f, v).is_ok()));
        draft
    }

    /// What a deed asks for, by what stands behind it and the place one is at.
    pub fn typed(&self, deed: Deed, rest: &str, at: Option<&str>) -> Result<Line, Fault> {
        let rest = rest.trim();
        if deed.takes().is_empty() && !rest.is_empty() {
            return Err(Fault::StandsAlone { deed, typed: rest.to_owned() });
        }
        // Mostly one answer alone would serve, and then no id has to be typed.
        if !deed.takes().is_empty() && rest.is_empty() && !matches!(deed, Deed::Same | Deed::Register) {
            return Err(self.too_short(deed, at));
        }
        let here = || at.map(str::to_owned).ok_or(Fault::NoPlace { deed });
        let (call, about) = match deed {
            Deed::Rate => return self.answer(rest),
            Deed::Withdraw => {
                let at = here()?;
                (Call::Rate { at: at.clone(), level: None, note: None, go_on: false }, at)
            }
            Deed::For => {
                let system = if rest.eq_ignore_ascii_case(ALL_SYSTEMS) { "" } else { rest };
                (Call::For { system: system.to_owned() }, rest.to_owned())
            }
            Deed::IAm => (Call::IAm { person: emptied(rest) }, rest.to_owned()),
            Deed::Same => (Call::Same { at: here()?, from: rest.to_owned() }, here()?),
            Deed::Register => (Call::Register { at: here()?, named: rest.to_owned() }, here()?),
            Deed::Mark => (Call::Mark { at: here()? }, here()?),
            Deed::Vote | Deed::Reveal | Deed::Agree => (self.a_vote(deed, rest, at, here()?)?, here()?),
            Deed::Evidence => (self.named(&EVIDENCE, &here()?, rest)?, here()?),
            Deed::Park => (self.named(&PARKED, &here()?, rest)?, here()?),
            Deed::Decision => (self.named(&DECISION, &here()?, rest)?, here()?),
            Deed::Agenda => (Call::Agenda { typed: rest.to_owned() }, split(rest).0.to_owned()),
            Deed::Write(matter) if deed.is_here() => {
                (Call::Write { matter, at: here()?, typed: emptied(rest) }, here()?)
            }
            Deed::Write(matter) => {
                let (id, rest) = split(rest);
                if rest.is_empty() {
                    return Err(self.too_short(deed, at));
                }
                (Call::Write { matter, at: id.to_owned(), typed: emptied(rest) }, id.to_owned())
            }
            Deed::Drivers => (Call::Drivers { at: here()?, typed: emptied(rest) }, here()?),
            Deed::Systems => (Call::ForSystems { at: here()?, typed: emptied(rest) }, here()?),
            Deed::Decide => (Call::Decide { at: here()?, typed: rest.to_owned() }, here()?),
            Deed::Treats => (Call::OfRisks { at: here()?, typed: emptied(rest) }, here()?),
            Deed::Hours => fact(keys::HOURS, rest),
            Deed::Size => fact(keys::SIZE, rest),
            Deed::AskAll => fact(keys::ASK_ALL, rest),
            Deed::Close => (Call::Close { number: rest.to_owned() }, rest.to_owned()),
            Deed::Progress => (Call::Progress { id: rest.to_owned() }, rest.to_owned()),
            Deed::Split => in_parts(rest).ok_or_else(|| self.too_short(deed, at))?,
            Deed::Join | Deed::Add if !rest.contains(BETWEEN) => return Err(self.too_short(deed, at)),
            Deed::Join => {
                let [ids, what, output] = parted(rest);
                (Call::Join { ids: ids.clone(), what, output }, ids)
            }
            Deed::Add => self.added(rest, at)?,
            Deed::Drop => (Call::Drop { id: rest.to_owned() }, rest.to_owned()),
            Deed::Paper => {
                let (question, answer) = split(rest);
                if answer.is_empty() {
                    return Err(self.too_short(deed, at));
                }
                (Call::Papers(vec![(question.to_owned(), emptied(answer))]), question.to_owned())
            }
            Deed::Risk => of_impact(rest, BETWEEN).ok_or_else(|| self.too_short(deed, at))?,
            Deed::Risks => common(rest, BETWEEN),
            Deed::Scales => (Call::Scales { steps: rest.to_owned() }, rest.to_owned()),
            Deed::Cite => (Call::Cite { typed: rest.to_owned() }, rest.to_owned()),
            Deed::Audit => (Call::Audit { typed: rest.to_owned() }, rest.to_owned()),
            // Where one is, the id need not be typed.
            Deed::Row if is_row_word(split(rest).0) => {
                (Call::Row { typed: format!("{} {rest}", here()?) }, here()?)
            }
            Deed::Row => (Call::Row { typed: rest.to_owned() }, split(rest).0.to_owned()),
            Deed::Finding => (Call::Finding { typed: rest.to_owned() }, split(rest).0.to_owned()),
            Deed::Snapshot => (Call::Freeze { name: rest.to_owned() }, text::clean_line(rest)),
            Deed::Undo | Deed::Redo => (Call::Undo { again: deed == Deed::Redo }, String::new()),
        };
        Ok(Line { deed, call, about })
    }

    /// A line of a script; `at` is the place the lines before it set. What begins with an id is an answer,
    /// whatever words there are.
    pub fn step(&self, line: &str, at: Option<&str>) -> Result<Step, Fault> {
        let (first, rest) = split(line);
        if self.q().find(first).is_none() {
            let rest = if rest.starts_with("# ") { "" } else { rest };
            if first.eq_ignore_ascii_case(GO) {
                let t = landing(self.q(), rest).map_err(Fault::Unknown)?;
                return Ok(Step::Go(self.q().id_of(t).to_owned()));
            }
            if let Some(deed) = Deed::of(first) {
                return self.typed(deed, rest, at).map(Step::Do);
            }
        }
        let line = self.answer(line)?;
        let at = line.about.split_once('=').map_or("", |(at, _)| at).to_owned();
        Ok(Step::Answer(line, at))
    }

    fn answer(&self, line: &str) -> Result<Line, Fault> {
        let (id, level, note) =
            edit::answer_line(line).map_err(|word| Fault::NoLevel { typed: word.to_owned() })?;
        let t = self.q().find(id).ok_or_else(|| Fault::Unknown(find::unknown(self.q(), id)))?;
        let at = self.q().id_of(t).to_owned();
        let about = format!("{at}={}", level.map_or(keys::CLEAR, Level::key));
        let call = Call::Rate { at, level, note: note.map(str::to_owned), go_on: false };
        Ok(Line { deed: Deed::Rate, call, about })
    }

    fn named(&self, kind: &'static Kind, at: &str, what: &str) -> Result<Call, Fault> {
        // A number with its letter is a piece of the register that is to show what stands here too.
        if kind.key == EVIDENCE.key && is_number_of(kind, what) && !what.contains('-') {
            return Err(Fault::FieldByField { kind, typed: what.to_owned() });
        }
        let known = self.known(kind, at, what).map_err(Fault::Unknown)?;
        let mut draft = self.begun(kind, at);
        draft.extend(known);
        Ok(Call::Put { kind, id: None, draft })
    }

    /// What is known of a record that is named in a line: what it is, and where; of evidence the checks it proves, where
    /// they stand behind it. Refused where a field is named that the kind has not.
    pub fn known(&self, kind: &'static Kind, at: &str, what: &str) -> Result<Draft, Refusal> {
        let is_evidence = kind.key == EVIDENCE.key;
        let (what, named) = self.fields_behind(kind, what)?;
        let parts = what.rsplit_once(BETWEEN).filter(|_| is_evidence);
        let (what, at) = match parts.and_then(|(what, ids)| Some((what, self.checks_named(ids, at)?))) {
            Some(named) => named,
            None => (what, at.to_owned()),
        };
        let known = [("what", text::clean_line(what)), (if is_evidence { "shows" } else { "at" }, at)];
        let known = known.into_iter().filter(|(_, v)| !v.is_empty()).map(|(k, v)| (k.to_owned(), v));
        Ok(known.chain(named).collect())
    }

    /// A text and the fields written behind it: `; owner=Ana; due=2026-03-01`, of a decision or of what is parked. What looks like
    /// a field and is none of its own is refused, or it would end in the text. A person may be called by a name only one has.
    fn fields_behind<'t>(&self, kind: &'static Kind, typed: &'t str) -> Result<(&'t str, Draft), Refusal> {
        let (mut text, mut named) = (typed, Draft::new());
        if kind.key != PARKED.key && kind.key != DECISION.key {
            return Ok((text, named));
        }
        while let Some((before, part)) = text.rsplit_once(BETWEEN) {
            let field = part.split_once('=').and_then(|(key, value)| {
                let field = kind.typed().find(|f| f.key.eq_ignore_ascii_case(key.trim()))?;
                Some((field, text::clean_line(value)))
            });
            let Some((field, value)) = field.filter(|_| !before.trim().is_empty()) else { break };
            let begun = if field.typ == Type::Who { self.a().people_begun(&value) } else { Vec::new() };
            let value = match begun.as_slice() {
                [] => value,
                [one] => one.name.clone(),
                several => return Err(not_one(kind, field, &value, several)),
            };
            named.insert(field.key.to_owned(), value);
            text = before.trim();
        }
        let parts = || text.split(BETWEEN).skip(1).filter_map(|part| part.split_once('='));
        let is_word = |key: &str| !key.is_empty() && key.chars().all(|c| c.is_ascii_alphabetic() || c == '-');
        match parts().map(|(key, _)| key.trim()).find(|key| is_word(key)) {
            Some(key) => Err(Refusal::UnknownField { kind, typed: text::shown(key, 30) }),
            None => Ok((text, named)),
        }
    }

    /// The checks behind a piece of evidence, bare numbers being those of where one is; none when it is just text.
    fn checks_named(&self, typed: &str, at: &str) -> Option<String> {
        let q = self.q();
        let here = q.find(at).and_then(|t| q.requirement_of(t)).map(|r| q.requirements[r].id.as_str());
        let ids = find::spelt_out(q, typed, here);
        let proves = |id: &String| q.find(id).is_some_and(|t| !matches!(t, Target::Heading(_)));
        (!ids.is_empty() && ids.iter().all(proves)).then(|| ids.join(", "))
    }

    /// An action of one's own at this place. What begins with the number of a parked item is made of that, and
    /// filed where it was parked. The number stays as typed: a script that is tried first knows no permanent id yet.
    fn added(&self, rest: &str, at: Option<&str>) -> Result<(Call, String), Fault> {
        let [what, output, hours, closes, after, owner] = parted(rest);
        let filed = at.map(|at| self.filed_under(at));
        let mut new = NewAction {
            output,
            hours,
            closes,
            after,
            owner,
            at: filed.clone().unwrap_or_default(),
            ..NewAction::default()
        };
        if is_number_of(&PARKED, &what) {
            return Ok((Call::Promote { number: what.clone(), new }, what));
        }
        filed.ok_or(Fault::NoPlace { deed: Deed::Add })?;
        new.what.clone_from(&what);
        Ok((Call::AddAction(new), what))
    }

    /// One agreed answer; that all are shown; or one person's answer: who, and the level last; a single hyphen takes it away.
    fn a_vote(&self, deed: Deed, rest: &str, at: Option<&str>, here: String) -> Result<Call, Fault> {
        if deed == Deed::Reveal {
            return Ok(Call::Reveal { at: here });
        }
        if deed == Deed::Agree {
            return self.an_agreement(rest, at, here);
        }
        let Some((who, level)) = rest.rsplit_once(char::is_whitespace) else {
            return Err(self.too_short(Deed::Vote, at));
        };
        let given = Level::parse(level).filter(|_| level != NOTHING);
        if given.is_none() && level != NOTHING {
            return Err(Fault::NoLevel { typed: level.to_owned() });
        }
        Ok(Call::Vote { at: here, who: who.trim().to_owned(), level: given })
    }

    /// The level people settled on, with what somebody holds against it; or the word of the rule.
    fn an_agreement(&self, rest: &str, at: Option<&str>, here: String) -> Result<Call, Fault> {
        let (level, dissent) = split(rest);
        if level.is_empty() {
            return Err(self.too_short(Deed::Agree, at));
        }
        if level.eq_ignore_ascii_case(WORST) {
            return Ok(Call::Agree { at: here, how: How::Worst, dissent: dissent.to_owned() });
        }
        let given = Level::parse(level).ok_or_else(|| Fault::NoLevel { typed: level.to_owned() })?;
        Ok(Call::Agree { at: here, how: How::ByHand(given), dissent: dissent.to_owned() })
    }

    fn too_short(&self, deed: Deed, at: Option<&str>) -> Fault {
        let q = self.q();
        let here = at.and_then(|id| q.requirement_of(q.find(id)?)).unwrap_or_default();
        let id = |r: usize| q.requirements.get(r).map_or("", |r| r.id.as_str());
        let (word, takes, example) = deed.row();
        let two = format!("{}, {}{BETWEEN}", id(here), id(here + 1));
        let ids = match deed {
            Deed::Join => two.as_str(),
            _ if takes.starts_with("ID") => id(here),
            _ => "",
        };
        let parts = [word, ids, example];
        let parts: Vec<&str> = parts.into_iter().filter(|p| !p.is_empty()).collect();
        Fault::TooShort { deed, example: parts.join(" ") }
    }
}

/// That a name in a field is that of several people: nobody is taken for another.
fn not_one(kind: &Kind, field: &Field, typed: &str, several: &[Person]) -> Refusal {
    let number = |p: &Person| format!("{}-{} {}", PERSON.letter, p.no, text::shown(&p.name, 40));
    let fault = Wrong::Several {
        typed: text::shown(typed, 40),
        numbers: several.iter().take(5).map(number).collect(),
    };
    Refusal::Field { kind: kind.key, field: field.key, word: field.word, fault }
}

/// One fact about the organisation or the plan, which is about no place.
fn fact(key: &'static str, typed: &str) -> (Call, String) {
    (Call::About(vec![(key, typed.to_owned())]), String::new())
}

/// A single hyphen stands for nothing.
fn emptied(typed: &str) -> String {
    if typed == NOTHING { String::new() } else { typed.to_owned() }
}

/// The parts of a line in their order; what is missing is empty, and the last holds whatever is left.
fn parted<const N: usize>(rest: &str) -> [String; N] {
    let mut parts = rest.splitn(N, BETWEEN);
    std::array::from_fn(|_| emptied(parts.next().unwrap_or_default().trim()))
}

/// An action and the parts it falls into; none where no part is said.
fn in_parts(rest: &str) -> Option<(Call, String)> {
    let (id, parts) = split(rest);
    let parts: Vec<String> = parts.split(BETWEEN).map(|part| part.trim().to_owned()).collect();
    let said = parts.iter().any(|part| !part.is_empty());
    said.then(|| (Call::Split { id: id.to_owned(), parts }, id.to_owned()))
}
