//! Another copy of the open file in the window: it is chosen, shown with what it brings and what both changed, decided one by
//! one or by the rule, and only then taken over.

use std::path::Path;

use super::Desk;
use crate::files;
use crate::model::merge::{Choice, Decisions, Plan};
use crate::say;
use crate::session::{Knows, Merging};
use crate::tui::dialog::{Dialog, Form, FormKind, MergeRow, Pick, PickRow, Picker};
use crate::tui::pane::Cursor;
use crate::tui::shell::{Shell, Tone};
use crate::words::merge as words;
use crate::work::Refused;

/// Rows above the conflicts.
const ABOVE: usize = 3;

/// A copy that is looked into, and what was decided of it so far.
pub(in crate::tui) struct Looking {
    m: Merging,
    decisions: Decisions,
    plan: Plan,
}

impl Desk {
    /// Lists the copies beside the file; asks for the path where there are none.
    pub(in crate::tui) fn open_merge_file(&mut self, shell: &mut Shell) {
        if let Err(refused) = self.work.may_change() {
            return shell.say(Tone::Warning, shell.refused(&refused));
        }
        let copies = self.work.session().copies();
        if copies.is_empty() {
            return Self::ask_copy(shell);
        }
        let row = |(path, copy): (std::path::PathBuf, crate::session::Beside)| {
            let words = say!("{n|event|events} that {n?is|are} not here", n = copy.more);
            PickRow::new(&files::shown_name(&path, 34), words, Pick::Merge(MergeRow::Look(path)))
        };
        let mut rows: Vec<PickRow> = copies.into_iter().map(row).collect();
        rows.push(PickRow::new(say!("Another file"), say!("by its path"), Pick::Merge(MergeRow::Ask)));
        let note = say!("Copies of this file beside it. Looking into one changes nothing.").to_owned();
        let picker = Picker { rows, note: Some(note), ..Picker::default() };
        shell.dialogs.push(Dialog::Choose(say!("Merge another copy of this file"), picker));
    }

    fn ask_copy(shell: &mut Shell) {
        let fields =
            [("path", say!("File"), say!("a copy of this file that was changed, too"), String::new())];
        let mut form = Form::new(FormKind::MergeFile, say!("Merge another copy of this file"), &fields);
        form.note = String::from(say!("Nothing is changed before you have seen what it brings."));
        shell.open_form(form);
    }

    /// Looks into a copy and shows what it brings; words where it is none.
    pub(in crate::tui) fn look_at_copy(&mut self, path: &Path, shell: &mut Shell) -> Result<(), String> {
        let m = self.work.look_at_copy(path).map_err(|refused| shell.refused(&refused))?;
        let plan = planned(&m, &Decisions::default()).map_err(|refused| shell.refused(&refused))?;
        if m.knows() == Knows::First {
            let lines = words::coming(&m, &plan, &m.outcome(&plan));
            shell.read(say!("Nothing to merge"), lines);
            return Ok(());
        }
        let before = self.looking.take().filter(|before| before.m.path(1) == m.path(1));
        let mut looking = Looking { m, decisions: Decisions::default(), plan };
        if before.is_some_and(|before| looking.goes_on(*before)) {
            shell.say(Tone::Done, say!("What you decided before you left the list still stands."));
        }
        show(&looking, 0, shell);
        self.looking = Some(Box::new(looking));
        Ok(())
    }

    /// Does what a row of the merge is for.
    pub(in crate::tui) fn take_merge(&mut self, row: MergeRow, shell: &mut Shell) {
        match row {
            MergeRow::Ask => return Self::ask_copy(shell),
            MergeRow::Look(path) => {
                if let Err(words) = self.look_at_copy(&path, shell) {
                    shell.say(Tone::Warning, words);
                }
                return;
            }
            MergeRow::Collect => return self.collect_forked(shell),
            MergeRow::Fork(n) => return self.turn_fork(n, shell),
            _ => {}
        }
        let Some(mut looking) = self.looking.take() else { return };
        match row {
            MergeRow::Write => return self.merge_copy(looking, shell),
            MergeRow::Read => {
                let a = looking.m.outcome(&looking.plan);
                shell.read(say!("What it brings"), words::coming(&looking.m, &looking.plan, &a));
            }
            MergeRow::Worst => {
                looking.decisions.worst = !looking.decisions.worst;
                looking.show_anew(1, shell);
            }
            MergeRow::Conflict(n) => looking.choose(n, shell),
            MergeRow::Twin(n) => looking.turn_twin(n, shell),
            MergeRow::Take(n, choice) => {
                looking.decide(n, choice);
                looking.show_anew(n + ABOVE, shell);
            }
            MergeRow::InFull(n) => {
                if let Some(c) = looking.plan.conflicts.get(n) {
                    let a = looking.m.outcome(&looking.plan);
                    shell.read(say!("What either side says"), words::in_full(&looking.m, &a, c));
                }
            }
            MergeRow::Ask | MergeRow::Look(_) | MergeRow::Collect | MergeRow::Fork(_) => {}
        }
        self.looking = Some(looking);
    }

