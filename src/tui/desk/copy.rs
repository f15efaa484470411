//! The selected row as plain text for the clipboard.

use super::{Desk, Screen};
use crate::model::assessment::keys;
use crate::model::level::Level;
use crate::model::questionnaire::Target;
use crate::model::record::{read, value};
use crate::model::roadmap::RoadmapItem;
use crate::report::explain;
use crate::say;
use crate::tui::clip::Item;
use crate::tui::screen::about::AboutRow;
use crate::tui::screen::gap_filter::owner;
use crate::tui::screen::lists::ListRow;
use crate::tui::screen::results::ResultRow;
use crate::tui::screen::roadmap::RoadRow;
use crate::tui::shell::Shell;
use crate::words::{self, Word as _, Words as _, asked, by_system, figures};

impl Desk {
    /// The selected row as it is copied; none where there is nothing in it.
    pub(in crate::tui) fn item(&self, shell: &Shell) -> Option<Item> {
        match shell.screen {
            Screen::Gaps => gap(self),
            Screen::Roadmap => match self.roadmap.row(&self.work)? {
                RoadRow::Item(i) => Some(action(self, self.work.plan().1.items.get(i)?)),
                RoadRow::Mark(m) => {
                    let mark = self.work.plan().1.milestones.get(m)?;
                    Some(Item { name: mark.words(), lines: vec![(say!("Date"), mark.date.to_string())] })
                }
                RoadRow::Wave(w) => {
                    let wave = self.work.plan().1.waves.get(w)?;
                    let name =
                        say!("Wave {number}: {title}", number = wave.number, title = wave.title.as_str());
                    Some(Item { name, lines: vec![] })
                }
                RoadRow::Reserve(r) => {
                    let kept = self.work.plan().1.reserves.get(r)?;
                    let days = say!("{start} to {end}", start = kept.start, end = kept.end);
                    Some(Item { name: words::kept(kept), lines: vec![(say!("Date"), days)] })
                }
            },
            Screen::Lists => match self.lists.rows(&self.work).get(self.lists.cursor.at)? {
                ListRow::Head(..) => None,
                ListRow::Parked(p) => Some(Item {
                    name: say!("{at} parked", at = p.at),
                    lines: vec![(say!("What"), p.what.clone()), (say!("Owner"), p.owner.clone())],
                }),
                _ => self.place(shell),
            },
            Screen::Soa => {
                let row = self.soa.row(&self.work)?;
                let lines = words::statement::facts(&row);
                Some(Item { name: format!("{} {}", row.id, row.title), lines })
            }
            Screen::Audit => match self.audit.finding(&self.work) {
                Some(f) => {
                    Some(Item { name: format!("{} {}", f.no, f.what), lines: f.facts(&self.work).to_vec() })
                }
                None => self.place(shell),
            },
            Screen::Rehearsal => {
                let (name, lines) = self.rehearsal.whole(&self.work)?;
                Some(Item { name, lines })
            }
            Screen::Workshop => {
                let (name, lines) = self.workshop.whole(&self.work)?;
                Some(Item { name, lines })
            }
            Screen::About => about(self),
            Screen::Home
            | Screen::Quick
            | Screen::Backups
            | Screen::Portfolio
            | Screen::Start
            | Screen::Clause => None,
            Screen::Ten => Some(action(self, self.ten.item(&self.work)?)),
            Screen::Results if self.selected(shell.screen).is_none() => {
                let row = self.results.row(&self.work)?;
                if matches!(row, ResultRow::Documents | ResultRow::Trend) {
                    return None;
                }
                let e = self.whole_explanation(shell.screen);
                Some(Item { name: format!("{}\n{}", e.title, explain::said(&e).join("\n")), lines: vec![] })
            }
            Screen::History => self.event(),
            Screen::Spread => {
                let (name, lines) = self.spread.whole(&self.work)?;
                Some(Item { name: format!("{name}\n{}", lines.join("\n")), lines: vec![] })
            }
            Screen::Outline | Screen::Question | Screen::Room | Screen::Results | Screen::Xray => {
                self.place(shell)
            }
        }
    }

    /// An event of the history.
    fn event(&self) -> Option<Item> {
        let events = self.work.session().events();
        let event = events.get(events.len().checked_sub(self.history.cursor.at + 1)?)?;
        Some(Item {
            name: event.what.clone(),
            lines: vec![
                (say!("Event"), event.seq.to_string()),
                (say!("Changed"), self.history.change(&self.work, self.history.cursor.at)),
                (say!("At"), event.at.clone()),
                (say!("When"), event.time.clone()),
                (say!("Who"), self.work.renumbered().get(&event.seq).unwrap_or(&event.by).clone()),
                (say!("Hash"), event.hash.clone()),
            ],
        })
    }

