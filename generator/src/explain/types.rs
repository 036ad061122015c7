//! Explains types and properties: which claims there are about each, and which were believed.

use super::question::{Claim, Explanation, Question};
use super::{operation, values};
use crate::facts::json_shape::ShapeFact;
use crate::facts::property::PropertyFact;
use crate::facts::{Fact, Origin, PageFacts, Rule, TypeExpr};
use crate::merge::{
    Merged, OperationPage, PageScope, TypePart, request_rows, request_type, shape_type,
};
use crate::model::names::short_name;
use crate::model::{TypeKind, TypeName};

/// Finds the type, the property, the member of an enum or the operation, in any letter case.
pub(super) fn explain(merged: &Merged<'_>, target: &str) -> Option<Explanation> {
    if let Some(name) = find(merged, target) {
        return Some(of_type(merged, &name));
    }
    if let Some(found) = operation::explain(merged, target) {
        return Some(found);
    }
    let (owner, property) = target.rsplit_once('.')?;
    let owner = find(merged, owner)?;
    if let Some(found) = values::of_member(merged, &owner, property) {
        return Some(found);
    }
    // The nearest type of the line that declares it.
    let line: Vec<TypeName> = merged.model.lineage(&owner).into_iter().cloned().collect();
    line.iter()
        .find_map(|ancestor| of_property(merged, ancestor, property))
}

/// By full name, else by a short name that only one type has.
fn find(merged: &Merged<'_>, name: &str) -> Option<TypeName> {
    if let Some(full) = merged.index.by_full_name(name) {
        return Some(full.clone()).filter(|name| merged.model.types.contains_key(name));
    }
    let mut named = merged
        .model
        .types
        .keys()
        .filter(|full| short_name(&full.0).eq_ignore_ascii_case(name));
    let first = named.next()?;
    named.next().is_none().then(|| first.clone())
}

fn of_type(merged: &Merged<'_>, name: &TypeName) -> Explanation {
    let mut questions = Vec::new();
    let parts = merged.definitions.parts(name);
    let definitions: Vec<Claim> = parts.iter().map(defined).collect();
    if !definitions.is_empty() {
        questions.push(Question::new("definition", &name.0, definitions));
    }
    match merged.model.types.get(name).map(|def| &def.kind) {
        Some(TypeKind::Object(object)) => {
            let claims: Vec<Claim> = parts.iter().flat_map(|part| bases(merged, part)).collect();
            let answer = object.base.as_ref().map_or("none", |base| base.0.as_str());
            if !claims.is_empty() || object.base.is_some() {
                questions.push(Question::new("base", answer, claims));
            }
            let names: Vec<&str> = object
                .properties
                .iter()
                .map(|property| property.name.0.as_str())
                .collect();
            questions.push(Question::new("properties", &names.join(", "), Vec::new()));
        }
        Some(TypeKind::Enum(members)) => {
            let tables = merged.definitions.enums.get(name).into_iter().flatten();
            let mut claims: Vec<Claim> = tables
                .map(|part| {
                    let names: Vec<&str> = part
                        .facts
                        .members
                        .iter()
                        .map(|member| member.name.value.as_str())
                        .collect();
                    let rank = if part.own_page { 1 } else { 2 };
                    Claim::new(names.join(", "), part.facts.name.origin, rank)
                })
                .collect();
            let lists = values::lists(merged, name).into_iter();
            claims.extend(lists.map(|(names, origin)| Claim::new(names.join(", "), origin, 3)));
            let names: Vec<&str> = members
                .members
                .iter()
                .map(|member| member.name.0.as_str())
                .collect();
            questions.push(Question::new("members", &names.join(", "), claims));
        }
        None => {}
    }
    Explanation {
        name: name.0.clone(),
        questions,
    }
}

fn defined(part: &TypePart<'_>) -> Claim {
    let note = part.shape.map(|shape| &shape.annotation);
    match note.and_then(|note| Some((note.ty.clone()?, note.span?))) {
        Some((ty, span)) => {
            let rule = Rule::Annotation;
            Claim::new(ty, Origin { span, rule }, 1)
        }
        None => Claim::new(part.page.title.value.clone(), part.page.title.origin, 2),
    }
}

