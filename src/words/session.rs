//! What a session tells beside its answers.

use super::Words;
use crate::files::typed;
use crate::model::text::shown;
use crate::model::{EARLIER_RULE, RULE};
use crate::say;
use crate::session::Notice;

/// That there is nothing to take back or to make again, and where undo ends.
pub(super) fn nothing_to_undo(again: bool, at_format: bool, at_merge: bool) -> &'static str {
    match (again, at_format, at_merge) {
        (true, ..) => say!("There is nothing to make again."),
        (_, _, true) => {
            say!("There is nothing more to take back: undo ends where another file was merged into this one.")
        }
        (_, true, _) => {
            say!(
                "There is nothing more to take back: undo ends where this file comes from an earlier format."
            )
        }
        _ => say!("There is nothing to take back."),
    }
}

impl Words for Notice {
    fn words(&self) -> String {
        match self {
            Self::File(notice) => notice.words(),
            Self::BeyondLimits { values, file } => say!(
                "{values} values in this file are beyond their limits and count as not given. They are named by: \
                 clausewise check {file}",
                values,
                file = typed(file)
            ),
            Self::SeenInWords { pieces: 1 } => say!(
                "1 piece of evidence says in words who has seen it; only people of the register count as having \
                 seen. Name one in the field \"Seen by\" of each."
            )
            .to_owned(),
            Self::SeenInWords { pieces } => say!(
                "{pieces} pieces of evidence say in words who has seen them; only people of the register count as \
                 having seen. Name one in the field \"Seen by\" of each.",
                pieces
            ),
            Self::EarlierRule => say!(
                "This assessment was made by {earlier} of the method; {rule} counts it now. Every answer is kept, \
                 snapshots are counted anew. What changed: an event or a record that is only prepared earns nothing; \
                 controls that are gaps, and gates without evidence, hold the verdict down; Incomplete says what is \
                 still possible; gaps are ranked P1 to P4.",
                earlier = EARLIER_RULE,
                rule = RULE
            ),
            Self::SizeAgain => say!(
                "{meant} Set it in About, or in a script: size micro.",
                meant = super::asked::size_meant()
            ),
            Self::OtherVersion { made_with, asked, gone: 0, .. } => say!(
                "This file was made with version {made_with} of the questions; this program asks version {asked}. \
                 Every answer has its question in it.",
                made_with = shown(made_with, 20),
                asked
            ),
            Self::OtherVersion { made_with, asked, gone, file } => say!(
                "This file was made with version {made_with} of the questions; this program asks version {asked}. \
                 {gone} ids with answers or notes are not in it any more and count nowhere. They are named by: \
                 clausewise check {file}",
                made_with = shown(made_with, 20),
                asked,
                gone,
                file = typed(file)
            ),
            Self::NowInThisFormat { file } => say!(
                "This file is now in format 2, which version 0.1.0 cannot open. As it was it is kept as a backup, \
                 which is named by: clausewise backups {file}",
                file = typed(file)
            ),
        }
    }
}