    /// A heading, a requirement or a check.
    fn place(&self, shell: &Shell) -> Option<Item> {
        let (q, a) = (self.q(), self.work.a());
        let id = self.selected(shell.screen)?;
        let target = q.find(&id)?;
        let level = |l: Option<Level>| l.map_or_else(String::new, |l| l.word().to_owned());
        let kept = |prefix| a.at(prefix, &id).unwrap_or_default().to_owned();
        let (name, mut lines) = match target {
            Target::Heading(h) => {
                let h = &q.headings[h];
                (format!("{} {}", h.id, h.title), vec![(say!("About"), h.intro.clone())])
            }
            Target::Requirement(r) => {
                let status = self.work.scores().status(r).word().to_owned();
                let lines = vec![
                    (say!("Question"), a.question(q, r).to_owned()),
                    (say!("Status"), if shell.hide_scores { String::new() } else { status }),
                    (say!("Level"), level(self.work.given(target))),
                    (say!("Systems"), by_system::of_requirement(q, a, r).join(" / ")),
                ];
                (format!("{id} {}", q.full_title(r)), lines)
            }
            Target::Check(c) => {
                let check = a.check(q, c);
                let lines = vec![
                    (say!("Question"), check.question.clone()),
                    (say!("Level"), level(self.work.given(target))),
                    (say!("Systems"), a.beside(q, c).map(|all| all.words()).unwrap_or_default()),
                    (say!("Ask for"), check.evidence.clone()),
                ];
                (format!("{id} {}", q.full_title(q.check_owner[c])), lines)
            }
        };
        lines.extend([
            (say!("Note"), kept(keys::NOTE)),
            (say!("Reason"), self.work.reason_at(&id).unwrap_or_default().to_owned()),
            (say!("To ask"), kept(keys::ASK)),
        ]);
        Some(Item { name, lines })
    }
}

fn gap(desk: &Desk) -> Option<Item> {
    let (q, a) = (desk.q(), desk.work.a());
    let g = desk.gaps.gap(&desk.work)?;
    let r = &q.requirements[g.requirement];
    Some(Item {
        name: format!("{} {}", r.id, g.action_name(q, a)),
        lines: vec![
            (say!("Requirement"), q.full_title(g.requirement)),
            (say!("Question"), a.question(q, g.requirement).to_owned()),
            (say!("Status"), g.status.word().to_owned()),
            (say!("Rank"), format!("{} ({})", g.rank, g.band.word())),
            (say!("Why this rank"), figures::why_here(&g.reason(q, a))),
            (say!("Do"), g.action(q, a).to_owned()),
            (say!("Output"), g.outputs(q).join("; ")),
            (say!("Hours"), crate::model::priority::hours(g.effort_hours)),
            (say!("Owner"), owner(&desk.work, g.requirement).to_owned()),
            (say!("Note"), a.at(keys::NOTE, &r.id).unwrap_or_default().to_owned()),
        ],
    })
}

fn action(desk: &Desk, i: &RoadmapItem) -> Item {
    let day = |d: Option<jiff::civil::Date>| d.map_or_else(String::new, |d| d.to_string());
    Item {
        name: format!("{} {}", i.id, i.name),
        lines: vec![
            (say!("Requirement"), desk.q().full_title(i.requirement)),
            (say!("Do"), asked::to_do(desk.work.q(), desk.work.a(), i)),
            (say!("Output"), i.output.clone()),
            (say!("From"), i.start.to_string()),
            (say!("To"), i.end.to_string()),
            (say!("Not before"), day(i.pinned)),
            (say!("Due"), day(i.due)),
            (say!("Progress"), i.progress.word().to_owned()),
            (say!("Hours"), crate::model::priority::hours(i.effort_hours)),
            (say!("Owner"), asked::owner(desk.work.q(), desk.work.a(), &i.closes, &i.owner).to_owned()),
            (say!("After"), words::first(&i.first, i.first_hours)),
            (say!("Done when"), i.done_when.words()),
        ],
    }
}

fn about(desk: &Desk) -> Option<Item> {
    let a = desk.work.a();
    match &desk.about.row(&desk.work)? {
        AboutRow::Fact(key, label, _) => {
            let value = a.get(key).filter(|v| !v.is_empty())?;
            Some(Item { name: format!("{}: {value}", words::text(label)), lines: vec![] })
        }
        AboutRow::Record(kind, id) => {
            let rec = read::at(a, kind, id);
            let asked = kind.typed().skip(1).filter(|f| rec.asks(f));
            let beside = asked.map(|f| (words::text(f.word), value::shown(a, desk.work.kinds, &rec, f)));
            Some(Item { name: rec.name().to_owned(), lines: beside.collect() })
        }
        AboutRow::Head(_) | AboutRow::Register(_) | AboutRow::More(_) | AboutRow::Add(_) => None,
    }
}
