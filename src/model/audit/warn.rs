//! What an auditor should think about again. Told, and nothing is refused for it.

use std::collections::BTreeMap;

use super::finding::Grade;
use super::outcome::Outcome;
use super::row::{Row, RowState};
use super::warn_of::of_finding;
use super::warning::Warning;
use super::{Audit, Reach, covers, is_below};
use crate::model::assessment::{Assessment, keys};
use crate::model::questionnaire::{Questionnaire, Target};
use crate::model::record::{PERSON, Rec, Rid, SYSTEM, VOTE, read};

/// How many minors on one requirement are told.
const MANY: usize = 3;

/// Whether somebody leads an audit or is of its team, by its header.
pub fn is_of_team(header: &Rec<'_>, person: &Rid) -> bool {
    let me = person.as_str();
    header.get("lead") == me || header.members("team").iter().any(|(id, _)| *id == me)
}

impl Audit<'_> {
    /// All warnings: on independence first, then on rows, then on findings, then on the last signature.
    pub fn warnings(&self, q: &Questionnaire, a: &Assessment) -> Vec<Warning> {
        let mut all = self.as_it_stands(q, a);
        all.extend(self.versions.last().into_iter().flat_map(|v| self.of_version(a, v)));
        all
    }

    /// Those of header, rows and findings.
    fn as_it_stands(&self, q: &Questionnaire, a: &Assessment) -> Vec<Warning> {
        let rows = self.rows.iter().filter(|row| row.is_in_plan());
        let mut all: Vec<Warning> = self.of_own_work(q, a);
        all.extend(self.off_days(q));
        all.extend(self.two_rows());
        all.extend(rows.flat_map(of_row));
        all.extend(self.findings.iter().filter(|f| f.is_live()).flat_map(|f| of_finding(a, f)));
        all.extend(self.of_earlier(q, a));
        all.extend(self.many_minors(q));
        all.extend(self.outside_plan(q));
        all.extend(self.without_evidence());
        all.extend(self.evidence_gone(q, a));
        all.extend(self.old_limitations());
        all
    }

    /// What to think about before it is signed: nothing of it keeps anybody from signing. All that is told of it anywhere, and what
    /// only a signature makes a matter.
    pub fn before_signing(&self, q: &Questionnaire, a: &Assessment) -> Vec<Warning> {
        let mut all: Vec<Warning> = self.header_lacks(a).into_iter().collect();
        all.extend(self.as_it_stands(q, a));
        all.extend(self.early(self.today));
        all.extend(self.not_whole(q));
        all
    }

    /// What this person, who is none of those who audit, owns of what is audited: told where they sign it.
    pub fn of_signer(&self, q: &Questionnaire, a: &Assessment, me: &Rid) -> Option<Warning> {
        if self.auditors(a).contains_key(me)
            || self.rows.iter().any(|row| row.rec.get("auditor") == me.as_str())
        {
            return None;
        }
        let in_plan = |r: &usize| self.reach(q, *r) <= Reach::Planned;
        let owns = |r: &usize| self.owns(a, me, *r, &q.requirements[*r].id);
        let at: Vec<String> = (0..q.requirements.len())
            .filter(in_plan)
            .filter(owns)
            .map(|r| q.requirements[r].id.clone())
            .collect();
        let who = read::at(a, &PERSON, me).name().to_owned();
        (!at.is_empty()).then_some(Warning::SignerOwns { who, at })
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
            Warning::AuditsSelf { who, at } => Warning::AuditsSelf { who, at: kept(at) },
            Warning::LeadAudited { who, at } => Warning::LeadAudited { who, at: kept(at) },
            other => other,
        };
        let says = |w: &Warning| {
            !matches!(w, Warning::OnBothSides { .. })
                && !matches!(w, Warning::Owns { at, .. } | Warning::Answered { at, .. } | Warning::NotOfTeam { at, .. }
                | Warning::LeadOwns { at, .. } | Warning::AuditsSelf { at, .. } | Warning::LeadAudited { at, .. }
                if at.is_empty())
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
        let named = self.header.is("lead") || !self.header.members("team").is_empty();
        (!is_of_team(&self.header, me) && (named || self.is_auditee(me))).then(|| Warning::Outsider {
            who: read::at(a, &PERSON, me).name().to_owned(),
            audit: self.header.shown_no(),
        })
    }

    /// Whether somebody is audited, by the header or by a row of the plan.
    pub(super) fn is_auditee(&self, person: &Rid) -> bool {
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
            .chain(self.of_own_words(q, a))
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

    /// Findings of earlier audits that are still open, and those that it looks at again, where who did what was done says that it helped: in a check, or as who
    /// audits the row.
    fn of_earlier(&self, q: &Questionnaire, a: &Assessment) -> Vec<Warning> {
        let in_full = super::carry::in_full(q, a, self);
        let mut all = self.still_open(q, &in_full);
        for (finding, before) in in_full {
            let owner = finding.reply.as_ref().map_or("", |reply| reply.get("owner"));
            let rows = before.rows.iter().filter_map(|n| self.rows.get(*n));
            let own =
                |row: &Row<'_>| row.is_in_plan() && !owner.is_empty() && row.rec.get("auditor") == owner;
            let again = rows.into_iter().any(own).then(|| Warning::CheckedByOwner {
                finding: finding.rec.shown_no(),
                who: Rid::parse(owner)
                    .map(|id| read::at(a, &PERSON, &id).name().to_owned())
                    .unwrap_or_default(),
            });
            all.extend(super::checked_by_owner(a, &finding).or(again));
        }
        all
    }

    /// Places with more than one row that says something; the rows stand in the order of their places.
    fn two_rows(&self) -> Vec<Warning> {
        let said: Vec<&Row<'_>> = self.rows.iter().filter(|row| row.state != RowState::NotPlanned).collect();
        let several = said.chunk_by(|one, next| one.at == next.at).filter(|rows| rows.len() > 1);
        let of = |rows: &[&Row<'_>]| Warning::TwoRows {
            at: rows.first().map_or("", |row| row.rec.get("at")).to_owned(),
            rows: rows.iter().map(|row| row.rec.shown_no()).collect(),
        };
        several.map(of).collect()
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
