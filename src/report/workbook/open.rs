//! What is open, in one list: each row keeps the result from being final until it is settled.

use super::wide;
use crate::doc::table::{Column, Table};
use crate::doc::xlsx::{Grid, Sheet};
use crate::doc::{Cell, Tone};
use crate::model::assessment::keys;
use crate::model::contradiction;
use crate::model::questionnaire::Target;
use crate::model::statement::{self, Flag};
use crate::report::Input;
use crate::say;
use crate::words::{advice, asked, called, xray};

pub(super) fn sheet(input: &Input) -> Sheet {
    let mut t = Table {
        columns: vec![
            wide(say!("Why it is open"), 26),
            Column::from(say!("At")),
            wide(say!("What"), 60),
            wide(say!("What to do, or whom to ask"), 50),
        ],
        rows: Vec::new(),
    };
    not_assessed(input, &mut t);
    find_out(input, &mut t);
    excluded(input, &mut t);
    included(input, &mut t);
    contradictions(input, &mut t);
    review(input, &mut t);
    let grid = Grid { frozen: Some(2), ..Grid::new(t) };
    super::listed("open", say!("Open items"), grid, say!("Nothing is open."))
}

fn why(tone: Tone, words: &str) -> Cell {
    Cell::Toned(tone, words.to_owned())
}

fn not_assessed(input: &Input, t: &mut Table) {
    for r in &input.gaps.open.not_assessed {
        let (s, req) = (&input.scores.requirements[*r], &input.q.requirements[*r]);
        let what = say!("{answered} of {of|check|checks} answered", answered = s.answered, of = s.of);
        t.row(vec![
            why(Tone::Open, say!("Not assessed yet")),
            req.id.as_str().into(),
            format!("{}: {what}", input.q.full_title(*r)).into(),
            say!("usually known by: {role}", role = asked::usual_role(input.a, req)).into(),
        ]);
    }
}

fn find_out(input: &Input, t: &mut Table) {
    for c in &input.gaps.open.to_find_out {
        let (check, r) = (input.a.check(input.q, *c), input.q.check_owner[*c]);
        let whom = input.a.at(keys::ASK, &check.id).or_else(|| input.a.at(keys::ASK, input.id(r)));
        let ask = whom.map_or_else(
            || say!("usually known by: {role}", role = asked::usual_role(input.a, &input.q.requirements[r])),
            |whom| say!("ask: {whom}", whom),
        );
        t.row(vec![
            why(Tone::Open, say!("To find out")),
            check.id.as_str().into(),
            check.question.as_str().into(),
            ask.into(),
        ]);
    }
}

fn excluded(input: &Input, t: &mut Table) {
    let open = &input.gaps.open;
    let must = |r: usize| {
        let must = input.q.requirements[r].exclusion.as_ref().map_or("", |e| e.reason_must.as_str());
        say!("the reason must show: {must}", must)
    };
    for r in &open.without_reason {
        let why = why(Tone::Bad, say!("Excluded without a reason"));
        t.row(vec![why, input.id(*r).into(), input.q.full_title(*r).into(), must(*r).into()]);
    }
    for r in &open.cannot_stand {
        let never = advice::cannot_stand(input.q.never_left_out(*r).unwrap_or_default());
        let why = why(Tone::Bad, say!("Excluded, and cannot stand"));
        t.row(vec![why, input.id(*r).into(), input.q.full_title(*r).into(), never.into()]);
    }
    for r in &open.weak_reason {
        let why = why(Tone::Half, called::weak_reason());
        t.row(vec![why, input.id(*r).into(), input.q.full_title(*r).into(), must(*r).into()]);
    }
}

/// Controls that are in, and nobody wrote why: an auditor asks for that reason as for the other one.
fn included(input: &Input, t: &mut Table) {
    for row in statement::rows(input.q, input.a, input.scores) {
        if row.flags.contains(&Flag::NoReasonFor) {
            let why = why(Tone::Half, say!("In without a reason"));
            let title = row.requirement().map_or_else(|| row.title.clone(), |r| input.q.full_title(r));
            let ask = crate::words::statement::why_needed(&row.id);
            t.row(vec![why, row.id.into(), title.into(), ask.into()]);
        }
    }
}

fn contradictions(input: &Input, t: &mut Table) {
    for f in &contradiction::all(input.q, input.a, input.scores) {
        t.row(vec![
            why(Tone::Bad, say!("Contradicts another answer")),
            f.at.clone().into(),
            xray::problem(f).into(),
            xray::advice(f).into(),
        ]);
    }
}

fn review(input: &Input, t: &mut Table) {
    for (id, _) in input.a.under(keys::REVIEW) {
        let what = match input.q.find(id) {
            Some(Target::Check(c)) => input.a.check(input.q, c).question.clone(),
            Some(Target::Requirement(r)) => input.q.full_title(r),
            Some(Target::Heading(h)) => input.q.headings[h].title.clone(),
            None => String::new(),
        };
        t.row(vec![why(Tone::Half, say!("Marked for review")), id.into(), what.into(), "".into()]);
    }
}
