//! What the editor tells without wanting an answer: documents, files, folders.

use std::io::{self, Write};
use std::path::Path;

use gen_lsp_types::{
    CancelParams, DidChangeTextDocumentParams, DidChangeWatchedFilesParams,
    DidChangeWorkspaceFoldersParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams,
    DidSaveTextDocumentParams,
};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::answers::Desk;
use super::documents::Document;
use super::project::Project;
use super::server::Server;
use super::uri;
use super::worker::Job;

impl<W: Write> Server<W> {
    /// Takes a notification in. What cannot be read, or is not known, is passed over, as the protocol wants it.
    pub(super) fn note(&mut self, method: &str, params: Value) -> io::Result<()> {
        match method {
            "initialized" => self.initialized()?,
            "$/cancelRequest" => {
                if let Some(CancelParams { id }) = read(params) {
                    self.cancel(&id.into())?;
                }
            }
            "textDocument/didOpen" => self.opened(read(params)),
            "textDocument/didChange" => self.changed(read(params)),
            "textDocument/didClose" => self.closed(read(params)),
            "textDocument/didSave" => {
                if let Some(DidSaveTextDocumentParams { text_document, .. }) = read(params) {
                    self.touched(&text_document.uri);
                }
            }
            "workspace/didChangeWatchedFiles" => {
                if let Some(DidChangeWatchedFilesParams { changes }) = read(params) {
                    for change in changes {
                        self.touched(&change.uri);
                    }
                }
            }
            "workspace/didChangeWorkspaceFolders" => self.folders_changed(read(params))?,
            _ => {}
        }
        Ok(())
    }

    fn opened(&mut self, params: Option<DidOpenTextDocumentParams>) {
        let Some(DidOpenTextDocumentParams { text_document: it }) = params else {
            return;
        };
        if let Some(file) = uri::to_path(&it.uri) {
            let document = Document {
                uri: it.uri,
                text: it.text,
                version: it.version,
            };
            self.give(&file, document.job(&file));
            self.documents.0.insert(file, document);
        }
    }

    fn changed(&mut self, params: Option<DidChangeTextDocumentParams>) {
        let Some(params) = params else { return };
        let id = params.text_document;
        let Some(file) = uri::to_path(&id.text_document_identifier.uri) else {
            return;
        };
        let encoding = self.client.encoding;
        if let Some(document) = self.documents.0.get_mut(&file) {
            document.change(params.content_changes, encoding);
            document.version = id.version;
            let job = document.job(&file);
            self.give(&file, job);
        }
    }

    fn closed(&mut self, params: Option<DidCloseTextDocumentParams>) {
        let file = params.and_then(|params| uri::to_path(&params.text_document.uri));
        if let Some(file) = file.filter(|file| self.documents.0.remove(file).is_some()) {
            self.give(&file, Job::Closed(file.clone()));
        }
    }

    fn touched(&self, address: &gen_lsp_types::Uri) {
        if let Some(file) = uri::to_path(address) {
            self.give(&file, Job::Touched(file.clone()));
        }
    }

    fn folders_changed(
        &mut self,
        params: Option<DidChangeWorkspaceFoldersParams>,
    ) -> io::Result<()> {
        let Some(params) = params else { return Ok(()) };
        for folder in params.event.removed {
            let Some(gone) = uri::to_path(&folder.uri) else {
                continue;
            };
            let is_gone = |project: &mut Project| project.found_in.as_ref() == Some(&gone);
            let removed: Vec<Project> = self.projects.extract_if(.., is_gone).collect();
            self.publish(removed.iter().flat_map(Project::withdrawn).collect())?;
        }
        for folder in params.event.added {
            if let Some(folder) = uri::to_path(&folder.uri) {
                self.look_into(&folder);
            }
        }
        Ok(())
    }

    fn give(&self, file: &Path, job: Job) {
        let desk = Desk {
            documents: &self.documents,
            projects: &self.projects,
            encoding: self.client.encoding,
        };
        if let Some(project) = desk.project(file) {
            project.give(job);
        }
    }
}

impl Document {
    /// Its state, for a worker.
    pub(super) fn job(&self, file: &Path) -> Job {
        Job::Text {
            file: file.to_owned(),
            text: self.text.clone(),
            version: self.version,
        }
    }
}

fn read<T: DeserializeOwned>(params: Value) -> Option<T> {
    serde_json::from_value(params).ok()
}
