//! What holds of every document before it has a format.

use std::collections::BTreeSet;

use super::*;
use crate::doc::{Block, Cell, FigureKind, House, Item, Mark, Piece, Text, Tone, lines, pdf};
use crate::model::record::Rid;
use crate::model::votes::{self, Votes};
use crate::model::{Figures, Level, edit, snapshot};
use crate::report::leaving::{Maker, PAPERS};

/// An assessment with all that is computed from it.
struct Case {
    q: Questionnaire,
    a: Assessment,
    figures: Figures,
    head: Head,
}

const MADE: Date = jiff::civil::date(2027, 1, 4);

impl Case {
    fn of(q: Questionnaire, a: Assessment) -> Self {
        let figures = Figures::compute(&q, &a, MADE);
        let head = Head::of(3, Some((&"ab12".repeat(16), "2027-01-03T10:00:00Z")));
        Self { q, a, figures, head }
    }

    fn empty() -> Self {
        let q = crate::bank::embedded().unwrap();
        let a = Assessment::new(&q);
        Self::of(q, a)
    }

    /// Every level, some open, one control left out, and texts that look like markup.
    fn mixed() -> Self {
        let q = crate::bank::embedded().unwrap();
        let mut a = Assessment::new(&q);
        for c in (0..q.check_count()).filter(|c| c % 11 != 0) {
            a.set(&q, &q.check(c).id, Some((c % 5 + 1).to_string()));
        }
        a.set(&q, "A.7.3", Some("n".into()));
        a.set(&q, &format!("{}5.2", keys::NOTE), Some("# no | heading".into()));
        Self::of(q, a)
    }

    fn input(&self) -> Input<'_> {
        let Self { q, a, figures: Figures { scores, verdict, gaps, roadmap }, head } = self;
        Input { q, a, scores, verdict, gaps, roadmap, made: MADE, head, audit: None }
    }

    fn paper(&self, name: &str) -> Doc {
        paper(name)(&self.input())
    }
}

fn paper(name: &str) -> fn(&Input) -> Doc {
    PAPERS.iter().find(|p| p.0 == name).unwrap().1
}

fn anchors(doc: &Doc) -> Vec<&str> {
    let mut list = Vec::new();
    for block in &doc.blocks {
        if let Block::Heading { anchor, .. } = block {
            list.push(anchor.as_str());
        }
    }
    list
}

/// All prose of a list and what is below it.
fn prose<'d>(items: &'d [Item], into: &mut Vec<&'d Text>) {
    for item in items {
        into.push(&item.text);
        prose(&item.below, into);
    }
}

fn links(doc: &Doc) -> Vec<&str> {
    let mut all = Vec::new();
    for block in &doc.blocks {
        match block {
            Block::Paragraph(text) => all.push(text),
            Block::List(items) => prose(items, &mut all),
            _ => {}
        }
    }
    let mut to = Vec::new();
    for piece in all.iter().flat_map(|text| &text.0) {
        if let Piece::Link { anchor, .. } = piece {
            to.push(anchor.as_str());
        }
    }
    to
}

#[test]
fn every_document_names_itself_and_its_parts_and_leads_nowhere_else() {
    for case in [Case::empty(), Case::mixed()] {
        for (name, ..) in PAPERS {
            let doc = case.paper(name);
            assert_eq!(doc.name, name);
            // A customer is told the scope and the day; what it was made from stands in short beside it.
            let facts = if name == "customer-statement" { 2 } else { 4 };
            assert_eq!(doc.about.facts.len(), facts, "{name}");
            assert_eq!(doc.about.stamp, "rule 2, 3 events, head ab12ab12ab12", "{name}");
            assert_eq!((doc.about.made, doc.about.language), (MADE, "en"), "{name}");
            let long = ["gap-report", "gap-report-short"].contains(&name);
            assert_eq!(doc.about.long, long, "{name}");
            let list = anchors(&doc);
            let set: BTreeSet<&str> = list.iter().copied().collect();
            assert_eq!(set.len(), list.len(), "{name}: an anchor stands for one heading");
            for a in &list {
                assert!(!a.is_empty() && !a.contains(char::is_whitespace), "{name}: {a}");
                // A number given to tell two of a name apart would move when the first is left out.
                assert!(!a.ends_with("-2") || a.starts_with("wave-"), "{name}: {a}");
            }
            for to in links(&doc) {
                assert!(set.contains(to), "{name}: {to}");
            }
        }
    }
}

