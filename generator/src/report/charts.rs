//! Bar charts. Each bar is next to the number that it shows, so it is hidden from screen readers.

use maud::{Markup, html};

use crate::diag::Severity;
use crate::report::coverage::Share;
use crate::report::tally::Counts;

/// A bar of findings by severity, with a length relative to `most`.
pub(super) fn findings(counts: Counts, most: usize) -> Markup {
    let parts = counts.parts().map(|(severity, count)| {
        let class = match severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        };
        (class, count)
    });
    stacked(&parts, most)
}

/// A bar of the grades of one kind of parts.
pub(super) fn share(share: &Share) -> Markup {
    let parts = [
        ("typed", share.typed),
        ("opaque", share.opaque),
        ("unresolved", share.unresolved),
    ];
    stacked(&parts, share.total())
}

fn stacked(parts: &[(&str, usize)], most: usize) -> Markup {
    let mut from = 0;
    let rects: Vec<_> = parts
        .iter()
        .filter(|(_, count)| *count > 0)
        .map(|(class, count)| {
            let x = percent(from, most);
            from += count;
            (class, x, percent(*count, most))
        })
        .collect();
    html! {
        svg.bar aria-hidden="true" {
            @for (class, x, width) in rects {
                rect class=(class) x=(x) width=(width) height="100%" {}
            }
        }
    }
}

/// `12.34%`, computed with integers, so that the text is the same on all systems.
pub(super) fn percent(part: usize, whole: usize) -> String {
    let parts = (part * 10_000).checked_div(whole).unwrap_or_default();
    format!("{}.{:02}%", parts / 100, parts % 100)
}
