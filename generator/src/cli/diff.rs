//! `docwright diff`: the changes between two states of an API, and what they mean for the generated crate.

use std::io::ErrorKind;
use std::path::Path;

use crate::builder::Input;
use crate::diag::render::snippet;
use crate::diff::human::Colours;
use crate::diff::{Diff, Impact, Rule, Side, compare, github, human, json, markdown};
use crate::model::{Model, json::from_json};
use crate::plan::{PlanConfig, Runtime};
use crate::read::{is_markdown, is_plain};
use crate::source::Source;

use super::args::{DiffArgs, DiffFormat, FailOn};
use super::git::{Object, Repository};
use super::progress::Progress;
use super::{Failure, Outcome, builder, console, report};

/// One state, before its plan is made.
enum State {
    /// Pages, with the name of the folder.
    Pages(String, Box<Input>),
    /// A model, with its name and the text of its `names.lock`.
    Model(String, Box<Model>, Option<String>),
}

/// Compares two states, or explains rules.
pub(crate) fn run(args: &DiffArgs) -> Result<Outcome, Failure> {
    if args.list {
        report::result(&list())?;
        return Ok(Outcome::Fine);
    }
    if let Some(name) = &args.explain {
        report::result(&explanation(name)?)?;
        return Ok(Outcome::Fine);
    }
    let (Some(old), Some(new)) = (&args.old, &args.new) else {
        return Err(Failure(
            "name two states to compare: OLD and NEW".to_owned(),
        ));
    };
    let progress = Progress::new("reading pages");
    let (old, new) = (read(args, old)?, read(args, new)?);
    progress.stage("comparing");
    let config = config(args, &old, &new)?;
    let diff = compare(&side(old, &config), &side(new, &config));
    drop(progress);
    let text = match args.format {
        DiffFormat::Human => human::text(&diff, colours(), args.all),
        DiffFormat::Json => json::document(&diff),
        DiffFormat::Markdown => markdown::text(&diff),
        DiffFormat::Github => github::commands(&diff),
    };
    report::result(&text)?;
    Ok(outcome(&diff, args.fail_on))
}

fn outcome(diff: &Diff, fail_on: Option<FailOn>) -> Outcome {
    let fails = match fail_on {
        None => false,
        Some(FailOn::Breaking) => diff.verdict.rust == Impact::Breaking,
        Some(FailOn::Minor) => diff.verdict.rust >= Impact::Minor,
        Some(FailOn::Service) => diff.verdict.service == Impact::Breaking,
    };
    if fails {
        Outcome::Findings
    } else {
        Outcome::Fine
    }
}

/// Reads a folder or a file; any other name with a colon is an object of a git repository.
fn read(args: &DiffArgs, name: &str) -> Result<State, Failure> {
    let path = Path::new(name);
    if path.is_dir() {
        let input = builder(path, args.config.as_deref()).read()?;
        let folder = input.docs.root.to_string_lossy().replace('\\', "/");
        return Ok(State::Pages(folder, Box::new(input)));
    }
    if path.is_file() {
        let text = std::fs::read_to_string(path)
            .map_err(|error| Failure(format!("cannot read {name}: {error}")))?;
        let lock = path.with_file_name("names.lock");
        let lock = match std::fs::read_to_string(&lock) {
            Ok(lock) => Some(lock),
            Err(error) if error.kind() == ErrorKind::NotFound => None,
            Err(error) => {
                return Err(Failure(format!("cannot read {}: {error}", lock.display())));
            }
        };
        return model(name, &text, lock);
    }
    let is_revision = name
        .split_once(':')
        .is_some_and(|(revision, _)| !revision.is_empty() && !revision.starts_with('-'));
    if !is_revision {
        return Err(Failure(format!(
            "`{name}` is neither a folder nor a file; write a state in a git repository as `REV:path`"
        )));
    }
    let folder = args.repo.as_deref().unwrap_or(Path::new("."));
    revision(args, &Repository::around(folder), name)
}

