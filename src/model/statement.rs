//! The Statement of Applicability as a thing people work on: every control of the questionnaire and every one of their
//! own, what is said for and against it, and what is missing or to be looked at again. Derived, never stored; the
//! screen, plain mode and every document read the same rows.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

pub use super::applies::{Applicable, Driver, driver_key, in_key, system_key};
use super::assessment::{Assessment, keys};
pub use super::decided::{decide, look_again, without_reasons};
use super::level::Level;
pub use super::named_papers::of_statement as document_name;
use super::not_for;
pub use super::not_for::{Named, NotFor};
use super::questionnaire::{Questionnaire, RequirementKind};
use super::record::{CONTROL, DOCUMENT, Rec, Rid, SYSTEM, read, value};
use super::record::{IMPACT, RISK};
use super::register::Evidence;
use super::score::{Scores, Status};
use super::{named_in_risks, named_papers, wording};

/// Which control a row is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Of {
    /// A control of the questionnaire.
    Requirement(usize),
    /// A control of one's own.
    Own(Rid),
}

/// What is missing in a row, or has to be looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Flag {
    /// It is left out although no reason for it can stand: why.
    CannotStand(String),
    /// It is left out, and nobody wrote why.
    NoReasonAgainst,
    /// It is in, and nobody wrote why.
    NoReasonFor,
    /// It is left out with a reason that argues nothing.
    WeakAgainst,
    /// It is in with a reason that names nothing.
    WeakFor,
    /// It is left out although these risks name it.
    RiskNames(Vec<Named>),
    /// It is left out as if nobody here did such work, and the register holds a system with a role for which it counts.
    RoleDenies {
        /// The system.
        system: Named,
        /// The role.
        role: &'static str,
    },
    /// The day to look at it again is past.
    DayPast(Date),
    /// It was for AI systems none of which is in the register now.
    SystemsGone,
    /// It counts as met, and this evidence ran out.
    RanOut(Vec<(u32, Date)>),
    /// This AI system leaves it out for itself, and nobody wrote why.
    NoReasonNotFor(Named),
    /// This AI system leaves it out for itself with a reason that argues nothing.
    WeakNotFor(Named),
    /// An AI system leaves it out for itself although risks of that system name it.
    RiskOfSystem {
        /// The system.
        system: Named,
        /// The risks.
        risks: Vec<Named>,
    },
}

/// One control.
#[derive(Debug, Clone)]
pub struct Row {
    /// Which.
    pub of: Of,
    /// Its id; of one's own its number.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Whether it applies.
    pub applicable: Applicable,
    /// Why it is needed, as written.
    pub why: String,
    /// Why it is not needed, as written.
    pub against: String,
    /// What it is needed for, as stored.
    pub drivers: Vec<Driver>,
    /// What links suggest and nobody took yet.
    pub suggested: Vec<Driver>,
    /// Its status; of one's own, the one its state stands for.
    pub status: Status,
    /// How it is done, as written.
    pub how: String,
    /// Who answers for it.
    pub owner: String,
    /// The AI systems it is for; empty stands for all, or where [`Row::is_for_none`] for none that is still there.
    pub systems: Vec<Named>,
    /// Of those, the ones it counts for; of all, those in scope it counts for where one leaves it out, else empty.
    pub counts_for: Vec<Named>,
    /// The AI systems that leave it out for themselves, or checks of it.
    pub not_for: Vec<NotFor>,
    /// Risks that name it.
    pub risks: Vec<Named>,
    /// What proves it.
    pub evidence: Vec<Evidence>,
    /// The day to look at its exclusion again; empty when none is set.
    pub again: String,
    /// Of one's own the state as stored, which says more than its status; else empty.
    pub state: String,
    /// What is missing or to be looked at.
    pub flags: Vec<Flag>,
}

impl Row {
    /// The requirement; none of one's own.
    pub const fn requirement(&self) -> Option<usize> {
        match self.of {
            Of::Requirement(r) => Some(r),
            Of::Own(_) => None,
        }
    }

