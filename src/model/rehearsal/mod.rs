//! The rehearsal of a certification audit: what is opened first at Stage 1 and at Stage 2, and what of it stands in this file.
//! What is opened stands in data (`questionnaires/rehearsal/`), by ids of the questionnaire and of registers; the rest follows
//! from the facts each time it is asked for. It answers nothing and moves no figure. Said in `words`.

pub mod table;

use jiff::civil::Date;

use super::assessment::Assessment;
use super::audit::{self, Audit, Due, Finding, FindingState, Grade, seal};
use super::counts::Counts;
use super::format::Marker;
use super::level::Level;
use super::named_papers;
use super::questionnaire::{CheckKind, Questionnaire, Target};
use super::record::{KINDS, Kind, Rec, Rid, SYSTEM, read};
use super::register::Evidence;
use super::score::Scores;
use super::statement;

pub use table::{Item, Reads, Rehearsal, Stage};

/// How far one is with something that is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// It can be shown, with evidence that holds.
    Ready,
    /// Something of it can be shown.
    InPart,
    /// Nobody answered what it rests on.
    Open,
    /// What it rests on is not there.
    Missing,
    /// It is left out, or not asked here.
    Out,
}

impl Standing {
    /// All of them, the best first.
    pub const ALL: [Self; 5] = [Self::Ready, Self::InPart, Self::Open, Self::Missing, Self::Out];

    /// Its name in data.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Ready => "ready",
            Self::InPart => "in-part",
            Self::Open => "open",
            Self::Missing => "missing",
            Self::Out => "left-out",
        }
    }
}

/// A check something rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rests {
    /// Which.
    pub check: usize,
    /// What was answered.
    pub level: Option<Level>,
    /// Whether evidence that holds proves it.
    pub shown: bool,
    /// Whether somebody of the register has seen such evidence.
    pub seen: bool,
    /// The signed audit of this file that is what the check leaves behind, where no other evidence shows it.
    pub audit: Option<String>,
}

/// A finding something is still to be done about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Its id.
    pub id: Rid,
    /// Its number.
    pub no: String,
    /// Its grade.
    pub grade: Option<Grade>,
    /// What it is on, by ids.
    pub at: Vec<String>,
    /// What it says.
    pub what: String,
    /// Who does what is to be done; empty for nobody.
    pub owner: String,
    /// When that is due.
    pub due: Due,
    /// How far it is.
    pub state: FindingState,
    /// Whether its day has passed.
    pub overdue: bool,
    /// The requirements it is on.
    requirements: Vec<usize>,
}

/// An audit of the file, in short.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// Its number.
    pub no: String,
    /// Its title.
    pub name: String,
    /// Requirements its plan is about, of how many.
    pub covered: (usize, usize),
    /// Rows of its plan, and those of them that are whole.
    pub rows: (usize, usize),
    /// The last signed version with its day.
    pub signed: Option<(u32, String)>,
    /// Findings that stand.
    pub findings: usize,
}

/// The findings of all audits, in short.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Findings {
    /// Those that stand.
    pub all: usize,
    /// Those that are closed.
    pub closed: usize,
    /// Those something is still to be done about, the gravest first.
    pub open: Vec<Found>,
}

impl Findings {
    /// Those nothing has to be done about.
    pub fn noted(&self) -> usize {
        self.all.saturating_sub(self.closed + self.open.len())
    }

    /// The numbers of those that are open and so.
    fn open_that(&self, is: impl Fn(&&Found) -> bool) -> Vec<String> {
        self.open.iter().filter(is).map(|f| f.no.clone()).collect()
    }
}

/// What is missing where something is opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lacks {
    /// An audit found something there, and it is open.
    Finding(Found),
    /// A check is not Proven; what was answered.
    Level(usize, Option<Level>),
    /// It is Proven, and nothing is named that shows it.
    NoEvidence(usize),
    /// What shows it ran out.
    RanOut(usize, u32, Date),
    /// It is shown by what nobody of the register has seen.
    NotSeen(usize),
    /// Controls nobody decided about.
    Undecided(usize),
    /// Decided without a reason.
    NoReason(usize),
    /// With a reason that says little.
    Weak(usize),
    /// Left out although they cannot be.
    CannotStand(usize),
    /// No internal audit is kept in this file.
    NoAudit,
    /// The last one is not signed.
    NotSigned(String),
    /// Findings whose day has passed.
    Overdue(Vec<String>),
    /// Findings without an owner.
    Unowned(Vec<String>),
    /// A register that holds nothing.
    Empty(&'static Kind),
}

