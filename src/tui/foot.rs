//! What stands in the footer before the keys of the table: what Enter, Esc and the digits do on what is selected now; and
//! which keys of the table do nothing on it.

use super::app::App;
use super::dialog::help;
use super::keymap::{Command, Global, InAbout, InGaps, InQuick, InSoa, InStart, InTen, OnRoadmap, OnScreen};
use super::screen::Screen;
use super::screen::register::MANY;
use crate::model::Status;
use crate::model::quick_check::Answer;
use crate::say;
use crate::words;

/// A key or several, and what they do here.
type Hint = (String, &'static str);

/// What comes first in the footer of the screen, in order of weight.
pub(super) fn lead(app: &App) -> Vec<Hint> {
    let (enter, esc) = (|word| ("Enter".to_owned(), word), |word| ("Esc".to_owned(), word));
    let screen = app.shell.screen;
    let Some(desk) = app.desk.as_ref().filter(|_| screen != Screen::Home) else {
        return match screen {
            Screen::Quick => quick(app),
            Screen::Portfolio if app.clients.is_read() => {
                let open = (!app.clients.rows().is_empty()).then(|| enter(say!("open")));
                open.into_iter().chain([esc(say!("home"))]).collect()
            }
            Screen::Portfolio => vec![esc(say!("stop"))],
            Screen::Home if app.home.rows() > 0 => vec![enter(say!("open"))],
            _ => Vec::new(),
        };
    };
    let rows = desk.rows(screen);
    if app.shell.in_large() && screen != Screen::Room {
        let opens = match screen {
            Screen::Results => say!("gap list"),
            _ if rows > 0 => say!("question"),
            _ => "",
        };
        let opens = (!opens.is_empty()).then(|| enter(opens));
        let back = (app.shell.key(OnScreen::Room), say!("small type"));
        return opens.into_iter().chain([back]).collect();
    }
    match screen {
        Screen::Gaps | Screen::Roadmap if desk.is_in_row(screen) => {
            let does = desk.line_does(screen).map(|does| enter(does.word()));
            does.into_iter().chain([esc(say!("to the list"))]).collect()
        }
        Screen::Gaps | Screen::Roadmap if rows > 0 => vec![enter(say!("act on it"))],
        Screen::Ten if rows > 0 => vec![enter(say!("question"))],
        Screen::Clause => vec![enter(if desk.next_with(Status::Open).is_some() {
            say!("next card")
        } else {
            say!("first ten")
        })],
        Screen::Start => vec![enter(say!("take it")), esc(say!("leave, kept"))],
        Screen::Quick => quick(app),
        _ => Vec::new(),
    }
}

/// The quick check: the digits while it asks, Enter at its end.
fn quick(app: &App) -> Vec<Hint> {
    let leave = ("Esc".to_owned(), say!("leave, kept"));
    if app.quick.is_over(&app.shell) {
        let goes_on = if app.desk.is_some() { say!("first ten") } else { say!("keep it") };
        return vec![("Enter".to_owned(), goes_on), leave];
    }
    let answers = [Answer::No, Answer::Partly, Answer::Yes, Answer::DontKnow];
    let keys = answers.map(|a| app.shell.key(InQuick::QuickAnswer(a)));
    vec![(keys.join(" "), say!("answer")), leave]
}

/// The keys of the table that do something here, with what it is called: command, key, word.
pub(super) fn keys(app: &App) -> Vec<(Command, String, &'static str)> {
    let mut known = Vec::new();
    let mut all = Vec::new();
    for context in app.shell.contexts() {
        for b in app.shell.keys.rows().iter().filter(|b| b.context == *context && !b.footer.is_empty()) {
            // A key does what it does in the innermost context.
            let covered = known.contains(&b.key());
            known.push(b.key());
            let shown = !covered
                && b.command != Global::Help.into()
                && !is_idle(app, b.command)
                && !is_here(app.shell.screen, b.command)
                && help::unavailable(b.command, app.desk.is_some()).is_none();
            if shown {
                all.push((b.command, b.key_name(), words::text(b.footer)));
            }
        }
    }
    if let Some(desk) = app.desk.as_ref().filter(|_| app.shell.screen == Screen::Audit) {
        // What works in this view, and the most needed first.
        let offers = desk.audit.offers(&desk.work);
        let place = |c: &Command| offers.iter().position(|o| o == c);
        all.retain(|(c, ..)| place(c).is_some() || !matches!(c, Command::InAudit(_) | Command::InList(_)));
        all.sort_by_key(|(c, ..)| place(c).unwrap_or(usize::MAX));
    }
    all
}

/// The keys of the five screens as one range; none where they were put on others.
pub(super) fn places_in_short(app: &App) -> Option<String> {
    let places = [Global::Outline, Global::Question, Global::Results, Global::Gaps, Global::Roadmap];
    let keys = places.map(|place| app.shell.key(place));
    let numbers: Vec<u8> =
        keys.iter().filter_map(|key| key.strip_prefix('F').and_then(|n| n.parse().ok())).collect();
    let in_a_row = numbers.len() == keys.len() && numbers.windows(2).all(|two| two[0] + 1 == two[1]);
    in_a_row.then(|| format!("{}-{}", keys[0], keys[keys.len() - 1]))
}

/// Whether a command only leads to where one is.
fn is_here(screen: Screen, command: Command) -> bool {
    let here = match screen {
        Screen::Outline => Global::Outline,
        Screen::Question | Screen::Room => Global::Question,
        Screen::Results => Global::Results,
        Screen::Gaps => Global::Gaps,
        Screen::Roadmap => Global::Roadmap,
        _ => return false,
    };
    command == here.into()
}

/// Whether a key does nothing on what is selected now, so that the footer leaves it out.
pub(super) fn is_idle(app: &App, command: Command) -> bool {
    let at_quick = (app.quick.at, app.quick.is_over(&app.shell));
    let Some(desk) = &app.desk else {
        let no_clients = matches!(command, Command::InPortfolio(_)) && app.clients.rows().is_empty();
        return no_clients || command == InQuick::Previous.into() && at_quick.0 == 0;
    };
    match command {
        Command::OnRoadmap(
            OnRoadmap::Progress | OnRoadmap::Owner | OnRoadmap::Effort | OnRoadmap::Note | OnRoadmap::Drop,
        ) => desk.roadmap.item(&desk.work).is_none(),
        Command::InGaps(
            InGaps::Owner
            | InGaps::Effort
            | InGaps::Order
            | InGaps::Owners
            | InGaps::Note
            | InGaps::Progress
            | InGaps::Rank,
        ) => desk.gaps.gap(&desk.work).is_none(),
        Command::InStart(InStart::Previous) => desk.start.at == 0,
        Command::InQuick(InQuick::Previous) => at_quick.0 == 0,
        Command::InSoa(InSoa::Same) => desk.soa.row(&desk.work).is_none_or(|r| r.suggested.is_empty()),
        Command::InSoa(InSoa::Evidence) => desk.soa.row(&desk.work).is_none_or(|r| !desk.may_prove(&r)),
        Command::InSoa(InSoa::Owner | InSoa::Details) => desk.soa.row(&desk.work).is_none(),
        Command::Rating(_) if app.shell.screen == Screen::Soa => desk.soa.selected(&desk.work).is_none(),
        Command::InSoa(InSoa::Remove) => desk.soa.row(&desk.work).is_none_or(|r| r.requirement().is_some()),
        Command::InAbout(InAbout::Checks) => !desk.about.has_checks(&desk.work),
        Command::InAbout(InAbout::Filter) => desk.about.opened().is_some_and(|n| n <= MANY),
        Command::OnScreen(OnScreen::Cited) => !desk.about.has_files(&desk.work),
        Command::InAbout(InAbout::Risks) => !desk.about.has_risks(&desk.work),
        Command::InTen(InTen::Owner) => desk.ten.item(&desk.work).is_none(),
        _ => false,
    }
}
