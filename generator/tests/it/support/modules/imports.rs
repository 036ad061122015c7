//! Which modules of a source folder import which, read from the syntax of its files.
//!
//! Reads `use`, paths in code, and paths from `crate`, `self` or `super` in macro calls. Skips unit tests, and the
//! bodies of `macro_rules!`, which speak of the place where they expand.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use proc_macro2::{TokenStream, TokenTree};
use syn::visit::{self, Visit};
use syn::{Attribute, Item, ItemMod, ItemUse, Macro, UseTree};

use crate::support::files;

/// A module by its names from the root of the crate; the root itself has none.
pub(crate) type Module = Vec<String>;

/// That one module names something of another.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Import {
    pub(crate) from: Module,
    pub(crate) to: Module,
    /// What is named.
    pub(crate) item: String,
}

/// Every import of a crate, given the folder of its sources, sorted.
pub(crate) fn imports(source: &Path) -> BTreeSet<Import> {
    let mut uses = BTreeMap::new();
    for (path, text) in files(source) {
        if let Some(module) = module(&path) {
            let file = syn::parse_file(&text).unwrap_or_else(|error| panic!("{path}: {error}"));
            let mut reader = Reader::new(module.clone());
            reader.visit_file(&file);
            uses.insert(module, reader);
        }
    }
    let mut imports = BTreeSet::new();
    for (from, reader) in &uses {
        for path in &reader.paths {
            for (to, item) in targets(&uses, path, 0) {
                if to != *from {
                    let from = from.clone();
                    imports.insert(Import { from, to, item });
                }
            }
        }
    }
    imports
}

/// The module that a file holds; `None` for files that are no part of the library, and for unit tests.
fn module(path: &str) -> Option<Module> {
    let names = path.strip_suffix(".rs")?;
    let mut module: Module = names.split('/').map(str::to_owned).collect();
    match module.last()?.as_str() {
        "tests" => return None,
        "lib" if module.len() == 1 => module.clear(),
        "mod" => _ = module.pop(),
        _ => {}
    }
    Some(module)
}

/// The modules that a path leads to: the one that it names and, where that one passes the item on, the one before.
fn targets(
    uses: &BTreeMap<Module, Reader>,
    path: &[String],
    depth: usize,
) -> Vec<(Module, String)> {
    let longest = (0..=path.len())
        .rev()
        .find(|end| uses.contains_key(&path[..*end]));
    let Some(end) = longest else {
        return Vec::new();
    };
    let module = path[..end].to_vec();
    let item = path.get(end).map_or("itself", String::as_str);
    let mut targets = vec![(module.clone(), item.to_owned())];
    let passed_on = uses[&module].names.get(item).filter(|_| depth < 8);
    if let Some(origin) = passed_on {
        let origin: Module = origin.iter().chain(&path[end + 1..]).cloned().collect();
        targets.extend(self::targets(uses, &origin, depth + 1));
    }
    targets
}

/// What one file names of its own crate.
struct Reader {
    module: Module,
    /// How many modules are open that are written out in the file.
    inner: Vec<String>,
    /// From the root of the crate.
    paths: BTreeSet<Module>,
    /// What `use` brings into the module, by the name that it has there.
    names: BTreeMap<String, Module>,
    /// Modules that the file declares.
    children: BTreeSet<String>,
}

impl Reader {
    fn new(module: Module) -> Self {
        Self {
            module,
            inner: Vec::new(),
            paths: BTreeSet::new(),
            names: BTreeMap::new(),
            children: BTreeSet::new(),
        }
    }

    /// A path from the root of the crate; `None` when it leads out of it.
    fn absolute(&self, path: &[String]) -> Option<Module> {
        let mut here: Module = self.module.iter().chain(&self.inner).cloned().collect();
        let mut rest = path.iter().peekable();
        match rest.next()?.as_str() {
            "crate" => here.clear(),
            "self" => {}
            "super" => _ = here.pop(),
            child if self.inner.is_empty() && self.children.contains(child) => {
                here.push(child.to_owned());
            }
            _ => return None,
        }
        while rest.next_if(|name| *name == "super").is_some() {
            here.pop();
        }
        here.extend(rest.cloned());
        Some(here)
    }

