//! What is told of a plan beside its dates: what comes first, what is to be started when, how sure a miss is, what is
//! kept, what is past - and nothing where there is nothing to tell.

use clausewise::model::assessment::keys;
use clausewise::model::roadmap::{Ends, Sure};
use clausewise::model::{Assessment, Level};
use clausewise::words::{self, Words as _};
use jiff::ToSpan as _;
use jiff::civil::{Date, date};
use serde_json::Value;

use crate::harness::Driver;
use crate::places::{everywhere, file, flat, in_plain, run, screen};
use crate::{all_at, plan, plan_from, q};

#[test]
fn the_gap_and_its_action_say_the_same_of_what_comes_first() {
    let bank = q();
    for level in [Level::Nothing, Level::Written, Level::InUse] {
        let a = all_at(&bank, level);
        let (_, gaps, map) = plan(&bank, &a);
        for g in &gaps.gaps {
            let i = map.item(&bank.requirements[g.requirement].id).unwrap();
            assert_eq!((&g.first, g.first_hours), (&i.first, i.first_hours), "{}", i.id);
            let reason = g.reason(&bank, &a).words();
            let said = format!("first {}", words::first(&i.first, i.first_hours));
            assert_eq!(reason.contains(&said), !i.first.is_empty(), "{reason}");
            // All that something before it waits for is before it too.
            for before in i.first.iter().filter_map(|id| map.item(id)) {
                assert!(
                    before.end < i.start && i.first_hours >= before.first_hours + before.effort_hours - 1e-9
                );
            }
            assert!(i.depends_on.iter().all(|id| i.first.contains(id)));
        }
    }
}

#[test]
fn a_record_is_to_be_started_when_its_work_can_begin() {
    let bank = q();
    let (_, _, map) = plan(&bank, &all_at(&bank, Level::Nothing));
    let today = date(2027, 1, 4);
    let all = map.records_to_start(today);
    assert_eq!(all.len(), map.start_now.len());
    assert!(all.windows(2).all(|s| s[0].on <= s[1].on));
    for s in &all {
        let start = map.span(s.requirement).unwrap().0;
        assert_eq!(s.on, Some(start).filter(|d| *d > today.checked_add(28.days()).unwrap()), "{s:?}");
    }
    let lines: Vec<String> = bank.requirements.iter().map(|r| format!("{} 1", r.id)).collect();
    let (_folder, path) = file(&lines.join("\n"), &[]);
    let mut d = Driver::home((120, 40));
    d.app.open(std::path::Path::new(&path)).unwrap();
    let mut starts = d.app.desk.as_ref().unwrap().work.plan().1.records_to_start(today).into_iter();
    let later = starts.find_map(|s| s.on).unwrap();
    d.app.desk.take();
    let said = in_plain(&path, "roadmap");
    assert!(said.contains(&format!("Start this record on {later}, ")), "{said}");
    let shown = screen(&path, "f6 f1 r e c o r d s space t o enter");
    assert!(shown.contains("Records to start later") && shown.contains(&later.to_string()), "{shown}");
    // So far ahead that no record is to be started now, whenever this is read.
    let far = ["roadmap", &path, "--start", "2190-01-04", "--format"];
    let page = run(&[&far[..], &["md"]].concat());
    assert!(
        page.contains("## Records to start later") && !page.contains("## Records to start now"),
        "{page}"
    );
    let text = run(&[&far[..], &["text"]].concat());
    assert!(text.contains("Start this record on 219") && !text.contains("Start this record now"), "{text}");
}

/// A few answers, the rest open: the end lies far apart.
fn half_open() -> Vec<String> {
    q().requirements.iter().step_by(3).map(|r| format!("{} 1", r.id)).collect()
}

#[test]
fn a_target_inside_the_range_is_missed_by_up_to_so_much() {
    let bank = q();
    let mut a = Assessment::new(&bank);
    for r in bank.requirements.iter().step_by(3) {
        a.set(&bank, &r.id, Some("1".into()));
    }
    let (_, _, free) = plan(&bank, &a);
    let (early, late) = (free.earliest.unwrap(), free.finish.unwrap());
    let mut with = |target: Date| {
        a.set(&bank, keys::TARGET, Some(target.to_string()));
        plan(&bank, &a).2
    };
    for (target, sure) in [(early, Sure::Perhaps), (early.yesterday().unwrap(), Sure::AtMost)] {
        let map = with(target);
        assert!(matches!(map.ends(), Ends::Late { sure: s, .. } if s == sure), "{:?}", map.ends());
        for text in [words::brief(&map), words::planned(&map), words::target(&map).unwrap()] {
            assert!(text.contains("up to ") && text.contains(" week"), "{text}");
        }
        assert_eq!(words::target(&map).unwrap().contains("may be missed"), sure == Sure::Perhaps);
    }
    assert!(!words::brief(&with(late)).contains("late"));
    let mut a = all_at(&bank, Level::Nothing);
    a.set(&bank, keys::TARGET, Some("2027-02-01".into()));
    let map = plan(&bank, &a).2;
    assert!(matches!(map.ends(), Ends::Late { sure: Sure::Certain, .. }));
    assert!(!words::target(&map).unwrap().contains("up to"));
}

