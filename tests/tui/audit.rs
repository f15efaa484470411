//! The audit in the window: who sits here is asked before anything is typed, a result and a finding land on the row that is
//! selected, and a reason is asked where one is needed.

use super::harness::Driver;
use clausewise::model::record::{Draft, PERSON};

/// A window on a sample with somebody in the register.
fn window(size: (u16, u16)) -> Driver {
    let mut d = Driver::sample(size);
    let work = &mut d.app.desk.as_mut().unwrap().work;
    let person = Draft::from([("name".to_owned(), "Ana Sousa".to_owned())]);
    work.put(&PERSON, None, &person).unwrap();
    d
}

#[test]
fn an_audit_is_begun_planned_and_written_by_somebody() {
    let mut d = window((120, 40));
    d.keys("E +");
    assert!(d.picture().contains("Who sits here?"), "{}", d.picture());
    // What was asked for follows.
    d.keys("enter");
    assert!(d.picture().contains("Objective"), "{}", d.picture());
    d.text("Spring").keys("ctrl-s");
    assert!(d.picture().contains("[Rows]") && d.picture().contains("A-1 Spring"), "{}", d.picture());
    d.keys("down space");
    assert!(d.picture().contains("1 row, 1 requirement of 70"), "{}", d.picture());
    d.keys("2").text("Nobody wrote it down").keys("ctrl-s");
    assert!(d.picture().contains("minor F-1-1"), "{}", d.picture());
    // What stands against it needs a reason to go.
    d.keys("5");
    assert!(d.picture().contains("conform all the same?"), "{}", d.picture());
    d.text("It lay in the other folder").keys("enter");
    assert!(d.picture().contains("conforms") && !d.picture().contains("minor F-1-1"), "{}", d.picture());
    d.keys("right");
    assert!(d.picture().contains("[Findings]") && d.picture().contains("withdrawn"), "{}", d.picture());
}

#[test]
fn the_card_is_a_working_paper_that_names_what_it_lacks_and_stays_until_one_leaves_it() {
    let mut d = window((120, 40));
    let work = &mut d.app.desk.as_mut().unwrap().work;
    work.i_am("P-1").unwrap();
    work.audit_line("new Spring").unwrap();
    work.row_line("7.2,7.3 plan").unwrap();
    d.keys("E tab");
    let card = d.picture();
    assert!(card.contains("Working paper") && card.contains("missing: a stranger has to find"), "{card}");
    assert!(card.contains("7.2 ") && card.contains("Own answer") && card.contains("To look for"), "{card}");
    // Evidence, sample and role by their keys; each form begins at its field, and the card stays where it is.
    d.keys("v").text("List of trainings, 2026-10-01").keys("ctrl-s");
    assert!(d.picture().contains("List of trainings, 2026-10-01"), "{}", d.picture());
    d.keys("s").text("6").keys("tab").text("9").keys("tab").text("joiners").keys("ctrl-s");
    assert!(d.picture().contains("6 of 9 joiners"), "{}", d.picture());
    d.keys("P").text("Team lead").keys("ctrl-s");
    assert!(d.picture().contains("Team lead") && d.picture().contains("7.2 "), "{}", d.picture());
    d.keys("2").text("Two were late").keys("ctrl-s");
    let card = d.picture();
    assert!(card.contains("minor (F-1-1)") && card.contains("Two were late"), "{card}");
    // What is still missing is in the head and at its field.
    assert!(
        card.contains("incomplete, missing: ") && card.contains("method") && card.contains("missing: how it was found out"),
        "{card}"
    );
    d.keys("right");
    assert!(d.picture().contains("7.3 ") && !d.picture().contains("Team lead"), "{}", d.picture());
    d.keys("tab");
    assert!(d.picture().contains("Team lead"), "{}", d.picture());
    // From its finding the reply and the check are a key away.
    d.keys("end Y");
    assert!(d.picture().contains("Lasting fix"), "{}", d.picture());
    d.keys("esc K");
    assert!(d.picture().contains("Did it help"), "{}", d.picture());
    d.keys("esc esc");
    assert!(d.picture().contains("A-1 Spring") && d.picture().contains("> 7.2"), "{}", d.picture());
    // On the question's card the audit stands beside the own answer.
    d.keys("f2 /").text("7.2").keys("enter");
    assert!(d.picture().contains("[audit: minor F-1-1]"), "{}", d.picture());
}

#[test]
fn the_card_asks_who_sits_here_and_then_opens_what_was_asked_for() {
    let mut d = window((120, 40));
    let work = &mut d.app.desk.as_mut().unwrap().work;
    work.i_am("P-1").unwrap();
    work.audit_line("new Spring").unwrap();
    work.row_line("7.2 plan").unwrap();
    work.i_am("").unwrap();
    d.keys("E tab");
    assert!(d.picture().contains("The standard, and the organisation's answer"), "{}", d.picture());
    d.keys("enter");
    assert!(d.picture().contains("Who sits here?"), "{}", d.picture());
    d.keys("esc v");
    assert!(d.picture().contains("Who sits here?"), "{}", d.picture());
    d.keys("enter").text("Minutes, 2026-10-01").keys("ctrl-s");
    assert!(d.picture().contains("Minutes, 2026-10-01"), "{}", d.picture());
}

