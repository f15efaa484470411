//! The quick check: one question, four answers; then a band and what is missing. With a file open every answer is kept
//! there at once; without one it holds the answers until somebody wants them kept.

use ratatui::layout::Position;
use ratatui::text::{Line, Span};

use super::frame::{self, Edges};
use super::strip;
use crate::model::held::Held;
use crate::model::journey::Step;
use crate::model::quick_check::{Answer, Answers, Question, QuestionKind};
use crate::say;
use crate::tui::dialog::draw::text_page;
use crate::tui::dialog::{Dialog, Pick, PickRow, Picker};
use crate::tui::guides;
use crate::tui::keymap::InQuick;
use crate::tui::pane::Pane;
use crate::tui::shell::{Next, Shell, Tone};
use crate::tui::text;
use crate::words::{self, Word, journey};
use crate::work::Work;

/// The quick check while it is answered.
#[derive(Debug, Clone, Default)]
pub struct Quick {
    /// Answers so far, while no file keeps them.
    pub answers: Answers,
    /// The question one is at; past the last one is the result.
    pub at: usize,
    /// First line of the result that is shown.
    pub top: usize,
}

/// Seconds a question takes: twenty of them are announced as five minutes.
const SECONDS: usize = 15;

fn questions(shell: &Shell) -> &[Question] {
    shell.guides().map_or(&[], |g| &g.quick_check.questions)
}

impl Quick {
    /// Whether every question was asked and the result is shown.
    pub fn is_over(&self, shell: &Shell) -> bool {
        self.at >= questions(shell).len()
    }

    /// What is answered: in the open file, else here.
    pub fn given(&self, shell: &Shell, work: Option<&Work>) -> Answers {
        let kept = shell.guides().zip(work).map(|(g, work)| g.quick_check.told(work.a()));
        kept.unwrap_or_else(|| self.answers.clone())
    }

    /// Goes to the first question nobody answered; what was told at the start is passed over.
    pub fn begin(&mut self, shell: &Shell, work: Option<&Work>) {
        self.top = 0;
        self.next_open(0, shell, work);
    }

    fn next_open(&mut self, from: usize, shell: &Shell, work: Option<&Work>) {
        let (all, given) = (questions(shell), self.given(shell, work));
        let open = |n: &usize| all.get(*n).is_some_and(|x| !given.contains_key(&x.id));
        self.at = (from..all.len()).find(open).or_else(|| (0..from).find(open)).unwrap_or(all.len());
    }

    /// Does what a key of the quick check asks for.
    pub fn update(&mut self, command: InQuick, shell: &mut Shell, mut work: Option<&mut Work>) -> Next {
        match command {
            InQuick::QuickAnswer(answer) => {
                let Some(id) = questions(shell).get(self.at).map(|x| x.id.clone()) else { return Next::Stay };
                if let Some(work) = work.as_deref_mut() {
                    let Some(check) = shell.guides().map(|g| g.quick_check.clone()) else {
                        return Next::Stay;
                    };
                    if let Err(refused) = work.answer_quick(&check, &Answers::from([(id, answer)])) {
                        shell.say(Tone::Warning, shell.refused(&refused));
                        return Next::Stay;
                    }
                } else {
                    self.answers.insert(id, answer);
                }
                self.top = 0;
                self.next_open(self.at + 1, shell, work.as_deref());
            }
            InQuick::Same => match self.held(shell, work.as_deref()) {
                Some((answer, _)) => return self.update(InQuick::QuickAnswer(answer), shell, work),
                None => shell.say(
                    Tone::Warning,
                    say!(
                        "Your registers hold nothing here beyond what is answered. 1, 2, 3 or 0 answers it."
                    ),
                ),
            },
            InQuick::Previous => self.step(-1, shell),
            InQuick::All => self.open_all(shell, work.as_deref()),
            InQuick::CarryOver if self.given(shell, work.as_deref()).is_empty() => {
                shell.say(Tone::Warning, say!("Nothing is answered yet."));
            }
            InQuick::CarryOver if work.is_some() => return Next::FirstTen,
            InQuick::CarryOver => return Next::CarryOver(self.answers.clone()),
        }
        Next::Stay
    }

