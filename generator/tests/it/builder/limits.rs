//! What lies beyond a limit is left out, with a word on it, and everything else goes on.

use docwright::diag::{Code, Diagnostics};
use docwright::facts::{self, Subject};
use docwright::limits;
use docwright::merge::merge;
use docwright::source::PageId;
use docwright::syntax::{self, BlockKind, json};
use docwright::{Builder, model};

use crate::support::{Scratch, put};

/// How often a page is beyond a limit, and that each time there is help.
fn over(diagnostics: &Diagnostics) -> usize {
    let found = diagnostics.0.iter();
    let found = found.filter(|found| found.code == Code::OverLimit);
    found.inspect(|found| assert!(found.help.is_some())).count()
}

/// A page of a resource with these rows of properties.
fn resource(rows: &str) -> String {
    format!(
        "# lamp resource type\n\nNamespace: sample\n\n## Properties\n\n|Property|Type|\n|-|-|\n|id|String|\n{rows}"
    )
}

/// The properties that the page gives the type `sample.lamp`, and how often it is beyond a limit.
fn properties(page: &str) -> (Vec<String>, usize) {
    let mut diagnostics = Diagnostics::default();
    let page = syntax::parse(PageId(0), page, &mut diagnostics);
    let facts = facts::extract(&page, "resources/lamp.md", &mut diagnostics);
    let model = merge(&[facts], &mut diagnostics).model;
    let objects = model.types.keys().filter_map(|name| model.object(name));
    let names = objects.flat_map(|object| &object.properties);
    let names = names.map(|property| property.name.0.clone()).collect();
    (names, over(&diagnostics))
}

#[test]
fn pages_that_are_too_large() {
    let scratch = Scratch::new("limits-page");
    let page = resource("");
    let padded = |length: usize| page.clone() + &" ".repeat(length - page.len());
    let files = [
        ("resources/fits.md", padded(limits::PAGE_BYTES)),
        ("resources/large.md", padded(limits::PAGE_BYTES + 1)),
    ];
    let files = files
        .iter()
        .map(|(path, text)| (*path, text.as_bytes()))
        .collect::<Vec<_>>();
    put(scratch.path(), &files);
    let input = Builder::new().docs(scratch.path()).read().unwrap();
    let (model, diagnostics) = input.model();
    assert_eq!(over(&diagnostics), 1);
    assert_eq!(model.types.len(), 1);
    let sizes = input.docs.sources.iter().map(|(_, page)| page.text.len());
    assert_eq!(sizes.collect::<Vec<_>>(), [limits::PAGE_BYTES, 0]);
    // An editor gives us texts that no file holds.
    let mut diagnostics = Diagnostics::default();
    let text = padded(limits::PAGE_BYTES + 1);
    let page = syntax::parse(PageId(0), &text, &mut diagnostics);
    assert!(page.blocks.is_empty());
    assert_eq!(over(&diagnostics), 1);
}

#[test]
fn names_that_are_too_long() {
    let fits = "a".repeat(limits::NAME_BYTES);
    let long = "b".repeat(limits::NAME_BYTES + 1);
    let page = resource(&format!(
        "|{fits}|String|\n|{long}|String|\n|last|{long}|\n"
    ));
    let (names, over) = properties(&page);
    assert_eq!(names, ["id".to_owned(), fits, "last".to_owned()]);
    assert_eq!(over, 1);
    let (names, over) = properties(&resource("").replace("lamp", &long));
    assert_eq!(names, [""; 0]);
    assert_eq!(over, 1);
}

#[test]
fn urls_that_are_too_long() {
    let line = |length: usize| format!("GET /{}\n", "u".repeat(length - 1));
    let fits = line(limits::URL_BYTES);
    let long = line(limits::URL_BYTES + 1);
    let page = format!("# Get it\n\n## HTTP request\n\n```http\n{long}{fits}```\n");
    let mut diagnostics = Diagnostics::default();
    let page = syntax::parse(PageId(0), &page, &mut diagnostics);
    let facts = facts::extract(&page, "api/lamp-get.md", &mut diagnostics);
    let Subject::Operation(operation) = facts.subject else {
        panic!("the page is about an operation");
    };
    assert_eq!(operation.requests.len(), 1);
    assert_eq!(over(&diagnostics), 1);
}

#[test]
fn tables_that_are_too_wide() {
    for (columns, tables) in [(limits::TABLE_COLUMNS - 2, 1), (limits::TABLE_COLUMNS, 0)] {
        let row = |cell: &str| format!("{}|\n", cell.repeat(columns));
        let page = format!("{}{}{}\n", row("|a"), row("|-"), row("|b"));
        let page = format!("{page}\n{page}\n|a|\n|-|\n|b|\n");
        let mut diagnostics = Diagnostics::default();
        let page = syntax::parse(PageId(0), &page, &mut diagnostics);
        let blocks = page.blocks.iter();
        let found = blocks.filter(|block| matches!(block.kind, BlockKind::Table(_)));
        assert_eq!(found.count(), 2 * tables + 1);
        // A page tells it once.
        assert_eq!(over(&diagnostics), 1 - tables);
    }
}

#[test]
fn quotes_that_nest_too_deep() {
    for (depth, reports) in [(limits::BLOCK_NESTING, 0), (limits::BLOCK_NESTING + 1, 1)] {
        let page = format!("{}deep\n\nEnd.\n", "> ".repeat(depth));
        let mut diagnostics = Diagnostics::default();
        let page = syntax::parse(PageId(0), &page, &mut diagnostics);
        assert_eq!(page.blocks.len(), 2);
        let found = diagnostics.0.iter();
        let found = found.filter(|found| found.code == Code::NestedTooDeep);
        assert_eq!(found.count(), reports, "{depth}");
    }
}

/// An example of the greatest depth goes through `api.json`.
#[test]
fn json_that_nests_too_deep() {
    let nested = |depth: usize| format!("{}1{}", "[".repeat(depth), "]".repeat(depth));
    for (depth, is_read) in [
        (limits::JSON_NESTING, true),
        (limits::JSON_NESTING + 1, false),
    ] {
        let text = nested(depth);
        let (value, _) = json::read(&text, PageId(0), 0);
        assert_eq!(value.is_some(), is_read, "{depth}");
    }
    let body = nested(limits::JSON_NESTING - 1);
    let page = format!(
        "# Lamp: switch\n\n## HTTP request\n\n```http\nPOST /lamps\n```\n\n## Example\n\n<!-- {{\"blockType\": \"request\", \"name\": \"a\"}} -->\n```http\nPOST /lamps\n\n{{\"a\": {body}}}\n```\n"
    );
    let mut diagnostics = Diagnostics::default();
    let page = syntax::parse(PageId(0), &page, &mut diagnostics);
    let facts = facts::extract(&page, "api/lamp-switch.md", &mut diagnostics);
    let model = merge(&[facts], &mut diagnostics).model;
    let examples = model
        .operations
        .values()
        .map(|operation| operation.examples.len());
    assert_eq!(examples.sum::<usize>(), 1);
    let text = model::json::to_json(&model);
    assert!(model::json::from_json(&text).expect("it can be read again") == model);
}
