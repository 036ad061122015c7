//! `docwright init`: what a project needs to begin with, written where nothing stands in the way.

mod files;

use std::fmt::Write;
use std::path::Path;

use super::args::InitArgs;
use super::{Failure, Outcome, report};
use files::{File, Project};

/// Writes the files, and says what comes next.
pub(crate) fn run(args: &InitArgs) -> Result<Outcome, Failure> {
    if !args.folder.join(&args.docs).is_dir() {
        return Err(Failure(format!(
            "there is no folder {}; name the one with the pages: `--docs DIR`",
            args.folder.join(&args.docs).display()
        )));
    }
    let project = Project::new(args)?;
    let files = if args.build_rs {
        project.build_script()
    } else {
        project.chore()
    };
    let (there, missing): (Vec<&File>, Vec<&File>) =
        files.iter().partition(|file| file.is_there(&args.folder));
    let in_the_way: Vec<&&File> = there.iter().filter(|file| file.is_ours).collect();
    if !in_the_way.is_empty() && !args.force {
        let names: Vec<String> = in_the_way
            .iter()
            .map(|file| file.path.display().to_string())
            .collect();
        return Err(Failure(format!(
            "already there: {}; nothing was written (`--force` writes them anew)",
            names.join(", ")
        )));
    }
    let mut text = String::new();
    for file in missing.into_iter().chain(in_the_way.into_iter().copied()) {
        write(&args.folder.join(&file.path), &file.text)?;
        // Writing into a string cannot fail.
        let _ = writeln!(text, "wrote {}", file.path.display());
    }
    let left: Vec<&File> = there.into_iter().filter(|file| !file.is_ours).collect();
    text.push_str("\nNext:\n");
    for step in project.steps(args.build_rs, &left) {
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
