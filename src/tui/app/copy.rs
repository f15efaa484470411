//! The current item as plain text for the clipboard, on request only. The loop hands it to the terminal.

use super::{AboutRow, App, Desk, ListRow, ResultRow, RoadRow, Screen, Tone};
use crate::files;
use crate::model::assessment::keys;
use crate::model::level::Level;
use crate::model::questionnaire::Target;
use crate::model::record::{read, value};
use crate::model::roadmap::RoadmapItem;
use crate::model::text;
use crate::say;
use crate::tui::screen::gap_filter::owner;
use crate::words::{self, Word as _, Words as _};

/// The longest copy, in bytes: several terminals drop the whole of a longer one.
const MOST: usize = 48 * 1024;

/// What it is, and its lines: label and words. A line without words is left out.
struct Item {
    name: String,
    lines: Vec<(&'static str, String)>,
}

impl App {
    /// The text to be copied, once for each time they asked.
    pub fn text_to_copy(&mut self) -> Option<String> {
        self.shell.clip.take()
    }

    /// The terminal took no copy.
    pub fn copy_failed(&mut self) {
        self.say(Tone::Warning, say!("Not copied: this terminal has no way to the clipboard for programs."));
    }

    /// Makes a text of what is selected.
    pub(super) fn copy(&mut self) {
        let hidden =
            matches!(self.shell.screen, Screen::Results | Screen::Gaps | Screen::Roadmap | Screen::Xray);
        if self.shell.hide_scores && hidden {
            return self.say(Tone::Done, say!("Nothing was copied: scores are hidden."));
        }
        let Some(item) = self.item_to_copy() else {
            return self
                .say(Tone::Warning, say!("Nothing was copied: select a row with something in it first."));
        };
        let lines = item.lines.iter().filter(|(_, words)| !words.is_empty());
        let lines = lines.map(|(label, words)| format!("{label}: {words}\n"));
        // What stands in a file may be older than the cleaning at the entry.
        let words = text::clean(&format!("{}\n{}", item.name, lines.collect::<String>()));
        let (words, cut) = shorten(words);
        let name = text::shown(&text::clean_line(&item.name), 60);
        let handed = if cut {
            say!(
                "Handed to the terminal: {name}, its first 48 KiB only. It is on the clipboard if the terminal allows that (OSC 52).",
                name
            )
        } else {
            say!(
                "Handed to the terminal: {name}. It is on the clipboard if the terminal allows that (OSC 52).",
                name
            )
        };
        self.say(Tone::Done, handed);
        self.shell.clip = Some(words);
    }

    fn item_to_copy(&self) -> Option<Item> {
        if self.shell.screen == Screen::Home {
            let recent = self.home.recent.get(self.home.cursor.at)?;
            let path = recent.path.display().to_string();
            return Some(Item {
                name: files::shown_name(&recent.path, 60),
                lines: vec![(say!("File"), path)],
            });
        }
        let desk = self.desk.as_ref()?;
        match self.shell.screen {
            Screen::Gaps => gap(desk),
            Screen::Roadmap => match *desk.roadmap.rows(&desk.work).get(desk.roadmap.cursor.at)? {
                RoadRow::Item(i) => Some(action(desk, desk.work.plan().1.items.get(i)?)),
                RoadRow::Mark(m) => {
                    let mark = desk.work.plan().1.milestones.get(m)?;
                    Some(Item { name: mark.words(), lines: vec![(say!("Date"), mark.date.to_string())] })
                }
                RoadRow::Wave(w) => {
                    let wave = desk.work.plan().1.waves.get(w)?;
                    let name =
                        say!("Wave {number}: {title}", number = wave.number, title = wave.title.as_str());
                    Some(Item { name, lines: vec![] })
                }
            },
            Screen::Lists => match desk.lists.rows(&desk.work).get(desk.lists.cursor.at)? {
                ListRow::Head(..) => None,
                ListRow::Parked(p) => Some(Item {
                    name: say!("{at} parked", at = p.at),
                    lines: vec![(say!("What"), p.what.clone()), (say!("Owner"), p.owner.clone())],
                }),
                _ => self.place(desk),
            },
            Screen::About => about(desk),
            Screen::Quick | Screen::Backups => None,
            Screen::Results if self.selected_id().is_none() => {
                let row = desk.results.row(&desk.work)?;
                if matches!(row, ResultRow::Documents | ResultRow::Trend) {
                    return None;
                }
                let e = self.explanation()?;
                Some(Item { name: format!("{}\n{}", e.title, e.lines.join("\n")), lines: vec![] })
            }
            Screen::History => {
                let events = desk.work.session().events();
                let event = events.get(events.len().checked_sub(desk.history.cursor.at + 1)?)?;
                Some(Item {
                    name: event.what.clone(),
                    lines: vec![
                        (say!("Changed"), desk.history.change(&desk.work, desk.history.cursor.at)),
                        (say!("At"), event.at.clone()),
                        (say!("When"), event.time.clone()),
                        (say!("Who"), event.by.clone()),
                    ],
                })
            }
            _ => self.place(desk),
        }
    }

