//! Keys of the first edition that do something else now, or nothing: told for one release where they are pressed.

use super::{
    AtHome, Command, Context, InBackups, InGaps, InLists, InQuick, OnCard, OnResults, OnRoadmap, Reading,
};
use crate::model::quick_check::Answer;
use Context as X;

/// Where it held, the key, and what it did there.
pub const FORMER: &[(Context, char, Command)] = &[
    (X::Home, 'g', Command::AtHome(AtHome::Guided)),
    (X::Home, 'n', Command::AtHome(AtHome::New)),
    (X::Home, 'o', Command::AtHome(AtHome::OpenFile)),
    (X::Home, 's', Command::AtHome(AtHome::Sample)),
    (X::Home, 'c', Command::AtHome(AtHome::Quick)),
    (X::Quick, 'y', Command::InQuick(InQuick::QuickAnswer(Answer::Yes))),
    (X::Quick, 'p', Command::InQuick(InQuick::QuickAnswer(Answer::Partly))),
    (X::Quick, 'n', Command::InQuick(InQuick::QuickAnswer(Answer::No))),
    (X::Quick, 'c', Command::InQuick(InQuick::CarryOver)),
    (X::Question, 'y', Command::OnCard(OnCard::Reason)),
    (X::Question, 's', Command::OnCard(OnCard::System)),
    (X::Question, 't', Command::OnCard(OnCard::Clock)),
    (X::Results, 's', Command::OnResults(OnResults::Snapshot)),
    (X::Results, 'v', Command::OnResults(OnResults::Compare)),
    (X::Gaps, 'r', Command::InGaps(InGaps::Rank)),
    (X::Roadmap, 'n', Command::OnRoadmap(OnRoadmap::WhatIf)),
    (X::Roadmap, 'g', Command::OnRoadmap(OnRoadmap::Progress)),
    (X::Roadmap, 'y', Command::OnRoadmap(OnRoadmap::Due)),
    (X::Roadmap, 'd', Command::OnRoadmap(OnRoadmap::DoneWhen)),
    (X::Roadmap, 'k', Command::OnRoadmap(OnRoadmap::Split)),
    (X::Roadmap, 'j', Command::OnRoadmap(OnRoadmap::Merge)),
    (X::Roadmap, 'r', Command::OnRoadmap(OnRoadmap::Records)),
    (X::Lists, 'p', Command::InLists(InLists::Promote)),
    (X::Backups, 'P', Command::InBackups(InBackups::Purge)),
    (X::Reader, 'q', Command::Reading(Reading::Leave)),
];

/// What a key did in one of these contexts in the first edition, where it does not do that any more.
pub fn was(contexts: &[Context], key: char) -> Option<Command> {
    FORMER.iter().find(|(x, k, _)| *k == key && contexts.contains(x)).map(|(.., command)| *command)
}
