use super::*;
use crate::model::edit;
use crate::model::record::{Field, KINDS, PERSON, Type};
use serde_json::{Value, json};

const fn field(key: &'static str, typ: Type, need: bool) -> Field {
    let (word, hint) = ("Word", "what to write");
    Field { key, typ, need, word, hint, ..Field::BASE }
}

/// A kind nobody built anything for.
static KEY: Kind = Kind {
    key: "key",
    word: "key",
    one: "a key",
    counted: "{n|key|keys}",
    words: "Keys",
    letter: 'Y',
    fields: &[
        field("door", Type::Line, true),
        field("teeth", Type::Number(9), false),
        field("metal", Type::Choice(&["iron", "brass"]), false),
        field("copied", Type::Flag, false),
        field("opens", Type::Ids, false),
        field("holder", Type::Link("person"), false),
        field("tried-by", Type::Seen, false),
    ],
    ..Kind::BASE
};
static ALL_KINDS: [&Kind; 2] = [&PERSON, &KEY];

struct File(tempfile::TempDir);

impl File {
    fn new() -> Self {
        let file = Self(tempfile::tempdir().unwrap());
        let q = crate::bank::embedded().unwrap();
        let first = edit::founding(&q, [("about.organisation", "Test".to_owned())]).unwrap();
        Session::create(q, &file.path(), "t", &first, false).unwrap().close().unwrap();
        file
    }

    fn path(&self) -> PathBuf {
        self.0.path().join("a.aims")
    }

    fn run(
        &self,
        kinds: &'static [&'static Kind],
        words: &[&str],
        format: Format,
    ) -> Result<String, (u8, String)> {
        let args = Args {
            file: self.path(),
            kind: words.first().map(|w| (*w).to_owned()),
            verb: words.get(1).map(|w| Verb::from_str(w, false).unwrap()),
            rest: words.iter().skip(2).map(|w| (*w).to_owned()).collect(),
            format,
            by: "Cleo".to_owned(),
            dry_run: false,
            yes: false,
        };
        let mut out = Vec::new();
        match record(&args, kinds, &mut out) {
            Ok(0) => Ok(String::from_utf8(out).unwrap()),
            Ok(code) => Err((code, String::new())),
            Err(Failure(code, words)) => Err((code, words)),
        }
    }

    #[track_caller]
    fn good(&self, words: &[&str]) -> String {
        self.run(&ALL_KINDS, words, Format::Text).unwrap()
    }

    /// The permanent id of what is added.
    fn added(&self, words: &[&str]) -> String {
        self.run(&ALL_KINDS, words, Format::Json).unwrap().trim().to_owned()
    }

    fn json(&self, words: &[&str]) -> Value {
        serde_json::from_str(&self.run(&ALL_KINDS, words, Format::Json).unwrap()).unwrap()
    }

    fn events(&self) -> usize {
        look(&self.path()).ok().map(|w| w.session().events().len()).unwrap_or_default()
    }
}

