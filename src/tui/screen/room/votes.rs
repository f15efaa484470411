//! What single people answered, for the room: how many while it is hidden, then who said what, as a strip by level.

use ratatui::text::{Line, Span};

use super::levels;
use crate::model::Level;
use crate::model::card_flow::voters;
use crate::model::record::{PERSON, Rid, read, value};
use crate::model::votes::Votes;
use crate::say;
use crate::tui::screen::levels::RATED;
use crate::tui::shell::Shell;
use crate::tui::text;
use crate::words::Words as _;
use crate::work::Work;

/// More people than this are counted in figures alone.
const DOTS: usize = 16;

/// How many have answered; none where nobody is to.
/// `dots`: whether its letters have them.
pub(super) fn count(
    shell: &Shell,
    work: &Work,
    id: &str,
    votes: &Votes,
    dots: bool,
) -> Option<Line<'static>> {
    let t = shell.theme;
    let (of, given) = (voters(work.a(), id).len(), votes.given.len());
    if votes.shown {
        let words = match of.saturating_sub(given) {
            silent if silent > 0 && given > 0 => {
                say!("{answers}; {silent} gave no answer", answers = votes.words(), silent)
            }
            _ => votes.words(),
        };
        return Some(Line::styled(words, t.strong()));
    }
    if of == 0 {
        return None;
    }
    let (yes, no) = if t.ascii || !dots { ("* ", "o ") } else { ("\u{25cf} ", "\u{25cb} ") };
    let dots = if of <= DOTS { yes.repeat(given) + &no.repeat(of - given) } else { String::new() };
    let words = match given {
        0 => say!("nobody of {of} has answered yet", of),
        n => say!("{n} of {of} {n?has|have} answered", n, of),
    };
    Some(Line::from(vec![Span::styled(format!("{dots} "), t.accent()), Span::styled(words, t.strong())]))
}

/// Name and role of a person.
pub(super) fn person(work: &Work, who: &Rid) -> (String, String) {
    let p = work.a().person(who);
    (value::called(&read::at(work.a(), &PERSON, who)), p.role)
}

/// Who gave a level, in a line of so many columns: with roles, else by name, else by as much of a name as has room; whoever has
/// none is counted.
pub(super) fn who(work: &Work, votes: &Votes, level: Level, columns: usize) -> String {
    let of = votes.given.iter().filter(|(_, l)| **l == level);
    let people: Vec<(String, String)> = of.map(|(who, _)| person(work, who)).collect();
    let with_role = |(name, role): &(String, String)| {
        if role.is_empty() { name.clone() } else { format!("{name}, {role}") }
    };
    let fits = |words: &String| text::width(words) <= columns;
    let whole = people.iter().map(with_role).collect::<Vec<_>>().join("; ");
    let ways = [0, 1, 2].map(|way| people.iter().map(|(name, _)| ways(name).swap_remove(way)).collect());
    let [names, signed, first]: [Vec<String>; 3] = ways;
    let all = [whole, names.join(", "), signed.join(", "), first.join(", ")];
    let some = (1..first.len()).rev().map(|n| {
        let shown = first.iter().take(n).cloned().collect::<Vec<_>>().join(", ");
        say!("{shown} and {more} more", shown, more = first.len() - n)
    });
    let count = say!("{n|person|people}", n = first.len());
    all.into_iter().chain(some).find(fits).unwrap_or(count)
}

/// A name: whole, the first of its names with the sign the last begins with, the first alone.
fn ways(name: &str) -> Vec<String> {
    let words: Vec<&str> = name.split_whitespace().collect();
    let first = words.first().copied().unwrap_or(name).to_owned();
    let sign = words.last().filter(|_| words.len() > 1).and_then(|last| last.chars().next());
    let signed = sign.map_or_else(|| first.clone(), |sign| format!("{first} {sign}."));
    vec![name.to_owned(), signed, first]
}

/// A name in so many columns, as much of it as fits: whole, the first of its names with the sign the last begins with, the first alone,
/// or the signs its names begin with.
fn shorter(name: &str, columns: usize) -> String {
    let signs: String =
        name.split_whitespace().filter_map(|word| word.chars().next().map(|c| format!("{c}."))).collect();
    ways(name).into_iter().chain([signs]).find(|name| text::width(name) <= columns).unwrap_or_default()
}

/// The strip: a column a level, under it who gave it. Those levels are left out that nobody can give or gave.
pub(super) fn strip(
    shell: &Shell,
    work: &Work,
    votes: &Votes,
    width: usize,
    rows: usize,
) -> Vec<Line<'static>> {
    let t = shell.theme;
    let gave = |level: Level| votes.given.iter().filter(move |(_, l)| **l == level).map(|(who, _)| who);
    let columns: Vec<Level> =
        Level::ALL.into_iter().filter(|l| RATED.contains(l) || gave(*l).next().is_some()).collect();
    let column = width / columns.len().max(1);
    let most = columns.iter().map(|l| gave(*l).count()).max().unwrap_or(0);
    // A role under each name where there is room for it; who has no row is counted in the last one.
    let roles = most * 2 < rows;
    let named = if most < rows { most } else { rows.saturating_sub(2) };
    let cell = |words: &str| format!("{} ", text::fit(words, column.saturating_sub(1)));
    let head = columns.iter().zip(levels::heads(&columns, column.saturating_sub(1))).map(|(level, words)| {
        let style = if gave(*level).next().is_some() { t.strong() } else { t.text() };
        Span::styled(cell(&words), style)
    });
    let mut lines = vec![Line::from(head.collect::<Vec<_>>())];
    for n in 0..named {
        let here: Vec<(String, String)> = columns
            .iter()
            .map(|level| gave(*level).nth(n).map_or_else(Default::default, |who| person(work, who)))
            .collect();
        let named = here.iter().zip(&columns).map(|((name, _), level)| {
            Span::styled(
                cell(&shorter(name, column.saturating_sub(1))),
                t.level(Some(*level)).patch(t.strong()),
            )
        });
        lines.push(Line::from(named.collect::<Vec<_>>()));
        if roles {
            // Half a role says nothing.
            let whole =
                here.iter().map(|(_, role)| if text::width(role) < column { role.as_str() } else { "" });
            let roles = whole.map(|role| Span::styled(cell(role), t.text()));
            lines.push(Line::from(roles.collect::<Vec<_>>()));
        }
    }
    if named < most {
        let more = columns.iter().map(|level| match gave(*level).count().saturating_sub(named) {
            0 => String::new(),
            n if named == 0 => say!("{n|person|people}", n),
            more => say!("and {more} more", more),
        });
        let more = more.map(|words| Span::styled(cell(&words), t.strong())).collect::<Vec<_>>();
        lines.push(Line::from(more));
    }
    lines.truncate(rows);
    lines
}
