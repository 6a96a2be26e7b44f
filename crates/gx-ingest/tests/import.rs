//! Files in, and out again: at the HTTP border where that is what people use, else at the module's calls.

#![expect(clippy::unwrap_used, reason = "a test stops where its data is not as made")]

use std::io::Write as _;
use std::path::PathBuf;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use gx_http::{Kit, Live};
use gx_ingest::import::{self, ImportPlan, ImportProgress, Match, On, Update};
use gx_ingest::pipeline::Pipeline;
use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, IdKind, Problem};
use gx_people::edit;
use gx_store::access::Access;
use gx_store::{Store, StoreError, job};
use gx_testkit::{TestStore, on_both};
use serde_json::{Map, Value as Json, json};
use tower::ServiceExt;

fn data(path: &str) -> Option<Vec<u8>> {
    let folder = std::env::var("GUANXI_TEST_DATA").map_or_else(
        |_| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data"),
        PathBuf::from,
    );
    let file = folder.join(path);
    match std::fs::read(&file) {
        Ok(bytes) => Some(bytes),
        Err(e) => {
            eprintln!("SKIPPED: {} cannot be read ({e}); set GUANXI_TEST_DATA", file.display());
            None
        }
    }
}

fn upload(store: &Store, name: &str, body: impl AsRef<[u8]>, object: Option<ObjectKind>) -> Id {
    import::create(store, name, body.as_ref().to_vec(), None, object).unwrap()
}

fn plan_of(store: &Store, id: Id) -> ImportPlan {
    store.read(|tx| import::info(tx, id)).unwrap().plan
}

/// Starts an import under a plan and runs its job.
fn run(store: &Store, id: Id, plan: ImportPlan) -> ImportProgress {
    import::start(store, id, plan).unwrap();
    assert!(job::run_one(store, &import::handlers(&Live::default()), &|| false).unwrap());
    store.read(|tx| import::info(tx, id)).unwrap().progress.unwrap()
}

fn counts(p: &ImportProgress) -> [u64; 4] {
    [p.created, p.updated, p.same, p.refused]
}

fn number(store: &Store, sql: &str) -> i64 {
    store.read(|tx| tx.one(sql, &[])?.int(0)).unwrap()
}

fn word(store: &Store, sql: &str) -> Option<String> {
    store.read(|tx| Ok(tx.first(sql, &[])?.and_then(|r| r.opt_string(0).unwrap()))).unwrap()
}

fn problem(e: StoreError) -> Problem {
    e.to_problem()
}

fn target(plan: &mut ImportPlan, column: usize, target: Option<&str>) {
    for m in &mut plan.mapping {
        if m.column == column {
            m.target = target.map(str::to_owned);
        }
    }
}

/// Everything that a revert must bring back, as text.
fn picture(store: &Store) -> String {
    let all = |sql: &str| {
        let rows = store.read(|tx| tx.query(sql, &[])).unwrap();
        rows.iter().map(|r| format!("{:?}\n", r.0)).collect::<String>()
    };
    [
        "SELECT id, name, family_name, city, job_title, email, phone, member_no, sources, fields, interaction_count, order_count, order_total, currency, \
         first_seen_at, last_seen_at FROM person WHERE deleted_at IS NULL ORDER BY id",
        "SELECT i.id, i.person_id, i.kind, i.value, i.shared FROM identity i JOIN person p ON p.id = i.person_id \
         WHERE i.deleted_at IS NULL AND p.deleted_at IS NULL ORDER BY i.id",
        "SELECT id, person_id, kind FROM interaction ORDER BY id",
        "SELECT id, number, status, amount FROM orders WHERE deleted_at IS NULL ORDER BY id",
        "SELECT id, name, domain, industry, size FROM company WHERE deleted_at IS NULL ORDER BY id",
    ]
    .map(all)
    .concat()
}

const PEOPLE: &str = "姓名,手机,邮箱,城市,公司,会员号\n\
    林晓梅,138-0013-8001,lin@example.com,上海,云杉科技,M1\n\
    王芳,13900139002,,杭州,,M2\n\
    😀,13700137003,smile@example.com,,云杉科技,\n";

