//! Colleagues answer apart: files and workbooks that hold one person's questions and nothing of anybody else, come back in any
//! order and however often, and never go over what was agreed.

use std::path::Path;

use clausewise::import::sheet;
use rust_xlsxwriter::Workbook;
use serde_json::Value;

use crate::program::{output, run};
use crate::{answer, dump, is_sound};

/// An assessment with three people, an agreed answer, and words nobody who is asked may see.
fn room() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    output(at, &["new", "a.aims", "--org", "ProtoLabs", "--size", "small", "--start", "2040-01-02"]);
    for (name, role) in [("Mara Holt", "HR"), ("Bo Zimt", "Top management"), ("Ana Quist", "QA lead")] {
        output(at, &["record", "a.aims", "person", "add", &format!("name={name}"), &format!("role={role}")]);
    }
    answer(
        at,
        "a.aims",
        "5.2 3 MARKNOTE\ngo 5.2\nevidence MARKEVIDENCE\npark MARKPARKED\nvote P-3 5\nreveal\ndissent MARKDISSENT\n\
         owner 9.1 MARKOWNER\n7.2 2\nnote MARKGONE\nnote -\n",
    );
    folder
}

fn hand_out(at: &Path, more: &[&str]) -> Value {
    let all = output(at, &[&["hand-out", "a.aims", "--format", "json"], more].concat());
    serde_json::from_str(&all).unwrap()
}

/// Exit code and all that is said.
fn collect(at: &Path, args: &[&str]) -> (i32, String) {
    let (code, out, err) = run(at, &[&["collect", "a.aims"], args].concat(), "");
    (code, format!("{out}{err}"))
}

fn spread(at: &Path) -> Value {
    serde_json::from_str(&output(at, &["spread", "a.aims", "--format", "json"])).unwrap()
}

/// What somebody does in a spreadsheet: each cell is handed over with its sheet and row, and may become another.
fn edited(path: &Path, mut change: impl FnMut(&str, &[String], usize, &mut String)) {
    let book = sheet::read(&std::fs::read(path).unwrap()).unwrap();
    let mut new = Workbook::new();
    for old in &book.sheets {
        let sheet = new.add_worksheet();
        sheet.set_name(&old.name).unwrap();
        for row in &old.rows {
            let cells: Vec<String> = row.cells.iter().map(|c| c.text.clone()).collect();
            for n in 0..cells.len().max(7) {
                let mut text = cells.get(n).cloned().unwrap_or_default();
                change(&old.name, &cells, n, &mut text);
                let at = u32::try_from(row.number - 1).unwrap();
                sheet.write_string(at, u16::try_from(n).unwrap(), &text).unwrap();
            }
        }
    }
    std::fs::write(path, new.save_to_buffer().unwrap()).unwrap();
}

/// What is done to a cell: of this sheet, in this row, at this column.
type Change = fn(&str, &[String], usize, &mut String);

/// Fills in levels and notes, by the id of the check.
fn fill_in(path: &Path, given: &[(&str, &str, &str)]) {
    edited(path, |_, row, column, cell| {
        let Some((_, level, note)) = given.iter().find(|(id, ..)| row.first().is_some_and(|c| c == id))
        else {
            return;
        };
        match column {
            5 => (*level).clone_into(cell),
            6 => (*note).clone_into(cell),
            _ => {}
        }
    });
}

