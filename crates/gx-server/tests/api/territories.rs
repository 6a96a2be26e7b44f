//! Territories: in which a person lies, whatever wrote the person, and who sees them therefore.

use gx_testkit::on_both;
use serde_json::{Value, json};

use crate::kit::{Answer, Program, User, query};
use crate::staff::{id_of, make, seen};

/// Makes a territory; its id.
fn territory(admin: &User<'_, '_>, name: &str, filter: &str, parent: &str, users: &[String]) -> String {
    let wish = json!({"name": name, "filter": filter, "parent": parent, "users": users});
    let all = admin.call("POST", "/api/territories", &wish).ok();
    let all = all["territories"].as_array().unwrap();
    all.iter().find(|t| t["name"] == name).unwrap()["id"].as_str().unwrap().to_owned()
}

fn change(admin: &User<'_, '_>, id: &str, wish: &Value) -> Answer {
    admin.call("PATCH", &format!("/api/territories/{id}"), wish)
}

fn grant(admin: &User<'_, '_>, grants: &Value) {
    admin.call("PATCH", "/api/roles/sales", &json!({"grants": grants})).ok();
}

fn lies(user: &User<'_, '_>, name: &str) -> Value {
    user.person_named(name)["territory"].clone()
}

#[test]
fn a_role_sees_its_territories_on_every_path_and_people_move_between_them() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        let (me, other) = (id_of(&admin, "sales"), id_of(&admin, "service"));
        let east = territory(&admin, "华东", "region in (\"上海\", \"浙江\")", "", std::slice::from_ref(&me));
        let city = territory(&admin, "上海", "city = \"上海\"", &east, &[]);
        let north = territory(&admin, "华北", "region = \"北京\"", "", &[]);
        let person = |name: &str, region: &str, city: &str, owner: Option<&str>| {
            let mut body = json!({"name": name, "region": region, "city": city, "identities": [{"kind": "user_id", "value": name}]});
            if let Some(owner) = owner {
                body["owner"] = owner.into();
            }
            let order = json!({"userId": name, "messageId": name, "event": "Order Completed", "properties": {"order_id": format!("N-{name}"), "total": 5}});
            let id = make(&admin, &body);
            p.segment("track", &order).ok();
            id
        };
        let all: Vec<(&str, String)> = vec![
            ("沪上", person("沪上", "上海", "上海", Some(&other))),
            ("杭州", person("杭州", "浙江", "杭州", None)),
            ("京城", person("京城", "北京", "北京", None)),
            ("我的", person("我的", "北京", "北京", Some(&me))),
        ];
        let of = |name: &str| all.iter().find(|(n, _)| *n == name).unwrap().1.clone();
        // As deep as filters hold, from the moment the person is made.
        assert_eq!(lies(&admin, "沪上"), city);
        assert_eq!(lies(&admin, "杭州"), east);
        assert_eq!(lies(&admin, "京城"), north);
        grant(&admin, &json!({"see": "territory", "edit": "territory", "export": "territory"}));
        let sales = p.sign_in("sales");
        assert_eq!(seen(&sales, &all), ["我的", "杭州", "沪上"]);
        let why = sales.get(&format!("/api/people/{}/why", of("沪上"))).ok();
        assert_eq!((&why["reasons"], &why["may"]), (&json!(["territory"]), &json!(["edit", "export"])));
        let csv = sales.get("/api/people/export.csv").text;
        assert!(csv.contains("沪上") && !csv.contains("京城"), "{csv}");
        // By name in a filter, by id in groups.
        let asked = query("territory = \"华东 / 上海\"");
        assert_eq!(admin.get(&format!("/api/people?filter={asked}")).ok()["total"], 1);
        let groups = admin.get("/api/people/groups?by=territory").ok();
        let group =
            groups["groups"].as_array().unwrap().iter().find(|g| g["value"] == north).unwrap().clone();
        assert_eq!(group["count"], 2, "{groups}");
        // Edited out of the territory: gone for who saw it for that alone, and told so to who follows.
        let mut cursor = sales.get("/api/changes").ok()["cursor"].as_str().unwrap().to_owned();
        let moved = json!({"set": {"region": "北京", "city": "北京"}});
        let answer = sales.call("PATCH", &format!("/api/people/{}", of("沪上")), &moved).ok();
        assert!(answer["data"].is_null() && answer["batch"].is_string(), "{answer}");
        assert_eq!(seen(&sales, &all), ["我的", "杭州"]);
        let gone = (0..200).any(|_| {
            let page = sales.get(&format!("/api/changes?objects=person&cursor={cursor}")).ok();
            page["cursor"].as_str().unwrap().clone_into(&mut cursor);
            std::thread::sleep(std::time::Duration::from_millis(10));
            let rows = page["rows"].as_array().unwrap();
            rows.iter().any(|r| r["id"] == json!(of("沪上")) && r["gone"] == true && r["record"].is_null())
        });
        assert!(gone, "who follows is told");
        // A program writes the address of somebody new and of somebody known.
        let identify = |user: &str, id: &str, region: &str| {
            let traits = json!({"name": user, "address": {"state": region}});
            p.segment("identify", &json!({"userId": user, "messageId": id, "traits": traits})).ok();
        };
        identify("新人", "i1", "浙江");
        assert_eq!(lies(&admin, "新人"), east);
        identify("新人", "i2", "北京");
        assert_eq!(lies(&admin, "新人"), north);
        // Many at once, cells, and undo.
        let bulk = json!({"who": {"filter": "name = \"新人\""}, "what": {"set": {"region": "浙江"}}});
        let done = admin.call("POST", "/api/people/bulk", &bulk).ok();
        p.jobs_end();
        assert_eq!(lies(&admin, "新人"), east, "{done}");
        let batch = done["batch"].as_str().unwrap();
        admin.call("POST", &format!("/api/undo/{batch}"), &json!({})).ok();
        p.jobs_end();
        assert_eq!(lies(&admin, "新人"), north);
        // Merged, the survivors decide; taken apart, each lies where it lay.
        let merge = json!({"winner": of("杭州"), "loser": of("京城")});
        let merged = admin.call("POST", "/api/merges", &merge).ok();
        assert_ne!(lies(&admin, "杭州"), Value::Null);
        let batch = merged["batch"].as_str().unwrap();
        admin.call("POST", &format!("/api/undo/{batch}"), &json!({})).ok();
        assert_eq!((lies(&admin, "杭州"), lies(&admin, "京城")), (json!(east), json!(north)));
        // A new tree reaches everybody.
        change(&admin, &north, &json!({"filter": "region in (\"北京\", \"浙江\")", "place": 0})).ok();
        p.jobs_end();
        assert_eq!(lies(&admin, "杭州"), north, "the first by place");
        assert_eq!(seen(&sales, &all), ["我的"]);
        change(&admin, &north, &json!({"users": [me]})).ok();
        assert_eq!(seen(&sales, &all), ["京城", "我的", "新人", "杭州", "沪上"], "from the next request on");
        let told = admin.get("/api/territories").ok();
        assert_eq!(told["progress"]["state"], "done", "{told}");
        let row = told["territories"].as_array().unwrap().iter().find(|t| t["id"] == json!(north)).unwrap();
        assert_eq!((&row["people"], &row["users"][0]["id"]), (&json!(5), &json!(me)));
        p.app.stop();
    });
}

