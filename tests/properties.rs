//! The model against a second, naive writing of the method (`tests/naive`), over small random
//! questionnaires, and what must hold whatever the answers: sums, order, monotony.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that panics has failed, as it should")]

mod naive;
#[path = "properties/schedules.rs"]
mod schedules;

use clausewise::bank;
use clausewise::model::calendar::DaysOff;
use clausewise::model::plan_warning::PlanWarning;
use clausewise::model::roadmap::PlanInput;
use clausewise::model::score::Total;
use clausewise::model::{Assessment, GapList, Level, Questionnaire, Roadmap, Scores, Status, Verdict};
use jiff::civil::{Date, date};
use naive::case::{self, Case, Dice};
use proptest::prelude::*;

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, max_shrink_iters: 0, ..ProptestConfig::default() }
}

struct All {
    q: Questionnaire,
    a: Assessment,
    scores: Scores,
    verdict: Verdict,
    gaps: GapList,
    map: Roadmap,
}

fn input(hours: f64) -> PlanInput {
    PlanInput {
        start: date(2026, 11, 21),
        hours_per_week: hours,
        target: None,
        record_weeks: 8,
        days_off: DaysOff::usual(),
        corrective_weeks: 4,
        stage2_weeks: 6,
    }
}

fn compute(case: &Case, hours: f64) -> All {
    let q = case.questionnaire();
    let a = case.assessment(&q);
    let scores = Scores::compute(&q, &a);
    let verdict = Verdict::compute(&q, &a, &scores);
    let gaps = GapList::compute(&q, &a, &scores);
    let map = Roadmap::compute(&q, &a, &scores, &gaps, input(hours));
    All { q, a, scores, verdict, gaps, map }
}

fn near(ours: f64, theirs: f64) -> bool {
    (ours - theirs).abs() < 1e-9
}

fn same_total(ours: &Total, theirs: (Option<f64>, u32, f64, f64)) {
    match (ours.so_far, theirs.0) {
        (Some(x), Some(y)) => assert!(near(x, y), "{x} {y}"),
        (x, y) => assert_eq!(x, y),
    }
    assert_eq!(ours.assessed, theirs.1);
    assert!(near(ours.low, theirs.2) && near(ours.high, theirs.3), "{ours:?} {theirs:?}");
    assert!(ours.low <= ours.high + 1e-9);
}

fn figures_agree(case: &Case) {
    let all = compute(case, 10.0);
    for (r, req) in case.reqs.iter().enumerate() {
        let s = &all.scores.requirements[r];
        assert_eq!(s.status.key(), naive::status(case, req), "{}", req.id);
        assert_eq!(s.reason_missing, naive::reason_missing(case, req), "{}", req.id);
        assert_eq!(s.cannot_stand, naive::cannot_stand(case, req), "{}", req.id);
        assert_eq!((s.answered, s.of), naive::coverage(case, req), "{}", req.id);
        let (so_far, low, high) = naive::score(case, req);
        assert_eq!(s.score().is_some(), so_far.is_some());
        assert!(near(s.score().unwrap_or(0.0), so_far.unwrap_or(0.0)), "{}", req.id);
        if s.status != Status::NotApplicable {
            assert!(near(s.low(), low) && near(s.high(), high), "{}", req.id);
        }
    }
    same_total(&all.scores.all, naive::total(case, |_| true));
    same_total(&all.scores.clauses, naive::total(case, |r| !r.control));
    same_total(&all.scores.annex, naive::total(case, |r| r.control));
    for (h, t) in &all.scores.groups {
        let top = &all.q.headings[*h].id;
        same_total(t, naive::total(case, |r| r.headings.last() == Some(top)));
        // No total exceeds its highest part.
        let best =
            all.q.below(*h).iter().filter_map(|r| all.scores.requirements[*r].score()).fold(0.0, f64::max);
        assert!(t.so_far.unwrap_or(0.0) <= 100.0 * best + 1e-9);
    }
    let ev = all.scores.evidence;
    assert_eq!((ev.claimed, ev.named, ev.seen), naive::claims(case));
    assert_eq!((all.verdict.answered, all.verdict.of), (naive::looked_at(case), case.reqs.len()));
    assert_eq!(all.scores.all.counts.total() as usize, case.reqs.len());
    let (class, cap) = naive::verdict(case);
    assert_eq!(all.verdict.class.key(), class);
    assert_eq!(all.verdict.would_be.map(clausewise::model::Class::key), cap);
}

