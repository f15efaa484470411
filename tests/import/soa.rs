//! Statements of Applicability: the worked case, words of other tools, several rows a control.

use clausewise::import::{As, Choice, Trouble, Why};
use clausewise::model::record::{CONTROL, Draft, EVIDENCE, INCIDENT, RISK, SYSTEM, read};
use clausewise::model::said::Matter;
use clausewise::model::statement::{Applicable, Driver, Named};
use clausewise::model::{Level, Status};
use clausewise::work::Work;

use super::files::{case, workbook};
use super::{Open, csv, said};

#[test]
fn the_case_comes_out_as_it_says_from_a_table_and_from_a_workbook() {
    let (table, book) = case("twyntrust");
    for (bytes, unknown) in [(&table, 0), (&book, 1)] {
        let mut o = Open::new("Case");
        let looked = o.look(bytes, None, Choice::Ours);
        assert_eq!(looked.is, Some(As::Soa), "{}", said(&looked));
        let report = o.take(bytes, None, Choice::Ours);
        assert_eq!((report.rows, report.unknown.len()), (38 + unknown, unknown));
        let c = o.w.scores().all.counts;
        assert_eq!((c.met, c.partial, c.gap, c.not_applicable, c.open), (35, 3, 0, 0, 32));
        let a = o.w.a();
        // A code says what sort of reason it is, and no more than that.
        assert_eq!(a.get("reason.A.4.6"), None);
        assert_eq!(
            ["risk", "contract", "law"].map(|d| a.get(&format!("driver.A.4.6.{d}"))),
            [Some("yes"), Some("yes"), None]
        );
        assert_eq!(a.get("note.A.4.6"), Some("AI literacy rolling out"));
        assert_eq!(a.get("owner.A.4.6"), Some("Ana"));
        let shown: usize = read::all(a, &EVIDENCE).iter().map(|e| e.members("shows").len()).sum();
        assert_eq!(shown, 38, "every control has its evidence");
        // The same file again changes nothing.
        let report = o.take(bytes, None, Choice::Ours);
        assert_eq!((report.changed.len(), report.conflicting.len()), (0, 0), "{report:#?}");
    }
}

/// Line by line: what the case states of each control, and its stated priorities with their references.
#[test]
fn the_case_stands_in_the_file_line_by_line() {
    let case: serde_json::Value =
        serde_json::from_str(include_str!("../fixtures/twyntrust_soa_38.json")).unwrap();
    let text = |v: &serde_json::Value| v.as_str().unwrap().to_owned();
    let mut o = Open::new("Case");
    o.take(&super::files::case("twyntrust").0, None, Choice::Ours);
    let (a, rows) = (o.w.a(), o.w.statement());
    let items = case["items"].as_array().unwrap();
    assert_eq!((rows.len(), items.len()), (38, 38));
    for (row, item) in rows.iter().zip(items) {
        let id = text(&item["id"]);
        assert_eq!((row.id.as_str(), row.applicable), (id.as_str(), Applicable::Yes));
        let status = match text(&item["status_normalised"]).as_str() {
            "conform" => Status::Met,
            "partial" => Status::Partial,
            other => panic!("{id}: {other}"),
        };
        assert_eq!(row.status, status, "{id}");
        assert_eq!(a.get(&format!("note.{id}")), item["note"].as_str(), "{id}");
        assert_eq!((row.owner.as_str(), row.evidence.len(), row.drivers.len()), ("Ana", 1, 2), "{id}");
    }
    let met = rows.iter().filter(|r| r.status == Status::Met).count();
    let stated = &case["stated_scores"];
    assert_eq!((Some(met as u64), stated["excluded"].as_u64()), (stated["implemented"].as_u64(), Some(0)));
    let incidents = read::all(a, &INCIDENT);
    let priorities = case["stated_priorities"].as_array().unwrap();
    assert_eq!(incidents.len(), priorities.len());
    for stated in priorities {
        let reference = text(&stated["ref"]);
        let one = incidents.iter().find(|i| i.get("ref") == reference).unwrap();
        let against: Vec<&str> = one.members("at").into_iter().map(|(id, _)| id).collect();
        let ids: Vec<&str> = stated["ids"].as_array().unwrap().iter().map(|v| v.as_str().unwrap()).collect();
        assert_eq!((one.name(), against), (reference.as_str(), ids));
    }
}

