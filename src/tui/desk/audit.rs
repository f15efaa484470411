//! What is done in the audit: results, the plan, what is left out, findings and their replies.

use super::Desk;
use crate::model::audit::{Grade, RowState};
use crate::model::questionnaire::Target;
use crate::model::record::{
    AUDIT, AUDIT_ROW, AUDIT_SEAL, Draft, FINDING, FINDING_CHECK, FINDING_REPLY, PERSON, read,
};
use crate::say;
use crate::tui::dialog::ask::Act;
use crate::tui::dialog::{Ask, Because, Dialog, Form, FormKind, Purpose};
use crate::tui::keymap::{Command, Found, InAudit, InLine, InList};
use crate::tui::screen::audit::View;
use crate::tui::shell::{Next, Shell, Tone};
use crate::words::audit_paper::RESULT;
use crate::words::{self, audit_seal, audit_since, day};
use crate::work::{Done, Refused};

impl Desk {
    /// Opens what is selected, to be filled in: a header, a working paper, a finding.
    pub(super) fn open_audited(&mut self, shell: &mut Shell) -> Next {
        // A card and what was signed are only looked at.
        let view = self.audit.view(&self.work);
        let looks = matches!(view, View::Rows | View::Programme) || self.sealed().is_some();
        if view != View::Rows && looks {
            if let Some(refused) = self.sealed() {
                shell.say(Tone::Warning, shell.refused(&refused));
            }
            return self.read_here(shell);
        }
        if !looks && !self.is_known(InList::Open.into(), shell) {
            return Next::Stay;
        }
        match view {
            View::Programme => Next::Stay,
            View::Header => Next::Record(&AUDIT, self.audit.audit(&self.work)),
            // One of an earlier audit stands as that left it.
            View::Findings | View::Card if self.is_earlier() => self.read_finding(shell),
            View::Findings => Next::Record(&FINDING, self.audit.finding(&self.work).map(|f| f.id.clone())),
            View::Rows => {
                if let Some(row) = self.audit.row(&self.work) {
                    self.audit.open_card(row.id);
                }
                Next::Stay
            }
            View::Card => match (self.audit.finding(&self.work).cloned(), self.audit.field(&self.work)) {
                (Some(f), _) => Next::Record(&FINDING, Some(f.id)),
                (None, field) => {
                    self.open_paper(field.unwrap_or(RESULT), shell);
                    Next::Stay
                }
            },
        }
    }

    /// The working paper of the selected row, to be filled in from this field on.
    fn open_paper(&self, field: &str, shell: &mut Shell) {
        let Some(row) = self.audit.row(&self.work) else {
            self.audited_at(shell);
            return;
        };
        if row.rec.is_some() {
            self.open_record_at(&AUDIT_ROW, row.rec, (&row.id, None), shell);
        } else {
            let draft = self.work.begun(&AUDIT_ROW, &row.id);
            let planned = draft.into_iter().chain([("planned".to_owned(), "yes".to_owned())]);
            self.open_begun(&AUDIT_ROW, None, (&row.id, None), &planned.collect(), shell);
        }
        if let Some(Dialog::Form(form)) = shell.dialogs.last_mut() {
            form.come_to(field);
        }
    }

    /// Does what a key of the audit asks for.
    pub(in crate::tui) fn on_audit(&mut self, command: InAudit, shell: &mut Shell) -> Next {
        let looks = matches!(
            command,
            InAudit::Filter
                | InAudit::NextView
                | InAudit::PreviousView
                | InAudit::NextOpen
                | InAudit::Details
                | InAudit::Programme
                | InAudit::Compare
                | InAudit::Across
        );
        let writes = matches!(command, InAudit::Result(_) | InAudit::Toggle | InAudit::Skip | InAudit::Drop)
            || (command == InAudit::Add && self.audit.view(&self.work) != View::Header);
        let papers = matches!(command, InAudit::Evidence | InAudit::Sample | InAudit::Person | InAudit::Note);
        if let Some(refused) = if writes || papers { self.sealed() } else { None } {
            let next = if papers && self.audit.row(&self.work).is_some() {
                self.read_here(shell)
            } else {
                Next::Stay
            };
            shell.say(Tone::Warning, shell.refused(&refused));
            return next;
        }
        if !looks && !self.is_known(command.into(), shell) {
            return Next::Stay;
        }
        match command {
            InAudit::Result(found) => self.find_here(found, shell),
            InAudit::Toggle => self.plan_here(shell),
            InAudit::Skip => self.skip_here(shell),
            InAudit::Drop => self.withdraw_here(shell),
            InAudit::Reply => return self.reply_here(shell),
            InAudit::Check => self.check_here(shell),
            InAudit::Sign => self.sign_here(shell),
            InAudit::FollowUp => self.follow_here(shell),
            InAudit::Compare => self.changes_since(shell),
            InAudit::Evidence => self.open_paper("seen", shell),
            InAudit::Sample => self.open_paper("sample", shell),
            InAudit::Person => self.open_paper("role", shell),
            InAudit::Note => self.open_paper("note", shell),
            InAudit::Add if self.audit.view(&self.work) != View::Header => self.add_finding(shell),
            other => return self.audit.update(other, shell, &mut self.work),
        }
        Next::Stay
    }

