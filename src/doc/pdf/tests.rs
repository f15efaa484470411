//! What holds for every PDF: nothing is lost, nothing acts, the same bytes again, numbers of pages that are right.

use jiff::civil::date;
use proptest::prelude::*;

use super::super::{
    About, Bar, Block, Cell, Figure, FigureKind, Item, Labels, Mark, Page, Piece, Table, Text, Tone,
};
use super::*;

fn about(long: bool) -> About {
    About {
        organisation: "Ærø Havn".to_owned(),
        facts: vec![("Scope".to_owned(), "Berth planning".to_owned())],
        disclaimer: "No audit.".to_owned(),
        stamp: "Rules 7".to_owned(),
        made: date(2026, 11, 22),
        language: "en",
        long,
        labels: Labels::fixture(),
    }
}

fn pages(doc: &Doc, house: &House) -> Laid {
    laid(doc, house, &Faces::new(house).unwrap(), None, 1.0)
}

/// The words of a page that belong to the document, one after the other.
fn words(sheet: &Sheet) -> String {
    let words = |op: &Op| match (&op.shape, op.leaf) {
        (Shape::Words(run), Some(_)) => Some(run.text.clone()),
        _ => None,
    };
    sheet.ops.iter().filter_map(words).collect::<Vec<_>>().join(" ")
}

fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// All words there are, without spaces: a cut word is found again.
fn all(doc: &Doc) -> String {
    pages(doc, &House::default()).sheets.iter().map(|s| bare(&words(s))).collect()
}

fn figures(legend: &[(Tone, String)], name: &str) -> Vec<Figure> {
    let day = date(2026, 3, 1);
    let kinds = [
        FigureKind::Shares(vec![(name.to_owned(), vec![1, 0, 3, u32::MAX]), (String::new(), vec![])]),
        FigureKind::Ranges(vec![(name.to_owned(), f64::NAN, 140.0), (String::new(), 80.0, 20.0)]),
        FigureKind::Gantt {
            rows: vec![Bar { label: name.to_owned(), start: date(9999, 12, 31), end: day, tone: Tone::Bad }],
            milestones: vec![(date(-9999, 1, 1), name.to_owned())],
            today: day,
        },
        FigureKind::Gantt { rows: vec![], milestones: vec![], today: day },
        FigureKind::Trend(vec![(day, 3.0, f64::INFINITY), (day, 9.0, 1.0)]),
        FigureKind::Trend(vec![]),
        FigureKind::Heat {
            columns: vec![],
            rows: vec![(name.to_owned(), vec![(Tone::Out, name.to_owned()); 9])],
        },
        FigureKind::Heat { columns: vec![name.to_owned(); 30], rows: vec![] },
    ];
    let figure =
        |kind| Figure { title: name.to_owned(), alt: name.to_owned(), kind, legend: legend.to_vec() };
    kinds.into_iter().map(figure).collect()
}

/// A document that says the same text in every place there is.
fn everywhere(text: &str, long: bool) -> Doc {
    let own = || text.to_owned();
    let mut about = about(long);
    about.organisation = own();
    about.facts = vec![(own(), own()); 3];
    about.disclaimer = own();
    about.stamp = own();
    let mut page = Page::new("all", text, about);
    for level in [2, 4, 3, 6, 9] {
        page.heading(level, text);
        let link = Piece::Link { anchor: own(), words: own() };
        page.paragraph(Text(vec![Piece::Plain(own()), Piece::Strong(own()), link]));
    }
    page.fact(text, text);
    page.sub_item(text);
    page.tick(text);
    page.room_below(text, vec![(own(), 40), (String::new(), 900), (own(), usize::MAX)]);
    page.step(usize::MAX, text);
    page.sign(vec![vec![own(), own()], vec![]]);
    let mut table = Table::new(&["Title", "Number", "State", "Day"]);
    for tone in [Tone::Good, Tone::Half, Tone::Bad, Tone::Open, Tone::Out, Tone::Plain] {
        let day = Cell::Day(date(2026, 3, 1));
        table.row(vec![Cell::Text(own()), Cell::Number("12.5".to_owned()), Cell::Toned(tone, own()), day]);
    }
    page.table(table);
    page.table(Table { columns: vec![], rows: vec![vec![]] });
    for figure in figures(&[(Tone::Good, own()), (Tone::Open, own())], text) {
        page.figure(figure);
    }
    page.new_page();
    page.finish()
}

