//! Files kept with records: sent, held by fields, notes and records, read by whoever sees what holds them, and swept.

use axum::body::{Body, Bytes};
use gx_blob::{Blobs, Place, Rules};
use gx_kernel::Micros;
use gx_people::file::sweep;
use gx_server::Settings;
use gx_testkit::{TestStore, on_both};
use serde_json::{Value, json};

use crate::kit::{Answer, Program, User, query};
use crate::staff::{id_of, make};

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n0000";
const DAY: i64 = Micros::DAY;

fn content(file: &str) -> String {
    format!("/api/files/{file}/content")
}

fn header<'a>(answer: &'a Answer, name: &str) -> &'a str {
    answer.headers.get(name).map_or("", |v| v.to_str().unwrap())
}

/// A field of files at an object; its key.
fn field(admin: &User<'_, '_>, object: &str, label: &str) -> String {
    let made = admin.call(
        "POST",
        &format!("/api/objects/{object}/fields"),
        &json!({"label": label, "type": "file"}),
    );
    made.ok()["data"]["key"].as_str().unwrap().to_owned()
}

fn set(user: &User<'_, '_>, person: &str, key: &str, value: Value) -> Answer {
    user.call("PATCH", &format!("/api/people/{person}"), &json!({"set": {key: value}}))
}

fn batch(answer: &Value) -> String {
    answer["batch"].as_str().unwrap().to_owned()
}

fn undo(user: &User<'_, '_>, changed: &Value) {
    user.call("POST", &format!("/api/undo/{}", batch(changed)), &json!({})).ok();
}

fn names(list: &Value) -> Vec<&str> {
    list.as_array()
        .map(Vec::as_slice)
        .unwrap_or_default()
        .iter()
        .map(|f| f["name"].as_str().unwrap())
        .collect()
}

/// A program whose files lie in a folder, and the folder.
fn in_folder<'t>(t: &'t TestStore) -> (Program<'t>, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let place = Place::Folder(folder.path().to_path_buf());
    let blobs = Blobs::open(&place, Rules { keep_free: 0, ..Rules::default() }).unwrap();
    (Program::with_settings(t, Settings { blobs, ..Settings::default() }), folder)
}

/// Every file below a folder.
fn lying(folder: &std::path::Path) -> usize {
    let below = |e: std::fs::DirEntry| if e.path().is_dir() { lying(&e.path()) } else { 1 };
    std::fs::read_dir(folder).unwrap().map(|e| below(e.unwrap())).sum()
}

