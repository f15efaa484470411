//! What is asked of this very organisation, and in which words (method, sections 1, 2 and 7): who works alone is not
//! asked what needs other people, who only uses AI is asked in words of their own, and a size that was given when its
//! word meant something else is asked again. One home for each, so that no figure and no front end has its own.

use super::EARLIER_RULE;
use super::assessment::{Assessment, keys};
use super::level::Level;
use super::questionnaire::{BySize, Check, Grade, Questionnaire, Requirement};
use super::size::OrgSize;

impl Assessment {
    /// Whether a check is asked here. All are, but of who works alone not what needs other people, unless the check
    /// itself was answered, generally or for an AI system, or the organisation wants to be asked everything. A level given to a whole is no answer to
    /// such a check.
    pub fn asks(&self, q: &Questionnaire, check: usize) -> bool {
        !self.case().alone || !q.needs_others(check) || self.is_answered_itself(check)
    }

    /// Whether a check moves figures here: it is mandatory and asked.
    pub fn counts(&self, q: &Questionnaire, check: usize) -> bool {
        q.check(check).mandatory && self.asks(q, check)
    }

    /// The level of a check as far as it is asked.
    pub fn asked_level(&self, q: &Questionnaire, check: usize) -> Option<Level> {
        self.level(q, check).map(|(level, _)| level).filter(|_| self.asks(q, check))
    }

    /// Checks that are not asked because one works alone, in the order of the standard; those of controls that are
    /// left out as a whole are not among them.
    pub fn not_asked(&self, q: &Questionnaire) -> Vec<usize> {
        if !self.case().alone {
            return Vec::new();
        }
        let left_out = |c: &usize| !self.asks(q, *c) && !self.excluded(q.check_owner[*c]);
        (0..q.check_count()).filter(left_out).collect()
    }

    /// Whether every role of the organisation is that of a user of AI.
    pub fn only_uses(&self) -> bool {
        self.case().only_uses
    }

    /// A requirement in the words for this organisation: who works alone has some of their own.
    pub fn requirement<'q>(&self, q: &'q Questionnaire, r: usize) -> &'q Requirement {
        if self.owns_all() { q.requirement_for_one(r) } else { &q.requirements[r] }
    }

    /// A check in the words for this organisation, as [`Self::requirement`].
    pub fn check<'q>(&self, q: &'q Questionnaire, check: usize) -> &'q Check {
        let owner = q.check_owner[check];
        &self.requirement(q, owner).checks[check - q.first_check[owner]]
    }

    /// The question of a requirement as it is put to this organisation.
    pub fn question<'q>(&self, q: &'q Questionnaire, r: usize) -> &'q str {
        let r = self.requirement(q, r);
        r.user_only.as_deref().filter(|_| self.only_uses()).unwrap_or(&r.question)
    }

    /// The grade an auditor is likely to give this organisation when the whole requirement is missing.
    pub fn if_absent(&self, r: &Requirement) -> Grade {
        r.if_absent_user_only.filter(|_| self.only_uses()).unwrap_or(r.if_absent)
    }

    /// Whether the size was given when its word meant 2 to 50 people, and nobody has given it since.
    pub fn is_size_asked_again(&self) -> bool {
        self.own_size() == Some(OrgSize::Small)
            && (self.get(keys::RULE) == Some(EARLIER_RULE) || self.get(keys::SIZE_MEANT).is_some())
    }

    /// The size that was given; none while none was.
    pub fn own_size(&self) -> Option<OrgSize> {
        self.get(keys::SIZE).and_then(OrgSize::parse)
    }

    /// Whether work that names no owner is the owner's own: in a firm of one it is.
    pub fn owns_all(&self) -> bool {
        self.own_size() == Some(OrgSize::Solo)
    }
}

