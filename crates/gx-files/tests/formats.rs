//! Every format and encoding, made here, read back whole.

#![expect(clippy::unwrap_used, reason = "a test stops where its data is not as made")]

use std::io::Write;

use encoding_rs::{BIG5, GB18030};
use flate2::Compression;
use flate2::write::GzEncoder;
use gx_files::{Format, HeaderRow, Options, Table, open};
use proptest::prelude::*;

fn read(bytes: impl AsRef<[u8]>, name: &str) -> Table {
    open(bytes.as_ref(), Options { file_name: Some(name.into()), ..Options::default() }).unwrap()
}

fn rows(table: &Table) -> Vec<Vec<String>> {
    table.rows().unwrap().map(|r| r.unwrap().cells).collect()
}

fn lines(table: &Table) -> Vec<u64> {
    table.rows().unwrap().map(|r| r.unwrap().line).collect()
}

fn codes(table: &Table) -> Vec<&'static str> {
    table.assumed.iter().map(|n| n.code).collect()
}

fn gz(bytes: &[u8]) -> Vec<u8> {
    let mut out = GzEncoder::new(Vec::new(), Compression::fast());
    out.write_all(bytes).unwrap();
    out.finish().unwrap()
}

const TEXT: &str = "姓名,手机,城市\n林晓梅,13800138001,上海\n王芳,13900139001,北京\n";

fn wide(text: &str, big: bool, mark: bool) -> Vec<u8> {
    let mark = if mark { "\u{feff}" } else { "" };
    format!("{mark}{text}")
        .encode_utf16()
        .flat_map(|u| if big { u.to_be_bytes() } else { u.to_le_bytes() })
        .collect()
}

#[test]
fn one_table_in_seven_encodings() {
    let taiwan = "姓名,手機,城市\n林曉梅,0912345678,臺北\n陳美玲,0922333444,高雄\n";
    for (bytes, encoding) in [
        (TEXT.as_bytes().to_vec(), "UTF-8"),
        (format!("\u{feff}{TEXT}").into_bytes(), "UTF-8"),
        (wide(TEXT, false, true), "UTF-16LE"),
        (wide(TEXT, true, true), "UTF-16BE"),
        (wide(TEXT, false, false), "UTF-16LE"),
        (GB18030.encode(TEXT).0.into_owned(), "gb18030"),
    ] {
        for packed in [false, true] {
            let table = read(if packed { gz(&bytes) } else { bytes.clone() }, "a.csv");
            assert_eq!((table.encoding, table.gzipped), (Some(encoding), packed));
            assert_eq!(table.headers, ["姓名", "手机", "城市"], "{encoding}");
            assert_eq!(rows(&table), [["林晓梅", "13800138001", "上海"], ["王芳", "13900139001", "北京"]]);
            assert_eq!(lines(&table), [2, 3]);
        }
    }
    let table = read(BIG5.encode(taiwan).0, "a.csv");
    assert_eq!((table.encoding, rows(&table)[1][2].as_str()), (Some("Big5"), "高雄"));
    assert_eq!(codes(&table), ["encoding_guessed"]);
}

#[test]
fn delimiters_quotes_and_blank_lines() {
    for (text, delimiter) in [
        ("name;city;note\nA;B;\"x;y\"\n", ';'),
        ("name\tcity\tnote\nA\tB\tx;y\n", '\t'),
        ("name|city|note\nA|B|x;y\n", '|'),
        ("sep=;\r\nname;city;note\r\nA;B;\"x;y\"\r\n", ';'),
        ("name,city,note\r\n\r\nA,B,x;y\r\n", ','),
    ] {
        let table = read(text, "t.csv");
        assert_eq!(
            (table.delimiter, table.headers.join(" ")),
            (Some(delimiter), "name city note".into()),
            "{text:?}"
        );
        assert_eq!(rows(&table), [["A", "B", "x;y"]]);
    }
    let table = read("name,note\r\nA,\"one\r\ntwo\"\r\nB,x\r\n\r\n,\r\nC,y", "t.csv");
    assert_eq!(lines(&table), [2, 4, 7]);
    assert_eq!(rows(&table)[0][1], "one\ntwo");
}

