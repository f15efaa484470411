//! What a questionnaire says to help with one requirement or one check, in titled parts: details of a card, plain
//! mode and the `questionnaire` command show the same ones. What it does not say makes no part.

use super::figures::level_meaning;
use super::{Word as _, Words as _, asked, few, held};
use crate::model::assessment::keys;
use crate::model::format::{Document, Exclude, Firm, Related};
use crate::model::questionnaire::Target;
use crate::model::record::EVIDENCE;
use crate::model::register::Evidence;
use crate::model::{Assessment, Check, Level, Questionnaire, Requirement, twin};
use crate::say;

/// A title and what stands below it, an item a line.
pub struct Part {
    /// Its title, without a mark behind it.
    pub title: &'static str,
    /// Its items; at least one.
    pub items: Vec<String>,
}

/// Parts, those without an item left out.
fn parts(all: Vec<(&'static str, Vec<String>)>) -> Vec<Part> {
    let kept = all
        .into_iter()
        .map(|(title, items)| Part { title, items: items.into_iter().filter(|i| !i.is_empty()).collect() });
    kept.filter(|p| !p.items.is_empty()).collect()
}

/// How a requirement is answered and judged: put to a firm that only uses AI, what is enough, what an auditor
/// finds, what changes with AI of today and by size and line of business, what others wrote, the firms most like one's
/// own first, who does it, and where it is dealt with elsewhere. Without an assessment it is put to everybody.
pub fn of_requirement(q: &Questionnaire, a: Option<&Assessment>, r: &Requirement) -> Vec<Part> {
    let firms = a.map_or_else(|| Firm::ALL.to_vec(), |a| q.firms_like(a));
    let one = |text: &str| vec![text.to_owned()];
    let enough = r.enough.iter().flat_map(|e| {
        [say!("Stage 1: {enough}", enough = e.stage1), say!("Stage 2: {enough}", enough = e.stage2)]
    });
    let finding = r.finding.iter().map(|f| format!("{}: {}", f.grade.word(), f.text));
    let sectors = r.sectors.each().map(|(sector, said)| format!("{}: {said}", sector.word()));
    parts(vec![
        (say!("For a firm that only uses AI"), r.user_only.iter().cloned().collect()),
        (say!("What is enough"), enough.collect()),
        (say!("What an auditor typically finds"), finding.collect()),
        (say!("AI today"), one(&r.ai_today)),
        (say!("By line of business"), sectors.collect()),
        (say!("What other firms wrote"), firms.iter().filter_map(|f| wrote(q, r, *f)).collect()),
        (say!("Who does it"), asked::does_it(a, r)),
        (say!("Goes deeper"), r.pointers.iter().map(|p| format!("{}: {}", p.to, p.helps_with)).collect()),
        (say!("Related, never equal"), r.related.iter().filter(|x| is_sure(x)).map(related).collect()),
        (say!("Perhaps related, by our own reading alone"), unsure(r)),
    ])
}

/// "The bakery (3 people) wrote, at 4 In use: ..."; none where the firm did not answer.
pub fn wrote(q: &Questionnaire, r: &Requirement, firm: Firm) -> Option<String> {
    let answer = r.worked.of(firm)?;
    let people = q.firms.of(firm).map(|told| told.people);
    let (firm, words) = (firm.word(), &answer.wrote);
    let firm = match people {
        Some(n) => say!("{firm} ({n|person|people})", firm, n),
        None => firm.to_owned(),
    };
    Some(match Level::parse(&answer.level) {
        Some(Level::NotApplicable) | None => say!("{firm} left it out: {words}", firm, words),
        Some(level) => say!(
            "{firm} wrote, at {key} {level}: {words}",
            firm,
            key = level.key(),
            level = level.word(),
            words
        ),
    })
}

/// Whether a control can be left out, in one line.
pub fn leaving_out(exclude: &Exclude) -> String {
    match (&exclude.when, &exclude.never) {
        (_, Some(never)) => say!("Cannot be left out: {never}", never),
        (Some(when), None) => say!("Can be left out when: {when}", when),
        (None, None) => String::new(),
    }
}

/// Said wherever a control is left out although no reason for it can stand: at once, in the lists, in the Statement of
/// Applicability.
pub fn cannot_stand(never: &str) -> String {
    say!("This exclusion cannot stand: {why}", why = never)
}

/// Said at once of an exclusion that the questionnaire forbids; the answer is kept.
pub fn left_out(never: &str) -> String {
    let why = cannot_stand(never);
    say!("{why} It is kept; while it stays the verdict is Nearly ready at best.", why)
}

/// Said at once of a reason that argues nothing; the reason is kept.
pub fn weak_reason(weak: bool) -> String {
    if !weak {
        return String::new();
    }
    say!("This reason says little: an auditor will ask why no risk of yours needs the control. Say that.")
        .to_owned()
}

/// What to do next at a check by its level, and what that leaves behind; at Proven that nothing is left.
pub fn next_step(c: &Check, level: Option<Level>) -> String {
    if level == Some(Level::Proven) {
        return say!("Nothing is left to do here: keep it running, and its records coming.").to_owned();
    }
    format!("{} -> {}", c.action_for(level), c.output)
}

/// What leads on from each level (nothing where the check is not asked here), what would stand, whom it is not asked
/// of, and where the same answer serves.
pub fn of_check(q: &Questionnaire, a: &Assessment, check: usize) -> Vec<Part> {
    let (c, asked) = (a.check(q, check), a.asks(q, check));
    let from = |l: &Level| say!("from {level}: {action}", level = l.word(), action = c.action_for(Some(*l)));
    let next = match &c.actions {
        None => vec![c.action_for(None).to_owned()],
        Some(_) => [Level::Nothing, Level::Written, Level::InUse].iter().map(from).collect(),
    };
    let answer = |pick: fn(&crate::model::format::Answers) -> &String| c.answers.iter().map(pick).cloned();
    parts(vec![
        (next_title(c), if asked { next } else { Vec::new() }),
        (say!("What that leaves behind"), asked.then(|| c.output.clone()).into_iter().collect()),
        (say!("Evidence that would prove it"), vec![c.evidence.clone()]),
        (say!("An answer that would stand"), answer(|a| &a.good).collect()),
        (say!("An answer that would not"), answer(|a| &a.bad).collect()),
        (say!("Not asked of a firm of one"), c.not_alone.iter().cloned().collect()),
        (say!("The same answer serves"), vec![c.same_as.join(", ")]),
    ])
}

/// What the checks that ask for the same were answered, one each: at a check all of them, at a requirement those whose
/// answer is offered there.
pub fn same_work(q: &Questionnaire, a: &Assessment, at: Target) -> Vec<String> {
    let id = |check: usize| &q.check(check).id;
    let Target::Check(check) = at else {
        let offered = |o: twin::Offer| {
            say!(
                "{at} asks what {from} asks: {level}",
                at = id(o.at),
                from = id(o.from),
                level = o.level.word()
            )
        };
        return twin::offers(q, a, at).into_iter().map(offered).collect();
    };
    let said = |(twin, level): (usize, Option<Level>)| match level {
        Some(level) => say!("{name}: {level}", name = id(twin), level = level.word()),
        None => say!("{id}: not answered yet", id = id(twin)),
    };
    twin::twins(q, a, check).into_iter().map(said).collect()
}

/// What is there already for these requirements: the notes on them and the evidence named for them, one each.
pub fn at_hand(q: &Questionnaire, a: &Assessment, requirements: &[usize]) -> Vec<String> {
    let mut lines = Vec::new();
    for (id, note) in requirements.iter().flat_map(|r| notes(q, a, *r)) {
        lines.push(say!("Note on {id}: {note}", id, note = note.replace('\n', " / ")));
    }
    for e in evidence(q, a, requirements) {
        lines.push(say!(
            "Evidence {letter}-{no}: {words}",
            letter = EVIDENCE.letter,
            no = e.no,
            words = e.words()
        ));
    }
    lines.extend(requirements.iter().flat_map(|r| held::at_hand(q, a, *r)));
    lines.extend(requirements.iter().any(|r| q.lists_systems(*r)).then(|| in_the_register(a)).flatten());
    lines
}

/// The AI systems the register holds, for where a list of them is asked for; none while it holds none.
fn in_the_register(a: &Assessment) -> Option<String> {
    let names: Vec<String> = a.systems().iter().map(|s| s.name.clone()).collect();
    (!names.is_empty()).then(|| {
        say!("{n|AI system|AI systems} in the register: {names}", n = names.len(), names = few(&names, NAMED))
    })
}

/// How many records a line names before it counts the others.
const NAMED: usize = 5;

/// How a requirement looks in firms of four sizes, one's own first.
pub fn sizes(a: Option<&Assessment>, r: &Requirement) -> Vec<Part> {
    let own = a.and_then(Assessment::own_size);
    let mut all = vec![
        (say!("For one person alone"), &r.size.one),
        (say!("In a firm of three"), &r.size.three),
        (say!("In a firm of fifty"), &r.size.fifty),
        (say!("In a firm of five thousand"), &r.size.five_thousand),
    ];
    all.sort_by_key(|(_, words)| own.is_none_or(|size| r.size.of(size) != words.as_str()));
    parts(all.into_iter().map(|(title, words)| (title, vec![words.clone()])).collect())
}

/// The notes on a requirement and its checks: id and text.
pub fn notes<'a>(q: &'a Questionnaire, a: &'a Assessment, r: usize) -> Vec<(&'a str, &'a str)> {
    let r = &q.requirements[r];
    let ids = std::iter::once(&r.id).chain(r.checks.iter().map(|c| &c.id));
    ids.filter_map(|id| Some((id.as_str(), a.at(keys::NOTE, id)?))).collect()
}

