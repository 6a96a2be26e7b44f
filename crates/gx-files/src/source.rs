//! Where the bytes come from, with gzip taken off and every size bounded.

use std::fs::File;
use std::io::{self, BufReader, Cursor, Read};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use flate2::read::MultiGzDecoder;

use crate::fault::Broken;

/// A file that can be read from its beginning as often as needed.
#[derive(Clone, Debug)]
pub enum Source {
    /// A file on disk.
    Path(PathBuf),
    /// A file that was sent.
    Bytes(Arc<[u8]>),
}

impl From<Vec<u8>> for Source {
    fn from(bytes: Vec<u8>) -> Self {
        Self::Bytes(bytes.into())
    }
}

impl From<&[u8]> for Source {
    fn from(bytes: &[u8]) -> Self {
        Self::Bytes(bytes.into())
    }
}

impl From<PathBuf> for Source {
    fn from(path: PathBuf) -> Self {
        Self::Path(path)
    }
}

impl From<&std::path::Path> for Source {
    fn from(path: &std::path::Path) -> Self {
        Self::Path(path.to_owned())
    }
}

pub(crate) type Stream = Box<dyn Read + Send>;

impl Source {
    /// The file's own name, if it has one.
    pub(crate) fn name(&self) -> Option<String> {
        match self {
            Self::Path(path) => Some(path.file_name()?.to_string_lossy().into_owned()),
            Self::Bytes(_) => None,
        }
    }

    fn raw(&self) -> io::Result<Stream> {
        Ok(match self {
            Self::Path(path) => Box::new(File::open(path)?),
            Self::Bytes(bytes) => Box::new(Cursor::new(bytes.clone())),
        })
    }

    /// Whether the file is gzipped, by its first two bytes.
    pub(crate) fn is_gzip(&self) -> io::Result<bool> {
        Ok(self.raw().and_then(|r| head(r, 2))? == [0x1f, 0x8b])
    }

    /// The content, without gzip; never more than `max` bytes of it when it was compressed.
    pub(crate) fn open(&self, max: u64) -> io::Result<Stream> {
        if !self.is_gzip()? {
            return self.raw();
        }
        let packed = BufReader::with_capacity(1 << 16, self.raw()?);
        Ok(Box::new(Unpacked { inner: MultiGzDecoder::new(packed), out: 0, max }))
    }
}

/// The first bytes of a stream.
pub(crate) fn head(stream: impl Read, bytes: u64) -> io::Result<Vec<u8>> {
    let mut out = Vec::new();
    stream.take(bytes).read_to_end(&mut out)?;
    Ok(out)
}

struct Unpacked<R> {
    inner: MultiGzDecoder<R>,
    out: u64,
    max: u64,
}

impl<R: io::BufRead> Read for Unpacked<R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buf).map_err(|e| match e.kind() {
            io::ErrorKind::UnexpectedEof => Broken::error(
                "truncated_gzip",
                format!("the compressed file ends in its middle, {} bytes into the unpacked text", self.out),
            ),
            io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData => Broken::error(
                "damaged_gzip",
                format!("the compressed file is damaged {} bytes into the unpacked text ({e})", self.out),
            ),
            _ => e,
        })?;
        self.out += u64::try_from(n).unwrap_or(u64::MAX);
        if self.out > self.max {
            return Err(Broken::error(
                "too_large",
                format!("the compressed file unpacks to more than {} MB", self.max >> 20),
            ));
        }
        Ok(n)
    }
}

/// Counts what was read since the last row began and stops a row that never ends.
pub(crate) struct Bounded<R> {
    inner: R,
    since: Arc<AtomicU64>,
    max: u64,
}

impl<R: Read> Bounded<R> {
    /// The reader, and the count to set back to zero at each row.
    pub fn new(inner: R, max: usize) -> (Self, Arc<AtomicU64>) {
        let since = Arc::new(AtomicU64::new(0));
        (Self { inner, since: since.clone(), max: u64::try_from(max).unwrap_or(u64::MAX) }, since)
    }
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        if self.since.load(Ordering::Relaxed) > self.max {
            return Err(line_too_long(usize::try_from(self.max).unwrap_or(usize::MAX)));
        }
        let n = self.inner.read(buf)?;
        self.since.fetch_add(u64::try_from(n).unwrap_or(u64::MAX), Ordering::Relaxed);
        Ok(n)
    }
}

pub(crate) fn line_too_long(max: usize) -> io::Error {
    let shown = if max >= 1 << 20 { format!("{} MB", max >> 20) } else { format!("{max} bytes") };
    Broken::error(
        "line_too_long",
        format!(
            "a row is longer than {shown}; perhaps a quotation mark is never closed, or this is not a text file"
        ),
    )
}
