//! How long a card takes: learnt from when one answered, for "about 25 minutes left". A leaf.

/// Cards it is learnt from: the last so many.
const LAST: usize = 15;
/// Cards from which something is said.
const LEAST: usize = 5;
/// Seconds after which nobody was at it any more: such a card says nothing of the pace.
pub(super) const PAUSE: i64 = 20 * 60;

/// What was done at one moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// In seconds, on any clock.
    pub second: i64,
    /// The requirement it was done at; none for anything else.
    pub requirement: Option<usize>,
    /// Whether an answer was given.
    pub answers: bool,
}

/// Seconds a card takes: the median of the last fifteen, pauses left out. None before the fifth, and where no time
/// passed: answers read from a file were given by nobody.
pub fn seconds(moments: &[Moment]) -> Option<u32> {
    let mut taken: Vec<i64> = Vec::new();
    let mut rest = moments;
    while let Some((last, before)) = rest.split_last() {
        if taken.len() == LAST {
            break;
        }
        let others = before.iter().rposition(|m| m.requirement != last.requirement).map_or(0, |n| n + 1);
        let (earlier, card) = rest.split_at(others);
        let passed = earlier.last().map(|m| last.second - m.second);
        if last.requirement.is_some() && card.iter().any(|m| m.answers) {
            taken.extend(passed.filter(|s| (0..PAUSE).contains(s)));
        }
        rest = earlier;
    }
    taken.sort_unstable();
    let median = taken.get(taken.len() / 2).filter(|_| taken.len() >= LEAST)?;
    u32::try_from(*median).ok().filter(|s| *s > 0)
}

/// Whole minutes for so many cards at this pace, at least one while there is a card.
pub const fn minutes(cards: usize, seconds: u32) -> usize {
    (cards * seconds as usize).div_ceil(60)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A card each, after so many seconds.
    fn cards(after: &[i64]) -> Vec<Moment> {
        let mut second = 0;
        let mut all = vec![Moment { second, requirement: None, answers: false }];
        for (n, passed) in after.iter().enumerate() {
            second += passed;
            all.push(Moment { second, requirement: Some(n), answers: true });
        }
        all
    }

    #[test]
    fn the_median_from_the_fifth_card_on_without_pauses() {
        assert_eq!(seconds(&cards(&[60, 60, 60, 60])), None);
        assert_eq!(seconds(&cards(&[30, 60, 90, 60, 40])), Some(60));
        assert_eq!(seconds(&cards(&[60, 60, 60, 60, 7200])), None, "a break is no card");
        assert_eq!(seconds(&cards(&[60, 60, 7200, 60, 60, 60])), Some(60));
        assert_eq!(seconds(&cards(&[0; 20])), None, "a script gave these");
        let slow_then_fast: Vec<i64> = [300; 20].into_iter().chain([20; 15]).collect();
        assert_eq!(seconds(&cards(&slow_then_fast)), Some(20), "the last fifteen alone");
    }

    #[test]
    fn checks_and_notes_of_a_card_are_one_card() {
        let mut all = cards(&[60, 60, 60, 60, 60]);
        let last = all.last().unwrap().second;
        all.push(Moment { second: last + 30, requirement: Some(4), answers: false });
        all.push(Moment { second: last + 60, requirement: Some(4), answers: true });
        assert_eq!(seconds(&all), Some(60));
        assert_eq!((minutes(19, 80), minutes(1, 1), minutes(0, 80)), (26, 1, 0));
    }
}
