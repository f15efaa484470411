//! What shows that something helped: part of what people's own words give away. A stranger has to be able to look at it again, so it
//! names a count, a time or a reference; and what it counts leaves no rest.

use super::{NEGATES, REACH, is_of, plain};

/// Words between the two numbers of a share; `2 out of 10` has two.
const OF: &str = "of von out aus";

/// Numbers in words. One is none of them: `no one`.
const NUMBERS: &str = "two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty hundred dozen zwei drei \
    vier f\u{fc}nf sechs sieben acht neun zehn elf zw\u{f6}lf f\u{fc}nfzehn zwanzig drei\u{df}ig vierzig f\u{fc}nfzig hundert dutzend";

/// Months, whole and short. May is asked for by its capital.
const MONTHS: &str = "january february march april june july august september october november december jan feb mar apr jun jul aug sep \
    sept oct nov dec januar februar m\u{e4}rz mai juni juli oktober dezember okt dez";

/// Lengths of time, where something before them says which.
const TIMES: &str = "day days week weeks month months quarter quarters year years tag tage tagen woche wochen monat monate monaten quartal \
    jahr jahre jahren";

/// What says which: `for a month`, `last week`.
const WHICH: &str = "a last full whole past einen einem einer letzten letzte vergangenen ganzen";

/// How the words begin that say of what was counted that it is not as it should be.
const WRONG: [&str; 22] = [
    "late",
    "overdue",
    "miss",
    "fail",
    "wrong",
    "defect",
    "deviat",
    "error",
    "delay",
    "lost",
    "open",
    "exceed",
    "complain",
    "unapproved",
    "unsigned",
    "untrained",
    "unchecked",
    "sp\u{e4}t",
    "versp\u{e4}t",
    "fehl",
    "offen",
    "falsch",
];

/// How the words begin that say that what was counted is as it should be, where they end what is said.
const RIGHT: [&str; 17] = [
    "time",
    "p\u{fc}nktlich",
    "ordnung",
    "approved",
    "signed",
    "dated",
    "correct",
    "complete",
    "passed",
    "trained",
    "told",
    "fine",
    "ok",
    "good",
    "freigegeben",
    "unterschrieben",
    "richtig",
];

/// How the words begin that say that what was counted was looked at: the share is a sample.
const LOOKED: [&str; 16] = [
    "read",
    "looked",
    "check",
    "sampl",
    "stichprobe",
    "seen",
    "taken",
    "drawn",
    "review",
    "gepr\u{fc}ft",
    "gesehen",
    "gezogen",
    "angesehen",
    "picked",
    "audited",
    "inspected",
];

/// Words that say so of all that was looked at.
const ALL: &str = "all every each none no nobody nothing both alle allen jede jeder jedes keine keiner kein nichts niemand 0";

/// Words that begin what is said of all of them.
const ALL_OF_THEM: &str = "all every each both alle alles jede jeder jedes beide";

/// Words that take a fault away again: `all free of errors`, `all errors gone from it`.
const TAKES_AWAY: &str = "free frei of von from for f\u{fc}r against gegen fixed corrected closed answered";

/// What says of nobody that something was done with them, where it begins what is said.
const NOBODY: [&str; 8] =
    ["no one", "not one", "nobody", "noone", "none", "niemand", "keiner", "keine von ihnen"];

/// How the words begin that say that something was done that ought to be.
const DONE: [&str; 14] = [
    "briefed",
    "trained",
    "instructed",
    "informed",
    "approved",
    "signed",
    "checked",
    "reviewed",
    "updated",
    "geschult",
    "unterwiesen",
    "informiert",
    "gepr\u{fc}ft",
    "unterschrieben",
];

/// Words that say that there is none of what stands behind them.
const NONE: &str = "none no never keine keiner kein nie ohne without";

/// Words that say that it goes on as it was.
const STILL: &str = "still noch weiterhin";

/// Words that speak of what is to come.
const TO_COME: &str = "will shall wird werden going tomorrow morgen";

/// Whether a text names something a stranger could look at again: a count, a time, or a reference as `E-3` or a path.
pub(super) fn names_a_place(text: &str) -> bool {
    let words = plain(text);
    let all: Vec<&str> = words.split(' ').collect();
    let timed = |pair: &[&str]| matches!(pair, [which, time] if is_of(WHICH, which) && is_of(TIMES, time));
    let is_path = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        word.contains(['/', '\\'])
            || word.split_once('.').is_some_and(|(a, b)| !a.is_empty() && !b.is_empty())
    };
    words.bytes().any(|b| b.is_ascii_digit())
        || all.iter().any(|word| is_of(NUMBERS, word) || is_of(MONTHS, word))
        || text
            .split_whitespace()
            .skip(1)
            .any(|word| word.trim_matches(|c: char| !c.is_alphabetic()) == "May")
        || all.windows(2).any(timed)
        || text.split_whitespace().any(is_path)
}

