//! What a newcomer reads beside the questionnaire: glossary, roles, quick check, the way to a certificate,
//! what an ISO/IEC 27001 certificate already gives. Data only, embedded by `bank`; no guide moves a figure.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::find::Index;
use super::questionnaire::Questionnaire;

pub use super::quick_check::QuickCheck;

/// All guides.
#[derive(Debug, Clone)]
pub struct Guides {
    /// Words and what they mean.
    pub glossary: Glossary,
    /// The parts one can play towards an AI system.
    pub roles: Roles,
    /// Twenty questions.
    pub quick_check: QuickCheck,
    /// What the standard asks for and how a certificate comes about.
    pub path: Path,
    /// What an ISO/IEC 27001 system already has.
    pub iso27001: Iso27001,
    /// Everyday words and the places they mean.
    pub everyday: Everyday,
}

impl Guides {
    /// An index over a questionnaire and what the guides say of it. The guides speak of the questionnaire of this
    /// program: of another one only the words of this program are added.
    pub fn index(&self, q: &Questionnaire) -> Index {
        let mut index = Index::new(q);
        let own = q.kept.is_none();
        for entry in self.everyday.words.iter().filter(|_| own) {
            for word in &entry.say {
                for (id, nth) in entry.see.iter().zip(0..) {
                    index.add_everyday(q, word, &entry.means, id, nth);
                }
            }
        }
        let terms = self.glossary.terms.iter().enumerate().filter(|(_, t)| own || t.see.is_empty());
        for (n, t) in terms {
            index.add_term(n, std::iter::once(t.term.as_str()).chain(t.names()), &t.means);
        }
        index
    }
}

/// Everyday words and the places they mean.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Everyday {
    /// Each word once.
    pub words: Vec<EverydayWords>,
}

/// Everyday words that mean the same.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EverydayWords {
    /// What people type, in small letters.
    pub say: Vec<String>,
    /// What they mean by it, in words of the field.
    pub means: String,
    /// Ids where it is asked, what is meant most often first.
    pub see: Vec<String>,
}

/// Words of the field and of this program.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Glossary {
    /// In alphabetical order.
    pub terms: Vec<Term>,
}

/// A word and what it means.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// The word; ` / ` parts two names, a bracket holds an abbreviation or an example.
    pub term: String,
    /// Other words for it, some of them loose.
    pub also: Vec<String>,
    /// What it means.
    pub means: String,
    /// Ids where it matters; none for words of this program.
    pub see: Vec<String>,
}

impl Term {
    /// The names the term itself holds: `AI producer / developer` is two.
    fn own_names(&self) -> impl Iterator<Item = &str> {
        let bare = self.term.split(" (").next().unwrap_or_default();
        bare.split(" / ")
    }

    /// All names, other words included.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.own_names().chain(self.also.iter().map(String::as_str))
    }

    /// Names that may be marked in running text. Loose single words ("answer", "task", "user") would mark
    /// half of every sentence, so of the other words only phrases and abbreviations count.
    fn marks(&self) -> impl Iterator<Item = &str> {
        let abbreviation = |s: &str| s.chars().filter(|c| c.is_uppercase()).count() > 1;
        let marked = move |s: &&str| s.contains([' ', '-']) || abbreviation(s);
        let second = self.own_names().skip(1).filter(|s| s.contains(' '));
        self.own_names().take(1).chain(second).chain(self.also.iter().map(String::as_str).filter(marked))
    }
}

impl Glossary {
    /// The term with this name, whatever its case; failing that the first one whose name begins with it.
    pub fn find(&self, name: &str) -> Option<&Term> {
        let wanted = name.trim().to_lowercase();
        if wanted.is_empty() {
            return None;
        }
        let by = |fits: &dyn Fn(&str) -> bool| {
            self.terms
                .iter()
                .find(|t| t.term.to_lowercase() == wanted || t.names().any(|n| fits(&n.to_lowercase())))
        };
        by(&|n| n == wanted).or_else(|| by(&|n| n.starts_with(&wanted)))
    }

    /// The terms that stand in a text as whole words, the longest first; a word inside a longer term does
    /// not count by itself. Words of this program (`Open`, `Met`) count only as it writes them, with a
    /// capital and not at the beginning of a sentence.
    pub fn terms_in(&self, text: &str) -> Vec<&Term> {
        let lower = text.to_lowercase();
        // Lower case may have other lengths in a few scripts; places would then not fit together.
        let text = if lower.len() == text.len() { text } else { lower.as_str() };
        let mut marks: Vec<(&str, &Term)> =
            self.terms.iter().flat_map(|t| t.marks().map(move |m| (m, t))).collect();
        marks.sort_by_key(|(m, _)| std::cmp::Reverse(m.len()));
        let mut taken: Vec<std::ops::Range<usize>> = Vec::new();
        let mut found: Vec<&Term> = Vec::new();
        for (mark, term) in marks {
            let own = term.see.is_empty() && !mark.contains(' ');
            let (hay, needle) =
                if own { (text, mark.to_owned()) } else { (lower.as_str(), mark.to_lowercase()) };
            for (at, _) in hay.match_indices(&needle) {
                let Some(end) = word_end(hay, at, at + needle.len()) else { continue };
                let free = taken.iter().all(|t| end <= t.start || at >= t.end);
                if free && !(own && begins_sentence(hay, at)) {
                    taken.push(at..end);
                    if !found.contains(&term) {
                        found.push(term);
                    }
                }
            }
        }
        found
    }
}

