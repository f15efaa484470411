//! What an auditor should think about again. Told, and nothing is refused for it.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::finding::{Finding, FindingState, Grade};
use super::outcome::Outcome;
use super::row::{Row, RowState};
use super::seal::Version;
use super::{Audit, Reach, covers, is_below};
use crate::model::assessment::{Assessment, keys};
use crate::model::questionnaire::{Questionnaire, Target};
use crate::model::record::{FINDING_REPLY, Field, PERSON, Rec, Rid, SYSTEM, VOTE, read};

/// One warning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Warning {
    /// Somebody audits what they own.
    Owns {
        /// The name.
        who: String,
        /// The requirements.
        at: Vec<String>,
    },
    /// Somebody audits what they answered themselves.
    Answered {
        /// The name.
        who: String,
        /// The requirements.
        at: Vec<String>,
    },
    /// Somebody else than the auditor of a row says what was found there.
    OtherAuditor {
        /// The name.
        who: String,
        /// Where.
        at: String,
        /// Who audits it.
        auditor: String,
    },
    /// Who leads the audit owns what somebody else audits in it.
    LeadOwns {
        /// The name.
        who: String,
        /// The requirements and AI systems.
        at: Vec<String>,
    },
    /// Somebody audits rows and is neither lead auditor nor in the team.
    NotOfTeam {
        /// The name.
        who: String,
        /// Where.
        at: Vec<String>,
    },
    /// Somebody of those who audit is one of those who are audited, by the header.
    OnBothSides {
        /// The name.
        who: String,
    },
    /// Rows were looked at on a day that is none of the audit's.
    OffDays {
        /// Where.
        at: Vec<String>,
        /// The day.
        on: Date,
        /// The first day of the audit.
        from: Date,
        /// Its last day.
        until: Date,
    },
    /// It was signed before its last day.
    SignedEarly {
        /// The day of the signature.
        on: Date,
        /// Its last day.
        until: Date,
    },
    /// Somebody who is neither its lead auditor nor in its team changes an audit.
    Outsider {
        /// The name.
        who: String,
        /// Number of the audit.
        audit: String,
    },
    /// Who is audited says what was found.
    AuditeeWrites {
        /// The name.
        who: String,
        /// Where.
        at: String,
    },
    /// Whether it helped was looked at by who did it.
    CheckedByOwner {
        /// Number of the finding.
        finding: String,
        /// The name.
        who: String,
    },
    /// Closed as effective, and nobody said what was done about it.
    ClosedOnNothing {
        /// Number of the finding.
        finding: String,
        /// What nobody wrote of the reply.
        lacks: Vec<&'static Field>,
    },
    /// Nothing is said of what was seen.
    NoEvidence {
        /// Number of the finding.
        finding: String,
    },
    /// The cause says what the correction says.
    CauseIsCorrection {
        /// Number of the finding.
        finding: String,
    },
    /// Several minors on one requirement: together they may be a major.
    ManyMinors {
        /// The requirement.
        at: String,
        /// Numbers of the findings.
        findings: Vec<String>,
    },
    /// It is said to conform without a sample.
    NoSample {
        /// Where.
        at: String,
    },
    /// It is said to conform although something deviates.
    Deviates {
        /// Where.
        at: String,
        /// How many.
        n: usize,
        /// Of how many that were looked at.
        of: usize,
    },
    /// An interview without the role of who was asked.
    NoRole {
        /// Where.
        at: String,
    },
    /// A finding stands where the audit has no row in its plan, so that no working paper is behind it there.
    NoRow {
        /// Number of the finding.
        finding: String,
        /// Where there is none.
        at: Vec<String>,
    },
    /// A new version is worked on, and a row that is complete still says what could not be looked at.
    OldLimitation {
        /// Where.
        at: String,
        /// What it says.
        limitation: String,
    },
    /// It was read through before the last change it holds.
    ReviewedEarly {
        /// Which version.
        version: u32,
        /// The day it was read through.
        on: Date,
        /// The day of the last change.
        last: Date,
    },
    /// A finding stands where the audit left out what it is about.
    NotAudited {
        /// Number of the finding.
        finding: String,
        /// What was left out.
        at: Vec<String>,
    },
    /// Who is audited wrote what was signed.
    PreparedByAuditee {
        /// Which version.
        version: u32,
        /// The name.
        who: String,
    },
    /// Nobody read through what was signed.
    NotReviewed {
        /// Which version.
        version: u32,
    },
    /// What was signed was read through by who wrote it.
    ReviewedByAuthor {
        /// Which version.
        version: u32,
        /// The name.
        who: String,
    },
}

