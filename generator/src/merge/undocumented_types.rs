//! What only api pages know: types without a page of their own, and properties that a request table lists and no resource
//! page does (`completionReason`; dialect 13).

use std::collections::BTreeMap;

use super::index::{Index, PageScope, namespace};
use super::objects::{self, Candidate, Context};
use crate::diag::{Code, Diagnostics};
use crate::facts::operation::OperationFacts;
use crate::facts::property::PropertyFact;
use crate::facts::type_expr::is_type_name;
use crate::facts::{PageFacts, Subject, TypeExpr};
use crate::model::names::{qualify, short_name};
use crate::model::{Evidence, Property, TypeName};

/// The api pages that send or return each type without a page, by type.
pub(crate) type UndocumentedTypes<'f> = BTreeMap<TypeName, Vec<&'f PageFacts>>;

/// Defines the types that some api page sends, by a link in its request-body section or by its `Property` table, and that
/// nothing else defines.
pub(crate) fn define<'f>(pages: &'f [PageFacts], index: &mut Index) -> UndocumentedTypes<'f> {
    let mut found: UndocumentedTypes<'f> = BTreeMap::new();
    for (page, facts) in operations(pages) {
        let Some((name, target)) = sent(facts) else {
            continue;
        };
        let scope = PageScope::new(page);
        let is_new = index.named(name, target, scope).is_none();
        let is_ours = || {
            index
                .by_full_name(&qualify(name, namespace(page)).0)
                .is_some_and(|known| found.contains_key(known))
        };
        if (is_new || is_ours())
            && is_type_name(name)
            && short_name(name).starts_with(char::is_lowercase)
        {
            let name = index.define(&qualify(name, namespace(page)), None);
            found.entry(name).or_default().push(page);
        }
    }
    found
}

/// The properties that request tables add: to types without a page, all of them; to others, those that are missing.
pub(crate) fn add_candidates(
    pages: &[PageFacts],
    context: Context<'_, '_>,
    candidates: &mut BTreeMap<TypeName, Vec<Candidate>>,
    diagnostics: &mut Diagnostics,
) {
    for (page, facts) in operations(pages) {
        let Some((name, target)) = sent(facts) else {
            continue;
        };
        let scope = PageScope::new(page);
        let Some(owner) = context.index.named(name, target, scope) else {
            continue;
        };
        let has_page = context.definitions.types.contains_key(owner);
        let Some(known) = candidates.get_mut(owner) else {
            continue;
        };
        for row in request_rows(facts) {
            if row.name.value.contains(['@', '/', '.'])
                || known.iter().any(|candidate| {
                    candidate
                        .property
                        .name
                        .0
                        .eq_ignore_ascii_case(&row.name.value)
                })
            {
                continue;
            }
            if has_page {
                let message = format!(
                    "`{}` of `{}` stands in this request table only",
                    row.name.value, owner.0
                );
                diagnostics.push(
                    Code::PropertyOnlyInRequest
                        .at(row.name.origin.span, message)
                        .help("add it to the table of the resource page"),
                );
            }
            let candidate = objects::from_row(context, page, row, diagnostics);
            known.push(Candidate {
                property: Property {
                    evidence: Evidence::Request,
                    required: false,
                    ..candidate.property
                },
                ..candidate
            });
        }
    }
}

/// The type that an operation sends, as its page names it: only where the table names properties of it.
fn sent(facts: &OperationFacts) -> Option<(&str, Option<&str>)> {
    let body = facts.body.as_ref().filter(|body| {
        !body.is_parameters && body.tables.iter().any(|table| table.names_properties)
    })?;
    match &body.ty.as_ref()?.value {
        TypeExpr::Named { name, target } => Some((name, target.as_deref())),
        TypeExpr::Primitive(_)
        | TypeExpr::Untyped
        | TypeExpr::Enumeration
        | TypeExpr::Collection(_)
        | TypeExpr::Unreadable { .. } => None,
    }
}

/// The type whose properties the tables of an api page name.
pub(crate) fn request_type<'i>(
    index: &'i Index,
    page: &PageFacts,
    facts: &OperationFacts,
) -> Option<&'i TypeName> {
    let (name, target) = sent(facts)?;
    let scope = PageScope::new(page);
    index.named(name, target, scope)
}

/// The rows of the tables that name properties.
pub(crate) fn request_rows(facts: &OperationFacts) -> impl Iterator<Item = &PropertyFact> {
    facts
        .body
        .iter()
        .flat_map(|body| &body.tables)
        .filter(|table| table.names_properties)
        .flat_map(|table| &table.rows)
}

fn operations(pages: &[PageFacts]) -> impl Iterator<Item = (&PageFacts, &OperationFacts)> {
    pages.iter().filter_map(|page| match &page.subject {
        Subject::Operation(facts) => Some((page, &**facts)),
        Subject::Resource(_) | Subject::Enum(..) | Subject::Permissions(_) | Subject::Prose => None,
    })
}
