//! Finds which of the things that went is which of those that came. Knows how alike names are; the evidence for the rest comes
//! from who asks.

use super::change::Evidence;

/// A pair, by index in the two lists, and what speaks for it.
pub(super) type Pair = (usize, usize, Vec<Evidence>);

/// More pairs than these are not compared one by one: such a difference is another API.
const MAX_PAIRS: usize = 4_000_000;

/// The best pairs, each thing in one at most. `weigh` gives the weight of a pair and the evidence; `None` for no pair.
pub(super) fn best(
    old: usize,
    new: usize,
    weigh: impl Fn(usize, usize) -> Option<(u32, Vec<Evidence>)>,
) -> Vec<Pair> {
    if old.saturating_mul(new) > MAX_PAIRS {
        return Vec::new();
    }
    let mut found = Vec::new();
    for before in 0..old {
        for after in 0..new {
            if let Some((weight, evidence)) = weigh(before, after) {
                found.push((weight, before, after, evidence));
            }
        }
    }
    // The heaviest first; among equals the order of the lists decides.
    found.sort_by(|a, b| b.0.cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let (mut old_taken, mut new_taken) = (vec![false; old], vec![false; new]);
    let mut pairs = Vec::new();
    for (_, before, after, evidence) in found {
        if !old_taken[before] && !new_taken[after] {
            old_taken[before] = true;
            new_taken[after] = true;
            pairs.push((before, after, evidence));
        }
    }
    pairs.sort_by_key(|(before, after, _)| (*before, *after));
    pairs
}

/// How alike two names are, in percent: 100 when they differ in letter case only.
pub(super) fn alike(one: &str, other: &str) -> u8 {
    let one: Vec<char> = one.to_lowercase().chars().take(MAX_NAME).collect();
    let other: Vec<char> = other.to_lowercase().chars().take(MAX_NAME).collect();
    let longest = one.len().max(other.len());
    if longest == 0 {
        return 100;
    }
    let percent = (longest - edits(&one, &other)) * 100 / longest;
    u8::try_from(percent).unwrap_or(100)
}

/// As much of a name as counts, in characters.
const MAX_NAME: usize = 128;

/// The fewest insertions, deletions and replacements that turn one into the other (Levenshtein).
fn edits(one: &[char], other: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (at, a) in one.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = at + 1;
        for (index, b) in other.iter().enumerate() {
            let replaced = diagonal + usize::from(a != b);
            diagonal = row[index + 1];
            row[index + 1] = replaced.min(diagonal + 1).min(row[index] + 1);
        }
    }
    row[other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_alike() {
        assert_eq!(alike("mailNickname", "mailNickName"), 100);
        assert_eq!(alike("state", "status"), 66);
        assert_eq!(alike("", ""), 100);
        assert_eq!(alike("", "abc"), 0);
        assert_eq!(alike("kitten", "sitting"), 57);
    }

    #[test]
    fn the_heaviest_pair_is_taken_first() {
        let weights = [[1, 5], [4, 6]];
        let pairs = best(2, 2, |old, new| Some((weights[old][new], Vec::new())));
        let pairs: Vec<_> = pairs.iter().map(|pair| (pair.0, pair.1)).collect();
        assert_eq!(pairs, [(0, 0), (1, 1)]);
        assert!(best(3, 3, |_, _| None).is_empty());
    }
}
