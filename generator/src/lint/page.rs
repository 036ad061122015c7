//! RULES.md: the table of all rules and the explanation of each.

use crate::diag::Code;
use crate::diag::explanation::{Section, sections};

/// The page, as Markdown.
pub fn rules() -> String {
    let mut out = String::from(
        "# Rules of `docwright lint`\n\n\
         This page is generated from the table in `src/diag/codes.rs` and the files in `src/diag/codes/`.\n\
         `docwright lint --explain RULE` prints a single rule.\n\n\
         | rule | severity | meaning |\n|:--|:--|:--|\n",
    );
    for code in Code::ALL {
        let (name, severity) = (code.name(), code.severity().name());
        let meaning = code.meaning();
        out += &format!("| [{name}](#{name}) | {severity} | {meaning} |\n");
    }
    for code in Code::ALL {
        out += &format!("\n## {}\n", code.name());
        for Section { heading, text } in sections(code.explanation()) {
            out += &format!("\n### {heading}\n\n{text}\n");
        }
    }
    out
}
