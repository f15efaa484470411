//! Statements of Applicability and tables of clauses as other tools and consultants write them: a row or several a
//! control, heads in their words. The worst row of a control counts, all reasons and notes are kept, and what several
//! controls have as evidence becomes one record.

use super::gather::{Gathered, Said};
use super::head::plain;
use super::ids::Ids;
use super::sheet::{Book, Row, Sheet};
use super::soa_columns::{Columns, told_apart};
use super::soa_heads::{Col, NO_REASON, is_of_maturity, of_head};
use super::soa_stated::{self, Stand, Stated};
use super::status::{self, Applies, Says};
use super::{Fault, Incoming, Left, Map, Sides, Trouble, Why, workbook};
use super::{reason, soa_evidence, soa_found, soa_head_row, soa_map, soa_not_for, soa_own, soa_whole};
use crate::model::questionnaire::{Questionnaire, Target};
use crate::model::same_words::say_the_same;
use crate::model::statement::Applicable;
use crate::model::{Level, text, typed};

/// The heads of a table that can be read, and what stands below them: a control and what is said of it.
fn table(sheet: &Sheet) -> Option<(&Row, &[Row])> {
    let (head, rows) =
        soa_head_row::below(sheet, |h| of_head(h).is_some() || soa_stated::drivers_of_head(h).is_some())?;
    let cols: Vec<Col> = (0..head.cells.len()).filter_map(|c| of_head(head.text(c))).collect();
    let says = cols.contains(&Col::Status)
        || cols.contains(&Col::Applicable)
        || soa_found::column(&head.heads(), rows).is_some();
    // Of controls and nothing but why: what is called so in other tables has no head that says control.
    let of_controls = || {
        head.heads().iter().any(|h| {
            ["control", "annexa", "kontroll", "maßnahme", "massnahme", "anhanga", "ziffer"]
                .iter()
                .any(|of| plain(h).starts_with(of))
        })
    };
    let grounds = || head.heads().iter().filter(|h| soa_stated::drivers_of_head(h).is_some()).count() > 1;
    let reasons = || cols.iter().any(|c| matches!(c, Col::Reason | Col::For | Col::Drivers));
    let argues = || (reasons() || grounds()) && of_controls();
    (cols.contains(&Col::Control) && (says || argues())).then_some((head, rows))
}

/// Whether a file looks like one.
pub(super) fn is_one(book: &Book) -> bool {
    book.sheets.iter().any(|s| table(s).is_some())
}

/// Whether a sheet is read: of our own workbook the statement alone, its other sheets tell the same again, worked out.
pub(super) fn reads(sheet: &Sheet, ours: bool) -> bool {
    let asks = |head: &Row| (0..head.cells.len()).any(|c| of_head(head.text(c)) == Some(Col::Applicable));
    table(sheet).is_some_and(|(head, _)| !ours || asks(head))
}