#[test]
fn the_file_of_clauses_first_then_that_of_controls() {
    let mut o = Open::new("Case");
    let q = o.w.q();
    let mut lines = vec!["Clause,Status,Notes".to_owned()];
    for r in q.requirements.iter().filter(|r| !q.may_be_excluded(q.find(&r.id).unwrap())) {
        let partial = ["6.1.3", "7.2", "9.2.2", "10.2", "8.4"].contains(&r.id.as_str());
        lines.push(format!("{},{},", r.id, if partial { "Partial" } else { "Conform" }));
    }
    // A second row of the same clause: the worse of the two counts, whichever comes first.
    lines.push("6.1.3,Conform,second look".to_owned());
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    o.take(&csv(&lines), Some(As::Soa), Choice::Ours);
    o.take(&case("twyntrust").0, None, Choice::Ours);
    let c = o.w.scores().all.counts;
    assert_eq!((c.met, c.partial, c.gap, c.not_applicable, c.open), (62, 8, 0, 0, 0));
    assert_eq!(o.w.a().get("6.1.3"), Some("4"));
}

#[test]
fn words_of_other_tools_marks_and_several_rows() {
    let mut o = Open::new("Case");
    let table = csv(&[
        "Annex A ref\tIncluded / Excluded\tImplementation Status\tReason for exclusion\tRisk assessment\tContractual",
        "A.2 Policies\t\t\t\t\t",
        "A.2.2 AI policy\tIncluded\tpartially_implemented\t\tx\tx",
        "A2.3\tIncluded\tNot Implemented\t\t\tx",
        "Control A.4.6\tIncluded\tImplemented\t\t\t",
        "A.4.6\tIncluded\tPlanned\t\t\t",
        "A.7.3\tExcluded\t\tNothing is acquired\t\t",
        "A.10.4\tTBD\tnot assessed\t\t\t",
        "A.5.2\tincluded\t100%\t\t\t",
        "Total\t6\t\t\t\t",
    ]);
    let report = o.take(&table, None, Choice::Ours);
    let a = o.w.a();
    assert_eq!(
        ["A.2.2", "A.2.3", "A.4.6", "A.7.3", "A.10.4", "A.5.2"].map(|k| a.get(k)),
        [Some("4"), Some("1"), Some("2"), Some("n"), None, Some("5")]
    );
    assert_eq!(a.get("reason.A.7.3"), Some("Nothing is acquired"));
    assert_eq!(["risk", "contract"].map(|d| a.get(&format!("driver.A.2.2.{d}"))), [Some("yes"); 2]);
    assert_eq!(report.unknown.iter().map(|l| l.id.as_str()).collect::<Vec<_>>(), ["Total"]);
    assert_eq!(Level::parse("2"), Some(Level::Planned));
}

#[test]
fn a_heading_is_spread_only_where_that_invents_nothing() {
    let mut o = Open::new("Case");
    let table = csv(&[
        "Clause,Status",
        "9.2,Implemented",
        "6.1,Partially implemented",
        "A.9,Excluded",
        "9.2.2,Planned",
    ]);
    let report = o.take(&table, None, Choice::Ours);
    let a = o.w.a();
    // A row of its own below it says more.
    assert_eq!(
        ["9.2", "9.2.1", "9.2.2", "6.1", "6.1.1"].map(|k| a.get(k)),
        [None, None, Some("2"), None, None]
    );
    assert_eq!(["A.9.2", "A.9.3", "A.9.4"].map(|k| a.get(k)), [Some("n"); 3]);
    assert!(matches!(&report.unknown[0].why, Why::Coarser { of } if of.len() == 4), "{report:?}");
}

