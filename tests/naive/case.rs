//! Small random questionnaires with answers, made twice: as plain data for the reference and as the
//! product's own types.

use std::collections::{BTreeMap, BTreeSet};

use clausewise::model::questionnaire::{Group, Manifest};
use clausewise::model::{Assessment, Questionnaire};
use serde_json::json;

/// A check.
#[derive(Debug, Clone)]
pub(crate) struct Chk {
    pub(crate) id: String,
    pub(crate) kind: &'static str,
    pub(crate) key: bool,
    pub(crate) mandatory: bool,
    /// Ids of checks of other requirements that are the same work.
    pub(crate) same_as: Vec<String>,
    /// Has no object where one works alone.
    pub(crate) others: bool,
}

/// A requirement.
#[derive(Debug, Clone)]
pub(crate) struct Req {
    pub(crate) id: String,
    pub(crate) control: bool,
    pub(crate) headings: Vec<String>,
    pub stage1: bool,
    pub(crate) major: bool,
    /// Another grade for a firm that only uses AI.
    pub(crate) major_of_user: Option<bool>,
    pub(crate) exposure: bool,
    pub(crate) operates: bool,
    pub(crate) audit: bool,
    pub(crate) hours: f64,
    pub(crate) wave: u8,
    pub(crate) depends: Vec<usize>,
    /// The bank says that no reason for leaving it out can stand.
    pub(crate) never: bool,
    pub(crate) checks: Vec<Chk>,
}

/// An AI system with answers of its own.
#[derive(Debug, Clone)]
pub(crate) struct Sys {
    /// Whether the register has it and it is in scope; the others were removed or are out of scope.
    pub(crate) listed: bool,
    /// Of one that does not count: whether it is out of scope.
    pub(crate) out: bool,
    pub(crate) answers: BTreeMap<String, char>,
    pub(crate) reasons: BTreeSet<String>,
}

/// A questionnaire with answers.
#[derive(Debug, Clone)]
pub(crate) struct Case {
    pub(crate) reqs: Vec<Req>,
    pub(crate) gates: Vec<Vec<String>>,
    pub(crate) answers: BTreeMap<String, char>,
    pub(crate) reasons: BTreeSet<String>,
    /// What evidence names that somebody has seen.
    pub(crate) seen: BTreeSet<String>,
    /// What evidence names that nobody has seen yet.
    pub(crate) unseen: BTreeSet<String>,
    /// Systems that answer nothing for themselves.
    pub(crate) exposed_systems: usize,
    /// The others.
    pub(crate) systems: Vec<Sys>,
    /// Levels of checks taken for granted, whoever answers.
    pub(crate) granted: BTreeMap<String, char>,
    /// A firm of one.
    pub(crate) alone: bool,
    /// That wants to be asked everything.
    pub(crate) everything: bool,
    /// Roles, with commas.
    pub(crate) roles: &'static str,
}

/// Numbers from a seed (splitmix64): the same case again from the seed a failure prints.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    pub(crate) fn below(&mut self, n: usize) -> usize {
        (self.next() % n as u64) as usize
    }

    pub(crate) fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    pub(crate) fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }
}

fn checks(dice: &mut Dice, id: &str) -> Vec<Chk> {
    (0..=dice.below(4))
        .map(|c| Chk {
            id: format!("{id}/{}", c + 1),
            kind: dice.pick(&["document", "decision", "practice", "event", "record"]),
            key: dice.chance(30),
            mandatory: c == 0 || dice.chance(85),
            same_as: Vec::new(),
            others: false,
        })
        .collect()
}

/// Some checks of different requirements are the same work; both say so.
fn twins(dice: &mut Dice, reqs: &mut [Req]) {
    for _ in 0..dice.below(4) {
        let (x, y) = (dice.below(reqs.len()), dice.below(reqs.len()));
        let (c, d) = (dice.below(reqs[x].checks.len()), dice.below(reqs[y].checks.len()));
        let (one, other) = (reqs[x].checks[c].id.clone(), reqs[y].checks[d].id.clone());
        if x != y && !reqs[x].checks[c].same_as.contains(&other) {
            reqs[x].checks[c].same_as.push(other);
            reqs[y].checks[d].same_as.push(one);
        }
    }
}