/// The annotation, the text, and rows that say "Inherited from"; `entity` in an annotation is the weakest of all.
fn bases(merged: &Merged<'_>, part: &TypePart<'_>) -> Vec<Claim> {
    let names = |expr: &TypeExpr| {
        merged
            .index
            .resolve(expr, PageScope::new(part.page))
            .to_string()
    };
    let mut out = Vec::new();
    if let Some(note) = part.shape.map(|shape| &shape.annotation)
        && let (Some(base), Some(span)) = (&note.base, note.span)
    {
        let is_root = short_name(base).eq_ignore_ascii_case("entity");
        let rule = Rule::Annotation;
        out.push(Claim::new(
            base.clone(),
            Origin { span, rule },
            if is_root { 4 } else { 1 },
        ));
    }
    if part.owns_tables {
        let said = part.resource.bases.iter();
        out.extend(said.map(|fact| Claim::new(names(&fact.value), fact.origin, 2)));
        for row in &part.resource.properties {
            for (name, target) in &row.notes.inherited {
                let named = merged
                    .index
                    .named(name, target.as_deref(), PageScope::new(part.page));
                let says = named.map_or(name.clone(), |name| name.0.clone());
                let span = row.doc_span.unwrap_or(row.name.origin.span);
                let rule = Rule::InheritedRow;
                out.push(Claim::new(says, Origin { span, rule }, 3));
            }
        }
    }
    out
}

fn of_property(merged: &Merged<'_>, owner: &TypeName, property: &str) -> Option<Explanation> {
    let object = merged.model.object(owner)?;
    let same = |name: &str| name.eq_ignore_ascii_case(property);
    let known = object.properties.iter().find(|known| same(&known.name.0))?;
    let mut claims = PropertyClaims::default();
    let mut values = Vec::new();
    // A page that describes an inherited property again often says less of its type than the page of the base.
    let ranks = [1].into_iter().chain(std::iter::repeat(2));
    for (ancestor, rank) in merged.model.lineage(owner).into_iter().zip(ranks) {
        for part in merged.definitions.parts(ancestor) {
            let rows = part.resource.properties.iter().filter(|_| part.owns_tables);
            for row in rows.chain(&part.resource.relationships) {
                if same(&row.name.value) {
                    claims.add_row(merged, part.page, row, rank);
                    values.extend(values::of_row(row, rank));
                }
            }
        }
    }
    for part in merged.definitions.parts(owner) {
        for fact in part.shape.iter().flat_map(|shape| &shape.members) {
            if same(&fact.name.value) {
                let ty = of_shape(merged, part.page, fact);
                claims.names.push(of_name(&fact.name, 3));
                values.extend(values::of_shape(&fact.shape, ty.origin, 3));
                claims.types.push(ty);
            }
        }
    }
    for OperationPage { page, facts } in merged.operations() {
        if request_type(&merged.index, page, facts) == Some(owner) {
            for row in request_rows(facts).filter(|row| same(&row.name.value)) {
                claims.add_row(merged, page, row, 4);
            }
        }
    }
    let mut questions = vec![
        Question::new("name", &known.name.0, claims.names),
        Question::new("type", &known.ty.to_string(), claims.types),
        Question::new("evidence", &known.evidence.to_string(), Vec::new()),
    ];
    if !values.is_empty() {
        let answer = match known.values.join(", ") {
            none if none.is_empty() => format!("those of `{}`", known.ty),
            listed => listed,
        };
        questions.push(Question::new("values", &answer, values));
    }
    Some(Explanation {
        name: format!("{}.{}", owner.0, known.name.0),
        questions,
    })
}

/// The type that the JSON representation shows.
fn of_shape(merged: &Merged<'_>, page: &PageFacts, fact: &ShapeFact) -> Claim {
    let shown = shape_type(&merged.index, &fact.shape, PageScope::new(page));
    let says = shown.map_or("nothing for certain".to_owned(), |ty| ty.to_string());
    let origin = Origin {
        span: fact.value_span,
        rule: Rule::JsonRepresentation,
    };
    Claim::new(says, origin, 3)
}

/// The claims about the name and the type of one property.
#[derive(Default)]
struct PropertyClaims {
    names: Vec<Claim>,
    types: Vec<Claim>,
}

impl PropertyClaims {
    fn add_row(&mut self, merged: &Merged<'_>, page: &PageFacts, row: &PropertyFact, rank: u8) {
        self.names.push(of_name(&row.name, rank));
        let ty = merged
            .index
            .resolve(&row.ty.value, PageScope::new(page))
            .to_string();
        self.types.push(Claim::new(ty, row.ty.origin, rank));
    }
}

fn of_name(name: &Fact<String>, rank: u8) -> Claim {
    Claim::new(name.value.clone(), name.origin, rank)
}
