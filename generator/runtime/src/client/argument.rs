//! Values on their way into a URL or a header: each writes itself as plain text; encoding is the business of the place.

use std::borrow::Cow;
use std::fmt::Write;

use jiff::civil::{Date, Time};
use jiff::{Span, Timestamp};

use super::fault::Fault;
use crate::choice::{Choice, Flags};
use crate::field::Field;
use crate::scalar::{Bytes, Decimal, Guid};
use crate::wire::Show;

/// A value for a URL or a header.
///
/// ```
/// use docwright_runtime::{Field, client::Argument};
/// let mut text = String::new();
/// Field::Value(5).write(&mut text)?;
/// assert_eq!(text, "5");
/// assert!(Field::<String>::Absent.write(&mut text).is_err());
/// # Ok::<(), docwright_runtime::client::Fault>(())
/// ```
pub trait Argument {
    /// Appends the value as text, not encoded.
    ///
    /// Fails when there is no value to write.
    fn write(&self, out: &mut String) -> Result<(), Fault>;
}

impl<T: Argument + ?Sized> Argument for &T {
    fn write(&self, out: &mut String) -> Result<(), Fault> {
        (**self).write(out)
    }
}

impl Argument for str {
    fn write(&self, out: &mut String) -> Result<(), Fault> {
        out.push_str(self);
        Ok(())
    }
}

impl Argument for String {
    fn write(&self, out: &mut String) -> Result<(), Fault> {
        self.as_str().write(out)
    }
}

impl Argument for Cow<'_, str> {
    fn write(&self, out: &mut String) -> Result<(), Fault> {
        (**self).write(out)
    }
}

impl<T: Argument> Argument for Field<T> {
    fn write(&self, out: &mut String) -> Result<(), Fault> {
        match self {
            Self::Value(value) => value.write(out),
            Self::Absent | Self::Null => Err(Fault::new("the argument has no value")),
            Self::Unexpected(_) => Err(Fault::new(
                "the argument is of another kind than documented",
            )),
        }
    }
}

macro_rules! displayed {
    ($($type:ty),*) => {
        $(impl Argument for $type {
            fn write(&self, out: &mut String) -> Result<(), Fault> {
                // Writing into memory cannot fail.
                let _ = write!(out, "{self}");
                Ok(())
            }
        })*
    };
}

displayed!(bool, i8, i16, i32, i64, isize, u8, u16, u32, u64, usize);

/// `NaN`, `INF` and `-INF` as `OData` writes them.
impl Argument for f64 {
    fn write(&self, out: &mut String) -> Result<(), Fault> {
        if self.is_finite() {
            let _ = write!(out, "{self}");
        } else {
            out.push_str(crate::number::not_finite(*self));
        }
        Ok(())
    }
}

impl Argument for Decimal {
    fn write(&self, out: &mut String) -> Result<(), Fault> {
        self.as_str().write(out)
    }
}

macro_rules! shown {
    ($($type:ty),*) => {
        $(impl Argument for $type {
            fn write(&self, out: &mut String) -> Result<(), Fault> {
                out.push_str(&crate::wire::shown(self));
                Ok(())
            }
        })*
    };
}

shown!(Timestamp, Date, Time, Span, Bytes, Guid);
#[cfg(feature = "chrono")]
shown!(
    chrono::DateTime<chrono::Utc>,
    chrono::NaiveDate,
    chrono::NaiveTime
);
#[cfg(feature = "time")]
shown!(time::OffsetDateTime, time::Date, time::Time);

impl<E: Choice> Argument for Flags<E>
where
    Self: Show,
{
    fn write(&self, out: &mut String) -> Result<(), Fault> {
        out.push_str(&crate::wire::shown(self));
        Ok(())
    }
}
