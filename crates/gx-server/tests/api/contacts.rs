//! Contacts for phones and mail programs: what a CardDAV client sends, as it sends it, and what it is answered.

use axum::body::Body;
use axum::http::Request;
use base64::Engine as _;
use gx_testkit::on_both;
use serde_json::{Value, json};

use crate::kit::{Answer, Program, User, query};

/// A phone of a colleague: a login, a key, the colleague's address books.
struct Phone<'p, 't> {
    program: &'p Program<'t>,
    basic: String,
    books: String,
}

impl<'p, 't> Phone<'p, 't> {
    fn of(program: &'p Program<'t>, login: &str, scopes: &[&str]) -> Self {
        let user = program.sign_in(login);
        let key = user.call("POST", "/api/keys", &json!({"name": "phone", "scopes": scopes})).ok();
        let id = user.get("/api/session").ok()["user"]["id"].as_str().unwrap().to_owned();
        Self::with(program, login, key["secret"].as_str().unwrap(), &id)
    }

    fn with(program: &'p Program<'t>, login: &str, key: &str, id: &str) -> Self {
        let basic = base64::engine::general_purpose::STANDARD.encode(format!("{login}:{key}"));
        Self { program, basic: format!("Basic {basic}"), books: format!("/dav/users/{id}/contacts") }
    }

    fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)], body: impl Into<Body>) -> Answer {
        let mut request = Request::builder().method(method).uri(path).header("authorization", &self.basic);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.program.send(request.body(body.into()).unwrap())
    }

    fn find(&self, path: &str, depth: &str, props: &str) -> Answer {
        let body = format!(
            "<propfind xmlns=\"DAV:\" xmlns:C=\"urn:ietf:params:xml:ns:carddav\" xmlns:S=\"http://calendarserver.org/ns/\"><prop>{props}</prop></propfind>"
        );
        self.ask("PROPFIND", path, &[("depth", depth), ("content-type", "application/xml")], body)
    }

    fn report(&self, book: &str, body: String) -> Answer {
        self.ask("REPORT", &format!("{}/{book}/", self.books), &[("depth", "1")], body)
    }

    fn put(&self, name: &str, headers: &[(&str, &str)], card: &str) -> Answer {
        let mut all = vec![("content-type", "text/vcard; charset=utf-8")];
        all.extend(headers);
        self.ask("PUT", &self.card(name), &all, card.to_owned())
    }

    fn card(&self, name: &str) -> String {
        format!("{}/mine/{name}", self.books)
    }

    fn get(&self, name: &str) -> Answer {
        self.ask("GET", &self.card(name), &[], "")
    }

    /// Waits until the feed tells what was committed: on PostgreSQL transactions of other tests hold it up.
    fn settled(&self) {
        let store = &self.program.test.store;
        let waits = || {
            store.read(|tx| match tx.dialect() {
                gx_store::Dialect::Sqlite => Ok(false),
                gx_store::Dialect::Postgres => {
                    let sql = "SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint, COALESCE((SELECT MAX(tx) FROM feed), 0)";
                    let row = tx.one(sql, &[])?;
                    Ok(row.int(0)? <= row.int(1)?)
                }
            })
        };
        for _ in 0..600 {
            if !waits().unwrap() {
                return;
            }
            std::thread::sleep(std::time::Duration::from_millis(50));
        }
        panic!("a transaction on this server does not end");
    }

    /// What changed since a token: the answer, and the token after it.
    fn since(&self, book: &str, token: &str) -> (String, String) {
        self.settled();
        let answer = self.report(
            book,
            format!("<sync-collection xmlns=\"DAV:\"><sync-token>{token}</sync-token><sync-level>1</sync-level><prop><getetag/></prop></sync-collection>"),
        );
        assert_eq!(answer.status.as_u16(), 207, "{}", answer.text);
        let token = between(&answer.text, "<D:sync-token>", "</D:sync-token>");
        (answer.text, token)
    }
}

fn between(text: &str, from: &str, to: &str) -> String {
    let rest = text.split_once(from).unwrap_or_else(|| panic!("no {from} in {text}")).1;
    rest.split_once(to).unwrap().0.to_owned()
}

fn etag(answer: &Answer) -> String {
    answer.headers["etag"].to_str().unwrap().to_owned()
}

fn card(uid: &str, name: &str, rest: &str) -> String {
    format!("BEGIN:VCARD\r\nVERSION:3.0\r\nUID:{uid}\r\nFN:{name}\r\n{rest}END:VCARD\r\n")
}

