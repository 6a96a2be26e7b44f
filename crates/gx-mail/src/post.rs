//! A message made of words, and handed to the server.

use std::time::{Duration, UNIX_EPOCH};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use gx_http::kit::random;
use gx_http::seal::Seal;
use gx_kernel::{Locale, Micros, Problem};
use lettre::message::header::ContentType;
use lettre::message::{Attachment, Mailbox, MultiPart};
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Tls, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use lettre::transport::smtp::{Error, SmtpTransport};
use lettre::{Message, Transport as _};

use crate::letter::Enclosed;
use crate::server::{Encryption, SETTING, Server, one_line};
use crate::words::{Words, bare_link};

const PATIENCE: Duration = Duration::from_secs(15);

/// Whom a message is for.
#[derive(Debug)]
pub(crate) struct Receiver {
    pub(crate) name: String,
    pub(crate) address: String,
    pub(crate) locale: Locale,
}

/// Why a message did not go out: a word for people and logs, and whether another try may help.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Undelivered {
    /// `sealed`, `unreachable`, `timeout`, `tls`, `sign_in`, `refused`, `later`, `broken`.
    pub(crate) reason: &'static str,
    /// The server's status, where it answered.
    pub(crate) status: Option<u16>,
    pub(crate) for_good: bool,
}

impl Undelivered {
    fn new(reason: &'static str, for_good: bool) -> Self {
        Self { reason, status: None, for_good }
    }
}

impl From<Error> for Undelivered {
    fn from(e: Error) -> Self {
        let status = e.status().map(u16::from);
        let reason = match status {
            Some(454 | 530 | 534 | 535 | 538) => "sign_in",
            Some(_) if e.is_permanent() => "refused",
            Some(_) => "later",
            None if e.is_timeout() => "timeout",
            None if e.is_tls() => "tls",
            None if e.is_client() || e.is_response() => "broken",
            None => "unreachable",
        };
        Self { reason, status, for_good: reason == "refused" }
    }
}

/// What a message says: its words, where the button leads, and a file.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Said<'a> {
    pub(crate) words: &'a Words,
    pub(crate) link: Option<&'a str>,
    pub(crate) file: Option<&'a Enclosed>,
}

/// Sends a message and waits for the server's answer.
pub(crate) fn send(
    server: &Server,
    seal: &Seal,
    now: Micros,
    to: &Receiver,
    said: &Said<'_>,
) -> Result<(), Undelivered> {
    let message = message(server, now, to, said).map_err(|_| Undelivered::new("broken", true))?;
    let password = match server.password.as_str() {
        "" => String::new(),
        sealed => seal.open_text(SETTING, 0, sealed).map_err(|_| Undelivered::new("sealed", false))?,
    };
    let domain = server.from_address.rsplit_once('@').map_or("localhost", |(_, d)| d).to_owned();
    let tls = || TlsParameters::new_rustls(server.host.clone());
    let mut transport = SmtpTransport::builder_dangerous(server.host.as_str())
        .port(server.port)
        .hello_name(ClientId::Domain(domain))
        .timeout(Some(PATIENCE))
        .tls(match server.encryption {
            Encryption::None => Tls::None,
            Encryption::Tls => Tls::Wrapper(tls()?),
            Encryption::StartTls => Tls::Required(tls()?),
        });
    if !server.user.is_empty() {
        transport = transport.credentials(Credentials::new(server.user.clone(), password));
    }
    transport.build().send(&message)?;
    Ok(())
}

fn message(server: &Server, now: Micros, to: &Receiver, said: &Said<'_>) -> Result<Message, Problem> {
    let Said { words, link, file } = *said;
    let broken = |_| Problem::internal();
    let mailbox = |name: &str, address: &str| -> Result<Mailbox, Problem> {
        let name = Some(one_line(name)).filter(|n| !n.is_empty());
        Ok(Mailbox::new(name, address.parse().map_err(|_| Problem::internal())?))
    };
    let at = UNIX_EPOCH + Duration::from_micros(u64::try_from(now.0).map_err(|_| Problem::internal())?);
    let domain = server.from_address.rsplit_once('@').map_or("localhost", |(_, d)| d);
    let id = random::<16>()?.iter().map(|b| format!("{b:02x}")).collect::<String>();
    let body = MultiPart::alternative_plain_html(text(words, link), html(words, link, to.locale));
    let body = match file {
        None => body,
        Some(file) => {
            let bytes = BASE64.decode(&file.base64).map_err(|_| Problem::internal())?;
            let media = ContentType::parse(&file.media).map_err(|_| Problem::internal())?;
            let enclosed = Attachment::new(one_line(&file.name)).body(bytes, media);
            MultiPart::mixed().multipart(body).singlepart(enclosed)
        }
    };
    Message::builder()
        .from(mailbox(&server.from_name, &server.from_address)?)
        .to(mailbox(&to.name, &to.address)?)
        .date(at)
        .message_id(Some(format!("<{id}@{domain}>")))
        .subject(one_line(&words.subject))
        .multipart(body)
        .map_err(broken)
}

