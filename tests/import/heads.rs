//! Rows that are about an id are never heads, columns nobody knows go by their letters, numbers of others are kept, and whoever is
//! called something else is so everywhere.

use clausewise::import::{About, As, Choice, How, Map, Why};
use clausewise::model::format::Firm;
use clausewise::model::record::{PERSON, RISK, SYSTEM, read};
use clausewise::model::said::Said;
use clausewise::model::statement::Driver;

use super::away::changed;
use super::soa_round::{workbook_of, worked};
use super::soa_systems::with_systems;
use super::{Open, csv, said};

/// A statement under heads nobody knows.
fn table(o: &Open) -> (Vec<u8>, usize) {
    let ids: Vec<String> = o.w.statement().into_iter().map(|r| r.id).collect();
    let mut lines = vec!["Massnahme,Gilt,Weshalb,Stand heute,Zustaendig".to_owned()];
    lines.extend(ids.iter().map(|id| format!("{id},ja,Risk,Implemented,owner")));
    (csv(&lines.iter().map(String::as_str).collect::<Vec<_>>()), ids.len())
}

fn how(maps: &[&str]) -> How {
    let maps = maps.iter().map(|m| Map::parse(m).unwrap()).collect();
    How { is: Some(As::Soa), maps, ..How::default() }
}

const LETTERS: [&str; 5] = ["A=control", "B=applicable", "C=reason", "D=status", "E=owner"];

#[test]
fn no_control_is_taken_for_the_heads() {
    let o = Open::new("Firm");
    let (bytes, n) = table(&o);
    let by_heads = ["Massnahme=control", "Gilt=applicable", "Weshalb=reason", "Stand heute=status"];
    for maps in [&LETTERS[..], &by_heads[..]] {
        let looked = o.w.look_into(&o.file("in", &bytes), how(maps), Choice::Ours).unwrap();
        let report = &looked.planned.report;
        assert_eq!((report.rows, &report.faults[..]), (n, &[][..]), "{}", said(&looked));
        assert_eq!(report.columns.first().map(|c| c.head.as_str()), Some("Massnahme"));
    }
    // One after the other, and a column left out first, as in a list of columns.
    let mut looked = o.w.look_into(&o.file("in", &bytes), how(&[]), Choice::Ours).unwrap();
    let steps =
        ["Weshalb=", "Massnahme=control", "Gilt=applicable", "Stand heute=status", "Zustaendig=owner"];
    for to in 1..=steps.len() {
        looked = o.w.look_again(&looked, how(&steps[..to]), Choice::Ours);
        let heads: Vec<_> = looked.planned.report.columns.iter().map(|c| c.head.clone()).collect();
        assert_eq!(heads, ["Massnahme", "Gilt", "Weshalb", "Stand heute", "Zustaendig"], "{to}");
    }
    assert_eq!(looked.planned.report.rows, n, "{}", said(&looked));
}

#[test]
fn a_table_without_heads_goes_by_letters_and_a_row_above_the_heads_is_named() {
    let o = Open::new("Firm");
    let (bytes, n) = table(&o);
    let bare: Vec<u8> = bytes.iter().skip_while(|b| **b != b'\n').skip(1).copied().collect();
    let looked = o.w.look_into(&o.file("in", &bare), how(&LETTERS), Choice::Ours).unwrap();
    assert_eq!((looked.planned.report.rows, looked.planned.report.faults.len()), (n, 0), "{}", said(&looked));
    assert_eq!(looked.planned.report.columns[0].head, "A");
    let table = csv(&["A.2.2,yes,x", "Control,Applicable,Reason", "A.2.3,nein,not here"]);
    let looked = o.look(&table, Some(As::Soa), Choice::Ours);
    let left = &looked.planned.report.unknown;
    assert!(left.iter().any(|l| l.why == Why::AboveHeads && l.id == "A.2.2" && l.place.row == 1), "{left:?}");
}

#[test]
fn numbers_of_others_tell_a_reworded_row_and_a_total_is_left_out() {
    for head in ["ID", "No.", "Nr.", "#", "Number", "Reference", "Ref.", "Key", "Code", "Risk #"] {
        let mut o = Open::new("Firm");
        let one = csv(&[&format!("{head},Risk,Owner"), "7,Wrong answers,Ana", "9,Bias,Ben", "Total,,2"]);
        let report = o.take(&one, Some(As::Register(&RISK)), Choice::Ours);
        assert!(report.unknown.iter().any(|l| l.why == Why::Total && l.place.row == 4), "{head}");
        let all = read::all(o.w.a(), &RISK);
        assert_eq!(all.iter().map(|r| r.get("ref")).collect::<Vec<_>>(), ["7", "9"], "{head}");
        assert_eq!(all[0].name(), "Wrong answers", "{head}");
        let two = csv(&[&format!("{head},Risk,Owner"), "7,Answers are wrong,Ana", "9,Bias,Ben"]);
        o.take(&two, Some(As::Register(&RISK)), Choice::Theirs);
        assert_eq!(read::all(o.w.a(), &RISK).len(), 2, "{head}");
    }
}

