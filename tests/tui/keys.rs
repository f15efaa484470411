//! One grammar of keys: what asks, what can be taken back, what answers, what is found.

use super::harness::Driver;
use clausewise::tui::dialog::{Dialog, Pick};
use clausewise::tui::keymap::{BINDINGS, Command, Global, InGaps, OnRoadmap};
use clausewise::tui::screen::Screen;
use std::time::{Duration, Instant};

/// Lets the clock go on by so many seconds.
fn wait(d: &mut Driver, seconds: u64) {
    let now = Instant::now();
    d.app.tick(now);
    d.app.tick(now + Duration::from_secs(seconds));
}

fn place(d: &Driver) -> String {
    let desk = d.app.desk.as_ref().unwrap();
    desk.id_of(desk.card.spot)
}

#[test]
fn quitting_asks_and_says_what_is_kept() {
    for key in ["q", "ctrl-q"] {
        let mut d = Driver::empty((80, 24));
        d.keys("e").text("half a note").keys("esc").keys(key);
        assert!(!d.app.asked.quit);
        assert!(d.words().contains("Everything is saved; 1 draft is kept."), "{}", d.picture());
        d.keys("esc");
        assert!(!d.app.asked.quit && d.app.shell.dialogs.is_empty());
        d.keys(key).keys(key);
        assert!(d.app.asked.quit);
    }
    let mut d = Driver::home((80, 24));
    d.keys("q");
    assert!(d.words().contains("Quit? ") && d.words().contains("Nothing is open."), "{}", d.picture());
    d.keys("enter");
    assert!(d.app.asked.quit);
}

/// From a note too: it is kept before anything is asked.
#[test]
fn quitting_out_of_a_note_keeps_it_as_a_draft() {
    let mut d = Driver::empty((80, 24));
    d.keys("e").text("half").keys("ctrl-q");
    assert!(d.words().contains("1 draft is kept"), "{}", d.picture());
    d.keys("esc").text(" more").keys("ctrl-s");
    assert_eq!(d.facts()["note.4.1"], "half more");
}

#[test]
fn what_was_taken_back_stays_to_be_read_for_five_seconds() {
    let mut d = Driver::empty((100, 30));
    d.keys("3 left").settle();
    d.keys("c");
    assert_ne!(d.facts().get("4.1").map(String::as_str), Some("3"), "{}", d.picture());
    for _ in 0..2 {
        assert!(d.words().contains("4.1: answer withdrawn, it was Written."), "{}", d.picture());
        assert!(d.words().contains("u brings it back"), "{}", d.picture());
        d.keys("right left");
    }
    wait(&mut d, 6);
    assert!(!d.words().contains("withdrawn"), "{}", d.picture());
    d.keys("u");
    assert_eq!(d.facts()["4.1"], "3");
    assert!(d.words().contains("U makes it again"), "{}", d.picture());
    d.keys("U");
    assert_ne!(d.facts().get("4.1").map(String::as_str), Some("3"));
    assert!(d.words().contains("u takes it back"), "{}", d.picture());
    d.keys("2");
    assert!(!d.words().contains("takes it back"), "the next change ends it: {}", d.picture());
}

#[test]
fn an_answer_on_which_something_rests_is_not_replaced_unsaid() {
    let mut d = Driver::empty((100, 30));
    d.keys("3 left 4 left");
    assert!(d.app.shell.undo_line.is_none(), "nothing hung on it");
    d.keys("e").text("why").keys("ctrl-s 2");
    assert!(d.app.shell.undo_line.as_ref().unwrap().words.contains("u takes it back"), "{}", d.picture());
}

#[test]
fn a_step_of_an_action_can_be_taken_back_from_gaps_and_roadmap() {
    for screen in ["f5", "f6"] {
        let mut d = Driver::sample((120, 40));
        d.keys(screen).settle();
        let before = d.facts();
        d.keys("space");
        assert_ne!(d.facts(), before);
        assert!(d.words().contains("started. u takes it back."), "{}", d.picture());
        d.keys("u");
        assert_eq!(d.facts(), before);
    }
}

