//! Words of the command line, of scripts and of plain mode that open what stands elsewhere: the same thing by another door.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that panics has failed, as it should")]

#[path = "common/program.rs"]
mod program;

use program::{output, run};
use tempfile::TempDir;

fn begun() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    output(folder.path(), &["new", "case.aims", "--org", "Case"]);
    folder
}

/// The words of the contract do what the window does: one home, other doors.
#[test]
fn the_statement_and_the_drafts_are_reached_by_their_own_commands() {
    let folder = begun();
    let go = |args: &[&str]| run(folder.path(), args, "");
    let ok = |args: &[&str]| {
        let (code, out, err) = go(args);
        assert_eq!(code, 0, "{args:?}: {err}");
        (out, err)
    };
    ok(&["record", "case.aims", "system", "add", "name=Bot"]);
    ok(&["record", "case.aims", "risk", "add", "what=It errs", "treatment=reduce"]);
    ok(&["record", "case.aims", "risk", "add", "what=It stops"]);
    let all = [
        "reason=The customer contract asks for it",
        "drivers=contract, risk",
        "how=One page",
        "systems=S-1",
        "risks=R-1",
    ];
    ok(&[&["soa", "case.aims", "set", "A.2.2"][..], &all, &["owner=Ana"]].concat());
    let (whole, _) = ok(&["soa", "case.aims", "list", "A.2.2"]);
    for said in
        ["The customer contract asks for it", "contract", "One page", "S-1 Bot", "R-1 It errs", "Owner: Ana"]
    {
        assert!(whole.contains(said), "{said}: {whole}");
    }
    let dump = ok(&["dump", "case.aims"]).0;
    assert!(
        dump.contains("why-in.A.2.2=The customer contract asks for it\n")
            && dump.contains(".controls.A.2.2=yes\n"),
        "{dump}"
    );
    // All of it or nothing: where one of the risks is none, what stood before stays.
    let (code, _, err) = go(&["soa", "case.aims", "set", "A.2.2", "how=Two pages", "risks=R-1,R-9"]);
    assert!(code == 2 && err.contains("There is no risk \"R-9\""), "{code} {err}");
    assert_eq!(ok(&["dump", "case.aims"]).0, dump);
    ok(&["soa", "case.aims", "set", "A.2.2", "risks="]);
    assert!(!ok(&["dump", "case.aims"]).0.contains(".controls.A.2.2"));
    // The reason of what is left out is the other one.
    assert_eq!(run(folder.path(), &["answer", "case.aims", "--script", "-"], "A.6.2.4 n\n").0, 0);
    ok(&["soa", "case.aims", "set", "A.6.2.4", "reason=We use tools as they come and build nothing"]);
    assert!(ok(&["dump", "case.aims"]).0.contains("reason.A.6.2.4=We use"));
    let (list, _) = ok(&["soa", "case.aims"]);
    assert!(
        list.contains("A.6.2.4")
            && list.contains("left out. Why: We use tools")
            && list.lines().count() >= 40,
        "{list}"
    );
    let json: serde_json::Value =
        serde_json::from_str(&ok(&["soa", "case.aims", "list", "--format", "json"]).0).unwrap();
    assert_eq!(json.as_array().unwrap().len(), 38);
    assert!(ok(&["soa", "case.aims", "list", "--format", "csv"]).0.lines().count() > 38);
    for wrong in [
        &["soa", "case.aims", "set"][..],
        &["soa", "case.aims", "set", "A.2.2", "colour=red"],
        &["soa", "case.aims", "set", "4.1", "how=x"],
    ] {
        let (code, _, err) = go(wrong);
        assert!(code == 2 && err.contains("Nothing was changed"), "{wrong:?} {code} {err}");
    }
    ok(&["drafts", "case.aims", "--to", "out", "ai-policy"]);
    assert_eq!(go(&["drafts", "case.aims", "--to", "out", "nothing"]).0, 2);
}

