//! Drawing dialogs over a screen.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, Clear, Widget};
use ratatui_textarea::TextArea;

use super::super::keymap::{Astray, InForm};
use super::super::pane::{Pane, join};
use super::super::screen::{Screen, not_seen};
use super::super::shell::Shell;
use super::super::text;
use super::ask::{Ask, to_write};
use super::{Dialog, Editor, Form, FormKind, PickRow, Picker, Reader, Typed, grid, poll_page, still_for};
use crate::model::text::clean_line;
use crate::say;

/// Least lines below a list for what the selected row says in full.
const WHOLE: usize = 2;

/// Rows of a list that are seen however much is said beside it.
const ROWS: usize = 4;

/// Lines of an editor for what is wrong with what was written.
const FAULT: u16 = 4;

/// Lines a dialog asks for in this screen, where it is `width` wide.
fn height(shell: &Shell, d: &Dialog, width: u16, screen: Rect) -> u16 {
    let tall = screen.height.saturating_sub(4);
    match d {
        Dialog::Edit(e) if !e.long => 4 + said_in(e, width),
        Dialog::Edit(_) if stays_below(shell, d) => tall.min(16).min(screen.height.div_ceil(2)),
        Dialog::Edit(_) => tall.min(16),
        Dialog::Form(f) => {
            let fields = u16::try_from(f.asked().count()).unwrap_or(u16::MAX);
            let words = hint_lines(f, width.saturating_sub(4)) + lines(&note(f, shell), width).min(6);
            let (wide, tight) = (fields.saturating_mul(2) + 2 + words, fields + 3 + words);
            if wide <= tall { wide } else { tight.min(tall) }
        }
        Dialog::Read(r) => {
            let inside = usize::from(width.saturating_sub(4));
            let lines_of = |part: &[String]| match part {
                [line, ..] if grid::is_row(line) => grid::lines(shell, part, inside).len(),
                part => part.iter().map(|l| text::wrap(l, inside).len()).sum(),
            };
            let parts = r.lines.chunk_by(|one, next| grid::is_row(one) && grid::is_row(next));
            let rows: usize = parts.map(lines_of).sum();
            u16::try_from(rows + 2).unwrap_or(u16::MAX).min(tall)
        }
        Dialog::Choose(_, p) if p.narrows() => u16::try_from(p.all.len() + 4).unwrap_or(tall).min(tall),
        Dialog::Guides(p) | Dialog::Choose(_, p) => {
            let inside = (usize::from(width.saturating_sub(4)), usize::from(tall.saturating_sub(2)));
            let [note, _, most] = beside(p, inside);
            u16::try_from(p.rows.len() + 2 + note + most).unwrap_or(tall).min(tall)
        }
        Dialog::Poll(p) => poll_page::height(shell, p, width, screen),
        Dialog::People(p) => u16::try_from(p.picker.rows.len() + 5).unwrap_or(tall).clamp(10, tall.max(10)),
        Dialog::Ask(a) => {
            let words: u16 = a.words.iter().map(|line| lines(line, width)).fold(0, u16::saturating_add);
            let written = u16::from(a.takes_text());
            words.saturating_add(2 + written).min(tall)
        }
        Dialog::Astray { .. } => 3,
        Dialog::Help(_) | Dialog::Find(_) | Dialog::Words(_) | Dialog::Offer(_) => tall,
    }
}

/// Whether it has the lower part of the screen: while a room answers, and while it is written what somebody holds against the level,
/// the question stays in sight above it, and what is said under it.
fn stays_below(shell: &Shell, d: &Dialog) -> bool {
    matches!(d, Dialog::Poll(_)) || shell.screen == Screen::Room && matches!(d, Dialog::Edit(_))
}