#[test]
fn a_file_comes_back_under_its_name_and_cannot_run() {
    on_both(|t| {
        let (p, folder) = in_folder(t);
        let me = p.sign_in("sales");
        let sent = me.upload("../..\\报价 \u{202e}单.png", PNG).ok();
        assert_eq!(
            (&sent["name"], &sent["size"], &sent["type"]),
            (&json!("报价 单.png"), &json!(12), &json!("image/png"))
        );
        let id = sent["id"].as_str().unwrap();
        assert_eq!(me.get(&format!("/api/files/{id}")).ok(), sent);
        let shown = me.get(&content(id));
        assert_eq!((shown.status.as_u16(), shown.bytes.as_slice()), (200, PNG));
        assert_eq!(header(&shown, "content-type"), "image/png");
        assert_eq!(header(&shown, "content-length"), "12");
        assert_eq!(header(&shown, "x-content-type-options"), "nosniff");
        assert!(header(&shown, "content-security-policy").starts_with("sandbox"));
        assert_eq!(header(&shown, "cache-control"), "private, no-cache");
        assert_eq!(
            header(&shown, "content-disposition"),
            "inline; filename=\"__ _.png\"; filename*=UTF-8''%E6%8A%A5%E4%BB%B7%20%E5%8D%95.png"
        );
        let saved = me.get(&format!("{}?download=true", content(id)));
        assert!(header(&saved, "content-disposition").starts_with("attachment"));
        // Whatever calls itself a picture is what its bytes are, and what could run is saved.
        for (name, bytes, media) in [
            ("photo.png", "<html><script>alert(1)</script>", "text/html"),
            ("logo.png", "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "image/svg+xml"),
            ("data.xml", "<?xml version=\"1.0\"?><a/>", "text/xml"),
            ("list.csv", "a,b\n", "text/csv"),
        ] {
            let id = me.file(name, bytes);
            let answer = me.get(&content(&id));
            assert_eq!(header(&answer, "content-type"), media, "{name}");
            assert!(header(&answer, "content-disposition").starts_with("attachment"), "{name}");
            assert!(header(&answer, "content-security-policy").starts_with("sandbox"), "{name}");
        }
        let pdf = me.get(&content(&me.file("a.pdf", "%PDF-1.7")));
        assert!(header(&pdf, "content-disposition").starts_with("inline"));
        // The same bytes are another file, and lie there once.
        let before = lying(folder.path());
        let twin = me.file("twin.png", PNG);
        assert_ne!(twin, id);
        assert_eq!(lying(folder.path()), before);
        // What a browser has is not sent again, but asked for again.
        let request = axum::http::Request::get(content(id)).header("cookie", &me.cookie);
        let known =
            p.send(request.header("if-none-match", header(&shown, "etag")).body(Body::empty()).unwrap());
        assert_eq!((known.status.as_u16(), known.bytes.len()), (304, 0));
        p.app.stop();
    });
}

#[test]
fn hostile_uploads_are_refused_and_leave_nothing() {
    on_both(|t| {
        let (p, folder) = in_folder(t);
        let me = p.sign_in("sales");
        let empty = me.upload("a.txt", "");
        assert_eq!((empty.status.as_u16(), empty.code()), (422, "empty_file"));
        let large = me.upload("a.bin", vec![0_u8; 26 << 20]);
        assert_eq!((large.status.as_u16(), large.code()), (413, "file_too_large"));
        assert_eq!(large.body["detail"]["max_bytes"], 25 << 20);
        // The same without a length told beforehand.
        let pieces = (0..26).map(|_| Ok::<_, std::io::Error>(Bytes::from(vec![1_u8; 1 << 20])));
        let stream = me.upload("a.bin", Body::from_stream(futures_util::stream::iter(pieces)));
        assert_eq!((stream.status.as_u16(), stream.code()), (413, "file_too_large"));
        let torn = [Ok(Bytes::from_static(b"half of it")), Err(std::io::Error::other("gone"))];
        let torn = me.upload("a.txt", Body::from_stream(futures_util::stream::iter(torn)));
        assert_eq!((torn.status.as_u16(), torn.code()), (400, "broken_upload"));
        assert_eq!(lying(folder.path()), 0);
        let rows = t.store.read(|tx| tx.one("SELECT COUNT(*) FROM file", &[])?.int(0)).unwrap();
        assert_eq!(rows, 0);
        // 25 MB exactly are taken, whatever the name.
        let most = me.upload("", vec![7_u8; 25 << 20]).ok();
        assert_eq!((&most["name"], &most["type"]), (&json!("file"), &json!("application/octet-stream")));
        // Two at once of the same bytes.
        std::thread::scope(|s| {
            for _ in 0..2 {
                s.spawn(|| p.sign_in("sales").file("same.bin", vec![9_u8; 6 << 20]));
            }
        });
        assert_eq!(lying(folder.path()), 2);
        // Across sites nobody sends one.
        let forged = axum::http::Request::post("/api/files?name=a").header("cookie", &me.cookie);
        assert_eq!(p.send(forged.body(Body::from("x")).unwrap()).status.as_u16(), 403);
        p.app.stop();
    });
}

#[test]
fn a_field_of_files_is_set_shown_filtered_searched_exported_and_taken_back() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        let key = field(&admin, "person", "合同");
        let anna = make(&admin, &json!({"name": "Anna"}));
        make(&admin, &json!({"name": "Bob"}));
        let [one, two] =
            [("contract-2026.pdf", "%PDF-1"), ("附件二.txt", "two")].map(|(n, b)| admin.file(n, b));
        let first = set(&admin, &anna, &key, json!([one])).ok();
        let changed = set(&admin, &anna, &key, json!([{"id": one}, two, one])).ok();
        let held = |user: &User<'_, '_>| -> Value {
            let page = user.get(&format!("/api/people/{anna}")).ok();
            let found =
                page["portrait"].as_array().unwrap().iter().find(|v| v["key"] == key.as_str()).cloned();
            found.unwrap_or(Value::Null)
        };
        let value = held(&admin);
        assert_eq!(names(&value["value"]), ["contract-2026.pdf", "附件二.txt"]);
        assert_eq!(
            value["value"][1],
            json!({"id": two, "name": "附件二.txt", "size": 3, "type": "text/plain"})
        );
        assert_eq!(
            (&value["type"], &value["display"]),
            (&json!("file"), &json!("contract-2026.pdf、附件二.txt"))
        );
        assert_eq!(names(&admin.person_named("Anna")["fields"][&key]), ["contract-2026.pdf", "附件二.txt"]);
        // Found by having one, by its name in part, and by search.
        let found = |filter: &str| {
            let page = admin.get(&format!("/api/people?filter={}", query(filter))).ok();
            names(&page["rows"]).join(" ")
        };
        assert_eq!(found(&format!("{key} is not empty")), "Anna");
        assert_eq!(found(&format!("{key} is empty")), "Bob");
        assert_eq!(found(&format!("{key} contains \"附件\"")), "Anna");
        assert_eq!(found(&format!("{key} starts with \"contract\"")), "Anna");
        assert_eq!(found(&format!("{key} contains \"fil_\"")), "");
        let wrong = admin.get(&format!("/api/people?filter={}", query(&format!("{key} = \"x\""))));
        assert_eq!(wrong.status.as_u16(), 400, "{}", wrong.text);
        assert!(admin.get("/api/search?q=contract-2026").text.contains(&anna));
        // History, export and the feed say names; the feed also ids.
        let history = admin.get(&format!("/api/people/{anna}/changes")).text;
        assert!(history.contains("附件二.txt"), "{history}");
        let csv = admin.get("/api/people/export.csv").text;
        assert!(csv.contains("contract-2026.pdf|附件二.txt") && !csv.contains("fil_"), "{csv}");
        let feed = admin.get("/api/changes?objects=person").text;
        assert!(feed.contains("next") || feed.contains("cursor"), "{feed}");
        // Undo, and undo of what came before.
        undo(&admin, &changed);
        assert_eq!(names(&held(&admin)["value"]), ["contract-2026.pdf"]);
        undo(&admin, &first);
        assert_eq!(held(&admin)["value"], Value::Null);
        // What is no file, too many, or written through a door that has no files.
        for (value, code) in [
            (json!("contract.pdf"), "not_a_file"),
            (json!([{"name": "x"}]), "not_a_file"),
            (json!(["fil_zzzz"]), "unknown_file"),
            (json!([anna]), "not_a_file"),
            (
                json!((0..11).map(|n| admin.file("x.txt", format!("{n}"))).collect::<Vec<_>>()),
                "too_many_files",
            ),
        ] {
            let refused = set(&admin, &anna, &key, value.clone());
            assert_eq!(
                (refused.status.as_u16(), &refused.body["fields"][0]["code"]),
                (422, &json!(code)),
                "{value}"
            );
        }
        p.segment("identify", &json!({"userId": "c", "messageId": "c", "traits": {"name": "Carl", (key.clone()): [{"id": one, "name": "x", "size": 1, "type": "y"}]}})).ok();
        assert_eq!(admin.person_named("Carl")["fields"], json!({}));
        // A field of files is needed of a record that is there: a new one comes without, the last file stays, and the scan
        // finds who has none. It is never unique, and says why.
        let path = format!("/api/rules/person/{key}");
        let unique = admin.call("PUT", &path, &json!({"unique": true}));
        assert_eq!(
            (unique.status.as_u16(), &unique.body["fields"][0]["code"]),
            (422, &json!("not_comparable"))
        );
        assert!(unique.text.contains("files are told apart by their content"), "{}", unique.text);
        admin.call("PUT", &path, &json!({"required": true})).ok();
        make(&admin, &json!({"name": "Dora"}));
        set(&admin, &anna, &key, json!([one])).ok();
        let cleared = set(&admin, &anna, &key, Value::Null);
        assert_eq!((cleared.status.as_u16(), &cleared.body["fields"][0]["code"]), (422, &json!("required")));
        admin.call("POST", "/api/rules/scan", &json!({})).ok();
        p.jobs_end();
        let without = admin.get(&format!("{path}/breaches?kind=required")).ok();
        let mut without: Vec<&str> =
            without["rows"].as_array().unwrap().iter().map(|r| r["name"].as_str().unwrap()).collect();
        without.sort_unstable();
        assert_eq!(without, ["Bob", "Carl", "Dora"]);
        // The same for a company; orders have none.
        let company_key = field(&admin, "company", "执照");
        let body = json!({"name": "木禾茶业", (company_key.clone()): [two]});
        let company = admin.call("POST", "/api/companies", &body).ok();
        let company = company["data"]["row"]["id"].as_str().unwrap().to_owned();
        assert_eq!(p.sign_in("sales").get(&content(&two)).text, "two", "whoever sees the company");
        let page = admin
            .get(&format!("/api/companies?filter={}", query(&format!("{company_key} contains \"附\""))))
            .ok();
        assert_eq!(page["rows"][0]["id"], company.as_str());
        let order = admin.call("POST", "/api/objects/order/fields", &json!({"label": "a", "type": "file"}));
        assert_eq!(order.status.as_u16(), 422);
        p.app.stop();
    });
}

