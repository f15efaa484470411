//! What one reads: guides, words of the field, the quick check.

use std::collections::BTreeMap;

use super::App;
use crate::model::guide::Term;
use crate::model::quick_check::{Answer, Answers};
use crate::model::said::Said;
use crate::report::pages;
use crate::say;
use crate::tui::dialog::{Dialog, GuidePage, Pick, PickRow, Picker};
use crate::tui::keymap::{AtHome, InQuick, OnScreen};
use crate::tui::screen::Screen;
use crate::tui::shell::Tone;
use crate::words;
use crate::work::Done;

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

impl App {
    /// Whether the guides speak of what is answered here; they know the questions of this program alone.
    pub(super) fn guides_fit(&self) -> bool {
        self.questionnaire().kept.is_none()
    }

    /// A word is of use with any questionnaire when it is one of this program and points to no id.
    pub(super) fn word_fits(&self, term: &Term) -> bool {
        self.guides_fit() || term.see.is_empty()
    }

    fn say_quick_check_is_for_another(&mut self) {
        let words = say!(
            "The quick check is for {own}; this file answers {other}. Nothing was changed.",
            own = self.shell.bank.names.short,
            other = words::called::questionnaire(self.questionnaire())
        );
        self.say(Tone::Warning, words);
    }

    pub(super) fn open_guides(&mut self) {
        let row = |label: &str, detail: &str, pick| PickRow {
            key: label.to_owned(),
            label: detail.to_owned(),
            detail: String::new(),
            pick,
            why_not: None,
        };
        let mut rows = vec![
            row(
                say!("Which role are we?"),
                say!("developer, provider, user; per AI system"),
                Pick::Guide(GuidePage::Roles),
            ),
            row(
                say!("The way to a certificate"),
                say!("what is asked for, Stage 1, Stage 2, limits"),
                Pick::Guide(GuidePage::Path),
            ),
            row(
                say!("ISO/IEC 27001 head start"),
                say!("the same, extended, new"),
                Pick::Guide(GuidePage::Iso27001),
            ),
            row(
                say!("Document checklist"),
                say!("what must exist, what is customary, its state"),
                Pick::Guide(GuidePage::Documents),
            ),
            row(say!("Words of the field"), say!("what they mean"), Pick::Run(OnScreen::Words.into())),
            row(
                say!("Quick check"),
                say!("20 questions, 5 minutes, indicative"),
                Pick::Run(AtHome::Quick.into()),
            ),
        ];
        if !self.shell.dialogs.is_empty() {
            rows.retain(|r| r.pick != Pick::Run(AtHome::Quick.into()));
        }
        if self.desk.is_none() {
            rows.retain(|r| r.pick != Pick::Guide(GuidePage::Documents));
        }
        let mut note = None;
        if !self.guides_fit() {
            let general = [Pick::Guide(GuidePage::Documents), Pick::Run(OnScreen::Words.into())];
            rows.retain(|r| general.contains(&r.pick));
            note = Some(say!("More guides, at home: they are for {own}.", own = self.shell.bank.names.short));
        }
        self.shell.dialogs.push(Dialog::Guides(Picker { rows, note, ..Picker::default() }));
    }

    pub(super) fn open_guide(&mut self, page: GuidePage) {
        let Some(guides) = self.shell.guides() else { return };
        let (title, lines) = match page {
            GuidePage::Roles => (say!("Which role are we?"), pages::roles(&guides.roles)),
            GuidePage::Path => (say!("The way to a certificate"), pages::path(&guides.path)),
            GuidePage::Iso27001 => {
                (say!("ISO/IEC 27001 head start"), pages::iso27001(&guides.iso27001, &self.shell.bank))
            }
            GuidePage::Documents if self.shell.hide_scores => return self.shell.say_hidden(),
            GuidePage::Documents => {
                let Some(desk) = &self.desk else { return };
                let head = desk.work.head();
                let input = desk.work.input(&head);
                (say!("Document checklist"), pages::documents(&input))
            }
        };
        self.shell.read(title, lines);
    }

    pub(super) fn open_words(&mut self) {
        let mut picker = Picker::default();
        self.fill_words(&mut picker);
        self.shell.dialogs.push(Dialog::Words(picker));
    }

