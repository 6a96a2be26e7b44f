//! A small HTTP/1.1 client for measuring: one kept connection, no redirects, nothing hidden behind a pool.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use anyhow::{Context as _, Result, anyhow, bail};

/// Longer than any answer that a budget allows, short enough to end a run that hangs.
const PATIENCE: Duration = Duration::from_secs(300);
const BODY_MAX: u64 = 64 << 20;

/// A kept connection.
#[derive(Debug)]
pub(super) struct Connection {
    stream: BufReader<TcpStream>,
}

/// An answer.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) headers: Vec<(String, String)>,
    pub(super) body: Vec<u8>,
}

impl Answer {
    /// The body, if the server agreed.
    pub(super) fn good(self) -> Result<Vec<u8>> {
        if (200..300).contains(&self.status) {
            return Ok(self.body);
        }
        let text: String = String::from_utf8_lossy(&self.body).chars().take(300).collect();
        bail!("the server answered {}: {text}", self.status)
    }

    /// The body as JSON, if the server agreed.
    pub(super) fn json(self) -> Result<serde_json::Value> {
        Ok(serde_json::from_slice(&self.good()?)?)
    }

    /// A header by its name in lower case.
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(k, _)| k == name).map(|(_, v)| v.as_str())
    }
}

/// A whole request as bytes, made before the clock starts.
pub(super) fn request(method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Vec<u8> {
    let mut out = format!("{method} {path} HTTP/1.1\r\nhost: 127.0.0.1\r\n").into_bytes();
    for (name, value) in headers {
        out.extend_from_slice(format!("{name}: {value}\r\n").as_bytes());
    }
    if method != "GET" {
        out.extend_from_slice(format!("content-length: {}\r\n", body.len()).as_bytes());
    }
    out.extend_from_slice(b"\r\n");
    out.extend_from_slice(body);
    out
}

impl Connection {
    /// Connects to `host:port`.
    pub(super) fn open(address: &str) -> Result<Self> {
        let stream = TcpStream::connect(address).with_context(|| format!("{address} does not answer"))?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.set_write_timeout(Some(PATIENCE))?;
        Ok(Self { stream: BufReader::with_capacity(64 << 10, stream) })
    }

    /// Sends a request and reads the whole answer.
    pub(super) fn send(&mut self, request: &[u8]) -> Result<Answer> {
        self.stream.get_mut().write_all(request)?;
        let (status, headers) = self.head()?;
        let mut answer = Answer { status, headers, body: Vec::new() };
        if answer.header("transfer-encoding") == Some("chunked") {
            Chunked::new(&mut self.stream).take(BODY_MAX).read_to_end(&mut answer.body)?;
        } else {
            let length: u64 = answer.header("content-length").unwrap_or("0").parse()?;
            if length > BODY_MAX {
                bail!("an answer of {length} bytes is too long");
            }
            (&mut self.stream).take(length).read_to_end(&mut answer.body)?;
        }
        Ok(answer)
    }

    /// Sends a request and gives the endless answer line by line.
    pub(super) fn lines(
        mut self,
        request: &[u8],
    ) -> Result<impl Iterator<Item = std::io::Result<String>> + use<>> {
        self.stream.get_mut().write_all(request)?;
        let (status, headers) = self.head()?;
        let chunked = headers.iter().any(|(k, v)| k == "transfer-encoding" && v == "chunked");
        if status != 200 || !chunked {
            bail!("the live stream answered {status}");
        }
        Ok(BufReader::new(Chunked::new(self.stream)).lines())
    }

    fn head(&mut self) -> Result<(u16, Vec<(String, String)>)> {
        let mut line = String::new();
        self.stream.read_line(&mut line)?;
        let status = line.split(' ').nth(1).and_then(|s| s.parse().ok());
        let status = status.ok_or_else(|| anyhow!("not an HTTP answer: {line:?}"))?;
        let mut headers = Vec::new();
        loop {
            line.clear();
            if self.stream.read_line(&mut line)? == 0 {
                bail!("the server hung up");
            }
            let text = line.trim_end();
            if text.is_empty() {
                return Ok((status, headers));
            }
            if let Some((name, value)) = text.split_once(':') {
                headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
            }
        }
    }
}

/// Reads a body that comes in chunks.
struct Chunked<R> {
    inner: R,
    left: usize,
    ended: bool,
}

impl<R: BufRead> Chunked<R> {
    fn new(inner: R) -> Self {
        Self { inner, left: 0, ended: false }
    }

    fn line(&mut self) -> std::io::Result<String> {
        let mut line = String::new();
        self.inner.read_line(&mut line)?;
        Ok(line.trim_end().to_owned())
    }
}

impl<R: BufRead> Read for Chunked<R> {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        if self.ended || out.is_empty() {
            return Ok(0);
        }
        if self.left == 0 {
            let line = self.line()?;
            let size = line.split(';').next().and_then(|s| usize::from_str_radix(s, 16).ok());
            self.left = size.ok_or_else(|| std::io::Error::other(format!("not a chunk: {line:?}")))?;
            if self.left == 0 {
                self.line()?;
                self.ended = true;
                return Ok(0);
            }
        }
        let want = out.len().min(self.left);
        let n = self.inner.read(out.get_mut(..want).unwrap_or_default())?;
        if n == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
        self.left -= n;
        if self.left == 0 {
            self.line()?;
        }
        Ok(n)
    }
}

/// Percent-encodes a query value.
pub(super) fn query(text: &str) -> String {
    let plain = |b: u8| b.is_ascii_alphanumeric();
    text.bytes().map(|b| if plain(b) { char::from(b).to_string() } else { format!("%{b:02X}") }).collect()
}

#[cfg(test)]
mod tests {
    use std::io::{BufReader, Read as _};

    use super::{Chunked, query};

    #[test]
    fn chunks_are_put_together_and_the_rest_is_left() {
        let mut wire = BufReader::with_capacity(3, &b"4\r\nWiki\r\n6;x=1\r\npedia \r\n0\r\n\r\nHTTP/1.1"[..]);
        let mut text = String::new();
        Chunked::new(&mut wire).read_to_string(&mut text).unwrap();
        assert_eq!(text, "Wikipedia ");
        let mut rest = String::new();
        wire.read_to_string(&mut rest).unwrap();
        assert_eq!(rest, "HTTP/1.1");
        assert!(Chunked::new(&b"4\r\nWi"[..]).read_to_string(&mut text).is_err(), "a torn body is told");
    }

    #[test]
    fn queries_are_encoded() {
        assert_eq!(query("梅 a&"), "%E6%A2%85%20a%26");
    }
}
