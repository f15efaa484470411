//! How home is drawn: the files that were open with what tells them apart, what else can be done, and beside or below
//! them what the selected row is.

use std::path::PathBuf;

use jiff::civil::Date;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use super::frame::{self, Edges};
use super::more_below;
use crate::model::journey::{GoOn, Step};
use crate::model::score::percent;
use crate::say;
use crate::tui::keymap::{AtHome, Global, InList, OnScreen};
use crate::tui::pane::{Cursor, Pane, join};
use crate::tui::shell::Shell;
use crate::tui::text;
use crate::words::{self, Word as _, Words as _, day, figures};
use crate::work::glance::Glance;

/// Columns of the list where something stands beside it: in a window of 110 columns, and in a wide one.
const LIST: (u16, u16) = (72, 110);

/// Columns of the bar of what is answered.
const BAR: usize = 10;

/// Rows of what is told below the list, at most.
const BELOW: usize = 6;

/// Rows of the way through, with its frame and what it says in two rows each.
const WAY: u16 = 14;

/// An assessment that was open, as a row.
#[derive(Debug, Clone)]
pub struct RecentFile {
    /// Where it was; it may be gone.
    pub path: PathBuf,
    /// The name of the file: what a row begins with while others may be looking at this screen.
    pub name: String,
    /// The folder that holds it.
    pub folder: String,
    /// Both, in full.
    pub place: String,
    /// The day it was open last; none where the clock said nothing that can be a day.
    pub opened: Option<Date>,
    /// What it is.
    pub known: Known,
}

/// What is known of a file on the list.
#[derive(Debug, Clone)]
pub enum Known {
    /// It is being looked at.
    NotYet,
    /// What it says of itself.
    Told(Box<Glance>),
    /// It is not there.
    Gone,
    /// It is there and cannot be read.
    Closed,
}

/// What a row of home does that is no file.
#[derive(Clone, Copy)]
pub(super) enum Action {
    /// A command of home.
    Do(AtHome),
    /// The list of guides.
    Guides,
}

/// A row that is no file: what Enter does, what it is called, what that is.
pub(super) type Row = (Action, String, String);

/// What can be done beside opening a file; to go on comes first where there is something to go on with.
pub(super) fn actions(go_on: Option<&GoOn>) -> Vec<Row> {
    let go_on = go_on.map(|what| (Action::Do(AtHome::GoOn), say!("Go on").to_owned(), what.words()));
    let always = ACTIONS
        .map(|(action, title, what)| (action, words::text(title).to_owned(), words::text(what).to_owned()));
    go_on.into_iter().chain(always).collect()
}

/// Rows after the recent assessments: what Enter does, what they are called, what that is.
const ACTIONS: [(Action, &str, &str); 7] = [
    (Action::Do(AtHome::Guided), "Guided start", "your AI tools, your role, your plan"),
    (Action::Do(AtHome::New), "New assessment", "one organisation, one scope, one file"),
    (Action::Do(AtHome::Quick), "Quick check", "20 questions, 5 minutes, a first impression"),
    (Action::Do(AtHome::OpenFile), "Open a file", "an .aims file you know the place of"),
    (Action::Do(AtHome::Portfolio), "Many clients", "a folder of .aims files, a row a client"),
    (Action::Do(AtHome::Sample), "Look around in a sample", "three firms worked through, one under way"),
    (Action::Guides, "Guides", "roles, the way to a certificate, words"),
];

/// What is shown: the files, and which row is selected.
struct Shown<'h> {
    recent: &'h [RecentFile],
    actions: Vec<Row>,
    cursor: &'h Cursor,
    at: usize,
}

