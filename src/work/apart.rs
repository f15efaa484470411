//! Colleagues answer apart: a small file or workbook for each is handed out, comes back and is collected into that person's
//! layer, and of all answers side by side one agreed answer is made.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::not_apart::NotApart;
use super::{Done, Refused, Work};
use crate::doc::{House, xlsx};
use crate::export::{self, ExportError};
use crate::files;
use crate::import;
use crate::model::apart_said::Told;
use crate::model::card_flow::leads;
use crate::model::collect::{self, Collected, Forks, Stands};
use crate::model::hand_out::{self, Came, HandOut, Origin, Returned};
use crate::model::questionnaire::Target;
use crate::model::record::{PERSON, Rid, read};
use crate::model::roadmap::PlanInput;
use crate::model::said::Said;
use crate::model::spread::{self, ForRule, How, NotAgreed, Row};
use crate::model::typed::{self, Year};
use crate::model::{Assessment, Edit, GapList, Person, Questionnaire, Roadmap, Scores, Verdict, edit, text};
use crate::report::{Head, Input, fill_in};
use crate::session::{Reader, Session, may_be_one};

/// The longest name of a file that the history shows, in characters.
const NAME: usize = 60;

/// What is to be handed out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HandOutWish {
    /// The folder.
    pub folder: PathBuf,
    /// People as typed; empty for everybody who is to be asked anything.
    pub people: Vec<String>,
    /// Ids as typed; empty for what is each person's own by name or role.
    pub parts: Vec<String>,
    /// To whom it goes back, as typed.
    pub back_to: String,
    /// The day by which, as typed; empty for none.
    pub back_by: String,
    /// Workbooks in place of files of this program.
    pub workbook: bool,
}

/// A file that was handed out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandedOut {
    /// Whom it is for.
    pub who: Person,
    /// How many requirements it asks.
    pub requirements: usize,
    /// How many checks that are.
    pub checks: usize,
    /// Where it lies.
    pub path: PathBuf,
}

/// What came of handing out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HandOuts {
    /// The files.
    pub files: Vec<HandedOut>,
    /// Who of the register gets none, where nobody was named.
    pub left_out: Vec<LeftOut>,
}

/// Somebody of the register who is handed nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// Who.
    pub who: Person,
    /// Why.
    pub why: WhyLeftOut,
}

/// Why somebody is handed nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhyLeftOut {
    /// They lead the room, and answer only when chosen by hand.
    Leads,
    /// No role of theirs is written, and no clause names them.
    NoRole,
    /// No clause is theirs by their role, and none names them.
    NoClause,
}

/// Why nothing was handed out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotHandedOut {
    /// It is refused.
    Refused(Refused),
    /// The folder does not take the files.
    Written(ExportError),
}

impl<R: Into<Refused>> From<R> for NotHandedOut {
    fn from(why: R) -> Self {
        Self::Refused(why.into())
    }
}

/// A file that came back, read and held against what stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Back {
    /// Its name.
    pub file: String,
    /// What stands in it.
    pub returned: Returned,
    /// What collecting it would come to.
    pub came: Collected,
    /// What stands where it and what was collected before went on apart.
    pub forks: Forks,
    /// Where it lies.
    path: PathBuf,
}

impl From<NotApart> for Refused {
    fn from(why: NotApart) -> Self {
        Self::Apart(Box::new(why))
    }
}

impl From<NotAgreed> for Refused {
    fn from(why: NotAgreed) -> Self {
        match why {
            NotAgreed::Refused(refusal) => refusal.into(),
            NotAgreed::Nobody { at } => NotApart::NobodyAnswered { at }.into(),
            NotAgreed::NoWorst { at } => NotApart::NoWorst { at }.into(),
        }
    }
}

/// A part of the name of a file: letters and figures, small, hyphens between them.
fn in_name(words: &str) -> String {
    let one = |c: char| if c.is_alphanumeric() { c.to_lowercase().next().unwrap_or(c) } else { '-' };
    let parts: Vec<String> = words
        .chars()
        .map(one)
        .collect::<String>()
        .split('-')
        .filter(|p| !p.is_empty())
        .map(str::to_owned)
        .collect();
    parts.join("-").chars().take(40).collect()
}

impl Work {
    /// What this file says of itself where it was handed out.
    pub fn handed_out(&self) -> Option<HandOut> {
        HandOut::of(self.a())
    }

