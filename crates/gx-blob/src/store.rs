//! Where the bytes lie: one object for each content, under its SHA-256.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use bytes::Bytes;
use futures_util::{Stream, StreamExt as _, TryStreamExt as _};
use object_store::local::LocalFileSystem;
use object_store::memory::InMemory;
use object_store::path::Path as Key;
use object_store::{ObjectStore, ObjectStoreExt as _, WriteMultipart};
use sha2::{Digest as _, Sha256};

/// How much of a file's beginning is looked at to tell its kind.
pub const HEAD: usize = 8192;
/// Bytes of one written piece. An S3-compatible store takes none that is smaller, but the last.
const PIECE: usize = 5 << 20;
/// Pieces on their way at once.
const AT_ONCE: usize = 2;
/// The folder of what is still arriving.
const ARRIVING: &str = "arriving";

/// What may come in.
#[derive(Clone, Copy, Debug)]
pub struct Rules {
    /// The largest file, in bytes.
    pub most: u64,
    /// Bytes that stay free on the disk, so that files never take the database's room.
    pub keep_free: u64,
}

impl Default for Rules {
    fn default() -> Self {
        Self { most: 25 << 20, keep_free: 500 << 20 }
    }
}

/// Where the bytes are kept.
#[derive(Clone, Debug)]
pub enum Place {
    /// In a folder of this machine.
    Folder(PathBuf),
    /// In memory, gone with the process: for tests.
    Memory,
}

/// Why bytes were not kept or cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// Nothing came.
    #[error("the file is empty")]
    Empty,
    /// More came than may.
    #[error("the file is larger than {0} bytes")]
    TooLarge(u64),
    /// The disk is full, or would be.
    #[error("there is no room for another file")]
    NoRoom,
    /// The sender broke off.
    #[error("the file did not arrive whole: {0}")]
    Broken(String),
    /// There are no such bytes.
    #[error("the bytes are not there")]
    Missing,
    /// The bytes are not what their name says.
    #[error("the bytes are damaged")]
    Damaged,
    /// The store itself failed.
    #[error(transparent)]
    Store(object_store::Error),
}

impl From<object_store::Error> for Fault {
    fn from(e: object_store::Error) -> Self {
        if matches!(e, object_store::Error::NotFound { .. }) {
            return Self::Missing;
        }
        let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(&e);
        while let Some(one) = cause {
            let full = |io: &std::io::Error| {
                matches!(io.kind(), std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded)
            };
            if one.downcast_ref().is_some_and(full) {
                return Self::NoRoom;
            }
            cause = one.source();
        }
        Self::Store(e)
    }
}

/// Bytes that arrived whole and are not in their place yet. Whoever holds them calls [`Blobs::place`] or
/// [`Blobs::discard`].
#[derive(Debug)]
pub struct Staged {
    key: Key,
    /// The SHA-256 of the content, in hexadecimal.
    pub sha256: String,
    /// How many bytes.
    pub size: u64,
    /// The first of them, at most [`HEAD`].
    pub head: Vec<u8>,
}

/// How stored bytes are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Condition {
    /// As they came.
    Good,
    /// Not there.
    Missing,
    /// Not what their name says.
    Damaged,
}

/// The store of bytes. Cheap to clone.
#[derive(Clone)]
pub struct Blobs {
    store: Arc<dyn ObjectStore>,
    folder: Option<PathBuf>,
    rules: Rules,
}

impl fmt::Debug for Blobs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Blobs")
            .field("folder", &self.folder)
            .field("rules", &self.rules)
            .finish_non_exhaustive()
    }
}

impl Default for Blobs {
    /// A store in memory, for tests.
    fn default() -> Self {
        Self { store: Arc::new(InMemory::new()), folder: None, rules: Rules::default() }
    }
}

