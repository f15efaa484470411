//! Which value a fact of a file may have, by its key. What breaks a limit counts as not given, and `check` names
//! it. Facts under names of a newer version have no limit here: nothing reads them.

use super::calendar::DaysOff;
use super::keys;
use super::level::Level;
use super::limits::{
    Expected, Limit, What, YES, date, effort, hours_a_week, limit, order, progress, rank, text, weeks,
    yes_or_no,
};
use super::questionnaire::{Questionnaire, RequirementKind, Target};
use super::record::{KINDS, Layer, holds, old, record_key};
use super::size::OrgSize;

impl Questionnaire {
    /// Whether this can be Not applicable at all: controls can, one by one.
    pub fn may_be_excluded(&self, target: Target) -> bool {
        let control = |r: usize| self.requirements[r].kind == RequirementKind::Control;
        match target {
            Target::Heading(_) => false,
            Target::Requirement(r) => control(r),
            Target::Check(c) => control(self.check_owner[c]),
        }
    }

    /// Why no reason for leaving a control out can stand; none where one can.
    pub fn never_left_out(&self, requirement: usize) -> Option<&str> {
        self.requirements[requirement].exclude.as_ref()?.never.as_deref()
    }
}

/// The stored value of an answer: a level where it may stand, or nothing when it was withdrawn.
pub(super) fn level(q: &Questionnaire, target: Target, value: &str) -> Result<Option<Level>, Limit> {
    if value == keys::CLEAR {
        return Ok(None);
    }
    let level = Level::parse(value).ok_or(limit(What::Level, Expected::Level))?;
    if level == Level::NotApplicable && !q.may_be_excluded(target) {
        return Err(limit(What::Level, Expected::LevelOfClause));
    }
    Ok(Some(level))
}

/// As [`level`], of what a system says for itself: only controls are answered so.
pub(super) fn level_of_system(
    q: &Questionnaire,
    target: Target,
    value: &str,
) -> Result<Option<Level>, Limit> {
    let level = level(q, target, value)?;
    q.is_per_system(target).then_some(level).ok_or(limit(What::Level, Expected::GeneralAnswer))
}

/// A fact that is no answer, by its key.
pub(super) fn fact(key: &str, value: &str) -> Result<(), Limit> {
    match key {
        keys::HOURS => hours_a_week(value).map(|_| ()),
        keys::START => date(What::Start, value).map(|_| ()),
        keys::DAYS_OFF => DaysOff::parse(value).map(|_| ()).ok_or(limit(What::DaysOff, Expected::DaysOff)),
        keys::TARGET => date(What::Target, value).map(|_| ()),
        keys::RECORD_WEEKS | keys::CORRECTIVE_WEEKS | keys::STAGE2_WEEKS => weeks(value).map(|_| ()),
        keys::SIZE => OrgSize::parse(value).map(|_| ()).ok_or(limit(What::Size, Expected::Size)),
        keys::ASK_ALL => yes_or_no(value).map(|_| ()),
        keys::ROLES => value
            .split(',')
            .all(|r| matches!(r.trim(), "developer" | "provider" | "user"))
            .then_some(())
            .ok_or(limit(What::Roles, Expected::Roles)),
        keys::PLAN_ORDER => order(value).map(|_| ()),
        _ => prefixed(key, value),
    }
}

/// Whether this version knows what a fact of this key is. What it does not know may be of a newer one: it is kept and not read.
pub fn is_known_fact(q: &Questionnaire, key: &str) -> bool {
    let Some((_, inner)) = Layer::of(key) else { return false };
    // What an audit says is a record with its layer.
    if let Some(k) = record_key(key).or_else(|| record_key(inner)) {
        return holds::is_known(KINDS, &k);
    }
    let behind = |prefix: &&str| inner.len() > prefix.len() && inner.starts_with(*prefix);
    WHOLE.contains(&inner)
        || OF_SOMETHING.iter().any(behind)
        || old::is_old_key(inner)
        || q.exactly(inner).is_some()
}

