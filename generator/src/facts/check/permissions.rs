//! The permission section: whether there is one, and in which order it names what.

use crate::api::PermissionSet;
use crate::diag::{Code, Diagnostics};
use crate::facts::section::Section;
use crate::facts::vocabulary::{SectionKind, normalise};
use crate::facts::{PageFacts, Subject};
use crate::source::find;
use crate::syntax::{Block, Page, Row};

/// Operations tell what the caller must be allowed to do, least privileged first.
pub(super) fn check(
    page: &Page<'_>,
    facts: &PageFacts,
    sections: &[Section<'_, '_>],
    diagnostics: &mut Diagnostics,
) {
    let permissions = match &facts.subject {
        Subject::Operation(operation) => &operation.permissions,
        Subject::Permissions(permissions) => permissions,
        Subject::Resource(_) | Subject::Enum(..) | Subject::Prose => return,
    };
    let section = |section: &&Section<'_, '_>| section.kind == SectionKind::Permissions;
    let is_operation = matches!(facts.subject, Subject::Operation(_));
    if is_operation && !sections.iter().any(|found| section(&found)) {
        diagnostics.push(
            Code::MissingPermissions
                .at(facts.title.origin.span, "the page names no permissions")
                .help("add a section `Permissions` with a table of them"),
        );
    }
    for found in sections.iter().filter(section) {
        descending(found, diagnostics);
    }
    for grant in &permissions.grants {
        if let PermissionSet::AnyOf(scopes) = &grant.value.set
            && let Some((more, less)) = wrong_order(scopes)
        {
            let row = grant.origin.span;
            let at = |scope| find::word(page.text, row, scope);
            let message = format!("`{more}` stands before `{less}`, which allows less");
            let found = Code::PermissionsOrder.at(at(more).unwrap_or(row), message);
            let found = match at(less) {
                Some(span) => found.also(span, "allows less"),
                None => found,
            };
            diagnostics
                .push(found.help(format!("list `{less}` first: callers take the first one")));
        }
    }
}

/// "from most to least privileged"
fn descending(section: &Section<'_, '_>, diagnostics: &mut Diagnostics) {
    for table in section.blocks.iter().filter_map(Block::as_table) {
        let is_short = |row: &Row<'_>| {
            let cells = row.cells.iter().skip(1);
            cells
                .map(|cell| cell.inlines.plain())
                .all(|text| !text.trim().contains([',', ' ']))
        };
        let is_listed = !table.rows.iter().all(is_short);
        for cell in &table.header {
            if normalise(&cell.inlines.plain()).contains("from most to least") {
                diagnostics.push(
                    Code::PermissionsOrder
                        .at(
                            cell.span,
                            "permissions are listed from most to least privileged",
                        )
                        .help(if is_listed {
                            "turn the lists around, and say so here: callers take the first one"
                        } else {
                            "say `from least to most privileged` here, as other pages do: no row names more than one"
                        }),
                );
            }
        }
    }
}

/// A permission to write before the one to read the same: `User.ReadWrite.All` before `User.Read.All`.
fn wrong_order(scopes: &[String]) -> Option<(&str, &str)> {
    scopes.iter().enumerate().find_map(|(at, more)| {
        let less = more.replacen(".ReadWrite", ".Read", 1);
        let later = scopes[at + 1..].iter().find(|scope| **scope == less)?;
        (less != *more).then_some((more.as_str(), later.as_str()))
    })
}