#[test]
fn the_cells_and_many_people_at_once_hold_files_too() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        let key = field(&admin, "person", "合同");
        let [a, b] =
            ["A", "B"].map(|name| make(&admin, &json!({"name": name, "owner": id_of(&admin, "sales")})));
        let (one, two) = (admin.file("one.txt", "one"), admin.file("two.txt", "two"));
        let bulk = json!({"who": {"ids": [a, b]}, "what": {"set": {(key.clone()): [one]}}});
        assert_eq!(admin.call("POST", "/api/people/bulk", &bulk).ok()["changed"], 2);
        let cells = json!({"rows": [{"id": a, "set": {(key.clone()): [one, two]}}]});
        assert_eq!(admin.call("POST", "/api/people/cells", &cells).ok()["changed"], 1);
        let sales = p.sign_in("sales");
        assert_eq!(
            (sales.get(&content(&one)).text, sales.get(&content(&two)).text),
            ("one".into(), "two".into())
        );
        assert_eq!(sales.get(&format!("/api/people/{a}/files")).ok()["rows"].as_array().unwrap().len(), 2);
        p.app.stop();
    });
}

#[test]
fn only_who_sees_what_holds_a_file_reads_it() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        let sales = p.sign_in("sales");
        let key = field(&admin, "person", "病历");
        let theirs = make(&admin, &json!({"name": "经理的", "owner": id_of(&admin, "manager")}));
        let mine = make(&admin, &json!({"name": "销售的", "owner": id_of(&admin, "sales")}));
        let reads = |user: &User<'_, '_>, file: &str| {
            let status = user.get(&content(file)).status.as_u16();
            assert_eq!(user.get(&format!("/api/files/{file}")).status.as_u16(), status);
            status
        };
        // Nobody but its sender, until something holds it; nobody at all without a session, and no digest opens it.
        let file = admin.file("secret.txt", "secret");
        assert_eq!((reads(&admin, &file), reads(&sales, &file)), (200, 404));
        assert_eq!(p.stranger("GET", &content(&file), &Value::Null).status.as_u16(), 401);
        let sha = "2bb80d537b1da3e38bd30361aa855686bde0eacd7162fef6a25fe97bf527a25b";
        for id in [sha, "fil_zzzz", "per_1", ""] {
            assert_eq!(admin.get(&content(id)).status.as_u16(), 404, "{id}");
        }
        // Nobody hangs what they neither sent nor see: in no field, at no record, in no note.
        let hangs = |user: &User<'_, '_>, person: &str| {
            let field = set(user, person, &key, json!([file])).status.as_u16();
            let at = format!("/api/people/{person}/files");
            let card = user.call("POST", &at, &json!({"file": file})).status.as_u16();
            let note = json!({"kind": "note", "text": "x", "files": [file]});
            let note =
                user.call("POST", &format!("/api/people/{person}/interactions"), &note).status.as_u16();
            (field, card, note)
        };
        assert_eq!(hangs(&sales, &mine), (422, 422, 422));
        // In a field of a record out of sight.
        let held = set(&admin, &theirs, &key, json!([file])).ok();
        assert_eq!((reads(&admin, &file), reads(&sales, &file)), (200, 404));
        assert_eq!(hangs(&sales, &theirs), (404, 404, 404), "the record does not exist for them");
        assert_eq!(sales.get(&format!("/api/people/{theirs}/files")).status.as_u16(), 404);
        // Shared, seen; no longer shared, not seen.
        let share = format!("/api/people/{theirs}/shares/{}", id_of(&admin, "sales"));
        admin.call("PUT", &share, &json!({"edit": false})).ok();
        assert_eq!(reads(&sales, &file), 200);
        assert_eq!(hangs(&sales, &theirs), (403, 403, 403), "lent to be seen");
        admin.call("DELETE", &share, &Value::Null).ok();
        assert_eq!(reads(&sales, &file), 404);
        // A field that is hidden hides its files, on the card too.
        let everybody = set(&admin, &mine, &key, json!([file])).ok();
        assert_eq!(reads(&sales, &file), 200);
        let role = admin.get("/api/roles").ok();
        let grants = role.as_array().unwrap().iter().find(|r| r["key"] == "sales").unwrap()["grants"].clone();
        let mut hidden = grants.clone();
        hidden["hidden"] = json!([key]);
        admin.call("PATCH", "/api/roles/sales", &json!({"grants": hidden})).ok();
        assert_eq!(reads(&sales, &file), 404);
        let page = sales.get(&format!("/api/people/{mine}")).text;
        assert!(!page.contains("secret.txt") && !sales.get("/api/people").text.contains("secret.txt"));
        assert_eq!(sales.get(&format!("/api/people/{mine}/files")).ok()["rows"], json!([]));
        admin.call("PATCH", "/api/roles/sales", &json!({"grants": grants})).ok();
        // A field taken away hides its values; brought back, it shows them.
        let gone = admin.call("DELETE", &format!("/api/objects/person/fields/{key}"), &Value::Null).ok();
        assert_eq!(reads(&sales, &file), 404);
        undo(&admin, &gone);
        assert_eq!(reads(&sales, &file), 200);
        // Who looks as another reads as they do, and sends nothing.
        admin.call("POST", "/api/session/as", &json!({"user": id_of(&admin, "sales")})).ok();
        assert_eq!(reads(&admin, &file), 200);
        assert_eq!(admin.upload("a.txt", "x").status.as_u16(), 403);
        assert_eq!(hangs(&admin, &mine), (403, 403, 403));
        admin.call("DELETE", "/api/session/as", &Value::Null).ok();
        undo(&admin, &everybody);
        assert_eq!(reads(&sales, &file), 404, "what held it holds it no more");
        undo(&admin, &held);
        assert_eq!(reads(&admin, &file), 200, "its sender's again");
        // Keys do what their scopes say.
        let key_of = |scopes: Value| {
            let made = admin.call("POST", "/api/keys", &json!({"name": "k", "scopes": scopes})).ok();
            made["secret"].as_str().unwrap().to_owned()
        };
        set(&admin, &mine, &key, json!([file])).ok();
        let status = |key: &str, method: &str, path: &str| {
            p.by_key(key, method, path, &json!({"a": 1})).status.as_u16()
        };
        for (scopes, read, send) in
            [(json!(["read"]), 200, 403), (json!(["read", "write"]), 200, 200), (json!(["import"]), 404, 403)]
        {
            let key = key_of(scopes.clone());
            let got = (status(&key, "GET", &content(&file)), status(&key, "POST", "/api/files?name=a.json"));
            assert_eq!(got, (read, send), "{scopes}");
        }
        // The auditor reads what they see and sends nothing.
        assert_eq!(p.sign_in("auditor").upload("a.txt", "x").status.as_u16(), 403);
        p.app.stop();
    });
}

