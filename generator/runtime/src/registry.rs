//! Finds a Rust type by the API's name of it, for programs that know the name at run time only.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::error::Error;
use crate::json;
use crate::poly::Poly;
use crate::record::Record;
use crate::wire::Element;

/// The types of one generated crate by name.
///
/// ```
/// # use docwright_runtime::{Additional, Field, registry::{Entry, Registry}};
/// # #[derive(Clone, Default)]
/// # pub struct Call { pub id: Field<String>, pub additional: Additional }
/// # docwright_runtime::record! { Call "sample.call", derived = false, secrets = [], 0 id "id" }
/// static REGISTRY: Registry = Registry::new(&[Entry::record::<Call>("sample.call")]);
///
/// let record = REGISTRY.get("sample.call").unwrap().read(r#"{"id": "1"}"#)?;
/// assert_eq!(record.shape().api_name(), "sample.call");
/// assert!(REGISTRY.get("sample.unknown").is_none());
/// # Ok::<(), docwright_runtime::Error>(())
/// ```
pub struct Registry {
    entries: &'static [Entry],
    index: OnceLock<BTreeMap<&'static str, usize>>,
}

/// One type.
pub struct Entry {
    name: &'static str,
    read: fn(&str) -> Result<Box<dyn Record>, Error>,
}

impl Registry {
    /// If entries have the same name, the last one counts.
    pub const fn new(entries: &'static [Entry]) -> Self {
        Self {
            entries,
            index: OnceLock::new(),
        }
    }

    /// The type of this qualified name, with or without the `#` of an `@odata.type`; if need be, ignoring ASCII case.
    pub fn get(&self, name: &str) -> Option<&'static Entry> {
        let index = self.index.get_or_init(|| {
            self.entries
                .iter()
                .map(|entry| entry.name)
                .zip(0..)
                .collect()
        });
        let name = name.strip_prefix('#').unwrap_or(name);
        let by_case = || {
            self.entries
                .iter()
                .find(|entry| entry.name.eq_ignore_ascii_case(name))
        };
        index
            .get(name)
            .map(|at| &self.entries[*at])
            .or_else(by_case)
    }

    /// Reads JSON text as the type of this name; `None` when there is no such type.
    pub fn read_str(&self, name: &str, text: &str) -> Option<Result<Box<dyn Record>, Error>> {
        self.get(name).map(|entry| entry.read(text))
    }

    /// The names, in the order of the entries.
    pub fn names(&self) -> impl ExactSizeIterator<Item = &'static str> {
        self.entries.iter().map(|entry| entry.name)
    }
}

impl Entry {
    /// An object type.
    pub const fn record<T: Record + Default>(name: &'static str) -> Self {
        Self {
            name,
            read: read_record::<T>,
        }
    }

    /// A base type, read as whichever derived type a value's `@odata.type` tells.
    pub const fn any<T: Poly + Element>(name: &'static str) -> Self {
        Self {
            name,
            read: read_any::<T>,
        }
    }

    /// The qualified name.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// Reads JSON text.
    pub fn read(&self, text: &str) -> Result<Box<dyn Record>, Error> {
        (self.read)(text)
    }
}

fn read_record<T: Record + Default>(text: &str) -> Result<Box<dyn Record>, Error> {
    let mut record = Box::<T>::default();
    json::read_into(&mut *record, text)?;
    Ok(record)
}

fn read_any<T: Poly + Element>(text: &str) -> Result<Box<dyn Record>, Error> {
    json::from_str::<T>(text).map(T::into_record)
}
