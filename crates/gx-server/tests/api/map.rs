//! Lists on a map: what stands where, for whom, and who stands nowhere.

use gx_testkit::on_both;
use serde_json::{Value, json};

use crate::kit::{Program, User, query};

fn make(user: &User<'_, '_>, body: &Value) -> String {
    user.call("POST", "/api/people", body).ok()["data"]["id"].as_str().unwrap().to_owned()
}

fn geo_field(admin: &User<'_, '_>, label: &str) -> String {
    let made = admin.call("POST", "/api/objects/person/fields", &json!({"label": label, "type": "geo"})).ok();
    made["data"]["key"].as_str().unwrap().to_owned()
}

fn map(user: &User<'_, '_>, what: &str) -> Value {
    user.get(&format!("/api/people/map?{what}")).ok()
}

/// Count and city of each square, fullest first.
fn told(map: &Value) -> Vec<(i64, String)> {
    let cells = map["cells"].as_array().unwrap().iter();
    let mut out: Vec<(i64, String)> = cells
        .map(|c| (c["count"].as_i64().unwrap(), c["place"]["city"].as_str().unwrap_or("—").to_owned()))
        .collect();
    out.sort_by(|a, b| b.cmp(a));
    out
}

fn cell(count: i64, city: &str) -> (i64, String) {
    (count, city.to_owned())
}

#[test]
fn a_list_stands_where_its_cities_are_and_every_figure_is_the_length_of_its_list() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        for (n, (country, region, city)) in [
            ("CN", "上海", "上海"),
            ("CN", "上海市", "上海市"),
            ("", "", "Shanghai"),
            ("CN", "江苏", "苏州"),
            ("CN", "浙江", ""),
            ("US", "CA", "San Francisco"),
            ("", "", ""),
            ("", "", "火星基地"),
            ("", "", "火星基地"),
        ]
        .into_iter()
        .enumerate()
        {
            make(
                &admin,
                &json!({"name": format!("客户{n}"), "country": country, "region": region, "city": city}),
            );
        }
        let world = map(&admin, "zoom=8");
        assert_eq!(
            (&world["total"], &world["inside"], &world["more"]),
            (&json!(9), &json!(6), &json!(false))
        );
        let counts: Vec<i64> = told(&world).iter().map(|(n, _)| *n).collect();
        assert_eq!(counts, [3, 1, 1, 1], "{world}");
        assert_eq!(told(&world)[1..], [cell(1, "苏州"), cell(1, "—"), cell(1, "San Francisco")]);
        // Three ways to write one city stand in one square.
        let shanghai = world["cells"].as_array().unwrap().iter().find(|c| c["count"] == 3).unwrap();
        assert_eq!(shanghai["places"], 1);
        assert!((shanghai["lat"].as_f64().unwrap() - 31.22).abs() < 0.1, "{shanghai}");
        // Far out they run together; the middle is that of the people.
        let far = map(&admin, "zoom=2");
        assert_eq!(told(&far).iter().map(|(n, _)| *n).collect::<Vec<_>>(), [5, 1]);
        assert_eq!(far["cells"][0]["places"], 3, "Shanghai, Suzhou, and the middle of Zhejiang");
        // Only what is in the box, and its rows.
        let box_ = "west=119&south=30.5&east=122&north=32&zoom=8&rows=10";
        let near = map(&admin, box_);
        assert_eq!(told(&near).len(), 2, "{near}");
        assert_eq!((&near["inside"], near["rows"].as_array().unwrap().len()), (&json!(4), 4));
        assert_eq!(near["bounds"], world["bounds"], "the whole list's, whatever the box");
        assert_eq!(near["areas"], world["areas"]);
        let count = |area: &str| {
            world["areas"].as_array().unwrap().iter().find(|a| a["area"] == area).map(|a| a["count"].clone())
        };
        assert_eq!(
            (count("CN"), count("CN.23"), count("CN.04"), count("CN.02"), count("US"), count("US.CA")),
            (Some(json!(5)), Some(json!(3)), Some(json!(1)), Some(json!(1)), Some(json!(1)), None)
        );
        let lone = near["cells"].as_array().unwrap().iter().find(|c| c["count"] == 1).unwrap();
        assert_eq!(lone["row"]["name"], "客户3", "one person is named");
        // Who stands nowhere, and why.
        let missing = &world["missing"];
        assert_eq!((&missing["empty"], &missing["unknown"]), (&json!(1), &json!(2)));
        assert_eq!(missing["places"][0]["place"]["city"], "火星基地");
        for (filter, n) in world["cells"]
            .as_array()
            .unwrap()
            .iter()
            .map(|c| (&c["filter"], &c["count"]))
            .chain([(&missing["filter"], &missing["empty"])])
            .chain([(&missing["places"][0]["filter"], &missing["places"][0]["count"])])
        {
            let list = admin.get(&format!("/api/people?filter={}", query(filter.as_str().unwrap()))).ok();
            assert_eq!(&list["total"], n, "{filter}");
        }
        // The list's own filter and words narrow the map, and stay in what it opens.
        let some = map(&admin, &format!("zoom=8&filter={}", query("city = \"上海\" or city = \"苏州\"")));
        assert_eq!((&some["total"], told(&some).len()), (&json!(2), 2));
        for one in some["cells"].as_array().unwrap() {
            let filter = one["filter"].as_str().unwrap();
            assert!(filter.starts_with("(city = \"上海\" or city = \"苏州\") and"), "{filter}");
            assert_eq!(admin.get(&format!("/api/people?filter={}", query(filter))).ok()["total"], 1);
        }
        assert_eq!(map(&admin, &format!("q={}", query("客户5")))["total"], 1);
        assert_eq!(admin.get("/api/people/map?filter=city%20%3D").code(), "filter");
        // Companies stand on a map of their own.
        admin.call("POST", "/api/companies", &json!({"name": "山茶", "city": "杭州"})).ok();
        let companies = admin.get("/api/companies/map?zoom=8&rows=5").ok();
        assert_eq!((&companies["inside"], &companies["rows"][0]["name"]), (&json!(1), &json!("山茶")));
        assert_eq!(companies["cells"][0]["row"]["name"], "山茶");
        p.app.stop();
    });
}

