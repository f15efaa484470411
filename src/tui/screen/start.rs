//! The first step of the way: who you are and what you do with AI, one thing at a time. What is told is a fact or a
//! record at once; it owns only which thing is asked and the selection.

use ratatui::layout::Position;
use ratatui::text::{Line, Span};

use super::frame::{self, Edges};
use super::more_below;
use super::strip;
use crate::model::journey::{Choice, Step, Told};
use crate::model::record::{Rid, SYSTEM};
use crate::say;
use crate::tui::dialog::{Form, FormKind};
use crate::tui::keymap::{Global, InStart};
use crate::tui::pane::{Cursor, Pane};
use crate::tui::shell::{Next, Shell};
use crate::tui::text;
use crate::words::{Word, journey, told};
use crate::work::{Done, Refused, Work};

/// What is asked, and the selection.
#[derive(Debug, Default)]
pub struct Start {
    /// Which of the things it asks, from 0.
    pub at: usize,
    /// The selected row.
    pub cursor: Cursor,
}

/// A row to pick.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StartRow {
    /// Something to take.
    Choice(Choice),
    /// What was told and is none of what can be picked.
    AsTold(String),
    /// An AI tool that was told: its id and name.
    Tool(Rid, String),
    /// Something else, which is typed.
    Type,
    /// Nothing now: the next thing.
    Later,
}

impl Start {
    /// What is asked now.
    pub fn what(&self) -> Told {
        Told::ALL.get(self.at).copied().unwrap_or(Told::Target)
    }

    /// Goes to what nobody told yet, the first of it.
    pub fn begin(&mut self, work: &Work) {
        self.go_to(work.journey().untold.first().map_or(0, |t| t.place()), work);
    }

    /// The selection stands on what was told already, so that Enter keeps it.
    fn go_to(&mut self, at: usize, work: &Work) {
        self.at = at;
        let (what, rows) = (self.what(), self.rows(work));
        let told = what.is_told(work.a());
        let is_told = |r: &StartRow| match r {
            StartRow::Choice(choice) => told::is_held(choice, what, work.a(), work.today),
            StartRow::AsTold(_) => true,
            // Of tools that are told no more is asked.
            StartRow::Later => told && what == Told::Tools,
            StartRow::Tool(..) | StartRow::Type => false,
        };
        self.cursor = Cursor::on(rows.iter().position(is_told).unwrap_or(0));
    }

    /// The rows of what is asked now.
    pub fn rows(&self, work: &Work) -> Vec<StartRow> {
        let what = self.what();
        let choices = what.choices(work.a());
        let held = told::held(what, work.a(), work.today);
        let picked = choices.iter().any(|c| told::is_held(c, what, work.a(), work.today));
        let as_told = held.filter(|_| !picked).map(StartRow::AsTold);
        let mut rows: Vec<StartRow> =
            as_told.into_iter().chain(choices.into_iter().map(StartRow::Choice)).collect();
        if what == Told::Tools {
            rows.extend(work.a().systems().iter().map(|s| StartRow::Tool(s.id.clone(), s.name.clone())));
        }
        // A role that is none of these there is not.
        if what != Told::Roles {
            rows.push(StartRow::Type);
        }
        rows.push(StartRow::Later);
        rows
    }

    /// Does what a key asks for.
    pub fn update(&mut self, command: InStart, work: &Work) {
        match command {
            InStart::Previous => self.go_to(self.at.saturating_sub(1), work),
        }
    }

    /// Takes the selected row.
    pub fn open(&mut self, shell: &mut Shell, work: &mut Work) -> Next {
        let what = self.what();
        match self.rows(work).get(self.cursor.at) {
            // What stands there already is kept without a change.
            Some(StartRow::Choice(choice)) if told::is_held(choice, what, work.a(), work.today) => {
                self.on(work)
            }
            Some(StartRow::Choice(choice)) => {
                let value = told::value(choice, shell.today);
                let result = work.tell(what, &value);
                self.kept(shell, work, result)
            }
            Some(StartRow::Type) => {
                open_form(what, shell, work);
                Next::Stay
            }
            Some(StartRow::AsTold(_) | StartRow::Later) => self.on(work),
            Some(StartRow::Tool(id, _)) => Next::Record(&SYSTEM, Some(id.clone())),
            None => Next::Stay,
        }
    }

