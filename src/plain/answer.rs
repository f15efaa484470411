//! The question loop: from a line to its effect, and answering.

use std::io;

use super::Next;
use super::question;
use super::sitting::Sitting;
use super::word::{Said, WORDS, Word, nearest, read};
use crate::model::assessment::keys;
use crate::model::questionnaire::Target;
use crate::model::record::{PERSON, SYSTEM};
use crate::model::{Level, Status, edit, text};
use crate::words::{Word as _, Words as _};

impl Sitting<'_, '_> {
    /// Asks until the person goes home, quits, or the input ends.
    pub(super) fn serve(&mut self) -> io::Result<Next> {
        self.greet()?;
        self.card()?;
        loop {
            self.retry()?;
            let Some(line) = self.talk.ask(&format!("Answer {}:", self.id()))? else { return Ok(Next::Quit) };
            match self.run(&line)? {
                Next::Stay => {}
                Next::Show => self.card()?,
                end => return Ok(end),
            }
        }
    }

    fn card(&mut self) -> io::Result<()> {
        let lines = question::card(&self.s, self.at);
        self.talk.tell(&lines)
    }

    fn run(&mut self, line: &str) -> io::Result<Next> {
        match read(self.q(), line) {
            Said::Nothing => Ok(Next::Show),
            Said::Level(level, note) => self.rate(level, note.as_deref()),
            Said::Word(word, rest) => self.run_word(word, &rest),
            Said::Unknown(words) => self.stay(&words),
        }
    }

    fn run_word(&mut self, word: Word, rest: &str) -> io::Result<Next> {
        match word {
            Word::Checks => self.first_check(),
            Word::Whole => Ok(self.move_to(Target::Requirement(self.requirement()))),
            Word::Next => self.next(),
            Word::Back => self.back(),
            Word::Open => self.open_question(rest),
            Word::Gap => self.seek(Status::Gap),
            Word::Go => self.go(rest),
            Word::Return => self.go_back(),
            Word::Again => Ok(Next::Show),
            Word::Home => self.leave(Next::Home),
            Word::Quit => self.leave(Next::Quit),
            Word::Rate => self.rate_elsewhere(rest),
            Word::Mark => self.mark(),
            Word::Undo => self.undo(false),
            Word::Redo => self.undo(true),
            Word::Note => self.note(rest),
            Word::Reason => self.reason(rest),
            Word::Ask => self.ask_whom(rest),
            Word::Park => self.park(rest),
            Word::Close => self.close_parked(rest),
            Word::Evidence if !rest.is_empty() => self.name_or_change_evidence(rest),
            Word::Owner => self.owner(rest),
            Word::Effort => self.effort(rest),
            Word::Rank => self.rank(rest),
            Word::Hours => self.hours(rest),
            Word::About if !rest.is_empty() => self.change_about(rest),
            Word::System => self.register(&SYSTEM, rest),
            Word::Person => self.register(&PERSON, rest),
            Word::Record if !rest.is_empty() => self.record(rest),
            Word::Export => self.export(rest),
            Word::Backups => self.backups(),
            Word::Restore => self.restore(rest),
            Word::Copy => self.copy(rest),
            Word::Reload => self.reload(),
            Word::Compare => self.compare(),
            _ => self.tell_word(word, rest),
        }
    }

    /// Words that only tell something.
    fn tell_word(&mut self, word: Word, rest: &str) -> io::Result<Next> {
        let (q, a, at) = (self.q(), self.a(), self.at);
        let lines = match word {
            Word::Levels => question::levels(q, at),
            Word::Why => question::why(q, at),
            Word::Evidence => question::evidence(q, a, at),
            Word::More => question::more(q, at),
            Word::Find => self.find(rest),
            Word::Outline => self.outline(rest),
            Word::Results => self.results(),
            Word::Gaps => self.gaps(rest),
            Word::Roadmap => self.roadmap(),
            Word::Lists => self.lists(),
            Word::History => self.history(rest),
            Word::Explain => self.explain(rest),
            Word::About => self.about(),
            Word::Record => self.registers(),
            _ => help(rest),
        };
        self.talk.tell(&lines)?;
        Ok(Next::Stay)
    }

    fn open_question(&mut self, rest: &str) -> io::Result<Next> {
        if rest.is_empty() {
            return self.seek(Status::Open);
        }
        self.stay("open goes to the next unanswered requirement and takes nothing behind it; home leaves this file, and open PATH opens another there.")
    }

