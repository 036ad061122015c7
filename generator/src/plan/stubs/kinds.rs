//! From the tree of places to kinds of places: those with the same methods, which lead to the same kinds, are one kind.
//! Knows the names of methods; knows nothing of what operations take or return.

use crate::plan::RustIdent;
use crate::unordered::UnorderedMap;

use super::method_names::MethodNamer;
use super::route::OpIndex;
use super::step::Step;
use super::tree::{Child, Tree};

/// A kind of place, as an index into [`Kinds::places`].
pub(super) type KindId = usize;

/// A method of a kind of place.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct KindMethod {
    pub(super) ident: RustIdent,
    pub(super) step: Option<Step>,
    pub(super) target: KindTarget,
}

/// What a method returns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum KindTarget {
    Operation(OpIndex),
    Place(KindId),
}

/// A kind of place.
#[derive(Debug)]
pub(super) struct Kind {
    /// Its methods, in their order.
    pub(super) methods: Vec<KindMethod>,
    /// The place of this kind that is nearest to the root.
    pub(super) first: FirstPlace,
}

/// The place that a kind is named after: the nearest to the root, and of those the first in the alphabet.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct FirstPlace {
    /// How far away from the root, in steps; other keys than the id count twice.
    pub(super) depth: usize,
    /// The URL template.
    pub(super) template: String,
    /// The words that a name is made of, one for each step.
    pub(super) words: Vec<NameWord>,
    /// By method: what the page calls the parameters of its step.
    pub(super) parameters: Vec<Vec<String>>,
}

/// A word for the name of a kind of place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum NameWord {
    /// A segment.
    Segment(String),
    /// One of the collection before.
    Item,
    /// The same, found by another key; never first in a name.
    By(String),
}

/// All kinds of places.
pub(super) struct Kinds {
    /// Each after those that its methods return.
    pub(super) places: Vec<Kind>,
    /// The root: the client.
    pub(super) root: Kind,
}

/// Names that mean something else on every place.
const PLACE_METHODS: [&str; 2] = ["clone", "into"];

/// Names that mean something else on the client.
const CLIENT_METHODS: [&str; 12] = [
    "new",
    "builder",
    "root",
    "path",
    "execute",
    "batch",
    "clone",
    "into",
    "from",
    "deref",
    "base_url",
    "resume_page",
];

/// Finds the kinds.
pub(super) fn find(tree: &Tree, namer: &mut MethodNamer<'_>) -> Kinds {
    let mut builder = Builder {
        namer,
        known: UnorderedMap::default(),
        places: Vec::new(),
    };
    let (methods, parameters) = builder.methods(tree, None, &CLIENT_METHODS);
    Kinds {
        places: builder.places,
        root: Kind {
            methods,
            first: FirstPlace {
                parameters,
                ..FirstPlace::default()
            },
        },
    }
}

struct Builder<'a, 'm> {
    namer: &'a mut MethodNamer<'m>,
    known: UnorderedMap<Vec<KindMethod>, KindId>,
    places: Vec<Kind>,
}

impl Builder<'_, '_> {
    fn kind(&mut self, tree: &Tree, position: &Position<'_>) -> KindId {
        let (methods, parameters) = self.methods(tree, Some(position), &PLACE_METHODS);
        if let Some(id) = self.known.get(&methods) {
            let kind = &mut self.places[*id];
            // Most places are farther away than the first one of their kind, and need not be described.
            if position.depth <= kind.first.depth {
                let place = position.place(parameters);
                if place < kind.first {
                    kind.first = place;
                }
            }
            return *id;
        }
        self.known.insert(methods.clone(), self.places.len());
        let first = position.place(parameters);
        self.places.push(Kind { methods, first });
        self.places.len() - 1
    }

    /// The methods of a place, and what the page calls the parameters of each.
    fn methods(
        &mut self,
        tree: &Tree,
        position: Option<&Position<'_>>,
        reserved: &[&str],
    ) -> (Vec<KindMethod>, Vec<Vec<String>>) {
        let mut methods = Vec::new();
        let mut parameters = Vec::new();
        for named in self.namer.methods(tree, reserved) {
            let target = match (named.operation, named.child) {
                (Some(operation), _) => KindTarget::Operation(operation),
                (None, Some(child)) => {
                    let position = Position::new(position, &named.ident, child);
                    KindTarget::Place(self.kind(item_or_self(tree, child), &position))
                }
                (None, None) => continue,
            };
            methods.push(KindMethod {
                ident: named.ident,
                step: named.child.map(|child| child.step.clone()),
                target,
            });
            let child = named.child.map(|child| child.tree.parameters.clone());
            parameters.push(child.unwrap_or_default());
        }
        (methods, parameters)
    }
}

/// Where a step leads: an item found by another key is the item found by its id, if that can do all that this one can.
fn item_or_self<'t>(tree: &'t Tree, child: Child<'t>) -> &'t Tree {
    match (child.step, tree.children.get(&Step::Key)) {
        (Step::AlternateKey(_) | Step::Text(_), Some(item)) if child.tree.is_part_of(item) => item,
        _ => child.tree,
    }
}

/// Where the walk through the tree is: the last step, and the position before it.
struct Position<'a> {
    before: Option<&'a Position<'a>>,
    method: &'a RustIdent,
    child: Child<'a>,
    depth: usize,
}

impl<'a> Position<'a> {
    fn new(before: Option<&'a Position<'a>>, method: &'a RustIdent, child: Child<'a>) -> Self {
        // A place that an id finds too is named so.
        let length = match child.step {
            Step::AlternateKey(_) | Step::Text(_) => 2,
            Step::Name(_) | Step::Key | Step::Cast(_) | Step::Call { .. } | Step::ItemPath => 1,
        };
        Self {
            before,
            method,
            child,
            depth: before.map_or(0, |before| before.depth) + length,
        }
    }

    fn place(&self, parameters: Vec<Vec<String>>) -> FirstPlace {
        let mut steps: Vec<&Position<'_>> =
            std::iter::successors(Some(self), |position| position.before).collect();
        steps.reverse();
        let template = |step: &&Position<'_>| step.child.step.template(&step.child.tree.parameters);
        FirstPlace {
            depth: self.depth,
            template: steps.iter().map(template).collect(),
            words: steps.iter().map(|step| step.word()).collect(),
            parameters,
        }
    }

    fn word(&self) -> NameWord {
        let method = self.method.text();
        match self.child.step {
            Step::Key => NameWord::Item,
            Step::Name(_) | Step::Cast(_) | Step::Call { .. } => {
                NameWord::Segment(method.to_owned())
            }
            Step::AlternateKey(_) | Step::Text(_) => NameWord::By(format!("by {method}")),
            Step::ItemPath => NameWord::By("path".to_owned()),
        }
    }
}
