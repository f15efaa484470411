//! What left comes in again: our own data without loss, audits of CISO Assistant.

use clausewise::import::{As, Choice, Trouble, Why};
use clausewise::model::format::Firm;
use clausewise::report::data;
use clausewise::session::Session;
use clausewise::work::{Work, begin};

use super::{Open, csv, said};

fn firm(folder: &std::path::Path, firm: Option<Firm>) -> Work {
    let path = folder.join("demo.aims");
    let today = jiff::civil::date(2026, 11, 22);
    let q = clausewise::bank::embedded().unwrap();
    begin::create_sample(q.clone(), firm, &path, today, false).unwrap();
    Work::new(Session::open(q, &path, "", false, std::time::Duration::ZERO).unwrap(), today)
}

fn everything(w: &Work) -> Vec<u8> {
    let head = w.head();
    data::pretty(&data::everything(&w.input(&head))).unwrap().into_bytes()
}

#[test]
fn our_own_data_comes_back_without_loss() {
    for which in [None, Some(Firm::ALL[0]), Some(Firm::ALL[1]), Some(Firm::ALL[2])] {
        let folder = tempfile::tempdir().unwrap();
        let from = firm(folder.path(), which);
        let bytes = everything(&from);
        // Of somebody else it is refused.
        assert!(matches!(Open::new("Nobody").refused(&bytes, None)[..], [Trouble::OtherAssessment { .. }]));
        let mut o = Open::new(from.a().organisation().unwrap());
        let looked = o.look(&bytes, None, Choice::Theirs);
        assert_eq!(looked.is, Some(As::Json), "{}", said(&looked));
        assert_eq!(looked.planned.report.unread, [""; 0], "every fact we write is one we know");
        o.take(&bytes, None, Choice::Theirs);
        let hidden = |k: &String| k.starts_with("vote.");
        let theirs: Vec<_> = from.a().facts().iter().filter(|(k, _)| !hidden(k)).collect();
        let facts = o.facts();
        let ours: Vec<_> = facts.iter().filter(|(k, _)| !hidden(k)).collect();
        let lost: Vec<_> = theirs.iter().filter(|f| !ours.contains(f)).collect();
        let more: Vec<_> = ours.iter().filter(|f| !theirs.contains(f)).map(|(k, _)| k.as_str()).collect();
        assert!(lost.is_empty(), "{lost:?}");
        // What the new file was founded with and theirs says nothing of.
        assert!(more.iter().all(|k| k.starts_with("about.")), "{more:?}");
        assert_eq!(o.w.scores().all.counts, from.scores().all.counts);
        let again = o.take(&bytes, None, Choice::Ours);
        assert_eq!((again.changed.len(), again.conflicting.len(), again.unknown.len()), (0, 0, 0));
    }
}

