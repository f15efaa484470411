//! What the register of documents holds by what each document is: how many versions or parts are used and approved, of how many.
//! For [`super::held`] alone. Pure.

use std::collections::BTreeMap;

use super::assessment::Assessment;
use super::named_papers;
use super::questionnaire::Questionnaire;

/// The state of a document nobody uses yet.
pub(super) const DRAFT: &str = "draft";

/// The state of one that somebody stands for.
const APPROVED: &str = "approved";

/// Whether two names are the same, whatever their capitals.
pub(super) fn same(one: &str, other: &str) -> bool {
    let other = other.trim();
    // What is asked of thousands of records is mostly written in plain letters, and needs no copy to be compared.
    if one.is_ascii() && other.is_ascii() {
        return one.eq_ignore_ascii_case(other);
    }
    one.to_lowercase() == other.to_lowercase()
}

/// How many documents are used, of how many.
#[derive(Debug, Clone, Default)]
pub(super) struct Counted {
    /// Used, approved or not.
    pub(super) n: usize,
    /// All of them.
    pub(super) of: usize,
    /// Approved.
    approved: usize,
    /// The names of those that are not called so.
    pub(super) called: Vec<String>,
}

impl Counted {
    /// One document more, by its state and its name.
    fn add(&mut self, state: &str, name: &str) {
        self.n += usize::from(state != DRAFT);
        self.approved += usize::from(state == APPROVED);
        self.of += 1;
        self.called.push(name.to_owned());
    }

    fn take(&mut self, other: &Self) {
        self.n += other.n;
        self.of += other.of;
        self.approved += other.approved;
        self.called.extend(other.called.iter().cloned());
    }
}

/// What the register of documents holds, by what it is.
#[derive(Default)]
pub(super) struct Documents {
    /// As names are compared.
    of: BTreeMap<String, Counted>,
    /// Documents that stand in a file or paper of the register.
    inside: BTreeMap<String, Counted>,
    /// The files and papers of the register, each with the documents that go into it.
    files: Vec<(String, Vec<String>)>,
}

impl Documents {
    /// Of the records of the register, each by what it is, its state and its name. A draft beside a version that is used is its next version, and takes nothing from that one.
    pub(super) fn read<'r>(
        q: &Questionnaire,
        a: &Assessment,
        all: impl Iterator<Item = (String, &'r str, &'r str)>,
    ) -> Self {
        let mut stand: BTreeMap<String, Vec<(&str, &str)>> = BTreeMap::new();
        for (is, state, name) in all.filter(|(_, state, _)| [DRAFT, "in-use", APPROVED].contains(state)) {
            stand.entry(is).or_default().push((state, name));
        }
        let counted = |all: Vec<(&str, &str)>| {
            let used = all.iter().any(|(state, _)| *state != DRAFT);
            let mut counts = Counted::default();
            all.iter()
                .filter(|(state, _)| !used || *state != DRAFT)
                .for_each(|(s, name)| counts.add(s, name));
            counts
        };
        let of: BTreeMap<String, Counted> = stand.into_iter().map(|(is, all)| (is, counted(all))).collect();
        let mut inside: BTreeMap<String, Counted> = BTreeMap::new();
        let parts = if of.is_empty() { Vec::new() } else { named_papers::parts(q, a) };
        let mut files = Vec::new();
        for (file, starts) in parts {
            let Some(counts) = of.get(&file) else { continue };
            let holds: Vec<String> = starts.iter().map(|name| named_papers::plain(a, name)).collect();
            for name in &holds {
                inside.entry(name.clone()).or_default().take(counts);
            }
            files.push((file, holds));
        }
        Self { of, inside, files }
    }

    /// The files and papers of the register one of these goes into.
    pub(super) fn files_of(&self, names: &[String]) -> Vec<String> {
        let holds = |(_, holds): &&(String, Vec<String>)| holds.iter().any(|name| names.contains(name));
        self.files.iter().filter(holds).map(|(file, _)| file.clone()).collect()
    }

    /// What is there under a name; where nothing is, that in which it stands.
    pub(super) fn get(&self, a: &Assessment, name: &str) -> Option<Counted> {
        if self.of.is_empty() {
            return None;
        }
        let plain = named_papers::plain(a, name);
        let mut found = self.of.get(&plain).or_else(|| self.inside.get(&plain))?.clone();
        found.called.retain(|called| !same(called, name));
        found.called.sort_unstable();
        found.called.dedup();
        Some(found)
    }

    /// Whether a version of what is meant by this, as names are compared, is used.
    pub(super) fn is_used(&self, meant: &str) -> bool {
        self.of.get(meant).is_some_and(|counts| counts.n > 0)
    }

    /// Whether all there is under a name, or all in which it stands, is approved.
    pub(super) fn is_approved(&self, a: &Assessment, name: &str) -> bool {
        self.get(a, name).is_some_and(|counts| counts.approved > 0 && counts.approved == counts.of)
    }
}
