//! Where the selected figure comes from, and everything else there is to know about what is selected.

use super::{Desk, Screen};
use crate::doc::Doc;
use crate::model::questionnaire::Target;
use crate::model::record::Rid;
use crate::model::snapshot;
use crate::report::{change, explain};
use crate::say;
use crate::tui::dialog::GuidePage;
use crate::tui::guides;
use crate::tui::screen::results::{ResultRow, open_compare};
use crate::tui::screen::roadmap::RoadRow;
use crate::tui::shell::{Next, Shell, Tone};
use crate::words::{Words as _, comparison};

impl Desk {
    /// Shows where the selected figure comes from.
    pub(in crate::tui) fn explain(&self, shell: &mut Shell) -> Next {
        if shell.hide_scores {
            shell.say_hidden();
            return Next::Stay;
        }
        // A control of one's own has no figure: all that stands in its row says where it comes from.
        if shell.screen == Screen::Soa && self.soa.row(&self.work).is_some_and(|r| r.requirement().is_none())
        {
            self.soa.read(shell, &self.work);
            return Next::Stay;
        }
        let row = (shell.screen == Screen::Results).then(|| self.results.row(&self.work)).flatten();
        match row {
            Some(ResultRow::Documents) => return Next::Guide(GuidePage::Documents),
            Some(ResultRow::Trend) => open_compare(shell, &self.work),
            _ => {
                let e = self.whole_explanation(shell.screen);
                let lines = explain::said(&e);
                shell.read(e.title, lines);
            }
        }
        Next::Stay
    }

    /// The same with what stands behind it, as it can be handed on.
    pub(super) fn whole_explanation(&self, screen: Screen) -> Doc {
        // A finding that is selected, in the audit or on a card of the rehearsal, and any other line of such a card.
        let finding = match screen {
            Screen::Audit => self.audit.finding(&self.work).map(|f| f.id.to_string()),
            Screen::Rehearsal => self.rehearsal.finding(&self.work).map(|id| id.to_string()),
            _ => None,
        };
        if let Some(doc) = finding.and_then(|id| self.work.explained_finding(&id)) {
            return doc;
        }
        if screen == Screen::Audit
            && let Some(row) = self.audit.row(&self.work)
            && let Some(rec) = &row.rec
        {
            return self.work.explained_row(rec, row.at);
        }
        if screen == Screen::Rehearsal
            && let Some((title, said)) = self.rehearsal.explained(&self.work)
        {
            return self.work.explained(explain::lines(&title, &said), None);
        }
        let place = match screen {
            Screen::Results | Screen::Roadmap => None,
            _ => self.selected(screen).and_then(|id| self.q().find(&id)),
        };
        match (screen, self.results.row(&self.work), place) {
            (Screen::Results, Some(ResultRow::Group(g)), _) => {
                let heading = Target::Heading(self.work.scores().groups[g].0);
                self.work.explained_before_room(heading)
            }
            (_, _, Some(place)) => self.work.explained_before_room(place),
            _ => self.work.explained(self.explanation(screen), None),
        }
    }

    /// Where the figure that is selected on a screen comes from, else the verdict.
    fn explanation(&self, screen: Screen) -> Doc {
        let (q, a, scores) = (self.q(), self.work.a(), self.work.scores());
        let target = self.selected(screen).and_then(|id| q.find(&id));
        let (gaps, map) = self.work.plan();
        match (screen, target) {
            (Screen::Results, _) => match self.results.row(&self.work) {
                Some(ResultRow::Counts) => explain::counts(q, scores),
                Some(ResultRow::Coverage) => explain::coverage(q, a, scores),
                Some(ResultRow::Claimed) => explain::claimed(q, scores),
                Some(ResultRow::Finish) => explain::finish(q, a, self.work.verdict(), map),
                Some(ResultRow::Running) => explain::beside(q, a, map),
                Some(ResultRow::Action(i)) => explain::action(q, a, map, &map.items[i]),
                Some(ResultRow::Gate(g)) => explain::gate(q, a, self.work.verdict(), g),
                Some(ResultRow::Group(g)) => explain::heading(q, scores, scores.groups[g].0),
                Some(ResultRow::Readiness | ResultRow::All | ResultRow::Clauses | ResultRow::Annex) => {
                    explain::readiness(q, scores)
                }
                Some(ResultRow::Verdict | ResultRow::Documents | ResultRow::Trend) | None => {
                    explain::verdict(q, a, scores, self.work.verdict())
                }
            },
            (Screen::Roadmap, _) => match self.roadmap.row(&self.work) {
                Some(RoadRow::Item(i)) => explain::action(q, a, map, &map.items[i]),
                Some(RoadRow::Mark(m)) => explain::milestone(q, scores, map, &map.milestones[m].id)
                    .unwrap_or_else(|| explain::finish(q, a, self.work.verdict(), map)),
                Some(RoadRow::Wave(_) | RoadRow::Reserve(_)) | None => {
                    explain::finish(q, a, self.work.verdict(), map)
                }
            },
            (_, Some(t)) => explain::target(q, a, scores, gaps, map, t),
            (_, None) => explain::verdict(q, a, scores, self.work.verdict()),
        }
    }

    /// Everything else there is to know about the selected question.
    pub(in crate::tui) fn details(&mut self, shell: &mut Shell) {
        let Some(t) = self.selected(shell.screen).and_then(|id| self.q().find(&id)) else { return };
        // In the outline a clause is told by what came out of it; hidden scores stay hidden.
        if let (Target::Heading(h), Screen::Outline, false) = (t, shell.screen, shell.hide_scores)
            && let Some(first) = self.q().below(h).first()
        {
            return self.show_clause(*first, Some(Screen::Outline), shell);
        }
        let (title, mut lines) = crate::tui::screen::details(&self.work, t);
        if let Some(guides) = shell.guides() {
            let mut words = guides.glossary.terms_in(&lines.join("\n"));
            words.retain(|w| guides::word_fits(self.q(), w));
            if !words.is_empty() {
                lines.push(format!("# {}", say!("Words used here")));
                lines.extend(words.into_iter().map(|w| format!("  {}: {}", w.term, w.means)));
            }
        }
        shell.read(title, lines);
    }

    /// Compares the state of now with a frozen one.
    pub(in crate::tui) fn compare_with(&self, id: &Rid, shell: &mut Shell) {
        let frozen = snapshot::all(self.work.a()).into_iter().find(|s| s.id == *id);
        let Some(s) = frozen else { return };
        let from = self.work.made_from();
        match self.work.since(&s, &comparison::now(&from.0)) {
            Ok(c) => {
                let name = &c.after.name;
                let title = say!("{before} and {after} compared", before = s.name, after = name);
                shell.read(title, change::lines(self.q(), &c, self.work.trend(), &[from]));
            }
            Err(refusal) => shell.say(Tone::Warning, refusal.words()),
        }
    }
}
