//! From a plan to the list of everything that the documentation names and what it is called in Rust: what `names.lock` holds.
//! Decides no name; knows no text form.

use rayon::prelude::*;

use super::stubs::Stubs;
use super::{Constants, Enum, Item, Module, Plan, Poly, Record, RustIdent, RustPath};

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
    /// A property, inherited ones too. Its constant has the same name in capitals.
    Property,
    /// A type, as the module with the constants for its properties.
    Constants,
    /// An operation.
    Operation,
    /// An operation, as the struct of the parameters in its body; and each of them.
    Body,
    /// An operation at one of its URLs, as the calls that lead there.
    Chain,
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
    let (mut list, more) = rayon::join(|| of_modules(plan), || of_all_else(plan));
    list.extend(more);
    // Equal entries are the same to everybody. Much of it is in order already.
    list.par_sort();
    list
}

/// What stands in files of definitions.
fn of_modules(plan: &Plan) -> Vec<Naming> {
    let constants = plan
        .properties
        .iter()
        .flat_map(|properties| &properties.areas);
    let areas = plan.areas.iter().chain(constants);
    let modules: Vec<&Module> = areas.flat_map(|area| &area.modules).collect();
    let namings = modules.par_iter().flat_map_iter(|module| {
        let mut list = List(Vec::new());
        list.module(module);
        list.0
    });
    namings.collect()
}

/// The features, and what the client stubs name.
fn of_all_else(plan: &Plan) -> Vec<Naming> {
    let mut list = List(Vec::new());
    for (area, feature) in &plan.documented_areas {
        list.push(NamedKind::Feature, area, feature.as_str().to_owned());
    }
    if let Some(stubs) = &plan.stubs {
        list.stubs(stubs);
    }
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

    fn module(&mut self, module: &Module) {
        for item in &module.items {
            let path = |ident: &RustIdent| {
                let path = RustPath {
                    namespace: module.namespace.clone(),
                    ident: ident.clone(),
                };
                path.written()
            };
            match item {
                Item::Record(record) => self.record(record, path(&record.ident)),
                Item::Enum(e) => self.enumeration(e, path(&e.ident)),
                Item::Poly(poly) => self.poly(poly, path(&poly.ident)),
                Item::Constants(constants) => self.constants(constants),
            }
        }
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

    fn constants(&mut self, constants: &Constants) {
        let path = constants.path.clone();
        self.push(NamedKind::Constants, &constants.api_name.0, path);
    }

    fn stubs(&mut self, stubs: &Stubs) {
        let modules = stubs.areas.iter().flat_map(|area| &area.modules);
        for operation in modules.flat_map(|module| &module.operations) {
            let id = &operation.id.0;
            let path = |ident: &RustIdent| format!("operations::{}", ident.written());
            self.push(NamedKind::Operation, id, path(&operation.ident));
            if let Some(body) = &operation.parameters {
                self.push(NamedKind::Body, id, path(&body.ident));
                for field in &body.fields {
                    let documented = format!("{id}.{}", field.wire.0);
                    self.push(NamedKind::Body, documented, field.ident.written());
                }
            }
        }
        // An operation without a URL is reached by its struct.
        for example in stubs
            .example_calls
            .iter()
            .filter(|example| !example.template.is_empty())
        {
            let calls = example
                .chain
                .iter()
                .map(|call| format!("{}()", call.ident.written()));
            let documented = format!("{} {}", example.id.0, example.template);
            let chain = calls.collect::<Vec<_>>().join(".");
            self.push(NamedKind::Chain, documented, chain);
        }
    }
}