#[test]
fn a_minus_asks_before_it_takes_away() {
    // An own action.
    let mut d = Driver::sample((120, 40));
    d.keys("f6 + tab").text("Book a room").keys("tab tab").text("2").keys("ctrl-s");
    let own = d.facts();
    let at = {
        let desk = d.app.desk.as_ref().unwrap();
        let rows = desk.roadmap.rows(&desk.work);
        let mine = |r: &clausewise::tui::screen::roadmap::RoadRow| match r {
            clausewise::tui::screen::roadmap::RoadRow::Item(i) => {
                desk.work.plan().1.items[*i].id.starts_with("H-")
            }
            _ => false,
        };
        rows.iter().position(mine).unwrap()
    };
    d.keys("home");
    for _ in 0..at {
        d.keys("down");
    }
    d.keys("-");
    assert!(d.words().contains("Book a room."), "{}", d.picture());
    d.keys("esc");
    assert_eq!(d.facts(), own);
    d.keys("- enter");
    assert_ne!(d.facts(), own);
    // A row of a register.
    let mut d = Driver::empty((100, 30));
    d.keys("a home tab +").text("Ana Sousa").keys("enter enter a home tab enter");
    let with = d.facts();
    d.keys("-");
    assert!(d.words().contains("Ana Sousa"), "{}", d.picture());
    d.keys("esc");
    assert_eq!(d.facts(), with);
    d.keys("- enter u");
    assert_eq!(d.facts(), with);
}

/// Every command that asks first shows something to read or to write, and nothing is changed by it.
#[test]
fn what_asks_changes_nothing_by_itself() {
    use clausewise::tui::keymap::grammar::Care;
    for b in BINDINGS.iter().filter(|b| b.command.care() == Care::Asks) {
        let Some((_, to)) = b.context.place().or(Some((Screen::Question, Global::Question.into()))) else {
            panic!("no place")
        };
        let mut d = Driver::sample((100, 30));
        if b.context != clausewise::tui::keymap::Context::Home {
            d.app.run(to);
        }
        let before = d.facts();
        d.app.run(b.command);
        assert_eq!(d.facts(), before, "{:?}", b.command);
        assert!(!d.app.asked.quit);
        let said = d.app.shell.message.is_some();
        assert!(said || !d.app.shell.dialogs.is_empty(), "{:?}: {}", b.command, d.picture());
    }
}

#[test]
fn a_key_that_does_nothing_says_so_and_where_it_does_something() {
    let mut d = Driver::sample((100, 30));
    d.keys("f4 g");
    assert!(d.words().contains("g does nothing here. On the question: Next gap."), "{}", d.picture());
    d.keys("s");
    assert!(d.words().contains("s was: Freeze this state under a name. That is + now."), "{}", d.picture());
    wait(&mut d, 2);
    d.keys("f6 y");
    assert!(
        d.words().contains("y was: Set its due date. It has no key now; F1 finds it."),
        "{}",
        d.picture()
    );
    d.keys("f3 d g");
    assert!(d.words().contains("g does nothing here; Esc leads out."), "{}", d.picture());
}

#[test]
fn a_place_is_gone_to_from_what_is_only_read_and_not_from_what_is_written() {
    use clausewise::tui::screen::Screen;
    for window in ["f3 d", "f4 w", "f3 ?", "f3 z", "f3 f7", "f3 f7 enter", "f5 f", "f3 /", "f3 d ?"] {
        for (key, screen) in [
            ("f2", Screen::Outline),
            ("f3", Screen::Question),
            ("f4", Screen::Results),
            ("f5", Screen::Gaps),
            ("f6", Screen::Roadmap),
        ] {
            let mut d = Driver::sample((100, 30));
            d.keys(window);
            assert!(!d.app.shell.dialogs.is_empty(), "{window}");
            d.keys(key);
            assert_eq!(d.app.shell.screen, screen, "{window} {key}");
            assert!(d.app.shell.dialogs.is_empty(), "{window} {key}: {}", d.picture());
        }
    }
    for typed in ["f3 e H i", "f3 v H i", "f3 e H i ?", "f3 / x", "f3 ? x", "f3 q"] {
        let mut d = Driver::sample((100, 30));
        d.keys(typed);
        let (before, lying) = (d.picture(), d.app.shell.dialogs.len());
        d.keys("f4");
        assert_eq!(d.app.shell.screen, Screen::Question, "{typed}");
        assert_eq!(d.app.shell.dialogs.len(), lying, "{typed}: {before}");
    }
    // Where nothing is open there is nowhere to go, and what is read stays.
    let mut home = Driver::home((100, 30));
    home.keys("? f4");
    assert_eq!(home.app.shell.dialogs.len(), 1);
}

