//! The question in words: where it stands, what it asks, what was answered, what helps. Makes lines from an
//! assessment and changes nothing.

use crate::model::assessment::{Assessment, Given, keys};
use crate::model::held;
use crate::model::questionnaire::{Requirement, Target};
use crate::model::record::{EVIDENCE, PERSON, Rid, read, value};
use crate::model::register::Evidence;
use crate::model::{Check, CheckKind, Level, Questionnaire, RequirementKind, Scores, Status, twin, votes};
use crate::say;
use crate::words::figures::level_meaning;
use crate::words::{self, Word as _, Words as _, advice, asked, by_system, journey, register};
use crate::work::Work;

/// The question one is at. `told` is whether it was said in full before why something is not asked of who works alone.
pub(super) fn card(w: &Work, at: Target, told: &mut bool) -> Vec<String> {
    let (q, a) = (w.q(), w.a());
    let r = q.requirement_of(at).unwrap_or(0);
    let mut lines = match at {
        Target::Check(c) => check(w, c, told),
        _ => requirement(w, r, told),
    };
    lines.extend(w.audit_mark(r).map(|mark| words::audit::mark(mark, false)));
    let id = q.id_of(at);
    if a.at(keys::REVIEW, id).is_some() {
        lines.push(say!("Marked for review.").into());
    }
    let kept = [
        (say!("Note"), a.at(keys::NOTE, id)),
        (say!("Reason"), w.reason_at(id)),
        (say!("To ask"), a.at(keys::ASK, id)),
    ];
    lines.extend(kept.into_iter().filter_map(|(label, words)| Some(format!("{label}: {}", words?))));
    if !matches!(at, Target::Check(_)) {
        for h in q.ancestors[r].iter().map(|h| &q.headings[*h]) {
            let note = a.at(keys::NOTE, &h.id);
            lines.extend(
                note.map(|note| say!("Note on {id} {title}: {note}", id = h.id, title = h.title, note)),
            );
        }
    }
    if let Some(v) = votes::before_room(a, id) {
        let answers =
            (!v.given.is_empty()).then(|| say!("Answers of several people: {votes}.", votes = v.words()));
        lines.extend(answers);
        if v.shown {
            let said = |(who, level): (&Rid, &Level)| {
                let name = value::called(&read::at(a, &PERSON, who));
                say!("{name}: {level}", name, level = level.word())
            };
            lines.extend(v.given.iter().map(said));
        }
        lines.extend((!v.dissent.is_empty()).then(|| say!("Dissent: {dissent}", dissent = v.dissent)));
    }
    if !votes::is_unseen(a, id) {
        lines.extend(words::spread::beside(a, id));
    }
    if let Some(draft) = w.session().draft(&format!("note.{id}")) {
        lines.push(say!("Unfinished note, note goes on with it: {draft}", draft));
    }
    lines.extend(evidence_named(q, a, at));
    lines.extend(advice::same_work(q, a, at).into_iter().map(|same| say!("Same work: {same}.", same)));
    let offers = twin::offers(q, a, at);
    if twin::agree(&offers) && !offers.is_empty() {
        lines.push(say!("The word same takes that answer over.").into());
    } else if let [first, ..] = &offers[..] {
        let from = &q.check(first.from).id;
        lines.push(say!("They differ: same {from} takes that one over, a level says your own.", from));
    }
    let suggested = w.suggested(at);
    let one = |s| say!("Suggested: {suggestion}.", suggestion = journey::suggestion(q, s));
    lines.extend(suggested.iter().map(one));
    if !suggested.is_empty() {
        lines.push(say!("The word same takes it as your answer; a level gives another.").into());
    }
    lines.extend(held_here(w, at, suggested.is_empty() && offers.is_empty()));
    lines
}

/// What registers hold here beyond what was answered, and the word that takes it, where it takes nothing else first.
fn held_here(w: &Work, at: Target, takes: bool) -> Vec<String> {
    let offers = w.held(at);
    let words = match offers.as_slice() {
        [] => return Vec::new(),
        [(check, one)] if matches!(at, Target::Check(_)) => {
            words::held::looks_like(one, w.a().level(w.q(), *check).map(|(level, _)| level), None)
        }
        all => words::held::several(w.q(), all, None),
    };
    let how = takes.then(|| say!("The word same takes it as your answer; a level gives another.").into());
    std::iter::once(format!("{words}.")).chain(how).collect()
}

