//! Configuration from file, environment and flags, in rising order of strength, each value with its source.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use clap::Args;
use gx_blob::{Blobs, Place, Rules};
use gx_fetch::Guard;

/// Flags that every command takes.
#[derive(Debug, Args, Default)]
pub struct Flags {
    /// The database: sqlite:PATH or postgres://…
    #[arg(long, global = true, value_name = "URL")]
    pub database: Option<String>,
    /// The configuration file (TOML); by default guanxi.toml in the data folder.
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// The folder for the database and backups.
    #[arg(long, global = true, value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// How much to log: error, warn, info, debug or a filter such as gx_ingest=debug.
    #[arg(long, global = true, value_name = "FILTER")]
    pub log: Option<String>,
}

/// One value with its source.
#[derive(Debug, Clone)]
pub struct Setting {
    /// The value.
    pub value: String,
    /// `flag`, `environment GUANXI_…`, `file …` or `default`.
    pub from: String,
}

/// The configuration.
#[derive(Debug, Clone)]
pub struct Config {
    /// The database.
    pub database: Setting,
    /// The data folder.
    pub data: Setting,
    /// What is logged.
    pub log: Setting,
    /// `text` or `json`.
    pub log_format: Setting,
    /// The address of an OpenTelemetry collector, or `off`.
    pub otlp: Setting,
    /// The address the server listens on.
    pub listen: Setting,
    /// Whether cookies are sent over TLS only.
    pub secure_cookies: Setting,
    /// The file with the key that seals secrets.
    pub seal_key_file: Setting,
    /// Networks beside the public ones that may be called.
    pub outbound_allow: Setting,
    /// The folder of files that people keep with records.
    pub files: Setting,
    /// The largest file, in megabytes.
    pub file_max_mb: Setting,
    /// Megabytes that files leave free on their disk.
    pub files_keep_free_mb: Setting,
    /// This process's number among processes on one database.
    pub node: Setting,
}

const KEYS: &[&str] = &[
    "database",
    "data",
    "log",
    "log_format",
    "otlp",
    "listen",
    "secure_cookies",
    "seal_key_file",
    "outbound_allow",
    "files",
    "file_max_mb",
    "files_keep_free_mb",
    "node",
];

fn platform_data() -> PathBuf {
    let home = std::env::var_os("HOME").map(PathBuf::from);
    if cfg!(target_os = "macos") {
        home.map(|h| h.join("Library/Application Support/guanxi"))
    } else if cfg!(windows) {
        std::env::var_os("LOCALAPPDATA").map(|d| PathBuf::from(d).join("guanxi"))
    } else {
        std::env::var_os("XDG_DATA_HOME")
            .map(|d| PathBuf::from(d).join("guanxi"))
            .or_else(|| home.map(|h| h.join(".local/share/guanxi")))
    }
    .unwrap_or_else(|| PathBuf::from("guanxi-data"))
}

impl Config {
    /// Reads file and environment and lays the flags over them.
    pub fn load(flags: &Flags) -> Result<Self> {
        let env = |key: &str| {
            std::env::var(format!("GUANXI_{}", key.to_uppercase())).ok().filter(|v| !v.is_empty())
        };
        let data = match (&flags.data, env("data")) {
            (Some(d), _) => Setting { value: d.display().to_string(), from: "flag --data".into() },
            (None, Some(d)) => Setting { value: d, from: "environment GUANXI_DATA".into() },
            (None, None) => Setting { value: platform_data().display().to_string(), from: "default".into() },
        };
        let file = flags.config.clone().or_else(|| env("config").map(PathBuf::from));
        let (path, must_exist) = match file {
            Some(path) => (path, true),
            None => (Path::new(&data.value).join("guanxi.toml"), false),
        };
        let table = read_file(&path, must_exist)?;
        let pick = |key: &str, flag: Option<String>, default: String| -> Result<Setting> {
            if let Some(value) = flag {
                return Ok(Setting { value, from: format!("flag --{}", key.replace('_', "-")) });
            }
            if let Some(value) = env(key) {
                return Ok(Setting { value, from: format!("environment GUANXI_{}", key.to_uppercase()) });
            }
            Ok(match table.get(key) {
                Some(toml::Value::String(s)) => {
                    Setting { value: s.clone(), from: format!("file {}", path.display()) }
                }
                Some(toml::Value::Boolean(b)) => {
                    Setting { value: b.to_string(), from: format!("file {}", path.display()) }
                }
                Some(toml::Value::Integer(n)) => {
                    Setting { value: n.to_string(), from: format!("file {}", path.display()) }
                }
                Some(other) => bail!("{}: {key} is a plain value, got {other}", path.display()),
                None => Setting { value: default, from: "default".into() },
            })
        };
        let config = Self {
            database: pick(
                "database",
                flags.database.clone(),
                format!("sqlite:{}", Path::new(&data.value).join("guanxi.db").display()),
            )?,
            log: pick("log", flags.log.clone(), "info".into())?,
            log_format: pick("log_format", None, "text".into())?,
            otlp: match pick("otlp", None, String::new())? {
                given if given.from != "default" => given,
                // The variable every program with OpenTelemetry knows.
                _ => match std::env::var("OTEL_EXPORTER_OTLP_ENDPOINT").ok().filter(|v| !v.is_empty()) {
                    Some(value) => Setting { value, from: "environment OTEL_EXPORTER_OTLP_ENDPOINT".into() },
                    None => Setting { value: "off".into(), from: "default".into() },
                },
            },
            listen: pick("listen", None, "127.0.0.1:8686".into())?,
            secure_cookies: pick("secure_cookies", None, "false".into())?,
            seal_key_file: pick(
                "seal_key_file",
                None,
                Path::new(&data.value).join("seal.key").display().to_string(),
            )?,
            outbound_allow: pick("outbound_allow", None, String::new())?,
            files: pick("files", None, Path::new(&data.value).join("files").display().to_string())?,
            file_max_mb: pick("file_max_mb", None, "25".into())?,
            files_keep_free_mb: pick("files_keep_free_mb", None, "500".into())?,
            node: pick("node", None, "0".into())?,
            data,
        };
        config.node.value.parse::<u8>().with_context(|| {
            format!("node is 0 to 255, got {:?} ({})", config.node.value, config.node.from)
        })?;
        config
            .secure_cookies
            .value
            .parse::<bool>()
            .with_context(|| format!("secure_cookies is true or false ({})", config.secure_cookies.from))?;
        config.file_rules()?;
        config.guard().with_context(|| format!("outbound_allow ({})", config.outbound_allow.from))?;
        Ok(config)
    }

