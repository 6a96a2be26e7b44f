//! Spreadsheets made here, read back.

#![expect(clippy::unwrap_used, reason = "a test stops where its data is not as made")]

use gx_files::{Options, Table, open};
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet};

fn book(fill: impl FnOnce(&mut Workbook)) -> Vec<u8> {
    let mut book = Workbook::new();
    fill(&mut book);
    book.save_to_buffer().unwrap()
}

fn sheet(fill: impl FnOnce(&mut Worksheet)) -> Table {
    open(book(|b| fill(b.add_worksheet())), Options::default()).unwrap()
}

fn row(sheet: &mut Worksheet, at: u32, cells: &[&str]) {
    for (column, cell) in (0u16..).zip(cells) {
        if !cell.is_empty() {
            sheet.write_string(at, column, *cell).unwrap();
        }
    }
}

fn cells(table: &Table) -> Vec<Vec<String>> {
    table.rows().unwrap().map(|r| r.unwrap().cells).collect()
}

fn codes(table: &Table) -> Vec<&'static str> {
    table.assumed.iter().map(|n| n.code).collect()
}

#[test]
fn typed_cells_become_the_text_a_person_sees() {
    let table = sheet(|s| {
        row(s, 0, &["姓名", "手机", "生日", "下单时间", "金额", "会员", "备注"]);
        s.write_string(1, 0, "林晓梅").unwrap();
        s.write_number(1, 1, 13_800_138_001f64).unwrap();
        let day = Format::new().set_num_format("yyyy/m/d");
        s.write_datetime_with_format(1, 2, ExcelDateTime::from_ymd(1990, 1, 2).unwrap(), &day).unwrap();
        let time = Format::new().set_num_format("yyyy-mm-dd hh:mm:ss");
        let at = ExcelDateTime::from_ymd(2026, 11, 20).unwrap().and_hms(10, 30, 15).unwrap();
        s.write_datetime_with_format(1, 3, at, &time).unwrap();
        s.write_number(1, 4, 0.1 + 0.2).unwrap();
        s.write_boolean(1, 5, true).unwrap();
        s.write_formula(1, 6, Formula::new("=NA()").set_result("#N/A")).unwrap();
        row(s, 4, &["王芳"]);
    });
    assert_eq!(table.headers.join(" "), "姓名 手机 生日 下单时间 金额 会员 备注");
    let rows: Vec<_> = table.rows().unwrap().map(Result::unwrap).collect();
    let first = &rows[0].cells;
    assert_eq!(first[..6], ["林晓梅", "13800138001", "1990-01-02", "2026-11-20T10:30:15", "0.3", "true"]);
    assert_eq!((rows[1].line, rows[1].cells[0].as_str(), rows.len()), (5, "王芳", 2));
}

#[test]
fn titles_and_merged_headers_are_seen_through() {
    let plain = Format::new();
    let table = sheet(|s| {
        s.merge_range(0, 0, 0, 3, "2026 年客户名单", &plain).unwrap();
        row(s, 1, &["导出人：小王"]);
        s.merge_range(2, 0, 3, 0, "姓名", &plain).unwrap();
        s.merge_range(2, 1, 2, 2, "联系方式", &plain).unwrap();
        s.merge_range(2, 3, 3, 3, "城市", &plain).unwrap();
        row(s, 3, &["", "手机", "邮箱"]);
        row(s, 4, &["林晓梅", "13800138001", "lin@qq.com"]);
        row(s, 5, &["王芳", "13900139001", "wang@qq.com"]);
        s.merge_range(4, 3, 5, 3, "上海", &plain).unwrap();
    });
    assert_eq!((table.headers.join(" "), table.header_line), ("姓名 手机 邮箱 城市".into(), Some(4)));
    assert_eq!(
        cells(&table),
        [["林晓梅", "13800138001", "lin@qq.com", "上海"], ["王芳", "13900139001", "wang@qq.com", "上海"]]
    );
    assert_eq!(codes(&table), ["merged_cells", "title_rows_skipped", "merged_header"]);
}

#[test]
fn groups_of_equal_names_keep_their_group() {
    let plain = Format::new();
    let table = sheet(|s| {
        s.merge_range(0, 0, 0, 1, "本人", &plain).unwrap();
        s.merge_range(0, 2, 0, 3, "配偶", &plain).unwrap();
        row(s, 1, &["姓名", "手机", "姓名", "手机"]);
        row(s, 2, &["林晓梅", "13800138001", "王强", "13900139001"]);
    });
    assert_eq!(table.headers, ["本人 姓名", "本人 手机", "配偶 姓名", "配偶 手机"]);
    assert_eq!(cells(&table).len(), 1);
}

#[test]
fn the_first_sheet_with_anything_is_read_unless_one_is_named() {
    let bytes = book(|b| {
        b.add_worksheet();
        row(b.add_worksheet().set_name("客户").unwrap(), 0, &["姓名", "手机"]);
        let orders = b.add_worksheet().set_name("订单").unwrap();
        row(orders, 0, &["订单号", "金额"]);
        row(orders, 1, &["T1", "9.9"]);
    });
    let table = open(bytes.as_slice(), Options::default()).unwrap();
    assert_eq!(
        (table.sheet.as_deref(), codes(&table)),
        (Some("客户"), vec!["one_sheet_read", "header_only"])
    );
    let named = Options { sheet: Some("订单".into()), ..Options::default() };
    assert_eq!(cells(&open(bytes.as_slice(), named).unwrap()), [["T1", "9.9"]]);
    let wrong = Options { sheet: Some("没有".into()), ..Options::default() };
    let error = open(bytes.as_slice(), wrong).err().unwrap();
    assert!(error.code == "no_such_sheet" && error.message.contains("订单"), "{error:?}");
}

#[test]
fn a_stray_cell_in_the_last_corner_costs_nothing() {
    let bytes = book(|b| {
        let s = b.add_worksheet();
        row(s, 0, &["姓名", "手机"]);
        row(s, 1, &["林晓梅", "13800138001"]);
        s.write_string(1_048_575, 1, "13900139001").unwrap();
    });
    let table = open(bytes, Options::default()).unwrap();
    let rows: Vec<_> = table.rows().unwrap().map(Result::unwrap).collect();
    assert_eq!((rows.len(), rows[1].line), (2, 1_048_576));
    let wide = book(|b| {
        let s = b.add_worksheet();
        row(s, 0, &["姓名", "手机"]);
        s.write_string(5, 16_383, "x").unwrap();
    });
    let error = open(wide, Options::default()).err().unwrap();
    assert!(error.code == "too_many_columns" && error.message.contains("row 6"), "{error:?}");
}

#[test]
fn a_spreadsheet_cut_short_or_bent_is_an_error() {
    let whole = book(|b| {
        let s = b.add_worksheet();
        (0..200).for_each(|i| row(s, i, &["a", "b", "c"]));
    });
    for part in [4, 100, whole.len() / 2, whole.len() - 30] {
        let error = open(&whole[..part], Options::default()).err().unwrap();
        assert_eq!(error.code, "damaged_spreadsheet", "{part}");
    }
    for at in (0..whole.len()).step_by(97) {
        let mut bent = whole.clone();
        bent[at] ^= 0x5a;
        // Either it is refused or it still reads as a table; it never takes the process down.
        if let Ok(table) = open(bent, Options::default()) {
            let _ = table.rows().unwrap().count();
        }
    }
}
