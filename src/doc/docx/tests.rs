use std::collections::{HashMap, HashSet};
use std::io::Read as _;

use proptest::prelude::*;

use super::super::hostile::{self, Tag, WORST};
use super::super::{Block, Cell, House, Page, Table};
use super::*;
use crate::inert;

fn parts_of(bytes: Vec<u8>) -> HashMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut parts = HashMap::new();
    for n in 0..archive.len() {
        let mut file = archive.by_index(n).unwrap();
        assert_eq!(file.last_modified(), Some(DateTime::default()), "times are fixed");
        let mut content = Vec::new();
        file.read_to_end(&mut content).unwrap();
        parts.insert(file.name().unwrap().into_owned(), content);
    }
    parts
}

/// Tags and text of every part that is XML.
fn read(doc: &Doc, house: &House) -> HashMap<String, (Vec<Tag>, String)> {
    let parts = parts_of(write(doc, house).unwrap());
    let xml = parts.into_iter().filter(|(name, _)| !name.starts_with("word/media/"));
    xml.map(|(name, content)| {
        let content = String::from_utf8(content).unwrap();
        let read = hostile::read(&content, &[]).unwrap_or_else(|e| panic!("{name}: {e}"));
        (name, read)
    })
    .collect()
}

fn body(doc: &Doc) -> Vec<Tag> {
    read(doc, &House::default()).remove("word/document.xml").unwrap().0
}

#[test]
fn nothing_active_comes_out() {
    for words in WORST {
        for long in [true, false] {
            let parts = read(&hostile::doc(words, long), &hostile::house(words));
            for (name, (tags, _)) in &parts {
                for tag in tags {
                    assert!(tag.get("TargetMode").is_none(), "{name}: {tag:?}");
                    let acts =
                        ["w:object", "w:control", "w:altChunk", "w:subDoc", "w:attachedTemplate", "w:pict"];
                    assert!(!acts.contains(&tag.name.as_str()), "{name}: {tag:?}");
                    if let Some(code) = tag.get("w:instr") {
                        assert!(matches!(code, " PAGE " | " NUMPAGES "), "{code}");
                    }
                }
            }
            let text = &parts["word/document.xml"].1;
            let codes = text.lines().filter(|l| l.contains("PAGEREF ")).count();
            let fields =
                parts["word/document.xml"].0.iter().filter(|t| t.name == "w:instrText" && !t.ends).count();
            assert_eq!(codes, fields, "{words}");
        }
    }
}

#[test]
fn every_part_is_known_and_every_target_is_there() {
    let bytes = write(&hostile::doc("word", true), &hostile::house("word")).unwrap();
    let names: HashSet<String> = parts_of(bytes).into_keys().collect();
    let parts = read(&hostile::doc("word", true), &hostile::house("word"));
    for tag in &parts["[Content_Types].xml"].0 {
        if let Some(name) = tag.get("PartName") {
            assert!(names.contains(name.trim_start_matches('/')), "{name}");
        }
    }
    let mut ids = HashSet::new();
    for tag in &parts["word/_rels/document.xml.rels"].0 {
        if let Some(to) = tag.get("Target") {
            assert!(names.contains(&format!("word/{to}")), "{to}");
            ids.insert(tag.get("Id").unwrap().to_owned());
        }
    }
    assert!(names.contains("word/media/logo.png"));
    for tag in &parts["word/document.xml"].0 {
        for key in ["r:id", "r:embed"] {
            assert!(tag.get(key).is_none_or(|id| ids.contains(id)), "{tag:?}");
        }
    }
}

#[test]
fn every_word_is_there() {
    for words in WORST {
        let parts = read(&hostile::doc(words, true), &House::default());
        let flat = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let text = flat(&parts["word/document.xml"].1);
        // A lone carriage return is written out, and so one word with what stands around it.
        for word in inert::text(&words.replace("\r\n", "\n")).split_whitespace() {
            assert!(text.matches(word).count() > 20, "{word}");
        }
    }
}

#[test]
fn every_style_number_and_bookmark_that_is_named_is_there() {
    let parts = read(&hostile::doc("word", true), &House::default());
    let all = |part: &str, element: &str, key: &str| -> Vec<String> {
        let tags = parts[part].0.iter().filter(|t| t.name == element);
        tags.filter_map(|t| t.get(key)).map(str::to_owned).collect()
    };
    let document = "word/document.xml";
    let styles: HashSet<String> = all("word/styles.xml", "w:style", "w:styleId").into_iter().collect();
    for element in ["w:pStyle", "w:rStyle", "w:tblStyle"] {
        for style in all(document, element, "w:val") {
            assert!(styles.contains(&style), "{style}");
        }
    }
    for style in all("word/numbering.xml", "w:pStyle", "w:val") {
        assert!(styles.contains(&style), "{style}");
    }
    let numbers: HashSet<String> = all("word/numbering.xml", "w:num", "w:numId").into_iter().collect();
    assert!(all(document, "w:numId", "w:val").iter().all(|n| numbers.contains(n)));
    let marks = all(document, "w:bookmarkStart", "w:name");
    assert_eq!(marks.len(), marks.iter().collect::<HashSet<_>>().len());
    let links = all(document, "w:hyperlink", "w:anchor");
    assert!(!links.is_empty() && links.iter().all(|to| marks.contains(to)));
}