#[test]
fn rows_that_say_two_things_at_once_are_problems() {
    let mut o = Open::new("Case");
    let table = csv(&[
        "Control,Applicable,Status,Justification",
        "A.2.2,No,Implemented,why",
        "A.2.3,Perhaps,Implemented,",
        "A.2.4,Yes,Nearly there,",
        "5.2,No,,we have none",
    ]);
    let before = o.look(&table, Some(As::Soa), Choice::Ours).planned.report;
    assert_eq!(before.unknown.iter().map(|l| l.place.row).collect::<Vec<_>>(), [5], "a clause is no control");
    let troubles = o.refused(&table, Some(As::Soa));
    assert!(matches!(&troubles[0], Trouble::Contradiction { at, .. } if at == "A.2.2"));
    assert!(matches!(&troubles[1], Trouble::NoApplicability { .. }));
    assert!(matches!(&troubles[2], Trouble::NoLevel { .. }));
    let clauses = csv(&["Clause,Status,Justification", "5.2,Excluded,we have none"]);
    assert!(matches!(&o.refused(&clauses, Some(As::Soa))[0], Trouble::Refused(_)));
}

#[test]
fn formulas_are_a_problem_in_columns_that_are_read_and_none_elsewhere() {
    let mut o = Open::new("Case");
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (c, head) in ["Control", "Status", "Score"].iter().enumerate() {
        sheet.write_string(0, u16::try_from(c).unwrap(), *head).unwrap();
    }
    sheet.write_string(1, 0, "A.2.2").unwrap();
    sheet.write_string(1, 1, "Implemented").unwrap();
    sheet.write_formula(1, 2, "=1+1").unwrap();
    let unread = book.save_to_buffer().unwrap();
    assert_eq!(o.take(&unread, None, Choice::Ours).changed.len(), 1);
    let sheet = book.worksheet_from_index(0).unwrap();
    sheet
        .write_formula(1, 1, rust_xlsxwriter::Formula::new("=\"Implemented\"").set_result("Implemented"))
        .unwrap();
    assert_eq!(o.refused(&book.save_to_buffer().unwrap(), None), [Trouble::Formula]);
    // In a hidden sheet nothing is read.
    let hidden = workbook(&[(
        "A",
        &[vec!["Control".into(), "Status".into()], vec!["A.2.3".into(), "Planned".into()]],
    )]);
    assert_eq!(o.take(&hidden, None, Choice::Ours).changed.len(), 1);
}

/// A status knows no levels: where ours says the same in other levels, nothing differs.
#[test]
fn a_status_that_says_what_ours_says_is_the_same() {
    let mut o = Open::new("Case");
    o.take(b"id,level\nA.2.2,3\nA.2.3,4\nA.2.4,2\n", None, Choice::Ours);
    let table = csv(&["Control,Status", "A.2.2,Partial", "A.2.3,Planned", "A.2.4,Not implemented"]);
    let report = o.take(&table, Some(As::Soa), Choice::Theirs);
    let places: Vec<usize> = report.changed.iter().map(|d| d.place.row).collect();
    assert_eq!((report.same, places), (2, vec![3]), "{report:?}");
    assert_eq!(["A.2.2", "A.2.3", "A.2.4"].map(|k| o.w.a().get(k)), [Some("3"), Some("2"), Some("2")]);
}

/// A question mark, a colon or a star behind a head is no other head, and "No" alone leaves the control out.
#[test]
fn heads_with_signs_behind_them_and_rows_that_say_only_no() {
    for heads in
        ["Control:;Applicable?;Justification *", "Control #;Applicable? (Y/N);Reason:", "ID*;In scope?;Why"]
    {
        let mut o = Open::new("Case");
        let table = csv(&[heads, "A.7.3;No;Nothing is acquired", "A.7.4;no;", "A.7.5;Yes;", "A.7.6;;"]);
        let looked = o.look(&table, None, Choice::Ours);
        assert_eq!(looked.is, Some(As::Soa), "{}", said(&looked));
        o.take(&table, None, Choice::Ours);
        let a = o.w.a();
        assert_eq!(
            ["A.7.3", "A.7.4", "A.7.5", "A.7.6"].map(|k| a.get(k)),
            [Some("n"), Some("n"), None, None],
            "{heads}"
        );
        let why = Some("Nothing is acquired");
        assert_eq!((a.get("reason.A.7.3"), a.get("reason.A.7.4")), (why, None), "{heads}");
    }
    // What is asked the other way round is understood the other way round, also with a mark behind it.
    let mut o = Open::new("Case");
    o.take(&csv(&["Control,Excluded?,Status?", "A.7.3,Yes,", "A.7.4,No,Implemented"]), None, Choice::Ours);
    assert_eq!(["A.7.3", "A.7.4"].map(|k| o.w.a().get(k)), [Some("n"), Some("5")]);
    // A cell that names the state says it, whatever its column asks.
    let mut o = Open::new("Case");
    let table =
        csv(&["Control,Excluded,Status", "A.7.3,Excluded,", "A.7.4,Included,Implemented", "A.7.5,N/A,"]);
    o.take(&table, None, Choice::Ours);
    assert_eq!(["A.7.3", "A.7.4", "A.7.5"].map(|k| o.w.a().get(k)), [Some("n"), Some("5"), Some("n")]);
    let both = csv(&["Control,Applicable?,Implemented?", "A.7.3,No,Yes"]);
    assert!(matches!(&o.refused(&both, None)[0], Trouble::Contradiction { .. }));
}

