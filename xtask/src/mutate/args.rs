//! The arguments of `cargo xtask mutate`.

use std::path::PathBuf;

/// What to damage, and how often.
#[derive(Clone, Debug, PartialEq, Eq, clap::Args)]
pub(crate) struct Args {
    /// The folder with undamaged pages [default: docs-input].
    #[arg(long, default_value_os_t = crate::repo::root().join("docs-input"), hide_default_value = true)]
    pub(super) docs: PathBuf,
    /// The seed from which all damages are derived.
    #[arg(long, default_value_t = 1)]
    pub(super) seed: u64,
    /// How many damages there are.
    #[arg(long, default_value_t = 100)]
    pub(super) count: usize,
    /// How many of them share a crate.
    #[arg(long, default_value = "100", value_parser = at_least_one)]
    pub(super) per_crate: usize,
    /// Does not compile the crates.
    #[arg(long)]
    pub(super) no_compile: bool,
    /// Tries these damages alone, all at once, and leaves the result for inspection.
    #[arg(long, value_delimiter = ',')]
    pub(super) only: Vec<usize>,
}

fn at_least_one(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(0) => Err("a crate has at least one damage".to_owned()),
        Ok(count) => Ok(count),
        Err(error) => Err(error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[derive(Debug, Parser)]
    struct Line {
        #[command(flatten)]
        args: Args,
    }

    fn parse(words: &[&str]) -> Result<Args, clap::Error> {
        Line::try_parse_from(["mutate"].iter().chain(words)).map(|line| line.args)
    }

    #[test]
    fn arguments_are_read() {
        let words = "--docs x --seed 7 --no-compile --only 3,14";
        let args = parse(&words.split(' ').collect::<Vec<_>>()).unwrap();
        assert_eq!((args.seed, args.count), (7, 100));
        assert_eq!(args.docs, PathBuf::from("x"));
        assert_eq!(args.only, [3, 14]);
        assert!(args.no_compile);
        for wrong in [
            &["--seed"][..],
            &["--seed", "x"],
            &["--per-crate", "0"],
            &["x", "y"],
        ] {
            assert!(parse(wrong).is_err(), "{wrong:?}");
        }
    }
}
