//! The part of a record beside its documented properties: unknown properties, annotations, its `@odata.type`.

use serde_json::Value;

use super::original::{OriginalForms, OriginalFormsRef};
use super::record::{Record, Shape, State, TAG};

/// Unknown properties and `@…` annotations, in the order of their arrival. Takes two words until there is something to keep.
///
/// ```
/// use docwright_runtime::{Additional, serde_json::json};
/// let mut additional = Additional::default();
/// additional.insert("@odata.etag", json!("W/\"1\""));
/// assert_eq!(additional.get("@odata.etag"), Some(&json!("W/\"1\"")));
/// assert_eq!(additional.len(), 1);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Additional {
    tag: Tag,
    more: Option<Box<More>>,
}

/// How `@odata.type` stands with a record.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Tag {
    /// Made in Rust: a derived type writes its own.
    #[default]
    Made,
    /// Read, and there was none.
    None,
    /// Read, and it was the type's own, spelt canonically.
    Own,
    /// Read or set: see [`More::tag`].
    Text,
}

#[derive(Clone, Debug, Default)]
struct More {
    tag: Box<str>,
    entries: Vec<(Box<str>, Value)>,
    originals: OriginalForms,
    /// Whether a program has put entries there, which may have the names of documented properties.
    is_edited: bool,
}

impl Additional {
    /// The value of an unknown property or annotation.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.entries()
            .iter()
            .find(|entry| &*entry.0 == name)
            .map(|entry| &entry.1)
    }

    /// A mutable reference to it.
    pub fn get_mut(&mut self, name: &str) -> Option<&mut Value> {
        let entries = &mut self.more.as_mut()?.entries;
        entries
            .iter_mut()
            .find(|entry| &*entry.0 == name)
            .map(|entry| &mut entry.1)
    }

    /// Sets a property that is not documented, and returns the previous value.
    ///
    /// A documented property is written from its field; an entry of its name is written only while the field is absent. An
    /// `@odata.type` is set as by [`Additional::set_odata_type`].
    pub fn insert(&mut self, name: impl Into<Box<str>>, value: impl Into<Value>) -> Option<Value> {
        let (name, value) = (name.into(), value.into());
        if let (TAG, Value::String(tag)) = (&*name, &value) {
            let old = self.foreign_tag().map(Value::from);
            self.set_odata_type(Some(tag));
            return old;
        }
        self.more().is_edited = true;
        if let Some(old) = self.get_mut(&name) {
            return Some(std::mem::replace(old, value));
        }
        self.more().entries.push((name, value));
        None
    }

    /// Removes a property and returns its value.
    pub fn remove(&mut self, name: &str) -> Option<Value> {
        let entries = &mut self.more.as_mut()?.entries;
        let at = entries.iter().position(|entry| &*entry.0 == name)?;
        Some(entries.remove(at).1)
    }

    /// Whether there is a property of this name.
    pub fn contains_key(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// All properties, in the order in which they arrived.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, &Value)> {
        self.entries().iter().map(|(name, value)| (&**name, value))
    }

    /// The number of properties.
    pub fn len(&self) -> usize {
        self.entries().len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.entries().is_empty()
    }

    /// Sets the `@odata.type` to write instead of the type's own; `None` writes none.
    pub fn set_odata_type(&mut self, tag: Option<&str>) {
        match tag {
            None => self.tag = Tag::None,
            Some(text) => {
                self.tag = Tag::Text;
                self.more().tag = text.into();
            }
        }
    }

    /// The `@odata.type` to write.
    pub(crate) fn tag_for(&self, shape: &'static Shape) -> Option<&str> {
        match self.tag {
            Tag::Made if shape.derived => Some(shape.tag),
            Tag::Made | Tag::None => None,
            Tag::Own => Some(shape.tag),
            Tag::Text => self.more.as_ref().map(|more| &*more.tag),
        }
    }

    /// The `@odata.type` that was read or set, when it is not the type's own.
    pub(crate) fn foreign_tag(&self) -> Option<&str> {
        self.more
            .as_ref()
            .filter(|_| self.tag == Tag::Text)
            .map(|more| &*more.tag)
    }

    /// Reading begins: from now on there is no tag unless one arrives.
    pub(crate) fn begin(&mut self) {
        self.tag = Tag::None;
    }

    /// The type's own tag arrived.
    pub(crate) fn tag_own(&mut self) {
        self.tag = Tag::Own;
    }

    /// An unknown property arrived; a repeated one is found by [`Self::finish`].
    pub(crate) fn append(&mut self, name: Box<str>, value: Value) {
        self.more().entries.push((name, value));
    }

    /// Reading ended: of properties with one name the last counts.
    pub(crate) fn finish(&mut self, mut originals: OriginalForms) {
        if !originals.is_empty() {
            originals.sort();
            self.more().originals = originals;
        }
        if let Some(more) = &mut self.more {
            keep_last(&mut more.entries);
        }
    }

    /// Gives away what unknown properties there are.
    pub(crate) fn take_entries(&mut self) -> Vec<(Box<str>, Value)> {
        self.more
            .as_mut()
            .map(|more| std::mem::take(&mut more.entries))
            .unwrap_or_default()
    }

    pub(crate) fn take_originals(&mut self) -> OriginalForms {
        self.more
            .as_mut()
            .map(|more| std::mem::take(&mut more.originals))
            .unwrap_or_default()
    }

    /// The entries that are written: those that no field of the record speaks for.
    pub(crate) fn written<'a>(
        &'a self,
        record: &'a dyn Record,
    ) -> impl Iterator<Item = &'a (Box<str>, Value)> {
        let is_edited = self.more.as_ref().is_some_and(|more| more.is_edited);
        let is_in_field = move |name: &str| {
            let slot = record.shape().names.find(name);
            let slot = slot.and_then(|index| record.slot(index));
            slot.is_some_and(|slot| !matches!(slot.state(), State::Absent))
        };
        let entries = self.entries().iter();
        entries.filter(move |entry| !(is_edited && is_in_field(&entry.0)))
    }

    pub(crate) fn entries(&self) -> &[(Box<str>, Value)] {
        self.more.as_ref().map_or(&[], |more| &more.entries)
    }

    pub(crate) fn originals(&self) -> OriginalFormsRef<'_> {
        let more = self.more.as_ref();
        more.map_or_else(OriginalFormsRef::default, |more| more.originals.by_field())
    }

    fn more(&mut self) -> &mut More {
        self.more.get_or_insert_default()
    }
}

