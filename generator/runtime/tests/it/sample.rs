//! Types exactly as the generator emits them; the tests beside use them.

/// A file or another item in a mailbox. (A base type; made without an `@odata.type`.)
#[derive(Clone, Default)]
pub struct Attachment {
    /// Read-only.
    pub id: ::docwright_runtime::Field<String>,
    /// The name shown to people.
    pub name: ::docwright_runtime::Field<String>,
    /// In bytes.
    pub size: ::docwright_runtime::Field<i64>,
    /// What the documentation does not know.
    pub additional: ::docwright_runtime::Additional,
}
::docwright_runtime::record! {
    Attachment "sample.attachment", derived = false, secrets = [], 0 id "id", 1 name "name", 2 size "size"
}

/// Attached bytes.
#[derive(Clone, Default)]
pub struct FileAttachment {
    /// Read-only.
    pub id: ::docwright_runtime::Field<String>,
    /// The name shown to people.
    pub name: ::docwright_runtime::Field<String>,
    /// In bytes.
    pub size: ::docwright_runtime::Field<i64>,
    /// The bytes.
    pub content_bytes: ::docwright_runtime::Field<::docwright_runtime::Bytes>,
    /// What the documentation does not know.
    pub additional: ::docwright_runtime::Additional,
}
::docwright_runtime::record! {
    FileAttachment "sample.fileAttachment", derived = true, secrets = [], 0 id "id", 1 name "name", 2 size
    "size", 3 content_bytes "contentBytes"
}

/// An attached item.
#[derive(Clone, Default)]
pub struct ItemAttachment {
    /// Read-only.
    pub id: ::docwright_runtime::Field<String>,
    /// The name shown to people.
    pub name: ::docwright_runtime::Field<String>,
    /// In bytes.
    pub size: ::docwright_runtime::Field<i64>,
    /// The item.
    pub item: ::docwright_runtime::Field<Box<Call>>,
    /// What the documentation does not know.
    pub additional: ::docwright_runtime::Additional,
}
::docwright_runtime::record! {
    ItemAttachment "sample.itemAttachment", derived = true, secrets = [], 0 id "id", 1 name "name", 2 size
    "size", 3 item "item"
}

/// A type that a cargo feature has switched off.
#[cfg(any())]
#[derive(Clone, Default)]
pub struct LinkAttachment {
    /// What the documentation does not know.
    pub additional: ::docwright_runtime::Additional,
}
#[cfg(any())]
::docwright_runtime::record! {
    LinkAttachment "sample.linkAttachment", derived = true, secrets = []
}

/// An [`Attachment`] or a type derived from it.
#[derive(Clone)]
#[non_exhaustive]
pub enum AnyAttachment {
    /// No documented derived type.
    Attachment(Box<Attachment>),
    /// Attached bytes.
    FileAttachment(Box<FileAttachment>),
    /// An attached item.
    ItemAttachment(Box<ItemAttachment>),
    /// A type that a cargo feature has switched off.
    #[cfg(any())]
    LinkAttachment(Box<LinkAttachment>),
}
::docwright_runtime::any! {
    AnyAttachment, 0 0 Attachment(Attachment) "sample.attachment", 1 0
    FileAttachment(FileAttachment) "sample.fileAttachment", 2 0
    ItemAttachment(ItemAttachment) "sample.itemAttachment", #[cfg(any())] 3 1 LinkAttachment(LinkAttachment) "sample.linkAttachment"
}

/// The state of a call.
#[derive(Clone)]
#[non_exhaustive]
pub enum CallState {
    /// It rings.
    Incoming,
    /// It is under way.
    Established,
    /// It has ended.
    Terminated,
    /// A member that this version of the crate does not know.
    Unknown(::docwright_runtime::UnknownValue),
}
::docwright_runtime::open_enum! {
    CallState, 0 Incoming "incoming", 1 Established "established", 2 Terminated
    "terminated"
}

/// The kinds of media.
#[derive(Clone)]
#[non_exhaustive]
pub enum Modality {
    /// Sound.
    Audio,
    /// Pictures.
    Video,
    /// A member that this version of the crate does not know.
    Unknown(::docwright_runtime::UnknownValue),
}
::docwright_runtime::open_enum! {
    Modality, 0 Audio "audio", 1 Video "video"
}

