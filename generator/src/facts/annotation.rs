//! Annotation comments: `<!-- { "blockType": … } -->` as a record (dialect 6). Other comments are none.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::diag::{Code, Diagnostics};
use crate::source::Span;
use crate::syntax::json::{self, Json, Value};
use crate::syntax::{Block, Comment, Page};

use super::json_value::report_repairs;

/// What an annotation says. Names are raw; booleans may have been strings.
#[derive(Clone, Debug, Default, PartialEq, Hash, Serialize, Deserialize)]
pub struct Annotation {
    /// `blockType`, lower case; empty when absent.
    pub block_type: String,
    /// `@odata.type` or `@type`, as written, without `#`.
    pub ty: Option<String>,
    /// `name`; of an array the first one.
    pub name: Option<String>,
    /// `baseType`; `None` when absent or null.
    pub base: Option<String>,
    /// `keyProperty`, where not empty.
    pub key: Option<String>,
    /// `isCollection`.
    pub is_collection: bool,
    /// `openType`.
    pub is_open: bool,
    /// `abstract` or `isAbstract`.
    pub is_abstract: bool,
    /// `isMediaEntity`.
    pub is_media: bool,
    /// `truncated`.
    pub is_truncated: bool,
    /// `expectError`.
    pub expects_error: bool,
    /// `target` is `action`, or `isComposable` is there.
    pub is_action: bool,
    /// `namespace` of a page annotation.
    pub namespace: Option<String>,
    /// `optionalProperties`.
    pub optional_properties: Vec<String>,
    /// `nullableProperties`.
    pub nullable_properties: Vec<String>,
    /// Where the comment's text is.
    pub span: Option<Span>,
}

/// The annotations of a page, by the start of their comments. Each is parsed once, whichever readers ask for it.
pub struct Annotations(BTreeMap<u32, (Option<Annotation>, Diagnostics)>);

impl Annotations {
    /// Parses all comments of a page.
    pub fn parse(page: &Page<'_>) -> Self {
        let comments = page.walk().filter_map(Block::as_comment);
        let parsed = comments.map(|comment| {
            let mut diagnostics = Diagnostics::default();
            let annotation = read(comment, &mut diagnostics);
            (comment.span.start, (annotation, diagnostics))
        });
        Self(parsed.collect())
    }

    /// The annotation in a comment; what is wrong with it goes to `diagnostics`.
    pub fn get(&self, comment: &Comment<'_>, diagnostics: &mut Diagnostics) -> Option<&Annotation> {
        let (annotation, found) = self.0.get(&comment.span.start)?;
        diagnostics.append(found.clone());
        annotation.as_ref()
    }

    /// Whether the page has an annotation of this block type, in lower case.
    pub fn has(&self, block_type: &str) -> bool {
        let mut annotations = self.0.values().filter_map(|(read, _)| read.as_ref());
        annotations.any(|annotation| annotation.block_type == block_type)
    }
}

/// Reads a comment. `None` when it is no JSON object: stamps, editorial notes, linter directives.
pub fn read(comment: &Comment<'_>, diagnostics: &mut Diagnostics) -> Option<Annotation> {
    let body = comment.text.trim_start();
    if !body.starts_with('{') {
        return None;
    }
    let blanks = comment.text.len() - body.len();
    let span = comment.span.part(blanks, body.len());
    let (json, repairs) = json::read(body, span.page, span.start);
    report_repairs(&repairs, body, span, "this annotation", diagnostics);
    let Some(Json {
        value: Value::Object(_),
        ..
    }) = &json
    else {
        diagnostics.push(
            Code::UnreadableJson
                .at(
                    comment.span,
                    "this annotation is no JSON object, even read leniently",
                )
                .help("write it as one JSON object: {\"blockType\": \"…\"}"),
        );
        return None;
    };
    json.as_ref().map(|json| record(json, comment.span))
}

fn record(json: &Json<'_>, span: Span) -> Annotation {
    let text = |key: &str| {
        json.get(key)
            .and_then(first_text)
            .map(|text| text.trim().to_owned())
            .filter(|text| !text.is_empty())
    };
    let flag = |key: &str| {
        json.get(key)
            .is_some_and(|value| value.as_bool() == Some(true))
    };
    let list = |key: &str| match json.get(key).map(|value| &value.value) {
        Some(Value::Array(items)) => items
            .iter()
            .filter_map(Json::as_str)
            .map(str::to_owned)
            .collect(),
        _ => Vec::new(),
    };
    let type_name =
        |key: &str| text(key).map(|text| text.trim_start_matches('#').trim().to_owned());
    Annotation {
        block_type: text("blockType")
            .map(|text| text.to_ascii_lowercase())
            .unwrap_or_default(),
        ty: type_name("@odata.type").or_else(|| type_name("@type")),
        name: text("name"),
        base: type_name("baseType"),
        key: text("keyProperty"),
        is_collection: flag("isCollection"),
        is_open: flag("openType"),
        is_abstract: flag("abstract") || flag("isAbstract"),
        is_media: flag("isMediaEntity"),
        is_truncated: flag("truncated"),
        expects_error: flag("expectError"),
        is_action: text("target").is_some_and(|target| target.eq_ignore_ascii_case("action"))
            || json.get("isComposable").is_some(),
        namespace: text("namespace"),
        optional_properties: list("optionalProperties"),
        nullable_properties: list("nullableProperties"),
        span: Some(span),
    }
}

fn first_text<'j>(json: &'j Json<'_>) -> Option<&'j str> {
    match &json.value {
        Value::Array(items) => items.first().and_then(Json::as_str),
        _ => json.as_str(),
    }
}
