//! Staying in the audit: what is found leads to its row, one key too many leads to no card, and what was typed or begun is where
//! one looks for it.

use super::harness::Driver;
use clausewise::model::record::{AUDIT, Draft, PERSON};
use clausewise::tui::screen::Screen;

/// A window in which somebody works in an audit of a few rows.
fn at_work(size: (u16, u16)) -> Driver {
    let mut d = Driver::sample(size);
    let work = &mut d.app.desk.as_mut().unwrap().work;
    let person = Draft::from([("name".to_owned(), "Ana Sousa".to_owned())]);
    work.put(&PERSON, None, &person).unwrap();
    work.i_am("P-1").unwrap();
    work.audit_line("new Spring").unwrap();
    work.row_line("7.2,7.3 plan").unwrap();
    d
}

#[test]
fn what_is_found_in_the_audit_is_its_row_and_esc_asks_before_it_lands_on_a_card() {
    let mut d = at_work((120, 40));
    let own = |d: &Driver| {
        let all = d.facts().into_iter();
        all.filter(|(key, _)| !key.starts_with('@') && !key.starts_with("index")).collect::<Vec<_>>()
    };
    let before = own(&d);
    d.keys("f3 E /").text("7.3").keys("enter");
    assert_eq!(d.app.shell.screen, Screen::Audit, "{}", d.picture());
    assert!(d.words().contains("7.3 in A-1: planned."), "{}", d.picture());
    d.keys("5");
    assert!(d.words().contains("7.3: conforms"), "{}", d.picture());
    d.keys("/").text("8.2").keys("enter");
    assert!(
        d.words().contains("8.2 is not planned in A-1: Space takes it into the plan."),
        "{}",
        d.picture()
    );
    d.keys("space /").text("8.2").keys("enter enter esc");
    assert_eq!(d.app.shell.screen, Screen::Audit, "{}", d.picture());
    // One press too many is told, and another one in between begins anew.
    d.keys("esc");
    assert_eq!(d.app.shell.screen, Screen::Audit, "{}", d.picture());
    assert!(d.words().contains("Esc again leaves the audit for the card one came from"), "{}", d.picture());
    d.keys("down esc");
    assert_eq!(d.app.shell.screen, Screen::Audit, "{}", d.picture());
    assert_eq!(own(&d), before);
    d.keys("esc");
    assert_eq!(d.app.shell.screen, Screen::Question, "{}", d.picture());
}

#[test]
fn what_was_typed_or_begun_is_where_one_looks_for_it() {
    let mut d = at_work((80, 24));
    d.keys("E N").text("Zoe Hill").keys("down enter");
    assert!(d.words().contains("Zoe Hill"), "{}", d.picture());
    d.keys("ctrl-s");
    assert!(d.words().contains("Zoe Hill writes"), "{}", d.picture());
    assert!(!d.picture().contains("of 70 n\u{2026}") && d.words().contains("2 to do; "), "{}", d.picture());
    // What has a result stays in the plan.
    let work = &mut d.app.desk.as_mut().unwrap().work;
    work.row_line("7.2 conforms").unwrap();
    d.keys("home /").text("7.2").keys("enter space");
    assert!(d.words().contains("7.2 has a working paper already"), "{}", d.picture());
    let work = &mut d.app.desk.as_mut().unwrap().work;
    for id in ["7.2", "7.3"] {
        work.row_line(&format!("{id} limitation the site was closed")).unwrap();
    }
    let seal = [
        ("conclusion", "It works"),
        ("prepared", "P-1"),
        ("prepared-on", "2020-01-02"),
        ("distribution", "the board"),
    ];
    work.sign_off(&seal.into_iter().map(|(k, v)| (k.to_owned(), v.to_owned())).collect()).unwrap();
    d.keys("Z").text("a row was forgotten").keys("enter left");
    assert!(
        d.words().contains("version 2 begun") && !d.words().contains("Spring, version 1, signed"),
        "{}",
        d.picture()
    );
    d.keys("Z");
    assert!(d.picture().contains("It works"), "{}", d.picture());
    d.keys("esc F").text("Autumn").keys("enter");
    assert!(d.words().contains("A-2 Autumn begun"), "{}", d.picture());
    let at = d.app.desk.as_ref().unwrap();
    let (now, shown) = (at.work.audit_id(), at.audit.audit(&at.work));
    assert_eq!(shown, now, "{}", d.picture());
    assert_eq!(d.field(AUDIT.key, 2, "name"), "Autumn");
}

