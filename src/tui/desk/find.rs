//! Finding: jumps by id and word, words of the field, commands.

use std::collections::HashSet;

use super::Desk;
use crate::model::Printed;
use crate::model::find::{self, Found, Hit, Index, Place};
use crate::model::questionnaire::Target;
use crate::model::record::{EVIDENCE, Kind, Rec, read};
use crate::say;
use crate::tui::dialog::{Dialog, Pick, PickRow, Picker, help};
use crate::tui::keymap::{Context, synonyms};
use crate::tui::shell::Shell;
use crate::words::{self, KindWords as _, trail};

/// The most rows a search shows.
const MOST_HITS: usize = 40;
/// The most of them that are records.
const MOST_RECORDS: usize = 12;
/// The most rows of a search in one register.
const MOST_OF_ONE: usize = 200;
/// How many places of the standard stand before records that only have the word in their name.
const PLACES_FIRST: usize = 4;

impl Desk {
    /// Opens the search, of one register or of everything.
    pub(in crate::tui) fn open_find(&self, of: Option<&'static Kind>, shell: &mut Shell) {
        let mut picker = Picker { of, ..Picker::default() };
        self.fill_find(&mut picker, shell);
        shell.dialogs.push(Dialog::Find(picker));
    }

    /// Opens the search for a piece of evidence that is to show an id too.
    pub(in crate::tui) fn which_evidence(&self, at: String, shell: &mut Shell) {
        let mut picker = Picker { of: Some(&EVIDENCE), shows_too: Some(at), ..Picker::default() };
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
        if let Some(kind) = picker.of {
            return self.fill_register(kind, picker);
        }
        if typed.is_empty() {
            let ids = q.example_ids();
            picker.note = Some(say!("Type an id ({ids}) or a word (supplier, training).", ids));
            return;
        }
        if let Some(found) = self.by_hash(typed) {
            match found {
                Printed::At { event, after, .. } => {
                    let name = say!(
                        "{when} UTC, {who}: {what}",
                        when = trail::when(&event.time),
                        who = trail::who(&event.by),
                        what = trail::what(&event)
                    );
                    let detail = say!("{n|event|events} after it", n = after);
                    let row = PickRow::new(&say!("event {n}", n = event.seq), name, Pick::Event(event.seq));
                    picker.rows.push(PickRow { detail, ..row });
                }
                other => picker.note = Some(trail::printed(&other, typed, say!("this file"))),
            }
            return;
        }
        let (records, _) = find::records(self.work.a(), self.work.kinds, typed, MOST_RECORDS);
        let hits = self.index_of(shell).search(q, Some(self.work.a()), typed, MOST_HITS);
        if find::is_id(q, typed) && find::by_id(q, typed).is_none() {
            picker.note = Some(if hits.iter().any(|h| h.place == Place::NearId) {
                say!("There is no requirement {typed}. Nearest:", typed)
            } else {
                say!("There is no requirement {typed}.", typed)
            });
        } else if hits.is_empty() && records.is_empty() && find::registers(self.work.kinds, typed).is_empty()
        {
            picker.note = Some(say!("Nothing found for \"{typed}\".", typed));
        }
        picker.rows.extend(hits.iter().filter_map(|hit| self.found(hit, shell)));
        // An exact id, then the records that are meant; those that only have the word stand behind the first places.
        let exact = hits.iter().take_while(|hit| hit.place == Place::Id).count();
        let (meant, others): (Vec<_>, Vec<_>) = records.iter().partition(|r| find::is_meant(r, typed));
        let after = exact.max(PLACES_FIRST).min(picker.rows.len());
        for (at, list) in [(after, others), (exact, meant)] {
            picker.rows.splice(at..at, list.into_iter().map(record));
        }
        let registers = find::registers(self.work.kinds, typed).into_iter().map(|k| self.register(k));
        picker.rows.splice(exact..exact, registers);
    }

    /// The row of a register: what it is called and how much it holds.
    fn register(&self, kind: &'static Kind) -> PickRow {
        let row = PickRow::new(say!("register"), words::text(kind.words).to_owned(), Pick::All(kind));
        PickRow { detail: kind.count(read::all(self.work.a(), kind).len()), ..row }
    }

    /// What the hash on a paper stands for; none where what was typed is no hash, as a word is none.
    fn by_hash(&self, typed: &str) -> Option<Printed> {
        Some(self.work.printed(typed)).filter(|found| *found != Printed::NoHash)
    }

    /// The records of one register for what was typed so far, without a word all of them.
    fn fill_register(&self, kind: &'static Kind, picker: &mut Picker) {
        let (a, typed) = (self.work.a(), picker.query.trim());
        let (list, n) = if typed.is_empty() {
            let all = read::all(a, kind);
            let n = all.len();
            (all, n)
        } else {
            find::records(a, &[kind], typed, MOST_OF_ONE)
        };
        let register = words::text(kind.words);
        picker.note = Some(if n == 0 {
            say!("Nothing found for \"{typed}\".", typed)
        } else {
            say!("{register}: {n}. Type words of a name, or a number.", register, n)
        });
        if let Some(at) = picker.shows_too.as_ref().filter(|_| n > 0) {
            picker.note = Some(say!(
                "Type words of a name, or a number. The one you choose shows {at} too.",
                at = at.as_str()
            ));
        }
        let beside = |rec: &Rec<'_>| {
            let said = kind.columns.iter().map(|key| words::record::cell(a, self.work.kinds, rec, key));
            said.filter(|words| !words.is_empty()).collect::<Vec<_>>().join(", ")
        };
        let row = |rec: &Rec<'_>| {
            let row = PickRow { detail: beside(rec), ..record(rec) };
            match &picker.shows_too {
                Some(at) => PickRow { pick: Pick::ShowsToo(rec.id.clone(), at.clone()), ..row },
                None => row,
            }
        };
        let rows: Vec<PickRow> = list.iter().take(MOST_OF_ONE).map(row).collect();
        picker.rows.extend(rows);
    }

    /// What is searched, made when it is first asked for.
    pub(super) fn index_of(&self, shell: &Shell) -> &Index {
        self.finder.get_or_init(|| self.index(shell))
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

/// The row of a record that was found.
fn record(rec: &Rec<'_>) -> PickRow {
    let row = PickRow::new(&rec.shown_no(), rec.name(), Pick::At(rec.kind, rec.id.clone()));
    PickRow { detail: words::text(rec.kind.words).to_owned(), ..row }
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
        | X::Rehearsal
        | X::Spread
        | X::Workshop
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
