//! The page of all rules, for publishing: the table of codes, and each explanation.

use std::fmt::Write;

use crate::diag::Code;

/// The page, as Markdown.
pub fn rules() -> String {
    let mut out = String::from(
        "# Rules of `docwright lint`\n\n\
         Made from the table in `src/diag/codes.rs` and the texts beside it; the tests of the crate keep it so.\n\
         `docwright lint --explain RULE` shows one of them.\n\n\
         | rule | severity | finds |\n|:--|:--|:--|\n",
    );
    for code in Code::ALL {
        let (name, severity) = (code.name(), code.severity().name());
        writeln!(
            out,
            "| [{name}](#{name}) | {severity} | {} |",
            code.meaning()
        )
        .expect("a String takes all");
    }
    for code in Code::ALL {
        write!(out, "\n## {}\n\n{}", code.name(), code.explanation()).expect("a String takes all");
    }
    out
}
