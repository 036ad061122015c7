//! What the methods of a place are called: operations by what they do, places by their segments. Two that ask for one name:
//! the one that more people look for gets it, the other is called by its page. Knows nothing of the place's surroundings.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::model::operation::{Location, Method, OperationKind};
use crate::model::{Operation, OperationId, TypeName};
use crate::plan::customs::Customs;
use crate::plan::names::{self, Case, Scope};
use crate::plan::{RustIdent, spaces};

use super::Collision;
use super::route::{Edge, EdgeArgument};
use super::tree::{OpIndex, Tree};

/// What is known about all operations when places are named.
pub(super) struct Namer<'m> {
    /// The operations, by id.
    pub(super) operations: Vec<(&'m OperationId, &'m Operation)>,
    /// What the user wants operations to be called.
    pub(super) wishes: &'m Customs,
    /// The namespaces of the API's types.
    pub(super) namespaces: Vec<&'m str>,
    /// Names that two things asked for.
    pub(super) collisions: Vec<Collision>,
}

/// A method of a place.
pub(super) struct Entry<'t> {
    pub(super) ident: RustIdent,
    pub(super) leads: Leads<'t>,
}

/// Where a method leads.
pub(super) enum Leads<'t> {
    /// To an operation at this place.
    Here(OpIndex),
    /// To an operation at the end of an edge below which there is nothing else.
    Below(&'t Edge, &'t Tree, OpIndex),
    /// To another place.
    To(&'t Edge, &'t Tree),
}

/// A method that has no name yet.
struct Request<'t> {
    wanted: String,
    /// Names to try when that one is taken.
    otherwise: Vec<String>,
    leads: Leads<'t>,
}

