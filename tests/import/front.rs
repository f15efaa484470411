//! The same from outside: the command with its exit codes, and plain mode.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use super::files::case;

pub(crate) fn run(folder: &Path, args: &[&str], input: &str) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_clausewise"));
    command.args(args).current_dir(folder).env("HOME", folder.join("home")).env_remove("TERM");
    for name in ["XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"] {
        command.env(name, folder.join("home"));
    }
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    let o = child.wait_with_output().unwrap();
    (o.status.code().unwrap(), String::from_utf8(o.stdout).unwrap(), String::from_utf8(o.stderr).unwrap())
}

pub(crate) fn fresh() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(run(folder.path(), &["new", "a.aims", "--org", "Firm", "--size", "small"], "").0, 0);
    std::fs::write(folder.path().join("soa.csv"), case("").0).unwrap();
    folder
}

#[test]
fn the_command_tells_first_takes_over_and_ends_with_what_is_so() {
    let folder = fresh();
    let f = folder.path();
    let dump = |f: &Path| run(f, &["dump", "a.aims"], "").1;
    let before = std::fs::read(f.join("a.aims")).unwrap();
    let (code, out, err) = run(f, &["import", "a.aims", "soa.csv", "--dry-run"], "");
    assert_eq!((code, err.as_str()), (0, ""));
    assert!(
        out.contains("38 rows:") && out.contains("A.4.6: nothing yet -> In use") && out.contains("dry run"),
        "{out}"
    );
    assert_eq!(std::fs::read(f.join("a.aims")).unwrap(), before, "a dry run writes nothing");
    let (code, out, err) = run(f, &["import", "a.aims", "soa.csv", "--by", "Ana"], "");
    assert_eq!((code, err.as_str()), (0, ""));
    let last = out.lines().last().unwrap();
    assert!(
        last.starts_with("Taken over: ") && last.ends_with("In the program, u takes all of it back."),
        "{last}"
    );
    let (_, out, _) = run(f, &["import", "a.aims", "soa.csv"], "");
    assert_eq!(out.lines().last(), Some("Nothing new: everything in it stands here already."));
    assert!(dump(f).contains("\nA.4.6=4\n"));
    std::fs::write(f.join("b.csv"), "id,level\nA.4.6,5\n4.1,3\nZ,3\n").unwrap();
    let (code, out, _) = run(f, &["import", "a.aims", "b.csv"], "");
    assert_eq!(code, 1, "something differs and stays: {out}");
    assert!(
        out.contains("A.4.6: here: In use; in the file: Proven")
            && out.contains("nothing here is called \"Z\""),
        "{out}"
    );
    assert!(dump(f).contains("4.1=3\n") && dump(f).contains("\nA.4.6=4\n"));
    assert_eq!(run(f, &["import", "a.aims", "b.csv", "--theirs"], "").0, 0);
    assert!(dump(f).contains("\nA.4.6=5\n"));
    std::fs::write(f.join("c.csv"), "id,level\n4.1,9\n").unwrap();
    let was = dump(f);
    let (code, out, err) = run(f, &["import", "a.aims", "c.csv"], "");
    assert_eq!((code, out.as_str()), (65, ""));
    assert!(err.contains("Row 2, column level: \"9\"") && err.contains("Nothing was taken over"), "{err}");
    assert_eq!(dump(f), was);
    // A column that is left out, and the command that has it read.
    std::fs::write(f.join("d.csv"), "Control,Status,Colour\nA.2.2,Implemented,Green\n").unwrap();
    let (_, out, _) = run(f, &["import", "a.aims", "d.csv", "--dry-run"], "");
    let command = "clausewise import a.aims d.csv --as soa --map \"Colour=note\" --dry-run";
    assert!(out.contains(command) && out.contains("corrective action, owner, note"), "{out}");
    let (code, _, err) = run(f, &["import", "a.aims", "d.csv", "--map", "Colour=note", "--dry-run"], "");
    assert!(code == 2 && err.contains(command), "{err}");
    let (_, out, _) = run(f, &command.replace('"', "").split(' ').skip(1).collect::<Vec<_>>(), "");
    assert!(out.contains("Colour -> note"), "{out}");
    for (args, code, says) in [
        (vec!["b.csv", "--as", "wishes"], 2, "system"),
        (vec!["b.csv", "--map", "a=b"], 2, "--as"),
        (vec!["none.csv"], 65, "cannot be read"),
        (vec!["."], 65, "a folder"),
    ] {
        let all = [&["import", "a.aims"], args.as_slice()].concat();
        let (is, _, err) = run(f, &all, "");
        assert!(is == code && err.contains(says), "{is} {err}");
    }
    std::fs::write(f.join("s.csv"), "Was,Wer\nChatbot,Acme\n").unwrap();
    let (code, out, _) = run(f, &["import", "a.aims", "s.csv", "--as", "systems", "--dry-run"], "");
    assert_eq!(code, 65);
    assert!(out.contains("left out: Was, Wer") && out.contains("which every AI system needs"), "{out}");
    assert_eq!(run(f, &["import", "a.aims", "s.csv", "--as", "systems", "--map", "Was=name"], "").0, 0);
    assert!(run(f, &["record", "a.aims", "system"], "").1.contains("Chatbot"));
    assert_eq!(run(f, &["check", "a.aims"], "").0, 0);
}