#[test]
fn a_field_places_closer_than_a_city_also_over_the_date_line() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        let (shop, home) = (geo_field(&admin, "门店"), geo_field(&admin, "住处"));
        for (name, place) in [("西", "-17.5,-179.5"), ("东", "-17.5,179.5"), ("远", "-17.5,170")] {
            make(&admin, &json!({"name": name, &shop: place, "city": "上海"}));
        }
        make(&admin, &json!({"name": "家", &home: "-17.6,179.4"}));
        make(&admin, &json!({"name": "城", "city": "上海"}));
        let fiji = map(&admin, "west=179&east=-179&south=-18&north=-17&zoom=12&rows=9");
        assert_eq!((&fiji["inside"], fiji["rows"].as_array().unwrap().len()), (&json!(3), 3), "{fiji}");
        assert_eq!(fiji["total"], 5);
        assert_eq!(fiji["fields"].as_array().unwrap().len(), 2);
        for one in fiji["cells"].as_array().unwrap() {
            assert_eq!(
                (&one["place"], &one["filter"]),
                (&Value::Null, &Value::Null),
                "no filter finds a point"
            );
            assert!(["西", "东", "家"].contains(&one["row"]["name"].as_str().unwrap()), "{one}");
        }
        let bounds = fiji["bounds"].as_array().unwrap().iter().map(|x| x.as_f64().unwrap().round() as i64);
        assert_eq!(bounds.collect::<Vec<_>>(), [-180, -18, 180, 31]);
        // Who has a point of their own does not stand in the city too, and its filter leaves them out.
        let china = map(&admin, "west=100&east=130&south=20&north=40&zoom=8&rows=9");
        assert_eq!((&china["inside"], &china["rows"][0]["name"]), (&json!(1), &json!("城")));
        let filter = china["cells"][0]["filter"].as_str().unwrap();
        assert_eq!(admin.get(&format!("/api/people?filter={}", query(filter))).ok()["total"], 1, "{filter}");
        // Nobody is lost between the squares at any zoom.
        for zoom in 0..=20 {
            let world = map(&admin, &format!("zoom={zoom}"));
            let sum: i64 = told(&world).iter().map(|(n, _)| n).sum();
            assert_eq!(sum, 5, "zoom {zoom}: {world}");
        }
        p.app.stop();
    });
}

