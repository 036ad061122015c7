//! The HTML document: head, policy, navigation, filters, data, script.

use std::collections::BTreeSet;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::Content;
use super::areas::Areas;
use super::assets::{POLICY, SCRIPT, STYLE};
use super::data::Data;
use super::overview::Overview;
use super::tally::Tally;
use super::text::{counted, number, visible};

/// The keyboard shortcuts.
const KEYS: [(&str, &str); 4] = [
    ("/", "search"),
    ("↑ ↓", "move"),
    ("Enter", "open"),
    ("Esc", "back"),
];

/// The whole file.
pub(super) fn document(content: &Content<'_>, overview: &Overview<'_>, data: &Data) -> String {
    let title = visible(&content.title);
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY.trim_end());
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="generator" content="docwright";
                title { (title) " – docwright report" }
                style { (PreEscaped(STYLE)) }
            }
            body {
                (header(content))
                (navigation(content, overview.tally))
                main #main tabindex="-1" {
                    div.view #overview { (overview.render()) }
                    (lists(overview))
                    noscript { p.empty { "The lists and the search need JavaScript; the figures do not." } }
                }
                (footer())
                @for (id, json) in &data.pieces {
                    script type="application/json" id=(id) { (PreEscaped(json)) }
                }
                script { (PreEscaped(SCRIPT)) }
            }
        }
    };
    page.into_string()
}

fn header(content: &Content<'_>) -> Markup {
    let pages = content.findings.docs.sources.len();
    html! {
        a.skip href="#main" { "Skip to the content" }
        header.top {
            div {
                p.brand { "docwright report" }
                h1 { (visible(&content.title)) }
                p.muted { (counted(pages, "page")) " in " code { (visible(&content.docs)) } " · docwright " (env!("CARGO_PKG_VERSION")) }
            }
            button.theme #theme type="button" hidden { "Theme: system" }
        }
    }
}

fn navigation(content: &Content<'_>, tally: &Tally) -> Markup {
    let views = [
        ("overview", "Overview", None),
        ("findings", "Findings", Some(tally.findings.total())),
        ("types", "Types", Some(content.model.types.len())),
        (
            "operations",
            "Operations",
            Some(content.model.operations.len()),
        ),
    ];
    html! {
        div.bar-top {
            nav aria-label="Views" {
                @for (id, name, count) in views {
                    a href=(format!("#view={id}")) data-view=(id) {
                        (name) @if let Some(count) = count { " " span.count { (number(count)) } }
                    }
                }
            }
            form.search #search role="search" hidden {
                input #query type="search" placeholder="Search" autocomplete="off" spellcheck="false"
                    aria-label="Search findings, types and operations" aria-keyshortcuts="/";
                kbd aria-hidden="true" { "/" }
            }
        }
    }
}

/// The elements for the lists and their filters.
fn lists(overview: &Overview<'_>) -> Markup {
    let rules: Vec<(&str, String)> = overview
        .tally
        .rules
        .iter()
        .map(|(code, counts)| (code.name(), number(counts.total())))
        .collect();
    let operations = &overview.content.model.operations;
    let methods: BTreeSet<&str> = operations
        .values()
        .map(|call| call.method.as_str())
        .collect();
    let methods: Vec<&str> = methods.into_iter().collect();
    html! {
        div.view #findings hidden {
            h2.unseen { "Findings" }
            div.filters {
                div.toggles role="group" aria-label="Severity" {
                    @for (severity, count) in overview.tally.findings.parts() {
                        button type="button" data-severity=(severity.name()) aria-pressed="false" disabled[count == 0] {
                            span class={ "dot " (severity.name()) } aria-hidden="true" {}
                            (counted(count, severity.name()))
                        }
                    }
                }
                (choice("rule", "All rules", &rules))
                (area_choice(overview.areas))
            }
        }
        div.view #types hidden {
            h2.unseen { "Types" }
            div.filters {
                (choice("kind", "All kinds", &plain(&["entity", "object", "enum"])))
                (area_choice(overview.areas))
                (grade_choice())
            }
        }
        div.view #operations hidden {
            h2.unseen { "Operations" }
            div.filters {
                (choice("method", "All methods", &plain(&methods)))
                (area_choice(overview.areas))
                (grade_choice())
            }
        }
        div.view #results hidden { h2.unseen { "Results of the search" } }
    }
}

/// Options without counts.
fn plain<'n>(names: &[&'n str]) -> Vec<(&'n str, String)> {
    names.iter().map(|name| (*name, String::new())).collect()
}

/// A selection by name, with the counts of the options and an option for all.
fn choice(name: &str, all: &str, options: &[(&str, String)]) -> Markup {
    html! {
        select data-filter=(name) aria-label=(name) {
            option value="" { (all) }
            @for (value, count) in options {
                option value=(value) { (value) @if !count.is_empty() { " (" (count) ")" } }
            }
        }
    }
}

fn area_choice(areas: &Areas) -> Markup {
    html! {
        select data-filter="area" aria-label="area" {
            option value="" { "All areas" }
            @for name in areas.names().iter().filter(|name| !name.is_empty()) {
                option value=(name) { (visible(name)) }
            }
            option value="-" { "no area" }
        }
    }
}

fn grade_choice() -> Markup {
    html! {
        select data-filter="grade" aria-label="coverage" {
            option value="" { "All coverage" }
            option value="opaque" { "with opaque parts" }
            option value="unresolved" { "with unresolved parts" }
        }
    }
}

fn footer() -> Markup {
    html! {
        footer {
            p {
                @for (keys, does) in KEYS {
                    @for key in keys.split(' ') { kbd { (key) } " " }
                    (does) " "
                }
            }
            p.muted { "Made by docwright from the pages alone; this file needs nothing else." }
        }
    }
}
