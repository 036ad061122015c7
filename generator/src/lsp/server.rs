//! The main loop: handles messages from the editor in order, and publishes diagnostics when a worker reports them.

use std::io::{self, BufRead, Write};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, channel};

use gen_lsp_types::json_rpc::{Error, Id, RequestObject, ResponseObject};
use gen_lsp_types::{
    ErrorCodes, LogMessageNotification, LogMessageParams, LspErrorCodes, MessageType,
    PublishDiagnosticsNotification, PublishDiagnosticsParams,
};
use serde::Serialize;
use serde_json::{Value, json};

use super::capabilities::ClientCapabilities;
use super::docs_state::Analysis;
use super::documents::Documents;
use super::handlers::{self, Handler, Snapshot};
use super::project::Project;
use super::uri;
use super::wire::{self, Message};
use super::worker::DocsFolder;

/// The options of the command line.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The docs folder, instead of those in the workspace.
    pub docs: Option<PathBuf>,
    /// The configuration file.
    pub config: Option<PathBuf>,
    /// The baseline file.
    pub baseline: Option<PathBuf>,
}

/// How a session ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// By `shutdown` and `exit`, as the protocol requires.
    Orderly,
    /// By `exit` without `shutdown`, or because the editor closed the connection.
    Abrupt,
}

/// Serves an editor until it ends the session. A thread of its own reads `input`; it may outlive the session.
///
/// # Errors
/// If the output cannot be written, or a worker has panicked.
pub fn serve(
    mut input: impl BufRead + Send + 'static,
    output: impl Write,
    options: Options,
) -> io::Result<Ending> {
    let (sender, events) = channel();
    let reader = sender.clone();
    std::thread::spawn(move || {
        while let Ok(Some(message)) = wire::read(&mut input) {
            if reader.send(Event::Message(message)).is_err() {
                return;
            }
        }
        let _ = reader.send(Event::Closed);
    });
    let server = Server {
        output,
        options,
        events: sender,
        phase: Phase::New,
        client: ClientCapabilities::default(),
        documents: Documents::default(),
        projects: Vec::new(),
        pending: Vec::new(),
        sent_requests: 0,
    };
    server.run(&events)
}

/// An event that the main loop handles.
pub(super) enum Event {
    /// The editor sent a message.
    Message(Message),
    /// The editor closed the connection.
    Closed,
    /// A worker has analysed its folder.
    Analysed(DocsFolder, Analysis),
    /// A worker has panicked.
    WorkerPanicked,
}

/// The phase of the session.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Phase {
    /// Before `initialize`.
    New,
    /// After `initialize`.
    Ready,
    /// After `shutdown`.
    ShutDown,
}

/// A request that waits for a run.
struct PendingRequest {
    id: Id,
    method: String,
    params: Value,
    handler: Handler,
}

pub(super) struct Server<W> {
    output: W,
    pub(super) options: Options,
    pub(super) events: Sender<Event>,
    pub(super) phase: Phase,
    pub(super) client: ClientCapabilities,
    pub(super) documents: Documents,
    pub(super) projects: Vec<Project>,
    pending: Vec<PendingRequest>,
    /// The number of requests that the server has sent.
    pub(super) sent_requests: i32,
}

impl<W: Write> Server<W> {
    fn run(mut self, events: &Receiver<Event>) -> io::Result<Ending> {
        loop {
            let event = events.recv().expect("the server itself holds a sender");
            match event {
                Event::Message(message) => {
                    if let Some(ending) = self.on_message(message)? {
                        return Ok(ending);
                    }
                }
                Event::Closed => return Ok(Ending::Abrupt),
                Event::Analysed(folder, analysis) => self.on_analysis(&folder, analysis)?,
                Event::WorkerPanicked => return Err(io::Error::other("a worker has panicked")),
            }
        }
    }

    fn on_message(&mut self, message: Message) -> io::Result<Option<Ending>> {
        match message {
            Message::Request { id, method, params } => self.on_request(id, &method, params)?,
            Message::Notification { method, .. } if method == "exit" => {
                return Ok(Some(match self.phase {
                    Phase::ShutDown => Ending::Orderly,
                    Phase::New | Phase::Ready => Ending::Abrupt,
                }));
            }
            Message::Notification { method, params } => match self.phase {
                Phase::Ready => self.on_notification(&method, params)?,
                Phase::New | Phase::ShutDown => {}
            },
            Message::Response => {}
            Message::Malformed(error) => self.respond(Id::Null, Err(error))?,
        }
        Ok(None)
    }

