//! The gap report: what a consultant hands over, in the order a client reads it.

use super::gaps::{Depth, register};
use super::{
    Input, contradictions, counts_words, disagreements, figures as pictures, open, or_nobody, plan, risks,
    soa, summary, unstopped,
};
use crate::doc::{Doc, Page, Piece, Table, Text};
use crate::model::priority::hours;
use crate::model::record::EVIDENCE;
use crate::model::score::{Status, Total};
use crate::model::verdict::GateState;
use crate::model::{CheckKind, Level, RULE, RoadmapItem, xray};
use crate::say;
use crate::words::figures::{self, interval};
use crate::words::{self, Word as _, Words as _, asked, called, few, register as evidence_words, to_do};

/// Name of the long form.
pub(super) const NAME: &str = "gap-report";

/// Where the pieces of evidence stand that are still required.
const REQUIRED: &str = "evidence";

/// What a house style can leave out or call otherwise, by the anchor of its heading.
pub const SECTIONS: [&str; 22] = [
    "people",
    "executive",
    "first-actions",
    "first-ten",
    "next-decision",
    "basis",
    "results",
    "contradictions",
    "register",
    "strengths",
    "risks",
    "soa",
    "evidence-seen",
    "evidence",
    "roadmap",
    "open",
    "parked",
    "xray",
    "disagreements",
    "limits",
    "method",
    "sign-off",
];

/// The gap report.
pub(super) fn doc(input: &Input) -> Doc {
    let mut page = input.page(NAME, &say!("Gap report: readiness for {title}", title = input.q.title));
    people(input, &mut page);
    executive(input, &mut page, true);
    basis(input, &mut page);
    results(input, &mut page, true);
    contradictions::sections(input, &mut page, 2);
    page.section(2, "register", say!("Gap register"));
    register(input, &mut page, 3, Depth::Short);
    strengths(input, &mut page);
    risks::section(input, &mut page);
    page.section(2, "soa", soa::title(input));
    soa::sections(input, &mut page, 3, soa::In::GapReport);
    evidence_seen(input, &mut page);
    evidence(input, &mut page);
    page.section(2, "roadmap", say!("Roadmap"));
    plan::sections(input, &mut page, 3, true);
    page.section(2, "open", say!("Open and to find out"));
    open::sections(input, &mut page, 3);
    page.section(3, "parked", say!("Parked"));
    open::parked(input, &mut page);
    will_not_stand(input, &mut page);
    page.section(2, "disagreements", say!("Disagreements"));
    disagreements::sections(input, &mut page, 3);
    method(input, &mut page);
    sign_off(&mut page);
    let mut doc = page.finish();
    doc.about.long = true;
    doc
}

/// Lines to sign; nobody but a hand fills them in.
pub(super) fn sign_off(page: &mut Page) {
    page.section(2, "sign-off", say!("Sign-off"));
    page.paragraph(say!("To be filled in by hand."));
    let who = [say!("Completed by"), say!("Reviewed by"), say!("Acknowledged by the client")];
    page.sign(who.map(|who| vec![who.to_owned(), say!("Date").to_owned()]).to_vec());
}

/// The pieces of evidence somebody has looked at.
fn evidence_seen(input: &Input, page: &mut Page) {
    page.section(2, "evidence-seen", say!("Evidence seen"));
    let mut t = Table::new(&[say!("No"), say!("What"), say!("Where"), say!("Proves"), say!("Seen by")]);
    for e in input.a.evidence().iter().filter(|e| e.is_seen()) {
        t.row(vec![
            format!("{}-{}", EVIDENCE.letter, e.no).into(),
            e.what.as_str().into(),
            e.place.as_str().into(),
            e.shows.join(", ").into(),
            evidence_words::seen_by(e).into(),
        ]);
    }
    if t.is_empty() {
        page.paragraph(say!("Nobody is named as having looked at a piece of evidence yet."));
    } else {
        page.paragraph(say!(
            "In the summary a piece counts as seen only where what it proves is answered Proven: {n|check|checks} so far.",
            n = input.scores.evidence.seen
        ));
        page.table(t);
    }
}

