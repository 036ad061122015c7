//! Texts that took time growing with the square of their length, or worse, at sizes at which nobody would see the end of that.

use std::fmt::Write;

use docwright::diag::{Code, Diagnostics};
use docwright::facts::type_expr::parse_text;
use docwright::facts::{self, TypeExpr, references};
use docwright::merge::merge;
use docwright::source::PageId;
use docwright::syntax::{self, json};

/// How often a piece is repeated.
const MANY: usize = 200_000;

/// How many members or elements are read of a piece that is repeated behind a bracket.
fn count(open: &str, piece: &str) -> usize {
    let text = open.to_owned() + &piece.repeat(MANY);
    let (value, _) = json::read(&text, PageId(0), 0);
    let value = value.expect("it can be mended");
    let members = value.as_object().map(<[_]>::len);
    members.or(value.as_array().map(<[_]>::len)).unwrap_or(0)
}

#[test]
fn keys_without_their_last_quote() {
    assert_eq!(count("{", "\"a:1,"), MANY);
    assert_eq!(count("{", "'a:1,"), MANY);
    assert_eq!(count("{", "“a:1,"), MANY);
}

#[test]
fn numbers_without_commas() {
    assert_eq!(count("[", "1 "), MANY);
    assert_eq!(count("[", "1\u{a0}\t"), MANY);
}

#[test]
fn curly_quotes_in_a_string() {
    assert_eq!(count("[\"", "”,a"), 1);
}

#[test]
fn headings_of_the_same_text() {
    let text = "## Lamp\n\n".repeat(MANY);
    let mut diagnostics = Diagnostics::default();
    let page = syntax::parse(PageId(0), &text, &mut diagnostics);
    let anchors = references::read(&page, "page.md").anchors;
    assert_eq!(anchors.len(), MANY);
    assert!(anchors.contains("lamp") && anchors.contains(&format!("lamp-{}", MANY - 1)));
}

/// Tags, and openings of tags, comments and tables that nothing closes.
#[test]
fn elements() {
    for (before, piece, behind) in [
        ("", "<Aa b={", ""),
        ("", "<Aa b=\"", ""),
        ("", "<Aa b='x'", ""),
        ("", "<Aa b=\"1\">", ""),
        ("", "<Aa b=\"1\">\n", ""),
        ("", "<Aa\n", ""),
        ("", "<Aa>\n", "</Aa>\n"),
        ("", "<Aa>\n", "- </Bb>\n"),
        ("<Aa>\n", "    a\n\n", "</Aa>\n"),
        ("", "</Aa>\n", ""),
        ("", "{{< a ", ""),
        ("", "{{< a >}}", ""),
        ("", "{{< a >}}\n", "{{< /b >}}"),
        ("", ":::a\n", ":::\n"),
        ("", "::: a b=\n", ""),
        ("", "{/*\n", ""),
        ("", "{/* a */}\n", ""),
        ("", "<table>\n", ""),
        ("", "<table><tr><td>\n", "</table>"),
        ("<table><tr>", "<td><code><a", "</table>"),
        ("", "# a {#\n", ""),
        ("", "a\n: b\n\n", ""),
        ("", "> [!NOTE]\n", ""),
        ("", "import {\n", ""),
        ("", "``` <Aa b=\"1\">`", ""),
    ] {
        let text = format!("{before}{}{behind}", piece.repeat(MANY / 10));
        let page = syntax::parse(PageId(0), &text, &mut Diagnostics::default());
        assert!(!page.blocks.is_empty(), "`{piece}`");
        assert!(page.flattened().walk().count() > 0, "`{piece}`");
    }
    let nested = "<Aa>\n".repeat(MANY / 10) + &"</Aa>\n".repeat(MANY / 10);
    let mut diagnostics = Diagnostics::default();
    let page = syntax::parse(PageId(0), &nested, &mut diagnostics);
    assert!(page.walk().count() > MANY / 10);
    assert_eq!(diagnostics.0.len(), 1);
}

/// Each piece is the work of a repair, and looks for an end that is far away or nowhere.
#[test]
fn repairs() {
    for (piece, end) in [
        ("|[a](b c\n", ""),
        ("|a|b|\n|-|-|\n|a\nb\n", ""),
        ("|a\nb\n", "|\n"),
        ("- ```\nx\n", "```json\n"),
        ("> - ```\n", ""),
        ("x <!-- -->", ""),
        ("`<!--", "-->"),
        ("- <!-- a\n", "-->"),
    ] {
        let text = piece.repeat(MANY / 4) + end;
        let page = syntax::parse(PageId(0), &text, &mut Diagnostics::default());
        let last = page.blocks.last().expect("the page has blocks");
        assert_eq!(last.span.end as usize, text.trim_end().len(), "{piece:?}");
    }
}

/// The cell is read without recursion, too: a stack has room for some ten thousand levels only.
#[test]
fn collections_of_collections() {
    for (text, piece) in [
        ("String", "[]"),
        ("String", " collection"),
        ("", "Collection("),
    ] {
        let TypeExpr::Collection(element) = parse_text(&(text.to_owned() + &piece.repeat(MANY)))
        else {
            panic!("`{piece}` makes no collection");
        };
        assert!(!matches!(*element, TypeExpr::Collection(_)));
    }
}

#[test]
fn rows_and_members_of_one_type() {
    const ROWS: usize = MANY / 5;
    let mut text =
        "# lamp resource type\n\n## Properties\n\n|Property|Type|Description|\n|-|-|-|\n"
            .to_owned();
    for at in 0..ROWS {
        writeln!(text, "|a{at}|String|One.|").expect("a String takes all");
    }
    text.push_str("|A0|String|Another.|\n\n## JSON representation\n\n<!-- {\"blockType\": \"resource\", \"@odata.type\": \"light.lamp\"} -->\n```json\n{");
    for at in 0..ROWS {
        write!(text, "\"a{at}\": \"String\",").expect("a String takes all");
    }
    text.push_str("}\n```\n");
    let mut found = Diagnostics::default();
    let page = syntax::parse(PageId(0), &text, &mut found);
    let facts = facts::extract(&page, "resources/lamp.md", &mut found);
    facts::check::page(&page, &facts, &mut found);
    let twice = found
        .0
        .iter()
        .filter(|found| found.code == Code::DuplicateRow);
    assert_eq!(twice.count(), 1);
    let model = merge(&[facts], &mut Diagnostics::default()).model;
    assert_eq!(model.types.len(), 1);
}