impl Blobs {
    /// Opens a place; a folder is made if it is not there.
    ///
    /// # Errors
    ///
    /// When the folder cannot be made or written.
    pub fn open(place: &Place, rules: Rules) -> Result<Self, Fault> {
        let Place::Folder(folder) = place else { return Ok(Self { rules, ..Self::default() }) };
        let unusable = |source: std::io::Error| {
            Fault::from(object_store::Error::Generic { store: "folder", source: Box::new(source) })
        };
        std::fs::create_dir_all(folder.join(ARRIVING)).map_err(unusable)?;
        let store = LocalFileSystem::new_with_prefix(folder)?.with_fsync(true);
        Ok(Self { store: Arc::new(store), folder: Some(folder.clone()), rules })
    }

    /// What may come in.
    pub fn rules(&self) -> Rules {
        self.rules
    }

    /// The folder, where the bytes lie in one.
    pub fn folder(&self) -> Option<&Path> {
        self.folder.as_deref()
    }

    /// Takes a stream in under a name of its own. Nothing of it is left where it ends early, is empty or too large.
    ///
    /// # Errors
    ///
    /// What was wrong with it, or with the place.
    pub async fn stage<E: fmt::Display>(
        &self,
        mut body: impl Stream<Item = Result<Bytes, E>> + Unpin + Send,
    ) -> Result<Staged, Fault> {
        if self.free().is_some_and(|free| free < self.rules.keep_free) {
            return Err(Fault::NoRoom);
        }
        let key = Key::from(format!("{ARRIVING}/{}", nonce()?));
        let mut writer = WriteMultipart::new_with_chunk_size(self.store.put_multipart(&key).await?, PIECE);
        let (mut hash, mut size, mut head) = (Sha256::new(), 0_u64, Vec::new());
        let read = async {
            while let Some(piece) = body.next().await {
                let piece = piece.map_err(|e| Fault::Broken(e.to_string()))?;
                size += piece.len() as u64;
                if size > self.rules.most {
                    return Err(Fault::TooLarge(self.rules.most));
                }
                hash.update(&piece);
                head.extend(piece.iter().copied().take(HEAD - head.len()));
                writer.wait_for_capacity(AT_ONCE).await?;
                writer.put(piece);
            }
            if size == 0 { Err(Fault::Empty) } else { Ok(()) }
        };
        if let Err(fault) = read.await {
            if let Err(error) = writer.abort().await {
                tracing::warn!(%error, "what arrived of a file is left for the sweep");
            }
            return Err(fault);
        }
        writer.finish().await?;
        Ok(Staged { key, sha256: hex(&hash.finalize()), size, head })
    }

    /// Puts staged bytes into their place, over the same bytes if they are there: what was damaged is whole again.
    ///
    /// # Errors
    ///
    /// From the store; then the staged bytes are gone or left for [`Self::forget_staged`].
    pub async fn place(&self, staged: Staged) -> Result<(), Fault> {
        Ok(self.store.rename(&staged.key, &place_of(&staged.sha256)?).await?)
    }

    /// Drops staged bytes.
    pub async fn discard(&self, staged: Staged) {
        if let Err(error) = self.store.delete(&staged.key).await {
            tracing::warn!(%error, "staged bytes are left for the sweep");
        }
    }

    /// The size and the bytes of a content.
    ///
    /// # Errors
    ///
    /// [`Fault::Missing`], or what the store says.
    pub async fn read(
        &self,
        sha256: &str,
    ) -> Result<(u64, impl Stream<Item = Result<Bytes, Fault>> + Send + use<>), Fault> {
        let found = self.store.get(&place_of(sha256)?).await?;
        Ok((found.meta.size, found.into_stream().map_err(Fault::from)))
    }

    /// Takes the bytes of a content away; none there is none to take.
    ///
    /// # Errors
    ///
    /// From the store.
    pub async fn remove(&self, sha256: &str) -> Result<(), Fault> {
        match self.store.delete(&place_of(sha256)?).await.map_err(Fault::from) {
            Err(Fault::Missing) => Ok(()),
            other => other,
        }
    }

