//! One docs folder as the editor sees it: its worker, what that said last, and which diagnostics the editor has.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;

use gen_lsp_types::{Diagnostic, PublishDiagnosticsParams, Uri};

use super::capabilities::Shown;
use super::documents::{Document, Documents};
use super::findings::{Teller, of_problem};
use super::folders;
use super::text::Encoding;
use super::uri;
use super::worker::{Folder, Job};
use super::world::{Analysis, World};
use crate::lint::finding_id::FindingId;
use crate::source::PageId;

/// A docs folder.
#[derive(Debug)]
pub(super) struct Project {
    /// Which one.
    pub(super) folder: Folder,
    /// The folder of the workspace that it was found in, if it was.
    pub(super) found_in: Option<PathBuf>,
    /// What the worker said last; `None` until the first run is over.
    pub(super) analysis: Option<Analysis>,
    jobs: Sender<Job>,
    /// The findings of the first run, by page.
    first: Option<BTreeMap<String, Vec<FindingId>>>,
    /// What the editor has, by address.
    published: BTreeMap<String, Published>,
}

/// The diagnostics of one file.
#[derive(Clone, Debug, PartialEq)]
struct Published {
    version: Option<i32>,
    diagnostics: Vec<Diagnostic>,
}

impl Project {
    /// A folder whose worker has been started.
    pub(super) fn new(folder: Folder, found_in: Option<&Path>, jobs: Sender<Job>) -> Self {
        Self {
            folder,
            found_in: found_in.map(Path::to_owned),
            analysis: None,
            jobs,
            first: None,
            published: BTreeMap::new(),
        }
    }

    /// Gives the worker something to do.
    pub(super) fn give(&self, job: Job) {
        // A worker that is gone has said so.
        let _ = self.jobs.send(job);
    }

    /// Whether the file lies in the folder, and how deep that is; its configuration and its baseline lie there too.
    pub(super) fn depth(&self, file: &Path) -> Option<usize> {
        let Folder {
            docs,
            config,
            baseline,
        } = &self.folder;
        let is_named = config.iter().chain(baseline).any(|known| known == file);
        let inside = folders::relative(docs, file).is_some();
        (inside || is_named).then(|| docs.iter().count())
    }

    /// What the last run found, if there was one.
    pub(super) fn world(&self) -> Option<&World> {
        self.analysis.as_ref()?.world.as_deref()
    }

    /// Whether the last run knew this state of the file.
    pub(super) fn is_current(&self, file: &Path, document: Option<&Document>) -> bool {
        let analysis = self.analysis.as_ref();
        let known = analysis.and_then(|it| it.versions.get(file).copied());
        analysis.is_some() && known == document.map(|document| document.version)
    }

    /// What has to be told to the editor for it to have what is found now.
    pub(super) fn publish(
        &mut self,
        documents: &Documents,
        encoding: Encoding,
        shown: Shown,
    ) -> Vec<PublishDiagnosticsParams> {
        let Some(analysis) = self.analysis.clone() else {
            return Vec::new();
        };
        let mut now = BTreeMap::new();
        if let Some(world) = analysis.world.as_deref() {
            self.add_pages(world, documents, (encoding, shown), &mut now);
        }
        if let Some(problem) = &analysis.problem
            && let Some(file) = &problem.file
        {
            let published = Published {
                version: None,
                diagnostics: of_problem(problem),
            };
            now.insert(uri::of_path(file).0, published);
        }
        let gone = self.published.keys().filter(|uri| !now.contains_key(*uri));
        let mut out: Vec<_> = gone
            .map(|uri| PublishDiagnosticsParams::new(Uri(uri.clone()), None, Vec::new()))
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

    /// What has to be told to the editor for it to have nothing.
    pub(super) fn withdrawn(&self) -> Vec<PublishDiagnosticsParams> {
        let uris = self.published.keys();
        uris.map(|uri| PublishDiagnosticsParams::new(Uri(uri.clone()), None, Vec::new()))
            .collect()
    }

    /// The findings on open pages, and on those that changed since the first run.
    fn add_pages(
        &mut self,
        world: &World,
        documents: &Documents,
        (encoding, shown): (Encoding, Shown),
        now: &mut BTreeMap<String, Published>,
    ) {
        let open: BTreeMap<PageId, (&Path, &Document)> = documents
            .0
            .iter()
            .filter_map(|(file, document)| Some((world.page(file)?, (file.as_path(), document))))
            .collect();
        let address = |page: PageId| match open.get(&page) {
            Some((_, document)) => document.uri.clone(),
            None => uri::of_path(&world.file(page)),
        };
        let prints = prints(world);
        let first = self.first.get_or_insert_with(|| prints.clone());
        let mut teller = Teller::new(world, encoding, &address);
        for (page, source) in world.sources.iter() {
            let uri = address(page).0;
            if let Some((file, document)) = open.get(&page) {
                let version = Some(document.version);
                let current = self.analysis.as_ref().and_then(|it| it.versions.get(*file));
                // Another run is on its way; what the editor has of this page stays until then.
                let published = if current.copied() == version {
                    Some(Published {
                        version,
                        diagnostics: teller.on(page),
                    })
                } else {
                    self.published.get(&uri).cloned()
                };
                now.extend(published.map(|published| (uri, published)));
                continue;
            }
            let has_changed = first.get(&source.path) != prints.get(&source.path);
            if shown == Shown::All || has_changed {
                now.extend(found(&mut teller, page).map(|published| (uri, published)));
            }
        }
        let config = found(&mut teller, PageId::CONFIG);
        now.extend(config.map(|published| (address(PageId::CONFIG).0, published)));
    }
}

/// What is published for a page that is not open, if there is anything.
fn found(teller: &mut Teller<'_>, page: PageId) -> Option<Published> {
    let diagnostics = teller.on(page);
    (!diagnostics.is_empty()).then_some(Published {
        version: None,
        diagnostics,
    })
}

/// The fingerprints of the findings on each page that has some.
fn prints(world: &World) -> BTreeMap<String, Vec<FindingId>> {
    let mut out: BTreeMap<String, Vec<FindingId>> = BTreeMap::new();
    for finding in &world.findings {
        let page = finding.diagnostic.primary.span.page;
        let path = &world.sources.get(page).path;
        out.entry(path.clone()).or_default().push(finding.id);
    }
    for prints in out.values_mut() {
        prints.sort_unstable();
    }
    out
}
