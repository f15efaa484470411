//! The Statement of Applicability, filled in: what a control is needed for, which AI systems it is for, and what links
//! suggest, taken over.

use super::line::is_number_of;
use super::{Done, Refused, Work};
use crate::model::assessment::keys;
use crate::model::change::facts;
use crate::model::goes;
use crate::model::questionnaire::{RequirementKind, Target};
use crate::model::record::{CONTROL, Draft, RISK, Rec, SYSTEM, read, write};
use crate::model::said::{Matter, Said, is_weak_reason};
use crate::model::statement::{self, Applicable, Driver, Flag, Of, Row, driver_key, system_key};
use crate::model::{Edit, Rid, Scores, edit, restated};

/// What a change of several things of a row is called in the history.
const STATED: &str = "statement";

/// The field of a row that says whether its control applies.
pub const APPLICABLE: &str = "applicable";

/// Keys and what they are set to.
type Sets = Vec<(String, Option<String>)>;

/// What takes the drivers that links suggest.
pub const SUGGESTED: &str = "=";

impl Work {
    /// The rows of the Statement of Applicability.
    pub fn statement(&self) -> Vec<Row> {
        statement::rows(self.q(), self.a(), self.scores())
    }

    /// The ids of the rows that changed since the document of the statement was approved.
    pub fn restated(&self) -> Vec<String> {
        let s = self.session();
        let day = |time: &str| time.get(..10).and_then(|day| day.parse().ok());
        let events = s.events().iter().rev().map(|e| (day(&e.time), s.changes_of(e.seq)));
        restated::since_approved(self.q(), self.a(), events)
    }

    /// The id of the control that something stated here is about.
    pub fn stated_at(&self, at: &str) -> Result<String, Refused> {
        let q = self.q();
        let Some(t) = q.find(at) else { return Err(edit::unknown(q, at).into()) };
        let requirement = q.requirement_of(t).filter(|_| !matches!(t, Target::Heading(_)));
        let control = requirement.map(|r| &q.requirements[r]).filter(|r| r.kind == RequirementKind::Control);
        match control {
            Some(r) => Ok(r.id.clone()),
            None => Err(Refused::NoControl { at: q.id_of(t).to_owned(), controls: q.names.controls.clone() }),
        }
    }

    /// Whether the statement has a row for what stands there.
    pub fn may_be_stated(&self, at: &str) -> Result<(), Refused> {
        self.stated_at(at).map(|_| ())
    }

    /// Sets what a control is needed for, by words with commas; none removes all, `=` takes what links suggest.
    pub fn set_drivers(&mut self, at: &str, typed: &str) -> Result<Done, Refused> {
        let id = self.stated_at(at)?;
        if typed.trim() == SUGGESTED {
            return self.take_drivers(&[&id]);
        }
        let (e, now) = self.drivers_edit(&id, typed)?;
        self.done(&e, |w| Said::Drivers { lacks: w.is_in_without_reason(&id), at: id.clone(), now })
    }

    /// Whether a control, or one of one's own by its number, is in and nobody wrote why.
    fn is_in_without_reason(&self, id: &str) -> bool {
        self.lacking_in_why(id).is_some_and(|(_, flag)| flag == Flag::NoReasonFor)
    }

    /// What the reason lacks why a control, or one of one's own by its number, is in; with that number.
    pub(super) fn lacking_in_why(&self, id: &str) -> Option<(String, Flag)> {
        let row = self.statement().into_iter().find(|r| r.id == id)?;
        let flag = row.flags.into_iter().find(|f| matches!(f, Flag::NoReasonFor | Flag::WeakFor))?;
        Some((row.id, flag))
    }

    fn drivers_edit(&self, id: &str, typed: &str) -> Result<(Edit, Vec<Driver>), Refused> {
        let wanted = self.drivers_named(id, typed)?;
        let sets = Driver::ALL.map(|d| (driver_key(id, d), wanted.contains(&d).then(|| "yes".to_owned())));
        Ok((facts(self.a(), keys::DRIVER.trim_end_matches('.'), id, sets), wanted))
    }

    fn drivers_named(&self, id: &str, typed: &str) -> Result<Vec<Driver>, Refused> {
        let mut wanted = Vec::new();
        for word in typed.split([',', ';']).map(str::trim).filter(|w| !w.is_empty()) {
            if word == SUGGESTED {
                let rows = self.statement();
                wanted.extend(rows.iter().find(|r| r.id == id).into_iter().flat_map(|r| r.suggested.clone()));
                continue;
            }
            wanted.push(Driver::parse(word).ok_or_else(|| Refused::NoDriver { typed: word.to_owned() })?);
        }
        wanted.sort_unstable();
        wanted.dedup();
        Ok(wanted)
    }

