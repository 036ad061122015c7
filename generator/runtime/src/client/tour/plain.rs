//! HTTP/1.0 over a plain connection, blocking: enough to call a test server on this machine, without any HTTP stack.

use std::io::{Error, ErrorKind, Read, Result, Write};
use std::net::TcpStream;
use std::time::Duration;

use http::{HeaderName, HeaderValue, Request, Response};

use crate::client::BoxFuture;
use crate::client::body::Body;
use crate::client::transport::{Transport, TransportError, TransportErrorKind};

/// The longest that a server may take.
const PATIENCE: Duration = Duration::from_secs(60);

pub(super) struct PlainHttp;

impl Transport for PlainHttp {
    fn send(
        &self,
        request: Request<Body>,
    ) -> BoxFuture<'_, std::result::Result<Response<Body>, TransportError>> {
        Box::pin(async move {
            exchange(request).map_err(|error| TransportError {
                kind: TransportErrorKind::Other,
                source: error.into(),
            })
        })
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        Box::pin(async move { std::thread::sleep(duration) })
    }

    fn limit(&self, _duration: Duration) -> BoxFuture<'static, ()> {
        Box::pin(std::future::pending())
    }
}

fn exchange(request: Request<Body>) -> Result<Response<Body>> {
    let (head, body) = request.into_parts();
    let broken = |what| Error::new(ErrorKind::InvalidData, what);
    let host = head
        .uri
        .authority()
        .ok_or_else(|| broken("a URL without a host"))?
        .as_str();
    let target = head
        .uri
        .path_and_query()
        .map_or("/", |target| target.as_str());
    let body = body
        .as_bytes()
        .ok_or_else(|| broken("a body that is a stream"))?;
    let mut text = format!("{} {target} HTTP/1.0\r\nhost: {host}\r\n", head.method).into_bytes();
    for (name, value) in &head.headers {
        text.extend_from_slice(name.as_str().as_bytes());
        text.extend_from_slice(b": ");
        text.extend_from_slice(value.as_bytes());
        text.extend_from_slice(b"\r\n");
    }
    if !head.headers.contains_key(http::header::CONTENT_LENGTH) && !body.is_empty() {
        text.extend_from_slice(format!("content-length: {}\r\n", body.len()).as_bytes());
    }
    text.extend_from_slice(b"\r\n");
    text.extend_from_slice(body);
    let mut stream = TcpStream::connect(host)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.write_all(&text)?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    parse(&answer).ok_or_else(|| broken("an answer that is no HTTP"))
}

fn parse(answer: &[u8]) -> Option<Response<Body>> {
    let end = answer.windows(4).position(|window| window == b"\r\n\r\n")?;
    let head = std::str::from_utf8(&answer[..end]).ok()?;
    let mut lines = head.split("\r\n");
    let status: u16 = lines.next()?.split(' ').nth(1)?.parse().ok()?;
    let mut response = Response::new(Body::from(answer[end + 4..].to_vec()));
    *response.status_mut() = http::StatusCode::from_u16(status).ok()?;
    for line in lines {
        let (name, value) = line.split_once(':')?;
        let name: HeaderName = name.trim().parse().ok()?;
        response
            .headers_mut()
            .append(name, HeaderValue::from_str(value.trim()).ok()?);
    }
    Some(response)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_parsed() {
        let answer = b"HTTP/1.1 201 Created\r\nContent-Type: a/b\r\nX: y: z\r\n\r\n{\"a\": 1}";
        let response = parse(answer).unwrap();
        assert_eq!(response.status(), 201);
        assert_eq!(response.headers()["x"], "y: z");
        assert_eq!(&response.body().as_bytes().unwrap()[..], b"{\"a\": 1}");
        assert!(parse(b"HTTP/1.1").is_none());
    }
}
