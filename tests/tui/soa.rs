//! The Statement of Applicability in the window: a table where there is room, all of a row by one key where there is
//! little, and the way there from the results.

use super::harness::{Driver, today};
use clausewise::model::format::Firm;
use clausewise::tui::screen::Screen;
use clausewise::{bank, sample};

/// A worked firm's file at its Statement of Applicability.
fn firm(size: (u16, u16)) -> (tempfile::TempDir, Driver) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.aims");
    sample::create(bank::embedded().unwrap(), Some(Firm::Bakery), &path, today(), false).unwrap();
    let mut d = Driver::home(size);
    d.app.open(&path).unwrap();
    (folder, d)
}

#[test]
fn a_wide_window_has_columns_and_a_narrow_one_the_whole_row_by_a_key() {
    for (size, wide) in [((120, 40), true), ((200, 60), true), ((80, 24), false), ((60, 16), false)] {
        let (_folder, mut d) = firm(size);
        d.keys("I home");
        assert_eq!(d.app.shell.screen, Screen::Soa);
        let words = d.words();
        let heads = ["Needed for", "Owner", "Risks", "Evidence", "E-1 current", "R-5", "version 3, a draft"];
        let all = heads.iter().all(|head| words.contains(head));
        assert_eq!(all, wide, "{size:?} {}", d.picture());
        // Every id of the list, and no title is cut off for want of a shorter one.
        let list: Vec<String> =
            d.picture().lines().filter(|l| l.contains(" in  ")).map(str::to_owned).collect();
        assert!(list.len() > 2, "{}", d.picture());
        if size.0 == 80 {
            assert!(list.iter().all(|l| !l.contains('\u{2026}')), "{list:#?}");
        }
        d.keys("d");
        let mut read = d.words();
        for _ in 0..30 {
            d.keys("down");
            read.push_str(&d.words());
        }
        for part in ["Why it is needed", "How it is done", "Our AI page", "To leave it out"] {
            assert!(read.contains(part), "{size:?} {part}: {read}");
        }
        d.keys("esc");
        assert_eq!(d.app.shell.screen, Screen::Soa);
    }
}

#[test]
fn enter_on_the_controls_of_the_results_opens_it() {
    let (_folder, mut d) = firm((200, 60));
    d.keys("f4 home");
    assert_eq!(d.app.shell.screen, Screen::Results);
    for _ in 0..60 {
        if d.words().contains("opens the Statement of Applicability") {
            break;
        }
        d.keys("down");
    }
    assert!(d.words().contains("31 in, 7 left out"), "{}", d.picture());
    d.keys("enter");
    assert_eq!(d.app.shell.screen, Screen::Soa);
}

#[test]
fn a_new_control_of_ones_own_is_selected_and_what_its_reason_lacks_is_said() {
    let (_folder, mut d) = firm((80, 24));
    d.keys("I home +");
    d.paste("Phones outside");
    d.keys("tab");
    d.paste("yes");
    d.keys("ctrl-s");
    assert!(d.words().contains("The reason for having it says little"), "{}", d.picture());
    let row = d.picture().lines().find(|l| l.contains("Phones outside")).map(str::to_owned);
    assert!(row.is_some_and(|l| l.contains("C-1 ")), "{}", d.picture());
    let desk = d.app.desk.as_ref().unwrap();
    assert_eq!(desk.soa.row(&desk.work).map(|r| r.title), Some("Phones outside".to_owned()));
}

#[test]
fn a_control_is_left_out_when_its_reason_is_saved_and_not_before() {
    let (_folder, mut d) = firm((120, 40));
    d.keys("I home down down");
    let id = selected(&d).unwrap();
    let stood = d.picture().lines().find(|l| l.contains(&format!("{id} "))).map(str::to_owned);
    let events = |d: &Driver| d.app.desk.as_ref().unwrap().work.changes();
    let before = events(&d);
    d.keys("n");
    assert!(d.words().contains("Esc leaves the control as it is"), "{}", d.picture());
    d.keys("esc");
    assert_eq!((events(&d), selected(&d)), (before, Some(id.clone())));
    assert_eq!(d.picture().lines().find(|l| l.contains(&format!("{id} "))).map(str::to_owned), stood);
    d.keys("n");
    d.paste("No risk of ours needs it: nothing is bought from others");
    d.keys("ctrl-s");
    let desk = d.app.desk.as_ref().unwrap();
    let row = desk.work.statement().into_iter().find(|r| r.id == id).unwrap();
    assert_eq!(row.applicable, clausewise::model::statement::Applicable::No);
    assert!(row.against.contains("nothing is bought from others"), "{}", row.against);
    d.keys("u");
    let row = d.app.desk.as_ref().unwrap().work.statement().into_iter().find(|r| r.id == id).unwrap();
    assert_eq!(row.applicable, clausewise::model::statement::Applicable::Yes, "one step of undo");
}

/// The id of the selected control.
fn selected(d: &Driver) -> Option<String> {
    let desk = d.app.desk.as_ref().unwrap();
    desk.soa.selected(&desk.work)
}

#[test]
fn why_on_a_control_of_ones_own_tells_of_it_and_the_head_is_whole_in_a_small_window() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.aims");
    sample::create(bank::embedded().unwrap(), Some(Firm::Software), &path, today(), false).unwrap();
    let mut d = Driver::home((60, 16));
    d.app.open(&path).unwrap();
    d.keys("I end up");
    assert!(d.words().contains("1 of yours."), "{}", d.picture());
    d.keys("w");
    assert!(d.words().contains("C-1 Our 80 test tickets"), "{}", d.picture());
    assert!(!d.words().contains("Verdict"), "{}", d.picture());
    // The form says the way to leave a control out for one AI system alone.
    d.keys("esc home enter");
    let Some(clausewise::tui::dialog::Dialog::Form(form)) = d.app.shell.dialogs.last() else { panic!() };
    let said =
        |f: &clausewise::tui::dialog::form::Field| f.hint.contains("for one of them alone: / A.2.2, then A");
    assert!(form.fields.iter().any(|f| f.key == "systems" && said(f)));
}

#[test]
fn on_a_control_of_ones_own_evidence_opens_at_its_field_and_no_key_is_offered_that_does_nothing() {
    use clausewise::tui::dialog::Dialog;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.aims");
    sample::create(bank::embedded().unwrap(), Some(Firm::Software), &path, today(), false).unwrap();
    let mut d = Driver::home((120, 40));
    d.app.open(&path).unwrap();
    d.keys("I end up");
    assert!(d.words().contains("C-1 "), "{}", d.picture());
    let footer = d.picture().lines().last().unwrap_or_default().to_owned();
    assert!(footer.contains("v evidence") && !footer.contains("leave out"), "{footer}");
    d.keys("n");
    assert!(d.words().contains("takes one away that is not needed"), "{}", d.picture());
    d.keys("v");
    let Some(Dialog::Form(form)) = d.app.shell.dialogs.last() else { panic!("{}", d.picture()) };
    assert_eq!(form.fields[form.at].key, "evidence");
    // A control of the standard has its risks in its form.
    d.keys("esc home enter");
    let Some(Dialog::Form(form)) = d.app.shell.dialogs.last() else { panic!("{}", d.picture()) };
    assert!(form.fields.iter().any(|f| f.key == "risks"));
}
