//! A folder of their own for tests that run the program inside themselves: backups and recent files of a test are not
//! the user's. What earlier runs left is removed.

use std::path::Path;
use std::sync::Once;
use std::time::Duration;

static ONCE: Once = Once::new();

/// No run of the tests takes longer.
const OLD: Duration = Duration::from_hours(1);

/// From here on this process remembers nothing in the user's folders.
pub(crate) fn of_our_own() {
    ONCE.call_once(|| {
        let all = Path::new(env!("CARGO_TARGET_TMPDIR")).join("state");
        for left in std::fs::read_dir(&all).into_iter().flatten().flatten() {
            let age = left.metadata().and_then(|m| m.modified()).ok().and_then(|at| at.elapsed().ok());
            if age.is_some_and(|age| age > OLD) {
                let _ = std::fs::remove_dir_all(left.path());
            }
        }
        clausewise::files::remember_in(all.join(std::process::id().to_string()));
    });
}
