//! What single AI systems leave out comes back with our own statement, and columns of theirs find their place.

use clausewise::import::{As, Choice, How, Map, Why};
use clausewise::model::Level;
use clausewise::model::record::SYSTEM;
use clausewise::model::statement::Applicable;

use super::front::{fresh, run};
use super::soa::csv_of;
use super::soa_round::workbook_of;
use super::{Open, csv, said};

/// A control out for all three systems, one out for one, and a check of one out for one.
pub(super) fn with_systems() -> Open {
    let mut o = Open::new("Firm");
    o.take(
        &csv(&["Name", "Chatbot", "Scoring", "Forecast: sales"]),
        Some(As::Register(&SYSTEM)),
        Choice::Ours,
    );
    for (system, at, reason) in [
        ("S-1", "A.10.4", "It answers no customer; only staff see it"),
        ("S-2", "A.10.4", "The bank buys it for itself alone"),
        ("S-3", "A.10.4", "Nobody outside reads its figures"),
        ("S-2", "A.8.3", "Its figures never leave the house"),
        ("S-3", "A.6.2.7/1", "It has no screen of its own"),
    ] {
        o.w.answer_for(system).unwrap();
        o.w.rate(at, Some(Level::NotApplicable), Some(reason), false).unwrap();
    }
    o.w.answer_for("").unwrap();
    for at in ["A.8.3", "A.6.2.7"] {
        o.w.rate(at, Some(Level::InUse), None, false).unwrap();
    }
    let why =
        ["A.8.3,yes,Customers ask where it was used", "A.6.2.7,yes,The hotel asks for it in its contract"];
    o.take(&csv(&["Control,Applicable,Reason for", why[0], why[1]]), Some(As::Soa), Choice::Ours);
    o
}

fn not_for(o: &Open) -> Vec<(String, Applicable, Vec<String>)> {
    let one = |n: &clausewise::model::statement::NotFor| {
        format!("{} {} {}", n.system.whole(), n.parts.join(","), n.reason)
    };
    let rows = o.w.statement().into_iter().filter(|r| !r.not_for.is_empty());
    rows.map(|r| (r.id.clone(), r.applicable, r.not_for.iter().map(one).collect())).collect()
}

#[test]
fn what_single_systems_leave_out_comes_back_with_its_reasons() {
    let from = with_systems();
    let before = not_for(&from);
    assert_eq!(before.iter().map(|(id, ..)| id.as_str()).collect::<Vec<_>>(), ["A.6.2.7", "A.8.3", "A.10.4"]);
    for bytes in [csv_of(&from.w), workbook_of(&from.w)] {
        let mut back = Open::new("Firm");
        back.take(
            &csv(&["Name", "Chatbot", "Scoring", "Forecast: sales"]),
            Some(As::Register(&SYSTEM)),
            Choice::Ours,
        );
        let report = back.take(&bytes, Some(As::Soa), Choice::Ours);
        assert_eq!(not_for(&back), before, "{:#?}", report.changed);
        let lacks = back.w.statement().into_iter().find(|r| r.id == "A.10.4").unwrap();
        assert!(!lacks.lacks_reason());
        // Where it all stands, nothing of it is new.
        let again = back.look(&bytes, Some(As::Soa), Choice::Ours).planned.report;
        let news = again.changed.iter().chain(&again.conflicting);
        assert_eq!(news.map(|d| &d.about).collect::<Vec<_>>(), Vec::<&clausewise::import::About>::new());
    }
    let same = from.look(&csv_of(&from.w), Some(As::Soa), Choice::Theirs);
    assert_eq!(same.planned.edit.changes, [], "{}", said(&same));
}

#[test]
fn a_system_that_is_not_here_is_named_and_its_reason_is_kept() {
    let from = with_systems();
    let mut back = Open::new("Firm");
    back.take(&csv(&["Name", "Chatbot"]), Some(As::Register(&SYSTEM)), Choice::Ours);
    let bytes = csv_of(&from.w);
    let told = said(&back.look(&bytes, Some(As::Soa), Choice::Ours));
    assert!(told.contains("\"S-3 Forecast\" is no AI system here"), "{told}");
    let report = back.take(&bytes, Some(As::Soa), Choice::Ours);
    assert!(report.unknown.iter().any(|l| matches!(l.why, Why::NoSystem { .. })), "{report:#?}");
    let a = back.w.a();
    assert_eq!(a.get("A.10.4"), Some("n"));
    assert!(
        a.get("reason.A.10.4").is_some_and(|r| r.contains("The bank buys it for itself alone")),
        "{told}"
    );
    assert!(a.get("note.A.6.2.7").is_some_and(|n| n.contains("It has no screen of its own")), "{told}");
}

