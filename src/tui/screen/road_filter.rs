//! Which actions the roadmap shows.

use crate::model::roadmap::RoadmapItem;
use crate::say;
use crate::words::asked;
use crate::work::Work;

/// Which rows the roadmap shows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum RoadFilter {
    /// Everything.
    #[default]
    All,
    /// What is worked on in the seven days from today.
    Week,
    /// Instead of actions the records that an audit wants to see run for a while: a text of its own.
    Records,
    /// One wave, by its number.
    Wave(u8),
    /// One owner; empty: nobody.
    Owner(String),
}

impl RoadFilter {
    /// Everything one can choose here.
    pub fn choices(work: &Work) -> Vec<Self> {
        let map = &work.plan().1;
        let mut list = vec![Self::All, Self::Week, Self::Records];
        list.extend(map.waves.iter().map(|w| Self::Wave(w.number)));
        let mut owners: Vec<String> = map.items.iter().map(|i| owner(work, i).to_owned()).collect();
        owners.sort();
        owners.dedup();
        list.extend(owners.into_iter().map(Self::Owner));
        list
    }

    /// Whether an action is shown.
    pub fn fits(&self, work: &Work, i: &RoadmapItem) -> bool {
        match self {
            Self::All => true,
            Self::Week => work.plan().1.week(work.today).any(|x| x.id == i.id),
            Self::Records => false,
            Self::Wave(number) => i.wave == *number,
            Self::Owner(name) => owner(work, i) == name,
        }
    }

    /// What is shown, in words.
    pub fn word(&self, work: &Work) -> String {
        match self {
            Self::All => say!("All actions").into(),
            Self::Week => say!("This week").into(),
            Self::Records => say!("Records to start now").into(),
            Self::Wave(number) => {
                let title =
                    work.plan().1.waves.iter().find(|w| w.number == *number).map(|w| w.title.as_str());
                say!("Wave {number}: {title}", number, title = title.unwrap_or_default())
            }
            Self::Owner(name) if name.is_empty() => say!("Without owner").into(),
            Self::Owner(name) => say!("Owner {name}", name),
        }
    }
}

/// Who owns an action; empty when nobody was named.
pub(super) fn owner<'w>(work: &'w Work, i: &'w RoadmapItem) -> &'w str {
    asked::owner(work.q(), work.a(), &i.closes, &i.owner)
}
