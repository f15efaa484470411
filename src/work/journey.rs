//! The way from nothing to a plan: what the quick check was told and suggests, the first ten things, a clause in short,
//! one's own pace.

use std::cell::OnceCell;

use super::{Done, Refused, Work};
use crate::model::assessment::keys;
use crate::model::clause::Clause;
use crate::model::held::{self, Held};
use crate::model::journey::{GoOn, Journey, Step, Told};
use crate::model::pace::{self, Moment};
use crate::model::questionnaire::Target;
use crate::model::quick_check::{Answer, Answers, Question, QuickCheck, Suggestion};
use crate::model::record::{Draft, EVIDENCE, Kind, SYSTEM};
use crate::model::roadmap::PlanInput;
use crate::model::said::Said;
use crate::model::still::{self, Still};
use crate::model::{Change, GapList, Level, Roadmap, RoadmapItem, Scores, edit};
use crate::{bank, import, report};

/// Events the pace is learnt from.
const MOMENTS: usize = 600;

/// What is derived of the way, each made when it is first asked for.
#[derive(Default)]
pub(super) struct Way {
    suggested: OnceCell<Vec<Suggestion>>,
    /// The plan with what is suggested; none where nothing is.
    so_far: OnceCell<Option<(GapList, Roadmap)>>,
    pace: OnceCell<Option<u32>>,
}

impl Work {
    /// The quick check, where it is for what is answered here: it knows the questions of this program alone.
    pub fn quick_check(&self) -> Option<&QuickCheck> {
        let read = || bank::guides().ok().map(|guides| guides.quick_check);
        self.quick.get_or_init(read).as_ref().filter(|_| self.q().kept.is_none())
    }

    /// Where this assessment stands on the way.
    pub fn journey(&self) -> Journey {
        Journey::of(self.a(), self.scores(), self.quick_check())
    }

    /// Whether something was told or asked on the way, and no card was answered yet.
    pub fn is_on_way(&self) -> bool {
        let journey = self.journey();
        let told = journey.untold.len() < Told::ALL.len() || self.a().any(keys::QUICK);
        // Who was handed questions answers these and is led nowhere else.
        told && journey.at != Step::Cards && self.handed_out().is_none()
    }

    /// What one goes on with: from the place one was at last.
    pub fn go_on(&self) -> GoOn {
        let q = self.q();
        let place = self.session().place().and_then(|id| q.requirement_of(q.find(id)?));
        let id = |r: usize| q.requirements[r].id.clone();
        self.journey().go_on(self.scores(), place.unwrap_or(0), id)
    }

    /// Keeps answers of the quick check; they suggest levels and give none.
    pub fn answer_quick(&mut self, check: &QuickCheck, answers: &Answers) -> Result<Done, Refused> {
        let e = check.keep(self.a(), answers);
        let count = e.changes.len();
        self.apply(&e, None)?;
        let suggested = self.suggestions().len();
        Ok(Done { said: Said::CarriedOver { count, suggested }, next: None })
    }

    /// What the registers hold for a question of the quick check beyond what was answered, and what that looks like.
    pub fn held_for(&self, question: &Question, given: Option<Answer>) -> Option<(Answer, Held)> {
        QuickCheck::held(self.q(), self.a(), question, given)
    }

    /// What the quick check suggests, in the order of the standard; nothing of it counts.
    pub fn suggestions(&self) -> &[Suggestion] {
        let make = || self.quick_check().map_or_else(Vec::new, |check| check.suggestions(self.q(), self.a()));
        self.way.suggested.get_or_init(make)
    }

    /// What is suggested at a check, or at the checks of a requirement; nothing of a check of which registers hold more.
    pub fn suggested(&self, at: Target) -> Vec<Suggestion> {
        let here = |s: &&Suggestion| match at {
            Target::Check(c) => s.at == c,
            Target::Requirement(r) => self.q().check_owner[s.at] == r,
            Target::Heading(_) => false,
        };
        let less = |s: &&Suggestion| {
            let held =
                || held::held(self.q(), self.a(), s.at).is_some_and(|held| held.level > s.answer.level());
            self.system_at(at).is_none() && held()
        };
        self.suggestions().iter().filter(here).filter(|s| !less(s)).copied().collect()
    }

