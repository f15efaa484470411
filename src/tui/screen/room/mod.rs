//! What a whole room reads. The question: its short form in the largest letters that fit, the levels, how many have answered,
//! who said what, what was agreed, and which step the room is at; few words, and never a score. Results, a gap and an
//! action have a form of their own.

pub mod action;
pub mod gap;
pub mod levels;
pub mod results;
mod strip;
mod votes;

use ratatui::layout::Position;
use ratatui::text::{Line, Span};

use super::answers::{for_whom, given};
use super::question::Card;
use crate::model::card_flow::{self, Turns};
use crate::model::questionnaire::Requirement;
use crate::model::votes::{Votes, agreed, before_room, came_since, is_agreed, outcome_before_room};
use crate::model::{Check, Level};
use crate::say;
use crate::tui::large;
use crate::tui::pane::{Pane, join};
use crate::tui::shell::Shell;
use crate::tui::text;
use crate::words::{Word as _, room};
use crate::work::Work;

/// From so many columns and rows on, each level has a line with its own meaning.
const WIDE: (usize, usize) = (100, 30);

/// Rows of the agreed level in large letters, with the blank above it.
const AGREED: usize = 5;

/// What the picture is drawn from.
struct Seen<'a> {
    shell: &'a Shell,
    work: &'a Work,
    /// The requirement, by its index and as it is asked here.
    at: usize,
    r: &'a Requirement,
    check: Option<&'a Check>,
    id: &'a str,
    votes: Votes,
    /// The level the room gave.
    given: Option<Level>,
}

pub fn draw(shell: &Shell, card: &Card, work: &Work, turns: &Turns, pane: &mut Pane<'_>) -> Option<Position> {
    let t = shell.theme;
    let r = work.a().requirement(work.q(), card.spot.requirement);
    let check = card.spot.row.checked_sub(1).and_then(|n| r.checks.get(n));
    let id = check.map_or(r.id.as_str(), |c| c.id.as_str());
    let votes = before_room(work.a(), id).unwrap_or_default();
    let stands = given(work, card.spot);
    // What stood before is no answer of the room, and would speak into its vote; hidden scores hide it before one, too.
    let of_room = if votes.given.is_empty() {
        !shell.hide_scores || turns.of(id).rated
    } else {
        is_agreed(work.a(), id) && !came_since(work.a(), id)
    };
    let given = stands.filter(|_| of_room);
    let seen = Seen { shell, work, at: card.spot.requirement, r, check, id, votes, given };
    let scale = large::scale(pane, t.ascii);
    let vast = scale > 1;
    let wide = !vast && pane.width() >= WIDE.0 && pane.left() >= WIDE.1;
    let columns = pane.width() / scale;

    // What stands below is made first: the question has all that is left.
    let plain = seen.below(columns, pane.left() / scale, (wide, vast), None);
    let (across, down) = (pane.width(), pane.left());
    let fit = |rows: usize| large::fit(seen.question(), across, rows, t.ascii);
    // A dialog has the lower part of the screen: the question stays in sight above it, and nothing else does.
    let covered = !shell.dialogs.is_empty();
    // The levels are large, too, where the question stays so beside them: the head and the steps have a line each then.
    let big = if vast || wide || seen.given.is_some() || seen.is_told() {
        Vec::new()
    } else {
        levels::in_large(shell, r.exclusion.is_some(), columns)
    };
    let beside_big = 1 + plain.len() + big.len();
    let tight = !big.is_empty() && fit(down.saturating_sub(beside_big)).is_large();
    let below = if tight { seen.below(columns, pane.left() / scale, (wide, vast), Some(big)) } else { plain };
    let needs = |lines: usize| lines * scale;
    let whole = if wide { seen.whole(pane.width()) } else { Vec::new() };
    // Beside these lines: the head, a blank under it, one above what stands below, the steps and a blank above them.
    let beside = needs(below.len() + 2) + whole.len() + 3 + usize::from(!whole.is_empty());
    let beside = if tight { below.len() + 2 } else { beside };
    let step = (card_flow::step(work.a(), id, turns), agreed(work.a(), id));
    let shown_level = if seen.given.is_some() { AGREED * if vast { 2 } else { 1 } } else { 0 };
    let left = pane.left().saturating_sub(beside);

    large::line(pane, seen.head(card, columns), scale);
    if covered || !tight {
        pane.blank();
    }
    if covered {
        let free = if wide { down / 4 } else { down * 2 / 5 };
        fit(free.saturating_sub(if wide { 1 } else { 2 * scale })).draw(pane, t.text().patch(t.strong()));
        return None;
    }
    // The step is large, too, as long as the question is: one sees from afar where one is. Two blanks give way to it, and
    // what was agreed gives way to the question.
    let room = left.saturating_sub(shown_level);
    let blanks = if tight { 1 } else { 3 };
    let more = strip::lines(shell, step, columns, !vast).len().saturating_sub(blanks);
    let tries = [(!vast, room.saturating_sub(more)), (false, room), (false, left)];
    let fitted = tries.into_iter().map(|(is_large, rows)| (is_large, fit(rows)));
    let fitted = fitted.into_iter().find(|(_, question)| question.is_large());
    let (is_large, question) = fitted.unwrap_or_else(|| (false, fit(room)));
    let steps = strip::lines(shell, step, columns, is_large);
    // The plainest colours are read from furthest away.
    question.draw(pane, t.text().patch(t.strong()));
    if !whole.is_empty() {
        pane.blank();
    }
    for line in whole {
        pane.line(Span::styled(line, t.text()));
    }
    if let Some(level) = seen.given {
        let words = format!("{} {}", level.sign(), level.word());
        let room = left.saturating_sub(question.rows() + 1 + steps.len().saturating_sub(3));
        pane.blank();
        large::fit(&words, pane.width(), room, t.ascii).draw(pane, t.level(Some(level)).patch(t.strong()));
    }
    let under = needs(below.len() + steps.len());
    let blank = usize::from(pane.left() > under + 1);
    pane.down_to(under + blank);
    for line in below {
        large::line(pane, line, scale);
    }
    pane.down_to(needs(steps.len()));
    for line in steps {
        large::line(pane, line, scale);
    }
    None
}