#[test]
fn a_note_is_said_once_in_a_gap_report() {
    let case = Case::mixed();
    let said = |name: &str| lines::write(&case.paper(name)).join("\n").matches("no | heading").count();
    assert_eq!((said("gap-report"), said("roadmap")), (1, 1), "the roadmap by itself leads nowhere else");
}

#[test]
fn the_short_form_is_short() {
    for case in [Case::empty(), Case::mixed()] {
        let pages = pdf::write(&case.paper("gap-report-short"), &House::default()).unwrap().pages;
        assert!(pages <= 8, "{pages} pages");
    }
    let short = Case::mixed().paper("gap-report-short");
    assert!(!anchors(&short).contains(&"first-actions"), "what comes first is said once");
}

#[test]
fn the_parts_of_the_gap_report_keep_their_names_and_its_gaps_their_ids() {
    let case = Case::mixed();
    let doc = case.paper("gap-report");
    let parts = [
        "executive",
        "first-actions",
        "next-decision",
        "basis",
        "results",
        "register",
        "strengths",
        "soa",
        "evidence",
        "roadmap",
        "milestones",
        "critical-path",
        "open",
        "not-assessed",
        "parked",
        "disagreements",
        "sign-off",
    ];
    let list = anchors(&doc);
    let found: Vec<&str> = list.iter().copied().filter(|a| parts.contains(a)).collect();
    assert_eq!(found, parts);
    for g in &case.figures.gaps.gaps {
        assert!(list.contains(&g.id(&case.q).as_str()));
    }
    let to_entries = links(&doc).into_iter().filter(|to| to.starts_with("GAP-")).count();
    assert_eq!(to_entries, 5, "the first five actions lead to their entries");
    let mut without = doc;
    let house = House { left_out: vec!["register".to_owned()], ..House::default() };
    house.apply(&mut without);
    assert!(!anchors(&without).iter().any(|a| a.starts_with("GAP-")), "a part goes with all below it");
}

#[test]
fn answers_that_are_not_shown_yet_are_counted_and_not_told() {
    let mut case = Case::mixed();
    let said = |case: &Case| lines::write(&case.paper("disagreements")).join("\n");
    assert!(said(&case).contains("No disagreement was recorded."));
    let given = (1..).map(|n| Rid::new(0, n)).zip([Level::Proven, Level::Nothing]).collect();
    let edit = votes::keep(&case.q, &case.a, "5.2", &Votes { given, ..Votes::default() }).unwrap();
    case.a.apply(&case.q, &edit);
    let said = said(&case);
    assert!(said.contains("2 answers of single people on 1 requirement are not shown yet."), "{said}");
    assert!(!said.contains("recorded.\n"), "{said}");
}

#[test]
fn figures_show_what_the_text_says() {
    let case = Case::mixed();
    let doc = case.paper("gap-report");
    let kinds: Vec<&FigureKind> = doc
        .blocks
        .iter()
        .filter_map(|b| if let Block::Figure(f) = b { Some(&f.kind) } else { None })
        .collect();
    let [
        FigureKind::Shares(shares),
        FigureKind::Ranges(ranges),
        FigureKind::Gantt { rows, milestones, today },
    ] = kinds[..]
    else {
        panic!("{kinds:?}")
    };
    let c = case.figures.scores.all.counts;
    let sum = |n: usize| shares.iter().map(|(_, counts)| counts[n]).sum::<u32>();
    assert_eq!([0, 1, 2, 3, 4].map(sum), [c.met, c.partial, c.gap, c.not_applicable, c.open]);
    assert_eq!(ranges.len(), case.figures.scores.groups.len());
    assert!(ranges.iter().all(|(_, low, high)| (0.0..=100.0).contains(low) && low <= high && *high <= 100.0));
    assert_eq!(
        (rows.len(), milestones.len()),
        (case.figures.roadmap.items.len(), case.figures.roadmap.milestones.len())
    );
    assert_eq!(*today, MADE);
    let critical = rows.iter().filter(|b| b.tone == Tone::Bad).count();
    assert_eq!(critical, case.figures.roadmap.critical_path().len());
}

