//! Brings the write-ahead log of the embedded database into its file, beside the writer.
//!
//! SQLite itself does it inside some unlucky commit, which then waits for hundreds of megabytes to
//! reach the disk. A thread with a connection of its own does it while others write. The log begins
//! again from its start only when a write finds all of it brought in, which under writing that never
//! pauses is never: so when the log has grown long, the writer is held for once while the rest, which is
//! little by then, is brought in, and the log begins again.

use std::fs::File;
use std::io::{Read as _, Seek as _, SeekFrom};
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use parking_lot::Mutex;
use rusqlite::Connection;

use crate::{Result, StoreError};

/// When the log is brought in, in pages of 4 KB.
#[derive(Clone, Copy, Debug)]
pub(super) struct Marks {
    /// So many pages wait: they are brought in beside the writer. Many, since whoever commits meanwhile
    /// shares the disk with it, and pages written often are then brought in once.
    pub waiting: u32,
    /// The log is so long: the writer is held for the rest of it. Not much longer than what waits: the log is a
    /// file that stays, and is written over blocks that the disk has given out already.
    pub length: u32,
}

impl Marks {
    /// 64 MB and 128 MB.
    pub const USUAL: Self = Self { waiting: 1 << 14, length: 1 << 15 };
}

const EVERY: Duration = Duration::from_millis(200);
const PATIENCE: Duration = Duration::from_millis(5);
/// So few pages are brought in while the writer waits.
const FEW: u32 = 500;
/// Tries to come down to so few.
const ROUNDS: usize = 6;

/// A file of the database, never closed: with any handle on a file that a process closes it gives up all its locks on
/// that file (`fcntl`, POSIX), SQLite's among them, and the next process takes itself for the only one.
struct KeptOpen(ManuallyDrop<File>);

impl KeptOpen {
    fn new(path: &Path) -> std::io::Result<Self> {
        File::open(path).map(|f| Self(ManuallyDrop::new(f)))
    }
}

/// The thread; it ends when this is dropped.
pub(super) struct Checkpoints {
    stop: Arc<AtomicBool>,
    thread: Option<std::thread::JoinHandle<()>>,
}

impl Checkpoints {
    /// Starts the thread on a connection of its own.
    ///
    /// # Errors
    /// The database or the index of its log cannot be opened: its log would grow without end.
    pub fn start(
        path: &Path,
        conn: Connection,
        writer: Arc<Mutex<Connection>>,
        marks: Marks,
    ) -> Result<Self> {
        let stop = Arc::new(AtomicBool::new(false));
        let ended = stop.clone();
        // A long reader keeps the log from being cut; the writer must not wait for it as well.
        if let Err(e) = conn.busy_timeout(PATIENCE) {
            tracing::warn!(error = %e, "checkpoints may wait for readers");
        }
        // The index is there from the first look into the database on.
        conn.query_row("PRAGMA schema_version", [], |r| r.get::<_, i64>(0))?;
        let kept = |path: &Path| {
            KeptOpen::new(path).map_err(|e| StoreError::Unreachable(format!("{}: {e}", path.display())))
        };
        let (file, index) = (kept(path)?, kept(&index_of(path))?);
        let run = move || {
            while !ended.load(Ordering::Relaxed) {
                std::thread::park_timeout(EVERY);
                let (length, waiting) = log(&index);
                if waiting <= marks.waiting && length <= marks.length {
                    continue;
                }
                let mut result = bring(&conn, "PASSIVE");
                if result.is_ok() && length > marks.length {
                    result = shorten(&conn, &index, &file, &writer);
                }
                if let Err(e) = result {
                    tracing::warn!(error = %e, "the write-ahead log could not be brought in; trying again");
                }
            }
        };
        let thread = std::thread::Builder::new().name("checkpoint".into()).spawn(run).ok();
        Ok(Self { stop, thread })
    }
}

