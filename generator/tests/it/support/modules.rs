//! Which modules of a source folder import which, read from the syntax of its files, and the circles among them.
//!
//! [`circles`] takes the `src` folder of a crate, so any crate can be held to the rule. The modules of one folder are
//! compared with each other, each together with everything below it: with `a.rs`, `a/x.rs` and `b.rs`, an import from
//! `a::x` of something in `b` is an arrow from `a` to `b`. A circle is a set of neighbours that reach each other by such
//! arrows. What a module takes from the modules that it lies in (`super::Result`) is no arrow, since a folder's own file
//! holds what its modules share; an item that such a file passes on with `use` counts as taken from where it was declared.
//!
//! ```text
//! let circles = circles(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"));
//! // The second argument lists the circles that are allowed: folder and modules, both sorted.
//! assert_circles(&circles, &[("core", &["record", "wire"])]);
//! ```

mod imports;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::Path;

pub(crate) use imports::{Import, Module, imports};

/// Neighbouring modules that import each other.
pub(crate) struct Circle {
    /// The module that they lie in, as a path in the source folder; empty for the root.
    pub(crate) folder: String,
    /// Their names, sorted.
    pub(crate) modules: Vec<String>,
    /// The imports that make the circle.
    pub(crate) imports: Vec<Import>,
}

impl fmt::Display for Circle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "in {:?}: {}", self.folder, self.modules.join(", "))?;
        for import in &self.imports {
            let (from, to) = (import.from.join("::"), import.to.join("::"));
            writeln!(f, "  {from} uses {} of {to}", import.item)?;
        }
        Ok(())
    }
}

/// All circles among the modules of a crate, given the folder of its sources.
pub(crate) fn circles(source: &Path) -> Vec<Circle> {
    let imports = imports(source);
    let mut folders: BTreeMap<Module, Vec<&Import>> = BTreeMap::new();
    for import in &imports {
        let shared = shared(&import.from, &import.to);
        // One of the two lies in the other.
        if shared < import.from.len() && shared < import.to.len() {
            folders
                .entry(import.from[..shared].to_vec())
                .or_default()
                .push(import);
        }
    }
    folders
        .into_iter()
        .flat_map(|(folder, imports)| circles_of_folder(&folder, &imports))
        .collect()
}

/// Fails unless the circles are the allowed ones, each a folder and names of modules that are one idea.
#[track_caller]
pub(crate) fn assert_circles(circles: &[Circle], allowed: &[(&str, &[&str])]) {
    let is_allowed = |circle: &&Circle| {
        allowed
            .iter()
            .any(|(folder, modules)| circle.folder == *folder && circle.modules == *modules)
    };
    let forbidden: Vec<String> = circles
        .iter()
        .filter(|circle| !is_allowed(circle))
        .map(ToString::to_string)
        .collect();
    assert!(
        forbidden.is_empty(),
        "modules import each other:\n{}",
        forbidden.join("")
    );
    assert_eq!(circles.len(), allowed.len(), "an allowed circle is gone");
}

/// How many names two paths begin with in common.
fn shared(a: &[String], b: &[String]) -> usize {
    a.iter().zip(b).take_while(|(a, b)| a == b).count()
}

fn circles_of_folder(folder: &[String], imports: &[&Import]) -> Vec<Circle> {
    let depth = folder.len();
    let mut arrows: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for import in imports {
        let to = &import.to[depth];
        arrows.entry(&import.from[depth]).or_default().insert(to);
    }
    let reached: BTreeMap<&str, BTreeSet<&str>> = arrows
        .keys()
        .map(|from| (*from, reached(&arrows, from)))
        .collect();
    let mut circles = Vec::new();
    let mut seen = BTreeSet::new();
    for (module, targets) in &reached {
        if !targets.contains(module) || !seen.insert(*module) {
            continue;
        }
        let members: BTreeSet<&str> = targets
            .iter()
            .copied()
            .filter(|other| reached.get(other).is_some_and(|back| back.contains(module)))
            .collect();
        seen.extend(&members);
        let is_inside = |import: &&&Import| {
            members.contains(&*import.from[depth]) && members.contains(&*import.to[depth])
        };
        circles.push(Circle {
            folder: folder.join("/"),
            modules: members.iter().map(|name| (*name).to_owned()).collect(),
            imports: imports
                .iter()
                .filter(is_inside)
                .map(|import| (*import).clone())
                .collect(),
        });
    }
    circles
}

/// Every module that arrows lead to.
fn reached<'a>(arrows: &BTreeMap<&'a str, BTreeSet<&'a str>>, from: &str) -> BTreeSet<&'a str> {
    let mut reached = BTreeSet::new();
    let mut open: Vec<&str> = arrows.get(from).into_iter().flatten().copied().collect();
    while let Some(module) = open.pop() {
        if reached.insert(module) {
            open.extend(arrows.get(module).into_iter().flatten().copied());
        }
    }
    reached
}
