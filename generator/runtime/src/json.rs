//! JSON text to and from generated types, without serde in between: the same result as `serde_json`, faster.
//!
//! A damaged string spoils only itself: a control character that is not escaped is taken as it is; half of a surrogate pair, and
//! bytes that are not UTF-8, become U+FFFD. A field that is a string is written back with the half that arrived.
//!
//! ```
//! use docwright_runtime::{json, serde_json::{Value, json}};
//! let value: Value = json::from_str("{\"a\": [1, 2.0, null]}")?;
//! assert_eq!(value, json!({"a": [1, 2.0, null]}));
//! assert_eq!(json::to_string(&value), "{\"a\":[1,2.0,null]}");
//! # Ok::<(), docwright_runtime::Error>(())
//! ```

#[cfg(feature = "client")]
pub(crate) mod raw;
pub(crate) mod reader;
mod text;
mod writer;

use std::borrow::Cow;

use crate::error::Error;
use crate::record::Record;
use crate::wire::{Element, OriginalForms, Token, View};
use reader::Reader;
use writer::Writer;

/// Reads one value from UTF-8 text; a byte order mark before it is skipped, and bytes that are not UTF-8 become U+FFFD.
///
/// Fails when the text is not JSON, is nested deeper than 128 levels, or is of another kind than `T` on the outside.
pub fn from_slice<T: Element>(text: &[u8]) -> Result<T, Error> {
    from_str(&utf8(text))
}

/// The text without a byte order mark.
fn utf8(text: &[u8]) -> Cow<'_, str> {
    let text = text.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(text);
    // Faster where nothing is lost, which is nearly always.
    match std::str::from_utf8(text) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => String::from_utf8_lossy(text),
    }
}

/// Reads one value from text.
///
/// Fails when the text is not JSON, is nested deeper than 128 levels, or is of another kind than `T` on the outside.
pub fn from_str<T: Element>(text: &str) -> Result<T, Error> {
    let mut reader = Reader::new(text);
    let mut one = Vec::with_capacity(1);
    let read = reader
        .token()
        .and_then(|token| T::push(&mut one, token, &mut OriginalForms::default()));
    let read = read.and_then(|refused| reader.end().map(|()| refused));
    match read.map_err(|error| reader.place(error))? {
        None => one.pop().ok_or_else(|| Error::new("no value")),
        Some(value) => Err(
            Error::new(format!("unexpected {} on the outside", kind(&value)))
                .at(text.as_bytes(), 0),
        ),
    }
}

/// Fills a new record from text.
pub(crate) fn read_into(record: &mut dyn Record, text: &str) -> Result<(), Error> {
    let mut reader = Reader::new(text);
    let read = match reader.token() {
        Ok(Token::Object(members)) => members.fill(record),
        Ok(_) => Err(Error::new("expected an object")),
        Err(error) => Err(error),
    };
    read.and_then(|()| reader.end())
        .map_err(|error| reader.place(error))
}

/// Fills a new record from UTF-8 text.
#[cfg(feature = "client")]
pub(crate) fn fill_slice(record: &mut dyn Record, text: &[u8]) -> Result<(), Error> {
    read_into(record, &utf8(text))
}

/// Of a JSON object that breaks off, what is whole: closed behind the last whole element of this array, or behind the last whole
/// member. `None` when nothing is, or when nothing is broken.
#[cfg(feature = "client")]
pub(crate) fn before_break(text: &[u8], array: &str) -> Option<String> {
    Reader::new(&utf8(text)).before_break(array)
}

/// Writes a record of any type as text.
pub fn record_to_string(record: &dyn Record) -> String {
    let mut writer = Writer::default();
    writer.view(View::Record(record));
    String::from_utf8(writer.text).unwrap_or_default()
}

/// Takes one value out of untyped JSON.
pub fn from_value<T: Element>(value: serde_json::Value) -> Result<T, Error> {
    struct One<T>(Vec<T>);
    impl<T: Element> crate::wire::Sink for One<T> {
        fn put(
            &mut self,
            token: crate::wire::Token<'_>,
            forms: &mut OriginalForms,
        ) -> Result<Option<serde_json::Value>, Error> {
            T::push(&mut self.0, token, forms)
        }
    }
    let mut one = One(Vec::with_capacity(1));
    match crate::untyped::put(value, &mut one, &mut OriginalForms::default())? {
        None => one.0.pop().ok_or_else(|| Error::new("no value")),
        Some(value) => Err(Error::new(format!(
            "unexpected {} on the outside",
            kind(&value)
        ))),
    }
}

/// Writes a value as text.
pub fn to_string<T: Element>(value: &T) -> String {
    String::from_utf8(to_vec(value)).unwrap_or_default()
}

/// Writes a value as UTF-8 text.
pub fn to_vec<T: Element>(value: &T) -> Vec<u8> {
    let mut writer = Writer::default();
    writer.view(value.view_element());
    writer.text
}

/// Writes a value as untyped JSON.
pub fn to_value<T: Element>(value: &T) -> serde_json::Value {
    crate::value::from_view(value.view_element())
}

fn kind(value: &serde_json::Value) -> &'static str {
    match value {
        serde_json::Value::Null => "null",
        serde_json::Value::Bool(_) => "boolean",
        serde_json::Value::Number(_) => "number",
        serde_json::Value::String(_) => "string",
        serde_json::Value::Array(_) => "array",
        serde_json::Value::Object(_) => "object",
    }
}