/// The evidence named for these requirements, each piece once.
pub fn evidence(q: &Questionnaire, a: &Assessment, requirements: &[usize]) -> Vec<Evidence> {
    let mut all: Vec<Evidence> = Vec::new();
    for e in requirements.iter().flat_map(|r| a.evidence_for(q, *r)) {
        if !all.iter().any(|x| x.id == e.id) {
            all.push(e);
        }
    }
    all
}

/// What stands above the next step at a check: only format 2 tells it by what is there.
pub fn next_title(c: &Check) -> &'static str {
    if c.actions.is_some() { say!("What to do next") } else { say!("When it is missing") }
}

/// What a level looks like at a check: in its own words, else in those of its kind.
pub fn level_of(c: &Check, level: Level) -> &str {
    c.levels.get(level.key()).map_or_else(|| level_meaning(level, c.kind), String::as_str)
}

/// A document with what it is and where a small firm keeps it.
pub fn document(d: &Document) -> String {
    let (kind, basis) = (d.kind.word(), d.basis.word());
    match d.fits_into {
        None => format!("{} ({kind}, {basis})", d.name),
        Some(place) => format!("{} ({kind}, {basis}, {})", d.name, place.word()),
    }
}

/// Whether a link is more than our own reading.
fn is_sure(x: &Related) -> bool {
    x.confidence != "low"
}

/// A related place with how sure the link is, and what it does not prove.
fn related(x: &Related) -> String {
    let place = format!("{} {} ({}; {})", x.framework, x.reference, x.confidence, x.source);
    if x.note.is_empty() { place } else { format!("{place}: {}", x.note) }
}

/// The links that are our own reading alone, in a line for each framework.
fn unsure(r: &Requirement) -> Vec<String> {
    let mut lines: Vec<(&str, Vec<&str>)> = Vec::new();
    for x in r.related.iter().filter(|x| !is_sure(x)) {
        match lines.iter_mut().find(|(framework, _)| *framework == x.framework) {
            Some((_, places)) => places.push(&x.reference),
            None => lines.push((&x.framework, vec![&x.reference])),
        }
    }
    lines.into_iter().map(|(framework, places)| format!("{framework}: {}", places.join(", "))).collect()
}
