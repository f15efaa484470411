//! What every screen and dialog may use beside the assessment: styles, keys, the message line, the stack of
//! dialogs. It knows no screen's state and changes no data.

use std::cell::{Cell, OnceCell};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use jiff::civil::Date;

use super::dialog::{Ask, Dialog, Editor, Form, GuidePage, Of, People, Picker, Purpose, Reader};
use super::hit::Hits;
use super::keymap::{Command, Context, Global, InAbout, InForm, OnCard, OnResults, OnScreen, Rating};
use super::keys::Keys;
use super::screen::name::Screen;
use super::theme::Theme;
use crate::bank;
use crate::model::guide::Guides;
use crate::model::quick_check::Answers;
use crate::model::record::{KINDS, Kind, Rid};
use crate::model::said::Verb;
use crate::model::{Level, Questionnaire};
use crate::say;
use crate::session::rescue::Listed;
use crate::words::{self, Names};
use crate::work::{Done, Refused, Work};

/// How a message is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Something was done.
    Done,
    /// Something was refused or needs attention.
    Warning,
}

/// What was done last and can be taken back: it stays for a while, whatever else one does.
#[derive(Debug, Clone)]
pub struct UndoLine {
    /// What was done, and the key that takes it back.
    pub words: String,
    /// When it was first seen by the clock.
    pub since: Option<Instant>,
}

/// How long it stays.
const UNDO_LINE: Duration = Duration::from_secs(5);

/// What follows a command of a screen, as far as the screen cannot do it itself.
pub enum Next {
    /// Nothing.
    Stay,
    /// Says what came of a verb; goes to this id, if there is one.
    Say(Option<String>, Result<Done, Refused>),
    /// Everything there is to know about the selected row.
    Details,
    /// The form of a record, or of a new one.
    Record(&'static Kind, Option<Rid>),
    /// The form of a risk that comes from this impact assessment.
    RiskOf(Rid),
    /// The kinds of the starter list of risks, for this AI system or any.
    CommonRisks(Option<Rid>),
    /// The note of what is selected.
    Note,
    /// A command, as its key does it.
    Run(Command),
    /// Asks before something is done.
    Ask(Ask),
    /// A guide to read.
    Guide(GuidePage),
    /// Opens a file, or offers ways back from one that is damaged.
    Open(PathBuf),
    /// The folder of many clients is asked for.
    Portfolio,
    /// The quick check.
    Quick,
    /// The first ten things.
    FirstTen,
    /// The name and the file of a guided start.
    Begin,
    /// Goes on in this file where the way was left.
    GoOn(PathBuf),
    /// Takes quick answers over into the assessment, or begins one for them.
    CarryOver(Answers),
    /// The form for the new file of a backup; the name of its organisation.
    Restore(Box<Listed>, String),
}

/// The field of a form that is wrong, and why in words.
pub type Wrong = (&'static str, String);

/// What every screen and dialog may use.
pub struct Shell {
    /// Styles.
    pub theme: Theme,
    /// The tables of the records; every form, list, copy and history goes by them.
    pub kinds: &'static [&'static Kind],
    /// The embedded questionnaire, for new assessments.
    pub bank: Arc<Questionnaire>,
    /// The keys that hold.
    pub keys: Keys,
    /// What fills the terminal.
    pub screen: Screen,
    /// Whether what has a form for a whole room is shown in it.
    pub large: bool,
    /// What lies over it; the last one has the keyboard.
    pub dialogs: Vec<Dialog>,
    /// Forms left half-way, so that Esc never discards what was typed.
    pub kept: Vec<Form>,
    /// The last thing worth saying.
    pub message: Option<(Tone, String)>,
    /// What was done last and can be taken back, with the key; drawn where there is no message.
    pub undo_line: Option<UndoLine>,
    /// Whether every score is hidden.
    pub hide_scores: bool,
    /// Whether something has to be drawn again.
    pub dirty: bool,
    /// Rows of the list on screen, for paging; drawing sets it.
    pub page: Cell<usize>,
    /// How far the text on screen can be scrolled; drawing sets it.
    pub reach: Cell<usize>,
    /// Where the rows of the uppermost list are; drawing notes it.
    pub hits: Hits,
    /// Whether the mouse is listened to.
    pub mouse: bool,
    /// Text on its way to the clipboard.
    pub clip: Option<String>,
    /// Today.
    pub today: Date,
    /// Who answers.
    pub by: String,
    guides: OnceCell<Option<Guides>>,
}

/// Verbs by the keys that hold.
impl Names for Shell {
    fn verb(&self, verb: Verb) -> Option<String> {
        let command: Command = match verb {
            Verb::Undo => OnScreen::Undo.into(),
            Verb::Evidence => OnCard::Evidence.into(),
            // One stands on the next card by then, where the same key would answer.
            Verb::Ask => {
                let (back, ask) = (self.key(OnCard::Previous), self.key(Rating::Rate(Level::DontKnow)));
                return Some(say!("{back}, then {ask},", back, ask));
            }
            // Where one is already, no key shows it.
            Verb::Lists if self.screen == Screen::Lists => return None,
            Verb::Gaps if self.screen == Screen::Gaps => return None,
            Verb::Results if self.screen == Screen::Results => return None,
            Verb::Lists => OnScreen::Lists.into(),
            Verb::Gaps => Global::Gaps.into(),
            Verb::Results => Global::Results.into(),
            Verb::Dissent => OnCard::Dissent.into(),
            Verb::Return => OnScreen::Return.into(),
            Verb::Compare => OnResults::Compare.into(),
            Verb::AllSystems => OnCard::System.into(),
            Verb::IAm => OnScreen::IAm.into(),
            Verb::Cite => OnScreen::Cited.into(),
            Verb::AddRecord => InAbout::Add.into(),
            // A key cannot say which of several.
            Verb::Same => return None,
            // One key asks how to go on when a file does not take what the window holds.
            Verb::Reload | Verb::Copy => OnScreen::SaveCopy.into(),
        };
        Some(self.keys.of(command)).filter(|key| !key.is_empty())
    }
}

impl Shell {
    /// With nothing on the screen but home. `today` and `by` (who answers) come from outside.
    pub fn new(bank: impl Into<Arc<Questionnaire>>, theme: Theme, today: Date, by: &str) -> Self {
        Self {
            theme,
            kinds: KINDS,
            bank: bank.into(),
            keys: Keys::default(),
            screen: Screen::Home,
            large: false,
            dialogs: Vec::new(),
            kept: Vec::new(),
            message: None,
            undo_line: None,
            hide_scores: false,
            dirty: true,
            page: Cell::new(10),
            reach: Cell::new(usize::MAX),
            hits: Hits::default(),
            mouse: false,
            clip: None,
            today,
            by: by.to_owned(),
            guides: OnceCell::new(),
        }
    }

