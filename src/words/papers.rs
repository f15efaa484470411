//! Papers to start from, in words: what they ask, what became of each file, why none was made.

use std::collections::BTreeSet;
use std::path::Path;

use super::export;
use crate::files::human_path;
use crate::model::assessment::Assessment;
use crate::model::paper::Asked;
use crate::model::text;
use crate::say;
use crate::words::Names;
use crate::work::{Fate, NoPapers, PaperFile, Work};

/// Longest answer where answers are listed, in characters.
const MOST: usize = 60;

/// What becomes of a file, in a word or two.
pub fn fate(file: &PaperFile) -> String {
    match &file.fate {
        Fate::New => say!("new").to_owned(),
        Fate::Replaced => say!("made again").to_owned(),
        Fate::Same => say!("as it was").to_owned(),
        Fate::Beside(name) => say!("changed by you, kept; ours: {name}", name),
        Fate::Unknown(name) => say!("not known to be ours, kept; ours: {name}", name),
    }
}

/// A line a file: its name, what becomes of it, what is open in it.
pub fn file(file: &PaperFile) -> String {
    let (name, fate) = (&file.name, fate(file));
    if file.open == 0 {
        say!("{name}: {fate}", name, fate)
    } else {
        say!("{name}: {fate}; {n} to be decided", name, fate, n = file.open)
    }
}

/// What was written where, in one sentence or two.
pub fn written(files: &[PaperFile], folder: &Path) -> String {
    let name = human_path(folder);
    let count = |is: fn(&Fate) -> bool| files.iter().filter(|f| is(&f.fate)).count();
    let beside = count(|f| matches!(f, Fate::Beside(_)));
    let made = files.iter().filter(|f| matches!(f.fate, Fate::New | Fate::Replaced));
    // Each is written in several formats and is one draft all the same.
    let made = made.map(|f| f.paper).collect::<BTreeSet<_>>().len();
    let same = count(|f| *f == Fate::Same);
    let mut parts = vec![say!("{n|draft|drafts} written to {name}.", n = made, name)];
    if same > 0 {
        parts.push(say!("{n|file|files} {n?says|say} the same as before.", n = same));
    }
    if beside > 0 {
        parts.push(say!(
            "{n} {n?was|were} changed by you and {n?stays|stay} as {n?it is|they are}; ours {n?lies|lie} beside {n?it|them} with .new in the name.",
            n = beside
        ));
    }
    let unknown = count(|f| matches!(f, Fate::Unknown(_)));
    if unknown > 0 {
        parts.push(say!(
            "{n} {n?is|are} not known to be ours and {n?stays|stay} as {n?it is|they are}; ours {n?lies|lie} beside {n?it|them} with .new in the name.",
            n = unknown
        ));
    }
    parts.join(" ")
}

/// What would be made: a line at the head of the list.
/// The same question can stand at several places, and so can what a register does not say.
fn would(files: usize, open: usize, places: usize) -> String {
    let places = match places {
        0 => String::new(),
        n => format!(
            " {}",
            say!("{n|place|places} in them {n?is|are} to be decided, with what registers do not say.", n)
        ),
    };
    if open == 0 {
        return say!("{n|draft|drafts}; every question of theirs is answered.", n = files) + &places;
    }
    say!("{n|draft|drafts}; {open} of their questions {open?is|are} open.", n = files, open) + &places
}

/// Every file with the papers in it and what they ask; only those of these names, where any are given.
pub fn list(w: &Work, only: &[String]) -> Vec<String> {
    let wanted = |name: &str| only.is_empty() || only.iter().any(|o| o == name);
    let mut drafts = w.drafts();
    drafts.retain(|d| wanted(d.name) || d.of.iter().any(|(id, _)| wanted(id)));
    let here = |paper: &str| drafts.iter().any(|d| d.of.iter().any(|(id, _)| *id == paper));
    let mut questions = w.paper_questions();
    questions.retain(|x| here(&x.paper.id));
    let open = questions.iter().filter(|x| x.answer(w.a()).is_none()).count();
    let mut lines = vec![would(drafts.len(), open, drafts.iter().map(|d| d.open).sum())];
    for d in drafts {
        lines.push(String::new());
        lines.push(say!("{name}: {n} to be decided", name = d.name, n = d.open));
        for (id, _) in &d.of {
            let Some(t) = w.templates().iter().find(|t| t.id == *id) else { continue };
            lines.push(format!("  {}: {}", t.title, t.about));
            let mine = questions.iter().filter(|x| x.paper.id == *id);
            lines.extend(mine.map(|asked| format!("    {}", question(asked, w.a()))));
        }
    }
    lines
}

/// A question with its answer, or with what an answer may look like.
pub fn question(asked: &Asked<'_>, a: &Assessment) -> String {
    let (name, ask) = (asked.name(), &asked.question.ask);
    match asked.answer(a) {
        Some(answer) => {
            let answer = text::shown(&answer.replace('\n', " "), MOST);
            say!("{name}  {ask} {answer}", name, ask, answer)
        }
        None => match asked.proposed(a) {
            Some(who) => {
                say!("{name}  {ask} (if that is {who}, say so: paper {name} {who})", name, ask, who)
            }
            None => say!("{name}  {ask} ({hint})", name, ask, hint = asked.question.hint),
        },
    }
}

/// Why no paper was made.
pub fn none(e: &NoPapers, n: &dyn Names) -> String {
    match e {
        NoPapers::Nothing => say!("There is no such paper. Nothing was written.").to_owned(),
        NoPapers::NotWritten(e) => export::not_written(e),
        NoPapers::Refused(e) => super::refused(e, n),
    }
}
