//! The gap list: which gaps, in what order, with rank, band and the reason in words; what to do about the selected
//! one. Owns its selection, filter and order.

use ratatui::layout::Position;
use ratatui::text::{Line, Span};

use super::gap_filter::{GapFilter, owner};
use super::label;
use crate::model::Status;
use crate::model::priority::{Band, hours};
use crate::model::said::Matter;
use crate::say;
use crate::tui::dialog::{Dialog, Pick, PickRow, Picker, Purpose};
use crate::tui::keymap::{InGaps, OnScreen};
use crate::tui::pane::{Cursor, Pane, join};
use crate::tui::shell::{Next, Shell, Tone};
use crate::tui::text;
use crate::words::{self, advice, asked, called};
use crate::words::{Word as _, Words as _};
use crate::work::Work;

/// The gap list.
pub struct Gaps {
    /// Selected row.
    pub cursor: Cursor,
    /// Which gaps are shown.
    pub filter: GapFilter,
    /// In which order.
    pub order: GapOrder,
}

impl Default for Gaps {
    fn default() -> Self {
        Self { cursor: Cursor::default(), filter: GapFilter::All, order: GapOrder::Rank }
    }
}

/// The order of the gap list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GapOrder {
    /// As ranked.
    Rank,
    /// Least hours first.
    Effort,
    /// In groups by owner.
    Owner,
    /// In groups by clause.
    Clause,
}

impl GapOrder {
    /// The next one.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::Rank => Self::Effort,
            Self::Effort => Self::Owner,
            Self::Owner => Self::Clause,
            Self::Clause => Self::Rank,
        }
    }

    /// What is said when it is chosen.
    pub fn chosen(self) -> &'static str {
        match self {
            Self::Rank => say!("Ordered by rank."),
            Self::Effort => say!("Ordered by effort, least first (the rank stays what it is)."),
            Self::Owner => say!("Ordered by owner."),
            Self::Clause => say!("Ordered by clause."),
        }
    }
}

/// A row of the gap list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GapRow {
    /// A group with the number of its gaps: its title, or the owner of them, empty for nobody.
    Head(String, usize),
    /// A gap, by its place in the ranked list.
    Gap(usize),
}

impl GapRow {
    /// The gap, if it is one.
    pub const fn gap(&self) -> Option<usize> {
        match self {
            Self::Gap(g) => Some(*g),
            Self::Head(..) => None,
        }
    }
}

impl Gaps {
    /// Rows of the gap list.
    pub fn rows(&self, work: &Work) -> Vec<GapRow> {
        let gaps = &work.plan().0.gaps;
        let mut shown: Vec<usize> = (0..gaps.len()).filter(|g| self.filter.fits(work, &gaps[*g])).collect();
        // What nobody owns comes first, whatever nobody is called in a language.
        let group = |g: usize| match self.order {
            GapOrder::Owner => owner(work, gaps[g].requirement),
            _ => work.q().top_heading(gaps[g].requirement).map_or_else(String::new, |h| {
                let h = &work.q().headings[h];
                format!("{} {}", h.id, h.title)
            }),
        };
        match self.order {
            GapOrder::Rank => return shown.into_iter().map(GapRow::Gap).collect(),
            GapOrder::Effort => {
                shown.sort_by(|x, y| gaps[*x].effort_hours.total_cmp(&gaps[*y].effort_hours).then(x.cmp(y)));
                return shown.into_iter().map(GapRow::Gap).collect();
            }
            GapOrder::Owner => shown.sort_by_key(|g| (group(*g), *g)),
            GapOrder::Clause => shown.sort_by_key(|g| (work.q().top_heading(gaps[*g].requirement), *g)),
        }
        let mut rows = Vec::new();
        for part in shown.chunk_by(|x, y| group(*x) == group(*y)) {
            rows.push(GapRow::Head(group(part[0]), part.len()));
            rows.extend(part.iter().map(|g| GapRow::Gap(*g)));
        }
        rows
    }

    /// The id of the selected gap's requirement; none on the title of a group.
    pub fn selected(&self, work: &Work) -> Option<String> {
        let gap = self.rows(work).get(self.cursor.at)?.gap()?;
        Some(work.q().requirements[work.plan().0.gaps[gap].requirement].id.clone())
    }