#[test]
fn headers_missing_doubled_under_titles() {
    let table = read("林晓梅,13800138001\n王芳,13900139001\n", "t.csv");
    assert_eq!((table.headers.join(" "), table.header_line), ("column 1 column 2".into(), None));
    assert_eq!((rows(&table).len(), codes(&table)), (2, vec!["no_header"]));
    let table = read("name,name,,city\nA,B,C,D\n", "t.csv");
    assert_eq!(table.headers, ["name", "name (2)", "column 3", "city"]);
    assert_eq!(codes(&table), ["duplicate_headers", "unnamed_columns"]);
    let table =
        read("2026年客户名单,,\n导出时间 2026-11-20,,\n姓名,手机,城市\n林晓梅,13800138001,上海\n", "t.csv");
    assert_eq!((table.headers.join(" "), table.header_line), ("姓名 手机 城市".into(), Some(3)));
    assert_eq!((rows(&table).len(), codes(&table)), (1, vec!["title_rows_skipped"]));
    let table = read("姓名,手机\n", "t.csv");
    assert_eq!((rows(&table).len(), codes(&table)), (0, vec!["header_only"]));
    let table = open(TEXT.as_bytes(), Options { header: HeaderRow::No, ..Options::default() }).unwrap();
    assert_eq!(rows(&table).len(), 3);
    let table = read("email\na@b.cn\nc@d.cn\n", "t.csv");
    assert_eq!((table.headers.join(" "), rows(&table).len()), ("email".into(), 2));
}

#[test]
fn rows_that_are_wrong_name_their_place() {
    let table = read("name,city\nA,B\nC,D,E\nF\nG,H,,\n", "t.csv");
    let all: Vec<_> = table.rows().unwrap().collect();
    let error = all[1].as_ref().unwrap_err();
    assert_eq!((error.line, error.code, error.fatal), (3, "too_many_cells", false));
    assert_eq!(all[2].as_ref().unwrap().cells, ["F", ""]);
    assert_eq!(all[3].as_ref().unwrap().cells, ["G", "H"]);

    let mut bytes = "姓名,城市\n林晓梅,上海\n".repeat(50).into_bytes();
    bytes.extend_from_slice(b"\xff\xfe\xff,x\n");
    bytes.extend_from_slice("王芳,北京\n".as_bytes());
    let table = read(bytes, "t.csv");
    let wrong: Vec<_> = table.rows().unwrap().filter_map(Result::err).collect();
    assert_eq!((wrong.len(), wrong[0].line, wrong[0].code), (1, 101, "bad_text"));
}

#[test]
fn a_line_without_end_is_stopped() {
    struct Endless;
    impl std::io::Read for Endless {
        fn read(&mut self, buf: &mut [u8]) -> std::io::Result<usize> {
            buf.fill(b'x');
            Ok(buf.len())
        }
    }
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("long.csv");
    let mut file = std::fs::File::create(&path).unwrap();
    file.write_all("name,city\nA,B\nC,\"".as_bytes()).unwrap();
    std::io::copy(&mut std::io::Read::take(Endless, 32 << 20), &mut file).unwrap();
    let table = open(path.as_path(), Options::default()).unwrap();
    let all: Vec<_> = table.rows().unwrap().collect();
    assert_eq!((all.len(), all[0].is_ok()), (2, true));
    let error = all[1].as_ref().unwrap_err();
    assert_eq!((error.line, error.code, error.fatal), (3, "line_too_long", true));
    assert!(error.message.contains("1 MB"), "{}", error.message);

    let table =
        open(format!("{{\"a\":1}}\n{{\"a\":\"{}\"}}\n", "x".repeat(3 << 20)).as_bytes(), Options::default())
            .unwrap();
    let error = table.rows().unwrap().nth(1).unwrap().unwrap_err();
    assert_eq!((error.line, error.code), (2, "line_too_long"));
}