    /// Takes over what the quick check suggests here; none where it suggests nothing.
    pub(super) fn take_suggested(&mut self, at: Target) -> Result<Option<Done>, Refused> {
        let all = self.suggested(at);
        if all.is_empty() {
            return Ok(None);
        }
        let place = self.q().id_of(at).to_owned();
        let system = self.system_of(&place);
        let e = Suggestion::take(self.q(), self.a(), system.as_ref(), &place, &all)?;
        let of = |s: &Suggestion| (self.q().check(s.at).id.clone(), s.question, s.answer.level());
        let taken = all.iter().map(of).collect();
        self.done(&e, |_| Said::TakenFromQuick { taken }).map(Some)
    }

    /// What registers hold at a check, or at the checks of a requirement, that was not answered so yet. Nothing for whoever
    /// answers for one AI system: registers speak of all.
    pub fn held(&self, at: Target) -> Vec<(usize, Held)> {
        if self.system_at(at).is_some() { Vec::new() } else { held::offers(self.q(), self.a(), at) }
    }

    /// Where what to do next at a check begins, by the level given for whom one answers: registers speak of all systems.
    pub fn stands_at(&self, check: usize, level: Option<Level>) -> Option<Level> {
        if self.system_at(Target::Check(check)).is_some() {
            return level;
        }
        held::stands_on_card(self.q(), self.a(), check, level)
    }

    /// Takes over what registers hold here; none where they hold no more than was answered.
    pub(super) fn take_held(&mut self, at: Target) -> Result<Option<Done>, Refused> {
        let all = self.held(at);
        if all.is_empty() {
            return Ok(None);
        }
        // The history names them as what they are.
        let mut e = edit::facts(self.a(), held::FROM_REGISTERS, self.q().id_of(at), []);
        for (c, held) in &all {
            let one = edit::rate(self.q(), self.a(), &self.q().check(*c).id, Some(held.level), None)?;
            let new = |c: &Change| e.changes.iter().all(|x| x.key != c.key);
            let changes: Vec<Change> = one.changes.into_iter().filter(new).collect();
            e.changes.extend(changes);
        }
        let taken = all.into_iter().map(|(c, held)| (self.q().check(c).id.clone(), held)).collect();
        self.done(&e, |_| Said::TakenFromRegisters { taken }).map(Some)
    }

