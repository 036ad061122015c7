//! How long each stage takes, on one thread and on all, beside the yardstick of the whole: every page through pulldown-cmark.
//! `DOCWRIGHT_BENCH_DOCS` names the folder; without it, `docs-input` is read.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use divan::{Bencher, black_box};
use docwright::Builder;
use docwright::builder::Input;
use docwright::diag::Diagnostics;
use docwright::facts::PageFacts;
use docwright::merge::merge;
use docwright::model::Model;
use docwright::{export, facts, plan, print, syntax};
use pulldown_cmark::{Options, Parser};
use rayon::prelude::*;

fn main() {
    divan::main();
}

/// The numbers of threads that each stage runs on; 0 stands for all there are.
const THREADS: [usize; 2] = [1, 0];

static DOCS: LazyLock<PathBuf> = LazyLock::new(|| match std::env::var_os("DOCWRIGHT_BENCH_DOCS") {
    Some(folder) => PathBuf::from(folder),
    None => Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs-input"),
});
static INPUT: LazyLock<Input> = LazyLock::new(|| {
    Builder::new()
        .docs(&*DOCS)
        .read()
        .expect("the folder holds pages")
});
static FACTS: LazyLock<Vec<PageFacts>> = LazyLock::new(|| read_facts(&INPUT));
static MODEL: LazyLock<Model> = LazyLock::new(|| INPUT.model().0);

/// Runs a stage on so many threads.
fn on<T: Send>(bencher: Bencher, threads: usize, stage: impl Fn() -> T + Send + Sync) {
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .build()
        .expect("threads can be had");
    bencher.bench_local(|| pool.install(|| black_box(stage())));
}

fn read_facts(input: &Input) -> Vec<PageFacts> {
    let pages: Vec<_> = input.docs.sources.iter().collect();
    let facts = pages.into_par_iter().map(|(id, source)| {
        let mut diagnostics = Diagnostics::default();
        let page = syntax::parse(id, &source.text, &mut diagnostics);
        facts::extract(&page, &source.path, &mut diagnostics)
    });
    facts.collect()
}

#[divan::bench(args = THREADS)]
fn a_yardstick_pulldown_cmark(bencher: Bencher, threads: usize) {
    let options = Options::ENABLE_TABLES | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let texts: Vec<&str> = INPUT
        .docs
        .sources
        .iter()
        .map(|(_, source)| source.text.as_str())
        .collect();
    on(bencher, threads, || {
        let events = texts
            .par_iter()
            .map(|text| Parser::new_ext(text, options).into_offset_iter().count());
        events.sum::<usize>()
    });
}

#[divan::bench(args = THREADS)]
fn b_read(bencher: Bencher, threads: usize) {
    on(bencher, threads, || {
        Builder::new()
            .docs(&*DOCS)
            .read()
            .expect("the folder holds pages")
    });
}

#[divan::bench(args = THREADS)]
fn c_syntax(bencher: Bencher, threads: usize) {
    let pages: Vec<_> = INPUT.docs.sources.iter().collect();
    on(bencher, threads, || {
        let blocks = pages.par_iter().map(|(id, source)| {
            syntax::parse(*id, &source.text, &mut Diagnostics::default())
                .blocks
                .len()
        });
        blocks.sum::<usize>()
    });
}

#[divan::bench(args = THREADS)]
fn d_syntax_and_facts(bencher: Bencher, threads: usize) {
    on(bencher, threads, || read_facts(&INPUT).len());
}

#[divan::bench(args = THREADS)]
fn e_model(bencher: Bencher, threads: usize) {
    on(bencher, threads, || {
        merge(&FACTS, &mut Diagnostics::default()).model
    });
}

#[divan::bench(args = THREADS)]
fn f_plan(bencher: Bencher, threads: usize) {
    let config = INPUT.plan_config();
    on(bencher, threads, || plan::lower(&MODEL, &config));
}

#[divan::bench(args = THREADS)]
fn g_emit_and_print(bencher: Bencher, threads: usize) {
    let plan = plan::lower(&MODEL, &INPUT.plan_config());
    on(bencher, threads, || print::print(&plan));
}

#[divan::bench(args = THREADS)]
fn h_everything(bencher: Bencher, threads: usize) {
    on(bencher, threads, || {
        Builder::new()
            .docs(&*DOCS)
            .generate()
            .expect("the folder holds pages")
            .files
    });
}

#[divan::bench]
fn i_export_openapi() -> String {
    export::openapi(&MODEL, &INPUT.api_info())
}

#[divan::bench]
fn i_export_json() -> String {
    export::json(&MODEL)
}
