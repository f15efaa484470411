//! What is on the screen and how it gets there: sizes, pastes, colours, quiet.

use super::term::Home;

#[test]
fn keys_typed_ahead_are_taken_in_before_the_next_picture() {
    let home = Home::new("Case Ltd");
    let mut t = home.open();
    t.send("e");
    t.wait_for("Note on");
    let from = t.written();
    t.send(&"a".repeat(400));
    t.wait_for(&"a".repeat(40));
    t.send("Z");
    t.wait_for("aZ");
    // A picture shows the cursor once.
    let pictures = t.raw_from(from).matches("\x1b[?25h").count();
    assert!(pictures < 40, "{pictures} pictures for 401 keys");
}
