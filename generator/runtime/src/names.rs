//! A fixed list of names and a fast way from a name to its index; knows nothing of what the names stand for.

use std::sync::OnceLock;

/// The wire names of one type's properties or of one enum's members, with an index that is built at first use.
///
/// ```
/// use docwright_runtime::names::Names;
/// static NAMES: Names = Names::new(&["id", "displayName"]);
/// assert_eq!(NAMES.find("displayName"), Some(1));
/// assert_eq!(NAMES.find("displayname"), None);
/// assert_eq!(NAMES.find_ignoring_case("displayname"), Some(1));
/// ```
pub struct Names {
    list: &'static [&'static str],
    index: OnceLock<Index>,
}

struct Index {
    places: Box<[u16]>,
    plain: bool,
}

/// An empty place in the index.
const FREE: u16 = u16::MAX;

impl Names {
    /// At most 65,535 names are found; a type with more would not compile in sensible time anyway.
    pub const fn new(list: &'static [&'static str]) -> Self {
        Self {
            list,
            index: OnceLock::new(),
        }
    }

    /// The names in their order.
    pub const fn list(&self) -> &'static [&'static str] {
        self.list
    }

    /// The index of this name.
    pub fn find(&self, name: &str) -> Option<usize> {
        let index = &*self.index().places;
        let mask = index.len() - 1;
        let mut place = hash(name.as_bytes()) & mask;
        loop {
            let found = usize::from(index[place]);
            if found == usize::from(FREE) {
                return None;
            }
            if self.list[found] == name {
                return Some(found);
            }
            place = (place + 1) & mask;
        }
    }

    /// Whether JSON writes all names as they are, without escapes.
    pub(crate) fn are_plain(&self) -> bool {
        self.index().plain
    }

    #[inline]
    fn index(&self) -> &Index {
        self.index.get_or_init(|| {
            let plain = |name: &&str| {
                name.bytes()
                    .all(|byte| byte >= 0x20 && byte != b'"' && byte != b'\\')
            };
            Index {
                places: build(self.list),
                plain: self.list.iter().all(plain),
            }
        })
    }

    /// The index of the first name that differs in ASCII case at most.
    pub fn find_ignoring_case(&self, name: &str) -> Option<usize> {
        self.list
            .iter()
            .position(|known| known.eq_ignore_ascii_case(name))
    }
}

/// Open addressing with linear steps; at most half full, so a search always meets a free place.
fn build(list: &[&str]) -> Box<[u16]> {
    let count = list.len().min(usize::from(FREE));
    let size = (count * 2 + 1).next_power_of_two();
    let mut index = vec![FREE; size].into_boxed_slice();
    for (at, name) in (0u16..).zip(&list[..count]) {
        let mut place = hash(name.as_bytes()) & (size - 1);
        while index[place] != FREE {
            place = (place + 1) & (size - 1);
        }
        index[place] = at;
    }
    index
}

/// Mixes length, first and last eight bytes: enough to tell the names of one type apart, and cheap.
#[inline]
fn hash(name: &[u8]) -> usize {
    let (head, tail) = match (name.first_chunk::<8>(), name.last_chunk::<8>()) {
        (Some(head), Some(tail)) => (u64::from_le_bytes(*head), u64::from_le_bytes(*tail)),
        _ => (
            name.iter()
                .fold(0, |word, byte| word << 8 | u64::from(*byte)),
            0,
        ),
    };
    let mixed =
        (head ^ tail.rotate_left(29) ^ name.len() as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    (mixed >> 40) as usize
}
