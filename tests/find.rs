//! Finding a place by everyday words and by numbers as people quote them, right or wrong.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that panics has failed, as it should")]

use clausewise::bank;
use std::sync::LazyLock;

use clausewise::model::Questionnaire;
use clausewise::model::assessment::{Assessment, keys};
use clausewise::model::find::{Found, Hit, Index, Place, near_ids};
use clausewise::model::guide::Guides;
use clausewise::words::find::why;

static ALL: LazyLock<(Questionnaire, Guides, Index)> = LazyLock::new(|| {
    let (q, guides) = (bank::embedded().unwrap(), bank::guides().unwrap());
    let mut index = guides.index(&q);
    index.add_command(7, "export", "writes all reports to a folder");
    (q, guides, index)
});

fn hits(query: &str) -> Vec<Hit> {
    ALL.2.search(&ALL.0, None, query, usize::MAX)
}

/// The first places, words of the field and commands aside.
fn first(query: &str, most: usize) -> Vec<String> {
    hits(query).iter().filter_map(Hit::target).map(|t| ALL.0.id_of(t).to_owned()).take(most).collect()
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
    ("gdpr", "A.5.4"),
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

/// Words that found nothing or something wrong first, and what has to come first now.
const FIRST: &[(&str, &str)] = &[
    ("kids", "A.5.4"),
    ("notetaker", "A.9.2"),
    ("note taker", "A.9.2"),
    ("ISO27001", "4.4"),
    ("iso 27001", "4.4"),
    ("oversite", "A.9.3"),
    ("robots", "A.4.2"),
    ("robot", "A.4.2"),
    ("printer", "A.4.2"),
    ("pictures", "A.9.2"),
    ("images", "A.9.2"),
    ("leak", "A.8.4"),
    ("leek", "A.8.4"),
    ("too expensive", "7.1"),
    ("cancel", "8.1"),
    ("sticker", "A.8.2"),
    ("apprentice", "7.2"),
];

#[test]
fn the_place_people_mean_comes_first() {
    let lost: Vec<String> = FIRST
        .iter()
        .map(|(words, id)| (words, id, first(words, 3)))
        .filter(|(_, id, hits)| hits.first().map(String::as_str) != Some(id))
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

/// What people typed and did not find, and every place that had to be found: all among the first five.
const MISSED: &[(&[&str], &[&str])] = &[
    (&["layoffs", "job losses", "fired"], &["A.5.5", "A.5.4"]),
    (&["hackers", "attack", "jailbreak"], &["A.6.2.3", "A.6.2.4", "A.6.2.6"]),
    (
        &["agent", "ai agents", "llm", "gpt", "generative ai", "language model", "rag"],
        &["A.4.2", "4.1", "A.9.2"],
    ),
    (&["rag"], &["A.4.3"]),
    (
        &["cv screening", "hiring tool", "recruiting", "credit score", "profiling", "scoring people"],
        &["A.5.4", "6.1.4"],
    ),
    (&["facial recognition"], &["A.5.4", "6.1.4"]),
    (&["gdpr", "personal data"], &["A.5.4", "A.7.2", "A.7.3", "4.2"]),
    (&["ai act", "eu ai act", "new law"], &["4.1", "4.2", "A.8.5"]),
    (&["paste customer data", "password", "confidential data in a chatbot"], &["A.9.2"]),
    (&["meeting transcript", "translate"], &["A.9.2", "A.4.2"]),
    (&["switch off", "end of life", "retire a system"], &["8.1", "A.6.1.3", "A.6.2.6"]),
    (&["stop button", "kill switch", "emergency stop"], &["5.3", "A.9.3", "A.6.2.6"]),
    (&["appeal", "contest", "second look", "human review"], &["A.8.2", "A.8.3", "A.5.4"]),
    (&["log files"], &["A.6.2.8"]),
    (&["insurance", "penalty"], &["4.2", "A.8.5"]),
    (&["over-reliance", "trust too much"], &["A.9.3", "6.1.4", "7.3"]),
    (&["suplier"], &["A.10.3"]),
];

#[test]
fn what_people_missed_is_found_now() {
    let mut lost = Vec::new();
    for (typed, ids) in MISSED {
        for query in *typed {
            let found = first(query, 5);
            if !ids.iter().all(|id| found.iter().any(|f| f == id)) {
                lost.push(format!("{query} -> {ids:?}: {found:?}"));
            }
        }
    }
    assert_eq!(lost, Vec::<String>::new());
}

#[test]
fn a_slip_of_the_finger_is_forgiven_and_said() {
    for typed in ["suplier", "supplirr", "supplire", "supppliers"] {
        let hit = hits(typed).into_iter().next().unwrap();
        assert_eq!(hit.target().map(|t| ALL.0.id_of(t)), Some("A.10.3"), "{typed}");
        assert!(why(&hit).starts_with("spelt like supplier"), "{}", why(&hit));
    }
    assert!(hits("supplier").iter().all(|h| h.spelt_like.is_none()));
    assert!(hits("suplir").iter().all(|h| h.spelt_like.as_deref() != Some("supplier")));
}

#[test]
fn forms_of_a_word_lead_to_the_same_place() {
    for forms in
        [["audit", "audits", "audited"], ["policy", "policies", "policys"], ["logs", "logged", "logging"]]
    {
        let meant = first(forms[0], 1).concat();
        for form in forms {
            let found = first(form, 3);
            assert!(found.contains(&meant), "{form} -> {meant}: {found:?}");
        }
    }
}

/// Every kind of text is searched, and the row says which one it was.
#[test]
fn every_text_is_searched_and_says_where_it_matched() {
    let r = &ALL.0.requirements[0];
    let texts = [
        (r.why.as_str(), Place::Why),
        (r.mistakes[0].as_str(), Place::Mistake),
        (r.size.fifty.as_str(), Place::Example),
        (r.auditor.asks[0].as_str(), Place::Auditor),
        (r.checks[0].question.as_str(), Place::Check),
    ];
    for (text, place) in texts {
        let hit = hits(text).into_iter().next().unwrap();
        assert_eq!((hit.target().map(|t| ALL.0.id_of(t)), hit.place), (Some(r.id.as_str()), place), "{text}");
        assert!(!hit.text.is_empty());
    }
    let n = ALL.1.glossary.terms.iter().position(|t| t.term.starts_with("Surveillance")).unwrap();
    assert!(hits("surveillance").iter().any(|h| h.found == Found::Term(n)));
    assert_eq!(hits("export").iter().find(|h| h.place == Place::Command).unwrap().found, Found::Command(7));
    let mut a = Assessment::new(&ALL.0);
    a.set(&ALL.0, &format!("{}{}", keys::NOTE, r.id), Some("Zanzibar agreed".into()));
    let hit = &ALL.2.search(&ALL.0, Some(&a), "zanzibar", 3)[0];
    assert_eq!((hit.place, hit.text.as_str()), (Place::Note, "Zanzibar agreed"));
}

/// Beside a hit stands what the card says: who works alone is not told of a text they never see, and reads their own.
#[test]
fn an_excerpt_is_of_the_wording_this_organisation_reads() {
    let (q, _, index) = &*ALL;
    let mut a = Assessment::new(q);
    a.set(q, keys::SIZE, Some("solo".into()));
    let mut several = a.clone();
    several.set(q, keys::SIZE, Some("micro".into()));
    let quoted = |a: Option<&Assessment>, text: &str| {
        let found = index.search(q, a, text, usize::MAX);
        found.iter().any(|h| h.place == Place::Why && text.contains(h.text.trim_start_matches("... ")))
    };
    let mut seen = 0;
    for (r, everybody) in q.requirements.iter().enumerate() {
        let (one, all) = (&q.requirement_for_one(r).why, &everybody.why);
        if one == all {
            assert!(quoted(Some(&a), all) && quoted(None, all), "{}", everybody.id);
            continue;
        }
        seen += 1;
        assert!(quoted(Some(&a), one), "{}: {one}", everybody.id);
        for others in [Some(&several), None] {
            assert!(quoted(others, all), "{}: {all}", everybody.id);
            let own = one.split_inclusive(['.', '?', '!']).next().unwrap();
            if !all.contains(own) {
                assert!(!index.search(q, others, one, usize::MAX).iter().any(|h| h.text == own), "{own}");
            }
        }
    }
    assert!(seen > 5, "{seen}");
}

#[test]
fn the_command_prints_id_title_and_where_it_matched() {
    let run = |args: &[&str]| {
        let out = assert_cmd::cargo::cargo_bin_cmd!("clausewise").arg("find").args(args).output().unwrap();
        (out.status.code().unwrap(), String::from_utf8(out.stdout).unwrap())
    };
    let (code, out) = run(&["vendors"]);
    assert!(code == 0 && out.contains("A.10.3    Suppliers  (words: vendor)\n"), "{out}");
    assert!(run(&["annex", "a.5"]).1.starts_with("A.5       "));
    assert!(run(&["8.6"]).1.contains("(near number)"));
    assert_eq!(run(&["xyzzy"]), (1, String::new()));
    let (code, out) = run(&["glossary"]);
    assert!(code == 0 && out.starts_with("command   clausewise guide"), "{out}");
    assert_eq!(run(&[]).0, 2);
}

/// What somebody answered to a question of a paper is found where such a document is asked for, with the question in words.
#[test]
fn answers_to_papers_are_found() {
    let (q, _, index) = &*ALL;
    let mut a = Assessment::new(q);
    assert!(index.search(q, Some(&a), "zeppelin", 5).is_empty());
    a.set(q, "paper.ai-policy.public", Some("Whoever asks on board the zeppelin".to_owned()));
    let found = index.search(q, Some(&a), "zeppelin", 5);
    let [hit] = found.as_slice() else { panic!("{found:?}") };
    let Some(clausewise::model::questionnaire::Target::Requirement(r)) = hit.target() else {
        panic!("{hit:?}")
    };
    assert!(q.requirements[r].checks.iter().any(|c| c.output == "AI policy"), "{}", q.requirements[r].id);
    assert!(hit.text.contains("zeppelin"), "{}", hit.text);
}
