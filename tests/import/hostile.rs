//! Files that mean harm, or were cut off: each refused with its reason, before room is made for what it says it holds.

use std::io::{Cursor, Read as _, Write as _};

use clausewise::import::{As, Choice, Trouble};
use proptest::prelude::*;
use zip::write::SimpleFileOptions;

use super::files::{case, workbook};
use super::{Open, csv, said};

/// A workbook with one of its parts in other words, or one more.
fn with_part(book: &[u8], name: &str, change: impl Fn(Option<String>) -> Vec<u8>) -> Vec<u8> {
    let mut from = zip::ZipArchive::new(Cursor::new(book)).unwrap();
    let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let mut met = false;
    for n in 0..from.len() {
        let mut part = from.by_index(n).unwrap();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        to.start_file(part.name().unwrap(), SimpleFileOptions::default()).unwrap();
        if part.name().unwrap() == name {
            met = true;
            bytes = change(Some(String::from_utf8(bytes).unwrap()));
        }
        to.write_all(&bytes).unwrap();
    }
    if !met {
        to.start_file(name, SimpleFileOptions::default()).unwrap();
        to.write_all(&change(None)).unwrap();
    }
    to.finish().unwrap().into_inner()
}

const SHEET: &str = "xl/worksheets/sheet1.xml";

fn small() -> Vec<u8> {
    workbook(&[("A", &[vec!["Control".into(), "Status".into()], vec!["A.2.3".into(), "Planned".into()]])])
}

#[test]
fn a_bomb_is_not_unpacked() {
    let mut o = Open::new("Firm");
    let bomb = with_part(&small(), SHEET, |_| vec![b' '; 70 << 20]);
    assert!(bomb.len() < 1 << 20);
    assert!(matches!(o.refused(&bomb, None)[..], [Trouble::Unpacks { .. }]));
    // Small enough, but far larger than it was packed.
    let dense = with_part(&small(), SHEET, |_| vec![b' '; 8 << 20]);
    assert!(matches!(o.refused(&dense, None)[..], [Trouble::Unpacks { .. }]));
    // In a part nobody reads.
    let beside = with_part(&small(), "xl/media/image1.png", |_| vec![b' '; 70 << 20]);
    assert!(matches!(o.refused(&beside, None)[..], [Trouble::Unpacks { .. }]));
    let mut many = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for n in 0..2_100 {
        many.start_file(format!("{n}.xml"), SimpleFileOptions::default()).unwrap();
    }
    assert!(matches!(o.refused(&many.finish().unwrap().into_inner(), None)[..], [Trouble::Parts { .. }]));
    let large = vec![b'a'; (20 << 20) + 1];
    assert!(matches!(o.refused(&large, None)[..], [Trouble::TooLarge { .. }]));
}

#[test]
fn room_is_never_made_by_what_a_file_says() {
    let mut o = Open::new("Firm");
    for count in ["99999999999999999999", "9999999999999", " 888888888888"] {
        let strings = with_part(&small(), "xl/sharedStrings.xml", |old| {
            let old = old.unwrap();
            let from = old.find("uniqueCount=\"").unwrap();
            let (before, after) = old.split_at(from);
            let after = after.splitn(3, '"').nth(2).unwrap();
            format!("{before}uniqueCount=\"{count}\"{after}").into_bytes()
        });
        assert_eq!(o.refused(&strings, None), [Trouble::Unreadable], "{count}");
    }
    let far = with_part(&small(), SHEET, |old| {
        old.unwrap().replace("r=\"A2\"", "r=\"A1048576\"").replace("r=\"2\"", "r=\"1048576\"").into_bytes()
    });
    assert!(matches!(o.refused(&far, None)[..], [Trouble::Rows { .. }]));
    let wide = with_part(&small(), SHEET, |old| old.unwrap().replace("r=\"B2\"", "r=\"XFD2\"").into_bytes());
    assert!(matches!(o.refused(&wide, None)[..], [Trouble::Columns { .. }]));
    let shared = with_part(&small(), SHEET, |old| {
        let f = "<c r=\"C2\"><f t=\"shared\" si=\"99999999999\" ref=\"C2:C9\">A1</f><v>1</v></c></row></sheetData>";
        old.unwrap().replace("</row></sheetData>", f).into_bytes()
    });
    assert_eq!(o.look(&shared, None, Choice::Ours).planned.report.faults, []);
}

#[test]
fn macros_entities_and_other_kinds_of_files() {
    let mut o = Open::new("Firm");
    let macros = with_part(&small(), "xl/vbaProject.bin", |_| b"x".to_vec());
    assert_eq!(o.refused(&macros, None), [Trouble::Macros]);
    let entity = with_part(&small(), SHEET, |old| {
        let declared = "<!DOCTYPE x [<!ENTITY a \"b\"><!ENTITY c SYSTEM \"file:///etc/passwd\">]><worksheet";
        old.unwrap().replacen("<worksheet", declared, 1).into_bytes()
    });
    assert_eq!(o.refused(&entity, None), [Trouble::Declares]);
    let sixteen = with_part(&small(), SHEET, |old| {
        let units: Vec<u8> = old.unwrap().encode_utf16().flat_map(u16::to_le_bytes).collect();
        [vec![0xff, 0xfe], units].concat()
    });
    assert_eq!(o.refused(&sixteen, None), [Trouble::Declares]);
    let mut open = zip::ZipWriter::new(Cursor::new(Vec::new()));
    open.start_file("content.xml", SimpleFileOptions::default()).unwrap();
    assert_eq!(o.refused(&open.finish().unwrap().into_inner(), None), [Trouble::OpenDocument]);
    let old = [&[0xd0, 0xcf, 0x11, 0xe0][..], &[0; 600]].concat();
    assert_eq!(o.refused(&old, None), [Trouble::OldOrLocked]);
    assert_eq!(o.refused(b"", None), [Trouble::Empty]);
    assert_eq!(o.refused(b"id,level\0\n4.1,3\n", None), [Trouble::NotText]);
    assert_eq!(o.refused(b"hello\nworld\n", None), [Trouble::WhatIsIt]);
    assert_eq!(o.refused(&[0xff, 0xfe, 0x41], None), [Trouble::NotText]);
}

