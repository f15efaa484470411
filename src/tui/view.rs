//! The whole picture: header, screen, message, footer, dialogs. Takes the program's state and changes
//! nothing.

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::{Clear, Widget};

use super::app::App;
use super::desk::Desk;
use super::dialog;
use super::foot;
use super::keymap::{Context, Global, OnScreen};
use super::large::poster::{self, Part};
use super::pane::{Pane, join};
use super::screen::{Screen, clause, question, room};
use super::shell::Tone;
use super::text::wrap;
use crate::model::text;
use crate::say;
use crate::session::Saving;
use crate::words::{self, Words as _, agenda, called, figures, journey};
use ratatui::buffer::Buffer;

/// The smallest terminal everything is readable in.
pub const SMALLEST: (u16, u16) = (60, 16);

/// Draws everything.
pub fn draw(app: &App, frame: &mut Frame<'_>) {
    let area = frame.area();
    app.shell.hits.clear();
    frame.buffer_mut().set_style(area, app.shell.theme.text());
    if area.width < SMALLEST.0 || area.height < SMALLEST.1 {
        return too_small(frame, area);
    }
    let row = |y| Rect { y, height: 1, ..area };
    Pane::new(frame.buffer_mut(), row(0)).line(header(app, usize::from(area.width)));
    Pane::new(frame.buffer_mut(), row(1))
        .line(Span::styled(app.shell.theme.rule(usize::from(area.width)), app.shell.theme.quiet()));
    let body =
        Rect { x: 1, y: 2, width: area.width.saturating_sub(2), height: area.height.saturating_sub(4) };
    let mut cursor = draw_screen(app, frame.buffer_mut(), body);
    let last = area.height.saturating_sub(1);
    message(app, frame, Rect { x: 1, y: last, width: body.width, height: 0 });
    Pane::new(frame.buffer_mut(), row(last)).line(footer(app, usize::from(area.width)));
    for d in &app.shell.dialogs {
        cursor = dialog::draw::draw(&app.shell, d, frame.buffer_mut(), area).or(cursor);
    }
    if app.shell.theme.ascii {
        only_ascii(frame);
    }
    if let Some(Position { x, y }) = cursor {
        frame.set_cursor_position((x.min(area.width.saturating_sub(1)), y.min(last)));
    }
}

fn too_small(frame: &mut Frame<'_>, area: Rect) {
    let mut pane = Pane::new(frame.buffer_mut(), area);
    let words = say!(
        "Terminal too small: {width}x{height}, needs {least_width}x{least_height}. Everything is saved; Ctrl-Q twice quits.",
        width = area.width,
        height = area.height,
        least_width = SMALLEST.0,
        least_height = SMALLEST.1
    );
    pane.paragraph(&words, ratatui::style::Style::new(), usize::from(area.height));
}

/// The most columns of the screen's name that the right end of the header gives way to.
const SCREEN_NAME: usize = 11;

/// The most columns of the organisation's name that the verdict gives way to: whose file it is comes first.
const ORGANISATION: usize = 48;

/// Columns from which the footer keeps room for the ways to the other screens.
const SHORT: usize = 72;

/// Columns from which the header says which step of the way a screen is.
const STRIP: usize = 70;

/// What stands at the right end of the header, by what gives way first.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Weight {
    Parked,
    Answered,
    Verdict,
    Warning,
}

