//! Who sits here: somebody of the register, for this sitting alone. The next person at this machine must not be taken for
//! the last one, so the file does not keep it. Every change carries the name; what an audit says needs one.

use super::{Done, Refused, Work};
use crate::model::audit::{self, Warning, seal, stays};
use crate::model::record::{AUDIT, AUDIT_ROW, FINDING, PERSON, Rec, Rid, read, record_key};
use crate::model::said::Said;
use crate::model::{Edit, Layer};

/// Whether an edit says something in an audit.
pub(super) fn is_of_an_audit(edit: &Edit) -> bool {
    edit.changes.iter().any(|c| matches!(Layer::of(&c.key), Some((Layer::Audit(_), _))))
}

impl Work {
    /// From here on changes are made by this person, by number, id, name or a word of the name only they have; with nothing by whoever is logged in. No fact
    /// changes.
    pub fn i_am(&mut self, typed: &str) -> Result<Done, Refused> {
        self.stranger = None;
        self.me = match typed.trim() {
            "" => None,
            name => Some(self.person_named(name).map_err(|_| self.no_person(name))?),
        };
        self.sign();
        Ok(Done { said: Said::IAm { name: self.my_name() }, next: None })
    }

    /// That several of the register are called so, by name or by a word of it; none where it is one or nobody.
    fn several(&self, typed: &str) -> Option<Refused> {
        let called: Vec<String> = read::by_name(self.a(), &PERSON, typed)
            .map(|p| format!("{} ({})", p.name(), p.shown_no()))
            .collect();
        let of_word = || self.a().people_by_word(typed).into_iter();
        let there = if called.len() > 1 {
            called
        } else {
            of_word().map(|p| format!("{} ({}-{})", p.name, PERSON.letter, p.no)).collect()
        };
        (there.len() > 1).then(|| Refused::WhichPerson { typed: typed.to_owned(), there })
    }

    fn no_person(&self, typed: &str) -> Refused {
        if let Some(several) = self.several(typed) {
            return several;
        }
        let called = |p: &Rec<'_>| format!("{} ({})", p.name(), p.shown_no());
        let there = read::all(self.a(), &PERSON).iter().map(called).collect();
        Refused::NoPerson { typed: typed.to_owned(), there }
    }

    /// As [`Self::i_am`] where that names somebody of the register; anybody else stays the name that was given.
    pub fn sign_as(&mut self, by: &str) {
        match self.person_named(by) {
            Ok(id) => {
                (self.me, self.stranger) = (Some(id), None);
                self.sign();
            }
            Err(_) => self.stranger = Some(by.to_owned()),
        }
    }

    /// That nobody of the register says it: nobody was named, or somebody who is not in it.
    pub(super) fn nobody_says(&self) -> Refused {
        match &self.stranger {
            Some(typed) => self.several(typed).unwrap_or_else(|| Refused::Stranger { typed: typed.clone() }),
            None => Refused::WhoAreYou,
        }
    }

    fn person_named(&self, typed: &str) -> Result<Rid, Refused> {
        self.one_named(&PERSON, typed).or_else(|refused| match self.a().people_by_word(typed).as_slice() {
            [one] => Ok(one.id.clone()),
            _ => Err(refused),
        })
    }

    /// Who sits here; none while nobody said so, also once that person is taken out of the register.
    pub fn me(&self) -> Option<&Rid> {
        self.me.as_ref().filter(|id| read::at(self.a(), &PERSON, id).exists())
    }

    /// The name of who sits here.
    pub fn my_name(&self) -> Option<String> {
        self.me().map(|id| read::at(self.a(), &PERSON, id).name().to_owned())
    }

    /// Puts the name under the changes to come: with the number, so that two of one name are two.
    pub(super) fn sign(&mut self) {
        let signed = self.me().map(|id| {
            let person = read::at(self.a(), &PERSON, id);
            format!("{} ({})", person.name(), person.shown_no())
        });
        self.s.by = signed.unwrap_or_else(|| self.login.clone());
    }

    /// That somebody says it, where an audit says something, and that nothing of it was signed.
    pub(super) fn may_say(&self, edit: &Edit) -> Result<(), Refused> {
        // What comes in whole says itself who said it, and goes again as it came.
        if seal::brings_in(edit) {
            return Ok(());
        }
        if self.me().is_none() && is_of_an_audit(edit) {
            return Err(self.nobody_says());
        }
        if let Some(version) = seal::stands_against(self.a(), edit) {
            return Err(self.signed_already(&version));
        }
        match stays::stays(self.q(), self.a(), edit, self.today) {
            Some(stays) => Err(Refused::StaysInPlan(stays)),
            None => Ok(()),
        }
    }

    /// That who sits here is not of those who audit, where an edit says something of a row or a finding.
    pub(super) fn of_hand(&self, edit: &Edit) -> Option<Warning> {
        let me = self.me()?;
        let audit = edit.changes.iter().find_map(|c| {
            let Some((Layer::Audit(audit), _)) = Layer::of(&c.key) else { return None };
            let kind = record_key(&c.key)?.kind;
            [AUDIT_ROW.key, FINDING.key].contains(&kind).then_some(audit)
        })?;
        // Whoever is of the team is no stranger, whatever the rows say: those of a large audit take time to read.
        let header = read::at(self.a(), &AUDIT, &audit);
        if audit::is_of_team(&header, me) { None } else { self.audit_of(&audit).of_hand(self.a(), me) }
    }
}
