//! The sample types as one would write them by hand with serde's derives: the same fields, and nothing kept of the rest.

#![allow(dead_code, reason = "the fields are read by nobody but serde")]

use docwright_runtime::jiff::{Span, Timestamp, civil};
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
pub(crate) struct List {
    value: Vec<Call>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum State {
    Incoming,
    Established,
    Terminated,
    #[serde(other)]
    Unknown,
}

#[derive(Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct Participant {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    is_muted: Option<bool>,
}

#[derive(Serialize, Deserialize)]
#[serde(tag = "@odata.type")]
pub(crate) enum Attachment {
    #[serde(rename = "#sample.fileAttachment")]
    File(FileAttachment),
    #[serde(rename = "#sample.itemAttachment")]
    Item(ItemAttachment),
}

#[derive(Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct FileAttachment {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    size: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    content_bytes: Option<String>,
}

#[derive(Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct ItemAttachment {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    size: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    item: Option<Box<Call>>,
}

#[derive(Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct Call {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    state: Option<State>,
    #[serde(skip_serializing_if = "Option::is_none")]
    modalities: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    past_states: Option<Vec<State>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    organizer: Option<Box<Participant>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    participants: Option<Vec<Participant>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    main_attachment: Option<Attachment>,
    #[serde(skip_serializing_if = "Option::is_none")]
    attachments: Option<Vec<Attachment>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    transferred_from: Option<Box<Call>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tags: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    retries: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    bytes_sent: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    loudness: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    levels: Option<Vec<f64>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    price: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    created_date_time: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    day: Option<civil::Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    starts_at: Option<civil::Time>,
    #[serde(skip_serializing_if = "Option::is_none")]
    lasted: Option<Span>,
    #[serde(skip_serializing_if = "Option::is_none")]
    thumbnail: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tenant_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    details: Option<docwright_runtime::serde_json::Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    access_token: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    is_recorded: Option<bool>,
}
