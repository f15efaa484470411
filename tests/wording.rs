//! The wording of the bank: complete, short enough to be read aloud, fitting its place on an 80 by 24
//! screen, and free of words nobody explains.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that panics has failed, as it should")]

use clausewise::bank;
use clausewise::model::{Assessment, Check, Level, OrgSize, Questionnaire, Requirement};
use clausewise::words::{advice, asked};

/// Words of the field that a newcomer cannot be expected to know. Used in a question they need an entry
/// in the glossary. The beginning of a word is enough.
const JARGON: &[&str] = &[
    "accreditation",
    "aims",
    "annex a",
    "annex b",
    "audit programme",
    "certification body",
    "continual",
    "control objective",
    "corrective action",
    "criteria",
    "documented information",
    "drift",
    "event log",
    "foreseeable",
    "human oversight",
    "impact assessment",
    "intended use",
    "interested part",
    "internal audit",
    "lineage",
    "management review",
    "nonconformit",
    "oversight",
    "pdca",
    "provenance",
    "residual risk",
    "risk treatment",
    "scope",
    "shadow ai",
    "significant change",
    "soa",
    "stage 1",
    "stage 2",
    "stakeholder",
    "statement of applicability",
    "surveillance",
    "top management",
    "treatment plan",
    "validation",
    "verification",
];

/// Longest sentence, in words, and the longest average of the questions: above these, listeners ask again.
const MOST_WORDS: usize = 35;

/// A question of more words than this makes people ask for it again; few may have more.
const LONG_QUESTION: usize = 18;
/// Questions of more words than that, in thousands of all.
const MOST_LONG: usize = 100;
/// Words of a question on average, in tenths.
const MOST_ON_AVERAGE: usize = 150;

/// Words that made people of a small firm stumble, stiff ones, and ones that mean something else in everyday life
/// (mail is post, a paper is a research article, a mended plan a joke). Each as whole words, in small letters.
const STOP: &[&str] = &[
    "settled",
    "in a settled way",
    "paper",
    "papers",
    "technical papers",
    "schooling",
    "opinion forms",
    "feel-good form",
    "mail",
    "mails",
    "e-mail",
    "e-mails",
    "can one tell",
    "suit where",
    "held against",
    "mend",
    "mended",
    "a like result",
    "like systems",
    "take in",
    "appropriate",
    "ascertain",
    "utilise",
    "pertain",
    "pertaining",
    "thereof",
    "hereby",
    "whereby",
    "commensurate",
];

/// Every requirement as it is put to everybody, and those that have words of their own for who works alone.
fn worded(q: &Questionnaire) -> impl Iterator<Item = &Requirement> {
    let alone = (0..q.requirements.len()).map(|r| q.requirement_for_one(r));
    q.requirements
        .iter()
        .chain(alone.zip(&q.requirements).filter(|(one, all)| one != all).map(|(one, _)| one))
}

/// Every question with its id.
fn questions(q: &Questionnaire) -> Vec<(&str, &str)> {
    worded(q)
        .flat_map(|r| {
            std::iter::once((r.id.as_str(), r.question.as_str()))
                .chain(r.checks.iter().map(|c| (c.id.as_str(), c.question.as_str())))
        })
        .collect()
}

/// Every sentence a person reads in a requirement.
fn sentences(r: &Requirement) -> Vec<&str> {
    let mut texts: Vec<&str> =
        vec![&r.question, &r.why, &r.good, &r.size.three, &r.size.fifty, &r.size.five_thousand];
    texts.extend([r.ai_today.as_str(), &r.size.one]);
    texts.extend(r.mistakes.iter().chain(&r.auditor.asks).chain(&r.auditor.samples).map(String::as_str));
    texts.extend(r.exclusion.iter().flat_map(|e| [e.credible.as_str(), &e.not_credible, &e.reason_must]));
    for c in &r.checks {
        texts.extend([c.question.as_str(), &c.evidence]);
        texts.extend(steps(c));
        texts.extend(c.levels.values().map(String::as_str));
        texts.extend(c.answers.iter().flat_map(|a| [a.good.as_str(), &a.bad]).chain(c.not_alone.as_deref()));
    }
    texts.extend([r.short.as_str()].into_iter().chain(r.user_only.as_deref()));
    texts.extend(r.exclude.iter().flat_map(|e| e.when.as_deref().into_iter().chain(e.never.as_deref())));
    texts.extend(r.finding.iter().map(|f| f.text.as_str()));
    texts.extend(r.enough.iter().flat_map(|e| [e.stage1.as_str(), &e.stage2]));
    texts.extend(r.sectors.each().map(|(_, said)| said));
    texts.extend(r.worked.each().map(|(_, w)| w.wrote.as_str()));
    texts.extend(r.pointers.iter().map(|p| p.helps_with.as_str()));
    texts.extend(r.related.iter().map(|x| x.note.as_str()));
    texts.into_iter().flat_map(split).collect()
}