    fn on_request(&mut self, id: Id, method: &str, params: Value) -> io::Result<()> {
        let error = |code, message| Err(wire::error(code, message));
        match (self.phase, method) {
            (Phase::New, "initialize") => {
                let result = self.initialize(params);
                self.respond(id, result)
            }
            (Phase::New, _) => {
                let code = ErrorCodes::ServerNotInitialized;
                self.respond(id, error(code, "the first request must be `initialize`"))
            }
            (Phase::ShutDown, _) => {
                let code = ErrorCodes::InvalidRequest;
                self.respond(id, error(code, "the server has been shut down"))
            }
            (Phase::Ready, "initialize") => {
                let code = ErrorCodes::InvalidRequest;
                self.respond(id, error(code, "the server is already initialized"))
            }
            (Phase::Ready, "shutdown") => {
                self.phase = Phase::ShutDown;
                for request in std::mem::take(&mut self.pending) {
                    self.respond_cancelled(request.id)?;
                }
                self.respond(id, Ok(Value::Null))
            }
            (Phase::Ready, _) => match handlers::handler(method) {
                Some(handler) => {
                    self.pending.push(PendingRequest {
                        id,
                        method: method.to_owned(),
                        params,
                        handler,
                    });
                    self.answer_pending()
                }
                None => self.respond(id, error(ErrorCodes::MethodNotFound, method)),
            },
        }
    }

    fn on_analysis(&mut self, folder: &DocsFolder, analysis: Analysis) -> io::Result<()> {
        let mut projects = self.projects.iter_mut();
        let Some(project) = projects.find(|project| project.folder == *folder) else {
            return Ok(());
        };
        let failure = analysis.failure.clone();
        let old = project.analysis.replace(analysis);
        let old_failure = old.as_ref().and_then(|old| old.failure.clone());
        // Dropping the old state takes time, which would delay responses.
        rayon::spawn(move || drop(old));
        let shown = self.client.options.findings;
        let diagnostics = project.publish(&self.documents, self.client.encoding, shown);
        self.publish(diagnostics)?;
        if failure != old_failure {
            for error in failure.into_iter().flat_map(|failure| failure.errors) {
                self.log(MessageType::Error, &error.message)?;
            }
        }
        self.answer_pending()
    }

    pub(super) fn publish(&mut self, diagnostics: Vec<PublishDiagnosticsParams>) -> io::Result<()> {
        for params in diagnostics {
            self.send(&RequestObject::from_notification::<
                PublishDiagnosticsNotification,
            >(params))?;
        }
        Ok(())
    }

    /// Answers every request whose page the last run has seen in its current version.
    fn answer_pending(&mut self) -> io::Result<()> {
        for request in std::mem::take(&mut self.pending) {
            let snapshot = Snapshot {
                documents: &self.documents,
                projects: &self.projects,
                encoding: self.client.encoding,
            };
            if is_ready(&snapshot, &request) {
                let result = (request.handler)(&snapshot, request.params);
                self.respond(request.id, result)?;
            } else {
                self.pending.push(request);
            }
        }
        Ok(())
    }

    /// Cancels a request, unless it has been answered.
    pub(super) fn cancel(&mut self, id: &Id) -> io::Result<()> {
        match self.pending.iter().position(|request| request.id == *id) {
            Some(at) => {
                let request = self.pending.remove(at);
                self.respond_cancelled(request.id)
            }
            None => Ok(()),
        }
    }

    fn respond_cancelled(&mut self, id: Id) -> io::Result<()> {
        let code = ErrorCodes::Custom(LspErrorCodes::RequestCancelled.into());
        self.respond(id, Err(wire::error(code, "cancelled")))
    }

    fn respond(&mut self, id: Id, result: Result<Value, Error>) -> io::Result<()> {
        match result {
            Ok(result) => self.send(&json!({ "jsonrpc": "2.0", "id": id, "result": result })),
            Err(error) => self.send(&ResponseObject::from_error(id, error)),
        }
    }

    pub(super) fn log(&mut self, kind: MessageType, message: &str) -> io::Result<()> {
        let params = LogMessageParams::new(kind, message.to_owned());
        self.send(&RequestObject::from_notification::<LogMessageNotification>(
            params,
        ))
    }

    pub(super) fn send(&mut self, message: &impl Serialize) -> io::Result<()> {
        wire::write(&mut self.output, message)
    }
}

/// Whether a request can be answered now. Code actions need the current version of the page; any run will do for other requests.
fn is_ready(snapshot: &Snapshot<'_>, request: &PendingRequest) -> bool {
    let address = request.params.pointer("/textDocument/uri");
    let Some(address) = address.and_then(Value::as_str) else {
        let mut projects = snapshot.projects.iter();
        return projects.all(|project| project.analysis.is_some());
    };
    let file = uri::to_path(&address.into());
    let project = file.as_ref().and_then(|file| snapshot.project(file));
    let (Some(file), Some(project)) = (&file, project) else {
        return true;
    };
    match request.method.as_str() {
        "textDocument/codeAction" => project.is_current(file, snapshot.documents.get(file)),
        _ => project.analysis.is_some(),
    }
}
