//! Which questionnaire a file answers: the one it keeps, else the one that comes with the program, if its
//! events name that one. Never another: answers to one question must not count as answers to another.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use super::{Notice, Session, StoreError};
use crate::files;
use crate::model::assessment::keys;
use crate::model::{Change, Edit, Questionnaire, text};
use crate::store::{Defect, QUESTIONNAIRE_FACT, Trouble};

/// Facts that hang on an id of the questionnaire.
const ON_IDS: [&str; 10] = [
    keys::NOTE,
    keys::REASON,
    keys::REVIEW,
    keys::DISSENT,
    keys::ASK,
    keys::OWNER,
    keys::WHY_IN,
    keys::HOW,
    keys::AGAIN,
    keys::IN,
];

/// The questionnaire a file keeps, or the one that comes with the program.
pub(super) fn questionnaire(
    bank: &Arc<Questionnaire>,
    kept: Option<String>,
    path: &Path,
) -> Result<Arc<Questionnaire>, StoreError> {
    let Some(kept) = kept else { return Ok(Arc::clone(bank)) };
    if bank.kept.as_deref() == Some(kept.as_str()) {
        return Ok(Arc::clone(bank));
    }
    Questionnaire::from_text(&kept)
        .map(Arc::new)
        .map_err(|fault| damaged(path, Defect::QuestionnaireFaulty(fault)))
}

fn damaged(path: &Path, what: Defect) -> StoreError {
    StoreError { path: path.to_path_buf(), trouble: Trouble::Damaged(what) }
}

/// The founding event: it names this questionnaire, also where it takes over facts that named an older version,
/// and for one from outside the hash of the text the file keeps.
pub(super) fn founding(q: &Questionnaire, first: &Edit) -> Edit {
    let mut first = first.clone();
    first.changes.retain(|c| c.key != QUESTIONNAIRE_FACT);
    for c in first.changes.iter_mut().filter(|c| c.key == keys::QUESTIONNAIRE) {
        c.now = Some(format!("{} {}", q.id, q.version));
    }
    first.changes.extend(q.kept.as_ref().map(|kept| Change {
        key: QUESTIONNAIRE_FACT.to_owned(),
        was: None,
        now: Some(files::sha256_hex(kept.as_bytes())),
    }));
    first
}

/// Holds a questionnaire to the one the events name: an error for another one, the version they name where it is
/// another of the same.
pub(super) fn judge<'n>(
    q: &Questionnaire,
    named: Option<&'n str>,
    path: &Path,
) -> Result<Option<&'n str>, StoreError> {
    let Some(named) = named else { return Ok(None) };
    let (id, version) = named.split_once(' ').unwrap_or((named, ""));
    if id != q.id {
        if q.kept.is_some() {
            return Err(damaged(path, Defect::QuestionnaireNotNamed));
        }
        let trouble = Trouble::OtherQuestionnaire(text::shown(named, 40));
        return Err(StoreError { path: path.to_path_buf(), trouble });
    }
    Ok((version != q.version).then_some(version))
}

impl Session {
    /// Holds the questionnaire to the one the events name: another one is refused, another version is told.
    pub(super) fn judge_questionnaire(&mut self) -> Result<(), StoreError> {
        let other = judge(&self.q, self.a.get(keys::QUESTIONNAIRE), self.path())?.map(str::to_owned);
        if let Some(made_with) = other {
            let notice = Notice::OtherVersion {
                made_with,
                asked: self.q.version.clone(),
                gone: self.ids_without_question().len(),
                file: self.path().to_path_buf(),
            };
            self.notices.push(notice);
        }
        Ok(())
    }

    /// Ids that have answers, notes or the like, but no question in this questionnaire.
    pub fn ids_without_question(&self) -> Vec<String> {
        self.ids_not_in(&self.q)
    }

    /// Ids that have answers, notes or the like, but no question in that questionnaire.
    pub fn ids_not_in(&self, q: &Questionnaire) -> Vec<String> {
        // Capital letters and digits begin an id; all other facts begin with a small letter.
        let answered = |key: &String| key.starts_with(|c: char| c.is_ascii_uppercase() || c.is_ascii_digit());
        let of = |key: &String| ON_IDS.iter().find_map(|prefix| key.strip_prefix(prefix)).map(str::to_owned);
        let ids: BTreeSet<String> = self
            .a
            .facts()
            .keys()
            .filter_map(|key| if answered(key) { Some(key.clone()) } else { of(key) })
            .filter(|id| q.find(id).is_none())
            .collect();
        ids.into_iter().collect()
    }
}
