//! Colleagues answer apart, in the window: questions are handed out by a form, a file that came back is named and collected, and
//! one answer is agreed on.

use super::Desk;
use crate::files;
use crate::model::spread::How;
use crate::model::typed::Year;
use crate::say;
use crate::tui::dialog::{Form, FormKind, Naming, Typed};
use crate::tui::keymap::InSpread;
use crate::tui::shell::{Shell, Tone, Wrong};
use crate::words::handed_out;
use crate::work::apart::{HandOutWish, NotHandedOut};
use crate::work::{NotApart, Refused};

impl Desk {
    /// Does what a key among everybody's answers asks for.
    pub(in crate::tui) fn on_spread(&mut self, command: InSpread, shell: &mut Shell) {
        match command {
            InSpread::Export => self.open_hand_out(shell),
            InSpread::Add => Self::open_collect(shell),
            InSpread::Same => self.agree(How::Worst, shell),
            InSpread::Details => match self.spread.whole(&self.work) {
                Some((title, lines)) => shell.read(title, lines),
                None => shell.say(Tone::Warning, say!("Nobody has answered for themselves yet.")),
            },
        }
    }

    /// Makes the agreed answer of the selected row, which stays selected: dissent and a note have their turn.
    pub(super) fn agree(&mut self, how: How, shell: &mut Shell) {
        let Some(at) = self.spread.selected(&self.work) else {
            return shell.say(Tone::Warning, say!("Select a question first."));
        };
        self.act(shell, |w| w.agree(&at, how, None));
    }

    /// Asks whom, what, by when and where to.
    fn open_hand_out(&self, shell: &mut Shell) {
        let folder = self.work.beside("-questions").to_string_lossy().into_owned();
        let me = self.work.me().map(|id| self.work.a().person(id).name).unwrap_or_default();
        let what =
            say!("ids with commas, as {ids}; empty: what is each person's own", ids = self.q().example_ids());
        let fields = [
            (
                "who",
                say!("Who"),
                say!("people of the register with commas; empty: all who are to be asked"),
                String::new(),
            ),
            ("what", say!("What"), "", String::new()),
            ("by", say!("Back by"), say!("the day you want it back; may stay empty"), String::new()),
            ("to", say!("Back to"), say!("whom they send it to; may stay empty"), me),
            (
                "as",
                say!("As"),
                say!("Space chooses: a file of this program, or a workbook"),
                say!("file").to_owned(),
            ),
            ("path", say!("Folder"), say!("where the files go; none that is there is replaced"), folder),
        ];
        let mut form = Form::new(FormKind::HandOut, say!("Hand questions out"), &fields);
        if let Some(field) = form.fields.iter_mut().find(|f| f.key == "what") {
            field.hint = what;
        }
        form.names_people("who", Naming::Several);
        form.understands("by", Typed::Day(Year::Ahead));
        form.is_one_of(
            "as",
            vec![
                (say!("file"), say!("a small file that opens in this program").to_owned()),
                (say!("workbook"), say!("a spreadsheet with a list of levels").to_owned()),
            ],
        );
        form.note = String::from(say!(
            "Each file holds one person's questions and nobody's answers, notes or names but theirs. Nothing changes here."
        ));
        shell.open_form(form);
    }

    /// Writes the files the form asks for.
    pub(super) fn take_hand_out(&mut self, form: &Form, shell: &mut Shell) -> Result<(), Wrong> {
        let listed = |key: &str| {
            form.value(key)
                .split(',')
                .map(str::trim)
                .filter(|t| !t.is_empty())
                .map(str::to_owned)
                .collect::<Vec<_>>()
        };
        let path = form.value("path");
        if path.is_empty() {
            return Err(("path", say!("Write the path of a folder.").to_owned()));
        }
        let wish = HandOutWish {
            folder: files::path_of(&path),
            people: listed("who"),
            parts: listed("what"),
            back_by: form.value("by"),
            back_to: form.value("to"),
            workbook: form.value("as") == say!("workbook"),
        };
        let all = self.work.hand_out(&wish);
        let all = all.map_err(|why| (field_of(&why), handed_out::not_handed_out(&why, shell)))?;
        if all.files.len() > 1 || !all.left_out.is_empty() {
            shell.read(say!("Handed out").to_owned(), handed_out::handed_out(&all));
        }
        let folder = files::human_path(&wish.folder);
        shell.say(
            Tone::Done,
            say!("{n|file|files} for {n|person|people} in {folder}.", n = all.files.len(), folder),
        );
        Ok(())
    }

    /// Asks for a file that came back.
    fn open_collect(shell: &mut Shell) {
        let hint = say!("a file (.aims) or a workbook (.xlsx) that came back from somebody");
        let fields = [("path", say!("File"), hint, String::new())];
        let mut form = Form::new(FormKind::Collect, say!("Collect what came back"), &fields);
        form.note = String::from(say!(
            "It goes beside the agreed answers, under the name of whose it is, and never over them."
        ));
        shell.open_form(form);
    }

    /// Collects the file the form names.
    pub(super) fn take_collect(&mut self, form: &Form, shell: &mut Shell) -> Result<(), Wrong> {
        let path = form.value("path");
        if path.is_empty() {
            return Err(("path", say!("Write the path of the file.").to_owned()));
        }
        let back = self.work.look_back(&files::path_of(&path));
        let back = back.map_err(|refused| ("path", shell.refused(&refused)))?;
        let done = self.act_typed(shell, |w| w.collect(&back));
        done.map(|_| ()).map_err(|refused| ("path", shell.refused(&refused)))
    }
}

/// The field of the form a refusal is about.
fn field_of(why: &NotHandedOut) -> &'static str {
    match why {
        NotHandedOut::Written(_) => "path",
        NotHandedOut::Refused(Refused::Change(_)) => "what",
        NotHandedOut::Refused(Refused::Apart(why)) => match &**why {
            NotApart::NoDay { .. } => "by",
            NotApart::NotMade(_) => "path",
            NotApart::AllLeftOut | NotApart::NothingOf { .. } | NotApart::NoPart => "what",
            _ => "who",
        },
        NotHandedOut::Refused(_) => "who",
    }
}