    /// Why the selected audit, or the one that is worked in, cannot be written: it is signed, and no new version is worked on.
    fn sealed(&self) -> Option<Refused> {
        let id = match self.audit.view(&self.work) {
            View::Header => self.audit.audit(&self.work)?,
            _ => self.work.audit_id()?,
        };
        self.work.sealed(&id)
    }

    /// A finding that is raised nowhere yet: today, by who sits here.
    fn add_finding(&self, shell: &mut Shell) {
        let me = self.work.me().map(|id| read::at(self.work.a(), &PERSON, id).shown_no());
        let mut draft = self.work.begun(&FINDING, "");
        draft.insert("raised-by".to_owned(), me.unwrap_or_default());
        draft.insert("raised-on".to_owned(), self.work.today.to_string());
        self.open_begun(&FINDING, None, ("", None), &draft, shell);
    }

    /// Whether a finding of an earlier audit is selected.
    fn is_earlier(&self) -> bool {
        self.audit.finding(&self.work).is_some_and(|f| f.again.is_some())
    }

    /// All of the selected finding, to be read.
    fn read_finding(&self, shell: &mut Shell) -> Next {
        if let Some(f) = self.audit.finding(&self.work) {
            let facts = f.facts(&self.work).iter().filter(|(_, words)| !words.is_empty());
            shell.read(format!("{} {}", f.no, f.grade), facts.map(|(l, w)| format!("{l}: {w}")).collect());
        }
        Next::Stay
    }

    /// All that is selected, to be read.
    fn read_here(&mut self, shell: &mut Shell) -> Next {
        self.audit.update(InAudit::Details, shell, &mut self.work)
    }

    /// What is asked before an audit is signed as this form says; none for another form, and where it would be refused.
    pub(in crate::tui) fn asks_to_sign(&mut self, form: &Form, shell: &Shell) -> Option<Ask> {
        if form.kind != FormKind::Record(&AUDIT_SEAL, None) {
            return None;
        }
        let draft: Draft = form.fields.iter().map(|f| (f.key.to_owned(), form.value(f.key))).collect();
        let tried = self.change(|desk| desk.work.would_put(&form.joining(), &AUDIT_SEAL, None, &draft));
        let would = tried.ok()?.would_sign()?;
        let stays = audit_seal::stays(&shell.key(InAudit::Sign));
        let words = words::each(&would.warnings).into_iter().chain([stays]).collect();
        let ask = Ask::new(audit_seal::question(&would), "", Act::Sign);
        Some(Ask { words, wants: would.no, ..ask })
    }

    /// Whether somebody said who sits here; else it is asked, before anything is typed that would be refused, and what was
    /// asked for follows.
    fn is_known(&self, then: Command, shell: &mut Shell) -> bool {
        if self.work.me().is_none() {
            self.choose_me(Some(then), shell);
        }
        self.work.me().is_some()
    }

    /// The id of the selected row; what to do instead where none is.
    fn audited_at(&self, shell: &mut Shell) -> Option<String> {
        let at = self.audit.row(&self.work).map(|row| row.id);
        if at.is_none() {
            shell.say(
                Tone::Warning,
                say!("Select a row of the audit first: Right and Left lead to the rows."),
            );
        }
        at
    }

