//! The way from nothing to a plan in words: its steps, what one goes on with, the first ten things, a clause in short,
//! how long the rest takes. The window and plain mode say the same sentences.

use super::{Word, Words, asked, called, day, few};
use crate::model::assessment::keys;
use crate::model::clause::{Ahead, Clause, Controls};
use crate::model::journey::{GoOn, Step, Told};
use crate::model::pace;
use crate::model::priority::hours;
use crate::model::questionnaire::RequirementKind;
use crate::model::quick_check::{Answer, Question, QuestionKind, Suggestion};
use crate::model::{Questionnaire, RoadmapItem, Status};
use crate::say;
use crate::work::Work;

impl Word for Step {
    fn word(&self) -> &'static str {
        match self {
            Self::You => say!("You and your AI"),
            Self::Quick => say!("20 questions"),
            Self::Ten => say!("First ten"),
            Self::Cards => say!("Clause by clause"),
        }
    }
}

/// Which step of how many, where there is no room for all their names.
pub fn step(at: Step) -> String {
    let number = Step::ALL.iter().position(|s| *s == at).unwrap_or(0) + 1;
    say!("Step {number} of {of}: {step}", number, of = Step::ALL.len(), step = at.word())
}

/// Which step of how many, beside the name of its screen.
pub fn step_in_short(at: Step) -> String {
    let number = Step::ALL.iter().position(|s| *s == at).unwrap_or(0) + 1;
    say!("step {number} of {of}", number, of = Step::ALL.len())
}

/// What one goes on with.
impl Words for GoOn {
    fn words(&self) -> String {
        match self {
            Self::You(n, of) => say!("Guided start, {n} of {of}", n, of),
            Self::Quick(n, of) => say!("Quick check, question {n} of {of}", n, of),
            Self::Ten => say!("Your first ten things").to_owned(),
            Self::Card { id, open, of } => say!("Question {id}; {open} of {of} are open", id, open, of),
            Self::Plan => say!("Every question is answered: your first ten things").to_owned(),
        }
    }
}

/// What the first step asks, in a word.
impl Word for Told {
    fn word(&self) -> &'static str {
        match self {
            Self::Roles => say!("what you do with AI"),
            Self::Tools => say!("your AI tools"),
            Self::Size => say!("people"),
            Self::Scope => say!("what it covers"),
            Self::Hours => say!("hours a week"),
            Self::Target => say!("by when"),
        }
    }
}

/// The question itself, and why it is asked.
pub fn told(what: Told) -> (&'static str, &'static str) {
    match what {
        Told::Roles => (
            say!("What do you do with AI?"),
            say!("Decides which questions you get. Asked once; it can be changed in the registers."),
        ),
        Told::Tools => (
            say!("Which AI tools are in use?"),
            say!(
                "They become your register of AI systems, which the standard asks for. More can come later."
            ),
        ),
        Told::Size => (
            say!("How many people are you?"),
            say!("Decides how much is enough, and how many hours the work takes."),
        ),
        Told::Scope => (
            say!("What is it to cover?"),
            say!(
                "The scope: one sentence on which AI, places and people. Nothing can be certified without it."
            ),
        ),
        Told::Hours => (
            say!("How many hours a week can go into it?"),
            say!("Decides the dates of your plan; 16 are taken until you say."),
        ),
        Told::Target => (
            say!("By when do you want to be ready?"),
            say!("Your plan then says whether that can be held. There need not be a day."),
        ),
    }
}

impl Word for Answer {
    fn word(&self) -> &'static str {
        match self {
            Self::Yes => say!("Yes"),
            Self::Partly => say!("Partly"),
            Self::No => say!("No"),
            Self::DontKnow => say!("Don't know"),
        }
    }
}

/// What an answer means there; empty where the answer says all.
pub fn means(kind: QuestionKind, answer: Answer) -> &'static str {
    match (kind, answer) {
        (QuestionKind::Expectation, Answer::No) => say!("nothing one could show"),
        (QuestionKind::Expectation, Answer::Partly) => say!("some of it, or not for all tools"),
        (QuestionKind::Expectation, Answer::Yes) => say!("and you could show it today"),
        (_, Answer::DontKnow) => say!("then it is asked again on its card"),
        (QuestionKind::Applicability, _) => "",
    }
}