/// What an auditor would find within minutes; no figure was changed by it.
fn will_not_stand(input: &Input, page: &mut Page) {
    page.section(2, "xray", say!("What will not stand when somebody asks"));
    let found = xray::findings(input.q, input.a, input.scores, input.roadmap, input.made);
    if found.is_empty() {
        page.paragraph(say!(
            "Nothing found: no answer contradicts another, and every Proven has its evidence."
        ));
        return;
    }
    for kind in xray::Kind::ALL {
        let mine: Vec<_> = found.iter().filter(|f| f.kind() == kind).collect();
        if mine.is_empty() {
            continue;
        }
        page.heading(3, &say!("{kind} ({n})", kind = kind.word(), n = mine.len()));
        if kind == xray::Kind::NoEvidence {
            // Piece by piece they stand there.
            let ids: Vec<&str> = mine.iter().map(|f| f.at.as_str()).collect();
            page.paragraph(Text(vec![
                Piece::Plain(say!(
                    "Checks of {ids} are Proven, but no evidence is named. Name what proves each and who has seen it; the pieces \
                     stand under",
                    ids = ids.join(", ")
                )),
                Piece::Plain(" ".to_owned()),
                Piece::Link { anchor: REQUIRED.to_owned(), words: say!("Evidence still required").to_owned() },
                Piece::Plain(".".to_owned()),
            ]));
            continue;
        }
        for f in mine {
            page.item(words::xray::problem(f));
            page.sub_item(words::xray::advice(f));
        }
    }
}

/// How the figures come about, for who wants to follow one.
pub(super) fn method(input: &Input, page: &mut Page) {
    page.section(2, "method", say!("Method"));
    page.paragraph(say!(
        "Every requirement is broken down into checks, and every check gets one level. What a level counts, when a requirement is met and \
         what holds the verdict down is fixed in {rule} of the method and applied by the program; nobody types a figure. The clauses \
         and the controls weigh by what they are, never by how easy they are. Gaps are ordered by what Stage 1 looks at, what would \
         likely be a major nonconformity, what others wait for, and only then by effort.",
        rule = RULE
    ));
    page.paragraph(say!(
        "The state behind this paper is fixed by {state}. With the file and this value everybody can see whether the figures belong to it: \
         clausewise check FILE.",
        state = input.head.words()
    ));
}

fn people(input: &Input, page: &mut Page) {
    let people = input.a.people();
    let systems = input.a.systems();
    if people.is_empty() && systems.is_empty() {
        return;
    }
    page.section(2, "people", say!("Who and what"));
    if !people.is_empty() {
        let names: Vec<String> = people
            .iter()
            .map(|p| if p.role.is_empty() { p.name.clone() } else { format!("{} ({})", p.name, p.role) })
            .collect();
        page.fact(say!("People"), names.join(", "));
    }
    for s in systems {
        let parts = [
            s.purpose.clone(),
            if s.vendor.is_empty() { String::new() } else { say!("supplied by {vendor}", vendor = s.vendor) },
            if s.role.is_empty() { String::new() } else { say!("as {role}", role = s.role) },
            if s.affects_people { say!("affects people's rights or safety").into() } else { String::new() },
            if s.legal_duty { say!("a legal duty is in force").into() } else { String::new() },
        ];
        let said: Vec<String> = parts.into_iter().filter(|p| !p.is_empty()).collect();
        let said = if said.is_empty() { say!("not described yet").to_owned() } else { said.join("; ") };
        page.fact(&say!("AI system {name}", name = s.name), &said);
    }
}

/// What a director reads in a minute. The first actions stand here only where the `register` follows; the short form
/// has a list of them by itself.
pub(super) fn executive(input: &Input, page: &mut Page, register: bool) {
    let c = input.scores.all.counts;
    page.section(2, "executive", say!("Executive summary"));
    page.paragraph(format!("{}.", figures::verdict(input.q, input.verdict)));
    page.item(figures::beside(input.q, input.a, input.scores));
    page.item(say!("Of {n} requirements: {counts}.", n = c.total(), counts = counts_words(&c)));
    page.item(summary::readiness(input));
    page.item(summary::coverage(input));
    for (state, titles) in summary::gates(input) {
        let titles = titles.join(", ");
        page.item(match state {
            GateState::NotProven => say!("Gates of the verdict - not proven: {titles}.", titles),
            GateState::Open => say!("Gates of the verdict - still open: {titles}.", titles),
            GateState::Claimed => {
                say!("Gates of the verdict - proven as claimed, no evidence named: {titles}.", titles)
            }
            GateState::Named => {
                say!("Gates of the verdict - proven, evidence named but not seen: {titles}.", titles)
            }
            GateState::Seen => say!("Gates of the verdict - proven, evidence seen: {titles}.", titles),
        });
    }
    if register && !input.gaps.gaps.is_empty() {
        page.section(3, "first-actions", say!("First five actions"));
        // The same as on the one page and on every screen: what can be worked on first.
        for (n, i) in input.roadmap.first_ten(input.gaps, input.made).into_iter().take(5).enumerate() {
            page.step(n + 1, first_action(input, i));
        }
    }
    page.section(3, "next-decision", say!("Next decision"));
    if let Some(first) = summary::decisions(input).first() {
        page.paragraph(first);
    }
}

