//! What the levels mean, and the sign of one, on the card.

use ratatui::style::Style;
use ratatui::text::Span;

use super::edge;
use super::parts::Part;
use crate::model::questionnaire::Requirement;
use crate::model::{Check, Level, Status};
use crate::say;
use crate::tui::text;
use crate::tui::theme::Theme;
use crate::words::{Word as _, advice, figures::level_meaning};

/// The levels that say how far something is.
pub(super) const RATED: [Level; 5] =
    [Level::Nothing, Level::Planned, Level::Written, Level::InUse, Level::Proven];

/// The sign of a level, as that of the status it leads to; a question mark where nobody knows.
pub(super) fn sign(t: Theme, level: Option<Level>) -> Span<'static> {
    let sign = match level {
        Some(Level::Proven) => t.symbol(Status::Met),
        Some(Level::Written | Level::InUse) => t.symbol(Status::Partial),
        Some(Level::Nothing | Level::Planned) => t.symbol(Status::Gap),
        Some(Level::DontKnow) => "?",
        Some(Level::NotApplicable) => t.symbol(Status::NotApplicable),
        None => t.symbol(Status::Open),
    };
    Span::styled(sign, t.level(level))
}

/// Columns of the names of levels and of what else stands under a check.
pub(super) fn names(r: &Requirement) -> usize {
    let labels = [say!("Met by"), say!("For you"), say!("Leave out"), say!("Missing?"), say!("Others")];
    text::widest(Level::offered(r.exclusion.is_some()).map(|l| l.word()))
        .max(text::widest(labels).saturating_sub(2))
        .max(11)
        + 1
}

/// A row for each level one can give: its key, its name, what it looks like here. That which holds is pointed at.
/// `check` is none for a requirement as a whole.
pub(super) fn rows(
    t: Theme,
    check: Option<&Check>,
    r: &Requirement,
    has: Option<Level>,
    width: usize,
) -> Vec<Part> {
    let column = names(r);
    let row = |level: Level| {
        let meaning =
            check.map_or_else(|| level_meaning(level, r.kind_of_all()), |c| advice::level_of(c, level));
        let (sign, style) =
            if has == Some(level) { (edge::arrow(t), t.strong()) } else { (" ", Style::new()) };
        let label = vec![
            Span::styled(format!("  {sign} "), t.accent()),
            Span::styled(level.sign(), t.strong()),
            Span::styled(format!(" {}", text::fit(level.word(), column)), style),
        ];
        let part = Part::new(label, meaning, t.text().patch(style), width);
        if RATED.contains(&level) {
            part.together().wants(1, 1).wants(7, usize::MAX)
        } else {
            part.wants(9, 2)
        }
    };
    Level::offered(r.exclusion.is_some()).map(row).collect()
}

/// The levels of a whole in one row, for the smallest window.
pub(super) fn in_one_row(t: Theme, width: usize) -> Part {
    let words = match width {
        0..70 => say!("1 no, 2 soon, 3 on paper, 4 partly, 5 recorded"),
        _ => say!("1 not done, 2 intended, 3 on paper, 4 done in part, 5 with records"),
    };
    let label = vec![Span::styled(format!("  {:<8} ", say!("Levels")), t.quiet())];
    Part::new(label, words, t.text(), width).wants(1, 1)
}
