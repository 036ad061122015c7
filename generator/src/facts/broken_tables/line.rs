//! One line of text, looked at as a row of a table: its pipes, without those in code spans and behind backslashes.

/// `｜`, which input methods for Chinese and Japanese write.
pub(super) const WIDE_PIPE: char = '\u{ff5c}';

/// A line, without blanks and marks of quotes at its ends.
pub(super) struct Line<'t> {
    text: &'t str,
    /// Where its pipes are.
    pipes: Vec<usize>,
}

impl<'t> Line<'t> {
    /// Finds the pipes of a line.
    pub(super) fn read(line: &'t str) -> Self {
        let text = line.trim_start_matches(|c: char| c == '>' || c.is_whitespace());
        let text = text.trim_end();
        let mut pipes = Vec::new();
        let mut rest = text;
        while let Some(at) = rest.find(['|', WIDE_PIPE, '\\', '`']) {
            let from = text.len() - rest.len() + at;
            let found = &rest[at..];
            rest = match found.as_bytes()[0] {
                b'\\' => {
                    let escaped = found[1..].chars().next().map_or(0, char::len_utf8);
                    &found[1 + escaped..]
                }
                b'`' => behind_code_span(found),
                _ => {
                    pipes.push(from);
                    &found[found.chars().next().map_or(1, char::len_utf8)..]
                }
            };
        }
        Self { text, pipes }
    }

    /// Whether it has a pipe in front, and another one.
    pub(super) fn is_row(&self) -> bool {
        self.begins_with_pipe() && self.pipes.len() > 1
    }

    /// Whether it has a pipe in front.
    pub(super) fn begins_with_pipe(&self) -> bool {
        self.pipes.first() == Some(&0)
    }

    /// Whether every pipe has blanks around it, and none is a part of a placeholder.
    pub(super) fn is_spaced(&self) -> bool {
        // Placeholders such as `{id | name}` have pipes, too.
        !self.text.contains('{')
            && self.pipes.iter().all(|at| {
                let (before, after) = self.text.split_at(*at);
                before.ends_with(' ') && after.chars().nth(1) == Some(' ')
            })
    }

    /// How many cells it has.
    pub(super) fn cells(&self) -> usize {
        let outer = usize::from(self.begins_with_pipe());
        let closing = usize::from(self.text.ends_with('|') && self.pipes.len() > outer);
        self.pipes.len() + 1 - outer - closing
    }

    /// Whether a pipe is a full-width one.
    pub(super) fn has_wide_pipe(&self) -> bool {
        self.pipes
            .iter()
            .any(|at| self.text[*at..].starts_with(WIDE_PIPE))
    }

    /// Whether it holds pipes and dashes and nothing else, or what people take for dashes.
    pub(super) fn is_delimiter_row(&self) -> bool {
        let is_mark = |c: char| is_dash(c) || matches!(c, '|' | WIDE_PIPE | ':' | ' ' | '\t');
        let has_dashes = self.text.contains(is_dash) || self.pipes.len() > 2;
        !self.pipes.is_empty() && has_dashes && self.text.chars().all(is_mark)
    }

    /// Whether all of a delimiter row's dashes are such.
    pub(super) fn is_of_dashes(&self) -> bool {
        let is_mark = |c: char| matches!(c, '|' | '-' | ':' | ' ' | '\t');
        self.text.contains('-') && self.text.chars().all(is_mark)
    }

    /// Whether cells of dashes stand between others.
    pub(super) fn holds_delimiter_row(&self) -> bool {
        if self.is_delimiter_row() || self.pipes.len() < 3 {
            return false;
        }
        let cell = |(at, end): (usize, usize)| {
            let cell = self.text[at..end].trim_matches(['|', WIDE_PIPE, ' ', '\t']);
            // Without pipes around rows the last cell of one and the first of the next are one.
            let mut ends = cell
                .split_whitespace()
                .take(1)
                .chain(cell.split_whitespace().last());
            ends.any(|word| {
                let dashes = word.trim_matches(':');
                dashes.chars().count() > 1 && dashes.chars().all(is_dash)
            })
        };
        let starts = std::iter::once(0).chain(self.pipes.iter().copied());
        let ends = self.pipes.iter().copied().chain([self.text.len()]);
        starts.zip(ends).filter(|range| cell(*range)).count() > 1
    }
}

/// What follows the code span at the start of a text, or its backticks when nothing closes them.
fn behind_code_span(text: &str) -> &str {
    let inside = text.trim_start_matches('`');
    let ticks = text.len() - inside.len();
    let mut rest = inside;
    while let Some(at) = rest.find('`') {
        let after = rest[at..].trim_start_matches('`');
        if rest.len() - at - after.len() == ticks {
            return after;
        }
        rest = after;
    }
    inside
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '=' | '_' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}
