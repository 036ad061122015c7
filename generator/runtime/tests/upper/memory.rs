//! What a long list takes of memory: one page.

use std::sync::atomic::{AtomicUsize, Ordering};

use docwright_runtime::Error;
use docwright_runtime::client::Page;
use docwright_runtime::serde_json::Value;
use docwright_runtime::wire::{self, Element, OriginalForms, View};
use futures_util::StreamExt;

use crate::pages::server_of_numbers;
use crate::sample::{client, places};

/// Knows how many of its kind there are.
#[derive(Debug)]
struct Counted;

static LIVE: AtomicUsize = AtomicUsize::new(0);
static PEAK: AtomicUsize = AtomicUsize::new(0);

impl Counted {
    fn new() -> Self {
        let live = LIVE.fetch_add(1, Ordering::Relaxed) + 1;
        PEAK.fetch_max(live, Ordering::Relaxed);
        Self
    }
}

impl Clone for Counted {
    fn clone(&self) -> Self {
        Self::new()
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        LIVE.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Element for Counted {
    fn push(
        list: &mut Vec<Self>,
        token: wire::Token<'_>,
        _: &mut OriginalForms,
    ) -> Result<Option<Value>, Error> {
        token.into_value()?;
        list.push(Self::new());
        Ok(None)
    }

    fn view_element(&self) -> View<'_> {
        View::Bool(true)
    }
}

#[tokio::test]
async fn fifty_thousand_items_need_the_memory_of_one_page() {
    let server = server_of_numbers(50_000, 1000).await;
    let link = format!("{}/v1.0/people", server.uri());
    let mut items = client(&server).pages::<Page<Counted>>(&link).items();
    let (mut number, mut most) = (0, 0);
    while let Some(item) = items.next().await {
        item.unwrap();
        number += 1;
        most = most.max(items.in_memory());
    }
    assert_eq!((number, most), (50_000, 999));
    assert_eq!(PEAK.load(Ordering::Relaxed), 1000);
    assert_eq!(LIVE.load(Ordering::Relaxed), 0);
    assert_eq!(places(&server).await.len(), 50);
}
