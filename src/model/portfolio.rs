//! Many clients side by side: one row a file with the figures that tell them apart, in one order or another. Made from
//! the figures of each file and never kept; holds no assessment, no file and no sentence.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::path::PathBuf;

use jiff::civil::Date;

use super::assessment::{Assessment, keys};
use super::limits;
use super::questionnaire::Questionnaire;
use super::score::{Backing, Counts, Scores, Status, Total};
use super::verdict::{Class, Verdict};

/// A folder of assessments.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Portfolio {
    /// The folder, as it is shown; empty where paths are left out.
    pub folder: String,
    /// What the clients answer: those of most clients first.
    pub standards: Vec<Standard>,
    /// A row a file that could be read, in the order of the names of the files.
    pub clients: Vec<Client>,
    /// Files and folders that could not be read.
    pub unread: Vec<Unread>,
    /// Files that are no assessment of their own, by their names.
    pub aside: Vec<Aside>,
    /// Whether there is more in the folder than was looked at.
    pub more: bool,
}

/// A questionnaire with the parts that clients are compared by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standard {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Id and title of each of its topmost headings, in order.
    pub parts: Vec<(String, String)>,
}

/// A client: what is told of one file.
#[derive(Debug, Clone, PartialEq)]
pub struct Client {
    /// Its number among all files of the folder, from 1.
    pub no: usize,
    /// The file below the folder, with `/` between folders whatever the system; `Client 3` where names are left out.
    pub file: String,
    /// Where it is below the folder, as the system names it.
    pub path: PathBuf,
    /// The organisation; empty while it has no name, and where names are left out.
    pub organisation: String,
    /// What the file calls itself; copies of it keep it.
    pub id: String,
    /// What it answers: its place in [`Portfolio::standards`].
    pub standard: usize,
    /// The verdict.
    pub class: Class,
    /// While incomplete, the best still possible; none while nothing is against it.
    pub would_be: Option<Class>,
    /// Counts, readiness and coverage.
    pub all: Total,
    /// How much of it rests on evidence.
    pub evidence: Backing,
    /// What stands in the way first: a gate by its short name, else a requirement by id and title.
    pub blocker: Option<String>,
    /// The day it is wanted by.
    pub target: Option<Date>,
    /// The day of its last change, by the clock of the computer it was made on.
    pub changed: Option<Date>,
    /// How many events it holds.
    pub events: usize,
    /// Hash of the last of them.
    pub head: String,
    /// Each part of what it answers.
    pub parts: Vec<Part>,
    /// Whether its people want scores hidden on a screen.
    pub hidden: bool,
}

/// How a client stands in one part of the questionnaire.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Part {
    /// What it comes to.
    pub status: Status,
    /// Readiness that is sure, 0 to 100.
    pub low: f32,
    /// Readiness that is possible still, 0 to 100.
    pub high: f32,
}

/// What could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// Its number among all files of the folder; none for a folder.
    pub no: Option<usize>,
    /// The file or folder below the folder.
    pub file: String,
    /// The same as the system names it.
    pub path: PathBuf,
    /// Why, in the words of whoever asked.
    pub why: String,
}

/// A file that is no assessment of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aside {
    /// The file below the folder.
    pub file: String,
    /// What it is instead.
    pub what: Instead,
}

/// What a file is that is no assessment of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Instead {
    /// A second version of this file, left by a program that synchronises folders.
    Conflict(String),
    /// A backup that this program named.
    Backup,
    /// A file that was handed out to somebody: it holds one person's questions.
    HandOut,
}

/// What can be told of a client beside its figures.
pub struct Whose<'w> {
    /// Its number among all files of the folder, from 1.
    pub no: usize,
    /// The file below the folder.
    pub file: &'w str,
    /// What the file calls itself.
    pub id: &'w str,
    /// What it answers: its place in [`Portfolio::standards`].
    pub standard: usize,
    /// Number, hash and time of its last event.
    pub last: (usize, &'w str, &'w str),
    /// Whether its people want scores hidden on a screen.
    pub hidden: bool,
}

/// In which order clients stand.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Order {
    /// By name.
    #[default]
    Name,
    /// By verdict, furthest from ready first.
    Verdict,
    /// By readiness that is sure, least first.
    Readiness,
    /// By target, the next one first; those without last.
    Target,
    /// By last change, the newest first.
    Change,
}

impl Order {
    /// All of them, in the order of the key that changes them.
    pub const ALL: [Self; 5] = [Self::Name, Self::Verdict, Self::Readiness, Self::Target, Self::Change];

    /// The next one.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::Name => Self::Verdict,
            Self::Verdict => Self::Readiness,
            Self::Readiness => Self::Target,
            Self::Target => Self::Change,
            Self::Change => Self::Name,
        }
    }
}

impl Standard {
    /// What a questionnaire is compared by.
    pub fn of(q: &Questionnaire) -> Self {
        let part = |h: usize| (q.headings[h].id.clone(), q.headings[h].title.clone());
        Self {
            id: q.id.clone(),
            title: q.title.clone(),
            parts: q.top_headings().into_iter().map(part).collect(),
        }
    }
}

