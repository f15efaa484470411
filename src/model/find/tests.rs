use super::matching::{Slip, excerpt, slip};

#[test]
fn one_slip_is_forgiven_and_no_second() {
    for typed in ["suplier", "suppplier", "supplirr", "supplire", "aupplier", "upplier"] {
        assert_eq!(slip(typed, "supplier"), Some(Slip::Whole), "{typed}");
    }
    assert_eq!(slip("supple", "supplier"), Some(Slip::Beginning));
    for (typed, word) in [("suplir", "supplier"), ("log", "lag"), ("2024", "2025"), ("rain", "training")] {
        assert_eq!(slip(typed, word), None, "{typed}");
    }
}

#[test]
fn an_excerpt_is_the_sentence_around_the_match() {
    let text = "Nothing here. One two three four five six seven eight nine. End.";
    assert_eq!(excerpt(text, "two"), "One two three four five six seven eight nine.");
    assert_eq!(excerpt(text, "eight"), "... five six seven eight nine.");
    assert_eq!(excerpt(text, "absent"), "Nothing here.");
}