#[test]
fn people_come_in_once_and_go_again() {
    on_both(|t: &TestStore| {
        let store = &t.store;
        let before = picture(store);
        let id = upload(store, "会员.csv", PEOPLE, None);
        let info = store.read(|tx| import::info(tx, id)).unwrap();
        assert_eq!(info.object, ObjectKind::Person);
        let targets: Vec<_> =
            info.plan.mapping.iter().map(|m| m.target.clone().unwrap_or_default()).collect();
        assert_eq!(targets, ["name", "phone", "email", "city", "company", "member_no"]);
        let p = run(store, id, info.plan.clone());
        assert_eq!(counts(&p), [3, 0, 0, 0]);
        assert_eq!((p.done, p.total, p.ended_at.is_some()), (3, 3, true));
        assert_eq!(number(store, "SELECT COUNT(*) FROM company WHERE deleted_at IS NULL"), 1);
        assert_eq!(
            number(store, "SELECT COUNT(*) FROM edge WHERE kind = 'works_at' AND deleted_at IS NULL"),
            2
        );
        let phone = word(store, "SELECT phone FROM person WHERE name = '林晓梅'");
        assert_eq!(phone.as_deref(), Some("+8613800138001"));
        // The same file again says nothing new, and changes nothing.
        let first = picture(store);
        let again = upload(store, "会员.csv", PEOPLE, None);
        assert_eq!(counts(&run(store, again, plan_of(store, again))), [0, 0, 3, 0]);
        assert_eq!(picture(store), first);
        import::revert(store, &Access::system(), again, &On::Refuse).unwrap();
        assert_eq!(picture(store), first);
        let undone = import::revert(store, &Access::system(), id, &On::Refuse).unwrap();
        assert!(undone.conflicts.is_empty() && undone.undone >= 3);
        assert_eq!(picture(store), before);
        let twice = import::revert(store, &Access::system(), id, &On::Refuse).unwrap_err();
        assert_eq!(problem(twice).code, "already_undone");
        // And may come again after it went.
        let third = upload(store, "会员.csv", PEOPLE, None);
        assert_eq!(counts(&run(store, third, plan_of(store, third))), [3, 0, 0, 0]);
    });
}

#[test]
fn known_people_are_filled_or_overwritten_and_restored() {
    on_both(|t| {
        let store = &t.store;
        let id = upload(store, "a.csv", PEOPLE, None);
        run(store, id, plan_of(store, id));
        let before = picture(store);
        let more = "姓名,邮箱,城市,职位,会员号,手机\n\
            林小梅,lin@example.com,北京,经理,M1,13612345678\n新人,new@example.com,成都,,M9,\n";
        let fill = upload(store, "b.csv", more, None);
        t.clock.advance(1_000_000);
        assert_eq!(counts(&run(store, fill, plan_of(store, fill))), [1, 1, 0, 0]);
        assert_eq!(word(store, "SELECT city FROM person WHERE member_no = 'M1'").as_deref(), Some("上海"));
        assert_eq!(
            word(store, "SELECT job_title FROM person WHERE member_no = 'M1'").as_deref(),
            Some("经理")
        );
        import::revert(store, &Access::system(), fill, &On::Refuse).unwrap();
        assert_eq!(picture(store), before);

        let over = upload(store, "b.csv", more, None);
        let mut plan = plan_of(store, over);
        plan.options.update = Update::Overwrite;
        assert_eq!(counts(&run(store, over, plan)), [1, 1, 0, 0]);
        assert_eq!(word(store, "SELECT city FROM person WHERE member_no = 'M1'").as_deref(), Some("北京"));
        import::revert(store, &Access::system(), over, &On::Refuse).unwrap();
        assert_eq!(picture(store), before);
    });
}

#[test]
fn later_edits_are_conflicts_and_never_overwritten_silently() {
    on_both(|t| {
        let store = &t.store;
        let id = upload(store, "a.csv", PEOPLE, None);
        run(store, id, plan_of(store, id));
        let lin = Id(number(store, "SELECT id FROM person WHERE member_no = 'M1'"));
        t.clock.advance(1_000_000);
        let staff = Access::user(Id(77), Access::system().grants().clone());
        let set = Map::from_iter([("city".to_owned(), json!("苏州"))]);
        store.write(|tx| edit::change(tx, store, &staff, lin, &set)).unwrap();

        let e = problem(import::revert(store, &Access::system(), id, &On::Refuse).unwrap_err());
        assert_eq!((e.status, e.code.as_str()), (409, "undo_conflict"));
        let conflicts = e.detail["conflicts"].as_array().unwrap();
        assert_eq!(conflicts.len(), 1);
        assert_eq!(conflicts[0]["field"], "city");
        assert_eq!(conflicts[0]["id"], lin.show(IdKind::Person));
        assert_eq!(conflicts[0]["now"], "苏州");
        let living = "SELECT COUNT(*) FROM person WHERE deleted_at IS NULL";
        assert_eq!(number(store, living), 3, "a refused revert changes nothing");

        let kept = import::revert(store, &Access::system(), id, &On::Force(Vec::new())).unwrap();
        assert_eq!(kept.skipped, 1);
        assert_eq!(number(store, living), 1);
        let city = word(store, "SELECT city FROM person WHERE deleted_at IS NULL");
        assert_eq!(city.as_deref(), Some("苏州"));
        let held =
            format!("SELECT COUNT(*) FROM identity WHERE deleted_at IS NULL AND person_id = {}", lin.0);
        assert_eq!(number(store, &held), 3, "who stays keeps their addresses");

        // A value given to a known person, then edited by staff: named, it is taken back.
        let more = "会员号,邮箱,职位\nM1,lin@example.com,经理\n";
        let over = upload(store, "b.csv", more, Some(ObjectKind::Person));
        assert_eq!(counts(&run(store, over, plan_of(store, over))), [0, 1, 0, 0]);
        t.clock.advance(1_000_000);
        let set = Map::from_iter([("job_title".to_owned(), json!("总监"))]);
        store.write(|tx| edit::change(tx, store, &staff, lin, &set)).unwrap();
        let e = problem(import::revert(store, &Access::system(), over, &On::Refuse).unwrap_err());
        assert_eq!(e.detail["conflicts"][0]["ours"], "经理");
        let force = vec![format!("{}.job_title", lin.show(IdKind::Person))];
        import::revert(store, &Access::system(), over, &On::Force(force)).unwrap();
        assert_eq!(word(store, "SELECT job_title FROM person WHERE member_no = 'M1'"), None);
    });
}

