//! The style and the script of the page, and the policy that lets a browser run them and nothing else.

/// The style sheet.
pub(super) const STYLE: &str = concat!(
    include_str!("assets/base.css"),
    include_str!("assets/overview.css"),
    include_str!("assets/lists.css"),
    include_str!("assets/print.css"),
);

/// The script: one text, in the order of what needs what.
pub(super) const SCRIPT: &str = concat!(
    "'use strict';\n(() => {\n",
    include_str!("assets/dom.js"),
    include_str!("assets/data.js"),
    include_str!("assets/state.js"),
    include_str!("assets/list.js"),
    include_str!("assets/findings.js"),
    include_str!("assets/types.js"),
    include_str!("assets/operations.js"),
    include_str!("assets/views.js"),
    include_str!("assets/main.js"),
    "})();\n"
);

/// The content security policy. The hashes are those of the two texts above; a test keeps them so.
pub(super) const POLICY: &str = include_str!("assets/policy.txt");
