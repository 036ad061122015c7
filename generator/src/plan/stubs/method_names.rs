//! What the methods of a place are called: operations by what they do, places by their segments. Two that ask for one name:
//! the one that more people look for gets it, the other is called by its page. Knows nothing of the place's surroundings.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::model::operation::{Location, OperationKind};
use crate::model::{OperationId, TypeName};
use crate::plan::ctx::Ctx;
use crate::plan::names::{self, Case, Scope};
use crate::plan::overrides::Overrides;
use crate::plan::{RustIdent, spaces};

use super::Collision;
use super::operations::Definition;
use super::route::OpIndex;
use super::step::{Step, StepArgument};
use super::tree::{Child, Tree};
use super::verbs::{VERBS, folded_verb, verb};

/// What is known about all operations when places are named.
pub(super) struct MethodNamer<'m> {
    /// The operations, by id.
    operations: &'m [Definition<'m>],
    /// The names that the user has for operations.
    overrides: &'m Overrides,
    /// The namespaces of the API's types.
    namespaces: Vec<&'m str>,
    /// Names that two methods asked for.
    collisions: Vec<Collision>,
}

/// A method with its name: it leads to an operation, here or below a child that has nothing else, or to a child.
pub(super) struct NamedMethod<'t> {
    pub(super) ident: RustIdent,
    /// The step that it adds to the URL, and where that leads.
    pub(super) child: Option<Child<'t>>,
    /// The operation that it makes; `None` where it leads to a place.
    pub(super) operation: Option<OpIndex>,
}

/// A method that has no name yet.
struct Request<'t> {
    wanted: String,
    /// Names to try when that one is taken.
    otherwise: Vec<String>,
    child: Option<Child<'t>>,
    operation: Option<OpIndex>,
}

/// The methods of a place that ask for names, in the order in which they get them.
#[derive(Default)]
struct Requests<'t> {
    /// Those that the user has names for.
    overridden: Vec<Request<'t>>,
    /// The best operation for each name, and the places.
    first: Vec<Request<'t>>,
    /// The other operations, which are called by their pages.
    second: Vec<Request<'t>>,
}

