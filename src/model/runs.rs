//! Many changes put in the order of their keys. Changes of one record mostly stand one behind the other, and so do its keys in
//! any order: it is enough to put these runs in order, and then the few changes within each. A leaf.

/// Hands out what has the same key, in the order of the keys: the places it has among `all`, in their order.
pub fn in_order<'l, T>(all: &'l [T], key: impl Fn(&'l T) -> &'l str, mut each: impl FnMut(&[u32])) {
    let of = |n: u32| all.get(n as usize).map_or("", &key);
    let mut runs = runs(all, &key);
    runs.sort_by(|x, y| x.group.cmp(y.group));
    let mut order: Vec<(&str, u32)> = Vec::new();
    let mut alike: Vec<u32> = Vec::new();
    for group in runs.chunk_by(|x, y| x.group == y.group) {
        order.clear();
        order.extend(group.iter().flat_map(|run| run.from..run.to).map(|n| (group[0].beside(of(n)), n)));
        order.sort_by_key(|(field, _)| *field);
        for same in order.chunk_by(|(x, _), (y, _)| x == y) {
            alike.clear();
            alike.extend(same.iter().map(|(_, n)| *n));
            each(&alike);
        }
    }
}

/// The part of a key that all facts of a record share; of any other key all of it. Groups are in the same order
/// as the keys in them.
fn group(key: &str) -> &str {
    let mut dots = key.bytes().enumerate().filter(|(_, b)| *b == b'.');
    match (dots.next(), dots.next()) {
        (Some(_), Some((second, _))) => key.get(..=second).unwrap_or(key),
        _ => key,
    }
}

/// Changes one behind the other that are of one group.
struct Run<'l> {
    group: &'l str,
    is_record: bool,
    from: u32,
    to: u32,
}

impl Run<'_> {
    /// What a key of the group has beside it.
    fn beside<'k>(&self, key: &'k str) -> &'k str {
        key.get(self.group.len()..).unwrap_or_default()
    }
}

fn runs<'l, T>(all: &'l [T], key: impl Fn(&'l T) -> &'l str) -> Vec<Run<'l>> {
    let mut runs: Vec<Run<'l>> = Vec::new();
    for (n, one) in (0_u32..).zip(all) {
        let key = key(one);
        match runs.last_mut() {
            Some(run) if run.is_record && key.starts_with(run.group) => run.to = n + 1,
            _ => {
                let group = group(key);
                // What begins with two names and their dots is of the same record; any other key stands alone.
                let is_record = group.len() < key.len();
                runs.push(Run { group, is_record, from: n, to: n + 1 });
            }
        }
    }
    runs
}
