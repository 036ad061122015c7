//! Api pages, one for each rule, and the claims that are read from them, diagnostics behind.

use std::fmt::Write;

use docwright::diag::Diagnostics;
use docwright::facts::annotation::Annotations;
use docwright::facts::operation::body::BodyFacts;
use docwright::facts::operation::examples::{ExampleBody, ExampleFact};
use docwright::facts::operation::query_options::QueryOptions;
use docwright::facts::operation::request_line::RequestLine;
use docwright::facts::operation::url::Target;
use docwright::facts::operation::{self, OperationFacts};
use docwright::facts::property::PropertyFact;
use docwright::facts::section::sections;
use docwright::source::PageId;
use docwright::syntax::parse;

use crate::support::{data, pages};

#[test]
fn pages_have_their_operation_facts() {
    let cases = pages(&data().join("facts/operation"));
    assert!(cases.len() > 50, "the cases are gone");
    for path in cases {
        let text = std::fs::read_to_string(&path).expect("test data can be read");
        let mut diagnostics = Diagnostics::default();
        let page = parse(PageId(0), &text, &mut diagnostics);
        let facts = operation::extract(
            &page,
            &sections(&page),
            "api/thing-do.md",
            &Annotations::parse(&page),
            &mut diagnostics,
        );
        let mut shown = show(&facts).expect("writing to a string does not fail");
        diagnostics.sort();
        for found in &diagnostics.0 {
            let line = text[..found.primary.span.start as usize]
                .matches('\n')
                .count()
                + 1;
            let _ = writeln!(shown, "{line}: {}: {}", found.code.name(), found.message);
        }
        expect_test::expect_file![path.with_extension("facts")].assert_eq(&shown);
    }
}

fn show(facts: &OperationFacts) -> Result<String, std::fmt::Error> {
    let mut out = String::new();
    for request in &facts.requests {
        show_request(&mut out, &request.value)?;
    }
    for grant in &facts.permissions.grants {
        writeln!(out, "grant {:?} {:?}", grant.value.caller, grant.value.set)?;
    }
    for include in &facts.permissions.includes {
        writeln!(out, "include {}", include.value)?;
    }
    let options = &facts.query_options;
    if *options != QueryOptions::default() {
        writeln!(
            out,
            "options {:?} general {} refused {}",
            options.listed, options.general, options.refused
        )?;
    }
    for (place, rows) in [
        ("path", &facts.path_parameters),
        ("function", &facts.function_parameters),
        ("query", &facts.query_parameters),
    ] {
        show_rows(&mut out, place, rows)?;
    }
    for header in &facts.headers {
        writeln!(
            out,
            "header {:?} value {:?} required {} — {}",
            header.name.value,
            header.value,
            header.required,
            header.doc.markdown()
        )?;
    }
    if let Some(body) = &facts.body {
        show_body(&mut out, body)?;
    }
    for name in &facts.mentioned {
        writeln!(out, "mentioned {}", name.value)?;
    }
    for claim in &facts.responses {
        let claim = &claim.value;
        writeln!(
            out,
            "response {:?} {:?} nothing {} bytes {}",
            claim.statuses, claim.ty, claim.nothing, claim.bytes
        )?;
    }
    for example in &facts.examples {
        show_example(&mut out, &example.value)?;
    }
    Ok(out)
}

fn show_request(out: &mut String, request: &RequestLine) -> std::fmt::Result {
    match &request.target {
        Target::Unknown { type_name } => {
            writeln!(out, "{:?} unknown URL of {type_name:?}", request.method)
        }
        Target::Url(url) => {
            writeln!(out, "{:?} {}", request.method, url.template.template)?;
            for item in &url.query {
                let optional = if item.optional { " optional" } else { "" };
                writeln!(out, "    {} = {:?}{optional}", item.name, item.value)?;
            }
            if let Some(host) = &url.foreign_host {
                writeln!(out, "    of {host}")?;
            }
            Ok(())
        }
    }
}

fn show_rows(out: &mut String, place: &str, rows: &[PropertyFact]) -> std::fmt::Result {
    for row in rows {
        let required = row.required_column.unwrap_or(row.notes.required);
        writeln!(
            out,
            "{place} {} {:?} required {required} — {}",
            row.name.value,
            row.ty.value,
            row.doc.markdown()
        )?;
    }
    Ok(())
}

fn show_body(out: &mut String, body: &BodyFacts) -> std::fmt::Result {
    let ty = body.ty.as_ref().map(|fact| &fact.value);
    writeln!(
        out,
        "body {ty:?} nothing {} parameters {} bytes {}",
        body.nothing, body.is_parameters, body.bytes
    )?;
    for table in &body.tables {
        writeln!(
            out,
            "    table of {}",
            if table.names_properties {
                "properties"
            } else {
                "parameters"
            }
        )?;
        show_rows(out, "       ", &table.rows)?;
    }
    Ok(())
}

fn show_example(out: &mut String, example: &ExampleFact) -> std::fmt::Result {
    write!(out, "example line {} {:?}", example.line, example.message)?;
    if !example.name.is_empty() {
        write!(out, " name {}", example.name)?;
    }
    if let Some(ty) = &example.ty {
        write!(out, " type {ty}")?;
    }
    if let Some(at) = example.answers {
        write!(out, " answers {at}")?;
    }
    for (name, value) in &example.headers {
        write!(out, " [{name}: {value}]")?;
    }
    match &example.body {
        ExampleBody::None => writeln!(out),
        ExampleBody::Other => writeln!(out, " with a body that is no JSON"),
        ExampleBody::Json { value, elided } => {
            writeln!(out, " {value}{}", if *elided { " elided" } else { "" })
        }
    }
}
