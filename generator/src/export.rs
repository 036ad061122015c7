//! Exports a [`Model`] for other tools, as the text of one document. Knows formats, touches no files.

pub mod openapi;
mod text;
mod tree;

pub use openapi::ApiInfo;

use crate::model::{Model, json};

/// The merged model itself (`api.json`): pretty-printed, with a closing newline, the same bytes for the same model.
pub fn json(model: &Model) -> String {
    json::to_json(model)
}

/// An OpenAPI 3.1 document of the whole model, as JSON: pretty-printed, with a closing newline, the same bytes for the
/// same model. See [`mod@openapi`] for what it holds.
pub fn openapi(model: &Model, info: &ApiInfo) -> String {
    openapi::document(model, info).to_json()
}
