//! The lookup from a type's name in the API to its Rust type, as tokens.

use proc_macro2::TokenStream;
use quote::quote;

use crate::files::RelPath;
use crate::plan::{Layout, RegistryEntry};

use super::{Unit, gate, root, types};

/// Where it goes.
pub(super) fn path() -> RelPath {
    RelPath::new("src/registry.rs").expect("a literal path is a path")
}

/// `registry.rs`.
pub(super) fn unit(entries: &[RegistryEntry], layout: Layout) -> Unit<'_> {
    let mut unit = Unit::new(&path(), &[]);
    let root = root(layout, 1);
    let entries: Vec<TokenStream> = entries
        .iter()
        .map(|entry| {
            let (cfg, name, record) = (
                gate(&entry.gate),
                &entry.api_name.0,
                types::path_of(&entry.path),
            );
            if let Some(any) = entry.any.as_ref().map(types::path_of) {
                quote!(#cfg Entry::any::<#any>(#name))
            } else {
                quote!(#cfg Entry::record::<#record>(#name))
            }
        })
        .collect();
    unit.code(quote! {
        #![doc = " Finds types by the names that the API gives them, for JSON that says what it is: change notifications, search hits."]
    });
    unit.code(quote! {
        #[allow(unused_imports, reason = "without any area there may be nothing to register")]
        use docwright_runtime::registry::{Entry, Registry};
        #[allow(unused_imports, reason = "as above")]
        use #root::models;
    });
    unit.code(quote! {
        #[doc = " Every object type by its qualified name in the API."]
        pub static REGISTRY: Registry = Registry::new(&[#(#entries),*]);
    });
    unit
}