/// One whose row is whole, so that it can be signed.
fn to_sign(size: (u16, u16)) -> Driver {
    let mut d = at_work(size);
    let work = &mut d.app.desk.as_mut().unwrap().work;
    for id in ["7.2", "7.3"] {
        work.row_line(&format!("{id} limitation the site was closed")).unwrap();
    }
    d
}

/// What the audit says.
fn said(d: &Driver) -> Vec<(String, String)> {
    let all = d.facts().into_iter();
    all.filter(|(key, _)| key.starts_with('@')).collect()
}

#[test]
fn what_is_typed_on_after_a_question_stays_with_the_form_below_it() {
    let mut d = to_sign((80, 24));
    let before = said(&d);
    d.keys("E Z").text("It works").keys("enter enter").text("Zora").keys("enter");
    assert!(d.words().contains("There is no Zora in your register"), "{}", d.picture());
    d.text(" Stone");
    assert!(d.words().contains("Typing?") && !d.words().contains("writes a note"), "{}", d.picture());
    d.text("e/e").keys("enter");
    assert!(d.words().contains("Conclusion") && d.words().contains("Zora"), "{}", d.picture());
    assert!(!d.words().contains("Add an audit row"), "{}", d.picture());
    d.keys("esc esc");
    assert_eq!(said(&d), before);
    // What is kept of it is gone on with at its first field, and nothing typed there signs it.
    d.keys("Z");
    assert!(d.words().contains("> Conclusion"), "{}", d.picture());
    d.keys("esc");
    assert_eq!(said(&d), before);
}

#[test]
fn the_question_before_a_signature_says_first_who_signs_and_can_be_read_whole() {
    for size in [(80, 24), (60, 16)] {
        let mut d = to_sign(size);
        let work = &mut d.app.desk.as_mut().unwrap().work;
        for n in 0..6 {
            work.finding_line(&format!("minor 7.2 Nobody was told about case {n}")).unwrap();
        }
        work.set_named(&AUDIT, "1", &Draft::from([("auditees".to_owned(), "P-1".to_owned())])).unwrap();
        d.keys("E Z").text("It works").keys("enter enter").text("P-1").keys("tab").text("2020-01-02");
        d.keys("ctrl-s");
        let first = d.words();
        assert!(first.contains("Sign A-1 as version 1?"), "{}", d.picture());
        assert!(
            first.contains("is one of those who are audited") && first.contains("more line"),
            "{}",
            d.picture()
        );
        assert!(first.contains("To sign, write A-1"), "{}", d.picture());
        assert!(!first.contains("begins a new version"), "{}", d.picture());
        for _ in 0..12 {
            d.keys("pgdn");
        }
        assert!(d.words().contains("a new version, with a reason."), "{}", d.picture());
        assert!(!d.words().contains("more line"), "{}", d.picture());
        d.keys("up");
        assert!(d.words().contains("1 more line"), "{}", d.picture());
        d.keys("esc esc");
        assert!(d.app.desk.as_ref().unwrap().work.audit().unwrap().versions.is_empty());
    }
}

#[test]
fn a_working_paper_stays_at_its_requirement_in_its_form_too() {
    let mut d = at_work((120, 40));
    let work = &mut d.app.desk.as_mut().unwrap().work;
    work.row_line("7.2 conforms").unwrap();
    let before = said(&d);
    d.keys("E right /")
        .text("7.2")
        .keys("enter e up up up up up up up up up up up up up up up up up up up up up up up up");
    assert!(d.words().contains("> Question*"), "{}", d.picture());
    d.keys("backspace backspace backspace").text("8.2").keys("ctrl-s");
    assert!(d.words().contains("is the working paper of 7.2"), "{}", d.picture());
    d.keys("esc");
    assert_eq!(said(&d), before);
}

#[test]
fn one_key_leads_from_a_finding_to_its_row_and_back() {
    let mut d = at_work((120, 40));
    let work = &mut d.app.desk.as_mut().unwrap().work;
    work.row_line("7.3 minor Two were late").unwrap();
    d.keys("E /").text("7.3").keys("enter ;");
    assert!(d.words().contains("[Findings]"), "{}", d.picture());
    d.keys(";");
    assert!(d.words().contains("[Rows]"), "{}", d.picture());
    assert_eq!(d.app.desk.as_ref().unwrap().audit.row(&d.app.desk.as_ref().unwrap().work).unwrap().id, "7.3");
    // What it rests on begins with the working paper.
    d.keys("w");
    assert!(d.words().contains("7.3") && d.words().contains("audit row W-1-2"), "{}", d.picture());
}
