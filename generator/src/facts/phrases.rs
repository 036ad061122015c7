//! Finding any of several phrases in running text, in one pass and in any letter case.

use aho_corasick::{AhoCorasick, MatchKind};

/// A finder of the first phrase in a text; of two at one place, of the longer one. ASCII case is ignored.
pub(super) fn finder(phrases: &[&str]) -> AhoCorasick {
    AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .match_kind(MatchKind::LeftmostLongest)
        .build(phrases)
        .expect("a few phrases of a few bytes make no automaton that is too large")
}