#[test]
fn plain_mode_tells_asks_and_takes_back() {
    let folder = fresh();
    let f = folder.path();
    std::fs::write(f.join("b.csv"), "id,level\nA.4.6,5\n").unwrap();
    std::fs::write(f.join("s.csv"), "Was,Wer\nChatbot,Acme\n").unwrap();
    let lines = [
        "import soa.csv",
        "no",
        "import soa.csv",
        "yes",
        "import b.csv",
        "theirs",
        "yes",
        "undo",
        "import systems s.csv",
        "Was=name",
        "B=vendor",
        "yes",
        "import",
        "none.csv",
        "import s.csv",
        "",
        "quit",
        "",
    ];
    let (code, out, err) = run(f, &["--plain", "a.aims"], &lines.join("\n"));
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
    for words in [
        "38 rows:",
        "Taken over:",
        "Taken back: the import of b.csv.",
        "A.4.6: here: In use; in the file: Proven",
        "Fields: name (Name),",
        "Was -> Name",
        "cannot be read",
    ] {
        assert!(out.contains(words), "{words}: {out}");
    }
    let dump = run(f, &["dump", "a.aims"], "").1;
    assert!(dump.contains("\nA.4.6=4\n") && dump.contains(".vendor=Acme"), "{dump}");
}

#[test]
fn a_file_of_heads_only_says_so() {
    let folder = fresh();
    let f = folder.path();
    for (heads, more) in
        [("Control,Applicable,Status,Notes\n", &[][..]), ("Name,Supplier\n", &["--as", "systems"])]
    {
        std::fs::write(f.join("h.csv"), heads).unwrap();
        for dry in [&["--dry-run"][..], &[]] {
            let all = [&["import", "a.aims", "h.csv"], more, dry].concat();
            let (code, out, err) = run(f, &all, "");
            assert!(code == 65 && format!("{out}{err}").contains("no row below them"), "{code} {out}{err}");
        }
    }
}