fn person(user: &User<'_, '_>, name: &str) -> Value {
    let id = user.person_named(name)["id"].as_str().unwrap().to_owned();
    user.get(&format!("/api/people/{id}")).ok()
}

fn value<'v>(person: &'v Value, key: &str) -> &'v Value {
    let list = person["portrait"].as_array().unwrap();
    list.iter().find(|v| v["key"] == key).map_or(&Value::Null, |v| &v["value"])
}

const ALL: &[&str] = &["read", "write", "delete"];

#[test]
fn a_phone_finds_its_way_and_nobody_gets_in_without_a_key_of_their_own() {
    on_both(|t| {
        let p = Program::new(t);
        let phone = Phone::of(&p, "admin", ALL);
        for method in ["GET", "PROPFIND"] {
            let request =
                Request::builder().method(method).uri("/.well-known/carddav").body(Body::empty()).unwrap();
            let answer = p.send(request);
            assert_eq!(
                (answer.status.as_u16(), answer.headers["location"].to_str().unwrap()),
                (301, "/dav/")
            );
        }
        let root = phone.find("/dav/", "0", "<current-user-principal/><resourcetype/>");
        assert_eq!(root.status.as_u16(), 207, "{}", root.text);
        assert!(root.headers["dav"].to_str().unwrap().contains("addressbook"));
        let principal = between(&root.text, "<D:current-user-principal><D:href>", "</D:href>");
        let answer = phone.find(
            &principal,
            "0",
            "<C:addressbook-home-set/><displayname/><x:colour xmlns:x=\"urn:x\"/>",
        );
        let home = between(&answer.text, "<C:addressbook-home-set><D:href>", "</D:href>");
        assert!(
            answer.text.contains("<X:colour xmlns:X=\"urn:x\"/></D:prop><D:status>HTTP/1.1 404"),
            "{}",
            answer.text
        );
        let answer = phone.find(
            &home,
            "1",
            "<resourcetype/><displayname/><S:getctag/><sync-token/><supported-report-set/><current-user-privilege-set/><C:supported-address-data/><C:max-resource-size/>",
        );
        for expected in [
            "<C:addressbook/>",
            "/contacts/mine/",
            "/contacts/others/",
            "<S:getctag>urn:guanxi:",
            "<C:addressbook-multiget/>",
            "<D:bind/>",
            "version=\"4.0\"",
            "<D:sync-collection/>",
        ] {
            assert!(answer.text.contains(expected), "{expected} is not in {}", answer.text);
        }
        // Nobody, a password, a key with another's login, a key that was revoked, and a key in another colleague's home.
        let bare = p.send(Request::builder().method("PROPFIND").uri("/dav/").body(Body::empty()).unwrap());
        assert_eq!(bare.status.as_u16(), 401);
        assert!(bare.headers["www-authenticate"].to_str().unwrap().starts_with("Basic "));
        let id = phone.books.split('/').nth(3).unwrap().to_owned();
        let with = |login: &str, key: &str| {
            let phone = Phone::with(&p, login, key, &id);
            ["OPTIONS", "PROPFIND", "REPORT", "GET", "PUT", "DELETE", "PROPPATCH", "MKCOL"]
                .map(|method| phone.ask(method, &phone.card("x.vcf"), &[], "").status.as_u16())
        };
        assert_eq!(with("admin", "correct horse"), [401; 8], "a password would go round the second factor");
        let sales = p.sign_in("sales");
        let key = sales.call("POST", "/api/keys", &json!({"name": "k", "scopes": ["read"]})).ok();
        let secret = key["secret"].as_str().unwrap();
        t.clock.advance(301 * gx_kernel::Micros::SECOND);
        assert_eq!(with("admin", secret), [401; 8]);
        assert_eq!(with("sales", secret)[1], 404, "another's home is not there");
        sales
            .call("POST", &format!("/api/keys/{}/revoke", key["id"].as_str().unwrap()), &json!({}))
            .ok_status();
        assert_eq!(with("sales", secret)[1], 401);
        // Guessing closes this door, and only this one.
        for _ in 0..10 {
            let _ = with("sales", "gxa_nonsense");
        }
        assert_eq!(with("sales", "gxa_nonsense")[1], 429);
        assert_eq!(p.knock("sales", "correct horse").status.as_u16(), 200);
        let admin = p.sign_in("admin");
        assert!(admin.get("/api/audit").text.contains("sign_in_failed"));
        p.app.stop();
    });
}