#[test]
fn febrl_comes_in_whole_and_twice_is_once() {
    let Some(bytes) = data("people/febrl2.csv") else { return };
    on_both(|t| {
        let store = &t.store;
        let id = upload(store, "febrl2.csv", &bytes, None);
        let plan = plan_of(store, id);
        assert_eq!(plan.object, ObjectKind::Person);
        let own = plan.mapping.iter().any(|m| m.target.as_deref() == Some("external:febrl"));
        assert!(own, "{:?}", plan.mapping);
        let p = run(store, id, plan);
        let rows = String::from_utf8_lossy(&bytes).lines().count() as u64 - 1;
        assert_eq!(p.created + p.refused, rows);
        assert!(p.refused * 100 < rows, "{} of {rows} rows refused", p.refused);
        assert_eq!(number(store, "SELECT COUNT(*) FROM person") as u64, p.created);
        assert_eq!(number(store, "SELECT COUNT(*) FROM import_refused") as u64, p.refused);
        let again = upload(store, "febrl2.csv", &bytes, None);
        let q = run(store, again, plan_of(store, again));
        assert_eq!(counts(&q), [0, 0, p.created, p.refused]);
        import::revert(store, &Access::system(), id, &On::Refuse).unwrap();
        assert_eq!(number(store, "SELECT COUNT(*) FROM person WHERE deleted_at IS NULL"), 0);
    });
}

#[test]
fn orders_find_their_people_by_number() {
    let Some(bytes) = data("orders/cdnow_sample.csv") else { return };
    on_both(|t| {
        let store = &t.store;
        let people = "姓名,customer_id\n林晓梅,00004\n王芳,00021\n";
        let first = upload(store, "people.csv", people, Some(ObjectKind::Person));
        let mut plan = plan_of(store, first);
        target(&mut plan, 0, Some("name"));
        target(&mut plan, 1, Some("external:cdnow"));
        run(store, first, plan);
        let before = picture(store);

        let id = upload(store, "cdnow_sample.csv", &bytes, None);
        let mut plan = plan_of(store, id);
        assert_eq!(plan.object, ObjectKind::Order);
        target(&mut plan, 0, Some("person.external:cdnow"));
        target(&mut plan, 1, None);
        plan.options.currency = "USD".into();
        let text = String::from_utf8(bytes.clone()).unwrap();
        let lines: Vec<&str> = text.lines().skip(1).filter(|l| !l.is_empty()).collect();
        let p = run(store, id, plan.clone());
        assert_eq!(counts(&p), [lines.len() as u64, 0, 0, 0], "equal rows of one day are two purchases");
        assert_eq!(number(store, "SELECT COUNT(*) FROM orders") as usize, lines.len());
        let of_four: Vec<f64> = lines
            .iter()
            .filter(|l| l.starts_with("00004,"))
            .map(|l| l.rsplit(',').next().unwrap().parse().unwrap())
            .collect();
        let sql = "SELECT order_count, order_total, interaction_count FROM person WHERE name = '林晓梅'";
        let row = store.read(|tx| tx.one(sql, &[])).unwrap();
        assert_eq!(row.int(0).unwrap() as usize, of_four.len());
        assert_eq!(row.int(1).unwrap(), (of_four.iter().sum::<f64>() * 10_000.0).round() as i64);
        assert_eq!(row.int(2).unwrap() as usize, of_four.len());
        assert_eq!(word(store, "SELECT currency FROM orders LIMIT 1").as_deref(), Some("USD"));

        let again = upload(store, "cdnow_sample.csv", &bytes, None);
        assert_eq!(counts(&run(store, again, plan)), [0, 0, lines.len() as u64, 0]);
        assert_eq!(number(store, "SELECT COUNT(*) FROM interaction") as usize, lines.len());

        import::revert(store, &Access::system(), id, &On::Refuse).unwrap();
        assert_eq!(picture(store), before);
    });
}