fn ranking_agrees(case: &Case) {
    let all = compute(case, 10.0);
    let theirs = naive::ranking(case);
    let ours: Vec<(usize, u32, &str)> =
        all.gaps.gaps.iter().map(|g| (g.requirement, u32::from(g.class), g.band.key())).collect();
    assert_eq!(ours, theirs);
    assert!(all.gaps.gaps.iter().enumerate().all(|(i, g)| g.rank == i + 1));
    for g in &all.gaps.gaps {
        assert!(near(g.effort_hours, naive::hours(case, &case.reqs[g.requirement])));
        assert!(!g.missing.is_empty(), "{}", g.id(&all.q));
    }
    // Open is never a gap, and nothing met or not applicable is ever in the roadmap.
    let mut planned: Vec<usize> = all.map.items.iter().map(|i| i.requirement).collect();
    planned.sort_unstable();
    let wanted: Vec<usize> = (0..case.reqs.len())
        .filter(|r| matches!(naive::status(case, &case.reqs[*r]), "gap" | "partial"))
        .collect();
    assert_eq!(planned, wanted);
}

/// Working days after the first, by walking the calendar.
/// No weekend, none of 24 to 26 and 31 December and 1 January.
fn works(day: Date) -> bool {
    let off = [(12, 24), (12, 25), (12, 26), (12, 31), (1, 1)].contains(&(day.month(), day.day()));
    day.weekday().to_monday_zero_offset() < 5 && !off
}

fn working_day(first: Date, to: Date) -> u32 {
    let mut day = first;
    let mut n = 0;
    while day < to {
        day = day.tomorrow().unwrap();
        n += u32::from(works(day));
    }
    n
}

fn plan_agrees(case: &Case, hours: f64) {
    let all = compute(case, hours);
    let first = date(2026, 11, 23);
    let span = |r: usize| {
        let i = all.map.items.iter().find(|i| i.requirement == r)?;
        for day in [i.start, i.end] {
            assert!(works(day) && day >= first, "{day}");
        }
        Some((working_day(first, i.start), working_day(first, i.end)))
    };
    let gap = |r: usize| matches!(naive::status(case, &case.reqs[r]), "gap" | "partial");
    for late in 0..case.reqs.len() {
        let Some((start, _)) = span(late) else { continue };
        for early in (0..case.reqs.len()).filter(|e| gap(*e)) {
            let end = span(early).unwrap().1;
            let (l, e) = (&case.reqs[late], &case.reqs[early]);
            let waits = naive::waits(case, late, early);
            let control = l.audit && e.control && !naive::waits(case, early, late);
            // What belongs to an event comes after it, whoever waits for it by the questionnaire.
            let follows = |r: usize| all.gaps.of(r).and_then(|g| g.follows);
            if let Some(event) = follows(early) {
                let same = event == late || follows(late) == Some(event);
                assert!(
                    event != late || span(early).unwrap().0 > span(late).unwrap().1,
                    "{} before {}",
                    e.id,
                    l.id
                );
                // And before all else that waits for the event.
                assert!(same || !naive::waits(case, late, event) || start > end, "{} before {}", l.id, e.id);
                continue;
            }
            if waits || control {
                assert!(start > end, "{} before {}", l.id, e.id);
                // Records run some weeks before the internal audit looks at them.
                if l.audit && e.operates {
                    assert!(start > end + 40, "{} {} to {}", l.id, e.id, start - end);
                }
            }
        }
    }
    let done_in = |r: usize| {
        let event = all.gaps.of(r).and_then(|g| g.follows).map_or(0, |event| case.reqs[event].wave);
        case.reqs[r].wave.max(event)
    };
    for w in &all.map.waves {
        let (low, high) = naive::projection(case, w.number, done_in);
        let ours = w.readiness_after;
        assert!(near(ours.low, low) && near(ours.high, high), "{ours:?} {low} {high}");
    }
    ends_agree(case, &all, hours);
    let work: f64 = all.map.items.iter().map(|i| i.effort_hours).sum();
    assert!(near(work, all.map.total_hours));
    if let Some(finish) = all.map.finish {
        let days = f64::from(working_day(first, finish) + 1);
        assert!(work <= days * hours / 5.0 + 0.5, "{work} h in {days} days of {hours}/5 h");
    }
}

