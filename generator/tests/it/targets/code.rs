//! No text of a page is code: what was printed of a plan has the tokens that emission made and no others, and each word among
//! them is one of this program's or one of the namer's.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use docwright::emit::{self, Paragraph};
use docwright::files::FileSet;
use docwright::plan::Plan;
use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// Checks every file of Rust that was printed of the plan.
#[track_caller]
pub(crate) fn assert_confined(plan: &Plan, files: &FileSet) {
    let names = names(plan);
    // Emission numbers some of its own words: `part_1`.
    let stem = |word: &str| {
        word.trim_end_matches(|c: char| c.is_ascii_digit())
            .to_owned()
    };
    let known = |word: &str| {
        names.contains(word) || vocabulary().contains(word) || vocabulary().contains(&stem(word))
    };
    for file in emit::files(plan) {
        let (unit, path) = (file.emit(), file.path.as_str());
        let text = &files.0[&file.path];
        assert_visible(text, path);
        syn::parse_file(text).unwrap_or_else(|error| panic!("{path}: {error}\n{text}"));
        let mut emitted = Vec::new();
        for paragraph in unit.paragraphs {
            match paragraph {
                Paragraph::Declarations(tokens) | Paragraph::Code(tokens) => {
                    flatten(laid_out(tokens), &mut emitted);
                }
            }
        }
        let mut printed = Vec::new();
        flatten(text.parse().expect("it was parsed before"), &mut printed);
        if emitted != printed {
            let at = emitted.iter().zip(&printed).take_while(|(a, b)| a == b);
            let at = at.count();
            let end = |tokens: &[String]| tokens[at..tokens.len().min(at + 12)].join(" ");
            panic!(
                "{path}: `{}` was printed as `{}`",
                end(&emitted),
                end(&printed)
            );
        }
        for token in &printed {
            // A literal may begin with a letter too: `b"bytes"`.
            let is_literal = token.contains(['"', '\'']);
            let is_word = !is_literal && token.starts_with(|c: char| c.is_alphabetic() || c == '_');
            assert!(
                !is_word || known(token.trim_start_matches("r#")),
                "{path}: nobody gave the name `{token}`"
            );
        }
    }
}

/// Checks that nothing in a text is hidden, or turns the text around it.
#[track_caller]
pub(crate) fn assert_visible(text: &str, name: &str) {
    let hides = |c: char| {
        c != '\n' && c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
            || matches!(
                c,
                '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}'
            )
    };
    if let Some(c) = text.chars().find(|c| hides(*c)) {
        panic!("{name} holds {}", c.escape_unicode());
    }
}

/// The names that the namer gave. What `Debug` shows of them cannot be imitated: in a text it would have its quotes escaped.
fn names(plan: &Plan) -> BTreeSet<String> {
    let shown = format!("{plan:?}");
    let names = shown.split("RustIdent { text: \"").skip(1);
    let names = names.filter_map(|rest| rest.split('"').next());
    let given: BTreeSet<String> = names.map(str::to_owned).collect();
    let legal = |name: &str| name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
    assert!(given.iter().all(|name| legal(name)), "{given:?}");
    given
}

/// The words that emission itself writes: those of its source, comments aside.
fn vocabulary() -> &'static BTreeSet<String> {
    static WORDS: OnceLock<BTreeSet<String>> = OnceLock::new();
    WORDS.get_or_init(|| {
        let mut words = BTreeSet::new();
        let mut open = vec![
            generator().join("src/emit"),
            generator().join("src/emit.rs"),
        ];
        while let Some(path) = open.pop() {
            if path.is_dir() {
                let inside = fs::read_dir(&path).expect("the source is there");
                open.extend(inside.map(|entry| entry.expect("it was listed").path()));
                continue;
            }
            let text = fs::read_to_string(&path).expect("the source is there");
            let mut tokens = Vec::new();
            flatten(text.parse().expect("it was compiled"), &mut tokens);
            for token in tokens {
                let pieces = token.split(|c: char| !c.is_alphanumeric() && c != '_');
                words.extend(pieces.map(str::to_owned));
            }
        }
        words
    })
}

/// The folder of the package `docwright`, from this package or from one in it.
pub(crate) fn generator() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let found = here
        .ancestors()
        .find(|folder| folder.join("src/emit").is_dir());
    found.expect("the tests lie in the package").to_owned()
}

/// The tokens as the formatter leaves them: it drops braces around a single import.
fn laid_out(tokens: TokenStream) -> TokenStream {
    let file = syn::parse2(tokens).expect("what emit makes is Rust");
    let text = prettyplease::unparse(&file);
    text.parse().expect("it was tokens before")
}

/// The tokens one after the other, without doc comments, and without commas, which the layout decides.
fn flatten(tokens: TokenStream, out: &mut Vec<String>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        if let Some(length) = doc_comment(&tokens[at..]) {
            at += length;
            continue;
        }
        at += 1;
        match token {
            TokenTree::Punct(punct) if punct.as_char() == ',' => {}
            TokenTree::Punct(_) | TokenTree::Ident(_) | TokenTree::Literal(_) => {
                out.push(token.to_string());
            }
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Brace => ("{", "}"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::None => ("", ""),
                };
                out.push(open.to_owned());
                flatten(group.stream(), out);
                out.push(close.to_owned());
            }
        }
    }
}

/// How many tokens the doc comment has that stands here: `#[doc = "…"]` or `#![doc = "…"]`.
fn doc_comment(tokens: &[TokenTree]) -> Option<usize> {
    let is = |at: usize, wanted: char| matches!(tokens.get(at), Some(TokenTree::Punct(punct)) if punct.as_char() == wanted);
    let at = if is(1, '!') { 2 } else { 1 };
    let Some(TokenTree::Group(group)) = tokens.get(at).filter(|_| is(0, '#')) else {
        return None;
    };
    let mut inside = group.stream().into_iter();
    let is_doc = inside
        .next()
        .is_some_and(|first| first.to_string() == "doc")
        && inside
            .next()
            .is_some_and(|second| second.to_string() == "=");
    is_doc.then_some(at + 1)
}
