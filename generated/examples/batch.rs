//! Asks three things in one request, the last of them only if the first went well.
//!
//! `GRAPH_TOKEN=… cargo run --example batch`

mod support;

use msgraph::properties::{event, user};

#[tokio::main]
async fn main() -> support::Outcome {
    let graph = support::client()?;
    let me = graph.me();
    let mut batch = graph.batch();
    let profile = batch.add(me.clone().get().select(user::DISPLAY_NAME));
    let folders = batch.add(me.clone().mail_folders().list().top(5));
    let events = batch.add_after(
        me.events().list().select(event::SUBJECT).top(5),
        &[profile.id()],
    );
    let mut results = batch.send().await;
    let profile = results.take(profile).await?;
    println!("{}", profile.display_name.as_deref().unwrap_or("nobody"));
    // One that failed does not spoil the others.
    match results.take(folders).await {
        Ok(page) => println!("{} folders", page.items.len()),
        Err(error) => println!("no folders: {error}"),
    }
    for event in results.take(events).await?.items {
        println!("{}", event.subject.as_deref().unwrap_or("(no subject)"));
    }
    Ok(())
}