/// The cards a question of the quick check suggests a level on; none of one on what applies.
pub fn fills(q: &Questionnaire, question: &Question) -> Option<String> {
    let requirement = |id: &String| q.requirement_of(q.find(id)?);
    let mut all: Vec<usize> = question.maps.iter().filter_map(requirement).collect();
    all.dedup();
    let names: Vec<String> =
        all.iter().map(|r| format!("{} {}", q.requirements[*r].id, q.list_title(*r))).collect();
    (!names.is_empty()).then(|| say!("suggests an answer on {cards}, for later", cards = names.join(", ")))
}

/// What the quick check suggests at a check: it counts once somebody takes it.
pub fn suggestion(q: &Questionnaire, s: &Suggestion) -> String {
    let (id, level) = (&q.check(s.at).id, s.answer.level().word());
    say!("{id} {level} suggested by question {question}", id, level, question = s.question)
}

/// How much is left: minutes at one's own pace, else cards.
pub fn left(open: usize, seconds: Option<u32>) -> String {
    match seconds {
        _ if open == 0 => say!("all answered").to_owned(),
        Some(seconds) => say!("about {n|minute|minutes} left", n = pace::minutes(open, seconds)),
        None => say!("{open|card|cards} left", open),
    }
}

/// As [`left`], where there is little room.
pub fn left_in_short(open: usize, seconds: Option<u32>) -> String {
    match seconds {
        _ if open == 0 => String::new(),
        Some(seconds) => say!("{n} min left", n = pace::minutes(open, seconds)),
        None => say!("{open} left", open),
    }
}

/// What the first step was told, each in a line.
pub fn told_so_far(work: &Work) -> Vec<(&'static str, String)> {
    let a = work.a();
    let now = |what: Told| match what.key() {
        Some(key) => a.get(key).unwrap_or_default().to_owned(),
        None => a.systems().iter().map(|s| s.name.as_str()).collect::<Vec<_>>().join(", "),
    };
    let or_later = |words: String| if words.is_empty() { say!("not told yet").to_owned() } else { words };
    Told::ALL.into_iter().map(|what| (what.word(), or_later(now(what)))).collect()
}

/// How far each clause is: its name, and how many of its cards are answered of how many.
pub fn each_clause(work: &Work) -> Vec<(String, usize, usize)> {
    let (q, scores) = (work.q(), work.scores());
    let row = |h: usize| {
        let below = q.below(h);
        let done = below.iter().filter(|r| scores.status(**r) != Status::Open).count();
        (format!("{} {}", q.headings[h].id, q.headings[h].title), done, below.len())
    };
    q.top_headings().into_iter().map(row).collect()
}

/// Where a card stands: `clause 4, card 2 of 4`, of a control `A.2, card 1 of 3`; where there is little room without the
/// clause, which the id of the card begins with.
pub fn place(work: &Work, requirement: usize, short: bool) -> String {
    let q = work.q();
    let Some(h) = q.top_heading(requirement) else { return String::new() };
    let below = q.below(h);
    let n = below.iter().position(|r| *r == requirement).unwrap_or(0) + 1;
    let (id, of) = (&q.headings[h].id, below.len());
    match q.requirements[requirement].kind {
        _ if short => say!("card {n} of {of}", n, of),
        RequirementKind::Clause => say!("clause {id}, card {n} of {of}", id, n, of),
        RequirementKind::Control => say!("{id}, card {n} of {of}", id, n, of),
    }
}

/// What was noted on a heading as a whole, in a line; nothing where nothing was.
pub fn heading_note(work: &Work, heading: usize) -> Option<String> {
    let note = work.a().at(keys::NOTE, &work.q().headings[heading].id)?;
    Some(say!("Note: {note}", note = note.replace('\n', " / ")))
}

/// How many cards are answered, and how much is left.
pub fn how_far(work: &Work) -> String {
    let (answered, of) = work.journey().cards;
    say!("{answered} of {of}, {left}", answered, of, left = left(of - answered, work.pace()))
}

