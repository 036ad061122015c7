//! Diagnostics for people: the code, the place, the lines of the page it is about, and what to do.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use crate::diag::{Diagnostic, Diagnostics, Label, Severity};
use crate::source::Sources;
use crate::source::position::{Position, Positions, char_start};

/// A place that is longer than this is shown by its beginning, in bytes.
const SHOWN: usize = 240;

/// What is shown before the place, on a line that is longer.
const BEFORE: usize = 60;

/// Whether the text is for a terminal that knows colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colours {
    /// It does.
    Ansi,
    /// It does not.
    None,
}

/// One text for each diagnostic, without a final line end.
pub fn snippets<'d>(
    diagnostics: &'d Diagnostics,
    sources: &'d Sources,
    colours: Colours,
) -> impl Iterator<Item = String> {
    let renderer = match colours {
        Colours::Ansi => Renderer::styled(),
        Colours::None => Renderer::plain(),
    };
    let mut positions = Positions::new(sources);
    diagnostics
        .0
        .iter()
        .map(move |diagnostic| render(diagnostic, sources, &mut positions, &renderer))
}

fn render(
    diagnostic: &Diagnostic,
    sources: &Sources,
    positions: &mut Positions<'_>,
    renderer: &Renderer,
) -> String {
    let level = match diagnostic.code.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level
        .primary_title(diagnostic.message.as_str())
        .id(diagnostic.code.name());
    let mut group = Group::with_title(title);
    let primary = (&diagnostic.primary, AnnotationKind::Primary);
    let secondary = diagnostic
        .secondary
        .iter()
        .map(|label| (label, AnnotationKind::Context));
    for (label, kind) in std::iter::once(primary).chain(secondary) {
        let source = sources.get(label.span.page);
        let position = positions.of(label.span.page, label.span.start);
        let excerpt = Excerpt::of(&source.text, label, position);
        let origin = Origin::path(&source.path)
            .line(position.line)
            .char_column(position.column);
        if excerpt.text.trim().is_empty() {
            group = group.element(origin);
            continue;
        }
        let text = (!label.text.is_empty()).then_some(label.text.as_str());
        let annotation = kind.span(excerpt.place).label(text);
        let mut snippet = Snippet::source(excerpt.text).line_start(position.line);
        if excerpt.cut {
            // The column would be counted from the cut.
            group = group.element(origin);
        } else {
            snippet = snippet.path(&source.path);
        }
        group = group.element(snippet.annotation(annotation));
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    renderer.render(&[group])
}

/// The lines of a page that a label is about, or as much of them as one wants to see.
struct Excerpt<'s> {
    text: &'s str,
    /// Where the label is in the text.
    place: Range<usize>,
    /// Whether the first line has lost its beginning.
    cut: bool,
}

impl<'s> Excerpt<'s> {
    fn of(page: &'s str, label: &Label, position: Position) -> Self {
        let start = char_start(page, label.span.start as usize);
        let end = char_start(page, (label.span.end as usize).clamp(start, start + SHOWN));
        // Some pages are one long line.
        let from = char_start(page, position.line_start.max(start.saturating_sub(BEFORE)));
        let line_end = page[end..]
            .find(['\n', '\r'])
            .map_or(page.len(), |len| end + len);
        let to = char_start(page, line_end.min(end + BEFORE));
        Self {
            text: &page[from..to],
            place: start - from..end - from,
            cut: from > position.line_start,
        }
    }
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
        let span = |start, end| Span {
            page: PageId(0),
            start,
            end,
        };
        let diagnostic =
            Code::RaggedTableRow.at(span(start, end), "row has 1 cell, the header has 2");
        let diagnostic = diagnostic.also(span(0, 5), "the header").help("add a cell");
        snippets(&Diagnostics(vec![diagnostic]), &sources, Colours::None).collect()
    }

    #[test]
    fn places_are_shown_in_their_lines() {
        let text = shown("|A|B|\n|-|-|\n|ä|\n", 12, 16);
        expect![[r"
            warning[ragged-table-row]: row has 1 cell, the header has 2
             --> resources/widget.md:3:1
              |
            3 | |ä|
              | ^^^
              |
             ::: resources/widget.md:1:1
              |
            1 | |A|B|
              | ----- the header
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
