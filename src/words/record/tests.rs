use super::*;
use crate::model::record::{EVIDENCE, KINDS, MadeBy, PARKED, PERSON, SYSTEM};

#[test]
fn kinds_are_counted_as_one_says_it() {
    let counts = [PERSON.count(2), SYSTEM.count(2), EVIDENCE.count(1), EVIDENCE.count(3), PARKED.count(2)];
    let words = ["2 people", "2 AI systems", "1 piece of evidence", "3 pieces of evidence", "2 parked items"];
    assert_eq!(counts, words);
    assert_eq!([PERSON.a_new(), SYSTEM.a_new()], ["a person", "an AI system"]);
    let mut all = Vec::new();
    for k in KINDS {
        let (one, two) = (k.count(1), k.count(2));
        assert_eq!(one, format!("1 {}", k.word));
        assert!(k.a_new().contains(&format!(" {}", k.word)) && two.starts_with("2 "), "{}", k.key);
        all.push(format!("{}, {two}", k.a_new()));
        if let MadeBy::Verb { verb, refusal } = k.made_by {
            let said = said(refusal, &[("verb", &verb)]);
            assert!(said.contains(verb) && said.contains(k.word) && !said.contains('{'), "{said}");
        }
    }
    assert_eq!(
        all[21..],
        [
            "an action, 2 actions",
            "a part of an action, 2 parts of an action",
            "a frozen state, 2 frozen states",
            "an answer of a person, 2 answers of a person",
            "an audit, 2 audits",
            "a finding, 2 findings",
            "an audit row, 2 audit rows",
            "a reply, 2 replies",
            "a check of a finding, 2 checks of findings",
            "a signed version, 2 signed versions",
        ]
    );
}

/// The article goes with the word, whatever its first letter.
#[test]
fn one_of_a_kind_has_the_article_of_its_word() {
    let id = |what| Fault::OtherRank { id: "5.2".into(), is: Place::Requirement, what, near: Vec::new() };
    assert_eq!(id(Wanted::Action).words(), "5.2 is a requirement; write an action.");
    assert_eq!(id(Wanted::Question).words(), "5.2 is a requirement; write a question.");
    let taken = Fault::NameTaken { one: SYSTEM.one, name: "Chat".into() };
    assert_eq!(taken.words(), "There is an AI system \"Chat\" already: choose another name.");
    let vote = crate::model::Refusal::ThreeFields { one: crate::model::record::VOTE.one };
    assert_eq!(vote.words(), "There are three fields in an answer of a person. Nothing was changed.");
}

#[test]
fn what_cannot_be_planned_is_a_phrase_in_a_check_and_a_sentence_in_a_form() {
    let taken = |by| Unplanned::Taken(Taken { id: "5.2".into(), by });
    let by = [TakenBy::Actions(vec!["5.2-a".into(), "5.2-b".into()]), TakenBy::Record("S-1".into())];
    let said = by.map(|by| taken(by).words());
    assert_eq!(said[0], "5.2 is part of 5.2-a, 5.2-b already; take that back first");
    assert_eq!(said[1], "5.2 is part of action S-1 already; take that back first");
    let by = [TakenBy::Actions(vec!["5.2-a".into()]), TakenBy::Record("S-1".into())];
    let said = by.map(|by| Fault::Unplanned(taken(by)).words());
    assert_eq!(said[0], "5.2 is part of 5.2-a already; take that back first.");
    assert_eq!(said[1], "5.2 is part of action S-1 already; take that back first.");
    let fault = Fault::Unplanned(Unplanned::AddedDoesNothing);
    assert_eq!(fault.words(), "An added action needs what to do.");
}
