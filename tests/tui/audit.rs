//! The audit in the window: who sits here is asked before anything is typed, a result and a finding land on the row that is
//! selected, and a reason is asked where one is needed.

use super::harness::{Driver, exports_alone};
use clausewise::model::record::{AUDIT, Draft, PERSON};
use clausewise::tui::dialog::Dialog;
use clausewise::tui::screen::Screen;

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
        card.contains("incomplete, missing: ")
            && card.contains("method")
            && card.contains("missing: how it was found out"),
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
    // It asks once more; Esc leads back to the form.
    assert!(d.words().contains("Sign A-1 as version 1?"), "{}", d.picture());
    assert!(d.words().contains("The header of A-1 does not say: objective"), "{}", d.picture());
    assert!(d.words().contains("From then on header"), "{}", d.picture());
    d.keys("esc");
    assert!(d.picture().contains("Conclusion"), "{}", d.picture());
    // Neither the key that leads there nor what is typed on signs it.
    d.keys("ctrl-s enter").text("Board").keys("enter");
    assert!(d.words().contains("To sign, write A-1 and press Enter"), "{}", d.picture());
    assert!(d.app.desk.as_ref().unwrap().work.audit().unwrap().versions.is_empty());
    d.keys("backspace backspace backspace backspace backspace").text("a-1").keys("enter");
    assert!(d.words().contains("A-1 is signed as version 1"), "{}", d.picture());
    assert!(d.words().contains("Spring, version 1, signed"), "{}", d.picture());
    d.keys("u");
    assert!(d.words().contains("was signed on"), "{}", d.picture());
    d.keys("Z");
    assert!(d.picture().contains("new version of A-1?"), "{}", d.picture());
    d.text("One place was missing").keys("enter");
    assert!(d.words().contains("A-1 Spring, version 2 begun"), "{}", d.picture());
    // The audit after it; all of them together stand where a new one is begun.
    d.keys("F").text("Autumn").keys("enter");
    assert!(d.words().contains("A-2 Autumn"), "{}", d.picture());
    d.keys("end");
    assert!(
        d.words().contains("All audits together") && d.words().contains("Not planned"),
        "{}",
        d.picture()
    );
    // What the audit says stands on the row of the statement, beside the own answer.
    let work = &mut d.app.desk.as_mut().unwrap().work;
    work.open_audit("A-1").unwrap();
    d.keys("I");
    assert!(d.picture().contains("[audit: minor"), "{}", d.picture());
}

