//! What one reads beside the questions: guides, words of the field, the result of the quick check. They know the
//! questions of this program alone.

use super::dialog::{Dialog, GuidePage, Pick, PickRow, Picker};
use super::keymap::{AtHome, InQuick, OnScreen};
use super::screen::card_text;
use super::shell::{Shell, Tone};
use crate::model::Questionnaire;
use crate::model::guide::Term;
use crate::model::quick_check::Answers;
use crate::report::pages;
use crate::say;
use crate::words;
use crate::work::Work;

/// Whether the guides speak of what is answered here.
pub(super) const fn fit(q: &Questionnaire) -> bool {
    q.kept.is_none()
}

/// A word is of use with any questionnaire when it is one of this program and points to no id.
pub(super) fn word_fits(q: &Questionnaire, term: &Term) -> bool {
    fit(q) || term.see.is_empty()
}

/// The questionnaire that is answered: of the open assessment, else the embedded one.
fn answered<'a>(shell: &'a Shell, work: Option<&'a Work>) -> &'a Questionnaire {
    work.map_or(&shell.bank, Work::q)
}

/// Whether the quick check is for what is answered here; else it says so.
pub(super) fn may_check(shell: &mut Shell, work: Option<&Work>) -> bool {
    let q = answered(shell, work);
    if fit(q) {
        return true;
    }
    let words = say!(
        "The quick check is for {own}; this file answers {other}. Nothing was changed.",
        own = shell.bank.names.short,
        other = words::called::questionnaire(q)
    );
    shell.say(Tone::Warning, words);
    false
}

/// Opens the list of guides.
pub(super) fn open(shell: &mut Shell, work: Option<&Work>) {
    let row = |label: &str, detail: &str, pick| PickRow::new(label, detail, pick);
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
    if !shell.dialogs.is_empty() {
        rows.retain(|r| r.pick != Pick::Run(AtHome::Quick.into()));
    }
    if work.is_none() {
        rows.retain(|r| r.pick != Pick::Guide(GuidePage::Documents));
    }
    let mut note = None;
    if !fit(answered(shell, work)) {
        let general = [Pick::Guide(GuidePage::Documents), Pick::Run(OnScreen::Words.into())];
        rows.retain(|r| general.contains(&r.pick));
        note = Some(say!("More guides, at home: they are for {own}.", own = shell.bank.names.short));
    }
    shell.dialogs.push(Dialog::Guides(Picker { rows, note, ..Picker::default() }));
}

/// Opens a guide.
pub(super) fn open_page(page: GuidePage, shell: &mut Shell, work: Option<&Work>) {
    let Some(guides) = shell.guides() else { return };
    let (title, lines) = match page {
        GuidePage::Roles => (say!("Which role are we?"), pages::roles(&guides.roles)),
        GuidePage::Path => (say!("The way to a certificate"), pages::path(&guides.path)),
        GuidePage::Iso27001 => {
            (say!("ISO/IEC 27001 head start"), pages::iso27001(&guides.iso27001, &shell.bank))
        }
        GuidePage::Documents if shell.hide_scores => return shell.say_hidden(),
        GuidePage::Documents => {
            let Some(work) = work else { return };
            let head = work.head();
            (say!("Document checklist"), pages::documents(&work.input(&head)))
        }
    };
    shell.read(title, lines);
}

/// Opens the words of the field. `card` is the requirement one is at: words that occur there come first.
pub(super) fn open_words(shell: &mut Shell, card: Option<(&Work, usize)>) {
    let mut picker = Picker::default();
    fill_words(&mut picker, shell, card);
    shell.dialogs.push(Dialog::Words(picker));
}

/// The words for what was typed so far.
pub(super) fn fill_words(picker: &mut Picker, shell: &Shell, card: Option<(&Work, usize)>) {
    picker.rows.clear();
    picker.cursor.at = 0;
    let Some(guides) = shell.guides() else { return };
    let typed = picker.query.trim().to_lowercase();
    let terms = &guides.glossary.terms;
    let q = answered(shell, card.map(|(work, _)| work));
    let here = card.map(|(work, requirement)| card_text(work, requirement)).unwrap_or_default();
    let here: Vec<&str> = guides.glossary.terms_in(&here).iter().map(|t| t.term.as_str()).collect();
    let fits = |n: &usize| {
        word_fits(q, &terms[*n]) && terms[*n].names().any(|name| name.to_lowercase().contains(&typed))
    };
    let mut order: Vec<usize> = (0..terms.len()).filter(fits).collect();
    order.sort_by_key(|n| !here.contains(&terms[*n].term.as_str()));
    picker.note = order.is_empty().then(|| say!("No word like \"{typed}\".", typed = picker.query));
    picker.rows.extend(order.into_iter().map(|n| PickRow {
        detail: if here.contains(&terms[n].term.as_str()) { say!("here").to_owned() } else { String::new() },
        ..PickRow::new(&terms[n].term, terms[n].means.clone(), Pick::Word(n))
    }));
}

/// Tells what a word means, by its number in the glossary.
pub(super) fn open_word(n: usize, shell: &mut Shell) {
    let Some(t) = shell.guides().and_then(|g| g.glossary.terms.get(n)) else { return };
    let mut lines = pages::term(t);
    let title = t.term.clone();
    lines.remove(0);
    shell.read(title, lines);
}

/// The result of the quick check as lines to read; `kept` where a file holds the answers already.
pub(super) fn quick_result(shell: &Shell, kept: bool, answers: &Answers) -> Vec<String> {
    let Some(guides) = shell.guides() else { return Vec::new() };
    let check = &guides.quick_check;
    let mut lines = pages::quick_result(check, &check.outcome(&shell.bank, answers));
    let (go_on, back) = (shell.key(InQuick::CarryOver), shell.key(InQuick::Previous));
    lines.push(String::new());
    lines.push(if kept {
        say!("{go_on} shows your first ten things. {back} goes back.", go_on, back)
    } else {
        say!(
            "{go_on} keeps the answers in a file and shows your first ten things. {back} goes back.",
            go_on,
            back
        )
    });
    lines
}
