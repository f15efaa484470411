//! What was seen in plans and must not be seen again: each a test, over every place that tells of the plan.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that panics has failed, as it should")]

#[path = "plan_faults/ends.rs"]
mod ends;
#[path = "tui/harness.rs"]
#[allow(dead_code, reason = "the window's tests use all of it")]
mod harness;
#[path = "plan_faults/hours.rs"]
mod hours;
#[path = "plan_faults/places.rs"]
mod places;
#[path = "plan_faults/told.rs"]
mod told;
#[path = "plan_faults/units.rs"]
mod units;
#[path = "plan_faults/week.rs"]
mod week;

use std::path::Path;

use clausewise::bank;
use clausewise::doc::lines;
use clausewise::model::assessment::keys;
use clausewise::model::calendar::DaysOff;
use clausewise::model::questionnaire::Marker;
use clausewise::model::roadmap::{PlanInput, Reached};
use clausewise::model::{Assessment, GapList, Level, OrgSize, Questionnaire, Roadmap, Scores, edit};
use clausewise::report::explain;
use clausewise::tui::screen::Screen;
use clausewise::words;
use harness::Driver;
use jiff::ToSpan as _;
use jiff::civil::{Date, date};
use places::{answer, everywhere, file, flat, in_plain, run, screen};
use serde_json::Value;

fn q() -> Questionnaire {
    bank::embedded().unwrap()
}

/// Everything at one level.
fn all_at(q: &Questionnaire, level: Level) -> Assessment {
    let mut a = Assessment::new(q);
    for r in &q.requirements {
        a.set(q, &r.id, Some(level.key().to_owned()));
    }
    a
}

fn plan_from(q: &Questionnaire, a: &Assessment, start: Date) -> (Scores, GapList, Roadmap) {
    let scores = Scores::compute(q, a);
    let gaps = GapList::compute(q, a, &scores);
    let map = Roadmap::compute(q, a, &scores, &gaps, PlanInput::of(a, start));
    (scores, gaps, map)
}

fn plan(q: &Questionnaire, a: &Assessment) -> (Scores, GapList, Roadmap) {
    plan_from(q, a, date(2027, 1, 4))
}

/// The day of a milestone, by the end of its id.
fn day(map: &Roadmap, id: &str) -> Date {
    map.milestones.iter().find(|m| m.id == id).unwrap().date
}

#[test]
fn corrective_action_takes_its_weeks_after_audit_and_review() {
    let q = q();
    let (_, _, map) = plan(&q, &all_at(&q, Level::Nothing));
    let review = day(&map, "management-review");
    assert!(day(&map, "corrective-action") >= review.checked_add(28.days()).unwrap());
    assert!(day(&map, "internal-audit") < review);
    assert!(map.finish.unwrap() >= day(&map, "corrective-action"));
}

#[test]
fn nobody_is_told_of_weeks_before_an_audit_that_was_held() {
    let bank = q();
    let mut lines: Vec<String> = bank.requirements.iter().map(|r| format!("{} 5", r.id)).collect();
    let runs = bank.requirements.iter().find(|r| r.operates && r.marker.is_none()).unwrap();
    lines.push(format!("{} 1\n", runs.id));
    let script = lines.join("\n");
    let (_folder, path) = file(&script, &[]);
    for (name, text) in everywhere(&path, &runs.id) {
        assert!(!text.contains("before the internal audit"), "{name}: {text}");
    }
    let mut a = all_at(&bank, Level::Proven);
    a.set(&bank, &runs.id, Some("1".into()));
    let (_, _, map) = plan(&bank, &a);
    assert!(!map.plans_audit() && map.items.len() == 1);
    assert!(map.milestones.iter().all(|m| m.reached != Reached::InternalAudit));
}

