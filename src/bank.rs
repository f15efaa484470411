//! The embedded questionnaire, and others read from a folder. Everybody may use it; it knows `model` and
//! `files`, and neither an assessment's file nor the terminal.

use std::path::Path;
use std::sync::OnceLock;

use crate::files;
use crate::model::guide::Guides;
use crate::model::paper::Template;
use crate::model::proposed::CommonRisks;
use crate::model::questionnaire::{Group, Manifest, Questionnaire};
use crate::model::rehearsal::Rehearsal;
use crate::model::validate::{self, JsonFault, Report, Source, Unreadable};
use crate::words::Words as _;

pub use crate::model::validate::BankError;

const MANIFEST: &str = include_str!("../questionnaires/iso42001-2023/questionnaire.json");

macro_rules! parts {
    ($($name:literal),*) => { &[$(($name, include_str!(concat!("../questionnaires/iso42001-2023/", $name)))),*] };
}

/// The files of the embedded questionnaire, by name.
pub const PARTS: &[(&str, &str)] = parts![
    "clause-04.json",
    "clause-05.json",
    "clause-06.json",
    "clause-07.json",
    "clause-08.json",
    "clause-09.json",
    "clause-10.json",
    "annex-a02.json",
    "annex-a03.json",
    "annex-a04.json",
    "annex-a05.json",
    "annex-a06.json",
    "annex-a07.json",
    "annex-a08.json",
    "annex-a09.json",
    "annex-a10.json"
];

/// The name of the head file in a folder.
pub const HEAD: &str = "questionnaire.json";
/// A larger file is no questionnaire: all of the embedded one is half a megabyte.
const MOST_BYTES: u64 = 4 * 1024 * 1024;

fn wrong(file: &str, e: &serde_json::Error) -> BankError {
    BankError::File { file: file.to_owned(), line: e.line(), column: e.column(), what: JsonFault::from(e) }
}

/// Reads the embedded questionnaire.
pub fn embedded() -> Result<Questionnaire, BankError> {
    let (manifest, groups) = parsed((HEAD, MANIFEST), PARTS.iter().copied())?;
    let mut q = Questionnaire::assemble(manifest, groups);
    q.papers = || papers().unwrap_or_default();
    q.rehearsal = || rehearsal().ok();
    Ok(q)
}

/// The files of the embedded questionnaire as the validator takes them: the head file, then the parts.
pub fn embedded_sources() -> (Source, Vec<Source>) {
    let source =
        |(name, text): &(&str, &str)| Source { name: (*name).to_owned(), text: Ok((*text).to_owned()) };
    (source(&(HEAD, MANIFEST)), PARTS.iter().map(source).collect())
}

fn parsed<'a>(
    head: (&str, &str),
    parts: impl Iterator<Item = (&'a str, &'a str)>,
) -> Result<(Manifest, Vec<Group>), BankError> {
    let manifest: Manifest = serde_json::from_str(head.1).map_err(|e| wrong(head.0, &e))?;
    let groups = parts
        .map(|(name, text)| serde_json::from_str(text).map_err(|e| wrong(name, &e)))
        .collect::<Result<Vec<Group>, BankError>>()?;
    Ok((manifest, groups))
}

/// Reads a questionnaire from a folder with a `questionnaire.json`, or from that file alone. One with
/// faults is refused as a whole: half a questionnaire would give figures that look right. It carries its
/// whole text, which a file that answers it keeps.
pub fn from_folder(path: &Path) -> Result<Questionnaire, BankError> {
    let (head, parts) = sources(path);
    let report = validate::problems(&head, &parts);
    let count = report.faults.len();
    if let Some(first) = report.faults.into_iter().next() {
        return Err(BankError::Faulty { path: files::human_path(path), first: Box::new(first), count });
    }
    let text = |s: &Source| s.text.clone().unwrap_or_default();
    let texts: Vec<(&str, String)> = parts.iter().map(|p| (p.name.as_str(), text(p))).collect();
    let whole = texts.iter().map(|(name, text)| (*name, text.as_str()));
    let (manifest, groups) = parsed((&head.name, &text(&head)), whole)?;
    let faulty = |fault| BankError::FaultyWhole { path: files::human_path(path), fault };
    let text = Questionnaire::text(&manifest, &groups).map_err(faulty)?;
    Questionnaire::from_text(&text).map_err(faulty)
}

