//! Replacements that the editor offers: those that `docwright lint --fix` makes, one finding at a time or all of a page.

use gen_lsp_types::{
    CodeAction, CodeActionKind, CodeActionParams, Diagnostic,
    OptionalVersionedTextDocumentIdentifier, Range, TextDocumentEdit, TextDocumentIdentifier,
    TextEdit, Uri, WorkspaceEdit,
};

use super::findings::Teller;
use super::text::Lines;
use super::world::World;
use crate::diag::Edit;
use crate::lint::fix;
use crate::source::PageId;

/// The page that is asked about, as the last run saw it.
pub(super) struct Asked<'w> {
    pub(super) world: &'w World,
    pub(super) page: PageId,
    pub(super) lines: Lines<'w>,
    pub(super) uri: Uri,
    /// The editor's number, if the page is open.
    pub(super) version: Option<i32>,
}

/// What can be done about the findings in the range, and about all of the page.
pub(super) fn actions(
    asked: &Asked<'_>,
    params: &CodeActionParams,
    teller: &mut Teller<'_>,
) -> Vec<CodeAction> {
    let only = params.context.only.as_deref();
    let mut out = Vec::new();
    let findings = asked.world.findings_on(asked.page);
    if wants(only, &CodeActionKind::QuickFix) {
        for finding in findings {
            let Some(fix) = &finding.diagnostic.fix else {
                continue;
            };
            let diagnostic = teller.of(finding);
            if touches(diagnostic.range, params.range) {
                let edits: Vec<&Edit> = fix.edits.iter().collect();
                out.push(CodeAction {
                    is_preferred: Some(true),
                    diagnostics: Some(vec![diagnostic]),
                    ..asked.action(&fix.title, CodeActionKind::QuickFix, &edits)
                });
            }
        }
    }
    if wants(only, &CodeActionKind::SourceFixAll) {
        let edits = fix::edits(findings.iter());
        let count = edits.len();
        if count > 0 {
            let title = format!("docwright: make all {count} replacements on this page");
            let diagnostics: Vec<Diagnostic> = findings
                .iter()
                .filter(|finding| finding.diagnostic.fix.is_some())
                .map(|finding| teller.of(finding))
                .collect();
            out.push(CodeAction {
                diagnostics: Some(diagnostics),
                ..asked.action(&title, CodeActionKind::SourceFixAll, &edits)
            });
        }
    }
    out
}

impl Asked<'_> {
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

/// Whether actions of a kind are asked for: a kind stands for those below it too.
fn wants(only: Option<&[CodeActionKind]>, kind: &CodeActionKind) -> bool {
    let name = kind.as_str();
    only.is_none_or(|only| {
        only.iter().any(|asked| {
            let rest = name.strip_prefix(asked.as_str());
            rest.is_some_and(|rest| {
                rest.is_empty() || rest.starts_with('.') || asked.as_str().is_empty()
            })
        })
    })
}

/// Whether two ranges share a place; a cursor is a range without an inside.
fn touches(one: Range, other: Range) -> bool {
    one.start <= other.end && other.start <= one.end
}
