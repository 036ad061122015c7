//! The relative URL from the report to the docs folder. Compares paths; does not read the disk.

use std::path::{Component, Path};

use super::text::encoded;

/// The URL from the folder of the report to the folder of the pages, both canonical paths. Empty if they are the same, otherwise
/// with a trailing slash. `None` if there is no relative path, as between two drives.
pub fn relative(report: &Path, docs: &Path) -> Option<String> {
    let from: Vec<Component<'_>> = report.components().collect();
    let to: Vec<Component<'_>> = docs.components().collect();
    let pairs = from.iter().zip(&to);
    let common = pairs.take_while(|(one, other)| one == other).count();
    if common == 0 && !to.is_empty() {
        return None;
    }
    let mut out = "../".repeat(from.len() - common);
    for part in &to[common..] {
        out.push_str(&encoded(part.as_os_str().to_str()?));
        out.push('/');
    }
    Some(out)
}