    /// That a decision stands without a reason.
    pub fn lacks_reason(&self) -> bool {
        let lacks =
            |f: &Flag| matches!(f, Flag::NoReasonAgainst | Flag::NoReasonFor | Flag::NoReasonNotFor(_));
        self.flags.iter().any(lacks)
    }

    /// That it was for AI systems, and none of them is in the register now.
    pub fn is_for_none(&self) -> bool {
        self.flags.contains(&Flag::SystemsGone)
    }

    /// That it counts for every AI system there is.
    pub fn is_for_all(&self) -> bool {
        self.systems.is_empty() && !self.is_for_none() && !self.not_for.iter().any(NotFor::is_whole)
    }

    /// That its reason says little.
    pub fn is_weak(&self) -> bool {
        let weak = |f: &Flag| matches!(f, Flag::WeakAgainst | Flag::WeakFor | Flag::WeakNotFor(_));
        self.flags.iter().any(weak)
    }

    /// That something happened since that speaks against what stands.
    pub fn look_again(&self) -> bool {
        self.flags.iter().any(|f| {
            matches!(
                f,
                Flag::CannotStand(_)
                    | Flag::RiskNames(_)
                    | Flag::RiskOfSystem { .. }
                    | Flag::RoleDenies { .. }
                    | Flag::DayPast(_)
                    | Flag::RanOut(_)
                    | Flag::SystemsGone
            )
        })
    }
}

/// Whether a reason for including a control names nothing one could ask about.
pub fn is_weak_why(why: &str) -> bool {
    wording::names_nothing(why)
}

/// What is missing in why a control is in: a reason, or what it names. What it is needed for stands in the place of a reason where
/// a risk names the control; a law, a contract or a practice that nobody names is none, and argues nothing for one that is written.
fn flag_of_why(why: &str, drivers: &[Driver], risks: &[Rec<'_>]) -> Option<Flag> {
    match why.is_empty() {
        true if !risks.is_empty() && drivers.iter().any(|d| d.is_of_register()) => None,
        true => Some(Flag::NoReasonFor),
        false => is_weak_why(why).then_some(Flag::WeakFor),
    }
}

/// What one can be to an AI system, as its field says it.
const ROLES: [&str; 3] = ["developer", "provider", "user"];

/// What registers say of controls, read once for all rows.
struct Links<'a> {
    /// By id of a control, the risks that name it.
    risks: BTreeMap<String, Vec<Rec<'a>>>,
    /// By id of a control of one's own.
    own: BTreeMap<Rid, Vec<Rec<'a>>>,
    systems: Vec<Rec<'a>>,
    /// The first of them with each role, by its place.
    first_with: [Option<usize>; 3],
    /// Those of them a law asks something of.
    by_law: BTreeSet<Rid>,
    /// Risks of one of those.
    of_law: BTreeSet<Rid>,
}

impl<'a> Links<'a> {
    fn of(q: &Questionnaire, a: &'a Assessment) -> Self {
        let (mut risks, mut own) = (BTreeMap::<String, Vec<_>>::new(), BTreeMap::<Rid, Vec<_>>::new());
        let systems: Vec<Rec<'a>> = a.systems_in_scope().collect();
        let is_by_law = |s: &&Rec<'_>| s.is("legal") || !s.get("class").trim().is_empty();
        let by_law: BTreeSet<Rid> = systems.iter().filter(is_by_law).map(|s| s.id.clone()).collect();
        let mut of_law = BTreeSet::new();
        for risk in read::all(a, &RISK) {
            let concerns = |(m, _): &(&str, &str)| Rid::parse(m).is_some_and(|id| by_law.contains(&id));
            if !by_law.is_empty() && risk.members("systems").iter().any(concerns) {
                of_law.insert(risk.id.clone());
            }
            for (typed, _) in risk.members("controls") {
                let all = risks.entry(named_in_risks::meant(q, typed).to_owned()).or_default();
                if !all.iter().any(|r: &Rec<'_>| r.id == risk.id) {
                    all.push(risk.clone());
                }
            }
            for id in risk.members("own-controls").into_iter().filter_map(|(m, _)| Rid::parse(m)) {
                own.entry(id).or_default().push(risk.clone());
            }
        }
        let first =
            |role: &str| systems.iter().position(|s| s.members("role").iter().any(|(m, _)| *m == role));
        let first_with = ROLES.map(first);
        Self { risks, own, systems, first_with, by_law, of_law }
    }

