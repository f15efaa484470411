use std::collections::HashSet;

use super::super::hostile::{self, Tag, WORST};
use super::super::{Block, Cell, House, Page, Table};
use super::*;

/// Elements without an end.
const ALONE: [&str; 5] = ["meta", "link", "img", "br", "wbr"];

fn read(doc: &Doc, house: &House) -> (Vec<Tag>, String) {
    let html = String::from_utf8(write(doc, house)).unwrap();
    hostile::read(&html, &ALONE).unwrap()
}

fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Every element there is. A new one is thought about first.
const ELEMENTS: &str = " html head meta link title style body header img h1 h2 h3 h4 h5 h6 p dl div dt dd nav ol ul li a main strong \
     span i br wbr table thead tbody tr th td figure figcaption svg desc rect text line path circle footer ";

#[test]
fn nothing_active_comes_out() {
    for words in WORST {
        for long in [true, false] {
            let (tags, _) = read(&hostile::doc(words, long), &hostile::house(words));
            let ids: HashSet<&str> = tags.iter().filter_map(|t| t.get("id")).collect();
            for tag in &tags {
                assert!(ELEMENTS.contains(&format!(" {} ", tag.name)), "{tag:?}");
                assert!(tag.attributes.iter().all(|(key, _)| !key.starts_with("on")), "{tag:?}");
                let style = tag.get("style").unwrap_or_default();
                assert!(
                    style.is_empty() || style.starts_with("flex-grow:") && !style.contains("url"),
                    "{style}"
                );
                if let Some(to) = tag.get("href") {
                    let inside = to.strip_prefix('#').is_some_and(|to| ids.contains(to));
                    assert!(inside || (tag.name == "link" && to == "data:,"), "{to}");
                }
                if let Some(from) = tag.get("src") {
                    assert!(from.starts_with("data:image/png;base64,"), "{from}");
                }
            }
        }
    }
}

#[test]
fn the_style_sheet_loads_nothing_and_ends_where_it_should() {
    for words in WORST {
        let html = String::from_utf8(write(&hostile::doc(words, true), &hostile::house(words))).unwrap();
        assert_eq!(html.matches("<style>").count(), 1);
        assert_eq!(html.matches("</style>").count(), 1, "{words}");
        let (_, sheet) = html.split_once("<style>").unwrap();
        let (sheet, _) = sheet.split_once("</style>").unwrap();
        for never in ["url(", "@import", "expression(", "//"] {
            assert!(!sheet.contains(never), "{never}");
        }
        assert_eq!(sheet.matches('{').count(), sheet.matches('}').count());
        assert_eq!(sheet.matches('"').count() % 2, 0);
    }
}

#[test]
fn every_word_is_there_and_no_address_is_a_link() {
    for words in WORST {
        let doc = hostile::doc(words, true);
        let (tags, text) = read(&doc, &House::default());
        let text = flat(&text);
        let wanted = flat(&inert::text(&words.replace("\r\n", "\n")));
        assert!(text.matches(&wanted).count() > 20, "{wanted}\n{text}");
        // Six headings, of which those of two levels are in the contents, and one link that leads somewhere.
        let links = tags.iter().filter(|t| t.name == "a" && !t.ends).count();
        let listed =
            doc.blocks.iter().filter(|b| matches!(b, Block::Heading { level, .. } if *level <= 3)).count();
        assert_eq!(links, listed + 1, "{words}");
    }
}

#[test]
fn the_same_document_is_the_same_file() {
    let doc = hostile::doc(WORST[8], true);
    assert_eq!(write(&doc, &House::default()), write(&doc, &House::default()));
}

#[test]
fn lines_to_sign_and_write_on_are_empty() {
    let html = String::from_utf8(write(&hostile::doc("Name", false), &House::default())).unwrap();
    assert_eq!(html.matches("<i>").count(), html.matches("<i></i>").count());
    assert!(html.contains("<span><i></i>Name</span>"));
    assert!(html.contains("<span class=\"box\">\u{2610}</span>"));
    assert!(!html.contains("<nav"), "a short paper has no contents");
}

#[test]
fn tables_say_what_their_heads_are_and_wide_ones_turn_the_page() {
    let (tags, _) = read(&hostile::doc("word", true), &House::default());
    assert!(tags.iter().filter(|t| t.name == "th" && !t.ends).all(|t| t.get("scope") == Some("col")));
    assert!(tags.iter().any(|t| t.get("class") == Some("wide")));
    for drawn in tags.iter().filter(|t| t.name == "svg" && !t.ends) {
        assert_eq!(drawn.get("role"), Some("img"));
        let named: Vec<&str> = drawn.get("aria-labelledby").unwrap().split(' ').collect();
        assert!(named.iter().all(|id| tags.iter().any(|t| t.get("id") == Some(id))), "{named:?}");
    }
}

#[test]
fn a_note_of_ten_thousand_lines_and_a_word_of_three_hundred_signs() {
    let mut doc = hostile::doc("word", true);
    let mut table = Table::new(&["Note", "Path"]);
    table.row(vec![Cell::from("a line\n".repeat(10_000)), Cell::from("x".repeat(300))]);
    doc.blocks.push(Block::Table(table));
    let html = String::from_utf8(write(&doc, &House::default())).unwrap();
    assert!(html.matches("a line<br>").count() >= 10_000 - 1);
    assert!(html.contains("<tr class=\"tall\">"));
    assert!(html.matches("<wbr>").count() > 8);
    assert!(hostile::read(&html, &ALONE).is_ok());
}

#[test]
fn a_picture_that_is_none_is_left_out() {
    let house = House { logo: Some(b"<svg onload=alert(1)>".to_vec()), ..House::default() };
    let html = String::from_utf8(write(&hostile::doc("word", true), &house)).unwrap();
    assert!(!html.contains("<img"));
    assert_eq!(base64(b"Man"), "TWFu");
    assert_eq!(base64(b"Ma"), "TWE=");
    assert_eq!(base64(b"M"), "TQ==");
    assert_eq!(base64(b""), "");
}

#[test]
fn what_is_to_be_ringed_has_no_line() {
    let lines = |wide: usize| {
        let mut page = Page::new("x", "x", hostile::about("plain", false));
        page.room_below("Ring one", vec![("Level: 1 2 3".to_owned(), wide)]);
        read(&page.finish(), &House::default()).0.iter().filter(|t| t.name == "i" && !t.ends).count()
    };
    assert_eq!((lines(0), lines(20)), (0, 1));
}
