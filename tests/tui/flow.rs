//! The job itself, by keys alone.

use super::harness::{Driver, exports_alone};
use clausewise::model::Status;
use clausewise::tui::dialog::Dialog;
use clausewise::tui::input::Input;
use clausewise::tui::keymap::{InGaps, OnRoadmap};
use clausewise::tui::screen::Screen;
use clausewise::tui::shell::Tone;
use clausewise::words::day;

const RETAIL: &str = include_str!("../fixtures/fixture_greenfield_retail.json");

fn place(d: &Driver) -> String {
    let desk = d.app.desk.as_ref().unwrap();
    desk.id_of(desk.card.spot)
}

#[test]
fn a_whole_case_by_jump_and_one_key_an_answer() {
    let case: serde_json::Value = serde_json::from_str(RETAIL).unwrap();
    let mut d = Driver::empty((80, 24));
    for (id, state) in case["leaf_answers"].as_object().unwrap() {
        let level = match state.as_str().unwrap() {
            "conform" => "5",
            "partial" => "4",
            "gap" => "1",
            other => panic!("{other}"),
        };
        d.keys("/").text(id).keys("enter").keys(level);
    }
    let counts = d.app.desk.as_ref().unwrap().work.scores().all.counts;
    for (status, key) in [
        (Status::Met, "conform"),
        (Status::Partial, "partial"),
        (Status::Gap, "gap"),
        (Status::NotApplicable, "not_applicable"),
        (Status::Open, "unanswered"),
    ] {
        assert_eq!(u64::from(counts.of(status)), case["leaf_counts"][key].as_u64().unwrap(), "{key}");
    }
    d.keys("f5");
    let gaps = counts.partial + counts.gap;
    assert!(d.picture().contains(&format!("{gaps} gaps")), "{}", d.picture());
}

#[test]
fn answering_moves_on_through_requirements_and_checks() {
    let mut d = Driver::empty((80, 24));
    assert_eq!(place(&d), "4.1");
    d.keys("3");
    assert_eq!(place(&d), "4.2");
    d.keys("down 4");
    assert_eq!(place(&d), "4.2/2");
    d.keys("left");
    assert_eq!(place(&d), "4.1");
    d.keys("end 5");
    assert_eq!(place(&d), "4.2", "after the last check comes the next requirement");
    d.keys("tab");
    assert_eq!(place(&d), "4.3", "4.2 has an answer of one check only, the next open one is 4.3");
}

#[test]
fn a_clause_cannot_be_excluded_and_a_control_needs_its_reason() {
    let mut d = Driver::empty((80, 24));
    let before = d.facts();
    d.keys("/").text("9.2.1").keys("enter n");
    assert_eq!(d.facts(), before);
    assert!(d.picture().contains("cannot be Not"), "{}", d.picture());
    d.keys("/").text("A.7.3").keys("enter n");
    assert_eq!(d.facts()["A.7.3"], "n", "kept at once, before the reason is written");
    assert!(d.picture().contains("Why A.7.3 does not apply"));
    d.keys("esc l");
    assert!(d.picture().contains("Excluded without a reason (open items of 6.1.3) (1)"), "{}", d.picture());
    d.keys("f3 n").text("We buy all data").keys("enter");
    assert_eq!(d.facts()["reason.A.7.3"], "We buy all data");
    assert_eq!(place(&d), "A.7.4");
}

/// An answer that takes a control in tells that its reason for being left out goes, as the command does.
#[test]
fn an_answer_tells_which_reason_goes_with_it() {
    for at_end in ["4", "c"] {
        let mut d = Driver::empty((120, 40));
        d.keys("/").text("A.7.3").keys("enter n").text("We buy all data").keys("enter");
        d.keys("/").text("A.7.3").keys("enter").keys(at_end);
        assert!(!d.facts().contains_key("reason.A.7.3"), "{:?} {}", d.facts(), d.picture());
        let told = d.words();
        assert!(told.contains("A.7.3: its reason for being left out goes: We buy all data"), "{told}");
        assert!(told.contains("u brings it back"), "{told}");
        d.keys("u");
        assert_eq!(d.facts()["reason.A.7.3"], "We buy all data");
        assert_eq!(d.facts()["A.7.3"], "n");
    }
    // Nothing is told to go that was not there.
    let mut d = Driver::empty((120, 40));
    d.keys("/").text("A.7.3").keys("enter n esc").keys("/").text("A.7.3").keys("enter 4");
    assert!(!d.picture().contains("left out goes"), "{}", d.picture());
}

