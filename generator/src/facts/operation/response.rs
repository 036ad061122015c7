//! The response sentence (dialect 9.5): status codes, the type of the body, whether it is a collection, whether there is a
//! body at all. Reads running text; resolves nothing.

use serde::{Deserialize, Serialize};

use crate::api::page_stem;
use crate::facts::{Fact, Rule, TypeExpr, type_expr};
use crate::syntax::{Block, Inline, Inlines, Style};

/// What one paragraph says comes back.
#[derive(Clone, Debug, Default, PartialEq, Hash, Serialize, Deserialize)]
pub struct ResponseClaim {
    /// Every status code, in order; those of errors among them.
    pub statuses: Vec<u16>,
    /// The type of the body.
    pub ty: Option<TypeExpr>,
    /// It says that the body is empty.
    pub nothing: bool,
    /// It says that the body is bytes.
    pub bytes: bool,
}

/// Reads the paragraphs and lists of a response section, in page order. Paragraphs that claim nothing are left out.
pub fn read(blocks: &[Block<'_>]) -> Vec<Fact<ResponseClaim>> {
    let mut out = Vec::new();
    for block in blocks {
        if let Some(inlines) = block.as_paragraph() {
            let claim = read_paragraph(inlines);
            if claim != ResponseClaim::default() {
                out.push(Fact::new(claim, block.span, Rule::ResponseSentence));
            }
        } else if let Some(items) = block.as_list() {
            for item in items {
                out.extend(read(item));
            }
        }
    }
    out
}

/// A word of the sentence, or a candidate for the type.
enum Token<'t> {
    Word(&'t str),
    Link { text: &'t str, target: &'t str },
    Code(&'t str),
    Bold(String),
}

fn read_paragraph(inlines: &Inlines<'_>) -> ResponseClaim {
    let tokens = tokens(inlines);
    let text = inlines.plain();
    let lower = text.to_ascii_lowercase();
    let mut claim = ResponseClaim {
        statuses: statuses(&lower),
        ty: body_type(&tokens),
        nothing: says_nothing(&lower),
        bytes: says_bytes(&lower),
    };
    if claim.bytes
        && !matches!(
            claim.ty,
            Some(TypeExpr::Named { .. } | TypeExpr::Collection(_))
        )
    {
        claim.ty = None;
    } else if claim.ty.is_some() {
        claim.bytes = false;
    }
    claim
}

/// Three-digit numbers from 200 to 599 that stand alone; "a 200-series code" is none.
fn statuses(lower: &str) -> Vec<u16> {
    lower
        .replace("00-series", "")
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| word.len() == 3)
        .filter_map(|word| word.parse::<u16>().ok())
        .filter(|status| (200..600).contains(status))
        .fold(Vec::new(), |mut out, status| {
            if !out.contains(&status) {
                out.push(status);
            }
            out
        })
}

fn says_nothing(lower: &str) -> bool {
    const PHRASES: &[&str] = &[
        "not return anything",
        "n't return anything",
        "not return a response body",
        "n't return a response body",
        "no response body",
        "empty response body",
        "response body is empty",
        "body is empty",
        "empty body",
        "empty content",
        "with no content",
        "no json data",
        "nothing in the response body",
        "no content in the response body",
        "returns nothing",
    ];
    PHRASES.iter().any(|phrase| lower.contains(phrase))
}

fn says_bytes(lower: &str) -> bool {
    const PHRASES: &[&str] = &[
        "binary data",
        "binary content",
        "raw content",
        "raw bytes",
        "contents of the file",
        "content of the file",
        "file's content",
        "bytes of the",
        "byte stream",
        "stream of",
        "a stream in the response",
        "mime content",
        "html content",
        "csv file",
    ];
    PHRASES.iter().any(|phrase| lower.contains(phrase))
}

fn tokens<'t>(inlines: &'t Inlines<'_>) -> Vec<Token<'t>> {
    let mut out = Vec::new();
    let mut bold: Option<String> = None;
    for inline in &inlines.0 {
        match inline {
            Inline::Open(Style::Strong) => bold = Some(String::new()),
            Inline::Close(Style::Strong) => {
                if let Some(text) = bold.take() {
                    out.push(Token::Bold(text));
                }
            }
            Inline::Text(text) => match &mut bold {
                Some(bold) => bold.push_str(text),
                None => out.extend(text.split_whitespace().map(Token::Word)),
            },
            Inline::Code(code) => match &mut bold {
                Some(bold) => bold.push_str(code),
                None => out.push(Token::Code(code.trim())),
            },
            Inline::Link { text, target, .. } => out.push(Token::Link { text, target }),
            Inline::Image { .. }
            | Inline::Tag { .. }
            | Inline::Element(_)
            | Inline::ElementEnd { .. }
            | Inline::Anchor { .. }
            | Inline::Break => {}
            Inline::Open(Style::Emphasis) | Inline::Close(Style::Emphasis) => {}
        }
    }
    out
}

/// The first candidate that names a type, with the collection words around it.
fn body_type(tokens: &[Token<'_>]) -> Option<TypeExpr> {
    let (at, ty) = tokens
        .iter()
        .enumerate()
        .find_map(|(at, token)| Some((at, candidate(tokens, at, token)?)))?;
    if matches!(ty, TypeExpr::Collection(_)) {
        return Some(ty);
    }
    Some(if is_collection(tokens, at) {
        TypeExpr::Collection(Box::new(ty))
    } else {
        ty
    })
}

fn candidate(tokens: &[Token<'_>], at: usize, token: &Token<'_>) -> Option<TypeExpr> {
    match token {
        Token::Link { text, target } => {
            let ty = link_type(text, target)?;
            // "a Location header with a URI to the [x]" names the type of another answer, unless nothing else follows.
            Some(ty)
        }
        Token::Bold(text) => {
            let name = text.trim().trim_end_matches('s');
            let before_noun = word_at(tokens, at + 1).is_some_and(|word| NOUNS.contains(&word));
            (before_noun && type_expr::is_type_name(name)).then(|| named(text.trim(), None))
        }
        Token::Code(code) => code
            .starts_with("microsoft.graph.")
            .then(|| type_expr::parse_text(code)),
        Token::Word(word) => {
            let bare = word.trim_matches(|c: char| !c.is_ascii_alphanumeric() && c != '.');
            primitive_word(tokens, at, bare.trim_end_matches('.'))
        }
    }
}

/// Nouns that follow a type.
const NOUNS: &[&str] = &[
    "object",
    "objects",
    "collection",
    "collections",
    "resource",
    "resources",
    "entity",
    "in",
];

/// A primitive counts only where a type is expected: "a String", "a Boolean in the response body".
fn primitive_word(tokens: &[Token<'_>], at: usize, word: &str) -> Option<TypeExpr> {
    let ty = match type_expr::parse_text(word) {
        TypeExpr::Primitive(primitive)
            if word.starts_with(|c: char| c.is_ascii_uppercase())
                || word.eq_ignore_ascii_case("string") =>
        {
            TypeExpr::Primitive(primitive)
        }
        _ => return None,
    };
    let expected = ["a", "an", "of", "and", "new", "the", "single"];
    let led = at > 0 && word_at(tokens, at - 1).is_some_and(|before| expected.contains(&before));
    let mut before = (0..at).filter_map(|index| word_at(tokens, index));
    let returned = before.any(|word| {
        let word = word.to_ascii_lowercase();
        word.starts_with("return") || word.starts_with("respon")
    });
    (led && returned).then_some(ty)
}

fn link_type(text: &str, target: &str) -> Option<TypeExpr> {
    let path = target.split('#').next().unwrap_or_default();
    let relative = !target.contains("://") && !path.starts_with('/');
    let is_page = path.is_empty() || page_stem(path).is_some();
    let is_operation = path.contains("/api/") || path.starts_with("api/");
    let is_concept = path.contains("/concepts/") || path.contains("error");
    if !relative
        || !is_page
        || is_operation
        || is_concept
        || target.starts_with('#') && !target.ends_with("-resource-type")
    {
        return None;
    }
    // A same-folder link of an api page leads to another operation.
    if !path.contains('/') && !path.is_empty() {
        return None;
    }
    let name = text.trim().trim_matches(['*', '`']).trim();
    let (name, many) = match name.to_ascii_lowercase().strip_suffix(" collection") {
        Some(stem) => (&name[..stem.len()], true),
        None => (name, false),
    };
    let name = name.trim_start_matches("microsoft graph ").trim();
    let element = match type_expr::parse_text(name) {
        TypeExpr::Unreadable { .. } => named(name, Some(target)),
        TypeExpr::Named { name, .. } => named(&name, Some(target)),
        other => other,
    };
    Some(if many && !matches!(element, TypeExpr::Collection(_)) {
        TypeExpr::Collection(Box::new(element))
    } else {
        element
    })
}

fn named(name: &str, target: Option<&str>) -> TypeExpr {
    TypeExpr::Named {
        name: name.to_owned(),
        target: target.map(str::to_owned),
    }
}

/// "collection of", "list of", "array of" shortly before, or "collection" right after.
fn is_collection(tokens: &[Token<'_>], at: usize) -> bool {
    let after = word_at(tokens, at + 1);
    let next = word_at(tokens, at + 2);
    if after.is_some_and(|word| word.starts_with("collection"))
        || after == Some("objects")
        || after == Some("resources")
    {
        return true;
    }
    if next.is_some_and(|word| word.starts_with("collection"))
        && matches!(after, Some("object" | "resource"))
    {
        return true;
    }
    let from = at.saturating_sub(6);
    let mut many = false;
    for index in from..at {
        match word_at(tokens, index) {
            Some("collection" | "collections" | "list" | "array" | "set") => {
                many = word_at(tokens, index + 1) == Some("of")
                    || word_at(tokens, index + 1) == Some("containing");
            }
            Some("code" | "response" | "body") => many = false,
            _ => {}
        }
    }
    many
}

/// The word at an index, without punctuation, lower-case forms only.
fn word_at<'t>(tokens: &[Token<'t>], at: usize) -> Option<&'t str> {
    match tokens.get(at)? {
        Token::Word(word) => Some(word.trim_matches(|c: char| !c.is_alphanumeric())),
        Token::Link { .. } | Token::Code(_) | Token::Bold(_) => None,
    }
}
