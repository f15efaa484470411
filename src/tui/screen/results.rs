//! Results: verdict with its reasons, counts first, readiness with its denominator, a row per clause. Owns its
//! selection.

use ratatui::layout::Position;
use ratatui::text::{Line, Span};

use crate::model::compare::Point;
use crate::model::priority::hours;
use crate::model::questionnaire::RequirementKind;
use crate::model::record::{SNAPSHOT, read};
use crate::model::score::{Total, percent};
use crate::model::{DISCLAIMER, RULE, Status, snapshot};
use crate::say;
use crate::tui::dialog::{Dialog, Form, FormKind, Pick, PickRow, Picker, Purpose};
use crate::tui::keymap::{OnResults, OnScreen};
use crate::tui::pane::{Cursor, Pane, join};
use crate::tui::shell::{Shell, Tone};
use crate::tui::text;
use crate::words::figures::{self, interval};
use crate::words::{self, Word as _, called};
use crate::work::Work;

/// The results.
#[derive(Default)]
pub struct Results {
    /// Selected row.
    pub cursor: Cursor,
}

/// In a narrower window a row is cut, and asking it why tells the rest.
const SHORT: usize = 76;

/// A row of the results screen; each can be asked why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ResultRow {
    /// Why this verdict, and what would lift it.
    Verdict,
    /// Counts.
    Counts,
    /// Readiness so far and whole.
    Readiness,
    /// Checks answered.
    Coverage,
    /// Proven: claimed, named and seen.
    Claimed,
    /// When the roadmap ends.
    Finish,
    /// What it takes beside the roadmap: each year, and for the certification.
    Running,
    /// Documents and records.
    Documents,
    /// Figures over time, when there are snapshots.
    Trend,
    /// Everything.
    All,
    /// What cannot be excluded.
    Clauses,
    /// All controls.
    Annex,
    /// A topmost heading: index into `Scores::groups`.
    Group(usize),
    /// A gate: index into `Questionnaire::gates`.
    Gate(usize),
}

