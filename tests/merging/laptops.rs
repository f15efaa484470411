//! A workshop as it goes: five people in a room, two of them answer apart before it, three laptops, copies left by programs that
//! synchronise folders, and a program killed in the middle of a vote. All of it ends in one file with each person's words.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::program::{output, run};
use crate::{answer, dump, is_sound};

const PEOPLE: [(&str, &str); 5] = [
    ("Mara Holt", "HR"),
    ("Bo Zimt", "Top management"),
    ("Ana Quist", "QA lead"),
    ("Li Wen", "IT"),
    ("Tom Reed", "Legal"),
];

/// The file of the room, two laptops beside it, and the names two programs that synchronise give a second version.
const LAPTOPS: [&str; 5] = [
    "a.aims",
    "laptop-2.aims",
    "laptop-3.aims",
    "a (Jo's conflicted copy 2040-01-03).aims",
    "a.sync-conflict-20400103-101010-ABCDEFG.aims",
];

fn json(at: &Path, args: &[&str]) -> Value {
    serde_json::from_str(&output(at, &[args, &["--format", "json"]].concat())).unwrap()
}

/// Gives the answers of a room one by one, and kills the program once two of them were acknowledged as saved.
fn killed_in_mid_vote(at: &Path) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_clausewise"))
        .args(["answer", "a.aims", "--script", "-", "--ack"])
        .current_dir(at)
        .env("HOME", at.join("home"))
        .env("XDG_STATE_HOME", at.join("home"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    // What comes behind the two keeps it at work; every line is saved by itself.
    let more = "mark\nmark\n".repeat(2000);
    let lines = ["go 7.2\nvote Mara 1\nvote Bo 5\n", &more].concat();
    child.stdin.take().unwrap().write_all(lines.as_bytes()).unwrap();
    let said = BufReader::new(child.stdout.take().unwrap());
    let saved: Vec<String> = said.lines().take(2).map(Result::unwrap).collect();
    assert_eq!(saved, ["ACK vote 7.2", "ACK vote 7.2"]);
    child.kill().unwrap();
    assert!(!child.wait().unwrap().success(), "it was at work");
    let facts = dump(at, "a.aims");
    assert_eq!(facts.lines().filter(|l| l.starts_with("vote.")).count(), 2, "{facts}");
    // Whatever the last saved line left.
    if facts.contains("review.7.2=") {
        answer(at, "a.aims", "go 7.2\nmark\n");
    }
}

/// The hour before the room and the hour in it, on all laptops.
fn workshop(at: &Path) {
    output(at, &["new", "a.aims", "--org", "ProtoLabs", "--size", "small", "--start", "2040-01-02"]);
    for (name, role) in PEOPLE {
        output(at, &["record", "a.aims", "person", "add", &format!("name={name}"), &format!("role={role}")]);
    }
    output(at, &["record", "a.aims", "person", "add", "name=Jo Lead", "leads=yes"]);
    output(at, &["hand-out", "a.aims", "--to", "out", "--person", "Ana", "Li", "--clauses", "5.2", "8.2"]);
    answer(
        at,
        "out/questions-ana-quist.aims",
        "5.2 2 Ana wrote: a draft of May\ngo 8.2\nnote Ana wrote: nobody told us\nask the works council\n\
         park Ana parked: who signs for contractors; owner=Bo\n",
    );
    answer(
        at,
        "out/questions-li-wen.aims",
        "5.2 ? Li wrote: not on our share\ngo 5.2\nask Mara Holt\n8.2 4\n",
    );
    for copy in LAPTOPS.iter().skip(1) {
        std::fs::copy(at.join("a.aims"), at.join(copy)).unwrap();
    }

    // The room: the program dies after two votes, and the room goes on where it was.
    killed_in_mid_vote(at);
    answer(
        at,
        "a.aims",
        "go 7.2\nvote Ana 3\nvote Li 3\nvote Tom ?\nreveal\nagree 3 Mara says: nobody was trained\n\
         note the room wrote: ask again in May\npark the room parked: courses; owner=Mara; due=2040-02-01\n\
         decision only trained people release a model; by=Bo; with=P-1, P-4\n",
    );
    answer(
        at,
        LAPTOPS[1],
        "go 9.2.1\nvote Bo 4\nvote Tom 2\nreveal\nagree worst\ndissent Bo says: it was planned\n\
         park laptop two parked: who audits; owner=Tom\nnote laptop two wrote: none since spring\n",
    );
    answer(
        at,
        LAPTOPS[2],
        "go 6.2\nvote Mara 5\nvote Tom 1\nreveal\npark laptop three parked: which targets\n",
    );
    // Both copies took in what Ana sent, and one of them what Li sent.
    output(at, &["collect", LAPTOPS[3], "out/questions-ana-quist.aims"]);
    answer(at, LAPTOPS[3], "go 4.1\nvote Ana 4\nreveal\nagree 4\n");
    output(at, &["collect", LAPTOPS[4], "out/questions-ana-quist.aims", "out/questions-li-wen.aims"]);
    answer(at, LAPTOPS[4], "go 10.1\nvote Li 2\nreveal\nagree 2 Tom says: too strict\n");
}

/// One file after the other into the first, in this order.
fn merged(at: &Path, order: [usize; 5], to: &str) {
    let mut first = LAPTOPS[order[0]].to_owned();
    for (n, next) in order.iter().enumerate().skip(1) {
        let file = if n == 4 { to.to_owned() } else { format!("{to}.{n}.aims") };
        let (code, out, err) = run(at, &["merge", &first, LAPTOPS[*next], "--to", &file], "");
        assert_eq!(code, 0, "{file}: {out}{err}");
        first = file;
    }
}

/// Who said which level in which words on an id.
fn voices(rows: &Value, id: &str) -> Vec<(String, String, String)> {
    let row = rows["rows"].as_array().unwrap().iter().find(|r| r["id"] == id);
    let text = |v: &Value| v.as_str().unwrap_or_default().to_owned();
    let row = row.unwrap_or_else(|| panic!("{id}: {rows}"));
    let said = row["answers"].as_array().unwrap().iter().chain(row["without_level"].as_array().unwrap());
    let one = |v: &Value| {
        let notes: Vec<String> = v["notes"].as_array().unwrap().iter().map(text).collect();
        (text(&v["person"]["name"]), text(&v["level"]), notes.join(" | "))
    };
    said.map(one).collect()
}

fn is_said(rows: &Value, id: &str, all: &[(&str, &str, &str)]) {
    let mut found = voices(rows, id);
    found.sort();
    let mut all: Vec<_> = all
        .iter()
        .map(|(who, level, words)| (who.to_string(), level.to_string(), words.to_string()))
        .collect();
    all.sort();
    assert_eq!(found, all, "{id}");
}

#[test]
fn five_people_on_three_laptops_end_in_one_file_with_each_ones_words() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    workshop(at);
    merged(at, [0, 1, 2, 3, 4], "all.aims");
    is_sound(at, "all.aims");

    // Every answer of every person, once.
    let rows = json(at, &["spread", "all.aims"]);
    is_said(
        &rows,
        "7.2",
        &[
            ("Mara Holt", "1", ""),
            ("Bo Zimt", "5", ""),
            ("Ana Quist", "3", ""),
            ("Li Wen", "3", ""),
            ("Tom Reed", "?", ""),
        ],
    );
    is_said(&rows, "9.2.1", &[("Bo Zimt", "4", ""), ("Tom Reed", "2", "")]);
    is_said(&rows, "6.2", &[("Mara Holt", "5", ""), ("Tom Reed", "1", "")]);
    is_said(&rows, "4.1", &[("Ana Quist", "4", "")]);
    is_said(&rows, "10.1", &[("Li Wen", "2", "")]);
    is_said(
        &rows,
        "5.2",
        &[
            ("Ana Quist", "2", "Ana wrote: a draft of May"),
            ("Li Wen", "?", "Li wrote: not on our share | Mara Holt"),
        ],
    );
    is_said(
        &rows,
        "8.2",
        &[("Ana Quist", "", "Ana wrote: nobody told us | the works council"), ("Li Wen", "4", "")],
    );
    assert_eq!(rows["rows"].as_array().unwrap().len(), 7, "{rows}");

    // What was agreed, and what somebody holds against it.
    let row = |id: &str| rows["rows"].as_array().unwrap().iter().find(|r| r["id"] == id).unwrap();
    for (id, agreed, dissent) in [
        ("7.2", "3", "Mara says: nobody was trained"),
        ("9.2.1", "2", "Bo says: it was planned"),
        ("4.1", "4", ""),
        ("10.1", "2", "Tom says: too strict"),
    ] {
        assert_eq!((&row(id)["agreed"], &row(id)["dissent"]), (&agreed.into(), &dissent.into()), "{id}");
    }
    assert!(row("6.2")["agreed"].is_null() && row("5.2")["agreed"].is_null(), "{rows}");

    parked_once(at);
    in_papers(at);

    // Whichever comes first, the facts are the same; and merging what is in it already changes nothing.
    merged(at, [4, 2, 0, 3, 1], "other.aims");
    // But for the numbers of parked items that were the same: which of them got a new one depends on which files met first.
    let facts = |file: &str| -> Vec<String> {
        let number = |line: &&str| line.starts_with("parked.") && line.contains(".no=");
        dump(at, file).lines().filter(|line| !number(line)).map(str::to_owned).collect()
    };
    assert_eq!(facts("other.aims"), facts("all.aims"));
    let (code, out, err) = run(at, &["merge", "all.aims", LAPTOPS[3], "--to", "again.aims"], "");
    assert_eq!(code, 0, "{out}{err}");
    assert_eq!(dump(at, "again.aims"), dump(at, "all.aims"));
    let (_, said, _) = run(at, &["collect", "all.aims", "out/questions-ana-quist.aims"], "");
    assert!(said.contains("collected before. Nothing was changed"), "{said}");
}

