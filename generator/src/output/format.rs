//! Formats the declarations that make up nearly all of a generated crate, straight from their tokens: structs, enums, and the
//! tables that follow them. What is not of that form, or does not fit on its line, is left to prettyplease, whose text a
//! declaration formatted here equals (a test holds both against each other). Ten times as fast as parsing and laying out.

use std::fmt::Write;

use proc_macro2::{Delimiter, Group, Spacing, TokenStream, TokenTree};

use crate::plan::Docs;

/// The longest line that prettyplease leaves alone.
const WIDTH: usize = 89;

/// The text of the declarations, with a line break after the last; `None` when they are not all of the simple form.
pub(super) fn declarations(tokens: TokenStream, docs: &[&Docs]) -> Option<String> {
    let mut writer = Writer {
        out: String::with_capacity(2048),
        line_start: 0,
        docs,
    };
    writer.items(tokens)?;
    Some(writer.out)
}

struct Writer<'d> {
    out: String,
    line_start: usize,
    docs: &'d [&'d Docs],
}

/// What stands before a token on its line, as far as spaces go.
#[derive(Clone, Copy, PartialEq)]
enum Before {
    /// Nothing, or something that takes no space after it.
    Open,
    /// A word or a literal.
    Word,
    /// Something that a space follows.
    Gap,
}

