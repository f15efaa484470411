//! What 0.1.0 wrote, held against its own JSON: the comparison is written from that text, not from the code that
//! upgrades it.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use clausewise::bank;
use clausewise::model::action::{self, Shape};
use clausewise::model::{Assessment, Questionnaire, snapshot, votes};
use clausewise::session::Session;
use serde_json::Value;

pub(crate) type Old = BTreeMap<String, String>;

/// Facts that are no record's, and so must be the same today.
fn is_plain(key: &str) -> bool {
    let kinds = ["person", "system", "evidence", "parked", "action", "snapshot", "votes"];
    !kinds.contains(&key.split('.').next().unwrap())
}

/// Records of a kind by number, as JSON.
fn of(old: &Old, kind: &str) -> Vec<(u32, Value)> {
    let prefix = format!("{kind}.");
    let all = old.iter().filter_map(|(k, v)| Some((k.strip_prefix(&prefix)?.parse().ok()?, v)));
    let mut list: Vec<(u32, Value)> =
        all.filter_map(|(n, v)| Some((n, serde_json::from_str(v).ok()?))).collect();
    list.sort_by_key(|(n, _)| *n);
    list
}

fn text<'v>(v: &'v Value, key: &str) -> &'v str {
    v.get(key).and_then(Value::as_str).unwrap_or("")
}

/// Holds an assessment against facts of 0.1.0.
pub(crate) fn same(old: &Old, a: &Assessment) {
    for (key, value) in old.iter().filter(|(k, _)| is_plain(k)) {
        let (name, id) = key.split_once('.').unwrap_or(("", key));
        let now = if id.contains('-') && !name.is_empty() && name != "about" {
            action::saying(a, &format!("{name}."), id)
        } else {
            a.get(key)
        };
        assert_eq!(now, Some(value.as_str()), "{key}");
    }
    let people: Vec<_> = a.people().into_iter().map(|p| (p.no, p.name, p.role)).collect();
    let wanted: Vec<_> = of(old, "person")
        .iter()
        .map(|(n, v)| (*n, text(v, "name").to_owned(), text(v, "role").to_owned()))
        .collect();
    assert_eq!(people, wanted);

    let systems = a.systems();
    let wanted = of(old, "system");
    assert_eq!(systems.len(), wanted.len());
    for (s, (n, v)) in systems.iter().zip(&wanted) {
        assert_eq!((s.no, s.name.as_str(), s.purpose.as_str()), (*n, text(v, "name"), text(v, "purpose")));
        assert_eq!((s.vendor.as_str(), s.data.as_str()), (text(v, "vendor"), text(v, "data")));
        let roles: Vec<&str> = text(v, "role").split(',').map(str::trim).filter(|r| !r.is_empty()).collect();
        assert!(
            roles.iter().all(|r| s.role.contains(r)) && s.role.is_empty() == roles.is_empty(),
            "{}",
            s.role
        );
        assert_eq!(
            (Some(s.affects_people), Some(s.legal_duty)),
            (v["affects_people"].as_bool(), v["legal_duty"].as_bool())
        );
    }

    let pieces = a.evidence();
    let wanted = of(old, "evidence");
    assert_eq!(pieces.len(), wanted.len(), "{pieces:?} {wanted:?}");
    for (e, (n, v)) in pieces.iter().zip(&wanted) {
        assert_eq!((e.no, e.what.as_str(), e.place.as_str()), (*n, text(v, "what"), text(v, "place")));
        assert_eq!(e.shows, [text(v, "at")]);
        assert!([e.date.as_str(), e.version.as_str()].contains(&text(v, "date")), "{e:?}");
        let said = text(v, "seen_by").trim();
        let by_name = e.seen_by.iter().any(|(who, _)| who.eq_ignore_ascii_case(said));
        let left = a.under(&format!("evidence.{}.seen-by.", e.id)).count() > e.seen_by.len();
        assert!(said.is_empty() || by_name || left || e.seen_note == said, "{said}: {e:?}");
        assert!(!said.is_empty() || (e.seen_by.is_empty() && e.seen_note.is_empty()), "{e:?}");
    }

    let parked: Vec<_> =
        a.all_parked().into_iter().map(|p| (p.no, p.at, p.what, p.owner, Some(p.closed))).collect();
    let mine = |v: &Value, key: &str| text(v, key).to_owned();
    let wanted: Vec<_> = of(old, "parked")
        .iter()
        .map(|(n, v)| (*n, mine(v, "at"), mine(v, "what"), mine(v, "owner"), v["closed"].as_bool()))
        .collect();
    assert_eq!(parked, wanted);
    actions(old, a);
}

