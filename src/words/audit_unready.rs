//! Why an audit cannot be signed as it stands: all that is missing, and all there is to think about first.

use super::{Names, Words, audit_seal};
use crate::say;
use crate::work::{Refused, Unready};

/// What is missing before it can be signed, and what to think about first; empty where the reason alone says it.
pub fn lines(u: &Unready, n: &dyn Names) -> Vec<String> {
    if u.no.is_empty() {
        return Vec::new();
    }
    let no = u.no.as_str();
    let missing = say!("{no} cannot be signed yet. Missing, {n|thing|things}:", no, n = u.missing.len());
    let mut lines = vec![missing];
    let of = |why: &Refused| {
        Some(audit_seal::refused(why))
            .filter(|words| !words.is_empty())
            .unwrap_or_else(|| super::refused(why, n))
    };
    lines.extend(u.missing.iter().map(of));
    if !u.warnings.is_empty() {
        lines.push(say!("To think about first, {n|thing|things}:", n = u.warnings.len()));
        lines.extend(u.warnings.iter().map(Words::words));
    }
    lines
}
