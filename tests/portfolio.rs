//! Many clients: what `portfolio` says of a folder, that nothing in it is touched, and what `--to` writes.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that panics has failed, as it should")]

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::SystemTime;

use calamine::Reader as _;
use serde_json::Value;
use tempfile::TempDir;

fn run(folder: &Path, args: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_clausewise"));
    command.args(args).current_dir(folder).env("HOME", folder.join(".home")).env("USER", "tester");
    for name in ["XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"] {
        command.env(name, folder.join(".home"));
    }
    let o = command.output().unwrap();
    (o.status.code().unwrap(), String::from_utf8(o.stdout).unwrap(), String::from_utf8(o.stderr).unwrap())
}

/// Three firms in folders of their own, golden files of 0.1.0, one without an answer, a second version, a backup, two
/// files that cannot be read, and what is passed over.
fn clients() -> TempDir {
    let top = tempfile::tempdir().unwrap();
    let at = top.path();
    for folder in ["acme/2026", "b", "old", ".hidden"] {
        std::fs::create_dir_all(at.join(folder)).unwrap();
    }
    for (firm, file) in
        [("bakery", "acme/2026/bakery.aims"), ("software", "b/software.aims"), ("bank", "bank.aims")]
    {
        assert_eq!(run(at, &["demo", file, "--firm", firm]).0, 0);
    }
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/0.1.0");
    for entry in std::fs::read_dir(golden).unwrap() {
        let file = entry.unwrap().path();
        if file.extension().is_some_and(|e| e == "aims") {
            std::fs::copy(&file, at.join("old").join(file.file_name().unwrap())).unwrap();
        }
    }
    let new = ["new", "new.aims", "--org", "=cmd|' /C calc'!A1 \u{1b}[31mred", "--target", "2027-05-01"];
    assert_eq!(run(at, &new).0, 0);
    std::fs::copy(at.join("bank.aims"), at.join("bank (conflicted copy 2026-11-02).aims")).unwrap();
    std::fs::copy(at.join("bank.aims"), at.join("20261102T101010Z.aims")).unwrap();
    std::fs::copy(at.join("bank.aims"), at.join(".hidden/bank.aims")).unwrap();
    let bytes = std::fs::read(at.join("bank.aims")).unwrap();
    std::fs::write(at.join("cut.aims"), &bytes[..bytes.len() / 2]).unwrap();
    std::fs::write(at.join("text.aims"), "no assessment").unwrap();
    std::fs::write(at.join("notes.txt"), "nothing").unwrap();
    top
}

/// Everything below a folder: bytes and when they were written.
fn state(folder: &Path) -> BTreeMap<PathBuf, (Vec<u8>, SystemTime)> {
    let mut all = BTreeMap::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let meta = std::fs::metadata(&path).unwrap();
            if path.is_dir() {
                folders.push(path);
            } else {
                all.insert(path.clone(), (std::fs::read(&path).unwrap(), meta.modified().unwrap()));
            }
        }
    }
    all
}

fn json(folder: &Path, more: &[&str]) -> (i32, Value) {
    let args: Vec<&str> =
        ["portfolio", ".", "--format", "json"].into_iter().chain(more.iter().copied()).collect();
    let (code, out, _) = run(folder, &args);
    (code, serde_json::from_str(&out).unwrap())
}

