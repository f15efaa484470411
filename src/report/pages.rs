//! Guides and lists as text to read, the same lines in the terminal and on screen: a line that begins
//! with `# ` is a title, blanks at the beginning of a line indent what follows when it is wrapped.

use super::Input;
use super::checklist;
use crate::model::guide::{Glossary, Iso27001, Path, Roles, Term};
use crate::model::quick_check::{Outcome, QuickCheck};
use crate::model::{DISCLAIMER, Questionnaire, text};
use crate::say;
use crate::words::{self, Word as _, Words as _};

/// One word with what it means.
pub fn term(t: &Term) -> Vec<String> {
    let mut lines = vec![format!("# {}", t.term), t.means.clone()];
    if !t.also.is_empty() {
        lines.push(say!("Also: {terms}.", terms = t.also.join(", ")));
    }
    if !t.see.is_empty() {
        lines.push(say!("See: {terms}.", terms = t.see.join(", ")));
    }
    lines
}

/// Every word.
pub fn glossary(g: &Glossary) -> Vec<String> {
    g.terms.iter().flat_map(|t| term(t).into_iter().chain([String::new()])).collect()
}

/// What was typed where it is no word of the glossary, as it is shown, and the words in it that are; empty where none is.
pub fn no_term(g: &Glossary, typed: &str) -> (String, String) {
    let near: Vec<&str> = g.terms_in(typed).iter().map(|t| t.term.as_str()).collect();
    (text::shown(typed, 40), near.join(", "))
}

/// Which role are we, and what follows.
pub fn roles(r: &Roles) -> Vec<String> {
    let mut lines = vec![r.intro.clone()];
    let mut part = |head: &str, words: &[&str], items: &[String]| {
        lines.extend([String::new(), format!("# {head}")]);
        lines.extend(words.iter().map(|w| (*w).to_owned()));
        lines.extend(items.iter().map(|i| format!("  - {i}")));
    };
    for role in &r.roles {
        part(&role.name, &[&role.means, &role.weighs_on], &role.examples);
    }
    part(say!("Each system by itself"), &[&r.per_system], &[]);
    part(say!("No clause falls away"), &[&r.nothing_falls_away], &[]);
    part(say!("Control by control"), &[&r.one_by_one], &[]);
    part(say!("Shaping a bought model counts"), &[&r.configuring_counts], &[]);
    part(say!("Where AI hides"), &[], &r.hidden_ai);
    lines
}

/// What the standard asks for, and how a certificate comes about.
pub fn path(p: &Path) -> Vec<String> {
    let mut lines = vec![format!("# {}", say!("What the standard asks for"))];
    for (i, o) in p.obligations.iter().enumerate() {
        lines.push(format!("{}. {} ({})", i + 1, o.title, o.see.join(", ")));
        lines.push(format!("   {}", o.text));
    }
    lines.extend([String::new(), format!("# {}", say!("How a certificate comes about"))]);
    for (i, s) in p.stages.iter().enumerate() {
        lines.push(format!("{}. {}", i + 1, s.title));
        lines.push(format!("   {}", s.text));
        let usually = say!(
            "Usually: {typical}. ({source}; confidence: {confidence})",
            typical = s.typical,
            source = s.range_source,
            confidence = s.confidence
        );
        lines.push(format!("   {usually}"));
    }
    lines.extend([String::new(), format!("# {}", say!("What it is not"))]);
    lines.extend(p.limits.iter().map(|l| format!("  - {l}")));
    lines.extend([String::new(), format!("# {}", say!("Standards nearby"))]);
    lines.extend(p.related.iter().map(|n| format!("  - {}: {}", n.standard, n.text)));
    lines
}

/// What an ISO/IEC 27001 system already has, requirement by requirement. It suggests; it never answers.
pub fn iso27001(i: &Iso27001, q: &Questionnaire) -> Vec<String> {
    let mut lines = vec![i.intro.clone(), String::new()];
    lines.extend(i.words().map(|(word, meaning)| format!("  {word}: {meaning}")));
    for (n, r) in q.requirements.iter().enumerate() {
        if let Some(hint) = i.hints.get(&r.id) {
            lines.extend([String::new(), format!("# {} {} - {}", r.id, q.full_title(n), r.iso27001)]);
            lines.push(hint.clone());
        }
    }
    lines
}

/// The twenty questions with their examples.
pub fn quick_questions(quick: &QuickCheck) -> Vec<String> {
    let mut lines = vec![quick.intro.clone()];
    let mut before = None;
    for (i, question) in quick.questions.iter().enumerate() {
        if before != Some(question.kind) {
            lines.extend([String::new(), format!("# {}", question.kind.word())]);
            before = Some(question.kind);
        }
        lines.push(format!("{}. {}", i + 1, question.question));
        lines.push(format!("   {}", question.help));
    }
    lines
}

/// The result of the quick check: a band, the counts, what is missing. Clearly indicative.
pub fn quick_result(quick: &QuickCheck, outcome: &Outcome) -> Vec<String> {
    let [yes, partly, no, unknown, open] = outcome.counts;
    let of: usize = outcome.counts.iter().sum();
    let mut lines = vec![
        format!("# {}", outcome.band.word()),
        outcome.band.words(),
        say!(
            "{yes} yes, {partly} partly, {no} no, {unknown} don't know, {open} not answered, of {of} questions on where you stand.",
            yes,
            partly,
            no,
            unknown,
            open,
            of
        ),
    ];
    for (part, head) in [
        (
            outcome.missing.get(..outcome.blocking),
            say!("Missing, only partly there or not known, and a certificate would fail on it"),
        ),
        (outcome.missing.get(outcome.blocking..), say!("Missing or not known")),
    ] {
        let part = part.unwrap_or_default();
        if !part.is_empty() {
            lines.extend([String::new(), format!("# {head}")]);
            let asked = quick.questions.iter().filter(|x| part.contains(&x.id));
            lines.extend(asked.map(|x| format!("  - {} ({})", x.question, x.maps.join(", "))));
        }
    }
    lines.push(String::new());
    lines.push(say!(
        "A first impression from {n} questions. {disclaimer}",
        n = quick.questions.len(),
        disclaimer = words::text(DISCLAIMER)
    ));
    lines
}

/// The documents and records an organisation of its size needs, with where they are asked for, state and owner.
pub fn documents(input: &Input) -> Vec<String> {
    checklist::lines(input)
}
