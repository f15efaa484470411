//! One register as a list of its own, opened from the organisation: a row a record with the columns of its table, and
//! under it the selected one whole, with what it lacks. Owns its selection.

use ratatui::layout::Position;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::model::held::{self, Support};
use crate::model::questionnaire::Target;
use crate::model::record::matrix::As;
use crate::model::record::named::{self, Named};
use crate::model::record::{Kind, RISK, Rec, Rid, gone, matrix, read, wants};
use crate::say;
use crate::tui::dialog::ask::{Act, Ask};
use crate::tui::dialog::{Pick, PickRow, Picker};
use crate::tui::keymap::{InAbout, OnScreen};
use crate::tui::pane::{Cursor, Pane, join};
use crate::tui::shell::Shell;
use crate::tui::text;
use crate::words::{self, KindWords as _, record, whole};
use crate::work::Work;

/// Behind the number of a record that lacks something, and before what says how many do.
const MARK: &str = "*";
/// How many records are no longer seen at a glance.
pub const MANY: usize = 8;
/// Columns of the numbers at the end of a row, with their mark.
const NUMBERS: usize = 8;

/// The register that is open.
pub struct Register {
    /// Its kind.
    pub kind: &'static Kind,
    /// Selected row.
    pub cursor: Cursor,
}

/// What is in a register, made once after a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inside {
    /// Its records, by number.
    pub ids: Vec<Rid>,
    /// How many of them lack something.
    pub lacking: usize,
    /// What names them, in any register.
    pub named: Named,
    /// The checks it supports, and how far.
    pub supports: Vec<Support>,
}

impl Inside {
    /// Of this kind.
    pub fn of(work: &Work, kind: &'static Kind) -> Self {
        let all = read::all(work.a(), kind);
        let lacking = all.iter().filter(|r| wants::lacks_any(work.a(), r, work.today)).count();
        let named = named::all(work.a(), work.kinds, kind);
        let supports = held::supports(work.q(), work.a(), kind);
        Self { ids: all.into_iter().map(|r| r.id).collect(), lacking, named, supports }
    }

    /// What it supports, in so many lines of this width at most; empty where it supports nothing by itself.
    pub fn supported(&self, work: &Work, width: usize, lines: usize) -> String {
        words::held::supports(work.q(), &self.supports, |words| text::wrap(words, width).len() <= lines)
    }

    /// The checks it supports as a list, to go to one of them.
    pub fn checks(&self, work: &Work, kind: &'static Kind) -> Picker {
        let (q, a) = (work.q(), work.a());
        let mut sorted: Vec<&Support> = self.supports.iter().collect();
        sorted.sort_by_key(|s| std::cmp::Reverse(s.level));
        let row = |s: &&Support| PickRow {
            detail: words::held::supported(s.level).to_owned(),
            ..PickRow::new(
                &q.check(s.check).id,
                a.check(q, s.check).question.as_str(),
                Pick::Goto(Target::Check(s.check)),
            )
        };
        let head = words::held::supports(q, &self.supports, |_| false);
        Picker {
            rows: sorted.iter().map(row).collect(),
            whole: sorted.iter().map(|s| words::held::support(q, a, kind, s)).collect(),
            note: Some(format!("{register}. {head}.", register = words::text(kind.words))),
            ..Picker::default()
        }
    }
}

/// The question before a record is taken out of its register: what hangs on it.
pub fn ask(work: &Work, kind: &'static Kind, id: &Rid) -> Ask {
    let c = work.records();
    let rec = read::at(c.a, kind, id);
    let (title, words) = record::take_out(&rec, &gone::follows(c, &rec));
    Ask::new(title, words, Act::Remove(kind, id.clone()))
}

/// `2 lack something`; empty where none does.
pub fn lacking(n: usize) -> String {
    if n == 0 { String::new() } else { say!("{n} {n?lacks|lack} something", n) }
}

