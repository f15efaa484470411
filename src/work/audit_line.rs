//! What is typed about an audit in a line: `row 6.3 sample 4 of 11 by date`, `finding F-1-2 owner Ana`. The command, plain
//! mode and scripts take the same.

use super::audit_text::{OF, due, emptied, fields, follows, is_on, reasoned, sample, unreasoned};
use super::deed::{Deed, NOTHING, split};
use super::lacks::{Lacks, REASONS};
use super::{Call, Done, Refused, Work};
use crate::model::audit::{Grade, Row, RowState};
use crate::model::questionnaire::Target;
use crate::model::record::{
    AUDIT, AUDIT_ROW, AUDIT_SEAL, FINDING, FINDING_CHECK, FINDING_REPLY, Field, Kind, Rec, value,
};
use crate::model::said::Said;

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

/// Those of them that say whether it helped.
const EFFECTS: [&str; 3] = ["effective", "partly", "not"];

/// What stands before a reason, and the field it goes into.
const WHY: &str = "because";

/// What a row asks for by other words than the names of its fields: it says that method or day are missing.
const ALSO: [(&str, &str); 3] = [("method", "methods"), ("day", "on"), ("date", "on")];

/// The name of the field a word of a line means.
fn field_of(kind: &'static Kind, word: &str) -> Option<&'static str> {
    let word = word.to_lowercase();
    let also = ALSO.iter().find(|(also, _)| kind.key == AUDIT_ROW.key && *also == word);
    kind.field(also.map_or(word.as_str(), |(_, field)| field)).map(|f| f.key)
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
            let numbered = || self.q().exactly(self.row_numbered(id)?.get("at"));
            return self.q().find(id).or_else(numbered);
        }
        let open = |row: &Row<'_>| matches!(row.state, RowState::Planned | RowState::Incomplete(_));
        self.audit()?.rows.into_iter().find(open).map(|row| row.at)
    }

    /// Chooses an audit by its number or title, begins one: `new TITLE`, signs it: `seal FIELD=VALUE; FIELD=VALUE`, or works
    /// on at one that was signed: `version WHY`.
    pub fn audit_line(&mut self, typed: &str) -> Result<Done, Refused> {
        let (first, rest) = split(typed);
        if first.eq_ignore_ascii_case(NEW) {
            let (title, mut draft) = fields(&AUDIT, rest, true);
            if !title.is_empty() {
                draft.insert("name".to_owned(), title);
            }
            return self.new_audit(&draft);
        }
        if first.eq_ignore_ascii_case(VERSION) {
            return self.new_version(rest);
        }
        if first.eq_ignore_ascii_case(NEXT) {
            let (title, mut draft) = fields(&AUDIT, rest, true);
            draft.insert("name".to_owned(), title);
            return self.next_audit(&draft);
        }
        if first.eq_ignore_ascii_case(SEAL) {
            let (typed, draft) = fields(&AUDIT_SEAL, rest, false);
            if !typed.is_empty() {
                return Err(Refused::NoField { typed });
            }
            return self.sign_off(&draft);
        }
        self.open_audit(typed)
    }

    /// What a line leaves out behind its word, so that it can be asked; none where it says enough, or is wrong in another way.
    pub fn lacks(&self, call: &Call) -> Option<Lacks> {
        match call {
            Call::Row { typed } => self.row_lacks(typed),
            Call::Finding { typed } => self.finding_lacks(typed),
            _ => None,
        }
    }

    fn row_lacks(&self, typed: &str) -> Option<Lacks> {
        let (ids, rest) = listed(typed);
        let (word, text) = split(rest);
        let lower = word.to_lowercase();
        if lower == "conforms" {
            // What was concluded is taken back with a reason only.
            let (said, why) = reasoned(text);
            let row = |at| self.audit().is_some_and(|audit| audit.row_at(at).is_some_and(|row| row.conforms));
            let stands = is_on(said) == Some(false) && why.is_empty() && self.q().find(ids).is_some_and(row);
            let field = AUDIT_ROW.field(WHY).filter(|_| stands)?;
            return Some(Lacks::needed([Deed::Row.typed(), ids, &lower, NOTHING, WHY].join(" "), field));
        }
        if text.is_empty()
            && Grade::parse(&lower).is_some()
            && self.q().find(ids.trim_end_matches(',')).is_some()
        {
            let field = FINDING.field("what")?;
            return Some(Lacks::needed(format!("{} {ids} {lower}", Deed::Row.typed()), field));
        }
        if !text.is_empty() || ROW_WORDS.contains(&lower.as_str()) && !REASONS.contains(&lower.as_str()) {
            return None;
        }
        let field = AUDIT_ROW.field(field_of(&AUDIT_ROW, &lower)?)?;
        let at = self.q().find(ids.trim_end_matches(','));
        if at.is_none() && !REASONS.contains(&field.key) {
            return None;
        }
        let audit = self.audit()?;
        let now = at.and_then(|at| audit.row_at(at)).map(|row| match field.key {
            "sample" => sampled(&row.rec),
            _ => self.holds(&row.rec, field),
        });
        Some(Lacks::of(format!("{} {ids} {lower}", Deed::Row.typed()), field, now.unwrap_or_default()))
    }

    fn finding_lacks(&self, typed: &str) -> Option<Lacks> {
        let (no, rest) = split(typed);
        let (word, text) = split(rest);
        let lower = word.to_lowercase();
        if Grade::parse(no).is_some() {
            let (ids, text) = listed(rest);
            let is_place = ids.split([',', ' ']).any(|id| self.q().find(id).is_some());
            let field = FINDING.field("what").filter(|_| is_place && text.is_empty())?;
            return Some(Lacks::needed(format!("{} {no} {ids}", Deed::Finding.typed()), field));
        }
        let finding = self.finding_named(no).ok()?;
        let start = format!("{} {no} {lower}", Deed::Finding.typed());
        if !text.is_empty() {
            return reason_lacks(&finding, &lower, text, &start);
        }
        let key = match lower.as_str() {
            // What closes it says what was looked at.
            "partly" | "not" => return None,
            "effective" => {
                return Some(Lacks::needed(start, FINDING_CHECK.field("evidence")?));
            }
            "withdraw" => "withdrawn",
            "on" | "off" => "at",
            other => other,
        };
        let reply = FINDING_REPLY.field(key).filter(|f| f.key != "finding" && f.is_typed());
        let field = reply.or_else(|| FINDING.field(key).filter(|f| f.key != "audit" && f.is_typed()))?;
        let now = match reply {
            Some(f) => self.last_of(&FINDING_REPLY, &finding.id).map(|r| self.holds(&r, f)),
            None => Some(self.holds(&finding, field)).filter(|_| key != "at"),
        };
        Some(Lacks::of(start, field, now.unwrap_or_default()))
    }

    fn holds(&self, rec: &Rec<'_>, field: &Field) -> String {
        value::shown(self.a(), self.kinds, rec, field)
    }

    /// Does what a line says of one row or of several.
    pub fn row_line(&mut self, typed: &str) -> Result<Done, Refused> {
        if let Some(lacks) = self.row_lacks(typed) {
            return Err(Refused::SayWhat(Box::new(lacks)));
        }
        let (ids, rest) = listed(typed);
        let (word, text) = split(rest);
        let ids: Vec<&str> = ids.split(',').map(str::trim).filter(|id| !id.is_empty()).collect();
        let lower = word.to_lowercase();
        match lower.as_str() {
            "plan" | "unplan" => {
                let word = if lower == "plan" { "plan" } else { "unplan" };
                let on = is_on(text).filter(|on| text.is_empty() || word == "plan" || *on);
                let Some(on) = on else { return Err(Refused::NotBehind { word, typed: text.to_owned() }) };
                return self.plan_rows(&ids, on && word == "plan");
            }
            "skip" => return self.skip_rows(&ids, unreasoned(emptied(text))),
            _ => {}
        }
        if let Some(grade) = Grade::parse(&lower) {
            return self.raise_line(&ids, grade, text);
        }
        let [at] = ids.as_slice() else { return Err(Refused::OneRow) };
        match lower.as_str() {
            "conforms" => {
                let (said, why) = reasoned(text);
                match is_on(said) {
                    Some(true) => self.conform(at, why),
                    Some(false) => self.conclude_nothing(at, why),
                    None => Err(Refused::NotBehind { word: "conforms", typed: text.to_owned() }),
                }
            }
            "sample" => self.write_row(at, &sample(emptied(text))?),
            _ => match field_of(&AUDIT_ROW, &lower) {
                Some(field) => {
                    let of_register = |why: Refused| match why.field() {
                        Some("evidence") => Refused::NoPiece { at: (*at).to_owned(), why: Box::new(why) },
                        _ => why,
                    };
                    self.write_row(at, &[(field, emptied(text))]).map_err(of_register)
                }
                None => Err(Refused::NoWord { typed: word.to_owned(), words: row_words() }),
            },
        }
    }

    /// Does what a line says of a finding: `NUMBER WORD TEXT`, or raises one: `GRADE IDS TEXT`.
    pub fn finding_line(&mut self, typed: &str) -> Result<Done, Refused> {
        if let Some(lacks) = self.finding_lacks(typed) {
            return Err(Refused::SayWhat(Box::new(lacks)));
        }
        let (first, rest) = split(typed);
        if let Some(grade) = Grade::parse(first) {
            let (word, text) = listed(rest);
            let ids: Vec<&str> = word.split(',').map(str::trim).filter(|id| !id.is_empty()).collect();
            return self.raise_line(&ids, grade, text);
        }
        let (word, text) = split(rest);
        let lower = word.to_lowercase();
        let rec = self.finding_meant(first)?;
        if lower == "withdraw" && reasoned(text).0 == NOTHING {
            // Taken back with a reason; what was never withdrawn needs one to be.
            if rec.is("withdrawn") {
                return self.write_finding(first, &[("withdrawn", ""), ("because", reasoned(text).1)]);
            }
            let line = format!("{} {first} {lower}", Deed::Finding.typed());
            let field = FINDING.field("withdrawn").unwrap_or(&FINDING.fields[0]);
            return Err(Refused::SayWhat(Box::new(Lacks::of(line, field, String::new()))));
        }
        let (said, why) = reasoned(text);
        if EFFECTS.contains(&lower.as_str()) && said == NOTHING {
            return self.take_back_look(first, &lower, why);
        }
        let text = emptied(text);
        match lower.as_str() {
            "on" | "off" => {
                if text.is_empty() {
                    let line = [Deed::Finding.typed(), first, &lower].join(" ");
                    let field = FINDING.field("at").unwrap_or(&FINDING.fields[0]);
                    return Err(Refused::SayWhat(Box::new(Lacks::needed(line, field))));
                }
                let was: Vec<String> =
                    rec.members("at").into_iter().map(|(id, _)| id.to_uppercase()).collect();
                let now = rec.members("at").into_iter().map(|(id, _)| id.to_owned());
                let (text, why) = reasoned(text);
                let named: Vec<String> = text.split(',').map(|id| id.trim().to_uppercase()).collect();
                let mut ids: Vec<String> = now.filter(|id| lower == "on" || !named.contains(id)).collect();
                ids.extend(named.into_iter().filter(|_| lower == "on"));
                // What stands there already needs no reason, and overwrites none.
                if !ids.is_empty()
                    && ids.iter().all(|id| was.contains(&id.to_uppercase()))
                    && ids.len() >= was.len()
                {
                    return Ok(Done { said: Said::Unchanged, next: None });
                }
                let at = ids.join(", ");
                let fields = [("at", at.as_str()), ("because", why)];
                self.write_finding(first, if why.is_empty() { &fields[..1] } else { &fields })
            }
            "grade" => {
                let (grade, why) = reasoned(text);
                let grade = match Grade::parse(grade) {
                    Some(known) => known.key(),
                    None => grade,
                };
                self.write_finding(first, &[("grade", grade), ("because", why)])
            }
            "withdraw" => {
                let why = unreasoned(text);
                self.write_finding(first, &[("withdrawn", why), ("because", why)])
            }
            "due" => {
                let when = due(text, self.today)?;
                self.reply(first, &when.each_ref().map(|(field, v)| (*field, v.as_str())))
            }
            "effective" | "partly" | "not" => self.check_finding(first, &lower, text),
            _ => match (field_of(&FINDING_REPLY, &lower), field_of(&FINDING, &lower)) {
                (Some(field), _) if field != "finding" => self.reply(first, &[(field, text)]),
                (_, Some(field)) => self.write_finding(first, &[(field, text)]),
                _ => Err(Refused::NoWord { typed: word.to_owned(), words: finding_words() }),
            },
        }
    }

    fn raise_line(&mut self, ids: &[&str], grade: Grade, text: &str) -> Result<Done, Refused> {
        match follows(text) {
            (what, Some(parent)) => self.raise_from(ids, grade, (what, parent)),
            (what, None) => self.raise(ids, grade, what),
        }
    }

    /// The finding a line begins with; what begins with neither a grade nor a number names nothing.
    fn finding_meant(&self, typed: &str) -> Result<Rec<'_>, Refused> {
        let is_number = typed.bytes().any(|b| b.is_ascii_digit());
        self.finding_named(typed)
            .map_err(|none| if is_number { none } else { Refused::NoFinding { typed: typed.to_owned() } })
    }
}

