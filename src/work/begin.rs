//! How an assessment begins: a new file, a follow-up of one, the sample.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;

use super::texts::{SOLO, about_value, themselves};
use super::{Refused, Work, seal};
use crate::files;
use crate::model::assessment::keys;
use crate::model::format::Firm;
use crate::model::record::KINDS;
use crate::model::record::value::Context;
use crate::model::{Assessment, Edit, Questionnaire, edit, snapshot, text};
use crate::sample;
pub use crate::sample::SampleError;
use crate::session::{Notice, Session};

/// The most letters of its name a file is remembered by in one that follows it.
const NAME: usize = 60;

/// Checks one fact a new assessment is asked for; what is kept of it.
pub fn check(q: &Questionnaire, key: &'static str, value: &str, today: Date) -> Result<String, Refused> {
    if key == keys::ORGANISATION && value.trim().is_empty() {
        return Err(Refused::Missing { field: key });
    }
    let value = about_value(key, value.to_owned(), today);
    edit::about(&Assessment::new(q), [(key, value.clone())])
        .map_err(|why| Refused::In { field: key, why: Box::new(why) })?;
    Ok(value)
}

/// The first facts of a new assessment. What is empty is left out; without the name of the organisation there is
/// none. A refusal names the field that is wrong.
pub fn founding(
    q: &Questionnaire,
    sets: impl IntoIterator<Item = (&'static str, String)>,
    today: Date,
) -> Result<Edit, Refused> {
    let mut checked = Vec::new();
    let mut named = false;
    for (key, value) in sets {
        named |= key == keys::ORGANISATION && !value.trim().is_empty();
        if !value.trim().is_empty() {
            checked.push((key, check(q, key, &value, today)?));
        }
    }
    if !named {
        return Err(Refused::Missing { field: keys::ORGANISATION });
    }
    edit::founding(q, checked).map_err(|why| Refused::In { field: keys::ORGANISATION, why: Box::new(why) })
}

/// Creates the file of a new assessment and opens it. Who works alone stands in the register of people from the first change on.
pub fn create(
    q: impl Into<Arc<Questionnaire>>,
    path: &Path,
    by: &str,
    first: &Edit,
    overwrite: bool,
) -> Result<Session, Refused> {
    let q = q.into();
    let mut first = first.clone();
    if first.changes.iter().any(|x| x.key == keys::SIZE && x.now.as_deref() == Some(SOLO)) {
        let a = Assessment::new(&q);
        let c = Context { q: &q, a: &a, today: Date::default(), kinds: KINDS };
        let (_, person) = themselves(c, by)?;
        first.changes.extend(person.changes);
    }
    Ok(Session::create(q, path, by, &first, overwrite)?)
}

/// Creates a file that starts from the facts of another, which is only read and becomes its first frozen state
/// under the name of its file. It answers the questionnaire the old one answers, or another version of it; how
/// many ids with answers or notes have no question in that one.
pub fn follow_up(
    old: &Work,
    new: &Path,
    by: &str,
    other_version: Option<Questionnaire>,
) -> Result<usize, Refused> {
    let q = match other_version {
        None => old.shared_q(),
        Some(q) if q.id == old.q().id => Arc::new(q),
        Some(q) => return Err(Refused::OtherQuestionnaire { answers: old.q().id.clone(), other: q.id }),
    };
    let name = old.path().file_name().map_or_else(|| old.path().to_string_lossy(), OsStr::to_string_lossy);
    let name = text::shown(&name, NAME);
    let steps =
        snapshot::follow_up(&seal::marked(old.session(), &name), &Session::new_id(), &name, old.today)?;
    let gone = old.session().ids_not_in(&q).len();
    Session::create_in_steps(q, new, by, &steps)?;
    Ok(gone)
}

/// Where a sample lies, and makes it when it is not there yet: that of a firm, or without one the user some
/// weeks into the work.
pub fn sample(
    q: impl Into<Arc<Questionnaire>>,
    firm: Option<Firm>,
    today: Date,
) -> Result<PathBuf, SampleError> {
    let name = firm.map_or_else(|| "sample.aims".to_owned(), |f| format!("sample-{}.aims", f.key()));
    let path = files::state_dir().map_or_else(|| format!("clausewise-{name}").into(), |d| d.join(&name));
    if let Some(parent) = path.parent() {
        // What is wrong with the folder is said when the file cannot be created in it.
        let _ = files::make_private_dir(parent);
    }
    if !files::exists(&path) {
        create_sample(q, firm, &path, today, false)?;
    }
    Ok(path)
}

/// Creates a sample as a new file. What the person should know.
pub fn create_sample(
    q: impl Into<Arc<Questionnaire>>,
    firm: Option<Firm>,
    path: &Path,
    today: Date,
    overwrite: bool,
) -> Result<Vec<Notice>, SampleError> {
    sample::create(q, firm, path, today, overwrite)
}
