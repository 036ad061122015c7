//! `jiff`'s instants, dates, times and spans as they travel. A form that `jiff` would not write is kept beside the value.

use std::fmt::Display;
use std::str::FromStr;

use jiff::civil::{Date, Time};
use jiff::{Span, Timestamp};

use super::element;
use crate::echo::Notes;
use crate::error::Error;
use crate::wire::{Element, Taken, Token, View, Wire, push_wire};
use serde_json::Value;

element!(Timestamp, Date, Time, Span);

/// Reads text, and keeps it where the value would be written differently.
fn take<T: Wire + FromStr>(token: Token<'_, '_>, notes: &mut Notes) -> Result<Taken<T>, Error> {
    let Token::Str(text) = token else {
        return token.misfit();
    };
    let Ok(value) = text.parse::<T>() else {
        return Ok(Taken::Misfit(text.into()));
    };
    let same = match value.view() {
        View::Short(short) => short.as_str() == text,
        View::Show(show) => show.to_string() == text,
        _ => false,
    };
    if !same {
        notes.keep(text.into(), value.view());
    }
    Ok(Taken::Fit(value))
}

fn short(value: &dyn Display) -> View<'_> {
    View::Show(value)
}

impl Wire for Timestamp {
    fn take(token: Token<'_, '_>, notes: &mut Notes) -> Result<Taken<Self>, Error> {
        take(token, notes)
    }

    fn view(&self) -> View<'_> {
        short(self)
    }
}

impl Wire for Date {
    fn take(token: Token<'_, '_>, notes: &mut Notes) -> Result<Taken<Self>, Error> {
        take(token, notes)
    }

    fn view(&self) -> View<'_> {
        short(self)
    }
}

impl Wire for Time {
    fn take(token: Token<'_, '_>, notes: &mut Notes) -> Result<Taken<Self>, Error> {
        take(token, notes)
    }

    fn view(&self) -> View<'_> {
        short(self)
    }
}

impl Wire for Span {
    fn take(token: Token<'_, '_>, notes: &mut Notes) -> Result<Taken<Self>, Error> {
        take(token, notes)
    }

    fn view(&self) -> View<'_> {
        short(self)
    }
}
