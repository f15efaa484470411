//! What can be looked at: results, gap list, roadmap, lists, history, outline. Makes lines from an
//! assessment, one fact each, and changes nothing.

use super::sitting::Sitting;
use super::word::WORDS;
use crate::model::assessment::keys;
use crate::model::find::Found;
use crate::model::priority::{Gap, hours};
use crate::model::questionnaire::{Node, Target};
use crate::model::record::{Kind, read};
use crate::model::register::Parked;
use crate::model::roadmap::{Roadmap, RoadmapItem};
use crate::model::score::{Total, percent};
use crate::model::standing;
use crate::model::votes::{self, Outcome};
use crate::model::{Band, DISCLAIMER, RULE, Status, fields, find, held, text};
use crate::report::counts_words;
use crate::report::pages;
use crate::words::figures::{self, interval, projection};
use crate::words::{Word as _, Words as _};
use crate::words::{advice, asked, called, headline, page, results, spread, summary};
use crate::{bank, model, say, words};

/// Hits told by a search, and how many are looked for.
const HITS: (usize, usize) = (10, 40);

impl Sitting<'_, '_> {
    fn named(&self, r: usize) -> String {
        format!("{} {}", self.q().requirements[r].id, self.q().full_title(r))
    }

    /// Verdict with its reasons, counts first, readiness with its denominator, a line per part and gate.
    pub(super) fn results(&self) -> Vec<String> {
        let (verdict, s) = (self.w.verdict(), self.w.scores());
        let all = &s.all;
        let said = headline::sentences(self.q(), self.a(), s, verdict, &self.w.plan().1, self.w.today);
        let mut lines = said.to_vec();
        lines.extend([
            format!("{}.", figures::verdict(self.q(), verdict)),
            figures::beside(self.q(), self.a(), s),
            say!(
                "{counts} of {total} requirements.",
                counts = counts_words(&all.counts),
                total = all.counts.total()
            ),
            say!(
                "Readiness so far {so_far} over {assessed} of {applicable} applicable; whole {whole}.",
                so_far = all.so_far.map_or_else(|| say!("none yet").into(), percent),
                assessed = all.assessed,
                applicable = all.applicable,
                whole = interval(all)
            ),
            say!("Checks answered {n} of {of}.", n = all.checks_answered, of = all.checks_applicable),
            total(&self.q().names.clauses_short, &s.clauses),
            total(&self.q().names.controls, &s.annex),
        ]);
        lines.extend(asked::left_out(self.q(), self.a()));
        lines.extend(asked::size_again(self.a()).map(str::to_owned));
        for (h, t) in &s.groups {
            let h = &self.q().headings[*h];
            lines.push(total(&format!("{} {}", h.id, h.title), t));
        }
        lines.extend(results::map(&self.w));
        for s in standing::of_gates(self.q(), self.a(), verdict) {
            let (gate, how) = (&self.q().gates[s.gate], headline::gate(self.q(), &s));
            let (title, checks, state) = (self.q().gate_name(s.gate), gate.checks.join(", "), s.state.word());
            lines.push(if s.blocks() {
                say!("Gate {title} ({checks}): {state}, {how}", title, checks, state, how)
            } else {
                say!("Gate {title} ({checks}): {state}", title, checks, state)
            });
        }
        lines.extend(results::start(&self.w));
        lines.extend(results::over_time(&self.w));
        let why = say!("explain verdict and explain readiness tell why.");
        lines.push(format!("{RULE}. {} {why}", words::text(DISCLAIMER)));
        lines
    }