    /// Says something in the message line.
    pub fn say(&mut self, tone: Tone, words: impl Into<String>) {
        self.message = Some((tone, words.into()));
        self.dirty = true;
    }

    /// Warns of something nobody asked for just now: a warning that stands already is not read yet and stays before it.
    pub fn warn_too(&mut self, words: String) {
        let before = self.message.take().filter(|(tone, _)| *tone == Tone::Warning);
        let all = before.into_iter().map(|(_, words)| words).chain([words]).collect::<Vec<_>>();
        self.say(Tone::Warning, all.join("\n"));
    }

    /// Says what was done; it stays for a while, so that one can take it back.
    pub fn say_undoable(&mut self, words: String) {
        self.message = None;
        self.undo_line = Some(UndoLine { words, since: None });
        self.dirty = true;
    }

    /// Takes the line away when it has stood long enough.
    pub fn run_undo_line(&mut self, now: Instant) {
        let Some(line) = &mut self.undo_line else { return };
        if now.duration_since(*line.since.get_or_insert(now)) >= UNDO_LINE {
            self.undo_line = None;
            self.dirty = true;
        }
    }

    /// Says what came of a verb.
    pub fn say_of(&mut self, result: Result<Done, Refused>) {
        match result {
            Ok(done) => self.say(Tone::Done, words::outcome(&done.said, self)),
            Err(refused) => self.say(Tone::Warning, self.refused(&refused)),
        }
    }

    /// Shows another screen; to a room the form it has for one.
    pub const fn show(&mut self, screen: Screen) {
        self.screen = match screen {
            Screen::Question if self.large => Screen::Room,
            Screen::Room if !self.large => Screen::Question,
            other => other,
        };
        self.dirty = true;
    }

