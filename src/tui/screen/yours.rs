//! What was written here, on the card: note, votes, evidence and what else is kept on a row. It comes before anything
//! that only helps.

use ratatui::style::Style;
use ratatui::text::Span;

use super::answers::{in_registers, of_one_system, same_work, side_by_side, texts};
use super::card::Here;
use super::parts::Part;
use crate::model::assessment::keys;
use crate::model::votes::{self, Votes};
use crate::say;
use crate::tui::keymap::OnCard;
use crate::tui::text;
use crate::words::{Word as _, Words as _, spread};

/// Note, votes and evidence, each in a row at least, and what else is kept on the selected row. Where there are `few`
/// rows, only what is there.
pub(super) fn parts(here: &Here<'_>, width: usize, few: bool) -> Vec<Part> {
    let (shell, work, spot) = (here.shell, here.work, here.card.spot);
    let (t, id) = (shell.theme, here.id());
    let mut all: Vec<(&'static str, String, Style)> = Vec::new();
    if let Some(note) = work.session().draft(&format!("note.{id}")) {
        let key = shell.key(OnCard::Note);
        let words = say!("unfinished note, {key} goes on with it: {note}", key, note);
        all.push((say!("Draft"), words, t.warning()));
    }
    all.extend(texts(work, &id).into_iter().map(|(label, words)| (label, words, t.text())));
    let none = |key: String| (say!("none: {key}", key), t.quiet());
    let notes = [&id, &here.r.id].map(|at| work.a().at(keys::NOTE, at));
    if notes.iter().all(Option::is_none) && !few {
        let (words, style) = none(shell.key(OnCard::Note));
        all.insert(0, (say!("Note"), words, style));
    }
    // What was written on the whole, and on what it belongs to, holds for its checks.
    let above = work.q().ancestors[spot.requirement].iter().map(|h| &work.q().headings[*h].id);
    for h in std::iter::once(&here.r.id).filter(|whole| **whole != id).chain(above) {
        if let Some(words) = work.a().at(keys::NOTE, h) {
            all.push((say!("Note"), say!("on {h}: {note}", h, note = words), t.text()));
        }
    }
    all.extend(side_by_side(work, spot).into_iter().map(|line| (say!("Systems"), line, t.text())));
    let said = votes::before_room(work.a(), &id);
    match said.as_ref().filter(|v| !v.given.is_empty()) {
        Some(v) => {
            let apart = votes::outcome_before_room(work.a(), &id).is_apart();
            all.push((say!("Votes"), voted(here, v), if apart { t.warning() } else { t.text() }));
        }
        None if !few => {
            let (words, style) = none(shell.key(OnCard::Votes));
            all.push((say!("Votes"), words, style));
        }
        None => {}
    }
    // In their own words, beside what they said; a room is shown both at once.
    if !votes::is_unseen(work.a(), &id) {
        all.extend(spread::beside(work.a(), &id).into_iter().map(|line| (say!("Said"), line, t.text())));
    }
    all.extend(said.filter(|v| !v.dissent.is_empty()).map(|v| (say!("Dissent"), v.dissent, t.text())));
    let (pieces, count) = here.card.evidence(work);
    let (key, shown) = (shell.key(OnCard::Evidence), pieces.len());
    if count == 0 && !few {
        let (words, style) = none(key.clone());
        all.push((say!("Evidence"), words, style));
    }
    all.extend(pieces.into_iter().map(|line| (say!("Evidence"), line, t.text())));
    if let Some(more @ 1..) = count.checked_sub(shown) {
        all.push(("", say!("{more} more; {key} lists them", more, key), t.text()));
    }
    all.extend(same_work(shell, work, spot).map(|words| (say!("Same"), words, t.text())));
    all.extend(in_registers(shell, work, spot).map(|words| (say!("Held"), words, t.text())));
    all.extend(of_one_system(shell, work, spot).filter(|_| !few).map(|w| (say!("Systems"), w, t.quiet())));
    let column = text::widest(all.iter().map(|(label, ..)| *label)).max(8) + 1;
    let part = |(name, words, style): (&str, String, Style)| {
        let label = vec![Span::raw(" "), Span::styled(text::fit(name, column), t.quiet())];
        let part = Part::new(label, &words, style, width).wants(4, 1);
        // Why it looks like that is said in whole words: two rows hold it in most windows.
        let part = if name == say!("Held") { part.wants(5, 2) } else { part };
        // In the smallest window a check is seen, too.
        if few { part.wants(12, usize::MAX) } else { part.wants(6, usize::MAX) }
    };
    all.into_iter().map(part).collect()
}

/// What several people said: who said what only once they showed it.
fn voted(here: &Here<'_>, v: &Votes) -> String {
    let key = here.shell.key(OnCard::Votes);
    let answers = v.words();
    if !v.shown {
        return say!("{answers}; {key} opens them", answers, key);
    }
    let people = here.work.a().people();
    let each: Vec<String> = people
        .iter()
        .filter_map(|p| Some((p, v.given.get(&p.id)?)))
        .map(|(p, level)| format!("{} {} {}", p.name, level.sign(), level.word()))
        .collect();
    say!("{answers}: {each}; {key} opens them", answers, each = each.join(", "), key)
}