#[test]
fn heads_of_theirs_that_matter_are_known_and_the_example_names_one_that_does() {
    let o = Open::new("Firm");
    let table = csv(&[
        "Ref,Annex A control,Applicable,Status,Justification,Risk refs",
        "A.2.2,AI policy,Yes,Implemented,The board asks for it,R-07 Bias",
    ]);
    let looked = o.look(&table, None, Choice::Ours);
    let told = said(&looked);
    assert!(told.contains("Risk refs -> risks") && told.contains("Annex A control -> title"), "{told}");
    assert!(!told.contains("left out"), "{told}");
    assert!(looked.planned.report.changed.iter().all(|d| d.now != "AI policy"), "{told}");
    let table =
        csv(&["Control,Applicable,Status,Colour,Our risk thoughts", "A.2.2,Yes,Implemented,Green,R-07 Bias"]);
    let told = said(&o.look(&table, None, Choice::Ours));
    assert!(told.contains("--map \"Our risk thoughts=risks\""), "{told}");
}

#[test]
fn heads_nobody_knows_are_shown_with_a_command_that_says_what_they_are() {
    let folder = fresh();
    let f = folder.path();
    std::fs::write(f.join("tw.csv"), "Nr,Gilt,Warum\nA.2.2,yes,The board asks for it\n").unwrap();
    let (code, _, err) = run(f, &["import", "a.aims", "tw.csv", "--as", "soa"], "");
    let command = "clausewise import a.aims tw.csv --as soa --map \"Nr=control\" --map \"Gilt=applicable\"";
    assert!(
        code == 65 && err.contains("The first row holds: Nr, Gilt, Warum.") && err.contains(command),
        "{err}"
    );
    let typed = command.replace('"', "");
    let (code, out, err) = run(f, &typed.split(' ').skip(1).collect::<Vec<_>>(), "");
    assert_eq!(code, 0, "{err}");
    assert!(!out.contains("Sheets that are not read"), "{out}");
}

#[test]
fn a_sheet_whose_heads_were_said_is_read() {
    let o = Open::new("Firm");
    let rows = [["Nr", "Gilt"], ["A.2.2", "yes"]].map(|r| r.map(str::to_owned).to_vec());
    let book = super::files::workbook(&[("SoA", &rows)]);
    let maps = vec![Map::parse("Nr=control").unwrap(), Map::parse("Gilt=applicable").unwrap()];
    let how = How { is: Some(As::Soa), maps, ..How::default() };
    let looked = o.w.look_into(&o.file("in", &book), how, Choice::Ours).unwrap();
    assert_eq!((looked.planned.report.faults.len(), looked.planned.report.beside.len()), (0, 0));
}

#[test]
fn a_row_of_a_heading_that_says_more_is_named() {
    let o = Open::new("Firm");
    let table = csv(&[
        "Control,Title,Applicable,Status,Reason,Owner",
        "A.2,Policies,,,The board asks for it,Ann",
        "A.3,Organization,,,,",
        "A.2.2,AI policy,Yes,Implemented,The board asks for it,Ann",
    ]);
    let looked = o.look(&table, None, Choice::Ours);
    let left = &looked.planned.report.unknown;
    assert!(matches!(&left[..], [l] if l.place.row == 2 && l.id == "A.2"), "{left:#?}");
    assert!(said(&looked).contains("A.2 is a heading"), "{}", said(&looked));
}

#[test]
fn a_list_that_the_record_command_prints_comes_back() {
    let folder = fresh();
    let f = folder.path();
    let add = |args: &[&str]| assert_eq!(run(f, &[&["record", "a.aims"], args].concat(), "").0, 0);
    add(&["system", "add", "name=Chatbot", "role=user, provider"]);
    add(&["supplier", "add", "name=Mill, old", "systems=Chatbot", "trains=no", "checked=2026-02-01"]);
    for kind in ["system", "supplier"] {
        let (_, list, _) = run(f, &["record", "a.aims", kind, "list", "--format", "json"], "");
        std::fs::write(f.join(format!("{kind}.json")), &list).unwrap();
        let (code, out, err) = run(f, &["import", "a.aims", &format!("{kind}.json")], "");
        assert!(code == 0 && out.contains("Nothing new"), "{out}{err}");
    }
    assert_eq!(run(f, &["new", "b.aims", "--org", "Other", "--size", "small"], "").0, 0);
    for kind in ["system", "supplier"] {
        let (code, out, err) = run(f, &["import", "b.aims", &format!("{kind}.json"), "--as", kind], "");
        assert_eq!(code, 0, "{out}{err}");
    }
    let (_, list, _) = run(f, &["record", "b.aims", "supplier", "list", "--format", "json"], "");
    assert!(
        list.contains("\"Mill, old\"") && list.contains("\"Chatbot\"") && list.contains("2026-02-01"),
        "{list}"
    );
    std::fs::write(f.join("bad.json"), "[{\"name\": ").unwrap();
    assert_eq!(run(f, &["import", "b.aims", "bad.json", "--as", "supplier"], "").0, 65);
}