/// A number without its letter is a clause to nobody but those who wrote all of them so.
#[test]
fn numbers_of_controls_are_not_those_of_clauses() {
    let status =
        |o: &Open, ids: &[&str]| ids.iter().map(|k| o.w.a().get(k).map(str::to_owned)).collect::<Vec<_>>();
    for head in
        ["Control,Applicable,Status", "Ref,Applicable,Status", "Clause,Applicable,Status", "Control,x,Status"]
    {
        let mut o = Open::new("Case");
        let table = csv(&[
            head,
            "A.4.3,Yes,Implemented",
            "A 4.2,Yes,Planned",
            "A4.4,Yes,Planned",
            "Annex A 4.5 Computing,Yes,Planned",
            "4.3,Yes,Implemented",
            "9.2.1,Yes,Implemented",
            "5.2 (see A.2.2),Yes,Implemented",
        ]);
        let report = o.take(&table, Some(As::Soa), Choice::Ours);
        let unknown: Vec<_> = report.unknown.iter().map(|l| (l.place.row, l.id.as_str())).collect();
        assert_eq!(unknown, [(6, "4.3"), (7, "9.2.1"), (8, "5.2 (see A.2.2)")], "{head}");
        let (four, some) = (Some("2".to_owned()), Some("5".to_owned()));
        assert_eq!(
            status(&o, &["A.4.3", "A.4.2", "A.4.4", "A.4.5"]),
            [some, four.clone(), four.clone(), four]
        );
        assert_eq!(status(&o, &["4.2", "4.3", "4.4", "9.2.1", "5.2", "A.2.2"]), vec![None; 6], "{head}");
    }
    let mut o = Open::new("Case");
    o.take(
        &csv(&["Control,Applicable,Status", "4,,", "4.2 Resources,Yes,Planned", "10.2,Yes,Implemented"]),
        None,
        Choice::Ours,
    );
    assert_eq!(
        status(&o, &["A.4.2", "A.10.2", "4.2", "10.2"]),
        [Some("2".into()), Some("5".into()), None, None]
    );
    // One that fits no control, and nobody knows what the others are.
    let mut o = Open::new("Case");
    let report = o.take(&csv(&["Control,Status", "4.2,Planned", "4.1,Planned"]), Some(As::Soa), Choice::Ours);
    assert_eq!((report.changed.len(), report.unknown.len()), (0, 2));
}

/// The worse of two rows counts, but yes and no of one control are one too many: both rows are named, and neither wins.
#[test]
fn two_rows_that_say_the_contrary_are_a_problem() {
    for rows in [
        ["A.2.2,Yes,Yes", "A.2.3,Yes,Yes", "A.2.2,Yes,No"],
        ["A.2.2,Yes,No", "A.2.3,Yes,Yes", "A.2.2,Yes,Yes"],
        ["A.2.2,Yes,", "A.2.3,Yes,Yes", "A.2.2,No,"],
        ["A.2.2,No,", "A.2.3,Yes,Yes", "A.2.2,Yes,Partial"],
    ] {
        let mut o = Open::new("Case");
        let table = csv(&[&["Control,Applicable,Implemented"], &rows[..]].concat());
        assert_eq!(o.refused(&table, None), [Trouble::Twice { at: "A.2.2".to_owned(), row: 2 }], "{rows:?}");
        let looked = o.look(&table, None, Choice::Ours);
        assert!(said(&looked).contains("Row 4: Row 2 says something else of A.2.2"), "{}", said(&looked));
    }
    let mut o = Open::new("Case");
    o.take(&csv(&["Control,Applicable,Status", "A.2.2,Yes,Yes", "A.2.2,Yes,Partial"]), None, Choice::Ours);
    assert_eq!(o.w.a().get("A.2.2"), Some("4"));
}