/// What stands in the file where something is opened.
#[derive(Debug, Clone)]
pub struct Stands<'a> {
    /// The stage.
    pub stage: u8,
    /// What is opened.
    pub item: &'static Item,
    /// How far one is.
    pub standing: Standing,
    /// The checks it rests on that are asked here.
    pub checks: Vec<Rests>,
    /// Evidence that names one of them, by number.
    pub evidence: Vec<Evidence>,
    /// The register of documents, where it holds what the checks leave behind.
    pub documents: Vec<Rec<'a>>,
    /// How many records each register holds.
    pub registers: Vec<(&'static Kind, usize)>,
    /// How the Statement of Applicability adds up.
    pub statement: Option<Counts>,
    /// The audits of the file.
    pub audits: Option<Vec<Held>>,
    /// Their findings.
    pub findings: Option<Findings>,
    /// The last signed audit that is evidence itself: its number and the day.
    pub signed: Option<(String, String)>,
    /// What is missing, the worst first.
    pub lacks: Vec<Lacks>,
}

/// The registers something opens.
fn kinds(item: &Item) -> impl Iterator<Item = &'static Kind> {
    item.registers.iter().filter_map(|key| KINDS.iter().copied().find(|k| k.key == *key))
}

/// What is opened at a stage, or at both, and what stands there; empty where the questionnaire has no rehearsal.
pub fn of<'a>(
    (q, a, scores): (&Questionnaire, &'a Assessment, &Scores),
    stage: Option<u8>,
    today: Date,
) -> Vec<Stands<'a>> {
    let Some(all) = (q.rehearsal)() else { return Vec::new() };
    let held = audits(q, a, today);
    let of_audits = OfAudits { findings: findings(q, a, today), held };
    let wanted = all.stages.iter().filter(|s| stage.is_none_or(|n| n == s.stage));
    let items = wanted.flat_map(|s| s.items.iter().map(|item| (s.stage, item)));
    items.map(|(stage, item)| one((q, a, scores), (stage, item), &of_audits)).collect()
}

/// What audits say, read once.
struct OfAudits {
    held: Vec<Held>,
    findings: Findings,
}

impl OfAudits {
    /// The last one that is signed, with the day.
    fn signed(&self) -> Option<(String, String)> {
        let signed = |h: &Held| Some((h.no.clone(), h.signed.as_ref()?.1.clone()));
        self.held.iter().filter_map(signed).next_back()
    }
}

/// Whether an audit is what a check leaves behind: its report, or what it was written down in.
fn is_left_by_audit(q: &Questionnaire, check: usize) -> bool {
    let audits = q.requirements.iter().enumerate().filter(|(_, r)| r.marker == Some(Marker::InternalAudit));
    let output = &q.check(check).output;
    audits.flat_map(|(r, _)| q.checks_of(r)).any(|c| q.check(c).output == *output)
}

fn one<'a>(
    (q, a, scores): (&Questionnaire, &'a Assessment, &Scores),
    (stage, item): (u8, &'static Item),
    of_audits: &OfAudits,
) -> Stands<'a> {
    let signed = of_audits.signed();
    let check = |id: &String| match q.exactly(id) {
        Some(Target::Check(c)) if a.asks(q, c) && !a.excluded(q.check_owner[c]) => Some(c),
        _ => None,
    };
    let rests = |c: usize| Rests {
        check: c,
        level: a.level(q, c).map(|(level, _)| level).filter(|l| *l != Level::DontKnow),
        shown: a.is_shown(q, c),
        seen: a.is_seen(q, c),
        audit: signed
            .as_ref()
            .filter(|_| !a.is_shown(q, c) && a.ran_out_for(q, c).is_empty() && is_left_by_audit(q, c))
            .map(|(no, _)| no.clone()),
    };
    let checks: Vec<Rests> = item.checks.iter().filter_map(check).map(rests).collect();
    let ids = checks.iter().flat_map(|r| [&q.check(r.check).id, &q.requirements[q.check_owner[r.check]].id]);
    let evidence = a.pieces_naming(ids.map(String::as_str)).iter().filter_map(|id| a.piece(id)).collect();
    let written = |c: &&Rests| matches!(q.check(c.check).kind, CheckKind::Document | CheckKind::Record);
    let mut names: Vec<&str> = Vec::new();
    for c in checks.iter().filter(written).chain(&checks) {
        let name = q.check(c.check).output.as_str();
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let rows = || Counts::of(&statement::rows(q, a, scores));
    let mut stands = Stands {
        stage,
        item,
        standing: Standing::Out,
        evidence,
        documents: named_papers::in_register(q, a, &names, true),
        registers: kinds(item).map(|kind| (kind, in_register(a, kind))).collect(),
        statement: item.reads.contains(&Reads::Statement).then(rows),
        audits: item.reads.contains(&Reads::Audits).then(|| of_audits.held.clone()),
        findings: item.reads.contains(&Reads::Findings).then(|| of_audits.findings.clone()),
        signed: None,
        lacks: Vec::new(),
        checks,
    };
    stands.signed = signed.filter(|_| stands.checks.iter().any(|c| c.audit.is_some()));
    let on = |f: &&Found| stands.checks.iter().any(|c| f.requirements.contains(&q.check_owner[c.check]));
    let found: Vec<Lacks> = of_audits.findings.open.iter().filter(on).cloned().map(Lacks::Finding).collect();
    let lacks = stands.lacking(q, a);
    stands.lacks = found.into_iter().chain(lacks).collect();
    stands.standing = stands.standing(q);
    stands
}

fn in_register(a: &Assessment, kind: &'static Kind) -> usize {
    if kind.key == SYSTEM.key { a.systems().len() } else { read::all(a, kind).len() }
}

/// Every audit of the organisation itself that is kept in the file.
fn audits(q: &Questionnaire, a: &Assessment, today: Date) -> Vec<Held> {
    let own = audit::all(a).into_iter().filter(|rec| rec.get("kind") != "supplier");
    let held = |rec: &Rec<'_>| {
        let now = Audit::of(q, a, &rec.id, today);
        let n = audit::Counts::of(q, &now);
        let signed = seal::versions(a, &rec.id).pop().map(|v| (v.no, v.rec.get("on").to_owned()));
        Held {
            no: rec.shown_no(),
            name: rec.name().to_owned(),
            covered: (n.covered, n.of),
            rows: (n.rows, n.complete),
            signed,
            findings: n.findings.iter().sum(),
        }
    };
    own.map(|rec| held(&rec)).collect()
}