    /// The ranked gaps: all, one band, or the first so many.
    pub(super) fn gaps(&self, which: &str) -> Vec<String> {
        let list = &self.w.plan().0;
        let band = Band::ALL.into_iter().find(|b| b.word().eq_ignore_ascii_case(which));
        let most = which.parse::<usize>().ok();
        if !which.is_empty() && band.is_none() && most.is_none() {
            let words = Band::ALL.map(|b| b.word().to_lowercase()).join(", ");
            let shown = text::shown(which, 40);
            return vec![say!(
                "\"{shown}\" is no band; write {words} or a number behind gaps.",
                shown,
                words
            )];
        }
        let open = &list.open;
        let total = words::gap_hours(list, &self.w.plan().1);
        let (n, hours) = (list.gaps.len(), total);
        let mut lines = vec![say!("{n|gap|gaps}, {hours} of work.", n, hours)];
        lines.push(say!(
            "Apart, in lists: {open} not assessed yet, {ask} to find out, {excluded} exclusions that do not stand.",
            open = open.not_assessed.len(),
            ask = open.to_find_out.len(),
            excluded = open.without_reason.len() + open.cannot_stand.len()
        ));
        let rows: Vec<&Gap> = list.gaps.iter().filter(|g| band.is_none_or(|b| g.band == b)).collect();
        if rows.is_empty() {
            let none = if list.gaps.is_empty() {
                words::no_gaps(self.w.plan().1.open_requirements)
            } else {
                say!("No gap in this band.")
            };
            lines.push(none.into());
        }
        for g in rows.iter().take(most.unwrap_or(usize::MAX)) {
            lines.extend(self.gap(g));
        }
        lines
    }

    fn gap(&self, g: &Gap) -> Vec<String> {
        let (q, a) = (self.q(), self.a());
        let (name, named) = (g.action_name(q, a), self.named(g.requirement));
        let (rank, band, status, hours) = (g.rank, g.band.word(), g.status.word(), hours(g.effort_hours));
        let mut lines = vec![format!("{rank}, {band}: {name}, {named}, {status}, {hours}.")];
        let id = &q.requirements[g.requirement].id;
        lines.extend(told(id, page::of_gap(q, a, &self.w.plan().1, g)));
        lines
    }

    /// The plan: its end, its milestones, then wave by wave what when.
    pub(super) fn roadmap(&self) -> Vec<String> {
        let map = &self.w.plan().1;
        let mut lines = self.plan(map);
        let load = words::week_load(map, self.w.today);
        lines.extend(load.map(|load| say!("This week in all: {load}.", load)));
        let week = words::this_week(map, self.w.today);
        lines.extend(week.into_iter().map(|action| say!("This week: {action}", action)));
        for w in map.waves.iter().filter(|w| w.actions > 0) {
            let (number, title, after) = (w.number, &w.title, projection(&w.readiness_after));
            lines.push(say!("Wave {number}, {title}: readiness after it {after}.", number, title, after));
            for i in map.items.iter().filter(|i| i.wave == w.number) {
                lines.extend(self.action(map, i));
            }
        }
        if map.items.is_empty() {
            lines.push(words::undated(self.q(), self.w.verdict(), map));
        }
        let records = map.records_to_start(self.w.today);
        lines.extend(records.iter().map(|s| words::start_record(self.q(), s)));
        lines
    }

    /// An action of the plan, a fact a line.
    pub(super) fn action(&self, map: &Roadmap, i: &RoadmapItem) -> Vec<String> {
        let mut lines = vec![format!("{} {}.", i.id, i.name)];
        lines.extend(told(&i.id, page::of_action(self.q(), self.a(), map, i)));
        lines
    }

    fn plan(&self, map: &Roadmap) -> Vec<String> {
        let mut lines = vec![words::planned(map)];
        lines.extend(words::owners(map));
        lines.extend(words::range(map));
        lines.extend(words::not_enough(self.q(), map));
        lines.extend(words::running(map));
        lines.extend(words::certification(map));
        let reached = map.milestones.iter();
        lines.extend(reached.map(|m| say!("Milestone {day}: {words}", day = m.date, words = m.words())));
        lines.extend(words::records_run(map));
        let past = words::in_the_past(map, self.w.today);
        let notes = past.into_iter().chain(map.warnings.iter().map(words::Words::words));
        lines.extend(notes.map(|note| say!("Note: {note}", note)));
        lines
    }

