//! From which answers of single people an agreed level was made, as it is kept beside it.

use super::level::Level;
use super::record::Rid;

/// From what an agreed answer was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trace {
    /// Whether it was by the rule.
    pub worst: bool,
    /// Who had said what.
    pub from: Vec<(Rid, Level)>,
}

/// The word of the rule in the file.
const WORST: &str = "worst";
/// The word for what people settled on.
const BY_HAND: &str = "hand";

impl Trace {
    /// Reads it as it is stored: `worst RID=4 RID=2`.
    pub fn parse(stored: &str) -> Option<Self> {
        let mut parts = stored.split(' ');
        let worst = match parts.next()? {
            WORST => true,
            BY_HAND => false,
            _ => return None,
        };
        let one = |part: &str| {
            let (who, level) = part.split_once('=')?;
            Some((Rid::parse(who)?, Level::parse(level)?))
        };
        Some(Self { worst, from: parts.map(one).collect::<Option<_>>()? })
    }

    /// As it is stored.
    pub(super) fn stored(&self) -> String {
        let how = if self.worst { WORST } else { BY_HAND };
        let from = self.from.iter().map(|(who, level)| format!(" {who}={}", level.key()));
        std::iter::once(how.to_owned()).chain(from).collect()
    }
}
