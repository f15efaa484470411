//! The words one can type, in one table: parsing, the help and the nearest word to a wrong one all read it.

use super::look::Guide;
use super::talk::{is_help, is_quit};
use crate::model::said::Matter;
use crate::model::{Level, Questionnaire, text};
use crate::say;
use crate::work::line::{Deed, GO};

/// What a word does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    /// Changes the assessment, as the same word does in a script.
    Do(Deed),
    Votes,
    Still,
    Closing,
    Requests,
    Reminders,
    Start,
    Check,
    Ten,
    Clause,
    Checks,
    Whole,
    Levels,
    Why,
    More,
    Next,
    Back,
    Open,
    Gap,
    Go,
    Find,
    Return,
    Again,
    Outline,
    Results,
    Gaps,
    Roadmap,
    Week,
    WhatIf,
    Xray,
    Rehearsal,
    Terms,
    Guide(Guide),
    Lists,
    Statement,
    Documents,
    History,
    Event,
    Explain,
    Papers,
    Changed,
    Export,
    Import,
    MergeFile,
    HandOut,
    Collect,
    Spread,
    Copy,
    Backups,
    Restore,
    Reload,
    Compare,
    About,
    System,
    Person,
    Record,
    Matrix,
    Home,
    Help,
    Quit,
}

/// A row of the table: the word, how it is typed, what may follow it, what it does.
pub(super) struct Entry {
    pub(super) word: Word,
    pub(super) typed: &'static str,
    pub(super) takes: &'static str,
    pub(super) help: &'static str,
}

const fn entry(word: Word, typed: &'static str, takes: &'static str, help: &'static str) -> Entry {
    Entry { word, typed, takes, help }
}

/// A word that scripts take too: how it is typed stands in the table of deeds.
const fn deed(deed: Deed, help: &'static str) -> Entry {
    Entry { word: Word::Do(deed), typed: deed.typed(), takes: deed.takes(), help }
}

const fn write(matter: Matter, help: &'static str) -> Entry {
    deed(Deed::Write(matter), help)
}