fn deep(levels: usize) -> Item {
    let below = if levels == 0 { vec![] } else { vec![deep(levels - 1)] };
    Item { mark: Mark::Bullet, label: None, text: format!("level {levels}").into(), room: vec![], below }
}

#[test]
fn hostile_text_is_written_and_nothing_acts() {
    let word = "W".repeat(300);
    let texts = [
        "",
        " ",
        "\u{0}\u{1b}[31m\u{202e}\u{2066}\u{feff}\u{fffe}\u{e000}\u{f0000}",
        "a\u{301}\u{1f468}\u{200d}\u{1f469}\u{fe0f} \u{5d0}\u{5d1} \u{645}\u{6cc} \u{e0041}",
        "\n\n\r\n\t\r",
        &word,
        "<script>alert(1)</script> ]]> (\\) javascript:alert(1) %PDF endobj",
    ];
    for text in texts {
        for long in [true, false] {
            let doc = everywhere(text, long);
            let written = write(&doc, &House::default()).unwrap_or_else(|e| panic!("{text:?}: {e:?}"));
            assert!(written.pages > 1 && written.bytes.starts_with(b"%PDF-1.7"), "{text:?}");
            for active in ["/JavaScript", "/JS", "/URI", "/Launch", "/OpenAction", "/EmbeddedFile"] {
                let found = written.bytes.windows(active.len()).any(|w| w == active.as_bytes());
                assert!(!found, "{text:?} {active}");
            }
        }
    }
}

#[test]
fn every_word_of_a_document_is_on_a_page() {
    for text in
        ["Éva Kő's note, with 12 words and/or more: \"quoted\"", "\u{1f600} 海港 x\u{e000}", &"W".repeat(300)]
    {
        for long in [true, false] {
            let doc = everywhere(text, long);
            let (all, text) = (all(&doc), bare(&text::clean(text)));
            // Title, organisation, facts, disclaimer; headings; three pieces each; list; signs; table; figures.
            let least = if long { 60 } else { 58 };
            let times = all.matches(&text).count();
            assert!(times >= least, "{times} of {least} {text}");
        }
    }
}

#[test]
fn ten_thousand_lines_are_all_there() {
    let note = |n: usize| format!("line {n} of the note.");
    let lines: Vec<String> = (0..10_000).map(note).collect();
    let mut page = Page::new("note", "Note", about(true));
    page.heading(2, "Note");
    page.paragraph(lines.join("\n"));
    let mut table = Table::new(&["Id", "Note"]);
    table.row(vec!["5.2".into(), lines.join("\n").into()]);
    page.table(table);
    let all = all(&page.finish());
    for n in [0, 1, 77, 5_000, 9_999] {
        assert_eq!(all.matches(&bare(&note(n))).count(), 2, "{n}");
    }
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let doc = everywhere("Same words 海", true);
    let house =
        House { accent: Some([200, 0, 90]), prepared_by: Some("Nordwind".to_owned()), ..House::default() };
    let (one, two) = (write(&doc, &house).unwrap(), write(&doc, &house).unwrap());
    assert_eq!(one, two);
    assert!(one.unseen > 50, "{}", one.unseen);
    let made = write(&everywhere("x", false), &house).unwrap().bytes;
    let date = b"D:20261122000000";
    assert!(made.windows(date.len()).any(|w| w == date));
}