#[test]
fn a_trend_needs_two_frozen_states() {
    let has = |case: &Case| {
        let doc = case.paper("gap-report");
        doc.blocks.iter().any(|b| matches!(b, Block::Figure(f) if matches!(f.kind, FigureKind::Trend(_))))
    };
    let mut case = Case::mixed();
    for n in 0..2 {
        let day = jiff::civil::date(2026, 11, 20 + n);
        let e = snapshot::freeze(
            &case.a,
            &crate::model::Rid::new(0, u64::from(n.unsigned_abs())),
            &format!("F{n}"),
            day,
        );
        case.a.apply(&case.q, &e.unwrap());
        let now = Case::of(case.q.clone(), case.a.clone());
        assert_eq!(has(&now), n == 1);
    }
}

#[test]
fn the_one_page_says_the_same_in_every_format() {
    for case in [Case::empty(), Case::mixed()] {
        let input = case.input();
        let flat = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut doc = case.paper(one_pager::NAME);
        let text = flat(&one_pager::markdown(&input, &doc, &House::default()));
        let items =
            doc.blocks.iter().filter_map(|b| if let Block::List(items) = b { Some(items) } else { None });
        let mut said = 0;
        for item in items.flatten() {
            let words = flat(&markdown::escape(&item.text.words()));
            assert!(text.contains(&words), "{words}\n{text}");
            assert!(item.mark != Mark::Box);
            said += 1;
        }
        assert!(said > 8, "{said}");
        let figure = doc.blocks.iter().any(|b| matches!(b, Block::Figure(_)));
        assert!(figure, "the bars are drawn");
        let headings = [("time".to_owned(), "When we are there".to_owned())].into();
        House { left_out: vec!["blockers".to_owned()], headings, ..House::default() }.apply(&mut doc);
        let text = one_pager::markdown(&input, &doc, &House::default());
        assert!(text.contains("## When we are there") && !text.contains("## Time to Stage 1"), "{text}");
        assert!(!text.contains("## What blocks") && text.contains("## Decisions needed"), "{text}");
    }
}

#[test]
fn states_and_days_are_more_than_words() {
    let doc = Case::mixed().paper("gap-register");
    let tables = doc.blocks.iter().filter_map(|b| if let Block::Table(t) = b { Some(t) } else { None });
    let row = &tables.into_iter().next().unwrap().rows[0];
    assert!(matches!(row[1], Cell::Toned(Tone::Bad, _)), "{row:?}");
    assert!(matches!(row[4], Cell::Toned(Tone::Bad | Tone::Half, _)), "{row:?}");
    assert!(matches!((&row[5], &row[7], &row[8]), (Cell::Number(_), Cell::Day(_), Cell::Day(_))), "{row:?}");
}

#[test]
fn two_threads_make_what_one_makes_and_stop_when_they_are_told() {
    let case = Case::mixed();
    let (input, house, files) = (case.input(), House::default(), files());
    let mut alone = Maker::new(&input, &house);
    let one_by_one: Vec<_> = files.iter().filter_map(|f| alone.one(f).unwrap()).collect();
    let made = make(&input, &files, &house, &mut |_, _| Stop::No).unwrap().unwrap();
    assert_eq!((made.documents.len(), made.unseen), (one_by_one.len(), alone.unseen));
    for (both, one) in made.documents.iter().zip(&one_by_one) {
        assert!(both == one, "{}", one.name);
    }
    let mut asked = 0;
    let stopped = make(&input, &files, &house, &mut |_, _| {
        asked += 1;
        if asked > 2 { Stop::Yes } else { Stop::No }
    });
    assert_eq!((stopped.unwrap(), asked), (None, 3));
    // Asked after the last file, too: nothing is written then.
    let last = &files[..1];
    let mut told = Vec::new();
    let stopped = make(&input, last, &house, &mut |made, _| {
        told.push(made);
        if told.len() > 1 { Stop::Yes } else { Stop::No }
    });
    assert_eq!((stopped.unwrap(), told), (None, vec![0, 0]));
}