#[test]
#[expect(clippy::too_many_lines, reason = "one story, told in its order")]
fn three_people_answer_apart_and_one_answer_is_agreed_on() {
    let folder = room();
    let at = folder.path();
    let before = dump(at, "a.aims");
    hand_out(
        at,
        &[
            "--to",
            "out",
            "--person",
            "P-1",
            "P-2",
            "--clauses",
            "5.2",
            "7",
            "--back-to",
            "Jo",
            "--by",
            "2040-03-03",
        ],
    );
    hand_out(at, &["--to", "out", "--person", "Ana", "--clauses", "5.2,7.2", "--as", "xlsx"]);
    assert_eq!(dump(at, "a.aims"), before, "handing out changes nothing");
    // Nothing that is there is replaced: somebody may have answered in it.
    let again = ["hand-out", "a.aims", "--to", "out", "--person", "P-1", "--clauses", "5.2"];
    let (code, _, err) = run(at, &again, "");
    assert!(
        code == 73 && err.contains("questions-mara-holt.aims") && err.contains("Nothing was written"),
        "{err}"
    );

    answer(at, "out/questions-mara-holt.aims", "5.2 1 never seen it\n7 4\n7.3 2 only once\n");
    answer(at, "out/questions-bo-zimt.aims", "5.2 5 I signed it\n7.2 ?\ngo 7.2\nask the works council\n");
    let (_, out, _) = run(at, &["--plain", "out/questions-bo-zimt.aims"], "quit\n");
    assert!(out.contains("questions for Bo Zimt, to be sent back to Jo by 3 Mar 2040"), "{out}");
    fill_in(
        &at.join("out/questions-ana-quist.xlsx"),
        &[("5.2/1", "3 Written", "on paper"), ("7.2/1", "?", "")],
    );

    let returned =
        ["out/questions-mara-holt.aims", "out/questions-bo-zimt.aims", "out/questions-ana-quist.xlsx"];
    let (code, said) = collect(at, &[&returned[..], &["--dry-run"]].concat());
    assert!(code == 0 && said.contains("Mara Holt") && said.contains("Nothing was changed"), "{said}");
    assert_eq!(dump(at, "a.aims"), before);
    let (code, said) = collect(at, &returned);
    assert!(code == 0 && said.contains("beside the agreed answers"), "{said}");
    let after = dump(at, "a.aims");
    let own =
        |facts: &str| facts.lines().filter(|l| !l.starts_with('@')).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(own(&after), own(&before), "what was agreed stays as it is");
    let figures = output(at, &["status", "a.aims"]);

    // Twice the same: nothing doubled, and it is said.
    let (code, said) = collect(at, &returned);
    assert!(code == 0 && said.matches("collected before").count() == 3, "{said}");
    assert_eq!(dump(at, "a.aims"), after);

    // The widest first; where Ana answered a check, it stands by itself, and who answered the whole is counted there, too.
    let rows = spread(at);
    let of = |id: &str| rows["rows"].as_array().unwrap().iter().find(|r| r["id"] == id).cloned();
    assert_eq!((&rows["rows"][0]["id"], &rows["rows"][0]["steps"]), (&"5.2".into(), &4.into()), "{rows}");
    assert!(of("5.2/2").is_none(), "nobody answered it by itself: {rows}");
    let first = of("5.2/1").unwrap();
    let said: Vec<_> = first["answers"]
        .as_array()
        .unwrap()
        .iter()
        .map(|v| (&v["person"]["name"], &v["word"], &v["notes"][0]))
        .collect();
    assert_eq!(said[0], (&"Mara Holt".into(), &"Nothing".into(), &"never seen it".into()), "{rows}");
    assert_eq!(said[1], (&"Ana Quist".into(), &"Written".into(), &"on paper".into()), "{rows}");
    assert_eq!(said[2], (&"Bo Zimt".into(), &"Proven".into(), &"I signed it".into()), "{rows}");
    let whole = of("5.2").unwrap();
    assert!(
        whole["answers"]
            .as_array()
            .unwrap()
            .iter()
            .any(|v| v["person"]["name"] == "Ana Quist" && v["given"] == "room")
    );
    let steps: Vec<u64> =
        rows["rows"].as_array().unwrap().iter().map(|r| r["steps"].as_u64().unwrap()).collect();
    assert!(steps.is_sorted_by(|a, b| a >= b), "{steps:?}");

    // One by one, with dissent; by the rule; each with what it was made from.
    let said = output(
        at,
        &["agree", "a.aims", "5.2/1", "--level", "3", "--dissent", "Mara: nobody reads it", "--by", "P-2"],
    );
    assert!(said.contains("agreed as Written, from 3 answers") && said.contains("are kept"), "{said}");
    let said = output(at, &["agree", "a.aims", "5.2/2", "--rule", "worst"]);
    assert!(said.contains("the worst of"), "{said}");
    let history = output(at, &["history", "a.aims"]);
    assert!(history.contains("by hand, from: Mara Holt: Nothing, "), "{history}");
    assert!(
        history.contains("agreement by the rule \"worst\" on 5.2/2")
            && history.contains("by the rule \"worst\", from: Mara Holt: Nothing"),
        "{history}"
    );
    assert!(history.contains("Bo Zimt"), "who agreed: {history}");
    assert_ne!(output(at, &["status", "a.aims"]), figures, "only agreeing moves figures");
    let row = spread(at)["rows"].as_array().unwrap().iter().find(|r| r["id"] == "5.2/1").unwrap().clone();
    assert_eq!(
        (&row["settled"], &row["agreed"], &row["dissent"]),
        (&true.into(), &"3".into(), &"Mara: nobody reads it".into())
    );
    assert_eq!(row["answers"].as_array().unwrap().len(), 3, "what people said stays");
    // One undo takes one step back.
    run(at, &["--plain", "a.aims"], "undo\nquit\n");
    let now = dump(at, "a.aims");
    assert!(!now.contains("agreed-from.5.2/2") && now.contains("agreed-from.5.2/1=hand "), "{now}");
    // Who answers anew opens it again, and what was agreed stands until somebody agrees anew.
    answer(at, "out/questions-mara-holt.aims", "5.2 2 seen it once\n");
    assert_eq!(collect(at, &["out/questions-mara-holt.aims"]).0, 0);
    let row = || spread(at)["rows"].as_array().unwrap().iter().find(|r| r["id"] == "5.2/1").unwrap().clone();
    assert_eq!((&row()["settled"], &row()["agreed"]), (&false.into(), &"3".into()), "{}", row());
    // An answer given past it was made of nobody's.
    answer(at, "a.aims", "5.2/1 4\n");
    assert!(!dump(at, "a.aims").contains("agreed-from."), "{}", row());
    // The same words in plain mode and in a script.
    answer(at, "a.aims", "go 5.2/1\nagree worst\n");
    assert_eq!((&row()["agreed"], &row()["by_rule"]), (&"2".into(), &true.into()), "{}", row());
    is_sound(at, "a.aims");
}

#[test]
fn what_is_handed_out_holds_nothing_of_anybody_else() {
    let folder = room();
    let at = folder.path();
    hand_out(at, &["--to", "f", "--person", "P-1", "--clauses", "5.2", "7", "9.1"]);
    hand_out(at, &["--to", "x", "--person", "P-1", "--clauses", "5.2", "7", "9.1", "--as", "xlsx"]);
    let unpacked = |path: &Path| {
        let mut all = std::fs::read(path).unwrap();
        if path.extension().is_some_and(|e| e == "xlsx") {
            let mut zip = zip::ZipArchive::new(std::io::Cursor::new(all.clone())).unwrap();
            for n in 0..zip.len() {
                std::io::copy(&mut zip.by_index(n).unwrap(), &mut all).unwrap();
            }
        }
        all
    };
    for file in ["f/questions-mara-holt.aims", "x/questions-mara-holt.xlsx"] {
        let bytes = unpacked(&at.join(file));
        let holds = |words: &str| bytes.windows(words.len()).any(|w| w == words.as_bytes());
        assert!(holds("Mara Holt") && holds("5.2/1"), "{file}");
        for word in ["MARK", "Bo Zimt", "Ana Quist", "Zimt", "tester"] {
            assert!(!holds(word), "{word} in {file}");
        }
        // The same of its letters in two bytes each.
        let wide: Vec<u8> = "MARK".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert!(!bytes.windows(wide.len()).any(|w| w == wide), "{file}");
    }
    let facts = dump(at, "f/questions-mara-holt.aims");
    let known = |l: &str| l.starts_with("about.") || l.starts_with("person.");
    assert!(facts.lines().all(known) && facts.matches(".made=yes").count() == 1, "{facts}");
    let list = output(at, &["status", "f/questions-mara-holt.aims"]);
    assert!(list.contains("7.2") && !list.contains("6.1"), "{list}");
    is_sound(at, "f/questions-mara-holt.aims");
}

