//! An error as one line: which request, what happened, what to do about it. Shows no token, no body and no URL.

use std::fmt;

use http::header::LOCATION;

use super::{Error, ErrorKind};
use crate::client::info::{Info, PermissionSet};

/// `GET /users/{id}: 404 Not Found, ResourceNotFound: …; check the ids: … (request-id 5f…, after 3 tries)`
impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let info = self.0.request.as_ref().map(|request| request.info);
        if let Some(info) = info {
            match self.url_template() {
                Some(template) => write!(f, "{} {template}: ", info.method)?,
                None => write!(f, "{}: ", info.method)?,
            }
        }
        self.what(f)?;
        self.advice(info, f)?;
        self.particulars(f)
    }
}

/// The most details that the line shows.
const MOST_DETAILS: usize = 3;

impl Error {
    /// What happened.
    fn what(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut separator = "";
        if let Some(status) = self.status().filter(|_| {
            matches!(
                self.0.kind,
                ErrorKind::Service | ErrorKind::UnexpectedAnswer
            )
        }) {
            write!(f, "{status}")?;
            separator = ", ";
        }
        if let Some(code) = self.code() {
            write!(f, "{separator}{code}")?;
            separator = ": ";
        }
        match self.message().trim_end_matches('.') {
            "" => {}
            message => write!(f, "{separator}{message}")?,
        }
        let mut separator = " [";
        for detail in self.details().iter().take(MOST_DETAILS) {
            write!(f, "{separator}{detail}")?;
            separator = "; ";
        }
        match self.details().len() {
            0 => Ok(()),
            count if count > MOST_DETAILS => write!(f, "; and {} more]", count - MOST_DETAILS),
            _ => f.write_str("]"),
        }
    }

    /// What to do about it.
    fn advice(&self, info: Option<&Info>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.kind {
            ErrorKind::Service => {}
            ErrorKind::Connect => {
                return f.write_str("; check the service's address, the network and the proxy");
            }
            ErrorKind::Token => return f.write_str("; check the credentials"),
            ErrorKind::Argument | ErrorKind::Configuration | ErrorKind::Origin => return Ok(()),
            ErrorKind::Timeout | ErrorKind::Transport | ErrorKind::Redirect => return Ok(()),
            ErrorKind::Decode | ErrorKind::UnexpectedAnswer => return Ok(()),
            ErrorKind::TooLarge | ErrorKind::Protocol => return Ok(()),
        }
        let is_anonymous = self
            .0
            .request
            .as_ref()
            .is_some_and(|request| request.is_anonymous);
        match self.status().map_or(0, |status| status.as_u16()) {
            401 | 403 | 404 | 410 if is_anonymous => {
                f.write_str("; the link may have expired: ask the service for a new one")
            }
            400 => f.write_str("; check the arguments and the body"),
            401 => f.write_str("; the token is missing, expired or not meant for this service: check the token provider"),
            403 => forbidden(info, f),
            404 => f.write_str("; check the ids: nothing is there, or the caller may not see it"),
            409 => f.write_str("; it is there already, or was changed meanwhile: read it again"),
            410 if self.headers().is_some_and(|headers| headers.contains_key(LOCATION)) => {
                f.write_str("; what the link stood for has expired: start again, from the header `Location`")
            }
            410 => f.write_str("; it is gone for good, or the link has expired: start again without it"),
            412 => f.write_str("; it was changed meanwhile: read it again for its new ETag"),
            413 => f.write_str("; the request is too large: use an upload session, or smaller parts"),
            429 => f.write_str("; send fewer requests"),
            500..=599 => f.write_str("; the service failed: try later, and report the request-id if it lasts"),
            _ => Ok(()),
        }
    }

    /// What helps to find it again.
    fn particulars(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut list = Vec::new();
        if let Some(wait) = self.retry_after() {
            list.push(format!("wait {} s", wait.as_secs_f64()));
        }
        if let Some(id) = self.request_id() {
            let safe = id.chars().filter(char::is_ascii_graphic);
            list.push(format!("request-id {}", safe.take(64).collect::<String>()));
        }
        if self.tries() > 1 {
            list.push(format!("after {} tries", self.tries()));
        }
        if list.is_empty() {
            return Ok(());
        }
        write!(f, " ({})", list.join(", "))
    }
}

/// Names what the caller must be granted.
fn forbidden(info: Option<&Info>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let Some(permissions) = info.and_then(|info| info.permissions) else {
        return f.write_str("; the caller lacks a permission");
    };
    let mut list = Vec::new();
    for (kind, set) in [
        ("work account", permissions.delegated_work),
        ("personal account", permissions.delegated_personal),
        ("application", permissions.application),
    ] {
        match set {
            PermissionSet::AnyOf([least, ..]) => list.push(format!("{least} ({kind})")),
            PermissionSet::NotSupported => list.push(format!("impossible for a {kind}")),
            PermissionSet::Unknown | PermissionSet::AnyOf([]) => {}
        }
    }
    match list.as_slice() {
        [] => f.write_str("; the caller lacks a permission"),
        list => write!(f, "; needed at least: {}", list.join(", ")),
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Error({:?}: {self})", self.0.kind)
    }
}