#[test]
fn every_row_says_what_status_says_and_nothing_is_touched() {
    let top = clients();
    let before = state(top.path());
    let (code, all) = json(top.path(), &[]);
    assert_eq!(code, 1, "two files could not be read");
    let clients = all["clients"].as_array().unwrap();
    let files: Vec<&str> = clients.iter().map(|c| c["file"].as_str().unwrap()).collect();
    assert_eq!(
        files,
        [
            "acme/2026/bakery.aims",
            "b/software.aims",
            "bank.aims",
            "new.aims",
            "old/demo.aims",
            "old/full.aims"
        ]
    );
    for c in clients {
        let file = c["file"].as_str().unwrap();
        let (code, out, _) = run(top.path(), &["status", file, "--format", "json"]);
        assert_eq!(code, 0);
        let status: Value = serde_json::from_str(&out).unwrap();
        for figure in ["counts", "coverage", "readiness", "evidence"] {
            assert_eq!(c[figure], status[figure], "{figure} of {file}");
        }
        for verdict in ["class", "would_be"] {
            assert_eq!(c["verdict"][verdict], status["verdict"][verdict], "{verdict} of {file}");
        }
        let (_, out, _) = run(top.path(), &["check", file]);
        let head = out.lines().find_map(|l| l.strip_prefix("head=")).unwrap();
        assert_eq!(c["head"].as_str(), Some(head), "{file}");
        assert_eq!(c["parts"].as_array().unwrap().len(), 16);
    }
    let unread: Vec<&str> =
        all["unread"].as_array().unwrap().iter().map(|u| u["file"].as_str().unwrap()).collect();
    assert_eq!(unread, ["cut.aims", "text.aims"]);
    let aside = all["left_out"].as_array().unwrap();
    assert_eq!(aside.len(), 2, "{aside:?}");
    assert!(aside.iter().any(|a| a["of"] == "bank.aims") && aside.iter().any(|a| a["is"] == "backup"));
    assert_eq!(clients[3]["target"], "2027-05-01");
    let (code, paper, _) = run(top.path(), &["portfolio", ".", "--format", "md"]);
    assert!(
        code == 1
            && paper.starts_with("# Clients side by side")
            && paper.contains("| Client")
            && paper.contains(":** 4 "),
        "{paper}"
    );
    for format in ["text", "csv"] {
        assert_eq!(run(top.path(), &["portfolio", ".", "--format", format]).0, 1);
    }
    let after = state(top.path());
    assert!(before == after, "a folder was changed by looking at it");
}

#[test]
fn the_table_for_people_names_everything_and_lets_nothing_act() {
    let top = clients();
    let (code, out, _) = run(top.path(), &["portfolio", "."]);
    assert_eq!(code, 1);
    for wanted in [
        "6 assessments in",
        "Ness Bakery",
        "2 files could not be read:",
        "cut.aims is damaged",
        "text.aims is not an assessment file",
        "bank (conflicted copy 2026-11-02).aims",
        "1 backup is left out",
        "A.10",
        "not certification",
    ] {
        // A sentence is folded where a line ends.
        let said = out.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(said.contains(wanted), "{wanted}: {out}");
    }
    assert!(!out.contains('\u{1b}'), "{out}");
    let (_, csv, err) = run(top.path(), &["portfolio", ".", "--format", "csv"]);
    let rows: Vec<csv::StringRecord> =
        csv::Reader::from_reader(csv.as_bytes()).into_records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 8);
    assert!(rows.iter().all(|r| !r.iter().any(|cell| cell.starts_with('='))), "{csv}");
    assert_eq!(rows.iter().filter(|r| !r[r.len() - 1].is_empty()).count(), 2);
    assert!(err.contains("2 files could not be read"), "{err}");
}

#[test]
fn names_are_left_out_when_asked() {
    let top = clients();
    for args in [&["portfolio", ".", "--redact"][..], &["portfolio", ".", "--redact", "--format", "json"]] {
        let (code, out, err) = run(top.path(), args);
        assert_eq!(code, 1);
        for name in ["Bakery", "bakery", "bank", "cut.aims", "text.aims", "acme", "cmd"] {
            assert!(!out.contains(name) && !err.contains(name), "{name}: {out}");
        }
        assert!(out.contains("Client-1") && out.contains("Client-6"), "{out}");
        assert!(!out.contains(&top.path().display().to_string()));
    }
    let (code, out, _) = run(top.path(), &["portfolio", ".", "--redact", "--to", "out"]);
    assert_eq!(code, 1, "{out}");
    for file in ["assessments.csv", "requirements.csv", "gaps.csv", "actions.csv"] {
        let text = std::fs::read_to_string(top.path().join("out").join(file)).unwrap();
        for name in ["Ness Bakery", "bakery.aims", "Lumo", "Harrow"] {
            assert!(!text.contains(name), "{name} in {file}");
        }
    }
}

