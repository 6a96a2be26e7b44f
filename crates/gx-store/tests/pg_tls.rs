//! What `sslmode` and its files promise, tried on a server of the test's own that speaks just enough of
//! PostgreSQL's protocol to be reached: with a refused certificate the password is never sent.

use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::path::Path;
use std::sync::Arc;

use gx_kernel::SystemClock;
use gx_store::{Options, Store};
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use rustls::ServerConfig;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};

/// SSLRequest, as PostgreSQL's documentation gives it.
const SSL_REQUEST: [u8; 8] = [0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f];
const REACHED: &str = "reached";

/// A server that takes one connection: TLS if it has a certificate, then an error that tells it was reached.
fn server(tls: Option<(CertificateDer<'static>, PrivateKeyDer<'static>)>) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let port = listener.local_addr().expect("an address").port();
    std::thread::spawn(move || {
        let (mut socket, _) = listener.accept().expect("a connection");
        let mut first = [0; 8];
        if socket.read_exact(&mut first).is_err() {
            return;
        }
        let encrypted = match tls {
            Some((cert, key)) if first == SSL_REQUEST => {
                socket.write_all(b"S").expect("an answer");
                let config =
                    ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
                        .with_safe_default_protocol_versions()
                        .expect("versions")
                        .with_no_client_auth()
                        .with_single_cert(vec![cert], key)
                        .expect("a certificate");
                let connection = rustls::ServerConnection::new(Arc::new(config)).expect("a connection");
                let mut stream = rustls::StreamOwned::new(connection, socket);
                answer(&mut stream, "encrypted", 8);
                return;
            }
            _ => first != SSL_REQUEST,
        };
        if encrypted {
            // A start without TLS: its first eight bytes are read.
            answer(&mut socket, "plain", 0);
        } else {
            let _ = socket.write_all(b"N");
            answer(&mut socket, "plain", 8);
        }
    });
    port
}

fn answer(stream: &mut (impl std::io::Read + std::io::Write), how: &str, head: usize) {
    if stream.read_exact(&mut vec![0; head]).is_err() {
        return;
    }
    let text = format!("SFATAL\0C28000\0M{REACHED} {how}\0\0");
    let mut message = vec![b'E'];
    message.extend((text.len() as u32 + 4).to_be_bytes());
    message.extend(text.bytes());
    let _ = stream.write_all(&message);
    let _ = stream.flush();
    let _ = stream.read(&mut [0; 256]);
}

fn refusal(url: String) -> String {
    match Store::open(&Options::new(url), Arc::new(SystemClock), [1; 48]) {
        Ok(_) => "opened".into(),
        Err(e) => e.to_string(),
    }
}

struct Certificates {
    folder: tempfile::TempDir,
    expired: (CertificateDer<'static>, PrivateKeyDer<'static>),
    signed: (CertificateDer<'static>, PrivateKeyDer<'static>),
    own_root: (CertificateDer<'static>, PrivateKeyDer<'static>),
}

fn write(folder: &Path, name: &str, pem: &str) {
    std::fs::write(folder.join(name), pem).expect("a file");
}

