//! Statements of Applicability and tables of clauses as other tools and consultants write them: a row or several a
//! control, heads in their words. The worst row of a control counts, all reasons and notes are kept, and what several
//! controls have as evidence becomes one record.

use super::gather::{Gathered, Said};
use super::head::{is_one_of, plain, told};
use super::ids::Ids;
use super::sheet::{Book, Row, Sheet};
use super::soa_heads::{Col, of_head};
use super::soa_stated::{self, Piece, Stand, Stated};
use super::status::{self, Applies, Says};
use super::{Column, Fault, Incoming, Trouble, Why, workbook};
use crate::model::questionnaire::{Questionnaire, Target};
use crate::model::record::{CONTROL, Draft};
use crate::model::{Level, text};

/// What our own tables write where nobody wrote a reason.
const NO_REASON: [&str; 2] = ["reasonmissing", "notdecidedyet"];

/// The heads of a table that can be read, and what stands below them: a control and what is said of it.
fn table(sheet: &Sheet) -> Option<(&Row, &[Row])> {
    let (head, rows) = sheet.below_head(2, |h| of_head(h).is_some())?;
    let cols: Vec<Col> = (0..head.cells.len()).filter_map(|c| of_head(head.text(c))).collect();
    let says = cols.contains(&Col::Status) || cols.contains(&Col::Applicable);
    // Of controls and nothing but why: what is called so in other tables has no head that says control.
    let of_controls =
        || head.heads().iter().any(|h| plain(h).starts_with("control") || plain(h).starts_with("annexa"));
    let argues = || cols.iter().any(|c| matches!(c, Col::Reason | Col::For | Col::Drivers)) && of_controls();
    (cols.contains(&Col::Control) && (says || argues())).then_some((head, rows))
}

/// Whether a file looks like one.
pub(super) fn is_one(book: &Book) -> bool {
    book.sheets.iter().any(|s| table(s).is_some())
}

/// What the numbers of a table are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Numbers {
    /// Of clauses and controls: its head says clauses, and nothing asks what applies.
    All,
    /// Of controls, with their letter.
    Controls,
    /// Of controls, all of them without their letter.
    WithoutLetter,
}

impl Numbers {
    /// The rows count that say anything beside the number: titles between them have other ones.
    fn of(ids: &Ids<'_>, head: &str, applicability: bool, mut said: impl Iterator<Item = String>) -> Self {
        let head = plain(head);
        if !applicability && ["clause", "requirement", "section"].iter().any(|w| head.contains(w)) {
            return Self::All;
        }
        let first = said.next();
        let fits = |cell: &String| ids.without_letter(cell).is_some();
        if first.is_some_and(|f| fits(&f)) && said.all(|cell| fits(&cell)) {
            Self::WithoutLetter
        } else {
            Self::Controls
        }
    }

    fn find(self, ids: &Ids<'_>, cell: &str) -> Option<Target> {
        match self {
            Self::All => ids.find(cell),
            Self::Controls => ids.control(cell),
            Self::WithoutLetter => ids.without_letter(cell),
        }
    }
}

/// Where the columns of a table are.
struct Columns {
    heads: Vec<String>,
    cols: Vec<Option<Col>>,
    /// Whose numbers stand in the column of controls.
    numbers: Numbers,
    /// That the status is told by yes and no: then `N` is no, where else it is our sign of what does not apply.
    yes_or_no: bool,
    /// That the column of applicability says what is left out.
    reversed: bool,
    /// That it is a table of ours, which has each thing in a column of its own.
    ours: bool,
    /// That each piece of evidence has a line of its own in several columns.
    pieces: bool,
}