#[test]
fn a_note_keeps_its_files_through_merge_and_split() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        let sales = p.sign_in("sales");
        let anna = make(&admin, &json!({"name": "Anna", "owner": id_of(&admin, "sales")}));
        let annie = make(&admin, &json!({"name": "Annie", "owner": id_of(&admin, "manager")}));
        let file = admin.file("plan.txt", "plan");
        let note = |person: &str, body: Value| {
            admin.call("POST", &format!("/api/people/{person}/interactions"), &body)
        };
        let forged = json!([{"id": file, "name": "other.exe", "size": 9, "type": "x"}]);
        let plain = note(&annie, json!({"kind": "note", "text": "a", "props": {"files": forged}})).ok();
        assert_eq!((&plain["files"], &plain["props"]), (&Value::Null, &json!({})), "only `files` attaches");
        let item = note(&annie, json!({"kind": "note", "files": [file, file]})).ok();
        assert_eq!(item["files"], json!([{"id": file, "name": "plan.txt", "size": 4, "type": "text/plain"}]));
        assert_eq!(note(&annie, json!({"kind": "note", "text": " "})).status.as_u16(), 422);
        let wrong = note(&annie, json!({"kind": "note", "text": "a", "files": ["nothing"]}));
        assert_eq!(wrong.body["fields"][0]["code"], "not_a_file");
        // What a program sends under the same name is words.
        p.segment(
            "track",
            &json!({"userId": "u", "messageId": "m", "event": "Opened", "properties": {"files": forged}}),
        )
        .ok();
        let story =
            |user: &User<'_, '_>, person: &str| user.get(&format!("/api/people/{person}/timeline")).text;
        assert!(story(&admin, &annie).contains("plan.txt"));
        assert_eq!(sales.get(&content(&file)).status.as_u16(), 404);
        let found = admin.get(&format!("/api/people/{annie}/timeline?q=plan")).ok();
        assert_eq!(found["items"].as_array().unwrap().len(), 1, "found within the story by its name");
        // Merged, the note is on the winner's story, and whoever sees the winner reads its files.
        let merge = admin.call("POST", "/api/merges", &json!({"winner": anna, "loser": annie})).ok();
        assert!(story(&sales, &anna).contains("plan.txt"));
        assert_eq!(sales.get(&content(&file)).text, "plan");
        let kept = sales.get(&format!("/api/people/{anna}/files")).ok();
        let row = &kept["rows"][0];
        assert_eq!(
            (&row["place"], &row["by"]["name"], &row["removable"]),
            (&json!("note"), &json!("admin"), &json!(false))
        );
        undo(&admin, &merge);
        assert!(!story(&sales, &anna).contains("plan.txt") && story(&admin, &annie).contains("plan.txt"));
        assert_eq!(sales.get(&content(&file)).status.as_u16(), 404);
        p.app.stop();
    });
}

