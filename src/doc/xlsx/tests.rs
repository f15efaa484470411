//! Written and read back by another library.

#![allow(clippy::unwrap_used, reason = "a test that panics has failed, as it should")]

use std::io::{Cursor, Read as _};

use calamine::{Data, Reader as _, Xlsx};
use jiff::civil::date;

use super::*;
use crate::doc::{Column, Labels};

/// What a person may write, and what must come back as it is or visibly changed.
const HOSTILE: [&str; 12] = [
    "=1+1",
    "+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(1+9)",
    "=HYPERLINK(\"http://example.com\",\"x\")",
    "{=1}",
    "_x0007_ and _x000D_",
    "]]><script>&amp;",
    "http://example.com/a?b=c",
    "\u{202e}turned\u{0}\u{7}",
    "\t=1",
    "\u{682a}\u{5f0f}\u{4f1a}\u{793e} \u{1f468}\u{200d}\u{1f469}",
];

fn about() -> About {
    About {
        organisation: "A & B \"&P\" <Ltd>".into(),
        facts: Vec::new(),
        disclaimer: "Indicative.".into(),
        stamp: "rule 3, 12 events, head 0123abcd".into(),
        made: date(2026, 11, 21),
        language: "en",
        long: true,
        labels: Labels::fixture(),
    }
}

fn state(word: &str) -> Cell {
    Cell::Toned(if word == "Met" { Tone::Good } else { Tone::Bad }, word.into())
}

fn plan() -> Grid {
    let mut t = Table::new(&["Id", "Action", "Start", "End", "Hours", "State"]);
    for (n, day) in (1..).zip([2, 9, 16]) {
        t.row(vec![
            format!("H-{n}").into(),
            HOSTILE[n].into(),
            date(2026, 12, day).into(),
            date(2027, 1, day).into(),
            1.5.into(),
            state(if n == 1 { "Met" } else { "Gap" }),
        ]);
    }
    t.columns[5].choices = vec!["Met".into(), "Gap".into()];
    let gantt = Weeks {
        first: date(2026, 12, 2),
        last: date(2027, 2, 1),
        start: 2,
        end: 3,
        tones: vec![(5, "Met".into(), Tone::Good)],
        today: date(2026, 12, 10),
    };
    let hours = Use { unit: Unit::Hours, ..Use::default() };
    Grid { weeks: Some(gantt), frozen: Some(2), ..Grid::new(t) }.with(4, hours)
}

fn follower() -> Grid {
    let mut t = Table::new(&["What", "From"]);
    for (n, day) in [(1, 2), (2, 9)] {
        t.row(vec![HOSTILE[n].into(), date(2026, 12, day).into()]);
    }
    t.row(vec!["NaN".into(), date(2026, 12, 16).into()]);
    let follows = |c| Use { follows: Some(("plan".into(), c)), ..Use::default() };
    Grid::new(t).with(0, follows(1)).with(1, follows(2))
}

fn parts() -> Vec<Part> {
    let mut counts = Table::new(&["Part", "Met", "Gap", "At least"]);
    for (name, met, gap) in [("4", 3_u32, 1_u32), ("5", 0, 4)] {
        counts.row(vec![name.into(), met.into(), gap.into(), (25.0 * f64::from(met)).into()]);
    }
    let chart =
        |kind, series| Chart { title: "By part".into(), alt: "3 of 4".into(), kind, of: 0, names: 0, series };
    vec![
        Part::Title("A title".into()),
        Part::Prose(HOSTILE.join(" ")),
        Part::Facts(vec![
            ("Verdict".into(), state("Gap")),
            ("Made on".into(), date(2026, 11, 21).into()),
            ("Readiness".into(), 43.5.into()),
        ]),
        Part::Heading("Counts".into()),
        Grid::small(counts).with(3, Use { unit: Unit::Percent, span: 2, ..Use::default() }).into(),
        Part::Chart(chart(ChartKind::Shares, vec![(1, Tone::Good), (2, Tone::Bad)])),
        Part::Chart(chart(ChartKind::Ranges, vec![(3, Tone::Good)])),
        Part::Chart(chart(ChartKind::Trend, vec![(3, Tone::Plain)])),
        Part::Tally(Tally {
            head: ["Sheet", "Filled in", "Of"].map(str::to_owned),
            rows: vec![("Fill in".into(), "fill".into(), 1)],
        }),
    ]
}

