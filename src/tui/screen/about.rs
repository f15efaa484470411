//! The organisation and every register people fill in, a row each. Enter edits a fact and opens a register as a list of its
//! own. Owns its selection and rows.

use std::cell::{OnceCell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use ratatui::layout::Position;
use ratatui::text::{Line, Span};

use crate::files::human_path;
use crate::model::assessment::keys;
use crate::model::fields;
use crate::model::journey::Told;
use crate::model::record::{EVIDENCE, IMPACT, Kind, RISK, Rid, SYSTEM, read};
use crate::say;
use crate::tui::dialog::{Dialog, Purpose, choices};
use crate::tui::keymap::InAbout;
use crate::tui::pane::{Cursor, Pane, join};
use crate::tui::shell::{Next, Shell, Tone};
use crate::tui::text;
use crate::words::{self, KindWords as _, day, whole};
use crate::work::Work;

use super::register::{Inside, Register, ask, lacking};

/// The most names the row of a folded register shows.
const NAMES: usize = 12;

/// Rows below the overview for what the selected one says in full.
const WHOLE: usize = 2;

/// Which registers the overview shows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Shown {
    /// All of them, and the organisation.
    #[default]
    All,
    /// Those in which something stands.
    Filled,
    /// Those in which a record lacks something.
    Lacking,
}

impl Shown {
    const fn next(self) -> Self {
        match self {
            Self::All => Self::Filled,
            Self::Filled => Self::Lacking,
            Self::Lacking => Self::All,
        }
    }

    const fn fits(self, inside: &Inside) -> bool {
        match self {
            Self::All => true,
            Self::Filled => !inside.ids.is_empty(),
            Self::Lacking => inside.lacking > 0,
        }
    }
}

/// Organisation and registers.
#[derive(Default)]
pub struct About {
    /// Selected row of the organisation.
    cursor: Cursor,
    /// The register that is open as a list of its own.
    register: Option<Register>,
    /// Whether registers in which nothing stands are listed one by one.
    more: bool,
    /// Which registers are listed.
    shown: Shown,
    rows: OnceCell<Vec<AboutRow>>,
    inside: RefCell<BTreeMap<&'static str, Rc<Inside>>>,
}

