//! Diagnostics for people: the code, the place, the lines of the page it is about, and what to do.

use std::borrow::Cow;
use std::ops::Range;

use annotate_snippets::{
    Annotation, AnnotationKind, Group, Level, Origin, Patch, Renderer, Snippet,
};

use crate::diag::{Diagnostic, Diagnostics, Fix, Label, Severity};
use crate::source::position::{Position, Positions, char_start};
use crate::source::{Sources, Span};

/// A place that is longer than this is shown by its beginning, in bytes.
const SHOWN: usize = 240;

/// What is shown before the place, on a line that is longer.
const BEFORE: usize = 60;

/// Lines up to this length, in bytes, are shown whole.
const WHOLE: usize = 400;

/// Labels that are farther apart than this, in bytes, are shown one by one.
const TOGETHER: usize = 1 << 16;

/// Whether the text is for a terminal that knows colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colours {
    /// It does.
    Ansi,
    /// It does not.
    None,
}

/// One text for each diagnostic, as bad as its rule says, without a final line end.
pub fn snippets<'d>(
    diagnostics: &'d Diagnostics,
    sources: &'d Sources,
    colours: Colours,
) -> impl Iterator<Item = String> {
    let mut snippets = Snippets::new(sources, colours, String::new());
    diagnostics
        .0
        .iter()
        .map(move |diagnostic| snippets.of(diagnostic, diagnostic.code.severity()))
}

/// Makes texts of diagnostics.
pub struct Snippets<'d> {
    sources: &'d Sources,
    positions: Positions<'d>,
    renderer: Renderer,
    prefix: String,
}

impl<'d> Snippets<'d> {
    /// `prefix` is put before the paths of pages: the folder that they are relative to, if one should see it.
    pub fn new(sources: &'d Sources, colours: Colours, prefix: String) -> Self {
        let renderer = match colours {
            Colours::Ansi => Renderer::styled(),
            Colours::None => Renderer::plain(),
        };
        Self {
            sources,
            positions: Positions::new(sources),
            renderer,
            prefix,
        }
    }

    /// The text of one diagnostic, without a final line end.
    pub fn of(&mut self, diagnostic: &Diagnostic, severity: Severity) -> String {
        let level = match severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
            Severity::Note => Level::NOTE,
        };
        let title = level
            .primary_title(printable(&diagnostic.message))
            .id(diagnostic.code.name());
        let mut group = Group::with_title(title);
        for labels in by_page(diagnostic) {
            group = self.page(group, &labels);
        }
        if let Some(help) = &diagnostic.help {
            group = group.element(Level::HELP.message(printable(help)));
        }
        let groups: Vec<Group<'_>> = std::iter::once(group)
            .chain(diagnostic.fix.as_ref().and_then(|fix| self.fix(fix)))
            .collect();
        let text = self.renderer.render(&groups);
        // Those above 7 bits come from the page, as the renderer leaves them; colours need none of them.
        let is_high = |c: char| c.is_control() && !c.is_ascii();
        if text.contains(is_high) {
            text.replace(is_high, "\u{fffd}")
        } else {
            text
        }
    }

    /// The labels of one page: together, if the lines allow it.
    fn page<'t>(&mut self, group: Group<'t>, labels: &[(&'t Label, AnnotationKind)]) -> Group<'t>
    where
        'd: 't,
    {
        let source = self.sources.get(labels[0].0.span.page);
        let path = printable(&format!("{}{}", self.prefix, source.path)).into_owned();
        let mut excerpts = Vec::new();
        for (label, kind) in labels {
            let position = self.positions.of(label.span.page, label.span.start);
            let excerpt = Excerpt::of(&source.text, label.span, position);
            excerpts.push((excerpt, position, *label, *kind));
        }
        match together(&source.text, &excerpts) {
            Some(snippet) => group.element(snippet.path(path)),
            None => excerpts
                .into_iter()
                .fold(group, |group, excerpt| alone(group, excerpt, &path)),
        }
    }

    /// What a replacement makes of the page, if that can be shown in few lines.
    fn fix<'t>(&mut self, fix: &'t Fix) -> Option<Group<'t>>
    where
        'd: 't,
    {
        let (first, last) = (fix.edits.first()?, fix.edits.last()?);
        let source = self.sources.get(first.span.page);
        let position = self.positions.of(first.span.page, first.span.start);
        let whole = Span {
            end: last.span.end,
            ..first.span
        };
        let end = line_end(&source.text, whole.end as usize);
        let from = position.line_start;
        if end.saturating_sub(from) > SHOWN {
            return None;
        }
        let patches = fix.edits.iter().map(|edit| {
            let place = edit.span.start as usize - from..edit.span.end as usize - from;
            Patch::new(place, edit.text.as_str())
        });
        let snippet = Snippet::source(&source.text[from..end])
            .line_start(position.line)
            .path(printable(&format!("{}{}", self.prefix, source.path)).into_owned())
            .patches(patches);
        let title = Level::HELP.secondary_title(printable(&fix.title));
        Some(title.element(snippet))
    }
}