#[test]
fn heads_and_words_of_the_template_and_what_is_left_out_is_told() {
    let mut o = Open::new("Case");
    let table = csv(&[
        "Control,Applicable?,Reason codes,Colour,Implemented (Y/N/P),How we do it / evidence",
        "A.2.2,Yes,R,All,Y,Page of rules",
        "A.2.3,Yes,R,All,N,",
        "A.3.2,Yes,R,All,P,Half a table",
        "A.3.3,TBD,,All,Y,",
    ]);
    let looked = o.look(&table, None, Choice::Ours);
    let told = said(&looked);
    assert!(told.contains("left out: Colour") && told.contains("To have one of them read"), "{told}");
    assert!(told.contains("\"TBD\" does not say whether A.3.3 applies"), "{told}");
    o.take(&table, None, Choice::Ours);
    let facts = o.facts();
    let at = |key: &str| facts.get(key).map(String::as_str);
    assert_eq!((at("A.2.2"), at("A.2.3"), at("A.3.2"), at("A.3.3")), (Some("5"), Some("1"), Some("4"), None));
    assert_eq!((at("how.A.2.2"), at("driver.A.2.2.risk")), (Some("Page of rules"), Some("yes")));
    // A reason for leaving something out stays where the exclusion stays.
    o.take(b"id,level\nA.10.4,4\n", None, Choice::Ours);
    let out = csv(&["Control,Applicable,Reason", "A.10.4,No,No customers"]);
    let report = o.take(&out, None, Choice::Ours);
    assert_eq!((report.changed.len(), report.conflicting.len()), (0, 2), "{report:#?}");
    assert_eq!(o.take(&out, None, Choice::Theirs).changed.len(), 2);
}

/// The columns of a statement as one of the worked cases published it.
const PUBLISHED: [&str; 5] = [
    "Control;Control (short name);Control area;Applicable?;Reason;AI systems;Linked risks;Status;How we do it / evidence;Owner;Related 27001",
    "A.2.2;AI policy;A.2;Yes;R, L, B;All;All;Implemented;Signed policy, read by everybody;Ana;A.5.1",
    "A.4.6;Human resources;A.4;Yes;R, C;Helpdesk bot, AIS-02;RSK-01, RSK-02;Partial;AI literacy course;Ana;A.6.3",
    "A.5.4;Impact on people;A.5;Yes;The hotel's contract asks for it;AIS-02;RSK-02;Not implemented;Nobody has begun;Bo;-",
    "A.7.3;Acquisition of data;A.7;No;We load no files into any AI system of ours;-;-;;;;-",
];

