//! `docwright export`: the model for other tools.

use crate::export;

use super::args::{ExportArgs, Format};
use super::progress::Progress;
use super::{Failure, Outcome, report};

/// Writes the document to the file or to standard output.
pub(crate) fn run(args: &ExportArgs) -> Result<Outcome, Failure> {
    let progress = Progress::new("reading pages");
    let input = args.input.docs.builder().read()?;
    progress.stage("building the model");
    let (model, diagnostics) = input.model();
    progress.stage("writing the document");
    let text = match args.format {
        Format::OpenApi => export::openapi(&model, &input.api_info()),
        Format::Json => export::json(&model),
    };
    drop(progress);
    let outcome = report::diagnostics(&input.docs, &diagnostics, args.input.all);
    match &args.out {
        None => report::result(&text)?,
        Some(file) => {
            let failed = |error| Failure(format!("cannot write {}: {error}", file.display()));
            std::fs::write(file, &text).map_err(failed)?;
            let (types, operations) = (model.types.len(), model.operations.len());
            let counts = report::counts(&diagnostics);
            report::note(&format!("{types} types, {operations} operations; {counts}"));
        }
    }
    Ok(outcome)
}