#[test]
fn the_papers_of_the_audit_one_works_in_leave_from_its_screen() {
    let _alone = exports_alone();
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
    assert!(d.words().contains("20 files written to"), "{}", d.picture());
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
    let _alone = exports_alone();
    let mut d = window((120, 40));
    let work = &mut d.app.desk.as_mut().unwrap().work;
    work.i_am("P-1").unwrap();
    work.audit_line("new Spring").unwrap();
    work.row_line("5.2 plan").unwrap();
    work.row_line("5.2 limitation nobody was there").unwrap();
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

/// A window in which somebody works in an audit of a few rows, with a finding.
fn at_work(size: (u16, u16)) -> Driver {
    let mut d = window(size);
    let work = &mut d.app.desk.as_mut().unwrap().work;
    work.i_am("P-1").unwrap();
    work.audit_line("new Spring").unwrap();
    work.row_line("7.2,7.3 plan").unwrap();
    work.row_line("A.2.2 minor Nobody approved it").unwrap();
    d
}

#[test]
fn esc_leads_back_to_where_one_came_from_and_a_key_of_the_audit_answers_nothing_unnoticed() {
    let mut d = at_work((80, 24));
    d.keys("f5 E right esc");
    assert_eq!(d.app.shell.screen, Screen::Gaps, "{}", d.picture());
    assert!(d.words().contains("Left the audit A-1; E goes back."), "{}", d.picture());
    d.keys("f3 E down esc");
    assert!(d.words().contains("Esc again leaves the audit"), "{}", d.picture());
    d.keys("esc");
    assert_eq!(d.app.shell.screen, Screen::Question, "{}", d.picture());
    let (before, at) = (d.facts(), d.app.selected_id());
    d.keys("1");
    assert!(d.words().contains("Not answered: you left the audit"), "{}", d.picture());
    assert_eq!((d.facts(), d.app.selected_id()), (before.clone(), at));
    // Meant, it answers.
    d.keys("1");
    assert_ne!(d.facts(), before, "{}", d.picture());
    // Whoever came by another key means the card.
    let before = d.facts();
    d.keys("E f3 5");
    assert_ne!(d.facts(), before, "{}", d.picture());
}

#[test]
fn a_name_nobody_has_asks_and_joins_the_register_with_the_form_alone() {
    let mut d = at_work((120, 40));
    let people = |d: &Driver| d.app.desk.as_ref().unwrap().work.a().people().len();
    let before = people(&d);
    d.keys("E left enter tab tab tab tab tab tab tab").text("Zed Nobody").keys("enter");
    assert!(d.words().contains("There is no Zed Nobody in your register"), "{}", d.picture());
    d.keys("esc");
    assert!(d.words().contains("a new person of the register"), "{}", d.picture());
    d.keys("enter enter esc");
    assert_eq!(people(&d), before, "{}", d.picture());
    // A form that is refused leaves nobody behind either.
    d.keys("enter home");
    assert!(d.picture().contains("Zed Nobody"), "{}", d.picture());
    for _ in 0..9 {
        d.keys("up");
    }
    d.keys("tab tab tab tab tab").text("no day").keys("ctrl-s");
    assert_eq!(people(&d), before, "{}", d.picture());
    d.keys("ctrl-u").text("2026-11-02").keys("ctrl-s");
    assert_eq!(people(&d), before + 1, "{}", d.picture());
    assert_eq!(d.field("audit", 1, "lead"), "Zed Nobody", "{}", d.picture());
}

#[test]
fn whoever_is_not_in_the_register_adds_themselves_and_then_sits_there() {
    let mut d = Driver::sample((80, 24));
    d.keys("E +");
    assert!(d.picture().contains("add a person: you"), "{}", d.picture());
    d.keys("end up");
    d.keys("enter").text("Ines Roy").keys("ctrl-s");
    // What was asked for follows.
    assert!(d.picture().contains("Objective"), "{}", d.picture());
    d.keys("esc");
    assert!(d.words().contains("Ines Roy writes"), "{}", d.picture());
}

#[test]
fn the_sum_of_all_audits_is_whole_in_a_narrow_window_and_a_heading_says_what_below_it_is_otherwise() {
    let mut d = at_work((80, 24));
    let work = &mut d.app.desk.as_mut().unwrap().work;
    work.row_line("A.9,A.10 skip next cycle").unwrap();
    work.row_line("A.9.2 plan").unwrap();
    d.keys("E");
    for _ in 0..100 {
        if d.picture().contains("> A.9 ") {
            break;
        }
        d.keys("down");
    }
    assert!(d.words().contains("Without A.9.2, planned"), "{}", d.picture());
    // Its card says the same.
    d.keys("enter");
    assert!(d.words().contains("not audited (without A.9.2, planned)"), "{}", d.picture());
    d.keys("esc");
    d.keys("left left");
    let whole = "All audits: 0 of 70 audited, 3 planned or audited; 5 not audited; 62 not planned.";
    assert!(whole.len() > 80 && d.words().contains(whole), "{}", d.picture());
}

#[test]
fn all_audits_together_have_a_view_that_is_found_by_its_words() {
    let mut d = at_work((80, 24));
    d.keys("E left left");
    let view = d.picture();
    assert!(view.contains("[Programme]") && view.contains("A-1 Spring"), "{view}");
    assert!(
        d.words().contains("All audits: 0 of 70 audited, 2 planned or audited; 68 not planned."),
        "{view}"
    );
    d.keys("end");
    assert!(d.words().contains("A.10.4 \u{2013}"), "{}", d.picture());
    for typed in ["programme", "coverage", "cycle"] {
        d.keys("f5 ?").text(typed);
        assert!(d.words().contains("Programme: what all audits reach"), "{typed}: {}", d.picture());
        d.keys("esc");
    }
    d.keys("E ?").text("coverage").keys("enter");
    assert!(d.picture().contains("[Programme]"), "{}", d.picture());
}

#[test]
fn every_view_offers_what_works_there() {
    let mut d = at_work((80, 24));
    let foot = |d: &Driver| d.picture().lines().last().unwrap().to_owned();
    d.keys("E");
    assert!(
        foot(&d).contains("Space plan") && foot(&d).contains("5 conforms") && !foot(&d).contains("reply"),
        "{}",
        d.picture()
    );
    d.keys("right");
    for word in ["Y reply", "K check", "- withdraw", "+ add"] {
        assert!(foot(&d).contains(word), "{word}: {}", d.picture());
    }
    assert!(!foot(&d).contains("conforms") && !foot(&d).contains("plan"), "{}", d.picture());
    d.keys("left left");
    for word in ["Z sign off", "F next audit"] {
        assert!(foot(&d).contains(word), "{word}: {}", d.picture());
    }
    d.keys("right tab");
    assert!(foot(&d).contains("1 major") && foot(&d).contains("v evidence"), "{}", d.picture());
}

#[test]
fn who_would_audit_own_work_is_named_with_the_act() {
    let mut d = at_work((120, 40));
    let work = &mut d.app.desk.as_mut().unwrap().work;
    work.own_all(&["7.4"], "Ana Sousa").unwrap();
    let lead = Draft::from([("lead".to_owned(), "Ana Sousa".to_owned())]);
    work.set_named(&AUDIT, "A-1", &lead).unwrap();
    d.keys("E home");
    for _ in 0..200 {
        if d.app.selected_id().as_deref() != Some("7.4") {
            d.keys("down");
        }
    }
    d.keys("space");
    assert!(d.words().contains("Ana Sousa owns 7.4 and would audit own work."), "{}", d.picture());
    assert_eq!(d.words().matches("takes it back").count(), 1, "{}", d.picture());
    d.keys("left right space space");
    assert_eq!(d.words().matches("would audit own work").count(), 1, "{}", d.picture());
}

#[test]
fn words_typed_in_the_audit_open_no_note_of_the_organisation() {
    let mut d = at_work((80, 24));
    d.keys("E right");
    let before = d.facts();
    d.text("Wrong requirement");
    assert!(!d.words().contains("Note on"), "{}", d.picture());
    d.keys("esc").paste("Wrong requirement");
    assert!(d.words().contains("Not pasted: open what is selected first"), "{}", d.picture());
    assert_eq!(d.facts(), before);
    // On a row the note is that of the working paper.
    d.keys("left home tab").text("Wrong requirement");
    assert!(d.words().contains("working paper") || d.words().contains("audit row"), "{}", d.picture());
    d.keys("esc esc");
    assert_eq!(d.facts(), before);
}

#[test]
fn what_was_signed_opens_to_be_read() {
    let mut d = at_work((80, 24));
    let work = &mut d.app.desk.as_mut().unwrap().work;
    for id in ["7.2", "7.3", "A.2.2"] {
        work.row_line(&format!("{id} limitation the site was closed")).unwrap();
    }
    work.audit_line("seal conclusion=Ready; prepared=P-1; prepared-on=2026-11-20").unwrap();
    d.keys("E down enter");
    let before = d.app.shell.dialogs.len();
    for key in ["enter", "5", "2", "s", "n", "space"] {
        d.keys(key);
        assert!(!d.app.shell.dialogs.iter().any(|d| matches!(d, Dialog::Form(_) | Dialog::Edit(_))), "{key}");
        assert!(d.words().contains("was signed on"), "{key}: {}", d.picture());
        d.app.shell.dialogs.clear();
    }
    assert_eq!(before, 0);
    // What is done about a finding goes on.
    d.keys("esc right Y");
    assert!(d.picture().contains("Lasting fix"), "{}", d.picture());
}

#[test]
fn a_filter_belongs_to_its_audit_and_the_figures_come_first() {
    let mut d = at_work((80, 24));
    d.keys("E f");
    assert!(
        d.words().contains("Shown: what is planned. A-1: 0 complete, 0 incomplete, 2 to do; 2 of 70."),
        "{}",
        d.picture()
    );
    d.keys("f Z");
    assert!(d.words().contains("the filter (f) shows all of them"), "{}", d.picture());
    // In the next audit all rows are shown again.
    d.keys("left end enter").text("Autumn").keys("ctrl-s end up right");
    assert!(
        d.words().contains("[Rows]") && d.words().contains(": 0 complete, 0 incomplete, 0 to do; 0 of 70."),
        "{}",
        d.picture()
    );
    assert!(!d.words().contains("Shown:"), "{}", d.picture());
    // Below a heading that is planned nothing is "not planned".
    let to = |d: &mut Driver, id: &str| {
        d.keys("home");
        for _ in 0..200 {
            if d.app.selected_id().as_deref() != Some(id) {
                d.keys("down");
            }
        }
    };
    to(&mut d, "6.1");
    d.keys("space");
    to(&mut d, "6.1.2");
    d.keys("enter");
    assert!(d.picture().contains("planned with 6.1"), "{}", d.picture());
}
