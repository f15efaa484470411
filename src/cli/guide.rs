//! The guides as readable text, and the quick check with its result.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Subcommand;

use super::opened::{change, finish, only, today};
use super::{Failure, Format};
use crate::doc::{Doc, House, lines, markdown};
use crate::model::guide::{Glossary, Guides};
use crate::model::quick_check::{Answer, Answers, QuickCheck};
use crate::model::said::Said;
use crate::model::text;
use crate::report::pages;
use crate::{bank, files, say, words};

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
        /// One sign a question, in order: 3 or y yes, 2 or p partly, 1 or n no, 0 or ? don't know
        #[arg(long)]
        answers: Option<String>,
        /// Keep the answers in this assessment; what they suggest counts once it is taken there
        #[arg(long, requires = "answers", value_name = "FILE")]
        into: Option<PathBuf>,
    },
}

pub(super) fn guide(which: Option<&Guide>, format: Format, out: &mut impl Write) -> Result<u8, Failure> {
    only(format, if which.is_some() { &[Format::Text, Format::Md] } else { &[Format::Text] })?;
    let guides = bank::guides()?;
    let page = match which {
        None => return overview(out),
        Some(Guide::Glossary { term }) if term.is_empty() => pages::Guide::Glossary,
        Some(Guide::Glossary { term }) => return one_term(&guides.glossary, &term.join(" "), format, out),
        Some(Guide::Roles) => pages::Guide::Roles,
        Some(Guide::Path) => pages::Guide::Path,
        Some(Guide::Iso27001) => pages::Guide::Iso27001,
        Some(Guide::QuickCheck { answers: None, .. }) => pages::Guide::QuickCheck,
        Some(Guide::QuickCheck { answers: Some(letters), into }) => {
            return result(&guides, letters, into.as_deref(), format, out);
        }
    };
    write(&page.doc(&guides, &bank::embedded()?, today()), format, out)?;
    match (page, format) {
        (pages::Guide::QuickCheck, Format::Text) => how_to_answer(out)?,
        // A line between the last word and the prompt.
        (pages::Guide::Glossary, Format::Text) => writeln!(out)?,
        _ => {}
    }
    Ok(0)
}

/// Writes a guide as it was asked for.
fn write(doc: &Doc, format: Format, out: &mut impl Write) -> Result<(), Failure> {
    if format == Format::Md {
        out.write_all(markdown::write(doc, &House::default()).as_bytes())?;
        return Ok(());
    }
    print(&lines::write(doc), out)
}

/// Writes lines as `doc::lines` gives them: titles underlined, the others wrapped behind their indent.
fn print(lines: &[String], out: &mut impl Write) -> Result<(), Failure> {
    for line in lines {
        if let Some(title) = line.strip_prefix("# ") {
            writeln!(out, "{title}\n{}", "-".repeat(title.chars().count()))?;
            continue;
        }
        let indent: String = line.chars().take_while(|c| *c == ' ').collect();
        let options = textwrap::Options::new(COLUMNS).subsequent_indent(&indent);
        for line in textwrap::wrap(line, options) {
            writeln!(out, "{}", line.trim_end())?;
        }
    }
    Ok(())
}

fn overview(out: &mut impl Write) -> Result<u8, Failure> {
    for (name, words) in [
        ("path", say!("what the standard asks for, and how a certificate comes about")),
        ("roles", say!("developer, provider or user of AI, and what follows from it")),
        ("quick-check", say!("twenty questions, five minutes, a first impression")),
        ("iso27001", say!("what an ISO/IEC 27001 system already has")),
        ("glossary", say!("words and what they mean; with a word after it, only that one")),
    ] {
        writeln!(out, "clausewise guide {name:<12} {words}")?;
    }
    Ok(0)
}

fn one_term(g: &Glossary, name: &str, format: Format, out: &mut impl Write) -> Result<u8, Failure> {
    if let Some(t) = g.find(name) {
        write(&pages::term_doc(t, today()), format, out)?;
        return Ok(0);
    }
    let (name, near) = pages::no_term(g, name);
    let words = if near.is_empty() {
        say!("\"{name}\" is not in the glossary. See all words with: clausewise guide glossary", name)
    } else {
        say!(
            "\"{name}\" is not in the glossary. Near: {near}. See all words with: clausewise guide glossary",
            name,
            near
        )
    };
    Err(Failure(2, words))
}

fn how_to_answer(out: &mut impl Write) -> Result<(), Failure> {
    writeln!(out, "\n{}", say!("The result: clausewise guide quick-check --answers LETTERS"))?;
    let letters = say!("LETTERS is one letter a question, in order: y yes, p partly, n no, ? don't know.");
    writeln!(out, "{letters}")?;
    Ok(())
}

fn read_letters(quick: &QuickCheck, letters: &str) -> Result<Answers, Failure> {
    let letters: Vec<char> = letters.chars().filter(|c| !c.is_whitespace() && *c != ',').collect();
    if letters.len() > quick.questions.len() {
        let most = quick.questions.len();
        return Err(Failure(
            2,
            say!(
                "These are {n} answers to {most|question|questions}. Nothing was changed.",
                n = letters.len(),
                most
            ),
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
                say!(
                    "\"{letter}\" is no answer; use y, p, n or ?, one letter a question. Nothing was changed.",
                    letter = text::shown(&letter.to_string(), 1)
                ),
            )),
        })
        .collect()
}

fn result(
    guides: &Guides,
    letters: &str,
    into: Option<&Path>,
    format: Format,
    out: &mut impl Write,
) -> Result<u8, Failure> {
    let quick = &guides.quick_check;
    let q = bank::embedded()?;
    let answers = read_letters(quick, letters)?;
    let outcome = quick.outcome(&q, &answers);
    write(&pages::quick_result_doc(quick, &outcome, today()), format, out)?;
    into.map_or(Ok(0), |file| keep(quick, &answers, file, out))
}

fn keep(quick: &QuickCheck, answers: &Answers, file: &Path, out: &mut impl Write) -> Result<u8, Failure> {
    let mut w = change(file, &files::user(), say!("Nothing was kept."))?;
    if w.q().kept.is_some() {
        let (name, own) = (files::human_path(file), words::called::questionnaire(w.q()));
        let ours = bank::embedded()?.names.short;
        return Err(Failure(
            2,
            say!(
                "{name} answers {own}, and the quick check is about {ours}. Nothing was kept. Another file can \
                 keep the answers: clausewise new NAME.aims --org NAME",
                name,
                own,
                ours
            ),
        ));
    }
    let (count, suggested) = match w.answer_quick(quick, answers)?.said {
        Said::CarriedOver { count, suggested } => (count, suggested),
        _ => (0, 0),
    };
    finish(w)?;
    let name = files::human_path(file);
    let words = say!(
        "Kept in {name}: {count|entry|entries}. {suggested|check has|checks have} a suggestion from them, none as \
         Proven; a suggestion counts once it is taken on its card.",
        name,
        count,
        suggested
    );
    writeln!(out, "{words}")?;
    Ok(0)
}