/// Who holds a role in the register of people is asked by name; several by all their names; without a name the role stands.
#[test]
fn papers_for_people_name_who_holds_a_role() {
    let Case { q, mut a, .. } = Case::empty();
    let people =
        [("Nina Falk", "AIMS manager"), ("Otto Rein", "data lead"), ("Ida Moe", "Data lead; IT lead")];
    for (n, (name, role)) in people.into_iter().enumerate() {
        let rid = format!("0tv0edaftd7m{n}0");
        for (field, value) in [
            ("made", MADE.to_string().as_str()),
            ("no", &(n + 1).to_string()),
            ("name", name),
            ("role", role),
        ] {
            a.set(&q, &format!("person.{rid}.{field}"), Some(value.to_owned()));
        }
    }
    let case = Case::of(q, a);
    let heads = |doc: &Doc| -> Vec<String> {
        let head = |b: &Block| if let Block::Heading { text, .. } = b { Some(text.clone()) } else { None };
        doc.blocks.iter().filter_map(head).collect()
    };
    let asked = heads(&case.paper("questions-by-person"));
    for who in [
        "Nina Falk (AIMS manager)",
        "Ida Moe (Data lead; IT lead)",
        "Otto Rein, Ida Moe (Data lead)",
        "Top management",
    ] {
        assert!(asked.iter().any(|h| h == who), "{who}: {asked:?}");
    }
    assert_eq!(asked, heads(&case.paper("evidence-by-person")));
    // The name of a person leads to their role; what is told of several roles at once is left as it is.
    assert_eq!(asked::in_person(&case.a, "nina falk"), "Nina Falk (AIMS manager)");
    assert_eq!(asked::in_person(&case.a, "AIMS manager / IT"), "AIMS manager / IT");
    // However a role is spelt it is one; two people are two.
    assert_eq!(asked::in_person(&case.a, "The AIMS  managers"), "Nina Falk (AIMS manager)");
    let same = crate::model::register::same_who;
    assert!(same("Top  management", "top management") && same("baker", "The bakers"));
    assert!(!same("Jona", "Jonas") && !same("Ana Peter", "Ana Peters") && !same("boss", "bos"));
}

#[test]
fn what_is_parked_stands_in_the_short_form_too() {
    let Case { q, mut a, .. } = Case::empty();
    let rid = "0tv0edaftd7m00";
    for (field, value) in
        [("made", "2027-01-04"), ("no", "1"), ("at", "A.5.4"), ("what", "Ask the works council")]
    {
        a.set(&q, &format!("parked.{rid}.{field}"), Some(value.to_owned()));
    }
    let case = Case::of(q, a);
    let said = lines::write(&case.paper("gap-report-short")).join("\n");
    assert!(said.contains("# Parked (1)\nA.5.4: Ask the works council"), "{said}");
}

/// Five parts in their order; what was answered and not shown is nobody's.
#[test]
fn the_minutes_say_what_the_room_came_to() {
    let mut case = Case::mixed();
    let (ana, bo) = (Rid::new(0, 1), Rid::new(0, 2));
    for (id, name) in [(&ana, "Ana"), (&bo, "Bo")] {
        case.a.set(&case.q, &format!("person.{id}.made"), Some("yes".to_owned()));
        case.a.set(&case.q, &format!("person.{id}.name"), Some(name.to_owned()));
    }
    let vote = |case: &mut Case, at: &str, show: bool| {
        for (who, level) in [(&ana, Level::Proven), (&bo, Level::Nothing)] {
            let e = votes::give(&case.q, &case.a, at, who, Some(level)).unwrap();
            case.a.apply(&case.q, &e);
        }
        if show {
            let e = votes::show(&case.q, &case.a, at).unwrap();
            case.a.apply(&case.q, &e);
        }
    };
    for (at, show) in [("4.1", true), ("5.2", true), ("5.3", false)] {
        let e = edit::rate(&case.q, &case.a, at, None, None).unwrap();
        case.a.apply(&case.q, &e);
        vote(&mut case, at, show);
    }
    let e = edit::rate(&case.q, &case.a, "5.2", Some(Level::Written), None).unwrap();
    case.a.apply(&case.q, &e);
    let e = votes::dissent(&case.q, &case.a, "5.2", "Bo: nobody has seen it").unwrap();
    case.a.apply(&case.q, &e);
    let case = Case::of(case.q, case.a);
    let said = lines::write(&case.paper("minutes")).join("\n");
    let parts = ["Agreed (1)", "Not agreed on (1)", "Parked (", "To find out (", "Next steps"];
    let at: Vec<usize> =
        parts.iter().map(|p| said.find(p).unwrap_or_else(|| panic!("{p}: {said}"))).collect();
    assert!(at.is_sorted(), "{said}");
    assert!(said.contains("Written, with dissent") && said.contains("Bo: nobody has seen it"), "{said}");
    assert!(said.contains("Bo: Nothing") && said.contains("On 1 question answers were given"), "{said}");
}
