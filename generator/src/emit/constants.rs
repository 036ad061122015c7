//! Constants for properties, as tokens: a table for the runtime's macro, which makes a module of it.

use proc_macro2::TokenStream;
use quote::quote;

use crate::plan::{Constant, Constants, StdPaths};

use super::{Unit, deprecated, gate, types};

pub(super) fn constants<'p>(unit: &mut Unit<'p>, constants: &'p Constants, std: StdPaths) {
    let docs = unit.docs(&constants.docs);
    let (ident, record) = (&constants.ident, types::path_of(&constants.record));
    let rows = constants.items.iter();
    let rows: Vec<TokenStream> = rows.map(|constant| row(unit, constant, std)).collect();
    unit.declare(quote! {
        rt::properties! { #docs #ident: #record, #(#rows),* }
    });
}

fn row<'p>(unit: &mut Unit<'p>, constant: &'p Constant, std: StdPaths) -> TokenStream {
    let docs = unit.docs(&constant.docs);
    let (cfg, deprecated) = (
        gate(&constant.gate),
        deprecated(constant.deprecated.as_ref()),
    );
    let (ident, wire) = (&constant.ident, &constant.wire.0);
    let ty = types::plain(&constant.ty, std);
    quote! { #docs #cfg #deprecated #wire #ident: #ty }
}