/// Reads the embedded guides: glossary, roles, quick check, the way to a certificate, ISO/IEC 27001, everyday words.
pub fn guides() -> Result<Guides, BankError> {
    Ok(Guides {
        glossary: guide("glossary.json", include_str!("../questionnaires/guides/glossary.json"))?,
        roles: guide("roles.json", include_str!("../questionnaires/guides/roles.json"))?,
        quick_check: guide("quick-check.json", include_str!("../questionnaires/guides/quick-check.json"))?,
        path: guide("path.json", include_str!("../questionnaires/guides/path.json"))?,
        iso27001: guide("iso27001.json", include_str!("../questionnaires/guides/iso27001.json"))?,
        everyday: guide("everyday.json", include_str!("../questionnaires/guides/everyday.json"))?,
    })
}

fn guide<T: serde::de::DeserializeOwned>(name: &str, text: &str) -> Result<T, BankError> {
    serde_json::from_str(text).map_err(|e| wrong(name, &e))
}

macro_rules! papers {
    ($($name:literal),*) => { &[$((concat!($name, ".json"), include_str!(concat!("../questionnaires/papers/", $name, ".json")))),*] };
}

/// The templates of papers, in the order in which they are listed.
const PAPERS: &[(&str, &str)] = papers![
    "ai-policy",
    "statement-of-applicability",
    "scope-statement",
    "roles-and-responsibilities",
    "risk-method",
    "impact-method",
    "acceptable-use",
    "incident-procedure",
    "ai-inventory",
    "competence-and-training",
    "document-list",
    "treatment-plan",
    "objectives",
    "audit-programme",
    "risk-results",
    "impact-results",
    "log",
    "management-review",
    "ai-notice",
    "supplier-questions"
];

/// How many steps ready scales have.
pub use crate::words::scales::{STEPS as SCALES, ready as scales};

/// Reads the embedded templates of papers, once: they are read by every paper that is made.
pub fn papers() -> Result<&'static [Template], BankError> {
    static READ: OnceLock<Vec<Template>> = OnceLock::new();
    if let Some(read) = READ.get() {
        return Ok(read);
    }
    let all =
        PAPERS.iter().map(|(name, text)| guide(name, text)).collect::<Result<Vec<Template>, BankError>>()?;
    Ok(READ.get_or_init(|| all))
}

/// Reads the embedded starter list of risks, once.
pub fn risks() -> Result<&'static CommonRisks, BankError> {
    static READ: OnceLock<CommonRisks> = OnceLock::new();
    if let Some(read) = READ.get() {
        return Ok(read);
    }
    let all = guide("common.json", include_str!("../questionnaires/risks/common.json"))?;
    Ok(READ.get_or_init(|| all))
}

/// Reads the embedded table of what a certification auditor opens first, once.
pub fn rehearsal() -> Result<&'static Rehearsal, BankError> {
    static READ: OnceLock<Rehearsal> = OnceLock::new();
    if let Some(read) = READ.get() {
        return Ok(read);
    }
    let all = guide("stages.json", include_str!("../questionnaires/rehearsal/stages.json"))?;
    Ok(READ.get_or_init(|| all))
}

/// Every fault of a questionnaire in a folder, or of a single file.
pub fn examine(path: &Path) -> Report {
    let (head, parts) = sources(path);
    validate::problems(&head, &parts)
}

/// Reads the head file and the parts it names; what cannot be read carries the reason instead of a text.
fn sources(path: &Path) -> (Source, Vec<Source>) {
    // The path itself may be a link; a part may not, so that nothing outside the folder is read.
    let path = files::canonical(path).unwrap_or_else(|_| path.to_owned());
    let folder = files::inspect(&path).is_ok_and(|f| f.kind == files::Kind::Folder);
    let head = if folder { path.join(HEAD) } else { path };
    let head_source = source(&head);
    let parts = head_source.text.as_deref().map(validate::part_names).unwrap_or_default();
    let beside = files::folder_of(&head);
    let parts = parts.iter().map(|name| source(&beside.join(name))).collect();
    (head_source, parts)
}

fn source(path: &Path) -> Source {
    Source { name: files::shown_name(path, 60), text: read(path) }
}

fn read(path: &Path) -> Result<String, Unreadable> {
    let (bytes, found, _open) =
        files::read_head(path, MOST_BYTES + 1).map_err(|e| Unreadable::System(files::why(&e).words()))?;
    if found.kind != files::Kind::File {
        return Err(Unreadable::NoOrdinaryFile);
    }
    if bytes.len() as u64 > MOST_BYTES {
        return Err(Unreadable::Larger { most: MOST_BYTES / 1024 / 1024 });
    }
    let text = String::from_utf8(bytes).map_err(|_| Unreadable::NoText)?;
    // Some editors put an invisible mark in front; it is no part of the JSON.
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}
