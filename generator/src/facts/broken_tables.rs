//! Text that was meant to be a table and is none: rows without a delimiter row, behind a blank line, on one line, in a code
//! block; and tables in list items and quotes, where no reader of claims looks. Takes the outline of a page, gives findings;
//! reads no claims.

use super::property;
use crate::diag::{Code, Diagnostics};
use crate::source::Span;
use crate::syntax::{Block, BlockKind, Page};

mod line;

use line::Line;

/// Reports every such place of a page.
pub(super) fn check(page: &Page<'_>, diagnostics: &mut Diagnostics) {
    if page.text.contains(['|', line::WIDE_PIPE]) {
        let mut checker = Checker { page, diagnostics };
        checker.blocks(&page.blocks, None);
    }
}

struct Checker<'p, 's, 'd> {
    page: &'p Page<'s>,
    diagnostics: &'d mut Diagnostics,
}

/// Paragraphs of rows in a row, with nothing but blank lines between them.
struct Run<'p> {
    span: Span,
    lines: Vec<Line<'p>>,
    /// Whether a table stands right above.
    is_below_table: bool,
    /// Whether a blank line parts the lines.
    is_parted: bool,
}

impl<'p> Checker<'p, '_, '_> {
    /// `container` is what the blocks are in, if anything.
    fn blocks(&mut self, blocks: &'p [Block<'_>], container: Option<&str>) {
        let mut run: Option<Run<'p>> = None;
        let mut is_below_table = false;
        for block in blocks {
            let lines = self.rows(block);
            match (&mut run, lines) {
                (Some(run), Some(lines)) => {
                    run.span.end = block.span.end;
                    run.lines.extend(lines);
                    run.is_parted = true;
                }
                (None, Some(lines)) => {
                    run = Some(Run {
                        span: block.span,
                        lines,
                        is_below_table,
                        is_parted: false,
                    });
                }
                (_, None) => self.end(run.take()),
            }
            is_below_table = matches!(block.kind, BlockKind::Table(_));
            self.block(block, container);
        }
        self.end(run);
    }

    /// What can be told of a block without its neighbours.
    fn block(&mut self, block: &'p Block<'_>, container: Option<&str>) {
        match &block.kind {
            BlockKind::List(items) => {
                for item in items {
                    self.blocks(item, Some("a list item"));
                }
            }
            BlockKind::Quote(quote) => self.blocks(&quote.blocks, Some("a quote")),
            BlockKind::Element(element) => self.blocks(&element.children, container),
            BlockKind::DefinitionList(definitions) => {
                for detail in definitions
                    .iter()
                    .flat_map(|definition| &definition.details)
                {
                    self.blocks(detail, Some("a definition list"));
                }
            }
            BlockKind::Table(table) => {
                if let Some(container) = container.filter(|_| property::columns(table).ty.is_some())
                {
                    let message = format!("this table is in {container}, where it is not read");
                    let help = "write it at the left margin, with blank lines around it";
                    let diagnostic = Code::BrokenTable.at(block.span, message).help(help);
                    self.diagnostics.push(diagnostic);
                }
            }
            BlockKind::Code(code) => {
                let is_text = ["", "md", "markdown", "text"]
                    .iter()
                    .any(|language| code.language.eq_ignore_ascii_case(language));
                let lines: Vec<Line<'_>> = code.text.lines().map(Line::read).collect();
                let is_table = |pair: &[Line<'_>]| pair[0].is_row() && pair[1].is_delimiter_row();
                if is_text && lines.windows(2).any(is_table) {
                    let message = "this table is in a code block, where it is not read";
                    let help = "remove the fence around it, or the blanks in front of it";
                    let diagnostic = Code::BrokenTable.at(block.span, message).help(help);
                    self.diagnostics.push(diagnostic);
                }
            }
            BlockKind::FrontMatter(_)
            | BlockKind::Heading { .. }
            | BlockKind::Paragraph(_)
            | BlockKind::Comment(_)
            | BlockKind::Html(_)
            | BlockKind::Rule
            | BlockKind::LinkDefinition
            | BlockKind::ModuleStatement(_)
            | BlockKind::Unparsed(_) => {}
        }
    }

    /// The lines of a block of running text that was meant as rows of a table.
    fn rows(&self, block: &Block<'_>) -> Option<Vec<Line<'p>>> {
        let is_text = matches!(
            block.kind,
            BlockKind::Paragraph(_) | BlockKind::Heading { .. } | BlockKind::Unparsed(_)
        );
        let range = block.span.start as usize..block.span.end as usize;
        let text = self.page.text.get(range).filter(|_| is_text)?;
        if !text.contains(['|', line::WIDE_PIPE]) {
            return None;
        }
        let lines: Vec<Line<'_>> = text.lines().map(Line::read).collect();
        let bounded = lines.iter().filter(|line| line.is_row()).count();
        let begun = lines.iter().filter(|line| line.begins_with_pipe()).count();
        let cells = lines[0].cells();
        let is_even = lines.len() > 1
            && cells > 1
            && lines
                .iter()
                .all(|line| line.is_spaced() && line.cells() == cells);
        let has_delimiter = lines
            .iter()
            .any(|line| line.is_delimiter_row() || line.holds_delimiter_row());
        (bounded > 0 || begun > 1 || is_even || has_delimiter).then_some(lines)
    }

    fn end(&mut self, run: Option<Run<'_>>) {
        let Some(run) = run else { return };
        let (reason, help) = run.fault();
        let message = format!("this looks like a table and is read as running text: {reason}");
        let diagnostic = Code::BrokenTable.at(run.span, message).help(help);
        self.diagnostics.push(diagnostic);
    }
}

impl Run<'_> {
    /// What is wrong with it, and what to do.
    fn fault(&self) -> (&'static str, &'static str) {
        let delimiter = self.lines.iter().position(Line::is_delimiter_row);
        if self.lines.iter().any(Line::has_wide_pipe) {
            return (
                "its pipes are full-width characters",
                "write `|` between the cells",
            );
        }
        if self.lines.iter().any(Line::holds_delimiter_row) {
            return (
                "its rows are on one line",
                "give the header, the delimiter row and each other row a line of its own",
            );
        }
        match delimiter {
            None if self.is_below_table => (
                "a blank line parts these rows from the table above",
                "remove the blank line",
            ),
            None => (
                "its header has no delimiter row below it",
                "write `|:---|:---|`, with a cell for each column, below the first row",
            ),
            Some(0) => (
                "its delimiter row has no header above it",
                "write the names of the columns in a row above the delimiter row",
            ),
            Some(at) if !self.lines[at].is_of_dashes() => (
                "its delimiter row is not made of dashes",
                "write `|:---|:---|`, with a cell for each column",
            ),
            Some(_) if self.is_parted => (
                "a blank line parts its rows",
                "remove the blank lines between header, delimiter row and rows",
            ),
            Some(_) => (
                "its delimiter row does not fit its header",
                "give the delimiter row, which must be the second one, as many cells as the header has",
            ),
        }
    }
}
