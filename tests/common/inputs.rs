//! Assessments as what leaves is made from: the worked firms, an empty one, one full of hostile texts, random ones.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use clausewise::model::assessment::keys;
use clausewise::model::format::Firm;
use clausewise::model::record::value::Context;
use clausewise::model::record::{KINDS, Kind, Type, write};
use clausewise::model::{Assessment, Figures, Questionnaire};
use clausewise::report::{Head, Input};
use clausewise::session::Session;
use jiff::civil::{Date, date};

use super::state;

/// What drives a terminal, a spreadsheet, a calendar, a chart, a page, a reader of one line, and no text at all.
pub(crate) const HOSTILE: &str = "=HYPERLINK(\"x\"),\u{1b}]52;c;QQ==\u{7}\u{202e}\u{2028}\u{feff}<script>alert(1)</script>\r\n\
    BEGIN:VEVENT\r\nATTENDEE:mailto:x@y.example\nsection x\nclick a1 call f()\n%%{init: {\"securityLevel\": \"loose\"}}%%; # [a](b) \
    `c` **d** \\e | 'f' \u{6f22}\u{5b57} \u{1f468}\u{200d}\u{1f469} \u{0}\t,\"g\"\n-1+1";

/// An assessment with the state of its file.
pub(crate) struct Made {
    pub(crate) q: Arc<Questionnaire>,
    pub(crate) a: Assessment,
    pub(crate) head: Head,
    pub(crate) today: Date,
}

impl Made {
    /// Calls with everything a document is made from.
    pub(crate) fn with<T>(&self, see: impl FnOnce(&Input) -> T) -> T {
        let (q, a) = (&*self.q, &self.a);
        let Figures { scores, verdict, gaps, roadmap } = &Figures::compute(q, a, self.today);
        see(&Input { q, a, scores, verdict, gaps, roadmap, made: self.today, head: &self.head, audit: None })
    }

    /// With a fact more.
    pub(crate) fn fact(mut self, key: &str, value: &str) -> Self {
        self.a.set(&self.q, key, Some(value.to_owned()));
        self
    }
}

pub(crate) fn today() -> Date {
    date(2026, 11, 23)
}

/// A file as it is read again.
pub(crate) fn read(path: &Path) -> Made {
    state::of_our_own();
    let q = clausewise::bank::embedded().unwrap();
    let s = Session::open(q, path, "test", false, Duration::from_secs(10)).unwrap();
    let (events, pair) = (s.events(), |e: &clausewise::store::Event| (e.hash.clone(), e.time.clone()));
    let (first, last) = (events.first().map(pair), events.last().map(pair));
    let head = Head::of(events.len(), last.as_ref().map(|(h, t)| (h.as_str(), t.as_str())));
    let head = head.begun(first.as_ref().map(|(h, t)| (h.as_str(), t.as_str())));
    let mut a = s.assessment().clone();
    a.on(today());
    Made { q: s.q.clone(), a, head, today: today() }
}

/// A worked firm, or the user some weeks into the work.
pub(crate) fn firm(firm: Option<Firm>) -> Made {
    state::of_our_own();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("case.aims");
    clausewise::sample::create(clausewise::bank::embedded().unwrap(), firm, &path, today(), false).unwrap();
    read(&path)
}

/// Nothing is answered.
pub(crate) fn empty() -> Made {
    let q = Arc::new(clausewise::bank::embedded().unwrap());
    let mut a = Assessment::new(&q);
    a.on(today());
    Made { a, q, head: Head::default(), today: today() }
}

/// Every requirement with the level of its place in these, over and over.
pub(crate) fn answered(levels: &[&str]) -> Made {
    let mut made = empty();
    let ids: Vec<String> = made.q.requirements.iter().map(|r| r.id.clone()).collect();
    for (n, id) in ids.iter().enumerate() {
        let level = levels[n % levels.len()];
        // Only a control can be left out.
        let level = if level == "n" && !id.starts_with('A') { "3" } else { level };
        made.a.set(&made.q, id, Some(level.to_owned()));
    }
    made
}

/// A record with a hostile text wherever one can be written.
fn filled(made: &Made, kind: &'static Kind, n: u64) -> Vec<clausewise::model::Change> {
    let typed = |typ: Type| match typ {
        Type::Line | Type::Who | Type::Long => HOSTILE.to_owned(),
        Type::Date => "2026-11-20".into(),
        // A parked item that is closed stands in no list.
        Type::Flag => if kind.key == "parked" { "no" } else { "yes" }.into(),
        Type::Choice(words) | Type::Words(words) => (*words.last().unwrap()).into(),
        Type::Number(_) | Type::Count(_) | Type::Hours(_) => "2".into(),
        Type::Document => "AI policy".into(),
        Type::Level => "3".into(),
        Type::Progress => "started".into(),
        Type::Seen | Type::Links(_) | Type::Actions => String::new(),
        Type::Link(_) => "1".into(),
        _ => "A.2.2".into(),
    };
    let draft = kind.typed().map(|f| (f.key.to_owned(), typed(f.typ))).collect();
    let c = Context { q: &made.q, a: &made.a, today: today(), kinds: KINDS };
    let id = clausewise::model::record::Rid::new(1_700_000_000, n);
    write::add(c, kind, &id, &draft).map(|e| e.changes).unwrap_or_default()
}

/// Hostile texts in every fact and register that takes one.
pub(crate) fn hostile() -> Made {
    let mut made = answered(&["1", "2", "3", "4", "5", "?", "n"]);
    let ids: Vec<String> = made.q.requirements.iter().map(|r| r.id.clone()).collect();
    for key in [keys::ORGANISATION, keys::SCOPE] {
        made.a.set(&made.q, key, Some(HOSTILE.to_owned()));
    }
    for id in ids {
        for key in [keys::NOTE, keys::REASON, keys::OWNER, keys::DONE_WHEN, keys::WHY_IN, keys::HOW] {
            made.a.set(&made.q, &format!("{key}{id}"), Some(HOSTILE.to_owned()));
        }
    }
    let mut registers = 0;
    for (n, kind) in KINDS.iter().enumerate().filter(|(_, k)| k.is_register()) {
        let changes = filled(&made, kind, n as u64 + 1);
        registers += usize::from(!changes.is_empty());
        for change in changes {
            made.a.set(&made.q, &change.key, change.now);
        }
    }
    assert!(registers > 4, "{registers}");
    made
}

/// All of the above that are fixed, each with a name.
pub(crate) fn all() -> Vec<(&'static str, Made)> {
    let mut all: Vec<(&'static str, Made)> =
        Firm::ALL.into_iter().map(|f| (f.key(), firm(Some(f)))).collect();
    all.push(("under way", firm(None)));
    all.push(("empty", empty()));
    all.push(("all proven", answered(&["5"])));
    all.push(("all left out or nothing", answered(&["n", "1"])));
    all.push(("mixed", answered(&["1", "2", "3", "4", "5", "?", "n"])));
    all.push(("alone", answered(&["1", "5", "4"]).fact(keys::SIZE, "solo")));
    all.push(("hostile", hostile()));
    all
}
