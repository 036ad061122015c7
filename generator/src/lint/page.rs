//! RULES.md: the table of all rules and the explanation of each.

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
        let meaning = code.meaning();
        out.push_str(&format!("| [{name}](#{name}) | {severity} | {meaning} |\n"));
    }
    for code in Code::ALL {
        out.push_str(&format!("\n## {}\n\n{}", code.name(), code.explanation()));
    }
    out
}
