//! What comes in: a file of somebody else held against what stands, and taken over as one step or not at all. A dry run
//! is the same without the last step.

use std::path::Path;
use std::sync::Arc;

use super::not_read::NotRead;
use super::{Done, Refused, Work, seal};
use crate::files::{self, Kind};
use crate::import::{self, As, Choice, How, Incoming, LIMITS, Planned};
use crate::model::said::Said;
use crate::report;
use crate::session::Session;

/// The longest name of a file that the history shows, in characters.
const NAME: usize = 60;

/// A file that was read: what it proposes, and what that comes to here.
#[derive(Debug, Clone)]
pub struct Looked {
    /// Its bytes, so that it can be read in another way.
    bytes: Arc<[u8]>,
    /// Its name, by which the history calls the import.
    name: String,
    /// The open file as a shell takes it, for commands that are named.
    pub file: String,
    /// How it is read.
    pub how: How,
    /// What is done about differences.
    pub choice: Choice,
    /// What kind of file it was taken for; none where that was not found out.
    pub is: Option<As>,
    incoming: Incoming,
    /// What taking it over would come to.
    pub planned: Planned,
}

/// The bytes of a file, no more of them than are looked at.
pub(super) fn bytes(path: &Path) -> Result<Vec<u8>, NotRead> {
    let failed = |e: &std::io::Error| NotRead::System { path: path.to_owned(), why: files::why(e) };
    // One byte more tells that it is too large.
    let (bytes, found, _) = files::read_head(path, LIMITS.file + 1).map_err(|e| failed(&e))?;
    if found.kind == Kind::File {
        Ok(bytes)
    } else {
        Err(NotRead::NoFile { path: path.to_owned(), kind: found.kind })
    }
}

impl Looked {
    /// Whether it is a sheet of ours, whichever file it was made from.
    pub const fn is_ours(&self) -> bool {
        !self.incoming.made_at.is_empty()
    }
}

impl Work {
    /// Reads a file and holds it against what stands. Nothing is changed.
    pub fn look_into(&self, path: &Path, how: How, choice: Choice) -> Result<Looked, NotRead> {
        let name = files::shown_name(path, NAME);
        Ok(self.look((bytes(path)?.into(), name), how, choice))
    }

    /// Reads the same file in another way.
    #[must_use]
    pub fn look_again(&self, looked: &Looked, how: How, choice: Choice) -> Looked {
        self.look((Arc::clone(&looked.bytes), looked.name.clone()), how, choice)
    }

    fn look(&self, (bytes, name): (Arc<[u8]>, String), how: How, choice: Choice) -> Looked {
        let history: Vec<&str> = self.s.events().iter().map(|e| e.hash.as_str()).collect();
        let (is, mut incoming) = import::read(self.records(), &history, &bytes, &how);
        if is == Some(As::Soa) && !incoming.proposals.is_empty() {
            import::as_told(&mut incoming, &report::statement(&self.input(&self.head())));
        }
        if import::asks_what_stood(&incoming)
            && let Some(event) = self.s.events().iter().find(|e| e.hash == incoming.made_at)
        {
            import::as_it_stood(&mut incoming, &Arc::new(self.s.assessment_at(event.seq)), self.a());
        }
        let planned = self.weigh(&incoming, choice);
        Looked { bytes, name, file: files::typed(self.path()), how, choice, is, incoming, planned }
    }

    fn weigh(&self, incoming: &Incoming, choice: Choice) -> Planned {
        import::weigh(self.records(), incoming, choice, &mut Session::new_id)
    }

    /// With what it came to, the audits of it that say they were signed, and whether it can be taken back.
    fn taken_over(&self, mut counts: Said) -> Said {
        let Some(edit) = self.s.next_back(false) else { return counts };
        if let Said::Imported { signed, stays, .. } = &mut counts {
            *signed = seal::signed_by(self.a(), &edit);
            *stays = self.may_say(&edit).is_err();
        }
        counts
    }

    /// Takes over what was looked into, all in one step; held once more against what stands, should that have changed.
    pub fn take_over(&mut self, looked: &Looked) -> Result<Done, Refused> {
        self.may_change()?;
        let Planned { mut edit, report } = self.weigh(&looked.incoming, looked.choice);
        seal::mark_brought(self.a(), &mut edit, &looked.name);
        if !report.faults.is_empty() {
            return Err(Refused::Faults { faults: report.faults });
        }
        let counts = Said::Imported {
            changed: report.changed.len(),
            same: report.same,
            conflicting: report.conflicting.len(),
            left: report.left_alone(),
            unread: report.unread.len(),
            beside: report.differ_beside(),
            signed: Vec::new(),
            goes: report.goes.clone(),
            sides: report.changing_sides(),
            stays: false,
        };
        if edit.is_empty() {
            return Ok(Done { said: counts, next: None });
        }
        edit.at.clone_from(&looked.name);
        self.done(&edit, |w| w.taken_over(counts))
    }
}
