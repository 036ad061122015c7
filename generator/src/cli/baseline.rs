//! Reads the baseline file that the command line names.

use std::io::ErrorKind;
use std::path::Path;

use crate::lint::baseline::Baseline;

use super::Failure;

/// The accepted findings. A missing file accepts nothing.
pub(crate) fn read(file: &Path) -> Result<Baseline, Failure> {
    let name = file.display();
    let text = match std::fs::read_to_string(file) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => String::new(),
        Err(error) => return Err(Failure(format!("cannot read {name}: {error}"))),
    };
    Baseline::parse(&text).map_err(|line| {
        Failure(format!(
            "{name}:{line}: the line does not begin with a fingerprint"
        ))
    })
}