#[test]
fn a_map_shows_nobody_whom_the_list_would_not_and_places_nobody_by_a_hidden_field() {
    on_both(|t| {
        let p = Program::new(t);
        let (admin, sales) = (p.sign_in("admin"), p.sign_in("sales"));
        let shop = geo_field(&admin, "门店");
        let owner = admin.get("/api/session").ok()["user"]["id"].clone();
        make(&admin, &json!({"name": "自由", "city": "上海"}));
        make(&admin, &json!({"name": "别人的", "city": "北京", "owner": owner}));
        make(&admin, &json!({"name": "别人的店", &shop: "30,104", "owner": owner}));
        assert_eq!(map(&admin, "zoom=8&rows=9")["inside"], 3);
        let seen = map(&sales, "zoom=8&rows=9");
        assert_eq!((&seen["total"], told(&seen)), (&json!(1), vec![cell(1, "上海")]));
        assert_eq!(seen["rows"].as_array().unwrap().len(), 1);
        assert!(!seen.to_string().contains("别人") && !seen.to_string().contains("北京"), "{seen}");
        assert_eq!(seen["areas"].as_array().unwrap().len(), 2, "a country and a province");
        // Of a hidden field nothing is told, and nothing is placed by it.
        let hide = |fields: Value| {
            let grants = json!({"see": "all", "hidden": fields});
            admin.call("PATCH", "/api/roles/sales", &json!({"grants": grants})).ok();
        };
        hide(json!(["city", shop]));
        let blind = map(&sales, "zoom=8&rows=9");
        assert_eq!((&blind["inside"], &blind["missing"]["empty"]), (&json!(0), &json!(3)), "{blind}");
        assert!(!blind.to_string().contains("上海") && !blind.to_string().contains("30,104"), "{blind}");
        assert_eq!(
            (&blind["fields"], &blind["areas"], &blind["bounds"]),
            (&json!([]), &json!([]), &Value::Null)
        );
        hide(json!(["city", "region", "country", shop]));
        assert_eq!(sales.get("/api/people/map").status.as_u16(), 403);
        p.app.stop();
    });
}

#[test]
fn numbers_that_are_none_are_refused_by_name() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        geo_field(&admin, "门店");
        for (what, fields) in [
            ("west=NaN", "west"),
            ("south=inf&north=-inf", "south north"),
            ("east=1e300&zoom=99", "east zoom"),
            ("west=%27%3B--&zoom=2.x", "west zoom"),
            ("south=10&north=5", "south"),
        ] {
            let refused = admin.get(&format!("/api/people/map?{what}"));
            assert_eq!((refused.status.as_u16(), refused.code()), (400, "invalid"), "{what}");
            let named: Vec<&str> = refused.body["fields"]
                .as_array()
                .unwrap()
                .iter()
                .map(|f| f["field"].as_str().unwrap())
                .collect();
            assert_eq!(named.join(" "), fields, "{what}");
        }
        assert_eq!(admin.get("/api/people/map?rows=-1").status.as_u16(), 400);
        assert_eq!(map(&admin, "rows=99999&zoom=20&west=180&east=-180")["rows"], json!([]));
        p.app.stop();
    });
}
