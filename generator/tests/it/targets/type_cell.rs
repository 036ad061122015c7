//! The grammar of type cells: whatever a cell says becomes a type expression that the stages behind can rely on.

use docwright::diag::Diagnostics;
use docwright::facts::TypeExpr;
use docwright::facts::type_expr::{self, is_type_name};
use docwright::source::PageId;
use docwright::syntax::{self, BlockKind};

/// Reads the bytes as the text of a cell, and as a cell with its markup.
pub(crate) fn run(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    assert_expr(&type_expr::parse_text(&text));
    let table = format!("|a|b|\n|-|-|\n|x|{text}|\n");
    let mut diagnostics = Diagnostics::default();
    let page = syntax::parse(PageId(0), &table, &mut diagnostics);
    for block in page.walk() {
        let BlockKind::Table(table) = &block.kind else {
            continue;
        };
        for cell in table.rows.iter().flat_map(|row| &row.cells) {
            assert_expr(&type_expr::parse(&cell.inlines));
            type_expr::alternatives(&cell.inlines)
                .iter()
                .for_each(assert_expr);
        }
    }
}

/// Checks what [`TypeExpr`] promises: a collection holds no collection, and a name without a link is one.
fn assert_expr(expr: &TypeExpr) {
    match expr {
        TypeExpr::Collection(element) => {
            assert!(!matches!(**element, TypeExpr::Collection(_)), "{expr:?}");
            assert_expr(element);
        }
        TypeExpr::Named { name, target: None } => assert!(is_type_name(name), "{expr:?}"),
        TypeExpr::Named {
            target: Some(_), ..
        }
        | TypeExpr::Primitive(_)
        | TypeExpr::Untyped
        | TypeExpr::Enumeration
        | TypeExpr::Unreadable { .. } => {}
    }
}
