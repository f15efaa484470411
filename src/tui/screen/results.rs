//! Results: where one stands in three sentences, the gates, what to start with, and each clause with its figures. Owns
//! its selection; what a row looks like is in `result_rows`.

use std::cell::Cell;

use super::result_rows;
use crate::model::questionnaire::RequirementKind;
use crate::model::record::{SNAPSHOT, read};
use crate::model::{Level, snapshot};
use crate::say;
use crate::tui::dialog::{Dialog, Form, FormKind, Pick, PickRow, Picker, Purpose};
use crate::tui::keymap::OnResults;
use crate::tui::pane::Cursor;
use crate::tui::shell::{Shell, Tone};
use crate::work::Work;

pub use super::result_rows::ResultRow;

/// The results.
#[derive(Default)]
pub struct Results {
    /// Selected row.
    pub cursor: Cursor,
    /// The first line shown (drawing remembers it, nothing else does).
    pub(super) top: Cell<usize>,
}

impl Results {
    /// Rows of the results screen.
    pub fn rows(&self, work: &Work) -> Vec<ResultRow> {
        use ResultRow as R;
        let mut rows = vec![R::Verdict, R::Counts];
        rows.extend((0..work.q().gates.len()).map(R::Gate));
        rows.extend(result_rows::first(work).into_iter().map(R::Action));
        rows.extend([R::All, R::Clauses]);
        let annex = |g: usize| {
            let below = work.q().below(work.scores().groups[g].0);
            below.iter().all(|r| work.q().requirements[*r].kind == RequirementKind::Control)
        };
        let groups = 0..work.scores().groups.len();
        rows.extend(groups.clone().filter(|g| !annex(*g)).map(R::Group));
        rows.push(R::Annex);
        rows.extend(groups.filter(|g| annex(*g)).map(R::Group));
        rows.extend([R::Readiness, R::Coverage, R::Claimed, R::Finish]);
        rows.extend(result_rows::running(work).map(|_| R::Running));
        rows.push(R::Documents);
        if !read::all(work.a(), &SNAPSHOT).is_empty() {
            rows.push(R::Trend);
        }
        rows
    }

    /// The selected row.
    pub fn row(&self, work: &Work) -> Option<ResultRow> {
        self.rows(work).get(self.cursor.at).copied()
    }

    /// The id the selected row stands for; none for figures over the whole.
    pub fn selected(&self, work: &Work) -> Option<String> {
        let q = work.q();
        match self.row(work)? {
            ResultRow::Group(g) => Some(q.headings[work.scores().groups[g].0].id.clone()),
            ResultRow::Gate(g) => q.gates[g].checks.first().cloned(),
            ResultRow::Action(i) => Some(q.requirements[work.plan().1.items.get(i)?.requirement].id.clone()),
            _ => None,
        }
    }

    /// Where the selected row leads: a gate to the first of its checks that is not Proven, an action to the card it
    /// belongs to. None of a figure, which is asked why instead.
    pub fn leads_to(&self, work: &Work) -> Option<String> {
        let (q, a) = (work.q(), work.a());
        match self.row(work)? {
            ResultRow::Gate(g) => {
                let proven = |c: &usize| a.level(q, *c).is_some_and(|(level, _)| level == Level::Proven);
                let check = q.checks_of_gate(g).find(|c| !proven(c)).or(q.checks_of_gate(g).next())?;
                Some(q.check(check).id.clone())
            }
            ResultRow::Action(_) => self.selected(work),
            _ => None,
        }
    }

    /// Does what a key of the results asks for.
    pub fn update(command: OnResults, shell: &mut Shell, work: &Work) {
        match command {
            OnResults::Snapshot => {
                let hint = say!(
                    "A name, for example: After the workshop. The state stays as it is now, whatever comes."
                );
                shell.write(Some(work), Purpose::Snapshot, (say!("Freeze this state"), hint), "", false);
            }
            OnResults::Compare => open_compare(shell, work),
            OnResults::FollowUp => open_follow_up(shell, work),
        }
    }
}

/// Chooses a snapshot to compare the present state with.
pub(in crate::tui) fn open_compare(shell: &mut Shell, work: &Work) {
    let rows: Vec<PickRow> = snapshot::all(work.a())
        .into_iter()
        .rev()
        .map(|s| PickRow {
            key: s.date,
            label: s.name,
            detail: s.rule,
            pick: Pick::Snapshot(s.id),
            why_not: None,
        })
        .collect();
    if rows.is_empty() {
        let freeze = shell.key(OnResults::Snapshot);
        return shell.say(
            Tone::Done,
            say!("There is no snapshot to compare with. {freeze} on the results freezes one.", freeze),
        );
    }
    shell
        .dialogs
        .push(Dialog::Choose(say!("Compare now with which state?"), Picker { rows, ..Picker::default() }));
}

fn open_follow_up(shell: &mut Shell, work: &Work) {
    let path = work.beside(&format!("-{}.aims", shell.today)).to_string_lossy().into_owned();
    let hint = say!("a new file; this one stays as it is and becomes its first snapshot");
    let fields = [("path", say!("File"), hint, path)];
    shell.open_form(Form::new(FormKind::FollowUp, say!("Start a follow-up from this assessment"), &fields));
}