#[test]
fn a_new_name_stands_wherever_the_old_one_did() {
    let mut o = Open::new("Firm");
    o.take(&csv(&["Name", "Ada Cole", "Ben"]), Some(As::Register(&PERSON)), Choice::Ours);
    o.take(&csv(&["Name,Owner", "Chat,Ada Cole", "Bot,Ben"]), Some(As::Register(&SYSTEM)), Choice::Ours);
    o.take(&csv(&["Control,Applicable,Owner", "A.2.2,yes,Ada Cole"]), Some(As::Soa), Choice::Ours);
    let draft = |name: &str| [("name".to_owned(), name.to_owned())].into();
    let before = o.facts();
    let done = o.w.set_named(&PERSON, "P-1", &draft("Ada Cole-Lind")).unwrap();
    let Said::Recorded { more, .. } = &done.said else { panic!("{:?}", done.said) };
    assert_eq!(more.places, 2);
    // By a file it is told in the same words.
    o.undo();
    let sheet = changed(&workbook_of(&o.w), "People", &[("P-1", "Name", "Ada Cole-Lind")]);
    let looked = o.look(&sheet, Some(As::Register(&PERSON)), Choice::Theirs);
    let places = "P-1 Ada Cole-Lind: It stands with the new name at 2 places.";
    assert!(said(&looked).contains(places), "{}", said(&looked));
    let done = o.w.take_over(&looked).unwrap();
    let Said::Imported { goes, .. } = &done.said else { panic!("{:?}", done.said) };
    assert!(clausewise::words::goes::with_it(goes).contains(places));
    assert!(!o.facts().values().any(|v| v == "Ada Cole"));
    let owners: Vec<_> = read::all(o.w.a(), &SYSTEM).iter().map(|r| r.get("owner").to_owned()).collect();
    assert_eq!(owners, ["Ada Cole-Lind", "Ben"]);
    o.undo();
    assert_eq!(o.facts(), before, "one step of undo");
    // Where two are called the same nobody knows whom a name means.
    o.w.set_named(&PERSON, "P-2", &draft("Ada Cole")).unwrap();
    o.w.set_named(&PERSON, "P-1", &draft("Ada Lind")).unwrap();
    assert!(o.facts().values().filter(|v| *v == "Ada Cole").count() > 1);
}

#[test]
fn names_in_a_workbook_of_ours_are_of_the_day_it_was_made() {
    let mut o = worked(Firm::ALL[2]);
    let bytes = workbook_of(&o.w);
    let risks = changed(&bytes, "Risks", &[]);
    let a = o.w.a();
    let named = read::all(a, &RISK).iter().find_map(|r| Some(r.members("systems").first()?.0.to_owned()));
    let system = read::named(a, &SYSTEM, &named.unwrap()).unwrap().shown_no();
    let before = o.look(&risks, Some(As::Register(&RISK)), Choice::Theirs).planned.report;
    o.w.set_named(&SYSTEM, &system, &[("name".to_owned(), "Called anew".to_owned())].into()).unwrap();
    o.w.set_named(&PERSON, "P-1", &[("name".to_owned(), "Called anew".to_owned())].into()).unwrap();
    let after = o.look(&risks, Some(As::Register(&RISK)), Choice::Theirs).planned.report;
    assert_eq!((after.faults, after.changed), (before.faults, before.changed));
}

#[test]
fn a_system_that_counts_again_in_our_statement_is_told_and_theirs_takes_it() {
    let mut o = with_systems();
    let linked = csv(&["Control,Applicable,AI systems", "A.8.3,yes,Chatbot"]);
    o.take(&linked, Some(As::Soa), Choice::Theirs);
    let row = o.w.statement().into_iter().find(|r| r.id == "A.8.3").unwrap();
    let bytes = changed(&workbook_of(&o.w), "Statement of Applicability", &[]);
    let same = o.look(&bytes, Some(As::Soa), Choice::Theirs).planned.report;
    assert_eq!((same.changed, same.conflicting), (vec![], vec![]), "nothing was changed in it");
    let cells = [(row.id.as_str(), "Reason", row.why.as_str())];
    let bytes = changed(&workbook_of(&o.w), "Statement of Applicability", &cells);
    let told = o.look(&bytes, Some(As::Soa), Choice::Ours).planned.report.conflicting;
    let key = format!("/{}", row.id);
    assert!(told.iter().any(|d| matches!(&d.about, About::Fact(k) if k.ends_with(&key))), "{told:?}");
    o.take(&bytes, Some(As::Soa), Choice::Theirs);
    let now = o.w.statement().into_iter().find(|r| r.id == row.id).unwrap();
    assert!(now.not_for.is_empty(), "{:?}", now.not_for);
}

