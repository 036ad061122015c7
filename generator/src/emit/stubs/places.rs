//! Places as tokens: one struct per kind, and a method for each way on.

use proc_macro2::TokenStream;
use quote::quote;

use crate::plan::stubs::{
    Argument, PlaceFile, PlaceKind, PlaceMethod, PlaceModule, Step, StepArgument, Stubs, Target,
};
use crate::plan::{Layout, RustIdent};

use super::super::{Unit, deprecated, root};
use super::{body_parameter, cfg, parameter};

/// `paths.rs`: the list of modules.
pub(crate) fn list(stubs: &Stubs) -> Unit<'_> {
    let mut unit = Unit::new(&[]);
    unit.code(quote! {
        #![doc = " The request builders, named and nested as the URLs of the API are. Places with the same operations, and the same places below, share a type."]
    });
    declare(&mut unit, &stubs.place_modules);
    unit
}

/// The modules of a folder, and what is in them.
fn declare(unit: &mut Unit<'_>, modules: &[PlaceModule]) {
    for module in modules {
        let (condition, ident) = (cfg(&module.condition), &module.ident);
        unit.declare(quote! { #condition mod #ident; });
        unit.code(quote! { #condition pub use #ident::*; });
    }
}

/// A file of places.
pub(crate) fn file(file: &PlaceFile, layout: Layout) -> Unit<'_> {
    let root = root(layout, file.depth);
    let mut unit = Unit::new(&[]);
    unit.declare(quote! {
        use #root::models;
        use #root::operations;
        use #root::paths;
        use docwright_runtime as rt;
    });
    declare(&mut unit, &file.modules);
    for kind in &file.kinds {
        define(&mut unit, kind);
    }
    unit
}

fn define<'p>(unit: &mut Unit<'p>, kind: &'p PlaceKind) {
    let docs = unit.docs(&kind.docs);
    let (ident, condition) = (&kind.ident, cfg(&kind.condition));
    unit.declare(quote! { #condition rt::place! { #docs #ident } });
    let methods: Vec<TokenStream> = kind
        .methods
        .iter()
        .map(|m| method(unit, m, &quote!(self), &quote!(self.0)))
        .collect();
    unit.code(quote! {
        #condition
        impl #ident { #(#methods)* }
    });
}

/// A method; `receiver` is how it takes itself, `path` the place that it has.
pub(super) fn method<'p>(
    unit: &mut Unit<'p>,
    method: &'p PlaceMethod,
    receiver: &TokenStream,
    path: &TokenStream,
) -> TokenStream {
    let docs = unit.docs(&method.docs);
    let (ident, condition) = (&method.ident, cfg(&method.condition));
    let deprecation = deprecated(method.deprecated.as_ref());
    let own = method.arguments.iter().map(parameter);
    let step = method.step.as_ref();
    let step = step.map(|added| step_call(added, &method.arguments));
    match &method.target {
        Target::Place(place) => quote! {
            #docs
            #condition
            #deprecation
            pub fn #ident(#receiver, #(#own),*) -> paths::#place {
                paths::#place(#path #step)
            }
        },
        Target::Operation {
            ident: operation,
            arguments,
            body,
        } => {
            let more = arguments.iter().map(parameter);
            let sent = body.iter().map(|body| body_parameter(body, false));
            let passed = arguments.iter().map(|argument| &argument.ident);
            let passed = passed.chain(body.iter().map(|body| &body.ident));
            quote! {
                #docs
                #condition
                #deprecation
                pub fn #ident(#receiver, #(#own,)* #(#more,)* #(#sent)*) -> operations::#operation {
                    operations::#operation::at(#path #step, #(#passed),*)
                }
            }
        }
    }
}

/// The call that adds a step to a URL, with the arguments for its values.
fn step_call(step: &Step, arguments: &[Argument]) -> TokenStream {
    let mut idents = arguments.iter().map(|argument| &argument.ident);
    match step {
        Step::Name(name) | Step::Cast(name) => quote!(.name(#name)),
        Step::Key => quote!(.key(#(&#idents)*)),
        Step::Call { name, arguments } => {
            let values = arguments.iter().zip(idents).map(value);
            quote!(.call(#name, &[#(#values),*]))
        }
        Step::AlternateKey(arguments) => {
            let values = arguments.iter().zip(idents).map(value);
            quote!(.alternate_key(&[#(#values),*]))
        }
        Step::ItemPath => quote!(.item_path(#(&#idents)*)),
        Step::Text(pieces) => {
            let pieces = pieces.iter().map(|piece| {
                if let Some(text) = piece {
                    quote!(rt::client::Piece::Text(#text))
                } else {
                    let ident = idents.next();
                    quote!(rt::client::Piece::Argument(&#ident))
                }
            });
            quote!(.text(&[#(#pieces),*]))
        }
    }
}

fn value((argument, ident): (&StepArgument, &RustIdent)) -> TokenStream {
    let name = &argument.name;
    if argument.quoted {
        quote!((#name, rt::client::Quoting::Quoted, &#ident))
    } else {
        quote!((#name, rt::client::Quoting::Bare, &#ident))
    }
}