    /// Writes a file or a workbook for each person into a folder, all of them or none. Nothing here changes.
    pub fn hand_out(&self, wish: &HandOutWish) -> Result<HandOuts, NotHandedOut> {
        if self.handed_out().is_some() {
            return Err(NotApart::IsHandOut.into());
        }
        let back_by = match text::clean_line(&wish.back_by) {
            typed if typed.is_empty() => None,
            typed => Some(self.day_of(&typed)?),
        };
        let theirs = self.whose(&wish.people, &wish.parts)?;
        let left_out = if wish.people.is_empty() { self.left_out(&theirs) } else { Vec::new() };
        let origin = self.s.events().last().map(|e| Origin { seq: e.seq, hash: e.hash.clone() });
        let origin = origin.ok_or(NotApart::NoPart)?;
        let mut names: BTreeSet<String> = BTreeSet::new();
        let (mut made, mut pieces) = (Vec::new(), Vec::new());
        for (who, requirements) in theirs {
            let hand = HandOut {
                id: Session::new_id(),
                who: who.id.clone(),
                origin: origin.clone(),
                back_to: text::clean_line(&wish.back_to),
                back_by,
            };
            let part = hand_out::questions(self.q(), &requirements).map_err(|_| NotApart::NoPart)?;
            let part = Questionnaire::from_text(&part).map_err(|_| NotApart::NoPart)?;
            let first = hand.founding(&part, self.a())?;
            let ending = if wish.workbook { "xlsx" } else { "aims" };
            let no = format!("{}-{}", PERSON.letter.to_lowercase(), who.no);
            let called = Some(in_name(&who.name)).filter(|n| !n.is_empty()).unwrap_or_else(|| no.clone());
            let mut name = format!("questions-{called}.{ending}");
            if !names.insert(name.clone()) {
                name = format!("questions-{called}-{no}.{ending}");
                names.insert(name.clone());
            }
            let path = wish.folder.join(&name);
            let bytes = if wish.workbook {
                workbook(&part, &first, &hand, self.today)?
            } else {
                Session::packed(&part, &path, &hand.back_to, &first)?
            };
            made.push(HandedOut {
                who,
                requirements: part.requirements.len(),
                checks: part.check_count(),
                path,
            });
            pieces.push((name, bytes));
        }
        let files: Vec<(&str, &[u8])> = pieces.iter().map(|(n, b)| (n.as_str(), b.as_slice())).collect();
        let ours: Vec<&str> = files.iter().map(|(name, _)| *name).collect();
        export::write_files(&wish.folder, &files, &ours, false).map_err(NotHandedOut::Written)?;
        Ok(HandOuts { files: made, left_out })
    }

