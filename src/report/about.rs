//! What every document says about itself: whose it is, how far it reaches, when and from what it was made, and the few
//! words a writer sets around it. Used inside `report` only.

use jiff::civil::Date;

use super::{Input, contradictions};
use crate::doc::{About, Labels, Page};
use crate::model::assessment::keys;
use crate::model::{DISCLAIMER, RULE, SHORT};
use crate::say;
use crate::words::{self, called, figures};

impl Input<'_> {
    /// A document with its head.
    pub(super) fn page(&self, name: &'static str, title: &str) -> Page {
        Page::new(name, title, self.about())
    }

    /// A page that tells where somebody stands: with the verdict and what it rests on, and with the answers that
    /// contradict each other. Worksheets, which ask, have neither.
    pub(super) fn report(&self, name: &'static str, title: &str) -> Page {
        let mut page = self.page(name, title);
        page.fact(say!("Verdict"), format!("{}.", figures::verdict(self.q, self.verdict)));
        page.fact(say!("It rests on"), figures::beside(self.q, self.a, self.scores));
        contradictions::sections(self, &mut page, 2);
        page
    }

    /// What a document says about itself.
    pub(super) fn about(&self) -> About {
        let organisation = called::organisation(self.a).to_owned();
        let facts = vec![
            (say!("Organisation").to_owned(), organisation.clone()),
            (say!("Scope").to_owned(), self.scope()),
            (say!("Made on").to_owned(), made_by(self.made)),
            (say!("Made from").to_owned(), self.head.words()),
        ];
        let head: String = self.head.hash.chars().take(SHORT).collect();
        let stamp = say!("{rule}, {n|event|events}, head {head}", rule = RULE, n = self.head.events, head);
        About {
            organisation,
            facts,
            disclaimer: words::text(DISCLAIMER).to_owned(),
            stamp,
            made: self.made,
            language: "en",
            long: false,
            labels: labels(),
        }
    }

    /// When and from what a plan for other programs was made, and what it is not: a line each.
    pub(super) fn origin(&self) -> [String; 3] {
        [
            say!("Made on {made}", made = made_by(self.made)),
            say!("Made from {head}", head = self.head.words()),
            words::text(DISCLAIMER).to_owned(),
        ]
    }

    /// How far the assessment reaches, or that nobody said so yet.
    pub(super) fn scope(&self) -> String {
        self.a.get(keys::SCOPE).map_or_else(
            || match &self.q.places.scope {
                Some(id) => say!("not stated yet; nothing can be certified without it ({id})", id),
                None => say!("not stated yet; nothing can be certified without it").to_owned(),
            },
            str::to_owned,
        )
    }
}

/// What a document says about itself that knows no assessment: which program made it, on which day.
pub(super) fn bare(made: Date) -> About {
    About {
        organisation: String::new(),
        facts: Vec::new(),
        disclaimer: String::new(),
        stamp: say!("Clausewise {program}", program = env!("CARGO_PKG_VERSION")),
        made,
        language: "en",
        long: false,
        labels: labels(),
    }
}

/// The day, and by which rule everything was derived.
pub(super) fn made_by(day: Date) -> String {
    say!("{day}, by {rule} of the method", day, rule = RULE)
}

/// Words a writer sets around what a document says.
pub(super) fn labels() -> Labels {
    Labels {
        contents: say!("Contents").to_owned(),
        // The places stay as they are: whoever numbers the pages fills them in.
        page: say!("Page {n} of {m}", n = "{n}", m = "{m}"),
        prepared_by: say!("Prepared by").to_owned(),
        prepared_for: say!("Prepared for").to_owned(),
        version: say!("Version").to_owned(),
        distribution: say!("Distribution").to_owned(),
        date: say!("Date").to_owned(),
        logo_alt: say!("Logo").to_owned(),
        continued: say!("continued").to_owned(),
        chart_of: say!("Chart of").to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_of_a_page_is_filled_in_by_the_writer() {
        assert_eq!(labels().page_of(2, 7), "Page 2 of 7");
    }
}
