//! The example program that shows whether the crate reads and writes JSON without loss, as tokens.

use quote::quote;

use crate::plan::Plan;

use super::Unit;

/// `examples/roundtrip.rs`.
pub(super) fn unit(plan: &Plan) -> Unit<'_> {
    let mut unit = Unit::new(&[]);
    let crate_name = &plan.crate_name;
    unit.code(quote! {
        #![doc = " Reads JSON lines `{\"type\": …, \"is_collection\": …, \"json\": …}` and reports for each whether it was read and written without loss."]
    });
    unit.code(quote! {
        fn main() -> std::io::Result<()> {
            docwright_runtime::roundtrip::run(&#crate_name::registry::REGISTRY)
        }
    });
    unit
}
