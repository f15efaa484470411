//! Texts, records and the other things one writes beside the answers: what a line leaves out is asked.

use std::io;

use super::Next;
use super::form::{self, Filled, field, fill};
use super::names::Typed;
use super::record::ways_out;
use super::sitting::Sitting;
use super::talk::{Heard, goes, is_quit};
use crate::model::beside::{form_key, form_of};
use crate::model::record::{
    DECISION, Draft, EVIDENCE, Field, Kind, PARKED, RISK, Rid, SYSTEM, Type, matrix, near, read, write,
};
use crate::model::record::{place, value};
use crate::model::said::Matter;
use crate::model::statement::Applicable;
use crate::model::{fields, text};
use crate::words::Words as _;
use crate::words::scales::{self, STEPS};
use crate::work::audit_line::{CHANGES, PROGRAMME, SEAL};
use crate::work::line::{self, BETWEEN, Deed, NOTHING};
use crate::work::{Call, begin};
use crate::{say, words};

impl Sitting<'_, '_> {
    /// What a word does that scripts take too. Here what stands behind it may be left out where it can be asked.
    pub(super) fn deed(&mut self, deed: Deed, rest: &str) -> io::Result<Next> {
        if deed == Deed::Row
            && let Some(at) = self.w.paper_meant(rest)
        {
            return self.paper_shown(at);
        }
        match deed {
            Deed::Write(Matter::Note) if rest.is_empty() => self.long_note(),
            Deed::Write(matter) if deed.is_here() => {
                let id = self.meant_for(matter)?;
                Ok(self.text_on(matter, &id, rest)?.unwrap_or(Next::Quit))
            }
            Deed::Withdraw if rest.is_empty() => self.rate(None, None),
            Deed::For if rest.is_empty() => {
                let lines = self.systems();
                self.talk.tell(&lines)?;
                Ok(Next::Stay)
            }
            Deed::Audit | Deed::Row | Deed::Finding if rest.is_empty() => self.audit_shown(deed),
            Deed::Finding if line::split(rest).1.is_empty() && self.w.finding_named(rest).is_ok() => {
                self.finding_shown(rest)
            }
            Deed::Audit if rest.eq_ignore_ascii_case(PROGRAMME) => self.programme(),
            Deed::Audit if line::split(rest).0.eq_ignore_ascii_case(CHANGES) => {
                self.audit_changes(line::split(rest).1)
            }
            Deed::Audit if rest.eq_ignore_ascii_case(SEAL) => self.sign_asked(),
            Deed::IAm if rest.is_empty() => self.who_sits_here(),
            Deed::For => {
                self.typed(deed, rest)?;
                Ok(Next::Show)
            }
            Deed::Evidence => self.evidence(rest),
            Deed::Park => self.add_named(&PARKED, rest),
            Deed::Decision => self.add_named(&DECISION, rest),
            Deed::Hours if rest.is_empty() => {
                let now = self.a().hours_per_week();
                self.stay(&say!("{now} hours a week. To change it: hours and a number.", now))
            }
            Deed::Split if line::split(rest).1.is_empty() => self.split(rest),
            Deed::Join if !rest.contains(BETWEEN) => self.join(rest),
            Deed::Add if !rest.contains(BETWEEN) => self.add(rest),
            Deed::Scales if rest.is_empty() => {
                self.offer_scales()?;
                Ok(Next::Stay)
            }
            Deed::Risk => self.risk(rest),
            Deed::Risks => self.risks(rest),
            Deed::Undo | Deed::Redo => self.undo(deed == Deed::Redo),
            _ => self.typed(deed, rest),
        }
    }

    /// A piece of the register shows what one is at too, or is changed where it does already; else a new one is named.
    fn evidence(&mut self, rest: &str) -> io::Result<Next> {
        let at = self.id();
        let here = self.q().requirements.get(self.requirement()).map(|r| r.id.clone());
        let known = match self.w.known(&EVIDENCE, &at, rest) {
            Ok(known) => known,
            Err(refusal) => return self.stay(&refusal.words()),
        };
        let meant = self.w.piece_meant(&known).ok().flatten();
        let shown = meant
            .as_ref()
            .and_then(|id| self.a().piece(id))
            .is_some_and(|p| p.shows.contains(&at) || here.is_some_and(|r| p.shows.contains(&r)));
        if line::is_number_of(&EVIDENCE, rest) && (shown || meant.is_none()) {
            return self.register(&EVIDENCE, rest);
        }
        if meant.is_some() {
            return self.do_here(&Call::Put { kind: &EVIDENCE, id: None, draft: known });
        }
        self.add_said(&EVIDENCE, known)
    }

