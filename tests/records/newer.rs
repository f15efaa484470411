//! What a newer version wrote survives everything this one does.

use clausewise::bank;
use clausewise::model::record::{EVIDENCE, Layer, read, write};
use clausewise::model::{Assessment, Rid, snapshot};
use proptest::prelude::*;

use crate::config;
use crate::random::{Dice, TODAY, context, history, kinds, new_id};

proptest! {
    #![proptest_config(config(40))]

    #[test]
    fn what_a_newer_version_wrote_survives(seed: u64) {
        let (q, dice, kinds) = (bank::embedded().unwrap(), &mut Dice(seed), kinds());
        let mut a = Assessment::new(&q);
        let id = Rid::new(1_770_000_000, dice.next());
        let draft = [("what", "Policy"), ("shows", "5.2/1")].map(|(k, v)| (k.to_owned(), v.to_owned()));
        let e = write::add(context(&q, &a, &kinds), &EVIDENCE, &id, &draft.into()).unwrap();
        a.apply(&q, &e);
        let of = |field: &str| EVIDENCE.key_of(&id, field);
        let newer = [
            (of("newer"), "a new thing"),
            (of("newer-set.5.2/1"), "yes"),
            (of("newer-set.x"), "7"),
            (format!("gadget.{}.made", new_id(dice)), "yes"),
            (format!("gadget.{}.no", new_id(dice)), "not a number"),
            (format!("@review.{}/5.2", new_id(dice)), "1"),
            ("@strange".to_owned(), "x"),
            ("wholly new".to_owned(), "x"),
        ];
        for (key, value) in &newer {
            a.set(&q, key, Some((*value).to_owned()));
        }
        let there = |a: &Assessment, what: &str| {
            for (key, value) in &newer {
                assert_eq!(a.facts().get(key).map(String::as_str), Some(*value), "{key} {what}");
            }
        };
        let mut unknown = read::at(&a, &EVIDENCE, &id).unknown();
        unknown.sort_unstable();
        prop_assert_eq!(unknown, [("newer", "a new thing"), ("newer-set.5.2/1", "yes"), ("newer-set.x", "7")]);
        history(dice, &q, &mut a, 40);
        there(&a, "after work on other records");

        let rec = read::at(&a, &EVIDENCE, &id);
        let mut form = write::draft(context(&q, &a, &kinds), &rec);
        form.insert("what".to_owned(), "Another policy".to_owned());
        let e = write::set(context(&q, &a, &kinds), &rec, &form).unwrap();
        prop_assert!(e.changes.iter().all(|c| c.key == of("what")), "{:?}", e);
        a.apply(&q, &e);
        there(&a, "after its record was changed");

        let mut next = Assessment::new(&q);
        for step in snapshot::follow_up(&a, &new_id(dice), "old.aims", TODAY).unwrap() {
            next.apply(&q, &step);
        }
        there(&next, "in a follow-up");
        let frozen = snapshot::all(&next).pop().unwrap();
        for (key, value) in newer.iter().filter(|(k, _)| !k.starts_with('@')) {
            prop_assert_eq!(frozen.facts.get(key).map(String::as_str), Some(*value));
        }
        let own = a.in_layer(&q, &Layer::Own);
        prop_assert_eq!(own.get(&of("newer")), Some("a new thing"));
    }
}
