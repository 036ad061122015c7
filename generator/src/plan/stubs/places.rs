//! From kinds of places to the structs and methods that stand for them. Knows what operations take; decides no kind.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::plan::files::rust_file;
use crate::plan::names::{self, Case, Scope};
use crate::plan::{DocLevel, Gate, RustIdent, Scalar};

use super::classes::{Class, ClassId, Classes, Goal, Method, Word};
use super::homes::{self, Home};
use super::route::{Edge, EdgeArgument};
use super::{
    Argument, ArgumentTarget, Condition, Node, NodeMethod, Operation, PlaceFile, Step,
    StepArgument, StepPiece, Target, texts,
};

/// What places refer to.
pub(super) struct Places<'a> {
    /// How much rustdoc says.
    pub(super) level: DocLevel,
    pub(super) classes: &'a Classes,
    /// The operations, by index.
    pub(super) operations: &'a [Operation],
    /// Where each lives.
    pub(super) homes: &'a [Home],
    /// The names of the kinds.
    pub(super) names: Vec<RustIdent>,
    /// When each kind is there.
    pub(super) conditions: Vec<Condition>,
}

impl<'a> Places<'a> {
    pub(super) fn new(
        level: DocLevel,
        classes: &'a Classes,
        operations: &'a [Operation],
        homes: &'a [Home],
    ) -> Self {
        Self {
            level,
            names: class_names(classes),
            conditions: conditions(classes, homes),
            classes,
            operations,
            homes,
        }
    }

    /// The files, by the first segment of the places in them.
    pub(super) fn files(&self) -> Vec<PlaceFile> {
        let mut order: Vec<ClassId> = (0..self.classes.all.len() - 1).collect();
        order.sort_by_key(|id| &self.classes.all[*id].place);
        let mut groups: BTreeMap<String, Vec<ClassId>> = BTreeMap::new();
        for id in order {
            groups.entry(self.group(id)).or_default().push(id);
        }
        let mut taken = BTreeSet::new();
        let mut files = Vec::new();
        for (group, ids) in &groups {
            for part in ids.chunks(MAX_NODES) {
                files.push((names::module(group, &mut taken), part));
            }
        }
        let file = |(ident, part): (RustIdent, &[ClassId])| PlaceFile {
            file: rust_file(&format!("src/paths/{}", ident.text())),
            ident,
            condition: union(part.iter().map(|id| &self.conditions[*id])),
            nodes: part.iter().map(|id| self.node(*id)).collect(),
        };
        files.into_par_iter().map(file).collect()
    }

    fn group(&self, id: ClassId) -> String {
        let first = self.classes.all[id].place.words.first();
        match first {
            Some(Word::Name(name)) => name.clone(),
            Some(Word::Item | Word::By(_)) | None => "item".to_owned(),
        }
    }

    fn node(&self, id: ClassId) -> Node {
        let class = &self.classes.all[id];
        Node {
            ident: self.names[id].clone(),
            docs: texts::node_docs(self.level, &class.place.template),
            condition: self.conditions[id].clone(),
            methods: self.methods(class),
        }
    }

    /// The methods of a kind of place.
    pub(super) fn methods(&self, class: &Class) -> Vec<NodeMethod> {
        let labels = &class.place.labels;
        class
            .methods
            .iter()
            .zip(labels)
            .map(|(method, labels)| self.method(class, method, labels))
            .collect()
    }

    fn method(&self, class: &Class, method: &Method, labels: &[String]) -> NodeMethod {
        let (target, condition, deprecated) = match method.target {
            Goal::Class(id) => (
                Target::Node(self.names[id].clone()),
                self.conditions[id].clone(),
                None,
            ),
            Goal::Operation(at) => {
                let operation = &self.operations[at];
                let target = Target::Operation {
                    ident: operation.ident.clone(),
                    arguments: operation.arguments.clone(),
                    body: operation.body.clone(),
                };
                (
                    target,
                    self.homes[at].condition(),
                    operation.deprecated.clone(),
                )
            }
        };
        let (step, arguments) = match &method.edge {
            None => (None, Vec::new()),
            Some(edge) => {
                let (step, arguments) = step(edge, &target);
                (Some(step), arguments)
            }
        };
        let place = &class.place.template;
        let url = texts::url(place, method.edge.as_ref(), labels);
        let docs = match method.target {
            Goal::Class(_) => texts::step_docs(self.level, &url),
            Goal::Operation(at) => texts::call_docs(self.level, &url, &self.operations[at]),
        };
        NodeMethod {
            ident: method.ident.clone(),
            docs,
            condition,
            deprecated,
            step,
            arguments,
            target,
        }
    }
}

/// More kinds of places than this are more than a file holds.
const MAX_NODES: usize = 40;

