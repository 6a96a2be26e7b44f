//! The key that seals secrets: outside the database, so that a stolen copy of it tells nothing.
//!
//! From the environment, or a file beside the database that is made on the first start.

use std::io::Write as _;
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use gx_server::SealKey;

use crate::config::Config;

/// The variable that holds the key itself.
pub const VARIABLE: &str = "GUANXI_SEAL_KEY";

/// The key of this configuration; a file is made where there is none.
pub fn key(config: &Config) -> Result<SealKey> {
    match existing(config)? {
        Some(key) => Ok(key),
        None => make(Path::new(&config.seal_key_file.value)),
    }
}

/// The key of this configuration, if there is one.
pub fn existing(config: &Config) -> Result<Option<SealKey>> {
    if let Some(text) = std::env::var(VARIABLE).ok().filter(|v| !v.is_empty()) {
        return read(&text).map(Some).with_context(|| format!("the environment's {VARIABLE}"));
    }
    let path = Path::new(&config.seal_key_file.value);
    match std::fs::read_to_string(path) {
        Ok(text) => read(&text).map(Some).with_context(|| path.display().to_string()),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(e) => Err(e).with_context(|| format!("{} cannot be read", path.display())),
    }
}

fn read(text: &str) -> Result<SealKey> {
    match STANDARD.decode(text.trim()).ok().and_then(|bytes| bytes.try_into().ok()) {
        Some(key) => Ok(SealKey::new(key)),
        None => bail!("is not 32 bytes in base64"),
    }
}

fn make(path: &Path) -> Result<SealKey> {
    let bytes = gx_http::kit::random::<32>().map_err(|e| anyhow::anyhow!(e.message))?;
    if let Some(folder) = path.parent().filter(|f| !f.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    }
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Ok(mut file) => {
            writeln!(file, "{}", STANDARD.encode(bytes))?;
            file.sync_all()?;
            Ok(SealKey::new(bytes))
        }
        // Another process was first; its key is the one that counts.
        Err(e) if e.kind() == std::io::ErrorKind::AlreadyExists => read(&std::fs::read_to_string(path)?),
        Err(e) => Err(e).with_context(|| format!("{} cannot be written", path.display())),
    }
}
