//! From the plan to tokens: a match on the plan's enums and `quote!`. Decides nothing and knows no text: what rustdoc says
//! stays in the plan, and the tokens only mark the place where it goes.

mod enums;
mod manifest;
mod modules;
mod polys;
mod records;
mod registry;
mod roundtrip;
mod types;

pub use manifest::manifest;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::model::PagePath;
use crate::output::RelPath;
use crate::plan::{Area, Deprecation, Docs, Gate, Item, Module, Namespace, Plan};

/// A file of Rust, before it is text.
#[derive(Debug)]
pub struct Unit<'p> {
    /// Where it goes.
    pub path: RelPath,
    /// The pages that it comes from.
    pub sources: &'p [PagePath],
    /// Items that belong together, to be parted from the next ones by a blank line.
    pub paragraphs: Vec<TokenStream>,
    /// The text of doc comments, by the number in their place.
    pub docs: Vec<&'p Docs>,
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

    /// The place of a doc comment: `#[doc = "@7"]`, which [`crate::output::print`] fills. Nothing when there is no text.
    fn docs(&mut self, docs: &'p Docs) -> TokenStream {
        if docs.is_empty() {
            return TokenStream::new();
        }
        let place = Literal::string(&format!("@{}", self.docs.len()));
        self.docs.push(docs);
        quote!(#[doc = #place])
    }

    fn inner_docs(&mut self, docs: &'p Docs) -> TokenStream {
        if docs.is_empty() {
            return TokenStream::new();
        }
        let place = Literal::string(&format!("@{}", self.docs.len()));
        self.docs.push(docs);
        quote!(#![doc = #place])
    }
}

/// A file of Rust that the plan asks for. Tokens stay on the thread that made them, so files are listed first and made later.
#[derive(Clone, Copy, Debug)]
pub enum File<'p> {
    /// `lib.rs`.
    Lib(&'p Plan),
    /// The list of areas.
    Areas(&'p Plan),
    /// An area: a list of modules.
    Area(&'p Area),
    /// A part of the tree that users see.
    Namespace(&'p Namespace),
    /// Definitions.
    Definitions(&'p Module),
    /// The lookup by name.
    Registry(&'p Plan),
    /// The example program.
    Roundtrip(&'p Plan),
}

/// All files of Rust that the plan asks for.
pub fn files(plan: &Plan) -> Vec<File<'_>> {
    let mut files = vec![
        File::Lib(plan),
        File::Areas(plan),
        File::Registry(plan),
        File::Roundtrip(plan),
    ];
    let mut open = vec![&plan.models];
    while let Some(namespace) = open.pop() {
        files.push(File::Namespace(namespace));
        open.extend(&namespace.children);
    }
    for area in &plan.areas {
        files.push(File::Area(area));
        files.extend(area.modules.iter().map(File::Definitions));
    }
    files
}

/// One file as tokens.
pub fn emit(file: File<'_>) -> Unit<'_> {
    match file {
        File::Lib(plan) => modules::lib(plan),
        File::Areas(plan) => modules::areas(plan),
        File::Area(area) => modules::area(area),
        File::Namespace(namespace) => modules::namespace(namespace),
        File::Definitions(module) => definitions(module),
        File::Registry(plan) => registry::unit(plan),
        File::Roundtrip(plan) => roundtrip::unit(plan),
    }
}

/// A file of definitions.
fn definitions(module: &Module) -> Unit<'_> {
    let mut unit = Unit::new(&module.file, &module.sources);
    unit.paragraphs.push(quote! {
        use crate::models;
        use docwright_runtime as rt;
    });
    for item in &module.items {
        match item {
            Item::Record(record) => records::record(&mut unit, record, module.std_paths),
            Item::Enum(e) => enums::enumeration(&mut unit, e),
            Item::Poly(poly) => polys::poly(&mut unit, poly),
        }
    }
    unit
}

/// `#[cfg(feature = "…")]`, or nothing.
fn gate(gate: &Gate) -> Option<TokenStream> {
    gate.as_ref().map(|feature| {
        let feature = feature.as_str();
        quote!(#[cfg(feature = #feature)])
    })
}

/// `#[deprecated]`, or nothing.
fn deprecated(deprecation: Option<&Deprecation>) -> Option<TokenStream> {
    deprecation.map(|deprecation| match deprecation.note.as_str() {
        "" => quote!(#[deprecated]),
        note => quote!(#[deprecated(note = #note)]),
    })
}
