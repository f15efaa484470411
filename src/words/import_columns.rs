//! Columns of a file that comes in, in words: which of them can be said by hand, how, and what a state of a control was read as. For
//! the command, the window and plain mode, each with its own way.

use super::Word as _;
use crate::files::typed_text;
use crate::import::{About, As, Column, Difference, Fault, Map, STATED, Trouble};
use crate::model::{Level, Status};
use crate::say;
use crate::work::Looked;

/// Where somebody sits who imports a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Door {
    /// At the command line.
    Command,
    /// In the window, where the columns stand in a list.
    Window,
    /// In plain mode, where a column is sent elsewhere by a line.
    Plain,
}

/// What can be done to have a column read that is left out.
pub(super) fn to_have_read(looked: &Looked, door: Door) -> Option<String> {
    let fields = STATED.join(", ");
    let is = looked.is?;
    if matches!(is, As::Register(_) | As::Soa) {
        match door {
            Door::Command => {}
            Door::Window => {
                return Some(
                    say!("To have one of them read, close this: in the list of columns Enter sends one to a field.").to_owned(),
                );
            }
            Door::Plain => {
                return Some(say!("To have one of them read, write COLUMN=FIELD.").to_owned());
            }
        }
    }
    Some(match (is, example_of_map(looked)) {
        (As::Register(_), _) => {
            say!("To have one of them read, say to which field it goes: --map \"COLUMN=FIELD\".").to_owned()
        }
        (As::Soa, Some(map)) => say!(
            "To have one of them read, import it by command with --as soa {map}, or give it one of these heads: {fields}.",
            map = map_flag(&map)?,
            fields
        ),
        (As::Soa, None) => say!("To have one of them read, give it one of these heads: {fields}.", fields),
        (As::Answers, _) => say!("To have one of them read, give it the head note.").to_owned(),
        _ => return None,
    })
}

/// `--map` with what it maps, as a shell takes it; none where nobody could type it.
pub fn map_flag(map: &str) -> Option<String> {
    let value = typed_text(map)?;
    // What begins with a dash would be taken for a flag of its own.
    let between = if map.starts_with('-') { "=" } else { " " };
    Some(format!("--map{between}{value}"))
}

/// Words in a head of theirs, and the column of a statement it is most likely.
const LIKELY: [(&str, &str); 13] = [
    ("risk", "risks"),
    ("justif", "reason"),
    ("reason", "reason"),
    ("rational", "reason"),
    ("evidence", "evidence"),
    ("proof", "evidence"),
    ("owner", "owner"),
    ("responsib", "owner"),
    ("system", "systems"),
    ("implement", "how"),
    ("titel", "title"),
    ("title", "title"),
    ("bezeichnung", "title"),
];

/// Heads of numbers of lines, which say nothing that has a place.
const OF_LINES: [&str; 7] = ["nr", "no", "number", "nummer", "lfdnr", "row", "zeile"];

/// The field that says which control a row is about.
const CONTROL: &str = "control";

/// The field that says whether it applies.
const APPLICABLE: &str = "applicable";

/// The field an example sends a column to: what its head sounds like where no other column goes there, else what can hold
/// anything, but for a column of that name; `is_found` says that rows were matched with controls.
fn mapped_to(of: &Column, columns: &[Column], is_found: bool) -> &'static str {
    // Which control a row is about, nothing else can say; where its rows found theirs, it is said.
    if of.numbers && !is_found && !columns.iter().any(|c| c.field == Some(CONTROL) && c.numbers) {
        return CONTROL;
    }
    if of.decides && !columns.iter().any(|c| c.field == Some(APPLICABLE)) {
        return APPLICABLE;
    }
    let head = of.head.as_str();
    let small = head.to_lowercase();
    let free = |field: &str| !columns.iter().any(|c| c.field == Some(field));
    let likely = LIKELY.iter().find(|(word, field)| small.contains(word) && free(field));
    match likely {
        Some((_, field)) => field,
        None if small == "note" => "how",
        None => "note",
    }
}