impl Part {
    /// What a part comes to, as a requirement comes to something by its checks: a gap where more than half of it is, open
    /// while anything in it is, met or left out where all of it is, else partial.
    pub fn of(t: &Total) -> Self {
        Self { status: status(&t.counts), low: t.low as f32, high: t.high as f32 }
    }

    /// Whether nothing is known of it: all of it is possible still, and nothing sure.
    pub fn is_unknown(&self) -> bool {
        self.status == Status::Open && self.low <= 0.0 && self.high >= 100.0
    }
}

const fn status(c: &Counts) -> Status {
    let applicable = c.met + c.partial + c.gap + c.open;
    if applicable == 0 {
        Status::NotApplicable
    } else if c.gap * 2 > applicable {
        Status::Gap
    } else if c.open > 0 {
        Status::Open
    } else if c.gap + c.partial > 0 {
        Status::Partial
    } else {
        Status::Met
    }
}

impl Client {
    /// The row of one file.
    pub fn of(whose: &Whose<'_>, q: &Questionnaire, a: &Assessment, scores: &Scores, v: &Verdict) -> Self {
        let (events, head, until) = whose.last;
        Self {
            no: whose.no,
            file: whose.file.to_owned(),
            path: PathBuf::new(),
            organisation: a.get(keys::ORGANISATION).unwrap_or_default().to_owned(),
            id: whose.id.to_owned(),
            standard: whose.standard,
            class: v.class,
            would_be: v.would_be,
            all: scores.all,
            evidence: scores.evidence,
            blocker: blocker(q, v),
            target: a.get(keys::TARGET).and_then(limits::day),
            changed: until.split('T').next().and_then(|day| day.parse().ok()),
            events,
            head: head.to_owned(),
            parts: scores.groups.iter().map(|(_, total)| Part::of(total)).collect(),
            hidden: whose.hidden,
        }
    }

    /// What it is called: the organisation, else the file.
    pub fn name(&self) -> &str {
        if self.organisation.is_empty() { &self.file } else { &self.organisation }
    }
}

/// What stands in the way first: what the verdict names first, by its gate where it is one.
fn blocker(q: &Questionnaire, v: &Verdict) -> Option<String> {
    let id = v.because.first()?;
    if let Some(gate) = v.gates_behind(q, id).first() {
        return Some(q.gate_name(*gate).to_owned());
    }
    let title = q.requirement_index(id).map(|r| q.short_title(r)).unwrap_or_default();
    Some(format!("{id} {title}").trim_end().to_owned())
}

impl Portfolio {
    /// The places of the clients in this order; those alike by the names of their files.
    pub fn in_order(&self, order: Order) -> Vec<usize> {
        let mut places: Vec<usize> = (0..self.clients.len()).collect();
        let client = |n: &usize| &self.clients[*n];
        // Shares have a grain far below what anybody sees.
        let share = |share: f64| (share * 1e6) as u64;
        match order {
            Order::Name => places.sort_by_cached_key(|n| client(n).name().to_lowercase()),
            Order::Verdict => places.sort_by_key(|n| {
                let c = client(n);
                (c.class, c.would_be.unwrap_or(Class::Stage2), share(c.all.low))
            }),
            Order::Readiness => places.sort_by_key(|n| (share(client(n).all.low), share(client(n).all.high))),
            Order::Target => places.sort_by_key(|n| (client(n).target.is_none(), client(n).target)),
            Order::Change => places.sort_by_key(|n| Reverse(client(n).changed)),
        }
        places
    }

    /// How many clients have each verdict, furthest from ready first; verdicts nobody has are left out.
    pub fn verdicts(&self) -> Vec<(Class, usize)> {
        let mut all = BTreeMap::new();
        for c in &self.clients {
            *all.entry(c.class).or_insert(0) += 1;
        }
        all.into_iter().collect()
    }

    /// Clients whose files are one assessment, copied: the places of each such group.
    pub fn copies(&self) -> Vec<Vec<usize>> {
        let mut all: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (n, c) in self.clients.iter().enumerate().filter(|(_, c)| !c.id.is_empty()) {
            all.entry(&c.id).or_default().push(n);
        }
        let mut groups: Vec<Vec<usize>> = all.into_values().filter(|group| group.len() > 1).collect();
        groups.sort();
        groups
    }

