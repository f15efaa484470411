//! The program: parses, runs a command, ends with its exit code.

/// Opening a file of 1,000 systems is mostly many small pieces of text: with this it takes two thirds of the time, in the
/// same memory (`benches/registers.rs`).
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    clausewise::cli::main()
}
