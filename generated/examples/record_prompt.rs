//! Plays a question to the caller and records the answer.
//!
//! `GRAPH_TOKEN=… cargo run --example record_prompt CALL-ID https://…/question.wav`

mod support;

use msgraph::models::{MediaInfo, MediaPrompt};
use msgraph::operations::CallRecordResponseBody;

#[tokio::main]
async fn main() -> support::Outcome {
    let mut arguments = std::env::args().skip(1);
    let (Some(call), Some(question)) = (arguments.next(), arguments.next()) else {
        return Err("usage: record_prompt CALL-ID URL".into());
    };
    let prompt = MediaPrompt {
        media_info: MediaInfo {
            uri: question.into(),
            ..Default::default()
        }
        .into(),
        ..Default::default()
    };
    let body = CallRecordResponseBody {
        prompts: vec![prompt].into(),
        max_record_duration_in_seconds: 20.into(),
        stop_tones: vec!["#".to_owned()].into(),
        ..Default::default()
    };
    let graph = support::client()?;
    let operation = graph
        .communications()
        .calls()
        .id(call)
        .record_response(&body)
        .await?;
    println!(
        "{}: {}",
        operation.id.as_deref().unwrap_or("no id"),
        operation
            .status
            .as_ref()
            .map_or("no status", |status| status.as_str()),
    );
    Ok(())
}
