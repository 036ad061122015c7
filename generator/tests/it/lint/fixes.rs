//! Safe replacements: a second run finds nothing more to replace, and the model is what it was.

use std::path::Path;

use docwright::Builder;
use docwright::builder::Input;
use docwright::lint::levels::Levels;
use docwright::lint::{Report, fix};
use docwright::model::Model;
use docwright::model::json::to_json;
use docwright::source::{Source, Sources};

use crate::support::{data, docs_input};

/// The pages as they are after the replacements, how many pages changed, and the model of before.
fn fixed(input: &Input) -> (Input, usize, Model) {
    let levels = Levels::new(&input.config.lint).unwrap();
    let (model, diagnostics) = input.lint();
    let report = Report::new(&input.docs, diagnostics, &levels);
    let changed = fix::fixed_pages(&report);
    let pages = input.docs.sources.iter().map(|(_, source)| {
        let new = changed.iter().find(|page| page.path == source.path);
        Source {
            path: source.path.clone(),
            text: new.map_or(&source.text, |page| &page.new).clone(),
        }
    });
    (
        input.with_pages(Sources::new(pages.collect())),
        changed.len(),
        model,
    )
}

/// Spellings of links apart, as text.
fn shown(model: &Model) -> String {
    to_json(model).to_lowercase()
}

#[track_caller]
fn check(docs: &Path) -> usize {
    let input = Builder::new().docs(docs).read().unwrap();
    let (once, count, before) = fixed(&input);
    let (_, again, after) = fixed(&once);
    assert_eq!(
        again,
        0,
        "{}: replacements make others possible",
        docs.display()
    );
    assert_eq!(shown(&before), shown(&after), "{}", docs.display());
    count
}

#[test]
fn docs_input_is_mended_in_one_run() {
    assert!(check(&docs_input()) > 5);
}

#[test]
fn odd_pages_are_mended_in_one_run() {
    let mut count = 0;
    for entry in std::fs::read_dir(data().join("checks")).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            count += check(&path);
        }
    }
    assert!(count > 3);
}
