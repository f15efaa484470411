//! Records of any register: adding, changing, removing; closing what is parked; answers of several people.

use super::line::is_number_of;
use super::{Done, Refused, Work};
use crate::bank;
use crate::model::counts::Counts;
use crate::model::goes;
use crate::model::record::{
    AUDIT, AUDIT_SEAL, CONSEQUENCE, CONTROL, DOCUMENT, Draft, EVIDENCE, FINDING, Kind, LIKELIHOOD, PARKED,
    PERSON, RISK_LEVEL, Rec, Rid, gone, read, value, wants, write,
};
use crate::model::said::{More, Said};
use crate::model::votes;
use crate::model::{Edit, Level, action, change, edit, statement, text};
use crate::session::Session;

/// The state of a document that somebody stands for.
const APPROVED: &str = "approved";

impl Work {
    /// Keeps what was filled in of a record: a new one without an id. What the draft leaves out stays; an empty
    /// name removes a record that is there.
    pub fn put(&mut self, kind: &'static Kind, id: Option<&Rid>, draft: &Draft) -> Result<Done, Refused> {
        self.may_change()?;
        let Some(id) = id else {
            let meant = if kind.key == EVIDENCE.key { self.piece_meant(draft)? } else { None };
            return match meant {
                Some(piece) => self.link_evidence(&piece, draft.get("shows").map_or("", String::as_str)),
                None => self.add(kind, &Session::new_id(), draft),
            };
        };
        if self.would_remove(kind, draft) {
            return self.remove(kind, id);
        }
        let c = self.records();
        let mut e = write::set(c, &read::at(c.a, kind, id), draft)?;
        self.seen_too(&mut e)?;
        let id = id.clone();
        self.done(&e, |w| recorded(w, (kind, &id), &e, false))
    }

    /// The piece of evidence of the register that a new one would be a second time: the one of this number, or the only
    /// one of this name where nothing else is said of it. A piece of the same name with a day of its own is another one.
    pub fn piece_meant(&self, draft: &Draft) -> Result<Option<Rid>, Refused> {
        let what = text::clean_line(draft.get("what").map_or("", String::as_str));
        if what.contains('-') && is_number_of(&EVIDENCE, &what) {
            return self.find_record(&EVIDENCE, &what).map(Some);
        }
        let more =
            |(key, value): (&String, &String)| key != "what" && key != "shows" && !value.trim().is_empty();
        if what.is_empty() || draft.iter().any(more) {
            return Ok(None);
        }
        let wanted = what.to_lowercase();
        let all = read::all(self.a(), &EVIDENCE);
        let mut named = all.iter().filter(|r| text::clean_line(r.name()).to_lowercase() == wanted);
        Ok(named.next().filter(|_| named.next().is_none()).map(|r| r.id.clone()))
    }

    /// Lets a piece of evidence of the register show these ids too, with commas between: one record for all of them.
    pub fn link_evidence(&mut self, id: &Rid, at: &str) -> Result<Done, Refused> {
        self.may_change()?;
        let Some(piece) = self.a().piece(id) else {
            return Err(Refused::NoSuchRecord { kind: &EVIDENCE, typed: id.to_string() });
        };
        let mut shows = piece.shows;
        shows.push(at.to_owned());
        let draft = Draft::from([("shows".to_owned(), shows.join(", "))]);
        let c = self.records();
        let e = write::set(c, &read::at(c.a, &EVIDENCE, id), &draft)?;
        let id = id.clone();
        self.done(&e, |w| {
            let now = w.a().piece(&id).map(|p| (p.what, p.shows)).unwrap_or_default();
            Said::EvidenceShows { no: read::at(w.a(), &EVIDENCE, &id).shown_no(), what: now.0, shows: now.1 }
        })
    }

    /// Whether this draft, of a record that is there, takes it out of its register: its name is emptied.
    pub fn would_remove(&self, kind: &'static Kind, draft: &Draft) -> bool {
        let unnamed = |key: &str| draft.get(key).is_some_and(|v| v.trim().is_empty());
        kind.naming().is_some_and(|f| f.need && unnamed(f.key))
    }

    /// What hangs on a record: to be said before it is removed.
    pub fn hangs(&self, kind: &'static Kind, id: &Rid) -> Vec<gone::Follow> {
        let c = self.records();
        gone::follows(c, &read::at(c.a, kind, id))
    }

    /// Adds a record under this id.
    pub fn add(&mut self, kind: &'static Kind, id: &Rid, draft: &Draft) -> Result<Done, Refused> {
        if kind.key == AUDIT_SEAL.key {
            return self.sign_off(draft);
        }
        let mut e = write::add(self.records(), kind, id, draft)?;
        self.looked(&mut e)?;
        let done = self.done(&e, |w| recorded(w, (kind, id), &e, true))?;
        if kind.key == AUDIT.key {
            self.audit = Some(id.clone());
        }
        Ok(done)
    }

