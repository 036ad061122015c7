//! What the weekly workflow puts into a pull request: a title and a text about what regenerating has changed. Knows no git and no
//! GitHub; the workflow only looks whether the files are there.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use docwright::diff::{Diff, markdown};

use crate::regen::{self, MayRename};
use crate::repo::root;

/// Regenerates, with new Rust names too: somebody reads the pull request. Leaves `title` and `body.md` in `target/regen`, or
/// nothing at all when nothing changed.
pub(crate) fn run() -> Result<bool> {
    let (changes, api) = regen::apply(MayRename::Yes)?;
    let files = changes.written.len() + changes.deleted.len();
    leave(&root().join("target/regen"), files, api.as_ref())?;
    println!("{files} files changed");
    Ok(true)
}

/// Writes both files, or sees to it that neither is there.
fn leave(folder: &Path, files: usize, api: Option<&Diff>) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)
            .with_context(|| format!("cannot delete {}", folder.display()))?;
    }
    if files == 0 {
        return Ok(());
    }
    fs::create_dir_all(folder)?;
    fs::write(folder.join("title"), title(api) + "\n")?;
    fs::write(folder.join("body.md"), body(files, api))?;
    Ok(())
}

/// `Regenerate: 3 properties added, 1 type changed: breaking`
fn title(api: Option<&Diff>) -> String {
    match api {
        Some(diff) if !diff.changes.is_empty() => format!("Regenerate: {}", diff.summary()),
        Some(_) | None => "Regenerate: the API is the same".to_owned(),
    }
}

fn body(files: usize, api: Option<&Diff>) -> String {
    let changes = api.map(markdown::text).unwrap_or_default();
    format!("`cargo xtask regen` changes {files} files.\n\n{changes}")
}

#[cfg(test)]
mod tests {
    use std::fs;

    use docwright::Builder;
    use docwright::diff::{Diff, Side, compare};

    use super::leave;
    use crate::repo::scratch;

    const PAGE: &str = "# seat resource type\n\nNamespace: shop\n\nA seat.\n\n## Properties\n\n| Property | Type | Description |\n|:--|:--|:--|\n";

    /// What has changed between two lists of rows.
    fn diff(name: &str, rows: [&str; 2]) -> Diff {
        let [old, new] = rows.map(|rows| {
            let folder = scratch("pull-request").join(name);
            fs::create_dir_all(folder.join("resources")).unwrap();
            fs::write(folder.join("resources/seat.md"), PAGE.to_owned() + rows).unwrap();
            Side::from_input("docs", Builder::new().docs(folder).read().unwrap())
        });
        compare(&old, &new)
    }

    #[test]
    fn a_change_of_the_api_is_in_title_and_text() {
        let added = diff(
            "added",
            [
                "| row | Int32 | A. |\n",
                "| row | Int32 | A. |\n| place | Int32 | B. |\n",
            ],
        );
        let folder = scratch("pull-request/added-text");
        leave(&folder, 2, Some(&added)).unwrap();
        let title = fs::read_to_string(folder.join("title")).unwrap();
        assert!(title.starts_with("Regenerate: 1 property added"), "{title}");
        let body = fs::read_to_string(folder.join("body.md")).unwrap();
        assert!(body.contains("2 files") && body.contains("place"), "{body}");
    }

    #[test]
    fn files_may_change_without_the_api() {
        let row = "| row | Int32 | A. |\n";
        let same = diff("same", [row, row]);
        let folder = scratch("pull-request/same-text");
        leave(&folder, 1, Some(&same)).unwrap();
        let title = fs::read_to_string(folder.join("title")).unwrap();
        assert_eq!(title, "Regenerate: the API is the same\n");
    }

    #[test]
    fn nothing_changed_leaves_nothing() {
        let folder = scratch("pull-request/nothing");
        leave(&folder, 1, None).unwrap();
        assert!(folder.join("title").exists());
        leave(&folder, 0, None).unwrap();
        assert!(!folder.exists());
    }
}
