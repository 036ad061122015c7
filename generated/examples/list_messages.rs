//! Prints the subjects of the newest messages; the next page is asked for when the last one is used up.
//!
//! `GRAPH_TOKEN=… cargo run --example list_messages [how many]`

mod support;

use futures_util::TryStreamExt;
use msgraph::prelude::*;
use msgraph::properties::message;

#[tokio::main]
async fn main() -> support::Outcome {
    let most = std::env::args()
        .nth(1)
        .map_or(Ok(20), |text| text.parse())?;
    let graph = support::client()?;
    let mut messages = graph
        .me()
        .messages()
        .list()
        .select((message::SUBJECT, message::RECEIVED_DATE_TIME))
        .filter(message::IS_READ.eq(false))
        .order_by(message::RECEIVED_DATE_TIME.desc())
        .top(10)
        .stream();
    let mut shown = 0;
    while shown < most
        && let Some(message) = messages.try_next().await?
    {
        println!("{}", message.subject.as_deref().unwrap_or("(no subject)"));
        shown += 1;
    }
    Ok(())
}