    /// Who of the register is not among those who are handed something, and why.
    fn left_out(&self, theirs: &[(Person, Vec<usize>)]) -> Vec<LeftOut> {
        let all = read::all(self.a(), &PERSON);
        let others = all.iter().filter(|p| theirs.iter().all(|(who, _)| who.id != p.id));
        let one = |p: &read::Rec<'_>| {
            let why = match p.get("role").trim() {
                _ if leads(p) => WhyLeftOut::Leads,
                "" => WhyLeftOut::NoRole,
                _ => WhyLeftOut::NoClause,
            };
            LeftOut { who: self.a().person(&p.id), why }
        };
        others.map(one).collect()
    }

    fn day_of(&self, typed: &str) -> Result<Date, Refused> {
        let day = typed::day(typed, self.today, Year::Ahead);
        day.ok_or_else(|| NotApart::NoDay { typed: text::shown(typed, 40) }.into())
    }

    /// Who is asked which requirements: those that were named, else each person's own.
    pub fn whose(&self, people: &[String], parts: &[String]) -> Result<Vec<(Person, Vec<usize>)>, Refused> {
        let head = Head::default();
        let input = self.input(&head);
        let named: Vec<Rid> = people.iter().map(|typed| self.whom(typed)).collect::<Result<_, _>>()?;
        let all: Vec<Rid> = if named.is_empty() {
            // Who leads the room answers when chosen by hand.
            read::all(self.a(), &PERSON).iter().filter(|p| !leads(p)).map(|p| p.id.clone()).collect()
        } else {
            let mut seen = BTreeSet::new();
            named.iter().filter(|who| seen.insert((*who).clone())).cloned().collect()
        };
        if all.is_empty() {
            return Err(NotApart::NobodyListed.into());
        }
        let chosen = self.requirements_of(parts)?;
        let mut theirs = Vec::new();
        for who in all {
            let rows = if parts.is_empty() { fill_in::of_person(&input, &who) } else { chosen.clone() };
            let person = self.a().person(&who);
            if rows.is_empty() && !named.is_empty() {
                let who = format!("{}-{} {}", PERSON.letter, person.no, person.name);
                return Err(NotApart::NothingOf { who: who.trim().to_owned() }.into());
            }
            if !rows.is_empty() {
                theirs.push((person, rows));
            }
        }
        if theirs.is_empty() { Err(NotApart::NothingOfAnybody.into()) } else { Ok(theirs) }
    }

    /// Who is meant by a number, a name, or the beginning of a name only one has; who else it could be is told.
    pub(super) fn whom(&self, typed: &str) -> Result<Rid, Refused> {
        let by_number = self.find_record(&PERSON, typed);
        // "2" may be a number and the name of somebody else: nobody may be taken for another.
        let a = self.a();
        let begun = if by_number.is_ok() { a.people_called(typed) } else { a.people_begun(typed) };
        match (by_number, begun.as_slice()) {
            (Ok(id), others) if others.iter().all(|p| p.id == id) => Ok(id),
            (Err(_), [one]) => Ok(one.id.clone()),
            (found, others) => {
                let more = found.ok().map(|id| self.a().person(&id));
                let all = others.iter().chain(more.iter().filter(|p| others.iter().all(|o| o.id != p.id)));
                let number = |p: &Person| (format!("{}-{}", PERSON.letter, p.no), p.clone());
                let several: Vec<(String, Person)> = all.map(number).collect();
                let there = if several.is_empty() { a.people() } else { Vec::new() };
                let there = there.iter().map(number).collect();
                Err(NotApart::Whom { typed: text::shown(typed, NAME), several, there }.into())
            }
        }
    }

    /// The requirements of ids as typed, but what is left out here.
    fn requirements_of(&self, parts: &[String]) -> Result<Vec<usize>, Refused> {
        let (q, mut all) = (self.q(), BTreeSet::new());
        let ids = parts.iter().flat_map(|typed| typed.split([',', ' '])).filter(|id| !id.trim().is_empty());
        for typed in ids {
            match q.find(typed).ok_or_else(|| edit::unknown(q, typed))? {
                Target::Heading(h) => all.extend(q.below(h)),
                Target::Requirement(r) => _ = all.insert(r),
                Target::Check(c) => _ = all.insert(q.check_owner[c]),
            }
        }
        let any = !all.is_empty();
        all.retain(|r| !self.a().is_excluded_in_general(*r));
        if any && all.is_empty() {
            return Err(NotApart::AllLeftOut.into());
        }
        Ok(all.into_iter().collect())
    }

    /// Reads a file that came back and holds it against what stands. Nothing is changed.
    pub fn look_back(&self, path: &Path) -> Result<Back, Refused> {
        if self.handed_out().is_some() {
            return Err(NotApart::IsHandOut.into());
        }
        let file = files::shown_name(path, NAME);
        let bytes = super::import::bytes(path).map_err(NotApart::NotRead)?;
        let (returned, altered, whose) = if may_be_one(&bytes) {
            self.file_back(path, &file)?
        } else {
            self.workbook_back(&bytes, &file)?
        };
        if !self.s.knows(&returned.origin.hash) {
            return Err(NotApart::OtherAssessment { file, of: whose.organisation }.into());
        }
        if !read::at(self.a(), &PERSON, &returned.who).exists() {
            return Err(NotApart::NoPerson { file, who: whose.person }.into());
        }
        if let Some(at) = altered {
            return Err(NotApart::Altered { file, at }.into());
        }
        let forks = Forks::default();
        let (_, came) = collect::collect(self.q(), self.a(), &returned, &forks);
        Ok(Back { file, returned, came, forks, path: path.to_owned() })
    }

    /// Decides where a file and what was collected before went on apart.
    pub fn decide_forks(&self, back: &mut Back, forks: Forks) {
        back.came = collect::collect(self.q(), self.a(), &back.returned, &forks).1;
        back.forks = forks;
    }

    fn file_back(&self, path: &Path, name: &str) -> Result<Found, Refused> {
        let file = || name.to_owned();
        let (read, hashes) = Reader::new(self.shared_q()).read_with_hashes(path).map_err(NotApart::Store)?;
        let came = Came::of(read.events as u64, hashes.iter().map(String::as_str));
        let returned = hand_out::returned(&read.q, &read.a, came);
        let returned = returned.ok_or_else(|| NotApart::NotHandedOut { file: file() })?;
        if read.q.id != self.q().id {
            let (answers, here) = (text::shown(&read.q.id, NAME), self.q().id.clone());
            return Err(NotApart::OtherQuestionnaire { file: file(), answers, here }.into());
        }
        let whose = Whose {
            organisation: text::shown(read.a.organisation().unwrap_or_default(), NAME),
            person: text::shown(&read.a.person(&returned.who).name, NAME),
        };
        Ok((returned, hand_out::altered(self.q(), &read.q), whose))
    }

    fn workbook_back(&self, bytes: &[u8], name: &str) -> Result<Found, Refused> {
        let file = || name.to_owned();
        match import::hand_out::read(self.q(), bytes, &files::sha256_hex(bytes)) {
            Ok(Some(returned)) => Ok((returned, None, Whose::default())),
            Ok(None) => Err(NotApart::NotHandedOut { file: file() }.into()),
            Err(faults) => Err(NotApart::Faults { file: file(), faults }.into()),
        }
    }

    /// Takes what came back into the layer of whose it is, in one step; held once more against what stands.
    pub fn collect(&mut self, back: &Back) -> Result<Done, Refused> {
        self.may_change()?;
        let (mut e, came) = collect::collect(self.q(), self.a(), &back.returned, &back.forks);
        if !came.differ.is_empty() {
            return Err(self.forked(back, came).into());
        }
        e.at.clone_from(&back.file);
        let kept = came.kept.clone();
        let told = Said::Apart(Box::new(self.told_of(back, came)));
        if kept.is_empty() {
            self.apply(&e, None)?;
        } else {
            let all = Forks { rest: Some(Stands::Second), ..Forks::default() };
            let (mut all, _) = collect::collect(self.q(), self.a(), &back.returned, &all);
            all.at.clone_from(&back.file);
            self.apply(&all, None)?;
            let mut again = collect::put_back(self.a(), &back.returned, &kept);
            again.at = e.at;
            self.apply(&again, None)?;
        }
        Ok(Done { said: told, next: None })
    }

    /// That somebody has to decide before it can be collected.
    pub fn forked(&self, back: &Back, came: Collected) -> NotApart {
        let person = self.a().person(&back.returned.who);
        let who = if person.name.trim().is_empty() {
            format!("{}-{}", PERSON.letter, person.no)
        } else {
            person.name
        };
        let files = [self.path().to_owned(), back.path.clone()];
        NotApart::Forked { file: back.file.clone(), who, differ: came.differ, files }
    }

    /// What collecting comes to, as it is told.
    pub fn told_of(&self, back: &Back, came: Collected) -> Told {
        let person = self.a().person(&back.returned.who);
        let no = format!("{}-{}", PERSON.letter, person.no);
        let r = &back.returned;
        Told::Collected {
            who: if person.name.trim().is_empty() { no } else { person.name },
            asked: r.asked,
            answered: r.answered,
            came: Box::new(came),
            beside: r.beside,
            version: (r.version != self.q().version).then(|| r.version.clone()),
        }
    }

    /// Everybody's answers side by side, the widest spread first.
    pub fn spread(&self) -> Vec<Row> {
        spread::rows(self.q(), self.a())
    }

    /// What the rule makes an agreed answer of, and what it leaves alone.
    pub fn for_rule(&self) -> ForRule {
        spread::for_rule(self.q(), self.a(), self.spread())
    }

    /// Makes the agreed answer of what people said on an id, and keeps from which answers and how.
    pub fn agree(&mut self, at: &str, how: How, dissent: Option<&str>) -> Result<Done, Refused> {
        self.may_change()?;
        let at = self.canonical(at);
        let was = crate::model::votes::agreed(self.a(), &at);
        let e = spread::agree(self.q(), self.a(), &at, how, dissent)?;
        self.done(&e, |w| {
            let row = spread::row(w.a(), &at);
            let voices = row.as_ref().map_or(&[][..], |row| &row.voices);
            let level = row.as_ref().and_then(|row| row.agreed);
            let other = voices.iter().filter(|v| Some(v.level) != level).count();
            let (of, dissent) = (voices.len(), row.as_ref().is_some_and(|row| !row.dissent.is_empty()));
            match level {
                Some(level) => {
                    let worst = how == How::Worst;
                    Said::Apart(Box::new(Told::Agreed {
                        at: at.clone(),
                        level,
                        was,
                        worst,
                        of,
                        other,
                        dissent,
                    }))
                }
                None => Said::Unchanged,
            }
        })
    }
}

/// What stands in a file, the first question of it that was altered, and whose it says it is.
type Found = (Returned, Option<String>, Whose);

/// Whose a file says it is.
#[derive(Default)]
struct Whose {
    organisation: String,
    person: String,
}

/// A workbook for one person, made from the file they would be handed in its place.
fn workbook(part: &Questionnaire, first: &Edit, hand: &HandOut, today: Date) -> Result<Vec<u8>, NotApart> {
    let mut a = Assessment::new(part);
    a.apply(part, first);
    let scores = Scores::compute(part, &a);
    let verdict = Verdict::compute(part, &a, &scores);
    let gaps = GapList::compute(part, &a, &scores);
    let roadmap = Roadmap::compute(part, &a, &scores, &gaps, PlanInput::of(&a, today));
    let head = Head::default();
    let (scores, verdict, gaps, roadmap) = (&scores, &verdict, &gaps, &roadmap);
    let input =
        Input { q: part, a: &a, scores, verdict, gaps, roadmap, made: today, head: &head, audit: None };
    let book = crate::report::hand_out::book(&input, hand);
    xlsx::write(&book, &House::default()).map_err(NotApart::NotMade)
}
