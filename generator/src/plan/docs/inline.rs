//! Writes one paragraph of a page's text for rustdoc, character by character: what is in the subset stays, what is not is
//! escaped. Knows nothing of paragraphs and lists.

use std::fmt::Write;

use super::{Link, Links, push_tame, tame};

/// Writes inline text so that rustdoc reads no more markup in it than the subset has.
pub(super) struct Inline<'a> {
    out: &'a mut String,
    links: &'a dyn Links,
    /// Within the text of a link: no other link begins there.
    in_link: bool,
    /// Whether that link leads somewhere, so that a bare URL in its text is none.
    leads: bool,
}

impl<'a> Inline<'a> {
    pub(super) fn new(out: &'a mut String, links: &'a dyn Links) -> Self {
        Self {
            out,
            links,
            in_link: false,
            leads: false,
        }
    }

    /// Text of this program.
    pub(super) fn verbatim(&mut self, text: &str) {
        self.out.push_str(text);
    }

    /// Text at the start of a line, where some characters mean a block.
    pub(super) fn start(&mut self, text: &str) {
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let rest = &text[digits..];
        let is_number = digits > 0 && rest.starts_with(['.', ')']);
        if is_number {
            self.out.push_str(&text[..digits]);
            self.out.push('\\');
            self.out.push_str(&rest[..1]);
            return self.run(&rest[1..]);
        }
        // `*` and `_` may begin emphasis; alone they are a bullet or part of a rule.
        let is_rule =
            text.starts_with(['*', '_']) && text.bytes().all(|b| matches!(b, b'*' | b'_' | b' '));
        if is_rule
            || text.starts_with(['#', '>', '+', '-', '=', '~', '|', ':'])
            || text.starts_with("* ")
        {
            self.out.push('\\');
            self.out.push_str(&text[..1]);
            return self.run(&text[1..]);
        }
        self.run(text);
    }

    /// Text in the middle of a line.
    pub(super) fn run(&mut self, text: &str) {
        let bytes = text.as_bytes();
        let (mut plain, mut at) = (0, 0);
        while at < bytes.len() {
            let byte = bytes[at];
            if !SPECIAL[byte as usize] || (byte == b'h' && !is_url(&text[at..])) {
                at += 1;
                continue;
            }
            self.out.push_str(&text[plain..at]);
            at += self.special(&text[at..]);
            plain = at;
        }
        self.out.push_str(&text[plain..]);
    }

    /// Writes what begins here, and says how long it was.
    fn special(&mut self, text: &str) -> usize {
        match text.as_bytes()[0] {
            b'\\' => self.backslash(text),
            b'`' => self.code(text),
            b'[' => self.link(text),
            b'h' => self.url(text),
            b @ (b']' | b'<') => {
                self.out.push('\\');
                self.out.push(char::from(b));
                1
            }
            b'!' => {
                self.out.push_str(if text[1..].starts_with('[') {
                    "\\!"
                } else {
                    "!"
                });
                1
            }
            _ => {
                let c = text.chars().next().unwrap_or(' ');
                self.out.push(tame(c));
                c.len_utf8()
            }
        }
    }

    fn backslash(&mut self, text: &str) -> usize {
        if text[1..].starts_with(|c: char| c.is_ascii_punctuation()) {
            self.out.push_str(&text[..2]);
            return 2;
        }
        self.out.push_str("\\\\");
        1
    }

    /// A code span; backticks that do not close are text.
    fn code(&mut self, text: &str) -> usize {
        let ticks = text.bytes().take_while(|b| *b == b'`').count();
        if let Some(inside) = code_end(&text[ticks..], ticks) {
            self.out.push_str(&text[..ticks]);
            push_tame(&text[ticks..ticks + inside], self.out);
            self.out.push_str(&text[..ticks]);
            return ticks + inside + ticks;
        }
        (0..ticks).for_each(|_| self.out.push_str("\\`"));
        ticks
    }

    fn link(&mut self, text: &str) -> usize {
        let Some((label, target)) = link_parts(text).filter(|_| !self.in_link) else {
            self.out.push_str("\\[");
            return 1;
        };
        let link = self.links.resolve(target);
        let label_text = &text[1..=label];
        let mut inner = Inline {
            out: &mut *self.out,
            links: self.links,
            in_link: true,
            leads: !matches!(link, Link::Nowhere),
        };
        match link {
            Link::Nowhere => inner.run(label_text),
            Link::Item(_) | Link::Url(_) if label_text.trim().is_empty() => {}
            Link::Item(path) => {
                inner.out.push('[');
                inner.run(label_text);
                inner.out.extend(["](", &path, ")"]);
            }
            Link::Url(url) => {
                inner.out.push('[');
                inner.run(label_text);
                inner.out.push_str("](");
                push_url(inner.out, &url);
                inner.out.push(')');
            }
        }
        label + 3 + target.len() + 1
    }

    /// A bare URL; rustdoc wants those in angle brackets.
    fn url(&mut self, text: &str) -> usize {
        let end = text
            .find(|c: char| c.is_whitespace() || c.is_control() || "<>\"`[]{}|\\^*()".contains(c))
            .unwrap_or(text.len());
        let url = text[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '_']);
        if self.leads || url.len() <= "https://".len() {
            self.out.push('h');
            return 1;
        }
        self.out.push('<');
        push_url(self.out, url);
        self.out.push('>');
        url.len()
    }
}

/// Bytes at which [`Inline::run`] has to look closer.
const SPECIAL: [bool; 256] = {
    let mut table = [false; 256];
    let mut at = 0;
    while at < 256 {
        table[at] = at < 0x20
            || at >= 0x7f
            || matches!(at as u8, b'\\' | b'`' | b'[' | b']' | b'<' | b'!' | b'h');
        at += 1;
    }
    table
};

fn is_url(text: &str) -> bool {
    text.starts_with("https://") || text.starts_with("http://")
}

/// Length of the text before the run of exactly so many backticks.
fn code_end(text: &str, ticks: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let run = bytes[at..].iter().take_while(|b| **b == b'`').count();
        if run == ticks {
            return Some(at);
        }
        at += run.max(1);
    }
    None
}

/// Of `[label](target)…`: the length of the label, and the target.
fn link_parts(text: &str) -> Option<(usize, &str)> {
    let bytes = text.as_bytes();
    let mut at = 1;
    while at < bytes.len() && bytes[at] != b']' {
        at += match bytes[at] {
            b'[' => return None,
            b'\\' => 2,
            b'`' => {
                let ticks = bytes[at..].iter().take_while(|b| **b == b'`').count();
                ticks + code_end(&text[at + ticks..], ticks).map_or(0, |inside| inside + ticks)
            }
            _ => 1,
        };
    }
    let target = text.get(at..)?.strip_prefix("](")?;
    let end = target.find([')', ' ', '\t'])?;
    target[end..]
        .starts_with(')')
        .then(|| (at - 1, &target[..end]))
}

/// Writes a URL so that nothing in it can end the link.
fn push_url(out: &mut String, url: &str) {
    for c in url.chars() {
        match c {
            '(' | ')' | '<' | '>' | '[' | ']' | '\\' | '`' | '"' | '*' | '|' | ' ' => {
                // Writing into a string cannot fail.
                let _ = write!(out, "%{:02X}", u32::from(c));
            }
            c if tame(c) == c => out.push(c),
            _ => {}
        }
    }
}
