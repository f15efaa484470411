//! What words are taken for: a plan, a denial, a reason.

use super::*;

#[test]
fn what_is_there_beside_what_is_missing_is_no_note_of_the_future_alone() {
    assert!(tells_nothing_else("Audit is in the calendar for May. Not approved."));
    assert!(!tells_nothing_else("Table of three tools. We have not yet looked at our phones."));
    assert!(!tells_nothing_else("I have six hours in the calendar. That covers the weekly look."));
    assert_eq!(future("Planned and worked hours are compared"), None);
    assert_eq!(future("The next one is planned"), Some("planned"));
}

#[test]
fn that_it_helped_is_shown_by_what_was_looked_at_and_by_no_answer() {
    for no in [
        "no",
        "No.",
        "nein",
        "NEIN!",
        "0",
        "false",
        "no, nothing was done",
        "no - nobody looked",
        "no (still late)",
        "0, as before",
        "nein, noch nicht",
        "because nothing was done",
        "not really",
        "it was not effective",
        "The list did not help anybody",
        "partly",
        "Partially.",
        "only partly",
        "partly, two of ten were late",
        "partly effective",
        "yes, partly",
        "yes, but only partly",
        "teilweise",
        "nur teilweise wirksam",
        "kaum",
        "hardly",
        "unclear",
        "unklar, niemand hat geschaut",
        "it is unknown",
        "open",
        "noch offen",
        "keine",
        "nie geschehen",
        "never done",
        "failed",
        "it failed",
        "still late in two of five",
        "immer noch zu spät",
        "hat nicht geholfen",
        "we looked, the training was not done",
        "list of May, but nothing changed",
        "minutes of June: the review did not take place",
        "three of five people asked, no evidence",
        "no evidence",
        "to be checked",
        "minutes of May to be checked",
        "wird noch geprüft",
        "effective partly",
        "list of May: maybe",
        "Rückfall im Oktober, nicht wirksam",
        "Rückfall im Oktober",
        "it recurred in October",
        "list of May, it came back twice",
    ] {
        assert!(denies(no) && !shows(no), "{no}");
    }
}

#[test]
fn what_somebody_looked_at_shows_that_it_helped_and_a_bare_word_does_not() {
    for bare in [
        "yes",
        "ja",
        "1",
        "12",
        "true",
        "effective",
        "n/a",
        "ok",
        "because",
        "because x",
        "because it helped",
        "because yes",
        "Ja.",
        "yes, yes",
        "x",
        "",
        " . ",
        "wirksam",
        "Done!",
        "seen",
        "efficace",
        "yes, seen",
        "we looked at ten of them, they were not told",
        "the list of May, nobody has not been asked",
        "asked Bo, he didn't know the rule",
        "looks fine",
        "looks fine to us",
        "alles ok",
        "Alles in Ordnung!",
        "siehe oben",
        "see above",
        "checked and works",
        "wurde geprüft und ist wirksam",
        "closed and fixed",
    ] {
        assert!(!denies(bare) && !shows(bare), "{bare}");
    }
    for shown in [
        "ten of ten were in time",
        "10 of 10",
        "0 of 10 late",
        "no relapse since May",
        "list of May: nothing of it came back",
        "0.5 % were late, before 12 %",
        "no complaints since March",
        "no-one was late since 2 March",
        "nobody late since April",
        "yes, ten of ten were told",
        "ja: Liste vom November, alle darauf",
        "because nobody was late since March",
        "the list of November",
        "sample of 5: all in time",
        "none of 10 failed",
        "nothing open since May",
        "ten looked at, none was not late before",
        "ten orders of May were not late",
        "it did not come back in six weeks",
        "list of May: it has not happened again",
        "E-5",
        "immer pünktlich, Liste vom Mai",
    ] {
        assert!(shows(shown) && !denies(shown), "{shown}");
    }
}

#[test]
fn words_count_only_as_whole_words() {
    assert_eq!(future("Audit planned for May"), Some("planned"));
    assert_eq!(future("An unplanned outage was handled"), None);
    assert_eq!(missing("Minutes: NOT approved."), Some("not approved"));
    assert!(argues_nothing("N/A") && argues_nothing("Not relevant to us."));
    assert!(!argues_nothing("We train no models; suppliers' data is handled under A.10.3"));
    assert!(names_nothing("Best practice.") && names_nothing("Not relevant to us"));
    assert!(argues_nothing("Risk R-3 and R-4") && !names_nothing("Risk R-3 and R-4"));
}

#[test]
fn a_reason_that_names_nothing_is_weak_and_one_that_names_something_is_not() {
    for weak in [
        "It is important",
        "Very important to us!",
        "required by ISO 42001",
        "Required by ISO/IEC 42001:2023, Annex A",
        "required by A.6.2.4",
        "see risk register",
        "See the risk assessment.",
        "the standard asks for it",
        "because we need it",
        "We must have this control.",
        "for compliance",
        "Needed for the certificate",
        "required by the standard",
        "Good practice, and we want it",
        "same as above",
        "Legal",
        "Business need",
        "best practise",
        "as per Annex A",
        "see policy",
        "The control is applicable to our organisation",
        "required by law",
        "Regulatory requirements and contractual obligations",
        "Results of the risk assessment",
        "TBD",
        "ok",
        "",
        " - ",
    ] {
        assert!(names_nothing(weak), "{weak}");
    }
    for good in [
        "R-3",
        "see R-12",
        "Risk 3",
        "risks R-1, R-4",
        "see risk register, R-3",
        "Wrong advice to patients",
        "The EU AI Act asks for it",
        "required by GDPR, Article 22",
        "Contract with Acme",
        "our customers ask for it",
        "required by the supervisor",
        "Guests with allergies could be harmed",
        "The works council wants it",
        "Needed for payroll",
        "required by the framework contract of 2025",
    ] {
        assert!(!names_nothing(good), "{good}");
    }
    assert!(argues_nothing("It is not needed because it is not required by the standard"));
    assert!(argues_nothing("Not applicable to our organisation"));
    assert!(!argues_nothing("No law, no contract and no policy asks for it"));
    assert!(!argues_nothing("Nothing is bought from others: all systems are our own"));
}

/// What the worked firms give as reasons names something, all of it.
#[test]
fn no_reason_of_the_worked_firms_is_weak() {
    let mut seen = 0;
    for text in [
        include_str!("../../../assets/firms/bakery.json"),
        include_str!("../../../assets/firms/software.json"),
        include_str!("../../../assets/firms/bank.json"),
    ] {
        let firm: serde_json::Value = serde_json::from_str(text).unwrap();
        let rows = firm["statement"].as_object().unwrap();
        for why in rows.values().filter_map(|row| row["why"].as_str()) {
            assert!(!names_nothing(why), "{why}");
            seen += 1;
        }
    }
    assert!(seen > 90, "{seen}");
}
