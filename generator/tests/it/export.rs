//! Every folder of `tests/data/export` holds an `api.json`; beside it stands the OpenAPI document made of it.

use docwright::export::{ApiInfo, json, openapi};
use docwright::model::json::{from_json, to_json};
use expect_test::expect_file;

#[test]
fn openapi_documents() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/export");
    let mut cases: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    cases.sort();
    assert!(!cases.is_empty());
    for case in cases {
        let text = std::fs::read_to_string(case.join("api.json")).unwrap();
        let model = from_json(&text).unwrap_or_else(|error| panic!("{}: {error}", case.display()));
        expect_file![case.join("openapi.json")].assert_eq(&openapi(&model, &info()));
        assert_eq!(
            from_json(&to_json(&model)).unwrap(),
            model,
            "{}",
            case.display()
        );
        expect_file![case.join("api.json")].assert_eq(&json(&model));
    }
}

fn info() -> ApiInfo {
    ApiInfo {
        title: "Sample".to_owned(),
        version: "1.0.0".to_owned(),
        server: "https://api.example/v1.0".to_owned(),
        links: std::iter::once((String::new(), "https://docs.example/".to_owned())).collect(),
    }
}
