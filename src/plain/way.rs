//! The way from nothing to a plan, line by line: who you are, twenty questions, the first ten things, a clause in short.

use std::collections::BTreeMap;
use std::io;

use super::Next;
use super::sitting::Sitting;
use super::talk::{Talk, is_help};
use crate::model::clause::Clause;
use crate::model::held::Held;
use crate::model::journey::{GoOn, Step, Told};
use crate::model::quick_check::{Answer, Answers, QuickCheck};
use crate::model::{Questionnaire, Status};
use crate::report::pages;
use crate::words::{Word as _, Words as _, journey, told};
use crate::work::{Done, Refused};
use crate::{say, words};

/// How a part of the way ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// All of it was asked.
    Whole,
    /// The person left it.
    Left,
    /// The input ended.
    Input,
}

/// What a sitting begins with, where it is not the card.
pub(super) enum First {
    /// The first step.
    Start,
    /// Answers of a quick check that was begun without a file.
    Keep(Answers),
}

/// The words that go on with what one goes on with.
pub(super) const fn word_for(go_on: &GoOn) -> &'static str {
    match go_on {
        GoOn::You(..) => "start",
        GoOn::Quick(..) => "check",
        GoOn::Ten | GoOn::Plan => "ten",
        GoOn::Card { .. } => "open",
    }
}

/// What registers hold for questions of the quick check, by their ids, and the answers that looks like.
pub(super) type AtHand = BTreeMap<String, (Answer, Held)>;

