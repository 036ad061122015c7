//! Where the package finds the runtime when the user, or the place docwright runs from, says more than the configuration.

use std::path::{Component, Path, PathBuf, Prefix};

use docwright::plan::Runtime;

use super::Failure;

/// The runtime of the checkout that this program was built in, should it still be there.
const CHECKOUT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/runtime");

/// The folder that the user names; else the one in docwright's own checkout; else nothing.
pub(crate) fn find(named: Option<&Path>, out: &Path) -> Result<Option<Runtime>, Failure> {
    let is_package = |folder: &Path| folder.join("Cargo.toml").is_file();
    let folder = match named {
        Some(folder) if is_package(folder) => folder,
        Some(folder) => {
            return Err(Failure(format!(
                "there is no package at {}",
                folder.display()
            )));
        }
        None if is_package(Path::new(CHECKOUT)) => Path::new(CHECKOUT),
        None => return Ok(None),
    };
    let failed = |error| Failure(format!("cannot find {}: {error}", folder.display()));
    let folder = folder.canonicalize().map_err(failed)?;
    let path = relative(&folder, &existing(out));
    Ok(Some(Runtime::Path {
        path,
        version: env!("CARGO_PKG_VERSION").to_owned(),
    }))
}

/// The folder as it will be called once it is there.
fn existing(out: &Path) -> PathBuf {
    let out = std::path::absolute(out).unwrap_or_else(|_| out.to_owned());
    let mut missing = Vec::new();
    let mut at = out.as_path();
    loop {
        if let Ok(found) = at.canonicalize() {
            return missing
                .iter()
                .rev()
                .fold(found, |path, name| path.join(name));
        }
        let (Some(parent), Some(name)) = (at.parent(), at.file_name()) else {
            return out;
        };
        missing.push(name);
        at = parent;
    }
}

/// The way to a folder: relative when both lie in one checkout, so that the checkout can move; else absolute.
fn relative(to: &Path, from: &Path) -> String {
    // generator/runtime lies two below the root of its checkout.
    let checkout = to
        .ancestors()
        .nth(2)
        .filter(|root| root.components().count() > 1);
    let Some(inner) =
        checkout.and_then(|root| from.strip_prefix(root).ok().map(|inner| (root, inner)))
    else {
        return slashed(to);
    };
    let (root, inner) = inner;
    let up = inner.components().map(|_| "..");
    let down = to.strip_prefix(root).map(slashed).unwrap_or_default();
    up.chain(std::iter::once(down.as_str()))
        .collect::<Vec<_>>()
        .join("/")
}

/// With `/`, as manifests have it everywhere. What Windows puts before a path without dots, `\\?\`, allows no `/`.
fn slashed(path: &Path) -> String {
    let part = |part: Component<'_>| match part {
        Component::RootDir => None,
        Component::Prefix(prefix) => Some(match prefix.kind() {
            Prefix::VerbatimDisk(letter) => format!("{}:", char::from(letter)),
            Prefix::VerbatimUNC(server, share) => {
                format!("//{}/{}", server.display(), share.display())
            }
            Prefix::Verbatim(_) | Prefix::DeviceNS(_) | Prefix::UNC(..) | Prefix::Disk(_) => {
                prefix.as_os_str().to_string_lossy().into_owned()
            }
        }),
        Component::CurDir | Component::ParentDir | Component::Normal(_) => {
            Some(part.as_os_str().to_string_lossy().into_owned())
        }
    };
    let parts: Vec<String> = path.components().filter_map(part).collect();
    let root = if path.has_root() && !cfg!(windows) {
        "/"
    } else {
        ""
    };
    format!("{root}{}", parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways_to_the_runtime() {
        let runtime = Path::new("/home/me/docwright/generator/runtime");
        assert_eq!(
            relative(runtime, Path::new("/home/me/docwright/generated")),
            "../generator/runtime"
        );
        assert_eq!(
            relative(runtime, Path::new("/home/me/docwright/target/a/b")),
            "../../../generator/runtime"
        );
        assert_eq!(
            relative(runtime, Path::new("/tmp/x")),
            "/home/me/docwright/generator/runtime"
        );
    }
}