    /// Words that occur on the screen come first.
    pub(super) fn fill_words(&self, picker: &mut Picker) {
        picker.rows.clear();
        picker.cursor.at = 0;
        let Some(guides) = self.shell.guides() else { return };
        let typed = picker.query.trim().to_lowercase();
        let terms = &guides.glossary.terms;
        let here: Vec<&str> =
            guides.glossary.terms_in(&self.text_here()).iter().map(|t| t.term.as_str()).collect();
        let fits = |n: &usize| {
            self.word_fits(&terms[*n]) && terms[*n].names().any(|name| name.to_lowercase().contains(&typed))
        };
        let mut order: Vec<usize> = (0..terms.len()).filter(fits).collect();
        order.sort_by_key(|n| !here.contains(&terms[*n].term.as_str()));
        picker.note = order.is_empty().then(|| say!("No word like \"{typed}\".", typed = picker.query));
        picker.rows.extend(order.into_iter().map(|n| PickRow {
            key: terms[n].term.clone(),
            label: terms[n].means.clone(),
            detail: if here.contains(&terms[n].term.as_str()) {
                say!("here").to_owned()
            } else {
                String::new()
            },
            pick: Pick::Word(n),
            why_not: None,
        }));
    }

    /// The words on the card one is at.
    fn text_here(&self) -> String {
        let Some(desk) = &self.desk else { return String::new() };
        let r = &desk.q().requirements[desk.card.spot.requirement];
        let checks = r.checks.iter().map(|c| format!("{} {}", c.question, c.evidence));
        format!("{} {} {} {}", r.question, r.why, r.good, checks.collect::<Vec<_>>().join(" "))
    }

    pub(super) fn open_word(&mut self, n: usize) {
        let Some(t) = self.shell.guides().and_then(|g| g.glossary.terms.get(n)) else { return };
        let mut lines = pages::term(t);
        let title = t.term.clone();
        lines.remove(0);
        self.shell.read(title, lines);
    }

    pub(super) fn open_quick(&mut self) {
        if self.shell.guides().is_none() {
            return;
        }
        if !self.guides_fit() {
            return self.say_quick_check_is_for_another();
        }
        self.quick.get_or_insert_with(Quick::default);
        self.show(Screen::Quick);
    }

    /// The result of the quick check as lines to read.
    pub fn quick_result(&self) -> Vec<String> {
        let (Some(guides), Some(quick)) = (self.shell.guides(), &self.quick) else { return Vec::new() };
        let check = &guides.quick_check;
        let mut lines = pages::quick_result(check, &check.outcome(&self.shell.bank, &quick.answers));
        let (carry, back) = (self.shell.key(InQuick::CarryOver), self.shell.key(InQuick::Previous));
        lines.push(String::new());
        lines.push(say!("{carry} carries the answers into an assessment. {back} goes back.", carry, back));
        lines
    }

    pub(super) fn quick_answer(&mut self, answer: Answer) {
        let Some(questions) = self.shell.guides().map(|g| g.quick_check.questions.clone()) else { return };
        let Some(quick) = &mut self.quick else { return };
        if let Some(question) = questions.get(quick.at) {
            quick.answers.insert(question.id.clone(), answer);
            quick.at += 1;
            quick.top = 0;
        }
    }

    /// Moves in the quick check: to the question before, or through its result.
    pub(super) fn quick_step(&mut self, by: isize) {
        let last = self.shell.guides().map_or(0, |g| g.quick_check.questions.len());
        let reach = self.shell.reach.get();
        let Some(quick) = &mut self.quick else { return };
        quick.top = quick.top.min(reach);
        if quick.at >= last && by != -1 {
            quick.top = quick.top.saturating_add_signed(by);
        } else if quick.at >= last && quick.top > 0 {
            quick.top -= 1;
        } else {
            quick.at = quick.at.saturating_add_signed(by).min(last);
        }
    }

    /// Takes the quick answers over into the open assessment, or begins one for them.
    pub(super) fn carry_over(&mut self) {
        let Some(quick) = &self.quick else { return };
        let answers = quick.answers.clone();
        if answers.is_empty() {
            return self.say(Tone::Warning, say!("Nothing is answered yet."));
        }
        if self.desk.is_none() {
            self.home.carry = Some(answers);
            self.open_new();
            return self
                .say(Tone::Done, say!("Begin an assessment; the answers of the quick check go into it."));
        }
        self.carry_into(&answers);
    }

    pub(super) fn carry_into(&mut self, answers: &BTreeMap<String, Answer>) {
        if !self.guides_fit() {
            return self.say_quick_check_is_for_another();
        }
        let Some(check) = self.shell.guides().map(|g| g.quick_check.clone()) else { return };
        let Some(desk) = &mut self.desk else { return };
        if let Some(Done { said: Said::CarriedOver { count: 1.. }, .. }) =
            desk.act(&mut self.shell, |w| w.carry_over(&check, answers))
        {
            self.quick = None;
            self.show(Screen::Outline);
        }
    }
}
