//! From kinds of places to the structs and methods that stand for them. Knows what operations take; decides no kind.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::plan::files::rust_file;
use crate::plan::names::{self, Case, Scope};
use crate::plan::{DocLevel, Gate, RustIdent};

use super::kinds::{Kind, KindId, KindMethod, KindTarget, Kinds, NameWord};
use super::operations::Planned;
use super::step::Step;
use super::{
    Argument, ArgumentTarget, Condition, PlaceFile, PlaceKind, PlaceMethod, PlaceModule, Target,
    texts,
};

/// What places refer to.
pub(super) struct Places<'a> {
    /// How much rustdoc says.
    level: DocLevel,
    kinds: &'a Kinds,
    /// The operations, by index.
    operations: &'a [Planned<'a>],
    /// By kind: its declaration.
    declared: Vec<Declared>,
}

/// The names that a file of places imports: no module that it declares has one of them.
const IMPORTED: [&str; 4] = ["models", "operations", "paths", "rt"];

/// The depth of the modules below `paths` itself.
const TOP: usize = 1;

/// A folder of modules of places.
struct Folder<'f> {
    path: &'f str,
    /// How far its modules are below `paths`: the number of the segment that they are named after.
    depth: usize,
    /// When it is compiled.
    condition: &'f Condition,
}

/// What a file of places will hold.
struct Contents {
    path: String,
    depth: usize,
    condition: Condition,
    modules: Vec<PlaceModule>,
    kinds: Vec<KindId>,
}

/// The name of a kind of place, and when it is compiled.
struct Declared {
    ident: RustIdent,
    condition: Condition,
}