#[test]
fn words_typed_where_no_text_is_open_do_nothing() {
    let mut d = Driver::sample((100, 30));
    d.keys("f4").settle();
    let before = d.facts();
    // The letters before the third unknown one, and all behind it.
    d.text("gyjqqxu1");
    assert_eq!((d.facts() == before, d.app.asked.quit), (true, false));
    assert!(matches!(d.app.shell.dialogs.last(), Some(Dialog::Astray { .. })), "{}", d.picture());
    assert!(d.words().contains("e writes a note, / finds"), "{}", d.picture());
    d.keys("esc");
    assert!(d.app.shell.dialogs.is_empty());
    d.text("gyj").keys("/");
    assert!(matches!(d.app.shell.dialogs.last(), Some(Dialog::Find(_))));
    // Long apart they are keys that were tried.
    let mut d = Driver::sample((100, 30));
    d.keys("f4 g y");
    wait(&mut d, 2);
    d.keys("j");
    assert!(d.app.shell.dialogs.is_empty(), "{}", d.picture());
    // The q of a word asks, and the word behind it is swallowed.
    d.text("quality");
    assert!(matches!(d.app.shell.dialogs.last(), Some(Dialog::Astray { .. })) && !d.app.asked.quit);
}

#[test]
fn help_is_the_same_key_where_levels_are_given() {
    let mut d = Driver::empty((80, 24));
    for keys in ["f3 ?", "f2 ?", "f3 p ?"] {
        d.keys(keys);
        assert!(matches!(d.app.shell.dialogs.last(), Some(Dialog::Help(_))), "{keys}");
        assert!(d.words().contains("Don't know is 0 now"), "{}", d.picture());
        d.keys("esc");
    }
    assert!(!d.facts().values().any(|v| v == "?"));
    d.keys("p f3 0");
    assert_eq!(d.facts()["4.1"], "?", "as files and scripts have it");
    // It goes on as every level does: what is typed next answers the next card.
    assert!(d.app.shell.dialogs.is_empty() && place(&d) == "4.2", "{}", d.picture());
    d.keys("2");
    assert_eq!(d.facts()["4.2"], "2");
    d.keys("left left 0");
    assert!(d.words().contains("Whom to ask about 4.1"), "again, by the same key: {}", d.picture());
    d.text("Kim").keys("enter");
    assert_eq!(d.facts()["ask.4.1"], "Kim");
}

fn rows(d: &Driver) -> Vec<(String, Pick)> {
    match d.app.shell.dialogs.last() {
        Some(Dialog::Help(p) | Dialog::Find(p)) => {
            p.rows.iter().map(|r| (r.label.clone(), r.pick.clone())).collect()
        }
        _ => panic!("no list: {}", d.picture()),
    }
}

