//! What regenerating would change, twice: in the text of `generated`, and in the API, against the checked-in `api.json`.

use std::io::ErrorKind;
use std::path::Path;

use anyhow::{Context, Result};
use docwright::builder::Input;
use docwright::diff::{Diff, Side, compare, human};
use docwright::model::json::from_json;
use docwright::print::names_lock::NAMES_LOCK;

use crate::regen;
use crate::repo::root;

/// The state that is checked in.
pub(crate) struct CheckedIn {
    api: String,
    names: Option<String>,
}

impl CheckedIn {
    /// Reads it; `None` where nothing was generated so far.
    pub(crate) fn read() -> Result<Option<Self>> {
        let folder = root().join("generated");
        let Some(api) = text(&folder.join("api.json"))? else {
            return Ok(None);
        };
        let names = text(&folder.join(NAMES_LOCK))?;
        Ok(Some(Self { api, names }))
    }

    /// What has changed since.
    pub(crate) fn compare(self, input: Input) -> Result<Diff> {
        let model = from_json(&self.api).context("generated/api.json cannot be read")?;
        let mut old = Side::from_model("generated/api.json", model, &input.plan_config());
        old.lock = self.names;
        Ok(compare(&old, &Side::from_input("docs-input", input)))
    }
}

fn text(file: &Path) -> Result<Option<String>> {
    match std::fs::read_to_string(file) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).with_context(|| format!("cannot read {}", file.display())),
    }
}

/// Shows both; tells whether there is no difference.
pub(crate) fn run() -> Result<bool> {
    let generated = regen::generated()?;
    let is_same = regen::preview(&generated)?;
    if let Some(checked_in) = CheckedIn::read()? {
        let diff = checked_in.compare(generated.input)?;
        print!("{}", human::text(&diff, human::Colours::None, false));
    }
    Ok(is_same)
}
