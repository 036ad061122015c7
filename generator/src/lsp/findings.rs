//! Findings as editors want them.

use std::collections::BTreeMap;

use gen_lsp_types::{
    Code, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, Location, Position, Range,
    Uri,
};
use serde_json::json;

use super::text::{Encoding, Lines};
use super::world::{Problem, World};
use crate::config::ConfigError;
use crate::diag::{Label, Severity};
use crate::lint::Finding;
use crate::source::PageId;

/// Who says so.
pub(super) const SOURCE: &str = "docwright";

/// Makes diagnostics. Each page that a finding points at is scanned once.
pub(super) struct Teller<'w> {
    world: &'w World,
    encoding: Encoding,
    /// How the editor calls the file of a page.
    address: &'w dyn Fn(PageId) -> Uri,
    lines: BTreeMap<PageId, Lines<'w>>,
}

impl<'w> Teller<'w> {
    pub(super) fn new(
        world: &'w World,
        encoding: Encoding,
        address: &'w dyn Fn(PageId) -> Uri,
    ) -> Self {
        Self {
            world,
            encoding,
            address,
            lines: BTreeMap::new(),
        }
    }

    /// The findings on a page.
    pub(super) fn on(&mut self, page: PageId) -> Vec<Diagnostic> {
        let findings = self.world.findings_on(page).iter();
        findings.map(|finding| self.of(finding)).collect()
    }

    /// One finding.
    pub(super) fn of(&mut self, finding: &Finding) -> Diagnostic {
        let diagnostic = &finding.diagnostic;
        let mut message = diagnostic.message.clone();
        for (mark, text) in [
            ("", Some(&diagnostic.primary.text)),
            ("help: ", diagnostic.help.as_ref()),
        ] {
            if let Some(text) = text.filter(|text| !text.is_empty()) {
                message.push('\n');
                message.push_str(mark);
                message.push_str(text);
            }
        }
        let others = diagnostic.secondary.iter();
        let related: Vec<_> = others.map(|label| self.related(label)).collect();
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
        let (world, encoding) = (self.world, self.encoding);
        let page = label.span.page;
        let scan = || Lines::new(&world.sources.get(page).text, encoding);
        self.lines
            .entry(page)
            .or_insert_with(scan)
            .range(label.span)
    }
}

/// Why the pages could not be read, on the lines that are to blame.
pub(super) fn of_problem(problem: &Problem) -> Vec<Diagnostic> {
    problem.errors.iter().map(of_error).collect()
}

fn of_error(error: &ConfigError) -> Diagnostic {
    let line = error.line.saturating_sub(1) as u32;
    let start = Position::new(line, error.column.saturating_sub(1) as u32);
    // Editors draw in an end that lies behind the line.
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