    /// Which addresses outside may be called.
    pub fn guard(&self) -> Result<Guard> {
        Guard::allowing(&self.outbound_allow.value).map_err(anyhow::Error::msg)
    }

    /// What files may be like.
    fn file_rules(&self) -> Result<Rules> {
        let read = |name: &str, s: &Setting, least: u64, most: u64| -> Result<u64> {
            match s.value.parse::<u64>() {
                Ok(n) if (least..=most).contains(&n) => Ok(n << 20),
                _ => bail!("{name} is {least} to {most}, got {:?} ({})", s.value, s.from),
            }
        };
        Ok(Rules {
            most: read("file_max_mb", &self.file_max_mb, 1, 5000)?,
            keep_free: read("files_keep_free_mb", &self.files_keep_free_mb, 0, 1_000_000)?,
        })
    }

    /// The same for the demo, whose database lies beside the real one and shares no file with it.
    pub fn for_demo(&self) -> Self {
        let mut demo = self.clone();
        if demo.files.from == "default" {
            demo.files.value = Path::new(&self.data.value).join("demo-files").display().to_string();
        }
        demo
    }

    /// The bytes of files.
    pub fn blobs(&self) -> Result<Blobs> {
        self.blobs_at(Path::new(&self.files.value), self.file_rules()?.most)
    }

    /// Bytes of files in any folder, up to a size: a copy takes what was taken once.
    pub fn blobs_at(&self, folder: &Path, most: u64) -> Result<Blobs> {
        let rules = Rules { most, ..self.file_rules()? };
        Blobs::open(&Place::Folder(folder.to_path_buf()), rules)
            .with_context(|| format!("the folder of files {} cannot be used", folder.display()))
    }

    /// This process's number.
    pub fn node(&self) -> u8 {
        self.node.value.parse().unwrap_or(0)
    }

    /// Every value and its source; passwords in addresses are left out.
    pub fn show(&self) -> String {
        let mut out = String::new();
        for (key, s) in KEYS.iter().zip([
            &self.database,
            &self.data,
            &self.log,
            &self.log_format,
            &self.otlp,
            &self.listen,
            &self.secure_cookies,
            &self.seal_key_file,
            &self.outbound_allow,
            &self.files,
            &self.file_max_mb,
            &self.files_keep_free_mb,
            &self.node,
        ]) {
            let value = match (s.value.find("://"), s.value.rfind('@')) {
                (Some(a), Some(b)) if b > a => format!("{}://…{}", &s.value[..a], &s.value[b..]),
                _ => s.value.clone(),
            };
            let _ = writeln!(out, "{key:<18} {value:<60} {}", s.from);
        }
        out
    }
}

fn read_file(path: &Path, must_exist: bool) -> Result<toml::Table> {
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound && !must_exist => return Ok(toml::Table::new()),
        Err(e) => {
            return Err(e)
                .with_context(|| format!("the configuration file {} cannot be read", path.display()));
        }
    };
    let table: toml::Table = text.parse().with_context(|| format!("{} is not valid TOML", path.display()))?;
    if let Some(key) = table.keys().find(|k| !KEYS.contains(&k.as_str())) {
        bail!("{}: there is no setting {key:?}; known are {}", path.display(), KEYS.join(", "));
    }
    Ok(table)
}
