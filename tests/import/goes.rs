//! What goes with what a file changes, and no row of it says: it is told before, and again when it is done.

use clausewise::import::{As, Choice};
use clausewise::model::record::{DOCUMENT, Draft, KINDS, LIKELIHOOD, PERSON, RISK, read};
use clausewise::plain::Typed;
use clausewise::words;

use super::away::changed;
use super::soa_round::workbook_of;
use super::{Open, csv, said};

pub(super) fn draft(fields: &[(&str, &str)]) -> Draft {
    fields.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect()
}

pub(super) fn register(key: &str) -> Option<As> {
    As::parse(KINDS, key)
}

/// What is said before a file is taken over with theirs, and after.
pub(super) fn both(o: &mut Open, bytes: &[u8], is: Option<As>) -> (String, String) {
    let looked = o.look(bytes, is, Choice::Theirs);
    assert_eq!(looked.planned.report.faults, [], "{}", said(&looked));
    let before = said(&looked);
    let done = o.w.take_over(&looked).unwrap();
    (before, words::outcome(&done.said, &Typed::refusing()))
}

fn approved() -> Open {
    let mut o = Open::new("Case");
    let fields = [
        ("name", "AI handbook"),
        ("version", "1"),
        ("state", "approved"),
        ("approved-by", "Ana"),
        ("approved-on", "2026-11-01"),
    ];
    o.w.put(&DOCUMENT, None, &draft(&fields)).unwrap();
    o
}

#[test]
fn a_new_version_tells_that_the_approval_goes() {
    let mut o = approved();
    let sheet = csv(&["Name,Version", "AI handbook,2"]);
    let (before, after) = both(&mut o, &sheet, register("document"));
    for told in [&before, &after] {
        assert!(told.contains("D-1 AI handbook: Taken away with it"), "{told}");
        assert!(told.contains("State approved, Approved by Ana, Approved on 1 Nov 2026"), "{told}");
        assert!(told.contains("It is a draft again until somebody approves this version."), "{told}");
    }
    let doc = read::named(o.w.a(), &DOCUMENT, "D-1").unwrap();
    assert_eq!((doc.get("state"), doc.get("approved-by"), doc.get("version")), ("draft", "", "2"));
    // What changes nothing of that kind tells nothing.
    let (before, after) = both(&mut o, &csv(&["Name,Place", "AI handbook,Binder"]), register("document"));
    assert!(!before.contains("Goes with it") && !after.contains("Taken away"), "{before}{after}");
}

#[test]
fn who_approved_the_new_version_by_the_same_row_has() {
    let mut o = approved();
    let sheet = csv(&["Name,Version,State,Approved by,Approved on", "AI handbook,2,approved,Bo,2026-11-20"]);
    let (before, _) = both(&mut o, &sheet, register("document"));
    assert!(!before.contains("Goes with it"), "{before}");
    let doc = read::named(o.w.a(), &DOCUMENT, "D-1").unwrap();
    let is = ["version", "state", "approved-by", "approved-on"].map(|f| doc.get(f));
    assert_eq!(is, ["2", "approved", "Bo", "2026-11-20"]);
}

#[test]
fn a_changed_scale_tells_whose_acceptance_goes() {
    let mut o = Open::new("Case");
    o.w.take_scales("3").unwrap();
    let step = |o: &Open, kind, n: usize| read::all(o.w.a(), kind)[n].name().to_owned();
    let (likely, bad) = (step(&o, &LIKELIHOOD, 0), step(&o, &clausewise::model::record::CONSEQUENCE, 1));
    let fields = [
        ("what", "Wrong advice"),
        ("likelihood", likely.as_str()),
        ("consequence", bad.as_str()),
        ("treatment", "accept"),
        ("accepted-by", "Ana"),
        ("accepted-on", "2026-11-01"),
    ];
    o.w.put(&RISK, None, &draft(&fields)).unwrap();
    let sheet = csv(&["Name,Weight", &format!("{likely},9")]);
    let (before, after) = both(&mut o, &sheet, register("likelihood"));
    for told in [&before, &after] {
        assert!(told.contains("has to say so anew: R-1 Wrong advice."), "{told}");
    }
    assert_eq!(read::named(o.w.a(), &RISK, "R-1").unwrap().get("accepted-by"), "");
}

#[test]
fn a_name_somebody_has_already_is_told() {
    let mut o = Open::new("Case");
    for name in ["Ana Sousa", "Bo Lund"] {
        o.w.put(&PERSON, None, &draft(&[("name", name)])).unwrap();
    }
    let made = workbook_of(&o.w);
    let sheet = changed(&made, "People", &[("P-2", "Name", "Ana Sousa")]);
    let (before, after) = both(&mut o, &sheet, register("person"));
    for told in [&before, &after] {
        assert!(told.contains("There is another person called Ana Sousa (P-1)"), "{told}");
    }
    assert_eq!(read::named(o.w.a(), &PERSON, "P-2").unwrap().name(), "Ana Sousa");
}

#[test]
fn why_a_control_was_left_out_is_told_when_it_goes() {
    let why = "No data is bought; the register of systems shows it";
    let mut o = Open::new("Case");
    o.w.decide("A.7.3", &format!("no {why}")).unwrap();
    let (before, after) = both(&mut o, &csv(&["Control,Applicable", "A.7.3,yes"]), Some(As::Soa));
    let told = format!("A.7.3: its reason for being left out goes: {why}");
    assert!(before.contains(&told) && after.contains(&told), "{before}\n{after}");
    assert_eq!(o.w.a().reason("A.7.3"), None);
    // By the command it is told in the same words.
    o.w.decide("A.7.3", &format!("no {why}")).unwrap();
    let done = o.w.decide("A.7.3", "yes").unwrap();
    assert!(words::outcome(&done.said, &Typed::refusing()).contains(&told));
    // And by an answer.
    o.w.decide("A.7.3", &format!("no {why}")).unwrap();
    let done = o.w.rate("A.7.3", Some(clausewise::model::Level::InUse), None, true).unwrap();
    let said = words::outcome(&done.said, &Typed::refusing());
    assert!(said.contains(&told), "{said}");
    // Nothing went that was not there.
    o.w.decide("A.7.3", "no").unwrap();
    let done = o.w.decide("A.7.3", "yes").unwrap();
    assert!(!words::outcome(&done.said, &Typed::refusing()).contains("goes"));
}

/// What may never be left out is left out where somebody says so, and it is told as the program tells it.
#[test]
fn an_exclusion_that_cannot_stand_is_told() {
    let reason = "Nobody here needs it, and no risk, law or contract asks for it";
    let sheet =
        csv(&["Control,Applicable,Reason", &format!("A.2.2,no,{reason}"), &format!("A.4.4,no,{reason}")]);
    let (before, after) = both(&mut Open::new("Case"), &sheet, Some(As::Soa));
    for told in [&before, &after] {
        assert!(told.contains("A.2.2: This exclusion cannot stand: "), "{told}");
        assert!(!told.contains("A.4.4: This exclusion"), "{told}");
    }
}