/// A root and a certificate for `localhost` that it signed; a self-made one as `openssl req -x509` makes it.
fn certificates() -> Certificates {
    let folder = tempfile::tempdir().expect("a folder");
    let mut root = CertificateParams::new(Vec::new()).expect("a root");
    root.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let root = CertifiedIssuer::self_signed(root, KeyPair::generate().expect("a key")).expect("a root");
    write(folder.path(), "root.pem", &root.pem());
    let key = KeyPair::generate().expect("a key");
    let signed = CertificateParams::new(vec!["localhost".to_owned()])
        .expect("a name")
        .signed_by(&key, &root)
        .expect("a signature");
    let own_key = KeyPair::generate().expect("a key");
    let mut own = CertificateParams::new(vec!["localhost".to_owned()]).expect("a name");
    own.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let own = own.self_signed(&own_key).expect("a signature");
    write(folder.path(), "own.pem", &own.pem());
    let old_key = KeyPair::generate().expect("a key");
    let mut old = CertificateParams::new(vec!["localhost".to_owned()]).expect("a name");
    old.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    (old.not_before, old.not_after) = (rcgen::date_time_ymd(2001, 1, 1), rcgen::date_time_ymd(2002, 1, 1));
    let old = old.self_signed(&old_key).expect("a signature");
    write(folder.path(), "old.pem", &old.pem());
    let secret = |key: KeyPair| PrivateKeyDer::try_from(key.serialize_der()).expect("a key");
    Certificates {
        signed: (signed.der().clone(), secret(key)),
        expired: (old.der().clone(), secret(old_key)),
        own_root: (own.der().clone(), secret(own_key)),
        folder,
    }
}

#[test]
fn every_mode_proves_what_libpq_says_it_proves() {
    let made = certificates();
    let file = |name: &str| made.folder.path().join(name).display().to_string().replace('/', "%2F");
    let (root, own, old) = (file("root.pem"), file("own.pem"), file("old.pem"));
    let clone =
        |(cert, key): &(CertificateDer<'static>, PrivateKeyDer<'static>)| (cert.clone(), key.clone_key());
    // What the server shows, the host asked for, what the address says of TLS, and what comes of it.
    for (shown, host, options, expected) in [
        (Some(&made.signed), "localhost", String::new(), "reached encrypted"),
        (Some(&made.signed), "localhost", "sslmode=disable".into(), "reached plain"),
        (Some(&made.signed), "127.0.0.1", "sslmode=require".into(), "reached encrypted"),
        (
            Some(&made.signed),
            "localhost",
            format!("sslmode=require&sslrootcert={own}"),
            "invalid peer certificate",
        ),
        (
            Some(&made.signed),
            "127.0.0.1",
            format!("sslmode=verify-ca&sslrootcert={root}"),
            "reached encrypted",
        ),
        (
            Some(&made.signed),
            "127.0.0.1",
            format!("sslmode=verify-full&sslrootcert={root}"),
            "not valid for name",
        ),
        (
            Some(&made.signed),
            "localhost",
            format!("sslmode=verify-full&sslrootcert={root}"),
            "reached encrypted",
        ),
        (
            Some(&made.signed),
            "localhost",
            "sslmode=verify-full&sslrootcert=system".into(),
            "invalid peer certificate",
        ),
        (
            Some(&made.own_root),
            "localhost",
            format!("sslmode=verify-full&sslrootcert={own}"),
            "reached encrypted",
        ),
        (
            Some(&made.own_root),
            "127.0.0.1",
            format!("sslmode=verify-full&sslrootcert={own}"),
            "not valid for name",
        ),
        (
            Some(&made.own_root),
            "localhost",
            format!("sslmode=verify-full&sslrootcert={root}"),
            "invalid peer certificate",
        ),
        (Some(&made.expired), "localhost", format!("sslmode=verify-ca&sslrootcert={old}"), "expired"),
        (None, "localhost", "sslcert=/some.pem".into(), "sslcert and sslkey"),
        (None, "localhost", "sslmode=prefer".into(), "reached plain"),
        (None, "localhost", "sslmode=require".into(), "does not support TLS"),
        (None, "localhost", "sslmode=encrypt".into(), "sslmode is disable, allow"),
        (
            None,
            "localhost",
            "sslmode=verify-full&sslrootcert=/no/such.pem".into(),
            "sslrootcert /no/such.pem",
        ),
    ] {
        let port = server(shown.map(clone));
        let told = refusal(format!("postgres://someone:secret@{host}:{port}/test?{options}"));
        assert!(told.contains(expected), "{host} {options}: expected {expected:?}, got {told:?}");
        assert!(!told.contains("secret"), "{told}");
    }
}