/// What a check tells people to do, each once.
fn steps(c: &Check) -> Vec<&str> {
    let mut steps: Vec<&str> = Level::ALL.iter().map(|l| c.action_for(Some(*l))).collect();
    steps.sort_unstable();
    steps.dedup();
    steps
}

fn split(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive(['.', '?', '!']).map(str::trim).filter(|s| !s.is_empty())
}

fn words(sentence: &str) -> usize {
    sentence.split_whitespace().filter(|w| w.chars().any(char::is_alphanumeric)).count()
}

fn lines(text: &str, columns: usize) -> usize {
    textwrap::wrap(text, columns).len()
}

#[test]
fn every_check_is_complete_and_every_requirement_has_its_help() {
    let q = bank::embedded().unwrap();
    for r in worded(&q) {
        for c in &r.checks {
            for text in [c.question.as_str(), &c.evidence, &c.output].into_iter().chain(steps(c)) {
                assert!(text.chars().filter(|c| c.is_alphabetic()).count() >= 5, "{}: {text:?}", c.id);
            }
            assert!(c.question.ends_with('?'), "{}", c.id);
        }
        assert!(r.question.ends_with('?'), "{}", r.id);
        assert!(!r.good.is_empty() && !r.size.three.is_empty() && r.mistakes.len() >= 3, "{}", r.id);
        assert!(r.auditor.asks.len() >= 2 && !r.documents.is_empty() && r.words.len() >= 8, "{}", r.id);
    }
}

#[test]
fn sentences_are_short_enough_to_be_read_aloud() {
    let q = bank::embedded().unwrap();
    let mut faults = Vec::new();
    for r in worded(&q) {
        for s in sentences(r).into_iter().filter(|s| words(s) > MOST_WORDS) {
            faults.push(format!("{}: {} words: {s}", r.id, words(s)));
        }
    }
    for h in &q.headings {
        faults.extend(split(&h.intro).filter(|s| words(s) > MOST_WORDS).map(|s| format!("{}: {s}", h.id)));
    }
    assert_eq!(faults, Vec::<String>::new());
}

/// What was measured of the questions: how many, words in all, and those that are long.
fn measured(q: &Questionnaire) -> (usize, usize, usize) {
    let lengths: Vec<usize> = questions(q).iter().map(|(_, t)| words(t)).collect();
    (lengths.len(), lengths.iter().sum(), lengths.iter().filter(|n| **n > LONG_QUESTION).count())
}

#[test]
fn questions_are_short_on_average_and_few_are_long() {
    let (n, words, long) = measured(&bank::embedded().unwrap());
    assert!(n > 390, "{n}");
    assert!(words * 10 <= n * MOST_ON_AVERAGE, "{words} words in {n} questions");
    assert!(long * 1000 <= n * MOST_LONG, "{long} of {n} questions have more than {LONG_QUESTION} words");
}

/// Where a stop word stands in a text as words of its own.
fn stumbles(text: &str) -> Vec<&'static str> {
    let lower = text.to_lowercase();
    let only: String = lower.chars().map(|c| if c.is_alphanumeric() || c == '-' { c } else { ' ' }).collect();
    let spaced = format!(" {} ", only.split_whitespace().collect::<Vec<_>>().join(" "));
    STOP.iter().copied().filter(|w| spaced.contains(&format!(" {w} "))).collect()
}

#[test]
fn no_question_holds_a_word_people_stumble_over() {
    let q = bank::embedded().unwrap();
    let mut faults = Vec::new();
    for (id, question) in questions(&q) {
        faults.extend(stumbles(question).into_iter().map(|w| format!("{id}: {w}: {question}")));
    }
    for r in worded(&q) {
        let short = [r.short.as_str()].into_iter().chain(r.user_only.as_deref());
        faults.extend(short.flat_map(stumbles).map(|w| format!("{}: {w}", r.id)));
    }
    assert_eq!(faults, Vec::<String>::new());
    // Questions of the first edition, to know that the list catches them.
    for (old, word) in [
        ("Are faults in the AI system repaired in a settled way?", "in a settled way"),
        ("Have you worked out which technical papers users, partners and authorities each need?", "papers"),
        ("Do people whose work affects your AI have the schooling they need?", "schooling"),
        ("Have you settled how each message about AI is given, such as by mail or website?", "mail"),
        ("Can one tell from the scope which activities must follow the clauses?", "can one tell"),
        ("Does your view of your context take in what each AI system is meant to be used for?", "take in"),
    ] {
        assert!(stumbles(old).contains(&word), "{old}");
    }
}