/// Nothing of a page reaches the terminal as a command to it.
fn printable(text: &str) -> Cow<'_, str> {
    if text.contains(char::is_control) {
        text.replace(char::is_control, "\u{fffd}").into()
    } else {
        text.into()
    }
}

/// The labels, those of one page together; the primary one, and its page, first.
fn by_page(diagnostic: &Diagnostic) -> Vec<Vec<(&Label, AnnotationKind)>> {
    let primary = (&diagnostic.primary, AnnotationKind::Primary);
    let secondary = diagnostic
        .secondary
        .iter()
        .map(|label| (label, AnnotationKind::Context));
    let mut out: Vec<Vec<(&Label, AnnotationKind)>> = Vec::new();
    for (label, kind) in std::iter::once(primary).chain(secondary) {
        let page = out
            .iter_mut()
            .find(|labels| labels[0].0.span.page == label.span.page);
        match page {
            Some(labels) => labels.push((label, kind)),
            None => out.push(vec![(label, kind)]),
        }
    }
    out
}

type Labelled<'t> = (Excerpt<'t>, Position, &'t Label, AnnotationKind);

/// All labels in one view of the page, the lines between them folded; `None` when one of them cannot be shown so.
fn together<'t>(page: &'t str, excerpts: &[Labelled<'t>]) -> Option<Snippet<'t, Annotation<'t>>> {
    let first = excerpts
        .iter()
        .min_by_key(|(_, position, ..)| position.line_start)?;
    let (from, line) = (first.1.line_start, first.1.line);
    let whole = |(excerpt, ..): &Labelled<'_>| excerpt.is_whole && !excerpt.text.trim().is_empty();
    let to = excerpts
        .iter()
        .map(|(excerpt, position, ..)| position.line_start + excerpt.text.len())
        .max()?;
    if !excerpts.iter().all(whole) || to - from > TOGETHER {
        return None;
    }
    let annotations = excerpts.iter().map(|(excerpt, position, label, kind)| {
        let shift = position.line_start - from;
        let place = excerpt.place.start + shift..excerpt.place.end + shift;
        let text = (!label.text.is_empty()).then(|| printable(&label.text));
        kind.span(place).label(text)
    });
    let snippet = Snippet::source(&page[from..to]).line_start(line);
    Some(snippet.annotations(annotations))
}

/// One label by itself.
fn alone<'t>(
    group: Group<'t>,
    (excerpt, position, label, kind): Labelled<'t>,
    path: &str,
) -> Group<'t> {
    let origin = Origin::path(path.to_owned())
        .line(position.line)
        .char_column(position.column);
    if excerpt.text.trim().is_empty() {
        return group.element(origin);
    }
    let text = (!label.text.is_empty()).then(|| printable(&label.text));
    let annotation = kind.span(excerpt.place).label(text);
    let snippet = Snippet::source(excerpt.text).line_start(position.line);
    if excerpt.cut {
        // The column would be counted from the cut.
        group
            .element(origin)
            .element(snippet.annotation(annotation))
    } else {
        group.element(snippet.path(path.to_owned()).annotation(annotation))
    }
}

