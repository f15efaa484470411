//! What a plan says of its end, its hours and its order, where people once read something else than what is so.

use clausewise::doc::lines;
use clausewise::model::action::Own;
use clausewise::model::record::Rid;
use clausewise::model::roadmap::{PlanInput, Roadmap};
use clausewise::model::{Assessment, GapList, Level, Questionnaire, Scores, Verdict, edit};
use clausewise::report::explain;
use clausewise::words::{self, Words as _};
use jiff::ToSpan as _;
use jiff::civil::date;
use serde_json::Value;

use crate::places::{everywhere, file, flat, in_plain, run, screen};
use crate::{all_at, day, plan, plan_from, q};

/// What tells people of the plan of a file, in one line each.
fn told(path: &str) -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> = everywhere(path, "finish").into_iter().collect();
    all.retain(|(n, _)| {
        ["roadmap text", "roadmap md", "explain", "one-pager", "plain roadmap"].iter().any(|x| n.contains(x))
    });
    all.push(("f6".to_owned(), screen(path, "f6")));
    all.into_iter().map(|(n, text)| (n, flat(&text))).collect()
}

fn told_of_finish(q: &Questionnaire, a: &Assessment, map: &Roadmap) -> String {
    let v = Verdict::compute(q, a, &Scores::compute(q, a));
    lines::write(&explain::finish(q, a, &v, map)).join("\n")
}

/// Evidence that names every check of every gate.
fn with_evidence(q: &Questionnaire, a: &mut Assessment) {
    let mut set = |key: &str| a.set(q, &format!("evidence.1-abcdef.{key}"), Some("yes".into()));
    set("made");
    for id in q.gates.iter().flat_map(|g| &g.checks) {
        set(&format!("shows.{id}"));
    }
}

#[test]
fn beside_a_date_stands_that_the_plan_alone_is_not_enough() {
    let bank = q();
    let last = bank.requirements.iter().find(|r| r.exclusion.is_some() && r.marker.is_none()).unwrap();
    let check = &last.checks[0].id;
    let mut lines: Vec<String> = bank.requirements.iter().map(|r| format!("{} 5", r.id)).collect();
    lines.push(format!("{check} 4\n"));
    let (_folder, path) = file(&lines.join("\n"), &["--size", "micro"]);
    for (name, text) in told(&path) {
        let short = ["ot enough for Stage 1", "and not by that alone"].iter().any(|x| text.contains(x));
        assert!(short, "{name}: {text}");
        assert!(!text.contains("(0 weeks)") && !text.contains("Stage 1, once all this is done"), "{name}");
    }
    assert!(flat(&run(&["roadmap", &path, "--format", "md"])).contains("(within a week)"));
    // With evidence for the gates nothing else stands between the plan and Stage 1.
    let mut a = all_at(&bank, Level::Proven);
    a.set(&bank, check, Some("4".into()));
    assert!(words::not_enough(&bank, &plan(&bank, &a).2).is_some());
    with_evidence(&bank, &mut a);
    let map = plan(&bank, &a).2;
    assert!(map.finish.is_some() && words::not_enough(&bank, &map).is_none());
    assert!(map.milestones.iter().any(|m| m.words() == "Stage 1, once all this is done"));
}

#[test]
fn what_is_rated_without_a_gap_is_not_called_unrated() {
    let bank = q();
    let lines: Vec<String> = bank.requirements[1..].iter().map(|r| format!("{} 5", r.id)).collect();
    let (_folder, path) = file(&lines.join("\n"), &[]);
    for (name, text) in told(&path) {
        assert!(!text.contains("Nothing is rated yet"), "{name}: {text}");
        assert!(
            text.contains("What is answered in full has no gap") && text.contains("1 requirement is"),
            "{name}: {text}"
        );
        assert!(!text.contains("-0") || !text.contains("-0.0"), "{name}: {text}");
        assert!(!text.contains("Everything is marked done"), "{name}: {text}");
    }
    let json = run(&["roadmap", &path, "--format", "json"]);
    assert!(!json.contains("-0.0"), "{json}");
}

