//! `audit`: audits from the command line. What stands behind `row` and `finding` is what scripts and plain mode take.

use std::io::Write;
use std::path::PathBuf;

use clap::Subcommand;
use serde_json::json;

use super::opened::{Nobody, change, finish, look, only, tell};
use super::show::print_json;
use super::{Failure, Format, programme};
use crate::inert::one_line;
use crate::model::audit::{self, Audit, Counts};
use crate::model::record::{AUDIT, AUDIT_ROW, Draft, FINDING, Kind, Rec, read};
use crate::model::text;
use crate::report::records;
use crate::words::audit_page::{self, Of};
use crate::words::{self, audit as said};
use crate::words::{audit_paper, audit_seal, audit_since, audit_told, audit_unready};
use crate::work::audit_line::NEW;
use crate::work::{Done, Refused, Work};
use crate::{files, say};

/// What is typed behind `audit`.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The assessment
    file: PathBuf,
    #[command(subcommand)]
    what: Option<What>,
    /// Which audit, by its number or title; the last one without it
    #[arg(long, global = true, value_name = "NUMBER", default_value = "")]
    audit: String,
    /// Who says it: a person of the register by number or name; an audit needs one for every change
    #[arg(long, global = true, default_value = "")]
    by: String,
}

/// What is done.
#[derive(Subcommand)]
pub(crate) enum What {
    /// Every audit of the file in a line
    List {
        /// text, json or csv
        #[arg(long, value_enum, default_value = "text")]
        format: Format,
    },
    /// Plan, rows, findings, differences to the organisation's own answers, warnings
    Show {
        /// text, json or csv: rows
        #[arg(long, value_enum, default_value = "text")]
        format: Format,
    },
    /// Begins an audit: its title, then FIELD=VALUE of its header
    New {
        /// Title
        title: String,
        /// kind, objective, covers, criteria, from, until, lead, team, auditees, independence, previous
        #[arg(value_name = "FIELD=VALUE")]
        fields: Vec<String>,
    },
    /// Begins the one after it: open findings come into its plan to be looked at again, opportunities and observations too, closed
    /// findings to be confirmed
    Next {
        /// Its title, then FIELD=VALUE of its header
        #[arg(value_name = "TITLE FIELD=VALUE")]
        line: Vec<String>,
    },
    /// All audits together: which requirements each is about, and which none
    Programme {
        /// text, json or csv
        #[arg(long, value_enum, default_value = "text")]
        format: Format,
    },
    /// What changed since it was signed: answers, scope, AI systems and other registers, Statement of Applicability, evidence; of one
    /// that is not signed, since the last one before it
    Changes {
        /// Which audit, by its number or title
        #[arg(value_name = "AUDIT")]
        which: Option<String>,
        /// text or json
        #[arg(long, value_enum, default_value = "text")]
        format: Format,
    },
    /// Signs it off: from here on header, rows and findings stay as they are; replies and checks go on
    Seal {
        /// FIELD=VALUE: conclusion, prepared (who wrote it) and prepared-on, which it needs; reviewed, reviewed-on, distribution. For
        /// example: conclusion="Works" prepared=P-1 prepared-on=2026-11-20
        #[arg(value_name = "FIELD=VALUE")]
        fields: Vec<String>,
        /// Says what to think about before it is signed, and signs nothing
        #[arg(long)]
        dry_run: bool,
    },
    /// Works on at one that was signed, as its next version
    Version {
        /// Why there is a new one
        #[arg(value_name = "WHY")]
        why: Vec<String>,
    },
    /// Rows by id: plan, skip WHY, conforms (- because WHY takes it back), major TEXT, minor TEXT, sample 4 of 11 by date, 1
    /// deviating, or a field with its text;
    /// an id alone, or next for what is to do, shows its working paper; without anything lists them
    Row {
        /// ID, or several with commas; then a word and a text
        #[arg(value_name = "ID WORD TEXT")]
        line: Vec<String>,
        /// text, json or csv, of the list
        #[arg(long, value_enum, default_value = "text")]
        format: Format,
    },
    /// Findings: GRADE IDS TEXT raises one; NUMBER then grade GRADE because WHY, on, withdraw WHY, cause, action, owner, due, done,
    /// effective WHAT WAS LOOKED AT and so on; a NUMBER alone shows all of it; without anything lists them
    Finding {
        /// GRADE IDS TEXT, or NUMBER WORD TEXT
        #[arg(value_name = "NUMBER WORD TEXT")]
        line: Vec<String>,
        /// text, json or csv, of the list
        #[arg(long, value_enum, default_value = "text")]
        format: Format,
    },
}

