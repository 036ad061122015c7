//! `names.lock`: the Rust name of everything that the documentation names, as text that stands beside the code. Where a name
//! of the last run would change without anybody asking for it, [`check`] says so. Decides no name.
//!
//! One line per name, sorted within its section, so a difference shows which names came, went and changed, and nothing else:
//!
//! ```text
//! [properties]
//! microsoft.graph.user.displayName = display_name
//! ```

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::{self, Write};
use std::io::{self, ErrorKind};
use std::path::Path;

use rayon::prelude::*;

use crate::files::sync::at;
use crate::files::{FileSet, RelPath};
use crate::plan::{NamedKind, Naming, Plan, namings};
use crate::text::is_invisible;

/// The name of the file.
pub const NAMES_LOCK: &str = "names.lock";

/// A documented thing whose Rust name would change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rename {
    /// The section of the file: `properties`.
    pub section: &'static str,
    /// What the documentation calls it, as the file spells it.
    pub documented: String,
    /// Its Rust name so far.
    pub old: String,
    /// Its Rust name from now on.
    pub new: String,
}

/// Why the names of a run cannot take the place of those in the lock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LockProblem {
    /// Some would change; at least one.
    Renamed(Vec<Rename>),
    /// The lock cannot be read, so nobody knows.
    Unreadable {
        /// Line, from 1.
        line: usize,
        /// What is wrong with it.
        message: String,
    },
}

/// The most renames that a message lists.
const LISTED: usize = 50;

impl fmt::Display for LockProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Renamed(renames) => {
                let s = if renames.len() == 1 { "" } else { "s" };
                writeln!(f, "{} Rust name{s} would change", renames.len())?;
                for rename in renames.iter().take(LISTED) {
                    writeln!(f, "  {rename}")?;
                }
                if renames.len() > LISTED {
                    writeln!(f, "  … and {} more", renames.len() - LISTED)?;
                }
            }
            Self::Unreadable { line, message } => writeln!(f, "line {line}: {message}")?,
        }
        f.write_str("help: whoever uses the crate has to follow; to accept that, say `--accept-renames` (`Builder::accept_renames`)")
    }
}

impl fmt::Display for Rename {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            section,
            documented,
            old,
            new,
        } = self;
        write!(f, "[{section}] {documented}: {old} -> {new}")
    }
}

/// Compares the lock among the files with the one in the folder. New names and names that went are fine, and so is a folder
/// or a set without a lock.
///
/// # Errors
/// When there is a lock that the system does not let us read.
pub fn check(files: &FileSet, folder: &Path) -> io::Result<Option<LockProblem>> {
    let wanted = RelPath::new(NAMES_LOCK).and_then(|path| files.0.get(&path));
    let Some(wanted) = wanted else {
        return Ok(None);
    };
    let file = folder.join(NAMES_LOCK);
    let bytes = match std::fs::read(&file) {
        Ok(bytes) => bytes,
        // What is no file is in the way, and whoever writes will say so.
        Err(error)
            if matches!(
                error.kind(),
                ErrorKind::NotFound | ErrorKind::NotADirectory | ErrorKind::IsADirectory
            ) =>
        {
            return Ok(None);
        }
        Err(error) => return Err(at(&file, &error)),
    };
    Ok(compare(&String::from_utf8_lossy(&bytes), wanted))
}

/// The names of a plan that differ from those of a lock. A lock that cannot be read holds none.
pub fn renames(lock: &str, plan: &Plan) -> Vec<Rename> {
    match compare(lock, &text(plan)) {
        Some(LockProblem::Renamed(renames)) => renames,
        Some(LockProblem::Unreadable { .. }) | None => Vec::new(),
    }
}

/// The names that differ between two plans.
pub fn renames_between(old: &Plan, new: &Plan) -> Vec<Rename> {
    renames(&text(old), new)
}

/// The problem that the new text has with the old one.
fn compare(old: &str, new: &str) -> Option<LockProblem> {
    if old == new {
        return None;
    }
    let (old, new) = match (parse(old), parse(new)) {
        (Ok(old), Ok(new)) => (old, new),
        (Err(problem), _) | (_, Err(problem)) => return Some(problem),
    };
    let renames: Vec<Rename> = old
        .iter()
        .filter_map(|((section, documented), old)| {
            let new = new.get(&(*section, *documented))?;
            (new != old).then(|| Rename {
                section,
                documented: (*documented).to_owned(),
                old: (*old).to_owned(),
                new: (*new).to_owned(),
            })
        })
        .collect();
    (!renames.is_empty()).then_some(LockProblem::Renamed(renames))
}

