//! Suggestions for misspelt words: the known word that is nearest to a written one.

/// The nearest of the words, if it is near enough to be meant: one mistake for every three letters.
pub(super) fn nearest<'w>(written: &str, words: impl Iterator<Item = &'w str>) -> Option<&'w str> {
    let most = (written.chars().count() / 3).max(1);
    words
        .map(|word| (distance(written, word), word))
        .filter(|(distance, _)| *distance <= most)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, word)| word)
}

/// How many letters have to be inserted, deleted, changed or swapped with the next one. Letter case and the choice between `-`
/// and `_` do not count.
fn distance(one: &str, other: &str) -> usize {
    strsim::osa_distance(&folded(one), &folded(other))
}

fn folded(text: &str) -> String {
    text.chars()
        .take(LONGEST)
        .map(|c| {
            if c == '_' {
                '-'
            } else {
                c.to_ascii_lowercase()
            }
        })
        .collect()
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
        check("in_lcude", Some("include"));
        check("ekclude", Some("exclude"));
        check("Include", Some("include"));
        check("excludes", Some("exclude"));
        check("nam", Some("name"));
        check("vers", None);
        check("", None);
        check("paths", None);
    }
}
