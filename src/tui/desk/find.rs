//! Finding: jumps by id and word.

use super::Desk;
use crate::model::find;
use crate::model::questionnaire::{Questionnaire, Target};
use crate::say;
use crate::tui::dialog::{Dialog, Pick, PickRow, Picker};
use crate::tui::shell::Shell;
use crate::words::Word as _;

/// The most rows a search shows.
const MOST_HITS: usize = 40;

impl Desk {
    /// Opens the search.
    pub(in crate::tui) fn open_find(&self, shell: &mut Shell) {
        let mut picker = Picker::default();
        self.fill_find(&mut picker);
        shell.dialogs.push(Dialog::Find(picker));
    }

    /// The rows for what was typed so far.
    pub(in crate::tui) fn fill_find(&self, picker: &mut Picker) {
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
        let row = |t: Target, place: String| {
            let id = q.id_of(t).to_owned();
            let title = match t {
                Target::Heading(h) => q.headings[h].title.clone(),
                Target::Requirement(r) => q.requirements[r].title.clone(),
                Target::Check(c) => q.check(c).question.clone(),
            };
            PickRow { key: id, label: title, detail: place, pick: Pick::Goto(t), why_not: None }
        };
        let exact = q.find(typed);
        if let Some(t) = exact {
            picker.rows.push(row(t, String::new()));
        } else if looks_like_id(q, typed) {
            let near = find::near_ids(q, typed, 5);
            picker.note = Some(if near.is_empty() {
                say!("There is no requirement {typed}.", typed)
            } else {
                say!("There is no requirement {typed}. Nearest:", typed)
            });
            for id in near {
                if let Some(t) = q.find(&id) {
                    picker.rows.push(row(t, say!("near").into()));
                }
            }
        }
        for hit in find::search(q, Some(self.work.a()), typed, MOST_HITS) {
            let there = |r: &PickRow| r.pick == Pick::Goto(hit.target);
            if Some(hit.target) != exact && !picker.rows.iter().any(there) {
                picker.rows.push(row(hit.target, format!("{}: {}", hit.place.word(), hit.text)));
            }
        }
        if picker.rows.is_empty() && picker.note.is_none() {
            picker.note = Some(say!("Nothing found for \"{typed}\".", typed));
        }
    }
}

fn looks_like_id(q: &Questionnaire, typed: &str) -> bool {
    let t = typed.to_uppercase();
    t.starts_with(|c: char| c.is_ascii_digit())
        || q.controls_begin()
            .and_then(|letter| t.strip_prefix(letter))
            .is_some_and(|r| r.trim_start_matches('.').starts_with(|c: char| c.is_ascii_digit()))
}
