//! Values by their properties: what an object has at a property or a path of them, whichever derived type the object is of.

use std::any::Any;

use super::property::{Property, PropertyPath, Target};
use crate::field::Field;
use crate::record::{Record, Slot, State};
use crate::wire::View;

impl<T, V: 'static> Property<T, V> {
    /// The value that this object has there; `None` where there is none, or one of another kind.
    ///
    /// An enum over derived types need not be matched for what all of them have:
    ///
    /// ```
    /// # use docwright_runtime::{Additional, Field, json, odata::Property};
    /// # #[derive(Clone, Default)] pub struct Attachment { pub name: Field<String>, pub additional: Additional }
    /// # docwright_runtime::record! { Attachment "sample.attachment", derived = false, secrets = [], 0 name "name" }
    /// # #[derive(Clone, Default)] pub struct File { pub name: Field<String>, pub additional: Additional }
    /// # docwright_runtime::record! { File "sample.file", derived = true, secrets = [], 0 name "name" }
    /// # #[derive(Clone)] pub enum AnyAttachment { Attachment(Box<Attachment>), File(Box<File>) }
    /// # docwright_runtime::any! { AnyAttachment, 0 0 Attachment(Attachment) "sample.attachment", 1 0 File(File) "sample.file" }
    /// # const NAME: Property<Attachment, String> = Property::new("name");
    /// let attachment: AnyAttachment = json::from_str(r##"{"@odata.type": "#sample.file", "name": "a.pdf"}"##)?;
    /// assert_eq!(NAME.get(&attachment).map(String::as_str), Some("a.pdf"));
    /// # Ok::<(), docwright_runtime::Error>(())
    /// ```
    pub fn get<O: Target<Object = T>>(self, object: &O) -> Option<&V> {
        value(slot(object.record()?, self.as_str())?)
    }
}

impl<T, V: 'static> PropertyPath<T, V> {
    /// The value that this object has there; `None` where there is none, or one of another kind, or where the path goes
    /// through a list or is a function: `FROM.then(EMAIL_ADDRESS).then(ADDRESS).get(&message)`.
    pub fn get<'o, O: Target<Object = T>>(&self, object: &'o O) -> Option<&'o V> {
        value(slot(object.record()?, self.as_str())?)
    }
}

/// The field at the end of the path.
fn slot<'o>(mut record: &'o dyn Record, path: &str) -> Option<&'o dyn Slot> {
    let (names, last) = match path.rsplit_once('/') {
        Some((names, last)) => (Some(names), last),
        None => (None, path),
    };
    for name in names.into_iter().flat_map(|names| names.split('/')) {
        let State::Value(View::Record(next)) = field(record, name)?.state() else {
            return None;
        };
        record = next;
    }
    field(record, last)
}

fn field<'o>(record: &'o dyn Record, name: &str) -> Option<&'o dyn Slot> {
    record.slot(record.shape().names.find(name)?)
}

/// Objects are kept in boxes, everything else is not.
fn value<V: 'static>(slot: &dyn Slot) -> Option<&V> {
    let field = slot as &dyn Any;
    match field.downcast_ref::<Field<V>>() {
        Some(field) => field.as_ref(),
        None => field.downcast_ref::<Field<Box<V>>>()?.as_deref(),
    }
}
