//! The values that are no objects: how each Rust type reads a token and shows itself. What does not fit stays as it came.

mod binary;
mod clock;
mod dates;
mod decimal;
mod guid;

pub use binary::Bytes;
pub use decimal::Decimal;
pub use guid::{Guid, ParseGuidError};

use serde_json::Value;

use crate::error::Error;
use crate::number::number_value;
use crate::wire::OriginalForms;
use crate::wire::{Element, Taken, Token, View, Wire};

/// Implements [`Element`] and nothing else for a type that is [`Wire`].
macro_rules! element {
    ($($type:ty),*) => {
        $(impl $crate::wire::Element for $type {
            fn push(
                list: &mut Vec<Self>,
                token: $crate::wire::Token<'_>,
                forms: &mut $crate::wire::OriginalForms,
            ) -> Result<Option<$crate::serde_json::Value>, $crate::Error> {
                $crate::wire::push_wire(list, token, forms)
            }

            fn view_element(&self) -> $crate::wire::View<'_> {
                $crate::wire::Wire::view(self)
            }
        })*
    };
}
pub(crate) use element;

element!(String, bool, i32, i64, f64);

impl Wire for String {
    #[inline]
    fn take(token: Token<'_>, forms: &mut OriginalForms) -> Result<Taken<Self>, Error> {
        match token {
            Token::Str(value) => Ok(Taken::Fit(value.to_owned())),
            Token::Damaged(value, text) => {
                forms.keep_text(text, View::Str(value));
                Ok(Taken::Fit(value.to_owned()))
            }
            other => other.misfit(),
        }
    }

    fn view(&self) -> View<'_> {
        View::Str(self)
    }
}

impl Wire for bool {
    fn take(token: Token<'_>, _forms: &mut OriginalForms) -> Result<Taken<Self>, Error> {
        match token {
            Token::Bool(value) => Ok(Taken::Fit(value)),
            other => other.misfit(),
        }
    }

    fn view(&self) -> View<'_> {
        View::Bool(*self)
    }
}

impl Wire for i32 {
    fn take(token: Token<'_>, forms: &mut OriginalForms) -> Result<Taken<Self>, Error> {
        match token {
            Token::I64(value) => {
                Ok(Self::try_from(value).map_or_else(|_| Taken::Misfit(value.into()), Taken::Fit))
            }
            Token::F64(value, text) => Ok(match integer(value).map(Self::try_from) {
                Some(Ok(whole)) => {
                    keep_number(value, text, View::I64(whole.into()), forms);
                    Taken::Fit(whole)
                }
                Some(Err(_)) | None => Taken::Misfit(number_value(value, text)),
            }),
            other => other.misfit(),
        }
    }

    fn view(&self) -> View<'_> {
        View::I64((*self).into())
    }
}

/// The integer that a float is, of those that floats tell apart.
#[expect(
    clippy::cast_possible_truncation,
    reason = "it has no fraction and is below 2^53"
)]
fn integer(value: f64) -> Option<i64> {
    let is_whole = value.fract() == 0.0 && value.abs() < 9_007_199_254_740_992.0;
    (is_whole && !(value == 0.0 && value.is_sign_negative())).then_some(value as i64)
}

/// Keeps how an integer was written with a fraction or an exponent.
#[cold]
fn keep_number(value: f64, text: &str, canonical: View<'_>, forms: &mut OriginalForms) {
    if text.is_empty() {
        forms.keep(number_value(value, text), canonical);
    } else {
        forms.keep_text(text, canonical);
    }
}

/// Whether writing a float gives another text. The shortest text has no exponent here, no zero at its end, and few digits.
fn is_respelled(value: f64, text: &str) -> bool {
    let is_plain = text.len() < 17
        && text.bytes().all(|byte| !matches!(byte, b'e' | b'E'))
        && !text.ends_with('0');
    !is_plain
        && !text.is_empty()
        && serde_json::to_string(&value).is_ok_and(|written| written != text)
}

/// A number, or a string that holds one: `OData` services send strings to clients that ask for `IEEE754Compatible`.
impl Wire for i64 {
    fn take(token: Token<'_>, forms: &mut OriginalForms) -> Result<Taken<Self>, Error> {
        match token {
            Token::I64(value) => Ok(Taken::Fit(value)),
            Token::F64(value, text) => Ok(match integer(value) {
                Some(whole) => {
                    keep_number(value, text, View::I64(whole), forms);
                    Taken::Fit(whole)
                }
                None => Taken::Misfit(number_value(value, text)),
            }),
            Token::Str(text) => Ok(match text.parse() {
                Ok(value) => {
                    forms.keep(text.into(), View::I64(value));
                    Taken::Fit(value)
                }
                Err(_) => Taken::Misfit(text.into()),
            }),
            other => other.misfit(),
        }
    }

    fn view(&self) -> View<'_> {
        View::I64(*self)
    }
}

/// A number, or one of the strings `NaN`, `INF`, `-INF`.
impl Wire for f64 {
    #[expect(
        clippy::cast_precision_loss,
        reason = "the integer is kept beside the float, so nothing is lost in writing"
    )]
    fn take(token: Token<'_>, forms: &mut OriginalForms) -> Result<Taken<Self>, Error> {
        let (value, original) = match token {
            Token::F64(value, text) if value.is_finite() => {
                if is_respelled(value, text) {
                    forms.keep_text(text, View::F64(value));
                }
                return Ok(Taken::Fit(value));
            }
            Token::I64(value) => (value as Self, Value::from(value)),
            Token::U64(value) => (value as Self, Value::from(value)),
            Token::Str("NaN") => return Ok(Taken::Fit(Self::NAN)),
            Token::Str("INF") => return Ok(Taken::Fit(Self::INFINITY)),
            Token::Str("-INF") => return Ok(Taken::Fit(Self::NEG_INFINITY)),
            other => return other.misfit(),
        };
        forms.keep(original, View::F64(value));
        Ok(Taken::Fit(value))
    }

    fn view(&self) -> View<'_> {
        View::F64(*self)
    }
}

/// Untyped JSON.
impl Wire for Value {
    fn take(token: Token<'_>, _forms: &mut OriginalForms) -> Result<Taken<Self>, Error> {
        token.into_value().map(Taken::Fit)
    }

    fn view(&self) -> View<'_> {
        View::Json(self)
    }
}

/// Untyped JSON; in an array it may be `null`.
impl Element for Value {
    fn push(
        list: &mut Vec<Self>,
        token: Token<'_>,
        _forms: &mut OriginalForms,
    ) -> Result<Option<Value>, Error> {
        list.push(token.into_value()?);
        Ok(None)
    }

    fn view_element(&self) -> View<'_> {
        View::Json(self)
    }
}
