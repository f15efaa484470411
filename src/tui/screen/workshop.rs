//! A workshop: its agenda with the clock, what people are asked for before it, what it came to, and what is open after it.
//! Right and Left lead from one to the next. Owns its selections and what it keeps of the facts.

use std::cell::OnceCell;

use ratatui::layout::Position;
use ratatui::text::{Line, Span};

use super::frame::{self, Edges};
use super::plan_forms;
use super::register::ask;
use crate::model::agenda::{Agenda, Now, State};
use crate::model::record::{AGENDA, DECISION, Kind, PARKED, REQUEST, Rid};
use crate::model::said::Matter;
use crate::model::still;
use crate::say;
use crate::tui::dialog::Purpose;
use crate::tui::keymap::InWorkshop;
use crate::tui::pane::{Cursor, Pane, join};
use crate::tui::shell::{Next, Shell, Tone};
use crate::tui::text;
use crate::words::closing::{self, Lead, Part, Row, Session};
use crate::words::page::Labelled;
use crate::words::{agenda as said, day};
use crate::work::Work;

/// Columns of the list beside the detail: in a narrower window, and in a wide one.
const LIST: (u16, u16) = (70, 112);

/// Rows kept for the detail below the list.
const BELOW: usize = 7;

/// The least columns of the ids before a row.
const IDS: usize = 8;

/// What is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum View {
    /// The agenda and its clock.
    #[default]
    Agenda,
    /// What people are asked for before it.
    Requests,
    /// What it came to.
    Closing,
    /// What is open after it, by who has it.
    Reminders,
}

impl View {
    const ALL: [Self; 4] = [Self::Agenda, Self::Requests, Self::Closing, Self::Reminders];

    fn word(self) -> &'static str {
        match self {
            Self::Agenda => say!("Agenda"),
            Self::Requests => say!("Requests"),
            Self::Closing => say!("Closing"),
            Self::Reminders => say!("Reminders"),
        }
    }

    /// The papers of it, by their names without ending.
    pub const fn papers(self) -> &'static [&'static str] {
        match self {
            Self::Agenda | Self::Closing => &["minutes"],
            Self::Requests => &["evidence-by-person", "questions-by-person"],
            Self::Reminders => &["reminders"],
        }
    }

    const fn at(self) -> usize {
        self as usize
    }
}

/// A row of the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shown {
    /// A title with the number of rows below it.
    Head(String, usize),
    /// An item of the agenda, by its place.
    Item(usize),
    /// What can still be asked in the minutes that are left.
    Still,
    /// Something that leads to a question, a record or an action.
    Told(Row),
}

/// The workshop.
#[derive(Default)]
pub struct Workshop {
    view: View,
    cursors: [Cursor; 4],
    kept: [OnceCell<Vec<Shown>>; 4],
}

impl Workshop {
    /// What is shown.
    pub const fn view(&self) -> View {
        self.view
    }

    /// Shows another part of it.
    pub const fn turn_to(&mut self, view: View) {
        self.view = view;
    }

    /// After a change its rows are made again.
    pub fn forget(&mut self) {
        self.kept = Default::default();
    }

    /// The rows of what is shown.
    pub fn rows(&self, work: &Work) -> &[Shown] {
        self.kept[self.view.at()].get_or_init(|| made(self.view, work))
    }

    /// The selection of what is shown.
    pub const fn cursor(&mut self) -> &mut Cursor {
        &mut self.cursors[self.view.at()]
    }

    /// The selected row.
    pub fn row(&self, work: &Work) -> Option<&Shown> {
        self.rows(work).get(self.cursors[self.view.at()].at)
    }

    /// The id the selected row belongs to; of an item the one it goes on at.
    pub fn selected(&self, work: &Work) -> Option<String> {
        match self.row(work)? {
            Shown::Item(n) => {
                let first = work.agenda().items.get(*n)?.first()?;
                Some(work.q().requirements[first].id.clone())
            }
            Shown::Told(row) => Some(row.at.clone()).filter(|at| work.q().find(at).is_some()),
            Shown::Head(..) | Shown::Still => None,
        }
    }

    /// The record the selected row is, by kind and id.
    fn record(&self, work: &Work) -> Option<(&'static Kind, Rid)> {
        match self.row(work)? {
            Shown::Item(n) => Some((&AGENDA, work.agenda().items.get(*n)?.id.clone())),
            Shown::Told(Row { lead: Lead::Record(kind, id), .. }) => Some((kind, id.clone())),
            _ => None,
        }
    }

