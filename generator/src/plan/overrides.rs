//! The names, attributes and derive macros that the user's configuration sets. Finds what applies to a type or a part of one;
//! whether each setting applies to anything is checked elsewhere.

use std::collections::BTreeMap;

use crate::config::{Attribute, Derive, Pattern};
use crate::model::{OperationId, TypeName};

use super::names::{Case, RustIdent, Scope};

/// Names, attributes and derive macros that the configuration sets.
#[derive(Clone, Debug, Default)]
pub struct Overrides {
    /// Names of types, by the API's name with or without its namespace.
    pub types: BTreeMap<String, String>,
    /// Names of properties and members of enums, by `TYPE.NAME`.
    pub members: BTreeMap<String, String>,
    /// Names of operations, by their ids: as structs are called. Methods have the same in snake case.
    pub operations: BTreeMap<String, String>,
    /// Attributes of structs and enums.
    pub type_attributes: Vec<(Pattern, Vec<Attribute>)>,
    /// Attributes of fields and variants.
    pub member_attributes: Vec<(Pattern, Vec<Attribute>)>,
    /// Derive macros of structs and enums.
    pub derives: Vec<(Pattern, Vec<Derive>)>,
}

/// What the configuration adds to a definition.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Extras {
    /// Derive macros, in the order of the patterns.
    pub derives: Vec<Derive>,
    /// Attributes, likewise.
    pub attributes: Vec<Attribute>,
}

impl Overrides {
    /// The user's name for a type.
    pub(super) fn type_name(&self, name: &TypeName) -> Option<&str> {
        let name = self
            .types
            .get(&name.0)
            .or_else(|| self.types.get(short(&name.0)));
        name.map(String::as_str)
    }

    /// The user's name for a property or member that this type declares.
    pub(super) fn member_name(&self, owner: &TypeName, member: &str) -> Option<&str> {
        let named = |owner: &str| self.members.get(&format!("{owner}.{member}"));
        // Most configurations set none.
        if self.members.is_empty() {
            return None;
        }
        named(&owner.0)
            .or_else(|| named(short(&owner.0)))
            .map(String::as_str)
    }

    /// The user's name for an operation, as its struct has it.
    pub(super) fn operation_name(&self, id: &OperationId) -> Option<&str> {
        self.operations.get(&id.0).map(String::as_str)
    }

    /// What is added to a type.
    pub(super) fn of_type(&self, name: &TypeName) -> Extras {
        Extras {
            derives: chosen(&self.derives, |pattern| pattern.fits_name(&name.0)),
            attributes: chosen(&self.type_attributes, |pattern| pattern.fits_name(&name.0)),
        }
    }

    /// What is added to a field or variant that any of these types declares.
    pub(super) fn of_member(&self, owners: &[&TypeName], member: &str) -> Vec<Attribute> {
        chosen(&self.member_attributes, |pattern| {
            owners
                .iter()
                .any(|owner| pattern.fits_member(&owner.0, member))
        })
    }
}

fn chosen<T: Clone>(choices: &[(Pattern, Vec<T>)], fits: impl Fn(&Pattern) -> bool) -> Vec<T> {
    let fitting = choices.iter().filter(|(pattern, _)| fits(pattern));
    fitting.flat_map(|(_, list)| list).cloned().collect()
}

fn short(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(_, short)| short)
}

/// The identifiers of one scope, for pairs of a name on the wire and the name that the user has for it: the user's names come
/// first, in their order, then everything else is named.
pub(super) fn idents(
    scope: &mut Scope,
    case: Case,
    names: &[(&str, Option<&str>)],
) -> Vec<RustIdent> {
    let granted: Vec<Option<RustIdent>> = names
        .iter()
        .map(|(_, name)| name.and_then(|name| scope.exact(name)))
        .collect();
    let named = names.iter().zip(granted);
    named
        .map(|((wire, _), granted)| granted.unwrap_or_else(|| scope.name(wire, case)))
        .collect()
}
