//! Round trips: whatever is done to records, facts alone make the same assessment again.

use std::collections::BTreeMap;
use std::process::Command;
use std::time::Duration;

use clausewise::bank;
use clausewise::model::record::{read, value};
use clausewise::model::{Assessment, Edit};
use clausewise::session::Session;
use proptest::prelude::*;

use crate::config;
use crate::random::{Dice, context, history, kinds, made, shuffled, step};

/// A dumped text as it was.
fn plain(dumped: &str) -> String {
    let mut text = String::new();
    let mut rest = dumped.chars();
    while let Some(c) = rest.next() {
        match (c, if c == '\\' { rest.next() } else { None }) {
            ('\\', Some('n')) => text.push('\n'),
            ('\\', Some('u')) => {
                let hex: String = rest.by_ref().skip(1).take_while(|c| *c != '}').collect();
                text.push(char::from_u32(u32::from_str_radix(&hex, 16).unwrap()).unwrap());
            }
            ('\\', Some(other)) => text.push(other),
            (c, _) => text.push(c),
        }
    }
    text
}

fn dumped(path: &std::path::Path) -> BTreeMap<String, String> {
    let folder = path.parent().unwrap();
    let mut program = Command::new(env!("CARGO_BIN_EXE_clausewise"));
    program.args(["dump", "f.aims"]).current_dir(folder).env("HOME", folder.join("home"));
    for name in ["XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"] {
        program.env(name, folder.join("home"));
    }
    let out = program.output().unwrap();
    let text = String::from_utf8(out.stdout).unwrap();
    text.lines().map(|l| l.split_once('=').unwrap()).map(|(k, v)| (plain(k), plain(v))).collect()
}

proptest! {
    #![proptest_config(config(60))]

    #[test]
    fn the_order_of_facts_says_nothing(seed: u64) {
        let (q, dice) = (bank::embedded().unwrap(), &mut Dice(seed));
        let mut a = Assessment::new(&q);
        let done = history(dice, &q, &mut a, 60);
        prop_assert_eq!(&made(&q, a.facts()), &a);
        prop_assert_eq!(&made(&q, a.facts().iter().rev()), &a);
        prop_assert_eq!(&shuffled(dice, &q, &a), &a);
        let json = serde_json::to_string(a.facts()).unwrap();
        let facts: BTreeMap<String, String> = serde_json::from_str(&json).unwrap();
        let again = made(&q, &facts);
        prop_assert_eq!(&again, &a);
        prop_assert_eq!(again.evidence(), a.evidence());
        prop_assert_eq!((again.people(), again.systems()), (a.people(), a.systems()));
        prop_assert!(a.beyond().is_empty(), "{:?}", a.beyond());
        for e in done.iter().rev() {
            a.apply(&q, &e.inverse());
        }
        prop_assert_eq!(a, Assessment::new(&q));
    }

    #[test]
    fn what_a_form_shows_is_what_it_takes(seed: u64) {
        let (q, dice, kinds) = (bank::embedded().unwrap(), &mut Dice(seed), kinds());
        let mut a = Assessment::new(&q);
        history(dice, &q, &mut a, 60);
        let c = context(&q, &a, &kinds);
        for kind in kinds.iter().filter(|k| !k.is_one_fact()) {
            for rec in read::all(&a, kind) {
                for f in kind.typed() {
                    let shown = value::shown(&a, &kinds, &rec, f);
                    if shown.is_empty() {
                        continue;
                    }
                    let stored = match value::typed(c, f, &shown) {
                        Ok(value::Value::One(v)) => v == rec.get(f.key),
                        Ok(value::Value::Set(mut members)) => {
                            let mut old: Vec<(String, String)> =
                                rec.members(f.key).iter().map(|(m, v)| ((*m).to_owned(), (*v).to_owned())).collect();
                            old.sort();
                            members.sort();
                            old == members
                        }
                        // An action that waits for one that was taken back can only let go of it.
                        Err(_) => f.key == "after",
                    };
                    prop_assert!(stored, "{}.{}: {}", kind.key, f.key, shown);
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(config(10))]

    #[test]
    fn records_come_back_from_a_file(seed: u64) {
        let (q, dice) = (bank::embedded().unwrap(), &mut Dice(seed));
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("f.aims");
        let first = Edit { what: "create".into(), at: String::new(), changes: Vec::new() };
        let mut s = Session::create(q.clone(), &path, "t", &first, false).unwrap();
        for _ in 0..40 {
            match dice.below(8) {
                0 => drop(s.undo().unwrap()),
                1 => drop(s.redo().unwrap()),
                _ => {
                    let e = step(dice, &q, s.assessment());
                    if let Some(e) = e {
                        s.apply(&e).unwrap();
                    }
                }
            }
        }
        let before = s.assessment().clone();
        s.close().unwrap();
        prop_assert_eq!(&dumped(&path), before.facts());
        let mut s = Session::open(q.clone(), &path, "t", true, Duration::ZERO).unwrap();
        prop_assert_eq!(s.assessment(), &before);
        // The history goes on where it was.
        while s.undo().unwrap().is_some() {}
        let kinds = kinds();
        prop_assert!(kinds.iter().all(|k| read::all(s.assessment(), k).is_empty()));
        s.close().unwrap();
    }
}
