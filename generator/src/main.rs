//! The command line of docwright: from arguments to calls of the library, from results to text and exit codes.

mod cli;

fn main() -> std::process::ExitCode {
    cli::run()
}