#[test]
fn a_record_files_things_by_itself_and_gives_them_back() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        let sales = p.sign_in("sales");
        let anna = make(&admin, &json!({"name": "Anna", "owner": id_of(&admin, "sales")}));
        let company = admin.call("POST", "/api/companies", &json!({"name": "木禾"})).ok();
        let company = company["data"]["row"]["id"].as_str().unwrap().to_owned();
        for (at, reader) in [
            (format!("/api/people/{anna}/files"), &sales),
            (format!("/api/companies/{company}/files"), &sales),
        ] {
            let file = admin.file("photo.png", PNG);
            let added = admin.call("POST", &at, &json!({"file": file})).ok();
            assert_eq!(names(&added["data"]["rows"]), ["photo.png"], "{at}");
            let row = &added["data"]["rows"][0];
            assert_eq!(
                (&row["place"], &row["removable"], &row["by"]["name"]),
                (&json!("record"), &json!(true), &json!("admin"))
            );
            assert_eq!(reader.get(&content(&file)).status.as_u16(), 200);
            assert_eq!(admin.call("POST", &at, &json!({"file": file})).code(), "already_there");
            let removed = admin.call("DELETE", &format!("{at}/{file}"), &Value::Null).ok();
            assert_eq!(removed["data"]["rows"], json!([]));
            assert_eq!(reader.get(&content(&file)).status.as_u16(), 404);
            assert_eq!(admin.call("DELETE", &format!("{at}/{file}"), &Value::Null).status.as_u16(), 404);
            undo(&admin, &removed);
            assert_eq!(names(&reader.get(&at).ok()["rows"]), ["photo.png"]);
            undo(&admin, &added);
            assert_eq!(admin.get(&at).ok()["rows"], json!([]));
            admin.call("POST", &at, &json!({"file": file})).ok();
            assert_eq!(names(&reader.get(&at).ok()["rows"]), ["photo.png"], "added anew");
            for wrong in [json!({"file": "x"}), json!({"file": "fil_zz"}), json!({})] {
                assert_eq!(admin.call("POST", &at, &wrong).status.as_u16(), 422, "{wrong}");
            }
        }
        p.app.stop();
    });
}

