//! Brackets, quotes, pipes, comments and fences that have no partner, or too many.

use super::{Damage, Way};

pub(super) const WAYS: &[Way] = &[delete, duplicate, insert, replace, open, nest];

/// What means something in Markdown, JSON, URLs or Rust.
const MARKS: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    "(",
    ")",
    "\"",
    "'",
    "`",
    "```",
    "```json\n",
    "<!--",
    "-->",
    "|",
    "\\",
    ":",
    ",",
    "*",
    "**",
    "_",
    "#",
    "##",
    "<",
    ">",
    "<br>",
    "</",
    "&",
    "&amp;",
    "&#0;",
    "~~~",
    "/",
    "//",
    "/*",
    "*/",
    "{}",
    "{0}",
    "@",
    "$",
    "=",
    "?",
    "---\n",
    "\n\n",
    "![",
    "](",
    "\u{201c}",
    "\u{a0}",
    "%",
    "!",
    ";",
    "...",
];

/// The place of one of the marks that the text has.
fn find(damage: &mut Damage<'_>, text: &str) -> Option<(usize, &'static str)> {
    let present: Vec<&'static str> = MARKS
        .iter()
        .copied()
        .filter(|mark| text.contains(mark))
        .collect();
    let mark = *damage.random.pick(&present)?;
    let places: Vec<usize> = text.match_indices(mark).map(|(at, _)| at).collect();
    Some((*damage.random.pick(&places)?, mark))
}

fn delete(damage: &mut Damage<'_>) -> Option<String> {
    let mut text = damage.text();
    let (at, mark) = find(damage, &text)?;
    text.replace_range(at..at + mark.len(), "");
    damage.set_text(text);
    Some(format!("{mark:?} at byte {at} deleted"))
}

fn duplicate(damage: &mut Damage<'_>) -> Option<String> {
    let mut text = damage.text();
    let (at, mark) = find(damage, &text)?;
    text.insert_str(at, mark);
    damage.set_text(text);
    Some(format!("{mark:?} at byte {at} is there twice"))
}

fn insert(damage: &mut Damage<'_>) -> Option<String> {
    let mut text = damage.text();
    let mark = *damage.random.pick(MARKS)?;
    let at = damage.place(&text);
    text.insert_str(at, mark);
    damage.set_text(text);
    Some(format!("{mark:?} inserted at byte {at}"))
}

fn replace(damage: &mut Damage<'_>) -> Option<String> {
    let mut text = damage.text();
    let (at, mark) = find(damage, &text)?;
    let other = *damage.random.pick(MARKS)?;
    text.replace_range(at..at + mark.len(), other);
    damage.set_text(text);
    Some(format!("{mark:?} at byte {at} is {other:?}"))
}

/// Takes away all that closes a comment or a fence, or all that opens one.
fn open(damage: &mut Damage<'_>) -> Option<String> {
    let text = damage.text();
    let marks = ["-->", "<!--", "```", "---", "}", "{", "\"", "|"];
    let mark = *damage.random.pick(&marks)?;
    if !text.contains(mark) {
        return None;
    }
    damage.set_text(text.replace(mark, ""));
    Some(format!("every {mark:?} deleted"))
}

fn nest(damage: &mut Damage<'_>) -> Option<String> {
    let mut text = damage.text();
    let marks = [
        "[", "{", "(", "> ", "- ", "{\"a\":", "[\"a\",", "![", "<b>", "`", "*", "_", "<!-- ",
    ];
    let mark = *damage.random.pick(&marks)?;
    let times = 100 + damage.random.below(20_000);
    let at = damage.place(&text);
    text.insert_str(at, &mark.repeat(times));
    damage.set_text(text);
    Some(format!("{mark:?} {times} times at byte {at}"))
}