/// Asks the questions of the quick check from a place on. Each answer is handed on at once: none where it cannot be kept.
pub(super) fn ask_quick(
    talk: &mut Talk<'_>,
    q: &Questionnaire,
    check: &QuickCheck,
    mut answers: Answers,
    at_hand: &AtHand,
    mut keep: impl FnMut(&mut Talk<'_>, &str, Answer) -> io::Result<bool>,
) -> io::Result<(Answers, End)> {
    let of = check.questions.len();
    let mut at = check.first_open(&answers).unwrap_or(0);
    while let Some(question) = check.questions.get(at) {
        let now = answers
            .get(&question.id)
            .map_or_else(String::new, |a| say!(" Now: {answer}.", answer = a.word()));
        talk.say(say!(
            "Question {n} of {of}. {question}{now}",
            n = at + 1,
            of,
            question = question.question,
            now
        ))?;
        talk.say(say!("For example: {help}", help = question.help))?;
        let held = at_hand.get(&question.id);
        if let Some((answer, held)) = held {
            let looks = words::held::looks_like_answer(*answer, held, None);
            talk.say(say!("{looks} The word same takes it; a number answers otherwise.", looks))?;
        }
        let Some(line) = talk.choose(say!("1 no, 2 partly, 3 yes, 0 don't know; back, leave, help:"))? else {
            return Ok((answers, End::Input));
        };
        let line = match held {
            Some((answer, _)) if ["same", "="].contains(&line.to_lowercase().as_str()) => {
                answer.key().to_owned()
            }
            _ => line,
        };
        match (line.to_lowercase().as_str(), Answer::parse(&line)) {
            (_, Some(answer)) if !is_help(&line) => {
                if !keep(talk, &question.id, answer)? {
                    return Ok((answers, End::Left));
                }
                answers.insert(question.id.clone(), answer);
                at += 1;
            }
            ("back", _) => at = at.saturating_sub(1),
            ("leave" | "home", _) => return Ok((answers, End::Left)),
            ("help" | "?" | "why", _) => {
                for answer in Answer::ALL {
                    let (means, word) = (journey::means(question.kind, answer), answer.word());
                    talk.say(if means.is_empty() { word.to_owned() } else { format!("{word}: {means}") })?;
                }
                let fills = journey::fills(q, question);
                fills.map_or(Ok(()), |f| talk.say(say!("What for: it {fills}.", fills = f)))?;
                talk.say(say!(
                    "back goes to the question before, leave goes out; every answer so far is kept."
                ))?;
            }
            _ => talk.say(say!("That is no answer here. Nothing was changed."))?,
        }
    }
    Ok((answers, End::Whole))
}

/// Lines to read without the signs of titles and the blank ones between them.
pub(super) fn untitled(lines: Vec<String>) -> Vec<String> {
    let plain = |l: String| l.strip_prefix("# ").map(|title| format!("{title}:")).unwrap_or(l);
    lines.into_iter().filter(|l| !l.is_empty()).map(plain).collect()
}

impl Sitting<'_, '_> {
    /// What one can go on with, and the word that does it.
    pub(super) fn say_go_on(&mut self) -> io::Result<()> {
        // Whoever answers for a colleague has no way to go but to the end of the questions, which is said above.
        if self.w.handed_out().is_some() {
            return Ok(());
        }
        let go_on = self.w.go_on();
        self.talk.say(say!("Go on: {what}. Type {word}.", what = go_on.words(), word = word_for(&go_on)))
    }

    /// The first step: what nobody told yet, one by one; each is kept at once.
    pub(super) fn start(&mut self) -> io::Result<Next> {
        if !self.may_change()? {
            return Ok(Next::Stay);
        }
        let untold = self.w.journey().untold;
        let Some(first) = untold.first().copied() else {
            self.talk.say(say!("All of it is told already; about change asks it again."))?;
            return self.on_to_quick();
        };
        self.talk.say(journey::step(Step::You))?;
        let mut at = first.place();
        while let Some(what) = Told::ALL.get(at).copied() {
            // What was told before is passed over, unless one goes back to it.
            match self.ask_told(what)? {
                Asked::On => at += 1,
                Asked::Again => {}
                Asked::Back => at = at.saturating_sub(1),
                Asked::Left => {
                    self.talk.say(say!("Left; what you told is kept."))?;
                    self.say_go_on()?;
                    return Ok(Next::Stay);
                }
                Asked::Ended => return Ok(Next::Quit),
            }
        }
        self.on_to_quick()
    }

    /// After the first step the second, also where something was left for later; after that what comes next.
    fn on_to_quick(&mut self) -> io::Result<Next> {
        let open = self.w.quick_check().is_some_and(|c| c.told(self.a()).len() < c.questions.len());
        if open { self.check() } else { self.after_step() }
    }

    /// What follows the last step that is asked.
    fn after_step(&mut self) -> io::Result<Next> {
        self.say_go_on()?;
        Ok(Next::Stay)
    }

    /// Asks one thing of the first step.
    fn ask_told(&mut self, what: Told) -> io::Result<Asked> {
        let (question, why) = journey::told(what);
        let (n, of) = (what.place() + 1, Told::ALL.len());
        self.talk.say(say!("{n} of {of}. {question} {why}", n, of, question, why))?;
        let choices = what.choices(self.a());
        let today = self.w.today;
        // Where what is typed is a number itself, a number picks nothing.
        let picks = !choices.is_empty() && !matches!(what, Told::Size | Told::Hours);
        for (n, c) in choices.iter().enumerate() {
            let (label, means) = told::choice(c, today);
            self.talk.say(if picks {
                format!("{}: {label}. {means}", n + 1)
            } else {
                format!("{label}: {means}")
            })?;
        }
        self.say_now(what)?;
        let to_type = told::to_type(what);
        let to_type = if picks {
            say!("A number from 1 to {n}, or {to_type}", n = choices.len(), to_type)
        } else {
            to_type.to_owned()
        };
        let prompt = match what {
            Told::Tools => say!("{to_type}. An empty line goes on; back, leave:", to_type),
            _ if what.is_told(self.a()) => {
                say!("{to_type}. An empty line keeps what you told; back, leave:", to_type)
            }
            _ => say!("{to_type}. An empty line leaves it for later; back, leave:", to_type),
        };
        let Some(line) = self.talk.choose(&prompt)? else { return Ok(Asked::Ended) };
        let typed = match line.to_lowercase().as_str() {
            "" => return Ok(Asked::On),
            "back" => return Ok(Asked::Back),
            "leave" | "home" => return Ok(Asked::Left),
            // The question is said again with all that can be typed.
            "why" | "help" | "?" => return Ok(Asked::Again),
            number => {
                let nth = number.parse::<usize>().ok().filter(|_| picks);
                let picked = nth.and_then(|n| choices.get(n.checked_sub(1)?));
                picked.map_or(line.clone(), |c| told::value(c, today))
            }
        };
        let done = self.w.tell(what, &typed);
        let kept = self.told(done)?;
        // There may be another tool.
        Ok(if kept && what != Told::Tools { Asked::On } else { Asked::Again })
    }

    /// Says what stands there already.
    fn say_now(&mut self, what: Told) -> io::Result<()> {
        if !what.is_told(self.a()) {
            return Ok(());
        }
        let now = journey::told_so_far(&self.w).swap_remove(what.place()).1;
        self.talk.say(say!("Now: {now}.", now))
    }

    /// Says what a verb came to once it is on the disk; whether it was done.
    fn told(&mut self, result: Result<Done, Refused>) -> io::Result<bool> {
        match result {
            Ok(_) => self.settle().map(|()| true),
            Err(refused) => self.refuse(&refused).map(|()| false),
        }
    }

    /// The second step: what the quick check has not been told.
    pub(super) fn check(&mut self) -> io::Result<Next> {
        let Some(check) = self.w.quick_check().cloned() else {
            return self.stay(&words::called::no_quick_check(self.q()));
        };
        if !self.may_change()? {
            return Ok(Next::Stay);
        }
        self.talk.say(journey::step(Step::Quick))?;
        let known = check.told(self.a());
        if !known.is_empty() && known.len() < check.questions.len() {
            self.talk.say(say!(
                "{n|question is|questions are} answered already, some of them by what you told at the start; back goes to them.",
                n = known.len()
            ))?;
        }
        let at_hand: AtHand = check
            .questions
            .iter()
            .filter_map(|x| Some((x.id.clone(), self.w.held_for(x, known.get(&x.id).copied())?)))
            .collect();
        let q = self.w.shared_q();
        let w = &mut self.w;
        let keep = |talk: &mut Talk<'_>, id: &str, answer| {
            let kept = w.answer_quick(&check, &Answers::from([(id.to_owned(), answer)]));
            match kept.and_then(|_| w.settle()) {
                Ok(()) => talk.say(say!("Saved.")).map(|()| true),
                Err(refused) => {
                    talk.trouble(words::refused(&refused, &super::names::Typed::refusing())).map(|()| false)
                }
            }
        };
        let (answers, end) = ask_quick(self.talk, &q, &check, known, &at_hand, keep)?;
        if end == End::Input {
            return Ok(Next::Quit);
        }
        if end == End::Whole {
            let lines = pages::quick_result(&check, &check.outcome(&q, &answers));
            self.talk.tell(&untitled(lines))?;
            let lines = self.ten();
            self.talk.tell(&lines)?;
        }
        self.after_step()
    }

    /// Keeps the answers of a quick check that was begun without a file, and tells the first ten things.
    pub(super) fn keep_quick(&mut self, answers: &Answers) -> io::Result<Next> {
        if let Some(check) = self.w.quick_check().cloned() {
            let kept = self.w.answer_quick(&check, answers);
            self.told(kept)?;
            let lines = self.ten();
            self.talk.tell(&lines)?;
        }
        self.after_step()
    }

    /// The requirement one is at, and how many cards of its clause are open.
    pub(super) fn open_here(&self) -> (usize, usize) {
        let here = self.requirement();
        (here, self.w.clause(here).map_or(0, |clause| clause.open()))
    }

    /// That the quick check was left half-way, and the word that goes on with it.
    fn quick_open(&self) -> Option<String> {
        journey::quick_open(&self.w, word_for(&GoOn::Quick(0, 0)))
    }

    /// The third step: the first ten things.
    pub(super) fn ten(&self) -> Vec<String> {
        let ten = self.w.first_ten();
        let mut lines = vec![journey::step(Step::Ten)];
        lines.extend((!ten.is_empty()).then(|| format!("{}.", journey::ten_title(ten.len()))));
        lines.extend(journey::ten_head(&self.w, &ten));
        lines.extend(self.quick_open());
        lines.extend(ten.iter().enumerate().map(|(n, i)| journey::ten_line(&self.w, n + 1, i)));
        lines.push(journey::after_ten(&self.w).join(" "));
        if !ten.is_empty() {
            lines.push(say!("owner ID NAME names who does one, progress ID takes it a step on.").to_owned());
        }
        lines
    }

    /// A clause in short, where the answer just given finished it or leads to the controls; none elsewhere. `was_open`
    /// is how many of its cards were open before.
    pub(super) fn finished(&self, requirement: usize, was_open: usize) -> Option<Vec<String>> {
        let clause = self.w.clause(requirement).filter(|c| c.is_over(requirement, was_open))?;
        Some(self.clause_lines(&clause))
    }

    /// The clause one is at in short.
    pub(super) fn clause(&self) -> Vec<String> {
        self.w.clause(self.requirement()).map_or_else(Vec::new, |clause| self.clause_lines(&clause))
    }

    fn clause_lines(&self, clause: &Clause) -> Vec<String> {
        let q = self.q();
        let count = journey::clause_count(clause);
        let mut lines = vec![format!("{}: {count}.", journey::clause_title(q, clause))];
        for (r, status) in &clause.rows {
            let (name, what) = journey::clause_row(&self.w, *r, *status);
            let id = &q.requirements[*r].id;
            lines.push(if *status == Status::Open {
                say!("{id}, not answered: {name}", id, name)
            } else {
                format!("{id}, {}: {name}, {what}", status.word())
            });
        }
        lines.push(journey::clause_in_ten(&self.w, clause));
        lines.extend(journey::heading_note(&self.w, clause.heading));
        lines.extend(self.quick_open());
        match &clause.next {
            Some(next) => {
                lines.push(format!("{}.", journey::ahead_title(&self.w, next)));
                lines.extend(journey::ahead(&self.w, next));
            }
            None => lines.push(say!("Every card is answered; ten tells what to begin with.").to_owned()),
        }
        lines
    }
}

/// What came of asking one thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asked {
    /// It is told, or left for later.
    On,
    /// It is asked again.
    Again,
    /// The one before is asked.
    Back,
    /// One leaves.
    Left,
    /// The input ended.
    Ended,
}
