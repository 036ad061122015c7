//! Patterns for paths, URLs and names: `*` for anything within a part, `**` for anything at all, `?` for one character of a part.
//!
//! `globset` reads braces as alternatives, which URL templates are full of, and lets `**` stand for whole parts only.

use serde::Deserialize;

/// A pattern for paths of pages, URLs or names of the API. One without a wildcard fits what has that name, and all that lies
/// below it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(transparent)]
pub struct Pattern(pub String);

impl Pattern {
    /// Whether a name of the API is meant, which has a namespace before its last dot or not: `sample.person` is `person` too.
    pub fn fits_name(&self, name: &str) -> bool {
        let short = name.rsplit_once('.').map_or(name, |(_, short)| short);
        self.fits(name) || self.fits(short)
    }

    /// Whether a property or member is meant: `TYPE.NAME`, the type with or without its namespace.
    pub fn fits_member(&self, owner: &str, member: &str) -> bool {
        let short = owner.rsplit_once('.').map_or(owner, |(_, short)| short);
        self.fits(&format!("{owner}.{member}")) || self.fits(&format!("{short}.{member}"))
    }

    /// Whether the path is meant: that of a page, relative to the docs folder, or a URL; parts stand between `/`.
    pub fn fits(&self, path: &str) -> bool {
        let pattern = self.0.trim_end_matches('/');
        if pattern.contains(['*', '?']) {
            return glob(pattern.as_bytes(), path.as_bytes());
        }
        path.strip_prefix(pattern)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }
}

/// How much more `**` takes when what follows it does not fit.
#[derive(Clone, Copy)]
enum Step {
    /// A byte.
    Byte,
    /// Up to the beginning of the next part: `**/` stands for whole parts.
    Part,
}

impl Step {
    fn after(self, path: &[u8], at: usize) -> Option<usize> {
        match self {
            Self::Byte => (at < path.len()).then_some(at + 1),
            Self::Part => {
                let slash = path[at..].iter().position(|c| *c == b'/')?;
                Some(at + slash + 1)
            }
        }
    }
}

/// Each wildcard remembers one place to go back to, so the time is at most pattern × path.
fn glob(pattern: &[u8], path: &[u8]) -> bool {
    let (mut p, mut t) = (0, 0);
    let mut star: Option<(usize, usize)> = None;
    let mut globstar: Option<(usize, usize, Step)> = None;
    loop {
        if pattern[p..].starts_with(b"**") {
            let begins_part = p == 0 || pattern[p - 1] == b'/';
            p += 2;
            // `a/**/b` fits `a/b` and `a/x/b`, and not `a/xb`.
            let step = if begins_part && pattern.get(p) == Some(&b'/') {
                p += 1;
                Step::Part
            } else {
                Step::Byte
            };
            globstar = Some((p, t, step));
            star = None;
            continue;
        }
        if pattern.get(p) == Some(&b'*') {
            p += 1;
            star = Some((p, t));
            continue;
        }
        match (pattern.get(p), path.get(t)) {
            (None, None) => return true,
            (Some(b'?'), Some(c)) if *c != b'/' => (p, t) = (p + 1, t + 1),
            (Some(want), Some(c)) if want == c => (p, t) = (p + 1, t + 1),
            _ => match (&mut star, &mut globstar) {
                (Some((back, at)), _) if path.get(*at).is_some_and(|c| *c != b'/') => {
                    *at += 1;
                    (p, t) = (*back, *at);
                }
                (_, Some((back, at, step))) => {
                    let Some(next) = step.after(path, *at) else {
                        return false;
                    };
                    *at = next;
                    (p, t) = (*back, *at);
                    star = None;
                }
                (_, None) => return false,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Pattern;

    #[track_caller]
    fn check(pattern: &str, path: &str, fits: bool) {
        assert_eq!(
            Pattern(pattern.to_owned()).fits(path),
            fits,
            "{pattern} {path}"
        );
    }

    #[test]
    fn names_and_folders() {
        check("resources", "resources/a.md", true);
        check("resources/", "resources/a.md", true);
        check("resources/a.md", "resources/a.md", true);
        check("resources", "resourcesx/a.md", false);
    }

    #[test]
    fn wildcards() {
        check("api/call-*.md", "api/call-get.md", true);
        check("api/*", "api/sub/call-get.md", false);
        check("api/**", "api/sub/call-get.md", true);
        check("**/*.md", "a.md", true);
        check("**/*-old.md", "api/x/a-old.md", true);
        check("**/b/*.md", "a/b/c/d.md", false);
        check("**/b/*.md", "a/b/c/b/d.md", true);
        check("**/b.md", "b.md", true);
        check("**/b.md", "a/c/b.md", true);
        check("**/b.md", "ab.md", false);
        check("/**/delta", "/users/delta", true);
        check("/**/delta", "/delta", true);
        check("/**/delta", "/users/mydelta", false);
        check("a**/b", "ax/y/b", true);
        check("a**/b", "ab", false);
        check("a/**b", "a/x/yb", true);
        check("a?.md", "ab.md", true);
        check("a?.md", "a/.md", false);
        check("*", "", true);
        check(
            "*a*a*a*a*a*b",
            "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
            false,
        );
    }
}