fn questions() -> Sheet {
    let mut t = Table::new(&["Check", "Level", "Note", "Then"]);
    for (n, text) in HOSTILE.iter().enumerate() {
        t.row(vec![
            format!("9.{n}/1").into(),
            if n == 0 { "4 In use" } else { "" }.into(),
            (*text).into(),
            "4".into(),
        ]);
    }
    t.columns[1].choices = vec!["4 In use".into(), "5 Proven".into()];
    t.columns[2].choices = vec!["Ana, \"the one\"".into(), "x".repeat(300)];
    t.columns[2].width = Some(40);
    let fill = |only| Use { fill_in: true, only, hint: "1 to 5".into(), ..Use::default() };
    let grid = Grid {
        frozen: Some(1),
        alarms: vec![Alarm { column: 2, when: 1, is: "4 In use".into(), tone: Tone::Bad }],
        ..Grid::new(t)
    };
    let grid = grid.with(1, fill(true)).with(2, fill(false)).with(3, Use { hidden: true, ..Use::default() });
    Sheet { locked: true, ..Sheet::of("fill", "Fill in: all/of [it]?", grid) }
}

pub(super) fn book() -> Book {
    let summary = Sheet {
        anchor: "summary".into(),
        name: "Summary".into(),
        parts: parts(),
        widths: vec![16, 10, 10, 10, 30],
        label: 1,
        ..Sheet::default()
    };
    let state =
        Sheet { hidden: true, ..Sheet::of("state", "state", Grid::small(Table::new(&["key", "value"]))) };
    let plan = Sheet::of("plan", "Plan", plan());
    let sheets = vec![summary, plan, Sheet::of("again", "Plan", follower()), questions(), state];
    Book { name: "workbook", title: "Workbook & more".into(), about: about(), sheets }
}

fn opened(bytes: Vec<u8>) -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(bytes)).unwrap()
}

/// The parts of the file by name, as text.
fn unpacked(bytes: &[u8]) -> Vec<(String, String)> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let all = 0..zip.len();
    all.map(|n| {
        let mut part = zip.by_index(n).unwrap();
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        (part.name().unwrap().into_owned(), text)
    })
    .collect()
}

#[test]
fn the_same_book_gives_the_same_bytes() {
    let house = House { accent: Some([10, 90, 80]), prepared_by: Some("Ana".into()), ..House::default() };
    let first = write(&book(), &house).unwrap();
    for _ in 0..3 {
        assert_eq!(write(&book(), &house).unwrap(), first);
    }
    let core = unpacked(&first).into_iter().find(|(n, _)| n == "docProps/core.xml").unwrap().1;
    assert!(core.contains("2026-11-21T00:00:00Z"), "{core}");
}

#[test]
fn what_is_written_is_read_back_as_what_it_is() {
    let mut file = opened(write(&book(), &House::default()).unwrap());
    assert_eq!(
        file.sheet_names(),
        ["Summary", "Plan", "Plan 2", "Fill in- all-of -it-?".replace('?', "-").as_str(), "state", "lists"]
    );
    let plan = file.worksheet_range("Plan").unwrap();
    assert_eq!(plan.get_value((0, 1)), Some(&Data::String("Action".into())));
    assert_eq!(plan.get_value((1, 4)), Some(&Data::Float(1.5)));
    assert_eq!(plan.get_value((1, 5)), Some(&Data::String("Met".into())));
    let Some(Data::DateTime(day)) = plan.get_value((1, 2)) else {
        unreachable!("{:?}", plan.get_value((1, 2)))
    };
    // Days since the end of 1899, as spreadsheets count.
    assert!((day.as_f64() - 46_358.0).abs() < 1e-9, "{}", day.as_f64());
    let summary = file.worksheet_range("Summary").unwrap();
    assert_eq!(summary.get_value((4, 1)), Some(&Data::Float(43.5)));
}

#[test]
fn what_people_wrote_stays_text_and_only_our_own_formulas_are_there() {
    let bytes = write(&book(), &House::default()).unwrap();
    let mut file = opened(bytes.clone());
    let asked = file.sheet_names().into_iter().find(|n| n.starts_with("Fill")).unwrap();
    let cells = file.worksheet_range(&asked).unwrap();
    for (n, text) in (1..).zip(HOSTILE) {
        let said = crate::inert::text(text).into_owned();
        assert_eq!(cells.get_value((n, 2)), Some(&Data::String(said)), "{text:?}");
    }
    assert!(file.worksheet_formula(&asked).unwrap().cells().all(|c| c.2.is_empty()));
    let follows = file.worksheet_formula("Plan 2").unwrap();
    let follows: Vec<&String> = follows.cells().map(|c| c.2).filter(|f| !f.is_empty()).collect();
    assert!(follows.iter().all(|f| f.contains("Plan!") || f.contains("'Plan'!")), "{follows:?}");
    let again = file.worksheet_range("Plan 2").unwrap();
    assert_eq!(again.get_value((1, 0)), Some(&Data::String(HOSTILE[1].into())), "with its result");
    assert_eq!(again.get_value((3, 0)), Some(&Data::String("NaN".into())), "no figure, and no broken file");
    let counted = file.worksheet_formula("Summary").unwrap();
    assert_eq!(counted.cells().filter(|c| !c.2.is_empty()).count(), 1);
    for (name, text) in unpacked(&bytes) {
        let active = ["<f>=", "hyperlink", "vbaProject", "externalLink", "<!DOCTYPE", "<!ENTITY"];
        assert!(active.iter().all(|a| !text.contains(a) && !name.contains(a)), "{name}");
        assert!(!text.chars().any(|c| matches!(c, '\u{0}' | '\u{7}' | '\u{202e}' | '\u{fffe}')), "{name}");
    }
}

