//! Companies: tags as people have them, and two records of one company that become one and are taken apart again.

use gx_testkit::on_both;
use serde_json::{Value, json};

use crate::kit::{Program, User, query};
use crate::staff::{id_of, make};

fn company(user: &User<'_, '_>, body: &Value) -> String {
    user.call("POST", "/api/companies", body).ok()["data"]["row"]["id"].as_str().unwrap().to_owned()
}

fn undo(user: &User<'_, '_>, batch: &Value) {
    user.call("POST", &format!("/api/undo/{}", batch.as_str().unwrap()), &json!({})).ok();
}

fn names(user: &User<'_, '_>, filter: &str) -> Vec<String> {
    let list = user.get(&format!("/api/companies?sort=id&filter={}", query(filter))).ok();
    list["rows"].as_array().unwrap().iter().map(|r| r["name"].as_str().unwrap().to_owned()).collect()
}

fn tags(user: &User<'_, '_>, id: &str) -> Value {
    user.get(&format!("/api/companies/{id}")).ok()["row"]["tags"].clone()
}

#[test]
fn companies_have_tags_on_every_path() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        let a = company(&admin, &json!({"name": "A", "tags": ["战略", "华东"]}));
        let b = company(&admin, &json!({"name": "B"}));
        assert_eq!(tags(&admin, &a), json!(["战略", "华东"]));
        // Filtered and counted.
        assert_eq!(names(&admin, "tags has \"战略\""), ["A"]);
        assert_eq!(names(&admin, "tags has none of (\"战略\")"), ["B"]);
        assert_eq!(names(&admin, "tags is empty"), ["B"]);
        let groups = admin.get("/api/companies/groups?by=tags").ok();
        assert_eq!(groups["groups"].as_array().unwrap().len(), 3, "{groups}");
        // Put on and taken off many, with one undo.
        let what = json!({"who": {"filter": ""}, "what": {"add_tags": ["续约"], "remove_tags": ["华东"]}});
        let done = admin.call("POST", "/api/companies/bulk", &what).ok();
        assert_eq!(done["changed"], 2);
        assert_eq!((tags(&admin, &a), tags(&admin, &b)), (json!(["战略", "续约"]), json!(["续约"])));
        assert_eq!(admin.call("POST", "/api/companies/bulk", &what).ok()["same"], 2);
        undo(&admin, &done["batch"]);
        assert_eq!((tags(&admin, &a), tags(&admin, &b)), (json!(["战略", "华东"]), json!([])));
        let alone = json!({"who": {"ids": [&a]}, "what": {"add_tags": ["x"], "delete": true}});
        assert_eq!(admin.call("POST", "/api/companies/bulk", &alone).status.as_u16(), 422);
        // Cells, the batch and the file.
        let cells = json!({"rows": [{"id": &b, "set": {"tags": "甲、乙"}}]});
        admin.call("POST", "/api/companies/cells", &cells).ok();
        let batch = json!({"rows": [{"id": &b, "set": {"tags": ["甲", "乙"]}}]});
        admin.call("POST", "/api/companies/batch", &batch).ok();
        assert_eq!(tags(&admin, &b), json!(["甲", "乙"]));
        let file = admin.get("/api/companies/export.csv").text;
        assert!(file.lines().next().unwrap().split(',').any(|c| c == "tags"), "{file}");
        assert!(file.contains("战略|华东") && file.contains("甲|乙"), "{file}");
        // The same file brings them in.
        let rows = "公司名称,标签\nC,战略|新签\nA,\n".as_bytes().to_vec();
        let import =
            admin.raw("POST", "/api/imports?name=c.csv", rows).ok()["id"].as_str().unwrap().to_owned();
        let mapping = json!([{"column": 0, "target": "name"}, {"column": 1, "target": "tags"}]);
        let plan = json!({"object": "company", "mapping": mapping, "options": {"update": "fill"}});
        admin.call("POST", &format!("/api/imports/{import}/start"), &plan).ok_status();
        p.jobs_end();
        assert_eq!(names(&admin, "tags has \"新签\""), ["C"]);
        // Who may not see them does not, and may not ask for them.
        let roles = admin.get("/api/roles").ok();
        let role = roles.as_array().unwrap().iter().find(|r| r["key"] == "marketing").unwrap().clone();
        let mut grants = role["grants"].clone();
        grants["hidden"] = json!(["company.tags"]);
        admin.call("PATCH", "/api/roles/marketing", &json!({"name": role["name"], "grants": grants})).ok();
        let marketing = p.sign_in("marketing");
        assert!(!marketing.get("/api/companies").text.contains("战略"));
        let asked = format!("/api/companies?filter={}", query("tags has \"战略\""));
        assert_eq!(marketing.get(&asked).status.as_u16(), 403);
        p.app.stop();
    });
}

