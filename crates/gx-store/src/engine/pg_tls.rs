//! Encryption of connections to PostgreSQL, as libpq understands `sslmode`, `sslrootcert`, `sslcert` and
//! `sslkey` (PostgreSQL documentation, "SSL Support"): a database address that `psql` takes works here too.

use std::path::Path;
use std::sync::Arc;

use percent_encoding::percent_decode_str;
use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::client::verify_server_name;
use rustls::crypto::{CryptoProvider, ring, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName, UnixTime};
use rustls::server::ParsedCertificate;
use rustls::{CertificateError, ClientConfig, DigitallySignedStruct, RootCertStore, SignatureScheme};
use tokio_postgres_rustls::MakeRustlsConnect;

use crate::{Result, StoreError};

/// How much a connection must prove, from libpq's `sslmode`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Proof {
    /// `disable`, `allow`, `prefer`, `require`: the certificate is not looked at.
    None,
    /// `verify-ca`, and `require` with a root certificate: it is signed by a root we trust.
    Chain,
    /// `verify-full`: … and is made out to the host we asked for.
    Name,
}

/// Takes what is about encryption out of a database address; the rest is for the driver.
///
/// # Errors
/// An unknown `sslmode`; a certificate or key that cannot be read, with its path.
pub(super) fn split(url: &str) -> Result<(String, MakeRustlsConnect)> {
    let (base, query) = url.split_once('?').unwrap_or((url, ""));
    let (mut mode, mut root, mut cert, mut key) = (None, None, None, None);
    let mut rest = Vec::new();
    for part in query.split('&').filter(|p| !p.is_empty()) {
        match part.split_once('=') {
            Some(("sslmode", v)) => mode = Some(v),
            Some(("sslrootcert", v)) => root = Some(decoded(v)),
            Some(("sslcert", v)) => cert = Some(decoded(v)),
            Some(("sslkey", v)) => key = Some(decoded(v)),
            _ => rest.push(part.to_owned()),
        }
    }
    let (driver, proof) = match mode {
        Some("disable" | "allow") => ("disable", Proof::None),
        // libpq documents that `require` with a root certificate checks it.
        Some("require") if root.is_some() => ("require", Proof::Chain),
        Some("require") => ("require", Proof::None),
        Some("verify-ca") => ("require", Proof::Chain),
        Some("verify-full") => ("require", Proof::Name),
        None | Some("prefer") => ("prefer", Proof::None),
        Some(other) => {
            return Err(bad(format!(
                "sslmode is disable, allow, prefer, require, verify-ca or verify-full, got {other:?}"
            )));
        }
    };
    rest.push(format!("sslmode={driver}"));
    let own = match (&cert, &key) {
        (None, None) => None,
        (Some(cert), Some(key)) => Some((cert.as_str(), key.as_str())),
        _ => return Err(bad("sslcert and sslkey are given together or not at all".into())),
    };
    let config = client(proof, root.as_deref(), own)?;
    Ok((format!("{base}?{}", rest.join("&")), MakeRustlsConnect::new(config)))
}

fn bad(text: String) -> StoreError {
    StoreError::Unreachable(text)
}

/// `%2F` and its like, as paths come in addresses.
fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

fn client(proof: Proof, root: Option<&str>, own: Option<(&str, &str)>) -> Result<ClientConfig> {
    let provider = Arc::new(ring::default_provider());
    let verifier = Verifier::new(proof, root, provider.clone())?;
    let builder = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|e| bad(format!("TLS: {e}")))?
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(verifier));
    let Some((cert, key)) = own else { return Ok(builder.with_no_client_auth()) };
    let chain = certificates("sslcert", cert)?;
    let secret =
        PrivateKeyDer::from_pem_file(key).map_err(|e| bad(format!("sslkey {key} cannot be read: {e}")))?;
    builder
        .with_client_auth_cert(chain, secret)
        .map_err(|e| bad(format!("sslcert {cert} and sslkey {key} do not work together: {e}")))
}

fn certificates(what: &str, path: &str) -> Result<Vec<CertificateDer<'static>>> {
    let cannot = |e: rustls::pki_types::pem::Error| bad(format!("{what} {path} cannot be read: {e}"));
    let all = CertificateDer::pem_file_iter(Path::new(path))
        .map_err(cannot)?
        .collect::<std::result::Result<Vec<_>, _>>()
        .map_err(cannot)?;
    if all.is_empty() {
        return Err(bad(format!("{what} {path} holds no certificate (PEM is expected)")));
    }
    Ok(all)
}

#[derive(Debug)]
struct Verifier {
    proof: Proof,
    /// Certificates of the given file: a server that shows one of them itself is the one that is meant,
    /// as it is for libpq. PostgreSQL's own instructions make such a certificate.
    given: Vec<CertificateDer<'static>>,
    chain: Option<Arc<WebPkiServerVerifier>>,
    provider: Arc<CryptoProvider>,
}

impl Verifier {
    fn new(proof: Proof, root: Option<&str>, provider: Arc<CryptoProvider>) -> Result<Self> {
        if proof == Proof::None {
            return Ok(Self { proof, given: Vec::new(), chain: None, provider });
        }
        let given = match root {
            None | Some("system") => Vec::new(),
            Some(path) => certificates("sslrootcert", path)?,
        };
        let mut roots = RootCertStore::empty();
        if given.is_empty() {
            roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
        } else {
            for one in &given {
                roots
                    .add(one.clone())
                    .map_err(|e| bad(format!("sslrootcert {}: {e}", root.unwrap_or_default())))?;
            }
        }
        let chain = WebPkiServerVerifier::builder_with_provider(Arc::new(roots), provider.clone())
            .build()
            .map_err(|e| {
                bad(format!(
                    "no root certificates to check the server with ({e}); name a file in sslrootcert"
                ))
            })?;
        Ok(Self { proof, given, chain: Some(chain), provider })
    }
}

fn out_of_date(e: &rustls::Error) -> bool {
    use CertificateError as C;
    matches!(
        e,
        rustls::Error::InvalidCertificate(
            C::Expired | C::ExpiredContext { .. } | C::NotValidYet | C::NotValidYetContext { .. }
        )
    )
}

impl ServerCertVerifier for Verifier {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        ocsp_response: &[u8],
        now: UnixTime,
    ) -> std::result::Result<ServerCertVerified, rustls::Error> {
        let Some(chain) = &self.chain else { return Ok(ServerCertVerified::assertion()) };
        let shown_is_given = self.given.iter().any(|g| g.as_ref() == end_entity.as_ref());
        match chain.verify_server_cert(end_entity, intermediates, server_name, ocsp_response, now) {
            Ok(_) => {}
            // The name is looked at last, so the chain has held by then; it is looked at again below.
            Err(rustls::Error::InvalidCertificate(
                CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. },
            )) => {}
            // webpki takes no certificate of an authority for a server's. Its dates are looked at before that.
            Err(e) if shown_is_given && !out_of_date(&e) => {}
            Err(e) => return Err(e),
        }
        if self.proof == Proof::Name {
            verify_server_name(&ParsedCertificate::try_from(end_entity)?, server_name)?;
        }
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> std::result::Result<HandshakeSignatureValid, rustls::Error> {
        verify_tls12_signature(message, cert, dss, &self.provider.signature_verification_algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> std::result::Result<HandshakeSignatureValid, rustls::Error> {
        verify_tls13_signature(message, cert, dss, &self.provider.signature_verification_algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}