    /// Does what a key of the gap list asks for.
    pub fn update(&mut self, command: InGaps, shell: &mut Shell, work: &mut Work) -> Next {
        match command {
            InGaps::Owner => self.write(Matter::Owner, shell, work),
            InGaps::Effort => self.write(Matter::Effort, shell, work),
            InGaps::Rank => self.write(Matter::Rank, shell, work),
            InGaps::Filter => Self::choose_filter(shell, work),
            InGaps::Order => {
                self.order = self.order.next();
                self.cursor.at = 0;
                shell.say(Tone::Done, self.order.chosen());
            }
            InGaps::Owners => self.write_owners(shell, work),
            InGaps::Note => return Next::Note,
            InGaps::Progress => {
                let Some(id) = self.selected(work) else {
                    shell.say(Tone::Warning, say!("Select a requirement first."));
                    return Next::Stay;
                };
                let done = work.next_progress(&id);
                let next = done.as_ref().ok().and_then(|d| d.next.clone());
                return Next::Say(next, done);
            }
        }
        Next::Stay
    }

    /// Shows these gaps only.
    pub fn show_only(&mut self, filter: GapFilter) {
        self.filter = filter;
        self.cursor.at = 0;
    }

    /// Opens the editor of the owner, the hours or the rank of the selected gap.
    fn write(&self, matter: Matter, shell: &mut Shell, work: &Work) {
        let Some(id) = self.selected(work) else {
            return shell.say(Tone::Warning, say!("Select a requirement first."));
        };
        let q = work.q();
        let (title, hint) = match matter {
            Matter::Owner => {
                let role = q.requirement_index(&id).map_or("", |r| asked::usual_role(work.a(), &q.requirements[r]));
                (say!("Who owns the work on {id}", id), say!("One name. Usual role: {role}.", role))
            }
            Matter::Rank => (
                say!("Rank of the gap on {id}", id),
                say!("Rank and reason, for example: 1 customer asks for it in January. Empty: the rule decides.")
                    .to_owned(),
            ),
            _ => (say!("Hours for {id}", id), super::hours_hint().to_owned()),
        };
        let value = work.kept(matter, &id);
        if matter == Matter::Owner {
            return shell.ask_owner(work, Purpose::Text(matter, id), (&title, &hint), &value);
        }
        shell.write(Some(work), Purpose::Text(matter, id), (&title, &hint), &value, false);
    }

    /// One owner for every gap shown.
    fn write_owners(&self, shell: &mut Shell, work: &Work) {
        let gaps = &work.plan().0.gaps;
        let shown = self.rows(work);
        let ids: Vec<String> = shown
            .iter()
            .filter_map(GapRow::gap)
            .map(|g| work.q().requirements[gaps[g].requirement].id.clone())
            .collect();
        let title = say!("One owner for all {n} gaps shown", n = ids.len());
        let filter = shell.key(InGaps::Filter);
        let hint = say!(
            "One name. Filter first ({filter}) to choose which. One step of undo takes it back.",
            filter
        );
        shell.ask_owner(work, Purpose::Owners(ids), (&title, &hint), "");
    }

    /// Chooses which gaps are shown.
    fn choose_filter(shell: &mut Shell, work: &Work) {
        let gaps = &work.plan().0.gaps;
        let rows = GapFilter::choices(work).into_iter().map(|filter| {
            let n = gaps.iter().filter(|g| filter.fits(work, g)).count();
            PickRow {
                key: n.to_string(),
                label: filter.word(work),
                detail: String::new(),
                pick: Pick::Gaps(filter),
                why_not: None,
            }
        });
        let picker = Picker { rows: rows.filter(|r| r.key != "0").collect(), ..Picker::default() };
        shell.dialogs.push(Dialog::Choose(say!("Show which gaps?"), picker));
    }

