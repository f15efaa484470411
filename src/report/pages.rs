//! Guides and lists as documents, and as lines to read: the same in the terminal, on screen, in plain mode and on paper.
//! Guides know no assessment.

use jiff::civil::Date;

use super::reminders::doc as open_by_person;
use super::{Input, about, checklist, meeting, minutes};
use crate::doc::{Doc, Page, lines};
use crate::model::guide::{Glossary, Guides, Iso27001, Path, Roles, Term};
use crate::model::quick_check::{Outcome, QuickCheck};
use crate::model::{DISCLAIMER, Questionnaire, text};
use crate::say;
use crate::words::{self, Word as _, Words as _};

/// Which guide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Guide {
    /// Words and what they mean.
    Glossary,
    /// Developer, provider or user of AI.
    Roles,
    /// What the standard asks for, and how a certificate comes about.
    Path,
    /// What an ISO/IEC 27001 system already has.
    Iso27001,
    /// Twenty questions.
    QuickCheck,
}

impl Guide {
    /// File name of the document without its ending.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Glossary => "glossary",
            Self::Roles => "roles",
            Self::Path => "path",
            Self::Iso27001 => "iso27001",
            Self::QuickCheck => "quick-check",
        }
    }

    fn title(self) -> &'static str {
        match self {
            Self::Glossary => say!("Words of the field"),
            Self::Roles => say!("Which role are we?"),
            Self::Path => say!("The way to a certificate"),
            Self::Iso27001 => say!("ISO/IEC 27001 head start"),
            Self::QuickCheck => say!("Quick check"),
        }
    }

    /// A guide that says nothing yet, made on this day.
    fn page(self, made: Date) -> Page {
        Page::new(self.name(), self.title(), about::bare(made))
    }

    /// The guide as a document; `q` is the questionnaire the guides speak of.
    pub fn doc(self, guides: &Guides, q: &Questionnaire, made: Date) -> Doc {
        let mut page = self.page(made);
        match self {
            Self::Glossary => say_terms(&mut page, &guides.glossary),
            Self::Roles => say_roles(&mut page, &guides.roles),
            Self::Path => say_path(&mut page, &guides.path),
            Self::Iso27001 => say_iso27001(&mut page, &guides.iso27001, q),
            Self::QuickCheck => say_questions(&mut page, &guides.quick_check),
        }
        page.finish()
    }

    /// The same as lines, on which no day is printed.
    fn lines(self, say: impl FnOnce(&mut Page)) -> Vec<String> {
        let mut page = self.page(Date::ZERO);
        say(&mut page);
        lines::write(&page.finish())
    }
}

/// One word with what it means, as a document.
pub fn term_doc(t: &Term, made: Date) -> Doc {
    let mut page = Guide::Glossary.page(made);
    say_term(&mut page, t);
    page.finish()
}

/// One word with what it means.
pub fn term(t: &Term) -> Vec<String> {
    Guide::Glossary.lines(|page| say_term(page, t))
}

fn say_terms(page: &mut Page, g: &Glossary) {
    for t in &g.terms {
        say_term(page, t);
    }
}

fn say_term(page: &mut Page, t: &Term) {
    page.heading(2, &t.term);
    page.paragraph(&t.means);
    if !t.also.is_empty() {
        page.paragraph(say!("Also: {terms}.", terms = t.also.join(", ")));
    }
    if !t.see.is_empty() {
        page.paragraph(say!("See: {terms}.", terms = t.see.join(", ")));
    }
}

/// Every word, and an empty line behind the last.
pub fn glossary(g: &Glossary) -> Vec<String> {
    let mut lines = Guide::Glossary.lines(|page| say_terms(page, g));
    lines.push(String::new());
    lines
}

/// What was typed where it is no word of the glossary, as it is shown, and the words in it that are; empty where none is.
pub fn no_term(g: &Glossary, typed: &str) -> (String, String) {
    let near: Vec<&str> = g.terms_in(typed).iter().map(|t| t.term.as_str()).collect();
    (text::shown(typed, 40), near.join(", "))
}

/// Which role are we, and what follows.
pub fn roles(r: &Roles) -> Vec<String> {
    Guide::Roles.lines(|page| say_roles(page, r))
}

fn say_roles(page: &mut Page, r: &Roles) {
    page.paragraph(&r.intro);
    let mut part = |anchor: &str, head: &str, words: &[&str], items: &[String]| {
        page.section(2, anchor, head);
        for words in words {
            page.paragraph(*words);
        }
        for item in items {
            page.item(item);
        }
    };
    for (n, role) in r.roles.iter().enumerate() {
        part(&format!("role-{}", n + 1), &role.name, &[&role.means, &role.weighs_on], &role.examples);
    }
    part("per-system", say!("Each system by itself"), &[&r.per_system], &[]);
    part("no-clause-falls-away", say!("No clause falls away"), &[&r.nothing_falls_away], &[]);
    part("control-by-control", say!("Control by control"), &[&r.one_by_one], &[]);
    part("shaping", say!("Shaping a bought model counts"), &[&r.configuring_counts], &[]);
    part("where-ai-hides", say!("Where AI hides"), &[], &r.hidden_ai);
}