/// A line of the list.
enum Part {
    /// The title of what follows.
    Head(&'static str),
    /// A file: its number, and whether it is the second line of it.
    File(usize, bool),
    /// Something else one can do: its number in the list, and in the table of these.
    Action(usize, usize),
}

fn parts(home: &Shown<'_>, framed: bool) -> Vec<Part> {
    let files = home.recent.len();
    let mut parts = Vec::new();
    if files > 0 {
        parts.extend((!framed).then(|| Part::Head(say!("Your files"))));
        parts.extend((0..files).flat_map(|n| [Part::File(n, false), Part::File(n, true)]));
    }
    if files > 0 || !framed {
        parts.push(Part::Head(say!("Begin")));
    }
    parts.extend((0..home.actions.len()).map(|n| Part::Action(files + n, n)));
    parts
}

/// Draws it.
pub(super) fn draw(
    (recent, actions): (&[RecentFile], Vec<Row>),
    cursor: &Cursor,
    shell: &Shell,
    pane: &mut Pane<'_>,
) -> Option<Position> {
    let home = &Shown { recent, actions, cursor, at: cursor.at };
    let headline =
        say!("Where do you stand on {standard}, and what comes next?", standard = shell.bank.names.short);
    pane.line(Span::styled(format!(" {headline}"), shell.theme.strong()));
    if pane.width() >= frame::SIDE {
        return beside(home, shell, pane);
    }
    let parts = parts(home, false);
    let spare = pane.left().saturating_sub(parts.len());
    let below = if spare > 2 { spare.min(BELOW) } else { 0 };
    // Where not all rows are seen, the last line says how many are not.
    let signed = parts.len() > pane.left();
    let height = pane.left() - below - usize::from(signed);
    let (place, hidden) = list(home, shell, &parts, false, &mut pane.part(height.min(parts.len())));
    if signed {
        super::more_around(shell, pane, parts.len().saturating_sub(height + hidden), hidden);
    }
    if below > 0 {
        pane.blank();
        told(home, shell, &mut frame::text_pane(pane));
    }
    place
}

fn beside(home: &Shown<'_>, shell: &Shell, pane: &mut Pane<'_>) -> Option<Position> {
    let (left, right) = frame::side_by_side(pane.rest(), LIST.0, LIST.1);
    let parts = parts(home, true);
    let rows = u16::try_from(parts.len() + 2).unwrap_or(left.height);
    // What is left below the list shows the way, where there is room for it.
    let spare = left.height.saturating_sub(rows);
    let rows = if spare > WAY { rows } else { left.height };
    let (left, below) = (Rect { height: rows, ..left }, Rect { y: left.y + rows, height: spare, ..left });
    if spare > WAY {
        way(shell, pane, below);
    }
    let inside = frame::inside(left);
    let (place, below) = list(home, shell, &parts, true, &mut Pane::new(pane.buffer(), inside));
    let files = home.recent.len();
    let edges = Edges {
        title: if files > 0 { say!("Your files") } else { say!("Begin") }.to_owned(),
        right: if files > 0 { files.to_string() } else { String::new() },
        below_right: more_below(below),
        ..Edges::default()
    };
    frame::frame(shell, pane.buffer(), left, &edges);
    let action = home.at.checked_sub(files).and_then(|n| home.actions.get(n));
    let title = action.map(|(_, title, _)| title.clone());
    let title = title.or_else(|| home.recent.get(home.at).map(|file| file.name.clone()));
    let title = title.unwrap_or_default();
    let inside = frame::frame(shell, pane.buffer(), right, &Edges { title, ..Edges::default() });
    let mut inside = Pane::new(pane.buffer(), frame::text_in(inside));
    told(home, shell, &mut inside);
    if let Some(RecentFile { known: Known::Told(told), .. }) = home.recent.get(home.at) {
        ready(shell, told, &mut inside);
    }
    place
}

/// The rows; how many lines stand below what is shown.
fn list(
    home: &Shown<'_>,
    shell: &Shell,
    parts: &[Part],
    framed: bool,
    pane: &mut Pane<'_>,
) -> (Option<Position>, usize) {
    let (height, selected) = (pane.left(), home.at);
    shell.page.set(height.saturating_sub(1).max(1));
    let is = |part: &Part| match part {
        Part::Head(_) => false,
        Part::File(n, _) | Part::Action(n, _) => *n == selected,
    };
    // The last line of it, so that a row of two lines is seen whole.
    let at = parts.iter().rposition(is).unwrap_or(0);
    let mut top = home.cursor.top_for(at, parts.len(), height);
    let first = parts.iter().position(is).unwrap_or(0);
    top = top.min(first.saturating_sub(usize::from(first == 1)));
    let mut place = None;
    // A blank before the frame.
    let width = pane.width().saturating_sub(2 + usize::from(framed));
    for part in parts.iter().skip(top).take(height) {
        let (n, line) = match part {
            Part::Head(title) => {
                if framed {
                    frame::list_divider(shell, pane, title);
                } else {
                    frame::rule(shell, pane, title, "");
                }
                continue;
            }
            Part::File(n, second) => (*n, file(shell, &home.recent[*n], *second, width)),
            Part::Action(n, action) => {
                let (_, title, what) = &home.actions[*action];
                let column = named(home);
                let title = text::fit(title, column);
                let what = text::cut(what, width.saturating_sub(column));
                let what = Span::styled(what, shell.theme.quiet());
                (*n, Line::from(vec![Span::raw(title), what]))
            }
        };
        if n == selected && place.is_none() {
            place = Some(Position { x: pane.column(), y: pane.row() });
        }
        shell.hits.note(pane.next_row(), n, n == selected);
        frame::row(shell, pane, line, n == selected);
    }
    (place, parts.len().saturating_sub(top + height))
}

/// Columns of what an action is called.
fn named(home: &Shown<'_>) -> usize {
    text::widest(home.actions.iter().map(|(_, title, _)| title.as_str())) + 2
}

/// The verdict on a file, as far as it may be shown.
fn verdict(shell: &Shell, told: &Glance) -> String {
    match told.verdict.filter(|_| !shell.hide_scores) {
        Some((class, would_be)) => figures::class(class, would_be),
        None => say!("scores hidden").to_owned(),
    }
}

/// How much of a file is answered.
fn answered(told: &Glance) -> String {
    say!("{done} of {of} answered", done = told.answered, of = told.of)
}

/// A file in two lines: its name and how far it is; its verdict, when it was made and where it is.
fn file(shell: &Shell, file: &RecentFile, second: bool, width: usize) -> Line<'static> {
    let t = shell.theme;
    let quiet = |words: String| Line::from(Span::styled(words, t.quiet()));
    if !second {
        let right = match &file.known {
            Known::NotYet => Line::default(),
            Known::Told(told) => {
                let share = f64::from(told.answered) / f64::from(told.of.max(1));
                let mut spans = t.bar(share, BAR).to_vec();
                spans.push(Span::raw(format!("  {}", answered(told))));
                Line::from(spans)
            }
            Known::Gone => quiet(opened(file, |day| say!("not found, last open {day}", day))),
            Known::Closed => quiet(say!("cannot be read: Enter tells why").to_owned()),
        };
        return join(Line::from(file.name.clone()), right, width);
    }
    let left = match &file.known {
        Known::Told(told) => format!("  {}", verdict(shell, told)),
        Known::Gone => {
            let key = shell.key(AtHome::Forget);
            format!("  {}", say!("{key} takes it off this list", key))
        }
        Known::NotYet | Known::Closed => "  ".to_owned(),
    };
    let made = match &file.known {
        Known::Told(told) => told.made.map(|day| format!("{}, ", say!("made {day}", day = day::whole(day)))),
        _ => None,
    };
    let made = made.unwrap_or_default();
    let room = width.saturating_sub(text::width(&left) + text::width(&made) + 2);
    let place = text::cut_middle(&file.folder, room.max(width / 4));
    join(Line::from(left), quiet(format!("{made}{place}")), width)
}

