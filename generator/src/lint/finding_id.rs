//! What identifies a finding from run to run: its rule, its page, the text that it marks and the names that it mentions.
//! Line numbers and the wording of messages do not count, so both may change.

use std::collections::BTreeMap;
use std::fmt;
use std::hash::Hasher;
use std::str::FromStr;

use fnv::FnvHasher;

use crate::diag::{Diagnostic, Diagnostics};
use crate::source::Sources;
use crate::source::position::char_start;

/// A stable hash, written as sixteen hexadecimal digits. Users keep ids in their baselines, so the function is FNV-1a, which
/// is the same everywhere and in every release.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FindingId(pub u64);

impl FindingId {
    /// The id of a sequence of words.
    pub(crate) fn from_words(words: &[&str]) -> Self {
        let mut hasher = FnvHasher::default();
        for word in words {
            add(&mut hasher, word);
        }
        Self(hasher.finish())
    }
}

impl fmt::Display for FindingId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl FromStr for FindingId {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        u64::from_str_radix(text, 16).map(Self)
    }
}

/// Adds a word and its end.
fn add(hasher: &mut FnvHasher, word: &str) {
    hasher.write(word.as_bytes());
    hasher.write(&[0]);
}

/// The part of the marked text that counts, in bytes.
const MARKED_BYTES: usize = 200;

/// One id for each diagnostic. All are different: of findings that are otherwise equal, the second and later ones count their
/// number too.
pub fn finding_ids(diagnostics: &Diagnostics, sources: &Sources) -> Vec<FindingId> {
    let mut numbers: BTreeMap<u64, u32> = BTreeMap::new();
    let ids = diagnostics.0.iter().map(|diagnostic| {
        let hash = content(diagnostic, sources);
        let number = numbers.entry(hash).or_insert(0);
        *number += 1;
        let mut hasher = FnvHasher::with_key(hash);
        if *number > 1 {
            add(&mut hasher, &number.to_string());
        }
        FindingId(hasher.finish())
    });
    ids.collect()
}

fn content(diagnostic: &Diagnostic, sources: &Sources) -> u64 {
    let source = sources.get(diagnostic.primary.span.page);
    let span = diagnostic.primary.span;
    let start = char_start(&source.text, span.start as usize);
    let end = char_start(
        &source.text,
        (span.end as usize).clamp(start, start + MARKED_BYTES),
    );
    let mut hasher = FnvHasher::default();
    add(&mut hasher, diagnostic.code.name());
    add(&mut hasher, &source.path);
    for word in source.text[start..end].split_whitespace() {
        add(&mut hasher, word);
    }
    // Only the names between backticks count: the words around them may be edited.
    for name in diagnostic.message.split('`').skip(1).step_by(2) {
        add(&mut hasher, name);
    }
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Code;
    use crate::source::{PageId, Source, Span};

    fn ids(text: &str, words: &[&str], message: &str) -> Vec<FindingId> {
        let sources = Sources::new(vec![Source {
            path: "a.md".to_owned(),
            text: text.to_owned(),
        }]);
        let at = |(start, word): (usize, &str)| {
            let span = Span {
                page: PageId(0),
                start: start as u32,
                end: (start + word.len()) as u32,
            };
            Code::UnknownType.at(span, message)
        };
        let matches = words.iter().flat_map(|word| text.match_indices(word));
        finding_ids(&Diagnostics(matches.map(at).collect()), &sources)
    }

    #[test]
    fn lines_and_wording_may_change() {
        let before = ids("a | b\n", &["b"], "`b` is defined nowhere");
        let after = ids("new\n\nlines\na | b\n", &["b"], "nothing defines `b`");
        assert_eq!(before, after);
    }

    #[test]
    fn equal_findings_differ() {
        let found = ids("b b b", &["b"], "odd");
        assert_eq!(found.len(), 3);
        assert_ne!(found[0], found[1]);
        assert_ne!(found[1], found[2]);
        assert_ne!(found[0], ids("b", &["b"], "`c` is odd")[0]);
        assert_eq!(found[0], ids("b", &["b"], "odd")[0]);
    }

    #[test]
    fn ids_survive_being_written() {
        let id = FindingId(0xab);
        assert_eq!(id.to_string(), "00000000000000ab");
        assert_eq!(id.to_string().parse(), Ok(id));
        assert!("x".parse::<FindingId>().is_err());
    }
}