/// Draws one dialog; where the terminal's cursor belongs.
pub fn draw(shell: &Shell, d: &Dialog, buf: &mut Buffer, area: Rect) -> Option<Position> {
    let whole = area.width.saturating_sub(4);
    // What a room reads has all of the screen.
    let width = if matches!(d, Dialog::Poll(_)) && poll_page::is_for_room(shell, area) {
        whole
    } else {
        whole.min(100)
    };
    let tall = area.height.saturating_sub(4);
    let height = height(shell, d, width, area).min(tall).max(3);
    let above = area.height.saturating_sub(height);
    let line = if area.width < 80 { 3 } else { 2 };
    let above = if stays_below(shell, d) { above.saturating_sub(line) } else { above / 2 };
    let area = Rect { x: area.x + area.width.saturating_sub(width) / 2, y: area.y + above, width, height };
    // What lies under a dialog cannot be clicked.
    shell.hits.clear();
    // The whole rows: letters of the page peeping out beside a frame are noise.
    let rows = Rect { x: 0, width: area.right() + area.x, ..area }.intersection(buf.area);
    Clear.render(rows, buf);
    buf.set_style(rows, shell.theme.text());
    let title = match d {
        Dialog::Help(_) => say!("Every key").to_owned(),
        Dialog::Find(_) => say!("Find").to_owned(),
        Dialog::Guides(_) => say!("Guides").to_owned(),
        Dialog::Words(_) => say!("Words of the field").to_owned(),
        Dialog::Choose(title, _) => (*title).to_owned(),
        Dialog::People(p) => p.title.clone(),
        Dialog::Offer(o) => o.reader.title.clone(),
        Dialog::Poll(p) => say!("Answers to {id}", id = p.id),
        Dialog::Edit(e) => e.title.clone(),
        Dialog::Read(r) => r.title.clone(),
        Dialog::Form(f) => f.title.clone(),
        Dialog::Ask(a) => a.title.clone(),
        Dialog::Astray { .. } => say!("Typing?").to_owned(),
    };
    // Names and events of a file stand in titles too; a frame is drawn past what makes a line inert.
    let title = text::cut(&format!(" {} ", clean_line(&title)), usize::from(width.saturating_sub(4)));
    let block = Block::bordered()
        .border_set(shell.theme.border())
        .border_style(shell.theme.accent())
        .title(Span::styled(title, shell.theme.strong()));
    let inside = block.inner(area);
    block.render(area, buf);
    let inside = Rect { x: inside.x + 1, width: inside.width.saturating_sub(2), ..inside };
    match d {
        Dialog::Find(p) => Some(picker(shell, p, say!("Find"), buf, inside)),
        Dialog::Help(p) | Dialog::Words(p) => Some(picker(shell, p, say!("Filter"), buf, inside)),
        Dialog::Choose(_, p) if p.narrows() => Some(picker(shell, p, say!("Name"), buf, inside)),
        Dialog::Guides(p) | Dialog::Choose(_, p) => Some(picker(shell, p, "", buf, inside)),
        Dialog::People(p) => Some(picker(shell, &p.picker, p.label(), buf, inside)),
        Dialog::Offer(o) => Some(reader(shell, &o.reader, buf, inside)),
        Dialog::Poll(p) => {
            let (place, more) = poll_page::draw(shell, p, buf, inside);
            on_frame(shell, &more, buf, inside);
            Some(place)
        }
        Dialog::Edit(e) => editor(shell, e, buf, inside),
        Dialog::Read(r) => Some(reader(shell, r, buf, inside)),
        Dialog::Form(f) => form(shell, f, buf, inside),
        Dialog::Ask(a) => Some(ask(shell, a, buf, inside)),
        Dialog::Astray { over: true } => Some(said(
            say!("No text is open here, and these letters did nothing. Enter goes on."),
            buf,
            inside,
        )),
        Dialog::Astray { .. } => {
            let (note, find) = (shell.key(Astray::Note), shell.key(Astray::Find));
            let words =
                say!("No text is open here: {note} writes a note, {find} finds, Enter goes on.", note, find);
            Some(said(&words, buf, inside))
        }
    }
}

/// A few words, and where the cursor belongs.
fn said(words: &str, buf: &mut Buffer, area: Rect) -> Position {
    Pane::new(buf, area).paragraph(words, Style::new(), usize::from(area.height));
    Position { x: area.x, y: area.y }
}

