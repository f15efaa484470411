//! A reason is never turned round: what was written for leaving a control out does not become why it is needed, nor the other
//! way, whatever a sheet says of whether it applies and how far it is.

use clausewise::import::{As, Choice, Trouble, Why};
use clausewise::model::questionnaire::Target;
use clausewise::model::said::Matter;
use clausewise::model::statement::{self, Applicable, Row};
use clausewise::model::{Assessment, Level, Scores};

use super::away::changed;
use super::soa::csv_of;
use super::soa_round::workbook_of;
use super::{Open, csv, said};

/// The control all of it is about.
const AT: &str = "A.7.3";
const FOR: &str = "The contract with the hotel asks for it";
const AGAINST: &str = "No data is bought; the register of systems shows it";
/// What the file has as its reason.
const TEXT: &str = "What the file says";

const HERE: [&str; 3] = ["in", "out", "open"];
const APPLICABLE: [&str; 3] = ["yes", "no", ""];
/// Of the status: as exported, these words, and no such column.
const STATUS: [Option<&str>; 5] = [Some("as it is"), Some("Not applicable"), Some("Open"), Some(""), None];

fn row(a: &Assessment) -> Row {
    let q = clausewise::bank::embedded().unwrap();
    let Some(Target::Requirement(r)) = q.find(AT) else { panic!() };
    statement::row(&q, a, &Scores::compute(&q, a), r)
}

fn stands(here: &str) -> Open {
    let mut o = Open::new("Case");
    match here {
        "in" => {
            o.w.rate(AT, Some(Level::Proven), None, false).unwrap();
            o.w.write(Matter::WhyIn, AT, FOR).unwrap();
        }
        "out" => drop(o.w.decide(AT, &format!("no {AGAINST}")).unwrap()),
        _ => {}
    }
    o
}

/// Our own table with these cells of the row changed, and a column left out.
fn table_with(made: &[u8], cells: &[(&str, &str)], without: Option<&str>) -> Vec<u8> {
    let all = csv::ReaderBuilder::new().has_headers(false).from_reader(made).into_records();
    let all: Vec<_> = all.map(Result::unwrap).collect();
    let mut w = csv::Writer::from_writer(Vec::new());
    for r in &all {
        let cell = |n: usize, is: &str| {
            let new = cells.iter().find(|(head, _)| &all[0][n] == *head && &r[0] == AT);
            new.map_or(is, |(_, new)| *new).to_owned()
        };
        let kept = r.iter().enumerate().filter(|(n, _)| Some(&all[0][*n]) != without);
        w.write_record(kept.map(|(n, is)| cell(n, is))).unwrap();
    }
    w.into_inner().unwrap()
}

/// A sheet of this sort that says this of the control; `made` is what was exported from here.
fn sheet(sort: &str, (o, made): (&Open, &[u8]), applicable: &str, status: Option<&str>) -> Vec<u8> {
    let typed = status.filter(|s| *s != STATUS[0].unwrap());
    match sort {
        "table" => {
            let mut cells = vec![("applicable", applicable)];
            cells.extend(typed.map(|s| ("status", s)));
            table_with(made, &cells, Some("status").filter(|_| status.is_none()))
        }
        "workbook" => {
            let mut cells = vec![(AT, "Applicable", applicable), (AT, "Reason", TEXT)];
            cells.extend(typed.map(|s| (AT, "Status", s)));
            cells.extend(Some((AT, "Status", "")).filter(|_| status.is_none()));
            changed(made, "Statement of Applicability", &cells)
        }
        _ => {
            let is = row(o.w.a()).applicable;
            let is = match (is, status) {
                (Applicable::Yes, Some("as it is")) => "Implemented",
                (Applicable::No, Some("as it is")) => "Not applicable",
                (Applicable::Undecided, Some("as it is")) => "Open",
                (_, s) => s.unwrap_or_default(),
            };
            let head = "Control,Applicable,Justification";
            match status {
                Some(_) => csv(&[&format!("{head},Status"), &format!("{AT},{applicable},{TEXT},{is}")]),
                None => csv(&[head, &format!("{AT},{applicable},{TEXT}")]),
            }
        }
    }
}