/// The short name of the management system is spelt out by the first question of a group that has it.
#[test]
fn the_first_question_of_a_group_spells_out_the_management_system() {
    let q = bank::embedded().unwrap();
    let mut seen = std::collections::BTreeSet::new();
    for (r, requirement) in q.requirements.iter().enumerate() {
        let asked = [&requirement.question].into_iter().chain(requirement.checks.iter().map(|c| &c.question));
        for question in asked.filter(|x| x.contains("AIMS")) {
            if seen.insert(q.top_heading(r)) {
                assert!(question.contains("AI management system (AIMS)"), "{}: {question}", requirement.id);
            }
        }
    }
    assert!(seen.len() >= 5, "{seen:?}");
}

/// "User" names the role of an organisation and nothing else; people who use a system are called so. Titles are
/// those of the standard.
#[test]
fn user_means_the_role_and_nothing_else() {
    let q = bank::embedded().unwrap();
    let mut faults = Vec::new();
    for r in worded(&q) {
        for s in sentences(r) {
            let lower = s.to_lowercase();
            let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).collect();
            let says = words.iter().any(|w| matches!(*w, "user" | "users"));
            // Beside another role it is the role; in quotes it is what a weak answer says.
            let role = ["developer", "provider", "'users'"].iter().any(|w| lower.contains(w));
            if says && !role {
                faults.push(format!("{}: {s}", r.id));
            }
        }
    }
    assert_eq!(faults, Vec::<String>::new());
}

#[test]
fn texts_of_the_question_card_fit_their_place() {
    let q = bank::embedded().unwrap();
    let mut faults = Vec::new();
    for r in worded(&q) {
        for (what, text, columns, most) in [("question", &r.question, 76, 3), ("why", &r.why, 76, 4)] {
            if lines(text, columns) > most {
                faults.push(format!("{} {what}: {} lines", r.id, lines(text, columns)));
            }
        }
        let long = r.checks.iter().filter(|c| lines(&c.question, 70) > 2);
        faults.extend(long.map(|c| format!("{}: {} lines", c.id, lines(&c.question, 70))));
    }
    assert_eq!(faults, Vec::<String>::new());
}

#[test]
fn words_of_the_field_in_a_question_are_in_the_glossary() {
    let (q, glossary) = (bank::embedded().unwrap(), bank::guides().unwrap().glossary);
    let names: Vec<String> = glossary.terms.iter().flat_map(|t| t.names().map(str::to_lowercase)).collect();
    let (mut used, mut faults) = (0, Vec::new());
    for (id, question) in questions(&q) {
        let lower = question.to_lowercase();
        for word in JARGON.iter().filter(|w| lower.contains(*w)) {
            used += 1;
            if !names.iter().any(|n| n.contains(word)) {
                faults.push(format!("{id}: {word}"));
            }
        }
        // An abbreviation is jargon by itself; these three are names.
        let abbreviation = |w: &&str| w.len() > 1 && w.chars().all(char::is_uppercase);
        let pieces = question.split(|c: char| !c.is_alphanumeric());
        for word in pieces.filter(abbreviation).filter(|w| !matches!(*w, "EU" | "ISO" | "IEC")) {
            used += 1;
            if glossary.terms_in(word).is_empty() && !names.contains(&word.to_lowercase()) {
                faults.push(format!("{id}: {word}"));
            }
        }
    }
    assert!(used > 100, "{used}");
    assert_eq!(faults, Vec::<String>::new());
}

#[test]
fn the_glossary_is_in_alphabetical_order() {
    let glossary = bank::guides().unwrap().glossary;
    let terms: Vec<String> = glossary.terms.iter().map(|t| t.term.to_lowercase()).collect();
    assert!(terms.is_sorted(), "{:?}", terms.windows(2).find(|w| w[0] > w[1]));
}

/// Words that speak of other people in the firm: in a firm of one there are none.
const OTHERS: &[&str] = &[
    "staff",
    "colleague",
    "colleagues",
    "team",
    "teams",
    "employee",
    "employees",
    "manager",
    "managers",
    "department",
    "departments",
    "workforce",
    "personnel",
    "committee",
    "everyone",
    "everybody",
    "those concerned",
    "all concerned",
    "people concerned",
    "all in scope",
    "those who",
    "those it",
    "those named",
    "those involved",
    "people named in it",
    "people named in the",
    "each person",
    "the people in",
    "with the people",
    "meeting",
    "meetings",
    "briefing",
    "newcomer",
    "induction",
    "hire",
    "hiring",
    "appoint",
    "appointed",
    "appointment",
    "top management",
    "at the top",
    "from the top",
    "who was there",
    "who took part",
];

/// Texts that hold one of them all the same, each with the reason.
const SPEAKS_OF_OTHERS: &[(&str, &str, &str)] = &[("9.3.1", "appointment", "one makes it with oneself")];