#[test]
fn a_later_state_replaces_an_earlier_one_whatever_comes_first() {
    let folder = room();
    let at = folder.path();
    hand_out(at, &["--to", "out", "--person", "P-1", "--clauses", "5.2"]);
    let file = "out/questions-mara-holt.aims";
    answer(at, file, "5.2 1 early\n");
    std::fs::copy(at.join(file), at.join("early.aims")).unwrap();
    answer(at, file, "5.2 4 late\n");
    std::fs::copy(at.join("a.aims"), at.join("b.aims")).unwrap();
    assert_eq!(collect(at, &["early.aims"]).0, 0);
    // Renamed in between: it is known by its id.
    output(at, &["record", "a.aims", "person", "set", "P-1", "name=Mara Brandt"]);
    let (code, said) = collect(at, &[file]);
    assert!(code == 0 && said.contains("Mara Brandt, sent again") && said.contains("replaces"), "{said}");
    let late = dump(at, "a.aims");
    assert!(late.contains("/5.2=4\n") && late.contains("late") && !late.contains("early"), "{late}");
    let (code, said) = collect(at, &["early.aims"]);
    assert!(code == 0 && said.contains("a later state of this file was collected before"), "{said}");
    assert_eq!(dump(at, "a.aims"), late);
    // Sent together, and the other way round.
    std::fs::copy(at.join("b.aims"), at.join("a.aims")).unwrap();
    assert_eq!(collect(at, &[file, "early.aims"]).0, 0);
    let layer = |all: &str| all.lines().filter(|l| l.starts_with('@')).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(layer(&dump(at, "a.aims")), layer(&late));
    // An answer that was taken away is taken away here.
    answer(at, file, "go 5.2\nwithdraw\n");
    let (code, said) = collect(at, &[file]);
    assert!(code == 0 && said.contains("1 answer taken away"), "{said}");
    assert!(!dump(at, "a.aims").contains("/5.2=4"));
}

/// In whatever order files come, how often, and which states of them: the facts are the same.
#[test]
fn the_order_in_which_they_come_does_not_matter() {
    let folder = room();
    let at = folder.path();
    let mut files: Vec<String> = Vec::new();
    for (to, clauses) in [("one", "5.2"), ("two", "7.2")] {
        hand_out(at, &["--to", to, "--clauses", clauses]);
        // The second is a later hand-out of a part of the first, too.
        if to == "one" {
            std::thread::sleep(std::time::Duration::from_millis(1100));
        }
        for (n, who) in ["mara-holt", "bo-zimt", "ana-quist"].into_iter().enumerate() {
            let file = format!("{to}/questions-{who}.aims");
            for (state, level) in [(0, n + 1), (1, n + 2)] {
                answer(at, &file, &format!("{clauses} {level} said {state}\n{clauses}/1 {}\n", n + 3));
                let copy = format!("{to}-{who}-{state}.aims");
                std::fs::copy(at.join(&file), at.join(&copy)).unwrap();
                files.push(copy);
            }
        }
    }
    hand_out(at, &["--to", "three", "--person", "P-1", "--clauses", "5.2", "6.2"]);
    answer(at, "three/questions-mara-holt.aims", "5.2 5\n6.2 2\n");
    files.push("three/questions-mara-holt.aims".into());
    let mut seen: Option<Vec<String>> = None;
    let mut dice = 0x9e37_79b9_7f4a_7c15_u64;
    for round in 0..12 {
        std::fs::copy(at.join("a.aims"), at.join("t.aims")).unwrap();
        let mut order = files.clone();
        for i in (1..order.len()).rev() {
            dice ^= dice << 13;
            dice ^= dice >> 7;
            dice ^= dice << 17;
            order.swap(i, usize::try_from(dice >> 11).unwrap() % (i + 1));
        }
        order.extend(order.clone().into_iter().take(round % 5));
        let mut args = vec!["collect", "t.aims"];
        args.extend(order.iter().map(String::as_str));
        output(at, &args);
        let facts: Vec<String> = dump(at, "t.aims").lines().map(str::to_owned).collect();
        assert_eq!(seen.get_or_insert_with(|| facts.clone()), &facts, "round {round}: {order:?}");
        is_sound(at, "t.aims");
    }
    let facts = seen.unwrap().join("\n");
    assert!(facts.contains("/5.2=5") && facts.contains("said 1") && facts.contains("/6.2=2"), "{facts}");
}

#[test]
fn what_is_not_ours_is_refused_by_name_and_nothing_changes() {
    let folder = room();
    let at = folder.path();
    hand_out(at, &["--to", "out", "--clauses", "5.2"]);
    let good = "out/questions-bo-zimt.aims";
    answer(at, good, "5.2 4\n");
    let mut before = dump(at, "a.aims");
    let refused = |file: &str, words: &str, before: &str| {
        // One that is refused keeps the good one out, too.
        let (code, said) = collect(at, &[good, file]);
        assert!(
            code == 65 && said.contains(words) && said.contains("Nothing was c"),
            "{file}: {code} {said}"
        );
        assert_eq!(dump(at, "a.aims"), before, "{file}");
        assert!(!said.contains("sqlite") && !said.contains("Err("), "{said}");
    };
    refused("a.aims", "a.aims is no file that was handed out", &before);
    std::fs::write(at.join("text.aims"), "not a file of ours").unwrap();
    refused("text.aims", "text.aims", &before);
    refused("missing.aims", "missing.aims", &before);
    // Of another assessment, even of one that is called the same.
    let other = room();
    hand_out(other.path(), &["--to", "out", "--clauses", "5.2"]);
    std::fs::copy(other.path().join("out/questions-bo-zimt.aims"), at.join("foreign.aims")).unwrap();
    refused("foreign.aims", "foreign.aims was handed out from another assessment (ProtoLabs)", &before);
    // Cut off, and with other words in it.
    let bytes = std::fs::read(at.join(good)).unwrap();
    std::fs::write(at.join("cut.aims"), &bytes[..bytes.len() / 2]).unwrap();
    refused("cut.aims", "cut.aims", &before);
    let mut forged = bytes;
    let place = forged.windows(8).position(|w| w == b"Bo Zimt\"").unwrap();
    forged[place..place + 8].copy_from_slice(b"Ana Qui\"");
    std::fs::write(at.join("forged.aims"), forged).unwrap();
    refused("forged.aims", "forged.aims", &before);
    // Somebody who is not there any more.
    output(at, &["record", "a.aims", "person", "remove", "P-1"]);
    before = dump(at, "a.aims");
    refused("out/questions-mara-holt.aims", "Mara Holt is not in the register", &before);
    // A file that was handed out hands out and collects nothing itself.
    let (code, _, err) = run(at, &["hand-out", good, "--to", "more"], "");
    assert!(code == 2 && err.contains("handed out itself"), "{err}");
    let (code, said) = collect(at, &[good]);
    assert!(code == 0 && said.contains("Bo Zimt"), "{said}");
}