/// What people type for a command, and the name of the command that is among the first three then. The first of a row
/// of words is the one people were seen to type: it is the very first.
const TYPED: &[(&str, &str)] = &[
    ("votes", "vote, votes, poll, workshop, secret, reveal, people answer"),
    ("clock", "time, timer, clock, minutes, timebox"),
    ("effort", "effort, hours, days, duration, cost"),
    ("what-if", "capacity, hours a week, deadline, target date, scenario, faster"),
    ("export", "report, print, pdf, word, docx, csv, excel, spreadsheet, one-pager, handout, share, send"),
    ("statement", "soa, statement of applicability, applicability, controls list"),
    (
        "about",
        "person, people, participant, attendee, respondent, team, staff, system, tool, inventory, chatbot, vendor, \
         supplier, company, client, size, scope, settings of the firm",
    ),
    ("room", "big, font, projector, beamer, zoom, presentation"),
    (
        "details",
        "example, sample answer, bakery, how others did, audit, auditor, ask for, what would satisfy",
    ),
    ("merge-file", "merge, combine files, sync"),
    ("compare", "diff, changes, before and after, progress since"),
    ("snapshot", "snapshot, baseline, version, freeze"),
    ("follow-up", "next year, again, repeat, reassess, copy answers"),
    ("save-copy", "save, save as, duplicate, usb"),
    ("backups", "restore, recover, lost, backup"),
    ("undo", "mistake, revert, take back, oops"),
    ("park", "parking lot, later, postpone, todo"),
    ("lists", "open questions, don't know, to find out, parked, marked, missing answers"),
    ("review", "flag, star, bookmark, review"),
    ("rate-not-applicable", "n/a, exclude, leave out, justification, reason"),
    ("evidence", "proof, document, link, attachment, file name, record"),
    ("note", "comment, remark, write, text"),
    ("dissent", "disagree, minority, objection"),
    ("gaps", "gaps, todo list, actions, missing, priorities"),
    ("roadmap", "plan, gantt, schedule, calendar, timeline, weeks, today, now, next, to do first"),
    ("results", "score, verdict, dashboard, readiness, percent, chart, status"),
    ("guided", "start here, begin, first steps"),
    ("owner", "responsible, who, assign, delegate"),
    ("words", "glossary, abbreviation, aims, meaning, definition"),
    ("guides", "role, deployer, provider"),
    ("explain", "explain, reason of rank, formula, calculation"),
    ("history", "log, who changed, trail, changes"),
    ("import", "take in, bring in, upload, ciso assistant"),
    ("hide-scores", "hide, secret score, blind"),
    ("xray", "weak answers, contradiction, check answers"),
    ("look", "dark, light, theme, colour, contrast, colour blind"),
    ("quit", "exit, close, leave, end, bye"),
    ("home", "files, other client, switch, menu"),
];

