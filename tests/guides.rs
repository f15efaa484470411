//! The guides against the questionnaire they speak of, the quick check as a whole, and the command.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that panics has failed, as it should")]

use std::collections::{BTreeMap, BTreeSet};

use clausewise::bank;
use clausewise::model::assessment::keys;
use clausewise::model::quick_check::{Answer, Answers, Band, QuestionKind, Tells};
use clausewise::model::{Assessment, Questionnaire};

fn both() -> (Questionnaire, clausewise::model::guide::Guides) {
    (bank::embedded().unwrap(), bank::guides().unwrap())
}

#[test]
fn every_id_a_guide_names_is_there() {
    let (q, g) = both();
    let see =
        g.glossary.terms.iter().flat_map(|t| &t.see).chain(g.path.obligations.iter().flat_map(|o| &o.see));
    for id in see {
        assert!(q.requirement_index(id).is_some(), "{id}");
    }
    for question in &g.quick_check.questions {
        for id in &question.maps {
            assert!(matches!(q.find(id), Some(clausewise::model::questionnaire::Target::Check(_))), "{id}");
        }
        assert_eq!(question.maps.is_empty(), question.kind == QuestionKind::Applicability, "{}", question.id);
        assert_eq!(question.tells.is_some(), question.kind == QuestionKind::Applicability, "{}", question.id);
    }
    let tells: Vec<Tells> = g.quick_check.questions.iter().filter_map(|x| x.tells).collect();
    assert_eq!(tells, [Tells::Uses, Tells::Makes, Tells::Affects]);
}

/// About 300 everyday words, each once and leading somewhere.
#[test]
fn every_everyday_word_leads_to_places_that_are_there() {
    let (q, g) = both();
    let mut seen = BTreeSet::new();
    for entry in &g.everyday.words {
        assert!(!entry.means.is_empty() && !entry.see.is_empty() && !entry.say.is_empty(), "{entry:?}");
        for id in &entry.see {
            assert!(q.requirement_index(id).is_some(), "{id}");
        }
        for word in &entry.say {
            assert_eq!(*word, word.to_lowercase());
            assert!(seen.insert(word), "{word} stands twice");
        }
    }
    assert!(seen.len() >= 300, "{}", seen.len());
}

#[test]
fn the_27001_hints_are_for_the_70_and_explain_each_word() {
    let (q, g) = both();
    let ids: BTreeSet<&str> = q.requirements.iter().map(|r| r.id.as_str()).collect();
    assert_eq!(g.iso27001.hints.keys().map(String::as_str).collect::<BTreeSet<_>>(), ids);
    let words: BTreeSet<&str> = g.iso27001.words().iter().map(|(w, _)| *w).collect();
    assert_eq!(q.requirements.iter().map(|r| r.iso27001.as_str()).collect::<BTreeSet<_>>(), words);
}

#[test]
fn each_name_in_the_glossary_means_one_thing() {
    let (_, g) = both();
    let mut seen: BTreeMap<String, &str> = BTreeMap::new();
    for term in &g.glossary.terms {
        for name in term.names() {
            let before = seen.insert(name.to_lowercase(), &term.term);
            assert!(before.is_none_or(|b| b == term.term), "{name}: {before:?} and {}", term.term);
        }
        assert_eq!(g.glossary.find(&term.term), Some(term));
        assert!(term.means.ends_with(['.', '?']), "{}", term.term);
    }
    let ids: Vec<&str> = g.roles.roles.iter().map(|r| r.id.as_str()).collect();
    assert_eq!(ids, ["developer", "provider", "user"]);
}

/// The figures the roles guide states are counted from the questionnaire, not remembered.
#[test]
fn the_roles_guide_counts_the_controls_right() {
    let (q, g) = both();
    for role in &g.roles.roles {
        let n = q
            .requirements
            .iter()
            .filter(|r| r.kind == clausewise::model::RequirementKind::Control && r.roles.contains(&role.id))
            .count();
        assert!(role.weighs_on.starts_with(&format!("{n} of the 38 controls")), "{}: {n}", role.id);
    }
}

fn answers(letters: &str) -> Answers {
    let (_, g) = both();
    let ids = g.quick_check.questions.iter().map(|x| x.id.clone());
    ids.zip(letters.chars().map(|c| Answer::parse(&c.to_string()).unwrap())).collect()
}

