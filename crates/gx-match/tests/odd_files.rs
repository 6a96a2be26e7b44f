//! Files that are small, odd or broken: the matcher says so or gives a sane answer, never nonsense.

use gx_match::{
    Column, DedupeError, DedupeOptions, DedupeResult, Kind, Model, Outcome, Record, Schema, blocking_keys,
    cluster, dedupe_csv, evidence_codes, find_pairs, learn, score_pair,
};

fn run(csv: &str) -> DedupeResult {
    let options = DedupeOptions { id_column: Some("id".into()), ..DedupeOptions::default() };
    dedupe_csv(csv.as_bytes(), &options, &|_, _| {}).expect("it works")
}

fn pairs(csv: &str) -> Vec<(String, String)> {
    run(csv).pairs.into_iter().map(|p| (p.id_a, p.id_b)).collect()
}

fn pair(a: &str, b: &str) -> (String, String) {
    (a.into(), b.into())
}

#[test]
fn two_rows_are_enough_to_see_one_person() {
    let head = "id,given_name,surname,date_of_birth,phone\n";
    assert_eq!(
        pairs(&format!("{head}1,Ann,Lee,1990-03-17,13800138000\n2,Anne,Lee,1990-03-17,+86 13800138000\n")),
        [pair("1", "2")]
    );
    assert_eq!(
        pairs(&format!("{head}1,Ann,Lee,1990-03-17,13800138000\n2,Bob,Orr,1951-11-02,13912345678\n")),
        []
    );
}

#[test]
fn no_rows_and_one_row_have_no_pairs() {
    assert!(run("id,name\n").pairs.is_empty());
    assert_eq!(run("id,name\n7,Ann\n").clusters, [pair("7", "7")]);
    let empty = dedupe_csv("".as_bytes(), &DedupeOptions::default(), &|_, _| {});
    assert!(matches!(empty, Err(DedupeError::Empty)));
}

#[test]
fn a_missing_id_column_is_named_with_those_there_are() {
    let options = DedupeOptions { id_column: Some("key".into()), ..DedupeOptions::default() };
    let error = dedupe_csv("id,name\n1,Ann\n".as_bytes(), &options, &|_, _| {}).expect_err("no such column");
    assert_eq!(error.to_string(), "there is no column \"key\"; the columns are id, name");
}

#[test]
fn the_id_is_no_evidence() {
    let body = "Ann,Lee,1990-03-17\nAnn,Lee,1990-03-17\nBob,Orr,1951-11-02\nCyd,Fox,1940-01-30\n";
    let with = |ids: [&str; 4]| {
        let rows: String = body.lines().zip(ids).map(|(l, i)| format!("{i},{l}\n")).collect();
        run(&format!("id,given_name,surname,date_of_birth\n{rows}"))
            .pairs
            .iter()
            .map(|p| p.probability)
            .collect::<Vec<_>>()
    };
    assert_eq!(with(["1", "2", "3", "4"]), with(["x", "x", "x", "x"]));
}

#[test]
fn strangers_stay_strangers_in_a_file_without_duplicates() {
    let mut csv = "id,given_name,surname,city,date_of_birth\n".to_owned();
    let (given, family) = (
        ["ann", "bob", "cyd", "dan", "eve", "fay", "gus"],
        ["lee", "orr", "fox", "day", "cox", "may", "kay", "ash"],
    );
    let mut state = 5_u64;
    let mut below = |n: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % n
    };
    for i in 0..400 {
        let (g, f, c) =
            (given[below(7) as usize], family[below(8) as usize], ["york", "leeds"][below(2) as usize]);
        csv += &format!("{i},{g},{f},{c},19{:02}{:02}{:02}\n", 30 + below(70), 1 + below(12), 1 + below(28));
    }
    let got = pairs(&csv);
    assert!(got.len() <= 4, "{} pairs: {got:?}", got.len());
}

#[test]
fn rows_without_values_and_constant_columns_say_nothing() {
    let mut csv = "id,name,phone,country\n".to_owned();
    for i in 0..30 {
        csv += &format!("{i},,,Utopia\n");
    }
    csv += "a,Ann Leigh,13800138000,Utopia\nb,Leigh Ann,13800138000,Utopia\n";
    assert_eq!(pairs(&csv), [pair("a", "b")]);
}

#[test]
fn one_column_is_enough() {
    let mut csv = "id;name\n".to_owned();
    for (i, n) in
        ["Wilhelmina Achterberg", "Wilhelmina Achterburg", "Bob Orr", "Cyd Fox", "Dan Day", "Eve May"]
            .iter()
            .enumerate()
    {
        csv += &format!("{i};{n}\n");
    }
    assert_eq!(pairs(&csv), [pair("0", "1")]);
}

#[test]
fn equal_rows_are_one_cluster_however_many() {
    let csv: String = (0..1500).map(|i| format!("{i},Ann,Lee,1990-03-17\n")).collect();
    let got = run(&format!(
        "id,given_name,surname,date_of_birth\n{csv}z,Bob,Orr,1951-11-02\ny,Cyd,Fox,1940-01-30\n"
    ));
    let first = got.clusters.iter().filter(|(_, c)| c == "0").count();
    assert_eq!(first, 1500, "of {:?} pairs", got.pairs.len());
}

