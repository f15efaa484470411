//! Every file of an export is opened by a program that is not ours. What is not exported is not looked for; what is
//! there has to open. Where such a program is missing, its part passes without it, unless `CLAUSEWISE_OUTSIDE=1` demands
//! it; `.ci/outside` brings the programs and demands them.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that panics has failed, as it should")]

#[allow(dead_code, reason = "each test takes the cases it needs")]
#[path = "common/inputs.rs"]
mod inputs;
#[path = "common/state.rs"]
mod state;

use std::ffi::OsStr;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::LazyLock;

use clausewise::model::format::Firm;
use clausewise::model::{Change, Edit};
use clausewise::report::{calendar, data, mermaid, oscal};
use clausewise::session::Session;
use serde_json::Value;

const PROGRAM: &str = env!("CARGO_BIN_EXE_clausewise");

/// What the packages of Python say; see the script itself.
const OPEN: &str = include_str!("outside/open.py");

/// An exported folder for each of three cases. They stay until the next run, for whoever wants to look at them.
static EXPORTED: LazyLock<Vec<PathBuf>> = LazyLock::new(|| {
    let place = Path::new(env!("CARGO_TARGET_TMPDIR")).join("outside");
    let _ = std::fs::remove_dir_all(&place);
    std::fs::create_dir_all(&place).unwrap();
    let q = clausewise::bank::embedded().unwrap();
    state::of_our_own();
    let file = |name: &str, firm| {
        let path = place.join(format!("{name}.aims"));
        clausewise::sample::create(q.clone(), firm, &path, inputs::today(), false).unwrap();
        path
    };
    let hostile = file("hostile", None);
    fill(&hostile);
    let files = [file("way", None), file("software", Some(Firm::Software)), hostile];
    files.iter().map(|f| export(f, &f.with_extension(""))).collect()
});

/// Hostile texts in facts, and as names of people.
fn fill(path: &Path) {
    let q = clausewise::bank::embedded().unwrap();
    let mut s = Session::open(q, path, "test", true, std::time::Duration::from_secs(10)).unwrap();
    // A fact takes what can be typed or pasted: no NUL.
    let text = inputs::HOSTILE.replace('\0', "");
    let one = text.replace(['\r', '\n'], " ");
    let mut facts =
        vec![("about.organisation".to_owned(), one.clone()), ("about.scope".to_owned(), text.clone())];
    for r in s.q.requirements.iter().take(30) {
        facts.push((format!("note.{}", r.id), text.clone()));
        facts.push((format!("owner.{}", r.id), one.clone()));
    }
    let changes = facts.into_iter().map(|(key, now)| {
        let was = s.assessment().get(&key).map(str::to_owned);
        Change { key, was, now: Some(now) }
    });
    let edit = Edit { what: "test".into(), at: String::new(), changes: changes.collect() };
    s.apply(&edit).unwrap();
    s.close().unwrap();
}

/// Everything an export writes, and what it does not write yet from the library.
fn export(file: &Path, to: &Path) -> PathBuf {
    let args = [OsStr::new("export"), file.as_os_str(), OsStr::new("--to"), to.as_os_str()];
    let out = Command::new(PROGRAM).args(args).args(["--format", "all"]).output().unwrap();
    assert!(out.status.success(), "{}", told(&out));
    inputs::read(file).with(|input| {
        let mut more =
            vec![(calendar::FILE, calendar::calendar(input)), (mermaid::FILE, mermaid::gantt(input))];
        more.extend(oscal::all(input).map(|(name, value)| (name, data::pretty(&value).unwrap())));
        for (name, text) in more.into_iter().filter(|(name, _)| !to.join(name).exists()) {
            std::fs::write(to.join(name), text).unwrap();
        }
    });
    to.to_owned()
}

/// The files of one ending, over all folders.
fn files(ending: &str) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = Vec::new();
    for folder in &*EXPORTED {
        let all = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path());
        found.extend(all.filter(|p| p.extension().is_some_and(|e| e == ending)));
    }
    found.sort();
    found
}

fn demanded() -> bool {
    std::env::var("CLAUSEWISE_OUTSIDE").is_ok_and(|v| v == "1")
}

/// The first of these programs that is there; none where all are missing and nobody demands one.
fn program(names: &[&str]) -> Option<String> {
    let paths = std::env::var_os("PATH").unwrap_or_default();
    let is_there = |name: &&&str| std::env::split_paths(&paths).any(|p| p.join(name).is_file());
    let found = names.iter().find(is_there).map(|n| (*n).to_owned());
    assert!(found.is_some() || !demanded(), "none of these is there: {names:?}");
    found
}

