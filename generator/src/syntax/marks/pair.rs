//! Finds the partner of each tag, drops what turns out to be a placeholder, and reports tags that lack their partner.

use std::collections::BTreeMap;

use super::super::{AttributeValue, Notation};
use super::tags::Role;
use super::{Mark, MarkKind};
use crate::diag::{Code, Diagnostics};
use crate::limits::BLOCK_NESTING;

/// Notation and name; the name is empty for a bare `:::`, which closes the innermost directive that must be closed.
type Key<'s> = (Notation, &'s str);

/// The tags that are open, innermost last, and how many of each key there are, so that no search is in vain.
#[derive(Default)]
struct OpenTags<'s> {
    stack: Vec<(usize, Key<'s>, Role)>,
    counts: BTreeMap<Key<'s>, usize>,
}

impl<'s> OpenTags<'s> {
    fn push(&mut self, index: usize, key: Key<'s>, role: Role) {
        self.stack.push((index, key, role));
        *self.counts.entry(key).or_default() += 1;
        if is_closed_by_bare_colons(key, role) {
            *self.counts.entry((Notation::Directive, "")).or_default() += 1;
        }
    }

    /// Takes the innermost tag with this key, and everything that was opened after it.
    fn pop(&mut self, key: Key<'s>) -> Option<usize> {
        if self.counts.get(&key).is_none_or(|&count| count == 0) {
            return None;
        }
        loop {
            let (index, opened, role) = self.stack.pop()?;
            self.remove(opened);
            let by_colons = is_closed_by_bare_colons(opened, role);
            if by_colons {
                self.remove((Notation::Directive, ""));
            }
            if opened == key || (by_colons && key == (Notation::Directive, "")) {
                return Some(index);
            }
        }
    }

    fn remove(&mut self, key: Key<'s>) {
        if let Some(count) = self.counts.get_mut(&key) {
            *count -= 1;
        }
    }
}

fn is_closed_by_bare_colons((notation, _): Key<'_>, role: Role) -> bool {
    notation == Notation::Directive && role == Role::Open
}

/// Gives each tag its partner. Tags that do not count are removed, those without a partner that they need are reported.
pub(super) fn pair(marks: &mut Vec<Mark<'_>>, diagnostics: &mut Diagnostics) {
    let mut open = OpenTags::default();
    for index in 0..marks.len() {
        let MarkKind::Tag { tag, role, .. } = &marks[index].kind else {
            continue;
        };
        let key = (tag.notation, tag.name);
        match role {
            Role::Whole => {}
            Role::Open | Role::MayOpen => open.push(index, key, *role),
            Role::Close => {
                if let Some(opening) = open.pop(key) {
                    // A tag within text and one with a line of its own make an element within text.
                    let is_block = marks[opening].is_block && marks[index].is_block;
                    let (start, end) = (marks[opening].start, marks[index].start);
                    marks[opening].set_partner(Some(end), is_block);
                    marks[index].set_partner(Some(start), is_block);
                }
            }
        }
    }
    marks.retain(counts);
    for mark in &*marks {
        report(mark, diagnostics);
    }
    limit_nesting(marks, diagnostics);
}

/// Parts pairs that lie too deep within others; what they hold stays beside them.
fn limit_nesting(marks: &mut [Mark<'_>], diagnostics: &mut Diagnostics) {
    let mut depth = 0;
    let mut is_reported = false;
    // Where the pairs that were parted end, innermost last.
    let mut parted = Vec::new();
    for mark in marks {
        let MarkKind::Tag {
            tag,
            role,
            partner: Some(partner),
        } = &mark.kind
        else {
            continue;
        };
        if *role == Role::Close {
            if parted.last() == Some(&mark.start) {
                parted.pop();
                mark.set_partner(None, mark.is_block);
            } else {
                depth -= 1;
            }
        } else if depth < BLOCK_NESTING {
            depth += 1;
        } else {
            if !is_reported {
                is_reported = true;
                let message = format!("elements are nested more than {BLOCK_NESTING} deep");
                let found = Code::NestedTooDeep.at(tag.span, message);
                diagnostics.push(found.help("write it with fewer levels"));
            }
            parted.push(*partner);
            mark.set_partner(None, mark.is_block);
        }
    }
}

/// Whether this is a tag at all, and no placeholder in angle brackets.
fn counts(mark: &Mark<'_>) -> bool {
    match &mark.kind {
        MarkKind::Tag {
            tag,
            role,
            partner: None,
        } if tag.notation == Notation::Component => match role {
            Role::Whole => true,
            Role::Close => mark.is_block,
            Role::Open | Role::MayOpen => tag
                .attributes
                .iter()
                .any(|attribute| attribute.value != AttributeValue::None),
        },
        _ => true,
    }
}

fn report(mark: &Mark<'_>, diagnostics: &mut Diagnostics) {
    let MarkKind::Tag {
        tag,
        role,
        partner: None,
    } = &mark.kind
    else {
        return;
    };
    let name = tag.name;
    let found = match role {
        Role::Whole | Role::MayOpen => return,
        Role::Open => {
            let closing = match tag.notation {
                Notation::Component => format!("`</{name}>`"),
                Notation::Shortcode => format!("`{{{{< /{name} >}}}}`"),
                Notation::Directive => "`:::`".to_owned(),
            };
            Code::UnmatchedTag
                .at(
                    tag.span,
                    format!("`{name}` is opened here and never closed"),
                )
                .help(format!("add {closing} where it ends"))
        }
        Role::Close if name.is_empty() => Code::UnmatchedTag
            .at(tag.span, "this closes a directive, but none is open")
            .help("remove it, or add the line that opens the directive"),
        Role::Close => Code::UnmatchedTag
            .at(
                tag.span,
                format!("`{name}` is closed here, but it is not open"),
            )
            .help("remove it, or add the tag that opens it"),
    };
    diagnostics.push(found);
}
