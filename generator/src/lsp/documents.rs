//! The documents that are open in the editor, with their unsaved changes.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use gen_lsp_types::{TextDocumentContentChangeEvent, Uri};

use super::text::{Encoding, Lines};

/// An open document.
#[derive(Clone, Debug)]
pub(super) struct Document {
    /// Its URI, as the editor writes it.
    pub(super) uri: Uri,
    /// Its text, with unsaved changes.
    pub(super) text: String,
    /// The editor's version number.
    pub(super) version: i32,
}

impl Document {
    /// Applies changes in order.
    pub(super) fn apply(
        &mut self,
        changes: Vec<TextDocumentContentChangeEvent>,
        encoding: Encoding,
    ) {
        for change in changes {
            match change {
                TextDocumentContentChangeEvent::TextDocumentContentChangeWholeDocument(whole) => {
                    self.text = whole.text;
                }
                TextDocumentContentChangeEvent::TextDocumentContentChangePartial(part) => {
                    let lines = Lines::new(&self.text, encoding);
                    let start = lines.offset(part.range.start);
                    let end = lines.offset(part.range.end).max(start);
                    self.text.replace_range(start..end, &part.text);
                }
            }
        }
    }
}

/// The open documents, by file.
#[derive(Debug, Default)]
pub(super) struct Documents(pub(super) BTreeMap<PathBuf, Document>);

impl Documents {
    /// The document, if the file is open.
    pub(super) fn get(&self, file: &Path) -> Option<&Document> {
        self.0.get(file)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    #[track_caller]
    fn check(changes: Value, expected: &str) {
        let mut document = Document {
            uri: Uri(String::new()),
            text: "a😀b\nc\n".to_owned(),
            version: 0,
        };
        let changes = serde_json::from_value(changes).unwrap();
        document.apply(changes, Encoding::Utf16);
        assert_eq!(document.text, expected);
    }

    fn part(from: [u32; 2], to: [u32; 2], text: &str) -> Value {
        let at = |[line, character]: [u32; 2]| json!({"line": line, "character": character});
        json!({"range": {"start": at(from), "end": at(to)}, "text": text})
    }

    #[test]
    fn changes_are_applied_in_order() {
        check(json!([{"text": "new"}]), "new");
        check(json!([part([0, 3], [0, 4], "x")]), "a😀x\nc\n");
        check(json!([part([0, 1], [1, 0], "")]), "ac\n");
        check(
            json!([part([0, 0], [0, 0], "\n"), part([1, 0], [1, 1], "z")]),
            "\nz😀b\nc\n",
        );
        // Ranges outside of the text, or backwards.
        check(json!([part([9, 9], [12, 0], "end")]), "a😀b\nc\nend");
        check(json!([part([1, 1], [0, 0], "!")]), "a😀b\nc!\n");
    }
}
