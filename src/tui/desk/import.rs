//! A file of somebody else in the window: its path is typed, of a register its columns are chosen, then it is shown what
//! it would change, and only then it is taken over.

use super::Desk;
use crate::files;
use crate::import::{As, Choice, Column, How, Map, STATED, Trouble};
use crate::model::record::Kind;
use crate::say;
use crate::tui::dialog::ask::{Act, Ask};
use crate::tui::dialog::{Dialog, Form, FormKind, Makes, Offer, Pick, PickRow, Picker, Reader};
use crate::tui::keymap::{Offered, OnScreen};
use crate::tui::shell::{Shell, Wrong};
use crate::words;
use crate::words::Words as _;
use crate::words::import::Door;
use crate::work::Looked;

impl Desk {
    /// Asks for the file, what it is, and what is done where something else stands.
    pub(in crate::tui) fn open_import(&self, shell: &mut Shell) {
        // Who left without taking it over comes back to what was typed.
        let [path, is, differs] = self
            .import_typed
            .clone()
            .unwrap_or_else(|| [String::new(), found_out().to_owned(), say!("ours").to_owned()]);
        let fields = [
            (
                "path",
                say!("File"),
                say!("a spreadsheet (.xlsx), a table (.csv) or our own data (.json)"),
                path,
            ),
            (
                "is",
                say!("What it is"),
                say!("by its heads, where they tell; Space lists what else, each register too"),
                is,
            ),
            (
                "differs",
                say!("Differences"),
                say!("Space chooses whether what stands here stays or the file wins"),
                differs,
            ),
        ];
        let mut form = Form::new(FormKind::Import, say!("Import a file"), &fields);
        form.is_one_of("is", self.kinds_of_file());
        form.is_one_of(
            "differs",
            vec![
                (say!("ours"), say!("what stands here stays, what differs is listed").to_owned()),
                (say!("theirs"), say!("the file wins").to_owned()),
            ],
        );
        form.note = format!(
            "{} {}",
            say!("Nothing is changed before you have seen what would change."),
            words::dry_run::limits()
        );
        shell.open_form(form);
    }

    /// What a file can be, each with what that is.
    fn kinds_of_file(&self) -> Vec<(&'static str, String)> {
        let all = As::OWN.into_iter().chain(As::registers(self.work.kinds));
        let by_heads = (found_out(), say!("by its heads; a register is named").to_owned());
        std::iter::once(by_heads).chain(all.map(|is| (is.key(), words::import::kind_of_file(is)))).collect()
    }

    /// Looks into the file the form names, and shows its columns or what it would change.
    pub(super) fn look_into(&mut self, form: &Form, shell: &mut Shell) -> Result<(), Wrong> {
        let (path, is, differs) = (form.value("path"), form.value("is"), form.value("differs"));
        if path.is_empty() {
            return Err(("path", say!("Write the path of the file.").to_owned()));
        }
        let choice = if differs == say!("theirs") { Choice::Theirs } else { Choice::Ours };
        let named = As::parse(self.work.kinds, &is);
        let how = How { is: named, ..How::default() };
        let looked = self.work.look_into(&files::path_of(&path), how, choice);
        let looked = looked.map_err(|e| ("path", e.words()))?;
        let typed = ["path", "is", "differs"].map(|key| form.value(key));
        let report = &looked.planned.report;
        if looked.is.is_none() && report.faults.iter().all(|f| f.trouble == Trouble::WhatIsIt) {
            let words = say!("Its heads do not tell what it is: Space lists what it can be.");
            return Err(("is", words.to_owned()));
        }
        let of_another = words::import::is_of_another(report);
        if of_another {
            let told = report
                .faults
                .iter()
                .map(words::Words::words)
                .chain([words::import::all_the_same().to_owned()]);
            shell.dialogs.push(Dialog::Ask(Box::new(Ask::new(
                say!("From another assessment"),
                told.collect::<Vec<_>>().join(" "),
                Act::OfAnother,
            ))));
        }
        self.importing = Some(Box::new(looked));
        if !of_another {
            self.show_looked(shell);
        }
        self.import_typed = Some(typed);
        Ok(())
    }