fn header(app: &App, width: usize) -> Line<'static> {
    let t = app.shell.theme;
    let mut left = vec![Span::styled(" Clausewise", t.accent().patch(t.strong()))];
    let mut right: Vec<(Weight, Span<'static>)> = Vec::new();
    if let Some(desk) = app.desk.as_ref().filter(|_| app.shell.screen != Screen::Home) {
        left.push(Span::raw(format!("  {}", app.shell.screen.word())));
        let organisation = text::clean_line(called::organisation(desk.work.a()));
        left.push(Span::styled(format!("  {organisation}"), t.quiet()));
        // No score stands where a room is asked for its opinion.
        let in_room = app.shell.screen == Screen::Room;
        if app.shell.hide_scores {
            right.push((Weight::Warning, Span::styled(format!("{}  ", say!("scores hidden")), t.warning())));
        } else if !in_room && desk.work.scores().all.checks_answered > 0 {
            // Never a verdict without what it rests on: both, or neither.
            let (v, evidence) = (desk.work.verdict(), &desk.work.scores().evidence);
            let class = figures::class(v.class, v.would_be);
            let rests_on = figures::in_short(evidence, desk.work.contradictions());
            right.push((Weight::Verdict, Span::styled(format!("{class} "), t.strong())));
            right.push((Weight::Verdict, Span::styled(format!("{rests_on}  "), t.quiet())));
        }
        // The card says it itself.
        let on_card = matches!(app.shell.screen, Screen::Question | Screen::Room);
        if let Some(name) =
            desk.work.system().and_then(|id| desk.work.a().system_name(id)).filter(|_| !on_card)
        {
            let words = say!("for {name}", name = super::text::cut(&name, 24));
            right.push((Weight::Warning, Span::styled(format!("{words}  "), t.warning())));
        }
        if let Some(clock) = &desk.clock {
            let words = say!(
                "{id}: {gone} of {given} min",
                id = desk.q().headings[clock.top].id,
                gone = clock.gone,
                given = clock.minutes
            );
            let style = if clock.gone >= clock.minutes { t.warning() } else { t.quiet() };
            right.push((Weight::Warning, Span::styled(format!("{words}  "), style)));
        }
        if let Some(now) = desk.hour.now {
            let late = desk.work.agenda().is_late(now.item, Some(now));
            let words = agenda::in_short(desk.work.agenda(), now);
            let style = if late { t.warning() } else { t.quiet() };
            right.push((Weight::Warning, Span::styled(format!("{words}  "), style)));
        }
        if desk.no_backup.is_some() {
            right.push((Weight::Warning, Span::styled(format!("{}  ", say!("no backup")), t.warning())));
        }
        // In a small window the strip of the way says it in words.
        let step = step(app.shell.screen).filter(|_| width >= STRIP);
        right.extend(step.map(|words| (Weight::Parked, Span::raw(format!("{words}  ")))));
        let c = desk.work.scores().all.counts;
        let answered = say!("{done} of {of} answered", done = c.total() - c.open, of = c.total());
        right.push((Weight::Answered, Span::raw(format!("{answered}  "))));
        let parked = desk.work.a().index().open_parked();
        if parked > 0 {
            right.push((Weight::Parked, Span::raw(format!("{}  ", say!("{parked} parked", parked)))));
        }
        let (state, style) = match (&desk.work.session().read_only, &desk.saving) {
            (Some(_), _) => (say!("READ ONLY"), t.warning()),
            (None, Saving::Saved) => (say!("saved"), t.quiet()),
            (None, Saving::Saving) => (say!("saving"), t.quiet()),
            (None, Saving::NotSaved(_)) => (say!("NOT SAVED"), t.warning()),
        };
        right.push((Weight::Warning, Span::styled(format!("{state} "), style)));
    }
    // What is open and whether it is kept has room first; a small window and a longer language give up what other screens
    // say too.
    let least = left.iter().take(2).map(|s| s.width().min(SCREEN_NAME)).sum::<usize>() + 1;
    let named = left.get(2).map_or(0, |s| s.width().min(ORGANISATION));
    for (weight, least) in
        [(Weight::Verdict, least + named), (Weight::Parked, least), (Weight::Answered, least)]
    {
        if least + right.iter().map(|(_, s)| s.width()).sum::<usize>() > width {
            right.retain(|(w, _)| *w != weight);
        }
    }
    join(Line::from(left), right.into_iter().map(|(_, s)| s).collect(), width)
}

/// Which step of the way a screen is; none where it is none.
fn step(screen: Screen) -> Option<String> {
    screen.step().map(journey::step_in_short)
}