#[test]
fn tables_of_all_clients_are_written_together_and_never_over_others() {
    let top = clients();
    let (code, out, _) = run(top.path(), &["portfolio", ".", "--to", "out"]);
    assert_eq!(code, 1);
    let names: Vec<String> =
        out.lines().map(|l| Path::new(l).file_name().unwrap().to_string_lossy().into_owned()).collect();
    assert_eq!(
        names,
        [
            "assessments.csv",
            "requirements.csv",
            "gaps.csv",
            "actions.csv",
            "load-duckdb.sql",
            "load-postgresql.sql",
            "portfolio.xlsx"
        ]
    );
    let rows = |file: &str| {
        let text = std::fs::read(top.path().join("out").join(file)).unwrap();
        csv::Reader::from_reader(text.as_slice()).into_records().map(Result::unwrap).count()
    };
    assert_eq!(rows("assessments.csv"), 6);
    assert_eq!(rows("requirements.csv"), 6 * 70);
    assert!(rows("gaps.csv") > 50 && rows("actions.csv") > 50);
    let first = state(&top.path().join("out"));
    let (code, _, err) = run(top.path(), &["portfolio", ".", "--to", "out"]);
    assert!(code == 73 && err.contains("--force"), "{err}");
    assert!(first == state(&top.path().join("out")));
    assert_eq!(run(top.path(), &["portfolio", ".", "--to", "out", "--force"]).0, 1);
    let bytes = |all: &BTreeMap<PathBuf, (Vec<u8>, SystemTime)>| -> Vec<Vec<u8>> {
        all.values().map(|(bytes, _)| bytes.clone()).collect()
    };
    assert!(bytes(&first) == bytes(&state(&top.path().join("out"))), "the same files give the same bytes");
}

#[test]
fn a_folder_that_is_none_or_empty_is_told() {
    let top = tempfile::tempdir().unwrap();
    std::fs::write(top.path().join("file"), "x").unwrap();
    let (code, _, err) = run(top.path(), &["portfolio", "none"]);
    assert!(code == 65 && err.contains("There is no folder"), "{err}");
    let (code, _, err) = run(top.path(), &["portfolio", "file"]);
    assert!(code == 65 && err.contains("is not a folder"), "{err}");
    assert_eq!(run(top.path(), &["portfolio"]).0, 2);
    let (code, out, _) = run(top.path(), &["portfolio", "."]);
    assert!(code == 0 && out.contains("There is no assessment in"), "{out}");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let shut = top.path().join("shut");
        std::fs::create_dir(&shut).unwrap();
        std::fs::set_permissions(&shut, std::fs::Permissions::from_mode(0o000)).unwrap();
        // The administrator may look into everything.
        let may = std::fs::read_dir(&shut).is_ok();
        let (code, _, _) = run(top.path(), &["portfolio", "shut"]);
        std::fs::set_permissions(&shut, std::fs::Permissions::from_mode(0o700)).unwrap();
        assert_eq!(code, if may { 0 } else { 77 });
    }
}

