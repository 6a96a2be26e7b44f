//! Tables as files by SFTP. The server's key is pinned at first sight; another one is refused.

use std::sync::{Arc, Mutex, PoisonError};

use gx_fetch::Guard;
use gx_files::write::{CsvOut, CsvStyle};
use regex::Regex;
use russh::client::{Config, Handle, Handler, connect_stream};
use russh::keys::{HashAlg, PrivateKeyWithHashAlg, PublicKeyOrCertificate, decode_secret_key};
use russh_sftp::client::SftpSession;
use russh_sftp::protocol::OpenFlags;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

use super::{Ask, BYTES, Batch, CONNECT, Failed, Fetched, Got, Seen, slow, too_large};
use crate::model::{Sftp, Take};

/// Files of a folder that are looked at.
const FILES: usize = 10_000;
/// Files that are remembered as read.
const REMEMBERED: usize = 2_000;

/// Looks at the server's key: takes the first one, and after that only the same.
struct Watch {
    pinned: Option<String>,
    seen: Arc<Mutex<Option<String>>>,
}

impl Handler for Watch {
    type Error = russh::Error;

    async fn check_server_key(&mut self, key: &PublicKeyOrCertificate) -> Result<bool, Self::Error> {
        let PublicKeyOrCertificate::PublicKey { key, .. } = key else { return Ok(false) };
        let print = key.fingerprint(HashAlg::Sha256).to_string();
        let fits = self.pinned.as_ref().is_none_or(|pinned| *pinned == print);
        *self.seen.lock().unwrap_or_else(PoisonError::into_inner) = Some(print);
        Ok(fits)
    }
}

/// A session, and the key of the server that it is with.
struct Session {
    sftp: SftpSession,
    // Held so that the connection lives as long as the session.
    _ssh: Handle<Watch>,
    print: String,
}

async fn connect(s: &Sftp, guard: &Guard, secret: &str) -> Got<Session> {
    let at = gx_fetch::resolve(guard, &s.host, s.port)?;
    let stream = match tokio::time::timeout(CONNECT, tokio::net::TcpStream::connect(at)).await {
        Ok(Ok(stream)) => stream,
        Ok(Err(_)) => return Err(Failed::new("no_connection", "Nothing answers at this host and port.")),
        Err(_) => return Err(slow()),
    };
    let seen = Arc::new(Mutex::new(None));
    let watch = Watch { pinned: s.fingerprint.clone(), seen: seen.clone() };
    let connected = connect_stream(Arc::new(Config::default()), stream, watch).await;
    let print = seen.lock().unwrap_or_else(PoisonError::into_inner).clone().unwrap_or_default();
    if let Some(pinned) = s.fingerprint.as_ref().filter(|pinned| !print.is_empty() && **pinned != print) {
        let message = format!(
            "The server shows the key {print}, and not {pinned} as before. If its operator has changed it, forget the old one in the connector."
        );
        return Err(Failed::new("host_key_changed", message));
    }
    let mut ssh =
        connected.map_err(|e| Failed::new("no_connection", format!("No SSH connection comes about: {e}")))?;
    let let_in = if s.by_key {
        let key = decode_secret_key(secret, None).map_err(|_| {
            Failed::new(
                "bad_key",
                "The private key cannot be read: expected an OpenSSH or PEM key without a passphrase.",
            )
        })?;
        if key.algorithm().is_rsa() {
            return Err(Failed::new(
                "bad_key",
                "An Ed25519 or ECDSA key is needed; RSA keys are not used here.",
            ));
        }
        ssh.authenticate_publickey(&s.user, PrivateKeyWithHashAlg::new(Arc::new(key), None)).await
    } else {
        ssh.authenticate_password(&s.user, secret).await
    };
    let let_in = let_in.map_err(|e| Failed::new("broken_off", format!("The server broke off: {e}")))?;
    if !let_in.success() {
        return Err(Failed::new(
            "not_let_in",
            "The server does not take the account with this password or key.",
        ));
    }
    let broken = |e: russh::Error| Failed::new("broken_off", format!("The server broke off: {e}"));
    let channel = ssh.channel_open_session().await.map_err(broken)?;
    channel.request_subsystem(true, "sftp").await.map_err(broken)?;
    let sftp = SftpSession::new(channel.into_stream()).await.map_err(|e| said(&e))?;
    Ok(Session { sftp, _ssh: ssh, print })
}

fn said(e: &russh_sftp::client::error::Error) -> Failed {
    Failed::new("sftp", format!("The server says: {e}"))
}

/// Whether a name is one of those that a pattern with `*` and `?` means.
fn matcher(pattern: &str) -> Got<Regex> {
    let mut text = String::from("(?s)^");
    for c in pattern.chars() {
        match c {
            '*' => text.push_str(".*"),
            '?' => text.push('.'),
            other => text.push_str(&regex::escape(&other.to_string())),
        }
    }
    text.push('$');
    Regex::new(&text).map_err(|_| Failed::new("bad_pattern", "The pattern of the names is too long."))
}

fn path(folder: &str, name: &str) -> String {
    let folder = folder.trim().trim_end_matches('/');
    match folder {
        "" | "." => name.to_owned(),
        folder => format!("{folder}/{name}"),
    }
}

