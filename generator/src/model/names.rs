//! The parts of a qualified type name: its namespace and its short name. Knows no types.

use super::TypeName;

/// The namespace of a page that names none.
pub(crate) const DEFAULT_NAMESPACE: &str = "microsoft.graph";

/// The last part of a qualified name.
pub(crate) fn short_name(name: &str) -> &str {
    name.rsplit('.').next().unwrap_or(name)
}

/// All but the last part of a qualified name; empty for a short one.
pub(crate) fn namespace_of(name: &str) -> &str {
    name.rsplit_once('.').map_or("", |(namespace, _)| namespace)
}

/// Qualifies a short name; leaves a qualified one alone.
pub(crate) fn qualify(name: &str, namespace: &str) -> TypeName {
    let name = name.trim().trim_start_matches('#');
    TypeName(if name.contains('.') {
        name.to_owned()
    } else {
        format!("{namespace}.{name}")
    })
}
