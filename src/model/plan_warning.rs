//! What in the input of a plan contradicts itself. A leaf.

use jiff::civil::Date;

/// Something in the input that cannot be obeyed, or that the person should know.
#[derive(Debug, Clone, PartialEq)]
pub enum PlanWarning {
    /// The hours are those of a size that was given when its word meant something else.
    SizeAgain,
    /// The gap of a requirement was both split and merged; the merged action is planned.
    SplitAndMerged {
        /// The requirement.
        id: String,
    },
    /// Actions depend on each other in a circle; one of these dependencies is not obeyed.
    Circle {
        /// The actions.
        ids: Vec<String>,
    },
    /// With so few hours the work takes more than two centuries; the dates assume more.
    TooFewHours {
        /// Hours a week.
        a_week: f64,
    },
    /// The target lies before the start.
    TargetBeforeStart {
        /// The target.
        target: Date,
        /// The start.
        start: Date,
    },
    /// An action starts later than the day it was pinned to.
    PinNotHeld {
        /// The action.
        id: String,
        /// The day it was pinned to.
        pin: Date,
        /// When it starts.
        start: Date,
        /// Why.
        because: Later,
    },
    /// An action ends later than it is due.
    DueNotHeld {
        /// The action.
        id: String,
        /// When it is due.
        due: Date,
        /// When it ends.
        end: Date,
    },
    /// An action is marked done, but the levels of its checks were not asked again.
    LevelsToAsk {
        /// The action.
        id: String,
        /// The checks.
        checks: Vec<String>,
    },
}

/// Why an action starts later than asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Later {
    /// The plan starts on this day.
    PlanStarts(Date),
    /// No hours are left earlier.
    NoCapacity,
    /// These actions must end first.
    DependsOn(Vec<String>),
}
