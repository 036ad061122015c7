//! The changes as workflow commands, which GitHub shows beside the lines they are about.

use std::fmt::Write;

use super::change::{Change, Impact};
use super::human::tame;
use super::{Diff, Rule};
use crate::lint::github::{SHOWN, data, property};

/// The commands, a line each, and the verdict as a notice. What breaks programs is an error, or a warning when it breaks only
/// what is sent or received; the rest is a notice.
pub fn commands(diff: &Diff) -> String {
    let mut out = String::new();
    let mut left = Vec::new();
    for kind in ["error", "warning", "notice"] {
        let of_kind = diff
            .changes
            .iter()
            .filter(|it| self::kind(it) == Some(kind));
        let changes: Vec<&Change> = of_kind.collect();
        // One notice is kept for the verdict.
        let shown = if kind == "notice" { SHOWN - 1 } else { SHOWN };
        for change in changes.iter().take(shown) {
            command(kind, change, &mut out);
        }
        if let Some(more) = changes.len().checked_sub(shown).filter(|more| *more > 0) {
            left.push(format!("+{more} more {kind}s"));
        }
    }
    let (summary, verdict) = (diff.summary(), diff.verdict.sentence());
    let mut message = format!("{verdict}\n{summary}");
    if !left.is_empty() {
        write!(message, "\n{} that GitHub would not show", left.join(", "))
            .expect("a String takes all");
    }
    writeln!(out, "::notice title=docwright diff::{}", data(&message)).expect("a String takes all");
    out
}

fn kind(change: &Change) -> Option<&'static str> {
    match (change.rust, change.service) {
        (Impact::Breaking, _) => Some("error"),
        (_, Impact::Breaking) => Some("warning"),
        _ if change.rule == Rule::DescriptionChanged => None,
        (Impact::None | Impact::Minor, Impact::None | Impact::Minor) => Some("notice"),
    }
}

fn command(kind: &str, change: &Change, out: &mut String) {
    let mut place = String::new();
    // What went is not in the files that GitHub shows, so only its page is named.
    if let Some(site) = change.site() {
        write!(place, "file={},", property(&site.file)).expect("a String takes all");
        if let (Some(_), Some((line, column))) = (&change.new_site, site.position) {
            write!(place, "line={line},col={column},").expect("a String takes all");
        }
    }
    let mut message = tame(&change.sentence());
    for effect in change.effects.iter().take(3) {
        let effect = tame(&effect.to_string());
        write!(message, "\nRust: {effect}").expect("a String takes all");
    }
    let title = property(change.rule.name());
    writeln!(out, "::{kind} {place}title={title}::{}", data(&message)).expect("a String takes all");
}