    /// For whom controls are answered, and for whom they can be.
    fn systems(&self) -> Vec<String> {
        let now = self.w.system().and_then(|id| self.a().system_name(id));
        let mut lines = vec![match now {
            Some(name) => say!("Controls are answered for {name}. for all: for all AI systems.", name),
            None => say!("Controls are answered for all AI systems. for and a number: for one of them.")
                .to_owned(),
        }];
        let all = read::all(self.a(), &SYSTEM);
        lines.extend(all.iter().map(|r| format!("{} {}", r.shown_no(), r.name())));
        lines
    }

    /// A line that says everything.
    pub(super) fn typed(&mut self, deed: Deed, rest: &str) -> io::Result<Next> {
        let here = self.id();
        match self.w.typed(deed, rest, Some(&here)) {
            Ok(line) => {
                // What is said may need a reason beside it, which is asked then.
                let mut call = line.call;
                while let Some(lacks) = self.w.lacks(&call) {
                    call = match self.ask_left_out(&lacks, call)? {
                        Ok(call) => call,
                        Err(next) => return Ok(next),
                    };
                }
                if !self.may_sign_in_a_line(&call)? {
                    return self.stay(say!("Nothing was signed."));
                }
                let done = self.act(&call)?;
                // What the answer asks is waited for.
                if deed == Deed::Decide && done.is_some() {
                    return self.why_now(&here);
                }
                let asked = done
                    .filter(|_| matches!(deed, Deed::Progress | Deed::Agenda))
                    .and_then(|d| self.w.place_of(&d.next?));
                Ok(asked.map_or(Next::Stay, |to| self.move_away(to)))
            }
            Err(fault) => self.stay(&format!("{} {}", words::typed(&fault), say!("Nothing was changed."))),
        }
    }

    /// A text on an id: what was typed behind the word, else a line asked for; none at the end of the input. A
    /// single hyphen removes it, an empty line leaves it.
    pub(super) fn text_on(&mut self, matter: Matter, id: &str, typed: &str) -> io::Result<Option<Next>> {
        let may = self.w.may_change();
        let may = may.and_then(|()| match matter {
            Matter::Reason => self.w.may_have_reason(id),
            Matter::WhyIn | Matter::How | Matter::LookAgain => self.w.may_be_stated(id),
            _ => Ok(()),
        });
        if let Err(refused) = may {
            return self.refuse(&refused).map(|()| Some(Next::Stay));
        }
        let before = self.w.kept(matter, id);
        let mut typed = typed.to_owned();
        if let Some(draft) = self.w.session().draft(&format!("{}{id}", matter.prefix())) {
            self.talk.say(say!("Unfinished text from before: {draft}", draft))?;
        }
        if typed.is_empty() {
            let mut question = self.asked(matter, id);
            if !before.is_empty() {
                let now = say!("Now: {before}. {NOTHING} removes it.", before, NOTHING);
                question = format!("{question} {now}");
            }
            let Some(line) = self.ask_text(matter, id, &question)? else { return Ok(None) };
            if line.is_empty() || goes(&line).is_some() {
                let left = self.left_as_it_is(matter, id);
                return self.stay(&left).map(Some);
            }
            // Help calls the word that opens this; typed here again it is not part of the text.
            let word = Deed::Write(matter).typed();
            let words = line.strip_prefix(word).and_then(|l| l.strip_prefix(' ')).unwrap_or(&line);
            words.clone_into(&mut typed);
        } else if !before.is_empty() {
            self.talk.say(say!("Before: {before}. undo brings it back.", before))?;
        }
        if typed == NOTHING {
            typed.clear();
        }
        if matter == Matter::Reason && !typed.is_empty() && self.is_in(id) {
            let why = Deed::Write(Matter::WhyIn).typed();
            self.talk.say(say!(
                "{id} is in: what follows is kept as why it is left out. Why it is needed is said by: {why} TEXT",
                id,
                why
            ))?;
        }
        self.do_here(&Call::Write { matter, at: id.to_owned(), typed }).map(Some)
    }

    /// Whether a control is in, as its row of the statement says.
    fn is_in(&self, id: &str) -> bool {
        self.w.statement().iter().any(|row| row.id == id && row.applicable == Applicable::Yes)
    }

