//! The roadmap as a Gantt chart in the language of Mermaid, which wikis and code hosts draw. Pure text.
//!
//! Signs that mean something to Mermaid stand as their wide forms (`:` as `：`), whoever wrote them: the text stays
//! readable, and none of it can end a line, begin a section or give the drawing program an order.

use super::Input;
use crate::inert;
use crate::model::RoadmapItem;
use crate::model::roadmap::Milestone;
use crate::say;
use crate::words::{Words as _, called};

/// The name of its file.
pub const FILE: &str = "roadmap.mmd";

/// The chart: a section a wave, and one of milestones. A plan without actions says so.
pub fn gantt(input: &Input) -> String {
    let map = input.roadmap;
    let title = say!("Roadmap: {organisation}", organisation = called::organisation(input.a));
    let mut out = vec!["gantt".to_owned()];
    out.extend(input.origin().iter().map(|said| format!("    %% {}", defused(said))));
    out.push(format!("    title {}", defused(&title)));
    // A day belongs to an action to its end.
    out.extend(
        ["dateFormat YYYY-MM-DD", "inclusiveEndDates", "axisFormat %Y-%m-%d"].map(|l| format!("    {l}")),
    );
    let section = |name: &str| format!("    section {}", defused(name));
    let tasks = |is_mine: &dyn Fn(&RoadmapItem) -> bool| -> Vec<String> {
        let all = map.items.iter().enumerate().filter(|(_, i)| is_mine(i));
        all.map(|(at, i)| task(input, i, at + 1)).collect()
    };
    for w in &map.waves {
        let mine = tasks(&|i| i.wave == w.number);
        if !mine.is_empty() {
            // The name of a section stands over the chart where it is long; the title of the wave has no room there.
            let whole = say!("Wave {number}: {title}", number = w.number, title = w.title);
            out.push(format!("    %% {}", defused(&whole)));
            out.push(section(&say!("Wave {number}", number = w.number)));
            out.extend(mine);
        }
    }
    // A questionnaire may file an action under a wave it does not name.
    let other = tasks(&|i| map.waves.iter().all(|w| w.number != i.wave));
    if !other.is_empty() {
        out.push(section(say!("Other")));
        out.extend(other);
    }
    if !map.milestones.is_empty() {
        out.push(section(say!("Milestones")));
        out.extend(map.milestones.iter().enumerate().map(|(n, m)| milestone(m, n + 1)));
    }
    if map.items.is_empty() && map.milestones.is_empty() {
        out.push(section(say!("Nothing is planned")));
    }
    out.push(String::new());
    out.join("\n")
}

/// The words of a task begin with a bracket: none of the words by which Mermaid knows its own lines does.
fn task(input: &Input, i: &RoadmapItem, at: usize) -> String {
    let tags = if i.done() {
        "done, "
    } else if i.critical() {
        "crit, "
    } else {
        ""
    };
    let owner = input.owner_of(i).trim();
    let owner = if owner.is_empty() { String::new() } else { format!(" ({owner})") };
    let words = defused(&format!("[{}] {}{owner}", i.id, i.name));
    format!("    {words} :{tags}a{at}, {}, {}", i.start, i.end)
}

fn milestone(m: &Milestone, at: usize) -> String {
    let words = defused(&format!("[{}] {}", m.date, m.words()));
    format!("    {words} :milestone, m{at}, {}, 0d", m.date)
}

/// One line without a sign that Mermaid, or a page around it, would act on.
fn defused(text: &str) -> String {
    let wide = |c: char| {
        let means = matches!(c, ':' | ';' | '#' | '%' | '<' | '>' | '{' | '}' | '`' | '"' | '&' | '\\');
        // The wide forms stand in the order of ASCII, so far above it.
        if means { char::from_u32(u32::from(c) + 0xfee0).unwrap_or(' ') } else { c }
    };
    let line: String = inert::one_line(text).chars().map(wide).collect();
    let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
    // A wide form is as wide as the sign and a blank.
    let line = line.replace("\u{ff1a} ", "\u{ff1a}").replace("\u{ff1b} ", "\u{ff1b}");
    if line.is_empty() { "-".to_owned() } else { line }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_ends_its_line_or_gives_an_order() {
        let hostile = "a: b; c # d %%{init: {\"securityLevel\": \"loose\"}}%% <script>\r\nsection x\nclick a1 call f()\u{2028}`";
        let out = defused(hostile);
        let bad = |c: char| c.is_control() || ":;#%<>{}`\"&\\\u{2028}".contains(c);
        assert!(!out.contains(bad), "{out}");
        assert!(out.contains("a\u{ff1a}b\u{ff1b}c \u{ff03} d"), "{out}");
        assert_eq!(defused("a\r\nb\n"), "a / b", "a line end stays seen");
        assert_eq!(defused(" \t\n"), "-");
        assert_eq!(defused(""), "-");
    }
}
