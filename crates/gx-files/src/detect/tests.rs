use gx_kernel::object::ObjectKind;
use proptest::prelude::*;

use super::*;

fn targets(object: ObjectKind, headers: &[&str], rows: &[&[&str]], file: Option<&str>) -> Vec<String> {
    let headers: Vec<String> = headers.iter().map(|h| (*h).to_owned()).collect();
    let rows: Vec<Vec<String>> = rows.iter().map(|r| r.iter().map(|c| (*c).to_owned()).collect()).collect();
    let guesses = detect_columns(object, &headers, &rows, file, &[]);
    guesses.iter().map(|g| g.target.as_ref().map_or("-".into(), TargetKey::as_text)).collect()
}

fn object(headers: &[&str], rows: &[&[&str]]) -> ObjectKind {
    let headers: Vec<String> = headers.iter().map(|h| (*h).to_owned()).collect();
    let rows: Vec<Vec<String>> = rows.iter().map(|r| r.iter().map(|c| (*c).to_owned()).collect()).collect();
    detect_object(&headers, &rows).object
}

#[test]
fn a_column_that_is_called_as_a_field_of_the_workspace_fills_it() {
    let headers = ["姓名", "来源渠道", " 鞋码 ", "Shoe Size"].map(str::to_owned);
    let rows = vec![["林晓梅", "展会", "38", "5"].map(str::to_owned).to_vec()];
    let own = [("来源渠道", "x_channel_of_first_word"), ("鞋码", "x_fld1"), ("shoe size", "x_fld2")];
    let guesses = detect_columns(ObjectKind::Person, &headers, &rows, None, &own);
    let targets: Vec<String> = guesses.iter().map(|g| g.target.as_ref().unwrap().as_text()).collect();
    assert_eq!(targets, ["name", "x_channel_of_first_word", "x_fld1", "x_fld2"]);
}

#[test]
fn chinese_people() {
    let headers = [
        "会员编号",
        "姓名",
        "性别",
        "手机号",
        "电子邮箱",
        "生日",
        "省",
        "城市",
        "区",
        "详细地址",
        "邮编",
        "爱好",
        "身份证号",
        "微信号",
    ];
    let row: &[&str] = &[
        "M001",
        "林晓梅",
        "女",
        "13800138001",
        "lin@qq.com",
        "1990/1/2",
        "浙江",
        "杭州",
        "西湖区",
        "文三路1号",
        "310000",
        "摄影",
        "330106199001021234",
        "linxm_01",
    ];
    assert_eq!(
        targets(ObjectKind::Person, &headers, &[row], None),
        [
            "member_no",
            "name",
            "gender",
            "phone",
            "email",
            "birth_date",
            "region",
            "city",
            "district",
            "address",
            "postcode",
            "x_ai_hao",
            "x_shen_fen_zheng_hao",
            "external:wechat"
        ]
    );
    assert_eq!(object(&headers, &[row]), ObjectKind::Person);
}

#[test]
fn traditional_and_prefixed_headers() {
    let headers =
        ["客戶姓名", "行動電話", "出生日期", "通訊地址", "電子郵件", "會員等級", "公司名稱", "職稱"];
    assert_eq!(
        targets(ObjectKind::Person, &headers, &[], None),
        ["name", "phone", "birth_date", "address", "email", "tier", "company", "job_title"]
    );
    let headers = [
        "First Name",
        "Last Name",
        "E-mail Address",
        "Home Phone",
        "phone 2",
        "Zip Code",
        "Date of Birth (DD/MM/YYYY)",
    ];
    let rows: [&[&str]; 2] =
        [&["A", "B", "a@b.cn", "", "", "1", "1/2/1990"], &["C", "D", "c@d.cn", "", "", "2", "31/1/1991"]];
    assert_eq!(
        targets(ObjectKind::Person, &headers, &rows, None),
        ["given_name", "family_name", "email", "phone", "phone", "postcode", "birth_date"]
    );
}

