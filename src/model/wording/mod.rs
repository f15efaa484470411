//! What people's own words give away: reasons that argue nothing, notes that speak of the future or of
//! something missing. Knows words, nothing of assessments; used by the x-ray only.

mod effect;

pub(super) use effect::leaves_a_rest;

/// Words that name nothing by themselves: a reason made of them alone says that something is needed, or not, and never why. What
/// every control has in common is among them: the standard, its certificate, the register where risks stand.
const EMPTY_WORDS: &str = "a an the this that these it its there here all any some each i we us our ours you your they them \
    everybody everyone is are was be been being do does did has have had must should shall will can \
    may would as at by per for from in into of on out to up with within under and or because since so \
    due not no none nothing n na yes ok okay sure very really also always simply just only clearly \
    course need needs needed necessary require requires required requirement requirements mandatory \
    obligatory compulsory apply applies applicable relevant irrelevant important essential useful \
    helpful sensible good best common usual practice practices practise practises standard standards norm iso iec \
    aims annex clause clauses control controls compliance compliant comply complies conform \
    conformity certification certificate certified ask asks asked demand demands demanded want wants \
    wanted expect expects expected say says see refer register registers risk risks assessment \
    include included inclusion scope part reason reasons above below ditto same tbd todo tba tbc \
    kein keine angabe angaben entf\u{e4}llt \
    organisation organisations organization organizations company firm";

/// Sorts of things a control can be needed for: which law, which contract they do not say, so that a reason for having it made of them
/// names nothing. Of a reason for leaving it out they are what it argues with.
const GROUNDS: &str = "law laws legal legally legislation regulation regulations regulatory statutory contract contracts \
    contractual contractually obligation obligations duty duties business policy policies impact impacts result results \
    based treatment driven internal external";

/// A reason for leaving something out shorter than this says no more than the exclusion itself: it has to argue.
const SHORTEST_REASON: usize = 25;

/// A reason for having something shorter than this names nothing: the number of a risk is enough.
const SHORTEST_INCLUSION: usize = 8;