#[test]
fn a_published_statement_goes_in_with_all_it_states() {
    let mut o = Open::new("Case");
    let bot = Draft::from([("name".to_owned(), "Helpdesk bot".to_owned())]);
    o.w.put(&SYSTEM, None, &bot).unwrap();
    let before = o.facts();
    let looked = o.look(&csv(&PUBLISHED), None, Choice::Ours);
    let told = said(&looked);
    // What the registers do not have is told by its name before anything is taken over, and so is what is not named.
    for new in ["AIS-02", "RSK-01", "RSK-02", "all Risks"] {
        assert!(told.contains(new), "{new}\n{told}");
    }
    let report = o.take(&csv(&PUBLISHED), None, Choice::Ours);
    assert_eq!((report.rows, report.unknown.len()), (4, 1), "{told}");
    let a = o.w.a();
    let rows = o.w.statement();
    let row = |id: &str| rows.iter().find(|r| r.id == id).unwrap();
    let names = |all: &[Named]| all.iter().map(|n| n.name.clone()).collect::<Vec<_>>();
    assert_eq!(row("A.2.2").drivers, [Driver::Risk, Driver::Law, Driver::Practice]);
    assert_eq!(row("A.2.2").how, "Signed policy, read by everybody");
    assert!(row("A.2.2").systems.is_empty() && row("A.2.2").risks.is_empty());
    assert_eq!(names(&row("A.4.6").systems), ["Helpdesk bot", "AIS-02"]);
    assert_eq!(names(&row("A.4.6").risks), ["RSK-01", "RSK-02"]);
    assert_eq!(
        (row("A.5.4").why.as_str(), row("A.5.4").how.as_str()),
        ("The hotel's contract asks for it", "")
    );
    assert_eq!(a.get("note.A.5.4"), Some("Nobody has begun"), "a gap is not how it is done");
    assert_eq!(names(&row("A.5.4").risks), ["RSK-02"]);
    assert_eq!(row("A.7.3").applicable, Applicable::No);
    assert_eq!(row("A.7.3").against, "We load no files into any AI system of ours");
    assert_eq!((read::all(a, &SYSTEM).len(), read::all(a, &RISK).len()), (2, 2), "one of each name");
    let again = o.take(&csv(&PUBLISHED), None, Choice::Ours);
    assert_eq!((again.changed.len(), again.conflicting.len()), (0, 0), "{again:#?}");
    o.undo();
    // A number that was given once is not given again.
    let mut left = o.facts();
    left.retain(|key, _| {
        before.contains_key(key) || key.rsplit_once('.').is_none_or(|(_, field)| field != "no")
    });
    assert_eq!(left, before, "nothing is left of it");
}

pub(crate) fn csv_of(w: &Work) -> Vec<u8> {
    let head = w.head();
    let input = w.input(&head);
    let wanted = |f: &clausewise::report::File| &*f.1.file(&f.0) == "soa.csv";
    let all: Vec<_> = clausewise::report::files().into_iter().filter(wanted).collect();
    let go_on = &mut |_: usize, _: &str| clausewise::report::Stop::No;
    let house = clausewise::doc::House::default();
    let made = clausewise::report::make(&input, &all, &house, go_on).unwrap().unwrap();
    made.documents.into_iter().next().unwrap().bytes
}

/// The cells of it up to those that say what file it is of.
pub(crate) fn rows_of(csv: &[u8]) -> Vec<Vec<String>> {
    let all =
        csv::ReaderBuilder::new().has_headers(false).from_reader(csv).into_records().map(Result::unwrap);
    let rows: Vec<Vec<String>> = all.map(|r| r.iter().take(22).map(str::to_owned).collect()).collect();
    assert_eq!(rows[0].last().map(String::as_str), Some("own_state"));
    rows
}

