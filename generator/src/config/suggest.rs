//! What somebody may have meant: the known word that is nearest to a written one.

/// The nearest of the words, if it is near enough to be meant: one slip for every three letters.
pub(super) fn nearest<'w>(written: &str, words: impl Iterator<Item = &'w str>) -> Option<&'w str> {
    let most = (written.chars().count() / 3).max(1);
    words
        .map(|word| (distance(written, word), word))
        .filter(|(distance, _)| *distance <= most)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, word)| word)
}

/// How many letters have to be put in, left out, changed or swapped with the next one. Letter case and the choice between `-`
/// and `_` count as nothing.
fn distance(one: &str, other: &str) -> usize {
    let folded = |text: &str| -> Vec<char> {
        let text = text.chars().take(LONGEST);
        text.map(|c| {
            if c == '_' {
                '-'
            } else {
                c.to_ascii_lowercase()
            }
        })
        .collect()
    };
    let (one, other) = (folded(one), folded(other));
    // Row by row of the usual table; a swap looks two rows back.
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in one.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, b) in other.iter().enumerate() {
            let change = last[j] + usize::from(a != b);
            let mut best = change.min(last[j + 1] + 1).min(row[j] + 1);
            let swapped = i > 0 && j > 0 && one[i - 1] == *b && other[j - 1] == *a;
            if swapped {
                best = best.min(before[j - 1] + 1);
            }
            row.push(best);
        }
        before = std::mem::replace(&mut last, row);
    }
    last[other.len()]
}

/// Words beyond this many letters are compared by their starts, so that a long key costs nothing.
const LONGEST: usize = 64;

#[cfg(test)]
mod tests {
    use super::nearest;

    #[track_caller]
    fn check(written: &str, expected: Option<&str>) {
        let words = ["include", "exclude", "version", "name"];
        assert_eq!(nearest(written, words.into_iter()), expected);
    }

    #[test]
    fn slips_are_understood() {
        check("inlcude", Some("include"));
        check("Include", Some("include"));
        check("excludes", Some("exclude"));
        check("nam", Some("name"));
        check("vers", None);
        check("", None);
        check("paths", None);
    }
}
