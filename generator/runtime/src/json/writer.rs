//! Writes JSON text.

use std::convert::Infallible;
use std::fmt::{self, Write as _};

use serde_json::Value;

use super::text;
use crate::record::Record;
use crate::value::{self, Out};
use crate::wire::View;

#[derive(Default)]
pub(super) struct Writer {
    pub(super) text: Vec<u8>,
}

impl Writer {
    pub(super) fn view(&mut self, view: View<'_>) {
        match view {
            View::Bool(it) => self.raw(if it { "true" } else { "false" }),
            View::I64(it) => self.integer(it),
            View::F64(it) if it.is_finite() => self.untyped_number(it),
            View::F64(it) => text::write(&mut self.text, crate::scalar::not_finite(it)),
            View::Number(it) => self.raw(it),
            View::Str(it) => text::write(&mut self.text, it),
            View::Short(it) => text::write(&mut self.text, it.as_str()),
            View::Show(it) => {
                self.text.push(b'"');
                // Writing into memory cannot fail.
                let _ = write!(Inner(&mut self.text), "{it}");
                self.text.push(b'"');
            }
            View::Bytes(it) => {
                self.text.push(b'"');
                it.write_base64(&mut self.text);
                self.text.push(b'"');
            }
            View::Array(items) => {
                self.list(items.count(), |writer, index| writer.view(items.at(index)));
            }
            View::Record(record) => self.record(record),
            View::Json(it) => self.untyped(it),
        }
    }

    fn record(&mut self, record: &dyn Record) {
        self.text.push(b'{');
        let mut first = true;
        let done: Result<(), Infallible> = value::members(record, |name, out| {
            if !first {
                self.text.push(b',');
            }
            first = false;
            text::write(&mut self.text, name);
            self.text.push(b':');
            self.out(out);
            Ok(())
        });
        match done {
            Ok(()) => self.text.push(b'}'),
            Err(never) => match never {},
        }
    }

    fn out(&mut self, out: Out<'_>) {
        match out {
            Out::Null => self.raw("null"),
            Out::View(view) => self.view(view),
            Out::Json(value) => self.untyped(value),
            Out::List(items, echoes) => self.list(items.count(), |writer, index| {
                let view = items.at(index);
                match echoes.element(index, view) {
                    Some(original) => writer.untyped(original),
                    None => writer.view(view),
                }
            }),
        }
    }

    fn list(&mut self, count: usize, mut element: impl FnMut(&mut Self, usize)) {
        self.text.push(b'[');
        for index in 0..count {
            if index > 0 {
                self.text.push(b',');
            }
            element(self, index);
        }
        self.text.push(b']');
    }

    fn untyped(&mut self, value: &Value) {
        match value {
            Value::Null => self.raw("null"),
            Value::Bool(it) => self.view(View::Bool(*it)),
            Value::Number(it) => match it.as_i64() {
                Some(it) => self.integer(it),
                None => self.raw(&it.to_string()),
            },
            Value::String(it) => text::write(&mut self.text, it),
            Value::Array(it) => self.list(it.len(), |writer, index| writer.untyped(&it[index])),
            Value::Object(it) => {
                self.text.push(b'{');
                for (index, (name, value)) in it.iter().enumerate() {
                    if index > 0 {
                        self.text.push(b',');
                    }
                    text::write(&mut self.text, name);
                    self.text.push(b':');
                    self.untyped(value);
                }
                self.text.push(b'}');
            }
        }
    }

    fn raw(&mut self, text: &str) {
        self.text.extend_from_slice(text.as_bytes());
    }

    fn integer(&mut self, it: i64) {
        let mut digits = [0; 20];
        let mut at = digits.len();
        let mut rest = it.unsigned_abs();
        loop {
            at -= 1;
            digits[at] = b'0' + (rest % 10) as u8;
            rest /= 10;
            if rest == 0 {
                break;
            }
        }
        if it < 0 {
            self.text.push(b'-');
        }
        self.text.extend_from_slice(&digits[at..]);
    }

    /// `serde_json` has the fast shortest form; the standard library's is slow.
    fn untyped_number(&mut self, it: f64) {
        // A float that is finite can be written, and memory takes it.
        let _ = serde_json::to_writer(&mut self.text, &it);
    }
}

/// Escapes what is formatted into it.
struct Inner<'a>(&'a mut Vec<u8>);

impl fmt::Write for Inner<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        text::write_inner(self.0, text);
        Ok(())
    }
}
