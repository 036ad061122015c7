//! `docwright report`: the state of the pages as one HTML file.

use std::path::Path;

use docwright::Builder;
use docwright::builder::Input;
use docwright::lint::Report;
use docwright::lint::levels::Levels;
use docwright::report::{self as page, Content};

use super::args::ReportArgs;
use super::progress::Progress;
use super::{Failure, Outcome, report};

/// Writes the page. What is wrong with the pages does not make it fail: to show that is its work.
pub(crate) fn run(args: &ReportArgs) -> Result<Outcome, Failure> {
    let progress = Progress::new("reading pages");
    let builder = Builder::new().docs(&args.docs);
    let builder = match &args.config {
        Some(file) => builder.config(file),
        None => builder,
    };
    let input = builder.read()?;
    let levels = Levels::new(&input.config.lint)
        .map_err(|name| Failure(format!("there is no rule `{name}`")))?;
    let folder = folder(&args.html, &input.docs.root)?;
    progress.stage("checking");
    let (model, diagnostics, origins) = input.survey();
    let found = Report::new(&input.docs, diagnostics, &levels);
    progress.stage("writing the page");
    let content = Content {
        title: title(&input),
        docs: name(&input.docs.root),
        folder,
        links: input.config.links.clone().into_iter().collect(),
        model: &model,
        origins: &origins,
        found: &found,
    };
    let text = page::html(&content);
    let failed = |error| Failure(format!("cannot write {}: {error}", args.html.display()));
    std::fs::write(&args.html, text).map_err(failed)?;
    drop(progress);
    if let Some(remark) = &input.docs.note {
        report::note(&format!("note: {remark}"));
    }
    report::summary(&format!(
        "{}: {} pages, {} types, {} operations, {} findings",
        args.html.display(),
        input.docs.sources.len(),
        model.types.len(),
        model.operations.len(),
        found.findings.len()
    ))?;
    Ok(Outcome::Fine)
}

/// The API's name and version, as far as the configuration tells them; else the name of the folder.
fn title(input: &Input) -> String {
    let config = &input.config;
    let title = config.api.title.as_ref().or(config.package.name.as_ref());
    match (title, &config.api.version) {
        (Some(title), Some(version)) => format!("{title} {version}"),
        (Some(title), None) => title.clone(),
        (None, _) => name(&input.docs.root),
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

/// The way from the file to the pages; none to another drive.
fn folder(html: &Path, docs: &Path) -> Result<Option<String>, Failure> {
    let parent = match html.parent() {
        Some(parent) if parent.as_os_str().is_empty() => Path::new("."),
        Some(parent) => parent,
        None => return Err(Failure(format!("{} is no file", html.display()))),
    };
    let whole = |path: &Path| {
        let failed = |error| Failure(format!("cannot find {}: {error}", path.display()));
        path.canonicalize().map_err(failed)
    };
    Ok(page::links::relative(&whole(parent)?, &whole(docs)?))
}