fn requirements(dice: &mut Dice) -> Vec<Req> {
    let n = 1 + dice.below(8);
    let mut reqs = Vec::new();
    for i in 0..n {
        let control = dice.chance(40);
        let deep = dice.chance(40);
        let (id, headings) = match (control, deep) {
            (true, _) => (format!("A.2.{}", i + 1), vec!["A.2".to_owned()]),
            (false, true) => (format!("4.9.{}", i + 1), vec!["4.9".to_owned(), "4".to_owned()]),
            (false, false) => (format!("4.{}", i + 1), vec!["4".to_owned()]),
        };
        reqs.push(Req {
            checks: checks(dice, &id),
            id,
            control,
            headings,
            stage1: dice.chance(50),
            major: dice.chance(50),
            major_of_user: dice.chance(20).then_some(true),
            exposure: dice.chance(40),
            operates: dice.chance(40),
            audit: !control && dice.chance(40) && !reqs.iter().any(|r: &Req| r.audit),
            hours: dice.pick(&[0.4, 2.0, 3.0, 8.0, 20.0]),
            wave: dice.pick(&[1, 2, 3]),
            depends: Vec::new(),
            never: control && dice.chance(25),
        });
    }
    // The order of the standard is not the order of work: dependencies follow a shuffled order.
    let mut order: Vec<usize> = (0..n).collect();
    for i in (1..n).rev() {
        order.swap(i, dice.below(i + 1));
    }
    for late in 1..n {
        for early in 0..late {
            if dice.chance(30) {
                reqs[order[late]].depends.push(order[early]);
            }
        }
    }
    twins(dice, &mut reqs);
    reqs
}

/// Some checks have no object where one works alone: never a key check, none of a gate, nor all that count of a
/// requirement.
fn needs_others(dice: &mut Dice, case: &mut Case) {
    let gates: Vec<String> = case.gates.iter().flatten().cloned().collect();
    for r in &mut case.reqs {
        for c in &mut r.checks {
            c.others = !c.key && !gates.contains(&c.id) && dice.chance(30);
        }
        if r.checks.iter().all(|c| c.others || !c.mandatory) {
            r.checks.iter_mut().for_each(|c| c.others = false);
        }
    }
}

/// A case from a seed; `full` answers every check of every requirement.
pub(crate) fn random(seed: u64, full: bool) -> Case {
    let dice = &mut Dice(seed);
    let reqs = requirements(dice);
    let clause_checks: Vec<String> =
        reqs.iter().filter(|r| !r.control).flat_map(|r| r.checks.iter().map(|c| c.id.clone())).collect();
    let mut gates = Vec::new();
    for _ in 0..dice.below(3) {
        if !clause_checks.is_empty() {
            let ids: BTreeSet<String> =
                (0..=dice.below(2)).map(|_| clause_checks[dice.below(clause_checks.len())].clone()).collect();
            gates.push(ids.into_iter().collect());
        }
    }
    // Some cases lean high, so that the upper verdicts come up as well.
    let high = dice.chance(50);
    let sure = dice.chance(50);
    let draw = |dice: &mut Dice| {
        if high && dice.chance(if full { 95 } else { 75 }) {
            '5'
        } else {
            dice.pick(if full { &['1', '2', '3', '4', '5'] } else { &['1', '2', '3', '4', '5', '?'] })
        }
    };
    let mut case = Case {
        reqs,
        gates,
        answers: BTreeMap::new(),
        reasons: BTreeSet::new(),
        seen: BTreeSet::new(),
        unseen: BTreeSet::new(),
        exposed_systems: dice.below(3),
        systems: Vec::new(),
        granted: BTreeMap::new(),
        alone: dice.chance(40),
        everything: dice.chance(15),
        roles: dice.pick(&["", "user", "user, provider"]),
    };
    needs_others(dice, &mut case);
    for r in case.reqs.clone() {
        if r.control && dice.chance(15) {
            case.answers.insert(r.id.clone(), 'n');
        } else if dice.chance(35) {
            let level = if !full && dice.chance(10) { 'c' } else { draw(dice) };
            case.answers.insert(r.id.clone(), level);
        }
        if dice.chance(60) {
            case.reasons.insert(r.id.clone());
        }
        for c in &r.checks {
            if r.control && dice.chance(8) {
                case.answers.insert(c.id.clone(), 'n');
            } else if full || dice.chance(50) {
                let level = if !full && dice.chance(10) { 'c' } else { draw(dice) };
                case.answers.insert(c.id.clone(), level);
            }
            if dice.chance(if sure { 97 } else { 30 }) {
                let id = if dice.chance(30) { r.id.clone() } else { c.id.clone() };
                if dice.chance(if sure { 90 } else { 40 }) {
                    case.seen.insert(id);
                } else {
                    case.unseen.insert(id);
                }
            }
        }
    }
    for heading in ["4", "4.9", "A.2"] {
        if dice.chance(15) {
            let level = if !full && dice.chance(10) { 'c' } else { draw(dice) };
            case.answers.insert(heading.to_owned(), level);
        }
    }
    if dice.chance(50) {
        case.systems = (0..=dice.below(3)).map(|_| system(dice, &case, full, &draw)).collect();
    }
    case
}