    /// What is not a gap but must not be forgotten.
    pub(super) fn lists(&self) -> Vec<String> {
        let (q, a, open) = (self.q(), self.a(), &self.w.plan().0.open);
        let mut lines = Vec::new();
        // What stands under a row is no row of its own.
        let mut part_of = |title: &str, n: usize, rows: Vec<String>| {
            let n = if n == 0 { say!("none").to_owned() } else { n.to_string() };
            lines.push(format!("{title}: {n}"));
            lines.extend(rows);
        };
        let mut part = |title: &str, rows: Vec<String>| part_of(title, rows.len(), rows);
        let parked = a.all_parked();
        let item = |p: &Parked| {
            let owner = if p.owner.is_empty() { say!("no owner") } else { &p.owner };
            say!("{no} at {at}: {what}, {owner}", no = p.no, at = p.at, what = p.what, owner)
        };
        let items = |closed| parked.iter().filter(|p| p.closed == closed).map(item).collect();
        part(say!("Parked"), items(false));
        let find_out = |c: &usize| {
            let (check, r) = (a.check(q, *c), &q.requirements[q.check_owner[*c]]);
            let ask = a.at(keys::ASK, &check.id).or_else(|| a.at(keys::ASK, &r.id));
            let ask = ask.map_or_else(|| format!("{}?", asked::usual_role(a, r)), str::to_owned);
            say!("{id}: {question} Ask: {ask}", id = check.id, question = check.question, ask)
        };
        part(&called::to_find_out(q, &open.to_find_out), open.to_find_out.iter().map(find_out).collect());
        let rows = |list: &[usize]| -> Vec<String> { list.iter().map(|r| self.named(*r)).collect() };
        part(&called::without_reason(q), rows(&open.without_reason));
        if !open.cannot_stand.is_empty() {
            let why = |r: &usize| advice::cannot_stand(q.never_left_out(*r).unwrap_or_default());
            let row = |r: &usize| format!("{}. {}", self.named(*r), why(r));
            part(&called::cannot_stand(q), open.cannot_stand.iter().map(row).collect());
        }
        if !open.weak_reason.is_empty() {
            part(called::weak_reason(), rows(&open.weak_reason));
        }
        let marked = a.facts().range(keys::REVIEW.to_owned()..);
        let marked = marked.map_while(|(k, _)| k.strip_prefix(keys::REVIEW)).map(|id| {
            let title = q.find(id).and_then(|x| q.requirement_of(x)).map(|r| q.full_title(r));
            format!("{id} {}", title.unwrap_or_default())
        });
        part(say!("Marked for review"), marked.collect());
        // The same that "spread" calls open; what a room was not shown is counted alone.
        let mut not_agreed = model::spread::rows(q, a);
        not_agreed.retain(model::spread::Row::is_open);
        let apart = not_agreed.iter().flat_map(|row| {
            let words = if votes::is_unseen(a, &row.at) { Vec::new() } else { spread::own_words(a, row) };
            let words = words.into_iter().map(|words| format!("  {words}"));
            std::iter::once(format!("{}: {}", row.at, spread::in_list(a, row))).chain(words)
        });
        part_of(say!("Not agreed on"), not_agreed.len(), apart.collect());
        let mut part = |title: &str, rows: Vec<String>| part_of(title, rows.len(), rows);
        let dissent = votes::that_are(a, Outcome::AgreedWithDissent).into_iter();
        part(say!("Agreed with dissent"), dissent.map(|(id, v)| format!("{id}: {}", v.words())).collect());
        let not_assessed = called::not_assessed(open.not_assessed.len(), self.w.scores().all.counts.open);
        part(&not_assessed, rows(&open.not_assessed));
        part(say!("Parked and closed"), items(true));
        let not_asked = asked::each_left_out(q, a);
        if !not_asked.is_empty() {
            part(say!("Not asked, because you work alone"), not_asked);
        }
        lines
    }

    /// The documents and records an organisation of this size needs.
    pub(super) fn documents(&self) -> Vec<String> {
        let head = self.w.head();
        let lines = pages::documents(&self.w.input(&head)).into_iter();
        lines.map(|l| l.trim_start_matches('#').trim().to_owned()).filter(|l| !l.is_empty()).collect()
    }