struct Two {
    keep: String,
    other: String,
    person: String,
    both: String,
    child: String,
    deal: Value,
}

/// Two records of one company, with what leads to them.
fn two(admin: &User<'_, '_>) -> Two {
    let keep = company(admin, &json!({"name": "木禾设计有限公司", "city": "杭州", "tags": ["a"]}));
    let other = company(
        admin,
        &json!({"name": "木禾设计", "city": "上海", "domain": "muhe.cn", "industry": "设计", "tags": ["b", "a"]}),
    );
    let child = company(admin, &json!({"name": "木禾分部"}));
    let (person, both) = (make(admin, &json!({"name": "林"})), make(admin, &json!({"name": "王"})));
    let tie = |kind: &str, from: &str, to: &str| {
        admin.call("POST", "/api/edges", &json!({"kind": kind, "from": from, "to": to})).ok();
    };
    tie("works_at", &person, &other);
    tie("works_at", &both, &other);
    tie("works_at", &both, &keep);
    tie("part_of", &child, &other);
    let deal =
        admin.call("POST", "/api/deals", &json!({"name": "会议室", "company": other, "amount": "100"})).ok();
    admin.call("POST", "/api/threads", &json!({"record": other, "text": "说一句"})).ok();
    Two { keep, other, person, both, child, deal }
}

fn people(user: &User<'_, '_>, id: &str) -> Vec<String> {
    let page = user.get(&format!("/api/companies/{id}")).ok();
    let mut out: Vec<String> = page["people"]
        .as_array()
        .unwrap()
        .iter()
        .map(|m| m["person"]["id"].as_str().unwrap().to_owned())
        .collect();
    out.sort_unstable();
    out
}

/// Everything that a page of a company tells but for the times of its values.
fn told(user: &User<'_, '_>, id: &str) -> Value {
    let page = user.get(&format!("/api/companies/{id}")).ok();
    let values: Value =
        page["portrait"].as_array().unwrap().iter().map(|v| json!([v["key"], v["value"]])).collect();
    let talk = user.get(&format!("/api/threads?record={id}")).ok();
    json!({"row": page["row"], "values": values, "people": people(user, id), "group": page["group"],
        "merges": page["merges"], "talk": talk.to_string().matches("说一句").count()})
}

