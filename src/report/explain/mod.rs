//! Where a number comes from: the rows behind it, the arithmetic in words and figures, the rule, and
//! what would change it. Each is a document, a paragraph or row per entry: the screens, plain mode and `clausewise
//! explain` show the same.

mod behind;
mod finding;
mod plan;
mod totals;
mod verdict;

use jiff::civil::Date;

use super::about;
use crate::doc::{Doc, Page};
use crate::model::RULE;
use crate::model::assessment::{Assessment, Given};
use crate::model::level::Level;
use crate::model::priority::GapList;
use crate::model::questionnaire::{Questionnaire, Target};
use crate::model::roadmap::Roadmap;
use crate::model::score::{self, RequirementScore, Scores, Status, percent};
use crate::model::verdict::Verdict;
use crate::say;
use crate::words::{Word as _, Words as _, advice, asked, few, figures, held};

pub use behind::{Behind, data, said, whole};
pub use finding::{audit, audit_row, finding};
use plan::gap;
pub use plan::{action, beside, finish, milestone};
pub use totals::{claimed, counts, coverage, heading, readiness};
pub use verdict::{gate, verdict};

/// An explanation of which nothing but the title is said yet.
fn page(title: &str) -> Page {
    Page::new("explanation", title, about::bare(Date::ZERO))
}

/// What is told somewhere in lines with their labels, as an explanation.
pub fn lines(title: &str, said: &[(&str, String)]) -> Doc {
    let mut page = page(title);
    for (label, words) in said {
        page.row(format!("{label}: {words}"));
    }
    page.finish()
}

/// Lines that are told as they stand, as an explanation.
pub fn told(title: &str, said: Vec<String>) -> Doc {
    let mut page = page(title);
    for line in said.into_iter().filter(|line| !line.is_empty()) {
        page.row(line);
    }
    page.finish()
}

/// An explanation with another one before it.
pub fn before(first: Doc, then: Doc) -> Doc {
    let blocks = first.blocks.into_iter().chain(then.blocks).collect();
    Doc { title: first.title, blocks, ..then }
}

/// A requirement's status and score.
pub fn requirement(q: &Questionnaire, a: &Assessment, r: usize) -> Doc {
    let req = &q.requirements[r];
    let s = score::requirement(q, a, r);
    let mut page = page(&format!("{} {}", req.id, q.list_title(r)));
    page.paragraph(say!("Status: {status}.", status = s.status.word()));
    if a.excluded(r) {
        page.paragraph(a.reason(&req.id).map_or_else(
            || match q.applicability() {
                Some(id) => {
                    say!(
                        "Excluded without a reason: listed as an open item of {id} until one is written.",
                        id
                    )
                }
                None => {
                    say!("Excluded without a reason: listed as an open item until one is written.").to_owned()
                }
            },
            |reason| say!("Excluded. Reason: {reason}", reason),
        ));
        page.paragraph(say!("It leaves the denominator of every figure."));
    } else {
        page.paragraph(why_status(q, a, r, &s));
        page.paragraph(score_words(&s));
        page.paragraph(
            say!("Rows behind it (credit: Nothing 0, Planned 0, Written 1/3, of an event or a record 0, In use 2/3, Proven 1):"),
        );
        for c in q.checks_of(r) {
            page.row(check_row(q, a, c));
            if let Some(all) = a.beside(q, c) {
                page.sub_item(all.words());
            }
        }
        let not_asked = q.checks_of(r).filter_map(|c| Some((&q.check(c).id, asked::why_not(q, a, c)?)));
        page.paragraphs(not_asked.map(|(id, why)| format!("{id}: {why}")));
        page.paragraphs(what_would_change(q, a, r, &s));
    }
    page.paragraph(say!("By {rule}, sections 2 and 3.", rule = RULE));
    page.finish()
}

