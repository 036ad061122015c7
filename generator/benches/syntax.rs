//! How long it takes to outline a folder of pages, beside the bare event loop of pulldown-cmark over the same text.
//! `DOCWRIGHT_BENCH_DOCS` names the folder; without it, `docs-input` is read.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use divan::counter::BytesCount;
use docwright::diag::Diagnostics;
use docwright::source::PageId;
use docwright::syntax;

fn main() {
    divan::main();
}

static PAGES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let folder = std::env::var_os("DOCWRIGHT_BENCH_DOCS").map(PathBuf::from);
    let mut pages = Vec::new();
    read(
        &folder.unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs-input")),
        &mut pages,
    );
    pages
});

fn read(folder: &Path, pages: &mut Vec<String>) {
    for path in std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
    {
        if path.is_dir() {
            read(&path, pages);
        } else if path.extension().is_some_and(|extension| extension == "md") {
            pages.extend(std::fs::read_to_string(path));
        }
    }
}

fn bytes() -> BytesCount {
    BytesCount::new(PAGES.iter().map(String::len).sum::<usize>())
}

#[divan::bench(max_time = 10)]
fn pulldown_cmark_events(bencher: divan::Bencher<'_, '_>) {
    let options = pulldown_cmark::Options::ENABLE_TABLES;
    bencher.counter(bytes()).bench(|| {
        for page in PAGES.iter() {
            pulldown_cmark::Parser::new_ext(page, options)
                .into_offset_iter()
                .for_each(|event| drop(divan::black_box(event)));
        }
    });
}

#[divan::bench(max_time = 10)]
fn outline(bencher: divan::Bencher<'_, '_>) {
    bencher.counter(bytes()).bench(|| {
        for page in PAGES.iter() {
            divan::black_box(syntax::parse(PageId(0), page, &mut Diagnostics::default()));
        }
    });
}
