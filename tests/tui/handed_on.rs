//! What stands behind an answer in the window, copied by one key; the history in full; and the hash of a paper, found.

use super::harness::Driver;

#[test]
fn why_says_of_which_state_it_is_and_one_key_copies_all_of_it() {
    for size in [(80, 24), (120, 40), (60, 16)] {
        let mut d = Driver::sample(size);
        d.keys("w C");
        let copied = d.app.text_to_copy().unwrap();
        let head: String = d.app.desk.as_ref().unwrap().work.head().hash.chars().take(12).collect();
        assert!(
            copied.contains("Who answered") && copied.trim_end().ends_with(&format!("head {head}")),
            "{copied}"
        );
        assert!(d.words().contains("Copied, if the terminal allows it"), "{}", d.picture());
        // What w opened is still there, and w closes it.
        d.keys("end");
        assert!(d.words().contains(&head), "{}", d.picture());
        d.keys("w");
        assert!(!d.words().contains(&head), "{}", d.picture());
    }
}

#[test]
fn the_history_tells_seconds_and_the_whole_value_and_a_hash_is_found() {
    for size in [(80, 24), (120, 40), (60, 16)] {
        let mut d = Driver::empty(size);
        let long = format!("{}the end of it", "so it was said ".repeat(20));
        d.keys("down e").text(&long).keys("ctrl-s i");
        let last = d.app.desk.as_ref().unwrap().work.session().events().last().unwrap().clone();
        assert!(d.words().contains(&last.time.replace('T', " ").replace('Z', "")), "{}", d.picture());
        d.keys("d C");
        let copied = d.app.text_to_copy().unwrap();
        assert!(copied.contains(&long) && copied.contains(&last.hash), "{copied}");
        d.keys("esc /").text(last.hash.get(..12).unwrap());
        assert!(d.words().contains("0 events after it"), "{}", d.picture());
        d.keys("enter d");
        assert!(d.words().contains(&format!("Event {}", last.seq)), "{}", d.picture());
        d.keys("esc /").text("0123456789ab");
        assert!(d.words().contains("No event of this file begins with 0123456789ab"), "{}", d.picture());
    }
}
