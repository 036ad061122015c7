//! Code actions: the fixes of `docwright lint --fix`, for one finding or for all of a page.

use gen_lsp_types::{
    CodeAction, CodeActionKind, CodeActionParams, Diagnostic,
    OptionalVersionedTextDocumentIdentifier, Range, TextDocumentEdit, TextDocumentIdentifier,
    TextEdit, Uri, WorkspaceEdit,
};

use super::diagnostics::DiagnosticBuilder;
use super::docs_state::DocsState;
use super::text::Lines;
use crate::diag::Edit;
use crate::lint::fix;
use crate::source::PageId;

/// A page, as of the last run.
pub(super) struct ActionPage<'w> {
    pub(super) docs: &'w DocsState,
    pub(super) id: PageId,
    pub(super) lines: Lines<'w>,
    pub(super) uri: Uri,
    /// The editor's number, if the page is open.
    pub(super) version: Option<i32>,
}

/// The actions for the findings in a range, and for all findings of the page.
pub(super) fn actions(
    page: &ActionPage<'_>,
    params: &CodeActionParams,
    builder: &mut DiagnosticBuilder<'_>,
) -> Vec<CodeAction> {
    let only = params.context.only.as_deref();
    let mut out = Vec::new();
    let findings = page.docs.findings_on(page.id);
    if wants(only, &CodeActionKind::QuickFix) {
        for finding in findings {
            let Some(fix) = &finding.diagnostic.fix else {
                continue;
            };
            let diagnostic = builder.diagnostic(finding);
            if touches(diagnostic.range, params.range) {
                let edits: Vec<&Edit> = fix.edits.iter().collect();
                out.push(CodeAction {
                    is_preferred: Some(true),
                    diagnostics: Some(vec![diagnostic]),
                    ..page.action(&fix.title, CodeActionKind::QuickFix, &edits)
                });
            }
        }
    }
    if wants(only, &CodeActionKind::SourceFixAll) {
        let edits = fix::edits(findings.iter());
        if !edits.is_empty() {
            let count = edits.len();
            let title = format!("docwright: make all {count} replacements on this page");
            let diagnostics: Vec<Diagnostic> = findings
                .iter()
                .filter(|finding| finding.diagnostic.fix.is_some())
                .map(|finding| builder.diagnostic(finding))
                .collect();
            out.push(CodeAction {
                diagnostics: Some(diagnostics),
                ..page.action(&title, CodeActionKind::SourceFixAll, &edits)
            });
        }
    }
    out
}

impl ActionPage<'_> {
    fn action(&self, title: &str, kind: CodeActionKind, edits: &[&Edit]) -> CodeAction {
        let text_edit = |edit: &&Edit| {
            let range = self.lines.range(edit.span);
            TextEdit::new(range, edit.text.clone()).into()
        };
        let edit = TextDocumentEdit {
            text_document: OptionalVersionedTextDocumentIdentifier {
                version: self.version,
                text_document_identifier: TextDocumentIdentifier {
                    uri: self.uri.clone(),
                },
            },
            edits: edits.iter().map(text_edit).collect(),
        };
        CodeAction {
            title: title.to_owned(),
            kind: Some(kind),
            edit: Some(WorkspaceEdit {
                document_changes: Some(vec![edit.into()]),
                ..WorkspaceEdit::default()
            }),
            ..CodeAction::default()
        }
    }
}

/// Whether a request includes actions of a kind. A requested kind includes its sub-kinds.
fn wants(only: Option<&[CodeActionKind]>, kind: &CodeActionKind) -> bool {
    let name = kind.as_str();
    only.is_none_or(|only| {
        only.iter().any(|requested| {
            let requested = requested.as_str();
            let rest = name.strip_prefix(requested);
            rest.is_some_and(|rest| {
                rest.is_empty() || rest.starts_with('.') || requested.is_empty()
            })
        })
    })
}

/// Whether two ranges overlap or touch; a cursor is an empty range.
fn touches(one: Range, other: Range) -> bool {
    one.start <= other.end && other.start <= one.end
}
