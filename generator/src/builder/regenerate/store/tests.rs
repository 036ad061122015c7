use std::path::Path;

use super::*;
use crate::builder::Builder;
use crate::builder::claims::{Inspection, PageClaims};

/// Claims are read back as they were written.
#[test]
fn claims_come_back() {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs-input");
    let input = Builder::new().docs(docs).read().unwrap();
    let read = input.docs.sources.iter().map(|(id, page)| {
        let read = PageClaims::read(id, page, Inspection::Claims);
        let entry = PageEntry {
            path: page.path.clone(),
            text: Fingerprint::of(&page.text),
            claims: Fingerprint::of(&0),
            found: read.findings,
        };
        (entry, read.facts)
    });
    let (mut entries, facts): (Vec<_>, Vec<_>) = read.unzip();
    assert!(entries.len() > 100);
    let bytes = encode(&entries, &facts).unwrap();
    let store = parse(bytes.clone()).unwrap();
    assert!(!store.is_poor(&entries));
    for (id, entry) in ids(&entries) {
        let back = store.get(id, entry).unwrap();
        let facts = &facts[id.0 as usize];
        assert_eq!(format!("{back:?}"), format!("{facts:?}"), "{}", entry.path);
    }
    entries[7].text = Fingerprint::of(&"another");
    assert!(store.get(PageId(7), &entries[7]).is_none());
    assert!(!store.is_poor(&entries));
    entries.remove(0);
    assert!(store.is_poor(&entries), "every page is in another place");
}