impl Columns {
    fn new(ids: &Ids<'_>, head: &Row, rows: &[Row]) -> Self {
        let heads = head.heads();
        let mut cols: Vec<Option<Col>> = heads.iter().map(|h| of_head(h)).collect();
        // A column of controls is the one in which most cells are one.
        let hits = |n: usize| rows.iter().take(200).filter(|r| ids.find(r.text(n)).is_some()).count();
        let control = (0..cols.len())
            .filter(|n| cols.get(*n) == Some(&Some(Col::Control)))
            .max_by_key(|n| (hits(*n), usize::MAX - n));
        for (n, col) in cols.iter_mut().enumerate() {
            if *col == Some(Col::Control) && Some(n) != control {
                *col = None;
            }
        }
        let reads = |n: usize| {
            rows.iter().map(|r| r.text(n)).find(|t| !t.is_empty()).is_some_and(|t| status::read(t).is_some())
        };
        // Some call the status what others call how it is done: its words tell.
        if !cols.contains(&Some(Col::Status))
            && let Some(n) =
                heads.iter().position(|h| is_one_of(h, &["implementation"])).filter(|n| reads(*n))
            && let Some(col) = cols.get_mut(n)
        {
            *col = Some(Col::Status);
        }
        for once in [Col::Status, Col::Applicable] {
            let mut met = false;
            for col in cols.iter_mut().filter(|c| **c == Some(once)) {
                if std::mem::replace(&mut met, true) {
                    *col = None;
                }
            }
        }
        let reversed =
            heads.iter().zip(&cols).any(|(h, c)| *c == Some(Col::Applicable) && is_one_of(h, &["excluded"]));
        let status = cols.iter().position(|c| *c == Some(Col::Status));
        let yes_or_no = status.is_some_and(|n| {
            let head = heads.get(n).map(|h| plain(h)).unwrap_or_default();
            head.contains("yn") || rows.iter().any(|r| matches!(plain(r.text(n)).as_str(), "y" | "yes" | "p"))
        });
        let says = |r: &&Row| {
            let of = |(n, c): (usize, &Option<Col>)| {
                matches!(c, Some(Col::Applicable | Col::Status)) && !r.text(n).is_empty()
            };
            cols.iter().enumerate().any(of)
        };
        let at = control.unwrap_or_default();
        let said = rows.iter().filter(says).map(|r| r.text(at).to_owned()).filter(|id| !id.is_empty());
        let head = heads.get(at).map_or("", String::as_str);
        let numbers = Numbers::of(ids, head, cols.contains(&Some(Col::Applicable)), said);
        let ours = cols.contains(&Some(Col::For))
            && cols.contains(&Some(Col::Against))
            && cols.contains(&Some(Col::Shows));
        if ours {
            // What stands there is told again, put together for people.
            for (head, col) in heads.iter().zip(&mut cols) {
                if is_one_of(head, &["reason", "howitisdone"]) {
                    *col = None;
                } else if is_one_of(head, &["title"]) {
                    *col = Some(Col::Title);
                }
            }
        }
        let pieces = cols.contains(&Some(Col::Shows));
        Self { heads, cols, numbers, yes_or_no, reversed, ours, pieces }
    }

    /// Our own workbook once had notes and evidence where others have how it is done alone.
    fn of_our_workbook(&mut self) {
        if self.pieces {
            return;
        }
        for col in self.cols.iter_mut().filter(|c| **c == Some(Col::How)) {
            *col = Some(Col::Note);
        }
    }

    fn told(&self, rows: &[Row]) -> Vec<Column> {
        let of = |(n, (head, col)): (usize, (&String, &Option<Col>))| told(n, head, col.map(Col::key), rows);
        self.heads.iter().zip(&self.cols).enumerate().map(of).collect()
    }

    /// What a row has in the columns of one sort: head and text, empty ones left out.
    fn values<'r>(&'r self, row: &'r Row, col: Col) -> Result<Vec<(&'r str, &'r str)>, (String, Trouble)> {
        let mut all = Vec::new();
        for (n, head) in self.heads.iter().enumerate().filter(|(n, _)| self.cols.get(*n) == Some(&Some(col)))
        {
            let value = row.value(n).map_err(|t| (head.clone(), t))?;
            if !value.is_empty() {
                all.push((head.as_str(), value));
            }
        }
        Ok(all)
    }
}

