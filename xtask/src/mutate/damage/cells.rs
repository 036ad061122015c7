//! Tables whose rows have lost, doubled or swapped cells.

use super::names::{hostile, shown};
use super::{Damage, Way};

pub(super) const WAYS: &[Way] = &[
    delete, duplicate, swap, empty, fill, widen, columns, delimiter, header,
];

fn is_row(line: &str) -> bool {
    line.starts_with('|') && line.matches('|').count() > 2
}

fn is_delimiter(line: &str) -> bool {
    is_row(line) && line.contains('-') && line.bytes().all(|b| b"|-: ".contains(&b))
}

/// What stands between the pipes of a row.
fn cells_of(line: &str) -> Vec<String> {
    let inner = line.trim().trim_matches('|');
    inner.split('|').map(str::to_owned).collect()
}

/// Changes the cells of one row; the change is told a cell's number.
fn change(
    damage: &mut Damage<'_>,
    change: impl FnOnce(&mut Vec<String>, usize, &mut Damage<'_>) -> String,
) -> Option<String> {
    let mut lines = damage.lines();
    let at = damage.line_where(&lines, is_row)?;
    let mut cells = cells_of(&lines[at]);
    let cell = damage.random.below(cells.len());
    let what = change(&mut cells, cell, damage);
    lines[at] = format!("|{}|\n", cells.join("|"));
    damage.set_lines(&lines);
    Some(format!("line {}: {what}", at + 1))
}

fn delete(damage: &mut Damage<'_>) -> Option<String> {
    change(damage, |cells, at, _| {
        cells.remove(at);
        format!("cell {} deleted", at + 1)
    })
}

fn duplicate(damage: &mut Damage<'_>) -> Option<String> {
    change(damage, |cells, at, _| {
        cells.insert(at, cells[at].clone());
        format!("cell {} is there twice", at + 1)
    })
}

fn swap(damage: &mut Damage<'_>) -> Option<String> {
    change(damage, |cells, at, damage| {
        let other = damage.random.below(cells.len());
        cells.swap(at, other);
        format!("cells {} and {} swapped", at + 1, other + 1)
    })
}

fn empty(damage: &mut Damage<'_>) -> Option<String> {
    change(damage, |cells, at, _| {
        " ".clone_into(&mut cells[at]);
        format!("cell {} is empty", at + 1)
    })
}

fn fill(damage: &mut Damage<'_>) -> Option<String> {
    change(damage, |cells, at, damage| {
        let text = hostile(damage.random);
        cells[at] = format!(" {text} ");
        format!("cell {} is {}", at + 1, shown(&text))
    })
}

fn widen(damage: &mut Damage<'_>) -> Option<String> {
    change(damage, |cells, _, damage| {
        let count = 1 + damage.random.below(5000);
        cells.extend(std::iter::repeat_n("x".to_owned(), count));
        format!("{count} more cells")
    })
}

/// Swaps two columns of all tables of the page, so that types are names and names are prose.
fn columns(damage: &mut Damage<'_>) -> Option<String> {
    let mut lines = damage.lines();
    damage.line_where(&lines, is_row)?;
    let (one, other) = (damage.random.below(3), damage.random.below(3));
    for line in lines.iter_mut().filter(|line| is_row(line.trim())) {
        let mut cells = cells_of(line);
        if one.max(other) < cells.len() {
            cells.swap(one, other);
            *line = format!("|{}|\n", cells.join("|"));
        }
    }
    damage.set_lines(&lines);
    Some(format!(
        "columns {} and {} of all tables swapped",
        one + 1,
        other + 1
    ))
}

fn delimiter(damage: &mut Damage<'_>) -> Option<String> {
    let mut lines = damage.lines();
    let at = damage.line_where(&lines, is_delimiter)?;
    lines.remove(at);
    damage.set_lines(&lines);
    Some(format!(
        "line {}, which parts headers from rows, deleted",
        at + 1
    ))
}

/// Headers with a meaning, and none.
const HEADERS: &[&str] = &[
    "Property",
    "Type",
    "Description",
    "Member",
    "Value",
    "Name",
    "Parameter",
    "Relationship",
    "Method",
    "Return Type",
    "",
];

fn header(damage: &mut Damage<'_>) -> Option<String> {
    let mut lines = damage.lines();
    let at = damage.line_where(&lines, is_delimiter)?.checked_sub(1)?;
    let mut cells = cells_of(&lines[at]);
    let cell = damage.random.below(cells.len());
    let word = *damage.random.pick(HEADERS)?;
    word.clone_into(cells.get_mut(cell)?);
    lines[at] = format!("|{}|\n", cells.join("|"));
    damage.set_lines(&lines);
    Some(format!("line {}: header {} is {word:?}", at + 1, cell + 1))
}