fn requirement(w: &Work, r: usize, told: &mut bool) -> Vec<String> {
    let (q, a, scores) = (w.q(), w.a(), w.scores());
    let requirement = &q.requirements[r];
    let (status, score) = (scores.status(r), &scores.requirements[r]);
    let mut lines = vec![format!("{} {}", requirement.id, q.full_title(r)), progress(q, scores, r)];
    lines.push(a.question(q, r).to_owned());
    let (word, answered, of) = (status.word(), score.answered, score.of);
    lines.push(if status == Status::Open && answered > 0 {
        say!("Status: {word}, {answered} of {of} checks answered.", word, answered, of)
    } else {
        say!("Status: {status}.", status = word)
    });
    let here = Target::Requirement(r);
    lines.extend(match (w.given(here), w.system_name_at(here)) {
        (Some(level), Some(name)) => {
            Some(say!("Answered as a whole for {name}: {level}.", name, level = level.word()))
        }
        (Some(level), None) => Some(say!("Answered as a whole: {level}.", level = level.word())),
        (None, _) => None,
    });
    lines.extend(by_system::of_requirement(q, a, r).into_iter().map(|line| format!("{line}.")));
    lines.push(say!(
        "It has {n|check|checks}; checks answers {n?it alone|them one by one}.",
        n = requirement.checks.len()
    ));
    let not_asked = q.checks_of(r).filter_map(|c| Some((&q.check(c).id, why_not(w, c, told)?)));
    lines.extend(not_asked.map(|(id, why)| format!("{id}: {why}")));
    lines
}

/// Why a check is not asked: in full where it was not told yet, in short after that.
fn why_not(w: &Work, c: usize, told: &mut bool) -> Option<String> {
    let words = if *told { asked::why_not_again } else { asked::why_not };
    let words = words(w.q(), w.a(), c)?;
    *told = true;
    Some(words)
}

/// "Requirement 6 of 70, clause 5: 1 of 3 answered."
fn progress(q: &Questionnaire, scores: &Scores, r: usize) -> String {
    let (number, of) = (r + 1, q.requirements.len());
    let Some(h) = q.top_heading(r) else { return say!("Requirement {number} of {of}.", number, of) };
    let (id, below) = (&q.headings[h].id, q.below(h));
    let done = below.iter().filter(|r| scores.status(**r) != Status::Open).count();
    let all = below.len();
    match q.requirements[r].kind {
        RequirementKind::Clause => say!(
            "Requirement {number} of {of}, clause {id}: {done} of {all} answered.",
            number,
            of,
            id,
            done,
            all
        ),
        RequirementKind::Control => say!(
            "Requirement {number} of {of}, objective {id}: {done} of {all} answered.",
            number,
            of,
            id,
            done,
            all
        ),
    }
}

fn check(w: &Work, c: usize, told: &mut bool) -> Vec<String> {
    let (q, a) = (w.q(), w.a());
    let r = q.check_owner[c];
    let check = a.check(q, c);
    let requirement = &q.requirements[r];
    let place = say!(
        "{check}, check {number} of {of} of {id} {title}, {kind}",
        check = check.id,
        number = c - q.first_check[r] + 1,
        of = requirement.checks.len(),
        id = requirement.id,
        title = q.full_title(r),
        kind = check.kind.word()
    );
    let mut lines = vec![
        match (check.key, check.mandatory) {
            (true, _) => say!("{place}, key check", place),
            (false, true) => place,
            (false, false) => say!("{place}, good practice that moves no figure", place),
        },
        check.question.clone(),
        answer(w, c, told),
    ];
    lines.extend(a.beside(q, c).map(|all| format!("{}.", all.words())));
    lines
}

/// The answer to a check, of whom one answers for.
fn answer(w: &Work, c: usize, told: &mut bool) -> String {
    let (q, a) = (w.q(), w.a());
    if let Some(name) = w.system_name_at(Target::Check(c)) {
        return match w.given(Target::Check(c)) {
            Some(level) => say!("Answer for {name}: {level}.", name, level = level.word()),
            None => say!("Answer for {name}: none of its own, so the general one counts.", name),
        };
    }
    match a.general_level(q, c).filter(|_| a.asks(q, c)) {
        Some((level, Given::Single | Given::Systems)) => say!("Answer: {level}.", level = level.word()),
        Some((level, Given::Bulk)) => {
            say!("Answer: {level}, given to the whole.", level = level.word())
        }
        None => why_not(w, c, told).unwrap_or_else(|| say!("Answer: none yet.").to_owned()),
    }
}

fn why_it_matters(r: &Requirement) -> String {
    say!("Why it matters: {why}", why = r.why)
}

/// Why it matters; of a check what to do next, of a requirement all that helps to answer it.
pub(super) fn why(q: &Questionnaire, a: &Assessment, at: Target) -> Vec<String> {
    let r = a.requirement(q, q.requirement_of(at).unwrap_or(0));
    let mut lines = vec![why_it_matters(r)];
    if let Target::Check(c) = at {
        let check = a.check(q, c);
        let level = a.level(q, c).map(|(level, _)| level);
        if !a.asks(q, c) {
            // Nothing is to be done for what is not asked.
            lines.extend(asked::why_not(q, a, c));
        } else if level == Some(Level::Proven) {
            lines.push(advice::next_step(check, level));
        } else {
            let there = held::stands_at(q, a, c, level);
            lines.push(format!("{}: {}", advice::next_title(check), check.action_for(there)));
            lines.push(say!("What that leaves behind: {output}", output = check.output));
        }
    } else {
        lines.extend(helping(q, a, r));
    }
    lines
}

