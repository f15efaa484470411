//! `salvage` and `backups`: what can be brought back when a file is damaged, gone, or was changed by
//! mistake. Neither touches the file itself; both write to a new one.

use std::io::Write;
use std::path::{Path, PathBuf};

use super::{BackupsArgs, Failure};
use crate::files::human_path;
use crate::inert;
use crate::model::text;
use crate::say;
use crate::session::rescue::{self, Listed};
use crate::store::{self, backup};
use crate::words::Words as _;
use crate::words::rescue::{client_name, origin};

/// Builds a new file from everything in a damaged one that is as it was written.
pub(super) fn salvage(old: &Path, new: &Path, out: &mut impl Write) -> Result<u8, Failure> {
    let report = store::salvage(old, new)?;
    writeln!(out, "saved={}\nkept={}\nlost={}", report.path.display(), report.kept, report.gone)?;
    for what in &report.lost {
        writeln!(out, "fault={}", what.words())?;
    }
    Ok(u8::from(!report.lost.is_empty()))
}

/// What to do with backups: by a word, or with a file alone its list.
pub(super) fn backups(args: &BackupsArgs, out: &mut impl Write) -> Result<u8, Failure> {
    let word = args.what.to_str().unwrap_or_default();
    match (word, &args.file) {
        ("list", None) if args.restore.is_none() && args.to.is_none() => everybody(out),
        ("list", Some(file)) => list(file, out),
        ("restore", Some(file)) if args.restore.is_none() => {
            restore(file, args.number.unwrap_or(1), args.to.as_deref(), out)
        }
        ("purge", Some(file)) if args.to.is_none() => purge(file, args.yes, out),
        ("restore" | "purge", _) => Err(Failure(
            2,
            say!(
                "Write the assessment behind it: clausewise backups {word} FILE. Nothing was changed.",
                word
            ),
        )),
        (_, None) => match (args.restore, &args.to) {
            (Some(number), Some(to)) => restore(&args.what, number, Some(to), out),
            (None, None) => list(&args.what, out),
            (None, Some(_)) => Err(Failure(
                2,
                say!("--to needs a number: --restore 1 is the newest backup. Nothing was written.")
                    .to_owned(),
            )),
            (Some(_), None) => {
                Err(Failure(2, say!("Name the new file: --to NEW. Nothing was written.").to_owned()))
            }
        },
        (other, Some(_)) => Err(Failure(
            2,
            say!(
                "\"{word}\" is none of list, restore, purge. Nothing was changed; see clausewise backups --help.",
                word = text::shown(other, 40)
            ),
        )),
    }
}

/// Every client: organisation, the number that `restore` takes for that file, time, events, size, the file,
/// the backup.
fn everybody(out: &mut impl Write) -> Result<u8, Failure> {
    // Each file is looked for once, not once for each of its backups.
    let mut lists = std::collections::BTreeMap::<PathBuf, Vec<backup::Backup>>::new();
    for client in rescue::clients() {
        for Listed { backup: b, events, .. } in &client.backups {
            let of_file = match &b.of {
                Some(of) => lists.entry(of.clone()).or_insert_with(|| backup::list(of)).as_slice(),
                None => &[],
            };
            let number = of_file.iter().position(|other| other.path == b.path).map_or(0, |n| n + 1);
            let events = events.map_or_else(|| say!("damaged").to_owned(), |n| say!("{n|event|events}", n));
            let (of, path) = (origin(b), b.path.display());
            let (name, size) = (client_name(&client), say!("{n|byte|bytes}", n = b.size));
            writeln!(out, "{name}\t{number}\t{}\t{events}\t{size}\t{of}\t{path}", b.time)?;
        }
    }
    Ok(0)
}

fn none(file: &Path) -> Failure {
    let name = human_path(file);
    Failure(1, say!("There is no backup of {name}. All there are: clausewise backups list", name))
}