#[test]
fn a_contact_made_on_the_phone_is_a_person_and_goes_both_ways() {
    on_both(|t| {
        let p = Program::new(t);
        let (phone, admin) = (Phone::of(&p, "admin", ALL), p.sign_in("admin"));
        let (_, token) = phone.since("mine", "");
        let first = card(
            "u-1",
            "林晓梅",
            "N:林;晓梅;;女士;\r\nTITLE:采购经理\r\nBDAY:1990-06-12\r\nitem1.TEL;TYPE=CELL:138 0013 1234\r\nitem1.X-ABLabel:微信同号\r\nEMAIL:Lin@Example.com\r\n\
             ADR;TYPE=WORK:;;龙井路 1 号;杭州;浙江;310000;中国\r\nCATEGORIES:茶,VIP\r\nORG:云岭茶业;采购部\r\nNOTE:爱喝龙井\\, 不加糖\r\nX-ANYTHING;X=1:kept\r\n",
        );
        let made = phone.put("u-1.vcf", &[("if-none-match", "*")], &first);
        assert_eq!((made.status.as_u16(), made.headers.get("etag")), (201, None), "{}", made.text);
        let found = person(&admin, "林晓梅");
        assert_eq!(
            (value(&found, "job_title"), value(&found, "birth_date"), value(&found, "city")),
            (&json!("采购经理"), &json!("1990-06-12"), &json!("杭州"))
        );
        assert_eq!(value(&found, "tags"), &json!(["VIP", "茶"]));
        let addresses: Vec<&str> =
            found["identities"].as_array().unwrap().iter().map(|i| i["value"].as_str().unwrap()).collect();
        assert_eq!(addresses, ["lin@example.com", "+8613800131234"]);
        assert_eq!(found["row"]["owner"]["name"], "admin", "who makes a contact looks after them");
        // What has no field comes back as it was, and what has one as the phone spelt it.
        let got = phone.get("u-1.vcf");
        for line in [
            "UID:u-1",
            "N:林;晓梅;;女士;",
            "item1.TEL;TYPE=CELL:138 0013 1234",
            "item1.X-ABLabel:微信同号",
            "EMAIL:Lin@Example.com",
            "ORG:云岭茶业;采购部",
            "NOTE:爱喝龙井\\, 不加糖",
            "X-ANYTHING;X=1:kept",
        ] {
            assert!(got.text.contains(&format!("{line}\r\n")), "{line} is not in {}", got.text);
        }
        let tag = etag(&got);
        assert_eq!(
            phone.ask("GET", &phone.card("u-1.vcf"), &[("if-none-match", &tag)], "").status.as_u16(),
            304
        );
        let four = phone.ask("GET", &phone.card("u-1.vcf"), &[("accept", "text/vcard; version=4.0")], "");
        assert!(four.text.contains("VERSION:4.0"), "{}", four.text);
        // It is told once, then nothing is.
        let (told, token) = phone.since("mine", &token);
        assert!(told.contains("/mine/u-1.vcf") && told.contains(&tag.replace('"', "&quot;")), "{told}");
        let (told, token) = phone.since("mine", &token);
        assert!(!told.contains("<D:response>"), "{told}");
        // Changed here: told, with another etag, under which alone the phone may change it.
        let id = found["id"].as_str().unwrap().to_owned();
        admin.call("PATCH", &format!("/api/people/{id}"), &json!({"set": {"city": "绍兴"}})).ok();
        let (told, token) = phone.since("mine", &token);
        assert!(told.contains("/mine/u-1.vcf"), "{told}");
        assert_eq!(phone.put("u-1.vcf", &[("if-match", &tag)], &first).status.as_u16(), 412);
        let got = phone.get("u-1.vcf");
        assert!(got.text.contains("ADR;TYPE=WORK:;;龙井路 1 号;绍兴;浙江;310000;中国"), "{}", got.text);
        // Changed there: one batch, in the history, and taken back as a whole.
        let changed = got
            .text
            .replace("采购经理", "总经理")
            .replace("138 0013 1234", "139 0013 1234")
            .replace("不加糖", "加糖");
        let put = phone.put("u-1.vcf", &[("if-match", &etag(&got))], &changed);
        assert_eq!(put.status.as_u16(), 204, "{}", put.text);
        let found = person(&admin, "林晓梅");
        assert_eq!((value(&found, "job_title"), value(&found, "city")), (&json!("总经理"), &json!("绍兴")));
        assert!(
            found["identities"].to_string().contains("+8613900131234")
                && !found["identities"].to_string().contains("+8613800131234")
        );
        assert!(phone.get("u-1.vcf").text.contains("NOTE:爱喝龙井\\, 加糖"));
        let history = admin.get(&format!("/api/people/{id}/changes")).ok();
        let newest = &history["rows"][0];
        assert_eq!(newest["way"], "contacts", "{history}");
        let batch = newest["batch"].as_str().unwrap().to_owned();
        admin.call("POST", &format!("/api/undo/{batch}"), &json!({})).ok();
        let found = person(&admin, "林晓梅");
        assert_eq!(value(&found, "job_title"), "采购经理");
        assert!(
            found["identities"].to_string().contains("+8613800131234")
                && !found["identities"].to_string().contains("+8613900131234")
        );
        // A card that says what is there already makes no change in the log.
        let got = phone.get("u-1.vcf");
        let before = admin.get(&format!("/api/people/{id}/changes")).ok()["rows"].as_array().unwrap().len();
        assert_eq!(phone.put("u-1.vcf", &[("if-match", &etag(&got))], &got.text).status.as_u16(), 204);
        assert_eq!(
            admin.get(&format!("/api/people/{id}/changes")).ok()["rows"].as_array().unwrap().len(),
            before
        );
        assert_eq!(etag(&phone.get("u-1.vcf")), etag(&got), "the same card has the same etag");
        // Taken away there: gone for the phone, and brought back here by the undo of an ordinary delete.
        let gone = phone.ask("DELETE", &phone.card("u-1.vcf"), &[("if-match", &etag(&got))], "");
        assert_eq!(gone.status.as_u16(), 204, "{}", gone.text);
        assert_eq!(phone.get("u-1.vcf").status.as_u16(), 404);
        let (told, _) = phone.since("mine", &token);
        assert!(between(&told, "/mine/u-1.vcf</D:href>", "</D:response>").contains("404"), "{told}");
        let batch = batch_of_delete(&admin, &id);
        admin.call("POST", &format!("/api/undo/{batch}"), &json!({})).ok();
        assert_eq!(etag(&phone.get("u-1.vcf")), etag(&got));
        p.app.stop();
    });
}