/// What all tables of the file propose.
pub(super) fn read(q: &Questionnaire, book: &Book, maps: &[Map]) -> Incoming {
    let ids = Ids::new(q);
    let mut into = Incoming::default();
    let seen = book.first_row();
    let (book, as_written) = match soa_map::mapped(book, maps) {
        Ok(mapped) => mapped,
        Err(fault) => {
            into.columns = soa_map::unknown_heads(book, &soa_map::AsWritten::new());
            into.faults.push(fault);
            return into;
        }
    };
    let book = &*book;
    let mut all = Gathered::default();
    let statement = workbook::is_of_all(book);
    for sheet in book.sheets.iter().filter(|s| !s.hidden) {
        let Some((head, rows)) = table(sheet) else { continue };
        if !reads(sheet, statement) {
            continue;
        }
        let mut columns = Columns::new(&ids, head, rows);
        if statement {
            columns.of_our_workbook();
        }
        soa_map::as_written(&as_written, &sheet.name, &mut columns.heads);
        if into.columns.is_empty() {
            into.columns = columns.told(rows);
        }
        into.left.extend(above(sheet, head));
        if columns.of_us() {
            soa_stated::of_the_whole(q, sheet, rows, |row, col| columns.first(row, col), &mut into);
        }
        for row in rows {
            match of_row(&ids, &columns, sheet, row) {
                Ok(None) => {}
                Ok(Some((cell, None, mut one))) if soa_own::is_one(&columns, row, &cell, &one) => {
                    match soa_own::read(&columns, row, &cell, &mut one) {
                        Ok(Some(draft)) => {
                            let number = soa_own::number_of(&cell).filter(|_| columns.of_us());
                            into.whole.extend(soa_whole::of_own(&columns, sheet, row, &draft));
                            all.put_own(&mut into, draft, number, one);
                        }
                        Ok(None) => all.put(&ids, &mut into, (&cell, None), one),
                        Err((head, trouble)) => {
                            into.faults.push(Fault { place: sheet.place(row).in_column(&head), trouble });
                        }
                    }
                }
                Ok(Some((cell, None, mut one))) if soa_own::is_left_out(&columns, row, &cell, &one) => {
                    let said = one.reasons.iter().chain(&one.stated.against).chain(&one.notes);
                    let said = said.map(|t| text::clean_line(t)).collect::<Vec<_>>().join("; ");
                    one.left = Some(Why::OwnLeftOut { text: said });
                    all.put(&ids, &mut into, (&cell, None), one);
                }
                Ok(Some((cell, target, one))) => {
                    let emptied = one.left == Some(Why::DecisionEmptied);
                    if let Some(Target::Requirement(r)) = target.filter(|_| !emptied) {
                        let at = &q.requirements[r].id;
                        into.whole.extend(soa_whole::of_row(&columns, sheet, row, (at, &one)));
                    }
                    all.put(&ids, &mut into, (&cell, target), one);
                }
                Err((head, trouble)) => {
                    into.faults.push(Fault { place: sheet.place(row).in_column(&head), trouble });
                }
            }
        }
    }
    if into.columns.is_empty() {
        let wanted = vec!["control", "applicable", "status"];
        into.columns = soa_map::unknown_heads(book, &as_written);
        into.faults.push(Fault::whole(Trouble::NoHead { wanted, seen }));
    }
    all.propose(q, &mut into);
    into
}