#[test]
fn a_workbook_that_was_tampered_with_is_refused_row_by_row() {
    let folder = room();
    let at = folder.path();
    hand_out(at, &["--to", "out", "--person", "P-1", "--clauses", "5.2", "--as", "xlsx"]);
    let sent = at.join("out/questions-mara-holt.xlsx");
    fill_in(&sent, &[("5.2/1", "4 In use", "=1+1 is text"), ("5.2/2", "2", "")]);
    let before = dump(at, "a.aims");
    let book = at.join("book.xlsx");
    let hostile: [(&str, Change); 9] = [
        ("no level", |_, row, n, cell| {
            if n == 5 && row[0] == "5.2/1" {
                *cell = "six".into();
            }
        }),
        ("cannot be Not applicable", |_, row, n, cell| {
            if n == 5 && row[0] == "5.2/1" {
                *cell = "n".into();
            }
        }),
        ("was not asked", |_, row, n, cell| {
            if n == 0 && row[0] == "5.2/2" {
                *cell = "7.2/1".into();
            }
        }),
        ("was not asked", |_, row, n, cell| {
            if n == 0 && row[0] == "5.2/2" {
                *cell = "99.9/1".into();
            }
        }),
        ("its words were changed", |_, row, n, cell| {
            if n == 2 && row[0] == "5.2/1" {
                *cell = "Is all well?".into();
            }
        }),
        ("says something else of 5.2/1", |_, row, n, cell| {
            if row[0] == "5.2/2" && (n == 0 || n == 2) {
                *cell = if n == 0 { "5.2/1".into() } else { String::new() };
            }
        }),
        ("heads", |_, row, n, cell| {
            if row[0] == "Check" && n == 5 {
                *cell = "Rating".into();
            }
        }),
        ("no data file", |_, row, n, cell| {
            if row[0] == "person" && n == 1 {
                *cell = "Mara".into();
            }
        }),
        ("another assessment", |_, row, n, cell| {
            if row[0] == "origin" && n == 1 {
                *cell = format!("1 {}", "a".repeat(64));
            }
        }),
    ];
    for (n, (words, change)) in hostile.into_iter().enumerate() {
        std::fs::copy(&sent, &book).unwrap();
        edited(&book, change);
        let (code, said) = collect(at, &["book.xlsx"]);
        // Which of two rows of one id was changed nobody knows: either is said.
        let fits = said.contains(words) || (n == 5 && said.contains("its words were changed"));
        assert!(code == 65 && fits && said.contains("book.xlsx"), "{words}: {code} {said}");
        assert_eq!(dump(at, "a.aims"), before, "{words}");
    }
    // Imported it would be the organisation's own answer: refused, with the way.
    let (code, _, err) = run(at, &["import", "a.aims", "out/questions-mara-holt.xlsx"], "");
    assert!(code == 65 && err.contains("clausewise collect"), "{err}");
    assert_eq!(collect(at, &["out/questions-mara-holt.xlsx"]).0, 0);
    let now = dump(at, "a.aims");
    assert!(now.contains("/5.2/1=4") && now.contains("=1+1 is text") && now.contains("/5.2/2=2"), "{now}");
    // Filled in further and sent again: it replaces.
    fill_in(&sent, &[("5.2/1", "1", "")]);
    let (code, said) = collect(at, &["out/questions-mara-holt.xlsx"]);
    assert!(code == 0 && said.contains("sent again") && dump(at, "a.aims").contains("/5.2/1=1"), "{said}");
}

#[test]
fn a_room_that_answers_now_sees_nothing_of_what_came_apart() {
    let folder = room();
    let at = folder.path();
    hand_out(at, &["--to", "out", "--person", "P-1", "--clauses", "7.2"]);
    answer(at, "out/questions-mara-holt.aims", "7.2 5 APARTWORDS\n");
    assert_eq!(collect(at, &["out/questions-mara-holt.aims"]).0, 0);
    let ids = |at: &Path| {
        spread(at)["rows"].as_array().unwrap().iter().map(|r| r["id"].to_string()).collect::<Vec<_>>()
    };
    assert!(ids(at).contains(&"\"7.2\"".to_owned()));
    answer(at, "a.aims", "go 7.2\nvote P-2 2\n");
    assert!(!ids(at).contains(&"\"7.2\"".to_owned()), "hidden while the room votes");
    let (code, _, err) = run(at, &["agree", "a.aims", "7.2", "--rule", "worst"], "");
    assert!(code == 2 && err.contains("a room is answering it"), "{err}");
    answer(at, "a.aims", "go 7.2\nreveal\nvote P-1 4\n");
    let row = spread(at)["rows"].as_array().unwrap().iter().find(|r| r["id"] == "7.2").unwrap().clone();
    let given: Vec<_> = row["answers"]
        .as_array()
        .unwrap()
        .iter()
        .map(|v| (&v["word"], &v["given"], &v["notes"][0]))
        .collect();
    // What they say in the room stands; what they wrote apart stays beside it.
    assert_eq!(given[1], (&"In use".into(), &"room".into(), &"APARTWORDS".into()), "{row}");
    assert_eq!(row["steps"], 2);
}

