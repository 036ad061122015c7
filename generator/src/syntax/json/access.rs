//! Asking JSON values for what is in them.

use super::{Json, Value};

impl<'s> Json<'s> {
    /// The value of a member of an object; of a repeated key, the last one, as JSON readers have it.
    pub fn get(&self, key: &str) -> Option<&Json<'s>> {
        match &self.value {
            Value::Object(members) => members
                .iter()
                .rev()
                .find(|member| member.key == key)
                .map(|member| &member.value),
            _ => None,
        }
    }

    /// The text of a string.
    pub fn as_str(&self) -> Option<&str> {
        match &self.value {
            Value::String(text) => Some(text),
            _ => None,
        }
    }

    /// A truth value; pages also write it as the string `"true"`.
    pub fn as_bool(&self) -> Option<bool> {
        match &self.value {
            Value::Bool(value) => Some(*value),
            Value::String(text) if text.trim().eq_ignore_ascii_case("true") => Some(true),
            Value::String(text) if text.trim().eq_ignore_ascii_case("false") => Some(false),
            _ => None,
        }
    }

    /// The elements of an array.
    pub fn as_array(&self) -> Option<&[Json<'s>]> {
        match &self.value {
            Value::Array(elements) => Some(elements),
            _ => None,
        }
    }

    /// The members of an object.
    pub fn as_object(&self) -> Option<&[super::Member<'s>]> {
        match &self.value {
            Value::Object(members) => Some(members),
            _ => None,
        }
    }

    /// The same as a `serde_json` value; `None` if the page left something out. Integers up to 64 bits are exact, other
    /// numbers are the nearest double. Of a repeated key the last one counts.
    pub fn to_serde(&self) -> Option<serde_json::Value> {
        Some(match &self.value {
            Value::Null => serde_json::Value::Null,
            Value::Bool(value) => serde_json::Value::Bool(*value),
            Value::Number(text) => serde_json::from_str(text)
                .unwrap_or_else(|_| serde_json::Value::String(text.to_string())),
            Value::String(text) => serde_json::Value::String(text.to_string()),
            Value::Array(elements) => serde_json::Value::Array(
                elements.iter().map(Self::to_serde).collect::<Option<_>>()?,
            ),
            Value::Object(members) => {
                let pairs = members
                    .iter()
                    .map(|member| Some((member.key.to_string(), member.value.to_serde()?)));
                serde_json::Value::Object(pairs.collect::<Option<_>>()?)
            }
            Value::Elided => return None,
        })
    }
}
