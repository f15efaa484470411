//! Keys of records: permanent ids, layers, and the grammar that tells them apart from other facts.
//!
//! ```text
//! key   = ["@" layer "/"] fact            no "@": the organisation's own
//! layer = "audit." rid | "answers-of." rid
//! fact  = KIND "." rid "." FIELD          one value; of a link: the other record's rid
//!       | KIND "." rid "." FIELD "." MEMBER   a set is one fact a member
//!       | "vote." rid "." ID              one person's answer
//! Records of an audit (an audit itself, its rows, findings, replies and checks) stand in the layer of their audit and
//! nowhere else: "@audit." rid "/" KIND "." rid "." FIELD; of the audit itself both ids are the same.
//! rid   = 6 characters of seconds and 8 of chance, or NUMBER "-" 6 digits of a hash for what 0.1.0 wrote
//! ```

use std::fmt;

use crate::model::limits::GIVEN;

/// Digits and letters that are not mistaken for each other.
const LETTERS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
/// Which bytes are among them: asked of every letter of every id of a file.
const IS_LETTER: [bool; 256] = {
    let mut is = [false; 256];
    let mut n = 0;
    while n < LETTERS.len() {
        is[LETTERS[n] as usize] = true;
        n += 1;
    }
    is
};
/// Length of a new id.
const LENGTH: usize = 14;
/// 2026-01-01T00:00:00Z: ids of later seconds sort behind earlier ones until 2060.
const EPOCH: i64 = 1_767_225_600;

/// What stands before the id of the audit in the keys of its records.
const IN_AUDIT: &str = "@audit.";

/// Whether records of this kind stand in the layer of an audit.
pub fn is_in_audit(kind: &str) -> bool {
    matches!(kind, "audit" | "audit-row" | "finding" | "finding-reply" | "finding-check" | "audit-seal")
}

/// Room for an id.
const ROOM: usize = 16;

/// The letters of an id where it stands, zeros behind them: registers hold tens of thousands of ids, and none of them needs a
/// place of its own in memory. They are in the order of their texts.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Letters([u8; ROOM]);

impl Letters {
    const NONE: Self = Self([0; ROOM]);

    fn of(id: &str) -> Self {
        let mut letters = Self::NONE;
        letters.0.iter_mut().zip(id.bytes()).for_each(|(at, letter)| *at = letter);
        letters
    }

    fn as_str(&self) -> &str {
        let end = self.0.iter().position(|b| *b == 0).unwrap_or(ROOM);
        // Ids are of letters and digits alone.
        self.0.get(..end).and_then(|id| std::str::from_utf8(id).ok()).unwrap_or_default()
    }
}

impl fmt::Debug for Letters {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

/// The id of a record: made once, never given to another, holds no dot. That of a record of an audit says which.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rid {
    id: Letters,
    /// None for a record of no audit, or where it is not known.
    audit: Letters,
}

impl Rid {
    /// What stands before every id, and is none.
    pub(in crate::model) const FIRST: Self = Self { id: Letters::NONE, audit: Letters::NONE };

    /// A fresh id from seconds since 1970 and chance; two calls with other chance never meet.
    pub fn new(seconds: i64, chance: u64) -> Self {
        let seconds = u64::try_from(seconds.saturating_sub(EPOCH)).unwrap_or(0) & ((1 << 30) - 1);
        let digits = |value: u64, count: u32| {
            (0..count).rev().map(move |n| char::from(LETTERS[(value >> (5 * n)) as usize & 31]))
        };
        Self::plain(&digits(seconds, 6).chain(digits(chance, 8)).collect::<String>())
    }

    /// The id of a record of 0.1.0: its number and the hash of the event that created it.
    pub fn of_0_1_0(number: u32, hash: &str) -> Self {
        let six: String = hash.chars().filter(char::is_ascii_hexdigit).take(6).collect();
        Self::plain(&format!("{}-{six:0<6}", number.min(GIVEN)))
    }

    fn plain(id: &str) -> Self {
        Self { id: Letters::of(id), audit: Letters::NONE }
    }

