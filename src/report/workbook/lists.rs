//! Requirements, checks and gaps, a row each.

use super::{chosen, levels, part, people, states, tones, unit, wide, yes};
use crate::doc::Cell;
use crate::doc::table::{Column, Table};
use crate::doc::xlsx::{Grid, Sheet, Unit, Use};
use crate::model::assessment::{Given, keys};
use crate::model::questionnaire::RequirementKind;
use crate::model::score::percent_value;
use crate::model::{Gap, Level};
use crate::report::Input;
use crate::say;
use crate::words::{Word as _, Words as _, by_system, waits_for};

pub(super) fn requirements(input: &Input) -> Sheet {
    let mut t = Table {
        columns: vec![
            Column::from(say!("Id")),
            wide(say!("Requirement"), 34),
            wide(say!("Part"), 24),
            wide(say!("Kind"), 9),
            wide(say!("Status"), 13),
            wide(say!("At least"), 9),
            wide(say!("At most"), 9),
            wide(say!("Checks answered"), 10),
            wide(say!("Checks that count"), 9),
            wide(say!("Proven"), 9),
            wide(say!("Evidence named"), 11),
            wide(say!("Evidence seen"), 11),
            chosen(say!("Owner"), 20, people(input)),
            wide(say!("Rank of its gap"), 9),
            wide(say!("Hours"), 8),
            wide(say!("Start"), 11),
            wide(say!("End"), 11),
        ],
        rows: Vec::new(),
    };
    for (r, (req, s)) in input.q.requirements.iter().zip(&input.scores.requirements).enumerate() {
        let (gap, span) = (input.gaps.of(r), input.roadmap.span(r));
        let kind = match req.kind {
            RequirementKind::Clause => say!("clause"),
            RequirementKind::Control => say!("control"),
        };
        t.row(vec![
            req.id.as_str().into(),
            input.q.full_title(r).into(),
            part(input, r).into(),
            kind.into(),
            tones::status(s.status),
            percent_value(100.0 * s.low()).into(),
            percent_value(100.0 * s.high()).into(),
            s.answered.into(),
            s.of.into(),
            s.claimed.into(),
            s.named.into(),
            s.seen.into(),
            input.owner(r).into(),
            gap.map_or_else(|| "".into(), |g| g.rank.into()),
            gap.map_or_else(|| "".into(), |g| g.effort_hours.into()),
            tones::day(span.map(|s| s.0)),
            tones::day(span.map(|s| s.1)),
        ]);
    }
    let grid = Grid { frozen: Some(2), ..Grid::new(t) }
        .with(4, Use { tones: states(), ..Use::default() })
        .with(5, unit(Unit::Percent))
        .with(6, unit(Unit::Percent))
        .with(14, unit(Unit::Hours));
    Sheet::of("requirements", say!("Requirements"), grid)
}

pub(super) fn checks(input: &Input) -> Sheet {
    let words = levels().into_iter().map(|(word, _)| word).collect();
    let mut t = Table {
        columns: vec![
            Column::from(say!("Check")),
            wide(say!("Requirement"), 24),
            wide(say!("Question"), 52),
            wide(say!("Kind"), 11),
            wide(say!("Key"), 7),
            wide(say!("Counts"), 9),
            chosen(say!("Level"), 15, words),
            wide(say!("Answered for"), 14),
            wide(say!("What would prove it"), 38),
            wide(say!("Evidence named"), 11),
            wide(say!("Seen"), 8),
            wide(say!("Note"), 42),
        ],
        rows: Vec::new(),
    };
    for c in 0..input.q.check_count() {
        let (check, r) = (input.a.check(input.q, c), input.q.check_owner[c]);
        let asks = input.a.asks(input.q, c);
        let level = input.a.level(input.q, c).filter(|_| asks);
        let given = match level {
            Some((_, Given::Single)) => say!("the check"),
            Some((_, Given::Bulk)) => say!("a whole"),
            Some((_, Given::Systems)) => say!("AI systems"),
            None if asks => say!("not answered"),
            None => say!("not asked"),
        };
        t.row(vec![
            check.id.as_str().into(),
            input.q.short_title(r).into(),
            check.question.as_str().into(),
            check.kind.word().into(),
            yes(check.key),
            yes(input.a.counts(input.q, c)),
            level.map_or_else(|| "".into(), |(l, _)| tones::level(l)),
            given.into(),
            check.evidence.as_str().into(),
            numbers(input, c).into(),
            yes(level.is_some() && input.a.is_seen(input.q, c)),
            note(input, c, level.map(|l| l.0)).into(),
        ]);
    }
    let grid = Grid { frozen: Some(1), ..Grid::new(t) }
        .with(6, Use { tones: levels(), only: true, ..Use::default() });
    Sheet::of("checks", say!("Checks"), grid)
}

