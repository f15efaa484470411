//! The method written a second time, slowly and from its text alone: brute force over small cases, no
//! code shared with the product. Where the two disagree, one of them has not understood the method.

pub(crate) mod case;
pub(crate) mod edits;
pub(crate) mod plan;

use std::collections::BTreeMap;

use case::{Case, Req, Sys};

/// Level of a check as a character, after ratings of wholes and of AI systems; none while not answered.
pub(crate) fn level(case: &Case, r: &Req, check: usize) -> Option<char> {
    if let Some(level) = case.granted.get(&r.checks[check].id) {
        return Some(*level);
    }
    if !per_system(case, r) {
        return general(case, r, check);
    }
    // Left out by the general answer: so is each check of it, as far as that has a reason.
    let left_out = case.answers.get(&r.id) == Some(&'n');
    let reasoned = |check: usize| case.reasons.contains(&r.id) || case.reasons.contains(&r.checks[check].id);
    let listed: Vec<&Sys> = case.systems.iter().filter(|s| s.listed).collect();
    let own: Vec<Option<char>> = listed.iter().map(|s| own(s, r, check)).collect();
    if own.iter().all(Option::is_none) && !left_out {
        return general(case, r, check);
    }
    // Every system of the register: its own answer, else the general one.
    let mut counts = Vec::new();
    for (sys, own) in listed.iter().zip(own) {
        match own {
            Some('n') if has_reason(sys, r, check) => {}
            Some('n') => counts.push(None),
            Some(level) => counts.push(Some(level)),
            None => counts.extend(of_general(case, r, check, left_out, reasoned(check))),
        }
    }
    for _ in 0..case.exposed_systems {
        counts.extend(of_general(case, r, check, left_out, reasoned(check)));
    }
    if counts.is_empty() {
        return Some('n');
    }
    if counts.contains(&Some('?')) {
        return Some('?');
    }
    if counts.contains(&None) { None } else { counts.into_iter().flatten().min() }
}

/// Whether a system may leave a check out: what leaves out the whole is argued there.
fn has_reason(sys: &Sys, r: &Req, check: usize) -> bool {
    let whole = sys.answers.get(&r.id) == Some(&'n');
    sys.reasons.contains(&r.id) || (!whole && sys.reasons.contains(&r.checks[check].id))
}

/// What the general answer adds for a system: nothing where it drops out.
fn of_general(case: &Case, r: &Req, check: usize, left_out: bool, reasoned: bool) -> Vec<Option<char>> {
    let level = if left_out { Some('n') } else { general(case, r, check) };
    match level {
        Some('n') if left_out && !case.reasons.contains(&r.id) => vec![None],
        Some('n') if reasoned => Vec::new(),
        Some('n') => vec![None],
        level => vec![level],
    }
}

/// What a system answers for itself; none where the general answer counts.
fn own(sys: &Sys, r: &Req, check: usize) -> Option<char> {
    if sys.answers.get(&r.id) == Some(&'n') {
        return Some('n');
    }
    let mut places = [&r.checks[check].id, &r.id].into_iter().chain(&r.headings);
    places.find_map(|id| sys.answers.get(id)).copied().filter(|l| *l != 'c')
}

/// Whether a system of the register has an answer of its own to a check of this control.
pub(crate) fn per_system(case: &Case, r: &Req) -> bool {
    let speaks = |s: &Sys| s.listed && (0..r.checks.len()).any(|c| own(s, r, c).is_some());
    r.control && case.systems.iter().any(speaks)
}

/// The general answer.
fn general(case: &Case, r: &Req, check: usize) -> Option<char> {
    let given = |id: &str| case.answers.get(id).copied();
    match given(&r.checks[check].id) {
        Some('c') => return None,
        Some(l) => return Some(l),
        None => {}
    }
    match given(&r.id) {
        Some('c' | 'n') => return None,
        Some(l) => return Some(l),
        None => {}
    }
    for heading in &r.headings {
        match given(heading) {
            Some('c') => return None,
            Some(l) => return Some(l),
            None => {}
        }
    }
    None
}

/// Whether a control is excluded as a whole.
pub(crate) fn excluded(case: &Case, r: &Req) -> bool {
    case.answers.get(&r.id) == Some(&'n') && !per_system(case, r)
}

