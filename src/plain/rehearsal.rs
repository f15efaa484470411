//! The rehearsal of a certification audit, line by line: a stage as a list, or all of one thing. Says, and changes nothing.

use super::sitting::Sitting;
use crate::model::rehearsal::{self, Standing, Stands};
use crate::model::text;
use crate::say;
use crate::words::rehearsal as said;
use crate::work::audit_line::NEXT;

impl Sitting<'_, '_> {
    /// Both stages, one of them, or one thing by its name; the next one that is not ready to show.
    pub(super) fn rehearsal(&self, typed: &str) -> Vec<String> {
        let typed = typed.trim();
        let stage = typed.parse::<u8>().ok();
        let all = self.w.rehearsal(stage);
        if self.w.rehearsal(None).is_empty() {
            return vec![said::none().to_owned()];
        }
        if !typed.is_empty() && stage.is_none() {
            let open = |s: &&Stands<'_>| !matches!(s.standing, Standing::Ready | Standing::Out);
            let next = || all.iter().find(open).filter(|_| typed.eq_ignore_ascii_case(NEXT));
            return match next().or_else(|| rehearsal::named(&all, typed)) {
                Some(one) => self.rehearsed(one),
                None => vec![said::unknown(&text::shown(typed, 40), &names(&all))],
            };
        }
        let mut lines = Vec::new();
        let mut head = 0;
        for (n, s) in (1..).zip(&all) {
            if s.stage != head {
                head = s.stage;
                lines.push(said::head(&all, head));
                lines.push(said::about(self.q(), head).to_owned());
            }
            let missing = said::missing_shortly(self.q(), self.a(), s);
            lines.push(said::line(n, s));
            lines.extend((!missing.is_empty()).then(|| format!("  {}", said::lacks(&missing))));
        }
        if lines.is_empty() {
            return vec![say!("There is stage 1 and stage 2.").to_owned()];
        }
        lines.push(say!(
            "To see one of them whole: rehearsal and its name, for example rehearsal {name}.",
            name = all.first().map_or("", |s| s.item.id.as_str())
        ));
        lines
    }

    fn rehearsed(&self, s: &Stands<'_>) -> Vec<String> {
        let first = format!("{}: {}", s.item.title, crate::words::Word::word(&s.standing));
        let mut lines = vec![first];
        lines.extend(said::whole(self.q(), self.a(), s));
        lines
    }
}

fn names<'s>(all: &'s [Stands<'_>]) -> Vec<&'s str> {
    all.iter().map(|s| s.item.id.as_str()).collect()
}
