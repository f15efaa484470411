//! Our own data file, `everything.json`, in again: all facts it holds, as they were. Figures and lists beside them are
//! made from the facts and not read.

use serde_json::{Map, Value};

use super::workbook::{self, MadeFrom};
use super::{Fault, Incoming, Left, Place, Proposal, Stood, Trouble, Want, Why, sheet, shown};
use crate::model::assessment::keys;
use crate::model::audit::seal;
use crate::model::fill_in::REDACTED;
use crate::model::record::upgrade::is_old_key;
use crate::model::record::value::Context;
use crate::model::record::{AUDIT_SEAL, NUMBER, read, record_key, takes};
use crate::model::{Layer, Questionnaire, RULE, is_known_fact, text};

/// Where the facts stand in it.
const FACTS: &str = "answers";
/// The longest key of a fact, in bytes.
const KEY: usize = 300;
/// The longest value of a fact nothing here knows, in bytes.
const VALUE: usize = 64 << 10;

/// Whether the bytes could be one.
pub(super) fn is_one(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(&[0xef, 0xbb, 0xbf]).unwrap_or(bytes);
    bytes.iter().find(|b| !b.is_ascii_whitespace()) == Some(&b'{')
}

/// The facts it proposes.
/// `of_another`: also where the file is somebody else's, whose name it then leaves alone.
pub(super) fn read(c: Context<'_>, history: &[&str], bytes: &[u8], of_another: bool) -> Incoming {
    let mut into = Incoming::default();
    if let Err(fault) = facts(c, history, bytes, of_another, &mut into) {
        into.faults.push(fault);
    }
    into
}

fn facts(
    c: Context<'_>,
    history: &[&str],
    bytes: &[u8],
    of_another: bool,
    into: &mut Incoming,
) -> Result<(), Fault> {
    let q = c.q;
    if bytes.len() as u64 > super::LIMITS.file {
        return Err(Fault::whole(Trouble::TooLarge { most: super::LIMITS.file }));
    }
    let text = sheet::text_of(bytes)?;
    let whole: Value = serde_json::from_str(&text).map_err(|e| Fault {
        place: Place { row: e.line(), ..Place::default() },
        trouble: Trouble::Unreadable,
    })?;
    let not_ours = |missing| Fault::whole(Trouble::NotOurs { missing });
    let all = whole.get(FACTS).and_then(Value::as_object).ok_or(not_ours(FACTS))?;
    // Whose it is makes no difference: words that stand for what was left out are nobody's answers. A file without the mark is
    // of before there was one.
    if whole.get(REDACTED).and_then(Value::as_bool) == Some(true) {
        return Err(Fault::whole(Trouble::Redacted));
    }
    let answers = all.get(keys::QUESTIONNAIRE).and_then(Value::as_str);
    let answers = answers.map(|a| a.split(' ').next().unwrap_or(a));
    let answers = answers.or_else(|| whole.get("questionnaire")?.get("id")?.as_str());
    let answers = answers.ok_or(not_ours("questionnaire"))?;
    if answers != q.id {
        let trouble =
            Trouble::OtherQuestionnaire { file: self::text::shown(answers, 60), here: q.id.clone() };
        return Err(Fault::whole(trouble));
    }
    let from = MadeFrom {
        // Where no fact names it, what the papers call it: a copy without names is somebody's all the same.
        organisation: all
            .get(keys::ORGANISATION)
            .or(whole.get("organisation"))
            .and_then(Value::as_str)
            .unwrap_or_default(),
        head: whole.get("head").and_then(|h| h.get("hash")?.as_str()).unwrap_or_default(),
        ..MadeFrom::default()
    };
    let another = workbook::of_another(c, history, from);
    if let Some(fault) = another.filter(|_| !of_another) {
        return Err(fault);
    }
    let same_rule = all.get(keys::RULE).and_then(Value::as_str).is_none_or(|rule| rule == RULE);
    for (key, value) in all {
        if is_of_the_file(key) || is_of_a_seal(c, key) || (of_another && key == keys::ORGANISATION) {
            continue;
        }
        into.rows += 1;
        let place = Place::default();
        let Some(value) = value.as_str().filter(|v| may_stand(key, v)) else {
            let trouble = Trouble::BadFact { key: self::text::shown(key, 60), may: None };
            into.faults.push(Fault { place, trouble });
            continue;
        };
        let left = |why| Left { place: place.clone(), id: self::text::shown(key, 60), why };
        if value.is_empty() {
            continue;
        }
        // Sizes meant other numbers of people by another rule: whoever answers is asked again.
        if is_old_key(key) || (!same_rule && matches!(key.as_str(), keys::SIZE | keys::SIZE_MEANT)) {
            into.left.push(left(Why::OwnOfTheFile));
        } else if !belongs(q, key) {
            into.left.push(left(Why::Unknown));
        } else {
            // What stands here already is kept as it is, whatever it is.
            if c.a.facts().get(key) != Some(&value.to_owned()) {
                if let Some(trouble) = misfit(c, all, key, value) {
                    into.faults.push(Fault { place, trouble });
                    continue;
                }
                if !is_known_fact(q, key) {
                    into.unread.push(self::text::shown(key, 60));
                }
            }
            let want = Want::Fact { key: key.clone(), value: value.to_owned() };
            into.proposals.push(Proposal { place, want, stood: Stood::Unsaid });
        }
    }
    // Known by its last event; a file of before there was one, or of a copy, says only what it holds.
    let from_here = history.contains(&from.head);
    into.left.extend(shown::changed(c, &whole, all, from_here));
    Ok(())
}

