//! What would be taken over from a file, in lines.

use super::difference::{self, Shown};
use super::goes::change_sides;
use super::import::{
    Door, column, counts, kind_of_file, megabytes, nothing_taken, read_from_states, to_have_read, unread,
};
use super::left::Teller;
use super::{Words, called, few};
use crate::import::{About, As, Choice, Column, Difference, Fault, LIMITS, Report, Side};
use crate::inert::one_line;
use crate::model::record::Kind;
use crate::model::record::value::Context;
use crate::model::text as texts;
use crate::say;
use crate::work::Looked;

/// So many problems are told one by one, and how many more there are.
const PROBLEMS: usize = 20;

/// A list under its title, no longer than it may be.
fn listed<W: Words>(into: &mut Vec<String>, title: String, all: &[W], most: usize) {
    if all.is_empty() {
        return;
    }
    into.push(title);
    into.extend(all.iter().take(most).map(|w| format!("  {}", w.words())));
    if let more @ 1.. = all.len().saturating_sub(most) {
        into.push(format!("  {}", say!("and {more} more", more)));
    }
}

/// A dry run in lines: what is wrong, counts, columns, what differs, what is unknown, what changes. All of it but the
/// problems: whoever shows it lets it be gone through to its end. `c` is what the file was held against, before it was
/// taken over.
pub fn lines(c: Context<'_>, looked: &Looked) -> Vec<String> {
    lines_at(c, looked, Door::Command)
}

/// The same, with the ways of where somebody sits.
pub fn lines_at(c: Context<'_>, looked: &Looked, door: Door) -> Vec<String> {
    let r = &looked.planned.report;
    let kind = if let Some(As::Register(kind)) = looked.is { Some(kind) } else { None };
    let mut out = Vec::new();
    if let Some(is) = looked.is {
        out.push(say!("Read as {what}.", what = kind_of_file(is)));
    }
    let n = r.faults.len();
    // First: below thirty columns nobody would see that nothing comes of it.
    listed(&mut out, say!("{n|problem|problems}; nothing can be taken over:", n), &r.faults, PROBLEMS);
    if looked.is == Some(As::Json) && n == 0 {
        out.push(
            say!("Votes that were not shown yet are not in it: they stay in the file they were given in.")
                .to_owned(),
        );
    }
    if looked.is == Some(As::Ciso) && n == 0 {
        let of = called::organisation(c.a);
        out.push(say!(
            "Such a file does not say whose it is: it is held against the assessment of {of}.",
            of
        ));
    }
    if n == 0 {
        out.push(counts(looked.is, r));
        of_sides(&mut out, r);
        of_sheets(&mut out, r);
    }
    of_columns(&mut out, looked, (kind, door));
    if n > 0 {
        return out;
    }
    out.extend(read_from_states(looked));
    let differs = match looked.choice {
        Choice::Ours => say!("Something else stands here, and stays:"),
        Choice::Theirs => say!("Something else stands here:"),
    };
    let new = difference::News::of(c, (looked.is == Some(As::Json)).then_some(&looked.planned.edit));
    out.extend(new.under(differs, &r.conflicting, Shown::Apart));
    let n = r.conflicting.iter().filter(|d| d.now.is_empty()).count();
    if n > 0 && looked.choice == Choice::Ours {
        out.push(say!(
            "{n|thing|things} of these {n?was|were} taken away in the sheet. Theirs (by command: --theirs) takes {n?it|them} away \
             here, too.",
            n
        ));
    }
    let to = Teller { file: &looked.file, door, whole: false };
    for (title, all) in [
        (say!("Left alone:"), &r.unknown),
        (say!("In several rows:"), &r.joined),
        (say!("Other numbers here:"), &r.renumbered),
    ] {
        if !all.is_empty() {
            out.push(title.to_owned());
            out.extend(all.iter().map(|left| format!("  {}", left.told(to))));
        }
    }
    if !r.unread.is_empty() {
        out.push(unread(r.unread.len()));
        out.push(format!("  {}", one_line(&few(&r.unread, 6))));
    }
    let theirs = |d: &Difference| {
        matches!(&d.about, About::NewRecord(kind, _, fields)
        if kind.field("ref").is_some_and(|f| fields.iter().any(|(word, _)| *word == f.word)))
    };
    if looked.is == Some(As::Soa) && r.changed.iter().any(theirs) {
        out.push(
            say!("Numbers of theirs are none of yours: what is new gets one of yours, and theirs stays beside it.")
                .to_owned(),
        );
    }
    listed(&mut out, say!("Goes with it, and no row says it:").to_owned(), &r.goes, usize::MAX);
    out.extend(new.under(say!("Changes:"), &r.changed, Shown::Change));
    out
}

