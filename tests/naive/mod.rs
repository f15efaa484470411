//! The method written a second time, slowly and from its text alone: brute force over small cases, no
//! code shared with the product. Where the two disagree, one of them has not understood the method.

pub(crate) mod case;
pub(crate) mod edits;
pub(crate) mod plan;

use case::{Case, Req};

/// Level of a check as a character, after ratings of wholes; none while not answered.
pub(crate) fn level(case: &Case, r: &Req, check: usize) -> Option<char> {
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
    case.answers.get(&r.id) == Some(&'n')
}

/// Whether anything of a requirement was answered.
pub(crate) fn rated(case: &Case, r: &Req) -> bool {
    applicable(case, r).iter().any(|(_, _, l)| matches!(l, Some('1'..='5')))
}

/// The case with every open check at this level.
pub(crate) fn filled(case: &Case, to: char) -> Case {
    let mut filled = case.clone();
    for r in case.reqs.iter().filter(|r| !excluded(case, r)) {
        for c in (0..r.checks.len()).filter(|c| r.checks[*c].mandatory) {
            if matches!(level(case, r, c), None | Some('?')) {
                filled.answers.insert(r.checks[c].id.clone(), to);
            }
        }
    }
    filled
}

fn credit(level: char) -> f64 {
    match level {
        '3' => 1.0 / 3.0,
        '4' => 2.0 / 3.0,
        '5' => 1.0,
        _ => 0.0,
    }
}

fn at_gap(level: char, record: bool) -> bool {
    level == '1' || level == '2' || (level == '3' && record)
}

/// The applicable mandatory checks: whether key, whether a record, level.
fn applicable(case: &Case, r: &Req) -> Vec<(bool, bool, Option<char>)> {
    if excluded(case, r) {
        return Vec::new();
    }
    (0..r.checks.len())
        .filter(|c| r.checks[*c].mandatory && level(case, r, *c) != Some('n'))
        .map(|c| (r.checks[c].key, r.checks[c].kind == "record", level(case, r, c)))
        .collect()
}

/// Section 3, word by word.
pub(crate) fn status(case: &Case, r: &Req) -> &'static str {
    let checks = applicable(case, r);
    if checks.is_empty() {
        return "not_applicable";
    }
    let gaps: Vec<bool> = checks
        .iter()
        .filter(|(_, rec, l)| l.is_some_and(|l| at_gap(l, *rec)))
        .map(|(key, ..)| *key)
        .collect();
    if gaps.iter().any(|key| *key) || gaps.len() * 2 > checks.len() {
        return "gap";
    }
    if checks.iter().any(|(_, _, l)| matches!(l, None | Some('?'))) {
        return "open";
    }
    if checks.iter().all(|(_, _, l)| *l == Some('5')) {
        return "met";
    }
    "partial"
}

/// Mean credit so far (none without an answer), lower and upper end; 0 to 1.
pub(crate) fn score(case: &Case, r: &Req) -> (Option<f64>, f64, f64) {
    let checks = applicable(case, r);
    let known: Vec<f64> = checks.iter().filter_map(|(_, _, l)| l.filter(|l| *l != '?').map(credit)).collect();
    let sum: f64 = known.iter().sum();
    let open = (checks.len() - known.len()) as f64;
    let of = checks.len().max(1) as f64;
    ((!known.is_empty()).then(|| sum / known.len() as f64), sum / of, (sum + open) / of)
}