/// The lines of a page that a label is about, or as much of them as one wants to see.
struct Excerpt<'s> {
    text: &'s str,
    /// Where the label is in the text.
    place: Range<usize>,
    /// Whether the first line has lost its beginning.
    cut: bool,
    /// Whether it is one line, from its beginning to its end.
    is_whole: bool,
}

impl<'s> Excerpt<'s> {
    /// Of a place that spans several lines, the first one is shown.
    fn of(page: &'s str, span: Span, position: Position) -> Self {
        let start = char_start(page, span.start as usize);
        let line = position.line_start..line_end(page, start);
        let is_whole = line.len() <= WHOLE;
        let end = char_start(page, (span.end as usize).clamp(start, start + SHOWN)).min(line.end);
        // Some pages are one long line.
        let from = char_start(page, line.start.max(start.saturating_sub(BEFORE)));
        let to = char_start(page, line.end.min(end + BEFORE));
        let shown = if is_whole { line.clone() } else { from..to };
        Self {
            text: &page[shown.clone()],
            place: start - shown.start..end - shown.start,
            cut: shown.start > line.start,
            is_whole,
        }
    }
}

/// Where the line that holds this byte ends.
fn line_end(page: &str, at: usize) -> usize {
    page[at..]
        .find(['\n', '\r'])
        .map_or(page.len(), |length| at + length)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Code;
    use crate::source::{PageId, Source, Span};
    use expect_test::expect;

    fn shown(page: &str, start: u32, end: u32) -> String {
        let source = Source {
            path: "resources/widget.md".to_owned(),
            text: page.to_owned(),
        };
        let sources = Sources::new(vec![source]);
        let span = |start, end| Span::new(PageId(0), start, end);
        let diagnostic =
            Code::RaggedTableRow.at(span(start, end), "row has 1 cell, the header has 2");
        let diagnostic = diagnostic.also(span(0, 5), "the header").help("add a cell");
        snippets(&Diagnostics(vec![diagnostic]), &sources, Colours::None).collect()
    }

    #[test]
    fn nothing_of_a_page_is_a_command_to_the_terminal() {
        let text = shown("|A\u{85}\u{9b}31m\u{1b}[31m|B|\n|-|-|\n|c|\n", 21, 24);
        assert!(
            !text.contains(|c: char| c.is_control() && c != '\n'),
            "{text:?}"
        );
    }

    #[test]
    fn places_are_shown_in_their_lines() {
        let text = shown("|A|B|\n|-|-|\n|ä|\n", 12, 16);
        expect![[r"
            warning[ragged-table-row]: row has 1 cell, the header has 2
             --> resources/widget.md:3:1
              |
            1 | |A|B|
              | ----- the header
            2 | |-|-|
            3 | |ä|
              | ^^^
              |
              = help: add a cell"]]
        .assert_eq(&text);
    }

    #[test]
    fn long_lines_are_cut() {
        let page = format!(
            "|A|B|\n|-|-|\n{}|ä|{}",
            "x".repeat(1_000_000),
            "y".repeat(1_000_000)
        );
        let text = shown(&page, 1_000_012, 1_000_016);
        assert!(text.len() < 1000, "{text}");
        expect![[r"
            warning[ragged-table-row]: row has 1 cell, the header has 2
             --> resources/widget.md:3:1000001
              |
             ::: 
            3 | xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx|ä|yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy
              |                                                             ^^^
              |
             ::: resources/widget.md:1:1
              |
            1 | |A|B|
              | ----- the header
              |
              = help: add a cell"]].assert_eq(&text);
    }

    #[test]
    fn a_place_may_be_empty_or_behind_the_page() {
        assert!(shown("", 0, 0).contains("widget.md:1:1"));
        assert!(shown("|A|B|", 90, 99).contains("widget.md:1:6"));
    }
}
