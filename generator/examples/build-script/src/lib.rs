//! A desk in a library: which books are out, and how to hand one out.

/// The API, as the pages in `docs` describe it.
pub mod library {
    include!(concat!(env!("OUT_DIR"), "/src/lib.rs"));
}

use chrono::NaiveDate;
use library::models::{Book, BookState};
use library::prelude::*;

/// The titles of the books that somebody has at home, in the order of the shelf.
///
/// # Errors
/// When the service cannot be asked, or refuses to tell.
pub async fn lent(desk: &Client) -> library::Result<Vec<String>> {
    let books = desk.books().list().await?;
    let is_out = |book: &&Book| book.state.as_ref().is_some_and(BookState::is_lent);
    Ok(books
        .items
        .iter()
        .filter(is_out)
        .filter_map(|book| book.title.as_ref().cloned())
        .collect())
}

/// How many days the book is late.
pub fn days_late(book: &Book, today: NaiveDate) -> i64 {
    let late = book.due_back.as_ref().map(|due| (today - *due).num_days());
    late.unwrap_or(0).max(0)
}
