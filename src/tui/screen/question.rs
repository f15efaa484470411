//! The question card: the question, its checks with their levels, why it matters, what to ask for, note.

use crate::tui::pane::Cursor;
use crate::tui::shell::Shell;
use crate::tui::spot::Spot;
use crate::work::Work;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use std::cell::RefCell;
use std::collections::BTreeMap;

use super::super::keymap::{OnCard, OnScreen};
use super::super::pane::{Pane, join};
use super::super::text;
use super::answers::{for_whom, given, level_here, of_one_system, same_work, side_by_side, target, texts};
use super::label;
use super::levels::{RATED, level_meanings, levels_of};
use crate::model::assessment::{Given, keys};
use crate::model::questionnaire::{Requirement, Target};
use crate::model::{Level, Status, votes};
use crate::say;
use crate::words::{Word, Words as _, advice, asked, register};

/// From this width on, what helps to answer stands beside the checks.
const BESIDE: u16 = 108;

/// The most pieces of evidence the card shows.
const ON_CARD: usize = 6;

/// The question card: its selection is the row of checks one is at.
#[derive(Default)]
pub struct Card {
    /// The question one is at.
    pub spot: Spot,
    /// Selected row: the requirement as a whole, then its checks.
    pub cursor: Cursor,
    /// Evidence at the questions that were looked at.
    evidence: RefCell<BTreeMap<Spot, (Vec<String>, usize)>>,
}

impl Card {
    /// The first pieces of evidence for the question one is at, in a line each, and how many there are. Read
    /// once after a change: there may be hundreds.
    pub fn evidence(&self, work: &Work) -> (Vec<String>, usize) {
        if let Some(known) = self.evidence.borrow().get(&self.spot) {
            return known.clone();
        }
        let (a, r) = (work.a(), work.a().requirement(work.q(), self.spot.requirement));
        let here = self.spot.id(work.q());
        let checks = r.checks.iter().filter(|_| self.spot.row == 0).map(|c| c.id.as_str());
        let pieces = a.pieces_naming(checks.chain([here.as_str(), r.id.as_str()]));
        let lines = pieces
            .iter()
            .take(ON_CARD)
            .filter_map(|piece| a.piece(piece))
            .map(|e| register::with_checks(&e))
            .collect();
        let known = (lines, pieces.len());
        self.evidence.borrow_mut().insert(self.spot, known.clone());
        known
    }

    /// After a change it is looked up again.
    pub fn forget(&mut self) {
        self.evidence.borrow_mut().clear();
    }
}

pub fn draw(shell: &Shell, card: &Card, work: &Work, buf: &mut Buffer, area: Rect) -> Option<Position> {
    let r = work.a().requirement(work.q(), card.spot.requirement);
    let legend = Rect { y: area.bottom().saturating_sub(1), height: 1, ..area };
    let main = Rect { height: area.height.saturating_sub(1), ..area };
    let place = if area.width >= BESIDE {
        let mut pane = Pane::new(buf, main);
        head(shell, card, work, r, &mut pane);
        let rest = Rect { y: pane.row(), height: u16::try_from(pane.left()).unwrap_or(0), ..main };
        let left = Rect { width: rest.width * 58 / 100, ..rest };
        let x = left.right() + 3;
        let right = Rect { x, width: rest.right().saturating_sub(x), ..rest };
        let mut pane = Pane::new(buf, left);
        let room = pane.left();
        let place = checks(shell, card, work, r, &mut pane, room, 2);
        let mut side = Pane::new(buf, right);
        helps(shell, card, work, r, &mut side, true);
        place
    } else {
        let mut pane = Pane::new(buf, main);
        head(shell, card, work, r, &mut pane);
        let wanted = below(shell, card, work, r, pane.width(), pane.left());
        let room = pane.left().saturating_sub(wanted).min(r.checks.len() + 2);
        let place = checks(shell, card, work, r, &mut pane.part(room), room, 1);
        let rest = pane.left();
        helps(shell, card, work, r, &mut pane.part(rest), false);
        place
    };
    // At the smallest size the words need every column there is.
    let legend = if area.width < 60 { Rect { x: 0, width: area.width + 2, ..legend } } else { legend };
    let line = levels_line(shell, card, work, r, usize::from(legend.width));
    Pane::new(buf, legend).line(line);
    place
}