/// What holds numbers of controls is offered as that, whatever its head sounds like.
#[test]
fn a_column_of_numbers_of_controls_is_offered_as_the_column_of_controls() {
    let folder = fresh();
    let f = folder.path();
    std::fs::write(
        f.join("de.csv"),
        "ID,Kennzahl,Applicable,Status\n1,A.2.2,yes,Implemented\n2,A.2.3,yes,Open\n",
    )
    .unwrap();
    let (_, out, err) = run(f, &["import", "a.aims", "de.csv", "--as", "soa", "--dry-run"], "");
    let told = format!("{out}{err}");
    assert!(told.contains("--map \"Kennzahl=control\"") || told.contains("--map Kennzahl=control"), "{told}");
    let (code, out, err) =
        run(f, &["import", "a.aims", "de.csv", "--as", "soa", "--map", "Kennzahl=control", "--dry-run"], "");
    assert_eq!(code, 0, "{err}");
    assert!(out.contains("A.2.2"), "{out}");
    std::fs::write(f.join("tw.csv"), "Titel,Kennzahl,Gilt\nRegeln,A.2.2,yes\n").unwrap();
    let (_, _, err) = run(f, &["import", "a.aims", "tw.csv", "--as", "soa"], "");
    assert!(err.contains("Kennzahl=control"), "{err}");
}

/// A control that AI systems leave out for themselves is not taken in by a sheet: all of them, and it stays out; one, and it is in but
/// for that one. Both are told, and the file says no more than that.
#[test]
fn a_sheet_does_not_take_in_what_systems_leave_out_and_says_so() {
    use clausewise::model::statement::Applicable;
    let why = "Nothing is bought for it, and no risk asks for the control";
    let at = "A.7.3";
    let open = |out: &[&str]| {
        let mut o = Open::new("Case");
        for name in ["Chat", "Vision"] {
            o.w.put(&SYSTEM, None, &[("name".to_owned(), name.to_owned())].into()).unwrap();
        }
        for name in out {
            o.w.answer_for(name).unwrap();
            o.w.rate(at, Some(Level::NotApplicable), Some(why), false).unwrap();
        }
        o.w.answer_for("").unwrap();
        o
    };
    let is = |o: &Open| o.w.statement().into_iter().find(|r| r.id == at).unwrap();
    for sheet in [
        "Control,Applicable,Justification\nA.7.3,yes,The hotel asks for it",
        "Control,Status\nA.7.3,Implemented",
    ] {
        for choice in [Choice::Ours, Choice::Theirs] {
            let mut o = open(&["Chat", "Vision"]);
            let before = o.facts();
            let looked = o.look(sheet.as_bytes(), Some(As::Soa), choice);
            let told = said(&looked);
            assert!(
                told.contains("A.7.3 stays left out, and its row does not change that: S-1 Chat, S-2 Vision"),
                "{told}"
            );
            assert!(!told.contains("is decided in"), "{told}");
            o.take(sheet.as_bytes(), Some(As::Soa), choice);
            assert_eq!((is(&o).applicable, o.facts()), (Applicable::No, before));
        }
        let mut o = open(&["Chat"]);
        let looked = o.look(sheet.as_bytes(), Some(As::Soa), Choice::Theirs);
        let told = "A.7.3 is in, and not for S-1 Chat, which leaves it out for itself.";
        assert!(said(&looked).contains(told), "{}", said(&looked));
        o.take(sheet.as_bytes(), Some(As::Soa), Choice::Theirs);
        assert_eq!((is(&o).applicable, is(&o).not_for.len()), (Applicable::Yes, 1));
        // Told once, when it comes in.
        assert!(!said(&o.look(sheet.as_bytes(), Some(As::Soa), Choice::Theirs)).contains(told));
    }
    // By the command in the same words.
    let mut o = open(&["Chat"]);
    let done = o.w.decide(at, "yes The hotel asks for it in its contract").unwrap();
    let words = clausewise::words::outcome(&done.said, &clausewise::plain::Typed::refusing());
    assert!(words.contains("A.7.3 is in, and not for S-1 Chat"), "{words}");
}
