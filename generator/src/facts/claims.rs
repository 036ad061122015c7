//! From what a page claims to a fingerprint of it, in which places count by their order only: text that no rule reads may
//! change, and everything else may move, without another fingerprint.
//!
//! Whoever compares places of one page with each other sees their order and nothing else, so pages with equal fingerprints
//! give the same model.

use std::hash::{Hash, Hasher};

use siphasher::sip128::SipHasher13;

use super::PageFacts;
use crate::fingerprint::Fingerprint;

/// What stands for the claims of a page.
pub(crate) fn fingerprint(facts: &PageFacts) -> Fingerprint {
    let mut tap = Tap {
        rest: SipHasher13::new(),
        places: Vec::new(),
    };
    facts.hash(&mut tap);
    let Tap { mut rest, places } = tap;
    // The start of the page stays what it is: it stands for the page as a whole.
    let mut order: Vec<u32> = [0]
        .into_iter()
        .chain(places.iter().flatten().copied())
        .collect();
    order.sort_unstable();
    order.dedup();
    for place in &places {
        place
            .map(|offset| order.binary_search(&offset))
            .hash(&mut rest);
    }
    Fingerprint::from(rest)
}

/// A hasher that puts places aside: [`crate::source::Span`] alone writes 128 bits.
struct Tap {
    rest: SipHasher13,
    places: Vec<[u32; 2]>,
}

impl Hasher for Tap {
    fn write_u128(&mut self, place: u128) {
        self.places.push([(place >> 32) as u32, place as u32]);
        // The page; the path of it is among the claims, its number is not its own.
        self.rest.write_u8(0);
    }

    fn write(&mut self, bytes: &[u8]) {
        self.rest.write(bytes);
    }

    fn finish(&self) -> u64 {
        self.rest.finish()
    }
}
