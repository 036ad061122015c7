//! What stubs are made of, as one number: while it stays as it is, they do too, and nobody has to make them again.
//!
//! **Invariant:** whatever the modules beside this one read of [`Ctx`], of areas and of records is in the number, but for the
//! configuration, which is the same for a whole run.

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::fingerprint::Fingerprint;
use crate::model::TypeKind;
use crate::plan::areas::Areas;
use crate::plan::ctx::Ctx;
use crate::plan::{Area, Docs};

use super::{Collision, example};

/// What is left of stubs when their files are written: enough to do without making them again.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Gist {
    /// What they were made of.
    pub(crate) basis: Fingerprint,
    /// What the front page of the crate shows of them.
    pub(crate) first_call: Docs,
    /// Names that two things asked for.
    pub(crate) collisions: Vec<Collision>,
}

/// Of the operations, and what is decided about types before any is defined.
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

/// What there is to know of a type when it is only named.
#[derive(Hash)]
enum Kind {
    Object,
    Enum,
    Flags,
}

fn kind(kind: &TypeKind) -> Kind {
    match kind {
        TypeKind::Object(_) => Kind::Object,
        TypeKind::Enum(it) if it.is_flags => Kind::Flags,
        TypeKind::Enum(_) => Kind::Enum,
    }
}

/// Of the records, as far as examples show how to make one.
pub(in crate::plan) fn of_records(ctx: &Ctx<'_>, areas: &[Area]) -> Fingerprint {
    Fingerprint::of(&example::sent_records(ctx, areas))
}
