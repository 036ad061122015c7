//! `docwright permissions`: the permissions that a program needs.

use std::collections::BTreeSet;
use std::path::Path;

use crate::model::Model;
use crate::permissions::source::{SourceCalls, scan};
use crate::permissions::{self, select};
use crate::plan::stubs::Stubs;
use crate::plan::{self, Layout, PlanConfig};

use super::args::{PermissionsArgs, ReportFormat};
use super::progress::Progress;
use super::{Failure, Outcome, report};

/// Prints the permissions that the operations need together.
pub(crate) fn run(args: &PermissionsArgs) -> Result<Outcome, Failure> {
    let progress = Progress::new("reading pages");
    let input = args.docs.builder().read()?;
    progress.stage("building the model");
    let (model, _) = input.model();
    let config = PlanConfig {
        layout: Layout::Crate,
        client: true,
        ..input.plan_config()
    };
    let stubs = plan::lower(&model, &config).stubs;
    let server = input.config.api.server.as_deref();
    let mut all = SourceCalls::default();
    for wanted in &args.wanted {
        let found = find(&model, stubs.as_ref(), server, wanted)?;
        for (id, lines) in found.calls {
            all.calls.entry(id).or_default().extend(lines);
        }
        all.unresolved.extend(found.unresolved);
    }
    let permissions = permissions::report(&model, all.calls, all.unresolved);
    drop(progress);
    match args.format {
        ReportFormat::Human => report::result(&permissions.to_string())?,
        ReportFormat::Json => {
            let text = serde_json::to_string_pretty(&permissions).expect("every key is a string");
            report::result(&(text + "\n"))?;
        }
    }
    Ok(if permissions.unresolved.is_empty() {
        Outcome::Fine
    } else {
        Outcome::Findings
    })
}

/// The calls that one argument names: those in a source file or folder, or operations by name.
fn find(
    model: &Model,
    stubs: Option<&Stubs>,
    server: Option<&str>,
    wanted: &str,
) -> Result<SourceCalls, Failure> {
    let path = Path::new(wanted);
    if path.exists() {
        let mut files = Vec::new();
        collect(path, &mut files)?;
        if files.is_empty() {
            return Err(Failure(format!("{wanted} contains no .rs file")));
        }
        return Ok(stubs.map(|stubs| scan(stubs, &files)).unwrap_or_default());
    }
    let ids = select::operations(model, stubs, server, wanted);
    if ids.is_empty() {
        return Err(Failure(unknown(model, wanted)));
    }
    Ok(SourceCalls {
        calls: ids.into_iter().map(|id| (id, BTreeSet::new())).collect(),
        unresolved: BTreeSet::new(),
    })
}

fn unknown(model: &Model, wanted: &str) -> String {
    let similar = select::similar(model, wanted);
    let names: Vec<String> = similar.iter().map(|id| format!("`{}`", id.0)).collect();
    let help = if names.is_empty() {
        "write an operation's id or Rust name, `METHOD /url`, or a file or folder of Rust source"
            .to_owned()
    } else {
        format!("did you mean {}?", names.join(" or "))
    };
    format!("`{wanted}` is neither an operation of these pages nor a file\nhelp: {help}")
}

/// Collects names and texts of the Rust files below a path, sorted, without hidden folders and `target`.
fn collect(path: &Path, files: &mut Vec<(String, String)>) -> Result<(), Failure> {
    let failed =
        |error: std::io::Error| Failure(format!("cannot read {}: {error}", path.display()));
    if !path.is_dir() {
        let bytes = std::fs::read(path).map_err(failed)?;
        let name = path.to_string_lossy().replace('\\', "/");
        files.push((name, String::from_utf8_lossy(&bytes).into_owned()));
        return Ok(());
    }
    let mut entries: Vec<_> = std::fs::read_dir(path)
        .map_err(failed)?
        .collect::<Result<_, _>>()
        .map_err(failed)?;
    entries.sort_by_key(std::fs::DirEntry::file_name);
    for entry in entries {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        // Links are not followed: they could form a cycle.
        let kind = entry.file_type().map_err(failed)?;
        let is_source = kind.is_dir() && !name.starts_with('.') && name != "target"
            || kind.is_file() && name.ends_with(".rs");
        if is_source {
            collect(&entry.path(), files)?;
        }
    }
    Ok(())
}
