//! Colleagues answer apart, in the window: questions are handed out by a form, a file that came back is named and collected, and
//! one answer is agreed on.

use super::Desk;
use crate::files;
use crate::model::collect::{Differs, Stands};
use crate::model::spread::How;
use crate::model::typed::Year;
use crate::say;
use crate::tui::dialog::{Dialog, Form, FormKind, MergeRow, Naming, Pick, PickRow, Picker, Typed};
use crate::tui::keymap::InSpread;
use crate::tui::pane::Cursor;
use crate::tui::shell::{Shell, Tone, Wrong};
use crate::words::apart::fork_sides;
use crate::words::handed_out;
use crate::work::apart::{Back, HandOutWish, NotHandedOut};
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
        if !back.came.differ.is_empty() {
            let asked = back.came.differ.clone();
            let forked = Forked { back, asked };
            forked.show(0, shell);
            self.forked = Some(Box::new(forked));
            return Ok(());
        }
        let done = self.act_typed(shell, |w| w.collect(&back));
        done.map(|_| ()).map_err(|refused| ("path", shell.refused(&refused)))
    }
}

/// A file that came back and went on apart from what was collected of it before, and where both say something different.
pub(in crate::tui) struct Forked {
    back: Back,
    asked: Vec<Differs>,
}

impl Forked {
    /// Lists the questions, each with which answer stands, in place of the list below.
    fn show(&self, at: usize, shell: &mut Shell) {
        if shell.dialogs.last().is_some_and(|d| matches!(d, Dialog::Choose(_, p) if p.is_of_forks())) {
            shell.dialogs.pop();
        }
        let file = self.back.file.as_str();
        let open = self.back.came.differ.len();
        let words = match open {
            0 => say!("{file} is collected with what stands below", file),
            n => say!("first decide which answers stand: {n} still open", n),
        };
        let mut take = PickRow::new(say!("Collect"), words.as_str(), Pick::Merge(MergeRow::Collect));
        take.why_not = (open > 0).then(|| say!("{n|answer is|answers are} still open.", n = open));
        let mut whole = vec![take.label.clone()];
        let mut rows = vec![take];
        for (n, one) in self.asked.iter().enumerate() {
            let standing = match self.back.forks.of(&one.at) {
                None => say!("open"),
                Some(Stands::First) => say!("first"),
                Some(Stands::Second) => say!("second"),
            };
            let [first, second] = fork_sides(one);
            whole.push(say!(
                "{at} first, collected before: {first}\nsecond, {file}: {second}",
                at = one.at.as_str(),
                first,
                file,
                second
            ));
            let label = say!("{at}: {first} / {second}", at = one.at.as_str(), first, second);
            rows.push(PickRow::new(standing, label, Pick::Merge(MergeRow::Fork(n))));
        }
        let note = say!(
            "{file} and what was collected of it before went on apart: which answers stand? Esc collects nothing.",
            file
        );
        let foot = say!("{n} of {all} still open", n = open, all = self.asked.len());
        let picker =
            Picker { rows, whole, note: Some(note), cursor: Cursor::on(at), foot, ..Picker::default() };
        shell.dialogs.push(Dialog::Choose(say!("Answered on two machines"), picker));
    }
}

impl Desk {
    /// One step on with an answer of two machines: the first, the second, open again.
    pub(super) fn turn_fork(&mut self, n: usize, shell: &mut Shell) {
        let Some(forked) = &mut self.forked else { return };
        let Some(one) = forked.asked.get(n) else { return };
        let mut forks = forked.back.forks.clone();
        match forks.of(&one.at) {
            None => _ = forks.by_id.insert(one.at.clone(), Stands::First),
            Some(Stands::First) => _ = forks.by_id.insert(one.at.clone(), Stands::Second),
            Some(Stands::Second) => _ = forks.by_id.remove(&one.at),
        }
        self.work.decide_forks(&mut forked.back, forks);
        forked.show(n + 1, shell);
    }

    /// Collects it when all is decided.
    pub(super) fn collect_forked(&mut self, shell: &mut Shell) {
        let Some(forked) = self.forked.take() else { return };
        if self.act(shell, |w| w.collect(&forked.back)).is_some() {
            shell.dialogs.retain(|d| !matches!(d, Dialog::Choose(_, p) if p.is_of_forks()));
        } else {
            self.forked = Some(forked);
        }
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
