//! The rooms of the library, the folders of `src`, stand on each other: what a room imports stands below it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::Path;

use crate::support::modules::{Import, imports};

/// The rooms from the ground up, each with the rooms that it imports from, which are among those before it.
const ROOMS: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("api", &["text"]),
    ("files", &[]),
    ("fingerprint", &[]),
    ("limits", &[]),
    ("stamp", &[]),
    ("unordered", &[]),
    ("source", &["stamp"]),
    ("diag", &["source"]),
    ("config", &["diag"]),
    (
        "read",
        &["api", "limits", "stamp", "source", "diag", "config"],
    ),
    ("syntax", &["limits", "source", "diag"]),
    (
        "facts",
        &[
            "text",
            "api",
            "fingerprint",
            "limits",
            "source",
            "diag",
            "syntax",
        ],
    ),
    ("model", &["api", "unordered"]),
    (
        "merge",
        &[
            "api",
            "unordered",
            "source",
            "diag",
            "config",
            "facts",
            "model",
        ],
    ),
    (
        "check",
        &["api", "source", "diag", "facts", "model", "merge"],
    ),
    ("explain", &["api", "source", "facts", "model", "merge"]),
    (
        "plan",
        &[
            "text",
            "api",
            "files",
            "fingerprint",
            "unordered",
            "config",
            "facts",
            "model",
        ],
    ),
    (
        "emit",
        &["api", "files", "config", "model", "plan", "fingerprint"],
    ),
    (
        "print",
        &["text", "api", "files", "fingerprint", "plan", "emit"],
    ),
    ("export", &["api", "model"]),
    ("permissions", &["api", "model", "plan"]),
    ("lint", &["source", "diag", "config", "read"]),
    (
        "report",
        &["text", "api", "source", "diag", "model", "explain", "lint"],
    ),
    (
        "builder",
        &[
            "text",
            "api",
            "files",
            "fingerprint",
            "stamp",
            "source",
            "diag",
            "config",
            "read",
            "syntax",
            "facts",
            "model",
            "merge",
            "explain",
            "plan",
            "print",
            "export",
            "lint",
            "report",
        ],
    ),
    (
        "diff",
        &[
            "text", "api", "source", "model", "explain", "plan", "print", "lint", "builder",
        ],
    ),
    (
        "lsp",
        &[
            "api", "source", "diag", "config", "read", "syntax", "facts", "model", "explain",
            "plan", "emit", "lint", "builder",
        ],
    ),
    (
        "cli",
        &[
            "files",
            "source",
            "diag",
            "config",
            "read",
            "model",
            "explain",
            "plan",
            "print",
            "export",
            "permissions",
            "lint",
            "builder",
            "diff",
            "lsp",
        ],
    ),
];

/// The root of the crate only declares the rooms.
fn room(module: &[String]) -> &str {
    module.first().map_or("lib", String::as_str)
}

fn crossing() -> Vec<Import> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    imports(&source)
        .into_iter()
        .filter(|import| room(&import.from) != room(&import.to))
        .filter(|import| room(&import.from) != "lib" && room(&import.to) != "lib")
        .collect()
}

#[test]
fn rooms_are_listed_above_those_that_they_import_from() {
    let mut below = BTreeSet::new();
    for (room, imported) in ROOMS {
        for other in *imported {
            assert!(below.contains(other), "{room} is listed below {other}");
        }
        assert!(below.insert(*room), "{room} is listed twice");
    }
}

#[test]
fn rooms_import_what_the_list_says_and_nothing_else() {
    let mut found: BTreeMap<(&str, &str), &Import> = BTreeMap::new();
    let imports = crossing();
    for import in &imports {
        found
            .entry((room(&import.from), room(&import.to)))
            .or_insert(import);
    }
    let listed: BTreeSet<(&str, &str)> = ROOMS
        .iter()
        .flat_map(|(room, imported)| imported.iter().map(move |other| (*room, *other)))
        .collect();
    let mut wrong = String::new();
    for ((from, to), import) in found.iter().filter(|(pair, _)| !listed.contains(pair)) {
        let module = import.from.join("::");
        writeln!(
            wrong,
            "{from} may not import from {to}: {module} uses {}",
            import.item
        )
        .unwrap();
    }
    for (from, to) in listed.iter().filter(|pair| !found.contains_key(pair)) {
        writeln!(
            wrong,
            "{from} no longer imports from {to}: shorten the list"
        )
        .unwrap();
    }
    assert!(wrong.is_empty(), "{wrong}");
}