#[test]
fn jumps_know_right_and_wrong_numbers_words_and_the_way_back() {
    let mut d = Driver::empty((80, 24));
    d.keys("3 3").keys("/").text("10.1").keys("enter");
    assert!(d.picture().contains("Continual improvement"), "{}", d.picture());
    d.keys("b");
    assert_eq!(place(&d), "4.3");
    d.keys("/").text("8.6");
    let picture = d.picture();
    assert!(picture.contains("There is no requirement 8.6") && picture.contains("8.4"), "{picture}");
    d.keys("esc /").text("suppliers");
    assert!(d.picture().contains("A.10.3"));
    d.keys("esc");
    assert_eq!(place(&d), "4.3");
}

#[test]
fn parking_and_evidence_leave_the_answer_alone() {
    let mut d = Driver::empty((80, 24));
    d.keys("k").text("contractors' own tools").keys("enter enter").text("Maya").keys("enter");
    assert_eq!(place(&d), "4.1");
    assert!(!d.facts().contains_key("4.1"));
    assert!(d.picture().contains("1 parked"), "{}", d.picture());
    d.keys("v")
        .text("Policy v2")
        .keys("enter enter")
        .text("binder 3")
        .keys("enter enter enter")
        .text("soon")
        .keys("ctrl-s");
    assert!(d.words().contains("That is no day"), "a wrong date is named: {}", d.picture());
    d.keys("backspace backspace backspace backspace").text("2026-03-01").keys("ctrl-s");
    let field = |f: &str| d.field("evidence", 1, f);
    assert_eq!(
        (field("date"), field("place"), field("shows")),
        ("2026-03-01".into(), "binder 3".into(), "4.1".into())
    );
    d.keys("l down space");
    assert!(!d.picture().contains("1 parked"));
}

#[test]
fn hidden_scores_are_hidden_everywhere_and_the_answered_count_is_not() {
    let mut d = Driver::sample((80, 24));
    d.keys("h");
    for keys in ["f3", "f4", "f5", "f6", "f2"] {
        d.keys(keys);
        let picture = d.picture();
        for word in ["%", "Incomplete", "Not ready", "Partial", " Gap  ", "Met "] {
            assert!(!picture.contains(word), "{keys}: {word}\n{picture}");
        }
        assert!(picture.contains("scores hidden") && picture.contains("of 70 answered"), "{picture}");
    }
    d.keys("w");
    assert!(d.app.shell.dialogs.is_empty());
    d.keys("h f4");
    assert!(d.picture().contains("Not ready"));
}

#[test]
fn hours_move_the_end_and_owners_reach_the_roadmap() {
    let mut d = Driver::sample((120, 40));
    d.keys("f5 o").text("Maya").keys("enter");
    let name = {
        let work = &d.app.desk.as_ref().unwrap().work;
        work.plan().0.gaps[0].action_name(work.q(), work.a()).to_owned()
    };
    assert!(d.picture().lines().any(|row| row.contains(&name) && row.contains("Maya")), "{}", d.picture());
    d.size = (200, 60);
    d.keys("f6");
    assert!(d.picture().lines().any(|row| row.contains(&name) && row.contains("Maya")), "{}", d.picture());
    d.size = (120, 40);
    let end = |d: &Driver| d.app.desk.as_ref().unwrap().work.plan().1.finish.unwrap();
    let before = end(&d);
    let order = |d: &Driver| -> Vec<String> {
        d.app.desk.as_ref().unwrap().work.plan().1.items.iter().map(|i| i.id.clone()).collect()
    };
    let (first, items) = (order(&d)[0].clone(), order(&d).len());
    d.app.run(OnRoadmap::Hours.into());
    d.keys("backspace backspace").text("2").keys("enter");
    assert!(end(&d) > before);
    assert!(d.picture().contains(&day::whole(end(&d))), "{}", d.picture());
    assert_eq!((order(&d)[0].clone(), order(&d).len()), (first, items));
    d.app.run(OnRoadmap::Hours.into());
    d.keys("backspace").text("none").keys("enter");
    assert!(d.picture().contains("Expected: a number above 0"), "{}", d.picture());
}