/// A column of a Statement of Applicability that is left out and whose head can be typed, and the field an example sends it
/// to, as `--map` takes it: the one most likely to matter.
pub fn example_of_map(looked: &Looked) -> Option<String> {
    let columns = &looked.planned.report.columns;
    // A head is found by its letters and figures alone, and the first of those that are alike.
    let letters = |head: &str| -> String { head.chars().filter(|c| c.is_alphanumeric()).collect() };
    let of = |(n, c): (usize, &Column)| {
        let head = Some(&c.head).filter(|_| c.field.is_none())?;
        let plain = letters(head).to_lowercase();
        let first = !columns.iter().take(n).any(|other| letters(&other.head).to_lowercase() == plain);
        let to = mapped_to(c, columns, looked.planned.report.matched > 0);
        if to != CONTROL && OF_LINES.contains(&plain.as_str()) {
            return None;
        }
        let map = format!("{head}={to}");
        let typed = first && !plain.is_empty() && map_flag(&map).is_some();
        typed.then_some(((to != CONTROL, to != APPLICABLE, to == "note", c.sample.is_empty(), n), map))
    };
    let all = columns.iter().enumerate().filter_map(of);
    all.min().map(|(_, map)| map).filter(|_| looked.is == Some(As::Soa))
}

/// Whether a fault is about what somebody said of the columns: that is taken back, and the rest stays.
pub fn is_of_a_map(fault: &Fault) -> bool {
    matches!(
        fault.trouble,
        Trouble::NoColumn { .. } | Trouble::NoField { .. } | Trouble::NoStatedField { .. }
    )
}

/// Whether somebody has to say what the columns are, or may: of a register always, of a statement whose heads are not all
/// known, unless it is one of ours.
pub fn has_columns_to_choose(looked: &Looked) -> bool {
    let report = &looked.planned.report;
    let left = |c: &Column| c.field.is_none() && !c.head.is_empty() && !c.sample.is_empty();
    match looked.is {
        _ if report.columns.is_empty() => false,
        Some(As::Register(_)) => true,
        Some(As::Soa) => {
            let no_head = |f: &Fault| matches!(f.trouble, Trouble::NoHead { .. }) || is_of_a_map(f);
            report.faults.iter().any(no_head)
                || !looked.how.maps.is_empty()
                || (!looked.is_ours() && report.columns.iter().any(left))
        }
        _ => false,
    }
}

/// The levels a state of our own sheet was read as, where any level comes in by one: it is coarser than they are.
pub(super) fn read_from_states(looked: &Looked) -> Option<String> {
    let r = &looked.planned.report;
    let by_state = |d: &Difference| matches!(d.about, About::Level(_));
    let any = looked.is == Some(As::Soa)
        && looked.is_ours()
        && r.changed.iter().chain(&r.conflicting).any(by_state);
    any.then(|| {
        say!(
            "This sheet tells a state of each control, which is coarser than its levels: {met} is read as {proven}, {partial} as \
             {in_use}, {gap} as {nothing}. The levels themselves come with our own data (everything.json).",
            met = Status::Met.word(),
            proven = Level::Proven.word(),
            partial = Status::Partial.word(),
            in_use = Level::InUse.word(),
            gap = Status::Gap.word(),
            nothing = Level::Nothing.word()
        )
    })
}

/// For a statement whose heads nobody knows: an example of what its columns could be, as `--map` takes it; none for others.
pub fn examples_of_heads(looked: &Looked) -> Vec<String> {
    let seen = looked.planned.report.faults.iter().find_map(|f| match &f.trouble {
        Trouble::NoHead { seen, .. } => Some(seen),
        _ => None,
    });
    let mut heads: Vec<&String> = seen.filter(|_| looked.is == Some(As::Soa)).into_iter().flatten().collect();
    let columns = &looked.planned.report.columns;
    let is = |h: &&String, of: fn(&Column) -> bool| columns.iter().any(|c| c.head == **h && of(c));
    heads.sort_by_key(|h| (!is(h, |c| c.numbers), !is(h, |c| c.decides)));
    let heads = heads.into_iter();
    let said: Vec<(&str, &str)> = looked.how.maps.iter().filter_map(Map::named).collect();
    let fields = [CONTROL, APPLICABLE].into_iter().filter(|f| !said.iter().any(|(_, to)| to == f));
    let free = |h: &&String| map_flag(h).is_some() && !said.iter().any(|(head, _)| head == h);
    let maps = heads.filter(free).zip(fields);
    maps.map(|(head, field)| format!("{head}={field}")).collect()
}
