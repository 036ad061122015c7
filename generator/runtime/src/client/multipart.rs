//! Bodies of several parts (`multipart/form-data`, RFC 7578). The content is not copied, and the boundary occurs in none of it.

use std::fmt::Write;
use std::io;

use bytes::Bytes;
use futures_util::stream;
use http::HeaderValue;

use super::body::Body;
use super::call::Call;
use super::fault::Fault;

/// Parts to be sent as one body.
///
/// ```
/// use docwright_runtime::client::Multipart;
/// let body = Multipart::new()
///     .text("Presentation", "text/html", "<p>The plan</p>")
///     .file("plan", "plan.png", "image/png", vec![0x89, b'P', b'N', b'G']);
/// assert!(body.content_type().starts_with("multipart/form-data; boundary="));
/// ```
#[derive(Clone, Debug, Default)]
pub struct Multipart {
    /// Headers with the blank line after them, and content.
    parts: Vec<(String, Bytes)>,
    boundary: Boundary,
    fault: Option<Fault>,
}

/// A line that stands between parts.
#[derive(Clone, Debug)]
struct Boundary(String);

impl Default for Boundary {
    fn default() -> Self {
        Self(format!("docwright-{:032x}", fastrand::u128(..)))
    }
}

impl Multipart {
    /// Without parts.
    pub fn new() -> Self {
        Self::default()
    }

    /// Appends text, of a media type such as `text/html`.
    pub fn text(self, name: &str, content_type: &str, text: impl Into<String>) -> Self {
        self.part(name, None, content_type, text.into().into())
    }

    /// Appends JSON.
    pub fn json<T: crate::wire::Element>(self, name: &str, value: &T) -> Self {
        let text = crate::json::to_vec(value);
        self.part(name, None, "application/json", text.into())
    }

    /// Appends a file: its name without a path, its media type, its content.
    pub fn file(
        self,
        name: &str,
        file_name: &str,
        content_type: &str,
        content: impl Into<Bytes>,
    ) -> Self {
        self.part(name, Some(file_name), content_type, content.into())
    }

    /// The media type of the whole, with the boundary.
    pub fn content_type(&self) -> String {
        format!("multipart/form-data; boundary={}", self.boundary.0)
    }

    /// The whole, which can be read as often as needed.
    pub fn into_body(self) -> Body {
        let mut pieces: Vec<Bytes> = Vec::with_capacity(self.parts.len() * 2 + 1);
        let boundary = &self.boundary.0;
        let mut line_end = "";
        for (head, content) in self.parts {
            pieces.push(format!("{line_end}--{boundary}\r\n{head}").into());
            pieces.push(content);
            line_end = "\r\n";
        }
        pieces.push(format!("{line_end}--{boundary}--\r\n").into());
        let length = pieces.iter().map(|piece| piece.len() as u64).sum();
        Body::replayable(
            move || stream::iter(pieces.clone().into_iter().map(io::Result::Ok)),
            Some(length),
        )
    }

    fn part(
        mut self,
        name: &str,
        file_name: Option<&str>,
        content_type: &str,
        content: Bytes,
    ) -> Self {
        let mut head = "Content-Disposition: form-data; name=".to_owned();
        push_quoted(&mut head, name);
        if let Some(file_name) = file_name {
            head.push_str("; filename=");
            push_quoted(&mut head, file_name);
        }
        if HeaderValue::from_str(content_type).is_err() {
            let fault = format!("the media type of part {name:?} cannot be sent");
            self.fault.get_or_insert(Fault::new(fault));
        }
        // Writing into memory cannot fail.
        let _ = write!(head, "\r\nContent-Type: {content_type}\r\n\r\n");
        let is_taken = holds(&content, &self.boundary);
        self.parts.push((head, content));
        if is_taken {
            self.renew();
        }
        self
    }

    /// Takes a boundary that is in none of the parts.
    fn renew(&mut self) {
        loop {
            self.boundary = Boundary::default();
            let mut parts = self.parts.iter();
            if !parts.any(|(_, content)| holds(content, &self.boundary)) {
                return;
            }
        }
    }
}

/// In quotes; what would end them or the line is percent-encoded, as browsers do (HTML, "multipart/form-data encoding algorithm").
fn push_quoted(out: &mut String, text: &str) {
    out.push('"');
    for letter in text.chars() {
        match letter {
            '"' => out.push_str("%22"),
            '\r' => out.push_str("%0D"),
            '\n' => out.push_str("%0A"),
            letter => out.push(letter),
        }
    }
    out.push('"');
}

fn holds(content: &[u8], boundary: &Boundary) -> bool {
    let boundary = boundary.0.as_bytes();
    let mut windows = content.windows(boundary.len());
    windows.any(|window| window == boundary)
}

impl Call {
    /// Sends these parts.
    pub fn multipart(self, parts: Multipart) -> Self {
        let content_type = parts.content_type();
        let fault = parts.fault.clone();
        self.header("content-type", &content_type)
            .content("", parts.into_body())
            .or_fault(fault)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_boundary_that_occurs_in_the_content_is_replaced() {
        let mut parts = Multipart::new().text("a", "text/plain", "fine");
        parts.boundary = Boundary("taken".to_owned());
        let parts = parts.text("b", "text/plain", "this is --taken");
        assert_ne!(parts.boundary.0, "taken");
    }
}
