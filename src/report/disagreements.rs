//! Where people in the room did not agree: each one's answer, the agreed one, the dissent.

use std::collections::BTreeSet;

use super::{Input, tones};
use crate::doc::{Doc, Page, Table};
use crate::model::questionnaire::Target;
use crate::model::record::{PERSON, read, value};
use crate::model::votes::{self, Outcome, Votes};
use crate::say;
use crate::words::{Word as _, room, spread as said};

/// The disagreements as a document of their own.
pub(super) fn doc(input: &Input) -> Doc {
    let mut page = input.report("disagreements", say!("Disagreements"));
    sections(input, &mut page, 2);
    page.finish()
}

/// One part a question whose shown answers differ, agreed on since or not, or that carries dissent.
pub(super) fn sections(input: &Input, page: &mut Page, level: usize) {
    let list: Vec<_> = votes::all(input.a).into_iter().filter(|(id, v)| told(input, id, v)).collect();
    let hidden = hidden(input);
    if list.is_empty() && hidden.is_none() {
        page.paragraph(say!("No disagreement was recorded."));
    } else if list.is_empty() {
        page.paragraph(say!("No disagreement was recorded in what is shown so far."));
    }
    if let Some(hidden) = hidden {
        page.paragraph(hidden);
    }
    for (id, v) in list {
        let Some(target) = input.q.find(&id) else { continue };
        let (title, question) = match target {
            Target::Check(c) => {
                (input.q.full_title(input.q.check_owner[c]), input.a.check(input.q, c).question.clone())
            }
            Target::Requirement(r) => (input.q.full_title(r), input.a.question(input.q, r).to_owned()),
            Target::Heading(_) => continue,
        };
        page.section(level, &format!("disagreement-{id}"), &format!("{id} {title}"));
        page.paragraph(question);
        if v.shown {
            let mut table = Table::new(&[say!("Who"), say!("Role"), say!("Answer")]);
            for (who, l) in &v.given {
                let p = input.a.person(who);
                let name = value::called(&read::at(input.a, &PERSON, who));
                table.row(vec![name.into(), p.role.as_str().into(), tones::level(*l)]);
            }
            page.table(table);
        }
        let words = if v.shown { said::own_words_on(input.a, &id) } else { Vec::new() };
        for words in words {
            page.fact(say!("In their own words"), words);
        }
        page.fact(say!("Came to"), room::outcome(votes::outcome(input.a, &id)));
        page.fact(say!("Agreed"), agreed(input, &id, target));
        if !v.dissent.is_empty() {
            page.fact(say!("Dissent"), &v.dissent);
        }
    }
}

/// How many answers wait to be shown, and on how many requirements; what they say is nobody's yet.
fn hidden(input: &Input) -> Option<String> {
    let waiting = || votes::all(input.a).into_iter().filter(|(_, v)| !v.shown && !v.given.is_empty());
    let answers: usize = waiting().map(|(_, v)| v.given.len()).sum();
    let on = waiting().filter_map(|(id, _)| input.q.requirement_of(input.q.find(&id)?));
    let requirements = on.collect::<BTreeSet<usize>>().len();
    (answers > 0).then(|| {
        say!(
            "{answers|answer|answers} of single people on {requirements|requirement|requirements} {answers?is|are} not \
             shown yet.",
            answers,
            requirements
        )
    })
}

/// Whether there is a disagreement to tell of: what was settled since is told as long as people had differed.
fn told(input: &Input, id: &str, v: &Votes) -> bool {
    match votes::outcome(input.a, id) {
        Outcome::Apart | Outcome::Since | Outcome::AgreedWithDissent => true,
        Outcome::Agreed => v.spread().is_some(),
        Outcome::None | Outcome::Voting | Outcome::Shown => false,
    }
}

/// The answer that was agreed on; where it is none of its own, what counts in its place.
fn agreed(input: &Input, id: &str, target: Target) -> String {
    if let Some(level) = votes::agreed(input.a, id) {
        return level.word().to_owned();
    }
    let counts = match target {
        Target::Check(c) => input.a.general_level(input.q, c).map(|(l, _)| l),
        Target::Requirement(r) => input.a.bulk(input.q, r),
        Target::Heading(_) => None,
    };
    counts.map_or_else(
        || say!("no agreed answer yet").to_owned(),
        |l| say!("no answer of its own yet; {level} counts, from the whole", level = l.word()),
    )
}
