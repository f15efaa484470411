//! The steps a room takes on one question: vote, reveal, agree, dissent, note, next. Which step it is at follows from
//! what stands there and from what had its turn in this sitting; nothing of it is stored.

use super::assessment::{Assessment, keys};
use super::audit;
use super::record::{PERSON, Rec, Rid, read};
use super::votes;

/// A step of the room.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Each answers for themselves, hidden.
    Vote,
    /// All have answered; now the room sees it.
    Reveal,
    /// The agreed level is given.
    Agree,
    /// Who holds what against it.
    Dissent,
    /// A note on why.
    Note,
    /// On to the next question.
    Next,
}

impl Step {
    /// In their order.
    pub const ALL: [Self; 6] = [Self::Vote, Self::Reveal, Self::Agree, Self::Dissent, Self::Note, Self::Next];
}

/// What had its turn on the question one is at, in this sitting: an empty line of dissent leaves no fact.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Turns {
    /// The question.
    pub at: String,
    /// A level was given.
    pub rated: bool,
    /// Dissent was asked for.
    pub dissent: bool,
    /// A note was asked for.
    pub note: bool,
    /// That something is left was said, and leaving was asked for again.
    pub warned: bool,
}

impl Turns {
    /// Those of this question; nothing had its turn on another one.
    #[must_use]
    pub fn of(&self, at: &str) -> Self {
        if self.at == at { self.clone() } else { Self { at: at.to_owned(), ..Self::default() } }
    }
}

/// Whether somebody leads the room: such a person answers only when chosen by hand.
pub fn leads(person: &Rec<'_>) -> bool {
    person.is("leads")
}

/// Whether somebody leads an audit of the file or is of its team: nobody audits own words, so they too answer only when chosen by
/// hand.
pub fn audits(a: &Assessment, person: &Rid) -> bool {
    audit::all(a).iter().any(|header| audit::is_of_team(header, person))
}

/// Who answers here: the people of the register but those who lead the room or audit, and whoever has answered all the same.
pub fn voters(a: &Assessment, at: &str) -> Vec<Rid> {
    let people = read::all(a, &PERSON).into_iter();
    let mut all: Vec<Rid> = people.filter(|p| !leads(p) && !audits(a, &p.id)).map(|p| p.id.clone()).collect();
    let more: Vec<Rid> = a.index().voters(at).filter(|who| !all.contains(who)).cloned().collect();
    all.extend(more);
    all
}

/// The step a question is at.
pub fn step(a: &Assessment, at: &str, turns: &Turns) -> Step {
    let votes = votes::before_room(a, at).unwrap_or_default();
    let turns = turns.of(at);
    // What stood before this sitting is nothing the room said: those who are there are asked first.
    let by_now = || turns.rated || !votes.dissent.is_empty() || voters(a, at).is_empty();
    let agreed = if votes.given.is_empty() {
        votes::agreed(a, at).is_some() && by_now()
    } else {
        votes::is_agreed(a, at) && !votes::came_since(a, at)
    };
    if !votes.shown && (!agreed || !votes.given.is_empty()) {
        let all = !votes.given.is_empty() && votes.given.len() >= voters(a, at).len();
        return if all { Step::Reveal } else { Step::Vote };
    }
    if !agreed {
        return Step::Agree;
    }
    if votes.dissent.is_empty() && !turns.dissent {
        return Step::Dissent;
    }
    if a.at(keys::NOTE, at).is_none() && !turns.note { Step::Note } else { Step::Next }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Level, edit};

    #[test]
    fn the_steps_follow_from_what_stands_there() {
        let q = crate::bank::embedded().unwrap();
        let mut a = Assessment::new(&q);
        let (ana, bo, lead) = (Rid::new(0, 1), Rid::new(0, 2), Rid::new(0, 3));
        for (no, (id, name)) in [(&ana, "Ana"), (&bo, "Bo"), (&lead, "Cleo")].into_iter().enumerate() {
            a.set(&q, &format!("person.{id}.made"), Some("yes".to_owned()));
            a.set(&q, &format!("person.{id}.no"), Some((no + 1).to_string()));
            a.set(&q, &format!("person.{id}.name"), Some(name.to_owned()));
        }
        a.set(&q, &format!("person.{lead}.leads"), Some("yes".to_owned()));
        assert_eq!(voters(&a, "5.2"), [ana.clone(), bo.clone()], "who leads the room does not vote");
        let (di, of) = (Rid::new(0, 4), Rid::new(0, 5));
        for (field, value) in [("made", "yes"), ("no", "4"), ("name", "Di")] {
            a.set(&q, &format!("person.{di}.{field}"), Some(value.to_owned()));
        }
        assert_eq!(voters(&a, "5.2").len(), 3);
        for (field, value) in [("made", "yes"), ("no", "1"), ("lead", di.as_str())] {
            a.set(&q, &format!("@audit.{of}/audit.{of}.{field}"), Some(value.to_owned()));
        }
        assert_eq!(voters(&a, "5.2"), [ana.clone(), bo.clone()], "who audits does not vote, either");
        let turns = Turns::default();
        assert_eq!(step(&a, "5.2", &turns), Step::Vote);
        for (who, then) in [(&ana, Step::Vote), (&bo, Step::Reveal)] {
            let e = votes::give(&q, &a, "5.2", who, Some(Level::Planned)).unwrap();
            a.apply(&q, &e);
            assert_eq!(step(&a, "5.2", &turns), then);
        }
        // Chosen by hand, who leads is one of those who answer.
        let e = votes::give(&q, &a, "5.2", &lead, Some(Level::InUse)).unwrap();
        a.apply(&q, &e);
        assert_eq!(voters(&a, "5.2").len(), 3);
        let e = votes::show(&q, &a, "5.2").unwrap();
        a.apply(&q, &e);
        assert_eq!(step(&a, "5.2", &turns), Step::Agree);
        let e = edit::rate(&q, &a, "5.2", Some(Level::Planned), None).unwrap();
        a.apply(&q, &e);
        assert_eq!(step(&a, "5.2", &turns), Step::Dissent);
        let mut turns = turns.of("5.2");
        turns.dissent = true;
        assert_eq!(step(&a, "5.2", &turns), Step::Note);
        turns.note = true;
        assert_eq!(step(&a, "5.2", &turns), Step::Next);
        assert_eq!(step(&a, "5.2", &turns.of("5.3")), Step::Dissent, "a turn is of one question");
        // What stands needs no turn.
        let e = votes::dissent(&q, &a, "5.2", "Bo: never").unwrap();
        a.apply(&q, &e);
        assert_eq!(step(&a, "5.2", &Turns::default()), Step::Note);
    }
}
