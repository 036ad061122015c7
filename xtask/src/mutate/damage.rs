//! From a seed and a number to one damage done to a set of pages. Knows pages as bytes and lines; knows nothing of docwright.
#![expect(
    clippy::unnecessary_wraps,
    reason = "every way has the same signature, also one that always finds something to do"
)]

mod bytes;
mod cells;
mod files;
mod lines;
mod marks;
mod names;

use std::path::PathBuf;

use super::pages::Pages;
use super::random::Random;

/// What was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mutant {
    /// Its number in the run.
    pub(crate) index: usize,
    /// The page.
    pub(crate) page: PathBuf,
    /// What happened to it.
    pub(crate) what: String,
}

/// A way to damage a page: says what it did, or `None` when the page has nothing to do it to.
type Way = fn(&mut Damage<'_>) -> Option<String>;

/// The kinds of damage, each as likely as the others, and the ways within them.
const KINDS: [&[Way]; 6] = [
    bytes::WAYS,
    cells::WAYS,
    files::WAYS,
    lines::WAYS,
    marks::WAYS,
    names::WAYS,
];

/// A page and ways not found are looked for so many times.
const TRIES: usize = 100;

/// Damages the pages in the way that belongs to the number. `None` when there is nothing left to damage.
///
/// `names` are the paths of the undamaged pages, so that the choice of the page is the same whatever was damaged before.
pub(crate) fn apply(
    pages: &mut Pages,
    names: &[&PathBuf],
    seed: u64,
    index: usize,
) -> Option<Mutant> {
    let mut random = Random::new(seed, index);
    for _ in 0..TRIES {
        let page = (*random.pick(names)?).clone();
        if !pages.0.contains_key(&page) {
            continue;
        }
        let ways = KINDS[random.below(KINDS.len())];
        let way = *random.pick(ways)?;
        let mut damage = Damage {
            pages,
            page: page.clone(),
            random: &mut random,
        };
        if let Some(what) = way(&mut damage) {
            return Some(Mutant { index, page, what });
        }
    }
    None
}

/// A page that is about to be damaged.
struct Damage<'p> {
    pages: &'p mut Pages,
    page: PathBuf,
    random: &'p mut Random,
}

impl Damage<'_> {
    fn bytes(&mut self) -> &mut Vec<u8> {
        self.pages.0.entry(self.page.clone()).or_default()
    }

    fn text(&mut self) -> String {
        String::from_utf8_lossy(self.bytes()).into_owned()
    }

    fn set_text(&mut self, text: String) {
        *self.bytes() = text.into_bytes();
    }

    /// The lines, each with its end.
    fn lines(&mut self) -> Vec<String> {
        self.text()
            .split_inclusive('\n')
            .map(str::to_owned)
            .collect()
    }

    fn set_lines(&mut self, lines: &[String]) {
        self.set_text(lines.concat());
    }

    /// The number of one of the lines for which the predicate holds.
    fn line_where(&mut self, lines: &[String], is_wanted: impl Fn(&str) -> bool) -> Option<usize> {
        let found: Vec<usize> = (0..lines.len())
            .filter(|at| is_wanted(lines[*at].trim()))
            .collect();
        self.random.pick(&found).copied()
    }

    /// A place in a text where a character begins, or its end.
    fn place(&mut self, text: &str) -> usize {
        let mut at = self.random.below(text.len() + 1);
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    }
}

#[cfg(test)]
mod tests;
