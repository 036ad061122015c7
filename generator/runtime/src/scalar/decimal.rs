//! Decimal numbers, kept as their text.

use std::fmt;
use std::str::FromStr;

use crate::error::Error;
use crate::wire::OriginalForms;
use crate::wire::{Taken, Token, View, Wire};

/// A decimal number, digit for digit as it came in. A number on the wire; one that came as a string goes out as a string.
///
/// ```
/// use docwright_runtime::Decimal;
/// let price: Decimal = "12.340".parse()?;
/// assert_eq!((price.as_str(), price.to_f64()), ("12.340", 12.34));
/// # Ok::<(), docwright_runtime::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Decimal(Box<str>);

impl Decimal {
    /// The JSON literal.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The nearest float.
    pub fn to_f64(&self) -> f64 {
        self.0.parse().unwrap_or(f64::NAN)
    }
}

impl FromStr for Decimal {
    type Err = Error;

    /// Takes what JSON takes for a number.
    fn from_str(text: &str) -> Result<Self, Error> {
        if crate::number::is_number(text) {
            Ok(Self(text.into()))
        } else {
            Err(Error::new("not a decimal number"))
        }
    }
}

impl From<i64> for Decimal {
    fn from(value: i64) -> Self {
        Self(value.to_string().into())
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl Wire for Decimal {
    fn take(token: Token<'_>, forms: &mut OriginalForms) -> Result<Taken<Self>, Error> {
        Ok(Taken::Fit(match token {
            Token::I64(value) => value.into(),
            Token::U64(value) => Self(value.to_string().into()),
            // A source that is not text tells the number only.
            Token::F64(value, "") if value.is_finite() => {
                Self(serde_json::Value::from(value).to_string().into())
            }
            Token::F64(_, literal) if !literal.is_empty() => Self(literal.into()),
            Token::Str(text) => match text.parse() {
                Ok(value) => {
                    forms.keep(text.into(), View::Number(text));
                    value
                }
                Err(_) => return Ok(Taken::Misfit(text.into())),
            },
            other => return other.misfit(),
        }))
    }

    fn view(&self) -> View<'_> {
        View::Number(&self.0)
    }
}

crate::value_impls!(Decimal);
