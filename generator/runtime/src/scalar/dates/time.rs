//! The instants, days and times of the crate `time` as they travel. Instants come in UTC, and go out in UTC whatever their offset.

use time::{Date, Month, OffsetDateTime, Time};

use super::{Day, Instant, TimeOfDay};

super::travels! {
    OffsetDateTime: take_instant show_instant,
    Date: take_day show_day,
    Time: take_time show_time
}

impl Instant for OffsetDateTime {
    fn new(second: i64, nanosecond: i32) -> Option<Self> {
        let whole = Self::from_unix_timestamp(second).ok()?;
        whole.replace_nanosecond(nanosecond.try_into().ok()?).ok()
    }

    fn parts(&self) -> (i64, i32) {
        (self.unix_timestamp(), nanoseconds(self.nanosecond()))
    }
}

impl Day for Date {
    fn new(year: i16, month: i8, day: i8) -> Option<Self> {
        let month = Month::try_from(u8::try_from(month).ok()?).ok()?;
        Self::from_calendar_date(year.into(), month, day.try_into().ok()?).ok()
    }

    fn parts(&self) -> (i64, i64, i64) {
        let (year, month, day) = self.to_calendar_date();
        (year.into(), u8::from(month).into(), day.into())
    }
}

impl TimeOfDay for Time {
    fn new(hour: i8, minute: i8, second: i8, nanosecond: i32) -> Option<Self> {
        Self::from_hms_nano(
            hour.try_into().ok()?,
            minute.try_into().ok()?,
            second.try_into().ok()?,
            nanosecond.try_into().ok()?,
        )
        .ok()
    }

    fn parts(&self) -> (i64, i32) {
        let (hour, minute, second, nanosecond) = self.as_hms_nano();
        let second = i64::from(hour) * 3600 + i64::from(minute) * 60 + i64::from(second);
        (second, nanoseconds(nanosecond))
    }
}

/// Less than a second, so they always fit.
fn nanoseconds(count: u32) -> i32 {
    count.try_into().unwrap_or(i32::MAX)
}
