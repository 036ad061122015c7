//! From values to 128 bits that stand for them: SipHash-1-3 with a fixed key. Equal values have equal fingerprints within one
//! build of docwright; different ones differ, as far as chance goes. Knows no pages.

use std::hash::{Hash, Hasher};

use serde::{Deserialize, Serialize};
use siphasher::sip128::{Hasher128, SipHasher13};

/// What stands for a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub(crate) struct Fingerprint(u64, u64);

impl Fingerprint {
    /// Of anything that can be hashed.
    pub(crate) fn of(value: &(impl Hash + ?Sized)) -> Self {
        let mut hasher = SipHasher13::new();
        value.hash(&mut hasher);
        Self::from(hasher)
    }

    /// Of an entry of a map.
    pub(crate) fn of_pair(pair: (&impl Hash, &impl Hash)) -> Self {
        Self::of(&pair)
    }

    /// Of bytes, in one piece.
    pub(crate) fn of_bytes(bytes: &[u8]) -> Self {
        let mut hasher = SipHasher13::new();
        hasher.write(bytes);
        Self::from(hasher)
    }
}

impl From<SipHasher13> for Fingerprint {
    fn from(hasher: SipHasher13) -> Self {
        let hash = hasher.finish128();
        Self(hash.h1, hash.h2)
    }
}
