//! Formats the declarations that make up nearly all of a generated crate, straight from their tokens: structs, enums, modules,
//! and the tables that follow types. Ten times as fast as parsing them and laying them out, with the same text: a test holds it
//! against prettyplease. Only tables differ, which prettyplease would fill like prose; here each row has its line.

use std::fmt::Write;

use proc_macro2::{Delimiter, Group, Ident, Literal, Punct, Spacing, TokenStream, TokenTree};

use crate::plan::Docs;

/// The longest line that is not broken, as prettyplease has it.
const WIDTH: usize = 89;

const INDENT: &str = "    ";

/// The text of declarations, with a line break after the last. `docs` are what the numbers in doc comments mean.
pub(super) fn declarations(tokens: TokenStream, docs: &[&Docs]) -> String {
    let mut writer = Writer {
        out: String::with_capacity(2048),
        line_start: 0,
        indent: "",
        docs,
    };
    writer.items(tokens);
    writer.out
}

struct Writer<'d> {
    out: String,
    line_start: usize,
    indent: &'static str,
    docs: &'d [&'d Docs],
}

/// What stands before a token on its line, as far as spaces go.
#[derive(Clone, Copy, PartialEq)]
enum Before {
    /// Nothing, or something that takes no space after it.
    Open,
    /// A word, a literal, something closed.
    Word,
    /// Something that a space follows.
    Gap,
}