    /// How the bytes of a content are: their size always, every byte of them if asked for.
    ///
    /// # Errors
    ///
    /// When the store cannot be asked.
    pub async fn condition(&self, sha256: &str, size: u64, whole: bool) -> Result<Condition, Fault> {
        let key = place_of(sha256)?;
        match self.store.head(&key).await.map_err(Fault::from) {
            Err(Fault::Missing) => return Ok(Condition::Missing),
            Err(other) => return Err(other),
            Ok(meta) if meta.size != size => return Ok(Condition::Damaged),
            Ok(_) if !whole => return Ok(Condition::Good),
            Ok(_) => {}
        }
        let (_, mut bytes) = self.read(sha256).await?;
        let mut hash = Sha256::new();
        while let Some(piece) = bytes.next().await {
            hash.update(&piece?);
        }
        Ok(if hex(&hash.finalize()) == sha256 { Condition::Good } else { Condition::Damaged })
    }

    /// Puts a content into another store unless it lies there in good order; whether there was anything to do.
    ///
    /// # Errors
    ///
    /// [`Fault::Missing`] where it is not here, [`Fault::Damaged`] where it is not what its name says, or what either
    /// store says.
    pub async fn copy(&self, to: &Self, sha256: &str, size: u64) -> Result<bool, Fault> {
        if to.condition(sha256, size, true).await? == Condition::Good {
            return Ok(false);
        }
        let (_, bytes) = self.read(sha256).await?;
        let staged = to.stage(Box::pin(bytes)).await?;
        if staged.sha256 != sha256 {
            to.discard(staged).await;
            return Err(Fault::Damaged);
        }
        to.place(staged).await?;
        Ok(true)
    }

    /// Drops what began to arrive before then and never did, as when a process was killed; how many.
    ///
    /// # Errors
    ///
    /// From the store.
    pub async fn forget_staged(&self, before: SystemTime) -> Result<u64, Fault> {
        let mut gone = 0;
        let is_old = |at: SystemTime| at < before;
        if let Some(folder) = &self.folder {
            // The list of the store hides what is half written.
            let Ok(entries) = std::fs::read_dir(folder.join(ARRIVING)) else { return Ok(0) };
            for entry in entries.flatten() {
                let old = entry.metadata().and_then(|m| m.modified()).is_ok_and(is_old);
                if old && std::fs::remove_file(entry.path()).is_ok() {
                    gone += 1;
                }
            }
            return Ok(gone);
        }
        let staged: Vec<_> = self.store.list(Some(&Key::from(ARRIVING))).try_collect().await?;
        for meta in staged {
            if is_old(meta.last_modified.into()) {
                self.store.delete(&meta.location).await?;
                gone += 1;
            }
        }
        Ok(gone)
    }

    /// Free bytes where the folder is, as far as the system tells.
    pub fn free(&self) -> Option<u64> {
        free_at(self.folder.as_ref()?)
    }
}

#[cfg(unix)]
fn free_at(folder: &Path) -> Option<u64> {
    rustix::fs::statvfs(folder).ok().map(|s| s.f_bavail.saturating_mul(s.f_frsize))
}

#[cfg(not(unix))]
fn free_at(_: &Path) -> Option<u64> {
    None
}

