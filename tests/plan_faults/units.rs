//! An audit or a review is one thing with all that belongs to it, and what a plan reaches on the way stands on its day.

use clausewise::model::assessment::keys;
use clausewise::model::progress::Progress;
use clausewise::model::questionnaire::Marker;
use clausewise::model::roadmap::{Reached, Roadmap};
use clausewise::model::{Level, edit};
use clausewise::words::Words as _;
use jiff::ToSpan as _;
use jiff::civil::date;

use crate::{all_at, day, plan, plan_from, q};

#[test]
fn what_waits_for_an_event_waits_for_all_that_belongs_to_it() {
    let bank = q();
    let (_, gaps, map) = plan(&bank, &all_at(&bank, Level::Written));
    let mut seen = 0;
    for g in gaps.gaps.iter().filter(|g| g.follows.is_some()) {
        let event = &bank.requirements[g.follows.unwrap()];
        let follower = map.item(&bank.requirements[g.requirement].id).unwrap();
        for late in map.items.iter().filter(|i| i.id != follower.id && i.depends_on.contains(&event.id)) {
            assert!(late.start > follower.end, "{} before {}", late.id, follower.id);
            assert!(late.depends_on.contains(&follower.id), "{} {:?}", late.id, late.depends_on);
            seen += 1;
        }
        let held = match event.marker {
            Some(Marker::InternalAudit) => "internal-audit",
            _ => "management-review",
        };
        assert!(day(&map, held) >= follower.end, "{held} before {}", follower.id);
    }
    assert!(seen >= 2, "{seen}");
    assert!(map.warnings.is_empty(), "{:?}", map.warnings);
}

/// Joined and asked for as people may: no circle comes of it.
#[test]
fn joined_work_closes_no_circle_through_an_event() {
    let bank = q();
    for of in
        [["9.2.2", "9.3.1"], ["9.2.1", "9.2.2"], ["9.2.2", "9.3.3"], ["9.3.2", "9.3.3"], ["9.2.2", "9.3.2"]]
    {
        let mut a = all_at(&bank, Level::Written);
        let id = clausewise::model::record::Rid::new(0, 7);
        let Ok(e) = edit::merge(&bank, &a, &id, &of, "Both in one go", "") else { continue };
        a.apply(&bank, &e);
        let (_, _, map) = plan(&bank, &a);
        let circle = |w: &clausewise::model::plan_warning::PlanWarning| {
            matches!(w, clausewise::model::plan_warning::PlanWarning::Circle { .. })
        };
        assert!(!map.warnings.iter().any(circle), "{of:?} {:?}", map.warnings);
    }
}

/// The milestone before the audit, and the wave it ends.
fn running(map: &Roadmap) -> Option<&clausewise::model::roadmap::Milestone> {
    map.milestones.iter().find(|m| matches!(m.reached, Reached::Running { .. }))
}

#[test]
fn running_with_records_is_reached_when_their_weeks_are_over() {
    let bank = q();
    for (level, weeks) in
        [(Level::Planned, 8), (Level::Planned, 12), (Level::Written, 8), (Level::Nothing, 3)]
    {
        let mut a = all_at(&bank, level);
        a.set(&bank, keys::SIZE, Some("micro".into()));
        a.set(&bank, keys::RECORD_WEEKS, Some(weeks.to_string()));
        let (_, _, map) = plan(&bank, &a);
        let (m, run) = (running(&map).unwrap(), map.records.unwrap());
        assert!(m.date >= run.from.checked_add(i64::from(weeks).weeks()).unwrap(), "{m:?} {run:?}");
        assert!(m.date <= run.audit.max(run.enough), "{m:?} {run:?}");
        assert_eq!(m.words(), format!("Running, with {weeks} weeks of records"));
    }
    let mut a = all_at(&bank, Level::Nothing);
    a.set(&bank, keys::RECORD_WEEKS, Some("0".into()));
    let (_, _, map) = plan(&bank, &a);
    let audit = bank.requirements.iter().find(|r| r.marker == Some(Marker::InternalAudit)).unwrap();
    let before = bank.waves.iter().find(|w| w.number + 1 == audit.wave).unwrap();
    assert!(running(&map).is_none());
    assert!(map.milestones.iter().any(|m| m.words() == before.milestone), "{:?}", map.milestones);
}

#[test]
fn stage_2_is_on_a_working_day() {
    let bank = q();
    let mut a = all_at(&bank, Level::InUse);
    let (_, _, map) = plan(&bank, &a);
    let weeks = map.finish.unwrap().checked_add(i64::from(map.input.stage2_weeks).weeks()).unwrap();
    assert_eq!(day(&map, "stage-2"), weeks, "it ends on a working day, so many weeks later is one too");
    // Until that day is one of one's own days off.
    a.set(&bank, keys::DAYS_OFF, Some(weeks.to_string()));
    let (_, _, moved) = plan(&bank, &a);
    assert_eq!(moved.finish, map.finish);
    let stage2 = day(&moved, "stage-2");
    assert!(stage2 > weeks && stage2 <= weeks.checked_add(7.days()).unwrap(), "{stage2}");
    assert!(stage2.weekday().to_monday_zero_offset() < 5, "{stage2}");
    // Nor is it Christmas.
    for start in 0..60 {
        let start = date(2026, 6, 1).checked_add((6 * start).days()).unwrap();
        let stage2 = day(&plan_from(&bank, &all_at(&bank, Level::InUse), start).2, "stage-2");
        let usual = [(12, 24), (12, 25), (12, 26), (12, 31), (1, 1)];
        assert!(!usual.contains(&(stage2.month(), stage2.day())), "{stage2}");
    }
}

#[test]
fn an_event_that_was_held_stands_on_its_day() {
    let bank = q();
    let mut a = all_at(&bank, Level::Written);
    let today = date(2026, 11, 22);
    let done = |a: &mut clausewise::model::Assessment, id: &str| {
        let e = edit::progress(&bank, a, id, Progress::Done, Some(today)).unwrap();
        a.apply(&bank, &e);
    };
    done(&mut a, "9.2.1");
    let words = |map: &Roadmap| {
        let m = map.milestones.iter().find(|m| m.id == "internal-audit").unwrap();
        (m.date, m.words())
    };
    let (_, _, map) = plan(&bank, &a);
    let (on, said) = words(&map);
    assert_eq!(said, "Internal audit held on 2026-11-22; left: 9.2.2");
    assert!(on >= map.item("9.2.2").unwrap().end);
    done(&mut a, "9.2.2");
    let (_, _, map) = plan(&bank, &a);
    assert_eq!(words(&map), (today, "Internal audit held".to_owned()));
    assert!(map.milestones.windows(2).all(|m| m[0].date <= m[1].date && m[0].earliest <= m[1].earliest));
}
