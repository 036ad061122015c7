//! The grammar of request lines: what is read of a line is a URL that the stages behind can
//! rely on.

use docwright::facts::operation::request_line;
use docwright::facts::operation::url::{self, Target};
use docwright::model::operation::UrlTemplate;

/// Reads each line of the bytes as a request line, or else as a URL.
pub(crate) fn run(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    for line in text.lines() {
        let written = request_line::method(line).map_or(line, |(_, rest)| rest);
        if let Some(Target::Url(url)) = url::parse(written) {
            assert_template(&url.template);
        }
    }
}

/// Checks what a template promises: placeholders have names of few characters, and each of them another.
#[track_caller]
fn assert_template(template: &UrlTemplate) {
    let text = &template.template;
    assert!(text.starts_with('/'), "{text:?}");
    assert!(!template.segments.is_empty(), "{text:?}");
    let mut names = Vec::new();
    for name in template.parameters() {
        let is_clean = |c: char| c.is_ascii_alphanumeric() || "_-.$".contains(c);
        assert!(
            !name.0.is_empty() && name.0.chars().all(is_clean),
            "{text:?} has the placeholder {name:?}"
        );
        names.push(name.0.to_ascii_lowercase());
    }
    let count = names.len();
    names.sort();
    names.dedup();
    assert_eq!(names.len(), count, "{text:?} has a placeholder twice");
}