/// Rows the helps need under the checks; the checks come first, but at least three rows are kept.
fn below(shell: &Shell, card: &Card, work: &Work, r: &Requirement, width: usize, left: usize) -> usize {
    let mut buf = Buffer::empty(Rect::new(0, 0, u16::try_from(width).unwrap_or(0), 12));
    let area = buf.area;
    let mut pane = Pane::new(&mut buf, area);
    helps(shell, card, work, r, &mut pane, false);
    let wanted = 12 - pane.left();
    let spare = left.saturating_sub(r.checks.len() + 1);
    // The question of a check and its five levels are seen at once; where there is least room, beside its row alone.
    let (least, kept) = match card.spot.row {
        0 => (6, 4),
        _ if left < SMALL => (8, 1),
        _ => (8, 4),
    };
    wanted.min(spare.max(least)).min(left.saturating_sub(kept))
}

/// With fewer rows a check that is selected has them for its levels: the question it belongs to stands in one.
const SMALL: usize = 13;

fn head(shell: &Shell, card: &Card, work: &Work, r: &Requirement, pane: &mut Pane<'_>) {
    let t = shell.theme;
    let q = work.q();
    let few = pane.left() < SMALL;
    let small = few && card.spot.row > 0;
    let title = q.list_title(card.spot.requirement);
    let top = q.top_heading(card.spot.requirement);
    let progress = top.map_or_else(String::new, |h| {
        let below = q.below(h);
        let done = below.iter().filter(|r| work.scores().status(**r) != Status::Open).count();
        let progress = say!("{id}: {done} of {of}", id = q.headings[h].id, done, of = below.len());
        format!("{progress}   ")
    });
    let status = work.scores().status(card.spot.requirement);
    let mut right = vec![Span::styled(progress, t.quiet())];
    let whom = for_whom(work, card.spot);
    if !whom.is_empty() {
        right.insert(0, Span::styled(format!("{whom}   "), t.warning()));
    }
    if shell.hide_scores {
        let word = if status == Status::Open { say!("open") } else { say!("answered") };
        right.push(Span::styled(word, t.quiet()));
    } else {
        right.push(Span::styled(format!("{} {}", t.symbol(status), status.word()), t.status(status)));
    }
    let left = Line::from(vec![
        Span::styled(format!("{}  ", r.id), t.accent().patch(t.strong())),
        Span::styled(title, t.accent()),
    ]);
    pane.pair(left, Line::from(right));
    pane.paragraph(work.a().question(q, card.spot.requirement), t.strong(), if small { 1 } else { 4 });
    if !few {
        pane.blank();
    }
}

/// The list of checks; row 0 is the requirement as a whole.
fn checks(
    shell: &Shell,
    card: &Card,
    work: &Work,
    r: &Requirement,
    pane: &mut Pane<'_>,
    height: usize,
    lines: usize,
) -> Option<Position> {
    let len = r.checks.len() + 1;
    // With room, each check takes as many lines as its question needs.
    let words: Vec<String> = (0..len).map(|n| level_word(card, work, r, n)).collect();
    let column = words.iter().map(|w| text::width(w)).max().unwrap_or(0).max(9);
    let width = pane.width().saturating_sub(before() + column + 1).max(10);
    let tall = |n: usize| match n.checked_sub(1).and_then(|n| r.checks.get(n)) {
        Some(c) if lines > 1 => text::wrap(&c.question, width).len().min(3),
        _ => 1,
    };
    let total: usize = (0..len).map(tall).sum();
    let tall = |n: usize| if total <= height { tall(n) } else { 1 };
    let fits = if total <= height { len } else { height };
    shell.page.set(fits.saturating_sub(1).max(1));
    let top = card.cursor.top(len, fits);
    let mut place = None;
    for n in (top..len).take(fits) {
        if n == card.spot.row {
            place = Some(Position { x: pane.column(), y: pane.row() });
        }
        for (i, line) in
            check_lines(shell, card, work, r, n, (pane.width(), column, tall(n))).into_iter().enumerate()
        {
            shell.hits.note(pane.next_row(), n, n == card.spot.row);
            if n == card.spot.row && i == 0 {
                pane.selected(line, shell.theme.selected());
            } else {
                pane.line(line);
            }
        }
    }
    place
}

