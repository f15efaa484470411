//! What a paper asks and what was answered: facts of the file, so that a paper made again still has them.

use super::rows::rows;
use super::template::{Answering, Question, Template};
use crate::model::assessment::{Assessment, keys};
use crate::model::change::{self, Edit};
use crate::model::limits;
use crate::model::record::{PERSON, RISK_LEVEL, Rec, read};
use crate::model::{Refusal, text};

/// A question of a paper as it is asked here.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Asked<'t> {
    /// The paper.
    pub paper: &'t Template,
    /// The question.
    pub question: &'t Question,
}

/// The fact of an answer: `paper.ai-policy.approver`.
pub fn key(paper: &str, question: &str) -> String {
    format!("{}{paper}.{question}", keys::PAPER)
}

/// The fact that keeps what was written into a file of this name.
pub fn written_key(file: &str) -> String {
    format!("{}{file}", keys::WRITTEN)
}

/// The SHA-256 of what was last written into a file of this name; none where nothing was.
pub fn written<'a>(a: &'a Assessment, file: &str) -> Option<&'a str> {
    a.at(keys::WRITTEN, file).and_then(|v| v.split_whitespace().next())
}

/// Every question that is asked of this organisation, in the order of the papers.
pub fn asked<'t>(all: &'t [Template], a: &Assessment) -> Vec<Asked<'t>> {
    let of = |paper: &'t Template| {
        let here = paper.questions.iter().filter(|x| x.when.holds(a));
        here.map(|question| Asked { paper, question }).collect::<Vec<_>>()
    };
    super::fitting(all, a).into_iter().flat_map(of).collect()
}

/// A question by what people type: `ai-policy.approver`.
pub fn find<'t>(all: &'t [Template], typed: &str) -> Option<Asked<'t>> {
    let (paper, question) = typed.trim().split_once('.')?;
    let paper = all.iter().find(|t| t.id.eq_ignore_ascii_case(paper))?;
    let question = paper.questions.iter().find(|x| x.key.eq_ignore_ascii_case(question))?;
    Some(Asked { paper, question })
}

impl Asked<'_> {
    /// As people type it.
    pub fn name(&self) -> String {
        format!("{}.{}", self.paper.id, self.question.key)
    }

    /// What was answered, or what the registers say; none while nobody said.
    pub fn answer(&self, a: &Assessment) -> Option<String> {
        if let Some(given) = self.given(a) {
            return Some(given.to_owned());
        }
        if let Some(of) = &self.question.records
            && let Some(said) = said_by(a, of)
        {
            return Some(said);
        }
        if self.question.levels
            && let Some(who) = who_decides(a)
        {
            return Some(who);
        }
        if self.question.duty.is_empty() {
            return None;
        }
        let people = read::all(a, &PERSON);
        let has = |p: &&Rec<'_>| p.members("duties").iter().any(|(d, _)| *d == self.question.duty);
        let names: Vec<&str> = people.iter().filter(has).map(Rec::name).filter(|n| !n.is_empty()).collect();
        match names.as_slice() {
            [] => None,
            names => Some(names.join(", ")),
        }
    }

    /// Whom a form proposes while nobody answered: of somebody who works alone, whose firm it is. In the paper it stays a question
    /// until it was answered, as nobody gave them the duty.
    pub fn proposed(&self, a: &Assessment) -> Option<String> {
        let asks = self.question.alone && self.answer(a).is_none();
        asks.then(|| a.the_one()).flatten().map(|one| one.name)
    }

    /// What a person answered.
    pub fn given<'a>(&self, a: &'a Assessment) -> Option<&'a str> {
        a.get(&key(&self.paper.id, &self.question.key)).filter(|v| !v.trim().is_empty())
    }

    /// The edit that keeps an answer; an empty one takes it away.
    pub fn edit(&self, a: &Assessment, typed: &str) -> Result<Edit, Refusal> {
        answer(a, &[(*self, typed.to_owned())])
    }
}

/// Whom names with commas mean, each by its beginning where one person of the register alone is called so: as it is kept, and
/// whether nobody of them is in the register.
pub fn people_meant(a: &Assessment, typed: &str) -> (String, bool) {
    let typed = typed.trim();
    let mut known = false;
    let names: Vec<&str> = typed.split(',').map(str::trim).collect();
    let one = |name: &&str| {
        let person = a.person_begun(name);
        // A role stays a role: who holds it may change.
        known |= person.is_some() || !a.meant(name).is_empty();
        person.unwrap_or_else(|| (*name).to_owned())
    };
    let kept: Vec<String> = names.iter().map(one).collect();
    (
        if known { kept.join(", ") } else { typed.to_owned() },
        !known && !typed.is_empty() && !a.people().is_empty(),
    )
}

/// What records of a register say, each by its first field, which it has to have, with the others in brackets; none where no
/// record says that.
fn said_by(a: &Assessment, of: &Answering) -> Option<String> {
    let one = |rec: Rec<'_>| {
        let mut said = of.fields.iter().map(|field| rec.get(field).trim().to_owned());
        let first = said.next().filter(|first| !first.is_empty())?;
        let more: Vec<String> = said.filter(|text| !text.is_empty()).collect();
        Some(if more.is_empty() { first } else { format!("{first} ({})", more.join(", ")) })
    };
    let mut said: Vec<String> = Vec::new();
    for words in rows(a, &of.of).into_iter().filter_map(one) {
        // The same of several is said once.
        if !said.contains(&words) {
            said.push(words);
        }
    }
    (!said.is_empty()).then(|| said.join("; "))
}

/// Who decides on risks by their level: one name where it is always the same, else each with the levels; none while a level does
/// not say it, as that leaves risks nobody may decide on.
fn who_decides(a: &Assessment) -> Option<String> {
    let levels = read::all(a, &RISK_LEVEL);
    let mut by: Vec<(&str, Vec<&str>)> = Vec::new();
    for level in &levels {
        let (who, name) = (level.get("decides"), level.name());
        if who.trim().is_empty() {
            return None;
        }
        match by.iter_mut().find(|(known, _)| *known == who) {
            Some((_, of)) => of.push(name),
            None => by.push((who, vec![name])),
        }
    }
    match by.as_slice() {
        [] => None,
        [(who, _)] => Some((*who).to_owned()),
        several => {
            let one = |(who, of): &(&str, Vec<&str>)| format!("{who} ({})", of.join(", "));
            Some(several.iter().map(one).collect::<Vec<_>>().join(", "))
        }
    }
}

/// The edit that keeps several answers at once.
pub fn answer(a: &Assessment, all: &[(Asked<'_>, String)]) -> Result<Edit, Refusal> {
    let mut sets = Vec::new();
    for (asked, typed) in all {
        let value = text::clean(typed).trim().to_owned();
        let value = if asked.question.duty.is_empty() { value } else { people_meant(a, &value).0 };
        limits::text(&value).map_err(|l| l.refusal(&value))?;
        let value = (!value.is_empty()).then_some(value);
        sets.push((key(&asked.paper.id, &asked.question.key), value));
    }
    let at = match all {
        [(one, _)] => one.name(),
        [(first, _), ..] => first.paper.id.clone(),
        [] => String::new(),
    };
    Ok(change::facts(a, "paper", &at, sets))
}