fn told(out: &Output) -> String {
    format!("{}\n{}", String::from_utf8_lossy(&out.stdout), String::from_utf8_lossy(&out.stderr))
}

/// Runs it and demands success; what it printed.
fn ran(command: &mut Command) -> String {
    let out = command.output().unwrap();
    assert!(out.status.success(), "{command:?}\n{}", told(&out));
    String::from_utf8_lossy(&out.stdout).into_owned()
}

/// The title of each folder's organisation as a reader finds it: its first word.
fn organisation(file: &Path) -> String {
    let text = std::fs::read_to_string(file.parent().unwrap().join("everything.json")).unwrap();
    let all: Value = serde_json::from_str(&text).unwrap();
    let name = all["organisation"].as_str().unwrap();
    name.split(|c: char| !c.is_alphanumeric()).find(|w| w.len() > 3).unwrap().to_owned()
}

fn pdf_is_sound(file: &Path) {
    if let Some(qpdf) = program(&["qpdf"]) {
        let said = ran(Command::new(qpdf).arg("--check").arg(file));
        assert!(!said.to_lowercase().contains("warning"), "{said}");
    }
    if let Some(pdfinfo) = program(&["pdfinfo"]) {
        let said = ran(Command::new(pdfinfo).arg(file));
        let value =
            |key: &str| said.lines().find_map(|l| l.strip_prefix(key)).map(str::trim).unwrap_or_default();
        assert!(value("Pages:").parse::<u32>().unwrap() > 0 && value("Tagged:") == "yes", "{said}");
        assert!(!value("Title:").is_empty() && value("JavaScript:") == "no", "{said}");
    }
    if let Some(pdffonts) = program(&["pdffonts"]) {
        let said = ran(Command::new(pdffonts).arg(file));
        let rows: Vec<&str> = said.lines().skip(2).collect();
        assert!(
            !rows.is_empty() && rows.iter().all(|r| r.contains(" yes ")),
            "a font is not in the file: {said}"
        );
    }
    if let Some(pdftotext) = program(&["pdftotext"]) {
        let said = ran(Command::new(pdftotext).args(["-enc", "UTF-8"]).arg(file).arg("-"));
        assert!(said.contains(&organisation(file)), "{}", file.display());
    }
}

#[test]
fn pdf_files_are_sound_tagged_and_hold_their_words() {
    for file in files("pdf") {
        pdf_is_sound(&file);
    }
}

#[test]
fn python_opens_documents_workbooks_calendars_and_tables() {
    let Some(python) = program(&["python3"]) else { return };
    let mut command = Command::new(python);
    command.args(["-c", OPEN]).args(&*EXPORTED).env("DEMANDED", if demanded() { "1" } else { "" });
    println!("{}", ran(&mut command));
}

#[test]
fn parts_of_office_files_are_well_formed() {
    let Some(xmllint) = program(&["xmllint"]) else { return };
    let place = tempfile::tempdir().unwrap();
    let mut parts = Vec::new();
    for file in files("docx").into_iter().chain(files("xlsx")) {
        let mut zip = zip::ZipArchive::new(std::fs::File::open(&file).unwrap()).unwrap();
        for n in 0..zip.len() {
            let mut part = zip.by_index(n).unwrap();
            let name = part.name().unwrap().into_owned();
            let kind = Path::new(&name).extension().and_then(OsStr::to_str).unwrap_or_default();
            assert!(!["bin", "exe", "vba", "dll", "js"].contains(&kind), "{}: {name}", file.display());
            let mut bytes = Vec::new();
            part.read_to_end(&mut bytes).unwrap();
            if ["xml", "rels"].contains(&kind) {
                let text = String::from_utf8(bytes).unwrap();
                let leads_out = text.contains("TargetMode=\"External\"");
                assert!(!leads_out && !text.contains("<!DOCTYPE"), "{}: {name}", file.display());
                let path = place.path().join(format!("{}.xml", parts.len()));
                std::fs::write(&path, text).unwrap();
                parts.push(path);
            }
        }
    }
    if !parts.is_empty() {
        ran(Command::new(xmllint).args(["--noout", "--nonet"]).args(&parts));
    }
}

