//! The few words a writer sets of itself: around the contents, at the foot of each page, on the cover. `report` fills
//! them in the language of the document; `doc` holds no words of its own, so there is no default. For writers only.

/// Words a writer sets around what the document says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Labels {
    /// Above the list of contents.
    pub contents: String,
    /// At the foot of each page, with `{n}` for its number and `{m}` for how many there are.
    pub page: String,
    /// Before the name of who prepared the papers.
    pub prepared_by: String,
    /// Before the organisation the papers are about.
    pub prepared_for: String,
    /// Before the version the papers carry.
    pub version: String,
    /// Before whom they may go to.
    pub distribution: String,
    /// Before the day they were made; empty where the paper says its day by itself.
    pub date: String,
    /// What somebody is told who cannot see the picture on the cover.
    pub logo_alt: String,
    /// Said where a table goes on over the page.
    pub continued: String,
    /// Before what a figure shows, for who reads it as text: `Chart of`.
    pub chart_of: String,
}

impl Labels {
    /// The number of a page and how many there are, in words. An unknown template is taken as it stands.
    pub fn page_of(&self, n: usize, m: usize) -> String {
        // What stands between the two is looked at once, so that a number is never taken for a place.
        let number = |text: &str| text.replace("{m}", &m.to_string());
        self.page.split("{n}").map(number).collect::<Vec<_>>().join(&n.to_string())
    }
}

#[cfg(test)]
impl Labels {
    /// Words for tests of the writers.
    pub fn fixture() -> Self {
        let own = str::to_owned;
        Self {
            contents: own("Contents"),
            page: own("Page {n} of {m}"),
            prepared_by: own("Prepared by"),
            prepared_for: own("Prepared for"),
            version: own("Version"),
            distribution: own("Distribution"),
            date: own("Date"),
            logo_alt: own("Logo"),
            continued: own("continued"),
            chart_of: own("Chart of"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_numbered_as_the_language_has_it() {
        let mut labels = Labels::fixture();
        assert_eq!(labels.page_of(3, 23), "Page 3 of 23");
        labels.page = "{m}/{n}".to_owned();
        assert_eq!(labels.page_of(3, 23), "23/3");
        labels.page = String::new();
        assert_eq!(labels.page_of(3, 23), "");
    }
}
