//! The way from nothing to a plan: begun with a name and a file, joined wherever it was left, left at any time.

use std::path::Path;

use super::App;
use crate::model::assessment::keys;
use crate::model::journey::{GoOn, Step, Told};
use crate::model::quick_check::Answers;
use crate::model::{Status, fields};
use crate::say;
use crate::tui::dialog::{Form, FormKind};
use crate::tui::guides;
use crate::tui::screen::Screen;
use crate::tui::screen::quick::Quick;
use crate::tui::screen::start::ONE;
use crate::tui::shell::{Next, Tone, Wrong};

impl App {
    /// Opens a file where it was left: within the way to the first ten things there, else at its last card. The words
    /// of what went wrong with the exit code a command would give.
    pub fn rejoin(&mut self, path: &Path) -> Result<(), (u8, String)> {
        self.open_or_offer(path)?;
        if self.desk.as_ref().is_some_and(|desk| desk.work.is_on_way()) {
            self.go_on();
        }
        Ok(())
    }

    /// The guided start of the open file.
    pub(super) fn start_here(&mut self) {
        if let Some(desk) = &mut self.desk {
            desk.start.begin(&desk.work);
            self.show(Screen::Start);
        }
    }

    /// Goes on in a file where the way was left.
    pub(super) fn go_on_in(&mut self, path: &Path) {
        match self.open_or_offer(path) {
            Ok(()) if self.desk.is_some() => self.go_on(),
            Ok(()) => {}
            Err((_, words)) => self.say(Tone::Warning, words),
        }
    }

    /// Goes on where the way was left in the open file.
    pub(super) fn go_on(&mut self) {
        let Some(desk) = &mut self.desk else { return };
        match desk.work.go_on() {
            GoOn::You(..) => self.start_here(),
            GoOn::Quick(..) => self.follow(Next::Quick),
            GoOn::Ten | GoOn::Plan => self.show(Screen::Ten),
            GoOn::Card { id, .. } => {
                if let Some(spot) = desk.spot_of(&id) {
                    desk.go_to(spot, &mut self.shell);
                }
            }
        }
    }

    /// One step out of the way: to the card where one answers already, else home.
    pub(super) fn leave_way(&mut self) {
        // A clause one looked at from the outline leads back there.
        let screen = self.shell.screen;
        if let Some(from) = self.desk.as_ref().and_then(|desk| desk.from.of(screen)) {
            return self.shell.show(from);
        }
        let on_cards = self.desk.as_ref().is_some_and(|desk| desk.work.journey().at == Step::Cards);
        if on_cards { self.show(Screen::Question) } else { self.part(true) }
    }

    /// The next open card after the present one.
    pub(super) fn next_open(&mut self) {
        self.at_desk(|desk, shell| {
            if desk.next_with(Status::Open).is_none() {
                if shell.screen == Screen::Clause {
                    return desk.show(Screen::Ten, shell);
                }
                return shell.say(Tone::Done, say!("Every requirement is answered."));
            }
            if desk.work.scores().status(desk.card.spot.requirement) == Status::Open {
                return desk.show(Screen::Question, shell);
            }
            desk.seek(Status::Open, shell);
        });
    }

    /// Creates the file of a guided start, or of a quick check that is to be kept.
    pub(super) fn begin(&mut self, form: &Form) -> Result<(), Wrong> {
        let today = self.shell.today.to_string();
        let sets = fields::ABOUT
            .iter()
            .map(|(key, ..)| (*key, if *key == keys::START { today.clone() } else { form.value(key) }));
        let shown = self.found(form, sets)?;
        self.say(Tone::Done, say!("Kept in {shown}.", shown));
        match self.home.carry.take() {
            Some(answers) => self.carry_over(answers),
            None => self.go_on(),
        }
        Ok(())
    }

    /// Keeps quick answers in the open assessment, or begins one for them; then the first ten things.
    pub(super) fn carry_over(&mut self, answers: Answers) {
        let Some(desk) = &mut self.desk else {
            self.home.carry = Some(answers);
            return self.ask_name();
        };
        if !answers.is_empty() {
            if !guides::may_check(&mut self.shell, Some(&desk.work)) {
                return;
            }
            let Some(check) = self.shell.guides().map(|g| g.quick_check.clone()) else { return };
            if desk.act(&mut self.shell, |w| w.answer_quick(&check, &answers)).is_none() {
                return;
            }
        }
        self.quick = Quick::default();
        self.show(Screen::Ten);
    }

    /// Keeps what the first step was told in a form.
    pub(super) fn tell(&mut self, what: Told, form: &Form) -> Result<(), Wrong> {
        let Some(desk) = &mut self.desk else { return Ok(()) };
        let shell = &mut self.shell;
        let result = desk.change(|desk| match what {
            Told::Tools => desk.work.tell_tool(["name", "purpose", "vendor"].map(|key| form.value(key))),
            _ => desk.work.tell(what, &form.value(ONE)),
        });
        let next = match result {
            // There may be another tool.
            Ok(_) if what == Told::Tools => {
                let last = desk.start.rows(&desk.work).len();
                desk.start.cursor.at = last.saturating_sub(1);
                Next::Stay
            }
            Ok(_) => desk.start.on(&desk.work),
            Err(refused) => return Err(shell.wrong(form, &refused)),
        };
        self.follow(next);
        Ok(())
    }

    /// The form of the name and the file: from then on everything is kept at once.
    pub(super) fn ask_name(&mut self) {
        let fields = [
            (
                keys::ORGANISATION,
                say!("Organisation"),
                say!("name as it should stand on reports"),
                String::new(),
            ),
            (
                "path",
                say!("File"),
                say!("where to keep it; empty: a file named after the organisation, here"),
                String::new(),
            ),
        ];
        let mut form = Form::new(FormKind::Begin, say!("Who is it for?"), &fields);
        form.note =
            say!("From here on every answer is kept at once: leave any time, home offers to go on.").into();
        self.shell.open_form(form);
    }
}
