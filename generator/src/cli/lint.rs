//! `docwright lint`: what is wrong with the pages, for people and for programs.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::io::IsTerminal;

use docwright::Builder;
use docwright::diag::render::snippet::{Colours, Snippets};
use docwright::diag::{Code, Severity};
use docwright::lint::levels::Levels;
use docwright::lint::{Report, github, json, place, sarif};

use super::args::{Deny, LintArgs, LintFormat};
use super::progress::Progress;
use super::{Failure, Outcome, report};

/// Reports the findings, or tells about rules.
pub(crate) fn run(args: &LintArgs) -> Result<Outcome, Failure> {
    if args.list {
        report::result(&list())?;
        return Ok(Outcome::Fine);
    }
    if let Some(name) = &args.explain {
        report::result(&explanation(rule(name)?))?;
        return Ok(Outcome::Fine);
    }
    let only = args.only.iter().map(|name| rule(name));
    let only = only.collect::<Result<Vec<Code>, Failure>>()?;
    let progress = Progress::new("reading pages");
    let builder = Builder::new().docs(args.docs.clone().unwrap_or_default());
    let builder = match &args.config {
        Some(file) => builder.config(file),
        None => builder,
    };
    let input = builder.read()?;
    let levels = Levels::new(&input.config.lint).map_err(|name| unknown(&name))?;
    progress.stage("checking");
    let (_, diagnostics) = input.lint();
    let mut found = Report::new(&input.docs, diagnostics, &levels);
    found.only(&only);
    drop(progress);
    if let Some(remark) = &input.docs.note {
        report::note(&format!("note: {remark}"));
    }
    let text = match args.format {
        LintFormat::Human => human(&found),
        LintFormat::Json => json::document(&found),
        LintFormat::Sarif => sarif::log(&found),
        LintFormat::Github => github::commands(&found),
    };
    report::result(&text)?;
    let threshold = match args.deny {
        Deny::Note => Severity::Note,
        Deny::Warning => Severity::Warning,
        Deny::Error => Severity::Error,
    };
    Ok(if found.has(threshold) {
        Outcome::Findings
    } else {
        Outcome::Fine
    })
}

fn rule(name: &str) -> Result<Code, Failure> {
    Code::named(name).ok_or_else(|| unknown(name))
}

fn unknown(name: &str) -> Failure {
    Failure(format!(
        "there is no rule `{name}`; `docwright lint --list` names them"
    ))
}

/// A line for each rule.
fn list() -> String {
    let width = Code::ALL.iter().map(|code| code.name().len()).max();
    let width = width.unwrap_or_default();
    Code::ALL.iter().fold(String::new(), |mut out, code| {
        let (name, severity) = (code.name(), code.severity().name());
        writeln!(out, "{name:width$}  {severity:7}  {}", code.meaning())
            .expect("a String takes all");
        out
    })
}

fn explanation(code: Code) -> String {
    format!(
        "{} ({})\n\n{}\n\n{}",
        code.name(),
        code.severity().name(),
        code.meaning(),
        code.explanation()
    )
}

/// The findings with their lines, and how many there are.
fn human(found: &Report<'_>) -> String {
    let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let colours = if std::io::stdout().is_terminal() && !plain {
        Colours::Ansi
    } else {
        Colours::None
    };
    let prefix = place::file(&found.docs.root, "");
    let mut snippets = Snippets::new(&found.docs.sources, colours, prefix);
    let mut out = String::new();
    for finding in &found.findings {
        out.push_str(&snippets.of(&finding.diagnostic, finding.severity));
        out.push_str("\n\n");
    }
    out.push_str(&summary(found));
    out
}

/// `1 error, 2 warnings, 3 notes on 4 of 167 pages`
fn summary(found: &Report<'_>) -> String {
    let pages: BTreeSet<_> = found
        .findings
        .iter()
        .map(|finding| finding.diagnostic.primary.span.page)
        .collect();
    let counted = |severity: Severity| {
        let plural = if found.count(severity) == 1 { "" } else { "s" };
        format!("{} {}{plural}", found.count(severity), severity.name())
    };
    let counts = [Severity::Error, Severity::Warning, Severity::Note].map(counted);
    format!(
        "{} on {} of {} pages\n",
        counts.join(", "),
        pages.len(),
        found.docs.sources.len()
    )
}