    /// Does what a key of this screen asks for.
    pub fn update(&mut self, command: InWorkshop, shell: &mut Shell, work: &mut Work) -> Next {
        match command {
            InWorkshop::NextView => self.view = View::ALL[(self.view.at() + 1) % View::ALL.len()],
            InWorkshop::PreviousView => self.view = View::ALL[(self.view.at() + 3) % View::ALL.len()],
            InWorkshop::Add => return self.add(shell, work),
            InWorkshop::Remove => match self.record(work) {
                Some((kind, id)) => return Next::Ask(ask(work, kind, &id)),
                None => shell.say(
                    Tone::Warning,
                    say!("Select an item, a request, a decision or something parked: nothing else is taken away here."),
                ),
            },
            InWorkshop::Progress => return self.progress(shell, work),
            InWorkshop::Owner => return self.owner(Matter::Owner, shell, work),
            InWorkshop::Due => return self.owner(Matter::Due, shell, work),
            InWorkshop::Details => {
                if let Some((title, told)) = self.whole(work) {
                    let line = |(label, words): (&str, String)| format!("{label}: {words}");
                    shell.read(title, told.into_iter().map(line).collect());
                }
            }
            // Which papers those are the desk knows.
            InWorkshop::Export => {}
        }
        Next::Stay
    }

    /// Adds one of what is shown.
    fn add(&self, shell: &mut Shell, work: &Work) -> Next {
        match self.view {
            View::Agenda => {
                let hint = say!(
                    "One line: what it asks about, its name, its minutes, who is needed. For example 4 Context 20 min Jo, Mara; or Break 15 min."
                );
                let words = (say!("Add an agenda item"), hint);
                shell.write(Some(work), Purpose::Agenda, words, "", false);
                Next::Stay
            }
            View::Requests | View::Reminders => Next::Record(&REQUEST, None),
            View::Closing => Next::Record(&DECISION, None),
        }
    }

    /// Pauses the item that runs, or goes on; of a request takes its state a step on, of a parked item closes it.
    fn progress(&self, shell: &mut Shell, work: &mut Work) -> Next {
        if self.view == View::Agenda {
            return Next::Say(None, work.pause_item());
        }
        match self.record(work) {
            Some((kind, id)) if kind.key == REQUEST.key => Next::Say(None, work.next_state(&id)),
            Some((kind, id)) if kind.key == PARKED.key => Next::Say(None, work.close(&id)),
            _ => {
                shell.say(Tone::Warning, say!("Select a request or something parked first."));
                Next::Stay
            }
        }
    }

    /// Owner or due date of what is selected: of a record in its form, of an action in a line, of a Don't know whom to ask.
    fn owner(&self, matter: Matter, shell: &mut Shell, work: &Work) -> Next {
        if let Some((kind, id)) = self.record(work) {
            return Next::Record(kind, Some(id));
        }
        match self.row(work) {
            Some(Shown::Told(Row { lead: Lead::Action(id), .. })) => {
                if let Some(item) = work.plan().1.items.iter().find(|i| i.id == *id) {
                    plan_forms::of_action(matter, item, shell, work);
                }
            }
            Some(Shown::Told(Row { lead: Lead::Question, at, .. })) if matter == Matter::Owner => {
                let (title, value) = (say!("Whom to ask about {id}", id = at), work.kept(Matter::Ask, at));
                let purpose = Purpose::Text(Matter::Ask, at.clone());
                shell.write(Some(work), purpose, (&title, say!("Names or roles.")), &value, false);
            }
            _ => shell.say(Tone::Warning, say!("Select a row that somebody can have first.")),
        }
        Next::Stay
    }

    /// All that is told of the selected row, with its title.
    pub fn whole(&self, work: &Work) -> Option<(String, Vec<Labelled>)> {
        let title = title(work, self.row(work)?);
        let told = self.facts(work, None).into_iter();
        let told: Vec<Labelled> = told.filter(|(label, w)| !label.is_empty() && !w.is_empty()).collect();
        (!told.is_empty()).then_some((title, told))
    }