#[test]
fn a_run_that_died_goes_on_and_doubles_nothing() {
    on_both(|t| {
        let store = &t.store;
        let mut file = String::from("name,email\n");
        for i in 0..4500 {
            file.push_str(&format!("Person {i},p{i}@example.com\n"));
        }
        let id = upload(store, "many.csv", &file, None);
        import::start(store, id, plan_of(store, id)).unwrap();
        // The process dies after the first group: the run ends before the second is written.
        let seen = std::cell::Cell::new(0);
        let died = import::run_to_end(store, id, None, &|p| seen.set(p.done), &|| seen.get() > 0);
        assert!(died.is_err());
        assert_eq!(number(store, "SELECT COUNT(*) FROM person"), 2000);
        assert_eq!(store.read(|tx| import::info(tx, id)).unwrap().state, "running");
        let p = import::run_to_end(store, id, None, &|_| {}, &|| false).unwrap();
        assert_eq!(counts(&p), [4500, 0, 0, 0]);
        assert_eq!(number(store, "SELECT COUNT(*) FROM person"), 4500);

        // Orders without numbers, in equal rows: their names hold over the break.
        let mut file = String::from("email,date,amount\n");
        for i in 0..3000 {
            file.push_str(&format!("p{}@example.com,2026-01-0{},9.90\n", i % 7, i % 3 + 1));
        }
        let id = upload(store, "orders.csv", &file, Some(ObjectKind::Order));
        import::start(store, id, plan_of(store, id)).unwrap();
        seen.set(0);
        assert!(import::run_to_end(store, id, None, &|p| seen.set(p.done), &|| seen.get() > 0).is_err());
        let p = import::run_to_end(store, id, None, &|_| {}, &|| false).unwrap();
        assert_eq!(counts(&p), [3000, 0, 0, 0]);
        assert_eq!(number(store, "SELECT COUNT(*) FROM orders"), 3000);
        // The jobs of both find nothing left to do.
        let handlers = import::handlers(&Live::default());
        while job::run_one(store, &handlers, &|| false).unwrap() {}
        let again = upload(store, "orders.csv", &file, Some(ObjectKind::Order));
        assert_eq!(counts(&run(store, again, plan_of(store, again))), [0, 0, 3000, 0]);
    });
}

#[test]
fn one_process_runs_an_import_and_the_other_leaves_it() {
    on_both(|t| {
        let store = &t.store;
        let mut file = String::from("name,email\n");
        for i in 0..6500 {
            file.push_str(&format!("Person {i},p{i}@example.com\n"));
        }
        // From the command line while a server looks for jobs: the lease is taken with the start.
        let id = upload(store, "many.csv", &file, None);
        let handlers = import::handlers(&Live::default());
        let served = std::cell::Cell::new(false);
        let tell = |_: &ImportProgress| {
            served.set(served.get() || job::run_one(store, &handlers, &|| false).unwrap());
        };
        let p = import::run_here(store, id, plan_of(store, id), &tell).unwrap();
        assert_eq!((counts(&p), served.get()), ([6500, 0, 0, 0], false));
        assert_eq!(number(store, "SELECT COUNT(*) FROM job WHERE kind = 'import.run' AND state = 'done'"), 1);

        // A lease that ran out under a slow process: whoever comes second writes nothing.
        let id = upload(
            store,
            "more.csv",
            file.replace("Person", "Other").replace("@example.com", "@example.org"),
            None,
        );
        import::start(store, id, plan_of(store, id)).unwrap();
        let once = std::cell::Cell::new(false);
        let slow = |_: &ImportProgress| {
            if !once.replace(true) {
                let p = import::run_to_end(store, id, None, &|_| {}, &|| false).unwrap();
                assert_eq!(counts(&p), [6500, 0, 0, 0]);
            }
        };
        let refused = import::run_to_end(store, id, None, &slow, &|| false).unwrap_err();
        assert_eq!(refused.to_problem().code, "taken_over");
        assert_eq!(number(store, "SELECT COUNT(*) FROM person"), 13_000);
        let p = store.read(|tx| import::info(tx, id)).unwrap();
        assert_eq!((p.state.as_str(), counts(&p.progress.unwrap())), ("done", [6500, 0, 0, 0]));
    });
}