/// The message grows upwards from above the footer: an error is never cut.
fn message(app: &App, frame: &mut Frame<'_>, at: Rect) {
    let t = app.shell.theme;
    let (words, style) = match (&app.desk, &app.shell.message) {
        (Some(Desk { saving: Saving::NotSaved(why), .. }), _) => {
            // What was done last would read as if it were kept; what needs attention is said too.
            let more = match &app.shell.message {
                Some((Tone::Warning, words)) => format!("\n{words}"),
                _ => String::new(),
            };
            (format!("{}{more}", app.shell.error(why)), t.warning())
        }
        (_, Some((Tone::Done, words))) => (words.clone(), t.accent()),
        (_, Some((Tone::Warning, words))) => (format!("! {words}"), t.warning()),
        (_, None) if app.shell.undo_line.is_some() => {
            let line = app.shell.undo_line.as_ref().map(|line| line.words.clone());
            (line.unwrap_or_default(), t.accent())
        }
        (Some(Desk { no_backup: Some(why), .. }), None) => {
            let words = say!("No backup: {why}. Everything is saved in the file itself.", why = why.words());
            (format!("! {words}"), t.warning())
        }
        (_, None) => return,
    };
    let rows = u16::try_from(wrap(&words, usize::from(at.width)).len()).unwrap_or(1);
    let rows = rows.min((frame.area().height / 2).max(5));
    // A long one leaves the line of levels free: one may press the next level while reading.
    let levels = app.shell.screen == Screen::Question && rows > 1;
    let bottom = if levels { at.y.saturating_sub(2) } else { at.y };
    let area = Rect { y: bottom.saturating_sub(rows), height: rows, ..at };
    // Its rows are its own, margins too: nothing of what lies under it looks in at its ends.
    let rows_of = Rect { x: 0, width: frame.area().width, ..area };
    Clear.render(rows_of, frame.buffer_mut());
    frame.buffer_mut().set_style(rows_of, t.text());
    Pane::new(frame.buffer_mut(), area).paragraph(&words, style, usize::from(rows));
}

/// The mark of cut text is the only sign outside ASCII that a theme without such signs still draws.
fn only_ascii(frame: &mut Frame<'_>) {
    for cell in &mut frame.buffer_mut().content {
        if cell.symbol() == "\u{2026}" {
            cell.set_symbol("~");
        }
    }
}

/// The keys worth knowing here, as many as fit; the runnable list is always the last.
fn footer(app: &App, width: usize) -> Line<'static> {
    let t = app.shell.theme;
    let hint = |key: String, word: &str| {
        [Span::styled(format!(" {key}"), t.strong()), Span::styled(format!(" {word} "), t.quiet())]
    };
    if let Some(d) = app.shell.dialogs.last() {
        let mut spans: Vec<Span<'static>> =
            d.lead().into_iter().flat_map(|(k, w)| hint(k.to_owned(), w)).collect();
        let mut shown = Vec::new();
        for context in d.contexts() {
            for b in app.shell.keys.rows().iter().filter(|b| b.context == *context) {
                let word = d.footer(b);
                let known = shown.contains(&b.key());
                if !word.is_empty() && !known {
                    shown.push(b.key());
                    spans.extend(hint(b.key_name(), words::text(word)));
                }
            }
        }
        return Line::from(spans);
    }
    let help = hint(app.shell.keys.in_context(Context::Screen, Global::Help), say!("help"));
    let mut left = width.saturating_sub(help.iter().map(Span::width).sum());
    let mut spans = Vec::new();
    for (key, word) in foot::lead(app).into_iter().filter(|_| !app.shell.is_blank()) {
        let part = hint(key, word);
        let w: usize = part.iter().map(Span::width).sum();
        if w <= left {
            left -= w;
            spans.extend(part);
        }
    }
    let (places, keys): (Vec<_>, Vec<_>) =
        foot::keys(app).into_iter().partition(|(command, ..)| command.is_a_place());
    // The ways to the other screens have their room before what is left over goes to the keys of this one.
    let all = places.into_iter().map(|(_, key, word)| (key, word)).collect::<Vec<_>>();
    let short: Vec<_> = foot::places_in_short(app).map(|key| (key, say!("screens"))).into_iter().collect();
    let wide = |hints: &[(String, &'static str)]| -> usize {
        hints.iter().flat_map(|(key, word)| hint(key.clone(), word)).map(|s| s.width()).sum()
    };
    // In a small window a longer language has no room for both.
    let kept = if all.is_empty() || width < SHORT { 0 } else { wide(&short) };
    left = left.saturating_sub(kept);
    for (_, key, word) in keys {
        let part = hint(key, word);
        let w: usize = part.iter().map(Span::width).sum();
        if w <= left {
            left -= w;
            spans.extend(part);
        }
    }
    let places = if short.is_empty() || wide(&all) <= left + kept { all } else { short };
    left += kept;
    for (key, word) in places {
        let part = hint(key, word);
        let w: usize = part.iter().map(Span::width).sum();
        if w <= left {
            left -= w;
            spans.extend(part);
        }
    }
    spans.extend(help);
    Line::from(spans)
}