    /// What is told of the selected row.
    fn facts(&self, work: &Work, now: Option<Now>) -> Vec<Labelled> {
        let agenda = work.agenda();
        match self.row(work) {
            Some(Shown::Item(n)) => agenda.items.get(*n).map_or_else(Vec::new, |item| {
                let open = item.open.iter().map(|r| work.q().list_title(*r)).collect::<Vec<_>>();
                vec![
                    (say!("Minutes"), said::of_planned(agenda.used(*n, now), item.minutes)),
                    (say!("Needed"), said::people(work.a(), item)),
                    (say!("State"), said::state(item)),
                    ("", said::late(agenda, *n, now)),
                    (say!("What for"), item.purpose.clone()),
                    (say!("Asks"), said::asks(work.q(), item)),
                    (say!("Open"), open.join("; ")),
                ]
            }),
            Some(Shown::Told(row)) => vec![
                (say!("What"), row.what.clone()),
                (say!("On"), row.at.clone()),
                (say!("Who"), row.who.clone()),
                (say!("Since"), row.since.map(day::whole).unwrap_or_default()),
                (say!("By"), closing::by(row, work.today)),
                (say!("More"), row.more.clone()),
            ],
            Some(Shown::Still) => {
                vec![("", say!("What stops a certification comes first; Enter lists it.").to_owned())]
            }
            Some(Shown::Head(..)) | None => Vec::new(),
        }
    }

    /// What stands above the list.
    fn head(&self, work: &Work, now: Option<Now>) -> (String, bool) {
        let agenda = work.agenda();
        let rows = || self.rows(work).iter().filter(|row| matches!(row, Shown::Told(_))).count();
        match self.view {
            View::Agenda => match now.map(|now| said::late(agenda, now.item, Some(now))) {
                Some(late) if !late.is_empty() => (late, true),
                _ if agenda.items.is_empty() => (said::empty().to_owned(), false),
                _ => (said::head(agenda, now), false),
            },
            View::Requests if rows() == 0 => {
                (say!("Nobody was asked for anything by name yet.").to_owned(), false)
            }
            View::Requests => (say!("{n|request|requests} by person.", n = rows()), false),
            View::Closing => (say!("What this session came to.").to_owned(), false),
            View::Reminders => (say!("{n|thing is|things are} open, by who has it.", n = rows()), false),
        }
    }

    /// Draws it; `now` is where the room is.
    pub fn draw(
        &self,
        shell: &Shell,
        work: &Work,
        now: Option<Now>,
        pane: &mut Pane<'_>,
    ) -> Option<Position> {
        let t = shell.theme;
        let tabs = View::ALL.into_iter().map(|view| {
            let is = view == self.view;
            let word = if is { format!("[{}] ", view.word()) } else { format!(" {}  ", view.word()) };
            Span::styled(word, if is { t.strong() } else { t.quiet() })
        });
        pane.line(Line::from(tabs.collect::<Vec<_>>()));
        let (head, late) = self.head(work, now);
        pane.paragraph(
            &head,
            if late { t.warning() } else { t.quiet() },
            if pane.left() > 12 { 3 } else { 2 },
        );
        let facts = self.facts(work, now);
        let title = self.row(work).map_or_else(String::new, |row| title(work, row));
        if pane.width() >= frame::SIDE {
            let (left, right) = frame::side_by_side(pane.rest(), LIST.0, LIST.1);
            let edges = Edges { title: self.view.word().to_owned(), ..Edges::default() };
            let inside = frame::frame(shell, pane.buffer(), left, &edges);
            let place = self.list(shell, work, now, &mut Pane::new(pane.buffer(), inside));
            let inside = frame::frame(shell, pane.buffer(), right, &Edges { title, ..Edges::default() });
            frame::facts(shell, &mut Pane::new(pane.buffer(), frame::text_in(inside)), &facts);
            return place;
        }
        let height = pane.left().saturating_sub(BELOW).max(pane.left() / 2);
        let place = self.list(shell, work, now, &mut pane.part(height));
        if pane.left() > 1 && !facts.is_empty() {
            frame::rule(shell, pane, &title, "");
            frame::facts(shell, pane, &facts);
        }
        place
    }