    /// What is asked for when nothing stands behind the word.
    fn asked(&self, matter: Matter, id: &str) -> String {
        let q = self.q();
        let requirement = q.find(id).and_then(|t| q.requirement_of(t)).and_then(|r| q.requirements.get(r));
        let exclusion = requirement.and_then(|r| r.exclusion.as_ref());
        match (matter, exclusion) {
            (Matter::Reason, Some(e)) => say!(
                "Why {id} does not apply: {must} {open}",
                id,
                must = e.reason_must,
                open = words::called::empty_stays_open(self.q())
            ),
            (Matter::WhyIn, _) => words::statement::why_needed(id),
            (Matter::How, _) => say!("How {id} is done here, not what is missing.", id),
            (Matter::LookAgain, _) => say!("The day to look at {id} again, as 2027-01-31.", id),
            (Matter::Dissent, _) => say!("Who holds what against the agreed answer to {id}.", id),
            _ => say!("Whom to ask about {id}: name or role, and what to ask.", id),
        }
    }

    /// A note over several lines. Each line is kept as a draft at once, so that an end in the middle loses
    /// nothing.
    fn long_note(&mut self) -> io::Result<Next> {
        if !self.may_change()? {
            return Ok(Next::Stay);
        }
        let at = self.id();
        let key = format!("note.{at}");
        let draft = self.w.session().draft(&key).map(str::to_owned);
        let before = Some(self.w.kept(Matter::Note, &at)).filter(|n| !n.is_empty());
        let start = draft.clone().or(before);
        if let Some(start) = &start {
            self.talk.say(if draft.is_some() {
                say!("Unfinished text from before: {draft}", draft = start)
            } else {
                say!("The note so far: {start}", start)
            })?;
            self.talk.say(say!(
                "What you write now is added to it; note TEXT writes it anew, note {NOTHING} removes it.",
                NOTHING
            ))?;
        }
        self.talk.say(say!("Note on {at}, line by line; a line with a single dot ends it.", at))?;
        let mut lines: Vec<String> = start.iter().map(|s| s.trim_end().to_owned()).collect();
        let so_far = lines.len();
        loop {
            match self.talk.line()? {
                // What was written is a draft already.
                Heard::End => return self.unfinished(&at, lines.len() > so_far),
                Heard::Refused(why) => self.talk.say(why)?,
                Heard::Line(line) if line.trim() == "." => break,
                Heard::Line(line) if is_quit(&line) => {
                    let next = self.unfinished(&at, lines.len() > so_far);
                    self.talk.quit();
                    return next;
                }
                Heard::Line(line) => {
                    lines.push(text::clean(&line));
                    self.w.keep_draft(&key, Some(&lines.join("\n")));
                }
            }
        }
        self.do_here(&Call::Write { matter: Matter::Note, at, typed: lines.join("\n") })
    }

    /// Ends in the middle of a note, and says that what was written of it is kept.
    fn unfinished(&mut self, at: &str, written: bool) -> io::Result<Next> {
        if written {
            self.talk.say(say!("Kept as an unfinished note on {at}; note goes on with it.", at))?;
        }
        Ok(Next::Quit)
    }

    /// Adds to a register of any kind, or does with a record of it what is said behind its number.
    pub(super) fn record(&mut self, line: &str) -> io::Result<Next> {
        // A kind may be of several words.
        let ends = line.char_indices().filter(|(_, c)| c.is_whitespace()).map(|(n, _)| n);
        let mut splits = ends.chain([line.len()]).filter_map(|n| line.split_at_checked(n));
        let found = splits.find_map(|(kind, rest)| Some((Kind::find(self.w.kinds, kind)?, rest.trim())));
        if let Some((kind, rest)) = found.filter(|(kind, _)| kind.is_register()) {
            return self.register(kind, rest);
        }
        // A word of theirs for it, alone or before more: one is led there, and does it.
        let first = line.split_whitespace().next().unwrap_or_default();
        let meant = near::meant(self.w.kinds, line).or_else(|| near::meant(self.w.kinds, first));
        if let Some(kind) = meant {
            let how = format!("record {}", kind.key);
            return self.stay(&words::register::meant(line, kind, &how));
        }
        let words = self.w.kinds.iter().filter(|k| k.is_register()).map(|k| k.key);
        let words = words.collect::<Vec<_>>().join(", ");
        let shown = text::shown(line, 40);
        self.stay(&say!(
            "There is no register \"{shown}\"; there are: {words}. Nothing was changed.",
            shown,
            words
        ))
    }

