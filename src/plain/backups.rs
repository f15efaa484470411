//! Backups line by line, and the ways back from a file that cannot be opened: its newest backup, or what can
//! be salvaged, always as a new file.

use std::io;
use std::path::{Path, PathBuf};

use super::sitting::{Sitting, WHERE};
use super::{Next, Plain};
use crate::files;
use crate::model::text;
use crate::say;
use crate::session::Session;
use crate::session::rescue::{self, Backup, Client};
use crate::words::Words as _;
use crate::words::rescue::{client_name, newest, origin, salvageable, salvaged, without_journal};
use crate::words::store::error_at;

/// How one makes a new file of a backup.
fn how() -> &'static str {
    say!("restore NUMBER makes a new file of one; restore NUMBER FILE names it. Nothing is replaced.")
}

/// A way back that is offered.
enum Back {
    Aside,
    Newest(Backup),
    Salvage,
}

/// What came of offering the ways back.
enum Asked {
    Opened(Box<Session>),
    Left,
    /// The input ended.
    Nobody,
}

fn yes(answer: Option<String>) -> bool {
    answer.is_some_and(|a| matches!(a.to_lowercase().as_str(), "yes" | "y"))
}

/// The number and the file behind `restore`; words when there is no such number.
fn chosen(rest: &str, all: &[(Backup, PathBuf)]) -> Result<(PathBuf, PathBuf), String> {
    let (number, file) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    let found = number.parse::<usize>().ok().and_then(|n| all.get(n.checked_sub(1)?));
    let Some((backup, of)) = found else {
        let shown = text::shown(number, 20);
        return Err(say!(
            "There is no backup number \"{shown}\". Nothing was written; backups lists them.",
            shown
        ));
    };
    let to = match file.trim() {
        "" => backup.new_name(of),
        typed => files::file_for(typed, ""),
    };
    Ok((backup.path.clone(), to))
}

/// Every backup in the order of its number, with the path it may be named after.
fn numbered(clients: &[Client]) -> Vec<(Backup, PathBuf)> {
    let all = clients.iter().flat_map(|c| {
        let of = files::file_for("", client_name(c));
        c.backups.iter().map(move |b| (b.backup.clone(), of.clone()))
    });
    all.collect()
}

