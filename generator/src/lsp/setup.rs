//! The start of a session: reads the capabilities of the editor and finds the docs folders.

use std::io::{self, Write};
use std::path::Path;
use std::sync::mpsc::Sender;

use gen_lsp_types::json_rpc::{Error, Id, RequestObject};
use gen_lsp_types::{ErrorCodes, InitializeParams, MessageType, RegistrationRequest};
use serde_json::Value;

use super::capabilities::{self, ClientCapabilities};
use super::project::Project;
use super::server::{Event, Phase, Server};
use super::worker::{self, DocsFolder};
use super::{folders, wire};

impl<W: Write> Server<W> {
    /// Handles `initialize`: finds the docs folders and starts to read them.
    pub(super) fn initialize(&mut self, params: Value) -> Result<Value, Error> {
        let params: InitializeParams = serde_json::from_value(params)
            .map_err(|error| wire::error(ErrorCodes::InvalidParams, &error.to_string()))?;
        self.client = ClientCapabilities::new(&params);
        self.phase = Phase::Ready;
        for folder in self.client.folders.clone() {
            self.add_workspace(&folder);
        }
        self.add_named_folder();
        let result = capabilities::initialize_result(self.client.encoding);
        serde_json::to_value(result)
            .map_err(|error| wire::error(ErrorCodes::InternalError, &error.to_string()))
    }

    /// Adds the folder that the command line or the settings name.
    fn add_named_folder(&mut self) {
        let options = self.client.options.clone();
        let Some(docs) = self.options.docs.clone().or(options.docs) else {
            return;
        };
        let base = match (&self.options.docs, self.client.folders.first()) {
            (None, Some(folder)) => folder.clone(),
            (Some(_), _) | (None, None) => std::env::current_dir().unwrap_or_default(),
        };
        let config = self.options.config.clone().or(options.config);
        let baseline = self.options.baseline.clone().or(options.baseline);
        self.add(
            DocsFolder {
                docs: base.join(docs),
                config: config.map(|file| base.join(file)),
                baseline: baseline.map(|file| base.join(file)),
            },
            None,
        );
    }

    /// Adds the docs folders of a workspace folder, unless the command line or the settings name one.
    pub(super) fn add_workspace(&mut self, workspace: &Path) {
        if self.options.docs.is_none() && self.client.options.docs.is_none() {
            for docs in folders::docs_folders(workspace) {
                let baseline = &self.client.options.baseline;
                let folder = DocsFolder {
                    docs,
                    config: None,
                    baseline: baseline.as_ref().map(|file| workspace.join(file)),
                };
                self.add(folder, Some(workspace));
            }
        }
    }

    fn add(&mut self, folder: DocsFolder, workspace: Option<&Path>) {
        let mut projects = self.projects.iter();
        if projects.any(|project| project.folder == folder) {
            return;
        }
        let guard = PanicGuard(self.events.clone());
        let name = folder.clone();
        let worker = worker::start(folder.clone(), move |analysis| {
            // After the session nobody receives.
            let _ = guard.0.send(Event::Analysed(name.clone(), analysis));
        });
        let project = Project::new(folder, workspace, worker);
        for (file, document) in &self.documents.0 {
            if project.depth(file).is_some() {
                project.send(document.event(file));
            }
        }
        self.projects.push(project);
    }

    /// Handles `initialized`: the editor accepts requests now.
    pub(super) fn initialized(&mut self) -> io::Result<()> {
        if self.client.watches_files {
            self.sent_requests += 1;
            let id = Id::from(self.sent_requests);
            let request =
                RequestObject::from_request::<RegistrationRequest>(id, capabilities::watchers());
            self.send(&request)?;
        }
        if self.projects.is_empty() {
            let message = "no docs folder in this workspace: no folder has a docwright.toml, or pages in `resources` and \
                           `api`; name one in the setting `docs`";
            self.log(MessageType::Info, message)?;
        }
        Ok(())
    }
}

/// Reports a panic of the worker that owns it.
struct PanicGuard(Sender<Event>);

impl Drop for PanicGuard {
    fn drop(&mut self) {
        if std::thread::panicking() {
            let _ = self.0.send(Event::WorkerPanicked);
        }
    }
}
