//! A workbook of questions goes into the file it was made from, and into no other.

use clausewise::doc::xlsx::Part;
use clausewise::doc::{Cell, House, xlsx};
use clausewise::import::{As, Choice, Trouble};
use clausewise::report::fill_in;

use super::front::{fresh, run};
use super::{Open, said};

/// The workbook of an open file with one level filled in, without these rows of its sheet for programs.
fn filled(o: &Open, without: &[&str]) -> Vec<u8> {
    let head = o.w.head();
    let mut book = fill_in::book(&o.w.input(&head), &fill_in::Only::default());
    for part in book.sheets.iter_mut().flat_map(|s| &mut s.parts) {
        let Part::Grid(grid) = part else { continue };
        grid.table.rows.retain(|r| !without.iter().any(|key| r[0] == Cell::from(*key)));
        if let Some(row) = grid.table.rows.iter_mut().find(|r| r[0] == Cell::from("4.1/1")) {
            row[6] = Cell::from("4 In use");
        }
    }
    xlsx::write(&book, &House::default()).unwrap()
}

#[test]
fn a_workbook_of_another_file_is_refused_whatever_it_is_read_as() {
    let old: [&[&str]; 3] = [&[], &["first", "organisation"], &["first", "organisation", "head"]];
    let other = Open::new("Acme Ltd");
    for without in old {
        let mut o = Open::new("Firm");
        let theirs = filled(&other, without);
        for is in [None, Some(As::Workbook), Some(As::Answers), Some(As::Soa)] {
            let troubles = o.refused(&theirs, is);
            let [Trouble::OtherAssessment { file, here }] = troubles.as_slice() else {
                panic!("{troubles:?}")
            };
            assert_eq!((file.as_str(), here.as_str()), ("Acme Ltd", "Firm"), "{without:?}");
        }
        let looked = o.look(&theirs, None, Choice::Ours);
        assert!(said(&looked).contains("made from the assessment of Acme Ltd; the open one is of Firm"));
        // The file it was made from takes it, also after it went on.
        let ours = filled(&o, without);
        o.take(b"id,level\n5.2,3\n", None, Choice::Ours);
        assert_eq!(o.take(&ours, None, Choice::Ours).changed.len(), 1, "{without:?}");
    }
    // Another file of the same organisation is another file all the same.
    let (same, mut o) = (Open::new("Firm"), Open::new("Firm"));
    o.take(b"id,level\n5.2,3\n", None, Choice::Ours);
    let looked = same.look(&filled(&o, &[]), None, Choice::Ours);
    let same_file = same.w.head().first == o.w.head().first;
    assert_eq!(looked.planned.report.faults.is_empty(), same_file, "{}", said(&looked));
}

#[test]
fn the_command_and_plain_mode_say_whose_it_is_and_whom_to_ask() {
    let folder = fresh();
    let f = folder.path();
    std::fs::write(f.join("theirs.xlsx"), filled(&Open::new("Acme Ltd"), &[])).unwrap();
    let before = std::fs::read(f.join("a.aims")).unwrap();
    for args in [&["theirs.xlsx"][..], &["theirs.xlsx", "--dry-run"], &["theirs.xlsx", "--as", "answers"]] {
        let (code, out, err) = run(f, &[&["import", "a.aims"], args].concat(), "");
        assert_eq!((code, out.as_str()), (65, ""));
        assert!(
            err.contains("Acme Ltd") && err.contains("Firm") && err.contains("made from this file"),
            "{err}"
        );
        assert!(err.contains("nothing was changed") && !err.contains("Mend the file"), "{err}");
    }
    let (_, out, _) = run(f, &["--plain", "a.aims"], "import theirs.xlsx\nquit\n");
    assert!(out.contains("Acme Ltd") && out.contains("nothing was changed"), "{out}");
    assert_eq!(std::fs::read(f.join("a.aims")).unwrap().len(), before.len());
}

