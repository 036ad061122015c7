//! The files that hold a crate together: `lib.rs`, the tree that users see, the areas.

use proc_macro2::TokenStream;
use quote::quote;

use crate::plan::{Area, Layout, Namespace, Plan, Properties};

use super::{Unit, gate, root};

pub(super) fn lib(plan: &Plan) -> Unit<'_> {
    let mut unit = Unit::new(&[]);
    match plan.layout {
        Layout::Crate => {
            let (docs, allow) = (unit.inner_docs(&plan.front), allowed(plan.layout));
            unit.code(quote! {
                #docs
                #![cfg_attr(docsrs, feature(doc_cfg))]
                #![#allow]
            });
        }
        // Text that is included can hold no attribute of the whole: each module has its own.
        Layout::Module => {}
    }
    let allow = module_attribute(plan.layout);
    let (models, registry_gate) = (&plan.models.ident, crate_gate(plan.layout, "registry"));
    unit.code(quote! {
        #allow
        #[rustfmt::skip]
        mod areas;
        #allow
        #[rustfmt::skip]
        pub mod #models;
        #registry_gate
        #allow
        #[rustfmt::skip]
        pub mod registry;
    });
    if plan.has_client {
        unit.code(client_modules(plan.layout));
    }
    if let Some(properties) = &plan.properties {
        unit.code(property_modules(properties, plan.layout));
    }
    unit.code(quote! {
        #allow
        pub use docwright_runtime as runtime;
        #allow
        pub use docwright_runtime::{Additional, Field, Flags, Record, UnknownValue};
    });
    unit
}

/// What generated code may do that people would not.
fn allowed(layout: Layout) -> TokenStream {
    let (dead_code, rustdoc) = match layout {
        Layout::Crate => (
            None,
            Some(quote!(
                clippy::doc_markdown,
                rustdoc::redundant_explicit_links,
            )),
        ),
        // A program need not use all of an API.
        Layout::Module => (Some(quote!(dead_code,)), None),
    };
    quote! {
        allow(
            #dead_code
            deprecated,
            unused_imports,
            clippy::module_inception,
            clippy::new_ret_no_self,
            clippy::should_implement_trait,
            clippy::too_many_arguments,
            clippy::wrong_self_convention,
            #rustdoc
            reason = "the API gives the names and the arguments, and what uses an import may be switched off"
        )
    }
}

/// The same for one module, where the whole cannot have it.
fn module_attribute(layout: Layout) -> Option<TokenStream> {
    match layout {
        Layout::Crate => None,
        Layout::Module => {
            let allow = allowed(layout);
            Some(quote!(#[#allow]))
        }
    }
}

/// A feature of the crate; a module of another crate has none.
fn crate_gate(layout: Layout, feature: &str) -> Option<TokenStream> {
    match layout {
        Layout::Crate => Some(quote!(#[cfg(feature = #feature)])),
        Layout::Module => None,
    }
}

/// The parts that call the service. A crate has them behind a feature.
fn client_modules(layout: Layout) -> TokenStream {
    let (on, allow) = (crate_gate(layout, "client"), module_attribute(layout));
    quote! {
        #on
        #allow
        #[rustfmt::skip]
        mod client;
        #on
        #allow
        #[rustfmt::skip]
        pub mod operations;
        #on
        #allow
        #[rustfmt::skip]
        pub mod paths;
        #on
        #allow
        pub use client::Client;
        #on
        #allow
        pub use docwright_runtime::client::{Error, ErrorKind, Result};
        #on
        #[doc = " The items that most programs use."]
        pub mod prelude {
            pub use super::Client;
            pub use docwright_runtime::client::{Listing, Operation, TokenProvider};
        }
    }
}

/// The constants: as the areas have them, and as users see them.
fn property_modules(properties: &Properties, layout: Layout) -> TokenStream {
    let (home, tree) = (&properties.home, &properties.tree.ident);
    let cfg = gate(&properties.gate);
    let allow = module_attribute(layout);
    quote! {
        #cfg
        #allow
        #[rustfmt::skip]
        mod #home;
        #cfg
        #allow
        #[rustfmt::skip]
        pub mod #tree;
    }
}

pub(super) fn areas(areas: &[Area]) -> Unit<'_> {
    let mut unit = Unit::new(&[]);
    let modules = areas.iter().map(|area| {
        let (cfg, ident) = (gate(&area.gate), &area.ident);
        quote! { #cfg pub(crate) mod #ident; }
    });
    unit.declare(quote!(#(#modules)*));
    unit
}

pub(super) fn area(area: &Area) -> Unit<'_> {
    let mut unit = Unit::new(&[]);
    let modules = area.modules.iter().map(|module| &module.ident);
    unit.declare(quote!(#(pub(crate) mod #modules;)*));
    unit
}

pub(super) fn namespace(namespace: &Namespace, layout: Layout) -> Unit<'_> {
    let mut unit = Unit::new(&[]);
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
