//! The guides as readable text, and the quick check with its result.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Subcommand;

use super::Failure;
use super::run::PATIENCE;
use crate::model::guide::{Glossary, Guides, Iso27001, Path as Way, Roles, Term};
use crate::model::quick_check::{Answer, Answers, QuestionKind, QuickCheck};
use crate::model::{DISCLAIMER, Questionnaire, text};
use crate::session::Session;
use crate::{bank, files};

/// Wide enough for a table, narrow enough to be read.
const COLUMNS: usize = 100;

/// `clausewise guide ...`
#[derive(Subcommand)]
pub(crate) enum Guide {
    /// Words and what they mean
    Glossary {
        /// One word only
        term: Vec<String>,
    },
    /// Developer, provider or user of AI, and what follows from it
    Roles,
    /// What the standard asks for and how a certificate comes about
    Path,
    /// What an ISO/IEC 27001 system already has, requirement by requirement
    Iso27001,
    /// Twenty questions, five minutes, a first impression
    QuickCheck {
        /// One letter a question, in order: y yes, p partly, n no, ? don't know
        #[arg(long)]
        answers: Option<String>,
        /// Take the answers over into this assessment, only where nothing is answered
        #[arg(long, requires = "answers", value_name = "FILE")]
        into: Option<PathBuf>,
    },
}

pub(super) fn guide(which: Option<&Guide>, out: &mut impl Write) -> Result<u8, Failure> {
    let guides = bank::guides()?;
    match which {
        None => overview(out),
        Some(Guide::Glossary { term }) if term.is_empty() => glossary(&guides.glossary, out),
        Some(Guide::Glossary { term }) => one_term(&guides.glossary, &term.join(" "), out),
        Some(Guide::Roles) => roles(&guides.roles, out),
        Some(Guide::Path) => path(&guides.path, out),
        Some(Guide::Iso27001) => iso27001(&guides.iso27001, out),
        Some(Guide::QuickCheck { answers: None, .. }) => questions(&guides.quick_check, out),
        Some(Guide::QuickCheck { answers: Some(letters), into }) => {
            result(&guides, letters, into.as_deref(), out)
        }
    }
}

/// Writes a paragraph with every line behind this many blanks.
fn paragraph(words: &str, indent: usize, out: &mut impl Write) -> Result<(), Failure> {
    hanging("", words, indent, out)
}