/// The end is a range while anything is open, from the plan with all of it Proven to the plan with all of it Nothing,
/// and the later one leads; the audit's findings take their weeks; milestones come in their order.
fn ends_agree(case: &Case, all: &All, hours: f64) {
    let map = &all.map;
    let rated = case.reqs.iter().any(|r| naive::rated(case, r));
    let filled = |level| compute(&naive::filled(case, level), hours).map;
    let (worst, best) = (filled('1'), filled('5'));
    assert_eq!(map.finish, worst.finish.filter(|_| rated));
    assert!(near(map.hours_range.0, best.total_hours) && near(map.hours_range.1, worst.total_hours));
    assert!(map.hours_range.0 <= map.hours_range.1 + 1e-9 && map.total_hours <= map.hours_range.1 + 1e-9);
    let by_wave: f64 = map.waves.iter().map(|w| w.hours_range.1).sum();
    // Work that serves two requirements is counted whole in the wave that comes first: which one may depend on what is open.
    assert!(by_wave >= map.hours_range.1 - 1e-9);
    if let Some(finish) = map.finish {
        let first = best.input.start.max(date(2026, 11, 23));
        assert!(map.earliest.unwrap() <= finish && map.earliest.unwrap() <= best.finish.unwrap_or(first));
        for audit in (0..case.reqs.len()).filter(|r| case.reqs[*r].audit) {
            if let Some(i) = worst.items.iter().find(|i| i.requirement == audit) {
                assert!(working_day(first, finish) >= working_day(first, i.end) + 20);
            }
        }
    }
    assert_eq!(map.milestones.is_empty(), map.finish.is_none());
    for pair in map.milestones.windows(2) {
        assert!(pair[0].date <= pair[1].date && pair[0].earliest <= pair[1].earliest, "{pair:?}");
    }
    assert!(map.milestones.iter().all(|m| m.earliest <= m.date));
}

/// A rank set by hand moves its own row there and leaves the order of the others alone.
fn an_override_holds(case: &Case, seed: u64) {
    let all = compute(case, 10.0);
    let n = all.gaps.gaps.len();
    let dice = &mut Dice(seed);
    if n == 0 {
        return;
    }
    let (row, wish) = (dice.below(n), 1 + dice.below(n + 2));
    let r = all.gaps.gaps[row].requirement;
    let mut a = all.a.clone();
    a.set(&all.q, &format!("rank.{}", case.reqs[r].id), Some(format!("{wish} the customer asks")));
    let after = GapList::compute(&all.q, &a, &all.scores);
    assert_eq!(after.gaps[wish.min(n) - 1].requirement, r);
    assert_eq!(after.gaps[wish.min(n) - 1].overridden, Some((row + 1, "the customer asks".to_owned())));
    let others = |list: &GapList| -> Vec<usize> {
        list.gaps.iter().map(|g| g.requirement).filter(|x| *x != r).collect()
    };
    assert_eq!(others(&after), others(&all.gaps));
}