fn why_status(q: &Questionnaire, a: &Assessment, r: usize, s: &RequirementScore) -> String {
    match s.status {
        Status::Gap if s.key_at_gap => {
            let keys: Vec<&str> = q
                .checks_of(r)
                .filter(|c| q.check(*c).key && a.counts(q, *c))
                .filter(|c| a.level(q, *c).is_some_and(|(l, _)| q.is_gap_level(*c, l)))
                .map(|c| q.check(c).id.as_str())
                .collect();
            say!(
                "Because a key check has nothing to show ({keys}): its absence alone would likely be a major nonconformity.",
                keys = keys.join(", ")
            )
        }
        Status::Gap => {
            say!(
                "Because {at_gap} of {of|check|checks}, more than half, {at_gap?has|have} nothing to show.",
                at_gap = s.at_gap,
                of = s.of
            )
        }
        Status::Open => {
            let unanswered = s.of - s.answered - s.dont_know;
            let (of, dont_know) = (s.of, s.dont_know);
            match (unanswered, dont_know) {
                (_, 0) => say!(
                    "Because {unanswered} of {of|check|checks} {unanswered?is|are} not answered.",
                    unanswered,
                    of
                ),
                (0, _) => {
                    say!(
                        "Because {dont_know} of {of|check|checks} {dont_know?is|are} Don't know.",
                        dont_know,
                        of
                    )
                }
                _ => say!(
                    "Because {unanswered} of {of|check|checks} {unanswered?is|are} not answered and {dont_know} {dont_know?is|are} Don't know.",
                    unanswered,
                    of,
                    dont_know
                ),
            }
        }
        Status::Met => say!("Because every check is Proven.").into(),
        Status::Partial => say!("Because something is there, but not every check is Proven.").into(),
        Status::NotApplicable => say!("Because no check applies.").into(),
    }
}

fn score_words(s: &RequirementScore) -> String {
    let credit = thirds(s.thirds);
    let so_far = s.score().map_or_else(
        || say!("Score: none yet, nothing is answered.").to_owned(),
        |x| {
            // One point in thirds; any other amount, a part of one too, is spoken of as several.
            let points = if s.thirds == 3 { 1 } else { 2_u32 };
            say!(
                "Score: {score} = {credit} {points?point|points} over {answered|answered check|answered checks} (of {of}).",
                score = percent(100.0 * x),
                credit,
                points,
                answered = s.answered,
                of = s.of
            )
        },
    );
    if s.answered == s.of {
        return so_far;
    }
    say!(
        "{so_far} Between {low} (every open check Nothing) and {high} (every open check Proven).",
        so_far,
        low = percent(100.0 * s.low()),
        high = percent(100.0 * s.high())
    )
}

fn thirds(t: u32) -> String {
    match (t / 3, t % 3) {
        (w, 0) => format!("{w}"),
        (0, r) => format!("{r}/3"),
        (w, r) => format!("{w} {r}/3"),
    }
}

fn check_row(q: &Questionnaire, a: &Assessment, c: usize) -> String {
    let check = a.check(q, c);
    let level = a.level(q, c);
    let asked = a.asks(q, c);
    let word = level.filter(|_| asked).map_or(say!("not answered"), |(l, _)| l.word());
    let word = if asked { word } else { say!("not asked") };
    let mut about = vec![check.kind.word()];
    about.extend(check.key.then(|| say!("key")));
    about.extend(q.is_of_gate(c).then(|| say!("gate")));
    about.extend((asked && matches!(level, Some((_, Given::Bulk)))).then(|| say!("given in bulk")));
    about.extend(a.beside(q, c).map(|_| say!("over the AI systems")));
    about.extend((!check.mandatory).then(|| say!("good practice, moves no figure")));
    format!("{} {word} ({}) - {}", check.id, about.join(", "), check.question)
}

fn what_would_change(q: &Questionnaire, a: &Assessment, r: usize, s: &RequirementScore) -> Vec<String> {
    if s.status == Status::Met {
        return vec![say!("What would change it: any check below Proven makes it Partial.").into()];
    }
    let below: Vec<usize> = q
        .checks_of(r)
        .filter(|c| a.counts(q, *c))
        .filter(|c| !matches!(a.level(q, *c), Some((Level::Proven | Level::NotApplicable, _))))
        .collect();
    let mut lines = Vec::new();
    if s.status == Status::Gap
        && let Some(one) = below.iter().find(|c| {
            let mut trial = a.clone();
            trial.suppose(**c, Some(Level::Proven));
            score::requirement(q, &trial, r).status != Status::Gap
        })
    {
        lines.push(say!(
            "What would change it: Proven on {id} alone would lift it from Gap.",
            id = q.check(*one).id
        ));
    }
    let ids: Vec<&str> = below.iter().map(|c| q.check(*c).id.as_str()).collect();
    lines.push(say!("Met needs Proven on: {ids}.", ids = few(&ids, 8)));
    lines
}

