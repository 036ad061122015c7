//! Instants, days, times of day and lengths of time as they travel, whatever crate they come from. A form that would not be written
//! is kept beside the value.

#[cfg(feature = "chrono")]
mod chrono;
mod jiff;
#[cfg(feature = "time")]
mod time;

use std::fmt::{Display, Write};

use ::jiff::{Timestamp, civil};

use super::clock::{self, Clock};
use crate::error::Error;
use crate::wire::OriginalForms;
use crate::wire::{Show, Taken, Token, View};

/// A point in time, of any crate.
trait Instant: Show + Display + Sized {
    /// From seconds since 1970 and nanoseconds after them, which are not negative and less than a second.
    fn new(second: i64, nanosecond: i32) -> Option<Self>;
    /// The same back. A leap second may have more nanoseconds than others.
    fn parts(&self) -> (i64, i32);
}

/// A day of the Gregorian calendar, of any crate.
trait Day: Show + Display + Sized {
    /// From year, month and day.
    fn new(year: i16, month: i8, day: i8) -> Option<Self>;
    /// The same back.
    fn parts(&self) -> (i64, i64, i64);
}

/// A time of day, of any crate.
trait TimeOfDay: Show + Display + Sized {
    /// From hour, minute, second and nanosecond.
    fn new(hour: i8, minute: i8, second: i8, nanosecond: i32) -> Option<Self>;
    /// Seconds since midnight, and nanoseconds after them.
    fn parts(&self) -> (i64, i32);
}

/// Implements [`Wire`] and [`Show`] with the functions of one of the traits above.
macro_rules! travels {
    ($($type:ty: $take:ident $show:ident),*) => {
        $(impl $crate::wire::Wire for $type {
            fn take(
                token: $crate::wire::Token<'_>,
                forms: &mut $crate::wire::OriginalForms,
            ) -> Result<$crate::wire::Taken<Self>, $crate::Error> {
                super::$take(token, forms)
            }

            fn view(&self) -> $crate::wire::View<'_> {
                $crate::wire::View::Show(self)
            }
        }

        impl $crate::wire::Show for $type {
            fn show(&self, out: &mut Vec<u8>) {
                super::$show(self, out);
            }
        }

        crate::scalar::element!($type);)*
    };
}
use travels;

/// RFC 3339. The form with `Z` is read and written here, any other one by `jiff`.
fn take_instant<T: Instant>(
    token: Token<'_>,
    forms: &mut OriginalForms,
) -> Result<Taken<T>, Error> {
    let Token::Str(text) = token else {
        return token.misfit();
    };
    if let Some((second, clock)) = clock::instant(text.as_bytes())
        && let Some(value) = T::new(second, clock.nanosecond)
    {
        return Ok(written(value, clock.is_canonical, text, forms));
    }
    let read = text.parse::<Timestamp>().ok();
    let (second, nanosecond) = read.map_or((0, 0), |value| Instant::parts(&value));
    let read = read.and_then(|_| T::new(second, nanosecond));
    Ok(read.map_or_else(
        || Taken::Misfit(text.into()),
        |value| fit(value, text, forms),
    ))
}

fn show_instant<T: Instant>(value: &T, out: &mut Vec<u8>) {
    const LAST: i32 = 999_999_999;
    let (second, nanosecond) = value.parts();
    if clock::write_instant(second, nanosecond.min(LAST), out) {
        return;
    }
    match Timestamp::new(second, nanosecond.min(LAST)) {
        Ok(far) => print(&far, out),
        Err(_) => print(value, out),
    }
}

/// `2020-01-31`, or a form that `jiff` reads.
fn take_day<T: Day>(token: Token<'_>, forms: &mut OriginalForms) -> Result<Taken<T>, Error> {
    let Token::Str(text) = token else {
        return token.misfit();
    };
    if let Some((year, month, day)) = clock::date(text.as_bytes())
        && let Some(value) = T::new(year, month, day)
    {
        return Ok(Taken::Fit(value));
    }
    let read = text.parse::<civil::Date>().ok();
    let read = read.and_then(|value| T::new(value.year(), value.month(), value.day()));
    Ok(read.map_or_else(
        || Taken::Misfit(text.into()),
        |value| fit(value, text, forms),
    ))
}

fn show_day<T: Day>(value: &T, out: &mut Vec<u8>) {
    match value.parts() {
        (year @ 0..=9999, month, day) => clock::write_date(year, month, day, out),
        _ => print(value, out),
    }
}

/// `13:20:00.5`, or a form that `jiff` reads.
fn take_time<T: TimeOfDay>(token: Token<'_>, forms: &mut OriginalForms) -> Result<Taken<T>, Error> {
    let Token::Str(text) = token else {
        return token.misfit();
    };
    if let Some(Clock {
        hour,
        minute,
        second,
        nanosecond,
        is_canonical,
    }) = clock::clock(text.as_bytes())
        && let Some(value) = T::new(hour, minute, second, nanosecond)
    {
        return Ok(written(value, is_canonical, text, forms));
    }
    let read = text.parse::<civil::Time>().ok();
    let read = read.and_then(|value| {
        T::new(
            value.hour(),
            value.minute(),
            value.second(),
            value.subsec_nanosecond(),
        )
    });
    Ok(read.map_or_else(
        || Taken::Misfit(text.into()),
        |value| fit(value, text, forms),
    ))
}

fn show_time<T: TimeOfDay>(value: &T, out: &mut Vec<u8>) {
    let (second, nanosecond) = value.parts();
    clock::write_clock(second, nanosecond.min(999_999_999), out);
}

/// Keeps the text where it is known that the value would be written differently.
fn written<T: Show>(
    value: T,
    is_canonical: bool,
    text: &str,
    forms: &mut OriginalForms,
) -> Taken<T> {
    if !is_canonical {
        forms.keep(text.into(), View::Show(&value));
    }
    Taken::Fit(value)
}

/// Keeps the text where the value turns out to be written differently.
fn fit<T: Show>(value: T, text: &str, forms: &mut OriginalForms) -> Taken<T> {
    let mut shown = Vec::with_capacity(40);
    value.show(&mut shown);
    written(value, shown == text.as_bytes(), text, forms)
}

/// What the crate of the value prints.
fn print(value: &impl Display, out: &mut Vec<u8>) {
    let mut text = String::new();
    // Writing into memory cannot fail.
    let _ = write!(text, "{value}");
    out.extend_from_slice(text.as_bytes());
}
