//! Answered files with records, as several benches measure them.

use std::collections::BTreeMap;

use clausewise::model::{Assessment, Questionnaire, Rid};

/// Systems, pieces of evidence, links of each, people: the two files.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Size(usize, usize, usize, usize);

/// A file as people have it, and a very large one.
pub(crate) const SIZES: [Size; 2] = [Size(40, 100, 2, 10), Size(1_000, 5_000, 2, 50)];

/// The id of the record with this number; the seconds of all are the same, chance tells them apart.
fn id(n: usize) -> Rid {
    Rid::new(1_770_000_000, n as u64 * 7919)
}

/// What the history of such a file comes to.
pub(crate) fn facts(
    q: &Questionnaire,
    Size(systems, pieces, links, people): Size,
) -> BTreeMap<String, String> {
    let mut facts = BTreeMap::new();
    let mut put = |kind: &str, n: usize, field: &str, value: &str| {
        let id = id(n);
        facts.insert(format!("{kind}.{id}.{field}"), value.to_owned());
    };
    for n in 0..people {
        for (field, value) in [("made", "yes"), ("no", &(n + 1).to_string()), ("name", &format!("Name {n}"))]
        {
            put("person", n, field, value);
        }
    }
    for n in 0..systems {
        for field in ["name", "purpose", "vendor", "data", "owner", "role.user", "affects", "made"] {
            put("system", n, field, "yes");
        }
        put("system", n, "no", &(n + 1).to_string());
    }
    for n in 0..pieces {
        for field in ["what", "place", "version", "holder", "made"] {
            put("evidence", n, field, "yes");
        }
        put("evidence", n, "no", &(n + 1).to_string());
        for field in ["date", "valid-until"] {
            put("evidence", n, field, "2026-05-05");
        }
        for link in 0..links {
            let at = &q.check((n * 31 + link * 17) % q.check_count()).id;
            put("evidence", n, &format!("shows.{at}"), "yes");
        }
        put("evidence", n, &format!("seen-by.{}", id(n % people)), "2026-11-20");
    }
    let mut c = 0;
    while c < q.check_count() {
        facts.insert(q.check(c).id.clone(), (c % 4 + 1).to_string());
        facts.insert(format!("note.{}", q.check(c).id), "said so".to_owned());
        c += 1;
    }
    facts
}

/// The assessment of these facts.
pub(crate) fn folded(q: &Questionnaire, facts: &BTreeMap<String, String>) -> Assessment {
    let mut a = Assessment::new(q);
    for (key, value) in facts {
        a.set(q, key, Some(value.clone()));
    }
    a
}