/// Everything about one id: status, rank and dates of a requirement; the parts of a heading.
pub fn target(
    q: &Questionnaire,
    a: &Assessment,
    scores: &Scores,
    gaps: &GapList,
    map: &Roadmap,
    t: Target,
) -> Doc {
    match t {
        Target::Requirement(r) => {
            let mut page = Page::from(requirement(q, a, r));
            let items = map.items.iter().filter(|i| i.closes.contains(&r) || i.requirement == r);
            for more in gap(q, a, gaps, r).into_iter().chain(items.map(|i| action(q, a, map, i))) {
                page.part(more);
            }
            page.finish()
        }
        Target::Check(c) => check(q, a, scores, c),
        Target::Heading(h) => heading(q, scores, h),
    }
}

/// One check: its level, and what each other level would make of its requirement and the verdict.
fn check(q: &Questionnaire, a: &Assessment, scores: &Scores, c: usize) -> Doc {
    let r = q.check_owner[c];
    let whole = requirement(q, a, r);
    let mut page = page(&say!("{id} of {title}", id = q.check(c).id, title = whole.title));
    page.paragraph(check_row(q, a, c));
    if let Some(all) = a.beside(q, c) {
        page.row(format!("{}.", all.words()));
    }
    let held = held::of_check(q, a, c);
    page.paragraphs((!held.is_empty()).then_some(held));
    let same = advice::same_work(q, a, Target::Check(c)).into_iter();
    page.paragraphs(same.map(|same| say!("Same work: {same}.", same)));
    if !a.excluded(r) && q.check(c).mandatory {
        page.paragraph(say!("What another level would make of it (each tried):"));
        let now = a.level(q, c).map(|(l, _)| l);
        let mut trial = (a.clone(), scores.clone());
        for level in Level::ALL.into_iter().take(5).filter(|l| Some(*l) != now) {
            trial.0.suppose(c, Some(level));
            trial.1.update(q, &trial.0, r);
            let s = &trial.1.requirements[r];
            let v = Verdict::compute(q, &trial.0, &trial.1);
            page.row(say!(
                "{level}: {id} {status}, {score}; verdict {verdict}",
                level = level.word(),
                id = q.requirements[r].id,
                status = s.status.word(),
                score = s.score().map_or_else(|| say!("no score").to_owned(), |x| percent(100.0 * x)),
                verdict = figures::class(v.class, v.would_be)
            ));
        }
    }
    page.part(whole);
    page.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doc::lines;
    use crate::model::roadmap::PlanInput;

    /// Levels mixed, some open, one control left out.
    fn case() -> (Questionnaire, Assessment) {
        let q = crate::bank::embedded().unwrap();
        let mut a = Assessment::new(&q);
        for c in (0..q.check_count()).filter(|c| c % 11 != 0) {
            a.set(&q, &q.check(c).id, Some((c % 5 + 1).to_string()));
        }
        a.set(&q, "A.7.3", Some("n".into()));
        (q, a)
    }

    #[test]
    fn everything_says_its_rule_and_what_would_change_it() {
        let (q, a) = case();
        let scores = Scores::compute(&q, &a);
        let v = Verdict::compute(&q, &a, &scores);
        let gaps = GapList::compute(&q, &a, &scores);
        let map = Roadmap::compute(&q, &a, &scores, &gaps, PlanInput::of(&a, jiff::civil::date(2027, 1, 4)));
        let mut all = vec![
            super::verdict(&q, &a, &scores, &v),
            readiness(&q, &scores),
            counts(&q, &scores),
            coverage(&q, &a, &scores),
            claimed(&q, &scores),
            finish(&q, &a, &v, &map),
            beside(&q, &a, &map),
        ];
        all.extend(map.milestones.iter().filter_map(|m| milestone(&q, &scores, &map, &m.id)));
        all.extend(q.top_headings().into_iter().map(|h| heading(&q, &scores, h)));
        for id in ["5.2", "9.2.1", "10.1", "A.7.5", "9.2.1/1"] {
            all.push(target(&q, &a, &scores, &gaps, &map, q.find(id).unwrap()));
        }
        for e in &all {
            let text = lines::write(e).join("\n");
            assert!(text.contains(RULE), "{}", e.title);
            assert!(text.contains("would change") || text.contains("another level"), "{}: {text}", e.title);
        }
        // What is said of a check is what happens.
        let told = lines::write(all.last().unwrap());
        let mut trial = a.clone();
        trial.set(&q, "9.2.1/1", Some("3".into()));
        let s = score::requirement(&q, &trial, q.requirement_index("9.2.1").unwrap());
        let wanted =
            format!("  Written: 9.2.1 {}, {};", s.status.word(), percent(100.0 * s.score().unwrap()));
        assert!(told.iter().any(|l| l.starts_with(&wanted)), "{wanted} in {told:?}");
    }
}