#[test]
fn a_file_of_a_record_says_what_it_is() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        let anna = make(&admin, &json!({"name": "Anna"}));
        let company = admin.call("POST", "/api/companies", &json!({"name": "木禾"})).ok();
        let company = company["data"]["row"]["id"].as_str().unwrap().to_owned();
        for at in [format!("/api/people/{anna}/files"), format!("/api/companies/{company}/files")] {
            admin.call("PUT", "/api/files/categories", &json!({"categories": ["contract", "photo"]})).ok();
            let file = admin.file("photo.png", PNG);
            let refused = admin.call("POST", &at, &json!({"file": file, "category": "letter"}));
            assert_eq!(refused.body["fields"][0]["field"], "category", "{}", refused.text);
            let added = admin.call("POST", &at, &json!({"file": file, "category": "contract"})).ok();
            assert_eq!(added["data"]["rows"][0]["category"], "contract");
            let say = |category: Value| {
                admin.call("PATCH", &format!("{at}/{file}"), &json!({"category": category}))
            };
            let said = say(json!("photo")).ok();
            assert_eq!(said["data"]["rows"][0]["category"], "photo");
            assert_eq!(say(json!("letter")).body["fields"][0]["field"], "category");
            undo(&admin, &said);
            assert_eq!(admin.get(&at).ok()["rows"][0]["category"], "contract");
            let changes = admin.get(&at.replace("/files", "/changes")).ok();
            let told = |op: &str| {
                changes["rows"].as_array().unwrap().iter().any(|c| c["object"] == "file" && c["op"] == op)
            };
            assert!(told("create") && told("update"), "the history tells of files: {changes}");
            assert!(say(Value::Null).ok()["data"]["rows"][0]["category"].is_null());
            say(json!("contract")).ok();
            // A category that is gone stays where it was said, and is given to nothing else.
            admin.call("PUT", "/api/files/categories", &json!({"categories": [" 合 同 ", "photo"]})).ok();
            assert_eq!(admin.get("/api/files").ok()["categories"], json!(["合 同", "photo"]));
            assert_eq!(admin.get(&at).ok()["rows"][0]["category"], "contract");
            assert_eq!(say(json!("contract")).status.as_u16(), 422);
            let missing = admin.call("PATCH", &format!("{at}/fil_1"), &json!({"category": "photo"}));
            assert_eq!(missing.status.as_u16(), 404, "{}", missing.text);
            let sales = p.sign_in("auditor");
            let refused = sales.call("PATCH", &format!("{at}/{file}"), &json!({"category": "photo"}));
            assert_eq!(refused.status.as_u16(), 403, "{}", refused.text);
        }
        for (wrong, field) in [
            (json!(["a", "a"]), "categories.1"),
            (json!([" "]), "categories.0"),
            (json!(["x".repeat(41)]), "categories.0"),
            (json!(vec!["x"; 31]), "categories"),
        ] {
            let refused = admin.call("PUT", "/api/files/categories", &json!({"categories": wrong}));
            assert_eq!(refused.body["fields"][0]["field"], field, "{}", refused.text);
        }
        let sales = p.sign_in("sales").call("PUT", "/api/files/categories", &json!({"categories": []}));
        assert_eq!(sales.status.as_u16(), 403);
        p.app.stop();
    });
}

