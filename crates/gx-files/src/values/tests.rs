use jiff::civil::date;
use jiff::tz::TimeZone;
use proptest::prelude::*;

use super::*;

fn day(text: &str, order: DateOrder) -> Result<String, &'static str> {
    parse_date(text, order).map(|d| d.to_string()).map_err(|e| e.code)
}

#[test]
fn dates_in_many_styles() {
    for (text, want) in [
        ("2026-11-20", "2026-11-20"),
        ("20261120", "2026-11-20"),
        ("2026/1/2", "2026-01-02"),
        ("2026.1.2", "2026-01-02"),
        ("2026年1月2日", "2026-01-02"),
        ("２０２６年１月２日", "2026-01-02"),
        ("20-Nov-2026", "2026-11-20"),
        ("20 Nov 26", "2026-11-20"),
        ("Nov 20, 2026", "2026-11-20"),
        ("Friday, November 20th, 2026", "2026-11-20"),
        ("2026-11-20T23:59:59Z", "2026-11-20"),
        ("2026-11-20 08:00", "2026-11-20"),
        ("2026年11月20日 08:00", "2026-11-20"),
        ("46346", "2026-11-20"),
        ("46346.0", "2026-11-20"),
        ("1795132800", "2026-11-20"),
        ("1795132800000", "2026-11-20"),
        ("31/12/2026", "2026-12-31"),
        ("12/31/2026", "2026-12-31"),
        ("5/5/2026", "2026-05-05"),
        (" 2026-1-2 ", "2026-01-02"),
    ] {
        assert_eq!(day(text, DateOrder::Ambiguous), Ok(want.into()), "{text}");
    }
    assert_eq!(day("1/2/2026", DateOrder::DayFirst), Ok("2026-02-01".into()));
    assert_eq!(day("1/2/2026", DateOrder::MonthFirst), Ok("2026-01-02".into()));
    assert_eq!(day("1.2.26", DateOrder::DayFirst), Ok("2026-02-01".into()));
    for (text, code) in [
        ("1/2/2026", "ambiguous_date"),
        ("2026-02-30", "no_such_day"),
        ("20261320", "no_such_day"),
        ("31/12/2026/1", "not_a_date"),
        ("soon", "not_a_date"),
        ("", "not_a_date"),
        ("0026-01-01", "date_out_of_range"),
        ("9999-01-01", "date_out_of_range"),
        ("😀", "not_a_date"),
    ] {
        assert_eq!(day(text, DateOrder::Ambiguous), Err(code), "{text}");
    }
    assert_eq!(day("13/13/2026", DateOrder::DayFirst), Err("no_such_day"));
    assert_eq!(day("1/31/2026", DateOrder::DayFirst), Err("no_such_day"));
}

#[test]
fn a_column_decides_the_order_of_day_and_month() {
    assert_eq!(column_date_order(["1/2/2026", "25/3/2026"]), DateOrder::DayFirst);
    assert_eq!(column_date_order(["1/2/2026", "3/25/2026"]), DateOrder::MonthFirst);
    assert_eq!(column_date_order(["1/2/2026", "3/4/2026"]), DateOrder::Ambiguous);
    assert_eq!(column_date_order(["25/3/2026", "3/25/2026"]), DateOrder::Mixed);
    assert_eq!(column_date_order(["2026-01-02", "3/3/2026", ""]), DateOrder::Plain);
    assert_eq!(column_date_order(["1/2/2026 10:00", "25/3/2026 11:00"]), DateOrder::DayFirst);
}

#[test]
fn birth_dates_have_bounds() {
    let today = date(2026, 11, 22);
    let born =
        |t: &str| parse_birth_date(t, DateOrder::DayFirst, today).map(|d| d.to_string()).map_err(|e| e.code);
    assert_eq!(born("19530625"), Ok("1953-06-25".into()));
    assert_eq!(born("2026-11-22"), Ok("2026-11-22".into()));
    assert_eq!(born("2026-11-23"), Err("birth_date_in_future"));
    assert_eq!(born("1849-12-31"), Err("birth_date_too_early"));
    assert_eq!(born("1/2/31"), Ok("1931-02-01".into()));
    assert_eq!(born("1/2/05"), Ok("2005-02-01".into()));
    let told = parse_birth_date("2030-01-01", DateOrder::Plain, today).unwrap_err().message;
    assert!(told.contains("2026-11-22") && told.contains("2030-01-01"), "{told}");
}