#[test]
fn one_critical_path_stands_everywhere() {
    let bank = q();
    let levels = ["1", "4", "5", "3"];
    let lines: Vec<String> =
        bank.requirements.iter().enumerate().map(|(n, r)| format!("{} {}", r.id, levels[n % 4])).collect();
    let (_folder, path) = file(&lines.join("\n"), &[]);
    let json: Value = serde_json::from_str(&run(&["roadmap", &path, "--format", "json"])).unwrap();
    let wanted: Vec<&str> =
        json["critical_path"].as_array().unwrap().iter().map(|i| i.as_str().unwrap()).collect();
    assert!(!wanted.is_empty());
    let items = json["items"].as_array().unwrap();
    let marked = |i: &&Value| i["critical"] == true;
    let of_items: Vec<&str> = items.iter().filter(marked).map(|i| i["id"].as_str().unwrap()).collect();
    assert_eq!(of_items, wanted);
    let mut csv =
        csv::Reader::from_reader(run(&["roadmap", &path, "--format", "csv"]).into_bytes().leak() as &[u8]);
    let heads = csv.headers().unwrap().clone();
    let column = |name: &str| heads.iter().position(|h| h.trim_start_matches('\u{feff}') == name).unwrap();
    let (id, critical) = (column("id"), column("critical"));
    let rows: Vec<csv::StringRecord> = csv.records().map(Result::unwrap).collect();
    let in_csv: Vec<&str> = rows.iter().filter(|r| &r[critical] == "yes").map(|r| &r[id]).collect();
    assert_eq!(in_csv, wanted);
    let page = run(&["roadmap", &path, "--format", "md"]);
    let part = page.split("## Critical path").nth(1).unwrap().split("\n## ").next().unwrap();
    let in_page: Vec<&str> =
        part.lines().filter_map(|l| l.strip_prefix("- ")?.split_whitespace().next()).collect();
    assert_eq!(in_page, wanted);
    let said = in_plain(&path, "roadmap");
    let in_plain = said.lines().filter(|l| l.contains("critical: if it slips")).count();
    assert_eq!(in_plain, wanted.len());
    // The explanation is made of the same plan as the screen.
    let mut d = Driver::home((200, 90));
    d.app.open(Path::new(&path)).unwrap();
    let work = &d.app.desk.as_ref().unwrap().work;
    let told = lines::write(&explain::finish(work.q(), work.a(), work.verdict(), &work.plan().1));
    let from = told.iter().position(|l| l.starts_with("The critical path")).unwrap();
    let rows: Vec<&str> =
        told[from + 1..].iter().take_while(|l| l.starts_with("  ")).map(String::as_str).collect();
    assert_eq!(rows.len(), wanted.len());
    for (row, id) in rows.iter().zip(&wanted) {
        assert!(row.contains(&format!("  {id} ")), "{row} {id}");
    }
}

#[test]
fn running_with_records_comes_after_the_last_control() {
    let q = q();
    for level in [Level::Nothing, Level::Written, Level::InUse] {
        let (_, _, map) = plan(&q, &all_at(&q, level));
        let controls = map.items.iter().filter(|i| q.requirements[i.requirement].exclusion.is_some());
        let last = controls.map(|i| i.end).max().unwrap();
        let running =
            q.requirements.iter().find(|r| r.marker == Some(Marker::InternalAudit)).unwrap().wave - 1;
        assert!(day(&map, &format!("wave-{running}")) >= last, "{level:?}");
        assert!(map.milestones.windows(2).all(|m| m[0].date <= m[1].date && m[0].earliest <= m[1].earliest));
    }
}

#[test]
fn nobody_works_on_days_off_and_the_list_is_ones_own() {
    let q = q();
    let mut a = all_at(&q, Level::Nothing);
    let days = |map: &Roadmap| -> Vec<Date> { map.items.iter().flat_map(|i| [i.start, i.end]).collect() };
    let start = date(2026, 12, 21);
    let off = |d: &Date| [(12, 24), (12, 25), (12, 26), (12, 31), (1, 1)].contains(&(d.month(), d.day()));
    for hours in ["1", "8", "40"] {
        a.set(&q, keys::HOURS, Some(hours.into()));
        assert_eq!(days(&plan_from(&q, &a, start).2).iter().find(|d| off(d)), None, "{hours} h");
    }
    // A list of one's own, as About keeps it, adds to the usual days: a fair is no reason to work at Christmas.
    let own = edit::about(&a, [(keys::DAYS_OFF, "2027-01-13".to_owned())]).unwrap();
    a.apply(&q, &own);
    assert_ne!(PlanInput::of(&a, start).days_off, DaysOff::usual());
    let planned = days(&plan_from(&q, &a, start).2);
    assert_eq!(planned.iter().find(|d| off(d)), None);
    assert!(!planned.contains(&date(2027, 1, 13)));
    a.set(&q, keys::DAYS_OFF, Some("none".into()));
    assert_eq!(PlanInput::of(&a, start).days_off, DaysOff::usual());
    assert!(edit::about(&a, [(keys::DAYS_OFF, "christmas".to_owned())]).is_err());
}

