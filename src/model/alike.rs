//! Which of the worked firms is most like the organisation of an assessment.

use super::advice::Firm;
use super::assessment::{Assessment, keys};
use super::questionnaire::Questionnaire;
use super::size::OrgSize;

impl Questionnaire {
    /// The other firms of the worked answers, the one most like the organisation of an assessment first. A firm is not
    /// quoted in its own file: its words stand there already, as its notes.
    pub fn firms_like(&self, a: &Assessment) -> Vec<Firm> {
        let roles: Vec<&str> = a.get(keys::ROLES).unwrap_or_default().split(',').map(str::trim).collect();
        let roles: Vec<&str> = roles.into_iter().filter(|r| !r.is_empty()).collect();
        let name = a.get(keys::ORGANISATION).map(str::trim);
        let own =
            |firm: &Firm| self.firms.of(*firm).is_some_and(|told| name == Some(told.organisation.trim()));
        let like = self.firms.like(a.get(keys::SIZE).and_then(OrgSize::parse), &roles);
        like.into_iter().filter(|firm| !own(firm)).collect()
    }
}
