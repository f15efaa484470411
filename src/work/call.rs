//! A verb with what it is about, as one value: what a script or a typed line asks for, and what the tests drive
//! every front end with.

use super::{Done, NewAction, Refused, Work};
use crate::model::Level;
use crate::model::record::{Draft, Kind, PARKED, Rid};
use crate::model::said::Matter;
use crate::model::spread::How;

/// One verb, ready to be done.
#[derive(Debug, Clone)]
pub enum Call {
    /// Gives a level, or withdraws the answer.
    Rate {
        /// Where.
        at: String,
        /// The level; none withdraws.
        level: Option<Level>,
        /// A note, of an exclusion its reason.
        note: Option<String>,
        /// Whether one goes on to the next question.
        go_on: bool,
    },
    /// From here on controls are answered for an AI system; for all of them with nothing.
    For {
        /// Its number, id or name as typed.
        system: String,
    },
    /// From here on changes are made by a person of the register; by whoever is logged in with nothing.
    IAm {
        /// Number, id or name as typed.
        person: String,
    },
    /// Takes over the answer of a check that asks for the same.
    Same {
        /// Where.
        at: String,
        /// The check, as typed; empty where only one would serve.
        from: String,
    },
    /// Names a register of this file as evidence.
    Register {
        /// For which check.
        at: String,
        /// The register, as typed; empty where only one would serve.
        named: String,
    },
    /// Keeps a text or figure; empty removes it.
    Write {
        /// What it is.
        matter: Matter,
        /// Where.
        at: String,
        /// As typed.
        typed: String,
    },
    /// Marks for review, or takes the mark away.
    Mark {
        /// Where.
        at: String,
    },
    /// Adds a record, or changes one.
    Put {
        /// Its kind.
        kind: &'static Kind,
        /// None adds.
        id: Option<Rid>,
        /// What was filled in.
        draft: Draft,
    },
    /// Removes a record.
    Remove {
        /// Its kind.
        kind: &'static Kind,
        /// Which.
        id: Rid,
    },
    /// Closes a parked item by its number, or opens it again.
    Close {
        /// As typed.
        number: String,
    },
    /// Keeps one person's answer.
    Vote {
        /// Where.
        at: String,
        /// Who, as typed: a permanent id, a number or a name.
        who: String,
        /// None takes it away.
        level: Option<Level>,
    },
    /// Shows the answers of single people to the room.
    Reveal {
        /// Where.
        at: String,
    },
    /// Makes one agreed answer of what people said.
    Agree {
        /// Where.
        at: String,
        /// By hand or by the rule.
        how: How,
        /// What somebody holds against it; empty for nothing.
        dissent: String,
    },
    /// Facts about the organisation and the plan.
    About(Vec<(&'static str, String)>),
    /// The next step of an action.
    Progress {
        /// Its id.
        id: String,
    },
    /// Splits an action.
    Split {
        /// Its id.
        id: String,
        /// Each part as typed.
        parts: Vec<String>,
    },
    /// Joins several gaps in one action.
    Join {
        /// Ids as typed.
        ids: String,
        /// What to do.
        what: String,
        /// What it leaves behind.
        output: String,
    },
    /// Adds an action of one's own.
    AddAction(NewAction),
    /// Makes an action of a parked item by its number.
    Promote {
        /// As typed.
        number: String,
        /// What the action has beside it; what is empty comes from the item.
        new: NewAction,
    },
    /// Takes a split, joined or added action back.
    Drop {
        /// Its id.
        id: String,
    },
    /// Answers questions of papers: each by its name as typed, with the answer.
    Papers(Vec<(String, String)>),
    /// Freezes the state under a name.
    Freeze {
        /// The name.
        name: String,
    },
    /// What a control is needed for.
    Drivers {
        /// Where.
        at: String,
        /// As typed; empty removes all, [`super::SUGGESTED`] takes what links suggest.
        typed: String,
    },
    /// Whether a control applies.
    Decide {
        /// Where.
        at: String,
        /// As typed: yes, no or undecided, and why.
        typed: String,
    },
    /// The AI systems a control is for.
    ForSystems {
        /// Where.
        at: String,
        /// As typed; empty for all.
        typed: String,
    },
    /// Chooses or begins an audit.
    Audit {
        /// As typed.
        typed: String,
    },
    /// Something about rows of the audit.
    Row {
        /// As typed.
        typed: String,
    },
    /// Something about a finding.
    Finding {
        /// As typed.
        typed: String,
    },
    /// The risks a control treats.
    OfRisks {
        /// Where.
        at: String,
        /// As typed; empty for none.
        typed: String,
    },
    /// Adds a risk that comes from an impact assessment.
    RiskOf {
        /// The assessment, as typed.
        impact: String,
        /// What could happen.
        what: String,
    },
    /// Adds risks of the starter list.
    Risks {
        /// Their names with commas, as typed.
        names: String,
        /// The AI systems they are of, as typed; empty for none named.
        systems: String,
    },
    /// Puts ready scales for weighing risks into their registers.
    Scales {
        /// How many steps, as typed: `3`, or `3x3`.
        steps: String,
    },
    /// Begins an item of the agenda, leaves one, or adds one.
    Agenda {
        /// As typed.
        typed: String,
    },
    /// Keeps how the file of a piece of evidence is.
    Cite {
        /// Its number or id, as typed.
        typed: String,
    },
    /// Takes the last change back, or makes it again.
    Undo {
        /// Whether it is made again.
        again: bool,
    },
}

impl Work {
    /// Does a verb.
    pub fn call(&mut self, call: &Call) -> Result<Done, Refused> {
        match call {
            Call::Rate { at, level, note, go_on } => self.rate(at, *level, note.as_deref(), *go_on),
            Call::For { system } => self.answer_for(system),
            Call::IAm { person } => self.i_am(person),
            Call::Same { at, from } => self.take_same(at, from),
            Call::Register { at, named } => self.name_register(at, named),
            Call::Write { matter, at, typed } => self.write(*matter, at, typed),
            Call::Mark { at } => self.mark(at),
            Call::Put { kind, id, draft } => self.put(kind, id.as_ref(), draft),
            Call::Remove { kind, id } => self.remove(kind, id),
            Call::Close { number } => {
                let id = self.find_record(&PARKED, number)?;
                self.close(&id)
            }
            Call::Vote { at, who, level } => {
                let who = self.whom(who)?;
                self.vote(at, &who, *level)
            }
            Call::Reveal { at } => self.show_votes(at),
            Call::Agree { at, how, dissent } => {
                self.agree(at, *how, Some(dissent.as_str()).filter(|words| !words.is_empty()))
            }
            Call::About(sets) => self.about(sets.iter().cloned()),
            Call::Progress { id } => self.next_progress(id),
            Call::Split { id, parts } => self.split(id, parts),
            Call::Join { ids, what, output } => self.join(ids, what, output),
            Call::AddAction(new) => self.add_action(new),
            Call::Promote { number, new } => {
                let id = self.find_record(&PARKED, number)?;
                let of = self.promotion(&id);
                let or = |given: &str, item: String| if given.is_empty() { item } else { given.to_owned() };
                let at = or(&of.at, new.at.clone());
                let (what, owner) = (or(&new.what, of.what), or(&new.owner, of.owner));
                self.add_action(&NewAction { at, what, owner, parked: of.parked, ..new.clone() })
            }
            Call::Drop { id } => self.drop_action(id),
            Call::Papers(answers) => self.answer_papers(answers),
            Call::Freeze { name } => self.freeze(name),
            Call::Drivers { at, typed } => self.set_drivers(at, typed),
            Call::Decide { at, typed } => self.decide(at, typed),
            Call::ForSystems { at, typed } => self.set_systems(at, typed),
            Call::Audit { typed } => self.audit_line(typed),
            Call::Row { typed } => self.row_line(typed),
            Call::Finding { typed } => self.finding_line(typed),
            Call::OfRisks { at, typed } => self.set_risks(at, typed),
            Call::RiskOf { impact, what } => self.risk_of(impact, what),
            Call::Risks { names, systems } => self.take_risks(names.split(','), systems),
            Call::Scales { steps } => self.take_scales(steps),
            Call::Agenda { typed } => self.agenda_line(typed),
            Call::Cite { typed } => self.cite(typed),
            Call::Undo { again } => self.undo(*again),
        }
    }
}
