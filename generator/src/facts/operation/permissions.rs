//! Permission tables (dialect 9.1): the inline form with two columns, the included form with three, and the form with one
//! column per kind of caller. Out come scopes per kind of caller, least privileged first.

use serde::{Deserialize, Serialize};

use crate::api::{PermissionSet, Permissions};
use crate::diag::{Code, Diagnostics};
use crate::facts::vocabulary::normalise;
use crate::facts::{Fact, Rule};
use crate::source::Span;
use crate::syntax::{Block, Cell, Inline, Inlines, Page, Row, Table};

/// The kinds of callers that the tables tell apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Caller {
    /// Delegated, work or school account.
    DelegatedWork,
    /// Delegated, personal account.
    DelegatedPersonal,
    /// Application.
    Application,
}

/// What one cell grants.
#[derive(Clone, Debug, PartialEq, Hash, Serialize, Deserialize)]
pub struct Grant {
    /// To whom.
    pub caller: Caller,
    /// What.
    pub set: PermissionSet,
}

/// What the permission section of a page says.
#[derive(Clone, Debug, Default, PartialEq, Hash, Serialize, Deserialize)]
pub struct PermissionFacts {
    /// Cells of inline tables, in page order.
    pub grants: Vec<Fact<Grant>>,
    /// Included tables, as written: `../includes/permissions/x-permissions.md`.
    pub includes: Vec<Fact<String>>,
}

/// Reads the blocks of a permission section (or of a whole include page).
pub fn read(blocks: &[Block<'_>], diagnostics: &mut Diagnostics) -> PermissionFacts {
    let mut facts = PermissionFacts::default();
    for block in blocks {
        if let Some(table) = block.as_table() {
            read_table(table, &mut facts.grants, diagnostics);
        } else if let Some(inlines) = block.as_paragraph() {
            read_includes(inlines, block, &mut facts.includes);
        } else if let Some(items) = block.as_list() {
            for item in items {
                let inner = read(item, diagnostics);
                facts.grants.extend(inner.grants);
                facts.includes.extend(inner.includes);
            }
        }
    }
    facts
}

/// The table of an include page: a page without a title that begins with such a table.
pub fn include(page: &Page<'_>) -> Option<PermissionFacts> {
    let table = page.blocks.iter().find_map(Block::as_table)?;
    let first = normalise(&table.header.first()?.inlines.plain());
    first
        .starts_with("permission type")
        .then(|| read(&page.blocks, &mut Diagnostics::default()))
}

/// All grants together; `None` when there are none.
pub fn merge<'g>(grants: impl IntoIterator<Item = &'g Grant>) -> Option<Permissions> {
    let mut merged: Option<Permissions> = None;
    for grant in grants {
        let permissions = merged.get_or_insert_default();
        let slot = match grant.caller {
            Caller::DelegatedWork => &mut permissions.delegated_work,
            Caller::DelegatedPersonal => &mut permissions.delegated_personal,
            Caller::Application => &mut permissions.application,
        };
        add(slot, &grant.set);
    }
    merged
}

fn add(slot: &mut PermissionSet, more: &PermissionSet) {
    match (&mut *slot, more) {
        (_, PermissionSet::Unknown) => {}
        (PermissionSet::AnyOf(known), PermissionSet::AnyOf(scopes)) => {
            for scope in scopes {
                if !known.contains(scope) {
                    known.push(scope.clone());
                }
            }
        }
        (PermissionSet::AnyOf(_), PermissionSet::NotSupported) => {}
        (PermissionSet::Unknown | PermissionSet::NotSupported, _) => *slot = more.clone(),
    }
}

/// `[!INCLUDE [permissions-table](../includes/permissions/x.md)]`: the brackets are text, the target a link.
fn read_includes(inlines: &Inlines<'_>, block: &Block<'_>, out: &mut Vec<Fact<String>>) {
    for inline in &inlines.0 {
        if let Inline::Link { target, span, .. } = inline
            && target.contains("includes/permissions/")
        {
            out.push(Fact::new(target.to_string(), *span, Rule::PermissionRow));
        }
    }
    let text = inlines.plain();
    if out.is_empty() && text.contains("includes/permissions/") {
        // An include whose brackets did not parse as a link.
        let start = text.find("](").map_or(0, |at| at + 2);
        let target = text[start..].split([')', ' ']).next().unwrap_or_default();
        if target.contains("includes/permissions/") {
            out.push(Fact::new(
                target.to_owned(),
                block.span,
                Rule::PermissionRow,
            ));
        }
    }
}

fn read_table(table: &Table<'_>, out: &mut Vec<Fact<Grant>>, diagnostics: &mut Diagnostics) {
    let headers: Vec<String> = table
        .header
        .iter()
        .map(|cell| normalise(&cell.inlines.plain()))
        .collect();
    let callers: Vec<Option<Caller>> = headers.iter().map(|header| caller(header)).collect();
    if callers.iter().any(Option::is_some) {
        read_columns(table, &callers, out);
    } else if let Some(span) = about_something_else(table, &headers) {
        let message = "this table names no permissions";
        let help = "move it out of the section of permissions, or give it a heading of its own";
        diagnostics.push(Code::UnreadTable.at(span, message).help(help));
    } else if table.header.len() > 1 {
        let descending = headers
            .iter()
            .any(|header| header.contains("from most to least"));
        read_rows(table, descending, out, diagnostics);
    }
}

