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
    // All of it or nothing: a risk that is not treated takes no control, and what stood before stays.
    let (code, _, err) = go(&["soa", "case.aims", "set", "A.2.2", "how=Two pages", "risks=R-1,R-2"]);
    assert!(
        code == 2 && err.contains("R-2 names no controls before it is said what is done about it"),
        "{code} {err}"
    );
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
    // Scales that are ready are taken by a line, once.
    assert_eq!(run(folder.path(), &["answer", "case.aims", "--script", "-"], "scales 3x3\n").0, 0);
    assert_eq!(ok(&["record", "case.aims", "likelihood", "list", "--format", "csv"]).0.lines().count(), 4);
    let (code, _, err) = run(folder.path(), &["answer", "case.aims", "--script", "-"], "scales 7\n");
    assert!(code == 65 && err.contains("Ready scales have 3 or 4 steps"), "{code} {err}");
    // A file may stand beside the words that are looked for.
    for words in [
        &["find", "errs", "case.aims"][..],
        &["find", "case.aims", "errs"],
        &["find", "--in", "case.aims", "errs"],
    ] {
        assert!(
            ok(words).0.starts_with("R-1 It errs (Risks): clausewise record case.aims risk show R-1\n"),
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
