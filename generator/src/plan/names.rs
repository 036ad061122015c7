//! From names of the API to identifiers of Rust: casing, keywords, collisions.
//! Knows nothing of types or pages. Only this module can make a [`RustIdent`], and every one it makes is a legal ASCII
//! identifier, whatever the name was.

use std::collections::BTreeSet;

use proc_macro2::{Ident, Span, TokenStream};
use quote::ToTokens;

/// A legal Rust identifier in ASCII letters, digits and underscores.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RustIdent {
    text: Box<str>,
    raw: bool,
}

impl RustIdent {
    /// The text, without `r#`.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// As written in Rust, with `r#` where needed.
    pub fn written(&self) -> String {
        if self.raw {
            format!("r#{}", self.text)
        } else {
            self.text.to_string()
        }
    }
}

impl RustIdent {
    /// The same name as that of a constant: `DISPLAY_NAME` for `display_name`. What differs stays different, since names of one
    /// scope differ in more than case.
    pub fn constant(&self) -> Self {
        legal(self.text.to_ascii_uppercase())
    }
}

impl ToTokens for RustIdent {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let make = if self.raw { Ident::new_raw } else { Ident::new };
        make(&self.text, Span::call_site()).to_tokens(tokens);
    }
}

/// The two ways in which Rust spells names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// `MailFolder`: types and variants.
    Pascal,
    /// `mail_folder`: fields, modules, functions.
    Snake,
}

/// The names taken in one place: a module, a struct, an enum. The order of the calls decides who gets a number, so callers
/// ask in a sorted order or in page order.
#[derive(Clone, Debug, Default)]
pub struct Scope {
    taken: BTreeSet<String>,
}

impl Scope {
    /// A scope in which these names are taken from the start.
    pub fn reserving(names: &[&str]) -> Self {
        Self {
            taken: names.iter().map(|name| (*name).to_owned()).collect(),
        }
    }

    /// The identifier for this name, if nothing has it yet.
    pub fn try_name(&mut self, wire: &str, case: Case) -> Option<RustIdent> {
        let text = ident_text(wire, case);
        self.taken
            .insert(text.to_ascii_lowercase())
            .then(|| legal(text))
    }

    /// An identifier that is spelt just so, if it is one and nothing has it yet.
    pub fn exact(&mut self, text: &str) -> Option<RustIdent> {
        let is_plain = |c: char| c.is_ascii_alphanumeric() || c == '_';
        let is_ident = text.chars().all(is_plain)
            && text.chars().any(|c| c.is_ascii_alphanumeric())
            && !text.starts_with(|c: char| c.is_ascii_digit())
            && !is_never_raw(text)
            && KEYWORDS.binary_search(&text).is_err();
        let is_free = is_ident && self.taken.insert(text.to_ascii_lowercase());
        is_free.then(|| legal(text.to_owned()))
    }

    /// The identifier for this name, different from all those given before.
    pub fn name(&mut self, wire: &str, case: Case) -> RustIdent {
        let base = ident_text(wire, case);
        let mut text = base.clone();
        let mut number = 2u32;
        while !self.taken.insert(text.to_ascii_lowercase()) {
            text = numbered(&base, number, case);
            number += 1;
        }
        legal(text)
    }
}

/// What the struct of an operation is called that is to have this name: the name itself, if it is written as types are.
pub fn struct_name(wish: &str) -> String {
    if wish.contains('_') || wish.starts_with(|c: char| c.is_ascii_lowercase()) {
        ident_text(wish, Case::Pascal)
    } else {
        wish.to_owned()
    }
}

/// What the methods are called that lead to it.
pub fn method_name(wish: &str) -> String {
    ident_text(wish, Case::Snake)
}

/// A name in a certain case, legal but for keywords.
pub(super) fn ident_text(wire: &str, case: Case) -> String {
    let mut text = String::with_capacity(wire.len() + 4);
    for word in split(wire).iter() {
        let (digit_before, digit_after) = (
            text.ends_with(|c: char| c.is_ascii_digit()),
            word.starts_with(|c: char| c.is_ascii_digit()),
        );
        match case {
            Case::Snake => {
                if !text.is_empty() {
                    text.push('_');
                }
                text.push_str(word);
            }
            Case::Pascal => {
                // `v10_0` and `v100` are different versions, and rustc accepts an underscore between digits.
                if digit_before && digit_after {
                    text.push('_');
                }
                text.extend(word.chars().next().map(|c| c.to_ascii_uppercase()));
                text.push_str(&word[1..]);
            }
        }
    }
    if text.starts_with(|c: char| c.is_ascii_digit()) {
        text.insert(0, if case == Case::Pascal { 'X' } else { 'x' });
    }
    if text.len() > MAX_IDENT {
        text.truncate(MAX_IDENT - 9);
        let start = text.trim_end_matches('_');
        let hash = fnv1a(wire.as_bytes());
        text = match case {
            Case::Snake => format!("{start}_{hash:08x}"),
            Case::Pascal => format!("{start}X{hash:08x}"),
        };
    }
    text
}

/// The words of a name in lower case, ASCII letters and digits only; at least one, none empty.
///
/// `internetMessageId` → internet message id; `IPv6Range` → ipv6 range; `deviceIDs` → device ids; `eTag` → etag;
/// `win32LobApp` → win32 lob app; `North America 5x7in` → north america 5x7in; `+1` → plus 1.
pub(super) fn words(wire: &str) -> Vec<String> {
    split(wire).iter().map(str::to_owned).collect()
}

/// Words, one after the other.
#[derive(Default)]
struct Words {
    text: String,
    /// Where each ends.
    ends: Vec<usize>,
}