    /// A heading, a requirement or a check.
    fn place(&self, desk: &Desk) -> Option<Item> {
        let (q, a) = (desk.q(), desk.work.a());
        let id = self.selected_id()?;
        let target = q.find(&id)?;
        let level = |l: Option<Level>| l.map_or_else(String::new, |l| l.word().to_owned());
        let kept = |prefix| a.at(prefix, &id).unwrap_or_default().to_owned();
        let (name, mut lines) = match target {
            Target::Heading(h) => {
                let h = &q.headings[h];
                (format!("{} {}", h.id, h.title), vec![(say!("About"), h.intro.clone())])
            }
            Target::Requirement(r) => {
                let status = desk.work.scores().status(r).word().to_owned();
                let lines = vec![
                    (say!("Question"), q.requirements[r].question.clone()),
                    (say!("Status"), if self.shell.hide_scores { String::new() } else { status }),
                    (say!("Level"), level(a.bulk(q, r))),
                ];
                (format!("{id} {}", q.full_title(r)), lines)
            }
            Target::Check(c) => {
                let check = q.check(c);
                let lines = vec![
                    (say!("Question"), check.question.clone()),
                    (say!("Level"), level(a.level(q, c).map(|(l, _)| l))),
                    (say!("Ask for"), check.evidence.clone()),
                ];
                (format!("{id} {}", q.full_title(q.check_owner[c])), lines)
            }
        };
        lines.extend([
            (say!("Note"), kept(keys::NOTE)),
            (say!("Reason"), kept(keys::REASON)),
            (say!("To ask"), kept(keys::ASK)),
        ]);
        Some(Item { name, lines })
    }
}

fn gap(desk: &Desk) -> Option<Item> {
    let (q, a) = (desk.q(), desk.work.a());
    let g = desk.work.plan().0.gaps.get(desk.gaps.rows(&desk.work).get(desk.gaps.cursor.at)?.gap()?)?;
    let r = &q.requirements[g.requirement];
    Some(Item {
        name: format!("{} {}", r.id, q.full_title(g.requirement)),
        lines: vec![
            (say!("Question"), r.question.clone()),
            (say!("Status"), g.status.word().to_owned()),
            (say!("Rank"), format!("{} ({})", g.rank, g.band.word())),
            (say!("Why this rank"), g.reason(q, a).words()),
            (say!("Do"), g.action(q).to_owned()),
            (say!("Output"), g.outputs(q).join("; ")),
            (say!("Hours"), crate::model::priority::hours(g.effort_hours)),
            (say!("Owner"), owner(&desk.work, g.requirement)),
            (say!("Note"), a.at(keys::NOTE, &r.id).unwrap_or_default().to_owned()),
        ],
    })
}

fn action(desk: &Desk, i: &RoadmapItem) -> Item {
    let day = |d: Option<jiff::civil::Date>| d.map_or_else(String::new, |d| d.to_string());
    Item {
        name: format!("{} {}", i.id, desk.q().full_title(i.requirement)),
        lines: vec![
            (say!("Do"), i.action.clone()),
            (say!("Output"), i.output.clone()),
            (say!("From"), i.start.to_string()),
            (say!("To"), i.end.to_string()),
            (say!("Not before"), day(i.pinned)),
            (say!("Due"), day(i.due)),
            (say!("Progress"), i.progress.word().to_owned()),
            (say!("Hours"), crate::model::priority::hours(i.effort_hours)),
            (say!("Owner"), i.owner.clone()),
            (say!("After"), i.depends_on.join(", ")),
            (say!("Done when"), i.done_when.words()),
        ],
    }
}

fn about(desk: &Desk) -> Option<Item> {
    let a = desk.work.a();
    match desk.about.rows(&desk.work).get(desk.about.cursor.at)? {
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
        AboutRow::Head(_) | AboutRow::Register(..) | AboutRow::Add(_) => None,
    }
}

/// As much as terminals take, and whether something was left out.
fn shorten(words: String) -> (String, bool) {
    if words.len() <= MOST {
        return (words, false);
    }
    let end = words.floor_char_boundary(MOST);
    (words.get(..end).unwrap_or_default().to_owned(), true)
}
