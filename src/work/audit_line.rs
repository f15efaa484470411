//! What is typed about an audit in a line: `row 6.3 sample 4 of 11 by date`, `finding F-1-2 owner Ana`. The command, plain
//! mode and scripts take the same.

use super::deed::{BETWEEN, NOTHING, split};
use super::{Done, Refused, Work};
use crate::model::audit::{Grade, Row, RowState};
use crate::model::questionnaire::Target;
use crate::model::record::{AUDIT_ROW, Draft, FINDING, FINDING_REPLY, Kind};

/// What begins an audit, before its title.
pub const NEW: &str = "new";

/// What shows all audits together.
pub const PROGRAMME: &str = "programme";

/// What tells what changed since an audit was signed, before its number.
pub const CHANGES: &str = "changes";

/// What signs an audit off, before its fields.
pub const SEAL: &str = "seal";

/// What works on at a signed audit, before the reason.
pub const VERSION: &str = "version";

/// The next row that is to do or lacks something; of an audit, the one after it.
pub const NEXT: &str = "next";

/// Words of a row that are no field of it.
pub const ROW_WORDS: [&str; 9] =
    ["plan", "unplan", "skip", "conforms", "major", "minor", "ofi", "observation", "good-practice"];

/// Words of a finding that are no field of it.
pub const FINDING_WORDS: [&str; 8] = ["grade", "withdraw", "on", "off", "due", "effective", "partly", "not"];

/// What stands between a value and the reason for it.
const BECAUSE: &str = " because ";

/// The value and the reason behind it.
fn reasoned(text: &str) -> (&str, &str) {
    if let Some(why) = text.strip_prefix(BECAUSE.trim_start()) {
        return ("", why.trim());
    }
    text.rsplit_once(BECAUSE).map_or((text, ""), |(value, why)| (value.trim(), why.trim()))
}

/// A single hyphen stands for nothing.
fn emptied(text: &str) -> &str {
    if text == NOTHING { "" } else { text }
}

fn field_of(kind: &'static Kind, word: &str) -> Option<&'static str> {
    kind.field(&word.to_lowercase()).map(|f| f.key)
}

/// Whether a word says something of a row.
pub(super) fn is_row_word(word: &str) -> bool {
    row_words().iter().any(|w| w.eq_ignore_ascii_case(word)) || word.eq_ignore_ascii_case("conforms")
}

impl Work {
    /// The place whose working paper is meant where nothing is to be written into it: an id alone, or the next row that is to do
    /// or lacks something.
    pub fn paper_meant(&self, typed: &str) -> Option<Target> {
        let (id, rest) = split(typed);
        if !rest.is_empty() {
            return None;
        }
        if !id.eq_ignore_ascii_case(NEXT) {
            return self.q().find(id);
        }
        let open = |row: &Row<'_>| matches!(row.state, RowState::Planned | RowState::Incomplete(_));
        self.audit()?.rows.into_iter().find(open).map(|row| row.at)
    }

    /// Chooses an audit by its number or title, begins one: `new TITLE`, signs it: `seal FIELD=VALUE; FIELD=VALUE`, or works
    /// on at one that was signed: `version WHY`.
    pub fn audit_line(&mut self, typed: &str) -> Result<Done, Refused> {
        let (first, rest) = split(typed);
        if first.eq_ignore_ascii_case(NEW) {
            return self.new_audit(&Draft::from([("name".to_owned(), rest.to_owned())]));
        }
        if first.eq_ignore_ascii_case(VERSION) {
            return self.new_version(rest);
        }
        if first.eq_ignore_ascii_case(NEXT) {
            return self.next_audit(rest);
        }
        if first.eq_ignore_ascii_case(SEAL) {
            return self.sign_off(&fields(rest)?);
        }
        self.open_audit(typed)
    }

    /// Does what a line says of one row or of several.
    pub fn row_line(&mut self, typed: &str) -> Result<Done, Refused> {
        let (ids, rest) = split(typed);
        let (word, text) = split(rest);
        let ids: Vec<&str> = ids.split(',').map(str::trim).filter(|id| !id.is_empty()).collect();
        let lower = word.to_lowercase();
        match lower.as_str() {
            "plan" => return self.plan_rows(&ids, true),
            "unplan" => return self.plan_rows(&ids, false),
            "skip" => return self.skip_rows(&ids, emptied(text)),
            _ => {}
        }
        if let Some(grade) = Grade::parse(&lower) {
            return self.raise(&ids, grade, text);
        }
        let [at] = ids.as_slice() else { return Err(Refused::OneRow) };
        match lower.as_str() {
            "conforms" => match reasoned(text) {
                ("no", why) => self.write_row(at, &[("conforms", ""), ("because", why)]),
                (_, why) => self.conform(at, why),
            },
            "sample" => self.write_row(at, &sample(emptied(text))?),
            _ => match field_of(&AUDIT_ROW, &lower) {
                Some(field) => self.write_row(at, &[(field, emptied(text))]),
                None => Err(Refused::NoWord { typed: word.to_owned(), words: row_words() }),
            },
        }
    }

    /// Does what a line says of a finding: `NUMBER WORD TEXT`, or raises one: `GRADE IDS TEXT`.
    pub fn finding_line(&mut self, typed: &str) -> Result<Done, Refused> {
        let (first, rest) = split(typed);
        let (word, text) = split(rest);
        if let Some(grade) = Grade::parse(first) {
            let ids: Vec<&str> = word.split(',').map(str::trim).filter(|id| !id.is_empty()).collect();
            return self.raise(&ids, grade, text);
        }
        let lower = word.to_lowercase();
        let text = emptied(text);
        match lower.as_str() {
            "on" | "off" => {
                let rec = self.finding_named(first)?;
                let now = rec.members("at").into_iter().map(|(id, _)| id.to_owned());
                let named: Vec<String> = text.split(',').map(|id| id.trim().to_uppercase()).collect();
                let mut ids: Vec<String> = now.filter(|id| lower == "on" || !named.contains(id)).collect();
                ids.extend(named.into_iter().filter(|_| lower == "on"));
                self.write_finding(first, &[("at", &ids.join(", "))])
            }
            "grade" => {
                let (grade, why) = reasoned(text);
                self.write_finding(first, &[("grade", grade), ("because", why)])
            }
            "withdraw" => self.write_finding(first, &[("withdrawn", text), ("because", text)]),
            "due" => self.reply(first, &due(text)),
            "effective" | "partly" | "not" => self.check_finding(first, &lower, text),
            _ => match (field_of(&FINDING_REPLY, &lower), field_of(&FINDING, &lower)) {
                (Some(field), _) if field != "finding" => self.reply(first, &[(field, text)]),
                (_, Some(field)) => self.write_finding(first, &[(field, text)]),
                _ => Err(Refused::NoWord { typed: word.to_owned(), words: finding_words() }),
            },
        }
    }
}

fn row_words() -> Vec<&'static str> {
    let fields = AUDIT_ROW.typed().map(|f| f.key).filter(|key| !["at", "audit", "conforms"].contains(key));
    ROW_WORDS.into_iter().chain(fields).collect()
}