fn batch_of_delete(admin: &User<'_, '_>, id: &str) -> String {
    let history = admin.get(&format!("/api/people/{id}/changes")).ok();
    let rows = history["rows"].as_array().unwrap();
    let row = rows
        .iter()
        .find(|r| r["op"] == "delete" && r["object"] == "person")
        .unwrap_or_else(|| panic!("{history}"));
    assert_eq!(row["way"], "contacts");
    row["batch"].as_str().unwrap().to_owned()
}

#[test]
fn reports_find_cards_by_address_and_by_what_is_on_them() {
    on_both(|t| {
        let p = Program::new(t);
        let phone = Phone::of(&p, "admin", ALL);
        for (n, name, rest) in [
            (1, "林晓梅", "TEL:13800131234\r\nEMAIL:lin@example.com\r\n"),
            (2, "Anna Berg", "EMAIL:anna@example.org\r\nNICKNAME:Änne\r\n"),
            (3, "张三", "TEL:8012\r\n"),
        ] {
            assert_eq!(
                phone.put(&format!("c%20{n}.vcf"), &[], &card(&format!("u{n}"), name, rest)).status.as_u16(),
                201
            );
        }
        let get = |version: &str, hrefs: &[String]| {
            let hrefs: String = hrefs.iter().map(|h| format!("<D:href>{h}</D:href>")).collect();
            phone.report("mine", format!("<C:addressbook-multiget xmlns:D=\"DAV:\" xmlns:C=\"urn:ietf:params:xml:ns:carddav\"><D:prop><D:getetag/><C:address-data content-type=\"text/vcard\" {version}/></D:prop>{hrefs}</C:addressbook-multiget>"))
        };
        let answer = get(
            "version=\"4.0\"",
            &[
                phone.card("c%201.vcf"),
                format!("https://crm.example{}", phone.card("c%203.vcf")),
                phone.card("none.vcf"),
            ],
        );
        assert!(
            answer.text.contains("VERSION:4.0")
                && answer.text.contains("林晓梅")
                && answer.text.contains("TEL:8012"),
            "{}",
            answer.text
        );
        assert!(
            between(&answer.text, "none.vcf</D:href>", "</D:response>").contains("404"),
            "{}",
            answer.text
        );
        assert!(!answer.text.contains("Anna"));
        let wrong = get("version=\"2.1\"", &[]);
        assert_eq!(wrong.status.as_u16(), 403);
        assert!(wrong.text.contains("supported-address-data"), "{}", wrong.text);
        let ask = |filter: &str| {
            phone.report("mine", format!("<C:addressbook-query xmlns:D=\"DAV:\" xmlns:C=\"urn:ietf:params:xml:ns:carddav\"><D:prop><C:address-data><C:prop name=\"FN\"/></C:address-data></D:prop>{filter}</C:addressbook-query>"))
        };
        for (filter, names) in [
            (
                "<C:filter><C:prop-filter name=\"FN\"><C:text-match>晓</C:text-match></C:prop-filter></C:filter>",
                vec!["林晓梅"],
            ),
            (
                "<C:filter><C:prop-filter name=\"email\"><C:text-match match-type=\"ends-with\">EXAMPLE.ORG</C:text-match></C:prop-filter></C:filter>",
                vec!["Anna Berg"],
            ),
            (
                "<C:filter><C:prop-filter name=\"EMAIL\"><C:text-match collation=\"i;octet\">EXAMPLE</C:text-match></C:prop-filter></C:filter>",
                vec![],
            ),
            (
                "<C:filter><C:prop-filter name=\"EMAIL\"><C:is-not-defined/></C:prop-filter></C:filter>",
                vec!["张三"],
            ),
            (
                "<C:filter><C:prop-filter name=\"NICKNAME\"><C:text-match match-type=\"equals\">änne</C:text-match></C:prop-filter><C:prop-filter name=\"TEL\"><C:text-match match-type=\"starts-with\">80</C:text-match></C:prop-filter></C:filter>",
                vec!["Anna Berg", "张三"],
            ),
            (
                "<C:filter test=\"allof\"><C:prop-filter name=\"EMAIL\"/><C:prop-filter name=\"TEL\"/></C:filter>",
                vec!["林晓梅"],
            ),
            (
                "<C:filter><C:prop-filter name=\"UID\"><C:text-match match-type=\"equals\">u2</C:text-match></C:prop-filter></C:filter>",
                vec!["Anna Berg"],
            ),
            (
                "<C:filter><C:prop-filter name=\"FN\"><C:text-match negate-condition=\"yes\">a</C:text-match></C:prop-filter></C:filter>",
                vec!["林晓梅", "张三"],
            ),
        ] {
            let answer = ask(filter);
            let found: Vec<&str> = ["林晓梅", "Anna Berg", "张三"]
                .into_iter()
                .filter(|n| answer.text.contains(&format!("FN:{n}")))
                .collect();
            assert_eq!(found, names, "{filter}: {}", answer.text);
            assert!(!answer.text.contains("TEL"), "only what was asked for");
        }
        let some = ask("<C:filter/><C:limit><C:nresults>2</C:nresults></C:limit>");
        assert_eq!(some.text.matches("BEGIN:VCARD").count(), 2);
        assert!(some.text.contains("507 Insufficient Storage"), "{}", some.text);
        for (filter, condition) in [
            (
                "<C:filter><C:prop-filter name=\"TEL\"><C:param-filter name=\"TYPE\"/></C:prop-filter></C:filter>",
                "supported-filter",
            ),
            (
                "<C:filter><C:prop-filter name=\"FN\"><C:text-match collation=\"x\">a</C:text-match></C:prop-filter></C:filter>",
                "supported-collation",
            ),
        ] {
            let answer = ask(filter);
            assert_eq!(answer.status.as_u16(), 403);
            assert!(answer.text.contains(condition), "{}", answer.text);
        }
        let list = phone.find(&format!("{}/mine/", phone.books), "1", "<getetag/><getcontenttype/>");
        assert_eq!(list.text.matches("text/vcard").count(), 3, "{}", list.text);
        let stale = phone.report("mine", "<sync-collection xmlns=\"DAV:\"><sync-token>urn:guanxi:contacts:1.99999999:x</sync-token><prop/></sync-collection>".into());
        assert_eq!(stale.status.as_u16(), 403);
        assert!(stale.text.contains("valid-sync-token"), "{}", stale.text);
        p.app.stop();
    });
}

