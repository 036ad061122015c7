//! The way from the report to the docs folder, as an address that a browser follows. Compares paths; looks at no disk.

use std::path::{Component, Path};

use super::text::encoded;

/// From the folder of the report to the folder of the pages; both absolute, without links and dots. Empty when they are the
/// same, else with a closing slash. `None` when no relative way leads there, as between two drives.
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