fn chapters(count: usize) -> Doc {
    let mut page = Page::new("chapters", "Chapters", about(true));
    for n in 0..count {
        page.section(2, &format!("c{n}"), &format!("Chapter {n}"));
        page.paragraph("Some words that fill a line or two on a page of this width. ".repeat(9 + n % 50));
        page.section(3, &format!("s{n}"), &format!("Section {n}"));
        page.item("A point");
    }
    page.finish()
}

#[test]
fn contents_name_the_page_a_heading_is_on() {
    for count in [1, 3, 40, 90] {
        let doc = chapters(count);
        let laid = pages(&doc, &House::default());
        assert_eq!(laid.places.len(), count * 2);
        let lists: Vec<String> = laid.sheets.iter().map(words).collect();
        for place in &laid.places {
            let text = &place.anchor.text;
            assert!(lists[place.sheet].contains(text.as_str()), "{text}");
            let entry = format!("{text}  {} ", place.sheet + 1);
            let listed = lists.iter().any(|l| format!("{l} ").contains(&entry));
            assert!(listed || count * 2 > 150 && place.anchor.level > 2, "{entry:?} {:?}", lists[1]);
        }
    }
}

#[test]
fn no_heading_ends_a_page_and_nothing_leaves_it() {
    let doc = chapters(60);
    let look = Look::new(&House::default(), true, 1.0);
    let laid = pages(&doc, &House::default());
    for place in &laid.places {
        let (_, paper) = Look::paper(false);
        assert!(place.y < paper - 62.0 - 2.0 * look.lead, "{} at {}", place.anchor.text, place.y);
    }
    for sheet in &laid.sheets {
        let (w, h) = Look::paper(sheet.wide);
        for op in &sheet.ops {
            assert!(op.x >= -0.1 && op.y >= 0.0 && op.x < w && op.y < h - 50.0, "{op:?}");
            if let Shape::Words(run) = &op.shape {
                assert!(op.x + run.width <= w - look.left() + 0.5, "{run:?}");
            }
        }
    }
}

/// However long the paper is, lines to sign stand with what comes before them.
#[test]
fn lines_to_sign_are_not_alone_on_a_page() {
    for before in 1..60 {
        let mut page = Page::new("x", "Report", about(true));
        page.heading(2, "Body");
        (0..before).for_each(|n| page.item(format!("Line {n}")));
        page.heading(2, "Method");
        page.paragraph("How it was done. ".repeat(40));
        page.paragraph("From what. ".repeat(12));
        page.heading(2, "Signed");
        page.paragraph("By hand.");
        page.sign(vec![vec!["Completed by".to_owned()], vec!["Acknowledged by".to_owned()]]);
        let laid = pages(&page.finish(), &House::default());
        let last = words(laid.sheets.last().unwrap());
        assert!(
            ["Method", "Signed", "Completed", "Acknowledged"].iter().all(|w| last.contains(w)),
            "{before}: {last}"
        );
    }
}

/// However long the paper is, its last sentence has something of what it belongs to above it.
#[test]
fn a_last_sentence_is_not_alone_on_a_page() {
    for before in 1..60 {
        let mut page = Page::new("x", "Report", about(true));
        page.heading(2, "Body");
        (0..before).for_each(|n| page.item(format!("Line {n}")));
        page.paragraph("What is done after that day stands elsewhere.");
        let laid = pages(&page.finish(), &House::default());
        let last = words(laid.sheets.last().unwrap());
        let line = format!("Line {}", before - 1);
        assert!(last.contains("What is done") && last.contains(&line), "{before}: {last}");
    }
}

