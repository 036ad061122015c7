//! The HTML report: from the model and the findings to one file that needs no other file and no network. Counts and shows; finds
//! nothing itself.
//!
//! The overview is HTML; the lists are JSON, which the script of the file renders on demand. The script creates text nodes only,
//! never markup, so that text of pages cannot become part of the document.

mod areas;
mod assets;
mod charts;
mod coverage;
mod data;
pub mod links;
mod overview;
mod shell;
mod tally;
mod text;

use crate::explain::Origins;
use crate::lint;
use crate::model::Model;

use data::Data;
use overview::Overview;

/// The content of the report.
#[derive(Debug)]
pub struct Content<'r> {
    /// The name of the API, and its version if known.
    pub title: String,
    /// The name of the docs folder, without its path.
    pub docs: String,
    /// The URL of the docs folder, relative to the file: percent-encoded, empty or with a trailing slash. `None` if there is no
    /// relative path.
    pub folder: Option<String>,
    /// Where pages are published: maps the start of a page's path to its replacement in URLs.
    pub links: Vec<(String, String)>,
    /// The types and operations.
    pub model: &'r Model,
    /// Their positions in the pages.
    pub origins: &'r Origins,
    /// The findings, without accepted ones.
    pub findings: &'r lint::Report<'r>,
    /// The number of accepted findings.
    pub accepted: usize,
}

/// The report: the same bytes for the same content.
pub fn html(content: &Content<'_>) -> String {
    let areas = areas::Areas::new(content);
    let tally = tally::Tally::new(content, &areas);
    let data = Data::new(content, &areas, &tally);
    let overview = Overview {
        content,
        areas: &areas,
        tally: &tally,
    };
    shell::document(content, &overview, &data)
}

#[cfg(test)]
mod tests;
