//! The key that seals secrets: outside the database, so that a stolen copy of it tells nothing.
//!
//! From the environment, or a file beside the database that is made on the first start.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use gx_server::SealKey;
use gx_store::Store;

use crate::config::Config;

/// The variable that holds the key itself.
pub const VARIABLE: &str = "GUANXI_SEAL_KEY";

/// The key for a database; a file is made where there is none. A change of key that was broken off is finished.
pub fn key(config: &Config, store: &Store) -> Result<SealKey> {
    match settled(config, store)? {
        Some(key) => Ok(key),
        None => make(Path::new(&config.seal_key_file.value)),
    }
}

/// The key for a database, if there is one. Where the key does not open it and the one that a change left waiting
/// does, the change broke off after everything was sealed anew: the waiting key takes its place.
pub fn settled(config: &Config, store: &Store) -> Result<Option<SealKey>> {
    let found = existing(config)?;
    let file = Path::new(&config.seal_key_file.value);
    let waiting = pending(file);
    let fits = |key: &SealKey| key.seal(store).fits(store);
    let astray = match &found {
        Some(key) => fits(key)? == Some(false),
        None => true,
    };
    if !astray || in_environment() || !waiting.exists() {
        return Ok(found);
    }
    let text = std::fs::read_to_string(&waiting)?;
    let key = read(&text).with_context(|| waiting.display().to_string())?;
    if fits(&key)? != Some(true) {
        return Ok(found);
    }
    adopt(file, &store.now().to_rfc3339())?;
    tracing::warn!("a change of the key that seals secrets had been broken off; it is finished now");
    Ok(Some(key))
}

/// Whether the key comes from the environment.
pub fn in_environment() -> bool {
    std::env::var(VARIABLE).is_ok_and(|v| !v.is_empty())
}

/// Where the key comes from, for people.
pub fn whence(config: &Config) -> String {
    if in_environment() {
        format!("the environment's {VARIABLE}")
    } else {
        config.seal_key_file.value.clone()
    }
}

/// The file of a key that is to take the place of another.
fn pending(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".new");
    name.into()
}

/// Makes a key that waits to take the place of the one in a file.
pub fn prepare(file: &Path) -> Result<(PathBuf, SealKey)> {
    let waiting = pending(file);
    // One that is left from a change that came to nothing opens nothing: `settled` would have taken it.
    if waiting.exists() {
        std::fs::remove_file(&waiting)?;
    }
    let key = make(&waiting)?;
    sync_folder(&waiting)?;
    Ok((waiting, key))
}

/// Puts the waiting key in its place; where the old one is kept.
pub fn adopt(file: &Path, stamp: &str) -> Result<PathBuf> {
    let mut name = file.as_os_str().to_owned();
    name.push(format!(".until-{}", stamp.replace([':', '.'], "-")));
    let kept = PathBuf::from(name);
    // A copy, and then one renaming: at no moment is there no key.
    if file.exists() {
        std::fs::copy(file, &kept).with_context(|| format!("{} cannot be written", kept.display()))?;
    }
    std::fs::rename(pending(file), file).with_context(|| format!("{} cannot be replaced", file.display()))?;
    sync_folder(file)?;
    Ok(kept)
}

/// Puts a key into a file; one that is there is kept beside.
pub fn put(file: &Path, key: &[u8; 32], stamp: &str) -> Result<()> {
    let waiting = pending(file);
    if waiting.exists() {
        std::fs::remove_file(&waiting)?;
    }
    write(&waiting, key)?;
    adopt(file, stamp).map(|_| ())
}

fn sync_folder(file: &Path) -> Result<()> {
    let folder = file.parent().filter(|f| !f.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if cfg!(unix) {
        std::fs::File::open(folder)?.sync_all()?;
    }
    Ok(())
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

/// The bytes of the key of this configuration, to be kept elsewhere.
pub fn bytes(config: &Config) -> Result<Option<[u8; 32]>> {
    let text = if in_environment() {
        std::env::var(VARIABLE)?
    } else {
        match std::fs::read_to_string(&config.seal_key_file.value) {
            Ok(text) => text,
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(e) => return Err(e.into()),
        }
    };
    decode(&text).map(Some)
}

fn decode(text: &str) -> Result<[u8; 32]> {
    match STANDARD.decode(text.trim()).ok().and_then(|bytes| bytes.try_into().ok()) {
        Some(key) => Ok(key),
        None => bail!("is not 32 bytes in base64"),
    }
}

fn read(text: &str) -> Result<SealKey> {
    decode(text).map(SealKey::new)
}

fn make(path: &Path) -> Result<SealKey> {
    let bytes = gx_http::kit::random::<32>().map_err(|e| anyhow::anyhow!(e.message))?;
    if write(path, &bytes)? {
        return Ok(SealKey::new(bytes));
    }
    // Another process was first; its key is the one that counts.
    read(&std::fs::read_to_string(path)?)
}

/// Writes a key where there is none yet; whether it did.
fn write(path: &Path, key: &[u8; 32]) -> Result<bool> {
    if let Some(folder) = path.parent().filter(|f| !f.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    }
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Ok(mut file) => {
            writeln!(file, "{}", STANDARD.encode(key))?;
            file.sync_all()?;
            Ok(true)
        }
        Err(e) if e.kind() == std::io::ErrorKind::AlreadyExists => Ok(false),
        Err(e) => Err(e).with_context(|| format!("{} cannot be written", path.display())),
    }
}