/// What all tables of the file propose.
pub(super) fn read(q: &Questionnaire, book: &Book) -> Incoming {
    let ids = Ids::new(q);
    let mut into = Incoming::default();
    let mut all = Gathered::default();
    // Of our own workbook the statement alone counts: its other sheets tell the same again, worked out.
    let statement = workbook::is_of_all(book);
    for sheet in book.sheets.iter().filter(|s| !s.hidden) {
        let Some((head, rows)) = table(sheet) else { continue };
        let asks = || (0..head.cells.len()).any(|c| of_head(head.text(c)) == Some(Col::Applicable));
        if statement && !asks() {
            continue;
        }
        let mut columns = Columns::new(&ids, head, rows);
        if statement {
            columns.of_our_workbook();
        }
        if into.columns.is_empty() {
            into.columns = columns.told(rows);
        }
        for row in rows {
            match of_row(&ids, &columns, sheet, row) {
                Ok(None) => {}
                Ok(Some((cell, None, one))) if columns.ours && one.applies && is_own(&cell) => {
                    match of_own(&columns, row, &one) {
                        Ok(draft) => all.put_own(&mut into, draft, one),
                        Err((head, trouble)) => {
                            into.faults.push(Fault { place: sheet.place(row).in_column(&head), trouble });
                        }
                    }
                }
                Ok(Some((cell, target, one))) => all.put(&ids, &mut into, (&cell, target), one),
                Err((head, trouble)) => {
                    into.faults.push(Fault { place: sheet.place(row).in_column(&head), trouble });
                }
            }
        }
    }
    if into.columns.is_empty() {
        into.faults.push(Fault::whole(Trouble::NoHead { wanted: vec!["control", "applicable", "status"] }));
    }
    all.propose(q, &mut into);
    into
}

/// Who a row names as owner; none where it says that somebody will be named.
fn owner(cells: &[(&str, &str)]) -> Option<String> {
    cells
        .first()
        .filter(|(_, cell)| !soa_stated::is_placeholder(cell))
        .map(|(_, cell)| text::clean_line(cell))
}

/// What stands in the column of controls, the control, and what the row says.
type OfRow = Option<(String, Option<Target>, Said)>;

/// What a row says, and of what; none where it says nothing.
fn of_row(ids: &Ids<'_>, columns: &Columns, sheet: &Sheet, row: &Row) -> Result<OfRow, (String, Trouble)> {
    let texts = |col| columns.values(row, col);
    let control = texts(Col::Control)?;
    let Some((_, id)) = control.first() else { return Ok(None) };
    let found = columns.numbers.find(ids, id);
    let applicable = texts(Col::Applicable)?;
    let status = texts(Col::Status)?;
    let mut one = Said { place: sheet.place(row), ..Said::default() };
    if applicable.is_empty() && status.is_empty() {
        return Ok(of_bare(columns, row, found, &mut one)?.then(|| ((*id).to_owned(), found, one)));
    }
    let mut left_out = None;
    if let Some((head, cell)) = applicable.first() {
        let no = || (str::to_owned(head), Trouble::NoApplicability { typed: text::shown(cell, 40) });
        let says = match status::applies(cell) {
            Some(Applies::Undecided) => None,
            Some(says) => Some((says == Applies::Yes) == (columns.reversed && status::answers(cell))),
            // Some write the whole of it in one column: "Excluded", "Implemented".
            None => match status::read(cell) {
                Some(Says::Level(level)) => {
                    one.level = Some(level);
                    Some(level == Level::NotApplicable)
                }
                Some(Says::Open) => None,
                None if found.is_none() => None,
                None => return Err(no()),
            },
        };
        left_out = says;
    }
    if let Some((head, cell)) = status.first() {
        match status::read(cell) {
            Some(Says::Level(_)) if columns.yes_or_no && plain(cell) == "n" => {
                one.level = Some(Level::Nothing);
            }
            Some(Says::Level(level)) => one.level = Some(level),
            Some(Says::Open) => {}
            None if found.is_none() => {}
            None => return Err((str::to_owned(head), Trouble::NoLevel { typed: text::shown(cell, 40) })),
        }
    }
    // Whether it applies is not said yet: what is done of it says nothing in its place.
    if let Some((_, cell)) = applicable.first()
        && status::applies(cell) == Some(Applies::Undecided)
        && one.level.take().is_some()
    {
        one.left = Some(Why::Undecided { typed: text::shown(cell, 40) });
    }
    one.applies = left_out == Some(false);
    match (left_out, one.level) {
        // "No" beside "not implemented" is left out like any other; beside "implemented" nobody can say what is meant.
        (Some(true), Some(Level::Proven | Level::InUse | Level::Written)) => {
            let head = status.first().map_or("", |(head, _)| head);
            return Err((head.to_owned(), Trouble::Contradiction { at: text::shown(id, 40) }));
        }
        (Some(true), _) => one.level = Some(Level::NotApplicable),
        _ => {}
    }
    let stand = match (left_out, one.level) {
        (Some(true), _) | (_, Some(Level::NotApplicable)) => Stand::Out,
        (Some(false), _) | (None, Some(_)) if one.left.is_none() => Stand::In,
        _ => Stand::Undecided,
    };
    state(columns, row, stand, &mut one)?;
    one.owner = owner(&texts(Col::Owner)?);
    Ok(Some(((*id).to_owned(), found, one)))
}