/// The numbers of the evidence that proves a check.
fn numbers(input: &Input, check: usize) -> String {
    let (id, whole) = (&input.q.check(check).id, &input.q.requirements[input.q.check_owner[check]].id);
    let all = input.a.evidence_for(input.q, input.q.check_owner[check]);
    let mine = all.iter().filter(|e| e.shows.iter().any(|at| at == id || at == whole));
    let letter = crate::model::record::EVIDENCE.letter;
    mine.map(|e| format!("{letter}-{}", e.no)).collect::<Vec<_>>().join(", ")
}

/// The note on a check, and why it is left out.
fn note(input: &Input, check: usize, level: Option<Level>) -> String {
    let id = &input.q.check(check).id;
    let reason = input.a.reason(id).filter(|_| level == Some(Level::NotApplicable));
    let note = input.a.at(keys::NOTE, id);
    note.into_iter().chain(reason).collect::<Vec<_>>().join("\n")
}

pub(super) fn gaps(input: &Input) -> Sheet {
    let (q, a) = (input.q, input.a);
    let mut t = Table {
        columns: vec![
            wide(say!("Rank"), 7),
            wide(say!("Band"), 7),
            wide(say!("Requirement"), 30),
            wide(say!("Status"), 10),
            wide(say!("What to do"), 30),
            wide(say!("First step"), 48),
            wide(say!("Leaves behind"), 30),
            wide(say!("Hours"), 8),
            chosen(say!("Owner"), 20, people(input)),
            wide(say!("Start"), 11),
            wide(say!("Due"), 11),
            wide(say!("Waits for"), 18),
            wide(say!("Why this rank"), 40),
            wide(say!("Checks below proven"), 34),
            wide(say!("Evidence named"), 11),
            wide(say!("Notes"), 42),
        ],
        rows: Vec::new(),
    };
    for g in &input.gaps.gaps {
        let span = input.roadmap.span(g.requirement);
        let by_system = by_system::of_requirement(q, a, g.requirement);
        let notes: Vec<String> = Some(input.written(&[g.requirement]))
            .filter(|n| !n.is_empty())
            .into_iter()
            .chain(by_system)
            .collect();
        t.row(vec![
            g.rank.into(),
            tones::band(g.band),
            input.name(g.requirement).into(),
            tones::status(g.status),
            g.action_name(q, a).into(),
            g.action(q, a).into(),
            g.outputs(q).join("; ").into(),
            g.effort_hours.into(),
            input.owner(g.requirement).into(),
            tones::day(span.map(|s| s.0)),
            tones::day(span.map(|s| s.1)),
            if g.first.is_empty() { Cell::from("") } else { waits_for(&g.first).into() },
            g.reason(q, a).words().into(),
            missing(input, g).into(),
            input.named_evidence(&[g.requirement]).join(", ").into(),
            notes.join("\n").into(),
        ]);
    }
    let grid = Grid { frozen: Some(3), ..Grid::new(t) }
        .with(3, Use { tones: states(), ..Use::default() })
        .with(7, unit(Unit::Hours));
    let none = if input.scores.all.counts.open > 0 {
        say!("No gap is known yet: nothing that was answered falls short.")
    } else {
        say!("There are no gaps: every applicable requirement is met.")
    };
    super::listed("gaps", say!("Gaps"), grid, none)
}

/// What keeps a requirement from being met, each check with its level.
fn missing(input: &Input, gap: &Gap) -> String {
    let one = |m: &crate::model::priority::Missing| {
        let level = m.level.map_or(say!("open"), |l| l.word());
        format!("{} {level}", input.q.check(m.check).id)
    };
    gap.missing.iter().map(one).collect::<Vec<_>>().join(", ")
}
