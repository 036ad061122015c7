//! From records to the constants that name their properties in queries: `properties::user::DISPLAY_NAME`. Which file holds
//! what follows the records. Knows what the model says of properties, and no tokens.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::ctx::Ctx;
use super::files::rust_file;
use super::items;
use super::names;
use super::spaces::{self, Spaces, fixed};
use super::texts;
use super::{
    Area, Deprecation, DocLevel, Docs, FeatureName, Gate, Item, Layout, Module, Namespace, Record,
    RustIdent, RustPath, RustType, StdPaths,
};
use crate::files::RelPath;
use crate::model::{TypeName, WireName};

/// The constants for properties: by area, and as users see them.
#[derive(Clone, Debug)]
pub struct Properties {
    /// The module at the root that has them by area.
    pub home: RustIdent,
    /// The file that declares it.
    pub file: RelPath,
    /// The feature that it needs.
    pub gate: Gate,
    /// The areas, with one module of constants for each record.
    pub areas: Vec<Area>,
    /// The tree that users see: `properties` at the root.
    pub tree: Namespace,
}

/// A module with a constant for each property of a record.
#[derive(Clone, Debug, Hash)]
pub struct Constants {
    /// Its name.
    pub ident: RustIdent,
    /// Where users find it, from the root of the crate.
    pub path: String,
    /// The API's name for the type.
    pub api_name: TypeName,
    /// The record.
    pub record: RustPath,
    /// Its rustdoc.
    pub docs: Docs,
    /// The constants, in the order of the fields.
    pub items: Vec<Constant>,
}

/// A constant that names a property.
#[derive(Clone, Debug, Hash)]
pub struct Constant {
    /// Its name.
    pub ident: RustIdent,
    /// The property's name in URLs.
    pub wire: WireName,
    /// The type of its values.
    pub ty: RustType,
    /// The feature that it needs besides that of the record.
    pub gate: Gate,
    /// Its rustdoc.
    pub docs: Docs,
    /// Present when deprecated.
    pub deprecated: Option<Deprecation>,
}

/// What is private in the files of constants: no module of theirs can be called so.
const IMPORTED: [&str; 2] = ["models", "rt"];

/// The constants for all records of these areas.
pub(super) fn plan(ctx: &Ctx<'_>, areas: &[Area], spaces: &Spaces<'_>) -> Properties {
    let home = fixed("constants");
    let mut namer = Namer {
        spaces,
        taken: BTreeMap::new(),
    };
    let areas: Vec<Area> = areas
        .iter()
        .filter_map(|area| constant_area(ctx, area, &home, &mut namer))
        .collect();
    Properties {
        file: rust_file(&format!("src/{}", home.text())),
        gate: gate(ctx.config.layout),
        tree: spaces::constants(ctx.config.docs, &areas, &home),
        areas,
        home,
    }
}

/// Constants are of use to those who call the service.
fn gate(layout: Layout) -> Gate {
    match layout {
        Layout::Crate => Some(FeatureName("client".to_owned())),
        Layout::Module => None,
    }
}

/// Names the modules: those of one namespace differ from one another and from the namespaces in it.
struct Namer<'a, 'm> {
    spaces: &'a Spaces<'m>,
    taken: BTreeMap<Vec<RustIdent>, BTreeSet<String>>,
}

impl Namer<'_, '_> {
    fn name(&mut self, path: &RustPath) -> RustIdent {
        let spaces = self.spaces;
        let taken = self.taken.entry(path.namespace.clone()).or_insert_with(|| {
            let mut taken = spaces.children(&path.namespace);
            taken.extend(IMPORTED.map(str::to_owned));
            taken
        });
        names::module(path.ident.text(), taken)
    }
}

fn constant_area(
    ctx: &Ctx<'_>,
    area: &Area,
    home: &RustIdent,
    namer: &mut Namer<'_, '_>,
) -> Option<Area> {
    let folder = format!("src/{}/{}", home.text(), area.ident.text());
    // Names depend on the order; what they stand for does not.
    let modules = area
        .modules
        .iter()
        .map(|module| (module, named(module, namer)));
    let modules: Vec<(&Module, Vec<Named<'_>>)> = modules.collect();
    let modules = modules
        .into_par_iter()
        .filter(|(_, named)| !named.is_empty());
    let modules = modules.map(|(module, named)| constant_module(ctx, module, named, &folder));
    let modules: Vec<Module> = modules.collect();
    (!modules.is_empty()).then(|| Area {
        ident: area.ident.clone(),
        file: rust_file(&folder),
        gate: area.gate.clone(),
        modules,
    })
}

/// A record, where users find it, and the name of the module with its constants.
type Named<'p> = (&'p Record, RustPath, RustIdent);

fn named<'p>(module: &'p Module, namer: &mut Namer<'_, '_>) -> Vec<Named<'p>> {
    let records = module.items.iter().filter_map(|item| match item {
        Item::Record(record) if !record.fields.is_empty() => Some(record),
        Item::Record(_) | Item::Enum(_) | Item::Poly(_) | Item::Constants(_) => None,
    });
    let named = records.map(|record| {
        let path = RustPath {
            namespace: module.namespace.clone(),
            ident: record.ident.clone(),
        };
        let ident = namer.name(&path);
        (record, path, ident)
    });
    named.collect()
}

fn constant_module(ctx: &Ctx<'_>, module: &Module, named: Vec<Named<'_>>, folder: &str) -> Module {
    let items = named
        .into_iter()
        .map(|(record, path, ident)| Item::Constants(constants(ctx, record, path, ident)));
    Module {
        ident: module.ident.clone(),
        file: rust_file(&format!("{folder}/{}", module.ident.text())),
        namespace: module.namespace.clone(),
        std_paths: StdPaths::Short,
        items: items.collect(),
        sources: module.sources.clone(),
    }
}

fn constants(ctx: &Ctx<'_>, record: &Record, path: RustPath, ident: RustIdent) -> Constants {
    let level = ctx.config.docs;
    let id = ctx.graph.id(&record.api_name);
    let properties = id.map_or_else(Vec::new, |id| items::properties(ctx, id));
    let constants = record.fields.iter().zip(properties);
    let constants = constants.map(|(field, typed)| Constant {
        ident: field.ident.constant(),
        wire: field.wire.clone(),
        ty: field.ty.clone(),
        gate: field.gate.clone(),
        docs: texts::constant_docs(level, typed.property),
        deprecated: field.deprecated.clone(),
    });
    let mut docs = Docs::default();
    if level != DocLevel::None {
        let (name, link) = (record.ident.text(), path.written());
        docs.paragraph(&format!("The properties of [`{name}`]({link})."));
    }
    let modules = path.namespace.iter().map(RustIdent::written);
    Constants {
        path: std::iter::once("properties".to_owned())
            .chain(modules)
            .chain([ident.written()])
            .collect::<Vec<_>>()
            .join("::"),
        ident,
        api_name: record.api_name.clone(),
        record: path,
        docs,
        items: constants.collect(),
    }
}
