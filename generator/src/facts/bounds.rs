//! The limit of names: takes what one page claims, and leaves out what has a name that is too long. Knows nothing of how
//! names are read.

use super::property::PropertyFact;
use super::resource::ResourceFacts;
use super::section::name_in_title;
use super::{Fact, PageFacts, Subject};
use crate::diag::{Code, Diagnostics};
use crate::limits::NAME_BYTES;
use crate::source::Span;

/// Leaves out the claims with names that are too long, and says so.
pub(super) fn apply(facts: &mut PageFacts, diagnostics: &mut Diagnostics) {
    let title = name_in_title(&facts.title.value).len();
    let title_span = facts.title.origin.span;
    let mut keep = |length, span| fits(length, span, diagnostics);
    facts
        .enums
        .retain(|found| keep(found.name.value.len(), found.name.origin.span));
    let members = facts.enums.iter_mut().map(|found| &mut found.members);
    members.for_each(|members| members.retain(|member| name(&member.name, &mut keep)));
    let is_named = match &mut facts.subject {
        Subject::Resource(resource) => {
            self::resource(resource, &mut keep);
            keep(title, title_span)
        }
        Subject::Enum(found, _) => {
            found.members.retain(|member| name(&member.name, &mut keep));
            keep(title, title_span)
        }
        Subject::Operation(operation) => {
            rows(&mut operation.path_parameters, &mut keep);
            rows(&mut operation.function_parameters, &mut keep);
            rows(&mut operation.query_parameters, &mut keep);
            operation
                .headers
                .retain(|header| name(&header.name, &mut keep));
            let tables = operation.body.iter_mut().flat_map(|body| &mut body.tables);
            tables.for_each(|table| rows(&mut table.rows, &mut keep));
            true
        }
        Subject::Permissions(_) | Subject::Prose => true,
    };
    if !is_named {
        facts.subject = Subject::Prose;
    }
}

fn resource(resource: &mut ResourceFacts, keep: &mut dyn FnMut(usize, Span) -> bool) {
    rows(&mut resource.properties, keep);
    rows(&mut resource.relationships, keep);
    for shape in &mut resource.shapes {
        shape.members.retain(|member| name(&member.name, keep));
    }
}

fn rows(rows: &mut Vec<PropertyFact>, keep: &mut dyn FnMut(usize, Span) -> bool) {
    rows.retain(|row| name(&row.name, keep));
}

fn name(name: &Fact<String>, keep: &mut dyn FnMut(usize, Span) -> bool) -> bool {
    keep(name.value.len(), name.origin.span)
}

fn fits(length: usize, span: Span, diagnostics: &mut Diagnostics) -> bool {
    if length > NAME_BYTES {
        let message =
            format!("a name of {length} bytes is left out; names have at most {NAME_BYTES}");
        let found = Code::OverLimit.at(span, message);
        diagnostics.push(found.help("look whether a quote or a pipe is missing behind the name"));
    }
    length <= NAME_BYTES
}