    /// One step on with a conflict: mine, theirs, open again.
    pub(in crate::tui) fn turn_conflict(&mut self, row: &MergeRow, shell: &mut Shell) {
        if let MergeRow::Fork(n) = row {
            return self.turn_fork(*n, shell);
        }
        let Some(looking) = &mut self.looking else { return };
        let n = match row {
            MergeRow::Conflict(n) => n,
            MergeRow::Twin(n) => return looking.turn_twin(*n, shell),
            _ => return,
        };
        let Some(c) = looking.plan.conflicts.get(*n) else { return };
        let a = looking.m.outcome(&looking.plan);
        let choices: Vec<Choice> =
            words::choices(&looking.m, &a, c).into_iter().map(|(choice, ..)| choice).collect();
        let now = looking.decisions.by_key.get(&c.key).and_then(|now| choices.iter().position(|x| x == now));
        looking.decide(*n, choices.into_iter().nth(now.map_or(0, |at| at + 1)));
        looking.show_anew(n + ABOVE, shell);
    }

    fn merge_copy(&mut self, looking: Box<Looking>, shell: &mut Shell) {
        // What is half written belongs to the file as it was.
        self.keep_drafts(shell);
        if self.act(shell, |w| w.merge(&looking.m, &looking.plan)).is_some() {
            shell.dialogs.retain(|d| !is_of_merge(d));
            self.refresh();
        } else {
            self.looking = Some(looking);
        }
    }
}

impl Looking {
    /// Takes over what was decided when the list was left, but where something else is asked now; whether there was any.
    fn goes_on(&mut self, before: Self) -> bool {
        self.decisions.worst = before.decisions.worst;
        // That two are one comes first: it is then that both may say something different.
        let (ones, others): (Vec<_>, Vec<_>) =
            before.decisions.by_key.into_iter().partition(|(_, choice)| *choice == Choice::One);
        self.decisions.by_key.extend(ones);
        self.plan_anew();
        let asked = |plan: &Plan, key: &str| {
            plan.conflicts.iter().find(|c| c.key == key).map(|c| (c.why.clone(), c.sides.clone()))
        };
        let same = others.into_iter().filter(|(key, _)| {
            let now = asked(&self.plan, key);
            now.is_some() && now == asked(&before.plan, key)
        });
        let same: Vec<_> = same.collect();
        self.decisions.by_key.extend(same);
        self.plan_anew();
        self.decisions.worst || !self.decisions.by_key.is_empty()
    }

    fn plan_anew(&mut self) {
        // A decision changes no other file, so that what was possible stays so.
        if let Ok(plan) = planned(&self.m, &self.decisions) {
            self.plan = plan;
        }
    }

    fn decide(&mut self, n: usize, choice: Option<Choice>) {
        let Some(c) = self.plan.conflicts.get(n) else { return };
        match choice {
            Some(choice) => self.decisions.by_key.insert(c.key.clone(), choice),
            None => self.decisions.by_key.remove(&c.key),
        };
    }

    /// Two of one name are one, or two again.
    fn turn_twin(&mut self, n: usize, shell: &mut Shell) {
        let a = self.m.outcome(&self.plan);
        let Some((key, _, is_one)) = words::twins(&self.plan, &a).into_iter().nth(n) else { return };
        if is_one {
            self.decisions.by_key.remove(&key);
        } else {
            self.decisions.by_key.insert(key, Choice::One);
        }
        // Of what is one both may say something different, which is asked then.
        self.plan_anew();
        self.show_anew(self.plan.conflicts.len() + n + ABOVE, shell);
    }