/// How many minors on one requirement are told.
const MANY: usize = 3;

impl Audit<'_> {
    /// All warnings: on independence first, then on rows, then on findings.
    pub fn warnings(&self, q: &Questionnaire, a: &Assessment) -> Vec<Warning> {
        let rows = self.rows.iter().filter(|row| row.is_in_plan());
        let mut all: Vec<Warning> = self.of_own_work(q, a);
        all.extend(self.off_days(q));
        all.extend(rows.flat_map(of_row));
        all.extend(self.findings.iter().filter(|f| f.is_live()).flat_map(|f| of_finding(a, f)));
        all.extend(self.many_minors(q));
        all.extend(self.outside_plan(q));
        all.extend(self.old_limitations());
        all.extend(self.versions.last().into_iter().flat_map(|v| self.of_version(a, v)));
        all
    }

    /// What to think about before it is signed: nothing of it keeps anybody from signing.
    pub fn before_signing(&self, q: &Questionnaire, a: &Assessment) -> Vec<Warning> {
        let bare = |f: &Finding<'_>| {
            f.rec.get("evidence").is_empty().then(|| Warning::NoEvidence { finding: f.rec.shown_no() })
        };
        let mut all = self.of_own_work(q, a);
        all.extend(self.off_days(q));
        all.extend(self.early(self.today));
        all.extend(self.findings.iter().filter(|f| f.is_live()).filter_map(bare));
        all.extend(self.outside_plan(q));
        all.extend(self.old_limitations());
        all
    }

    /// What to think about in the plan of these places: who would audit own work there.
    pub fn of_plan(&self, q: &Questionnaire, a: &Assessment, places: &[Target]) -> Vec<Warning> {
        let here = |id: &String| {
            let at = q.exactly(id);
            at.is_some_and(|at| places.iter().any(|p| is_below(q, at, *p) || is_below(q, *p, at)))
        };
        let kept = |at: Vec<String>| at.into_iter().filter(here).collect::<Vec<_>>();
        let of = |w| match w {
            Warning::Owns { who, at } => Warning::Owns { who, at: kept(at) },
            Warning::Answered { who, at } => Warning::Answered { who, at: kept(at) },
            Warning::NotOfTeam { who, at } => Warning::NotOfTeam { who, at: kept(at) },
            Warning::LeadOwns { who, at } => Warning::LeadOwns { who, at: kept(at) },
            other => other,
        };
        let says = |w: &Warning| {
            !matches!(w, Warning::OnBothSides { .. })
                && !matches!(w, Warning::Owns { at, .. } | Warning::Answered { at, .. } | Warning::NotOfTeam { at, .. }
                | Warning::LeadOwns { at, .. } if at.is_empty())
        };
        self.of_own_work(q, a).into_iter().map(of).filter(says).collect()
    }

    /// What to think about where this person says what was found at a place: it may be somebody else's row, or they are
    /// audited themselves.
    pub fn of_writer(&self, a: &Assessment, me: &Rid, at: Target, id: &str) -> Vec<Warning> {
        let name = |id: &Rid| read::at(a, &PERSON, id).name().to_owned();
        let (mut all, who, at_id) = (Vec::new(), name(me), id.to_owned());
        let auditor = self.row_at(at).and_then(|row| Rid::parse(row.rec.get("auditor")));
        if self.is_auditee(me) {
            all.push(Warning::AuditeeWrites { who: who.clone(), at: at_id.clone() });
        }
        if let Some(auditor) = auditor.filter(|auditor| auditor.as_str() != me.as_str()) {
            all.push(Warning::OtherAuditor { who, at: at_id, auditor: name(&auditor) });
        }
        all
    }

    /// What to think about where this person changes a row or a finding: they may not be of those who audit. Where the header names
    /// nobody, nobody is a stranger.
    pub fn of_hand(&self, a: &Assessment, me: &Rid) -> Option<Warning> {
        let team = self.header.members("team");
        let named = self.header.is("lead") || !team.is_empty();
        let is_in = self.header.get("lead") == me.as_str() || team.iter().any(|(id, _)| *id == me.as_str());
        (!is_in && (named || self.is_auditee(me))).then(|| Warning::Outsider {
            who: read::at(a, &PERSON, me).name().to_owned(),
            audit: self.header.shown_no(),
        })
    }

    /// Whether somebody is audited, by the header or by a row of the plan.
    fn is_auditee(&self, person: &Rid) -> bool {
        let named = self.header.members("auditees").into_iter().any(|(id, _)| id == person.as_str());
        named || self.rows.iter().any(|row| row.is_in_plan() && row.rec.get("auditee") == person.as_str())
    }

    /// Who audits: the lead, the team, and whoever a row names.
    pub(super) fn auditors<'s>(&'s self, a: &'s Assessment) -> BTreeMap<Rid, Rec<'s>> {
        let header = std::iter::once(self.header.get("lead"));
        let team = self.header.members("team").into_iter().map(|(id, _)| id);
        let ids = header.chain(team).filter_map(Rid::parse);
        // Whoever left the register audited all the same.
        ids.map(|id| (id.clone(), read::at(a, &PERSON, &id))).filter(|(_, r)| r.no() > 0).collect()
    }

    /// Whether anybody is named as an auditor: without one, nothing can be said of own work.
    pub fn names_auditor(&self, a: &Assessment) -> bool {
        !self.auditors(a).is_empty() || self.rows.iter().any(|row| row.rec.is("auditor"))
    }

    fn of_own_work(&self, q: &Questionnaire, a: &Assessment) -> Vec<Warning> {
        let auditors = self.auditors(a);
        let lead = auditors.iter().find(|(id, _)| id.as_str() == self.header.get("lead"));
        let mut led: Vec<String> = Vec::new();
        let mut all: BTreeMap<Rid, (String, [Vec<String>; 2])> = BTreeMap::new();
        for r in 0..q.requirements.len() {
            let at = &q.requirements[r].id;
            let rows: Vec<&Row<'_>> =
                self.deciding(q, r).into_iter().filter(|row| row.is_in_plan()).collect();
            if rows.is_empty() {
                continue;
            }
            // A row says for itself who does it; where it does not, it may be any of them.
            let named: Vec<Rid> = rows.iter().filter_map(|row| Rid::parse(row.rec.get("auditor"))).collect();
            let may = |id: &&Rid| named.len() < rows.len() || named.contains(id);
            let mut who: BTreeMap<Rid, Rec<'_>> =
                auditors.iter().filter(|(id, _)| may(id)).map(|(id, r)| (id.clone(), r.clone())).collect();
            who.extend(named.iter().map(|id| (id.clone(), read::at(a, &PERSON, id))));
            // Who leads an audit answers for it, whoever looked.
            led.extend(
                lead.filter(|(id, _)| !who.contains_key(*id) && self.owns(a, id, r, at)).map(|_| at.clone()),
            );
            for (id, person) in &who {
                let who = person.name().trim();
                let (_, [owns, answers]) =
                    all.entry(id.clone()).or_insert_with(|| (who.to_owned(), Default::default()));
                if self.owns(a, id, r, at) {
                    owns.push(at.clone());
                }
                if answered(q, a, id, r) || self.known.answered(id, r) {
                    answers.push(at.clone());
                }
            }
        }
        let of = |(who, [owns, answers]): (String, [Vec<String>; 2])| {
            let owns = (!owns.is_empty()).then(|| Warning::Owns { who: who.clone(), at: owns });
            owns.into_iter().chain((!answers.is_empty()).then_some(Warning::Answered { who, at: answers }))
        };
        let systems = |id: &Rid| {
            let all = read::all(a, &SYSTEM).into_iter().filter(|s| a.is_called(id, s.get("owner")));
            all.map(|s| s.shown_no()).collect::<Vec<_>>()
        };
        let in_plan = self.rows.iter().any(Row::is_in_plan);
        if let Some((id, _)) = lead.filter(|(id, _)| in_plan && !all.contains_key(*id)) {
            led.extend(systems(id));
        }
        for (id, (_, [owns, _])) in &mut all {
            owns.extend(systems(id));
        }
        let leads = lead.filter(|_| !led.is_empty());
        let leads = leads.map(|(_, r)| Warning::LeadOwns { who: r.name().trim().to_owned(), at: led });
        self.on_both_sides(a)
            .into_iter()
            .chain(all.into_values().flat_map(of))
            .chain(leads)
            .chain(self.not_of_team(q, a))
            .collect()
    }

    /// Whether somebody owns a requirement; without a history to ask, by the name that stands there.
    fn owns(&self, a: &Assessment, id: &Rid, requirement: usize, at: &str) -> bool {
        let named = || a.at(keys::OWNER, at).is_some_and(|owner| a.is_called(id, owner));
        self.known.owns(id, requirement).unwrap_or_else(named)
    }

    /// Who audits rows and is not of those the header names; where it names nobody, nobody is a stranger.
    fn not_of_team(&self, q: &Questionnaire, a: &Assessment) -> Vec<Warning> {
        let auditors = self.auditors(a);
        let mut all: BTreeMap<Rid, Vec<String>> = BTreeMap::new();
        for row in self.rows.iter().filter(|row| row.is_in_plan() && !auditors.is_empty()) {
            if let Some(who) = Rid::parse(row.rec.get("auditor")).filter(|who| !auditors.contains_key(who)) {
                all.entry(who).or_default().push(q.id_of(row.at).to_owned());
            }
        }
        let of = |(id, at): (Rid, Vec<String>)| Warning::NotOfTeam {
            who: read::at(a, &PERSON, &id).name().to_owned(),
            at,
        };
        all.into_iter().map(of).collect()
    }

    /// How many of the requirements in the plan have an answer of which this history does not know who gave it: it came with
    /// another file.
    pub fn answered_elsewhere(&self, q: &Questionnaire) -> usize {
        let in_plan = |r: &usize| self.reach(q, *r) <= Reach::Planned;
        (0..q.requirements.len()).filter(|r| self.known.is_brought(*r)).filter(in_plan).count()
    }

    /// Rows that are complete in a new version and still say what could not be looked at.
    fn old_limitations(&self) -> impl Iterator<Item = Warning> {
        let is_new = self.reopened().is_some();
        let whole = self.rows.iter().filter(move |row| is_new && row.state == RowState::Complete);
        whole.filter(|row| row.rec.is("limitation")).map(|row| Warning::OldLimitation {
            at: row.rec.get("at").to_owned(),
            limitation: row.rec.get("limitation").to_owned(),
        })
    }

    fn many_minors(&self, q: &Questionnaire) -> Vec<Warning> {
        let minors = |r: usize| -> Vec<String> {
            let here = self.findings_at(q, Target::Requirement(r));
            here.filter(|f| f.is_live() && f.grade == Some(Grade::Minor)).map(|f| f.rec.shown_no()).collect()
        };
        let of = |r: usize| (q.requirements[r].id.clone(), minors(r));
        let many = (0..q.requirements.len()).map(of).filter(|(_, findings)| findings.len() >= MANY);
        many.map(|(at, findings)| Warning::ManyMinors { at, findings }).collect()
    }
}

