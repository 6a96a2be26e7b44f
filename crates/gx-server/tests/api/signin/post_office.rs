//! A small real SMTP server on the loopback, that keeps what it is handed.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use base64::Engine as _;

/// A message as it came over the wire.
#[derive(Clone, Debug)]
pub struct Mail {
    pub to: Vec<String>,
    pub raw: String,
}

impl Mail {
    /// The value of a header as it is written, unfolded.
    pub fn header(&self, name: &str) -> String {
        let head = self.raw.split("\r\n\r\n").next().unwrap().replace("\r\n ", " ");
        let prefix = format!("{name}: ");
        head.lines().find_map(|l| l.strip_prefix(&prefix)).unwrap_or_default().to_owned()
    }

    /// The text of the part of a kind, decoded.
    pub fn part(&self, kind: &str) -> String {
        let at = self
            .raw
            .find(&format!("Content-Type: {kind}"))
            .unwrap_or_else(|| panic!("no {kind}: {}", self.raw));
        let (head, body) = self.raw[at..].split_once("\r\n\r\n").unwrap();
        let body = body.split("\r\n--").next().unwrap();
        if head.contains("base64") {
            let joined: String = body.split_whitespace().collect();
            return String::from_utf8(base64::engine::general_purpose::STANDARD.decode(joined).unwrap())
                .unwrap();
        }
        if !head.contains("quoted-printable") {
            return body.to_owned();
        }
        let text = body.replace("=\r\n", "");
        let mut out = Vec::new();
        let mut rest = text.as_bytes();
        while let Some((&first, after)) = rest.split_first() {
            if first == b'=' {
                let hex = std::str::from_utf8(&after[..2]).unwrap();
                out.push(u8::from_str_radix(hex, 16).unwrap());
                rest = &after[2..];
            } else {
                out.push(first);
                rest = after;
            }
        }
        String::from_utf8(out).unwrap()
    }

    /// The link of a mail, by the path it leads to.
    pub fn link(&self, path: &str) -> String {
        let text = self.part("text/plain");
        let line = text.lines().find(|l| l.contains(path)).unwrap_or_else(|| panic!("no {path} in {text}"));
        line.trim().to_owned()
    }
}

#[derive(Default)]
struct Desk {
    kept: Vec<Mail>,
    signed_in: Vec<String>,
    answer: Option<&'static str>,
}

/// The server; it ends with the test's process.
#[derive(Clone)]
pub struct PostOffice {
    desk: Arc<Mutex<Desk>>,
    pub port: u16,
}

impl PostOffice {
    pub fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let desk = Arc::new(Mutex::new(Desk::default()));
        let office = Self { desk: desk.clone(), port };
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let desk = desk.clone();
                std::thread::spawn(move || talk(&stream, &desk));
            }
        });
        office
    }

    /// Answers every receiver with this instead of taking the mail.
    pub fn answers(&self, line: Option<&'static str>) {
        self.desk.lock().unwrap().answer = line;
    }

    pub fn mails(&self) -> Vec<Mail> {
        self.desk.lock().unwrap().kept.clone()
    }

    /// What programs signed in with, as they sent it.
    pub fn signed_in(&self) -> Vec<String> {
        self.desk.lock().unwrap().signed_in.clone()
    }

    /// Waits for so many mails, and gives the last.
    pub fn wait_for(&self, n: usize) -> Mail {
        for _ in 0..200 {
            if let Some(mail) = self.mails().get(n - 1) {
                return mail.clone();
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        panic!("{} mails came, not {n}", self.mails().len());
    }
}

/// One conversation, as far as a client of ours needs it.
fn talk(stream: &TcpStream, desk: &Mutex<Desk>) {
    let mut lines = BufReader::new(stream.try_clone().unwrap());
    let say = |text: &str| (&*stream).write_all(format!("{text}\r\n").as_bytes()).is_ok();
    say("220 localhost ready");
    let mut to = Vec::new();
    loop {
        let mut line = String::new();
        if lines.read_line(&mut line).unwrap_or(0) == 0 {
            return;
        }
        let line = line.trim_end();
        let word = line.split([' ', ':']).next().unwrap_or_default().to_ascii_uppercase();
        match word.as_str() {
            "EHLO" => say("250-localhost\r\n250-8BITMIME\r\n250 AUTH PLAIN"),
            "AUTH" => {
                desk.lock().unwrap().signed_in.push(line.to_owned());
                say("235 welcome")
            }
            "RCPT" => match desk.lock().unwrap().answer {
                Some(answer) => say(answer),
                None => {
                    to.push(line.split(['<', '>']).nth(1).unwrap_or_default().to_owned());
                    say("250 ok")
                }
            },
            "DATA" => {
                say("354 go on");
                let mut raw = String::new();
                loop {
                    let mut line = String::new();
                    if lines.read_line(&mut line).unwrap_or(0) == 0 || line == ".\r\n" {
                        break;
                    }
                    raw.push_str(line.strip_prefix('.').unwrap_or(&line));
                }
                desk.lock().unwrap().kept.push(Mail { to: std::mem::take(&mut to), raw });
                say("250 taken")
            }
            "QUIT" => {
                say("221 bye");
                return;
            }
            _ => say("250 ok"),
        };
    }
}
