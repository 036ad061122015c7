//! Enums by what they hold, for strings whose documented values are those of one enum. Knows no pages.

use crate::model::{Model, TypeKind, TypeName};
use crate::unordered::UnorderedMap;

/// Enums by their members: lower case, sorted, joined; `None` where several enums have the same ones.
#[derive(Debug, Default)]
pub(super) struct EnumsByMembers(UnorderedMap<String, Option<TypeName>>);

impl EnumsByMembers {
    /// Collects them. An enum of one member is too weak a match.
    pub(super) fn new(model: &Model) -> Self {
        let mut out: UnorderedMap<String, Option<TypeName>> = UnorderedMap::default();
        for (name, def) in &model.types {
            let TypeKind::Enum(ty) = &def.kind else {
                continue;
            };
            let members = ty.members.iter().filter(|member| !member.is_sentinel);
            let names: Vec<&str> = members.map(|member| member.name.0.as_str()).collect();
            if names.len() > 1 {
                out.entry(key(&names))
                    .and_modify(|known| *known = None)
                    .or_insert_with(|| Some(name.clone()));
            }
        }
        Self(out)
    }

    pub(super) fn find(&self, values: &[String]) -> Option<&TypeName> {
        let names: Vec<&str> = values.iter().map(String::as_str).collect();
        self.0.get(&key(&names))?.as_ref()
    }
}

fn key(names: &[&str]) -> String {
    let mut names: Vec<String> = names.iter().map(|name| name.to_ascii_lowercase()).collect();
    names.retain(|name| name != "unknownfuturevalue");
    names.sort();
    names.join(" ")
}
