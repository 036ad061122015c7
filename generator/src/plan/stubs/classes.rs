//! From the tree of places to kinds of places: those with the same methods, which lead to the same kinds, are one kind.
//! Knows the names of methods; knows nothing of what operations take or return.

use crate::plan::RustIdent;
use crate::table::Table;

use super::names::{Leads, Namer};
use super::route::Edge;
use super::tree::{OpIndex, Tree};

/// A kind of place, as its place in [`Classes::all`].
pub(super) type ClassId = usize;

/// A method of a kind of place.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Method {
    pub(super) ident: RustIdent,
    pub(super) edge: Option<Edge>,
    pub(super) target: Goal,
}

/// Where a method leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Goal {
    Operation(OpIndex),
    Class(ClassId),
}

/// A kind of place.
#[derive(Debug)]
pub(super) struct Class {
    /// Its methods, in their order.
    pub(super) methods: Vec<Method>,
    /// Where the first place of this kind is.
    pub(super) place: Place,
}

/// Where a place is: the shortest way, and of those the first in the alphabet, is the one that names a kind.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    /// How far away from the root, in edges; other keys than the id count twice.
    pub(super) depth: usize,
    /// The URL template.
    pub(super) template: String,
    /// The words that a name is made of, one for each edge.
    pub(super) words: Vec<Word>,
    /// What the parameters of each method are called in the page, by method.
    pub(super) labels: Vec<Vec<String>>,
}

/// A word for the name of a kind of place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Word {
    /// A segment.
    Name(String),
    /// One of the collection before.
    Item,
    /// The same, found in another way; never first in a name.
    By(String),
}

/// All kinds of places.
pub(super) struct Classes {
    /// Each after those that it leads to; the root is the last.
    pub(super) all: Vec<Class>,
}

/// Finds the kinds. What is reserved is no name for a method of a place, or of the root.
pub(super) fn classes(
    tree: &Tree,
    namer: &mut Namer<'_>,
    reserved: &[&str],
    reserved_at_root: &[&str],
) -> Classes {
    let mut builder = Builder {
        namer,
        reserved,
        known: Table::default(),
        all: Vec::new(),
    };
    let (methods, labels) = builder.methods(tree, None, reserved_at_root);
    let place = Place {
        labels,
        ..Place::default()
    };
    builder.all.push(Class { methods, place });
    Classes { all: builder.all }
}

struct Builder<'a, 'm> {
    namer: &'a mut Namer<'m>,
    reserved: &'a [&'a str],
    known: Table<Vec<Method>, ClassId>,
    all: Vec<Class>,
}

impl Builder<'_, '_> {
    fn class(&mut self, tree: &Tree, step: &Step<'_>) -> ClassId {
        let reserved = self.reserved;
        let (methods, labels) = self.methods(tree, Some(step), reserved);
        if let Some(id) = self.known.get(&methods) {
            let class = &mut self.all[*id];
            // Most places are farther away than the first one of their kind, and need not be described.
            if step.depth <= class.place.depth {
                let place = step.place(labels);
                if place < class.place {
                    class.place = place;
                }
            }
            return *id;
        }
        self.known.insert(methods.clone(), self.all.len());
        let place = step.place(labels);
        self.all.push(Class { methods, place });
        self.all.len() - 1
    }

    fn methods(
        &mut self,
        tree: &Tree,
        step: Option<&Step<'_>>,
        reserved: &[&str],
    ) -> (Vec<Method>, Vec<Vec<String>>) {
        let mut methods = Vec::new();
        let mut labels = Vec::new();
        for entry in self.namer.entries(tree, reserved) {
            let (edge, target, label) = match entry.leads {
                Leads::Here(operation) => (None, Goal::Operation(operation), Vec::new()),
                Leads::Below(edge, child, operation) => (
                    Some(edge.clone()),
                    Goal::Operation(operation),
                    child.parameters.clone(),
                ),
                Leads::To(edge, child) => {
                    let target = item_or_self(tree, edge, child);
                    let step = Step::new(step, &entry.ident, edge, &child.parameters);
                    let class = self.class(target, &step);
                    (
                        Some(edge.clone()),
                        Goal::Class(class),
                        child.parameters.clone(),
                    )
                }
            };
            methods.push(Method {
                ident: entry.ident,
                edge,
                target,
            });
            labels.push(label);
        }
        (methods, labels)
    }
}