/// An action with who does it, by when and how long it takes; its name leads to its entry in the register.
fn first_action(input: &Input, i: &RoadmapItem) -> Text {
    let (owner, hours) = (or_nobody(input.owner_of(i)), hours(i.effort_hours));
    let tail = say!("{owner}, by {due}, {hours}", owner, due = i.end, hours);
    let whole = to_do(i);
    let name = format!("{} {}", i.id, i.name);
    match (unstopped(&whole).strip_prefix(&name), input.gaps.of(i.requirement)) {
        (Some(rest), Some(g)) => Text(vec![
            Piece::Link { anchor: g.id(input.q), words: name.clone() },
            Piece::Plain(format!("{rest} ({tail})")),
        ]),
        _ => format!("{} ({tail})", unstopped(&whole)).into(),
    }
}

/// What was not looked at, and what the figures are not.
pub(super) fn limits(input: &Input, page: &mut Page) {
    page.section(2, "limits", say!("Limits"));
    page.item(say!(
        "The answers are those of the organisation; evidence was looked at only where somebody is named as having seen it."
    ));
    page.item(say!(
        "A self-assessment at one point in time; no sampling, no legal review, no promise of a certificate."
    ));
    let open = input.scores.all.counts.open as usize;
    if open > 0 {
        page.item(say!("{n|requirement is|requirements are} not assessed or not decided yet.", n = open));
    }
}

fn basis(input: &Input, page: &mut Page) {
    let all = &input.scores.all;
    page.section(2, "basis", say!("Basis and limits"));
    page.paragraph(say!(
        "Made with Clausewise {program}, {rule} of its method, questionnaire {id} version {version}. The answers \
         are those of the organisation; evidence was looked at only where somebody is named as having seen it.",
        program = env!("CARGO_PKG_VERSION"),
        rule = RULE,
        id = input.q.id,
        version = input.q.version
    ));
    if let Some(again) = asked::size_again(input.a) {
        page.paragraph(again);
    }
    if let Some(left_out) = asked::left_out(input.q, input.a) {
        page.fact(say!("Not asked"), &left_out);
        for row in asked::each_left_out(input.q, input.a) {
            page.sub_item(row);
        }
    }
    page.fact(say!("Levels"), say!("each check gets one of them; a requirement follows from its checks"));
    for level in Level::ALL {
        let credit = match level.credit(CheckKind::Practice) {
            Some(0) => say!("counts 0").to_owned(),
            Some(3) => say!("counts 1").to_owned(),
            Some(1) => say!("counts 1/3; of an event or a record 0").to_owned(),
            Some(thirds) => say!("counts {thirds}/3", thirds),
            None if level == Level::NotApplicable => {
                say!("leaves the denominator; controls only, with a reason").into()
            }
            None => say!("stays open").to_owned(),
        };
        page.sub_item(format!("{} {}: {credit}", level.key(), level.word()));
    }
    page.fact(
        say!("Status"),
        say!(
            "Met when every check is Proven; Gap when a key check or more than half of the checks have nothing \
             to show; Open while a check is unanswered or Don't know; otherwise Partial"
        ),
    );
    page.fact(
        say!("Verdict"),
        say!(
            "the lowest cap wins; a missing requirement of {clauses} is never averaged away",
            clauses = called::clauses(&input.q.names.clauses)
        ),
    );
    let open = all.counts.open as usize;
    page.fact(
        say!("Not assessed or not decided"),
        if open == 0 {
            say!("nothing; every requirement has a status").to_owned()
        } else {
            say!("{n|requirement|requirements}, listed below under Open", n = open)
        },
    );
    page.fact(
        say!("Limits"),
        say!(
            "a self-assessment at one point in time; no sampling, no legal review, no promise of a certificate"
        ),
    );
}