/// Whether a text speaks of a look that is to come, or says that it goes on as it was.
pub(super) fn is_to_come(text: &str) -> bool {
    let words = plain(text);
    let all: Vec<&str> = words.split(' ').collect();
    let counts = parts(text).any(|part| shares(&part).next().is_some());
    let waits = !counts && all.iter().any(|word| is_of(TO_COME, word));
    let goes_on = |(n, word): (usize, &&str)| {
        is_of(STILL, word) && all.iter().skip(n + 1).take(REACH).any(|next| begins(next, &WRONG))
    };
    waits || all.iter().enumerate().any(goes_on)
}

/// Whether a text counts how many are as they should be, or are not, and leaves some that are not: `2 of 10 late`, `8 of 10 on time`. A
/// share of which somebody looked at is a sample, where it is said of all of them what was seen.
pub(in crate::model) fn leaves_a_rest(text: &str) -> bool {
    let words = plain(text);
    let all: Vec<&str> = words.split(' ').collect();
    let looked = all.iter().any(|word| begins(word, &LOOKED));
    let is_sample = looked && all.iter().any(|word| is_of(ALL, word));
    parts(text).any(|part| {
        !part.contains('%')
            && (is_bare_rest(&part)
                || is_all_wrong(&part)
                || is_nobody_done(&part)
                || shares(&part).any(|s| s.leaves(looked, is_sample)))
    })
}

/// The parts of a text, each as words alone, a percent sign kept; a sign within a number parts nothing.
fn parts(text: &str) -> impl Iterator<Item = String> {
    let signs: Vec<char> = text.chars().collect();
    let mut parts = vec![String::new()];
    for (n, sign) in signs.iter().enumerate() {
        let ends = [',', ';', ':', '.', '!', '?', '(', ')', '\n'].contains(sign)
            && !signs.get(n + 1).is_some_and(char::is_ascii_digit);
        match parts.last_mut() {
            Some(last) if !ends => last.push(*sign),
            _ => parts.push(String::new()),
        }
    }
    parts.into_iter().map(|part| {
        let words = plain(&part);
        if part.contains('%') { format!("{words} %") } else { words }
    })
}

/// How many of how many, and what is said of them.
struct Share<'w> {
    n: u32,
    all: u32,
    rest: Vec<&'w str>,
}

impl Share<'_> {
    fn leaves(&self, looked: bool, is_sample: bool) -> bool {
        let near = || self.rest.iter().take(REACH + 1);
        let turned = near().any(|word| is_of(NEGATES, word) || is_of(NONE, word));
        let wrong = !turned && near().any(|word| begins(word, &WRONG));
        let ends = |all: &[&str]| self.rest.last().is_some_and(|word| begins(word, all));
        match (self.n, self.all) {
            (_, 0) => true,
            (0, _) => ends(&RIGHT),
            (n, all) if n == all => wrong && ends(&WRONG),
            (n, all) => n < all && !is_sample && (wrong || looked || ends(&RIGHT)),
        }
    }
}

/// The shares in words.
fn shares(words: &str) -> impl Iterator<Item = Share<'_>> {
    let words: Vec<&str> = words.split(' ').collect();
    let number = |word: &str| word.parse::<u32>().ok().or_else(|| in_words(word));
    let mut all = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let between = words.iter().skip(at + 1).take_while(|word| is_of(OF, word)).count();
        let whole = words.get(at + 1 + between).and_then(|word| number(word)).filter(|_| between > 0);
        if let Some((n, whole)) = number(word).zip(whole) {
            all.push(Share { n, all: whole, rest: words.iter().skip(at + 2 + between).copied().collect() });
        }
    }
    all.into_iter()
}

fn in_words(word: &str) -> Option<u32> {
    let small = "none one two three four five six seven eight nine ten eleven twelve";
    let at = small.split(' ').position(|w| w == word)?;
    u32::try_from(at).ok()
}

/// Whether words are a number of those that are not as they should be, and nothing else: `2 late`, `two still missing`.
fn is_bare_rest(words: &str) -> bool {
    let words: Vec<&str> = words.split(' ').collect();
    let some = |word: &&str| word.parse::<u32>().ok().or_else(|| in_words(word)).is_some_and(|n| n > 0);
    words.first().is_some_and(some)
        && words.len() <= 3
        && words.last().is_some_and(|word| begins(word, &WRONG))
}

