//! What a stored value of a field may be, asked when a file is read. Limits bind there too; choices do not, so
//! that a word of a newer version is kept.

use super::{Kind, MADE, NUMBER, RecordKey, Rid, Type};
use crate::model::level::Level;
use crate::model::limits::{self, Expected, Limit, What};

pub(super) fn number(text: &str, most: u32) -> Option<f64> {
    text.parse::<f64>().ok().filter(|n| *n > 0.0 && *n <= f64::from(most))
}

/// How many: a whole number as it is kept, nothing being one too.
pub(super) fn count(text: &str, most: u32) -> Option<u32> {
    text.parse().ok().filter(|n| *n <= most)
}

/// Whether this is SHA-256 as it is kept.
fn is_sha256(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
}

/// How many bytes, as it is kept.
fn bytes(text: &str) -> Option<u64> {
    text.parse::<u64>().ok().filter(|n| n.to_string() == text)
}

/// Whether a file may hold this value in a field.
pub(crate) fn stored(word: &'static str, typ: Type, member: Option<&str>, value: &str) -> Result<(), Limit> {
    let what = What::Field(word);
    let wrong = |expected| Limit { what, expected, most: None };
    if typ.is_set() != member.is_some() {
        return Err(wrong(Expected::Readable));
    }
    match typ {
        Type::Frozen => limits::frozen(value),
        Type::Date => limits::date(what, value).map(|_| ()),
        Type::Seen => {
            let who = member.and_then(Rid::parse);
            who.ok_or(wrong(Expected::Person)).and_then(|_| limits::date(what, value).map(|_| ()))
        }
        Type::Number(most) | Type::Hours(most) => {
            number(value, most).map(|_| ()).ok_or(wrong(Expected::Number))
        }
        Type::Count(most) => count(value, most).map(|_| ()).ok_or(wrong(Expected::Number)),
        Type::Link(_) => Rid::parse(value).map(|_| ()).ok_or(wrong(Expected::OtherRecord)),
        Type::Links(_) => {
            let other = member.and_then(Rid::parse);
            other.ok_or(wrong(Expected::OtherRecord)).and_then(|_| limits::text(value))
        }
        Type::Level => Level::parse(value).map(|_| ()).ok_or(wrong(Expected::Level)),
        Type::Progress => limits::progress(value).map(|_| ()),
        Type::Sha256 if is_sha256(value) => Ok(()),
        Type::Sha256 => Err(wrong(Expected::Readable)),
        Type::Bytes => bytes(value).map(|_| ()).ok_or(wrong(Expected::Readable)),
        _ => limits::text(value),
    }
}

/// Whether a table here names this fact of a record.
pub(crate) fn is_known(kinds: &[&'static Kind], k: &RecordKey<'_>) -> bool {
    let Some(kind) = kinds.iter().find(|kind| kind.key == k.kind) else { return false };
    kind.is_one_fact() || [MADE, NUMBER].contains(&k.field) || kind.field(k.field).is_some()
}

/// The limits of one fact of a record; none for kinds and fields of a newer version.
pub(crate) fn fact(kinds: &[&'static Kind], k: &RecordKey<'_>, value: &str) -> Result<(), Limit> {
    kinds.iter().find(|x| x.key == k.kind).map_or(Ok(()), |kind| field(kind, k, value))
}

/// The limits of one fact of a record of this kind; none for fields of a newer version.
pub(crate) fn field(kind: &Kind, k: &RecordKey<'_>, value: &str) -> Result<(), Limit> {
    if kind.is_one_fact() {
        return stored(kind.word, Type::Level, None, value);
    }
    if k.field == NUMBER {
        let fits = value
            .parse::<u32>()
            .is_ok_and(|n| (1..=limits::GIVEN).contains(&n) && value.len() == n.to_string().len());
        let wrong = Limit { what: What::Number, expected: Expected::RecordNumber, most: None };
        return if fits { Ok(()) } else { Err(wrong) };
    }
    kind.field(k.field).map_or(Ok(()), |f| stored(f.word, f.typ, k.member, value))
}
