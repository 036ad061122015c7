//! The docs folders of a workspace folder: those with a `docwright.toml`, or the folder itself if it has the layout of docs.

use std::path::{Path, PathBuf};

use crate::read::version;

/// The depth below the workspace folder that is searched for `docwright.toml`.
const DEPTH: usize = 3;

/// Folders with dependencies or generated files.
const SKIPPED: &[&str] = &["node_modules", "target"];

/// The docs folders, sorted; empty when there is none.
pub(super) fn docs_folders(workspace: &Path) -> Vec<PathBuf> {
    let mut folders = Vec::new();
    search(workspace, DEPTH, &mut folders);
    if folders.is_empty() && version::holds_pages(workspace) {
        folders.push(workspace.to_owned());
    }
    folders.sort();
    folders
}

/// Folders that cannot be listed are skipped.
fn search(folder: &Path, depth: usize, folders: &mut Vec<PathBuf>) {
    if folder.join(CONFIG).is_file() {
        folders.push(folder.to_owned());
        return;
    }
    let Some(deeper) = depth.checked_sub(1) else {
        return;
    };
    for inner in version::subfolders(folder).unwrap_or_default() {
        let name = inner.file_name().unwrap_or_default();
        let is_skipped = SKIPPED.iter().any(|skipped| name == *skipped);
        if !is_skipped && !inner.is_symlink() {
            search(&inner, deeper, folders);
        }
    }
}

/// The configuration's usual name.
pub(super) const CONFIG: &str = "docwright.toml";

/// The path of a file below a folder, with `/`; `None` if it is elsewhere. Resolves links, since the editor may use another path to
/// the folder.
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