/// Columns of the word that marks a check.
fn kind_column() -> usize {
    text::widest([say!("KEY"), say!("opt")])
}

/// Columns before the question of a check: mark, number, kind.
fn before() -> usize {
    6 + kind_column()
}

/// The level of a row in words; a star when it was given in bulk, empty when there is none.
fn level_word(card: &Card, work: &Work, r: &Requirement, n: usize) -> String {
    let own = |l: Level| format!("{} {}", l.key(), l.word());
    let at = target(work, Spot { row: n, ..card.spot });
    match (at, n.checked_sub(1)) {
        (Target::Check(c), Some(n)) if n < r.checks.len() => {
            if !work.a().asks(work.q(), c) {
                return say!("not asked").to_owned();
            }
            let general = || work.a().general_level(work.q(), c);
            match (work.system_at(at).is_some(), work.given(at)) {
                (true, Some(level)) => own(level),
                // What counts for a system without an answer of its own.
                (true, None) => general().map_or_else(String::new, |(l, _)| format!("({})", own(l))),
                (false, _) => general().map_or_else(String::new, |(l, given)| {
                    own(l) + if given == Given::Bulk { "*" } else { "" }
                }),
            }
        }
        (_, Some(_)) => String::new(),
        (_, None) => work.given(at).map_or_else(String::new, own),
    }
}

/// One row of the card in these columns: in all, of the level, and how many lines.
fn check_lines(
    shell: &Shell,
    card: &Card,
    work: &Work,
    r: &Requirement,
    n: usize,
    (width, column, tall): (usize, usize, usize),
) -> Vec<Line<'static>> {
    let t = shell.theme;
    let a = work.a();
    let mark = if n == card.spot.row { "> " } else { "  " };
    let word = text::fit(&level_word(card, work, r, n), column);
    let Some(c) = n.checked_sub(1).and_then(|n| r.checks.get(n)) else {
        let bulk = work.given(Target::Requirement(card.spot.requirement));
        let left = Line::from(vec![
            Span::raw(mark),
            Span::styled(say!("The requirement as a whole"), t.strong()),
            Span::styled(format!(" ({})", say!("{n|check|checks}", n = r.checks.len())), t.quiet()),
            Span::styled(flags(card, work, &r.id), t.quiet()),
        ]);
        return vec![join(left, Line::from(Span::styled(word, t.level(bulk))), width)];
    };
    let index = work.q().first_check[card.spot.requirement] + n - 1;
    let level = level_here(work, Spot { row: n, ..card.spot });
    let number = c.id.rsplit('/').next().unwrap_or("");
    let kind = match (c.key, c.mandatory) {
        (true, _) => say!("KEY"),
        (false, true) => "",
        (false, false) => say!("opt"),
    };
    let mut marks = flags(card, work, &c.id);
    if a.beside(work.q(), index).is_some() {
        marks = format!("{marks} [{}]", say!("per system"));
    }
    let room = width.saturating_sub(before() + column + 1 + text::width(&marks)).max(10);
    let words = text::wrap(&c.question, room);
    let first = if tall > 1 { words[0].clone() } else { text::cut(&c.question, room) };
    let left = Line::from(vec![
        Span::raw(mark),
        Span::styled(format!("{number:>2} "), t.strong()),
        Span::styled(text::fit(kind, kind_column()) + " ", t.quiet()),
        Span::raw(first),
        Span::styled(marks, t.quiet()),
    ]);
    let mut lines = vec![join(left, Line::from(Span::styled(word, t.level(level))), width)];
    let indent = " ".repeat(before());
    lines.extend(
        words.into_iter().skip(1).take(tall.saturating_sub(1)).map(|w| Line::raw(format!("{indent}{w}"))),
    );
    lines
}