    fn list(&self, shell: &Shell, work: &Work, now: Option<Now>, pane: &mut Pane<'_>) -> Option<Position> {
        let t = shell.theme;
        let rows = self.rows(work);
        super::list(shell, pane, &self.cursors[self.view.at()], rows.len(), |n, width| match rows.get(n) {
            Some(Shown::Head(title, 0)) => Line::styled(say!("{title}: none", title), t.quiet()),
            Some(Shown::Head(title, n)) => {
                Line::styled(format!("{title} ({n})"), t.accent().patch(t.strong()))
            }
            Some(Shown::Item(n)) => item_line(shell, work, (*n, now), width),
            Some(Shown::Still) => {
                let left = minutes_left(work.agenda(), now);
                Line::styled(say!("What can still be asked in {left|minute|minutes}", left), t.accent())
            }
            Some(Shown::Told(row)) => {
                let left = Line::raw(format!("  {:<IDS$} {}", row.at, row.what));
                let past = row.due.is_some_and(|due| due < work.today);
                let right = [row.who.clone(), closing::by(row, work.today)];
                let right = right.into_iter().filter(|w| !w.is_empty()).collect::<Vec<_>>().join(", ");
                let style = if past { t.warning() } else { t.accent() };
                join(left, Line::styled(text::cut(&right, width / 2), style), width)
            }
            None => Line::default(),
        })
    }
}

/// Minutes of the plan that are left; those a session often has where it is used up.
pub fn minutes_left(agenda: &Agenda, now: Option<Now>) -> u32 {
    let left = u32::try_from(agenda.left(None, now).time).ok().filter(|left| *left > 0);
    left.unwrap_or(still::OFTEN_LEFT).min(still::MOST)
}

fn title(work: &Work, row: &Shown) -> String {
    match row {
        Shown::Item(n) => {
            work.agenda().items.get(*n).map_or_else(String::new, |i| format!("{} {}", i.no, i.what))
        }
        Shown::Head(title, _) => title.clone(),
        Shown::Still => say!("What can still be asked").to_owned(),
        Shown::Told(Row { lead: Lead::Record(kind, id), .. }) => {
            let rec = crate::model::record::read::at(work.a(), kind, id);
            format!("{} {}", rec.shown_no(), crate::words::text(kind.word))
        }
        Shown::Told(row) => row.at.clone(),
    }
}

/// An item: whether the room is at it, what it asks about, its name, who is needed, minutes.
fn item_line(shell: &Shell, work: &Work, (n, now): (usize, Option<Now>), width: usize) -> Line<'static> {
    let (t, agenda) = (shell.theme, work.agenda());
    let Some(item) = agenda.items.get(n) else { return Line::default() };
    let here = now.is_some_and(|now| now.item == n);
    let sign = match (here, item.state) {
        (true, _) => super::edge::arrow(t),
        (false, State::Paused) => "=",
        (false, _) if item.is_over() => t.symbol(crate::model::Status::Met),
        _ => " ",
    };
    let ids = text::fit(&item.at.join(", "), IDS);
    let left = Line::from(vec![
        Span::styled(format!("{sign} "), t.accent()),
        Span::styled(format!("{ids} "), t.quiet()),
        Span::styled(item.what.clone(), if here { t.strong() } else { t.text() }),
    ]);
    let style = if agenda.is_late(n, now) { t.warning() } else { t.text() };
    let minutes = said::of_planned(agenda.used(n, now), item.minutes);
    let people = text::cut(&said::people(work.a(), item), width / 4);
    let open = match (item.is_over(), item.open.len()) {
        (_, open @ 1..) if width >= 60 => say!("{n} open", n = open),
        _ => String::new(),
    };
    let quiet = |words: String| if words.is_empty() { words } else { format!("{words}  ") };
    let right = Line::from(vec![
        Span::styled(quiet(people), t.quiet()),
        Span::styled(quiet(open), t.quiet()),
        Span::styled(minutes, style),
    ]);
    join(left, right, width)
}

fn made(view: View, work: &Work) -> Vec<Shown> {
    let parts = |of: fn(&Session<'_>) -> Vec<Part>| {
        let (gaps, roadmap) = work.plan();
        let session = Session { q: work.q(), a: work.a(), gaps, roadmap, today: work.today };
        let mut rows = Vec::new();
        for part in of(&session) {
            rows.push(Shown::Head(part.title, part.rows.len()));
            rows.extend(part.rows.into_iter().map(Shown::Told));
        }
        rows
    };
    match view {
        View::Agenda => {
            let items = (0..work.agenda().items.len()).map(Shown::Item);
            items.chain([Shown::Still]).collect()
        }
        View::Requests => parts(closing::asked),
        View::Closing => parts(closing::closing),
        View::Reminders => parts(closing::reminders),
    }
}