fn actions(old: &Old, a: &Assessment) {
    let shapes = action::shapes(a);
    let wanted = of(old, "action");
    assert_eq!(shapes.len(), wanted.len(), "{shapes:?} {wanted:?}");
    for (s, (n, v)) in shapes.iter().zip(&wanted) {
        assert_eq!(s.no, *n);
        match &s.shape {
            Shape::Split { of, parts } => {
                assert_eq!((text(v, "kind"), of.as_str()), ("split", text(v, "of")));
                let list = v["parts"].as_array().unwrap();
                assert_eq!(parts.len(), list.len());
                for (p, old) in parts.iter().zip(list) {
                    assert_eq!(
                        (p.what.as_str(), p.output.as_str()),
                        (text(old, "what"), text(old, "output"))
                    );
                    assert_eq!(Some(p.share), old["share"].as_f64());
                }
            }
            Shape::Merge { of, what, output } => {
                let list: Vec<&str> = v["of"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
                assert!(of.len() == list.len() && list.iter().all(|x| of.iter().any(|y| x == y)), "{of:?}");
                assert_eq!(
                    (text(v, "kind"), what.as_str(), output.as_str()),
                    ("merge", text(v, "what"), text(v, "output"))
                );
            }
            Shape::Own(own) => {
                assert_eq!(
                    (text(v, "kind"), own.at.as_str(), own.what.as_str()),
                    ("own", text(v, "at"), text(v, "what"))
                );
                assert_eq!((own.output.as_str(), Some(own.hours)), (text(v, "output"), v["hours"].as_f64()));
                for (now, key) in [(&own.closes, "closes"), (&own.after, "after")] {
                    let list: Vec<&str> =
                        v[key].as_array().unwrap().iter().filter_map(Value::as_str).collect();
                    assert_eq!(now, &list, "{key}");
                }
            }
        }
    }
}

fn votes_are_the_same(old: &Old, a: &Assessment) {
    let mut ids = 0;
    for (key, value) in old.iter().filter(|(k, _)| k.starts_with("votes.")) {
        let v: Value = serde_json::from_str(value).unwrap();
        let now = votes::of(a, key.strip_prefix("votes.").unwrap()).unwrap();
        let given: Vec<(String, String)> = now
            .given
            .iter()
            .map(|(who, level)| (a.person(who).no.to_string(), level.key().to_owned()))
            .collect();
        let mut wanted: Vec<(String, String)> = v["given"]
            .as_object()
            .unwrap()
            .iter()
            .map(|(n, l)| (n.clone(), l.as_str().unwrap().to_owned()))
            .collect();
        wanted.sort();
        assert_eq!(given, wanted, "{key}");
        assert_eq!((Some(now.shown), now.dissent.as_str()), (v["shown"].as_bool(), text(&v, "dissent")));
        ids += 1;
    }
    assert_eq!(votes::all(a).len(), ids);
}

fn states(q: &Questionnaire, old: &Old, a: &Assessment) {
    let all = snapshot::all(a);
    let wanted = of(old, "snapshot");
    assert_eq!(all.len(), wanted.len());
    for (s, (n, v)) in all.iter().zip(&wanted) {
        assert_eq!((s.no, s.name.as_str(), s.date.as_str()), (*n, text(v, "name"), text(v, "date")));
        assert_eq!(s.rule, text(v, "rule"));
        let then: Old = serde_json::from_value(v["facts"].clone()).unwrap();
        same(&then, &s.assessment(q));
        votes_are_the_same(&then, &s.assessment(q));
    }
}

#[test]
fn files_of_0_1_0_say_what_they_said() {
    let q = bank::embedded().unwrap();
    for name in ["demo", "full"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/0.1.0").join(name);
        let dump = std::fs::read_to_string(path.with_extension("dump")).unwrap();
        let plain = |t: &str| t.replace("\\n", "\n").replace("\\\\", "\\");
        let old: Old =
            dump.lines().map(|l| l.split_once('=').unwrap()).map(|(k, v)| (k.to_owned(), plain(v))).collect();
        let folder = tempfile::tempdir().unwrap();
        let copy = folder.path().join("f.aims");
        std::fs::copy(path.with_extension("aims"), &copy).unwrap();
        let s = Session::open(q.clone(), &copy, "t", false, Duration::ZERO).unwrap();
        let a = s.assessment();
        same(&old, a);
        votes_are_the_same(&old, a);
        states(&q, &old, a);
        let ratings = |keys: &mut dyn Iterator<Item = &String>| keys.filter(|k| q.find(k).is_some()).count();
        assert_eq!(ratings(&mut a.facts().keys()), ratings(&mut old.keys()));
        if name == "full" {
            assert!(!a.people().is_empty() && !a.evidence().is_empty() && !snapshot::all(a).is_empty());
        }
    }
}
