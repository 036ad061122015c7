//! The report of everything that was read: gathers what [`crate::report`] shows. Writes nothing.

use std::path::Path;

use super::{Error, Input};
use crate::lint::Report;
use crate::lint::baseline::Baseline;
use crate::lint::levels::Levels;
use crate::report::{Content, html, links};

/// The report, and how much it is about.
#[derive(Clone, Debug)]
pub struct ReportPage {
    /// The whole file.
    pub html: String,
    /// How many types the pages define.
    pub types: usize,
    /// How many operations.
    pub operations: usize,
    /// How many findings are not accepted by the baseline.
    pub findings: usize,
    /// How many were accepted.
    pub accepted: usize,
}

impl Input {
    /// The report, to be written to `file`: it leads from there to the pages. Of the findings that a baseline accepts it
    /// says only how many there are.
    ///
    /// # Errors
    /// [`Error::Io`] when the folder of the file is not there.
    pub fn report_page(
        &self,
        file: &Path,
        levels: &Levels,
        accepted: &Baseline,
    ) -> Result<ReportPage, Error> {
        let folder = self.way_from(file)?;
        let (model, diagnostics, origins) = self.survey();
        let mut findings = Report::new(&self.docs, diagnostics, levels);
        let accepted = findings.remove_accepted(accepted);
        let content = Content {
            title: self.title(),
            docs: name(&self.docs.root),
            folder,
            links: self.config.links.clone().into_iter().collect(),
            model: &model,
            origins: &origins,
            findings: &findings,
            accepted,
        };
        Ok(ReportPage {
            html: html(&content),
            types: model.types.len(),
            operations: model.operations.len(),
            findings: findings.findings.len(),
            accepted,
        })
    }

    /// The API's name and version, where the configuration has them; else the name of the folder.
    fn title(&self) -> String {
        let config = &self.config;
        let title = config.api.title.as_ref().or(config.package.name.as_ref());
        match (title, &config.api.version) {
            (Some(title), Some(version)) => format!("{title} {version}"),
            (Some(title), None) => title.clone(),
            (None, _) => name(&self.docs.root),
        }
    }

    /// The way from a file to the pages; none to another drive.
    fn way_from(&self, file: &Path) -> Result<Option<String>, Error> {
        let parent = file.parent().unwrap_or(file);
        let parent = if parent.as_os_str().is_empty() {
            Path::new(".")
        } else {
            parent
        };
        let whole = |path: &Path| {
            path.canonicalize().map_err(|error| Error::Io {
                doing: "find",
                path: path.to_owned(),
                error,
            })
        };
        Ok(links::relative(&whole(parent)?, &whole(&self.docs.root)?))
    }
}

/// The name of a folder, whatever the way to it.
fn name(folder: &Path) -> String {
    let whole = folder.canonicalize();
    let folder = whole.as_deref().unwrap_or(folder);
    folder.file_name().map_or_else(
        || folder.display().to_string(),
        |name| name.to_string_lossy().into_owned(),
    )
}
