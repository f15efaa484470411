//! What a verb came to, as data: which id, which record, what became of it. No sentence and no key stands here;
//! `words` says it, and puts in what the verb it hints at is called where it is shown.

use jiff::civil::Date;

use super::assessment::keys;
use super::goes::Goes;
use super::holding::Held;
use super::level::Level;
use super::progress::Progress;
use super::record::{Field, Kind};

/// What a hint may name. A front end says what each is called there, or leaves the hint out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verb {
    /// Takes the last change back.
    Undo,
    /// Names evidence.
    Evidence,
    /// Writes whom to ask, or why something does not apply.
    Ask,
    /// Lists what is parked, marked, to find out.
    Lists,
    /// Shows the gap list.
    Gaps,
    /// Shows the results.
    Results,
    /// Writes dissent.
    Dissent,
    /// Takes over the answer of one of several checks that ask for the same.
    Same,
    /// Goes back to where one was.
    Return,
    /// Reads the file again.
    Reload,
    /// Goes on in a copy of the file.
    Copy,
    /// Compares with a frozen state.
    Compare,
    /// Adds a record to a register.
    AddRecord,
    /// Answers controls for all AI systems again.
    AllSystems,
    /// Says who sits here.
    IAm,
    /// Keeps how the file of a piece of evidence is.
    Cite,
}

/// One text or figure that people keep on an id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Matter {
    /// A note.
    Note,
    /// Why a control does not apply.
    Reason,
    /// Whom to ask about a Don't know.
    Ask,
    /// Who owns the work.
    Owner,
    /// Hours the work takes.
    Effort,
    /// A person's rank of a gap, with the reason.
    Rank,
    /// Earliest start of an action.
    Pin,
    /// Due date of an action.
    Due,
    /// How one sees that an action is done.
    DoneWhen,
    /// Who holds what against an agreed answer.
    Dissent,
    /// Why a control is needed.
    WhyIn,
    /// How a control is done.
    How,
    /// The day to look at an exclusion again.
    LookAgain,
}

impl Matter {
    /// All of them.
    pub const ALL: [Self; 13] = [
        Self::Note,
        Self::Reason,
        Self::Ask,
        Self::Owner,
        Self::Effort,
        Self::Rank,
        Self::Pin,
        Self::Due,
        Self::DoneWhen,
        Self::Dissent,
        Self::WhyIn,
        Self::How,
        Self::LookAgain,
    ];

    /// Prefix of the fact it is kept in, and of the draft of it.
    pub const fn prefix(self) -> &'static str {
        match self {
            Self::Note => keys::NOTE,
            Self::Reason => keys::REASON,
            Self::Ask => keys::ASK,
            Self::Owner => keys::OWNER,
            Self::Effort => keys::EFFORT,
            Self::Rank => keys::RANK,
            Self::Pin => keys::PIN,
            Self::Due => keys::DUE,
            Self::DoneWhen => keys::DONE_WHEN,
            Self::Dissent => keys::DISSENT,
            Self::WhyIn => keys::WHY_IN,
            Self::How => keys::HOW,
            Self::LookAgain => keys::AGAIN,
        }
    }
}

/// Whether a reason for leaving something out argues nothing: told at once, by the x-ray and in documents by the same
/// rule.
pub fn is_weak_reason(reason: &str) -> bool {
    super::wording::argues_nothing(reason)
}

/// Whether a reason why something that stood is another now names nothing at all.
pub fn gives_no_reason(reason: &str) -> bool {
    super::wording::says_nothing(reason)
}

/// What an answer reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// The unrated checks of this many requirements under a heading; none where everything below says otherwise.
    Heading(usize),
    /// A requirement; this many of its checks keep a level of their own, and whether evidence is named for it.
    Requirement {
        /// Checks with a level of their own.
        own: usize,
        /// Whether evidence is named.
        named: bool,
    },
    /// One check.
    Check,
}

/// What others read of a record that was kept, and what went with what was changed.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct More {
    /// Of a control of one's own: its number, and what its reason lacks.
    pub reason: Option<(String, super::statement::Flag)>,
    /// What was said of what stands no more, as who approved or accepted it, and went with it: as it stood there.
    pub over: Vec<(&'static super::record::Field, String)>,
    /// Of the document that is the Statement of Applicability and is approved: its rows, where some of them are open.
    pub open_rows: Option<super::counts::Counts>,
    /// Of a row or a finding of an audit: who should rather not have written it.
    pub warnings: Vec<super::audit::Warning>,
    /// Of somebody who is called something else: at how many places the new name stands in the place of the old one.
    pub places: usize,
    /// Of a step of a scale: number and name of each risk whose acceptance went with it.
    pub rescaled: Vec<String>,
    /// The same of those that come to another level.
    pub moves: Vec<super::record::rescaled::Move>,
}

