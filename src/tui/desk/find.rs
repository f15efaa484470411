//! Finding: jumps by id and word, words of the field, commands.

use std::collections::HashSet;

use super::Desk;
use crate::model::find::{self, Found, Hit, Index, Place};
use crate::model::questionnaire::Target;
use crate::say;
use crate::tui::dialog::{Dialog, Pick, PickRow, Picker, help};
use crate::tui::keymap::{Context, synonyms};
use crate::tui::shell::Shell;
use crate::words;

/// The most rows a search shows.
const MOST_HITS: usize = 40;

impl Desk {
    /// Opens the search.
    pub(in crate::tui) fn open_find(&self, shell: &mut Shell) {
        let mut picker = Picker::default();
        self.fill_find(&mut picker, shell);
        shell.dialogs.push(Dialog::Find(picker));
    }

    /// The rows for what was typed so far.
    pub(in crate::tui) fn fill_find(&self, picker: &mut Picker, shell: &Shell) {
        picker.rows.clear();
        picker.note = None;
        picker.cursor.at = 0;
        let q = self.q();
        let typed = picker.query.trim();
        if typed.is_empty() {
            let ids = q.example_ids();
            picker.note = Some(say!("Type an id ({ids}) or a word (supplier, training).", ids));
            return;
        }
        let index = self.finder.get_or_init(|| self.index(shell));
        let hits = index.search(q, Some(self.work.a()), typed, MOST_HITS);
        if find::is_id(q, typed) && find::by_id(q, typed).is_none() {
            picker.note = Some(if hits.iter().any(|h| h.place == Place::NearId) {
                say!("There is no requirement {typed}. Nearest:", typed)
            } else {
                say!("There is no requirement {typed}.", typed)
            });
        } else if hits.is_empty() {
            picker.note = Some(say!("Nothing found for \"{typed}\".", typed));
        }
        picker.rows.extend(hits.iter().filter_map(|hit| self.found(hit, shell)));
    }

    /// What is searched: the questionnaire, the guides, and each command once, however many keys it has.
    fn index(&self, shell: &Shell) -> Index {
        let q = self.q();
        let mut index = shell.guides().map_or_else(|| Index::new(q), |g| g.index(q));
        let mut seen = HashSet::new();
        for (n, b) in shell.keys.rows().iter().enumerate() {
            if offered(b.context) && seen.insert(b.command) {
                let help = words::text(b.help);
                index.add_command(n, help, &format!("{help}, {}", synonyms::of(b.command)));
            }
        }
        index
    }

    fn found(&self, hit: &Hit, shell: &Shell) -> Option<PickRow> {
        let q = self.q();
        let detail = match hit.place {
            Place::Id => String::new(),
            Place::NearId => say!("near").into(),
            _ => words::find::why(hit),
        };
        let row = match hit.found {
            Found::Place(t) => {
                let title = match t {
                    Target::Heading(h) => q.headings[h].title.clone(),
                    Target::Requirement(r) => q.requirements[r].title.clone(),
                    Target::Check(c) => self.work.a().check(q, c).question.clone(),
                };
                PickRow::new(q.id_of(t), title, Pick::Goto(t))
            }
            Found::Term(n) => {
                let term = shell.guides()?.glossary.terms.get(n)?;
                PickRow::new(say!("word"), term.term.clone(), Pick::Word(n))
            }
            Found::Command(n) => {
                let b = shell.keys.rows().get(n)?;
                let row = help::row(b, shell, true);
                let there = matches!(row.pick, Pick::There(..)).then(|| row.detail.clone());
                return Some(PickRow { detail: there.unwrap_or(detail), ..row });
            }
        };
        Some(PickRow { detail, ..row })
    }
}

/// Whether keys of this context are commands of an open assessment: not answering and moving in a list, which are
/// done there, nor what belongs to a dialog that is not open.
const fn offered(context: Context) -> bool {
    use Context as X;
    match context {
        X::Global
        | X::Screen
        | X::Question
        | X::Outline
        | X::Gaps
        | X::Roadmap
        | X::Lists
        | X::Soa
        | X::Audit
        | X::Results
        | X::Backups
        | X::About
        | X::Ten
        | X::Clause
        | X::History => true,
        X::List
        | X::Rating
        | X::Home
        | X::Portfolio
        | X::Quick
        | X::Start
        | X::Note
        | X::Line
        | X::Form
        | X::Help
        | X::Find
        | X::Words
        | X::Choose
        | X::Ticks
        | X::Picker
        | X::Reader
        | X::Offer
        | X::Poll
        | X::Ask
        | X::Astray => false,
    }
}
