//! The first view: figures, findings by rule and by area, coverage, and the pages that need most work. Everything leads to the
//! list behind it.

use maud::{Markup, html};

use super::areas::Areas;
use super::coverage::{self, Share};
use super::tally::{Counts, Tally};
use super::text::{counted, encoded, number, visible};
use super::{Content, charts};
use crate::diag::Severity;
use crate::model::TypeKind;

/// As many rules are shown before somebody asks for the others.
const RULES: usize = 16;

/// What the view is made of.
#[derive(Clone, Copy, Debug)]
pub(super) struct Overview<'r> {
    /// Everything.
    pub(super) content: &'r Content<'r>,
    /// The areas.
    pub(super) areas: &'r Areas,
    /// The figures.
    pub(super) tally: &'r Tally,
}

impl Overview<'_> {
    /// The whole view.
    pub(super) fn render(&self) -> Markup {
        html! {
            (self.figures())
            div.columns {
                (self.rules())
                div {
                    (self.coverage())
                    (self.pages())
                }
            }
            (self.by_area())
        }
    }

    fn figures(&self) -> Markup {
        let Content { model, found, .. } = self.content;
        let pages = &model.pages;
        let defining = pages
            .values()
            .filter(|page| !page.types.is_empty() || !page.operations.is_empty());
        let is_enum = |kind: &TypeKind| matches!(kind, TypeKind::Enum(_));
        let enums = model.types.values().filter(|def| is_enum(&def.kind));
        let urls = model.operations.values().map(|call| call.urls.len());
        let (enums, urls) = (enums.count(), urls.sum());
        let Counts {
            errors,
            warnings,
            notes,
        } = self.tally.findings;
        let findings = [(errors, "error"), (warnings, "warning"), (notes, "note")];
        let findings = findings.map(|(count, name)| counted(count, name));
        html! {
            dl.figures {
                (figure("Pages", found.docs.sources.len(), "", &format!("{} define types or operations", number(defining.count()))))
                (figure("Types", model.types.len(), "#view=types", &format!("{} and {}", counted(model.types.len() - enums, "object"), counted(enums, "enum"))))
                (figure("Operations", model.operations.len(), "#view=operations", &format!("at {}", counted(urls, "URL"))))
                (figure("Findings", self.tally.findings.total(), "#view=findings", &findings.join(", ")))
            }
        }
    }

    fn rules(&self) -> Markup {
        let Tally { rules, silent, .. } = self.tally;
        let most = rules.first().map_or(0, |(_, counts)| counts.total());
        html! {
            section aria-labelledby="by-rule" {
                h2 #by-rule { "Findings by rule" }
                @if rules.is_empty() {
                    p.empty { "Nothing was found: the pages keep every rule." }
                } @else {
                    (legend(&[("error", "error"), ("warning", "warning"), ("note", "note")]))
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
                        button.quiet #all-rules type="button" aria-expanded="false" hidden { "Show all " (rules.len()) " rules" }
                    }
                }
                @if !silent.is_empty() {
                    details.silent {
                        summary { (counted(silent.len(), "rule")) " found nothing" }
                        ul { @for code in silent { li title=(code.meaning()) { code { (code.name()) } } } }
                    }
                }
            }
        }
    }

    fn coverage(&self) -> Markup {
        let shares = coverage::shares(self.content.model);
        html! {
            section aria-labelledby="coverage" {
                h2 #coverage { "Coverage" }
                (legend(&[("typed", "typed"), ("opaque", "opaque: any JSON"), ("unresolved", "unresolved")]))
                table.bars.coverage {
                    thead { tr { th scope="col" { span.unseen { "Part of the API" } } th scope="col" { "typed" } th scope="col" { "opaque" } th scope="col" { "unresolved" } td {} } }
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

    fn pages(&self) -> Markup {
        let Tally {
            pages,
            pages_with_findings,
            ..
        } = self.tally;
        let sources = &self.content.found.docs.sources;
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
                                th scope="row" title=(visible(path)) { a href=(format!("#page={}", encoded(path))) { (path_cell(path)) } }
                                td.number title=(severities(*counts)) { (number(counts.total())) }
                                td { (charts::findings(*counts, most)) }
                            }
                        }
                    }
                    p.muted { (counted(*pages_with_findings, "page")) " of " (number(sources.len())) " have findings." }
                }
            }
        }
    }

    fn by_area(&self) -> Markup {
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
                            @let filter = |view| format!("#view={view}&area={}", if name.is_empty() { "-".to_owned() } else { encoded(name) });
                            tr {
                                th scope="row" { @if name.is_empty() { span.muted { "no area" } } @else { (visible(name)) } }
                                td.number { (number(row.pages)) }
                                td.number { (link(row.types, &filter("types"))) }
                                td.number { (link(row.operations, &filter("operations"))) }
                                td.number title=(severities(row.findings)) { (link(row.findings.total(), &filter("findings"))) }
                                td { (charts::findings(row.findings, most.unwrap_or_default())) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn figure(name: &str, value: usize, href: &str, detail: &str) -> Markup {
    html! {
        div {
            dt { (name) }
            dd {
                @if href.is_empty() { strong { (number(value)) } } @else { a href=(href) { strong { (number(value)) } } }
                span.muted { (detail) }
            }
        }
    }
}

fn legend(parts: &[(&str, &str)]) -> Markup {
    html! {
        p.legend { @for (class, words) in parts { span { svg.swatch aria-hidden="true" { rect class=(class) width="100%" height="100%" {} } (words) } } }
    }
}

/// The folder of a page in a quieter colour than its name.
fn path_cell(path: &str) -> Markup {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    html! {
        @if !folder.is_empty() { span.muted { (visible(folder)) "/" } }
        (visible(name))
    }
}

/// A figure that leads to what it counts, unless there is nothing.
fn link(value: usize, href: &str) -> Markup {
    html! {
        @if value == 0 { span.muted { "0" } } @else { a href=(href) { (number(value)) } }
    }
}

fn gap(share: &Share, value: usize, word: &str) -> Markup {
    link(value, &format!("#view={}&grade={word}", share.view))
}

/// Never `100 %` where something is missing.
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

/// `2 warnings, 1 note`
fn severities(counts: Counts) -> String {
    let parts = counts.parts().into_iter().filter(|(_, count)| *count > 0);
    let parts: Vec<String> = parts
        .map(|(severity, count): (Severity, usize)| counted(count, severity.name()))
        .collect();
    parts.join(", ")
}
