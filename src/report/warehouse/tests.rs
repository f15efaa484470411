use super::*;

/// The columns a file of statements creates, by table.
fn created(sql: &str) -> Vec<(String, Vec<String>)> {
    let mut tables = Vec::new();
    for line in sql.lines() {
        if let Some(name) = line.strip_prefix("CREATE TABLE ").and_then(|l| l.strip_suffix(" (")) {
            tables.push((name.to_owned(), Vec::new()));
        } else if let (Some(column), Some((_, columns))) = (line.strip_prefix("  "), tables.last_mut()) {
            let name = column.split_whitespace().next().unwrap_or_default().trim_matches('"');
            if name != "PRIMARY" && name.starts_with(|c: char| c.is_ascii_lowercase()) && column.contains(',') {
                columns.push(name.to_owned());
            }
        }
        if line == ");" {
            // What follows are questions, which begin lines with blanks too.
            tables.push((String::new(), Vec::new()));
        }
    }
    tables.retain(|(name, _)| !name.is_empty());
    tables
}

#[test]
fn the_statements_create_the_columns_of_the_tables() {
    let ours: Vec<(String, Vec<String>)> =
        TABLES.iter().map(|(name, c)| ((*name).to_owned(), c.iter().map(|c| (*c).to_owned()).collect())).collect();
    for sql in LOADS {
        assert_eq!(created(sql), ours);
        for (file, (name, _)) in FILES.iter().zip(TABLES) {
            assert_eq!(*file, format!("{name}.csv"));
            assert!(sql.contains(&format!("{name} FROM '{file}'")), "{file}");
        }
    }
}

#[test]
fn without_a_client_there_are_heads() {
    let files = files([]);
    assert_eq!(files.iter().map(|(name, _)| *name).collect::<Vec<_>>(), FILES);
    for ((_, bytes), (_, columns)) in files.iter().zip(TABLES) {
        assert_eq!(String::from_utf8_lossy(bytes), format!("{}\r\n", columns.join(",")));
    }
}