/// What an edge adds to the URL, and the arguments that it takes; their names differ from those that the target takes.
fn step(edge: &Edge, target: &Target) -> (Step, Vec<Argument>) {
    let mut scope = Scope::default();
    if let Target::Operation {
        arguments, body, ..
    } = target
    {
        let taken = arguments.iter().map(|argument| &argument.ident);
        for ident in taken.chain(body.iter().map(|body| &body.ident)) {
            let _ = scope.try_name(ident.text(), Case::Snake);
        }
    }
    let mut arguments = Vec::new();
    let mut argument = |name: &str, scalar: Scalar| {
        let ident = scope.name(name, Case::Snake);
        arguments.push(Argument {
            ident: ident.clone(),
            scalar,
            target: ArgumentTarget::Path,
        });
        ident
    };
    let mut named = |given: &[EdgeArgument]| {
        let step = |given: &EdgeArgument| StepArgument {
            name: given.name.clone(),
            quoted: given.quoted,
            ident: match given.name.as_str() {
                "" => argument("key", given.scalar),
                name => argument(name, given.scalar),
            },
        };
        given.iter().map(step).collect::<Vec<_>>()
    };
    let step = match edge {
        Edge::Name(name) | Edge::Cast(name) => Step::Name(name.clone()),
        Edge::Call { name, arguments } => Step::Call {
            name: name.clone(),
            arguments: named(arguments),
        },
        Edge::AlternateKey(arguments) => Step::AlternateKey(named(arguments)),
        Edge::Key => Step::Key(argument("id", Scalar::Text)),
        Edge::ItemPath => Step::ItemPath(argument("path", Scalar::Text)),
        Edge::Text(pieces) => {
            let piece = |piece: &Option<String>| match piece {
                Some(text) => StepPiece::Text(text.clone()),
                None => StepPiece::Value(argument("value", Scalar::Text)),
            };
            Step::Text(pieces.iter().map(piece).collect())
        }
    };
    (step, arguments)
}

/// Names the kinds: by the last segments of their first place, as few as tell it from those named before.
fn class_names(classes: &Classes) -> Vec<RustIdent> {
    let mut order: Vec<ClassId> = (0..classes.all.len() - 1).collect();
    order.sort_by_key(|id| &classes.all[*id].place);
    let mut scope = Scope::default();
    let mut names: Vec<Option<RustIdent>> = vec![None; classes.all.len()];
    // The root is the client.
    let root = scope.name("Client", Case::Pascal);
    for id in order {
        let words = &classes.all[id].place.words;
        let name = (1..=words.len()).find_map(|count| {
            let name = joined(&words[words.len() - count..])?;
            scope.try_name(&name, Case::Pascal)
        });
        let name = name.unwrap_or_else(|| {
            let all = joined(words).unwrap_or_else(|| "item".to_owned());
            scope.name(&all, Case::Pascal)
        });
        names[id] = Some(name);
    }
    names
        .into_iter()
        .map(|name| name.unwrap_or_else(|| root.clone()))
        .collect()
}

/// `users messages item`: the words of a name, which begins with a segment and says `item` once, at the end.
fn joined(words: &[Word]) -> Option<String> {
    let last = words.len().checked_sub(1)?;
    match words.first()? {
        Word::Item | Word::By(_) => return None,
        Word::Name(_) => {}
    }
    let words = words
        .iter()
        .enumerate()
        .filter_map(|(at, word)| match word {
            Word::Name(name) | Word::By(name) => Some(name.as_str()),
            Word::Item => (at == last).then_some("item"),
        });
    Some(words.collect::<Vec<_>>().join(" "))
}

/// When each kind is there: when an operation at it or below it is.
fn conditions(classes: &Classes, homes: &[Home]) -> Vec<Condition> {
    let mut gates: Vec<BTreeSet<&Gate>> = Vec::with_capacity(classes.all.len());
    for class in &classes.all {
        let mut found = BTreeSet::new();
        for method in &class.methods {
            match method.target {
                Goal::Operation(at) => {
                    found.insert(&homes[at].gate);
                }
                // Kinds stand after those that they lead to.
                Goal::Class(id) => found.extend(gates[id].iter().copied()),
            }
        }
        gates.push(found);
    }
    gates
        .into_iter()
        .map(|gates| homes::any(gates.into_iter()))
        .collect()
}

/// When one of several things is there.
fn union<'c>(conditions: impl Iterator<Item = &'c Condition>) -> Condition {
    let mut gates = BTreeSet::new();
    for condition in conditions {
        match condition {
            Condition::Any(features) | Condition::All(features) => {
                gates.extend(features.iter().cloned().map(Some));
            }
            Condition::Always => return Condition::Always,
        }
    }
    homes::any(gates.iter())
}
