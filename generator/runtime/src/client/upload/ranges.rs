//! What a service still expects of an upload: `["0-"]`, `["12-55", "77-"]`, and what that means for the next piece.

use std::ops::Range;

/// Ranges of bytes, ascending and apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Missing(Vec<Range<u64>>);

impl Missing {
    /// Reads `nextExpectedRanges`, whose ranges hold their last byte, or go on to the end. `None` if there is nothing readable in it.
    pub(super) fn parse(texts: &[String]) -> Option<Self> {
        let mut ranges: Vec<Range<u64>> = texts.iter().filter_map(|text| range(text)).collect();
        ranges.sort_by_key(|range| range.start);
        (!ranges.is_empty()).then_some(Self(ranges))
    }

    /// The next piece of content of this length.
    pub(super) fn next(&self, most: u64, total: u64) -> Option<Range<u64>> {
        let first = self.0.first()?;
        let end = first.end.min(total).min(first.start.saturating_add(most));
        (first.start < end).then_some(first.start..end)
    }

    /// The same after the first piece was received.
    pub(super) fn without(&self, piece: &Range<u64>) -> Self {
        let mut ranges = self.0.clone();
        if let Some(first) = ranges.first_mut() {
            first.start = piece.end;
            if first.is_empty() {
                ranges.remove(0);
            }
        }
        Self(ranges)
    }

    /// How many bytes they hold of content of this length.
    pub(super) fn bytes(&self, total: u64) -> u64 {
        let mut sum = 0_u64;
        let mut from = 0;
        for range in &self.0 {
            let start = range.start.max(from);
            from = range.end.min(total).max(from);
            sum += from.saturating_sub(start);
        }
        sum
    }
}

/// `12-55`, `12-`, or `12`, which some services write for the latter.
fn range(text: &str) -> Option<Range<u64>> {
    let (start, last) = text.trim().split_once('-').unwrap_or((text.trim(), ""));
    let start: u64 = start.trim().parse().ok()?;
    let end = match last.trim() {
        "" => u64::MAX,
        last => last.parse::<u64>().ok()?.checked_add(1)?,
    };
    (start < end).then_some(start..end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn missing(texts: &[&str]) -> Option<Missing> {
        let texts: Vec<String> = texts.iter().map(|text| (*text).to_owned()).collect();
        Missing::parse(&texts)
    }

    #[test]
    fn pieces_of_what_is_missing() {
        for (texts, piece, bytes) in [
            (&["0-"][..], Some(0..10), 100),
            (&["95-"][..], Some(95..100), 5),
            (&["20"][..], Some(20..30), 80),
            (&[" 20 - "][..], Some(20..30), 80),
            (&["50-54", "20-25"][..], Some(20..26), 11),
            (&["20-29", "25-"][..], Some(20..30), 80),
            (&["100-"][..], None, 0),
            (&["90-18446744073709551615", "20-"][..], Some(20..30), 80),
        ] {
            let missing = missing(texts).unwrap();
            assert_eq!(missing.next(10, 100), piece, "{texts:?}");
            assert_eq!(missing.bytes(100), bytes, "{texts:?}");
        }
    }

    #[test]
    fn what_cannot_be_read_says_nothing() {
        for texts in [&[][..], &[""], &["-5"], &["a-b"], &["9-3"]] {
            assert_eq!(missing(texts), None, "{texts:?}");
        }
    }

    #[test]
    fn what_was_sent_is_no_longer_missing() {
        let all = missing(&["0-5", "8-"]).unwrap();
        let rest = all.without(&(0..4));
        assert_eq!(rest.next(10, 20), Some(4..6));
        assert_eq!(rest.without(&(4..6)).next(10, 20), Some(8..18));
        assert_eq!(rest.without(&(4..6)).without(&(8..18)).bytes(20), 2);
    }
}
