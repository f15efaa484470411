//! What a room can still ask in the minutes it has left: what stops a certification first, then what would likely be a major
//! finding, then the rest in the order of the standard.

use super::assessment::Assessment;
use super::priority::is_gate;
use super::questionnaire::{Grade, Questionnaire};
use super::score::{Scores, Status};

/// Seconds a card takes where nobody's pace is known yet.
pub const CARD: u32 = 4 * 60;

/// The most minutes one asks for: a long day.
pub const MOST: u32 = 600;

/// The minutes a session often has left when somebody asks.
pub const OFTEN_LEFT: u32 = 40;

/// Whole minutes as they are typed, one to [`MOST`]; none for anything else.
pub fn minutes(typed: &str) -> Option<u32> {
    typed.trim().parse().ok().filter(|m| (1..=MOST).contains(m))
}

/// What fits and what does not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Still {
    /// The minutes that are left.
    pub minutes: u32,
    /// Seconds a card takes.
    pub card: u32,
    /// Whether that is the pace of this room, or a guess.
    pub learnt: bool,
    /// What can be asked, by the index of the requirement, the weightiest first.
    pub fits: Vec<usize>,
    /// Of them, how many something is stopped by.
    pub gates: usize,
    /// How many stay open.
    pub stay: usize,
}

/// Every requirement that is open, the weightiest first.
pub fn order(q: &Questionnaire, a: &Assessment, scores: &Scores) -> Vec<usize> {
    let mut open: Vec<usize> =
        (0..q.requirements.len()).filter(|r| scores.status(*r) == Status::Open).collect();
    open.sort_by_key(|r| {
        let requirement = &q.requirements[*r];
        (!is_gate(q, requirement), a.if_absent(requirement) != Grade::Major, *r)
    });
    open
}

/// What can be asked in so many minutes; `pace` is the seconds a card takes here.
pub fn within(q: &Questionnaire, a: &Assessment, scores: &Scores, pace: Option<u32>, minutes: u32) -> Still {
    let card = pace.unwrap_or(CARD).max(1);
    let mut fits = order(q, a, scores);
    let all = fits.len();
    let cards = usize::try_from(minutes.saturating_mul(60) / card).unwrap_or(usize::MAX);
    fits.truncate(cards);
    let gates = fits.iter().filter(|r| is_gate(q, &q.requirements[**r])).count();
    Still { minutes, card, learnt: pace.is_some(), stay: all - fits.len(), gates, fits }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Level, edit};

    #[test]
    fn minutes_are_whole_and_within_a_long_day() {
        assert_eq!((minutes("20"), minutes(" 600 "), minutes("1")), (Some(20), Some(MOST), Some(1)));
        for typed in ["", "0", "601", "-5", "2.5", "20 min"] {
            assert_eq!(minutes(typed), None, "{typed}");
        }
    }

    #[test]
    fn gates_come_first_and_no_more_than_fits() {
        let q = crate::bank::embedded().unwrap();
        let mut a = Assessment::new(&q);
        let scores = Scores::compute(&q, &a);
        let all = order(&q, &a, &scores);
        assert_eq!(all.len(), q.requirements.len());
        let gates = all.iter().take_while(|r| is_gate(&q, &q.requirements[**r])).count();
        assert!(gates > 0 && all.iter().skip(gates).all(|r| !is_gate(&q, &q.requirements[*r])));
        let still = within(&q, &a, &scores, None, 40);
        assert_eq!((still.fits.len(), still.gates, still.stay), (10, gates.min(10), all.len() - 10));
        assert_eq!(within(&q, &a, &scores, Some(60), 40).fits.len(), 40);
        assert!(within(&q, &a, &scores, None, 3).fits.is_empty());
        // What was answered is not asked again.
        let first = q.requirements[all[0]].id.clone();
        let e = edit::rate(&q, &a, &first, Some(Level::Nothing), None).unwrap();
        a.apply(&q, &e);
        let scores = Scores::compute(&q, &a);
        assert!(!within(&q, &a, &scores, None, 40).fits.contains(&all[0]));
    }
}
