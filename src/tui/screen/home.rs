//! Home: what this is, what was open last, what else can be done.

use ratatui::layout::Position;
use ratatui::text::{Line, Span};

use super::super::app::App;
use super::super::pane::{Pane, join};
use super::super::text;
use crate::say;
use crate::tui::app::HOME_ACTIONS;
use crate::words;

pub fn draw(app: &App, pane: &mut Pane<'_>) -> Option<Position> {
    let t = app.shell.theme;
    pane.line(Span::styled(
        say!(
            "Where do you stand on {standard}, and what comes next?",
            standard = app.questionnaire().names.short
        ),
        t.strong(),
    ));
    pane.blank();
    pane.paragraph(
        say!(
            "Plain questions, one key an answer: an hour for a first picture, half a day for all of it. You get \
             a verdict, a ranked gap list and a roadmap."
        ),
        t.text(),
        3,
    );
    pane.paragraph(
        say!(
            "Answers stay in one file on this machine; nothing is sent anywhere. Indicative; not legal advice; \
             not certification."
        ),
        t.quiet(),
        2,
    );
    pane.blank();
    let recents = app.home.recent.len();
    let title = if recents == 0 { say!("Begin") } else { say!("Go on where you stopped") };
    pane.line(Span::styled(title, t.accent().patch(t.strong())));
    super::list(&app.shell, pane, &app.home.cursor, app.home_rows(), |n, width| {
        // The name of the file and not of the organisation: others may be looking at this screen.
        if let Some((name, folder)) = app.recent_words(n) {
            let place = text::cut(&folder, width / 2);
            return join(Line::from(name), Line::from(Span::styled(place, t.quiet())), width);
        }
        let (title, what) = HOME_ACTIONS[n - recents];
        let title = text::fit(words::text(title), 27);
        Line::from(vec![Span::raw(title), Span::styled(words::text(what), t.quiet())])
    })
}
