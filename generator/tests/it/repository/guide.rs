//! The guide shows code that runs: its Rust is taken from the examples of the generated crate.

use std::fs;
use std::path::Path;

use docwright::Builder;
use docwright::diag::render;
use docwright::model::{Primitive, TypeKind, TypeName, TypeRef};

use crate::support::{Scratch, put};

/// The lines of a text, without what indents them.
fn bare(text: &str) -> String {
    text.lines().map(str::trim).collect::<Vec<_>>().join("\n")
}

#[test]
fn code_for_users_is_taken_from_the_examples() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let guide = fs::read_to_string(root.join("src/guide/users.md")).unwrap();
    let examples: String = fs::read_dir(root.join("../generated/examples"))
        .unwrap()
        .filter_map(|entry| fs::read_to_string(entry.unwrap().path()).ok())
        .map(|text| bare(&text))
        .collect();
    let blocks: Vec<_> = guide.split("```rs\n").skip(1).collect();
    assert!(blocks.len() >= 4);
    for block in blocks {
        let code = bare(block.split("```").next().unwrap().trim_end());
        assert!(examples.contains(&code), "no example has\n{code}");
    }
}

#[test]
fn pages_for_authors_are_what_they_should_be() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let guide = fs::read_to_string(root.join("src/guide/authors.md")).unwrap();
    let fenced = |fence: &str, end: &str| -> Vec<String> {
        let blocks = guide.split(fence).skip(1);
        let block = |text: &str| text.split(end).next().unwrap().to_owned();
        blocks.map(block).collect()
    };
    let pages = fenced("````markdown\n", "````");
    let [ticket, create] = &pages[..] else {
        panic!("{} pages", pages.len());
    };
    let config = fenced("```toml\n", "```").concat();
    let scratch = Scratch::new("guide-authors");
    put(
        scratch.path(),
        &[
            ("resources/ticket.md", ticket.as_bytes()),
            ("api/ticket-create.md", create.as_bytes()),
            ("docwright.toml", config.as_bytes()),
        ],
    );
    let input = Builder::new().docs(scratch.path()).read().unwrap();
    let (model, found) = input.lint();
    let found: Vec<_> = render::lines(&found, &input.docs.sources).collect();
    assert_eq!(found, Vec::<String>::new());
    let ticket = &model.types[&TypeName("shop.ticket".to_owned())];
    let TypeKind::Object(ticket) = &ticket.kind else {
        panic!("a ticket is an object");
    };
    let seats = &ticket.properties[1];
    assert_eq!(seats.ty, TypeRef::Primitive(Primitive::String));
    assert_eq!((model.types.len(), model.operations.len()), (2, 1));
}