    /// Whether nothing of the screen is shown, because it is made of scores and these are hidden.
    pub const fn is_blank(&self) -> bool {
        self.hide_scores && self.screen.is_made_of_scores()
    }

    /// Whether what is on the screen is in its form for a room.
    pub const fn in_large(&self) -> bool {
        self.large && self.screen.has_large()
    }

    /// The contexts in which a key of the screen is looked up, innermost first.
    pub const fn contexts(&self) -> &'static [Context] {
        // What is not shown is not acted on.
        if self.is_blank() { &[Context::Screen, Context::Global] } else { self.screen.contexts() }
    }

    /// Says that scores are hidden, and how to see them.
    pub fn say_hidden(&mut self) {
        self.say(
            Tone::Done,
            say!("Scores are hidden; {key} shows them.", key = self.key(OnScreen::HideScores)),
        );
    }

    /// The key of a command, for words that name one.
    pub fn key(&self, command: impl Into<Command>) -> String {
        self.keys.of(command)
    }

    /// The guides; read from the binary when first asked for. None is a fault of ours.
    pub fn guides(&self) -> Option<&Guides> {
        self.guides.get_or_init(|| bank::guides().ok()).as_ref()
    }

    /// Opens a text to read.
    pub fn read(&mut self, title: impl Into<String>, lines: Vec<String>) {
        self.dialogs.push(Dialog::Read(Reader { title: title.into(), lines, top: 0, by: None }));
    }

    /// Opens an editor; unfinished text from before comes first.
    pub fn write(
        &mut self,
        work: Option<&Work>,
        purpose: Purpose,
        (title, hint): (&str, &str),
        value: &str,
        long: bool,
    ) {
        let draft = work.and_then(|w| w.session().draft(&purpose.draft_key()).map(str::to_owned));
        let hint = match &draft {
            Some(_) => format!("{hint} {}", say!("This is unfinished text from before.")),
            None => hint.to_owned(),
        };
        let resumed = draft.is_some();
        let value = draft.unwrap_or_else(|| value.to_owned());
        let mut editor = Editor::new(purpose, title, hint, &value, long);
        editor.resumed = resumed;
        self.dialogs.push(Dialog::Edit(Box::new(editor)));
    }

    /// Asks whose work it is: somebody of the register, or a new name.
    pub fn ask_owner(&mut self, work: &Work, purpose: Purpose, (title, hint): (&str, &str), now: &str) {
        let (title, hint, now) = (title.to_owned(), hint.to_owned(), now.to_owned());
        let mut people = People {
            title,
            hint,
            of: Of::People,
            several: false,
            kinds: self.kinds,
            purpose,
            now,
            picker: Picker::default(),
        };
        people.fill(work.a());
        self.dialogs.push(Dialog::People(Box::new(people)));
    }

    /// Opens a form; what was typed into it before comes back.
    pub fn open_form(&mut self, mut form: Form) {
        if let Some(n) = self.kept.iter().position(|f| f.is_for_the_same(&form)) {
            form.take_back(&self.kept.remove(n));
            form.note = self.unfinished();
        }
        form.arrive();
        self.dialogs.push(Dialog::Form(Box::new(form)));
    }

    /// That a form holds what was typed before, and how that is thrown away.
    pub fn unfinished(&self) -> String {
        say!("This is unfinished text from before. {key} throws it away.", key = self.key(InForm::Anew))
    }

    /// Why a verb was not done, with the keys that help here.
    pub fn refused(&self, refused: &Refused) -> String {
        match refused {
            Refused::Store(e) => self.error(e),
            other => words::refused(other, self),
        }
    }

    /// The field of a form a refusal is about, else its first, and why in words.
    pub fn wrong(&self, form: &Form, refused: &Refused) -> Wrong {
        let field = refused.field().filter(|key| form.fields.iter().any(|f| f.key == *key));
        let first = form.fields.first().map_or("", |f| f.key);
        (field.unwrap_or(first), self.refused(refused))
    }

    /// An error of the open file, with the key that helps.
    pub fn error(&self, e: &crate::session::StoreError) -> String {
        let key = self.key(OnScreen::SaveCopy);
        words::store::error_at(e, words::store::Place::Window { copy: &key, ways: &key })
    }
}
