//! From one operation of the model to its struct. Knows types and areas; knows nothing of the tree of places.

use crate::model::{Model, Operation as ModelOperation, OperationId};
use crate::plan::RustIdent;
use crate::plan::ctx::Ctx;
use crate::plan::customs::{self, Customs};
use crate::plan::items;
use crate::plan::names::{Case, Scope};

use super::homes::Home;
use super::spelling::Spelling;
use super::{Operation, arguments, bodies, replies, texts};

/// What an operation and the struct of its parameters are called.
#[derive(Clone, Debug)]
pub(super) struct Names {
    pub(super) operation: RustIdent,
    pub(super) parameters: RustIdent,
}

/// Names the operations by their ids, in their order: first those that the user has names for.
pub(super) fn names(model: &Model, wishes: &Customs) -> Vec<Names> {
    let spelling = Spelling::new(model);
    let mut scope = Scope::default();
    let spelt: Vec<(String, Option<&str>)> = model
        .operations
        .iter()
        .map(|(id, operation)| (spelling.of(id, operation), wishes.operation_name(id)))
        .collect();
    let spelt: Vec<(&str, Option<&str>)> = spelt
        .iter()
        .map(|(name, wish)| (name.as_str(), *wish))
        .collect();
    let operations = customs::idents(&mut scope, Case::Pascal, &spelt);
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
pub(super) fn operation(
    ctx: &Ctx<'_>,
    home: &Home,
    (id, definition): (&OperationId, &ModelOperation),
    names: &Names,
) -> Operation {
    let parameters = arguments::parameters(ctx, home, definition);
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
        docs: texts::operation_docs(ctx, home, definition),
        condition: home.inner_condition(),
        subject: replies::subject(ctx, definition),
        options: parameters.options,
        reply: replies::reply(ctx, definition),
        arguments: parameters.arguments,
        body: bodies::body(ctx, definition, &names.parameters),
        setters: parameters.setters,
        parameters: bodies::record(
            ctx,
            home,
            (id, definition),
            (&names.parameters, &names.operation),
        ),
    }
}
