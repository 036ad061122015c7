//! JSON text within JSON text: a value that is kept as it stands, to be read later as something else.

use serde_json::Value;

use crate::error::Error;
use crate::wire::{Element, OriginalForms, Taken, Token, View, Wire, push_wire};

/// The text of one JSON value.
#[derive(Clone, Debug)]
pub(crate) struct Raw(pub(crate) String);

impl Wire for Raw {
    fn take(token: Token<'_>, _forms: &mut OriginalForms) -> Result<Taken<Self>, Error> {
        let untyped = match token {
            Token::F64(_, literal) if !literal.is_empty() => return Ok(fit(literal)),
            Token::Damaged(_, text) => return Ok(fit(text)),
            Token::Object(members) => match members.0.text()? {
                Some(text) => return Ok(fit(text)),
                None => members.0.untyped()?,
            },
            Token::Array(elements) => match elements.0.text()? {
                Some(text) => return Ok(fit(text)),
                None => elements.0.untyped()?,
            },
            other => other.into_value()?,
        };
        Ok(fit(&super::to_string(&untyped)))
    }

    fn view(&self) -> View<'_> {
        View::Str(&self.0)
    }
}

fn fit(text: &str) -> Taken<Raw> {
    Taken::Fit(Raw(text.to_owned()))
}

impl Element for Raw {
    fn push(
        list: &mut Vec<Self>,
        token: Token<'_>,
        forms: &mut OriginalForms,
    ) -> Result<Option<Value>, Error> {
        push_wire(list, token, forms)
    }

    fn view_element(&self) -> View<'_> {
        self.view()
    }
}
