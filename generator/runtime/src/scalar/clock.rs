//! Digits of dates and times: the one form that services write, and nothing else. Knows no `jiff`.

#![expect(clippy::cast_sign_loss, reason = "digits are not negative")]

/// A time of day, as it was written.
pub(super) struct Clock {
    pub(super) hour: i8,
    pub(super) minute: i8,
    pub(super) second: i8,
    pub(super) nanosecond: i32,
    /// Without needless zeros in the fraction.
    pub(super) is_canonical: bool,
}

/// `2020-01-31`
pub(super) fn date(text: &[u8]) -> Option<(i16, i8, i8)> {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = *text else {
        return None;
    };
    let year = pair(y1, y2)? * 100 + pair(y3, y4)?;
    Some((year, pair(m1, m2)? as i8, pair(d1, d2)? as i8))
}

/// `13:20:00` with up to nine digits of a fraction.
pub(super) fn clock(text: &[u8]) -> Option<Clock> {
    let (whole, fraction) = text.split_at_checked(8)?;
    let [h1, h2, b':', m1, m2, b':', s1, s2] = *whole else {
        return None;
    };
    let (hour, minute, second) = (
        pair(h1, h2)? as i8,
        pair(m1, m2)? as i8,
        pair(s1, s2)? as i8,
    );
    if hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    let (mut nanosecond, mut is_canonical) = (0, true);
    if let Some((dot, digits)) = fraction.split_first() {
        if *dot != b'.' || digits.is_empty() || digits.len() > 9 {
            return None;
        }
        for index in 0..9 {
            let digit = digits
                .get(index)
                .map_or(0, |digit| digit.wrapping_sub(b'0'));
            nanosecond = nanosecond * 10 + i32::from(Some(digit).filter(|digit| *digit < 10)?);
        }
        is_canonical = digits.last() != Some(&b'0');
    }
    Some(Clock {
        hour,
        minute,
        second,
        nanosecond,
        is_canonical,
    })
}

/// `2020-01-31T13:20:00.25Z` as seconds since 1970 and the time of day.
pub(super) fn instant(text: &[u8]) -> Option<(i64, Clock)> {
    let (day, rest) = text.split_at_checked(10)?;
    let time = rest.strip_prefix(b"T")?.strip_suffix(b"Z")?;
    let (year, month, day) = date(day)?;
    let clock = clock(time)?;
    let days = days_since_1970(year.into(), month.into(), day.into())?;
    let seconds =
        i64::from(clock.hour) * 3600 + i64::from(clock.minute) * 60 + i64::from(clock.second);
    Some((days * 86_400 + seconds, clock))
}

fn pair(tens: u8, ones: u8) -> Option<i16> {
    let (tens, ones) = (tens.wrapping_sub(b'0'), ones.wrapping_sub(b'0'));
    (tens < 10 && ones < 10).then(|| i16::from(tens * 10 + ones))
}

/// The proleptic Gregorian calendar, counted from 1 March so that the leap day comes last.
fn days_since_1970(year: i64, month: i64, day: i64) -> Option<i64> {
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let length = match month {
        4 | 6 | 9 | 11 => 30,
        2 => 28 + i64::from(is_leap),
        1..=12 => 31,
        _ => return None,
    };
    if !(1..=length).contains(&day) {
        return None;
    }
    let year = year - i64::from(month <= 2);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    Some(
        year * 365 + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + day_of_year
            - 719_468,
    )
}

/// Writes an instant; says whether it could (years 0 to 9999).
pub(super) fn write_instant(seconds: i64, nanosecond: i32, out: &mut Vec<u8>) -> bool {
    let days = seconds.div_euclid(86_400) + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    if !(0..=9999).contains(&year) {
        return false;
    }
    write_date(year, month, day, out);
    out.push(b'T');
    write_clock(seconds.rem_euclid(86_400), nanosecond, out);
    out.push(b'Z');
    true
}

pub(super) fn write_date(year: i64, month: i64, day: i64, out: &mut Vec<u8>) {
    let ([y1, y2], [y3, y4], [m1, m2], [d1, d2]) = (
        digits(year / 100),
        digits(year % 100),
        digits(month),
        digits(day),
    );
    out.extend_from_slice(&[y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2]);
}

/// Writes a time of day, given as seconds since midnight.
pub(super) fn write_clock(seconds: i64, nanosecond: i32, out: &mut Vec<u8>) {
    let ([h1, h2], [m1, m2], [s1, s2]) = (
        digits(seconds / 3600),
        digits(seconds / 60 % 60),
        digits(seconds % 60),
    );
    out.extend_from_slice(&[h1, h2, b':', m1, m2, b':', s1, s2]);
    if nanosecond > 0 {
        out.push(b'.');
        let mut rest = nanosecond;
        let mut power = 100_000_000;
        while rest > 0 {
            out.push(b'0' + (rest / power) as u8);
            rest %= power;
            power /= 10;
        }
    }
}

fn digits(number: i64) -> [u8; 2] {
    [b'0' + (number / 10) as u8, b'0' + (number % 10) as u8]
}