#[test]
fn odd_files_are_read_or_refused_with_the_place() {
    let t = gx_testkit::sqlite();
    let store = &t.store;
    let text = "姓名,手机,城市\n林晓梅,13800138001,上海\n王芳,13900139002,杭州\n";
    let (bytes, _, _) = encoding_rs::GB18030.encode(text);
    let id = upload(store, "gb.csv", &bytes, None);
    let info = store.read(|tx| import::info(tx, id)).unwrap();
    assert!(info.encoding.to_lowercase().starts_with("gb"), "{}", info.encoding);
    assert_eq!(counts(&run(store, id, info.plan)), [2, 0, 0, 0]);
    assert_eq!(number(store, "SELECT COUNT(*) FROM person WHERE name = '林晓梅' AND city = '上海'"), 1);

    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    let plain = rust_xlsxwriter::Format::new();
    sheet.merge_range(0, 0, 1, 0, "姓名", &plain).unwrap();
    sheet.merge_range(0, 1, 0, 2, "联系方式", &plain).unwrap();
    sheet.write_string(1, 1, "手机").unwrap();
    sheet.write_string(1, 2, "邮箱").unwrap();
    let rows = [["赵云", "13700137001", "zhao@example.com"], ["孙尚香", "13700137002", "sun@example.com"]];
    for (row, cells) in (2..).zip(rows) {
        for (column, cell) in (0..).zip(cells) {
            sheet.write_string(row, column, cell).unwrap();
        }
    }
    let id = upload(store, "merged.xlsx", book.save_to_buffer().unwrap(), None);
    let info = store.read(|tx| import::info(tx, id)).unwrap();
    assert!(info.notices.iter().any(|n| n.code == "merged_header"), "{:?}", info.notices);
    assert_eq!(counts(&run(store, id, info.plan)), [2, 0, 0, 0]);
    let phone = word(store, "SELECT phone FROM person WHERE name = '赵云'");
    assert_eq!(phone.as_deref(), Some("+8613700137001"));

    // A truncated gzip: refused whole with its code, or everything before the break is kept and the break is said.
    let mut text = String::from("name,email\n");
    for i in 0..50_000_u64 {
        text.push_str(&format!("Person {i},q{}@example.com\n", i * 7919 % 100_003));
    }
    let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    gz.write_all(text.as_bytes()).unwrap();
    let whole = gz.finish().unwrap();
    match import::create(store, "cut.csv.gz", whole[..whole.len() / 2].to_vec(), None, None) {
        Err(e) => assert_eq!(problem(e).code, "truncated_gzip"),
        Ok(id) => {
            let p = run(store, id, plan_of(store, id));
            let info = store.read(|tx| import::info(tx, id)).unwrap();
            assert_eq!(info.state, "failed");
            assert!(info.error.unwrap().contains("ends in its middle"));
            assert!(p.created > 1000 && p.refused >= 1);
        }
    }
    let e = import::create(store, "a.pdf", b"%PDF-1.7 ...".to_vec(), None, None).unwrap_err();
    assert_eq!(problem(e).code, "not_a_table");
}

#[test]
fn bad_rows_say_why_and_good_ones_go_on() {
    let t = gx_testkit::sqlite();
    let store = &t.store;
    let file = "name,email,phone,birthday,gender\n\
        A,a@example.com,+8613800138001,31/12/1990,f\n\
        B,b@example.com,,2090-01-01,m\n\
        C,not-a-mail,,1/2/1990,m\n\
        D,,12,12-Mar-1990,m\n\
        ,,,19900612,f\n\
        E,e@example.com,,1990年6月12日,女\n\
        F,f@example.com,,\"Jun 12, 1990\",?\n";
    let id = upload(store, "bad.csv", file, Some(ObjectKind::Person));
    let p = run(store, id, plan_of(store, id));
    assert_eq!(counts(&p), [2, 0, 0, 5]);
    assert_eq!(word(store, "SELECT birth_date FROM person WHERE name = 'A'").as_deref(), Some("1990-12-31"));
    assert_eq!(word(store, "SELECT birth_date FROM person WHERE name = 'E'").as_deref(), Some("1990-06-12"));
    let (_, csv) = store.read(|tx| import::refused_csv(tx, id)).unwrap();
    let csv = String::from_utf8(csv).unwrap();
    let wanted = [
        "line,reason,name,email",
        "not after today",
        "birthday: ",
        "email: ",
        "phone: ",
        "gender: ",
        "needs a name",
    ];
    for wanted in wanted {
        assert!(csv.contains(wanted), "{wanted} in {csv}");
    }
    assert_eq!(csv.lines().count(), 6);
    let (rows, next) = store.read(|tx| import::refused_page(tx, id, 0)).unwrap();
    assert_eq!((rows.len(), next), (5, None));
    assert_eq!((rows[0].line, rows[0].cells[0].as_str(), rows[0].problems[0].column), (3, "B", Some(3)));
    assert_eq!(store.read(|tx| import::refused_page(tx, id, 6)).unwrap().0.len(), 1, "after a line");

    // Phones without a country, when none is chosen.
    let file = "name,phone\nG,13800138009\nH,+1 212 555 0188\n";
    let id = upload(store, "p.csv", file, Some(ObjectKind::Person));
    let mut plan = plan_of(store, id);
    plan.options.country = String::new();
    assert_eq!(counts(&run(store, id, plan)), [1, 0, 0, 1]);
}

