//! `guanxi seal`: the key that seals secrets, looked at, changed, given up.

use std::path::Path;

use anyhow::{Result, bail};
use clap::{Args, Subcommand};
use gx_server::reseal::{self, Held};

use crate::config::Config;
use crate::seal;

/// Look at the key that seals secrets, change it, or begin anew without it.
#[derive(Debug, Args)]
pub struct Seal {
    #[command(subcommand)]
    act: Act,
}

#[derive(Debug, Subcommand)]
enum Act {
    /// Say what is sealed, and whether the key at hand opens it.
    Show,
    /// Make a new key and seal everything under it. Every server on this database must have been stopped.
    Rotate {
        /// Say that no server runs on this database.
        #[arg(long)]
        server_stopped: bool,
    },
    /// Give up everything that is sealed, because its key is lost; what was given up is listed.
    Forget {
        /// Say that the key is lost. Every server on this database must have been stopped.
        #[arg(long)]
        key_is_lost: bool,
    },
}

/// Secrets as lines of text.
pub fn lines(held: &[Held], again: bool) -> String {
    let line = |h: &Held| {
        let how = if again { format!(" → {}", h.again) } else { String::new() };
        format!("  {:>5}  {}{how}\n", h.n, h.what)
    };
    held.iter().map(line).collect()
}

impl Seal {
    /// Runs the command.
    pub fn run(self, config: &Config) -> Result<()> {
        let store = super::open(config)?;
        match self.act {
            Act::Show => {
                let held = reseal::held(&store)?;
                let from = seal::whence(config);
                match seal::existing(config)? {
                    Some(key) => match key.seal(&store).fits(&store)? {
                        Some(true) => println!("{from} opens what is sealed here:"),
                        Some(false) => println!("{from} is another key than the one that sealed:"),
                        None => println!("{from} has sealed nothing here yet."),
                    },
                    None => println!("There is no key at {from}; what is sealed here stays shut:"),
                }
                print!("{}", lines(&held, false));
                Ok(())
            }
            Act::Rotate { server_stopped: false } => {
                bail!(
                    "a server that runs goes on sealing with the old key: stop every one, then add --server-stopped"
                )
            }
            Act::Rotate { server_stopped: true } => rotate(config, &store),
            Act::Forget { key_is_lost: false } => {
                bail!("what is sealed cannot be brought back afterwards: add --key-is-lost if its key is")
            }
            Act::Forget { key_is_lost: true } => {
                let held = reseal::held(&store)?;
                if let Some(key) = seal::existing(config)?
                    && key.seal(&store).fits(&store)? == Some(true)
                {
                    bail!(
                        "{} opens what is sealed here; there is nothing to give up. To change it: guanxi seal rotate",
                        seal::whence(config)
                    );
                }
                reseal::forget(&store)?;
                println!("Given up, to be entered again:");
                print!("{}", lines(&held, true));
                println!("The next start takes the key at {}, or makes one.", seal::whence(config));
                Ok(())
            }
        }
    }
}

fn rotate(config: &Config, store: &gx_store::Store) -> Result<()> {
    let Some(old) = seal::settled(config, store)? else {
        bail!("there is no key at {} to begin with; the first start makes one", seal::whence(config));
    };
    let file = Path::new(&config.seal_key_file.value);
    // The new key lies on the disk before anything is sealed under it: whatever breaks off in between, the key that
    // opens the database is there, and the next start takes it.
    let (pending, new) = seal::prepare(file)?;
    let (done, shut) = match reseal::rotate(store, &old.seal(store), &new.seal(store)) {
        Ok(done) => done,
        Err(e) => {
            std::fs::remove_file(&pending)?;
            return Err(e.into());
        }
    };
    println!("Sealed under a new key:");
    print!("{}", lines(&done, false));
    if !shut.is_empty() {
        println!("These the old key did not open either; enter them again:");
        print!("{}", lines(&shut, true));
    }
    if seal::in_environment() {
        println!(
            "The new key lies in {}. Put it into {}, then remove the file.",
            pending.display(),
            seal::VARIABLE
        );
    } else {
        let kept = seal::adopt(file, &store.now().to_rfc3339())?;
        println!("The new key lies in {}.", file.display());
        println!("The old one is kept as {}: backups made before today need it.", kept.display());
    }
    Ok(())
}
