//! Api pages among each other, and the tables of methods that lead to them.

use std::collections::BTreeMap;

use crate::diag::{Code, Diagnostics};
use crate::facts::operation::OperationFacts;
use crate::facts::operation::url::Target;
use crate::facts::resource::MethodFact;
use crate::facts::{Fact, PageFacts, TypeExpr};
use crate::merge::{Merged, OperationPage};
use crate::model::names::short_name;
use crate::model::operation::{self, Method};
use crate::model::url_types::form;
use crate::model::{TypeName, TypeRef};

/// Checks all api pages and all tables of methods.
pub(super) fn check(merged: &Merged<'_>, diagnostics: &mut Diagnostics) {
    duplicates(merged, diagnostics);
    let mut listed: BTreeMap<String, Vec<(&PageFacts, &MethodFact)>> = BTreeMap::new();
    for page in merged.pages {
        for method in &page.methods {
            if let Some(target) = &method.target {
                let path = target.split('#').next().unwrap_or_default();
                listed
                    .entry(path.to_ascii_lowercase())
                    .or_default()
                    .push((page, method));
            }
        }
    }
    for OperationPage { page, facts } in merged.operations() {
        match listed.get(&page.path.to_ascii_lowercase()) {
            Some(methods) => {
                for (owner, method) in methods {
                    returns(
                        merged,
                        owner,
                        method,
                        OperationPage { page, facts },
                        diagnostics,
                    );
                }
            }
            None if !listed.is_empty() => diagnostics.push(
                Code::UnlistedOperation
                    .at(
                        page.title.origin.span,
                        "no table of methods leads to this page",
                    )
                    .help("add it to the Methods table of its resource"),
            ),
            None => {}
        }
    }
}

/// Two pages that document one method of one URL.
fn duplicates(merged: &Merged<'_>, diagnostics: &mut Diagnostics) {
    let mut seen: BTreeMap<(Method, String), &Fact<_>> = BTreeMap::new();
    for OperationPage { facts, .. } in merged.operations() {
        for request in &facts.requests {
            let Target::Url(url) = &request.value.target else {
                continue;
            };
            // Queries set apart what the path does not.
            if url.foreign_host.is_some() || !url.query.is_empty() {
                continue;
            }
            let key = (request.value.method, form(&url.template.segments));
            let first = *seen.entry(key).or_insert(request);
            if first.origin.span.page != request.origin.span.page {
                let written = &url.template.written;
                diagnostics.push(
                    Code::DuplicateOperation
                        .at(
                            request.origin.span,
                            format!("another page documents `{written}` too"),
                        )
                        .also(first.origin.span, "first here")
                        .help("document it once, and link that page"),
                );
            }
        }
    }
}

/// The Return type cell of a Methods table against the response sentence of the page.
fn returns(
    merged: &Merged<'_>,
    owner: &PageFacts,
    method: &MethodFact,
    OperationPage { page, facts }: OperationPage<'_>,
    diagnostics: &mut Diagnostics,
) {
    let said = facts
        .responses
        .iter()
        // Without a status code it may be any sentence that links a type.
        .filter(|fact| !fact.value.statuses.is_empty())
        .find_map(|fact| Some((fact.value.ty.as_ref()?, fact.origin.span)));
    let (Some(listed), Some((said, span))) = (&method.returns, said) else {
        return;
    };
    let (Some(table), Some(sentence)) =
        (merged.resolved(listed, owner), merged.resolved(said, page))
    else {
        return;
    };
    let (Some(one), Some(other)) = (table.named(), sentence.named()) else {
        return;
    };
    // `[message](chatmessage.md)`: what a link calls a type matters less than where it leads.
    let unrelated = !merged.related(one, other)
        && !merged.leads_to(page, said, one)
        && !merged.leads_to(owner, listed, other);
    let is_many = |expr: &TypeExpr| matches!(expr, TypeExpr::Collection(_));
    let unclear = is_plural(listed, one) || is_plural(said, other);
    if unrelated || !unclear && is_many(listed) != is_many(said) {
        let message = format!(
            "the table says that this returns {}, the page says {}",
            described(&table),
            described(&sentence)
        );
        diagnostics.push(
            Code::MethodsReturnConflict
                .at(method.returns_span.unwrap_or(method.span), message)
                .here("the table says so here")
                .also(span, "the page says so here")
                .help("make the two agree; the page was believed"),
        );
    }
}

/// "the [users](user.md)": more than one, without the word collection.
pub(super) fn is_plural(expr: &TypeExpr, ty: &TypeName) -> bool {
    match expr {
        TypeExpr::Named { name, .. } => {
            let short = short_name(&ty.0);
            !short.ends_with('s') && name.trim().ends_with('s')
        }
        TypeExpr::Collection(_)
        | TypeExpr::Primitive(_)
        | TypeExpr::Untyped
        | TypeExpr::Enumeration
        | TypeExpr::Unreadable { .. } => false,
    }
}

fn described(ty: &TypeRef) -> String {
    let name = match ty.element() {
        TypeRef::Named(name) => format!("`{}`", name.0),
        TypeRef::Primitive(primitive) => format!("`{primitive}`"),
        TypeRef::Collection(_) | TypeRef::Untyped | TypeRef::Unknown { .. } => "JSON".to_owned(),
    };
    if ty.is_collection() {
        format!("a collection of {name}")
    } else {
        name
    }
}

/// Whether a URL of the page has a parameter like this one: names differ in case, `-`, `_` and blanks.
pub(super) fn same_name(one: &str, other: &str) -> bool {
    let letters = |text: &str| -> String {
        let kept = text.chars().filter(char::is_ascii_alphanumeric);
        kept.map(|c| c.to_ascii_lowercase()).collect()
    };
    letters(one) == letters(other)
}

/// The URLs of a page.
pub(super) fn urls(
    facts: &OperationFacts,
) -> impl Iterator<
    Item = (
        &Fact<crate::facts::operation::request_line::RequestLine>,
        &operation::UrlTemplate,
    ),
> {
    facts
        .requests
        .iter()
        .filter_map(|request| match &request.value.target {
            Target::Url(url) if url.foreign_host.is_none() => Some((request, &url.template)),
            Target::Url(_) | Target::Unknown { .. } => None,
        })
}
