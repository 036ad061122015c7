//! The client as tokens: where every fluent path begins.

use proc_macro2::TokenStream;
use quote::quote;

use crate::plan::Layout;
use crate::plan::stubs::Stubs;

use super::super::{Unit, root};
use super::places;

/// `client.rs`.
pub(crate) fn unit(stubs: &Stubs, layout: Layout) -> Unit<'_> {
    let mut unit = Unit::new(&[]);
    let root = root(layout, 1);
    unit.declare(quote! {
        use #root::models;
        use #root::operations;
        use #root::paths;
        use docwright_runtime as rt;
    });
    let docs = unit.docs(&stubs.docs);
    unit.declare(quote! {
        #docs
        pub struct Client(rt::client::Client);
    });
    unit.declare(quote! { rt::client! { Client } });
    let start = start(stubs, layout);
    let methods: Vec<TokenStream> = stubs
        .methods
        .iter()
        .map(|m| places::method(&mut unit, m, &quote!(&self), &quote!(self.0.root())))
        .collect();
    unit.code(quote! {
        impl Client {
            #start
            #(#methods)*
        }
    });
    unit
}

/// How a client is made, with or without a service root that everybody knows.
fn start(stubs: &Stubs, layout: Layout) -> TokenStream {
    let Some(base_url) = &stubs.base_url else {
        return quote! {
            #[doc = " Configures a client of the service at this URL: scheme, host, and the path that all its URLs start with."]
            pub fn builder(base_url: &str) -> rt::client::Builder<Self> {
                rt::client::Builder::new(base_url)
            }
        };
    };
    let new = match layout {
        // Whether a program around it has the transport is not known here.
        Layout::Module => None,
        Layout::Crate => Some(quote! {
            #[doc = " Creates a client with these tokens and the defaults of [`Client::builder`]."]
            #[doc = ""]
            #[doc = " Fails if the transport cannot be set up."]
            #[cfg(feature = "reqwest")]
            pub fn new(token: impl rt::client::TokenProvider + 'static) -> rt::client::Result<Self> {
                Self::builder().token(token).build()
            }
        }),
    };
    quote! {
        #[doc = " The root URL of the service."]
        pub const BASE_URL: &'static str = #base_url;
        #new
        #[doc = " Configures a client: its tokens, its transport, its limits."]
        pub fn builder() -> rt::client::Builder<Self> {
            rt::client::Builder::new(Self::BASE_URL)
        }
    }
}
