//! A week asks for the part of each action that lies in it, not for the whole of everything that touches it.

use super::*;

/// The plan of a firm with 16 hours a week and nothing there.
fn sixteen(q: &Questionnaire) -> (Assessment, Roadmap) {
    let mut a = all_at(q, Level::Nothing);
    a.set(q, keys::HOURS, Some("16".to_owned()));
    let map = plan(q, &a).2;
    (a, map)
}

#[test]
fn no_week_asks_for_more_than_the_plan_gave_it_and_all_weeks_ask_for_all_of_it() {
    let q = q();
    let (_, map) = sixteen(&q);
    let long = |from: Date| map.week(from).any(|i| i.end > from.checked_add(6.days()).unwrap());
    let (mut from, mut asked, mut longer) = (map.input.start, 0.0, 0);
    while from <= map.finish.unwrap() {
        // The plan as it stands where everything before this week is done.
        let mut now = map.clone();
        now.items.retain(|i| i.end >= from);
        if let Some(load) = now.week_load(from) {
            assert!(load.planned <= 16.01 && !load.over(), "{from}: {load:?}");
            asked += load.planned;
            longer += usize::from(long(from));
        }
        from = from.checked_add(7.days()).unwrap();
    }
    assert!(longer > 0, "no action runs longer than a week");
    let all: f64 = map.items.iter().map(|i| i.effort_hours).sum();
    assert!((asked - all).abs() < 0.1, "{asked} of {all}");
}

#[test]
fn what_was_not_done_in_time_is_told_apart_and_makes_the_week_too_full() {
    let q = q();
    let (_, map) = sixteen(&q);
    let from = map.input.start.checked_add(28.days()).unwrap();
    let late: f64 = map.items.iter().filter(|i| i.end < from).map(|i| i.effort_hours).sum();
    let load = map.week_load(from).unwrap();
    assert!(late > 0.0 && (load.behind - late).abs() < 1e-9 && load.planned <= 16.01, "{load:?}");
    assert!(load.over());
    let said = words::week_load(&map, from).unwrap();
    assert!(said.contains("left from before") && said.ends_with("over"), "{said}");
}

#[test]
fn plain_mode_and_command_line_tell_the_load_the_window_tells() {
    let script = "4.1 1\n4.2 1\n5.1 1\n5.2 1\n6.1.2 1\n";
    let told = |text: &str| {
        let line = text.lines().find_map(|l| l.split("This week in all: ").nth(1));
        line.map(|l| l.trim_end_matches('.').to_owned())
    };
    let (_folder, path) = file(script, &["--size", "small"]);
    let plain = in_plain(&path, "roadmap");
    let said = told(&plain).unwrap_or_else(|| panic!("{plain}"));
    assert!(said.contains(" of 8 h") && !said.contains("over"), "{said}");
    let mut d = Driver::home((105, 90));
    d.app.open(Path::new(&path)).unwrap();
    d.app.desk.as_mut().unwrap().work.today = date(2027, 1, 4);
    d.keys("f6");
    assert!(flat(&d.words()).contains(&said), "{said}: {}", d.words());
    d.app.desk.take();
    // The command line tells of the week it is run in.
    let today = jiff::Zoned::now().date().to_string();
    let (folder, path) = (tempfile::tempdir().unwrap(), "now.aims");
    let path = folder.path().join(path).display().to_string();
    run(&["new", &path, "--org", "Case", "--start", &today, "--hours-per-week", "8", "--size", "small"]);
    answer(&path, script);
    let now = told(&run(&["roadmap", &path])).unwrap();
    assert!(now.contains(" of 8 h") && !now.contains("over"), "{now}");
}
