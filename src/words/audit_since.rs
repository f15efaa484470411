//! What changed since an audit was signed, line by line. One place for the window, plain mode and the command.

use super::{Word, audit_seal, day, few, text};
use crate::model::Questionnaire;
use crate::model::audit::since::{Since, SinceSigned};
use crate::model::fields::ABOUT;
use crate::model::level::Level;
use crate::say;

/// Checks of a requirement that are named.
const CHECKS: usize = 4;
/// Fields of a record that are named.
const FIELDS: usize = 5;

/// The whole: since when, then a line a change.
pub fn lines(q: &Questionnaire, s: &SinceSigned) -> Vec<String> {
    let n = s.all.len();
    let (no, version, on) = (s.no.as_str(), s.version, day::shown(&s.on.to_string()));
    let head = audit_seal::short(&s.head);
    let first = if n == 0 {
        say!(
            "Nothing an audit rests on changed since {no} was signed as version {version} on {on} (head {head}).",
            no,
            version,
            on,
            head
        )
    } else {
        say!(
            "{n|change|changes} since {no} was signed as version {version} on {on} (head {head}):",
            n,
            no,
            version,
            on,
            head
        )
    };
    std::iter::once(first).chain(s.all.iter().map(|since| line(q, since))).collect()
}

/// A change: "5.2 AI policy: Met, before Partial (5.2/5 Proven, before Written)".
pub fn line(q: &Questionnaire, since: &Since) -> String {
    match since {
        Since::About { key, was, now } => {
            let what = ABOUT.iter().find(|(k, ..)| k == key).map_or("", |(_, label, _)| text(label));
            match (was.as_str(), now.as_str()) {
                ("", now) => say!("{what}: {now}, before nothing", what, now),
                (was, "") => say!("{what}: nothing, before {was}", what, was),
                (was, now) => say!("{what}: {now}, before {was}", what, was, now),
            }
        }
        Since::Answers { requirement, status, checks } => {
            let one = |(c, was, now): &(usize, Option<Level>, Option<Level>)| {
                say!("{id} {now}, before {was}", id = q.check(*c).id, was = level(*was), now = level(*now))
            };
            let checks = few(&checks.iter().map(one).collect::<Vec<_>>(), CHECKS);
            let (id, title) = (&q.requirements[*requirement].id, q.short_title(*requirement));
            if status.0 == status.1 {
                return say!(
                    "{id} {title}: still {status} ({checks})",
                    id,
                    title,
                    status = status.1.word(),
                    checks
                );
            }
            say!(
                "{id} {title}: {now}, before {was} ({checks})",
                id,
                title,
                now = status.1.word(),
                was = status.0.word(),
                checks
            )
        }
        Since::Applies { at, applicable } => {
            let (was, now) = (applicable.0.word(), applicable.1.word());
            say!("{at} applies: {now}, before {was}", at, now, was)
        }
        Since::Reason { at } => say!("{at}: another reason in the Statement of Applicability", at),
        Since::Added(_, name) => say!("{name}: new", name),
        Since::Gone(_, name) => say!("{name}: taken out", name),
        Since::Changed(_, name, fields) => {
            let fields: Vec<&str> = fields.iter().map(|f| text(f.word)).collect();
            say!("{name}: changed, {fields}", name, fields = few(&fields, FIELDS))
        }
        Since::RanOut(no, what, until) => {
            say!("E-{no} {what}: ran out on {day}", no, what, day = day::shown(&until.to_string()))
        }
    }
}

fn level(level: Option<Level>) -> &'static str {
    level.map_or_else(|| say!("not answered"), |level| level.word())
}