/// What it takes: minutes at one's own pace, else cards.
fn takes(cards: usize, seconds: Option<u32>) -> String {
    match seconds {
        Some(seconds) => {
            say!("{cards|card|cards}, about {n|minute|minutes}", cards, n = pace::minutes(cards, seconds))
        }
        None => say!("{cards|card|cards}", cards),
    }
}

/// What stands above the first ten: how much work they are and until when, and what they rest on.
pub fn ten_head(work: &Work, ten: &[&RoadmapItem]) -> Vec<String> {
    let Some(end) = ten.iter().map(|i| i.end).max() else {
        return vec![no_ten(work).to_owned()];
    };
    let all = hours(ten.iter().map(|i| i.effort_hours).sum());
    let (week, last) = (hours(work.a().hours_per_week()), day::whole(end));
    // What else the plan has before their end takes hours of the same weeks.
    let map = work.so_far_map();
    let is_other = |i: &RoadmapItem| i.start < end && !ten.iter().any(|t| std::ptr::eq(*t, i));
    let beside = if map.items.iter().any(is_other) {
        Some(say!("the other work of the plan"))
    } else if map.reserves.iter().any(|kept| kept.start < end) {
        Some(say!("time kept for open cards"))
    } else {
        None
    };
    let mut lines = vec![match beside {
        Some(other) => {
            say!(
                "{hours}; with {other}, at {week} a week, until {day}.",
                hours = all,
                other,
                week,
                day = last
            )
        }
        None => say!("{hours} together, at {week} a week until {day}.", hours = all, week, day = last),
    }];
    let (suggested, open) = (work.suggestions().len(), work.scores().all.counts.open as usize);
    if suggested > 0 {
        lines.push(say!(
            "{suggested|suggestion|suggestions} of the quick check {suggested?is|are} in it, not counted until taken on a card.",
            suggested
        ));
    }
    if open > 0 {
        let of = work.scores().all.counts.total();
        lines.push(say!("{open} of {of} cards are open; what they bring can change the list.", open, of));
    }
    lines
}

/// That a quick check was begun and left, once cards are answered; `how` names what goes on with it. None where all of it
/// is answered, or nothing.
pub fn quick_open(work: &Work, how: &str) -> Option<String> {
    let (n, of) = work.journey().quick?;
    let open = of.saturating_sub(n);
    (open > 0 && work.a().any(keys::QUICK))
        .then(|| say!("{open} of {of} questions of the quick check are open: {how}.", open, of, how))
}

/// The title of the first ten.
pub fn ten_title(n: usize) -> String {
    say!("{n|thing|things}, in the order they can be done", n)
}

/// Why there is nothing among the first ten.
fn no_ten(work: &Work) -> &'static str {
    if work.plan().0.gaps.is_empty() && work.plan().1.open_requirements == 0 {
        return say!("Nothing is missing: keep it running, and its records coming.");
    }
    say!("Nothing is known to be missing yet: answer the quick check, or a few cards.")
}

/// Who does one of the first ten; that nobody is named.
pub fn ten_owner(work: &Work, i: &RoadmapItem) -> String {
    let owner = asked::owner(work.q(), work.a(), &i.closes, &i.owner);
    if owner.trim().is_empty() { say!("nobody yet").to_owned() } else { owner.to_owned() }
}

/// One of the first ten with all that is said of it: number, name, output, id, hours, by when, who.
pub fn ten_line(work: &Work, number: usize, i: &RoadmapItem) -> String {
    say!(
        "{number}: {name} ({id}), leaves {output}, {hours}, by {end}, {owner}.",
        number,
        name = i.name,
        id = i.id,
        output = i.output,
        hours = hours(i.effort_hours),
        end = day::whole(i.end),
        owner = ten_owner(work, i)
    )
}

/// What comes after the first ten: the cards, and that one may stop among them.
pub fn after_ten(work: &Work) -> Vec<String> {
    let (q, scores) = (work.q(), work.scores());
    let open: Vec<usize> = (0..q.requirements.len()).filter(|r| scores.status(*r) == Status::Open).collect();
    let Some(first) = open.first().copied() else {
        return vec![say!("Every card is answered. What changes, you answer anew.").to_owned()];
    };
    let here = q.top_heading(first).map_or(1, |h| q.below(h).iter().filter(|r| open.contains(r)).count());
    vec![
        say!("Go deeper, clause by clause: {open}.", open = takes(open.len(), work.pace())),
        say!(
            "Begin with {id} {title}: {here}.",
            id = q.requirements[first].id,
            title = q.full_title(first),
            here = takes(here, work.pace())
        ),
        say!("You can stop after any card.").to_owned(),
    ]
}

