//! From findings to diagnostics of the protocol.

use std::collections::BTreeMap;

use gen_lsp_types::{
    Code, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, Location, Position, Range,
    Uri,
};
use serde_json::json;

use super::docs_state::{DocsState, ReadFailure};
use super::text::{Encoding, Lines};
use crate::config::ConfigError;
use crate::diag::{Label, Severity};
use crate::lint::Finding;
use crate::source::PageId;

/// The source of all diagnostics.
pub(super) const SOURCE: &str = "docwright";

/// Builds diagnostics. Each page is scanned for lines at most once.
pub(super) struct DiagnosticBuilder<'w> {
    docs: &'w DocsState,
    encoding: Encoding,
    /// The URI of a page.
    address: &'w dyn Fn(PageId) -> Uri,
    lines: BTreeMap<PageId, Lines<'w>>,
}

impl<'w> DiagnosticBuilder<'w> {
    /// For the findings of these docs.
    pub(super) fn new(
        docs: &'w DocsState,
        encoding: Encoding,
        address: &'w dyn Fn(PageId) -> Uri,
    ) -> Self {
        Self {
            docs,
            encoding,
            address,
            lines: BTreeMap::new(),
        }
    }

    /// The diagnostics of a page.
    pub(super) fn page_diagnostics(&mut self, page: PageId) -> Vec<Diagnostic> {
        let findings = self.docs.findings_on(page).iter();
        findings.map(|finding| self.diagnostic(finding)).collect()
    }

    /// The diagnostic of a finding.
    pub(super) fn diagnostic(&mut self, finding: &Finding) -> Diagnostic {
        let diagnostic = &finding.diagnostic;
        let mut message = diagnostic.message.clone();
        if !diagnostic.primary.text.is_empty() {
            message.push_str(&format!("\n{}", diagnostic.primary.text));
        }
        if let Some(help) = &diagnostic.help {
            message.push_str(&format!("\nhelp: {help}"));
        }
        let secondary = diagnostic.secondary.iter();
        let related: Vec<_> = secondary.map(|label| self.related(label)).collect();
        Diagnostic {
            range: self.range(&diagnostic.primary),
            severity: Some(severity(finding.severity)),
            code: Some(Code::String(diagnostic.code.name().to_owned())),
            code_description: None,
            source: Some(SOURCE.to_owned()),
            message: message.into(),
            tags: None,
            related_information: (!related.is_empty()).then_some(related),
            data: Some(json!({ "fingerprint": finding.id.to_string() })),
        }
    }

    fn related(&mut self, label: &Label) -> DiagnosticRelatedInformation {
        DiagnosticRelatedInformation {
            location: Location::new((self.address)(label.span.page), self.range(label)),
            message: label.text.clone(),
        }
    }

    fn range(&mut self, label: &Label) -> Range {
        let (docs, encoding) = (self.docs, self.encoding);
        let page = label.span.page;
        let scan = || Lines::new(&docs.sources.get(page).text, encoding);
        self.lines
            .entry(page)
            .or_insert_with(scan)
            .range(label.span)
    }
}

/// The errors that keep the pages from being read.
pub(super) fn error_diagnostics(failure: &ReadFailure) -> Vec<Diagnostic> {
    failure.errors.iter().map(error_diagnostic).collect()
}

fn error_diagnostic(error: &ConfigError) -> Diagnostic {
    let line = error.line.saturating_sub(1) as u32;
    let start = Position::new(line, error.column.saturating_sub(1) as u32);
    // Editors clamp the end to the line.
    let end = Position::new(line, start.character.max(u32::from(u16::MAX)));
    Diagnostic {
        range: Range::new(start, end),
        severity: Some(DiagnosticSeverity::Error),
        code: None,
        code_description: None,
        source: Some(SOURCE.to_owned()),
        message: error.message.clone().into(),
        tags: None,
        related_information: None,
        data: None,
    }
}

fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Error => DiagnosticSeverity::Error,
        Severity::Warning => DiagnosticSeverity::Warning,
        Severity::Note => DiagnosticSeverity::Information,
    }
}