/// What was understood, at the right end of the row, where what is typed leaves room for it.
fn understood(shell: &Shell, words: &str, typed: &str, buf: &mut Buffer, row: Rect) {
    let width = u16::try_from(text::width(words)).unwrap_or(u16::MAX);
    let taken = u16::try_from(text::width(typed)).unwrap_or(u16::MAX).saturating_add(2);
    if taken.saturating_add(width) <= row.width {
        let at = Rect { x: row.x + row.width - width, width, height: 1, ..row };
        Pane::new(buf, at).line(Span::styled(words.to_owned(), shell.theme.accent()));
    }
}

/// Lines of an editor of one line for its hint, or for what is wrong in its place.
fn said_in(e: &Editor, width: u16) -> u16 {
    let fault = e.error.as_deref().map_or(0, |words| lines(words, width).min(FAULT));
    lines(&e.hint, width).max(fault)
}

fn lines(words: &str, width: u16) -> u16 {
    u16::try_from(text::wrap(words, usize::from(width.saturating_sub(4))).len()).unwrap_or(1)
}

/// Rows the longest hint takes, so that nothing moves while the focus does.
fn hint_lines(f: &Form, width: u16) -> u16 {
    let rows =
        f.asked().filter_map(|n| f.fields.get(n)).map(|x| text::wrap(&x.hint, usize::from(width)).len());
    u16::try_from(rows.max().unwrap_or(0)).unwrap_or(u16::MAX).max(2)
}

/// Rows of a form for its hint: as many as the longest one takes; where that leaves no room for the fields, as many as that of
/// the focused one, while a few fields are seen.
fn hint_rows(f: &Form, width: usize, left: usize) -> usize {
    let longest = usize::from(hint_lines(f, u16::try_from(width).unwrap_or(u16::MAX)));
    if longest <= left / 3 {
        return longest;
    }
    let own = f.fields.get(f.at).map_or(0, |x| text::wrap(&x.hint, width).len());
    own.min(left.saturating_sub(ROWS)).max(left / 3)
}

fn picker(shell: &Shell, p: &Picker, label: &str, buf: &mut Buffer, area: Rect) -> Position {
    let t = shell.theme;
    let mut pane = Pane::new(buf, area);
    let at = u16::try_from(text::width(label) + 2 + text::width(&p.query)).unwrap_or(0);
    let cursor = Position { x: area.x.saturating_add(at), y: pane.row() };
    if !label.is_empty() {
        let query = Span::raw(p.query.clone());
        pane.line(Line::from(vec![Span::styled(format!("{label}: "), t.accent()), query]));
    }
    let [note, below, _] = if label.is_empty() {
        beside(p, (pane.width(), pane.left()))
    } else {
        [if p.note.is_some() { 2 } else { 1 }, 0, 0]
    };
    let words = p.note.as_deref().unwrap_or_default();
    let lines = pane.left().saturating_sub(note);
    pane.paragraph(words, t.quiet(), note);
    if words.is_empty() || label.is_empty() {
        pane.down_to(lines);
    }
    let height = pane.left().saturating_sub(below).max(1);
    shell.page.set(height.saturating_sub(1).max(1));
    let top = p.cursor.top(p.rows.len(), height);
    let column = keys(p);
    for (n, row) in p.rows.iter().enumerate().skip(top).take(height) {
        let quiet = if row.why_not.is_some() { t.quiet() } else { Style::new() };
        let left = Line::from(vec![
            Span::raw(if n == p.cursor.at { "> " } else { "  " }),
            Span::styled(text::fit(&row.key, column), t.accent()),
            Span::raw(" "),
            Span::styled(row.label.clone(), quiet),
        ]);
        let detail = text::cut(&row.detail, pane.width() * 2 / 5);
        shell.hits.note(pane.next_row(), n, n == p.cursor.at);
        let line = join(left, Line::styled(detail, t.quiet()), pane.width());
        if n == p.cursor.at {
            pane.selected(line, t.selected());
        } else {
            pane.line(line);
        }
    }
    if let Some(row) = p.rows.get(p.cursor.at).filter(|_| below > 0) {
        pane.blank();
        let words = p.whole.get(p.cursor.at).map_or_else(|| in_full(row), String::clone);
        pane.paragraph(&words, t.text(), below - 1);
    }
    let not_seen = not_seen(top, p.rows.len().saturating_sub(top + height));
    let foot = [p.foot.as_str(), &not_seen].into_iter().filter(|words| !words.is_empty());
    on_frame(shell, &foot.collect::<Vec<_>>().join(", "), buf, area);
    cursor
}