/// Section 2: what has no object in a firm of one is not asked there, unless it was answered itself.
fn asked(case: &Case, r: &Req, check: usize) -> bool {
    let id = &r.checks[check].id;
    let itself = |answers: &BTreeMap<String, char>| answers.get(id).is_some_and(|l| *l != 'c');
    let by_system = r.control && case.systems.iter().any(|s| s.listed && itself(&s.answers));
    let answered = itself(&case.answers) || by_system || case.granted.contains_key(id);
    !case.alone || case.everything || answered || !r.checks[check].others
}

/// Whether its absence is likely a major here: some weigh more for who only uses AI.
fn major(case: &Case, r: &Req) -> bool {
    r.major_of_user.filter(|_| case.roles == "user").unwrap_or(r.major)
}

/// Whether anything of a requirement was answered.
pub(crate) fn rated(case: &Case, r: &Req) -> bool {
    applicable(case, r).iter().any(|c| matches!(c.level, Some('1'..='5')))
}

/// The case with every open check at this level.
pub(crate) fn filled(case: &Case, to: char) -> Case {
    let mut filled = case.clone();
    for r in case.reqs.iter().filter(|r| !excluded(case, r)) {
        for c in (0..r.checks.len()).filter(|c| r.checks[*c].mandatory && asked(case, r, *c)) {
            if matches!(level(case, r, c), None | Some('?')) {
                filled.granted.insert(r.checks[c].id.clone(), to);
            }
        }
    }
    filled
}

/// Section 2: what a level earns; a programme has not been held, and an empty form is no record.
fn credit(level: char, kind: &str) -> f64 {
    match (level, kind) {
        ('3', "event" | "record") => 0.0,
        ('3', _) => 1.0 / 3.0,
        ('4', _) => 2.0 / 3.0,
        ('5', _) => 1.0,
        _ => 0.0,
    }
}

/// A mandatory check that applies, as section 3 looks at it.
pub(crate) struct Applies<'c> {
    key: bool,
    kind: &'c str,
    gate: bool,
    level: Option<char>,
}

impl Applies<'_> {
    fn is_open(&self) -> bool {
        matches!(self.level, None | Some('?'))
    }

    /// 1 or 2; on an event, a record or a gate check also 3.
    fn at_gap(&self) -> bool {
        match self.level {
            Some('1' | '2') => true,
            Some('3') => self.kind == "event" || self.kind == "record" || self.gate,
            _ => false,
        }
    }
}

/// The applicable mandatory checks of a requirement.
fn applicable<'c>(case: &'c Case, r: &'c Req) -> Vec<Applies<'c>> {
    let mut list = Vec::new();
    if excluded(case, r) {
        return list;
    }
    for (c, check) in r.checks.iter().enumerate() {
        if check.mandatory && asked(case, r, c) && level(case, r, c) != Some('n') {
            list.push(Applies {
                key: check.key,
                kind: check.kind,
                gate: case.gates.iter().any(|g| g.contains(&check.id)),
                level: level(case, r, c),
            });
        }
    }
    list
}

/// Section 3, word by word.
pub(crate) fn status(case: &Case, r: &Req) -> &'static str {
    let checks = applicable(case, r);
    if checks.is_empty() {
        return "not_applicable";
    }
    if checks.iter().any(|c| c.key && c.at_gap()) {
        return "gap";
    }
    if checks.iter().filter(|c| c.at_gap()).count() * 2 > checks.len() {
        return "gap";
    }
    if checks.iter().any(Applies::is_open) {
        return "open";
    }
    if checks.iter().all(|c| c.level == Some('5')) {
        return "met";
    }
    "partial"
}

/// Mean credit so far (none without an answer), lower and upper end; 0 to 1.
pub(crate) fn score(case: &Case, r: &Req) -> (Option<f64>, f64, f64) {
    let mut known = Vec::new();
    let (mut low, mut high) = (0.0, 0.0);
    let checks = applicable(case, r);
    for c in &checks {
        match c.level {
            None | Some('?') => high += 1.0,
            Some(l) => {
                known.push(credit(l, c.kind));
                low += credit(l, c.kind);
                high += credit(l, c.kind);
            }
        }
    }
    let of = checks.len().max(1) as f64;
    let mean = known.iter().sum::<f64>() / known.len() as f64;
    ((!known.is_empty()).then_some(mean), low / of, high / of)
}

