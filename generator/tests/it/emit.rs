//! Small models and the Rust that they become: `tests/data/emit/<case>/api.json` → `out/`, which this test also compiles.

mod constants;
mod stubs;

use std::path::{Path, PathBuf};

use docwright::files::{self, FileSet};
use docwright::model::Model;
use docwright::plan::{self, Layout, PlanConfig, Runtime};
use docwright::print;

use crate::support::data;

/// The goldens, compiled as a build script's output would be.
#[allow(
    missing_docs,
    unreachable_pub,
    clippy::pedantic,
    clippy::upper_case_acronyms,
    reason = "what is public in a crate is not so in a test, and generated crates are not held to pedantry"
)]
mod goldens {
    pub mod kinds {
        include!("../data/emit/kinds/out/src/lib.rs");
    }
    pub mod names {
        include!("../data/emit/names/out/src/lib.rs");
    }
    pub mod texts {
        include!("../data/emit/texts/out/src/lib.rs");
    }
}

fn model(case: &str) -> Model {
    let text = std::fs::read_to_string(data().join("emit").join(case).join("api.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

fn print(model: &Model, layout: Layout) -> FileSet {
    let mut config = PlanConfig::named("sample", Runtime::Version("0.1.0".to_owned()));
    config.layout = layout;
    // The goldens are compiled without the runtime's client.
    config.client = layout == Layout::Crate;
    let url = "https://docs.example/resources/".to_owned();
    config.page_urls.insert("resources/".to_owned(), url);
    print::print(&plan::lower(model, &config))
}

#[track_caller]
fn check(case: &str) {
    let folder = data().join("emit").join(case).join("out");
    let files = print(&model(case), Layout::Module);
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        files::sync(&files, &folder).unwrap();
    }
    let changes = files::compare(&files, &folder).unwrap();
    assert!(changes.is_empty(), "{}", differences(&files, &folder));
}

#[cfg(feature = "cli")]
fn differences(files: &FileSet, folder: &Path) -> String {
    let changes = files::compare(files, folder).unwrap();
    files::preview(files, folder, &changes, 60).unwrap()
}

#[cfg(not(feature = "cli"))]
fn differences(_: &FileSet, folder: &Path) -> String {
    format!("{} differs", folder.display())
}

#[test]
fn every_kind_of_type_and_property() {
    check("kinds");
}

#[test]
fn names_that_rust_has_other_uses_for() {
    check("names");
}

#[test]
fn texts_that_would_be_code() {
    check("texts");
}

/// Every `.rs` file of a set, with its path.
fn rust_files(files: &FileSet) -> impl Iterator<Item = (&str, &str)> {
    let files = files
        .0
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_str()));
    files.filter(|(path, _)| Path::new(path).extension().is_some_and(|e| e == "rs"))
}

/// All lines but blank ones, the head, and the rows of tables.
fn lines(text: &str) -> Vec<&str> {
    let mut in_table = false;
    let mut kept = Vec::new();
    for line in text.lines() {
        in_table &= line != "}";
        let is_head =
            line.starts_with("//") && !line.starts_with("///") && !line.starts_with("//!");
        if !in_table && !is_head && !line.is_empty() {
            kept.push(line);
        }
        in_table |= line.starts_with("rt::") && line.ends_with("! {");
    }
    kept
}

#[test]
fn formatted_as_prettyplease_would() {
    for (case, layout) in [
        ("kinds", Layout::Crate),
        ("names", Layout::Module),
        ("texts", Layout::Crate),
    ] {
        let files = print(&model(case), layout);
        for (path, text) in rust_files(&files) {
            let again = prettyplease::unparse(&syn::parse_file(text).unwrap());
            assert_eq!(lines(text), lines(&again), "{case}: {path}");
        }
    }
}

#[test]
fn no_text_becomes_code() {
    let files = print(&model("texts"), Layout::Crate);
    for (path, text) in rust_files(&files).filter(|(path, _)| path.starts_with("src/areas/common/"))
    {
        let file = syn::parse_file(text).unwrap();
        let mut structs = 0;
        for item in &file.items {
            match item {
                syn::Item::Use(_) | syn::Item::Enum(_) | syn::Item::Macro(_) => {}
                syn::Item::Struct(item) => {
                    structs += 1;
                    assert_eq!(item.fields.len(), 1 + properties(&model("texts")), "{path}");
                }
                _ => panic!("{path}: an item that nobody asked for"),
            }
        }
        assert!(file.attrs.is_empty(), "{path}");
        assert_eq!(structs, usize::from(path.ends_with("thing.rs")), "{path}");
    }
}

