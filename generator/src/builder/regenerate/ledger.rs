//! What a run read, made and found, kept in the output's `target` folder for the next one. Whoever deletes the folder loses
//! time and nothing else.
//!
//! **Invariant:** a ledger is believed only if it is whole and written by this build of docwright.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use serde::{Deserialize, Serialize};

use crate::diag::Diagnostics;
use crate::files::RelPath;
use crate::fingerprint::Fingerprint;
use crate::plan::stubs::StubsSummary;
use crate::stamp::Stamp;

/// What a run read, made and found.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Ledger {
    /// Everything that the outcome depends on besides the pages; `None` when there is no outcome.
    pub(super) choices: Option<Fingerprint>,
    /// The pages, in their order.
    pub(super) pages: Vec<PageEntry>,
    /// What the merge found, and the stages after it.
    pub(super) merged: Diagnostics,
    /// The client stubs that the files hold.
    pub(super) stubs: Option<StubsSummary>,
    /// The files that were made.
    pub(super) files: BTreeMap<RelPath, FileEntry>,
    /// When this was written, by the clock of its file system; `None` when it was not.
    #[serde(skip)]
    pub(super) written: Option<SystemTime>,
}

/// One page.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct PageEntry {
    /// Its path.
    pub(super) path: String,
    /// Its text.
    pub(super) text: Fingerprint,
    /// What it claims.
    pub(super) claims: Fingerprint,
    /// What is wrong with it, as far as one can see on the page itself.
    pub(super) found: Diagnostics,
}

/// One file.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(super) struct FileEntry {
    /// What it was made of; `None` where it is made sooner than compared.
    pub(super) identity: Option<Fingerprint>,
    /// Whether it is made of client stubs and of nothing else.
    pub(super) is_of_stubs: bool,
    /// Its text.
    pub(super) text: Fingerprint,
    /// What the file system said of it then.
    pub(super) stamp: Option<Stamp>,
}

/// The first line; another form has another number.
const HEAD: &str = "docwright ledger 2";

/// The tag that tells backup programs to leave a folder out (<https://bford.info/cachedir/>).
const TAG: &str =
    "Signature: 8a477f597d28d172789f06886806bc55\n# Made by docwright. It may be deleted.\n";

impl Ledger {
    /// The ledger of the last run, if it is there, whole, and of this build.
    pub(super) fn load(folder: &Path) -> Option<Self> {
        let place = place(folder);
        let bytes = std::fs::read(&place).ok()?;
        let end = bytes.iter().position(|byte| *byte == b'\n')?;
        let (head, body) = (&bytes[..end], &bytes[end + 1..]);
        if head != self::head(HEAD, body)?.as_bytes() {
            return None;
        }
        let mut ledger: Self = postcard::from_bytes(body).ok()?;
        ledger.written = std::fs::metadata(&place).ok()?.modified().ok();
        Some(ledger)
    }

    fn encode(&self) -> Option<Vec<u8>> {
        let body = postcard::to_stdvec(self).ok()?;
        let mut bytes = format!("{}\n", head(HEAD, &body)?).into_bytes();
        bytes.extend(body);
        Some(bytes)
    }

    /// Leaves the ledger for the next run. Without it that one takes longer, so a failure does not matter.
    pub(super) fn save(&mut self, folder: &Path) {
        self.written = self
            .encode()
            .and_then(|bytes| write(&place(folder), &bytes).ok());
        if self.written.is_none() {
            let _ = std::fs::remove_file(place(folder));
        }
    }
}

/// Whole or not at all, so that runs at the same time and runs that were interrupted leave no halves.
pub(super) fn write(place: &Path, text: &[u8]) -> std::io::Result<SystemTime> {
    let folder = place.parent().unwrap_or(place);
    std::fs::create_dir_all(folder)?;
    std::fs::write(folder.join("CACHEDIR.TAG"), TAG)?;
    let temporary = place.with_extension("tmp");
    std::fs::write(&temporary, text)?;
    std::fs::rename(&temporary, place)?;
    std::fs::metadata(place)?.modified()
}

fn place(folder: &Path) -> PathBuf {
    self::folder(folder).join("ledger")
}

/// Where runs leave things for each other, below the output folder.
pub(super) fn folder(output: &Path) -> PathBuf {
    output.join("target/docwright-cache")
}

/// The form, and what stands for the build and the body. `None` when the build is unknown.
pub(super) fn head(form: &str, body: &[u8]) -> Option<String> {
    let sum = Fingerprint::of(&(tool().ok()?, body));
    Some(format!("{form} {sum:?}"))
}

/// Which build of docwright this is: its version, and place, size and time of the program that holds it. Where times are made
/// equal, as in packages of some systems, places differ.
fn tool() -> std::io::Result<(&'static str, PathBuf, u64, SystemTime)> {
    let place = std::env::current_exe()?;
    let program = std::fs::metadata(&place)?;
    Ok((
        env!("CARGO_PKG_VERSION"),
        place,
        program.len(),
        program.modified()?,
    ))
}
