//! What holds of claims and models whatever the pages say: each claim has a place, no row is lost, no page stops another.

use std::path::{Path, PathBuf};

use docwright::Builder;
use docwright::builder::Input;
use docwright::diag::Diagnostics;
use docwright::facts::property::is_group_row;
use docwright::facts::section::sections;
use docwright::facts::vocabulary::SectionKind;
use docwright::facts::{Fact, PageFacts, Subject, TypeExpr};
use docwright::merge::merge;
use docwright::model::Model;
use docwright::model::json::{from_json, to_json};
use docwright::source::{PageId, Source, Sources, Span};
use docwright::syntax::{self, BlockKind, Page, Row};
use docwright::{export, facts};
use rayon::prelude::*;

use crate::support::{assert_model, data, docs_input, hostile, pages};

/// A larger set of pages beside the workspace, if one is there.
fn corpus() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus/v1.0");
    folder.is_dir().then_some(folder)
}

#[track_caller]
fn read(docs: &Path) -> Input {
    Builder::new()
        .docs(docs)
        .read()
        .expect("the pages are there")
}

/// Reads every page below the folders.
fn each_page(
    folders: &[PathBuf],
    mut check: impl FnMut(&Page<'_>, &PageFacts, &Diagnostics, &str),
) {
    for path in folders.iter().flat_map(|folder| pages(folder)) {
        let text = std::fs::read_to_string(&path).expect("a page that was found can be read");
        let mut diagnostics = Diagnostics::default();
        let page = syntax::parse(PageId(0), &text, &mut diagnostics);
        let facts = facts::extract(&page, "resources/page.md", &mut diagnostics);
        check(&page, &facts, &diagnostics, &path.display().to_string());
    }
}

fn all_folders() -> Vec<PathBuf> {
    let mut folders = vec![docs_input(), data().join("facts"), data().join("model")];
    folders.extend(corpus());
    folders
}

#[test]
fn models_hold_together_and_survive_json() {
    for docs in [Some(docs_input()), corpus()].into_iter().flatten() {
        let (model, _) = read(&docs).model();
        let name = docs.display().to_string();
        assert!(
            model.types.len() > 30 && model.operations.len() > 30,
            "{name}"
        );
        assert_model(&model, &name);
        let text = to_json(&model);
        let again = from_json(&text).unwrap();
        assert!(
            again == model,
            "{name}: the model changed on its way through JSON"
        );
        assert!(to_json(&again) == text, "{name}: the text changed");
    }
}

#[test]
fn shuffled_pages_give_the_same_model() {
    let mut input = read(&docs_input());
    let (model, diagnostics) = input.model();
    let mut shuffled: Vec<Source> = input
        .docs
        .sources
        .iter()
        .map(|(_, source)| source.clone())
        .collect();
    let count = shuffled.len();
    for at in 0..count {
        shuffled.swap(at, at * 37 % count);
    }
    input.docs.sources = Sources::new(shuffled);
    let (again, found) = input.model();
    assert_eq!(export::json(&again), export::json(&model));
    assert_eq!(found.0, diagnostics.0);
}

/// Pages beside the good ones: absurd, or about things that good pages are about too.
fn bad_pages() -> Vec<Source> {
    let mut texts: Vec<String> = hostile::pages(1 << 12)
        .into_iter()
        .map(|(_, text)| text)
        .collect();
    texts.extend(
        [
            "",
            "\0\u{1}\u{fffd}",
            "# resource type\n\n## Properties\n\n|a|type|\n|-|-|\n|b|c|\n",
            "# <x> resource type\n\n<!-- {\"blockType\": \"resource\", \"@odata.type\": \"a b.<c>\"} -->\n```json\n{\"\": {}, \"a b\": [[[]]]}\n```\n",
            "<!-- {\"blockType\": \"resource\", \"@odata.type\": \"..\", \"baseType\": \".\", \"keyProperty\": \".\"} -->",
            "# x values\n\n### . values\n\n|Member|\n|-|\n|a|\n",
            "# odd: page\n\n## HTTP request\n\n```http\nGET /{/}/({})//(a=)/**\nPOST\nBREW /tea\n```\n\n## Response\n\n`999 Odd`\n",
        ]
        .map(str::to_owned),
    );
    let source = |(at, text): (usize, String)| Source {
        path: format!("resources/bad-{at}.md"),
        text,
    };
    texts.into_iter().enumerate().map(source).collect()
}

#[test]
fn no_page_stops_another() {
    let mut input = read(&docs_input());
    let (good, _) = input.model();
    let mut sources: Vec<Source> = input
        .docs
        .sources
        .iter()
        .map(|(_, source)| source.clone())
        .collect();
    sources.extend(bad_pages());
    input.docs.sources = Sources::new(sources);
    let (mixed, _) = input.model();
    assert_model(&mixed, "with bad pages");
    for (name, def) in &good.types {
        assert!(mixed.types.get(name) == Some(def), "{} has changed", name.0);
    }
    for (id, operation) in &good.operations {
        assert!(
            mixed.operations.get(id) == Some(operation),
            "{} has changed",
            id.0
        );
    }
    for (path, info) in &good.pages {
        assert_eq!(mixed.pages.get(path), Some(info));
    }
}

/// A page may end anywhere, and be read as any kind of page.
#[test]
fn every_cut_page_is_understood() {
    let folders = [data().join("facts"), data().join("model")];
    let cases: Vec<PathBuf> = folders.iter().flat_map(|folder| pages(folder)).collect();
    cases.into_par_iter().for_each(|path| {
        let text = std::fs::read_to_string(&path).expect("test data can be read");
        for end in (0..text.len()).filter(|end| text.is_char_boundary(*end)) {
            let model = model_of(&text[..end]);
            assert_model(&model, &format!("{} up to {end}", path.display()));
        }
    });
}

fn model_of(text: &str) -> Model {
    let mut diagnostics = Diagnostics::default();
    let page = syntax::parse(PageId(0), text, &mut diagnostics);
    let facts = facts::extract(&page, "resources/lamp.md", &mut diagnostics);
    merge(&[facts], &mut diagnostics).model
}

#[test]
fn every_claim_stands_where_it_says() {
    let mut total = 0;
    each_page(&all_folders(), |page, facts, _, name| {
        for (claim, span) in claims(facts) {
            let Some(text) = page.text.get(span.start as usize..span.end as usize) else {
                panic!("{name}: {claim} stands at {span:?}, which is no text");
            };
            assert!(
                text.contains(claim)
                    || text.replace(['\\', '&'], "").contains(claim)
                    || text.contains('&'),
                "{name}: {claim} does not stand in {text:?}"
            );
            total += 1;
        }
    });
    assert!(total > 1000, "only {total} claims were found");
}

/// Names that a page claims, and where.
fn claims(facts: &PageFacts) -> Vec<(&str, Span)> {
    let mut out: Vec<(&str, Span)> = Vec::new();
    let mut enums: Vec<_> = facts.enums.iter().collect();
    match &facts.subject {
        Subject::Resource(resource) => {
            let rows = resource.properties.iter().chain(&resource.relationships);
            out.extend(rows.map(|row| text_of(&row.name)));
            let members = resource.shapes.iter().flat_map(|shape| &shape.members);
            out.extend(members.map(|member| text_of(&member.name)));
            let types = resource.bases.iter().chain(&resource.derived);
            out.extend(types.filter_map(|claim| match &claim.value {
                TypeExpr::Named { name, .. } => Some((name.as_str(), claim.origin.span)),
                _ => None,
            }));
        }
        Subject::Enum(found, _) => enums.push(found),
        Subject::Operation(operation) => {
            let tables = operation.body.iter().flat_map(|body| &body.tables);
            let rows = tables
                .flat_map(|table| &table.rows)
                .chain(&operation.path_parameters)
                .chain(&operation.function_parameters)
                .chain(&operation.query_parameters);
            out.extend(rows.map(|row| text_of(&row.name)));
            out.extend(operation.headers.iter().map(|header| text_of(&header.name)));
        }
        Subject::Permissions(_) | Subject::Prose => {}
    }
    for found in enums {
        out.extend(found.members.iter().map(|member| text_of(&member.name)));
    }
    out
}

fn text_of(fact: &Fact<String>) -> (&str, Span) {
    (&fact.value, fact.origin.span)
}

/// Each row of the tables that describe a type or an operation becomes a claim or a diagnostic, unless it is a label.
#[test]
fn no_row_is_lost() {
    let (mut total, mut lost) = (0, Vec::new());
    each_page(&all_folders(), |page, facts, diagnostics, name| {
        let mut known: Vec<Span> = claims(facts).into_iter().map(|(_, span)| span).collect();
        known.extend(facts.methods.iter().map(|method| method.span));
        known.extend(diagnostics.0.iter().map(|found| found.primary.span));
        for row in rows(page, &facts.subject) {
            total += 1;
            let overlaps = |span: &Span| span.start < row.span.end && row.span.start < span.end;
            if !is_group_row(row) && !known.iter().any(overlaps) {
                let text = &page.text[row.span.start as usize..row.span.end as usize];
                lost.push(format!("{name}: {text}"));
            }
        }
    });
    assert!(
        total > 400 && lost.is_empty(),
        "{} of {total} rows are lost:\n{}",
        lost.len(),
        lost.join("\n")
    );
}

/// The rows of all tables below the headings that such a page has.
fn rows<'p>(page: &'p Page<'_>, subject: &Subject) -> impl Iterator<Item = &'p Row<'p>> {
    let wanted: &[SectionKind] = match subject {
        Subject::Resource(_) | Subject::Enum(..) => &[
            SectionKind::Properties,
            SectionKind::Relationships,
            SectionKind::Members,
            SectionKind::EnumValues,
            SectionKind::Methods,
        ],
        Subject::Operation(_) => &[
            SectionKind::PathParameters,
            SectionKind::FunctionParameters,
            SectionKind::QueryParameters,
            SectionKind::RequestHeaders,
            SectionKind::RequestBody,
        ],
        Subject::Permissions(_) => &[],
        Subject::Prose => &[SectionKind::Methods, SectionKind::EnumValues],
    };
    sections(page)
        .into_iter()
        .filter(move |section| wanted.contains(&section.kind))
        .flat_map(|section| section.blocks)
        .filter_map(|block| match &block.kind {
            BlockKind::Table(table) => Some(&table.rows),
            _ => None,
        })
        .flatten()
}
