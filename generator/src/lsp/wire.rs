//! The base protocol: messages of JSON, each behind a header with its length. A malformed message is answered with an error, and
//! reading continues with the next one.
//!
//! The crate `lsp-server` does the same but trusts the header: it panics on a length that does not fit into memory, reads no
//! further after a wrong one, and has no response for a message without a valid id.

use std::io::{self, BufRead, Read, Write};

use gen_lsp_types::ErrorCodes;
use gen_lsp_types::json_rpc::{Error, Id};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Larger messages are skipped, in bytes. No editor sends one.
const MAX_MESSAGE: u64 = 256 << 20;

/// A message from the editor.
#[derive(Debug, PartialEq)]
pub(super) enum Message {
    /// A request.
    Request {
        /// The id, which the response repeats.
        id: Id,
        /// `textDocument/hover`
        method: String,
        /// The parameters; null for none.
        params: Value,
    },
    /// A notification.
    Notification {
        /// `textDocument/didOpen`
        method: String,
        /// The parameters; null for none.
        params: Value,
    },
    /// A response to a request of the server.
    Response,
    /// A malformed message, with the error to respond.
    Malformed(Error),
}

/// Reads one message; `None` at the end of the stream.
pub(super) fn read(from: &mut impl BufRead) -> io::Result<Option<Message>> {
    let Some(length) = header(from)? else {
        return Ok(None);
    };
    if length > MAX_MESSAGE {
        io::copy(&mut from.take(length), &mut io::sink())?;
        return Ok(Some(malformed(ErrorCodes::InvalidRequest, "too long")));
    }
    let mut bytes = Vec::new();
    from.take(length).read_to_end(&mut bytes)?;
    if bytes.len() as u64 != length {
        return Ok(None);
    }
    Ok(Some(message(&bytes)))
}

/// Skips to the end of the next header with a length, and returns that length.
fn header(from: &mut impl BufRead) -> io::Result<Option<u64>> {
    let mut length = None;
    let mut line = Vec::new();
    loop {
        line.clear();
        if from.read_until(b'\n', &mut line)? == 0 {
            return Ok(None);
        }
        let text = String::from_utf8_lossy(&line).to_ascii_lowercase();
        if text.trim().is_empty() {
            if length.is_some() {
                return Ok(length);
            }
            continue;
        }
        // After a wrong length, the rest of the message precedes the name on the line.
        if let Some((_, value)) = text.rsplit_once("content-length:") {
            length = value.trim().parse().ok();
        }
    }
}

fn message(bytes: &[u8]) -> Message {
    let mut value: Value = match serde_json::from_slice(bytes) {
        Ok(value) => value,
        Err(error) => return malformed(ErrorCodes::ParseError, &error.to_string()),
    };
    let id = value.get("id").map(Id::deserialize);
    let params = value.get_mut("params").map(Value::take).unwrap_or_default();
    let method = value.get("method").and_then(Value::as_str);
    match (method.map(str::to_owned), id) {
        (Some(method), None) => Message::Notification { method, params },
        (Some(method), Some(Ok(id))) => Message::Request { id, method, params },
        (None, Some(Ok(_))) if value.get("result").is_some() || value.get("error").is_some() => {
            Message::Response
        }
        (None, _) | (Some(_), Some(Err(_))) => malformed(
            ErrorCodes::InvalidRequest,
            "neither a request nor a notification nor a response",
        ),
    }
}

fn malformed(code: ErrorCodes, message: &str) -> Message {
    Message::Malformed(error(code, message))
}

/// An error without data.
pub(super) fn error(code: ErrorCodes, message: &str) -> Error {
    Error {
        code,
        message: message.to_owned(),
        data: None,
    }
}

/// Writes one message.
pub(super) fn write(to: &mut impl Write, message: &impl Serialize) -> io::Result<()> {
    let text = serde_json::to_string(message)?;
    write!(to, "Content-Length: {}\r\n\r\n{text}", text.len())?;
    to.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(mut bytes: &[u8]) -> Vec<Message> {
        std::iter::from_fn(|| read(&mut bytes).unwrap()).collect()
    }

    fn framed(text: &str) -> String {
        format!("Content-Length: {}\r\n\r\n{text}", text.len())
    }

    fn notification(method: &str) -> Message {
        Message::Notification {
            method: method.to_owned(),
            params: Value::Null,
        }
    }

    #[test]
    fn messages() {
        let stream = [
            framed(r#"{"jsonrpc":"2.0","id":1,"method":"a","params":{"b":2}}"#),
            framed(r#"{"jsonrpc":"2.0","method":"c"}"#),
            framed(r#"{"jsonrpc":"2.0","id":"x","result":null}"#),
        ];
        let request = Message::Request {
            id: Id::Number(1),
            method: "a".to_owned(),
            params: serde_json::json!({"b": 2}),
        };
        assert_eq!(
            all(stream.concat().as_bytes()),
            [request, notification("c"), Message::Response]
        );
    }

    #[test]
    fn malformed_messages_are_reported_and_skipped() {
        let good = framed(r#"{"jsonrpc":"2.0","method":"c"}"#);
        for bad in [
            framed("{"),
            framed("[1]"),
            framed(r#"{"id":{}}"#),
            framed("\u{0}"),
            // Longer than its header says.
            "Content-Length: 3\r\n\r\n{\"method\": 1}".to_owned(),
        ] {
            let messages = all(format!("{bad}{good}").as_bytes());
            assert!(
                matches!(messages[0], Message::Malformed(_)),
                "{bad}: {messages:?}"
            );
            assert_eq!(messages[1..], [notification("c")], "{bad}");
        }
        let odd = format!("X: y\r\n\r\nContent-Length: z\r\n\r\ncontent-LENGTH :1\r\n{good}");
        assert_eq!(all(odd.as_bytes()), [notification("c")]);
        assert_eq!(all(b"Content-Length: 9\r\n\r\n{"), []);
    }

    #[test]
    fn written_messages_can_be_read() {
        let mut out = Vec::new();
        write(&mut out, &serde_json::json!({"method": "ä"})).unwrap();
        assert_eq!(all(&out), [notification("ä")]);
    }
}