/// A statement in German goes in as it is, and what its heads and words mean is told; so does one without umlauts.
#[test]
fn german_heads_name_the_columns_by_themselves() {
    let rows = [
        "Ziffer,Maßnahme,Anwendbar,Begründung,Status,Verantwortlich,Nachweis,Bemerkung,Farbe",
        "A.2.2,KI-Leitlinie,ja,Der Kunde verlangt es,umgesetzt,Ada Cole,KI-Leitlinie v1,gut,rot",
        "A.2.3,Andere Leitlinien,ja,Risiko,teilweise umgesetzt,Ada Cole,,,",
        "A.4.2,Ressourcen,Ja,Gesetzliche Anforderung,Geplant,,,,",
        "A.4.6,Menschen,ja,Vertrag mit dem Hotel,nicht umgesetzt,,,,",
        "A.7.3,Datenbeschaffung,nein,Es werden keine Daten beschafft,entfällt,,,,",
        "A.7.4,Datenqualität,offen,,,,,,",
    ];
    let spelled: Vec<String> =
        rows.iter().map(|r| r.replace('ä', "ae").replace('ü', "ue").replace('ß', "ss")).collect();
    let spelled: Vec<&str> = spelled.iter().map(String::as_str).collect();
    for lines in [&rows[..], &spelled[..]] {
        let mut o = Open::new("Firma");
        let looked = o.look(&csv(lines), None, Choice::Ours);
        let told = said(&looked);
        assert_eq!((looked.is, &looked.planned.report.faults[..]), (Some(As::Soa), &[][..]), "{told}");
        let fields: Vec<_> = looked.planned.report.columns.iter().map(|c| c.field.unwrap_or("-")).collect();
        let wanted = ["control", "title", "applicable", "reason", "status", "owner", "evidence", "note", "-"];
        assert_eq!(fields, wanted);
        assert!(told.contains("Ziffer -> control") && told.contains("left out: Farbe"), "{told}");
        o.take(&csv(lines), None, Choice::Ours);
        let (facts, rows) = (o.facts(), o.w.statement());
        let is = |id: &str| facts.get(id).map(String::as_str);
        assert_eq!(
            ["A.2.2", "A.2.3", "A.4.2", "A.4.6", "A.7.3", "A.7.4"].map(is),
            [Some("5"), Some("4"), Some("2"), Some("1"), Some("n"), None]
        );
        assert_eq!(is("why-in.A.2.2"), Some("Der Kunde verlangt es"));
        assert_eq!(is("reason.A.7.3"), Some("Es werden keine Daten beschafft"));
        let drivers = |id: &str| rows.iter().find(|r| r.id == id).unwrap().drivers.clone();
        assert_eq!((drivers("A.2.3"), drivers("A.4.2")), (vec![Driver::Risk], vec![Driver::Law]));
        assert!(facts.values().any(|v| v.contains("KI-Leitlinie v1")));
    }
    // Two reasons apart, one column of what is left out, and how grown up it is.
    let o = Open::new("Firma");
    let lines = [
        "Kontroll-Nr.,Ausgeschlossen,Begründung für die Aufnahme,Begründung für den Ausschluss,Reifegrad",
        "A.2.2,nein,Der Kunde verlangt es,,4",
        "A.7.3,ja,,Keine Daten,",
    ];
    let looked = o.look(&csv(&lines), None, Choice::Ours);
    assert_eq!(looked.planned.report.faults, [], "{}", said(&looked));
    let mut a = o.w.a().clone();
    a.apply(o.w.q(), &looked.planned.edit);
    assert_eq!((a.get("A.2.2"), a.get("A.7.3")), (Some("4"), Some("n")));
    assert_eq!(
        (a.get("why-in.A.2.2"), a.get("reason.A.7.3")),
        (Some("Der Kunde verlangt es"), Some("Keine Daten"))
    );
    // A list of tasks is none.
    let tasks = csv(&["Aufgabe,Verantwortlich,Stand", "Leitlinie schreiben,Ada,offen"]);
    assert_eq!(o.look(&tasks, None, Choice::Ours).is, None);
}