/// The findings of every audit in the file.
pub fn findings(q: &Questionnaire, a: &Assessment, today: Date) -> Findings {
    let mut sum = Findings::default();
    for rec in audit::all(a) {
        let now = Audit::of(q, a, &rec.id, today);
        for f in now.findings.iter().filter(|f| f.is_live()) {
            sum.all += 1;
            sum.closed += usize::from(f.state == FindingState::Closed);
            if f.is_open() {
                sum.open.push(found(q, f));
            }
        }
    }
    sum.open.sort_by_key(|f| f.grade.map_or(usize::MAX, |g| g as usize));
    sum
}

fn found(q: &Questionnaire, f: &Finding<'_>) -> Found {
    let on = |id: &&str| q.exactly(id).and_then(|t| q.requirement_of(t));
    Found {
        id: f.rec.id.clone(),
        no: f.rec.shown_no(),
        grade: f.grade,
        at: f.at.iter().map(|id| (*id).to_owned()).collect(),
        what: f.rec.get("what").to_owned(),
        owner: f.owner().to_owned(),
        due: f.due.clone(),
        state: f.state,
        overdue: f.overdue,
        requirements: f.at.iter().filter_map(on).collect(),
    }
}

impl Stands<'_> {
    /// What is missing, what is not there before what is only not proven, and what the checks lack before the rest.
    fn lacking(&self, q: &Questionnaire, a: &Assessment) -> Vec<Lacks> {
        let mut checks: Vec<(u8, Lacks)> = self.checks.iter().filter_map(|c| of_check(q, a, c)).collect();
        checks.sort_by_key(|(rank, _)| *rank);
        let mut all: Vec<Lacks> = checks.into_iter().map(|(_, lacks)| lacks).collect();
        let some = |n: usize, lacks: fn(usize) -> Lacks| (n > 0).then(|| lacks(n));
        if let Some(n) = &self.statement {
            let of_rows = [
                some(n.cannot_stand, Lacks::CannotStand),
                some(n.undecided, Lacks::Undecided),
                some(n.without_reason, Lacks::NoReason),
                some(n.weak, Lacks::Weak),
            ];
            all.extend(of_rows.into_iter().flatten());
        }
        match self.audits.as_deref() {
            Some([]) => all.push(Lacks::NoAudit),
            Some([.., last]) if last.signed.is_none() => all.push(Lacks::NotSigned(last.no.clone())),
            _ => {}
        }
        if let Some(f) = &self.findings {
            let named = |list: &[String], lacks: fn(Vec<String>) -> Lacks| {
                (!list.is_empty()).then(|| lacks(list.to_vec()))
            };
            all.extend(named(&f.open_that(|f| f.overdue), Lacks::Overdue));
            all.extend(named(&f.open_that(|f| f.owner.is_empty()), Lacks::Unowned));
        }
        let empty = self.registers.iter().filter(|(kind, n)| *n == 0 && is_needed(kind));
        all.extend(empty.map(|(kind, _)| Lacks::Empty(kind)));
        all
    }

    fn standing(&self, q: &Questionnaire) -> Standing {
        if self.checks.is_empty() {
            return Standing::Out;
        }
        let gap = |c: &&Rests| c.level.is_some_and(|l| q.is_gap_level(c.check, l));
        if self.checks.iter().any(|c| gap(&c)) {
            // What is in use can be shown: then something is there, and not all of it. A draft is a draft.
            let there = |c: &Rests| matches!(c.level, Some(Level::InUse | Level::Proven));
            return if self.checks.iter().any(there) { Standing::InPart } else { Standing::Missing };
        }
        if self.checks.iter().any(|c| c.level.is_none()) {
            return Standing::Open;
        }
        // That nobody has seen a piece yet, and that an audit or a register is kept elsewhere, is told and holds nothing up.
        let told = |l: &Lacks| {
            matches!(
                l,
                Lacks::NotSeen(_) | Lacks::NoAudit | Lacks::NotSigned(_) | Lacks::Empty(_) | Lacks::Weak(_)
            )
        };
        if self.lacks.iter().all(told) { Standing::Ready } else { Standing::InPart }
    }

    /// Checks that are Proven, those of them that are shown, those that are seen, and all.
    pub fn counts(&self) -> [usize; 4] {
        let proven = |c: &&Rests| c.level == Some(Level::Proven);
        let n = |is: &dyn Fn(&&Rests) -> bool| self.checks.iter().filter(proven).filter(|c| is(c)).count();
        [n(&|_| true), n(&|c| c.shown), n(&|c| c.shown && c.seen), self.checks.len()]
    }

    /// The findings that are open on what it rests on, the gravest first.
    pub fn found(&self) -> impl Iterator<Item = &Found> {
        self.lacks.iter().filter_map(|l| if let Lacks::Finding(f) = l { Some(f) } else { None })
    }

    /// The check one would go to first: the first one that lacks something, else the first one.
    pub fn first(&self) -> Option<usize> {
        let named = self.lacks.iter().find_map(Lacks::check);
        named.or_else(|| self.checks.first().map(|c| c.check))
    }
}