#[test]
fn a_whole_statement_of_ours_comes_back_equal_into_an_empty_file() {
    let mut from = Open::new("Case");
    let record = |fields: &[(&str, &str)]| -> Draft {
        fields.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect()
    };
    for name in ["Helpdesk bot", "Scoring, new \"one\""] {
        from.w.put(&SYSTEM, None, &record(&[("name", name)])).unwrap();
    }
    let controls: Vec<String> = from.w.statement().into_iter().map(|r| r.id).collect();
    assert_eq!(controls.len(), 38);
    for what in ["Wrong advice; nobody sees it", "Data of guests, in the wrong hands"] {
        let named = controls.iter().step_by(3).cloned().collect::<Vec<_>>().join(", ");
        let risk = record(&[("what", what), ("treatment", "reduce"), ("controls", &named)]);
        from.w.put(&RISK, None, &risk).unwrap();
    }
    for (n, id) in controls.iter().enumerate() {
        let left_out = from.w.never_left_out(id).is_none() && n % 4 == 1;
        let level = [Level::Proven, Level::NotApplicable][usize::from(left_out)];
        from.w.rate(id, Some(level), None, false).unwrap();
        if left_out {
            from.w.write(Matter::Reason, id, "Nothing of the kind is done here; no risk names it").unwrap();
            from.w.write(Matter::LookAgain, id, "2027-03-31").unwrap();
            continue;
        }
        from.w.write(Matter::WhyIn, id, &format!("The contract with hotel {n} asks for it")).unwrap();
        from.w.write(Matter::How, id, "One page,\nread by everybody").unwrap();
        from.w.write(Matter::Owner, id, "Ana Sousa").unwrap();
        from.w.set_drivers(id, ["risk, law", "contract", "impact, practice"][n % 3]).unwrap();
        from.w.set_systems(id, ["S-1", "S-2", "all"][n % 3]).unwrap();
        let date = format!("2026-0{}-15", n % 9 + 1);
        let name = format!("Paper {n}");
        let piece = record(&[
            ("what", &name),
            ("shows", &format!("{id}/1")),
            ("date", &date),
            ("valid-until", "2028-01-31"),
        ]);
        from.w.put(&EVIDENCE, None, &piece).unwrap();
    }
    let own = |fields: &[(&str, &str)]| record(&[fields, &[("drivers", "risk, contract")]].concat());
    from.w
        .put(
            &CONTROL,
            None,
            &own(&[
                ("name", "Phones stay outside; always"),
                ("why", "Guests of the spa ask for it, in the contract"),
                ("how", "A locker at the door"),
                ("state", "written"),
                ("owner", "Ana Sousa"),
                ("systems", "S-2"),
                ("evidence", "E-1, E-2"),
            ]),
        )
        .unwrap();
    from.w.put(&CONTROL, None, &own(&[("name", "Two read each label"), ("state", "proven")])).unwrap();
    let named = record(&[("own-controls", "C-1, C-2")]);
    let risk = read::all(from.w.a(), &RISK)[1].id.clone();
    from.w.put(&RISK, Some(&risk), &named).unwrap();
    let rows = from.w.statement();
    assert_eq!((rows.len(), rows[38].evidence.len(), rows[38].risks.len()), (40, 2, 1));
    let out = csv_of(&from.w);
    let mut o = Open::new("Case");
    o.take(&out, None, Choice::Ours);
    assert_eq!(rows_of(&out).len(), 41, "a head, 38 controls and two of one's own");
    assert_eq!(rows_of(&csv_of(&o.w)), rows_of(&out));
    // One step takes all of it back, and the same file again changes nothing.
    let again = o.take(&out, None, Choice::Ours);
    assert_eq!((again.changed.len(), again.conflicting.len()), (0, 0), "{again:#?}");
    o.undo();
    assert_eq!(o.w.statement().len(), 38);
    let again = from.take(&out, None, Choice::Ours);
    assert_eq!((again.changed.len(), again.conflicting.len()), (0, 0), "{again:#?}");
}

/// The numbers of somebody else's register are not ours: what they name is what the file says, whatever number it gets here.
/// What will be named some day names nothing.
#[test]
fn numbers_of_others_are_not_ours_and_what_is_to_be_named_names_nothing() {
    let sheet = csv(&[
        "control,applicable,risks,ai systems,evidence,owner",
        "A.2.2,yes,R-07,S-2 Chat,TBD,n/a",
        "A.4.6,yes,R-01,S-1,to do,Ana",
        "A.6.2.6,yes,TBD,S-2,Test log,pending",
    ]);
    let mut o = Open::new("Case");
    o.take(&sheet, None, Choice::Ours);
    let rows = o.w.statement();
    let named = |id: &str| {
        let row = rows.iter().find(|r| r.id == id).unwrap();
        let names = |all: &[Named]| all.iter().map(|n| n.name.clone()).collect::<Vec<_>>().join("+");
        (names(&row.risks), names(&row.systems), row.evidence.len(), row.owner.clone())
    };
    let told = |risks: &str, systems: &str, n: usize, owner: &str| {
        (risks.to_owned(), systems.to_owned(), n, owner.to_owned())
    };
    assert_eq!(named("A.2.2"), told("their R-07", "Chat", 0, ""));
    assert_eq!(named("A.4.6"), told("their R-01", "their S-1", 0, "Ana"));
    assert_eq!(named("A.6.2.6"), told("", "Chat", 1, ""));
}