    /// What speaks for a control beside what people took: a risk that names it, an impact behind such a risk, and a duty
    /// by law of a system it is for. That a contract asks for it only people know.
    fn suggests(&self, a: &Assessment, risks: &[Rec<'_>], systems: &[Named]) -> Vec<Driver> {
        let mut all = Vec::new();
        if !risks.is_empty() {
            all.push(Driver::Risk);
        }
        let found =
            |r: &Rec<'_>| Rid::parse(r.get("from")).is_some_and(|from| read::at(a, &IMPACT, &from).exists());
        if risks.iter().any(found) {
            all.push(Driver::Impact);
        }
        let named = systems.iter().any(|s| self.by_law.contains(&s.id));
        if named || risks.iter().any(|r| self.of_law.contains(&r.id)) {
            all.push(Driver::Law);
        }
        all
    }
}

/// The record of the document register that is the Statement of Applicability, the newest that is not withdrawn.
pub fn document<'a>(q: &Questionnaire, a: &'a Assessment) -> Option<Rec<'a>> {
    let name = document_name(q)?;
    let wanted = named_papers::plain(a, name);
    let named = |d: &Rec<'_>| d.get("state") != "withdrawn" && named_papers::meant(a, d) == wanted;
    read::all(a, &DOCUMENT).into_iter().filter(named).last()
}

/// Whether a document says of itself that it holds: approved, or in use.
pub fn says_it_holds(doc: &Rec<'_>) -> bool {
    matches!(doc.get("state"), "approved" | "in-use")
}

/// Whether the statement holds, of which so many rows nobody decided: its document says so, and all is decided. Else it is a draft.
pub fn holds(q: &Questionnaire, a: &Assessment, undecided: usize) -> bool {
    undecided == 0 && document(q, a).is_some_and(|d| says_it_holds(&d))
}

/// All controls in the order of the standard, then those of one's own by their numbers.
pub fn rows(q: &Questionnaire, a: &Assessment, scores: &Scores) -> Vec<Row> {
    let links = Links::of(q, a);
    let standard = (0..q.requirements.len()).filter(|r| q.requirements[*r].kind == RequirementKind::Control);
    let mut all: Vec<Row> = standard.map(|r| of_requirement(q, a, scores, &links, r)).collect();
    all.extend(read::all(a, &CONTROL).iter().map(|c| of_own(a, &links, c)));
    all
}

/// The same of one control of the questionnaire.
pub fn row(q: &Questionnaire, a: &Assessment, scores: &Scores, requirement: usize) -> Row {
    of_requirement(q, a, scores, &Links::of(q, a), requirement)
}

/// Left out; else in as soon as anything says so: somebody who decided it, an answer, a reason, or what it is needed for. To
/// know nothing is no answer.
pub fn applicable(q: &Questionnaire, a: &Assessment, scores: &Scores, r: usize) -> Applicable {
    let status = scores.status(r);
    let id = q.requirements[r].id.as_str();
    let said = a.is_decided_in(id)
        || a.at(keys::WHY_IN, id).is_some_and(|why| !why.trim().is_empty())
        || Driver::ALL.iter().any(|d| a.get(&driver_key(id, *d)).is_some());
    let answered = |c: usize| {
        let level = a.level(q, c).map(|(l, _)| l);
        level.is_some_and(|l| !matches!(l, Level::DontKnow | Level::NotApplicable))
    };
    match status {
        Status::NotApplicable => Applicable::No,
        Status::Open if !said && !q.checks_of(r).any(answered) => Applicable::Undecided,
        _ => Applicable::Yes,
    }
}

