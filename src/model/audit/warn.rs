//! What an auditor should think about again. Told, and nothing is refused for it.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::finding::{Finding, Grade};
use super::outcome::Outcome;
use super::row::{Row, RowState};
use super::seal::Version;
use super::{Audit, covers, is_below};
use crate::model::assessment::{Assessment, keys};
use crate::model::questionnaire::{Questionnaire, Target};
use crate::model::record::{PERSON, Rec, Rid, VOTE, read};

/// One warning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Warning {
    /// Somebody audits what they own.
    Owns {
        /// The name.
        who: String,
        /// The requirement.
        at: String,
    },
    /// Somebody audits what they answered themselves.
    Answered {
        /// The name.
        who: String,
        /// The requirement.
        at: String,
    },
    /// Whether it helped was looked at by who did it.
    CheckedByOwner {
        /// Number of the finding.
        finding: String,
        /// The name.
        who: String,
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
        n: String,
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
        all.extend(rows.flat_map(of_row));
        all.extend(self.findings.iter().filter(|f| f.is_live()).flat_map(|f| of_finding(a, f)));
        all.extend(self.many_minors(q));
        all.extend(self.before_signing(q));
        all.extend(self.versions.last().and_then(|v| of_version(a, v)));
        all
    }

    /// Who audits: the lead, the team, and whoever a row names.
    fn auditors<'s>(&'s self, a: &'s Assessment) -> BTreeMap<Rid, Rec<'s>> {
        let header = std::iter::once(self.header.get("lead"));
        let team = self.header.members("team").into_iter().map(|(id, _)| id);
        let ids = header.chain(team).filter_map(Rid::parse);
        ids.map(|id| (id.clone(), read::at(a, &PERSON, &id))).filter(|(_, r)| r.exists()).collect()
    }

    fn of_own_work(&self, q: &Questionnaire, a: &Assessment) -> Vec<Warning> {
        let auditors = self.auditors(a);
        let mut all = Vec::new();
        for r in 0..q.requirements.len() {
            let at = &q.requirements[r].id;
            let rows: Vec<&Row<'_>> = self.covering(q, r).filter(|row| row.is_in_plan()).collect();
            if rows.is_empty() {
                continue;
            }
            // A row says for itself who does it; where it does not, it may be any of them.
            let named: Vec<Rid> = rows.iter().filter_map(|row| Rid::parse(row.rec.get("auditor"))).collect();
            let may = |id: &&Rid| named.len() < rows.len() || named.contains(id);
            let mut who: BTreeMap<Rid, Rec<'_>> =
                auditors.iter().filter(|(id, _)| may(id)).map(|(id, r)| (id.clone(), r.clone())).collect();
            who.extend(named.iter().map(|id| (id.clone(), read::at(a, &PERSON, id))));
            for (id, person) in &who {
                let (who, at) = (person.name().to_owned(), at.clone());
                let owner = a.at(keys::OWNER, &at).unwrap_or_default();
                if !who.is_empty() && owner.trim().to_lowercase() == who.trim().to_lowercase() {
                    all.push(Warning::Owns { who, at });
                } else if answered(q, a, id, r) {
                    all.push(Warning::Answered { who, at });
                }
            }
        }
        all
    }

    /// Findings on what no row of the plan is about. Nothing is refused for it: an auditor notices what was not planned, and who
    /// reads the report has to know it.
    fn outside_plan(&self, q: &Questionnaire) -> Vec<Warning> {
        let rows: Vec<Target> = self.rows.iter().filter(|row| row.is_in_plan()).map(|row| row.at).collect();
        let has_row = |id: &str| {
            let at = q.exactly(id);
            at.is_none_or(|at| rows.iter().any(|row| is_below(q, at, *row) || is_below(q, *row, at)))
        };
        let of = |f: &Finding<'_>| {
            let at: Vec<String> = f.at.iter().filter(|id| !has_row(id)).map(|id| (*id).to_owned()).collect();
            (!at.is_empty()).then(|| Warning::NoRow { finding: f.rec.shown_no(), at })
        };
        self.findings.iter().filter(|f| f.is_live()).filter_map(of).collect()
    }

    /// What to look at once more before it is signed.
    pub fn before_signing(&self, q: &Questionnaire) -> Vec<Warning> {
        let is_new = self.reopened().is_some();
        let whole = self.rows.iter().filter(|row| is_new && row.state == RowState::Complete);
        let old = whole.filter(|row| row.rec.is("limitation")).map(|row| Warning::OldLimitation {
            at: row.rec.get("at").to_owned(),
            limitation: row.rec.get("limitation").to_owned(),
        });
        self.outside_plan(q).into_iter().chain(old).collect()
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
    if row.result == Some(Outcome::Conforms) && row.rec.get("deviating").parse().is_ok_and(|n: f64| n > 0.0) {
        all.push(Warning::Deviates { at: at.clone(), n: row.rec.get("deviating").to_owned() });
    }
    if row.rec.members("methods").iter().any(|(m, _)| *m == "interview") && !row.rec.is("role") {
        all.push(Warning::NoRole { at });
    }
    all
}

impl Version<'_> {
    /// What a reader of its report should know of who signed it.
    pub fn warning(&self, a: &Assessment) -> Option<Warning> {
        of_version(a, self)
    }
}

/// Whether somebody else has read through what was signed.
fn of_version(a: &Assessment, v: &Version<'_>) -> Option<Warning> {
    let (version, by) = (v.no, v.rec.get("reviewed"));
    if by.is_empty() {
        return Some(Warning::NotReviewed { version });
    }
    let who = Rid::parse(by).map(|id| read::at(a, &PERSON, &id).name().to_owned()).unwrap_or_default();
    (by == v.rec.get("prepared")).then_some(Warning::ReviewedByAuthor { version, who })
}

fn of_finding(a: &Assessment, f: &Finding<'_>) -> Vec<Warning> {
    let finding = f.rec.shown_no();
    let mut all = Vec::new();
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
