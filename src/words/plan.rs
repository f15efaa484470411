//! The plan in sentences.

use crate::model::roadmap::Ends;
use crate::say;

/// How the end of a plan stands to the target, as the end of a sentence; empty when nothing ends.
pub fn ends(ends: Ends) -> String {
    match ends {
        Ends::Nothing => String::new(),
        Ends::Untold(on) => say!("ends {on}, no target set", on),
        Ends::Late { on, target, weeks } => {
            say!("ends {on}, misses the target {target} by {weeks|week|weeks}", on, target, weeks)
        }
        Ends::Between { on, target, stage2 } => {
            say!("ends {on}; Stage 1 before {target}, Stage 2 ({stage2}) after it", on, target, stage2)
        }
        Ends::InTime { on, target } => say!("ends {on}, in time for {target}", on, target),
    }
}