/// Facts set in any order, changed and taken away again, leave the same assessment behind.
fn facts_leave_no_trace(case: &Case, seed: u64) {
    let q = case.questionnaire();
    let a = case.assessment(&q);
    let dice = &mut Dice(seed);
    let mut other = a.clone();
    let keys: Vec<String> = a.facts().keys().cloned().collect();
    for _ in 0..keys.len() {
        let key = &keys[dice.below(keys.len())];
        let from = &keys[dice.below(keys.len())];
        let value = if dice.chance(50) { None } else { a.get(from).map(str::to_owned) };
        other.set(&q, key, value);
    }
    for key in keys.iter().rev() {
        other.set(&q, key, a.facts().get(key).cloned());
    }
    assert_eq!(other, a);
    assert_eq!(Scores::compute(&q, &other), Scores::compute(&q, &a));
}

/// A questionnaire in which two requirements wait for each other: everything still ends, every gap is
/// still planned, and the circle is named when it is among the actions.
fn a_circle(mut case: Case, seed: u64) {
    let n = case.reqs.len();
    let dice = &mut Dice(seed ^ 3);
    let (x, y) = (dice.below(n), dice.below(n));
    case.reqs[x].depends.push(y);
    case.reqs[y].depends.push(x);
    let all = compute(&case, 10.0);
    let gaps = all.scores.all.counts.gap + all.scores.all.counts.partial;
    assert_eq!(all.map.items.len(), gaps as usize);
    let planned = |r: usize| matches!(all.scores.status(r), Status::Gap | Status::Partial);
    if planned(x) && planned(y) && x != y {
        let named =
            |w: &PlanWarning| matches!(w, PlanWarning::Circle { ids } if ids.contains(&case.reqs[x].id));
        assert!(all.map.warnings.iter().any(named), "{:?}", all.map.warnings);
    }
}

/// Whatever people do to the actions: every gap keeps one, nothing closed has any, order holds, no
/// circle comes about, and taking everything back leaves no trace.
fn shaped_actions_hold(case: &Case, seed: u64) {
    let all = compute(case, 10.0);
    let dice = &mut Dice(seed ^ 5);
    let (q, mut a, mut map) = (all.q, all.a.clone(), all.map);
    let mut undo = Vec::new();
    for _ in 0..8 {
        let Some(e) = naive::edits::random(dice, &q, &a, &map) else { continue };
        a.apply(&q, &e);
        undo.push(e.inverse());
        map = Roadmap::compute(&q, &a, &all.scores, &all.gaps, input(10.0));
        assert!(map.warnings.iter().all(|w| !matches!(w, PlanWarning::Circle { .. })), "{:?}", map.warnings);
        for g in &all.gaps.gaps {
            assert!(map.items.iter().any(|i| i.closes.contains(&g.requirement)), "{}", g.id(&q));
        }
        for i in &map.items {
            assert!(i.closes.iter().all(|r| all.gaps.of(*r).is_some()));
            assert!(i.done() || i.start >= i.pinned.unwrap_or(i.start));
            for before in &i.depends_on {
                assert!(map.item(before).unwrap().end < i.start, "{before} before {}", i.id);
            }
        }
        let left: f64 = map.items.iter().filter(|i| !i.done()).map(|i| i.effort_hours).sum();
        assert!(near(left, map.total_hours));
        totals_lie_below_their_bounds(&q, &a);
    }
    for e in undo.iter().rev() {
        a.apply(&q, e);
    }
    assert_eq!(a, all.a);
}

