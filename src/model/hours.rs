//! Hours as a questionnaire states them, by size of organisation: to close a requirement, to keep it running, to be
//! certified. Read as strictly as [`super::format`], which holds these parts.

use serde::{Deserialize, Serialize};

use super::size::OrgSize;

/// Hours to close the requirement from nothing, by size of organisation.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct EffortHours {
    /// One person.
    pub solo: f64,
    /// 2 to 9 people; format 1 counted them as small.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub micro: Option<f64>,
    /// Up to about 50 people.
    pub small: f64,
    /// 50 to 500 people.
    pub medium: f64,
    /// More than 500 people.
    pub large: f64,
}

impl EffortHours {
    /// For an organisation of this size.
    pub fn of(&self, size: OrgSize) -> f64 {
        match size {
            OrgSize::Solo => self.solo,
            // Format 1 has no hours for 2 to 9 people: half more than for one, never more than for 10 to 49.
            OrgSize::Micro => self.micro.unwrap_or((self.solo * 1.5).min(self.small)),
            OrgSize::Small => self.small,
            OrgSize::Medium => self.medium,
            OrgSize::Large => self.large,
        }
    }
}

/// Hours in all. An empty sum of the library is minus zero, and would be told so.
pub(super) fn sum(hours: impl Iterator<Item = f64>) -> f64 {
    hours.fold(0.0, |all, one| all + one)
}

/// Hours of an organisation of each size.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct HoursBySize {
    /// One person.
    pub solo: f64,
    /// 2 to 9 people.
    pub micro: f64,
    /// 10 to 49 people.
    pub small: f64,
    /// 50 to 499 people.
    pub medium: f64,
    /// 500 people and more.
    pub large: f64,
}

impl HoursBySize {
    /// For an organisation of this size.
    pub const fn of(&self, size: OrgSize) -> f64 {
        match size {
            OrgSize::Solo => self.solo,
            OrgSize::Micro => self.micro,
            OrgSize::Small => self.small,
            OrgSize::Medium => self.medium,
            OrgSize::Large => self.large,
        }
    }
}

/// What the organisation's own people spend on its certification, beside the work of the roadmap.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct CertificationHours {
    /// Preparing for Stage 1 and being there.
    pub stage1: HoursBySize,
    /// The same for Stage 2.
    pub stage2: HoursBySize,
    /// Answering what both find.
    pub findings: HoursBySize,
}