/// What it comes to: whether the control is in and why, where ours stays and where theirs is taken.
fn outcome(o: &Open, here: &str, applicable: &str, bytes: &[u8]) -> String {
    let q = o.w.q();
    let mut all = Vec::new();
    for choice in [Choice::Ours, Choice::Theirs] {
        let looked = o.look(bytes, Some(As::Soa), choice);
        let planned = &looked.planned;
        if let Some(fault) = planned.report.faults.first() {
            assert!(
                matches!(&fault.trouble, Trouble::InAndOut { at } | Trouble::Contradiction { at, .. } if at == AT)
            );
            assert!(said(&looked).contains(AT) && planned.edit.is_empty(), "{}", said(&looked));
            return "refused".to_owned();
        }
        if planned.report.unknown.iter().any(|l| l.id == AT && l.why == Why::DecisionEmptied) {
            assert!(planned.edit.is_empty(), "{:?}", planned.edit);
            assert!(
                said(&looked).contains(&format!("nothing says whether {AT} applies")),
                "{}",
                said(&looked)
            );
            all.push("told".to_owned());
            continue;
        }
        let mut a = o.w.a().clone();
        a.apply(q, &planned.edit);
        let now = row(&a);
        let short = |text: &str| {
            let words = [(FOR, "for"), (AGAINST, "against"), (TEXT, "text"), ("", "-")];
            words.iter().find(|(is, _)| *is == text).map_or_else(|| text.to_owned(), |(_, s)| (*s).to_owned())
        };
        let is = match now.applicable {
            Applicable::Yes => format!("in: {}", short(&now.why)),
            Applicable::No => format!("out: {}", short(&now.against)),
            Applicable::Undecided => "open".to_owned(),
        };
        let differs = if planned.report.conflicting.is_empty() { "" } else { " (differs)" };
        // What stood as a reason for the one is never read as one for the other, in whatever place.
        assert!(!now.why.contains(AGAINST) && !now.against.contains(FOR), "{now:?}");
        if here == "out" && now.applicable == Applicable::Yes {
            assert_eq!(a.reason(AT), None, "it would be read as why it is needed");
        }
        if here == "out" && now.applicable == Applicable::No {
            assert_eq!(a.at("why-in.", AT), None);
            let theirs = applicable != "yes" && choice == Choice::Theirs;
            assert!(now.against == AGAINST || (theirs && now.against == TEXT), "{now:?}");
        }
        all.push(format!("{is}{differs}"));
    }
    all.dedup();
    all.join(" | ")
}

#[test]
fn whatever_a_sheet_says_no_reason_is_turned_round() {
    let mut lines = Vec::new();
    for sort in ["theirs", "table", "workbook"] {
        for here in HERE {
            let o = stands(here);
            let made = if sort == "workbook" { workbook_of(&o.w) } else { csv_of(&o.w) };
            for applicable in APPLICABLE {
                let of = |status: Option<&str>| {
                    outcome(&o, here, applicable, &sheet(sort, (&o, &made), applicable, status))
                };
                let all: Vec<String> = STATUS.iter().copied().map(of).collect();
                let said = if applicable.is_empty() { "empty" } else { applicable };
                lines.push(format!("{sort}, {here} here, {said}: {}", all.join(" / ")));
            }
        }
    }
    assert_eq!(lines.join("\n"), WALKED.trim());
}