/// How wide the columns are beside the name: as many as there is room for.
fn columns(kind: &Kind, width: usize) -> (usize, Vec<(&'static str, usize)>) {
    let room = width.saturating_sub(NUMBERS);
    let most = if width < 64 { 2 } else { 3 };
    let each = (room / 5).clamp(9, 26);
    let keys: Vec<_> = kind.columns.iter().take(most).map(|key| (*key, each)).collect();
    let name = room.saturating_sub(keys.len() * (each + 1)).max(8);
    (name, keys)
}

/// A row of cells with a space between them, each in its width.
fn cells<'a>(name: (&str, usize), rest: impl Iterator<Item = (String, usize)>, style: Style) -> Line<'a> {
    let mut line = Line::from(Span::styled(text::fit(name.0, name.1), style));
    for (words, width) in rest {
        line.spans.push(Span::raw(format!(" {}", text::fit(&words, width))));
    }
    line
}

impl Register {
    /// Opened at its first record.
    pub fn new(kind: &'static Kind) -> Self {
        Self { kind, cursor: Cursor::default() }
    }

    /// Draws it.
    pub fn draw(&self, shell: &Shell, work: &Work, inside: &Inside, pane: &mut Pane<'_>) -> Option<Position> {
        let (t, a, kind) = (shell.theme, work.a(), self.kind);
        let width = pane.width();
        let all = words::text(kind.words);
        let head =
            if inside.ids.is_empty() { all.to_owned() } else { format!("{all} ({n})", n = inside.ids.len()) };
        let mut left = vec![Span::styled(head, t.accent().patch(t.strong()))];
        if inside.lacking > 0 {
            left.push(Span::styled(format!("  {MARK} {}", lacking(inside.lacking)), t.warning()));
        }
        let (find, back) = (shell.key(InAbout::Filter), shell.key(OnScreen::Back));
        // Of a few one sees all.
        let back = if inside.ids.len() > MANY && width > 76 {
            say!("{find} finds one  {back} all registers", find, back)
        } else {
            say!("{back} all registers", back)
        };
        pane.pair(Line::from(left), Line::styled(back, t.quiet()));
        if !inside.supports.is_empty() {
            let lists = say!("{key} lists them", key = shell.key(InAbout::Checks));
            let room = width.saturating_sub(text::width(&lists) + 2);
            pane.pair(
                Line::styled(inside.supported(work, room, 1), t.text()),
                Line::styled(lists, t.quiet()),
            );
        }
        let (name, keys) = columns(kind, width.saturating_sub(2));
        let label = |key: &str| record::label(kind, key).to_owned();
        let naming = kind.naming().map_or("", |f| words::text(f.word));
        let mut heads =
            cells((naming, name), keys.iter().map(|(key, width)| (label(key), *width)), t.quiet());
        heads.spans.insert(0, Span::raw("  "));
        pane.line(heads.style(t.quiet()));
        let selected = inside.ids.get(self.cursor.at).map(|id| read::at(a, kind, id));
        let matrix = (kind.key == RISK.key).then(|| matrix::of(a, As::Now)).flatten();
        let drawn = matrix.as_ref().map_or(1, super::matrix::height);
        let lines = selected.as_ref().map_or(drawn, |rec| details(work, inside, rec).len() + 1);
        let rows = inside.ids.len() + 1;
        let least = lines.min(pane.left() / 2);
        let height = rows.min(pane.left().saturating_sub(least + 1));
        let place = super::list(shell, &mut pane.part(height), &self.cursor, rows, |n, width| {
            let Some(id) = inside.ids.get(n) else {
                return Line::styled(format!("+ {}", say!("add {one}", one = kind.a_new())), t.accent());
            };
            let rec = read::at(a, kind, id);
            let named = (rec.name(), name);
            let cell = |key: &str| record::cell(a, work.kinds, &rec, key);
            let left = cells(named, keys.iter().map(|(key, width)| (cell(key), *width)), t.strong());
            let lacks = wants::lacks_any(a, &rec, work.today);
            let mark = if lacks { MARK } else { " " };
            let number = Line::styled(
                format!("{}{mark}", rec.shown_no()),
                if lacks { t.warning() } else { t.quiet() },
            );
            join(left, number, width)
        });
        pane.blank();
        match selected {
            Some(rec) => {
                Self::detail(shell, work, inside, &rec, pane);
                if let Some(matrix) = matrix.filter(|_| pane.left() > drawn) {
                    pane.down_to(drawn);
                    super::matrix::draw(shell, &matrix, pane);
                }
            }
            None if matrix.is_some() => {
                if let Some(matrix) = matrix {
                    super::matrix::draw(shell, &matrix, pane);
                }
            }
            None => {
                let key = shell.key(InAbout::Add);
                pane.paragraph(&say!("{key} adds {one}.", key, one = kind.a_new()), t.quiet(), 2);
            }
        }
        place
    }

    /// The selected record: what it lacks, then everything it says, then what names it.
    fn detail(shell: &Shell, work: &Work, inside: &Inside, rec: &Rec<'_>, pane: &mut Pane<'_>) {
        let t = shell.theme;
        if let Some((label, lacks)) = whole::lacks(work.a(), rec, work.today) {
            let label = format!("{MARK} {label}: ");
            pane.labelled(&label, t.warning(), &lacks, Style::new(), pane.left().min(3));
        }
        let mut lines = details(work, inside, rec);
        // What names it stands last, and is not lost where there is no room for all of it.
        if lines.len() >= pane.left() {
            let short = whole::named_in_short(work.a(), inside.named.of(&rec.id));
            lines.splice(0..0, short);
        }
        let column = text::widest(lines.iter().map(|(label, _)| label.as_str())).min(20) + 2;
        for (n, (label, value)) in lines.iter().enumerate() {
            if pane.left() == 1 && n + 1 < lines.len() {
                pane.line(Line::styled(
                    say!("{n} more below; Enter opens all of it", n = lines.len() - n),
                    t.quiet(),
                ));
                return;
            }
            let most = pane.left().saturating_sub(1).clamp(1, 2);
            pane.labelled(&text::fit(label, column), t.quiet(), value, Style::new(), most);
        }
    }
}

/// Label and value of everything a record says beside its name, and of what names it.
fn details(work: &Work, inside: &Inside, rec: &Rec<'_>) -> Vec<(String, String)> {
    let mut lines = whole::says(work.a(), work.kinds, rec);
    lines.extend(whole::named_by(work.a(), rec, inside.named.of(&rec.id)));
    lines
}
