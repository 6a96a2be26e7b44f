//! A file of people through the door that staff use, with matching, and all of it taken back.

use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};
use serde_json::{Value as Json, json};

use super::Size;
use super::client::{Connection, request};
use super::matching::people_csv;
use super::report::{Budget, Figure, number};
use super::server::{Folder, Server, empty_workspace};
use crate::config::Config;

/// An import that takes longer than this is broken off.
const END_MAX: Duration = Duration::from_secs(600);

struct Importer {
    connection: Connection,
    cookie: String,
}

impl Importer {
    fn call(&mut self, method: &str, path: &str, kind: &str, body: &[u8]) -> Result<Json> {
        let headers = [("cookie", self.cookie.as_str()), ("x-guanxi", "1"), ("content-type", kind)];
        self.connection.send(&request(method, path, &headers, body))?.json()
    }

    /// Uploads, starts and waits; the import's id, seconds in all, and what became of the rows.
    fn import(&mut self, name: &str, csv: &[u8]) -> Result<(String, f64, Json)> {
        let start = Instant::now();
        let made = self.call("POST", &format!("/api/imports?name={name}.csv"), "text/csv", csv)?;
        let id = made["id"].as_str().context("the import has no id")?.to_owned();
        let plan = made["plan"].to_string();
        self.call("POST", &format!("/api/imports/{id}/start"), "application/json", plan.as_bytes())?;
        loop {
            let now = self.call("GET", &format!("/api/imports/{id}"), "application/json", b"")?;
            match now["state"].as_str() {
                Some("done") => return Ok((id, start.elapsed().as_secs_f64(), now["progress"].clone())),
                Some("running" | "uploaded") if start.elapsed() < END_MAX => {
                    std::thread::sleep(Duration::from_millis(50))
                }
                _ => bail!("the import did not end well: {} {}", now["state"], now["error"]),
            }
        }
    }
}

/// The import of many people into a workspace that knows a tenth of them, and its revert.
pub(super) fn import(config: &Config, size: &Size) -> Result<Vec<Figure>> {
    let folder = Folder::fresh("import")?;
    let keys = empty_workspace(config, &folder)?;
    let (csv, _) = people_csv(size.matched)?;
    let (known, _) = people_csv(size.matched / 10)?;
    let server = Server::start(&folder)?;
    let cookie = server.sign_in(keys.login, &keys.password)?;
    let mut importer = Importer { connection: server.connect()?, cookie };
    importer.import("known", &known)?;
    let (id, seconds, progress) = importer.import("people", &csv)?;
    if progress["done"].as_u64() != Some(u64::from(size.matched)) {
        bail!("{} of {} rows were read", progress["done"], size.matched);
    }
    let start = Instant::now();
    importer.call("POST", &format!("/api/imports/{id}/revert"), "application/json", b"{}")?;
    let back = start.elapsed().as_secs_f64();
    let left = importer.call("GET", &format!("/api/imports/{id}"), "application/json", b"")?;
    if left["state"] != "reverted" {
        bail!("the import was not reverted: {}", left["state"]);
    }
    let n = number(f64::from(size.matched));
    let how = format!(
        "uploaded over HTTP into a workspace that knew a tenth of them: {} new, {} updated, {} same, {} refused",
        progress["created"], progress["updated"], progress["same"], progress["refused"]
    );
    Ok(vec![
        Figure::new(format!("CSV import of {n} people with matching"), Budget::Below(10.0), seconds, "s")
            .how(how)
            .detail(json!({"progress": progress})),
        Figure::new("… its revert", Budget::Below(10.0), back, "s"),
    ])
}
