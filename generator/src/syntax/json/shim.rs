use super::*;
use crate::source::PageId;
pub fn read<'s>(text: &'s str, page: PageId, at: u32) -> (Option<Json<'static>>, Vec<Repair>) {
    let span = Span {
        page,
        start: at,
        end: at,
    };
    fn conv(v: serde_json::Value, span: Span) -> Json<'static> {
        let value = match v {
            serde_json::Value::Null => Value::Null,
            serde_json::Value::Bool(b) => Value::Bool(b),
            serde_json::Value::Number(n) => Value::Number(n.to_string().into()),
            serde_json::Value::String(n) => Value::String(n.into()),
            serde_json::Value::Array(a) => {
                Value::Array(a.into_iter().map(|v| conv(v, span)).collect())
            }
            serde_json::Value::Object(a) => Value::Object(
                a.into_iter()
                    .map(|(k, v)| Member {
                        key: k.into(),
                        key_span: span,
                        value: conv(v, span),
                    })
                    .collect(),
            ),
        };
        Json { value, span }
    }
    (
        serde_json::from_str(text).ok().map(|v| conv(v, span)),
        vec![],
    )
}
impl<'s> Json<'s> {
    pub fn get(&self, k: &str) -> Option<&Json<'s>> {
        match &self.value {
            Value::Object(m) => m.iter().find(|m| m.key == k).map(|m| &m.value),
            _ => None,
        }
    }
    pub fn as_str(&self) -> Option<&str> {
        match &self.value {
            Value::String(m) => Some(m),
            _ => None,
        }
    }
    pub fn as_bool(&self) -> Option<bool> {
        match &self.value {
            Value::Bool(m) => Some(*m),
            Value::String(s) => match s.as_ref() {
                "true" => Some(true),
                "false" => Some(false),
                _ => None,
            },
            _ => None,
        }
    }
}