    /// Shows the columns of what is looked into, or what it would change.
    fn show_looked(&mut self, shell: &mut Shell) {
        let Some(looked) = &self.importing else { return };
        if words::import::has_columns_to_choose(looked) {
            self.choose_columns(0, shell);
        } else {
            self.offer_import(shell);
        }
    }

    /// Goes on with a file that was made from another assessment.
    pub(in crate::tui) fn import_of_another(&mut self, shell: &mut Shell) {
        let Some(looked) = &self.importing else { return };
        let how = How { of_another: true, ..looked.how.clone() };
        self.importing = Some(Box::new(self.work.look_again(looked, how, looked.choice)));
        self.show_looked(shell);
    }

    /// The columns of the register that is looked into, each with where it goes; the first row goes on.
    fn choose_columns(&self, at: usize, shell: &mut Shell) {
        let Some(looked) = &self.importing else { return };
        let kind = register(looked.is);
        let report = &looked.planned.report;
        let go_on = match report.faults.first() {
            None => words::import::counts(looked.is, report),
            Some(fault) => fault.words(),
        };
        let mut rows = vec![PickRow::new(say!("Go on"), go_on, Pick::Import)];
        rows.extend(report.columns.iter().enumerate().map(|(n, c)| {
            let mut row = PickRow::new(&n_th(n), words::import::column(c, kind), Pick::Column(n));
            row.detail.clone_from(&c.sample);
            row
        }));
        let note =
            say!("Where each column goes. Enter on one sends it elsewhere, or leaves it out.").to_owned();
        let mut picker = Picker { rows, note: Some(note), ..Picker::default() };
        picker.cursor.at = at;
        shell.dialogs.push(Dialog::Choose(say!("Columns of the file"), picker));
    }

    /// Asks where a column goes.
    pub(in crate::tui) fn choose_field(&self, n: usize, shell: &mut Shell) {
        let Some(looked) = &self.importing else { return };
        let kind = register(looked.is);
        let Some(column) = looked.planned.report.columns.get(n) else { return };
        let mut rows = vec![PickRow::new("-", say!("leave it out"), Pick::Field(n, None))];
        rows.extend(kind.into_iter().flat_map(Kind::typed).map(|f| {
            let mut row = PickRow::new(words::text(f.word), words::text(f.hint), Pick::Field(n, Some(f.key)));
            row.detail = String::new();
            row
        }));
        if kind.is_none() {
            rows.extend(
                STATED.iter().map(|name| PickRow::new(name, String::new(), Pick::Field(n, Some(name)))),
            );
        }
        let note = words::import::column(column, kind);
        let mut picker = Picker { rows, note: Some(note), ..Picker::default() };
        let is_now = |r: &PickRow| r.pick == Pick::Field(n, column.field);
        picker.cursor.at = picker.rows.iter().position(is_now).unwrap_or(0);
        shell.dialogs.push(Dialog::Choose(say!("Where this column goes"), picker));
    }

    /// Sends a column to a field, from where it is taken away elsewhere, and lists the columns anew.
    pub(in crate::tui) fn take_field(&mut self, n: usize, key: Option<&'static str>, shell: &mut Shell) {
        let Some(looked) = &self.importing else { return };
        let maps = match looked.is {
            Some(As::Soa) => stated(looked, n, key),
            _ => registered(looked, n, key),
        };
        let how = How { is: looked.is, maps, ..looked.how.clone() };
        let again = self.work.look_again(looked, how, looked.choice);
        self.importing = Some(Box::new(again));
        // The list below holds what was so before.
        if matches!(shell.dialogs.last(), Some(Dialog::Choose(_, p)) if p.rows.iter().any(|r| r.pick == Pick::Import))
        {
            shell.dialogs.pop();
        }
        self.choose_columns(n + 1, shell);
    }