/// The way from the first question to the papers, in as many sittings as one likes.
fn way(shell: &Shell, pane: &mut Pane<'_>, area: Rect) {
    let t = shell.theme;
    let edges = Edges {
        title: say!("The way through").to_owned(),
        right: say!("in as many sittings as you like").to_owned(),
        ..Edges::default()
    };
    let inside = frame::text_in(frame::frame(shell, pane.buffer(), area, &edges));
    let mut inside = Pane::new(pane.buffer(), inside);
    let cards = say!(
        "{n} cards, one key an answer; what one does not know is a list to find out",
        n = shell.bank.requirements.len()
    );
    let steps = [
        (Step::You.word(), say!("role, tools, size, scope, hours a week").to_owned()),
        (Step::Quick.word(), say!("five minutes, no ISO knowledge needed").to_owned()),
        (Step::Ten.word(), say!("what to begin with, each with its output, hours and days").to_owned()),
        (Step::Cards.word(), cards),
        (
            say!("What is missing, and on paper"),
            say!(
                "gap list, roadmap, one page for the boss, the Statement of Applicability, the whole report"
            )
            .to_owned(),
        ),
    ];
    let airy = inside.left() > steps.len() * 3;
    for (n, (title, what)) in steps.iter().enumerate() {
        if airy {
            inside.blank();
        }
        let number = Span::styled(format!("{}  ", n + 1), t.accent());
        inside.line(Line::from(vec![number, Span::raw(*title)]));
        inside.labelled("   ", t.text(), what, t.quiet(), 2);
    }
    same_keys(shell, &mut inside);
}