/// Whether a control applies is said from the command line and by a script, with its reason or without one.
#[test]
fn whether_a_control_applies_is_said_in_a_line() {
    let folder = begun();
    let set = |what: &[&str]| run(folder.path(), &[&["soa", "case.aims", "set"][..], what].concat(), "");
    let list = |id: &str| output(folder.path(), &["soa", "case.aims", "list", id]);
    let (code, _, err) = set(&["A.2.2", "applicable=yes"]);
    assert!(code == 0 && err.contains("A.2.2 is in now, without a reason"), "{code} {err}");
    assert!(output(folder.path(), &["dump", "case.aims"]).contains("in.A.2.2=yes\n"));
    assert!(list("A.2.2").contains("in, Open") && list("A.2.2").contains("In without a reason"));
    let (code, _, err) = set(&["A.10.4", "applicable=no"]);
    assert!(code == 0 && err.contains("A.10.4 is left out now, without a reason"), "{code} {err}");
    let (code, _, err) =
        set(&["A.6.2.4", "reason=We use tools as they come and build nothing", "applicable=No"]);
    assert!(code == 0 && !err.contains("without a reason"), "{code} {err}");
    assert!(list("A.6.2.4").contains("left out. Why: We use tools"), "{}", list("A.6.2.4"));
    let (code, _, err) = set(&["A.2.2", "applicable=perhaps"]);
    assert!(
        code == 2 && err.contains("yes, no or undecided") && err.contains("Nothing was changed"),
        "{err}"
    );
    let lines =
        "go A.2.2\napplicable undecided\ngo A.5.2\napplicable yes The customer contract asks for it\n";
    assert_eq!(run(folder.path(), &["answer", "case.aims", "--script", "-"], lines).0, 0);
    assert!(list("A.2.2").contains("undecided"), "{}", list("A.2.2"));
    assert!(list("A.5.2").contains("in, Open. Why: The customer contract"), "{}", list("A.5.2"));
    let (code, _, err) = set(&["A.5.2", "applicable=undecided"]);
    assert!(code == 2 && err.contains("stays in"), "{code} {err}");
}

/// A control of one's own is filled in by the same command as one of the standard, and a risk is linked before it is said what
/// is done about it: that it lacks a treatment is told, and refused nowhere.
#[test]
fn a_control_of_ones_own_is_set_as_one_of_the_standard_and_a_risk_without_a_treatment_is_linked() {
    let folder = begun();
    let go = |args: &[&str]| run(folder.path(), args, "");
    let ok = |args: &[&str]| {
        let (code, out, err) = go(args);
        assert_eq!(code, 0, "{args:?} {err}");
        (out, err)
    };
    ok(&["record", "case.aims", "control", "add", "name=Second pair of eyes"]);
    ok(&["record", "case.aims", "risk", "add", "what=Wrong advice"]);
    ok(&["record", "case.aims", "risk", "add", "what=Leaks", "treatment=reduce"]);
    let (_, told) = ok(&[
        "soa",
        "case.aims",
        "set",
        "C-1",
        "reason=The contract with Acme",
        "drivers=contract",
        "risks=R-1, R-2",
    ]);
    assert!(told.contains("What is said of C-1 is kept. R-1 lacks a treatment"), "{told}");
    let row = ok(&["soa", "case.aims", "list", "C-1"]).0;
    assert!(row.contains("The contract with Acme") && row.contains("R-1") && row.contains("R-2"), "{row}");
    let (_, told) = ok(&["soa", "case.aims", "set", "c-1", "reason=it is important", "drivers="]);
    assert!(told.contains("The reason of C-1 says little"), "{told}");
    let (code, _, err) = go(&["soa", "case.aims", "set", "C-1", "again=2041-01-31"]);
    assert!(
        code == 2 && err.contains("a control of your own") && err.contains("Nothing was changed"),
        "{code} {err}"
    );
    let (code, _, err) = go(&["soa", "case.aims", "set", "C-9", "reason=x"]);
    assert!(code == 2 && err.contains("no control of your own \"C-9\". Nothing was changed"), "{code} {err}");
    let (_, told) = ok(&["soa", "case.aims", "set", "A.9.2", "risks=R-1"]);
    assert!(told.contains("What is said of A.9.2 is kept. R-1 lacks a treatment"), "{told}");
    let lacks = ok(&["record", "case.aims", "risk", "show", "R-1"]).0;
    assert!(lacks.contains("controls: A.9.2") && lacks.contains("Treatment"), "{lacks}");
    // The same by a word of plain mode and of scripts.
    let script = "go A.9.3\ntreats R-1, R-2\ngo A.9.2\ntreats -\n";
    assert_eq!(run(folder.path(), &["answer", "case.aims", "--script", "-"], script).0, 0);
    assert!(ok(&["record", "case.aims", "risk", "show", "R-1"]).0.contains("controls: A.9.3\n"));
    let (_, said, _) = run(folder.path(), &["--plain", "case.aims"], "go A.9.2\ntreats R-1\nundo\nquit\n");
    assert!(said.contains("A.9.2 treats R-1 Wrong advice. R-1 lacks a treatment"), "{said}");
}

