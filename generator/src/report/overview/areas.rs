//! The counts of each area.

use maud::{Markup, html};

use super::{Overview, link, severities};
use crate::report::charts;
use crate::report::text::{encoded, number, visible};

impl Overview<'_> {
    pub(super) fn by_area(&self) -> Markup {
        let rows = &self.tally.areas;
        let most = rows.iter().map(|row| row.findings.total()).max();
        let columns = ["Area", "Pages", "Types", "Operations", "Findings"];
        html! {
            section aria-labelledby="by-area" {
                h2 #by-area { "Areas" }
                table.areas {
                    thead { tr {
                        @for (at, name) in columns.iter().enumerate() {
                            th scope="col" .number[at > 0] aria-sort=[(at == 0).then_some("ascending")] { (name) }
                        }
                        td {}
                    } }
                    tbody {
                        @for row in rows {
                            @let name = &self.areas.names()[row.area];
                            @let filter = |view| format!("#view={view}&area={}", area_key(name));
                            tr {
                                th scope="row" {
                                    @if name.is_empty() { span.muted { "no area" } } @else { (visible(name)) }
                                }
                                td.number { (number(row.pages)) }
                                td.number { (link(row.types, &filter("types"))) }
                                td.number { (link(row.operations, &filter("operations"))) }
                                td.number title=(severities(row.findings)) {
                                    (link(row.findings.total(), &filter("findings")))
                                }
                                td { (charts::findings(row.findings, most.unwrap_or_default())) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The value of an area in a URL; `-` means no area.
fn area_key(name: &str) -> String {
    if name.is_empty() {
        "-".to_owned()
    } else {
        encoded(name)
    }
}
