//! Rust values as literals of `OData` expressions (ABNF 4.01, `primitiveLiteral`).

use jiff::civil::{Date, Time};
use jiff::{Span, Timestamp};
use serde_json::Value;

use super::formula::Formula;
use crate::choice::{Choice, Flags};
use crate::scalar::{Bytes, Decimal, Guid};
use crate::wire::{Show, shown};

/// What can be written into an expression.
pub trait Literal {
    /// Appends itself.
    fn write(&self, out: &mut Formula);
}

/// What a property of type `V` can be compared with in an expression about a `T`: a value of that type, another property, [`Null`].
pub trait Operand<T, V>: Literal {}

/// The literal `null`.
#[derive(Clone, Copy, Debug)]
pub struct Null;

impl Literal for Null {
    fn write(&self, out: &mut Formula) {
        out.push("null");
    }
}

impl<T, V> Operand<T, V> for Null {}

/// Says which types of properties a Rust type can be compared with.
macro_rules! operands {
    ($($type:ty => $($value:ty),+;)*) => { $($(impl<T> Operand<T, $value> for $type {})+)* };
}

operands! {
    &str => String, Value;
    &&str => String, Value;
    String => String, Value;
    &String => String, Value;
    bool => bool, Value;
    i32 => i32, i64, f64, Decimal, Value;
    i64 => i64, f64, Decimal, Value;
    f64 => f64, Value;
    Decimal => Decimal;
    Timestamp => Timestamp;
    Date => Date;
    Time => Time;
    Span => Span;
    Guid => Guid;
    Bytes => Bytes;
    Value => Value;
}

#[cfg(feature = "chrono")]
operands! {
    chrono::DateTime<chrono::Utc> => chrono::DateTime<chrono::Utc>;
    chrono::NaiveDate => chrono::NaiveDate;
    chrono::NaiveTime => chrono::NaiveTime;
}

#[cfg(feature = "time")]
operands! {
    time::OffsetDateTime => time::OffsetDateTime;
    time::Date => time::Date;
    time::Time => time::Time;
}

/// Strings in quotes.
macro_rules! quoted {
    ($($type:ty),*) => {
        $(impl Literal for $type {
            fn write(&self, out: &mut Formula) {
                out.push_quoted(self);
            }
        })*
    };
}

quoted!(&str, &&str, String, &String);

/// What stands in an expression as it travels in JSON, without quotes.
macro_rules! bare {
    ($($type:ty),*) => {
        $(impl Literal for $type {
            fn write(&self, out: &mut Formula) {
                out.push(&shown(self));
            }
        })*
    };
}

bare!(Timestamp, Date, Time, Guid);
#[cfg(feature = "chrono")]
bare!(
    chrono::DateTime<chrono::Utc>,
    chrono::NaiveDate,
    chrono::NaiveTime
);
#[cfg(feature = "time")]
bare!(time::OffsetDateTime, time::Date, time::Time);

macro_rules! displayed {
    ($($type:ty),*) => {
        $(impl Literal for $type {
            fn write(&self, out: &mut Formula) {
                out.push(&self.to_string());
            }
        })*
    };
}

displayed!(bool, i32, i64);

impl Literal for f64 {
    fn write(&self, out: &mut Formula) {
        if self.is_finite() {
            // Large and small numbers take an exponent, as the grammar allows.
            out.push(&format!("{self:?}"));
        } else {
            out.push(crate::number::not_finite(*self));
        }
    }
}

impl Literal for Decimal {
    fn write(&self, out: &mut Formula) {
        out.push(self.as_str());
    }
}

/// `duration'PT1H'`: the prefix is what every version of `OData` reads.
impl Literal for Span {
    fn write(&self, out: &mut Formula) {
        out.push("duration");
        out.push_quoted(&shown(self));
    }
}

/// `binary'…'`, in base64url.
impl Literal for Bytes {
    fn write(&self, out: &mut Formula) {
        let text = shown(self).replace('+', "-").replace('/', "_");
        out.push("binary");
        out.push_quoted(text.trim_end_matches('='));
    }
}

/// A scalar as itself; an array or object as JSON, which `OData` allows as an argument.
impl Literal for Value {
    fn write(&self, out: &mut Formula) {
        match self {
            Self::String(text) => out.push_quoted(text),
            Self::Null | Self::Bool(_) | Self::Number(_) | Self::Array(_) | Self::Object(_) => {
                out.push(&self.to_string());
            }
        }
    }
}

/// A member of an enum, in quotes.
impl<E: Choice> Literal for E {
    fn write(&self, out: &mut Formula) {
        out.push_quoted(self.as_str());
    }
}

impl<T, E: Choice> Operand<T, E> for E {}

impl<T, E: Choice> Operand<T, Flags<E>> for E {}

impl<E> Literal for Flags<E>
where
    Self: Show,
{
    fn write(&self, out: &mut Formula) {
        out.push_quoted(&shown(self));
    }
}

impl<T, E: Choice> Operand<T, Self> for Flags<E> {}
