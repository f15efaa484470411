//! Words for many clients side by side: what a row says, in which order rows stand, what is left out and why a folder
//! cannot be looked through.

use super::store::happened;
use super::{Word, Words, day, few, figures};
use crate::files::human_path;
use crate::model::Status;
use crate::model::portfolio::{Aside, Client, Instead, Order, Part, Portfolio, Unread};
use crate::model::roadmap::Projection;
use crate::model::score::percent;
use crate::say;
use crate::work::portfolio::{NoPortfolio, Obstacle, WhyNot};

/// Files named in a sentence before the rest is only counted.
const NAMED: usize = 4;

impl Word for Order {
    fn word(&self) -> &'static str {
        match self {
            Self::Name => say!("by name"),
            Self::Verdict => say!("by verdict, furthest from ready first"),
            Self::Readiness => say!("by readiness, least first"),
            Self::Target => say!("by target, next first"),
            Self::Change => say!("by last change, newest first"),
        }
    }
}

/// What a file is called whose name is left out.
pub fn nameless(no: usize) -> String {
    say!("Client-{no}", no)
}

/// What keeps a file or a folder from being read, in one line.
pub fn obstacle(what: Obstacle<'_>) -> String {
    match what {
        Obstacle::File(e) => happened(e),
        Obstacle::Folder(why) => say!("This folder cannot be looked into: {why}.", why = why.words()),
        Obstacle::Fault => {
            say!("This program stopped at it by a fault of its own. The file was not changed.").to_owned()
        }
        Obstacle::Untold => say!("It could not be read; why is left out with the names.").to_owned(),
    }
}

/// The verdict of a client, with the best still possible while incomplete.
pub fn verdict(c: &Client) -> String {
    figures::class(c.class, c.would_be)
}

/// The readiness of a client: "27-61 %".
pub fn readiness(c: &Client) -> String {
    interval(c.all.low, c.all.high, c.all.applicable == 0)
}

/// Readiness of a whole or a part of it; what is left out has none.
pub fn interval(low: f64, high: f64, left_out: bool) -> String {
    if left_out { say!("left out").to_owned() } else { figures::projection(&Projection { low, high }) }
}

/// How much of a client is answered, as a share of its checks.
pub fn answered(c: &Client) -> String {
    percent(100.0 * f64::from(c.all.checks_answered) / f64::from(c.all.checks_applicable.max(1)))
}

/// How much of what is claimed proven rests on evidence: "12 of 160".
pub fn named(c: &Client) -> String {
    say!("{named} of {claimed}", named = c.evidence.named, claimed = c.evidence.claimed)
}

/// A part of a client in so few columns that a row of them fits: the sign of what it comes to, and the readiness that
/// is sure without its own.
pub fn part(part: &Part) -> String {
    let share = percent(f64::from(part.low));
    match part.status {
        Status::NotApplicable => part.status.sign().to_owned(),
        _ if part.is_unknown() => "?".to_owned(),
        status => format!("{}{}", status.sign(), share.trim_end_matches(" %")),
    }
}

/// What the signs of the heat map mean.
pub fn signs() -> String {
    let signs = Status::ALL.map(|s| format!("{} {}", s.sign(), s.word().to_lowercase())).join(", ");
    say!("{signs}, ? nothing answered", signs)
}

/// What the cells of the heat map mean.
pub fn legend() -> String {
    say!("The figure is the readiness that is sure, in percent: {signs}.", signs = signs())
}

/// What could not be read and why; the reason of a file beside the others names it already.
pub fn of_unread(u: &Unread) -> String {
    // A folder whose name is left out has none, and its words say what it is.
    if u.why.contains(&u.file) { u.why.clone() } else { format!("{}: {}", u.file, u.why) }
}

/// What blocks a client first.
pub fn blocker(c: &Client) -> String {
    c.blocker.clone().unwrap_or_else(|| say!("nothing so far").to_owned())
}

/// The day a client wants to be ready by; nothing where none was said.
pub fn target(c: &Client) -> String {
    c.target.map(day::whole).unwrap_or_default()
}

/// The day of the last change of a client.
pub fn changed(c: &Client) -> String {
    c.changed.map(day::whole).unwrap_or_default()
}

/// The counts of a client, whole: "12 met, 20 partial, 30 gap, 3 not applicable, 5 open".
pub fn counts(c: &Client) -> String {
    let n = c.all.counts;
    let all = Status::ALL.map(|s| (s, n.of(s))).into_iter().filter(|(_, n)| *n > 0);
    all.map(|(s, n)| format!("{n} {}", s.word().to_lowercase())).collect::<Vec<_>>().join(", ")
}

/// A client read aloud: a few lines of a few facts each, in the order of the columns of the table.
pub fn aloud(p: &Portfolio, c: &Client, no: usize) -> Vec<String> {
    let (of, name) = (p.clients.len(), c.name());
    let file = say!("File: {file}.", file = c.file);
    let target = c.target.map(|day| say!("Target: {day}.", day = day::whole(day)));
    let changed = c.changed.map(|day| say!("Last change: {day}.", day = day::whole(day)));
    let joined = |facts: Vec<Option<String>>| facts.into_iter().flatten().collect::<Vec<_>>().join(" ");
    if c.hidden {
        return vec![
            say!("Client {no} of {of}: {name}. Scores are hidden while people vote.", no, of, name),
            joined(vec![target, changed, Some(file)]),
        ];
    }
    let mut lines = vec![
        say!(
            "Client {no} of {of}: {name}. {verdict}. Readiness {readiness}.",
            no,
            of,
            name,
            verdict = verdict(c),
            readiness = readiness(c)
        ),
        say!(
            "{counts}. Answered {answered}; evidence named for {named} claimed.",
            counts = counts(c),
            answered = answered(c),
            named = named(c)
        ),
        joined(vec![
            Some(say!("First blocker: {blocker}.", blocker = blocker(c))),
            target,
            changed,
            Some(file),
        ]),
    ];
    let gaps = gaps(p, c);
    if !gaps.is_empty() {
        lines.push(say!("Gaps, with the readiness that is sure: {gaps}.", gaps));
    }
    lines
}

