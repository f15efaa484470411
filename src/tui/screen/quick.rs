//! The quick check: one question, four keys; then a band and what is missing. Owns its answers and where one is.

use ratatui::layout::Position;
use ratatui::text::{Line, Span};

use crate::model::quick_check::{Answer, Answers, Question, QuestionKind};
use crate::say;
use crate::tui::dialog::draw::text_page;
use crate::tui::guides;
use crate::tui::keymap::InQuick;
use crate::tui::pane::Pane;
use crate::tui::shell::{Next, Shell, Tone};
use crate::words::Word as _;

/// The quick check while it is answered.
#[derive(Debug, Clone, Default)]
pub struct Quick {
    /// Answers so far.
    pub answers: Answers,
    /// The question one is at; past the last one is the result.
    pub at: usize,
    /// First line of the result that is shown.
    pub top: usize,
}

fn questions(shell: &Shell) -> &[Question] {
    shell.guides().map_or(&[], |g| &g.quick_check.questions)
}

impl Quick {
    /// Whether every question was asked and the result is shown.
    pub fn is_over(&self, shell: &Shell) -> bool {
        self.at >= questions(shell).len()
    }

    /// Does what a key of the quick check asks for.
    pub fn update(&mut self, command: InQuick, shell: &mut Shell) -> Next {
        match command {
            InQuick::QuickAnswer(answer) => {
                if let Some(question) = questions(shell).get(self.at) {
                    self.answers.insert(question.id.clone(), answer);
                    self.at += 1;
                    self.top = 0;
                }
            }
            InQuick::Previous => self.step(-1, shell),
            InQuick::CarryOver if !self.is_over(shell) => {
                shell
                    .say(Tone::Warning, say!("1, 2, 3 or 0 answers; after the last question Enter goes on."));
            }
            InQuick::CarryOver if self.answers.is_empty() => {
                shell.say(Tone::Warning, say!("Nothing is answered yet."));
            }
            InQuick::CarryOver => return Next::CarryOver(self.answers.clone()),
        }
        Next::Stay
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
    pub fn draw(&self, shell: &Shell, pane: &mut Pane<'_>) -> Option<Position> {
        let t = shell.theme;
        let check = &shell.guides()?.quick_check;
        let of = check.questions.len();
        let Some(question) = check.questions.get(self.at) else {
            text_page(shell, &guides::quick_result(shell, &self.answers), self.top, pane);
            return None;
        };
        let share = self.at as f64 / of.max(1) as f64;
        let place = say!("{at} of {of}", at = self.at + 1, of);
        let mut line = vec![Span::styled(format!("{}  {place}  ", say!("Quick check")), t.accent())];
        line.extend(t.bar(share, 20));
        pane.line(Line::from(line));
        pane.line(Span::styled(question.kind.word(), t.quiet()));
        pane.blank();
        pane.paragraph(&question.question, t.strong(), 4);
        pane.blank();
        pane.paragraph(&question.help, t.text(), 6);
        pane.blank();
        let given = self.answers.get(&question.id).copied();
        let mut spans = Vec::new();
        let yes = match question.kind {
            QuestionKind::Applicability => say!("Yes"),
            QuestionKind::Expectation => say!("Yes, we could show it today"),
        };
        for (key, word, answer) in [
            ("3", yes, Answer::Yes),
            ("2", say!("Partly"), Answer::Partly),
            ("1", say!("No"), Answer::No),
            ("0", say!("Don't know"), Answer::DontKnow),
        ] {
            let style = if given == Some(answer) { t.selected() } else { t.text() };
            spans.push(Span::styled(key, t.strong()));
            spans.push(Span::styled(format!(" {word}"), style));
            spans.push(Span::raw("   "));
        }
        pane.line(Line::from(spans));
        if self.at == 0 {
            pane.blank();
            pane.paragraph(&check.intro, t.quiet(), 6);
        }
        None
    }
}