/// What the standard asks for, and how a certificate comes about.
pub fn path(p: &Path) -> Vec<String> {
    Guide::Path.lines(|page| say_path(page, p))
}

fn say_path(page: &mut Page, p: &Path) {
    page.section(2, "asked-for", say!("What the standard asks for"));
    for (i, o) in p.obligations.iter().enumerate() {
        page.step(i + 1, format!("{} ({})", o.title, o.see.join(", ")));
        page.sub_item(&o.text);
    }
    page.section(2, "stages", say!("How a certificate comes about"));
    for (i, s) in p.stages.iter().enumerate() {
        page.step(i + 1, &s.title);
        page.sub_item(&s.text);
        page.sub_item(say!(
            "Usually: {typical}. ({source}; confidence: {confidence})",
            typical = s.typical,
            source = s.range_source,
            confidence = s.confidence
        ));
    }
    page.section(2, "limits", say!("What it is not"));
    for limit in &p.limits {
        page.item(limit);
    }
    page.section(2, "nearby", say!("Standards nearby"));
    for n in &p.related {
        page.item(format!("{}: {}", n.standard, n.text));
    }
}

/// What an ISO/IEC 27001 system already has, requirement by requirement. It suggests; it never answers.
pub fn iso27001(i: &Iso27001, q: &Questionnaire) -> Vec<String> {
    Guide::Iso27001.lines(|page| say_iso27001(page, i, q))
}

fn say_iso27001(page: &mut Page, i: &Iso27001, q: &Questionnaire) {
    page.paragraph(&i.intro);
    for (word, meaning) in i.words() {
        page.fact(word, meaning);
    }
    for (n, r) in q.requirements.iter().enumerate() {
        if let Some(hint) = i.hints.get(&r.id) {
            page.section(2, &r.id, &format!("{} {} - {}", r.id, q.full_title(n), r.iso27001));
            page.paragraph(hint);
        }
    }
}

/// The twenty questions with their examples.
fn say_questions(page: &mut Page, quick: &QuickCheck) {
    page.paragraph(&quick.intro);
    let mut before = None;
    for (i, question) in quick.questions.iter().enumerate() {
        if before != Some(question.kind) {
            page.heading(2, question.kind.word());
            before = Some(question.kind);
        }
        page.step(i + 1, &question.question);
        page.sub_item(&question.help);
    }
}

/// The result of the quick check: a band, the counts, what is missing. Clearly indicative.
pub fn quick_result(quick: &QuickCheck, outcome: &Outcome) -> Vec<String> {
    lines::write(&quick_result_doc(quick, outcome, Date::ZERO))
}

/// The result of the quick check as a document.
pub fn quick_result_doc(quick: &QuickCheck, outcome: &Outcome, made: Date) -> Doc {
    let mut page = Guide::QuickCheck.page(made);
    let [yes, partly, no, unknown, open] = outcome.counts;
    let of: usize = outcome.counts.iter().sum();
    page.section(2, "result", outcome.band.word());
    page.paragraph(outcome.band.words());
    page.paragraph(say!(
        "{yes} yes, {partly} partly, {no} no, {unknown} don't know, {open} not answered, of {of} questions on where you stand.",
        yes,
        partly,
        no,
        unknown,
        open,
        of
    ));
    for (part, anchor, head) in [
        (
            outcome.missing.get(..outcome.blocking),
            "blocking",
            say!("Missing, only partly there or not known, and a certificate would fail on it"),
        ),
        (outcome.missing.get(outcome.blocking..), "missing", say!("Missing or not known")),
    ] {
        let part = part.unwrap_or_default();
        if !part.is_empty() {
            page.section(2, anchor, head);
            for x in quick.questions.iter().filter(|x| part.contains(&x.id)) {
                page.item(format!("{} ({})", x.question, x.maps.join(", ")));
            }
        }
    }
    let mut doc = page.finish();
    doc.about.disclaimer = say!(
        "A first impression from {n} questions. {disclaimer}",
        n = quick.questions.len(),
        disclaimer = words::text(DISCLAIMER)
    );
    doc
}

/// What a session in a room came to, as its minutes say it.
pub fn closing(input: &Input) -> Vec<String> {
    lines::write(&minutes::doc(input))
}

/// What is open after a session, by who has it.
pub fn reminders(input: &Input) -> Vec<String> {
    lines::write(&open_by_person(input))
}

/// What each is to bring and was asked for before a session.
pub fn requests(input: &Input) -> Vec<String> {
    lines::write(&meeting::evidence(input))
}

/// The documents and records an organisation of its size needs, with where they are asked for, state and owner.
pub fn documents(input: &Input) -> Vec<String> {
    checklist::lines(input)
}
