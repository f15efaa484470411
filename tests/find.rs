//! Finding a place by everyday words and by numbers as people quote them, right or wrong.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that panics has failed, as it should")]

use clausewise::bank;
use clausewise::model::find::{near_ids, search};

fn first(query: &str, most: usize) -> Vec<String> {
    let q = bank::embedded().unwrap();
    search(&q, None, query, most).into_iter().map(|h| q.id_of(h.target).to_owned()).collect()
}

/// What people say in workshops, and the place they mean.
const WORDS: &[(&str, &str)] = &[
    ("vendor", "A.10.3"),
    ("contractor tools", "A.10.3"),
    ("prompt injection", "A.6.2.4"),
    ("hallucination", "A.9.4"),
    ("hallucinations", "A.9.4"),
    ("training", "7.2"),
    ("staff training", "7.2"),
    ("training data", "A.7.2"),
    ("chatgpt", "A.9.2"),
    ("supplier", "A.10.3"),
    ("what about suppliers?", "A.10.3"),
    ("bias", "A.5.4"),
    ("discrimination", "A.5.4"),
    ("logs", "A.6.2.8"),
    ("incident", "A.8.4"),
    ("incident reporting", "A.8.4"),
    ("gdpr", "A.2.3"),
    ("policy", "5.2"),
    ("who is responsible", "5.3"),
    ("responsibility", "5.3"),
    ("retire a model", "8.1"),
    ("decommissioning", "8.1"),
    ("open source model", "A.4.4"),
    ("customer complaints", "A.8.3"),
    ("audit", "9.2.1"),
    ("auditor independence", "9.2.2"),
    ("board", "5.1"),
    ("budget", "7.1"),
    ("data quality", "A.7.4"),
    ("consent", "A.7.3"),
    ("copyright", "A.7.3"),
    ("explain to users", "A.8.2"),
    ("transparency", "A.8.2"),
    ("human oversight", "A.9.3"),
    ("human in the loop", "A.9.3"),
    ("testing", "A.6.2.4"),
    ("red team", "A.6.2.4"),
    ("drift", "A.6.2.6"),
    ("monitoring", "A.6.2.6"),
    ("shadow AI", "A.9.2"),
    ("inventory", "A.4.2"),
    ("change", "6.3"),
    ("document control", "7.5.3"),
    ("retention", "7.5.3"),
    ("climate", "4.1"),
    ("stakeholders", "4.2"),
    ("scope", "4.3"),
    ("statement of applicability", "6.1.3"),
    ("soa", "6.1.3"),
    ("risk appetite", "6.1.1"),
    ("risk register", "6.1.2"),
    ("residual risk", "6.1.3"),
    ("whistleblower", "A.3.3"),
    ("deepfake", "A.5.5"),
    ("model card", "A.6.2.7"),
    ("kpi", "9.1"),
    ("minutes", "9.3.3"),
    ("management review", "9.3.1"),
    ("corrective action", "10.2"),
    ("root cause", "10.2"),
    ("lessons learned", "10.1"),
    ("impact assessment", "6.1.4"),
    ("fundamental rights", "6.1.4"),
    ("cloud", "A.4.5"),
    ("fine-tuning", "A.7.2"),
    ("labelling", "A.7.6"),
    ("go live", "A.6.2.5"),
    ("rollback", "A.6.2.5"),
    ("awareness", "7.3"),
    ("whom do we tell", "7.4"),
    ("goals", "6.2"),
    ("where does the data come from", "A.7.5"),
];

#[test]
fn everyday_words_lead_to_the_place_people_mean() {
    let lost: Vec<String> = WORDS
        .iter()
        .map(|(words, id)| (words, id, first(words, 3)))
        .filter(|(_, id, hits)| !hits.iter().any(|h| h == *id))
        .map(|(words, id, hits)| format!("{words} -> {id}: {hits:?}"))
        .collect();
    assert_eq!(lost, Vec::<String>::new());
}

/// Numbers as they are quoted: exact ones alone lead there, whatever stands around them.
#[test]
fn ids_are_found_as_people_quote_them() {
    for (query, id) in [
        ("10.1", "10.1"),
        ("10.2", "10.2"),
        ("a.6.2.4", "A.6.2.4"),
        ("annex a.5", "A.5"),
        ("Annex A 6.2.4", "A.6.2.4"),
        ("annex 6.2.4", "A.6.2.4"),
        ("a6.2.4", "A.6.2.4"),
        ("clause 9.2", "9.2"),
        ("ISO 42001 clause 5.2", "5.2"),
        ("control A.10.3", "A.10.3"),
        ("5.2/1", "5.2/1"),
    ] {
        assert_eq!(first(query, 1), [id], "{query}");
    }
}

/// Numbers that do not exist: from drafts, from other standards, from web pages that made them up.
#[test]
fn wrong_numbers_lead_to_near_ones() {
    let q = bank::embedded().unwrap();
    for (wrong, near) in [
        ("8.6", "8.4"),
        ("8.5", "8.4"),
        ("10.3", "10.2"),
        ("4.5", "4.4"),
        ("9.2.3", "9.2.2"),
        ("6.2.4", "A.6.2.4"),
        ("A.5.1", "A.5.2"),
        ("A.5.6", "A.5.5"),
        ("A.6.2.10", "A.6.2.8"),
        ("A.11.1", "A.10.2"),
        ("annex a.14", "A.10"),
        ("A.1", "A.2"),
        ("11.2", "10.2"),
        ("3.1", "A.3.2"),
    ] {
        let near_ids = near_ids(&q, wrong, 4);
        assert!(near_ids.iter().any(|n| n == near), "{wrong}: {near_ids:?}");
        assert!(first(wrong, 5).iter().any(|n| n == near), "{wrong}: {:?}", first(wrong, 5));
    }
    for nonsense in ["", "   ", "?!", "xyzzy"] {
        assert_eq!(first(nonsense, 5), Vec::<String>::new());
    }
    assert_eq!(near_ids(&q, "", 4), Vec::<String>::new());
}

#[test]
fn the_command_prints_id_title_and_where_it_matched() {
    let run = |args: &[&str]| {
        let out = assert_cmd::cargo::cargo_bin_cmd!("clausewise").arg("find").args(args).output().unwrap();
        (out.status.code().unwrap(), String::from_utf8(out.stdout).unwrap())
    };
    let (code, out) = run(&["vendors"]);
    assert!(code == 0 && out.contains("A.10.3    Suppliers  (words: vendors)\n"), "{out}");
    assert!(run(&["annex", "a.5"]).1.starts_with("A.5       "));
    assert!(run(&["8.6"]).1.contains("(near number)"));
    assert_eq!(run(&["xyzzy"]), (1, String::new()));
    assert_eq!(run(&[]).0, 2);
}
