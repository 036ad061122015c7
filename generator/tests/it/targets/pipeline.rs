//! Pages all the way to a crate: every product of every stage keeps its promises, and no text of a page becomes code.

use std::sync::OnceLock;

use docwright::builder::Input;
use docwright::plan::Layout;
use docwright::source::{Source, Sources};
use docwright::{Builder, export, model, plan, print};

use super::code;
use crate::support::assert_model;

/// What begins a line that names the page which the lines behind it make up.
const MARK: &str = "@@ ";

/// Makes a crate of the pages in the bytes.
pub(crate) fn run(data: &[u8]) {
    let input = input(&String::from_utf8_lossy(data));
    let (model, diagnostics) = input.lint();
    assert_model(&model, "the pages");
    for found in &diagnostics.0 {
        for label in std::iter::once(&found.primary).chain(&found.secondary) {
            let source = input.docs.sources.get(label.span.page);
            let place = label.span.start as usize..label.span.end as usize;
            assert!(source.text.get(place).is_some(), "{found:?}");
        }
    }
    let json = export::json(&model);
    let again = model::json::from_json(&json).expect("what was written can be read");
    assert!(again == model, "the model changes on its way through JSON");
    let openapi = export::openapi(&model, &input.api_info());
    serde_json::from_str::<serde_json::Value>(&openapi).expect("the document is JSON");
    let mut config = input.plan_config();
    for layout in [Layout::Crate, Layout::Module] {
        config.layout = layout;
        let plan = plan::lower(&model, &config);
        let files = print::print(&plan);
        code::assert_confined(&plan, &files);
        for (path, text) in &files.0 {
            code::assert_visible(text, path.as_str());
        }
    }
}

/// The pages in a text, read, without any configuration.
pub(crate) fn input(text: &str) -> Input {
    blank().with_pages(pages(text))
}

/// The pages in a text. What stands before the first line that names a page is a page too.
pub(crate) fn pages(text: &str) -> Sources {
    let mut pages = vec![Source {
        path: "resources/page.md".to_owned(),
        text: String::new(),
    }];
    for line in text.split_inclusive('\n') {
        match line.strip_prefix(MARK) {
            Some(path) => pages.push(Source {
                path: path.trim_end().to_owned(),
                text: String::new(),
            }),
            None => pages
                .last_mut()
                .expect("there is one from the start")
                .text
                .push_str(line),
        }
    }
    Sources::new(pages)
}

/// The pipeline as it is without a configuration, to be given pages.
fn blank() -> &'static Input {
    static INPUT: OnceLock<Input> = OnceLock::new();
    INPUT.get_or_init(|| {
        let folder = code::generator().join("tests/data/fuzz/page");
        Builder::new()
            .docs(folder)
            .read()
            .expect("the folder has pages")
    })
}
