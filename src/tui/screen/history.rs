//! All changes, newest first: when, who, what was, what is.

use ratatui::layout::Position;
use ratatui::text::{Line, Span};

use super::super::app::{App, Work};
use super::super::keymap::Command;
use super::super::pane::Pane;
use crate::model::assessment::keys;
use crate::model::{Level, text, votes};

pub(super) fn draw(app: &App, work: &Work, pane: &mut Pane<'_>) -> Option<Position> {
    let t = app.theme;
    let events = work.s.events();
    let words = format!(
        "{} changes, newest first (times in UTC). {} takes the last one back.",
        events.len(),
        app.key(Command::Undo)
    );
    pane.line(Span::styled(words, t.quiet()));
    pane.blank();
    super::list(app, pane, &work.history, events.len(), |n, _| {
        let e = &events[events.len() - 1 - n];
        let change = match e.changes.as_slice() {
            // Several people's answers: hidden ones stay hidden here too.
            [one] if one.key.starts_with(keys::VOTES) => match votes::of(work.s.assessment(), &e.at) {
                Some(v) => v.words(),
                None => "answers of several people".into(),
            },
            [one] => {
                let rating = work.q().find(&one.key).is_some();
                format!("{} -> {}", value(rating, one.was.as_deref()), value(rating, one.now.as_deref()))
            }
            many => format!("{} facts", many.len()),
        };
        let what = match (e.undoes, e.redoes) {
            (Some(_), _) => format!("undo of {}", e.what),
            (_, Some(_)) => format!("redo of {}", e.what),
            _ => e.what.clone(),
        };
        let time: String = e.time.chars().take(16).collect::<String>().replace('T', " ");
        Line::from(vec![
            Span::styled(format!("{time}  "), t.quiet()),
            Span::raw(format!("{:<10} ", text::shown(&e.by, 10))),
            Span::raw(format!("{} {:<10} ", crate::tui::text::fit(&what, 14), e.at)),
            Span::styled(change, t.accent()),
        ])
    })
}

/// A stored value as people read it: levels by their word.
fn value(rating: bool, stored: Option<&str>) -> String {
    match stored {
        None => "nothing yet".into(),
        Some("clear") => "withdrawn".into(),
        Some(v) if rating => Level::parse(v).map_or_else(|| v.to_owned(), |l| l.word().to_owned()),
        Some(v) => text::shown(&record(v).unwrap_or_else(|| v.to_owned()).replace('\n', " "), 60),
    }
}

/// A record (parked item, person, evidence, ...) by what names it; never what is hidden in it.
fn record(stored: &str) -> Option<String> {
    let serde_json::Value::Object(fields) = serde_json::from_str(stored).ok()? else { return None };
    let named = ["name", "what"].iter().find_map(|k| fields.get(*k)?.as_str());
    Some(named.map_or_else(|| format!("a record of {} parts", fields.len()), str::to_owned))
}