#[test]
fn rows_by_date_are_in_the_order_of_their_dates() {
    let (_folder, path) = file(&half_open().join("\n"), &[]);
    let mut d = Driver::home((120, 40));
    d.app.open(std::path::Path::new(&path)).unwrap();
    let desk = d.app.desk.as_ref().unwrap();
    let map = &desk.work.plan().1;
    assert!(!map.reserves.is_empty());
    let rows = clausewise::tui::screen::roadmap::Road::default().rows(&desk.work);
    let day = |r: &clausewise::tui::screen::roadmap::RoadRow| match r {
        clausewise::tui::screen::roadmap::RoadRow::Item(i) => map.items[*i].start,
        clausewise::tui::screen::roadmap::RoadRow::Reserve(n) => map.reserves[*n].start,
        clausewise::tui::screen::roadmap::RoadRow::Mark(m) => map.milestones[*m].date,
        clausewise::tui::screen::roadmap::RoadRow::Wave(_) => panic!("by date"),
    };
    assert_eq!(rows.len(), map.items.len() + map.reserves.len() + map.milestones.len());
    assert!(rows.windows(2).all(|r| day(&r[0]) <= day(&r[1])));
}

#[test]
fn the_page_says_what_is_kept_and_what_makes_the_rest() {
    let (_folder, path) = file(&half_open().join("\n"), &["--size", "small"]);
    let page = flat(&run(&["roadmap", &path, "--format", "md"]));
    let mut d = Driver::home((120, 40));
    d.app.open(std::path::Path::new(&path)).unwrap();
    let map = &d.app.desk.as_ref().unwrap().work.plan().1;
    assert!(!map.reserves.is_empty());
    for r in &map.reserves {
        assert!(page.contains(&words::kept_on(r)), "{} {page}", words::kept_on(r));
    }
    let decides = words::decides(map).unwrap();
    assert!(page.contains(&decides), "{decides} {page}");
    assert!(flat(&run(&["explain", &path, "finish"])).contains(&decides));
}

#[test]
fn a_plan_in_the_past_says_so_everywhere() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("case.aims").display().to_string();
    run(&["new", &path, "--org", "Case", "--start", "2020-01-06", "--hours-per-week", "16"]);
    let lines: Vec<String> = q().requirements.iter().map(|r| format!("{} 3", r.id)).collect();
    crate::places::answer(&path, &lines.join("\n"));
    let said = "starts on 2020-01-06, which is past";
    let json: Value = serde_json::from_str(&run(&["roadmap", &path, "--format", "json"])).unwrap();
    let warnings = json["warnings"].as_array().unwrap();
    assert!(warnings.iter().any(|w| w.as_str().unwrap().contains(said)), "{warnings:?}");
    let page = everywhere(&path, "5.2").into_iter().find(|(n, _)| n == "one-pager.md").unwrap().1;
    assert!(flat(&page).contains(said), "{page}");
    let bank = q();
    let (_, _, map) = plan_from(&bank, &all_at(&bank, Level::Written), date(2020, 1, 6));
    assert!(words::brief_today(&map, date(2026, 11, 22)).contains("starts on 6 Jan 2020, which is past"));
    // What should have ended is this week's work before all else: the rest waits for it.
    let first = map.items.iter().min_by_key(|i| i.start).unwrap();
    assert_eq!(map.week(date(2026, 11, 22)).next().map(|i| &i.id), Some(&first.id));
    assert!(map.week(date(2019, 12, 1)).next().is_none());
    assert_eq!(words::brief_today(&map, date(2020, 1, 6)), words::brief(&map));
    assert!(flat(&screen(&path, "f4")).contains("starts on 6 Jan 2020, which is past"));
}

#[test]
fn where_nothing_is_to_be_planned_nothing_is_told_of_it() {
    let lines: Vec<String> = q().requirements.iter().map(|r| format!("{} 5", r.id)).collect();
    let (_folder, path) = file(&lines.join("\n"), &[]);
    for (name, text) in everywhere(&path, "finish") {
        if name.contains("json") || name.contains("csv") {
            continue;
        }
        let text = flat(&text);
        for empty in
            ["No gaps among what is answered in full so far", "0 actions have no owner", "0 h in all"]
        {
            assert!(!text.contains(empty), "{name}: {text}");
        }
    }
    for keys in ["f5", "f6"] {
        let text = screen(&path, keys);
        assert!(!text.contains("so far.") && !text.contains("0 actions") && !text.contains("0 h in all"));
    }
    assert!(screen(&path, "f5").contains("No gap is left."));
}

#[test]
fn a_small_window_says_what_this_week_holds() {
    let bank = q();
    let lines: Vec<String> = bank.requirements.iter().map(|r| format!("{} 3", r.id)).collect();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("case.aims").display().to_string();
    let mut d = Driver::home((80, 24));
    let today = d.app.shell.today.to_string();
    run(&["new", &path, "--org", "Case", "--start", &today, "--hours-per-week", "8"]);
    crate::places::answer(&path, &lines.join("\n"));
    d.app.open(std::path::Path::new(&path)).unwrap();
    d.keys("f6");
    let shown = d.words();
    assert!(shown.contains("This week: "), "{}", d.picture());
    let map = &d.app.desk.as_ref().unwrap().work.plan().1;
    let picture = d.picture();
    let rows = picture.lines().filter(|l| map.items.iter().any(|i| l.contains(&i.name)));
    assert!(rows.count() >= 6, "{}", d.picture());
}
