//! Files of evidence in the window: offered, kept beside the screen, held against what they are.

use super::harness::Driver;

fn piece(d: &mut Driver, place: &str) {
    d.keys("down v").text("Policy").keys("tab tab").text(place).keys("ctrl-s");
}

#[test]
fn a_file_is_offered_kept_and_told_to_have_changed() {
    for size in [(80, 24), (120, 40), (60, 16)] {
        let mut d = Driver::empty(size);
        let path = d.folder.path().join("policy.pdf");
        std::fs::write(&path, "as it was").unwrap();
        piece(&mut d, "policy.pdf");
        assert_eq!(d.field("evidence", 1, "place"), "policy.pdf");
        assert!(d.words().contains("V keeps how the file is now"), "{}", d.picture());
        assert_eq!(d.field("evidence", 1, "size"), "", "nothing is read by itself");
        d.keys("V");
        assert!(d.words().contains("Keep how the file is now: E-1"), "{}", d.picture());
        d.keys("enter").settle();
        assert_eq!(d.field("evidence", 1, "size"), "9", "{}", d.picture());
        assert!(d.words().contains("Kept how the file of E-1 is now: 9 bytes"), "{}", d.picture());
        std::fs::write(&path, "as it is now").unwrap();
        d.keys("a home tab tab tab enter V");
        assert!(d.words().contains("Has the file changed? E-1"), "{}", d.picture());
        d.keys("enter").settle();
        assert!(d.words().contains("changed: 9 bytes on 23 Nov 2026, 12 bytes now"), "{}", d.picture());
        d.keys("esc u");
        assert_eq!(d.field("evidence", 1, "size"), "", "undo takes it back");
    }
}

#[test]
fn a_very_large_file_is_stopped_and_where_nothing_names_a_file_that_is_said() {
    let mut d = Driver::empty((80, 24));
    d.keys("V");
    assert!(d.words().contains("No evidence names a file"), "{}", d.picture());
    let large = std::fs::File::create(d.folder.path().join("large.zip")).unwrap();
    large.set_len(10 << 30).unwrap();
    piece(&mut d, "large.zip");
    d.keys("V enter");
    d.app.tick(std::time::Instant::now());
    assert!(d.words().contains("Reading file 1 of 1"), "{}", d.picture());
    // The screen answers meanwhile.
    d.keys("a f3 V");
    assert!(d.words().contains("Stop; nothing is kept"), "{}", d.picture());
    d.keys("2 down enter").settle();
    assert_eq!(d.field("evidence", 1, "size"), "");
}
