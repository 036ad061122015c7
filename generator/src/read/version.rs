//! Which folder of a checkout holds the pages: a docs repository keeps one folder per version of the API.

use std::path::{Path, PathBuf};

use super::ReadError;
use crate::config::Scope;

/// The version that is read when a folder holds several and nobody says which.
const DEFAULT: &str = "v1.0";

/// How deep the folders of versions may lie: `api-reference/v1.0`.
const DEPTH: usize = 2;

/// The folder to read, and a remark when there was a choice.
pub(super) fn choose(folder: &Path, scope: &Scope) -> Result<(PathBuf, Option<String>), ReadError> {
    let list = |folder: &Path| {
        subfolders(folder).map_err(|error| ReadError::Folder(folder.to_owned(), error))
    };
    let mut level = vec![folder.to_owned()];
    if has_pages(&list(folder)?) {
        return Ok((folder.to_owned(), None));
    }
    for _ in 0..DEPTH {
        level = level
            .iter()
            .flat_map(|folder| subfolders(folder).unwrap_or_default())
            .collect();
        let versions: Vec<_> = level
            .iter()
            .filter(|folder| has_pages(&subfolders(folder).unwrap_or_default()))
            .cloned()
            .collect();
        if !versions.is_empty() {
            return pick(folder, versions, scope);
        }
    }
    Ok((folder.to_owned(), None))
}

/// Whether the folder is laid out as docs are: for one version, or for several.
#[cfg_attr(
    not(feature = "lsp"),
    expect(dead_code, reason = "only editors look around")
)]
pub(crate) fn holds_pages(folder: &Path) -> bool {
    let mut level = vec![folder.to_owned()];
    for _ in 0..=DEPTH {
        let inner: Vec<_> = level
            .iter()
            .map(|folder| subfolders(folder).unwrap_or_default())
            .collect();
        if inner.iter().any(|folders| has_pages(folders)) {
            return true;
        }
        level = inner.into_iter().flatten().collect();
    }
    false
}

/// The same for paths below a folder that is not on disk: the part of them that names the version, if they have one.
pub(super) fn choose_among(
    folder: &Path,
    paths: &[&str],
    scope: &Scope,
) -> Result<Option<String>, ReadError> {
    let mut found: Vec<PathBuf> = Vec::new();
    for depth in 0..=DEPTH {
        for path in paths {
            let parts: Vec<&str> = path.split('/').collect();
            if parts.len() > depth + 1 && matches!(parts[depth], "resources" | "api") {
                let name = PathBuf::from(parts[..depth].join("/"));
                if !found.contains(&name) {
                    found.push(name);
                }
            }
        }
        if !found.is_empty() {
            break;
        }
    }
    if found.is_empty() || found.iter().any(|name| name.as_os_str().is_empty()) {
        return Ok(None);
    }
    found.sort();
    let (chosen, _) = pick(folder, found, scope)?;
    Ok(Some(chosen.to_string_lossy().into_owned()))
}

fn pick(
    folder: &Path,
    versions: Vec<PathBuf>,
    scope: &Scope,
) -> Result<(PathBuf, Option<String>), ReadError> {
    let wanted = scope.version.as_deref();
    let name = |path: &Path| {
        path.file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned()
    };
    let names: Vec<_> = versions.iter().map(|path| name(path)).collect();
    if let ([only], None) = (versions.as_slice(), wanted) {
        return Ok((only.clone(), None));
    }
    let chosen = wanted.unwrap_or(DEFAULT);
    let Some(at) = names.iter().position(|name| name == chosen) else {
        return Err(ReadError::Version {
            folder: folder.to_owned(),
            wanted: chosen.to_owned(),
            found: names,
        });
    };
    let note = format!(
        "{} holds {}: reading {chosen}",
        folder.display(),
        names.join(" and ")
    );
    Ok((versions[at].clone(), wanted.is_none().then_some(note)))
}

/// Whether these are the folders that a set of pages is made of.
fn has_pages(folders: &[PathBuf]) -> bool {
    folders
        .iter()
        .filter_map(|folder| folder.file_name())
        .any(|name| name == "resources" || name == "api")
}

/// The folders in a folder, sorted, hidden ones left out.
pub(crate) fn subfolders(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let entries = std::fs::read_dir(folder)?;
    let visible = |path: &PathBuf| {
        path.file_name()
            .is_some_and(|name| !name.to_string_lossy().starts_with('.'))
    };
    let mut folders: Vec<_> = entries
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .filter(|path| visible(path) && path.is_dir())
        .collect();
    folders.sort();
    Ok(folders)
}
