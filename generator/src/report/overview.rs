//! The overview: figures, findings by rule and by area, coverage, and the pages with the most findings. Each links to its list.

mod areas;
mod coverage;
mod findings;

use maud::{Markup, html};

use super::Content;
use super::areas::Areas;
use super::tally::{Counts, Tally};
use super::text::{counted, number};
use crate::diag::Severity;
use crate::model::TypeKind;

/// The data of the overview.
#[derive(Clone, Copy, Debug)]
pub(super) struct Overview<'r> {
    /// The content of the report.
    pub(super) content: &'r Content<'r>,
    /// The areas.
    pub(super) areas: &'r Areas,
    /// The counts.
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
        let Content {
            model,
            findings: report,
            ..
        } = self.content;
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
        let findings = findings
            .map(|(count, name)| counted(count, name))
            .join(", ");
        let findings = match self.content.accepted {
            0 => findings,
            count => format!("{findings}; {} accepted by the baseline", number(count)),
        };
        let objects = counted(model.types.len() - enums, "object");
        let kinds = format!("{objects} and {}", counted(enums, "enum"));
        let pages = report.docs.sources.len();
        let defining = format!("{} define types or operations", number(defining.count()));
        let urls = format!("at {}", counted(urls, "URL"));
        html! {
            dl.figures {
                (figure("Pages", pages, "", &defining))
                (figure("Types", model.types.len(), "#view=types", &kinds))
                (figure("Operations", model.operations.len(), "#view=operations", &urls))
                (figure("Findings", self.tally.findings.total(), "#view=findings", &findings))
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
        p.legend {
            @for (class, words) in parts {
                span {
                    svg.swatch aria-hidden="true" { rect class=(class) width="100%" height="100%" {} }
                    (words)
                }
            }
        }
    }
}

/// A figure with a link to its list, unless it is zero.
fn link(value: usize, href: &str) -> Markup {
    html! {
        @if value == 0 { span.muted { "0" } } @else { a href=(href) { (number(value)) } }
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
