//! Which place on the screen shows which row of a list: drawing notes it, the mouse asks. Drawing parts
//! note, `app` asks; it knows nothing of what the rows mean.

use std::cell::RefCell;

use ratatui::layout::{Position, Rect};

/// The rows of the uppermost list in the last picture.
#[derive(Debug, Default)]
pub struct Hits(RefCell<Vec<Hit>>);

/// A row of a list where it was drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    area: Rect,
    /// Its number in the list.
    pub row: usize,
    /// Whether it was the selected one.
    pub selected: bool,
}

impl Hits {
    /// Forgets everything: something else lies on the screen, or the rows may have changed.
    pub fn clear(&self) {
        self.0.borrow_mut().clear();
    }

    /// Notes that this part of the screen shows this row.
    pub fn note(&self, area: Rect, row: usize, selected: bool) {
        self.0.borrow_mut().push(Hit { area, row, selected });
    }

    /// The row drawn at this place.
    pub fn at(&self, place: Position) -> Option<Hit> {
        self.0.borrow().iter().find(|h| h.area.contains(place)).copied()
    }
}
