//! Audits: which one is worked in, its plan, its rows and findings. The organisation's own answers stay as they are.

use std::sync::Arc;

use super::deed::{Deed, NOTHING};
use super::lacks::Lacks;
use super::{Done, Refused, Work};
use crate::model::audit::{self, Audit, Counts, Finding, Freed, Grade, SaidOf, TAKEN_BACK, Told, Warning};
use crate::model::change::facts;
use crate::model::goes;
use crate::model::questionnaire::Target;
use crate::model::record::{
    AUDIT, AUDIT_ROW, Draft, FINDING, FINDING_CHECK, FINDING_REPLY, Field, Kind, MADE, PERSON, Rec, Rid,
    read, record_key, write,
};
use crate::model::said::{Said, gives_no_reason};
use crate::model::{Edit, edit};
use crate::report::{Audited, Head};
use crate::session::Session;

/// Fields of a row that say that somebody looked: only with them a day and an auditor come in by themselves. A note, or what could not
/// be looked at, says neither.
const LOOKED: [&str; 6] = ["conforms", "seen", "evidence", "sample", "population", "deviating"];

/// A field and what is written into it.
pub type Typed<'t> = (&'static str, &'t str);

impl Work {
    /// The audit one works in: the one that was chosen, else the last one.
    pub fn audit_id(&self) -> Option<Rid> {
        let chosen = self.audit.as_ref().filter(|id| read::at(self.a(), &AUDIT, id).exists());
        chosen.cloned().or_else(|| audit::all(self.a()).pop().map(|r| r.id))
    }