/// A row in which neither whether it applies nor its status stands: a reason to have it says that it applies. What is
/// written without one is told as left alone. False of a title above its controls, or a row nobody filled in.
fn of_bare(
    columns: &Columns,
    row: &Row,
    found: Option<Target>,
    one: &mut Said,
) -> Result<bool, (String, Trouble)> {
    let texts = |col| columns.values(row, col);
    if matches!(found, Some(Target::Heading(_))) {
        return Ok(false);
    }
    let mut reasons = Vec::new();
    for col in [Col::Reason, Col::For, Col::Drivers] {
        reasons.extend(texts(col)?.into_iter().map(|(_, t)| t));
    }
    reasons.retain(|r| !NO_REASON.contains(&plain(r).as_str()) && !soa_stated::is_nothing(r));
    let marked = texts(Col::Driver)?.iter().any(|(_, t)| status::applies(t) == Some(Applies::Yes));
    let said_for = (marked || !reasons.is_empty()) && !reasons.iter().any(|r| status::argues_against(r));
    let against = !texts(Col::Against)?.is_empty();
    if said_for && !against && !columns.ours {
        one.applies = true;
        state(columns, row, Stand::In, one)?;
        one.owner = owner(&texts(Col::Owner)?);
        return Ok(true);
    }
    let mut filled = against || !reasons.is_empty();
    for col in [Col::Note, Col::Evidence, Col::Owner, Col::How, Col::Systems, Col::Risks, Col::Findings] {
        filled |= texts(col)?.iter().any(|(_, t)| !soa_stated::is_nothing(t));
    }
    one.left = Some(Why::NothingDecided);
    Ok(filled)
}

