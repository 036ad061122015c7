//! Pages that are kept read give what a first reading gives, whatever was changed in between.

use docwright::Builder;
use docwright::builder::{Input, Session};
use docwright::source::{PageId, Source, Sources};

use crate::support::docs_input;

fn input() -> Input {
    Builder::new().docs(docs_input()).read().unwrap()
}

#[track_caller]
fn assert_fresh(session: &Session) {
    let pages = session.input().docs.sources.iter();
    let copy = |(_, source): (PageId, &Source)| source.clone();
    let (model, diagnostics) = session
        .input()
        .with_pages(Sources::new(pages.map(copy).collect()))
        .lint();
    let survey = session.survey();
    assert!(survey.model == model, "the models differ");
    assert_eq!(survey.diagnostics.0, diagnostics.0);
}

#[test]
fn a_changed_page_is_read_again() {
    let mut session = Session::new(input());
    assert_fresh(&session);
    let sources = session.input().docs.sources.clone();
    let last = PageId(sources.len() as u32 - 1);
    for page in [PageId(0), last] {
        let whole = sources.get(page).text.clone();
        let half = whole.chars().take(whole.chars().count() / 2).collect();
        assert!(session.update(page, half));
        assert_fresh(&session);
        assert!(session.update(page, whole.clone()));
        assert!(!session.update(page, whole));
    }
    let (model, diagnostics) = input().lint();
    let survey = session.survey();
    assert!(survey.model == model, "the models differ");
    assert_eq!(survey.diagnostics.0, diagnostics.0);
}
