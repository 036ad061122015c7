//! Tables of enum members: on enum pages, in enum collections, and under `x values` headings of resource pages (dialect 5.1).

use serde::{Deserialize, Serialize};

use super::property::{clean_name, is_group_row};
use super::section::{Section, enum_heading_name};
use super::vocabulary::{SectionKind, TYPE_COLUMNS, normalise};
use super::{Fact, Rule, doc_text, notes};
use crate::api::Doc;
use crate::syntax::{Block, Table};

/// The members that one table lists.
#[derive(Clone, Debug, PartialEq, Hash, Serialize, Deserialize)]
pub struct EnumFacts {
    /// The name as the heading or the page gives it; it may be the name of a property.
    pub name: Fact<String>,
    /// Members in table order.
    pub members: Vec<MemberFact>,
    /// Text between the heading and the table.
    pub doc: Doc,
    /// The words say that several members may be combined.
    pub multi_valued: bool,
}

/// One member.
#[derive(Clone, Debug, PartialEq, Hash, Serialize, Deserialize)]
pub struct MemberFact {
    /// As written, without markup.
    pub name: Fact<String>,
    /// The integer of the Value column.
    pub number: Option<i64>,
    /// The description.
    pub doc: Doc,
    /// Said to be deprecated.
    pub deprecated: bool,
}

/// Every enum table of a page that stands under an `x values` heading.
pub fn under_headings(sections: &[Section<'_, '_>], page: &str) -> Vec<EnumFacts> {
    sections
        .iter()
        .filter(|section| section.kind == SectionKind::EnumValues)
        .filter_map(|section| {
            let name = enum_heading_name(&section.title)?
                .trim_matches(|c| matches!(c, '*' | '`'))
                .to_owned();
            let name = Fact::new(name, section.span, Rule::MemberRow);
            from_section(section, name, page)
        })
        .collect()
}

/// The members of one section's tables under a given name. `None` when it holds no table of members.
pub fn from_section(
    section: &Section<'_, '_>,
    name: Fact<String>,
    page: &str,
) -> Option<EnumFacts> {
    let tables = section.blocks.iter().filter_map(Block::as_table);
    let tables = tables.filter(|table| is_member_table(table));
    let members: Vec<MemberFact> = tables.flat_map(|table| members(table, page)).collect();
    let doc = doc_text::doc_of_blocks(
        section
            .blocks
            .iter()
            .take_while(|block| block.as_table().is_none()),
        page,
    );
    let words = format!("{} {}", section.title, doc.plain()).to_ascii_lowercase();
    let multi_valued = words.contains("multivalued")
        || words.contains("multi-valued")
        || words.contains("comma-separated");
    (!members.is_empty()).then_some(EnumFacts {
        name,
        members,
        doc,
        multi_valued,
    })
}

/// A table whose rows are values: its first column is named so, and no column holds types.
pub fn is_member_table(table: &Table<'_>) -> bool {
    let headers: Vec<String> = table
        .header
        .iter()
        .map(|cell| normalise(&cell.inlines.plain()))
        .collect();
    !headers
        .iter()
        .any(|header| TYPE_COLUMNS.contains(&header.as_str()))
        && headers.first().is_some_and(|header| {
            [
                "member", "value", "name", "enum", "option", "display", "type",
            ]
            .iter()
            .any(|word| header.starts_with(word))
                || headers.len() == 2 && headers[1] == "description"
        })
}

fn members(table: &Table<'_>, page: &str) -> Vec<MemberFact> {
    let headers: Vec<String> = table
        .header
        .iter()
        .map(|cell| normalise(&cell.inlines.plain()))
        .collect();
    let number = headers
        .iter()
        .enumerate()
        .skip(1)
        .find(|(_, header)| header.contains("value"))
        .map(|(at, _)| at);
    let text = headers
        .iter()
        .position(|header| header.starts_with("description"))
        .or_else(|| {
            (headers.len() > 1 && Some(headers.len() - 1) != number).then(|| headers.len() - 1)
        });
    table
        .rows
        .iter()
        .filter(|row| {
            headers.len() == 1 || !is_group_row(row) || !row.cells[0].inlines.plain().contains(' ')
        })
        .filter_map(|row| {
            let cell = &row.cells[0];
            let (name, deprecated) = member_name(&cell.inlines.plain());
            let description = text.map(|at| &row.cells[at]);
            let notes = description
                .map(|cell| notes::read(&cell.inlines))
                .unwrap_or_default();
            (!name.is_empty()).then(|| MemberFact {
                name: Fact::new(name, cell.span, Rule::MemberRow),
                number: number.and_then(|at| row.cells[at].inlines.plain().trim().parse().ok()),
                doc: description
                    .map(|cell| doc_text::doc(&cell.inlines, page))
                    .unwrap_or_default(),
                deprecated: deprecated || notes.deprecated,
            })
        })
        .collect()
}

/// Members may hold blanks (`North America 5x7in`), unlike property names.
fn member_name(written: &str) -> (String, bool) {
    let text = written
        .trim()
        .trim_matches(|c| matches!(c, '"' | '`' | '*' | '\'' | ','))
        .trim();
    let (first, deprecated) = clean_name(text);
    if deprecated || text.contains('(') {
        (first, deprecated)
    } else {
        (text.to_owned(), false)
    }
}
