//! Whether a text has the form that its key wants. Knows Rust's grammar where a text is to become Rust, and nothing of why.

use proc_macro2::TokenStream;
use serde::Deserialize;
use syn::parse::Parser;

use super::table::Form;

/// An attribute of Rust.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(try_from = "String")]
pub struct Attribute(String);

/// The path of a derive macro.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(try_from = "String")]
pub struct Derive(String);

impl Attribute {
    /// As Rust has it: `#[…]`.
    pub fn tokens(&self) -> TokenStream {
        tokens(&self.0)
    }
}

impl Derive {
    /// As it stands among the arguments of `derive`.
    pub fn tokens(&self) -> TokenStream {
        tokens(&self.0)
    }
}

fn tokens(text: &str) -> TokenStream {
    text.parse().expect("the text was parsed when it was taken")
}

impl TryFrom<String> for Attribute {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        check(Form::Attribute, &text).map(|()| Self(text))
    }
}

impl TryFrom<String> for Derive {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        check(Form::Derive, &text).map(|()| Self(text))
    }
}

/// Nothing, or what is wrong with the text.
pub(super) fn check(form: Form, text: &str) -> Result<(), String> {
    let fine = match form {
        Form::Any => true,
        Form::Pattern => !text.trim_end_matches('/').is_empty(),
        Form::Package => is_package(text),
        Form::Version => is_version(text),
        Form::Address => is_address(text),
        Form::Ident => is_ident(text),
        Form::Attribute => is_attribute(text),
        Form::Derive => is_derive(text),
    };
    if fine {
        Ok(())
    } else {
        Err(format!("`{}` is not {}", shown(text), wanted(form)))
    }
}

/// What the form is called, with an article and an example.
pub(super) fn wanted(form: Form) -> &'static str {
    match form {
        Form::Any => "a text",
        Form::Pattern => "a pattern",
        Form::Package => {
            "the name of a package: letters, digits, `-` and `_`, with a letter or `_` first"
        }
        Form::Version => "a version such as `1.2.3`",
        Form::Address => "an address such as `https://host/path`",
        Form::Ident => "a Rust name in letters, digits and `_` that is not a keyword",
        Form::Attribute => "an attribute such as `#[doc(alias = \"other\")]`",
        Form::Derive => "the path of a derive macro such as `PartialEq` or `other::Macro`",
    }
}

/// At most one line of it.
fn shown(text: &str) -> String {
    text.chars()
        .take(60)
        .map(|c| if c.is_control() { '\u{fffd}' } else { c })
        .collect()
}

/// As Cargo wants them.
fn is_package(text: &str) -> bool {
    let starts = text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    starts
        && text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
}

/// Three numbers, and perhaps a pre-release or build mark.
fn is_version(text: &str) -> bool {
    let (numbers, mark) = match text.find(['-', '+']) {
        Some(at) => (&text[..at], &text[at + 1..]),
        None => (text, "0"),
    };
    let parts: Vec<&str> = numbers.split('.').collect();
    let is_number = |part: &&str| {
        let has_zero = part.len() > 1 && part.starts_with('0');
        !has_zero && part.parse::<u64>().is_ok() && part.bytes().all(|b| b.is_ascii_digit())
    };
    let is_mark = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '+');
    parts.len() == 3 && parts.iter().all(is_number) && !mark.is_empty() && mark.chars().all(is_mark)
}

fn is_address(text: &str) -> bool {
    let rest = ["https://", "http://"]
        .iter()
        .find_map(|scheme| text.strip_prefix(scheme));
    let odd = |c: char| c.is_whitespace() || c.is_control();
    rest.is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/') && !rest.contains(odd))
}

fn is_ident(text: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || c == '_';
    text.chars().all(is_plain) && syn::parse_str::<syn::Ident>(text).is_ok()
}

/// One outer attribute and nothing else. What is in its brackets has to be an attribute's content, not just any tokens. The text
/// of rustdoc is the pages'.
fn is_attribute(text: &str) -> bool {
    let parsed = syn::Attribute::parse_outer.parse_str(text);
    let Ok([found]) = parsed.as_deref() else {
        return false;
    };
    match &found.meta {
        syn::Meta::NameValue(pair) => !pair.path.is_ident("doc"),
        syn::Meta::Path(_) | syn::Meta::List(_) => true,
    }
}

fn is_derive(text: &str) -> bool {
    syn::Path::parse_mod_style.parse_str(text).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn fits(form: Form, texts: &[&str]) {
        for text in texts {
            assert_eq!(check(form, text), Ok(()));
        }
    }

    #[track_caller]
    fn fits_not(form: Form, texts: &[&str]) {
        for text in texts {
            assert!(check(form, text).is_err(), "{text}");
        }
    }

    #[test]
    fn manifests() {
        fits(Form::Package, &["a", "a-b_c1", "_a"]);
        fits_not(Form::Package, &["", "1a", "a b", "é", "a/b", "a\nb"]);
        fits(Form::Version, &["0.1.0", "1.2.3-rc.1+x", "10.20.30"]);
        fits_not(
            Form::Version,
            &["", "1", "1.2", "01.2.3", "1.2.3-", "+1.2.3", "1.2.3 "],
        );
        fits(Form::Address, &["https://a", "http://localhost:8080/v1"]);
        fits_not(
            Form::Address,
            &[
                "",
                "a.example",
                "https://",
                "https:///a",
                "https://a b",
                "ftp://a",
            ],
        );
    }

    #[test]
    fn rust() {
        fits(Form::Ident, &["Person", "a_b1", "_a"]);
        fits_not(
            Form::Ident,
            &[
                "",
                "a b",
                "1a",
                "type",
                "self",
                "Self",
                "_",
                "é",
                "r#type",
                "a; fn b() {}",
                "a // b",
            ],
        );
        fits(
            Form::Attribute,
            &[
                "#[a]",
                "#[doc(alias = \"x\")]",
                "#[cfg_attr(a, derive(b::C))]",
                " #[a = \"x\"] ",
            ],
        );
        fits_not(
            Form::Attribute,
            &[
                "",
                "a",
                "#![a]",
                "#[doc = \"x\"]",
                "#[a] #[b]",
                "#[a] fn b() {}",
                "#[]",
                "#[a",
                "#[= 1]",
                "#[a]]",
            ],
        );
        fits(Form::Derive, &["Eq", "a::B", "::a::B"]);
        fits_not(
            Form::Derive,
            &["", "a::", "A<B>", "A, B", "A)] fn b() {} #[(", "a b"],
        );
    }
}
