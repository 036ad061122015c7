//! What a reference points at: a URL, written into `{"@odata.id": "…"}`.

use super::Client;
use super::fault::Fault;
use super::path::{Path, Place};
use crate::additional::Additional;

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
        url_of(path)
    }

    /// The URL; text as it is.
    fn text(self) -> Result<String, Fault> {
        match self.0 {
            Target::Path(path) => url_of(path),
            Target::Url(url) => Ok(url),
        }
    }
}

fn url_of(path: Path) -> Result<String, Fault> {
    let (_, url, fault) = path.into_parts();
    fault.map_or(Ok(url), |fault| Err(*fault))
}

impl Additional {
    /// Sets a relationship by a reference: `"manager@odata.bind": "https://…"`, for an object that is to be created or changed.
    ///
    /// A reference made of text is written as it is; services want an absolute URL. Fails on a bad argument in a path.
    ///
    /// ```
    /// use docwright_runtime::{Additional, client::Client};
    /// # use docwright_runtime::client::testing::Recorder;
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let client = Client::builder("https://api.example/v1.0").transport(Recorder::new()).build()?;
    /// let mut additional = Additional::default();
    /// additional.bind("manager", client.root().name("users").key(&"a b"))?;
    /// let bound = additional.get("manager@odata.bind").unwrap();
    /// assert_eq!(bound, "https://api.example/v1.0/users/a%20b");
    /// # Ok(())
    /// # }
    /// ```
    pub fn bind(&mut self, property: &str, target: impl Into<Reference>) -> Result<(), Fault> {
        let url = target.into().text()?;
        self.insert(format!("{property}@odata.bind"), url);
        Ok(())
    }

    /// Sets a relationship to several things by references: `"members@odata.bind": ["https://…", …]`.
    pub fn bind_all<R: Into<Reference>>(
        &mut self,
        property: &str,
        targets: impl IntoIterator<Item = R>,
    ) -> Result<(), Fault> {
        let urls: Result<Vec<String>, Fault> = targets
            .into_iter()
            .map(|target| target.into().text())
            .collect();
        self.insert(format!("{property}@odata.bind"), urls?);
        Ok(())
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

impl<P: Place> From<P> for Reference {
    fn from(place: P) -> Self {
        place.into_path().into()
    }
}

impl From<Path> for Reference {
    fn from(path: Path) -> Self {
        Self(Target::Path(path))
    }
}