/// What one system answers for itself, also where nobody may: clauses are for the organisation alone.
fn system(dice: &mut Dice, case: &Case, full: bool, draw: &dyn Fn(&mut Dice) -> char) -> Sys {
    let (listed, out) = (dice.chance(80), dice.chance(50));
    let mut sys = Sys { listed, out, answers: BTreeMap::new(), reasons: BTreeSet::new() };
    let checks = case.reqs.iter().flat_map(|r| r.checks.iter().map(|c| &c.id));
    let ids = case.reqs.iter().map(|r| &r.id).chain(checks);
    for id in ids.map(String::as_str).chain(["A.2", "4"]) {
        let level = match dice.below(100) {
            0..8 if id != "A.2" => 'n',
            8..14 if !full => 'c',
            14..38 => draw(dice),
            _ => continue,
        };
        sys.answers.insert(id.to_owned(), level);
        if full || dice.chance(60) {
            sys.reasons.insert(id.to_owned());
        }
    }
    sys
}

impl Case {
    /// One step up on one single answer, if there is one below Proven.
    pub(crate) fn raised(&self, seed: u64) -> Option<Self> {
        let dice = &mut Dice(seed);
        let mut up = self.clone();
        let all = std::iter::once(&mut up.answers).chain(up.systems.iter_mut().map(|s| &mut s.answers));
        let mut low: Vec<&mut char> =
            all.flat_map(BTreeMap::values_mut).filter(|l| ('1'..='4').contains(*l)).collect();
        let n = dice.below(low.len().max(1));
        let level = low.get_mut(n)?;
        let now = level.to_digit(10)?;
        let step = 1 + dice.below(5 - now as usize) as u32;
        **level = char::from_digit(now + step, 10)?;
        Some(up)
    }

    /// One more piece of evidence, or one that was only named and now is seen.
    pub(crate) fn backed(&self, seed: u64) -> Self {
        let dice = &mut Dice(seed ^ 9);
        let mut more = self.clone();
        let r = &self.reqs[dice.below(self.reqs.len())];
        let id = if dice.chance(50) { r.id.clone() } else { r.checks[dice.below(r.checks.len())].id.clone() };
        if dice.chance(50) {
            more.seen.insert(id);
        } else {
            more.unseen.insert(id);
        }
        more
    }