    fn find_here(&mut self, found: Found, shell: &mut Shell) {
        let Some(at) = self.audited_at(shell) else { return };
        let grade = match found {
            Found::Conforms => {
                let before = self.own_work(shell);
                match self.change(|desk| desk.work.conform(&at, "")) {
                    Err(Refused::StandsAgainst { at, findings }) => {
                        let title = say!("Why does {at} conform all the same?", at);
                        let hint = say!(
                            "{findings} stands against it and is withdrawn for it; the number stays. {save} saves.",
                            findings = findings.join(", "),
                            save = shell.key(InLine::Save)
                        );
                        ask(shell, self, Because::Conforms(at), (&title, &hint));
                    }
                    done => {
                        shell.say_of(done);
                        self.warn_anew(&before, shell);
                    }
                }
                return;
            }
            Found::Major => Grade::Major,
            Found::Minor => Grade::Minor,
            Found::Ofi => Grade::Ofi,
            Found::Observation => Grade::Observation,
            Found::GoodPractice => Grade::GoodPractice,
        };
        match self.work.to_raise(&[&at], grade, "") {
            Ok(draft) => self.open_raised(&at, draft, shell),
            Err(refused) => shell.say(Tone::Warning, shell.refused(&refused)),
        }
    }

    /// The form of a finding raised at a place. Of a heading it is not known yet what below it the finding is on.
    fn open_raised(&self, at: &str, mut draft: Draft, shell: &mut Shell) {
        let q = self.q();
        let below: Vec<&str> = match q.exactly(at) {
            Some(Target::Heading(h)) => q.below(h).iter().map(|r| q.requirements[*r].id.as_str()).collect(),
            _ => Vec::new(),
        };
        if !below.is_empty() {
            let only = if below.len() == 1 { below.join(", ") } else { String::new() };
            draft.insert("at".to_owned(), only);
        }
        self.open_begun(&FINDING, None, (at, None), &draft, shell);
        if let Some(Dialog::Form(form)) = shell.dialogs.last_mut().filter(|_| below.len() > 1) {
            form.note =
                say!("Below {at} stand {ids}: say which of them it is on.", at, ids = below.join(", "));
        }
    }

    fn plan_here(&mut self, shell: &mut Shell) {
        let Some(row) = self.audit.row(&self.work) else {
            self.audited_at(shell);
            return;
        };
        let on = !row.state.as_ref().is_some_and(|state| *state != RowState::NotAudited);
        self.act(shell, |w| w.plan_rows(&[&row.id], on));
    }

    fn skip_here(&self, shell: &mut Shell) {
        let Some(at) = self.audited_at(shell) else { return };
        let title = say!("Why is {at} not audited?", at);
        let hint = say!("Next cycle, nothing there yet. {save} saves.", save = shell.key(InLine::Save));
        ask(shell, self, Because::Skipped(at), (&title, &hint));
    }

    fn withdraw_here(&self, shell: &mut Shell) {
        let Some(f) = self.audit.finding(&self.work).cloned() else {
            return shell
                .say(Tone::Warning, say!("Select a finding first; a finding is withdrawn with a reason."));
        };
        let title = say!("Why does {no} stand no more?", no = f.no.as_str());
        let hint =
            say!("It stays with its number, as withdrawn. {save} saves.", save = shell.key(InLine::Save));
        ask(shell, self, Because::Withdrawn(f.no), (&title, &hint));
    }

    fn reply_here(&self, shell: &mut Shell) -> Next {
        let Some(f) = self.audit.finding(&self.work).cloned() else {
            shell.say(Tone::Warning, say!("Select a finding first; the reply belongs to one."));
            return Next::Stay;
        };
        if f.reply.is_some() {
            return Next::Record(&FINDING_REPLY, f.reply);
        }
        let draft = Draft::from([("finding".to_owned(), f.no.clone())]);
        self.open_begun(&FINDING_REPLY, None, (&f.no, None), &draft, shell);
        Next::Stay
    }