#[test]
fn facts_of_our_data_are_words_and_what_means_the_same_is_the_same() {
    let folder = fresh();
    let f = folder.path();
    let args = ["new", "b.aims", "--org", "Firm", "--size", "small", "--role", "developer,provider,user"];
    assert_eq!(run(f, &args, "").0, 0);
    let json = r#"{"questionnaire": {"id": "iso42001-2023"}, "answers": {"about.roles": "user, provider, developer",
        "about.scope": "Shops", "note.5.2": "said", "person.0tv0b73vq9d9cs.made": "yes",
        "person.0tv0b73vq9d9cs.no": "1", "person.0tv0b73vq9d9cs.name": "Ines Roy"}}"#;
    std::fs::write(f.join("x.json"), json).unwrap();
    std::fs::write(
        f.join("s.json"),
        r#"{"questionnaire": {"id": "iso42001-2023"}, "answers": {"about.scope": "All"}}"#,
    )
    .unwrap();
    assert_eq!(run(f, &["import", "b.aims", "s.json"], "").0, 0);
    let (code, out, err) = run(f, &["import", "b.aims", "x.json", "--dry-run"], "");
    assert_eq!((code, err.as_str()), (1, ""));
    assert!(out.contains("  Scope: here: All; in the file: Shops\n") && !out.contains("oles"), "{out}");
    assert!(out.contains("  note on 5.2: nothing yet -> said\n"), "{out}");
    assert_eq!(out.matches("Ines Roy").count(), 1, "{out}");
    assert!(out.contains("  new person: Ines Roy\n") && !out.contains("0tv0b73vq9d9cs"), "{out}");
}

#[test]
fn plain_mode_asks_nothing_of_a_bad_file_and_reads_a_long_list_to_its_end() {
    let folder = fresh();
    let f = folder.path();
    std::fs::write(f.join("junk.bin"), (0u8..=255).collect::<Vec<_>>()).unwrap();
    std::fs::write(f.join("notes.txt"), "hello\nworld\n").unwrap();
    let lines = ["import junk.bin", "history 1", "import notes.txt", "widget", "history 1", "import soa.csv"];
    let more = ["more"; 5];
    let (code, out, err) = run(
        f,
        &["--plain", "a.aims"],
        &[&lines[..], &more, &["yes", "history 1", "undo", "quit", ""]].concat().join("\n"),
    );
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
    assert_eq!(out.matches("1 of 1 change,").count(), 2, "the words behind a bad file are heard: {out}");
    assert!(out.contains("There is no kind of file \"widget\""), "{out}");
    assert!(out.contains("more lines: write more") && out.contains("Row 39: A.10.4:"), "{out}");
    assert!(out.contains(" from soa.csv\n") && out.contains("38 answers"), "{out}");
    assert!(out.contains("Taken back: the import of soa.csv."), "{out}");
}

/// Our own files tell what they are, whole records are shown before they are taken over, and nothing is no success.
#[test]
fn own_registers_are_known_and_new_records_are_shown_whole() {
    let folder = fresh();
    let f = folder.path();
    assert_eq!(run(f, &["demo", "demo.aims", "--firm", "software"], "").0, 0);
    assert_eq!(run(f, &["export", "demo.aims", "--to", "out", "--format", "csv,json"], "").0, 0);
    for (name, says) in [("ai-systems", "the register \"AI systems\""), ("people", "the register \"People\"")]
    {
        let path = format!("out/{name}.csv");
        let (code, out, err) = run(f, &["import", "demo.aims", &path, "--dry-run"], "");
        assert!(code == 0 && out.contains(says), "{name}: {code} {out} {err}");
    }
    let text = r#"{"answers": {"about.questionnaire": "iso42001-2023 2.0", "system.0000000000000z.made": "yes",
        "system.0000000000000z.name": "Desk bot", "system.0000000000000z.no": "1",
        "system.0000000000000z.purpose": "sorts mail"}}"#;
    std::fs::write(f.join("new.json"), text).unwrap();
    let (code, out, _) = run(f, &["import", "a.aims", "new.json", "--dry-run"], "");
    assert_eq!(code, 0, "{out}");
    assert!(out.contains("4 entries: ") && !out.contains("rows"), "{out}");
    assert!(out.contains("new AI system: Desk bot\n      Used for: sorts mail\n"), "{out}");
    std::fs::write(f.join("other.csv"), "id,level\nX.1,3\nX.2,4\n").unwrap();
    for more in [&["--dry-run"][..], &[]] {
        let (code, out, _) = run(f, &[&["import", "a.aims", "other.csv"], more].concat(), "");
        assert!(code == 1 && out.contains("nothing here is called \"X.1\""), "{code} {out}");
        assert!(!out.contains("stands here already"), "{out}");
    }
}