    /// The product's questionnaire.
    pub(crate) fn questionnaire(&self) -> Questionnaire {
        let requirement = |r: &Req| {
            let checks: Vec<_> = r
                .checks
                .iter()
                .map(|c| {
                    json!({"id": c.id, "question": "Is it there?", "kind": c.kind, "key": c.key,
                        "mandatory": c.mandatory, "same_as": c.same_as, "evidence": "It", "action": format!("Make {}", c.id),
                        "output": format!("Paper {}", c.id),
                        "not_alone": c.others.then_some("Nobody else is there.")})
                })
                .collect();
            let depends: Vec<&str> = r.depends.iter().map(|d| self.reqs[*d].id.as_str()).collect();
            json!({"id": r.id, "title": format!("Title {}", r.id), "parent": r.headings[0],
                "kind": if r.control { "control" } else { "clause" }, "pdca": "plan", "wave": r.wave,
                "stage1": r.stage1, "if_absent": if r.major { "major" } else { "minor" },
                "if_absent_user_only": r.major_of_user.map(|major| if major { "major" } else { "minor" }),
                "question": "How?", "why": "Because.", "checks": checks,
                "exclusion": r.control.then(|| json!({"credible": "x", "not_credible": "y", "reason_must": "z"})),
                "exclude": r.control.then(|| if r.never { json!({"never": "x"}) } else { json!({"when": "x"}) }),
                "roles": ["user"], "depends_on": depends, "after_all_controls": r.audit,
                "operates": r.operates, "marker": r.audit.then_some("internal-audit"),
                "effort_hours": {"solo": r.hours, "small": r.hours, "medium": r.hours, "large": r.hours},
                "owner_role": "Somebody", "iso27001": "new", "exposure": r.exposure})
        };
        let requirements: Vec<_> = self.reqs.iter().map(requirement).collect();
        let gates: Vec<_> = self
            .gates
            .iter()
            .enumerate()
            .map(|(i, ids)| json!({"id": format!("gate-{i}"), "title": "Gate", "checks": ids}))
            .collect();
        let waves: Vec<_> = (1..=3)
            .map(|n| json!({"number": n, "title": "Wave", "pdca": "plan", "milestone": "Done"}))
            .collect();
        let manifest: Manifest = serde_json::from_value(json!({"format": 1, "id": "small", "title": "Small",
            "version": "1", "gates": gates, "waves": waves}))
        .unwrap();
        let group: Group = serde_json::from_value(json!({"headings": [
            {"id": "4", "title": "Four"}, {"id": "4.9", "title": "Nine", "parent": "4"},
            {"id": "A.2", "title": "Two"}], "requirements": requirements}))
        .unwrap();
        Questionnaire::assemble(manifest, vec![group])
    }

    /// The product's assessment with these answers.
    pub(crate) fn assessment(&self, q: &Questionnaire) -> Assessment {
        let mut a = Assessment::new(q);
        for (id, level) in &self.answers {
            let value = if *level == 'c' { "clear".to_owned() } else { level.to_string() };
            a.set(q, id, Some(value));
        }
        let about = [
            ("about.size", if self.alone { "solo" } else { "small" }),
            ("about.ask-all", if self.everything { "yes" } else { "" }),
            ("about.roles", self.roles),
        ];
        for (key, value) in about {
            a.set(q, key, Some(value.to_owned()));
        }
        for id in &self.reasons {
            a.set(q, &format!("reason.{id}"), Some("because".to_owned()));
        }
        for (n, sys) in self.systems.iter().enumerate() {
            let layer = format!("@system.{}-abcdef/", 100 + n);
            for (id, level) in &sys.answers {
                let value = if *level == 'c' { "clear".to_owned() } else { level.to_string() };
                a.set(q, &format!("{layer}{id}"), Some(value));
            }
            for id in &sys.reasons {
                a.set(q, &format!("{layer}reason.{id}"), Some("because".to_owned()));
            }
            if sys.listed || sys.out {
                a.set(q, &format!("system.{}-abcdef.made", 100 + n), Some("yes".to_owned()));
            }
            if !sys.listed && sys.out {
                a.set(q, &format!("system.{}-abcdef.in-scope", 100 + n), Some("out".to_owned()));
            }
        }
        for (id, level) in &self.granted {
            let check = (0..q.check_count()).find(|c| &q.check(*c).id == id);
            a.suppose(check.unwrap(), clausewise::model::Level::parse(&level.to_string()));
        }
        let mut yes = |key: String| a.set(q, &key, Some("yes".to_owned()));
        yes("person.1-abcdef.made".to_owned());
        for (n, id) in self.seen.iter().chain(&self.unseen).enumerate() {
            yes(format!("evidence.{n}-abcdef.made"));
            yes(format!("evidence.{n}-abcdef.shows.{id}"));
        }
        for n in 0..self.exposed_systems {
            yes(format!("system.{n}-abcdef.made"));
            yes(format!("system.{n}-abcdef.{}", if n % 2 == 0 { "affects" } else { "legal" }));
        }
        // Out of scope: nothing that is said of it moves a figure.
        for field in ["made", "affects", "legal", "role.developer"] {
            yes(format!("system.90-abcdef.{field}"));
        }
        a.set(q, "system.90-abcdef.in-scope", Some("out".to_owned()));
        for n in 0..self.seen.len() {
            let key = format!("evidence.{n}-abcdef.seen-by.1-abcdef");
            a.set(q, &key, Some("2026-11-20".to_owned()));
        }
        a
    }
}