/// What a row of a list says.
fn in_full(row: &PickRow) -> String {
    match (row.label.is_empty(), row.detail.is_empty()) {
        (true, _) => row.detail.clone(),
        (_, true) => row.label.clone(),
        _ => format!("{}: {}", row.label, row.detail),
    }
}

/// Columns of the key before what a row of a list says: ids and keys are short, words of the field are not.
fn keys(p: &Picker) -> usize {
    p.rows.iter().map(|r| text::width(&r.key)).max().unwrap_or(0).clamp(8, 34) + 1
}

/// Rows of a list to choose from for its note, and below it for what the selected row says in full, with the empty one
/// between: where every row says all of it by itself, none. A few rows of the list are always seen. The last number is what
/// the longest row would need below.
fn beside(p: &Picker, (width, tall): (usize, usize)) -> [usize; 3] {
    let rows = p.rows.len().min(ROWS);
    let lines = |words: &str| text::wrap(words, width).len();
    let fits = |row: &PickRow| {
        let words =
            text::width(&row.label) + if row.detail.is_empty() { 0 } else { 2 + text::width(&row.detail) };
        text::width(&row.detail) <= width * 2 / 5 && keys(p) + 3 + words <= width
    };
    let longest = if !p.whole.is_empty() {
        p.whole.iter().map(|words| lines(words)).max().unwrap_or(0)
    } else if p.rows.iter().all(fits) {
        0
    } else {
        p.rows.iter().map(|row| lines(&in_full(row))).max().unwrap_or(0)
    };
    let note = p.note.as_deref().map_or(0, lines).max(1);
    // Where all rows are not seen beside the longest of them in full, the selected one has what it needs.
    let own = p.whole.get(p.cursor.at).map(|words| lines(words));
    let own = own.or_else(|| p.rows.get(p.cursor.at).map(|row| lines(&in_full(row)))).unwrap_or(0);
    let all = p.rows.len() + note + longest < tall;
    let wanted = if all { longest } else { own.max(WHOLE).min(longest) };
    let room = tall.saturating_sub(rows + 1);
    let below = if longest == 0 { 0 } else { (wanted + 1).min(room) };
    let most = if longest == 0 { 0 } else { longest + 1 };
    [note.min(tall.saturating_sub(rows.min(2) + below)).max(1), below, most]
}

fn editor(shell: &Shell, e: &Editor, buf: &mut Buffer, area: Rect) -> Option<Position> {
    let t = shell.theme;
    let mut pane = Pane::new(buf, area);
    match &e.error {
        Some(words) => pane.paragraph(words, t.warning(), usize::from(FAULT)),
        None => pane.paragraph(&e.hint, t.quiet(), usize::from(area.height.saturating_sub(2)).max(1)),
    }
    let rest = Rect { y: pane.row(), height: u16::try_from(pane.left()).unwrap_or(0), ..area };
    if rest.height == 0 || rest.width == 0 {
        return None;
    }
    let at = written(shell, &e.area, e.long, buf, rest);
    if let Some(words) = Typed::of_text(&e.purpose).and_then(|t| t.understood(&e.value(), shell.today)) {
        understood(shell, &words, &e.value(), buf, rest);
    }
    Some(at)
}