#[test]
fn tables_workbooks_and_data_of_another_organisation_are_refused_and_ours_are_nothing_new() {
    let mut o = Open::new("Firm");
    let lines: [&[u8]; 3] = [
        b"id,level,note\nA.2.2/1,5,Page of rules\nA.2.2/2,4,Known to all\nA.3.2,3,Table of roles\n",
        b"id,level,note\n4.1,5,Register\nA.5.5,1,\n",
        b"Control,Applicable,Reason,Owner,Evidence\nA.10.4,No,No customers,,\nA.6.2.2,Yes,Asked for,Ana,Specification\n",
    ];
    for bytes in lines {
        o.take(bytes, None, Choice::Ours);
    }
    let head = o.w.head();
    let input = o.w.input(&head);
    let book = xlsx::write(&clausewise::report::workbook::book(&input), &House::default()).unwrap();
    let mut files = vec![book];
    let wanted = |f: &clausewise::report::File| matches!(&*f.1.file(&f.0), "soa.csv" | "everything.json");
    let all: Vec<_> = clausewise::report::files().into_iter().filter(wanted).collect();
    let go_on = &mut |_: usize, _: &str| clausewise::report::Stop::No;
    let made = clausewise::report::make(&input, &all, &House::default(), go_on).unwrap().unwrap();
    files.extend(made.documents.into_iter().map(|d| d.bytes));
    assert_eq!(files.len(), 3);
    for bytes in &files {
        let troubles = Open::new("Acme Ltd").refused(bytes, None);
        let [Trouble::OtherAssessment { file, here }] = troubles.as_slice() else { panic!("{troubles:?}") };
        assert_eq!((file.as_str(), here.as_str()), ("Firm", "Acme Ltd"));
        let looked = o.look(bytes, None, Choice::Ours);
        let r = &looked.planned.report;
        assert_eq!((r.changed.len(), r.conflicting.len(), r.faults.len()), (0, 0, 0), "{}", said(&looked));
    }
    assert_eq!(o.look(&files[0], None, Choice::Ours).is, Some(As::Soa));
}

#[test]
fn capitals_and_blanks_make_nobody_another_organisation() {
    let mut from = Open::new("Seeblick Hotels");
    from.w.set_drivers("A.2.2", "law").unwrap();
    let out = super::soa::csv_of(&from.w);
    for same in ["seeblick hotels", "  Seeblick  Hotels ", "SEEBLICK HOTELS"] {
        let looked = Open::new(same).look(&out, None, Choice::Ours);
        assert!(looked.planned.report.faults.is_empty(), "{same}: {}", said(&looked));
    }
    assert!(!Open::new("Seeblick Hotel").refused(&out, None).is_empty());
}

/// A file of another organisation is refused with the way to take it in all the same, and that way works as it stands there.
#[test]
fn what_was_made_elsewhere_goes_in_when_somebody_says_so() {
    let mut other = Open::new("Acme Ltd");
    other.w.set_drivers("A.2.2", "law").unwrap();
    let table = super::soa::csv_of(&other.w);
    let head = other.w.head();
    let data = clausewise::report::data::everything(&other.w.input(&head));
    let data = clausewise::report::data::pretty(&data).unwrap().into_bytes();
    let folder = fresh();
    let f = folder.path();
    std::fs::write(f.join("their soa.csv"), &table).unwrap();
    std::fs::write(f.join("all.json"), &data).unwrap();
    let dump = || run(f, &["dump", "a.aims"], "").1;
    let before = dump();
    let (code, _, err) = run(f, &["import", "a.aims", "their soa.csv", "--as", "soa"], "");
    assert!(code == 65 && err.contains("Acme Ltd") && err.contains("Firm"), "{err}");
    let command = "clausewise import a.aims \"their soa.csv\" --as soa --other-organisation";
    assert!(err.contains(command), "{err}");
    assert_eq!(dump(), before);
    let args = ["import", "a.aims", "their soa.csv", "--as", "soa", "--other-organisation"];
    let (code, out, err) = run(f, &args, "");
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
    assert!(dump().contains("driver.A.2.2.law=yes\n"));
    // Our own data too; whose this file is stays as it is, whoever wins.
    let args = ["import", "a.aims", "all.json", "--theirs", "--other-organisation"];
    assert_eq!(run(f, &args, "").0, 0);
    assert!(dump().contains("=Firm\n") && !dump().contains("Acme Ltd"), "{}", dump());
    // Plain mode asks: no changes nothing, yes goes on to what would change.
    std::fs::remove_file(f.join("a.aims")).unwrap();
    assert_eq!(run(f, &["new", "a.aims", "--org", "Firm", "--size", "small"], "").0, 0);
    let before = dump();
    let (_, out, _) = run(f, &["--plain", "a.aims"], "import their soa.csv\nno\nquit\n");
    assert!(out.contains("all the same?") && out.contains("nothing was changed"), "{out}");
    assert_eq!(dump(), before);
    let (_, out, _) = run(f, &["--plain", "a.aims"], "import their soa.csv\nyes\nyes\nquit\n");
    assert!(out.contains("Taken over: "), "{out}");
    assert!(dump().contains("driver.A.2.2.law=yes\n"));
}