impl<'m> Namer<'m> {
    /// Names the methods of a place. What is reserved is taken from the start; then come the names that the user has for operations.
    pub(super) fn entries<'t>(&mut self, place: &'t Tree, reserved: &[&str]) -> Vec<Entry<'t>> {
        let mut wished = Vec::new();
        let mut first = Vec::new();
        let mut second = Vec::new();
        let mut verbs: BTreeMap<(usize, &str), Vec<OpIndex>> = BTreeMap::new();
        for operation in &place.operations {
            if let Some(wish) = self.wish(*operation) {
                wished.push(self.request(wish, *operation, Leads::Here(*operation)));
                continue;
            }
            let verb = verb(self.operations[*operation].1);
            let at = VERBS.iter().position(|known| *known == verb);
            let order = (at.unwrap_or(VERBS.len()), verb);
            verbs.entry(order).or_default().push(*operation);
        }
        for ((_, verb), operations) in verbs {
            self.share(verb, operations, Leads::Here, &mut first, &mut second);
        }
        for (edge, name) in self.edge_names(place) {
            let child = &place.children[edge];
            if self.is_folded(edge, child) {
                let mut by_name: BTreeMap<String, Vec<OpIndex>> = BTreeMap::new();
                for operation in &child.operations {
                    if let Some(wish) = self.wish(*operation) {
                        let leads = Leads::Below(edge, child, *operation);
                        wished.push(self.request(wish, *operation, leads));
                        continue;
                    }
                    let known = folded_verb(self.operations[*operation].1.kind);
                    let name = known.map_or_else(|| name.clone(), str::to_owned);
                    by_name.entry(name).or_default().push(*operation);
                }
                for (name, operations) in by_name {
                    let leads = |operation| Leads::Below(edge, child, operation);
                    self.share(&name, operations, leads, &mut first, &mut second);
                }
            } else {
                first.push(Request {
                    otherwise: vec![format!("{name} segment")],
                    wanted: name,
                    leads: Leads::To(edge, child),
                });
            }
        }
        let requests = wished.into_iter().chain(first).chain(second);
        self.give(requests, Scope::reserving(reserved))
    }

    /// What the user wants the operation to be called.
    fn wish(&self, operation: OpIndex) -> Option<&'m str> {
        self.wishes.operation_name(self.operations[operation].0)
    }

    /// An operation asks for a name, and otherwise for that of its page.
    fn request<'t>(&self, name: &str, operation: OpIndex, leads: Leads<'t>) -> Request<'t> {
        let (id, definition) = self.operations[operation];
        Request {
            wanted: name.to_owned(),
            otherwise: vec![definition.title.clone(), id.0.clone()],
            leads,
        }
    }

    /// The best of the operations gets the name, the others are called by their pages.
    fn share<'t>(
        &self,
        name: &str,
        mut operations: Vec<OpIndex>,
        leads: impl Fn(OpIndex) -> Leads<'t>,
        first: &mut Vec<Request<'t>>,
        second: &mut Vec<Request<'t>>,
    ) {
        operations.sort_by_key(|operation| self.rank(*operation));
        for (at, operation) in operations.into_iter().enumerate() {
            let request = self.request(name, operation, leads(operation));
            if at == 0 { &mut *first } else { &mut *second }.push(request);
        }
    }

    /// Less is better: pages that need special options or are deprecated come last, and the plainest name comes first.
    fn rank(&self, operation: OpIndex) -> (bool, usize, usize, &'m OperationId) {
        let (id, definition) = self.operations[operation];
        let special = definition.parameters.iter().filter(|parameter| {
            let is_query = match parameter.location {
                Location::Query => true,
                Location::Path | Location::Header => false,
            };
            is_query && (parameter.required || parameter.value.is_some())
        });
        (
            definition.deprecated.is_some(),
            special.count(),
            id.0.len(),
            id,
        )
    }

    fn give<'t>(
        &mut self,
        requests: impl Iterator<Item = Request<'t>>,
        mut scope: Scope,
    ) -> Vec<Entry<'t>> {
        let mut entries = Vec::new();
        for request in requests {
            let mut names = std::iter::once(&request.wanted).chain(&request.otherwise);
            let ident = names
                .find_map(|name| scope.try_name(name, Case::Snake))
                .unwrap_or_else(|| scope.name(&request.wanted, Case::Snake));
            let wanted = names::ident_text(&request.wanted, Case::Snake);
            if ident.text() != wanted {
                self.note(&request.leads, wanted, &ident);
            }
            entries.push(Entry {
                ident,
                leads: request.leads,
            });
        }
        entries
    }

    fn note(&mut self, leads: &Leads<'_>, wanted: String, given: &RustIdent) {
        let operation = match leads {
            Leads::Here(operation) | Leads::Below(_, _, operation) => Some(*operation),
            Leads::To(_, child) => any_operation(child),
        };
        if let Some(operation) = operation {
            self.collisions.push(Collision {
                page: self.operations[operation].1.page.clone(),
                wanted,
                given: given.text().to_owned(),
            });
        }
    }

    /// The names that the edges of a place ask for. Calls that differ in their arguments only are told apart by those.
    fn edge_names<'t>(&self, place: &'t Tree) -> Vec<(&'t Edge, String)> {
        let mut groups: BTreeMap<String, Vec<&Edge>> = BTreeMap::new();
        for edge in place.children.keys() {
            groups.entry(self.base_name(edge)).or_default().push(edge);
        }
        let mut names = Vec::new();
        for (base, edges) in groups {
            let is_alone = edges.len() == 1;
            names.extend(edges.into_iter().map(|edge| {
                let name = match edge {
                    Edge::Call { arguments, .. } if !is_alone && !arguments.is_empty() => {
                        format!("{base} with {}", listed(arguments))
                    }
                    Edge::Name(_)
                    | Edge::Key
                    | Edge::Cast(_)
                    | Edge::Call { .. }
                    | Edge::AlternateKey(_)
                    | Edge::ItemPath
                    | Edge::Text(_) => base.clone(),
                };
                (edge, name)
            }));
        }
        names
    }

    fn base_name(&self, edge: &Edge) -> String {
        match edge {
            Edge::Name(name) | Edge::Call { name, .. } => {
                names::ident_text(self.short(name), Case::Snake)
            }
            Edge::Key => "id".to_owned(),
            Edge::Cast(ty) => {
                let short = spaces::split_name(ty).1;
                names::ident_text(&format!("as {short}"), Case::Snake)
            }
            Edge::AlternateKey(arguments) => listed(arguments),
            Edge::ItemPath => "path".to_owned(),
            Edge::Text(pieces) => {
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

    /// Whether what the edge leads to is nothing but an operation: then the edge has no place of its own.
    fn is_folded(&self, edge: &Edge, child: &Tree) -> bool {
        let is_named = match edge {
            Edge::Name(_) | Edge::Call { .. } => true,
            Edge::Key | Edge::Cast(_) | Edge::AlternateKey(_) | Edge::ItemPath | Edge::Text(_) => {
                false
            }
        };
        let foldable = |operation: &OpIndex| {
            let kind = self.operations[*operation].1.kind;
            folded_verb(kind).is_some()
                || matches!(
                    kind,
                    OperationKind::Action | OperationKind::Function | OperationKind::Delta
                )
        };
        is_named && child.children.is_empty() && child.operations.iter().all(foldable)
    }
}

/// The verbs that operations have at their places, in the order of the methods.
const VERBS: [&str; 8] = [
    "get", "list", "create", "update", "replace", "delete", "download", "upload",
];

fn verb(operation: &Operation) -> &'static str {
    match operation.kind {
        OperationKind::Get => "get",
        OperationKind::List => "list",
        OperationKind::Create => "create",
        OperationKind::Update => "update",
        OperationKind::Replace => "replace",
        OperationKind::Delete => "delete",
        OperationKind::Download => "download",
        OperationKind::Upload => "upload",
        OperationKind::Delta => "delta",
        OperationKind::AddReference => "add_reference",
        OperationKind::RemoveReference => "remove_reference",
        OperationKind::ListReferences => "list_references",
        OperationKind::Count => "count",
        OperationKind::Action | OperationKind::Function => match operation.method {
            Method::Get => "get",
            Method::Head => "head",
            Method::Post => "post",
            Method::Put => "put",
            Method::Patch => "patch",
            Method::Delete => "delete",
            Method::Options => "options",
        },
    }
}

/// The name of an operation whose segment says less than its kind.
fn folded_verb(kind: OperationKind) -> Option<&'static str> {
    match kind {
        OperationKind::AddReference => Some("add_reference"),
        OperationKind::RemoveReference => Some("remove_reference"),
        OperationKind::ListReferences => Some("list_references"),
        OperationKind::Count => Some("count"),
        OperationKind::Get
        | OperationKind::List
        | OperationKind::Create
        | OperationKind::Update
        | OperationKind::Replace
        | OperationKind::Delete
        | OperationKind::Action
        | OperationKind::Function
        | OperationKind::Delta
        | OperationKind::Download
        | OperationKind::Upload => None,
    }
}

/// `width and height`; a key without a name is `key`.
fn listed(arguments: &[EdgeArgument]) -> String {
    let name = |argument: &EdgeArgument| match argument.name.as_str() {
        "" => "key".to_owned(),
        name => names::ident_text(name, Case::Snake),
    };
    arguments.iter().map(name).collect::<Vec<_>>().join("_and_")
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
pub(super) fn namespaces<'m>(types: impl Iterator<Item = &'m TypeName>) -> Vec<&'m str> {
    let mut found: Vec<&str> = types.map(|name| spaces::split_name(&name.0).0).collect();
    found.sort_unstable_by_key(|name| Reverse(*name));
    found.dedup();
    found
}
