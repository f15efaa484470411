//! What the window has a screen or a page for beside the assessment: this week, the x-ray, a what-if, the guides.

use std::io;

use super::Next;
use super::names::Typed;
use super::sitting::Sitting;
use super::way::untitled;
use crate::model::xray::Kind;
use crate::model::{snapshot, text};
use crate::report::{change, pages};
use crate::words::xray::{advice, found, nothing_found, problem};
use crate::words::{Word as _, comparison};
use crate::{bank, say, words};

/// Which guide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Guide {
    /// Developer, provider or user.
    Roles,
    /// How a certificate comes about.
    Path,
    /// What ISO/IEC 27001 gives.
    Iso27001,
}

/// The words of the field: all, or one.
pub(super) fn terms(name: &str) -> Vec<String> {
    let Ok(guides) = bank::guides() else { return Vec::new() };
    let g = &guides.glossary;
    if name.is_empty() {
        return untitled(pages::glossary(g));
    }
    if let Some(term) = g.find(name) {
        return untitled(pages::term(term));
    }
    let (name, near) = pages::no_term(g, name);
    vec![if near.is_empty() {
        say!("\"{name}\" is not in the glossary; words alone tells all of them.", name)
    } else {
        say!("\"{name}\" is not in the glossary. Near: {near}; words alone tells all of them.", name, near)
    }]
}

impl Sitting<'_, '_> {
    /// What is to do in the seven days from today, most of it as the roadmap tells it.
    pub(super) fn week(&self) -> Vec<String> {
        let map = &self.w.plan().1;
        let week: Vec<_> = map.week(self.w.today).collect();
        if week.is_empty() {
            return vec![words::nothing_this_week().to_owned()];
        }
        week.into_iter().flat_map(|i| self.action(map, i)).collect()
    }

    /// Answers that will not stand when somebody asks, most serious first.
    pub(super) fn xray(&self) -> Vec<String> {
        let all = self.w.findings();
        if all.is_empty() {
            return vec![nothing_found().to_owned()];
        }
        let mut lines = vec![found(all.len())];
        for kind in Kind::ALL {
            let mine = all.iter().filter(|f| f.kind() == kind);
            lines.extend(mine.map(|f| format!("{}: {} {}", kind.word(), problem(f), advice(f))));
        }
        lines
    }

    /// A guide to read.
    pub(super) fn guide(&self, which: Guide) -> Vec<String> {
        let Ok(guides) = bank::guides() else { return Vec::new() };
        let lines = match which {
            Guide::Roles => pages::roles(&guides.roles),
            Guide::Path => pages::path(&guides.path),
            Guide::Iso27001 => pages::iso27001(&guides.iso27001, self.q()),
        };
        untitled(lines).into_iter().map(|l| l.trim().to_owned()).collect()
    }

    /// The plan with other hours a week; nothing is kept.
    pub(super) fn what_if(&mut self, hours: &str) -> io::Result<Next> {
        if hours.is_empty() {
            return self
                .stay(say!("Write the hours a week behind it, for example: what-if 8. Nothing is kept."));
        }
        let tried = self.w.what_if(|key| if key == "hours" { hours.to_owned() } else { String::new() });
        let lines = match tried {
            Ok(c) => untitled(comparison::what_if(&c)),
            Err(why) => return self.refuse(&why).map(|()| Next::Stay),
        };
        self.talk.tell(&lines.iter().map(|l| l.trim().to_owned()).collect::<Vec<_>>())?;
        self.stay(say!("Nothing was kept; hours and the number keeps it."))
    }

    /// What differs between a frozen state of this file and now.
    pub(super) fn compare_with(&mut self, name: &str) -> io::Result<Next> {
        let frozen = snapshot::named(self.a(), name);
        let Some(frozen) = frozen else {
            let names: Vec<String> =
                snapshot::all(self.a()).iter().map(|s| format!("\"{}\"", text::shown(&s.name, 40))).collect();
            let (name, known) = (text::shown(name, 40), names.join(", "));
            return self.stay(&if known.is_empty() {
                say!(
                    "There is no snapshot \"{name}\": this file has none yet; snapshot NAME makes one.",
                    name
                )
            } else {
                say!("There is no snapshot \"{name}\"; there are: {known}.", name, known)
            });
        };
        let from = self.w.made_from();
        match self.w.since(&frozen, &comparison::now(&from.0)) {
            Ok(c) => {
                let lines = change::lines(self.q(), &c, self.w.trend(), &[from]);
                self.talk.tell(&untitled(lines))?;
            }
            Err(why) => self.talk.trouble(words::refused(&why.into(), &Typed::refusing()))?,
        }
        Ok(Next::Stay)
    }
}
