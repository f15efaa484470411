//! Words for a search: where in the questionnaire a text matched.

use super::Word;
use crate::model::find::Place;
use crate::say;

impl Word for Place {
    fn word(&self) -> &'static str {
        match self {
            Self::Id => say!("id"),
            Self::NearId => say!("near id"),
            Self::Title => say!("title"),
            Self::Question => say!("question"),
            Self::Why => say!("why"),
            Self::Good => say!("good"),
            Self::Words => say!("words"),
            Self::Documents => say!("documents"),
            Self::Check => say!("check"),
            Self::Evidence => say!("evidence"),
            Self::Output => say!("output"),
            Self::Note => say!("note"),
        }
    }
}
