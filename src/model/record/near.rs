//! What people call a register in their own words, so that one who types such a word is led to the register that is meant. Words of
//! the registers themselves are not in it: those are found by [`Kind::find`]. A leaf.

use super::Kind;

/// So many letters somebody may get wrong in a word of a register.
const WRONG: usize = 2;
/// From so many letters on a word is taken for a misspelt one.
const SPELT: usize = 5;

/// By the key of a register, words for what it holds, in the singular.
const WORDS: [(&str, &[&str]); 19] = [
    (
        "person",
        &["staff", "employee", "user", "member", "colleague", "team", "role", "contact", "responsible"],
    ),
    (
        "system",
        &[
            "asset",
            "tool",
            "application",
            "app",
            "model",
            "product",
            "ai",
            "chatbot",
            "inventory",
            "use-case",
        ],
    ),
    ("evidence", &["proof", "record", "attachment", "screenshot", "log", "artefact", "artifact"]),
    (
        "document",
        &["policy", "procedure", "paper", "file", "guideline", "manual", "template", "report", "plan"],
    ),
    ("likelihood", &["probability", "chance"]),
    ("consequence", &["severity", "harm"]),
    ("impact", &["assessment", "aiia", "fria", "dpia"]),
    ("control", &["measure", "safeguard"]),
    ("risk", &["threat", "hazard", "danger"]),
    ("objective", &["goal", "target", "aim", "kpi"]),
    ("supplier", &["vendor", "provider", "partner", "third-party", "subcontractor", "manufacturer"]),
    (
        "competence",
        &[
            "training",
            "course",
            "skill",
            "learning",
            "education",
            "qualification",
            "awareness",
            "certificate",
        ],
    ),
    (
        "incident",
        &["concern", "event", "complaint", "breach", "problem", "nonconformity", "corrective-action", "capa"],
    ),
    ("change", &["modification", "update", "release"]),
    ("message", &["communication", "notice", "information", "announcement"]),
    ("party", &["stakeholder", "customer", "client", "regulator", "authority", "interest"]),
    ("agenda", &["meeting", "workshop", "session", "appointment"]),
    ("decision", &["minute", "resolution", "review"]),
    ("parked", &["parking", "question", "todo", "later"]),
];

/// The singular of a word as English mostly makes it, in small letters, its parts held together by a dash.
fn plain(word: &str) -> Vec<String> {
    let word = word.trim().to_lowercase().split([' ', '_']).collect::<Vec<_>>().join("-");
    let one = word.strip_suffix("ies").map(|stem| format!("{stem}y"));
    let others = ["es", "s"].into_iter().filter_map(|end| word.strip_suffix(end).map(str::to_owned));
    let all: Vec<String> = one.into_iter().chain(others).collect();
    std::iter::once(word).chain(all).collect()
}

/// The register somebody may mean by a word that names none: by what others call it, else by one that is spelt nearly so.
pub fn meant(kinds: &[&'static Kind], typed: &str) -> Option<&'static Kind> {
    let typed = plain(typed);
    let of = |key: &str| kinds.iter().find(|k| k.key == key && k.is_register()).copied();
    let called = WORDS.iter().find(|(_, words)| words.iter().any(|word| typed.iter().any(|t| t == word)));
    let nearly = || {
        let first = typed.first().filter(|t| t.chars().count() >= SPELT)?;
        let away = |k: &&&'static Kind| {
            [k.key, k.word, k.words].iter().map(|w| strsim::osa_distance(first, &w.to_lowercase())).min()
        };
        let near = kinds.iter().filter(|k| k.is_register()).min_by_key(away)?;
        (away(&near)? <= WRONG).then_some(*near)
    };
    called.and_then(|(key, _)| of(key)).or_else(nearly)
}

#[cfg(test)]
mod tests {
    use super::super::{KINDS, Kind};
    use super::{WORDS, meant};

    #[test]
    fn peoples_own_words_lead_to_the_register_that_is_meant() {
        for (typed, key) in [
            ("training", "competence"),
            ("Trainings", "competence"),
            ("vendor", "supplier"),
            ("policies", "document"),
            ("asset", "system"),
            ("goals", "objective"),
            ("third party", "supplier"),
            ("meeting", "agenda"),
            ("suplier", "supplier"),
            ("objektive", "objective"),
        ] {
            assert_eq!(meant(KINDS, typed).map(|k| k.key), Some(key), "{typed}");
        }
        for typed in ["", "banana", "x"] {
            assert_eq!(meant(KINDS, typed), None, "{typed}");
        }
    }

    #[test]
    fn no_word_is_one_of_a_register_already_or_stands_twice() {
        let mut seen = std::collections::BTreeSet::new();
        for (key, words) in WORDS {
            assert!(KINDS.iter().any(|k| k.key == key && k.is_register()), "{key}");
            for word in words {
                assert!(Kind::find(KINDS, word).is_none() && seen.insert(*word), "{word}");
            }
        }
    }
}