/// Keys that are the same on every screen, where there is room for all of them.
fn same_keys(shell: &Shell, pane: &mut Pane<'_>) {
    let between = |first: Global, last: Global| format!("{}-{}", shell.key(first), shell.key(last));
    let keys = [
        (
            between(Global::Outline, Global::Guides),
            say!("outline, question, results, gap list, roadmap, guides"),
        ),
        (shell.key(InList::Open), say!("opens what is selected, or takes it")),
        (shell.key(OnScreen::Back), say!("one step out; nothing is lost")),
        (shell.key(OnScreen::Find), say!("goes to an id or finds a word")),
        (shell.key(OnScreen::Explain), say!("tells why: where a figure comes from")),
        (shell.key(OnScreen::Undo), say!("takes the last change back")),
        (shell.key(OnScreen::Export), say!("exports the papers to a folder")),
        (shell.key(Global::Help), say!("helps: every key, to read or to run")),
    ];
    // A blank row, the divider, and one more that stays free.
    if pane.left() < keys.len() + 3 {
        return;
    }
    pane.blank();
    frame::divider(shell, pane, say!("The same keys everywhere"), "");
    let column = text::widest(keys.iter().map(|(key, _)| key.as_str())) + 2;
    for (key, words) in &keys {
        pane.labelled(&text::fit(key, column), shell.theme.strong(), words, shell.theme.quiet(), 1);
    }
}

/// How ready each part of a file is, over what is answered in it.
fn ready(shell: &Shell, told: &Glance, pane: &mut Pane<'_>) {
    let t = shell.theme;
    if shell.hide_scores || pane.left() < told.parts.len() + 1 || told.parts.is_empty() {
        return;
    }
    let n = say!("{n|requirement|requirements}", n = told.of);
    frame::divider(shell, pane, &n, say!("% of what is answered"));
    let figures: Vec<String> = told
        .parts
        .iter()
        .map(|(_, share)| share.map_or_else(|| say!("not assessed").to_owned(), percent))
        .collect();
    let column = text::widest(figures.iter().map(String::as_str));
    let bar = (pane.width() / 3).saturating_sub(2).max(BAR);
    let named = pane.width().saturating_sub(bar + column + 2);
    for ((name, share), figure) in told.parts.iter().zip(&figures) {
        let mut spans = vec![Span::raw(format!("{} ", text::fit(name, named)))];
        match share {
            Some(share) => spans.extend(t.bar(share / 100.0, bar)),
            None => spans.push(Span::raw(" ".repeat(bar))),
        }
        spans.push(Span::raw(format!(" {figure:>column$}")));
        pane.line(Line::from(spans));
    }
}

/// When a file was open last, said by `say`; where that is not known, nothing.
fn opened(file: &RecentFile, say: impl Fn(String) -> String) -> String {
    file.opened.map_or_else(|| say!("not found").to_owned(), |day: Date| say(day::whole(day)))
}

/// What the selected row is: all that is known of a file, and what this program is.
fn told(home: &Shown<'_>, shell: &Shell, pane: &mut Pane<'_>) {
    let t = shell.theme;
    if let Some(file) = home.recent.get(home.at) {
        let told = match &file.known {
            Known::Told(told) => Some(told),
            _ => None,
        };
        let state = match &file.known {
            Known::Told(told) => format!("{}, {}", verdict(shell, told), answered(told)),
            Known::Gone => {
                say!("It is not found there. It may have been moved, or a stick is not in.").to_owned()
            }
            Known::Closed => say!("It cannot be read.").to_owned(),
            Known::NotYet => say!("It is being looked at.").to_owned(),
        };
        let audit = say!("once it is open, {key} audits what it says", key = shell.key(OnScreen::Audit));
        let facts = [
            (say!("Place"), file.place.clone()),
            (say!("State"), state),
            (say!("For"), told.map(|t| t.organisation.clone()).unwrap_or_default()),
            (say!("Made"), told.and_then(|t| t.made).map(day::whole).unwrap_or_default()),
            (say!("Last open"), file.opened.map(day::whole).unwrap_or_default()),
            (say!("Audit"), told.filter(|t| t.answered > 0).map(|_| audit).unwrap_or_default()),
        ];
        frame::facts(shell, pane, &facts);
        if pane.left() > 0 {
            pane.blank();
        }
    }
    let action = home.at.checked_sub(home.recent.len()).and_then(|n| home.actions.get(n));
    // What its row has no room for.
    let cut = |what: &str| text::width(what) + named(home) > pane.width();
    if let Some((_, _, what)) = action.filter(|(_, _, what)| cut(what)) {
        pane.paragraph(what, t.strong(), 3);
        pane.blank();
    }
    pane.paragraph(
        say!(
            "Plain questions, one key an answer: an hour for a first picture, half a day for all of it. You get \
             a verdict, a ranked gap list and a roadmap."
        ),
        t.text(),
        4,
    );
    pane.paragraph(
        say!(
            "Answers stay in one file on this machine; nothing is sent anywhere. Indicative; not legal advice; \
             not certification."
        ),
        t.quiet(),
        4,
    );
}