#[test]
fn what_the_form_refuses_the_phone_is_refused_too_and_nothing_is_lost() {
    on_both(|t| {
        let p = Program::new(t);
        let (phone, admin) = (Phone::of(&p, "admin", ALL), p.sign_in("admin"));
        phone.put("a.vcf", &[], &card("a", "Anna", "TEL:13800131234\r\n")).ok_status();
        phone.put("b.vcf", &[], &card("b", "Ben", "NOTE:first\r\n")).ok_status();
        let before = phone.get("b.vcf").text;
        // Somebody else's number, by name as far as the reader may see them.
        let taken = phone.put("b.vcf", &[], &card("b", "Ben", "TEL:+86 138 0013 1234\r\nNOTE:second\r\n"));
        assert_eq!(taken.status.as_u16(), 409);
        assert!(taken.text.contains("already belongs to Anna"), "{}", taken.text);
        let rule = admin.call("PUT", "/api/rules/person/job_title", &json!({"pattern": "^[A-Z].*"}));
        assert!(rule.status.is_success(), "{}", rule.text);
        let bent = phone.put("b.vcf", &[], &card("b", "Ben", "TITLE:boss\r\nNOTE:second\r\n"));
        assert_eq!(bent.status.as_u16(), 403, "{}", bent.text);
        assert!(bent.text.contains("job_title") && bent.text.contains("valid-address-data"), "{}", bent.text);
        assert_eq!(phone.get("b.vcf").text, before, "a refused card changes nothing, not even its note");
        for (body, status, said) in [
            ("BEGIN:VCARD\nVERSION:3.0\nFN:x\n", 403, "END:VCARD"),
            ("hello", 403, "line 1"),
            (
                "BEGIN:VCARD\nVERSION:3.0\nX-ADDRESSBOOKSERVER-KIND:group\nFN:Friends\nEND:VCARD",
                403,
                "groups",
            ),
            ("BEGIN:VCARD\nVERSION:3.0\nUID:a\nFN:Twin\nEND:VCARD", 409, "no-uid-conflict"),
            ("BEGIN:VCARD\nVERSION:3.0\nNOTE:nobody\nEND:VCARD", 403, "a person needs a name or an address"),
        ] {
            let answer = phone.put("new.vcf", &[], body);
            assert_eq!(answer.status.as_u16(), status, "{body}: {}", answer.text);
            assert!(answer.text.contains(said), "{said} is not in {}", answer.text);
            assert_eq!(phone.get("new.vcf").status.as_u16(), 404);
        }
        let picture = "A".repeat(600_000);
        let large = phone.put("new.vcf", &[], &card("n", "N", &format!("PHOTO;ENCODING=b:{picture}\r\n")));
        assert_eq!(large.status.as_u16(), 413);
        assert!(large.text.contains("max-resource-size"), "{}", large.text);
        let json = phone.ask("PUT", &phone.card("new.vcf"), &[("content-type", "application/json")], "{}");
        assert_eq!(json.status.as_u16(), 415);
        // What is deleted here may come back from the phone under the same name.
        let id = person(&admin, "Ben")["id"].as_str().unwrap().to_owned();
        admin.call("DELETE", &format!("/api/people/{id}"), &Value::Null).ok();
        assert_eq!(
            phone.put("b.vcf", &[("if-none-match", "*")], &card("b", "Ben again", "")).status.as_u16(),
            201
        );
        assert!(phone.get("b.vcf").text.contains("FN:Ben again"));
        let usual = format!("{id}.vcf");
        assert_eq!(
            phone.put(&usual, &[("if-none-match", "*")], &card("c", "Ben the third", "")).status.as_u16(),
            201
        );
        let undo = admin.get(&format!("/api/people/{id}/changes")).ok()["rows"][0]["batch"]
            .as_str()
            .unwrap()
            .to_owned();
        admin.call("POST", &format!("/api/undo/{undo}"), &json!({})).ok();
        let list = phone.find(&format!("{}/mine/", phone.books), "1", "<getetag/>").text;
        let hrefs: std::collections::BTreeSet<&str> =
            list.split("<D:href>").skip(1).map(|h| h.split('<').next().unwrap()).collect();
        assert_eq!(hrefs.len(), 5, "the book, Anna and three Bens, each under a name of their own: {list}");
        p.app.stop();
    });
}

