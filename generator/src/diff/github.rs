//! The changes as workflow commands, which GitHub shows as annotations of lines.

use super::change::Change;
use super::human::sanitize;
use super::impact::Impact;
use super::{Diff, Rule};
use crate::lint::github::{SHOWN, escape_message, escape_property};

/// The commands, one on each line, and the verdict as a notice. A change that breaks users of the crate is an error, one that breaks
/// other users of the service a warning, any other one a notice.
pub fn commands(diff: &Diff) -> String {
    let mut out = String::new();
    let mut hidden = Vec::new();
    for kind in ["error", "warning", "notice"] {
        let changes = diff.changes.iter();
        let changes: Vec<&Change> = changes
            .filter(|change| annotation_kind(change) == Some(kind))
            .collect();
        // The last notice is the verdict.
        let shown = if kind == "notice" { SHOWN - 1 } else { SHOWN };
        for change in changes.iter().take(shown) {
            command(kind, change, &mut out);
        }
        if let Some(more) = changes.len().checked_sub(shown).filter(|more| *more > 0) {
            hidden.push(format!("+{more} more {kind}s"));
        }
    }
    let (summary, verdict) = (diff.summary(), diff.verdict.sentence());
    let mut message = format!("{verdict}\n{summary}");
    if !hidden.is_empty() {
        let hidden = hidden.join(", ");
        message.push_str(&format!("\n{hidden} that GitHub would not show"));
    }
    let message = escape_message(&message);
    out.push_str(&format!("::notice title=docwright diff::{message}\n"));
    out
}

fn annotation_kind(change: &Change) -> Option<&'static str> {
    match (change.rust, change.service) {
        (Impact::Breaking, _) => Some("error"),
        (_, Impact::Breaking) => Some("warning"),
        _ if change.rule == Rule::DescriptionChanged => None,
        (Impact::None | Impact::Minor, Impact::None | Impact::Minor) => Some("notice"),
    }
}

fn command(kind: &str, change: &Change, out: &mut String) {
    let mut place = String::new();
    // A removed item is not in the files that GitHub shows, so only its page is named.
    if let Some(site) = change.site() {
        place.push_str(&format!("file={},", escape_property(&site.file)));
        if let (Some(_), Some((line, column))) = (&change.new_site, site.position) {
            place.push_str(&format!("line={line},col={column},"));
        }
    }
    let mut message = sanitize(&change.sentence());
    for effect in change.effects.iter().take(3) {
        let effect = sanitize(&effect.to_string());
        message.push_str(&format!("\nRust: {effect}"));
    }
    let title = escape_property(change.rule.name());
    let message = escape_message(&message);
    out.push_str(&format!("::{kind} {place}title={title}::{message}\n"));
}
