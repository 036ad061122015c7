//! How text comes back exactly as it arrived, although fields are plain Rust types: where a value was written in another form
//! than the one that writing gives, that form is kept beside the record, and so are elements that do not fit their list. Both
//! are written again for as long as the field still holds what was read.

use std::hash::{DefaultHasher, Hash, Hasher};

use serde_json::Value;

use super::record::{Slot, State};
use super::wire::{Items, View, shown};

/// The form in which a value arrived, where writing gives another: `"2020-01-01T00:00:00.000Z"`, `"Incoming"`, an `i64` as a string.
#[derive(Clone, Debug)]
struct OriginalForm {
    field: u32,
    element: u32,
    /// Of the value that was read; another value in its place is written canonically.
    fingerprint: u64,
    original: Original,
}

/// What arrived.
#[derive(Clone, Debug)]
pub(crate) enum Original {
    Value(Value),
    /// JSON text: of a string that no Rust string can hold, of a number in another spelling.
    Text(Box<str>),
    /// The elements of a list that do not fit it. The fingerprint is of those that do, and another list in their place is written alone.
    Elements(Box<[UnexpectedElement]>),
}

/// Not in an array.
const WHOLE: u32 = u32::MAX;

/// Of a list, the elements that do not fit it.
const ELEMENTS: u32 = u32::MAX - 1;

/// An element of a list that is of another kind than documented.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct UnexpectedElement {
    /// Its index in the list as it arrived, where it stands among the elements of the documented kind.
    pub index: usize,
    /// What it is.
    pub value: Value,
}

/// What is kept of one record's text beside its fields; a reader of values adds to it.
#[derive(Clone, Debug)]
pub struct OriginalForms {
    forms: Vec<OriginalForm>,
    /// Where the value in hand belongs.
    field: u32,
    element: u32,
}

impl Default for OriginalForms {
    fn default() -> Self {
        Self {
            forms: Vec::new(),
            field: 0,
            element: WHOLE,
        }
    }
}

impl OriginalForms {
    /// The value in hand arrived as `original`, while `canonical` is what would be written.
    #[cold]
    pub fn keep(&mut self, original: Value, canonical: View<'_>) {
        self.push(self.element, canonical, Original::Value(original));
    }

    /// The value in hand arrived as this JSON text.
    #[cold]
    pub(crate) fn keep_text(&mut self, text: &str, canonical: View<'_>) {
        self.push(self.element, canonical, Original::Text(text.into()));
    }

    /// The list in hand also had these elements; `items` are those that it holds.
    #[cold]
    pub(crate) fn keep_elements(&mut self, elements: Vec<UnexpectedElement>, items: &dyn Items) {
        self.push(
            ELEMENTS,
            View::Array(items),
            Original::Elements(elements.into()),
        );
    }

    fn push(&mut self, element: u32, canonical: View<'_>, original: Original) {
        self.forms.push(OriginalForm {
            field: self.field,
            element,
            fingerprint: fingerprint(canonical),
            original,
        });
    }

    /// What comes next belongs to this field; it may have had a value before.
    #[inline]
    pub(crate) fn field(&mut self, index: usize, slot: &dyn Slot) {
        self.field = index as u32;
        if !self.forms.is_empty() {
            self.forget(slot);
        }
    }

    /// Marks that nothing kept of this field so far counts any more, if it had a value before.
    fn forget(&mut self, slot: &dyn Slot) {
        if matches!(slot.state(), State::Absent) {
            return;
        }
        for element in [ELEMENTS, WHOLE] {
            self.forms.push(OriginalForm {
                field: self.field,
                element,
                fingerprint: 0,
                original: Original::Value(Value::Null),
            });
        }
    }

    pub(crate) fn at_element(&mut self, index: Option<usize>) {
        self.element = index.map_or(WHOLE, |index| u32::try_from(index).unwrap_or(WHOLE));
    }

    /// Takes over what is kept for one field of another record.
    pub(crate) fn adopt(&mut self, others: &Self, from: usize, to: usize) {
        let forms = others.forms.iter();
        let forms = forms.filter(|form| form.field as usize == from);
        self.forms.extend(forms.map(|form| OriginalForm {
            field: to as u32,
            ..form.clone()
        }));
    }

    /// Puts everything into the order that [`Self::by_field`] needs; of several for one place the last counts.
    pub(crate) fn sort(&mut self) {
        self.forms.sort_by_key(|form| (form.field, form.element));
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.forms.is_empty()
    }

    /// Everything, sorted.
    pub(crate) fn by_field(&self) -> OriginalFormsRef<'_> {
        OriginalFormsRef(&self.forms)
    }
}

/// What is kept of a record, or of one of its fields, sorted by field and element.
#[derive(Clone, Copy, Default)]
pub(crate) struct OriginalFormsRef<'a>(&'a [OriginalForm]);

/// An element of a list as it arrived.
pub(crate) enum Arrived<'a> {
    /// The element at this index of the Rust list.
    Item(usize),
    Unexpected(&'a Value),
}

impl<'a> OriginalFormsRef<'a> {
    pub(crate) fn is_empty(self) -> bool {
        self.0.is_empty()
    }

    /// What is kept of one field.
    #[inline]
    pub(crate) fn field(self, index: usize) -> Self {
        let start = self.0.partition_point(|form| (form.field as usize) < index);
        let end = self
            .0
            .partition_point(|form| (form.field as usize) <= index);
        Self(&self.0[start..end])
    }

    /// What arrived for this field's value, if it still is that value.
    pub(crate) fn whole(self, now: View<'_>) -> Option<&'a Original> {
        self.find(WHOLE, now)
    }

    /// What arrived for this element, if it still is that value.
    pub(crate) fn element(self, index: usize, now: View<'_>) -> Option<&'a Original> {
        self.find(u32::try_from(index).ok()?, now)
    }

    #[inline]
    fn find(self, element: u32, now: View<'_>) -> Option<&'a Original> {
        let end = self.0.partition_point(|form| form.element <= element);
        let form = self.0[..end].last()?;
        (form.element == element && form.fingerprint == fingerprint(now)).then_some(&form.original)
    }

    /// The elements of another kind that arrived with this list, if it still is that list.
    pub(crate) fn unexpected(self, items: &dyn Items) -> &'a [UnexpectedElement] {
        match self.find(ELEMENTS, View::Array(items)) {
            Some(Original::Elements(elements)) => elements,
            Some(Original::Value(_) | Original::Text(_)) | None => &[],
        }
    }

    /// The elements of a list in the order in which they arrived.
    pub(crate) fn arrived(self, items: &dyn Items) -> impl ExactSizeIterator<Item = Arrived<'a>> {
        let unexpected = self.unexpected(items);
        let mut rest = unexpected.iter().peekable();
        (0..items.count() + unexpected.len()).map(move |index| {
            match rest.next_if(|element| element.index == index) {
                Some(element) => Arrived::Unexpected(&element.value),
                None => Arrived::Item(index - (unexpected.len() - rest.len())),
            }
        })
    }
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
        View::Array(_) | View::Record(_) | View::Json(_) => format!("{view:?}").hash(&mut hasher),
    }
    hasher.finish()
}
