//! `answer`: many answers, and what one types in plain mode beside them, from a script. All lines are tried first,
//! in memory; then all are saved in one commit, or none. With `--ack` each has a commit of its own, so that what
//! was acknowledged is on the disk whatever comes after.

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;

use super::Failure;
use super::opened::{Nobody, change, finish, tell};
use crate::model::said::{Reach, Said};
use crate::model::text;
use crate::words::Words as _;

use crate::work::line::{self, Deed, Line, Step};
use crate::work::{Refused, Work};
use crate::{files, plain, say, words};

/// The most a script may hold, in bytes.
const MOST_BYTES: usize = 16 << 20;
/// The most lines.
const MOST_LINES: usize = 100_000;

/// Every word a line of a script may begin with, and what stands behind it.
pub(super) fn words() -> String {
    let mut lines = vec![say!("Words of a script:").to_owned(), "  go ID".to_owned()];
    lines.extend(Deed::ALL.iter().map(|deed| {
        let [word, takes] = [deed.typed(), deed.takes()];
        format!("  {}", format!("{word} {takes}").trim_end())
    }));
    lines.join("\n")
}

/// Does all lines of a script, or none and names the line.
pub(super) fn answer(
    file: &Path,
    script: &Path,
    ack: bool,
    (by, system): (&str, &str),
    out: &mut impl Write,
) -> Result<u8, Failure> {
    let script = read(script)?;
    let by = if by.is_empty() { files::user() } else { text::clean_line(by) };
    let mut w = change(file, &by, say!("Nothing was answered."))?;
    // A name may be anybody's; a number is that of somebody in the register, or a slip.
    let digits = by.strip_prefix("P-").or_else(|| by.strip_prefix("p-")).unwrap_or_default();
    if !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) {
        w.i_am(&by)?;
    }
    if !system.is_empty() {
        w.answer_for(system)?;
    }
    let lines = tried(&mut w, &script)?;
    if !ack {
        // Nobody waits for a line by itself: one commit, whatever happens on the way.
        let mut notes = Vec::new();
        let all = |w: &mut Work| {
            lines
                .iter()
                .try_for_each(|(_, line)| w.call(&line.call).map(|done| notes.extend(at_once(&done.said))))
        };
        w.together(all).map_err(|e| failed(&e, say!("No line of the script was answered.")))?;
        finish(w)?;
        tell(&notes);
        return Ok(0);
    }
    let mut saved = 0;
    for (number, line) in lines {
        let done = w.call(&line.call).and_then(|done| w.settle().map(|()| done));
        let done = done.map_err(|e| {
            let how_far = match saved {
                0 => say!("This was line {number}. No line before it was answered.", number),
                n => say!("This was line {number}. Up to line {n} everything is saved.", number, n),
            };
            failed(&e, &how_far)
        })?;
        saved = number;
        writeln!(out, "ACK {}", line.ack())?;
        out.flush()?;
        tell(at_once(&done.said).as_slice());
    }
    finish(w)?;
    Ok(0)
}

/// What of an outcome has to be said at once, also where nobody is asked: an exclusion that cannot stand, a reason that
/// argues nothing, or a level that changes nothing because everything below has its own.
fn at_once(said: &Said) -> Option<String> {
    match said {
        Said::Rated { at, never: Some(never), .. } => Some(format!("{at}: {}", words::left_out(never))),
        Said::Rated { level: Some(_), reach: Reach::Heading(0), .. } => Some(words::outcome(said, &Nobody)),
        Said::Rated { goes, .. } if !goes.is_empty() => Some(words::goes::with_it(goes)),
        Said::Rated { at, weak: true, .. } => Some(format!("{at}: {}", words::weak_reason(true))),
        _ => None,
    }
}

/// What went wrong after all lines were tried, and how far the script came.
fn failed(refused: &Refused, how_far: &str) -> Failure {
    let code = if let Refused::Store(e) = refused { e.exit_code() } else { 65 };
    Failure(code, format!("{}\n{how_far}", words::refused(refused, &Nobody)))
}

