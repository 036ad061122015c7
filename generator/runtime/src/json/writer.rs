//! Writes JSON text.

use serde_json::Value;

use super::text;
use crate::record::{Record, State};
use crate::value::{self, Out};
use crate::wire::{Show, View};

#[derive(Default)]
pub(super) struct Writer {
    pub(super) text: Vec<u8>,
}

impl Writer {
    pub(super) fn view(&mut self, view: View<'_>) {
        match view {
            View::Bool(value) => self.raw(if value { "true" } else { "false" }),
            View::I64(value) => self.integer(value),
            View::F64(value) if value.is_finite() => self.untyped_number(value),
            View::F64(value) => text::write(&mut self.text, crate::number::not_finite(value)),
            View::Number(value) => self.raw(value),
            View::Str(value) => text::write(&mut self.text, value),
            View::Show(value) => self.show(value),
            View::Array(items) => {
                self.list(items.count(), |writer, index| writer.view(items.at(index)));
            }
            View::Record(record) => self.record(record),
            View::Json(value) => self.untyped(value),
        }
    }

    fn record(&mut self, record: &dyn Record) {
        let start = self.text.len();
        let (shape, additional) = record.parts();
        if let Some(tag) = additional.tag_for(shape) {
            self.member(crate::record::TAG);
            text::write(&mut self.text, tag);
        }
        let originals = additional.originals();
        let plain = shape.names.are_plain();
        for (index, name) in shape.names.list().iter().enumerate() {
            let Some(slot) = record.slot(index) else {
                continue;
            };
            let state = slot.state();
            if matches!(state, State::Absent) {
                continue;
            }
            if plain {
                self.plain_member(name);
            } else {
                self.member(name);
            }
            match state {
                State::Absent | State::Null => self.raw("null"),
                State::Unexpected(value) => self.untyped(value),
                State::Value(view) if originals.is_empty() => self.view(view),
                State::Value(view) => match originals.field(index) {
                    its if its.is_empty() => self.view(view),
                    its => self.out(value::in_original_form(view, its)),
                },
            }
        }
        for (name, value) in additional.written(record) {
            self.member(name);
            self.untyped(value);
        }
        // Every member begins with a comma: the first one's becomes the bracket.
        match self.text.get_mut(start) {
            Some(first) => *first = b'{',
            None => self.text.push(b'{'),
        }
        self.text.push(b'}');
    }

    fn member(&mut self, name: &str) {
        self.text.push(b',');
        text::write(&mut self.text, name);
        self.text.push(b':');
    }

    /// The same for a name without anything to escape.
    #[inline]
    fn plain_member(&mut self, name: &str) {
        self.text.reserve(name.len() + 4);
        self.text.extend_from_slice(b",\"");
        self.text.extend_from_slice(name.as_bytes());
        self.text.extend_from_slice(b"\":");
    }

    fn out(&mut self, out: Out<'_>) {
        match out {
            Out::Null => self.raw("null"),
            Out::View(view) => self.view(view),
            Out::Json(value) => self.untyped(value),
            Out::Text(_, text) => self.raw(text),
            Out::List(items, originals) => {
                let mut elements = value::elements(items, originals);
                self.list(elements.len(), |writer, _| {
                    writer.out(elements.next().unwrap_or(Out::Null));
                });
            }
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
            Value::Bool(value) => self.view(View::Bool(*value)),
            Value::Number(value) => match value.as_i64() {
                Some(value) => self.integer(value),
                None => self.raw(&value.to_string()),
            },
            Value::String(value) => text::write(&mut self.text, value),
            Value::Array(values) => {
                self.list(values.len(), |writer, index| writer.untyped(&values[index]));
            }
            Value::Object(value) => {
                self.text.push(b'{');
                for (index, (name, value)) in value.iter().enumerate() {
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

    /// What is shown is plain but for unknown members of flag enums.
    fn show(&mut self, value: &dyn Show) {
        self.text.push(b'"');
        let start = self.text.len();
        value.show(&mut self.text);
        if text::scan(&self.text, start) < self.text.len() {
            let shown = self.text.split_off(start);
            text::write_inner(&mut self.text, &String::from_utf8_lossy(&shown));
        }
        self.text.push(b'"');
    }

    fn raw(&mut self, text: &str) {
        self.text.extend_from_slice(text.as_bytes());
    }

    fn integer(&mut self, value: i64) {
        let mut digits = [0; 20];
        let mut at = digits.len();
        let mut rest = value.unsigned_abs();
        loop {
            at -= 1;
            digits[at] = b'0' + (rest % 10) as u8;
            rest /= 10;
            if rest == 0 {
                break;
            }
        }
        if value < 0 {
            self.text.push(b'-');
        }
        self.text.extend_from_slice(&digits[at..]);
    }

    /// `serde_json` has the fast shortest form; the standard library's is slow.
    fn untyped_number(&mut self, value: f64) {
        // A float that is finite can be written, and memory takes it.
        let _ = serde_json::to_writer(&mut self.text, &value);
    }
}
