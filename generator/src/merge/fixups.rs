//! Corrections from `docwright.toml`, applied to the [`Model`]. Each says what it expects to find, and one that finds
//! something else is an error: so the list shrinks when the pages are mended, and never hides a change.
//!
//! | target | the value is |
//! |---|---|
//! | `TYPE.base` | a type |
//! | `TYPE.area` | the area of the docs |
//! | `TYPE.open`, `TYPE.abstract` | `true` or `false` |
//! | `TYPE.PROPERTY`, `ENUM.MEMBER` | its name; setting an empty one removes it |
//! | `TYPE.PROPERTY.type` | a type: `Edm.Int32`, `String`, `microsoft.graph.user`, `Collection(user)`, `Untyped` |
//! | `TYPE.PROPERTY.nullable`, `.read-only`, `.write-only`, `.required` | `true` or `false` |
//! | `TYPE.PROPERTY.collection` | `true` or `false` |
//! | `operation ID.url` | the canonical URL, as pages write URLs: `/users/{id}/messages` |
//! | `operation ID.result` | the type of the successful answer |
//!
//! An empty `expect` means that nothing is said yet: a property of that name is then added, as is an enum member. A type
//! may go without its namespace where that leaves no doubt.

mod operations;
mod types;
mod value;

use crate::config::Fixup;
use crate::diag::{Code, Diagnostics};
use crate::model::{Model, OperationId};
use crate::source::{Sources, Span};

/// What is corrected, by name.
enum Target<'f> {
    /// `operation ID.FACET`
    Operation { id: OperationId, facet: &'f str },
    /// Everything else: a type and what follows its name.
    Type { path: Vec<&'f str> },
}

/// Applies them in the order of the file. One that does not apply is reported where it stands in the configuration.
pub(crate) fn apply(
    model: &mut Model,
    fixups: &[Fixup],
    sources: &Sources,
    diagnostics: &mut Diagnostics,
) {
    for fixup in fixups {
        let outcome = match sources.find(&fixup.page) {
            Some(_) => apply_one(model, fixup),
            None => Err(format!("there is no page {}", fixup.page)),
        };
        if let Err(reason) = outcome {
            let span = Span::in_config(fixup.target.span());
            let message = format!(
                "the fixup of `{}` does not apply: {reason}",
                fixup.target.get_ref()
            );
            diagnostics.push(
                Code::FixupNotApplied
                    .at(span, message)
                    .help("correct or remove it"),
            );
        }
    }
}

fn apply_one(model: &mut Model, fixup: &Fixup) -> Result<(), String> {
    match target(fixup.target.get_ref())? {
        Target::Operation { id, facet } => operations::apply(model, &id, facet, fixup),
        Target::Type { path } => types::apply(model, &path, fixup),
    }
}

fn target(text: &str) -> Result<Target<'_>, String> {
    if let Some(rest) = text.strip_prefix("operation ") {
        let (id, facet) = rest
            .trim()
            .rsplit_once('.')
            .ok_or("an operation's target is `operation ID.url` or `.result`")?;
        return Ok(Target::Operation {
            id: OperationId(id.to_owned()),
            facet,
        });
    }
    Ok(Target::Type {
        path: text.split('.').collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;
    use crate::source::Source;

    const MODEL: &str = r#"{
        "format": 1,
        "types": {
            "s.base": {"kind": {"object": {"properties": []}}, "doc": "", "pages": []},
            "s.user": {"kind": {"object": {"base": "s.base", "properties": [
                {"name": "age", "type": {"primitive": "string"}, "evidence": "table"}
            ]}}, "doc": "", "pages": []},
            "s.color": {"kind": {"enum": {"members": [{"name": "red"}]}}, "doc": "", "pages": []}
        },
        "operations": {"user-get": {
            "title": "", "method": "GET", "kind": "get", "urls": [], "body": "none", "responses": [], "page": "api/user-get.md"
        }},
        "pages": {}
    }"#;

    /// Applies one fixup; what changed is looked for in the model's JSON.
    #[track_caller]
    fn check(target: &str, expect: &str, set: &str, outcome: &str) {
        let text = format!(
            "[[fixup]]\npage = \"a.md\"\ntarget = \"{target}\"\nexpect = \"{expect}\"\nset = \"{set}\"\nwhy = \"a test\""
        );
        let mut model = crate::model::json::from_json(MODEL).unwrap();
        let sources = Sources::new(vec![Source {
            path: "a.md".to_owned(),
            text: String::new(),
        }]);
        let mut diagnostics = Diagnostics::default();
        apply(
            &mut model,
            &Config::parse(&text).unwrap().fixups,
            &sources,
            &mut diagnostics,
        );
        let after = serde_json::to_string(&model).unwrap();
        let messages: Vec<_> = diagnostics
            .0
            .iter()
            .map(|diagnostic| diagnostic.message.as_str())
            .collect();
        let report = format!("{after}\n{}", messages.join("\n"));
        assert!(report.contains(outcome), "{report}");
        let unchanged =
            after == serde_json::to_string(&crate::model::json::from_json(MODEL).unwrap()).unwrap();
        assert_eq!(unchanged, !messages.is_empty(), "{report}");
    }

    #[test]
    fn fixups_that_apply() {
        check(
            "user.age.type",
            "Edm.String",
            "Int32",
            r#""type":{"primitive":"int32"}"#,
        );
        check(
            "s.user.age.type",
            "String",
            "Collection(color)",
            r#"{"collection":{"named":"s.color"}}"#,
        );
        check(
            "user.age.collection",
            "false",
            "true",
            r#"{"collection":{"primitive":"string"}}"#,
        );
        check("user.age.nullable", "", "true", r#""nullable":true"#);
        check("user.age", "age", "years", r#""name":"years""#);
        check("user.age", "age", "", r#""properties":[]"#);
        check(
            "user.name.type",
            "",
            "String",
            r#""name":"name","type":{"primitive":"string"}"#,
        );
        check(
            "user.base",
            "s.base",
            "",
            r#""s.user":{"kind":{"object":{"properties""#,
        );
        check(
            "color.green",
            "",
            "green",
            r#"[{"name":"red"},{"name":"green"}]"#,
        );
        check("color.red", "red", "Red", r#"[{"name":"Red"}]"#);
        check("color.area", "", "paint", r#""area":"paint""#);
        check(
            "operation user-get.result",
            "",
            "user",
            r#"[{"status":200,"body":{"type":{"named":"s.user"}}}]"#,
        );
    }

    #[test]
    fn fixups_that_do_not_apply() {
        check(
            "user.age.type",
            "Edm.Int32",
            "Int64",
            "`user.age.type` does not apply: expected `Edm.Int32`, found `Edm.String`",
        );
        check(
            "user.age.type",
            "Edm.String",
            "nothing",
            "no type is named `nothing`",
        );
        check(
            "user.name.type",
            "String",
            "Int32",
            "expected `String`, found nothing",
        );
        check(
            "nobody.age.type",
            "String",
            "Int32",
            "no type is named `nobody.age`",
        );
        check("base.base", "", "user", "`s.user` derives from it");
        check("user.base", "s.base", "color", "`s.color` is an enum");
        check("color.red.type", "", "String", "no such target");
        check(
            "operation nothing.result",
            "",
            "user",
            "there is no operation `nothing`",
        );
        check(
            "user.age.nullable",
            "",
            "maybe",
            "`maybe` is neither true nor false",
        );
    }
}