    /// Keeps several things of one row in one step: each by its name as the form has it. The error names the field.
    pub fn state(
        &mut self,
        at: &str,
        fields: &[(&'static str, String)],
    ) -> Result<Done, (&'static str, Refused)> {
        let first = fields.first().map_or("", |(key, _)| *key);
        if let Some(own) = self.own_control(at).map_err(|refused| (first, refused))? {
            return self.state_own(&own, fields);
        }
        let id = self.stated_at(at).map_err(|refused| (first, refused))?;
        let (mut weak, mut untreated) = (false, Vec::new());
        let (mut sets, wanted) = self.decided(&id, fields).map_err(|refused| (APPLICABLE, refused))?;
        for (key, typed) in fields.iter().filter(|(key, _)| *key != APPLICABLE) {
            let text = |matter| self.text_edit(matter, &id, typed);
            let edit = match *key {
                "why" => text(Matter::WhyIn),
                "against" => text(Matter::Reason),
                "how" => text(Matter::How),
                "owner" => text(Matter::Owner),
                "again" => text(Matter::LookAgain),
                "drivers" => self.drivers_edit(&id, typed).map(|(e, _)| e),
                "risks" => self.risks_edit(&id, &format!("controls.{id}"), typed).map(|(e, lack)| {
                    untreated = lack;
                    e
                }),
                _ => self.systems_edit(&id, typed).map(|(e, _)| e),
            };
            let edit = edit.map_err(|refused| (*key, refused))?;
            weak |= match *key {
                "why" => !typed.trim().is_empty() && statement::is_weak_why(typed),
                "against" => !typed.trim().is_empty() && is_weak_reason(typed),
                _ => false,
            };
            sets.extend(edit.changes.into_iter().map(|c| (c.key, c.now)));
        }
        let e = facts(self.a(), STATED, &id, sets);
        if let Some(wanted) = wanted {
            let said = self.would_be(&id, &e, wanted).map_err(|refused| (APPLICABLE, refused))?;
            return self.done(&e, |_| said).map_err(|refused| (first, refused));
        }
        let driven = fields.iter().any(|(key, _)| matches!(*key, "drivers" | "why"));
        let lacks = |w: &Self| driven && w.is_in_without_reason(&id);
        self.done(&e, |w| Said::Stated { lacks: lacks(w), at: id.clone(), weak, untreated })
            .map_err(|refused| (first, refused))
    }

    /// Says whether a control applies, by a word, and why behind it.
    pub fn decide(&mut self, at: &str, typed: &str) -> Result<Done, Refused> {
        let (word, why) = super::line::split(typed);
        // Where everything else is of one system, this would be read as its decision too.
        if let Some(system) = self.q().find(at).and_then(|t| self.system_name_at(t)) {
            return Err(Refused::DecidesForAll { at: self.stated_at(at)?, system });
        }
        let mut fields = vec![(APPLICABLE, word.to_owned())];
        match Applicable::parse(word) {
            _ if why.is_empty() => {}
            Some(Applicable::Yes) => fields.push(("why", why.to_owned())),
            Some(Applicable::No) => fields.push(("against", why.to_owned())),
            _ => return Err(Refused::NoDecision { typed: typed.to_owned() }),
        }
        self.state(at, &fields).map_err(|(_, refused)| refused)
    }

    /// What the decision among these fields sets, and which it is; nothing where there is none.
    fn decided(
        &self,
        id: &str,
        fields: &[(&'static str, String)],
    ) -> Result<(Sets, Option<Applicable>), Refused> {
        let Some((_, typed)) = fields.iter().find(|(key, _)| *key == APPLICABLE) else {
            return Ok((Sets::new(), None));
        };
        let wanted = Applicable::parse(typed).ok_or_else(|| Refused::NoDecision { typed: typed.clone() })?;
        let e = statement::decide(self.q(), self.a(), id, wanted)?;
        // A reason that is typed beside it stands.
        let said = |key: &str| {
            fields
                .iter()
                .any(|(k, typed)| *k == "against" && !typed.is_empty() && key.starts_with(keys::REASON))
        };
        let sets = e.changes.into_iter().filter(|c| !said(&c.key)).map(|c| (c.key, c.now)).collect();
        Ok((sets, Some(wanted)))
    }

    /// What is said of a decision; refused where other things would say the contrary still.
    fn would_be(&self, id: &str, e: &Edit, wanted: Applicable) -> Result<Said, Refused> {
        let q = self.q();
        let Some(Target::Requirement(r)) = q.find(id) else { return Err(edit::unknown(q, id).into()) };
        let mut then = self.a().clone();
        then.apply(q, e);
        let row = statement::row(q, &then, &Scores::compute(q, &then), r);
        if row.applicable != wanted {
            return Err(Refused::NotDecided { at: id.to_owned(), is: row.applicable, wanted });
        }
        let never = row.flags.iter().find_map(|f| match f {
            Flag::CannotStand(never) => Some(never.clone()),
            _ => None,
        });
        let never = never.unwrap_or_default();
        // Where no reason can stand, a better one is nothing to ask for.
        let weak = never.is_empty() && row.is_weak();
        let answer = if wanted == Applicable::No { goes::answer(e, id) } else { None };
        let before = statement::row(q, self.a(), self.scores(), r);
        let in_use = goes::in_use(q, self.a(), &before, &row);
        let goes =
            in_use.into_iter().chain(answer).chain(goes::reasons(e)).chain(goes::out_for(&row)).collect();
        Ok(Said::Decided { goes, never, at: id.to_owned(), now: wanted, lacks: row.lacks_reason(), weak })
    }

    /// The control of one's own that is called so: by its number with its letter, as the statement shows it.
    pub fn own_control(&self, at: &str) -> Result<Option<Rid>, Refused> {
        let numbered = at.contains('-') && is_number_of(&CONTROL, at.trim()) && self.q().find(at).is_none();
        numbered.then(|| self.find_record(&CONTROL, at)).transpose()
    }

    /// As [`Self::state`], of a control of one's own: its fields are those of its record.
    fn state_own(
        &mut self,
        own: &Rid,
        fields: &[(&'static str, String)],
    ) -> Result<Done, (&'static str, Refused)> {
        let rec = read::at(self.a(), &CONTROL, own);
        let at = rec.shown_no();
        let first = fields.first().map_or("", |(key, _)| *key);
        let mut draft = Draft::new();
        let mut sets = Vec::new();
        let (mut weak, mut untreated) = (false, Vec::new());
        for (key, typed) in fields {
            let value = match *key {
                "against" | "again" | APPLICABLE => return Err((*key, Refused::NotOfOwn { at })),
                "risks" => {
                    let member = format!("own-controls.{own}");
                    let (e, lack) = self.risks_edit(&at, &member, typed).map_err(|r| (*key, r))?;
                    sets.extend(e.changes.into_iter().map(|c| (c.key, c.now)));
                    untreated = lack;
                    continue;
                }
                "drivers" => self.drivers_typed(&at, typed).map_err(|r| (*key, r))?,
                "systems" if typed.trim().eq_ignore_ascii_case(super::line::ALL_SYSTEMS) => String::new(),
                _ => typed.clone(),
            };
            weak |= *key == "why" && !value.trim().is_empty() && statement::is_weak_why(&value);
            draft.insert((*key).to_owned(), value);
        }
        let e = write::set(self.records(), &rec, &draft).map_err(|refused| (first, refused.into()))?;
        sets.extend(e.changes.into_iter().map(|c| (c.key, c.now)));
        let e = facts(self.a(), STATED, "", sets);
        let driven = fields.iter().any(|(key, _)| matches!(*key, "drivers" | "why"));
        let lacks = |w: &Self| driven && w.is_in_without_reason(&at);
        self.done(&e, |w| Said::Stated { lacks: lacks(w), at: at.clone(), weak, untreated })
            .map_err(|refused| (first, refused))
    }

    /// Drivers as a record takes them, what links suggest in the place of its sign.
    fn drivers_typed(&self, at: &str, typed: &str) -> Result<String, Refused> {
        let wanted = self.drivers_named(at, typed)?;
        Ok(wanted.into_iter().map(Driver::key).collect::<Vec<_>>().join(", "))
    }

    /// Sets the risks a control treats, by numbers or names with commas; none lets no risk name it.
    pub fn set_risks(&mut self, at: &str, typed: &str) -> Result<Done, Refused> {
        let id = self.stated_at(at)?;
        let (e, untreated) = self.risks_edit(&id, &format!("controls.{id}"), typed)?;
        self.done(&e, |w| {
            let row = w.statement().into_iter().find(|r| r.id == id);
            let risks = row.into_iter().flat_map(|r| r.risks).map(|r| r.whole()).collect();
            Said::OfRisks { at: id.clone(), risks, untreated }
        })
    }

    /// The edit after which these risks and no others, by numbers or names with commas, name a control under this key of
    /// theirs; behind it those of which it is not said yet what is done about them.
    fn risks_edit(&self, id: &str, member: &str, typed: &str) -> Result<(Edit, Vec<String>), Refused> {
        let (mut wanted, mut untreated) = (Vec::new(), Vec::new());
        for word in typed.split([',', ';']).map(str::trim).filter(|w| !w.is_empty()) {
            let risk = read::at(self.a(), &RISK, &self.find_record(&RISK, word)?);
            if RISK.field("controls").is_some_and(|f| !risk.asks(f)) {
                untreated.push(risk.shown_no());
            }
            wanted.push(risk.id);
        }
        let all = read::all(self.a(), &RISK);
        let set =
            |r: &Rec<'_>| (RISK.key_of(&r.id, member), wanted.contains(&r.id).then(|| "yes".to_owned()));
        Ok((facts(self.a(), STATED, id, all.iter().map(set).collect::<Vec<_>>()), untreated))
    }

    /// Takes what links suggest for these controls, ids of the questionnaire or numbers of one's own, in one step.
    pub fn take_drivers(&mut self, ids: &[&str]) -> Result<Done, Refused> {
        let rows: Vec<Row> = self.statement().into_iter().filter(|r| ids.contains(&r.id.as_str())).collect();
        let mut sets = Vec::new();
        let mut taken = Vec::new();
        for row in rows.iter().filter(|r| !r.suggested.is_empty()) {
            for driver in &row.suggested {
                let key = match &row.of {
                    Of::Requirement(_) => driver_key(&row.id, *driver),
                    Of::Own(id) => CONTROL.key_of(id, &format!("drivers.{}", driver.key())),
                };
                sets.push((key, Some("yes".to_owned())));
            }
            taken.push((row.id.clone(), row.suggested.clone()));
        }
        let at = match ids {
            [one] => (*one).to_owned(),
            _ => String::new(),
        };
        if taken.is_empty() {
            return Err(Refused::NothingSuggested { at });
        }
        let e: Edit = facts(self.a(), keys::DRIVER.trim_end_matches('.'), &at, sets);
        self.done(&e, |w| {
            let lack =
                taken.iter().map(|(id, _)| id.clone()).filter(|id| w.is_in_without_reason(id)).collect();
            Said::SuggestedTaken { taken, lack }
        })
    }

    /// Sets the AI systems a control is for, by numbers or names with commas; none, or `all`, is for all of them.
    pub fn set_systems(&mut self, at: &str, typed: &str) -> Result<Done, Refused> {
        let id = self.stated_at(at)?;
        let (e, names) = self.systems_edit(&id, typed)?;
        self.done(&e, |_| Said::ForSystems { at: id.clone(), names })
    }

    fn systems_edit(&self, id: &str, typed: &str) -> Result<(Edit, Vec<String>), Refused> {
        let mut wanted: Vec<(Rid, String)> = Vec::new();
        let typed = typed.trim();
        let all = typed.is_empty() || typed.eq_ignore_ascii_case(super::line::ALL_SYSTEMS);
        // A name may hold a comma: the whole is looked for first.
        let words: Vec<&str> = if all {
            Vec::new()
        } else if self.system_named(typed).is_ok() {
            vec![typed]
        } else {
            typed.split([',', ';']).map(str::trim).filter(|w| !w.is_empty()).collect()
        };
        for word in words {
            let system = self.system_named(word)?;
            let name = read::at(self.a(), &SYSTEM, &system).name().to_owned();
            wanted.push((system, name));
        }
        let key = format!("{}{id}.", keys::FOR);
        let now = self.a().under(&key).filter_map(|(member, _)| Rid::parse(member));
        let mut sets: Vec<(String, Option<String>)> =
            now.map(|system| (system_key(id, &system), None)).collect();
        sets.retain(|(key, _)| !wanted.iter().any(|(system, _)| *key == system_key(id, system)));
        sets.extend(wanted.iter().map(|(system, _)| (system_key(id, system), Some("yes".to_owned()))));
        let e = facts(self.a(), keys::FOR.trim_end_matches('.'), id, sets);
        Ok((e, wanted.into_iter().map(|(_, name)| name).collect()))
    }
}