/// Equal when the same names have equal values, in whatever order, and no foreign `@odata.type` differs.
impl PartialEq for Additional {
    fn eq(&self, other: &Self) -> bool {
        let (mine, theirs) = (sorted(self.entries()), sorted(other.entries()));
        mine == theirs && self.foreign_tag() == other.foreign_tag()
    }
}

fn sorted(entries: &[(Box<str>, Value)]) -> Vec<(&str, &Value)> {
    let mut sorted: Vec<_> = entries
        .iter()
        .map(|(name, value)| (&**name, value))
        .collect();
    sorted.sort_by_key(|entry| entry.0);
    sorted
}

/// Keeps the last of the entries with one name.
fn keep_last(entries: &mut Vec<(Box<str>, Value)>) {
    let repeated = if entries.len() <= 16 {
        (1..entries.len()).any(|at| {
            entries[..at]
                .iter()
                .any(|earlier| earlier.0 == entries[at].0)
        })
    } else {
        sorted(entries)
            .windows(2)
            .any(|pair| pair[0].0 == pair[1].0)
    };
    if repeated {
        let mut order: Vec<usize> = (0..entries.len()).collect();
        order.sort_by(|a, b| entries[*a].0.cmp(&entries[*b].0).then(a.cmp(b)));
        let mut keep = vec![true; entries.len()];
        for pair in order.windows(2) {
            keep[pair[0]] = entries[pair[0]].0 != entries[pair[1]].0;
        }
        let mut flags = keep.into_iter();
        entries.retain(|_| flags.next().unwrap_or(true));
    }
}