#[test]
fn broken_and_swollen_gzip() {
    let text: String = (0..20_000).map(|i| format!("p{i},city{}\n", i * 7919 % 1000)).collect();
    let packed = gz(format!("name,city\n{text}").as_bytes());
    let table = read(&packed[..packed.len() / 2], "t.csv.gz");
    let (good, bad): (Vec<_>, Vec<_>) = table.rows().unwrap().partition(Result::is_ok);
    let error = bad[0].as_ref().unwrap_err();
    assert!(good.len() > 5000 && bad.len() == 1 && error.fatal, "{} {}", good.len(), bad.len());
    assert_eq!((error.code, error.line), ("truncated_gzip", u64::try_from(good.len()).unwrap() + 2));
    assert!(error.message.contains("bytes into"), "{}", error.message);

    let mut damaged = packed.clone();
    let at = damaged.len() * 3 / 4;
    damaged[at..at + 64].fill(0xff);
    let last = read(damaged, "t.csv.gz").rows().unwrap().last().unwrap().unwrap_err();
    assert!(["damaged_gzip", "bad_text", "truncated_gzip"].contains(&last.code), "{last:?}");

    let table = open(packed.as_slice(), Options { max_unpacked: 100_000, ..Options::default() }).unwrap();
    assert_eq!(table.rows().unwrap().last().unwrap().unwrap_err().code, "too_large");
}

