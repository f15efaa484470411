//! The order of ids, as people read them. A leaf.

/// Natural order of ids: `9` before `10`, clauses before `A`, checks after their requirement.
pub fn compare_ids(a: &str, b: &str) -> std::cmp::Ordering {
    fn parts(id: &str) -> Vec<(bool, u32, &str)> {
        id.split(['.', '/'])
            .map(|p| match p.parse::<u32>() {
                Ok(n) => (false, n, ""),
                Err(_) => (true, 0, p),
            })
            .collect()
    }
    parts(a).cmp(&parts(b))
}

#[cfg(test)]
mod tests {
    use super::compare_ids;
    use std::cmp::Ordering::Less;

    #[test]
    fn ids_sort_as_people_read_them() {
        for (a, b) in
            [("9.2.1", "10.1"), ("10.2", "A.2"), ("A.2.2", "A.10.2"), ("5.2/2", "5.2/10"), ("4", "4.1")]
        {
            assert_eq!(compare_ids(a, b), Less, "{a} {b}");
        }
    }
}
