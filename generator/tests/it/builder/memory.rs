//! Memory and work in proportion to the input: allocations are counted, on one thread, and no time is taken.

use allocation_counter::{AllocationInfo, measure};
use docwright::diag::Diagnostics;
use docwright::merge::merge;
use docwright::source::PageId;
use docwright::{facts, plan, print, syntax};

use crate::support::{hostile, packs};
use crate::targets::pipeline;

/// What the work takes when it is done on a thread of its own, with the help of nobody.
fn cost(work: impl FnOnce() + Send) -> AllocationInfo {
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(1)
        .build()
        .expect("one thread is not too many");
    pool.install(|| measure(work))
}

/// Checks that twice the input takes no more than so many hundredths of what the input took, and a little to begin with.
#[track_caller]
fn assert_doubles(small: AllocationInfo, large: AllocationInfo, hundredths: u64, name: &str) {
    let figures = [
        ("peak", small.bytes_max, large.bytes_max),
        ("bytes", small.bytes_total, large.bytes_total),
        ("allocations", small.count_total, large.count_total),
    ];
    for (what, small, large) in figures {
        assert!(
            large <= (small + (1 << 12)) * hundredths / 100,
            "{name}: {what} grew from {small} to {large}"
        );
    }
}

/// Vectors double, so one that has just done so may be twice as large as it has to be.
#[test]
fn one_absurd_page() {
    let costs = |size: usize| {
        let pages = hostile::pages(size).into_iter();
        pages.map(|(name, page)| {
            let work = move || {
                let mut diagnostics = Diagnostics::default();
                let page = syntax::parse(PageId(0), &page, &mut diagnostics);
                let facts = facts::extract(&page, "resources/page.md", &mut diagnostics);
                facts::check::page(&page, &facts, &mut diagnostics);
                merge(&[facts], &mut diagnostics);
            };
            (name, cost(work))
        })
    };
    for ((name, small), (_, large)) in costs(1 << 13).zip(costs(1 << 15)) {
        assert_doubles(small, large, 900, name);
    }
}

#[test]
fn many_pages() {
    let all = |count: usize| {
        let words = packs::lines("names.txt");
        let pages = words.iter().cycle().take(count).enumerate();
        let pages: String = pages.map(|(n, word)| packs::pages(n, word)).collect();
        let input = pipeline::input(&pages);
        cost(move || {
            let (model, _) = input.lint();
            let plan = plan::lower(&model, &input.plan_config());
            let _files = print::print(&plan);
        })
    };
    // What is there once, whatever the pages are, must not hide what grows.
    all(1);
    let (one, two, four) = (all(16), all(32), all(64));
    assert_doubles(one, two, 250, "twice the pages");
    assert_doubles(one, four, 500, "four times the pages");
}
