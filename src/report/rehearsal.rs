//! The readiness sheet for the meeting before a certification audit: for each stage what is opened first, how it stands, what to
//! show, what is to do before, what to say and who says it; findings that are open stand in front. Two to three pages.

use serde_json::{Value, json};

use super::Input;
use crate::doc::{Cell, Doc, Page, Table, Tone};
use crate::model::Level;
use crate::model::audit::Grade;
use crate::model::record::{Kind, PERSON, Rec, read};
use crate::model::rehearsal::{self, Found, Rests, Standing, Stands};
use crate::say;
use crate::words::{Word as _, asked, figures, rehearsal as said};

/// Its name without ending.
pub(super) const NAME: &str = "readiness-sheet";

/// `readiness-sheet`.
pub fn doc(input: &Input) -> Doc {
    let mut page = input.page(NAME, say!("Readiness sheet for the certification audit"));
    page.fact(say!("Verdict"), format!("{}.", figures::verdict(input.q, input.verdict)));
    page.fact(say!("It rests on"), figures::beside(input.q, input.a, input.scores));
    let found = rehearsal::findings(input.q, input.a, input.made);
    if found.all > 0 {
        page.fact(say!("Findings"), format!("{}.", said::findings(&found)));
        found.open.iter().filter(|f| is_grave(f)).for_each(|f| page.sub_item(said::found(f)));
    }
    let all = rehearsal::of((input.q, input.a, input.scores), None, input.made);
    if all.is_empty() {
        page.paragraph(said::none());
        return page.finish();
    }
    let mut stages: Vec<u8> = all.iter().map(|s| s.stage).collect();
    stages.dedup();
    for stage in stages {
        of_stage(input, &mut page, &all, stage);
    }
    page.finish()
}

fn of_stage(input: &Input, page: &mut Page, all: &[Stands<'_>], stage: u8) {
    // No number at the end: that would tell two of a name apart.
    let anchor = if stage == 1 { "first-stage" } else { "second-stage" };
    page.section(2, anchor, &say!("Stage {stage}", stage));
    page.paragraph(said::about(input.q, stage));
    page.paragraph(said::head(all, stage));
    let mut t = Table::new(&[
        say!("Opened first, and what is asked"),
        say!("State"),
        say!("Show"),
        say!("To do before"),
        say!("What to say"),
    ]);
    for s in all.iter().filter(|s| s.stage == stage) {
        t.row(vec![
            format!("{}: {}", s.item.title, s.item.asks).into(),
            standing(s.standing),
            said::there_shortly(input.q, input.a, s).into(),
            said::to_do(input.q, input.a, s).into(),
            say!("{who}: {words}", who = speaks(input, s), words = s.item.say.as_str()).into(),
        ]);
    }
    page.table(t);
}

/// Whether a finding alone may hold the certificate up.
fn is_grave(f: &Found) -> bool {
    f.grade.is_some_and(Grade::is_nonconformity)
}

fn standing(s: Standing) -> Cell {
    let tone = match s {
        Standing::Ready => Tone::Good,
        Standing::InPart => Tone::Half,
        Standing::Open => Tone::Open,
        Standing::Missing => Tone::Bad,
        Standing::Out => Tone::Out,
    };
    Cell::Toned(tone, s.word().to_owned())
}

/// Who owns what it rests on, else whom one asks about it, by name where the register says who that is: by the role, else
/// by the duty.
fn speaks(input: &Input, s: &Stands<'_>) -> String {
    let Some(r) = s.checks.first().map(|c| input.q.check_owner[c.check]) else { return String::new() };
    let owner = input.owner(r).trim();
    let who = if owner.is_empty() { input.sitting(r) } else { owner };
    let named = asked::in_person(input.a, who);
    if named != who || !owner.is_empty() {
        return named;
    }
    let has = |p: &Rec<'_>| {
        s.item.duty.as_deref().is_some_and(|d| p.members("duties").iter().any(|(w, _)| *w == d))
    };
    let people: Vec<String> = read::all(input.a, &PERSON).iter().filter(|p| has(p)).map(person).collect();
    if people.is_empty() { named } else { people.join(", ") }
}

fn person(p: &Rec<'_>) -> String {
    match p.get("role") {
        "" => p.name().to_owned(),
        role => format!("{} ({role})", p.name()),
    }
}

/// What is opened and what stands there, for programs: of one stage, or of both.
pub fn data(input: &Input, stage: Option<u8>) -> Value {
    let all = rehearsal::of((input.q, input.a, input.scores), stage, input.made);
    all.iter().map(|s| of_item(input, s)).collect::<Vec<_>>().into()
}

fn of_item(input: &Input, s: &Stands<'_>) -> Value {
    let check = |c: &Rests| {
        json!({
            "id": input.q.check(c.check).id,
            "level": c.level.map(Level::key),
            "evidence": c.shown,
            "seen": c.seen,
            "audit": c.audit,
        })
    };
    let register = |(kind, n): &(&Kind, usize)| json!({"register": kind.key, "records": n});
    let words = |lines: Vec<said::Line>| lines.into_iter().map(|l| l.words).collect::<Vec<_>>();
    json!({
        "stage": s.stage,
        "id": s.item.id,
        "title": s.item.title,
        "standing": s.standing.key(),
        "opens": s.item.opens,
        "asks": s.item.asks,
        "checks": s.checks.iter().map(check).collect::<Vec<_>>(),
        "documents": s.documents.iter().map(Rec::name).collect::<Vec<_>>(),
        "evidence": s.evidence.iter().map(|e| format!("E-{}", e.no)).collect::<Vec<_>>(),
        "registers": s.registers.iter().map(register).collect::<Vec<_>>(),
        "there": words(said::there(input.q, input.a, s)),
        "findings": s.found().map(|f| json!({"number": f.no, "grade": f.grade.map(Grade::key), "at": f.at,
            "state": said::found(f)})).collect::<Vec<_>>(),
        "missing": words(said::missing(input.q, input.a, s)),
        "say": s.item.say,
        "if_not": s.item.if_not,
        "papers": s.item.papers,
        "who": speaks(input, s),
    })
}
