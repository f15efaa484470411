//! The agenda of a session: what was used of it, its items one after the other, an item in one line.

use jiff::Timestamp;

use super::line::split;
use super::{Done, Refused, Work};
use crate::model::agenda::{self, Agenda, Moment, State, Told};
use crate::model::record::{AGENDA, Draft, PERSON, REQUEST, Rid, read};
use crate::model::said::Said;
use crate::model::{Edit, Status, edit};

/// What goes on to the next item; what leaves the one that runs; what goes on with one, and ends one, by its number.
const WORDS: [&str; 4] = ["next", "pause", "begin", "done"];

impl Work {
    /// The agenda, with the minutes the history says were used up to the last change.
    pub fn agenda(&self) -> &Agenda {
        self.agenda.get_or_init(|| {
            let scores = self.scores();
            let is_open = |r: usize| scores.status(r) == Status::Open;
            // Most files have none, and a history can be long.
            let moments = if self.a().index().records(AGENDA.key).next().is_some() {
                self.moments()
            } else {
                Vec::new()
            };
            Agenda::of(self.q(), self.a(), is_open, &moments)
        })
    }

    fn moments(&self) -> Vec<Moment> {
        let (q, s) = (self.q(), self.session());
        let moments = s.events().iter().filter_map(|e| {
            let second = e.time.parse::<Timestamp>().ok()?.as_second();
            let own = e.what == AGENDA.key;
            // A change of the agenda itself is no work on what it asks about.
            let requirement = q.find(&e.at).filter(|_| !own).and_then(|t| q.requirement_of(t));
            let changes = if own { s.changes_of(e.seq) } else { Vec::default() };
            let (turns, made) = (agenda::turns(&changes), agenda::made(&changes));
            Some(Moment { second, requirement, turns, made })
        });
        moments.collect()
    }

    /// Begins an item, or goes on with it.
    pub fn begin_item(&mut self, id: &Rid) -> Result<Done, Refused> {
        match self.agenda().place(id) {
            Some(item) => self.begin_at(item, false),
            None => Err(Self::no_item(id.as_str())),
        }
    }

    /// Ends the item that runs and begins the next that is not over.
    pub fn next_item(&mut self) -> Result<Done, Refused> {
        self.may_change()?;
        let agenda = self.agenda();
        match (agenda.next(), agenda.runs()) {
            (Some(next), _) => self.begin_at(next, true),
            (None, Some(last)) => self.leave_item(last, State::Done),
            (None, None) if agenda.items.is_empty() => Ok(told(Told::Empty)),
            (None, None) => Ok(told(Told::NothingLeft)),
        }
    }

    /// Pauses the item that runs; goes on with the one that was left where none does.
    pub fn pause_item(&mut self) -> Result<Done, Refused> {
        self.may_change()?;
        let agenda = self.agenda();
        let paused = || agenda.items.iter().rposition(|i| i.state == State::Paused);
        match agenda.runs() {
            Some(runs) => self.leave_item(runs, State::Paused),
            None => match paused() {
                Some(item) => self.begin_at(item, false),
                None => Ok(told(Told::NothingRuns)),
            },
        }
    }

    fn begin_at(&mut self, item: usize, over: bool) -> Result<Done, Refused> {
        let e = self.agenda().begin(self.a(), item, over);
        let Some(i) = self.agenda().items.get(item) else { return Ok(told(Told::NothingLeft)) };
        let begun =
            Told::Began { what: i.what.clone(), minutes: i.minutes, used: i.used(), open: i.open.len() };
        self.turn(&e, begun, item)
    }

    fn leave_item(&mut self, item: usize, to: State) -> Result<Done, Refused> {
        let e = self.agenda().set(self.a(), item, to);
        let Some(i) = self.agenda().items.get(item) else { return Ok(told(Told::NothingRuns)) };
        let (what, minutes) = (i.what.clone(), i.minutes);
        let left = |used| Told::Left { what, over: to == State::Done, used, minutes };
        // What was used stands in the history once it ends there.
        self.apply(&e, None)?;
        let used = self.agenda().items.get(item).map_or(0, agenda::Item::used);
        Ok(Done { said: Said::Agenda(left(used)), next: None })
    }

    /// Applies it; one goes on at the first open question of the item.
    fn turn(&mut self, e: &Edit, begun: Told, item: usize) -> Result<Done, Refused> {
        self.may_change()?;
        let next = self.agenda().items.get(item).and_then(agenda::Item::first);
        let next = next.map(|r| self.q().requirements[r].id.clone());
        self.apply(e, next.as_deref())?;
        Ok(Done { said: Said::Agenda(begun), next })
    }

    /// Takes a request a step on: asked, got, not there, asked.
    pub fn next_state(&mut self, request: &Rid) -> Result<Done, Refused> {
        let rec = read::at(self.a(), &REQUEST, request);
        let to = match rec.get("state") {
            "got" => "not-there",
            "not-there" => "asked",
            _ => "got",
        };
        self.put(&REQUEST, Some(request), &Draft::from([("state".to_owned(), to.to_owned())]))
    }

    /// What is typed behind the word: `next`, `pause`, `begin W-2`, `done W-2`, else an item in one line.
    pub fn agenda_line(&mut self, typed: &str) -> Result<Done, Refused> {
        let (word, rest) = split(typed);
        let word = WORDS.iter().position(|w| w.eq_ignore_ascii_case(word));
        match (word, rest) {
            (Some(0), "") => self.next_item(),
            (Some(1), "") => self.pause_item(),
            (Some(n @ (2 | 3)), number) if !number.is_empty() => {
                let id = self.find_record(&AGENDA, number)?;
                let item = self.agenda().place(&id).ok_or_else(|| Self::no_item(number))?;
                if n == 2 { self.begin_at(item, false) } else { self.leave_item(item, State::Done) }
            }
            _ => self.add_item(typed),
        }
    }

    /// Adds an item in one line: `4 Context 20 min Jo, Mara`. Whom the register does not know is refused: a name that was typed
    /// in haste makes nobody.
    pub fn add_item(&mut self, typed: &str) -> Result<Done, Refused> {
        self.may_change()?;
        let line = agenda::read_line(self.q(), typed);
        if let Some(id) = &line.no_id {
            return Err(edit::unknown(self.q(), id).into());
        }
        let people: Vec<Vec<Rid>> =
            line.people.iter().map(|name| self.needed(name)).collect::<Result<_, _>>()?;
        let number = |id: &Rid| read::at(self.a(), &PERSON, id).shown_no();
        let people: Vec<String> = people.iter().flatten().map(number).collect();
        let fields = [
            ("what", line.what),
            ("at", line.at.join(", ")),
            ("minutes", line.minutes),
            ("people", people.join(", ")),
        ];
        let draft: Draft = fields.into_iter().map(|(f, v)| (f.to_owned(), v)).collect();
        self.put(&AGENDA, None, &draft)
    }

    /// Who is needed: by number or name, by the role everybody has who is meant, or by the beginning of a name.
    fn needed(&self, typed: &str) -> Result<Vec<Rid>, Refused> {
        let a = self.a();
        let named = a.people_called(typed).len();
        let meant: Vec<Rid> = a.meant(typed).into_iter().map(|p| p.id).collect();
        if named > 1 || meant.is_empty() { self.whom(typed).map(|id| vec![id]) } else { Ok(meant) }
    }

    fn no_item(typed: &str) -> Refused {
        Refused::NoSuchRecord { kind: &AGENDA, typed: typed.to_owned() }
    }
}

const fn told(told: Told) -> Done {
    Done { said: Said::Agenda(told), next: None }
}
