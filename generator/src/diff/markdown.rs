//! The changes as Markdown, for a pull request or a CHANGELOG.

use std::collections::BTreeMap;

use super::change::Change;
use super::human::sanitize;
use super::impact::Impact;
use super::{Diff, Direction, Rule};

/// The number of changes of one rule that are listed; the others are counted.
const LISTED: usize = 50;

/// The text, with a final line end. It begins with a heading of level 2.
pub fn text(diff: &Diff) -> String {
    let mut out = String::from("## Changes of the API\n\n");
    let verdict = diff.verdict.sentence();
    line(&mut out, &format!("**Release: {}.**", escaped(&verdict)));
    line(
        &mut out,
        &format!("From {} to {}.", code(&diff.old), code(&diff.new)),
    );
    line(
        &mut out,
        &format!(
            "For programs that use the service: {}.",
            diff.verdict.service.name()
        ),
    );
    let groups = [
        (Impact::Breaking, "Breaking"),
        (Impact::Minor, "New"),
        (Impact::None, "No effect on the crate"),
    ];
    for (impact, title) in groups {
        let mut by_rule: BTreeMap<Rule, Vec<&Change>> = BTreeMap::new();
        for change in diff.changes.iter().filter(|change| change.rust == impact) {
            by_rule.entry(change.rule).or_default().push(change);
        }
        if by_rule.is_empty() {
            continue;
        }
        line(&mut out, &format!("\n### {title}\n"));
        for (rule, changes) in by_rule {
            group(rule, &changes, &mut out);
        }
    }
    out
}

fn group(rule: Rule, changes: &[&Change], out: &mut String) {
    // Changed descriptions are of interest only beside the pages.
    if rule == Rule::DescriptionChanged {
        line(out, &format!("- {}", rule.counted(changes.len())));
        return;
    }
    line(
        out,
        &format!("- {} ({})", rule.counted(changes.len()), rule.name()),
    );
    for change in changes.iter().take(LISTED) {
        line(out, &format!("  - {}", item(change)));
    }
    if let Some(more) = changes.len().checked_sub(LISTED).filter(|more| *more > 0) {
        line(out, &format!("  - … and {more} more"));
    }
}

/// A change with its impact on other users of the service, its site and its greatest effect.
fn item(change: &Change) -> String {
    let mut parts = vec![code(&change.subject())];
    if change.service == Impact::Breaking {
        parts.push(format!("breaking in the {}", messages(change.direction)));
    }
    parts.extend(change.site().map(|site| escaped(&site.to_string())));
    let text = parts.join(", ");
    let Some(greatest) = change.effects.iter().max_by_key(|effect| effect.impact) else {
        return text;
    };
    let more = match change.effects.len() {
        0 | 1 => String::new(),
        count => format!(" and {} more", count - 1),
    };
    // An effect already contains code spans, of identifiers that the plan chose.
    format!("{text}: {}{more}", sanitize(&greatest.to_string()))
}

fn messages(direction: Direction) -> &'static str {
    match direction {
        Direction::Both => "request and the response",
        Direction::Request | Direction::Response | Direction::Nowhere => direction.name(),
    }
}

/// A code span; backticks in the text cannot end it.
fn code(text: &str) -> String {
    format!("`{}`", sanitize(text).replace('`', "'"))
}

/// Text with escaped markup.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in sanitize(text).chars() {
        if matches!(
            c,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '&'
        ) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

fn line(out: &mut String, text: &str) {
    out.push_str(text);
    out.push('\n');
}