fn properties(model: &Model) -> usize {
    let objects = model.types.keys().filter_map(|name| model.object(name));
    objects.map(|object| object.properties.len()).sum()
}

/// Doc comments hold no markup that rustdoc would run, load or fail to resolve.
#[test]
fn rustdoc_finds_text_links_and_lists_only() {
    use pulldown_cmark::{Event, Options, Parser, Tag};
    let files = print(&model("texts"), Layout::Module);
    for (path, text) in rust_files(&files) {
        let docs = text.lines().map(|line| {
            line.trim_start()
                .strip_prefix("///")
                .unwrap_or_default()
                .trim_start()
        });
        let docs = docs.collect::<Vec<_>>().join("\n");
        let options =
            Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
        for event in Parser::new_ext(&docs, options) {
            match event {
                Event::Html(_) | Event::InlineHtml(_) | Event::FootnoteReference(_) => {
                    panic!("{path}: {event:?}")
                }
                Event::Start(
                    Tag::CodeBlock(_)
                    | Tag::Image { .. }
                    | Tag::Table(_)
                    | Tag::FootnoteDefinition(_),
                ) => {
                    panic!("{path}: {event:?}")
                }
                Event::Start(Tag::Link { dest_url, .. }) => {
                    let known = ["http://", "https://", "models::"];
                    assert!(
                        known.iter().any(|start| dest_url.starts_with(start)),
                        "{path}: {dest_url}"
                    );
                }
                _ => {}
            }
        }
    }
}

#[test]
fn goldens_read_and_write() {
    use goldens::kinds::models::{AnyAttachment, Parcel, State};
    let json = r##"{"id":"1","int64Value":"5","state":"lost","cover":{"@odata.type":"#sample.fileAttachment","contentBytes":"AQ=="},"extra":[1]}"##;
    let parcel: Parcel = serde_json::from_str(json).unwrap();
    assert_eq!(parcel.int64_value.as_ref(), Some(&5));
    assert_eq!(parcel.state.as_ref(), Some(&State::Lost));
    assert!(matches!(
        parcel.cover.as_ref(),
        Some(AnyAttachment::FileAttachment(_))
    ));
    assert_eq!(serde_json::to_string(&parcel).unwrap(), json);
    let secret = Parcel {
        access_token: "open sesame".into(),
        ..Parcel::default()
    };
    assert!(!format!("{secret:?}").contains("sesame"));
}

#[test]
fn an_empty_model_is_a_crate_too() {
    let files = print(&Model::default(), Layout::Crate);
    let paths: Vec<&str> = files.0.keys().map(files::RelPath::as_str).collect();
    let expected = [
        "Cargo.toml",
        "examples/roundtrip.rs",
        "names.lock",
        "src/areas.rs",
        "src/lib.rs",
        "src/models.rs",
        "src/registry.rs",
    ];
    assert_eq!(paths, expected);
}

/// Whether Windows takes the name for a device, whatever extension follows.
fn is_device(stem: &str) -> bool {
    let numbered = ["com", "lpt"]
        .iter()
        .find_map(|device| stem.strip_prefix(device));
    matches!(stem, "con" | "prn" | "aux" | "nul")
        || numbered.is_some_and(|number| matches!(number.as_bytes(), [b'0'..=b'9']))
}

#[test]
fn every_path_is_one_that_any_system_can_have() {
    for case in ["kinds", "names", "texts"] {
        let files = print(&model(case), Layout::Crate);
        let mut seen: Vec<String> = files
            .0
            .keys()
            .map(|path| path.as_str().to_ascii_lowercase())
            .collect();
        let count = seen.len();
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), count, "two paths differ in case only");
        for path in &seen {
            assert!(PathBuf::from(path).is_relative(), "{path}");
            let mut stems = path.split('/').filter_map(|part| part.split('.').next());
            let device = stems.find(|stem| is_device(stem));
            assert_eq!(device, None, "{path}");
        }
    }
}