#[test]
fn reopening_is_at_the_same_question_with_the_unfinished_note() {
    let mut d = Driver::empty((80, 24));
    d.keys("3 3 3 e").text("half a sen");
    // What the loop does twice a second; then the program dies.
    d.app.tick(std::time::Instant::now());
    let path = d.folder.path().join("case.aims");
    d.app.close().unwrap();
    d.app.shell.dialogs.clear();
    d.app.open(&path).unwrap();
    assert_eq!((d.app.shell.screen, place(&d)), (Screen::Question, "4.4".to_owned()));
    assert!(d.picture().contains("An unfinished note on 4.3 was kept"), "{}", d.picture());
    d.keys("e").text("tence").keys("ctrl-s");
    assert_eq!(d.facts()["note.4.3"], "half a sentence", "it was begun straight after the answer to 4.3");
    assert!(!d.picture().contains("unfinished"));
}

#[test]
fn the_sample_exports_to_a_folder_and_never_over_it() {
    let _alone = exports_alone();
    let mut d = Driver::sample((80, 24));
    let wait = |d: &mut Driver| {
        for _ in 0..2000 {
            d.app.tick(std::time::Instant::now());
            if d.app.job.is_none() {
                return;
            }
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
        panic!("the export does not end");
    };
    d.keys("x enter");
    wait(&mut d);
    let folder = d.folder.path().join("sample-export").join("client");
    // A client is handed papers to send and to edit; the last reader is offered again, in a folder of its own.
    let report = std::fs::read(folder.join("gap-report.docx")).unwrap_or_else(|_| panic!("{}", d.picture()));
    assert!(folder.join("one-pager.pdf").is_file() && !folder.join("gap-report.md").exists());
    d.keys("x");
    assert!(d.picture().contains("> Client"), "{}", d.picture());
    d.keys("enter");
    wait(&mut d);
    assert!(d.folder.path().join("sample-export/client-2/gap-report.docx").is_file(), "{}", d.picture());
    assert_eq!(std::fs::read(folder.join("gap-report.docx")).unwrap(), report);
    // Into a folder that was named nothing goes over what is there.
    d.keys("x down down down down down down down down down enter ctrl-a backspace");
    d.text(&folder.display().to_string()).keys("enter");
    assert!(d.picture().contains("> Folder"), "the row one was at: {}", d.picture());
    d.keys("k enter");
    wait(&mut d);
    assert!(d.picture().contains('!'), "{}", d.picture());
    assert_eq!(std::fs::read(folder.join("gap-report.docx")).unwrap(), report);
    // Which of them leave is chosen line by line, and kept for the next time with the folder, whose papers stay as they are.
    d.keys("x up up up up up up up up up down space").keys("down down down down down down down down");
    assert!(d.picture().contains("> [x] workbook"), "{}", d.picture());
    d.keys("space");
    assert!(d.picture().contains("> [ ] workbook") && d.picture().contains("5 files"), "{}", d.picture());
    d.keys("esc");
    assert!(d.picture().contains("as you chose"), "{}", d.picture());
    let may = d.folder.path().join("papers/of/may");
    d.keys("j j j j j j j j j enter ctrl-a backspace").text(&may.display().to_string());
    d.keys("enter k k k k k k k k k enter");
    wait(&mut d);
    assert_eq!(clausewise::files::names_in(&may).len(), 5, "{}", d.picture());
    d.keys("x enter");
    wait(&mut d);
    assert_eq!(clausewise::files::names_in(&may.join("client")).len(), 5, "{}", d.picture());
    assert!(!may.join("client/workbook.xlsx").exists());
}

#[test]
fn a_state_is_frozen_compared_and_followed_up() {
    let mut d = Driver::sample((120, 40));
    d.keys("f4 V");
    assert!(d.picture().contains("no snapshot"), "{}", d.picture());
    d.keys("+").text("After the workshop").keys("enter f3").keys("5 f4 V enter");
    let picture = d.picture();
    assert!(picture.contains("Improved (1)") && picture.contains("4.1"), "{picture}");
    d.keys("esc esc F");
    let old = d.facts();
    d.keys("ctrl-s");
    assert!(d.picture().contains("Follow-up of sample.aims"), "{}", d.picture());
    assert_eq!(d.facts()["4.1"], "5");
    d.app.open(&d.folder.path().join("sample.aims")).unwrap();
    assert_eq!(d.facts(), old, "the first assessment is untouched");
}

#[test]
fn actions_are_split_joined_added_finished_and_taken_back() {
    let mut d = Driver::sample((120, 40));
    let items = |d: &Driver| -> Vec<String> {
        d.app.desk.as_ref().unwrap().work.plan().1.items.iter().map(|i| i.id.clone()).collect()
    };
    let before = items(&d);
    d.keys("f6");
    let first = before[0].clone();
    d.app.run(OnRoadmap::Split.into());
    d.keys("down").text("2 The second half").keys("ctrl-s");
    assert!(items(&d).contains(&format!("{first}-b")), "{:?}", items(&d));
    d.keys("u");
    d.app.run(OnRoadmap::Merge.into());
    d.keys("tab").text("Both at once").keys("ctrl-s");
    let Some(Dialog::Form(form)) = d.app.shell.dialogs.last() else { panic!("one gap is none to join") };
    assert_eq!((form.at, form.error.is_some()), (0, true), "the field it is about: {}", d.picture());
    d.keys("ctrl-u").text(&format!("{first}, {}", before[1])).keys("ctrl-s");
    assert!(items(&d).iter().any(|i| i.starts_with("M-")), "{:?}", items(&d));
    d.keys("u +").keys("tab").text("Book a room").keys("tab tab").text("2").keys("ctrl-s");
    assert!(items(&d).iter().any(|i| i.starts_with("H-")), "{:?} {}", items(&d), d.picture());
    d.keys("u f6 + tab").text("Book a room").keys("tab tab").text("2").keys("tab tab tab");
    d.app.update(Input::Paste("x".repeat(40_000)));
    d.app.update(Input::Paste("x".repeat(40_000)));
    d.keys("backtab ctrl-s");
    let Some(Dialog::Form(form)) = d.app.shell.dialogs.last() else { panic!("so long is no name") };
    assert_eq!(form.fields[form.at].key, "owner", "{}", d.picture());
    d.keys("ctrl-u esc");
    d.keys("f6 home");
    assert_eq!(items(&d), before);
    let scores = d.app.desk.as_ref().unwrap().work.scores().clone();
    d.keys("space space");
    assert_eq!(d.app.desk.as_ref().unwrap().work.scores(), &scores, "done never scores by itself");
    assert_eq!(d.app.shell.screen, Screen::Question, "it asks for the new levels");
    d.keys("b");
    assert!(d.picture().contains("done"), "{}", d.picture());
    d.app.run(OnRoadmap::Due.into());
    d.text("2026-01-01").keys("enter");
    d.app.run(OnRoadmap::Pin.into());
    d.text("2027-09-01").keys("enter");
    assert!(d.picture().contains("earliest start"), "dates in the wrong order are named: {}", d.picture());
}

#[test]
fn a_parked_item_becomes_an_action_with_its_owner() {
    let mut d = Driver::sample((120, 40));
    d.keys("/")
        .text("7.2")
        .keys("enter k")
        .text("contractors")
        .keys("enter enter")
        .text("Maya")
        .keys("enter l down +");
    d.keys("tab tab tab").text("3").keys("ctrl-s");
    assert!(!d.picture().contains("1 parked"), "{}", d.picture());
    let desk = d.app.desk.as_ref().unwrap();
    let item = desk.work.plan().1.items.iter().find(|i| i.id.starts_with("H-")).unwrap();
    assert_eq!((item.action.as_str(), item.owner.as_str()), ("contractors", "Maya"));
}

#[test]
fn what_if_shows_both_ends_and_keeps_nothing_by_itself() {
    let mut d = Driver::sample((120, 40));
    let before = d.facts();
    d.keys("f6 W backspace backspace").text("3").keys("ctrl-s");
    assert!(d.picture().contains("actions move"), "{}", d.picture());
    d.keys("esc");
    assert_eq!(d.facts(), before);
    d.keys("W backspace backspace").text("3").keys("ctrl-s enter");
    assert_eq!(d.facts()["about.hours-per-week"], "3");
    d.keys("W").keys("backspace").text("0").keys("ctrl-s");
    assert!(d.picture().contains("Hours"), "{}", d.picture());
}

#[test]
fn gaps_are_filtered_ordered_and_given_one_owner() {
    let mut d = Driver::sample((120, 40));
    d.keys("f5 f down enter");
    assert!(d.picture().contains("Shown: Band P1"), "{}", d.picture());
    let shown = d.app.desk.as_ref().unwrap().rows(Screen::Gaps);
    d.keys("O").text("Maya").keys("enter");
    let owned = d.facts().iter().filter(|(k, v)| k.starts_with("owner.") && *v == "Maya").count();
    assert_eq!(owned, shown);
    d.keys("u");
    assert!(!d.facts().keys().any(|k| k.starts_with("owner.")), "one step of undo");
    d.app.run(InGaps::Rank.into());
    d.text("1").keys("enter");
    assert!(d.picture().contains("why this gap deserves"), "{}", d.picture());
}

#[test]
fn the_x_ray_finds_a_proven_without_evidence_and_leads_there() {
    let mut d = Driver::empty((80, 24));
    d.keys("X");
    assert!(d.picture().contains("Nothing found"));
    d.keys("f3").keys("5 X");
    assert!(d.picture().contains("no evidence"), "{}", d.picture());
    d.keys("enter");
    assert!(place(&d).starts_with("4.1"));
}

#[test]
fn three_people_answer_hidden_then_shown_and_one_answer_counts() {
    let mut d = Driver::empty((80, 24));
    // Who works alone is in the register from the start.
    d.app.desk.as_mut().unwrap().work.remove_named(&clausewise::model::record::PERSON, "1").unwrap();
    d.keys("r");
    assert!(d.picture().contains("Nobody is listed yet"), "{}", d.picture());
    for (name, role) in [("Dana", "managing director"), ("Kim", "QA lead"), ("Ola", "HR")] {
        d.keys("a home tab +").text(name).keys("enter").text(role).keys("enter");
    }
    d.keys("/").text("5.2").keys("enter r 5 3 1");
    let picture = d.picture();
    for name in ["Dana", "Kim", "Ola"] {
        let row = picture.lines().find(|l| l.contains(name)).unwrap();
        assert!(row.contains("answered") && !row.contains("Nothing") && !row.contains("Proven"), "{row}");
    }
    d.keys("enter");
    let picture = d.picture();
    assert!(picture.contains("from Nothing to Proven") && picture.contains("QA lead"), "{picture}");
    d.keys("enter");
    assert!(!d.facts().contains_key("5.2"), "votes never answer by themselves");
    d.keys("l");
    assert!(d.picture().contains("Not agreed on (1)"), "{}", d.picture());
    // The agreed level stays in sight: dissent and a note have their turn before one goes on.
    d.keys("f3 4");
    assert_eq!(place(&d), "5.2");
    d.keys("D").text("Ola: nobody has seen it").keys("enter");
    assert!(d.picture().contains("[agreed with dissent]"), "{}", d.picture());
    assert_eq!(d.facts()["5.2"], "4");
    d.keys("l");
    assert!(d.picture().contains("Not agreed on: none"), "{}", d.picture());
    assert!(d.picture().contains("Agreed with dissent (1)"), "{}", d.picture());
}

#[test]
fn a_clock_warns_in_words_and_forces_nothing() {
    let mut d = Driver::empty((120, 40));
    d.keys("T").text("soon").keys("enter");
    assert!(d.picture().contains("whole minutes"), "{}", d.picture());
    d.keys("backspace backspace backspace backspace").text("1").keys("enter");
    let now = std::time::Instant::now();
    d.app.tick(now);
    assert!(d.picture().contains("4: 0 of 1 min"), "{}", d.picture());
    let place_before = place(&d);
    // What was warned of before it is still read first.
    d.app.shell.say(Tone::Warning, "Another copy holds 2 events.");
    d.app.tick(now + std::time::Duration::from_secs(61));
    let (_, said) = d.app.shell.message.clone().unwrap();
    assert!(said.starts_with("Another copy holds 2 events.\nTime for 4 is over"), "{said}");
    assert!(d.picture().contains("Another copy holds 2 events."), "{}", d.picture());
    assert!(d.picture().contains("Time for 4 is over (1 min)"), "{}", d.picture());
    assert_eq!(place(&d), place_before);
}

/// What one writes straight after an answer belongs to it, until one moves; the line and the dialog say so.
#[test]
fn a_text_never_lands_on_another_requirement_unnoticed() {
    let mut d = Driver::empty((100, 30));
    d.keys("3");
    assert!(d.words().contains("e, v, k, D are still for 4.1."), "{}", d.picture());
    d.keys("e");
    assert!(
        d.words().contains("For 4.1, which you just answered; the card shows 4.2. Tab: for 4.2."),
        "{}",
        d.words()
    );
    d.text("of the first").keys("ctrl-s");
    assert_eq!(d.facts()["note.4.1"], "of the first");
    // Evidence and what is parked too, one after the other.
    d.keys("v")
        .text("Context paper")
        .keys("ctrl-s k")
        .text("ask legal")
        .keys("ctrl-s D")
        .text("HR: no")
        .keys("enter");
    assert_eq!((d.field("evidence", 1, "shows"), d.field("parked", 1, "at")), ("4.1".into(), "4.1".into()));
    assert_eq!(d.facts()["dissent.4.1"], "HR: no");
    // Any movement ends it.
    d.keys("3 right left e").text("of the third").keys("ctrl-s");
    assert_eq!(d.facts()["note.4.3"], "of the third");
}

#[test]
fn tab_takes_a_text_over_to_the_card_one_is_at() {
    let mut d = Driver::empty((100, 30));
    d.keys("3 e").text("meant for the card").keys("tab").text(" I see").keys("tab");
    assert!(!d.facts().contains_key("note.4.1"));
    assert_eq!(d.facts()["note.4.2"], "meant for the card I see");
    d.keys("4 v tab").text("A list").keys("ctrl-s");
    assert_eq!(d.field("evidence", 1, "shows"), "4.3");
}

#[test]
fn space_takes_the_room_through_its_steps_and_holds_it_until_they_had_their_turn() {
    let mut d = Driver::empty((80, 24));
    d.app.desk.as_mut().unwrap().work.remove_named(&clausewise::model::record::PERSON, "1").unwrap();
    for (name, leads) in [("Dana", ""), ("Kim", ""), ("Ola", "yes")] {
        let person = [("name", name), ("leads", leads)].map(|(k, v)| (k.to_owned(), v.to_owned()));
        let work = &mut d.app.desk.as_mut().unwrap().work;
        work.put(&clausewise::model::record::PERSON, None, &person.into()).unwrap();
    }
    d.keys("/").text("5.2").keys("enter p");
    let picture = d.picture();
    assert!(picture.contains("nobody of 2 has answered yet") && picture.contains("[vote]"), "{picture}");
    d.keys("space 5");
    // Given is kept, and hidden: who leads the room stands last and is not waited for.
    assert_eq!(d.facts().keys().filter(|k| k.starts_with("vote.")).count(), 1);
    assert!(d.picture().contains("Ola (leads the room)"), "{}", d.picture());
    d.keys("2 esc");
    let picture = d.picture();
    assert!(picture.contains("2 of 2 have answered") && picture.contains("[reveal]"), "{picture}");
    d.keys("space");
    let picture = d.picture();
    assert!(picture.contains("from Planned to Proven") && picture.contains("not agreed on"), "{picture}");
    d.keys("right");
    assert_eq!(place(&d), "5.2", "not agreed yet: {}", d.picture());
    d.keys("4");
    assert!(d.picture().contains("[dissent]"), "{}", d.picture());
    d.keys("space").text("Kim: nobody reads it").keys("enter");
    let picture = d.picture();
    assert!(picture.contains("agreed with dissent: Kim: nobody reads it"), "{picture}");
    d.keys("space esc");
    assert!(d.picture().contains("[next]"), "{}", d.picture());
    d.keys("right");
    assert_eq!((d.app.shell.screen, place(&d)), (Screen::Room, "5.3".to_owned()));
    // What had no turn is asked for once, and whoever asks again goes.
    d.keys("left c right right");
    assert_eq!(place(&d), "5.3");
}

#[test]
fn what_the_session_came_to_and_what_is_left_is_read_at_once() {
    let mut d = Driver::empty((100, 40));
    d.keys("f1").text("still be asked").keys("enter");
    d.keys("enter");
    let picture = d.picture();
    assert!(picture.contains("In 40 min 10 cards can still be asked"), "{picture}");
    assert!(picture.contains("without it no certification"), "{picture}");
    d.keys("esc f1").text("Closing").keys("enter");
    let picture = d.picture();
    assert!(
        picture.contains("[Closing]") && picture.contains("Agreed: none") && picture.contains("Next steps"),
        "{picture}"
    );
}

#[test]
fn in_the_room_nothing_goes_on_by_itself() {
    let mut d = Driver::empty((100, 30));
    d.keys("p 3");
    assert_eq!((d.app.shell.screen, place(&d)), (Screen::Room, "4.1".to_owned()));
    d.keys("D").text("IT: never").keys("enter");
    assert_eq!(d.facts()["dissent.4.1"], "IT: never");
}
