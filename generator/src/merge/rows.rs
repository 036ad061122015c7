//! The rows of a page, by what they are rows of. Decides nothing.

use crate::facts::operation::OperationFacts;
use crate::facts::property::PropertyFact;
use crate::facts::{PageFacts, Subject};

use super::undocumented_types;

/// The rows that describe properties of types: those of resource pages, and those of request tables that name properties.
pub(crate) fn property_rows(page: &PageFacts) -> Vec<&PropertyFact> {
    rows(page, |facts| {
        undocumented_types::request_rows(facts).collect()
    })
}

/// The rows of resource pages and of all request tables.
pub(crate) fn body_rows(page: &PageFacts) -> Vec<&PropertyFact> {
    rows(page, |facts| {
        let tables = facts.body.iter().flat_map(|body| &body.tables);
        tables.flat_map(|table| &table.rows).collect()
    })
}

fn rows<'f>(
    page: &'f PageFacts,
    of_operation: impl Fn(&'f OperationFacts) -> Vec<&'f PropertyFact>,
) -> Vec<&'f PropertyFact> {
    match &page.subject {
        Subject::Resource(resource) => resource
            .properties
            .iter()
            .chain(&resource.relationships)
            .collect(),
        Subject::Operation(facts) => of_operation(facts),
        Subject::Enum(..) | Subject::Permissions(_) | Subject::Prose => Vec::new(),
    }
}