impl<'m> MethodNamer<'m> {
    pub(super) fn new(ctx: &'m Ctx<'m>, operations: &'m [Definition<'m>]) -> Self {
        Self {
            operations,
            overrides: &ctx.config.overrides,
            namespaces: namespaces(ctx.model.types.keys()),
            collisions: Vec::new(),
        }
    }

    /// The names that two methods asked for, each pair once.
    pub(super) fn into_collisions(self) -> Vec<Collision> {
        let mut collisions = self.collisions;
        collisions
            .sort_by(|a, b| (&a.page, &a.wanted, &a.given).cmp(&(&b.page, &b.wanted, &b.given)));
        collisions.dedup();
        collisions
    }

    /// Names the methods of a place. What is reserved is taken from the start; then come the names that the user has for operations.
    pub(super) fn methods<'t>(
        &mut self,
        place: &'t Tree,
        reserved: &[&str],
    ) -> Vec<NamedMethod<'t>> {
        let mut requests = Requests::default();
        let mut verbs: BTreeMap<(usize, &str), Vec<OpIndex>> = BTreeMap::new();
        for index in self.without_override(&place.operations, None, &mut requests) {
            let verb = verb(self.operations[index].operation);
            let order = VERBS.iter().position(|known| *known == verb);
            let order = (order.unwrap_or(VERBS.len()), verb);
            verbs.entry(order).or_default().push(index);
        }
        for ((_, verb), operations) in verbs {
            self.share(verb, operations, None, &mut requests);
        }
        for (child, name) in self.child_names(place) {
            if !self.is_folded(child) {
                requests.first.push(Request {
                    otherwise: vec![format!("{name} segment")],
                    wanted: name,
                    child: Some(child),
                    operation: None,
                });
                continue;
            }
            let operations = &child.tree.operations;
            let mut by_name: BTreeMap<&str, Vec<OpIndex>> = BTreeMap::new();
            for index in self.without_override(operations, Some(child), &mut requests) {
                let known = folded_verb(self.operations[index].operation.kind);
                by_name
                    .entry(known.unwrap_or(&name))
                    .or_default()
                    .push(index);
            }
            for (name, operations) in by_name {
                self.share(name, operations, Some(child), &mut requests);
            }
        }
        self.grant(requests, Scope::reserving(reserved))
    }

    /// Requests the names that the user has for operations, and returns the operations for which there is none.
    fn without_override<'t>(
        &self,
        operations: &[OpIndex],
        child: Option<Child<'t>>,
        requests: &mut Requests<'t>,
    ) -> Vec<OpIndex> {
        let mut others = Vec::new();
        for index in operations {
            match self.overrides.operation_name(self.operations[*index].id) {
                Some(name) => requests.overridden.push(self.request(name, *index, child)),
                None => others.push(*index),
            }
        }
        others
    }

    /// An operation asks for a name, and otherwise for that of its page.
    fn request<'t>(&self, name: &str, index: OpIndex, child: Option<Child<'t>>) -> Request<'t> {
        let Definition { id, operation } = self.operations[index];
        Request {
            wanted: name.to_owned(),
            otherwise: vec![operation.title.clone(), id.0.clone()],
            child,
            operation: Some(index),
        }
    }

    /// The best of the operations gets the name, the others are called by their pages.
    fn share<'t>(
        &self,
        name: &str,
        mut operations: Vec<OpIndex>,
        child: Option<Child<'t>>,
        requests: &mut Requests<'t>,
    ) {
        operations.sort_by_key(|index| self.rank(*index));
        let mut all = operations
            .into_iter()
            .map(|index| self.request(name, index, child));
        requests.first.extend(all.next());
        requests.second.extend(all);
    }

    /// Less is better: pages that need special options or are deprecated come last, and the plainest name comes first.
    fn rank(&self, index: OpIndex) -> (bool, usize, usize, &'m OperationId) {
        let Definition { id, operation } = self.operations[index];
        let special = operation.parameters.iter().filter(|parameter| {
            let is_query = match parameter.location {
                Location::Query => true,
                Location::Path | Location::Header => false,
            };
            is_query && (parameter.required || parameter.value.is_some())
        });
        (
            operation.deprecated.is_some(),
            special.count(),
            id.0.len(),
            id,
        )
    }

    fn grant<'t>(&mut self, requests: Requests<'t>, mut scope: Scope) -> Vec<NamedMethod<'t>> {
        let Requests {
            overridden,
            first,
            second,
        } = requests;
        let mut methods = Vec::new();
        for request in overridden.into_iter().chain(first).chain(second) {
            let mut names = std::iter::once(&request.wanted).chain(&request.otherwise);
            let ident = names
                .find_map(|name| scope.try_name(name, Case::Snake))
                .unwrap_or_else(|| scope.name(&request.wanted, Case::Snake));
            let wanted = names::ident_text(&request.wanted, Case::Snake);
            if ident.text() != wanted {
                self.report(&request, wanted, &ident);
            }
            methods.push(NamedMethod {
                ident,
                child: request.child,
                operation: request.operation,
            });
        }
        methods
    }

    fn report(&mut self, request: &Request<'_>, wanted: String, given: &RustIdent) {
        let below = || any_operation(request.child?.tree);
        if let Some(operation) = request.operation.or_else(below) {
            self.collisions.push(Collision {
                page: self.operations[operation].operation.page.clone(),
                wanted,
                given: given.text().to_owned(),
            });
        }
    }

    /// The names that the children of a place ask for. Calls that differ in their arguments only are told apart by those.
    fn child_names<'t>(&self, place: &'t Tree) -> Vec<(Child<'t>, String)> {
        let mut groups: BTreeMap<String, Vec<Child<'t>>> = BTreeMap::new();
        for (step, tree) in &place.children {
            let child = Child { step, tree };
            groups.entry(self.base_name(step)).or_default().push(child);
        }
        let mut names = Vec::new();
        for (base, children) in groups {
            let is_alone = children.len() == 1;
            names.extend(children.into_iter().map(|child| {
                let name = match child.step {
                    Step::Call { arguments, .. } if !is_alone && !arguments.is_empty() => {
                        format!("{base} with {}", listed(arguments))
                    }
                    Step::Name(_)
                    | Step::Key
                    | Step::Cast(_)
                    | Step::Call { .. }
                    | Step::AlternateKey(_)
                    | Step::ItemPath
                    | Step::Text(_) => base.clone(),
                };
                (child, name)
            }));
        }
        names
    }

    fn base_name(&self, step: &Step) -> String {
        match step {
            Step::Name(name) | Step::Call { name, .. } => {
                names::ident_text(self.short(name), Case::Snake)
            }
            Step::Key => "id".to_owned(),
            Step::Cast(ty) => {
                let short = spaces::split_name(ty).1;
                names::ident_text(&format!("as {short}"), Case::Snake)
            }
            Step::AlternateKey(arguments) => listed(arguments),
            Step::ItemPath => "path".to_owned(),
            Step::Text(pieces) => {
                let texts: Vec<&str> = pieces.iter().flatten().map(String::as_str).collect();
                names::ident_text(&texts.join(" "), Case::Snake)
            }
        }
    }

    /// The name of a bound function or action without its namespace.
    fn short<'n>(&self, name: &'n str) -> &'n str {
        let (namespace, short) = spaces::split_name(name);
        let is_known = |known: &&str| known.eq_ignore_ascii_case(namespace);
        if !short.is_empty() && self.namespaces.iter().any(is_known) {
            short
        } else {
            name
        }
    }

    /// Whether a child is nothing but operations: then it is no place of its own.
    fn is_folded(&self, child: Child<'_>) -> bool {
        let is_named = match child.step {
            Step::Name(_) | Step::Call { .. } => true,
            Step::Key | Step::Cast(_) | Step::AlternateKey(_) | Step::ItemPath | Step::Text(_) => {
                false
            }
        };
        let foldable = |index: &OpIndex| {
            let kind = self.operations[*index].operation.kind;
            folded_verb(kind).is_some()
                || matches!(
                    kind,
                    OperationKind::Action | OperationKind::Function | OperationKind::Delta
                )
        };
        is_named && child.tree.children.is_empty() && child.tree.operations.iter().all(foldable)
    }
}

/// `width_and_height`.
fn listed(arguments: &[StepArgument]) -> String {
    let names = arguments
        .iter()
        .map(|argument| names::ident_text(argument.variable(), Case::Snake));
    names.collect::<Vec<_>>().join("_and_")
}

/// An operation of this place or of one below, to say where a name is from.
fn any_operation(place: &Tree) -> Option<OpIndex> {
    let mut open = vec![place];
    while let Some(place) = open.pop() {
        if let Some(operation) = place.operations.first() {
            return Some(*operation);
        }
        open.extend(place.children.values());
    }
    None
}

/// The namespaces of these types, each once.
fn namespaces<'m>(types: impl Iterator<Item = &'m TypeName>) -> Vec<&'m str> {
    let mut found: Vec<&str> = types.map(|name| spaces::split_name(&name.0).0).collect();
    found.sort_unstable_by_key(|name| Reverse(*name));
    found.dedup();
    found
}
