//! The starter list of risks: by kind of AI system, several ticked at once, and only then records.

use std::collections::BTreeSet;

use super::Desk;
use crate::model::proposed::SystemKind;
use crate::model::record::{Field, RISK, Rec, Rid, SYSTEM, read};
use crate::say;
use crate::tui::dialog::{Dialog, Pick, PickRow, Picker};
use crate::tui::keymap::Choosing;
use crate::tui::pane::Cursor;
use crate::tui::shell::{Shell, Tone};
use crate::words::proposed;

/// What is chosen so far.
#[derive(Debug, Default)]
pub(super) struct Picking {
    /// The AI system the risks are of.
    system: Option<Rid>,
    /// The kind that is listed.
    kind: &'static str,
    /// Names of the risks that are ticked.
    ticked: BTreeSet<&'static str>,
}

impl Desk {
    /// The kinds of the starter list: for each AI system the kinds it is of, then every kind for no system in particular.
    pub(in crate::tui) fn choose_common(&self, system: Option<&Rid>, shell: &mut Shell) {
        let kinds = self.work.risk_kinds();
        let chosen = system.map(|id| read::at(self.work.a(), &SYSTEM, id));
        let row = |kind: &'static SystemKind, of: Option<&Rec<'_>>| {
            let n = self.work.offered(kind).new.len();
            let pick = Pick::Common(of.map(|s| s.id.clone()), kind.id.as_str());
            let key = of.map_or_else(|| "-".to_owned(), Rec::shown_no);
            let label = match of {
                Some(s) if chosen.is_none() => format!("{}: {}", s.name(), kind.title),
                _ => kind.title.clone(),
            };
            PickRow {
                detail: say!("{n} to pick from; {about}", n, about = kind.about),
                ..PickRow::new(&key, label, pick)
            }
        };
        let fitting = kinds.iter().flat_map(|(kind, systems)| systems.iter().map(|s| (*kind, s)));
        let mut rows: Vec<PickRow> = fitting
            .filter(|(_, s)| system.is_none_or(|id| *id == s.id))
            .map(|(kind, s)| row(kind, Some(s)))
            .collect();
        // By what the register says of it an AI system may be of none of these kinds, and be of one all the same.
        let there = |pick: &Pick| rows.iter().any(|r| r.pick == *pick);
        let others = kinds.iter().map(|(kind, _)| row(kind, chosen.as_ref()));
        let others: Vec<PickRow> = others.filter(|r| !there(&r.pick)).collect();
        rows.extend(others);
        let note = say!(
            "What often goes wrong, by what an AI system does. You pick; how likely, how bad, whose and what to do about it stays yours."
        );
        let picker = Picker { rows, note: Some(note.to_owned()), ..Picker::default() };
        shell.dialogs.push(Dialog::Choose(say!("Common risks"), picker));
    }

    /// Lists the risks of a kind, nothing ticked.
    pub(in crate::tui) fn list_common(&mut self, system: Option<Rid>, kind: &'static str, shell: &mut Shell) {
        self.picking = Picking { system, kind, ticked: BTreeSet::new() };
        self.show_common(None, shell);
    }

    fn show_common(&self, at: Option<&str>, shell: &mut Shell) {
        let picking = &self.picking;
        let Some(kind) = self.work.common_risks().and_then(|all| all.kind(picking.kind)) else { return };
        let offered = self.work.offered(kind);
        let there: Vec<String> = offered.there.iter().map(|(_, rec)| rec.shown_no()).collect();
        if offered.new.is_empty() {
            return shell.say(Tone::Done, proposed::all_there(&there));
        }
        let row = |name: &'static str, what: &str| {
            let mark = if picking.ticked.contains(name) { "[x]" } else { "[ ]" };
            PickRow::new(mark, what, Pick::Risk(name))
        };
        let rows: Vec<PickRow> = offered.new.iter().map(|r| row(&r.id, &r.what)).collect();
        let whole = offered.new.iter().map(|r| proposed::whole(r, self.q())).collect();
        let key = shell.key(Choosing::Tick);
        let how = say!("{key} ticks one; Enter takes the ticked ones, or the selected one.", key);
        let note = if there.is_empty() { how } else { format!("{how} {}", proposed::all_there(&there)) };
        let cursor = Cursor::on(offered.new.iter().position(|r| Some(r.id.as_str()) == at).unwrap_or(0));
        let picker = Picker { cursor, rows, whole, note: Some(note), ..Picker::default() };
        shell.dialogs.push(Dialog::Choose(&kind.title, picker));
    }

    /// Ticks a risk, or takes the tick away.
    pub(in crate::tui) fn tick_common(&mut self, name: &'static str, shell: &mut Shell) {
        if !self.picking.ticked.remove(name) {
            self.picking.ticked.insert(name);
        }
        shell.dialogs.pop();
        self.show_common(Some(name), shell);
    }

    /// Takes what is ticked, else the selected risk, into the register.
    pub(in crate::tui) fn take_common(&mut self, name: &'static str, shell: &mut Shell) {
        let mut picking = std::mem::take(&mut self.picking);
        if picking.ticked.is_empty() {
            picking.ticked.insert(name);
        }
        let system = picking.system.map(|id| read::at(self.work.a(), &SYSTEM, &id).shown_no());
        self.act(shell, |w| w.take_risks(picking.ticked, system.as_deref().unwrap_or_default()));
    }

    /// A hint with the controls to look at, of a risk that came from the starter list.
    pub(super) fn with_controls(&self, rec: &Rec<'_>, field: &Field, hint: String) -> String {
        if rec.kind.key != RISK.key || field.key != "controls" {
            return hint;
        }
        let common = self.work.common_risks().and_then(|all| all.behind(rec));
        match common.map(|c| proposed::controls(c, self.q())).filter(|c| !c.is_empty()) {
            Some(controls) => format!("{hint}. {controls}"),
            None => hint,
        }
    }
}
