//! The Statement of Applicability, filled in: the form of a row, and what is asked when a control is left out or taken
//! back in.

use super::{Desk, Screen};
use crate::model::Level;
use crate::model::questionnaire::Target;
use crate::model::record::{CONTROL, EVIDENCE, RISK, SYSTEM};
use crate::model::said::Matter;
use crate::model::statement::{Applicable, Of, Row};
use crate::model::typed::Year;
use crate::say;
use crate::tui::dialog::form::Naming;
use crate::tui::dialog::{Dialog, Form, FormKind, Purpose, Typed};
use crate::tui::keymap::{InAbout, InLine, InSoa, OnCard, OnScreen};
use crate::tui::shell::{Next, Shell, Tone, Wrong};
use crate::words::{Word as _, day, statement};
use crate::work::{APPLICABLE, Done, Refused};

impl Desk {
    /// Opens the selected row to be filled in.
    pub(super) fn open_stated(&self, shell: &mut Shell) -> Next {
        match self.soa.row(&self.work) {
            None => Next::Record(&CONTROL, None),
            Some(Row { of: Of::Own(id), .. }) => Next::Record(&CONTROL, Some(id)),
            Some(row) => {
                shell.open_form(self.form_of(&row, shell));
                Next::Stay
            }
        }
    }

    /// The form of a row; where a control can be left out for one AI system alone it says the way there.
    fn form_of(&self, row: &Row, shell: &Shell) -> Form {
        let mut form = form(row);
        let per_system = row.requirement().is_some_and(|r| self.q().is_per_system(Target::Requirement(r)));
        if per_system && self.work.a().index().records(SYSTEM.key).count() > 0 {
            let (find, system) = (shell.key(OnScreen::Find), shell.key(OnCard::System));
            let way = say!(
                "To leave it out for one of them alone: {find} {id}, then {system} on its card.",
                find,
                id = row.id.as_str(),
                system
            );
            for field in form.fields.iter_mut().filter(|f| f.key == "systems") {
                field.hint = format!("{}. {way}", field.hint);
            }
        }
        form
    }

    /// Leaves a control out with why, in one step; with no word of it without a reason.
    pub(super) fn leave_out(&mut self, id: &str, why: &str, shell: &mut Shell) -> Result<Done, Refused> {
        let why = Some(why).filter(|why| !why.trim().is_empty());
        let done = self.act_typed(shell, |w| w.rate(id, Some(Level::NotApplicable), why, false))?;
        self.soa.stay_on(&self.work, id);
        Ok(done)
    }

    /// Does what a key of the statement asks for.
    pub(in crate::tui) fn on_soa(&mut self, command: InSoa, shell: &mut Shell) -> Next {
        let row = self.soa.row(&self.work);
        match (command, row) {
            (InSoa::Same, Some(row)) => {
                self.act(shell, |w| w.take_drivers(&[&row.id]));
            }
            (InSoa::Owner, Some(row)) if row.requirement().is_some() => {
                let title = say!("Who answers for {id}", id = row.id.as_str());
                let purpose = Purpose::Text(Matter::Owner, row.id.clone());
                shell.ask_owner(&self.work, purpose, (&title, say!("One name.")), &row.owner);
            }
            (InSoa::Evidence, Some(row)) if row.requirement().is_some() => self.open_evidence(shell),
            (InSoa::Evidence, Some(row)) if !self.may_prove(&row) => {
                let (about, add) = (shell.key(OnScreen::About), shell.key(InAbout::Add));
                let words = say!(
                    "The register of evidence is empty: {about}, then {add} under Evidence adds a piece; then it is named here.",
                    about,
                    add
                );
                shell.say(Tone::Warning, words);
            }
            (InSoa::Owner | InSoa::Evidence, Some(Row { of: Of::Own(id), .. })) => {
                self.open_record(&CONTROL, Some(id), shell);
                if let Some(Dialog::Form(form)) = shell.dialogs.last_mut() {
                    form.begin_at(if command == InSoa::Owner { "owner" } else { "evidence" });
                }
            }
            (InSoa::Same | InSoa::Owner | InSoa::Evidence, _) => {
                shell.say(Tone::Warning, say!("Select a control first."));
            }
            (other, _) => return self.soa.update(other, shell, &self.work),
        }
        Next::Stay
    }

    /// Whether evidence can be named of a row: a control of one's own takes pieces that are in the register.
    pub(in crate::tui) fn may_prove(&self, row: &Row) -> bool {
        row.requirement().is_some() || self.work.a().index().records(EVIDENCE.key).count() > 0
    }

