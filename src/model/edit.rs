//! Changes people make. Each constructor checks that the change is allowed and returns an [`Edit`]:
//! the facts it sets and what stood there before, so that every edit carries its own inverse.

use super::allowed;
use super::applies;
use super::assessment::{Assessment, keys};
use super::change::{may_be_excluded, too_long};
use super::level::Level;
use super::limits::{self, Expected, What};
use super::questionnaire::{Questionnaire, Target};
use super::record::ACTION;
use super::text;

pub use super::action::to_ask;
pub use super::action_edit::{
    action_effort, action_owner, action_owners, add_action, done_when, drop_action, due, merge, pin,
    progress, split,
};

pub use super::change::{Change, Edit, Refusal, facts};
pub use super::limits::TEXT as MAX_TEXT;

/// Rates a heading, a requirement or a check. `None` withdraws the answer.
pub fn rate(
    q: &Questionnaire,
    a: &Assessment,
    id: &str,
    level: Option<Level>,
    note: Option<&str>,
) -> Result<Edit, Refusal> {
    let target = q.find(id).ok_or_else(|| unknown(q, id))?;
    let id = q.id_of(target).to_owned();
    if level == Some(Level::NotApplicable) {
        may_be_excluded(q, target)?;
    }
    let mut sets = vec![(id.clone(), Some(level.map_or(keys::CLEAR, Level::key).to_owned()))];
    // What an earlier answer was made of is nothing this one was made of.
    if a.any(keys::AGREED_FROM) {
        sets.push((format!("{}{id}", keys::AGREED_FROM), None));
    }
    match target {
        // Withdrawing the answer to a requirement withdraws those to its checks.
        Target::Requirement(r) if level.is_none() => {
            sets.extend(q.checks_of(r).map(|c| (q.check(c).id.clone(), None)));
        }
        // Rating a whole reaches everything unrated below it, also what was withdrawn there before.
        Target::Requirement(_) | Target::Heading(_) if level.is_some() => {
            let below = q.ids_below(target).into_iter();
            sets.extend(below.filter(|i| a.get(i) == Some(keys::CLEAR)).map(|i| (i.to_owned(), None)));
        }
        _ => {}
    }
    let requirements = match target {
        Target::Requirement(r) => vec![r],
        Target::Check(c) => vec![q.check_owner[c]],
        Target::Heading(h) => q.below(h),
    };
    // What is left out is no longer said to be in.
    if level == Some(Level::NotApplicable) && a.any(keys::IN) {
        let trial = a.rated(q, &sets);
        let out = requirements.iter().filter(|r| applies::is_out(q, &trial, **r));
        sets.extend(out.map(|r| (applies::in_key(&q.requirements[*r].id), None)));
    }
    sets.extend(no_longer_why_out(q, a, &sets, &requirements));
    if a.any(keys::ACTION_STATUS) || a.any(ACTION.key) {
        let trial = a.rated(q, &sets);
        sets.extend(super::action_edit::marks_used_up(q, a, &trial, &requirements));
    }
    if let Some(note) = note.map(text::clean).filter(|n| !n.trim().is_empty()) {
        too_long("note", &note)?;
        let prefix = if level == Some(Level::NotApplicable) { keys::REASON } else { keys::NOTE };
        sets.push((format!("{prefix}{id}"), Some(note.trim().to_owned())));
    }
    Ok(facts(a, "answer", &id, sets))
}