#[test]
fn what_is_no_data_of_ours_is_refused_and_what_is_unknown_is_kept_or_named() {
    let mut o = Open::new("Firm");
    for (text, wrong) in [
        ("{", "Unreadable"),
        ("{}", "NotOurs"),
        (r#"{"answers": {"5.2": "3"}}"#, "NotOurs"),
        (r#"{"answers": {"about.questionnaire": "other 1"}}"#, "OtherQuestionnaire"),
        (r#"{"answers": {"about.questionnaire": "iso42001-2023 2.0", "5.2": 3}}"#, "BadFact"),
        (r#"{"answers": {"about.questionnaire": "iso42001-2023 2.0", "5.2": "9"}}"#, "BadFact"),
        (r#"{"answers": {"about.questionnaire": "iso42001-2023 2.0", "a\nb": "9"}}"#, "BadFact"),
    ] {
        let troubles = o.refused(text.as_bytes(), None);
        assert!(format!("{:?}", troubles[0]).starts_with(wrong), "{text} {troubles:?}");
    }
    let text = r#"{"answers": {"about.questionnaire": "iso42001-2023 2.0", "99.9": "3", "note.99.9": "x",
        "omen.0000000000000z.made": "yes", "later.thing": "kept", "5.2": "3"}}"#;
    let report = o.take(text.as_bytes(), None, Choice::Ours);
    let named: Vec<_> = report.unknown.iter().map(|l| l.id.as_str()).collect();
    assert_eq!(named, ["99.9", "note.99.9"]);
    let a = o.w.a();
    assert_eq!(
        (a.get("later.thing"), a.get("omen.0000000000000z.made"), a.get("5.2")),
        (Some("kept"), Some("yes"), Some("3"))
    );
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    assert!(matches!(
        o.refused(format!(r#"{{"answers": {deep}}}"#).as_bytes(), None)[0],
        Trouble::Unreadable
    ));
}

/// Two files made apart give the same number to different records: what comes in takes the next free one.
#[test]
fn what_is_shown_beside_the_facts_is_not_read_and_that_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let from = firm(folder.path(), Some(Firm::ALL[0]));
    let mut whole: serde_json::Value = serde_json::from_slice(&everything(&from)).unwrap();
    let mut o = Open::new(from.a().organisation().unwrap());
    let left = |o: &mut Open, whole: &serde_json::Value| {
        let looked = o.look(whole.to_string().as_bytes(), None, Choice::Theirs);
        let of = |l: &clausewise::import::Left| (l.why == Why::MadeFromFacts).then(|| l.id.clone());
        (looked.planned.report.unknown.iter().filter_map(of).collect::<Vec<_>>(), said(&looked))
    };
    assert_eq!(left(&mut o, &whole).0, [""; 0]);
    whole["records"]["system"][0]["stage"] = "banana".into();
    whole["records"]["system"][0]["affects"] = "banana".into();
    let (ids, told) = left(&mut o, &whole);
    assert!(
        ids.len() == 2 && ids.iter().any(|id| id.starts_with("S-1 ") && id.ends_with("Stage")),
        "{ids:?}"
    );
    assert!(told.contains("is made from \"answers\" and not read"), "{told}");
}

#[test]
fn a_record_without_its_name_or_number_is_refused() {
    let mut o = Open::new("Firm");
    let of =
        |facts: &str| format!(r#"{{"answers": {{"about.questionnaire": "iso42001-2023 2.0", {facts}}}}}"#);
    for (facts, says) in [
        (
            r#""risk.0000000000000z.cause": "Old data""#,
            "risk 0000000000000z would not be whole: it was never made",
        ),
        (r#""risk.0000000000000z.made": "yes", "risk.0000000000000z.no": "4""#, "R-4 would not be whole: "),
        (r#""risk.0000000000000z.made": "yes", "risk.0000000000000z.name": "Leak""#, "it has no number"),
    ] {
        let looked = o.look(of(facts).as_bytes(), None, Choice::Theirs);
        assert!(said(&looked).contains(says), "{}", said(&looked));
        assert!(matches!(o.refused(of(facts).as_bytes(), None)[..], [Trouble::Unsound { .. }]));
    }
}

#[test]
fn numbers_of_records_stay_apart() {
    let mut o = Open::new("Firm");
    o.take(&csv(&["Name", "Ours"]), Some(As::Register(&clausewise::model::record::SYSTEM)), Choice::Ours);
    let text = r#"{"answers": {"about.questionnaire": "iso42001-2023 2.0", "system.0000000000000z.made": "yes",
        "system.0000000000000z.name": "Theirs", "system.0000000000000z.no": "1"}}"#;
    o.take(text.as_bytes(), None, Choice::Ours);
    let all = clausewise::model::record::read::all(o.w.a(), &clausewise::model::record::SYSTEM);
    assert_eq!(all.iter().map(|r| (r.no(), r.name())).collect::<Vec<_>>(), [(1, "Ours"), (2, "Theirs")]);
}

#[test]
fn an_audit_of_ciso_assistant_in_its_two_forms() {
    let urn = "urn:intuitem:risk:req_node:iso42001-2023:";
    let export = format!(
        "\u{feff}urn;ref_id;name;description;typical_evidence;annotation;compliance_result;extended_result;\
         requirement_progress;score;observations\r\n\
         {urn}5.2;5.2;AI policy;;;;compliant;;done;4;signed\r\n\
         {urn}6.1;6.1;Risks;;;;partially_compliant;;in_progress;;half of it\r\n\
         {urn}9.2;9.2;Audit;;;;compliant;;done;;\r\n\
         {urn}a.2.2;;;;;;non_compliant;;done;;\r\n\
         {urn}a.7.3;A.7.3;;;;;not_applicable;;done;;nothing is acquired\r\n\
         {urn}7.3;7.3;;;;;not_assessed;;to_do;;\r\n\
         {urn}11.1;11.1;;;;;compliant;;done;;\r\n"
    );
    let mut o = Open::new("Firm");
    let report = o.take(export.as_bytes(), None, Choice::Ours);
    let a = o.w.a();
    assert_eq!(
        ["5.2", "9.2.1", "9.2.2", "A.2.2", "A.7.3", "7.3", "6.1", "6.1.1"].map(|k| a.get(k)),
        [Some("5"), Some("5"), Some("5"), Some("1"), Some("n"), None, None, None]
    );
    assert_eq!((a.get("note.5.2"), a.get("note.6.1")), (Some("signed"), Some("half of it")));
    assert_eq!(a.get("reason.A.7.3"), Some("nothing is acquired"));
    let left: Vec<_> = report.unknown.iter().map(|l| l.id.as_str()).collect();
    assert_eq!(left, ["11.1", "6.1"]);
    let sheet = csv(&[
        "urn,assessable,ref_id,name,description,typical_evidence,annotation,compliance_result,requirement_progress,score,observations",
        ",FALSE,5,Leadership,,,,compliant,,,",
        ",x,5.2,AI policy,,,,,done,,",
        ",x,5.3,Roles,,,,compliant,done,5,",
    ]);
    let report = o.take(&sheet, None, Choice::Ours);
    assert_eq!(report.changed.len(), 1);
    assert_eq!(o.w.a().get("5.2"), Some("5"), "an empty cell says nothing");
    let wrong = csv(&["ref_id,compliance_result", "5.2,fine"]);
    assert!(matches!(o.refused(&wrong, Some(As::Ciso))[0], Trouble::NoLevel { .. }));
}

/// A table as other programs write it.
fn written(table: &clausewise::doc::Table) -> (Vec<u8>, Vec<u8>) {
    let heads: Vec<String> = table.columns.iter().map(|c| c.title.to_string()).collect();
    let rows = table.rows.iter().map(|r| r.iter().map(|c| c.words().into_owned()).collect::<Vec<_>>());
    let all: Vec<Vec<String>> = std::iter::once(heads).chain(rows).collect();
    let mut text = csv::WriterBuilder::new().delimiter(b';').from_writer(Vec::new());
    for row in &all {
        text.write_record(row).unwrap();
    }
    (text.into_inner().unwrap(), super::files::workbook(&[("Audit", &all)]))
}

#[test]
fn an_audit_for_ciso_assistant_goes_out_and_comes_back_with_the_same_results() {
    for which in [None, Some(Firm::ALL[0]), Some(Firm::ALL[1]), Some(Firm::ALL[2])] {
        let folder = tempfile::tempdir().unwrap();
        let from = firm(folder.path(), which);
        let head = from.head();
        let out = clausewise::report::ciso::table(&from.input(&head));
        // As many rows as its framework has: four of ours are one there.
        assert_eq!((out.rows.len(), out.columns.len()), (67, 11));
        let (table, book) = written(&out);
        let mut o = Open::new("Firm");
        let report = o.take(&table, None, Choice::Ours);
        let coarse = report.unknown.len();
        assert!(coarse <= 1, "{:?}", report.unknown);
        let again = o.take(&book, None, Choice::Ours);
        assert_eq!((again.changed.len(), again.conflicting.len()), (0, 0), "{again:#?}");
        let head = o.w.head();
        let back = clausewise::report::ciso::table(&o.w.input(&head));
        let results = |t: &clausewise::doc::Table| -> Vec<(String, String, String)> {
            let cell = |r: &Vec<clausewise::doc::Cell>, n: usize| r[n].words().into_owned();
            let rows = t.rows.iter().filter(|r| cell(r, 2) != "6.1");
            rows.map(|r| (cell(r, 2), cell(r, 7), cell(r, 10))).collect()
        };
        assert_eq!(results(&back), results(&out));
        // Into the file it came from it brings nothing new.
        let own = firm_to_change(folder.path());
        let looked = own
            .look_into(&o.file("x.csv", &table), clausewise::import::How::default(), Choice::Ours)
            .unwrap();
        let report = &looked.planned.report;
        assert_eq!((report.changed.len(), report.conflicting.len()), (0, 0), "{report:#?}");
        own.settle().unwrap();
    }
}

fn firm_to_change(folder: &std::path::Path) -> Work {
    let q = clausewise::bank::embedded().unwrap();
    let path = folder.join("demo.aims");
    let today = jiff::civil::date(2026, 11, 22);
    Work::new(Session::open(q, &path, "", false, std::time::Duration::ZERO).unwrap(), today)
}

/// What we send out to be filled in is known again by itself, and as it left it changes nothing.
#[test]
fn a_workbook_of_questions_is_known_again() {
    use clausewise::doc::{House, xlsx};
    use clausewise::report::fill_in;
    let mut o = Open::new("Firm");
    o.take(b"id,level\n4.1,4\n5.2,2\n", None, Choice::Ours);
    let head = o.w.head();
    let bytes =
        xlsx::write(&fill_in::book(&o.w.input(&head), &fill_in::Only::default()), &House::default()).unwrap();
    let looked = o.look(&bytes, None, Choice::Ours);
    assert_eq!(looked.is, Some(As::Workbook), "{}", said(&looked));
    assert!(looked.planned.report.faults.is_empty() && looked.planned.edit.is_empty(), "{}", said(&looked));
}

#[test]
fn a_number_of_our_own_data_is_given_once_and_the_other_one_is_said() {
    let mut o = Open::new("Firm");
    let system = Some(As::Register(&clausewise::model::record::SYSTEM));
    o.take(&csv(&["Name", "One", "Two"]), system, Choice::Ours);
    let numbers = |o: &Open| {
        let all = clausewise::model::record::read::all(o.w.a(), &clausewise::model::record::SYSTEM);
        all.iter().map(|r| (r.no(), r.name().to_owned())).collect::<Vec<_>>()
    };
    let before = numbers(&o);
    let mut whole: serde_json::Value = serde_json::from_slice(&everything(&o.w)).unwrap();
    let answers = whole["answers"].as_object_mut().unwrap();
    let (key, _) = answers
        .iter()
        .find(|(k, v)| k.starts_with("system.") && k.rsplit('.').next() == Some("no") && *v == "1")
        .unwrap();
    let key = key.clone();
    answers.insert(key, "2".into());
    let looked = o.look(whole.to_string().as_bytes(), None, Choice::Theirs);
    assert!(said(&looked).contains("S-2 \"One\" of the file is S-1 here"), "{}", said(&looked));
    assert_eq!(looked.planned.edit.changes, []);
    o.take(whole.to_string().as_bytes(), None, Choice::Theirs);
    assert_eq!(numbers(&o), before);
    // One that is new and whose number is given takes the next, and that is said too.
    let text = r#"{"answers": {"about.questionnaire": "iso42001-2023 2.0", "system.0000000000000z.made": "yes",
        "system.0000000000000z.name": "Theirs", "system.0000000000000z.no": "1"}}"#;
    let told = said(&o.look(text.as_bytes(), None, Choice::Ours));
    assert!(told.contains("S-1 \"Theirs\" of the file is S-3 here"), "{told}");
}

/// What is changed in the records of a file, and what is said of it.
type Change<'c> = (&'c dyn Fn(&mut serde_json::Value), &'c str);

#[test]
fn every_record_that_is_shown_otherwise_than_the_facts_say_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let from = firm(folder.path(), Some(Firm::ALL[0]));
    let bytes = everything(&from);
    let whole: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
    let told = |change: &dyn Fn(&mut serde_json::Value)| {
        let mut whole = whole.clone();
        change(&mut whole["records"]);
        let how = clausewise::import::How::default();
        let path = folder.path().join("in.json");
        std::fs::write(&path, whole.to_string()).unwrap();
        let looked = from.look_into(&path, how, Choice::Theirs).unwrap();
        assert_eq!(looked.planned.edit.changes, []);
        (looked.planned.report.unknown.len(), said(&looked))
    };
    assert_eq!(told(&|_| ()).0, 0);
    let push = |r: &mut serde_json::Value, one: serde_json::Value| {
        r["supplier"].as_array_mut().unwrap().push(one);
    };
    let n = whole["records"]["supplier"].as_array().unwrap().len() + 1;
    let first = whole["records"]["supplier"][0]["name"].as_str().unwrap().to_owned();
    let nameless = format!("supplier {n}: it stands under \"records\" alone");
    let gone = format!("U-1 {first}: it is missing under \"records\"");
    let named = |r: &mut serde_json::Value| {
        let one = r["supplier"][0].as_object_mut().unwrap();
        one.remove("id");
        one.remove("number");
        one.insert("delivers".to_owned(), "Z".into());
    };
    let all: [Change<'_>; 9] = [
        (&|r| push(r, serde_json::json!({"name": "Mill"})), "Mill: it stands under \"records\" alone"),
        (&|r| push(r, serde_json::json!({"delivers": "flour"})), &nameless),
        (&|r| push(r, "Mill".into()), "this is no record"),
        (&|r| _ = r["supplier"].as_array_mut().unwrap().remove(0), &gone),
        (&named, "\"records\" is made from \"answers\" and not read"),
        (&|r| r["flour"] = serde_json::json!([{"name": "x"}]), "flour: no register is called that"),
        (&|r| r["supplier"] = "x".into(), "supplier: no list of records"),
        (&|r| *r = "x".into(), "records: no list of records"),
        (&|r| r["risk"][0]["systems"] = serde_json::json!([]), "is made from \"answers\" and not read"),
    ];
    for (n, (change, says)) in all.iter().enumerate() {
        let (left, told) = told(change);
        assert!(left == 1 && told.contains(says), "{n} {left} {told}");
    }
}

#[test]
fn what_was_changed_among_the_facts_is_not_told_as_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let from = firm(folder.path(), Some(Firm::ALL[0]));
    let mut whole: serde_json::Value = serde_json::from_slice(&everything(&from)).unwrap();
    let id = whole["records"]["supplier"][0]["id"].as_str().unwrap().to_owned();
    whole["answers"][format!("supplier.{id}.delivers")] = "Another thing".into();
    for (field, value) in [("made", "yes"), ("name", "Mill"), ("no", "77")] {
        whole["answers"][format!("supplier.0000000000000z.{field}")] = value.into();
    }
    let path = folder.path().join("in.json");
    std::fs::write(&path, whole.to_string()).unwrap();
    let looked = from.look_into(&path, clausewise::import::How::default(), Choice::Theirs).unwrap();
    assert_eq!(looked.planned.report.unknown, [], "{}", said(&looked));
    assert!(!looked.planned.edit.changes.is_empty());
}