    /// Goes on where something was kept, which the next question shows; says why where it was not.
    fn kept(&mut self, shell: &mut Shell, work: &Work, result: Result<Done, Refused>) -> Next {
        if result.is_ok() {
            return self.on(work);
        }
        shell.say_of(result);
        Next::Stay
    }

    /// Goes to the next thing; behind the last one to the next step.
    pub fn on(&mut self, work: &Work) -> Next {
        if self.at + 1 < Told::ALL.len() {
            self.go_to(self.at + 1, work);
            return Next::Stay;
        }
        if work.quick_check().is_some() { Next::Quick } else { Next::FirstTen }
    }

    /// Draws it.
    pub fn draw(&self, shell: &Shell, work: &Work, pane: &mut Pane<'_>) -> Option<Position> {
        let t = shell.theme;
        strip::draw(shell, Some(work), Step::You, pane);
        let what = self.what();
        let (question, why) = journey::told(what);
        pane.paragraph(question, t.strong(), 2);
        pane.paragraph(why, t.quiet(), 2);
        let roomy = pane.left() > strip::TIGHT;
        if roomy {
            pane.blank();
        }
        let rows = self.rows(work);
        let held = told::held(what, work.a(), work.today);
        let is_told = what.is_told(work.a());
        let label = rows.iter().map(|r| text::width(&row(r, what, is_told, shell).0)).max().unwrap_or(0) + 2;
        let lines = lines(shell, &rows, (what, is_told), label, pane.width().saturating_sub(4));
        let height = (lines.len() + 2).min(pane.left());
        let room = pane.width().saturating_sub(16);
        let mut part = pane.part(height);
        let edges = Edges {
            title: match held {
                Some(held) => text::cut(&say!("Told so far: {held}", held), room),
                None if is_told => say!("Told so far").to_owned(),
                None => say!("Pick one").to_owned(),
            },
            right: say!("{n} of {of}", n = self.at + 1, of = Told::ALL.len()),
            ..Edges::default()
        };
        let area = part.rest();
        let mut list = Pane::new(part.buffer(), frame::inside(area));
        let (place, below) = self.list(shell, &lines, &mut list);
        frame::frame(shell, part.buffer(), area, &Edges { below_right: more_below(below), ..edges });
        if roomy {
            pane.blank();
            let then: Vec<&str> = Told::ALL.iter().skip(self.at + 1).map(Word::word).collect();
            if !then.is_empty() {
                pane.labelled(&super::label(say!("Then")), t.accent(), &then.join(", "), t.text(), 2);
            }
            let words = say!(
                "About four minutes for this step, ten to your first ten things. Every answer is kept at once: leave \
                 any time, and home offers to go on. {guides} tells more about the roles.",
                guides = shell.key(Global::Guides)
            );
            if pane.left() > text::wrap(&words, pane.width()).len() {
                pane.blank();
                pane.paragraph(&words, t.quiet(), 4);
            }
            so_far(shell, work, pane);
        }
        place
    }

