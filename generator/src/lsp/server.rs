//! The conversation: what comes in is noted or answered in order, and diagnostics go out when a worker has found some.

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

use super::answers::{self, Answer, Desk};
use super::capabilities::Client;
use super::documents::Documents;
use super::project::Project;
use super::uri;
use super::wire::{self, Incoming};
use super::worker::Folder;
use super::world::Analysis;

/// What the command line says.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The docs folder, instead of those that the workspace holds.
    pub docs: Option<PathBuf>,
    /// The configuration file.
    pub config: Option<PathBuf>,
    /// The file of accepted findings.
    pub baseline: Option<PathBuf>,
}

/// How a conversation ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// As the protocol has it: `shutdown`, then `exit`.
    Orderly,
    /// By `exit` without `shutdown`, or because the editor went away.
    Abrupt,
}

/// Talks to an editor until that ends it. `input` is read by a thread of its own, which may outlive the conversation.
///
/// # Errors
/// When the editor cannot be written to.
pub fn serve(
    mut input: impl BufRead + Send + 'static,
    output: impl Write,
    options: Options,
) -> io::Result<Ending> {
    let (sender, events) = channel();
    let reader = sender.clone();
    std::thread::spawn(move || {
        while let Ok(Some(message)) = wire::read(&mut input) {
            if reader.send(Event::Incoming(message)).is_err() {
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
        client: Client::default(),
        documents: Documents::default(),
        projects: Vec::new(),
        waiting: Vec::new(),
        requests: 0,
    };
    server.run(&events)
}

/// What can happen.
pub(super) enum Event {
    /// The editor said something.
    Incoming(Incoming),
    /// The editor is gone.
    Closed,
    /// A worker has something to say about its folder.
    Analysed(Folder, Analysis),
    /// A worker is gone: a mistake of ours.
    Lost,
}

/// How far the conversation is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Phase {
    /// Nothing was said.
    New,
    /// After `initialize`.
    Ready,
    /// After `shutdown`.
    ShutDown,
}

/// A request that needs a run that is not over.
struct Waiting {
    id: Id,
    method: String,
    params: Value,
    answer: Answer,
}

pub(super) struct Server<W> {
    output: W,
    pub(super) options: Options,
    pub(super) events: Sender<Event>,
    pub(super) phase: Phase,
    pub(super) client: Client,
    pub(super) documents: Documents,
    pub(super) projects: Vec<Project>,
    waiting: Vec<Waiting>,
    /// How many requests the server has made.
    pub(super) requests: i32,
}

impl<W: Write> Server<W> {
    fn run(mut self, events: &Receiver<Event>) -> io::Result<Ending> {
        loop {
            let event = events.recv().expect("the server has a sender itself");
            match event {
                Event::Incoming(message) => {
                    if let Some(ending) = self.hear(message)? {
                        return Ok(ending);
                    }
                }
                Event::Closed => return Ok(Ending::Abrupt),
                Event::Analysed(folder, analysis) => self.analysed(&folder, analysis)?,
                Event::Lost => return Err(io::Error::other("a worker has stopped")),
            }
        }
    }

    fn hear(&mut self, message: Incoming) -> io::Result<Option<Ending>> {
        match message {
            Incoming::Request { id, method, params } => self.request(id, &method, params)?,
            Incoming::Notification { method, .. } if method == "exit" => {
                return Ok(Some(match self.phase {
                    Phase::ShutDown => Ending::Orderly,
                    Phase::New | Phase::Ready => Ending::Abrupt,
                }));
            }
            Incoming::Notification { method, params } => match self.phase {
                Phase::Ready => self.note(&method, params)?,
                Phase::New | Phase::ShutDown => {}
            },
            Incoming::Response => {}
            Incoming::Broken(error) => self.respond(Id::Null, Err(error))?,
        }
        Ok(None)
    }

    fn request(&mut self, id: Id, method: &str, params: Value) -> io::Result<()> {
        let refused = |code, words| Err(wire::error(code, words));
        match (self.phase, method) {
            (Phase::New, "initialize") => {
                let result = self.initialize(params);
                self.respond(id, result)
            }
            (Phase::New, _) => {
                let error = refused(ErrorCodes::ServerNotInitialized, "`initialize` comes first");
                self.respond(id, error)
            }
            (Phase::ShutDown, _) => {
                let error = refused(ErrorCodes::InvalidRequest, "the server is shut down");
                self.respond(id, error)
            }
            (Phase::Ready, "initialize") => {
                let error = refused(ErrorCodes::InvalidRequest, "this was said already");
                self.respond(id, error)
            }
            (Phase::Ready, "shutdown") => {
                self.phase = Phase::ShutDown;
                for waiting in std::mem::take(&mut self.waiting) {
                    self.cancelled(waiting.id)?;
                }
                self.respond(id, Ok(Value::Null))
            }
            (Phase::Ready, _) => match answers::of(method) {
                Some(answer) => {
                    self.waiting.push(Waiting {
                        id,
                        method: method.to_owned(),
                        params,
                        answer,
                    });
                    self.answer_waiting()
                }
                None => self.respond(id, refused(ErrorCodes::MethodNotFound, method)),
            },
        }
    }

    fn analysed(&mut self, folder: &Folder, analysis: Analysis) -> io::Result<()> {
        let Some(project) = self.projects.iter_mut().find(|it| it.folder == *folder) else {
            return Ok(());
        };
        let old = project.analysis.as_ref().and_then(|it| it.problem.clone());
        let problem = analysis
            .problem
            .clone()
            .filter(|new| Some(new) != old.as_ref());
        let old_run = project.analysis.replace(analysis);
        // Taking apart what the last run knew takes time that an answer could have.
        rayon::spawn(move || drop(old_run));
        let shown = self.client.wishes.findings;
        let news = project.publish(&self.documents, self.client.encoding, shown);
        self.publish(news)?;
        for error in problem.into_iter().flat_map(|problem| problem.errors) {
            self.log(MessageType::Error, &error.message)?;
        }
        self.answer_waiting()
    }

    pub(super) fn publish(&mut self, news: Vec<PublishDiagnosticsParams>) -> io::Result<()> {
        for params in news {
            self.say(&RequestObject::from_notification::<
                PublishDiagnosticsNotification,
            >(params))?;
        }
        Ok(())
    }

    /// Answers every request whose page has been run over in the state that it is in.
    fn answer_waiting(&mut self) -> io::Result<()> {
        for waiting in std::mem::take(&mut self.waiting) {
            let desk = Desk {
                documents: &self.documents,
                projects: &self.projects,
                encoding: self.client.encoding,
            };
            if is_ready(&desk, &waiting) {
                let result = (waiting.answer)(&desk, waiting.params);
                self.respond(waiting.id, result)?;
            } else {
                self.waiting.push(waiting);
            }
        }
        Ok(())
    }

    /// The editor does not want an answer any more; a request that has been answered has been.
    pub(super) fn cancel(&mut self, id: &Id) -> io::Result<()> {
        let at = self.waiting.iter().position(|waiting| waiting.id == *id);
        match at {
            Some(at) => {
                let waiting = self.waiting.remove(at);
                self.cancelled(waiting.id)
            }
            None => Ok(()),
        }
    }

    fn cancelled(&mut self, id: Id) -> io::Result<()> {
        let code = ErrorCodes::Custom(LspErrorCodes::RequestCancelled.into());
        self.respond(id, Err(wire::error(code, "cancelled")))
    }

    fn respond(&mut self, id: Id, result: Result<Value, Error>) -> io::Result<()> {
        match result {
            Ok(result) => self.say(&json!({ "jsonrpc": "2.0", "id": id, "result": result })),
            Err(error) => self.say(&ResponseObject::from_error(id, error)),
        }
    }

    pub(super) fn log(&mut self, kind: MessageType, message: &str) -> io::Result<()> {
        let params = LogMessageParams::new(kind, message.to_owned());
        self.say(&RequestObject::from_notification::<LogMessageNotification>(
            params,
        ))
    }

    pub(super) fn say(&mut self, message: &impl Serialize) -> io::Result<()> {
        wire::write(&mut self.output, message)
    }
}

/// Replacements need the very text that the editor has; for anything else the last run is good enough.
fn is_ready(desk: &Desk<'_>, waiting: &Waiting) -> bool {
    let address = waiting.params.pointer("/textDocument/uri");
    let Some(address) = address.and_then(Value::as_str) else {
        return desk.projects.iter().all(|it| it.analysis.is_some());
    };
    let file = uri::to_path(&address.into());
    let project = file.as_ref().and_then(|file| desk.project(file));
    let (Some(file), Some(project)) = (&file, project) else {
        return true;
    };
    match waiting.method.as_str() {
        "textDocument/codeAction" => project.is_current(file, desk.documents.get(file)),
        _ => project.analysis.is_some(),
    }
}