    /// The registers that hold something for a check and are no evidence for it yet.
    pub fn registers_at(&self, at: &str) -> Vec<&'static Kind> {
        let (q, a) = (self.q(), self.a());
        let Some(Target::Check(check)) = q.find(at) else { return Vec::new() };
        let id = q.check(check).id.as_str();
        let named: Vec<String> =
            a.pieces_naming([id]).iter().filter_map(|id| a.piece(id)).map(|e| e.what).collect();
        let mut kinds: Vec<&'static Kind> = Vec::new();
        for by in held::held(q, a, check).into_iter().flat_map(|h| h.by) {
            if let Some(kind) = by.from.register()
                && !kinds.contains(&kind)
                && !named.contains(&report::register_as_evidence(kind)[0])
            {
                kinds.push(kind);
            }
        }
        kinds
    }

    /// Names a register of this file as evidence for a check: the piece there is, else a new one. With nothing typed the
    /// only one that would serve.
    pub fn name_register(&mut self, at: &str, typed: &str) -> Result<Done, Refused> {
        let all = self.registers_at(at);
        let wanted = match import::As::parse(self.kinds, typed) {
            Some(import::As::Register(kind)) => all.iter().find(|k| k.key == kind.key),
            _ if typed.is_empty() && all.len() == 1 => all.first(),
            _ => None,
        };
        let Some(kind) = wanted else { return Err(Refused::WhichRegister { at: at.to_owned(), of: all }) };
        let [what, place] = report::register_as_evidence(kind);
        let there = self.a().evidence().into_iter().find(|e| e.what == what);
        let mut shows = there.as_ref().map(|e| e.shows.clone()).unwrap_or_default();
        shows.push(at.to_owned());
        let mut draft = Draft::from([("what".to_owned(), what), ("shows".to_owned(), shows.join(", "))]);
        if there.is_none() {
            draft.insert("place".to_owned(), place);
        }
        draft.insert("date".to_owned(), self.today.to_string());
        self.put(&EVIDENCE, there.as_ref().map(|e| &e.id), &draft)
    }

    /// The plan as far as anything was said: with what the quick check suggests where nobody answered yet. Without
    /// suggestions it is the plan itself.
    fn so_far(&self) -> &(GapList, Roadmap) {
        let make = || {
            let suggested = self.suggestions();
            if suggested.is_empty() {
                return None;
            }
            let q = self.q();
            let mut trial = self.a().clone();
            for s in suggested {
                trial.suppose(s.at, Some(s.answer.level()));
            }
            let scores = Scores::compute(q, &trial);
            let gaps = GapList::compute(q, &trial, &scores);
            let map = Roadmap::compute(q, &trial, &scores, &gaps, PlanInput::of(&trial, self.today));
            Some((gaps, map))
        };
        self.way.so_far.get_or_init(make).as_ref().unwrap_or_else(|| self.plan())
    }

    /// The plan the first ten things come from.
    pub fn so_far_map(&self) -> &Roadmap {
        &self.so_far().1
    }

    /// The first ten things to do, also by what is only suggested yet.
    pub fn first_ten(&self) -> Vec<&RoadmapItem> {
        let (gaps, map) = self.so_far();
        map.first_ten(gaps, self.today)
    }

    /// The clause of a requirement in short.
    pub fn clause(&self, requirement: usize) -> Option<Clause> {
        Clause::of(self.q(), self.a(), self.scores(), requirement)
    }

    /// Seconds a card takes whoever answers here; none while too few were answered to say.
    pub fn pace(&self) -> Option<u32> {
        *self.way.pace.get_or_init(|| {
            let q = self.q();
            // Fifteen cards with all their checks and notes are well within this.
            let events = self.session().events();
            let last = events.get(events.len().saturating_sub(MOMENTS)..).unwrap_or_default();
            let moments = last.iter().filter_map(|e| {
                let second = e.time.parse::<jiff::Timestamp>().ok()?.as_second();
                let requirement = q.find(&e.at).and_then(|t| q.requirement_of(t));
                let answers = e.what == "answer" && e.undoes.is_none() && e.redoes.is_none();
                Some(Moment { second, requirement, answers })
            });
            pace::seconds(&moments.collect::<Vec<_>>())
        })
    }
}

impl Work {
    /// What a room can still ask in so many minutes.
    pub fn still(&self, minutes: u32) -> Still {
        still::within(self.q(), self.a(), self.scores(), self.pace(), minutes)
    }

    /// Keeps what the first step was told: a fact, or an AI tool of the register as "name, what for, supplier".
    pub fn tell(&mut self, what: Told, typed: &str) -> Result<Done, Refused> {
        if let Some(key) = what.key() {
            return self.about([(key, typed.to_owned())]);
        }
        let mut parts = typed.splitn(3, ',').map(str::trim);
        let mut part = || parts.next().unwrap_or_default().to_owned();
        self.tell_tool([part(), part(), part()])
    }

    /// Adds an AI tool to the register: its name, what it is for, who supplies it. In the role that was told.
    pub fn tell_tool(&mut self, tool: [String; 3]) -> Result<Done, Refused> {
        let fields = ["name", "purpose", "vendor"].into_iter().zip(tool);
        let mut draft: Draft = fields.map(|(f, v)| (f.to_owned(), v)).collect();
        // With several roles it is decided for each system.
        let roles = self.a().get(keys::ROLES).unwrap_or_default();
        draft.insert("role".to_owned(), if roles.contains(',') { "" } else { roles }.to_owned());
        self.put(&SYSTEM, None, &draft)
    }
}