    /// Asks the fields of a new record that are not known yet, as its table has them, and keeps it. What somebody `said` in a line
    /// before is added also where they quit then: it was no form yet when they wrote it.
    pub(super) fn add_form(&mut self, kind: &'static Kind, known: Draft, said: bool) -> io::Result<Next> {
        if !self.may_change()? {
            return Ok(Next::Stay);
        }
        if kind.key == RISK.key && matrix::lacks_scales(self.w.a()) {
            self.offer_scales()?;
        }
        self.before(kind)?;
        self.talk.say(ways_out())?;
        let mut draft = self.w.begun(kind, &self.id());
        let mut begun = draft.clone();
        if !said {
            begun.extend(known.clone());
        }
        let unfinished = form_key(kind, &self.id());
        let needed = kind.naming().filter(|f| f.need);
        let kept = self.w.session().draft(&unfinished).and_then(form_of);
        // What waits under another name is another record: it goes on waiting.
        let is_this = |kept: &Draft| !said || needed.is_none_or(|f| kept.get(f.key) == known.get(f.key));
        let waits = kept.as_ref().is_some_and(|kept| !is_this(kept));
        if let Some(kept) = kept.filter(is_this) {
            self.talk.say(say!(
                "This is unfinished from before: an empty line keeps what stands in a field, {nothing} empties it.",
                nothing = NOTHING
            ))?;
            draft.extend(kept);
        }
        let first = |f: &&Field| (!f.later || f.soon.is_some()) && !known.contains_key(f.key);
        let mut fields: Vec<&Field> = kind.typed().filter(first).collect();
        draft.extend(known.clone());
        loop {
            let whole = self.ask_fields((kind, None), &mut fields, &mut draft)?;
            if whole == Filled::Ended && self.talk.quits() && !said {
                return self.keep_unfinished(kind, &unfinished, (&begun, &draft, known));
            }
            let named = needed.is_none_or(|f| draft.get(f.key).is_some_and(|v| !v.is_empty()));
            match (named, whole) {
                (false, Filled::Left | Filled::Back) => return self.ended(whole),
                (true, Filled::Left | Filled::Back) if !self.keeps_filled()? => {
                    if !waits {
                        self.w.keep_draft(&unfinished, None);
                    }
                    return self.stay(say!("Nothing was added."));
                }
                (true, _) => {}
                (false, Filled::Whole) => {
                    let field = words::text(needed.map_or("", |f| f.word));
                    return self.stay(&say!("Nothing was added: \"{field}\" stayed empty.", field));
                }
                (false, Filled::Ended) => {
                    let field = words::text(needed.map_or("", |f| f.word));
                    self.talk
                        .say(say!("Nothing was changed: it ended before \"{field}\" was written.", field))?;
                    return Ok(Next::Quit);
                }
            }
            let done = self.put_new(kind, &draft)?;
            match done {
                Some(_) if !waits => self.w.keep_draft(&unfinished, None),
                None if whole == Filled::Ended && said && !waits => {
                    return self.keep_unfinished(kind, &unfinished, (&begun, &draft, known));
                }
                _ => {}
            }
            // One field is refused for what the others say, or for what the file holds: it is asked again, the rest stays.
            let wrong = self.wrong.take().and_then(|key| kind.typed().find(|f| f.key == key));
            if let Some(wrong) = wrong.filter(|_| done.is_none() && whole == Filled::Whole) {
                fields.push(wrong);
                continue;
            }
            // Left before something that is needed: what was filled in is not lost, and that is asked for.
            if done.is_none() && matches!(whole, Filled::Left | Filled::Back) && !fields.is_empty() {
                continue;
            }
            return Ok(if whole == Filled::Ended || self.talk.quits() { Next::Quit } else { Next::Stay });
        }
    }

