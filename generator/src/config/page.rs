//! The page that explains every key of `docwright.toml`, as Markdown, from the table of keys. Knows no file.

use std::fmt::Write;

use super::form;
use super::table::{Choice, Holds, KEYS, Key, children};

/// The text of the page.
pub fn page() -> String {
    let mut text = HEAD.to_owned();
    let at_top: Vec<&Key> = children("").filter(|key| !key.has_head()).collect();
    rows(&at_top, &mut text);
    for key in KEYS.iter().filter(|key| key.has_head()) {
        section(key, &mut text);
    }
    text
}

const HEAD: &str = "\
# docwright.toml

The settings for one folder of pages.
docwright looks for `docwright.toml` in the docs folder, or reads the file given by `--config`.
The file is optional, and so are all keys except those marked as required.
An unknown key is an error, with line, column and a suggestion.

This page, the JSON Schema for editors ([docwright.schema.json](docwright.schema.json), also printed by `docwright config --schema`) and the file that `docwright init` writes are generated from one table, `src/config/table/keys.rs`.
Editors that use [Taplo](https://taplo.tamasfe.dev) find the schema by a comment in the first line of the file, `#:schema PATH-OR-URL`.

A pattern is a path or name, or contains wildcards: `*` matches anything within a part, `**` anything at all, `?` one character of a part.

## Top level

";

fn section(key: &Key, text: &mut String) {
    let marks = "#".repeat(2 + key.path.matches('.').count());
    // Writing into a string cannot fail; here and below.
    let _ = write!(text, "\n{marks} `{}`\n\n", key.head());
    for sentence in key.sentences() {
        let _ = writeln!(text, "{sentence}");
    }
    if !key.default.is_empty() {
        let _ = writeln!(text, "Default: {}.", key.default);
    }
    if let Holds::Map(names, inner) = key.holds {
        let _ = write!(
            text,
            "\nIts keys are {}; each holds {}.\n\n```toml\n{}\n{} = {}\n```\n",
            names.described(),
            described(*inner),
            key.head(),
            names.example(),
            key.example
        );
    }
    let inside: Vec<&Key> = children(key.path).filter(|key| !key.has_head()).collect();
    if !inside.is_empty() {
        text.push('\n');
        rows(&inside, text);
    }
    if let Some((_, more)) = MORE.iter().find(|(path, _)| *path == key.path) {
        text.push_str(more);
    }
}

/// What does not fit into a row.
const MORE: &[(&str, &str)] = &[("fixup", include_str!("page/fixup.md"))];

fn rows(keys: &[&Key], text: &mut String) {
    text.push_str("| key | value | example | meaning |\n|---|---|---|---|\n");
    for key in keys {
        let mut meaning = key.meaning.to_owned();
        if key.required {
            meaning.push_str(" **Required.**");
        }
        if !key.default.is_empty() {
            let _ = write!(meaning, " Default: {}.", key.default);
        }
        let (name, example) = (key.name(), cell(&key.value()));
        let _ = writeln!(
            text,
            "| `{name}` | {} | `{example}` | {} |",
            described(key.holds),
            cell(&meaning)
        );
    }
}

fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

/// What a key holds, with what counts as such.
fn described(holds: Holds) -> String {
    match holds {
        Holds::OneOf(choices) => choices
            .iter()
            .map(|Choice { name, meaning }| format!("`{name}`: {meaning}"))
            .collect::<Vec<_>>()
            .join("; "),
        Holds::Text(form) => form::wanted(form).to_owned(),
        Holds::Texts(form) => format!("a list, each {}", form::wanted(form)),
        Holds::Map(names, inner) => {
            format!(
                "a table, from {} to {}",
                names.described(),
                described(*inner)
            )
        }
        Holds::Table | Holds::Tables | Holds::Flag | Holds::Scalar | Holds::Toml => {
            holds.described().to_owned()
        }
    }
}
