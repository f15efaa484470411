//! Pictures of figures, as data. The text or a table of the document holds the same figures; a writer draws them in its own
//! way or leaves them out.

use jiff::civil::Date;

use super::Tone;

/// A picture of figures.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// What stands above it.
    pub title: String,
    /// What somebody is told who cannot see it: the figures in a sentence or two.
    pub alt: String,
    /// What it shows.
    pub kind: Kind,
    /// Words for the tones or lines in it, in the order they are drawn.
    pub legend: Vec<(Tone, String)>,
}

/// What a figure shows.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// One bar a part, cut into counts, in the order of the legend.
    Shares(Vec<(String, Vec<u32>)>),
    /// One bar a part from 0 to 100: low end and high end; between them it is open. A last key of the legend that is
    /// `Plain` names what is left of a bar.
    Ranges(Vec<(String, f64, f64)>),
    /// Bars between days.
    Gantt {
        /// A bar a line.
        rows: Vec<Bar>,
        /// Days that count, with what they are called.
        milestones: Vec<(Date, String)>,
        /// Drawn as a line.
        today: Date,
    },
    /// One point a day: low end and high end, 0 to 100.
    Trend(Vec<(Date, f64, f64)>),
    /// A field of cells: heads of the columns, then each row with its head and a tone and short word a column.
    Heat {
        /// Heads of the columns.
        columns: Vec<String>,
        /// Head and cells of each row.
        rows: Vec<(String, Vec<(Tone, String)>)>,
    },
}

/// A bar of a Gantt chart.
#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    /// What is done.
    pub label: String,
    /// First day.
    pub start: Date,
    /// Last day.
    pub end: Date,
    /// How it is drawn: `Bad` on the critical path, `Good` when done, else `Plain`.
    pub tone: Tone,
}

/// How a key of the legend is drawn: as what it stands for is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Key {
    /// By its tone.
    Of(Tone),
    /// What is left of a bar: empty.
    Rest,
    /// A bar that is neither done nor critical: pale, so that it is told from both without colour too.
    Coming,
}

impl Figure {
    /// The keys of the legend with their words.
    pub(super) fn keys(&self) -> impl Iterator<Item = (Key, &str)> {
        self.legend.iter().enumerate().map(|(at, (tone, words))| {
            let key = match (&self.kind, tone) {
                (Kind::Ranges(_), Tone::Plain) if at > 0 => Key::Rest,
                (Kind::Gantt { .. }, Tone::Plain) => Key::Coming,
                (_, tone) => Key::Of(*tone),
            };
            (key, words.as_str())
        })
    }
}

/// Low and high end in whole numbers; one where they are the same: `25–50 %`.
pub(super) fn span(low: f64, high: f64) -> String {
    let (low, high) = (low.round(), high.round());
    if low.total_cmp(&high).is_eq() { format!("{low} %") } else { format!("{low}\u{2013}{high} %") }
}

/// A share between 0 and 100, whatever was worked out.
pub(super) fn percent(n: f64) -> f64 {
    if n.is_finite() { n.clamp(0.0, 100.0) } else { 0.0 }
}
