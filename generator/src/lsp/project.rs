//! One docs folder: its worker, the last analysis, and the diagnostics that the editor has.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;

use gen_lsp_types::{Diagnostic, PublishDiagnosticsParams, Uri};

use super::capabilities::ShownPages;
use super::diagnostics::{DiagnosticBuilder, error_diagnostics};
use super::docs_state::{Analysis, DocsState};
use super::documents::{Document, Documents};
use super::folders;
use super::text::Encoding;
use super::uri;
use super::worker::{DocsFolder, FileEvent};
use crate::lint::finding_id::FindingId;
use crate::source::PageId;

/// A docs folder.
#[derive(Debug)]
pub(super) struct Project {
    /// The folder and its settings.
    pub(super) folder: DocsFolder,
    /// The workspace folder that it was found in, unless the user named it.
    pub(super) workspace: Option<PathBuf>,
    /// The last analysis; `None` until the first run has ended.
    pub(super) analysis: Option<Analysis>,
    worker: Sender<FileEvent>,
    /// The findings of the first run, by page.
    first_findings: Option<BTreeMap<String, Vec<FindingId>>>,
    /// The diagnostics that the editor has, by URI.
    published: BTreeMap<String, Published>,
}

/// The diagnostics of one file.
#[derive(Clone, Debug, PartialEq)]
struct Published {
    version: Option<i32>,
    diagnostics: Vec<Diagnostic>,
}

impl Project {
    /// A folder with a running worker.
    pub(super) fn new(
        folder: DocsFolder,
        workspace: Option<&Path>,
        worker: Sender<FileEvent>,
    ) -> Self {
        Self {
            folder,
            workspace: workspace.map(Path::to_owned),
            analysis: None,
            worker,
            first_findings: None,
            published: BTreeMap::new(),
        }
    }

    /// Passes an event to the worker.
    pub(super) fn send(&self, event: FileEvent) {
        // A worker that has stopped has reported that itself.
        let _ = self.worker.send(event);
    }

    /// The depth of the folder if the file belongs to it: lies in it, or is its configuration or its baseline.
    pub(super) fn depth(&self, file: &Path) -> Option<usize> {
        let DocsFolder {
            docs,
            config,
            baseline,
        } = &self.folder;
        let is_named = config.iter().chain(baseline).any(|named| named == file);
        let inside = folders::relative(docs, file).is_some();
        (inside || is_named).then(|| docs.iter().count())
    }

    /// The last successful run, if there was one.
    pub(super) fn docs(&self) -> Option<&DocsState> {
        self.analysis.as_ref()?.docs.as_deref()
    }

    /// Whether the last run used this version of the file.
    pub(super) fn is_current(&self, file: &Path, document: Option<&Document>) -> bool {
        self.analysis.as_ref().is_some_and(|analysis| {
            let version = document.map(|document| document.version);
            analysis.versions.get(file).copied() == version
        })
    }

    /// The diagnostics that differ from those that the editor has.
    pub(super) fn publish(
        &mut self,
        documents: &Documents,
        encoding: Encoding,
        shown: ShownPages,
    ) -> Vec<PublishDiagnosticsParams> {
        let Some(analysis) = self.analysis.clone() else {
            return Vec::new();
        };
        let mut now = BTreeMap::new();
        if let Some(docs) = analysis.docs.as_deref() {
            now = self.page_diagnostics(docs, documents, encoding, shown);
        }
        if let Some(failure) = &analysis.failure
            && let Some(file) = &failure.file
        {
            let published = Published {
                version: None,
                diagnostics: error_diagnostics(failure),
            };
            now.insert(uri::from_path(file).0, published);
        }
        let outdated = self.published.keys();
        let mut out: Vec<_> = outdated
            .filter(|uri| !now.contains_key(*uri))
            .map(|uri| no_diagnostics(uri))
            .collect();
        for (uri, published) in &now {
            if self.published.get(uri) != Some(published) {
                let diagnostics = published.diagnostics.clone();
                let params =
                    PublishDiagnosticsParams::new(Uri(uri.clone()), published.version, diagnostics);
                out.push(params);
            }
        }
        self.published = now;
        out
    }

    /// Removes all diagnostics from the editor.
    pub(super) fn withdraw(&self) -> Vec<PublishDiagnosticsParams> {
        let uris = self.published.keys();
        uris.map(|uri| no_diagnostics(uri)).collect()
    }

    /// The diagnostics of all shown pages, by URI.
    fn page_diagnostics(
        &mut self,
        docs: &DocsState,
        documents: &Documents,
        encoding: Encoding,
        shown: ShownPages,
    ) -> BTreeMap<String, Published> {
        let open: BTreeMap<PageId, (&Path, &Document)> = documents
            .0
            .iter()
            .filter_map(|(file, document)| Some((docs.page(file)?, (file.as_path(), document))))
            .collect();
        let address = |page: PageId| match open.get(&page) {
            Some((_, document)) => document.uri.clone(),
            None => uri::from_path(&docs.file(page)),
        };
        let ids = finding_ids(docs);
        let first_ids = self.first_findings.get_or_insert_with(|| ids.clone());
        let mut builder = DiagnosticBuilder::new(docs, encoding, &address);
        let mut now = BTreeMap::new();
        for (page, source) in docs.sources.iter() {
            let uri = address(page).0;
            if let Some((file, document)) = open.get(&page) {
                let version = Some(document.version);
                let analysis = self.analysis.as_ref();
                let current = analysis.and_then(|analysis| analysis.versions.get(*file));
                // The editor keeps the diagnostics of an outdated version until the next run.
                let published = if current.copied() == version {
                    Some(Published {
                        version,
                        diagnostics: builder.page_diagnostics(page),
                    })
                } else {
                    self.published.get(&uri).cloned()
                };
                now.extend(published.map(|published| (uri, published)));
                continue;
            }
            let has_changed = first_ids.get(&source.path) != ids.get(&source.path);
            if shown == ShownPages::All || has_changed {
                now.extend(closed_page(&mut builder, page).map(|published| (uri, published)));
            }
        }
        let config = closed_page(&mut builder, PageId::CONFIG);
        now.extend(config.map(|published| (address(PageId::CONFIG).0, published)));
        now
    }
}

fn no_diagnostics(uri: &str) -> PublishDiagnosticsParams {
    PublishDiagnosticsParams::new(Uri(uri.to_owned()), None, Vec::new())
}

/// The diagnostics of a page that is not open, if it has any.
fn closed_page(builder: &mut DiagnosticBuilder<'_>, page: PageId) -> Option<Published> {
    let diagnostics = builder.page_diagnostics(page);
    (!diagnostics.is_empty()).then_some(Published {
        version: None,
        diagnostics,
    })
}

/// The ids of the findings on each page that has any.
fn finding_ids(docs: &DocsState) -> BTreeMap<String, Vec<FindingId>> {
    let mut out: BTreeMap<String, Vec<FindingId>> = BTreeMap::new();
    for finding in &docs.findings {
        let page = finding.diagnostic.primary.span.page;
        let path = &docs.sources.get(page).path;
        out.entry(path.clone()).or_default().push(finding.id);
    }
    for ids in out.values_mut() {
        ids.sort_unstable();
    }
    out
}