/// The line above what is large: an id, what it is, and at the right where one is.
/// `titles` are what it may be called, the fullest first: no word is cut.
fn head(shell: &Shell, id: &str, titles: &[String], at: String, width: usize) -> Line<'static> {
    let t = shell.theme;
    let room = width.saturating_sub(text::width(id) + text::width(&at) + 2);
    let fits = titles.iter().find(|title| text::width(title) <= room).cloned();
    let short = || titles.last().and_then(|title| text::wrap(title, room).into_iter().next());
    let title = fits.or_else(short).filter(|title| text::width(title) <= room).unwrap_or_default();
    let left =
        vec![Span::styled(format!("{id} "), t.accent().patch(t.strong())), Span::styled(title, t.strong())];
    join(Line::from(left), Line::styled(at, t.strong()), width)
}

impl Seen<'_> {
    /// What is asked, in few words: of a check what the requirement it belongs to asks for.
    fn question(&self) -> &str {
        self.r.short_question()
    }

    /// Whether it is told who said what.
    fn is_told(&self) -> bool {
        self.votes.shown && !self.votes.given.is_empty()
    }

    /// Where one is, and of how many; for one AI system for which.
    fn head(&self, card: &Card, width: usize) -> Line<'static> {
        let (q, at) = (self.work.q(), card.spot.requirement);
        let titles = [q.full_title(at), q.list_title(at), q.short_title(at)];
        // For which AI system one answers has to be seen; what the requirement is called stands below in large letters.
        let whom = for_whom(self.work, card.spot);
        let titles = if whom.is_empty() {
            titles.to_vec()
        } else {
            titles.iter().map(|title| format!("{title}, {whom}")).chain([whom.clone()]).collect()
        };
        let all = self.work.q().requirements.len();
        let of = say!("{at} of {all}", at = card.spot.requirement + 1, all);
        head(self.shell, self.id, &titles, of, width)
    }

    /// The whole question in lines that are read fast, for a large window; in a small one that of a check alone, whose
    /// short form is that of its requirement.
    fn whole(&self, width: usize) -> Vec<String> {
        let question = match self.check {
            Some(check) => check.question.as_str(),
            None => self.work.a().question(self.work.q(), self.at),
        };
        let mut lines = text::wrap(question, width.saturating_sub(width / 6));
        lines.truncate(3);
        lines
    }

    /// Levels, who said what, what came of it, and dissent.
    /// `big` are the levels in large letters.
    fn below(
        &self,
        columns: usize,
        rows: usize,
        (wide, vast): (bool, bool),
        big: Option<Vec<Line<'static>>>,
    ) -> Vec<Line<'static>> {
        let t = self.shell.theme;
        let mut lines = Vec::new();
        if let Some(check) = self.check.filter(|_| !wide) {
            let asked = text::wrap(&check.question, columns);
            lines.extend(asked.into_iter().take(3).map(|line| Line::styled(line, t.strong())));
            lines.push(Line::default());
        }
        match (wide, self.is_told()) {
            (true, _) => lines.extend(levels::each(
                self.shell,
                &|level, columns| votes::who(self.work, &self.votes, level, columns),
                (self.r, self.check),
                (self.given, &self.votes),
                columns,
            )),
            (false, true) => {
                lines.extend(votes::strip(
                    self.shell,
                    self.work,
                    &self.votes,
                    columns,
                    (rows * 2 / 5).max(3),
                ));
            }
            (false, false) if big.is_some() => lines.extend(big.into_iter().flatten()),
            (false, false) => {
                let room = (columns, if vast { 2 } else { 1 });
                lines.extend(levels::in_a_line(self.shell, self.r.exclusion.is_some(), self.given, room));
            }
        }
        lines.extend(votes::count(self.shell, self.work, self.id, &self.votes, !vast));
        let came_to = outcome_before_room(self.work.a(), self.id);
        if !self.votes.dissent.is_empty() {
            let words =
                say!("{outcome}: {dissent}", outcome = room::outcome(came_to), dissent = self.votes.dissent);
            lines.push(Line::styled(text::cut(&words, columns), t.warning()));
        } else if came_to.is_apart() {
            lines.push(Line::styled(room::outcome(came_to), t.warning()));
        }
        lines
    }
}