/// Facts of the whole, by their keys.
const WHOLE: [&str; 24] = [
    keys::ORGANISATION,
    keys::SCOPE,
    keys::ROLES,
    keys::SIZE,
    keys::ASK_ALL,
    keys::SIZE_MEANT,
    keys::HOURS,
    keys::START,
    keys::TARGET,
    keys::DAYS_OFF,
    keys::RECORD_WEEKS,
    keys::CORRECTIVE_WEEKS,
    keys::STAGE2_WEEKS,
    keys::QUESTIONNAIRE,
    keys::FORMAT,
    keys::RULE,
    keys::FOLLOWS,
    keys::HAND_OUT,
    keys::HAND_OUT_FOR,
    keys::ORIGIN,
    keys::BACK_TO,
    keys::BACK_BY,
    keys::ISO27001,
    keys::PLAN_ORDER,
];

/// What facts of something begin with; its id or name stands behind.
const OF_SOMETHING: [&str; 25] = [
    keys::QUICK,
    keys::NOTE,
    keys::REASON,
    keys::REVIEW,
    keys::VOTES_SHOWN,
    keys::DISSENT,
    keys::AGREED_FROM,
    keys::CAME_WITH,
    keys::COLLECTED,
    keys::PUT_ASIDE,
    keys::ASK,
    keys::OWNER,
    keys::EFFORT,
    keys::RANK,
    keys::PIN,
    keys::DUE,
    keys::DONE_WHEN,
    keys::ACTION_STATUS,
    keys::WHY_IN,
    keys::DRIVER,
    keys::HOW,
    keys::FOR,
    keys::AGAIN,
    keys::PAPER,
    keys::WRITTEN,
];