/// What helps to answer a requirement, an item a line behind its title.
fn helping(q: &Questionnaire, a: &Assessment, r: &Requirement) -> impl Iterator<Item = String> {
    advice::of_requirement(q, Some(a), r).into_iter().flat_map(told)
}

fn told(part: advice::Part) -> impl Iterator<Item = String> {
    part.items.into_iter().map(move |item| format!("{}: {item}", part.title))
}

/// What to ask for: of a check its evidence; of a requirement that of its key checks, else of all.
pub(super) fn evidence(q: &Questionnaire, a: &Assessment, at: Target) -> Vec<String> {
    let r = a.requirement(q, q.requirement_of(at).unwrap_or(0));
    let checks: Vec<&Check> = if let Target::Check(c) = at {
        vec![a.check(q, c)]
    } else {
        let key: Vec<&Check> = r.checks.iter().filter(|c| c.key).collect();
        let counted = || q.checks_of(q.requirement_of(at).unwrap_or(0)).filter(|c| a.counts(q, *c));
        if key.is_empty() { counted().map(|c| a.check(q, c)).collect() } else { key }
    };
    let mut lines: Vec<String> =
        checks.into_iter().map(|c| say!("Ask for: {evidence}", evidence = c.evidence)).collect();
    lines.extend(evidence_named(q, a, at));
    lines
}

/// Evidence named so far.
fn evidence_named(q: &Questionnaire, a: &Assessment, at: Target) -> Vec<String> {
    let r = q.requirement_of(at).unwrap_or(0);
    let named = |e: &Evidence, id: &str| e.shows.iter().any(|s| s == id);
    let here = |e: &Evidence| {
        !matches!(at, Target::Check(_)) || named(e, q.id_of(at)) || named(e, &q.requirements[r].id)
    };
    let all = a.evidence_for(q, r).into_iter().filter(here);
    let said = |e: Evidence| {
        say!(
            "Evidence {letter}-{no}: {words}",
            letter = EVIDENCE.letter,
            no = e.no,
            words = register::with_checks(&e)
        )
    };
    all.map(said).collect()
}

/// What each level looks like here.
pub(super) fn levels(q: &Questionnaire, a: &Assessment, at: Target) -> Vec<String> {
    let r = a.requirement(q, q.requirement_of(at).unwrap_or(0));
    let meaning = |level: Level| match at {
        Target::Check(c) => advice::level_of(a.check(q, c), level),
        _ => level_meaning(level, CheckKind::Practice),
    };
    let mut lines: Vec<String> = Level::offered(r.exclusion.is_some())
        .map(|l| format!("{}: {}, {}", l.sign(), l.word(), meaning(l)))
        .collect();
    lines.push(say!("c: withdraws the answer").into());
    lines
}

/// Everything else there is to know.
pub(super) fn more(q: &Questionnaire, a: &Assessment, at: Target) -> Vec<String> {
    let r = a.requirement(q, q.requirement_of(at).unwrap_or(0));
    let mut lines = vec![why_it_matters(r)];
    let own = asked::at_own_size(a, r);
    lines.extend(own.map(|words| say!("In an organisation of your size: {words}", words)));
    let told = |p: advice::Part| p.items.into_iter().map(move |i| format!("{}: {i}", p.title));
    if let Target::Check(c) = at {
        lines.extend(advice::of_check(q, a, c).into_iter().flat_map(told));
    }
    lines.extend(helping(q, a, r));
    let mut part = |title: &str, items: &[String]| {
        lines.extend(items.iter().filter(|i| !i.is_empty()).map(|i| format!("{title}: {i}")));
    };
    let one = std::slice::from_ref;
    part(say!("What good looks like"), one(&r.good));
    for size in advice::sizes(Some(a), r) {
        part(size.title, &size.items);
    }
    part(say!("Common mistake"), &r.mistakes);
    part(say!("An auditor asks"), &r.auditor.asks);
    part(say!("An auditor samples"), &r.auditor.samples);
    part(say!("Whom to interview"), &asked::interviewed(a, r));
    part(say!("Document or record"), &r.documents.iter().map(advice::document).collect::<Vec<_>>());
    if let Some(e) = &r.exclude {
        part(say!("Leaving it out"), &[advice::leaving_out(e)]);
    }
    if let Some(e) = &r.exclusion {
        part(say!("Can credibly be excluded when"), one(&e.credible));
        part(say!("Not credible"), one(&e.not_credible));
        part(say!("The reason must argue"), one(&e.reason_must));
    }
    part(say!("Comes after"), &[r.depends_on.join(", ")]);
    lines
}