#[test]
fn two_companies_become_one_and_an_undo_brings_both_back() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        let two = two(&admin);
        let before = (told(&admin, &two.keep), told(&admin, &two.other));
        let merged = admin
            .call(
                "POST",
                "/api/companies/merge",
                &json!({"keep": two.keep, "other": two.other, "take": ["city"]}),
            )
            .ok();
        let page = admin.get(&format!("/api/companies/{}", two.keep)).ok();
        assert_eq!(page["row"]["name"], "木禾设计有限公司");
        assert_eq!(page["row"]["city"], "上海", "taken");
        assert_eq!(
            (&page["row"]["domain"], &page["row"]["industry"]),
            (&json!("muhe.cn"), &json!("设计")),
            "filled"
        );
        assert_eq!(page["row"]["tags"], json!(["a", "b"]));
        let mut all = vec![two.person.clone(), two.both.clone()];
        all.sort_unstable();
        assert_eq!(people(&admin, &two.keep), all, "each once");
        assert_eq!(page["group"]["below"][0]["id"], json!(two.child));
        assert_eq!(
            (&page["merges"][0]["name"], &page["merges"][0]["id"]),
            (&json!("木禾设计"), &json!(two.other))
        );
        let deal = format!("/api/deals/{}", two.deal["data"]["row"]["id"].as_str().unwrap());
        assert_eq!(admin.get(&deal).ok()["row"]["company"]["id"], json!(two.keep));
        assert_eq!(told(&admin, &two.keep)["talk"], 1);
        // The merged id leads on, on every way to it; the list and the search have one.
        assert_eq!(admin.get(&format!("/api/companies/{}", two.other)).ok()["row"]["id"], json!(two.keep));
        assert_eq!(admin.get(&format!("/api/companies/{}/changes", two.other)).status.as_u16(), 200);
        assert_eq!(names(&admin, "name contains \"木禾设计\""), ["木禾设计有限公司"]);
        let hits = admin.get(&format!("/api/search?q={}", query("木禾设计"))).ok()["hits"].clone();
        assert_eq!(hits.as_array().unwrap().iter().filter(|h| h["kind"] == "company").count(), 1);
        // A program that names it as before does not make it again.
        p.segment(
            "identify",
            &json!({"userId": "n", "messageId": "1", "traits": {"name": "新人", "company": "木禾设计"}}),
        )
        .ok();
        assert_eq!(people(&admin, &two.keep).len(), 3);
        assert_eq!(names(&admin, "").len(), 2, "the one that stays and its part");
        let now = admin.person_named("新人")["id"].as_str().unwrap().to_owned();

        undo(&admin, &merged["batch"]);
        // Who came in between came to the one that stayed.
        let mut stays = before.0.clone();
        let mut with: Vec<String> = vec![two.both.clone(), now];
        with.sort_unstable();
        stays["people"] = json!(with);
        stays["row"]["people_count"] = json!(2);
        assert_eq!(told(&admin, &two.keep), stays);
        assert_eq!(told(&admin, &two.other), before.1);
        assert_eq!(admin.get(&deal).ok()["row"]["company"]["id"], json!(two.other));
        assert_eq!(names(&admin, "").len(), 3);
        p.app.stop();
    });
}

#[test]
fn a_merge_of_companies_is_refused_where_it_may_not_be() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        let two = two(&admin);
        let merge = |user: &User<'_, '_>, keep: &str, other: &str, take: Value| {
            user.call("POST", "/api/companies/merge", &json!({"keep": keep, "other": other, "take": take}))
        };
        assert_eq!(merge(&admin, &two.keep, &two.keep, json!([])).status.as_u16(), 422);
        assert_eq!(merge(&admin, &two.keep, &two.person, json!([])).status.as_u16(), 422);
        assert_eq!(
            merge(&admin, &two.keep, &two.other, json!(["phone"])).status.as_u16(),
            422,
            "the other has none"
        );
        assert_eq!(merge(&p.sign_in("auditor"), &two.keep, &two.other, json!([])).status.as_u16(), 403);
        // One owned by somebody else is not theirs to merge.
        let set = json!({"set": {"owner": id_of(&admin, "manager")}});
        admin.call("PATCH", &format!("/api/companies/{}", two.other), &set).ok();
        assert!(matches!(
            merge(&p.sign_in("sales"), &two.keep, &two.other, json!([])).status.as_u16(),
            403 | 404
        ));
        // A part of a part cannot be one with the whole; a direct part can.
        let deep = company(&admin, &json!({"name": "更深"}));
        admin.call("POST", "/api/edges", &json!({"kind": "part_of", "from": deep, "to": two.child})).ok();
        assert_eq!(merge(&admin, &deep, &two.other, json!([])).status.as_u16(), 422);
        let done = merge(&admin, &two.other, &two.child, json!([])).ok();
        let page = admin.get(&format!("/api/companies/{}", two.other)).ok();
        assert_eq!(page["group"]["below"][0]["id"], json!(deep));
        assert_eq!(page["group"]["above"], json!([]));
        // Chained: the first is taken back only after the second.
        let second = merge(&admin, &two.keep, &two.other, json!([])).ok();
        assert_eq!(admin.get(&format!("/api/companies/{}", two.child)).ok()["row"]["id"], json!(two.keep));
        let early = admin.call("POST", &format!("/api/undo/{}", done["batch"].as_str().unwrap()), &json!({}));
        assert_eq!((early.status.as_u16(), early.code()), (409, "merged_since"));
        undo(&admin, &second["batch"]);
        undo(&admin, &done["batch"]);
        let child = admin.get(&format!("/api/companies/{}", two.child)).ok();
        assert_eq!(
            (&child["row"]["id"], &child["group"]["above"][0]["id"]),
            (&json!(two.child), &json!(two.other))
        );
        p.app.stop();
    });
}
