//! Dates and times of other crates in filters: written as those of jiff are.

use docwright_runtime::odata::Property;
use docwright_runtime::{chrono, time};

struct Mail;

#[test]
fn other_crates_write_the_same_literals() {
    let sent: Property<Mail, chrono::DateTime<chrono::Utc>> = Property::new("sent");
    let instant = chrono::DateTime::from_timestamp(1_580_477_000, 0).unwrap();
    assert_eq!(sent.ge(instant).as_str(), "sent ge 2020-01-31T13:23:20Z");
    let day: Property<Mail, chrono::NaiveDate> = Property::new("day");
    assert_eq!(day.eq(instant.date_naive()).as_str(), "day eq 2020-01-31");
    let clock: Property<Mail, chrono::NaiveTime> = Property::new("clock");
    assert_eq!(clock.lt(instant.time()).as_str(), "clock lt 13:23:20");

    let sent: Property<Mail, time::OffsetDateTime> = Property::new("sent");
    let instant = time::OffsetDateTime::from_unix_timestamp(1_580_477_000).unwrap();
    assert_eq!(sent.ge(instant).as_str(), "sent ge 2020-01-31T13:23:20Z");
    let day: Property<Mail, time::Date> = Property::new("day");
    assert_eq!(day.eq(instant.date()).as_str(), "day eq 2020-01-31");
    let clock: Property<Mail, time::Time> = Property::new("clock");
    assert_eq!(clock.lt(instant.time()).as_str(), "clock lt 13:23:20");
}