    /// Removes a record.
    pub fn remove(&mut self, kind: &'static Kind, id: &Rid) -> Result<Done, Refused> {
        let found = read::at(self.records().a, kind, id);
        let gone = self.without(&found)?;
        self.done(&gone.0, |_| Said::Removed { kind, follows: gone.1 })
    }

    /// The record of a kind by its permanent id, its number, its name, or the id of an action on the roadmap.
    pub fn record_named(&self, kind: &'static Kind, typed: &str) -> Result<Rec<'_>, Refused> {
        let a = self.a();
        // A part is seen as 5.2-a on the roadmap.
        let stored = || Rid::parse(&action::stored_id(a, typed)?);
        let planned = || stored().map(|id| read::at(a, kind, &id)).filter(Rec::exists);
        let found = read::named(a, kind, typed).or_else(planned);
        found.ok_or_else(|| Refused::NoSuchRecord { kind, typed: typed.to_owned() })
    }

    /// Writes fields of a record; the others stay.
    pub fn set_named(&mut self, kind: &'static Kind, typed: &str, draft: &Draft) -> Result<Done, Refused> {
        let rec = self.record_named(kind, typed)?;
        let (mut e, id) = (write::set(self.records(), &rec, draft)?, rec.id.clone());
        self.seen_too(&mut e)?;
        self.done(&e, |w| recorded(w, (kind, &id), &e, false))
    }

    /// Removes a record.
    pub fn remove_named(&mut self, kind: &'static Kind, typed: &str) -> Result<Done, Refused> {
        // Of a kind whose records are one fact, the number alone does not say which record: the found one does.
        let found = self.record_named(kind, typed)?;
        let gone = self.without(&found)?;
        self.done(&gone.0, |_| Said::Removed { kind, follows: gone.1 })
    }

    /// What removing this record changes, and what hung on it.
    fn without(&self, rec: &Rec) -> Result<(Edit, Vec<gone::Follow>), Refused> {
        may_go(rec)?;
        let c = self.records();
        Ok((write::remove(c, rec), gone::follows(c, rec)))
    }

    /// Adds several records in one step of undo.
    pub fn put_all(&mut self, kind: &'static Kind, drafts: &[Draft]) -> Result<Done, Refused> {
        let e = write::add_all(self.records(), kind, &mut Session::new_id, drafts)?;
        let count = drafts.len();
        self.done(&e, |_| Said::RecordedAll { kind, count })
    }

    /// As [`Self::put_scales`], by how many steps is typed: `3`, or `3x3`.
    pub fn take_scales(&mut self, typed: &str) -> Result<Done, Refused> {
        let steps = typed.trim().to_lowercase();
        let steps = match steps.split_once('x') {
            Some((one, other)) if one.trim() == other.trim() => one.trim().parse(),
            _ => steps.parse(),
        };
        let known = steps.ok().filter(|n| bank::SCALES.contains(n));
        let steps = known.ok_or_else(|| Refused::NoScales { typed: text::shown(typed, 20) })?;
        self.put_scales(&bank::scales(steps))
    }

    /// Puts ready scales into the registers that have none, in one step of undo.
    pub fn put_scales(&mut self, ready: &[(&'static Kind, Draft)]) -> Result<Done, Refused> {
        self.may_change()?;
        let c = self.records();
        let mut all: Option<Edit> = None;
        for kind in [&LIKELIHOOD, &CONSEQUENCE, &RISK_LEVEL] {
            if !read::all(c.a, kind).is_empty() {
                continue;
            }
            let of = ready.iter().filter(|(k, _)| k.key == kind.key);
            let drafts: Vec<Draft> = of.map(|(_, draft)| draft.clone()).collect();
            let e = write::add_all(c, kind, &mut Session::new_id, &drafts)?;
            match &mut all {
                Some(all) => all.changes.extend(e.changes),
                None => all = Some(e),
            }
        }
        if let Some(e) = all {
            self.done(&e, |_| Said::Scales)
        } else {
            let steps = [&LIKELIHOOD, &CONSEQUENCE, &RISK_LEVEL].map(|kind| read::all(self.a(), kind).len());
            Err(Refused::ScalesStand { steps })
        }
    }

    /// The record of a kind by its number, `3` or `P-3`, or its name.
    pub fn find_record(&self, kind: &'static Kind, typed: &str) -> Result<Rid, Refused> {
        let found = read::named(self.a(), kind, typed).map(|r| r.id);
        found.ok_or_else(|| Refused::NoSuchRecord { kind, typed: typed.to_owned() })
    }

    /// As [`Self::find_record`], or by a name only one has.
    pub(super) fn one_named(&self, kind: &'static Kind, typed: &str) -> Result<Rid, Refused> {
        let found = self.find_record(kind, typed);
        found.or_else(|refused| {
            let mut named = read::by_name(self.a(), kind, typed).map(|r| r.id);
            // Of two with the same name nobody knows which is meant.
            named.next().filter(|_| named.next().is_none()).ok_or(refused)
        })
    }

    /// Closes a parked item, or opens it again.
    pub fn close(&mut self, id: &Rid) -> Result<Done, Refused> {
        let c = self.records();
        let rec = read::at(c.a, &PARKED, id);
        let open = rec.is("closed");
        let e = write::set(c, &rec, &Draft::from([("closed".to_owned(), yes(!open))]))?;
        self.done(&e, |_| Said::Closed { open })
    }

    /// Whether people can answer Not applicable here.
    pub fn may_be_excluded(&self, at: &str) -> Result<(), Refused> {
        let target = self.q().find(at).ok_or_else(|| edit::unknown(self.q(), at))?;
        Ok(change::may_be_excluded(self.q(), target)?)
    }

    /// Keeps one person's answer to a question the moment it is given; none takes it away. A hidden one is taken away
    /// before another is given: nobody sees what would be written over.
    pub fn vote(&mut self, at: &str, who: &Rid, level: Option<Level>) -> Result<Done, Refused> {
        let at = self.canonical(at);
        let mut votes = votes::of(self.a(), &at).unwrap_or_default();
        if level.is_some_and(|level| !votes.give(who, level)) {
            return Err(Refused::HasVoted { who: value::called(&read::at(self.a(), &PERSON, who)), at });
        }
        let e = votes::give(self.q(), self.a(), &at, who, level)?;
        self.voted(at, &e)
    }

    /// Shows the answers to a question to the room.
    pub fn show_votes(&mut self, at: &str) -> Result<Done, Refused> {
        let at = self.canonical(at);
        if !votes::in_the_room(self.a(), &at) {
            return Err(Refused::NoVotes { at });
        }
        let e = votes::show(self.q(), self.a(), &at)?;
        self.voted(at, &e)
    }

    fn voted(&mut self, at: String, e: &Edit) -> Result<Done, Refused> {
        if e.is_empty() {
            return Ok(Done { said: Said::Unchanged, next: None });
        }
        self.done(e, |w| Said::Voted { votes: votes::before_room(w.a(), &at).unwrap_or_default(), at })
    }
}

/// A finding is withdrawn, so that its number and what it said stay.
fn may_go(rec: &Rec<'_>) -> Result<(), Refused> {
    if rec.kind.key == FINDING.key { Err(Refused::Withdraw { no: rec.shown_no() }) } else { Ok(()) }
}

/// What came of adding a record, or of changing one, by an edit.
fn recorded(w: &Work, (kind, id): (&'static Kind, &Rid), e: &Edit, new: bool) -> Said {
    let rec = read::at(w.a(), kind, id);
    let over = goes::over_of(w.a(), w.kinds, &rec, e);
    let called = kind.naming().map(|f| kind.key_of(id, f.key));
    let called_so = e.changes.iter().any(|c| Some(&c.key) == called.as_ref());
    Said::Recorded {
        kind,
        no: rec.no(),
        new,
        whole: whole(w, kind, id),
        lacks: wants::lacks(w.a(), &rec, w.today),
        file: kind.key == EVIDENCE.key && w.may_be_kept(&rec),
        alike: if called_so { goes::namesake(w.a(), &rec) } else { None },
        more: Box::new(More {
            reason: (kind.key == CONTROL.key).then(|| w.lacking_in_why(&rec.shown_no())).flatten(),
            over,
            open_rows: open_rows(w, &rec),
            warnings: Vec::new(),
            places: goes::places(kind, id, e),
            rescaled: goes::rescaled_by(w.a(), id, e),
            moves: goes::moved_by(w.records(), e),
        }),
    }
}

/// Of the document that is the Statement of Applicability and is approved how its rows stand, where some of them are open.
fn open_rows(w: &Work, rec: &Rec<'_>) -> Option<Counts> {
    let is_it = || statement::document(w.q(), w.a()).is_some_and(|doc| doc.id == rec.id);
    if rec.kind.key != DOCUMENT.key || rec.get("state") != APPROVED || !is_it() {
        return None;
    }
    Some(Counts::of(&w.statement())).filter(|n| n.open() > 0)
}

/// The first requirement that evidence names as a whole, where that is more than one check.
fn whole(w: &Work, kind: &'static Kind, id: &Rid) -> Option<(String, usize)> {
    let piece = (kind.key == EVIDENCE.key).then(|| w.a().piece(id))??;
    let q = w.q();
    piece.shows.iter().find_map(|at| {
        let r = q.requirement_index(at)?;
        let checks = q.checks_of(r).filter(|c| q.check(*c).mandatory).count();
        (checks > 1).then(|| (at.clone(), checks))
    })
}

fn yes(is: bool) -> String {
    if is { "yes" } else { "no" }.to_owned()
}
