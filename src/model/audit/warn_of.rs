//! What an auditor should think about again of a header, a signature and a finding. Told as [`super::warn`] does, of which this is a part.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::finding::{Finding, FindingState, Grade};
use super::row::{Row, RowState};
use super::seal::Version;
use super::warning::Warning;
use super::{Audit, is_below};
use crate::model::assessment::Assessment;
use crate::model::questionnaire::Questionnaire;
use crate::model::record::{EVIDENCE, FINDING_REPLY, Field, PERSON, Rid, read, wants};

impl Audit<'_> {
    /// What a reader of the report should know of who signed it and when: whether somebody else has read it through, whether one of
    /// those who are audited wrote or read it, and whether who signed it is who says that they wrote it.
    pub fn of_version(&self, a: &Assessment, v: &Version<'_>) -> Vec<Warning> {
        let version = v.no;
        let [signed, wrote, read] = ["by", "prepared", "reviewed"].map(|f| v.rec.get(f));
        let person = |id: &str| Rid::parse(id).map(|id| read::at(a, &PERSON, &id).name().to_owned());
        let name = |id: &str| person(id).unwrap_or_default();
        let is_auditee = |id: &str| Rid::parse(id).is_some_and(|id| self.is_auditee(&id));
        let mut all = Vec::new();
        if !signed.is_empty() && signed != wrote {
            all.push(Warning::SignedByOther { version, who: name(signed), prepared: name(wrote) });
        }
        if Rid::parse(signed).is_some_and(|id| self.of_hand(a, &id).is_some()) {
            all.push(Warning::SignedByOutsider { version, who: name(signed) });
        }
        // Of who did both it is enough to say it once.
        if signed != wrote && is_auditee(signed) {
            all.push(Warning::SignedByAuditee { version, who: name(signed) });
        }
        if is_auditee(wrote) {
            all.push(Warning::PreparedByAuditee { version, who: name(wrote) });
        }
        all.extend(v.on.and_then(|on| self.early(on)));
        all.extend(self.prepared_early(v));
        if read.is_empty() {
            all.push(Warning::NotReviewed { version });
            return all;
        }
        if read == wrote {
            all.push(Warning::ReviewedByAuthor { version, who: name(read) });
        } else if is_auditee(read) {
            all.push(Warning::ReviewedByAuditee { version, who: name(read) });
        }
        if !v.rec.is("reviewed-on") {
            all.push(Warning::ReviewedNoDay { version, who: name(read) });
        }
        all
    }

    /// That a version was done writing before the audit began, or before the last row was looked at.
    fn prepared_early(&self, v: &Version<'_>) -> Option<Warning> {
        let on: Date = v.rec.get("prepared-on").parse().ok()?;
        let rows = self.rows.iter().filter(|row| row.is_in_plan());
        let days = rows.filter_map(|row| row.rec.get("on").parse::<Date>().ok());
        let day = days.chain(self.header.get("from").parse().ok()).max()?;
        (on < day).then_some(Warning::PreparedEarly { version: v.no, on, day })
    }

    /// What the header does not say and a report has to.
    pub fn header_lacks(&self, a: &Assessment) -> Option<Warning> {
        let lacks: Vec<&'static Field> =
            wants::lacks(a, &self.header, self.today).into_iter().map(|lack| lack.field).collect();
        (!lacks.is_empty()).then(|| Warning::HeaderLacks { audit: self.header.shown_no(), lacks })
    }

    /// Rows in which who audits is who is asked, and those in which who leads the audit is.
    pub(super) fn of_own_words(&self, q: &Questionnaire, a: &Assessment) -> Vec<Warning> {
        let mut own: BTreeMap<Rid, Vec<String>> = BTreeMap::new();
        let mut led: Vec<String> = Vec::new();
        let lead = Rid::parse(self.header.get("lead"));
        for row in self.rows.iter().filter(|row| row.is_in_plan()) {
            let asked = |id: &Rid| {
                let name = row.rec.get("name");
                row.rec.get("auditee") == id.as_str() || !name.is_empty() && a.is_called(id, name)
            };
            let auditor = Rid::parse(row.rec.get("auditor"));
            let at = q.id_of(row.at).to_owned();
            if let Some(auditor) = auditor.as_ref().filter(|id| asked(id)) {
                own.entry(auditor.clone()).or_default().push(at);
            } else if lead.as_ref().is_some_and(asked) {
                led.push(at);
            }
        }
        let name = |id: &Rid| read::at(a, &PERSON, id).name().to_owned();
        let led = lead.filter(|_| !led.is_empty()).map(|id| Warning::LeadAudited { who: name(&id), at: led });
        own.into_iter().map(|(id, at)| Warning::AuditsSelf { who: name(&id), at }).chain(led).collect()
    }

    /// Findings on what was left out, or on what no row of the plan is about. Nothing is refused for it: an auditor notices
    /// what was not planned, and who reads the report has to know it.
    pub fn outside_plan(&self, q: &Questionnaire) -> Vec<Warning> {
        let of = |f: &Finding<'_>| {
            let (out, none) = self.outside(q, f);
            let finding = f.rec.shown_no();
            let out = (!out.is_empty()).then(|| Warning::NotAudited { finding: finding.clone(), at: out });
            out.into_iter().chain((!none.is_empty()).then_some(Warning::NoRow { finding, at: none }))
        };
        self.findings.iter().filter(|f| f.is_live()).flat_map(of).collect()
    }

    /// Findings that stand and say nothing of what was seen.
    pub fn without_evidence(&self) -> impl Iterator<Item = Warning> {
        let bare = self.findings.iter().filter(|f| f.is_live() && !f.rec.is("evidence"));
        bare.map(|f| Warning::NoEvidence { finding: f.rec.shown_no() })
    }

    /// Rows that cite evidence which was removed since.
    pub(super) fn evidence_gone(&self, q: &Questionnaire, a: &Assessment) -> Vec<Warning> {
        let gone = |row: &Row<'_>| -> Vec<String> {
            let ids = row.rec.members("evidence").into_iter().filter_map(|(id, _)| Rid::parse(id));
            let cited = ids.map(|id| read::at(a, &EVIDENCE, &id)).filter(|rec| !rec.exists());
            cited.map(|rec| format!("{} {}", rec.shown_no(), rec.name())).collect()
        };
        let rows = self.rows.iter().filter(|row| row.is_in_plan()).map(|row| (row, gone(row)));
        let told = rows.filter(|(_, what)| !what.is_empty());
        told.map(|(row, what)| Warning::EvidenceGone { at: q.id_of(row.at).to_owned(), what }).collect()
    }

    /// That rows of the plan are not whole and only a limitation says so.
    pub(super) fn not_whole(&self, q: &Questionnaire) -> Option<Warning> {
        let open = |row: &&Row<'_>| row.is_in_plan() && row.state != RowState::Complete;
        let rows = self.rows.iter().filter(open).filter(|row| row.rec.is("limitation"));
        let at: Vec<String> = rows.map(|row| q.id_of(row.at).to_owned()).collect();
        (!at.is_empty()).then_some(Warning::NotWhole { at })
    }

    /// Rows that are complete in a new version and still say what could not be looked at.
    pub(super) fn old_limitations(&self) -> impl Iterator<Item = Warning> {
        let is_new = self.reopened().is_some();
        let whole = self.rows.iter().filter(move |row| is_new && row.state == RowState::Complete);
        whole.filter(|row| row.rec.is("limitation")).map(|row| Warning::OldLimitation {
            at: row.rec.get("at").to_owned(),
            limitation: row.rec.get("limitation").to_owned(),
        })
    }

    /// Of what a finding is on: what was left out, and what no row of the plan is about.
    pub fn outside(&self, q: &Questionnaire, f: &Finding<'_>) -> (Vec<String>, Vec<String>) {
        let has_row = |id: &str| {
            let mut rows = self.rows.iter().filter(|row| row.is_in_plan()).map(|row| row.at);
            let at = q.exactly(id);
            at.is_none_or(|at| rows.any(|row| is_below(q, at, row) || is_below(q, row, at)))
        };
        let is_out = |id: &String| {
            let r = q.exactly(id).and_then(|at| q.requirement_of(at));
            r.is_some_and(|r| self.is_left_out(q, r))
        };
        let all = f.at.iter().map(|id| (*id).to_owned());
        all.filter(|id| is_out(id) || !has_row(id)).partition(is_out)
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

pub(super) fn of_finding(a: &Assessment, f: &Finding<'_>) -> Vec<Warning> {
    let finding = f.rec.shown_no();
    let mut all: Vec<Warning> = closed_on_nothing(f).into_iter().collect();
    let Some(reply) = &f.reply else { return all };
    let (cause, correction) = (reply.get("cause").trim(), reply.get("correction").trim());
    if !cause.is_empty() && cause.to_lowercase() == correction.to_lowercase() {
        all.push(Warning::CauseIsCorrection { finding: finding.clone() });
    }
    all.extend(due_early(f));
    all.extend(checked_by_owner(a, f));
    all
}

/// That whether it helped was looked at by who did it.
pub fn checked_by_owner(a: &Assessment, f: &Finding<'_>) -> Option<Warning> {
    let owner = f.reply.as_ref().map_or("", |reply| reply.get("owner"));
    let check = f.check.as_ref().filter(|c| !owner.is_empty() && c.get("by") == owner)?;
    let who = Rid::parse(check.get("by")).map(|id| read::at(a, &PERSON, &id).name().to_owned());
    Some(Warning::CheckedByOwner { finding: f.rec.shown_no(), who: who.unwrap_or_default() })
}

/// That what is to be done is due before the finding was raised.
pub fn due_early(f: &Finding<'_>) -> Option<Warning> {
    let due: Date = f.reply.as_ref()?.get("due").parse().ok()?;
    let raised: Date = f.rec.get("raised-on").parse().ok()?;
    (due < raised).then(|| Warning::DueEarly { finding: f.rec.shown_no(), due, raised })
}