#[test]
fn a_made_up_kind_is_listed_shown_added_changed_and_removed_by_its_table() {
    let f = File::new();
    let ana = f.good(&["person", "add", "name=Ana Sousa"]).trim_end().to_owned();
    assert_eq!(
        f.json(&["person", "show", "P-1"])["id"],
        *ana,
        "the permanent id alone, as scripts are promised"
    );
    let id = f.added(&[
        "key",
        "add",
        "door=the safe",
        "teeth=7",
        "metal=Brass",
        "copied=yes",
        "opens=5.2/1, 5.2/2",
        "holder=ana sousa",
        "tried-by=Ana Sousa:2026-11-20",
    ]);
    let id = id.as_str();
    assert!(crate::model::record::Rid::parse(id).is_some(), "the id alone: {id}");
    let whole = json!({"id": id, "number": 1, "door": "the safe", "teeth": 7.0, "metal": "brass",
        "copied": true, "opens": ["5.2/1", "5.2/2"], "holder": {"id": ana, "name": "Ana Sousa", "removed": false},
        "tried-by": [{"person": ana, "name": "Ana Sousa", "removed": false, "date": "2026-11-20"}]});
    for word in [id, "Y-1", "y-1", "1"] {
        assert_eq!(f.json(&["key", "show", word]), whole, "{word}");
    }
    assert_eq!(f.json(&["Keys", "list"]), json!([whole]));
    let said = f.good(&["key", "list"]);
    assert_eq!(
        said,
        format!(
            "Y-1   {id}  the safe, 7, brass, word, 5.2/1, 5.2/2, Ana Sousa, seen by Ana Sousa: 2026-11-20\n"
        )
    );
    let csv = f.run(&ALL_KINDS, &["key", "list"], Format::Csv).unwrap();
    let row = format!("{id},1,the safe,7,brass,yes,\"5.2/1, 5.2/2\",Ana Sousa,Ana Sousa: 2026-11-20\r\n");
    assert_eq!(csv, format!("id,number,door,teeth,metal,copied,opens,holder,tried-by\r\n{row}"));

    let before = f.events();
    f.good(&["key", "set", "1", "metal=", "opens=5.2", "door=the cellar"]);
    assert_eq!(f.events(), before + 1, "several assignments are one edit");
    let said = f.good(&["key", "show", "1"]);
    for line in ["door: the cellar", "metal: ", "opens: 5.2", "teeth: 7", "holder: Ana Sousa"] {
        assert!(said.lines().any(|l| l == line), "{line}: {said}");
    }
    f.good(&["person", "remove", "1"]);
    assert!(f.good(&["key", "show", "1"]).contains("holder: Ana Sousa (removed)\n"));
    f.good(&["key", "remove", "Y-1"]);
    assert_eq!(f.good(&["key", "list"]), "");
    assert_ne!(f.added(&["key", "add", "door=x"]), id);
    assert_eq!(f.json(&["key", "list"])[0]["number"], 2, "a number is given once");
}

#[test]
fn what_is_wrong_is_named_and_nothing_is_changed() {
    let f = File::new();
    f.good(&["key", "add", "door=the safe"]);
    let before = f.events();
    for (words, code, said) in [
        (&["widget", "list"][..], 2, "There is no kind of record \"widget\". Kinds: person, key."),
        (&["key", "add"], 2, "door: This may not stay empty: what to write."),
        (&["key", "add", "door=x", "lock=y"], 2, "There is no field lock in a key. Its fields: door, teeth,"),
        (&["key", "add", "door=x", "door=y"], 2, "door is given twice"),
        (&["key", "add", "door"], 2, "\"door\" is no FIELD=VALUE"),
        (&["key", "set", "1", "teeth=many"], 2, "teeth: Write a number above 0, at most 9"),
        (&["key", "set", "1", "metal=gold"], 2, "\"gold\" is not one of: iron, brass"),
        (&["key", "set", "1", "holder=Ana"], 2, "There is no person \"Ana\""),
        (&["key", "set", "1", "door="], 2, "may not stay empty"),
        (&["key", "set", "1"], 2, "What to write is missing"),
        (&["key", "set", "door=x"], 2, "for example Y-1"),
        (&["key", "set", "2", "door=x"], 1, "There is no key \"2\" in a.aims"),
        (&["key", "show", "P-1"], 1, "There is no key"),
        (&["key", "remove", "7"], 1, "key list"),
        (&["key", "remove", "1", "2"], 2, "one word too many"),
        (&["key", "list", "1"], 2, "one word too many"),
    ] {
        let (found, words) = f.run(&ALL_KINDS, words, Format::Text).unwrap_err();
        assert_eq!(found, code, "{words}");
        assert!(words.contains(said) && words.contains("Nothing was changed"), "{said}: {words}");
    }
    assert_eq!(f.run(&ALL_KINDS, &["key", "list"], Format::Md).unwrap_err().0, 2);
    assert_eq!(f.events(), before);
    let (code, words) = f.run(KINDS, &["snapshot", "add", "name=x"], Format::Text).unwrap_err();
    let command = format!("clausewise snapshot {} NAME", files::typed(&f.path()));
    assert!(code == 2 && words.contains(&command), "{words}");
}

