//! Which of the worked firms is most like the organisation of an assessment.

use super::advice::Firm;
use super::assessment::{Assessment, keys};
use super::questionnaire::Questionnaire;
use super::size::OrgSize;

impl Questionnaire {
    /// The firms of the worked answers, the one most like the organisation of an assessment first.
    pub fn firms_like(&self, a: &Assessment) -> [Firm; 3] {
        let roles: Vec<&str> = a.get(keys::ROLES).unwrap_or_default().split(',').map(str::trim).collect();
        let roles: Vec<&str> = roles.into_iter().filter(|r| !r.is_empty()).collect();
        self.firms.like(a.get(keys::SIZE).and_then(OrgSize::parse), &roles)
    }
}