#[test]
fn no_total_is_above_its_own_range() {
    let bank = q();
    let mut a = all_at(&bank, Level::Nothing);
    // One of the first wave and one of the third; nothing between waits for the one and comes before the other.
    let (early, late) = ("7.1".to_owned(), "7.5.3".to_owned());
    let ids = [early.as_str(), late.as_str()];
    let e = edit::merge(&bank, &a, &Rid::new(0, 7), &ids, "Both in one go", "").unwrap();
    a.apply(&bank, &e);
    // Only what is joined is known now, and of that a part is open again.
    for r in bank.requirements.iter().filter(|r| r.id != early) {
        a.set(&bank, &r.id, None);
    }
    let (_, gaps, map) = plan(&bank, &a);
    let (low, high) = map.waves[0].hours_range;
    assert!(map.waves[0].hours > 0.0 && map.waves[0].hours <= high && low <= high, "{:?}", map.waves[0]);
    assert!(gaps.total_hours() <= map.gap_hours.1 && map.gap_hours.0 <= map.gap_hours.1);
    // What is marked done is in the gap list until its levels are asked again, and in no plan.
    let mut a = all_at(&bank, Level::Nothing);
    a.set(&bank, &late, None);
    for r in &bank.requirements {
        if let Ok(e) = edit::progress(&bank, &a, &r.id, clausewise::model::progress::Progress::Done, None) {
            a.apply(&bank, &e);
        }
    }
    let (_, gaps, map) = plan(&bank, &a);
    assert!(map.total_hours < gaps.total_hours() && gaps.total_hours() <= map.gap_hours.1);
}

#[test]
fn what_belongs_to_an_event_is_not_done_before_it() {
    let bank = q();
    let (_, gaps, map) = plan(&bank, &all_at(&bank, Level::Written));
    for (follows, event) in [("9.2.2", "9.2.1"), ("9.3.2", "9.3.1")] {
        let (late, early) = (map.item(follows).unwrap(), map.item(event).unwrap());
        assert!(late.start > early.end, "{follows} {late:?}");
        assert_eq!(late.wave, early.wave);
        let waits = |id: &str| &gaps.of(bank.requirement_index(id).unwrap()).unwrap().depends_on;
        assert!(waits(follows).contains(&bank.requirement_index(event).unwrap()));
        assert!(!waits(event).contains(&bank.requirement_index(follows).unwrap()));
    }
    assert!(map.item("9.3.1").unwrap().start > map.item("9.2.1").unwrap().end);
    assert!(map.warnings.is_empty(), "{:?}", map.warnings);
    // What prepares the event still comes first.
    let (_, _, map) = plan(&bank, &all_at(&bank, Level::Nothing));
    for (first, event) in [("9.2.2", "9.2.1"), ("9.3.2", "9.3.1")] {
        assert!(map.item(first).unwrap().end < map.item(event).unwrap().start);
    }
}

#[test]
fn a_milestone_does_not_claim_what_is_open() {
    let bank = q();
    let statement = bank.applicability().unwrap().to_owned();
    let mut a = all_at(&bank, Level::Written);
    a.set(&bank, &statement, None);
    let (_, _, map) = plan(&bank, &a);
    let wave = bank.requirements.iter().find(|r| r.id == statement).unwrap().wave;
    for m in &map.milestones {
        let claims = m.id == format!("wave-{wave}");
        assert_eq!(m.open.contains(&statement), claims, "{m:?}");
        let said = m.words().ends_with(&format!("; open, not in this plan: {statement}"));
        assert_eq!(said, claims, "{}", m.words());
    }
}

#[test]
fn the_weeks_of_records_are_told_from_when_to_when() {
    let bank = q();
    for level in [Level::Nothing, Level::Written] {
        let a = all_at(&bank, level);
        let (scores, _, map) = plan(&bank, &a);
        let (run, audit) = (map.records.unwrap(), map.item("9.2.1").unwrap());
        assert_eq!(run.audit, audit.start);
        let runs = |r: usize| bank.requirements[r].operates;
        let last = map.items.iter().filter(|i| i.closes.iter().any(|r| runs(*r)) && i.end < audit.start);
        assert!(last.map(|i| i.end).max().unwrap() < run.from);
        assert!(run.from.checked_add(8.weeks()).unwrap() <= run.audit);
        let said = words::records_run(&map).unwrap();
        assert!(said.contains(&run.from.to_string()) && said.contains(&run.audit.to_string()));
        assert!(lines::write(&explain::action(&bank, &a, &map, audit)).contains(&said));
        let before = bank.requirements.iter().find(|r| r.id == "9.2.1").unwrap().wave - 1;
        for id in ["internal-audit".to_owned(), format!("wave-{before}")] {
            let lines = lines::write(&explain::milestone(&bank, &scores, &map, &id).unwrap());
            assert!(lines.contains(&said), "{id} {lines:?}");
        }
    }
}