/// Of each sort of sheet, how the control stands here and what the sheet says of whether it applies: what it comes to with the
/// status as it is, "Not applicable", "Open", an empty status, and none; behind a stroke with theirs, where that is otherwise.
const WALKED: &str = "
theirs, in here, yes: in: for (differs) | in: text / refused / in: for (differs) | in: text / in: for (differs) | in: text / in: for (differs) | in: text
theirs, in here, no: refused / in: for (differs) | out: text / in: for (differs) | out: text / in: for (differs) | out: text / in: for (differs) | out: text
theirs, in here, empty: in: for (differs) | in: text / in: for (differs) | out: text / in: for / in: for (differs) | in: text / in: for (differs) | in: text
theirs, out here, yes: refused / refused / out: against (differs) | in: text / out: against (differs) | in: text / out: against (differs) | in: text
theirs, out here, no: out: against (differs) | out: text / out: against (differs) | out: text / out: against (differs) | out: text / out: against (differs) | out: text / out: against (differs) | out: text
theirs, out here, empty: out: against (differs) | out: text / out: against (differs) | out: text / out: against / told / told
theirs, open here, yes: in: text / refused / in: text / in: text / in: text
theirs, open here, no: out: text / out: text / out: text / out: text / out: text
theirs, open here, empty: open / out: text / open / in: text / in: text
table, in here, yes: in: for / refused / in: for / in: for / in: for
table, in here, no: refused / in: for (differs) | out: - / in: for (differs) | out: - / in: for (differs) | out: - / in: for (differs) | out: -
table, in here, empty: told / told / told / told / told
table, out here, yes: refused / refused / out: against (differs) | in: - / out: against (differs) | in: - / out: against (differs) | in: -
table, out here, no: out: against / out: against / out: against / out: against / out: against
table, out here, empty: told / told / told / told / told
table, open here, yes: in: - / refused / in: - / in: - / in: -
table, open here, no: out: - / out: - / out: - / out: - / out: -
table, open here, empty: told / told / told / told / told
workbook, in here, yes: in: for (differs) | in: text / refused / in: for (differs) | in: text / in: for (differs) | in: text / in: for (differs) | in: text
workbook, in here, no: refused / in: for (differs) | out: text / in: for (differs) | out: text / in: for (differs) | out: text / in: for (differs) | out: text
workbook, in here, empty: told / told / told / told / told
workbook, out here, yes: refused / refused / out: against (differs) | in: text / out: against (differs) | in: text / out: against (differs) | in: text
workbook, out here, no: out: against (differs) | out: text / out: against (differs) | out: text / out: against (differs) | out: text / out: against (differs) | out: text / out: against (differs) | out: text
workbook, out here, empty: told / told / told / told / told
workbook, open here, yes: in: text / refused / in: text / in: text / in: text
workbook, open here, no: out: text / out: text / out: text / out: text / out: text
workbook, open here, empty: told / told / told / told / told
";

/// The texts somebody touched, and that a control changes sides: each still argues for the side it stood for.
#[test]
fn a_reason_that_was_touched_is_not_turned_round_either() {
    let head = "Control,Applicable,Justification";
    for (here, to, text) in [("out", "yes", AGAINST), ("in", "no", FOR)] {
        for touched in [
            format!("{text}."),
            text.to_uppercase(),
            format!("{text} OK"),
            text.chars().take(30).collect(),
            text.replacen('a', "aa", 1),
        ] {
            let o = stands(here);
            let looked =
                o.look(&csv(&[head, &format!("{AT},{to},{touched}")]), Some(As::Soa), Choice::Theirs);
            assert_eq!(looked.planned.report.faults, []);
            let mut a = o.w.a().clone();
            a.apply(o.w.q(), &looked.planned.edit);
            let now = row(&a);
            let wanted = if here == "out" { Applicable::Yes } else { Applicable::No };
            assert_eq!(now.applicable, wanted, "{touched}");
            let stands = if here == "out" { &now.why } else { &now.against };
            assert_eq!(stands, "", "{touched}");
            // Nothing that somebody wrote stays away unsaid.
            let side = if here == "out" { "why it is needed" } else { "why it is left out" };
            let told = format!(", and is not taken as {side}: \"{touched}\".");
            assert!(said(&looked).contains(&told), "{touched}: {}", said(&looked));
            assert_eq!(looked.planned.report.unknown.len(), 1, "{touched}");
        }
        // Another text is one for the new side, and it is said which.
        let o = stands(here);
        let looked = o.look(&csv(&[head, &format!("{AT},{to},{TEXT}")]), Some(As::Soa), Choice::Theirs);
        let said = said(&looked);
        let wanted = match to {
            "yes" => {
                format!(
                    "{AT} out -> in. Was left out because: \"{AGAINST}\". Now needed because: \"{TEXT}\"."
                )
            }
            _ => format!("{AT} in -> out. Was needed because: \"{FOR}\". Now left out because: \"{TEXT}\"."),
        };
        assert!(said.contains(&wanted), "{said}");
        assert_eq!(looked.planned.report.turned.len(), 1);
        // Where the column says which reason it is, nothing is left to be warned of.
        let column = if to == "yes" { "Justification for inclusion" } else { "Justification for exclusion" };
        let sure = csv(&[&format!("Control,Applicable,{column}"), &format!("{AT},{to},{TEXT}")]);
        let looked = o.look(&sure, Some(As::Soa), Choice::Theirs);
        assert_eq!(looked.planned.report.turned, []);
    }
}