/// What a colleague parks, writes without a level and would ask comes back in their words; the item is one however often and in
/// whatever state it comes, and what was done with it here stays.
#[test]
fn what_is_parked_and_written_apart_comes_back_with_whose_words_it_is() {
    let folder = room();
    let at = folder.path();
    hand_out(at, &["--to", "out", "--person", "P-1", "--clauses", "5.2", "7.3"]);
    let file = "out/questions-mara-holt.aims";
    answer(
        at,
        file,
        "go 7.3\nnote only heard of it\nask the works council\npark who signs; due=2040-02-02\n",
    );
    let (code, said) = collect(at, &[file]);
    assert!(code == 0 && said.contains("2 notes, 1 parked item") && !said.contains("stays there"), "{said}");
    let parked = || -> Value {
        serde_json::from_str(&output(at, &["record", "a.aims", "parked", "list", "--format", "json"]))
            .unwrap()
    };
    let of_mara = || {
        parked().as_array().unwrap().iter().filter(|p| p["from"] == "Mara Holt").cloned().collect::<Vec<_>>()
    };
    let [item] = &of_mara()[..] else { panic!("{}", parked()) };
    assert_eq!(
        [&item["what"], &item["at"], &item["due"], &item["number"]],
        [&Value::from("who signs"), &"7.3".into(), &"2040-02-02".into(), &2.into()]
    );
    let rows = spread(at);
    let row = rows["rows"].as_array().unwrap().iter().find(|r| r["id"] == "7.3").unwrap();
    assert_eq!(row["without_level"][0]["to_find_out_from"][0], "the works council", "{rows}");
    let said = output(at, &["spread", "a.aims"]);
    assert!(
        said.contains("No level: Mara Holt, HR: \"only heard of it\"; to find out from the works council")
            && said.contains("On 1 question people wrote something and gave no level."),
        "{said}"
    );
    let (_, said, _) = run(at, &["--plain", "a.aims"], "spread\ngo 7.3\nquit\n");
    assert!(said.matches("\"only heard of it\"; to find out from the works council").count() >= 2, "{said}");
    let (code, _, err) = run(at, &["agree", "a.aims", "7.3", "--level", "3"], "");
    assert!(code == 2 && err.contains("nothing to agree on"), "{err}");

    // Sent again as it is but for an answer; closed here, it stays closed and one.
    output(at, &["record", "a.aims", "parked", "set", "K-2", "closed=yes", "owner=Bo Zimt"]);
    answer(at, file, "7.3 2\n");
    assert_eq!(collect(at, &[file]).0, 0);
    let [item] = &of_mara()[..] else { panic!("{}", parked()) };
    assert_eq!((&item["closed"], &item["owner"]), (&true.into(), &"Bo Zimt".into()), "{item}");
    // Said in other words there: they follow, but not over words that were changed here.
    output(at, &["record", file, "parked", "set", "K-1", "what=who signs for us"]);
    let (_, said) = collect(at, &[file]);
    assert!(said.contains("1 parked item in other words"), "{said}");
    assert_eq!(of_mara()[0]["what"], "who signs for us");
    output(at, &["record", "a.aims", "parked", "set", "K-2", "what=who signs for contractors"]);
    output(at, &["record", file, "parked", "set", "K-1", "what=who signs at all"]);
    assert_eq!(collect(at, &[file]).0, 0);
    assert_eq!(of_mara()[0]["what"], "who signs for contractors");
    assert!(dump(at, "a.aims").contains("=who signs at all\n"), "their words are kept");
    // Taken out of the register here, it does not come back.
    run(at, &["record", "a.aims", "parked", "remove", "K-2"], "");
    answer(at, file, "7.3 3\n");
    assert_eq!(collect(at, &[file]).0, 0);
    assert_eq!(of_mara().len(), 0, "{}", parked());
    is_sound(at, "a.aims");
    // Nothing of it leaves where names are left out.
    output(at, &["export", "a.aims", "--to", "redacted", "--format", "md,json", "--redact"]);
    for name in ["minutes.md", "everything.json"] {
        let text = std::fs::read_to_string(at.join("redacted").join(name)).unwrap();
        assert!(
            !text.contains("only heard") && !text.contains("who signs") && !text.contains("Mara"),
            "{name}"
        );
    }
}

#[test]
fn the_rule_leaves_single_answers_alone_and_minutes_list_what_one_does_not_know() {
    let folder = room();
    let at = folder.path();
    hand_out(at, &["--to", "out", "--person", "P-1", "P-2", "--clauses", "7"]);
    answer(at, "out/questions-mara-holt.aims", "7.2 ?\ngo 7.2\nask Kim\n7.3 4\n7.4 2\n");
    answer(at, "out/questions-bo-zimt.aims", "7.4 5\n");
    assert_eq!(collect(at, &["out/questions-mara-holt.aims", "out/questions-bo-zimt.aims"]).0, 0);
    let said = output(at, &["agree", "a.aims", "--rule", "worst"]);
    assert!(said.contains("7.4 agreed as Planned: the worst of 2 answers"), "{said}");
    let left = said.lines().find(|line| line.contains("left alone")).unwrap();
    // At 5.2 Ana alone answered, beside a level that stood before.
    assert!(
        left.starts_with("3 questions ") && ["5.2", "7.2", "7.3"].iter().all(|id| left.contains(id)),
        "{said}"
    );
    let facts = dump(at, "a.aims");
    assert!(facts.contains("\n7.4=2\n") && !facts.contains("\n7.3="), "{facts}");
    output(at, &["export", "a.aims", "--to", "papers", "--format", "md"]);
    let minutes = std::fs::read_to_string(at.join("papers/minutes.md")).unwrap();
    let find_out = minutes.split_once("## To find out (").unwrap().1;
    assert!(
        find_out.contains("7.2 Competence: Mara Holt does not know") && find_out.contains("| Kim"),
        "{minutes}"
    );
    assert!(minutes.contains("7.3 Awareness:** only Mara Holt answered: In use"), "{minutes}");
    // Named by its id a single answer is agreed on all the same.
    let said = output(at, &["agree", "a.aims", "7.3", "--rule", "worst"]);
    assert!(said.contains("7.3 agreed as In use"), "{said}");
}

#[test]
fn who_is_handed_nothing_is_told_and_a_handed_out_file_is_no_client() {
    let folder = room();
    let at = folder.path();
    for fields in [&["name=Kim Ruiz", "role=Juggler"][..], &["name=Ali"], &["name=Jo Lead", "leads=yes"]] {
        output(at, &[&["record", "a.aims", "person", "add"], fields].concat());
    }
    let said = output(at, &["hand-out", "a.aims", "--to", "out"]);
    assert!(said.contains("Mara Holt: ") && said.contains("out/questions-mara-holt.aims"), "{said}");
    assert!(said.contains("Kim Ruiz: nothing, because no clause is theirs"), "{said}");
    assert!(said.contains("Ali: nothing, because no role of theirs is written"), "{said}");
    assert!(said.contains("Jo Lead: nothing, because Jo Lead leads the room"), "{said}");
    let all = hand_out(at, &["--to", "two"]);
    assert_eq!(all["left_out"].as_array().unwrap().len(), 4, "{all}");
    // Of people who were named nobody is left out.
    assert_eq!(hand_out(at, &["--to", "three", "--person", "P-1"])["left_out"], serde_json::json!([]));
    let all: Value = serde_json::from_str(&output(at, &["portfolio", ".", "--format", "json"])).unwrap();
    assert_eq!(all["clients"].as_array().unwrap().len(), 1, "{all}");
    assert!(all["left_out"].as_array().unwrap().iter().all(|f| f["is"] == "hand_out"), "{all}");
    let said = output(at, &["portfolio", "."]);
    assert!(said.contains("left out as handed out to somebody to answer apart, and no clients"), "{said}");
}