/// Runs the command.
pub(super) fn audit(args: &Args, out: &mut impl Write) -> Result<u8, Failure> {
    match args.what.as_ref().unwrap_or(&What::List { format: Format::Text }) {
        What::List { format } => list(args, *format, out),
        What::Show { format } => show(args, *format, out),
        What::New { title, fields } => {
            let mut draft = typed_fields(fields)?;
            draft.insert("name".to_owned(), title.clone());
            changed(args, out, |w| w.new_audit(&draft))
        }
        What::Next { line } => {
            let draft = next_of(line)?;
            changed(args, out, |w| w.next_audit(&draft))
        }
        What::Programme { format } => programme::programme(&args.file, *format, out),
        What::Changes { which, format } => changes(args, which.as_deref(), *format, out),
        What::Seal { fields, dry_run } => {
            let draft = typed_fields(fields)?;
            if *dry_run {
                return would_sign(args, &draft, out);
            }
            changed(args, out, |w| w.sign_off(&draft))
        }
        What::Version { why } => changed(args, out, |w| w.new_version(&why.join(" "))),
        What::Row { line, format } if line.is_empty() => records_of(args, &AUDIT_ROW, *format, out),
        What::Finding { line, format } if line.is_empty() => records_of(args, &FINDING, *format, out),
        What::Row { line, .. } if line.len() == 1 => row_alone(args, &line[0], out),
        What::Row { line, .. } => changed(args, out, |w| w.row_line(&in_a_line(line))),
        What::Finding { line, .. } if line.len() == 1 => finding_alone(args, &line[0], out),
        What::Finding { line, .. } => changed(args, out, |w| w.finding_line(&line.join(" "))),
    }
}

/// What stands behind `row` in a line. A word that is empty is no word that was left out: what asks for none refuses it.
fn in_a_line(line: &[String]) -> String {
    let all = line.join(" ");
    match line {
        [_, word, text]
            if text.trim().is_empty() && ["conforms", "plan", "unplan"].contains(&word.as_str()) =>
        {
            format!("{all}\"\"")
        }
        _ => all,
    }
}

/// `lead=Ana`: a field with its value.
fn typed_fields(typed: &[String]) -> Result<Draft, Failure> {
    let field = |typed: &String| {
        let (field, value) = typed.split_once('=').ok_or_else(|| {
            let typed = text::shown(typed, 40);
            Failure(
                2,
                say!("\"{typed}\" is no FIELD=VALUE, for example lead=Ana. Nothing was changed.", typed),
            )
        })?;
        Ok((field.trim().to_owned(), value.to_owned()))
    };
    typed.iter().map(field).collect()
}

/// A title of one word or several, and fields with their values.
fn next_of(line: &[String]) -> Result<Draft, Failure> {
    let word = |typed: &str| !typed.is_empty() && typed.chars().all(|c| c.is_alphanumeric() || c == '-');
    let is_field = |typed: &&String| typed.split_once('=').is_some_and(|(field, _)| word(field));
    let (typed, title): (Vec<&String>, Vec<&String>) = line.iter().partition(is_field);
    let mut draft = typed_fields(&typed.into_iter().cloned().collect::<Vec<_>>())?;
    draft.insert("name".to_owned(), title.into_iter().map(String::as_str).collect::<Vec<_>>().join(" "));
    Ok(draft)
}

/// The working paper of an id alone; anything else is a line that is too short and says so.
fn row_alone(args: &Args, typed: &str, out: &mut impl Write) -> Result<u8, Failure> {
    let mut w = look(&args.file)?;
    chosen(&mut w, &args.audit)?;
    let Some(at) = w.paper_meant(typed) else {
        drop(w);
        return changed(args, out, |w| w.row_line(typed));
    };
    for line in audit_paper::of_work(&w, at)? {
        writeln!(out, "{}", one_line(&line))?;
    }
    Ok(0)
}

/// All of the finding of this number; anything else is a line that is too short and says so.
fn finding_alone(args: &Args, typed: &str, out: &mut impl Write) -> Result<u8, Failure> {
    let mut w = look(&args.file)?;
    chosen(&mut w, &args.audit)?;
    if w.finding_named(typed).is_err() {
        drop(w);
        return changed(args, out, |w| w.finding_line(typed));
    }
    for line in audit_told::one_finding(&w, typed)? {
        writeln!(out, "{}", one_line(&line))?;
    }
    Ok(0)
}

/// What changed since an audit was signed.
fn changes(args: &Args, which: Option<&str>, format: Format, out: &mut impl Write) -> Result<u8, Failure> {
    only(format, &[Format::Text, Format::Json])?;
    let mut w = look(&args.file)?;
    chosen(&mut w, &args.audit)?;
    let since = w.since_signed(which.unwrap_or_default())?;
    if format == Format::Json {
        let changes: Vec<String> = since.all.iter().map(|s| audit_since::line(w.q(), s)).collect();
        let (no, version, on, head) = (&since.no, since.version, since.on.to_string(), &since.head);
        let all = json!({"audit": no, "version": version, "signed": on, "head": head, "changes": changes});
        return print_json(&all, out);
    }
    for line in audit_since::lines(w.q(), &since) {
        writeln!(out, "{}", one_line(&line))?;
    }
    Ok(0)
}