/// The controls that change sides, with both reasons, and reasons that sound like one for the other side.
fn of_sides(out: &mut Vec<String>, r: &Report) {
    let (moved, doubted): (Vec<&Side>, Vec<&Side>) = r.sides.iter().partition(|s| s.changes());
    out.extend(Some(change_sides(moved.len())).filter(|words| !words.is_empty()));
    out.extend(moved.iter().map(|s| format!("  {}", s.words())));
    if !doubted.is_empty() {
        out.push(say!(
            "{n|reason reads|reasons read} as if {n?it were|they were} for the other side: read {n?this|these}.",
            n = doubted.len()
        ));
        out.extend(doubted.iter().map(|s| format!("  {}", s.words())));
    }
}

/// Which sheets are not read, and of those that are registers of ours which say something else than what stands here.
fn of_sheets(out: &mut Vec<String>, r: &Report) {
    if r.beside.is_empty() {
        return;
    }
    let names = |all: Vec<String>| one_line(&all.join(", "));
    if r.beside.iter().all(|s| s.kind.is_none()) {
        let sheets = names(r.beside.iter().map(|s| s.sheet.clone()).collect());
        out.push(say!("Sheets that are not read: {sheets}.", sheets));
        return;
    }
    out.push(say!("Of this workbook only the statement is read. Its other sheets:").to_owned());
    let differ = r.beside.iter().filter(|s| s.rows > 0);
    out.extend(differ.filter_map(|s| {
        let (sheet, n, what) = (one_line(&s.sheet), s.rows, s.kind?.key);
        let words = say!(
            "Sheet {sheet}: {n|row differs|rows differ} from what stands here. To take {n?it|them} over, import the file as {what} (by command: --as {what}).",
            sheet, n, what
        );
        Some(format!("  {words}"))
    }));
    let same = r.beside.iter().filter(|s| s.rows == 0);
    let as_here = names(
        same.clone()
            .filter_map(|s| Some(say!("{sheet} (--as {what})", sheet = s.sheet, what = s.kind?.key)))
            .collect(),
    );
    if !as_here.is_empty() {
        out.push(format!("  {}", say!("nothing new in: {as_here}", as_here)));
    }
    let never = names(same.filter(|s| s.kind.is_none()).map(|s| s.sheet.clone()).collect());
    if !never.is_empty() {
        out.push(format!("  {}", say!("never taken over, whatever was changed there: {never}", never)));
    }
}

/// Where each column goes, and what can be done to have one read that is left out.
fn of_columns(out: &mut Vec<String>, looked: &Looked, (kind, door): (Option<&'static Kind>, Door)) {
    let r = &looked.planned.report;
    if !r.columns.is_empty() {
        out.push(say!("Columns:").to_owned());
        let (taken, left): (Vec<&Column>, Vec<&Column>) = r.columns.iter().partition(|c| c.field.is_some());
        out.extend(taken.iter().map(|c| format!("  {}", column(c, kind))));
        let left: Vec<String> = left
            .iter()
            .filter(|c| !c.head.is_empty())
            .map(|c| texts::shown(&one_line(&c.head), 40))
            .collect();
        if !left.is_empty() {
            out.push(format!("  {}", say!("left out: {heads}", heads = few(&left, 30))));
            out.extend(to_have_read(looked, door).map(|words| format!("  {words}")));
        }
    }
}

/// Why nothing was taken over, the first problems one by one.
pub fn faults(all: &[Fault]) -> String {
    let mut out = Vec::new();
    let n = all.len();
    listed(&mut out, say!("{n|problem|problems} in this file:", n), all, PROBLEMS);
    out.push(nothing_taken(all).to_owned());
    out.join("\n")
}

/// The limits in a sentence, for help.
pub fn limits() -> String {
    say!(
        "At most {size} MB, {rows} rows and {columns} columns are read; formulas and macros never are.",
        size = megabytes(LIMITS.file),
        rows = LIMITS.rows,
        columns = LIMITS.columns
    )
}