#[test]
fn instants_know_their_zone() {
    let shanghai = TimeZone::fixed(jiff::tz::offset(8));
    let at = |t: &str| {
        parse_instant(t, DateOrder::DayFirst, &shanghai)
            .map(|us| jiff::Timestamp::from_microsecond(us).unwrap().to_string())
            .map_err(|e| e.code)
    };
    for (text, want) in [
        ("2026-11-20T10:30:00Z", "2026-11-20T10:30:00Z"),
        ("2026-11-20T10:30:00+08:00", "2026-11-20T02:30:00Z"),
        ("2026-11-20 10:30:00 +0800", "2026-11-20T02:30:00Z"),
        ("2026-11-20 10:30", "2026-11-20T02:30:00Z"),
        ("2026-11-20 10:30:15.250", "2026-11-20T02:30:15.25Z"),
        ("2026/11/20 9:05 PM", "2026-11-20T13:05:00Z"),
        ("2026年11月20日 下午3:05", "2026-11-20T07:05:00Z"),
        ("2026年11月20日15时05分", "2026-11-20T07:05:00Z"),
        ("20/11/2026 10:30", "2026-11-20T02:30:00Z"),
        ("2026-11-20", "2026-11-19T16:00:00Z"),
        ("20261120", "2026-11-19T16:00:00Z"),
        ("1795132800", "2026-11-20T00:00:00Z"),
        ("1795132800123", "2026-11-20T00:00:00.123Z"),
        ("20-Nov-2026 10:30", "2026-11-20T02:30:00Z"),
        ("1997-01-01", "1996-12-31T16:00:00Z"),
    ] {
        assert_eq!(at(text), Ok(want.into()), "{text}");
    }
    assert_eq!(at("2026-11-20 25:00"), Err("not_a_time"));
    assert_eq!(at("yesterday"), Err("not_a_date"));
    assert_eq!(at("2500-01-01"), Err("date_out_of_range"));
}

#[test]
fn numbers_money_and_words() {
    let number = |t: &str| parse_number(t).map(|n| n.normalize().to_string()).map_err(|e| e.code);
    assert_eq!(number("1,234.50"), Ok("1234.5".into()));
    assert_eq!(number("１２"), Ok("12".into()));
    assert_eq!(number("12%"), Ok("0.12".into()));
    assert_eq!(number("1.5万"), Ok("15000".into()));
    assert_eq!(number("1.5E+3"), Ok("1500".into()));
    assert_eq!(number("¥5"), Err("not_a_number"));
    assert_eq!(number("abc"), Err("not_a_number"));
    assert_eq!(parse_integer("12.0"), Ok(12));
    assert_eq!(parse_integer("12.5").unwrap_err().code, "not_an_integer");
    let money = |t: &str| {
        parse_money(t)
            .map(|(n, c)| (n.normalize().to_string(), c.map(|c| c.code().to_owned())))
            .map_err(|e| e.code)
    };
    assert_eq!(money("29.33"), Ok(("29.33".into(), None)));
    assert_eq!(money("￥1,299.00"), Ok(("1299".into(), Some("CNY".into()))));
    assert_eq!(money("1.2万元"), Ok(("12000".into(), Some("CNY".into()))));
    assert_eq!(money("USD 5"), Ok(("5".into(), Some("USD".into()))));
    assert_eq!(money("free"), Err("not_an_amount"));
    assert_eq!(money("999999999999999999"), Err("amount_out_of_range"));
    assert_eq!(parse_bool("是"), Ok(true));
    assert_eq!(parse_bool("N"), Ok(false));
    assert_eq!(parse_bool("maybe").unwrap_err().code, "not_a_bool");
    assert_eq!(parse_gender("女士"), Ok(Gender::Female));
    assert_eq!(parse_gender("Mr."), Ok(Gender::Male));
    assert_eq!(parse_gender("?").unwrap_err().code, "not_a_gender");
}

proptest! {
    #[test]
    fn no_text_panics(text in "\\PC{0,40}") {
        let zone = TimeZone::UTC;
        for order in [DateOrder::DayFirst, DateOrder::MonthFirst, DateOrder::Ambiguous] {
            let _ = parse_date(&text, order);
            let _ = parse_instant(&text, order, &zone);
        }
        let _ = (parse_number(&text), parse_money(&text), parse_bool(&text), parse_gender(&text));
    }

    #[test]
    fn nearly_dates_do_not_panic(text in "[0-9年月日/ .:TZ+-]{0,24}(Nov|下午|PM)?[0-9:]{0,4}") {
        let _ = parse_instant(&text, DateOrder::DayFirst, &TimeZone::UTC);
        let _ = parse_birth_date(&text, DateOrder::MonthFirst, date(2026, 1, 1));
        let _ = column_date_order([text.as_str()]);
    }

    #[test]
    fn every_day_reads_back_in_every_style(days in 0i32..400_000) {
        let d = date(1200, 1, 1).checked_add(jiff::Span::new().days(days)).unwrap();
        let (y, m, n) = (d.year(), d.month(), d.day());
        for text in [format!("{y}-{m:02}-{n:02}"), format!("{y}{m:02}{n:02}"), format!("{y}/{m}/{n}"), format!("{y}年{m}月{n}日"), format!("{n}/{m}/{y}"), format!("{n}.{m}.{y}")] {
            prop_assert_eq!(parse_date(&text, DateOrder::DayFirst), Ok(d), "{}", text);
        }
        prop_assert_eq!(parse_date(&format!("{m}/{n}/{y}"), DateOrder::MonthFirst), Ok(d));
    }
}