/// What else is kept on an id, in a word each.
fn flags(_card: &Card, work: &Work, id: &str) -> String {
    let a = work.a();
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
    if a.at(keys::DISSENT, id).is_some() {
        let agreed = work.a().get(id).is_some();
        kept.push(if agreed { say!("agreed with dissent") } else { say!("dissent") });
    }
    kept.into_iter().flat_map(|word| [" [", word, "]"]).collect()
}

/// What helps to answer the selected row.
fn helps(shell: &Shell, card: &Card, work: &Work, r: &Requirement, pane: &mut Pane<'_>, wide: bool) {
    let t = shell.theme;
    let a = work.a();
    let check = card.spot.row.checked_sub(1).and_then(|n| r.checks.get(n));
    let id = check.map_or(&r.id, |c| &c.id);
    let mut kept = Vec::new();
    let index = card.spot.row.checked_sub(1).map(|n| work.q().first_check[card.spot.requirement] + n);
    let key = say!("{key}, then the field", key = shell.key(OnScreen::About));
    let why_not = index.and_then(|c| asked::why_not_but(work.q(), a, c, &key));
    if let Some(words) = &why_not {
        pane.paragraph(words, t.warning(), 4);
    }
    if let Some(note) = work.session().draft(&format!("note.{id}")) {
        let key = shell.key(OnCard::Note);
        kept.push((say!("Draft"), say!("unfinished note, {key} goes on with it: {note}", key, note)));
    }
    kept.extend(texts(work, id));
    kept.extend(side_by_side(work, card.spot).into_iter().map(|line| (say!("Systems"), line)));
    if let Some(v) = votes::of(a, id) {
        if !v.given.is_empty() {
            let key = shell.key(OnCard::Votes);
            kept.push((say!("Answers"), say!("{answers}; {key} opens them", answers = v.words(), key)));
        }
        if !v.dissent.is_empty() {
            kept.push((say!("Dissent"), v.dissent));
        }
    }
    for h in work.q().ancestors[card.spot.requirement].iter().map(|h| &work.q().headings[*h].id) {
        if let Some(words) = a.at(keys::NOTE, h) {
            let note = words.replace('\n', " / ");
            kept.push((say!("Note"), say!("on {h}: {note}", h, note)));
        }
    }
    let (pieces, all) = card.evidence(work);
    let most = if wide { pieces.len() } else { 3 };
    let shown = pieces.len().min(most);
    kept.extend(pieces.into_iter().take(most).map(|line| (say!("Evidence"), line)));
    if let Some(more @ 1..) = all.checked_sub(shown) {
        kept.push(("", say!("{more} more; {key} lists them", more, key = shell.key(OnCard::Evidence))));
    }
    kept.extend(same_work(shell, work, card.spot).map(|words| (say!("Same"), words)));
    kept.extend(of_one_system(shell, work, card.spot).filter(|_| wide).map(|words| (say!("Systems"), words)));
    // What was written here comes before what helps anybody: in a small window the last lines have no room. A check keeps
    // the rows of its question and its levels.
    let any = !kept.is_empty();
    if let Some(c) = check.filter(|_| !wide) {
        let question = text::wrap(&c.question, pane.width()).len().min(3);
        kept.truncate(pane.left().saturating_sub(RATED.len() + question).max(1));
    }
    for (name, words) in kept {
        pane.labelled(&label(name), t.warning(), &words, t.text(), if wide { 6 } else { 1 });
    }
    if wide && any {
        pane.blank();
    }
    let few = if wide { 8 } else { 2 };
    let style = t.accent();
    if let Some(c) = check {
        if !wide {
            pane.paragraph(&c.question, t.text(), pane.left().saturating_sub(RATED.len()).clamp(1, 3));
            levels_of(shell, c, level_here(work, card.spot), pane);
        }
        pane.labelled(&label(say!("Ask for")), style, &c.evidence, t.text(), few);
        if wide {
            level_meanings(shell, c.kind, &c.levels, r, pane);
        }
        if why_not.is_some() {
            return;
        }
        let level = level_here(work, card.spot);
        let leads_on = c.actions.is_some() || level == Some(Level::Proven);
        let next = if leads_on { say!("Next") } else { say!("Missing?") };
        let action = advice::next_step(c, level);
        pane.labelled(&label(next), style, &action, t.text(), few);
    } else {
        of_the_whole(shell, card, work, r, pane, wide);
    }
}

