//! Many clients side by side: the rows of a folder, their order and which of them are shown. Owns its selection; what a
//! row says and how it is drawn stands in `clients_page`.

use std::path::PathBuf;

use ratatui::layout::Position;

use super::Screen;
use super::clients_page::{self, Seen};
use crate::model::portfolio::{Order, Portfolio};
use crate::say;
use crate::tui::clip::Item;
use crate::tui::dialog::{Dialog, Pick, PickRow, Picker};
use crate::tui::keymap::InPortfolio;
use crate::tui::pane::{Cursor, Pane};
use crate::tui::shell::{Shell, Tone};
use crate::words::{Word as _, portfolio as words};

pub use super::clients_page::{ClientRow, Only};

/// What the screen of many clients shows.
#[derive(Default)]
pub struct Clients {
    /// The folder; none before one was chosen.
    pub folder: Option<PathBuf>,
    /// What is in it; none as long as it is read.
    pub all: Option<Portfolio>,
    /// Files read and files there are, while it is read.
    pub progress: (usize, usize),
    /// In which order clients stand.
    pub order: Order,
    /// Which of them are shown.
    pub only: Only,
    /// Whether the heat map is shown in place of the table.
    pub heat: bool,
    /// Selection.
    pub cursor: Cursor,
    /// While one of their files is open and leads back here: what was shown of it first.
    pub left: Option<Screen>,
    /// The file that was selected when the folder began to be read again.
    back_to: Option<PathBuf>,
    /// The rows as they are shown, made anew with order and filter.
    shown: Vec<ClientRow>,
}

impl Clients {
    /// The same view of a folder that is about to be read, another or again.
    #[must_use]
    pub fn anew(&self, folder: PathBuf) -> Self {
        let again = self.folder.as_ref() == Some(&folder);
        let cursor = if again { self.cursor.clone() } else { Cursor::default() };
        let (only, back_to) = if again { (self.only, self.path()) } else { (Only::All, None) };
        let (order, heat) = (self.order, self.heat);
        Self { folder: Some(folder), order, heat, only, cursor, back_to, ..Self::default() }
    }

    /// Nothing but which folder it was.
    #[must_use]
    pub fn closed(&self) -> Self {
        Self { folder: self.folder.clone(), ..Self::default() }
    }

    /// Takes in what is in the folder.
    pub fn take(&mut self, all: Portfolio) {
        self.all = Some(all);
        self.arrange();
        let Some(selected) = self.back_to.take() else { return };
        // Where what was changed stands elsewhere in the order, the selection goes with it.
        let was = self.cursor.at;
        let at = (0..self.shown.len()).find(|at| {
            self.cursor.at = *at;
            self.path().as_ref() == Some(&selected)
        });
        self.cursor.at = at.unwrap_or(was);
    }

    /// Whether it has been read.
    pub const fn is_read(&self) -> bool {
        self.all.is_some()
    }

    /// The rows that are shown.
    pub fn rows(&self) -> &[ClientRow] {
        &self.shown
    }

    /// Makes the rows for order and filter; the selection stays within them.
    fn arrange(&mut self) {
        let Some(all) = &self.all else { return };
        let fits = |n: &usize| match self.only {
            Only::All => true,
            Only::Verdict(class) => all.clients[*n].class == class && !all.clients[*n].hidden,
            Only::Unread => false,
        };
        let clients = all.in_order(self.order).into_iter().filter(fits).map(ClientRow::Client);
        let unread = (0..all.unread.len()).filter(|_| !matches!(self.only, Only::Verdict(_)));
        self.shown = clients.chain(unread.map(ClientRow::Unread)).collect();
        self.cursor.at = self.cursor.at.min(self.shown.len().saturating_sub(1));
    }

    /// Arranges anew and keeps the selected row selected where it is still shown.
    fn rearrange(&mut self) {
        let row = self.shown.get(self.cursor.at).copied();
        self.arrange();
        let again = row.and_then(|row| self.shown.iter().position(|r| *r == row));
        self.cursor.at = again.unwrap_or(0);
    }

