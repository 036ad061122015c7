//! From the namespaces of the API to the modules that users see, and to the names of the types in them.
//! Knows names only, not what they stand for.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Model, TypeName};

use super::files::rust_file;
use super::graph::{Graph, TypeId};
use super::names::{self, Case, Scope};
use super::overrides::Overrides;
use super::{Area, DocLevel, Docs, Namespace, RustIdent, RustPath, Shown};

/// Deepest nesting of modules; names further down share the last one.
const MAX_DEPTH: usize = 8;

/// The namespaces of the API, as modules below `models`.
pub(super) struct Spaces<'m> {
    /// The namespace that most types have; it has no module of its own.
    root: &'m str,
    /// By namespace: its modules.
    modules: BTreeMap<&'m str, Vec<RustIdent>>,
    /// By module path: the names of its types.
    scopes: BTreeMap<Vec<RustIdent>, Scope>,
}

impl<'m> Spaces<'m> {
    /// Names the namespaces.
    pub(super) fn new(graph: &Graph<'m>) -> Self {
        let mut sizes: BTreeMap<&str, usize> = BTreeMap::new();
        graph
            .names
            .iter()
            .for_each(|name| *sizes.entry(split_name(&name.0).0).or_default() += 1);
        let root = sizes
            .iter()
            .max_by_key(|(name, size)| (**size, std::cmp::Reverse(**name)))
            .map_or("", |(name, _)| name);
        let mut taken: BTreeMap<Vec<RustIdent>, BTreeSet<String>> = BTreeMap::new();
        let mut known: BTreeMap<Vec<&str>, Vec<RustIdent>> = BTreeMap::new();
        let mut modules = BTreeMap::new();
        for space in sizes.keys() {
            let inner = space.strip_prefix(root);
            let inner = inner.and_then(|rest| {
                if rest.is_empty() {
                    Some("")
                } else {
                    rest.strip_prefix('.')
                }
            });
            let below = inner.unwrap_or(space);
            let mut path = Vec::new();
            let mut parts = Vec::new();
            for part in below
                .split('.')
                .filter(|part| !part.is_empty())
                .take(MAX_DEPTH)
            {
                parts.push(part);
                let named = known.entry(parts.clone()).or_insert_with(|| {
                    let taken = taken.entry(path.clone()).or_default();
                    path.iter()
                        .cloned()
                        .chain([names::module(part, taken)])
                        .collect()
                });
                path.clone_from(named);
            }
            modules.insert(*space, path);
        }
        Self {
            root,
            modules,
            scopes: BTreeMap::new(),
        }
    }

    /// The modules that lead to a type of this name.
    pub(super) fn module(&self, name: &str) -> &[RustIdent] {
        self.modules
            .get(split_name(name).0)
            .map_or(&[], Vec::as_slice)
    }

    /// Names the types, in the order of their names: first those that the user has names for.
    pub(super) fn name_types(&mut self, graph: &Graph<'_>, overrides: &Overrides) -> Vec<RustPath> {
        let mut granted = Vec::with_capacity(graph.names.len());
        for name in &graph.names {
            let wish = overrides.type_name(name);
            granted.push(wish.and_then(|wish| self.scope(name).exact(wish)));
        }
        let name = |(name, granted): (&&TypeName, Option<RustIdent>)| RustPath {
            namespace: self.module(&name.0).to_vec(),
            ident: granted
                .unwrap_or_else(|| self.scope(name).name(split_name(&name.0).1, Case::Pascal)),
        };
        graph.names.iter().zip(granted).map(name).collect()
    }

    /// The names where this type is shown.
    fn scope(&mut self, name: &TypeName) -> &mut Scope {
        let namespace = self.module(&name.0).to_vec();
        self.scopes.entry(namespace).or_default()
    }

    /// Names the open enums: one for each type that is used and that others derive from.
    pub(super) fn name_polys(
        &mut self,
        graph: &Graph<'_>,
        paths: &[RustPath],
    ) -> Vec<Option<RustPath>> {
        let name = |(id, path): (TypeId, &RustPath)| {
            let is_poly = graph.is_used[id] && !graph.derived[id].is_empty();
            is_poly.then(|| {
                let scope = self.scopes.entry(path.namespace.clone()).or_default();
                let ident = scope.name(&format!("Any{}", path.ident.text()), Case::Pascal);
                RustPath {
                    namespace: path.namespace.clone(),
                    ident,
                }
            })
        };
        paths.iter().enumerate().map(name).collect()
    }