/// Neither the header nor a row speaks of permissions or callers.
fn about_something_else(table: &Table<'_>, headers: &[String]) -> Option<Span> {
    let is_caller = |row: &Row<'_>| caller(&normalise(&row.cells[0].inlines.plain())).is_some();
    let is_ours = headers.iter().any(|header| header.contains("permission"))
        || table.rows.iter().any(is_caller);
    let start = table.header.first()?.span;
    let end = table.rows.last()?.span.end;
    (!is_ours).then_some(Span { end, ..start })
}

/// One column per kind of caller: `Supported resource | Delegated … | Application`.
fn read_columns(table: &Table<'_>, callers: &[Option<Caller>], out: &mut Vec<Fact<Grant>>) {
    for row in &table.rows {
        for (cell, caller) in row.cells.iter().zip(callers) {
            if let Some(caller) = *caller {
                let set = read_cell(cell);
                out.push(Fact::new(
                    Grant { caller, set },
                    cell.span,
                    Rule::PermissionRow,
                ));
            }
        }
    }
}

/// One row per kind of caller, and rows of workloads below it.
fn read_rows(
    table: &Table<'_>,
    descending: bool,
    out: &mut Vec<Fact<Grant>>,
    diagnostics: &mut Diagnostics,
) {
    let mut current = None;
    for row in &table.rows {
        let label = normalise(&row.cells[0].inlines.plain());
        let is_caller = caller(&label);
        if is_caller.is_some() {
            current = is_caller;
        }
        let Some(caller) = current else {
            let label: String = label.chars().take(60).collect();
            diagnostics.push(
                Code::UnknownPermission
                    .at(row.span, format!("`{label}` is no kind of caller"))
                    .help("name the row Delegated (work or school account), Delegated (personal Microsoft account) or Application"),
            );
            continue;
        };
        let set = read_row(row, descending, is_caller.is_some());
        if let PermissionSet::Unknown = set
            && is_caller.is_some()
            && row.cells[1..]
                .iter()
                .any(|cell| !cell.inlines.plain().trim().is_empty())
        {
            diagnostics.push(
                Code::UnknownPermission
                    .at(
                        row.span,
                        format!("the permissions of `{label}` are left open"),
                    )
                    .help("list the permissions, or write \"Not supported.\""),
            );
        }
        out.push(Fact::new(
            Grant { caller, set },
            row.span,
            Rule::PermissionRow,
        ));
    }
}

/// The cells after the label, together: of two columns, the first holds the least privileged one.
fn read_row(row: &Row<'_>, descending: bool, is_caller: bool) -> PermissionSet {
    let mut set = PermissionSet::Unknown;
    for cell in &row.cells[1..] {
        add(&mut set, &read_cell(cell));
    }
    match &mut set {
        PermissionSet::AnyOf(scopes) if descending => scopes.reverse(),
        // A workload that does not support something says nothing of the others.
        PermissionSet::NotSupported if !is_caller => set = PermissionSet::Unknown,
        PermissionSet::AnyOf(_) | PermissionSet::NotSupported | PermissionSet::Unknown => {}
    }
    set
}

fn read_cell(cell: &Cell<'_>) -> PermissionSet {
    let text = cell.inlines.plain();
    let scopes = scopes(&text);
    if !scopes.is_empty() {
        return PermissionSet::AnyOf(scopes);
    }
    let words = normalise(&text);
    let refused = [
        "not supported",
        "none",
        "not applicable",
        "not available",
        "n/a",
        "na",
    ];
    if refused.iter().any(|refusal| words.starts_with(refusal)) {
        PermissionSet::NotSupported
    } else {
        PermissionSet::Unknown
    }
}

/// The words that are names of permissions: parts joined by dots, such as `User.Read.All`.
fn scopes(text: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    for word in text.split(|c: char| !is_part(c)) {
        let word = word.trim_matches(['.', '-', '_']);
        let dotted = word.contains('.') && word.split('.').all(|part| !part.is_empty());
        let is_name = word.starts_with(|c: char| c.is_ascii_alphabetic());
        if dotted && is_name && !out.iter().any(|known| known == word) {
            out.push(word.to_owned());
        }
    }
    out
}

fn caller(label: &str) -> Option<Caller> {
    if label.starts_with("delegated") || label.starts_with("permission delegated") {
        let personal = label.contains("personal") && !label.contains("work");
        return Some(if personal {
            Caller::DelegatedPersonal
        } else {
            Caller::DelegatedWork
        });
    }
    label
        .starts_with("application")
        .then_some(Caller::Application)
}