/// The title of a clause in short.
pub fn clause_title(q: &Questionnaire, clause: &Clause) -> String {
    let h = &q.headings[clause.heading];
    say!("{id} {title}, what came out", id = h.id, title = h.title)
}

/// How many of its cards are answered.
pub fn clause_count(clause: &Clause) -> String {
    let (of, open) = (clause.rows.len(), clause.open());
    match open {
        0 => say!("all {of} answered", of),
        open => say!("{n} of {of} answered, {open} left open", n = of - open, of, open),
    }
}

/// A requirement of a clause in short: what is to be done, its id, its state and hours.
pub fn clause_row(work: &Work, requirement: usize, status: Status) -> (String, String) {
    let q = work.q();
    let gap = work.plan().0.gaps.iter().find(|g| g.requirement == requirement);
    match gap {
        Some(g) => (g.action_name(q, work.a()).to_owned(), hours(g.effort_hours)),
        None => (q.list_title(requirement), status.word().to_owned()),
    }
}

/// How many of the first ten stand under a clause, and their hours; none of them is none.
pub fn clause_in_ten(work: &Work, clause: &Clause) -> String {
    let ten = work.first_ten();
    let here = |i: &&&RoadmapItem| i.closes.iter().any(|r| clause.rows.iter().any(|(row, _)| row == r));
    let mine: Vec<f64> = ten.iter().filter(here).map(|i| i.effort_hours).collect();
    let all = hours(mine.iter().sum());
    match mine.len() {
        0 => say!("None of these is among your first ten.").to_owned(),
        n => say!("{n} of these {n?is|are} among your first ten, {all}.", n, all),
    }
}

/// What comes after a clause, above its sentences.
pub fn ahead_title(work: &Work, ahead: &Ahead) -> String {
    let q = work.q();
    let name = match &ahead.controls {
        Some(_) => q.names.controls.clone(),
        None => q
            .top_heading(ahead.requirement)
            .map_or_else(String::new, |h| format!("{} {}", q.headings[h].id, q.headings[h].title)),
    };
    say!("Next: {name}, {takes}", name, takes = takes(ahead.open_here, work.pace()))
}

/// What to know of what comes next, where one begins, and how much is open in all.
pub fn ahead(work: &Work, ahead: &Ahead) -> Vec<String> {
    let q = work.q();
    let mut lines = ahead.controls.as_ref().map_or_else(Vec::new, |c| controls(work, c));
    lines.push(say!(
        "Begin: {id} {title}. {open} of {of} are open, {left}.",
        id = q.requirements[ahead.requirement].id,
        title = q.full_title(ahead.requirement),
        open = ahead.open,
        of = q.requirements.len(),
        left = left(ahead.open, work.pace())
    ));
    lines
}

/// How many pairs of a control and a clause are named.
const PAIRS: usize = 3;

/// What the controls are, on arrival, and why some of them seem to have been asked.
fn controls(work: &Work, c: &Controls) -> Vec<String> {
    let q = work.q();
    let (clauses, controls) = (&q.names.clauses, called::controls(&q.names.controls));
    let mut lines = vec![say!(
        "{clauses} say how you steer; each counts and none can be left out. {controls} are different: {n} \
         safeguards you take or leave out, each with a reason. Leaving one out is no fault; leaving out the reason is.",
        clauses,
        controls,
        n = c.count
    )];
    let name = |r: &usize| format!("{} {}", q.requirements[*r].id, q.list_title(*r));
    let pairs: Vec<String> = c
        .again
        .iter()
        .map(|(control, clause)| {
            say!("{control} beside {clause}", control = name(control), clause = name(clause))
        })
        .collect();
    if !pairs.is_empty() {
        lines.push(say!(
            "Some sound like a question you had: {pairs}. The clause asks whether it is steered, the control whether the \
             safeguard itself is there. Your answer stands on the card, and one key takes it over.",
            pairs = few(&pairs, PAIRS)
        ));
    }
    lines
}