impl Writer<'_> {
    /// Declarations, each ending in a group in braces or in a semicolon.
    fn items(&mut self, tokens: TokenStream) {
        let mut tokens = tokens.into_iter();
        let (mut before, mut is_macro) = (Before::Open, false);
        while let Some(token) = tokens.next() {
            match token {
                TokenTree::Punct(hash) if hash.as_char() == '#' => self.attribute(tokens.next()),
                TokenTree::Punct(end) if end.as_char() == ';' => {
                    self.end_line(";");
                    before = Before::Open;
                }
                TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                    self.end_line(" {");
                    self.indent = INDENT;
                    let body = stream(group);
                    if is_macro {
                        self.rows(body);
                    } else {
                        self.members(body);
                    }
                    self.indent = "";
                    self.end_line("}");
                    (before, is_macro) = (Before::Open, false);
                }
                token => {
                    is_macro = matches!(&token, TokenTree::Punct(punct) if punct.as_char() == '!');
                    before = self.token(token, before);
                }
            }
        }
    }

    /// The fields of a struct or the variants of an enum, each with a comma.
    fn members(&mut self, tokens: TokenStream) {
        let mut tokens = tokens.into_iter();
        let (mut before, mut angles) = (Before::Open, 0);
        while let Some(token) = tokens.next() {
            if let TokenTree::Punct(punct) = &token {
                match punct.as_char() {
                    '#' => {
                        self.attribute(tokens.next());
                        continue;
                    }
                    ',' if angles == 0 => {
                        self.end_line(",");
                        before = Before::Open;
                        continue;
                    }
                    '<' => angles += 1,
                    '>' => angles -= 1,
                    _ => {}
                }
            }
            before = self.token(token, before);
        }
    }

    /// The rows of a table: each begins, behind a comma, with a literal or an attribute. Doc comments have lines of their
    /// own.
    fn rows(&mut self, tokens: TokenStream) {
        let (mut before, mut row_may_begin) = (Before::Open, false);
        let mut tokens = tokens.into_iter().peekable();
        while let Some(token) = tokens.next() {
            let begins = match &token {
                TokenTree::Punct(punct) => punct.as_char() == '#',
                TokenTree::Literal(_) => true,
                TokenTree::Ident(_) | TokenTree::Group(_) => false,
            };
            if row_may_begin && begins {
                self.new_line();
                before = Before::Open;
            }
            if matches!(&token, TokenTree::Punct(punct) if punct.as_char() == ';') {
                self.out.push(';');
                self.new_line();
                (before, row_may_begin) = (Before::Open, false);
                continue;
            }
            row_may_begin = matches!(&token, TokenTree::Punct(punct) if punct.as_char() == ',');
            let is_hash = matches!(&token, TokenTree::Punct(punct) if punct.as_char() == '#');
            if is_hash && let Some(text) = doc_of(&mut tokens) {
                self.doc(&text);
                continue;
            }
            before = self.token(token, before);
        }
        if self.out.len() > self.line_start {
            self.new_line();
        }
    }

    /// What follows `#`: a line of its own, or the text of a doc comment.
    fn attribute(&mut self, token: Option<TokenTree>) {
        let Some(TokenTree::Group(group)) = token else {
            return;
        };
        let body = stream(group);
        if let Some(text) = doc_text(body.clone()) {
            return self.doc(&text);
        }
        self.out.extend([self.indent, "#["]);
        let start = self.out.len();
        self.tokens(body.clone());
        if self.column() + "]".len() > WIDTH {
            self.out.truncate(start);
            self.broken_attribute(body, self.indent.len());
        }
        self.out.push(']');
        self.new_line();
    }

    /// What stands in an attribute that is too long for its line: the arguments in parentheses get lines of their own, broken
    /// again where need be.
    fn broken_attribute(&mut self, tokens: TokenStream, indent: usize) {
        let mut before = Before::Open;
        for token in tokens {
            let TokenTree::Group(group) = token else {
                before = self.token(token, before);
                continue;
            };
            if group.delimiter() != Delimiter::Parenthesis {
                before = self.token(TokenTree::Group(group), before);
                continue;
            }
            self.out.push('(');
            let inner = indent + INDENT.len();
            for argument in arguments(stream(group)) {
                self.new_line();
                // Writing into a string cannot fail; here and below.
                let _ = write!(self.out, "{:inner$}", "");
                let start = self.out.len();
                self.tokens(argument.clone());
                if self.column() > WIDTH {
                    self.out.truncate(start);
                    self.broken_attribute(argument, inner);
                }
            }
            self.new_line();
            let _ = write!(self.out, "{:indent$})", "");
            before = Before::Word;
        }
    }

    /// Tokens in a row.
    fn tokens(&mut self, tokens: TokenStream) {
        let mut before = Before::Open;
        for token in tokens {
            before = self.token(token, before);
        }
    }

    /// How long the line is so far.
    fn column(&self) -> usize {
        self.out.len() - self.line_start
    }

    fn doc(&mut self, text: &str) {
        let number = text
            .strip_prefix('@')
            .and_then(|number| number.parse::<usize>().ok());
        match number.and_then(|number| self.docs.get(number)) {
            None => self.out.extend([self.indent, "///", text, "\n"]),
            Some(docs) => {
                for line in docs.lines() {
                    let space = if line.is_empty() { "" } else { " " };
                    self.out.extend([self.indent, "///", space, line, "\n"]);
                }
            }
        }
        self.line_start = self.out.len();
    }

    /// A token on its line.
    fn token(&mut self, token: TokenTree, before: Before) -> Before {
        if self.out.len() == self.line_start {
            self.out.push_str(self.indent);
        }
        match token {
            TokenTree::Ident(ident) => self.word(&ident, before),
            TokenTree::Literal(literal) => self.literal(&literal, before),
            TokenTree::Punct(punct) => self.punct(&punct, before),
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::Brace => ("{", "}"),
                    Delimiter::None => ("", ""),
                };
                let is_list = group.delimiter() == Delimiter::Bracket;
                self.space(before == Before::Gap || (is_list && before == Before::Word));
                self.out.push_str(open);
                self.tokens(stream(group));
                self.out.push_str(close);
                Before::Word
            }
        }
    }

    fn word(&mut self, ident: &Ident, before: Before) -> Before {
        self.space(before != Before::Open);
        // Writing into a string cannot fail; here and below.
        let _ = write!(self.out, "{ident}");
        Before::Word
    }

    fn literal(&mut self, literal: &Literal, before: Before) -> Before {
        self.space(before != Before::Open);
        let _ = write!(self.out, "{literal}");
        Before::Word
    }

    fn punct(&mut self, punct: &Punct, before: Before) -> Before {
        let mark = punct.as_char();
        let is_path = mark == ':' && (punct.spacing() == Spacing::Joint || self.out.ends_with(':'));
        let (space, after) = match mark {
            ':' if is_path => (before == Before::Gap, Before::Open),
            ':' | ',' => (false, Before::Gap),
            '=' => (true, Before::Gap),
            '-' => (true, Before::Open),
            '<' | '!' => (false, Before::Open),
            '#' => (before != Before::Open, Before::Open),
            _ => (false, Before::Word),
        };
        self.space(space);
        self.out.push(mark);
        after
    }

    fn space(&mut self, wanted: bool) {
        if wanted {
            self.out.push(' ');
        }
    }

    fn new_line(&mut self) {
        self.out.push('\n');
        self.line_start = self.out.len();
    }

    /// Ends the line with this, and breaks it if it is too long.
    fn end_line(&mut self, end: &str) {
        if self.column() + end.len() > WIDTH {
            let line = self.out.split_off(self.line_start);
            self.broken(line.trim_start(), self.indent.len(), end, end.len());
        } else {
            self.out.push_str(end);
        }
        self.new_line();
    }

    /// A line with a type, too long: what stands in its outermost brackets gets lines of its own, broken again where need be.
    fn broken(&mut self, line: &str, indent: usize, end: &str, counted: usize) {
        // Writing into a string cannot fail.
        let _ = write!(self.out, "{:indent$}", "");
        let brackets = line.find(['<', '(']).zip(line.rfind(['>', ')']));
        match brackets.filter(|_| indent + line.len() + counted > WIDTH) {
            None => self.out.push_str(line),
            Some((open, close)) => {
                self.out.extend([&line[..=open], "\n"]);
                // The comma comes only with the break, so prettyplease does not count it.
                self.broken(&line[open + 1..close], indent + INDENT.len(), ",", 0);
                let _ = write!(self.out, "\n{:indent$}{}", "", &line[close..]);
            }
        }
        self.out.push_str(end);
    }
}

