//! What a document of the register is: which of the documents the questionnaire names, or which file or paper several of them go
//! into. The one place that joins the register of documents to the list of documents; [`super::held`], the lists and the papers
//! ask it. Pure.

use super::assessment::Assessment;
use super::document_names::words;
pub(super) use super::document_names::{FIELDS, of_texts};
pub use super::document_names::{meant, plain};
use super::file_names::file_name;
use super::format::{FitsInto, HeldRow, Measure};
use super::paper;
use super::papers::{GATHERED, few};
use super::questionnaire::Questionnaire;
use super::record::{DOCUMENT, Rec, read};

/// The files and papers several documents go into here, each as names are compared, with those documents: the files of a small
/// firm as its list of documents has them, and each paper by itself.
pub fn parts<'q>(q: &'q Questionnaire, a: &Assessment) -> Vec<(String, Vec<&'q str>)> {
    let templates = (q.papers)();
    let starts = |t: &'static paper::Template| t.starts.iter().map(String::as_str);
    let mut all: Vec<(String, Vec<&'q str>)> = Vec::new();
    let mut goes_in = |into: String, names: Vec<&'q str>| match all.iter_mut().find(|(file, _)| *file == into)
    {
        Some((_, holds)) => {
            let new: Vec<_> = names.into_iter().filter(|n| !holds.contains(n)).collect();
            holds.extend(new);
        }
        None => all.push((into, names)),
    };
    for file in paper::gathered(templates, a).into_iter().filter(|f| f.place != FitsInto::File) {
        goes_in(plain(a, file_name(file.place)), file.holds.into_iter().flat_map(starts).collect());
    }
    for file in few(q, a).into_iter().flatten().filter(|f| f.place != FitsInto::File) {
        goes_in(plain(a, file_name(file.place)), file.holds.iter().map(|w| w.name).collect());
    }
    for paper in paper::fitting(templates, a) {
        goes_in(plain(a, &paper.title), starts(paper).collect());
    }
    all
}

/// What the register of documents holds under these names, each record once, in the order of the names; where it holds nothing
/// so and `inside` allows it, the files and papers in which such a document is. It is no answer: it stands beside one.
pub fn in_register<'a>(q: &Questionnaire, a: &'a Assessment, names: &[&str], inside: bool) -> Vec<Rec<'a>> {
    let all: Vec<(String, Rec<'a>)> =
        read::all(a, &DOCUMENT).into_iter().map(|r| (meant(a, &r), r)).collect();
    if all.is_empty() {
        return Vec::new();
    }
    let called = |wanted: &[String]| {
        let mut found: Vec<Rec<'a>> = Vec::new();
        for (_, rec) in wanted.iter().flat_map(|name| all.iter().filter(move |(meant, _)| meant == name)) {
            if found.iter().all(|known| known.id != rec.id) {
                found.push(rec.clone());
            }
        }
        found
    };
    let found = called(&names.iter().map(|n| plain(a, n)).collect::<Vec<_>>());
    if !found.is_empty() || !inside {
        return found;
    }
    let holds = |(_, starts): &(String, Vec<&str>)| starts.iter().any(|s| names.contains(s));
    called(&parts(q, a).into_iter().filter(holds).map(|(name, _)| name).collect::<Vec<_>>())
}

/// Every name a document can be said to be by: of documents, files and papers. Some are there twice.
pub fn all(q: &Questionnaire) -> impl Iterator<Item = &str> {
    let documents = q.requirements.iter().flat_map(|r| &r.documents).map(|d| d.name.as_str());
    let papers = (q.papers)().iter().map(|t| t.title.as_str());
    documents.chain(GATHERED.map(file_name)).chain(papers)
}

/// What the Statement of Applicability is called in the register of documents: what checks leave behind that are supported
/// by the rows alone.
pub fn of_statement(q: &Questionnaire) -> Option<&str> {
    let of_rows = |row: &HeldRow| {
        matches!(row.measure, Some(Measure::RowsDecided | Measure::ReasonsIn | Measure::ReasonsOut))
    };
    let is = |c: &usize| {
        let held = q.check(*c).held.as_deref().unwrap_or_default();
        !held.is_empty() && held.iter().all(of_rows)
    };
    (0..q.check_count()).find(is).map(|c| q.check(c).output.as_str())
}

