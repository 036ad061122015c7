//! The inputs of the stubs as one fingerprint: while it stays the same, so do the stubs, and they need not be made again.
//!
//! **Invariant:** whatever the modules beside this one read of [`Ctx`], of areas and of records is in the fingerprint, but for
//! the configuration, which is the same for a whole run.

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::fingerprint::Fingerprint;
use crate::model::TypeKind;
use crate::plan::areas::Areas;
use crate::plan::ctx::Ctx;
use crate::plan::{Area, Docs};

use super::{Collision, example};

/// What is kept of stubs when their files are written: enough to do without making them again.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct StubsSummary {
    /// Their inputs.
    pub(crate) inputs: Fingerprint,
    /// The call that the front page of the crate shows.
    pub(crate) first_call: Docs,
    /// Names that two methods asked for.
    pub(crate) collisions: Vec<Collision>,
}

/// The fingerprint of the operations, and of what is decided about types before any is defined.
pub(in crate::plan) fn of_operations(ctx: &Ctx<'_>, areas: &Areas) -> Fingerprint {
    let operations = ctx.model.operations.par_iter().map(Fingerprint::of_pair);
    let operations: Vec<Fingerprint> = operations.collect();
    let pages = ctx.model.pages.iter();
    // A link to a page leads to its first type.
    let pages: Vec<_> = pages
        .map(|(path, info)| (path, info.types.first()))
        .collect();
    let kinds: Vec<Kind> = ctx.graph.defs.iter().map(|def| kind(&def.kind)).collect();
    Fingerprint::of(&(
        (operations, pages, kinds, areas),
        (&ctx.graph.names, &ctx.paths, &ctx.any, &ctx.gates),
    ))
}

/// The kind of a type that is only named.
#[derive(Hash)]
enum Kind {
    Object,
    Enum,
    Flags,
}

fn kind(kind: &TypeKind) -> Kind {
    match kind {
        TypeKind::Object(_) => Kind::Object,
        TypeKind::Enum(e) if e.is_flags => Kind::Flags,
        TypeKind::Enum(_) => Kind::Enum,
    }
}

/// The fingerprint of the records, as far as examples show how to make one.
pub(in crate::plan) fn of_records(ctx: &Ctx<'_>, areas: &[Area]) -> Fingerprint {
    Fingerprint::of(&example::sent_records(ctx, areas))
}
