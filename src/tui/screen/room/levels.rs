//! The levels one can give, as the room reads them: in a line with what they mean in a word or two, or each with its own
//! meaning and who gave it.

use ratatui::text::{Line, Span};

use crate::model::questionnaire::Requirement;
use crate::model::votes::Votes;
use crate::model::{Check, Level};
use crate::tui::screen::levels::RATED;
use crate::tui::shell::Shell;
use crate::tui::text;
use crate::words::{Word as _, advice, figures::level_meaning, room};

/// far as there is room.
pub fn in_a_line(
    shell: &Shell,
    excludable: bool,
    has: Option<Level>,
    (width, rows): (usize, usize),
) -> Vec<Line<'static>> {
    let mut shown: Vec<Level> = RATED.into_iter().chain([Level::DontKnow]).collect();
    for level in Level::offered(excludable) {
        let more = columns(&shown) + columns(&[level]);
        if !shown.contains(&level) && (rows > 1 || more <= width + 2 || has == Some(level)) {
            shown.push(level);
        }
    }
    if rows > 1 && columns(&shown) > width + 2 {
        return shown.chunks(shown.len().div_ceil(2)).map(|part| line(shell, part, has, width)).collect();
    }
    vec![line(shell, &shown, has, width)]
}

fn label(level: Level) -> String {
    format!("{} {}", level.sign(), room::level(level))
}

/// Columns of these levels, each with the gap behind it.
fn columns(levels: &[Level]) -> usize {
    levels.iter().map(|l| text::width(&label(*l)) + 2).sum()
}

fn line(shell: &Shell, levels: &[Level], has: Option<Level>, width: usize) -> Line<'static> {
    let t = shell.theme;
    let words: Vec<String> = levels.iter().map(|l| label(*l)).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let gap = if columns(levels) <= width + 2 { "  " } else { " " };
    let words = text::squeeze(&words, width.saturating_sub((levels.len() - 1) * gap.len()));
    let mut spans = Vec::new();
    for (level, word) in levels.iter().zip(words) {
        if !spans.is_empty() {
            spans.push(Span::raw(gap));
        }
        let style = if has == Some(*level) { t.selected() } else { t.text() };
        spans.push(Span::styled(word, style.patch(t.strong())));
    }
    Line::from(spans)
}

/// Each in a line of its own: its key, its name, what it means here, and who gave it once that is shown.
pub(super) fn each(
    shell: &Shell,
    who: &dyn Fn(Level) -> String,
    (r, check): (&Requirement, Option<&Check>),
    (has, votes): (Option<Level>, &Votes),
    width: usize,
) -> Vec<Line<'static>> {
    let t = shell.theme;
    let name = text::widest(Level::offered(r.exclusion.is_some()).map(|l| l.word())) + 2;
    // What it means and who said so share the rest.
    let rest = width.saturating_sub(name + 3);
    let meaning = |level: Level| {
        check.map_or_else(|| level_meaning(level, r.kind_of_all()), |c| advice::level_of(c, level))
    };
    let widest = text::widest(Level::offered(r.exclusion.is_some()).map(meaning)) + 2;
    let meant = if votes.shown { widest.min(rest * 3 / 5) } else { rest };
    Level::offered(r.exclusion.is_some())
        .map(|level| {
            let meaning = meaning(level);
            let style = if has == Some(level) { t.selected().patch(t.strong()) } else { t.text() };
            let mut spans = vec![
                Span::styled(format!(" {} ", level.sign()), style.patch(t.strong())),
                Span::styled(text::fit(level.word(), name), style.patch(t.strong())),
                Span::styled(text::fit(meaning, meant), style),
            ];
            if votes.shown {
                let words = text::fit(&who(level), rest - meant);
                spans.push(Span::styled(words, style.patch(t.strong())));
            }
            Line::from(spans)
        })
        .collect()
}