/// What takes away why controls are left out that these answers take in: it would be read as why they are needed.
fn no_longer_why_out(
    q: &Questionnaire,
    a: &Assessment,
    sets: &[(String, Option<String>)],
    requirements: &[usize],
) -> Vec<(String, Option<String>)> {
    let was_out: Vec<usize> = requirements.iter().copied().filter(|r| applies::is_out(q, a, *r)).collect();
    if was_out.is_empty() {
        return Vec::new();
    }
    let trial = a.rated(q, sets);
    let taken_in: Vec<usize> = was_out.into_iter().filter(|r| !applies::is_out(q, &trial, *r)).collect();
    // The day to look at an exclusion again is of no use to what is in.
    let again = taken_in.iter().map(|r| (format!("{}{}", keys::AGAIN, q.requirements[*r].id), None));
    let again: Vec<_> = again.collect();
    // A part that stays out keeps why it is.
    let stays_out = |c: usize| matches!(trial.general_level(q, c), Some((Level::NotApplicable, _)));
    let parts = |r: usize| q.checks_of(r).filter(|c| !stays_out(*c)).map(|c| q.check(c).id.as_str());
    let ids =
        taken_in.into_iter().flat_map(|r| std::iter::once(q.requirements[r].id.as_str()).chain(parts(r)));
    ids.map(|id| (format!("{}{id}", keys::REASON), None)).chain(again).collect()
}

/// What is wrong with a line of an answer script.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WrongLine {
    /// It names no level.
    NoLevel {
        /// What stands in its place.
        typed: String,
    },
    /// The answer cannot be given.
    Refused(Refusal),
}

/// A line of answers, `ID LEVEL [note]`: the id, the level (none withdraws), the note. What stands where a level
/// should is the error.
pub fn answer_line(line: &str) -> Result<(&str, Option<Level>, Option<&str>), &str> {
    let mut parts = line.splitn(3, char::is_whitespace);
    let (id, word) = (parts.next().unwrap_or(""), parts.next().unwrap_or(""));
    let note = parts.next().map(str::trim).filter(|n| !n.is_empty() && !n.starts_with("# "));
    if word.eq_ignore_ascii_case("clear") {
        return Ok((id, None, note));
    }
    Level::parse(word).map(|level| (id, Some(level), note)).ok_or(word)
}

/// A line of answers as an edit, with the id and the level's key or `clear`. The error says what is wrong with the line.
pub fn script_line(
    q: &Questionnaire,
    a: &Assessment,
    line: &str,
) -> Result<(String, &'static str, Edit), WrongLine> {
    let (id, level, note) =
        answer_line(line).map_err(|word| WrongLine::NoLevel { typed: text::shown(word, 30) })?;
    let e = rate(q, a, id, level, note).map_err(WrongLine::Refused)?;
    Ok((e.at.clone(), level.map_or("clear", Level::key), e))
}

/// Sets or removes one text fact on an id (note, reason, owner, ...).
pub fn text_at(
    q: &Questionnaire,
    a: &Assessment,
    prefix: &'static str,
    id: &str,
    value: &str,
) -> Result<Edit, Refusal> {
    let target = q.find(id).ok_or_else(|| unknown(q, id))?;
    let id = q.id_of(target);
    let value = text::clean(value);
    let what = prefix.trim_end_matches('.');
    too_long(what, &value)?;
    let value = (!value.trim().is_empty()).then(|| value.trim_end().to_owned());
    Ok(facts(a, what, id, [(format!("{prefix}{id}"), value)]))
}