#[test]
fn reaches_of_two_kinds_meet_and_a_team_looks_after_a_territory() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        let teams = admin.call("POST", "/api/teams", &json!({"name": "静安店"})).ok();
        let team = teams[0]["id"].as_str().unwrap();
        for login in ["sales", "service"] {
            let path = format!("/api/staff/{}", id_of(&admin, login));
            admin.call("PATCH", &path, &json!({"team": team})).ok();
        }
        let east = territory(&admin, "华东", "region = \"上海\"", "", &[]);
        change(&admin, &east, &json!({"teams": [team]})).ok();
        let person = |name: &str, region: &str, owner: &str| {
            make(&admin, &json!({"name": name, "region": region, "owner": id_of(&admin, owner)}))
        };
        person("队友在沪", "上海", "service");
        person("队友在京", "北京", "service");
        person("别人在沪", "上海", "manager");
        person("别人在京", "北京", "manager");
        let tag = |user: &User<'_, '_>, word: &str| {
            let bulk = json!({"who": {"filter": ""}, "what": {"add_tags": [word]}});
            user.call("POST", "/api/people/bulk", &bulk).ok()["changed"].clone()
        };
        let names = |user: &User<'_, '_>| {
            let rows = user.get("/api/people").ok()["rows"].clone();
            let mut names: Vec<String> =
                rows.as_array().unwrap().iter().map(|r| r["name"].as_str().unwrap().to_owned()).collect();
            names.sort();
            names
        };
        let sales = p.sign_in("sales");
        grant(&admin, &json!({"see": "team", "edit": "territory"}));
        assert_eq!(names(&sales), ["队友在京", "队友在沪"]);
        assert_eq!(tag(&sales, "见过"), 1, "of what is seen, what lies in the territory");
        grant(&admin, &json!({"see": "territory", "edit": "team"}));
        assert_eq!(names(&sales), ["别人在沪", "队友在沪"]);
        assert_eq!(tag(&sales, "再见过"), 1, "of what lies in the territory, what the team looks after");
        let theirs = admin.person_named("别人在沪")["id"].as_str().unwrap().to_owned();
        let edit = sales.call("PATCH", &format!("/api/people/{theirs}"), &json!({"set": {"city": "上海"}}));
        assert_eq!(edit.status.as_u16(), 403);
        p.app.stop();
    });
}