#[test]
fn a_wide_table_is_turned_and_its_head_stands_on_each_page() {
    let head =
        ["Control", "Title", "Applies", "Reason", "State", "Owner", "Evidence", "Since", "Review", "Remarks"];
    let mut table = Table::new(&head);
    for n in 0..60 {
        let long = "A reason that takes a good many words to say, so that it is worth its room".to_owned();
        let mut row: Vec<Cell> = vec![format!("A.{n}").into()];
        row.extend(
            (1..9).map(|k| if k % 3 == 0 { Cell::from(long.clone()) } else { Cell::from("implemented") }),
        );
        row.push(long.into());
        table.row(row);
    }
    let mut page = Page::new("soa", "Statement", about(true));
    page.heading(2, "Statement");
    page.table(table);
    page.heading(2, "After");
    let laid = pages(&page.finish(), &House::default());
    let wide: Vec<&Sheet> = laid.sheets.iter().filter(|s| s.wide).collect();
    assert!(wide.len() > 3, "{}", wide.len());
    for sheet in wide {
        let heads =
            sheet.ops.iter().filter(|op| matches!(&op.shape, Shape::Words(r) if r.text == "Control")).count();
        assert_eq!(heads, 1);
        let small = sheet
            .ops
            .iter()
            .filter_map(|op| if let Shape::Words(r) = &op.shape { Some(r.size) } else { None });
        assert!(small.fold(99.0, f32::min) >= 7.0);
    }
    assert!(!laid.sheets.last().unwrap().wide);
}

#[test]
fn a_summary_of_sixty_lines_is_one_page() {
    let mut page = Page::new("summary", "Summary", about(false));
    for part in 0..6 {
        page.heading(2, &format!("Part {part}"));
        for n in 0..8 {
            page.item(format!("Point {n} of a summary for people who decide"));
        }
    }
    page.sign(vec![vec!["Name".to_owned(), "Signature".to_owned()]]);
    assert_eq!(write(&page.finish(), &House::default()).unwrap().pages, 1);
}

#[test]
fn an_empty_document_is_one_page_and_a_deep_list_stays_on_it() {
    let empty = Doc { name: "x", title: String::new(), about: about(false), blocks: vec![] };
    assert_eq!(write(&empty, &House::default()).unwrap().pages, 1);
    let mut nothing = empty.clone();
    nothing.about.organisation = String::new();
    nothing.about.facts = vec![];
    nothing.about.disclaimer = String::new();
    nothing.about.stamp = String::new();
    nothing.about.long = true;
    assert!(write(&nothing, &House::default()).is_ok());
    let list = Doc { blocks: vec![Block::List(vec![deep(40)]), Block::List(vec![])], ..empty };
    let laid = pages(&list, &House::default());
    for op in laid.sheets.iter().flat_map(|s| &s.ops) {
        assert!(op.x < 560.0, "{op:?}");
    }
}

#[test]
fn signs_without_a_picture_are_counted_once() {
    let mut page = Page::new("x", "Title", about(false));
    page.paragraph("海 and 港");
    assert_eq!(write(&page.finish(), &House::default()).unwrap().unseen, 2);
}

#[test]
fn what_is_wrong_with_the_house_style_is_said() {
    let doc = everywhere("x", false);
    let logo = House { logo: Some(b"no picture".to_vec()), ..House::default() };
    let face = House { faces: vec![b"no face".to_vec()], ..House::default() };
    for (house, word) in [(logo, "logo"), (face, "typeface 1")] {
        let error = write(&doc, &house).unwrap_err();
        assert!(error.format == "PDF" && error.why.contains(word), "{error:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_text_is_written_and_none_of_it_is_lost(
        text in "[\u{0}-\u{a0}\u{200b}-\u{2069}WaÉ\u{301}\u{6d77}\u{1f468}\u{feff}\u{e000}\u{e0041}\u{fffe}\n-]{0,60}",
    ) {
        let mut page = Page::new("any", &text, about(false));
        page.fact(&text, text.as_str());
        let mut table = Table::new(&["One", "Two"]);
        table.row(vec![Cell::from(text.as_str()), Cell::Toned(Tone::Bad, text.clone())]);
        page.table(table);
        let doc = page.finish();
        prop_assert!(write(&doc, &House::default()).is_ok());
        prop_assert!(all(&doc).matches(&bare(&text::clean(&text))).count() >= 5);
    }
}