#[test]
fn fields_of_a_newer_version_are_shown_and_survive_an_edit() {
    let f = File::new();
    let id = f.added(&["key", "add", "door=x"]);
    let q = crate::bank::embedded().unwrap();
    let mut s = Session::open(q, &f.path(), "t", true, std::time::Duration::ZERO).unwrap();
    let sets = [(format!("key.{id}.colour"), Some("red".to_owned()))];
    let e = crate::model::change::facts(s.assessment(), "key", "", sets);
    s.apply(&e).unwrap();
    s.close().unwrap();
    f.good(&["key", "set", "1", "door=y"]);
    let said = f.good(&["key", "show", "1"]);
    assert!(
        said.contains("door: y\n") && said.contains("colour (a field of a newer version): red\n"),
        "{said}"
    );
    assert_eq!(f.json(&["key", "show", "1"])["unknown"], json!({"colour": "red"}));
}

#[test]
fn an_answer_is_hidden_until_it_is_shown() {
    let f = File::new();
    f.run(KINDS, &["person", "add", "name=Ana"], Format::Text).unwrap();
    let id = f.run(KINDS, &["vote", "add", "person=Ana", "at=5.2", "level=5"], Format::Text).unwrap();
    assert!(id.ends_with(".5.2\n"), "{id}");
    let show = |format| f.run(KINDS, &["vote", "show", id.trim()], format).unwrap();
    for format in [Format::Text, Format::Csv] {
        let said = show(format);
        assert!(said.contains("Ana") && said.contains("hidden until shown"), "{said}");
    }
    assert_eq!(serde_json::from_str::<Value>(&show(Format::Json)).unwrap()["level"], Value::Null);
    f.run(KINDS, &["vote", "set", id.trim(), "level=3"], Format::Text).unwrap();
    f.run(KINDS, &["vote", "remove", id.trim()], Format::Text).unwrap();
    assert_eq!(f.run(KINDS, &["vote", "list"], Format::Text).unwrap(), "");
}

#[test]
fn the_kinds_are_told_with_their_fields() {
    let f = File::new();
    let said = f.good(&["kinds"]);
    assert!(said.starts_with("person: People (P-1)\n  name        needed; a line of text; "), "{said}");
    assert!(said.contains("  metal       one of: iron, brass; what to write\n"), "{said}");
    let schema = f.json(&["kinds"]);
    let fields = schema["$defs"]["key"]["properties"].as_object().unwrap();
    assert!(KEY.fields.iter().all(|x| fields.contains_key(x.key)));
    let csv = f.run(&ALL_KINDS, &["kinds"], Format::Csv).unwrap();
    assert!(csv.contains("key,door,Word,yes,a line of text,,what to write\r\n"), "{csv}");
    let said = f.run(KINDS, &["kinds"], Format::Text).unwrap();
    assert!(said.contains("made by: clausewise snapshot FILE NAME"), "{said}");
}

impl File {
    #[track_caller]
    fn ours(&self, words: &[&str]) -> String {
        self.run(KINDS, words, Format::Text).unwrap().trim().to_owned()
    }

    /// Every one of these is refused with these words, and nothing changes.
    #[track_caller]
    fn refuses(&self, cases: &[(&[&str], &str)]) {
        let before = self.events();
        for (words, said) in cases {
            let (code, found) = self.run(KINDS, words, Format::Text).unwrap_err();
            assert!(code == 2 && found.contains(said) && found.contains("Nothing was changed"), "{found}");
        }
        assert_eq!(self.events(), before);
    }