#[test]
fn commands_are_found_by_the_words_people_have_for_them() {
    let mut faults = Vec::new();
    for (name, typed) in TYPED {
        for word in typed.split(", ") {
            let mut d = Driver::sample((100, 30));
            d.keys("f3 f1").text(word);
            let found = rows(&d);
            let at = found.iter().position(|(_, pick)| match pick {
                Pick::Run(c) | Pick::There(_, _, c) => c.name() == *name,
                _ => false,
            });
            let first = typed.split(", ").next() == Some(word);
            // A word that several commands are called by has each of them near the top.
            if at.is_none_or(|at| at > if first { 2 } else { 5 }) {
                faults
                    .push(format!("{word} -> {name}: {at:?} {:?}", found.iter().take(3).collect::<Vec<_>>()));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn what_no_command_does_says_so_beside_the_nearest_one() {
    let mut d = Driver::sample((100, 30));
    d.keys("f1").text("e-mail");
    assert!(d.words().contains("Nothing is sent from here"), "{}", d.picture());
    assert!(rows(&d)[0].0.starts_with("Save a copy") || rows(&d)[0].0.contains("Export"), "{}", d.picture());
    // Wherever one is, the first thing found for the word is merging files.
    for place in ["f2", "f3", "f6", "f7"] {
        d.keys("esc").keys(place).keys("f1").text("merge");
        assert!(rows(&d)[0].0.starts_with("Merge another copy"), "{place}: {}", d.picture());
        assert!(!d.words().contains("not merged"), "{}", d.picture());
    }
    // A letter too many finds it all the same.
    d.keys("esc f1").text("projecttor");
    assert!(rows(&d)[0].0.starts_with("Large type"), "{}", d.picture());
}

#[test]
fn a_command_of_another_screen_leads_there_and_then_runs() {
    for open in ["f1", "/"] {
        let mut d = Driver::sample((100, 30));
        d.keys("f3").keys(open).text("scenario");
        assert!(d.words().contains("not on this screen: F6 first"), "{}", d.picture());
        let at = rows(&d).iter().position(|(_, p)| matches!(p, Pick::There(..))).unwrap();
        for _ in 0..at {
            d.keys("down");
        }
        d.keys("enter");
        assert_eq!(d.app.shell.screen, Screen::Roadmap);
        d.keys("enter");
        assert!(d.words().contains("What if? Nothing is kept"), "{}", d.picture());
    }
}

/// Commands that lost their letter are in the list, and run from there.
#[test]
fn nothing_without_a_key_is_out_of_reach() {
    for b in BINDINGS.iter().filter(|b| !b.is_bound()) {
        let mut d = if matches!(b.command, Command::AtHome(_)) {
            Driver::home((100, 30))
        } else {
            let mut d = Driver::sample((100, 30));
            if let Some((_, there)) = b.context.place() {
                d.app.run(there);
            }
            d
        };
        let here = d.picture();
        d.keys("f1").text(b.help);
        let found = rows(&d);
        assert_eq!(found[0].1, Pick::Run(b.command), "{}", b.help);
        let before = d.app.shell.dialogs.len();
        d.keys("enter");
        let done = d.app.shell.dialogs.len() >= before || d.app.shell.message.is_some();
        assert!(done || d.picture() != here, "{}: {}", b.help, d.picture());
    }
    assert!(BINDINGS.iter().any(|b| b.command == InGaps::Rank.into() && !b.is_bound()));
}

#[test]
fn an_owner_is_picked_from_the_people_or_joins_them() {
    let mut d = Driver::sample((120, 40));
    let owners = |d: &Driver| -> Vec<String> {
        d.facts().iter().filter(|(k, _)| k.starts_with("owner.")).map(|(_, v)| v.clone()).collect()
    };
    let people = |d: &Driver| d.app.desk.as_ref().unwrap().work.a().people().len();
    let before = people(&d);
    d.keys("f5 o").text("Ana Sousa");
    assert!(d.words().contains("a new person of the register"), "{}", d.picture());
    d.keys("enter");
    assert_eq!((owners(&d), people(&d)), (vec!["Ana Sousa".to_owned()], before + 1));
    d.keys("f6 o").text("sou").keys("enter");
    assert!(owners(&d).iter().all(|o| o == "Ana Sousa") && people(&d) == before + 1, "{:?}", owners(&d));
    // Whose it is can be taken off it again.
    d.keys("f5 o end");
    for _ in 0..30 {
        d.keys("down");
    }
    assert!(d.words().contains("takes Ana Sousa off it"), "{}", d.picture());
}

#[test]
fn days_and_hours_are_understood_as_people_type_them() {
    let mut d = Driver::sample((120, 40));
    d.keys("f6");
    d.app.run(OnRoadmap::Due.into());
    d.text("in 9 months");
    assert!(d.picture().contains("= 23 Aug 2027"), "{}", d.picture());
    d.keys("enter");
    assert!(d.facts().iter().any(|(k, v)| k.starts_with("due.") && v == "2027-08-23"), "{:?}", d.facts());
    d.keys("t ctrl-u").text("1.5 d");
    assert!(d.picture().contains("= 12 h"), "{}", d.picture());
    d.keys("enter");
    assert!(d.facts().iter().any(|(k, v)| k.starts_with("effort.") && v == "12"), "{:?}", d.facts());
    d.keys("W ctrl-u").text("2 d").keys("enter enter ctrl-u").text("1 March 2027");
    assert!(d.picture().contains("= 1 Mar 2027"), "{}", d.picture());
    d.keys("esc f3 v").text("Minutes").keys("enter enter");
    for _ in 0..6 {
        if d.app.shell.dialogs.last_mut().and_then(|d| d.form().map(|f| f.fields[f.at].key)) == Some("date") {
            break;
        }
        d.keys("tab");
    }
    d.keys("ctrl-u").text("20 Nov").keys("ctrl-s");
    let desk = d.app.desk.as_ref().unwrap();
    let dates: Vec<String> = desk.work.a().evidence_for(desk.q(), 0).into_iter().map(|e| e.date).collect();
    assert!(dates.contains(&"2026-11-20".to_owned()), "{dates:?}");
}
