//! The first ten things: what weighs most and what that waits for, in the order in which it can be done. One list for
//! every front end and every document.

use jiff::civil::Date;

use super::priority::{Band, GapList};
use super::roadmap::{Roadmap, RoadmapItem};

/// How many they are.
pub const TEN: usize = 10;

impl Roadmap {
    /// The first things to do from this day: actions that close a gap of the first band, and all they wait for, as the
    /// plan orders them. Where those are fewer than ten, what comes next in the plan follows.
    pub fn first_ten(&self, gaps: &GapList, from: Date) -> Vec<&RoadmapItem> {
        let weighty: Vec<usize> =
            gaps.gaps.iter().filter(|g| g.band == Band::P1).map(|g| g.requirement).collect();
        let closes = |i: &RoadmapItem| i.closes.iter().any(|r| weighty.contains(r));
        let before: Vec<&String> = self.items.iter().filter(|i| closes(i)).flat_map(|i| &i.first).collect();
        let counts = |i: &RoadmapItem| closes(i) || before.contains(&&i.id);
        let first: Vec<&RoadmapItem> = self.next(from).filter(|i| counts(i)).take(TEN).collect();
        let rest = self.next(from).filter(|i| !counts(i)).take(TEN - first.len());
        let mut ten: Vec<&RoadmapItem> = first.iter().copied().chain(rest).collect();
        let turn = |i: &RoadmapItem| self.next(from).position(|x| x.id == i.id);
        ten.sort_by_cached_key(|i| turn(i));
        ten
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::roadmap::PlanInput;
    use crate::model::{Assessment, Scores};

    #[test]
    fn ten_in_an_order_in_which_they_can_be_done() {
        let q = crate::bank::embedded().unwrap();
        let mut a = Assessment::new(&q);
        let today = jiff::civil::date(2026, 11, 23);
        let ten = |a: &Assessment| -> Vec<(String, Vec<String>)> {
            let scores = Scores::compute(&q, a);
            let gaps = GapList::compute(&q, a, &scores);
            let map = Roadmap::compute(&q, a, &scores, &gaps, PlanInput::of(a, today));
            let ten = map.first_ten(&gaps, today);
            ten.into_iter().map(|i| (i.id.clone(), i.first.clone())).collect()
        };
        assert!(ten(&a).is_empty(), "nothing is known yet");
        for r in &q.requirements {
            a.set(&q, &r.id, Some("1".into()));
        }
        let all = ten(&a);
        assert_eq!(all.len(), TEN);
        for (n, (id, first)) in all.iter().enumerate() {
            let before: Vec<&String> = all[..n].iter().map(|(id, _)| id).collect();
            assert!(
                first.iter().all(|f| before.contains(&f)),
                "{id} waits for {first:?}, before it {before:?}"
            );
        }
    }
}