impl Words {
    fn iter(&self) -> impl Iterator<Item = &str> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts
            .zip(&self.ends)
            .map(|(start, end)| &self.text[start..*end])
    }

    /// The word that has not ended.
    fn open(&self) -> &str {
        &self.text[self.ends.last().copied().unwrap_or_default()..]
    }

    fn end(&mut self) {
        if !self.open().is_empty() {
            self.ends.push(self.text.len());
        }
    }

    fn push(&mut self, word: &str) {
        self.text.push_str(word);
        self.end();
    }
}

fn split(wire: &str) -> Words {
    let mut words = Words {
        text: String::with_capacity(wire.len()),
        ends: Vec::with_capacity(8),
    };
    // All that matters of other letters is that they are no ASCII, as their bytes are not.
    let bytes = wire.as_bytes();
    for (at, c) in wire.char_indices() {
        if !c.is_ascii_alphanumeric() {
            words.end();
            match c {
                '+' => words.push("plus"),
                '-' if words.ends.is_empty()
                    && bytes.get(at + 1).is_some_and(u8::is_ascii_digit) =>
                {
                    words.push("minus");
                }
                _ if c.is_ascii() => {}
                _ => words.push(&format!("u{:x}", u32::from(c))),
            }
            continue;
        }
        let open = words.open();
        let is_lone = open.len() == 1 && (words.ends.is_empty() || matches!(open, "e" | "i" | "o"));
        if c.is_ascii_uppercase() && starts_word(bytes, at, is_lone) {
            words.end();
        }
        words.text.push(c.to_ascii_lowercase());
    }
    words.end();
    if words.ends.is_empty() {
        let codes = wire.chars().map(|c| format!("{:x}", u32::from(c)));
        words.push(
            &std::iter::once("empty".to_owned())
                .chain(codes)
                .collect::<String>(),
        );
    }
    words
}

/// Whether the capital at this place begins a word. A lone letter belongs to what follows: at the very start (`eTag`), and
/// further inside if it is one of those that products begin with (`managedEBooks`, `printOAuthAuthority`, `andIPod`).
fn starts_word(text: &[u8], at: usize, after_lone_letter: bool) -> bool {
    let Some(before) = at.checked_sub(1).and_then(|at| text.get(at)) else {
        return false;
    };
    if after_lone_letter && before.is_ascii_alphabetic() {
        return false;
    }
    if before.is_ascii_lowercase() || before.is_ascii_digit() {
        return true;
    }
    if !before.is_ascii_uppercase() {
        return false;
    }
    // The last capital of a run begins the next word (`IDCode`), unless just one small letter follows (`IDs`, `IPv6`).
    let small = text[at + 1..].iter().take_while(|c| c.is_ascii_lowercase());
    small.count() > 1
}

fn numbered(base: &str, number: u32, case: Case) -> String {
    let separate = case == Case::Snake || base.ends_with(|c: char| c.is_ascii_digit());
    format!("{base}{}{number}", if separate { "_" } else { "" })
}

/// Turns legal text into an identifier: keywords become raw, and those that cannot be raw get an underscore.
fn legal(text: String) -> RustIdent {
    match text.as_str() {
        word if is_never_raw(word) => RustIdent {
            text: format!("{text}_").into(),
            raw: false,
        },
        _ => RustIdent {
            raw: KEYWORDS.binary_search(&text.as_str()).is_ok(),
            text: text.into(),
        },
    }
}

fn is_never_raw(word: &str) -> bool {
    matches!(word, "self" | "Self" | "super" | "crate")
}

/// The strict and reserved keywords up to edition 2024, sorted; those that cannot be raw are not among them.
const KEYWORDS: [&str; 48] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let",
    "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return",
    "static", "struct", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use",
    "virtual", "where", "while", "yield",
];

/// The name of a module that has a file of its own: `text()` is the file's stem, short, lower case, and safe on every system.
pub(super) fn module(wire: &str, taken: &mut BTreeSet<String>) -> RustIdent {
    let mut stem = ident_text(wire, Case::Snake);
    if stem.len() > MAX_STEM {
        stem.truncate(MAX_STEM - 9);
        stem = format!("{stem}_{:08x}", fnv1a(wire.as_bytes()));
    }
    // Windows opens a device for these, whatever the extension; `mod` would be read as the old form of its folder; and a module
    // that is called like the runtime would hide it.
    let device = stem
        .strip_prefix("com")
        .or_else(|| stem.strip_prefix("lpt"));
    let is_device =
        device.is_some_and(|rest| rest.len() == 1 && rest.as_bytes()[0].is_ascii_digit());
    let is_special = matches!(
        stem.as_str(),
        "con" | "aux" | "nul" | "prn" | "mod" | "lib" | "main" | "docwright_runtime"
    );
    if is_device || is_special || is_never_raw(&stem) {
        stem.push('_');
    }
    let base = stem.trim_end_matches('_').to_owned();
    let mut number = 2u32;
    while !taken.insert(stem.clone()) {
        stem = numbered(&base, number, Case::Snake);
        number += 1;
    }
    legal(stem)
}

/// The name by which Rust code uses a package.
pub(super) fn crate_name(package: &str) -> RustIdent {
    let clean = |c: char| if c.is_ascii_alphanumeric() { c } else { '_' };
    let text: String = package.chars().map(clean).collect();
    if text.is_empty() || text.starts_with(|c: char| c.is_ascii_digit()) {
        return legal(format!("_{text}"));
    }
    legal(text)
}

/// Longest stem of a file, in bytes.
const MAX_STEM: usize = 60;

/// The longest name, in bytes: rustdoc makes a file of it, whose name has some letters more, and 255 is what systems take.
const MAX_IDENT: usize = 200;

fn fnv1a(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811c_9dc5, |hash, byte| {
        (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193)
    })
}

#[cfg(test)]
mod tests;
