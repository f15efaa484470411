//! Papers to start from: the list of them with how much each still asks, their questions as forms, and writing them. Enter on the
//! first row is enough.

use super::Desk;
use crate::files;
use crate::say;
use crate::tui::dialog::{Dialog, ExportRow, Form, FormKind, Naming, Pick, PickRow, Picker};
use crate::tui::pane::Cursor;
use crate::tui::shell::{Shell, Tone, Wrong};
use crate::words::{self, papers};
use crate::work::PaperWish;

impl Desk {
    /// Opens the list of papers to start from, at the first row or at the paper one was at.
    pub(in crate::tui) fn choose_drafts(&self, at: Option<&str>, shell: &mut Shell) {
        let folder = files::human_path(&self.drafts_folder());
        let (drafts, questions) = (self.work.drafts(), self.work.paper_questions());
        let label = say!("{n|draft|drafts} into {folder}", n = drafts.len(), folder);
        let mut whole = vec![say!(
            "{what}. Policy, inventory, method and the other papers you need, made from what this file holds. What you \
             changed in one by hand stays; ours is put beside it.",
            what = label.as_str()
        )];
        let mut rows = vec![PickRow::new(say!("Write them"), label, Pick::Export(ExportRow::WriteDrafts))];
        for t in self.work.templates() {
            if questions.iter().all(|x| x.paper.id != t.id) {
                continue;
            }
            // What the paper itself says is to be decided, of its questions and of the registers alike.
            let open: usize = drafts.iter().map(|d| d.open_in(&t.id)).sum();
            let detail = if open == 0 { say!("answered").to_owned() } else { say!("{n} open", n = open) };
            let pick = Pick::Export(ExportRow::Draft(&t.id));
            rows.push(PickRow { detail, ..PickRow::new(&t.title, t.about.as_str(), pick) });
            whole.push(t.about.clone());
        }
        let at =
            rows.iter().position(|r| matches!(r.pick, Pick::Export(ExportRow::Draft(id)) if Some(id) == at));
        let note = say!(
            "Enter on a paper answers what only you can say; what is still open stands in the paper as a question."
        );
        let cursor = Cursor::on(at.unwrap_or(0));
        let picker = Picker { cursor, rows, whole, note: Some(note.to_owned()), ..Picker::default() };
        shell.dialogs.push(Dialog::Choose(say!("Drafts to start from"), picker));
    }

    /// Where drafts go: always the same folder, so that those made before are found again.
    fn drafts_folder(&self) -> std::path::PathBuf {
        self.drafts.clone().unwrap_or_else(|| self.work.beside("-papers"))
    }

    /// Asks for the folder of drafts.
    pub(in crate::tui) fn ask_drafts(&self, shell: &mut Shell) {
        let folder = self.drafts_folder().to_string_lossy().into_owned();
        let hint = say!("the same as last time finds the drafts that lie there");
        let fields = [("path", say!("Folder"), hint, folder)];
        let mut form = Form::new(FormKind::Drafts, say!("Drafts to start from"), &fields);
        form.note = String::from(say!(
            "Each is written as text (MD) and for a word processor (DOCX). Files you changed by hand are kept as they are."
        ));
        shell.open_form(form);
    }

    /// Asks what one paper asks.
    pub(in crate::tui) fn ask_paper(&self, paper: &'static str, shell: &mut Shell) {
        let questions = self.work.paper_questions();
        let mine: Vec<_> = questions.iter().filter(|x| x.paper.id == paper).collect();
        let field = |x: &&crate::model::paper::Asked<'static>| {
            let key = x.question.key.as_str();
            (key, x.question.ask.as_str(), "", x.given(self.work.a()).unwrap_or_default().to_owned())
        };
        let fields: Vec<_> = mine.iter().map(field).collect();
        let title = mine.first().map_or("", |x| x.paper.title.as_str());
        let mut form = Form::new(FormKind::Paper(paper), title, &fields);
        for (field, x) in form.fields.iter_mut().zip(&mine) {
            let (ask, hint) = (&x.question.ask, &x.question.hint);
            field.hint = match x.answer(self.work.a()).filter(|_| x.given(self.work.a()).is_none()) {
                Some(names) => say!("{ask} Empty: {names}, by your registers", ask, names),
                None => match x.proposed(self.work.a()) {
                    Some(name) => say!("{ask} If that is {name}, type it: {hint}", ask, name, hint),
                    None => format!("{ask} {hint}"),
                },
            };
            field.typed = None;
            // Whoever has a duty is somebody of the register, or a name it lacks.
            field.people = (!x.question.duty.is_empty()).then_some(Naming::Free);
        }
        shell.open_form(form);
    }

    /// Writes the drafts into the folder that was typed.
    pub(super) fn write_drafts(&mut self, form: &Form, shell: &mut Shell) -> Result<(), Wrong> {
        let typed = form.value("path");
        let folder = if typed.is_empty() { self.work.beside("-papers") } else { files::path_of(&typed) };
        match self.work.write_papers(&folder, &PaperWish::default()) {
            Ok(written) => {
                shell.say(Tone::Done, papers::written(&written, &folder));
                self.drafts = Some(folder);
                Ok(())
            }
            Err(e) => Err(("path", papers::none(&e, shell))),
        }
    }

    /// Keeps the answers of a form and goes back to the list of papers.
    pub(super) fn take_paper(
        &mut self,
        paper: &'static str,
        form: &Form,
        shell: &mut Shell,
    ) -> Result<(), Wrong> {
        let touched =
            (0..form.fields.len()).filter(|n| form.is_touched(*n)).filter_map(|n| form.fields.get(n));
        let answers: Vec<(String, String)> =
            touched.map(|f| (format!("{paper}.{}", f.key), form.value(f.key))).collect();
        if !answers.is_empty() {
            let first = form.fields.first().map_or("", |f| f.key);
            match self.work.answer_papers(&answers) {
                Ok(done) => shell.say(Tone::Done, words::outcome(&done.said, shell)),
                Err(e) => return Err((first, words::refused(&e, shell))),
            }
        }
        self.choose_drafts(Some(paper), shell);
        Ok(())
    }
}