    /// Writes facts as another program might.
    fn forge(&self, sets: &[(&str, &str)]) {
        let q = crate::bank::embedded().unwrap();
        let mut s = Session::open(q, &self.path(), "t", true, std::time::Duration::ZERO).unwrap();
        let sets = sets.iter().map(|(k, v)| ((*k).to_owned(), Some((*v).to_owned())));
        let e = crate::model::change::facts(s.assessment(), "x", "", sets);
        s.apply(&e).unwrap();
        s.close().unwrap();
    }

    fn faults(&self) -> Vec<String> {
        let w = look(&self.path()).ok().unwrap();
        let found = crate::model::record::sound::unreadable(w.records());
        found.into_iter().map(|u| format!("{}: {}", u.record, u.what.words())).collect()
    }
}

#[test]
fn two_records_with_one_number_are_named() {
    let f = File::new();
    let [first, second] = ["name=Mill", "name=Oven"].map(|name| {
        let id = f.run(KINDS, &["supplier", "add", name], Format::Json).unwrap();
        id.trim().to_owned()
    });
    assert_eq!(f.faults(), [""; 0]);
    f.forge(&[(&format!("supplier.{second}.no"), "1")]);
    let [fault] = &f.faults()[..] else { panic!("{:?}", f.faults()) };
    assert!(fault.starts_with("supplier U-1") && fault.contains("has the same number"), "{fault}");
    f.forge(&[(&format!("supplier.{first}.no"), "3")]);
    assert_eq!(f.faults(), [""; 0]);
}

#[test]
fn nobody_writes_over_an_answer_of_somebody_else() {
    let f = File::new();
    f.ours(&["person", "add", "name=Ana"]);
    f.ours(&["person", "add", "name=Bo"]);
    let ana = f.ours(&["vote", "add", "person=Ana", "at=A.5.2", "level=5"]);
    f.ours(&["vote", "add", "person=Bo", "at=A.5.2", "level=1"]);
    f.refuses(&[
        (
            &["vote", "set", &ana, "person=Bo"],
            "person: Bo has answered A.5.2 already, and that answer stands",
        ),
        (&["vote", "add", "person=Bo", "at=A.5.2", "level=1"], "Bo has answered A.5.2 already"),
    ]);
    f.ours(&["vote", "set", &ana, "level=4"]);
    f.ours(&["vote", "set", &ana, "at=A.5.3"]);
    assert_eq!(f.ours(&["vote", "list"]).lines().count(), 2);
}

#[test]
fn a_name_that_is_the_number_of_another_is_shown_by_its_own() {
    let f = File::new();
    for name in ["Ana", "Bo", "2"] {
        f.ours(&["person", "add", &format!("name={name}")]);
    }
    f.ours(&["evidence", "add", "what=x", "shows=5.2", "seen-by=P-3: 2026-01-01"]);
    let said = f.ours(&["evidence", "show", "1"]);
    assert!(said.contains("seen-by: P-3: 2026-01-01\n"), "{said}");
}