/// What helps to answer the requirement as a whole. Where there is little room each line that matters has one row, and
/// why it matters the rest.
fn of_the_whole(shell: &Shell, card: &Card, work: &Work, r: &Requirement, pane: &mut Pane<'_>, wide: bool) {
    let t = shell.theme;
    let (few, some) = if wide { (8, 12) } else { (2, 2) };
    let mut lines = Vec::new();
    if wide {
        // One answers with the levels: what they mean comes before what only helps.
        pane.labelled(&label(say!("Why")), t.accent(), &r.why, t.text(), some);
        level_meanings(shell, r.kind_of_all(), &std::collections::BTreeMap::new(), r, pane);
    } else {
        lines.push((say!("Why"), r.why.clone()));
        let levels = match pane.width() {
            0..70 => say!("1 no, 2 soon, 3 on paper, 4 partly, 5 recorded"),
            _ => say!("1 not done, 2 intended, 3 on paper, 4 done in part, 5 with records"),
        };
        pane.labelled(&label(say!("Levels")), t.accent(), levels, t.text(), 1);
    }
    lines.extend(r.exclude.as_ref().map(|e| (say!("Leave out"), advice::leaving_out(e))));
    lines.extend(asked::at_own_size(work.a(), r).map(|words| (say!("For you"), words.to_owned())));
    // The firm most like one's own; the details tell of all of them.
    let firms = work.q().firms_like(work.a());
    lines.extend(firms.iter().find_map(|f| advice::wrote(work.q(), r, *f)).map(|w| (say!("Others"), w)));
    let rest = pane.left().saturating_sub(lines.len() - 1).clamp(1, 4);
    let tight = !wide && pane.left() < 8;
    if tight {
        // The details tell why it matters; what it means here does not stand elsewhere.
        lines.rotate_left(1);
    }
    let why = if tight { lines.len() - 1 } else { 0 };
    for (n, (name, words)) in lines.into_iter().enumerate() {
        let most = match (tight, n == why) {
            (true, true) => rest,
            (true, false) => 1,
            (false, true) => some.max(4),
            (false, false) => some,
        };
        pane.labelled(&label(name), t.accent(), &words, t.text(), most);
        if wide {
            pane.blank();
        }
    }
    pane.labelled(&label(say!("Ask for")), t.accent(), &evidence_of(work, card, r), t.text(), few);
    if wide {
        pane.labelled(&label(say!("Good")), t.accent(), &r.good, t.text(), some);
    }
}

/// What to ask for on the requirement as a whole: the evidence of its key checks, else of all.
fn evidence_of(work: &Work, card: &Card, r: &Requirement) -> String {
    let q = work.q();
    let keys: Vec<&str> = r.checks.iter().filter(|c| c.key).map(|c| c.evidence.as_str()).collect();
    let counted = q.checks_of(card.spot.requirement).filter(|c| work.a().counts(q, *c));
    let all = counted.map(|c| work.a().check(q, c).evidence.as_str());
    let list = if keys.is_empty() { all.collect() } else { keys };
    list.join("; ")
}

/// The keys of the levels with their words.
fn levels_line(shell: &Shell, card: &Card, work: &Work, r: &Requirement, width: usize) -> Line<'static> {
    let t = shell.theme;
    let selected = given(work, card.spot);
    let levels = Level::ALL.into_iter().filter(|l| *l != Level::NotApplicable || r.exclusion.is_some());
    let levels: Vec<Level> = levels.collect();
    let words: Vec<&str> = levels.iter().map(Word::word).collect();
    // Every key has to be seen; in a longer language the words give way.
    let words = text::squeeze(&words, width.saturating_sub(levels.len() * 3 - 1));
    let mut spans = Vec::new();
    for (level, word) in levels.into_iter().zip(words) {
        let style = if selected == Some(level) { t.selected() } else { t.strong() };
        spans.push(Span::styled(level.key(), style));
        let style = if selected == Some(level) { t.selected() } else { Style::new() };
        spans.push(Span::styled(format!(" {word}"), style));
        spans.push(Span::raw(" "));
    }
    spans.pop();
    Line::from(spans)
}
