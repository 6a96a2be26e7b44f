//! The SMTP server of the workspace, as it is kept.

use gx_kernel::{FieldError, Problem};
use gx_store::{Result, Tx, settings};
use lettre::Address;
use serde::{Deserialize, Serialize};

/// The setting, and what seals its password.
pub(crate) const SETTING: &str = "mail";

/// How the connection is encrypted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Encryption {
    /// From the first byte, usually on port 465.
    Tls,
    /// After a greeting, usually on port 587; a server that offers none is refused.
    StartTls,
    /// Not at all: for a server on this machine.
    None,
}

/// A server and in whose name it sends.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Server {
    pub(crate) host: String,
    pub(crate) port: u16,
    pub(crate) encryption: Encryption,
    pub(crate) user: String,
    /// Sealed; empty where none is needed.
    pub(crate) password: String,
    pub(crate) from_name: String,
    pub(crate) from_address: String,
}

/// The server, where one is set up.
pub(crate) fn read(tx: &mut Tx<'_>) -> Result<Option<Server>> {
    Ok(settings::get::<Option<Server>>(tx, SETTING)?.flatten())
}

/// A text as a mail address, in small letters.
pub fn address_of(text: &str) -> Option<String> {
    let text = text.trim().to_lowercase();
    (text.len() <= 254 && text.is_ascii()).then(|| text.parse::<Address>().ok()).flatten()?;
    Some(text)
}

/// A name on one line: what could begin another header is no part of it.
pub(crate) fn one_line(text: &str) -> String {
    let clean: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    clean.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(120).collect()
}

fn on_this_machine(host: &str) -> bool {
    host == "localhost" || host.parse::<std::net::IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

impl Server {
    /// Refuses what could not be used, or would show a password to everybody on the way.
    pub(crate) fn check(&self) -> std::result::Result<(), Problem> {
        let mut wrong = Vec::new();
        let mut fault = |field: &str, code: &str, message: &str| {
            wrong.push(FieldError { field: field.into(), code: code.into(), message: message.into() });
        };
        let letters = |c: char| c.is_ascii_alphanumeric() || ".-:[]".contains(c);
        if self.host.is_empty() || self.host.len() > 253 || !self.host.chars().all(letters) {
            fault("host", "not_valid", "a name such as smtp.example.com");
        }
        if self.port == 0 {
            fault("port", "out_of_range", "1 to 65535");
        }
        if address_of(&self.from_address).is_none() {
            fault("from_address", "not_valid", "a mail address");
        }
        if self.encryption == Encryption::None && !self.user.is_empty() && !on_this_machine(&self.host) {
            fault("encryption", "not_encrypted", "a password is sent over an encrypted connection only");
        }
        if wrong.is_empty() { Ok(()) } else { Err(Problem::invalid(wrong)) }
    }
}

#[cfg(test)]
mod tests {
    use super::{address_of, one_line};

    #[test]
    fn what_is_no_address_or_no_line_is_not_let_through() {
        assert_eq!(address_of(" Mei@Example.COM ").as_deref(), Some("mei@example.com"));
        for wrong in ["mei", "a@", "@b.cn", "a@b.cn\r\nBcc: x@y.cn", "a b@c.cn", "<a@b.cn>", "a@b.cn, c@d.cn"]
        {
            assert_eq!(address_of(wrong), None, "{wrong:?}");
        }
        assert_eq!(one_line("梅\r\nBcc: x@y.cn\u{0}\t 长青"), "梅 Bcc: x@y.cn 长青");
    }
}