    /// The outline, all of it or the requirements of one status.
    pub(super) fn outline(&self, which: &str) -> Vec<String> {
        let (q, scores) = (self.q(), self.w.scores());
        let status = Status::ALL.into_iter().find(|s| s.word().eq_ignore_ascii_case(which));
        let only_marked = which.eq_ignore_ascii_case("marked");
        if !which.is_empty() && status.is_none() && !only_marked {
            let words = Status::ALL.map(|s| s.word().to_lowercase()).join(", ");
            let shown = text::shown(which, 40);
            return vec![say!("\"{shown}\" is no status; write {words} or marked.", shown, words)];
        }
        let wanted =
            |r: &usize| status.is_none_or(|s| scores.status(*r) == s) && (!only_marked || self.marked(*r));
        let row = |r: usize| {
            let score = &scores.requirements[r];
            let part = (scores.status(r) == Status::Open && score.answered > 0)
                .then(|| say!("{n} of {of} checks", n = score.answered, of = score.of));
            let mark = self.marked(r).then(|| say!("marked").to_owned());
            let parts = [Some(scores.status(r).word().to_owned()), part, mark];
            let parts = parts.into_iter().flatten().collect::<Vec<_>>().join(", ");
            format!("{}: {parts}. {}", self.named(r), self.w.a().requirement(q, r).short_question())
        };
        let mut lines = Vec::new();
        for (node, _) in &q.outline {
            match node {
                Node::Requirement(r) if wanted(r) => lines.push(row(*r)),
                Node::Heading(h) => {
                    let below = q.below(*h);
                    let answered = below.iter().filter(|r| scores.status(**r) != Status::Open).count();
                    let (h, n) = (&q.headings[*h], below.len());
                    if below.iter().any(wanted) {
                        let (id, title) = (&h.id, &h.title);
                        lines.push(say!("{id} {title}: {answered} of {n} answered", id, title, answered, n));
                        let note = self.a().at(keys::NOTE, id);
                        lines.extend(note.map(|note| say!("Note on {id}: {note}", id, note)));
                    }
                }
                Node::Requirement(_) => {}
            }
        }
        if lines.is_empty() {
            lines.push(say!("Nothing fits this.").into());
        }
        lines
    }

    fn marked(&self, r: usize) -> bool {
        let (a, r) = (self.a(), &self.q().requirements[r]);
        a.at(keys::REVIEW, &r.id).is_some() || r.checks.iter().any(|c| a.at(keys::REVIEW, &c.id).is_some())
    }

    /// Where something is asked.
    pub(super) fn find(&self, typed: &str) -> Vec<String> {
        if typed.is_empty() {
            let ids = self.q().example_ids();
            return vec![say!("Write an id ({ids}) or a word (supplier, training) behind find.", ids)];
        }
        let q = self.q();
        let guides = bank::guides().ok();
        let index = self.finder.get_or_init(|| {
            let mut index = guides.as_ref().map_or_else(|| find::Index::new(q), |g| g.index(q));
            for (n, e) in WORDS.iter().enumerate() {
                index.add_command(n, e.typed, words::text(e.help));
            }
            index
        });
        let hits = index.search(q, Some(self.a()), typed, HITS.1);
        let shown = text::shown(typed, 40);
        let (records, n) = find::records(self.a(), self.w.kinds, typed, HITS.0);
        let mut lines: Vec<String> = records
            .iter()
            .map(|r| words::find::record(r, &format!("record {} {} show", r.kind.key, r.shown_no())))
            .collect();
        if n > records.len() {
            lines.push(say!("{n} more in registers; another word narrows it.", n = n - records.len()));
        }
        lines.extend(
            match hits.first() {
                None if !records.is_empty() => None,
                first => Some(first),
            }
            .map(|first| match first {
                None => say!("Nothing found for \"{typed}\".", typed = shown),
                Some(h) if h.place == find::Place::NearId => {
                    say!("There is no requirement {typed}. Nearest:", typed = shown)
                }
                Some(_) => {
                    say!("{n|place|places}. go and the id goes there, return comes back.", n = hits.len())
                }
            }),
        );
        let terms = guides.as_ref().map(|g| g.glossary.terms.as_slice()).unwrap_or_default();
        lines.extend(hits.iter().take(HITS.0).map(|h| {
            let (place, why) = (h.place.word(), words::find::why(h));
            match h.found {
                Found::Place(Target::Heading(x)) => {
                    format!("{} {}: {why}", q.headings[x].id, q.headings[x].title)
                }
                Found::Place(Target::Requirement(r)) => format!("{}: {why}", self.named(r)),
                Found::Place(Target::Check(c)) => {
                    format!("{} {}: {place}", q.check(c).id, self.w.a().check(q, c).question)
                }
                // A word and a command have no place to go to: what they are is told here.
                Found::Term(n) => terms.get(n).map_or_else(String::new, |t| {
                    let (term, means) = (&t.term, &t.means);
                    match &h.spelt_like {
                        Some(word) => {
                            say!("Word of the field, spelt like {word}: {term}. {means}", word, term, means)
                        }
                        None => say!("Word of the field: {term}. {means}", term, means),
                    }
                }),
                Found::Command(n) => WORDS.get(n).map_or_else(String::new, |e| {
                    say!("Type {word}: {help}", word = e.typed, help = words::text(e.help))
                }),
            }
        }));
        if hits.len() > HITS.0 {
            lines.push(say!("{n} more; another word narrows it.", n = hits.len() - HITS.0));
        }
        lines
    }

