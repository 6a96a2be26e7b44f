//! Batch ingest, single events at a steady pace, and live push: in through the door, to commit, to the page.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, mpsc};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, anyhow, bail};
use gx_kernel::{Clock as _, Micros, SystemClock};
use serde_json::{Value as Json, json};

use super::Size;
use super::client::{Connection, query, request};
use super::load::{Traffic, body};
use super::report::{Budget, Figure, median, number, percentiles};
use super::server::{Folder, Keys, Server, empty_workspace};
use crate::config::Config;

const BATCH: u64 = 500;
/// Connections that send single events.
const CALLERS: usize = 32;
const RATE: f64 = 1000.0;

fn json_headers(keys: &Keys) -> Vec<(&str, &str)> {
    vec![("authorization", &keys.write), ("content-type", "application/json")]
}

/// Sends prepared batches over several connections; inputs accepted.
fn pour(server: &Server, requests: &[Vec<u8>], senders: usize) -> Result<u64> {
    let next = AtomicUsize::new(0);
    let sent: Vec<Result<u64>> = std::thread::scope(|scope| {
        let send = || -> Result<u64> {
            let mut connection = server.connect()?;
            let mut accepted = 0;
            while let Some(request) = requests.get(next.fetch_add(1, Ordering::Relaxed)) {
                loop {
                    let answer = connection.send(request)?;
                    if answer.status == 503 {
                        // Sent away because the queue is full: a good client comes again.
                        std::thread::sleep(Duration::from_millis(50));
                        continue;
                    }
                    accepted += answer.json()?["accepted"].as_u64().unwrap_or(0);
                    break;
                }
            }
            Ok(accepted)
        };
        let threads: Vec<_> = (0..senders).map(|_| scope.spawn(send)).collect();
        threads.into_iter().map(|t| t.join().unwrap_or_else(|_| Err(anyhow!("a sender broke off")))).collect()
    });
    sent.into_iter().sum()
}

/// Makes the known accounts with their browsers.
fn acquaint(server: &Server, keys: &Keys, users: u64) -> Result<()> {
    let mut traffic = Traffic::new(users, "known", SystemClock.now().plus(-Micros::DAY));
    let headers = json_headers(keys);
    let mut requests = Vec::new();
    for from in (0..users).step_by(BATCH as usize) {
        let list: Vec<Json> = (from..users.min(from + BATCH)).map(|n| traffic.identify(n)).collect();
        requests.push(request("POST", "/v1/batch", &headers, &body(&list, false)?));
    }
    let accepted = pour(server, &requests, 4)?;
    if accepted != users {
        bail!("{accepted} of {users} accounts were accepted");
    }
    Ok(())
}

/// Waits until everybody whom the server has just met was compared with the others, as it does when it is quiet.
fn rested(config: &Config, folder: &Folder) -> Result<()> {
    let store = crate::command::open_url(config, &folder.database())?;
    let start = Instant::now();
    while store.read(|tx| tx.one("SELECT COUNT(*) FROM match_due", &[])?.int(0))? > 0 {
        if start.elapsed() > Duration::from_secs(300) {
            bail!("after five minutes there is still somebody to be compared");
        }
        std::thread::sleep(Duration::from_millis(200));
    }
    Ok(())
}

/// Time on a core and time waiting for one, in seconds, of a server's threads by name.
fn threads(pid: u32) -> BTreeMap<String, (f64, f64)> {
    let mut out: BTreeMap<String, (f64, f64)> = BTreeMap::new();
    let Ok(tasks) = std::fs::read_dir(format!("/proc/{pid}/task")) else { return out };
    for task in tasks.flatten() {
        let read = |file: &str| std::fs::read_to_string(task.path().join(file)).unwrap_or_default();
        let nanos: Vec<f64> = read("schedstat").split_whitespace().filter_map(|n| n.parse().ok()).collect();
        if let [on, waited, ..] = nanos.as_slice() {
            let sum = out.entry(read("comm").trim().to_owned()).or_default();
            sum.0 += on / 1e9;
            sum.1 += waited / 1e9;
        }
    }
    out
}

/// Microseconds of each ingest step so far, from the server's own metrics.
fn steps(server: &Server) -> Result<BTreeMap<String, f64>> {
    let text = String::from_utf8(server.get("/metrics", &[])?.good()?)?;
    let line = |l: &str| {
        let rest = l.strip_prefix("guanxi_ingest_step_microseconds_total{step=\"")?;
        let (step, value) = rest.split_once("\"} ")?;
        Some((step.to_owned(), value.parse().ok()?))
    };
    Ok(text.lines().filter_map(line).collect())
}

