//! `docwright lint`: the findings on the pages, for people and for programs.

use std::collections::BTreeSet;
use std::path::Path;

use crate::diag::render::snippet::Snippets;
use crate::diag::{Code, Severity};
use crate::lint::baseline;
use crate::lint::levels::Levels;
use crate::lint::{Report, file_range, fix, github, json, sarif};
use crate::source::PageId;

use super::args::{Deny, LintArgs, LintFormat};
use super::baseline::read;
use super::progress::Progress;
use super::{Failure, Outcome, builder, console, report, since};

/// Reports the findings, or explains rules.
pub(crate) fn run(args: &LintArgs) -> Result<Outcome, Failure> {
    if args.list {
        report::result(&list())?;
        return Ok(Outcome::Fine);
    }
    if let Some(name) = &args.explain {
        report::result(&explanation(rule(name)?))?;
        return Ok(Outcome::Fine);
    }
    let only = args
        .only
        .iter()
        .map(|name| rule(name))
        .collect::<Result<Vec<Code>, Failure>>()?;
    let progress = Progress::new("reading pages");
    let docs = args.docs.as_deref().unwrap_or(Path::new(""));
    let input = builder(docs, args.config.as_deref()).read()?;
    let levels = Levels::new(&input.config.lint).map_err(|name| unknown(&name))?;
    progress.stage("checking");
    let (_, diagnostics) = input.lint();
    let mut findings = Report::new(&input.docs, diagnostics, &levels);
    if let Some(revision) = &args.since {
        since::keep_new(&mut findings, &input, &levels, revision)?;
    }
    findings.only(&only);
    drop(progress);
    if let Some(note) = &input.docs.note {
        report::note(&format!("note: {note}"));
    }
    if let Some(file) = &args.baseline {
        if args.update_baseline {
            return write_baseline(file, &findings);
        }
        // With a partial run, fixed findings cannot be detected.
        let is_complete = only.is_empty() && args.since.is_none();
        accept(file, &mut findings, is_complete)?;
    }
    if args.fix {
        return fix(&findings, args.dry_run);
    }
    let text = match args.format {
        LintFormat::Human => human(&findings),
        LintFormat::Json => json::document(&findings),
        LintFormat::Sarif => sarif::log(&findings),
        LintFormat::Github => github::commands(&findings),
    };
    report::result(&text)?;
    Ok(outcome(&findings, args.deny))
}

fn outcome(findings: &Report<'_>, deny: Deny) -> Outcome {
    let threshold = match deny {
        Deny::Note => Severity::Note,
        Deny::Warning => Severity::Warning,
        Deny::Error => Severity::Error,
    };
    if findings.has(threshold) {
        Outcome::Findings
    } else {
        Outcome::Fine
    }
}

fn write_baseline(file: &Path, findings: &Report<'_>) -> Result<Outcome, Failure> {
    let failed = |error| Failure(format!("cannot write {}: {error}", file.display()));
    std::fs::write(file, baseline::text(findings)).map_err(failed)?;
    let count = findings.findings.len();
    report::note(&format!("{} accepts {count} findings", file.display()));
    Ok(Outcome::Fine)
}

/// Marks the accepted findings, and reports entries of the baseline that no longer occur.
fn accept(file: &Path, findings: &mut Report<'_>, is_complete: bool) -> Result<(), Failure> {
    let baseline = read(file)?;
    findings.accept(&baseline);
    if is_complete {
        for description in baseline.fixed(findings) {
            let name = file.display();
            report::note(&format!("note: fixed, but still in {name}: {description}"));
        }
    }
    Ok(())
}

/// Applies the safe fixes, or shows them.
fn fix(findings: &Report<'_>, dry_run: bool) -> Result<Outcome, Failure> {
    let pages = fix::fixed_pages(findings);
    if dry_run {
        report::result(&fix::diff(&pages))?;
        return Ok(if pages.is_empty() {
            Outcome::Fine
        } else {
            Outcome::Findings
        });
    }
    let (mut files, mut count) = (0, 0);
    for page in &pages {
        let failed = |error| Failure(format!("cannot write {}: {error}", page.path));
        if fix::write(&findings.docs.root, page).map_err(failed)? {
            files += 1;
            count += page.count;
        } else {
            report::note(&format!(
                "note: {} was not fixed: it has changed since it was read, or is not UTF-8",
                page.path
            ));
        }
    }
    report::note(&format!("{count} fixes on {files} pages"));
    Ok(Outcome::Fine)
}

fn rule(name: &str) -> Result<Code, Failure> {
    Code::named(name).ok_or_else(|| unknown(name))
}

fn unknown(name: &str) -> Failure {
    Failure(format!(
        "there is no rule `{name}`; `docwright lint --list` lists all rules"
    ))
}

/// A line for each rule.
fn list() -> String {
    let width = Code::ALL.iter().map(|code| code.name().len()).max();
    let width = width.unwrap_or_default();
    let line = |code: &Code| {
        let (name, severity) = (code.name(), code.severity().name());
        format!("{name:width$}  {severity:7}  {}\n", code.meaning())
    };
    Code::ALL.iter().map(line).collect()
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

/// The findings with the lines of the pages, and a summary.
fn human(findings: &Report<'_>) -> String {
    let colours = console::colours(&std::io::stdout());
    let prefix = file_range::file(&findings.docs.root, "");
    let mut snippets = Snippets::new(&findings.docs.sources, colours, prefix);
    let mut out = String::new();
    for finding in findings.open() {
        out.push_str(&snippets.of(&finding.diagnostic, finding.severity));
        out.push_str("\n\n");
    }
    if !console::is_quiet() {
        out.push_str(&summary(findings));
    }
    out
}

/// `1 error, 2 warnings, 3 notes on 4 of 167 pages`
fn summary(findings: &Report<'_>) -> String {
    let pages: BTreeSet<_> = findings
        .open()
        .map(|finding| finding.diagnostic.primary.span.page)
        .filter(|page| *page != PageId::CONFIG)
        .collect();
    let counted = |severity| report::counted(findings.count(severity), Severity::name(severity));
    let counts = [Severity::Error, Severity::Warning, Severity::Note].map(counted);
    let accepted = findings.findings.iter().filter(|finding| finding.accepted);
    let accepted = match accepted.count() {
        0 => String::new(),
        count => format!("; {count} accepted by the baseline"),
    };
    format!(
        "{} on {} of {} pages{accepted}\n",
        counts.join(", "),
        pages.len(),
        findings.docs.sources.len()
    )
}