fn of_requirement(q: &Questionnaire, a: &Assessment, scores: &Scores, links: &Links<'_>, r: usize) -> Row {
    let req = &q.requirements[r];
    let id = req.id.as_str();
    let text = |prefix| a.at(prefix, id).unwrap_or_default().trim().to_owned();
    let drivers: Vec<Driver> =
        Driver::ALL.into_iter().filter(|d| a.get(&driver_key(id, *d)).is_some()).collect();
    let written = text(keys::WHY_IN);
    let applicable = applicable(q, a, scores, r);
    let whole = a.reason(id).map(|reason| reason.trim().to_owned());
    let for_it = applicable == Applicable::Yes;
    let why = if for_it { a.why_in(id).to_owned() } else { written };
    let against = whole.filter(|_| !for_it).into_iter().chain(parts_left_out(q, a, r));
    let against = against.collect::<Vec<_>>().join("; ");
    let systems = systems_of(a, &format!("{}{id}.", keys::FOR));
    let risks = links.risks.get(id).map(Vec::as_slice).unwrap_or_default();
    let mut suggested = links.suggests(a, risks, &systems);
    suggested.retain(|d| !drivers.contains(d));
    let not_for = not_for::all(q, a, r);
    let mut row = Row {
        of: Of::Requirement(r),
        id: id.to_owned(),
        title: req.title.clone(),
        applicable,
        why,
        against,
        drivers,
        suggested,
        status: scores.status(r),
        how: text(keys::HOW),
        owner: text(keys::OWNER),
        counts_for: not_for::counts_for(&not_for, &systems, &links.systems),
        not_for,
        systems,
        risks: risks.iter().map(Named::of).collect(),
        evidence: a.evidence_for(q, r),
        again: text(keys::AGAIN),
        state: String::new(),
        flags: Vec::new(),
    };
    row.flags = flags(q, a, scores, links, r, &row);
    row
}

/// Why single checks are left out, each with its id, in order.
fn parts_left_out(q: &Questionnaire, a: &Assessment, r: usize) -> Vec<String> {
    let checks = q.checks_of(r).map(|c| q.check(c).id.as_str());
    checks.filter_map(|id| Some(format!("{id}: {}", a.reason(id)?.trim()))).collect()
}

fn systems_of(a: &Assessment, prefix: &str) -> Vec<Named> {
    let mut all: Vec<Rec<'_>> = a
        .members(prefix)
        .into_iter()
        .filter_map(|(member, _)| Some(read::at(a, &SYSTEM, &Rid::parse(member)?)))
        .filter(Rec::exists)
        .collect();
    all.sort_by_key(Rec::no);
    all.iter().map(Named::of).collect()
}