    /// The tree that users see.
    pub(super) fn tree(&self, level: DocLevel, areas: &[Area], model: &Model) -> Namespace {
        let mut nodes: BTreeSet<&[RustIdent]> = BTreeSet::from([&[][..]]);
        for path in self.modules.values() {
            nodes.extend((1..=path.len()).map(|len| &path[..len]));
        }
        let mut docs = Docs::default();
        if level != DocLevel::None {
            docs.paragraph(&format!(
                "The {} types of the API, named as in its namespace `{}`.",
                model.types.len(),
                self.root
            ));
        }
        let tree = Tree {
            nodes,
            areas,
            home: fixed("areas"),
            content: "types",
            level,
        };
        tree.namespace(&[], fixed("models"), "src/models", docs)
    }

    /// The namespaces directly below this one.
    pub(super) fn children(&self, path: &[RustIdent]) -> BTreeSet<String> {
        let below = self
            .modules
            .values()
            .filter(|module| module.starts_with(path));
        let next = below.filter_map(|module| module.get(path.len()));
        next.map(|ident| ident.text().to_owned()).collect()
    }
}

/// The tree of constants, alike, as far as there are any.
pub(super) fn constants(level: DocLevel, areas: &[Area], home: &RustIdent) -> Namespace {
    let modules = areas.iter().flat_map(|area| &area.modules);
    let used: BTreeSet<&[RustIdent]> = modules.map(|module| &*module.namespace).collect();
    let nodes = used
        .into_iter()
        .flat_map(|path| (0..=path.len()).map(move |len| &path[..len]))
        .collect();
    let mut docs = Docs::default();
    if level != DocLevel::None {
        docs.paragraph(
            "The properties of each type, for `select`, `filter`, `order_by` and `expand`.",
        );
    }
    let tree = Tree {
        nodes,
        areas,
        home: home.clone(),
        content: "properties of types",
        level,
    };
    tree.namespace(&[], fixed("properties"), "src/properties", docs)
}

/// What the tree that users see is made of.
struct Tree<'a> {
    nodes: BTreeSet<&'a [RustIdent]>,
    areas: &'a [Area],
    home: RustIdent,
    /// What there is in a namespace: "types".
    content: &'static str,
    level: DocLevel,
}

impl Tree<'_> {
    /// The module at this path, and what is below. The file has no extension yet.
    fn namespace(&self, path: &[RustIdent], ident: RustIdent, file: &str, docs: Docs) -> Namespace {
        let shows = self.areas.iter().filter_map(|area| {
            let here = area
                .modules
                .iter()
                .filter(|module| module.namespace == path);
            let modules: Vec<RustIdent> = here.map(|module| module.ident.clone()).collect();
            (!modules.is_empty()).then(|| Shown {
                area: area.ident.clone(),
                modules,
                gate: area.gate.clone(),
            })
        });
        let is_child =
            |node: &&&[RustIdent]| node.len() == path.len() + 1 && node.starts_with(path);
        let children = self.nodes.iter().filter(is_child).map(|node| {
            let ident = node[path.len()].clone();
            let mut docs = Docs::default();
            if self.level != DocLevel::None {
                docs.paragraph(&format!(
                    "The {} of the namespace `{}`.",
                    self.content,
                    ident.text()
                ));
            }
            let file = format!("{file}/{}", ident.text());
            self.namespace(node, ident, &file, docs)
        });
        Namespace {
            children: children.collect(),
            shows: shows.collect(),
            file: rust_file(file),
            depth: path.len() + 1,
            home: self.home.clone(),
            ident,
            docs,
        }
    }
}

/// A name of ours.
pub(super) fn fixed(name: &str) -> RustIdent {
    names::module(name, &mut BTreeSet::new())
}

/// Namespace and short name.
pub(super) fn split_name(name: &str) -> (&str, &str) {
    name.rsplit_once('.').unwrap_or(("", name))
}
