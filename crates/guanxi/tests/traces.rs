//! Traces reach an OpenTelemetry collector when one is named, and continue the trace of whoever asked.

#![expect(clippy::unwrap_used, reason = "tests fail loudly")]

mod kit;

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use kit::Server;

/// A collector that hands on the path and the body of everything it is sent.
fn collector() -> (String, mpsc::Receiver<(String, Vec<u8>)>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let (tell, told) = mpsc::channel();
    std::thread::spawn(move || {
        for socket in listener.incoming() {
            let mut socket = socket.unwrap();
            let (mut head, mut byte) = (Vec::new(), [0]);
            while !head.ends_with(b"\r\n\r\n") && socket.read_exact(&mut byte).is_ok() {
                head.push(byte[0]);
            }
            let head = String::from_utf8(head).unwrap().to_lowercase();
            let path = head.split(' ').nth(1).unwrap_or_default().to_owned();
            let length = head.lines().find_map(|l| l.strip_prefix("content-length: ")).unwrap();
            let mut body = vec![0; length.trim().parse().unwrap()];
            socket.read_exact(&mut body).unwrap();
            socket.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\nconnection: close\r\n\r\n").unwrap();
            let _ = tell.send((path, body));
        }
    });
    (address, told)
}

fn holds(body: &[u8], part: &[u8]) -> bool {
    body.windows(part.len()).any(|w| w == part)
}

#[test]
fn a_request_is_told_to_the_collector_under_the_callers_trace() {
    let (collector, told) = collector();
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(
        folder.path(),
        &[("OTEL_EXPORTER_OTLP_ENDPOINT", &collector), ("OTEL_BSP_SCHEDULE_DELAY", "100")],
    );
    let mut stream = TcpStream::connect(&server.address).unwrap();
    stream
        .write_all(
            b"GET /readyz?name=Li+Lei HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\
              traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\r\n\r\n",
        )
        .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");

    let trace =
        [0x0a, 0xf7, 0x65, 0x19, 0x16, 0xcd, 0x43, 0xdd, 0x84, 0x48, 0xeb, 0x21, 0x1c, 0x80, 0x31, 0x9c];
    let (start, mut found) = (Instant::now(), None);
    while found.is_none() && start.elapsed() < Duration::from_secs(90) {
        let Ok((path, body)) = told.recv_timeout(Duration::from_secs(30)) else { break };
        assert_eq!(path, "/v1/traces");
        assert!(!holds(&body, b"Li+Lei"), "a query string may hold personal data and is not traced");
        found = holds(&body, b"GET /readyz").then_some(body);
    }
    server.kill();
    let body = found.unwrap();
    assert!(holds(&body, &trace), "the caller's trace goes on");
    assert!(holds(&body, b"guanxi") && holds(&body, b"sqlite"), "service and transaction are named");
}