#[test]
fn likeness_finds_the_same_person_and_two_numbers_forbid_it() {
    on_both(|t| {
        let store = &t.store;
        let first = "name,birthday,address,city,email,member no\n\
            Victoria White,1953-06-25,63 Fihelly Street,Greenacre,vic@example.com,M1\n\
            林晓梅,1990-06-12,中山路18号,上海,lin@example.com,M2\n";
        let id = upload(store, "a.csv", first, Some(ObjectKind::Person));
        run(store, id, plan_of(store, id));
        let before = picture(store);
        let second = "name,birthday,address,city,email\n\
            Victoria White,1953-06-25,63 Fihelly Street,Greenacre,white@example.org\n\
            林晓梅,1990-06-12,中山路18号,上海,xm@example.org\n\
            Victor Whitman,1988-01-02,1 Other Road,Perth,vw@example.org\n";
        let id = upload(store, "b.csv", second, Some(ObjectKind::Person));
        let shown = import::preview(store, &Access::system(), id, plan_of(store, id)).unwrap();
        let outcomes: Vec<&str> = shown.rows.iter().map(|r| r.outcome.as_text()).collect();
        assert_eq!(outcomes, ["same", "same", "new"]);
        assert!(shown.rows[0].why.iter().any(|e| e.weight > 0.0 && e.field == "birth_date"));
        assert_eq!(shown.rows[1].person.as_ref().unwrap().name, "林晓梅");
        assert_eq!(picture(store), before, "a preview keeps nothing");
        assert_eq!(counts(&run(store, id, plan_of(store, id))), [1, 2, 0, 0]);
        assert_eq!(number(store, "SELECT COUNT(*) FROM person WHERE deleted_at IS NULL"), 3);
        import::revert(store, &Access::system(), id, &On::Refuse).unwrap();
        assert_eq!(picture(store), before);

        let other = "name,birthday,address,city,member no\n\
            Victoria White,1953-06-25,63 Fihelly Street,Greenacre,M7\n";
        let id = upload(store, "c.csv", other, Some(ObjectKind::Person));
        assert_eq!(counts(&run(store, id, plan_of(store, id))), [1, 0, 0, 0]);
        // By ids alone nobody is alike.
        let id = upload(store, "b.csv", second, Some(ObjectKind::Person));
        let mut plan = plan_of(store, id);
        plan.options.matching = Match::Ids;
        assert_eq!(counts(&run(store, id, plan)), [3, 0, 0, 0]);
    });
}

#[test]
fn companies_and_interactions_come_in_and_go() {
    on_both(|t| {
        let store = &t.store;
        let file = "公司名称,网址,行业,城市\n云杉科技,https://www.yunshan.cn/about,软件,上海\n\
            Acme Ltd,acme.com,Tools,London\n云杉科技,yunshan.cn,,杭州\n";
        let id = upload(store, "companies.csv", file, Some(ObjectKind::Company));
        assert_eq!(counts(&run(store, id, plan_of(store, id))), [2, 0, 1, 0]);
        let more = "name,domain,industry,size\nAcme,acme.com,Machines,120\n";
        let second = upload(store, "more.csv", more, Some(ObjectKind::Company));
        let before = picture(store);
        assert_eq!(counts(&run(store, second, plan_of(store, second))), [0, 1, 0, 0]);
        assert_eq!(number(store, "SELECT size FROM company WHERE domain = 'acme.com'"), 120);
        import::revert(store, &Access::system(), second, &On::Refuse).unwrap();
        assert_eq!(picture(store), before);

        let people = upload(store, "people.csv", PEOPLE, None);
        run(store, people, plan_of(store, people));
        let before = picture(store);
        let calls = "会员号,时间,类型,内容\nM1,2026-11-01 10:30,电话,问发货时间\nM2,2026-11-02,到店,\n\
            M1,2026-11-01 10:30,电话,问发货时间\nM1,soon,电话,x\n";
        let id = upload(store, "calls.csv", calls, Some(ObjectKind::Interaction));
        let mut plan = plan_of(store, id);
        for (column, to) in ["person.member_no", "occurred_at", "kind", "text"].iter().enumerate() {
            target(&mut plan, column, Some(to));
        }
        assert_eq!(counts(&run(store, id, plan.clone())), [3, 0, 0, 1]);
        let asked = "SELECT COUNT(*) FROM interaction WHERE kind = 'call' AND text = '问发货时间'";
        assert_eq!(number(store, asked), 2);
        let again = upload(store, "calls.csv", calls, Some(ObjectKind::Interaction));
        assert_eq!(counts(&run(store, again, plan)), [0, 0, 3, 1]);
        import::revert(store, &Access::system(), id, &On::Refuse).unwrap();
        assert_eq!(picture(store), before);

        // By name: one is found, none is not made up.
        let named = "person,date,amount\n林晓梅,2026-11-03,12.50\n无此人,2026-11-03,1\n";
        let id = upload(store, "named.csv", named, Some(ObjectKind::Order));
        let mut plan = plan_of(store, id);
        for (column, to) in ["person.name", "placed_at", "amount"].iter().enumerate() {
            target(&mut plan, column, Some(to));
        }
        assert_eq!(counts(&run(store, id, plan)), [1, 0, 0, 1]);
        assert_eq!(number(store, "SELECT order_total FROM person WHERE name = '林晓梅'"), 125_000);
    });
}