fn flags(
    q: &Questionnaire,
    a: &Assessment,
    scores: &Scores,
    links: &Links<'_>,
    r: usize,
    row: &Row,
) -> Vec<Flag> {
    let mut flags = Vec::new();
    if row.applicable == Applicable::Yes
        && row.systems.is_empty()
        && a.any(&format!("{}{}.", keys::FOR, row.id))
    {
        flags.push(Flag::SystemsGone);
    }
    match row.applicable {
        Applicable::No => {
            let never = q.never_left_out(r).filter(|_| scores.requirements[r].cannot_stand);
            let stands = never.is_none();
            flags.extend(never.map(|never| Flag::CannotStand(never.to_owned())));
            let unsaid = row.against.is_empty() && row.not_for.is_empty();
            if stands && (unsaid || scores.requirements[r].reason_missing) {
                flags.push(Flag::NoReasonAgainst);
            } else if a.is_weakly_excluded(q, r) {
                flags.push(Flag::WeakAgainst);
            }
            if !row.risks.is_empty() {
                flags.push(Flag::RiskNames(row.risks.clone()));
            }
            flags.extend(denied(q, links, r));
            flags.extend(a.index().ran_out(&row.again).map(Flag::DayPast));
        }
        Applicable::Yes => {
            let risks = links.risks.get(&row.id).map(Vec::as_slice).unwrap_or_default();
            flags.extend(flag_of_why(&row.why, &row.drivers, risks));
        }
        Applicable::Undecided => {}
    }
    if row.applicable != Applicable::No {
        let risks = links.risks.get(&row.id).map(Vec::as_slice).unwrap_or_default();
        let never = q.never_left_out(r).filter(|_| !row.not_for.is_empty());
        flags.extend(never.map(|never| Flag::CannotStand(never.to_owned())));
        for one in &row.not_for {
            let system = || one.system.clone();
            match (one.lacks, one.weak) {
                (true, _) => flags.push(Flag::NoReasonNotFor(system())),
                (_, true) => flags.push(Flag::WeakNotFor(system())),
                _ => {}
            }
            let risks = one.named_by(risks);
            if !risks.is_empty() {
                flags.push(Flag::RiskOfSystem { system: system(), risks });
            }
        }
    }
    if row.status == Status::Met {
        let gone: Vec<(u32, Date)> = row.evidence.iter().filter_map(|e| Some((e.no, e.ran_out?))).collect();
        // Only where nothing else holds it up.
        if !gone.is_empty() && gone.len() == row.evidence.len() {
            flags.push(Flag::RanOut(gone));
        }
    }
    flags
}

/// A system with a role for which a control counts that does not count for everybody.
fn denied(q: &Questionnaire, links: &Links<'_>, r: usize) -> Option<Flag> {
    let counts = &q.requirements[r].roles;
    if ROLES.iter().all(|role| counts.iter().any(|c| c == role)) {
        return None;
    }
    let counted =
        ROLES.into_iter().zip(links.first_with).filter(|(role, _)| counts.iter().any(|c| c == role));
    // Of several roles of one system the first is told.
    let (role, at) = counted.filter_map(|(role, at)| Some((role, at?))).min_by_key(|(_, at)| *at)?;
    Some(Flag::RoleDenies { system: Named::of(links.systems.get(at)?), role })
}

fn of_own(a: &Assessment, links: &Links<'_>, c: &Rec<'_>) -> Row {
    let risks = links.own.get(&c.id).map(Vec::as_slice).unwrap_or_default();
    let systems = systems_of(a, &CONTROL.key_of(&c.id, "systems."));
    let drivers: Vec<Driver> =
        c.members("drivers").into_iter().filter_map(|(member, _)| Driver::parse(member)).collect();
    let mut drivers: Vec<Driver> = drivers;
    drivers.sort_unstable();
    let mut suggested = links.suggests(a, risks, &systems);
    suggested.retain(|d| !drivers.contains(d));
    let pieces = c.members("evidence").into_iter().filter_map(|(member, _)| Rid::parse(member));
    let mut evidence: Vec<Evidence> = pieces.filter_map(|id| a.piece(&id)).collect();
    evidence.sort_by_key(|e| e.no);
    let why = c.get("why").trim().to_owned();
    let mut flags: Vec<Flag> = flag_of_why(&why, &drivers, risks).into_iter().collect();
    if systems.is_empty() && !c.members("systems").is_empty() {
        flags.push(Flag::SystemsGone);
    }
    Row {
        of: Of::Own(c.id.clone()),
        id: c.shown_no(),
        title: c.name().to_owned(),
        applicable: Applicable::Yes,
        why,
        against: String::new(),
        drivers,
        suggested,
        status: match c.get("state") {
            "planned" => Status::Gap,
            "written" | "in-use" => Status::Partial,
            "proven" => Status::Met,
            _ => Status::Open,
        },
        how: c.get("how").trim().to_owned(),
        owner: value::shown_one(a, super::record::KINDS, super::record::Type::Who, c.get("owner")),
        counts_for: systems.clone(),
        not_for: Vec::new(),
        systems,
        risks: risks.iter().map(Named::of).collect(),
        evidence,
        again: String::new(),
        state: c.get("state").to_owned(),
        flags,
    }
}
