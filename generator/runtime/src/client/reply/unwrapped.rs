//! Reads `{"value": …}`: as a record of one property, so that what else the answer holds is no concern.

use crate::additional::Additional;
use crate::client::Result;
use crate::client::error::ErrorKind;
use crate::client::response::Response;
use crate::field::Field;
use crate::names::Names;
use crate::record::{Record, Shape, Slot};
use crate::wire::Wire;

#[derive(Clone)]
struct Wrapper<T> {
    value: Field<T>,
    additional: Additional,
}

static SHAPE: Shape = Shape {
    rust_name: "Wrapper",
    tag: "#",
    derived: false,
    secrets: &[],
    names: Names::new(&["value"]),
};

impl<T: Wire> Record for Wrapper<T> {
    fn parts(&self) -> (&'static Shape, &Additional) {
        (&SHAPE, &self.additional)
    }

    fn slot(&self, index: usize) -> Option<&dyn Slot> {
        (index == 0).then_some(&self.value as _)
    }

    fn slot_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
        (index == 0).then_some(&mut self.value as _)
    }

    fn additional_mut(&mut self) -> &mut Additional {
        &mut self.additional
    }
}

impl<T> Default for Wrapper<T> {
    fn default() -> Self {
        Self {
            value: Field::Absent,
            additional: Additional::default(),
        }
    }
}

/// Reads the wrapped value.
pub(super) async fn read<T: Wire>(mut response: Response) -> Result<T> {
    let text = response.read().await?;
    let wrapper: Wrapper<T> = response.decode(&text)?;
    wrapper.value.into_option().ok_or_else(|| {
        let message = "the answer's `value` is missing or of another kind than documented";
        response.error(ErrorKind::Decode, message).with_body(text)
    })
}