#[test]
fn a_first_name_is_enough_and_what_is_parked_or_decided_names_owner_and_day() {
    let folder = room();
    let at = folder.path();
    output(at, &["record", "a.aims", "person", "add", "name=Martin Vogel"]);
    output(at, &["record", "a.aims", "person", "add", "name=Martina Roth"]);
    answer(
        at,
        "a.aims",
        "go 7.2\nvote Martin 4\nvote Quist 2\npark courses; for all; owner=Martina; due=2040-02-01\n\
         decision no release without it; by=Mara; date=2026-02-03; why=it broke once\n",
    );
    let votes = output(at, &["record", "a.aims", "vote", "list"]);
    assert!(
        votes.contains("Martin Vogel") && votes.contains("Ana Quist") && !votes.contains("Martina"),
        "{votes}"
    );
    let last = |kind: &str| -> Value {
        let all = output(at, &["record", "a.aims", kind, "list", "--format", "json"]);
        serde_json::from_str::<Value>(&all).unwrap().as_array().unwrap().last().unwrap().clone()
    };
    let parked = last("parked");
    assert_eq!(
        [&parked["what"], &parked["owner"], &parked["due"]],
        [&Value::from("courses; for all"), &"Martina Roth".into(), &"2040-02-01".into()]
    );
    let decision = last("decision");
    assert_eq!(
        [&decision["what"], &decision["by"], &decision["date"], &decision["why"]],
        [
            &Value::from("no release without it"),
            &"Mara Holt".into(),
            &"2026-02-03".into(),
            &"it broke once".into()
        ]
    );
    // A day that is none is refused, and nothing is parked.
    let before = dump(at, "a.aims");
    let (code, _, err) = run(at, &["answer", "a.aims", "--script", "-"], "go 7.2\npark x; due=soon\n");
    assert!(code != 0 && err.contains("Wanted by: That is no day"), "{err}");
    assert_eq!(dump(at, "a.aims"), before);
    // A role in a request is told with who has it.
    output(at, &["record", "a.aims", "request", "add", "what=list of tools", "of=HR"]);
    output(at, &["export", "a.aims", "--to", "papers", "--format", "md"]);
    let reminders = std::fs::read_to_string(at.join("papers/reminders.md")).unwrap();
    assert!(reminders.contains("## Mara Holt (HR)") && reminders.contains("list of tools"), "{reminders}");
    let (_, said, _) = run(at, &["--plain", "a.aims"], "requests\nquit\n");
    assert!(said.contains("Mara Holt (HR)"), "{said}");
}

/// What the room agrees on is agreed on for list, rule and minutes alike, also by a script; a rule takes the place of nothing that
/// people agreed on by hand.
#[test]
fn what_the_room_agrees_on_is_agreed_on_everywhere() {
    let folder = room();
    let at = folder.path();
    answer(
        at,
        "a.aims",
        "go 4.4\nvote P-1 1\nvote P-2 5\nreveal\n4.4 2 half of it\ndissent Bo: it runs\ngo 4.1\nvote P-1 1\nvote P-2 5\nreveal\n",
    );
    let row = |id: &str| {
        let all = spread(at);
        all["rows"].as_array().unwrap().iter().find(|r| r["id"] == id).unwrap().clone()
    };
    assert!(dump(at, "a.aims").contains("\nagreed-from.4.4=hand "), "{}", dump(at, "a.aims"));
    assert_eq!((&row("4.4")["settled"], &row("4.4")["by_rule"]), (&true.into(), &false.into()));
    let told = output(at, &["spread", "a.aims"]);
    assert!(told.contains("agreed as Planned, with dissent"), "{told}");
    // What stood at 5.2 before Ana was shown to have said otherwise is agreed on by nobody, dissent or not.
    assert_eq!(told.matches("stands so far").count(), 1, "{told}");
    assert!(told.contains("one answer, Proven; Written stands so far"), "{told}");
    assert!(told.contains("Agreed: by hand, from: Mara Holt: Nothing, Bo Zimt: Proven"), "{told}");
    // The minutes say who had said what, and count the rows they list.
    answer(at, "a.aims", "4.2 ?\n4.3 ?\n");
    let minutes = |folder: &str| {
        output(at, &["export", "a.aims", "--to", folder, "--format", "md"]);
        std::fs::read_to_string(at.join(folder).join("minutes.md")).unwrap()
    };
    let of = |all: &str, id: &str| {
        let agreed = all.split_once("## Agreed (").unwrap().1;
        let mut lines = agreed.split("\n## ").next().unwrap().lines();
        lines.find(|line| line.starts_with(&format!("| {id} "))).unwrap_or_default().to_owned()
    };
    let said = minutes("first");
    let row_of = of(&said, "4.4");
    assert!(row_of.contains("Planned, with dissent"), "{said}");
    assert!(row_of.contains("Nothing: Mara Holt; Proven: Bo Zimt"), "{said}");
    let (n, rest) = said.split_once("## To find out (").unwrap().1.split_once(')').unwrap();
    let rows = rest.split("\n## ").next().unwrap().lines().filter(|line| line.starts_with("| ")).count();
    // Of these one is the head; the line under it begins otherwise or is none of them.
    let rule = rest.lines().filter(|line| line.starts_with("| --")).count().min(1);
    assert_eq!(n, (rows - 1 - rule).to_string(), "{said}");
    // Who answers anew after it opens the row for people, not for the rule.
    answer(at, "a.aims", "go 4.4\nvote P-3 1\n");
    assert_eq!(row("4.4")["settled"], false, "{}", row("4.4"));
    let said = output(at, &["agree", "a.aims", "--rule", "worst"]);
    assert!(said.contains("4.1 agreed as Nothing") && !said.contains("4.4 agreed"), "{said}");
    assert!(
        said.contains("1 question was left alone, because people agreed on it by hand")
            && said.contains(": 4.4."),
        "{said}"
    );
    assert!(dump(at, "a.aims").contains("\n4.4=2\n"), "{}", dump(at, "a.aims"));
    let said = minutes("second");
    assert!(
        of(&said, "4.1").contains("Nothing: Mara Holt; Proven: Bo Zimt; the lowest by the rule \"worst\""),
        "{said}"
    );
    // What was agreed on before she answered is told as that, and counted where people have to agree.
    assert_eq!(of(&said, "4.4"), "", "{said}");
    let open = said.split_once("## Not agreed on (").unwrap().1;
    assert!(open.contains("agreed as Planned, before answers came in since"), "{said}");
    assert!(open.contains("; since then Nothing: Ana Quist, Mara Holt; Proven"), "{said}");
    // Named, it is what somebody wants.
    assert!(output(at, &["agree", "a.aims", "4.4", "--rule", "worst"]).contains("4.4 agreed as Nothing"));
    // A level the room takes back is not agreed on any more.
    answer(at, "a.aims", "4.4 clear\n");
    assert!(!dump(at, "a.aims").contains("agreed-from.4.4="), "{}", dump(at, "a.aims"));
    is_sound(at, "a.aims");
}

