//! What identifies a finding from run to run: its rule, its page, the text it points at and the names it mentions; neither
//! line numbers nor the wording of its message, so both may change.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use crate::diag::{Diagnostic, Diagnostics};
use crate::source::Sources;
use crate::source::position::char_start;

/// Sixteen hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint(pub u64);

impl Fingerprint {
    /// Of words in their order.
    pub(crate) fn of(words: &[&str]) -> Self {
        let mut hasher = Fnv(Fnv::START);
        for word in words {
            hasher.add(word);
        }
        Self(hasher.0)
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl FromStr for Fingerprint {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        u64::from_str_radix(text, 16).map(Self)
    }
}

/// As much of the text that a finding points at as counts, in bytes.
const COUNTED: usize = 200;

/// One for each diagnostic, all different: of several findings that nothing tells apart, the second one has another
/// fingerprint than the first.
pub fn all(diagnostics: &Diagnostics, sources: &Sources) -> Vec<Fingerprint> {
    let mut seen: BTreeMap<u64, u32> = BTreeMap::new();
    let prints = diagnostics.0.iter().map(|diagnostic| {
        let hash = content(diagnostic, sources);
        let ordinal = seen.entry(hash).or_insert(0);
        *ordinal += 1;
        let mut hasher = Fnv(hash);
        if *ordinal > 1 {
            hasher.add(&ordinal.to_string());
        }
        Fingerprint(hasher.0)
    });
    prints.collect()
}

fn content(diagnostic: &Diagnostic, sources: &Sources) -> u64 {
    let source = sources.get(diagnostic.primary.span.page);
    let span = diagnostic.primary.span;
    let start = char_start(&source.text, span.start as usize);
    let end = char_start(
        &source.text,
        (span.end as usize).clamp(start, start + COUNTED),
    );
    let mut hasher = Fnv(Fnv::START);
    hasher.add(diagnostic.code.name());
    hasher.add(&source.path);
    for word in source.text[start..end].split_whitespace() {
        hasher.add(word);
    }
    // What stands between backticks: names. The words around them may be put better some day.
    for name in diagnostic.message.split('`').skip(1).step_by(2) {
        hasher.add(name);
    }
    hasher.0
}

/// FNV-1a, 64 bits: small, and the same everywhere and for ever, which the standard library's hasher does not promise.
struct Fnv(u64);

impl Fnv {
    const START: u64 = 0xcbf2_9ce4_8422_2325;

    fn add(&mut self, text: &str) {
        for byte in text.bytes().chain([0]) {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Code;
    use crate::source::{PageId, Source, Span};

    fn prints(text: &str, words: &[&str], message: &str) -> Vec<Fingerprint> {
        let sources = Sources::new(vec![Source {
            path: "a.md".to_owned(),
            text: text.to_owned(),
        }]);
        let at = |(start, found): (usize, &str)| {
            let span = Span {
                page: PageId(0),
                start: start as u32,
                end: (start + found.len()) as u32,
            };
            Code::UnknownType.at(span, message)
        };
        let found = words.iter().flat_map(|word| text.match_indices(word));
        all(&Diagnostics(found.map(at).collect()), &sources)
    }

    #[test]
    fn lines_and_wording_may_change() {
        let before = prints("a | b\n", &["b"], "`b` is defined nowhere");
        let after = prints("new\n\nlines\na | b\n", &["b"], "nothing defines `b`");
        assert_eq!(before, after);
    }

    #[test]
    fn equal_findings_differ() {
        let found = prints("b b b", &["b"], "odd");
        assert_eq!(found.len(), 3);
        assert_ne!(found[0], found[1]);
        assert_ne!(found[1], found[2]);
        assert_ne!(found[0], prints("b", &["b"], "`c` is odd")[0]);
        assert_eq!(found[0], prints("b", &["b"], "odd")[0]);
    }

    #[test]
    fn they_are_written_and_read() {
        let print = Fingerprint(0xab);
        assert_eq!(print.to_string(), "00000000000000ab");
        assert_eq!(print.to_string().parse(), Ok(print));
        assert!("x".parse::<Fingerprint>().is_err());
    }
}