#[test]
fn an_action_of_ones_own_keeps_its_name() {
    let bank = q();
    // With some hours it ends so early on a day that one day later is the same day.
    let with = |hours: u32| {
        let own = Own {
            at: "10.1".into(),
            what: "Ask the customers".into(),
            output: String::new(),
            hours: f64::from(hours),
            closes: vec!["10.1".into()],
            after: vec!["9.3.3".into()],
        };
        let mut a = all_at(&bank, Level::Nothing);
        a.set(&bank, clausewise::model::assessment::keys::HOURS, Some("8".into()));
        let e = edit::add_action(&bank, &a, &Rid::new(0, 9), &own).unwrap();
        a.apply(&bank, &e);
        let map = plan(&bank, &a).2;
        let mine = map.items.iter().find(|i| i.action == own.what).unwrap().clone();
        mine.critical().then_some((hours, a, map, mine))
    };
    let (hours, a, map, mine) = (400..420).find_map(with).unwrap();
    let told = told_of_finish(&bank, &a, &map);
    assert!(told.contains(&format!("  {} {}", mine.id, mine.action)), "{told}");
    let lines: Vec<String> = bank.requirements.iter().map(|r| format!("{} 1", r.id)).collect();
    let script =
        format!("{}\n10.1 1\nadd Ask the customers; A list; {hours}; 10.1; 9.3.3\n", lines.join("\n"));
    let (_folder, path) = file(&script, &[]);
    let page = run(&["roadmap", &path, "--format", "md"]);
    let part = page.split("## Critical path").nth(1).unwrap().split("\n## ").next().unwrap();
    assert!(part.contains("Ask the customers"), "{part}");
}

#[test]
fn a_plan_in_the_past_says_so() {
    let bank = q();
    let a = all_at(&bank, Level::Nothing);
    let (_, _, map) = plan_from(&bank, &a, date(2026, 1, 5));
    let ended = map.items.iter().map(|i| i.end).min().unwrap();
    assert_eq!(words::in_the_past(&map, ended), None);
    assert_eq!(map.overdue(ended.tomorrow().unwrap()), Some(1));
    let (_folder, path) = file("4 1\n", &[]);
    for format in ["text", "md"] {
        let now = flat(&run(&["roadmap", &path, "--format", format]));
        assert!(!now.contains("which is past"), "{now}");
        let past = flat(&run(&["roadmap", &path, "--format", format, "--start", "2020-01-06"]));
        assert!(past.contains("starts on 2020-01-06, which is past"), "{past}");
        assert!(past.contains("Set a new start"), "{past}");
    }
}

#[test]
fn the_date_and_the_hours_beside_it_count_the_same_work() {
    let lines: Vec<String> = q().requirements.iter().step_by(5).map(|r| format!("{} 1", r.id)).collect();
    let (_folder, path) = file(&lines.join("\n"), &["--size", "small"]);
    let json: Value = serde_json::from_str(&run(&["roadmap", &path, "--format", "json"])).unwrap();
    let shown = |key: &str| clausewise::model::priority::hours(json[key].as_f64().unwrap());
    let (total, high) = (shown("total_hours"), shown("hours_high"));
    let said = format!("{total} in all (up to {high} with what is open; the date keeps room for that)");
    let short = format!("{total} (with what is open up to {high}) of work");
    for (name, text) in told(&path) {
        let here = text.contains(&said) || text.contains(&short);
        assert!(here || name.contains("explain"), "{name}: {said} {text}");
        if name.contains("explain") {
            let most = format!("up to {:.1} weeks", json["hours_high"].as_f64().unwrap() / 8.0);
            assert!(text.contains(&most), "{most} {text}");
        }
    }
    assert!(screen(&path, "f6").contains("kept for what is open: "));
    let bank = q();
    let mut a = Assessment::new(&bank);
    for r in bank.requirements.iter().step_by(5) {
        a.set(&bank, &r.id, Some("1".into()));
    }
    let (_, _, map) = plan(&bank, &a);
    let kept: f64 = map.reserves.iter().map(|r| r.hours).sum();
    assert!((map.total_hours + kept - map.hours_range.1).abs() < 1e-9);
    assert!(map.reserves.iter().all(|r| r.start <= r.end && r.end <= map.finish.unwrap()));
}

