//! `jiff`'s instants, dates, times and spans as they travel. A form that `jiff` would not write is kept beside the value.

use std::fmt::Write;

use jiff::civil::{Date, Time};
use jiff::{Span, Timestamp};
use serde_json::Value;

use super::clock::{self, Clock};
use super::element;
use crate::echo::Notes;
use crate::error::Error;
use crate::wire::{Element, Show, Taken, Token, View, Wire, push_wire};

element!(Timestamp, Date, Time, Span);

/// Keeps the text where the value would be written differently.
fn fit<T: Show>(value: T, text: &str, notes: &mut Notes) -> Taken<T> {
    let mut written = Vec::with_capacity(40);
    value.show(&mut written);
    if written != text.as_bytes() {
        notes.keep(text.into(), View::Show(&value));
    }
    Taken::Fit(value)
}

/// What `jiff` prints.
fn print(value: &impl std::fmt::Display, out: &mut Vec<u8>) {
    let mut text = String::new();
    // Writing into memory cannot fail.
    let _ = write!(text, "{value}");
    out.extend_from_slice(text.as_bytes());
}

/// RFC 3339. The form with `Z` is read and written without `jiff`'s general parser and printer.
impl Wire for Timestamp {
    fn take(token: Token<'_, '_>, notes: &mut Notes) -> Result<Taken<Self>, Error> {
        let Token::Str(text) = token else {
            return token.misfit();
        };
        if let Some((seconds, clock)) = clock::instant(text.as_bytes())
            && let Ok(it) = Self::new(seconds, clock.nanosecond)
        {
            if !clock.is_canonical {
                notes.keep(text.into(), View::Show(&it));
            }
            return Ok(Taken::Fit(it));
        }
        Ok(match text.parse() {
            Ok(it) => fit::<Self>(it, text, notes),
            Err(_) => Taken::Misfit(text.into()),
        })
    }

    fn view(&self) -> View<'_> {
        View::Show(self)
    }
}

impl Show for Timestamp {
    fn show(&self, out: &mut Vec<u8>) {
        let (seconds, nanosecond) = (self.as_second(), self.subsec_nanosecond());
        if nanosecond < 0 || !clock::write_instant(seconds, nanosecond, out) {
            print(self, out);
        }
    }
}

impl Wire for Date {
    fn take(token: Token<'_, '_>, notes: &mut Notes) -> Result<Taken<Self>, Error> {
        let Token::Str(text) = token else {
            return token.misfit();
        };
        if let Some((year, month, day)) = clock::date(text.as_bytes())
            && let Ok(it) = Self::new(year, month, day)
        {
            return Ok(Taken::Fit(it));
        }
        Ok(match text.parse() {
            Ok(it) => fit::<Self>(it, text, notes),
            Err(_) => Taken::Misfit(text.into()),
        })
    }

    fn view(&self) -> View<'_> {
        View::Show(self)
    }
}

impl Show for Date {
    fn show(&self, out: &mut Vec<u8>) {
        if self.year() < 0 {
            return print(self, out);
        }
        clock::write_date(
            self.year().into(),
            self.month().into(),
            self.day().into(),
            out,
        );
    }
}

impl Wire for Time {
    fn take(token: Token<'_, '_>, notes: &mut Notes) -> Result<Taken<Self>, Error> {
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
            && let Ok(it) = Self::new(hour, minute, second, nanosecond)
        {
            if !is_canonical {
                notes.keep(text.into(), View::Show(&it));
            }
            return Ok(Taken::Fit(it));
        }
        Ok(match text.parse() {
            Ok(it) => fit::<Self>(it, text, notes),
            Err(_) => Taken::Misfit(text.into()),
        })
    }

    fn view(&self) -> View<'_> {
        View::Show(self)
    }
}

impl Show for Time {
    fn show(&self, out: &mut Vec<u8>) {
        let seconds = i64::from(self.hour()) * 3600
            + i64::from(self.minute()) * 60
            + i64::from(self.second());
        clock::write_clock(seconds, self.subsec_nanosecond(), out);
    }
}

/// ISO 8601.
impl Wire for Span {
    fn take(token: Token<'_, '_>, notes: &mut Notes) -> Result<Taken<Self>, Error> {
        let Token::Str(text) = token else {
            return token.misfit();
        };
        // `jiff` also reads its own friendly form; the API does not speak it.
        let is_iso = text.trim_start_matches(['-', '+']).starts_with('P');
        Ok(match text.parse() {
            Ok(it) if is_iso => fit::<Self>(it, text, notes),
            _ => Taken::Misfit(text.into()),
        })
    }

    fn view(&self) -> View<'_> {
        View::Show(self)
    }
}

impl Show for Span {
    fn show(&self, out: &mut Vec<u8>) {
        print(self, out);
    }
}