#[test]
fn a_phone_sees_and_changes_what_its_colleague_may_and_no_more() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        let users = admin.get("/api/users").ok();
        let user = |name: &str| {
            users.as_array().unwrap().iter().find(|u| u["name"] == name).unwrap()["id"]
                .as_str()
                .unwrap()
                .to_owned()
        };
        for (name, owner) in [("Mine", Some("sales")), ("Free", None), ("Theirs", Some("manager"))] {
            let owner = owner.map(&user);
            admin
                .call(
                    "POST",
                    "/api/people",
                    &json!({"name": name, "birth_date": "1990-06-12", "owner": owner}),
                )
                .ok();
        }
        let phone = Phone::of(&p, "sales", ALL);
        let books = |phone: &Phone<'_, '_>| {
            ["mine", "others"].map(|book| {
                let list = phone.find(&format!("{}/{book}/", phone.books), "1", "<displayname/>").text;
                ["Mine", "Free", "Theirs"]
                    .into_iter()
                    .filter(|n| list.contains(&format!(">{n}<")))
                    .collect::<Vec<_>>()
            })
        };
        assert_eq!(books(&phone), [vec!["Mine"], vec!["Free"]]);
        let theirs = admin.person_named("Theirs")["id"].as_str().unwrap().to_owned();
        for book in ["mine", "others"] {
            let path = format!("{}/{book}/{theirs}.vcf", phone.books);
            assert_eq!(phone.ask("GET", &path, &[], "").status.as_u16(), 404);
            assert_eq!(phone.ask("DELETE", &path, &[], "").status.as_u16(), 404);
        }
        let mine = format!("{}.vcf", admin.person_named("Mine")["id"].as_str().unwrap());
        assert_eq!(
            phone.ask("DELETE", &phone.card(&mine), &[], "").status.as_u16(),
            403,
            "sales may not delete"
        );
        let others = format!("{}/others/new.vcf", phone.books);
        assert_eq!(
            phone
                .ask("PUT", &others, &[("content-type", "text/vcard")], card("n", "New", ""))
                .status
                .as_u16(),
            403
        );
        // A key that may only read.
        let reader = Phone::of(&p, "sales", &["read"]);
        assert_eq!(reader.get(&mine).status.as_u16(), 200);
        assert_eq!(reader.put("new.vcf", &[], &card("n", "New", "")).status.as_u16(), 403);
        assert_eq!(reader.put(&mine, &[], &card("n", "New", "")).status.as_u16(), 403);
        // What a role may not see is on no card, and stays when the card comes back without it.
        let marketing = Phone::of(&p, "marketing", ALL);
        let shown = marketing.ask("GET", &format!("{}/others/{mine}", marketing.books), &[], "").text;
        assert!(shown.contains("FN:Mine") && !shown.contains("1990"), "{shown}");
        // Given away: gone from the one phone, there on the other, and strangers are not told that there was anything.
        let manager = Phone::of(&p, "manager", ALL);
        let (_, sales_token) = phone.since("mine", "");
        let (_, manager_token) = manager.since("mine", "");
        let id = mine.trim_end_matches(".vcf");
        admin.call("PATCH", &format!("/api/people/{id}"), &json!({"set": {"owner": user("manager")}})).ok();
        admin.call("PATCH", &format!("/api/people/{theirs}"), &json!({"set": {"city": "上海"}})).ok();
        let (told, _) = phone.since("mine", &sales_token);
        assert!(between(&told, &format!("{mine}</D:href>"), "</D:response>").contains("404"), "{told}");
        assert!(!told.contains(&theirs), "{told}");
        let (told, _) = manager.since("mine", &manager_token);
        assert!(told.contains(&mine) && told.contains(&theirs) && !told.contains("404"), "{told}");
        // Another role: the token does not hold any more.
        admin
            .call(
                "PATCH",
                "/api/roles/sales",
                &json!({"grants": {"see": "all", "edit": "all", "create": "all"}}),
            )
            .ok();
        let answer = phone.report("mine", format!("<sync-collection xmlns=\"DAV:\"><sync-token>{sales_token}</sync-token><prop/></sync-collection>"));
        assert_eq!(answer.status.as_u16(), 403);
        assert!(answer.text.contains("valid-sync-token"), "{}", answer.text);
        assert_eq!(books(&phone), [vec![], vec!["Mine", "Free", "Theirs"]]);
        p.app.stop();
    });
}