/// Where a whole word that stands at this place ends, a plural s included.
fn word_end(text: &str, start: usize, end: usize) -> Option<usize> {
    let word = |c: char| c.is_alphanumeric();
    if text.get(..start)?.chars().next_back().is_some_and(word) {
        return None;
    }
    let mut rest = text.get(end..)?.chars();
    match rest.next() {
        Some('s') => (!rest.next().is_some_and(word)).then_some(end + 1),
        Some(c) if word(c) => None,
        _ => Some(end),
    }
}

fn begins_sentence(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default().trim_end();
    before.is_empty() || before.ends_with(['.', '?', '!', ':'])
}

/// The parts one can play towards an AI system.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Roles {
    /// Why the role matters.
    pub intro: String,
    /// Developer, provider, user.
    pub roles: Vec<Role>,
    /// The role is decided for each system.
    pub per_system: String,
    /// No clause falls away.
    pub nothing_falls_away: String,
    /// Controls are decided one by one.
    pub one_by_one: String,
    /// Shaping a bought model counts.
    pub configuring_counts: String,
    /// Where AI hides in ordinary software.
    pub hidden_ai: Vec<String>,
}

/// One of the roles.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Role {
    /// `developer`, `provider` or `user`, as in `about.roles`.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it means.
    pub means: String,
    /// Examples.
    pub examples: Vec<String>,
    /// Which controls weigh on it.
    pub weighs_on: String,
}

/// What the standard asks for and how a certificate comes about.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Path {
    /// The duties in seven parts.
    pub obligations: Vec<Obligation>,
    /// From preparation to recertification.
    pub stages: Vec<Stage>,
    /// What a certificate is not.
    pub limits: Vec<String>,
    /// Other standards nearby.
    pub related: Vec<Nearby>,
}

/// A part of the duties.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Obligation {
    /// Short title.
    pub title: String,
    /// In a few sentences.
    pub text: String,
    /// The requirements behind it.
    pub see: Vec<String>,
}

/// A stage on the way to a certificate.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stage {
    /// Stable id.
    pub id: String,
    /// Short title.
    pub title: String,
    /// What happens.
    pub text: String,
    /// How long it usually takes.
    pub typical: String,
    /// Where that figure comes from.
    pub range_source: String,
    /// `high`, `medium` or `low`.
    pub confidence: String,
}

/// Another standard.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Nearby {
    /// Its number.
    pub standard: String,
    /// What it has to do with this one.
    pub text: String,
}

/// What an ISO/IEC 27001 system already has.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Iso27001 {
    /// What to expect of it.
    pub intro: String,
    /// What `same` means.
    pub same: String,
    /// What `extended` means.
    pub extended: String,
    /// What `new` means.
    pub new: String,
    /// What `similar` means.
    pub similar: String,
    /// What `equivalent` means.
    pub equivalent: String,
    /// For each requirement what can be used and what is to be added.
    pub hints: BTreeMap<String, String>,
}

impl Iso27001 {
    /// The words a requirement can carry, each with its meaning.
    pub fn words(&self) -> [(&'static str, &str); 5] {
        [
            ("same", &self.same),
            ("extended", &self.extended),
            ("new", &self.new),
            ("similar", &self.similar),
            ("equivalent", &self.equivalent),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn glossary() -> Glossary {
        let term = |term: &str, also: &[&str], see: &[&str]| Term {
            term: term.into(),
            also: also.iter().map(ToString::to_string).collect(),
            means: String::new(),
            see: see.iter().map(ToString::to_string).collect(),
        };
        Glossary {
            terms: vec![
                term("AI risk criteria", &["risk criteria"], &["6.1.1"]),
                term("Risk", &[], &["6.1.1"]),
                term("Statement of Applicability (SoA)", &["SoA"], &["6.1.3"]),
                term("Action", &["task"], &["6.2"]),
                term("Met", &["fulfilled"], &[]),
            ],
        }
    }

    fn found(text: &str) -> Vec<String> {
        glossary().terms_in(text).iter().map(|t| t.term.clone()).collect()
    }

    #[test]
    fn whole_words_longest_first_and_nothing_inside_a_longer_term() {
        assert_eq!(found("Do AI risk criteria exist?"), ["AI risk criteria"]);
        assert_eq!(
            found("One risk beside the risk criteria, in the SoA"),
            ["AI risk criteria", "Risk", "Statement of Applicability (SoA)"]
        );
        assert_eq!(found("Risks and actions"), ["Action", "Risk"]);
        assert_eq!(found("An asterisk, a task, reactions"), Vec::<String>::new());
    }

    #[test]
    fn words_of_this_program_count_only_as_it_writes_them() {
        assert_eq!(found("They met. Met was it."), Vec::<String>::new());
        assert_eq!(found("All must be Met"), ["Met"]);
    }

    #[test]
    fn a_term_is_found_by_any_name_and_by_its_beginning() {
        let g = glossary();
        for name in ["soa", "statement of applicability", "Statement of Applicability (SoA)", "statem"] {
            assert_eq!(g.find(name).map(|t| t.see.as_slice()), Some(&["6.1.3".to_owned()][..]), "{name}");
        }
        assert_eq!(g.find("  "), None);
    }
}
