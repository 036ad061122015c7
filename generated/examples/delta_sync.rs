//! Prints what changed among the users of a tenant since the last run. The link to go on from is kept in a file.
//!
//! `GRAPH_TOKEN=… cargo run --example delta_sync users.link`

mod support;

use std::path::PathBuf;

use futures_util::TryStreamExt;
use msgraph::prelude::*;
use msgraph::properties::user;
use msgraph::runtime::client::Change;

#[tokio::main]
async fn main() -> support::Outcome {
    let file = std::env::args()
        .nth(1)
        .map(PathBuf::from)
        .ok_or("usage: delta_sync FILE")?;
    let graph = support::client()?;
    let operation = graph
        .users()
        .delta()
        .select((user::DISPLAY_NAME, user::JOB_TITLE));
    let mut changes = if file.exists() {
        operation
            .resume(std::fs::read_to_string(&file)?.trim())
            .items()
    } else {
        operation.stream()
    };
    while let Some(change) = changes.try_next().await? {
        match change {
            Change::Changed(user) => println!(
                "changed: {} {}",
                user.id.as_deref().unwrap_or_default(),
                user.display_name.as_deref().unwrap_or_default(),
            ),
            Change::Removed { id, .. } => println!("removed: {id}"),
        }
    }
    // The link is there once the last change has been read.
    if let Some(link) = changes.delta_link() {
        std::fs::write(&file, link)?;
    }
    Ok(())
}