    fn add(&mut self, path: &[String]) {
        if let Some(path) = self.absolute(path) {
            self.paths.insert(path);
        }
    }

    fn tree(&mut self, tree: &UseTree, before: &mut Vec<String>) {
        match tree {
            UseTree::Path(path) => {
                before.push(path.ident.to_string());
                self.tree(&path.tree, before);
                before.pop();
            }
            UseTree::Group(group) => {
                for tree in &group.items {
                    self.tree(tree, before);
                }
            }
            UseTree::Name(name) => self.name(&name.ident.to_string(), None, before),
            UseTree::Rename(name) => {
                let new = name.rename.to_string();
                self.name(&name.ident.to_string(), Some(new), before);
            }
            UseTree::Glob(_) => self.add(before),
        }
    }

    fn name(&mut self, name: &str, new: Option<String>, before: &[String]) {
        let mut path = before.to_vec();
        if name != "self" {
            path.push(name.to_owned());
        }
        if let Some(path) = self.absolute(&path) {
            let name = new.or_else(|| path.last().cloned()).unwrap_or_default();
            if self.inner.is_empty() {
                self.names.insert(name, path.clone());
            }
            self.paths.insert(path);
        }
    }

    /// Paths from `crate`, `self` or `super` among the tokens of a macro call.
    fn tokens(&mut self, tokens: TokenStream) {
        let mut path: Vec<String> = Vec::new();
        let mut colons = 0;
        for token in tokens {
            match token {
                TokenTree::Ident(ident) if colons == 2 && !path.is_empty() => {
                    path.push(ident.to_string());
                    colons = 0;
                    continue;
                }
                TokenTree::Punct(punct) if punct.as_char() == ':' => {
                    colons += 1;
                    continue;
                }
                TokenTree::Ident(ident) => {
                    self.end(&mut path);
                    if ["crate", "self", "super"].iter().any(|root| ident == root) {
                        path.push(ident.to_string());
                    }
                }
                TokenTree::Group(group) => {
                    self.end(&mut path);
                    self.tokens(group.stream());
                }
                TokenTree::Punct(_) | TokenTree::Literal(_) => self.end(&mut path),
            }
            colons = 0;
        }
        self.end(&mut path);
    }

    fn end(&mut self, path: &mut Vec<String>) {
        let path = std::mem::take(path);
        if path.len() > 1 {
            self.add(&path);
        }
    }
}

impl<'ast> Visit<'ast> for Reader {
    fn visit_file(&mut self, file: &'ast syn::File) {
        for item in &file.items {
            if let Item::Mod(item) = item
                && item.content.is_none()
            {
                self.children.insert(item.ident.to_string());
            }
        }
        visit::visit_file(self, file);
    }

    fn visit_item_mod(&mut self, item: &'ast ItemMod) {
        if !is_test(&item.attrs) && item.content.is_some() {
            self.inner.push(item.ident.to_string());
            visit::visit_item_mod(self, item);
            self.inner.pop();
        }
    }

    fn visit_item_use(&mut self, item: &'ast ItemUse) {
        if item.leading_colon.is_none() {
            self.tree(&item.tree, &mut Vec::new());
        }
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let names: Vec<String> = path
            .segments
            .iter()
            .map(|segment| segment.ident.to_string())
            .collect();
        if path.leading_colon.is_none() && names.len() > 1 {
            self.add(&names);
        }
        visit::visit_path(self, path);
    }

    fn visit_item_macro(&mut self, item: &'ast syn::ItemMacro) {
        if !item.mac.path.is_ident("macro_rules") {
            visit::visit_item_macro(self, item);
        }
    }

    fn visit_macro(&mut self, called: &'ast Macro) {
        self.tokens(called.tokens.clone());
        visit::visit_macro(self, called);
    }
}

fn is_test(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("cfg")
            && attribute
                .parse_args::<syn::Path>()
                .is_ok_and(|condition| condition.is_ident("test"))
    })
}