/// The audit that is meant.
fn chosen(w: &mut Work, typed: &str) -> Result<(), Failure> {
    if !typed.is_empty() {
        w.open_audit(typed)?;
    }
    Ok(())
}

/// What to think about before an audit is signed.
fn would_sign(args: &Args, draft: &Draft, out: &mut impl Write) -> Result<u8, Failure> {
    let by = by(args);
    let mut w = change(&args.file, &by, say!("Nothing was changed."))?;
    chosen(&mut w, &args.audit)?;
    let would = w.would_sign_or_lack(draft);
    finish(w)?;
    let lines = match &would {
        Ok(would) => audit_seal::would_sign(would),
        Err(unready) => audit_unready::lines(unready, &Nobody),
    };
    for line in lines {
        writeln!(out, "{}", one_line(&line))?;
    }
    if let Err(unready) = would {
        return Err(unready.first.into());
    }
    writeln!(out, "{}", say!("Nothing was changed: this was a dry run."))?;
    Ok(0)
}

/// Who says it: who was named, or whoever is logged in.
fn by(args: &Args) -> String {
    if args.by.is_empty() { files::user() } else { text::clean_line(&args.by) }
}

fn changed(
    args: &Args,
    out: &mut impl Write,
    verb: impl FnOnce(&mut Work) -> Result<Done, Refused>,
) -> Result<u8, Failure> {
    let mut w = change(&args.file, &by(args), say!("Nothing was changed."))?;
    chosen(&mut w, &args.audit)?;
    let done = verb(&mut w)?;
    finish(w)?;
    writeln!(out, "{}", one_line(&words::outcome(&done.said, &Nobody)))?;
    Ok(0)
}

fn list(args: &Args, format: Format, out: &mut impl Write) -> Result<u8, Failure> {
    only(format, &[Format::Text, Format::Json, Format::Csv])?;
    let w = look(&args.file)?;
    let a = w.a();
    match format {
        Format::Json => return print_json(&records::objects(a, w.kinds, &AUDIT), out),
        Format::Csv => out.write_all(&records::csv(a, w.kinds, &AUDIT, &read::all(a, &AUDIT))?)?,
        _ => {
            let all = audit::all(a);
            if all.is_empty() {
                tell(&[say!(
                    "There is no audit yet. To begin one: clausewise audit FILE {new} TITLE --by NAME",
                    new = NEW
                )]);
            }
            for rec in all {
                let now = Audit::of(w.q(), a, &rec.id, w.today);
                let counts = Counts::of(w.q(), &now);
                let signed = audit_seal::state(&now);
                let mut words =
                    vec![said::coverage(&counts), said::progress(&counts), said::by_grade(&counts)];
                words.extend(Some(signed).filter(|s| !s.is_empty()));
                let words = words.join("; ");
                writeln!(out, "{} {}  {}", rec.shown_no(), one_line(rec.name()), words)?;
            }
        }
    }
    Ok(0)
}

fn show(args: &Args, format: Format, out: &mut impl Write) -> Result<u8, Failure> {
    if format != Format::Text {
        return records_of(args, &AUDIT_ROW, format, out);
    }
    let mut w = look(&args.file)?;
    chosen(&mut w, &args.audit)?;
    for line in audit_page::of_work(&w)? {
        writeln!(out, "{}", one_line(&line))?;
    }
    Ok(0)
}

/// The records of a kind in the audit that is meant.
fn records_of(args: &Args, kind: &'static Kind, format: Format, out: &mut impl Write) -> Result<u8, Failure> {
    only(format, &[Format::Text, Format::Json, Format::Csv])?;
    let mut w = look(&args.file)?;
    chosen(&mut w, &args.audit)?;
    let Some(id) = w.audit_id() else { return Err(Refused::NoAudit.into()) };
    let a = w.a();
    let mine: Vec<Rec<'_>> =
        read::all(a, kind).into_iter().filter(|r| r.id.audit().as_ref() == Some(&id)).collect();
    match format {
        Format::Json => {
            let all: Vec<_> = mine.iter().map(|r| records::object(a, w.kinds, r)).collect();
            return print_json(&all.into(), out);
        }
        Format::Csv => out.write_all(&records::csv(a, w.kinds, kind, &mine)?)?,
        _ => {
            let of = Of { q: w.q(), a, scores: w.scores() };
            let audit = Audit::of(w.q(), a, &id, w.today);
            let rows = audit.rows.iter().map(|r| audit_page::row(of, &audit, r));
            let findings = audit.findings.iter().map(audit_page::finding);
            let lines: Vec<String> =
                if kind.key == FINDING.key { findings.collect() } else { rows.collect() };
            for line in lines {
                writeln!(out, "{}", one_line(&line))?;
            }
        }
    }
    Ok(0)
}
