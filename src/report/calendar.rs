//! The roadmap as a calendar (RFC 5545): an event an action and one a milestone, all of whole days. It invites nobody:
//! owners stand in the description, no address anywhere. Pure; the same plan gives the same bytes.
//!
//! An event keeps its name (UID) as long as its action has its id, so a calendar that reads the file again moves what
//! it has instead of showing it twice.

use jiff::civil::Date;

use super::{Input, identity, or_nobody};
use crate::inert;
use crate::model::RoadmapItem;
use crate::model::priority::hours;
use crate::model::roadmap::Milestone;
use crate::say;
use crate::words::{Word as _, Words as _, asked, called};

/// The name of its file.
pub const FILE: &str = "roadmap.ics";

/// A line has at most so many bytes, without its end.
const FOLD: usize = 75;

/// The calendar.
pub fn calendar(input: &Input) -> String {
    let mut out = Lines(String::new());
    let title = say!("Roadmap: {organisation}", organisation = called::organisation(input.a));
    out.value("BEGIN", "VCALENDAR");
    out.value("VERSION", "2.0");
    out.value("PRODID", "-//Clausewise//Roadmap//EN");
    out.value("CALSCALE", "GREGORIAN");
    out.value("METHOD", "PUBLISH");
    for name in ["NAME", "X-WR-CALNAME"] {
        out.text(name, &title);
    }
    let about = input.origin().join("\n");
    for name in ["DESCRIPTION", "X-WR-CALDESC"] {
        out.text(name, &about);
    }
    for i in &input.roadmap.items {
        action(input, i, &mut out);
    }
    for m in &input.roadmap.milestones {
        milestone(input, m, &about, &mut out);
    }
    out.value("END", "VCALENDAR");
    out.0
}

fn action(input: &Input, i: &RoadmapItem, out: &mut Lines) {
    let name = format!("{} {}", i.id, i.name);
    let summary = if i.done() { say!("Done: {name}", name) } else { name };
    let mut said = vec![asked::to_do(input.q, input.a, i)];
    let mut fact = |label: &str, text: &str| {
        if !text.trim().is_empty() {
            said.push(format!("{label}: {text}"));
        }
    };
    fact(say!("Owner"), or_nobody(input.owner_of(i)));
    fact(say!("Hours"), &hours(i.effort_hours));
    fact(say!("Waits for"), &i.depends_on.join(", "));
    fact(say!("Leaves behind"), &i.output);
    fact(say!("Done when"), &i.done_when.words());
    fact(say!("Due"), &i.due.map(|d| d.to_string()).unwrap_or_default());
    let id = identity::of(input, "action", &i.id).to_string();
    begin(input, &id, (i.start, i.end), out);
    out.text("SUMMARY", &summary);
    out.text("DESCRIPTION", &said.join("\n"));
    out.text("CATEGORIES", i.pdca.word());
    out.value("END", "VEVENT");
}

fn milestone(input: &Input, m: &Milestone, about: &str, out: &mut Lines) {
    let id = identity::of(input, "milestone", &m.id).to_string();
    begin(input, &id, (m.date, m.date), out);
    out.text("SUMMARY", &m.words());
    out.text("DESCRIPTION", about);
    out.text("CATEGORIES", say!("Milestone"));
    out.value("END", "VEVENT");
}

/// What every event begins with.
fn begin(input: &Input, id: &str, (first, last): (Date, Date), out: &mut Lines) {
    out.value("BEGIN", "VEVENT");
    out.value("UID", id);
    out.value("DTSTAMP", &format!("{}T000000Z", basic(input.made)));
    // Each recorded change may move an event; a calendar takes the higher number for the newer.
    out.value("SEQUENCE", &input.head.events.to_string());
    out.value("DTSTART;VALUE=DATE", &basic(first));
    // The end is the first day that is free again; after the last day there is, none.
    if let Ok(after) = last.tomorrow() {
        out.value("DTEND;VALUE=DATE", &basic(after));
    }
    // Work of some hours leaves the day free for other things.
    out.value("TRANSP", "TRANSPARENT");
}

fn basic(day: Date) -> String {
    format!("{:04}{:02}{:02}", day.year(), day.month(), day.day())
}

/// Lines of a calendar as they stand in its file.
struct Lines(String);

impl Lines {
    /// A value of ours: it holds nothing that would have to be escaped.
    fn value(&mut self, name: &str, value: &str) {
        self.fold(&format!("{name}:{value}"));
    }

    /// Words, of whomever: made harmless, then escaped.
    fn text(&mut self, name: &str, text: &str) {
        let text = text.replace("\r\n", "\n");
        let mut line = format!("{name}:");
        for c in inert::text(&text).chars() {
            match c {
                '\\' | ';' | ',' => line.extend(['\\', c]),
                '\n' => line.push_str("\\n"),
                '\t' => line.push(' '),
                c => line.push(c),
            }
        }
        self.fold(&line);
    }

    /// Over as many lines as it takes: each further one begins with a blank, which counts. No character is cut.
    fn fold(&mut self, line: &str) {
        let mut room = FOLD;
        for c in line.chars() {
            if c.len_utf8() > room {
                self.0.push_str("\r\n ");
                room = FOLD - 1;
            }
            room -= c.len_utf8();
            self.0.push(c);
        }
        self.0.push_str("\r\n");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_folded_by_bytes_and_no_character_is_cut() {
        let mut out = Lines(String::new());
        let text = "\u{6f22}\u{5b57}\u{e9}x\u{1f468}".repeat(40);
        out.text("SUMMARY", &text);
        assert!(out.0.ends_with("\r\n"));
        let lines: Vec<&str> = out.0.trim_end().split("\r\n").collect();
        assert!(lines.len() > 5 && lines.iter().all(|l| l.len() <= FOLD), "{}", out.0);
        assert!(lines.iter().skip(1).all(|l| l.starts_with(' ')));
        assert!(lines.iter().rev().skip(1).all(|l| l.len() > FOLD - 4), "lines are full");
        let back = out.0.replace("\r\n ", "");
        assert_eq!(back, format!("SUMMARY:{text}\r\n"));
        let mut exact = Lines(String::new());
        exact.value("X", &"a".repeat(FOLD - 2));
        assert_eq!(exact.0.matches("\r\n").count(), 1);
    }

    #[test]
    fn nothing_a_person_wrote_begins_a_line_of_its_own() {
        let mut out = Lines(String::new());
        let hostile = "a;b,c\\n\r\nATTENDEE:mailto:x@y\nBEGIN:VALARM\r\u{1b}[2J\u{202e}\u{2028}\tz";
        out.text("SUMMARY", hostile);
        let lines: Vec<&str> = out.0.trim_end().split("\r\n").collect();
        assert!(lines.iter().skip(1).all(|l| l.starts_with(' ')), "{}", out.0);
        let whole = out.0.replace("\r\n ", "");
        assert!(whole.starts_with("SUMMARY:a\\;b\\,c\\\\n\\nATTENDEE:mailto:x@y\\nBEGIN:VALARM"), "{whole}");
        assert!(!whole.trim_end().contains(|c: char| c.is_control() || c == '\u{202e}' || c == '\u{2028}'));
    }
}