/// The text of the lock, without a head.
pub(super) fn text(plan: &Plan) -> String {
    let namings = namings(plan);
    let part = |(number, part): (usize, &[Naming])| {
        let before = (number * PART).checked_sub(1);
        let mut before = before.and_then(|at| namings.get(at));
        let mut text = String::with_capacity(part.len() * 64);
        for naming in part {
            line(before, naming, &mut text);
            before = Some(naming);
        }
        text
    };
    let parts = namings.par_chunks(PART).enumerate().map(part);
    let mut text = "# What the documentation names, and its name in Rust.\n".to_owned();
    text.extend(parts.collect::<Vec<String>>());
    text
}

/// The part of a whole lock that is about client stubs: its last sections.
pub(crate) fn of_stubs(lock: &str) -> &str {
    let kinds = [NamedKind::Operation, NamedKind::Body, NamedKind::Chain];
    let starts = kinds
        .into_iter()
        .filter_map(|kind| lock.find(&format!("\n[{}]\n", section_name(kind))));
    starts.min().map_or("", |start| &lock[start..])
}

/// So many lines are written in one go.
const PART: usize = 2048;

/// The line of a name that comes after another one, with the head of its section where it is the first.
fn line(before: Option<&Naming>, naming: &Naming, text: &mut String) {
    let before = before.filter(|before| before.kind == naming.kind);
    if before.is_none() {
        // Writing into a string cannot fail.
        let _ = write!(text, "\n[{}]\n", section_name(naming.kind));
    }
    let documented = escaped(&naming.documented);
    // Odd names may look the same once they are joined; the first speaks for all.
    if before.is_none_or(|before| escaped(&before.documented) != documented) {
        for part in [&documented, " = ", &naming.rust, "\n"] {
            text.push_str(part);
        }
    }
}

/// Section and documented name → Rust name, as they are spelt.
type Names<'t> = BTreeMap<(&'static str, &'t str), &'t str>;

fn parse(text: &str) -> Result<Names<'_>, LockProblem> {
    let mut names = BTreeMap::new();
    let mut section = None;
    for (index, line) in text.lines().enumerate() {
        let unreadable = |message: &str| LockProblem::Unreadable {
            line: index + 1,
            message: message.to_owned(),
        };
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        if let Some(name) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
            let known = KINDS
                .into_iter()
                .map(section_name)
                .find(|known| *known == name);
            let known =
                known.ok_or_else(|| unreadable("no section of a names.lock is called so"))?;
            section = Some(known);
            continue;
        }
        let is_conflict = ["<<<<<<<", "=======", ">>>>>>>"]
            .iter()
            .any(|mark| line.starts_with(mark));
        if is_conflict {
            return Err(unreadable("a merge left both sides here"));
        }
        // The Rust name holds no space, so the last ` = ` is ours whatever the documented name is made of.
        let (documented, rust) = line
            .rsplit_once(" = ")
            .filter(|(_, rust)| is_rust_name(rust))
            .ok_or_else(|| unreadable("not of the form `documented name = rust_name`"))?;
        let section = section.ok_or_else(|| unreadable("a name before the first section"))?;
        if names.insert((section, documented), rust).is_some() {
            return Err(unreadable(&format!("`{documented}` has two names")));
        }
    }
    Ok(names)
}

/// Identifiers, paths of them, names of features, and calls one after the other.
fn is_rust_name(text: &str) -> bool {
    !text.is_empty()
        && text.bytes().all(|b| {
            b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b':' | b'#' | b'(' | b')' | b'.')
        })
}

/// The kinds, in the order of their sections.
const KINDS: [NamedKind; 9] = [
    NamedKind::Feature,
    NamedKind::Type,
    NamedKind::OpenType,
    NamedKind::Member,
    NamedKind::Property,
    NamedKind::Constants,
    NamedKind::Operation,
    NamedKind::Body,
    NamedKind::Chain,
];

fn section_name(kind: NamedKind) -> &'static str {
    match kind {
        NamedKind::Feature => "features",
        NamedKind::Type => "types",
        NamedKind::OpenType => "open types",
        NamedKind::Member => "members",
        NamedKind::Property => "properties",
        NamedKind::Constants => "modules of constants",
        NamedKind::Operation => "operations",
        NamedKind::Body => "bodies",
        NamedKind::Chain => "calls",
    }
}

/// A documented name on one line: what ends a line, what cannot be seen, and what begins another kind of line is escaped. Two
/// different names stay different.
fn escaped(name: &str) -> Cow<'_, str> {
    let is_plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-');
    if name.bytes().all(is_plain) {
        return Cow::Borrowed(name);
    }
    let mut text = String::with_capacity(name.len());
    for (at, c) in name.char_indices() {
        let is_start = at == 0 && matches!(c, '#' | '[' | '<' | '=' | '>');
        let is_seen = c == ' ' || !(c.is_whitespace() || is_invisible(c));
        if is_seen && !is_start && c != '\\' {
            text.push(c);
        } else {
            text.extend(c.escape_unicode());
        }
    }
    Cow::Owned(text)
}

#[cfg(test)]
mod tests;