/// Somebody in a call.
#[derive(Clone, Default)]
pub struct Participant {
    /// Read-only.
    pub id: ::docwright_runtime::Field<String>,
    /// Whether others hear nothing.
    pub is_muted: ::docwright_runtime::Field<bool>,
    /// What the documentation does not know.
    pub additional: ::docwright_runtime::Additional,
}
::docwright_runtime::record! {
    Participant "sample.participant", derived = false, secrets = [], 0 id "id", 1 is_muted "isMuted"
}

/// A call: one property of every kind.
#[derive(Clone, Default)]
pub struct Call {
    /// Read-only.
    pub id: ::docwright_runtime::Field<String>,
    /// An open enum.
    pub state: ::docwright_runtime::Field<CallState>,
    /// A set of an enum's members.
    pub modalities: ::docwright_runtime::Field<::docwright_runtime::Flags<Modality>>,
    /// Several members of an enum.
    pub past_states: ::docwright_runtime::Field<Vec<CallState>>,
    /// An object.
    pub organizer: ::docwright_runtime::Field<Box<Participant>>,
    /// Several objects.
    pub participants: ::docwright_runtime::Field<Vec<Participant>>,
    /// An object of a base type.
    pub main_attachment: ::docwright_runtime::Field<AnyAttachment>,
    /// Several objects of a base type.
    pub attachments: ::docwright_runtime::Field<Vec<AnyAttachment>>,
    /// A recursive type.
    pub transferred_from: ::docwright_runtime::Field<Box<Call>>,
    /// Several strings.
    pub tags: ::docwright_runtime::Field<Vec<String>>,
    /// A 32-bit integer.
    pub retries: ::docwright_runtime::Field<i32>,
    /// A 64-bit integer.
    pub bytes_sent: ::docwright_runtime::Field<i64>,
    /// A float.
    pub loudness: ::docwright_runtime::Field<f64>,
    /// Several floats.
    pub levels: ::docwright_runtime::Field<Vec<f64>>,
    /// A decimal number.
    pub price: ::docwright_runtime::Field<::docwright_runtime::Decimal>,
    /// An instant.
    pub created_date_time: ::docwright_runtime::Field<::docwright_runtime::jiff::Timestamp>,
    /// A date.
    pub day: ::docwright_runtime::Field<::docwright_runtime::jiff::civil::Date>,
    /// A time of day.
    pub starts_at: ::docwright_runtime::Field<::docwright_runtime::jiff::civil::Time>,
    /// A duration.
    pub lasted: ::docwright_runtime::Field<::docwright_runtime::jiff::Span>,
    /// Bytes.
    pub thumbnail: ::docwright_runtime::Field<::docwright_runtime::Bytes>,
    /// A GUID.
    pub tenant_id: ::docwright_runtime::Field<::docwright_runtime::Guid>,
    /// Any JSON.
    pub details: ::docwright_runtime::Field<::docwright_runtime::serde_json::Value>,
    /// Never printed.
    pub access_token: ::docwright_runtime::Field<String>,
    /// Lives in an area that a cargo feature has switched off.
    #[cfg(any())]
    pub link: ::docwright_runtime::Field<Box<LinkAttachment>>,
    /// Whether it is being recorded.
    pub is_recorded: ::docwright_runtime::Field<bool>,
    /// What the documentation does not know.
    pub additional: ::docwright_runtime::Additional,
}
::docwright_runtime::record! {
    Call "sample.call", derived = false, secrets = [22], 0 id "id", 1 state "state", 2 modalities
    "modalities", 3 past_states "pastStates", 4 organizer "organizer", 5 participants
    "participants", 6 main_attachment "mainAttachment", 7 attachments "attachments", 8
    transferred_from "transferredFrom", 9 tags "tags", 10 retries "retries", 11
    bytes_sent "bytesSent", 12 loudness "loudness", 13 levels "levels", 14 price "price",
    15 created_date_time "createdDateTime", 16 day "day", 17 starts_at "startsAt", 18
    lasted "lasted", 19 thumbnail "thumbnail", 20 tenant_id "tenantId", 21 details
    "details", 22 access_token "accessToken", #[cfg(any())] 23 link
    "link", 24 is_recorded "isRecorded"
}