/// What is known is never more than what it comes to with what is open, over the plan, in each wave and over the gaps.
fn totals_lie_below_their_bounds(q: &Questionnaire, a: &Assessment) {
    // Once as it is, and once with the first half open again: what people joined is then known in part.
    let mut half = a.clone();
    for r in &q.requirements[..q.requirements.len() / 2] {
        half.set(q, &r.id, None);
        for c in &r.checks {
            half.set(q, &c.id, None);
        }
    }
    for a in [a, &half] {
        let scores = Scores::compute(q, a);
        let gaps = GapList::compute(q, a, &scores);
        let map = Roadmap::compute(q, a, &scores, &gaps, input(10.0));
        let waves = map.waves.iter().map(|w| (w.hours, w.hours_range));
        let totals = [(map.total_hours, map.hours_range), (gaps.total_hours(), map.gap_hours)];
        for (known, (low, high)) in waves.chain(totals) {
            assert!(known <= high + 1e-9 && low <= high + 1e-9, "{known} in {low} to {high}");
        }
    }
}

/// Open stands apart: it says that something is not known, not that it is worse.
fn height(s: Status) -> Option<u8> {
    match s {
        Status::Gap => Some(0),
        Status::Partial => Some(1),
        Status::Met => Some(2),
        Status::Open | Status::NotApplicable => None,
    }
}

/// Bringing the scores up to date after one change gives what computing them anew gives.
fn update_agrees(before: &Case, after: &Case) {
    let (old, new) = (compute(before, 10.0), compute(after, 10.0));
    let answers = |case: &Case| -> Vec<(String, char)> {
        let all = std::iter::once(&case.answers).chain(case.systems.iter().map(|s| &s.answers));
        all.flatten().map(|(id, l)| (id.clone(), *l)).collect()
    };
    let (was, now) = (answers(before), answers(after));
    let Some(((id, _), _)) = now.iter().zip(&was).find(|(now, was)| now != was) else { return };
    if let Some(r) = after.reqs.iter().position(|r| id == &r.id || r.checks.iter().any(|c| &c.id == id)) {
        let mut scores = old.scores;
        scores.update(&new.q, &new.a, r);
        assert_eq!(scores, new.scores);
    }
}

fn monotone(case: &Case, up: &Case) {
    let plenty = 1e7;
    let (before, after) = (compute(case, plenty), compute(up, plenty));
    for (b, a) in before.scores.requirements.iter().zip(&after.scores.requirements) {
        assert!(a.score().unwrap_or(0.0) >= b.score().unwrap_or(0.0));
        assert!(a.low() >= b.low() && a.high() >= b.high());
        match (height(b.status), height(a.status)) {
            (Some(b), Some(a)) => assert!(a >= b),
            (Some(b), None) => assert_eq!(b, 0, "only a gap can turn out to be open"),
            (None, a) => assert_eq!(a, None),
        }
    }
    for (b, a) in [(&before.scores.all, &after.scores.all), (&before.scores.clauses, &after.scores.clauses)] {
        assert!(a.low >= b.low - 1e-9 && a.high >= b.high - 1e-9);
        assert!(a.so_far >= b.so_far.map(|x| x - 1e-9));
    }
    // The cap is what is already certain; Incomplete only says that not all is known.
    let cap = |v: &Verdict| v.would_be.or((v.open.is_empty()).then_some(v.class));
    match (cap(&before.verdict), cap(&after.verdict)) {
        (Some(b), Some(a)) => assert!(a >= b, "{b:?} {a:?}"),
        (None, Some(a)) => panic!("a new cap: {a:?}"),
        _ => {}
    }
    for (b, a) in before.map.waves.iter().zip(&after.map.waves) {
        let (b, a) = (b.readiness_after, a.readiness_after);
        assert!(a.low >= b.low - 1e-9 && a.high >= b.high - 1e-9, "{b:?} {a:?}");
    }
    assert!(after.map.total_hours <= before.map.total_hours + 1e-9);
    assert!(after.map.items.len() <= before.map.items.len());
    assert!(after.map.finish.is_none_or(|f| Some(f) <= before.map.finish), "{:?}", after.map.finish);
}

