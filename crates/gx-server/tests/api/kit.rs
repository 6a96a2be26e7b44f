//! A whole program around a test store, asked through its router.

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use base64::Engine as _;
use gx_http::auth;
use gx_ingest::sources;
use gx_server::{App, Settings};
use gx_testkit::TestStore;
use serde_json::Value;
use tower::ServiceExt as _;

use crate::told::assert_told;

/// The password of every test account.
pub const PASSWORD: &str = "correct horse";

pub struct Program<'t> {
    pub test: &'t TestStore,
    pub app: App,
    pub router: Router,
    runtime: tokio::runtime::Runtime,
    pub key: String,
}

pub struct Answer {
    pub status: StatusCode,
    pub body: Value,
    pub text: String,
    pub bytes: Vec<u8>,
    pub cookie: Option<String>,
    pub headers: axum::http::HeaderMap,
}

impl Answer {
    /// The first sheet of an answer that is a workbook.
    #[track_caller]
    pub fn sheet(self) -> Vec<Vec<calamine::Data>> {
        use calamine::Reader as _;
        assert!(self.status.is_success(), "{}: {}", self.status, self.text);
        let mut book = calamine::Xlsx::new(std::io::Cursor::new(self.bytes)).unwrap();
        let sheet = book.worksheet_range_at(0).unwrap().unwrap();
        sheet.rows().map(<[calamine::Data]>::to_vec).collect()
    }

    /// The body of an answer that must have gone well.
    #[track_caller]
    pub fn ok(self) -> Value {
        assert!(self.status.is_success(), "{}: {}", self.status, self.text);
        self.body
    }

    /// Any answer that went well, with or without a body.
    #[track_caller]
    pub fn ok_status(self) {
        assert!(self.status.is_success(), "{}: {}", self.status, self.text);
    }

    /// The code of a problem.
    pub fn code(&self) -> &str {
        self.body["code"].as_str().unwrap_or("")
    }
}

impl<'t> Program<'t> {
    /// A program that may call receivers and providers on this machine.
    pub fn new(test: &'t TestStore) -> Self {
        Self::guarded(test, gx_fetch::Guard::allowing("127.0.0.1").unwrap())
    }

    /// A program that may call what the guard permits.
    pub fn guarded(test: &'t TestStore, guard: gx_fetch::Guard) -> Self {
        Self::with_settings(test, Settings { guard, ..Settings::default() })
    }

    /// A program with any settings.
    pub fn with_settings(test: &'t TestStore, settings: Settings) -> Self {
        // What fails inside is told with the test that made it fail.
        let _ = tracing_subscriber::fmt().with_test_writer().with_env_filter("warn").try_init();
        let app = App::start(test.store.clone(), settings).unwrap();
        let router = app.router();
        let hash = auth::hash_password(PASSWORD).unwrap();
        let key = "gxw_test".to_owned();
        test.store
            .write(|tx| {
                for role in ["admin", "manager", "sales", "service", "marketing", "auditor"] {
                    auth::create_user(tx, &test.store, role, role, role, &hash, false)?;
                }
                let source = sources::create(tx, &test.store, "shop", "server")?;
                sources::create_key(tx, &test.store, source, "key", &key)
            })
            .unwrap();
        let runtime =
            tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        Self { test, app, router, runtime, key }
    }

    /// Asks the program, and fails where its answer is one that the document does not tell of.
    #[track_caller]
    pub fn send(&self, request: Request<Body>) -> Answer {
        let (method, path) = (request.method().to_string(), request.uri().path().to_owned());
        let answer = self.ask(request);
        assert_told(&method, &path, answer.status);
        answer
    }

    fn ask(&self, request: Request<Body>) -> Answer {
        let router = self.router.clone();
        self.runtime.block_on(async move {
            let response = router.oneshot(request).await.unwrap();
            let status = response.status();
            let cookie = response
                .headers()
                .get("set-cookie")
                .map(|c| c.to_str().unwrap().split(';').next().unwrap().to_owned());
            let headers = response.headers().clone();
            let bytes = axum::body::to_bytes(response.into_body(), 64 << 20).await.unwrap();
            let text = String::from_utf8_lossy(&bytes).into_owned();
            let body = serde_json::from_str(&text).unwrap_or(Value::Null);
            Answer { status, body, text, bytes: bytes.to_vec(), cookie, headers }
        })
    }

    pub fn sign_in(&self, login: &str) -> User<'_, 't> {
        let answer = self.knock(login, PASSWORD);
        assert_eq!(answer.status, 200, "{}", answer.text);
        self.with(answer)
    }

    /// The first step of signing in, whatever it answers.
    pub fn knock(&self, login: &str, password: &str) -> Answer {
        self.stranger("POST", "/api/session", &serde_json::json!({"login": login, "password": password}))
    }

    /// Whoever was given a cookie by an answer.
    #[track_caller]
    pub fn with(&self, answer: Answer) -> User<'_, 't> {
        let cookie = answer.cookie.unwrap_or_else(|| panic!("no cookie: {} {}", answer.status, answer.text));
        User { program: self, cookie }
    }

    /// A call of the Segment protocol.
    pub fn segment(&self, call: &str, body: &Value) -> Answer {
        self.door(&format!("/v1/{call}"), "application/json", body.to_string().into_bytes(), &[])
    }

    pub fn native(&self, body: &Value) -> Answer {
        self.door("/api/interactions", "application/json", body.to_string().into_bytes(), &[])
    }

