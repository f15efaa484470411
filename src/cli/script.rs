//! `answer`: many answers from a script. All lines are tried first, on a copy in memory; then all are
//! saved in one commit, or none. With `--ack` each has a commit of its own, so that what was acknowledged is
//! on the disk whatever comes after.

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;

use super::Failure;
use super::opened::{change, finish};
use crate::files;
use crate::model::{Assessment, Edit, Questionnaire, edit, text};
use crate::words::Words as _;

/// The most a script may hold, in bytes.
const MOST_BYTES: usize = 16 << 20;
/// The most lines.
const MOST_LINES: usize = 100_000;

/// A line that can be answered: its number, what is acknowledged, the edit.
struct Line {
    number: usize,
    ack: String,
    edit: Edit,
}

/// Answers all lines of a script, or none and names the line.
pub(super) fn answer(
    file: &Path,
    script: &Path,
    ack: bool,
    by: &str,
    out: &mut impl Write,
) -> Result<u8, Failure> {
    let script = read(script)?;
    let by = if by.is_empty() { files::user() } else { text::clean_line(by) };
    let mut s = change(file, &by, "answered")?;
    let lines = tried(&s.q, s.assessment().clone(), &script)?;
    if !ack {
        // Nobody waits for a line by itself: one commit, whatever happens on the way.
        let edits: Vec<Edit> = lines.into_iter().map(|line| line.edit).collect();
        s.apply_together(&edits)
            .map_err(|e| Failure(e.exit_code(), format!("{e}\nNo line of the script was answered.")))?;
        finish(s)?;
        return Ok(0);
    }
    let mut saved = 0;
    for line in lines {
        s.apply_durably(&line.edit).map_err(|e| {
            let before = match saved {
                0 => "No line before it was answered.".to_owned(),
                n => format!("Up to line {n} everything is saved."),
            };
            Failure(e.exit_code(), format!("{e}\nThis was line {}. {before}", line.number))
        })?;
        saved = line.number;
        if ack {
            writeln!(out, "ACK {}", line.ack)?;
            out.flush()?;
        }
    }
    finish(s)?;
    Ok(0)
}

/// The script as text. An endless one ends here: no more is read than a script may hold.
fn read(script: &Path) -> Result<String, Failure> {
    let name = if script.as_os_str() == "-" {
        "from standard input".to_owned()
    } else {
        files::shown_name(script, 60)
    };
    let refused = |why: &str| Failure(65, format!("The script {name} {why} Nothing was answered."));
    let unreadable = |e: &io::Error| refused(&format!("cannot be read: {}.", files::why(e).words()));
    let mut bytes = Vec::new();
    let most = MOST_BYTES as u64 + 1;
    if script.as_os_str() == "-" {
        io::stdin().lock().take(most).read_to_end(&mut bytes).map_err(|e| unreadable(&e))?;
    } else {
        let opened = File::open(script).map_err(|e| unreadable(&e))?;
        opened.take(most).read_to_end(&mut bytes).map_err(|e| unreadable(&e))?;
    }
    if bytes.len() > MOST_BYTES {
        return Err(refused(&format!("is longer than {} MiB, the most it may be.", MOST_BYTES >> 20)));
    }
    let text = String::from_utf8(bytes).map_err(|_| refused("is not text (UTF-8)."))?;
    if text.lines().nth(MOST_LINES).is_some() {
        return Err(refused(&format!("has more than {MOST_LINES} lines, the most it may have.")));
    }
    // Editors on Windows put this mark before the first line.
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

/// Every line as an edit, each tried on what the ones before it leave behind.
fn tried(q: &Questionnaire, mut trial: Assessment, script: &str) -> Result<Vec<Line>, Failure> {
    let (mut lines, mut wrong) = (Vec::new(), Vec::new());
    for (n, line) in script.lines().enumerate() {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        match edit::script_line(q, &trial, line) {
            Ok((id, level, edit)) => {
                trial.apply(q, &edit);
                lines.push(Line { number: n + 1, ack: format!("{id}={level}"), edit });
            }
            Err(why) => wrong.push((n + 1, why)),
        }
    }
    let Some((number, why)) = wrong.first() else { return Ok(lines) };
    let others: Vec<String> = wrong.iter().skip(1).take(5).map(|(n, _)| n.to_string()).collect();
    let more = match wrong.len() - 1 {
        0 => String::new(),
        1 => format!(" Line {} is wrong too.", others.join("")),
        n if n > others.len() => {
            format!(" {n} more lines are wrong, the first of them {}.", others.join(", "))
        }
        _ => format!(" Lines {} are wrong too.", others.join(", ")),
    };
    Err(Failure(
        65,
        format!(
            "line {number}: {}{more} No line was answered; mend the script and run it again.",
            why.words()
        ),
    ))
}