struct Api {
    router: Router,
    runtime: tokio::runtime::Runtime,
}

impl Api {
    fn open(store: &Store, grants: &gx_store::access::Grants) -> Self {
        let kit =
            Kit::new(store.clone(), false, gx_http::seal::Seal::new(store.secret()), Default::default());
        let pipeline = Pipeline::start(store.clone(), std::sync::Arc::new(|_, _| {}));
        store
            .write(|tx| {
                let text = serde_json::to_string(grants).unwrap();
                tx.execute("INSERT INTO role (key, name, grants) VALUES ('r', 'R', $1)", &[text.into()])?;
                let user = gx_http::auth::create_user(tx, store, "mei", "梅", "r", "-", false)?;
                gx_http::auth::open_session(tx, store, user, "token", None)
            })
            .unwrap();
        Self {
            router: gx_ingest::api::routes(pipeline).with_state(kit),
            runtime: tokio::runtime::Builder::new_multi_thread()
                .worker_threads(2)
                .enable_all()
                .build()
                .unwrap(),
        }
    }

    fn call(&self, method: &str, path: &str, body: impl Into<Body>, json: bool) -> (StatusCode, Vec<u8>) {
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header("cookie", "gx_session=token")
            .header("x-guanxi", "1");
        if json {
            request = request.header("content-type", "application/json");
        }
        let request = request.body(body.into()).unwrap();
        self.runtime.block_on(async {
            let answer = self.router.clone().oneshot(request).await.unwrap();
            let status = answer.status();
            (status, axum::body::to_bytes(answer.into_body(), 1 << 26).await.unwrap().to_vec())
        })
    }

    fn json(&self, method: &str, path: &str, body: &Json) -> (StatusCode, Json) {
        let (status, bytes) = self.call(method, path, body.to_string(), true);
        (status, serde_json::from_slice(&bytes).unwrap_or_default())
    }
}

#[test]
fn the_screens_can_do_all_of_it() {
    on_both(|t| {
        let store = &t.store;
        let api = Api::open(store, Access::system().grants());
        let body = format!("{PEOPLE}X,12,bad,,,\n");
        let (status, bytes) = api.call("POST", "/api/imports?name=%E4%BC%9A%E5%91%98.csv", body, false);
        let info: Json = serde_json::from_slice(&bytes).unwrap();
        assert_eq!((status, info["state"].as_str()), (StatusCode::OK, Some("uploaded")), "{info}");
        assert_eq!(info["by"]["name"], "梅");
        assert_eq!(info["columns"][0]["samples"][0], "林晓梅");
        assert_eq!(info["plan"]["options"]["match"], "ids_and_likeness");
        let path = format!("/api/imports/{}", info["id"].as_str().unwrap());

        let (status, shown) = api.json("POST", &format!("{path}/preview"), &info["plan"]);
        assert_eq!(status, StatusCode::OK, "{shown}");
        assert_eq!(shown["summary"], json!({"new": 3, "refused": 1, "same": 0, "update": 0}));
        let problems = shown["rows"][3]["problems"].as_array().unwrap();
        assert_eq!(problems.iter().map(|p| p["column"].as_u64().unwrap()).collect::<Vec<_>>(), [1, 2]);
        assert_eq!(number(store, "SELECT COUNT(*) FROM person"), 0);

        let wrong =
            json!({"object": "order", "mapping": [{"column": 0, "target": "nonsense"}], "options": {}});
        let (status, e) = api.json("POST", &format!("{path}/preview"), &wrong);
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(e["fields"][0]["code"], "unknown_target");

        let (status, started) = api.json("POST", &format!("{path}/start"), &info["plan"]);
        assert_eq!((status, started["state"].as_str()), (StatusCode::OK, Some("running")));
        assert_eq!(api.json("POST", &format!("{path}/start"), &info["plan"]).0, StatusCode::CONFLICT);
        job::run_one(store, &import::handlers(&Live::default()), &|| false).unwrap();
        let (_, done) = api.json("GET", &path, &Json::Null);
        assert_eq!((done["state"].as_str(), done["progress"]["created"].as_u64()), (Some("done"), Some(3)));
        let (_, list) = api.json("GET", "/api/imports", &Json::Null);
        assert_eq!(list.as_array().unwrap().len(), 1);
        let (_, csv) = api.call("GET", &format!("{path}/refused.csv"), Body::empty(), false);
        assert!(String::from_utf8(csv).unwrap().contains("X,12,bad"));
        assert_eq!(api.json("DELETE", &path, &Json::Null).0, StatusCode::CONFLICT);
        let (status, undone) = api.json("POST", &format!("{path}/revert"), &json!({}));
        assert_eq!(status, StatusCode::OK, "{undone}");
        assert!(undone["batch"].as_str().unwrap().starts_with("bat_"));
        assert_eq!(api.json("GET", &path, &Json::Null).1["state"], "reverted");
        assert_eq!(number(store, "SELECT COUNT(*) FROM person WHERE deleted_at IS NULL"), 0);

        let (_, bytes) = api.call("POST", "/api/imports?name=b.csv", "name\nA\n", false);
        let other: Json = serde_json::from_slice(&bytes).unwrap();
        let path = format!("/api/imports/{}", other["id"].as_str().unwrap());
        assert_eq!(api.json("DELETE", &path, &Json::Null).0, StatusCode::OK);
        assert_eq!(api.json("GET", &path, &Json::Null).0, StatusCode::NOT_FOUND);
    });
}

