//! The matrix of rights: what each reach lets somebody write, and that no endpoint writes anything for whoever may only
//! look. A new endpoint that changes something answers 403 here, or has a case that says why it does not.

use std::collections::BTreeSet;

use gx_testkit::on_both;
use serde_json::{Map, Value, json};

use crate::kit::{Program, User};
use crate::staff::{id_of, make};

/// Gives the role of the salesperson other rights.
fn may(admin: &User<'_, '_>, grants: &Value) {
    admin.call("PATCH", "/api/roles/sales", &json!({"grants": grants})).ok();
}

/// Whose people there are, by what they are called.
const PEOPLE: [&str; 5] = ["mine", "team", "free", "land", "far"];
/// Companies lie in no territory.
const COMPANIES: [&str; 4] = ["mine", "team", "free", "far"];

/// Whom a reach covers.
const REACHES: &[(&str, &[&str])] = &[
    ("none", &[]),
    ("own", &["mine"]),
    ("own_and_free", &["mine", "free"]),
    ("team", &["mine", "team"]),
    ("team_and_free", &["mine", "team", "free"]),
    ("territory", &["mine", "land"]),
    ("all", &PEOPLE),
];

struct Scene {
    people: Vec<(&'static str, String)>,
    companies: Vec<(&'static str, String)>,
    orders: Vec<(&'static str, String)>,
    manager: String,
    service: String,
    sales: String,
}

fn scene(p: &Program<'_>, admin: &User<'_, '_>) -> Scene {
    let (sales, service, manager) = (id_of(admin, "sales"), id_of(admin, "service"), id_of(admin, "manager"));
    let team = admin.call("POST", "/api/teams", &json!({"name": "一组"})).ok();
    let team = team.as_array().map_or(team["id"].clone(), |list| list[0]["id"].clone());
    for user in [&sales, &service] {
        admin.call("PATCH", &format!("/api/staff/{user}"), &json!({"team": team})).ok();
    }
    let land = json!({"name": "华东", "filter": "city = \"杭州\"", "users": [sales]});
    admin.call("POST", "/api/territories", &land).ok();
    let owner = |whose: &str| match whose {
        "mine" => json!(sales),
        "team" => json!(service),
        "free" => Value::Null,
        _ => json!(manager),
    };
    let field = json!({"label": "包装", "type": "text"});
    admin.call("POST", "/api/objects/order/fields", &field).ok();
    let (mut people, mut companies, mut orders) = (Vec::new(), Vec::new(), Vec::new());
    for whose in PEOPLE {
        let mut body =
            json!({"name": format!("p-{whose}"), "identities": [{"kind": "user_id", "value": whose}]});
        if whose == "land" {
            body["city"] = json!("杭州");
        }
        if whose != "free" {
            body["owner"] = owner(whose);
        }
        people.push((whose, make(admin, &body)));
        let track = json!({"userId": whose, "messageId": whose, "event": "Order Completed",
            "properties": {"order_id": format!("N-{whose}"), "total": 5}});
        p.segment("track", &track).ok();
        let order = admin.get(&format!("/api/orders?q=N-{whose}")).ok()["rows"][0]["id"].clone();
        orders.push((whose, order.as_str().unwrap().to_owned()));
    }
    for whose in COMPANIES {
        let mut body = json!({"name": format!("c-{whose}")});
        if whose != "free" {
            body["owner"] = owner(whose);
        }
        let made = admin.call("POST", "/api/companies", &body).ok();
        companies.push((whose, made["data"]["row"]["id"].as_str().unwrap().to_owned()));
    }
    p.jobs_end();
    Scene { people, companies, orders, manager, service, sales }
}

/// Of some records those with which an act went well; every other refuses it as forbidden.
fn done<'a>(records: &'a [(&'static str, String)], act: impl Fn(&str) -> crate::kit::Answer) -> Vec<&'a str> {
    let mut out = Vec::new();
    for (whose, id) in records {
        let answer = act(id);
        match answer.status.as_u16() {
            200 => out.push(*whose),
            403 => {}
            other => panic!("{whose}: {other} {}", answer.text),
        }
    }
    out
}

fn undo(admin: &User<'_, '_>, answer: &crate::kit::Answer) {
    if let Some(batch) = answer.body["batch"].as_str().filter(|b| b.starts_with("bat_")) {
        admin.call("POST", &format!("/api/undo/{batch}"), &json!({})).ok();
    }
}

#[test]
fn each_reach_writes_what_it_covers_and_nothing_else() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        let s = scene(&p, &admin);
        let sales = p.sign_in("sales");
        let mut n = 0;
        let mut word = || {
            n += 1;
            format!("w{n}")
        };
        for (reach, covered) in REACHES {
            let of_companies: Vec<&str> = covered.iter().copied().filter(|w| *w != "land").collect();
            // Editing: one by one, what hangs on a person, many at once, by the rectangle, by the row.
            may(&admin, &json!({"see": "all", "edit": reach}));
            let set = json!({"set": {"job_title": word()}});
            let edit = |id: &str| sales.call("PATCH", &format!("/api/people/{id}"), &set);
            assert_eq!(done(&s.people, edit), *covered, "{reach}: edit");
            let note = |id: &str| {
                sales.call(
                    "POST",
                    &format!("/api/people/{id}/interactions"),
                    &json!({"kind": "note", "text": "x"}),
                )
            };
            assert_eq!(done(&s.people, note), *covered, "{reach}: note");
            let consent = |id: &str| {
                let path = format!("/api/people/{id}/consents/email/marketing");
                sales.call("PUT", &path, &json!({"state": "denied"}))
            };
            assert_eq!(done(&s.people, consent), *covered, "{reach}: consent");
            let set = json!({"set": {"x_包装": word()}});
            let order = |id: &str| sales.call("PATCH", &format!("/api/orders/{id}"), &set);
            assert_eq!(done(&s.orders, order), *covered, "{reach}: what hangs on them");
            let set = json!({"set": {"industry": word()}});
            let company = |id: &str| sales.call("PATCH", &format!("/api/companies/{id}"), &set);
            assert_eq!(done(&s.companies, company), of_companies, "{reach}: companies");
            for (path, all, most) in [
                ("people", s.people.len(), covered.len()),
                ("companies", s.companies.len(), of_companies.len()),
                ("orders", s.orders.len(), covered.len()),
            ] {
                let key = match path {
                    "people" => "job_title",
                    "companies" => "industry",
                    _ => "x_包装",
                };
                let what = json!({"who": {"filter": ""}, "what": {"set": {key: word()}}});
                let many = sales.call("POST", &format!("/api/{path}/bulk"), &what);
                if *reach == "none" {
                    assert_eq!(many.status.as_u16(), 403, "{reach}: {path} in bulk");
                } else {
                    let many = many.ok();
                    let told = (many["changed"].as_u64().unwrap(), many["refused"].as_u64().unwrap());
                    assert_eq!(told, (most as u64, (all - most) as u64), "{reach}: {path} in bulk");
                }
                let records = match path {
                    "people" => &s.people,
                    "companies" => &s.companies,
                    _ => &s.orders,
                };
                let value = word();
                let rows: Vec<Value> =
                    records.iter().map(|(_, id)| json!({"id": id, "set": {key: value}})).collect();
                let cells = sales.call("POST", &format!("/api/{path}/cells"), &json!({"rows": rows}));
                let changed =
                    if cells.status.as_u16() == 403 { 0 } else { cells.ok()["changed"].as_u64().unwrap() };
                assert_eq!(changed, most as u64, "{reach}: cells of {path}");
                let value = word();
                let rows: Vec<Value> = records
                    .iter()
                    .map(|(_, id)| json!({"op": "update", "id": id, "set": {key: value}}))
                    .collect();
                let rows = sales.call("POST", &format!("/api/{path}/batch"), &json!({"rows": rows})).ok();
                let well =
                    rows["rows"].as_array().unwrap().iter().filter(|r| r["status"] == "updated").count();
                assert_eq!(well, most, "{reach}: rows of {path}");
            }
            // Deleting, each brought back at once.
            may(&admin, &json!({"see": "all", "delete": reach}));
            for (path, records, most) in
                [("people", &s.people, covered.to_vec()), ("companies", &s.companies, of_companies.clone())]
            {
                let delete = |id: &str| {
                    let answer = sales.call("DELETE", &format!("/api/{path}/{id}"), &Value::Null);
                    undo(&admin, &answer);
                    answer
                };
                assert_eq!(done(records, delete), most, "{reach}: delete {path}");
                let what = json!({"who": {"filter": ""}, "what": {"delete": true}});
                let many = sales.call("POST", &format!("/api/{path}/bulk"), &what);
                undo(&admin, &many);
                let changed =
                    if many.status.as_u16() == 403 { 0 } else { many.ok()["changed"].as_u64().unwrap() };
                assert_eq!(changed, most.len() as u64, "{reach}: delete {path} in bulk");
            }
            // Making: for oneself and for nobody with any reach, for others where it covers them.
            may(&admin, &json!({"see": "all", "create": reach}));
            for (whose, owner) in [
                ("mine", json!(s.sales)),
                ("team", json!(s.service)),
                ("free", Value::Null),
                ("far", json!(s.manager)),
            ] {
                let well = *reach != "none" && (matches!(whose, "mine" | "free") || covered.contains(&whose));
                for path in ["people", "companies"] {
                    let mut body = json!({"name": word(), "owner": owner});
                    if owner.is_null() {
                        body.as_object_mut().unwrap().remove("owner");
                    }
                    let made = sales.call("POST", &format!("/api/{path}"), &body);
                    assert_eq!(
                        made.status.is_success(),
                        well,
                        "{reach}: make {path} for {whose}: {}",
                        made.text
                    );
                    assert!(well || matches!(made.status.as_u16(), 403 | 422), "{}", made.text);
                    undo(&admin, &made);
                }
            }
            // Sharing and taking out.
            may(&admin, &json!({"see": "all", "share": reach}));
            let share = |id: &str| {
                sales.call("PUT", &format!("/api/people/{id}/shares/{}", s.service), &json!({"edit": false}))
            };
            assert_eq!(done(&s.people, share), *covered, "{reach}: share");
            may(&admin, &json!({"see": "all", "export": reach}));
            for (path, most) in
                [("people", covered.len()), ("companies", of_companies.len()), ("orders", covered.len())]
            {
                let file = sales.get(&format!("/api/{path}/export.csv"));
                if *reach == "none" {
                    assert_eq!(file.status.as_u16(), 403, "{path}");
                } else {
                    assert_eq!(
                        file.text.lines().count() - 1,
                        most,
                        "{reach}: {path} as a file: {}",
                        file.text
                    );
                }
            }
            // Merging asks for both.
            may(&admin, &json!({"see": "all", "edit": reach, "may": ["merge"]}));
            for (whose, id) in &s.people {
                let other = make(&admin, &json!({"name": word(), "owner": s.sales}));
                let merged = sales.call("POST", "/api/merges", &json!({"winner": id, "loser": other}));
                let well = covered.contains(whose) && covered.contains(&"mine");
                assert_eq!(
                    merged.status.as_u16(),
                    if well { 200 } else { 403 },
                    "{reach}: merge {whose}: {}",
                    merged.text
                );
                if well {
                    let merge = merged.body["batch"].as_str().unwrap();
                    admin.call("DELETE", &format!("/api/merges/{merge}"), &Value::Null).ok();
                }
                admin.call("DELETE", &format!("/api/people/{other}"), &Value::Null).ok();
            }
            for (whose, id) in &s.companies {
                let body = json!({"name": word(), "owner": s.sales});
                let other = admin.call("POST", "/api/companies", &body).ok()["data"]["row"]["id"].clone();
                let merged = sales.call("POST", "/api/companies/merge", &json!({"keep": id, "other": other}));
                let well = covered.contains(whose) && covered.contains(&"mine");
                assert_eq!(
                    merged.status.as_u16(),
                    if well { 200 } else { 403 },
                    "{reach}: merge c-{whose}: {}",
                    merged.text
                );
                undo(&admin, &merged);
                admin
                    .call("DELETE", &format!("/api/companies/{}", other.as_str().unwrap()), &Value::Null)
                    .ok();
            }
        }
        p.app.stop();
    });
}

/// Endpoints that change nothing of anybody's records, or what is one's own: why whoever may only look is not refused.
const OPEN: &[(&str, &str)] = &[
    ("PATCH /api/session", OWN),
    ("POST /api/session/password", OWN),
    ("POST /api/session/factor", OWN),
    ("POST /api/session/factor/confirm", OWN),
    ("POST /api/session/factor/recovery", OWN),
    ("POST /api/session/factor/off", OWN),
    ("POST /api/session/passkeys", OWN),
    ("POST /api/session/passkeys/begin", OWN),
    ("DELETE /api/session/as", OWN),
    ("POST /api/views", "a view of one's own; sharing one is refused"),
    ("POST /api/reports", "a report of one's own; sharing one is refused"),
    ("POST /api/dashboards", "a dashboard of one's own; sharing one is refused"),
    ("POST /api/reports/run", "answered with what the reader sees: nothing"),
    ("POST /api/reports/rows", "answered with what the reader sees: nothing"),
    ("POST /api/goals", "a goal of one's own; one of others is refused"),
    ("POST /api/keys", "a key works under the rights of whoever made it"),
    ("POST /api/notices/read", OWN),
    ("PUT /api/notices/digest", OWN),
    ("PUT /api/notices/wanted", OWN),
    ("PUT /api/people/{id}/follow", "whom one may see, one may follow"),
    ("DELETE /api/people/{id}/follow", OWN),
    ("POST /api/calendar-feed", OWN),
    ("DELETE /api/calendar-feed", OWN),
    ("POST /api/push/devices", OWN),
    ("POST /api/push/here", OWN),
    ("POST /api/prices", READS),
    ("POST /api/offers", READS),
    ("POST /api/filter/check", READS),
    ("POST /api/rules/scan", READS),
];

/// What is one's own account, and nothing of a customer's.
const OWN: &str = "one's own";
/// What is asked with a body and writes nothing.
const READS: &str = "writes nothing";

/// Answers that are no word about rights, and why: what is asked for is judged before who asks, or row by row.
const JUDGED: &[(&str, &[u16], &str)] = &[
    ("POST /api/people/batch", &[200], "each row answers for itself, refused"),
    ("POST /api/companies/batch", &[200], "each row answers for itself, refused"),
    ("POST /api/orders/batch", &[200], "each row answers for itself, refused"),
    ("POST /api/people/{id}/files", &[403, 404, 422], "whose file it is, is asked with the file"),
    ("POST /api/companies/{id}/files", &[403, 404, 422], "whose file it is, is asked with the file"),
    ("POST /api/leads/assign", &[403, 404, 422], "to whom is read first"),
    ("POST /api/registrations", &[403, 422], "the addresses are read first"),
    ("POST /api/report-mails", &[403, 404, 422], "to whom is read first"),
    ("POST /api/demo/live", &[400], "there is no demo to be switched"),
];

/// What a path names in braces, of records that are there and not the reader's, where there is one.
fn concrete(path: &str, made: &Map<String, Value>) -> String {
    let slice = path.trim_start_matches("/api/").split('/').next().unwrap_or_default();
    let id = made.get(slice).and_then(Value::as_str).unwrap_or("x_1");
    path.replace("{id}", id)
        .replace("{object}", "person")
        .replace("{channel}", "email")
        .replace("{purpose}", "service")
        .replace("{user}", made["staff"].as_str().unwrap())
        .replace("{key}", if slice == "roles" { "marketing" } else { "x_暗号" })
        .replace("{batch}", made["batch"].as_str().unwrap())
        .replace("{kind}", "hold")
        .replace(['{', '}'], "")
}

/// What an endpoint must be told before it looks at who asks, where the least that its schema lets through is not enough.
fn said(route: &str) -> Option<Value> {
    Some(match route {
        "POST /api/people/{id}/identities" => json!({"kind": "email", "value": "zz@example.org"}),
        "POST /api/people/{id}/interactions" => json!({"kind": "note", "text": "zz"}),
        "PATCH /api/views/{id}" => json!({"name": "taken"}),
        _ => return None,
    })
}

/// A body that says as little as its schema lets it.
fn least(document: &Value, schema: &Value, name: &str, made: &Map<String, Value>) -> Value {
    if let Some(at) = schema["$ref"].as_str() {
        let known = at.rsplit('/').next().unwrap();
        return least(document, &document["components"]["schemas"][known], name, made);
    }
    if let Some(first) = schema["enum"].as_array().and_then(|list| list.first()) {
        return first.clone();
    }
    if !schema["const"].is_null() {
        return schema["const"].clone();
    }
    for any in ["anyOf", "oneOf", "allOf"] {
        if let Some(list) = schema[any].as_array() {
            let one = list.iter().find(|s| s["type"] != "null").unwrap_or(&list[0]);
            return least(document, one, name, made);
        }
    }
    let kind = match &schema["type"] {
        Value::Array(list) => list.iter().find(|k| **k != "null").and_then(Value::as_str).unwrap_or("string"),
        other => other.as_str().unwrap_or("object"),
    };
    let of = |key: &str| made.get(key).cloned().unwrap_or_else(|| json!("x_1"));
    match (kind, name) {
        ("string", "person" | "winner" | "from" | "record") => of("people"),
        ("string", "loser" | "to") => of("other"),
        ("string", "company" | "keep") => of("companies"),
        ("string", "user") => of("staff"),
        ("string", "amount") => json!("10"),
        ("string", "currency") => json!("CNY"),
        ("string", "at" | "since") => json!("2026-01-02T03:04:05Z"),
        ("string", "on" | "until" | "day" | "bought_on") => json!("2026-01-02"),
        ("string", "filter") => json!(""),
        ("string", "url") => json!("https://example.org/hook"),
        ("string", _) => json!("zz"),
        ("number" | "integer", _) => json!(1),
        ("boolean", _) => json!(true),
        ("array", "ids") => json!([of("people")]),
        ("array", _) => json!([least(document, &schema["items"], name, made)]),
        (_, "set") => json!({"city": "zz"}),
        (_, "who") => json!({"ids": [of("people")]}),
        _ => {
            let mut out = Map::new();
            for key in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
                out.insert(key.into(), least(document, &schema["properties"][key], key, made));
            }
            // What is asked for in one of several ways has nothing that it must say.
            for key in ["set", "id"].iter().filter(|key| !schema["properties"][**key].is_null()) {
                if out.is_empty() || *key == "set" {
                    out.insert((*key).into(), least(document, &schema["properties"][*key], key, made));
                }
            }
            Value::Object(out)
        }
    }
}

/// A record of each kind that is the manager's or nobody's, by the first word of its paths.
fn one_of_each(p: &Program<'_>, admin: &User<'_, '_>) -> Map<String, Value> {
    let manager = id_of(admin, "manager");
    let field = json!({"label": "暗号", "type": "text"});
    admin.call("POST", "/api/objects/person/fields", &field).ok();
    let person = make(
        admin,
        &json!({"name": "甲", "owner": manager, "identities": [{"kind": "user_id", "value": "u"}]}),
    );
    let other = make(admin, &json!({"name": "乙", "owner": manager}));
    let track = json!({"userId": "u", "messageId": "m", "event": "Order Completed", "properties": {"order_id": "N1", "total": 5}});
    p.segment("track", &track).ok();
    let note = admin
        .call("POST", &format!("/api/people/{person}/interactions"), &json!({"kind": "note", "text": "x"}))
        .ok();
    let company = admin.call("POST", "/api/companies", &json!({"name": "木", "owner": manager})).ok();
    let edit = admin.call("PATCH", &format!("/api/people/{person}"), &json!({"set": {"city": "Graz"}})).ok();
    let tie = json!({"kind": "works_at", "from": person, "to": company["data"]["row"]["id"]});
    admin.call("POST", "/api/edges", &tie).ok();
    let deal = json!({"name": "单", "person": person, "owner": manager, "amount": "10"});
    let deal = admin.call("POST", "/api/deals", &deal).ok();
    let view =
        json!({"object": "person", "name": "v", "shared": true, "pinned": false, "body": {"filter": ""}});
    let view = admin.call("POST", "/api/views", &view);
    let thread = admin.call("POST", "/api/threads", &json!({"record": person, "text": "x"})).ok();
    let source = admin.call("POST", "/api/sources", &json!({"name": "s", "kind": "server"})).ok();
    let mut out = Map::new();
    for (key, value) in [
        ("people", json!(person)),
        ("other", json!(other)),
        ("staff", json!(manager)),
        ("companies", company["data"]["row"]["id"].clone()),
        ("orders", admin.get("/api/orders").ok()["rows"][0]["id"].clone()),
        ("interactions", note["id"].clone()),
        ("deals", deal["data"]["row"]["id"].clone()),
        ("views", view.body["id"].clone()),
        ("threads", thread["id"].clone()),
        ("sources", source["id"].clone()),
        ("batch", edit["batch"].clone()),
    ] {
        out.insert(key.into(), value);
    }
    out
}

#[test]
fn who_may_only_look_writes_nothing_on_any_endpoint() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        let made = one_of_each(&p, &admin);
        may(&admin, &json!({"see": "all"}));
        let reader = p.sign_in("sales");
        let me =
            t.store.read(|tx| tx.one("SELECT id FROM staff WHERE login = 'sales'", &[])?.int(0)).unwrap();
        let document = p.stranger("GET", "/api/openapi.json", &Value::Null).ok();
        let mut wrong = Vec::new();
        let (mut refused, mut asked) = (0, BTreeSet::new());
        for (path, methods) in document["paths"].as_object().unwrap() {
            for (method, operation) in methods.as_object().unwrap() {
                let route = format!("{} {path}", method.to_uppercase());
                // What needs no session has no role, and whoever signs out writes no more.
                if method == "get" || operation["security"] == json!([]) {
                    continue;
                }
                asked.insert(route.clone());
                if OPEN.iter().any(|(open, _)| *open == route) {
                    continue;
                }
                let content = operation["requestBody"]["content"].as_object();
                let schema = content.and_then(|c| c.values().next()).map(|c| &c["schema"]);
                let body = schema.map_or(Value::Null, |schema| least(&document, schema, "", &made));
                let body = said(&route).unwrap_or(body);
                let answer = reader.call(&method.to_uppercase(), &concrete(path, &made), &body);
                let status = answer.status.as_u16();
                let judged = JUDGED.iter().find(|(judged, _, _)| *judged == route);
                let expected = judged.map_or(&[403, 404][..], |(_, statuses, _)| statuses);
                if !expected.contains(&status) {
                    let text: String = answer.text.chars().take(160).collect();
                    wrong.push(format!("{route}: {status} {text} (sent {body})"));
                }
                refused += usize::from(status == 403);
            }
        }
        assert_eq!(wrong, Vec::<String>::new(), "no case says why: {}", wrong.join("\n"));
        assert!(refused > 60, "most are told that they may not: {refused}");
        let named: BTreeSet<&str> =
            OPEN.iter().map(|(r, _)| *r).chain(JUDGED.iter().map(|(r, _, _)| *r)).collect();
        let gone: Vec<&&str> = named.iter().filter(|r| !asked.contains(**r)).collect();
        assert!(gone.is_empty(), "cases of endpoints that are not there: {gone:?}");
        // Whatever was answered: nothing of anybody was changed.
        let written = t
            .store
            .read(|tx| {
                tx.query(
                    "SELECT c.object, c.op FROM change c JOIN batch b ON b.id = c.batch_id WHERE b.by_kind = 'user' AND b.by_id = $1",
                    &[me.into()],
                )?
                .iter()
                .map(|r| Ok(format!("{} {}", r.text(0)?, r.text(1)?)))
                .collect::<gx_store::Result<Vec<_>>>()
            })
            .unwrap();
        assert_eq!(written, Vec::<String>::new());
        p.app.stop();
    });
}
