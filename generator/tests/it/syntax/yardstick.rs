//! The outline beside what pulldown-cmark makes of the same pages without any repair: headings, code, lists and tables are the same
//! ones in the same places. The pages on which they differ are listed, by what differs; each is the work of a repair.
//! The examples of the CommonMark and GFM specifications are held against the library in the same way.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use docwright::diag::Diagnostics;
use docwright::source::PageId;
use docwright::syntax::{self, BlockKind, Page};
use pulldown_cmark::{Event, Options, Parser, Tag};

use crate::support::{assert_tiles, data, docs_input, pages};

/// Places by the kind of what is there.
type Places = BTreeMap<&'static str, Vec<String>>;

#[test]
fn docs_input_is_read_as_by_the_library() {
    check("docs-input", &docs_input());
}

/// The corpora are there for whoever works on this repository, and not a part of it.
#[test]
fn shared_pages_are_read_as_by_the_library() {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    for (name, folder) in [
        ("corpus", "corpus/v1.0"),
        ("dialects", "dialects"),
        ("seeds", "seeds"),
    ] {
        let folder = shared.join(folder);
        if folder.is_dir() {
            check(name, &folder);
        }
    }
}

fn check(name: &str, folder: &Path) {
    let cases = pages(folder);
    assert!(!cases.is_empty(), "the pages are gone");
    let mut differences: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for path in &cases {
        let text = std::fs::read_to_string(path).expect("a page that was found can be read");
        let page = syntax::parse(PageId(0), &text, &mut Diagnostics::default());
        assert_tiles(&page, &path.display().to_string());
        let path = path.strip_prefix(folder).expect("pages are in the folder");
        for kind in differing(&page) {
            let names = differences.entry(kind).or_default();
            names.push(path.display().to_string());
        }
    }
    expect(name, cases.len(), "pages", &differences);
}

fn expect(name: &str, count: usize, what: &str, differences: &BTreeMap<&str, Vec<String>>) {
    let mut report = format!("{count} {what}\n");
    for (kind, names) in differences {
        writeln!(report, "{kind} differ in {}:", names.len()).unwrap();
        for name in names {
            writeln!(report, "  {name}").unwrap();
        }
    }
    let file = data().join("yardstick").join(name).with_extension("txt");
    expect_test::expect_file![file].assert_eq(&report);
}