/// Scales, files and kinds of systems are named in a line as people see them.
#[test]
fn scales_files_and_kinds_are_named_in_a_line() {
    let folder = begun();
    let go = |args: &[&str]| run(folder.path(), args, "");
    let ok = |args: &[&str]| output(folder.path(), args);
    ok(&["record", "case.aims", "risk", "add", "what=It errs"]);
    // Scales that are ready are taken by a line, once.
    assert_eq!(run(folder.path(), &["answer", "case.aims", "--script", "-"], "scales 3x3\n").0, 0);
    assert_eq!(ok(&["record", "case.aims", "likelihood", "list", "--format", "csv"]).lines().count(), 4);
    // Taken again they change nothing, and it is not said that they were.
    let (code, out, err) =
        run(folder.path(), &["answer", "case.aims", "--ack", "--script", "-"], "scales 4\n");
    assert!(
        code == 65 && !out.contains("ACK") && err.contains("Scales stand already: 3 steps of likelihood"),
        "{code} {out} {err}"
    );
    let (code, _, err) = run(folder.path(), &["answer", "case.aims", "--script", "-"], "scales 7\n");
    assert!(code == 65 && err.contains("Ready scales have 3 or 4 steps"), "{code} {err}");
    // A file may stand beside the words that are looked for.
    for words in [
        &["find", "errs", "case.aims"][..],
        &["find", "case.aims", "errs"],
        &["find", "--in", "case.aims", "errs"],
    ] {
        assert!(
            ok(words).starts_with("R-1 It errs (Risks): clausewise record case.aims risk show R-1\n"),
            "{words:?}"
        );
    }
    for (words, code) in [(&["find", "case.aims"][..], 2), (&["find", "zzqxv"], 1)] {
        let (is, _, err) = go(words);
        assert!(is == code && err.contains("clausewise find WORD FILE"), "{words:?} {is} {err}");
    }
    // Kinds of systems are called as people see them, too.
    assert_eq!(
        go(&["risks", "case.aims", "--kind", "writes  TEXT"]).1,
        go(&["risks", "case.aims", "--kind", "text"]).1
    );
    let (code, _, err) = go(&["risks", "case.aims", "--kind", "toys"]);
    assert!(code == 2 && err.contains("text (Writes text)"), "{err}");
}

/// Plain mode says how a record is taken out, and does it after a yes.
#[test]
fn plain_mode_takes_a_record_out_and_says_how() {
    let folder = begun();
    let add = ["record", "case.aims", "system", "add", "name=Bot"];
    output(folder.path(), &add);
    let typed = "help record\nrecord system 1 remove\nno\nsoa missing\nquit\n";
    let (_, said, _) = run(folder.path(), &["--plain", "case.aims"], typed);
    assert!(
        said.contains("with remove behind it takes it out") && said.contains("Nothing was removed."),
        "{said}"
    );
    assert!(said.contains("38 controls:"), "{said}");
    assert!(output(folder.path(), &["record", "case.aims", "system", "list"]).contains("Bot"));
    run(folder.path(), &["--plain", "case.aims"], "system bot remove\nyes\nquit\n");
    assert!(!output(folder.path(), &["record", "case.aims", "system", "list"]).contains("Bot"));
}

/// What a register supports is told by a command as on its screen, the registers by themselves with how much they hold, and a
/// check says what registers hold for it.
#[test]
fn what_registers_support_is_told_by_commands() {
    let folder = begun();
    let go = |args: &[&str]| run(folder.path(), args, "");
    let ok = |args: &[&str]| {
        let (code, out, err) = go(args);
        assert_eq!(code, 0, "{args:?} {err}");
        out
    };
    let before = ok(&["explain", "case.aims", "4.1/4"]);
    assert!(before.contains("Your registers hold nothing for it yet."), "{before}");
    ok(&["record", "case.aims", "system", "add", "name=Bot", "purpose=Answers guests", "role=user"]);
    let told = ok(&["record", "case.aims", "system", "supports"]);
    assert!(told.starts_with("Supports ") && told.contains("\n4.1/4 In use: "), "{told}");
    assert!(told.lines().any(|line| line.contains(" not yet: ")), "{told}");
    let json: serde_json::Value =
        serde_json::from_str(&ok(&["record", "case.aims", "system", "supports", "--format", "json"]))
            .unwrap();
    let checks = json["checks"].as_array().unwrap();
    let supported = checks.iter().filter(|c| c["level"].is_string()).count();
    assert!(json["of"] == checks.len() && json["supported"] == supported && supported > 0, "{json}");
    let csv = ok(&["record", "case.aims", "system", "supports", "--format", "csv"]);
    assert!(csv.lines().count() == checks.len() + 1 && csv.contains("4.1/4"), "{csv}");
    let all = ok(&["record", "case.aims"]);
    assert!(
        all.lines().any(|l| l.starts_with("system ") && l.contains("1 AI system. Supports "))
            && all.lines().any(|l| l.starts_with("risk ") && l.contains("0 risks")),
        "{all}"
    );
    let json: serde_json::Value =
        serde_json::from_str(&ok(&["record", "case.aims", "--format", "json"])).unwrap();
    assert!(json.as_array().unwrap().iter().any(|r| r["kind"] == "system" && r["records"] == 1), "{json}");
    let after = ok(&["explain", "case.aims", "4.1/4"]);
    assert!(after.contains("Looks like In use. Your register holds 1 AI system"), "{after}");
    let (code, _, err) = go(&["record", "case.aims", "widget"]);
    assert!(code == 2 && err.contains("no kind of record"), "{code} {err}");
}

