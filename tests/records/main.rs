//! Records, proved by what must hold whatever is done to them: what comes back from facts, texts and files; copies
//! of a file that go apart; fields of a newer version; layers; what 0.1.0 wrote; evidence that counts as seen.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that panics has failed, as it should")]

#[path = "../naive/case.rs"]
#[allow(dead_code, reason = "of the small questionnaires only the dice are needed here")]
mod case;

mod copies;
mod evidence;
mod layers;
mod links;
mod newer;
mod old;
mod random;
mod trips;
mod upgraded;

use proptest::prelude::ProptestConfig;

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, max_shrink_iters: 0, ..ProptestConfig::default() }
}
