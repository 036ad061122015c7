//! Pages that are cut, scrambled, or absurd: nothing panics, and the invariants hold.

mod fuzz_cases;
mod generated;

use docwright::diag::Diagnostics;
use docwright::source::PageId;
use docwright::syntax::{self, json};

use crate::support::{Random, assert_tiles, data, hostile, pages};

/// Parses a page, checks its outline, and reads it as JSON too.
#[track_caller]
fn check(text: &str, name: &str) {
    let mut diagnostics = Diagnostics::default();
    let page = syntax::parse(PageId(0), text, &mut diagnostics);
    assert_tiles(&page, name);
    assert!(
        page.walk().all(|block| text
            .get(block.span.start as usize..block.span.end as usize)
            .is_some()),
        "{name}"
    );
    for diagnostic in &diagnostics.0 {
        let span = diagnostic.primary.span;
        assert!(
            text.get(span.start as usize..span.end as usize).is_some(),
            "{name}: {diagnostic:?}"
        );
    }
    let (value, _) = json::read(text, PageId(0), 0);
    if let Some(value) = value {
        assert!(
            text.get(value.span.start as usize..value.span.end as usize)
                .is_some(),
            "{name}"
        );
        let _ = value.to_serde();
    }
}

/// All cases of the dialect, one after the other.
fn nasty() -> String {
    let read =
        |path: &std::path::PathBuf| std::fs::read_to_string(path).expect("test data can be read");
    pages(&data().join("syntax")).iter().map(read).collect()
}

#[test]
fn every_cut_page_is_read() {
    for path in pages(&data().join("syntax")) {
        let text = std::fs::read_to_string(&path).expect("test data can be read");
        for end in (0..=text.len()).filter(|end| text.is_char_boundary(*end)) {
            check(&text[..end], &format!("{} up to {end}", path.display()));
        }
    }
}

#[test]
fn scrambled_pages_are_read() {
    let nasty: Vec<char> = nasty().chars().collect();
    let mut random = Random(0x2545_F491_4F6C_DD1D);
    for round in 0..3000 {
        let start = random.below(nasty.len() - 400);
        let mut page: Vec<char> = nasty[start..start + random.below(400)].to_vec();
        for _ in 0..random.below(12) {
            let marks: Vec<char> = "|`<>!-[]()*_#\n\r\t {}\":,'\\&;~=+1.ä\u{a0}\u{200b}“"
                .chars()
                .collect();
            let mark = marks[random.below(marks.len())];
            let at = random.below(page.len() + 1);
            match random.below(3) {
                0 => page.insert(at, mark),
                1 if at < page.len() => page[at] = mark,
                _ if at < page.len() => drop(page.remove(at)),
                _ => page.push(mark),
            }
        }
        let page: String = page.into_iter().collect();
        check(&page, &format!("round {round}: {page:?}"));
    }
}

#[test]
fn absurd_pages_are_read() {
    for (name, page) in hostile::pages(1 << 15) {
        check(&page, name);
    }
}

#[test]
fn broken_json_is_read() {
    let sample = r#"{"a": [1, -2.5e3, true, null, "x\n\u00e4\"", {"b": {}}], 'c': “d”, e: F, /* g */ "h": ..., // i
        "j": "k
        l", "m" "n", "o": [1 2,, 3}, "p: 1, "q": """#;
    for end in (0..=sample.len()).filter(|end| sample.is_char_boundary(*end)) {
        check(&sample[..end], &sample[..end]);
    }
    let marks: Vec<char> = "{}[]\"':,\\/*. \n0ae“…".chars().collect();
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    for _ in 0..3000 {
        let mut text: Vec<char> = sample.chars().collect();
        for _ in 0..random.below(10) {
            let at = random.below(text.len());
            text[at] = marks[random.below(marks.len())];
        }
        let text: String = text.into_iter().collect();
        check(&text, &text);
    }
}
