//! Risks that begin with something, line by line: the starter list, from which one picks by numbers, and a risk that comes from an
//! impact assessment.

use std::io;

use super::Next;
use super::sitting::Sitting;
use super::talk::goes;
use crate::model::proposed::SystemKind;
use crate::model::record::{IMPACT, Kind, RISK, SYSTEM, read};
use crate::say;
use crate::words::{self, proposed};
use crate::work::Call;
use crate::work::line::{Deed, NOTHING};

impl Sitting<'_, '_> {
    /// The kinds of the starter list; with a kind its risks, to pick from; with names takes those.
    pub(super) fn risks(&mut self, typed: &str) -> io::Result<Next> {
        if typed.is_empty() {
            let kinds = self.w.risk_kinds();
            let line = |(kind, systems): &(&'static SystemKind, Vec<_>)| {
                proposed::kind(kind, self.w.offered(kind).new.len(), systems)
            };
            let mut lines: Vec<String> = kinds.iter().map(line).collect();
            lines.push(say!("To see one of them: risks and its name, for example risks office.").to_owned());
            self.talk.tell(&lines)?;
            return Ok(Next::Stay);
        }
        match self.w.common_risks().and_then(|all| all.kind(typed)) {
            Some(kind) => self.pick(kind),
            None => self.typed(Deed::Risks, typed),
        }
    }

    /// Lists the risks of a kind and asks which of them are wanted, and for which AI systems.
    fn pick(&mut self, kind: &'static SystemKind) -> io::Result<Next> {
        let offered = self.w.offered(kind);
        let there: Vec<String> = offered.there.iter().map(|(_, rec)| rec.shown_no()).collect();
        let new = offered.new;
        let numbered = new.iter().zip(1..);
        let mut lines: Vec<String> =
            numbered.map(|(risk, n): (_, u32)| format!("{n}. {}", proposed::risk(risk))).collect();
        if !there.is_empty() {
            lines.push(proposed::all_there(&there));
        }
        self.talk.tell(&lines)?;
        if new.is_empty() || !self.may_change()? {
            return Ok(Next::Stay);
        }
        let question = say!("Which of them? Numbers with commas; an empty line takes none.");
        let Some(line) = self.talk.ask(question)? else { return Ok(Next::Quit) };
        if line.is_empty() || goes(&line).is_some() {
            return self.stay(say!("Nothing was added."));
        }
        let mut names: Vec<&str> = Vec::new();
        for typed in line.split([',', ' ']).map(str::trim).filter(|t| !t.is_empty()) {
            let at = typed.parse::<usize>().ok().and_then(|n| n.checked_sub(1));
            let Some(risk) = at.and_then(|at| new.get(at)) else {
                let (typed, n) = (crate::model::text::shown(typed, 20), new.len());
                return self.stay(&say!("{typed} is no number from 1 to {n}. Nothing was added.", typed, n));
            };
            names.push(&risk.id);
        }
        let systems: Vec<String> =
            read::all(self.a(), &SYSTEM).iter().map(|s| format!("{} {}", s.shown_no(), s.name())).collect();
        let mut of = String::new();
        if !systems.is_empty() {
            let systems = systems.join(", ");
            let only = self.w.only_system(kind).map(|s| format!("{} {}", s.shown_no(), s.name()));
            let question = match only {
                Some(only) => say!(
                    "For which AI systems? Numbers with commas; an empty line: {only}, the only one of this kind; {NOTHING}: none. There are: {systems}.",
                    only,
                    NOTHING,
                    systems
                ),
                None => say!(
                    "For which AI systems? Numbers with commas; an empty line names none. There are: {systems}.",
                    systems
                ),
            };
            match self.talk.ask(&question)? {
                None => return Ok(Next::Quit),
                Some(line) if goes(&line).is_some() => return self.stay(say!("Nothing was added.")),
                Some(line) => of = line,
            }
        }
        self.do_here(&Call::Risks { names: names.join(","), systems: of })
    }

    /// What is said before the fields of a kind are asked.
    pub(super) fn before(&mut self, kind: &'static Kind) -> io::Result<()> {
        let said = words::text(kind.before);
        if said.is_empty() { Ok(()) } else { self.talk.say(said) }
    }

    /// A risk of an impact assessment: with what could happen behind it at once, without it asks.
    pub(super) fn risk(&mut self, typed: &str) -> io::Result<Next> {
        if typed.is_empty() || typed.contains(crate::work::line::BETWEEN) {
            return self.typed(Deed::Risk, typed);
        }
        match self.w.find_record(&IMPACT, typed) {
            Ok(impact) => {
                let begun = self.w.risk_begun(&impact);
                let known = begun.iter().filter(|(key, v)| RISK.field(key).is_some() && !v.is_empty());
                let label = |key: &str| words::record::label(&RISK, key);
                let lines: Vec<String> = known.map(|(key, v)| format!("{}: {v}", label(key))).collect();
                self.talk.say(say!("From the assessment; record risk and its number changes it:"))?;
                self.talk.tell(&lines)?;
                self.add_record(&RISK, begun)
            }
            Err(refused) => {
                self.refuse(&refused)?;
                self.stay(say!("about tells the numbers."))
            }
        }
    }
}
