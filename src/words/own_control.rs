//! Where the evidence of a control of one's own is named. Used by the words of records alone.

use crate::say;

/// That a control of one's own names its evidence itself, and how that is said of this piece.
pub(super) fn told(no: &str, piece: &str) -> String {
    say!(
        "{no} is a control of your own: write here a check that the piece proves, and name the piece at the control. As a command: clausewise record FILE \
         control set {no} evidence={piece} (once the piece is kept).",
        no,
        piece
    )
}