    /// The rows, of which a long one takes several lines; how many lines stand below what is shown.
    fn list(
        &self,
        shell: &Shell,
        lines: &[(usize, Line<'static>)],
        pane: &mut Pane<'_>,
    ) -> (Option<Position>, usize) {
        let height = pane.left();
        shell.page.set(height.saturating_sub(1).max(1));
        let is_at = |(n, _): &(usize, Line<'_>)| *n == self.cursor.at;
        let (first, last) = (lines.iter().position(is_at), lines.iter().rposition(is_at));
        self.cursor.top_for(last.unwrap_or(0), lines.len(), height);
        let top = self.cursor.top_for(first.unwrap_or(0), lines.len(), height);
        let mut place = None;
        for (n, line) in lines.iter().skip(top).take(height) {
            let selected = *n == self.cursor.at;
            if selected && place.is_none() {
                place = Some(Position { x: pane.column(), y: pane.row() });
            }
            shell.hits.note(pane.next_row(), *n, selected);
            frame::row(shell, pane, line.clone(), selected);
        }
        (place, lines.len().saturating_sub(top + height))
    }
}

/// The lines of the rows, each with the number of its row: what it is called, and what it means, as many as it takes.
fn lines(
    shell: &Shell,
    rows: &[StartRow],
    (what, is_told): (Told, bool),
    label: usize,
    width: usize,
) -> Vec<(usize, Line<'static>)> {
    let t = shell.theme;
    let mut lines = Vec::new();
    for (n, r) in rows.iter().enumerate() {
        let (name, means) = row(r, what, is_told, shell);
        for (k, part) in text::wrap(&means, width.saturating_sub(label).max(8)).into_iter().enumerate() {
            let name = text::fit(if k == 0 { &name } else { "" }, label);
            lines.push((n, Line::from(vec![Span::styled(name, t.text()), Span::styled(part, t.quiet())])));
        }
    }
    lines
}

/// What was told, in a frame of its own, where there is room.
fn so_far(shell: &Shell, work: &Work, pane: &mut Pane<'_>) {
    let told = journey::told_so_far(work);
    if pane.left() < told.len() + 4 {
        return;
    }
    pane.blank();
    let mut part = pane.part(told.len() + 2);
    let edges = Edges { title: say!("What you told").to_owned(), ..Edges::default() };
    let area = part.rest();
    let inside = frame::text_in(frame::frame(shell, part.buffer(), area, &edges));
    frame::facts(shell, &mut Pane::new(part.buffer(), inside), &told);
}

/// A row in words: what it is called, and what it means.
fn row(r: &StartRow, what: Told, is_told: bool, shell: &Shell) -> (String, String) {
    let own = |name: &str, means: &str| (name.to_owned(), means.to_owned());
    match r {
        StartRow::Choice(choice) => told::choice(choice, shell.today),
        StartRow::AsTold(held) => own(say!("As told"), held),
        StartRow::Tool(_, name) => {
            (name.clone(), say!("in your register; Enter corrects or removes it").to_owned())
        }
        StartRow::Type if what == Told::Tools => own(say!("Add one"), say!("name, what for, supplier")),
        StartRow::Type => own(told::something_else(), told::to_type(what)),
        StartRow::Later if what == Told::Tools => own(say!("That is all"), say!("more can come later")),
        StartRow::Later if is_told => own(say!("Later"), say!("what you told stays until then")),
        StartRow::Later => own(say!("Later"), say!("it can be told any time")),
    }
}

/// Asks for what is typed.
fn open_form(what: Told, shell: &mut Shell, work: &Work) {
    let now = what.key().and_then(|key| work.a().get(key)).unwrap_or_default().to_owned();
    let kind = FormKind::Told(what);
    let form = if what == Told::Tools {
        let fields = [
            ("name", say!("Name"), say!("as your people call it"), String::new()),
            ("purpose", say!("Used for"), say!("what it does for you; may stay empty"), String::new()),
            ("vendor", say!("Supplier"), say!("who supplies it; may stay empty"), String::new()),
        ];
        let mut form = Form::new(kind, say!("An AI tool in use"), &fields);
        let hidden = shell.guides().map(|g| g.roles.hidden_ai.join("; ")).unwrap_or_default();
        form.note = say!("AI hides, for example: {hidden}", hidden);
        form
    } else {
        let (question, _) = journey::told(what);
        Form::new(kind, question, &[(ONE, say!("Answer"), told::to_type(what), now)])
    };
    shell.open_form(form);
}

/// The one field of what is typed.
pub const ONE: &str = "answer";
