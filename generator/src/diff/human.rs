//! The changes for people: grouped by what they do to the crate, each with its places and its effects.

use std::fmt::Write;

use super::change::{Change, Impact};
use super::{Diff, Direction, Rule};
use crate::plan::is_hidden;

/// The most effects on Rust that are listed of one change.
const EFFECTS: usize = 4;

/// Whether the text is for a terminal that shows colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colours {
    /// Escape sequences.
    Ansi,
    /// None.
    None,
}

/// The whole text, with a final line end. Changes of descriptions are counted, and listed only when `all` are wanted.
pub fn text(diff: &Diff, colours: Colours, all: bool) -> String {
    let mut out = String::new();
    for impact in [Impact::Breaking, Impact::Minor, Impact::None] {
        let listed =
            |it: &&Change| it.rust == impact && (all || it.rule != Rule::DescriptionChanged);
        let changes: Vec<&Change> = diff.changes.iter().filter(listed).collect();
        if changes.is_empty() {
            continue;
        }
        let title = match impact {
            Impact::Breaking => "breaking for programs that use the crate",
            Impact::Minor => "new in the crate",
            Impact::None => "no effect on the crate",
        };
        let code = colour(impact);
        line(
            &mut out,
            &paint(&format!("{title} ({})", changes.len()), code, colours),
        );
        for change in changes {
            one(change, colours, &mut out);
        }
        out.push('\n');
    }
    let (old, new) = (tame(&diff.old), tame(&diff.new));
    line(&mut out, &format!("{old} -> {new}: {}", diff.summary()));
    line(
        &mut out,
        &format!(
            "for programs that talk to the service: {}",
            diff.verdict.service.name()
        ),
    );
    let verdict = diff.verdict.sentence();
    line(
        &mut out,
        &paint(&verdict, colour(diff.verdict.rust), colours),
    );
    out
}

fn one(change: &Change, colours: Colours, out: &mut String) {
    let rule = paint(&format!("[{}]", change.rule.name()), "2", colours);
    line(
        out,
        &format!("  {}{} {rule}", tame(&change.sentence()), travels(change)),
    );
    match (&change.old_site, &change.new_site) {
        (Some(old), Some(new)) if old != new => line(out, &format!("    {old} -> {new}")),
        (Some(site), _) | (None, Some(site)) => line(out, &format!("    {site}")),
        (None, None) => {}
    }
    if !change.evidence.is_empty() {
        let evidence: Vec<String> = change.evidence.iter().map(ToString::to_string).collect();
        line(out, &format!("    because: {}", tame(&evidence.join(", "))));
    }
    // What breaks comes first.
    let mut effects: Vec<_> = change.effects.iter().collect();
    effects.sort_by_key(|effect| std::cmp::Reverse(effect.impact));
    for effect in effects.iter().take(EFFECTS) {
        line(out, &format!("    Rust: {}", tame(&effect.to_string())));
    }
    if let Some(more) = effects.len().checked_sub(EFFECTS).filter(|more| *more > 0) {
        line(out, &format!("    Rust: … and {more} more"));
    }
}

/// ` (request: breaking)`
fn travels(change: &Change) -> String {
    let service = change.service.name();
    match (change.direction, change.service) {
        (Direction::Nowhere, _) | (_, Impact::None) => String::new(),
        (Direction::Both, Impact::Minor | Impact::Breaking) => {
            format!(" (request and response: {service})")
        }
        (Direction::Request | Direction::Response, Impact::Minor | Impact::Breaking) => {
            format!(" ({}: {service})", change.direction.name())
        }
    }
}

fn colour(impact: Impact) -> &'static str {
    match impact {
        Impact::Breaking => "1;31",
        Impact::Minor => "1;32",
        Impact::None => "1",
    }
}

fn paint(text: &str, code: &str, colours: Colours) -> String {
    match colours {
        Colours::Ansi => format!("\u{1b}[{code}m{text}\u{1b}[0m"),
        Colours::None => text.to_owned(),
    }
}

/// The longest text that is written out, in characters.
const LONGEST: usize = 400;

/// No character of a page that steers a terminal or hides gets through, and no text without end.
pub(super) fn tame(text: &str) -> String {
    let mut out: String = text.chars().take(LONGEST).map(seen).collect();
    if text.chars().nth(LONGEST).is_some() {
        out.push('…');
    }
    out
}

fn seen(c: char) -> char {
    if c.is_control() || is_hidden(c) {
        '\u{fffd}'
    } else {
        c
    }
}

fn line(out: &mut String, text: &str) {
    writeln!(out, "{text}").expect("a String takes all");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_steers_the_terminal_or_runs_on() {
        assert_eq!(
            tame("a\u{1b}[2Jb\nc\u{202e}d"),
            "a\u{fffd}[2Jb\u{fffd}c\u{fffd}d"
        );
        let long = tame(&"x".repeat(1_000));
        assert_eq!(long.chars().count(), LONGEST + 1);
    }
}