/// Draws what is being written, and where its cursor is. Where a line is longer than its box, a sign at either end
/// says on which side there is more.
fn written(shell: &Shell, words: &TextArea<'_>, long: bool, buf: &mut Buffer, area: Rect) -> Position {
    let width = text::width(words.lines().first().map_or("", String::as_str));
    let cut = !long && width >= usize::from(area.width) && area.width > 4;
    let inside = if cut { Rect { x: area.x + 1, width: area.width - 2, ..area } } else { area };
    words.render(inside, buf);
    // What became shorter stays scrolled as far as it was, with its beginning out of sight and room behind it.
    let most = u16::try_from((width + 1).saturating_sub(usize::from(inside.width))).unwrap_or(u16::MAX);
    let left = words.scroll_offset().1;
    let mut back;
    let words = if !long && left > most {
        back = words.clone();
        back.scroll((0, i16::try_from(left - most).map_or(i16::MIN, |n| -n)));
        back.render(inside, buf);
        &back
    } else {
        words
    };
    let (top, left) = words.scroll_offset();
    if cut {
        let ends = [
            (left > 0, area.x),
            (usize::from(left) + usize::from(inside.width) < width, area.right().saturating_sub(1)),
        ];
        for (_, x) in ends.into_iter().filter(|(more, _)| *more) {
            let sign = Rect { x, width: 1, height: 1, ..area };
            Pane::new(buf, sign).line(Span::styled("\u{2026}", shell.theme.quiet()));
        }
    }
    let at = words.screen_cursor();
    let col = u16::try_from(at.col).unwrap_or(u16::MAX).saturating_sub(left);
    let row = u16::try_from(at.row).unwrap_or(u16::MAX).saturating_sub(top);
    Position {
        x: inside.x.saturating_add(col).min(inside.right().saturating_sub(1)),
        y: inside.y.saturating_add(row).min(inside.bottom().saturating_sub(1)),
    }
}

/// Lines to read from `top` on, wrapped; one that begins with `# ` is a title. Notes how far there is to
/// go, and returns how many lines are left below.
pub fn text_page(shell: &Shell, lines: &[String], top: usize, pane: &mut Pane<'_>) -> usize {
    let t = shell.theme;
    let mut wrapped: Vec<Line<'_>> = Vec::new();
    for part in lines.chunk_by(|one, next| grid::is_row(one) && grid::is_row(next)) {
        match part {
            [line, ..] if grid::is_row(line) => wrapped.extend(grid::lines(shell, part, pane.width())),
            [line, ..] => match line.strip_prefix("# ") {
                Some(title) => wrapped.push(Line::styled(title.to_owned(), t.accent().patch(t.strong()))),
                None => wrapped
                    .extend(text::wrap(line, pane.width()).into_iter().map(|l| Line::styled(l, t.text()))),
            },
            [] => {}
        }
    }
    let (len, height) = (wrapped.len(), pane.left());
    shell.page.set(height.saturating_sub(1).max(1));
    shell.reach.set(len.saturating_sub(height));
    let top = top.min(shell.reach.get());
    for line in wrapped.into_iter().skip(top).take(height) {
        pane.line(line);
    }
    len.saturating_sub(top + height)
}

/// Says on the lower edge of the frame around `area` how much is not seen; nothing where all is.
fn on_frame(shell: &Shell, words: &str, buf: &mut Buffer, area: Rect) {
    if words.is_empty() {
        return;
    }
    let row = Rect { y: area.bottom(), height: 1, ..area };
    Pane::new(buf, row).line(Span::styled(format!(" {words} "), shell.theme.accent()));
}

fn reader(shell: &Shell, r: &Reader, buf: &mut Buffer, area: Rect) -> Position {
    let more = text_page(shell, &r.lines, r.top, &mut Pane::new(buf, area));
    if more > 0 {
        on_frame(shell, &say!("{more} more {more?line|lines}", more), buf, area);
    }
    Position { x: area.x.saturating_sub(1), y: area.y }
}

/// A question: what to know first, as far as there is room, and below it what has to be written.
fn ask(shell: &Shell, a: &Ask, buf: &mut Buffer, area: Rect) -> Position {
    let below = u16::from(a.takes_text());
    let words = Rect { height: area.height.saturating_sub(below), ..area };
    let more = text_page(shell, &a.words, a.top, &mut Pane::new(buf, words));
    if more > 0 {
        on_frame(shell, &say!("{more} more {more?line|lines}", more), buf, area);
    }
    if below == 0 {
        return Position { x: area.x, y: area.y };
    }
    let label = to_write(&a.wants);
    let row = Rect { y: area.y + words.height, height: 1, ..area };
    let style = shell.theme.accent();
    let typed = Span::styled(format!(" {}", a.typed), shell.theme.strong());
    let at = u16::try_from(text::width(&label) + 1 + text::width(&a.typed)).unwrap_or(0);
    Pane::new(buf, row).line(Line::from(vec![Span::styled(label, style), typed]));
    Position { x: row.x.saturating_add(at).min(row.right().saturating_sub(1)), y: row.y }
}