/// The text of the doc comment whose `#` was just taken; takes nothing when it is another attribute.
fn doc_of(tokens: &mut std::iter::Peekable<proc_macro2::token_stream::IntoIter>) -> Option<String> {
    let TokenTree::Group(group) = tokens.peek()? else {
        return None;
    };
    let text = doc_text(group.stream())?;
    tokens.next();
    Some(text)
}

/// The arguments of an attribute, each with the comma behind it.
fn arguments(tokens: TokenStream) -> Vec<TokenStream> {
    let mut arguments = vec![TokenStream::new()];
    for token in tokens {
        let ends = matches!(&token, TokenTree::Punct(punct) if punct.as_char() == ',');
        arguments.extend(ends.then(TokenStream::new));
        let last = arguments.len() - 1;
        let holder = if ends { last - 1 } else { last };
        arguments[holder].extend([token]);
    }
    arguments.retain(|argument| !argument.is_empty());
    arguments
}

/// What is in a group. The group goes first, so that its tokens can be taken and need not be copied.
fn stream(group: Group) -> TokenStream {
    let stream = group.stream();
    drop(group);
    stream
}

/// The text of `doc = "…"`, if it needs no unescaping.
fn doc_text(tokens: TokenStream) -> Option<String> {
    let mut tokens = tokens.into_iter();
    let Some(TokenTree::Ident(name)) = tokens.next() else {
        return None;
    };
    if name != "doc" {
        return None;
    }
    let Some(TokenTree::Literal(text)) = tokens.nth(1) else {
        return None;
    };
    let text = text.to_string();
    let text = text.strip_prefix('"')?.strip_suffix('"')?;
    (!text.contains('\\')).then(|| text.to_owned())
}

#[cfg(test)]
mod tests;
