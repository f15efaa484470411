//! Layers: nothing that stands in one moves a figure of another.

use std::fmt::Write;

use clausewise::bank;
use clausewise::model::roadmap::PlanInput;
use clausewise::model::{
    Assessment, GapList, Layer, Level, Questionnaire, Roadmap, Scores, Verdict, edit, votes, xray,
};
use proptest::prelude::*;

use crate::config;
use crate::random::{Dice, TODAY, history, made, new_id, shuffled, step};

/// What was said in the room; what people answered apart lies beside it and is told with it.
fn in_the_room(a: &Assessment) -> String {
    let all = votes::all(a).into_iter().map(|(id, mut v)| {
        v.given.retain(|who, _| !v.apart.contains(who));
        let shown = v.shown && !v.given.is_empty();
        (id, v.given, shown, v.dissent)
    });
    format!(
        "{:?}",
        all.filter(|(_, given, _, dissent)| !given.is_empty() || !dissent.is_empty()).collect::<Vec<_>>()
    )
}

/// Everything that is derived from facts, in one text.
fn figures(q: &Questionnaire, a: &Assessment) -> String {
    let scores = Scores::compute(q, a);
    let gaps = GapList::compute(q, a, &scores);
    let map = Roadmap::compute(q, a, &scores, &gaps, PlanInput::of(a, TODAY));
    let mut text = format!("{scores:?}\n{:?}\n{gaps:?}\n{map:?}\n", Verdict::compute(q, a, &scores));
    write!(text, "{:?}\n{:?}\n", xray::findings(q, a, &scores, &map, TODAY), a.index()).unwrap();
    let votes = in_the_room(a);
    write!(text, "{:?}{:?}{:?}{votes}", a.people(), a.evidence(), a.all_parked()).unwrap();
    text
}

/// Random facts as somebody might write them, answers too.
fn some(dice: &mut Dice, q: &Questionnaire) -> Assessment {
    let mut a = Assessment::new(q);
    history(dice, q, &mut a, 40);
    for id in ["4", "5.2/1", "A.7.3", "9.2.1"] {
        let level = dice.pick(&[Level::Nothing, Level::Planned, Level::Proven]);
        if let Ok(e) = edit::rate(q, &a, id, Some(level), Some("because")) {
            a.apply(q, &e);
        }
    }
    a.set(q, "note.5.2", Some("wholly done, but not really".to_owned()));
    // What an audit holds stands in a layer itself.
    made(q, a.facts().iter().filter(|(key, _)| !key.starts_with('@')))
}

proptest! {
    #![proptest_config(config(40))]

    #[test]
    fn nothing_in_one_layer_moves_a_figure_of_another(seed: u64) {
        let (q, dice) = (bank::embedded().unwrap(), &mut Dice(seed));
        let layers = [Layer::Own, Layer::Audit(new_id(dice)), Layer::AnswersOf(new_id(dice))];
        let each: Vec<Assessment> = layers.iter().map(|_| some(dice, &q)).collect();
        let alone: Vec<String> = each.iter().map(|a| figures(&q, a)).collect();

        let mut all = Assessment::new(&q);
        for (layer, a) in layers.iter().zip(&each) {
            for (key, value) in a.facts() {
                all.set(&q, &format!("{}{key}", layer.prefix()), Some(value.clone()));
            }
        }
        prop_assert_eq!(&figures(&q, &all), &alone[0], "the own figures in company");
        prop_assert_eq!(&shuffled(dice, &q, &all), &all);
        for ((layer, a), figs) in layers.iter().zip(&each).zip(&alone) {
            let mine = all.in_layer(&q, layer);
            prop_assert_eq!(mine.facts(), a.facts(), "{:?}", layer);
            prop_assert_eq!(&mine, &made(&q, a.facts()));
            prop_assert_eq!(&figures(&q, &mine), figs, "{:?}", layer);
        }

        // An edit made in one layer lands there, and nowhere else; undo takes it back there.
        for at in 0..layers.len() {
            let before = all.clone();
            let Some(e) = step(dice, &q, &all.in_layer(&q, &layers[at])) else { continue };
            if e.changes.iter().any(|c| c.key.starts_with('@')) {
                continue;
            }
            let e = e.within(&layers[at]);
            all.apply(&q, &e);
            for (other, layer) in layers.iter().enumerate() {
                let changed = all.in_layer(&q, layer) != before.in_layer(&q, layer);
                prop_assert_eq!(changed, other == at && !e.is_empty(), "{:?}: {:?}", layer, e);
            }
            all.apply(&q, &e.inverse());
            prop_assert_eq!(&all, &before);
        }
    }
}

#[test]
fn a_layer_of_a_newer_version_is_nobodys_own() {
    let q = bank::embedded().unwrap();
    let mut a = Assessment::new(&q);
    let before = figures(&q, &a);
    for key in ["@review.00000000000001/5.2", "@audit.nobody/5.2", "@x", "@/5.2", " 5.2", "a.7.3"] {
        a.set(&q, key, Some("5".to_owned()));
        assert_eq!(figures(&q, &a), before, "{key}");
    }
}
