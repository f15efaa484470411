use super::*;
use crate::model::edit;
use crate::model::record::{Field, Init, KINDS, PERSON, Type};
use serde_json::{Value, json};

const fn field(key: &'static str, typ: Type, need: bool) -> Field {
    let (word, hint, init) = ("Word", "what to write", Init::Empty);
    Field { key, typ, need, when: None, init, word, hint, private: false, later: false }
}

/// A kind nobody built anything for.
static KEY: Kind = Kind {
    key: "key",
    word: "key",
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
    made_by: MadeBy::Form,
    listed: true,
    waits: false,
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

    fn run(&self, kinds: &[&'static Kind], words: &[&str], format: Format) -> Result<String, (u8, String)> {
        let args = Args {
            file: self.path(),
            kind: words.first().map(|w| (*w).to_owned()),
            verb: words.get(1).map(|w| Verb::from_str(w, false).unwrap()),
            rest: words.iter().skip(2).map(|w| (*w).to_owned()).collect(),
            format,
            by: "Cleo".to_owned(),
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

    fn json(&self, words: &[&str]) -> Value {
        serde_json::from_str(&self.run(&ALL_KINDS, words, Format::Json).unwrap()).unwrap()
    }

    fn events(&self) -> usize {
        look(&self.path()).ok().map(|s| s.events().len()).unwrap_or_default()
    }
}

#[test]
fn a_made_up_kind_is_listed_shown_added_changed_and_removed_by_its_table() {
    let f = File::new();
    let ana = f.good(&["person", "add", "name=Ana Sousa"]).trim().to_owned();
    let id = f.good(&[
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
    let id = id.strip_suffix('\n').unwrap();
    assert!(crate::model::record::Rid::parse(id).is_some(), "the id alone: {id}");
    let whole = json!({"id": id, "number": 1, "door": "the safe", "teeth": 7.0, "metal": "brass",
        "copied": true, "opens": ["5.2/1", "5.2/2"], "holder": {"id": ana, "name": "Ana Sousa"},
        "tried-by": [{"person": ana, "name": "Ana Sousa", "date": "2026-11-20"}]});
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
    assert_ne!(f.good(&["key", "add", "door=x"]).trim(), id);
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
        (&["key", "add", "door=x", "lock=y"], 2, "has no field lock. Its fields: door, teeth,"),
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
    let id = f.good(&["key", "add", "door=x"]).trim().to_owned();
    let q = crate::bank::embedded().unwrap();
    let mut s = Session::open(q, &f.path(), "t", true, std::time::Duration::ZERO).unwrap();
    let sets = [(format!("key.{id}.colour"), Some("red".to_owned()))];
    let e = crate::model::change::facts(s.assessment(), "key", "", sets);
    s.apply_durably(&e).unwrap();
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
