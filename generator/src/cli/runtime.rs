//! The path to the runtime, if the user names it or docwright runs from its own checkout.

use std::path::{Component, Path, PathBuf, Prefix};

use crate::plan::Runtime;

use super::Failure;

/// The runtime of the checkout that this program was built in.
const CHECKOUT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/runtime");

/// The folder that the user names, or else the one in docwright's own checkout, if it exists.
pub(crate) fn find(named: Option<&Path>, out: &Path) -> Result<Option<Runtime>, Failure> {
    let is_package = |folder: &Path| folder.join("Cargo.toml").is_file();
    let folder = match named {
        Some(folder) if is_package(folder) => folder,
        Some(folder) => {
            return Err(Failure(format!(
                "there is no package in {}: it has no Cargo.toml",
                folder.display()
            )));
        }
        None if is_package(Path::new(CHECKOUT)) => Path::new(CHECKOUT),
        None => return Ok(None),
    };
    let failed = |error| Failure(format!("cannot find {}: {error}", folder.display()));
    let folder = folder.canonicalize().map_err(failed)?;
    let path = relative(&folder, &canonical(out));
    Ok(Some(Runtime::Path {
        path,
        version: env!("CARGO_PKG_VERSION").to_owned(),
    }))
}

/// The canonical path that a folder will have once it exists.
fn canonical(out: &Path) -> PathBuf {
    let out = std::path::absolute(out).unwrap_or_else(|_| out.to_owned());
    let mut missing = Vec::new();
    let mut at = out.as_path();
    loop {
        if let Ok(canonical) = at.canonicalize() {
            return missing
                .iter()
                .rev()
                .fold(canonical, |path, name| path.join(name));
        }
        let (Some(parent), Some(name)) = (at.parent(), at.file_name()) else {
            return out;
        };
        missing.push(name);
        at = parent;
    }
}

/// The path to a folder: relative if both are in the same checkout, so that the checkout can be moved; otherwise absolute.
fn relative(to: &Path, from: &Path) -> String {
    // generator/runtime is two levels below the root of its checkout.
    let checkout = to
        .ancestors()
        .nth(2)
        .filter(|root| root.components().count() > 1);
    let inner = checkout.and_then(|root| Some((root, from.strip_prefix(root).ok()?)));
    let Some((root, inner)) = inner else {
        return slashed(to);
    };
    let up = inner.components().map(|_| "..");
    let down = to.strip_prefix(root).map(slashed).unwrap_or_default();
    up.chain(std::iter::once(down.as_str()))
        .collect::<Vec<_>>()
        .join("/")
}

/// The path with `/`, as in manifests on all systems, and without the prefix `\\?\` of Windows.
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
    fn paths_to_the_runtime() {
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