    /// Draws it.
    pub fn draw(&self, shell: &Shell, work: &Work, pane: &mut Pane<'_>) -> Option<Position> {
        let t = shell.theme;
        let (q, a) = (work.q(), work.a());
        let list = &work.plan().0;
        let rows = self.rows(work);
        let work_hours = words::gap_hours(list, &work.plan().1);
        let mut words = say!("{n|gap|gaps}, {hours}.", n = list.gaps.len(), hours = work_hours);
        if self.filter != GapFilter::All {
            let shown = rows.iter().filter(|r| r.gap().is_some()).count();
            let shown = say!("Shown: {which} ({n}).", which = self.filter.word(work), n = shown);
            words = format!("{words} {shown}");
        }
        pane.line(Span::styled(words, t.strong()));
        pane.paragraph(&apart(shell, work), t.quiet(), 2);
        pane.blank();
        if rows.is_empty() {
            pane.line(if list.gaps.is_empty() {
                words::no_gaps(work.plan().1.open_requirements).to_owned()
            } else {
                say!("No gap fits this filter. {key} shows others.", key = shell.key(InGaps::Filter))
            });
            return None;
        }
        let band = text::widest(Band::ALL.map(|b| b.word())) + 1;
        let status = text::widest([Status::Gap.word(), Status::Partial.word()]).max(8);
        let nobody = text::width(say!("no owner")).max(12);
        let details = 9.min(pane.left().saturating_sub(5));
        let height = pane.left() - details;
        let place = super::list(shell, &mut pane.part(height), &self.cursor, rows.len(), |n, width| {
            let g = match &rows[n] {
                GapRow::Head(title, count) => {
                    let title = if title.is_empty() { say!("No owner") } else { title };
                    return Line::styled(format!("{title} ({count})"), t.accent().patch(t.strong()));
                }
                GapRow::Gap(g) => &list.gaps[*g],
            };
            let r = &q.requirements[g.requirement];
            let left = Line::from(vec![
                Span::raw(format!("{:>2} ", g.rank)),
                Span::styled(text::fit(g.band.word(), band), t.accent()),
                Span::styled(format!("{} ", t.symbol(g.status)), t.status(g.status)),
                Span::raw(format!("{:<8}", r.id)),
                Span::raw(q.list_title(g.requirement)),
            ]);
            let owner = owner(work, g.requirement);
            let owner = if owner.is_empty() { say!("no owner").to_owned() } else { text::cut(&owner, 12) };
            // On a narrow terminal the symbol has to do for the word.
            let word = if width < 70 { String::new() } else { text::fit(g.status.word(), status) };
            let right = format!("{word} {:>7}  {}", hours(g.effort_hours), text::fit(&owner, nobody));
            join(left, Line::raw(right), width)
        });
        let Some(g) = rows.get(self.cursor.at).and_then(GapRow::gap).map(|g| &list.gaps[g]) else {
            return place;
        };
        pane.line(Span::styled(t.rule(pane.width()), t.quiet()));
        pane.labelled(&label(say!("Rank")), t.accent(), &g.reason(q, a).words(), t.text(), 2);
        pane.labelled(&label(say!("Do")), t.accent(), g.action(q, a), t.text(), 2);
        let there = advice::at_hand(q, a, &[g.requirement]);
        if !there.is_empty() {
            pane.labelled(&label(say!("There")), t.accent(), &there.join("; "), t.text(), 2);
        }
        pane.labelled(&label(say!("Output")), t.accent(), &g.outputs(q).join("; "), t.text(), 1);
        if !g.first.is_empty() {
            let first = format!(" {}", words::first(&g.first, g.first_hours));
            pane.labelled(say!("Waits for"), t.accent(), &first, t.text(), 1);
        }
        place
    }
}

/// What is no gap, in so many words as there is to say.
fn apart(shell: &Shell, work: &Work) -> String {
    let open = &work.plan().0.open;
    let listed = open.not_assessed.len();
    let not_assessed = match work.scores().all.counts.open {
        all if all as usize == listed => say!("{n} not assessed yet", n = listed),
        all => say!("{all} open ({n} not assessed yet)", all, n = listed),
    };
    let ask = called::how_many(work.q(), &open.to_find_out);
    let excluded = open.without_reason.len() + open.cannot_stand.len();
    let key = shell.key(OnScreen::Lists);
    match open.weak_reason.len() {
        0 => say!(
            "Apart: {not_assessed}, {ask} to find out, {excluded} exclusions that do not stand ({key}).",
            not_assessed,
            ask,
            excluded,
            key
        ),
        weak => say!(
            "Apart: {not_assessed}, {ask} to find out, {excluded} exclusions that do not stand, {weak} with a reason that says little ({key}).",
            not_assessed,
            ask,
            excluded,
            weak,
            key
        ),
    }
}