    /// That audit with everything in it.
    pub fn audit(&self) -> Option<Audit<'_>> {
        Some(self.audit_of(&self.audit_id()?))
    }

    /// An audit of the file with everything in it.
    pub fn audit_of(&self, audit: &Rid) -> Audit<'_> {
        Audit::of(self.q(), self.a(), audit, self.today).knowing(&self.of_history())
    }

    pub(super) fn an_audit(&self) -> Result<Rid, Refused> {
        self.audit_id().ok_or(Refused::NoAudit)
    }

    /// From here on one works in this audit, by its number, id or title.
    pub fn open_audit(&mut self, typed: &str) -> Result<Done, Refused> {
        let id = self.one_named(&AUDIT, typed)?;
        self.work_in(id.clone());
        Ok(Done { said: self.opened(&id, false), next: None })
    }

    /// From here on one works in this audit.
    pub(super) fn work_in(&mut self, id: Rid) {
        self.audit = Some(id);
    }

    /// Begins an audit: its title and whatever else is known of its header.
    pub fn new_audit(&mut self, draft: &Draft) -> Result<Done, Refused> {
        self.may_change()?;
        let id = Session::new_id();
        let e = write::add(self.records(), &AUDIT, &id, draft)?;
        let done = self.done(&e, |w| w.opened(&id, true))?;
        self.work_in(id);
        Ok(done)
    }

    /// What the audits of the file say of a requirement, as lists of the organisation's own do; none where they found nothing and
    /// conclude nothing. Read once after a change.
    pub fn audit_mark(&self, requirement: usize) -> Option<&SaidOf> {
        let read = || audit::said_of(self.q(), self.a(), self.today);
        let said = self.marks.get_or_init(read).get(requirement)?;
        matches!(said, SaidOf::Found { .. }).then_some(said)
    }

    /// The head with what audits say of each requirement, for lists of the organisation's own.
    pub fn head_with_audits(&self) -> Head {
        let of = Arc::new(audit::said_of(self.q(), self.a(), self.today));
        Head { audited: Some(Audited { of, on_paper: false }), ..self.head() }
    }

    fn opened(&self, id: &Rid, new: bool) -> Said {
        let rec = read::at(self.a(), &AUDIT, id);
        Said::Audited(Told::Opened { no: rec.shown_no(), name: rec.name().to_owned(), new })
    }

    fn place_at(&self, typed: &str) -> Result<(Target, String), Refused> {
        let q = self.q();
        let numbered = || self.row_numbered(typed).and_then(|row| q.exactly(row.get("at")));
        let at = q.find(typed).or_else(numbered).ok_or_else(|| Refused::from(edit::unknown(q, typed)))?;
        Ok((at, q.id_of(at).to_owned()))
    }

    /// The row of the audit one works in that has this number: of two at one place, as a merge may leave them, it says which.
    pub(super) fn row_numbered(&self, typed: &str) -> Option<Rec<'_>> {
        let row = read::named(self.a(), &AUDIT_ROW, typed).filter(|_| typed.contains('-'))?;
        (row.id.audit() == self.audit_id()).then_some(row)
    }

    /// The row at this very id in the audit one works in.
    fn row_at(&self, audit: &Rid, at: &str) -> Option<Rec<'_>> {
        read::first_in(self.a(), &AUDIT_ROW, audit, ("at", at))
    }

    /// The edit that writes these fields into the rows at these ids; a row that is not there comes into the plan. Who
    /// looked and when is filled in where it is empty.
    fn rows_edit(&self, ids: &[&str], fields: &[Typed<'_>]) -> Result<(Edit, Vec<String>), Refused> {
        let (audit, c) = (self.an_audit()?, self.records());
        let number = read::at(c.a, &AUDIT, &audit).shown_no();
        let me = self.me().map(|id| read::at(c.a, &PERSON, id).shown_no());
        let looked = fields.iter().any(|(f, typed)| LOOKED.contains(f) && !typed.is_empty());
        let (mut all, mut new, mut places) = (facts(c.a, AUDIT_ROW.key, "", []), Vec::new(), Vec::new());
        for typed in ids {
            let (_, at) = self.place_at(typed)?;
            if places.contains(&at) {
                continue;
            }
            let there = self.row_numbered(typed).or_else(|| self.row_at(&audit, &at));
            let mut draft: Draft = fields.iter().map(|(f, v)| ((*f).to_owned(), (*v).to_owned())).collect();
            let empty = |f: &str| there.as_ref().is_none_or(|r| r.get(f).is_empty());
            for (f, value) in [("on", Some(self.today.to_string())), ("auditor", me.clone())] {
                if let Some(value) = value.filter(|_| looked && empty(f)) {
                    draft.entry(f.to_owned()).or_insert(value);
                }
            }
            if let Some(row) = there {
                // Whoever says that it conforms has audited it after all.
                if row.is("skip") && fields.contains(&("conforms", "yes")) {
                    draft.insert("skip".to_owned(), String::new());
                    draft.insert("planned".to_owned(), "yes".to_owned());
                }
                all.changes.extend(write::set(c, &row, &draft)?.changes);
            } else {
                draft.insert("at".to_owned(), at.clone());
                draft.insert(AUDIT.key.to_owned(), number.clone());
                if !draft.contains_key("skip") {
                    draft.entry("planned".to_owned()).or_insert_with(|| "yes".to_owned());
                }
                new.push(draft);
            }
            places.push(at);
        }
        if !new.is_empty() {
            all.changes.extend(write::add_all(c, &AUDIT_ROW, &mut Session::new_id, &new)?.changes);
        }
        if let [one] = places.as_slice() {
            all.at.clone_from(one);
        }
        Ok((all, places))
    }

    /// Takes these into the plan, or out of it.
    pub fn plan_rows(&mut self, ids: &[&str], on: bool) -> Result<Done, Refused> {
        let fields: &[Typed<'_>] = if on { &[("planned", "yes"), ("skip", "")] } else { &[("planned", "")] };
        let (e, places) = self.rows_edit(ids, fields)?;
        self.done(&e, |w| w.plan_told(if on { &places } else { &[] }))
    }

    /// Leaves these out, and says why.
    pub fn skip_rows(&mut self, ids: &[&str], why: &str) -> Result<Done, Refused> {
        let (e, _) = self.rows_edit(ids, &[("skip", why)])?;
        self.done(&e, |w| w.plan_told(&[]))
    }

    /// How far the plan reaches, and who would audit own work at the places that came into it.
    fn plan_told(&self, came: &[String]) -> Said {
        let (q, audit) = (self.q(), self.audit());
        let counts = audit.as_ref().map(|audit| Counts::of(q, audit)).unwrap_or_default();
        let Counts { rows, covered, not_audited, of, .. } = counts;
        let came: Vec<Target> = came.iter().filter_map(|id| q.exactly(id)).collect();
        let told = |audit: Audit<'_>| {
            let mut all = audit.of_plan(q, self.a(), &came);
            all.extend(audit.planned_twice(q, &came));
            all
        };
        let warnings = audit.map(told).unwrap_or_default();
        Said::Audited(Told::Plan { rows, covered, left_out: not_audited, of, warnings })
    }

    /// Writes fields of the row at an id.
    pub fn write_row(&mut self, at: &str, fields: &[Typed<'_>]) -> Result<Done, Refused> {
        let (mut e, _) = self.rows_edit(&[at], fields)?;
        self.seen_too(&mut e)?;
        let (_, at) = self.place_at(at)?;
        self.done(&e, |w| w.row_told(&at, fields))
    }

    fn row_told(&self, at: &str, fields: &[Typed<'_>]) -> Said {
        let (Some(id), Some(place)) = (self.audit_id(), self.q().find(at)) else { return Said::Unchanged };
        let alone = audit::row_alone(self.q(), self.a(), &id, (place, self.today));
        let Some(row) = alone else { return Said::Unchanged };
        let wrote = |f: &str| fields.iter().any(|(field, _)| *field == f);
        let mut warnings = Vec::new();
        if wrote("auditor") {
            warnings = self.audit_of(&id).of_plan(self.q(), self.a(), &[place]);
        }
        if let Some(me) = self.me().filter(|_| wrote("conforms")) {
            warnings.extend(self.audit_of(&id).of_writer(self.a(), me, place, at));
        }
        let (at, freed) = (at.to_owned(), Vec::new());
        Said::Audited(Told::Row { at, result: row.result, state: row.state.clone(), freed, warnings })
    }

    /// Says that what stands at an id conforms. Where a nonconformity stands against it, that needs a reason: findings on
    /// this id alone are withdrawn for it, the others let go of it.
    pub fn conform(&mut self, at: &str, because: &str) -> Result<Done, Refused> {
        let (place, at) = self.place_at(at)?;
        let because = because.trim();
        let fields: &[Typed<'_>] = &[("conforms", "yes"), ("because", because)];
        let said = if because.is_empty() { fields.get(..1).unwrap_or(fields) } else { fields };
        let (mut e, _) = self.rows_edit(&[&at], said)?;
        let (q, c) = (self.q(), self.records());
        let audit = self.audit().ok_or(Refused::NoAudit)?;
        let against: Vec<&Finding<'_>> =
            audit.findings_at(q, place).filter(|f| f.against().is_some()).collect();
        if !against.is_empty() && gives_no_reason(because) {
            let findings = against.iter().map(|f| f.rec.shown_no()).collect();
            return Err(Refused::StandsAgainst { at, findings });
        }
        let mut freed = Vec::new();
        for f in against {
            let here = |id: &&&str| q.exactly(id).is_some_and(|id| audit::is_below(q, id, place));
            let others: Vec<&str> = f.at.iter().filter(|id| !here(id)).copied().collect();
            let mut draft = Draft::from([("because".to_owned(), because.to_owned())]);
            if others.is_empty() {
                draft.insert("withdrawn".to_owned(), because.to_owned());
            } else {
                draft.insert("at".to_owned(), others.join(", "));
            }
            e.changes.extend(write::set(c, &f.rec, &draft)?.changes);
            let still = others.into_iter().map(str::to_owned).collect();
            freed.push(Freed { no: f.rec.shown_no(), still });
        }
        self.done(&e, |w| match w.row_told(&at, &[("conforms", "yes")]) {
            Said::Audited(Told::Row { at, result, state, warnings, .. }) => {
                Said::Audited(Told::Row { at, result, state, freed, warnings })
            }
            other => other,
        })
    }

    /// Takes back that what stands at an id conforms; where that was never said, nothing changes.
    pub(super) fn conclude_nothing(&mut self, at: &str, because: &str) -> Result<Done, Refused> {
        let (place, _) = self.place_at(at)?;
        let audit = self.audit().ok_or(Refused::NoAudit)?;
        if !audit.row_at(place).is_some_and(|row| row.conforms) {
            return Ok(Done { said: Said::Unchanged, next: None });
        }
        self.write_row(at, &[("conforms", ""), ("because", because)])
    }

    /// Raises a finding on these ids; what the row of the first one says is taken as its evidence.
    pub fn raise(&mut self, ids: &[&str], grade: Grade, what: &str) -> Result<Done, Refused> {
        self.on_no_heading(ids, grade)?;
        let draft = self.to_raise(ids, grade, what)?;
        self.raise_of(&draft)
    }

    /// The same of one that follows from another, by its number.
    pub(super) fn raise_from(
        &mut self,
        ids: &[&str],
        grade: Grade,
        (what, parent): (&str, &str),
    ) -> Result<Done, Refused> {
        self.on_no_heading(ids, grade)?;
        let mut draft = self.to_raise(ids, grade, what)?;
        draft.insert("parent".to_owned(), self.finding_named(parent)?.shown_no());
        self.raise_of(&draft)
    }

    fn raise_of(&mut self, draft: &Draft) -> Result<Done, Refused> {
        let (c, id) = (self.records(), Session::new_id());
        let mut e = write::add(c, &FINDING, &id, draft)?;
        self.looked(&mut e)?;
        self.done(&e, |w| w.found(&id))
    }

    /// That a finding names what below a heading it is on: of a heading nobody knows.
    fn on_no_heading(&self, ids: &[&str], grade: Grade) -> Result<(), Refused> {
        let q = self.q();
        let heading = |id: &&str| match q.find(id) {
            Some(at @ Target::Heading(h)) => Some((q.id_of(at).to_owned(), q.below(h))),
            _ => None,
        };
        let Some((at, below)) = ids.iter().find_map(heading) else { return Ok(()) };
        let below = below.into_iter().map(|r| q.requirements[r].id.clone()).collect();
        Err(Refused::OnHeading { at, below, grade: grade.key() })
    }

    /// A finding that was raised before its row said what was seen takes that as its evidence.
    pub(super) fn seen_too(&self, e: &mut Edit) -> Result<(), Refused> {
        let c = self.records();
        let mut more = Vec::new();
        for x in &e.changes {
            let key = record_key(&x.key).filter(|k| k.kind == AUDIT_ROW.key && k.field == "seen");
            let (Some(id), Some(seen)) = (key.and_then(|k| k.rid()), x.now.as_deref()) else { continue };
            let Some(audit) = id.audit() else { continue };
            let at = read::at(c.a, &AUDIT_ROW, &id).get("at").to_owned();
            let on = |f: &Rec<'_>| f.members("at").first().is_some_and(|(first, _)| *first == at);
            let bare = |f: &Rec<'_>| !f.is("withdrawn") && f.get("evidence").is_empty() && on(f);
            for finding in read::all_in(c.a, &FINDING, &audit).into_iter().filter(bare) {
                let draft = Draft::from([("evidence".to_owned(), seen.to_owned())]);
                more.extend(write::set(c, &finding, &draft)?.changes);
            }
        }
        e.changes.extend(more);
        Ok(())
    }

    /// Who raises a finding has looked: the rows it is on get the day and the auditor where they have none, as they do by a result.
    pub(super) fn looked(&self, e: &mut Edit) -> Result<(), Refused> {
        let c = self.records();
        let me = self.me().map(|id| read::at(c.a, &PERSON, id).shown_no()).unwrap_or_default();
        let begun = |id: &Rid| e.changes.iter().any(|x| x.key == FINDING.key_of(id, MADE) && x.was.is_none());
        let places = e.changes.iter().filter(|x| x.now.is_some()).filter_map(|x| {
            let key = record_key(&x.key).filter(|k| k.kind == FINDING.key && k.field == "at")?;
            let id = key.rid().filter(begun)?;
            let row = self.row_at(&id.audit()?, key.member?)?;
            (row.is("planned") && !row.is("skip")).then_some(row)
        });
        let mut more = Vec::new();
        for row in places {
            let fields = [("on", self.today.to_string()), ("auditor", me.clone())];
            let empty = fields.into_iter().filter(|(f, v)| row.get(f).is_empty() && !v.is_empty());
            let draft: Draft = empty.map(|(f, v)| (f.to_owned(), v)).collect();
            more.extend(write::set(c, &row, &draft)?.changes);
        }
        e.changes.extend(more);
        Ok(())
    }

    /// What a new finding starts with.
    pub fn to_raise(&self, ids: &[&str], grade: Grade, what: &str) -> Result<Draft, Refused> {
        let (audit, c) = (self.an_audit()?, self.records());
        let mut places = Vec::new();
        for id in ids {
            places.push(self.place_at(id)?.1);
        }
        let row = places.first().and_then(|at| self.row_at(&audit, at));
        let of_row = |f: &str| row.as_ref().map_or("", |r| r.get(f)).to_owned();
        let me = self.me().map(|id| read::at(c.a, &PERSON, id).shown_no()).unwrap_or_default();
        let fields = [
            ("what", what.to_owned()),
            ("audit", read::at(c.a, &AUDIT, &audit).shown_no()),
            ("grade", grade.key().to_owned()),
            ("at", places.join(", ")),
            ("criterion", of_row("criterion")),
            ("evidence", of_row("seen")),
            ("raised-on", self.today.to_string()),
            ("raised-by", me),
        ];
        Ok(fields.into_iter().map(|(f, v)| (f.to_owned(), v)).collect())
    }

    fn found(&self, id: &Rid) -> Said {
        let audit = self.audit();
        let found = audit.as_ref().and_then(|audit| audit.finding(id));
        match found.and_then(|f| Some((f, f.grade?))) {
            Some((f, grade)) => Said::Audited(Told::Found {
                no: f.rec.shown_no(),
                grade,
                at: f.at.iter().map(|id| (*id).to_owned()).collect(),
                warnings: audit.as_ref().map(|audit| self.of_raising(audit, f)).unwrap_or_default(),
            }),
            None => Said::Unchanged,
        }
    }

    /// Whether who sits here should rather not have raised this: at its first place with something to say.
    fn of_raising(&self, audit: &Audit<'_>, f: &Finding<'_>) -> Vec<Warning> {
        let Some(me) = self.me() else { return Vec::new() };
        let places = f.at.iter().filter_map(|id| Some((self.q().exactly(id)?, *id)));
        let mut told = places.map(|(at, id)| audit.of_writer(self.a(), me, at, id));
        told.find(|all| !all.is_empty()).unwrap_or_default()
    }

    /// The finding of this number.
    pub fn finding_named(&self, typed: &str) -> Result<Rec<'_>, Refused> {
        let mine = |digits: &str| {
            let audit = read::at(self.a(), &AUDIT, &self.audit_id()?);
            read::named(self.a(), &FINDING, &format!("{}-{digits}", audit.no()))
        };
        let bare = typed.bytes().all(|b| b.is_ascii_digit());
        let found = if bare { mine(typed) } else { read::named(self.a(), &FINDING, typed) };
        found.ok_or_else(|| Refused::NoSuchRecord { kind: &FINDING, typed: typed.to_owned() })
    }

    /// Writes fields of a finding.
    pub fn write_finding(&mut self, no: &str, fields: &[Typed<'_>]) -> Result<Done, Refused> {
        let rec = self.finding_named(no)?;
        let id = rec.id.clone();
        let draft = fields.iter().map(|(f, v)| ((*f).to_owned(), (*v).to_owned())).collect();
        let was = Grade::parse(rec.get("grade"));
        let e = write::set(self.records(), &rec, &draft)?;
        self.done(&e, |w| w.finding_told(&id, fields, was, Vec::new()))
    }

    /// Writes fields of the reply to a finding; the first of them makes it.
    pub fn reply(&mut self, no: &str, fields: &[Typed<'_>]) -> Result<Done, Refused> {
        let finding = self.finding_named(no)?.id;
        let mut draft: Draft = fields.iter().map(|(f, v)| ((*f).to_owned(), (*v).to_owned())).collect();
        let c = self.records();
        let mut gone = Vec::new();
        let e = if let Some(reply) = self.last_of(&FINDING_REPLY, &finding) {
            let e = write::set(c, &reply, &draft)?;
            gone = goes::over_of(c.a, c.kinds, &reply, &e);
            e
        } else {
            draft.insert("finding".to_owned(), read::at(c.a, &FINDING, &finding).shown_no());
            write::add(c, &FINDING_REPLY, &Session::new_id(), &draft)?
        };
        self.done(&e, |w| w.finding_told(&finding, fields, None, gone))
    }

    /// Says whether what was done about a finding helped; who sits here has looked, today.
    pub fn check_finding(&mut self, no: &str, effect: &str, evidence: &str) -> Result<Done, Refused> {
        let finding = self.finding_named(no)?;
        let (c, id) = (self.records(), finding.id.clone());
        let me = self.me().map(|id| read::at(c.a, &PERSON, id).shown_no()).unwrap_or_default();
        let fields = [
            ("finding", finding.shown_no()),
            ("effect", effect.to_owned()),
            ("by", me),
            ("on", self.today.to_string()),
            ("evidence", evidence.to_owned()),
        ];
        let draft = fields.into_iter().map(|(f, v)| (f.to_owned(), v)).collect();
        let e = write::add(c, &FINDING_CHECK, &Session::new_id(), &draft)?;
        self.done(&e, |w| w.finding_told(&id, &[], None, Vec::new()))
    }

    /// Takes back the last look at whether it helped, with its reason; it stays in the history.
    pub(super) fn take_back_look(&mut self, no: &str, effect: &str, why: &str) -> Result<Done, Refused> {
        let id = self.finding_named(no)?.id.clone();
        let audit = id.audit().map(|audit| self.audit_of(&audit));
        let found = audit.as_ref().and_then(|audit| audit.finding(&id));
        let look = found.and_then(|f| f.check.clone()).filter(|look| look.get("effect") == effect);
        let Some(look) = look else {
            let no = found.map_or_else(|| no.to_owned(), |f| f.rec.shown_no());
            return Err(Refused::NoLook { no, effect: effect.to_owned() });
        };
        if why.is_empty() {
            let line = [Deed::Finding.typed(), no, effect, NOTHING, "because"].join(" ");
            let field = FINDING_CHECK.field(TAKEN_BACK).unwrap_or(&FINDING_CHECK.fields[0]);
            return Err(Refused::SayWhat(Box::new(Lacks::needed(line, field))));
        }
        let draft = Draft::from([(TAKEN_BACK.to_owned(), why.to_owned())]);
        let e = write::set(self.records(), &look, &draft)?;
        self.done(&e, |w| w.finding_told(&id, &[], None, Vec::new()))
    }

    /// The last record of a kind that is about a finding.
    pub fn last_of(&self, kind: &'static Kind, finding: &Rid) -> Option<Rec<'_>> {
        let about = |r: &Rec<'_>| r.get("finding") == finding.as_str();
        read::all_in(self.a(), kind, &finding.audit()?).into_iter().rfind(about)
    }

    /// How far a finding is, and what the fields that were written make of it.
    fn finding_told(
        &self,
        id: &Rid,
        fields: &[Typed<'_>],
        was: Option<Grade>,
        gone: Vec<(&'static Field, String)>,
    ) -> Said {
        let wrote = |all: &[&str]| fields.iter().any(|(f, _)| all.contains(f));
        let rec = read::at(self.a(), &FINDING, id);
        let audit = rec.id.audit().map(|audit| self.audit_of(&audit));
        match audit.as_ref().and_then(|audit| audit.finding(id)) {
            Some(f) => Said::Audited(Told::Finding {
                no: f.rec.shown_no(),
                state: f.state,
                due: Some(f.due.clone()).filter(|_| wrote(&["due", "days", "event"])),
                gone,
                at: if wrote(&["at"]) {
                    f.at.iter().map(|id| (*id).to_owned()).collect()
                } else {
                    Vec::new()
                },
                grade: was.zip(f.grade).filter(|(was, now)| was != now),
                warnings: audit::closed_on_nothing(f)
                    .into_iter()
                    .chain(
                        audit::checked_by_owner(self.a(), f)
                            .filter(|_| fields.is_empty() || wrote(&["owner"])),
                    )
                    .chain(audit::due_early(f).filter(|_| wrote(&["due"])))
                    .collect(),
            }),
            None => Said::Unchanged,
        }
    }
}