impl<'a> Places<'a> {
    pub(super) fn new(level: DocLevel, kinds: &'a Kinds, operations: &'a [Planned<'a>]) -> Self {
        let order = by_first_place(kinds);
        let names = kind_names(kinds, &order);
        let declared = names.into_iter().zip(conditions(kinds, operations));
        Self {
            level,
            declared: declared
                .map(|(ident, condition)| Declared { ident, condition })
                .collect(),
            kinds,
            operations,
        }
    }

    /// The modules below `paths`, and all files.
    pub(super) fn files(&self) -> (Vec<PlaceModule>, Vec<PlaceFile>) {
        let mut contents = Vec::new();
        let all = Folder {
            path: "src/paths",
            depth: TOP,
            condition: &Condition::Always,
        };
        let modules = self.modules(by_first_place(self.kinds), &all, &mut contents);
        contents.sort_by(|a, b| a.path.cmp(&b.path));
        let file = |contents: Contents| PlaceFile {
            file: rust_file(&contents.path),
            depth: contents.depth,
            kinds: contents
                .kinds
                .iter()
                .map(|id| self.kind(*id, &contents.condition))
                .collect(),
            condition: contents.condition,
            modules: contents.modules,
        };
        (modules, contents.into_par_iter().map(file).collect())
    }

    /// Distributes kinds over the files of a folder, by the next segment of their URLs. What is too much for one file gets a
    /// folder of its own.
    fn modules(
        &self,
        kinds: Vec<KindId>,
        folder: &Folder<'_>,
        out: &mut Vec<Contents>,
    ) -> Vec<PlaceModule> {
        let mut groups: BTreeMap<&str, Vec<KindId>> = BTreeMap::new();
        for id in kinds {
            let segment = self.segment(id, folder.depth).unwrap_or("item");
            groups.entry(segment).or_default().push(id);
        }
        // Modules below `paths` itself stand beside no imports.
        let mut taken: BTreeSet<String> = if folder.depth == TOP {
            BTreeSet::new()
        } else {
            IMPORTED.map(str::to_owned).into()
        };
        let mut modules = Vec::new();
        for (segment, kinds) in groups {
            let ident = names::module(segment, &mut taken);
            let path = format!("{}/{}", folder.path, ident.text());
            let condition = Condition::union(kinds.iter().map(|id| &self.declared[*id].condition));
            let (depth, is_full) = (folder.depth + 1, kinds.len() > MAX_KINDS);
            let has_more = |id: &KindId| is_full && self.segment(*id, depth).is_some();
            let (below, here): (Vec<KindId>, Vec<KindId>) = kinds.into_iter().partition(has_more);
            let inner = Folder {
                path: &path,
                depth,
                condition: &condition,
            };
            let contents = Contents {
                modules: self.modules(below, &inner, out),
                kinds: here,
                depth,
                path,
                condition,
            };
            modules.push(PlaceModule {
                ident,
                condition: contents.condition.within(folder.condition),
            });
            out.push(contents);
        }
        modules
    }

    /// The fixed segment of this number in the URL of a kind, counted from 1.
    fn segment(&self, id: KindId, number: usize) -> Option<&str> {
        let words = self.kinds.places[id].first.words.iter();
        let mut segments = words.filter_map(|word| match word {
            NameWord::Segment(name) => Some(name.as_str()),
            NameWord::Item | NameWord::By(_) => None,
        });
        segments.nth(number - 1)
    }

    fn kind(&self, id: KindId, outer: &Condition) -> PlaceKind {
        let (kind, declared) = (&self.kinds.places[id], &self.declared[id]);
        PlaceKind {
            ident: declared.ident.clone(),
            docs: texts::kind_docs(self.level, &kind.first.template),
            condition: declared.condition.within(outer),
            methods: self.methods(kind, &declared.condition),
        }
    }

    /// The methods of the client.
    pub(super) fn client_methods(&self) -> Vec<PlaceMethod> {
        self.methods(&self.kinds.root, &Condition::Always)
    }

    fn methods(&self, kind: &Kind, outer: &Condition) -> Vec<PlaceMethod> {
        let methods = kind.methods.iter().zip(&kind.first.parameters);
        methods
            .map(|(method, parameters)| {
                let place = &kind.first.template;
                let url = texts::url(place, method.step.as_ref(), parameters);
                let method = self.method(method, &url);
                PlaceMethod {
                    condition: method.condition.within(outer),
                    ..method
                }
            })
            .collect()
    }

    fn method(&self, method: &KindMethod, url: &str) -> PlaceMethod {
        let (ident, step) = (method.ident.clone(), method.step.clone());
        match method.target {
            KindTarget::Place(id) => PlaceMethod {
                ident,
                docs: texts::step_docs(self.level, url),
                condition: self.declared[id].condition.clone(),
                deprecated: None,
                arguments: arguments(step.as_ref(), Scope::default()),
                step,
                target: Target::Place(self.declared[id].ident.clone()),
            },
            KindTarget::Operation(index) => {
                let planned = &self.operations[index];
                let operation = &planned.operation;
                let own = operation.arguments.iter().map(|argument| &argument.ident);
                let body = operation.body.iter().map(|body| &body.ident);
                let mut scope = Scope::default();
                for taken in own.chain(body) {
                    let _ = scope.try_name(taken.text(), Case::Snake);
                }
                PlaceMethod {
                    ident,
                    docs: texts::call_docs(self.level, url, operation),
                    condition: planned.placement.condition(),
                    deprecated: operation.deprecated.clone(),
                    arguments: arguments(step.as_ref(), scope),
                    step,
                    target: Target::Operation {
                        ident: operation.ident.clone(),
                        arguments: operation.arguments.clone(),
                        body: operation.body.clone(),
                    },
                }
            }
        }
    }
}

/// A file with more kinds of places than this is split.
const MAX_KINDS: usize = 40;

/// The arguments for the values of a step, with names that are free in this scope.
fn arguments(step: Option<&Step>, mut scope: Scope) -> Vec<Argument> {
    let values = step.map_or_else(Vec::new, Step::values);
    values
        .into_iter()
        .map(|(name, scalar)| Argument {
            ident: scope.name(name, Case::Snake),
            scalar,
            target: ArgumentTarget::Path,
        })
        .collect()
}

/// The kinds, those nearest to the root first.
fn by_first_place(kinds: &Kinds) -> Vec<KindId> {
    let mut order: Vec<KindId> = (0..kinds.places.len()).collect();
    order.sort_by_key(|id| &kinds.places[*id].first);
    order
}

/// Names the kinds in this order: by the last segments of their first place, as few as tell it from those named before.
fn kind_names(kinds: &Kinds, order: &[KindId]) -> Vec<RustIdent> {
    let mut scope = Scope::default();
    // The root is the client.
    let _ = scope.name("Client", Case::Pascal);
    let mut names: Vec<(KindId, RustIdent)> = Vec::with_capacity(order.len());
    for id in order {
        let words = &kinds.places[*id].first.words;
        let short = (1..=words.len()).find_map(|count| {
            let name = joined(&words[words.len() - count..])?;
            scope.try_name(&name, Case::Pascal)
        });
        let name = short.unwrap_or_else(|| {
            let all = joined(words).unwrap_or_else(|| "item".to_owned());
            scope.name(&all, Case::Pascal)
        });
        names.push((*id, name));
    }
    names.sort();
    names.into_iter().map(|(_, name)| name).collect()
}

/// `users messages item`: the words of a name, which begins with a segment and says `item` once, at the end.
fn joined(words: &[NameWord]) -> Option<String> {
    let last = words.len().checked_sub(1)?;
    match words.first()? {
        NameWord::Item | NameWord::By(_) => return None,
        NameWord::Segment(_) => {}
    }
    let words = words
        .iter()
        .enumerate()
        .filter_map(|(at, word)| match word {
            NameWord::Segment(name) | NameWord::By(name) => Some(name.as_str()),
            NameWord::Item => (at == last).then_some("item"),
        });
    Some(words.collect::<Vec<_>>().join(" "))
}

/// When each kind is compiled: when an operation at it or below it is.
fn conditions(kinds: &Kinds, operations: &[Planned<'_>]) -> Vec<Condition> {
    let mut gates: Vec<BTreeSet<&Gate>> = Vec::with_capacity(kinds.places.len());
    for kind in &kinds.places {
        let mut found = BTreeSet::new();
        for method in &kind.methods {
            match method.target {
                KindTarget::Operation(index) => {
                    found.insert(&operations[index].placement.gate);
                }
                // Kinds stand after those that their methods return.
                KindTarget::Place(id) => found.extend(gates[id].iter().copied()),
            }
        }
        gates.push(found);
    }
    gates
        .into_iter()
        .map(|gates| Condition::any(gates.into_iter()))
        .collect()
}
