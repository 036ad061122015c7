//! Finds a value of an example again, in the text of its page. Only findings need that, so claims do not carry it.

use crate::source::Span;
use crate::syntax::json;

/// A step into a JSON value.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    /// To the value of a key.
    Key(String),
    /// To an item of a list, from 0.
    Item(usize),
}

/// Where a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The key that leads to it; of an item of a list, and of the whole body, the value itself.
    pub key: Span,
    /// The value.
    pub value: Span,
}

/// Where the value is in the page's text. `body` is the place of the whole body.
pub fn place(text: &str, body: Span, path: &[Step]) -> Option<Place> {
    let written = text.get(body.start as usize..body.end as usize)?;
    let (json, _) = json::read(written, body.page, body.start);
    let json = json?;
    let mut at = &json;
    let mut key = at.span;
    for step in path {
        (at, key) = match (step, &at.value) {
            (Step::Key(key), json::Value::Object(members)) => {
                let member = members.iter().rev().find(|member| member.key == *key)?;
                (&member.value, member.key_span)
            }
            (Step::Item(index), json::Value::Array(items)) => {
                let item = items
                    .iter()
                    .filter(|item| item.value != json::Value::Elided)
                    .nth(*index)?;
                (item, item.span)
            }
            _ => return None,
        };
    }
    Some(Place {
        key,
        value: at.span,
    })
}
