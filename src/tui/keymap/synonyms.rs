//! What else people call what a command does, so that the list of commands finds it: by the name of the command, words
//! with commas. Looked up in the catalogue where they are searched.

use super::Command;
use crate::words;

/// The name of a command, and what people type for it.
pub const SYNONYMS: &[(&str, &str)] = &[
    // Everywhere.
    ("help", "keys, shortcuts, commands, palette"),
    ("quit", "exit, close, leave, end, bye"),
    ("suspend", "background, shell, terminal"),
    ("outline", "contents, overview, clauses, tree"),
    ("question", "card, answer, requirement"),
    ("results", "score, verdict, dashboard, readiness, percent, chart, status"),
    (
        "merge-file",
        "merge, conflicted copy, second version, synchronise, sync, combine files, two laptops, colleague's file",
    ),
    ("merge-two", "merge, conflicted copy, second version, synchronise, sync, combine files"),
    ("gaps", "gaps, todo list, actions, missing, priorities"),
    ("roadmap", "plan, gantt, schedule, calendar, timeline, weeks, this week, today, now, next, to do first"),
    ("guides", "role, deployer, provider, documents, certificate, learn"),
    ("home", "start, files, other client, switch, menu"),
    ("look", "dark, light, theme, colour, contrast, colour blind"),
    ("back", "out, cancel, step out"),
    ("find", "search, jump, go to, id"),
    ("return", "previous place, where was i"),
    ("explain", "explain, reason of rank, formula, calculation"),
    ("undo", "mistake, revert, take back, oops"),
    ("redo", "make again, undo the undo"),
    ("hide-scores", "hide, secret score, blind"),
    (
        "about",
        "person, people, participant, attendee, respondent, facilitator, team, staff, system, tool, inventory, chatbot, vendor, \
         supplier, company, client, size, scope, settings of the firm",
    ),
    ("lists", "open questions, don't know, to find out, parked, marked, missing answers"),
    (
        "statement",
        "soa, applicability, applicable, controls list, why included, exclusions, justify controls, drivers",
    ),
    ("open", "fill in, edit a row, enter, reason for a control"),
    ("audit", "internal audit, working paper, sample, nonconformity, checklist, audit plan, finding"),
    (
        "rehearsal",
        "stage 1, stage 2, certification audit, certificate, what does the auditor ask, readiness sheet, prepare, mock audit",
    ),
    ("workshop", "meeting, session, agenda, timetable, evidence requests, reminders, facilitate"),
    ("next-item", "agenda, next topic, timebox over"),
    ("decision", "decide, resolution, agreed to do"),
    (
        "programme",
        "program, coverage, cycle, audit programme, all audits, three years, what was never audited, in no plan",
    ),
    ("result-conforms", "conformity, passed, fine"),
    ("result-major", "major nonconformity"),
    ("result-minor", "minor nonconformity"),
    ("result-ofi", "opportunity for improvement, recommendation"),
    ("result-observation", "remark of the auditor"),
    ("result-good-practice", "strength, positive"),
    ("skip", "not audited, next cycle, out of the plan"),
    ("across", "working paper of a finding, finding of a row, jump between"),
    ("reply", "corrective action, root cause, correction, response"),
    ("check", "effectiveness, verify, did it help, close a finding"),
    ("sign", "signature, sign off, freeze, seal, conclusion"),
    ("person", "interviewee, role asked, who was asked"),
    ("next-view", "findings, header, rows, programme, tabs"),
    ("previous-view", "tab before"),
    ("i-am", "who am i, me, name, sign in, log in, switch person, auditor, user"),
    ("history", "log, who changed, trail, changes"),
    ("save-copy", "save, save as, duplicate, usb"),
    ("xray", "weak answers, contradiction, check answers"),
    ("backups", "restore, recover, lost, backup"),
    (
        "export",
        "report, print, pdf, word, docx, csv, excel, spreadsheet, one-pager, handout, share, send, e-mail, draft, drafts, template, \
         policy, blank page, write a policy, paper, papers, document, documents, question list, evidence list, document request list, \
         pre-read",
    ),
    ("import", "take in, read in, bring in, upload, migrate, ciso assistant, other tool"),
    (
        "cited",
        "fingerprint, sha-256, hash, checksum, changed since, changed files, file of evidence, tampered",
    ),
    ("words", "glossary, abbreviation, aims, meaning, definition"),
    ("copy", "clipboard, yank"),
    ("mouse", "click, wheel, pointer"),
    (
        "risks",
        "common risks, risk ideas, starter list, what could go wrong, risk catalogue, hazards, threats",
    ),
    ("checks", "supports, what is it for, which requirement, used for, why this register"),
    // Answering.
    ("rate-nothing", "level 1, none"),
    ("rate-planned", "level 2, intended"),
    ("rate-written", "level 3, drafted"),
    ("rate-in-use", "level 4, lived"),
    ("rate-proven", "level 5, done"),
    ("rate-dont-know", "unsure, no idea"),
    ("rate-not-applicable", "n/a, exclude, leave out, justification, reason"),
    ("clear", "withdraw, delete answer, remove answer"),
    // On the question.
    ("note", "comment, remark, write, text"),
    ("evidence", "proof, document, link, attachment, file name, record"),
    ("park", "parking lot, later, postpone, todo"),
    ("same", "take over, reuse, duplicate answer"),
    (
        "details",
        "example, sample answer, bakery, how others did, audit, auditor, ask for, what would satisfy, more",
    ),
    ("next-open", "unanswered, go on, resume"),
    ("reason", "justify, argue, whom to ask"),
    (
        "votes",
        "vote, votes, poll, workshop, room, secret, reveal, people answer, colleagues, answer apart, before the meeting",
    ),
    ("step", "workshop, reveal, show votes, next step, agree"),
    ("still", "time left, agenda, what fits"),
    ("closing", "minutes, end of workshop, wrap up, decisions, what was agreed"),
    ("dissent", "disagree, minority, objection"),
    ("clock", "time, timer, clock, minutes, timebox"),
    ("review", "flag, star, bookmark, review"),
    ("next-gap", "following gap"),
    ("next", "forward, following"),
    ("previous", "back one, before"),
    ("room", "big, font, projector, beamer, zoom, presentation"),
    ("system", "per system, for one tool"),
    // At home.
    ("guided", "begin, first steps, start here, beginner, wizard"),
    ("new", "create, another organisation"),
    ("open-file", "load, import file, path"),
    ("portfolio", "clients, customers, folder, consultancy, several files, all my assessments"),
    ("heat", "heatmap, clauses of all clients"),
    ("sample", "demo, tour, look around"),
    ("quick", "self-test, twenty questions, first impression"),
    ("forget", "remove from list, clean up"),
    // Lists and plans.
    ("filter", "only, narrow, show some"),
    ("owner", "responsible, who, assign, delegate"),
    ("owners", "assign all, everybody"),
    ("effort", "effort, hours, days, duration, cost"),
    ("rank", "priority, reorder, move up"),
    ("order", "sort, group"),
    ("progress", "started, done, planned, tick off"),
    ("hours", "capacity a week, workload"),
    ("what-if", "capacity, hours a week, deadline, target date, scenario, faster"),
    ("pin", "not before, start date"),
    ("due", "due date, by when"),
    ("done-when", "acceptance, finished when"),
    ("split", "divide, parts, cut in two"),
    ("merge", "join, combine actions"),
    ("add", "new action, new record, insert"),
    ("drop", "delete action, take back a split"),
    ("records", "start now, running time"),
    ("toggle", "close, reopen, settle"),
    ("promote", "to the roadmap, turn into an action"),
    // Quick check.
    ("quick-answer-yes", "yes"),
    ("quick-answer-partly", "some"),
    ("quick-answer-no", "no"),
    ("quick-answer-dont-know", "unsure"),
    ("carry-over", "use the answers, go on"),
    ("all", "every question, list of questions, overview"),
    // The way.
    ("first-ten", "first ten, start here, top ten, begin, first steps"),
    ("clause", "summary, finished, what came out, annex"),
    ("go-on", "resume, continue, journey, guided, where was i"),
    // Results, registers, backups.
    ("snapshot", "snapshot, baseline, version, freeze"),
    ("compare", "diff, changes, before and after, progress since"),
    ("follow-up", "next year, again, repeat, reassess, copy answers"),
    ("purge", "delete backups, tidy up"),
    ("next-register", "register, next list"),
    ("remove", "delete, record gone"),
];