/// Whether a cell is the number of a control of one's own.
fn is_own(cell: &str) -> bool {
    let number = cell.split_once('-').filter(|(letter, _)| CONTROL.is_letter(letter));
    number.is_some_and(|(_, n)| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
}

/// What a row says of a control of one's own, by its fields.
fn of_own(columns: &Columns, row: &Row, one: &Said) -> Result<Draft, (String, Trouble)> {
    let first = |col| -> Result<String, (String, Trouble)> {
        Ok(columns.values(row, col)?.first().map(|(_, t)| text::clean_line(t)).unwrap_or_default())
    };
    let s = &one.stated;
    let fields = [
        ("name", first(Col::Title)?),
        ("why", s.why.join("; ")),
        ("drivers", s.drivers.iter().map(|d| d.key()).collect::<Vec<_>>().join(", ")),
        ("how", s.how.join("; ")),
        ("state", first(Col::OwnState)?),
        ("owner", one.owner.clone().unwrap_or_default()),
    ];
    let filled = fields.into_iter().filter(|(_, value)| !value.is_empty());
    Ok(filled.map(|(key, value)| (key.to_owned(), value)).collect())
}

/// A cell that says little without the head it stands under.
fn told_apart(columns: &Columns, col: Col, cell: &str) -> String {
    let head = columns.heads.iter().zip(&columns.cols).find(|(_, c)| **c == Some(col)).map_or("", |(h, _)| h);
    format!("{head}: {cell}")
}

/// What a row says beside whether and how far: reasons by what they are for, how it is done, what it is linked with.
fn state(columns: &Columns, row: &Row, stand: Stand, one: &mut Said) -> Result<(), (String, Trouble)> {
    let texts = |col| columns.values(row, col);
    let all = |col| -> Result<Vec<String>, (String, Trouble)> {
        let mut all: Vec<String> = texts(col)?.into_iter().map(|(_, t)| t.to_owned()).collect();
        all.retain(|r| !NO_REASON.contains(&plain(r).as_str()));
        Ok(all)
    };
    let mut s = Stated { a_line_each: columns.ours, ..Stated::default() };
    let open = stand == Stand::Undecided && !columns.ours;
    for (col, cells) in
        [(Col::Reason, all(Col::Reason)?), (Col::For, all(Col::For)?), (Col::Drivers, all(Col::Drivers)?)]
    {
        for cell in cells {
            let drivers = soa_stated::drivers(&cell).filter(|_| col != Col::For || !columns.ours);
            match (drivers, stand, col) {
                // Not decided yet: what speaks for it or against it decides nothing, and is kept as a note.
                (Some(_), _, _) if open => one.notes.push(told_apart(columns, col, &cell)),
                (None, Stand::Undecided, Col::Reason | Col::For) => one.notes.push(cell),
                (None, _, _) if open => one.notes.push(cell),
                (_, Stand::Out | Stand::Undecided, Col::Reason) => one.reasons.push(cell),
                (Some(drivers), ..) => s.drivers.extend(drivers),
                (None, ..) => s.why.push(cell),
            }
        }
    }
    s.against = all(Col::Against)?;
    if open {
        one.notes.extend(s.against.drain(..).map(|cell| told_apart(columns, Col::Against, &cell)));
    }
    if one.reasons.is_empty() {
        let marked =
            texts(Col::Driver)?.into_iter().filter(|(_, t)| status::applies(t) == Some(Applies::Yes));
        for (head, _) in marked {
            match soa_stated::drivers(head).filter(|_| stand == Stand::In) {
                Some(drivers) => s.drivers.extend(drivers),
                None if open => one.notes.push(head.to_owned()),
                None => one.reasons.push(head.to_owned()),
            }
        }
    }
    s.drivers.sort_unstable();
    s.drivers.dedup();
    one.notes.extend(texts(Col::Note)?.into_iter().map(|(_, t)| t.to_owned()));
    // Where nothing is done yet, the column of how it is done tells what is missing.
    let done =
        columns.ours || !matches!(one.level, Some(Level::Nothing | Level::Planned | Level::NotApplicable));
    let how = all(Col::How)?;
    if done && stand != Stand::Undecided {
        s.how = how;
    } else {
        one.notes.extend(how);
    }
    s.systems = all(Col::Systems)?;
    s.risks = all(Col::Risks)?;
    s.findings = all(Col::Findings)?;
    s.findings.retain(|c| !soa_stated::is_nothing(c) && *c != "-");
    s.systems.retain(|c| !soa_stated::is_placeholder(c) && plain(c) != "all");
    s.risks.retain(|c| !soa_stated::is_placeholder(c));
    s.again = texts(Col::Again)?.first().map(|(_, t)| (*t).to_owned());
    let first = |col| -> Result<String, (String, Trouble)> {
        Ok(texts(col)?.first().map(|(_, t)| (*t).to_owned()).unwrap_or_default())
    };
    one.evidence = if columns.pieces {
        soa_stated::pieces(
            &first(Col::Evidence)?,
            &first(Col::Dates)?,
            &first(Col::Until)?,
            &first(Col::Shows)?,
        )
    } else {
        let pieces = texts(Col::Evidence)?;
        let pieces = pieces.iter().flat_map(|(_, t)| t.split(['\n', ';'])).map(text::clean_line);
        pieces.filter(|p| !soa_stated::is_placeholder(p)).map(Piece::named).collect()
    };
    one.stated = s;
    Ok(())
}