/// A file somebody works in is read as it is on the disk, and the work goes on.
#[test]
fn a_file_that_is_open_elsewhere_is_read_and_its_window_keeps_it() {
    let top = tempfile::tempdir().unwrap();
    let file = top.path().join("a.aims");
    assert_eq!(run(top.path(), &["demo", "a.aims", "--firm", "bakery"]).0, 0);
    let bank = clausewise::bank::embedded().unwrap();
    clausewise::files::remember_in(top.path().join(".home"));
    let mut s =
        clausewise::session::Session::open(bank, &file, "me", true, std::time::Duration::ZERO).unwrap();
    assert!(s.read_only.is_none());
    let (code, all) = json(top.path(), &[]);
    assert!(code == 0 && all["clients"].as_array().unwrap().len() == 1, "{all}");
    let events = s.events().len();
    let change = clausewise::model::Change {
        key: "about.scope".into(),
        was: s.assessment().get("about.scope").map(str::to_owned),
        now: Some("Another".into()),
    };
    let edit = clausewise::model::Edit { what: "about".into(), at: String::new(), changes: vec![change] };
    s.apply(&edit).unwrap();
    s.close().unwrap();
    let (_, all) = json(top.path(), &[]);
    assert_eq!(all["clients"][0]["events"].as_u64(), Some(events as u64 + 1));
    assert!(!top.path().join("a.aims-journal").exists() && !top.path().join(".a.aims.lock").exists());
}

/// A questionnaire of one's own, kept in its files, stands beside the embedded one and is not mixed with it.
#[test]
fn clients_of_another_questionnaire_have_a_map_of_their_own() {
    let top = tempfile::tempdir().unwrap();
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("questionnaires/examples");
    let example = std::fs::read_dir(example).unwrap().map(|e| e.unwrap().path());
    let example = example.filter(|p| p.is_dir() || p.extension().is_some_and(|e| e == "json")).min().unwrap();
    let example = example.display().to_string();
    for file in ["one.aims", "two.aims"] {
        let args = ["new", file, "--org", "Own", "--questionnaire", &example];
        assert_eq!(run(top.path(), &args).0, 0, "{example}");
    }
    assert_eq!(run(top.path(), &["demo", "a.aims", "--firm", "bakery"]).0, 0);
    let (code, all) = json(top.path(), &[]);
    let asked = all["questionnaires"].as_array().unwrap();
    assert!(code == 0 && asked.len() == 2, "{all}");
    assert_eq!(all["clients"][0]["questionnaire"], asked[1]["id"], "that of most clients is first");
    for (n, file) in ["a.aims", "one.aims", "two.aims"].into_iter().enumerate() {
        let (_, out, _) = run(top.path(), &["status", file, "--format", "json"]);
        let status: Value = serde_json::from_str(&out).unwrap();
        assert_eq!(all["clients"][n]["counts"], status["counts"], "{file}");
        let of = usize::from(n == 0);
        let parts = all["clients"][n]["parts"].as_array().unwrap().len();
        assert_eq!(parts, asked[of]["parts"].as_array().unwrap().len(), "{file}");
    }
    let (_, out, _) = run(top.path(), &["portfolio", "."]);
    assert!(out.contains("They answer different questions"), "{out}");
    assert_eq!(run(top.path(), &["portfolio", ".", "--to", "out"]).0, 0);
}

/// What plain mode says when these lines are typed at home.
fn plain(folder: &Path, lines: &str) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_clausewise"));
    command.arg("--plain").current_dir(folder).env("HOME", folder.join(".home")).env("USER", "tester");
    for name in ["XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"] {
        command.env(name, folder.join(".home"));
    }
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(lines.as_bytes()).unwrap();
    String::from_utf8(child.wait_with_output().unwrap().stdout).unwrap()
}

#[test]
fn plain_mode_says_the_same_rows_in_short_lines() {
    let top = clients();
    let said = plain(top.path(), "portfolio .\nquit\n");
    let (_, all) = json(top.path(), &[]);
    let clients = all["clients"].as_array().unwrap();
    for (n, c) in clients.iter().enumerate() {
        let begins = format!("Client {} of {}: ", n + 1, clients.len());
        let lines: Vec<&str> = said.lines().skip_while(|l| !l.starts_with(&begins)).take(3).collect();
        assert_eq!(lines.len(), 3, "{begins} {said}");
        let counts = &c["counts"];
        for (key, word) in [("met", "met"), ("partial", "partial"), ("gap", "gap"), ("open", "open")] {
            if counts[key] != 0 {
                assert!(lines[1].contains(&format!("{} {word}", counts[key])), "{word}: {}", lines[1]);
            }
        }
        assert!(lines[0].contains("Readiness ") && lines[2].contains("First blocker: "), "{lines:?}");
        assert!(lines[2].ends_with(&format!("File: {}.", c["file"].as_str().unwrap())), "{lines:?}");
    }
    for wanted in
        ["2 files could not be read:", "cut.aims is damaged", "text.aims is not an assessment", "1 May 2027"]
    {
        assert!(said.contains(wanted), "{wanted}: {said}");
    }
    assert!(!said.contains('\u{1b}'), "{said}");
    assert!(plain(top.path(), "portfolio\nquit\n").contains("Write the folder"));
    assert!(plain(top.path(), "portfolio none\nquit\n").contains("There is no folder none"));
}