#[test]
fn a_projection_is_over_the_whole_and_never_below_it() {
    let q = q();
    let mut a = Assessment::new(&q);
    for r in q.requirements.iter().take(15) {
        a.set(&q, &r.id, Some("4".into()));
    }
    let (scores, _, map) = plan(&q, &a);
    assert!(scores.all.so_far.unwrap() > scores.all.high / 2.0);
    let mut before = (scores.all.low, scores.all.high);
    for w in &map.waves {
        let after = (w.readiness_after.low, w.readiness_after.high);
        assert!(after.0 < after.1, "an interval while anything is open");
        assert!(after.0 >= before.0 - 1e-9 && after.1 >= before.1 - 1e-9, "{before:?} {after:?}");
        before = after;
    }
}

/// Wherever a finish or a total stands, the other end of its range stands beside it; where nothing is rated there is no
/// date at all.
#[test]
fn every_end_and_every_total_has_its_range_beside_it() {
    let bank = q();
    let lines: Vec<String> = bank.requirements.iter().step_by(5).map(|r| format!("{} 1", r.id)).collect();
    let script = lines.join("\n");
    let (_folder, path) = file(&script, &["--target", "2027-06-01", "--size", "micro"]);
    let json: Value = serde_json::from_str(&run(&["roadmap", &path, "--format", "json"])).unwrap();
    let (early, late) = (json["earliest"].as_str().unwrap(), json["finish"].as_str().unwrap());
    assert!(early < late && json["latest"] == json["finish"]);
    let h = |key: &str| json[key].as_f64().unwrap();
    assert!(h("hours_low") < h("hours_high") && h("total_hours") <= h("hours_high"));
    let shown = clausewise::model::priority::hours;
    let (total, high) = (shown(h("total_hours")), shown(h("hours_high")));
    let mut texts: Vec<(String, String)> = everywhere(&path, "4.1")
        .into_iter()
        .filter(|(n, _)| !n.contains("csv") && !n.contains("json"))
        .collect();
    let keys = ["f4", "f5", "f6"];
    for key in keys {
        texts.push((key.to_owned(), screen(&path, key)));
    }
    let (mut ends, mut totals) = (0, 0);
    for (name, text) in &texts {
        if text.contains(late) {
            ends += 1;
            assert!(text.contains(early), "{name} tells of {late} alone: {text}");
        }
        if flat(text).contains(&format!("{total} (with what is open")) {
            totals += 1;
            assert!(text.contains(&high), "{name} tells of {total} alone: {text}");
        }
    }
    assert!(ends >= 6, "{ends} {:?}", texts.iter().map(|(n, t)| (n, t.contains(late))).collect::<Vec<_>>());
    assert!(totals >= 1, "{totals}");
    for w in json["waves"].as_array().unwrap() {
        let h = |key: &str| w[key].as_f64().unwrap();
        assert!(h("hours_low") <= h("hours_high") && h("hours") <= h("hours_high"), "{w}");
    }

    let (_folder, path) = file("4.1 ?\n", &[]);
    let json: Value = serde_json::from_str(&run(&["roadmap", &path, "--format", "json"])).unwrap();
    assert!(json["finish"].is_null() && json["earliest"].is_null() && json["latest"].is_null());
    assert!(json["milestones"].as_array().unwrap().is_empty());
    assert!(screen(&path, "f4").contains("so there is no date"), "{}", screen(&path, "f4"));
}

#[test]
fn a_firm_of_three_is_not_told_the_hours_of_fifty() {
    let q = q();
    let total = |size: OrgSize| {
        let mut a = all_at(&q, Level::Nothing);
        a.set(&q, keys::SIZE, Some(size.key().to_owned()));
        // A firm that only uses AI leaves out what only makers have.
        for r in
            q.requirements.iter().filter(|r| r.exclusion.is_some() && !r.roles.iter().any(|x| x == "user"))
        {
            a.set(&q, &r.id, Some("n".into()));
        }
        let (_, gaps, map) = plan(&q, &a);
        assert!((gaps.total_hours() - map.total_hours).abs() < 1e-9);
        map.total_hours
    };
    let all = OrgSize::ALL.map(total);
    assert!(all.windows(2).all(|pair| pair[0] < pair[1]), "{all:?}");
    let (solo, micro, small) = (all[0], all[1], all[2]);
    assert!((180.0..330.0).contains(&micro), "{micro}");
    assert!(micro < 2.0 * solo && micro * 2.0 < small, "{all:?}");
}

