//! Where a page declares a name: the second location of findings that compare two. Reads claims only.

use crate::facts::property::PropertyFact;
use crate::merge::Merged;
use crate::model::TypeName;
use crate::source::Span;

impl<'f> Merged<'f> {
    /// The row that describes a property of a type, or of the nearest of its bases that has one.
    pub(super) fn row(&self, ty: &TypeName, property: &str) -> Option<&'f PropertyFact> {
        let lineage = self.model.lineage(ty);
        let mut parts = lineage
            .into_iter()
            .filter_map(|name| self.definitions.types.get(name))
            .flatten()
            .filter(|part| part.owns_tables);
        parts.find_map(|part| {
            let resource = part.resource;
            let mut rows = resource.properties.iter().chain(&resource.relationships);
            rows.find(|row| row.name.value == property)
        })
    }

    /// Where the properties of a type are listed: the first row, else the title of its page.
    pub(super) fn listed(&self, ty: &TypeName) -> Option<Span> {
        let part = self.definitions.types.get(ty)?.first()?;
        let row = part.resource.properties.first();
        let row = row.filter(|_| part.owns_tables);
        Some(row.map_or(part.page.title.origin.span, |row| row.name.origin.span))
    }

    /// Where the members of an enum are listed.
    pub(super) fn members(&self, ty: &TypeName) -> Option<Span> {
        let part = self.definitions.enums.get(ty)?.first()?;
        Some(part.facts.name.origin.span)
    }
}