fn list(file: &Path, out: &mut impl Write) -> Result<u8, Failure> {
    let list = backup::list(file);
    if list.is_empty() {
        return Err(none(file));
    }
    for (n, b) in list.iter().enumerate() {
        let size = say!("{n|byte|bytes}", n = b.size);
        writeln!(out, "{}\t{}\t{size}\t{}", n + 1, b.time, b.path.display())?;
    }
    out.flush()?;
    tell_origins(file, &list);
    Ok(0)
}

/// What is said of where a backup comes from, in the order it is said.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Told {
    BeforeFormat,
    BeforeReplacement,
    BeforeMerge,
    Of(String),
}

/// Which of them were made of a file with another name, and which before a replacement; in words, beside the
/// data.
fn tell_origins(file: &Path, list: &[backup::Backup]) {
    let real = crate::files::canonical(file).ok();
    let elsewhere = |b: &backup::Backup| b.of.as_ref().filter(|of| Some(*of) != real.as_ref()).cloned();
    let mut said = std::collections::BTreeMap::<Told, Vec<String>>::new();
    for (n, b) in list.iter().enumerate() {
        if let Some(of) = elsewhere(b).filter(|_| real.is_some()) {
            said.entry(Told::Of(human_path(&of))).or_default().push((n + 1).to_string());
        }
        if b.replaced {
            said.entry(Told::BeforeReplacement).or_default().push((n + 1).to_string());
        }
        if b.before_merge {
            said.entry(Told::BeforeMerge).or_default().push((n + 1).to_string());
        }
        if b.before_format {
            said.entry(Told::BeforeFormat).or_default().push((n + 1).to_string());
        }
    }
    for (what, numbers) in said {
        let numbers = numbers.join(", ");
        let words = match what {
            Told::BeforeFormat => say!("{numbers} made before the file was brought to format 2.", numbers),
            Told::BeforeReplacement => say!("{numbers} made before the file was replaced.", numbers),
            Told::BeforeMerge => say!("{numbers} made before another file was merged into it.", numbers),
            Told::Of(name) => say!("{numbers} made of {name}.", numbers, name),
        };
        let _ = writeln!(std::io::stderr(), "clausewise: {}", inert::text(&words));
    }
}

fn restore(file: &Path, number: usize, to: Option<&Path>, out: &mut impl Write) -> Result<u8, Failure> {
    let list = backup::list(file);
    if list.is_empty() {
        return Err(none(file));
    }
    let b = number.checked_sub(1).and_then(|n| list.get(n)).ok_or_else(|| {
        let name = human_path(file);
        Failure(
            2,
            say!(
                "{name} has {n|backup|backups}; {number} is none of them. Nothing was written.",
                name,
                n = list.len(),
                number
            ),
        )
    })?;
    let to: PathBuf = to.map_or_else(|| b.new_name(file), Path::to_path_buf);
    let events = backup::restore(&b.path, &to)?;
    writeln!(out, "saved={}\nevents={events}", to.display())?;
    Ok(0)
}

/// Removes all backups of an assessment, once that was asked for in so many words.
/// The name of an organisation stands for all it has.
fn purge(file: &Path, yes: bool, out: &mut impl Write) -> Result<u8, Failure> {
    let mut list = backup::list(file);
    if list.is_empty() {
        let client = rescue::clients().into_iter().find(|c| file.to_str() == Some(client_name(c)));
        list = client.map(|c| c.backups.into_iter().map(|b| b.backup).collect()).unwrap_or_default();
    }
    if list.is_empty() {
        return Err(none(file));
    }
    if !yes {
        let name = human_path(file);
        let words = say!(
            "{n|backup|backups} of {name} would be removed for good. Nothing was removed; add --yes to do it.",
            n = list.len(),
            name
        );
        return Err(Failure(2, words));
    }
    let gone = backup::remove(&list)?;
    writeln!(out, "removed={gone}")?;
    Ok(0)
}