    /// The same in the layer of an audit.
    #[must_use]
    pub fn within(&self, audit: &Self) -> Self {
        Self { id: self.id, audit: audit.id }
    }

    /// The audit in whose layer the record stands, where it is known.
    pub fn audit(&self) -> Option<Self> {
        (self.audit != Letters::NONE).then_some(Self { id: self.audit, audit: Letters::NONE })
    }

    /// Reads an id as it is stored.
    pub fn parse(text: &str) -> Option<Self> {
        Self::is(text).then(|| Self::plain(text))
    }

    /// Whether this is an id: asked of every key of a file.
    fn is(text: &str) -> bool {
        let fresh = text.len() == LENGTH && text.bytes().all(|b| IS_LETTER[usize::from(b)]);
        let hex =
            |t: &str| t.len() == 6 && t.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
        let upgraded = || {
            let (number, hash) = text.split_once('-')?;
            (!number.is_empty()
                && number.len() < 8
                && number.bytes().all(|b| b.is_ascii_digit())
                && hex(hash))
            .then_some(())
        };
        fresh || upgraded().is_some()
    }

    /// As it is stored.
    pub fn as_str(&self) -> &str {
        self.id.as_str()
    }
}

impl fmt::Display for Rid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Whose facts: what stands in one layer moves no figure of another, but for what a system says for itself.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Layer {
    /// The organisation's own.
    #[default]
    Own,
    /// What the auditor of this audit wrote.
    Audit(Rid),
    /// What this person answered apart.
    AnswersOf(Rid),
    /// What counts for this AI system in place of the general answer (method, section 3).
    System(Rid),
}

impl Layer {
    /// What stands before every key of the layer.
    pub fn prefix(&self) -> String {
        match self {
            Self::Own => String::new(),
            Self::Audit(id) => format!("@audit.{id}/"),
            Self::AnswersOf(id) => format!("@answers-of.{id}/"),
            Self::System(id) => format!("@system.{id}/"),
        }
    }

    /// The layer of a key and the key within it; none for a layer of a newer version.
    pub fn of(key: &str) -> Option<(Self, &str)> {
        let Some(rest) = key.strip_prefix('@') else { return Some((Self::Own, key)) };
        let (layer, fact) = rest.split_once('/')?;
        let (name, id) = layer.split_once('.')?;
        let id = Rid::parse(id)?;
        match name {
            "audit" => Some((Self::Audit(id), fact)),
            "answers-of" => Some((Self::AnswersOf(id), fact)),
            "system" => Some((Self::System(id), fact)),
            _ => None,
        }
    }
}

/// A key that belongs to a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RecordKey<'k> {
    /// Key of the kind.
    pub kind: &'k str,
    /// The record's id.
    pub id: &'k str,
    /// Key of the field; of an answer (`vote.`) the id it is to.
    pub field: &'k str,
    /// The member of a set.
    pub member: Option<&'k str>,
    /// Id of the audit in whose layer it stands.
    pub audit: Option<&'k str>,
}

/// Whether a key holds the number of a record.
pub fn is_number(key: &str) -> bool {
    record_key(key)
        .is_some_and(|k| k.field == super::NUMBER && k.member.is_none() && k.kind != super::VOTE.key)
}

/// The parts of a key in its layer; none when it is no record's.
pub fn record_key(key: &str) -> Option<RecordKey<'_>> {
    let (audit, fact) = match key.strip_prefix(IN_AUDIT) {
        Some(rest) => {
            let (audit, fact) = rest.split_once('/')?;
            (Some(audit), fact)
        }
        None => (None, key),
    };
    let (kind, rest) = fact.split_once('.')?;
    let (id, rest) = rest.split_once('.')?;
    if kind.is_empty() || !Rid::is(id) || is_in_audit(kind) != audit.is_some() {
        return None;
    }
    if audit.is_some_and(|audit| !Rid::is(audit) || (kind == super::AUDIT.key && audit != id)) {
        return None;
    }
    Some(RecordKey { audit, ..RecordKey::within(kind, id, rest)? })
}