proptest! {
    #![proptest_config(config(3000))]

    #[test]
    fn scores_totals_and_verdict(seed: u64, full: bool) {
        let case = case::random(seed, full);
        figures_agree(&case);
        facts_leave_no_trace(&case, seed);
    }

    #[test]
    fn ranking_and_bands(seed: u64, full: bool) {
        let case = case::random(seed, full);
        ranking_agrees(&case);
        an_override_holds(&case, seed);
    }

    #[test]
    fn dates_of_the_roadmap(seed: u64, full: bool, hours in prop::sample::select(vec![1.0, 6.0, 16.0, 400.0])) {
        plan_agrees(&case::random(seed, full), hours);
    }

    #[test]
    fn schedules(seed: u64) {
        let (tasks, capacity) = naive::plan::tasks(seed);
        schedules::hold(&tasks, capacity);
    }

    #[test]
    fn circles_are_named_and_hold_nothing_up(seed: u64, full: bool) {
        a_circle(case::random(seed, full), seed);
    }

    #[test]
    fn what_people_make_of_the_actions(seed: u64, full: bool) {
        shaped_actions_hold(&case::random(seed, full), seed);
    }

    #[test]
    fn a_kept_order_never_ends_later(seed: u64) {
        schedules::less_work(seed);
    }

    #[test]
    fn more_evidence_never_harms(seed: u64, full: bool) {
        let case = case::random(seed, full);
        monotone(&case, &case.backed(seed));
    }

    #[test]
    fn a_higher_level_never_harms(seed: u64, full: bool) {
        let case = case::random(seed, full);
        if let Some(up) = case.raised(seed) {
            monotone(&case, &up);
            update_agrees(&case, &up);
        }
    }
}

#[test]
fn less_work_can_take_longer_with_limited_hours() {
    // The reason why the order of the present plan is a candidate at all.
    assert!((0..20_000).any(schedules::less_work));
}

proptest! {
    #![proptest_config(config(40))]

    #[test]
    fn the_real_bank_adds_up(seed: u64) {
        let q = bank::embedded().unwrap();
        let dice = &mut Dice(seed);
        let mut a = Assessment::new(&q);
        for r in &q.requirements {
            let open = dice.chance(20);
            for c in r.checks.iter().filter(|_| !open) {
                a.set(&q, &c.id, Some(dice.pick(&["1", "2", "3", "4", "5", "5", "5", "?"]).to_owned()));
            }
            if r.id.starts_with('A') && dice.chance(10) {
                a.set(&q, &r.id, Some("n".into()));
            }
        }
        let scores = Scores::compute(&q, &a);
        let gaps = GapList::compute(&q, &a, &scores);
        let map = Roadmap::compute(&q, &a, &scores, &gaps, input(6.0));
        let counts = scores.all.counts;
        prop_assert_eq!(counts.total(), 70);
        prop_assert_eq!(scores.clauses.counts.total(), 32);
        prop_assert_eq!(scores.groups.iter().map(|(_, t)| t.counts.total()).sum::<u32>(), 70);
        prop_assert_eq!(gaps.gaps.len() as u32, counts.gap + counts.partial);
        prop_assert_eq!(map.items.len(), gaps.gaps.len());
        let (low, high) = scores.groups.iter().filter(|(_, t)| t.applicable > 0)
            .fold((f64::MAX, 0.0_f64), |(l, h), (_, t)| (l.min(t.low), h.max(t.high)));
        prop_assert!(scores.all.low >= low - 1e-9 && scores.all.high <= high + 1e-9);
        // The order is total and stable: the same answers in another order of entry rank the same.
        let mut again = Assessment::new(&q);
        for (k, v) in a.facts().iter().rev() {
            again.set(&q, k, Some(v.clone()));
        }
        prop_assert_eq!(&GapList::compute(&q, &again, &scores), &gaps);
        for g in &gaps.gaps {
            prop_assert!(scores.status(g.requirement) != Status::Open);
            prop_assert!(g.missing.iter().any(|m| m.level != Some(Level::Proven)));
        }
    }
}
