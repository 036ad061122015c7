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

use std::hash::Hash;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::api::PagePath;
use crate::config::{Attribute, Derive};
use crate::files::RelPath;
use crate::fingerprint::Fingerprint;
use crate::plan::stubs::Stubs;
use crate::plan::{Deprecation, Docs, Extras, Gate, Item, Layout, Module, Namespace, Plan};

/// A file of Rust, before it is text.
#[derive(Debug)]
pub struct Unit<'p> {
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
    fn new(sources: &'p [PagePath]) -> Self {
        Self {
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

    /// The place of a doc comment: `#[doc = "@7"]`, which [`crate::print`] fills. Nothing when there is no text.
    fn docs(&mut self, docs: &'p Docs) -> Option<TokenStream> {
        if docs.is_empty() {
            return None;
        }
        let place = Literal::string(&format!("@{}", self.docs.len()));
        self.docs.push(docs);
        Some(quote!(#[doc = #place]))
    }

    fn inner_docs(&mut self, docs: &'p Docs) -> Option<TokenStream> {
        if docs.is_empty() {
            return None;
        }
        let place = Literal::string(&format!("@{}", self.docs.len()));
        self.docs.push(docs);
        Some(quote!(#![doc = #place]))
    }
}

/// A file of Rust that the plan asks for. Tokens stay on the thread that made them, so files are listed first and made later.
pub struct File<'p> {
    /// Where it goes.
    pub path: RelPath,
    /// Whether it is made of client stubs and of nothing else.
    pub is_of_stubs: bool,
    /// The fingerprint of all that decides what it says.
    identity: Option<Work<'p, Fingerprint>>,
    emit: Work<'p, Unit<'p>>,
}

/// Work that any thread can do.
type Work<'p, T> = Box<dyn Fn() -> T + Send + Sync + 'p>;

impl<'p> File<'p> {
    fn new(path: &RelPath, emit: impl Fn() -> Unit<'p> + Send + Sync + 'p) -> Self {
        Self {
            path: path.clone(),
            is_of_stubs: false,
            identity: None,
            emit: Box::new(emit),
        }
    }

    /// A file that is compared sooner than made. It gets this part of the plan and no other, so equal parts give equal files.
    fn of_part<P: Hash + Sync + ?Sized>(
        path: &RelPath,
        part: &'p P,
        layout: Layout,
        emit: fn(&'p P, Layout) -> Unit<'p>,
    ) -> Self {
        Self {
            identity: Some(Box::new(move || Fingerprint::of(&(part, layout)))),
            ..Self::new(path, move || emit(part, layout))
        }
    }

    fn of_stubs(self) -> Self {
        Self {
            is_of_stubs: true,
            ..self
        }
    }

    /// The fingerprint of all that decides what the file says. `None` for the short ones that hold the others together: they
    /// are made sooner than compared.
    pub(crate) fn identity(&self) -> Option<Fingerprint> {
        self.identity.as_ref().map(|identity| identity())
    }

    /// The file as tokens.
    pub fn emit(&self) -> Unit<'p> {
        (self.emit)()
    }
}

/// All files of Rust that the plan asks for.
pub fn files(plan: &Plan) -> Vec<File<'_>> {
    let layout = plan.layout;
    let mut files = vec![
        File::new(&fixed("src/lib.rs"), || modules::lib(plan)),
        File::of_part(
            &fixed("src/registry.rs"),
            plan.registry.as_slice(),
            layout,
            registry::unit,
        ),
    ];
    let properties = plan.properties.as_ref();
    let mut open: Vec<&Namespace> = properties
        .map(|properties| &properties.tree)
        .into_iter()
        .collect();
    open.push(&plan.models);
    while let Some(namespace) = open.pop() {
        files.push(File::new(&namespace.file, move || {
            modules::namespace(namespace, layout)
        }));
        open.extend(&namespace.children);
    }
    let constants = properties.map(|properties| (&properties.file, &*properties.areas));
    for (file, areas) in constants
        .into_iter()
        .chain([(&plan.areas_file, &*plan.areas)])
    {
        files.push(File::new(file, move || modules::areas(areas)));
        for area in areas {
            files.push(File::new(&area.file, move || modules::area(area)));
            let modules = area.modules.iter();
            files.extend(
                modules.map(|module| File::of_part(&module.file, module, layout, definitions)),
            );
        }
    }
    if let Some(stubs) = &plan.stubs {
        files.extend(stub_files(stubs, layout).map(File::of_stubs));
    }
    match layout {
        Layout::Crate => files.extend(example_files(plan)),
        Layout::Module => {}
    }
    files
}

fn stub_files(stubs: &Stubs, layout: Layout) -> impl Iterator<Item = File<'_>> {
    let fixed = [
        File::new(&fixed("src/client.rs"), move || {
            stubs::client(stubs, layout)
        }),
        File::new(&fixed("src/operations.rs"), || {
            stubs::operation_areas(stubs)
        }),
        File::new(&fixed("src/paths.rs"), || stubs::place_files(stubs)),
    ];
    let areas = stubs.areas.iter().flat_map(move |area| {
        let modules = area.modules.iter();
        let modules = modules
            .map(move |module| File::of_part(&module.file, module, layout, stubs::definitions));
        std::iter::once(File::new(&area.file, move || stubs::area(area))).chain(modules)
    });
    let places = stubs.places.iter();
    let places = places.map(move |file| File::of_part(&file.file, file, layout, stubs::place_file));
    fixed.into_iter().chain(areas).chain(places)
}

/// The programs beside a crate.
fn example_files(plan: &Plan) -> Vec<File<'_>> {
    let roundtrip = File::new(&fixed("examples/roundtrip.rs"), || roundtrip::unit(plan));
    let (name, calls) = (&plan.crate_name, plan.stubs.as_ref());
    let every = calls.map(|stubs| {
        let calls = &stubs.example_calls;
        let every = File {
            identity: Some(Box::new(move || Fingerprint::of(&(name, calls)))),
            ..File::new(&fixed("examples/every_operation.rs"), move || {
                stubs::tour(name, calls)
            })
        };
        every.of_stubs()
    });
    std::iter::once(roundtrip).chain(every).collect()
}

fn fixed(path: &str) -> RelPath {
    RelPath::new(path).expect("a literal path is a path")
}

/// A file of definitions.
fn definitions(module: &Module, layout: Layout) -> Unit<'_> {
    // The file is a module of an area, which is one of `areas` or `constants`, which is one of the root.
    let root = root(layout, 3);
    let mut unit = Unit::new(&module.sources);
    unit.declare(quote! {
        use #root::models;
        use docwright_runtime as rt;
    });
    for item in &module.items {
        match item {
            Item::Record(record) => records::record(&mut unit, record, module.std_paths),
            Item::Enum(e) => enums::enumeration(&mut unit, e),
            Item::Poly(poly) => polys::poly(&mut unit, poly, module.std_paths),
            Item::Constants(table) => constants::constants(&mut unit, table, module.std_paths),
        }
    }
    unit
}

/// The way to the root from so many modules below it.
fn root(layout: Layout, depth: usize) -> TokenStream {
    match layout {
        Layout::Crate => quote!(crate),
        Layout::Module => {
            let supers = std::iter::repeat_n(quote!(super), depth);
            quote!(#(#supers)::*)
        }
    }
}

/// `#[cfg(feature = "…")]`, or nothing.
fn gate(gate: &Gate) -> Option<TokenStream> {
    gate.as_ref().map(|feature| {
        let feature = feature.as_str();
        quote!(#[cfg(feature = #feature)])
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
fn deprecated(deprecation: Option<&Deprecation>) -> Option<TokenStream> {
    deprecation.map(|deprecation| match deprecation.note.as_str() {
        "" => quote!(#[deprecated]),
        note => quote!(#[deprecated(note = #note)]),
    })
}
