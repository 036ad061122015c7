//! Finds operations by what users write: ids, names in Rust, `METHOD /url` as documented or as sent.

use strsim::levenshtein;

use crate::model::operation::{Argument, Method, Piece, Segment, UrlTemplate};
use crate::model::{Model, OperationId};
use crate::plan::stubs::Stubs;

/// The operations that a text names. `server` is the service root that a URL may begin with.
pub fn operations(
    model: &Model,
    stubs: Option<&Stubs>,
    server: Option<&str>,
    text: &str,
) -> Vec<OperationId> {
    let text = text.trim();
    if let Some((method, url)) = request(text) {
        return by_url(model, method, path(url, server));
    }
    let id = OperationId(text.to_owned());
    if model.operations.contains_key(&id) {
        return vec![id];
    }
    let name = text.rsplit("::").next().unwrap_or(text);
    stubs
        .into_iter()
        .flat_map(|stubs| &stubs.areas)
        .flat_map(|area| &area.modules)
        .flat_map(|module| &module.operations)
        .filter(|operation| operation.ident.written() == name)
        .map(|operation| operation.id.clone())
        .collect()
}

/// The ids most similar to a text, the most similar first.
pub fn similar(model: &Model, text: &str) -> Vec<OperationId> {
    let wanted = text.to_ascii_lowercase();
    let ids = model.operations.keys();
    let mut similar: Vec<(usize, &OperationId)> = ids
        .map(|id| (levenshtein(&wanted, &id.0), id))
        .filter(|(distance, id)| *distance <= 2 + id.0.len() / 4)
        .collect();
    similar.sort();
    similar
        .into_iter()
        .take(3)
        .map(|(_, id)| id.clone())
        .collect()
}

/// Method and URL of `GET /users`.
fn request(text: &str) -> Option<(Method, &str)> {
    let (word, url) = text.split_once(char::is_whitespace)?;
    let method = match word.to_ascii_uppercase().as_str() {
        "GET" => Method::Get,
        "HEAD" => Method::Head,
        "POST" => Method::Post,
        "PUT" => Method::Put,
        "PATCH" => Method::Patch,
        "DELETE" => Method::Delete,
        "OPTIONS" => Method::Options,
        _ => return None,
    };
    Some((method, url.trim()))
}

/// The path below the service root, without the query.
fn path<'u>(url: &'u str, server: Option<&str>) -> &'u str {
    let url = url.split(['?', '#']).next().unwrap_or(url);
    if let Some(rest) = server.and_then(|server| url.strip_prefix(server.trim_end_matches('/'))) {
        return rest;
    }
    let rest = url
        .strip_prefix("https://")
        .or_else(|| url.strip_prefix("http://"));
    let Some(rest) = rest else {
        return url;
    };
    // The version follows the host: `/v1.0/users`.
    let path = rest.find('/').map_or("", |at| &rest[at + 1..]);
    path.find('/').map_or("", |at| &path[at..])
}

/// The operations at a URL: if several templates match, those with the most fixed segments.
fn by_url(model: &Model, method: Method, path: &str) -> Vec<OperationId> {
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    let mut most_fixed = 0;
    let mut ids = Vec::new();
    for (id, operation) in &model.operations {
        if operation.method != method {
            continue;
        }
        let urls = operation.urls.iter();
        let matching = urls.filter(|url| matches(&url.segments, &parts));
        let Some(fixed) = matching.map(fixed_segments).max() else {
            continue;
        };
        if fixed > most_fixed {
            ids.clear();
        }
        if fixed >= most_fixed {
            ids.push(id.clone());
            most_fixed = fixed;
        }
    }
    ids
}

fn fixed_segments(url: &UrlTemplate) -> usize {
    let is_fixed = |segment: &&Segment| match segment {
        Segment::Name(_) | Segment::Cast(_) | Segment::Call { .. } => true,
        Segment::Parameter(_) | Segment::Mixed(_) => false,
    };
    // One more, so that a URL of placeholders only counts too.
    1 + url.segments.iter().filter(is_fixed).count()
}

/// Whether the parts of a URL match a template.
fn matches(template: &[Segment], parts: &[&str]) -> bool {
    let Some((first, rest)) = template.split_first() else {
        return parts.is_empty();
    };
    // A path below an item may consist of several parts: `root:/a/b.txt:/content`.
    let most = match first {
        Segment::Mixed(_) => parts.len(),
        Segment::Name(_) | Segment::Cast(_) | Segment::Parameter(_) | Segment::Call { .. } => {
            1.min(parts.len())
        }
    };
    (1..=most).any(|taken| {
        matches_segment(first, &parts[..taken].join("/")) && matches(rest, &parts[taken..])
    })
}

fn matches_segment(segment: &Segment, part: &str) -> bool {
    match segment {
        Segment::Name(name) => name.eq_ignore_ascii_case(part),
        Segment::Cast(name) => name.0.eq_ignore_ascii_case(part),
        Segment::Parameter(_) => true,
        Segment::Call {
            name,
            arguments,
            suffix,
        } => {
            let inside = part
                .strip_suffix(suffix.as_str())
                .and_then(|part| part.strip_suffix(')'))
                .and_then(|part| part.split_once('('))
                .filter(|(called, _)| called.eq_ignore_ascii_case(name));
            inside.is_some_and(|(_, inside)| matches_arguments(arguments, inside))
        }
        Segment::Mixed(pieces) => matches_pieces(pieces, part),
    }
}

/// Names have to match; values may differ.
fn matches_arguments(arguments: &[Argument], inside: &str) -> bool {
    arguments.iter().all(|argument| match &argument.name {
        Some(name) => inside.contains(&format!("{}=", name.0)),
        None => !inside.is_empty(),
    }) && inside.is_empty() == arguments.is_empty()
}

fn matches_pieces(pieces: &[Piece], part: &str) -> bool {
    match pieces.split_first() {
        None => part.is_empty(),
        Some((Piece::Text(text), rest)) => part
            .strip_prefix(text.as_str())
            .is_some_and(|part| matches_pieces(rest, part)),
        Some((Piece::Parameter(_), rest)) => part
            .char_indices()
            .skip(1)
            .map(|(at, _)| at)
            .chain([part.len()])
            .any(|at| at > 0 && matches_pieces(rest, &part[at..])),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls_begin_below_the_service_root() {
        let server = Some("https://api.example/v2");
        for (url, expected) in [
            ("/users", "/users"),
            ("users?$top=1", "users"),
            ("https://api.example/v2/users#x", "/users"),
            ("https://other.example/v1.0/users/1", "/users/1"),
            ("https://other.example", ""),
        ] {
            assert_eq!(path(url, server), expected, "{url}");
        }
    }

    #[test]
    fn parameters_match_at_least_one_character() {
        let text = |text: &str| Piece::Text(text.to_owned());
        let parameter = || Piece::Parameter(crate::model::WireName("p".to_owned()));
        assert!(matches_pieces(&[parameter(), text(":")], "a/b.txt:"));
        assert!(!matches_pieces(&[parameter(), text(":")], ":"));
        assert!(!matches_pieces(&[text("x"), parameter()], "x"));
        assert!(matches_pieces(&[text("é"), parameter()], "éü"));
    }
}
