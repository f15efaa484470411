//! The Statement of Applicability, filled in: what a control is needed for, which AI systems it is for, and what links
//! suggest, taken over.

use super::{Done, Refused, Work};
use crate::model::assessment::keys;
use crate::model::change::facts;
use crate::model::questionnaire::{RequirementKind, Target};
use crate::model::record::{CONTROL, RISK, SYSTEM, read};
use crate::model::said::{Matter, Said, is_weak_reason};
use crate::model::statement::{self, Driver, Of, Row, driver_key, system_key};
use crate::model::{Edit, Rid, edit};

/// What a change of several things of a row is called in the history.
const STATED: &str = "statement";

/// What takes the drivers that links suggest.
pub const SUGGESTED: &str = "=";

impl Work {
    /// The rows of the Statement of Applicability.
    pub fn statement(&self) -> Vec<Row> {
        statement::rows(self.q(), self.a(), self.scores())
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
        self.done(&e, |_| Said::Drivers { at: id.clone(), now })
    }

    fn drivers_edit(&self, id: &str, typed: &str) -> Result<(Edit, Vec<Driver>), Refused> {
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
        let sets = Driver::ALL.map(|d| (driver_key(id, d), wanted.contains(&d).then(|| "yes".to_owned())));
        Ok((facts(self.a(), keys::DRIVER.trim_end_matches('.'), id, sets), wanted))
    }

    /// Keeps several things of one row in one step: each by its name as the form has it. The error names the field.
    pub fn state(
        &mut self,
        at: &str,
        fields: &[(&'static str, String)],
    ) -> Result<Done, (&'static str, Refused)> {
        let first = fields.first().map_or("", |(key, _)| *key);
        let id = self.stated_at(at).map_err(|refused| (first, refused))?;
        let mut sets = Vec::new();
        let mut weak = false;
        for (key, typed) in fields {
            let text = |matter| self.text_edit(matter, &id, typed);
            let edit = match *key {
                "why" => text(Matter::WhyIn),
                "against" => text(Matter::Reason),
                "how" => text(Matter::How),
                "owner" => text(Matter::Owner),
                "again" => text(Matter::LookAgain),
                "drivers" => self.drivers_edit(&id, typed).map(|(e, _)| e),
                "risks" => self.risks_edit(&id, typed),
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
        self.done(&e, |_| Said::Stated { at: id.clone(), weak }).map_err(|refused| (first, refused))
    }

    /// The edit after which these risks and no others, by numbers or names with commas, name a control.
    fn risks_edit(&self, id: &str, typed: &str) -> Result<Edit, Refused> {
        let field = RISK.field("controls");
        let mut wanted = Vec::new();
        for word in typed.split([',', ';']).map(str::trim).filter(|w| !w.is_empty()) {
            let risk = read::at(self.a(), &RISK, &self.find_record(&RISK, word)?);
            if field.is_none_or(|f| !risk.asks(f)) {
                return Err(Refused::NoTreatment { risk: risk.shown_no() });
            }
            wanted.push(risk.id);
        }
        let key = |risk: &Rid| RISK.key_of(risk, &format!("controls.{id}"));
        let all = read::all(self.a(), &RISK);
        let sets = all.iter().map(|r| (key(&r.id), wanted.contains(&r.id).then(|| "yes".to_owned())));
        Ok(facts(self.a(), STATED, id, sets.collect::<Vec<_>>()))
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
        self.done(&e, |_| Said::SuggestedTaken { taken })
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