/// Sweeps; how many files are swept by then, and how many contents lie in the folder. The program's own job may have
/// come first.
fn swept(t: &TestStore, p: &Program<'_>) -> (i64, usize) {
    p.jobs_end();
    sweep::sweep(&t.store, &p.app.blobs, &|| false).unwrap();
    let gone = "SELECT COUNT(*) FROM file WHERE deleted_at IS NOT NULL";
    let gone = t.store.read(|tx| tx.one(gone, &[])?.int(0)).unwrap();
    (gone, lying(p.app.blobs.folder().unwrap()))
}

#[test]
fn what_nothing_holds_is_swept_after_a_month_and_nothing_else() {
    on_both(|t| {
        let (p, folder) = in_folder(t);
        let admin = p.sign_in("admin");
        let key = field(&admin, "person", "合同");
        let anna = make(&admin, &json!({"name": "Anna"}));
        let bob = make(&admin, &json!({"name": "Bob"}));
        let [held, dropped, draft, noted, filed, deleted, _twin] =
            ["held", "dropped", "draft", "noted", "filed", "deleted", "held"]
                .map(|text| admin.file(&format!("{text}.txt"), text));
        assert_eq!(lying(folder.path()), 6, "the twin lies with the first");
        set(&admin, &anna, &key, json!([held, dropped])).ok();
        let removal = set(&admin, &anna, &key, json!([held])).ok();
        admin
            .call(
                "POST",
                &format!("/api/people/{anna}/interactions"),
                &json!({"kind": "note", "files": [noted]}),
            )
            .ok();
        admin.call("POST", &format!("/api/people/{anna}/files"), &json!({"file": filed})).ok();
        set(&admin, &bob, &key, json!([deleted])).ok();
        let away = admin.call("DELETE", &format!("/api/people/{bob}"), &Value::Null).ok();
        // Within the month everything is there, and an undo brings everything back.
        t.clock.advance(20 * DAY);
        assert_eq!(swept(t, &p), (0, 6));
        let admin = p.sign_in("admin");
        undo(&admin, &removal);
        assert_eq!(admin.get(&content(&dropped)).text, "dropped");
        assert_eq!(swept(t, &p), (0, 6));
        let again = set(&admin, &anna, &key, json!([held])).ok();
        // From the sweep that first finds it unused the month begins.
        assert_eq!(swept(t, &p), (0, 6));
        t.clock.advance(11 * DAY);
        assert_eq!(swept(t, &p), (2, 5), "the draft, and the twin whose bytes the first has");
        let admin = p.sign_in("admin");
        assert_eq!(admin.get(&content(&draft)).status.as_u16(), 410);
        assert_eq!(admin.get(&content(&held)).text, "held");
        t.clock.advance(25 * DAY);
        assert_eq!(swept(t, &p), (3, 4));
        let admin = p.sign_in("admin");
        for (file, text) in [(&held, "held"), (&noted, "noted"), (&filed, "filed")] {
            assert_eq!(admin.get(&content(file)).text, text);
        }
        // The history still says its name; brought back, it says that its bytes are gone.
        undo(&admin, &again);
        let gone = admin.get(&content(&dropped));
        assert_eq!((gone.status.as_u16(), gone.code()), (410, "file_gone"));
        // Who was taken away a year ago comes back whole.
        t.clock.advance(300 * DAY);
        assert_eq!(swept(t, &p), (3, 4));
        let admin = p.sign_in("admin");
        undo(&admin, &away);
        assert_eq!(admin.get(&content(&deleted)).text, "deleted");
        p.app.stop();
    });
}