    /// Asks why a control is needed that was left out until now, where nobody said.
    pub(super) fn ask_why_needed(&self, id: &str, shell: &mut Shell) {
        let Ok(at) = self.work.stated_at(id) else { return };
        if shell.screen != Screen::Soa || !self.work.kept(Matter::WhyIn, &at).is_empty() {
            return;
        }
        let hint = say!(
            "{save} saves. Without it the control stands in the statement without a reason.",
            save = shell.key(InLine::Save)
        );
        self.write_text((Matter::WhyIn, &at), &statement::why_needed(&at), &hint, None, shell);
    }

    /// Keeps what the form of a row says; what nobody touched stays as it is.
    pub(super) fn take_stated(&mut self, id: &str, form: &Form, shell: &mut Shell) -> Result<(), Wrong> {
        let touched = form.asked().filter(|n| form.is_touched(*n)).filter_map(|n| form.fields.get(n));
        let fields: Vec<(&'static str, String)> = touched.map(|f| (f.key, form.value(f.key))).collect();
        let mut wrong = fields.first().map_or("", |(key, _)| *key);
        let done = self.act_typed(shell, |w| {
            w.state(id, &fields).map_err(|(field, refused)| {
                wrong = field;
                refused
            })
        });
        self.soa.stay_on(&self.work, id);
        done.map(|_| ()).map_err(|refused| (wrong, shell.refused(&refused)))
    }
}

/// The form of a row: of one that is left out it asks why it is not needed, of any other why it is.
fn form(row: &Row) -> Form {
    let id = row.id.as_str();
    if row.applicable == Applicable::No {
        let fields = [
            (
                "against",
                say!("Why not needed"),
                say!("what you do or do not do, so that no risk of yours needs it"),
                row.against.clone(),
            ),
            (
                "again",
                say!("Look again on"),
                say!("a day, for example 31 Jan 2027; empty: none"),
                day::of_stored(&row.again),
            ),
            ("owner", say!("Owner"), say!("one name; may stay empty"), row.owner.clone()),
            applies(row),
        ];
        let mut form = Form::new(FormKind::Stated(id.to_owned()), statement::why_not_needed(id), &fields);
        form.understands("again", Typed::Day(Year::Ahead));
        form.names_people("owner", Naming::Free);
        form.is_one_of(APPLICABLE, decisions());
        return form;
    }
    let systems = row.systems.iter().map(|s| s.no.clone()).collect::<Vec<_>>().join(", ");
    let risks = row.risks.iter().map(|r| r.no.clone()).collect::<Vec<_>>().join(", ");
    let drivers = row.drivers.iter().map(|d| d.key()).collect::<Vec<_>>().join(", ");
    let fields = [
        (
            "why",
            say!("Why you need it"),
            say!("the risk, law, contract or practice behind it"),
            row.why.clone(),
        ),
        (
            "drivers",
            say!("Needed for"),
            say!("risk, impact, law, contract, practice, with commas; = takes what your registers suggest"),
            drivers,
        ),
        ("how", say!("How it is done"), say!("what is done here, not what is missing"), row.how.clone()),
        ("owner", say!("Owner"), say!("one name; may stay empty"), row.owner.clone()),
        (
            "systems",
            say!("AI systems"),
            say!("numbers or names of the register, with commas; empty: all"),
            systems,
        ),
        (
            "risks",
            say!("Risks it treats"),
            say!("numbers or names of the risk register, with commas; empty: none. Space lists them"),
            risks,
        ),
        applies(row),
    ];
    let mut form = Form::new(FormKind::Stated(id.to_owned()), statement::why_needed(id), &fields);
    form.names_people("owner", Naming::Free);
    form.names_people("risks", Naming::Records(RISK.key));
    form.is_one_of(APPLICABLE, decisions());
    form
}

/// The field that says whether the control applies, as it stands.
fn applies(row: &Row) -> (&'static str, &'static str, &'static str, String) {
    let hint = say!("Space chooses yes, no or undecided; the reason may come later");
    (APPLICABLE, say!("Does it apply"), hint, row.applicable.word().to_owned())
}

/// What can be decided of a control, each with what it means.
fn decisions() -> Vec<(&'static str, String)> {
    let means = |now| match now {
        Applicable::Yes => say!("it is in; why is asked until it is written"),
        Applicable::No => say!("it is left out; why is asked until it is written"),
        Applicable::Undecided => say!("nobody has decided"),
    };
    Applicable::ALL.into_iter().map(|now| (now.key(), means(now).to_owned())).collect()
}
