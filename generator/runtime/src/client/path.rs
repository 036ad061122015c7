//! A place in the API while its URL is being written. Arguments are encoded so that each stays in its own place.

use std::fmt;

use super::Client;
use super::argument::Argument;
use super::encode::{encode_tail, is_unreserved, push_url};
use super::fault::Fault;

/// A path of the API: a client, the URL so far, and the first invalid argument, which is reported when a call is sent or inspected.
#[derive(Clone)]
pub struct Path {
    client: Client,
    url: String,
    fault: Option<Box<Fault>>,
    /// Whether a path inside a drive was begun with `:`; what follows must end it with another one.
    is_open: bool,
}

/// A kind of place in an API: what generated code has for each. The conversions are here, once: implemented for each kind, they
/// would be compared with each other, pair by pair, whenever the crate is compiled.
pub trait Place {
    /// The place as a path.
    fn into_path(self) -> Path;
}

impl<P: Place> From<P> for Path {
    fn from(place: P) -> Self {
        place.into_path()
    }
}

/// How an argument stands in a function's parentheses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quoting {
    /// In single quotes, which are doubled inside.
    Quoted,
    /// As it is.
    Bare,
}

/// A part of a segment that is text and arguments mixed.
#[derive(Clone, Copy)]
pub enum Piece<'a> {
    /// Fixed text, legal in a path.
    Text(&'static str),
    /// An argument; encoded.
    Argument(&'a dyn Argument),
}

/// Arguments of a function, or of a key with names.
type Named<'a> = (&'static str, Quoting, &'a dyn Argument);

impl Path {
    pub(crate) fn root(client: Client) -> Self {
        let base = &client.settings().base;
        let mut url = String::with_capacity(base.len() + 96);
        url.push_str(base);
        Self {
            client,
            url,
            fault: None,
            is_open: false,
        }
    }

    pub(crate) fn raw(client: Client, text: &str) -> Self {
        let mut path = Self::root(client);
        if super::url::is_absolute(text) {
            path.url.clear();
        } else if !text.starts_with(['/', '?']) && !text.is_empty() {
            path.url.push('/');
        }
        push_url(&mut path.url, text);
        if path.url.contains('#') {
            path.refuse(Fault::new("the URL has a fragment"));
        }
        let places = path.url.split(['?', '#']).next().unwrap_or_default();
        if places.split('/').any(is_dots) {
            path.refuse(Fault::new("the URL has a segment of dots only"));
        }
        path
    }

    /// Appends a segment of fixed text, legal in a path: `users`, `$value`, `microsoft.graph.user`.
    pub fn name(mut self, segment: &'static str) -> Self {
        self.slash();
        self.url.push_str(segment);
        self
    }

    /// Appends an argument as one segment, percent-encoded so that it can never be more than that.
    ///
    /// Empty text and `.` and `..`, which would be another place, are faults. Text that begins with `$`, which services would take for
    /// a word of their own, is written in parentheses and quotes: `/users('$a@b.example')`.
    pub fn key(mut self, value: &dyn Argument) -> Self {
        let mut text = String::new();
        if value.write(&mut text).is_ok() && text.starts_with('$') && !self.url.ends_with('/') {
            return self.arguments(&[("", Quoting::Quoted, &text)]);
        }
        self.slash();
        let start = self.url.len();
        self.argument(value, Quoting::Bare);
        self.check_segment(start);
        self
    }

    /// Appends a function with its arguments: `/range(address='A1')`.
    pub fn call(mut self, name: &'static str, arguments: &[Named<'_>]) -> Self {
        self.slash();
        self.url.push_str(name);
        self.arguments(arguments)
    }

    /// Appends a key with names to the last segment: `(appId='…')`.
    pub fn alternate_key(self, arguments: &[Named<'_>]) -> Self {
        self.arguments(arguments)
    }

    /// Appends a path inside a drive, below the item so far: `:/reports/a.txt`. Each of its segments is encoded.
    ///
    /// What follows is divided from it by another `:`. Empty segments, `.` and `..` are faults; one `/` in front is not.
    pub fn item_path(mut self, path: &dyn Argument) -> Self {
        let mut text = String::new();
        if let Err(fault) = path.write(&mut text) {
            self.refuse(fault);
        }
        self.url.push(':');
        for segment in text.strip_prefix('/').unwrap_or(&text).split('/') {
            self.url.push('/');
            let start = self.url.len();
            self.argument(&segment, Quoting::Bare);
            self.check_segment(start);
        }
        self.is_open = true;
        self
    }

    /// Appends a segment of text and arguments mixed.
    pub fn text(mut self, pieces: &[Piece<'_>]) -> Self {
        self.slash();
        let start = self.url.len();
        for piece in pieces {
            match piece {
                Piece::Text(text) => self.url.push_str(text),
                Piece::Argument(value) => self.argument(*value, Quoting::Bare),
            }
        }
        self.check_segment(start);
        self
    }

    /// The client that it was made with.
    pub fn client(&self) -> &Client {
        &self.client
    }

    pub(crate) fn into_parts(self) -> (Client, String, Option<Box<Fault>>) {
        (self.client, self.url, self.fault)
    }

    fn slash(&mut self) {
        if self.url.contains('?') {
            self.refuse(Fault::new(
                "nothing can be appended to a URL that has a query",
            ));
        }
        if std::mem::take(&mut self.is_open) {
            self.url.push(':');
        }
        self.url.push('/');
    }

    fn arguments(mut self, arguments: &[Named<'_>]) -> Self {
        self.url.push('(');
        for (index, (name, quoting, value)) in arguments.iter().enumerate() {
            if index > 0 {
                self.url.push(',');
            }
            // A key without a name stands alone.
            if !name.is_empty() {
                self.url.push_str(name);
                self.url.push('=');
            }
            let start = self.url.len();
            self.argument(*value, *quoting);
            if self.url.len() == start {
                self.refuse(Fault::new(format!("argument `{name}` is empty")));
            }
        }
        self.url.push(')');
        self
    }

    fn argument(&mut self, value: &dyn Argument, quoting: Quoting) {
        let start = self.url.len();
        if let Err(fault) = value.write(&mut self.url) {
            let place = self.place(start);
            self.refuse(fault.about(place));
        }
        match quoting {
            Quoting::Bare => encode_tail(&mut self.url, start, is_unreserved),
            Quoting::Quoted => {
                let text = self.url.split_off(start).replace('\'', "''");
                self.url.push('\'');
                let start = self.url.len();
                self.url.push_str(&text);
                encode_tail(&mut self.url, start, is_unreserved);
                self.url.push('\'');
            }
        }
    }

    fn check_segment(&mut self, start: usize) {
        let segment = &self.url[start..];
        let what = match segment {
            "" => "is empty",
            _ if is_dots(segment) => "is made of dots only",
            _ => return,
        };
        let fault = Fault::new(format!("{} {what}", self.place(start)));
        self.refuse(fault);
    }

    /// Names the argument that begins here by the segment before it.
    fn place(&self, start: usize) -> String {
        let before = self.url[..start].trim_end_matches('/');
        let segment = before.rsplit('/').next().unwrap_or_default();
        format!("the argument after `{segment}`")
    }

    fn refuse(&mut self, fault: Fault) {
        self.fault.get_or_insert_with(|| Box::new(fault));
    }
}

/// Whether a URL parser would take the segment for a step up, or for none: dots, also as `%2E`.
fn is_dots(segment: &str) -> bool {
    !segment.is_empty() && {
        let dots = segment.replace("%2e", ".").replace("%2E", ".");
        dots == "." || dots == ".."
    }
}

/// Shows the URL without what may be secret.
impl fmt::Debug for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let base = &self.client.settings().base;
        write!(f, "Path({})", super::url::shown(base, &self.url))
    }
}