    /// The organisation and every register.
    pub(super) fn about(&self) -> Vec<String> {
        let a = self.a();
        let mut lines: Vec<String> = fields::ABOUT
            .iter()
            .map(|(key, label, hint)| {
                let (label, hint) = (words::text(label), words::text(hint));
                match a.get(key) {
                    Some(v) => format!("{label}: {v}"),
                    None => say!("{label}: not set; {hint}", label, hint),
                }
            })
            .collect();
        lines.extend(asked::size_again(a).map(str::to_owned));
        if let Some(left_out) = asked::left_out(self.q(), a) {
            lines.push(left_out);
            lines.extend(asked::each_left_out(self.q(), a));
        }
        for kind in self.w.kinds.iter().filter(|k| k.is_listed()) {
            let all = read::all(a, kind);
            let (name, n, word) = (words::text(kind.words), all.len(), word_for(kind));
            lines.push(say!("{name}: {n}; {word} adds one.", name, n, word));
            let supports = self.supports(kind, |_| true);
            lines.extend((!supports.is_empty()).then(|| format!("{supports}.")));
            lines.extend(all.iter().map(|r| {
                let beside = summary(a, self.w.kinds, r);
                let beside = if beside.is_empty() { beside } else { format!(", {beside}") };
                format!("{} {}: {}{beside}", words::text(kind.word), r.no(), r.name())
            }));
        }
        lines
    }

    /// The registers there are, with the words that reach them.
    pub(super) fn registers(&self) -> Vec<String> {
        let registers = self.w.kinds.iter().filter(|k| k.is_register());
        let line = |k: &&'static Kind| {
            let (words, n) = (words::text(k.words), read::all(self.a(), k).len());
            let there = say!("record {key}: {words}, {n} there.", key = k.key, words, n);
            match self.supports(k, |_| false) {
                supports if supports.is_empty() => there,
                supports => format!("{there} {supports}."),
            }
        };
        registers.map(line).collect()
    }

    /// What a register supports, with as many checks as there is room for.
    fn supports(&self, kind: &Kind, fits: impl Fn(&str) -> bool) -> String {
        words::held::supports(self.q(), &held::supports(self.q(), self.a(), kind), fits)
    }
}

/// What is typed to add a record of this kind: a word of its own where there is one.
pub(super) fn word_for(kind: &Kind) -> String {
    let own = WORDS.iter().find(|e| e.typed == kind.key && e.takes == "NUMBER");
    own.map_or_else(|| format!("record {}", kind.key), |e| e.typed.to_owned())
}

/// What is told of a gap or an action, a line each.
fn told(id: &str, facts: Vec<page::Fact>) -> impl Iterator<Item = String> {
    let facts = facts.into_iter().filter(|(_, words)| !words.is_empty());
    facts.map(move |(about, words)| format!("{id} {}: {words}", about.word()))
}

fn total(name: &str, t: &Total) -> String {
    let (assessed, of) = (t.assessed, t.applicable);
    let words = t.so_far.map_or_else(
        || match of {
            0 => say!("all left out").to_owned(),
            of => say!("not assessed, {of} applicable", of),
        },
        |p| say!("readiness so far {p} over {assessed} of {of}", p = percent(p), assessed, of),
    );
    let counts = Status::ALL.map(|s| (t.counts.of(s), s.word().to_lowercase()));
    let counts = counts.into_iter().filter(|(n, _)| *n > 0).map(|(n, word)| format!("{n} {word}"));
    format!("{name}: {}; {words}.", counts.collect::<Vec<_>>().join(", "))
}
