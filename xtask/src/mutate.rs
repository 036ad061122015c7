//! Damages the pages of a docs folder, many at a time, generates a crate from each damaged set, and checks that docwright
//! copes with it. Prints the damages that cause a failure, and how to repeat them.

mod args;
mod blame;
mod damage;
mod pages;
mod random;
mod sandbox;
mod trial;

use anyhow::{Result, ensure};

pub(crate) use args::Args;
use damage::Mutant;
use pages::Pages;
use sandbox::Sandbox;
use trial::{Cost, Verdict};

pub(crate) use trial::child;

/// The most processor time that damaged pages may take, per byte and compared with the undamaged ones. Work that is linear
/// stays near 1; machines that do other things besides are nowhere near this.
const MAX_RATIO: f64 = 10.0;

/// Runs the mutants that the arguments name.
pub(crate) fn run(args: Args) -> Result<bool> {
    let lab = Lab::new(args)?;
    if !lab.args.only.is_empty() {
        return lab.repeat(&lab.args.only);
    }
    let numbers: Vec<usize> = (0..lab.args.count).collect();
    let mut failed = 0;
    for batch in numbers.chunks(lab.args.per_crate) {
        failed += lab.batch(batch)?;
    }
    println!("{} mutants, {failed} failed", numbers.len());
    Ok(failed == 0)
}

/// The undamaged pages, what they cost, and the place where damaged ones are tried.
struct Lab {
    args: Args,
    original: Pages,
    sandbox: Sandbox,
    /// What the undamaged pages take, for each byte.
    cost: f64,
}

impl Lab {
    fn new(args: Args) -> Result<Self> {
        let original = Pages::read(&args.docs)?;
        let sandbox = Sandbox::new(&original)?;
        let mut lab = Self {
            args,
            original,
            sandbox,
            cost: f64::INFINITY,
        };
        let (verdict, _) = lab.try_out(&[])?;
        match verdict {
            Verdict::Fine(cost) => lab.cost = cost.per_byte,
            Verdict::Failed(why) => {
                anyhow::bail!("the undamaged pages fail already:\n{why}")
            }
        }
        Ok(lab)
    }

    /// Damages the pages with the mutants of these numbers, and tries the result.
    fn try_out(&self, numbers: &[usize]) -> Result<(Verdict, Vec<Mutant>)> {
        let mut pages = self.original.clone();
        let names = self.original.markdown();
        let mutants: Vec<Mutant> = numbers
            .iter()
            .filter_map(|number| damage::apply(&mut pages, &names, self.args.seed, *number))
            .collect();
        self.sandbox.set_up(&pages)?;
        let verdict = match trial::run(&self.sandbox, &pages)? {
            Verdict::Fine(cost) => self.judge(&cost, numbers)?,
            failed @ Verdict::Failed(_) => failed,
        };
        Ok((verdict, mutants))
    }

    /// Whether a run without mistakes was fast enough, too, and its crate compiles.
    fn judge(&self, cost: &Cost, numbers: &[usize]) -> Result<Verdict> {
        let ratio = cost.per_byte / self.cost;
        if ratio > MAX_RATIO {
            let why = format!("takes {ratio:.1} times as long as the undamaged pages, per byte");
            return Ok(Verdict::Failed(why));
        }
        // The undamaged crate is compiled elsewhere, and here first of all to have its dependencies ready.
        let errors = if self.args.no_compile || numbers.is_empty() {
            None
        } else {
            trial::compile(&self.sandbox)?
        };
        Ok(errors.map_or(Verdict::Fine(*cost), Verdict::Failed))
    }

    /// Tries many mutants at once, and finds those that fail; how many of them.
    fn batch(&self, numbers: &[usize]) -> Result<usize> {
        let (verdict, mutants) = self.try_out(numbers)?;
        let range = format!("{}..{}", numbers[0], numbers[0] + numbers.len());
        let why = match verdict {
            Verdict::Fine(cost) => {
                let ratio = cost.per_byte / self.cost;
                println!(
                    "mutants {range}: {} damages, {} files, {} diagnostics, {ratio:.2} times the time per byte; fine",
                    mutants.len(),
                    cost.files,
                    cost.diagnostics
                );
                return Ok(0);
            }
            Verdict::Failed(why) => why,
        };
        println!("mutants {range}: {}", first_lines(&why, 3));
        let culprits = blame::culprits(numbers, |some| {
            Ok(matches!(self.try_out(some)?.0, Verdict::Failed(_)))
        })?;
        ensure!(
            !culprits.is_empty(),
            "mutants {range} fail together, and no part of them does"
        );
        for culprit in &culprits {
            self.print_failure(culprit)?;
        }
        Ok(culprits.iter().map(Vec::len).sum())
    }

    /// Tries mutants alone, leaves the result to be looked at, and says what it is.
    fn repeat(&self, numbers: &[usize]) -> Result<bool> {
        let (verdict, mutants) = self.try_out(numbers)?;
        show(&mutants);
        println!("docs: {}", self.sandbox.docs().display());
        println!("crate: {}", self.sandbox.out().display());
        match verdict {
            Verdict::Fine(_) => {
                println!("fine");
                Ok(true)
            }
            Verdict::Failed(why) => {
                println!("{why}");
                Ok(false)
            }
        }
    }

    fn print_failure(&self, culprit: &[usize]) -> Result<()> {
        let (verdict, mutants) = self.try_out(culprit)?;
        println!("failed:");
        show(&mutants);
        if let Verdict::Failed(why) = verdict {
            println!("{}", first_lines(&why, 12));
        }
        let numbers: Vec<String> = culprit.iter().map(ToString::to_string).collect();
        println!(
            "  repeat: cargo xtask mutate --docs {} --seed {} --only {}",
            self.args.docs.display(),
            self.args.seed,
            numbers.join(",")
        );
        Ok(())
    }
}

fn show(mutants: &[Mutant]) {
    for Mutant { index, page, what } in mutants {
        println!("  mutant {index}: {}: {what}", page.display());
    }
}

fn first_lines(text: &str, count: usize) -> String {
    let lines: Vec<&str> = text.lines().take(count).collect();
    lines.join("\n    ")
}