#[test]
fn a_sweep_and_an_upload_of_the_same_bytes_do_not_cross() {
    on_both(|t| {
        let (p, _folder) = in_folder(t);
        let admin = p.sign_in("admin");
        admin.file("a.txt", "the same");
        t.clock.advance(31 * DAY);
        // The file is due, its bytes with it; while they are swept over and over, the same bytes come in over and over.
        std::thread::scope(|s| {
            let sweeping = s.spawn(|| {
                for _ in 0..20 {
                    swept(t, &p);
                }
            });
            let sending = s.spawn(|| {
                let me = p.sign_in("sales");
                (0..20).map(|_| me.file("b.txt", "the same")).collect::<Vec<_>>()
            });
            sweeping.join().unwrap();
            let me = p.sign_in("sales");
            for file in sending.join().unwrap() {
                assert_eq!(me.get(&content(&file)).text, "the same");
            }
        });
        p.app.stop();
    });
}

#[test]
fn a_table_brings_files_that_its_sender_sent_before() {
    on_both(|t| {
        let p = Program::new(t);
        let (admin, sales) = (p.sign_in("admin"), p.sign_in("sales"));
        let key = field(&admin, "person", "合同");
        let company_key = field(&admin, "company", "执照");
        let old = admin.file("contract.pdf", "%PDF-old");
        let one = admin.file("contract.pdf", "%PDF-1");
        let two = admin.file("附件二.txt", "two");
        let theirs = sales.file("theirs.txt", "theirs");
        let table = format!(
            "姓名,手机,合同\n甲,13800138001,contract.pdf|附件二.txt\n乙,13800138002,{two}\n丙,13800138003,theirs.txt\n\
             丁,13800138004,{theirs}\n戊,13800138005,\n己,13800138006,{}\n",
            (0..11).map(|n| format!("f{n}.txt")).collect::<Vec<_>>().join("|")
        );
        let import = admin.raw("POST", "/api/imports?name=p.csv", table.into_bytes()).ok();
        let id = import["id"].as_str().unwrap();
        let target = |column: usize, target: &str| json!({"column": column, "target": target});
        let plan = json!({"object": "person", "mapping": [target(0, "name"), target(1, "phone"), target(2, &key)],
                          "options": {"source": "s", "country": "CN", "match": "ids"}});
        let tried = admin.call("POST", &format!("/api/imports/{id}/preview"), &plan).ok();
        let told: Vec<String> = tried["rows"]
            .as_array()
            .unwrap()
            .iter()
            .map(|r| {
                format!(
                    "{} {}",
                    r["outcome"].as_str().unwrap(),
                    r["problems"][0]["code"].as_str().unwrap_or("-")
                )
            })
            .collect();
        let expected = [
            "new -",
            "new -",
            "refused unknown_file",
            "refused unknown_file",
            "new -",
            "refused too_many_files",
        ];
        assert_eq!(told, expected);
        admin.call("POST", &format!("/api/imports/{id}/start"), &plan).ok();
        p.jobs_end();
        assert_eq!(names(&admin.person_named("甲")["fields"][&key]), ["contract.pdf", "附件二.txt"]);
        assert_eq!(admin.person_named("甲")["fields"][&key][0]["id"], one.as_str(), "the newest of its name");
        assert_eq!(names(&admin.person_named("乙")["fields"][&key]), ["附件二.txt"]);
        let refused = admin.get(&format!("/api/imports/{id}/refused.csv")).text;
        assert!(refused.contains("丙") && refused.contains("丁") && !refused.contains("乙"), "{refused}");
        // Whoever sees the person reads what they hold; the older file of that name is its sender's alone.
        let person = admin.person_named("甲")["id"].as_str().unwrap().to_owned();
        let owner = sales.get("/api/session").ok()["user"]["id"].clone();
        let given = set(&admin, &person, "owner", owner).ok();
        assert_eq!(sales.get(&content(&one)).text, "%PDF-1");
        assert_eq!(sales.get(&content(&old)).status.as_u16(), 404);
        // Taken back with the import.
        undo(&admin, &given);
        admin.call("POST", &format!("/api/imports/{id}/revert"), &json!({})).ok();
        p.jobs_end();
        assert_eq!(admin.get("/api/people").ok()["rows"], json!([]));
        assert_eq!(admin.get(&content(&one)).text, "%PDF-1", "its sender has it still");
        // Companies too.
        let table = "公司,执照\n木禾茶业,附件二.txt\n";
        let import = admin.raw("POST", "/api/imports?name=c.csv", table.as_bytes().to_vec()).ok();
        let id = import["id"].as_str().unwrap();
        let plan = json!({"object": "company", "mapping": [target(0, "name"), target(1, &company_key)],
                          "options": {"source": "s", "country": "CN", "match": "ids"}});
        admin.call("POST", &format!("/api/imports/{id}/start"), &plan).ok();
        p.jobs_end();
        let page = admin.get("/api/companies").ok();
        assert_eq!(names(&page["rows"][0]["fields"][&company_key]), ["附件二.txt"]);
        assert_eq!(sales.get(&content(&two)).text, "two", "whoever sees the company");
        p.app.stop();
    });
}
