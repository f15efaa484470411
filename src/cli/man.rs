//! The manual page: one page for all commands, made from the same description as `--help`.

use std::io::Write;

use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};

use super::Failure;
use crate::work::style;
use crate::{say, words};

/// What the program ends with; the same numbers everywhere.
const ENDINGS: [(&str, &str); 8] = [
    ("0", "Done."),
    ("1", "Something is wrong with what the file says; it is named."),
    ("2", "The command line cannot be understood or is refused."),
    ("65", "A file or script is not there, or cannot be read as what it should be."),
    ("73", "A file may not be created there, usually because one exists."),
    ("74", "The disk failed or is full."),
    ("75", "Somebody else has the file open."),
    ("77", "No right to read or write."),
];

/// Where the tables of many clients go when one machine is too small for them, and what to change there.
fn elsewhere() -> [&'static str; 3] {
    [
        say!(
            "portfolio FOLDER --to DIR writes four tables as CSV and the statements that load them into DuckDB \
             (load-duckdb.sql) and PostgreSQL (load-postgresql.sql). Other databases take the statements of \
             load-postgresql.sql with these changes; an empty cell is unknown, or none."
        ),
        say!(
            "ClickHouse: write TEXT as String, DOUBLE PRECISION as Float64, BIGINT as Int64, INTEGER as Int32, TIMESTAMPTZ as \
             DateTime64(3, 'UTC') and BOOLEAN as Bool; put Nullable(...) around each type without NOT NULL; leave the keys out \
             and end each table with ENGINE = MergeTree ORDER BY client_no. In place of \\copy: INSERT INTO gaps FROM INFILE \
             'gaps.csv' SETTINGS date_time_input_format = 'best_effort' FORMAT CSVWithNames."
        ),
        say!(
            "Spark: take the columns as a schema, with TEXT and UUID as STRING, DOUBLE PRECISION as DOUBLE, INTEGER as INT and \
             TIMESTAMPTZ as TIMESTAMP and `end` in place of \"end\", and read each table with spark.read.schema(columns).csv('gaps.csv', header=True, \
             multiLine=True, quote='\"', escape='\"', nullValue='')."
        ),
    ]
}

/// Writes the page in the format of `man`.
pub(super) fn page(mut program: clap::Command, out: &mut impl Write) -> Result<u8, Failure> {
    program.build();
    let man = Man::new(program.clone());
    man.render_title(out)?;
    man.render_name_section(out)?;
    man.render_synopsis_section(out)?;
    man.render_description_section(out)?;
    let mut roff = Roff::new();
    roff.control("SH", [say!("COMMANDS")]);
    for command in program.get_subcommands_mut() {
        if command.get_name() == "help" {
            continue;
        }
        let usage = command.render_usage().to_string();
        roff.control("SS", [usage.trim_start_matches("Usage: ")]);
        roff.text([roman(command.get_about().map(ToString::to_string).unwrap_or_default())]);
        for arg in command.get_arguments().filter(|a| a.get_id() != "help") {
            let name =
                arg.get_long().map_or_else(|| arg.get_id().to_string().to_uppercase(), |l| format!("--{l}"));
            let mut says: Vec<String> = arg.get_help().map(ToString::to_string).into_iter().collect();
            let choices: Vec<String> =
                arg.get_possible_values().iter().map(|v| v.get_name().to_owned()).collect();
            if arg.get_action().takes_values() && !choices.is_empty() {
                says.push(say!("One of: {choices}", choices = choices.join(", ")));
            }
            if says.is_empty() {
                continue;
            }
            roff.control("TP", []);
            roff.text([bold(name)]);
            roff.text([roman(format!("{}.", says.join(". ")))]);
        }
    }
    roff.control("SH", [say!("HOUSE STYLE")]);
    roff.text([roman(say!("An example of style.toml, as settings --style prints it:"))]);
    roff.control("nf", []);
    roff.text(style::TEMPLATE.lines().map(roman).flat_map(|line| [line, roman("\n")]).collect::<Vec<_>>());
    roff.control("fi", []);
    roff.control("SH", [say!("MANY CLIENTS ELSEWHERE")]);
    for paragraph in elsewhere() {
        roff.control("PP", []);
        roff.text([roman(paragraph)]);
    }
    roff.control("SH", [say!("EXIT STATUS")]);
    for (code, meaning) in ENDINGS {
        roff.control("TP", []);
        roff.text([bold(code)]);
        roff.text([roman(words::text(meaning))]);
    }
    roff.to_writer(out)?;
    man.render_version_section(out)?;
    Ok(0)
}