    /// Puts the questionnaires of most clients first, and lets the clients name them by their new places.
    pub fn settle_standards(&mut self) {
        let mut used = vec![(0_usize, usize::MAX); self.standards.len()];
        for (n, c) in self.clients.iter().enumerate() {
            let (count, first) = &mut used[c.standard];
            *count += 1;
            *first = (*first).min(n);
        }
        let mut order: Vec<usize> = (0..used.len()).filter(|s| used[*s].0 > 0).collect();
        order.sort_by_key(|s| (Reverse(used[*s].0), used[*s].1));
        for c in &mut self.clients {
            c.standard = order.iter().position(|s| *s == c.standard).unwrap_or(0);
        }
        self.standards = order.iter().map(|s| self.standards[*s].clone()).collect();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Level;

    fn client(q: &Questionnaire, a: &Assessment, file: &str, standard: usize) -> Client {
        let scores = Scores::compute(q, a);
        let v = Verdict::compute(q, a, &scores);
        let last = (7, "ab", "2026-11-02T10:00:00Z");
        Client::of(&Whose { no: 1, file, id: file, standard, last, hidden: false }, q, a, &scores, &v)
    }

    fn all_at(level: Level) -> (Questionnaire, Assessment) {
        let q = crate::bank::embedded().unwrap();
        let mut a = Assessment::new(&q);
        for r in &q.requirements {
            a.set(&q, &r.id, Some(level.key().to_owned()));
        }
        (q, a)
    }

    #[test]
    fn a_row_holds_the_figures_of_the_file_and_names_what_blocks() {
        let (q, mut a) = all_at(Level::Nothing);
        a.set(&q, keys::ORGANISATION, Some("Acme".into()));
        a.set(&q, keys::TARGET, Some("2027-03-01".into()));
        let c = client(&q, &a, "acme.aims", 0);
        assert_eq!(
            (c.name(), c.class, c.all.counts.gap),
            ("Acme", Class::Early, q.requirements.len() as u32)
        );
        assert_eq!(c.blocker.as_deref(), Some(q.gate_name(0)));
        assert_eq!(c.target, Some(jiff::civil::date(2027, 3, 1)));
        assert_eq!(c.changed, Some(jiff::civil::date(2026, 11, 2)));
        assert_eq!(c.parts.len(), q.top_headings().len());
        assert!(c.parts.iter().all(|p| p.status == Status::Gap && p.low == 0.0 && p.high == 0.0));
        let (q, a) = all_at(Level::Proven);
        let c = client(&q, &a, "x.aims", 0);
        assert!(c.parts.iter().all(|p| p.status == Status::Met && p.low >= 100.0));
        assert_eq!(c.name(), "x.aims");
        let fresh = client(&q, &Assessment::new(&q), "y.aims", 0);
        assert!(fresh.blocker.is_none() && fresh.parts.iter().all(|p| p.status == Status::Open));
    }

    /// A clause with gaps and open requirements is open as a requirement with open checks is, and none that is partial
    /// with nothing sure.
    #[test]
    fn what_is_open_in_a_part_is_not_partial() {
        let q = crate::bank::embedded().unwrap();
        let of = |answers: &[(&str, Level)]| {
            let mut a = Assessment::new(&q);
            for (id, level) in answers {
                a.set(&q, id, Some(level.key().to_owned()));
            }
            let c = client(&q, &a, "x.aims", 0);
            let at = q.top_headings().iter().position(|h| q.headings[*h].id == "8").unwrap();
            c.parts[at]
        };
        assert!(of(&[]).is_unknown());
        let some = of(&[("8.1", Level::Nothing), ("8.2", Level::Nothing)]);
        assert_eq!((some.status, some.low, some.is_unknown()), (Status::Open, 0.0, false));
        let most = of(&[("8.1", Level::Nothing), ("8.2", Level::Nothing), ("8.3", Level::Nothing)]);
        assert_eq!(most.status, Status::Gap);
        let rest =
            [("8.1", Level::Nothing), ("8.2", Level::Proven), ("8.3", Level::InUse), ("8.4", Level::Proven)];
        assert_eq!(of(&rest).status, Status::Partial);
    }

    #[test]
    fn orders_copies_and_questionnaires() {
        let (q, low) = all_at(Level::Nothing);
        let (_, high) = all_at(Level::Proven);
        let mut p = Portfolio {
            standards: vec![Standard::of(&q), Standard { id: "other".into(), ..Standard::of(&q) }],
            clients: vec![client(&q, &high, "b", 1), client(&q, &low, "a", 0), client(&q, &low, "c", 1)],
            ..Portfolio::default()
        };
        p.clients[0].target = Some(jiff::civil::date(2027, 1, 1));
        p.clients[2].changed = None;
        assert_eq!(p.in_order(Order::Name), [1, 0, 2]);
        assert_eq!(p.in_order(Order::Verdict), [1, 2, 0]);
        assert_eq!(p.in_order(Order::Readiness), [1, 2, 0]);
        assert_eq!(p.in_order(Order::Target), [0, 1, 2]);
        assert_eq!(p.in_order(Order::Change), [0, 1, 2]);
        assert_eq!(p.copies(), Vec::<Vec<usize>>::new());
        p.clients[2].id = "b".into();
        assert_eq!(p.copies(), [[0, 2]]);
        p.settle_standards();
        assert_eq!(p.standards[0].id, "other");
        assert_eq!(p.clients.iter().map(|c| c.standard).collect::<Vec<_>>(), [0, 1, 0]);
        assert_eq!(p.verdicts().iter().map(|(_, n)| n).sum::<usize>(), 3);
        let mut order = Order::default();
        for _ in Order::ALL {
            order = order.next();
        }
        assert_eq!(order, Order::Name);
    }
}