/// Words in lower case, a space between them, nothing else.
pub(super) fn plain(words: &str) -> String {
    let letters: String =
        words.to_lowercase().chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    letters.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Words that speak of the future.
const FUTURE: [&str; 14] = [
    "planned",
    "will be",
    "next week",
    "next month",
    "next quarter",
    "next year",
    "to be done",
    "in the calendar",
    "scheduled",
    "not yet",
    "todo",
    "to do",
    "tbd",
    "intend to",
];

/// Words that hold one of the above and speak of what was done.
const NOT_FUTURE: [&str; 6] = [
    "as planned",
    "than planned",
    "planned and actual",
    "planned and worked",
    "planned hours",
    "planned changes",
];

/// Words that speak of something missing.
const MISSING: [&str; 7] =
    ["not done", "no evidence", "no record", "no records", "nobody knows", "not documented", "not approved"];

/// Whether words name nothing one could ask about. A number is that of a standard or of a part of it, or
/// a year; that of a risk is another matter. `more` are words that name nothing here beside those that never do.
fn is_empty(words: &str, more: &str) -> bool {
    let says_nothing = |word: &str| {
        // One letter is a cross, a code or half of `n/a`, and `k. A.` the same in German.
        word.chars().count() == 1
            || word.bytes().all(|b| b.is_ascii_digit())
            || is_of(EMPTY_WORDS, word)
            || is_of(more, word)
    };
    !names_risk(words) && words.split(' ').all(says_nothing)
}

/// Whether words name a risk by its number: `R-3`, `risk 3`.
fn names_risk(words: &str) -> bool {
    let mut pairs = words.split(' ').zip(words.split(' ').skip(1));
    pairs.any(|(of, no)| matches!(of, "r" | "risk" | "risks") && no.bytes().all(|b| b.is_ascii_digit()))
}

/// Whether a reason why something is another now names nothing at all: how long it is does not matter there.
pub(super) fn says_nothing(reason: &str) -> bool {
    is_empty(&plain(reason), "")
}

/// Answers that say no, in the languages they are typed in, as numbers and as data has them.
const NO: [&str; 11] =
    ["no", "not", "nope", "never", "nein", "non", "nicht", "0", "false", "ineffective", "unwirksam"];

/// Answers that say yes and show nothing.
const YES: [&str; 22] = [
    "yes",
    "y",
    "ja",
    "j",
    "oui",
    "si",
    "1",
    "true",
    "effective",
    "was effective",
    "it was effective",
    "is effective",
    "it helped",
    "helped",
    "it worked",
    "it works",
    "done",
    "ok",
    "wirksam",
    "war wirksam",
    "ist wirksam",
    "erledigt",
];

/// Grades below effective, and words of doubt: what begins with one says that it did not help, or that nobody knows. The same words
/// further on are of what was looked at: `none of 10 failed`.
const DOUBTS: &str = "partly partially partial teilweise teils kaum hardly barely scarcely unclear unklar unknown unbekannt \
    unsure unsicher open offen pending kein keine keiner keinen never nie niemals nicht not didn doesn hasn wasn isn failed fails \
    still weiterhin maybe perhaps vielleicht probably possibly somewhat";

/// The same of more than one word.
const DOUBTS_IN_WORDS: [&str; 4] = ["zum teil", "immer noch", "in part", "to some extent"];

/// What may stand before such a word and says nothing by itself: `only partly`, `it failed`, `hat nicht geholfen`.
const BEFORE_DOUBT: &str = "it this that is was has had did does so far yet only just rather very but and because es das dies ist \
    war hat hatte bisher noch nur aber eher sehr leider unfortunately";

/// Words of doubt and of grades below effective that are nothing else wherever they stand.
const DOUBTS_ANYWHERE: &str = "partly partially partial teilweise kaum hardly barely scarcely unclear unklar unsure unsicher pending \
    maybe perhaps vielleicht probably possibly somewhat ineffective unwirksam tbd todo";

/// The same of more than one word, and what tells of a look that is still to come.
const DOUBTS_ANYWHERE_IN_WORDS: [&str; 21] = [
    "zum teil",
    "in part",
    "to some extent",
    "to be",
    "to check",
    "will be",
    "will check",
    "will look",
    "not yet",
    "not known",
    "not clear",
    "next week",
    "next month",
    "nicht wirksam",
    "wird noch",
    "werden noch",
    "muss noch",
    "noch zu",
    "noch nicht",
    "noch offen",
    "steht noch aus",
];

/// How words begin that tell that it came back, unless something before them in the sentence says that it did not.
const RELAPSES: [&str; 8] = [
    "relaps",
    "recurred",
    "recurring",
    "reoccur",
    "r\u{fc}ckf",
    "came back",
    "happened again",
    "wieder aufgetreten",
];

/// Words that say of what stands behind them that there is none of it.
const NONE_OF: &str = "no not never none nobody nothing without zero 0 hasn didn kein keine keiner keinen nicht nie niemand ohne";

/// Words that judge, or tell that somebody looked, and not at what: alone they show nothing.
const JUDGING: &str = "look looks looked looking see saw seen check checks checked checking review reviewed verify verified confirm \
    confirmed prove proved proven proof evidence tested test audited fine well better improved improvement great perfect super work works \
    worked working fix fixed fixes solved resolved closed close done implemented helped helps help everything effective effectively \
    effectiveness correctly correct right so far now again auditor measure measures action actions \
    alles gut passt super bestens in ordnung l\u{e4}uft funktioniert erledigt umgesetzt behoben gel\u{f6}st wirksam wirksamkeit \
    wirkt geholfen hilft gepr\u{fc}ft pr\u{fc}fen pr\u{fc}fung gesehen geschaut best\u{e4}tigt siehe oben unten nachweis es das die der \
    den dem ist sind war waren wurde wurden wird hat haben und jetzt nun soweit wieder sieht aus sehr ja nein ma\u{df}nahme ma\u{df}nahmen";

/// What says of whatever stands beside it that it did not help.
const HELPED_NOT: [&str; 28] = [
    "not done",
    "not carried out",
    "not implemented",
    "not introduced",
    "not happen",
    "not happened",
    "not take place",
    "not taken place",
    "not held",
    "not started",
    "not completed",
    "not finished",
    "not changed",
    "nothing changed",
    "nothing has changed",
    "no evidence",
    "not effective",
    "ineffective",
    "not help",
    "not helped",
    "didn t help",
    "hasn t helped",
    "not work",
    "not worked",
    "nothing done",
    "nothing was done",
    "nothing has been done",
    "nothing happened",
];

/// Words that turn round what stands behind them.
const NEGATES: &str =
    "not never nicht nie niemals cannot isn wasn weren aren didn doesn don hasn haven hadn couldn won wouldn";

/// How words begin that tell of a fault: `was not late`, `did not come back`. What is turned round there speaks for it.
const FAULTS: [&str; 34] = [
    "again",
    "anymore",
    "any",
    "back",
    "beanstand",
    "beschwerde",
    "complain",
    "defect",
    "delay",
    "deviat",
    "error",
    "exceed",
    "fail",
    "fault",
    "fehl",
    "incident",
    "late",
    "lost",
    "miss",
    "open",
    "overdue",
    "problem",
    "recur",
    "reklam",
    "repeat",
    "return",
    "seit",
    "single",
    "since",
    "wrong",
    "mehr",
    "wieder",
    "sp\u{e4}t",
    "versp\u{e4}t",
];

/// After how many words nothing is turned round any more.
const REACH: usize = 4;

/// Whether a word somewhere turns round what stands behind it, and that is no fault: `we looked, the training was not given`. It may speak for it or
/// against it, which only a person can say: so it shows nothing until it is written plainly.
fn turns_round(words: &str) -> bool {
    let words: Vec<&str> = words.split(' ').collect();
    let is_fault = |word: &&str| FAULTS.iter().any(|fault| word.starts_with(fault));
    let turned = |(n, word): (usize, &&str)| {
        is_of(NEGATES, word) && !words.iter().skip(n + 1).take(REACH).any(is_fault)
    };
    words.iter().enumerate().any(turned)
}

/// Whether what should show that something helped says that it did not. Three things do: a first answer that is a no (`no`, `nein, nothing
/// yet`, `0`), a beginning that is a lower grade or a doubt (`partly`, `it is unclear`), where what stands behind it does not count, and
/// words that say so wherever they stand: a doubt, a look to come (`to be checked`), that it came back.
pub(super) fn denies(text: &str) -> bool {
    let words = plain(after_because(text));
    let first = plain(first_part(after_because(text)));
    // What stands behind a yes may take it back: `yes, partly`.
    let behind = behind_yes(after_because(text)).map(plain).unwrap_or_default();
    NO.contains(&first.as_str())
        || doubts(&words)
        || doubts(&behind)
        || sentences(text).any(|sentence| doubts_anywhere(&sentence) || came_back(&sentence))
        || HELPED_NOT.iter().any(|no| helped_not(&words, no))
}

/// Whether words say this of what was done; that something has not happened again speaks for it.
fn helped_not(words: &str, no: &str) -> bool {
    format!(" {words} ").split(&format!(" {no} ")).skip(1).any(|rest| !rest.starts_with("again"))
}

/// Whether words begin with a lower grade or a doubt.
fn doubts(words: &str) -> bool {
    let rest: Vec<&str> = words.split(' ').skip_while(|word| is_of(BEFORE_DOUBT, word)).collect();
    // That it did not come back speaks for it.
    let is_fault = |word: &&str| FAULTS.iter().any(|fault| word.starts_with(fault));
    let turned = |word: &str| {
        (is_of(NEGATES, word) || is_of(NONE_OF, word)) && rest.iter().skip(1).take(REACH).any(is_fault)
    };
    let first = rest.first().is_some_and(|word| is_of(DOUBTS, word) && !turned(word));
    let rest = rest.join(" ");
    first || DOUBTS_IN_WORDS.iter().any(|doubt| rest.starts_with(doubt))
}

/// The sentences of a text, each as words alone.
fn sentences(text: &str) -> impl Iterator<Item = String> {
    text.split(['.', ';', '!', '?', '\n']).map(plain).filter(|words| !words.is_empty())
}

/// Whether words hold a doubt that is one wherever it stands.
fn doubts_anywhere(words: &str) -> bool {
    words.split(' ').any(|word| is_of(DOUBTS_ANYWHERE, word))
        || DOUBTS_ANYWHERE_IN_WORDS.iter().any(|doubt| format!(" {words} ").contains(&format!(" {doubt} ")))
}

/// Whether a sentence tells that it came back.
fn came_back(words: &str) -> bool {
    let spaced = format!(" {words}");
    RELAPSES.iter().any(|relapse| {
        let before = spaced.split_once(&format!(" {relapse}")).map(|(before, _)| before);
        before.is_some_and(|before| !before.split(' ').any(|word| is_of(NONE_OF, word)))
    })
}

/// Whether a word is one of a list.
fn is_of(list: &str, word: &str) -> bool {
    list.split_whitespace().any(|w| w == word)
}

/// What stands behind a first answer that is a yes; none where there is no such answer.
fn behind_yes(text: &str) -> Option<&str> {
    let first = first_part(text);
    text.strip_prefix(first).filter(|_| YES.contains(&plain(first).as_str()))
}

/// Whether a text shows that something helped: it does not where it denies it or may do so further on, where it is a yes alone or one
/// word, or where it names nothing a stranger could look at again. Numbers name something only beside words: `10 of 10`, and not `1`.
pub(super) fn shows(text: &str) -> bool {
    let shown = after_because(text);
    let words = plain(behind_yes(shown).unwrap_or(shown));
    if !words.contains(' ') {
        // In whichever language, one word is a grade and nothing that was looked at.
        return false;
    }
    let long = |word: &str| word.chars().count() > 1;
    let named = !is_empty(&words, JUDGING) && words.split(' ').any(long);
    let counted = words.contains(' ') && words.bytes().any(|b| b.is_ascii_digit());
    let shown = plain(shown);
    !denies(text)
        && !turns_round(&shown)
        && !leaves_a_rest(text)
        && !effect::is_to_come(text)
        && effect::names_a_place(text)
        && (named || counted)
}

/// What stands behind a leading "because", or all of a text.
fn after_because(text: &str) -> &str {
    let text = text.trim();
    match text.split_once(char::is_whitespace) {
        Some((first, rest)) if first.eq_ignore_ascii_case("because") => rest.trim_start(),
        _ => text,
    }
}

/// A text up to the first sign that ends an answer; one within a number ends nothing.
fn first_part(text: &str) -> &str {
    const ENDS: [char; 9] = [',', ';', ':', '.', '!', '?', '(', '\u{2013}', '\u{2014}'];
    let within = |at: usize, sign: char| {
        let next = text.get(at + sign.len_utf8()..).and_then(|rest| rest.chars().next());
        next.is_some_and(|c| c.is_ascii_digit())
    };
    let ends = text.char_indices().find(|(at, c)| ENDS.contains(c) && !within(*at, *c));
    let part = ends.and_then(|(at, _)| text.get(..at)).unwrap_or(text);
    part.split(" - ").next().unwrap_or(part)
}

/// Whether a text has signs and no words.
pub(super) fn is_wordless(text: &str) -> bool {
    plain(text).is_empty()
}

/// Whether a reason says no more than the exclusion itself.
pub(super) fn argues_nothing(reason: &str) -> bool {
    let words = plain(reason);
    is_empty(&words, "") || words.chars().count() < SHORTEST_REASON
}

/// Whether a reason for including a control names nothing one could ask about.
pub(super) fn names_nothing(why: &str) -> bool {
    let words = plain(why);
    !names_risk(&words) && (is_empty(&words, GROUNDS) || words.chars().count() < SHORTEST_INCLUSION)
}

fn says(text: &str, list: &[&'static str]) -> Option<&'static str> {
    let mut words = format!(" {} ", plain(text));
    for past in NOT_FUTURE {
        words = words.replace(&format!(" {past} "), " ");
    }
    list.iter().find(|w| words.contains(&format!(" {w} "))).copied()
}

/// The words by which a note speaks of the future.
pub(super) fn future(note: &str) -> Option<&'static str> {
    says(note, &FUTURE)
}

/// The words by which a note speaks of something missing.
pub(super) fn missing(note: &str) -> Option<&'static str> {
    says(note, &MISSING)
}

/// Whether every sentence of a note speaks of the future or of something missing: of what is there it tells nothing.
pub(super) fn tells_nothing_else(note: &str) -> bool {
    let mut sentences = note.split(['.', ';', '!', '?', '\n']).filter(|s| !plain(s).is_empty());
    sentences.all(|s| future(s).is_some() || missing(s).is_some())
}

#[cfg(test)]
mod tests;