/// Draws the screen; where the terminal's cursor belongs.
fn draw_screen(app: &App, buf: &mut Buffer, area: Rect) -> Option<Position> {
    let mut pane = Pane::new(buf, area);
    let shell = &app.shell;
    if app.shell.screen == Screen::Quick {
        return app.quick.draw(shell, app.desk.as_ref().map(|desk| &desk.work), &mut pane);
    }
    if app.shell.screen == Screen::Backups {
        return app.backups.draw(shell, &mut pane);
    }
    if app.shell.screen == Screen::Portfolio {
        return app.clients.draw(shell, &mut pane);
    }
    let Some(desk) = app.desk.as_ref().filter(|_| app.shell.screen != Screen::Home) else {
        return app.home.draw(shell, &mut pane);
    };
    if app.shell.is_blank() {
        let hidden = say!("Scores are hidden while people vote.");
        if shell.large {
            let part = Part::first(hidden, shell.theme.text().patch(shell.theme.strong()));
            poster::draw(&[part], shell.theme.ascii, &mut pane, 1);
        } else {
            pane.blank();
            pane.line(Span::styled(hidden, shell.theme.strong()));
        }
        pane.line(say!("{key} shows them again.", key = shell.key(OnScreen::HideScores)));
        return None;
    }
    match app.shell.screen {
        Screen::Home | Screen::Quick | Screen::Backups | Screen::Portfolio => None,
        Screen::Start => desk.start.draw(shell, &desk.work, &mut pane),
        Screen::Ten => desk.ten.draw(shell, &desk.work, &mut pane),
        Screen::Clause => {
            clause::draw(shell, &desk.work, desk.clause, &mut pane);
            None
        }
        Screen::Outline => desk.outline.draw(shell, &desk.work, &mut pane),
        Screen::Question => question::draw(shell, &desk.card, &desk.work, buf, area),
        Screen::Room => room::draw(shell, &desk.card, &desk.work, &desk.turns, &mut pane),
        Screen::Results if shell.large => {
            room::results::draw(shell, &desk.work, &mut pane);
            None
        }
        Screen::Gaps if shell.large => {
            room::gap::draw(shell, &desk.gaps, &desk.work, &mut pane);
            None
        }
        Screen::Roadmap if shell.large => {
            room::action::draw(shell, &desk.roadmap, &desk.work, &mut pane);
            None
        }
        Screen::Results => desk.results.draw(shell, &desk.work, buf, area),
        Screen::Gaps => desk.gaps.draw(shell, &desk.work, &mut pane),
        Screen::Roadmap => desk.roadmap.draw(shell, &desk.work, &mut pane),
        Screen::Lists => desk.lists.draw(shell, &desk.work, &mut pane),
        Screen::Soa => desk.soa.draw(shell, &desk.work, &mut pane),
        Screen::Spread => desk.spread.draw(shell, &desk.work, &mut pane),
        Screen::Rehearsal => desk.rehearsal.draw(shell, &desk.work, &mut pane),
        Screen::Workshop => desk.workshop.draw(shell, &desk.work, desk.hour.now, &mut pane),
        Screen::Audit => desk.audit.draw(shell, &desk.work, &mut pane),
        Screen::History => desk.history.draw(shell, &desk.work, &mut pane),
        Screen::About => desk.about.draw(shell, &desk.work, &mut pane),
        Screen::Xray => desk.xray.draw(shell, &desk.work, &mut pane),
    }
}
