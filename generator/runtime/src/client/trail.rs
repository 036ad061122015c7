//! What is known of a request once it is on its way; kept with its response and its error.

use http::{HeaderValue, Uri};

use super::info::Info;

/// One request, as errors and spans name it.
#[derive(Clone, Debug)]
pub(crate) struct Trail {
    pub(crate) info: &'static Info,
    /// The length of the path that all URLs of the service share.
    pub(crate) base: usize,
    /// Where it went last. Never shown: it may hold secrets.
    pub(crate) uri: Uri,
    /// What was sent as `client-request-id`.
    pub(crate) id: Option<HeaderValue>,
    /// How often it was sent.
    pub(crate) tries: u32,
}

impl Trail {
    pub(crate) fn id(&self) -> Option<&str> {
        self.id.as_ref().and_then(|id| id.to_str().ok())
    }

    /// The documented URL template that fits; the first one if none does.
    pub(crate) fn template(&self) -> Option<&'static str> {
        let path = self.uri.path().get(self.base..).unwrap_or_default();
        let urls = self.info.urls;
        let fitting = urls.iter().find(|template| fits(template, path));
        fitting.or(urls.first()).copied()
    }
}

/// Whether a path has the shape of a template, in which a placeholder stands for any text within one segment.
fn fits(template: &str, path: &str) -> bool {
    let template = template.split('?').next().unwrap_or_default();
    let mut names = template.trim_matches('/').split('/');
    let mut segments = path.trim_matches('/').split('/');
    loop {
        match (names.next(), segments.next()) {
            (None, None) => return true,
            (Some(name), Some(segment)) if segment_fits(name, segment) => {}
            (Some(_) | None, Some(_) | None) => return false,
        }
    }
}

fn segment_fits(name: &str, segment: &str) -> bool {
    match name.split_once('{') {
        None => name.eq_ignore_ascii_case(segment),
        Some((before, _)) => segment
            .get(..before.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(before)),
    }
}

#[cfg(test)]
mod tests {
    use super::fits;

    #[test]
    fn templates_fit_paths() {
        for (template, path, fit) in [
            ("/me/messages", "/me/messages", true),
            ("/me/messages", "/me/Messages/", true),
            ("/users/{id}/messages", "/users/a%2Fb/messages", true),
            ("/users/{id}/messages", "/me/messages", false),
            ("/users/{id}", "/users/1/messages", false),
            (
                "/a/range(address='{address}')",
                "/a/range(address='A1')",
                true,
            ),
            ("/a/range(address='{address}')", "/a/b", false),
            ("/me?$top={n}", "/me", true),
        ] {
            assert_eq!(fits(template, path), fit, "{template} {path}");
        }
    }
}
