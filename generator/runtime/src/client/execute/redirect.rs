//! Redirects (RFC 9110 section 15.4): where the call goes on, and what may not go along.

use http::header;
use http::{Method, StatusCode};

use super::execution::Execution;
use crate::client::Result;
use crate::client::body::{Answer, Body};
use crate::client::error::{Error, ErrorKind};
use crate::client::head::Head;
use crate::client::headers;
use crate::client::url;

impl Execution {
    /// Turns to where the answer points.
    pub(super) fn redirect(&mut self, answer: &Answer) -> Result<()> {
        let head = Head::new(answer.status(), answer.headers().clone());
        let refuse = |message: &str| {
            Error::new(ErrorKind::Redirect)
                .with_message(message)
                .with_head(head.clone())
        };
        if self.redirects >= self.context.redirects() {
            return Err(refuse("redirected too often"));
        }
        let from = &self.request.uri;
        let target = match url::resolve(from, head.location().unwrap_or_default()) {
            Ok(target) => target,
            Err(error) => return Err(refuse("redirected to what is no URL").with_source(error)),
        };
        if let Some(why) = url::unusable(&target) {
            return Err(refuse(&format!("redirected, but {why}")));
        }
        if from.scheme_str() == Some("https") && target.scheme_str() == Some("http") {
            return Err(refuse("redirected from https to plain http"));
        }
        if !url::same_origin(from, &target) {
            self.leave_origin(&target);
        }
        self.change_method(head.status);
        if self.body.is_none() {
            return Err(refuse("redirected, but the body can be read only once"));
        }
        self.request.uri = target;
        self.redirects += 1;
        // Another place is no further try.
        self.request.tries -= 1;
        Ok(())
    }

    /// Once a call has left the trusted origins, it carries no credentials any more, wherever it goes.
    fn leave_origin(&mut self, target: &http::Uri) {
        if !self.is_trusted || !self.context.client.settings().trusts(target) {
            self.is_trusted = false;
            self.request.is_anonymous = true;
            headers::keep_harmless(&mut self.context.headers);
        }
    }

    /// 303, and by old custom 301 and 302 after POST, ask for a GET.
    fn change_method(&mut self, status: StatusCode) {
        let becomes_get = match status {
            StatusCode::SEE_OTHER => self.method != Method::HEAD,
            StatusCode::MOVED_PERMANENTLY | StatusCode::FOUND => self.method == Method::POST,
            _ => false,
        };
        if becomes_get {
            self.method = Method::GET;
            self.body = Some(Body::empty());
            let headers = &mut self.context.headers;
            for name in [
                header::CONTENT_TYPE,
                header::CONTENT_ENCODING,
                header::CONTENT_LANGUAGE,
            ] {
                headers.remove(name);
            }
        }
    }
}
