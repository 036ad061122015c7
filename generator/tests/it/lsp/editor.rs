//! A small editor: starts the program, talks to it over its standard streams, and waits for what it says.

use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use serde_json::{Value, json};

use crate::support::{Scratch, put};

/// Nothing takes so long, on any machine.
const PATIENCE: Duration = Duration::from_secs(120);

/// An editor with a workspace of its own.
pub(crate) struct Editor {
    scratch: Scratch,
    server: Child,
    input: Option<ChildStdin>,
    messages: Receiver<Value>,
    /// What came while something else was waited for.
    inbox: Vec<Value>,
    requests: i64,
}

impl Editor {
    /// Starts the program in an empty workspace with these files, and says nothing yet.
    pub(crate) fn new(name: &str, files: &[(&str, &str)], args: &[&str]) -> Self {
        let scratch = Scratch::new(name);
        let files: Vec<_> = files
            .iter()
            .map(|(path, text)| (*path, text.as_bytes()))
            .collect();
        put(scratch.path(), &files);
        let mut server = Command::new(env!("CARGO_BIN_EXE_docwright"))
            .arg("lsp")
            .args(args)
            .current_dir(scratch.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let input = server.stdin.take();
        let output = server.stdout.take().unwrap();
        let (sender, messages) = channel();
        std::thread::spawn(move || {
            let mut output = BufReader::new(output);
            while let Some(message) = read(&mut output) {
                if sender.send(message).is_err() {
                    return;
                }
            }
        });
        Self {
            scratch,
            server,
            input,
            messages,
            inbox: Vec::new(),
            requests: 0,
        }
    }

    /// The same, and introduces itself; its columns count what `encodings` offers.
    pub(crate) fn ready(name: &str, files: &[(&str, &str)], encodings: &[&str]) -> Self {
        let mut editor = Self::new(name, files, &[]);
        let result = editor.initialize(encodings, &json!({}));
        assert_eq!(result["serverInfo"]["name"], "docwright");
        editor
    }

    /// Says `initialize` and `initialized`; gives the result of the first.
    pub(crate) fn initialize(&mut self, encodings: &[&str], options: &Value) -> Value {
        let root = self.uri("");
        let result = self.request(
            "initialize",
            &json!({
                "processId": null,
                "rootUri": null,
                "workspaceFolders": [{ "uri": root, "name": "docs" }],
                "capabilities": {
                    "general": { "positionEncodings": encodings },
                    "workspace": { "didChangeWatchedFiles": { "dynamicRegistration": true } },
                },
                "initializationOptions": options,
            }),
        );
        self.notify("initialized", &json!({}));
        result["result"].clone()
    }

    /// The address of a file of the workspace.
    pub(crate) fn uri(&self, path: &str) -> String {
        let path = self.path(path);
        format!("file://{}", path.to_str().unwrap().trim_end_matches('/'))
    }

    /// A file of the workspace.
    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.scratch.path().join(path)
    }

    /// The text of a file, on disk.
    pub(crate) fn text(&self, path: &str) -> String {
        std::fs::read_to_string(self.path(path)).unwrap()
    }

    /// Opens a page with a text of the editor.
    pub(crate) fn open(&mut self, path: &str, text: &str) {
        let document = json!({
            "uri": self.uri(path), "languageId": "markdown", "version": 1, "text": text,
        });
        self.notify("textDocument/didOpen", &json!({ "textDocument": document }));
    }

    /// Opens a page as it is on disk.
    pub(crate) fn open_file(&mut self, path: &str) {
        let text = self.text(path);
        self.open(path, &text);
    }

    /// Makes changes to an open page.
    pub(crate) fn change(&mut self, path: &str, version: i32, changes: &Value) {
        let document = json!({ "uri": self.uri(path), "version": version });
        let params = json!({ "textDocument": document, "contentChanges": changes });
        self.notify("textDocument/didChange", &params);
    }

    /// Gives an open page another text.
    pub(crate) fn write(&mut self, path: &str, version: i32, text: &str) {
        self.change(path, version, &json!([{ "text": text }]));
    }

    /// Says that a file was changed by somebody: 1 made, 2 written, 3 deleted.
    pub(crate) fn touched(&mut self, path: &str, kind: i32) {
        let change = json!({ "uri": self.uri(path), "type": kind });
        let params = json!({ "changes": [change] });
        self.notify("workspace/didChangeWatchedFiles", &params);
    }

    /// Waits for the diagnostics of a page in this state.
    pub(crate) fn diagnostics(&mut self, path: &str, version: Option<i32>) -> Vec<Value> {
        let uri = self.uri(path);
        let found = self.wait(|message| {
            let params = &message["params"];
            message["method"] == "textDocument/publishDiagnostics"
                && params["uri"] == uri
                && params["version"].as_i64() == version.map(i64::from)
        });
        found["params"]["diagnostics"].as_array().unwrap().clone()
    }

    /// The same, by the names of their rules.
    pub(crate) fn rules(&mut self, path: &str, version: Option<i32>) -> Vec<String> {
        let found = self.diagnostics(path, version);
        let code = |found: &Value| found["code"].as_str().unwrap_or("-").to_owned();
        found.iter().map(code).collect()
    }

