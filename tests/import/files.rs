//! Files to try: the case of a worked firm as other tools would write it, workbooks made here.

use rust_xlsxwriter::Workbook;

const CASE: &str = include_str!("../fixtures/twyntrust_soa_38.json");

/// The heads and rows of the case's Statement of Applicability.
pub(crate) fn rows() -> (Vec<&'static str>, Vec<Vec<String>>) {
    let case: serde_json::Value = serde_json::from_str(CASE).unwrap();
    let head = vec![
        "Control",
        "Short name",
        "Applicable",
        "Justification",
        "Implementation status",
        "Comment",
        "Evidence",
        "Control owner",
        "Corrective action",
    ];
    let priority = |id: &str| {
        let all = case["stated_priorities"].as_array().unwrap();
        let of = all.iter().find(|p| p["ids"].as_array().unwrap().iter().any(|x| x == id));
        of.map_or("-", |p| p["ref"].as_str().unwrap()).to_owned()
    };
    let row = |i: &serde_json::Value| {
        let of = |k: &str| i[k].as_str().unwrap().to_owned();
        let id = of("id");
        let part: String = id.chars().take(3).collect();
        vec![
            id.clone(),
            "-".to_owned(),
            "Yes".to_owned(),
            "R, C".to_owned(),
            of("status_original"),
            of("note"),
            format!("Policy {part}"),
            "Ana".to_owned(),
            priority(&id),
        ]
    };
    (head, case["items"].as_array().unwrap().iter().map(row).collect())
}

/// The case as a table with semicolons and as a workbook with a title above its heads, a strange row below.
pub(crate) fn case(_name: &str) -> (Vec<u8>, Vec<u8>) {
    let (head, rows) = rows();
    let mut text = csv::WriterBuilder::new().delimiter(b';').from_writer(Vec::new());
    text.write_record(&head).unwrap();
    for row in &rows {
        text.write_record(row).unwrap();
    }
    let mut all: Vec<Vec<String>> = vec![vec!["Statement of Applicability, version 3".to_owned()], vec![]];
    all.push(head.iter().map(|h| (*h).to_owned()).collect());
    all.extend(rows);
    all.push(["A.99.1", "", "Yes", "", "Implemented"].map(str::to_owned).to_vec());
    (text.into_inner().unwrap(), workbook(&[("SoA", &all)]))
}

/// A workbook of texts.
pub(crate) fn workbook(sheets: &[(&str, &[Vec<String>])]) -> Vec<u8> {
    let mut book = Workbook::new();
    for (name, rows) in sheets {
        let sheet = book.add_worksheet();
        sheet.set_name(*name).unwrap();
        for (r, row) in rows.iter().enumerate() {
            for (c, cell) in row.iter().enumerate() {
                sheet.write_string(u32::try_from(r).unwrap(), u16::try_from(c).unwrap(), cell).unwrap();
            }
        }
    }
    book.save_to_buffer().unwrap()
}