/// Rows about an id that stand above the heads: nobody reads them.
fn above(sheet: &Sheet, head: &Row) -> Vec<Left> {
    let above = sheet.rows.iter().take_while(|r| r.number < head.number);
    let left = |row: &Row| {
        let id = row.cells.iter().map(|c| c.text.as_str()).find(|t| !t.trim().is_empty()).unwrap_or_default();
        Left { place: sheet.place(row), id: text::shown(&text::clean_line(id), 60), why: Why::AboveHeads }
    };
    above.filter(|r| soa_head_row::holds_id(r)).map(left).collect()
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

/// A row that leaves a control out and says that it is done, with where it does.
fn contradiction(id: &str, applicable: &[(&str, &str)], status: &[(&str, &str)], reversed: bool) -> Trouble {
    let done = text::shown(status.first().map_or("", |(_, cell)| cell), 40);
    let applies = applicable.first().map_or("", |(head, _)| head).to_owned();
    Trouble::Contradiction { at: text::shown(id, 40), sides: Box::new(Sides { done, applies, reversed }) }
}

/// What a row says, and of what; none where it says nothing.
fn of_row(ids: &Ids<'_>, columns: &Columns, sheet: &Sheet, row: &Row) -> Result<OfRow, (String, Trouble)> {
    let texts = |col| columns.values(row, col);
    let control = texts(Col::Control)?;
    let Some((_, id)) = control.first() else { return Ok(None) };
    let found = columns.numbers.find(ids, id);
    let applicable = texts(Col::Applicable)?;
    let status = texts(Col::Status)?;
    let mut one = Said { place: sheet.place(row), ..Said::default() };
    // A sheet of ours has the decision in each row: whoever empties the cell decides nothing, and takes nothing back.
    if applicable.is_empty() && columns.asks() && columns.of_us() && found.is_some() {
        one.left = Some(Why::DecisionEmptied);
        return Ok(Some(((*id).to_owned(), found, one)));
    }
    if applicable.is_empty() && status.is_empty() {
        return Ok(of_bare(ids, columns, row, found, &mut one)?.then(|| ((*id).to_owned(), found, one)));
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
    let mut no_level = None;
    if let Some((head, cell)) = status.first() {
        // The head as it stands in the file also counts where somebody said what it is.
        let grown = columns.grown || is_of_maturity(head);
        let read = match status::grown(cell).filter(|_| grown) {
            Some(level) => Some(Says::Level(level)),
            // What a sign of one figure means elsewhere it does not mean here.
            None if grown && cell.contains(|c: char| c.is_ascii_digit()) => None,
            None => status::read(cell),
        };
        match read {
            Some(Says::Level(_)) if columns.yes_or_no && plain(cell) == "n" => {
                one.level = Some(Level::Nothing);
            }
            Some(Says::Level(level)) => one.level = Some(level),
            Some(Says::Open) => {}
            None if found.is_none() => {}
            None if grown => no_level = Some(Why::NoLevel { typed: text::shown(cell, 40) }),
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
            return Err((head.to_owned(), contradiction(id, &applicable, &status, columns.reversed)));
        }
        (Some(true), _) => one.level = Some(Level::NotApplicable),
        // What stands as its reason would be taken for the contrary of what it argues for.
        (Some(false), Some(Level::NotApplicable)) => {
            let head = status.first().map_or("", |(head, _)| head);
            return Err((head.to_owned(), Trouble::InAndOut { at: text::shown(id, 40) }));
        }
        _ => {}
    }
    let stand = match (left_out, one.level) {
        (Some(true), _) | (_, Some(Level::NotApplicable)) => Stand::Out,
        (Some(false), _) | (None, Some(_)) if one.left.is_none() => Stand::In,
        _ => Stand::Undecided,
    };
    state(columns, row, stand, &mut one)?;
    one.left = one.left.or(no_level);
    one.owner = owner(&texts(Col::Owner)?);
    Ok(Some(((*id).to_owned(), found, one)))
}

/// A row in which neither whether it applies nor its status stands. What it is needed for says that it applies, and where a column
/// asks that, a reason to have it. Elsewhere a reason alone decides nothing: it goes to the side its control is on. What is
/// written without one is told as left alone. False of a title above its controls, or a row nobody filled in.
fn of_bare(
    ids: &Ids<'_>,
    columns: &Columns,
    row: &Row,
    found: Option<Target>,
    one: &mut Said,
) -> Result<bool, (String, Trouble)> {
    let texts = |col| columns.values(row, col);
    let is_said = |t: &str| {
        !NO_REASON.contains(&plain(t).as_str()) && !soa_stated::is_nothing(t) && !status::is_tick(t)
    };
    let written = |col| -> Result<Vec<(&str, &str)>, (String, Trouble)> {
        Ok(texts(col)?.into_iter().filter(|(_, t)| is_said(t)).collect())
    };
    let (reasons, against) = (written(Col::Reason)?, written(Col::Against)?);
    let mut grounds = written(Col::For)?;
    grounds.extend(written(Col::Drivers)?);
    let named = |t: &str| status::applies(t).is_none() && !soa_stated::is_nothing(t);
    let marked = texts(Col::Driver)?.iter().any(|(_, t)| status::is_tick(t) || named(t));
    let of_heading = matches!(found, Some(Target::Heading(_)));
    let says_for =
        marked || !grounds.is_empty() || reasons.iter().any(|(_, t)| soa_stated::drivers(t).is_some());
    let denied =
        reasons.iter().any(|(_, t)| reason::denies(t)) || grounds.iter().any(|(_, t)| reason::excludes(t));
    // What says nothing takes nothing in; with a driver it is told beside it.
    let hollow =
        !marked && !written(Col::Reason)?.iter().chain(&grounds).any(|(_, t)| !soa_stated::is_no_reason(t));
    let denied = denied || hollow;
    let asks = columns.asks() || found.is_none();
    let may = !of_heading && against.is_empty() && !columns.ours;
    let decided = may && !denied && (says_for || asks && !reasons.is_empty());
    if decided || may && !says_for && !asks && !reasons.is_empty() {
        one.applies = decided;
        one.by_reason = decided && columns.asks();
        one.alone = !decided;
        state(columns, row, Stand::In, one)?;
        one.owner = owner(&texts(Col::Owner)?);
        return Ok(true);
    }
    let told: Vec<(String, String)> = reasons.iter().chain(&grounds).chain(&against).map(in_line).collect();
    // A tick in the place of a reason says none, and is told all the same.
    let mut filled = !told.is_empty();
    for col in [Col::Reason, Col::For, Col::Drivers] {
        filled |= texts(col)?.iter().any(|(_, t)| status::is_tick(t));
    }
    for col in [Col::Note, Col::Evidence, Col::Owner, Col::How, Col::Systems, Col::Risks, Col::Findings] {
        filled |= texts(col)?.iter().any(|(_, t)| !soa_stated::is_nothing(t));
    }
    one.left = Some(match found {
        Some(Target::Heading(h)) => Why::OfHeading { of: ids.below(h) },
        _ if told.is_empty() => Why::NothingDecided,
        _ => Why::ReasonAlone { stands: Applicable::Undecided, texts: told },
    });
    Ok(filled)
}

/// A head and what stands below it, each in a line.
fn in_line((head, cell): &(&str, &str)) -> (String, String) {
    (text::clean_line(head), text::clean_line(cell))
}

/// What columns of drivers tick: each is a driver of what is in, a note of what is not decided.
fn ticked(cells: Vec<(&str, &str)>, stand: Stand, open: bool, (s, one): (&mut Stated, &mut Said)) {
    for (head, cell) in cells {
        let drivers = || soa_stated::drivers_of_head(head).unwrap_or_default();
        match status::applies(cell) {
            // What is left out is needed for nothing, whatever is ticked.
            Some(Applies::Yes) if stand == Stand::In => s.drivers.extend(drivers()),
            Some(Applies::Yes) if open => one.notes.push(head.to_owned()),
            Some(_) => {}
            None if soa_stated::is_nothing(cell) => {}
            // Instead of a tick the law or the contract itself.
            None if stand == Stand::In => {
                s.drivers.extend(drivers());
                s.why.push(cell.to_owned());
            }
            None => one.notes.push(format!("{head}: {cell}")),
        }
    }
}

/// In our own table the column `reason` tells again what stands in a column of its own: where nothing stands there for the side the
/// row is on, somebody wrote it into the first column of that name. Where something else does, that counts, and this one is told.
fn told_for_its_side(
    columns: &Columns,
    row: &Row,
    stand: Stand,
    (s, one): (&mut Stated, &mut Said),
) -> Result<(), (String, Trouble)> {
    let (own, other) = match stand {
        Stand::In => (Col::For, Col::Against),
        Stand::Out => (Col::Against, Col::For),
        Stand::Undecided => return Ok(()),
    };
    if !columns.ours {
        return Ok(());
    }
    let (own, other) = (columns.values(row, own)?, columns.values(row, other)?);
    for (head, cell) in columns.values(row, Col::Told)? {
        let words = soa_not_for::split(cell).0;
        let nobodys = NO_REASON.contains(&plain(&words).as_str())
            || soa_stated::is_instead(&words)
            || !words.chars().any(char::is_alphanumeric);
        // As it stands in the other column it tells the old side.
        let old =
            other.iter().find(|(_, said)| say_the_same(said, &words)).map(|(_, said)| text::clean_line(said));
        match (stand, own.first()) {
            _ if nobodys => {}
            (_, None) if old.as_ref().is_some_and(|old| *old != text::clean_line(&words)) => {
                let (to_be_in, stood) = (matches!(stand, Stand::In), old.unwrap_or_default());
                let why = Why::OtherSide { to_be_in, stated: false, stood, text: text::clean_line(&words) };
                one.other_reasons.push((head.to_owned(), why));
            }
            _ if old.is_some() => {}
            (_, Some((column, taken))) => {
                // Of what is in, the reasons of parts that are left out stand behind.
                let whole = own.iter().chain(&other).map(|(_, said)| *said).collect::<Vec<_>>().join("; ");
                let says = |said: &str| text::clean_line(said) == text::clean_line(&words);
                if !own.iter().any(|(_, said)| says(said)) && !says(&whole) {
                    let (taken, column) = (text::clean_line(taken), str::to_owned(column));
                    let why = Why::TwoReasons { other: text::clean_line(&words), taken, column };
                    one.other_reasons.push((head.to_owned(), why));
                }
            }
            (Stand::In, None) => s.why.push(words),
            _ => one.reasons.push(words),
        }
    }
    Ok(())
}

/// A tick where a reason should stand says none, and is told: somebody may have meant it to take the place of one.
fn ticks_for_reasons(
    columns: &Columns,
    row: &Row,
    stand: Stand,
    one: &mut Said,
) -> Result<(), (String, Trouble)> {
    for col in [Col::Reason, Col::For, Col::Against] {
        for (head, cell) in columns.values(row, col)?.into_iter().filter(|(_, cell)| status::is_tick(cell)) {
            let to_be_in = col == Col::For || (col == Col::Reason && stand != Stand::Out);
            let (stood, text) = (String::new(), text::clean_line(cell));
            let why = Why::Hollow { to_be_in, stated: false, stood, text };
            one.other_reasons.push((head.to_owned(), why));
        }
    }
    Ok(())
}

/// What a row says beside whether and how far: reasons by what they are for, how it is done, what it is linked with.
fn state(columns: &Columns, row: &Row, stand: Stand, one: &mut Said) -> Result<(), (String, Trouble)> {
    let texts = |col| columns.values(row, col);
    let all = |col| -> Result<Vec<String>, (String, Trouble)> {
        let mut all: Vec<String> = texts(col)?.into_iter().map(|(_, t)| t.to_owned()).collect();
        all.retain(|r| !NO_REASON.contains(&plain(r).as_str()));
        // Among risks a figure is a number of one.
        all.retain(|r| !status::is_tick(r) || (col == Col::Risks && r == "1"));
        Ok(all)
    };
    let mut s = Stated { ours: columns.of_us(), ..Stated::default() };
    let told = if columns.ours { Col::Told } else { Col::Reason };
    for (_, cell) in texts(told)?.into_iter().filter(|_| columns.of_us()) {
        s.not_for.extend(soa_not_for::split(cell).1);
    }
    told_for_its_side(columns, row, stand, (&mut s, one))?;
    ticks_for_reasons(columns, row, stand, one)?;
    let open = stand == Stand::Undecided && !columns.ours;
    for (col, cells) in
        [(Col::Reason, all(Col::Reason)?), (Col::For, all(Col::For)?), (Col::Drivers, all(Col::Drivers)?)]
    {
        for cell in cells {
            // What single systems say stands behind the reason, and is read apart.
            let of_us = columns.of_us() && col == Col::Reason;
            let cell = if of_us { soa_not_for::split(&cell).0 } else { cell };
            if cell.is_empty() {
                continue;
            }
            // In our own tables the words of people are a reason, whatever they say.
            let may_name = || !columns.ours || col == Col::Drivers || soa_stated::is_instead(&cell);
            let drivers = soa_stated::drivers(&cell).filter(|_| may_name());
            match (drivers, stand, col) {
                // Not decided yet: what speaks for it or against it decides nothing, and is kept as a note.
                (Some(_), _, _) if open => one.notes.push(told_apart(columns, col, &cell)),
                (None, Stand::Undecided, Col::Reason | Col::For) => one.notes.push(cell),
                (None, _, _) if open => one.notes.push(cell),
                (_, Stand::Out | Stand::Undecided, Col::Reason) => one.reasons.push(cell),
                (Some(drivers), ..) => {
                    s.drivers.extend(drivers);
                    // What they wrote as the reason stays it: whoever asks for a better one says which he means.
                    if col != Col::Drivers && !soa_stated::is_instead(&cell) && !soa_stated::is_codes(&cell) {
                        s.why.push(cell);
                    }
                }
                (None, ..) => s.why.push(cell),
            }
        }
    }
    s.against = all(Col::Against)?;
    // Of what is in it argues for nothing that stands; in our own sheet parts that are left out say it there, too.
    if open || (stand == Stand::In && !columns.of_us()) {
        s.against.retain(|cell| !soa_stated::is_nothing(cell) && cell.chars().any(char::is_alphanumeric));
        one.notes.extend(s.against.drain(..).map(|cell| told_apart(columns, Col::Against, &cell)));
    }
    ticked(texts(Col::Driver)?, stand, open, (&mut s, one));
    s.drivers.sort_unstable();
    s.drivers.dedup();
    one.notes.extend(texts(Col::Note)?.into_iter().map(|(_, t)| t.to_owned()));
    // Where nothing is done yet, the column of how it is done tells what is missing.
    let done =
        columns.of_us() || !matches!(one.level, Some(Level::Nothing | Level::Planned | Level::NotApplicable));
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
    for (_, cell) in texts(Col::Again)?.into_iter().take(1) {
        // Which day it is, the weighing finds out, which knows today.
        let is_day = typed::day(cell, jiff::civil::date(2026, 1, 1), typed::Year::Nearest);
        match (is_day, columns.of_us()) {
            (None, false) if soa_stated::is_placeholder(cell) || cell == "-" => {}
            // What others write there need not be a day.
            (None, false) => one.notes.push(told_apart(columns, Col::Again, cell)),
            _ => s.again = Some(cell.to_owned()),
        }
    }
    one.stated = s;
    let named = soa_evidence::read(columns, row)?;
    one.evidence = named.evidence;
    one.notes.extend(named.notes);
    one.numbers = named.numbers;
    Ok(())
}
