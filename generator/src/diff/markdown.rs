//! The changes as Markdown, for a pull request or a CHANGELOG.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::change::{Change, Impact};
use super::human::tame;
use super::{Diff, Rule};

/// The most changes of one rule that are listed; the others are counted.
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
            "For programs that talk to the service: {}.",
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
        for change in diff.changes.iter().filter(|it| it.rust == impact) {
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
    // Words are for those who read the pages.
    if rule == Rule::DescriptionChanged {
        line(out, &format!("- {}", rule.counted(changes.len())));
        return;
    }
    line(
        out,
        &format!("- {} ({})", rule.counted(changes.len()), rule.name()),
    );
    for change in changes.iter().take(LISTED) {
        let (noun, verb) = rule.words();
        let sentence = change.sentence();
        let what = sentence
            .strip_prefix(&format!("{noun} {verb}: "))
            .unwrap_or(&sentence);
        let mut text = format!("  - {}", code(what));
        if change.service == Impact::Breaking {
            text.push_str(
                &format!(", breaking in the {}", change.direction.name())
                    .replace("the both", "request and response"),
            );
        }
        if let Some(site) = change.site() {
            text.push_str(&format!(", {}", escaped(&site.to_string())));
        }
        if let Some(effect) = change.effects.iter().max_by_key(|effect| effect.impact) {
            let more = match change.effects.len() {
                0 | 1 => String::new(),
                count => format!(" and {} more", count - 1),
            };
            text.push_str(&format!(": {}{more}", effect_text(&effect.to_string())));
        }
        line(out, &text);
    }
    if let Some(more) = changes.len().checked_sub(LISTED).filter(|more| *more > 0) {
        line(out, &format!("  - … and {more} more"));
    }
}

/// An effect has its code spans already, made of names that the plan chose.
fn effect_text(text: &str) -> String {
    tame(text)
}

/// A code span that the text cannot leave.
fn code(text: &str) -> String {
    format!("`{}`", tame(text).replace('`', "'"))
}

/// Text that is no markup.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in tame(text).chars() {
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
    writeln!(out, "{text}").expect("a String takes all");
}
