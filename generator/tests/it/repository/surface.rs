//! The public interface of the library stays small: what build scripts, the program and other tools need.

use std::path::{Path, PathBuf};

use syn::{Attribute, ImplItem, Item, UseTree, Visibility};

/// The most public items. Fields, variants and the methods of traits are not counted.
const MOST: usize = 250;

/// The public items of the library without the feature `internal`: those of every file of a public module, and the names
/// that these pass on from private ones with `use`.
struct Surface {
    source: PathBuf,
    items: Vec<String>,
}

impl Surface {
    fn file(&mut self, module: &[String]) {
        let path = match module {
            [] => self.source.join("lib.rs"),
            names => self.source.join(names.join("/")).with_extension("rs"),
        };
        let text = std::fs::read_to_string(&path)
            .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let file =
            syn::parse_file(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        for item in &file.items {
            self.item(item, module);
        }
    }

    fn item(&mut self, item: &Item, module: &[String]) {
        let (visibility, attributes, name) = match item {
            Item::Const(item) => (&item.vis, &item.attrs, item.ident.to_string()),
            Item::Enum(item) => (&item.vis, &item.attrs, item.ident.to_string()),
            Item::Fn(item) => (&item.vis, &item.attrs, item.sig.ident.to_string()),
            Item::Static(item) => (&item.vis, &item.attrs, item.ident.to_string()),
            Item::Struct(item) => (&item.vis, &item.attrs, item.ident.to_string()),
            Item::Trait(item) => (&item.vis, &item.attrs, item.ident.to_string()),
            Item::Type(item) => (&item.vis, &item.attrs, item.ident.to_string()),
            Item::Union(item) => (&item.vis, &item.attrs, item.ident.to_string()),
            Item::Mod(item) => {
                let is_public = is_public(&item.vis, &item.attrs);
                let name = item.ident.to_string();
                if is_public {
                    self.items.push(format!("{}::{name}", module.join("::")));
                }
                // A private module may hold what its public parent passes on.
                if (is_public || !module.is_empty())
                    && item.content.is_none()
                    && !is_test(&item.attrs)
                {
                    self.file(&[module, &[name]].concat());
                }
                return;
            }
            Item::Use(item) => {
                // What is passed on from the same room is counted where it is declared.
                if let UseTree::Path(path) = &item.tree
                    && path.ident == "crate"
                    && is_public(&item.vis, &item.attrs)
                {
                    names(&path.tree, &module.join("::"), &mut self.items);
                }
                return;
            }
            Item::Impl(item) => {
                if item.trait_.is_none() {
                    self.methods(&item.items, module);
                }
                return;
            }
            _ => return,
        };
        if is_public(visibility, attributes) {
            self.items.push(format!("{}::{name}", module.join("::")));
        }
    }

    fn methods(&mut self, items: &[ImplItem], module: &[String]) {
        for item in items {
            let (visibility, attributes, name) = match item {
                ImplItem::Fn(item) => (&item.vis, &item.attrs, item.sig.ident.to_string()),
                ImplItem::Const(item) => (&item.vis, &item.attrs, item.ident.to_string()),
                _ => continue,
            };
            if is_public(visibility, attributes) {
                self.items.push(format!("{}::{name}", module.join("::")));
            }
        }
    }
}

fn is_public(visibility: &Visibility, attributes: &[Attribute]) -> bool {
    matches!(visibility, Visibility::Public(_))
        && !has_condition(attributes, "feature = \"internal\"")
}

fn is_test(attributes: &[Attribute]) -> bool {
    has_condition(attributes, "test")
}

/// Whether an item is there on this condition only, by itself or as one of `all(…)`.
fn has_condition(attributes: &[Attribute], condition: &str) -> bool {
    attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident("cfg"))
        .any(|attribute| {
            let written = attribute
                .meta
                .require_list()
                .map(|list| list.tokens.to_string())
                .unwrap_or_default();
            let inner = written
                .strip_prefix("all (")
                .and_then(|rest| rest.strip_suffix(')'));
            inner
                .unwrap_or(&written)
                .split(',')
                .any(|part| part.trim() == condition)
        })
}

/// The names that a `use` brings into a module.
fn names(tree: &UseTree, module: &str, items: &mut Vec<String>) {
    match tree {
        UseTree::Path(path) => names(&path.tree, module, items),
        UseTree::Group(group) => {
            for tree in &group.items {
                names(tree, module, items);
            }
        }
        UseTree::Name(name) => items.push(format!("{module}::{}", name.ident)),
        UseTree::Rename(name) => items.push(format!("{module}::{}", name.rename)),
        UseTree::Glob(_) => items.push(format!("{module}::*")),
    }
}

#[test]
fn public_items_are_few() {
    let mut surface = Surface {
        source: Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        items: Vec::new(),
    };
    surface.file(&[]);
    let Surface { items, .. } = surface;
    assert!(
        items.iter().any(|item| item == "builder::Builder"),
        "{items:?}"
    );
    assert!(
        items.len() <= MOST,
        "{} public items:\n{}",
        items.len(),
        items.join("\n")
    );
}
