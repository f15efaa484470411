//! Whose words are on a picture or a page: ours in the pseudo-language, or those of data.

use clausewise::bank;
use clausewise::model::{Questionnaire, Requirement};

/// The embedded questionnaire in Greek letters: no word of it can be taken for one of ours.
pub(crate) fn greek() -> Questionnaire {
    let mut q = bank::embedded().unwrap();
    for text in [
        &mut q.title,
        &mut q.names.short,
        &mut q.names.clauses,
        &mut q.names.clauses_short,
        &mut q.names.controls,
    ] {
        put(text);
    }
    for g in &mut q.gates {
        put(&mut g.title);
        g.short_title.iter_mut().for_each(put);
    }
    for s in &mut q.sittings {
        put(&mut s.who);
        s.few.iter_mut().for_each(put);
    }
    for w in &mut q.waves {
        put(&mut w.title);
        put(&mut w.milestone);
    }
    for h in &mut q.headings {
        put(&mut h.title);
        put(&mut h.intro);
        h.plain.iter_mut().for_each(put);
    }
    for r in &mut q.requirements {
        r.short_title.iter_mut().for_each(put);
        for text in
            [&mut r.title, &mut r.question, &mut r.why, &mut r.good, &mut r.owner_role, &mut r.iso27001]
        {
            put(text);
        }
        for text in [&mut r.size.three, &mut r.size.fifty, &mut r.size.five_thousand] {
            put(text);
        }
        for text in r.mistakes.iter_mut().chain(&mut r.auditor.asks).chain(&mut r.auditor.samples) {
            put(text);
        }
        r.auditor.interview.iter_mut().chain(&mut r.words).for_each(put);
        r.documents.iter_mut().for_each(|d| put(&mut d.name));
        if let Some(e) = &mut r.exclusion {
            for text in [&mut e.credible, &mut e.not_credible, &mut e.reason_must] {
                put(text);
            }
        }
        put_advice(r);
        for x in &mut r.related {
            for text in [&mut x.framework, &mut x.reference, &mut x.source, &mut x.confidence, &mut x.note] {
                put(text);
            }
        }
        for c in &mut r.checks {
            for text in [&mut c.question, &mut c.evidence, &mut c.action, &mut c.output] {
                put(text);
            }
            c.levels.values_mut().for_each(put);
            if let Some(a) = &mut c.actions {
                [&mut a.start, &mut a.put_to_use, &mut a.prove].into_iter().for_each(put);
            }
            let names = &mut c.names;
            [&mut names.start, &mut names.put_to_use, &mut names.prove].into_iter().flatten().for_each(put);
            if let Some(a) = &mut c.answers {
                [&mut a.good, &mut a.bad].into_iter().for_each(put);
            }
            c.not_alone.iter_mut().for_each(put);
        }
    }
    q
}

/// What format 2 adds to a requirement.
fn put_advice(r: &mut Requirement) {
    for text in [&mut r.short, &mut r.ai_today, &mut r.size.one] {
        put(text);
    }
    r.user_only.iter_mut().chain(&mut r.owner_small).for_each(put);
    r.finding.iter_mut().for_each(|f| put(&mut f.text));
    r.enough.iter_mut().flat_map(|e| [&mut e.stage1, &mut e.stage2]).for_each(put);
    r.exclude.iter_mut().flat_map(|e| e.when.iter_mut().chain(&mut e.never)).for_each(put);
    r.pointers.iter_mut().flat_map(|p| [&mut p.to, &mut p.helps_with]).for_each(put);
    let (s, w) = (&mut r.sectors, &mut r.worked);
    let said = [&mut s.hiring, &mut s.health, &mut s.credit, &mut s.public, &mut s.education];
    said.into_iter().flatten().for_each(put);
    [&mut w.bakery, &mut w.software, &mut w.bank].into_iter().flatten().for_each(|x| put(&mut x.wrote));
}

fn put(text: &mut String) {
    *text = text
        .chars()
        .map(|c| match c {
            'a'..='z' => char::from_u32(0x3b1 + (u32::from(c) - u32::from('a')) % 17).unwrap(),
            'A'..='Z' => char::from_u32(0x391 + (u32::from(c) - u32::from('A')) % 17).unwrap(),
            '0'..='9' => '\u{3c8}',
            other => other,
        })
        .collect();
}

/// Words on a picture that are not ours.
pub(crate) struct Data(Vec<String>);

/// Words that are the same in every language: keys of the keyboard, names, and what is typed.
const NAMES: [&str; 25] = [
    "Clausewise",
    "Enter",
    "Esc",
    "Tab",
    "Shift",
    "Ctrl",
    "Up",
    "Down",
    "Left",
    "Right",
    "PgUp",
    "PgDn",
    "Home",
    "End",
    "Space",
    "Backspace",
    "Delete",
    "F1",
    "UTC",
    "aims",
    "sample",
    "clausewise",
    "tester",
    "export",
    "GAP",
];

