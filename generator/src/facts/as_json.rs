//! For fields whose own form leaves out what is empty, as `api.json` does, or is JSON of any kind: in forms that do not name
//! their fields they are a JSON text. For `#[serde(with = "as_json")]`.

use serde::de::{DeserializeOwned, Error as _};
use serde::ser::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

pub(super) fn serialize<T: Serialize, S: Serializer>(value: &T, to: S) -> Result<S::Ok, S::Error> {
    let text = serde_json::to_string(value).map_err(S::Error::custom)?;
    text.serialize(to)
}

pub(super) fn deserialize<'d, T: DeserializeOwned, D: Deserializer<'d>>(
    from: D,
) -> Result<T, D::Error> {
    let text = <&str>::deserialize(from)?;
    serde_json::from_str(text).map_err(D::Error::custom)
}