#[test]
fn a_merged_person_is_gone_for_the_phone_and_the_winner_shows_both() {
    on_both(|t| {
        let p = Program::new(t);
        let (phone, admin) = (Phone::of(&p, "admin", ALL), p.sign_in("admin"));
        phone.put("a.vcf", &[], &card("a", "Anna", "TEL:13800131234\r\n")).ok_status();
        phone.put("b.vcf", &[], &card("b", "Anna B", "EMAIL:anna@example.com\r\nNOTE:hers\r\n")).ok_status();
        let (_, token) = phone.since("mine", "");
        let (winner, loser) = (person(&admin, "Anna"), person(&admin, "Anna B"));
        let merge =
            admin.call("POST", "/api/merges", &json!({"winner": winner["id"], "loser": loser["id"]})).ok();
        let (told, token) = phone.since("mine", &token);
        assert!(between(&told, "/b.vcf</D:href>", "</D:response>").contains("404"), "{told}");
        assert!(told.contains("/a.vcf"), "{told}");
        let shown = phone.get("a.vcf").text;
        assert!(shown.contains("TEL:13800131234") && shown.contains("anna@example.com"), "{shown}");
        assert_eq!(phone.get("b.vcf").status.as_u16(), 404);
        let batch = merge["batch"].as_str().unwrap_or_else(|| panic!("{merge}")).to_owned();
        admin.call("POST", &format!("/api/undo/{batch}"), &json!({})).ok();
        let (told, _) = phone.since("mine", &token);
        assert!(told.contains("/b.vcf") && !told.contains("404"), "{told}");
        assert!(phone.get("b.vcf").text.contains("NOTE:hers"));
        p.app.stop();
    });
}

