//! What the parts of a questionnaire's format are called.

use super::Word;
use crate::model::OrgSize;
use crate::model::format::{Basis, CheckKind, FindingGrade, Firm, FitsInto, Pdca, Sector};
use crate::say;

impl Word for CheckKind {
    fn word(&self) -> &'static str {
        match self {
            Self::Document => say!("document"),
            Self::Decision => say!("decision"),
            Self::Practice => say!("practice"),
            Self::Event => say!("event"),
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

impl Word for FindingGrade {
    fn word(&self) -> &'static str {
        match self {
            Self::Major => say!("major nonconformity"),
            Self::Minor => say!("minor nonconformity"),
            Self::Opportunity => say!("opportunity for improvement"),
        }
    }
}

impl Word for Sector {
    fn word(&self) -> &'static str {
        match self {
            Self::Hiring => say!("In hiring"),
            Self::Health => say!("In health care"),
            Self::Credit => say!("In credit"),
            Self::Public => say!("In public service"),
            Self::Education => say!("In education"),
        }
    }
}

/// Who they are, where a line begins.
impl Word for Firm {
    fn word(&self) -> &'static str {
        match self {
            Self::Bakery => say!("The bakery"),
            Self::Software => say!("The software house"),
            Self::Bank => say!("The bank's team"),
        }
    }
}

impl Word for FitsInto {
    fn word(&self) -> &'static str {
        match self {
            Self::Handbook => say!("fits into the handbook"),
            Self::Register => say!("fits into a register"),
            Self::Plan => say!("fits into a plan"),
            Self::Assessment => say!("fits into an assessment"),
            Self::Log => say!("fits into a log"),
            Self::Minutes => say!("fits into minutes"),
            Self::Notices => say!("fits into the notices"),
            Self::File => say!("a file of its own"),
        }
    }
}
