//! What is known of a request once it is on its way; kept with its response and its error.

use http::{HeaderValue, Uri};

use super::info::Info;

/// One request, as errors and spans name it.
#[derive(Clone, Debug)]
pub(crate) struct RequestInfo {
    pub(crate) info: &'static Info,
    /// The length of the path that all URLs of the service share.
    pub(crate) base: usize,
    /// Where it went last. Never shown: it may hold secrets.
    pub(crate) uri: Uri,
    /// What was sent as `client-request-id`.
    pub(crate) id: Option<HeaderValue>,
    /// Whether it carries no credentials, where it went last.
    pub(crate) is_anonymous: bool,
    /// How often it was sent.
    pub(crate) tries: u32,
}

impl RequestInfo {
    pub(crate) fn id(&self) -> Option<&str> {
        self.id.as_ref().and_then(|id| id.to_str().ok())
    }

    /// The documented URL template that fits; the first one if none does.
    pub(crate) fn template(&self) -> Option<&'static str> {
        let path = self.uri.path().get(self.base..).unwrap_or_default();
        let urls = self.info.urls;
        let fitting = |path: &str| urls.iter().find(|template| fits(template, path));
        // A key may have been left empty, before anything was sent.
        let fitting = fitting(path).or_else(|| fitting(path.trim_end_matches('/')));
        fitting.or(urls.first()).copied()
    }
}

/// Whether a path has the shape of a template, in which a placeholder stands for any text within one segment. After a segment
/// that ends in `:`, it stands for a path inside a drive: all segments up to the next `:`, or to the end.
fn fits(template: &str, path: &str) -> bool {
    let template = template.split('?').next().unwrap_or_default();
    let mut names = template.trim_matches('/').split('/');
    let mut segments = path.trim_start_matches('/').split('/');
    let mut is_item_path = false;
    loop {
        match (names.next(), segments.next()) {
            (None, None) => return true,
            (Some(name), Some(segment)) if segment_fits(name, segment) => {
                let was_item_path = is_item_path;
                is_item_path = !was_item_path && name.ends_with(':');
                if was_item_path && name.starts_with('{') {
                    skip_item_path(name, segment, &mut segments);
                }
            }
            (Some(_) | None, Some(_) | None) => return false,
        }
    }
}

/// The rest of a path inside a drive, of which the first segment is gone already.
fn skip_item_path<'p>(name: &str, first: &'p str, segments: &mut impl Iterator<Item = &'p str>) {
    let mut last = first;
    while !(name.ends_with(':') && last.ends_with(':')) {
        match segments.next() {
            Some(next) => last = next,
            None => return,
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
            ("/me/messages", "/me/Messages", true),
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
            ("/users/{id}", "/users/", true),
            ("/root:/{path}", "/root:/a/b.txt", true),
            ("/root:/{path}:/content", "/root:/a/b.txt:/content", true),
            ("/root:/{path}:/content", "/root:/a/b.txt:/children", false),
            ("/root:/{path}:/content", "/root:/a/b.txt", false),
            (
                "/items/{id}:/{path}:/content",
                "/items/1:/a/b:/content",
                true,
            ),
        ] {
            assert_eq!(fits(template, path), fit, "{template} {path}");
        }
    }
}