/// What the room agreed on as a whole holds for its checks, and what it agreed on check by check for the whole: answers that come in
/// apart afterwards open questions for people, not for the rule. Who alone answered a check is alone there, whoever answered the whole.
#[test]
fn the_rule_leaves_alone_what_people_agreed_on_above_and_below() {
    let folder = room();
    let at = folder.path();
    answer(
        at,
        "a.aims",
        "go 4.4\nvote P-1 1\nvote P-2 5\nreveal\n4.4 3\ndissent Mara: on paper\ngo 4.1\nvote P-1 1\nvote P-2 5\nreveal\n",
    );
    hand_out(at, &["--to", "out", "--person", "P-1", "P-3", "--clauses", "4.1", "4.3", "4.4", "7.2"]);
    answer(at, "out/questions-mara-holt.aims", "4.4/1 1\n4.4/2 2\n7.2 1\n4.3 1\n");
    answer(at, "out/questions-ana-quist.aims", "4.4/1 4\n4.1/1 2\n4.1/2 ?\n7.2 4\n4.3 5\n");
    assert_eq!(collect(at, &["out/questions-mara-holt.aims", "out/questions-ana-quist.aims"]).0, 0);
    let checks = |n| format!("go 7.2/{n}\nvote P-2 3\nreveal\nagree 3\n");
    answer(at, "a.aims", &(1..=5).map(checks).collect::<String>());
    let of = |id: &str| {
        dump(at, "a.aims").lines().filter(|l| l.starts_with(id)).map(str::to_owned).collect::<Vec<_>>()
    };
    let before = [of("4.4"), of("7.2")];
    let said = output(at, &["agree", "a.aims", "--rule", "worst"]);
    let line = |why: &str| said.lines().find(|line| line.contains(why)).unwrap_or_else(|| panic!("{said}"));
    let whole = line("agreed by hand on the whole they belong to");
    assert!(
        whole.starts_with("2 questions ") && whole.contains("4.4/1") && whole.contains("4.4/2"),
        "{said}"
    );
    let below = line("agreed by hand on all its checks");
    assert!(below.starts_with("1 requirement ") && below.contains(": 7.2."), "{said}");
    let single = line("only one person answered");
    assert!(single.contains("4.1/1") && single.contains("5.2") && !single.contains("4.4"), "{said}");
    assert!(said.contains("4.1 agreed as Nothing") && said.contains("4.3 agreed as Nothing"), "{said}");
    assert!(!said.contains("4.1/1 agreed") && !said.contains("4.1/2 agreed"), "{said}");
    assert_eq!([of("4.4"), of("7.2")], before, "{said}");
    // Named, it is what somebody wants.
    assert!(output(at, &["agree", "a.aims", "4.4/1", "--rule", "worst"]).contains("4.4/1 agreed as Nothing"));
    is_sound(at, "a.aims");
}

/// What a colleague answers apart does not tell what they said in a room that was not shown it: the same and another level are told
/// alike.
#[test]
fn collecting_tells_nothing_of_what_the_room_has_not_seen() {
    let folder = room();
    let at = folder.path();
    hand_out(at, &["--to", "same", "--person", "P-1", "--clauses", "7.2"]);
    hand_out(at, &["--to", "other", "--person", "P-1", "--clauses", "7.2"]);
    answer(at, "same/questions-mara-holt.aims", "7.2 4\n");
    answer(at, "other/questions-mara-holt.aims", "7.2 2\n");
    answer(at, "a.aims", "go 7.2\nvote P-1 4\n");
    let told = ["same", "other"].map(|name| {
        collect(at, &[&format!("{name}/questions-mara-holt.aims"), "--dry-run"]).1.replace(name, "")
    });
    assert_eq!(told[0], told[1]);
    assert!(
        told[0].contains("They also answered 7.2 in the room, where answers are not shown yet")
            && !told[0].contains("something else"),
        "{}",
        told[0]
    );
    let json = |name: &str| {
        collect(at, &[&format!("{name}/questions-mara-holt.aims"), "--dry-run", "--format", "json"]).1
    };
    assert!(json("same").contains("answered_in_the_room_not_shown"), "{}", json("same"));
    assert_eq!(json("same").matches("7.2").count(), json("other").matches("7.2").count());
    // Once the room was shown it, it is told where they differ.
    answer(at, "a.aims", "go 7.2\nreveal\n");
    assert!(
        collect(at, &["other/questions-mara-holt.aims", "--dry-run"])
            .1
            .contains("said something else on 7.2")
    );
    assert!(!collect(at, &["same/questions-mara-holt.aims", "--dry-run"]).1.contains("In the room"));
}

/// Of two of one name nobody is taken for the other, and a name nobody has is told with what adds it.
#[test]
fn a_name_of_two_is_told_with_both_numbers() {
    let folder = room();
    let at = folder.path();
    output(at, &["record", "a.aims", "person", "add", "name=Mara Lind", "role=IT"]);
    let hand = |who: &str| {
        let (code, out, err) =
            run(at, &["hand-out", "a.aims", "--to", "two", "--person", who, "--clauses", "5.2"], "");
        (code, format!("{out}{err}"))
    };
    let (code, said) = hand("Mara");
    assert!(code != 0 && said.contains("P-1 Mara Holt, HR; P-4 Mara Lind, IT"), "{said}");
    let (code, said) = hand("Zed");
    assert!(code != 0 && said.contains("There is no person \"Zed\" in your register"), "{said}");
    assert!(!at.join("two").exists());
    let (code, said) = hand("P-4");
    assert!(code == 0 && said.contains("Mara Lind"), "{said}");
}

