//! The checks of a card: each whole with its level, and the selected one open under itself with what its levels mean,
//! what it is met by and what the questionnaire says to it.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::answers::{given, level_here, target};
use super::card::Here;
use super::levels;
use super::parts::Part;
use crate::model::assessment::{Given, keys};
use crate::model::questionnaire::Target;
use crate::model::votes::{self, Outcome};
use crate::model::{Check, Level};
use crate::say;
use crate::tui::keymap::OnScreen;
use crate::tui::pane::join;
use crate::tui::text;
use crate::words::{Word as _, advice, asked, room};

/// On a card of more columns, dots bridge a gap of more than so many.
const WIDE: usize = 100;
const LED: usize = 20;

const fn dot(ascii: bool) -> &'static str {
    if ascii { " ." } else { " \u{b7}" }
}

/// The columns of a card.
pub(super) struct Columns {
    /// All of them, without the marker's.
    pub width: usize,
    label: usize,
    kind: usize,
    state: usize,
}

impl Columns {
    pub(super) fn of(here: &Here<'_>, width: usize) -> Self {
        let label = (1..=here.r.checks.len()).map(|n| text::width(&here.label(n))).max().unwrap_or(0);
        let kind = text::widest([say!("KEY"), say!("opt")]);
        let states = (0..=here.r.checks.len()).map(|n| text::width(&state(here, n).words));
        Self { width, label: label.max(3), kind, state: states.max().unwrap_or(0).max(11) + 2 }
    }

    /// Columns before the question of a check.
    const fn before(&self) -> usize {
        self.label + self.kind + 3
    }

    /// Columns of the question.
    fn question(&self) -> usize {
        self.width.saturating_sub(self.before() + self.state + 1).max(10)
    }
}

/// What is answered at a row, in words.
struct State {
    sign: Span<'static>,
    words: String,
    /// Whether it was given here, and not for more at once.
    own: bool,
}

fn state(here: &Here<'_>, n: usize) -> State {
    let (t, work) = (here.shell.theme, here.work);
    let at = target(work, here.at(n));
    let named = |l: Level| format!("{} {}", l.sign(), l.word());
    let of =
        |level: Option<Level>, words: String, own: bool| State { sign: levels::sign(t, level), words, own };
    let none = || of(None, say!("not answered").to_owned(), false);
    let Target::Check(c) = at else {
        return work.given(at).map_or_else(none, |level| of(Some(level), named(level), true));
    };
    if !work.a().asks(work.q(), c) {
        return State { sign: Span::raw(" "), words: say!("not asked").to_owned(), own: false };
    }
    let general = work.a().general_level(work.q(), c);
    match (work.system_at(at).is_some(), work.given(at), general) {
        (true, Some(level), _) | (false, _, Some((level, Given::Single | Given::Systems))) => {
            of(Some(level), named(level), true)
        }
        // What counts for a system without an answer of its own.
        (true, None, Some((level, _))) => of(Some(level), format!("({})", named(level)), false),
        (false, _, Some((level, Given::Bulk))) => {
            of(Some(level), say!("{key} as whole", key = level.sign()), false)
        }
        (_, _, None) => none(),
    }
}

