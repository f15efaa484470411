//! The program: parses, runs a command, ends with its exit code.

fn main() -> std::process::ExitCode {
    clausewise::cli::main()
}