    /// Shows the list anew in place of the one below, for what is decided now.
    fn show_anew(&mut self, at: usize, shell: &mut Shell) {
        self.plan_anew();
        if shell.dialogs.last().is_some_and(is_of_merge) {
            shell.dialogs.pop();
        }
        show(self, at, shell);
    }

    /// Asks what stands of a conflict.
    fn choose(&self, n: usize, shell: &mut Shell) {
        let Some(c) = self.plan.conflicts.get(n) else { return };
        let a = self.m.outcome(&self.plan);
        let [_, about, all] = words::row(&self.m, &a, c);
        let row = |(choice, word, value): (Choice, &str, String)| {
            PickRow::new(word, value, Pick::Merge(MergeRow::Take(n, Some(choice))))
        };
        let mut rows: Vec<PickRow> = words::choices(&self.m, &a, c).into_iter().map(row).collect();
        let open = say!("leave it open; nothing is taken over while it is");
        rows.push(PickRow::new(say!("open"), open, Pick::Merge(MergeRow::Take(n, None))));
        rows.push(PickRow::new(
            say!("read"),
            say!("what either side says, in full"),
            Pick::Merge(MergeRow::InFull(n)),
        ));
        let note = all.lines().take(2).collect::<Vec<_>>().join(" ");
        let note = if note.is_empty() { about } else { note };
        shell.dialogs.push(Dialog::Choose(
            say!("Both changed this: which stands?"),
            Picker { rows, note: Some(note), ..Picker::default() },
        ));
    }
}

/// What a merge comes to; why this file does not take the other over.
fn planned(m: &Merging, decisions: &Decisions) -> Result<Plan, Refused> {
    let plan = m.plan(decisions).and_then(|plan| m.can_go_in_place(&plan).map(|()| plan));
    plan.map_err(|why| Refused::not_merged(why, [m.path(0), m.path(1)]))
}

/// Whether a list shows a merge.
fn is_of_merge(d: &Dialog) -> bool {
    matches!(d, Dialog::Choose(_, p) if p.rows.iter().any(|r| matches!(r.pick, Pick::Merge(_))))
}

/// Shows what a copy brings and what is to decide.
fn show(looking: &Looking, at: usize, shell: &mut Shell) {
    let Looking { m, decisions, plan } = looking;
    let a = m.outcome(plan);
    let open = plan.undecided().count();
    let mine = files::shown_name(m.path(0), 30);
    let words = match open {
        0 => say!("{mine} takes it over, after a backup", mine),
        n => say!("first decide what both changed: {n} still open", n),
    };
    let row = |row| Pick::Merge(row);
    let mut take = PickRow::new(say!("Merge"), words.as_str(), row(MergeRow::Write));
    take.why_not = (open > 0).then(|| say!("{n|conflict is|conflicts are} still open.", n = open));
    let worst = if decisions.worst {
        say!("the worst stands where both changed an answer")
    } else {
        say!("nobody decides where both changed an answer")
    };
    let (news, settled) = (plan.news(m.facts(0)), plan.settled.len());
    let brings = match m.knows() {
        Knows::Neither => say!("{news|new fact|new facts}, {settled} settled by rule", news, settled),
        _ => say!("{n|event|events} more", n = m.behind(1)),
    };
    let mut rows = vec![
        take,
        PickRow::new(say!("Rule"), worst, row(MergeRow::Worst)),
        PickRow::new(say!("It brings"), brings.as_str(), row(MergeRow::Read)),
    ];
    let mut whole: Vec<String> = rows.iter().map(|r| r.label.clone()).collect();
    for (n, c) in plan.conflicts.iter().enumerate() {
        let [standing, about, all] = words::row(m, &a, c);
        rows.push(PickRow::new(&standing, about, row(MergeRow::Conflict(n))));
        whole.push(all);
    }
    for (n, (_, about, is_one)) in words::twins(plan, &a).into_iter().enumerate() {
        whole.push(say!(
            "Both added {about} under one name. One: links and answers follow.",
            about = about.as_str()
        ));
        rows.push(PickRow::new(words::twin_standing(is_one), about, row(MergeRow::Twin(n))));
    }
    let all = plan.conflicts.len();
    let foot = if all == 0 { String::new() } else { say!("{n} of {all} still open", n = open, all) };
    let cursor = Cursor::on(at);
    let picker = Picker { rows, whole, note: words::since(m), cursor, foot, ..Picker::default() };
    shell.dialogs.push(Dialog::Choose(say!("Merge another copy of this file"), picker));
}
