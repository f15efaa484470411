//! `record remove`: what hangs on a record is named before it goes. A person at a terminal is asked; where nobody is
//! there, as in a script, it is done and told afterwards.

use std::io::{BufRead, IsTerminal, Write};

use serde_json::{Value, json};

use super::super::opened::{Nobody, finish, look, tell};
use super::super::show::print_json;
use super::super::{Failure, Format};
use super::{Args, named, nothing_behind, one_id, opened, over, usage};
use crate::model::record::gone::Follow;
use crate::model::record::{Kind, RISK, Rec};
use crate::model::said::Said;
use crate::words::record;
use crate::{inert, say, words};

/// Takes a record out of its register, or tells what would follow.
pub(super) fn remove(
    args: &Args,
    kinds: &'static [&'static Kind],
    kind: &'static Kind,
    out: &mut impl Write,
) -> Result<u8, Failure> {
    let (id, rest) = one_id(kind, &args.rest)?;
    nothing_behind(rest)?;
    if args.dry_run {
        let w = over(look(&args.file)?, kinds);
        let rec = named(&w, kind, id)?;
        return told(&rec, &w.hangs(kind, &rec.id), args.format, out);
    }
    let mut w = opened(args, kinds)?;
    let rec = named(&w, kind, id)?;
    let follows = w.hangs(kind, &rec.id);
    if !follows.is_empty() && !args.yes && !is_sure(&rec, &follows)? {
        return Err(Failure(1, say!("Nothing was removed.").to_owned()));
    }
    let done = w.remove_named(kind, id)?;
    finish(w)?;
    if let Said::Removed { follows, .. } = &done.said
        && !follows.is_empty()
    {
        tell(&[words::outcome(&done.said, &Nobody)]);
    }
    Ok(0)
}

/// Asks whoever is there; where nobody is, it goes on.
fn is_sure(rec: &Rec<'_>, follows: &[Follow]) -> Result<bool, Failure> {
    let (input, mut asked) = (std::io::stdin(), std::io::stderr());
    if !input.is_terminal() || !asked.is_terminal() {
        return Ok(true);
    }
    let (title, words) = record::take_out(rec, follows);
    let question = say!("{title} {words} Type yes to do it:", title, words);
    write!(asked, "{} ", inert::text(&question))?;
    asked.flush()?;
    let mut answer = String::new();
    input.lock().read_line(&mut answer)?;
    Ok(["yes", "y"].iter().any(|yes| answer.trim().eq_ignore_ascii_case(yes)))
}

/// What would follow, and nothing else.
fn told(rec: &Rec<'_>, follows: &[Follow], format: Format, out: &mut impl Write) -> Result<u8, Failure> {
    match format {
        Format::Json => {
            let list: Value = follows.iter().map(object).collect();
            let all =
                json!({"id": rec.handle(), "number": rec.shown_no(), "name": rec.name(), "follows": list});
            return print_json(&all, out);
        }
        Format::Text => {
            let (title, words) = record::take_out(rec, follows);
            writeln!(out, "{title}\n{}", inert::one_line(&words))?;
            let how = say!(
                "Nothing was removed. Without --dry-run a person at a terminal is asked first where something hangs on it; where \
                 nobody can be asked, as in a script, it is removed without a question."
            );
            tell(&[how.to_owned()]);
        }
        _ => return Err(usage(say!("--dry-run has the formats text and json.").to_owned())),
    }
    Ok(0)
}

/// One thing that follows, for programs.
fn object(follow: &Follow) -> Value {
    let (what, kind, n) = match follow {
        Follow::AnswersStay { n, .. } => ("answers-stay", None, n),
        Follow::AnswersRest { n, .. } => ("answers-rest", None, n),
        Follow::Controls { ids, .. } => ("controls", None, &ids.len()),
        Follow::Rows { ids, .. } => ("rows", None, &ids.len()),
        Follow::Moved { moves } => ("moved", Some(RISK.key), &moves.len()),
        Follow::Accepted { risks } => ("accepted", Some(RISK.key), &risks.len()),
        Follow::Statement => ("statement", None, &1),
        Follow::Owns { ids, .. } => ("owns", None, &ids.len()),
        Follow::Proves { n, .. } => ("proves", None, n),
        Follow::NotSeen { kind, n } => ("not-seen", Some(kind.key), n),
        Follow::GoesWith { kind, n } => ("goes-with", Some(kind.key), n),
        Follow::StillName { kind, n, .. } => ("still-name", Some(kind.key), n),
    };
    json!({"what": what, "kind": kind, "count": n, "words": record::hangs(std::slice::from_ref(follow))})
}
