//! The arguments of `cargo xtask mutate`.

use std::path::PathBuf;

use anyhow::{Context, Result, bail, ensure};

use crate::repo::root;

/// Whether crates are compiled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Compile {
    /// They are.
    Yes,
    /// They are only written.
    No,
}

/// What to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Args {
    /// The folder with undamaged pages.
    pub(super) docs: PathBuf,
    /// What all damages are derived from.
    pub(super) seed: u64,
    /// How many mutants there are.
    pub(super) count: usize,
    /// How many of them share a crate.
    pub(super) per_crate: usize,
    /// Whether crates are compiled.
    pub(super) compile: Compile,
    /// These mutants alone, all at once.
    pub(super) only: Option<Vec<usize>>,
}

impl Args {
    /// Reads pairs of names and values.
    pub(super) fn parse(args: &[&str]) -> Result<Self> {
        let mut parsed = Self {
            docs: root().join("docs-input"),
            seed: 1,
            count: 100,
            per_crate: 100,
            compile: Compile::Yes,
            only: None,
        };
        let mut args = args.iter();
        while let Some(name) = args.next() {
            if *name == "--no-compile" {
                parsed.compile = Compile::No;
                continue;
            }
            let value = args.next().with_context(|| format!("{name} what?"))?;
            match *name {
                "--docs" => parsed.docs = PathBuf::from(value),
                "--seed" => parsed.seed = value.parse().context("a seed is a number")?,
                "--count" => parsed.count = value.parse().context("a count is a number")?,
                "--per-crate" => parsed.per_crate = value.parse().context("a count is a number")?,
                "--only" => {
                    let numbers = value.split(',').map(str::parse);
                    let numbers: Result<Vec<usize>, _> = numbers.collect();
                    parsed.only = Some(numbers.context("mutants are numbers: 3,14")?);
                }
                _ => bail!("mutate has no {name}"),
            }
        }
        ensure!(parsed.per_crate > 0, "a crate has at least one mutant");
        Ok(parsed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_are_pairs() {
        let words = [
            "--docs",
            "x",
            "--seed",
            "7",
            "--no-compile",
            "--only",
            "3,14",
        ];
        let args = Args::parse(&words).unwrap();
        assert_eq!((args.seed, args.count), (7, 100));
        assert_eq!(args.docs, PathBuf::from("x"));
        assert_eq!(args.only, Some(vec![3, 14]));
        assert_eq!(args.compile, Compile::No);
        for wrong in [
            &["--seed"][..],
            &["--seed", "x"],
            &["--per-crate", "0"],
            &["x", "y"],
        ] {
            assert!(Args::parse(wrong).is_err(), "{wrong:?}");
        }
    }
}
