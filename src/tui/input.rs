//! Terminal events made the same on every system, before anything looks at them.

use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEventKind};
use ratatui::layout::Position;

use crate::model::text;

/// What can happen at the keyboard and with the mouse.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A key was pressed or repeats.
    Key(KeyEvent),
    /// Text was pasted: one edit, never a command.
    Paste(String),
    /// The window changed its size.
    Resize,
    /// The wheel was turned one step.
    Wheel {
        /// Away from the person.
        up: bool,
    },
    /// The left button was pressed on this cell.
    Click(Position),
}

/// The longest paste, in bytes.
pub const MAX_PASTE: usize = 64 * 1024;

/// Windows also reports releases; `AltGr` characters arrive as Ctrl+Alt; Shift belongs to the character.
pub fn normalise(event: Event) -> Option<Input> {
    match event {
        Event::Key(mut key) => {
            if key.kind == KeyEventKind::Release {
                return None;
            }
            key.kind = KeyEventKind::Press;
            if let KeyCode::Char(c) = key.code {
                let both = KeyModifiers::CONTROL | KeyModifiers::ALT;
                if key.modifiers.contains(both) && !c.is_control() {
                    key.modifiers.remove(both);
                }
                key.modifiers.remove(KeyModifiers::SHIFT);
            }
            if key.code == KeyCode::BackTab {
                // Not every terminal says that Shift was held, which the key itself says.
                key.modifiers.insert(KeyModifiers::SHIFT);
            }
            Some(Input::Key(KeyEvent::new(key.code, key.modifiers)))
        }
        Event::Paste(s) => Some(Input::Paste(text::clean(&s))),
        Event::Resize(..) => Some(Input::Resize),
        Event::Mouse(mouse) => match mouse.kind {
            MouseEventKind::ScrollUp => Some(Input::Wheel { up: true }),
            MouseEventKind::ScrollDown => Some(Input::Wheel { up: false }),
            MouseEventKind::Down(MouseButton::Left) => {
                Some(Input::Click(Position { x: mouse.column, y: mouse.row }))
            }
            _ => None,
        },
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn releases_vanish_and_altgr_is_text() {
        let mut release = KeyEvent::new(KeyCode::Char('a'), KeyModifiers::NONE);
        release.kind = KeyEventKind::Release;
        assert_eq!(normalise(Event::Key(release)), None);
        let altgr = KeyEvent::new(KeyCode::Char('@'), KeyModifiers::CONTROL | KeyModifiers::ALT);
        let Some(Input::Key(k)) = normalise(Event::Key(altgr)) else { panic!("no key") };
        assert_eq!((k.code, k.modifiers), (KeyCode::Char('@'), KeyModifiers::NONE));
        assert_eq!(normalise(Event::Paste("a\r\nb\u{7}".into())), Some(Input::Paste("a\nb".into())));
    }
}