#[test]
fn an_audit_is_signed_off_in_its_form_and_a_new_version_asks_why() {
    let mut d = window((120, 40));
    let work = &mut d.app.desk.as_mut().unwrap().work;
    work.i_am("P-1").unwrap();
    work.audit_line("new Spring").unwrap();
    work.row_line("7.2 plan").unwrap();
    work.row_line("A.2.2 minor Nobody approved it").unwrap();
    d.keys("E Z");
    assert!(d.words().contains("Not whole yet: 7.2 planned"), "{}", d.picture());
    let work = &mut d.app.desk.as_mut().unwrap().work;
    for id in ["7.2", "A.2.2"] {
        work.row_line(&format!("{id} limitation the site was closed")).unwrap();
    }
    d.keys("Z");
    let form = d.picture();
    assert!(form.contains("Conclusion") && form.contains("Reviewed by"), "{form}");
    d.text("It works").keys("tab tab").text("P-1").keys("tab").text("2020-01-02").keys("ctrl-s");
    assert!(d.words().contains("A-1 is signed as version 1"), "{}", d.picture());
    assert!(d.words().contains("Spring, version 1, signed"), "{}", d.picture());
    d.keys("u");
    assert!(d.words().contains("was signed on"), "{}", d.picture());
    d.keys("Z");
    assert!(d.picture().contains("new version of A-1?"), "{}", d.picture());
    d.text("One place was missing").keys("enter");
    assert!(d.words().contains("version 2 is worked on: One place was missing"), "{}", d.picture());
    // The audit after it; all of them together stand where a new one is begun.
    d.keys("F").text("Autumn").keys("enter");
    assert!(d.words().contains("A-2 Autumn"), "{}", d.picture());
    d.keys("left end");
    assert!(d.words().contains("All audits together") && d.words().contains("In no plan"), "{}", d.picture());
    // What the audit says stands on the row of the statement, beside the own answer.
    let work = &mut d.app.desk.as_mut().unwrap().work;
    work.open_audit("A-1").unwrap();
    d.keys("I");
    assert!(d.picture().contains("[audit: minor"), "{}", d.picture());
}

#[test]
fn the_papers_of_the_audit_one_works_in_leave_from_its_screen() {
    let mut d = window((120, 40));
    let work = &mut d.app.desk.as_mut().unwrap().work;
    work.i_am("P-1").unwrap();
    work.audit_line("new Spring").unwrap();
    work.row_line("7.2,7.3 plan").unwrap();
    d.keys("E x");
    let chooser = d.picture();
    assert!(chooser.contains("> Auditor") && chooser.contains("audit report, findings log"), "{chooser}");
    assert!(d.words().contains("those of A-1 Spring."), "{chooser}");
    d.keys("enter");
    for _ in 0..4000 {
        d.app.tick(std::time::Instant::now());
        if d.app.job.is_none() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    assert!(d.words().contains("19 files written to"), "{}", d.picture());
    let mut folders = std::fs::read_dir(d.folder.path()).unwrap().map(Result::unwrap);
    let export = folders.find(|f| f.file_name().to_string_lossy().ends_with("-export")).unwrap();
    assert!(export.path().join("auditor/audit-report.pdf").exists());
}

#[test]
fn typing_a_name_chooses_who_sits_here_and_a_name_nobody_has_chooses_nobody() {
    let mut d = window((120, 40));
    let work = &mut d.app.desk.as_mut().unwrap().work;
    work.put(&PERSON, None, &Draft::from([("name".to_owned(), "Ines Prata".to_owned())])).unwrap();
    d.keys("N").text("Xaver").keys("enter");
    assert!(d.picture().contains("No name here begins like that."), "{}", d.picture());
    assert!(d.app.desk.as_ref().unwrap().work.me().is_none());
    d.keys("esc N").text("ines").keys("enter");
    assert_eq!(d.app.desk.as_ref().unwrap().work.my_name().as_deref(), Some("Ines Prata"));
}

#[test]
fn rows_show_their_titles_and_little_to_tell_leaves_the_room_to_the_list() {
    let mut d = window((120, 40));
    let work = &mut d.app.desk.as_mut().unwrap().work;
    work.i_am("P-1").unwrap();
    work.audit_line("new Spring").unwrap();
    d.keys("E");
    assert!(d.picture().contains("Context of the organization"), "{}", d.picture());
    let mut d = window((80, 24));
    let work = &mut d.app.desk.as_mut().unwrap().work;
    work.i_am("P-1").unwrap();
    work.audit_line("new Spring").unwrap();
    work.finding_line("ofi A.6.2.6 One list for all").unwrap();
    d.keys("E");
    let seen = d.picture();
    assert!(seen.contains("  6.1.1 "), "{seen}");
    d.keys("right");
    assert!(d.picture().contains("opportunity    A.6.2.6"), "{}", d.picture());
}

#[test]
fn an_export_can_be_of_an_earlier_signed_version() {
    let mut d = window((120, 40));
    let work = &mut d.app.desk.as_mut().unwrap().work;
    work.i_am("P-1").unwrap();
    work.audit_line("new Spring").unwrap();
    d.keys("E x");
    assert!(!d.picture().contains("Version "), "{}", d.picture());
    d.keys("esc");
    for on in ["2026-11-01", "2026-11-02"] {
        let work = &mut d.app.desk.as_mut().unwrap().work;
        work.audit_line(&format!("seal conclusion=Works; prepared=P-1; prepared-on={on}")).unwrap();
        work.audit_line("version once more").unwrap();
    }
    d.keys("x");
    assert!(d.picture().contains("as it stands now, not signed"), "{}", d.picture());
    d.keys("end up up up enter");
    assert!(
        d.picture().contains("> Version") && d.picture().contains("A-1: version 1, signed"),
        "{}",
        d.picture()
    );
    d.keys("enter enter");
    assert!(d.picture().contains("as it stands now, not signed"), "{}", d.picture());
}