#[test]
fn a_territory_that_cannot_serve_is_refused_and_says_why() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        let asked = |wish: Value| admin.call("POST", "/api/territories", &wish);
        for (filter, code) in [
            ("", "missing"),
            ("city =", "filter"),
            ("did order", "unfit"),
            ("order_total > 100", "unfit"),
            ("birth_date anniversary in 7 days", "unfit"),
            ("owner = me", "unfit"),
            ("territory = \"x\"", "unfit"),
        ] {
            let answer = asked(json!({"name": "x", "filter": filter}));
            assert_eq!(answer.status.as_u16(), 422, "{filter}: {}", answer.text);
            let told = answer.body["fields"][0]["code"].as_str().unwrap().to_owned();
            assert!(told == code || told == "filter", "{filter}: {}", answer.text);
        }
        let top = territory(&admin, "国内", "country = \"CN\"", "", &[]);
        let mut below = top.clone();
        for n in 0..7 {
            below = territory(&admin, &format!("第{n}层"), "country = \"CN\"", &below, &[]);
        }
        let deeper = asked(json!({"name": "太深", "filter": "country = \"CN\"", "parent": below}));
        assert_eq!(deeper.body["fields"][0]["code"], "too_deep");
        assert_eq!(change(&admin, &top, &json!({"parent": below})).body["fields"][0]["code"], "circle");
        assert_eq!(
            admin.call("DELETE", &format!("/api/territories/{top}"), &Value::Null).code(),
            "not_empty"
        );
        for wrong in [
            json!({"name": ""}),
            json!({"name": "a/b"}),
            json!({"users": ["usr_1"]}),
            json!({"parent": "ter_1"}),
        ] {
            assert_eq!(change(&admin, &top, &wrong).status.as_u16(), 422, "{wrong}");
        }
        for login in ["sales", "manager", "auditor"] {
            let user = p.sign_in(login);
            assert_eq!(user.get("/api/territories").status.as_u16(), 403, "{login}");
            assert_eq!(user.call("POST", "/api/territories", &json!({})).status.as_u16(), 403, "{login}");
            assert_eq!(change(&user, &top, &json!({"name": "y"})).status.as_u16(), 403, "{login}");
            let path = format!("/api/territories/{top}");
            assert_eq!(user.call("DELETE", &path, &Value::Null).status.as_u16(), 403, "{login}");
        }
        // A field that a filter asks for is removed: nobody lies there by it, and the page says why.
        let field = json!({"type": "text", "label": "片区"});
        let made = admin.call("POST", "/api/objects/person/fields", &field).ok();
        let key = made["data"]["key"].as_str().unwrap().to_owned();
        let east = territory(&admin, "东片", &format!("{key} = \"东\""), "", &[]);
        make(&admin, &json!({"name": "东边的", key.clone(): "东"}));
        assert_eq!(lies(&admin, "东边的"), east);
        let removed = admin.call("DELETE", &format!("/api/objects/person/fields/{key}"), &Value::Null).ok();
        p.jobs_end();
        assert_eq!(lies(&admin, "东边的"), Value::Null);
        let told = admin.get("/api/territories").ok();
        let row = told["territories"].as_array().unwrap().iter().find(|t| t["id"] == json!(east)).unwrap();
        assert!(row["fault"].is_string(), "{told}");
        let batch = removed["batch"].as_str().unwrap();
        admin.call("POST", &format!("/api/undo/{batch}"), &json!({})).ok();
        p.jobs_end();
        assert_eq!(lies(&admin, "东边的"), east, "as the field came back");
        assert!(make(&admin, &json!({"name": "后来的", "country": "CN"})).starts_with("per_"));
        p.app.stop();
    });
}
