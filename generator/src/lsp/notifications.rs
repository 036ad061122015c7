//! Handles notifications of the editor: changes of documents, files and workspace folders.

use std::io::{self, Write};
use std::path::Path;

use gen_lsp_types::{
    CancelParams, DidChangeTextDocumentParams, DidChangeWatchedFilesParams,
    DidChangeWorkspaceFoldersParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams,
    DidSaveTextDocumentParams,
};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::documents::Document;
use super::handlers::Snapshot;
use super::project::Project;
use super::server::Server;
use super::uri;
use super::worker::FileEvent;

impl<W: Write> Server<W> {
    /// Handles a notification. Malformed and unknown ones are ignored, as the protocol requires.
    pub(super) fn on_notification(&mut self, method: &str, params: Value) -> io::Result<()> {
        match method {
            "initialized" => self.initialized()?,
            "$/cancelRequest" => {
                if let Some(CancelParams { id }) = read(params) {
                    self.cancel(&id.into())?;
                }
            }
            "textDocument/didOpen" => self.did_open(read(params)),
            "textDocument/didChange" => self.did_change(read(params)),
            "textDocument/didClose" => self.did_close(read(params)),
            "textDocument/didSave" => {
                if let Some(DidSaveTextDocumentParams { text_document, .. }) = read(params) {
                    self.file_changed(&text_document.uri);
                }
            }
            "workspace/didChangeWatchedFiles" => {
                if let Some(DidChangeWatchedFilesParams { changes }) = read(params) {
                    for change in changes {
                        self.file_changed(&change.uri);
                    }
                }
            }
            "workspace/didChangeWorkspaceFolders" => self.folders_changed(read(params))?,
            _ => {}
        }
        Ok(())
    }

    fn did_open(&mut self, params: Option<DidOpenTextDocumentParams>) {
        let Some(DidOpenTextDocumentParams { text_document }) = params else {
            return;
        };
        if let Some(file) = uri::to_path(&text_document.uri) {
            let document = Document {
                uri: text_document.uri,
                text: text_document.text,
                version: text_document.version,
            };
            self.send_to_worker(&file, document.event(&file));
            self.documents.0.insert(file, document);
        }
    }

    fn did_change(&mut self, params: Option<DidChangeTextDocumentParams>) {
        let Some(params) = params else { return };
        let id = params.text_document;
        let Some(file) = uri::to_path(&id.text_document_identifier.uri) else {
            return;
        };
        let encoding = self.client.encoding;
        if let Some(document) = self.documents.0.get_mut(&file) {
            document.apply(params.content_changes, encoding);
            document.version = id.version;
            let event = document.event(&file);
            self.send_to_worker(&file, event);
        }
    }

    fn did_close(&mut self, params: Option<DidCloseTextDocumentParams>) {
        let file = params.and_then(|params| uri::to_path(&params.text_document.uri));
        if let Some(file) = file.filter(|file| self.documents.0.remove(file).is_some()) {
            self.send_to_worker(&file, FileEvent::Closed(file.clone()));
        }
    }

    fn file_changed(&self, address: &gen_lsp_types::Uri) {
        if let Some(file) = uri::to_path(address) {
            self.send_to_worker(&file, FileEvent::Changed(file.clone()));
        }
    }

    fn folders_changed(
        &mut self,
        params: Option<DidChangeWorkspaceFoldersParams>,
    ) -> io::Result<()> {
        let Some(params) = params else { return Ok(()) };
        for folder in params.event.removed {
            let Some(folder) = uri::to_path(&folder.uri) else {
                continue;
            };
            let is_removed = |project: &mut Project| project.workspace.as_ref() == Some(&folder);
            let removed: Vec<Project> = self.projects.extract_if(.., is_removed).collect();
            self.publish(removed.iter().flat_map(Project::withdraw).collect())?;
        }
        for folder in params.event.added {
            if let Some(folder) = uri::to_path(&folder.uri) {
                self.add_workspace(&folder);
            }
        }
        Ok(())
    }

    fn send_to_worker(&self, file: &Path, event: FileEvent) {
        let snapshot = Snapshot {
            documents: &self.documents,
            projects: &self.projects,
            encoding: self.client.encoding,
        };
        if let Some(project) = snapshot.project(file) {
            project.send(event);
        }
    }
}

impl Document {
    /// Its current text, for a worker.
    pub(super) fn event(&self, file: &Path) -> FileEvent {
        FileEvent::Edited {
            file: file.to_owned(),
            text: self.text.clone(),
            version: self.version,
        }
    }
}

fn read<T: DeserializeOwned>(params: Value) -> Option<T> {
    serde_json::from_value(params).ok()
}