#[test]
fn an_action_that_could_not_be_planned_is_refused_at_its_field() {
    let f = File::new();
    f.ours(&["action", "add", "kind=split", "of=5.2"]);
    f.ours(&["action", "add", "kind=merge", "of=5.1, 5.3", "what=Both"]);
    f.ours(&["action", "add", "kind=own", "what=W", "at=4.1", "hours=4"]);
    f.refuses(&[
        (&["action", "add", "kind=own", "what=W", "at=4.1"], "hours: An added action needs its hours"),
        (&["action", "add", "kind=own", "what=W", "hours=4"], "at: An added action stands at a requirement"),
        (&["action", "add", "kind=own", "what=W", "hours=4", "at=4"], "at: An added action stands at"),
        (&["action", "add", "kind=own", "hours=4", "at=4.1"], "what: An added action needs what to do"),
        (&["action", "add", "kind=merge", "what=W", "of=6.1.2"], "of: A merged action stands for two gaps"),
        (&["action", "add", "kind=merge", "of=6.1.2, 6.2"], "what: A merged action needs what to do"),
        (&["action", "add", "kind=merge", "what=W", "of=5.1, 6.2"], "of: 5.1 is part of M-2 already"),
        (&["action", "add", "kind=split"], "of: A split stands for exactly one gap"),
        (&["action", "add", "kind=split", "of=5.2"], "of: 5.2 is part of action H-1 already"),
        (&["part", "add", "what=W", "share=1", "action=M-2"], "action: Only a split action has parts"),
        (&["action", "set", "H-3", "pin=2027-01-01", "due=2026-01-01"], "pin: It cannot start on 2027-01-01"),
    ]);
    assert_eq!(
        f.faults(),
        [format!("action H-1 ({}): it is not planned: a split needs 2 to 20 parts", f.id("H-1"))]
    );
    f.ours(&["part", "add", "what=Draft", "share=1", "action=H-1"]);
    f.ours(&["part", "add", "what=Sign", "share=1", "action=H-1"]);
    assert_eq!(f.faults(), [""; 0]);
    assert!(f.ours(&["part", "show", "5.2-b"]).contains("what: Sign"));
    f.refuses(&[
        (&["part", "set", "T-1", "action=M-2"], "Only a split action has parts"),
        (
            &["action", "set", "H-1", "kind=own", "what=W", "at=4.1", "hours=1"],
            "Only a split action has parts",
        ),
    ]);
}

impl File {
    fn id(&self, action: &str) -> String {
        let said = self.ours(&["action", "show", action]);
        said.lines().next().unwrap().trim_start_matches("id: ").to_owned()
    }
}

#[test]
fn a_flaw_of_old_bars_no_other_change_and_is_named() {
    let f = File::new();
    let yes = "yes";
    f.forge(&[
        ("action.1-aaaaaa.made", yes),
        ("action.1-aaaaaa.no", "1"),
        ("action.1-aaaaaa.kind", "own"),
        ("action.1-aaaaaa.what", "W"),
        ("action.1-aaaaaa.at", "4"),
        ("action.1-aaaaaa.hours", "4"),
        ("action.1-aaaaaa.after.9-bbbbbb", yes),
        ("evidence.1-aaaaaa.made", yes),
        ("evidence.1-aaaaaa.no", "1"),
        ("evidence.1-aaaaaa.what", "x"),
        ("evidence.1-aaaaaa.shows.5.2", yes),
        ("evidence.1-aaaaaa.seen-by.9-bbbbbb", "2026-01-01"),
    ]);
    f.ours(&["action", "set", "1", "owner=Ana"]);
    let said = f.faults();
    for part in [
        "action H-1 (1-aaaaaa): After names an action that is not there",
        "action H-1 (1-aaaaaa): an added action stands at a requirement",
        "evidence E-1 (1-aaaaaa): Seen by names somebody who never was in the register",
    ] {
        assert_eq!(said.iter().filter(|s| s.starts_with(part)).count(), 1, "{part}: {said:?}");
    }
    assert_eq!(said.len(), 3, "{said:?}");
    // What is shown can be typed again with more.
    f.ours(&["person", "add", "name=Ana"]);
    f.ours(&["evidence", "set", "1", "seen-by=9-bbbbbb: 2026-01-01, Ana: 2026-02-02"]);
    f.ours(&["action", "set", "1", "after=9-bbbbbb, 5.1"]);
    assert!(f.ours(&["action", "show", "1"]).contains("after: 5.1, 9-bbbbbb\n"));
}