fn prefixed(key: &str, value: &str) -> Result<(), Limit> {
    if let Some(k) = record_key(key) {
        return holds::fact(KINDS, &k, value);
    }
    let (name, _) = key.split_at(key.find('.').map_or(0, |at| at + 1));
    // A record of 0.1.0 that could not be read stays under its old key, so that nothing of it is lost.
    if old::is_old_key(key) {
        return Err(limit(What::Record, Expected::Readable));
    }
    match name {
        keys::EFFORT => effort(value).map(|_| ()),
        keys::RANK => text(value).and_then(|()| rank(value).map(|_| ())),
        keys::PIN => date(What::EarliestStart, value).map(|_| ()),
        keys::DUE => date(What::Due, value).map(|_| ()),
        keys::ACTION_STATUS => progress(value).map(|_| ()),
        keys::AGAIN => date(What::LookAgain, value).map(|_| ()),
        keys::DRIVER | keys::FOR => yes_or_no(value).map(|_| ()),
        // What is not in has no such fact: an answer leaves it out, and nothing at all is undecided.
        keys::IN => (value == YES).then_some(()).ok_or(limit(What::DecidedIn, Expected::Yes)),
        keys::DISSENT
        | keys::AGREED_FROM
        | keys::CAME_WITH
        | keys::COLLECTED
        | keys::PUT_ASIDE
        | "about."
        | keys::QUICK
        | keys::NOTE
        | keys::REASON
        | keys::REVIEW
        | keys::ASK
        | keys::OWNER
        | keys::WHY_IN
        | keys::HOW
        | keys::DONE_WHEN
        | keys::PAPER
        | keys::WRITTEN => text(value),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{limits, text};
    use super::*;

    #[test]
    fn what_no_person_may_write_no_file_may_hold() {
        for (key, right, wrong) in [
            (keys::HOURS, vec!["16", "0.5"], vec!["0", "-1", "inf", "NaN", "1e308", "10001", "x"]),
            (keys::START, vec!["2026-01-05"], vec!["9999-12-31", "-9999-01-01", "2026-02-30", "1"]),
            (keys::STAGE2_WEEKS, vec!["0", "104"], vec!["105", "4294967295", "-1", "1.5"]),
            (keys::SIZE, vec!["solo"], vec!["huge"]),
            ("effort.5.2", vec!["6", "100000"], vec!["1e308", "inf", "NaN", "0", "-5", "100001"]),
            ("rank.5.2", vec!["3 because"], vec!["3", "0 x", "-1 x", "99999999999999999999 x", "10000 x"]),
            ("pin.5.2", vec!["2026-05-05"], vec!["2026-05-05x", "10000-01-01"]),
            (
                "action-status.5.2",
                vec!["started", "done 2026-05-05", "done"],
                vec!["later", "done 9999-12-31"],
            ),
            ("votes.5.2", vec![], vec!["5", r#"{"given":{"1":"5"}}"#]),
            ("person.9999", vec![], vec!["Ann", r#"{"name":"Ann"}"#]),
            ("person.1-abcdef.no", vec!["1", "17"], vec!["0", "01", "+1", "-1", "x"]),
            ("action.1-abcdef.hours", vec!["4", "0.5"], vec!["1e308", "-5", "0", "NaN"]),
            ("evidence.1-abcdef.date", vec!["2026-05-05"], vec!["last spring", "9999-01-01"]),
            ("evidence.1-abcdef.seen-by.2-abcdef", vec!["2026-05-05"], vec!["yes"]),
            ("evidence.1-abcdef.seen-by.Ann", vec![], vec!["2026-05-05"]),
            ("evidence.1-abcdef.shows", vec![], vec!["5.2/1"]),
            ("evidence.1-abcdef.newer", vec!["x"], vec![]),
            ("part.1-abcdef.action", vec!["2-abcdef"], vec!["5.2"]),
            ("vote.1-abcdef.5.2/1", vec!["5", "?"], vec!["6", "x"]),
            ("system.1-abcdef.role.maker", vec!["yes"], vec![]),
            ("snapshot.1-abcdef.frozen", vec![r#"{"5.2":"3"}"#], vec!["x", "[1]"]),
            (keys::PLAN_ORDER, vec![r#"[["5.2","2026-01-05"]]"#], vec![r#"[["5.2","x"]]"#]),
            ("again.5.2", vec!["2027-01-31"], vec!["soon", "9999-12-31"]),
            ("driver.5.2.risk", vec!["yes"], vec!["perhaps"]),
            ("for.5.2.1-abcdef", vec!["yes"], vec!["perhaps"]),
            ("in.A.2.2", vec!["yes"], vec!["no", "y", ""]),
            ("why-in.5.2", vec!["", "x"], vec![&"x".repeat(limits::TEXT + 1)]),
            ("how.5.2", vec!["", "x"], vec![&"x".repeat(limits::TEXT + 1)]),
            ("paper.ai-policy.approver", vec!["Ana"], vec![&"x".repeat(limits::TEXT + 1)]),
            ("note.5.2", vec!["", "x"], vec![&"x".repeat(limits::TEXT + 1)]),
            ("of.a.newer.version", vec![&"x".repeat(limits::TEXT + 1)], vec![]),
        ] {
            for value in right {
                assert_eq!(fact(key, value), Ok(()), "{key}={value}");
            }
            for value in wrong {
                assert!(fact(key, value).is_err(), "{key}={}", text::shown(value, 60));
            }
        }
    }

    #[test]
    fn only_controls_can_be_left_out() {
        let q = crate::bank::embedded().unwrap();
        for (id, may) in
            [("A.7.3", true), ("A.7.3/1", true), ("5.2", false), ("5.2/1", false), ("A.7", false)]
        {
            let target = q.find(id).unwrap();
            assert_eq!(level(&q, target, "n").is_ok(), may, "{id}");
            assert_eq!(level(&q, target, "5"), Ok(Some(Level::Proven)));
            assert_eq!(level(&q, target, "clear"), Ok(None));
            assert!(level(&q, target, "7").is_err());
        }
    }
}
