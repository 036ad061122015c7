//! `*`, `**`, `_` and `__`: which runs open, which close, and which are text. The rules of CommonMark 0.31, section 6.2.

use std::borrow::Cow;

use super::super::{Inline, Style};
use super::{Reader, run_length};

/// A run of `*` or `_`. It stands in the output as a text, which is replaced when the run is resolved.
#[derive(Clone, Debug)]
pub(super) struct Run {
    /// Index of its text in the output.
    at: usize,
    mark: u8,
    /// How many marks the run had, and how many are not used up.
    length: usize,
    left: usize,
    opens: bool,
    closes: bool,
    /// Styles that end here, inner first; and that begin here, inner first.
    ended: Vec<Style>,
    begun: Vec<Style>,
}

impl Reader<'_, '_, '_> {
    pub(super) fn emphasis_run(&mut self, mark: u8) {
        let length = run_length(&self.bytes[self.at..self.end], mark);
        let text = self.setting.text;
        let before = text[self.start..self.at].chars().next_back().unwrap_or(' ');
        let after = text[self.at + length..self.end]
            .chars()
            .next()
            .unwrap_or(' ');
        let (space_before, space_after) = (before.is_whitespace(), after.is_whitespace());
        let (punct_before, punct_after) = (is_punctuation(before), is_punctuation(after));
        let left = !space_after && (!punct_after || space_before || punct_before);
        let right = !space_before && (!punct_before || space_after || punct_after);
        let (opens, closes) = match mark {
            b'_' => (
                left && (!right || punct_before),
                right && (!left || punct_after),
            ),
            _ => (left, right),
        };
        if (!opens && !closes) || self.is_full() {
            self.at += length;
            return;
        }
        self.flush();
        let run = Run {
            at: self.buffers.out.len(),
            mark,
            length,
            left: length,
            opens,
            closes,
            ended: Vec::new(),
            begun: Vec::new(),
        };
        self.buffers.runs.push(run);
        self.emit(
            Inline::Text(Cow::Borrowed(&text[self.at..self.at + length])),
            self.at + length,
        );
        self.scattered = true;
    }

    /// Resolves the runs from index `first` on, and rewrites the output from index `from` on.
    pub(super) fn resolve_emphasis(&mut self, first: usize, from: usize) {
        if self.buffers.runs.len() <= first {
            return;
        }
        let mut runs = self.buffers.runs.split_off(first);
        match_runs(&mut runs);
        if runs.iter().all(|run| run.left == run.length) {
            return;
        }
        let tail = self.buffers.out.split_off(from);
        let mut runs = runs.into_iter().peekable();
        for (index, inline) in tail.into_iter().enumerate() {
            let Some(run) = runs.next_if(|run| run.at == from + index) else {
                self.buffers.out.push(inline);
                continue;
            };
            self.buffers
                .out
                .extend(run.ended.into_iter().map(Inline::Close));
            if let Inline::Text(Cow::Borrowed(marks)) = inline
                && run.left > 0
            {
                self.buffers
                    .out
                    .push(Inline::Text(Cow::Borrowed(&marks[..run.left])));
            }
            self.buffers
                .out
                .extend(run.begun.into_iter().rev().map(Inline::Open));
        }
    }
}

fn match_runs(runs: &mut [Run]) {
    let mut openers: Vec<usize> = Vec::new();
    // For each kind of closer: the index of the first run that may still open for it. Keeps this linear.
    let mut bottoms = [0_usize; 12];
    for index in 0..runs.len() {
        while runs[index].closes && runs[index].left > 0 {
            let closer = &runs[index];
            let kind = usize::from(closer.mark == b'_') * 6
                + usize::from(closer.opens) * 3
                + closer.length % 3;
            let candidate = openers
                .iter()
                .rposition(|&opener| opener < bottoms[kind] || matches(&runs[opener], closer))
                .filter(|&depth| openers[depth] >= bottoms[kind]);
            let Some(depth) = candidate else {
                bottoms[kind] = index;
                break;
            };
            let opener = openers[depth];
            openers.truncate(depth + 1);
            let strong = runs[opener].left >= 2 && runs[index].left >= 2;
            let (used, style) = if strong {
                (2, Style::Strong)
            } else {
                (1, Style::Emphasis)
            };
            runs[opener].left -= used;
            runs[opener].begun.push(style);
            runs[index].left -= used;
            runs[index].ended.push(style);
            if runs[opener].left == 0 {
                openers.pop();
            }
        }
        if runs[index].opens && runs[index].left > 0 {
            openers.push(index);
        }
    }
}

fn matches(opener: &Run, closer: &Run) -> bool {
    let both_ways = opener.closes || closer.opens;
    let sum_of_three = (opener.length + closer.length).is_multiple_of(3)
        && !(opener.length.is_multiple_of(3) && closer.length.is_multiple_of(3));
    opener.mark == closer.mark && !(both_ways && sum_of_three)
}

fn is_punctuation(character: char) -> bool {
    if character.is_ascii() {
        character.is_ascii_punctuation()
    } else {
        !character.is_alphanumeric() && !character.is_whitespace()
    }
}
