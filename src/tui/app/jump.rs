//! Getting about: screens, jumps by id and word, the way back, what Enter opens.

use super::{App, ResultRow, RoadRow, Screen, Spot, Tone};
use crate::model::find;
use crate::model::questionnaire::{Questionnaire, Target};
use crate::report::explain;
use crate::say;
use crate::tui::dialog::{Dialog, GuidePage, Pick, PickRow, Picker};
use crate::tui::guides;
use crate::tui::keymap::InHistory;
use crate::tui::screen::results::open_compare;
use crate::words::Word as _;

/// The most rows a search shows.
const MOST_HITS: usize = 40;

impl App {
    /// Shows another screen and puts its selection where one is.
    pub(super) fn show(&mut self, screen: Screen) {
        if screen == Screen::Outline
            && let Some(desk) = &mut self.desk
        {
            desk.outline.select(&desk.work, desk.card.spot.requirement);
        }
        self.shell.screen = screen;
        self.shell.dirty = true;
    }

    /// Goes to a question and remembers where one was.
    pub(super) fn go_to(&mut self, spot: Spot) {
        let Some(desk) = &mut self.desk else { return };
        if desk.card.spot != spot || self.shell.screen != Screen::Question {
            desk.trail.push((self.shell.screen, desk.card.spot));
        }
        desk.move_to(spot);
        self.shell.screen = Screen::Question;
    }

    /// Back to where one was before the last jump.
    pub(super) fn return_back(&mut self) {
        let Some(desk) = &mut self.desk else { return };
        match desk.trail.pop() {
            Some((screen, spot)) => {
                desk.move_to(spot);
                self.show(screen);
            }
            None if self.shell.screen != Screen::Question => self.show(Screen::Question),
            None => self.say(Tone::Done, say!("There is nowhere to go back to.")),
        }
    }

    /// Opens the row that is selected.
    pub(super) fn open_row(&mut self) {
        match self.shell.screen {
            Screen::Home => {
                let next = self.home.open(&mut self.shell);
                self.follow(next);
            }
            Screen::About => {
                if let Some(desk) = &mut self.desk {
                    let next = desk.about.open(&mut self.shell, &desk.work);
                    self.follow(next);
                }
            }
            Screen::Backups => {
                let next = self.backups.open(&mut self.shell);
                self.follow(next);
            }
            Screen::Question | Screen::Room => self.details(),
            Screen::Results => self.explain(),
            _ => {
                if let Some(spot) =
                    self.selected_id().and_then(|id| self.desk.as_ref().and_then(|w| w.spot_of(&id)))
                {
                    self.go_to(spot);
                } else if self.shell.screen == Screen::History {
                    self.run(InHistory::Details.into());
                }
            }
        }
    }

    /// Opens the search.
    pub(super) fn open_find(&mut self) {
        let mut picker = Picker::default();
        self.fill_find(&mut picker);
        self.shell.dialogs.push(Dialog::Find(picker));
    }

