//! Finds which removed items are the same as which added ones, under a new name. Knows how similar names are; the rest of the
//! evidence comes from the caller.

use crate::model::operation::UrlTemplate;

use super::change::Evidence;
use super::pair::Pair;

/// Above this number of pairs no item is matched: two lists that differ this much belong to different APIs.
const MAX_PAIRS: usize = 4_000_000;

/// The removed and added items, those that are the same joined.
pub(super) struct Matches<T> {
    /// Items that have another name, in the order of the old list.
    pub(super) renamed: Vec<Match<T>>,
    /// Old items without a new one.
    pub(super) removed: Vec<T>,
    /// New items without an old one.
    pub(super) added: Vec<T>,
}

/// Two items that are the same.
pub(super) struct Match<T> {
    /// The items.
    pub(super) pair: Pair<T>,
    /// Why they are the same.
    pub(super) evidence: Vec<Evidence>,
}

/// How much speaks for two items being the same.
pub(super) struct Likeness {
    /// Among several candidates the one with the highest weight wins.
    pub(super) weight: usize,
    /// Why they are the same.
    pub(super) evidence: Vec<Evidence>,
}

impl Likeness {
    /// With the evidence that holds.
    pub(super) fn new<const N: usize>(weight: usize, evidence: [(bool, Evidence); N]) -> Self {
        let holding = evidence.into_iter().filter(|(holds, _)| *holds);
        Self {
            weight,
            evidence: holding.map(|(_, evidence)| evidence).collect(),
        }
    }
}

/// Joins removed and added items, each at most once. `likeness` is `None` for two items that are not the same.
pub(super) fn match_up<T: Copy>(
    removed: &[T],
    added: &[T],
    likeness: impl Fn(Pair<T>) -> Option<Likeness>,
) -> Matches<T> {
    let mut candidates = Vec::new();
    if removed.len().saturating_mul(added.len()) <= MAX_PAIRS {
        for (old, removed) in removed.iter().enumerate() {
            for (new, added) in added.iter().enumerate() {
                if let Some(likeness) = likeness(Pair::new(*removed, *added)) {
                    candidates.push((old, new, likeness));
                }
            }
        }
    }
    // The sort is stable: among equal weights the order of the lists decides.
    candidates.sort_by_key(|(_, _, likeness)| std::cmp::Reverse(likeness.weight));
    let mut new_of: Vec<Option<(usize, Vec<Evidence>)>> = vec![None; removed.len()];
    let mut is_matched = vec![false; added.len()];
    for (old, new, likeness) in candidates {
        if new_of[old].is_none() && !is_matched[new] {
            is_matched[new] = true;
            new_of[old] = Some((new, likeness.evidence));
        }
    }
    let mut matches = Matches {
        renamed: Vec::new(),
        removed: Vec::new(),
        added: Vec::new(),
    };
    for (old, partner) in removed.iter().zip(new_of) {
        match partner {
            Some((new, evidence)) => matches.renamed.push(Match {
                pair: Pair::new(*old, added[new]),
                evidence,
            }),
            None => matches.removed.push(*old),
        }
    }
    let unmatched = added.iter().zip(is_matched).filter(|(_, matched)| !matched);
    matches.added.extend(unmatched.map(|(new, _)| *new));
    matches
}

/// An item of a list and its position there.
#[derive(Debug)]
pub(super) struct Listed<'l, T> {
    /// From 0.
    pub(super) position: usize,
    /// The item.
    pub(super) item: &'l T,
}

impl<T> Clone for Listed<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Listed<'_, T> {}

/// The items of a list that are not in another one.
pub(super) fn missing<T>(list: &[T], is_there: impl Fn(&T) -> bool) -> Vec<Listed<'_, T>> {
    list.iter()
        .enumerate()
        .filter(|(_, item)| !is_there(item))
        .map(|(position, item)| Listed { position, item })
        .collect()
}

/// How similar two names are, in percent: 100 if they differ in letter case only.
pub(super) fn similarity(one: &str, other: &str) -> u8 {
    let one: String = one.to_lowercase().chars().take(MAX_NAME).collect();
    let other: String = other.to_lowercase().chars().take(MAX_NAME).collect();
    let longest = one.chars().count().max(other.chars().count());
    let same = longest - strsim::levenshtein(&one, &other);
    let percent = (same * 100).checked_div(longest).unwrap_or(100);
    u8::try_from(percent).unwrap_or(100)
}

/// The part of a name that counts, in characters.
const MAX_NAME: usize = 128;

/// A URL without the names of its placeholders: two that differ in these only have the same text here.
pub(super) fn without_names(url: &UrlTemplate) -> String {
    let mut text = String::new();
    let mut in_braces = false;
    for c in url.template.chars() {
        in_braces = (in_braces || c == '{') && c != '}';
        if !in_braces {
            text.push(c);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn similar_names() {
        assert_eq!(similarity("mailNickname", "mailNickName"), 100);
        assert_eq!(similarity("state", "status"), 66);
        assert_eq!(similarity("", ""), 100);
        assert_eq!(similarity("", "abc"), 0);
        assert_eq!(similarity("kitten", "sitting"), 57);
    }

    #[test]
    fn the_heaviest_match_is_taken_first() {
        let weights = [[1, 5], [4, 6]];
        let likeness = |pair: Pair<usize>| Some(Likeness::new(weights[pair.old][pair.new], []));
        let matches = match_up(&[0, 1], &[0, 1], likeness);
        let pairs: Vec<_> = matches
            .renamed
            .iter()
            .map(|found| (found.pair.old, found.pair.new))
            .collect();
        assert_eq!(pairs, [(0, 0), (1, 1)]);
        let matches = match_up(&[1, 2, 3], &[4, 5], |_| None);
        assert_eq!(
            (matches.removed, matches.added),
            (vec![1, 2, 3], vec![4, 5])
        );
    }
}