/// Why a field of a record does not take what the file holds for it; none where it does, and for what no table here names.
fn misfit(c: Context<'_>, all: &Map<String, Value>, key: &str, value: &str) -> Option<Trouble> {
    // What an audit says is a record with its layer.
    let k = record_key(key).or_else(|| record_key(Layer::of(key)?.1))?;
    let kind = c.kinds.iter().find(|kind| kind.key == k.kind)?;
    let field = kind.field(k.field).filter(|_| !kind.is_one_fact())?;
    let why = takes::stored(c.q, field, k.member, value).err()?;
    let text = |key: &str| all.get(key).and_then(Value::as_str).unwrap_or_default();
    let other = |field: &str| text(&format!("{}{field}", k.prefix()));
    let (no, name) = (other(NUMBER), kind.naming().map_or("", |f| other(f.key)));
    // What stands in an audit counts within it: F-2-7.
    let audit = k.audit.filter(|audit| *audit != k.id);
    let of = audit.map_or("", |a| text(&format!("@audit.{a}/audit.{a}.{NUMBER}")));
    let within = if of.is_empty() { String::new() } else { format!("{of}-") };
    let number = if no.is_empty() { k.id.to_owned() } else { format!("{}-{within}{no}", kind.letter) };
    let record = text::shown(format!("{number} {name}").trim(), 60);
    let member = k.member.map_or(String::new(), |m| format!("{m} "));
    let holds = text::shown(format!("{member}{value}").trim(), 40);
    Some(Trouble::BadField { record, word: field.word, holds: holds.into(), why: Box::new(why) })
}

/// Whether a key and a value may stand in a file at all, whatever they mean.
fn may_stand(key: &str, value: &str) -> bool {
    let known = record_key(key).is_some_and(|k| k.field == "frozen");
    let line = |c: char| !c.is_control() && c != '=';
    !key.is_empty() && key.len() <= KEY && key.chars().all(line) && (known || value.len() <= VALUE)
}

/// Whether a key is about something this questionnaire has. What a newer version of the program keeps under names of
/// its own is kept as it is.
fn belongs(q: &Questionnaire, key: &str) -> bool {
    let fact = Layer::of(key).map_or(key, |(_, fact)| fact);
    let Some((prefix, rest)) = fact.split_once('.') else { return q.exactly(fact).is_some() };
    let of_an_id = [
        keys::NOTE,
        keys::REASON,
        keys::REVIEW,
        keys::ASK,
        keys::OWNER,
        keys::EFFORT,
        keys::RANK,
        keys::WHY_IN,
        keys::HOW,
        keys::AGAIN,
        keys::IN,
    ];
    if [keys::DRIVER, keys::FOR].contains(&format!("{prefix}.").as_str()) {
        return rest.rsplit_once('.').is_some_and(|(id, _)| q.exactly(id).is_some());
    }
    if of_an_id.contains(&format!("{prefix}.").as_str()) {
        return q.exactly(rest).is_some();
    }
    // An answer has a bare id as its key: figures before the first dot, or the letter of a part.
    let bare = prefix.chars().all(|c| c.is_ascii_digit() || c.is_ascii_uppercase());
    !bare || q.exactly(fact).is_some()
}

/// What a fact means, however its parts are written: blanks make no difference, nor does the order of roles.
pub(super) fn meant(key: &str, value: &str) -> Vec<String> {
    if key == keys::ROLES {
        let mut roles: Vec<String> = value
            .split(',')
            .map(|role| self::text::clean_line(role).to_lowercase())
            .filter(|r| !r.is_empty())
            .collect();
        roles.sort();
        roles.dedup();
        return roles;
    }
    value.lines().map(|l| l.trim_end().to_owned()).collect()
}

/// Keys that say of a signed version how it came into a file: each file says that for itself, and so does one that has the version.
fn is_of_a_seal(c: Context<'_>, key: &str) -> bool {
    let Some(k) = record_key(key).filter(|k| k.kind == AUDIT_SEAL.key) else { return false };
    let stands = || k.rid().is_some_and(|id| read::at(c.a, &AUDIT_SEAL, &id).is("hash"));
    k.field == seal::BROUGHT || (k.field == seal::FILE && stands())
}

/// Keys that say what a file of ours is made with, and not what the organisation says.
fn is_of_the_file(key: &str) -> bool {
    matches!(key, keys::QUESTIONNAIRE | keys::RULE | keys::FORMAT)
}
