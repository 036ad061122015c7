//! Messages on the wire: a header with a length, and JSON (the protocol's base part). What is no message is told, and the
//! next one is read all the same.

use std::io::{self, BufRead, Read, Write};

use gen_lsp_types::ErrorCodes;
use gen_lsp_types::json_rpc::{Error, Id};
use serde::Serialize;
use serde_json::Value;

/// No editor sends a larger message, in bytes; what claims to be one is skipped.
const MAX_MESSAGE: u64 = 256 << 20;

/// What came in.
#[derive(Debug, PartialEq)]
pub(super) enum Incoming {
    /// Wants an answer.
    Request {
        /// What the answer has to repeat.
        id: Id,
        /// `textDocument/hover`
        method: String,
        /// As its method has it; null for none.
        params: Value,
    },
    /// Wants none.
    Notification {
        /// `textDocument/didOpen`
        method: String,
        /// As its method has it; null for none.
        params: Value,
    },
    /// An answer to one of our requests.
    Response,
    /// Not a message.
    Broken(Error),
}

/// Reads one message; `None` at the end of the stream.
pub(super) fn read(from: &mut impl BufRead) -> io::Result<Option<Incoming>> {
    let Some(length) = header(from)? else {
        return Ok(None);
    };
    if length > MAX_MESSAGE {
        io::copy(&mut from.take(length), &mut io::sink())?;
        return Ok(Some(broken(ErrorCodes::InvalidRequest, "too long")));
    }
    let mut bytes = Vec::new();
    from.take(length).read_to_end(&mut bytes)?;
    if bytes.len() as u64 != length {
        return Ok(None);
    }
    Ok(Some(message(&bytes)))
}

/// Skips to the end of the next header that gives a length, and returns that.
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
        // The rest of a message whose length was wrong may stand before the name.
        if let Some((_, value)) = text.rsplit_once("content-length:") {
            length = value.trim().parse().ok();
        }
    }
}

fn message(bytes: &[u8]) -> Incoming {
    let mut value: Value = match serde_json::from_slice(bytes) {
        Ok(value) => value,
        Err(error) => return broken(ErrorCodes::ParseError, &error.to_string()),
    };
    let id = value.get("id").cloned();
    let id = id.map(serde_json::from_value::<Id>);
    let params = value.get_mut("params").map(Value::take).unwrap_or_default();
    let method = value.get("method").and_then(Value::as_str);
    match (method.map(str::to_owned), id) {
        (Some(method), None) => Incoming::Notification { method, params },
        (Some(method), Some(Ok(id))) => Incoming::Request { id, method, params },
        (None, Some(Ok(_))) if value.get("result").is_some() || value.get("error").is_some() => {
            Incoming::Response
        }
        (None, _) | (Some(_), Some(Err(_))) => {
            broken(ErrorCodes::InvalidRequest, "this is no message")
        }
    }
}

fn broken(code: ErrorCodes, message: &str) -> Incoming {
    Incoming::Broken(error(code, message))
}

/// An error without further data.
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

    fn all(mut bytes: &[u8]) -> Vec<Incoming> {
        std::iter::from_fn(|| read(&mut bytes).unwrap()).collect()
    }

    fn framed(text: &str) -> String {
        format!("Content-Length: {}\r\n\r\n{text}", text.len())
    }

    fn notification(method: &str) -> Incoming {
        Incoming::Notification {
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
        let request = Incoming::Request {
            id: Id::Number(1),
            method: "a".to_owned(),
            params: serde_json::json!({"b": 2}),
        };
        assert_eq!(
            all(stream.concat().as_bytes()),
            [request, notification("c"), Incoming::Response]
        );
    }

    #[test]
    fn what_is_no_message_is_told_and_skipped() {
        let good = framed(r#"{"jsonrpc":"2.0","method":"c"}"#);
        for bad in [
            framed("{"),
            framed("[1]"),
            framed(r#"{"id":{}}"#),
            framed("\u{0}"),
            // Shorter and longer than it says.
            "Content-Length: 3\r\n\r\n{\"method\": 1}".to_owned(),
        ] {
            let found = all(format!("{bad}{good}").as_bytes());
            assert!(matches!(found[0], Incoming::Broken(_)), "{bad}: {found:?}");
            assert_eq!(found[1..], [notification("c")], "{bad}");
        }
        let odd = format!("X: y\r\n\r\nContent-Length: z\r\n\r\ncontent-LENGTH :1\r\n{good}");
        assert_eq!(all(odd.as_bytes()), [notification("c")]);
        assert_eq!(all(b"Content-Length: 9\r\n\r\n{"), []);
    }

    #[test]
    fn what_is_written_can_be_read() {
        let mut out = Vec::new();
        write(&mut out, &serde_json::json!({"method": "ä"})).unwrap();
        assert_eq!(all(&out), [notification("ä")]);
    }
}