pub(super) async fn read(s: &Sftp, ask: &Ask<'_>) -> Got<Fetched> {
    let session = connect(s, ask.guard, ask.secret).await?;
    let wanted = matcher(&s.pattern)?;
    let folder = if s.folder.trim().is_empty() { "." } else { s.folder.trim() };
    let mut files: Vec<Seen> = session
        .sftp
        .read_dir(folder)
        .await
        .map_err(|e| said(&e))?
        .filter(|entry| !entry.metadata().is_dir())
        .take(FILES)
        .map(|entry| {
            let meta = entry.metadata();
            Seen { name: entry.file_name(), size: meta.size.unwrap_or(0), mtime: meta.mtime.unwrap_or(0) }
        })
        .filter(|f| wanted.is_match(&f.name) && !f.name.starts_with('.'))
        .collect();
    files.sort_by(|a, b| a.mtime.cmp(&b.mtime).then_with(|| a.name.cmp(&b.name)));
    let mut out = Fetched {
        name: "sftp.csv".into(),
        state: ask.state.clone(),
        fingerprint: Some(session.print.clone()),
        whole: s.take == Take::Newest,
        ..Fetched::default()
    };
    if files.is_empty() {
        let message = format!("No file in {folder:?} is called {:?}.", s.pattern);
        // Between two files that each hold what changed there may be none.
        return if s.take == Take::Each && ask.sample.is_none() {
            Ok(out)
        } else {
            Err(Failed::new("no_file", message))
        };
    }
    let fresh = |f: &&Seen| !ask.state.files.contains(f);
    let newest = files.last();
    let chosen = match s.take {
        _ if ask.whole || ask.sample.is_some() => newest,
        Take::Newest => newest.filter(fresh),
        Take::Each => files.iter().find(fresh),
    };
    let Some(file) = chosen else {
        // It was read before, so it says nothing of what is missing there.
        out.whole = false;
        return Ok(out);
    };
    if file.size > BYTES as u64 {
        return Err(too_large());
    }
    let mut open = session.sftp.open(path(folder, &file.name)).await.map_err(|e| said(&e))?;
    let mut part = vec![0_u8; 1 << 16];
    loop {
        let n = open
            .read(&mut part)
            .await
            .map_err(|e| Failed::new("broken_off", format!("The file could not be read: {e}")))?;
        if n == 0 {
            break;
        }
        out.bytes.extend_from_slice(part.get(..n).unwrap_or_default());
        if out.bytes.len() > BYTES {
            return Err(too_large());
        }
    }
    out.name.clone_from(&file.name);
    if !ask.whole {
        out.state.files.push(file.clone());
        let over = out.state.files.len().saturating_sub(REMEMBERED);
        out.state.files.drain(..over);
    }
    out.more = s.take == Take::Each && files.iter().any(|f| !out.state.files.contains(f));
    let _ = session.sftp.close().await;
    Ok(out)
}

/// Writes a file under another name and renames it, so that whoever reads the folder never meets half a file.
pub(super) async fn write(s: &Sftp, guard: &Guard, secret: &str, batch: &Batch<'_>) -> Got<String> {
    let session = connect(s, guard, secret).await?;
    let stamp: String = batch.at.to_rfc3339().chars().filter(char::is_ascii_alphanumeric).collect();
    let name = s.pattern.replace('*', &format!("{stamp}-{}", batch.id.chars().take(8).collect::<String>()));
    let failed = |e: std::io::Error| Failed::new("broken_off", format!("The file could not be written: {e}"));
    let mut csv = CsvOut::new(Vec::new(), CsvStyle::PROGRAMS, batch.names).map_err(failed)?;
    for row in batch.rows {
        let cells: Vec<String> =
            batch.names.iter().map(|n| row.get(n).map(super::text).unwrap_or_default()).collect();
        csv.row(&cells).map_err(failed)?;
    }
    let body = csv.finish().map_err(failed)?;
    let (part, whole) = (path(&s.folder, &format!(".{name}.part")), path(&s.folder, &name));
    let flags = OpenFlags::CREATE | OpenFlags::TRUNCATE | OpenFlags::WRITE;
    let mut file = session.sftp.open_with_flags(&part, flags).await.map_err(|e| said(&e))?;
    file.write_all(&body).await.map_err(failed)?;
    file.close().await.map_err(failed)?;
    // A batch that is sent again after it was broken off has the same name: what is there is of the same content.
    if session.sftp.try_exists(&whole).await.map_err(|e| said(&e))? {
        session.sftp.remove_file(&whole).await.map_err(|e| said(&e))?;
    }
    session.sftp.rename(&part, &whole).await.map_err(|e| said(&e))?;
    let _ = session.sftp.close().await;
    Ok(session.print)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_matched_whole() {
        let m = matcher("customers-*.csv").unwrap();
        assert!(m.is_match("customers-2026-11-20.csv"));
        assert!(!m.is_match("customers-1.csv.part") && !m.is_match("x-customers-1.csv"));
        let m = matcher("a?.(x)*").unwrap();
        assert!(m.is_match("ab.(x)1") && !m.is_match("ab.x1"));
        assert_eq!(path("/in/", "a.csv"), "/in/a.csv");
        assert_eq!(path(".", "a.csv"), "a.csv");
    }
}
