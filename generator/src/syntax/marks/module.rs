//! Tells the module statements of MDX from sentences that begin with the same word.

/// The length of the statements that `text` begins with, up to the next blank line.
pub(super) fn statement(text: &str) -> Option<usize> {
    let first = text.lines().next()?;
    if !is_import(first) && !is_export(first) {
        return None;
    }
    let lines = text.split_inclusive('\n');
    let lines = lines.take_while(|line| !line.trim().is_empty());
    let len = lines.map(str::len).sum();
    Some(text[..len].trim_end().len())
}

/// `import "x"`, `import {A} from "x"`, and the first line of such a statement.
fn is_import(line: &str) -> bool {
    line.strip_prefix("import ").is_some_and(|rest| {
        let rest = rest.trim_start();
        let is_quoted = rest.contains(['"', '\'']);
        rest.starts_with(['"', '\'', '{', '*']) || (rest.contains(" from ") && is_quoted)
    })
}

/// `export const a = 1`, `export {A}` and the like.
fn is_export(line: &str) -> bool {
    const DECLARATIONS: [&str; 8] = [
        "class ",
        "const ",
        "default ",
        "function ",
        "let ",
        "var ",
        "{",
        "*",
    ];
    line.strip_prefix("export ").is_some_and(|rest| {
        DECLARATIONS.iter().any(|word| rest.starts_with(word))
            && rest.contains(['=', '{', '(', '*'])
    })
}
