//! What the levels mean, on the card.

use crate::model::questionnaire::{LevelTexts, Requirement};
use crate::model::{Check, CheckKind, Level};
use crate::tui::pane::Pane;
use crate::tui::shell::Shell;
use crate::tui::text;
use crate::words::{Word as _, advice, figures::level_meaning};

/// The levels that have a meaning of their own for a check.
pub(super) const RATED: [Level; 5] =
    [Level::Nothing, Level::Planned, Level::Written, Level::InUse, Level::Proven];

/// Rows kept under the levels for what comes after them.
const AFTER_LEVELS: usize = 7;

/// What the levels of a check mean, in a narrow window: all five where there is room for them, else the one it has.
pub(super) fn levels_of(shell: &Shell, c: &Check, has: Option<Level>, pane: &mut Pane<'_>) {
    let room = pane.left();
    let lines = if room >= 2 * RATED.len() { 2 } else { 1 };
    for level in RATED.into_iter().filter(|l| room >= RATED.len() || has == Some(*l)) {
        let style = shell.theme.level(Some(level));
        pane.labelled(
            &format!("{} ", level.sign()),
            style,
            advice::level_of(c, level),
            shell.theme.text(),
            lines,
        );
    }
}

/// What the levels mean beside the list: by words of a check of its own, else by its kind.
pub(super) fn level_meanings(
    shell: &Shell,
    kind: CheckKind,
    own: &LevelTexts,
    r: &Requirement,
    pane: &mut Pane<'_>,
) {
    pane.blank();
    let levels = Level::ALL.into_iter().filter(|l| *l != Level::NotApplicable || r.exclusion.is_some());
    let meaning = |l: Level| own.get(l.key()).map_or_else(|| level_meaning(l, kind), String::as_str);
    let column = text::widest(Level::ALL.map(|l| l.word())).max(14) + 1;
    // Whole where what comes after has room, too.
    let room = pane.width().saturating_sub(column + 2).max(1);
    let rows: usize = levels.clone().map(|l| text::wrap(meaning(l), room).len()).sum();
    let most = if rows + AFTER_LEVELS <= pane.left() { usize::MAX } else { 3 };
    for level in levels {
        let label = format!("{} {:<column$}", level.sign(), level.word());
        let t = shell.theme;
        pane.labelled(&label, t.level(Some(level)), meaning(level), t.text(), most);
    }
    pane.blank();
}
