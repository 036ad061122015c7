//! Where strings end: at a quote that closes them, or where they must, should it be missing. Looks at each line once for each
//! kind of quote, however many strings there are on it.

use super::super::text::blank_len;
use super::Repair;
use super::read::Reader;
use super::strings::Quote;

/// Where a string ends.
pub(super) struct End {
    /// One past the text.
    pub(super) text: usize,
    /// One past the closing quote, if there is one.
    pub(super) next: usize,
}

/// What was found out about a line that a string stands on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    /// Where the string begins that was looked for. One that begins further on has the same end.
    inside: usize,
    /// Where the quote is, or the line end.
    end: usize,
    stop: Stop,
}

#[derive(Clone, Copy, Debug)]
enum Stop {
    /// This quote closes the string.
    Quote(Quote),
    /// None does before the line end.
    LineEnd { goes_on: bool },
}

impl Line {
    fn covers(&self, inside: usize) -> bool {
        (self.inside..=self.end).contains(&inside)
    }
}

impl Reader<'_> {
    /// The end of the string whose text begins at `inside`.
    pub(super) fn string_end(&mut self, quote: Quote, inside: usize, key: bool) -> End {
        let line = self.rest_of_string(quote, inside);
        match line.stop {
            Stop::Quote(other) => self.closed(quote, line.end, other),
            // `"a: 1,` is a key without its quote, whatever the lines behind it look like.
            Stop::LineEnd { goes_on: true }
                if !key || memchr::memchr(b':', &self.bytes[inside..line.end]).is_none() =>
            {
                self.mend(Repair::MultilineString);
                self.later_lines(quote, inside, line.end, key)
            }
            Stop::LineEnd { .. } => self.unclosed(inside, line.end, key),
        }
    }

    /// Where the string ends that reaches the line end at `from`.
    fn later_lines(&mut self, quote: Quote, inside: usize, from: usize, key: bool) -> End {
        let mut at = from;
        while let Some(&byte) = self.bytes.get(at) {
            match byte {
                b'\\' => at += 1,
                b'"' | b'\'' | 0xe2 => {
                    if let Some(other) = self.closing(quote, at) {
                        return self.closed(quote, at, other);
                    }
                }
                b':' if key => return self.unclosed(inside, at, key),
                _ => {}
            }
            at += 1;
        }
        self.unclosed(inside, self.bytes.len(), key)
    }

    /// What ends the part of a string that stands on the line of `inside`. Strings that begin behind each other and reach the
    /// same end are common where quotes are missing, so the line is searched once for all of them.
    fn rest_of_string(&mut self, quote: Quote, inside: usize) -> Line {
        let known = self.lines[quote as usize].filter(|line| line.covers(inside));
        let line = known.unwrap_or_else(|| self.search_line(quote, inside));
        self.lines[quote as usize] = Some(line);
        line
    }

    fn search_line(&mut self, quote: Quote, inside: usize) -> Line {
        let mut at = inside;
        while let Some(&byte) = self.bytes.get(at) {
            match byte {
                b'\\' => at += 1,
                b'"' | b'\'' | 0xe2 => {
                    if let Some(other) = self.closing(quote, at) {
                        let stop = Stop::Quote(other);
                        return Line {
                            inside,
                            end: at,
                            stop,
                        };
                    }
                }
                b'\n' => {
                    let goes_on = self.goes_on(quote, at);
                    let stop = Stop::LineEnd { goes_on };
                    return Line {
                        inside,
                        end: at,
                        stop,
                    };
                }
                _ => {}
            }
            at += 1;
        }
        Line {
            inside,
            end: self.bytes.len(),
            stop: Stop::LineEnd { goes_on: false },
        }
    }

    /// The quote at `at`, if it closes a string that `quote` opened.
    fn closing(&mut self, quote: Quote, at: usize) -> Option<Quote> {
        let rest = &self.bytes[at..];
        let behind = at + Quote::len(rest);
        let other = Quote::at(rest).filter(|other| quote.pairs(*other))?;
        if self.is_strict {
            return (other == quote).then_some(other);
        }
        // A curly quote inside straight ones is text, unless it must be the end.
        let is_end = self.closes(behind)
            && (quote == Quote::Curly || other == quote || self.must_close(behind));
        if !is_end && other == quote {
            self.mend(Repair::OddQuotes);
        }
        is_end.then_some(other)
    }

    fn closed(&mut self, quote: Quote, at: usize, other: Quote) -> End {
        if other != quote {
            self.mend(Repair::OddQuotes);
        }
        End {
            text: at,
            next: at + Quote::len(&self.bytes[at..]),
        }
    }

    /// Whether a quote that ends here closes its string: something of the structure follows on the line, or nothing.
    fn closes(&self, behind: usize) -> bool {
        let mut at = behind;
        loop {
            let rest = &self.bytes[at.min(self.bytes.len())..];
            match rest.first() {
                None | Some(b',' | b'}' | b']' | b':' | b'\n' | b'\r' | b'/' | b'=') => {
                    return true;
                }
                Some(b'.') => return rest.starts_with(b".."),
                Some(0xe2) if rest.starts_with("…".as_bytes()) => return true,
                Some(b'{' | b'[') => return at > behind,
                Some(_) if Quote::at(rest).is_some() => return at > behind,
                Some(_) => match blank_len(rest) {
                    0 => return false,
                    len => at += len,
                },
            }
        }
    }

    /// Whether a quote of another shape must be the end: behind it comes a comma or a closing bracket, and then a new member or
    /// the line end. Text in quotes inside a string does not look like that.
    fn must_close(&self, behind: usize) -> bool {
        match rest_of_line(&self.bytes[behind..]) {
            [] | [b':', ..] => true,
            [b',', rest @ ..] => matches!(rest_of_line(rest), [] | [b'"', ..]),
            [b'}' | b']', rest @ ..] => {
                matches!(rest_of_line(rest), [] | [b',' | b'}' | b']', ..])
            }
            _ => false,
        }
    }

    /// Whether a string that reaches the line end at `at` goes on behind it: the next quote closes it.
    fn goes_on(&self, quote: Quote, at: usize) -> bool {
        let mut next = at;
        while let Some(&byte) = self.bytes.get(next) {
            if byte == b'\\' {
                next += 1;
            } else if matches!(byte, b'"' | b'\'' | 0xe2)
                && Quote::at(&self.bytes[next..]) == Some(quote)
            {
                let behind = next + Quote::len(&self.bytes[next..]);
                // `"b": 1` on the next line begins a member; so does a quote that is the first on its line.
                let first = self.bytes[at..next].trim_ascii().is_empty();
                let key = self.bytes[behind..].trim_ascii_start().first() == Some(&b':');
                return !first && !key && self.closes(behind);
            }
            next += 1;
        }
        false
    }

    /// A string without a closing quote ends with its line, and before the punctuation there. A key ends before its colon.
    fn unclosed(&mut self, inside: usize, line_end: usize, key: bool) -> End {
        self.mend(Repair::Unclosed);
        let line = &self.bytes[inside..line_end];
        let text = if key {
            memchr::memchr(b':', line).map(|len| inside + len)
        } else {
            None
        };
        let text = text.unwrap_or_else(|| {
            let mut end = inside + line.trim_ascii_end().len();
            while end > inside && matches!(self.bytes[end - 1], b',' | b'}' | b']') {
                end -= 1;
            }
            end
        });
        End { text, next: text }
    }
}

/// The text from the first character on that is not blank; empty when none comes before the line end. Looks no further than that.
fn rest_of_line(text: &[u8]) -> &[u8] {
    let blank = |byte: &u8| byte.is_ascii_whitespace() && *byte != b'\n';
    let len = text.iter().take_while(|byte| blank(byte)).count();
    match text[len..].first() {
        None | Some(b'\n') => &[],
        Some(_) => &text[len..],
    }
}
