//! From the plan to tokens: a match on the plan's enums and `quote!`. Decides nothing and knows no text: what rustdoc says
//! stays in the plan, and the tokens only mark the place where it goes.

mod constants;
mod enums;
mod manifest;
mod modules;
mod polys;
mod records;
mod registry;
mod roundtrip;
mod signature;
mod stubs;
mod types;

pub use manifest::manifest;
pub use signature::{call, field};

use std::cell::Cell;

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};

use crate::api::PagePath;
use crate::config::{Attribute, Derive};
use crate::files::RelPath;
use crate::plan::stubs::{ExampleCall, OperationArea, OperationModule, PlaceFile, Stubs};
use crate::plan::{
    Area, Deprecation, Docs, Extras, Gate, Item, Layout, Module, Namespace, Plan, RegistryEntry,
    RustIdent,
};

/// A file of Rust, before it is text.
#[derive(Debug)]
pub struct Unit<'p> {
    /// Where it goes.
    pub path: RelPath,
    /// The pages that it comes from.
    pub sources: &'p [PagePath],
    /// Items that belong together, to be parted from the next ones by a blank line.
    pub paragraphs: Vec<Paragraph>,
    /// The text of doc comments, by the number in their place.
    pub docs: Vec<&'p Docs>,
}

/// Items that belong together.
#[derive(Debug)]
pub enum Paragraph {
    /// Types, their tables, modules: nothing that has a body of code.
    Declarations(TokenStream),
    /// Anything else.
    Code(TokenStream),
}

impl<'p> Unit<'p> {
    fn new(path: &RelPath, sources: &'p [PagePath]) -> Self {
        Self {
            path: path.clone(),
            sources,
            paragraphs: Vec::new(),
            docs: Vec::new(),
        }
    }

    fn declare(&mut self, tokens: TokenStream) {
        self.paragraphs.push(Paragraph::Declarations(tokens));
    }

    fn code(&mut self, tokens: TokenStream) {
        self.paragraphs.push(Paragraph::Code(tokens));
    }

