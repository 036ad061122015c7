//! Equality, differences and `Debug` of records, over their tables.

use std::fmt;

use crate::record::{Record, State, unexpected_elements};
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
        && unexpected_elements(a) == unexpected_elements(b)
        && a.additional() == b.additional()
}

fn same_states(a: State<'_>, b: State<'_>) -> bool {
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

/// What has to be sent to turn `before` into `after`: the fields that differ, and unknown properties likewise.
///
/// A property that `after` no longer has is left out: absence says nothing to a service. Set it to `Null` to clear it.
///
/// ```
/// # use docwright_runtime::{Additional, Field, changes, json};
/// # #[derive(Clone, Default)]
/// # pub struct Call { pub id: Field<String>, pub retries: Field<i32>, pub additional: Additional }
/// # docwright_runtime::record! { Call "sample.call", derived = false, secrets = [], 0 id "id", 1 retries "retries" }
/// let before: Call = json::from_str(r#"{"id": "1", "retries": 2}"#)?;
/// let after = Call { retries: Field::Null, ..before.clone() };
/// assert_eq!(json::to_string(&changes(&before, &after)), r#"{"retries":null}"#);
/// # Ok::<(), docwright_runtime::Error>(())
/// ```
pub fn changes<T: Record + Default>(before: &T, after: &T) -> T {
    let mut patch = T::default();
    collect_changes(before, after, &mut patch);
    patch
}

fn collect_changes(before: &dyn Record, after: &dyn Record, patch: &mut dyn Record) {
    for index in 0..after.shape().names.list().len() {
        if let (Some(before), Some(after), Some(place)) =
            (before.slot(index), after.slot(index), patch.slot_mut(index))
            && !same_states(before.state(), after.state())
        {
            place.assign(after);
        }
    }
    let old = before.additional();
    for (name, value) in after
        .additional()
        .iter()
        .filter(|(name, value)| old.get(name) != Some(value))
    {
        patch.additional_mut().insert(name, value.clone());
    }
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
    for (name, element) in unexpected_elements(record) {
        let is_secret = shape
            .secrets
            .iter()
            .any(|secret| shape.names.list()[*secret] == name);
        let place = format!("{name}[{}]", element.index);
        if is_secret {
            out.field(&place, &format_args!("[redacted]"));
        } else {
            out.field(&place, &format_args!("Unexpected({})", element.value));
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
            View::Bool(value) => value.fmt(f),
            View::I64(value) => value.fmt(f),
            View::F64(value) => value.fmt(f),
            View::Number(value) => f.write_str(value),
            View::Str(value) => value.fmt(f),
            View::Show(value) => f.write_str(&shown(value)),
            View::Array(items) => f
                .debug_list()
                .entries((0..items.count()).map(|index| items.at(index)))
                .finish(),
            View::Record(record) => debug_record(record, f),
            View::Json(value) => value.fmt(f),
        }
    }
}