/// What is odd is said and kept: a second AI system of the same name, and more risk left than there was.
#[test]
fn a_second_system_of_a_name_and_more_risk_left_than_there_was_are_told() {
    let folder = begun();
    let go = |args: &[&str]| run(folder.path(), args, "");
    assert!(!go(&["record", "case.aims", "system", "add", "name=Chatbot"]).2.contains("another"));
    let (code, _, err) = go(&["record", "case.aims", "system", "add", "name=chatbot"]);
    assert!(code == 0 && err.contains("There is another AI system called Chatbot (S-1)."), "{code} {err}");
    let (_, said, _) = run(folder.path(), &["--plain", "case.aims"], "system\nChatbot\nleave\nyes\nquit\n");
    assert!(said.contains("another AI system called Chatbot (S-1)"), "{said}");
    assert_eq!(run(folder.path(), &["answer", "case.aims", "--script", "-"], "scales 3\n").0, 0);
    let add =
        ["record", "case.aims", "risk", "add", "what=It errs", "treatment=reduce", "likelihood=unlikely"];
    let left = ["consequence=minor", "left-likelihood=likely", "left-consequence=severe"];
    assert_eq!(go(&[&add[..], &left].concat()).0, 0);
    let shown = go(&["record", "case.aims", "risk", "show", "R-1"]).1;
    assert!(shown.contains("more is left than there was"), "{shown}");
    assert_eq!(
        go(&[
            "record",
            "case.aims",
            "risk",
            "set",
            "R-1",
            "left-likelihood=unlikely",
            "left-consequence=minor"
        ])
        .0,
        0
    );
    assert!(!go(&["record", "case.aims", "risk", "show", "R-1"]).1.contains("more is left"));
}

/// Before a risk or the document that is the statement goes it is told what the statement loses, tried first as done.
#[test]
fn removing_names_what_the_statement_loses() {
    let folder = begun();
    let go = |args: &[&str]| run(folder.path(), args, "");
    let ok = |args: &[&str]| {
        let (code, out, err) = go(args);
        assert_eq!(code, 0, "{args:?} {err}");
        (out, err)
    };
    ok(&["record", "case.aims", "risk", "add", "what=Wrong advice", "controls=A.6.2.6, A.4.4"]);
    ok(&["record", "case.aims", "risk", "add", "what=Leaks", "controls=A.4.4"]);
    let tried = ok(&["record", "case.aims", "risk", "remove", "R-1", "--dry-run"]).0;
    let told = "2 rows of the statement lose this risk, 1 of them has no other: A.4.4, A.6.2.6";
    assert!(tried.contains(told), "{tried}");
    let how = go(&["record", "case.aims", "risk", "remove", "R-1", "--dry-run"]).2;
    assert!(how.contains("Nothing was removed") && how.contains("removed without a question"), "{how}");
    let json = ok(&["record", "case.aims", "risk", "remove", "R-2", "--dry-run", "--format", "json"]).0;
    assert!(
        json.contains("\"rows\"") && json.contains("1 row of the statement loses this risk and keeps others"),
        "{json}"
    );
    let done = ok(&["record", "case.aims", "risk", "remove", "R-1", "--yes"]).1;
    assert!(done.contains(told), "{done}");
    let name = "name=Statement of Applicability";
    ok(&["record", "case.aims", "document", "add", name, "version=2", "state=approved"]);
    let tried = ok(&["record", "case.aims", "document", "remove", "1", "--dry-run"]).0;
    assert!(tried.contains("The Statement of Applicability loses its version and approval"), "{tried}");
}