#[test]
fn rules_lists_locks_and_panes_are_there() {
    let bytes = write(&book(), &House::default()).unwrap();
    let parts = unpacked(&bytes);
    let part = |name: &str| parts.iter().find(|(n, _)| n == name).map(|(_, t)| t.as_str()).unwrap();
    let (plan, asked) = (part("xl/worksheets/sheet2.xml"), part("xl/worksheets/sheet4.xml"));
    for wanted in [
        "<autoFilter ref=\"A1:F4\"",
        "xSplit=\"2\"",
        "ySplit=\"1\"",
        "orientation=\"landscape\"",
        "<formula1>\"Met,Gap\"</formula1>",
        "<formula>\"Gap\"</formula>",
        "AND(ISNUMBER($C2),G$1&lt;=$D2,G$1+6&gt;=$C2,$F2=\"Met\")",
        "DATE(2026,12,10)",
    ] {
        assert!(plan.contains(wanted), "{wanted} in {plan}");
    }
    for wanted in [
        "<sheetProtection",
        "fitToHeight=\"0\"",
        "hidden=\"1\"",
        "errorStyle",
        "lists!$A$1:$A$2",
        "AND($B2=\"4 In use\"",
    ] {
        let wanted = if wanted == "errorStyle" { "showErrorMessage=\"1\"" } else { wanted };
        assert!(
            asked.contains(wanted) || asked.contains(&wanted.replace("lists", "'lists'")),
            "{wanted} in {asked}"
        );
    }
    assert!(part("xl/workbook.xml").contains("_xlnm.Print_Titles"));
    assert!(part("xl/charts/chart1.xml").contains("c:grouping val=\"stacked\""));
    assert!(
        part("xl/worksheets/sheet1.xml").contains("A &amp;&amp; B \"&amp;&amp;P\""),
        "no command in a head"
    );
}

#[test]
fn a_house_style_leaves_sheets_out_rewords_them_and_nothing_breaks() {
    let house = House {
        left_out: vec!["plan".into()],
        headings: [("fill".to_owned(), "Your turn".to_owned())].into(),
        font: Some("Georgia".into()),
        ..House::default()
    };
    let bytes = write(&book(), &house).unwrap();
    let mut file = opened(bytes);
    assert_eq!(file.sheet_names(), ["Summary", "Plan", "Your turn", "state", "lists"]);
    let again = file.worksheet_range("Plan").unwrap();
    assert_eq!(
        again.get_value((1, 0)),
        Some(&Data::String(HOSTILE[1].into())),
        "a value where nothing can be followed"
    );
    assert!(file.worksheet_formula("Plan").unwrap().cells().all(|c| c.2.is_empty()));
    let broken = House { logo: Some(b"no picture".to_vec()), ..House::default() };
    assert_eq!(write(&book(), &broken).unwrap_err().format, "XLSX");
}

#[test]
fn nothing_is_too_long_or_too_empty() {
    let mut t = Table { columns: vec![Column::from("A"), Column::from("B")], rows: Vec::new() };
    let empty = Sheet::of("x", "", Grid::new(t.clone()));
    t.row(vec!["x\n".repeat(40_000).into(), Cell::Number("not a number".into())]);
    let long = Sheet::of("y", "\u{1f4c8}".repeat(40).as_str(), Grid::new(t));
    let book = Book { sheets: vec![empty, long, Sheet::default()], ..book() };
    let mut file = opened(write(&book, &House::default()).unwrap());
    let name = file.sheet_names()[1].clone();
    // Whoever makes it is told which cell that is.
    let cut = cut(&book, &House::default());
    let told: Vec<_> =
        cut.iter().map(|c| (c.sheet.as_str(), c.row, c.of.as_str(), c.head.as_str())).collect();
    assert_eq!(told, [(name.as_str(), 2, "", "A")]);
    let cells = file.worksheet_range(&name).unwrap();
    let Some(Data::String(text)) = cells.get_value((1, 0)) else { unreachable!() };
    assert!(text.ends_with('\u{2026}') && text.chars().count() == 32_767);
    assert_eq!(cells.get_value((1, 1)), Some(&Data::String("not a number".into())));
    let none = Book { sheets: Vec::new(), ..book };
    assert!(write(&none, &House::default()).is_ok());
}
