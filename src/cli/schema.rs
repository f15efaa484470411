//! The published schemas, so that a program can check what it reads or writes with nothing at hand but this one.

use std::io::Write;

use clap::ValueEnum;

use super::Failure;
use crate::say;

/// What there is a schema of.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Schema {
    /// everything.json of an export: all figures, answers and records
    #[value(alias = "assessment")]
    Everything,
    /// Records of every register
    #[value(alias = "record")]
    Records,
    /// The one file of a questionnaire, or its head
    Questionnaire,
    /// A file of questions of a questionnaire
    Group,
}

impl Schema {
    const ALL: [Self; 4] = [Self::Everything, Self::Records, Self::Questionnaire, Self::Group];

    const fn text(self) -> &'static str {
        match self {
            Self::Everything => include_str!("../../questionnaires/schema/everything.schema.json"),
            Self::Records => include_str!("../../questionnaires/schema/records.schema.json"),
            Self::Questionnaire => include_str!("../../questionnaires/schema/questionnaire.schema.json"),
            Self::Group => include_str!("../../questionnaires/schema/group.schema.json"),
        }
    }
}

/// Prints a schema; with none named, which there are and of what.
pub(super) fn print(what: Option<Schema>, out: &mut impl Write) -> Result<u8, Failure> {
    if let Some(what) = what {
        out.write_all(what.text().as_bytes())?;
        return Ok(0);
    }
    for schema in Schema::ALL {
        if let Some(value) = schema.to_possible_value() {
            let of = value.get_help().map(ToString::to_string).unwrap_or_default();
            writeln!(out, "{:<14} {of}", value.get_name())?;
        }
    }
    writeln!(out, "{}", say!("clausewise schema NAME prints one."))?;
    Ok(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_schema_is_one_and_has_the_name_of_its_file() {
        for schema in Schema::ALL {
            let value: serde_json::Value = serde_json::from_str(schema.text()).unwrap();
            let name = schema.to_possible_value().unwrap().get_name().to_owned();
            assert_eq!(value["$id"], format!("{name}.schema.json"));
        }
    }
}
