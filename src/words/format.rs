//! What the parts of a questionnaire's format are called.

use super::Word;
use crate::model::format::{Basis, Pdca};
use crate::say;

impl Word for Pdca {
    fn word(&self) -> &'static str {
        match self {
            Self::Plan => say!("Plan"),
            Self::Do => say!("Do"),
            Self::Check => say!("Check"),
            Self::Act => say!("Act"),
        }
    }
}

impl Word for Basis {
    fn word(&self) -> &'static str {
        match self {
            Self::Explicit => say!("required"),
            Self::Inherent => say!("required by nature"),
            Self::Customary => say!("customary"),
        }
    }
}