/// The script as text. An endless one ends here: no more is read than a script may hold.
fn read(script: &Path) -> Result<String, Failure> {
    let name = if script.as_os_str() == "-" {
        say!("from standard input").to_owned()
    } else {
        files::shown_name(script, 60)
    };
    let unreadable = |e: &io::Error| {
        let why = files::why(e).words();
        Failure(65, say!("The script {name} cannot be read: {why}. Nothing was answered.", name, why))
    };
    let mut bytes = Vec::new();
    let most = MOST_BYTES as u64 + 1;
    if script.as_os_str() == "-" {
        io::stdin().lock().take(most).read_to_end(&mut bytes).map_err(|e| unreadable(&e))?;
    } else {
        let opened = File::open(script).map_err(|e| unreadable(&e))?;
        opened.take(most).read_to_end(&mut bytes).map_err(|e| unreadable(&e))?;
    }
    if bytes.len() > MOST_BYTES {
        let most = MOST_BYTES >> 20;
        return Err(Failure(
            65,
            say!(
                "The script {name} is longer than {most} MiB, the most it may be. Nothing was answered.",
                name,
                most
            ),
        ));
    }
    let text = String::from_utf8(bytes).map_err(|_| {
        Failure(65, say!("The script {name} is not text (UTF-8). Nothing was answered.", name))
    })?;
    if text.lines().nth(MOST_LINES).is_some() {
        let most = MOST_LINES;
        return Err(Failure(
            65,
            say!(
                "The script {name} has more than {most} lines, the most it may have. Nothing was answered.",
                name,
                most
            ),
        ));
    }
    // Editors on Windows put this mark before the first line.
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

/// Every line that does something, with its number: each is done in memory after the ones before it, and nothing
/// of that is kept.
fn tried(w: &mut Work, script: &str) -> Result<Vec<(usize, Line)>, Failure> {
    let (mut lines, mut wrong, mut at) = (Vec::new(), Vec::new(), None);
    w.try_out();
    for (n, typed) in script.lines().enumerate() {
        let typed = typed.trim();
        if typed.is_empty() || typed.starts_with('#') {
            continue;
        }
        match understood(w, typed, &mut at).and_then(|line| tried_one(w, line)) {
            Ok(line) => lines.extend(line.map(|line| (n + 1, line))),
            Err(why) => wrong.push((n + 1, why)),
        }
    }
    w.put_back();
    let Some((number, why)) = wrong.first() else { return Ok(lines) };
    let others: Vec<String> = wrong.iter().skip(1).take(5).map(|(n, _)| n.to_string()).collect();
    let (n, numbers) = (wrong.len() - 1, others.join(", "));
    let more = match n {
        0 => None,
        _ if n > others.len() => {
            Some(say!("{n} more lines are wrong, the first of them {numbers}.", n, numbers))
        }
        _ => Some(say!("{n?Line|Lines} {numbers} {n?is|are} wrong too.", n, numbers)),
    };
    let end = say!("No line was answered; mend the script and run it again.").to_owned();
    let sentences = [Some(say!("line {number}: {why}", number, why)), more, Some(end)];
    Err(Failure(65, sentences.into_iter().flatten().collect::<Vec<_>>().join(" ")))
}

/// What a line asks for, none when it only sets the place; the words of what is wrong with it.
fn understood(w: &Work, typed: &str, at: &mut Option<String>) -> Result<Option<Line>, String> {
    match w.step(typed, at.as_deref()) {
        Ok(Step::Go(to)) => {
            *at = Some(to);
            Ok(None)
        }
        Ok(Step::Answer(line, to)) => {
            *at = Some(to);
            Ok(Some(line))
        }
        Ok(Step::Do(line)) => Ok(Some(line)),
        Err(fault) => {
            let (first, _) = line::split(typed);
            let known = w.q().find(first).is_none() && plain::only_tells(first);
            Err(if known { words::no_deed(&first.to_lowercase()) } else { words::typed(&fault) })
        }
    }
}

fn tried_one(w: &mut Work, line: Option<Line>) -> Result<Option<Line>, String> {
    let Some(line) = line else { return Ok(None) };
    match w.call(&line.call) {
        Ok(done) if matches!(done.said, Said::NothingToUndo { .. }) => {
            Err(words::outcome(&done.said, &Nobody))
        }
        Ok(_) => Ok(Some(line)),
        Err(refused) => Err(words::refused(&refused, &Nobody)),
    }
}