/// Writes a paragraph whose first line begins with a sign that stands left of the rest.
fn hanging(sign: &str, words: &str, indent: usize, out: &mut impl Write) -> Result<(), Failure> {
    let rest = " ".repeat(indent);
    let first = format!("{sign:indent$}");
    let options = textwrap::Options::new(COLUMNS).initial_indent(&first).subsequent_indent(&rest);
    for line in textwrap::wrap(words, options) {
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

fn title(words: &str, out: &mut impl Write) -> Result<(), Failure> {
    Ok(writeln!(out, "\n{words}\n{}", "-".repeat(words.chars().count()))?)
}

fn overview(out: &mut impl Write) -> Result<u8, Failure> {
    for (name, words) in [
        ("path", "what the standard asks for, and how a certificate comes about"),
        ("roles", "developer, provider or user of AI, and what follows from it"),
        ("quick-check", "twenty questions, five minutes, a first impression"),
        ("iso27001", "what an ISO/IEC 27001 system already has"),
        ("glossary", "words and what they mean; with a word after it, only that one"),
    ] {
        writeln!(out, "clausewise guide {name:<12} {words}")?;
    }
    Ok(0)
}

fn term(t: &Term, out: &mut impl Write) -> Result<(), Failure> {
    writeln!(out, "{}", t.term)?;
    paragraph(&t.means, 4, out)?;
    if !t.also.is_empty() {
        paragraph(&format!("Also: {}.", t.also.join(", ")), 4, out)?;
    }
    if !t.see.is_empty() {
        paragraph(&format!("See: {}.", t.see.join(", ")), 4, out)?;
    }
    Ok(())
}

fn glossary(g: &Glossary, out: &mut impl Write) -> Result<u8, Failure> {
    for (i, t) in g.terms.iter().enumerate() {
        if i > 0 {
            writeln!(out)?;
        }
        term(t, out)?;
    }
    Ok(0)
}

fn one_term(g: &Glossary, name: &str, out: &mut impl Write) -> Result<u8, Failure> {
    if let Some(t) = g.find(name) {
        term(t, out)?;
        return Ok(0);
    }
    let near: Vec<&str> = g.terms_in(name).iter().map(|t| t.term.as_str()).collect();
    let near = if near.is_empty() { String::new() } else { format!(" Near: {}.", near.join(", ")) };
    Err(Failure(
        2,
        format!(
            "\"{}\" is not in the glossary.{near} See all words with: clausewise guide glossary",
            text::shown(name, 40)
        ),
    ))
}

fn roles(r: &Roles, out: &mut impl Write) -> Result<u8, Failure> {
    paragraph(&r.intro, 0, out)?;
    for role in &r.roles {
        title(&role.name, out)?;
        paragraph(&role.means, 0, out)?;
        for example in &role.examples {
            hanging("  -", example, 4, out)?;
        }
        paragraph(&role.weighs_on, 0, out)?;
    }
    for (head, words) in [
        ("Each system by itself", &r.per_system),
        ("No clause falls away", &r.nothing_falls_away),
        ("Control by control", &r.one_by_one),
        ("Shaping a bought model counts", &r.configuring_counts),
    ] {
        title(head, out)?;
        paragraph(words, 0, out)?;
    }
    title("Where AI hides", out)?;
    for place in &r.hidden_ai {
        hanging("  -", place, 4, out)?;
    }
    Ok(0)
}

fn path(p: &Way, out: &mut impl Write) -> Result<u8, Failure> {
    writeln!(out, "What the standard asks for\n--------------------------")?;
    for (i, o) in p.obligations.iter().enumerate() {
        hanging(&format!("{}.", i + 1), &format!("{} ({})", o.title, o.see.join(", ")), 4, out)?;
        paragraph(&o.text, 4, out)?;
    }
    title("How a certificate comes about", out)?;
    for (i, s) in p.stages.iter().enumerate() {
        hanging(&format!("{}.", i + 1), &s.title, 4, out)?;
        paragraph(&s.text, 4, out)?;
        let typical = format!("Usually: {}. ({}; confidence: {})", s.typical, s.range_source, s.confidence);
        paragraph(&typical, 4, out)?;
    }
    title("What it is not", out)?;
    for limit in &p.limits {
        hanging("  -", limit, 4, out)?;
    }
    title("Standards nearby", out)?;
    for near in &p.related {
        hanging("  -", &format!("{}: {}", near.standard, near.text), 4, out)?;
    }
    Ok(0)
}

fn iso27001(i: &Iso27001, out: &mut impl Write) -> Result<u8, Failure> {
    let q = bank::embedded()?;
    paragraph(&i.intro, 0, out)?;
    writeln!(out)?;
    for (word, meaning) in i.words() {
        hanging(word, meaning, 12, out)?;
    }
    writeln!(out)?;
    for r in &q.requirements {
        if let Some(hint) = i.hints.get(&r.id) {
            writeln!(out, "{:<9}{:<12}{}", r.id, r.iso27001, r.title)?;
            paragraph(hint, 9, out)?;
        }
    }
    Ok(0)
}

fn questions(quick: &QuickCheck, out: &mut impl Write) -> Result<u8, Failure> {
    paragraph(&quick.intro, 0, out)?;
    let mut before = None;
    for (i, question) in quick.questions.iter().enumerate() {
        if before != Some(question.kind) {
            let head = match question.kind {
                QuestionKind::Applicability => "What applies to you",
                QuestionKind::Expectation => "Where you stand",
            };
            title(head, out)?;
            before = Some(question.kind);
        }
        hanging(&format!("{}.", i + 1), &question.question, 4, out)?;
        paragraph(&question.help, 4, out)?;
    }
    writeln!(out, "\nThe result: clausewise guide quick-check --answers LETTERS")?;
    paragraph("LETTERS is one letter a question, in order: y yes, p partly, n no, ? don't know.", 0, out)?;
    Ok(0)
}

fn read_letters(quick: &QuickCheck, letters: &str) -> Result<Answers, Failure> {
    let letters: Vec<char> = letters.chars().filter(|c| !c.is_whitespace() && *c != ',').collect();
    if letters.len() > quick.questions.len() {
        let most = quick.questions.len();
        return Err(Failure(
            2,
            format!("These are {} answers to {most} questions. Nothing was changed.", letters.len()),
        ));
    }
    quick
        .questions
        .iter()
        .zip(&letters)
        .map(|(question, letter)| match Answer::parse(&letter.to_string()) {
            Some(answer) => Ok((question.id.clone(), answer)),
            None => Err(Failure(
                2,
                format!(
                    "\"{}\" is no answer; use y, p, n or ?, one letter a question. Nothing was changed.",
                    text::shown(&letter.to_string(), 1)
                ),
            )),
        })
        .collect()
}

fn result(guides: &Guides, letters: &str, into: Option<&Path>, out: &mut impl Write) -> Result<u8, Failure> {
    let quick = &guides.quick_check;
    let q = bank::embedded()?;
    let answers = read_letters(quick, letters)?;
    let outcome = quick.outcome(&q, &answers);
    let [yes, partly, no, unknown, open] = outcome.counts;
    writeln!(out, "{}", outcome.band.words())?;
    paragraph(outcome.band.meaning(), 0, out)?;
    writeln!(
        out,
        "\n{yes} yes, {partly} partly, {no} no, {unknown} don't know, {open} not answered, of {} questions on where you stand.",
        outcome.counts.iter().sum::<usize>()
    )?;
    for (part, head) in [
        (outcome.missing.get(..outcome.blocking), "Missing, and a certificate would fail on it:"),
        (outcome.missing.get(outcome.blocking..), "Missing:"),
    ] {
        let part = part.unwrap_or_default();
        if !part.is_empty() {
            writeln!(out, "\n{head}")?;
            for question in quick.questions.iter().filter(|x| part.contains(&x.id)) {
                hanging("  -", &format!("{} ({})", question.question, question.maps.join(", ")), 4, out)?;
            }
        }
    }
    writeln!(out, "\nA first impression from {} questions. {DISCLAIMER}", quick.questions.len())?;
    into.map_or(Ok(0), |file| carry_over(q, quick, &answers, file, out))
}

fn carry_over(
    q: Questionnaire,
    quick: &QuickCheck,
    answers: &Answers,
    file: &Path,
    out: &mut impl Write,
) -> Result<u8, Failure> {
    let mut s = Session::open(q, file, &files::user(), true, PATIENCE)?;
    if let Some(why) = &s.read_only {
        let name = files::human_path(file);
        return Err(Failure(77, format!("{name} cannot be changed: {why}. Nothing was taken over.")));
    }
    let e = quick.carry_over(&s.q, s.assessment(), answers);
    let count = e.changes.len();
    if count > 0 {
        s.apply_durably(&e)?;
    }
    s.close()?;
    writeln!(out, "Taken over into {}: {count} entries, none of them as Proven.", files::human_path(file))?;
    Ok(0)
}
