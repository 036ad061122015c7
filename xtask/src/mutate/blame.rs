//! Of many things that fail together, those that do it. Knows nothing of what the things are.

use anyhow::Result;

/// So many groups are looked for at most.
const MAX_GROUPS: usize = 8;

/// Small groups that fail, none of which has a member in common with another. `all` is known to fail.
///
/// Each group takes about log₂ n tries for each of its members.
pub(super) fn culprits(
    all: &[usize],
    mut fails: impl FnMut(&[usize]) -> Result<bool>,
) -> Result<Vec<Vec<usize>>> {
    let mut rest = all.to_vec();
    let mut groups = Vec::new();
    loop {
        let group = group(&rest, &mut fails)?;
        rest.retain(|number| !group.contains(number));
        if !group.is_empty() {
            groups.push(group);
        }
        if rest.is_empty() || groups.len() == MAX_GROUPS || !fails(&rest)? {
            return Ok(groups);
        }
    }
}

/// A group that fails and of which no member can be left out, as long as more things never fail less.
fn group(all: &[usize], fails: &mut impl FnMut(&[usize]) -> Result<bool>) -> Result<Vec<usize>> {
    let mut found: Vec<usize> = Vec::new();
    let mut rest = all.to_vec();
    loop {
        // With the first `high` of the rest it fails, with the first `low` it does not.
        let (mut low, mut high) = (0, rest.len());
        while high - low > 1 {
            let middle = low.midpoint(high);
            if fails(&together(&rest[..middle], &found))? {
                high = middle;
            } else {
                low = middle;
            }
        }
        let Some(last) = high.checked_sub(1) else {
            return Ok(found);
        };
        found = together(&[rest[last]], &found);
        rest.truncate(last);
        if fails(&found)? {
            return Ok(found);
        }
    }
}

/// Both, in order: damages are done in the order of their numbers.
fn together(some: &[usize], more: &[usize]) -> Vec<usize> {
    let mut all = [some, more].concat();
    all.sort_unstable();
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Finds groups among 0..100, and counts the tries.
    fn find(groups: &[&[usize]]) -> (Vec<Vec<usize>>, usize) {
        let all: Vec<usize> = (0..100).collect();
        let mut tries = 0;
        let fails = |some: &[usize]| {
            tries += 1;
            let is_in = |group: &&[usize]| group.iter().all(|number| some.contains(number));
            Ok(groups.iter().any(is_in))
        };
        let mut found = culprits(&all, fails).unwrap();
        found.sort();
        (found, tries)
    }

    #[test]
    fn single_culprits_are_found() {
        for one in [0, 1, 42, 98, 99] {
            let (found, tries) = find(&[&[one]]);
            assert_eq!(found, [vec![one]]);
            assert!(tries < 12, "{tries}");
        }
    }

    #[test]
    fn several_culprits_are_found_and_those_that_need_each_other() {
        let groups: [&[usize]; 3] = [&[3, 77], &[20], &[50]];
        let (found, tries) = find(&groups);
        assert_eq!(found, groups.map(<[usize]>::to_vec));
        assert!(tries < 50, "{tries}");
    }

    #[test]
    fn a_failure_that_comes_and_goes_ends_too() {
        let all: Vec<usize> = (0..10).collect();
        let mut tries = 0;
        let found = culprits(&all, |_| {
            tries += 1;
            Ok(tries % 3 == 0)
        });
        assert!(found.is_ok() && tries < 200, "{tries}");
    }
}
