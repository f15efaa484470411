//! Folders of the user, and who the user is.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

static ELSEWHERE: OnceLock<PathBuf> = OnceLock::new();

/// Keeps what the program remembers in another folder than the user's, as tests do that run the program inside
/// themselves; only the first call counts.
pub fn remember_in(folder: PathBuf) {
    ELSEWHERE.get_or_init(|| folder);
}

/// Folder for what the program remembers: backups, recent files. Not created here.
/// `None` when the system does not say where the user's files live.
pub fn state_dir() -> Option<PathBuf> {
    if let Some(folder) = ELSEWHERE.get() {
        return Some(folder.clone());
    }
    #[cfg(test)]
    {
        // Tests never touch the user's own folders.
        let target = Path::new(env!("CARGO_MANIFEST_DIR")).join("target");
        Some(target.join(format!("test-state-{}", std::process::id())))
    }
    #[cfg(not(test))]
    {
        let dirs = directories::ProjectDirs::from("", "", "clausewise")?;
        Some(dirs.state_dir().unwrap_or_else(|| dirs.data_local_dir()).to_path_buf())
    }
}

/// Folder below which all backups are kept. Not created here.
pub fn backups_dir() -> Option<PathBuf> {
    Some(state_dir()?.join("backups"))
}

/// Folder for settings. Not created here.
pub fn config_dir() -> Option<PathBuf> {
    directories::ProjectDirs::from("", "", "clausewise").map(|d| d.config_dir().to_path_buf())
}

/// Creates a folder and its parents; new ones are open to this user alone.
pub fn make_private_dir(folder: &Path) -> io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt;
        builder.mode(0o700);
    }
    builder.create(folder)
}

/// Login name of the user, for people to read; never empty.
pub fn user() -> String {
    ["USER", "LOGNAME", "USERNAME"]
        .iter()
        .find_map(|v| std::env::var(v).ok().filter(|u| !u.trim().is_empty()))
        .map_or_else(nameless, |u| one_word(&u))
}

/// Whether that is only what stands for a user without a name.
pub fn is_nameless(user: &str) -> bool {
    user == nameless()
}

/// Name of this computer, for people to read; never empty.
pub fn host() -> String {
    let name = host_name();
    if name.trim().is_empty() { "this computer".to_owned() } else { one_word(&name) }
}

/// Short enough for a message of three lines.
fn one_word(text: &str) -> String {
    text.trim().chars().filter(|c| !c.is_control()).take(16).collect()
}

#[cfg(unix)]
fn nameless() -> String {
    format!("user {}", rustix::process::getuid().as_raw())
}

#[cfg(windows)]
fn nameless() -> String {
    "somebody".to_owned()
}

#[cfg(unix)]
fn host_name() -> String {
    rustix::system::uname().nodename().to_string_lossy().into_owned()
}

#[cfg(windows)]
fn host_name() -> String {
    std::env::var("COMPUTERNAME").unwrap_or_default()
}
