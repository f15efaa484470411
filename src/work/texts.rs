//! Texts and figures on an id: notes, reasons, owners, hours, ranks, dates; and facts about the organisation.

use jiff::civil::Date;

use super::{Done, Refused, Work};
use crate::files;
use crate::model::assessment::keys;
use crate::model::limits::{self, Expected, What};
use crate::model::questionnaire::Target;
use crate::model::record::value::Context;
use crate::model::record::{Draft, PERSON, RISK, write};
use crate::model::said::{Matter, Said, is_weak_reason};
use crate::model::typed::{self, Year};
use crate::model::{
    Edit, Level, OrgSize, Refusal, Rid, action, edit, fields, for_system, statement, text, votes,
};
use crate::session::Session;

/// The size of who works alone, as it is kept.
pub(super) const SOLO: &str = OrgSize::Solo.key();

impl Work {
    /// What is kept on an id now; empty when nothing is.
    pub fn kept(&self, matter: Matter, at: &str) -> String {
        match matter {
            Matter::Reason => self.reason_at(at).unwrap_or_default().to_owned(),
            Matter::Dissent => votes::of(self.a(), at).unwrap_or_default().dissent,
            _ => action::saying(self.a(), matter.prefix(), at).unwrap_or_default().to_owned(),
        }
    }

    /// Whether a Don't know stands at this id, so that one may write whom to ask.
    pub fn is_unknown(&self, at: &str) -> bool {
        let (q, a) = (self.q(), self.a());
        let unknown = |c: usize| a.asked_level(q, c) == Some(Level::DontKnow);
        match q.find(at) {
            Some(Target::Check(c)) => unknown(c),
            Some(Target::Requirement(r)) => q.checks_of(r).any(unknown),
            _ => false,
        }
    }

    /// What a reason for excluding this has to argue; refused where nothing can be excluded.
    pub fn reason_must(&self, at: &str) -> Result<&str, Refused> {
        self.may_have_reason(at)?;
        let q = self.q();
        let r = q.find(at).and_then(|t| q.requirement_of(t));
        Ok(r.and_then(|r| q.requirements[r].exclusion.as_ref()).map_or("", |e| &e.reason_must))
    }

    /// Keeps a text or figure on an id; empty text removes it. Its draft is forgotten with it.
    pub fn write(&mut self, matter: Matter, at: &str, typed: &str) -> Result<Done, Refused> {
        let at = self.bearer(matter, at);
        let at = at.as_str();
        if let Some(id) = self.system_of(at).filter(|_| matter == Matter::Reason) {
            return self.write_reason_of(&id, at, typed);
        }
        let e = self.text_edit(matter, at, typed)?;
        let changed = self.apply(&e, None)?;
        let at = e.at.clone();
        self.s.keep_draft(&format!("{}{at}", matter.prefix()), None);
        let now = self.kept(matter, &at);
        let said = if changed { Said::Kept { matter, at, now } } else { Said::Unchanged };
        Ok(Done { said, next: None })
    }

    /// Keeps why a system leaves out what is here.
    fn write_reason_of(&mut self, system: &Rid, at: &str, typed: &str) -> Result<Done, Refused> {
        self.may_have_reason(at)?;
        let e = for_system::reason(self.q(), self.a(), system, at, typed)?;
        let at = e.at.clone();
        self.s.keep_draft(&format!("{}{at}", Matter::Reason.prefix()), None);
        let gone = typed.trim().is_empty();
        let weak = !gone && is_weak_reason(typed);
        let system = self.a().system_name(system).unwrap_or_default();
        self.done(&e, |_| Said::ReasonOfSystem { at, system, gone, weak })
    }

    /// Where something is kept: work belongs to the requirement of a check.
    fn bearer(&self, matter: Matter, at: &str) -> String {
        let q = self.q();
        let on_work = !matches!(matter, Matter::Note | Matter::Reason | Matter::Ask | Matter::Dissent);
        match q.find(at) {
            Some(t @ Target::Check(_)) if on_work => {
                q.requirement_of(t).map(|r| q.requirements[r].id.clone())
            }
            _ => None,
        }
        .unwrap_or_else(|| at.to_owned())
    }

    /// The edit of a text, or why it is refused.
    pub(super) fn text_edit(&self, matter: Matter, at: &str, typed: &str) -> Result<Edit, Refused> {
        let (q, a) = (self.q(), self.a());
        let typed = typed.trim_end();
        let day = || typed::kept_day(typed, self.today, Year::Ahead);
        Ok(match matter {
            Matter::Reason => {
                self.may_have_reason(at)?;
                edit::text_at(q, a, matter.prefix(), at, typed)?
            }
            Matter::Ask => edit::text_at(q, a, matter.prefix(), at, &a.by_name(typed.trim()))?,
            Matter::Note => edit::text_at(q, a, matter.prefix(), at, typed)?,
            Matter::Owner => edit::action_owner(q, a, at, typed)?,
            Matter::Effort => edit::action_effort(q, a, at, Some(&typed::kept_hours(typed)))?,
            Matter::Rank => self.rank_edit(at, typed)?,
            Matter::Pin => edit::pin(q, a, at, Some(&day()))?,
            Matter::Due => edit::due(q, a, at, Some(&day()))?,
            Matter::DoneWhen => edit::done_when(q, a, at, typed)?,
            Matter::Dissent => votes::dissent(q, a, at, typed)?,
            Matter::WhyIn | Matter::How => {
                self.may_be_stated(at)?;
                edit::text_at(q, a, matter.prefix(), at, typed)?
            }
            Matter::LookAgain => {
                self.may_be_stated(at)?;
                statement::look_again(q, a, at, &day())?
            }
        })
    }

