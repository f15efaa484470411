//! What a command is called where its context does not matter: in settings, in tables of words.

use super::Command;

impl Command {
    /// The name settings know it by: its own, in lower case with hyphens. Where several contexts have a command of
    /// one name, a key that is set for it holds in all of them. A test holds all names, because people have them in
    /// their files.
    pub fn name(self) -> String {
        let mut name = String::new();
        for c in self.bare().chars() {
            if c.is_uppercase() && !name.is_empty() {
                name.push('-');
            }
            name.extend(c.to_lowercase().filter(char::is_ascii_lowercase));
        }
        name
    }
}
