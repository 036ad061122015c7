//! The changes as text for people: grouped by impact, each with its sites and its effects in Rust.

use super::change::Change;
use super::impact::Impact;
use super::{Diff, Direction, Rule};
use crate::text::replaced;

/// The number of effects in Rust that are listed for one change.
const EFFECTS: usize = 4;

/// Whether the text may contain colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colours {
    /// ANSI escape sequences.
    Ansi,
    /// None.
    None,
}

/// The text, with a final line end. Changes of descriptions are counted; they are listed only if `all` is set.
pub fn text(diff: &Diff, colours: Colours, all: bool) -> String {
    let mut out = String::new();
    for impact in [Impact::Breaking, Impact::Minor, Impact::None] {
        let is_listed = |change: &&Change| {
            change.rust == impact && (all || change.rule != Rule::DescriptionChanged)
        };
        let changes: Vec<&Change> = diff.changes.iter().filter(is_listed).collect();
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
            describe(change, colours, &mut out);
        }
        out.push('\n');
    }
    let (old, new) = (sanitize(&diff.old), sanitize(&diff.new));
    line(&mut out, &format!("{old} -> {new}: {}", diff.summary()));
    line(
        &mut out,
        &format!(
            "for programs that use the service: {}",
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

fn describe(change: &Change, colours: Colours, out: &mut String) {
    let rule = paint(&format!("[{}]", change.rule.name()), "2", colours);
    line(
        out,
        &format!(
            "  {}{} {rule}",
            sanitize(&change.sentence()),
            service_impact(change)
        ),
    );
    match (&change.old_site, &change.new_site) {
        (Some(old), Some(new)) if old != new => line(out, &format!("    {old} -> {new}")),
        (Some(site), _) | (None, Some(site)) => line(out, &format!("    {site}")),
        (None, None) => {}
    }
    if !change.evidence.is_empty() {
        let evidence: Vec<String> = change.evidence.iter().map(ToString::to_string).collect();
        line(
            out,
            &format!("    because: {}", sanitize(&evidence.join(", "))),
        );
    }
    // Breaking effects come first.
    let mut effects: Vec<_> = change.effects.iter().collect();
    effects.sort_by_key(|effect| std::cmp::Reverse(effect.impact));
    for effect in effects.iter().take(EFFECTS) {
        line(out, &format!("    Rust: {}", sanitize(&effect.to_string())));
    }
    if let Some(more) = effects.len().checked_sub(EFFECTS).filter(|more| *more > 0) {
        line(out, &format!("    Rust: … and {more} more"));
    }
}

/// ` (request: breaking)`
fn service_impact(change: &Change) -> String {
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

/// Longer texts are cut, in characters.
const LONGEST: usize = 400;

/// Text of a page, safe to print: control and invisible characters are replaced, and its length is limited.
pub(super) fn sanitize(text: &str) -> String {
    let start: String = text.chars().take(LONGEST).collect();
    let mut out = replaced(&start, '\u{fffd}').into_owned();
    if text.chars().nth(LONGEST).is_some() {
        out.push('…');
    }
    out
}

fn line(out: &mut String, text: &str) {
    out.push_str(text);
    out.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_are_replaced_and_long_texts_cut() {
        assert_eq!(
            sanitize("a\u{1b}[2Jb\nc\u{202e}d"),
            "a\u{fffd}[2Jb\u{fffd}c\u{fffd}d"
        );
        let long = sanitize(&"x".repeat(1_000));
        assert_eq!(long.chars().count(), LONGEST + 1);
    }
}
