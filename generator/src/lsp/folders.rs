//! Which docs folders a folder of the editor's workspace holds: those with a `docwright.toml`, else the folder itself where it
//! is laid out as docs are.

use std::path::{Path, PathBuf};

use crate::read::version;

/// How deep below the workspace's folder a `docwright.toml` may lie.
const DEPTH: usize = 3;

/// Folders that hold other people's files, or made ones.
const SKIPPED: &[&str] = &["node_modules", "target"];

/// The docs folders, sorted; empty when there is none.
pub(super) fn docs_folders(workspace: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    look_into(workspace, DEPTH, &mut found);
    if found.is_empty() && version::holds_pages(workspace) {
        found.push(workspace.to_owned());
    }
    found.sort();
    found
}

/// What cannot be listed holds nothing.
fn look_into(folder: &Path, depth: usize, found: &mut Vec<PathBuf>) {
    if folder.join(CONFIG).is_file() {
        found.push(folder.to_owned());
        return;
    }
    let Some(deeper) = depth.checked_sub(1) else {
        return;
    };
    for inner in version::subfolders(folder).unwrap_or_default() {
        let name = inner.file_name().unwrap_or_default();
        let is_skipped = SKIPPED.iter().any(|skipped| name == *skipped);
        if !is_skipped && !inner.is_symlink() {
            look_into(&inner, deeper, found);
        }
    }
}

/// The configuration's usual name.
pub(super) const CONFIG: &str = "docwright.toml";

/// The path of a file below a folder, `/`-separated; `None` when it lies elsewhere. Editors and systems may know the folder
/// by different links.
pub(super) fn relative(folder: &Path, file: &Path) -> Option<String> {
    let inner = |folder: &Path, file: &Path| {
        let rest = file.strip_prefix(folder).ok()?;
        let parts: Option<Vec<&str>> = rest.iter().map(|part| part.to_str()).collect();
        Some(parts?.join("/"))
    };
    inner(folder, file).or_else(|| {
        let parent = file.parent()?.canonicalize().ok()?;
        inner(
            &folder.canonicalize().ok()?,
            &parent.join(file.file_name()?),
        )
    })
}
