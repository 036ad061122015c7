//! The `docwright.toml` to start with: every key of the table with its meaning and an example, all of them commented out but for
//! those that are given. Knows no disk.

use std::fmt::Write;

use super::table::{Holds, KEYS, Key, children};

/// The widest comment, in characters.
const WIDTH: usize = 100;

/// A key with a value, as TOML.
pub type Given<'a> = (&'a str, String);

/// The text of the file.
pub fn template(given: &[Given<'_>]) -> String {
    let mut text = HEAD.to_owned();
    for key in children("").filter(|key| !key.has_head()) {
        entry(key, given, &mut text);
    }
    for key in KEYS.iter().filter(|key| key.has_head()) {
        section(key, given, &mut text);
    }
    text
}

const HEAD: &str = "\
# Settings for docwright. Every key is optional; `docwright config` explains them all.
";

fn section(key: &Key, given: &[Given<'_>], text: &mut String) {
    text.push('\n');
    comment(key.meaning, text);
    // Writing into a string cannot fail; here and below.
    match key.holds {
        Holds::Tables => {
            let _ = writeln!(text, "# {}", key.head());
            for key in children(key.path) {
                let _ = writeln!(text, "# {} = {}", key.name(), key.value());
            }
        }
        Holds::Map(names, _) => {
            let (head, name) = (key.head(), names.example());
            let _ = writeln!(text, "{head}\n# {name} = {}", key.example);
        }
        Holds::Table
        | Holds::Text(_)
        | Holds::Texts(_)
        | Holds::Flag
        | Holds::OneOf(_)
        | Holds::Scalar
        | Holds::Toml => {
            let _ = writeln!(text, "{}", key.head());
            for key in children(key.path).filter(|key| !key.has_head()) {
                entry(key, given, text);
            }
        }
    }
}

/// A key with its meaning: as given, or commented out.
fn entry(key: &Key, given: &[Given<'_>], text: &mut String) {
    let value = given.iter().find(|(path, _)| *path == key.path);
    comment(key.meaning, text);
    let _ = match value {
        Some((_, value)) => writeln!(text, "{} = {value}", key.name()),
        None => writeln!(text, "# {} = {}", key.name(), key.example),
    };
}

/// Lines of comment, wrapped.
fn comment(meaning: &str, text: &mut String) {
    let mut line = "#".to_owned();
    for word in meaning.split(' ') {
        if line.chars().count() + 1 + word.chars().count() > WIDTH {
            text.push_str(&line);
            text.push('\n');
            "#".clone_into(&mut line);
        }
        line.push(' ');
        line.push_str(word);
    }
    text.push_str(&line);
    text.push('\n');
}
