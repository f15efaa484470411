//! Calendar and chart hold the plan: as many entries as it has actions and milestones, on its days, and nothing else.

use super::inputs::{self, Made};
use clausewise::report::{calendar, mermaid};

/// The lines of a calendar, put together again where they were folded.
fn unfolded(text: &str) -> Vec<String> {
    assert!(text.ends_with("\r\n") && !text.replace("\r\n", "").contains(['\r', '\n']), "line ends");
    assert!(text.trim_end().split("\r\n").all(|l| l.len() <= 75 && !l.is_empty()), "75 bytes a line");
    text.replace("\r\n ", "").trim_end().split("\r\n").map(str::to_owned).collect()
}

pub(super) fn check(name: &str, made: &Made) {
    made.with(|input| {
        let map = input.roadmap;
        let text = calendar::calendar(input);
        let lines = unfolded(&text);
        let values = |key: &str| -> Vec<&str> {
            lines.iter().filter_map(|l| l.strip_prefix(key)?.strip_prefix(':')).collect()
        };
        let events = map.items.len() + map.milestones.len();
        assert_eq!(values("BEGIN").len(), events + 1, "{name}");
        assert_eq!(values("END").len(), events + 1, "{name}");
        let mut uids = values("UID");
        uids.sort_unstable();
        uids.dedup();
        assert_eq!(uids.len(), events, "{name}");
        let basic = |d: jiff::civil::Date| d.to_string().replace('-', "");
        let starts =
            map.items.iter().map(|i| i.start).chain(map.milestones.iter().map(|m| m.date)).map(basic);
        assert_eq!(values("DTSTART;VALUE=DATE"), starts.collect::<Vec<_>>(), "{name}");
        let ends = map.items.iter().map(|i| i.end).chain(map.milestones.iter().map(|m| m.date));
        let ends: Vec<String> = ends.map(|d| basic(d.tomorrow().unwrap())).collect();
        assert_eq!(values("DTEND;VALUE=DATE"), ends, "{name}: the day after the last");
        let stamp = format!("{}T000000Z", basic(input.made));
        assert!(values("DTSTAMP").iter().all(|s| *s == stamp), "{name}");
        for line in &lines {
            let key = line.split([':', ';']).next().unwrap();
            let known = [
                "BEGIN",
                "END",
                "VERSION",
                "PRODID",
                "CALSCALE",
                "METHOD",
                "NAME",
                "X-WR-CALNAME",
                "DESCRIPTION",
                "X-WR-CALDESC",
                "UID",
                "DTSTAMP",
                "SEQUENCE",
                "DTSTART",
                "DTEND",
                "TRANSP",
                "SUMMARY",
                "CATEGORIES",
            ];
            assert!(known.contains(&key), "{name}: {line}");
            assert!(!line.contains(|c: char| c.is_control() || c == '\u{202e}'), "{name}: {line:?}");
        }

        let chart = mermaid::gantt(input);
        let (mut tasks, mut milestones) = (Vec::new(), 0);
        for line in chart.lines().skip(1).map(str::trim_start) {
            let fixed = ["%% ", "title ", "section ", "dateFormat ", "axisFormat "];
            match line.split_once(" :") {
                Some((words, of_it)) if line.starts_with('[') => {
                    assert!(!words.contains([':', ';', '#', '%', '<', '{']), "{name}: {line}");
                    let parts: Vec<&str> = of_it.split(", ").collect();
                    milestones += usize::from(parts[0] == "milestone");
                    if parts[0] != "milestone" {
                        tasks.push([parts[parts.len() - 2], parts[parts.len() - 1]].map(str::to_owned));
                    }
                }
                _ => assert!(
                    line == "inclusiveEndDates" || fixed.iter().any(|f| line.starts_with(f)),
                    "{name}: {line}"
                ),
            }
            let words = line.trim_start_matches("%% ").replace("%Y-%m-%d", "");
            assert!(!words.contains("%%") && !words.contains(|c: char| c.is_control()), "{name}: {line}");
        }
        let mut days: Vec<[String; 2]> =
            map.items.iter().map(|i| [i.start, i.end].map(|d| d.to_string())).collect();
        days.sort_unstable();
        tasks.sort_unstable();
        assert_eq!((tasks, milestones), (days, map.milestones.len()), "{name}");
        let critical = chart.lines().filter(|l| l.contains(" :crit, ")).count();
        assert_eq!(critical, map.critical_path().len(), "{name}");
    });
}

#[test]
fn calendar_and_chart_hold_every_action_and_milestone() {
    let mut planned = 0;
    for (name, made) in inputs::all() {
        check(name, &made);
        planned += made.with(|input| input.roadmap.items.len());
    }
    assert!(planned > 50);
}