/// Every parked item and decision once, under a number of its own, with whose words it is and who takes it.
fn parked_once(at: &Path) {
    let parked = json(at, &["record", "all.aims", "parked", "list"]);
    let text = |v: &Value| v.as_str().unwrap_or_default().to_owned();
    let mut all: Vec<[String; 4]> = parked
        .as_array()
        .unwrap()
        .iter()
        .map(|p| [text(&p["what"]), text(&p["at"]), text(&p["owner"]), text(&p["from"])])
        .collect();
    all.sort();
    let expected = [
        ["Ana parked: who signs for contractors", "8.2", "Bo Zimt", "Ana Quist"],
        ["laptop three parked: which targets", "6.2", "", ""],
        ["laptop two parked: who audits", "9.2.1", "Tom Reed", ""],
        ["the room parked: courses", "7.2", "Mara Holt", ""],
    ];
    assert_eq!(all, expected.map(|row| row.map(str::to_owned)));
    let mut numbers: Vec<u64> =
        parked.as_array().unwrap().iter().map(|p| p["number"].as_u64().unwrap()).collect();
    numbers.sort_unstable();
    numbers.dedup();
    assert_eq!(numbers.len(), 4, "{parked}");
    let decisions = json(at, &["record", "all.aims", "decision", "list"]);
    assert_eq!(
        (decisions.as_array().unwrap().len(), &decisions[0]["by"]),
        (1, &"Bo Zimt".into()),
        "{decisions}"
    );
}