#[test]
fn of_a_frozen_state_only_the_name_is_written_and_it_stays_the_only_one() {
    let f = File::new();
    let q = crate::bank::embedded().unwrap();
    for name in ["First", "Second"] {
        let mut s = Session::open(q.clone(), &f.path(), "t", true, std::time::Duration::ZERO).unwrap();
        let e = crate::model::snapshot::freeze(s.assessment(), &Session::new_id(), name, today()).unwrap();
        s.apply(&e).unwrap();
        s.close().unwrap();
    }
    let long = format!("name={}", "x".repeat(81));
    f.refuses(&[
        (&["snapshot", "set", "1", "rule=foo"], "rule: This is not written by hand"),
        (&["snapshot", "set", "1", "date=2026-01-01"], "date: This is not written by hand"),
        (&["snapshot", "set", "1", "name=second"], "name: There is a frozen state \"Second\" already"),
        (&["snapshot", "set", "1", &long], "name: This is too long"),
    ]);
    f.ours(&["snapshot", "set", "1", "name=Before"]);
    assert!(f.ours(&["snapshot", "show", "1"]).contains("name: Before\n"));
}

#[test]
fn sets_take_what_makes_sense_and_say_what_does_not() {
    let f = File::new();
    for name in ["Ana", "Smith, John"] {
        f.ours(&["person", "add", &format!("name={name}")]);
    }
    let add = |more: &[&str]| f.ours(&[&["evidence", "add", "what=x"], more].concat());
    add(&["shows=5.2, 5.2", "seen-by=Smith, John: 2026-01-01, Ana: 2026-01-02"]);
    let said = f.ours(&["evidence", "show", "1"]);
    assert!(said.contains("Ana: 2026-01-02") && said.contains("P-2: 2026-01-01"), "{said}");
    f.refuses(&[
        (&["evidence", "add", "what=x", "shows=,"], "shows: This may not stay empty"),
        (&["evidence", "add", "what=x", "shows=5"], "shows: 5 is a heading; write a requirement or check."),
        (
            &["evidence", "set", "1", "seen-by=P-2: 2026-01-01, P-2: 2026-01-02"],
            "P-2: 2026-01-02 is given twice",
        ),
        (&["evidence", "set", "1", "seen-by=Ana: 2199-12-31"], "seen-by: 2199-12-31 is after today"),
        (&["evidence", "set", "1", "seen-by=Smith"], "Of a name with a comma or a colon write the number"),
    ]);
    let (_, said) = f.run(KINDS, &["evidence", "add", "what=x", "shows=5"], Format::Text).unwrap_err();
    assert!(said.contains("5.1, 5.2, 5.3") && !said.contains("Near: 5,") && !said.contains(" 5,"), "{said}");
    let own = ["action", "add", "kind=own", "what=W", "at=4.1", "hours=4", "after=H-7"];
    f.refuses(&[(&own, "after: There is no action H-7 in this roadmap")]);
    f.ours(&["action", "add", "kind=split", "of=5.2"]);
    let part = ["part", "add", "what=W", "share=1", "action=x"];
    f.refuses(&[(&part, "There is no action \"x\". There are: H-1. Add one first")]);
    assert!(f.run(KINDS, &["kinds"], Format::Text).unwrap().contains("; an action: name, number or id"));
}

#[test]
fn a_merged_action_has_the_letter_of_the_roadmap_and_a_long_number_stands_apart() {
    let f = File::new();
    f.ours(&["action", "add", "kind=merge", "of=5.1, 5.3", "what=Both"]);
    assert!(f.ours(&["action", "list"]).starts_with("M-1   "));
    for word in ["M-1", "m-1", "H-1", "1"] {
        assert!(f.ours(&["action", "show", word]).contains("no: M-1\n"), "{word}");
    }
    // The highest number there is bars nobody's kind: one beyond it counts as not given.
    f.forge(&[
        ("person.1-aaaaaa.made", "yes"),
        ("person.1-aaaaaa.no", "4294967295"),
        ("person.1-aaaaaa.name", "x"),
    ]);
    f.forge(&[
        ("person.2-aaaaaa.made", "yes"),
        ("person.2-aaaaaa.no", "123456"),
        ("person.2-aaaaaa.name", "y"),
    ]);
    assert!(f.ours(&["person", "list"]).starts_with("P-123456 2-aaaaaa  y"));
    f.ours(&["person", "add", "name=Ana"]);
    assert!(f.ours(&["person", "show", "123457"]).contains("name: Ana"));
}