/// Batches of 500 over several connections, every second one packed.
pub(super) fn batches(config: &Config, size: &Size) -> Result<Vec<Figure>> {
    let folder = Folder::fresh("ingest")?;
    let keys = empty_workspace(config, &folder)?;
    let server = Server::start(&folder)?;
    acquaint(&server, &keys, size.users)?;
    let headers = json_headers(&keys);
    let packed_headers = [headers.as_slice(), &[("content-encoding", "gzip")]].concat();
    let (mut rates, mut parts, mut writer_micros) = (Vec::new(), Vec::new(), Vec::new());
    for round in 0..size.rounds {
        let mut traffic = Traffic::new(
            size.users,
            &format!("round{round}"),
            SystemClock.now().plus(-3600 * Micros::SECOND),
        );
        let requests: Vec<Vec<u8>> = (0..size.events / BATCH)
            .map(|n| {
                let gzip = n % 2 == 1;
                let body = traffic.batch(BATCH, gzip)?;
                Ok(request("POST", "/v1/batch", if gzip { &packed_headers } else { &headers }, &body))
            })
            .collect::<Result<_>>()?;
        let (before, busy_before) = (steps(&server)?, threads(server.pid()));
        let start = Instant::now();
        let accepted = pour(&server, &requests, size.senders)?;
        let took = start.elapsed().as_secs_f64();
        let expected = requests.len() as u64 * BATCH;
        if accepted != expected {
            bail!("{accepted} of {expected} interactions were accepted");
        }
        let (after, busy) = (steps(&server)?, threads(server.pid()));
        let n = accepted as f64;
        rates.push(n / took);
        let tenth = |x: f64| (x * 10.0).round() / 10.0;
        let steps: BTreeMap<&str, f64> = after
            .iter()
            .map(|(step, m)| (step.as_str(), tenth((m - before.get(step).unwrap_or(&0.0)) / n)))
            .collect();
        let by_thread: BTreeMap<&str, Json> = busy
            .iter()
            .map(|(name, (on, waited))| {
                let (a, b) = busy_before.get(name).copied().unwrap_or_default();
                (name.as_str(), json!({"on_core_s": tenth(on - a), "waited_for_core_s": tenth(waited - b)}))
            })
            .collect();
        if let (Some(a), Some(b)) = (busy_before.get("ingest"), busy.get("ingest")) {
            writer_micros.push((b.0 - a.0) * 1e6 / n);
        }
        parts.push(json!({"rate": (n / took).round(), "seconds": tenth(took), "step_micros_each": steps, "threads": by_thread}));
    }
    drop(server);
    let rate = median(rates);
    let how = format!(
        "{} rounds of {} events in batches of {BATCH} on {} connections, every second batch gzip, {} known accounts; client on the same cores",
        size.rounds, size.events, size.senders, size.users
    );
    let mut out = vec![
        Figure::new(
            "batch ingest over HTTP, resolved, committed to SQLite",
            Budget::AtLeast(20_000.0),
            rate,
            "interactions/s",
        )
        .how(how)
        .detail(json!({"rounds": parts})),
    ];
    if !writer_micros.is_empty() {
        let each = median(writer_micros);
        out.push(
            Figure::new("… the one writer's time on a core", Budget::None, each, "µs each")
                .how(format!("alone on a core it could write {} a second", number(1e6 / each))),
        );
    }
    let floor = floor(config, &folder)?;
    out.push(
        Figure::new("… against plain INSERTs of the same rows", Budget::None, rate / floor, "of their rate")
            .how(format!("{} rows/s into the same table and indexes, 5,000 a commit: no HTTP, no identity, no raw input", number(floor))),
    );
    Ok(out)
}

/// Rows a second that the database takes when nothing is asked of it but to keep them.
fn floor(config: &Config, filled: &Folder) -> Result<f64> {
    let from = crate::command::open_url(config, &filled.database())?;
    let sql =
        format!("SELECT {} FROM interaction ORDER BY id LIMIT 100000", gx_people::own::COLUMNS.join(", "));
    let rows = from.read(|tx| tx.query_once(&sql, &[]))?;
    let rows: Vec<Vec<gx_store::Value>> = rows.into_iter().map(|r| r.0).collect();
    let folder = Folder::fresh("floor")?;
    let to = crate::command::open_url(config, &folder.database())?;
    let start = Instant::now();
    for group in rows.chunks(5000) {
        to.write(|tx| {
            tx.insert_many("interaction", gx_people::own::COLUMNS, group, gx_store::Conflict::Fail)
        })?;
    }
    Ok(rows.len() as f64 / start.elapsed().as_secs_f64())
}