/// What people expect of a word that no command does, and what there is instead.
pub const NOT_DONE: &[(&str, &str)] =
    &[("e-mail", "Nothing is sent from here; an export or a copy is a file that you send yourself.")];

/// What people type for a command; empty where nobody looks for it.
pub fn of(command: Command) -> &'static str {
    let name = command.name();
    SYNONYMS.iter().find(|(n, _)| *n == name).map_or("", |(_, typed)| words::text(typed))
}

/// What is said where somebody looks for what no command does.
pub fn instead(query: &str) -> Option<&'static str> {
    NOT_DONE.iter().find(|(word, _)| *word == query).map(|(_, said)| words::text(said))
}

/// How well something typed fits what a command is called, what people call it, and where it is; less is better, none
/// where it does not. What it is called or begins with first, then whole words inside, then their beginnings; where
/// letters are wrong, words of five letters and more.
pub fn fits(query: &str, [title, synonyms, place]: [&str; 3]) -> Option<u8> {
    if query.is_empty() {
        return Some(0);
    }
    let (title_is, mut all) = (title.to_lowercase(), synonyms.split(',').map(|s| s.trim().to_lowercase()));
    if title_is == query || all.clone().any(|s| s == query) {
        return Some(0);
    }
    if title_is.starts_with(query) {
        return Some(1);
    }
    if all.any(|s| s.starts_with(query)) {
        return Some(2);
    }
    let is_there = |text: &str, whole: bool| {
        let text = text.to_lowercase();
        let apart = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
        text.match_indices(query).any(|(at, found)| {
            let begins = apart(text.get(..at).and_then(|t| t.chars().next_back()));
            let ends = !whole || apart(text.get(at + found.len()..).and_then(|t| t.chars().next()));
            begins && ends
        })
    };
    let ranks = [(title, true), (synonyms, true), (title, false), (synonyms, false), (place, false)];
    if let Some(n) = ranks.into_iter().position(|(text, whole)| is_there(text, whole)) {
        return u8::try_from(n + 3).ok();
    }
    let every = [title, synonyms, place].join(" ");
    let mut typed = query.split_whitespace();
    if query.contains(' ') && typed.all(|word| fits(word, [every.as_str(), "", ""]).is_some()) {
        return Some(8);
    }
    let near = |text: &str| {
        let mut words = text.split(|c: char| !c.is_alphanumeric()).filter(|w| w.chars().count() >= 5);
        words.any(|w| strsim::levenshtein(query, &w.to_lowercase()) <= 2)
    };
    (query.chars().count() >= 5 && (near(title) || near(synonyms))).then_some(NEAR)
}

/// How a command fits in which letters are wrong; it is shown only where nothing fits better.
pub const NEAR: u8 = 9;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::keymap::{BINDINGS, Context};

    #[test]
    fn every_command_of_a_screen_is_found_by_another_word() {
        for b in BINDINGS.iter().filter(|b| !b.context.of_dialog() && b.context != Context::List) {
            assert!(!of(b.command).is_empty(), "{}", b.command.name());
        }
        for (name, _) in SYNONYMS {
            assert!(BINDINGS.iter().any(|b| b.command.name() == *name), "{name} is no command");
        }
    }

    #[test]
    fn beginnings_of_words_fit_and_letters_inside_do_not() {
        let row = ["Set the hours it takes", "effort, days, duration, cost", "In the gap list"];
        for (query, fit) in [
            ("cost", Some(0)),
            ("set", Some(1)),
            ("dur", Some(2)),
            ("hours", Some(3)),
            ("hou", Some(5)),
            ("ost", None),
            ("gap", Some(7)),
            ("gap cost", Some(8)),
            ("durtaion", Some(NEAR)),
            ("cots", None),
        ] {
            assert_eq!(fits(query, row), fit, "{query}");
        }
    }
}
