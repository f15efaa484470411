//! What a questionnaire is where one works alone: which checks have no object, and the words for one in their places.
//! Used by [`super::questionnaire`]; whether one works alone is [`super::own_case`]'s business.

use super::format::Requirement;

/// Whether each check has no object in a firm of one, by its index over the whole questionnaire. What a gate rests on
/// always has one, and of no requirement all that counts is left out.
pub(super) fn needs_others(requirements: &[Requirement], of_gate: &[bool]) -> Vec<bool> {
    let mut list: Vec<bool> = Vec::with_capacity(of_gate.len());
    for r in requirements {
        let first = list.len();
        list.extend(r.checks.iter().enumerate().map(|(n, c)| c.not_alone.is_some() && !of_gate[first + n]));
        if r.checks.iter().zip(&list[first..]).all(|(c, left_out)| !c.mandatory || *left_out) {
            list[first..].fill(false);
        }
    }
    list
}

fn put(at: &mut String, words: Option<&String>) {
    if let Some(words) = words {
        at.clone_from(words);
    }
}

fn put_all(at: &mut Vec<String>, words: &Vec<String>) {
    if !words.is_empty() {
        at.clone_from(words);
    }
}

/// A requirement in its words for one; none where it has none of its own.
pub(super) fn worded(r: &Requirement) -> Option<Requirement> {
    if r.alone.is_none() && r.checks.iter().all(|c| c.alone.is_none()) {
        return None;
    }
    let mut one = r.clone();
    if let Some(own) = &r.alone {
        put(&mut one.question, own.question.as_ref());
        put(&mut one.short, own.short.as_ref());
        if let Some(finding) = &mut one.finding {
            put(&mut finding.text, own.finding.as_ref());
        }
        if let Some(enough) = &mut one.enough {
            put(&mut enough.stage1, own.stage1.as_ref());
            put(&mut enough.stage2, own.stage2.as_ref());
        }
        put(&mut one.why, own.why.as_ref());
        put(&mut one.good, own.good.as_ref());
        put(&mut one.ai_today, own.ai_today.as_ref());
        one.user_only = own.user_only.clone().or(one.user_only);
        put_all(&mut one.mistakes, &own.mistakes);
        put_all(&mut one.auditor.asks, &own.asks);
        put_all(&mut one.auditor.samples, &own.samples);
    }
    for c in &mut one.checks {
        let Some(own) = c.alone.clone() else { continue };
        put(&mut c.question, own.question.as_ref());
        put(&mut c.evidence, own.evidence.as_ref());
        if let Some(actions) = &mut c.actions {
            put(&mut actions.start, own.start.as_ref());
            put(&mut actions.put_to_use, own.put_to_use.as_ref());
            put(&mut actions.prove, own.prove.as_ref());
        }
        let names = &mut c.names;
        names.start = own.names.start.or(names.start.take());
        names.put_to_use = own.names.put_to_use.or(names.put_to_use.take());
        names.prove = own.names.prove.or(names.prove.take());
        c.levels.extend(own.levels);
    }
    Some(one)
}

#[cfg(test)]
mod tests {
    use super::needs_others;

    #[test]
    fn no_requirement_is_left_without_a_check_and_no_gate_without_its_own() {
        let mut r = crate::bank::embedded().unwrap().requirements.swap_remove(0);
        for c in &mut r.checks {
            c.not_alone = Some("Nobody else is there.".to_owned());
        }
        let all = r.checks.len();
        assert_eq!(needs_others(&[r.clone()], &vec![false; all]), vec![false; all]);
        let counted = r.checks.iter().position(|c| c.mandatory).unwrap();
        let mut of_gate = vec![false; all];
        of_gate[counted] = true;
        let mut wanted = vec![true; all];
        wanted[counted] = false;
        assert_eq!(needs_others(&[r], &of_gate), wanted);
    }
}
