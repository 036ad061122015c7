//! The same pages give the same bytes: in any order, on any number of threads, from any place, twice in a row.

use std::path::Path;

use docwright::files::FileSet;
use docwright::source::{Source, Sources};
use docwright::{Builder, export};

use crate::support::{Scratch, docs_input};

/// Everything that comes of a folder: files, model, document, diagnostics.
fn results(docs: &Path) -> (FileSet, String, String, String) {
    let generated = Builder::new().docs(docs).generate().unwrap();
    let openapi = export::openapi(&generated.model, &generated.input.api_info());
    let diagnostics = format!("{:?}", generated.diagnostics);
    (
        generated.files,
        export::json(&generated.model),
        openapi,
        diagnostics,
    )
}

#[test]
fn any_number_of_threads() {
    let expected = results(&docs_input());
    for threads in [1, 2, 7] {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .unwrap();
        assert!(
            pool.install(|| results(&docs_input())) == expected,
            "{threads} threads"
        );
    }
}

#[test]
fn any_way_to_the_folder() {
    let straight = results(&docs_input());
    let detour = docs_input().join("../docs-input/api/..");
    assert!(results(&detour) == straight);
}

#[test]
fn any_order_of_pages() {
    let input = Builder::new().docs(docs_input()).read().unwrap();
    let pages: Vec<Source> = input
        .docs
        .sources
        .iter()
        .map(|(_, source)| source.clone())
        .collect();
    let mut shuffled = pages.clone();
    for place in 0..shuffled.len() {
        shuffled.swap(place, place * 37 % pages.len());
    }
    assert_ne!(shuffled, pages);
    let sources = Sources::new(shuffled);
    assert!(sources.iter().map(|(_, source)| source).eq(pages.iter()));
}

#[test]
fn the_order_in_which_files_were_made() {
    let scratch = Scratch::new("determinism-order");
    let input = Builder::new().docs(docs_input()).read().unwrap();
    let mut pages: Vec<&Source> = input
        .docs
        .sources
        .iter()
        .map(|(_, source)| source)
        .collect();
    pages.reverse();
    let docs = scratch.path().join("docs-input");
    for page in pages {
        let path = docs.join(&page.path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, &page.text).unwrap();
    }
    std::fs::copy(
        docs_input().join("docwright.toml"),
        docs.join("docwright.toml"),
    )
    .unwrap();
    let (files, model, ..) = results(&docs);
    let (expected_files, expected_model, ..) = results(&docs_input());
    assert!(files == expected_files && model == expected_model);
}