/// Answered and applicable mandatory checks.
pub(crate) fn coverage(case: &Case, r: &Req) -> (u32, u32) {
    let checks = applicable(case, r);
    (checks.iter().filter(|c| !c.is_open()).count() as u32, checks.len() as u32)
}

/// Mean so far with its denominator, interval: over the requirements `of` chooses, in percent.
pub(crate) fn total(case: &Case, of: impl Fn(&Req) -> bool) -> (Option<f64>, u32, f64, f64) {
    let rows: Vec<_> = case
        .reqs
        .iter()
        .filter(|r| of(r) && status(case, r) != "not_applicable")
        .map(|r| score(case, r))
        .collect();
    let so_far: Vec<f64> = rows.iter().filter_map(|(s, ..)| *s).collect();
    let mean = |list: &[f64]| 100.0 * list.iter().sum::<f64>() / list.len() as f64;
    let ends = |pick: fn(&(Option<f64>, f64, f64)) -> f64| -> f64 {
        if rows.is_empty() { 0.0 } else { mean(&rows.iter().map(pick).collect::<Vec<_>>()) }
    };
    let n = so_far.len() as u32;
    ((n > 0).then(|| mean(&so_far)), n, ends(|r| r.1), ends(|r| r.2))
}

/// Section 4: after a wave every answered check up to it counts as Proven, and what is open stays open.
///
/// `done_in` says in which wave the work on a requirement is: its own, or a later one where it comes after an event.
pub(crate) fn projection(case: &Case, wave: u8, done_in: impl Fn(usize) -> u8) -> (f64, f64) {
    let (mut low, mut high) = (Vec::new(), Vec::new());
    let counts = |(_, r): &(usize, &Req)| status(case, r) != "not_applicable";
    for (n, r) in case.reqs.iter().enumerate().filter(counts) {
        let (answered, of) = coverage(case, r);
        let (_, least, most) = score(case, r);
        low.push(if done_in(n) <= wave { f64::from(answered) / f64::from(of) } else { least });
        high.push(if done_in(n) <= wave { 1.0 } else { most });
    }
    let mean = |list: &[f64]| 100.0 * list.iter().sum::<f64>() / list.len().max(1) as f64;
    (mean(&low), mean(&high))
}

/// Evidence on a requirement names each of its checks.
fn seen(case: &Case, r: &Req, check: usize) -> bool {
    case.seen.contains(&r.id) || case.seen.contains(&r.checks[check].id)
}

fn named(case: &Case, r: &Req, check: usize) -> bool {
    seen(case, r, check) || case.unseen.contains(&r.id) || case.unseen.contains(&r.checks[check].id)
}

/// Section 4: mandatory checks at Proven, those of them with evidence, those whose evidence somebody has seen.
pub(crate) fn claims(case: &Case) -> (u32, u32, u32) {
    let mut found = (0, 0, 0);
    for r in case.reqs.iter().filter(|r| !excluded(case, r)) {
        for c in (0..r.checks.len()).filter(|c| r.checks[*c].mandatory && asked(case, r, *c)) {
            if level(case, r, c) == Some('5') {
                found.0 += 1;
                found.1 += u32::from(named(case, r, c));
                found.2 += u32::from(seen(case, r, c));
            }
        }
    }
    found
}

/// Whether an exclusion, whole or in part, lacks its reason.
pub(crate) fn reason_missing(case: &Case, r: &Req) -> bool {
    let has = |id: &String| case.reasons.contains(id);
    if excluded(case, r) {
        return !has(&r.id);
    }
    // Where systems speak, each that drops out needs a reason: its own, or the general one where that counts for it.
    let listed = || case.systems.iter().filter(|s| s.listed && r.control);
    let left_out = case.answers.get(&r.id) == Some(&'n');
    (0..r.checks.len()).filter(|c| r.checks[*c].mandatory && asked(case, r, *c)).any(|c| {
        let bare = |s: &Sys| own(s, r, c) == Some('n') && !has_reason(s, r, c);
        let silent = listed().any(|s| own(s, r, c).is_none()) || case.exposed_systems > 0;
        let spoken = listed().any(|s| own(s, r, c).is_some());
        let argued = has(&r.id) || (!left_out && has(&r.checks[c].id));
        let in_general = left_out || general(case, r, c) == Some('n');
        listed().any(bare) || (in_general && !argued && (silent || !spoken))
    })
}