impl Checkpoints {
    /// Has the thread look at once.
    #[cfg(test)]
    fn look(&self) {
        if let Some(thread) = &self.thread {
            thread.thread().unpark();
        }
    }
}

/// Has the log begin again from its start. For that the writer must be held while the rest is brought in
/// and the whole file reaches the disk; so both are done before as far as they can be: what is written
/// meanwhile is less each time.
fn shorten(
    conn: &Connection,
    index: &KeptOpen,
    file: &KeptOpen,
    writer: &Mutex<Connection>,
) -> rusqlite::Result<()> {
    for _ in 0..ROUNDS {
        bring(conn, "PASSIVE")?;
        if let Err(e) = file.0.sync_data() {
            tracing::debug!(error = %e, "the database could not be brought to the disk early");
        }
        if log(index).1 < FEW {
            break;
        }
    }
    let _writer = writer.lock();
    bring(conn, "RESTART")
}

fn bring(conn: &Connection, how: &str) -> rusqlite::Result<()> {
    conn.query_row(&format!("PRAGMA wal_checkpoint({how})"), [], |_| Ok(()))
}

fn index_of(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push("-shm");
    PathBuf::from(name)
}

/// The length of the log, and how much of it is not in the file yet, in pages: from the head of the
/// index beside it, which has the number of the log's last frame at byte 16, and of the last that was
/// brought in at byte 96 (SQLite's documentation, "WAL-mode File Format", section 2.1).
fn log(index: &KeptOpen) -> (u32, u32) {
    let read = || -> std::io::Result<(u32, u32)> {
        let (mut head, mut file) = ([0_u8; 100], &*index.0);
        file.seek(SeekFrom::Start(0))?;
        file.read_exact(&mut head)?;
        let number = |at: usize| {
            let four = head.get(at..at + 4).and_then(|b| b.try_into().ok()).unwrap_or_default();
            u32::from_ne_bytes(four)
        };
        let (last, brought) = (number(16), number(96));
        Ok((last, last.saturating_sub(brought)))
    };
    read().unwrap_or_default()
}

impl Drop for Checkpoints {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        if let Some(thread) = self.thread.take() {
            thread.thread().unpark();
            let _ = thread.join();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A fill that never paused once made a log of 55 GB beside a file of 4 GB.
    #[test]
    fn the_log_stays_short_while_writing_never_pauses() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("w.db");
        let open = || {
            let conn = Connection::open(&path).unwrap();
            conn.busy_timeout(Duration::from_secs(5)).unwrap();
            conn.execute_batch(
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA wal_autocheckpoint=0;",
            )
            .unwrap();
            conn
        };
        let writer = Arc::new(Mutex::new(open()));
        writer.lock().execute_batch("CREATE TABLE t (id INTEGER PRIMARY KEY, x BLOB NOT NULL)").unwrap();
        let index = KeptOpen::new(&index_of(&path)).unwrap();
        let marks = Marks { waiting: 200, length: 1000 };
        let checkpoints = Checkpoints::start(&path, open(), writer.clone(), marks).unwrap();
        let start = std::time::Instant::now();
        let (mut written, mut longest) = (0_u64, 0);
        // Until far more was written than the log may hold, and looks were taken.
        while written < 20_000 || start.elapsed() < 4 * EVERY {
            writer.lock().execute_batch("INSERT INTO t (x) VALUES (zeroblob(4000))").unwrap();
            written += 1;
            longest = longest.max(log(&index).0);
            if written % 500 == 0 {
                checkpoints.look();
            }
        }
        drop(checkpoints);
        assert!(longest > 200, "the head of the index is read: {longest}");
        let (length, _) = log(&index);
        assert!(u64::from(length) < written, "{length} pages of {written} rows and more");
        let size = std::fs::metadata(folder.path().join("w.db-wal")).unwrap().len();
        assert!(size < 80 << 20, "the log has {size} bytes");
    }
}
