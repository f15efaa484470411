//! The quick check: one question, four keys; then a band and what is missing.

use ratatui::layout::Position;
use ratatui::text::{Line, Span};

use super::super::app::App;
use super::super::dialog::draw::text_page;
use super::super::pane::Pane;
use crate::model::quick_check::{Answer, QuestionKind};
use crate::say;
use crate::words::Word as _;

pub fn draw(app: &App, pane: &mut Pane<'_>) -> Option<Position> {
    let t = app.shell.theme;
    let (Some(quick), Some(guides)) = (&app.quick, app.shell.guides()) else { return None };
    let check = &guides.quick_check;
    let of = check.questions.len();
    let Some(question) = check.questions.get(quick.at) else {
        text_page(&app.shell, &app.quick_result(), quick.top, pane);
        return None;
    };
    let share = quick.at as f64 / of.max(1) as f64;
    let place = say!("{at} of {of}", at = quick.at + 1, of);
    let mut line = vec![Span::styled(format!("{}  {place}  ", say!("Quick check")), t.accent())];
    line.extend(t.bar(share, 20));
    pane.line(Line::from(line));
    pane.line(Span::styled(question.kind.word(), t.quiet()));
    pane.blank();
    pane.paragraph(&question.question, t.strong(), 4);
    pane.blank();
    pane.paragraph(&question.help, t.text(), 6);
    pane.blank();
    let given = quick.answers.get(&question.id).copied();
    let mut spans = Vec::new();
    let yes = match question.kind {
        QuestionKind::Applicability => say!("Yes"),
        QuestionKind::Expectation => say!("Yes, we could show it today"),
    };
    for (key, word, answer) in [
        ("y", yes, Answer::Yes),
        ("p", say!("Partly"), Answer::Partly),
        ("n", say!("No"), Answer::No),
        ("?", say!("Don't know"), Answer::DontKnow),
    ] {
        let style = if given == Some(answer) { t.selected() } else { t.text() };
        spans.push(Span::styled(key, t.strong()));
        spans.push(Span::styled(format!(" {word}"), style));
        spans.push(Span::raw("   "));
    }
    pane.line(Line::from(spans));
    if quick.at == 0 {
        pane.blank();
        pane.paragraph(&check.intro, t.quiet(), 6);
    }
    None
}