#[test]
fn nobody_is_told_to_write_what_is_there() {
    let bank = q();
    let id = "A.8.2";
    let r = &bank.requirements[bank.requirement_index(id).unwrap()];
    let first = r.checks.iter().find(|c| c.mandatory).unwrap();
    let (start, prove) =
        (first.action_for(Some(Level::Nothing)).to_owned(), first.action_for(Some(Level::InUse)).to_owned());
    assert_ne!(start, prove);
    let script = format!("{id} 4 no client-facing summary\ngo {id}\nevidence Notice on the website\n");
    let (_folder, path) = file(&script, &[]);
    let mut texts = everywhere(&path, id);
    // Before the one action of the plan stands what is kept from an earlier day on.
    for keys in ["f5", "f6 down"] {
        texts.push((keys.to_owned(), screen(&path, keys)));
    }
    for (name, text) in &texts {
        let flat = flat(text);
        assert!(!flat.contains(start.trim_end_matches('.')), "{name}: {text}");
        if name == "one-pager.md" {
            continue;
        }
        assert!(flat.contains(prove.trim_end_matches('.')), "{name} does not say {prove}: {text}");
        assert!(flat.contains("no client-facing summary"), "{name} says nothing of the note: {text}");
        assert!(flat.contains("E-1"), "{name} says nothing of the evidence: {text}");
    }
}

/// The page for who was not there begins with what the roadmap has this week, and goes on in its order.
#[test]
fn the_one_pager_begins_with_this_week() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("case.aims").display().to_string();
    let today = jiff::Zoned::now().date().to_string();
    run(&["new", &path, "--org", "Case", "--start", &today, "--hours-per-week", "16"]);
    answer(&path, "4 1\n5 1\n6 1\n7 3\n8 1\n9 1\n10 1\n");
    let json: Value = serde_json::from_str(&run(&["roadmap", &path, "--format", "json"])).unwrap();
    let week: Vec<String> =
        json["this_week"].as_array().unwrap().iter().map(|id| id.as_str().unwrap().to_owned()).collect();
    assert!(!week.is_empty());
    let page = everywhere(&path, "5.2").into_iter().find(|(name, _)| name == "one-pager.md").unwrap().1;
    let part = page.split("## First five actions").nth(1).unwrap().split("## ").next().unwrap().to_owned();
    let rows: Vec<&str> = part.lines().filter(|l| l.starts_with(|c: char| c.is_ascii_digit())).collect();
    assert_eq!(rows.len(), 5, "{part}");
    for (row, id) in rows.iter().zip(&week) {
        assert_eq!(row.split(' ').nth(1), Some(id.as_str()), "{week:?} {part}");
    }
    let flat = flat(&part);
    assert!(!flat.contains('\u{2026}'), "cut: {part}");
    assert_eq!(flat.matches(", by 20").count(), 5, "each has its whole date: {part}");
}

#[test]
fn this_week_says_what_is_under_way() {
    let bank = q();
    let mut a = all_at(&bank, Level::InUse);
    a.set(&bank, keys::HOURS, Some("8".into()));
    let (_, _, map) = plan(&bank, &a);
    let first: Vec<&str> = map.week(date(2027, 1, 4)).map(|i| i.id.as_str()).collect();
    assert!(!first.is_empty() && map.week(date(2020, 1, 6)).count() == 0);
    for i in &map.items {
        let in_it = i.start <= date(2027, 1, 10) && i.end >= date(2027, 1, 4);
        assert_eq!(first.contains(&i.id.as_str()), in_it, "{}", i.id);
    }
    let said = clausewise::words::this_week(&map, date(2027, 1, 4));
    assert_eq!(said.len(), first.len());
    let order = bank.requirements[map.items[0].requirement].checks[0].action_for(Some(Level::InUse));
    assert!(said[0].ends_with(order), "{said:?}");
}

