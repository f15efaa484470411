//! Our own Statement of Applicability goes to a second file and is the same there: as a table and as the workbook.

use clausewise::bank;
use clausewise::doc::{House, xlsx};
use clausewise::import::{Choice, Why};
use clausewise::model::format::Firm;
use clausewise::model::record::{CONTROL, DOCUMENT, Draft, EVIDENCE, PERSON, RISK, SYSTEM, read};
use clausewise::model::statement;
use clausewise::session::Session;
use clausewise::work::{Work, begin};

use super::soa::csv_of;
use super::{Open, said};

fn draft(fields: &[(&str, &str)]) -> Draft {
    fields.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect()
}

/// The statement as a table, without what says which file it is of, and without what single AI systems answer for
/// themselves: their own answers are no row of the statement.
fn table(csv: &[u8]) -> Vec<Vec<String>> {
    let mut all = csv::ReaderBuilder::new().has_headers(false).from_reader(csv).into_records();
    let head = all.next().unwrap().unwrap();
    let keeps: Vec<usize> = (0..head.len())
        .take_while(|c| &head[*c] != "organisation")
        .filter(|c| &head[*c] != "by_system")
        .collect();
    let cells = |r: csv::StringRecord| keeps.iter().map(|c| r[*c].to_owned()).collect();
    std::iter::once(head.clone()).chain(all.map(Result::unwrap)).map(cells).collect()
}

pub(super) fn workbook_of(w: &Work) -> Vec<u8> {
    let head = w.head();
    xlsx::write(&clausewise::report::workbook::book(&w.input(&head)), &House::default()).unwrap()
}

fn equal(one: &[Vec<String>], other: &[Vec<String>]) {
    assert_eq!(one.len(), other.len());
    for (x, y) in one.iter().zip(other) {
        for ((head, x), y) in one[0].iter().zip(x).zip(y) {
            assert_eq!(x, y, "{head}");
        }
    }
}

/// A worked firm in a file of its own.
pub(super) fn worked(which: Firm) -> Open {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("firm.aims");
    let (q, today) = (bank::embedded().unwrap(), jiff::civil::date(2026, 11, 22));
    begin::create_sample(q.clone(), Some(which), &path, today, false).unwrap();
    let s = Session::open(q, &path, "test", true, std::time::Duration::ZERO).unwrap();
    Open { w: Work::new(s, today), folder }
}

/// What the statement itself is, as a register of documents keeps it.
fn approve(o: &mut Open) {
    let name = statement::document_name(o.w.q()).unwrap().to_owned();
    let there = statement::document(o.w.q(), o.w.a()).map(|d| d.id);
    let kept = [("name", name.as_str()), ("version", "1.4"), ("approved-by", "The board")];
    let kept = draft(&[&kept[..], &[("approved-on", "2026-10-02")]].concat());
    o.w.put(&DOCUMENT, there.as_ref(), &kept).unwrap();
}

#[test]
fn the_statement_of_each_worked_firm_is_the_same_in_an_empty_file() {
    for which in Firm::ALL {
        let mut from = worked(which);
        approve(&mut from);
        let out = csv_of(&from.w);
        let mut o = Open::new(from.w.a().organisation().unwrap());
        o.take(&out, None, Choice::Ours);
        equal(&table(&out), &table(&csv_of(&o.w)));
        // The same file again changes nothing, here and where it came from.
        for o in [&o, &from] {
            let looked = o.look(&out, None, Choice::Ours);
            let r = &looked.planned.report;
            assert_eq!((r.changed.len(), r.conflicting.len()), (0, 0), "{which:?}\n{}", said(&looked));
        }
    }
}

