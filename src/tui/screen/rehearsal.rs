//! The rehearsal of a certification audit: what is opened first at each stage, and a card of each with what is asked, what stands
//! there, what is missing and what to say. Right and Left lead from stage to stage, on a card from one thing to the next. Owns
//! its selections and what it keeps of the facts.

use std::cell::OnceCell;

use ratatui::layout::Position;
use ratatui::text::{Line, Span};

use super::frame::{self, Edges};
use crate::model::questionnaire::Target;
use crate::model::record::Rid;
use crate::model::rehearsal::Standing;
use crate::say;
use crate::tui::keymap::InRehearsal;
use crate::tui::pane::{Cursor, Pane, join};
use crate::tui::shell::{Shell, Tone};
use crate::tui::text;
use crate::words::Word as _;
use crate::words::page::Labelled;
use crate::words::rehearsal::{self as said, Leads, Line as Told, Part};
use crate::work::Work;

/// Columns of the list beside the detail: in a narrower window, and in a wide one.
const LIST: (u16, u16) = (66, 100);

/// Rows kept for the detail below the list.
const BELOW: usize = 9;

/// Columns of the labels of a card.
const LABEL: usize = 12;

/// Something that is opened, as the screen shows it.
struct Opened {
    stage: u8,
    title: &'static str,
    standing: Standing,
    answered: String,
    missing: String,
    lines: Vec<Told>,
}

/// What the screen keeps.
struct Kept {
    all: Vec<Opened>,
    heads: Vec<(u8, String, &'static str)>,
}

impl Kept {
    fn of(work: &Work) -> Self {
        let (q, a) = (work.q(), work.a());
        let stands = work.rehearsal(None);
        let mut heads: Vec<(u8, String, &'static str)> = Vec::new();
        for s in &stands {
            if heads.iter().all(|(stage, ..)| *stage != s.stage) {
                heads.push((s.stage, said::head(&stands, s.stage), said::about(q, s.stage)));
            }
        }
        let opened = stands.iter().map(|s| Opened {
            stage: s.stage,
            title: &s.item.title,
            standing: s.standing,
            answered: said::answered(s),
            missing: said::missing_shortly(q, a, s),
            lines: said::lines(q, a, s),
        });
        Self { all: opened.collect(), heads }
    }
}

/// The rehearsal.
#[derive(Default)]
pub struct RehearsalScreen {
    /// Which stage, by its place.
    stage: usize,
    /// The selections: of each stage, and of the card.
    cursors: [Cursor; 3],
    card: bool,
    kept: OnceCell<Kept>,
}

/// The place of the selection of the card.
const CARD: usize = 2;

impl RehearsalScreen {
    fn kept(&self, work: &Work) -> &Kept {
        self.kept.get_or_init(|| Kept::of(work))
    }

    /// After a change it is made again.
    pub fn forget(&mut self) {
        self.kept = OnceCell::new();
    }

    /// What is opened at the stage that is shown.
    fn items<'s>(&'s self, work: &Work) -> Vec<&'s Opened> {
        let kept = self.kept(work);
        let stage = kept.heads.get(self.stage).map(|(stage, ..)| *stage);
        kept.all.iter().filter(|o| Some(o.stage) == stage).collect()
    }