    /// Asks these fields one by one, a wrong one again, and only while others hold what they ask for; back goes to
    /// the one asked before. An empty name ends it too. Of a new record what is asked later only where others hold what
    /// asks for it at once.
    pub(super) fn ask_fields(
        &mut self,
        (kind, id): (&'static Kind, Option<&Rid>),
        fields: &mut Vec<&'static Field>,
        draft: &mut Draft,
    ) -> io::Result<Filled> {
        let mut asked: Vec<&Field> = Vec::new();
        // In the order of the table, but none before the field it depends on.
        let next = |fields: &[&Field]| {
            let of = |on: Option<(&str, _)>| on.is_some_and(|(on, _)| fields.iter().any(|x| x.key == on));
            let depends = |f: &Field| of(f.when) || of(f.soon);
            fields.iter().position(|f| !depends(f))
        };
        while let Some(f) = next(fields).map(|at| fields.remove(at)) {
            let c = self.w.records();
            let waits = id.is_none() && f.later && !write::is_soon(c, kind, f, draft);
            if waits || !write::asks(c, kind, f, draft) {
                continue;
            }
            let begun = || place::suggested(self.w.records(), kind, f.key, draft);
            let now = draft.get(f.key).cloned().filter(|v| !v.is_empty()).or_else(begun).unwrap_or_default();
            let mut one = [field(f.key, f.word, f.hint, &now)];
            one[0].free = matches!(f.typ, Type::Line | Type::Long | Type::Who);
            one[0].names = f.typ == Type::Who;
            self.hint_more(f, &mut one[0]);
            let c = self.w.records();
            let naming = f.need && kind.naming().is_some_and(|n| n.key == f.key);
            let still: Vec<&str> = fields.iter().map(|f| f.key).collect();
            let whole = fill(c.q, self.talk, &mut one, |_, typed| {
                // What stood there may be something nobody could type; left alone, it stays.
                let stays = typed == now && !now.is_empty();
                if naming && typed.is_empty() {
                    return Ok(String::new());
                }
                if !stays {
                    value::typed(c, f, typed).map_err(|fault| fault.words())?;
                }
                // What does not fit what was said before it is heard here, and not after the last question.
                let mut said = draft.clone();
                said.insert(f.key.to_owned(), typed.to_owned());
                let against = write::against(c, kind, id, &said, (f.key, &still));
                against.map_or_else(|| Ok(typed.to_owned()), |fault| Err(fault.words()))
            })?;
            match whole {
                Filled::Whole => asked.push(f),
                Filled::Back if !asked.is_empty() => {
                    fields.insert(0, f);
                    fields.splice(0..0, asked.pop());
                    continue;
                }
                short => {
                    fields.insert(0, f);
                    return Ok(short);
                }
            }
            let [one] = one;
            let ends = naming && one.value.is_empty();
            if let Some(words) = self.understood(f, &one.value).filter(|_| one.value != now) {
                self.talk.say(words)?;
            }
            draft.insert(f.key.to_owned(), one.value);
            if ends {
                break;
            }
        }
        Ok(Filled::Whole)
    }

    /// Asks every fact about the organisation; what was given until the input ended is kept.
    pub(super) fn change_about(&mut self, rest: &str) -> io::Result<Next> {
        if rest != "change" {
            return self
                .stay(say!("about tells what is known; about change asks each field. Nothing was changed."));
        }
        if !self.may_change()? {
            return Ok(Next::Stay);
        }
        let a = self.a();
        let mut fields: Vec<form::Field> =
            fields::ABOUT.iter().map(|(k, l, h)| field(k, l, h, a.get(k).unwrap_or(""))).collect();
        let (q, today) = (self.w.shared_q(), self.w.today);
        let check = |key, v: &str| {
            begin::check(&q, key, v, today).map_err(|why| words::refused(&why, &Typed::refusing()))
        };
        let whole = fill(&q, self.talk, &mut fields, check)?;
        self.act(&Call::About(fields.into_iter().map(|f| (f.key, f.value)).collect()))?;
        self.say_target()?;
        Ok(if whole == Filled::Ended { Next::Quit } else { Next::Stay })
    }

    /// Ready scales, where a risk is to be added and could not be weighed.
    fn offer_scales(&mut self) -> io::Result<()> {
        self.talk.say(say!(
            "The level of a risk follows from how likely and how bad it is, and there is no scale for that yet."
        ))?;
        for n in STEPS {
            self.talk.say(say!("{n}: {words}", n, words = scales::in_short(n)))?;
        }
        let question = say!(
            "Write 3 or 4: scales of so many steps go into your own registers, where you change them; anything else goes on without."
        );
        let steps = self.talk.ask(question)?.and_then(|a| a.trim().parse().ok());
        let Some(steps) = steps.filter(|n| STEPS.contains(n)) else { return Ok(()) };
        match self.w.put_scales(&scales::ready(steps)) {
            Ok(done) => {
                self.settle()?;
                let here = self.id();
                self.talk.say(words::outcome(&done.said, &Typed::after(&done, &here)))
            }
            Err(refused) => self.refuse(&refused),
        }
    }
}