#[test]
fn bands_follow_the_answers_and_a_missing_gate_caps_them() {
    let (q, g) = both();
    for (letters, band, blocking) in [
        ("yyyyyyyyyyyyyyyyyyyy", Band::FarAlong, 0),
        ("nnyynnnnnnnnnnnnnnnn", Band::NotConcerned, 8),
        ("ynyynnnnnnnnnnnnnnnn", Band::AtTheStart, 8),
        ("ynyyyyyyynnnnnnnnnnn", Band::Begun, 5),
        ("ynyypppppppppppppppp", Band::Begun, 8),
        ("yyyyyyyyyyyyyyyyynyy", Band::FarAlong, 0),
        ("yyyyyyyyyyyyyyyyyyny", Band::UnderWay, 1),
        ("yyyyyyyyyyyyyyyyyy?y", Band::UnderWay, 1),
        // Partly on audit and review: nobody gets a certificate with that.
        ("yyyyyyyyyyyyyyyyyypp", Band::UnderWay, 2),
        ("yyyyyyyyyyyyyyyyypyy", Band::FarAlong, 0),
        ("yyyyyyyy", Band::Unfinished, 0),
    ] {
        let outcome = g.quick_check.outcome(&q, &answers(letters));
        assert_eq!((outcome.band, outcome.blocking), (band, blocking), "{letters} {outcome:?}");
        assert_eq!(outcome.counts.iter().sum::<usize>(), 17);
    }
}

/// Each question suggests an answer only at what its help text describes, and at no check of good practice. Every gate is
/// touched, also by what is done again and again.
#[test]
fn the_quick_check_touches_every_gate_and_suggests_only_what_its_help_describes() {
    let (q, g) = both();
    let named: BTreeSet<&String> = g.quick_check.questions.iter().flat_map(|x| &x.maps).collect();
    assert_eq!(named.len(), 24);
    for gate in &q.gates {
        assert!(gate.checks.iter().any(|c| named.contains(c)), "{}", gate.title);
    }
    for touched in ["6.2", "8.2", "8.3", "8.4", "9.1"] {
        assert!(named.iter().any(|c| c.split('/').next() == Some(touched)), "{touched}");
    }
    for question in &g.quick_check.questions {
        assert!(question.maps.len() <= 3, "{}", question.question);
        let mut a = Assessment::new(&q);
        let one = Answers::from([(question.id.clone(), Answer::Partly)]);
        for c in &g.quick_check.keep(&a, &one).changes {
            a.set(&q, &c.key, c.now.clone());
        }
        let suggested: BTreeSet<&str> =
            g.quick_check.suggestions(&q, &a).iter().map(|s| q.check(s.at).id.as_str()).collect();
        let maps: BTreeSet<&str> = question.maps.iter().map(String::as_str).collect();
        assert_eq!(suggested, maps, "{}", question.question);
        assert!((0..q.check_count()).all(|c| a.level(&q, c).is_none()), "it answers nothing");
        assert!(question.maps.iter().all(|id| {
            matches!(q.find(id), Some(clausewise::model::questionnaire::Target::Check(c)) if q.check(c).mandatory)
        }));
    }
}

/// Everything said Yes is a mood, not a verdict: the words of the best band do not say that nothing is left.
#[test]
fn far_along_is_no_verdict() {
    let (q, g) = both();
    let mut a = Assessment::new(&q);
    for r in &q.requirements {
        a.set(&q, &r.id, Some("1".into()));
    }
    for id in g.quick_check.questions.iter().flat_map(|x| &x.maps) {
        a.set(&q, id, Some("5".into()));
    }
    let scores = clausewise::model::Scores::compute(&q, &a);
    assert_eq!(clausewise::model::Verdict::compute(&q, &a, &scores).class, clausewise::model::Class::Early);
    let said = clausewise::words::Words::words(&Band::FarAlong);
    assert!(said.contains("a part of it"), "{said}");
}

