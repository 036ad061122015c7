//! The beginning of a conversation: what the editor is, and which docs folders there are.

use std::io::{self, Write};
use std::path::Path;
use std::sync::mpsc::Sender;

use gen_lsp_types::json_rpc::{Error, Id, RequestObject};
use gen_lsp_types::{ErrorCodes, InitializeParams, MessageType, RegistrationRequest};
use serde_json::Value;

use super::capabilities::{self, Client};
use super::project::Project;
use super::server::{Event, Phase, Server};
use super::worker::{self, Folder};
use super::{folders, wire};

impl<W: Write> Server<W> {
    /// Learns what the editor is and where its docs are, and begins to read them.
    pub(super) fn initialize(&mut self, params: Value) -> Result<Value, Error> {
        let wrong =
            |error: serde_json::Error| wire::error(ErrorCodes::InvalidParams, &error.to_string());
        let params: InitializeParams = serde_json::from_value(params).map_err(wrong)?;
        self.client = Client::new(&params);
        self.phase = Phase::Ready;
        let result = capabilities::result(self.client.encoding);
        let result = serde_json::to_value(result).map_err(wrong);
        for folder in self.client.folders.clone() {
            self.look_into(&folder);
        }
        self.add_chosen();
        result
    }

    /// The folder that the command line or the editor's settings name.
    fn add_chosen(&mut self) {
        let wishes = self.client.wishes.clone();
        let Some(docs) = self.options.docs.clone().or(wishes.docs) else {
            return;
        };
        let base = match (&self.options.docs, self.client.folders.first()) {
            (None, Some(folder)) => folder.clone(),
            (Some(_), _) | (None, None) => std::env::current_dir().unwrap_or_default(),
        };
        let config = self.options.config.clone().or(wishes.config);
        let baseline = self.options.baseline.clone().or(wishes.baseline);
        self.add(
            Folder {
                docs: base.join(docs),
                config: config.map(|file| base.join(file)),
                baseline: baseline.map(|file| base.join(file)),
            },
            None,
        );
    }

    /// Adds the docs folders of a folder of the workspace, unless somebody has chosen one.
    pub(super) fn look_into(&mut self, workspace: &Path) {
        if self.options.docs.is_none() && self.client.wishes.docs.is_none() {
            for docs in folders::docs_folders(workspace) {
                let baseline = &self.client.wishes.baseline;
                let folder = Folder {
                    docs,
                    config: None,
                    baseline: baseline.as_ref().map(|file| workspace.join(file)),
                };
                self.add(folder, Some(workspace));
            }
        }
    }

    fn add(&mut self, folder: Folder, found_in: Option<&Path>) {
        if self.projects.iter().any(|it| it.folder == folder) {
            return;
        }
        let watch = Watch(self.events.clone());
        let name = folder.clone();
        let jobs = worker::start(folder.clone(), move |analysis| {
            // Nobody listens any more when the conversation is over.
            let _ = watch.0.send(Event::Analysed(name.clone(), analysis));
        });
        let project = Project::new(folder, found_in, jobs);
        for (file, document) in &self.documents.0 {
            if project.depth(file).is_some() {
                project.give(document.job(file));
            }
        }
        self.projects.push(project);
    }

    /// The editor is ready for requests.
    pub(super) fn initialized(&mut self) -> io::Result<()> {
        if self.client.watches_files {
            self.requests += 1;
            let id = Id::from(self.requests);
            let request =
                RequestObject::from_request::<RegistrationRequest>(id, capabilities::watchers());
            self.say(&request)?;
        }
        if self.projects.is_empty() {
            let words = "no docs folder in this workspace: none of its folders has a docwright.toml, or pages in `resources` \
                         and `api`; the setting `docs` names one";
            self.log(MessageType::Info, words)?;
        }
        Ok(())
    }
}

/// Tells when a worker is lost.
struct Watch(Sender<Event>);

impl Drop for Watch {
    fn drop(&mut self) {
        if std::thread::panicking() {
            let _ = self.0.send(Event::Lost);
        }
    }
}