/// Registers of what only somebody of one's own could add are empty in many a firm.
fn is_needed(kind: &Kind) -> bool {
    kind.key != super::record::CONTROL.key
}

impl Lacks {
    /// The check it is about; none of what is missing elsewhere.
    pub const fn check(&self) -> Option<usize> {
        match self {
            Self::Level(c, _) | Self::NoEvidence(c) | Self::RanOut(c, ..) | Self::NotSeen(c) => Some(*c),
            _ => None,
        }
    }
}

/// What a check lacks, and how grave that is.
fn of_check(q: &Questionnaire, a: &Assessment, c: &Rests) -> Option<(u8, Lacks)> {
    match c.level {
        Some(level) if q.is_gap_level(c.check, level) => Some((0, Lacks::Level(c.check, c.level))),
        None => Some((1, Lacks::Level(c.check, None))),
        Some(Level::Proven) if c.shown => (!c.seen).then_some((4, Lacks::NotSeen(c.check))),
        // The signed audit shows it itself.
        Some(Level::Proven) if c.audit.is_some() => None,
        Some(Level::Proven) => {
            let late = a.ran_out_for(q, c.check).into_iter().next();
            let lacks = late.and_then(|e| Some(Lacks::RanOut(c.check, e.no, e.ran_out?)));
            Some((3, lacks.unwrap_or(Lacks::NoEvidence(c.check))))
        }
        Some(_) => Some((2, Lacks::Level(c.check, c.level))),
    }
}

/// How many stand how, in the order of [`Standing::ALL`].
pub fn sum(all: &[Stands<'_>], stage: u8) -> [usize; 5] {
    Standing::ALL.map(|s| all.iter().filter(|i| i.stage == stage && i.standing == s).count())
}

/// Of all of them the one with this name, by its id or the beginning of its title; none where none is, or several are.
pub fn named<'s, 'a>(all: &'s [Stands<'a>], typed: &str) -> Option<&'s Stands<'a>> {
    let typed = typed.trim().to_lowercase();
    let is = |s: &&Stands<'_>| s.item.id == typed;
    let begins = |s: &&Stands<'_>| !typed.is_empty() && s.item.title.to_lowercase().starts_with(&typed);
    let mut begun = all.iter().filter(begins);
    let one = begun.next().filter(|_| begun.next().is_none());
    all.iter().find(is).or(one)
}