/// Two pieces of one name, a number that is not the next one, and a control of one's own.
fn full() -> Open {
    let mut o = Open::new("Seeblick");
    for who in ["Ana Sousa", "Bo Lind"] {
        o.w.put(&PERSON, None, &draft(&[("name", who)])).unwrap();
    }
    for name in ["Chat, of the hotel", "Scoring"] {
        o.w.put(&SYSTEM, None, &draft(&[("name", name)])).unwrap();
    }
    for what in ["Nobody looks", "Spoilt data", "Wrong advice, unseen"] {
        o.w.put(&RISK, None, &draft(&[("what", what), ("treatment", "reduce")])).unwrap();
    }
    let third = read::all(o.w.a(), &RISK)[2].id.clone();
    o.w.put(&RISK, Some(&third), &draft(&[("controls", "A.2.2")])).unwrap();
    o.w.rate("A.2.2", Some(clausewise::model::Level::Proven), None, false).unwrap();
    o.w.set_drivers("A.2.2", "risk, law").unwrap();
    for (place, version, seen) in
        [("Binder 3", "1.2", "Ana Sousa: 2026-05-04, Bo Lind: 2026-06-01"), ("Intranet", "", "")]
    {
        let fields = [("what", "Minutes"), ("shows", "A.2.2/1"), ("date", "2026-05-01"), ("place", place)];
        let more = [("version", version), ("seen-by", seen)];
        o.w.put(&EVIDENCE, None, &draft(&[&fields[..], &more].concat())).unwrap();
    }
    for name in ["Phones stay outside", "Two read each label"] {
        let fields = [("name", name), ("why", "The contract with the spa asks for it"), ("state", "in-use")];
        let more = [("how", "A locker at the door"), ("drivers", "contract"), ("owner", "Ana Sousa")];
        let links = [("systems", "S-1, S-2"), ("evidence", "E-2")];
        o.w.put(&CONTROL, None, &draft(&[&fields[..], &more, &links].concat())).unwrap();
    }
    o.w.put(&RISK, Some(&third), &draft(&[("own-controls", "C-2")])).unwrap();
    approve(&mut o);
    o
}

#[test]
fn numbers_stay_where_they_are_free_and_are_told_where_they_are_not() {
    let from = full();
    for out in [csv_of(&from.w), workbook_of(&from.w)] {
        let mut empty = Open::new("Seeblick");
        let report = empty.take(&out, None, Choice::Ours);
        assert_eq!(report.renumbered, []);
        let rows = empty.w.statement();
        let row = rows.iter().find(|r| r.id == "A.2.2").unwrap();
        assert_eq!(row.risks[0].whole(), "R-3 Wrong advice, unseen");
        let seen = [
            ("Ana Sousa".to_owned(), "2026-05-04".to_owned()),
            ("Bo Lind".to_owned(), "2026-06-01".to_owned()),
        ];
        let [one, two] = row.evidence.as_slice() else { panic!("{:?}", row.evidence) };
        let mut by = one.seen_by.clone();
        by.sort();
        assert_eq!((one.place.as_str(), one.version.as_str(), &by[..]), ("Binder 3", "1.2", &seen[..]));
        assert_eq!((two.no, two.place.as_str(), two.version.as_str()), (2, "Intranet", ""));
        // Another R-3 and another S-1 stand here already.
        let mut other = Open::new("Seeblick");
        for what in ["One", "Two", "Three"] {
            other.w.put(&RISK, None, &draft(&[("what", what), ("treatment", "reduce")])).unwrap();
        }
        other.w.put(&SYSTEM, None, &draft(&[("name", "Mailer")])).unwrap();
        let looked = other.look(&out, None, Choice::Ours);
        let told = said(&looked);
        assert!(told.contains("R-3 \"Wrong advice, unseen\" of the file is R-4 here"), "{told}");
        let report = other.take(&out, None, Choice::Ours);
        let became = |l: &clausewise::import::Left| match &l.why {
            Why::Renumbered { now, .. } => (l.id.clone(), now.clone()),
            other => panic!("{other:?}"),
        };
        let mut became: Vec<_> = report.renumbered.iter().map(became).collect();
        became.sort();
        let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        assert_eq!(became, [pair("R-3", "R-4"), pair("S-1", "S-2"), pair("S-2", "S-3")]);
        let risks = read::all(other.w.a(), &RISK);
        assert_eq!(
            risks.iter().map(|r| r.name().to_owned()).collect::<Vec<_>>()[..3],
            ["One", "Two", "Three"]
        );
    }
}

#[test]
fn the_workbook_brings_back_what_its_sheet_of_the_statement_says() {
    let mut from = full();
    let out = workbook_of(&from.w);
    let mut o = Open::new("Seeblick");
    o.take(&out, None, Choice::Ours);
    let (there, here) = (table(&csv_of(&from.w)), table(&csv_of(&o.w)));
    assert_eq!((there.len(), here.len()), (41, 41), "two controls of one's own behind the 38");
    equal(&there, &here);
    let looked = from.look(&out, None, Choice::Ours);
    let r = &looked.planned.report;
    assert_eq!((r.changed.len(), r.conflicting.len()), (0, 0), "{}", said(&looked));
    // Nobody approved it: nothing is filled in, and nothing is made of empty lines.
    from = Open::new("Seeblick");
    from.w.set_drivers("A.2.2", "law").unwrap();
    let mut o = Open::new("Seeblick");
    for out in [csv_of(&from.w), workbook_of(&from.w)] {
        o.take(&out, None, Choice::Ours);
        assert_eq!(read::all(o.w.a(), &DOCUMENT).len(), 0);
    }
}