#[test]
fn what_was_cut_off_is_never_taken_for_whole() {
    let mut o = Open::new("Firm");
    let (table, book) = case("twyntrust");
    for part in 1..8 {
        o.refused(book.get(..book.len() * part / 8).unwrap(), None);
    }
    assert_eq!(o.refused(b"id,level,note\n4.1,3,\"begun\n4.2,3,\n", None), [Trouble::OpenQuote]);
    assert!(!table.is_empty());
}

#[test]
fn too_many_rows_and_columns_and_too_long_cells() {
    let mut o = Open::new("Firm");
    let wide = csv(&[&"x,".repeat(300), "4.1"]);
    assert!(matches!(o.refused(&wide, None)[..], [Trouble::Columns { most: 200 }]));
    let long = format!("id,level\n{}", "4.1,3\n".repeat(20_000));
    assert!(matches!(o.refused(long.as_bytes(), None)[..], [Trouble::Rows { most: 20_000 }]));
    let cell = format!("id,level,note\n4.1,3,{}\n", "\u{e9}".repeat(65_537));
    assert!(matches!(o.refused(cell.as_bytes(), None)[..], [Trouble::LongCell { most: 65_536 }]));
    let cell = format!("id,level,note\n4.1,3,{}\n", "\u{e9}".repeat(20_000));
    assert_eq!(o.take(cell.as_bytes(), None, Choice::Ours).changed.len(), 2);
}

#[test]
fn what_a_spreadsheet_would_run_stays_text_and_what_drives_a_terminal_is_made_visible() {
    let mut o = Open::new("Firm");
    let table = csv(&[
        "id,level,note",
        "4.1,3,\"=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"",
        "4.2,3,'=1+1",
        "4.3,3,@SUM(A1)",
        "4.4,3,a\u{1b}]52;c;QQ==\u{7}b\u{202e}",
        "5.1\u{1b}[2J,3,",
    ]);
    let looked = o.look(&table, None, Choice::Ours);
    let words = said(&looked);
    assert!(!words.contains(|c: char| c.is_control() && c != '\n'), "{words:?}");
    o.take(&table, None, Choice::Ours);
    let a = o.w.a();
    assert_eq!(a.get("note.4.1"), Some("=HYPERLINK(\"http://x\",\"y\")"));
    assert_eq!((a.get("note.4.2"), a.get("note.4.3")), (Some("=1+1"), Some("@SUM(A1)")));
    assert_eq!(a.get("note.4.4"), Some("a\u{241b}]52;c;QQ==b"));
}

#[test]
fn encodings_and_separators_are_found_out() {
    let text = "id;level;note\r\n4.1;4;\u{c1}rv\u{ed}z \u{201e}t\u{201c}, caf\u{e9}\r\n\r\n4.2;3;x\r\n";
    let sixteen: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let windows: Vec<u8> = text
        .chars()
        .map(|c| match c {
            '\u{201e}' => 0x84,
            '\u{201c}' => 0x93,
            c => u8::try_from(u32::from(c)).unwrap(),
        })
        .collect();
    let named = format!("sep=\t\r\n{}", text.replace(';', "\t"));
    for bytes in [
        text.as_bytes().to_vec(),
        [&[0xef, 0xbb, 0xbf], text.as_bytes()].concat(),
        [&[0xfe, 0xff], sixteen.as_slice()].concat(),
        windows,
        named.into_bytes(),
    ] {
        let mut o = Open::new("Firm");
        let report = o.take(&bytes, Some(As::Answers), Choice::Ours);
        assert_eq!(o.w.a().get("note.4.1"), Some("\u{c1}rv\u{ed}z \u{201e}t\u{201c}, caf\u{e9}"));
        // Rows are counted as a spreadsheet counts, the empty ones too.
        let rows: Vec<usize> = report.changed.iter().map(|d| d.place.row).collect();
        assert!(rows == [2, 2, 4, 4] || rows == [3, 3, 5, 5], "{rows:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(30))]

    /// Whatever becomes of a workbook on its way, it is read or refused, and what is refused changes nothing.
    #[test]
    fn a_spoilt_file_is_read_or_refused(at in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6)) {
        let o = Open::new("Firm");
        let (table, book) = case("twyntrust");
        for mut bytes in [table, book] {
            for (at, byte) in &at {
                let at = at.index(bytes.len());
                bytes[at] = *byte;
            }
            let before = o.facts();
            let looked = o.look(&bytes, None, Choice::Ours);
            prop_assert!(looked.planned.report.faults.is_empty() || looked.planned.edit.is_empty());
            prop_assert!(!said(&looked).is_empty());
            prop_assert_eq!(&o.facts(), &before);
        }
    }
}