impl Results {
    /// Rows of the results screen.
    pub fn rows(&self, work: &Work) -> Vec<ResultRow> {
        use ResultRow as R;
        let mut rows =
            vec![R::Verdict, R::Counts, R::Readiness, R::Coverage, R::Claimed, R::Finish, R::Documents];
        if beside(work).is_some() {
            rows.insert(rows.len() - 1, R::Running);
        }
        if !read::all(work.a(), &SNAPSHOT).is_empty() {
            rows.push(R::Trend);
        }
        rows.extend([R::All, R::Clauses]);
        let annex = |g: usize| {
            let below = work.q().below(work.scores().groups[g].0);
            below.iter().all(|r| work.q().requirements[*r].kind == RequirementKind::Control)
        };
        let groups = 0..work.scores().groups.len();
        rows.extend(groups.clone().filter(|g| !annex(*g)).map(ResultRow::Group));
        rows.push(ResultRow::Annex);
        rows.extend(groups.filter(|g| annex(*g)).map(ResultRow::Group));
        rows.extend((0..work.q().gates.len()).map(ResultRow::Gate));
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

    /// Draws it.
    pub fn draw(&self, shell: &Shell, work: &Work, pane: &mut Pane<'_>) -> Option<Position> {
        let t = shell.theme;
        pane.paragraph(&figures::verdict(work.q(), work.verdict()), t.strong(), 3);
        pane.paragraph(&figures::beside(work.q(), work.a(), work.scores()), t.text(), 2);
        let why = say!("{key} asks a row why.", key = shell.key(OnScreen::Explain));
        pane.paragraph(&format!("{RULE}. {} {why}", words::text(DISCLAIMER)), t.quiet(), 2);
        if pane.left() > 12 {
            pane.blank();
        }
        let rows = self.rows(work);
        super::list(shell, pane, &self.cursor, rows.len(), |n, width| row(shell, work, rows[n], width))
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

fn row(shell: &Shell, work: &Work, row: ResultRow, width: usize) -> Line<'static> {
    let t = shell.theme;
    let (s, all) = (work.scores(), work.scores().all);
    let labels = [
        say!("Verdict"),
        say!("Counts"),
        say!("Readiness"),
        say!("Coverage"),
        say!("Proven"),
        say!("Roadmap"),
        say!("Beside it"),
        say!("Documents"),
        say!("Over time"),
    ];
    let column = text::widest(labels).max(10);
    let said = |label: &str, words: String| {
        Line::from(vec![Span::styled(format!("{label:<column$} "), t.accent()), Span::raw(words)])
    };
    match row {
        ResultRow::Verdict => said(say!("Verdict"), say!("why, and what would lift it").into()),
        ResultRow::Counts => counts(shell, &all, &said(say!("Counts"), String::new()), width),
        ResultRow::Readiness => {
            said(say!("Readiness"), readiness(&all, width.max(SHORT).saturating_sub(column + 1)))
        }
        ResultRow::Coverage => {
            let words = say!(
                "{answered} of {applicable} checks, {unknown} don't know",
                answered = all.checks_answered,
                applicable = all.checks_applicable,
                unknown = called::how_many(work.q(), &work.plan().0.open.to_find_out)
            );
            let not_asked = work.a().not_asked(work.q()).len();
            let words = match not_asked {
                0 => words,
                n => say!("{answered}; {n} not asked", answered = words, n),
            };
            said(say!("Coverage"), words)
        }
        ResultRow::Claimed => said(say!("Proven"), figures::backing(&s.evidence)),
        ResultRow::Finish => said(say!("Roadmap"), words::brief_today(&work.plan().1, shell.today)),
        ResultRow::Running => said(say!("Beside it"), beside(work).unwrap_or_default()),
        ResultRow::Documents => said(say!("Documents"), say!("what must exist and what is there").into()),
        ResultRow::Trend => said(say!("Over time"), trend(shell, work)),
        ResultRow::All => {
            total(shell, work, say!("Everything"), 0..work.q().requirements.len(), &s.all, width)
        }
        ResultRow::Clauses => total(shell, work, &work.q().names.clauses_short, 0..0, &s.clauses, width),
        ResultRow::Annex => total(shell, work, &work.q().names.controls, 0..0, &s.annex, width),
        ResultRow::Group(g) => {
            let (h, total_of) = &s.groups[g];
            let name = format!("  {} {}", work.q().headings[*h].id, work.q().headings[*h].title);
            total(shell, work, &name, work.q().below(*h).into_iter(), total_of, width)
        }
        ResultRow::Gate(g) => {
            let gate = &work.q().gates[g];
            let state = work.verdict().gates[g];
            let left =
                Line::raw(say!("Gate: {title} ({ids})", title = gate.title, ids = gate.checks.join(", ")));
            join(left, Line::from(Span::styled(state.word(), t.strong())), width)
        }
    }
}

/// How many of each status. The figures come before the words: the symbols say which is which.
fn counts(shell: &Shell, all: &Total, label: &Line<'static>, width: usize) -> Line<'static> {
    let t = shell.theme;
    let line = |word: &dyn Fn(Status) -> String| {
        let mut line = label.clone();
        for status in Status::ALL {
            let words = format!("{} {}{} ", t.symbol(status), all.counts.of(status), word(status));
            line.spans.push(Span::styled(words, t.status(status)));
        }
        line.spans.push(Span::raw(say!("of {all}", all = all.counts.total())));
        line
    };
    let full = line(&|status| format!(" {}", status.word().to_lowercase()));
    if full.width() > width.max(SHORT) { line(&|_| String::new()) } else { full }
}

/// Readiness so far and whole; shorter where a language needs more than this many columns.
fn readiness(all: &Total, columns: usize) -> String {
    let so_far = all.so_far.map_or_else(|| say!("none yet").into(), percent);
    let (assessed, applicable, whole) = (all.assessed, all.applicable, interval(all));
    let words = say!(
        "so far {so_far} over {assessed} of {applicable} applicable; whole {whole}",
        so_far,
        assessed,
        applicable,
        whole
    );
    if text::width(&words) <= columns {
        return words;
    }
    let share = say!("{share} of {assessed}/{applicable}", share = so_far, assessed, applicable);
    format!("{share}; {whole}")
}

/// Hours a year once it runs, and those of the certification; none where the questionnaire says nothing of them.
fn beside(work: &Work) -> Option<String> {
    let map = &work.plan().1;
    let yearly = Some(map.running.total).filter(|h| *h > 0.0);
    let yearly = yearly.map(|h| say!("{hours} a year once it runs", hours = hours(h)));
    let audits = map.certification.map(|c| say!("{hours} for the certification", hours = hours(c.total())));
    let said: Vec<String> = yearly.into_iter().chain(audits).collect();
    Some(said.join("; ")).filter(|s| !s.is_empty())
}

/// Readiness so far at each frozen state and now, by the same rule only.
fn trend(shell: &Shell, work: &Work) -> String {
    let trend = work.trend();
    let frozen = trend.points.len().saturating_sub(1);
    let point = |(n, p): (usize, &Point)| {
        let so_far = p.so_far.map_or_else(|| say!("none").into(), percent);
        // The last point is no snapshot but the present state.
        let when = if n == frozen { say!("now") } else { &p.date };
        say!("{when} {so_far} of {assessed}", when, so_far, assessed = p.assessed)
    };
    let points: Vec<String> = trend.points.iter().enumerate().map(point).collect();
    let arrow = if shell.theme.ascii { " > " } else { " \u{2192} " };
    let points = points.join(arrow);
    if trend.left_out.is_empty() { points } else { say!("{points} (others by another rule)", points) }
}

/// Name, one symbol a requirement (few enough), a bar, the percentage with its denominator.
fn total(
    shell: &Shell,
    work: &Work,
    name: &str,
    below: impl Iterator<Item = usize>,
    of: &Total,
    width: usize,
) -> Line<'static> {
    let t = shell.theme;
    let bar = if width >= 100 { 20 } else { 10 };
    let figures = 19.max(text::width(say!("not assessed ({n})", n = 99).as_str()) + 2).max(
        text::width(&say!(
            "{share} of {assessed}/{applicable}",
            share = "100 %",
            assessed = 99,
            applicable = 99
        )) + 1,
    );
    let below: Vec<usize> = below.collect();
    let cells = if below.len() > 12 || below.is_empty() { 0 } else { 12 };
    let named = width.saturating_sub(bar + figures + 13).max(8);
    let mut spans = vec![Span::raw(text::fit(name, named)), Span::raw(" ")];
    if cells > 0 {
        for r in &below {
            let status = work.scores().status(*r);
            spans.push(Span::styled(t.symbol(status), t.status(status)));
        }
        spans.push(Span::raw(" ".repeat(cells - below.len())));
    } else {
        let c = &of.counts;
        let words = format!("{}+ {}~ {}!", c.met, c.partial, c.gap);
        spans.push(Span::styled(text::fit(&words, 12), t.quiet()));
    }
    spans.extend(t.bar(of.so_far.unwrap_or(0.0) / 100.0, bar));
    let words = of.so_far.map_or_else(
        || match of.applicable {
            0 => format!("  {}", say!("left out")),
            n => format!("  {}", say!("not assessed ({n})", n)),
        },
        |p| {
            let (assessed, applicable) = (of.assessed, of.applicable);
            let share = format!("{:>4}", percent(p));
            format!(" {}", say!("{share} of {assessed}/{applicable}", share, assessed, applicable))
        },
    );
    spans.push(Span::raw(text::fit(&words, figures)));
    Line::from(spans)
}