    /// What the registers hold for the question one is at, and the answer that looks like.
    fn held(&self, shell: &Shell, work: Option<&Work>) -> Option<(Answer, Held)> {
        let question = questions(shell).get(self.at)?;
        work?.held_for(question, self.given(shell, work).get(&question.id).copied())
    }

    /// All questions with what was answered, to go to one.
    fn open_all(&self, shell: &mut Shell, work: Option<&Work>) {
        let given = self.given(shell, work);
        let row = |(n, x): (usize, &Question)| PickRow {
            detail: given.get(&x.id).map_or(say!("open"), |a| a.word()).to_owned(),
            ..PickRow::new(&(n + 1).to_string(), x.question.clone(), Pick::Quick(n))
        };
        let rows = questions(shell).iter().enumerate().map(row).collect();
        let picker = Picker { rows, ..Picker::default() };
        shell.dialogs.push(Dialog::Choose(say!("All questions of the quick check"), picker));
    }

    /// Moves: to the question before, or through the result.
    pub fn step(&mut self, by: isize, shell: &Shell) {
        let last = questions(shell).len();
        self.top = self.top.min(shell.reach.get());
        if self.at >= last && by != -1 {
            self.top = self.top.saturating_add_signed(by);
        } else if self.at >= last && self.top > 0 {
            self.top -= 1;
        } else {
            self.at = self.at.saturating_add_signed(by).min(last);
        }
    }

    /// Draws it.
    pub fn draw(&self, shell: &Shell, work: Option<&Work>, pane: &mut Pane<'_>) -> Option<Position> {
        let check = &shell.guides()?.quick_check;
        strip::draw(shell, work, Step::Quick, pane);
        let given = self.given(shell, work);
        let Some(question) = check.questions.get(self.at) else {
            text_page(shell, &guides::quick_result(shell, work.is_some(), &given), self.top, pane);
            return None;
        };
        let of = check.questions.len();
        let minutes = (of.saturating_sub(given.len()) * SECONDS).div_ceil(60);
        let place = say!("{at} of {of}, about {minutes|minute|minutes}", at = self.at + 1, of, minutes);
        strip::how_far(shell, given.len() as f64 / of.max(1) as f64, &place, pane);
        if pane.width() < frame::WIDE {
            self.ask(shell, work, question, &given, pane);
            if pane.left() >= 8 {
                pane.blank();
                self.all(shell, &given, pane);
            }
            return None;
        }
        pane.blank();
        let (left, right) = frame::side_by_side(pane.rest(), 76, 84);
        self.ask(shell, work, question, &given, &mut Pane::new(pane.buffer(), left));
        self.all(shell, &given, &mut Pane::new(pane.buffer(), right));
        None
    }

    /// The question one is at, and its answers.
    fn ask(
        &self,
        shell: &Shell,
        work: Option<&Work>,
        question: &Question,
        given: &Answers,
        pane: &mut Pane<'_>,
    ) {
        let t = shell.theme;
        let roomy = pane.left() > strip::TIGHT;
        if roomy && pane.width() > 84 {
            pane.blank();
        }
        pane.paragraph(&question.question, t.strong(), 4);
        let (example, here) = (say!("For example"), say!("In this file"));
        let held = self.held(shell, work).map(|(answer, held)| {
            words::held::looks_like_answer(answer, &held, Some(&shell.key(InQuick::Same)))
        });
        let label = text::widest([example].into_iter().chain(held.as_ref().map(|_| here))) + 1;
        let lines = |words: &str| text::wrap(words, pane.width().saturating_sub(label)).len().min(4);
        // The answers are never pushed out; where there is little room, the example gives way.
        let taken = Answer::ALL.len() + held.as_deref().map_or(0, lines);
        let left = pane.left().saturating_sub(taken).min(5);
        if left > 0 {
            pane.labelled(&text::fit(example, label), t.accent(), &question.help, t.text(), left);
        }
        if let Some(words) = &held {
            pane.labelled(&text::fit(here, label), t.accent(), words, t.text(), 4);
        }
        if roomy {
            pane.blank();
        }
        answers(shell, question, given.get(&question.id).copied(), pane);
        self.below(shell, work, question, given, pane);
    }

