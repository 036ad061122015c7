//! Puts the blocks between an opening and a closing tag into the element. Goes over the blocks of one container, after they
//! were read one after the other.

use super::marks::{Mark, MarkKind, Marks, Role};
use super::{Block, BlockKind, Element};
use crate::diag::{Code, Diagnostics};

/// An element whose closing tag is still to come, and the blocks before it.
struct Open<'s> {
    element: Element<'s>,
    start: u32,
    before: Vec<Block<'s>>,
}

/// Nests the blocks of one container. Pairs that lie in different containers are parted, and reported.
pub(super) fn nest<'s>(
    blocks: &mut Vec<Block<'s>>,
    marks: &Marks<'s>,
    diagnostics: &mut Diagnostics,
) {
    let starts: Vec<u32> = blocks.iter().map(|block| block.span.start).collect();
    let is_here = |partner: usize| starts.binary_search(&(partner as u32)).is_ok();
    let mut open: Vec<Open<'s>> = Vec::new();
    let mut current = Vec::with_capacity(blocks.len());
    for block in blocks.drain(..) {
        let Some((role, partner)) = pair_of(&block, marks) else {
            current.push(block);
            continue;
        };
        if !is_here(partner) {
            if role != Role::Close {
                let found = Code::UnmatchedTag.at(
                    block.span,
                    "this is opened here and closed within another list item or quote",
                );
                diagnostics.push(found.help("close it where it is opened"));
            }
            current.push(block);
            continue;
        }
        match block.kind {
            BlockKind::Element(element) if role != Role::Close => open.push(Open {
                element,
                start: block.span.start,
                before: std::mem::take(&mut current),
            }),
            _ => {
                let Some(mut opened) = open.pop() else {
                    current.push(block);
                    continue;
                };
                opened.element.children = std::mem::replace(&mut current, opened.before);
                let mut span = block.span;
                span.start = opened.start;
                let kind = BlockKind::Element(opened.element);
                current.push(Block { kind, span });
            }
        }
    }
    *blocks = current;
}

/// What the tag does that a block consists of, and where its partner is.
fn pair_of(block: &Block<'_>, marks: &Marks<'_>) -> Option<(Role, usize)> {
    if !matches!(block.kind, BlockKind::Element(_) | BlockKind::Unparsed(_)) {
        return None;
    }
    match marks.at(block.span.start as usize)? {
        Mark {
            kind: MarkKind::Tag { role, partner, .. },
            is_block: true,
            ..
        } => Some((*role, (*partner)?)),
        _ => None,
    }
}