/// Whether this person answered for themselves something of a requirement.
fn answered(q: &Questionnaire, a: &Assessment, id: &Rid, requirement: usize) -> bool {
    let prefix = format!("{}.{id}.", VOTE.key);
    a.under(&prefix).any(|(at, _)| q.exactly(at).is_some_and(|at| covers(q, at, requirement)))
}

fn of_row(row: &Row<'_>) -> Vec<Warning> {
    let at = row.rec.get("at").to_owned();
    let mut all = Vec::new();
    if row.result == Some(Outcome::Conforms) && !(row.rec.is("sample") && row.rec.is("population")) {
        all.push(Warning::NoSample { at: at.clone() });
    }
    let n = |field: &str| row.rec.get(field).parse::<usize>().unwrap_or_default();
    if row.result == Some(Outcome::Conforms) && n("deviating") > 0 {
        all.push(Warning::Deviates { at: at.clone(), n: n("deviating"), of: n("sample") });
    }
    if row.rec.members("methods").iter().any(|(m, _)| *m == "interview") && !row.rec.is("role") {
        all.push(Warning::NoRole { at });
    }
    all
}

impl Audit<'_> {
    /// What a reader of the report should know of who signed it: whether somebody else has read it through, and whether one
    /// of those who are audited wrote it.
    pub fn of_version(&self, a: &Assessment, v: &Version<'_>) -> Vec<Warning> {
        let (version, by, wrote) = (v.no, v.rec.get("reviewed"), v.rec.get("prepared"));
        let name = |id: &str| Rid::parse(id).map(|id| read::at(a, &PERSON, &id).name().to_owned());
        let mut all = Vec::new();
        if Rid::parse(wrote).is_some_and(|id| self.is_auditee(&id)) {
            all.push(Warning::PreparedByAuditee { version, who: name(wrote).unwrap_or_default() });
        }
        all.extend(v.on.and_then(|on| self.early(on)));
        if by.is_empty() {
            all.push(Warning::NotReviewed { version });
        } else if by == wrote {
            all.push(Warning::ReviewedByAuthor { version, who: name(by).unwrap_or_default() });
        }
        all
    }
}

