//! `jiff`'s instants, days, times and spans as they travel.

use jiff::civil::{Date, Time};
use jiff::{Span, Timestamp};

use super::{Day, Error, Instant, OriginalForms, Show, Taken, TimeOfDay, Token, View, fit, print};
use crate::scalar::element;
use crate::wire::Wire;

super::travels! {
    Timestamp: take_instant show_instant,
    Date: take_day show_day,
    Time: take_time show_time
}

element!(Span);

impl Instant for Timestamp {
    fn new(second: i64, nanosecond: i32) -> Option<Self> {
        Self::new(second, nanosecond).ok()
    }

    fn parts(&self) -> (i64, i32) {
        // Before 1970 both count backwards.
        match (self.as_second(), self.subsec_nanosecond()) {
            (second, nanosecond @ ..0) => (second - 1, nanosecond + 1_000_000_000),
            parts => parts,
        }
    }
}

impl Day for Date {
    fn new(year: i16, month: i8, day: i8) -> Option<Self> {
        Self::new(year, month, day).ok()
    }

    fn parts(&self) -> (i64, i64, i64) {
        (self.year().into(), self.month().into(), self.day().into())
    }
}

impl TimeOfDay for Time {
    fn new(hour: i8, minute: i8, second: i8, nanosecond: i32) -> Option<Self> {
        Self::new(hour, minute, second, nanosecond).ok()
    }

    fn parts(&self) -> (i64, i32) {
        let second = i64::from(self.hour()) * 3600
            + i64::from(self.minute()) * 60
            + i64::from(self.second());
        (second, self.subsec_nanosecond())
    }
}

/// ISO 8601.
impl Wire for Span {
    fn take(token: Token<'_>, forms: &mut OriginalForms) -> Result<Taken<Self>, Error> {
        let Token::Str(text) = token else {
            return token.misfit();
        };
        // `jiff` also reads its own friendly form; the API does not speak it.
        let is_iso = text.trim_start_matches(['-', '+']).starts_with('P');
        Ok(match text.parse() {
            Ok(value) if is_iso => fit::<Self>(value, text, forms),
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