    /// Whether what was done about a finding helped: who sits here has looked, today, until another is written.
    fn check_here(&self, shell: &mut Shell) {
        let Some(f) = self.audit.finding(&self.work).cloned() else {
            return shell
                .say(Tone::Warning, say!("Select a finding first; whether it helped is asked of one."));
        };
        let by = self.work.me().map(|id| read::at(self.work.a(), &PERSON, id).shown_no());
        let draft = Draft::from([
            ("finding".to_owned(), f.no.clone()),
            ("by".to_owned(), by.unwrap_or_default()),
            ("on".to_owned(), self.work.today.to_string()),
        ]);
        self.open_begun(&FINDING_CHECK, None, (&f.no, None), &draft, shell);
        if let Some(Dialog::Form(form)) = shell.dialogs.last_mut() {
            form.come_to("effect");
        }
    }

    /// Signs the audit one works in, by its form; of a signed one it asks why there is to be a new version.
    fn sign_here(&mut self, shell: &mut Shell) {
        self.audit.work_in(&mut self.work);
        match self.work.to_sign() {
            Ok(draft) => {
                self.open_begun(&AUDIT_SEAL, None, ("", None), &draft, shell);
                let outside =
                    self.work.audit_id().map(|id| self.work.before_signing(&id)).unwrap_or_default();
                if let Some(Dialog::Form(form)) = shell.dialogs.last_mut().filter(|_| !outside.is_empty()) {
                    let told = words::each(&outside).join(" ");
                    form.note = format!("{} {told}", form.note);
                }
            }
            Err(Refused::Signed { no, version, on }) => {
                let title = say!("Why is there to be a new version of {no}?", no);
                let hint = say!(
                    "Version {version} of {day} stays as it was signed. {save} saves.",
                    version,
                    day = day::of_stored(&on),
                    save = shell.key(InLine::Save)
                );
                ask(shell, self, Because::Version(no), (&title, &hint));
            }
            Err(refused @ Refused::Unfinished { .. }) => {
                let (words, filter) = (shell.refused(&refused), shell.key(InAudit::Filter));
                let shows = say!("In the rows the filter ({filter}) shows all of them.", filter);
                shell.say(Tone::Warning, format!("{words} {shows}"));
            }
            Err(refused) => shell.say(Tone::Warning, shell.refused(&refused)),
        }
    }

    /// Tells what changed since the audit was signed, or the one before it.
    fn changes_since(&mut self, shell: &mut Shell) {
        self.audit.work_in(&mut self.work);
        match self.work.since_signed("") {
            Ok(since) => {
                let title = say!("What changed since {no} was signed", no = since.no.as_str());
                shell.read(title, audit_since::lines(self.work.q(), &since));
            }
            Err(refused) => shell.say(Tone::Warning, shell.refused(&refused)),
        }
    }

    /// Begins the audit after the one one works in; its title is asked.
    fn follow_here(&mut self, shell: &mut Shell) {
        self.audit.work_in(&mut self.work);
        let Some(audit) = self.work.audit() else {
            return shell.say(Tone::Warning, shell.refused(&Refused::NoAudit));
        };
        let no = audit.header.shown_no();
        let title = say!("What is the audit after {no} called?", no = no.as_str());
        let hint = say!(
            "Open findings come into its plan; of this audit also opportunities and observations, and closed findings to be confirmed. {save} saves.",
            save = shell.key(InLine::Save)
        );
        ask(shell, self, Because::Next(no), (&title, &hint));
    }

    /// Keeps a reason that was asked for.
    pub(super) fn take_because(
        &mut self,
        because: &Because,
        why: &str,
        shell: &mut Shell,
    ) -> Result<Done, Refused> {
        if let Because::Withdrawn(no) = because
            && why.trim().is_empty()
        {
            return Err(Refused::Withdraw { no: no.clone() });
        }
        let done = self.act_typed(shell, |w| match because {
            Because::Conforms(at) => w.conform(at, why),
            Because::Skipped(at) => w.skip_rows(&[at], why),
            Because::Version(_) => w.new_version(why),
            Because::Next(_) => w.next_audit(&Draft::from([("name".to_owned(), why.to_owned())])),
            Because::Withdrawn(no) => w.write_finding(no, &[("withdrawn", why), ("because", why)]),
        })?;
        if matches!(because, Because::Next(_)) {
            self.audit.show_header(&self.work);
        }
        Ok(done)
    }
}

fn ask(shell: &mut Shell, desk: &Desk, because: Because, (title, hint): (&str, &str)) {
    shell.write(Some(&desk.work), Purpose::Because(because), (title, hint), "", false);
}
