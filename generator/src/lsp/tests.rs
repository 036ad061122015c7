//! Every position of a page can be asked about, also while the page is incomplete.

use std::path::Path;

use super::docs_state::{DocsState, LintSettings};
use super::symbol_at::symbols_at;
use super::text::Encoding;
use super::view::View;
use super::{completion, hover, navigation, symbols};
use crate::Builder;
use crate::builder::Session;
use crate::lint::baseline::Baseline;
use crate::lint::levels::Levels;

/// The number of bytes between the positions that are tried; a prime, so that positions of all kinds are.
const STEP: usize = 397;

fn docs_state() -> DocsState {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs-input");
    let input = Builder::new().docs(docs).read().unwrap();
    let settings = LintSettings {
        levels: Levels::default(),
        baseline: Baseline::default(),
    };
    DocsState::new(&Session::new(input), &settings)
}

/// Asks everything about one position; returns whether there is a hover, a definition and a completion.
fn ask(view: &View<'_>, offset: usize) -> [bool; 3] {
    let position = view.lines.position(offset);
    assert_eq!(view.lines.offset(position), offset);
    let symbols = symbols_at(view, offset);
    let text = hover::text(view, &symbols);
    let place = navigation::definition(view.docs, &symbols);
    navigation::references(view.docs, &symbols, true);
    let items = completion::items(view, offset);
    [text.is_some(), place.is_some(), !items.is_empty()]
}

#[test]
fn every_position_can_be_asked_about() {
    let docs = docs_state();
    let mut counts = [0; 3];
    for (_, page) in docs.sources.iter() {
        let view = View::new(&docs, &page.path, &page.text, Encoding::Utf16);
        symbols::page_symbols(&view);
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
    let docs = docs_state();
    for (_, page) in docs.sources.iter() {
        let cuts = page.text.char_indices().map(|(at, _)| at);
        for cut in cuts.skip(STEP / 2).step_by(STEP * 5) {
            let view = View::new(&docs, &page.path, &page.text[..cut], Encoding::Utf16);
            ask(&view, cut);
            symbols::page_symbols(&view);
        }
    }
}