/// Plain mode counts questions, and not the words below them; what a room was not shown is counted alone.
#[test]
fn plain_lists_count_questions_and_tell_nothing_unseen() {
    let folder = room();
    let at = folder.path();
    hand_out(at, &["--to", "out", "--person", "P-1", "P-2", "--clauses", "7.2"]);
    answer(at, "out/questions-mara-holt.aims", "7.2 1 NEVERTRAINED\n");
    answer(at, "out/questions-bo-zimt.aims", "7.2 5 ALLTRAINED\n");
    collect(at, &["out/questions-mara-holt.aims", "out/questions-bo-zimt.aims"]);
    let lists = || run(at, &["--plain", "a.aims"], "lists\nquit\n").1;
    let said = lists();
    assert!(
        said.contains("Not agreed on: 2") && said.contains("7.2: 2 answers, hidden until shown"),
        "{said}"
    );
    assert!(!said.contains("TRAINED"), "{said}");
    answer(at, "a.aims", "go 7.2\nreveal\n");
    let said = lists();
    assert!(
        said.contains("Not agreed on: 2") && said.contains("7.2: 2 answers, from Nothing to Proven"),
        "{said}"
    );
    assert!(said.contains("NEVERTRAINED") && said.contains("ALLTRAINED"), "{said}");
}

/// Mara and Bo answered 7.3 apart, Mara with words, and both said something else in the room, which was shown it.
fn otherwise_in_the_room(at: &Path) {
    hand_out(at, &["--to", "out", "--person", "P-1", "P-2", "--clauses", "7.3"]);
    answer(at, "out/questions-mara-holt.aims", "7.3 4 BOARDAPPROVED\n");
    answer(at, "out/questions-bo-zimt.aims", "7.3 5\n");
    collect(at, &["out/questions-mara-holt.aims", "out/questions-bo-zimt.aims"]);
    answer(at, "a.aims", "go 7.3\nvote P-1 3\nvote P-2 2\nreveal\n");
}

fn paper(at: &Path, folder: &str, name: &str) -> String {
    output(at, &["export", "a.aims", "--to", folder, "--format", "md"]);
    std::fs::read_to_string(at.join(folder).join(name)).unwrap().replace('\\', "")
}

/// Words stay with the level they were written beside, and that somebody said otherwise apart is seen, wherever it is told who said
/// what.
#[test]
fn words_given_apart_are_told_with_the_level_given_apart() {
    let folder = room();
    let at = folder.path();
    otherwise_in_the_room(at);
    let minutes = paper(at, "open", "minutes.md");
    let plain = |typed: &str| run(at, &["--plain", "a.aims"], typed).1;
    let everywhere = [
        output(at, &["spread", "a.aims"]),
        output(at, &["explain", "a.aims", "7.3"]),
        plain("lists\nquit\n"),
        plain("go 7.3\nquit\n"),
        minutes,
        paper(at, "apart", "disagreements.md"),
    ];
    for said in everywhere {
        let mara = "Written: Mara Holt, HR (in the room); apart In use: \"BOARDAPPROVED\"";
        assert!(said.contains(mara), "{said}");
        assert!(said.contains("Planned: Bo Zimt, Top management (in the room); apart Proven"), "{said}");
    }
    let all = spread(at);
    let row = all["rows"].as_array().unwrap().iter().find(|r| r["id"] == "7.3").unwrap().clone();
    let told = |n: usize| {
        let one = &row["answers"][n];
        [&one["level"], &one["given"], &one["apart"], &one["apart_word"]]
            .map(|v| v.as_str().unwrap().to_owned())
    };
    assert_eq!(told(0), ["2", "room", "5", "Proven"]);
    assert_eq!(told(1), ["3", "room", "4", "In use"]);
    let table = output(at, &["spread", "a.aims", "--format", "csv"]);
    let mara = table.lines().find(|line| line.contains("BOARDAPPROVED")).unwrap();
    assert!(table.lines().next().unwrap().ends_with(",dissent,apart") && mara.ends_with(",4"), "{table}");
    // Once agreed on, the minutes tell it with the words.
    answer(at, "a.aims", "7.3 3\n");
    let words = paper(at, "agreed", "minutes.md");
    let words = words.split_once("## In their own words (1)").unwrap().1;
    assert!(words.contains("apart In use: \"BOARDAPPROVED\"") && words.contains("apart Proven"), "{words}");
}

/// One vote that changes after people agreed, here or in another copy, opens the question again, and every place says so.
#[test]
fn a_vote_after_an_agreement_opens_it_again_everywhere() {
    let folder = room();
    let at = folder.path();
    otherwise_in_the_room(at);
    let counts = |folder: &str| {
        let minutes = paper(at, folder, "minutes.md");
        let n = |head: &str| minutes.split_once(head).unwrap().1.split_once(')').unwrap().0.to_owned();
        (n("## Agreed ("), n("## Not agreed on ("))
    };
    let listed = || run(at, &["--plain", "a.aims"], "lists\nquit\n").1;
    let since = "agreed as Written, before answers came in since";
    // 5.2 stays open all along.
    assert_eq!(counts("first"), ("0".to_owned(), "2".to_owned()));
    answer(at, "a.aims", "7.3 3\n");
    assert_eq!(counts("second"), ("1".to_owned(), "1".to_owned()));
    assert!(listed().contains("Not agreed on: 1") && !listed().contains(since), "{}", listed());
    std::fs::copy(at.join("a.aims"), at.join("b.aims")).unwrap();
    answer(at, "a.aims", "go 7.3\nvote P-2 5\n");
    assert_eq!(counts("third"), ("0".to_owned(), "2".to_owned()));
    let said = output(at, &["spread", "a.aims"]);
    assert!(said.contains(since) && said.contains("2 not agreed on yet"), "{said}");
    let said = listed();
    let line = format!("7.3: 2 answers, from Written to Proven; {since}");
    assert!(said.contains("Not agreed on: 2") && said.contains(&line), "{said}");
    let said = paper(at, "fourth", "disagreements.md");
    assert!(said.contains("agreed before answers came in since"), "{said}");
    // The same level, agreed on again, is made of what they say now.
    answer(at, "a.aims", "7.3 3\n");
    assert_eq!(counts("fifth"), ("1".to_owned(), "1".to_owned()));
    // A vote that came with another copy is one as well.
    answer(at, "b.aims", "go 7.3\nvote P-3 1\n");
    output(at, &["merge", "a.aims", "b.aims", "--into", "a.aims"]);
    assert_eq!(counts("sixth"), ("0".to_owned(), "2".to_owned()));
    assert!(output(at, &["spread", "a.aims"]).contains(since));
    is_sound(at, "a.aims");
}