fn finding_words() -> Vec<&'static str> {
    let fields = FINDING_REPLY.typed().chain(FINDING.typed()).map(|f| f.key);
    let fields = fields.filter(|key| !["finding", "audit", "at", "grade", "due"].contains(key));
    FINDING_WORDS.into_iter().chain(fields).collect()
}

/// `4 of 11 orders by date`: how many, of how many, of what, how chosen. Nothing empties all of it.
fn sample(text: &str) -> Result<[super::audit::Typed<'_>; 4], Refused> {
    if text.is_empty() {
        return Ok([("sample", ""), ("population", ""), ("of", ""), ("chosen", "")]);
    }
    let no_sample = || Refused::NoSample { typed: text.to_owned() };
    let (size, rest) = split(text);
    let (of, rest) = split(rest);
    let (population, rest) = split(rest);
    if !of.eq_ignore_ascii_case("of") {
        return Err(no_sample());
    }
    let (size, population) = (size, population.trim_end_matches([',', ';']));
    if [size, population].iter().any(|n| n.is_empty() || !n.bytes().all(|b| b.is_ascii_digit())) {
        return Err(no_sample());
    }
    let (what, chosen) = match rest.find("by ").filter(|at| *at == 0) {
        Some(_) => ("", rest),
        None => match rest.find(" by ") {
            Some(at) => {
                let (what, chosen) = rest.split_at(at);
                (what.trim(), chosen.trim())
            }
            None => rest.split_once(", ").unwrap_or((rest, "")),
        },
    };
    // "3 of 41 staff, by list": the comma belongs to neither.
    let what = what.trim_end_matches([',', ';', ' ']);
    Ok([("sample", size), ("population", population), ("of", what), ("chosen", chosen.trim())])
}

/// When something is due: a day, `30 days` after the report, or anything else as something that will happen.
fn due(text: &str) -> [super::audit::Typed<'_>; 3] {
    let (first, rest) = split(text);
    let is_number = !first.is_empty() && first.bytes().all(|b| b.is_ascii_digit());
    if is_number && rest.to_lowercase().starts_with("day") {
        return [("due", ""), ("days", first), ("event", "")];
    }
    let is_day = text.is_empty() || text.bytes().all(|b| b.is_ascii_digit() || b == b'-' || b == b'.');
    if is_day {
        [("due", text), ("days", ""), ("event", "")]
    } else {
        [("due", ""), ("days", ""), ("event", text)]
    }
}

/// `conclusion=Ready; prepared=Ana`: fields with their values.
fn fields(text: &str) -> Result<Draft, Refused> {
    let mut draft = Draft::new();
    for part in text.split(BETWEEN).map(str::trim).filter(|part| !part.is_empty()) {
        let Some((field, value)) = part.split_once('=') else {
            return Err(Refused::NoField { typed: part.to_owned() });
        };
        draft.insert(field.trim().to_lowercase(), value.trim().to_owned());
    }
    Ok(draft)
}
