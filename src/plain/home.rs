//! Home: what this is, recent assessments, a new one, the sample.

use std::io;
use std::path::Path;
use std::time::Duration;

use super::Plain;
use super::form::{self, Filled, field, fill, value};
use super::names::Typed;
use super::talk::{Goes, Talk, goes, is_help, is_quit};
use super::way::{AtHand, End, First, ask_quick, untitled};
use super::word::nearest;
use crate::model::assessment::keys;
use crate::model::format::Firm;
use crate::model::journey::GoOn;
use crate::model::quick_check::Answers;
use crate::model::{Edit, fields, text};
use crate::report::pages;
use crate::session::{Session, StoreError};
use crate::words::store::error_at;
use crate::words::{Words as _, figures};
use crate::work::glance::glance;
use crate::work::{Refused, begin};
use crate::{bank, files, say, words};

/// Fields a new assessment is asked for; the rest can wait.
const FIRST: usize = 7;

/// Every word at home.
const HOME_WORDS: &[(&str, &str)] = &[
    (
        "start",
        "Guided start: who you are and what you do with AI, then 20 questions, then your first ten things",
    ),
    ("check", "Quick check: 20 questions, 5 minutes, a first impression; it can be kept at its end"),
    ("new", "New assessment: one organisation, one scope, one file"),
    ("open PATH", "Open a file: an .aims file you know the place of"),
    (
        "sample FIRM",
        "Look around in a worked firm: bakery, software or bank; without FIRM in one some weeks into the work",
    ),
    (
        "portfolio FOLDER",
        "Many clients: a few lines for each .aims file of a folder, and what could not be read",
    ),
    ("forget NUMBER", "Take a file off this list, after a question; nothing is deleted"),
    ("backups", "List the backups of every assessment; each can become a new file"),
    ("help", "Say these words again, as ? does"),
    ("quit", "End"),
];

/// What one can type at home.
fn words_at_home() -> Vec<String> {
    HOME_WORDS.iter().map(|(typed, help)| format!("{typed}: {}", words::text(help))).collect()
}