/// What a verb came to.
#[derive(Debug, Clone, PartialEq)]
pub enum Said {
    /// Everything was so already.
    Unchanged,
    /// Another copy was merged into this one: its name, and how many facts that changed; none where it holds all of it.
    Merged { file: String, news: Option<usize> },
    /// There was no answer to withdraw there.
    NoAnswer { at: String },
    /// An answer was given, or withdrawn.
    Rated {
        /// Where.
        at: String,
        /// The level; none when it was withdrawn.
        level: Option<Level>,
        /// The one before; none where there was none, or not one for all of it.
        was: Option<Level>,
        /// What it reached.
        reach: Reach,
        /// Why what was left out cannot be; none where a reason can stand, and of any other answer.
        never: Option<String>,
        /// Whether it was left out with a reason that argues nothing.
        weak: bool,
        /// The AI system it counts for; none where it is general.
        system: Option<String>,
        /// The reasons for leaving controls out that go with it.
        goes: Vec<Goes>,
    },
    /// Controls are answered for another AI system from here on, or for all of them.
    For {
        /// Its name; none for all.
        system: Option<String>,
    },
    /// Somebody of the register sits here from here on.
    IAm {
        /// The name; none for nobody of the register.
        name: Option<String>,
    },
    /// Why a system leaves something out was kept, or removed.
    ReasonOfSystem {
        /// Where.
        at: String,
        /// Its name.
        system: String,
        /// Whether it was removed.
        gone: bool,
        /// Whether it argues nothing.
        weak: bool,
    },
    /// Answers were taken over from checks that ask for the same.
    Taken {
        /// Each check, the one its answer comes from, and the level.
        taken: Vec<(String, String, Level)>,
        /// Whether a note went with one of them.
        noted: bool,
    },
    /// A text or figure was kept, or removed.
    Kept {
        /// What it is.
        matter: Matter,
        /// Where; empty for one owner of several actions.
        at: String,
        /// What it is now; empty when it was removed.
        now: String,
    },
    /// A mark for review was set or taken away.
    Marked {
        /// Where.
        at: String,
        /// Whether it is marked now.
        on: bool,
    },
    /// A record was added or changed.
    Recorded {
        /// Its kind.
        kind: &'static Kind,
        /// Its number; 0 when it has none.
        no: u32,
        /// Whether it is new.
        new: bool,
        /// Of evidence put on a requirement: its id, and how many checks it so names until somebody says which.
        whole: Option<(String, usize)>,
        /// What it does not say and should.
        lacks: Vec<super::record::Lack>,
        /// Whether it names a file of which nothing is kept yet.
        file: bool,
        /// Name and number of another record of a register that is called as this one is now.
        alike: Option<(String, String)>,
        /// What else others read of it.
        more: Box<More>,
    },
    /// Several records were added in one step.
    RecordedAll {
        /// Their kind.
        kind: &'static Kind,
        /// How many.
        count: usize,
    },
    /// Ready scales were put into registers.
    Scales,
    /// A record was removed.
    Removed {
        /// Its kind.
        kind: &'static Kind,
        /// What follows from it.
        follows: Vec<super::record::gone::Follow>,
    },
    /// A parked item was closed or opened again.
    Closed {
        /// Whether it is open now.
        open: bool,
    },
    /// Answers of several people were kept.
    Voted {
        /// Where.
        at: String,
        /// What they come to.
        votes: super::votes::Votes,
    },
    /// Something about what colleagues answered apart.
    Apart(Box<super::apart_said::Told>),
    /// A fact about the organisation was kept.
    About,
    /// The organisation is one person, who now stands in the register of people.
    Alone {
        /// By this name.
        name: String,
    },
    /// The plan moved: hours a week, or what was tried in a what-if.
    Planned {
        /// When it ends now; none when there is nothing to plan.
        finish: Option<Date>,
        /// The same if everything open is Proven.
        earliest: Option<Date>,
        /// Hours a week it is made with.
        hours_a_week: f64,
    },
    /// Actions were split, joined or added.
    Shaped,
    /// A split, joined or added action was taken back.
    Dropped {
        /// Its id.
        id: String,
    },
    /// How far an action is.
    Progressed {
        /// Its id.
        id: String,
        /// How far.
        to: Progress,
        /// Checks to look at again, because only levels score.
        to_ask: usize,
    },
    /// Answers to questions of papers were kept.
    PaperAnswered {
        /// The question as it is asked, where it is one.
        ask: String,
        /// What was kept of whom the register knows, where another beginning or spelling was typed; empty otherwise.
        person: String,
        /// Whether a person is asked for, and the register knows nobody who was typed.
        nobody: bool,
        /// How many.
        n: usize,
        /// Whether they were taken away.
        gone: bool,
    },
    /// The state was frozen under a name.
    Frozen {
        /// The name.
        name: String,
        /// How many frozen states there are.
        count: usize,
    },
    /// A change was taken back, or made again.
    Undone {
        /// Kind of the event, as history names it.
        what: String,
        /// Names of the records it was about, by their numbers where they have none; empty when it was about none.
        records: Vec<String>,
        /// The fields of records that stay; empty where a record came or went.
        fields: Vec<&'static Field>,
        /// Where; empty when it has no place.
        at: String,
        /// Whether it was made again.
        again: bool,
        /// Of something taken back that was made before this sitting: when, as its event says; else empty.
        made: String,
        /// The AI system it was about.
        system: Option<String>,
    },
    /// There was nothing to take back, or to make again.
    NothingToUndo {
        /// Whether it was to be made again.
        again: bool,
        /// Whether undo ends where the file comes from an earlier format.
        at_format: bool,
        /// Whether that is because another file was merged into this one.
        at_merge: bool,
    },
    /// Answers of the quick check were kept.
    CarriedOver {
        /// How many.
        count: usize,
        /// How many checks have a suggestion from the quick check now.
        suggested: usize,
    },
    /// A file was taken over.
    Imported {
        /// Things that changed.
        changed: usize,
        /// Things that stood so already.
        same: usize,
        /// Things that differ and stay as they are.
        conflicting: usize,
        /// What was left alone.
        left: super::left_alone::LeftAlone,
        /// Facts that were taken over although this version does not know them.
        unread: usize,
        /// Other sheets that were not read and say something else, by name.
        beside: Vec<String>,
        /// Audits in it that say they were signed: number and version.
        signed: Vec<(String, u32)>,
        /// What went with what changed, and no row said.
        goes: Vec<Goes>,
        /// How many controls changed sides.
        sides: usize,
        /// Whether it cannot be taken back, because with it an audit that stood here is signed.
        stays: bool,
    },
    /// What a control is needed for was kept.
    Drivers {
        /// The control.
        at: String,
        /// All of it now; empty when it was removed.
        now: Vec<super::statement::Driver>,
        /// Whether it is in, and nobody wrote why.
        lacks: bool,
    },
    /// Several things of a row of the statement were kept.
    Stated {
        /// The control.
        at: String,
        /// Whether its reason says little.
        weak: bool,
        /// Whether it stands now with no reason at all, and this said what it is needed for.
        lacks: bool,
        /// Risks that name it now, by their numbers, of which it is not said what is done about them.
        untreated: Vec<String>,
    },
    /// Which risks a control treats was kept.
    OfRisks {
        /// The control.
        at: String,
        /// Number and name of each; empty for none.
        risks: Vec<String>,
        /// Those, by their numbers, of which it is not said what is done about them.
        untreated: Vec<String>,
    },
    /// Whether a control applies was decided.
    Decided {
        /// The control.
        at: String,
        /// What stands now.
        now: super::statement::Applicable,
        /// The reasons for the other side, which go with it.
        goes: Vec<Goes>,
        /// Why no reason for leaving it out can stand, where it is left out all the same; else empty.
        never: String,
        /// Whether nobody wrote why.
        lacks: bool,
        /// Whether its reason says little.
        weak: bool,
    },
    /// What links suggest was taken over.
    SuggestedTaken {
        /// Each control, and what came.
        taken: Vec<(String, Vec<super::statement::Driver>)>,
        /// Those of them that still have no reason.
        lack: Vec<String>,
    },
    /// For which AI systems a control is was kept: their names, none for all.
    ForSystems { at: String, names: Vec<String> },
    /// Something was done in an audit.
    Audited(super::audit::Told),
    /// Something was done with the agenda.
    Agenda(super::agenda::Told),
    /// What the quick check suggests was taken over as answers.
    TakenFromQuick {
        /// Each check, the number of the question it comes from, and the level.
        taken: Vec<(String, usize, Level)>,
    },
    /// How files of evidence are was kept.
    Cited {
        /// The number of each piece, and the bytes of its file.
        kept: Vec<(String, u64)>,
        /// The numbers of those whose file could not be read.
        not: Vec<String>,
        /// Of pieces whose file holds something else than before: number, and who had seen what it held, which counts no longer.
        unseen: Vec<(String, Vec<String>)>,
    },
    /// What registers hold was taken over as answers.
    TakenFromRegisters {
        /// Each check, and what the file holds for it.
        taken: Vec<(String, Held)>,
    },
    /// A piece of evidence of the register shows more now.
    EvidenceShows {
        /// Its number as people see it.
        no: String,
        /// What it is.
        what: String,
        /// All ids it shows.
        shows: Vec<String>,
    },
}

impl Said {
    /// Adds what is to be thought about, where what was done takes warnings and does not say as much already.
    pub fn warn(&mut self, warning: super::audit::Warning) {
        use super::audit::{Told, Warning};
        let warnings = match self {
            Self::Recorded { more, .. } => &mut more.warnings,
            Self::Audited(
                Told::Plan { warnings, .. }
                | Told::Row { warnings, .. }
                | Told::Found { warnings, .. }
                | Told::Finding { warnings, .. },
            ) => warnings,
            _ => return,
        };
        if !warnings.iter().any(|w| matches!(w, Warning::AuditeeWrites { .. })) {
            warnings.push(warning);
        }
    }
}
