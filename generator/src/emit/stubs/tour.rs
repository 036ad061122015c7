//! The example program that goes to every operation by each of its URLs, as tokens.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use crate::plan::RustIdent;
use crate::plan::stubs::{ChainedCall, ExampleCall, Sample};

use super::super::Unit;
use super::cfg;

/// More calls than these would make a function that takes the compiler long.
const CALLS: usize = 40;

/// `examples/every_operation.rs`.
pub(crate) fn unit<'p>(crate_name: &'p RustIdent, calls: &'p [ExampleCall]) -> Unit<'p> {
    let mut unit = Unit::new(&[]);
    unit.code(quote! {
        #![doc = " Builds every operation with each of its URLs, and prints each request as a line of JSON."]
        #![doc = ""]
        #![doc = " `cargo run --all-features --example every_operation`; with `--send` it calls the test server that `GRAPH_BASE_URL` names."]
        #![cfg_attr(rustfmt, rustfmt_skip)]
        #![allow(deprecated, unused_imports, unused_variables, reason = "what is deprecated is visited too, and areas may be switched off")]
    });
    unit.code(quote! {
        use std::io::Write;
        use docwright_runtime::client::tour::{self, Tour};
        use #crate_name::{Client, operations};
    });
    let parts: Vec<_> = calls.chunks(CALLS).collect();
    let names = (1..=parts.len()).map(|number| format_ident!("part_{number}"));
    let names: Vec<_> = names.collect();
    unit.code(quote! {
        fn main() -> Result<(), String> {
            tour::run(everything)
        }
    });
    unit.code(quote! {
        #[doc = " All calls."]
        pub(crate) fn everything(tour: &mut Tour<&mut dyn Write>) {
            let client = Client::from(tour.client());
            #(#names(tour, &client);)*
        }
    });
    for (name, calls) in names.iter().zip(parts) {
        let calls = calls.iter().map(visit);
        unit.code(quote! {
            fn #name(tour: &mut Tour<&mut dyn Write>, client: &Client) {
                #(#calls)*
            }
        });
    }
    unit
}

fn visit(example: &ExampleCall) -> TokenStream {
    let (condition, template) = (cfg(&example.condition), &example.template);
    let values = example
        .values
        .iter()
        .map(|(name, value)| quote!((#name, #value)));
    let body = example.body.as_deref().unwrap_or("{}");
    let operation = if template.is_empty() {
        let ident = &example.ident;
        let arguments = example.chain.iter().flat_map(|call| &call.arguments);
        let arguments = arguments.map(|argument| sample(argument, body));
        quote!(operations::#ident::at(client.path("/somewhere"), #(#arguments),*))
    } else {
        let calls = example.chain.iter().map(|call| call_of(call, body));
        quote!(client #(#calls)*)
    };
    quote! {
        #condition
        tour.visit(#template, &[#(#values),*], #operation);
    }
}

fn call_of(call: &ChainedCall, body: &str) -> TokenStream {
    let ident = &call.ident;
    let arguments = call.arguments.iter().map(|argument| sample(argument, body));
    quote!(.#ident(#(#arguments),*))
}

fn sample(sample: &Sample, body: &str) -> TokenStream {
    match sample {
        Sample::Text(text) => quote!(#text),
        Sample::Parsed(_, text) => quote!(tour::value(#text)),
        Sample::Json => quote!(&tour::body(#body)),
        Sample::List => quote!(&tour::body::<Vec<_>>(#body)),
        Sample::Bytes => quote!(b"bytes".to_vec()),
        Sample::Multipart => {
            quote!(docwright_runtime::client::Multipart::new().text("part", "text/plain", "text"))
        }
        Sample::Reference(url) => quote!(#url),
    }
}