/// What a document of the register can be said to be: what the list of documents names here, then what else is known.
pub fn known<'q>(q: &'q Questionnaire, a: &Assessment) -> Vec<&'q str> {
    let files = few(q, a).into_iter().flatten();
    let files = files.map(|p| match (p.place, p.holds.as_slice()) {
        (FitsInto::File, [one]) => one.name,
        (place, _) => file_name(place),
    });
    let all = files.chain(all(q));
    let mut once: Vec<&'q str> = Vec::new();
    for name in all {
        if once.iter().all(|known| !known.eq_ignore_ascii_case(name)) {
            once.push(name);
        }
    }
    once
}

/// The one of them that was typed, whole or as the only one that begins so; else those near it.
pub fn find<'q>(q: &'q Questionnaire, a: &Assessment, typed: &str) -> Result<&'q str, Vec<&'q str>> {
    let typed = typed.trim().to_lowercase();
    let all = known(q, a);
    if let Some(name) = all.iter().find(|n| n.to_lowercase() == typed) {
        return Ok(name);
    }
    let begun: Vec<&str> = all.iter().copied().filter(|n| n.to_lowercase().starts_with(&typed)).collect();
    if let [one] = begun.as_slice() {
        return Ok(one);
    }
    let near = all.into_iter().filter(|n| words(n).iter().any(|w| words(&typed).contains(w) && w != "ai"));
    Err(if begun.is_empty() { near.collect() } else { begun })
}

/// The longest of them whose words stand together in what a document is called; none where somebody said what it is.
pub fn suggested(q: &Questionnaire, a: &Assessment, is: &str, name: &str) -> Option<String> {
    if !is.trim().is_empty() {
        return None;
    }
    let name = words(name);
    let within = |known: &&str| {
        let known = words(known);
        !known.is_empty() && name.windows(known.len()).any(|part| part == known.as_slice())
    };
    known(q, a).into_iter().filter(within).max_by_key(|n| n.len()).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bank;
    use crate::model::assessment::keys;
    use crate::model::papers::wanted;

    #[test]
    fn a_name_says_which_document_it_is() {
        let q = bank::embedded().unwrap();
        let mut a = Assessment::new(&q);
        a.set(&q, keys::ORGANISATION, Some("Korn Bakery".into()));
        for (name, same) in [
            ("AI Policy 2026", true),
            ("ai policy, v2.1", true),
            ("Korn Bakery's AI policy", true),
            ("Our AI policy", true),
            ("AI policy review note", false),
            ("Slides on the AI policy", false),
            ("Policy", false),
        ] {
            assert_eq!(plain(&a, name) == plain(&a, "AI policy"), same, "{name}: {}", plain(&a, name));
        }
        // No two documents are the same by this.
        let mut all: Vec<String> = wanted(&q).iter().map(|w| plain(&a, w.name)).collect();
        let n = all.len();
        all.sort();
        all.dedup();
        assert_eq!(all.len(), n);
    }

    #[test]
    fn what_stands_in_a_name_is_suggested_and_what_is_typed_is_found() {
        let q = bank::embedded().unwrap();
        let a = Assessment::new(&q);
        let says = |name: &str, is: &str| suggested(&q, &a, is, name);
        assert_eq!(says("Slides on the AI policy", "").as_deref(), Some("AI policy"));
        assert_eq!(says("AI policy review note of May", "").as_deref(), Some("AI policy review note"));
        assert_eq!(says("AI policyholders", ""), None, "whole words only");
        assert_eq!(says("AI policy", "AI handbook"), None, "what somebody said stays");
        assert_eq!(find(&q, &a, "ai POLICY"), Ok("AI policy"));
        assert_eq!(find(&q, &a, "master doc"), Ok("Master document list"));
        assert!(find(&q, &a, "policy page").is_err_and(|near| near.contains(&"AI policy")));
        assert_eq!(find(&q, &a, "banana"), Err(Vec::new()));
    }

    /// In a small firm the handbook stands for the papers that go into it, in a larger one for itself alone.
    #[test]
    fn a_file_stands_for_what_goes_into_it() {
        let q = bank::embedded().unwrap();
        let mut a = Assessment::new(&q);
        let inside = |a: &Assessment, name: &str| -> Vec<&str> {
            let mine = parts(&q, a).into_iter().filter(|(file, _)| *file == plain(a, name));
            mine.flat_map(|(_, starts)| starts).collect()
        };
        a.set(&q, keys::SIZE, Some("micro".into()));
        assert!(inside(&a, "AI handbook").contains(&"AIMS scope statement"));
        a.set(&q, keys::SIZE, Some("medium".into()));
        assert!(inside(&a, "AI handbook").is_empty());
        assert!(inside(&a, "How risks are judged and treated").contains(&"AI risk criteria"));
    }
}
