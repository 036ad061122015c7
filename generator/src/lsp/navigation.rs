//! Where things are defined, and where they are used.

use super::spot::{Found, Spot};
use super::world::World;
use crate::facts::references::anchor;
use crate::facts::section::heading;
use crate::model::TypeName;
use crate::source::{PageId, Span};
use crate::syntax;

/// Where the first thing of these that has a place is defined, and by what it was asked for.
pub(super) fn definition(world: &World, found: &[Found]) -> Option<(Span, Span)> {
    let place = |found: &Found| Some((of(world, &found.spot)?, found.span));
    found.iter().find_map(place)
}

fn of(world: &World, spot: &Spot) -> Option<Span> {
    let origins = &world.atlas.origins;
    match spot {
        Spot::Type(name) => Some(origins.types.get(name)?.at),
        Spot::Property(owner, name) => {
            let line = world.model.lineage(owner);
            line.into_iter()
                .find_map(|ancestor| world.atlas.part_place(ancestor, name))
        }
        Spot::Member(owner, name) => world.atlas.part_place(owner, name),
        Spot::Operation(id, _) => origins.operations.get(id).copied(),
        Spot::Page(path, anchor) => page_place(world, path, anchor.as_deref()),
        Spot::Parameter(_) => None,
    }
}

/// The heading with the anchor, else the first one, else the beginning.
fn page_place(world: &World, path: &str, wanted: Option<&str>) -> Option<Span> {
    let id = find(world, path)?;
    let text = &world.sources.get(id).text;
    let page = syntax::parse(id, text, &mut crate::diag::Diagnostics::default());
    let headings = page
        .walk()
        .filter_map(|block| Some((heading(block)?, block.span)));
    let headings: Vec<_> = headings.collect();
    let has_anchor = |((_, title), _): &&((u8, String), Span)| {
        wanted.is_some_and(|wanted| anchor(title).eq_ignore_ascii_case(wanted))
    };
    let best = headings.iter().find(has_anchor).or(headings.first());
    let start = Span {
        page: id,
        start: 0,
        end: 0,
    };
    Some(best.map_or(start, |(_, span)| *span))
}

/// Links spell paths in any letter case.
fn find(world: &World, path: &str) -> Option<PageId> {
    let same = || {
        let mut pages = world.sources.iter();
        let (id, _) = pages.find(|(_, page)| page.path.eq_ignore_ascii_case(path))?;
        Some(id)
    };
    world.sources.find(path).or_else(same)
}

/// Where the first type of these is named; its definition too, if wanted.
pub(super) fn references(world: &World, found: &[Found], with_definition: bool) -> Vec<Span> {
    let named = |found: &Found| match &found.spot {
        Spot::Type(name) => Some(name.clone()),
        Spot::Property(..)
        | Spot::Member(..)
        | Spot::Parameter(_)
        | Spot::Operation(..)
        | Spot::Page(..) => None,
    };
    let Some(name): Option<TypeName> = found.iter().find_map(named) else {
        return Vec::new();
    };
    let at = world.atlas.origins.types.get(&name).map(|origin| origin.at);
    let definition = at.filter(|_| with_definition);
    definition
        .into_iter()
        .chain(world.atlas.uses(&name))
        .collect()
}