impl<'k> RecordKey<'k> {
    /// The key of something in a known record, by what follows the id; none when nothing does.
    pub fn within(kind: &'k str, id: &'k str, rest: &'k str) -> Option<Self> {
        if rest.is_empty() {
            return None;
        }
        if kind == super::VOTE.key {
            return Some(Self { kind, id, field: rest, member: None, audit: None });
        }
        let (field, member) = rest.split_once('.').map_or((rest, None), |(f, m)| (f, Some(m)));
        Some(Self { kind, id, field, member, audit: None })
    }

    /// The id of the record, with the audit in whose layer it stands; that of an audit stands for itself.
    pub fn rid(&self) -> Option<Rid> {
        let id = Rid::parse(self.id)?;
        let audit = self.audit.filter(|audit| *audit != self.id);
        Some(Rid { audit: audit.map_or(Letters::NONE, Letters::of), ..id })
    }

    /// What its keys begin with, up to the dot behind the id.
    pub fn prefix(&self) -> String {
        let layer = self.audit.map(|audit| format!("{IN_AUDIT}{audit}/")).unwrap_or_default();
        format!("{layer}{}.{}.", self.kind, self.id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_in_order_of_time_hold_no_dot_and_come_back() {
        let (a, b) = (Rid::new(EPOCH + 10, u64::MAX), Rid::new(EPOCH + 11, 0));
        assert!(a < b && a.as_str().len() == LENGTH && !a.as_str().contains('.'));
        assert_eq!(Rid::parse(a.as_str()), Some(a.clone()));
        assert_eq!(Rid::new(-5, 31).as_str(), "0000000000000z");
        assert_eq!(Rid::of_0_1_0(7, "A1b2c3d4").as_str(), "7-A1b2c3");
        let most = Rid::of_0_1_0(GIVEN, "a1b2c3d4");
        assert_eq!((most.as_str(), Rid::parse(most.as_str())), ("9999999-a1b2c3", Some(most.clone())));
        // In the order of their texts, those of an audit behind the same of none.
        let mut ids = ["7-a1b2c3", "70-a1b2c3", "7-a1b2c4", "0000000000000z", "700000000000zz"];
        let mut rids = ids.map(|id| Rid::parse(id).unwrap());
        ids.sort_unstable();
        rids.sort_unstable();
        assert_eq!(rids.each_ref().map(Rid::as_str), ids);
        let inside = a.within(&b);
        assert!(a < inside && inside < b && inside.audit() == Some(b.clone()) && a.audit().is_none());
        assert_eq!(
            (inside.to_string(), format!("{:?}", most.id)),
            (a.to_string(), "\"9999999-a1b2c3\"".into())
        );
        assert_eq!(Rid::parse("7-a1b2c3").unwrap().as_str(), "7-a1b2c3");
        for no in
            ["7", "", "7-", "7-a1b2cz", "x-a1b2c3", "0000000000000u", "0000000000000Z", "12345678901234567"]
        {
            assert_eq!(Rid::parse(no), None, "{no}");
        }
    }

    #[test]
    fn keys_come_apart_by_their_grammar() {
        let id = "0000000000000z";
        let key = format!("evidence.{id}.shows.5.2/1");
        let k = record_key(&key).unwrap();
        assert_eq!((k.kind, k.id, k.field, k.member), ("evidence", id, "shows", Some("5.2/1")));
        let key = format!("vote.{id}.5.2/1");
        assert_eq!(record_key(&key).map(|k| (k.field, k.member)), Some(("5.2/1", None)));
        for no in ["5.2/1", "note.5.2", "evidence.7", "owner.A.6.2.4", "about.scope"] {
            assert_eq!(record_key(no), None, "{no}");
        }
        let layer = Layer::Audit(Rid::parse(id).unwrap());
        let key = format!("{}5.2", layer.prefix());
        assert_eq!(Layer::of(&key), Some((layer, "5.2")));
        assert_eq!(Layer::of("5.2"), Some((Layer::Own, "5.2")));
        assert_eq!(Layer::of("@later.x/5.2"), None);
    }
}
