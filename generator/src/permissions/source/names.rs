//! Imports of the modules `operations` and `paths` in a file, and what a path in the file means with them.

use std::collections::{BTreeMap, BTreeSet};

use syn::visit::Visit;
use syn::{ItemUse, UseTree};

use super::api::Api;
use crate::model::OperationId;

/// The modules of a generated crate whose items matter here.
const MODULES: [&str; 2] = ["operations", "paths"];

/// All imports of a file.
#[derive(Default)]
pub(super) struct Imports {
    /// From the name in the file to the module and the name there.
    named: BTreeMap<String, (&'static str, String)>,
    /// Modules with a glob import.
    globs: BTreeSet<&'static str>,
}

impl Imports {
    /// Reads the imports of a file.
    pub(super) fn new(file: &syn::File) -> Self {
        let mut imports = Self::default();
        imports.visit_file(file);
        imports
    }

    /// The operation that a path names, or a part of which it names: `operations::UserGet::at`.
    pub(super) fn operation<'p>(&self, api: &Api<'p>, path: &syn::Path) -> Option<&'p OperationId> {
        let words: Vec<String> = path.segments.iter().map(|s| s.ident.to_string()).collect();
        let module = words.iter().position(|word| word == "operations");
        if let Some(name) = module.and_then(|at| words.get(at + 1)) {
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
