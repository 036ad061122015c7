//! Equality and `Debug` of records, over their tables.

use std::fmt;

use crate::additional::Additional;
use crate::record::{Record, State};
use crate::wire::{Show, View, shown};

/// Whether two records are of one type and hold equal values; how those were spelt on arrival does not count.
pub fn same_records(a: &dyn Record, b: &dyn Record) -> bool {
    let shape = a.shape();
    std::ptr::eq(shape, b.shape())
        && (0..shape.names.list().len()).all(|index| match (a.slot(index), b.slot(index)) {
            (Some(a), Some(b)) => same_states(a.state(), b.state()),
            (None, None) => true,
            (Some(_), None) | (None, Some(_)) => false,
        })
        && same_rest(a.additional(), b.additional())
}

fn same_rest(a: &Additional, b: &Additional) -> bool {
    a == b
}

pub(crate) fn same_states(a: State<'_>, b: State<'_>) -> bool {
    match (a, b) {
        (State::Absent, State::Absent) | (State::Null, State::Null) => true,
        (State::Value(a), State::Value(b)) => same_views(a, b),
        (State::Unexpected(a), State::Unexpected(b)) => a == b,
        _ => false,
    }
}

#[expect(
    clippy::float_cmp,
    reason = "this is equality of floats as Rust has it"
)]
fn same_views(a: View<'_>, b: View<'_>) -> bool {
    match (a, b) {
        (View::Bool(a), View::Bool(b)) => a == b,
        (View::I64(a), View::I64(b)) => a == b,
        (View::F64(a), View::F64(b)) => a == b,
        (View::Number(a), View::Number(b)) | (View::Str(a), View::Str(b)) => a == b,
        (View::Show(a), View::Show(b)) => canonical(a) == canonical(b),
        (View::Array(a), View::Array(b)) => {
            a.count() == b.count()
                && (0..a.count()).all(|index| same_views(a.at(index), b.at(index)))
        }
        (View::Record(a), View::Record(b)) => same_records(a, b),
        (View::Json(a), View::Json(b)) => a == b,
        _ => false,
    }
}

fn canonical(value: &dyn Show) -> Vec<u8> {
    let mut text = Vec::new();
    value.show_canonical(&mut text);
    text
}

/// Prints what is there, under the wire names; secrets as `[redacted]`.
pub fn debug_record(record: &dyn Record, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let shape = record.shape();
    let mut out = f.debug_struct(shape.rust_name);
    if let Some(tag) = record.additional().foreign_tag() {
        out.field("@odata.type", &tag);
    }
    for (index, name) in shape.names.list().iter().enumerate() {
        let Some(state) = record.slot(index).map(|slot| slot.state()) else {
            continue;
        };
        match state {
            State::Absent => {}
            State::Null => _ = out.field(name, &format_args!("null")),
            _ if shape.secrets.contains(&index) => _ = out.field(name, &format_args!("[redacted]")),
            State::Value(view) => _ = out.field(name, &view),
            State::Unexpected(value) => _ = out.field(name, &format_args!("Unexpected({value})")),
        }
    }
    for (name, value) in record.additional().entries() {
        out.field(name, &format_args!("{value}"));
    }
    out.finish()
}

impl fmt::Debug for View<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            View::Bool(it) => it.fmt(f),
            View::I64(it) => it.fmt(f),
            View::F64(it) => it.fmt(f),
            View::Number(it) => f.write_str(it),
            View::Str(it) => it.fmt(f),
            View::Show(it) => f.write_str(&shown(it)),
            View::Array(items) => f
                .debug_list()
                .entries((0..items.count()).map(|index| items.at(index)))
                .finish(),
            View::Record(record) => debug_record(record, f),
            View::Json(it) => it.fmt(f),
        }
    }
}
