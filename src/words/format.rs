//! What the parts of a questionnaire's format are called.

use super::Word;
use crate::model::OrgSize;
use crate::model::format::{Basis, CheckKind, Pdca};
use crate::say;

impl Word for CheckKind {
    fn word(&self) -> &'static str {
        match self {
            Self::Document => say!("document"),
            Self::Practice => say!("practice"),
            Self::Record => say!("record"),
        }
    }
}

impl Word for OrgSize {
    fn word(&self) -> &'static str {
        match self {
            Self::Solo => say!("solo"),
            Self::Micro => say!("micro"),
            Self::Small => say!("small"),
            Self::Medium => say!("medium"),
            Self::Large => say!("large"),
        }
    }
}

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
