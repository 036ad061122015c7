//! `docwright permissions`: what it takes, what it prints, how it ends.

use super::{assert_code, docwright, put, stderr, stdout};
use crate::support::{Scratch, data};

#[test]
fn names_sources_and_mistakes() {
    let scratch = Scratch::new("cli-permissions");
    let source = |body: &str| format!("async fn run(graph: api::Client) {{ {body} }}\n");
    put(
        scratch.path(),
        &[
            (
                "good/src/a.rs",
                source("graph.me().get().await;").as_bytes(),
            ),
            ("good/target/b.rs", b"no Rust at all {"),
            ("bad/c.rs", source("graph.me().lettres().await;").as_bytes()),
            ("empty/readme.md", b""),
        ],
    );
    let docs = data().join("permissions/docs");
    let place = |name: &str| scratch.path().join(name).to_str().unwrap().to_owned();
    let run = |what: &str, format: &str| {
        let docs = docs.to_str().unwrap();
        docwright(&[
            "permissions",
            "--docs",
            docs,
            "--for",
            what,
            "--format",
            format,
        ])
    };
    let cases = [
        ("letter-list".to_owned(), 0, "Letter.ReadBasic\n"),
        ("GET /me/letters/1".to_owned(), 0, "Letter.Read\n"),
        (place("good"), 0, "GET /me (person-get) at "),
        (place("bad"), 1, "there is no operation or place `lettres`"),
        (place("empty"), 2, "contains no .rs file"),
        ("leter-list".to_owned(), 2, "did you mean `letter-list`"),
        ("???".to_owned(), 2, "help: write an operation's id"),
    ];
    for (what, code, expected) in cases {
        let output = run(&what, "human");
        assert_code(&output, code);
        let text = stdout(&output) + &stderr(&output);
        assert!(text.contains(expected), "{what}: {text}");
    }
    let output = run(&place("bad"), "json");
    assert_code(&output, 1);
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(json["unresolved"][0]["place"]["line"], 1);
    assert_eq!(json["callers"].as_array().unwrap().len(), 3);
}