#[test]
fn libreoffice_reads_documents_and_workbooks() {
    let office: Vec<PathBuf> = files("docx").into_iter().chain(files("xlsx")).collect();
    let Some(soffice) = program(&["soffice", "libreoffice"]).filter(|_| !office.is_empty()) else { return };
    for folder in EXPORTED.iter().flat_map(|f| [(f, "docx"), (f, "xlsx")]) {
        // One start for all files of a kind: starting takes longer than reading.
        let is_mine =
            |f: &&PathBuf| f.parent() == Some(folder.0) && f.extension().is_some_and(|e| e == folder.1);
        let mine: Vec<&PathBuf> = office.iter().filter(is_mine).collect();
        if mine.is_empty() {
            continue;
        }
        let place = tempfile::tempdir().unwrap();
        let profile = format!("-env:UserInstallation=file://{}", place.path().join("profile").display());
        let mut command = Command::new(&soffice);
        command.args([&profile, "--headless", "--norestore", "--convert-to", "pdf", "--outdir"]);
        ran(command.arg(place.path()).args(&mine));
        for file in mine {
            let pdf = place.path().join(file.with_extension("pdf").file_name().unwrap());
            assert!(pdf.is_file(), "{} did not open", file.display());
            if let Some(pdftotext) = program(&["pdftotext"]) {
                let said = ran(Command::new(pdftotext).args(["-enc", "UTF-8"]).arg(&pdf).arg("-"));
                // A sheet may cut a long name off at the edge of its cell; a document may not.
                let is_sheet = file.extension().is_some_and(|e| e == "xlsx");
                let holds = if is_sheet { said.trim().len() > 3 } else { said.contains(&organisation(file)) };
                assert!(holds, "{}: {said}", file.display());
            }
        }
    }
}

/// What a page asks for beside itself, and what it complains of, by Chromium.
fn asked_and_complained(chromium: &str, page: &Path) -> (Vec<String>, Vec<String>) {
    let place = tempfile::tempdir().unwrap();
    let log = place.path().join("net.json");
    let mut command = Command::new(chromium);
    // Nothing reaches the network, whoever asks: no name is found.
    command.args([
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--no-first-run",
    ]);
    command.args(["--disable-extensions", "--disable-background-networking", "--disable-component-update"]);
    command.args(["--host-resolver-rules=MAP * ~NOTFOUND", "--enable-logging=stderr", "--dump-dom"]);
    command.arg(format!("--user-data-dir={}", place.path().join("profile").display()));
    command.arg(format!("--log-net-log={}", log.display()));
    let out = command.arg(format!("file://{}", page.display())).output().unwrap();
    assert!(out.status.success(), "{}", told(&out));
    assert!(String::from_utf8_lossy(&out.stdout).contains("</html>"), "{}", told(&out));
    let words = String::from_utf8_lossy(&out.stderr).into_owned();
    let complained = words.lines().filter(|l| l.contains(":CONSOLE")).map(str::to_owned).collect();
    // A log that was cut off when the program ended lacks its last brackets.
    let text = std::fs::read_to_string(&log).unwrap();
    let log: Value = serde_json::from_str(&text)
        .or_else(|_| serde_json::from_str(&format!("{}]}}", text.trim_end().trim_end_matches(','))))
        .unwrap();
    let events = log["events"].as_array().unwrap().iter().map(|e| &e["params"]);
    // What the program itself asks for comes from no page; a page of a file says so.
    let of_the_page =
        events.filter(|p| p["network_isolation_key"].as_str().is_some_and(|k| k.contains("file:")));
    let urls = of_the_page.filter_map(|p| p["url"].as_str());
    let asked =
        urls.filter(|u| !u.starts_with("file:") && !u.starts_with("data:")).map(str::to_owned).collect();
    (asked, complained)
}

#[test]
fn pages_ask_for_nothing_and_complain_of_nothing() {
    let Some(chromium) = program(&["chromium", "chromium-headless-shell", "google-chrome", "chrome"]) else {
        return;
    };
    // What is looked for is found where it is.
    let place = tempfile::tempdir().unwrap();
    let bad = place.path().join("bad.html");
    let page = "<!doctype html><html><body><img src=\"http://127.0.0.1:9/x.png\"><script>console.error('x')</script></body></html>";
    std::fs::write(&bad, page).unwrap();
    let (asked, complained) = asked_and_complained(&chromium, &bad);
    assert!(asked.iter().any(|u| u.contains("x.png")) && !complained.is_empty(), "{asked:?} {complained:?}");
    for file in files("html") {
        let (asked, complained) = asked_and_complained(&chromium, &file);
        assert_eq!((asked, complained), (Vec::new(), Vec::new()), "{}", file.display());
        let text = std::fs::read_to_string(&file).unwrap().to_lowercase();
        for live in [
            "<script",
            "javascript:",
            "<iframe",
            "<object",
            "<embed",
            "<base",
            "http-equiv=\"refresh",
            "@import",
        ] {
            assert!(!text.contains(live), "{}: {live}", file.display());
        }
    }
}
