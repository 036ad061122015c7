//! A page for people who would rather look: from the model, the findings and their places to one HTML file that needs no
//! other file and no network. Counts and shows; finds nothing itself.
//!
//! The overview is written here, as HTML; the lists travel as JSON and are shown by the page's own script as far as somebody
//! looks at them. The script makes text only, never markup, so that nothing a page holds becomes part of the document.

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

/// Everything that the page shows.
#[derive(Debug)]
pub struct Content<'r> {
    /// The name of the API, and its version where one is known.
    pub title: String,
    /// The name of the docs folder, without the way to it.
    pub docs: String,
    /// The docs folder as an address relative to the file that is written: percent-encoded, empty or with a closing slash.
    /// `None` when no way leads there.
    pub folder: Option<String>,
    /// Where pages are published: from the start of a page's path to what takes its place in an address.
    pub links: Vec<(String, String)>,
    /// The types and operations.
    pub model: &'r Model,
    /// Where they are written.
    pub origins: &'r Origins,
    /// What is wrong with the pages, without what somebody has accepted.
    pub found: &'r lint::Report<'r>,
    /// How many findings were accepted.
    pub accepted: usize,
}

/// The page: the same bytes for the same content.
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