/// The kinds of things that a page has in other places, or other ones.
fn differing(page: &Page<'_>) -> Vec<&'static str> {
    let front_matter = page.blocks.first();
    let front_matter = front_matter.filter(|block| block.as_front_matter().is_some());
    let body = front_matter.map_or(0, |block| block.span.end as usize);
    let (ours, theirs) = (ours(page), theirs(page.text, body));
    let kinds = ["headings", "code", "lists", "tables"].into_iter();
    kinds
        .filter(|kind| ours.get(kind) != theirs.get(kind))
        .collect()
}

fn ours(page: &Page<'_>) -> Places {
    let mut places = Places::new();
    for block in page.walk() {
        let start = block.span.start;
        let (kind, place) = match &block.kind {
            BlockKind::Heading { level, .. } => ("headings", format!("{level} at {start}")),
            BlockKind::Code(code) => ("code", format!("{} at {start}", code.language)),
            BlockKind::List(items) => ("lists", format!("{} at {start}", items.len())),
            BlockKind::Table(table) => {
                let rows = table.rows.iter().map(|row| &row.cells);
                let cells = rows.flatten().chain(&table.header);
                let spans = cells
                    .map(|cell| cell.span)
                    .filter(|span| span.start < span.end);
                let mut cells: Vec<_> = spans.map(|span| (span.start, span.end)).collect();
                cells.sort_unstable();
                ("tables", format!("at {start}: {cells:?}"))
            }
            _ => continue,
        };
        places.entry(kind).or_default().push(place);
    }
    places
}

fn theirs(page: &str, body: usize) -> Places {
    let mut places = Places::new();
    let mut lists: Vec<(usize, usize)> = Vec::new(); // Places in the order of their ends, and how many items they have.
    let mut cells: Vec<(usize, usize)> = Vec::new();
    let parser = Parser::new_ext(&page[body..], Options::ENABLE_TABLES);
    for (event, range) in parser.into_offset_iter() {
        let text = &page[body + range.start..body + range.end];
        let start = body + range.start + text.len() - text.trim_start().len();
        let (kind, place) = match event {
            Event::Start(Tag::Heading { level, .. }) => {
                ("headings", format!("{} at {start}", level as u8))
            }
            Event::Start(Tag::CodeBlock(kind)) => {
                let language = match &kind {
                    pulldown_cmark::CodeBlockKind::Fenced(info) => info.split_whitespace().next(),
                    pulldown_cmark::CodeBlockKind::Indented => None,
                };
                ("code", format!("{} at {start}", language.unwrap_or("")))
            }
            Event::Start(Tag::List(_)) => {
                let place = places.entry("lists").or_default();
                lists.push((place.len(), 0));
                place.push(start.to_string());
                continue;
            }
            Event::Start(Tag::Item) => {
                lists.last_mut().expect("items are in lists").1 += 1;
                continue;
            }
            Event::End(pulldown_cmark::TagEnd::List(_)) => {
                let (at, items) = lists.pop().expect("a list began");
                let place = &mut places.get_mut("lists").expect("a list began")[at];
                *place = format!("{items} at {place}");
                continue;
            }
            Event::Start(Tag::TableCell) => {
                let end = start + text.trim().len();
                if start < end {
                    cells.push((start, end));
                }
                continue;
            }
            Event::End(pulldown_cmark::TagEnd::Table) => {
                let cells = std::mem::take(&mut cells);
                ("tables", format!("at {start}: {cells:?}"))
            }
            _ => continue,
        };
        places.entry(kind).or_default().push(place);
    }
    places
}

/// The examples lie in the package of the library, as the source of its own tests.
#[test]
fn examples_of_the_specifications_are_read_as_by_the_library() {
    let mut differences: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    let mut count = 0;
    for file in ["spec.rs", "gfm_table.rs", "table.rs", "regression.rs"] {
        let path = library().join("tests/suite").join(file);
        let source = std::fs::read_to_string(path).expect("the library ships its tests");
        for (at, text) in examples(&source).into_iter().enumerate() {
            count += 1;
            let page = syntax::parse(PageId(0), &text, &mut Diagnostics::default());
            let name = format!("{file} {}: {text:?}", at + 1);
            assert_tiles(&page, &name);
            for kind in differing(&page) {
                differences.entry(kind).or_default().push(name.clone());
            }
        }
    }
    assert!(count > 800, "the examples are gone");
    for names in differences.values_mut() {
        for name in names {
            // Which example it is, and no more: the text is not ours.
            name.truncate(name.find(':').unwrap_or(name.len()));
        }
    }
    expect("specification", count, "examples", &differences);
}

/// The folder of pulldown-cmark's package.
fn library() -> PathBuf {
    let version = Command::new("rustc").arg("-vV").output();
    let version = String::from_utf8(version.expect("rustc runs").stdout).expect("it is text");
    let host = version.lines().find_map(|line| line.strip_prefix("host: "));
    // Packages for other platforms need not be here.
    let platform = ["--filter-platform", host.expect("rustc says where it runs")];
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--offline"])
        .args(platform)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo runs");
    let metadata: serde_json::Value =
        serde_json::from_slice(&output.stdout).expect("the metadata are JSON");
    let packages = metadata["packages"].as_array().expect("there are packages");
    let package = packages
        .iter()
        .find(|package| package["name"] == "pulldown-cmark")
        .expect("pulldown-cmark is a dependency");
    let manifest = package["manifest_path"]
        .as_str()
        .expect("a package has a place");
    Path::new(manifest)
        .parent()
        .expect("a manifest lies in a folder")
        .to_path_buf()
}

/// The raw strings that are called `original`.
fn examples(source: &str) -> Vec<String> {
    let pieces = source.split("let original = r").skip(1);
    pieces
        .map(|piece| {
            let hashes = piece.len() - piece.trim_start_matches('#').len();
            let text = &piece[hashes + 1..];
            let end = text.find(&format!("\"{}", "#".repeat(hashes)));
            text[..end.expect("a string ends")].to_owned()
        })
        .collect()
}
