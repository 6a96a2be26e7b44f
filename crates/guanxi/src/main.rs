//! The command `guanxi`.
//!
//! Purpose: start the program and do from a terminal what an administrator does:
//! demo, serve, migrate, import, export, users, sources, dedupe, bench, doctor,
//! backup and restore, the key that seals, config.
//! In: arguments, environment, a configuration file. Out: a running server, files,
//! messages for people on stderr and data on stdout.
//!
//! It must never hold a business rule: each command is a few calls of a slice.

mod command;
mod config;
mod progress;
mod seal;
mod telemetry;
mod wrap;

use clap::{Parser, Subcommand};

use crate::config::{Config, Flags};
use crate::telemetry::Telemetry;

/// Many small values are made and dropped on several threads, by SQLite too: the C library's allocator
/// took a sixth of the time of an import.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// 关系 Guanxi: a customer-relationship system in which the customer takes part.
#[derive(Debug, Parser)]
#[command(name = "guanxi", version, about, propagate_version = true)]
struct Cli {
    #[command(flatten)]
    flags: Flags,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Open a believable company to look around in.
    Demo(command::demo::Demo),
    /// Run the server.
    Serve(command::serve::Serve),
    /// Bring the database's schema up to date, or show what waits.
    Migrate(command::migrate::Migrate),
    /// Import people, companies, orders or interactions from a file.
    Import(command::import::Import),
    /// Export people as CSV.
    Export(command::export::Export),
    /// Manage staff accounts.
    User(command::user::User),
    /// Manage sources of data and their write keys.
    Source(command::source::Source),
    /// Find duplicates in any CSV of people or organisations.
    Dedupe(command::dedupe::Dedupe),
    /// Tell from a CSV of orders what each customer will buy.
    Worth(command::worth::Worth),
    /// Measure the budgets with this binary and write bench-out/.
    Bench(command::bench::Bench),
    /// Check database, disk, clock and configuration, and say what to do.
    Doctor(command::doctor::Doctor),
    /// Copy an embedded database while it is used, and verify the copy.
    Backup(command::backup::Backup),
    /// Put a verified backup in the place of the database.
    Restore(command::backup::Restore),
    /// Carry the ledger of who was erased into another copy of the database.
    Erasures(command::erasures::Erasures),
    /// Look at the key that seals secrets, change it, or begin anew without it.
    Seal(command::seal::Seal),
    /// Show the configuration and where each value comes from.
    Config,
}

fn main() -> std::process::ExitCode {
    let cli = Cli::parse();
    let config = match Config::load(&cli.flags) {
        Ok(config) => config,
        Err(e) => return fail(&e),
    };
    let telemetry = match Telemetry::start(&config) {
        Ok(telemetry) => telemetry,
        Err(e) => return fail(&e),
    };
    let done = match cli.command {
        Command::Demo(c) => c.run(&config, &telemetry),
        Command::Serve(c) => c.run(&config, &telemetry),
        Command::Migrate(c) => c.run(&config),
        Command::Import(c) => c.run(&config),
        Command::Export(c) => c.run(&config),
        Command::User(c) => c.run(&config),
        Command::Source(c) => c.run(&config),
        Command::Dedupe(c) => c.run(),
        Command::Worth(c) => c.run(),
        Command::Bench(c) => c.run(&config),
        Command::Doctor(c) => c.run(&config),
        Command::Backup(c) => c.run(&config),
        Command::Restore(c) => c.run(&config),
        Command::Erasures(c) => c.run(&config),
        Command::Seal(c) => c.run(&config),
        Command::Config => {
            print!("{}", config.show());
            Ok(())
        }
    };
    match done {
        Ok(()) => std::process::ExitCode::SUCCESS,
        Err(e) => fail(&e),
    }
}

fn fail(e: &anyhow::Error) -> std::process::ExitCode {
    eprintln!("guanxi: {e:#}");
    std::process::ExitCode::FAILURE
}