/// In our own table the first column called reason tells what others hold; who writes a new reason there means it.
#[test]
fn a_reason_written_into_the_first_column_of_our_own_table_is_taken() {
    for (here, to) in [("out", "yes"), ("in", "no")] {
        let o = stands(here);
        let made = csv_of(&o.w);
        for (typed, stands) in [(TEXT, TEXT), (if here == "out" { AGAINST } else { FOR }, "")] {
            let status = if to == "yes" { "Open" } else { "Not applicable" };
            let cells = [("applicable", to), ("reason", typed), ("status", status)];
            let looked = o.look(&table_with(&made, &cells, None), Some(As::Soa), Choice::Theirs);
            assert_eq!(looked.planned.report.faults, []);
            let mut a = o.w.a().clone();
            a.apply(o.w.q(), &looked.planned.edit);
            let now = row(&a);
            assert_eq!(if to == "yes" { &now.why } else { &now.against }, stands, "{here} {typed}");
            assert!(!said(&looked).contains("is not taken"), "{}", said(&looked));
        }
        let touched = format!("{}; so it is", if here == "out" { AGAINST } else { FOR });
        let cells = [("applicable", to), ("reason", touched.as_str()), ("status", "")];
        let looked = o.look(&table_with(&made, &cells, None), Some(As::Soa), Choice::Theirs);
        assert!(said(&looked).contains(&format!(": \"{touched}\". If it is meant")), "{}", said(&looked));
    }
}

/// The reason is told in two columns of our own table. Where they differ the column for the side of the row counts, and it is said
/// which text is taken and which is not.
#[test]
fn two_reasons_in_a_row_of_our_own_table_are_told() {
    const OTHER: &str = "The works council asks for it";
    for (here, column, stood) in [("in", "reason_for", FOR), ("out", "reason_against", AGAINST)] {
        let o = stands(here);
        let made = csv_of(&o.w);
        let look = |cells: &[(&str, &str)]| o.look(&table_with(&made, cells, None), None, Choice::Theirs);
        let stated = |looked: &crate::Looked| {
            assert_eq!(looked.planned.report.faults, []);
            let mut a = o.w.a().clone();
            a.apply(o.w.q(), &looked.planned.edit);
            let now = row(&a);
            if here == "in" { now.why } else { now.against }
        };
        let told = |taken: &str| {
            format!(
                "{AT} has two reasons: \"{taken}\" under {column} is taken, and this one is not: \"{OTHER}\"."
            )
        };
        // Only the first was touched; both were.
        let looked = look(&[("reason", OTHER)]);
        assert!(said(&looked).contains(&told(stood)), "{}", said(&looked));
        assert_eq!(stated(&looked), stood);
        let left = looked.planned.report.unknown.iter().find(|l| l.id == AT).unwrap();
        assert!(left.place.row > 1 && left.place.column == "reason", "{left:?}");
        let looked = look(&[("reason", OTHER), (column, TEXT)]);
        assert!(said(&looked).contains(&told(TEXT)), "{}", said(&looked));
        assert_eq!(stated(&looked), TEXT);
        // What was exported beside the column that was changed is no reason of anybody's, nor is the same in other words.
        for cells in [vec![], vec![(column, TEXT)], vec![("reason", TEXT), (column, TEXT)]] {
            let looked = look(&cells);
            assert!(!said(&looked).contains("has two reasons"), "{}", said(&looked));
        }
    }
    // A part that is left out stands behind the reason why the control is in, which is no second one.
    let mut o = stands("in");
    o.w.rate("A.7.3/1", Some(Level::NotApplicable), Some(AGAINST), false).unwrap();
    let looked = o.look(&csv_of(&o.w), None, Choice::Theirs);
    assert!(!said(&looked).contains("has two reasons"), "{}", said(&looked));
}