    /// Whether what stands there can be excluded, and so has a reason for it.
    pub fn may_have_reason(&self, at: &str) -> Result<(), Refused> {
        let q = self.q();
        let Some(t) = q.find(at) else { return Err(edit::unknown(q, at).into()) };
        let can = match t {
            Target::Heading(_) => false,
            _ => q.requirement_of(t).is_some_and(|r| q.requirements[r].exclusion.is_some()),
        };
        if can { Ok(()) } else { Err(Refused::NoReasonHere { controls: q.names.controls.clone() }) }
    }

    /// "1 customer asks for it": rank and reason; nothing gives the rank back to the rule.
    fn rank_edit(&self, at: &str, typed: &str) -> Result<Edit, Refused> {
        let (q, a) = (self.q(), self.a());
        let typed = typed.trim();
        let Some(Target::Requirement(r)) = q.find(at) else { return Err(edit::unknown(q, at).into()) };
        if typed.is_empty() {
            return Ok(edit::override_rank(q, a, at, None)?);
        }
        let gaps = &self.plan().0.gaps;
        if !gaps.iter().any(|g| g.requirement == r) {
            return Err(Refused::NoGap { at: q.requirements[r].id.clone() });
        }
        let (number, reason) = typed.split_once(char::is_whitespace).unwrap_or((typed, ""));
        match number.parse() {
            Ok(n) if (1..=gaps.len()).contains(&(n as usize)) => {
                Ok(edit::override_rank(q, a, at, Some((n, reason)))?)
            }
            Ok(_) => Err(Refused::RankBeyond { last: gaps.len() }),
            Err(_) => Err(Refusal::bad(What::Rank, number, Expected::RankAndReason).into()),
        }
    }

    /// One owner for several actions, in one step of undo.
    pub fn own_all(&mut self, ids: &[&str], name: &str) -> Result<Done, Refused> {
        let e = edit::action_owners(self.q(), self.a(), ids, name)?;
        let now = self.a().by_name(&text::clean_line(name));
        self.done(&e, |_| Said::Kept { matter: Matter::Owner, at: String::new(), now })
    }

    /// Changes facts about the plan in memory only: a what-if on a file that was opened to look.
    pub fn imagine(&mut self, sets: impl IntoIterator<Item = (&'static str, String)>) -> Result<(), Refused> {
        let sets = sets.into_iter().map(|(key, value)| (key, about_value(key, value, self.today)));
        let e = edit::about(self.a(), sets)?;
        self.s.imagine(&e);
        self.forget();
        Ok(())
    }

    /// Facts about the organisation and the plan; a number of people is understood as a size.
    pub fn about(&mut self, sets: impl IntoIterator<Item = (&'static str, String)>) -> Result<Done, Refused> {
        let sets: Vec<_> =
            sets.into_iter().map(|(key, value)| (key, about_value(key, value, self.today))).collect();
        let plan = matches!(sets.as_slice(), [(key, _)] if *key == keys::HOURS);
        let mut e = edit::about(self.a(), sets)?;
        let alone = e.changes.iter().any(|x| x.key == keys::SIZE && x.now.as_deref() == Some(SOLO));
        let name = if alone { self.themselves(&mut e)? } else { None };
        self.done(&e, |w| match name {
            Some(name) => Said::Alone { name },
            None if plan => w.planned(),
            None => Said::About,
        })
    }

    /// Puts who works alone into the register of people, where nobody ever stood in it, so that there is a name to choose
    /// everywhere; the name, if so.
    fn themselves(&self, e: &mut Edit) -> Result<Option<String>, Refused> {
        let c = self.records();
        if c.a.index().next_number(PERSON.key) > 1 {
            return Ok(None);
        }
        let (name, person) = themselves(c, &self.s.by)?;
        e.changes.extend(person.changes);
        Ok(Some(name))
    }
}

/// Who works alone, as a person of the register: the name somebody works under, else what they are; and what adds them.
pub(super) fn themselves(c: Context<'_>, by: &str) -> Result<(String, Edit), Refused> {
    let known = Some(by.trim()).filter(|by| !by.is_empty() && !files::is_nameless(by));
    let owner = RISK.field("owner").map_or("", |f| f.word);
    let name = known.unwrap_or(owner).to_owned();
    let draft = Draft::from([("name".to_owned(), name.clone())]);
    Ok((name, write::add(c, &PERSON, &Session::new_id(), &draft)?))
}

/// A value as it is kept: of the size, also a number of people; yes and no, hours and days however they are written.
pub(super) fn about_value(key: &str, value: String, today: Date) -> String {
    let kept = match key {
        _ if value.trim().is_empty() => None,
        keys::HOURS => Some(typed::kept_hours(&value)),
        keys::START | keys::TARGET => Some(typed::kept_day(&value, today, Year::Ahead)),
        keys::SIZE => fields::size_word(&value),
        keys::ASK_ALL => limits::yes_or_no(&value).ok().map(str::to_owned),
        _ => None,
    };
    kept.unwrap_or(value)
}