    pub fn door(&self, path: &str, kind: &str, body: Vec<u8>, headers: &[(&str, &str)]) -> Answer {
        let basic = base64::engine::general_purpose::STANDARD.encode(format!("{}:", self.key));
        let mut request = Request::post(path)
            .header("authorization", format!("Basic {basic}"))
            .header("content-type", kind);
        for (k, v) in headers {
            request = request.header(*k, *v);
        }
        self.send(request.body(Body::from(body)).unwrap())
    }

    /// Runs the jobs that are due to their end, or fails after a while.
    pub fn jobs_end(&self) {
        for _ in 0..600 {
            let waiting = self
                .test
                .store
                .read(|tx| {
                    tx.one(
                        "SELECT COUNT(*) FROM job WHERE state IN ('waiting', 'running') AND run_at <= $1 AND kind <> 'ingest.expire'",
                        &[self.test.store.now().into()],
                    )?
                    .int(0)
                })
                .unwrap();
            if waiting == 0 {
                return;
            }
            std::thread::sleep(std::time::Duration::from_millis(50));
        }
        panic!("jobs did not end");
    }
}

pub struct User<'p, 't> {
    program: &'p Program<'t>,
    pub cookie: String,
}

impl User<'_, '_> {
    pub fn get(&self, path: &str) -> Answer {
        self.program.send(Request::get(path).header("cookie", &self.cookie).body(Body::empty()).unwrap())
    }

    pub fn call(&self, method: &str, path: &str, body: &Value) -> Answer {
        self.raw(method, path, if body.is_null() { String::new() } else { body.to_string() })
    }

    /// A request with any body at all.
    pub fn raw(&self, method: &str, path: &str, body: impl Into<Body>) -> Answer {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header("cookie", &self.cookie)
            .header("x-guanxi", "1")
            .header("content-type", "application/json");
        self.program.send(request.body(body.into()).unwrap())
    }

    /// Sends a file.
    pub fn upload(&self, name: &str, bytes: impl Into<Body>) -> Answer {
        let request = Request::post(format!("/api/files?name={}", query(name)))
            .header("cookie", &self.cookie)
            .header("x-guanxi", "1")
            // What the sender says of the bytes is not asked.
            .header("content-type", "image/png");
        self.program.send(request.body(bytes.into()).unwrap())
    }

    /// Sends a file that must be taken; its id.
    #[track_caller]
    pub fn file(&self, name: &str, bytes: impl Into<Body>) -> String {
        self.upload(name, bytes).ok()["id"].as_str().unwrap().to_owned()
    }

    pub fn person_named(&self, name: &str) -> Value {
        let rows = self.get("/api/people?limit=500").ok();
        rows["rows"]
            .as_array()
            .unwrap()
            .iter()
            .find(|r| r["name"] == name)
            .unwrap_or_else(|| panic!("nobody is called {name}: {rows}"))
            .clone()
    }
}

impl Program<'_> {
    /// A request of a program with an API key.
    pub fn by_key(&self, key: &str, method: &str, path: &str, body: &Value) -> Answer {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header("authorization", format!("Bearer {key}"))
            .header("content-type", "application/json");
        let body = if body.is_null() { String::new() } else { body.to_string() };
        self.send(request.body(Body::from(body)).unwrap())
    }

    /// What a live stream says after `then`, until it has said `most` events, ended, or been silent for a while.
    pub fn hears(
        &self,
        user: &User<'_, '_>,
        topics: &str,
        then: impl FnOnce(),
        most: usize,
    ) -> (Vec<String>, bool) {
        use futures_util::StreamExt as _;
        let request = Request::get(format!("/api/live?topics={topics}")).header("cookie", &user.cookie);
        let router = self.router.clone();
        let body = self.runtime.block_on(async move {
            router.oneshot(request.body(Body::empty()).unwrap()).await.unwrap().into_body()
        });
        let mut stream = body.into_data_stream();
        let next = |stream: &mut axum::body::BodyDataStream| {
            self.runtime.block_on(async {
                tokio::time::timeout(std::time::Duration::from_millis(1500), stream.next()).await
            })
        };
        assert!(matches!(next(&mut stream), Ok(Some(Ok(_)))), "the stream says that it is ready");
        then();
        let mut heard = Vec::new();
        while heard.len() < most {
            match next(&mut stream) {
                Ok(Some(Ok(bytes))) => heard.push(String::from_utf8_lossy(&bytes).into_owned()),
                Ok(_) => return (heard, true),
                Err(_) => return (heard, false),
            }
        }
        (heard, false)
    }

    /// A request without any session.
    pub fn stranger(&self, method: &str, path: &str, body: &Value) -> Answer {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header("x-guanxi", "1")
            .header("content-type", "application/json");
        let body = if body.is_null() { String::new() } else { body.to_string() };
        self.send(request.body(Body::from(body)).unwrap())
    }
}

/// Percent-encodes a query value.
pub fn query(text: &str) -> String {
    text.bytes()
        .map(|b| if b.is_ascii_alphanumeric() { char::from(b).to_string() } else { format!("%{b:02X}") })
        .collect()
}

impl Program<'_> {
    /// Posts plain text as a signed-in user.
    pub fn as_user(&self, user: &User<'_, '_>, path: &str, text: &str) -> Answer {
        let request = Request::post(path)
            .header("cookie", &user.cookie)
            .header("x-guanxi", "1")
            .header("content-type", "text/csv");
        self.send(request.body(Body::from(text.to_owned())).unwrap())
    }
}

/// Waits until what the door took has become what it should.
pub(crate) fn until(what: &str, mut there: impl FnMut() -> bool) {
    for _ in 0..600 {
        if there() {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    panic!("never: {what}");
}