/// Counts and readiness of each part; `long` with both as pictures.
pub(super) fn results(input: &Input, page: &mut Page, long: bool) {
    page.section(2, "results", say!("Results per clause and objective"));
    page.paragraph(say!(
        "Counts first. So far is the mean score of the assessed requirements; Whole is the same over all \
         applicable ones, as an interval while anything is open."
    ));
    page.figure(pictures::shares(input));
    if let Some(ranges) = pictures::ranges(input).filter(|_| long) {
        page.figure(ranges);
    }
    let mut t = Table::new(&[
        say!("Part"),
        say!("Met"),
        say!("Partial"),
        say!("Gap"),
        say!("N/A"),
        say!("Open"),
        say!("Of"),
        say!("So far"),
        say!("Assessed"),
        say!("Whole"),
    ]);
    let mut row = |name: String, total: &Total| {
        let c = total.counts;
        t.row(vec![
            name.into(),
            c.met.into(),
            c.partial.into(),
            c.gap.into(),
            c.not_applicable.into(),
            c.open.into(),
            c.total().into(),
            figures::so_far(total).into(),
            say!("{assessed} of {of}", assessed = total.assessed, of = total.applicable).into(),
            interval(total).into(),
        ]);
    };
    for (h, total) in &input.scores.groups {
        let heading = &input.q.headings[*h];
        row(format!("{} {}", heading.id, heading.title), total);
    }
    row(input.q.names.clauses.clone(), &input.scores.clauses);
    row(input.q.names.controls.clone(), &input.scores.annex);
    row(say!("Everything").into(), &input.scores.all);
    page.table(t);
    if let Some(trend) = pictures::trend(input) {
        page.figure(trend);
    }
    for (h, note) in input.heading_notes() {
        page.fact(&say!("Note on {id} {title}", id = h.id, title = h.title), note);
    }
}

fn strengths(input: &Input, page: &mut Page) {
    let list = summary::strengths(input);
    if list.is_empty() {
        return;
    }
    let met = input.scores.all.counts.met as usize;
    page.section(2, "strengths", say!("Strengths"));
    page.paragraph(say!("{n|requirement|requirements} met. Of these the weightiest:", n = met));
    for r in list {
        let notes: Vec<&str> = input.notes(r).into_iter().map(|(_, text)| text).collect();
        let s = &input.scores.requirements[r];
        let basis = match (s.seen, s.claimed) {
            (0, _) => say!("as claimed, evidence not seen").to_owned(),
            (seen, of) if seen == of => say!("evidence seen").to_owned(),
            (seen, of) => say!("evidence seen for {seen} of {of|check|checks}", seen, of),
        };
        let said = if notes.is_empty() { String::new() } else { format!(". {}", notes.join("; ")) };
        page.fact(&input.name(r), format!("{basis}{said}"));
    }
}

/// What is claimed and was not shown: the request list of a reader who believes nothing unseen.
fn evidence(input: &Input, page: &mut Page) {
    page.section(2, REQUIRED, say!("Evidence still required"));
    let claimed: Vec<usize> = (0..input.q.check_count())
        .filter(|c| {
            let r = input.q.check_owner[*c];
            input.a.counts(input.q, *c)
                && input.scores.status(r) != Status::NotApplicable
                && matches!(input.a.level(input.q, *c), Some((Level::Proven, _)))
                && !input.a.is_seen(input.q, *c)
        })
        .collect();
    page.paragraph(match (claimed.is_empty(), input.scores.evidence.claimed) {
        (true, 0) => say!("Nothing is claimed as Proven yet, so there is nothing to show."),
        (true, _) => say!("Nothing: for every check claimed as Proven somebody has seen the evidence."),
        (false, _) => say!("Claimed as Proven, but nobody is named who has seen the evidence:"),
    });
    let mut last = None;
    for c in claimed {
        let (check, r) = (input.a.check(input.q, c), input.q.check_owner[c]);
        if last.replace(r) != Some(r) {
            page.item(input.name(r));
        }
        page.sub_item(format!("{} {}", check.id, check.evidence));
        for e in input.a.ran_out_for(input.q, c) {
            page.sub_item(say!("{id} so far: {piece}", id = check.id, piece = e.words()));
        }
    }
    let mut once: Vec<&str> = Vec::new();
    for output in input.gaps.gaps.iter().take(10).map(|g| g.output(input.q)) {
        if !once.contains(&output) {
            once.push(output);
        }
    }
    if !once.is_empty() {
        page.paragraph(say!(
            "Still to be made for the first gaps: {outputs}. The whole list is the document checklist.",
            outputs = few(&once, 10)
        ));
    }
}