/// Every word while an assessment is open.
pub(super) const WORDS: &[Entry] = &[
    entry(Word::Start, "start", "", "asks who you are and what you do with AI, as far as it is not told yet"),
    entry(
        Word::Check,
        "check",
        "HASH",
        "the quick check: asks the 20 questions that are not answered yet; with the hash from the last line of a paper \
         tells what the paper was made at",
    ),
    entry(Word::Ten, "ten", "", "your first ten things, each with its output, hours, day and owner"),
    entry(Word::Clause, "clause", "", "this clause in short: what came out, and what comes next"),
    entry(Word::Checks, "checks", "", "answers the checks of this requirement one by one"),
    entry(Word::Whole, "whole", "", "goes back from a check to the requirement as a whole"),
    entry(Word::Levels, "levels", "", "tells what each level means here"),
    entry(
        Word::Why,
        "why",
        "ID",
        "tells why this matters; with an ID where its figure comes from, as explain does",
    ),
    deed(
        Deed::Evidence,
        "names evidence; the number of a piece of the register (E-3) links it here, and changes it where it stands here \
         already; without TEXT tells what to ask for",
    ),
    deed(
        Deed::Register,
        "names a register of this file as evidence of the check here; its NAME where several would serve",
    ),
    entry(Word::More, "more", "", "tells more: auditor, firm sizes, mistakes"),
    write(Matter::Note, "writes a note; without TEXT over several lines, ended by a single dot"),
    write(Matter::Reason, "writes why a control does not apply"),
    write(Matter::Ask, "writes whom to ask about a Don't know"),
    deed(
        Deed::Park,
        "parks something; behind it, where they are known, owner= who takes it and due= the day it is wanted by",
    ),
    deed(
        Deed::Decision,
        "writes down what was decided here; behind it, where they are known, by= who answers for it, why= and date=",
    ),
    deed(
        Deed::Agenda,
        "the agenda, minutes planned against used; an item in one line adds it; next, pause, begin NUMBER, done NUMBER",
    ),
    deed(Deed::Mark, "marks for review, or takes the mark away"),
    deed(Deed::Withdraw, "withdraws the answer, as c does"),
    deed(Deed::For, "answers controls for one AI system by its number or name; all: for all of them again"),
    deed(Deed::IAm, "says who sits here, by number or name; -: nobody of the register; alone: who it is"),
    deed(
        Deed::Same,
        "takes over the answer of a check that asks for the same; its ID where there are several",
    ),
    entry(Word::Votes, "votes", "", "asks each person of the register for an answer, then shows them"),
    deed(Deed::Vote, "keeps one person's answer, hidden until reveal; - instead of the level takes it away"),
    deed(Deed::Reveal, "shows the answers of single people"),
    write(Matter::Dissent, "writes who holds what against the agreed answer"),
    deed(
        Deed::Agree,
        "one agreed answer here of what people said, in the room or apart: a level, or worst for the lowest level given; behind it what somebody holds against it",
    ),
    entry(
        Word::Still,
        "still",
        "MINUTES",
        "what can still be asked in so many minutes, what stops a certification first",
    ),
    entry(
        Word::Closing,
        "closing",
        "",
        "what came of it: decisions, agreed, dissent, parked, to find out with whom, next steps",
    ),
    entry(Word::Requests, "requests", "", "what each is to bring to a session, and was asked for by name"),
    entry(
        Word::Reminders,
        "reminders",
        "",
        "what is open after it by who has it: asked for, parked, to find out",
    ),
    entry(Word::Next, "next", "", "goes to the next requirement, among checks to the next check"),
    entry(Word::Back, "back", "", "goes to the one before"),
    entry(Word::Open, "open", "", "goes to the next unanswered requirement"),
    entry(Word::Gap, "gap", "", "goes to the next gap"),
    entry(Word::Go, GO, "ID", "goes to an id, as the outline says it"),
    deed(Deed::Rate, "answers an id from here, also that of a heading"),
    entry(Word::Find, "find", "WORDS", "finds where something is asked"),
    entry(Word::Return, "return", "", "goes back to where you were before"),
    entry(Word::Again, "again", "", "says the question again, as an empty line does"),
    entry(
        Word::Outline,
        "outline",
        "STATUS",
        "lists all requirements; open, gap, partial or marked: only those",
    ),
    entry(Word::Results, "results", "", "verdict, counts, readiness"),
    entry(Word::Gaps, "gaps", "BAND", "the gap list; p1, p2, p3 or p4: only that band; 10: the first ten"),
    entry(Word::Roadmap, "roadmap", "", "the roadmap with its dates"),
    entry(Word::Week, "week", "", "what is to do in the seven days from today"),
    entry(Word::WhatIf, "what-if", "HOURS", "the plan with so many hours a week; nothing is kept"),
    entry(Word::Xray, "xray", "", "answers that will not stand when somebody asks"),
    entry(Word::Lists, "lists", "", "parked, to find out, excluded without a reason, marked, not assessed"),
    entry(
        Word::Statement,
        "statement",
        "ID",
        "the Statement of Applicability, a line a control; missing: only where something is; ID: all of one control, \
         which the words typed next are about",
    ),
    deed(Deed::Decide, "says whether a control applies: yes, no or undecided, and why behind it"),
    write(Matter::WhyIn, "writes why a control is needed: the risk, law, contract or practice behind it"),
    deed(
        Deed::Drivers,
        "says what a control is needed for: risk, impact, law, contract, practice; = takes what your registers suggest",
    ),
    write(Matter::How, "writes how a control is done here, not what is missing"),
    deed(Deed::Systems, "names the AI systems a control is for, with commas; all: for all of them"),
    deed(Deed::Treats, "names the risks a control treats, by their numbers with commas; - for none"),
    write(Matter::LookAgain, "sets the day to look again at a control that is left out"),
    entry(Word::Documents, "documents", "", "the documents and records you need, with their state"),
    deed(Deed::Close, "closes or reopens a parked item by its number in lists"),
    entry(Word::History, "history", "NUMBER", "the last 20 changes, or the last NUMBER, or all"),
    entry(
        Word::Event,
        "event",
        "NUMBER",
        "one change whole: who, when, its hash, and every fact as it was and is",
    ),
    entry(Word::Explain, "explain", "ID", "where a figure comes from: an id, verdict or readiness"),
    write(Matter::Owner, "names who owns the work on a requirement, or an action by its id in the roadmap"),
    write(Matter::Effort, "sets the hours a requirement or an action takes"),
    write(Matter::Rank, "gives a gap another rank, with a reason"),
    deed(Deed::Hours, "changes the hours a week"),
    deed(Deed::Size, "changes the size: solo, micro, small, medium, large or a number of people"),
    deed(Deed::AskAll, "yes asks a firm of one what needs other people too, no leaves that out again"),
    write(Matter::Pin, "sets the day an action starts at the earliest"),
    write(Matter::Due, "sets the day an action is due"),
    write(Matter::DoneWhen, "writes how one sees that an action is done"),
    deed(Deed::Progress, "takes an action a step on: planned, started, done, planned"),
    deed(Deed::Split, "splits an action into parts that follow each other; the ID alone asks for them"),
    deed(Deed::Join, "makes one action of several gaps, their ids with commas; without ; asks the rest"),
    deed(
        Deed::Add,
        "adds an action of your own, or of a parked item by its number, which closes it; without ; asks the rest",
    ),
    deed(Deed::Drop, "takes a split, joined or added action back"),
    deed(
        Deed::Audit,
        "works in an audit by its number or title; new TITLE; FIELD=VALUE begins one, next TITLE the one after it, programme shows all, changes tells what changed since it was signed, seal signs it off, version WHY works on at a signed one; alone: all of it",
    ),
    deed(
        Deed::Row,
        "writes into the audit's row of an id, or of several with commas: plan, skip WHY, conforms, minor TEXT, sample 4 of 11 by date, or a field, which is asked for where no text stands behind it; an id alone tells its working paper; alone: lists them",
    ),
    deed(
        Deed::Finding,
        "raises one (minor IDS TEXT) or writes at one by its number: grade, on, withdraw, cause, action, owner, due, done, effective; a number alone tells all of it; alone: lists them",
    ),
    deed(
        Deed::Risks,
        "common risks by kind of AI system, to pick from; with a kind its list, with names takes those into your register",
    ),
    deed(
        Deed::Risk,
        "adds a risk that comes from an impact assessment by its number; without TEXT asks the rest",
    ),
    deed(Deed::Snapshot, "freezes the state as it is now under a name, to compare with later"),
    entry(
        Word::Papers,
        "papers",
        "FOLDER",
        "drafts of the papers you need: what they ask; with a folder writes them, and never over what you changed",
    ),
    deed(Deed::Paper, "answers a question of a paper by its name in papers"),
    deed(Deed::Scales, "puts ready scales for weighing risks into their registers, of 3 or 4 steps"),
    deed(
        Deed::Cite,
        "reads the file of a piece of evidence by its number, and keeps how it is now: size and fingerprint",
    ),
    entry(
        Word::Changed,
        "changed",
        "NUMBER",
        "reads the files of evidence that were kept and tells which changed since; a piece by its number: that one",
    ),
    entry(
        Word::Export,
        "export",
        "FOLDER",
        "writes what a client is handed; director, auditor, customer, self, meeting, spreadsheet, machine or everything \
         before the folder: that; alone: asks; redacted before it: without names; audit NUMBER before the folder: the papers of \
         that audit, version NUMBER beside it as it was signed",
    ),
    entry(
        Word::Import,
        "import",
        "FILE",
        "tells what a spreadsheet, a table or our own data would change, and takes it over after a yes; before the file what it is, \
         where its heads do not tell: soa, or a register as risks",
    ),
    entry(
        Word::MergeFile,
        "merge-file",
        "FILE",
        "takes another copy of this file over, asking where both changed",
    ),
    entry(
        Word::HandOut,
        "hand-out",
        "FOLDER",
        "a small file for each colleague to answer apart: with semicolons behind the folder people, clauses, the day it is wanted back, to whom, xlsx for workbooks",
    ),
    entry(
        Word::Collect,
        "collect",
        "FILE",
        "takes what a colleague answered apart in, beside the agreed answers and never over them",
    ),
    entry(
        Word::Spread,
        "spread",
        "WORD",
        "who said what, in the room or apart, the widest spread first; all: also what is agreed on",
    ),
    entry(Word::Backups, "backups", "", "lists the backups of this assessment"),
    entry(Word::Restore, "restore", "NUMBER FILE", "makes a new file of a backup by its number in backups"),
    entry(Word::Copy, "copy", "FILE", "saves everything, what could not be saved included, to a new file"),
    entry(
        Word::Reload,
        "reload",
        "",
        "reads the file again as it is on the disk; this sitting goes into a copy",
    ),
    entry(
        Word::Compare,
        "compare",
        "NAME",
        "what came of everything since a snapshot; without NAME what differs between the file on the disk and this sitting",
    ),
    deed(Deed::Undo, "takes the last change back"),
    deed(Deed::Redo, "makes it again"),
    entry(Word::About, "about", "change", "organisation and every register; about change asks each field"),
    entry(
        Word::System,
        "system",
        "NUMBER",
        "adds an AI system, or changes one by its number in about; remove behind the number takes it out",
    ),
    entry(
        Word::Person,
        "person",
        "NUMBER",
        "adds a person, or changes one by number; remove behind the number takes them out",
    ),
    entry(
        Word::Record,
        "record",
        "KIND NUMBER",
        "adds to any register; by its number in about changes one, with show behind it tells it whole, with remove behind it takes it out, with a field behind it changes that alone; without KIND tells which there are",
    ),
    entry(
        Word::Matrix,
        "matrix",
        "",
        "risks by likelihood and consequence, as they are and as they are left",
    ),
    entry(
        Word::Rehearsal,
        "rehearsal",
        "NAME",
        "what a certification auditor opens first, 1 or 2: of that stage; NAME: all of one thing, next: of the next one that is not ready",
    ),
    entry(Word::Terms, "words", "TERM", "the words of the field and what they mean, or one of them"),
    entry(
        Word::Guide(Guide::Roles),
        "role",
        "",
        "guide: developer, provider or user of AI, and what follows from it",
    ),
    entry(
        Word::Guide(Guide::Path),
        "path",
        "",
        "guide: what the standard asks for and how a certificate comes about",
    ),
    entry(Word::Guide(Guide::Iso27001), "iso27001", "", "guide: what an ISO/IEC 27001 system already has"),
    entry(Word::Home, "home", "", "closes this assessment and goes home"),
    entry(Word::Help, "help", "WORD", "lists these words, or tells one"),
    entry(Word::Quit, "quit", "", "ends, at every question; q and exit do too"),
];