#[test]
fn every_row_fills_the_columns_of_its_table() {
    let tags = body(&hostile::doc("word", true));
    let (mut columns, mut filled, mut rows) = (0, 0, 0);
    for tag in &tags {
        match (tag.name.as_str(), tag.ends) {
            ("w:tblGrid", false) => columns = 0,
            ("w:gridCol", _) => columns += 1,
            ("w:tr", false) => filled = 0,
            ("w:tc", false) => filled += 1,
            ("w:gridSpan", _) => filled += tag.get("w:val").unwrap().parse::<usize>().unwrap() - 1,
            ("w:tr", true) => {
                rows += 1;
                assert_eq!(filled, columns, "row {rows}");
            }
            _ => {}
        }
    }
    assert!(rows > 20);
}

#[test]
fn numbered_lists_begin_where_they_say() {
    let parts = read(&hostile::doc("word", false), &House::default());
    let firsts: Vec<&str> = parts["word/numbering.xml"]
        .0
        .iter()
        .filter(|t| t.name == "w:startOverride")
        .filter_map(|t| t.get("w:val"))
        .collect();
    assert!(firsts.starts_with(&["1", "7"]), "{firsts:?}");
}

#[test]
fn pages_turn_for_wide_tables_and_back() {
    let tags = body(&hostile::doc("word", true));
    let sizes: Vec<bool> =
        tags.iter().filter(|t| t.name == "w:pgSz").map(|t| t.get("w:orient").is_some()).collect();
    assert_eq!(sizes, [false, false, true, false], "cover, upright, on its side, upright");
    assert!(tags.iter().any(|t| t.name == "w:tblHeader"));
    let short = body(&hostile::doc("word", false));
    let fields = |tags: &[Tag]| tags.iter().filter(|t| t.name == "w:instrText" && !t.ends).count();
    assert!(fields(&tags) > 0);
    assert_eq!(fields(&short), 0, "a short paper has no contents");
}

#[test]
fn no_page_is_numbered_by_guess() {
    let parts = read(&hostile::doc("word", true), &House::default());
    let (tags, text) = &parts["word/document.xml"];
    // A field of contents would be shown as it was written; each number is a field that is worked out anew.
    assert!(!text.contains("TOC \\o"), "{text}");
    let begun = tags.iter().filter(|t| t.get("w:fldCharType") == Some("begin"));
    assert!(begun.clone().count() > 3);
    assert!(begun.clone().all(|t| t.get("w:dirty") == Some("true")));
    let shown = tags.split(|t| t.get("w:fldCharType") == Some("separate")).skip(1);
    for after in shown {
        let end = after.iter().position(|t| t.get("w:fldCharType") == Some("end")).unwrap();
        assert!(after.iter().take(end).all(|t| t.name != "w:t"), "nothing stands for a number");
    }
}

#[test]
fn the_same_document_is_the_same_file() {
    let doc = hostile::doc(WORST[8], true);
    let house = hostile::house("Garamond");
    assert_eq!(write(&doc, &house).unwrap(), write(&doc, &house).unwrap());
    let core = &read(&doc, &house)["docProps/core.xml"].1;
    assert!(core.contains("2026-11-22T00:00:00Z"), "{core}");
}

#[test]
fn a_row_higher_than_a_page_may_be_cut() {
    let mut doc = hostile::doc("word", true);
    let mut table = Table::new(&["Note", "Path"]);
    table.row(vec![Cell::from("a line\n".repeat(10_000)), Cell::from("x".repeat(300))]);
    table.row(vec![Cell::from("short"), Cell::from("y")]);
    doc.blocks = vec![Block::Table(table)];
    let tags = body(&doc);
    let rows = tags.iter().filter(|t| t.name == "w:tr" && !t.ends).count();
    let whole = tags.iter().filter(|t| t.name == "w:cantSplit").count();
    assert_eq!((rows, whole), (3, 2));
    assert!(tags.iter().filter(|t| t.name == "w:br").count() >= 10_000 - 1);
}

#[test]
fn lines_to_sign_are_empty_and_a_picture_that_is_none_is_left_out() {
    let house = House { logo: Some(b"GIF89a".to_vec()), ..House::default() };
    let mut doc = hostile::doc("word", false);
    doc.blocks = vec![Block::Sign(vec![vec!["Name".into(), "Date".into()]])];
    let parts = read(&doc, &house);
    let (tags, text) = &parts["word/document.xml"];
    assert!(tags.iter().all(|t| t.name != "w:drawing"));
    assert_eq!(tags.iter().filter(|t| t.get("w:leader") == Some("underscore")).count(), 2);
    let (_, signed) = text.split_once("Name").unwrap();
    let left: Vec<&str> = signed.split_whitespace().collect();
    assert_eq!(left, ["Date"], "nothing stands on the lines");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]
    #[test]
    fn whatever_is_written_the_parts_can_be_read(words in "\\PC{0,12}|[\u{0}-\u{40}\u{fff0}-\u{ffff}\u{202a}-\u{2069}]{0,20}") {
        let parts = read(&hostile::doc(&words, true), &hostile::house(&words));
        prop_assert_eq!(parts.len(), 13);
    }
}

#[test]
fn what_is_to_be_ringed_has_no_line() {
    let lines = |wide: usize| {
        let mut page = Page::new("x", "x", hostile::about("plain", false));
        page.room_below("Ring one", vec![("Level: 1 2 3".to_owned(), wide)]);
        body(&page.finish()).iter().filter(|t| t.get("w:leader") == Some("underscore")).count()
    };
    assert_eq!((lines(0), lines(20)), (0, 1));
}