    /// The rows for what was typed so far.
    pub(super) fn fill_find(&self, picker: &mut Picker) {
        picker.rows.clear();
        picker.note = None;
        picker.cursor.at = 0;
        let Some(desk) = &self.desk else { return };
        let q = desk.q();
        let typed = picker.query.trim();
        if typed.is_empty() {
            let ids = self.questionnaire().example_ids();
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
        for hit in find::search(q, Some(desk.work.a()), typed, MOST_HITS) {
            let there = |r: &PickRow| r.pick == Pick::Goto(hit.target);
            if Some(hit.target) != exact && !picker.rows.iter().any(there) {
                picker.rows.push(row(hit.target, format!("{}: {}", hit.place.word(), hit.text)));
            }
        }
        if picker.rows.is_empty() && picker.note.is_none() {
            picker.note = Some(say!("Nothing found for \"{typed}\".", typed));
        }
    }

    /// Shows where the selected figure comes from.
    pub(super) fn explain(&mut self) {
        if self.shell.hide_scores {
            return self.shell.say_hidden();
        }
        if let (Screen::Results, Some(desk)) = (self.shell.screen, &self.desk) {
            match desk.results.row(&desk.work) {
                Some(ResultRow::Documents) => {
                    return guides::open_page(GuidePage::Documents, &mut self.shell, Some(&desk.work));
                }
                Some(ResultRow::Trend) => return open_compare(&mut self.shell, &desk.work),
                _ => {}
            }
        }
        if let Some(e) = self.explanation() {
            self.shell.read(e.title, e.lines);
        }
    }

    /// Where the selected figure comes from, else the verdict.
    pub(super) fn explanation(&self) -> Option<explain::Explanation> {
        let desk = self.desk.as_ref()?;
        let (q, a) = (desk.q(), desk.work.a());
        let target = self.selected_id().and_then(|id| q.find(&id));
        let (gaps, map) = desk.work.plan();
        Some(match (self.shell.screen, target) {
            (Screen::Results, _) => match desk.results.row(&desk.work) {
                Some(ResultRow::Counts) => explain::counts(q, desk.work.scores()),
                Some(ResultRow::Coverage) => explain::coverage(q, a, desk.work.scores()),
                Some(ResultRow::Claimed) => explain::claimed(q, a, desk.work.scores()),
                Some(ResultRow::Finish) => explain::finish(q, a, map),
                Some(ResultRow::Gate(g)) => explain::gate(q, a, desk.work.verdict(), g),
                Some(ResultRow::Group(g)) => {
                    explain::heading(q, desk.work.scores(), desk.work.scores().groups[g].0)
                }
                Some(ResultRow::Readiness | ResultRow::All | ResultRow::Clauses | ResultRow::Annex) => {
                    explain::readiness(q, desk.work.scores())
                }
                Some(ResultRow::Verdict | ResultRow::Documents | ResultRow::Trend) | None => {
                    explain::verdict(q, a, desk.work.scores(), desk.work.verdict())
                }
            },
            (Screen::Roadmap, _) => match desk.roadmap.rows(&desk.work).get(desk.roadmap.cursor.at) {
                Some(RoadRow::Item(i)) => explain::action(q, a, map, &map.items[*i]),
                Some(RoadRow::Mark(m)) => {
                    explain::milestone(q, desk.work.scores(), map, &map.milestones[*m].id)
                        .unwrap_or_else(|| explain::finish(q, a, map))
                }
                Some(RoadRow::Wave(_)) | None => explain::finish(q, a, map),
            },
            (_, Some(t)) => explain::target(q, a, desk.work.scores(), gaps, map, t),
            (_, None) => explain::verdict(q, a, desk.work.scores(), desk.work.verdict()),
        })
    }

    /// Everything else there is to know about the selected question.
    pub(super) fn details(&mut self) {
        let Some(desk) = &self.desk else { return };
        let Some(t) = self.selected_id().and_then(|id| desk.q().find(&id)) else { return };
        let (title, mut lines) = crate::tui::screen::details(&desk.work, t);
        if let Some(guides) = self.shell.guides() {
            let mut words = guides.glossary.terms_in(&lines.join("\n"));
            words.retain(|w| guides::word_fits(desk.q(), w));
            if !words.is_empty() {
                lines.push(format!("# {}", say!("Words used here")));
                lines.extend(words.into_iter().map(|w| format!("  {}: {}", w.term, w.means)));
            }
        }
        self.shell.read(title, lines);
    }
}

fn looks_like_id(q: &Questionnaire, typed: &str) -> bool {
    let t = typed.to_uppercase();
    t.starts_with(|c: char| c.is_ascii_digit())
        || q.controls_begin()
            .and_then(|letter| t.strip_prefix(letter))
            .is_some_and(|r| r.trim_start_matches('.').starts_with(|c: char| c.is_ascii_digit()))
}