#[test]
fn the_text_stays_within_its_width_and_leaves_no_column_out() {
    let top = clients();
    let (_, out, _) = run(top.path(), &["portfolio", "."]);
    let wide = |l: &&str| l.chars().count() > 100 && !l.contains(top.path().to_str().unwrap());
    assert_eq!(out.lines().find(wide), None);
    for wanted in [
        "Evidence named: ",
        "First blocker: ",
        "Target: 2027-05-01",
        "Last change: ",
        "File: acme/2026/bakery.aims",
    ] {
        assert!(out.contains(wanted), "{wanted}: {out}");
    }
}

#[test]
fn a_folder_without_an_assessment_says_what_to_do() {
    let top = tempfile::tempdir().unwrap();
    let (code, out, _) = run(top.path(), &["portfolio", "."]);
    assert_eq!(code, 0);
    assert!(out.contains("There is no assessment in") && out.contains("clausewise new FILE"), "{out}");
    assert!(!out.contains("\n\n\n"), "{out}");
    let (code, out, err) = run(top.path(), &["portfolio", ".", "--to", "out"]);
    assert!(code == 0 && out.contains("assessments.csv"), "{out}");
    assert!(err.contains("There is no assessment in") && err.contains(".aims"), "{err}");
    assert!(plain(top.path(), "portfolio .\nquit\n").contains("Assessments end in .aims"));
}

#[test]
fn a_format_and_a_folder_at_once_are_refused_in_words() {
    let top = tempfile::tempdir().unwrap();
    let (code, out, err) = run(top.path(), &["portfolio", ".", "--to", "out", "--format", "csv"]);
    assert!(code == 2 && out.is_empty() && err.contains("Leave --format out"), "{code} {err}");
    assert!(!top.path().join("out").exists());
}

#[test]
fn the_heat_map_of_the_workbook_holds_figures_and_the_words_beside_them() {
    let top = clients();
    assert_eq!(run(top.path(), &["portfolio", ".", "--to", "out"]).0, 1);
    let (_, all) = json(top.path(), &[]);
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(top.path().join("out/portfolio.xlsx")).unwrap();
    let (map, words) =
        (book.worksheet_range("Heat map").unwrap(), book.worksheet_range("Parts in words").unwrap());
    let clients = all["clients"].as_array().unwrap();
    assert_eq!((map.height(), words.height()), (clients.len() + 1, clients.len() + 1));
    for (n, c) in clients.iter().enumerate() {
        for (m, part) in c["parts"].as_array().unwrap().iter().enumerate() {
            let at = (u32::try_from(n + 1).unwrap(), u32::try_from(m + 1).unwrap());
            assert_eq!(map.get_value((0, at.1)).unwrap().to_string(), part["id"].as_str().unwrap());
            let none = part["status"] == "not_applicable" || part["status"] == "open" && part["low"] == 0.0;
            match map.get_value(at) {
                Some(calamine::Data::Float(f)) => assert!(!none && part["low"] == *f, "{part} {f}"),
                other => assert!(none && other.is_none_or(|d| d.to_string().is_empty()), "{part} {other:?}"),
            }
            assert!(!words.get_value(at).unwrap().to_string().is_empty());
        }
    }
}
