//! The program against a service that is only played.

use docwright_runtime::client::testing::{Answer, Recorder};
use library_desk::library::{Client, models::Book};

#[test]
fn books_that_are_out() {
    let service = Recorder::new();
    service.answer(Answer::json(
        200,
        r#"{"value": [
            {"id": "1", "title": "Dust", "state": "lent"},
            {"id": "2", "title": "Moss", "state": "inHouse", "shelf": 7},
            {"id": "3", "title": "Rust", "state": "lent"}
        ]}"#,
    ));
    let desk = Client::builder("https://library.example/v2")
        .transport(service.clone())
        .build()
        .unwrap();
    let lent = futures_executor::block_on(library_desk::lent(&desk)).unwrap();
    assert_eq!(lent, ["Dust", "Rust"]);
    let requests = service.requests();
    assert_eq!(requests[0].url, "https://library.example/v2/books");
}

#[test]
fn what_the_pages_do_not_know_is_kept() {
    let text = r#"{"id":"2","state":"atTheBinder","shelf":7}"#;
    let book: Book = docwright_runtime::serde_json::from_str(text).unwrap();
    assert_eq!(
        docwright_runtime::serde_json::to_string(&book).unwrap(),
        text
    );
}

#[test]
fn days_are_those_of_chrono() {
    let book: Book = docwright_runtime::serde_json::from_str(r#"{"due": "2031-02-27"}"#).unwrap();
    let today = chrono::NaiveDate::from_ymd_opt(2031, 3, 2).unwrap();
    assert_eq!(library_desk::days_late(&book, today), 3);
    assert_eq!(library_desk::days_late(&Book::default(), today), 0);
}