impl BySize {
    /// How it looks in an organisation of this size, by the nearest of the firms that are described.
    pub fn of(&self, size: OrgSize) -> &str {
        match size {
            OrgSize::Solo if !self.one.is_empty() => &self.one,
            OrgSize::Solo | OrgSize::Micro => &self.three,
            OrgSize::Small | OrgSize::Medium => &self.fifty,
            OrgSize::Large => &self.five_thousand,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::plan_warning::PlanWarning;
    use crate::model::questionnaire::Target;
    use crate::model::roadmap::PlanInput;
    use crate::model::{GapList, RULE, Roadmap, Scores, Status, edit};

    fn embedded() -> (Questionnaire, Assessment) {
        let q = crate::bank::embedded().unwrap();
        let a = Assessment::new(&q);
        (q, a)
    }

    fn set(q: &Questionnaire, a: &mut Assessment, facts: &[(&str, &str)]) {
        for (key, value) in facts {
            a.set(q, key, Some((*value).to_owned()));
        }
    }

    fn everything_at(q: &Questionnaire, a: &mut Assessment, level: &str) {
        for r in &q.requirements {
            a.set(q, &r.id, Some(level.to_owned()));
        }
    }

    fn applicable(q: &Questionnaire, a: &Assessment) -> u32 {
        Scores::compute(q, a).all.checks_applicable
    }

    #[test]
    fn who_works_alone_is_not_asked_what_needs_others_and_takes_that_back_with_one_fact() {
        let (q, mut a) = embedded();
        let all = applicable(&q, &a);
        set(&q, &mut a, &[(keys::SIZE, "solo")]);
        let left_out = a.not_asked(&q);
        let counted = left_out.iter().filter(|c| q.check(**c).mandatory).count();
        assert!(counted > 0 && left_out.iter().all(|c| q.check(*c).not_alone.is_some()));
        assert_eq!(applicable(&q, &a) as usize + counted, all as usize);
        for (key, value) in [(keys::ASK_ALL, "yes"), (keys::SIZE, "micro")] {
            let mut other = a.clone();
            set(&q, &mut other, &[(key, value)]);
            assert_eq!((applicable(&q, &other), other.not_asked(&q)), (all, vec![]), "{key}");
        }
        set(&q, &mut a, &[(keys::ASK_ALL, "no")]);
        assert_eq!(a.not_asked(&q), left_out);
    }

    #[test]
    fn no_requirement_loses_its_last_check_and_none_a_key_check_or_a_gate() {
        let (q, mut a) = embedded();
        set(&q, &mut a, &[(keys::SIZE, "solo")]);
        for (r, s) in Scores::compute(&q, &a).requirements.iter().enumerate() {
            assert!(s.of > 0, "{}", q.requirements[r].id);
        }
        assert!(a.not_asked(&q).iter().all(|c| !q.check(*c).key && !q.is_of_gate(*c)));
    }

    #[test]
    fn an_answer_to_the_check_itself_counts_and_one_to_the_whole_does_not() {
        let (q, mut a) = embedded();
        set(&q, &mut a, &[(keys::SIZE, "solo")]);
        let c = a.not_asked(&q).into_iter().find(|c| q.check(*c).mandatory).unwrap();
        let (id, r) = (q.check(c).id.clone(), q.check_owner[c]);
        everything_at(&q, &mut a, "5");
        let of = Scores::compute(&q, &a).requirements[r].of;
        assert!(!a.asks(&q, c) && a.asked_level(&q, c).is_none());
        assert_eq!(Scores::compute(&q, &a).status(r), Status::Met);
        set(&q, &mut a, &[(&id, "1")]);
        let s = Scores::compute(&q, &a).requirements[r];
        assert_eq!((s.of, s.status), (of + 1, Status::Partial));
        a.set(&q, &id, Some(keys::CLEAR.to_owned()));
        let s = Scores::compute(&q, &a).requirements[r];
        assert_eq!((s.of, s.status), (of, Status::Met), "withdrawn, it is left out again");
    }

    #[test]
    fn an_answer_of_a_system_to_the_check_itself_asks_it_too_and_one_to_the_whole_does_not() {
        let (q, mut a) = embedded();
        set(&q, &mut a, &[(keys::SIZE, "solo"), ("system.1-abcdef.made", "yes")]);
        let of_control = |c: &usize| q.is_per_system(Target::Check(*c));
        let c = a.not_asked(&q).into_iter().find(of_control).unwrap();
        set(&q, &mut a, &[(&format!("@system.1-abcdef/{}", q.requirements[q.check_owner[c]].id), "3")]);
        assert!(!a.asks(&q, c));
        set(&q, &mut a, &[(&format!("@system.1-abcdef/{}", q.check(c).id), "3")]);
        assert_eq!(a.asked_level(&q, c), Some(Level::Written));
        set(&q, &mut a, &[("system.1-abcdef.made", "")]);
        assert!(!a.asks(&q, c), "the system is gone");
        a.suppose(c, Some(Level::Proven));
        assert_eq!(a.asked_level(&q, c), Some(Level::Proven), "tried, it counts");
    }

    #[test]
    fn what_is_left_out_is_in_no_list_no_range_and_no_search_for_weak_answers() {
        let (q, mut a) = embedded();
        set(&q, &mut a, &[(keys::SIZE, "solo")]);
        everything_at(&q, &mut a, "?");
        let (scores, left_out) = (Scores::compute(&q, &a), a.not_asked(&q));
        let gaps = GapList::compute(&q, &a, &scores);
        assert!(left_out.iter().all(|c| !gaps.open.to_find_out.contains(c)));
        everything_at(&q, &mut a, "3");
        let scores = Scores::compute(&q, &a);
        let gaps = GapList::compute(&q, &a, &scores);
        let map = Roadmap::compute(&q, &a, &scores, &gaps, PlanInput::of(&a, jiff::civil::date(2027, 1, 4)));
        assert!(gaps.gaps.iter().flat_map(|g| &g.missing).all(|m| a.asks(&q, m.check)));
        assert!(!map.is_range(), "nothing is open");
    }

    #[test]
    fn who_only_uses_ai_is_asked_in_words_of_their_own() {
        let (q, mut a) = embedded();
        let at = q.requirements.iter().position(|r| r.user_only.is_some()).unwrap();
        let r = &q.requirements[at];
        let own = r.user_only.as_deref().unwrap();
        assert_eq!(a.question(&q, at), r.question);
        for (facts, only) in [
            (vec![(keys::ROLES, "user")], true),
            (vec![("system.1-abcdef.role.user", "yes")], true),
            (vec![("system.1-abcdef.made", "yes"), ("system.1-abcdef.role.provider", "yes")], false),
            (vec![("system.1-abcdef.made", "")], true),
            (vec![(keys::ROLES, "user, developer")], false),
            (vec![(keys::ROLES, "")], false),
            (vec![("system.1-abcdef.made", "yes"), ("system.1-abcdef.role.provider", "")], true),
        ] {
            set(&q, &mut a, &facts);
            assert_eq!(a.only_uses(), only, "{facts:?}");
            assert_eq!(a.question(&q, at), if only { own } else { &r.question });
            let again = Assessment::of(&q, a.facts().clone().into_iter().collect());
            assert_eq!(again, a, "read from a file it is the same");
        }
    }

    #[test]
    fn the_heart_of_a_user_weighs_more_where_one_only_uses_ai() {
        let (q, mut a) = embedded();
        let heart: Vec<usize> = (0..q.requirements.len())
            .filter(|r| q.requirements[*r].if_absent_user_only == Some(Grade::Major))
            .collect();
        assert!(!heart.is_empty());
        everything_at(&q, &mut a, "1");
        let classes = |a: &Assessment| -> Vec<u8> {
            let gaps = GapList::compute(&q, a, &Scores::compute(&q, a));
            heart.iter().map(|r| gaps.of(*r).unwrap().class).collect()
        };
        assert!(classes(&a).iter().all(|class| *class == 4));
        set(&q, &mut a, &[(keys::ROLES, "user")]);
        assert!(classes(&a).iter().all(|class| *class == 3));
        set(&q, &mut a, &[(keys::ROLES, "user, provider")]);
        assert!(classes(&a).iter().all(|class| *class == 4));
    }

    #[test]
    fn small_of_the_rule_before_is_asked_again_until_the_size_is_given() {
        let (q, mut a) = embedded();
        set(&q, &mut a, &[(keys::SIZE, "small"), (keys::RULE, RULE)]);
        assert!(!a.is_size_asked_again());
        for fact in [(keys::RULE, EARLIER_RULE), (keys::SIZE_MEANT, "2-50")] {
            let mut old = a.clone();
            set(&q, &mut old, &[fact]);
            assert!(old.is_size_asked_again(), "{fact:?}");
            let scores = Scores::compute(&q, &old);
            let gaps = GapList::compute(&q, &old, &scores);
            let input = PlanInput::of(&old, jiff::civil::date(2027, 1, 4));
            let map = Roadmap::compute(&q, &old, &scores, &gaps, input);
            assert!(map.warnings.contains(&PlanWarning::SizeAgain), "the plan says whose hours it counts");
            for word in ["small", "micro"] {
                let e = edit::about(&old, [(keys::SIZE, word.to_owned())]).unwrap();
                let mut given = old.clone();
                given.apply(&q, &e);
                assert!(!given.is_size_asked_again() && given.get(keys::SIZE) == Some(word), "{fact:?}");
                given.apply(&q, &e.inverse());
                assert_eq!(given, old);
            }
            let e = edit::about(&old, [(keys::SCOPE, "All of it".to_owned())]).unwrap();
            old.apply(&q, &e);
            assert!(old.is_size_asked_again());
            set(&q, &mut old, &[(keys::SIZE, "medium")]);
            assert!(!old.is_size_asked_again(), "only small meant something else");
        }
    }

    #[test]
    fn every_size_has_its_hours_and_its_line() {
        let (q, mut a) = embedded();
        everything_at(&q, &mut a, "1");
        let hours = |a: &Assessment| GapList::compute(&q, a, &Scores::compute(&q, a)).total_hours();
        let mut last = 0.0;
        for size in OrgSize::ALL {
            set(&q, &mut a, &[(keys::SIZE, size.key())]);
            let now = hours(&a);
            assert!(now > last, "{}: {now} after {last}", size.key());
            last = now;
            assert!(q.requirements.iter().all(|r| !r.size.of(size).is_empty()));
        }
        set(&q, &mut a, &[(keys::SIZE, "micro")]);
        let said: f64 = q.requirements.iter().filter_map(|r| r.effort_hours.micro).sum();
        // Less what serves two requirements and is counted a quarter the second time.
        assert!((0.85 * said..said).contains(&hours(&a)), "the questionnaire's own figure for 2 to 9 people");
    }

    #[test]
    fn in_a_firm_of_one_no_action_is_without_owner() {
        let (q, mut a) = embedded();
        everything_at(&q, &mut a, "1");
        let blank = |a: &Assessment| {
            let scores = Scores::compute(&q, a);
            let gaps = GapList::compute(&q, a, &scores);
            Roadmap::compute(&q, a, &scores, &gaps, PlanInput::of(a, jiff::civil::date(2027, 1, 4)))
                .blank_owners
        };
        assert_eq!(blank(&a), q.requirements.len());
        set(&q, &mut a, &[(keys::SIZE, "solo")]);
        assert_eq!(blank(&a), 0);
    }
}