    /// Asks about a position of a page; gives the result.
    pub(crate) fn ask(
        &mut self,
        method: &str,
        path: &str,
        (line, column): (usize, usize),
    ) -> Value {
        let params = json!({
            "textDocument": { "uri": self.uri(path) },
            "position": { "line": line, "character": column },
            // For references and completion; others pass over it.
            "context": { "includeDeclaration": true, "triggerKind": 1 },
        });
        let answer = self.request(&format!("textDocument/{method}"), &params);
        assert!(answer.get("error").is_none(), "{answer}");
        answer["result"].clone()
    }

    /// Asks for replacements in a range; gives the result.
    pub(crate) fn actions(&mut self, path: &str, range: &Value, only: &[&str]) -> Vec<Value> {
        let context = if only.is_empty() {
            json!({ "diagnostics": [] })
        } else {
            json!({ "diagnostics": [], "only": only })
        };
        let document = json!({ "uri": self.uri(path) });
        let params = json!({ "textDocument": document, "range": range, "context": context });
        let answer = self.request("textDocument/codeAction", &params);
        answer["result"].as_array().unwrap().clone()
    }

    /// Sends a request and waits for its answer.
    pub(crate) fn request(&mut self, method: &str, params: &Value) -> Value {
        let id = self.send(method, params);
        self.answer(&json!(id))
    }

    /// Sends a request; gives its number.
    pub(crate) fn send(&mut self, method: &str, params: &Value) -> i64 {
        self.requests += 1;
        let id = self.requests;
        self.say(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }));
        id
    }

    /// Waits for the answer to a request.
    pub(crate) fn answer(&mut self, id: &Value) -> Value {
        self.wait(|message| message.get("method").is_none() && message["id"] == *id)
    }

    /// Sends a notification.
    pub(crate) fn notify(&mut self, method: &str, params: &Value) {
        self.say(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    fn say(&mut self, message: &Value) {
        let text = message.to_string();
        self.raw(&format!("Content-Length: {}\r\n\r\n{text}", text.len()));
    }

    /// Sends bytes that may be no message.
    pub(crate) fn raw(&mut self, text: &str) {
        let input = self.input.as_mut().unwrap();
        input.write_all(text.as_bytes()).unwrap();
        input.flush().unwrap();
    }

    /// Waits for the first message that fits; the others stay for later.
    #[track_caller]
    pub(crate) fn wait(&mut self, fits: impl Fn(&Value) -> bool) -> Value {
        if let Some(at) = self.inbox.iter().position(&fits) {
            return self.inbox.remove(at);
        }
        loop {
            let message = match self.messages.recv_timeout(PATIENCE) {
                Ok(message) => message,
                Err(error) => panic!("{error}; unread: {:#?}", self.inbox),
            };
            if fits(&message) {
                return message;
            }
            self.inbox.push(message);
        }
    }

    /// How many diagnostics for a page are there that nobody has waited for.
    pub(crate) fn unread(&self, path: &str) -> usize {
        let uri = self.uri(path);
        let about = |message: &&Value| message["params"]["uri"] == uri;
        self.inbox.iter().filter(about).count()
    }

    /// Closes the streams, and waits for the end of the program.
    pub(crate) fn end(&mut self) -> ExitStatus {
        self.input = None;
        self.server.wait().unwrap()
    }

    /// Says good-bye as the protocol has it.
    pub(crate) fn quit(&mut self) -> ExitStatus {
        let answer = self.request("shutdown", &Value::Null);
        assert_eq!(answer["result"], Value::Null);
        self.notify("exit", &Value::Null);
        self.end()
    }
}

impl Drop for Editor {
    fn drop(&mut self) {
        // A test that failed leaves it running.
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

fn read(from: &mut impl BufRead) -> Option<Value> {
    let mut length = None;
    loop {
        let mut line = String::new();
        if from.read_line(&mut line).ok()? == 0 {
            return None;
        }
        if line.trim().is_empty() {
            break;
        }
        let value = line.strip_prefix("Content-Length:");
        length = value.map(|value| value.trim().parse().unwrap()).or(length);
    }
    let mut bytes = vec![0; length.unwrap()];
    std::io::Read::read_exact(from, &mut bytes).ok()?;
    Some(serde_json::from_slice(&bytes).unwrap())
}

/// Line and column of a word on the first line that holds `line_with`; columns in bytes.
#[track_caller]
pub(crate) fn position(text: &str, line_with: &str, word: &str) -> (usize, usize) {
    let (number, line) = text
        .lines()
        .enumerate()
        .find(|(_, line)| line.contains(line_with))
        .unwrap();
    (number, line.find(word).unwrap())
}

/// Makes the edits of a replacement in a text; columns are bytes.
pub(crate) fn edited(text: &str, action: &Value) -> String {
    let change = &action["edit"]["documentChanges"][0];
    let mut edits = change["edits"].as_array().unwrap().clone();
    edits.reverse();
    let mut text = text.to_owned();
    for edit in edits {
        let offset = |at: &Value| {
            let line = at["line"].as_u64().unwrap() as usize;
            let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1));
            starts.clone().nth(line).unwrap() + at["character"].as_u64().unwrap() as usize
        };
        let range = offset(&edit["range"]["start"])..offset(&edit["range"]["end"]);
        text.replace_range(range, edit["newText"].as_str().unwrap());
    }
    text
}