    /// The place of a doc comment: `#[doc = "@7"]`, which [`crate::print::print`] fills. Nothing when there is no text.
    fn docs(&mut self, docs: &'p Docs) -> Option<Part> {
        if docs.is_empty() {
            return None;
        }
        let place = Literal::string(&format!("@{}", self.docs.len()));
        self.docs.push(docs);
        Some(Part::new(quote!(#[doc = #place])))
    }

    fn inner_docs(&mut self, docs: &'p Docs) -> Option<Part> {
        if docs.is_empty() {
            return None;
        }
        let place = Literal::string(&format!("@{}", self.docs.len()));
        self.docs.push(docs);
        Some(Part::new(quote!(#![doc = #place])))
    }
}

/// Tokens that go into one place. `quote!` copies a `TokenStream` that it interpolates, token by token; these are moved.
struct Part(Cell<Option<TokenStream>>);

impl Part {
    fn new(tokens: TokenStream) -> Self {
        Self(Cell::new(Some(tokens)))
    }
}

impl ToTokens for Part {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend(self.0.take().expect("a part goes into one place"));
    }
}

/// A file of Rust that the plan asks for. Tokens stay on the thread that made them, so files are listed first and made later.
#[derive(Clone, Copy, Debug)]
pub enum File<'p> {
    /// `lib.rs`.
    Lib(&'p Plan),
    /// A list of areas.
    Areas(&'p RelPath, &'p [Area]),
    /// An area: a list of modules.
    Area(&'p Area),
    /// A part of the tree that users see.
    Namespace(&'p Namespace, Layout),
    /// Definitions.
    Definitions(&'p Module, Layout),
    /// The lookup by name.
    Registry(&'p [RegistryEntry], Layout),
    /// The example program.
    Roundtrip(&'p Plan),
    /// The example program that goes to every operation; the first is the name of the crate.
    Tour(&'p RustIdent, &'p [ExampleCall]),
    /// The client.
    Client(&'p Stubs, Layout),
    /// The list of areas with operations.
    Operations(&'p Stubs),
    /// An area with operations: a list of modules.
    OperationArea(&'p OperationArea),
    /// Operations.
    OperationModule(&'p OperationModule, Layout),
    /// The list of files with places.
    Places(&'p Stubs),
    /// Places.
    PlaceFile(&'p PlaceFile, Layout),
}

/// All that decides what a file says, to be hashed: [`emit`] gets the same part of the plan and no other, so equal parts give
/// equal files.
#[derive(Clone, Copy, Debug, Hash)]
pub enum Identity<'p> {
    /// Definitions.
    Definitions(&'p Module, Layout),
    /// Operations.
    Operations(&'p OperationModule, Layout),
    /// Places.
    Places(&'p PlaceFile, Layout),
    /// The lookup by name.
    Registry(&'p [RegistryEntry], Layout),
    /// The example program that goes to every operation.
    Tour(&'p RustIdent, &'p [ExampleCall]),
}

impl<'p> File<'p> {
    /// Where it goes, and all that decides what it says. `None` for the short ones that hold the others together: they are
    /// made sooner than compared.
    pub fn identity(self) -> Option<(RelPath, Identity<'p>)> {
        let identity = match self {
            File::Definitions(module, layout) => Identity::Definitions(module, layout),
            File::OperationModule(module, layout) => Identity::Operations(module, layout),
            File::PlaceFile(file, layout) => Identity::Places(file, layout),
            File::Registry(entries, layout) => Identity::Registry(entries, layout),
            File::Tour(crate_name, calls) => Identity::Tour(crate_name, calls),
            File::Lib(_)
            | File::Areas(..)
            | File::Area(_)
            | File::Namespace(..)
            | File::Roundtrip(_)
            | File::Client(..)
            | File::Operations(_)
            | File::OperationArea(_)
            | File::Places(_) => return None,
        };
        Some((identity.path(), identity))
    }
}

impl File<'_> {
    /// Whether it is made of client stubs and of nothing else.
    pub fn is_of_stubs(self) -> bool {
        match self {
            File::Tour(..)
            | File::Client(..)
            | File::Operations(_)
            | File::OperationArea(_)
            | File::OperationModule(..)
            | File::Places(_)
            | File::PlaceFile(..) => true,
            File::Lib(_)
            | File::Areas(..)
            | File::Area(_)
            | File::Namespace(..)
            | File::Definitions(..)
            | File::Registry(..)
            | File::Roundtrip(_) => false,
        }
    }
}

impl Identity<'_> {
    fn path(self) -> RelPath {
        match self {
            Identity::Definitions(module, _) => module.file.clone(),
            Identity::Operations(module, _) => module.file.clone(),
            Identity::Places(file, _) => file.file.clone(),
            Identity::Registry(..) => registry::path(),
            Identity::Tour(..) => stubs::tour_path(),
        }
    }
}

/// All files of Rust that the plan asks for.
pub fn files(plan: &Plan) -> Vec<File<'_>> {
    let registry = File::Registry(&plan.registry, plan.layout);
    let mut files = vec![File::Lib(plan), registry];
    match plan.layout {
        Layout::Crate => files.push(File::Roundtrip(plan)),
        Layout::Module => {}
    }
    let properties = plan.properties.as_ref();
    let mut open: Vec<&Namespace> = properties.map(|it| &it.tree).into_iter().collect();
    open.push(&plan.models);
    while let Some(namespace) = open.pop() {
        files.push(File::Namespace(namespace, plan.layout));
        open.extend(&namespace.children);
    }
    let constants = properties.map(|it| (&it.file, &*it.areas));
    for (file, areas) in constants
        .into_iter()
        .chain([(&plan.areas_file, &*plan.areas)])
    {
        files.push(File::Areas(file, areas));
        for area in areas {
            files.push(File::Area(area));
            let definitions = |module| File::Definitions(module, plan.layout);
            files.extend(area.modules.iter().map(definitions));
        }
    }
    if let Some(stubs) = &plan.stubs {
        files.extend(stub_files(stubs, plan.layout));
        match plan.layout {
            Layout::Crate => files.push(File::Tour(&plan.crate_name, &stubs.example_calls)),
            Layout::Module => {}
        }
    }
    files
}

fn stub_files(stubs: &Stubs, layout: Layout) -> Vec<File<'_>> {
    let mut files = vec![
        File::Client(stubs, layout),
        File::Operations(stubs),
        File::Places(stubs),
    ];
    for area in &stubs.areas {
        files.push(File::OperationArea(area));
        let modules = area.modules.iter();
        files.extend(modules.map(|module| File::OperationModule(module, layout)));
    }
    let places = stubs.places.iter();
    files.extend(places.map(|file| File::PlaceFile(file, layout)));
    files
}

/// One file as tokens.
pub fn emit(file: File<'_>) -> Unit<'_> {
    match file {
        File::Lib(plan) => modules::lib(plan),
        File::Areas(file, areas) => modules::areas(file, areas),
        File::Area(area) => modules::area(area),
        File::Namespace(namespace, layout) => modules::namespace(namespace, layout),
        File::Definitions(module, layout) => definitions(module, layout),
        File::Registry(entries, layout) => registry::unit(entries, layout),
        File::Roundtrip(plan) => roundtrip::unit(plan),
        File::Tour(crate_name, calls) => stubs::tour(crate_name, calls),
        File::Client(stubs, layout) => stubs::client(stubs, layout),
        File::Operations(stubs) => stubs::operation_areas(stubs),
        File::OperationArea(area) => stubs::area(area),
        File::OperationModule(module, layout) => stubs::definitions(module, layout),
        File::Places(stubs) => stubs::place_files(stubs),
        File::PlaceFile(file, layout) => stubs::place_file(file, layout),
    }
}

/// A file of definitions.
fn definitions(module: &Module, layout: Layout) -> Unit<'_> {
    // The file is a module of an area, which is one of `areas` or `constants`, which is one of the root.
    let root = root(layout, 3);
    let mut unit = Unit::new(&module.file, &module.sources);
    unit.declare(quote! {
        use #root::models;
        use docwright_runtime as rt;
    });
    for item in &module.items {
        match item {
            Item::Record(record) => records::record(&mut unit, record, module.std_paths),
            Item::Enum(e) => enums::enumeration(&mut unit, e),
            Item::Poly(poly) => polys::poly(&mut unit, poly, module.std_paths),
            Item::Constants(it) => constants::constants(&mut unit, it, module.std_paths),
        }
    }
    unit
}

/// The way to the root from so many modules below it.
fn root(layout: Layout, depth: usize) -> Part {
    Part::new(match layout {
        Layout::Crate => quote!(crate),
        Layout::Module => {
            let supers = std::iter::repeat_n(quote!(super), depth);
            quote!(#(#supers)::*)
        }
    })
}

/// `#[cfg(feature = "…")]`, or nothing.
fn gate(gate: &Gate) -> Option<Part> {
    gate.as_ref().map(|feature| {
        let feature = feature.as_str();
        Part::new(quote!(#[cfg(feature = #feature)]))
    })
}

/// The attributes that the user adds, as they were written.
fn attributes(attributes: &[Attribute]) -> Vec<TokenStream> {
    attributes.iter().map(Attribute::tokens).collect()
}

/// What the user adds to a type: `#[derive(…)]`, then attributes.
fn extras(extras: &Extras) -> Vec<TokenStream> {
    let derives: Vec<TokenStream> = extras.derives.iter().map(Derive::tokens).collect();
    let derive = (!derives.is_empty()).then(|| quote!(#[derive(#(#derives),*)]));
    derive
        .into_iter()
        .chain(attributes(&extras.attributes))
        .collect()
}

/// `#[deprecated]`, or nothing.
fn deprecated(deprecation: Option<&Deprecation>) -> Option<Part> {
    deprecation.map(|deprecation| match deprecation.note.as_str() {
        "" => Part::new(quote!(#[deprecated])),
        note => Part::new(quote!(#[deprecated(note = #note)])),
    })
}