/// Sets facts about the organisation after checking each value.
pub fn about(
    a: &Assessment,
    sets: impl IntoIterator<Item = (&'static str, String)>,
) -> Result<Edit, Refusal> {
    let mut checked = Vec::new();
    for (key, value) in sets {
        let value = text::clean_line(&value);
        too_long(key, &value)?;
        if !value.is_empty() {
            allowed::fact(key, &value).map_err(|l| l.refusal(&value))?;
        }
        checked.push((key.to_owned(), Some(value)));
    }
    // To give the size again is an answer even where the word stays the same.
    if a.is_size_asked_again() && checked.iter().any(|(key, _)| key == keys::SIZE) {
        checked.push((keys::SIZE_MEANT.to_owned(), None));
        checked.push((keys::RULE.to_owned(), Some(super::RULE.to_owned())));
    }
    Ok(facts(a, "about", "", checked))
}

/// The first facts of a new assessment: what was filled in, and which questionnaire and rule it is made
/// with.
pub fn founding(
    q: &Questionnaire,
    sets: impl IntoIterator<Item = (&'static str, String)>,
) -> Result<Edit, Refusal> {
    let made_with =
        [(keys::QUESTIONNAIRE, format!("{} {}", q.id, q.version)), (keys::RULE, super::RULE.to_owned())];
    about(&Assessment::new(q), sets.into_iter().chain(made_with))
}

/// Puts a person's rank on a gap; the reason is part of it. `None` gives the rank back to the rule.
pub fn override_rank(
    q: &Questionnaire,
    a: &Assessment,
    id: &str,
    rank: Option<(u32, &str)>,
) -> Result<Edit, Refusal> {
    if let Some((_, reason)) = rank
        && reason.trim().is_empty()
    {
        return Err(Refusal::bad(What::Reason, "", Expected::Reason));
    }
    let value = rank.map(|(n, reason)| format!("{} {}", n.max(1), text::clean_line(reason)));
    if let Some(value) = &value {
        limits::rank(value).map_err(|l| l.refusal(value))?;
    }
    text_at(q, a, keys::RANK, id, value.as_deref().unwrap_or(""))
}

/// Sets a person's effort in hours for the work on a requirement.
pub fn effort(q: &Questionnaire, a: &Assessment, id: &str, hours: Option<&str>) -> Result<Edit, Refusal> {
    let value = hours.map(str::trim).unwrap_or_default();
    if !value.is_empty() {
        limits::effort(value).map_err(|l| l.refusal(value))?;
    }
    text_at(q, a, keys::EFFORT, id, value)
}

pub use super::find::unknown;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::questionnaire::RequirementKind;

    #[test]
    fn a_withdrawn_answer_stays_away_until_the_whole_is_rated_again() {
        let q = crate::bank::embedded().unwrap();
        let mut a = Assessment::new(&q);
        let Some(Target::Check(c)) = q.find("9.2.1/1") else { panic!() };
        let e = rate(&q, &a, "9.2.1", Some(Level::Written), None).unwrap();
        a.apply(&q, &e);
        let e = rate(&q, &a, "9.2.1/1", None, None).unwrap();
        a.apply(&q, &e);
        assert_eq!(a.level(&q, c), None);
        let e = rate(&q, &a, "9", Some(Level::InUse), None).unwrap();
        a.apply(&q, &e);
        assert_eq!(a.level(&q, c).map(|(l, _)| l), Some(Level::Written), "9.2.1 keeps its own rating");
        a.apply(&q, &e.inverse());
        assert_eq!(a.level(&q, c), None);
    }

    /// Why a control was left out is no reason to have it in, whoever takes it in; what stays out keeps its own.
    #[test]
    fn an_answer_to_what_was_left_out_takes_its_reason_away() {
        let q = crate::bank::embedded().unwrap();
        let r = q
            .requirements
            .iter()
            .position(|r| r.kind == RequirementKind::Control && r.checks.len() > 1)
            .unwrap();
        let id = q.requirements[r].id.clone();
        let out = |a: &mut Assessment, id: &str, why: &str| {
            let e = rate(&q, a, id, Some(Level::NotApplicable), Some(why)).unwrap();
            a.apply(&q, &e);
        };
        for level in [Some(Level::InUse), None] {
            let mut a = Assessment::new(&q);
            out(&mut a, &id, "We build nothing");
            let e = rate(&q, &a, &id, level, None).unwrap();
            a.apply(&q, &e);
            assert_eq!((a.reason(&id), a.why_in(&id)), (None, ""), "{level:?}");
        }
        let mut a = Assessment::new(&q);
        let checks: Vec<String> = q.requirements[r].checks.iter().map(|c| c.id.clone()).collect();
        for check in &checks {
            out(&mut a, check, "We build nothing");
        }
        let e = rate(&q, &a, &checks[0], Some(Level::InUse), None).unwrap();
        a.apply(&q, &e);
        assert_eq!((a.reason(&checks[0]), a.reason(&checks[1])), (None, Some("We build nothing")));
    }
}
