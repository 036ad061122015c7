//! Questions about URL templates: their last segment, and which segments are type casts.

use crate::merge::index::Index;
use crate::model::names::short_name;
use crate::model::operation::{Segment, UrlTemplate};

/// What the end of a URL leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Ending {
    /// `$ref`
    Reference,
    /// `$value`
    Value,
    /// `$count`
    Count,
    /// `delta`
    Delta,
    /// A key, or an item by its path.
    Key,
    /// A call with named arguments.
    Call,
    /// A qualified name that is no type: a bound operation.
    Operation,
    /// A name.
    Name,
}

/// The ending of a URL; a type cast at the end is looked through.
pub(super) fn ending(url: &UrlTemplate) -> Ending {
    let last = url
        .segments
        .iter()
        .rev()
        .find(|segment| !matches!(segment, Segment::Cast(_)));
    match last {
        None | Some(Segment::Cast(_)) => Ending::Name,
        Some(Segment::Parameter(_) | Segment::Mixed(_)) => Ending::Key,
        Some(Segment::Name(name)) => name_ending(name),
        Some(Segment::Call {
            name, arguments, ..
        }) => {
            if short_name(name).eq_ignore_ascii_case("delta") {
                Ending::Delta
            } else if !arguments.is_empty()
                && arguments.iter().all(|argument| argument.name.is_none())
            {
                Ending::Key
            } else {
                Ending::Call
            }
        }
    }
}

fn name_ending(name: &str) -> Ending {
    match name.to_ascii_lowercase().as_str() {
        "$ref" => Ending::Reference,
        "$value" => Ending::Value,
        "$count" => Ending::Count,
        _ if short_name(name).eq_ignore_ascii_case("delta") => Ending::Delta,
        _ if name.ends_with(':') => Ending::Key,
        _ if name.contains('.') => Ending::Operation,
        _ => Ending::Name,
    }
}

/// The URL with qualified names that are types turned into casts.
pub(super) fn with_casts(url: &UrlTemplate, index: &Index) -> UrlTemplate {
    let mut url = url.clone();
    let mut changed = false;
    for segment in url.segments.iter_mut().skip(1) {
        if let Segment::Name(name) = segment
            && name.contains('.')
            && let Some(ty) = index.by_full_name(name)
        {
            *segment = Segment::Cast(ty.clone());
            changed = true;
        }
    }
    if changed {
        url.template = crate::facts::operation::url_names::template(&url.segments);
    }
    url
}
