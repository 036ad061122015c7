//! The fuzz targets, which are those that `tests/it/hostile/fuzz_cases.rs` runs: the same files, in another crate.

mod support;

#[path = "../../tests/it/targets/code.rs"]
mod code;
#[path = "../../tests/it/targets/json.rs"]
mod json;
#[path = "../../tests/it/targets/page.rs"]
mod page;
#[path = "../../tests/it/targets/pipeline.rs"]
mod pipeline;
#[path = "../../tests/it/targets/request_line.rs"]
mod request_line;
#[path = "../../tests/it/targets/type_cell.rs"]
mod type_cell;

/// A page by itself.
pub fn page(data: &[u8]) {
    page::run(data);
}

/// The tolerant JSON reader.
pub fn json(data: &[u8]) {
    json::run(data);
}

/// The grammar of type cells.
pub fn type_cell(data: &[u8]) {
    type_cell::run(data);
}

/// The grammar of request lines.
pub fn request_line(data: &[u8]) {
    request_line::run(data);
}

/// Pages all the way to a crate.
pub fn pipeline(data: &[u8]) {
    pipeline::run(data);
}