/// What is answered at a row, with its sign.
pub(super) fn state_line(here: &Here<'_>, n: usize) -> Line<'static> {
    let state = state(here, n);
    let style = match state.own {
        true if n == here.card.spot.row => here.shell.theme.strong(),
        true => here.shell.theme.text(),
        false => here.shell.theme.quiet(),
    };
    Line::from(vec![state.sign, Span::raw(" "), Span::styled(state.words, style)])
}

/// The rows of a check, whole, with its level beside the first; those of the selected one are strong.
pub(super) fn head(here: &Here<'_>, n: usize, columns: &Columns) -> Vec<Line<'static>> {
    let t = here.shell.theme;
    let selected = n == here.card.spot.row;
    let style = if selected { t.strong() } else { Style::new() };
    let named = if selected { t.accent().patch(t.strong()) } else { t.quiet() };
    let beside = |left: Vec<Span<'static>>| {
        let mut right = state_line(here, n);
        let used: usize = right.spans.iter().map(|s| text::width(&s.content)).sum();
        right.spans.push(Span::raw(" ".repeat(columns.state.saturating_sub(used))));
        let ends: usize = left.iter().map(|s| text::width(&s.content)).sum();
        let gap = columns.width.saturating_sub(ends + columns.state);
        let mut left = left;
        // On a wide card the eye is led across what is empty.
        if columns.width > WIDE && gap > LED {
            left.push(Span::styled(format!(" {}", dot(t.ascii).repeat((gap - 2) / 2)), t.quiet()));
        }
        join(Line::from(left), right, columns.width)
    };
    let Some(c) = here.check(n) else {
        let kept = flags(here, &here.r.id);
        return vec![beside(vec![
            Span::raw(" "),
            Span::styled(say!("As a whole"), if selected { named } else { t.text() }),
            Span::styled(kept, t.quiet()),
        ])];
    };
    let kind = match (c.key, c.mandatory) {
        (true, _) => Span::styled(text::fit(say!("KEY"), columns.kind), t.strong()),
        (false, true) => Span::raw(" ".repeat(columns.kind)),
        (false, false) => Span::styled(text::fit(say!("opt"), columns.kind), t.quiet()),
    };
    let mut marks = flags(here, &c.id);
    if here.index(n).is_some_and(|index| here.work.a().beside(here.work.q(), index).is_some()) {
        marks = format!("{marks} [{}]", say!("per system"));
    }
    let room = columns.question();
    let mut words = text::wrap(&c.question, room);
    let last = words.last().map_or(0, |w| text::width(w));
    // What is kept on it stands behind the question, or in a row of its own.
    if last + text::width(&marks) > room {
        words.push(String::new());
        marks = marks.trim_start().to_owned();
    }
    let end = words.len() - 1;
    let mut lines = Vec::new();
    for (i, words) in words.into_iter().enumerate() {
        let mut spans = if i == 0 {
            let label = text::fit(&here.label(n), columns.label);
            vec![Span::raw(" "), Span::styled(label, named), Span::raw(" "), kind.clone(), Span::raw(" ")]
        } else {
            vec![Span::raw(" ".repeat(columns.before()))]
        };
        spans.push(Span::styled(words, style));
        if i == end {
            spans.push(Span::styled(text::cut(&marks, room), t.quiet()));
        }
        lines.push(if i == 0 { beside(spans) } else { Line::from(spans) });
    }
    lines
}

/// What else is kept on an id, in a word each.
fn flags(here: &Here<'_>, id: &str) -> String {
    let a = here.work.a();
    let mut kept = Vec::new();
    if a.at(keys::NOTE, id).is_some() {
        kept.push(say!("note"));
    }
    if a.is_named(id) {
        kept.push(say!("evidence"));
    }
    if a.at(keys::REVIEW, id).is_some() {
        kept.push(say!("marked"));
    }
    let came_to = votes::outcome_before_room(a, id);
    if came_to.is_apart() || came_to == Outcome::AgreedWithDissent {
        kept.push(room::outcome(came_to));
    }
    kept.into_iter().flat_map(|word| [" [", word, "]"]).collect()
}

/// What opens under the selected row, in so many columns; `beside` where what helps stands beside the checks, and
/// `few` where there are so few rows that the levels of a whole have one.
pub(super) fn opened(here: &Here<'_>, width: usize, beside: bool, few: bool) -> Vec<Part> {
    let (t, n) = (here.shell.theme, here.card.spot.row);
    let label = |word: &str| {
        vec![Span::styled(format!("    {}", text::fit(word, levels::names(here.r) + 2)), t.quiet())]
    };
    let part = |word: &str, words: &str| Part::new(label(word), words, t.text(), width);
    let Some(c) = here.check(n) else { return of_the_whole(here, width, beside, few) };
    let mut parts = Vec::new();
    let key = say!("{key}, then the field", key = here.shell.key(OnScreen::About));
    let why_not = here.index(n).and_then(|i| asked::why_not_but(here.work.q(), here.work.a(), i, &key));
    if let Some(words) = &why_not {
        parts.push(Part::new(vec![Span::raw("  ")], words, t.warning(), width).wants(0, 4));
    }
    parts.extend(levels::rows(t, Some(c), here.r, level_here(here.work, here.card.spot), width));
    parts.push(part(say!("Met by"), &c.evidence).wants(3, 1).wants(5, 3));
    if beside {
        return parts;
    }
    if let Some(words) = asked::at_own_size(here.work.a(), here.r) {
        parts.push(part(say!("For you"), words).told_by(here.rest()).wants(10, 1).wants(13, usize::MAX));
    }
    if why_not.is_none() {
        let (title, words) = next(here, c);
        parts.push(part(title, &words).told_by(here.rest()).wants(12, 1).wants(13, usize::MAX));
    }
    parts
}

/// What comes next at a check: its title and its words.
pub(super) fn next(here: &Here<'_>, c: &Check) -> (&'static str, String) {
    let level = level_here(here.work, here.card.spot);
    let check = here.index(here.card.spot.row);
    let level = check.map_or(level, |i| here.work.stands_at(i, level));
    let leads_on = c.actions.is_some() || level == Some(Level::Proven);
    (if leads_on { say!("Next") } else { say!("Missing?") }, advice::next_step(c, level))
}

/// What opens under the row of the whole.
fn of_the_whole(here: &Here<'_>, width: usize, beside: bool, few: bool) -> Vec<Part> {
    let (t, r) = (here.shell.theme, here.r);
    let label = |word: &str| {
        let column = if few { 8 } else { levels::names(here.r) + 2 };
        vec![Span::styled(format!("{}{word:<column$} ", if few { "  " } else { "    " }), t.quiet())]
    };
    let part = |word: &str, words: &str| Part::new(label(word), words, t.text(), width);
    let mut parts = if few {
        vec![levels::in_one_row(t, width)]
    } else {
        levels::rows(t, None, r, given(here.work, here.card.spot), width)
    };
    if beside {
        return parts;
    }
    if let Some(e) = &r.exclude {
        parts.push(part(say!("Leave out"), &advice::leaving_out(e)).wants(2, 1).wants(13, usize::MAX));
    }
    if let Some(words) = asked::at_own_size(here.work.a(), r) {
        parts.push(part(say!("For you"), words).told_by(here.rest()).wants(2, 1).wants(13, usize::MAX));
    }
    parts.push(part(say!("Met by"), &here.evidence()).wants(12, 2));
    parts.push(part(say!("Why"), &r.why).told_by(here.rest()).wants(12, 1).wants(14, usize::MAX));
    parts
}