/// Whether the bank says that no exclusion of this control can stand, and it is excluded, whole or in part.
pub(crate) fn cannot_stand(case: &Case, r: &Req) -> bool {
    let part = |c: usize| r.checks[c].mandatory && asked(case, r, c) && level(case, r, c) == Some('n');
    r.never && (excluded(case, r) || (0..r.checks.len()).any(part))
}

/// Section 5 for a case in which nothing is open; `all_seen` takes all evidence for seen.
fn class_when_closed(case: &Case, all_seen: bool) -> &'static str {
    let count = |control: bool, what: &[&str]| {
        case.reqs.iter().filter(|r| r.control == control && what.contains(&status(case, r))).count()
    };
    let clauses = case.reqs.iter().filter(|r| !r.control && status(case, r) != "not_applicable").count();
    let included = case.reqs.iter().filter(|r| r.control && status(case, r) != "not_applicable").count();
    // Every check of every gate, with its requirement.
    let mut gate_checks = Vec::new();
    for id in case.gates.iter().flatten() {
        for r in &case.reqs {
            gate_checks.extend((0..r.checks.len()).filter(|c| r.checks[*c].id == *id).map(|c| (r, c)));
        }
    }
    let proven = gate_checks.iter().all(|(r, c)| level(case, r, *c) == Some('5') && !excluded(case, r));
    let gates_named = all_seen || gate_checks.iter().all(|(r, c)| named(case, r, *c));
    let gates_seen = all_seen || gate_checks.iter().all(|(r, c)| seen(case, r, *c));
    let (claimed, with_evidence, _) = claims(case);
    if count(false, &["gap"]) * 2 > clauses {
        "Early"
    } else if count(false, &["gap"]) > 0 || count(true, &["gap"]) * 2 > included {
        "Not ready"
    } else if count(false, &["partial"]) > 0
        || count(true, &["gap"]) > 0
        || !proven
        || !gates_named
        || case.reqs.iter().any(|r| reason_missing(case, r) || cannot_stand(case, r))
    {
        "Nearly ready"
    } else if count(true, &["partial"]) > 0 || !gates_seen || (claimed != with_evidence && !all_seen) {
        "Ready for Stage 1"
    } else {
        "Ready for Stage 2"
    }
}

/// Section 5: the class, and while incomplete the best that is still possible where something is against it.
pub(crate) fn verdict(case: &Case) -> (&'static str, Option<&'static str>) {
    if !case.reqs.iter().any(|r| applicable(case, r).iter().any(Applies::is_open)) {
        return (class_when_closed(case, false), None);
    }
    // Tried: everything open at Proven. A check of good practice counts only where a gate rests on it.
    let mut tried = case.clone();
    for r in case.reqs.iter().filter(|r| !excluded(case, r)) {
        let open = |c: &usize| asked(case, r, *c) && matches!(level(case, r, *c), None | Some('?'));
        for c in (0..r.checks.len()).filter(open) {
            tried.granted.insert(r.checks[c].id.clone(), '5');
        }
    }
    match class_when_closed(&tried, true) {
        "Ready for Stage 2" => ("Incomplete", None),
        best => ("Incomplete", Some(best)),
    }
}

/// Requirements with an answer, or left out: what "so far" is over.
pub(crate) fn looked_at(case: &Case) -> usize {
    let answered = |r: &&Req| {
        let checks = applicable(case, r);
        checks.is_empty() || checks.iter().any(|c| !c.is_open())
    };
    case.reqs.iter().filter(answered).count()
}

/// Whether `r` waits for `before`, directly or through others.
pub(crate) fn waits(case: &Case, r: usize, before: usize) -> bool {
    case.reqs[r].depends.iter().any(|d| *d == before || waits(case, *d, before))
}

/// Whether a check is counted at all: mandatory, and not left out.
fn counted(case: &Case, r: &Req, check: usize) -> bool {
    r.checks[check].mandatory
        && asked(case, r, check)
        && !excluded(case, r)
        && level(case, r, check) != Some('n')
}

