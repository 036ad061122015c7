//! From one operation of the model to its struct. Knows types and areas; knows nothing of the tree of places.

use rayon::prelude::*;

use crate::model::{Model, Operation as ModelOperation, OperationId, TypeName};
use crate::plan::areas::Areas;
use crate::plan::ctx::Ctx;
use crate::plan::items;
use crate::plan::names::{Case, Scope};
use crate::plan::overrides::{self, Overrides};
use crate::plan::{Extras, Record, RustIdent};

use super::operation_names::OperationNames;
use super::placement::{self, Placement};
use super::{Operation, arguments, bodies, replies, texts};

/// An operation of the model, with its id.
#[derive(Clone, Copy, Debug)]
pub(super) struct Definition<'m> {
    pub(super) id: &'m OperationId,
    pub(super) operation: &'m ModelOperation,
}

/// An operation, and what is decided about it.
pub(super) struct Planned<'m> {
    pub(super) definition: Definition<'m>,
    pub(super) placement: Placement,
    pub(super) operation: Operation,
}

/// All operations of a model, by id.
pub(super) fn definitions(model: &Model) -> Vec<Definition<'_>> {
    let operations = model.operations.iter();
    operations
        .map(|(id, operation)| Definition { id, operation })
        .collect()
}

/// Decides the operations, in their order.
pub(super) fn plan<'m>(
    ctx: &Ctx<'_>,
    areas: &Areas,
    definitions: &[Definition<'m>],
) -> Vec<Planned<'m>> {
    definitions
        .par_iter()
        .zip(names(ctx.model, &ctx.config.overrides))
        .map(|(definition, names)| {
            let placement = placement::of_operation(ctx, areas, definition.operation);
            Planned {
                operation: operation(ctx, &placement, *definition, &names),
                definition: *definition,
                placement,
            }
        })
        .collect()
}

/// The names of an operation's struct and of the struct of its parameters.
#[derive(Clone, Debug)]
struct Names {
    operation: RustIdent,
    parameters: RustIdent,
}

/// Names the operations by their ids, in their order: first those that the user has names for.
fn names(model: &Model, overrides: &Overrides) -> Vec<Names> {
    let spelt = OperationNames::new(model).all(model);
    let mut scope = Scope::default();
    let names: Vec<(&str, Option<&str>)> = spelt
        .iter()
        .zip(model.operations.keys())
        .map(|(name, id)| (name.as_str(), overrides.operation_name(id)))
        .collect();
    let operations = overrides::idents(&mut scope, Case::Pascal, &names);
    // Afterwards, so that no operation is numbered for the sake of a struct of parameters.
    operations
        .into_iter()
        .map(|operation| Names {
            parameters: scope.name(&format!("{}Body", operation.text()), Case::Pascal),
            operation,
        })
        .collect()
}

/// The struct of an operation.
fn operation(
    ctx: &Ctx<'_>,
    placement: &Placement,
    definition: Definition<'_>,
    names: &Names,
) -> Operation {
    let Definition {
        id,
        operation: definition,
    } = definition;
    let parameters = arguments::parameters(ctx, placement, definition);
    let mut statuses: Vec<u16> = definition
        .responses
        .iter()
        .filter(|response| replies::is_fine(response))
        .map(|response| response.status)
        .collect();
    statuses.dedup();
    Operation {
        ident: names.operation.clone(),
        id: id.clone(),
        method: definition.method,
        urls: definition
            .urls
            .iter()
            .map(|url| url.template.clone())
            .collect(),
        page: definition.page.clone(),
        statuses,
        permissions: definition.permissions.clone(),
        deprecated: items::deprecation(definition.deprecated.as_ref()),
        summary: texts::summary(definition),
        at_docs: texts::at_docs(ctx, definition),
        docs: texts::operation_docs(ctx, placement, definition),
        condition: placement.inner_condition(),
        subject: replies::subject(ctx, definition),
        options: parameters.options,
        reply: replies::reply(ctx, definition),
        arguments: parameters.arguments,
        body: bodies::body(ctx, definition, &names.parameters),
        setters: parameters.setters,
        parameters: bodies::fields(ctx, placement, definition).map(|fields| Record {
            ident: names.parameters.clone(),
            api_name: TypeName(id.0.clone()),
            writes_tag: false,
            docs: texts::parameters_docs(ctx, &names.operation),
            deprecated: None,
            extras: Extras::default(),
            fields,
        }),
    }
}
