//! Names of placeholders: cleaned, and unique within a URL. Works on segments; knows no types.

use crate::api::{Piece, Segment, WireName};

/// The name of a placeholder: its first alternative (`{id | name}`), with anything but letters, digits, `_`, `-`, `.`
/// and `$` turned into `-`. Never empty.
pub fn clean(inner: &str) -> String {
    let first = inner.split(['|', '/']).next().unwrap_or_default().trim();
    let mut out = String::with_capacity(first.len());
    for c in first.chars() {
        if c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '$') {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    let out = out.trim_matches(['-', '.']);
    if out.is_empty() { "id" } else { out }.to_owned()
}

/// Renames placeholders that stand more than once in a URL (`/groups/{id}/threads/{id}`): each gets the segment before
/// it as a prefix (`{group-id}`, `{thread-id}`), then a number if that is not enough.
pub fn make_unique(segments: &mut [Segment]) {
    let mut names = Vec::new();
    each_parameter(segments, &mut |name, _| names.push(name.0.clone()));
    let repeated = |name: &str| {
        names
            .iter()
            .filter(|known| known.eq_ignore_ascii_case(name))
            .count()
            > 1
    };
    let mut used: Vec<String> = names
        .iter()
        .filter(|name| !repeated(name))
        .cloned()
        .collect();
    each_parameter(segments, &mut |name, before| {
        if !repeated(&name.0) {
            return;
        }
        let mut fresh = if before.is_empty() {
            name.0.clone()
        } else {
            format!("{}-{}", singular(before), name.0)
        };
        let stem = fresh.clone();
        let mut number = 2;
        while used.iter().any(|known| known.eq_ignore_ascii_case(&fresh)) {
            fresh = format!("{stem}-{number}");
            number += 1;
        }
        used.push(fresh.clone());
        name.0 = fresh;
    });
}

/// Calls `visit` with each parameter name and the name of the closest segment before it (or the call that it is in).
fn each_parameter(segments: &mut [Segment], visit: &mut dyn FnMut(&mut WireName, &str)) {
    let mut before = String::new();
    for segment in segments {
        match segment {
            Segment::Name(name) => before = clean(name.rsplit('.').next().unwrap_or_default()),
            Segment::Parameter(name) => visit(name, &before),
            Segment::Cast(_) => {}
            Segment::Call {
                name, arguments, ..
            } => {
                before = clean(name.rsplit('.').next().unwrap_or_default());
                for argument in arguments {
                    visit(&mut argument.parameter, &before);
                }
            }
            Segment::Mixed(pieces) => {
                for piece in pieces {
                    if let Piece::Parameter(name) = piece {
                        visit(name, &before);
                    }
                }
            }
        }
    }
}

/// The English singular of the last word, roughly: enough for a readable name.
fn singular(name: &str) -> String {
    let name = name.trim_start_matches('$');
    if let Some(stem) = name.strip_suffix("ies") {
        return format!("{stem}y");
    }
    for ending in ["sses", "shes", "ches", "xes"] {
        if name.ends_with(ending) {
            return name[..name.len() - 2].to_owned();
        }
    }
    match name.strip_suffix('s') {
        Some(stem) if !stem.is_empty() && !stem.ends_with(['s', 'u', 'i']) => stem.to_owned(),
        _ => name.to_owned(),
    }
}

/// The URL again, from its segments.
pub fn template(segments: &[Segment]) -> String {
    let mut out = String::new();
    for segment in segments {
        out.push('/');
        match segment {
            Segment::Name(name) => out.push_str(name),
            Segment::Parameter(name) => braced(&mut out, name),
            Segment::Cast(name) => out.push_str(&name.0),
            Segment::Call {
                name,
                arguments,
                suffix,
            } => {
                out.push_str(name);
                out.push('(');
                for (index, argument) in arguments.iter().enumerate() {
                    if index > 0 {
                        out.push(',');
                    }
                    if let Some(name) = &argument.name {
                        out.push_str(&name.0);
                        out.push('=');
                    }
                    let quote = if argument.quoted { "'" } else { "" };
                    out.push_str(quote);
                    braced(&mut out, &argument.parameter);
                    out.push_str(quote);
                }
                out.push(')');
                out.push_str(suffix);
            }
            Segment::Mixed(pieces) => {
                for piece in pieces {
                    match piece {
                        Piece::Text(text) => out.push_str(text),
                        Piece::Parameter(name) => braced(&mut out, name),
                    }
                }
            }
        }
    }
    out
}

fn braced(out: &mut String, name: &WireName) {
    out.push('{');
    out.push_str(&name.0);
    out.push('}');
}