    fn item<'s>(&'s self, work: &Work) -> Option<&'s Opened> {
        self.items(work).get(self.cursors[self.stage.min(1)].at).copied()
    }

    fn line<'s>(&'s self, work: &Work) -> Option<&'s Told> {
        self.item(work).filter(|_| self.card)?.lines.get(self.cursors[CARD].at)
    }

    /// The selection of what is shown.
    pub fn cursor(&mut self) -> &mut Cursor {
        let at = if self.card { CARD } else { self.stage.min(1) };
        &mut self.cursors[at]
    }

    /// How many rows there are to select.
    pub fn len(&self, work: &Work) -> usize {
        if self.card { self.item(work).map_or(0, |o| o.lines.len()) } else { self.items(work).len() }
    }

    /// Opens the card of what is selected; false where one is open already, or nothing is selected.
    pub fn open_card(&mut self, work: &Work) -> bool {
        if self.card || self.item(work).is_none() {
            return false;
        }
        self.card = true;
        self.cursors[CARD] = Cursor::default();
        true
    }

    /// Leaves the card for the list; false where none was open.
    pub const fn leave_card(&mut self) -> bool {
        let was = self.card;
        self.card = false;
        was
    }

    /// Where the selected line of the card leads to.
    pub fn leads(&self, work: &Work) -> Option<Leads> {
        self.line(work)?.leads.clone()
    }

    /// The id of the check that is selected, or that a row would be opened at.
    pub fn selected(&self, work: &Work) -> Option<String> {
        let leads = match self.line(work) {
            Some(line) => line.leads.clone(),
            None => self.item(work)?.lines.iter().find_map(|l| match l.leads {
                Some(Leads::Check(c)) => Some(Leads::Check(c)),
                _ => None,
            }),
        };
        match leads {
            Some(Leads::Check(c)) => Some(work.q().id_of(Target::Check(c)).to_owned()),
            _ => None,
        }
    }

    /// The finding the selected line of the card is about.
    pub fn finding(&self, work: &Work) -> Option<Rid> {
        match self.line(work)?.leads.as_ref()? {
            Leads::Finding(id) => Some(id.clone()),
            _ => None,
        }
    }

    /// The selected line of the card with all of what it is part of; none where it is about one check, which says more itself.
    pub fn explained(&self, work: &Work) -> Option<(String, Vec<Labelled>)> {
        let (item, line) = (self.item(work)?, self.line(work)?);
        if line.part == Part::Missing && matches!(line.leads, Some(Leads::Check(_))) {
            return None;
        }
        let (_, mut all) = self.whole(work)?;
        all.retain(|told| told.1 != line.words);
        all.insert(0, (line.label, line.words.clone()));
        Some((format!("{}: {}", item.title, line.label), all))
    }

    /// All that is told of what is selected.
    pub fn whole(&self, work: &Work) -> Option<(String, Vec<Labelled>)> {
        let item = self.item(work)?;
        let state = (say!("State"), item.standing.word().to_owned());
        let told = item.lines.iter().map(|l| (l.label, l.words.clone()));
        Some((item.title.to_owned(), std::iter::once(state).chain(told).collect()))
    }

    /// Does what a key of this screen asks for.
    pub fn update(&mut self, command: InRehearsal, shell: &mut Shell, work: &Work) {
        match command {
            InRehearsal::NextView => self.turn(work, true),
            InRehearsal::PreviousView => self.turn(work, false),
            InRehearsal::NextOpen => self.next_open(shell, work),
            InRehearsal::Details => {
                if let Some((title, told)) = self.whole(work) {
                    shell
                        .read(title, told.iter().map(|(label, words)| format!("{label}: {words}")).collect());
                }
            }
        }
    }

    /// The other stage; on a card what is opened before or after.
    fn turn(&mut self, work: &Work, forward: bool) {
        let stages = self.kept(work).heads.len();
        if !self.card {
            self.stage = if stages == 0 { 0 } else { (self.stage + 1) % stages };
            return;
        }
        let (len, at) = (self.items(work).len(), self.cursors[self.stage.min(1)].at);
        let to = if forward { at + 1 } else { at.wrapping_sub(1) };
        if to < len {
            self.cursors[self.stage.min(1)].at = to;
            self.cursors[CARD] = Cursor::default();
        }
    }

    /// The next one of this stage that is not ready to show, going round.
    fn next_open(&mut self, shell: &mut Shell, work: &Work) {
        let cursor = self.stage.min(1);
        let (items, now) = (self.items(work), self.cursors[cursor].at);
        let open =
            |n: &usize| items.get(*n).is_some_and(|o| !matches!(o.standing, Standing::Ready | Standing::Out));
        let next = (now + 1..items.len()).chain(0..now.min(items.len())).find(open);
        match next {
            Some(at) => {
                self.cursors[cursor].at = at;
                self.cursors[CARD] = Cursor::default();
            }
            None => shell.say(Tone::Done, say!("Nothing else of this stage is left to get ready.")),
        }
    }

    /// Draws it.
    pub fn draw(&self, shell: &Shell, work: &Work, pane: &mut Pane<'_>) -> Option<Position> {
        let t = shell.theme;
        let kept = self.kept(work);
        if kept.all.is_empty() {
            pane.paragraph(said::none(), t.text(), 4);
            return None;
        }
        let tabs: Vec<Span<'_>> = kept
            .heads
            .iter()
            .enumerate()
            .map(|(n, (stage, ..))| {
                let word = say!("Stage {stage}", stage);
                let is = n == self.stage;
                let word = if is { format!("[{word}] ") } else { format!(" {word}  ") };
                Span::styled(word, if is { t.strong() } else { t.quiet() })
            })
            .collect();
        pane.line(Line::from(tabs));
        let width = pane.width();
        let item = self.item(work)?;
        if self.card {
            let n = self.cursors[self.stage.min(1)].at + 1;
            let title = Span::styled(format!("{n}. {}", item.title), t.strong());
            let state = Line::styled(item.standing.word(), style(shell, item.standing));
            pane.line(join(Line::from(title), state, width));
        } else if let Some((_, head, about)) = kept.heads.get(self.stage) {
            pane.line(Span::styled(text::cut(head, width), t.quiet()));
            if pane.left() > 26 {
                pane.paragraph(about, t.quiet(), 3);
                pane.blank();
            }
        }
        let (title, facts) = self.detail(work, item, width >= frame::SIDE);
        if width >= frame::SIDE {
            let (left, right) = frame::side_by_side(pane.rest(), LIST.0, LIST.1);
            let name = if self.card { item.title } else { say!("Opened first") };
            let edges = Edges { title: name.to_owned(), ..Edges::default() };
            let inside = frame::frame(shell, pane.buffer(), left, &edges);
            let place = self.list(shell, work, &mut Pane::new(pane.buffer(), inside));
            let inside = frame::frame(shell, pane.buffer(), right, &Edges { title, ..Edges::default() });
            frame::facts(shell, &mut Pane::new(pane.buffer(), frame::text_in(inside)), &facts);
            return place;
        }
        let below = if self.card { BELOW - 3 } else { BELOW };
        let height = pane.left().saturating_sub(below).max(pane.left() / 2);
        let place = self.list(shell, work, &mut pane.part(height));
        if pane.left() > 1 {
            frame::rule(shell, pane, &title, "");
            frame::facts(shell, pane, &facts);
        }
        place
    }

    /// Title and facts of what is selected.
    fn detail(&self, work: &Work, item: &Opened, wide: bool) -> (String, Vec<Labelled>) {
        let said =
            |part| item.lines.iter().filter(move |l| l.part == part).map(|l| (l.label, l.words.clone()));
        match self.line(work) {
            // Where there is room, what is asked and what to say stay in sight while one goes through the lines.
            Some(line) if wide && !matches!(line.part, Part::Asked | Part::Say) => {
                let own = std::iter::once((line.label, line.words.clone()));
                (line.label.to_owned(), own.chain(said(Part::Asked).skip(1)).chain(said(Part::Say)).collect())
            }
            Some(line) => (line.label.to_owned(), vec![("", line.words.clone())]),
            None => {
                let first = said(Part::Found).chain(said(Part::Asked).take(2));
                let rest =
                    [(say!("Answered"), item.answered.clone()), (say!("Missing"), item.missing.clone())];
                (item.title.to_owned(), first.chain(rest).chain(said(Part::Say)).collect())
            }
        }
    }

    fn list(&self, shell: &Shell, work: &Work, pane: &mut Pane<'_>) -> Option<Position> {
        let t = shell.theme;
        if let Some(item) = self.item(work).filter(|_| self.card) {
            return super::list(shell, pane, &self.cursors[CARD], item.lines.len(), |n, width| {
                let Some(line) = item.lines.get(n) else { return Line::default() };
                let style =
                    if matches!(line.part, Part::Missing | Part::Found) { t.warning() } else { t.text() };
                Line::from(vec![
                    Span::styled(text::fit(line.label, LABEL) + " ", t.accent()),
                    Span::styled(text::cut(&line.words, width.saturating_sub(LABEL + 1)), style),
                ])
            });
        }
        let items = self.items(work);
        super::list(shell, pane, &self.cursors[self.stage.min(1)], items.len(), |n, width| {
            let Some(o) = items.get(n) else { return Line::default() };
            let left = Line::from(vec![
                Span::styled(format!("{:>2} ", n + 1), t.quiet()),
                Span::styled(o.title, t.text()),
            ]);
            join(left, Line::styled(o.standing.word(), style(shell, o.standing)), width)
        })
    }
}

/// How the word of a state looks.
fn style(shell: &Shell, standing: Standing) -> ratatui::style::Style {
    match standing {
        Standing::Missing | Standing::Open => shell.theme.warning(),
        Standing::Ready => shell.theme.accent(),
        Standing::InPart | Standing::Out => shell.theme.quiet(),
    }
}