fn model(name: &str, text: &str, lock: Option<String>) -> Result<State, Failure> {
    let model = from_json(text)
        .map_err(|error| Failure(format!("{name} is not an api.json of docwright: {error}")))?;
    Ok(State::Model(name.to_owned(), Box::new(model), lock))
}

fn revision(args: &DiffArgs, repository: &Repository, name: &str) -> Result<State, Failure> {
    match repository.kind(name)? {
        Object::Blob => {
            let (folder, _) = name.rsplit_once(['/', ':']).unwrap_or((name, ""));
            let separator = &name[folder.len()..=folder.len()];
            let lock = repository
                .file(&format!("{folder}{separator}names.lock"))
                .ok();
            model(name, &repository.file(name)?, lock)
        }
        Object::Tree => {
            let is_page = |path: &str| {
                let has_dot = path.split('/').any(|part| part.starts_with('.'));
                !has_dot && (is_markdown(path) || is_plain(path))
            };
            let pages = repository.files(name, is_page)?;
            let pages = pages.into_iter().map(|(path, text)| Source { path, text });
            let slash = if name.ends_with(['/', ':']) { "" } else { "/" };
            let config = repository
                .file(&format!("{name}{slash}docwright.toml"))
                .ok();
            let input = builder(Path::new(name), args.config.as_deref())
                .read_pages(config.as_deref().unwrap_or_default(), pages.collect())?;
            let folder = input.docs.root.to_string_lossy().replace('\\', "/");
            Ok(State::Pages(folder, Box::new(input)))
        }
    }
}

/// An `api.json` has no configuration: its plan is made with that of the pages on the other side, or with the one that the
/// arguments name.
fn config(args: &DiffArgs, old: &State, new: &State) -> Result<PlanConfig, Failure> {
    for side in [new, old] {
        if let State::Pages(_, input) = side {
            return Ok(input.plan_config());
        }
    }
    if args.config.is_some() {
        let page = Source {
            path: "page.txt".to_owned(),
            text: String::new(),
        };
        let docs = builder(Path::new("docs"), args.config.as_deref());
        return Ok(docs.read_pages("", vec![page])?.plan_config());
    }
    let version = env!("CARGO_PKG_VERSION").to_owned();
    Ok(PlanConfig::named("api", Runtime::Version(version)))
}

fn side(state: State, config: &PlanConfig) -> Side {
    match state {
        State::Pages(folder, input) => Side::from_input(&folder, *input),
        State::Model(name, model, lock) => {
            let mut side = Side::from_model(&name, *model, config);
            side.lock = lock;
            side
        }
    }
}

fn colours() -> Colours {
    match console::colours(&std::io::stdout()) {
        snippet::Colours::Ansi => Colours::Ansi,
        snippet::Colours::None => Colours::None,
    }
}

/// A line for each rule.
fn list() -> String {
    let width = Rule::ALL.iter().map(|rule| rule.name().len()).max();
    let width = width.unwrap_or_default();
    let head = format!(
        "{:width$}  {:8}  {:8}  meaning\n",
        "rule", "request", "response"
    );
    let line = |rule: &Rule| {
        let (request, response) = rule.service();
        format!(
            "{:width$}  {:8}  {:8}  {}\n",
            rule.name(),
            request.name(),
            response.name(),
            rule.meaning()
        )
    };
    let lines: String = Rule::ALL.iter().map(line).collect();
    head + &lines
}

fn explanation(name: &str) -> Result<String, Failure> {
    let unknown = || {
        Failure(format!(
            "there is no rule `{name}`; `docwright diff --list` lists all rules"
        ))
    };
    let rule = Rule::named(name).ok_or_else(unknown)?;
    let (request, response) = rule.service();
    Ok(format!(
        "{name} (for the service: {} in a request, {} in a response)\n\n{}\n\n{}",
        request.name(),
        response.name(),
        rule.meaning(),
        rule.explanation()
    ))
}
