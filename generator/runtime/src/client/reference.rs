//! What a reference points at: a URL, written into `{"@odata.id": "…"}`.

use super::Client;
use super::fault::Fault;
use super::path::Path;

/// Where a reference points: an absolute URL, a URL relative to the service root, or a place in the API.
#[derive(Clone, Debug)]
pub struct Reference(Target);

#[derive(Clone, Debug)]
enum Target {
    Url(String),
    Path(Path),
}

impl Reference {
    /// The absolute URL. Fails on a bad argument in the path it was made of.
    pub(crate) fn url(self, client: &Client) -> Result<String, Fault> {
        let path = match self.0 {
            Target::Path(path) => path,
            Target::Url(url) => client.path(&url),
        };
        let (_, url, fault) = path.into_parts();
        fault.map_or(Ok(url), |fault| Err(*fault))
    }
}

impl From<&str> for Reference {
    fn from(url: &str) -> Self {
        Self(Target::Url(url.to_owned()))
    }
}

impl From<String> for Reference {
    fn from(url: String) -> Self {
        Self(Target::Url(url))
    }
}

impl From<Path> for Reference {
    fn from(path: Path) -> Self {
        Self(Target::Path(path))
    }
}