#[test]
fn hostile_bodies_are_refused_and_the_program_goes_on() {
    on_both(|t| {
        let p = Program::new(t);
        let phone = Phone::of(&p, "admin", ALL);
        let book = format!("{}/mine/", phone.books);
        let laughs = "<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\">]><propfind xmlns=\"DAV:\"><prop>&b;</prop></propfind>";
        let deep = "<a>".repeat(50_000);
        for (body, status, said) in [
            (laughs.as_bytes().to_vec(), 400, "document type"),
            (b"<propfind xmlns=\"DAV:\"><prop>".to_vec(), 400, "middle"),
            (b"\xff\xfe<\0a\0/\0>\0".to_vec(), 400, "UTF-8"),
            (
                b"<?xml version=\"1.0\" encoding=\"utf-16\"?><propfind xmlns=\"DAV:\"/>".to_vec(),
                400,
                "encoding",
            ),
            (deep.into_bytes(), 400, "deep"),
            (vec![b' '; 50 << 20], 413, "at most"),
            (b"<other xmlns=\"DAV:\"/>".to_vec(), 400, "propfind"),
        ] {
            let answer = phone.ask("PROPFIND", &book, &[("depth", "0")], body);
            assert_eq!(answer.status.as_u16(), status, "{said}: {}", answer.text);
            assert!(answer.text.contains(said), "{said} is not in {}", answer.text);
        }
        assert_eq!(phone.ask("PROPFIND", &book, &[("depth", "infinity")], "").status.as_u16(), 403);
        assert_eq!(phone.ask("REPORT", &book, &[], "").status.as_u16(), 400);
        for method in ["MKCOL", "DELETE"] {
            assert_eq!(phone.ask(method, &book, &[], "").status.as_u16(), 403, "{method}");
        }
        for method in ["LOCK", "COPY", "POST"] {
            assert_eq!(phone.ask(method, &book, &[], "").status.as_u16(), 405, "{method}");
        }
        let patch = "<D:propertyupdate xmlns:D=\"DAV:\"><D:set><D:prop><D:displayname>&lt;b></D:displayname></D:prop></D:set></D:propertyupdate>";
        let answer = phone.ask("PROPPATCH", &book, &[], patch);
        assert!(
            answer.text.contains("403 Forbidden") && answer.text.contains("<D:displayname/>"),
            "{}",
            answer.text
        );
        for path in [
            "/dav/users/../../etc/passwd",
            "/dav/%ff",
            "/dav/users/usr_1/contacts/mine/x.vcf",
            "/dav/nothing",
        ] {
            let status = phone.ask("GET", path, &[], "").status.as_u16();
            assert!(status == 404 || status == 400, "{path}: {status}");
        }
        // Names of cards with anything in them find their way back.
        for name in ["a&b<c>.vcf", "林 晓.vcf", "..vcf", "x'\".vcf"] {
            let there = phone.card(&query(name));
            assert_eq!(
                phone
                    .ask("PUT", &there, &[("content-type", "text/vcard")], card(name, "X", ""))
                    .status
                    .as_u16(),
                201,
                "{name}"
            );
            assert_eq!(phone.ask("GET", &there, &[], "").status.as_u16(), 200, "{name}");
        }
        let list = phone.find(&book, "1", "<getetag/>");
        assert_eq!(list.text.matches("<D:response>").count(), 5, "{}", list.text);
        p.app.stop();
    });
}