    /// Shows what the file that is looked into would change, to take it over or to leave it; only to read where nothing can
    /// be taken over.
    pub(in crate::tui) fn offer_import(&mut self, shell: &mut Shell) {
        let Some(looked) = &self.importing else { return };
        let mut lines = words::dry_run::lines_at(self.work.records(), looked, Door::Window);
        let report = &looked.planned.report;
        // Chosen so that theirs wins, nothing differs any more: ours is to be had again by the same key.
        let differs = !report.conflicting.is_empty() || looked.choice == Choice::Theirs;
        if report.faults.is_empty() && differs {
            let key = shell.key(Offered::Theirs);
            lines.push(match looked.choice {
                Choice::Ours => {
                    say!("{key}: take over what the file says where something else stands here, too.", key)
                }
                Choice::Theirs => {
                    say!("{key}: leave what stands here where the file says something else.", key)
                }
            });
        }
        if !report.faults.is_empty() {
            lines.push(words::import::nothing_taken(&report.faults).to_owned());
        }
        let title = if report.faults.is_empty() {
            say!("What this file would change").to_owned()
        } else {
            say!("This file cannot be taken over").to_owned()
        };
        if report.faults.is_empty() && (differs || !looked.planned.edit.is_empty()) {
            let reader = Reader { title, lines, top: 0, by: Some(OnScreen::Import.into()) };
            shell.dialogs.push(Dialog::Offer(Box::new(Offer { reader, makes: Makes::Import })));
        } else {
            shell.read(title, lines);
        }
    }

    /// Shows what the file would change where theirs wins, or ours again.
    pub(in crate::tui) fn import_theirs(&mut self, shell: &mut Shell) {
        let offered = |d: &Dialog| matches!(d, Dialog::Offer(o) if matches!(o.makes, Makes::Import));
        if !shell.dialogs.last().is_some_and(offered) {
            return;
        }
        let Some(looked) = &self.importing else { return };
        let other = match looked.choice {
            Choice::Ours => Choice::Theirs,
            Choice::Theirs => Choice::Ours,
        };
        self.importing = Some(Box::new(self.work.look_again(looked, looked.how.clone(), other)));
        shell.dialogs.pop();
        self.offer_import(shell);
    }

    /// Takes the file over that was looked into.
    pub(super) fn import(&mut self, shell: &mut Shell) {
        let Some(looked) = self.importing.take() else { return };
        if self.act(shell, |w| w.take_over(&looked)).is_some() {
            self.import_typed = None;
            // The columns below have done their work.
            let lists = |d: &Dialog| matches!(d, Dialog::Choose(_, p) if p.rows.iter().any(|r| r.pick == Pick::Import));
            shell.dialogs.retain(|d| !lists(d));
        } else {
            self.importing = Some(looked);
        }
    }
}

/// The register a file is read as.
const fn register(is: Option<As>) -> Option<&'static Kind> {
    if let Some(As::Register(kind)) = is { Some(kind) } else { None }
}

/// Where the columns of a register go once one goes elsewhere. All of them are said, so that what was guessed does not move
/// again.
fn registered(looked: &Looked, n: usize, key: Option<&'static str>) -> Vec<Map> {
    let columns = looked.planned.report.columns.iter().enumerate();
    let map = |(at, c): (usize, &Column)| match at {
        at if at == n => Map::At(at, key),
        at => Map::At(at, c.field.filter(|f| Some(*f) != key)),
    };
    columns.map(map).collect()
}

/// The same of a Statement of Applicability, whose columns are known by their heads. Of what stands in one column alone the other
/// one is let go.
fn stated(looked: &Looked, n: usize, key: Option<&'static str>) -> Vec<Map> {
    let columns = &looked.planned.report.columns;
    let Some(head) = columns.get(n).map(|c| c.head.clone()) else { return looked.how.maps.clone() };
    let once = |f: &str| matches!(f, "control" | "applicable" | "status");
    let other = |c: &&Column| c.field.is_some() && c.field == key && key.is_some_and(once) && c.head != head;
    let let_go: Vec<String> = columns.iter().filter(other).map(|c| c.head.clone()).collect();
    let mut maps = looked.how.maps.clone();
    maps.retain(|m| m.named().is_none_or(|(h, _)| h != head && !let_go.iter().any(|g| g == h)));
    maps.extend(let_go.into_iter().map(|head| Map::Named(head, String::new())));
    maps.push(Map::Named(head, key.unwrap_or_default().to_owned()));
    maps
}

/// The number of a column as people count.
fn n_th(n: usize) -> String {
    (n + 1).to_string()
}

/// What stands where nobody says what a file is.
fn found_out() -> &'static str {
    say!("found out")
}
