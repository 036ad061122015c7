//! The parameters of an operation that do not stand in its path: arguments where they are required, else setters.

use std::collections::BTreeSet;

use crate::model::Operation;
use crate::model::operation::{Location, Parameter};
use crate::plan::ctx::Ctx;
use crate::plan::names::{Case, Scope};
use crate::plan::texts::Here;
use crate::plan::{DocLevel, Docs};

use super::placement::Placement;
use super::route::scalar_of;
use super::{Argument, ArgumentTarget, QueryOption, Setter};

/// What an operation takes besides its place and its body.
pub(super) struct Parameters {
    pub(super) arguments: Vec<Argument>,
    pub(super) setters: Vec<Setter>,
    pub(super) options: Vec<QueryOption>,
}

/// Methods that every operation has, or may have.
const METHODS: [&str; 24] = [
    "at",
    "send",
    "send_with_head",
    "header",
    "query",
    "retry",
    "timeout",
    "request",
    "into_call",
    "from_call",
    "into_future",
    "clone",
    "into",
    "select",
    "expand",
    "filter",
    "order_by",
    "search",
    "top",
    "skip",
    "count",
    "format",
    "skip_token",
    "delta_token",
];

/// Headers that the runtime writes.
const OWN_HEADERS: [&str; 8] = [
    "accept-encoding",
    "authorization",
    "connection",
    "content-length",
    "content-type",
    "host",
    "transfer-encoding",
    "user-agent",
];

/// Sorts the parameters of an operation.
pub(super) fn parameters(
    ctx: &Ctx<'_>,
    placement: &Placement,
    operation: &Operation,
) -> Parameters {
    let mut found = Parameters {
        arguments: Vec::new(),
        setters: Vec::new(),
        options: Vec::new(),
    };
    let stated = operation.query_options.iter().flatten();
    let mut options: BTreeSet<QueryOption> = stated.filter_map(|name| option(name)).collect();
    let mut arguments = Scope::reserving(&["path", "body", "target"]);
    let mut setters = Scope::reserving(&METHODS);
    let mut seen: BTreeSet<(bool, String)> = BTreeSet::new();
    for parameter in &operation.parameters {
        let name = &parameter.name.0;
        let target = match parameter.location {
            Location::Path => continue,
            Location::Query => match option(name) {
                Some(option) => {
                    options.insert(option);
                    continue;
                }
                None => ArgumentTarget::Query(name.clone()),
            },
            Location::Header if !is_header(name) => continue,
            Location::Header => ArgumentTarget::Header(name.clone()),
        };
        let is_header = matches!(target, ArgumentTarget::Header(_));
        if !seen.insert((is_header, name.to_ascii_lowercase())) {
            continue;
        }
        let scope = if parameter.required {
            &mut arguments
        } else {
            &mut setters
        };
        let ident = scope
            .try_name(name, Case::Snake)
            .unwrap_or_else(|| scope.name(&format!("{name} parameter"), Case::Snake));
        let argument = Argument {
            ident,
            scalar: scalar_of(&parameter.ty, ctx.config.dates),
            target,
        };
        if parameter.required {
            found.arguments.push(argument);
        } else {
            found.setters.push(Setter {
                docs: docs(ctx, placement, parameter),
                argument,
            });
        }
    }
    // Query first, then headers.
    found
        .arguments
        .sort_by_key(|argument| matches!(argument.target, ArgumentTarget::Header(_)));
    found.options = options.into_iter().collect();
    found
}

/// The system query option of this name.
fn option(name: &str) -> Option<QueryOption> {
    Some(match name.to_ascii_lowercase().as_str() {
        "$select" => QueryOption::Select,
        "$expand" => QueryOption::Expand,
        "$filter" => QueryOption::Filter,
        "$orderby" => QueryOption::OrderBy,
        "$search" => QueryOption::Search,
        "$top" => QueryOption::Top,
        "$skip" => QueryOption::Skip,
        "$count" => QueryOption::Count,
        "$format" => QueryOption::Format,
        "$skiptoken" => QueryOption::SkipToken,
        "$deltatoken" => QueryOption::DeltaToken,
        _ => return None,
    })
}

/// Whether this is the name of a header (RFC 9110, section 5.6.2) that callers may set.
fn is_header(name: &str) -> bool {
    let is_token = |b: u8| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&b);
    let is_ours = OWN_HEADERS.iter().any(|own| own.eq_ignore_ascii_case(name));
    !name.is_empty() && name.bytes().all(is_token) && !is_ours
}

fn docs(ctx: &Ctx<'_>, placement: &Placement, parameter: &Parameter) -> Docs {
    let mut docs = Docs::default();
    if ctx.config.docs == DocLevel::None {
        return docs;
    }
    let here = Here {
        ctx,
        gates: [placement.gate.as_ref(), None],
    };
    docs.text(&parameter.doc, ctx.config.docs, &here);
    let what = match parameter.location {
        Location::Header => "header",
        Location::Path | Location::Query => "query option",
    };
    let name = super::super::texts::code(&parameter.name.0);
    docs.paragraph(&match &parameter.value {
        Some(value) => format!(
            "The {what} {name}, for example {}.",
            super::super::texts::code(value)
        ),
        None => format!("The {what} {name}."),
    });
    docs
}
