//! How text comes back exactly as it came, although fields are plain Rust types: what a value looked like on arrival is
//! noted beside the record, and written again for as long as the value is still the one that was read.

use std::hash::{DefaultHasher, Hash, Hasher};

use serde_json::Value;

use super::record::{Slot, State};
use super::wire::{View, shown};

/// A value that canonical writing would change: `"2020-01-01T00:00:00.000Z"`, `"Incoming"`, an `i64` as a string.
#[derive(Clone, Debug)]
pub(crate) struct Echo {
    field: u32,
    element: u32,
    /// Of the value that was read; another value in its place is written canonically.
    fingerprint: u64,
    original: Value,
}

/// Not in an array.
const WHOLE: u32 = u32::MAX;

/// Collects what must be written back in another than the canonical form; a reader of values adds to it.
#[derive(Debug)]
pub struct Notes {
    pub(crate) echoes: Vec<Echo>,
    field: u32,
    element: u32,
}

impl Default for Notes {
    fn default() -> Self {
        Self {
            echoes: Vec::new(),
            field: 0,
            element: WHOLE,
        }
    }
}

impl Notes {
    /// The value in hand arrived as `original`, while `canonical` is what would be written.
    #[cold]
    pub fn keep(&mut self, original: Value, canonical: View<'_>) {
        let fingerprint = fingerprint(canonical);
        self.echoes.push(Echo {
            field: self.field,
            element: self.element,
            fingerprint,
            original,
        });
    }

    /// What comes next belongs to this field; it may have had a value before.
    #[inline]
    pub(crate) fn field(&mut self, index: usize, slot: &dyn Slot) {
        self.field = index as u32;
        if !self.echoes.is_empty() && !matches!(slot.state(), State::Absent) {
            // Marks that nothing noted for this field so far counts any more.
            self.echoes.push(Echo {
                field: self.field,
                element: WHOLE,
                fingerprint: 0,
                original: Value::Null,
            });
        }
    }

    /// Takes over what was noted for one field of another record.
    pub(crate) fn adopt(&mut self, echoes: &mut [Echo], from: usize, to: usize) {
        for echo in echoes.iter_mut().filter(|echo| echo.field as usize == from) {
            let original = echo.original.take();
            self.echoes.push(Echo {
                field: to as u32,
                original,
                ..*echo
            });
        }
    }

    pub(crate) fn at_element(&mut self, index: Option<usize>) {
        self.element = index.map_or(WHOLE, |index| u32::try_from(index).unwrap_or(WHOLE));
    }
}

/// The echoes of one record.
#[derive(Clone, Copy)]
pub(crate) struct Echoes<'a>(&'a [Echo]);

impl<'a> Echoes<'a> {
    /// Sorted by (field, element); of several for one place the last counts.
    pub(crate) fn new(sorted: &'a [Echo]) -> Self {
        Self(sorted)
    }

    pub(crate) fn is_empty(self) -> bool {
        self.0.is_empty()
    }

    /// Those of one field.
    pub(crate) fn field(self, index: usize) -> Self {
        let start = self.0.partition_point(|echo| (echo.field as usize) < index);
        let end = self
            .0
            .partition_point(|echo| (echo.field as usize) <= index);
        Self(&self.0[start..end])
    }

    /// What arrived for this field's value, if it still is that value.
    pub(crate) fn whole(self, now: View<'_>) -> Option<&'a Value> {
        self.find(WHOLE, now)
    }

    /// What arrived for this element, if it still is that value.
    pub(crate) fn element(self, index: usize, now: View<'_>) -> Option<&'a Value> {
        self.find(u32::try_from(index).ok()?, now)
    }

    fn find(self, element: u32, now: View<'_>) -> Option<&'a Value> {
        let end = self.0.partition_point(|echo| echo.element <= element);
        let echo = self.0[..end].last()?;
        (echo.element == element && echo.fingerprint == fingerprint(now)).then_some(&echo.original)
    }
}

/// Puts notes into the order that [`Echoes`] needs; a later note on the same place stands behind.
pub(crate) fn sort(echoes: &mut [Echo]) {
    echoes.sort_by_key(|echo| (echo.field, echo.element));
}

/// Tells values of one type apart; 64 bits suffice, since a false match needs a caller who replaces a value by its twin.
fn fingerprint(view: View<'_>) -> u64 {
    let mut hasher = DefaultHasher::new();
    match view {
        View::Bool(value) => value.hash(&mut hasher),
        View::I64(value) => value.hash(&mut hasher),
        View::F64(value) => value.to_bits().hash(&mut hasher),
        View::Number(text) | View::Str(text) => text.hash(&mut hasher),
        View::Show(value) => shown(value).hash(&mut hasher),
        // Containers note their parts, never themselves.
        View::Array(_) | View::Record(_) | View::Json(_) => {}
    }
    hasher.finish()
}
