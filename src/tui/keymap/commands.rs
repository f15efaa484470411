//! What a person can ask for: a small enum a context, so that a command nobody handles does not compile.

use super::found::Found;
use super::listing::commands;
pub use super::over::{Asking, Astray, Choosing, Offered, Polling, Reading};
use crate::model::Level;
use crate::model::quick_check::Answer;

commands! {
    also {
        /// In something to read.
        Reading,
        /// In something to keep or to drop.
        Offered,
        /// In the answers of several people.
        Polling,
        /// In a question before something is removed or left.
        Asking,
        /// Where letters were typed that meant nothing.
        Astray,
        /// In a list to choose from.
        Choosing,
    }
    /// Everywhere.
    Global {
        /// Show the runnable list of commands.
        Help,
        /// End the program.
        Quit,
        /// Stop and return to the shell.
        Suspend,
        /// The outline.
        Outline,
        /// The question.
        Question,
        /// The results.
        Results,
        /// The gap list.
        Gaps,
        /// The roadmap.
        Roadmap,
        /// Roles, path, documents, words, quick check.
        Guides,
        /// Close this assessment and go home.
        Home,
        /// Another look.
        Look,
    }
    /// On every screen, while no text is typed.
    OnScreen {
        /// One step out.
        Back,
        /// Jump by id or find by word.
        Find,
        /// Back to where one was before a jump.
        Return,
        /// Where a figure comes from.
        Explain,
        /// Take back.
        Undo,
        /// Do again.
        Redo,
        /// Hide or show every score.
        HideScores,
        /// About the organisation.
        About,
        /// Open questions and parked items.
        Lists,
        /// The Statement of Applicability.
        Statement,
        /// All changes.
        History,
        /// Save everything to another file.
        SaveCopy,
        /// What will not stand.
        Xray,
        /// Backups.
        Backups,
        /// Export to a folder.
        Export,
        /// Take over what stands in a file.
        Import,
        /// Merge another copy of the file into it.
        MergeFile,
        /// Words of the field.
        Words,
        /// Copy the current item to the clipboard.
        Copy,
        /// Listen to the mouse or not.
        Mouse,
        /// What a room can still ask in the minutes it has.
        Still,
        /// What a session in a room came to.
        Closing,
        /// The first ten things.
        FirstTen,
        /// The clause one is at in short.
        Clause,
        /// Files evidence names: did they change, or keep how they are.
        Cited,
        /// Go on where the way was left.
        GoOn,
        /// Say who sits here.
        IAm,
        /// What is on the screen in large type for a room.
        Room,
        /// The audit.
        Audit,
        /// What a certification auditor opens first.
        Rehearsal,
        /// Who said what, in the room or apart.
        Votes,
        /// Agenda, requests, closing, reminders.
        Workshop,
        /// The next item of the agenda.
        NextItem,
    }
    /// In a list with a selection.
    InList {
        /// Selection up.
        Up,
        /// Selection down.
        Down,
        /// A page up.
        PageUp,
        /// A page down.
        PageDown,
        /// To the first row.
        First,
        /// To the last row.
        Last,
        /// Open or run what is selected.
        Open,
    }
    /// Where levels can be given.
    Rating {
        /// Give a level.
        Rate(Level),
        /// Withdraw an answer.
        Clear,
    }
    /// On the question card.
    OnCard {
        /// Write a note.
        Note,
        /// Cite evidence.
        Evidence,
        /// Park something.
        Park,
        /// Write down what was decided.
        Decision,
        /// Take over the answer of the same work elsewhere.
        Same,
        /// More about the question.
        Details,
        /// Next unanswered requirement.
        NextOpen,
        /// Write the reason for Not applicable, or whom to ask.
        Reason,
        /// Several people's answers.
        Votes,
        /// What the room does next here: vote, reveal, agree, dissent, note, on to the next question.
        Step,
        /// A line of dissent.
        Dissent,
        /// Minutes for this clause.
        Clock,
        /// Mark for review.
        Review,
        /// Next gap.
        NextGap,
        /// Next requirement.
        Next,
        /// Previous requirement.
        Previous,
        /// For which AI system controls are answered.
        System,
    }
    /// At home.
    AtHome {
        /// Start for people who know nothing of it.
        Guided,
        /// Start a new assessment.
        New,
        /// Open a file by its path.
        OpenFile,
        /// Merge two copies of one assessment.
        MergeTwo,
        /// Create and open the worked sample.
        Sample,
        /// The quick check.
        Quick,
        /// Take a file off the list of those that were open.
        Forget,
        /// Go on where the way was left in the file that was open last.
        GoOn,
        /// A folder of assessments, a row a client.
        Portfolio,
    }
    /// In the outline.
    InOutline {
        /// Show other rows.
        Filter,
        /// What a clause is about.
        Details,
    }
    /// In the gap list.
    InGaps {
        /// Name an owner.
        Owner,
        /// Set hours of work.
        Effort,
        /// Put a gap at another rank, with a reason.
        Rank,
        /// Show other rows.
        Filter,
        /// Another order.
        Order,
        /// One owner for every gap shown.
        Owners,
        /// Write the note of its requirement.
        Note,
        /// How far its action is.
        Progress,
    }
    /// On the roadmap.
    OnRoadmap {
        /// Change hours a week.
        Hours,
        /// Another plan, to keep or to drop.
        WhatIf,
        /// How far an action is.
        Progress,
        /// Name an owner.
        Owner,
        /// Set hours of work.
        Effort,
        /// Earliest start.
        Pin,
        /// Due date.
        Due,
        /// How one sees that it is done.
        DoneWhen,
        /// Split an action.
        Split,
        /// Merge gaps into one action.
        Merge,
        /// Add an action.
        Add,
        /// Take a split, merge or added action back.
        Drop,
        /// Another order.
        Order,
        /// Records to start now.
        Records,
        /// Write the note of its requirement.
        Note,
        /// Which actions are shown.
        Filter,
    }
    /// In open and parked items.
    InLists {
        /// Close or reopen the selected item.
        Toggle,
        /// Make an action of a parked item.
        Promote,
    }
    /// In the Statement of Applicability.
    InSoa {
        /// Take what links suggest.
        Same,
        /// Name who answers for it.
        Owner,
        /// Name evidence.
        Evidence,
        /// Show other rows.
        Filter,
        /// Add a control of one's own.
        Add,
        /// Take a control of one's own away.
        Remove,
        /// All that stands in a row.
        Details,
    }
    /// In the audit.
    InAudit {
        /// What was found there.
        Result(Found),
        /// Into the plan, or out of it.
        Toggle,
        /// Leave it out, and say why.
        Skip,
        /// The next row that lacks something.
        NextOpen,
        /// All that stands on the card.
        Details,
        /// Write what was seen.
        Evidence,
        /// Write how many were looked at.
        Sample,
        /// Write who was asked, by the role.
        Person,
        /// Write the note of the row.
        Note,
        /// Write the reply to a finding.
        Reply,
        /// Say whether what was done about a finding helped.
        Check,
        /// Sign it off, or work on at what was signed.
        Sign,
        /// Begin the audit after it.
        FollowUp,
        /// From a finding to its row, and from a row to its finding.
        Across,
        /// What changed since it was signed.
        Compare,
        /// Show other rows.
        Filter,
        /// All audits together.
        Programme,
        /// Begin an audit, or raise a finding.
        Add,
        /// Withdraw a finding.
        Drop,
        /// The next view.
        NextView,
        /// The view before.
        PreviousView,
    }
    /// In the rehearsal.
    InRehearsal {
        /// The other stage; on a card the next thing that is opened.
        NextView,
        /// The same; on a card the one before.
        PreviousView,
        /// The next one that is not ready to show.
        NextOpen,
        /// All that is told of one.
        Details,
    }
    /// Among everybody's answers.
    InSpread {
        /// Hand questions out.
        Export,
        /// Collect what came back.
        Add,
        /// Agree on the lowest level given.
        Same,
        /// All that is said of one.
        Details,
    }
    /// In the workshop.
    InWorkshop {
        /// The next view.
        NextView,
        /// The view before.
        PreviousView,
        /// Add one of what is shown.
        Add,
        /// Take it away.
        Remove,
        /// A step on.
        Progress,
        /// Who has it.
        Owner,
        /// By when.
        Due,
        /// All that is told of it.
        Details,
        /// The papers of what is shown.
        Export,
    }
    /// In the quick check.
    InQuick {
        /// An answer.
        QuickAnswer(Answer),
        /// The question before.
        Previous,
        /// Take it over into an assessment.
        CarryOver,
        /// All questions with their answers, to go to one.
        All,
        /// Take what the registers look like.
        Same,
    }
    /// In the first step of the way.
    InStart {
        /// The thing before.
        Previous,
    }
    /// Among the first ten things.
    InTen {
        /// Name the owner.
        Owner,
        /// The next open card.
        NextOpen,
    }
    /// On a clause in short.
    InClause {
        /// The next open card.
        NextOpen,
        /// The first ten things.
        FirstTen,
    }
    /// On the results.
    OnResults {
        /// Freeze this state.
        Snapshot,
        /// Compare with a frozen state.
        Compare,
        /// A new file that starts from this one.
        FollowUp,
    }
    /// In the backups.
    InBackups {
        /// Remove all backups of an organisation.
        Purge,
    }
    /// Among many clients.
    InPortfolio {
        /// Another order.
        Order,
        /// Show other rows.
        Filter,
        /// Everything about the selected row.
        Details,
        /// The heat map in place of the table, or the table again.
        Heat,
        /// Tables of all clients.
        Export,
    }
    /// In the registers.
    InAbout {
        /// To the next register.
        NextRegister,
        /// Add a record.
        Add,
        /// Take a record out of its register.
        Remove,
        /// Risks from what is selected: an impact assessment, an AI system, or the starter list.
        Risks,
        /// Find a record of this register.
        Filter,
        /// All of the selected record; of risks with their matrix.
        Details,
        /// The checks a register supports.
        Checks,
    }
    /// In the history.
    InHistory {
        /// Every change of an event.
        Details,
    }
    /// In a text of several lines.
    InNote {
        /// Leave; the text is kept as a draft.
        Leave,
        /// Save.
        Save,
        /// A new line.
        NewLine,
        /// To the person's own editor.
        Outside,
        /// Take typing back.
        UndoTyping,
        /// Type it again.
        RedoTyping,
        /// Save; straight after an answer to the card one is at instead.
        Switch,
    }
    /// In a text of one line.
    InLine {
        /// Leave; the text is kept for next time.
        Leave,
        /// Save.
        Save,
        /// To the card one is at, in place of what was just answered.
        Switch,
    }
    /// In a form.
    InForm {
        /// Leave; what was typed is kept.
        Leave,
        /// The next field; behind the last one it is done.
        NextField,
        /// The same; where few values are possible and none is written yet, these are listed.
        NextOrPick,
        /// The next field; with nothing typed yet, to the card one is at.
        NextOrSwitch,
        /// The field before.
        PreviousField,
        /// Throw away what was typed and begin anew.
        Anew,
        /// Done.
        Done,
    }
}
