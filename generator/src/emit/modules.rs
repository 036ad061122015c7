//! The files that hold a crate together: `lib.rs`, the tree that users see, the areas.

use proc_macro2::TokenStream;
use quote::quote;

use crate::files::RelPath;
use crate::plan::{Area, Layout, Namespace, Plan, Properties};

use super::{Part, Unit, gate, root};

pub(super) fn lib(plan: &Plan) -> Unit<'_> {
    let mut unit = Unit::new(&fixed("src/lib.rs"), &[]);
    let (registry_gate, unused_in_areas, unused) = match plan.layout {
        Layout::Crate => {
            let docs = unit.inner_docs(&plan.front);
            unit.code(quote! {
                #docs
                #![cfg_attr(docsrs, feature(doc_cfg))]
                #![allow(rustdoc::redundant_explicit_links, reason = "a link names its target even where its text would do")]
                #![allow(clippy::doc_markdown, reason = "pages write names of products as their owners do")]
            });
            let unused = quote!(#[allow(unused_imports, reason = "all that needs them may be switched off")]);
            (Some(quote!(#[cfg(feature = "registry")])), unused, None)
        }
        // Text that is included can hold no attribute of the whole.
        Layout::Module => {
            let unused = quote!(#[allow(dead_code, unused_imports, reason = "a program need not use all of an API")]);
            (None, unused.clone(), Some(unused))
        }
    };
    let models = &plan.models.ident;
    unit.code(quote! {
        #[allow(deprecated, reason = "tables name every field")]
        #[allow(clippy::module_inception, reason = "a file is named for its types, an area for its topic")]
        #unused_in_areas
        #[rustfmt::skip]
        mod areas;
        #unused
        #[rustfmt::skip]
        pub mod #models;
        #registry_gate
        #unused
        #[allow(deprecated, reason = "what is deprecated can be looked up nevertheless")]
        #[rustfmt::skip]
        pub mod registry;
    });
    if plan.has_client {
        unit.code(client_modules(plan.layout));
    }
    if let Some(properties) = &plan.properties {
        unit.code(property_modules(properties, unused.as_ref()));
    }
    unit.code(quote! {
        #unused
        pub use docwright_runtime as runtime;
        #unused
        pub use docwright_runtime::{Additional, Field, Flags, Record, UnknownValue};
    });
    unit
}

/// The parts that call the service. A crate has them behind a feature.
fn client_modules(layout: Layout) -> TokenStream {
    let (on, unused) = match layout {
        Layout::Crate => (
            Some(quote!(#[cfg(feature = "client")])),
            quote!(#[allow(unused_imports, reason = "all that needs them may be switched off")]),
        ),
        Layout::Module => (
            None,
            quote!(#[allow(dead_code, unused_imports, reason = "a program need not use all of an API")]),
        ),
    };
    let shapes = quote! {
        #[allow(deprecated, reason = "what is deprecated can be called nevertheless")]
        #[allow(
            clippy::module_inception,
            clippy::wrong_self_convention,
            clippy::should_implement_trait,
            clippy::new_ret_no_self,
            clippy::too_many_arguments,
            reason = "the API gives the names and the arguments"
        )]
    };
    quote! {
        #on
        #unused
        #shapes
        #[rustfmt::skip]
        mod client;
        #on
        #unused
        #shapes
        #[rustfmt::skip]
        pub mod operations;
        #on
        #unused
        #shapes
        #[rustfmt::skip]
        pub mod paths;
        #on
        #unused
        pub use client::Client;
        #on
        #unused
        pub use docwright_runtime::client::{Error, ErrorKind, Result};
        #on
        #[doc = " What most programs use."]
        pub mod prelude {
            pub use super::Client;
            pub use docwright_runtime::client::{Listing, Operation, TokenProvider};
        }
    }
}

/// The constants: as the areas have them, and as users see them.
fn property_modules(properties: &Properties, unused: Option<&TokenStream>) -> TokenStream {
    let (home, tree) = (&properties.home, &properties.tree.ident);
    let [cfg, tree_cfg] = [gate(&properties.gate), gate(&properties.gate)];
    quote! {
        #cfg
        #unused
        #[allow(deprecated, reason = "what is deprecated has a name nevertheless")]
        #[allow(clippy::module_inception, reason = "a file is named for its types, and so are its modules")]
        #[rustfmt::skip]
        mod #home;
        #tree_cfg
        #unused
        #[rustfmt::skip]
        pub mod #tree;
    }
}

pub(super) fn areas<'p>(file: &RelPath, areas: &'p [Area]) -> Unit<'p> {
    let mut unit = Unit::new(file, &[]);
    let modules = areas.iter().map(|area| {
        let (cfg, ident) = (gate(&area.gate), &area.ident);
        Part::new(quote! { #cfg pub(crate) mod #ident; })
    });
    unit.declare(quote!(#(#modules)*));
    unit
}

pub(super) fn area(area: &Area) -> Unit<'_> {
    let mut unit = Unit::new(&area.file, &[]);
    let modules = area.modules.iter().map(|module| &module.ident);
    unit.declare(quote!(#(pub(crate) mod #modules;)*));
    unit
}

pub(super) fn namespace(namespace: &Namespace, layout: Layout) -> Unit<'_> {
    let mut unit = Unit::new(&namespace.file, &[]);
    if let Some(docs) = unit.inner_docs(&namespace.docs) {
        unit.code(quote!(#docs));
    }
    if !namespace.children.is_empty() {
        let children = namespace.children.iter().map(|child| &child.ident);
        unit.declare(quote!(#(pub mod #children;)*));
    }
    for shown in &namespace.shows {
        let (cfg, root) = (gate(&shown.gate), root(layout, namespace.depth));
        let (home, area, modules) = (&namespace.home, &shown.area, &shown.modules);
        unit.code(quote!(#cfg pub use #root::#home::#area::{#(#modules::*),*};));
    }
    unit
}

fn fixed(path: &str) -> RelPath {
    RelPath::new(path).expect("a literal path is a path")
}
