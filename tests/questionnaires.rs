//! The bank against the factual list: ids and titles pinned, no demand missing, nothing circular.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that panics has failed, as it should")]

use clausewise::bank;
use clausewise::model::Level;
use clausewise::model::schedule::topological;
use clausewise::model::validate;

/// In the list of facts, but the standard permits it and does not demand it: asked as good practice.
const PERMITTED: &str = "6.1.4#8";

#[test]
fn every_requirement_and_every_demand_is_there() {
    let facts: Vec<serde_json::Value> =
        serde_json::from_str(include_str!("fixtures/requirements.json")).unwrap();
    let q = bank::embedded().unwrap();
    let (mut leaves, mut demands) = (0, 0);
    for fact in &facts {
        let id = fact["id"].as_str().unwrap();
        if !fact["assessable"].as_bool().unwrap() {
            assert!(
                q.headings.iter().any(|h| h.id == id && h.title == fact["title"].as_str().unwrap()),
                "{id}"
            );
            continue;
        }
        leaves += 1;
        let r = &q.requirements[q.requirement_index(id).unwrap()];
        assert_eq!(r.title, fact["title"].as_str().unwrap());
        let depends: Vec<&str> =
            fact["depends_on"].as_array().unwrap().iter().map(|d| d.as_str().unwrap()).collect();
        assert_eq!(r.depends_on, depends, "{id}");
        for n in 1..=fact["demands"].as_array().unwrap().len() {
            let demand = format!("{id}#{n}");
            if demand == PERMITTED {
                assert!(r.checks.iter().all(|c| c.demand.as_deref() != Some(PERMITTED)));
                continue;
            }
            demands += 1;
            let check = r.checks.iter().find(|c| c.demand.as_deref() == Some(&demand));
            assert!(check.is_some_and(|c| c.mandatory), "{demand}");
        }
        for c in &r.checks {
            assert!(c.question.ends_with('?') && !c.evidence.is_empty(), "{}", c.id);
            for level in Level::ALL {
                assert!(!c.action_for(Some(level)).is_empty(), "{} {}", c.id, level.key());
            }
        }
    }
    assert_eq!((leaves, demands, q.requirements.len()), (70, 256, 70));
}

#[test]
fn dependencies_come_first_in_some_order() {
    let q = bank::embedded().unwrap();
    let order = topological(&q.depends);
    let at = |r: usize| order.iter().position(|x| *x == r).unwrap();
    for (r, before) in q.depends.iter().enumerate() {
        assert!(before.iter().all(|b| at(*b) < at(r)), "{}", q.requirements[r].id);
    }
    for gate in &q.gates {
        assert!(gate.checks.iter().all(|c| q.find(c).is_some()), "{}", gate.id);
    }
}

#[test]
fn the_embedded_questionnaire_has_no_fault() {
    let (head, parts) = bank::embedded_sources();
    let report = validate::problems(&head, &parts);
    let lines: Vec<String> = report.faults.iter().map(ToString::to_string).collect();
    assert_eq!(lines, Vec::<String>::new());
    assert_eq!((report.requirements, report.checks), (70, bank::embedded().unwrap().check_count()));
}

/// What the format leaves to an author the embedded questionnaire has everywhere.
#[test]
fn three_firms_answered_everything_and_pointers_lead_to_known_documents() {
    const DEEPER: [&str; 8] = [
        "ISO/IEC 42005",
        "ISO/IEC 23894",
        "ISO/IEC 5338",
        "ISO/IEC 5259",
        "ISO/IEC 38507",
        "ISO/IEC 12792",
        "ISO/IEC TR 24027",
        "ISO 19011",
    ];
    let q = bank::embedded().unwrap();
    for r in &q.requirements {
        assert_eq!(r.worked.each().count(), 3, "{}", r.id);
        assert!(r.pointers.iter().all(|p| DEEPER.contains(&p.to.as_str())), "{}", r.id);
        let bare =
            |x: &&clausewise::model::questionnaire::Related| x.confidence != "low" && x.note.is_empty();
        assert_eq!(r.related.iter().find(bare), None, "{}", r.id);
    }
}

/// The folder in the source tree and the one in the program are the same questionnaire.
#[test]
fn a_folder_reads_like_the_embedded_one() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("questionnaires/iso42001-2023");
    let (a, b) = (bank::from_folder(&folder).unwrap(), bank::embedded().unwrap());
    assert_eq!((a.requirements, a.headings, a.gates), (b.requirements, b.headings, b.gates));
}

/// A list shows names alone: two that are the same would be two rows that cannot be told apart.
#[test]
fn every_action_has_a_name_of_its_own() {
    let q = bank::embedded().unwrap();
    let mut seen = std::collections::BTreeMap::new();
    for c in q.requirements.iter().flat_map(|r| &r.checks) {
        let own = c.alone.iter().flat_map(|own| [&own.names.start, &own.names.put_to_use, &own.names.prove]);
        let all = [&c.names.start, &c.names.put_to_use, &c.names.prove];
        assert!(all.iter().all(|name| name.is_some()), "{}", c.id);
        for name in all.into_iter().chain(own).flatten() {
            assert_eq!(seen.insert(name.clone(), c.id.clone()), None, "{name} of {}", c.id);
            assert!(name.chars().next().is_some_and(char::is_uppercase), "{name}");
        }
    }
}
