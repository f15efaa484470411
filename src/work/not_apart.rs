//! Why nothing was handed out, collected or agreed on, as data; `words` says it. A leaf of `work`.

use std::path::PathBuf;

use super::not_read::NotRead;
use crate::import::Fault;
use crate::model::Person;
use crate::model::collect::Differs;
use crate::session::StoreError;

/// See the module. Nothing was changed, and no file written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotApart {
    /// This file was handed out itself: what is in it is one person's.
    IsHandOut,
    /// What came back and what was collected before went on apart from one state, and say something different.
    Forked {
        /// The file.
        file: String,
        /// Whose answers they are.
        who: String,
        /// Where they differ.
        differ: Vec<Differs>,
        /// The assessment, and the file as it lies there.
        files: [PathBuf; 2],
    },
    /// Nobody is in the register of people.
    NobodyListed,
    /// A name is nobody's of the register, or may be that of several.
    Whom {
        /// As typed.
        typed: String,
        /// Numbers and persons it could be; none for nobody.
        several: Vec<(String, Person)>,
        /// Those of the register, where it is nobody.
        there: Vec<(String, Person)>,
    },
    /// No requirement is a person's, by name or role.
    NothingOf {
        /// Number and name.
        who: String,
    },
    /// No requirement is anybody's.
    NothingOfAnybody,
    /// What is to be asked is all left out here.
    AllLeftOut,
    /// The day by which it should come back is none.
    NoDay {
        /// As typed.
        typed: String,
    },
    /// A workbook could not be made.
    NotMade(crate::doc::WriteError),
    /// The questions could not be cut out of the questionnaire.
    NoPart,
    /// A file that came back could not be read.
    NotRead(NotRead),
    /// A file that came back is damaged, or none of ours.
    Store(StoreError),
    /// The file was not handed out.
    NotHandedOut {
        /// Its name.
        file: String,
    },
    /// It answers another questionnaire.
    OtherQuestionnaire {
        /// Its name.
        file: String,
        /// Which one it answers.
        answers: String,
        /// Which one is open.
        here: String,
    },
    /// It was handed out from another assessment.
    OtherAssessment {
        /// Its name.
        file: String,
        /// Whose it is, as it says; empty where it does not.
        of: String,
    },
    /// The person is not in the register any more.
    NoPerson {
        /// Its name.
        file: String,
        /// Whom it is for, as it says; empty where it does not.
        who: String,
    },
    /// Its questions are not those that were asked.
    Altered {
        /// Its name.
        file: String,
        /// The first id.
        at: String,
    },
    /// A workbook with faults.
    Faults {
        /// Its name.
        file: String,
        /// All that were found.
        faults: Vec<Fault>,
    },
    /// Nobody answered here for themselves, or a room is answering.
    NobodyAnswered {
        /// Where.
        at: String,
    },
    /// The rule says nothing there.
    NoWorst {
        /// Where.
        at: String,
    },
}
