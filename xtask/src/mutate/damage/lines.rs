//! Lines that are gone, there twice, elsewhere, or much too long.

use super::{Damage, Way};

pub(super) const WAYS: &[Way] = &[
    delete,
    delete_many,
    duplicate,
    repeat,
    swap,
    carry,
    cut,
    join,
    split,
    indent,
    lengthen,
];

/// How long a huge line is, in bytes.
const HUGE: usize = 1 << 20;

fn delete(damage: &mut Damage<'_>) -> Option<String> {
    let mut lines = damage.lines();
    let at = damage.line_where(&lines, |line| !line.is_empty())?;
    lines.remove(at);
    damage.set_lines(&lines);
    Some(format!("line {} deleted", at + 1))
}

fn delete_many(damage: &mut Damage<'_>) -> Option<String> {
    let mut lines = damage.lines();
    let start = damage.random.below(lines.len());
    let end = (start + 1 + damage.random.below(30)).min(lines.len());
    lines.drain(start..end);
    damage.set_lines(&lines);
    Some(format!("lines {} to {end} deleted", start + 1))
}

fn duplicate(damage: &mut Damage<'_>) -> Option<String> {
    let mut lines = damage.lines();
    let at = damage.line_where(&lines, |line| !line.is_empty())?;
    lines.insert(at, lines[at].clone());
    damage.set_lines(&lines);
    Some(format!("line {} is there twice", at + 1))
}

fn repeat(damage: &mut Damage<'_>) -> Option<String> {
    let mut lines = damage.lines();
    let at = damage.line_where(&lines, |line| !line.is_empty())?;
    let times = 2 + damage.random.below(2000);
    lines[at] = lines[at].repeat(times);
    damage.set_lines(&lines);
    Some(format!("line {} is there {times} times", at + 1))
}

fn swap(damage: &mut Damage<'_>) -> Option<String> {
    let mut lines = damage.lines();
    let one = damage.line_where(&lines, |line| !line.is_empty())?;
    let other = damage.line_where(&lines, |line| !line.is_empty())?;
    lines.swap(one, other);
    damage.set_lines(&lines);
    Some(format!("lines {} and {} swapped", one + 1, other + 1))
}

/// Moves some lines, a table or a section perhaps, to another place.
fn carry(damage: &mut Damage<'_>) -> Option<String> {
    let mut lines = damage.lines();
    let start = damage.random.below(lines.len());
    let end = (start + 1 + damage.random.below(20)).min(lines.len());
    let moved: Vec<String> = lines.drain(start..end).collect();
    let to = damage.random.below(lines.len() + 1);
    lines.splice(to..to, moved);
    damage.set_lines(&lines);
    Some(format!("lines {} to {end} moved to {}", start + 1, to + 1))
}

/// Cuts the page anywhere, through a character too.
fn cut(damage: &mut Damage<'_>) -> Option<String> {
    let length = damage.bytes().len();
    let end = damage.random.below(length);
    damage.bytes().truncate(end);
    Some(format!("cut after {end} bytes"))
}

fn join(damage: &mut Damage<'_>) -> Option<String> {
    let mut lines = damage.lines();
    let at = damage.random.below(lines.len().checked_sub(1)?);
    let line = lines.get_mut(at)?;
    line.truncate(line.trim_end().len());
    damage.set_lines(&lines);
    Some(format!("lines {} and {} joined", at + 1, at + 2))
}

fn split(damage: &mut Damage<'_>) -> Option<String> {
    let mut text = damage.text();
    let at = damage.place(&text);
    let ends = ["\n", "\n\n", "\r", "\u{2028}", "\u{b}"];
    text.insert_str(at, damage.random.pick(&ends)?);
    damage.set_text(text);
    Some(format!("a line is broken at byte {at}"))
}

fn indent(damage: &mut Damage<'_>) -> Option<String> {
    let mut lines = damage.lines();
    let at = damage.line_where(&lines, |line| !line.is_empty())?;
    let prefixes = [
        "    ", "\t", "> ", "- ", "1. ", "# ", "<!-- ", "```", "| ", "\\",
    ];
    let prefix = *damage.random.pick(&prefixes)?;
    lines[at].insert_str(0, prefix);
    damage.set_lines(&lines);
    Some(format!("line {} begins with {prefix:?}", at + 1))
}

/// Makes one line huge, by repeating a part of it.
fn lengthen(damage: &mut Damage<'_>) -> Option<String> {
    let mut lines = damage.lines();
    let at = damage.line_where(&lines, |line| line.len() > 4)?;
    let line = lines[at].clone();
    let start = damage.place(&line);
    let length = 1 + damage.random.below(12);
    let part: String = line[start..].chars().take(length).collect();
    let times = HUGE / part.len().max(1);
    lines[at].insert_str(start, &part.repeat(times));
    damage.set_lines(&lines);
    Some(format!("line {} holds {part:?} {times} times", at + 1))
}