/// What nobody wrote of the reply to a nonconformity that is closed all the same.
pub fn closed_on_nothing(f: &Finding<'_>) -> Option<Warning> {
    let counts = f.state == FindingState::Closed && f.grade.is_some_and(Grade::is_nonconformity);
    let said = |field: &str| f.reply.as_ref().is_some_and(|r| r.is(field));
    let lacks: Vec<&'static Field> = ["cause", "action", "done"]
        .into_iter()
        .filter(|f| !said(f))
        .filter_map(|f| FINDING_REPLY.field(f))
        .collect();
    (counts && !lacks.is_empty()).then(|| Warning::ClosedOnNothing { finding: f.rec.shown_no(), lacks })
}

fn of_finding(a: &Assessment, f: &Finding<'_>) -> Vec<Warning> {
    let finding = f.rec.shown_no();
    let mut all: Vec<Warning> = closed_on_nothing(f).into_iter().collect();
    let Some(reply) = &f.reply else { return all };
    let (cause, correction) = (reply.get("cause").trim(), reply.get("correction").trim());
    if !cause.is_empty() && cause.to_lowercase() == correction.to_lowercase() {
        all.push(Warning::CauseIsCorrection { finding: finding.clone() });
    }
    let owner = reply.get("owner");
    if let Some(check) = f.check.as_ref().filter(|c| !owner.is_empty() && c.get("by") == owner) {
        let who = Rid::parse(check.get("by")).map(|id| read::at(a, &PERSON, &id).name().to_owned());
        all.push(Warning::CheckedByOwner { finding, who: who.unwrap_or_default() });
    }
    all
}