#[test]
fn without_the_right_nothing_is_taken() {
    let t = gx_testkit::sqlite();
    let mut grants = Access::system().grants().clone();
    grants.may.retain(|w| w != "import");
    let api = Api::open(&t.store, &grants);
    assert_eq!(api.call("POST", "/api/imports?name=a.csv", PEOPLE, false).0, StatusCode::FORBIDDEN);
    assert_eq!(api.json("GET", "/api/imports", &Json::Null).0, StatusCode::FORBIDDEN);
}

const FAMILIES: [&str; 15] =
    ["王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "胡", "朱", "高"];
const GIVEN: [&str; 19] = [
    "伟", "芳", "娜", "秀英", "敏", "静", "丽", "强", "磊", "军", "洋", "勇", "艳", "杰", "娟", "涛", "明",
    "超", "晓梅",
];
const CITIES: [&str; 7] = ["上海", "北京", "杭州", "成都", "广州", "深圳", "南京"];

fn many(from: usize) -> String {
    let mut out = String::from("姓名,手机,邮箱,城市,地址,生日,会员号\n");
    for i in 0..100_000_usize {
        let n = i + from;
        out.push_str(&format!(
            "{}{}{},1{},p{n}@example.com,{},中山路{}号{}室,{}-{:02}-{:02},M{n:07}\n",
            FAMILIES[i % 15],
            GIVEN[i / 15 % 19],
            GIVEN[i / 285 % 19],
            3_000_000_000_u64 + n as u64 * 7,
            CITIES[i % 7],
            i % 900 + 1,
            i % 30,
            1950 + i % 55,
            i % 12 + 1,
            i % 28 + 1
        ));
    }
    out
}

/// `cargo test --release -p gx-ingest --test import -- --ignored --nocapture cost`
#[test]
#[ignore = "a measurement"]
fn cost_of_a_hundred_thousand() {
    on_both(|t| {
        let store = &t.store;
        let lap = |what: &str, at: std::time::Instant| {
            eprintln!("{:>9}: {what}: {:.2} s", t.name, at.elapsed().as_secs_f64());
        };
        let start = std::time::Instant::now();
        let id = upload(store, "many.csv", many(0), None);
        lap("upload and detection", start);
        let start = std::time::Instant::now();
        let p = run(store, id, plan_of(store, id));
        lap("run of 100,000 new people", start);
        assert_eq!(counts(&p), [100_000, 0, 0, 0]);
        let start = std::time::Instant::now();
        let again = upload(store, "many.csv", many(0), None);
        assert_eq!(counts(&run(store, again, plan_of(store, again))), [0, 0, 100_000, 0]);
        lap("the same file again", start);
        let start = std::time::Instant::now();
        let like = upload(store, "other.csv", many(500_000), None);
        let p = run(store, like, plan_of(store, like));
        lap(&format!("100,000 others beside them, by likeness {:?}", counts(&p)), start);
        let start = std::time::Instant::now();
        import::revert(store, &Access::system(), like, &On::Refuse).unwrap();
        lap("revert of those", start);
        let start = std::time::Instant::now();
        import::revert(store, &Access::system(), id, &On::Refuse).unwrap();
        lap("revert of 100,000", start);
        assert_eq!(number(store, "SELECT COUNT(*) FROM person WHERE deleted_at IS NULL"), 0);
    });
}