/// Where an edge leads: an item found by another key is the item found by its id, if that can do all that this one can.
fn item_or_self<'t>(tree: &'t Tree, edge: &Edge, child: &'t Tree) -> &'t Tree {
    match (edge, tree.children.get(&Edge::Key)) {
        (Edge::AlternateKey(_) | Edge::Text(_), Some(item)) if child.is_part_of(item) => item,
        _ => child,
    }
}

/// The last step of the way to a place.
struct Step<'a> {
    before: Option<&'a Step<'a>>,
    method: &'a RustIdent,
    edge: &'a Edge,
    parameters: &'a [String],
    depth: usize,
}

impl<'a> Step<'a> {
    fn new(
        before: Option<&'a Step<'a>>,
        method: &'a RustIdent,
        edge: &'a Edge,
        parameters: &'a [String],
    ) -> Self {
        // A place that an id finds too is named so.
        let length = match edge {
            Edge::AlternateKey(_) | Edge::Text(_) => 2,
            Edge::Name(_) | Edge::Key | Edge::Cast(_) | Edge::Call { .. } | Edge::ItemPath => 1,
        };
        Self {
            before,
            method,
            edge,
            parameters,
            depth: before.map_or(0, |before| before.depth) + length,
        }
    }

    fn place(&self, labels: Vec<Vec<String>>) -> Place {
        let mut steps: Vec<&Step<'_>> = std::iter::successors(Some(self), |it| it.before).collect();
        steps.reverse();
        let written = steps.iter().map(|step| written(step.edge, step.parameters));
        Place {
            depth: self.depth,
            template: written.collect(),
            words: steps.iter().map(|step| step.word()).collect(),
            labels,
        }
    }

    fn word(&self) -> Word {
        let method = self.method.text();
        match self.edge {
            Edge::Key => Word::Item,
            Edge::Name(_) | Edge::Cast(_) | Edge::Call { .. } => Word::Name(method.to_owned()),
            Edge::AlternateKey(_) | Edge::Text(_) => Word::By(format!("by {method}")),
            Edge::ItemPath => Word::By("path".to_owned()),
        }
    }
}

/// What an edge adds to a URL template.
pub(super) fn written(edge: &Edge, parameters: &[String]) -> String {
    let mut parameters = parameters.iter();
    let mut value = || format!("{{{}}}", parameters.next().map_or("", String::as_str));
    match edge {
        Edge::Name(name) | Edge::Cast(name) => format!("/{name}"),
        Edge::Key => format!("/{}", value()),
        Edge::ItemPath => format!(":/{}:", value()),
        Edge::Text(pieces) => {
            let pieces = pieces.iter();
            let text: String = pieces
                .map(|piece| piece.clone().unwrap_or_else(&mut value))
                .collect();
            format!("/{text}")
        }
        Edge::Call { arguments, .. } | Edge::AlternateKey(arguments) => {
            let name = match edge {
                Edge::Call { name, .. } => format!("/{name}"),
                _ => String::new(),
            };
            let arguments: Vec<String> = arguments
                .iter()
                .map(|argument| {
                    let equals = if argument.name.is_empty() { "" } else { "=" };
                    let quote = if argument.quoted { "'" } else { "" };
                    format!("{}{equals}{quote}{}{quote}", argument.name, value())
                })
                .collect();
            format!("{name}({})", arguments.join(","))
        }
    }
}
