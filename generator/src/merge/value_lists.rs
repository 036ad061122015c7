//! Lists of values in descriptions, by the enum whose values they are. Knows no tables of members.

use std::collections::{BTreeMap, BTreeSet};

use super::define::Definitions;
use super::enums::Lists;
use super::index::{Index, PageScope, namespace};
use super::rows::property_rows;
use crate::facts::{PageFacts, Subject, TypeExpr};
use crate::model::TypeName;
use crate::model::names::qualify;

/// Lists of values by the enum that their row names. A name that nothing defines becomes an enum by having a list (dialect
/// 5.3). Api pages repeat what resource pages say, so they count only for enums without a table.
pub(super) fn value_lists<'f>(
    pages: &'f [PageFacts],
    definitions: &Definitions<'_>,
    index: &mut Index,
) -> Lists<'f> {
    let mut lists: Lists<'f> = BTreeMap::new();
    for page in pages {
        let scope = PageScope::new(page);
        let is_api = matches!(page.subject, Subject::Operation(_));
        for row in property_rows(page) {
            let Some(list) = &row.values else { continue };
            let Some((name, target)) = row.ty.value.named() else {
                continue;
            };
            let ty = match index.named(name, target, scope) {
                Some(known) if is_api && definitions.enums.contains_key(known) => continue,
                Some(known) => known.clone(),
                None => index.define(&qualify(name, namespace(page)), None),
            };
            lists.entry(ty).or_default().push((page, list));
        }
    }
    lists
}

/// The enums of which a property holds several values in one text, as its description says.
pub(super) fn combined(pages: &[PageFacts], index: &Index) -> BTreeSet<TypeName> {
    let mut out = BTreeSet::new();
    for page in pages {
        let scope = PageScope::new(page);
        for row in property_rows(page)
            .into_iter()
            .filter(|row| row.notes.multi_valued)
        {
            if let TypeExpr::Named { name, target } = &row.ty.value {
                out.extend(index.named(name, target.as_deref(), scope).cloned());
            }
        }
    }
    out
}