    /// What an answer is for, what was answered so far, what is passed over.
    fn below(
        &self,
        shell: &Shell,
        work: Option<&Work>,
        question: &Question,
        given: &Answers,
        pane: &mut Pane<'_>,
    ) {
        let t = shell.theme;
        if pane.left() > 3 {
            pane.blank();
        }
        let q = work.map_or(&*shell.bank, Work::q);
        let count = |a: Answer| given.values().filter(|x| **x == a).count();
        let (yes, partly, no) = (count(Answer::Yes), count(Answer::Partly), count(Answer::No));
        let facts = [
            (say!("What for"), journey::fills(q, question).unwrap_or_default()),
            (say!("So far"), say!("{yes} yes, {partly} partly, {no} no", yes, partly, no)),
        ];
        frame::facts(shell, pane, &facts);
        let told = work.is_some_and(|w| w.a().get(crate::model::assessment::keys::ROLES).is_some());
        let held = self.held(shell, work).is_some();
        if told && !held && question.kind == QuestionKind::Expectation && pane.left() > 1 {
            pane.blank();
            pane.paragraph(say!("What you told at the start is not asked again."), t.quiet(), 1);
        } else if self.at == 0 && pane.left() > 4 {
            pane.blank();
            let intro = shell.guides().map_or("", |g| g.quick_check.intro.as_str());
            pane.paragraph(intro, t.quiet(), 6);
        }
    }

    /// All questions with what was answered, as many as there is room for.
    fn all(&self, shell: &Shell, given: &Answers, pane: &mut Pane<'_>) {
        let (t, all) = (shell.theme, questions(shell));
        let height = pane.left().min(all.len() + 2);
        let mut part = pane.part(height);
        // The question one is at stands in the middle of those that are seen.
        let seen = height.saturating_sub(2);
        let top = self.at.saturating_sub(seen / 2).min(all.len().saturating_sub(seen));
        let edges = Edges {
            title: say!("All questions").to_owned(),
            right: if top > 0 { say!("{n} more above", n = top) } else { String::new() },
            below_right: super::more_below(all.len().saturating_sub(top + seen)),
            ..Edges::default()
        };
        let area = part.rest();
        let inside = frame::frame(shell, part.buffer(), area, &edges);
        let mut list = Pane::new(part.buffer(), inside);
        let word = text::widest(Answer::ALL.iter().map(Word::word)) + 2;
        for (n, x) in all.iter().enumerate().skip(top).take(seen) {
            let answer = given.get(&x.id).map_or("", |a| a.word());
            let style = if n == self.at { t.strong() } else { t.quiet() };
            let width = list.width().saturating_sub(word + 6);
            list.line(Line::from(vec![
                Span::styled(format!(" {:>2}  ", n + 1), style),
                Span::styled(text::fit(answer, word), t.text()),
                Span::styled(text::cut(&x.question, width), style),
            ]));
        }
    }
}

/// The four answers with their keys and what they mean; the one that was given is marked.
fn answers(shell: &Shell, question: &Question, given: Option<Answer>, pane: &mut Pane<'_>) {
    let t = shell.theme;
    let framed = pane.left() >= Answer::ALL.len() + 5;
    let label = text::widest(Answer::ALL.iter().map(Word::word)) + 3;
    let line = |answer: Answer| {
        let key = shell.key(InQuick::QuickAnswer(answer));
        let word = answer.word();
        let gap = label.saturating_sub(text::width(word));
        Line::from(vec![
            Span::styled(format!("{key}  "), t.strong()),
            Span::styled(word.to_owned(), t.text()),
            Span::raw(" ".repeat(gap)),
            Span::styled(journey::means(question.kind, answer), t.quiet()),
        ])
    };
    if !framed {
        for a in Answer::ALL {
            frame::row(shell, pane, line(a), given == Some(a));
        }
        return;
    }
    let mut part = pane.part(Answer::ALL.len() + 2);
    let edges = Edges { title: say!("Answer by what you could show today").to_owned(), ..Edges::default() };
    let area = part.rest();
    let inside = frame::frame(shell, part.buffer(), area, &edges);
    let mut list = Pane::new(part.buffer(), inside);
    for a in Answer::ALL {
        frame::row(shell, &mut list, line(a), given == Some(a));
    }
}
