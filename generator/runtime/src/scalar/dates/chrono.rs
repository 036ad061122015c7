//! `chrono`'s instants, days and times as they travel. A leap second is written as the end of the second before it, which every
//! service reads.

use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, Timelike, Utc};

use super::{Day, Instant, TimeOfDay};

super::travels! {
    DateTime<Utc>: take_instant show_instant,
    NaiveDate: take_day show_day,
    NaiveTime: take_time show_time
}

impl Instant for DateTime<Utc> {
    fn new(second: i64, nanosecond: i32) -> Option<Self> {
        Self::from_timestamp(second, nanosecond.try_into().ok()?)
    }

    fn parts(&self) -> (i64, i32) {
        (self.timestamp(), nanoseconds(self.timestamp_subsec_nanos()))
    }
}

impl Day for NaiveDate {
    fn new(year: i16, month: i8, day: i8) -> Option<Self> {
        Self::from_ymd_opt(year.into(), month.try_into().ok()?, day.try_into().ok()?)
    }

    fn parts(&self) -> (i64, i64, i64) {
        (self.year().into(), self.month().into(), self.day().into())
    }
}

impl TimeOfDay for NaiveTime {
    fn new(hour: i8, minute: i8, second: i8, nanosecond: i32) -> Option<Self> {
        Self::from_hms_nano_opt(
            hour.try_into().ok()?,
            minute.try_into().ok()?,
            second.try_into().ok()?,
            nanosecond.try_into().ok()?,
        )
    }

    fn parts(&self) -> (i64, i32) {
        (
            self.num_seconds_from_midnight().into(),
            nanoseconds(self.nanosecond()),
        )
    }
}

/// Less than two seconds, so they always fit.
fn nanoseconds(count: u32) -> i32 {
    count.try_into().unwrap_or(i32::MAX)
}