#[test]
fn suggestions_stand_only_where_nothing_is_answered_and_prove_nothing() {
    let (q, g) = both();
    let mut a = Assessment::new(&q);
    a.set(&q, "4.3/1", Some("2".into()));
    a.set(&q, "5.2", Some("5".into()));
    a.set(&q, "A.9.2", Some("n".into()));
    let before = clausewise::model::Scores::compute(&q, &a);
    let all = answers("ynyyyyyyyyyyyyyyyy?n");
    for c in &g.quick_check.keep(&a, &all).changes {
        a.set(&q, &c.key, c.now.clone());
    }
    assert_eq!(a.get(keys::ROLES), Some("user"));
    assert_eq!(clausewise::model::Scores::compute(&q, &a), before, "no figure moves by an answer here");
    let suggested: BTreeMap<&str, Answer> =
        g.quick_check.suggestions(&q, &a).iter().map(|s| (q.check(s.at).id.as_str(), s.answer)).collect();
    assert_eq!(suggested.get("4.3/4"), Some(&Answer::Yes));
    assert_eq!((suggested.get("9.2.1/1"), suggested.get("9.3.1/1")), (None, Some(&Answer::No)));
    for untouched in ["4.3/1", "5.2/1", "5.2/5", "A.9.2/1"] {
        assert_eq!(suggested.get(untouched), None, "{untouched}");
    }
    assert!(suggested.values().all(|answer| answer.level().key() != "5"));
    assert!(g.quick_check.keep(&a, &all).is_empty());
}

fn run(args: &[&str]) -> (i32, String, String) {
    let out = assert_cmd::cargo::cargo_bin_cmd!("clausewise").args(args).output().unwrap();
    let text = |b: Vec<u8>| String::from_utf8(b).unwrap();
    (out.status.code().unwrap(), text(out.stdout), text(out.stderr))
}

#[test]
fn each_guide_prints_within_100_columns() {
    for (args, part) in [
        (&["guide"][..], "quick-check"),
        (&["guide", "glossary"], "Statement of Applicability"),
        (&["guide", "glossary", "life", "cycle"], "AI system life cycle"),
        (&["guide", "roles"], "Provider"),
        (&["guide", "path"], "Surveillance"),
        (&["guide", "iso27001"], "A.10.4"),
        (&["guide", "quick-check"], "20. Do the people at the top"),
        (&["guide", "quick-check", "--answers", "ynyy"], "Not finished"),
    ] {
        let (code, out, err) = run(args);
        assert!(code == 0 && out.contains(part), "{args:?} {err}");
        assert!(out.lines().all(|l| l.chars().count() <= 100 && l.trim_end() == l), "{args:?} {out}");
    }
    assert_eq!(run(&["guide", "glossary", "zebra"]).0, 2);
    assert_eq!(run(&["guide", "quick-check", "--answers", "yx"]).0, 2);
}

/// On paper as on the screen: the same words, whatever stands around them.
#[test]
fn each_guide_says_the_same_in_markdown() {
    // Lines break elsewhere, some of them inside a word at its hyphen.
    let bare = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    for guide in [
        &["guide", "glossary"][..],
        &["guide", "glossary", "life", "cycle"],
        &["guide", "roles"],
        &["guide", "path"],
        &["guide", "iso27001"],
    ] {
        let (screen, paper) = (run(guide), run(&[guide, &["--format", "md"]].concat()));
        assert_eq!((screen.0, paper.0), (0, 0), "{}{}", screen.2, paper.2);
        let (title, below) = paper.1.split_once("\n\n").unwrap();
        assert!(title.starts_with("# ") && !title.contains('\n'), "{title}");
        // Paper says by its last line what made it.
        let (below, foot) = below.trim_end().rsplit_once("\n\n").unwrap();
        assert!(foot.starts_with("Clausewise "), "{foot}");
        assert_eq!(bare(&screen.1), bare(below), "{guide:?}");
    }
    let (code, result, _) = run(&["guide", "quick-check", "--answers", "yyyypppnnn", "--format", "md"]);
    assert!(code == 0 && result.contains("## Not finished") && result.contains("- "), "{result}");
    assert_eq!(run(&["guide", "--format", "md"]).0, 2);
    assert_eq!(run(&["guide", "roles", "--format", "csv"]).0, 2);
}

#[test]
fn the_quick_check_is_kept_in_a_file_once_and_answers_nothing_there() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("quick.aims");
    let file = file.to_str().unwrap();
    assert_eq!(run(&["new", file, "--org", "Baker"]).0, 0);
    let quick = ["guide", "quick-check", "--answers", "ynyyyyyyyyyyyyyyyyny", "--into", file];
    let (code, out, err) = run(&quick);
    assert!(code == 0 && out.contains("Well under way") && out.contains("21 entries"), "{out}{err}");
    assert!(out.contains("24 checks have a suggestion"), "{out}");
    let dump = run(&["dump", file]).1;
    assert!(dump.contains("\nquick.q19=no\n") && !dump.contains("\n9.2.1/1="), "{dump}");
    assert!(run(&quick).1.contains(": 0 entries"));
}