#[test]
fn nobody_audits_their_own_work() {
    let lines: Vec<String> = q().requirements.iter().map(|r| format!("{} 1", r.id)).collect();
    let (_folder, path) = file(&lines.join("\n"), &["--size", "solo"]);
    let json: Value = serde_json::from_str(&run(&["roadmap", &path, "--format", "json"])).unwrap();
    for i in json["items"].as_array().unwrap() {
        let outside = i["id"] == "9.2.1";
        assert_eq!(i["owner"], if outside { "someone from outside" } else { "the owner" }, "{i}");
    }
    for (name, text) in told(&path) {
        if name != "f6" && name != "explain finish" && name != "one-pager.md" {
            assert!(text.contains("nobody audits their own work"), "{name}");
        }
    }
    assert!(in_plain(&path, "explain 9.2.1").contains("someone from outside"));
    // Where others work too, the owner is whoever is named.
    let (_folder, path) = file("9 1\n", &["--size", "micro"]);
    assert!(!run(&["roadmap", &path, "--format", "json"]).contains("from outside"));
}

#[test]
fn a_long_list_of_what_comes_first_is_counted() {
    let lines: Vec<String> = q().requirements.iter().map(|r| format!("{} 1", r.id)).collect();
    let (_folder, path) = file(&lines.join("\n"), &[]);
    let json: Value = serde_json::from_str(&run(&["roadmap", &path, "--format", "json"])).unwrap();
    let audit = json["items"].as_array().unwrap().iter().find(|i| i["id"] == "9.2.1").unwrap();
    let ids: Vec<&str> =
        audit["depends_on"].as_array().unwrap().iter().map(|d| d.as_str().unwrap()).collect();
    assert!(ids.len() > 20);
    let four = ids[..4].join(", ");
    // The gap list and the plan count the same, by the same rule.
    let gap: Value = serde_json::from_str(&run(&["gaps", &path, "--format", "json"])).unwrap();
    let gap = gap.as_array().unwrap().iter().find(|g| g["requirement"] == "9.2.1").unwrap();
    assert_eq!(gap["first_hours"], audit["first_hours"]);
    let bank = q();
    let map = plan(&bank, &all_at(&bank, Level::Nothing)).2;
    let first = &map.item("9.2.1").unwrap().first;
    assert!(first.len() >= ids.len(), "{first:?} {ids:?}");
    let (short, long) =
        (format!("{} and {} more", first[..3].join(", "), first.len() - 3), first[..4].join(", "));
    for (name, text) in everywhere(&path, "9.2.1") {
        if name.contains("json") || name.contains("csv") {
            continue;
        }
        let text = flat(&text);
        assert!(!text.contains(&four) && !text.contains(&long), "{name}");
        if name == "gap-register.md" {
            assert!(text.contains(&short), "{short}");
        }
    }
}

#[test]
fn milestones_of_the_sound_plan_stay_in_order() {
    let bank = q();
    let a = all_at(&bank, Level::Written);
    let scores = Scores::compute(&bank, &a);
    let gaps = GapList::compute(&bank, &a, &scores);
    let map = Roadmap::compute(&bank, &a, &scores, &gaps, PlanInput::of(&a, date(2027, 1, 4)));
    assert!(map.milestones.windows(2).all(|m| m[0].date <= m[1].date));
    assert!(day(&map, "wave-2") < day(&map, "internal-audit"));
}
