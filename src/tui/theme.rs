//! Meanings to styles and symbols. The only place that names a colour. Meaning is never carried by
//! colour alone: every status has its own symbol and word.

use ratatui::style::{Color, Modifier, Style};
use ratatui::text::Span;

use crate::model::{Level, Status};

/// Which look was chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// The terminal's own background and 16 colours.
    Standard,
    /// Dark on a light background of its own: nothing bright, nothing yellow.
    Light,
    /// For projectors: its own background and text everywhere.
    HighContrast,
    /// No colour at all (`NO_COLOR`).
    Mono,
}

impl Look {
    /// All of them, in the order of the key that changes them.
    pub const ALL: [Self; 4] = [Self::Standard, Self::Light, Self::HighContrast, Self::Mono];

    /// The next one, for the key that changes it.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::Standard => Self::Light,
            Self::Light => Self::HighContrast,
            Self::HighContrast => Self::Mono,
            Self::Mono => Self::Standard,
        }
    }

    /// Its name.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Standard => "standard",
            Self::Light => "light",
            Self::HighContrast => "high contrast",
            Self::Mono => "no colour",
        }
    }
}

/// Styles by meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    /// The look.
    pub look: Look,
    /// Only ASCII symbols.
    pub ascii: bool,
}

impl Theme {
    fn colour(self, standard: Color, light: Color, contrast: Color) -> Style {
        match self.look {
            Look::Standard => Style::new().fg(standard),
            Look::Light => Style::new().fg(light),
            Look::HighContrast => Style::new().fg(contrast).add_modifier(Modifier::BOLD),
            Look::Mono => Style::new(),
        }
    }

    /// Ordinary text.
    pub fn text(self) -> Style {
        match self.look {
            Look::HighContrast => Style::new().fg(Color::White).bg(Color::Black),
            // A light look in a dark terminal has to be read too.
            Look::Light => Style::new().fg(Color::Black).bg(Color::White),
            _ => Style::new(),
        }
    }

    /// Less important text.
    pub fn quiet(self) -> Style {
        match self.look {
            Look::HighContrast => Style::new(),
            // Dim text fades into a light background on many terminals.
            Look::Light => Style::new().fg(Color::DarkGray),
            Look::Standard | Look::Mono => Style::new().add_modifier(Modifier::DIM),
        }
    }

    /// The one accent.
    pub fn accent(self) -> Style {
        self.colour(Color::Cyan, Color::Blue, Color::Yellow)
    }

    /// Headings and the question.
    pub fn strong(self) -> Style {
        Style::new().add_modifier(Modifier::BOLD)
    }

    /// The selected row.
    pub fn selected(self) -> Style {
        Style::new().add_modifier(Modifier::REVERSED)
    }

    /// Something that needs attention.
    pub fn warning(self) -> Style {
        self.colour(Color::Yellow, Color::Magenta, Color::LightYellow).add_modifier(Modifier::BOLD)
    }

    /// A status.
    pub fn status(self, s: Status) -> Style {
        match s {
            Status::Met => self.colour(Color::Green, Color::Green, Color::LightGreen),
            Status::Partial => self.colour(Color::Yellow, Color::Magenta, Color::LightYellow),
            Status::Gap => self.colour(Color::Red, Color::Red, Color::LightRed),
            Status::NotApplicable => self.quiet(),
            Status::Open => Style::new(),
        }
    }

    /// A level.
    pub fn level(self, l: Option<Level>) -> Style {
        match l {
            Some(Level::Proven) => self.status(Status::Met),
            Some(Level::Written | Level::InUse) => self.status(Status::Partial),
            Some(Level::Nothing | Level::Planned) => self.status(Status::Gap),
            Some(Level::DontKnow) => self.accent(),
            Some(Level::NotApplicable) | None => self.quiet(),
        }
    }

    /// The symbol of a status: all different, one column wide everywhere.
    pub const fn symbol(self, s: Status) -> &'static str {
        s.sign()
    }

    /// A horizontal bar of `width` columns, filled to `share` (0 to 1). Readable without colour.
    pub fn bar(self, share: f64, width: usize) -> [Span<'static>; 2] {
        let full = ((share.clamp(0.0, 1.0) * width as f64).round() as usize).min(width);
        let (on, off) = if self.ascii { ("=", "-") } else { ("\u{2501}", "\u{2500}") };
        [Span::styled(on.repeat(full), self.accent()), Span::styled(off.repeat(width - full), self.quiet())]
    }

    /// A horizontal rule.
    pub fn rule(self, width: usize) -> String {
        if self.ascii { "-".repeat(width) } else { "\u{2500}".repeat(width) }
    }

    /// The set of lines around dialogs.
    pub fn border(self) -> ratatui::symbols::border::Set<'static> {
        if self.ascii {
            ratatui::symbols::border::Set {
                top_left: "+",
                top_right: "+",
                bottom_left: "+",
                bottom_right: "+",
                vertical_left: "|",
                vertical_right: "|",
                horizontal_top: "-",
                horizontal_bottom: "-",
            }
        } else {
            ratatui::symbols::border::PLAIN
        }
    }
}