#[test]
fn plain_mode_says_what_columns_are_of_a_statement_too_and_a_slip_does_not_stick() {
    let folder = fresh();
    let f = folder.path();
    std::fs::write(f.join("s.csv"), "Kontrolle,Gilt,Warum\nA.4.2,Yes,Asked for\n").unwrap();
    let lines = [
        "import soa s.csv",
        "4=control",
        "Kontrolle=control",
        "B=applicable",
        "Gilt=colour",
        "yes",
        "quit",
        "",
    ];
    let (code, out, err) = run(f, &["--plain", "a.aims"], &lines.join("\n"));
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
    assert_eq!(out.matches("There is no column \"4\"").count(), 1, "{out}");
    assert_eq!(out.matches("A statement has no column \"colour\"").count(), 1, "{out}");
    assert!(out.contains("write COLUMN=FIELD") && !out.contains("--map"), "{out}");
    assert!(run(f, &["dump", "a.aims"], "").1.contains("in.A.4.2=yes\n"), "{out}");
    assert!(run(f, &["--plain", "a.aims"], "help import\nquit\n").1.contains("soa, or a register"), "help");
    // At the command line the way is a flag.
    std::fs::write(f.join("r.csv"), "Risk,AI system,Impact,Colour\nLeak,,,red\n").unwrap();
    let (_, out, _) = run(f, &["import", "a.aims", "r.csv", "--as", "risks", "--dry-run"], "");
    assert!(out.contains("AI system -> AI systems") && out.contains("Impact -> Consequence"), "{out}");
    assert!(out.contains("--map \"COLUMN=FIELD\""), "{out}");
}

#[test]
fn what_differs_beside_the_statement_is_said_at_the_end_and_a_state_is_said_to_be_coarser() {
    let folder = fresh();
    let f = folder.path();
    assert_eq!(run(f, &["demo", "demo.aims", "--firm", "software"], "").0, 0);
    assert_eq!(run(f, &["export", "demo.aims", "--to", "out", "--format", "xlsx"], "").0, 0);
    let args = ["record", "demo.aims", "risk", "set", "R-1", "what=Another wording"];
    assert_eq!(run(f, &args, "").0, 0, "{:?}", run(f, &args, ""));
    let (_, out, err) = run(f, &["import", "demo.aims", "out/workbook.xlsx"], "");
    assert!(out.contains("other sheet differs from what stands here"), "{out}{err}");
    assert!(out.contains("--as risk") && !out.contains("Nothing new"), "{out}");
    let args = ["import", "a.aims", "out/workbook.xlsx", "--as", "soa", "--other-organisation", "--dry-run"];
    let (_, out, err) = run(f, &args, "");
    assert!(out.contains("which is coarser than its levels: Met is read as Proven"), "{out}{err}");
}

