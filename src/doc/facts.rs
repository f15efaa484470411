//! What a document says about itself below its title, each once. For writers whose first page has it.

use super::{Doc, House};

/// Label and text of each, without what stands above it already.
pub(super) fn facts(doc: &Doc, house: &House) -> Vec<(String, String)> {
    let labels = &doc.about.labels;
    let mut facts: Vec<(String, String)> = Vec::new();
    let mut add = |label: &str, text: &str| {
        if !text.trim().is_empty() {
            facts.push((label.to_owned(), text.to_owned()));
        }
    };
    let day = doc.about.made.to_string();
    for (label, text) in &doc.about.facts {
        if *text != doc.about.organisation {
            add(label, text);
        }
    }
    add(&labels.prepared_by, house.prepared_by.as_deref().unwrap_or_default());
    add(&labels.version, house.version.as_deref().unwrap_or_default());
    add(&labels.distribution, house.distribution.as_deref().unwrap_or_default());
    if !doc.about.facts.iter().any(|(_, text)| text.contains(&day)) {
        add(&labels.date, &day);
    }
    facts
}