fn text(words: &Words, link: Option<&str>) -> String {
    let mut parts = words.before.clone();
    parts.extend(link.map(str::to_owned));
    parts.extend(words.after.iter().cloned());
    let mut out = parts.join("\n\n");
    out.push('\n');
    out
}

fn html(words: &Words, link: Option<&str>, locale: Locale) -> String {
    let paragraph = |text: &str| format!("<p style=\"margin:0 0 16px\">{}</p>", escaped(text));
    let mut body: String = words.before.iter().map(|p| paragraph(p)).collect();
    if let (Some(link), Some(label)) = (link, &words.button) {
        let (link, label) = (escaped(link), escaped(label));
        body.push_str(&format!(
            "<p style=\"margin:24px 0\"><a href=\"{link}\" style=\"display:inline-block;padding:10px 20px;border-radius:6px;\
             background:#0e7763;color:#ffffff;text-decoration:none\">{label}</a></p>"
        ));
        body.push_str(&words.after.iter().map(|p| paragraph(p)).collect::<String>());
        body.push_str(&format!(
            "<p style=\"margin:24px 0 0;font-size:13px;color:#6d665a\">{}<br><span style=\"word-break:break-all\">{link}</span></p>",
            escaped(bare_link(locale))
        ));
    } else {
        body.push_str(&words.after.iter().map(|p| paragraph(p)).collect::<String>());
    }
    format!(
        "<!doctype html><html lang=\"{}\"><head><meta charset=\"utf-8\"><title>{}</title></head>\
         <body style=\"margin:0;padding:24px;background:#faf8f3\"><div style=\"max-width:520px;margin:0 auto;padding:24px;\
         background:#fffefb;border:1px solid #ebe6dc;border-radius:6px;color:#211f1b;font:15px/1.6 -apple-system,'PingFang SC',\
         'Microsoft YaHei','Noto Sans CJK SC',sans-serif\">{body}</div></body></html>\n",
        locale.tag(),
        escaped(&words.subject)
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#39;")
}

#[cfg(test)]
mod tests {
    use gx_kernel::{Locale, Micros};

    use super::{Receiver, message};
    use crate::server::{Encryption, Server};
    use crate::words;

    #[test]
    fn a_name_becomes_no_header_and_no_markup() {
        let server = Server {
            host: "localhost".into(),
            port: 25,
            encryption: Encryption::None,
            user: String::new(),
            password: String::new(),
            from_name: "关系\r\nX-Evil: 1".into(),
            from_address: "crm@example.com".into(),
        };
        let to = Receiver {
            name: "Mei\r\nBcc: thief@example.com".into(),
            address: "mei@example.com".into(),
            locale: Locale::En,
        };
        let words = words::invitation(Locale::En, "A\r\nX-Evil: 2", "<script>\r\nX-Evil: 3</script>");
        let said = super::Said { words: &words, link: Some("https://a.cn/invite#x\"y"), file: None };
        let made = message(&server, Micros(0), &to, &said).unwrap();
        let text = String::from_utf8(made.formatted()).unwrap();
        let (head, body) = text.split_once("\r\n\r\n").unwrap();
        for line in head.split("\r\n") {
            assert!(!line.starts_with("X-Evil") && !line.starts_with("Bcc"), "{line}");
        }
        let (_, html) = body.split_once("text/html").unwrap();
        let html = html.replace("=\r\n", "");
        assert!(!html.contains("<script>") && html.contains("&lt;script&gt;"), "{html}");
        assert_eq!(made.envelope().to().len(), 1);
    }
}
