//! What nests deeper than the limit: it becomes text, and is reported.

use pulldown_cmark::Event;

use super::Build;
use crate::diag::Code;
use crate::limits::BLOCK_NESTING;
use crate::syntax::{Block, BlockKind};

/// The most places of a page that are reported.
const MAX_REPORTS: usize = 20;

impl<'s> Build<'s, '_, '_> {
    /// Passes over the events of the container that has just begun.
    pub(super) fn too_deep(&mut self, start: usize, end: usize) -> Block<'s> {
        let mut open = 1;
        while open > 0
            && let Some((event, _)) = self.next()
        {
            match event {
                Event::Start(_) => open += 1,
                Event::End(_) => open -= 1,
                _ => {}
            }
        }
        self.too_deep += 1;
        if self.too_deep <= MAX_REPORTS {
            let message = format!("lists and quotes nest more than {BLOCK_NESTING} deep");
            let found = Code::NestedTooDeep.at(self.span(start, end), message);
            self.diags.push(found);
        }
        self.block(BlockKind::Unparsed(&self.text[start..end]), start, end)
    }
}