#[test]
fn the_same_answer_is_offered_and_taken_over_only_when_asked_for() {
    let bank = q();
    let one =
        (0..bank.check_count()).find(|c| bank.twins(*c).count() == 1 && bank.check(*c).mandatory).unwrap();
    let other = bank.twins(one).next().unwrap();
    let (from, at) = (bank.check(one).id.clone(), bank.check(other).id.clone());
    let (_folder, path) = file(&format!("{from} 4 Ana has it\n"), &[]);
    let facts = |path: &str| format!("\n{}", run(&["dump", path]));
    assert!(!facts(&path).contains(&format!("\n{at}=")));
    assert!(run(&["explain", &path, &at]).contains(&format!("Same work: {from}: In use.")));
    let said = in_plain(&path, &format!("go {at}\nquit"));
    assert!(said.contains(&format!("Same work: {from}: In use.")), "{said}");
    assert!(!facts(&path).contains(&format!("\n{at}=")), "never silently");

    // As a script, in plain mode, and with one key.
    let taken = |text: &str| {
        assert!(
            text.contains(&format!("\n{at}=4\n")) && text.contains(&format!("\nnote.{at}=Ana has it\n")),
            "{text}"
        );
    };
    answer(&path, &format!("go {at}\nsame\n"));
    taken(&facts(&path));
    let said = in_plain(&path, "undo\nquit");
    assert!(!facts(&path).contains(&format!("\n{at}=")), "{said}");
    let said = in_plain(&path, &format!("go {at}\nsame {from}\nquit"));
    assert!(
        said.contains(&format!("{at}: In use, as {from}. Its note was copied, its evidence was not.")),
        "{said}"
    );
    taken(&facts(&path));
    in_plain(&path, "undo\nquit");
    let mut d = Driver::home((140, 50));
    d.app.open(Path::new(&path)).unwrap();
    let r = bank.check_owner[other];
    d.app.desk.as_mut().unwrap().card.spot =
        clausewise::tui::spot::Spot { requirement: r, row: other - bank.first_check[r] + 1 };
    d.app.shell.screen = Screen::Question;
    assert!(d.words().contains("takes it over"), "{}", d.picture());
    d.keys("=");
    assert!(d.words().contains(&format!("{at}: In use, as {from}.")), "{}", d.picture());
    d.settle();
    drop(d);
    taken(&facts(&path));
    let refused = in_plain(&path, &format!("go {at}\nsame\nquit"));
    assert!(refused.contains(&format!("{at} says that already, or more")), "{refused}");
    // Named or not, no answer is talked down: in plain mode and in a script alike.
    answer(&path, &format!("{at} 5\n"));
    let refused = in_plain(&path, &format!("go {at}\nsame {from}\nsame\nquit"));
    assert_eq!(refused.matches(&format!("{at} says that already, or more")).count(), 2, "{refused}");
    assert!(facts(&path).contains(&format!("\n{at}=5\n")), "{refused}");
}

#[test]
fn the_second_time_counts_a_quarter_and_the_row_says_why() {
    let q = q();
    let a = all_at(&q, Level::Nothing);
    let (scores, gaps, map) = plan(&q, &a);
    let mut seen = 0;
    for g in gaps.gaps.iter().filter(|g| !g.served.is_empty()) {
        let r = &q.requirements[g.requirement];
        assert!(g.effort_hours < r.effort_hours.small, "{}", r.id);
        let reason = clausewise::words::Words::words(&g.reason(&q, &a));
        let by = &q.check(g.served[0].by).id;
        assert!(reason.contains("a quarter for the work of") && reason.contains(by.as_str()), "{reason}");
        let told = explain::target(&q, &a, &scores, &gaps, &map, q.find(&r.id).unwrap());
        let told = lines::write(&told).join("\n");
        assert!(told.contains(&format!("is the same work as {by}")), "{told}");
        seen += 1;
    }
    assert!(seen >= 4, "{seen}");
    // One that is left out does no work for the other.
    let (first, second) = gaps
        .gaps
        .iter()
        .flat_map(|g| &g.served)
        .map(|s| (q.check_owner[s.by], q.check_owner[s.check]))
        .find(|(first, _)| q.requirements[*first].exclusion.is_some())
        .unwrap_or((usize::MAX, usize::MAX));
    if first != usize::MAX {
        let mut without = a.clone();
        without.set(&q, &q.requirements[first].id, Some("n".into()));
        let alone = plan(&q, &without).1;
        assert!(alone.of(second).unwrap().effort_hours > gaps.of(second).unwrap().effort_hours);
    }
}