/// Answered and applicable mandatory checks.
pub(crate) fn coverage(case: &Case, r: &Req) -> (u32, u32) {
    let checks = applicable(case, r);
    let answered = checks.iter().filter(|(_, _, l)| !matches!(l, None | Some('?'))).count();
    (answered as u32, checks.len() as u32)
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

fn seen(case: &Case, r: &Req, check: usize) -> bool {
    case.seen.iter().any(|id| *id == r.id || *id == r.checks[check].id)
}

/// Checks at Proven, and those of them with evidence somebody has seen.
pub(crate) fn claims(case: &Case) -> (u32, u32) {
    let (mut claimed, mut verified) = (0, 0);
    for r in case.reqs.iter().filter(|r| !excluded(case, r)) {
        for c in (0..r.checks.len()).filter(|c| r.checks[*c].mandatory) {
            if level(case, r, c) == Some('5') {
                claimed += 1;
                verified += u32::from(seen(case, r, c));
            }
        }
    }
    (claimed, verified)
}

/// Whether an exclusion, whole or in part, lacks its reason.
pub(crate) fn reason_missing(case: &Case, r: &Req) -> bool {
    let has = |id: &String| case.reasons.contains(id);
    if excluded(case, r) {
        return !has(&r.id);
    }
    (0..r.checks.len()).any(|c| {
        r.checks[c].mandatory && level(case, r, c) == Some('n') && !has(&r.checks[c].id) && !has(&r.id)
    })
}

/// Section 5: the class, and while incomplete the class it already cannot be better than.
pub(crate) fn verdict(case: &Case) -> (&'static str, Option<&'static str>) {
    let clauses: Vec<&Req> = case.reqs.iter().filter(|r| !r.control).collect();
    let controls: Vec<&Req> = case.reqs.iter().filter(|r| r.control).collect();
    let is = |list: &[&Req], what: &str| list.iter().filter(|r| status(case, r) == what).count();
    let open = is(&clauses, "open") + is(&controls, "open");
    let gate = |ids: &[String], good: &dyn Fn(&Req, usize) -> bool| {
        ids.iter().all(|id| {
            case.reqs.iter().any(|r| (0..r.checks.len()).any(|c| r.checks[c].id == *id && good(r, c)))
        })
    };
    let proven = |r: &Req, c: usize| level(case, r, c) == Some('5');
    let undecided = |r: &Req, c: usize| matches!(level(case, r, c), None | Some('?' | '5'));
    // While something is open only what is known counts against it; then every gate must be Proven.
    let gates_hold = case
        .gates
        .iter()
        .all(|g| if open > 0 { gate(g, &|r, c| undecided(r, c)) } else { gate(g, &|r, c| proven(r, c)) });
    let cap = if is(&clauses, "gap") * 2 > clauses.len() {
        Some("Early")
    } else if is(&clauses, "gap") > 0 {
        Some("Not ready")
    } else if is(&clauses, "partial") > 0 || !gates_hold || case.reqs.iter().any(|r| reason_missing(case, r))
    {
        Some("Nearly ready")
    } else {
        None
    };
    if open > 0 {
        return ("Incomplete", cap);
    }
    if let Some(cap) = cap {
        return (cap, None);
    }
    let all_seen = case.gates.iter().all(|g| gate(g, &|r, c| seen(case, r, c)));
    if is(&controls, "gap") + is(&controls, "partial") == 0 && all_seen {
        ("Ready for Stage 2", None)
    } else {
        ("Ready for Stage 1", None)
    }
}

/// Whether `r` waits for `before`, directly or through others.
pub(crate) fn waits(case: &Case, r: usize, before: usize) -> bool {
    case.reqs[r].depends.iter().any(|d| *d == before || waits(case, *d, before))
}

/// Hours to close a gap of a small organisation, in half hours.
pub(crate) fn hours(case: &Case, r: &Req) -> f64 {
    let missing = (1.0 - score(case, r).0.unwrap_or(0.0)).max(0.25);
    let halves = (r.hours * missing * 2.0 - 1e-9).ceil().max(1.0);
    halves / 2.0
}

/// Section 6: class of a gap.
pub(crate) fn class(case: &Case, r: &Req) -> u32 {
    let stage1_major = r.stage1 && r.major;
    let gap = status(case, r) == "gap";
    if gap && stage1_major {
        1
    } else if gap && !r.control {
        2
    } else if stage1_major || (gap && r.major) {
        3
    } else if gap || !r.control {
        4
    } else {
        5
    }
}

/// Section 6: requirements in rank order with class and band.
pub(crate) fn ranking(case: &Case) -> Vec<(usize, u32, &'static str)> {
    let unfinished = |r: usize| matches!(status(case, &case.reqs[r]), "gap" | "partial" | "open");
    let mut left: Vec<usize> =
        (0..case.reqs.len()).filter(|r| matches!(status(case, &case.reqs[*r]), "gap" | "partial")).collect();
    let key = |r: usize| {
        let req = &case.reqs[r];
        let waiting = (0..case.reqs.len()).filter(|o| unfinished(*o) && waits(case, *o, r)).count();
        let exposed = if req.exposure { case.exposed_systems } else { 0 };
        (class(case, req), usize::MAX - waiting, usize::MAX - exposed, (hours(case, req) * 2.0) as u64, r)
    };
    let n = left.len();
    let mut list = Vec::new();
    while !left.is_empty() {
        let best = left.iter().copied().min_by_key(|r| key(*r)).unwrap();
        left.retain(|r| *r != best);
        let class = key(best).0;
        let place = list.len();
        let band = match (place * 4 < n, class, place * 2 < n) {
            (true, ..) => "Now",
            (false, 5, _) => "Polish",
            (false, _, true) => "Next",
            _ => "Later",
        };
        list.push((best, class, band));
    }
    list
}