/// Two levels of folders, so that none has millions of entries. Only a digest names a place.
fn place_of(sha256: &str) -> Result<Key, Fault> {
    let digest = sha256.len() == 64 && sha256.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
    match (sha256.get(..2), sha256.get(2..4)) {
        (Some(a), Some(b)) if digest => Ok(Key::from(format!("{a}/{b}/{sha256}"))),
        _ => Err(Fault::Missing),
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

/// A name that nothing else that arrives has.
fn nonce() -> Result<String, Fault> {
    let mut bytes = [0_u8; 16];
    getrandom::fill(&mut bytes).map_err(|e| {
        let source = std::io::Error::other(e.to_string());
        Fault::Store(object_store::Error::Generic { store: "randomness", source: Box::new(source) })
    })?;
    Ok(hex(&bytes))
}

#[cfg(test)]
mod tests {
    use futures_util::stream;

    use super::*;

    type Piece = Result<Bytes, String>;

    fn pieces(list: &[&[u8]]) -> Vec<Piece> {
        list.iter().map(|b| Ok(Bytes::copy_from_slice(b))).collect()
    }

    fn everything(folder: &Path) -> Vec<String> {
        let mut out = Vec::new();
        let mut open = vec![folder.to_path_buf()];
        while let Some(at) = open.pop() {
            for entry in std::fs::read_dir(at).unwrap().flatten() {
                if entry.path().is_dir() {
                    open.push(entry.path());
                } else {
                    out.push(entry.path().strip_prefix(folder).unwrap().display().to_string());
                }
            }
        }
        out.sort();
        out
    }

    fn folder(most: u64) -> (tempfile::TempDir, Blobs) {
        let temp = tempfile::tempdir().unwrap();
        let rules = Rules { most, keep_free: 0 };
        let blobs = Blobs::open(&Place::Folder(temp.path().join("files")), rules).unwrap();
        (temp, blobs)
    }

    async fn kept(blobs: &Blobs, list: Vec<Piece>) -> Result<(String, u64), Fault> {
        let staged = blobs.stage(stream::iter(list)).await?;
        let told = (staged.sha256.clone(), staged.size);
        blobs.place(staged).await?;
        Ok(told)
    }

    async fn read(blobs: &Blobs, sha256: &str) -> Vec<u8> {
        let (size, bytes) = blobs.read(sha256).await.unwrap();
        let all: Vec<Bytes> = bytes.try_collect().await.unwrap();
        let all = all.concat();
        assert_eq!(all.len() as u64, size);
        all
    }

    const HELLO: &str = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

    #[tokio::test]
    async fn bytes_are_kept_once_under_their_digest_and_come_back() {
        let (_temp, blobs) = folder(100);
        assert_eq!(kept(&blobs, pieces(&[b"hel", b"lo"])).await.unwrap(), (HELLO.into(), 5));
        assert_eq!(kept(&blobs, pieces(&[b"hello"])).await.unwrap().0, HELLO);
        assert_eq!(everything(blobs.folder().unwrap()), [format!("2c/f2/{HELLO}")]);
        assert_eq!(read(&blobs, HELLO).await, b"hello");
        assert_eq!(blobs.condition(HELLO, 5, true).await.unwrap(), Condition::Good);
        blobs.remove(HELLO).await.unwrap();
        blobs.remove(HELLO).await.unwrap();
        assert!(matches!(blobs.read(HELLO).await.err(), Some(Fault::Missing)));
        assert_eq!(blobs.condition(HELLO, 5, false).await.unwrap(), Condition::Missing);
    }

    #[tokio::test]
    async fn two_at_once_end_as_one() {
        let (_temp, blobs) = folder(30 << 20);
        let big: Vec<Piece> = (0..12).map(|n| Ok(Bytes::from(vec![n; 1 << 20]))).collect();
        let (a, b) = tokio::join!(kept(&blobs, big.clone()), kept(&blobs, big));
        assert_eq!(a.unwrap(), b.unwrap());
        assert_eq!(everything(blobs.folder().unwrap()).len(), 1);
    }

    #[tokio::test]
    async fn what_is_broken_empty_or_too_large_leaves_nothing_behind() {
        let (_temp, blobs) = folder(10);
        let torn = vec![Ok(Bytes::from_static(b"half")), Err("connection reset".to_owned())];
        assert!(matches!(kept(&blobs, torn).await, Err(Fault::Broken(_))));
        assert!(matches!(kept(&blobs, pieces(&[])).await, Err(Fault::Empty)));
        assert!(matches!(kept(&blobs, pieces(&[b""])).await, Err(Fault::Empty)));
        assert!(matches!(kept(&blobs, pieces(&[b"123456", b"78901"])).await, Err(Fault::TooLarge(10))));
        assert!(kept(&blobs, pieces(&[b"1234567890"])).await.is_ok());
        assert_eq!(everything(blobs.folder().unwrap()).len(), 1);
    }

    #[tokio::test]
    async fn a_full_disk_is_told_before_a_byte_is_taken() {
        let temp = tempfile::tempdir().unwrap();
        let rules = Rules { most: 10, keep_free: u64::MAX };
        let blobs = Blobs::open(&Place::Folder(temp.path().to_path_buf()), rules).unwrap();
        if blobs.free().is_some() {
            assert!(matches!(kept(&blobs, pieces(&[b"x"])).await, Err(Fault::NoRoom)));
        }
    }

    #[tokio::test]
    async fn damage_is_seen_and_mended_by_the_same_bytes() {
        let (_temp, blobs) = folder(100);
        kept(&blobs, pieces(&[b"hello"])).await.unwrap();
        let file = blobs.folder().unwrap().join(format!("2c/f2/{HELLO}"));
        std::fs::write(&file, b"jello").unwrap();
        assert_eq!(
            blobs.condition(HELLO, 5, false).await.unwrap(),
            Condition::Good,
            "the size alone is right"
        );
        assert_eq!(blobs.condition(HELLO, 5, true).await.unwrap(), Condition::Damaged);
        std::fs::write(&file, b"hell").unwrap();
        assert_eq!(blobs.condition(HELLO, 5, false).await.unwrap(), Condition::Damaged);
        kept(&blobs, pieces(&[b"hello"])).await.unwrap();
        assert_eq!(blobs.condition(HELLO, 5, true).await.unwrap(), Condition::Good);
    }

    #[tokio::test]
    async fn what_a_killed_process_left_is_forgotten_and_what_arrives_is_not() {
        let (_temp, blobs) = folder(100);
        let arriving = blobs.folder().unwrap().join(ARRIVING);
        std::fs::write(arriving.join("dead#1"), b"half").unwrap();
        let made = std::fs::metadata(arriving.join("dead#1")).unwrap().modified().unwrap();
        assert_eq!(blobs.forget_staged(made).await.unwrap(), 0);
        let later = made + std::time::Duration::from_secs(1);
        assert_eq!(blobs.forget_staged(later).await.unwrap(), 1);
    }

    #[tokio::test]
    async fn a_copy_is_whole_or_not_made() {
        let (_here, from) = folder(100);
        let (_there, to) = folder(100);
        kept(&from, pieces(&[b"hello"])).await.unwrap();
        assert!(from.copy(&to, HELLO, 5).await.unwrap());
        assert!(!from.copy(&to, HELLO, 5).await.unwrap(), "it is there");
        std::fs::write(to.folder().unwrap().join(format!("2c/f2/{HELLO}")), b"jello").unwrap();
        assert!(from.copy(&to, HELLO, 5).await.unwrap(), "mended");
        std::fs::write(from.folder().unwrap().join(format!("2c/f2/{HELLO}")), b"jello").unwrap();
        to.remove(HELLO).await.unwrap();
        assert!(matches!(from.copy(&to, HELLO, 5).await, Err(Fault::Damaged)));
        assert!(everything(to.folder().unwrap()).is_empty());
        from.remove(HELLO).await.unwrap();
        assert!(matches!(from.copy(&to, HELLO, 5).await, Err(Fault::Missing)));
    }

    #[tokio::test]
    async fn only_a_digest_names_a_place() {
        let (_temp, blobs) = folder(100);
        for name in ["", "..", "../../etc/passwd", &HELLO.to_uppercase(), &format!("{HELLO}/x")] {
            assert!(matches!(blobs.read(name).await.err(), Some(Fault::Missing)), "{name}");
        }
    }
}
