//! What a field takes from a file that comes in: what a person could have chosen, and nothing else. A file that is opened keeps
//! a word of a newer version ([`super::holds`]); what is taken over into one is held to the words of the table. Asked by
//! `import`; changes nothing.

use super::{Fault, Field, NO, Rid, Type, Wanted, holds, value};
use crate::model::limits::Limit;
use crate::model::named_papers;
use crate::model::questionnaire::{Questionnaire, Target};
use crate::model::text;

/// Why a field does not take a stored value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Misfit {
    /// As of a text that was typed.
    Fault(Fault),
    /// It breaks a limit.
    Limit(Limit),
}

/// Whether a field takes what is stored under its key: the member of a set, and the value.
pub fn stored(q: &Questionnaire, field: &Field, member: Option<&str>, value: &str) -> Result<(), Misfit> {
    holds::stored(field.word, field.typ, member, value).map_err(Misfit::Limit)?;
    let one_of = |typed: &str, words: &'static [&'static str]| {
        let wrong = || Misfit::Fault(Fault::NotAWord { typed: text::shown(typed, 30), words });
        words.contains(&typed).then_some(()).ok_or_else(wrong)
    };
    let requirement = |t| matches!(t, Target::Requirement(_));
    let id = |what, typed: &str, fits: &dyn Fn(Target) -> bool| {
        let found = value::id(q, what, typed, fits);
        let same = found.map_err(Misfit::Fault)? == typed;
        let no_such = || Fault::NoSuchId { what, id: text::shown(typed, 40), near: Vec::new() };
        same.then_some(()).ok_or_else(|| Misfit::Fault(no_such()))
    };
    let member = member.unwrap_or_default();
    match field.typ {
        Type::Choice(words) => one_of(value, words),
        Type::Flag => one_of(value, &[value::YES, NO]),
        Type::Id => id(Wanted::Question, value, &|_| true),
        Type::Words(words) => one_of(member, words).and_then(|()| one_of(value, &[value::YES])),
        Type::Document if !named_papers::all(q).any(|name| name == value) => {
            let id = text::shown(value, 40);
            Err(Misfit::Fault(Fault::NoSuchId { what: Wanted::Document, id, near: Vec::new() }))
        }
        Type::Ids => id(Wanted::RequirementOrCheck, member, &|t| !matches!(t, Target::Heading(_)))
            .and_then(|()| one_of(value, &[value::YES])),
        Type::Requirements => {
            id(Wanted::Requirement, member, &requirement).and_then(|()| one_of(value, &[value::YES]))
        }
        Type::Places => id(Wanted::Question, member, &|_| true).and_then(|()| one_of(value, &[value::YES])),
        // One of the roadmap by its requirement, or a record.
        Type::Actions if Rid::parse(member).is_none() => {
            id(Wanted::Action, member, &requirement).and_then(|()| one_of(value, &[value::YES]))
        }
        Type::Actions | Type::Links(_) => one_of(value, &[value::YES]),
        _ => Ok(()),
    }
}
