//! The organisation and every register people fill in. Enter edits the selected row. Owns its selection and rows.

use std::cell::{OnceCell, RefCell};
use std::collections::BTreeMap;

use ratatui::layout::Position;
use ratatui::text::{Line, Span};

use crate::files::human_path;
use crate::model::assessment::keys;
use crate::model::fields;
use crate::model::journey::Told;
use crate::model::record::{Kind, Rid, read};
use crate::say;
use crate::tui::dialog::ask::{Act, Ask};
use crate::tui::dialog::{Purpose, choices};
use crate::tui::keymap::InAbout;
use crate::tui::pane::{Cursor, Pane, join};
use crate::tui::shell::{Next, Shell, Tone};
use crate::tui::text;
use crate::words::{self, KindWords as _, day, summary};
use crate::work::Work;

/// Organisation and registers.
#[derive(Default)]
pub struct About {
    /// Selected row.
    pub cursor: Cursor,
    rows: OnceCell<Vec<AboutRow>>,
    /// Records in a line, as far as they were looked at.
    summaries: RefCell<BTreeMap<Rid, String>>,
}

/// A row of the about screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AboutRow {
    /// A title.
    Head(&'static str),
    /// The title of a register, with the number of its records.
    Register(&'static Kind, usize),
    /// A fact: key, label, hint.
    Fact(&'static str, &'static str, &'static str),
    /// A record of a register.
    Record(&'static Kind, Rid),
    /// Add one.
    Add(&'static Kind),
}

impl About {
    /// Facts about the organisation, then every register. Made once after a change.
    pub fn rows(&self, work: &Work) -> &[AboutRow] {
        self.rows.get_or_init(|| {
            let mut rows = vec![AboutRow::Head(say!("Organisation and plan"))];
            rows.extend(fields::ABOUT.iter().map(|(k, l, h)| AboutRow::Fact(k, l, h)));
            for kind in work.kinds.iter().filter(|k| k.is_listed()) {
                let ids: Vec<Rid> = read::all(work.a(), kind).into_iter().map(|r| r.id).collect();
                rows.push(AboutRow::Register(kind, ids.len()));
                rows.extend(ids.into_iter().map(|id| AboutRow::Record(kind, id)));
                rows.push(AboutRow::Add(kind));
            }
            rows
        })
    }

    /// After a change the rows are made again.
    pub fn forget(&mut self) {
        self.rows = OnceCell::new();
        self.summaries.borrow_mut().clear();
    }

    /// Everything a record says beside its name, in a line; read once after a change.
    pub fn summary(&self, work: &Work, kind: &'static Kind, id: &Rid) -> String {
        if let Some(words) = self.summaries.borrow().get(id) {
            return words.clone();
        }
        let a = work.a();
        let words = summary(a, work.kinds, &read::at(a, kind, id));
        self.summaries.borrow_mut().insert(id.clone(), words.clone());
        words
    }

    /// The selected row.
    pub fn row(&self, work: &Work) -> Option<AboutRow> {
        self.rows(work).get(self.cursor.at).cloned()
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
            Some(AboutRow::Register(..)) => self.cursor.step(1, self.rows(work).len()),
            Some(AboutRow::Head(_)) | None => {}
        }
        Next::Stay
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
        match command {
            InAbout::NextRegister => self.select_next_register(work),
            InAbout::Remove => {
                let Some(AboutRow::Record(kind, id)) = self.row(work) else {
                    shell.say(Tone::Warning, say!("Select what to take away first."));
                    return Next::Stay;
                };
                let rec = read::at(work.a(), kind, &id);
                return Next::Ask(Ask {
                    title: say!(
                        "Take {no} out of {register}?",
                        no = rec.shown_no(),
                        register = words::text(kind.words)
                    ),
                    words: say!("{name}. History keeps it, and undo brings it back.", name = rec.name()),
                    act: Act::Remove(kind, id),
                });
            }
            InAbout::Add => {
                let rows = self.rows(work);
                let here =
                    rows.get(..=self.cursor.at).unwrap_or(rows).iter().rev().find_map(|row| match row {
                        AboutRow::Register(kind, _) => Some(*kind),
                        _ => None,
                    });
                if let Some(kind) = here {
                    return Next::Record(kind, None);
                }
                let key = shell.key(InAbout::NextRegister);
                shell.say(Tone::Warning, say!("Select a register first; {key} goes to it.", key));
            }
        }
        Next::Stay
    }

    /// Selects the next register, after the last one the first.
    fn select_next_register(&mut self, work: &Work) {
        let rows = self.rows(work);
        let heads = || {
            let head = |(n, row): (usize, &AboutRow)| matches!(row, AboutRow::Register(..)).then_some(n);
            rows.iter().enumerate().filter_map(head)
        };
        if let Some(to) = heads().find(|n| *n > self.cursor.at).or_else(|| heads().next()) {
            self.cursor.at = to;
        }
    }

    /// Draws it.
    pub fn draw(&self, shell: &Shell, work: &Work, pane: &mut Pane<'_>) -> Option<Position> {
        let t = shell.theme;
        let a = work.a();
        pane.line(Span::styled(
            say!("Kept in {place}. Enter edits.", place = human_path(work.session().path())),
            t.quiet(),
        ));
        pane.blank();
        let rows = self.rows(work);
        let column = text::widest(fields::ABOUT.iter().map(|(_, label, _)| words::text(label))).max(17) + 3;
        super::list(shell, pane, &self.cursor, rows.len(), |n, width| match &rows[n] {
            AboutRow::Head(title) => Line::styled(*title, t.accent().patch(t.strong())),
            AboutRow::Register(kind, 0) => {
                Line::styled(words::text(kind.words), t.accent().patch(t.strong()))
            }
            AboutRow::Register(kind, n) => {
                Line::styled(format!("{} ({n})", words::text(kind.words)), t.accent().patch(t.strong()))
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
            AboutRow::Record(kind, id) => {
                let rec = read::at(a, kind, id);
                let left = Line::from(vec![
                    Span::styled(text::fit(&format!("  {}", rec.name()), 25) + " ", t.strong()),
                    Span::raw(self.summary(work, kind, id)),
                ]);
                join(left, Line::styled(rec.shown_no(), t.quiet()), width)
            }
            AboutRow::Add(kind) => {
                Line::styled(format!("  + {}", say!("add {one}", one = kind.a_new())), t.accent())
            }
        })
    }
}