/// The parts of a client that come to a gap, each with the readiness that is sure.
pub fn gaps(p: &Portfolio, c: &Client) -> String {
    let parts = p.standards.get(c.standard).into_iter().flat_map(|s| &s.parts).zip(&c.parts);
    let gaps = parts.filter(|(_, part)| part.status == Status::Gap);
    gaps.map(|((id, title), part)| format!("{id} {title} {}", percent(f64::from(part.low))))
        .collect::<Vec<_>>()
        .join(", ")
}

/// What to do about a folder without an assessment.
pub fn where_they_are() -> &'static str {
    say!(
        "Assessments end in .aims. They are looked for in this folder and in the folders in it, four levels deep; \
         links and hidden folders are passed over."
    )
}

/// How many there are: "12 assessments in clients: 7 Incomplete, 5 Not ready".
pub fn summary(p: &Portfolio) -> String {
    let n = p.clients.len();
    let verdicts: Vec<String> =
        p.verdicts().iter().map(|(class, n)| format!("{n} {}", class.word())).collect();
    let verdicts = verdicts.join(", ");
    match (p.folder.as_str(), n) {
        (folder, 0) if p.unread.is_empty() && !folder.is_empty() => {
            say!("There is no assessment in {folder}.", folder)
        }
        ("", 0) if p.unread.is_empty() => say!("There is no assessment in this folder.").to_owned(),
        ("", 0) => say!("No assessment could be read.").to_owned(),
        (folder, 0) => say!("No assessment in {folder} could be read.", folder),
        ("", _) => say!("{n|assessment|assessments}: {verdicts}.", n, verdicts),
        (folder, _) => say!("{n|assessment|assessments} in {folder}: {verdicts}.", n, folder, verdicts),
    }
}

/// What else is to be known of a folder, a sentence a line: what could not be read comes apart.
pub fn remarks(p: &Portfolio) -> Vec<String> {
    let mut all = Vec::new();
    let of = |is: fn(&Instead) -> bool| p.aside.iter().filter(|aside| is(&aside.what)).collect::<Vec<_>>();
    let backups = of(|what| *what == Instead::Backup);
    let conflicts = of(|what| matches!(what, Instead::Conflict(_)));
    let handed_out = of(|what| *what == Instead::HandOut);
    let names = |all: &[&Aside]| few(&all.iter().map(|a| a.file.as_str()).collect::<Vec<_>>(), NAMED);
    if !conflicts.is_empty() {
        all.push(say!(
            "{n|file is|files are} left out as {n?a second version|second versions} made while a folder was \
             synchronised: {names}. Compare them with the first, then remove one.",
            n = conflicts.len(),
            names = names(&conflicts)
        ));
    }
    if !backups.is_empty() {
        let (n, names) = (backups.len(), names(&backups));
        all.push(say!("{n|backup is|backups are} left out: {names}.", n, names));
    }
    if !handed_out.is_empty() {
        let (n, names) = (handed_out.len(), names(&handed_out));
        all.push(say!(
            "{n|file is|files are} left out as handed out to somebody to answer apart, and no {n?client|clients}: {names}.",
            n,
            names
        ));
    }
    let copies: Vec<String> = p
        .copies()
        .iter()
        .map(|group| group.iter().map(|n| p.clients[*n].file.clone()).collect::<Vec<_>>())
        .map(|files| few(&files, 2))
        .collect();
    if !copies.is_empty() {
        all.push(say!(
            "These are copies of one file, each in a row of its own: {groups}.",
            groups = few(&copies, NAMED)
        ));
    }
    if p.standards.len() > 1 {
        let titles: Vec<&str> = p.standards.iter().map(|s| s.title.as_str()).collect();
        all.push(say!("They answer different questions: {titles}.", titles = few(&titles, NAMED)));
    }
    if p.more {
        all.push(
            say!(
                "There is more in this folder, further down or beyond 100,000 files, that was not looked at."
            )
            .to_owned(),
        );
    }
    all
}

/// How many files and folders could not be read.
pub fn unread(p: &Portfolio) -> String {
    let files = p.unread.iter().filter(|u| u.no.is_some()).count();
    let folders = p.unread.len() - files;
    match (files, folders) {
        (n, 0) => say!("{n|file|files} could not be read", n),
        (0, n) => say!("{n|folder|folders} could not be read", n),
        (files, folders) => {
            let files = say!("{n|file|files}", n = files);
            say!("{files} and {n|folder|folders} could not be read", files, n = folders)
        }
    }
}

impl Words for NoPortfolio {
    fn words(&self) -> String {
        let folder = human_path(&self.folder);
        match &self.why {
            WhyNot::Missing => say!("There is no folder {folder}. Check the path.", folder),
            WhyNot::NotAFolder => {
                say!("{folder} is not a folder. Give the folder that holds the assessments.", folder)
            }
            WhyNot::Closed(why) => {
                say!("The folder {folder} cannot be looked into: {why}.", folder, why = why.words())
            }
            WhyNot::Stopped => say!("Stopped. Nothing was changed.").to_owned(),
        }
    }
}
