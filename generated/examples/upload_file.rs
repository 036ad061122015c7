//! Uploads a file to the drive of the signed-in user, piece by piece; one that breaks off goes on where it stopped.
//!
//! `GRAPH_TOKEN=… cargo run --example upload_file report.pdf Documents/report.pdf`

mod support;

use msgraph::models::DriveItem;
use msgraph::operations::DriveItemCreateUploadSessionBody;
use msgraph::runtime::client::Uploaded;

#[tokio::main]
async fn main() -> support::Outcome {
    let mut arguments = std::env::args().skip(1);
    let (Some(file), Some(place)) = (arguments.next(), arguments.next()) else {
        return Err("usage: upload_file FILE PLACE".into());
    };
    let content = std::fs::read(&file)?;
    let graph = support::client()?;
    let session = graph
        .me()
        .drive()
        .root()
        .path(place)
        .create_upload_session(&DriveItemCreateUploadSessionBody::default())
        .await?;
    let mut upload = graph.upload(&session)?.on_progress(|progress| {
        println!("{} of {} bytes", progress.sent, progress.total);
    });
    let done: Uploaded<DriveItem> = match upload.send(content.clone()).await {
        Err(error) if error.is_retryable() => upload.send(content).await?,
        done => done?,
    };
    match done.item {
        Some(item) => println!("{}", item.web_url.as_deref().unwrap_or("uploaded")),
        None => println!("uploaded"),
    }
    Ok(())
}