impl Writer<'_> {
    /// Declarations, each ending in a group in braces or in a semicolon.
    fn items(&mut self, tokens: TokenStream) -> Option<()> {
        let mut tokens = tokens.into_iter();
        let mut before = Before::Open;
        let mut is_macro = false;
        while let Some(token) = tokens.next() {
            match token {
                TokenTree::Punct(punct) if punct.as_char() == '#' && before == Before::Open => {
                    self.attribute(tokens.next()?, "")?;
                }
                TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                    if is_macro {
                        self.table(&group)?;
                    } else {
                        self.members(&group)?;
                    }
                    (before, is_macro) = (Before::Open, false);
                }
                TokenTree::Punct(punct) if punct.as_char() == ';' => {
                    self.out.push(';');
                    self.end_line()?;
                    before = Before::Open;
                }
                token => {
                    is_macro = matches!(&token, TokenTree::Punct(punct) if punct.as_char() == '!');
                    before = self.inline(token, before)?;
                }
            }
        }
        (before == Before::Open).then_some(())
    }

    /// The fields of a struct or the variants of an enum.
    fn members(&mut self, group: &Group) -> Option<()> {
        self.out.push_str(" {");
        let mut before = Before::Open;
        let mut tokens = group.stream().into_iter().peekable();
        tokens.peek()?;
        self.end_line()?;
        while let Some(token) = tokens.next() {
            match token {
                TokenTree::Punct(punct) if punct.as_char() == '#' && before == Before::Open => {
                    self.attribute(tokens.next()?, INDENT)?;
                }
                TokenTree::Punct(punct) if punct.as_char() == ',' && self.angles_are_closed() => {
                    self.out.push(',');
                    self.end_line()?;
                    before = Before::Open;
                }
                token => {
                    if self.out.len() == self.line_start {
                        self.out.push_str(INDENT);
                    }
                    before = self.inline(token, before)?;
                }
            }
        }
        if before != Before::Open {
            return None;
        }
        self.out.push('}');
        self.end_line()
    }

    /// Whether a comma on this line ends a member: those within `<…>` do not.
    fn angles_are_closed(&self) -> bool {
        let line = &self.out.as_bytes()[self.line_start..];
        let depth =
            |depth: i32, byte: &u8| depth + i32::from(*byte == b'<') - i32::from(*byte == b'>');
        line.iter().fold(0, depth) == 0
    }

    /// The rows of a table: each begins with its number or an attribute, behind a comma.
    fn table(&mut self, group: &Group) -> Option<()> {
        self.out.push_str(" {\n");
        self.out.push_str(INDENT);
        let mut before = Before::Open;
        let mut row_may_begin = false;
        for token in group.stream() {
            let begins = match &token {
                TokenTree::Punct(punct) => punct.as_char() == '#',
                TokenTree::Literal(literal) => literal
                    .to_string()
                    .starts_with(|c: char| c.is_ascii_digit()),
                TokenTree::Ident(_) | TokenTree::Group(_) => false,
            };
            if row_may_begin && begins {
                self.out.push('\n');
                self.out.push_str(INDENT);
                before = Before::Open;
            }
            row_may_begin = matches!(&token, TokenTree::Punct(punct) if punct.as_char() == ',');
            before = self.inline(token, before)?;
        }
        self.out.push_str("\n}\n");
        self.line_start = self.out.len();
        Some(())
    }

    /// What follows `#`: a line of its own, or the text of a doc comment.
    fn attribute(&mut self, token: TokenTree, indent: &str) -> Option<()> {
        let TokenTree::Group(group) = token else {
            return None;
        };
        if let Some(text) = doc_text(&group) {
            return self.doc(&text, indent);
        }
        self.out.push_str(indent);
        self.out.push('#');
        self.inline(TokenTree::Group(group), Before::Open)?;
        self.end_line()
    }

    fn doc(&mut self, text: &str, indent: &str) -> Option<()> {
        let Some(number) = text.strip_prefix('@') else {
            self.out.extend([indent, "///", text, "\n"]);
            self.line_start = self.out.len();
            return Some(());
        };
        for line in self.docs.get(number.parse::<usize>().ok()?)?.lines() {
            self.out.extend([
                indent,
                "///",
                if line.is_empty() { "" } else { " " },
                line,
                "\n",
            ]);
        }
        self.line_start = self.out.len();
        Some(())
    }

    /// A token on its line.
    fn inline(&mut self, token: TokenTree, before: Before) -> Option<Before> {
        // Writing into a string cannot fail.
        match token {
            TokenTree::Ident(ident) => {
                self.space(before != Before::Open);
                let _ = write!(self.out, "{ident}");
                Some(Before::Word)
            }
            TokenTree::Literal(literal) => {
                self.space(before != Before::Open);
                let _ = write!(self.out, "{literal}");
                Some(Before::Word)
            }
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ('(', ')'),
                    Delimiter::Bracket => ('[', ']'),
                    Delimiter::Brace | Delimiter::None => return None,
                };
                self.space(before == Before::Gap);
                self.out.push(open);
                let inside = group
                    .stream()
                    .into_iter()
                    .try_fold(Before::Open, |before, token| self.inline(token, before))?;
                if inside == Before::Gap {
                    return None;
                }
                self.out.push(close);
                Some(Before::Word)
            }
            TokenTree::Punct(punct) => {
                let is_path = punct.as_char() == ':'
                    && (punct.spacing() == Spacing::Joint || self.out.ends_with(':'));
                match punct.as_char() {
                    ':' if is_path => {
                        self.space(before == Before::Gap);
                        self.out.push(':');
                        Some(Before::Open)
                    }
                    ':' | ',' => {
                        self.out.push(punct.as_char());
                        Some(Before::Gap)
                    }
                    '=' => {
                        self.out.push_str(" =");
                        Some(Before::Gap)
                    }
                    '<' | '!' => {
                        self.out.push(punct.as_char());
                        Some(Before::Open)
                    }
                    '>' => {
                        self.out.push('>');
                        Some(Before::Word)
                    }
                    '#' => {
                        self.space(before != Before::Open);
                        self.out.push('#');
                        Some(Before::Open)
                    }
                    _ => None,
                }
            }
        }
    }

    fn space(&mut self, wanted: bool) {
        if wanted {
            self.out.push(' ');
        }
    }

    /// Ends the line, if it is not too long.
    fn end_line(&mut self) -> Option<()> {
        let fits = self.out.len() - self.line_start <= WIDTH;
        self.out.push('\n');
        self.line_start = self.out.len();
        fits.then_some(())
    }
}

const INDENT: &str = "    ";

/// The text of `[doc = "…"]`, if it needs no unescaping.
fn doc_text(group: &Group) -> Option<String> {
    let mut tokens = group.stream().into_iter();
    let (Some(TokenTree::Ident(name)), Some(TokenTree::Punct(_)), Some(TokenTree::Literal(text))) =
        (tokens.next(), tokens.next(), tokens.next())
    else {
        return None;
    };
    let text = text.to_string();
    let text = text.strip_prefix('"')?.strip_suffix('"')?;
    (name == "doc" && !text.contains('\\')).then(|| text.to_owned())
}