#[test]
fn files_that_are_no_tables() {
    for (bytes, code) in [
        (&b""[..], "empty_file"),
        (b"\n\n  \n", "empty_file"),
        (b"\xef\xbb\xbf", "empty_file"),
        (b"%PDF-1.7\n", "not_a_table"),
        (b"\x89PNG\r\n\x1a\n", "not_a_table"),
        (b"PK\x03\x04broken", "damaged_spreadsheet"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1broken", "damaged_spreadsheet"),
        (b"a\0b\0\0\0c,d\0\0e\n\0\0", "not_text"),
        (b"[]", "empty_file"),
        (b"BEGIN:VCARD\nFN:A\n", "truncated_card"),
    ] {
        let error = open(bytes, Options::default()).err().map(|e| e.code);
        assert_eq!(error, Some(code), "{bytes:?}");
    }
    let gone = open(std::path::Path::new("no/such/file.csv"), Options::default()).err().unwrap();
    assert_eq!(gone.code, "unreadable");
}

#[test]
fn json_by_line_and_in_one_list() {
    let by_line = "{\"name\":\"林晓梅\",\"address\":{\"city\":\"上海\"},\"tags\":[\"a\",\"b\"]}\n\nnot json\n{\"name\":\"王芳\",\"age\":30,\"vip\":true,\"x\":null}\n[1]\n";
    let table = read(by_line, "a.ndjson");
    assert_eq!(
        (table.format, table.headers.join(" ")),
        (Format::Ndjson, "name address.city tags age vip x".into())
    );
    let all: Vec<_> = table.rows().unwrap().collect();
    assert_eq!(all[0].as_ref().unwrap().cells, ["林晓梅", "上海", "a; b", "", "", ""]);
    let error = all[1].as_ref().unwrap_err();
    assert_eq!((error.line, error.code), (3, "not_json"));
    assert_eq!(all[2].as_ref().unwrap().cells, ["王芳", "", "", "30", "true", ""]);
    assert_eq!(all[3].as_ref().unwrap_err().code, "not_an_object");

    let list = "[\n  {\"name\": \"A]},\\\"\", \"n\": 1},\n  {\"name\": \"B\",\n \"n\": 2}\n]\n";
    let table = read(list, "a.json");
    assert_eq!(
        (table.format, rows(&table)),
        (Format::Json, vec![vec!["A]},\"".into(), "1".into()], vec!["B".into(), "2".into()]])
    );
    assert_eq!(lines(&table), [2, 3]);
    let table = read("{\n \"name\": \"only\"\n}", "a.json");
    assert_eq!(rows(&table), [["only"]]);
    assert_eq!(rows(&read(wide(list, false, true), "a.json")).len(), 2);
}

#[test]
fn visiting_cards_of_three_versions() {
    let cards = concat!(
        "BEGIN:VCARD\r\nVERSION:2.1\r\n",
        "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E6=9E=97;=E6=99=93=E6=A2=85;;;\r\n",
        "FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E6=9E=97=E6=99=93=\r\n=E6=A2=85\r\n",
        "NOTE;CHARSET=GBK;ENCODING=QUOTED-PRINTABLE:=C4=E3=BA=C3\r\n",
        "TEL;CELL:138-0013-8001\r\nTEL;WORK:021-62345678\r\nEND:VCARD\r\n",
        "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Smith;John;Paul;Dr.;\r\nFN:John Smith\r\n",
        "item1.EMAIL;type=INTERNET:john@example.com\r\nADR;TYPE=HOME:;;16 Ellis\r\n  Place;Albany;TAS;3818;AU\r\n",
        "BDAY:1963-02-05\r\nORG:Acme\\, Inc.;Sales\r\nTITLE:Buyer\r\nNOTE:a\\nb\\;c\r\nEND:VCARD\r\n",
        "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:王芳\r\nTEL;VALUE=uri:tel:+8613900139001\r\nBDAY:19900102\r\nEND:VCARD\r\n",
    );
    let table = read(cards, "a.vcf");
    assert_eq!(table.format, Format::Vcard);
    let cell = |row: usize, name: &str| {
        let at = table
            .headers
            .iter()
            .position(|h| h == name)
            .unwrap_or_else(|| panic!("{name} in {:?}", table.headers));
        rows(&table)[row][at].clone()
    };
    assert_eq!(
        (cell(0, "name"), cell(0, "family_name"), cell(0, "given_name")),
        ("林晓梅".into(), "林".into(), "晓梅".into())
    );
    assert_eq!(
        (cell(0, "phone"), cell(0, "phone 2"), cell(0, "note")),
        ("138-0013-8001".into(), "021-62345678".into(), "你好".into())
    );
    assert_eq!(
        (cell(1, "address"), cell(1, "city"), cell(1, "postcode")),
        ("16 Ellis Place".into(), "Albany".into(), "3818".into())
    );
    assert_eq!(
        (cell(1, "company"), cell(1, "department"), cell(1, "note")),
        ("Acme, Inc.".into(), "Sales".into(), "a\nb;c".into())
    );
    assert_eq!(
        (cell(1, "given_name"), cell(1, "email"), cell(1, "birth_date")),
        ("John Paul".into(), "john@example.com".into(), "1963-02-05".into())
    );
    assert_eq!((cell(2, "name"), cell(2, "phone")), ("王芳".into(), "+8613900139001".into()));
    assert_eq!(lines(&table), [1, 10, 22]);

    let broken = read(format!("BEGIN:VCARD\nFN:A\n{cards}"), "a.vcf");
    let all: Vec<_> = broken.rows().unwrap().collect();
    assert_eq!((all[0].as_ref().unwrap_err().code, all.len()), ("truncated_card", 4));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn no_bytes_panic_or_hang(bytes in prop::collection::vec(any::<u8>(), 0..400), start in 0usize..9, packed: bool) {
        let starts: [&[u8]; 9] = [b"", b"a,b\n", b"{", b"[{", b"BEGIN:VCARD\n", b"PK\x03\x04", b"\xff\xfe", b"\xd0\xcf\x11\xe0", b"\x1f\x8b\x08"];
        let mut all = starts[start].to_vec();
        all.extend(bytes);
        if packed {
            all = gz(&all);
        }
        if let Ok(table) = open(all, Options::default()) {
            let width = table.headers.len();
            for row in table.rows().unwrap().take(1000).flatten() {
                prop_assert_eq!(row.cells.len(), width);
            }
        }
    }

    #[test]
    fn any_cells_written_are_read_back(cells in prop::collection::vec("[a-z林,;\"\n 王é-]{0,8}", 8..40)) {
        let mut out = gx_files::write::CsvOut::new(Vec::new(), gx_files::write::CsvStyle::PROGRAMS, &["name", "city", "email", "phone"]).unwrap();
        let wanted: Vec<Vec<String>> = cells.chunks_exact(4).map(<[String]>::to_vec).filter(|r| r.iter().any(|c| !c.trim().is_empty())).collect();
        for row in &wanted {
            out.row(row).unwrap();
        }
        let bytes = out.finish().unwrap();
        let options = Options { header: HeaderRow::Yes, delimiter: Some(b','), ..Options::default() };
        let table = open(bytes, options).unwrap();
        prop_assert_eq!(rows(&table), wanted);
    }
}
