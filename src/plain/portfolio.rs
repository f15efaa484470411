//! Many clients: each file of a folder in a few lines, and what could not be read.

use std::io;
use std::sync::Arc;

use super::Plain;
use crate::words::{Words as _, portfolio as words};
use crate::work::portfolio::{self, Asked, Progress};
use crate::{files, say};

impl Plain<'_> {
    /// Says what is in a folder. Each file is read and left as it is.
    pub(super) fn portfolio(&mut self, folder: &str) -> io::Result<()> {
        if folder.is_empty() {
            return self.talk.say(say!(
                "Write the folder with the .aims files of your clients behind it, for example: portfolio clients"
            ));
        }
        let folder = files::path_of(folder);
        let asked = Asked {
            folder: &folder,
            bank: Arc::clone(&self.bank),
            today: self.today,
            redact: false,
            words: &words::obstacle,
            nameless: &words::nameless,
        };
        let all = match portfolio::rows(&asked, &Progress::default()) {
            Ok(all) => all,
            Err(e) => return self.talk.trouble(e.words()),
        };
        self.talk.say(words::summary(&all))?;
        if all.clients.is_empty() && all.unread.is_empty() {
            self.talk.say(words::where_they_are())?;
        }
        for (n, client) in all.clients.iter().enumerate() {
            self.talk.tell(&words::aloud(&all, client, n + 1))?;
        }
        if !all.unread.is_empty() {
            self.talk.say(say!("{column}:", column = words::unread(&all)))?;
            self.talk.tell(&all.unread.iter().map(words::of_unread).collect::<Vec<_>>())?;
        }
        self.talk.tell(&words::remarks(&all))?;
        let Some(first) = all.clients.first() else { return Ok(()) };
        let path = folder.join(&first.path);
        self.talk.say(say!(
            "To go on in one: open and its path, for example: open {path}",
            path = path.to_string_lossy()
        ))
    }
}
