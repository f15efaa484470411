//! What about an organisation decides what it is asked, as its facts say it. Kept by [`super::assessment`]; what follows
//! from it is [`super::asked`]'s business.

use super::facts::Facts;
use super::record::{MADE, SYSTEM};
use super::size::OrgSize;
use super::{keys, limits};

/// The case of one organisation, kept in step so that no figure looks for it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Case {
    /// Works alone, and leaves out what needs other people.
    pub(super) alone: bool,
    /// Every role of it is that of a user.
    pub(super) only_uses: bool,
}

/// The role of who only uses AI.
const USER: &str = "user";

/// Whether these facts leave out what needs other people.
pub(super) fn alone(facts: &Facts) -> bool {
    let solo = facts.get(keys::SIZE).and_then(OrgSize::parse) == Some(OrgSize::Solo);
    solo && facts.get(keys::ASK_ALL) != Some(limits::YES)
}

/// Whether every role these facts name, of the organisation or towards one of its systems, is that of a user.
pub(super) fn only_uses(facts: &Facts) -> bool {
    let stated = facts.get(keys::ROLES).unwrap_or_default();
    let mut roles: Vec<&str> = stated.split(',').map(str::trim).filter(|r| !r.is_empty()).collect();
    for id in facts.ids_of(SYSTEM.key) {
        if facts.get(&SYSTEM.key_of(&id, MADE)).is_some() {
            roles.extend(facts.members(&SYSTEM.key_of(&id, "role.")).into_iter().map(|(role, _)| role));
        }
    }
    !roles.is_empty() && roles.iter().all(|r| *r == USER)
}