/// Where a text speaks of others.
fn of_others(text: &str) -> Vec<&'static str> {
    let lower = text.to_lowercase();
    let only: String = lower.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    let spaced = format!(" {} ", only.split_whitespace().collect::<Vec<_>>().join(" "));
    OTHERS.iter().copied().filter(|w| spaced.contains(&format!(" {w} "))).collect()
}

/// What the card and the documents of a firm of one show: each text with its place.
fn shown_to_one(q: &Questionnaire) -> Vec<(String, String)> {
    let mut a = Assessment::new(q);
    a.set(q, "about.size", Some("solo".into()));
    let intros = q.headings.iter().map(|h| (format!("{} intro", h.id), h.intro.clone()));
    let mut list: Vec<_> = intros.collect();
    for (n, given) in q.requirements.iter().enumerate() {
        let r = a.requirement(q, n);
        let mut put = |what: &str, text: &str| list.push((format!("{} {what}", r.id), text.to_owned()));
        put("question", &r.question);
        put("short", &r.short);
        put("why", &r.why);
        put("finding", r.finding.as_ref().map_or("", |f| &f.text));
        for text in r.enough.iter().flat_map(|e| [&e.stage1, &e.stage2]) {
            put("enough", text);
        }
        put("good", &r.good);
        put("user_only", r.user_only.as_deref().unwrap_or_default());
        put("size", given.size.of(OrgSize::Solo));
        r.mistakes.iter().for_each(|text| put("mistake", text));
        put("AI today", &r.ai_today);
        r.sectors.each().for_each(|(_, text)| put("line of business", text));
        r.auditor.asks.iter().for_each(|text| put("asks", text));
        r.auditor.samples.iter().for_each(|text| put("samples", text));
        for text in asked::interviewed(&a, r).iter().chain(&asked::does_it(Some(&a), r)) {
            put("who", text);
        }
        for text in r.exclusion.iter().flat_map(|e| [&e.credible, &e.not_credible, &e.reason_must]) {
            put("exclusion", text);
        }
        r.exclude.iter().for_each(|e| put("leaving out", &advice::leaving_out(e)));
        for c in q.checks_of(n).filter(|c| a.asks(q, *c)) {
            let check = a.check(q, c);
            let mut put =
                |what: &str, text: &str| list.push((format!("{} {what}", check.id), text.to_owned()));
            put("question", &check.question);
            put("evidence", &check.evidence);
            put("output", &check.output);
            for level in Level::ALL {
                put("action", check.action_for(Some(level)));
                put("level", advice::level_of(check, level));
            }
            for answer in check.answers.iter().flat_map(|x| [&x.good, &x.bad]) {
                put("answer", answer);
            }
        }
    }
    list
}

#[test]
fn nothing_put_to_a_firm_of_one_speaks_of_others_in_it() {
    let q = bank::embedded().unwrap();
    let list = shown_to_one(&q);
    assert!(list.len() > 4000, "{}", list.len());
    let mut faults = Vec::new();
    for (place, text) in &list {
        let id = place.split(' ').next().unwrap();
        let allowed = |w: &str| SPEAKS_OF_OTHERS.iter().any(|(at, word, _)| *at == id && *word == w);
        faults.extend(
            of_others(text).into_iter().filter(|w| !allowed(w)).map(|w| format!("{place}: {w}: {text}")),
        );
    }
    faults.dedup();
    assert_eq!(faults, Vec::<String>::new());
    for (id, word, _) in SPEAKS_OF_OTHERS {
        let here = |(place, text): &(String, String)| place.starts_with(id) && of_others(text).contains(word);
        assert!(list.iter().any(here), "{id} no longer says {word}");
    }
}

/// Who is not alone goes on reading of everybody it takes, and words for one change no demand: they only replace words.
#[test]
fn words_for_one_are_for_one_alone() {
    let q = bank::embedded().unwrap();
    let mut a = Assessment::new(&q);
    let all: Vec<Requirement> = (0..q.requirements.len()).map(|r| a.requirement(&q, r).clone()).collect();
    assert_eq!(all, q.requirements);
    a.set(&q, "about.size", Some("micro".into()));
    assert!((0..all.len()).all(|r| a.requirement(&q, r) == &all[r]));
    a.set(&q, "about.size", Some("solo".into()));
    let own = (0..all.len()).filter(|r| a.requirement(&q, *r) != &all[*r]).count();
    assert!(own > 30, "{own}");
    for (r, everybody) in all.iter().enumerate() {
        let one = a.requirement(&q, r);
        for (x, y) in one.checks.iter().zip(&everybody.checks) {
            assert_eq!(
                (&x.id, x.kind, x.key, x.mandatory, &x.output),
                (&y.id, y.kind, y.key, y.mandatory, &y.output)
            );
        }
    }
}
