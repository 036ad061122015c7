//! Places of types, properties and operations: what stands there is what they are named after.

use std::fmt::Write;

use docwright::Builder;
use docwright::model::{Evidence, TypeKind};

use crate::support::docs_input;

#[test]
fn everything_that_pages_write_down_has_its_place() {
    let input = Builder::new().docs(docs_input()).read().unwrap();
    let (model, _, origins) = input.survey();
    let text = |span: docwright::source::Span| {
        let page = &input.docs.sources.get(span.page).text;
        page[span.start as usize..span.end as usize].to_ascii_lowercase()
    };
    let mut wrong = String::new();
    for (name, def) in &model.types {
        let Some(places) = origins.types.get(name) else {
            writeln!(wrong, "{}: no place", name.0).unwrap();
            continue;
        };
        let mut expect = |part: &str| {
            let place = places.parts.get(part).map(|span| text(*span));
            if !place.is_some_and(|text| text.contains(&part.to_ascii_lowercase())) {
                writeln!(wrong, "{}.{part}: not there", name.0).unwrap();
            }
        };
        match &def.kind {
            TypeKind::Object(object) => {
                for property in &object.properties {
                    match property.evidence {
                        Evidence::Table | Evidence::Json | Evidence::Request => {
                            expect(&property.name.0);
                        }
                        Evidence::Url | Evidence::Example => {}
                    }
                }
            }
            TypeKind::Enum(members) => members
                .members
                .iter()
                .for_each(|member| expect(&member.name.0)),
        }
    }
    for (id, operation) in &model.operations {
        let place = origins.operations.get(id).map(|span| text(*span));
        let method = operation.method.as_str().to_ascii_lowercase();
        let fits = |text: &String| text.contains(&method) || operation.urls.is_empty();
        if !place.as_ref().is_some_and(fits) {
            writeln!(wrong, "{}: {place:?}", id.0).unwrap();
        }
    }
    assert_eq!(wrong, "");
    assert_eq!(origins.areas.len(), input.docs.sources.len());
}
