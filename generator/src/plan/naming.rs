//! From a plan to the list of everything that the documentation names and what it is called in Rust: what `names.lock` holds.
//! Decides no name; knows no text form.

use super::items::path_text;
use super::{Enum, Item, Plan, Poly, Record, RustIdent, RustPath};

/// What kind of thing has the name. The order is that of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NamedKind {
    /// An area of the docs, which is a cargo feature.
    Feature,
    /// A type.
    Type,
    /// A type that others derive from, as the open enum over them.
    OpenType,
    /// A member of an enum.
    Member,
    /// A property, inherited ones too.
    Property,
}

/// One documented thing and its name in Rust.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Naming {
    /// What it is.
    pub kind: NamedKind,
    /// What the documentation calls it; a part of a type comes after the type and a dot.
    pub documented: String,
    /// What Rust calls it: for a type the path from the crate's root, for a part of one just the part.
    pub rust: String,
}

/// Everything that is named, sorted by kind and documented name.
pub fn namings(plan: &Plan) -> Vec<Naming> {
    let mut list = List(Vec::new());
    for (area, feature) in &plan.documented_areas {
        list.push(NamedKind::Feature, area, feature.as_str().to_owned());
    }
    let modules = plan.areas.iter().flat_map(|area| &area.modules);
    for module in modules {
        for item in &module.items {
            let path = |ident: &RustIdent| {
                path_text(&RustPath {
                    namespace: module.namespace.clone(),
                    ident: ident.clone(),
                })
            };
            match item {
                Item::Record(record) => list.record(record, path(&record.ident)),
                Item::Enum(e) => list.enumeration(e, path(&e.ident)),
                Item::Poly(poly) => list.poly(poly, path(&poly.ident)),
            }
        }
    }
    list.0.sort();
    list.0
}

struct List(Vec<Naming>);

impl List {
    fn push(&mut self, kind: NamedKind, documented: impl Into<String>, rust: String) {
        self.0.push(Naming {
            kind,
            documented: documented.into(),
            rust,
        });
    }

    fn record(&mut self, record: &Record, path: String) {
        let api_name = &record.api_name.0;
        self.push(NamedKind::Type, api_name, path);
        for field in &record.fields {
            let documented = format!("{api_name}.{}", field.wire.0);
            self.push(NamedKind::Property, documented, field.ident.written());
        }
    }

    fn enumeration(&mut self, e: &Enum, path: String) {
        let api_name = &e.api_name.0;
        self.push(NamedKind::Type, api_name, path);
        for variant in &e.variants {
            let documented = format!("{api_name}.{}", variant.wire.0);
            self.push(NamedKind::Member, documented, variant.ident.written());
        }
    }

    fn poly(&mut self, poly: &Poly, path: String) {
        self.push(NamedKind::OpenType, &poly.api_name.0, path);
    }
}
