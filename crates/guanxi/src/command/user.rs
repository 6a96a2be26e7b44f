//! `guanxi user`: staff accounts.

use std::io::Read as _;

use anyhow::{Result, bail};
use clap::{Args, Subcommand};
use gx_http::{auth, second};
use gx_kernel::IdKind;

use crate::config::Config;

/// Manage staff accounts.
#[derive(Debug, Args)]
pub struct User {
    #[command(subcommand)]
    act: Act,
}

#[derive(Debug, Subcommand)]
enum Act {
    /// Make an account. The password is asked for on standard input.
    Add {
        /// What they sign in with.
        #[arg(long)]
        login: String,
        /// Their name.
        #[arg(long)]
        name: String,
        /// admin, manager, sales, service or marketing.
        #[arg(long, default_value = "admin")]
        role: String,
        /// Read the password from standard input without asking.
        #[arg(long)]
        password_stdin: bool,
    },
    /// Set a new password.
    Password {
        /// Whose.
        #[arg(long)]
        login: String,
        /// Read the password from standard input without asking.
        #[arg(long)]
        password_stdin: bool,
    },
    /// Take the second factors off an account and end its sessions: the way back in when a phone is lost.
    FactorOff {
        /// Whose.
        #[arg(long)]
        login: String,
    },
    /// List the accounts.
    List,
    /// Close an account and end its sessions.
    Disable {
        /// Whose.
        #[arg(long)]
        login: String,
    },
}

fn read_password(quiet: bool) -> Result<String> {
    if !quiet {
        eprint!("Password (8 characters or more): ");
    }
    let mut text = String::new();
    if quiet {
        std::io::stdin().read_to_string(&mut text)?;
    } else {
        std::io::stdin().read_line(&mut text)?;
    }
    Ok(text.trim_end_matches(['\n', '\r']).to_owned())
}

impl User {
    /// Runs the command.
    pub fn run(self, config: &Config) -> Result<()> {
        let store = super::open(config)?;
        match self.act {
            Act::Add { login, name, role, password_stdin } => {
                let hash = auth::hash_password(&read_password(password_stdin)?)?;
                let id =
                    store.write(|tx| auth::create_user(tx, &store, &login, &name, &role, &hash, false))?;
                println!("{}", id.show(IdKind::User));
            }
            Act::Password { login, password_stdin } => {
                let hash = auth::hash_password(&read_password(password_stdin)?)?;
                let (user, _) = store
                    .read(|tx| auth::by_login(tx, &login))?
                    .ok_or_else(|| anyhow::anyhow!("there is no account {login:?}"))?;
                store.write(|tx| second::set_password(tx, user.id, &hash, None))?;
            }
            Act::FactorOff { login } => {
                let (user, _) = store
                    .read(|tx| auth::by_login(tx, &login))?
                    .ok_or_else(|| anyhow::anyhow!("there is no account {login:?}"))?;
                store.write(|tx| gx_signin::take_factors(tx, &store, None, user.id))?;
            }
            Act::List => {
                for row in store.read(|tx| {
                    tx.query("SELECT login, name, role, disabled_at FROM staff ORDER BY login", &[])
                })? {
                    let state = if row.opt_int(3)?.is_some() { "disabled" } else { "" };
                    println!("{:<24} {:<24} {:<12} {state}", row.text(0)?, row.text(1)?, row.text(2)?);
                }
            }
            Act::Disable { login } => {
                let now = store.now();
                let n = store.write(|tx| {
                    tx.execute(
                        "DELETE FROM session WHERE staff_id IN (SELECT id FROM staff WHERE login = $1)",
                        &[login.trim().to_lowercase().into()],
                    )?;
                    tx.execute(
                        "UPDATE staff SET disabled_at = $1 WHERE login = $2",
                        &[now.into(), login.trim().to_lowercase().into()],
                    )
                })?;
                if n == 0 {
                    bail!("there is no account {login:?}");
                }
            }
        }
        Ok(())
    }
}