impl Plain<'_> {
    /// Says what this is.
    pub(super) fn introduce(&mut self) -> io::Result<()> {
        self.talk.say(say!(
            "Clausewise asks plain questions and tells where you stand on {name} and what comes next: a verdict, a \
             ranked gap list and a roadmap; an hour for a first picture, half a day for all of it.",
            name = self.bank.names.short
        ))?;
        self.talk.say(say!(
            "Answers stay in one file on this machine and nothing is sent anywhere; indicative, not legal advice, \
             not certification."
        ))
    }

    /// Asks until an assessment is open; none to end.
    pub(super) fn home(&mut self) -> io::Result<Option<Session>> {
        if self.talk.take_quit() {
            return Ok(None);
        }
        let recent = files::recent();
        self.talk.say(if recent.is_empty() {
            say!("Begin:")
        } else {
            say!("Go on where you stopped, or begin:")
        })?;
        for (n, r) in recent.iter().enumerate() {
            let (name, folder) =
                (files::shown_name(&r.path, 60), files::human_path(&files::folder_of(&r.path)));
            let (told, go_on) = self.told(&r.path);
            self.talk.say(say!(
                "{number}: {name}, in {folder}, {told}",
                number = n + 1,
                name,
                folder,
                told
            ))?;
            // One goes on in what was open last.
            if let Some(go_on) = go_on.filter(|_| n == 0) {
                self.talk.say(say!("Go on with {number}: {what}", number = n + 1, what = go_on.words()))?;
            }
        }
        self.talk.tell(&words_at_home())?;
        loop {
            if self.talk.take_quit() {
                return Ok(None);
            }
            let Some(line) = self.talk.hear(say!("Type a number or a word:"))? else { return Ok(None) };
            let (word, rest) = line.split_once(char::is_whitespace).unwrap_or((&line, ""));
            let (lower, rest) = (word.to_lowercase(), rest.trim());
            let opened = match (lower.as_str(), rest) {
                ("", _) => continue,
                (word, "") if is_quit(word) => return Ok(None),
                (word, _) if is_help(word) => {
                    self.talk.tell(&words_at_home())?;
                    None
                }
                ("start", "") => self.start()?,
                ("check", "") => self.check()?,
                ("new", "") => self.create()?,
                ("sample", which) => self.sample(which)?,
                ("open", path) => self.open_typed(path)?,
                ("backups", "") => {
                    self.backups()?;
                    None
                }
                ("restore", rest) => self.restore(rest)?,
                ("portfolio", folder) => {
                    self.portfolio(folder)?;
                    None
                }
                ("forget", number) => {
                    self.forget(&recent, number)?;
                    return self.home();
                }
                ("purge", name) => {
                    self.purge(name)?;
                    None
                }
                _ => match lower.parse::<usize>().ok().and_then(|n| recent.get(n.checked_sub(1)?)) {
                    Some(r) if rest.is_empty() => self.open_or_back(&r.path)?,
                    _ => {
                        self.unknown(&line, recent.len())?;
                        continue;
                    }
                },
            };
            if opened.is_some() {
                return Ok(opened);
            }
        }
    }

    /// The guided start: the name and the file first, so that everything told from then on is kept at once.
    fn start(&mut self) -> io::Result<Option<Session>> {
        self.talk.say(say!(
            "Guided start: six questions on who you are, twenty plain ones, and you have your first ten things. \
             Everything is kept at once: leave any time, and go on later."
        ))?;
        let s = self.found()?;
        self.first = s.is_some().then_some(First::Start);
        Ok(s)
    }

    /// Asks the name of the organisation and creates a file with it; none when nobody wants one.
    fn found(&mut self) -> io::Result<Option<Session>> {
        let question =
            say!("Name of the organisation, as it should stand on reports. An empty line goes back:");
        loop {
            let named = self.talk.ask(question)?.filter(|name| !name.is_empty() && goes(name).is_none());
            let Some(name) = named else {
                self.talk.say(say!("Nothing was created."))?;
                return Ok(None);
            };
            let sets = [(keys::ORGANISATION, name.clone()), (keys::START, self.today.to_string())];
            match begin::founding(&self.bank, sets, self.today) {
                Ok(first) => match self.create_at(&first, &name)? {
                    Placed::Back => {}
                    Placed::At(s) => return Ok(Some(*s)),
                    Placed::Left => return Ok(None),
                },
                Err(refused) => {
                    self.talk.say(refused_words(&refused))?;
                    return Ok(None);
                }
            }
        }
    }

    /// The quick check without a file: what is answered is kept where somebody wants it at its end.
    fn check(&mut self) -> io::Result<Option<Session>> {
        let Ok(guides) = bank::guides() else { return Ok(None) };
        let check = guides.quick_check;
        self.talk.say(&check.intro)?;
        let keep = |_: &mut Talk<'_>, _: &str, _| Ok(true);
        let (answers, end) =
            ask_quick(&mut self.talk, &self.bank, &check, Answers::new(), &AtHand::new(), keep)?;
        if answers.is_empty() || end == End::Input {
            return Ok(None);
        }
        let lines = pages::quick_result(&check, &check.outcome(&self.bank, &answers));
        self.talk.tell(&untitled(lines))?;
        self.talk.say(say!("A file keeps these answers and tells your first ten things."))?;
        let s = self.found()?;
        self.first = s.is_some().then_some(First::Keep(answers));
        Ok(s)
    }

    /// What tells a file from the others: that it is gone, or its verdict, how much is answered and when it was made;
    /// and what one would go on with.
    fn told(&self, path: &Path) -> (String, Option<GoOn>) {
        if !files::exists(path) {
            return (say!("not found; forget and its number take it off this list").to_owned(), None);
        }
        let Ok(told) = glance(self.bank.clone(), path, self.today) else {
            return (say!("cannot be read; its number tells why").to_owned(), None);
        };
        let verdict = told.verdict.map_or_else(
            || say!("scores hidden").to_owned(),
            |(class, would_be)| figures::class(class, would_be),
        );
        let answered = say!("{done} of {of} answered", done = told.answered, of = told.of);
        let made = told.made.map(|day| say!("made {day}", day = words::day::whole(day)));
        let words =
            [Some(verdict), Some(answered), made].into_iter().flatten().collect::<Vec<_>>().join(", ");
        (words, Some(told.go_on))
    }

    /// Takes a file off the list after asking.
    fn forget(&mut self, recent: &[files::Recent], number: &str) -> io::Result<()> {
        let Some(r) = number.parse::<usize>().ok().and_then(|n| recent.get(n.checked_sub(1)?)) else {
            return self.talk.say(say!("Nothing was changed; write the number of a file behind forget."));
        };
        let name = files::shown_name(&r.path, 60);
        let question =
            say!("Take {name} off this list? The file itself stays where it is. Type yes to do it:", name);
        if self.talk.ask(&question)?.is_some_and(|said| said.trim().eq_ignore_ascii_case(say!("yes"))) {
            files::forget(&r.path);
            return self.talk.say(say!("{name} is off the list.", name));
        }
        self.talk.say(say!("{name} stays on the list.", name))
    }

    fn unknown(&mut self, line: &str, recents: usize) -> io::Result<()> {
        let words = HOME_WORDS.iter().filter_map(|(w, _)| w.split(' ').next());
        let first = line.split(' ').next().unwrap_or("").to_lowercase();
        let near = nearest(&first, words).map(|near| say!("Nearest: {near}.", near));
        let wrong = say!("\"{line}\" is nothing one can do here.", line = text::shown(line, 40));
        let ways = match recents {
            0 => {
                say!("Nothing was changed; type start, check, new, open PATH, sample, portfolio FOLDER, backups, help or quit.")
                    .to_owned()
            }
            n => say!(
                "Nothing was changed; type a number from 1 to {n}, start, check, new, open PATH, sample, portfolio FOLDER, backups, help or quit.",
                n
            ),
        };
        self.talk.say([Some(wrong), near, Some(ways)].into_iter().flatten().collect::<Vec<_>>().join(" "))
    }

    /// Opens a file and remembers it; the words of what went wrong with an exit code.
    pub(super) fn open(&mut self, path: &Path) -> Result<Session, (u8, String)> {
        self.try_open(path).map_err(|e| (e.exit_code(), e.to_string()))
    }

    pub(super) fn try_open(&mut self, path: &Path) -> Result<Session, StoreError> {
        let s = Session::open(self.bank.clone(), path, &self.by, true, Duration::ZERO)?;
        remember(&s);
        Ok(s)
    }

    /// As [`Self::open_or_ask`]; says what went wrong.
    fn open_or_back(&mut self, path: &Path) -> io::Result<Option<Session>> {
        match self.open_or_ask(path) {
            Ok(s) => Ok(s),
            Err((_, words)) => {
                self.talk.trouble(words)?;
                Ok(None)
            }
        }
    }

    pub(super) fn open_or_say(&mut self, path: &Path) -> io::Result<Option<Session>> {
        match self.open(path) {
            Ok(s) => Ok(Some(s)),
            Err((_, words)) => {
                self.talk.trouble(words)?;
                Ok(None)
            }
        }
    }

    fn open_typed(&mut self, path: &str) -> io::Result<Option<Session>> {
        if path.is_empty() {
            self.talk.say(say!("Write the path of an .aims file behind it, for example: open acme.aims"))?;
            return Ok(None);
        }
        self.open_or_back(&files::path_of(path))
    }

    /// Asks the fields one after the other and creates the file.
    fn create(&mut self) -> io::Result<Option<Session>> {
        self.talk
            .say(say!("New assessment. An empty line leaves a field as it is; what is empty can wait."))?;
        let today = self.today.to_string();
        let mut fields: Vec<form::Field> = fields::ABOUT
            .iter()
            .take(FIRST)
            .map(|(k, l, h)| field(k, l, h, if *k == keys::START { &today } else { "" }))
            .collect();
        loop {
            let (bank, now) = (&self.bank, self.today);
            let check = |key, v: &str| begin::check(bank, key, v, now).map_err(|why| refused_words(&why));
            if fill(bank, &mut self.talk, &mut fields, check)? != Filled::Whole {
                self.talk.say(say!("Nothing was created: it ended before the last field."))?;
                return Ok(None);
            }
            let sets = fields.iter().map(|f| (f.key, f.value.clone()));
            let first = match begin::founding(&self.bank, sets, self.today) {
                Ok(first) => first,
                Err(refused) => {
                    self.talk.say(refused_words(&refused))?;
                    return Ok(None);
                }
            };
            match self.create_at(&first, &value(&fields, keys::ORGANISATION))? {
                Placed::Back => {}
                Placed::Left => return Ok(None),
                Placed::At(s) => {
                    if value(&fields, keys::SCOPE).is_empty() {
                        self.talk.say(words::called::scope_missing(&self.bank, "about change"))?;
                    }
                    return Ok(Some(*s));
                }
            }
        }
    }

    /// Asks where to keep it until it can be kept there.
    fn create_at(&mut self, first: &Edit, organisation: &str) -> io::Result<Placed> {
        let named = files::file_for("", organisation);
        let name = named.display().to_string();
        let question = say!("File: where to keep it. An empty line: {name}, here.", name);
        loop {
            let Some(typed) = self.talk.ask(&question)? else {
                self.talk.say(say!("Nothing was created: it ended before the last field."))?;
                return Ok(Placed::Left);
            };
            match goes(&typed) {
                Some(Goes::Back) => return Ok(Placed::Back),
                Some(Goes::Out) => {
                    self.talk.say(say!("Nothing was created."))?;
                    return Ok(Placed::Left);
                }
                None => {}
            }
            let path = files::file_for(&typed, organisation);
            match begin::create(self.bank.clone(), &path, &self.by, first, false) {
                Ok(s) => {
                    remember(&s);
                    self.talk.say(say!("Saved."))?;
                    return Ok(Placed::At(Box::new(s)));
                }
                Err(Refused::Store(e)) => self.talk.trouble(error_at(&e, super::sitting::WHERE))?,
                Err(refused) => self.talk.trouble(refused_words(&refused))?,
            }
        }
    }

    /// Opens a sample, made when it is not there yet: that of the firm named, or the one under way.
    fn sample(&mut self, which: &str) -> io::Result<Option<Session>> {
        let firm = Firm::parse(which);
        if firm.is_none() && !which.is_empty() {
            let (which, firms) = (text::shown(which, 40), Firm::ALL.map(Firm::key).join(", "));
            self.talk.say(say!(
                "There is no sample \"{which}\". Nothing was opened; write one of {firms} behind sample, or nothing.",
                which,
                firms
            ))?;
            return Ok(None);
        }
        let path = match begin::sample(self.bank.clone(), firm, self.today) {
            Ok(path) => path,
            Err(e) => {
                self.talk.trouble(e.to_string())?;
                return Ok(None);
            }
        };
        let s = self.open_or_say(&path)?;
        if s.is_some() {
            self.talk
                .say(say!("A sample to look around in. home leaves it; your own begins with new there."))?;
        }
        Ok(s)
    }
}

/// What came of asking where to keep a new assessment.
enum Placed {
    /// It is kept and open.
    At(Box<Session>),
    /// What was asked before is asked again.
    Back,
    /// Nothing was created.
    Left,
}

fn remember(s: &Session) {
    let path = std::path::absolute(s.path()).unwrap_or_else(|_| s.path().to_path_buf());
    files::remember(&path);
}

fn refused_words(refused: &Refused) -> String {
    words::refused(refused, &Typed::refusing())
}
