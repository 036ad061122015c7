//! The style and the script of the report, and the policy that allows a browser to run only these.

/// The style sheet.
pub(super) const STYLE: &str = concat!(
    include_str!("assets/base.css"),
    include_str!("assets/overview.css"),
    include_str!("assets/lists.css"),
    include_str!("assets/print.css"),
);

/// The script, its files in the order of their dependencies.
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

/// The content security policy. It contains the hashes of the two texts above; a test checks them.
pub(super) const POLICY: &str = include_str!("assets/policy.txt");
