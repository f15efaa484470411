use super::*;

#[test]
fn levels_words_and_what_is_neither() {
    let q = crate::bank::embedded().unwrap();
    let level = |l| Said::Level(Some(l), None);
    assert_eq!(read(&q, " 4 "), level(Level::InUse));
    assert_eq!(read(&q, "In use"), level(Level::InUse));
    assert_eq!(read(&q, "don't know"), level(Level::DontKnow));
    assert_eq!(
        read(&q, "n we build none"),
        Said::Level(Some(Level::NotApplicable), Some("we build none".into()))
    );
    assert_eq!(read(&q, "0 ask Kim"), Said::Level(Some(Level::DontKnow), Some("ask Kim".into())));
    // Here `?` asks; only a script has it for a level.
    assert_eq!(read(&q, "?"), Said::Word(Word::Help, String::new()));
    assert_eq!(read(&q, "? note"), Said::Word(Word::Help, "note".into()));
    for end in ["q", "Quit", "exit"] {
        assert_eq!(read(&q, end), Said::Word(Word::Quit, String::new()));
    }
    assert_eq!(read(&q, "c"), Said::Level(None, None));
    assert_eq!(read(&q, ""), Said::Nothing);
    assert_eq!(read(&q, "GO a.2.2"), Said::Word(Word::Go, "a.2.2".into()));
    for (line, near) in [
        ("none of us knows", "Nearest: note."),
        ("resutls", "Nearest: results."),
        ("8.4", "Nearest: go 8.4."),
        ("next please", "stands alone"),
        ("spilt", "Nearest: split."),
    ] {
        assert!(matches!(read(&q, line), Said::Unknown(w) if w.contains(near)), "{line}");
    }
    assert!(matches!(read(&q, "xyzzyxyzzy"), Said::Unknown(w) if !w.contains("Nearest")));
}

#[test]
fn no_word_is_a_level_and_each_stands_once() {
    for (n, e) in WORDS.iter().enumerate() {
        assert_eq!(Level::parse(e.typed), None);
        assert!(WORDS[..n].iter().all(|x| x.typed != e.typed && x.word != e.word));
    }
}