#[test]
fn running_work_and_the_certification_are_in_no_total() {
    let bank = q();
    for (size, most) in [("solo", 20.0), ("micro", 20.0), ("small", 20.0), ("large", 500.0)] {
        let (_folder, path) = file("5.2 1\n", &["--size", size]);
        let json: Value = serde_json::from_str(&run(&["roadmap", &path, "--format", "json"])).unwrap();
        let items = json["items"].as_array().unwrap();
        let sum: f64 = items.iter().map(|i| i["effort_hours"].as_f64().unwrap()).sum();
        assert!((json["total_hours"].as_f64().unwrap() - sum).abs() < 1e-6);
        let yearly: f64 =
            json["yearly"]["by"].as_array().unwrap().iter().map(|r| r["hours"].as_f64().unwrap()).sum();
        assert!((json["yearly"]["hours"].as_f64().unwrap() - yearly).abs() < 1e-6 && yearly > 0.0);
        let c = &json["certification"];
        let parts: f64 = ["stage1", "stage2", "findings"].iter().map(|k| c[*k].as_f64().unwrap()).sum();
        assert!(
            (c["hours"].as_f64().unwrap() - parts).abs() < 1e-6 && (10.0..=most).contains(&parts),
            "{size} {parts}"
        );
        let page = run(&["roadmap", &path, "--format", "md"]);
        assert!(page.contains("Once it runs it takes") && page.contains("The certification itself takes"));
        assert!(screen(&path, "f4").contains("a year once it runs"));
    }
    // What is left out does not run.
    let mut a = Assessment::new(&bank);
    let before = plan(&bank, &a).2.running;
    let control =
        bank.requirements.iter().position(|r| r.exclusion.is_some() && r.yearly_hours.is_some()).unwrap();
    a.set(&bank, &bank.requirements[control].id, Some("n".into()));
    let after = plan(&bank, &a).2.running;
    assert!(after.total < before.total && after.at(control).is_none() && before.at(control).is_some());
}

#[test]
fn sums_agree_and_only_what_leaves_is_cut_to_the_hundredth() {
    let (_folder, path) =
        file("5.2 1\ngo 5.2\nsplit 5.2 1 Draft it; 1 Agree on it; 1 Sign it\n", &["--size", "solo"]);
    let json: Value = serde_json::from_str(&run(&["roadmap", &path, "--format", "json"])).unwrap();
    let gaps: Value = serde_json::from_str(&run(&["gaps", &path, "--format", "json"])).unwrap();
    assert_eq!(json["items"].as_array().unwrap().len(), 3);
    assert_eq!(json["total_hours"], gaps[0]["effort_hours"]);
    for i in json["items"].as_array().unwrap() {
        let h = i["effort_hours"].as_f64().unwrap() * 100.0;
        assert!((h - h.round()).abs() < 1e-9, "{i}");
    }
}

#[test]
fn a_row_says_what_comes_first_and_how_long_that_takes() {
    let (_folder, path) = file("4.1 1\n4.2 1\n4.3 1\n", &["--size", "micro"]);
    let json: Value = serde_json::from_str(&run(&["gaps", &path, "--format", "json"])).unwrap();
    let row =
        json.as_array().unwrap().iter().find(|g| g["depends_on"].as_array().unwrap().len() > 1).unwrap();
    // With the hours of all that must be done before it, directly or through others.
    let rows = json.as_array().unwrap();
    let before = |id: &str| -> Vec<String> {
        let row = rows.iter().find(|g| g["requirement"] == id).unwrap();
        row["depends_on"].as_array().unwrap().iter().map(|d| d.as_str().unwrap().to_owned()).collect()
    };
    let mut ids = before(row["requirement"].as_str().unwrap());
    let mut at = 0;
    while let Some(id) = ids.get(at).cloned() {
        at += 1;
        let more: Vec<String> = before(&id).into_iter().filter(|x| !ids.contains(x)).collect();
        ids.extend(more);
    }
    ids.sort();
    let hours = |id: &String| rows.iter().find(|g| g["requirement"] == *id).unwrap()["effort_hours"].as_f64();
    let first: f64 = ids.iter().filter_map(hours).sum();
    assert_eq!(row["first_hours"], first);
    let said = format!("first {}", words::first(&ids, first));
    for (name, text) in everywhere(&path, row["requirement"].as_str().unwrap()) {
        let text = flat(&text);
        let before = format!("{} of work before it ({}", clausewise::model::priority::hours(first), ids[0]);
        let told =
            [said.as_str(), said.trim_start_matches("first "), &before].iter().any(|s| text.contains(*s));
        let for_people = !["csv", "json", "one-pager.md"].iter().any(|x| name.contains(x));
        assert!(told || !for_people, "{name}: {text}");
    }
    assert!(screen(&path, "f5").contains(&format!("of work before it ({}", ids[0])));
}
