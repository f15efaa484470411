//! What a person can ask for in what lies over a screen. A leaf; `commands` holds them beside the others.

use super::listing::enums;
use crate::model::Level;

enums! {
    /// In something to read.
    Reading {
        /// Close it.
        Leave,
        /// A line up.
        Up,
        /// A line down.
        Down,
        /// A page up.
        PageUp,
        /// A page down.
        PageDown,
        /// To the beginning.
        First,
        /// To the end.
        Last,
        /// Close what the key of details opened.
        Details,
        /// Close what the key of why opened.
        Explain,
        /// Copy all of it to the clipboard.
        Copy,
    }
    /// In something to keep or to drop.
    Offered {
        /// Keep it.
        Keep,
        /// Drop it.
        Leave,
        /// Of a file: what it says where something else stands here, or ours again.
        Theirs,
    }
    /// In the answers of several people.
    Polling {
        /// The answer of the selected person.
        Vote(Level),
        /// Take the answer away.
        TakeAway,
        /// Give back what was taken away last.
        Undo,
        /// Show all answers; shown, keep them.
        Show,
        /// The next step once everybody has answered: show them; shown, keep them.
        Step,
        /// Keep them as they are.
        Leave,
        /// Selection up.
        Up,
        /// Selection down.
        Down,
    }
    /// In a question before something is removed or left.
    Asking {
        /// Do it.
        Accept,
        /// Do it, where it is quitting.
        Quit,
        /// Do not.
        Leave,
        /// A line up.
        Up,
        /// A line down.
        Down,
        /// A page up.
        PageUp,
        /// A page down.
        PageDown,
    }
    /// Where letters were typed that meant nothing.
    Astray {
        /// Go on.
        Leave,
        /// Write a note.
        Note,
        /// Find.
        Find,
    }
    /// In a list to choose from.
    Choosing {
        /// Close it.
        Leave,
        /// Take the selected row.
        Choose,
        /// Take the selected line in or leave it out, or list what is chosen there.
        Tick,
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
        /// Take the last letter back.
        Erase,
    }
}