/// The minutes and the explanations say all of it in each person's words, and each of it once.
fn in_papers(at: &Path) {
    output(at, &["export", "all.aims", "--to", "papers", "--format", "md"]);
    let minutes = std::fs::read_to_string(at.join("papers/minutes.md")).unwrap();
    let minutes = minutes.split_whitespace().collect::<Vec<_>>().join(" ");
    for words in [
        "Ana wrote: a draft of May",
        "Ana wrote: nobody told us",
        "Li wrote: not on our share",
        "Ana parked: who signs for contractors (raised by Ana Quist)",
        "the room parked: courses",
        "laptop two parked: who audits",
        "laptop three parked: which targets",
        "Mara says: nobody was trained",
        "Bo says: it was planned",
        "Tom says: too strict",
        "the room wrote: ask again in May",
        "laptop two wrote: none since spring",
        "only trained people release a model",
    ] {
        assert_eq!(minutes.matches(words).count(), 1, "{words}: {minutes}");
    }
    for words in [
        "Bo Zimt, with ",
        "Planned: Ana Quist, QA lead: \"Ana wrote: a draft of May\"",
        "Led by:** Jo Lead",
        "Li Wen does not know",
        "to find out from the works council",
        "Mara Holt: Proven",
        "Tom Reed: Nothing",
    ] {
        assert!(minutes.contains(words), "{words}: {minutes}");
    }
    for (name, _) in PEOPLE {
        assert!(minutes.contains(name), "{name}: {minutes}");
    }
    let explained = |id: &str| output(at, &["explain", "all.aims", id]);
    let of = explained("8.2");
    assert!(of.contains("No level: Ana Quist, QA lead: \"Ana wrote: nobody told us\""), "{of}");
    assert!(of.contains("  Ana parked: who signs for contractors (raised by Ana Quist): Bo Zimt"), "{of}");
    let of = explained("5.2");
    assert!(of.contains("Don't know: Li Wen, IT: \"Li wrote: not on our share\""), "{of}");
    let of = explained("7.2");
    assert!(of.contains("Mara says: nobody was trained") && of.contains("Nothing: Mara Holt, HR"), "{of}");
    let of = json(at, &["explain", "all.aims", "8.2"]);
    assert_eq!(of["who_said_what"][0]["without_level"][0]["person"]["name"], "Ana Quist", "{of}");
}
