//! Findings by rule and by page.

use maud::{Markup, html};

use super::{Overview, legend, severities};
use crate::diag::Code;
use crate::report::charts;
use crate::report::tally::Tally;
use crate::report::text::{counted, encoded, number, visible};

/// The number of rules that are shown at first.
const RULES: usize = 16;

/// The colours of severities: class and name.
const SEVERITY_LEGEND: [(&str, &str); 3] =
    [("error", "error"), ("warning", "warning"), ("note", "note")];

impl Overview<'_> {
    pub(super) fn rules(&self) -> Markup {
        let Tally { rules, silent, .. } = self.tally;
        let most = rules.first().map_or(0, |(_, counts)| counts.total());
        html! {
            section aria-labelledby="by-rule" {
                h2 #by-rule { "Findings by rule" }
                @if rules.is_empty() {
                    p.empty { "Nothing was found: the pages keep every rule." }
                } @else {
                    (legend(&SEVERITY_LEGEND))
                    table.bars {
                        thead.unseen { tr { th scope="col" { "Rule" } th scope="col" { "Findings" } td {} } }
                        @for (at, (code, counts)) in rules.iter().enumerate() {
                            tr.more[at >= RULES] {
                                th scope="row" title=(code.meaning()) {
                                    a href=(format!("#rule={}", code.name())) { (code.name()) }
                                }
                                td.number title=(severities(*counts)) { (number(counts.total())) }
                                td { (charts::findings(*counts, most)) }
                            }
                        }
                    }
                    @if rules.len() > RULES {
                        button.quiet #all-rules type="button" aria-expanded="false" hidden {
                            "Show all " (rules.len()) " rules"
                        }
                    }
                }
                (silence(silent))
            }
        }
    }

    pub(super) fn pages(&self) -> Markup {
        let Tally {
            pages,
            pages_with_findings,
            ..
        } = self.tally;
        let sources = &self.content.findings.docs.sources;
        let most = pages.first().map_or(0, |(_, counts)| counts.total());
        html! {
            section aria-labelledby="by-page" {
                h2 #by-page { "Pages with most findings" }
                @if pages.is_empty() {
                    p.empty { "No page has any." }
                } @else {
                    table.bars.pages {
                        thead.unseen { tr { th scope="col" { "Page" } th scope="col" { "Findings" } td {} } }
                        @for (page, counts) in pages {
                            @let path = &sources.get(*page).path;
                            tr {
                                th scope="row" title=(visible(path)) {
                                    a href=(format!("#page={}", encoded(path))) { (path_cell(path)) }
                                }
                                td.number title=(severities(*counts)) { (number(counts.total())) }
                                td { (charts::findings(*counts, most)) }
                            }
                        }
                    }
                    p.muted { "Findings on " (number(*pages_with_findings)) " of " (counted(sources.len(), "page")) "." }
                }
            }
        }
    }
}

/// The rules without findings.
fn silence(rules: &[Code]) -> Markup {
    html! {
        @if !rules.is_empty() {
            details.silent {
                summary { (counted(rules.len(), "rule")) " found nothing" }
                ul { @for code in rules { li title=(code.meaning()) { code { (code.name()) } } } }
            }
        }
    }
}

/// A path, its folder in a muted colour.
fn path_cell(path: &str) -> Markup {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    html! {
        @if !folder.is_empty() { span.muted { (visible(folder)) "/" } }
        (visible(name))
    }
}
