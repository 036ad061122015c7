//! How much of the API the pages describe.

use maud::{Markup, html};

use super::{Overview, legend, link};
use crate::report::charts;
use crate::report::coverage::{Share, shares};
use crate::report::text::number;

/// The colours of coverage.
const COVERAGE_LEGEND: [(&str, &str); 3] = [
    ("typed", "typed"),
    ("opaque", "opaque: any JSON"),
    ("unresolved", "unresolved"),
];

impl Overview<'_> {
    pub(super) fn coverage(&self) -> Markup {
        let mut shares = shares(self.content.model);
        shares.retain(|share| share.total() > 0);
        html! {
            section aria-labelledby="coverage" {
                h2 #coverage { "Coverage" }
                @if shares.is_empty() {
                    p.empty { "The pages define no types and no operations." }
                } @else {
                    (legend(&COVERAGE_LEGEND))
                    table.bars.coverage {
                        thead { tr {
                            th scope="col" { span.unseen { "Part of the API" } }
                            @for grade in ["typed", "opaque", "unresolved"] { th scope="col" { (grade) } }
                            td {}
                        } }
                        @for share in &shares {
                            tr {
                                th scope="row" { (share.name) " " span.muted { (number(share.total())) } }
                                td.number { (percentage(share)) }
                                td.number { (gap(share, share.opaque, "opaque")) }
                                td.number { (gap(share, share.unresolved, "unresolved")) }
                                td { (charts::share(share)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn gap(share: &Share, value: usize, word: &str) -> Markup {
    link(value, &format!("#view={}&grade={word}", share.view))
}

/// `100%` only if nothing is missing.
fn percentage(share: &Share) -> String {
    match share.total() {
        0 => "–".to_owned(),
        total => {
            let tenths = share.typed * 1000 / total;
            if tenths == 1000 {
                "100%".to_owned()
            } else {
                format!("{}.{}%", tenths / 10, tenths % 10)
            }
        }
    }
}
