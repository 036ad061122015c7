//! What a file imports of the modules `operations` and `paths`, and so what a path in it means.

use std::collections::{BTreeMap, BTreeSet};

use syn::visit::Visit;
use syn::{ItemUse, UseTree};

use super::api::Api;
use crate::model::OperationId;

/// The modules of a generated crate whose items matter here.
const MODULES: [&str; 2] = ["operations", "paths"];

/// The imports of a file, wherever in it they stand.
#[derive(Default)]
pub(super) struct Imports {
    /// The name here → the module, and the name there.
    named: BTreeMap<String, (&'static str, String)>,
    /// Modules of which everything is imported.
    globs: BTreeSet<&'static str>,
}

impl Imports {
    pub(super) fn of(file: &syn::File) -> Self {
        let mut imports = Self::default();
        imports.visit_file(file);
        imports
    }

    /// The operation that a path names, or whose parts it names: `operations::UserGet::at`.
    pub(super) fn operation<'p>(&self, api: &Api<'p>, path: &syn::Path) -> Option<&'p OperationId> {
        let words: Vec<String> = path.segments.iter().map(|s| s.ident.to_string()).collect();
        let behind = words.iter().position(|word| word == "operations");
        if let Some(name) = behind.and_then(|at| words.get(at + 1)) {
            return api.operation(name);
        }
        let first = words.first()?;
        match self.named.get(first) {
            Some(("operations", name)) => api.operation(name),
            Some(_) => None,
            None if self.globs.contains("operations") => api.operation(first),
            None if words.get(1).is_some_and(|word| word == "at") => api.operation(first),
            None => None,
        }
    }

    /// The place whose type a path names: `paths::Messages`.
    pub(super) fn place(&self, api: &Api<'_>, path: &syn::Path) -> Option<String> {
        let mut words = path.segments.iter().rev().map(|s| s.ident.to_string());
        let last = words.next()?;
        let name = match (words.next(), self.named.get(&last)) {
            (Some(before), _) => (before == "paths").then_some(last),
            (None, Some((module, name))) => (*module == "paths").then(|| name.clone()),
            (None, None) => self.globs.contains("paths").then_some(last),
        };
        name.filter(|name| api.is_place(name))
    }

    fn tree(&mut self, module: Option<&'static str>, tree: &UseTree) {
        match tree {
            UseTree::Path(path) => {
                let name = path.ident.to_string();
                let module = MODULES.into_iter().find(|module| *module == name);
                self.tree(module, &path.tree);
            }
            UseTree::Name(name) => {
                let name = name.ident.to_string();
                let named = module.map(|module| (name.clone(), (module, name)));
                self.named.extend(named);
            }
            UseTree::Rename(rename) => {
                let (name, here) = (rename.ident.to_string(), rename.rename.to_string());
                self.named
                    .extend(module.map(|module| (here, (module, name))));
            }
            UseTree::Glob(_) => self.globs.extend(module),
            UseTree::Group(group) => {
                for tree in &group.items {
                    self.tree(module, tree);
                }
            }
        }
    }
}

impl Visit<'_> for Imports {
    fn visit_item_use(&mut self, item: &ItemUse) {
        self.tree(None, &item.tree);
    }
}