/// Whether the work of a check is done for another requirement first: that one's wave comes earlier, or it stands
/// earlier in the same wave.
fn second_time(case: &Case, r: &Req, check: usize) -> bool {
    let place = |x: &Req| (x.wave, case.reqs.iter().position(|y| y.id == x.id).unwrap());
    case.reqs.iter().filter(|o| place(o) < place(r)).any(|o| {
        (0..o.checks.len()).any(|c| counted(case, o, c) && o.checks[c].same_as.contains(&r.checks[check].id))
    })
}

/// Hours to close a gap of a small organisation, in half hours: its checks share the hours, work that serves two
/// requirements is counted a quarter the second time, and of what there is to do at least a quarter is missing.
pub(crate) fn hours(case: &Case, r: &Req) -> f64 {
    let checks: Vec<usize> = (0..r.checks.len()).filter(|c| counted(case, r, *c)).collect();
    let part = r.hours / checks.len() as f64;
    let (mut all, mut answered, mut missing) = (0.0, 0.0, 0.0);
    for c in checks {
        let hours = if second_time(case, r, c) { part / 4.0 } else { part };
        all += hours;
        if let Some(l @ '1'..='5') = level(case, r, c) {
            answered += hours;
            missing += hours * (1.0 - credit(l, r.checks[c].kind));
        }
    }
    let share = if answered > 0.0 { missing / answered } else { 1.0 };
    let halves = (all * share.max(0.25) * 2.0 - 1e-9).ceil().max(1.0);
    halves / 2.0
}

/// Section 6: class of a gap.
pub(crate) fn class(case: &Case, r: &Req) -> u32 {
    let stage1_major = r.stage1 && major(case, r);
    let gap = status(case, r) == "gap";
    if gap && stage1_major {
        1
    } else if gap && !r.control {
        2
    } else if stage1_major || (gap && major(case, r)) {
        3
    } else if gap || !r.control {
        4
    } else {
        5
    }
}

fn carries_gate(case: &Case, r: &Req) -> bool {
    r.checks.iter().any(|c| case.gates.iter().any(|g| g.contains(&c.id)))
}

/// Section 6: requirements in rank order with class and band.
pub(crate) fn ranking(case: &Case) -> Vec<(usize, u32, &'static str)> {
    let is = |r: usize, what: &[&str]| what.contains(&status(case, &case.reqs[r]));
    let mut left: Vec<usize> = (0..case.reqs.len()).filter(|r| is(*r, &["gap", "partial"])).collect();
    // Whether x stands before y, criterion by criterion.
    let before = |x: usize, y: usize| {
        let of = |r: usize| {
            let req = &case.reqs[r];
            let waiting = (0..case.reqs.len())
                .filter(|o| is(*o, &["gap", "partial", "open"]) && waits(case, *o, r))
                .count();
            let exposed = if req.exposure { case.exposed_systems } else { 0 };
            (
                class(case, req),
                carries_gate(case, req),
                major(case, req),
                is(r, &["gap"]),
                exposed,
                waiting,
                hours(case, req),
            )
        };
        let (a, b) = (of(x), of(y));
        if a.0 != b.0 {
            return a.0 < b.0;
        }
        for (a, b) in [(a.1, b.1), (a.2, b.2), (a.3, b.3)] {
            if a != b {
                return a;
            }
        }
        for (a, b) in [(a.4, b.4), (a.5, b.5)] {
            if a != b {
                return a > b;
            }
        }
        if (a.6 - b.6).abs() > 1e-9 { a.6 < b.6 } else { x < y }
    };
    let n = left.len();
    let mut list = Vec::new();
    while !left.is_empty() {
        let best = left.iter().copied().find(|x| left.iter().all(|y| x == y || before(*x, *y))).unwrap();
        left.retain(|r| *r != best);
        let (place, req) = (list.len(), &case.reqs[best]);
        let hardly = class(case, req) == 5 && !major(case, req) && !carries_gate(case, req);
        let band = match place {
            _ if hardly => "P4",
            p if p * 4 < n => "P1",
            p if p * 2 < n => "P2",
            _ => "P3",
        };
        list.push((best, class(case, req), band));
    }
    list
}