/// For programs all of it is data: what changes, what goes with it, what is left alone, what is refused.
#[test]
fn the_command_tells_a_program_all_of_it() {
    let folder = fresh();
    let f = folder.path();
    let json = |args: &[&str]| {
        let (code, out, err) = run(f, &[&["import", "a.aims"], args, &["--format", "json"]].concat(), "");
        let data: serde_json::Value =
            serde_json::from_str(&out).unwrap_or_else(|e| panic!("{e}: {out}{err}"));
        (code, data, err)
    };
    std::fs::write(f.join("script"), "A.7.3 na No data is bought at all\n").unwrap();
    assert_eq!(run(f, &["answer", "a.aims", "--script", "script"], "").0, 0);
    std::fs::write(
        f.join("in.csv"),
        "Control,Applicable,Owner,Colour\nA.7.3,yes,,\nA.2.2,yes,Ana,red\nZ.9,,Bo,\n",
    )
    .unwrap();
    let (code, data, _) = json(&["in.csv", "--dry-run", "--theirs"]);
    assert_eq!((code, &data["dry_run"], &data["taken_over"]), (0, &true.into(), &false.into()), "{data}");
    assert_eq!((&data["read_as"], &data["said"]), (&"soa".into(), &serde_json::Value::Null));
    let goes = &data["goes_with_it"][0];
    assert_eq!((&goes["about"], &goes["at"]), (&"reason left out".into(), &"A.7.3".into()));
    let told = "A.7.3: its reason for being left out goes: No data is bought at all";
    assert_eq!(goes["words"], told);
    assert_eq!((&data["left_alone"][0]["row"], &data["left_alone"][0]["id"]), (&4.into(), &"Z.9".into()));
    assert!(data["columns"][3]["field"].is_null() && data["columns"][0]["field"] == "control", "{data}");
    let changes = data["changes"].as_array().unwrap();
    assert_eq!(data["counts"]["changed"], changes.len());
    assert!(
        changes.iter().any(|c| c["at"] == "A.2.2" && c["field"] == "owner" && c["now"] == "Ana"),
        "{data}"
    );
    // Taken over, the same and what was said.
    let (code, data, _) = json(&["in.csv", "--theirs"]);
    assert_eq!((code, &data["taken_over"]), (0, &true.into()));
    let said = data["said"].as_str().unwrap();
    assert!(said.starts_with("Taken over: ") && said.contains(told), "{said}");
    assert!(!run(f, &["dump", "a.aims"], "").1.contains("reason.A.7.3"));
    // Nothing new is nothing taken over.
    let (_, data, _) = json(&["in.csv", "--theirs"]);
    assert_eq!(
        (&data["taken_over"], &data["counts"]["gone_from_the_sheet"]),
        (&false.into(), &0.into()),
        "{data}"
    );
    assert!(data["said"].as_str().unwrap().starts_with("Nothing was taken over"), "{data}");
    // A reason that stays against one that says nothing ends with 1, as what else stays does.
    assert_eq!(run(f, &["soa", "a.aims", "set", "A.2.2", "reason=The contract with the hotel"], "").0, 0);
    std::fs::write(f.join("x.csv"), "Control,Applicable,Justification\nA.2.2,yes,n/a\n").unwrap();
    let (code, data, _) = json(&["x.csv", "--theirs"]);
    let words = data["left_alone"][0]["words"].as_str().unwrap();
    assert!(
        code == 1 && words.contains("clausewise soa a.aims set A.2.2 applicable=yes reason=n/a"),
        "{code} {words}"
    );
    // What differs and stays ends with 1; what is refused with 65, in data and in words, and nothing is changed.
    std::fs::write(f.join("out.csv"), "Control,Owner,Applicable\nA.2.2,Bo,yes\n").unwrap();
    let (code, data, _) = json(&["out.csv"]);
    assert_eq!(
        (code, &data["conflicts"][0]["was"], &data["conflicts"][0]["now"]),
        (1, &"Ana".into(), &"Bo".into())
    );
    std::fs::write(f.join("bad.csv"), "Control,Applicable\nA.2.2,sometimes\n").unwrap();
    let was = run(f, &["dump", "a.aims"], "").1;
    for args in [&["bad.csv"][..], &["bad.csv", "--dry-run"]] {
        let (code, data, err) = json(args);
        assert_eq!((code, &data["refused"][0]["row"], &data["taken_over"]), (65, &2.into(), &false.into()));
        let words = data["refused"][0]["words"].as_str().unwrap();
        assert!(words.contains("sometimes") && err.contains(words), "{words} {err}");
    }
    assert_eq!(run(f, &["dump", "a.aims"], "").1, was);
    assert_eq!(run(f, &["import", "a.aims", "in.csv", "--format", "csv"], "").0, 2);
}