    /// What is drawn.
    fn seen(&self) -> Seen<'_> {
        Seen {
            all: self.all.as_ref(),
            rows: &self.shown,
            cursor: &self.cursor,
            progress: self.progress,
            order: self.order,
            only: self.only,
            heat: self.heat,
        }
    }

    /// The file of the selected row; none where it is a folder.
    pub fn path(&self) -> Option<PathBuf> {
        let unread = self.seen().unread().filter(|u| u.no.is_some()).map(|u| &u.path);
        let below = self.seen().client().map(|c| &c.path).or(unread)?;
        Some(self.folder.as_ref()?.join(below))
    }

    /// The selected row as it is copied.
    pub fn item(&self) -> Option<Item> {
        if let Some(u) = self.seen().unread() {
            return Some(Item { name: u.file.clone(), lines: vec![(say!("Not read"), u.why.clone())] });
        }
        let c = self.seen().client()?;
        let lines = if c.hidden { vec![(say!("File"), c.file.clone())] } else { clients_page::facts(c) };
        Some(Item { name: c.name().to_owned(), lines })
    }

    /// Does what a key among many clients asks for.
    pub fn update(&mut self, command: InPortfolio, shell: &mut Shell) {
        let Some(all) = &self.all else { return };
        match command {
            InPortfolio::Order => {
                self.order = self.order.next();
                self.rearrange();
                shell.say(Tone::Done, say!("Order: {order}.", order = self.order.word()));
            }
            InPortfolio::Filter => {
                let verdicts = all.verdicts().into_iter().map(|(class, _)| Only::Verdict(class));
                let unread = (!all.unread.is_empty()).then_some(Only::Unread);
                let choices: Vec<Only> = std::iter::once(Only::All).chain(verdicts).chain(unread).collect();
                let at = choices.iter().position(|only| *only == self.only).unwrap_or(0);
                self.only = choices[(at + 1) % choices.len()];
                self.rearrange();
                shell.say(Tone::Done, say!("Shown: {which}.", which = self.only.word()));
            }
            InPortfolio::Heat => self.heat = !self.heat,
            InPortfolio::Details => self.details(shell),
            // Written beside the pictures, which is not of this screen.
            InPortfolio::Export => {}
        }
    }

    /// Everything there is to know of the selected row, to read.
    fn details(&self, shell: &mut Shell) {
        let Some(all) = &self.all else { return };
        let mut lines = Vec::new();
        let title = match (self.seen().client(), self.seen().unread()) {
            (Some(c), _) => {
                let told = clients_page::told(c, shell.hide_scores);
                lines.extend(told.iter().map(|(label, words)| format!("{label}: {words}")));
                if !c.hidden && !shell.hide_scores {
                    lines.push(String::new());
                    lines.extend(
                        clients_page::parts(all, c)
                            .into_iter()
                            .map(|(_, name, figure)| format!("{figure:>5}  {name}")),
                    );
                    lines.push(words::legend());
                }
                c.name().to_owned()
            }
            (None, Some(u)) => {
                lines.push(u.why.clone());
                u.file.clone()
            }
            (None, None) => say!("Many clients").to_owned(),
        };
        let remarks = words::remarks(all);
        if !remarks.is_empty() {
            lines.extend([String::new(), format!("# {}", say!("To know of this folder"))]);
            lines.extend(remarks);
        }
        shell.read(title, lines);
    }

    /// Opens the list to find a client by a word of its name or file.
    pub fn find(&self, shell: &mut Shell) {
        let mut p = Picker::default();
        self.fill(&mut p);
        shell.dialogs.push(Dialog::Find(p));
    }

    /// Fills the list for what was typed so far.
    pub fn fill(&self, p: &mut Picker) {
        let Some(all) = &self.all else { return };
        let query = p.query.trim().to_lowercase();
        let fits = |words: &[&str]| words.iter().any(|w| w.to_lowercase().contains(&query));
        p.rows = Vec::new();
        for (n, row) in self.shown.iter().enumerate() {
            let (name, file) = match row {
                ClientRow::Client(c) => (all.clients[*c].name(), all.clients[*c].file.as_str()),
                ClientRow::Unread(u) => (all.unread[*u].file.as_str(), say!("not read")),
            };
            if fits(&[name, file]) {
                let detail = if name == file { String::new() } else { file.to_owned() };
                p.rows.push(PickRow { detail, ..PickRow::new("", name, Pick::Client(n)) });
            }
        }
        p.cursor.at = 0;
        p.note = p.rows.is_empty().then(|| say!("No client with \"{typed}\" in its name.", typed = p.query));
    }

    /// Selects a row.
    pub fn go_to(&mut self, row: usize) {
        self.cursor.at = row.min(self.shown.len().saturating_sub(1));
    }

    /// Draws it.
    pub fn draw(&self, shell: &Shell, pane: &mut Pane<'_>) -> Option<Position> {
        clients_page::draw(&self.seen(), shell, pane)
    }
}