/// Whether a word is one of these and changes nothing by itself, so that a script does not take it.
pub(super) fn only_tells(typed: &str) -> bool {
    let entry = WORDS.iter().find(|e| e.typed.eq_ignore_ascii_case(typed));
    entry.is_some_and(|e| !matches!(e.word, Word::Do(_) | Word::Go))
}

/// Other names of words, as commands and papers call the same thing.
const ALSO: [(&str, &str); 2] = [("soa", "statement"), ("drafts", "papers")];

/// What a line asks for.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Said {
    /// Say the question again.
    Nothing,
    /// A level, with a note when a level's sign came first on the line.
    Level(Option<Level>, Option<String>),
    /// A word and what follows it.
    Word(Word, String),
    /// None of these, and why in words.
    Unknown(String),
}

/// Reads a line. Only a level's sign may have a note behind it: words such as "none of us" begin like a
/// level and are none.
pub(super) fn read(q: &Questionnaire, line: &str) -> Said {
    let line = line.trim();
    if line.is_empty() {
        return Said::Nothing;
    }
    if let Some(name) = i_am(line) {
        return Said::Word(Word::Do(Deed::IAm), name.to_owned());
    }
    let (first, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    let (mut lower, rest) = (first.to_lowercase(), rest.trim());
    if let Some((_, word)) = ALSO.iter().find(|(also, _)| *also == lower) {
        (*word).clone_into(&mut lower);
    }
    if matches!(lower.as_str(), "c" | "clear") && rest.is_empty() {
        return Said::Level(None, None);
    }
    // In a script `?` is Don't know; where one can ask, it asks.
    if is_help(first) {
        return Said::Word(Word::Help, rest.to_owned());
    }
    if rest.is_empty() && is_quit(first) {
        return Said::Word(Word::Quit, String::new());
    }
    if let Some(level) = Level::parse(line) {
        return Said::Level(Some(level), None);
    }
    if let Some(level) = Level::parse(first).filter(|l| l.key() == lower || l.sign() == lower) {
        return Said::Level(Some(level), Some(rest.to_owned()));
    }
    match WORDS.iter().find(|e| e.typed == lower) {
        Some(e) if e.takes.is_empty() && !rest.is_empty() => Said::Unknown(say!(
            "\"{word}\" stands alone, without \"{rest}\". Nothing was changed.",
            word = e.typed,
            rest = text::shown(rest, 40)
        )),
        Some(e) => Said::Word(e.word, rest.to_owned()),
        None => Said::Unknown(unknown(q, first, &lower)),
    }
}

/// The name behind `I am`, as somebody says it; none where it says something else.
fn i_am(line: &str) -> Option<&str> {
    let mut words = line.splitn(3, char::is_whitespace);
    let (first, second) = (words.next()?, words.next()?);
    let is = |word: &str, wanted: &str| word.eq_ignore_ascii_case(wanted);
    if is(first, "i") && is(second, "am") {
        return Some(words.next().unwrap_or_default().trim());
    }
    let short = is(first, "i'm") || is(first, "i\u{2019}m");
    short.then(|| line.split_once(char::is_whitespace).map_or("", |(_, name)| name.trim()))
}

fn unknown(q: &Questionnaire, first: &str, lower: &str) -> String {
    let shown = text::shown(first, 40);
    let near = if q.find(first).is_some() {
        Some(format!("{GO} {}", first.to_uppercase()))
    } else {
        nearest(lower, WORDS.iter().map(|e| e.typed)).map(str::to_owned)
    };
    match near {
        Some(near) => say!(
            "There is no word \"{shown}\" here. Nearest: {near}. Nothing was changed; help lists the words.",
            shown,
            near
        ),
        None => {
            say!("There is no word \"{shown}\" here. Nothing was changed; help lists the words.", shown)
        }
    }
}

/// The word nearest to a wrong one, unless none resembles it.
pub(super) fn nearest<'w>(wrong: &str, words: impl Iterator<Item = &'w str>) -> Option<&'w str> {
    // A pasted page is compared no further than any word goes.
    let wrong: String = wrong.chars().take(40).collect();
    let rated = words.map(|w| (strsim::osa_distance(&wrong, w), w)).min_by_key(|(d, _)| *d);
    rated.filter(|(d, w)| *d <= w.chars().count().div_ceil(2)).map(|(_, w)| w)
}

#[cfg(test)]
mod tests;