#[test]
fn orders_companies_and_interactions() {
    let headers = ["订单号", "买家昵称", "收货人手机", "实付金额（元）", "件数", "付款时间", "店铺"];
    let row: &[&str] =
        &["T20261120001", "小林", "13800138001", "¥99.00", "2", "2026-11-20 10:30:00", "旗舰店"];
    assert_eq!(
        targets(ObjectKind::Order, &headers, &[row], None),
        ["number", "person.name", "phone", "amount", "quantity", "placed_at", "channel"]
    );
    assert_eq!(object(&headers, &[row]), ObjectKind::Order);
    let headers = ["公司名称", "行业", "网站", "员工人数", "总机"];
    assert_eq!(
        targets(ObjectKind::Company, &headers, &[], None),
        ["name", "industry", "domain", "size", "phone"]
    );
    assert_eq!(object(&headers, &[]), ObjectKind::Company);
    let headers = ["user_id", "content", "created_at", "channel", "type"];
    assert_eq!(
        targets(
            ObjectKind::Interaction,
            &headers,
            &[&["u1", "很好吃的外卖，下次再来", "2026-11-20 10:30", "weibo", "comment"]],
            None
        ),
        ["user_id", "text", "occurred_at", "channel", "kind"]
    );
    assert_eq!(object(&headers, &[]), ObjectKind::Interaction);
}

#[test]
fn values_speak_where_headers_are_silent() {
    let rows: [&[&str]; 3] = [
        &["林晓梅", "13800138001", "lin@qq.com", "女", ""],
        &["王芳", "13900139001", "wang@qq.com", "女", ""],
        &["李雷", "+86 137 0013 7001", "li@qq.com", "男", ""],
    ];
    let headers = ["column 1", "column 2", "column 3", "column 4", "column 5"];
    assert_eq!(targets(ObjectKind::Person, &headers, &rows, None), ["name", "phone", "email", "gender", "-"]);
    assert_eq!(
        targets(ObjectKind::Person, &["email"], &[&["none of your business"], &["ask me"]], None),
        ["x_email"],
        "a name that the values contradict"
    );
}

#[test]
fn the_files_own_ids_have_a_space_of_their_own() {
    let space = |file| targets(ObjectKind::Person, &["rec_id"], &[&["r1"], &["r2"]], file).concat();
    assert_eq!(space(Some("febrl2.csv")), "external:febrl");
    assert_eq!(space(Some("/tmp/Till Export 2026-11.csv.gz")), "external:till");
    assert_eq!(space(Some("客户.xlsx")), "external:ke_hu");
    assert_eq!(space(None), "external:file");
}

#[test]
fn targets_read_back() {
    for (object, text) in [
        (ObjectKind::Person, "family_name"),
        (ObjectKind::Person, "email"),
        (ObjectKind::Person, "external:till"),
        (ObjectKind::Person, "company"),
        (ObjectKind::Person, "x_shoe_size"),
        (ObjectKind::Order, "person.name"),
        (ObjectKind::Order, "placed_at"),
        (ObjectKind::Company, "phone"),
    ] {
        assert_eq!(TargetKey::parse(object, text).map(|t| t.as_text()).as_deref(), Some(text));
    }
    assert_eq!(TargetKey::parse(ObjectKind::Company, "phone"), Some(TargetKey::Field("phone".into())));
    assert_eq!(TargetKey::parse(ObjectKind::Person, "person.name"), None);
    assert_eq!(TargetKey::parse(ObjectKind::Order, "birth_date"), None);
}

#[test]
fn every_name_in_the_tables_leads_to_a_target_that_exists() {
    for object in ObjectKind::ALL {
        for header in
            ["姓名", "电话", "邮箱", "日期", "金额", "地址", "company", "phone", "notes", "city", "qq"]
        {
            if let Some(hit) = synonyms::lookup(*object, header)
                && let synonyms::Named::Target(text) = hit.target
            {
                assert!(TargetKey::parse(*object, text).is_some(), "{object} {header} {text}");
            }
        }
    }
}

proptest! {
    #[test]
    fn any_table_gets_a_guess_for_each_column(headers in prop::collection::vec("\\PC{0,12}", 0..6), cells in prop::collection::vec("\\PC{0,12}", 0..12)) {
        let rows: Vec<Vec<String>> = cells.chunks(3).map(<[String]>::to_vec).collect();
        for object in ObjectKind::ALL {
            let guesses = detect_columns(*object, &headers, &rows, Some("任意 file.csv"), &[]);
            prop_assert_eq!(guesses.len(), headers.len());
            for guess in guesses {
                prop_assert!((0.0..=1.0).contains(&guess.confidence));
                if let Some(target) = guess.target {
                    let back = TargetKey::parse(*object, &target.as_text());
                    prop_assert_eq!(back.map(|t| t.as_text()), Some(target.as_text()));
                }
            }
        }
    }
}
