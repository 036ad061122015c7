//! Nothing that stands in a page, or stands there while it is typed, makes an answer fail.

use std::path::Path;

use super::text::Encoding;
use super::view::View;
use super::world::{Weights, World};
use super::{completion, hover, navigation, spot, symbols};
use crate::Builder;
use crate::builder::Session;
use crate::lint::baseline::Baseline;
use crate::lint::levels::Levels;

/// So many bytes lie between the places that are tried; a prime, so that all kinds of places are.
const STEP: usize = 397;

fn world() -> World {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs-input");
    let input = Builder::new().docs(docs).read().unwrap();
    let weights = Weights {
        levels: Levels::default(),
        accepted: Baseline::default(),
    };
    World::new(&Session::new(input), &weights)
}

/// Asks everything about one place; says what was found.
fn ask(view: &View<'_>, offset: usize) -> [bool; 3] {
    let position = view.lines.position(offset);
    assert_eq!(view.lines.offset(position), offset);
    let found = spot::find(view, offset);
    let text = hover::text(view, &found);
    let place = navigation::definition(view.world, &found);
    navigation::references(view.world, &found, true);
    let items = completion::items(view, offset);
    [text.is_some(), place.is_some(), !items.is_empty()]
}

#[test]
fn every_place_has_an_answer_or_none() {
    let world = world();
    let mut counts = [0; 3];
    for (_, page) in world.sources.iter() {
        let view = View::new(&world, &page.path, &page.text, Encoding::Utf16);
        symbols::of_page(&view);
        let places = page.text.char_indices().map(|(at, _)| at);
        for offset in places.step_by(STEP).chain([page.text.len()]) {
            for (count, found) in counts.iter_mut().zip(ask(&view, offset)) {
                *count += usize::from(found);
            }
        }
    }
    assert!(counts.iter().all(|count| *count > 5), "{counts:?}");
}

#[test]
fn pages_may_end_anywhere() {
    let world = world();
    for (_, page) in world.sources.iter() {
        let cuts = page.text.char_indices().map(|(at, _)| at);
        for cut in cuts.skip(STEP / 2).step_by(STEP * 5) {
            let view = View::new(&world, &page.path, &page.text[..cut], Encoding::Utf16);
            ask(&view, cut);
            symbols::of_page(&view);
        }
    }
}
