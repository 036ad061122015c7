//! `docwright init`: writes the first files of a project, without replacing existing ones.

mod files;

use std::path::Path;

use super::args::InitArgs;
use super::{Failure, Outcome, report};
use files::{File, Project};

/// Writes the files and prints the next steps.
pub(crate) fn run(args: &InitArgs) -> Result<Outcome, Failure> {
    if !args.folder.join(&args.docs).is_dir() {
        return Err(Failure(format!(
            "there is no folder {}; name the folder with the pages with `--docs DIR`",
            args.folder.join(&args.docs).display()
        )));
    }
    let project = Project::new(args)?;
    let files = if args.build_rs {
        project.build_script()
    } else {
        project.xtask()
    };
    let (existing, missing): (Vec<&File>, Vec<&File>) =
        files.iter().partition(|file| file.exists(&args.folder));
    let conflicting: Vec<&&File> = existing.iter().filter(|file| file.is_ours).collect();
    if !conflicting.is_empty() && !args.force {
        let names: Vec<String> = conflicting
            .iter()
            .map(|file| file.path.display().to_string())
            .collect();
        return Err(Failure(format!(
            "these files already exist: {}; nothing was written (`--force` replaces them)",
            names.join(", ")
        )));
    }
    let mut text = String::new();
    for file in missing.into_iter().chain(conflicting.into_iter().copied()) {
        write(&args.folder.join(&file.path), &file.text)?;
        text.push_str(&format!("wrote {}\n", file.path.display()));
    }
    let kept: Vec<&File> = existing.into_iter().filter(|file| !file.is_ours).collect();
    text.push_str("\nNext:\n");
    for step in project.steps(args.build_rs, &kept) {
        text.push_str(&step);
        text.push('\n');
    }
    report::result(&text)?;
    Ok(Outcome::Fine)
}

fn write(path: &Path, text: &str) -> Result<(), Failure> {
    let failed = |error| Failure(format!("cannot write {}: {error}", path.display()));
    let folder = path.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder).map_err(failed)?;
    std::fs::write(path, text).map_err(failed)
}

/// The folder's path with `/`, as it is written in files that may be read on other systems.
fn slashed(path: &Path) -> String {
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    match parts.split_first() {
        Some((root, rest)) if root == "/" => format!("/{}", rest.join("/")),
        Some(_) | None => parts.join("/"),
    }
}
