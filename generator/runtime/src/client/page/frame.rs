//! The object around the items of a page. It is a record like others, whose `value` is a list of whatever is asked for, so that the
//! items are read where they will stay and everything else is compiled once.

use std::any::Any;

use bytes::Bytes;

use super::Links;
use crate::additional::Additional;
use crate::client::Result;
use crate::client::error::ErrorKind;
use crate::client::response::Response;
use crate::field::Field;
use crate::names::Names;
use crate::record::{Record, Shape, Slot};
use crate::wire::Element;

pub(super) struct Frame {
    next: Field<String>,
    delta: Field<String>,
    pub(super) count: Field<i64>,
    /// A `Field<Vec<T>>`.
    value: Box<dyn Slot>,
    pub(super) additional: Additional,
}

static SHAPE: Shape = Shape {
    rust_name: "Page",
    tag: "#",
    derived: false,
    secrets: &[],
    names: Names::new(&[
        "@odata.nextLink",
        "@odata.deltaLink",
        "@odata.count",
        "value",
    ]),
};

impl Record for Frame {
    fn parts(&self) -> (&'static Shape, &Additional) {
        (&SHAPE, &self.additional)
    }

    fn slot(&self, index: usize) -> Option<&dyn Slot> {
        Some(match index {
            0 => &self.next,
            1 => &self.delta,
            2 => &self.count,
            3 => &*self.value,
            _ => return None,
        })
    }

    fn slot_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
        Some(match index {
            0 => &mut self.next,
            1 => &mut self.delta,
            2 => &mut self.count,
            3 => &mut *self.value,
            _ => return None,
        })
    }

    fn additional_mut(&mut self) -> &mut Additional {
        &mut self.additional
    }
}

impl Frame {
    /// Reads a page whose items are `T`.
    pub(super) fn read<T: Element>(response: &Response, text: &Bytes) -> Result<Self> {
        let mut frame = Self {
            next: Field::Absent,
            delta: Field::Absent,
            count: Field::Absent,
            value: Box::new(Field::<Vec<T>>::Absent),
            additional: Additional::default(),
        };
        response.decode_into(text, &mut frame)?;
        Ok(frame)
    }

    /// The items; must be asked for as the type that they were read as.
    pub(super) fn items<T: Element>(
        &mut self,
        response: &Response,
        text: &Bytes,
    ) -> Result<Vec<T>> {
        let value: &mut dyn Any = &mut *self.value;
        let field = value.downcast_mut::<Field<Vec<T>>>().map(Field::take);
        let message = match field {
            Some(Field::Value(items)) => return Ok(items),
            Some(Field::Null) => return Ok(Vec::new()),
            Some(Field::Absent) | None => "the answer is no page of a list: it has no `value`",
            Some(Field::Unexpected(_)) => {
                "the answer is no page of this list: an item in `value` is of another kind"
            }
        };
        Err(response
            .error(ErrorKind::Decode, message)
            .with_body(text.clone()))
    }

    /// The links, also in the spelling of OData 4.01, which leaves out `odata.`.
    pub(super) fn links(&mut self, response: &Response) -> Links {
        let mut link = |field: Field<String>, name| {
            let short = || Some(self.additional.remove(name)?.as_str()?.to_owned());
            let link = field.into_option().or_else(short)?;
            (!link.is_empty()).then(|| response.resolve(&link))
        };
        let next = link(self.next.take(), "@nextLink");
        let delta = link(self.delta.take(), "@deltaLink");
        Links {
            context: response.context().clone(),
            trail: response.trail().clone(),
            own: response.trail().uri.to_string(),
            next,
            delta,
        }
    }
}