    /// Gives the question a level, or withdraws it, and goes on.
    fn rate(&mut self, level: Option<Level>, note: Option<&str>) -> io::Result<Next> {
        let id = self.id();
        let e = match edit::rate(self.q(), self.a(), &id, level, note) {
            Ok(e) => e,
            Err(refusal) => return self.stay(&refusal.words()),
        };
        let excluded = level == Some(Level::NotApplicable);
        let next = if level.is_some() { self.after() } else { None };
        // With a reason still to be asked for, one is still here if the program ends before it came.
        let reasoned = !excluded || note.is_some();
        if !self.keep(&e, next.filter(|_| reasoned))? {
            return Ok(Next::Stay);
        }
        let words = self.rated(&id, level);
        self.talk.say(words)?;
        if !reasoned && !self.reason_now(&id)? {
            return Ok(Next::Quit);
        }
        match next {
            Some(next) => Ok(self.move_to(next)),
            None if level.is_none() => Ok(Next::Show),
            None => self.stay("That was the last question; results tells where you stand."),
        }
    }

    /// What an answer came to.
    fn rated(&self, id: &str, level: Option<Level>) -> String {
        let q = self.q();
        let Some(level) = level else { return format!("{id}: answer withdrawn. undo brings it back.") };
        let word = level.word();
        match q.find(id) {
            Some(Target::Heading(h)) => {
                let n = q.below(h).len();
                format!("{id}: {word} for the unrated checks of {n} requirements. undo takes it back.")
            }
            Some(Target::Requirement(r)) if level != Level::NotApplicable => {
                let own = q.checks_of(r).filter(|c| self.a().own_level(*c).is_some()).count();
                let kept = if own > 0 {
                    format!(" {own} of its checks keep their own level.")
                } else {
                    String::new()
                };
                let ask = if level == Level::DontKnow {
                    " It is on the list to find out; back, then ask NAME, tells whom."
                } else {
                    ""
                };
                format!("{id}: {word}.{kept}{ask}")
            }
            _ => format!("{id}: {word}."),
        }
    }

    /// Answers an id from where one is; headings too.
    fn rate_elsewhere(&mut self, line: &str) -> io::Result<Next> {
        let (id, e) = match edit::script_line(self.q(), self.a(), line) {
            Ok((id, _, e)) => (id, e),
            Err(wrong) => return self.stay(&format!("{} Nothing was changed.", wrong.words())),
        };
        if self.keep(&e, None)? {
            let level = self.a().get(&id).and_then(Level::parse);
            let words = self.rated(&id, level);
            self.talk.say(words)?;
        }
        Ok(Next::Stay)
    }

    fn mark(&mut self) -> io::Result<Next> {
        let id = self.id();
        let marked = self.a().at(keys::REVIEW, &id).is_some();
        let value = if marked { "" } else { "yes" };
        let e = edit::text_at(self.q(), self.a(), keys::REVIEW, &id, value);
        let words = if marked { "no longer marked" } else { "marked for review; lists names the marks" };
        self.change(e, &format!("{id} {words}."))
    }

    /// Takes the last change back, or makes it again.
    fn undo(&mut self, again: bool) -> io::Result<Next> {
        if !self.may_change()? {
            return Ok(Next::Stay);
        }
        let done = match if again { self.s.redo() } else { self.s.undo() } {
            Ok(done) => done,
            Err(refused) => {
                self.talk.trouble(refused.to_string())?;
                return Ok(Next::Stay);
            }
        };
        let Some(e) = done else {
            return self.stay(self.s.why_nothing(again).word());
        };
        self.settle()?;
        let what = if again { "Made again" } else { "Taken back" };
        let at = if e.at.is_empty() { String::new() } else { format!(" on {}", e.at) };
        self.talk.say(format!("{what}: {}{at}.", e.what))?;
        Ok(self.q().find(&e.at).map_or(Next::Stay, |t| self.move_to(t)))
    }
}

/// Every word, or one.
fn help(which: &str) -> Vec<String> {
    let row = |takes: &str, typed: &str, help: &str| {
        let takes = if takes.is_empty() { String::new() } else { format!(" {takes}") };
        format!("{typed}{takes}: {help}")
    };
    let which = which.to_lowercase();
    if which.is_empty() {
        let first = "1 to 5, ? or n, or the level as a word: answers; behind the sign a note may follow. c: \
                     withdraws the answer";
        let mut lines = vec![first.to_owned()];
        lines.extend(WORDS.iter().map(|e| row(e.takes, e.typed, e.help)));
        return lines;
    }
    if let Some(e) = WORDS.iter().find(|e| e.typed == which) {
        return vec![row(e.takes, e.typed, e.help)];
    }
    let near = nearest(&which, WORDS.iter().map(|e| e.typed));
    let near = near.map_or_else(String::new, |w| format!(" Nearest: {w}."));
    vec![format!("There is no word \"{}\".{near} help lists the words.", text::shown(&which, 40))]
}