#[test]
fn ragged_rows_quotes_and_marks_are_read() {
    let csv = "\u{feff}id\tname\taddress\n1\t\"Ann \"\"A\"\" Leigh\"\t\"1 High\nStreet\"\n2\tAnn A Leigh\t1 High St\textra\n3\tBob Orr\n4\tCyd Fox\t9 Low Road\n";
    let got = run(csv);
    assert_eq!(got.pairs.len(), 1);
    assert_eq!(got.warnings, ["2 rows do not have 3 columns like the header, the first at line 4"]);
}

#[test]
fn a_chain_does_not_weld_two_persons() {
    // The middle row lacks all that tells the two apart.
    let mut csv = "id,given_name,surname,date_of_birth,phone,address\n".to_owned();
    csv += "1,Joan,Quimby,1950-01-02,13800138000,1 High Street\n2,J,Quimby,,,1 High Street\n3,Jim,Quimby,1983-07-09,13912345678,1 High Street\n";
    csv += "4,Joan,Quimby,1950-01-02,13800138000,1 High St\n5,Jim,Quimby,1983-07-09,13912345678,1 High St\n";
    for i in 10..60 {
        csv += &format!(
            "{i},N{i}a,F{}z,19{}-0{}-1{},137{:08},{i} Low Road\n",
            i * 7,
            30 + i,
            1 + i % 9,
            i % 9,
            i * 7_654_321
        );
    }
    let got = run(&csv);
    let of = |id: &str| got.clusters.iter().find(|(i, _)| i == id).map(|(_, c)| c.clone());
    assert_eq!(of("1"), of("4"));
    assert_eq!(of("3"), of("5"));
    assert_ne!(of("1"), of("3"));
}

#[test]
fn the_default_model_explains_itself() {
    let schema = Schema::new(vec![
        Column::new("姓名", Kind::FullName),
        Column::new("生日", Kind::BirthDate),
        Column::new("手机", Kind::Phone),
    ]);
    let model = Model::usual(schema.clone());
    let a = Record::new(["張偉", "1990-03-07", "13800138000"]);
    let b = Record::new(["Wei Zhang", "1990-07-03", "+86 138 0013 8000"]);
    let score = score_pair(&model, &a, &b);
    assert_eq!(model.thresholds.outcome(score.probability), Outcome::Same);
    let codes: Vec<&str> = score.evidence.iter().map(|e| e.code.as_str()).collect();
    for code in ["same_phone", "same_pinyin_name", "day_month_swapped_birth_date"] {
        assert!(codes.contains(&code), "{code} in {codes:?}");
        assert!(evidence_codes().iter().any(|c| c == code), "{code} is listed");
    }
    assert_eq!(score, score_pair(&model, &a, &b));
    let c = Record::new(["王芳", "1965-11-30", "13912345678"]);
    let other = score_pair(&model, &a, &c);
    assert_eq!(model.thresholds.outcome(other.probability), Outcome::Different);
    assert!(other.evidence.iter().all(|e| e.weight_log2 <= 0.0));
    let keys = blocking_keys(&schema, &a);
    assert!(blocking_keys(&schema, &b).iter().any(|k| keys.contains(k)));
    assert!(!blocking_keys(&schema, &c).iter().any(|k| keys.contains(k)));
}

#[test]
fn a_model_survives_being_stored_and_finds_the_same_pairs() {
    let schema = Schema::new(vec![
        Column::new("given", Kind::GivenName),
        Column::new("family", Kind::FamilyName),
        Column::new("street", Kind::Street),
    ]);
    let mut records = Vec::new();
    let mut state = 11_u64;
    let mut below = |n: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % n
    };
    for i in 0..300 {
        let g: String = (0..5).map(|_| char::from(b'a' + below(26) as u8)).collect();
        let f: String = (0..7).map(|_| char::from(b'a' + below(26) as u8)).collect();
        let street: String = (0..6).map(|_| char::from(b'a' + below(26) as u8)).collect();
        let street = format!("{} {street} street", 1 + below(200));
        records.push(Record::new([g.clone(), f.clone(), street.clone()]));
        if i % 6 == 0 {
            records.push(Record::new([f, g, street]));
        }
    }
    let learned = learn(&records, &schema, &|_| {});
    let stored = serde_json::to_string(&learned.model).expect("a model is JSON");
    let model: Model = serde_json::from_str(&stored).expect("and back");
    let direct = learned.pairs_at_least(0.5);
    let again = find_pairs(&records, &model, 0.5);
    assert_eq!(direct.len(), 50);
    assert_eq!(direct, again);
    let prepared = gx_match::Prepared::with_model(&records, &model);
    assert_eq!(cluster(&prepared, &model, &again, 0.5).pairs.len(), 50);
}
