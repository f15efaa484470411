//! Which checks have no object where one works alone, over a whole questionnaire. Used by [`super::questionnaire`]; whether
//! one works alone is [`super::own_case`]'s business.

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
