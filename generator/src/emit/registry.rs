//! The lookup from a type's name in the API to its Rust type, as tokens.

use proc_macro2::TokenStream;
use quote::quote;

use crate::plan::{Layout, RegistryEntry};

use super::{Unit, gate, root, types};

/// `registry.rs`.
pub(super) fn unit(entries: &[RegistryEntry], layout: Layout) -> Unit<'_> {
    let mut unit = Unit::new(&[]);
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
        #![doc = " Looks up types by their names in the API, for JSON that names its type: change notifications, search hits."]
    });
    unit.code(quote! {
        use docwright_runtime::registry::{Entry, Registry};
        use #root::models;
    });
    unit.code(quote! {
        #[doc = " Every object type by its qualified name in the API."]
        pub static REGISTRY: Registry = Registry::new(&[#(#entries),*]);
    });
    unit
}