impl Plain<'_> {
    /// Lists the backups of everybody.
    pub(super) fn backups(&mut self) -> io::Result<()> {
        let clients = rescue::clients();
        if clients.is_empty() {
            return self
                .talk
                .say(say!("There are no backups yet: one is made by itself soon after a change."));
        }
        let mut number = 0;
        for client in &clients {
            self.talk.say(format!("{}: {}.", client_name(client), client.words()))?;
            for b in &client.backups {
                number += 1;
                let (words, origin) = (b.words(), origin(&b.backup));
                self.talk.say(say!("{number}: {words}, of {origin}", number, words, origin))?;
            }
        }
        self.talk.say(format!("{} {}", how(), say!("purge ORGANISATION removes all of one.")))
    }

    /// Makes a new file of a backup and opens it.
    pub(super) fn restore(&mut self, rest: &str) -> io::Result<Option<Session>> {
        let done = chosen(rest, &numbered(&rescue::clients()))
            .and_then(|(b, to)| Ok((rescue::restore(&b, &to).map_err(|e| error_at(&e, WHERE))?, to)));
        match done {
            Ok((restored, to)) => {
                self.talk.say(restored.words())?;
                self.open_or_say(&to)
            }
            Err(words) => {
                self.talk.trouble(words)?;
                Ok(None)
            }
        }
    }

    /// Removes all backups of an organisation, after asking.
    pub(super) fn purge(&mut self, name: &str) -> io::Result<()> {
        let clients = rescue::clients();
        let wanted = name.to_lowercase();
        let Some(client) = clients.iter().find(|c| client_name(c).to_lowercase() == wanted) else {
            return self.talk.say(say!(
                "There are no backups of \"{name}\". Nothing was removed; backups lists the organisations.",
                name = text::shown(name, 40)
            ));
        };
        let (count, name) = (client.backups.len(), client_name(client));
        let question = say!(
            "Remove {count|backup|backups} of {name} for good? Write yes; anything else keeps {count?it|them}.",
            count,
            name
        );
        if !yes(self.talk.ask(&question)?) {
            return self.talk.say(say!("Nothing was removed."));
        }
        let doomed: Vec<Backup> = client.backups.iter().map(|b| b.backup.clone()).collect();
        match rescue::remove(&doomed) {
            Ok(removed) => self.talk.say(removed.words()),
            Err(e) => self.talk.trouble(error_at(&e, WHERE)),
        }
    }

    /// Opens a file; of one that is damaged or gone the ways back are offered. Words with an exit code when
    /// there are none, or when nobody answers.
    pub(super) fn open_or_ask(&mut self, path: &Path) -> Result<Option<Session>, (u8, String)> {
        let e = match self.try_open(path) {
            Ok(s) => return Ok(Some(s)),
            Err(e) => e,
        };
        let failure = || (e.exit_code(), e.to_string());
        let ways = rescue::ways_back(path, &e).ok_or_else(failure)?;
        match self.ask_back(&ways).map_err(|e| (74, files::why(&e).words()))? {
            Asked::Opened(s) => Ok(Some(*s)),
            Asked::Left => Ok(None),
            Asked::Nobody => Err(failure()),
        }
    }

    fn ask_back(&mut self, ways: &rescue::WaysBack) -> io::Result<Asked> {
        self.talk.say(ways.words())?;
        let mut offered = Vec::new();
        offered.extend(without_journal(ways).map(|words| (Back::Aside, say!("opens {words}", words))));
        if let (Some(b), Some(words)) = (ways.backups.first(), newest(ways)) {
            let words = say!("the newest backup as a new file: {words}", words);
            offered.push((Back::Newest(b.backup.clone()), words));
        }
        let salvage = salvageable(ways);
        offered.extend(
            salvage.map(|words| (Back::Salvage, say!("what can be read as a new file: {words}", words))),
        );
        for (n, (_, words)) in offered.iter().enumerate() {
            self.talk.say(format!("{}: {words}", n + 1))?;
        }
        let Some(answer) = self.talk.ask(say!("Type a number; anything else leaves it as it is."))? else {
            return Ok(if self.talk.quits() { Asked::Left } else { Asked::Nobody });
        };
        let picked = answer.parse::<usize>().ok().and_then(|n| offered.get(n.checked_sub(1)?));
        let done = match picked {
            None => {
                self.talk.say(say!("Nothing was made; the file stays as it is."))?;
                return Ok(Asked::Left);
            }
            Some((Back::Aside, _)) => {
                let to = ways.path.clone();
                rescue::set_aside(&to).map(|done| (vec![done.words()], to))
            }
            Some((Back::Newest(b), _)) => {
                let to = b.new_name(&ways.path);
                rescue::restore(&b.path, &to).map(|done| (vec![done.words()], to))
            }
            Some((Back::Salvage, _)) => {
                let to = ways.salvage_name();
                rescue::salvage(&ways.path, &to).map(|report| (salvaged(&report), to))
            }
        };
        match done {
            Ok((lines, to)) => {
                self.talk.tell(&lines)?;
                Ok(self.open_or_say(&to)?.map_or(Asked::Left, |s| Asked::Opened(Box::new(s))))
            }
            Err(e) => {
                self.talk.trouble(error_at(&e, WHERE))?;
                Ok(Asked::Left)
            }
        }
    }
}

impl Sitting<'_, '_> {
    /// Lists the backups of this assessment.
    pub(super) fn backups(&mut self) -> io::Result<Next> {
        let all = rescue::of(self.w.path());
        if all.is_empty() {
            return self
                .stay(say!("This assessment has no backup yet: one is made by itself soon after a change."));
        }
        for (n, b) in all.iter().enumerate() {
            let (number, words, origin) = (n + 1, b.words(), origin(&b.backup));
            self.talk.say(say!("{number}: {words}, of {origin}", number, words, origin))?;
        }
        self.stay(how())
    }

    /// Makes a new file of a backup of this assessment; one stays in the present one.
    pub(super) fn restore(&mut self, rest: &str) -> io::Result<Next> {
        let path = self.w.path().to_path_buf();
        let all: Vec<_> = rescue::of(&path).into_iter().map(|b| (b.backup, path.clone())).collect();
        let done =
            chosen(rest, &all).and_then(|(b, to)| rescue::restore(&b, &to).map_err(|e| error_at(&e, WHERE)));
        match done {
            Ok(done) => self.stay(&format!("{} {}", done.words(), say!("You stay in the present one."))),
            Err(words) => {
                self.talk.trouble(words)?;
                Ok(Next::Stay)
            }
        }
    }
}
