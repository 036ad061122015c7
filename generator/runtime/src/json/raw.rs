//! JSON text within JSON text: a value that is kept as it stands, to be read later as something else.

use serde_json::Value;

use crate::echo::Notes;
use crate::error::Error;
use crate::fill::{Elements, ElementsFrom, Members, MembersFrom};
use crate::wire::{Element, Taken, Token, View, Wire, push_wire};

/// The text of one JSON value.
#[derive(Clone, Debug)]
pub(crate) struct Raw(pub(crate) String);

impl Wire for Raw {
    fn take(token: Token<'_, '_>, _notes: &mut Notes) -> Result<Taken<Self>, Error> {
        let text = match token {
            Token::F64(_, literal) if !literal.is_empty() => literal.to_owned(),
            Token::Object(Members(MembersFrom::Json(reader))) => reader.raw_object()?.to_owned(),
            Token::Array(Elements(ElementsFrom::Json(reader))) => reader.raw_array()?.to_owned(),
            other => crate::json::to_string(&other.into_value()?),
        };
        Ok(Taken::Fit(Self(text)))
    }

    fn view(&self) -> View<'_> {
        View::Str(&self.0)
    }
}

impl Element for Raw {
    fn push(
        list: &mut Vec<Self>,
        token: Token<'_, '_>,
        notes: &mut Notes,
    ) -> Result<Option<Value>, Error> {
        push_wire(list, token, notes)
    }

    fn view_element(&self) -> View<'_> {
        self.view()
    }
}