/// So many fields of a form are seen at once, however small the window is.
const FIELDS: usize = 4;

fn form(shell: &Shell, f: &Form, buf: &mut Buffer, area: Rect) -> Option<Position> {
    let t = shell.theme;
    let mut pane = Pane::new(buf, area);
    let asked: Vec<usize> = f.asked().collect();
    // A fault is never cut; a hint gives way to the fields.
    let words = match &f.error {
        Some(error) => text::wrap(error, pane.width()).len(),
        None => hint_rows(f, pane.width(), pane.left()),
    };
    let words = words.clamp(2, pane.left().saturating_sub(1).max(2));
    let beside = note(f, shell);
    let note_rows = if beside.is_empty() { 0 } else { usize::from(lines(&beside, area.width)).min(6) };
    // What a form is for, and what it is not, is told whole: fields can be gone through, and it cannot.
    let fields = asked.len().min(FIELDS);
    let below = words + note_rows.min(pane.left().saturating_sub(fields + words));
    let height = pane.left().saturating_sub(below);
    // One row a field; with room an empty one between.
    let step = if asked.len() * 2 <= height { 2 } else { 1 };
    let shown = (height / step).max(1);
    let at = asked.iter().position(|n| *n == f.at).unwrap_or(0);
    let top = (at + 1).saturating_sub(shown);
    let mut cursor = None;
    let label = |field: &super::form::Field| format!("{}{}", field.label, if field.need { "*" } else { "" });
    let labels = asked.iter().filter_map(|n| f.fields.get(*n)).map(|field| text::width(&label(field)));
    // A question is longer than the name of a field.
    let most = if matches!(f.kind, FormKind::Paper(_)) { usize::from(area.width / 2).max(26) } else { 26 };
    let column = (labels.max().unwrap_or(0) + 1).clamp(17, most);
    for n in asked.iter().copied().skip(top).take(shown) {
        let Some(field) = f.fields.get(n) else { continue };
        let mark = if n == f.at { "> " } else { "  " };
        let style = if n == f.at { t.strong() } else { t.text() };
        let y = pane.row();
        pane.line(Line::from(vec![Span::raw(mark), Span::styled(text::fit(&label(field), column), style)]));
        let left = u16::try_from(column + 2).unwrap_or(19);
        let value = Rect { x: area.x + left, y, width: area.width.saturating_sub(left), height: 1 };
        if n == f.at && value.width > 0 {
            cursor = Some(written(shell, &field.area, false, pane.buffer(), value));
            let typed = field.area.lines().first().map_or("", String::as_str);
            if let Some(words) = field.typed.and_then(|t| t.understood(typed, shell.today)) {
                understood(shell, &words, typed, pane.buffer(), value);
            }
        } else {
            let words = field.area.lines().first().map_or("", String::as_str);
            Pane::new(pane.buffer(), value).line(Span::styled(words.to_owned(), t.text()));
        }
        if step == 2 {
            pane.blank();
        }
    }
    if let Some(more @ 1..) = asked.len().checked_sub(top + shown) {
        on_frame(shell, &say!("{more} more {more?field|fields}", more), pane.buffer(), area);
    }
    pane.down_to(below);
    let hint = f.fields.get(f.at).map_or("", |x| &x.hint);
    match &f.error {
        Some(error) => pane.paragraph(error, t.warning(), words),
        None => pane.paragraph(hint, t.quiet(), words),
    }
    pane.paragraph(&beside, t.accent(), note_rows);
    cursor
}

/// What to bear in mind beside the fields: what the form is for, and how it goes to the card while nothing is typed.
fn note(f: &Form, shell: &Shell) -> String {
    let of = match &f.switch {
        Some((at, other)) if f.is_untouched() => still_for(at, other, &shell.key(InForm::NextOrSwitch)),
        Some((at, _)) => say!("For {at}, which you just answered.", at),
        None => String::new(),
    };
    [of.as_str(), f.note.as_str()].into_iter().filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ")
}