/// Single events at a steady pace. Latency counts from the moment an event was due, so a server that falls behind cannot hide it.
pub(super) fn singles(config: &Config, size: &Size) -> Result<Vec<Figure>> {
    let folder = Folder::fresh("single")?;
    let keys = empty_workspace(config, &folder)?;
    let server = Server::start(&folder)?;
    acquaint(&server, &keys, size.users)?;
    rested(config, &folder)?;
    let headers = json_headers(&keys);
    let total = (RATE * size.pace_seconds) as usize;
    let mut traffic = Traffic::new(size.users, "single", SystemClock.now().plus(-3600 * Micros::SECOND));
    let requests: Vec<Vec<u8>> = (0..total)
        .map(|_| {
            let event = traffic.event();
            let path = if event["type"] == "page" { "/v1/page" } else { "/v1/track" };
            request("POST", path, &headers, event.to_string().as_bytes())
        })
        .collect();
    let before = threads(server.pid());
    let next = AtomicUsize::new(0);
    let times = Mutex::new(Vec::with_capacity(total));
    let begin = Instant::now() + Duration::from_millis(100);
    let done: Vec<Result<()>> = std::thread::scope(|scope| {
        let call = || -> Result<()> {
            let mut connection = server.connect()?;
            let mut mine = Vec::new();
            loop {
                let n = next.fetch_add(1, Ordering::Relaxed);
                let Some(request) = requests.get(n) else { break };
                let due = begin + Duration::from_secs_f64(n as f64 / RATE);
                std::thread::sleep(due.saturating_duration_since(Instant::now()));
                let answer = connection.send(request)?.json()?;
                mine.push(due.elapsed().as_secs_f64() * 1000.0);
                if answer["accepted"] != 1 {
                    bail!("an event was not accepted: {answer}");
                }
            }
            if let Ok(mut all) = times.lock() {
                all.extend(mine);
            }
            Ok(())
        };
        let threads: Vec<_> = (0..CALLERS).map(|_| scope.spawn(call)).collect();
        threads.into_iter().map(|t| t.join().unwrap_or_else(|_| Err(anyhow!("a caller broke off")))).collect()
    });
    done.into_iter().collect::<Result<()>>()?;
    let took = begin.elapsed().as_secs_f64();
    let sum = |t: &BTreeMap<String, (f64, f64)>| t.values().fold((0.0, 0.0), |a, b| (a.0 + b.0, a.1 + b.1));
    let ((on, waited), (on_before, waited_before)) = (sum(&threads(server.pid())), sum(&before));
    let (on, waited) = ((on - on_before) / took, (waited - waited_before) / took);
    let (p50, p99, detail) = percentiles(times.into_inner().unwrap_or_default());
    let how = format!(
        "{total} events of known people, open loop at {RATE:.0}/s on {CALLERS} kept connections; {:.0}/s went through; the server's threads used {on:.2} cores and waited for one {waited:.2} s a second",
        total as f64 / took
    );
    Ok(vec![
        Figure::new("single event at 1,000 requests/s, p50", Budget::None, p50, "ms"),
        Figure::new("single event at 1,000 requests/s, p99", Budget::Below(10.0), p99, "ms")
            .how(how)
            .detail(detail),
    ])
}

/// From sending an event to its arrival on the open page of its person.
pub(super) fn live(config: &Config, size: &Size) -> Result<Vec<Figure>> {
    let folder = Folder::fresh("live")?;
    let keys = empty_workspace(config, &folder)?;
    let server = Server::start(&folder)?;
    acquaint(&server, &keys, size.users.min(2000))?;
    let headers = json_headers(&keys);
    let mut door = server.connect()?;
    let hello = json!({"userId": "live", "messageId": "live", "traits": {"name": "林晓梅活"}});
    door.send(&request("POST", "/v1/identify", &headers, hello.to_string().as_bytes()))?.good()?;
    let cookie = server.sign_in(keys.login, &keys.password)?;
    let path = format!("/api/people?q={}", query("林晓梅活"));
    let people = server.get(&path, &[("cookie", &cookie)])?.json()?;
    let person = people["rows"][0]["id"].as_str().context("the person is not in the list")?.to_owned();

    let (tell, told) = mpsc::channel::<(usize, Instant)>();
    let stream = Connection::open(&server.address)?;
    let wish = request("GET", &format!("/api/live?topics=person:{person}"), &[("cookie", &cookie)], b"");
    let mut lines = stream.lines(&wish)?;
    for line in lines.by_ref() {
        if line?.contains("\"ready\"") {
            break;
        }
    }
    let listener = std::thread::spawn(move || {
        for line in lines.map_while(Result::ok) {
            let now = Instant::now();
            let number = line.split("bench-live-").nth(1).and_then(|rest| {
                let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
                digits.parse().ok()
            });
            if let Some(n) = number
                && tell.send((n, now)).is_err()
            {
                return;
            }
        }
    });
    let mut ms = Vec::new();
    for n in 0..size.pushes {
        let event =
            json!({"userId": "live", "messageId": format!("push-{n}"), "event": format!("bench-live-{n}")});
        let request = request("POST", "/v1/track", &headers, event.to_string().as_bytes());
        let start = Instant::now();
        door.send(&request)?.good()?;
        loop {
            let (m, at) = told
                .recv_timeout(Duration::from_secs(5))
                .with_context(|| format!("event {n} did not reach the page"))?;
            if m == n {
                ms.push(at.duration_since(start).as_secs_f64() * 1000.0);
                break;
            }
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    drop(server);
    let _ = listener.join();
    let (p50, p99, detail) = percentiles(ms);
    let how = format!(
        "{} events one after the other, from sending to the server-sent event; p50 {p50:.1} ms",
        size.pushes
    );
    Ok(vec![
        Figure::new("inbound to the open page, p99", Budget::Below(300.0), p99, "ms").how(how).detail(detail),
    ])
}
