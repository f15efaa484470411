//! The levels one can give, as the room reads them: in a line with what they mean in a word or two, or each with its own
//! meaning and who gave it.

use ratatui::text::{Line, Span};

use crate::model::questionnaire::Requirement;
use crate::model::votes::Votes;
use crate::model::{Check, Level};
use crate::tui::large;
use crate::tui::screen::levels::RATED;
use crate::tui::shell::Shell;
use crate::tui::text;
use crate::words::{Word as _, advice, figures::level_meaning, room};

/// The levels in a line, or in two where `rows` lets it, with what each means as far as there is room: in a word or two, in one short
/// word, or their keys alone. No word is cut.
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

/// A way to say a level.
type Say = fn(Level) -> String;

fn label(level: Level) -> String {
    format!("{} {}", level.sign(), room::level(level))
}

/// Columns of these levels, each with the gap behind it.
fn columns(levels: &[Level]) -> usize {
    levels.iter().map(|l| text::width(&label(*l)) + 2).sum()
}

fn in_short(level: Level) -> String {
    format!("{} {}", level.sign(), room::level_in_short(level))
}

/// What stands for each of these levels side by side, each in so many columns: all of them said the same way.
pub(super) fn heads(levels: &[Level], each: usize) -> Vec<String> {
    let ways: [Say; 3] = [label, in_short, |level| level.sign().to_string()];
    let said = ways.iter().map(|way| levels.iter().map(|l| way(*l)).collect::<Vec<_>>());
    said.into_iter().find(|all| all.iter().all(|w| text::width(w) <= each)).unwrap_or_default()
}

fn line(shell: &Shell, levels: &[Level], has: Option<Level>, width: usize) -> Line<'static> {
    let t = shell.theme;
    let ways: [(Say, &str); 4] = [(label, "  "), (label, " "), (in_short, "  "), (in_short, " ")];
    let said = |(way, gap): &(Say, &'static str)| {
        let words: Vec<String> = levels.iter().map(|l| way(*l)).collect();
        let needs = words.iter().map(|w| text::width(w) + gap.len()).sum::<usize>();
        (needs <= width + gap.len()).then_some((words, *gap))
    };
    let keys = || (levels.iter().map(|l| l.sign().to_string()).collect(), " ");
    let (words, gap) = ways.iter().find_map(said).unwrap_or_else(keys);
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

/// The levels in large letters, each with one short word, in as many lines as that takes in so many columns; none where one of them has
/// no room.
pub(super) fn in_large(shell: &Shell, excludable: bool, columns: usize) -> Vec<Line<'static>> {
    let t = shell.theme;
    let size = large::smallest(t.ascii);
    let mut lines: Vec<String> = Vec::new();
    let all: Vec<Level> = RATED.into_iter().chain([Level::DontKnow]).collect();
    let more = Level::offered(excludable).filter(|l| !all.contains(l));
    for level in all.iter().copied().chain(more) {
        let word = in_short(level);
        let longer = lines.last().map(|line| format!("{line} {word}"));
        match longer.filter(|line| size.columns(line).is_some_and(|needs| needs <= columns)) {
            Some(longer) => {
                lines.pop();
                lines.push(longer);
            }
            None if size.columns(&word).is_some_and(|needs| needs <= columns) => lines.push(word),
            None => return Vec::new(),
        }
    }
    let style = t.text().patch(t.strong());
    lines.into_iter().flat_map(|line| large::rows_of(&Line::styled(line, style), size)).collect()
}

/// Each in a line of its own: its key, its name, what it means here, and who gave it once that is shown.
pub(super) fn each(
    shell: &Shell,
    who: &dyn Fn(Level, usize) -> String,
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
                let words = text::fit(&who(level, rest - meant), rest - meant);
                spans.push(Span::styled(words, style.patch(t.strong())));
            }
            Line::from(spans)
        })
        .collect()
}
