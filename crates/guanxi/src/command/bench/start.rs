//! How soon the program is there, how much it takes, and how much the browser has to load.

use std::collections::BTreeSet;
use std::time::Duration;

use anyhow::Result;
use gx_demo::DemoConfig;
use gx_kernel::{Clock as _, SystemClock};
use gx_server::{App, Settings, demo};
use serde_json::{Map, json};

use super::Size;
use super::report::{Budget, Figure, median};
use super::server::{Folder, Server, empty_workspace};
use crate::config::Config;

/// A figure of /proc/PID/status in megabytes.
fn memory(pid: u32, key: &str) -> Option<f64> {
    let text = std::fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    let line = text.lines().find_map(|l| l.strip_prefix(key)?.strip_prefix(':'))?;
    Some(line.split_whitespace().next()?.parse::<f64>().ok()? / 1024.0)
}

/// Start to ready, and memory at rest, on the demo as everyone first sees it.
pub(super) fn start(config: &Config, size: &Size) -> Result<Vec<Figure>> {
    let folder = Folder::fresh("start")?;
    let people = DemoConfig::new(demo::SEED, SystemClock.now()).people.min(size.people);
    {
        let store = crate::command::open_url(config, &folder.database())?;
        let app = App::start(store.clone(), Settings::default())?;
        let filled = demo::load(
            &store,
            &app.pipeline,
            DemoConfig { people, ..DemoConfig::new(demo::SEED, SystemClock.now()) },
            &mut |_, _, _| {},
        );
        app.stop();
        filled?;
    }
    let (mut seconds, mut idle, mut peak) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..size.rounds.max(3) {
        let server = Server::start(&folder)?;
        seconds.push(server.ready_after.as_secs_f64());
        // The dictionaries are read behind the first answers; at rest means after that.
        std::thread::sleep(Duration::from_secs(3));
        idle.extend(memory(server.pid(), "VmRSS"));
        peak.extend(memory(server.pid(), "VmHWM"));
    }
    let mut out = vec![
        Figure::new("start to ready on the demo", Budget::Below(1.0), median(seconds.clone()), "s")
            .how(format!("median of {} starts, {people} people", seconds.len()))
            .detail(json!({"seconds": seconds})),
    ];
    if !idle.is_empty() {
        let how = format!("resident, 3 s after the start; peak until then {:.0} MB", median(peak));
        out.push(Figure::new("idle memory on the demo", Budget::Below(200.0), median(idle), "MB").how(how));
    }
    Ok(out)
}

/// Addresses that a page names with an attribute.
fn named(html: &str, attribute: &str) -> Vec<String> {
    html.split(attribute).skip(1).filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect()
}

/// Bytes over the wire, compressed as a browser asks for them, of the first page and the tracker.
pub(super) fn web(config: &Config) -> Result<Vec<Figure>> {
    let folder = Folder::fresh("web")?;
    empty_workspace(config, &folder)?;
    let server = Server::start(&folder)?;
    let fetch = |path: &str, encoding: &str| server.get(path, &[("accept-encoding", encoding)]);
    let mut out = Vec::new();
    let plain = fetch("/", "identity")?;
    if plain.status == 200 {
        let html = String::from_utf8(plain.good()?)?;
        let mut paths: BTreeSet<String> = BTreeSet::from(["/".to_owned()]);
        let ours = |p: &String| p.starts_with('/') && !p.starts_with("//");
        paths.extend(named(&html, "src=\"").into_iter().chain(named(&html, "href=\"")).filter(ours));
        let mut sums = Map::new();
        let mut first = f64::NAN;
        for encoding in ["br", "gzip"] {
            let mut sum = 0;
            for path in &paths {
                sum += fetch(path, encoding)?.good()?.len();
            }
            if encoding == "br" {
                first = sum as f64 / 1000.0;
            }
            sums.insert(encoding.into(), sum.into());
        }
        let how = format!("{} files that the first page names, Brotli as the server packs them", paths.len());
        out.push(
            Figure::new("first load of the staff app", Budget::Below(300.0), first, "KB")
                .how(how)
                .detail(sums.into()),
        );
    } else {
        eprintln!("bench: the web app is not built into this program; its size is left out");
    }
    let tracker = fetch("/guanxi.js", "gzip")?;
    if tracker.status == 200 {
        let size = tracker.good()?.len() as f64 / 1000.0;
        out.push(
            Figure::new("the tracker", Budget::Below(6.0), size, "KB").how("gzip as the server packs it"),
        );
    } else {
        eprintln!("bench: the tracker is not built into this program; its size is left out");
    }
    Ok(out)
}