/// Whether words say of all of them that they are not as they should be: `all late`, `all of the pages were missing`. Where something
/// takes the fault away, or turns it round, only a person can tell.
fn is_all_wrong(words: &str) -> bool {
    let mut words: Vec<&str> = words.split(' ').collect();
    if let Some(at) =
        words.iter().position(|word| !["and", "but", "und", "aber", "they", "were"].contains(word))
    {
        words.drain(..at);
    }
    if words.get(1).is_some_and(|of| is_of(OF, of)) {
        words.remove(1);
    }
    let turned = |word: &&str| is_of(NEGATES, word) || is_of(NONE, word) || is_of(TAKES_AWAY, word);
    words.first().is_some_and(|word| is_of(ALL_OF_THEM, word))
        && words.last().is_some_and(|word| begins(word, &WRONG))
        && !words.iter().any(turned)
}

/// Whether words say that nobody was done what ought to be done with them: `no one was briefed in December`. A fault that nobody had,
/// or a second no, speaks for it.
fn is_nobody_done(words: &str) -> bool {
    let behind = NOBODY.iter().find_map(|nobody| words.strip_prefix(nobody)?.strip_prefix(' '));
    let Some(behind) = behind else { return false };
    let words: Vec<&str> = behind.split(' ').collect();
    let turned = |word: &&str| is_of(NEGATES, word) || is_of(NONE, word) || begins(word, &WRONG);
    words.iter().take(REACH).any(|word| begins(word, &DONE)) && !words.iter().any(turned)
}

fn begins(word: &str, all: &[&str]) -> bool {
    all.iter().any(|start| word.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::super::shows;
    use super::*;

    #[test]
    fn a_share_with_a_rest_is_partial() {
        for partial in [
            "2 of 10 late",
            "2 out of 10 late",
            "2 of 10 orders late again",
            "10 of 10 late",
            "0 of 0 late",
            "2 von 10 verspätet",
            "3 von 10 Seiten waren zu spät",
            "3 of 10 pages were late",
            "two of ten late",
            "8 of 10 on time",
            "7 of 10 on time",
            "9 von 10 pünktlich",
            "38 of 40 orders approved",
            "list of May: 1 of 12 missing",
            "10 of 12 tickets read",
            "10 of 12 tickets read, 2 late",
            "0 of 10 on time",
            "10 joiners read, all late",
            "list of May: all of the pages were missing",
            "alle 10 verspätet",
            "no one was briefed in December",
            "list of May: nobody trained",
            "keiner wurde im März geschult",
        ] {
            assert!(leaves_a_rest(partial) && !shows(partial), "{partial}");
        }
    }

    #[test]
    fn what_a_stranger_can_look_at_again_shows_that_it_helped() {
        for shown in [
            "0 of 10 late",
            "10 of 10",
            "10 of 10 on time",
            "0 of 40 orders late, before 7",
            "0.5 % were late, before 12 %",
            "10 of 12 tickets read, none late",
            "sample of 5 of 40 orders: all approved",
            "2 of 2 late orders now approved",
            "checked 4 of 11 late orders: all answered",
            "12 records looked at, all signed",
            "E-3, 12 rows, all dated",
            "Stichprobe 10 von 10 in Ordnung",
            "10 von 10 werden pünktlich geprüft",
            "all 10 on time",
            "list of May, version 2 of 2026",
            "keine Beschwerden seit März",
            "kein Fall seit Oktober",
            "no complaints since March",
            "no late tickets in 3 months",
            "no errors in 40 logs",
            "nothing new since March",
            "nobody late for a month",
            "minutes/2026-05.pdf",
            "all 10 logs free of errors",
            "list of May: all errors fixed",
            "none was approved late in May",
            "no one was trained without a signature since March",
        ] {
            assert!(shows(shown) && !leaves_a_rest(shown), "{shown}");
        }
    }

    #[test]
    fn what_nobody_could_look_at_again_shows_nothing() {
        for bare in [
            "trust me",
            "I trust Tom",
            "Tom says it works",
            "Tom sagt, es klappt",
            "looks good to me",
            "nothing seen yet",
            "noch nichts gesehen",
            "half of them late",
            "pages were still missing",
            "list of May: pages still missing",
            "wird im März geprüft",
            "will be looked at in March",
            "it may help",
            "no-one was late",
            "The action was completed as planned",
            "asdf asdf",
        ] {
            assert!(!shows(bare), "{bare}");
        }
    }
}
