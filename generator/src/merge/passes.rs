//! The passes that complete a model, in the order in which they run. Each states what it needs and what it gives; a list in which
//! a pass runs too early does not compile.

use super::merged::Merged;
use super::objects::Context;
use super::{
    areas, bases, enum_names, fixups, from_examples, inherited_types, keys, navigation, operations,
    scope,
};
use crate::config::{Fixup, Scope};
use crate::diag::Diagnostics;
use crate::model::Model;
use crate::source::Sources;

/// What a pass can rely on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Product {
    /// The types with bases, and with the properties that their pages list; `collect` gives them.
    Types,
    /// Strings that list the values of an enum of their own name have it as their type.
    EnumNames,
    /// Inherited properties that are described again have the type and the text of the base, where theirs said less.
    InheritedTypes,
    /// Each type says whether it is an entity, and keys name properties.
    Keys,
    /// The operations of all pages.
    Operations,
    /// Navigation properties that only URLs reveal.
    UrlProperties,
    /// Properties that a base declares too are marked, those that URLs reveal included.
    InheritedMarks,
    /// Each operation returns one type, whichever of its URLs is called.
    OneResult,
    /// Undocumented properties that examples show.
    ExampleProperties,
    /// Types that only one area uses belong to it.
    Areas,
    /// Each page lists its operations.
    PageOperations,
    /// The corrections of the configuration; from here on the claims alone no longer explain the model.
    Fixups,
    /// Only what the configuration asks for.
    Scope,
}

/// One step.
struct Pass {
    /// What the passes before it must have given.
    needs: &'static [Product],
    gives: Product,
    run: Run,
}

/// What a pass changes.
enum Run {
    /// The model, by itself.
    Model(fn(&mut Model)),
    /// The model, by the claims.
    Claims(fn(&mut Merged<'_>, &mut Diagnostics)),
    /// The model, by the configuration.
    Correction(fn(&mut Model, &Corrections<'_>, &mut Diagnostics)),
}

/// What the configuration says of the model.
pub(crate) struct Corrections<'c> {
    pub(crate) fixups: &'c [Fixup],
    pub(crate) scope: &'c Scope,
    /// Fixups name pages.
    pub(crate) sources: &'c Sources,
}

use Product::{
    Areas, EnumNames, ExampleProperties, Fixups, InheritedMarks, InheritedTypes, Keys, OneResult,
    Operations, PageOperations, Types, UrlProperties,
};

const PASSES: &[Pass] = &[
    Pass {
        needs: &[Types],
        gives: EnumNames,
        run: Run::Model(enum_names::assign),
    },
    // The type of a base may be an enum that was named just now.
    Pass {
        needs: &[Types, EnumNames],
        gives: InheritedTypes,
        run: Run::Model(inherited_types::assign),
    },
    Pass {
        needs: &[Types],
        gives: Keys,
        run: Run::Model(keys::complete),
    },
    // Parameters and bodies take their types from properties and enums.
    Pass {
        needs: &[Types, EnumNames, InheritedTypes],
        gives: Operations,
        run: Run::Claims(build_operations),
    },
    // A segment without operations of its own may be named after an entity.
    Pass {
        needs: &[Types, InheritedTypes, Keys, Operations],
        gives: UrlProperties,
        run: Run::Model(navigation::add_properties),
    },
    Pass {
        needs: &[Types, UrlProperties],
        gives: InheritedMarks,
        run: Run::Model(bases::mark_inherited),
    },
    // The type at the end of a URL is found by way of properties.
    Pass {
        needs: &[Types, Operations, UrlProperties],
        gives: OneResult,
        run: Run::Model(operations::split_by_result),
    },
    // The examples of an operation that was split are about one of its parts.
    Pass {
        needs: &[Types, Operations, UrlProperties, OneResult],
        gives: ExampleProperties,
        run: Run::Model(from_examples::add_properties),
    },
    // All properties count as uses.
    Pass {
        needs: &[Types, UrlProperties, ExampleProperties],
        gives: Areas,
        run: Run::Model(areas::assign),
    },
    Pass {
        needs: &[Operations, OneResult],
        gives: PageOperations,
        run: Run::Model(list_operations),
    },
    // `check`, `explain` and their like read the model up to here.
    Pass {
        needs: &[InheritedMarks, Areas, PageOperations],
        gives: Fixups,
        run: Run::Correction(|model, corrections, diagnostics| {
            fixups::apply(model, corrections.fixups, corrections.sources, diagnostics);
        }),
    },
    // A setting of the scope may name what a fixup adds.
    Pass {
        needs: &[Areas, PageOperations, Fixups],
        gives: Product::Scope,
        run: Run::Correction(|model, corrections, diagnostics| {
            scope::check(model, corrections.scope, diagnostics);
            scope::apply(model, corrections.scope);
        }),
    },
];

/// Runs the passes that complete the model.
pub(super) fn complete(merged: &mut Merged<'_>, diagnostics: &mut Diagnostics) {
    for pass in PASSES {
        match pass.run {
            Run::Model(run) => run(&mut merged.model),
            Run::Claims(run) => run(merged, diagnostics),
            Run::Correction(_) => {}
        }
    }
}

/// Runs the passes that correct it as the configuration says.
pub(super) fn correct(
    model: &mut Model,
    corrections: &Corrections<'_>,
    diagnostics: &mut Diagnostics,
) {
    for pass in PASSES {
        match pass.run {
            Run::Model(_) | Run::Claims(_) => {}
            Run::Correction(run) => run(model, corrections, diagnostics),
        }
    }
}

fn build_operations(merged: &mut Merged<'_>, diagnostics: &mut Diagnostics) {
    let context = Context {
        index: &merged.index,
        definitions: &merged.definitions,
    };
    let model = &merged.model;
    merged.model.operations = operations::build(merged.pages, context, model, diagnostics);
}

fn list_operations(model: &mut Model) {
    for (id, operation) in &model.operations {
        if let Some(page) = model.pages.get_mut(&operation.page) {
            page.operations.push(id.clone());
        }
    }
}

/// Whether each pass runs after those that give what it needs.
const fn is_in_order(passes: &[Pass]) -> bool {
    let mut given = 1_u32 << Types as u32;
    let mut at = 0;
    while at < passes.len() {
        let Pass { needs, gives, .. } = &passes[at];
        let mut need = 0;
        while need < needs.len() {
            if given & (1 << needs[need] as u32) == 0 {
                return false;
            }
            need += 1;
        }
        given |= 1 << *gives as u32;
        at += 1;
    }
    true
}

const _: () = assert!(
    is_in_order(PASSES),
    "a pass runs before one that gives what it needs"
);
