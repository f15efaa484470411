//! What about an organisation decides what it is asked, as its facts say it. Kept by [`super::assessment`]; what follows
//! from it is [`super::asked`]'s business.

use super::facts::Facts;
use super::index::is_in_scope;
use super::record::{Rid, SYSTEM};
use super::size::OrgSize;
use super::{keys, limits};

/// The case of one organisation, kept in step so that no figure looks for it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Case {
    /// Works alone, and leaves out what needs other people.
    pub(super) alone: bool,
    /// Every role of it is that of a user.
    pub(super) only_uses: bool,
    /// What the systems of the register say of it.
    pub(super) roles: Roles,
}

/// Roles that AI systems of the register name, counted: with thousands of them nobody can look at each after every fact.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Roles {
    /// How many there are.
    named: usize,
    /// Of these, the ones that are not that of a user.
    others: usize,
}

impl Roles {
    /// Those one system names; none where it is not in the register, or out of scope.
    pub(super) fn of(facts: &Facts, id: &Rid) -> Self {
        let mut roles = Self::default();
        if is_in_scope(facts, id) {
            for (role, _) in facts.members(&SYSTEM.key_of(id, "role.")) {
                roles.add(role);
            }
        }
        roles
    }

    /// One role more that a system names.
    pub(super) fn add(&mut self, role: &str) {
        self.named += 1;
        self.others += usize::from(role != USER);
    }

    /// The sum after one system names other roles than before.
    pub(super) const fn instead(self, before: Self, after: Self) -> Self {
        Self {
            named: (self.named + after.named).saturating_sub(before.named),
            others: (self.others + after.others).saturating_sub(before.others),
        }
    }
}

/// The role of who only uses AI.
const USER: &str = "user";

/// Whether these facts leave out what needs other people.
pub(super) fn alone(facts: &Facts) -> bool {
    let solo = facts.get(keys::SIZE).and_then(OrgSize::parse) == Some(OrgSize::Solo);
    solo && facts.get(keys::ASK_ALL) != Some(limits::YES)
}

/// Whether every role that is named, of the organisation or towards one of its systems, is that of a user.
pub(super) fn only_uses(facts: &Facts, systems: Roles) -> bool {
    let stated = facts.get(keys::ROLES).unwrap_or_default();
    let mut roles = stated.split(',').map(str::trim).filter(|r| !r.is_empty()).peekable();
    (systems.named > 0 || roles.peek().is_some()) && systems.others == 0 && roles.all(|r| r == USER)
}