/// A row of the about screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AboutRow {
    /// A title.
    Head(&'static str),
    /// A register, folded.
    Register(&'static Kind),
    /// The registers in which nothing stands, and nothing has to.
    More(Vec<&'static Kind>),
    /// A fact: key, label, hint.
    Fact(&'static str, &'static str, &'static str),
    /// A record of the register that is open.
    Record(&'static Kind, Rid),
    /// Add one.
    Add(&'static Kind),
}

impl About {
    /// What is in a register; looked at once after a change.
    fn inside(&self, work: &Work, kind: &'static Kind) -> Rc<Inside> {
        let mut inside = self.inside.borrow_mut();
        Rc::clone(inside.entry(kind.key).or_insert_with(|| Rc::new(Inside::of(work, kind))))
    }

    /// The records of the register that is open; else facts about the organisation, then every register. Made once after
    /// a change.
    pub fn rows(&self, work: &Work) -> &[AboutRow] {
        self.rows.get_or_init(|| match &self.register {
            Some(open) => {
                let ids = self.inside(work, open.kind).ids.clone();
                let records = ids.into_iter().map(|id| AboutRow::Record(open.kind, id));
                records.chain([AboutRow::Add(open.kind)]).collect()
            }
            None => self.all(work),
        })
    }

    fn all(&self, work: &Work) -> Vec<AboutRow> {
        if self.shown != Shown::All {
            let listed = work.kinds.iter().copied().filter(|k| k.is_listed());
            let fits = |k: &&'static Kind| self.shown.fits(&self.inside(work, k));
            return listed.filter(fits).map(AboutRow::Register).collect();
        }
        let mut rows = vec![AboutRow::Head(say!("Organisation and plan"))];
        rows.extend(fields::ABOUT.iter().map(|(k, l, h)| AboutRow::Fact(k, l, h)));
        rows.push(AboutRow::Head(say!("Registers")));
        let listed = || work.kinds.iter().copied().filter(|k| k.is_listed());
        rows.extend(listed().filter(|k| !k.on_demand).map(AboutRow::Register));
        let is_idle = |k: &&'static Kind| !self.more && self.inside(work, k).ids.is_empty();
        let (idle, used): (Vec<_>, Vec<_>) = listed().filter(|k| k.on_demand).partition(is_idle);
        rows.extend(used.into_iter().map(AboutRow::Register));
        if !idle.is_empty() {
            rows.push(AboutRow::More(idle));
        }
        rows
    }

    /// After a change the rows are made again.
    pub fn forget(&mut self) {
        self.rows = OnceCell::new();
        self.inside.borrow_mut().clear();
    }

    /// The selection of what is shown.
    pub const fn cursor(&mut self) -> &mut Cursor {
        match &mut self.register {
            Some(open) => &mut open.cursor,
            None => &mut self.cursor,
        }
    }

    /// The selected row.
    pub fn row(&self, work: &Work) -> Option<AboutRow> {
        let at = self.register.as_ref().map_or(self.cursor.at, |open| open.cursor.at);
        self.rows(work).get(at).cloned()
    }

    /// The register that is open or selected.
    pub fn kind(&self, work: &Work) -> Option<&'static Kind> {
        match self.row(work)? {
            AboutRow::Register(kind) | AboutRow::Record(kind, _) | AboutRow::Add(kind) => Some(kind),
            AboutRow::Head(_) | AboutRow::More(_) | AboutRow::Fact(..) => None,
        }
    }

    /// How many records the register holds that is open as a list of its own.
    pub fn opened(&self) -> Option<usize> {
        self.register.as_ref().map(|open| self.inside.borrow().get(open.kind.key).map_or(0, |i| i.ids.len()))
    }

    /// Whether what is selected supports checks by itself.
    pub fn has_checks(&self, work: &Work) -> bool {
        self.kind(work).is_some_and(|kind| !self.inside(work, kind).supports.is_empty())
    }

    /// Whether what is selected has files that can be looked at.
    pub fn has_files(&self, work: &Work) -> bool {
        self.kind(work).is_some_and(|kind| kind.key == EVIDENCE.key)
    }

    /// Lists other registers: all, those that are filled, those that lack something.
    pub fn show_others(&mut self, work: &Work) {
        let was = self.kind(work);
        self.shown = self.shown.next();
        self.rows = OnceCell::new();
        let rows = self.rows(work);
        let is_there = |row: &AboutRow| matches!(row, AboutRow::Register(k) if Some(*k) == was);
        self.cursor.at = rows.iter().position(is_there).unwrap_or(0);
    }

    /// Opens a register as a list of its own.
    fn enter(&mut self, kind: &'static Kind) {
        self.register = Some(Register::new(kind));
        self.rows = OnceCell::new();
    }

    /// Opens a register, with this record of it selected.
    pub fn show(&mut self, kind: &'static Kind, id: Option<&Rid>, work: &Work) {
        self.leave(work);
        self.shown = Shown::All;
        self.rows = OnceCell::new();
        let rows = self.rows(work);
        let is_there = |row: &AboutRow| matches!(row, AboutRow::Register(k) if k.key == kind.key);
        self.cursor.at = rows.iter().position(is_there).unwrap_or(self.cursor.at);
        self.enter(kind);
        let at = self.inside(work, kind).ids.iter().position(|x| Some(x) == id);
        self.cursor().at = at.unwrap_or(0);
    }

    /// Selects a record that was just added, where its register is open.
    pub fn select(&mut self, kind: &'static Kind, id: &Rid, work: &Work) {
        if self.register.as_ref().is_none_or(|open| open.kind != kind) {
            return;
        }
        self.rows = OnceCell::new();
        if let Some(at) = self.inside(work, kind).ids.iter().position(|x| x == id) {
            self.cursor().at = at;
        }
    }

    /// Goes back from a register to all of them, with that one selected; false where none is open.
    pub fn leave(&mut self, work: &Work) -> bool {
        let Some(open) = self.register.take() else { return false };
        self.rows = OnceCell::new();
        let rows = self.rows(work);
        let is_there = |row: &AboutRow| match row {
            AboutRow::Register(kind) => *kind == open.kind,
            AboutRow::More(kinds) => kinds.contains(&open.kind),
            _ => false,
        };
        self.cursor.at = rows.iter().position(is_there).unwrap_or(self.cursor.at);
        true
    }

    /// Opens the selected row to be edited.
    pub fn open(&mut self, shell: &mut Shell, work: &Work) -> Next {
        match self.row(work) {
            Some(AboutRow::Fact(key, ..)) => match Told::picked(key) {
                Some(what) => {
                    let now = work.a().get(key).unwrap_or_default();
                    shell.dialogs.push(choices::list(what, now, shell.today));
                }
                None => Self::write(key, shell, work),
            },
            Some(AboutRow::Record(kind, id)) => return Next::Record(kind, Some(id)),
            Some(AboutRow::Add(kind)) => return Next::Record(kind, None),
            Some(AboutRow::Register(kind)) => self.enter(kind),
            Some(AboutRow::More(_)) => self.unfold(),
            Some(AboutRow::Head(_)) | None => {}
        }
        Next::Stay
    }

    /// Lists the registers in which nothing stands one by one.
    fn unfold(&mut self) {
        self.more = true;
        self.rows = OnceCell::new();
    }

    /// Opens the editor of a fact about the organisation.
    pub fn write(key: &str, shell: &mut Shell, work: &Work) {
        let Some((key, label, hint)) = fields::ABOUT.iter().find(|(k, ..)| *k == key) else { return };
        let value = day::of_stored(work.a().get(key).unwrap_or_default());
        let words = (words::text(label), words::text(hint));
        shell.write(Some(work), Purpose::Fact(key), words, &value, false);
    }

    /// Does what a key of the registers asks for.
    pub fn update(&mut self, command: InAbout, shell: &mut Shell, work: &Work) -> Next {
        match (command, self.row(work)) {
            (InAbout::NextRegister, _) => self.select_next_register(work),
            (InAbout::Remove, Some(AboutRow::Record(kind, id))) => return Next::Ask(ask(work, kind, &id)),
            (InAbout::Remove, Some(AboutRow::Register(_))) => {
                shell.say(Tone::Warning, say!("Enter opens the register; select there what to take away."));
            }
            (InAbout::Remove, _) => shell.say(Tone::Warning, say!("Select what to take away first.")),
            (
                InAbout::Add,
                Some(AboutRow::Register(kind) | AboutRow::Record(kind, _) | AboutRow::Add(kind)),
            ) => return Next::Record(kind, None),
            (InAbout::Add, Some(AboutRow::More(_))) => self.unfold(),
            (InAbout::Details, row) => match Self::in_full(work, row) {
                Some((title, lines)) => shell.read(title, lines),
                None => shell.say(Tone::Warning, say!("Select a record, or the register of risks.")),
            },
            (InAbout::Checks, _) => match self.kind(work).filter(|_| self.has_checks(work)) {
                Some(kind) => {
                    let list = self.inside(work, kind).checks(work, kind);
                    shell.dialogs.push(Dialog::Choose(say!("Checks it supports"), list));
                }
                None => shell.say(
                    Tone::Warning,
                    say!("Select a register that supports checks; evidence proves those it names."),
                ),
            },
            // The search is the desk's.
            (InAbout::Filter, _) => {}
            (InAbout::Add, _) => {
                let key = shell.key(InAbout::NextRegister);
                shell.say(Tone::Warning, say!("Select a register first; {key} goes to it.", key));
            }
            (InAbout::Risks, row) => match Self::begins(row) {
                Some(next) => return next,
                None => shell.say(
                    Tone::Warning,
                    say!(
                        "Select a risk, an AI system or an impact assessment: risks begin with what it says."
                    ),
                ),
            },
        }
        Next::Stay
    }

    /// A record whole; of risks their matrix first, which is there on the row of their register too.
    fn in_full(work: &Work, row: Option<AboutRow>) -> Option<(String, Vec<String>)> {
        let (kind, id) = match row? {
            AboutRow::Record(kind, id) => (kind, Some(id)),
            AboutRow::Register(kind) | AboutRow::Add(kind) if kind.key == RISK.key => (kind, None),
            AboutRow::Register(_) | AboutRow::Add(_) => return None,
            // Above the registers, where one comes from the list of commands: it found the matrix by its name.
            _ => (&RISK, None),
        };
        let mut lines = Vec::new();
        let mut title = words::text(kind.words).to_owned();
        if let Some(id) = id {
            let rec = read::at(work.a(), kind, &id);
            title = format!("{} {}", rec.shown_no(), rec.name());
            lines = whole::lines(work.a(), work.kinds, &rec, work.today);
        }
        if kind.key == RISK.key {
            if !lines.is_empty() {
                lines.extend([String::new(), format!("# {}", say!("Matrix of all risks"))]);
            }
            lines.extend(super::matrix::lines(work));
        }
        Some((title, lines))
    }

    /// What a risk can begin with on this row.
    fn begins(row: Option<AboutRow>) -> Option<Next> {
        let of = |kind: &Kind, keys: &[&str]| keys.contains(&kind.key);
        match row? {
            AboutRow::Record(kind, id) if of(kind, &[IMPACT.key]) => Some(Next::RiskOf(id)),
            AboutRow::Record(kind, id) if of(kind, &[SYSTEM.key]) => Some(Next::CommonRisks(Some(id))),
            AboutRow::Record(kind, _) | AboutRow::Register(kind) | AboutRow::Add(kind)
                if of(kind, &[RISK.key, SYSTEM.key]) =>
            {
                Some(Next::CommonRisks(None))
            }
            AboutRow::More(_) => Some(Next::CommonRisks(None)),
            _ => None,
        }
    }

    /// Whether a risk can begin with what is selected.
    pub fn has_risks(&self, work: &Work) -> bool {
        Self::begins(self.row(work)).is_some()
    }

    /// Selects the next register, after the last one the first; where one is open, it opens the next.
    fn select_next_register(&mut self, work: &Work) {
        let was_open = self.leave(work);
        let rows = self.rows(work);
        let heads = || {
            let is_head = |row: &AboutRow| matches!(row, AboutRow::Register(_) | AboutRow::More(_));
            rows.iter().enumerate().filter(move |(_, row)| is_head(row)).map(|(n, _)| n)
        };
        let opens = |n: &usize| !was_open || matches!(rows.get(*n), Some(AboutRow::Register(_)));
        let mut heads_on = heads().filter(|n| *n > self.cursor.at).chain(heads()).filter(opens);
        if let Some(to) = heads_on.next() {
            self.cursor.at = to;
        }
        if was_open && let Some(AboutRow::Register(kind)) = self.row(work) {
            self.enter(kind);
        }
    }

    /// Draws it.
    pub fn draw(&self, shell: &Shell, work: &Work, pane: &mut Pane<'_>) -> Option<Position> {
        if let Some(open) = &self.register {
            return open.draw(shell, work, &self.inside(work, open.kind), pane);
        }
        let t = shell.theme;
        let key = shell.key(InAbout::Filter);
        let first = match self.shown {
            Shown::All => say!("Kept in {place}. Enter edits.", place = human_path(work.session().path())),
            Shown::Filled => {
                say!("Shown: registers that are filled. {key} shows those that lack something.", key)
            }
            Shown::Lacking => say!("Shown: registers that lack something. {key} shows all again.", key),
        };
        pane.line(Span::styled(first, t.quiet()));
        pane.blank();
        let rows = self.rows(work);
        if rows.is_empty() {
            pane.paragraph(&say!("No register is like that. {key} goes on.", key), t.quiet(), 2);
            return None;
        }
        let labels = rows.iter().map(|row| match row {
            AboutRow::Register(kind) => self.label(work, kind),
            AboutRow::Fact(_, label, _) => words::text(label).to_owned(),
            _ => String::new(),
        });
        let widest = labels.map(|label| text::width(&label)).max().unwrap_or(0).max(17);
        let column = (widest + 3).min(pane.width() / 2);
        let below = if pane.left() > 8 { WHOLE } else { 0 };
        let height = pane.left().saturating_sub(below);
        let place = self.overview(shell, work, column, &mut pane.part(height));
        let full = rows.get(self.cursor.at).map(|row| self.full(work, row, pane.width()));
        pane.paragraph(&full.unwrap_or_default(), t.quiet(), below);
        place
    }

    /// What a row says in full.
    fn full(&self, work: &Work, row: &AboutRow, width: usize) -> String {
        match row {
            AboutRow::Register(kind) => self.inside(work, kind).supported(work, width, WHOLE),
            AboutRow::More(kinds) => {
                kinds.iter().map(|kind| words::text(kind.words)).collect::<Vec<_>>().join(", ")
            }
            AboutRow::Fact(key, label, hint) => {
                let said = work.a().get(key).filter(|v| !v.is_empty()).map(day::shown);
                format!("{}: {}", words::text(label), said.unwrap_or_else(|| words::text(hint).to_owned()))
            }
            AboutRow::Head(_) | AboutRow::Record(..) | AboutRow::Add(_) => String::new(),
        }
    }

    /// The rows of the overview.
    fn overview(&self, shell: &Shell, work: &Work, column: usize, pane: &mut Pane<'_>) -> Option<Position> {
        let (t, a, rows) = (shell.theme, work.a(), self.rows(work));
        super::list(shell, pane, &self.cursor, rows.len(), |n, width| match &rows[n] {
            AboutRow::Head(title) => Line::styled(*title, t.accent().patch(t.strong())),
            AboutRow::Register(kind) => self.folded(shell, work, kind, (column, width)),
            AboutRow::More(kinds) => {
                let label = text::fit(&format!("  {}", say!("More registers")), column);
                // A name that does not fit whole is left out.
                let mut names = String::from("-");
                for (n, kind) in kinds.iter().enumerate() {
                    let sign = if n == 0 { " " } else { ", " };
                    let one = format!("{sign}{}", words::text(kind.words).to_lowercase());
                    if text::width(&names) + text::width(&one) + column + 3 > width {
                        names.push_str(", \u{2026}");
                        break;
                    }
                    names.push_str(&one);
                }
                Line::from(vec![Span::styled(label, t.accent()), Span::styled(names, t.quiet())])
            }
            AboutRow::Fact(key, label, hint) => {
                let value = a.get(key).filter(|v| !v.is_empty());
                let name = Span::raw(text::fit(&format!("  {}", words::text(label)), column));
                match value {
                    Some(v) if *key == keys::SIZE && a.is_size_asked_again() => {
                        let again =
                            say!("{size} - asked again: it meant 2 to 50 people when it was given", size = v);
                        Line::from(vec![name, Span::styled(again, t.warning())])
                    }
                    Some(v) => Line::from(vec![name, Span::styled(day::shown(v), t.strong())]),
                    None => {
                        Line::from(vec![name, Span::styled(format!("- {}", words::text(hint)), t.quiet())])
                    }
                }
            }
            AboutRow::Record(..) | AboutRow::Add(_) => Line::default(),
        })
    }

    /// What a register is called in its row, with how many records it has.
    fn label(&self, work: &Work, kind: &'static Kind) -> String {
        let (all, n) = (words::text(kind.words), self.inside(work, kind).ids.len());
        if n == 0 { all.to_owned() } else { format!("{all} ({n})") }
    }

    /// A register in a row: how many there are, the first ones by name, how many lack something.
    fn folded(
        &self,
        shell: &Shell,
        work: &Work,
        kind: &'static Kind,
        (column, width): (usize, usize),
    ) -> Line<'static> {
        let t = shell.theme;
        let inside = self.inside(work, kind);
        let n = inside.ids.len();
        let label = text::cut(&format!("  {}", self.label(work, kind)), column.saturating_sub(1));
        let mut left = Line::from(vec![Span::styled(text::fit(&label, column), t.accent())]);
        if n == 0 {
            left.spans.push(Span::styled(format!("- {}", say!("add {one}", one = kind.a_new())), t.quiet()));
            return left;
        }
        let names = inside.ids.iter().take(NAMES).map(|id| read::at(work.a(), kind, id).name());
        left.spans.push(Span::raw(names.filter(|name| !name.is_empty()).collect::<Vec<_>>().join(", ")));
        match lacking(inside.lacking) {
            lacks if lacks.is_empty() => left,
            lacks => join(left, Line::styled(lacks, t.warning()), width),
        }
    }
}
