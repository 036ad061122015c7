//! `docwright lsp`: the language server on standard input and output.

use std::io::BufReader;

use crate::lsp::{Ending, Options, serve};

use super::args::LspArgs;
use super::{Failure, Outcome};

/// Serves until the editor ends it.
pub(crate) fn run(args: LspArgs) -> Result<Outcome, Failure> {
    let options = Options {
        docs: args.docs,
        config: args.config,
        baseline: args.baseline,
    };
    let input = BufReader::new(std::io::stdin());
    // The server flushes after each message.
    let output = std::io::BufWriter::new(std::io::stdout().lock());
    match serve(input, output, options) {
        Ok(Ending::Orderly) => Ok(Outcome::Fine),
        Ok(Ending::Abrupt) => Ok(Outcome::Findings),
        Err(error) => Err(Failure(format!("the editor cannot be reached: {error}"))),
    }
}