impl Data {
    /// Facts and whatever else may stand there, the guides among them.
    pub(crate) fn of(texts: impl Iterator<Item = String>) -> Self {
        let mut all: Vec<String> = texts.collect();
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("questionnaires/guides");
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|e| e == "json") {
                let text = std::fs::read_to_string(path).unwrap();
                collect(&serde_json::from_str(&text).unwrap(), &mut all);
            }
        }
        Self(all.iter().map(|t| bare(t)).collect())
    }

    fn holds(&self, phrase: &[String]) -> bool {
        let phrase = format!(" {} ", phrase.join(" "));
        self.0.iter().any(|t| format!(" {t} ").contains(&phrase))
    }
}

fn collect(value: &serde_json::Value, into: &mut Vec<String>) {
    match value {
        serde_json::Value::String(s) => into.push(s.clone()),
        serde_json::Value::Array(a) => a.iter().for_each(|v| collect(v, into)),
        serde_json::Value::Object(o) => o.values().for_each(|v| collect(v, into)),
        _ => {}
    }
}

/// The words of a text with one blank between them; one letter is no word here.
fn bare(text: &str) -> String {
    text.split(|c: char| !c.is_alphabetic())
        .filter(|w| w.chars().count() > 1 && !NAMES.contains(w))
        .collect::<Vec<_>>()
        .join(" ")
}

/// Runs of words that are neither of the pseudo-language nor of data: English that was said past the catalogue, and
/// words of ours that were cut without a sign.
pub(crate) fn foreign(page: &str, data: &Data) -> Vec<String> {
    let mut found = Vec::new();
    for line in page.lines() {
        let chars: Vec<char> = line.chars().collect();
        let (mut at, mut phrase) = (0, Vec::new());
        while at < chars.len() {
            if !chars[at].is_alphabetic() {
                // What stands in columns beside each other is no phrase.
                if chars[at] == ' ' && chars.get(at + 1) == Some(&' ') {
                    flush(&mut phrase, data, line, &mut found);
                }
                at += 1;
                continue;
            }
            let end = (at..chars.len()).find(|i| !chars[*i].is_alphabetic()).unwrap_or(chars.len());
            let word: String = chars[at..end].iter().collect();
            let tail = chars[end..].iter().take_while(|c| **c == '~').count();
            let cut = chars.get(end + tail) == Some(&'\u{2026}');
            match whose(&word, tail, cut) {
                Whose::Ours | Whose::Datas => flush(&mut phrase, data, line, &mut found),
                Whose::Anybodys => {}
                Whose::Unknown => phrase.push(word),
            }
            at = end + tail;
        }
        flush(&mut phrase, data, line, &mut found);
    }
    found
}

fn flush(phrase: &mut Vec<String>, data: &Data, line: &str, found: &mut Vec<String>) {
    let words = std::mem::take(phrase);
    if !words.is_empty() && !data.holds(&words) {
        found.push(format!("English, or cut without a sign: {:?} in {line}", words.join(" ")));
    }
}

enum Whose {
    Ours,
    Datas,
    Anybodys,
    Unknown,
}

fn whose(word: &str, tail: usize, cut: bool) -> Whose {
    let letters = word.chars().count();
    let greek = |c: char| ('\u{370}'..'\u{400}').contains(&c);
    if word.chars().any(greek) {
        return Whose::Datas;
    }
    // Months over the roadmap stand by their first letters.
    let months = letters <= 6 && word.chars().all(|c| "JFMÁSÖNDA".contains(c));
    // One letter is a key or a part of an id; what is cut and says so is no fault here.
    if NAMES.contains(&word) || cut || months || (letters == 1 && tail == 0) {
        return Whose::Anybodys;
    }
    let accented = !word.contains(['a', 'e', 'i', 'o', 'u', 'A', 'E', 'O']);
    if tail == (letters * 2).div_ceil(5) && accented { Whose::Ours } else { Whose::Unknown }
}

/// The test can fail: each kind of fault is found.
#[test]
fn english_and_silent_cuts_are_found() {
    let data = Data(vec![bare("Harbour Bakery Supplies (sample)")]);
    let faults = |page: &str| foreign(page, &data).len();
    assert_eq!(faults("> 4.1 gáps~~ léft~~ \u{3b1}\u{3b2} Harbour Bakery  sáv\u{2026} F5 Enter w"), 0);
    assert_eq!(faults("gáps~~ left"), 1);
    assert_eq!(faults("gáps~ léft~~"), 1, "cut inside of a word");
    assert_eq!(faults("Harbour gaps"), 1);
}