/// Ids with commas, with blanks or without behind them, and what comes then.
fn listed(typed: &str) -> (&str, &str) {
    let (first, mut rest) = split(typed);
    let mut last = first;
    while last.ends_with(',') && !rest.is_empty() {
        (last, rest) = split(rest);
    }
    let typed = typed.trim();
    let end = typed.len().saturating_sub(rest.len());
    (typed.get(..end).unwrap_or(first).trim_end(), rest)
}

/// That what stands is changed only with a reason: the grade, or that it was withdrawn.
fn reason_lacks(finding: &Rec<'_>, word: &str, text: &str, line: &str) -> Option<Lacks> {
    let (said, why) = reasoned(text);
    let changes = match word {
        "grade" => Grade::parse(said).is_some_and(|grade| finding.get("grade") != grade.key()),
        "withdraw" => said == NOTHING,
        _ => false,
    };
    // A grade of what stands no more is refused for that.
    let is_asked = changes && why.is_empty() && finding.is("withdrawn") == (word == "withdraw");
    let field = FINDING.field(WHY).filter(|_| is_asked)?;
    Some(Lacks::needed([line, said, WHY].join(" "), field))
}

/// A sample as it is typed.
fn sampled(row: &Rec<'_>) -> String {
    let [n, of, what, chosen] = ["sample", "population", "of", "chosen"].map(|f| row.get(f));
    let mut line = [n, OF, of, what].join(" ").trim_end().to_owned();
    if n.is_empty() && of.is_empty() {
        line.clear();
    }
    let parts = [line.as_str(), chosen].into_iter().filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(", ")
}

fn row_words() -> Vec<&'static str> {
    let fields =
        AUDIT_ROW.typed().map(|f| f.key).filter(|key| !["at", "audit", "conforms", "skip"].contains(key));
    ROW_WORDS.into_iter().chain(fields).collect()
}

fn finding_words() -> Vec<&'static str> {
    let fields = FINDING_REPLY.typed().chain(FINDING.typed()).map(|f| f.key);
    let fields = fields.filter(|key| !["finding", "audit", "at", "grade", "due"].contains(key));
    FINDING_WORDS.into_iter().chain(fields).collect()
}
