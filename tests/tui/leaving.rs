//! The chooser of an export: its lists gone through, a house style checked where it is typed, and the question that is
//! open while papers are written.

use super::harness::{Driver, exports_alone};

/// Lets an export that runs come to its end.
fn wait(d: &mut Driver) {
    for _ in 0..4000 {
        d.app.tick(std::time::Instant::now());
        if d.app.job.is_none() {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    panic!("the export does not end");
}

#[test]
fn a_list_that_is_cut_says_how_much_is_not_seen() {
    let mut d = Driver::sample((80, 24));
    d.keys("x end");
    assert!(d.picture().contains("> Names"), "{}", d.picture());
    d.keys("home");
    assert!(d.picture().contains("> Drafts") && !d.picture().contains("more below"), "{}", d.picture());
    // All papers and formats there are do not fit.
    d.keys("end up up up space");
    assert!(d.picture().contains("more below"), "{}", d.picture());
    d.keys("end");
    assert!(d.picture().contains("more above") && !d.picture().contains("more below"), "{}", d.picture());
    d.keys("home");
    assert!(d.picture().contains("> [x] MD"), "{}", d.picture());
}

#[test]
fn a_house_style_is_checked_where_it_is_typed() {
    let mut d = Driver::sample((80, 24));
    let style = d.folder.path().join("style");
    std::fs::create_dir(&style).unwrap();
    d.keys("x end up enter ctrl-a backspace").text(&style.display().to_string()).keys("enter");
    assert!(d.words().contains("There is no style.toml"), "{}", d.picture());
    std::fs::write(style.join("style.toml"), "colour = \"red\"\n").unwrap();
    d.keys("enter");
    assert!(d.words().contains("colour is nothing that can be set"), "{}", d.picture());
    std::fs::write(style.join("style.toml"), "accent = \"#123456\"\n").unwrap();
    d.keys("enter");
    assert!(d.picture().contains("> House style"), "{}", d.picture());
}

#[test]
fn the_question_while_papers_are_written_follows_and_ends_with_them() {
    let _alone = exports_alone();
    let mut d = Driver::sample((80, 24));
    d.keys("f3");
    d.keys("x enter x");
    assert!(d.picture().contains("An export is running: "), "{}", d.picture());
    let before = d.app.shell.screen;
    wait(&mut d);
    // What was pressed for the question does nothing to the card below it.
    assert!(d.words().contains("files written to"), "{}", d.picture());
    d.keys("enter");
    assert_eq!((d.app.shell.dialogs.len(), d.app.shell.screen), (0, before), "{}", d.picture());
    // Who leaves meanwhile is told where they are.
    d.keys("x enter");
    let told = d.app.closing()().unwrap().unwrap();
    assert!(told.contains("files written to"), "{told}");
}

#[test]
fn who_goes_home_while_papers_are_written_is_told_there_where_they_are() {
    let _alone = exports_alone();
    let mut d = Driver::sample((80, 24));
    d.keys("x enter q");
    assert!(d.picture().contains("An export is running: leaving waits"), "{}", d.picture());
    d.keys("esc f8");
    assert!(d.app.desk.is_none(), "{}", d.picture());
    d.keys("x");
    assert!(d.picture().contains("An export is running: "), "{}", d.picture());
    d.keys("enter");
    wait(&mut d);
    assert!(d.words().contains("files written to"), "{}", d.picture());
}
